/* SPDX-License-Identifier: MIT */
/*
 * Evidence from events. Each step counts once, as it was answered or tried last.
 */
#include <config.h>

#include "errwalk/weighing.h"

#include <string.h>

#include "errwalk/memory.h"

/* What happened at the steps of the flow on this visit, by their indices. */
struct visit {
    const struct flow *flow;
    const struct step *weigh;
    const struct event **latest; /* answered or tried */
    bool *put_off;
};

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static void take(struct visit *visit, const struct event *event)
{
    const struct step *step = flow_step(visit->flow, event->step);

    if (!step || !same(event->flow, visit->flow->id))
        return;
    if (event->kind == EVENT_ANSWERED || event->kind == EVENT_TRIED)
        visit->latest[step->index] = event;
    if (event->kind == EVENT_DEFERRED && visit->put_off && same(event->via, visit->weigh->node.id))
        visit->put_off[step->index] = true;
}

/* What enters a flow is followed by a visit without events. */
static void read_visit(struct visit *visit, struct moment moment, const struct event *about)
{
    const struct event *began = moment_visit(moment);
    size_t i;

    if (about && *about->to_flow && about->kind != EVENT_RETURNED)
        return;
    if (about && about->kind == EVENT_RETURNED)
        began = moment_visit(moment_before(moment.session, began));
    for (i = began ? began->number : 0; i < moment.count; i++) {
        const struct event *event = session_event(moment.session, i);

        if (moment_stands(moment, event))
            take(visit, event);
    }
    if (about)
        take(visit, about);
}

static void multiply(struct weighing *weighing, const double *row, bool is_left_over)
{
    size_t k;

    for (k = 0; row && k < weighing->weigh->model.cause_count; k++)
        weighing->state.weights[k] *= is_left_over ? 1 - row[k] : row[k];
}

static void weigh_event(struct weighing *weighing, const struct step *step,
                        const struct event *event)
{
    const struct flow *flow = weighing->weigh->flow;
    struct arena *arena = weighing->weigh->arena;
    const struct answer *answer = flow_answer(step, event->answer);

    if (event->kind == EVENT_ANSWERED && answer)
        multiply(weighing, weigh_step_tells(flow, step, answer, arena), false);
    else if (step->kind == STEP_FIX &&
             (same(event->answer, fix_result_names[FIX_FAILED]) ||
              (same(event->answer, fix_result_names[FIX_WORSE]) && *event->via)))
        multiply(weighing, weigh_step_cures(flow, step, arena), true);
}

/* An event that is about to happen has no `via` yet. */
static bool leads_to_weigh(const struct step *fix)
{
    const struct step *to = fix->if_worse.step ? fix->if_worse.step : fix->if_not.step;

    return to && to->kind == STEP_WEIGH;
}

static void weigh_visit(struct weighing *weighing, const struct visit *visit,
                        const struct event *about)
{
    bool *done = arena_alloc(weighing->weigh->arena, visit->flow->step_count + 1);
    const struct step *step;
    enum weigh_kind kind;
    size_t index;

    flow_each (step, visit->flow->first) {
        const struct event *event = visit->latest[step->index];
        struct event now;

        if (!event)
            continue;
        done[step->index] = true;
        visit->put_off[step->index] = false;
        if (event == about && step->kind == STEP_FIX && leads_to_weigh(step)) {
            now = *event;
            now.via = weighing->weigh->step->node.id;
            event = &now;
        }
        weigh_event(weighing, step, event);
        if (!weigh_step_place(weighing->weigh, step, &kind, &index))
            continue;
        if (kind == WEIGH_FIX)
            weighing->state.fix_is_over[index] = true;
        else
            weighing->state.question_is_over[index] = true;
    }
    weighing->done = done;
}

static bool is_item(const struct weigh_candidate *candidate)
{
    return candidate->kind == WEIGH_FIX || candidate->kind == WEIGH_QUESTION;
}

/* What is put off gives way to the best of the other items, but not to giving up. */
static void pass_over(struct weighing *weighing)
{
    const struct weigh_choice *choice = &weighing->choice;
    const struct weigh_candidate *best = NULL;
    size_t i;

    if (!is_item(&choice->best) ||
        !weighing->put_off[weigh_step_of(weighing->weigh, &choice->best)->index])
        return;
    for (i = 0; i < choice->count; i++) {
        const struct weigh_candidate *other = &choice->candidates[i];

        if (is_item(other) && !weighing->put_off[weigh_step_of(weighing->weigh, other)->index] &&
            (!best || other->expected < best->expected))
            best = other;
    }
    if (best)
        weighing->best = *best;
}

/* Where no item can help any more, or ever could, but none was tried yet: the first of the file, so that
 * whoever comes to a weigh step comes to something. */
static void choose_any(struct weighing *weighing)
{
    const struct weigh_step *weigh = weighing->weigh;
    size_t i;

    for (i = 0; i < weigh->model.fix_count; i++) {
        if (weighing->done[weigh->fixes[i]->index])
            return;
    }
    for (i = 0; i < weigh->model.question_count; i++) {
        if (weighing->done[weigh->questions[i]->index])
            return;
    }
    weighing->best = (struct weigh_candidate){
        .kind = weigh->model.fix_count ? WEIGH_FIX : WEIGH_QUESTION,
        .cost = weigh_step_cost(weigh->model.fix_count ? weigh->fixes[0] : weigh->questions[0])};
}

static void choose(struct weighing *weighing)
{
    weigh_choose(&weighing->weigh->model, &weighing->state, &weighing->choice);
    weighing->best = weighing->choice.best;
    pass_over(weighing);
    if (weighing->best.kind == WEIGH_NOTHING)
        choose_any(weighing);
}

struct weighing *weighing_new(struct moment moment, const struct event *about,
                              const struct flow *flow, const struct step *step)
{
    struct weighing *weighing = memory_alloc(sizeof *weighing);
    struct visit visit = {.flow = flow, .weigh = step};

    weighing->weigh = weigh_step_new(flow, step);
    weigh_state_new(&weighing->weigh->model, &weighing->state);
    visit.latest = memory_alloc((flow->step_count + 1) * sizeof *visit.latest);
    visit.put_off = weighing->put_off =
        arena_alloc(weighing->weigh->arena, flow->step_count + 1);
    read_visit(&visit, moment, about);
    weigh_visit(weighing, &visit, about);
    memory_free(visit.latest);
    choose(weighing);
    return weighing;
}

void weighing_done(struct moment moment, const struct flow *flow, bool *done)
{
    struct visit visit = {.flow = flow};
    size_t i;

    visit.latest = memory_alloc((flow->step_count + 1) * sizeof *visit.latest);
    read_visit(&visit, moment, NULL);
    for (i = 0; i < flow->step_count; i++)
        done[i] = visit.latest[i] != NULL;
    memory_free(visit.latest);
}

void weighing_free(struct weighing *weighing)
{
    if (!weighing)
        return;
    weigh_choice_free(&weighing->choice);
    weigh_state_free(&weighing->state);
    weigh_step_free(weighing->weigh);
    memory_free(weighing);
}

const struct step *weighing_next(const struct weighing *weighing)
{
    return weigh_step_of(weighing->weigh, &weighing->best);
}

const struct weigh_candidate *weighing_candidate(const struct weighing *weighing,
                                                 const struct step *item)
{
    size_t i;

    for (i = 0; i < weighing->choice.count; i++) {
        if (weigh_step_of(weighing->weigh, &weighing->choice.candidates[i]) == item)
            return &weighing->choice.candidates[i];
    }
    return NULL;
}

bool weighing_is_left(const struct weighing *weighing, const struct step *item)
{
    const struct step *step = weighing->weigh->step;

    return item == step->otherwise.step ||
           (item->weighed_by == step && !weighing->done[item->index]);
}

double weighing_chance(const struct weighing *weighing, size_t cause)
{
    const double total = weigh_total(&weighing->weigh->model, &weighing->state);

    return total > 0 ? weighing->state.weights[cause] / total : 0;
}

double weighing_extra(const struct weighing *weighing, const struct step *item)
{
    const struct weigh_candidate *candidate = weighing_candidate(weighing, item);

    return candidate && weighing->choice.fits
               ? candidate->expected - weighing->choice.best.expected
               : 0;
}
