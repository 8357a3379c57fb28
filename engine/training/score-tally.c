/* SPDX-License-Identifier: MIT */
/*
 * What was done at each step, from the events in their order, whatever rule then weighs it.
 */
#include <config.h>

#include "score-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/estimate.h"
#include "errwalk/memory.h"
#include "errwalk/scenario.h"

static struct act *act_at(struct tally *tally, const struct event *event)
{
    const char *path = session_path(tally->session, event);
    struct act *act = tally->acts;

    while (act < tally->acts + tally->count && strcmp(act->step, path) != 0)
        act++;
    if (act < tally->acts + tally->count)
        return act;
    tally->count++;
    *act = (struct act){.step = path,
                        .kind = event->step_kind,
                        .truth = solution_truth(tally->solution, path)};
    if (act->truth)
        act->minutes = act->truth->minutes;
    return act;
}

static void do_harm(const struct tally *tally, struct act *act, const struct event *event)
{
    struct truth truth;

    act->harmed |= solution_truth_at(tally->solution, act->step, event, &truth) && *truth.avoid;
}

static void spend(const struct tally *tally, struct act *act, const struct event *event)
{
    if (event->minutes > act->minutes)
        act->minutes = (unsigned)event->minutes;
    do_harm(tally, act, event);
}

static void take_look(struct tally *tally, const struct event *event)
{
    struct act *act = act_at(tally, event);

    act->looked = true;
    spend(tally, act, event);
}

static void note_decision(struct act *act, bool wrong)
{
    act->decided = true;
    act->wrong |= wrong;
    act->last_wrong = wrong;
    act->mistakes += wrong;
}

static void take_decision(struct tally *tally, const struct event *event)
{
    struct act *act = act_at(tally, event);
    bool wrong = solution_verdict(tally->solution, act->step, event) == VERDICT_WRONG;

    if (!act->decided) {
        act->looked_first = act->looked;
        act->first_wrong = wrong;
    }
    note_decision(act, wrong);
    tally->mistakes += wrong;
    spend(tally, act, event);
}

/* A fix that could not be done has done nothing. */
static void take_try(struct tally *tally, const struct event *event)
{
    struct act *act = act_at(tally, event);
    bool harmed = act->harmed;

    take_decision(tally, event);
    if (strcmp(event->answer, fix_result_names[FIX_SKIPPED]) == 0)
        act->harmed = harmed;
    else
        act->tried = true;
}

static void take_end(struct tally *tally, const struct event *event)
{
    if (strcmp(event->answer, outcome_names[OUTCOME_ESCALATED]) == 0)
        take_decision(tally, event);
}

static void take_hint(struct tally *tally, const struct event *event)
{
    (void)event;
    tally->hints++;
}

static void take_diagnosis(struct tally *tally, const struct event *event)
{
    const struct solution *solution = tally->solution;
    bool right = solution_verdict(solution, "", event) == VERDICT_RIGHT;
    long distance = (long)event->percent - (right ? 100 : 0);

    unsigned skill = *event->evidence
                         ? estimate_skill(event, solution->cause, solution_causes(solution))
                         : 0;

    tally->brier += (unsigned long)(distance * distance);
    tally->skill += skill;
    note_decision(&tally->cause, !skill || (tally->shows && !right));
    tally->diagnoses++;
    tally->diagnosis = event;
}

static void (*const takers[EVENT_KIND_COUNT])(struct tally *tally, const struct event *event) = {
    [EVENT_LOOKED] = take_look,      [EVENT_ANSWERED] = take_decision,
    [EVENT_TYPED] = take_decision,   [EVENT_TRIED] = take_try,
    [EVENT_REFERRED] = take_decision, [EVENT_ENDED] = take_end,
    [EVENT_HINTED] = take_hint,      [EVENT_DIAGNOSED] = take_diagnosis,
};

void score_tally(struct tally *tally)
{
    size_t i, events = session_count(tally->session);

    tally->shows = strcmp(session_training(tally->session)->mode,
                          training_mode_names[TRAINING_LEARN]) == 0;
    tally->acts = memory_alloc((events + 1) * sizeof *tally->acts);
    for (i = 0; i < events; i++) {
        const struct event *event = session_event(tally->session, i);

        if (takers[event->kind])
            takers[event->kind](tally, event);
    }
}

void score_tally_free(struct tally *tally)
{
    memory_free(tally->acts);
    *tally = (struct tally){0};
}

bool score_was_seen(const struct tally *tally, const struct act *act)
{
    bool has_evidence = act->truth ? act->truth->has_evidence : step_is_question(act->kind);

    return act->decided && (act->looked_first || !has_evidence) && !(tally->shows && act->wrong);
}

unsigned long score_halves(const struct tally *tally, const struct act *act)
{
    if (!score_was_seen(tally, act) || act->last_wrong)
        return 0;
    return act->wrong ? 1 : 2;
}

unsigned long score_count_seen(const struct tally *tally)
{
    unsigned long seen = 0;
    size_t i;

    for (i = 0; i < tally->count; i++)
        seen += score_on_path(&tally->acts[i]) && score_was_seen(tally, &tally->acts[i]);
    return seen;
}

unsigned long score_count_path(const struct tally *tally, bool rightly)
{
    unsigned long decided = 0;
    size_t i;

    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        decided += score_on_path(act) && act->decided && !(rightly && act->wrong);
    }
    return decided;
}

bool score_ended_right(const struct tally *tally)
{
    const struct session *session = tally->session;
    const struct truth *truth = solution_truth(tally->solution, tally->solution->ends);
    enum outcome outcome = session_outcome(session);

    return truth && strcmp(session_path(session, NULL), truth->step) == 0 &&
           (outcome == OUTCOME_RESOLVED || outcome == OUTCOME_ESCALATED ||
            outcome == OUTCOME_REFERRED);
}

bool score_last_wrong(const struct tally *tally)
{
    const char *path = session_path(tally->session, NULL);
    size_t i = 0;

    while (i < tally->count && strcmp(tally->acts[i].step, path) != 0)
        i++;
    return i < tally->count && tally->acts[i].last_wrong;
}

static unsigned long cost_of(unsigned minutes)
{
    return minutes ? minutes : 1;
}

unsigned long score_best_minutes(const struct tally *tally)
{
    unsigned long minutes = 0;
    size_t i;

    for (i = 0; i < tally->solution->path_count; i++)
        minutes += cost_of(tally->solution->truths[i].minutes);
    return minutes;
}

unsigned long score_extra_minutes(const struct tally *tally)
{
    unsigned long minutes = 0;
    size_t i;

    for (i = 0; i < tally->count; i++)
        minutes += score_on_path(&tally->acts[i]) ? 0 : cost_of(tally->acts[i].minutes);
    return minutes;
}

const struct act *score_harmful(const struct tally *tally)
{
    size_t i = 0;

    while (i < tally->count && !tally->acts[i].harmed)
        i++;
    return i < tally->count ? &tally->acts[i] : NULL;
}
