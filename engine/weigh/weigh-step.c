/* SPDX-License-Identifier: MIT */
/*
 * From the words of a flow to the numbers of a model.
 */
#include <config.h>

#include "errwalk/weigh-step.h"

#include <math.h>
#include <string.h>

#include "errwalk/edges.h"
#include "errwalk/memory.h"

/* Of a cause that a fix names without a number. */
static const double usual_cure = 0.95;

static size_t count_causes(const struct flow *flow)
{
    const struct cause *cause;
    size_t count = 0;

    flow_each (cause, flow->causes)
        count++;
    return count;
}

static double *new_row(const struct flow *flow, struct arena *arena)
{
    return arena_alloc(arena, (count_causes(flow) + 1) * sizeof(double));
}

const double *weigh_step_weights(const struct flow *flow, struct arena *arena)
{
    double *weights = new_row(flow, arena), sum = 0;
    const struct cause *cause;
    size_t k = 0;

    flow_each (cause, flow->causes) {
        weights[k] = cause->likelihood_place.line ? cause->likelihood : 1;
        sum += weights[k++];
    }
    k = 0;
    flow_each (cause, flow->causes) {
        weights[k] = (sum > 0 ? WEIGH_PRIOR_CASES * weights[k] / sum : 0) + cause->seen;
        k++;
    }
    return weights;
}

static const struct chance *chance_of(const struct chance *list, const char *cause)
{
    while (list && strcmp(list->node.id, cause) != 0)
        list = list->node.next;
    return list;
}

static bool names(const struct value_node *list, const char *cause)
{
    while (list && strcmp(list->text, cause) != 0)
        list = list->node.next;
    return list;
}

const double *weigh_step_cures(const struct flow *flow, const struct step *fix, struct arena *arena)
{
    double *cures = new_row(flow, arena);
    const struct chance *says, *worked;
    const struct cause *cause;
    size_t k = 0;

    flow_each (cause, flow->causes) {
        says = chance_of(fix->cures, cause->node.id);
        worked = chance_of(fix->worked, cause->node.id);
        if (says)
            cures[k] = says->value;
        else if (!fix->cures && names(fix->causes, cause->node.id))
            cures[k] = usual_cure;
        if (worked)
            cures[k] = (WEIGH_PRIOR_CASES * cures[k] + worked->value) /
                       (WEIGH_PRIOR_CASES + worked->of);
        k++;
    }
    return cures;
}

/* Whether a walk that leaves a step may yet come to a weigh step. */
static bool comes_to_weigh(const struct flow *flow, const struct step *from)
{
    struct edges edges;
    bool *met = memory_alloc(flow->step_count + 1), found = false;
    uint32_t *open = memory_alloc((flow->step_count + 1) * sizeof *open), e;
    size_t count = 0;

    edges_new(flow, &edges);
    open[count++] = (uint32_t)from->index;
    met[from->index] = true;
    while (count && !found) {
        uint32_t at = open[--count];

        found = edges.steps[at]->kind == STEP_WEIGH;
        for (e = edges.first[at]; e < edges.first[at + 1]; e++) {
            if (!met[edges.items[e].to])
                open[count++] = edges.items[e].to;
            met[edges.items[e].to] = true;
        }
    }
    edges_free(&edges);
    memory_free(met);
    memory_free(open);
    return found;
}

/* Whether an answer shares what those that name a cause leave over: of an item it leads back, of any
 * other question to some weigh step. */
static bool shares(const struct flow *flow, const struct step *step, const struct answer *answer)
{
    if (strcmp(answer->node.id, "unsure") == 0)
        return false;
    return step->weighed_by ? answer->to.step == step->weighed_by
                            : comes_to_weigh(flow, answer->to.step);
}

/* The answers of a question: which share, at most so many. */
struct sharing {
    bool shares[FLOW_MAX_ANSWERS];
    size_t count; /* of those that share */
};

static void find_sharing(const struct flow *flow, const struct step *step, struct sharing *sharing)
{
    const struct answer *answer;
    size_t i = 0;

    sharing->count = 0;
    flow_each (answer, step->answers) {
        sharing->shares[i] = shares(flow, step, answer);
        sharing->count += sharing->shares[i++];
    }
    /* Where all lead out, none of them is more likely than another for what they do not name. */
    i = 0;
    if (sharing->count > 0)
        return;
    flow_each (answer, step->answers) {
        sharing->shares[i] = strcmp(answer->node.id, "unsure") != 0;
        sharing->count += sharing->shares[i++];
    }
}

/* P(answer | cause): `place` is that of the answer in its step. */
static double told(const struct step *step, size_t place, const char *cause,
                   const struct sharing *sharing)
{
    const struct chance *chance, *own = NULL;
    const struct answer *answer;
    double sum = 0;
    size_t i = 0, open = 0, named = 0;

    flow_each (answer, step->answers) {
        chance = chance_of(answer->tells, cause);
        if (i == place)
            own = chance;
        if (chance)
            sum += chance->value;
        named += chance != NULL;
        open += !chance && sharing->shares[i];
        i++;
    }
    if (named && !open) /* all that could share are named */
        return own && sum > 0 ? own->value / sum : 0;
    if (own)
        return own->value;
    return sharing->shares[place] ? fmax(1 - sum, 0) / (double)open : 0;
}

static bool has_tells(const struct step *step)
{
    const struct answer *answer;

    flow_each (answer, step->answers) {
        if (answer->tells)
            return true;
    }
    return false;
}

const double *weigh_step_tells(const struct flow *flow, const struct step *step,
                               const struct answer *answer, struct arena *arena)
{
    const struct answer *each;
    const struct cause *cause;
    struct sharing sharing;
    double *row, sum = 0;
    size_t place = 0, k = 0;

    if (strcmp(answer->node.id, "unsure") == 0 || step->kind != STEP_ASK || !has_tells(step))
        return NULL;
    find_sharing(flow, step, &sharing);
    for (each = step->answers; each != answer; each = each->node.next)
        place++;
    row = new_row(flow, arena);
    flow_each (cause, flow->causes) {
        row[k] = told(step, place, cause->node.id, &sharing);
        sum += row[k++];
    }
    return sum > 0 ? row : NULL;
}

double weigh_step_cost(const struct step *step)
{
    static const double usual[STEP_KIND_COUNT] = {
        [STEP_ASK] = 1, [STEP_INPUT] = 1, [STEP_FIX] = 10, [STEP_ESCALATE] = 60};

    return (step->minutes_place.line ? step->minutes : usual[step->kind]) + step->wait;
}

/* The fewest minutes from each step to an ending. Circles cost, so they are never the fewest; they only
 * take further rounds. */
static double *find_minutes(const struct flow *flow)
{
    double *minutes = memory_alloc((flow->step_count + 1) * sizeof *minutes);
    struct edges edges;
    bool changes = true;
    size_t i, rounds;
    uint32_t e;

    edges_new(flow, &edges);
    for (i = 0; i < flow->step_count; i++)
        minutes[i] = INFINITY;
    for (rounds = 0; changes && rounds < FLOW_MAX_WEIGHS + 2; rounds++) {
        changes = false;
        for (i = flow->step_count; i-- > 0;) {
            uint32_t at = edges.order[i];
            double least = step_leads_on(edges.steps[at]->kind) ? INFINITY : 0;

            for (e = edges.first[at]; least > 0 && e < edges.first[at + 1]; e++)
                least = fmin(least, minutes[edges.items[e].to]);
            least += weigh_step_cost(edges.steps[at]);
            changes = changes || least < minutes[at];
            minutes[at] = fmin(minutes[at], least);
        }
    }
    edges_free(&edges);
    return minutes;
}

static void fill_question(struct weigh_step *weigh, const struct step *step,
                          struct weigh_question *question, const double *minutes)
{
    const struct answer *answer;
    struct weigh_answer *answers =
        arena_alloc(weigh->arena, FLOW_MAX_ANSWERS * sizeof *answers);
    struct sharing sharing;

    find_sharing(weigh->flow, step, &sharing);
    question->cost = weigh_step_cost(step);
    question->answers = answers;
    flow_each (answer, step->answers) {
        struct weigh_answer *made = &answers[question->answer_count];
        double *row = new_row(weigh->flow, weigh->arena);
        const struct cause *cause;
        size_t k = 0;

        if (strcmp(answer->node.id, "unsure") != 0) {
            flow_each (cause, weigh->flow->causes)
                row[k++] = told(step, question->answer_count, cause->node.id, &sharing);
            made->tells = row;
        }
        made->leaves = answer->to.step != weigh->step;
        made->cost = made->leaves ? minutes[answer->to.step->index] : 0;
        question->answer_count++;
    }
}

static size_t count_items(const struct weigh_item *item)
{
    size_t count = 0;

    for (; item; item = item->node.next)
        count++;
    return count;
}

static void fill_items(struct weigh_step *weigh, const double *minutes)
{
    size_t fixes = count_items(weigh->step->fixes), questions = count_items(weigh->step->questions);
    struct weigh_fix *fix = arena_alloc(weigh->arena, (fixes + 1) * sizeof *fix);
    struct weigh_question *question = arena_alloc(weigh->arena, (questions + 1) * sizeof *question);
    const struct weigh_item *item;

    weigh->fixes = arena_alloc(weigh->arena, (fixes + 1) * sizeof *weigh->fixes);
    weigh->questions = arena_alloc(weigh->arena, (questions + 1) * sizeof *weigh->questions);
    weigh->model.fixes = fix;
    weigh->model.questions = question;
    flow_each (item, weigh->step->fixes) {
        weigh->fixes[weigh->model.fix_count++] = item->to.step;
        *fix++ = (struct weigh_fix){weigh_step_cost(item->to.step),
                                    weigh_step_cures(weigh->flow, item->to.step, weigh->arena)};
    }
    flow_each (item, weigh->step->questions) {
        weigh->questions[weigh->model.question_count++] = item->to.step;
        fill_question(weigh, item->to.step, question++, minutes);
    }
}

struct weigh_step *weigh_step_new(const struct flow *flow, const struct step *step)
{
    struct arena *arena = arena_new();
    struct weigh_step *weigh = arena_alloc(arena, sizeof *weigh);
    double *minutes = find_minutes(flow);
    const struct cause *cause;

    *weigh = (struct weigh_step){.flow = flow, .step = step, .arena = arena};
    weigh->causes = arena_alloc(arena, (count_causes(flow) + 1) * sizeof *weigh->causes);
    flow_each (cause, flow->causes)
        weigh->causes[weigh->model.cause_count++] = cause;
    weigh->model.weights = weigh_step_weights(flow, arena);
    weigh->model.calls = step->otherwise.step != NULL;
    weigh->model.call = weigh->model.calls ? weigh_step_cost(step->otherwise.step) : 0;
    fill_items(weigh, minutes);
    memory_free(minutes);
    return weigh;
}

void weigh_step_free(struct weigh_step *weigh)
{
    if (weigh)
        arena_free(weigh->arena);
}

bool weigh_step_place(const struct weigh_step *weigh, const struct step *item, enum weigh_kind *kind,
                      size_t *index)
{
    for (*kind = WEIGH_FIX, *index = 0; *index < weigh->model.fix_count; ++*index) {
        if (weigh->fixes[*index] == item)
            return true;
    }
    for (*kind = WEIGH_QUESTION, *index = 0; *index < weigh->model.question_count; ++*index) {
        if (weigh->questions[*index] == item)
            return true;
    }
    return false;
}

const struct step *weigh_step_of(const struct weigh_step *weigh,
                                 const struct weigh_candidate *candidate)
{
    switch (candidate->kind) {
    case WEIGH_FIX:
        return weigh->fixes[candidate->index];
    case WEIGH_QUESTION:
        return weigh->questions[candidate->index];
    case WEIGH_CALL:
        return weigh->step->otherwise.step;
    default:
        return NULL;
    }
}
