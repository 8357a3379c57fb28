/* SPDX-License-Identifier: MIT */
/*
 * Results as JSON: the rows, from which any errwalk computes the rest again, and the rest, for
 * programs.
 */
#include <config.h>

#include "results-private.h"

static json_t *make_mean(const struct result_group *group, unsigned tenths)
{
    return group->progress_count ? document_points(tenths) : json_null();
}

static json_t *make_group(const struct result_group *group,
                          const char *key)
{
    json_t *object = json_object(), *progress = json_array();
    size_t i;

    if (key)
        json_object_set_new(object, key, document_text(group->name));
    if (*group->title)
        json_object_set_new(object, "title", document_text(group->title));
    json_object_set_new(object, "trainings", json_integer((json_int_t)group->trainings));
    json_object_set_new(object, "withheld", json_integer((json_int_t)group->withheld));
    json_object_set_new(object, "mean", make_mean(group, group->mean));
    json_object_set_new(object, "best", make_mean(group, group->best));
    json_object_set_new(object, "worst", make_mean(group, group->worst));
    json_object_set_new(object, "latest", make_mean(group, group->latest));
    json_object_set_new(object, "right_cause", json_integer((json_int_t)group->right));
    json_object_set_new(object, "minutes", json_integer(group->minutes));
    for (i = 0; i < group->progress_count; i++)
        json_array_append_new(progress, document_points(group->progress[i]));
    json_object_set_new(object, "progress", progress);
    return object;
}

static json_t *make_groups(const struct result_group *groups,
                           size_t count, const char *key)
{
    json_t *array = json_array();
    size_t i;

    for (i = 0; i < count; i++)
        json_array_append_new(array, make_group(&groups[i], key));
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

static json_t *make_mistakes(const struct results *results)
{
    json_t *array = json_array(), *object;
    size_t i;

    for (i = 0; i < results->mistake_count; i++) {
        const struct result_mistake *mistake = &results->mistakes[i];
        const struct result_decision *decision = mistake->decision;

        object = json_object();
        json_object_set_new(object, "scenario", document_text(mistake->scenario));
        json_object_set_new(object, "step", document_text(decision->step));
        json_object_set_new(object, "kind", json_string(decision_kind_names[decision->kind]));
        json_object_set_new(object, "answer", document_text(decision->answer));
        json_object_set_new(object, "right", document_text(decision->right));
        json_object_set_new(object, "count", json_integer((json_int_t)mistake->count));
        json_array_append_new(array, object);
    }
    return array;
}

void results_write_json(struct buffer *out, const struct results *results,
                               const struct results_view *view)
{
    json_t *root, *rows;
    size_t i;

    (void)view;
    root = json_object();
    rows = json_array();
    json_object_set_new(root, "results", json_integer(RESULTS_FORM));
    for (i = 0; i < results->count; i++)
        json_array_append_new(rows, result_to_json(results->trainings[i]));
    json_object_set_new(root, "trainings", rows);
    json_object_set_new(root, "all", make_group(&results->all, NULL));
    json_object_set_new(root, "trainees",
                        make_groups(results->trainees, results->trainee_count, "trainee"));
    json_object_set_new(root, "scenarios",
                        make_groups(results->scenarios, results->scenario_count, "scenario"));
    json_object_set_new(
        root, "hardest_steps",
        members_array(step_members, results->steps, sizeof *results->steps, results->step_count));
    json_object_set_new(root, "first_mistakes", make_mistakes(results));
    json_object_set_new(root, "causes",
                        members_array(confusion_members, results->confusions,
                                      sizeof *results->confusions, results->confusion_count));
    document_write(root, out);
}
