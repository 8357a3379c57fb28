/* SPDX-License-Identifier: MIT */
/*
 * Cases from sessions, and expected counts over them.
 */
#include <config.h>

#include "errwalk/learn.h"

#include <math.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "errwalk/moment.h"
#include "errwalk/weigh-step.h"

static const double close_enough = 1e-6;

/* What is learned of one fix. A row has one number for each cause. */
struct fix {
    const struct step *step;
    const double *said; /* chances by the author's word */
    double *now, *cured, *tried;
};

/* One try of a case. */
struct try {
    unsigned fix;
    bool worked;
};

struct learn_case {
    const double *told; /* by cause: how likely its answers are */
    struct try *tries;
    size_t try_count;
};

enum { ANSWERS = FLOW_MAX_ANSWERS };

struct learning {
    const struct flow *flow;
    const double *(*told)[ANSWERS]; /* by step, the row of each answer; NULL: it tells nothing */
    struct arena *arena;
    struct fix *fixes;
    size_t fix_count, cause_count;
    const double *said; /* weights by the author's word: WEIGH_PRIOR_CASES in all */
    double *now, *seen;
    struct learn_case *cases;
    size_t case_count, case_capacity;
    struct learned result;
};

static double *new_row(const struct learning *learning)
{
    return arena_alloc(learning->arena, (learning->cause_count + 1) * sizeof(double));
}

/* The author's word alone: what was learned before is learned again from the same cases. */
static const double *author_weights(struct learning *learning)
{
    double *weights = new_row(learning), sum = 0;
    const struct cause *cause;
    size_t k = 0;

    flow_each (cause, learning->flow->causes) {
        weights[k] = cause->likelihood_place.line ? cause->likelihood : 1;
        sum += weights[k++];
    }
    for (k = 0; k < learning->cause_count && sum > 0; k++)
        weights[k] *= WEIGH_PRIOR_CASES / sum;
    return weights;
}

static void add_fix(struct learning *learning, const struct step *step)
{
    struct fix *fix = &learning->fixes[learning->fix_count++];
    struct step plain = *step;

    plain.worked = NULL;
    *fix = (struct fix){.step = step,
                        .said = weigh_step_cures(learning->flow, &plain, learning->arena),
                        .now = new_row(learning),
                        .cured = new_row(learning),
                        .tried = new_row(learning)};
}

/* Once for all cases. */
static void read_tells(struct learning *learning)
{
    const struct answer *answer;
    const struct step *step;
    size_t i;

    learning->told =
        arena_alloc(learning->arena, (learning->flow->step_count + 1) * sizeof *learning->told);
    flow_each (step, learning->flow->first) {
        i = 0;
        flow_each (answer, step->kind == STEP_ASK ? step->answers : NULL)
            learning->told[step->index][i++] =
                weigh_step_tells(learning->flow, step, answer, learning->arena);
    }
}

struct learning *learning_new(const struct flow *flow)
{
    struct learning *learning = memory_alloc(sizeof *learning);
    const struct cause *cause;
    const struct step *step;

    learning->flow = flow;
    learning->arena = arena_new();
    flow_each (cause, flow->causes)
        learning->cause_count++;
    learning->said = author_weights(learning);
    read_tells(learning);
    learning->now = new_row(learning);
    learning->seen = new_row(learning);
    learning->fixes =
        arena_alloc(learning->arena, (flow->step_count + 1) * sizeof *learning->fixes);
    flow_each (step, flow->first) {
        if (step->kind == STEP_FIX && (step->causes || step->cures))
            add_fix(learning, step);
    }
    return learning;
}

void learning_free(struct learning *learning)
{
    if (!learning)
        return;
    arena_free(learning->arena);
    memory_free(learning->cases);
    memory_free(learning);
}

/* Whether a session ended in the flow with something to be learned. */
static bool is_case(const struct learning *learning, const struct session *session)
{
    static const unsigned outcomes =
        1u << OUTCOME_RESOLVED | 1u << OUTCOME_ESCALATED | 1u << OUTCOME_UNRESOLVED;

    return learning->cause_count && !session_training(session) &&
           outcomes >> session_outcome(session) & 1 &&
           strcmp(session_flow(session), learning->flow->id) == 0;
}

/* Its place among the fixes, or how many they are. */
static size_t place_of(const struct learning *learning, const struct step *step)
{
    size_t i = 0;

    while (i < learning->fix_count && learning->fixes[i].step != step)
        i++;
    return i;
}

static void take_answer(struct learning *learning, const struct event *event, double *told)
{
    const struct step *step = flow_step(learning->flow, event->step);
    const struct answer *answer;
    const double *row = NULL;
    size_t k, i = 0;

    flow_each (answer, step && step->kind == STEP_ASK ? step->answers : NULL) {
        if (strcmp(answer->node.id, event->answer) == 0)
            row = learning->told[step->index][i];
        i++;
    }
    for (k = 0; row && k < learning->cause_count; k++)
        told[k] *= row[k];
}

/* A fix that was skipped tells nothing; one that made it worse counts as failed. */
static void take_try(struct learning *learning, const struct event *event, struct learn_case *taken)
{
    const struct step *step = flow_step(learning->flow, event->step);
    size_t fix = step ? place_of(learning, step) : learning->fix_count;

    if (fix < learning->fix_count && strcmp(event->answer, fix_result_names[FIX_SKIPPED]) != 0)
        taken->tries[taken->try_count++] = (struct try){
            (unsigned)fix, strcmp(event->answer, fix_result_names[FIX_WORKED]) == 0};
}

bool learning_add(struct learning *learning, const struct session *session)
{
    const struct moment now = moment_now(session);
    const struct event *began = moment_visit(now);
    struct learn_case taken = {.told = NULL};
    double *told;
    size_t k, i;

    if (!is_case(learning, session))
        return false;
    taken.told = told = new_row(learning);
    for (k = 0; k < learning->cause_count; k++)
        told[k] = 1;
    taken.tries = arena_alloc(learning->arena, (now.count + 1) * sizeof *taken.tries);
    for (i = began ? began->number : 0; i < now.count; i++) {
        const struct event *event = session_event(session, i);

        if (strcmp(event->flow, learning->flow->id) != 0 || !moment_stands(now, event))
            continue;
        if (event->kind == EVENT_ANSWERED)
            take_answer(learning, event, told);
        if (event->kind == EVENT_TRIED)
            take_try(learning, event, &taken);
    }
    memory_grow((void **)&learning->cases, &learning->case_capacity, learning->case_count,
                sizeof *learning->cases);
    learning->cases[learning->case_count++] = taken;
    return true;
}

/* How a case is shared out over the causes; false where nothing fits it. */
static bool share_out(const struct learning *learning, const struct learn_case *each, double *shares)
{
    double sum = 0;
    size_t k, i;

    for (k = 0; k < learning->cause_count; k++) {
        shares[k] = learning->now[k] * each->told[k];
        for (i = 0; i < each->try_count; i++) {
            const double cures = learning->fixes[each->tries[i].fix].now[k];

            shares[k] *= each->tries[i].worked ? cures : 1 - cures;
        }
        sum += shares[k];
    }
    for (k = 0; k < learning->cause_count && sum > 0; k++)
        shares[k] /= sum;
    return sum > 0;
}

static void count_case(struct learning *learning, const struct learn_case *each,
                       const double *shares)
{
    size_t k, i;

    for (k = 0; k < learning->cause_count; k++) {
        learning->seen[k] += shares[k];
        for (i = 0; i < each->try_count; i++) {
            struct fix *fix = &learning->fixes[each->tries[i].fix];

            fix->tried[k] += shares[k];
            fix->cured[k] += each->tries[i].worked ? shares[k] : 0;
        }
    }
}

/* What the counts say together with the author. Returns by how much a chance changed at most. */
static double take_counts(struct learning *learning)
{
    double change = 0, sum = 0, now;
    size_t k, i;

    for (k = 0; k < learning->cause_count; k++)
        sum += learning->said[k] + learning->seen[k];
    for (k = 0; k < learning->cause_count && sum > 0; k++) {
        now = (learning->said[k] + learning->seen[k]) / sum;
        change = fmax(change, fabs(now - learning->now[k]));
        learning->now[k] = now;
    }
    for (i = 0; i < learning->fix_count; i++) {
        struct fix *fix = &learning->fixes[i];

        for (k = 0; k < learning->cause_count; k++) {
            now = fix->said[k] > 0 ? (WEIGH_PRIOR_CASES * fix->said[k] + fix->cured[k]) /
                                         (WEIGH_PRIOR_CASES + fix->tried[k])
                                   : 0;
            change = fmax(change, fabs(now - fix->now[k]));
            fix->now[k] = now;
        }
    }
    return change;
}

static void forget_counts(struct learning *learning)
{
    const size_t size = learning->cause_count * sizeof(double);
    size_t i;

    memset(learning->seen, 0, size);
    for (i = 0; i < learning->fix_count; i++) {
        memset(learning->fixes[i].cured, 0, size);
        memset(learning->fixes[i].tried, 0, size);
    }
}

static void count_all(struct learning *learning)
{
    double *shares = memory_alloc((learning->cause_count + 1) * sizeof *shares);
    size_t i;

    forget_counts(learning);
    for (i = 0; i < learning->case_count; i++) {
        if (share_out(learning, &learning->cases[i], shares))
            count_case(learning, &learning->cases[i], shares);
    }
    memory_free(shares);
}

static void put_result(struct learning *learning, unsigned rounds)
{
    struct learned *result = &learning->result;
    const struct cause *cause;
    size_t i, k = 0;

    *result = (struct learned){.cases = learning->case_count, .rounds = rounds};
    result->causes =
        arena_alloc(learning->arena, (learning->cause_count + 1) * sizeof *result->causes);
    result->cures =
        arena_alloc(learning->arena, (learning->cause_count * learning->fix_count + 1) *
                                         sizeof *result->cures);
    flow_each (cause, learning->flow->causes) {
        result->causes[result->cause_count++] =
            (struct learned_cause){cause, learning->said[k] / WEIGH_PRIOR_CASES, learning->now[k],
                                   learning->seen[k]};
        k++;
    }
    for (i = 0; i < learning->fix_count; i++) {
        const struct fix *fix = &learning->fixes[i];

        for (k = 0; k < learning->cause_count; k++) {
            if (fix->said[k] > 0)
                result->cures[result->cure_count++] =
                    (struct learned_cure){fix->step, result->causes[k].cause, fix->said[k],
                                          fix->now[k], fix->cured[k], fix->tried[k]};
        }
    }
}

const struct learned *learning_result(struct learning *learning)
{
    unsigned rounds = 0;
    double change;

    forget_counts(learning);
    take_counts(learning);
    do {
        count_all(learning);
        change = take_counts(learning);
    } while (++rounds < LEARN_ROUNDS && change > close_enough);
    put_result(learning, rounds);
    return &learning->result;
}
