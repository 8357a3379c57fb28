/* SPDX-License-Identifier: MIT */
/*
 * Results as JSON: the rows, from which any errwalk computes the rest anew, and the rest, for
 * programs.
 */
#include <config.h>

#include "results-private.h"

static json_t *make_mean(const struct result_group *group, unsigned tenths)
{
    return group->progress_count ? document_points(tenths) : json_null();
}

static json_t *make_group(struct document *document, const struct result_group *group,
                          const char *key)
{
    json_t *object = document_object(document), *progress = document_array(document);
    size_t i;

    if (key)
        document_put(document, object, key, document_text(group->name));
    if (*group->title)
        document_put(document, object, "title", document_text(group->title));
    document_put(document, object, "trainings", json_integer((json_int_t)group->trainings));
    document_put(document, object, "withheld", json_integer((json_int_t)group->withheld));
    document_put(document, object, "mean", make_mean(group, group->mean));
    document_put(document, object, "best", make_mean(group, group->best));
    document_put(document, object, "worst", make_mean(group, group->worst));
    document_put(document, object, "latest", make_mean(group, group->latest));
    document_put(document, object, "right_cause", json_integer((json_int_t)group->right));
    document_put(document, object, "minutes", json_integer(group->minutes));
    for (i = 0; i < group->progress_count; i++)
        document_add(document, progress, document_points(group->progress[i]));
    document_put(document, object, "progress", progress);
    return object;
}

static json_t *make_groups(struct document *document, const struct result_group *groups,
                           size_t count, const char *key)
{
    json_t *array = document_array(document);
    size_t i;

    for (i = 0; i < count; i++)
        document_add(document, array, make_group(document, &groups[i], key));
    return array;
}

static const struct member step_members[] = {
    MEMBER(TEXT, struct result_step, scenario, "scenario"),
    MEMBER(TEXT, struct result_step, step, "step"),
    MEMBER(TEXT, struct result_step, question, "question"),
    MEMBER(SIZE, struct result_step, wrong, "wrong"),
    MEMBER(SIZE, struct result_step, decided, "decided"),
    {.key = NULL},
};

static const struct member confusion_members[] = {
    MEMBER(TEXT, struct result_confusion, flow, "flow"),
    MEMBER(TEXT, struct result_confusion, cause, "cause"),
    MEMBER(TEXT_OR_NULL, struct result_confusion, named, "named"),
    MEMBER(SIZE, struct result_confusion, count, "count"),
    {.key = NULL},
};

static json_t *make_mistakes(struct document *document, const struct results *results)
{
    json_t *array = document_array(document), *object;
    size_t i;

    for (i = 0; i < results->mistake_count; i++) {
        const struct result_mistake *mistake = &results->mistakes[i];
        const struct result_decision *decision = mistake->decision;

        object = document_object(document);
        document_put(document, object, "scenario", document_text(mistake->scenario));
        document_put(document, object, "step", document_text(decision->step));
        document_put(document, object, "kind", json_string(decision_kind_names[decision->kind]));
        document_put(document, object, "answer", document_text(decision->answer));
        document_put(document, object, "right", document_text(decision->right));
        document_put(document, object, "count", json_integer((json_int_t)mistake->count));
        document_add(document, array, object);
    }
    return array;
}

enum status results_write_json(struct buffer *out, const struct results *results,
                               const struct results_view *view)
{
    struct document document;
    json_t *root, *rows;
    size_t i;

    (void)view;
    document_begin(&document);
    root = document_object(&document);
    rows = document_array(&document);
    document_put(&document, root, "results", json_integer(RESULTS_FORM));
    for (i = 0; i < results->count; i++)
        document_add(&document, rows, result_to_json(&document, results->trainings[i]));
    document_put(&document, root, "trainings", rows);
    document_put(&document, root, "all", make_group(&document, &results->all, NULL));
    document_put(&document, root, "trainees",
                 make_groups(&document, results->trainees, results->trainee_count, "trainee"));
    document_put(&document, root, "scenarios",
                 make_groups(&document, results->scenarios, results->scenario_count, "scenario"));
    document_put(&document, root, "hardest_steps",
                 members_array(&document, step_members, results->steps, sizeof *results->steps,
                               results->step_count));
    document_put(&document, root, "first_mistakes", make_mistakes(&document, results));
    document_put(&document, root, "causes",
                 members_array(&document, confusion_members, results->confusions,
                               sizeof *results->confusions, results->confusion_count));
    document_write(&document, root, out);
    return STATUS_OK;
}
