/* SPDX-License-Identifier: MIT */
/*
 * Results as JSON: the rows, from which any errwalk computes the rest again, and the rest, for
 * programs.
 */
#include <config.h>

#include "results-private.h"

/* Figures of a group, null or empty where no training of it counts. */
#define MEAN(field_, key_)                                                                   \
    {.key = key_, .type = MEMBER_TENTHS_OR_NULL, .offset = offsetof(struct result_group, field_), \
     .count = offsetof(struct result_group, progress_count)}

static json_t *make_progress(const void *record)
{
    const struct result_group *group = record;
    json_t *array = json_array();
    size_t i;

    for (i = 0; i < group->progress_count; i++)
        json_array_append_new(array, document_points(group->progress[i]));
    return array;
}

static const struct member figure_members[] = {
    MEMBER(SIZE, struct result_group, trainings, "trainings"),
    MEMBER(SIZE, struct result_group, withheld, "withheld"),
    MEAN(mean, "mean"),
    MEAN(best, "best"),
    MEAN(worst, "worst"),
    MEAN(latest, "latest"),
    MEMBER(SIZE, struct result_group, right, "right_cause"),
    MEMBER(NUMBER, struct result_group, minutes, "minutes"),
    MEMBER_BY("progress", make_progress),
    {.key = NULL},
};

static const struct member trainee_members[] = {
    MEMBER(TEXT, struct result_group, name, "trainee"),
    MEMBERS(figure_members),
    {.key = NULL},
};

static const struct member scenario_members[] = {
    MEMBER(TEXT, struct result_group, name, "scenario"),
    MEMBER(TEXT, struct result_group, title, "title"),
    MEMBERS(figure_members),
    {.key = NULL},
};

#define SCORE(field_, key_)                                                                      \
    {.key = key_, .type = MEMBER_TENTHS_OR_NULL,                                                 \
     .offset = offsetof(struct result_attempts, field_), .count = offsetof(struct result_attempts, open)}

static const struct member attempts_members[] = {
    MEMBER(TEXT, struct result_attempts, trainee, "trainee"),
    MEMBER(TEXT, struct result_attempts, scenario, "scenario"),
    MEMBER(SIZE, struct result_attempts, count, "attempts"),
    MEMBER(SIZE, struct result_attempts, withheld, "withheld"),
    SCORE(first, "first"),
    SCORE(best, "best"),
    SCORE(latest, "latest"),
    {.key = NULL},
};

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

#define DECISION(field_, key_) MEMBER(TEXT, struct result_mistake, decision.field_, key_)

static const struct member mistake_members[] = {
    MEMBER(TEXT, struct result_mistake, scenario, "scenario"),
    DECISION(step, "step"),
    MEMBER_NAMED(struct result_mistake, decision.kind, "kind", decision_kind_names,
                 DECISION_KIND_COUNT),
    DECISION(answer, "answer"),
    DECISION(right, "right"),
    MEMBER(SIZE, struct result_mistake, count, "count"),
    {.key = NULL},
};

static json_t *make_form(const void *record)
{
    (void)record;
    return json_integer(RESULTS_FORM);
}

static json_t *make_rows(const void *record)
{
    const struct results *results = record;
    json_t *rows = json_array();
    size_t i;

    for (i = 0; i < results->count; i++)
        json_array_append_new(rows, result_to_json(results->trainings[i]));
    return rows;
}

static const struct member part_members[] = {
    MEMBER(TEXT, struct results_part, mode, "mode"),
    MEMBER_STRUCT(struct results_part, all, "all", figure_members),
    MEMBER_STRUCTS(struct results_part, trainees, trainee_count, "trainees", trainee_members),
    MEMBER_STRUCTS(struct results_part, scenarios, scenario_count, "scenarios", scenario_members),
    MEMBER_STRUCTS(struct results_part, attempts, attempts_count, "attempts", attempts_members),
    MEMBER_STRUCTS(struct results_part, steps, step_count, "hardest_steps", step_members),
    MEMBER_STRUCTS(struct results_part, mistakes, mistake_count, "first_mistakes", mistake_members),
    MEMBER_STRUCTS(struct results_part, confusions, confusion_count, "causes", confusion_members),
    {.key = NULL},
};

static const struct member members[] = {
    MEMBER_BY("results", make_form),
    MEMBER_BY("trainings", make_rows),
    MEMBER_STRUCTS(struct results, parts, part_count, "modes", part_members),
    MEMBER_STRUCTS(struct results, shifts, shift_count, "shifts", results_shift_members),
    {.key = NULL},
};

void results_write_json(struct buffer *out, const struct results *results,
                        const struct results_view *view)
{
    (void)view;
    document_write(members_object(members, results), out);
}
