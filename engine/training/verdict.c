/* SPDX-License-Identifier: MIT */
/*
 * What is right and what is wrong, by the truth of a scenario.
 */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "errwalk/solution.h"

static enum verdict verdict_of(bool right)
{
    return right ? VERDICT_RIGHT : VERDICT_WRONG;
}

/* Two answers that lead to the same step are as good as each other. */
static enum verdict judge_edge(const struct solution *solution, const char *path,
                               const struct event *event)
{
    struct truth truth;

    return solution_truth_at(solution, path, event, &truth) && *truth.to
               ? verdict_of(strcmp(truth.to, event->to) == 0)
               : VERDICT_NONE;
}

/* The same value in any spelling of its type; of a text in any case. */
static bool is_same_value(const struct truth *truth, const char *typed)
{
    enum value_type type = 0;

    while (type + 1 < VALUE_TYPE_COUNT && strcmp(value_type_names[type], truth->type) != 0)
        type++;
    return type == VALUE_TEXT ? strcasecmp(truth->answer, typed) == 0
                              : value_equal(type, truth->answer, typed);
}

static enum verdict judge_value(const struct solution *solution, const char *path,
                               const struct event *event)
{
    struct truth truth;
    enum verdict verdict = judge_edge(solution, path, event);

    if (verdict == VERDICT_RIGHT && solution_truth_at(solution, path, event, &truth) && *truth.type)
        return verdict_of(is_same_value(&truth, event->answer));
    return verdict;
}

/* A person who says of a fix what is not so. */
static enum verdict judge_result(const struct solution *solution, const char *path,
                               const struct event *event)
{
    struct truth truth;

    return solution_truth_at(solution, path, event, &truth)
               ? verdict_of(strcmp(truth.answer, event->answer) == 0)
               : VERDICT_NONE;
}

static enum verdict judge_diagnosis(const struct solution *solution, const char *path,
                               const struct event *event)
{
    (void)path;
    return verdict_of(strcmp(event->answer, solution->cause) == 0);
}

static enum verdict judge_referral(const struct solution *solution, const char *path,
                               const struct event *event)
{
    (void)event;
    return verdict_of(strcmp(path, solution->ends) == 0);
}

/* Other ends follow from what was judged, or are a person's leaving. */
static enum verdict judge_end(const struct solution *solution, const char *path,
                               const struct event *event)
{
    return strcmp(event->answer, outcome_names[OUTCOME_ESCALATED]) == 0
               ? judge_referral(solution, path, event)
               : VERDICT_NONE;
}

static enum verdict (*const judges[EVENT_KIND_COUNT])(const struct solution *solution,
                                                      const char *path,
                                                      const struct event *event) = {
    [EVENT_ANSWERED] = judge_edge,      [EVENT_TYPED] = judge_value,
    [EVENT_TRIED] = judge_result,       [EVENT_REFERRED] = judge_referral,
    [EVENT_DIAGNOSED] = judge_diagnosis, [EVENT_ENDED] = judge_end,
};

enum verdict solution_verdict(const struct solution *solution, const char *path,
                              const struct event *event)
{
    return judges[event->kind] ? judges[event->kind](solution, path, event) : VERDICT_NONE;
}
