/* SPDX-License-Identifier: MIT */
/*
 * Links between flows: the blocks that a flow calls. How many questions are left is counted again where
 * there are any, with those that blocks ask.
 */
#include <config.h>

#include <string.h>

#include "errwalk/library.h"
#include "errwalk/load.h"
#include "errwalk/memory.h"

#include "errwalk/edges.h"
#include "prove.h"
#include "weigh-left.h"

static unsigned lesser(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned greater(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

static void reach(struct before *before, unsigned fewest, unsigned most)
{
    before->fewest = before->is_reached ? lesser(before->fewest, fewest) : fewest;
    before->most = before->is_reached ? greater(before->most, most) : most;
    before->is_reached = true;
}

void link_pass_block(const struct step *call, const struct before *at, struct before *to,
                     struct before *ended)
{
    const struct before *before = tree_of(call->block)->before;
    const struct answer *exit;
    const struct step *step;

    flow_each (step, call->block->first) {
        const struct before *here = &before[step->index];

        if (!here->is_reached || step_leads_on(step->kind))
            continue;
        exit = step->kind == STEP_RETURN ? flow_answer(call, step->node.id) : NULL;
        if (exit && exit->to.step)
            reach(&to[exit->to.step->index], at->fewest + here->fewest, at->most + here->most);
        else
            reach(ended, at->fewest + here->fewest, at->most + here->most);
    }
}

/* Before an item of a weigh step all its other questions may come. */
static unsigned asked_before(const struct step *step, const struct step *item)
{
    return step->kind != STEP_WEIGH ? 0
           : item->kind == STEP_ASK && step->most > 0 ? step->most - 1
                                                      : step->most;
}

/* In the order of the walk; a fix is an ending as well, and nothing comes after it. */
static void count_before(const struct edges *edges, struct before *before)
{
    struct before ended = {0};
    size_t i;
    uint32_t e;

    before[0].is_reached = true;
    for (i = 0; i < edges->step_count; i++) {
        uint32_t at = edges->order[i];
        const struct step *step = edges->steps[at];
        unsigned asks = step_is_question(step->kind);

        if (!before[at].is_reached || !step_leads_on(step->kind))
            continue;
        if (step->block) {
            link_pass_block(step, &before[at], before, &ended);
            continue;
        }
        for (e = edges->first[at]; e < edges->first[at + 1]; e++) {
            const struct edge *edge = &edges->items[e];

            if (!edge->target->closes)
                reach(&before[edge->to], before[at].fewest + asks,
                      before[at].most + asks + asked_before(step, edges->steps[edge->to]));
        }
    }
}

/* From a call to the first ending: one of the block, or one that an exit leads to. */
static void count_call(const struct edges *edges, struct step *call)
{
    struct before *to = memory_alloc(edges->step_count * sizeof *to);
    struct before at = {.is_reached = true}, ended = {0};
    size_t i;

    link_pass_block(call, &at, to, &ended);
    for (i = 0; i < edges->step_count; i++) {
        if (to[i].is_reached)
            reach(&ended, to[i].fewest + edges->steps[i]->fewest, to[i].most + edges->steps[i]->most);
    }
    call->fewest = ended.fewest;
    call->most = ended.most;
    memory_free(to);
}

static void count_step(const struct edges *edges, struct step *step)
{
    unsigned asks = step_is_question(step->kind);
    struct before onward = {0};
    uint32_t e;

    for (e = edges->first[step->index]; e < edges->first[step->index + 1]; e++) {
        const struct step *to = edges->steps[edges->items[e].to];

        reach(&onward, to->fewest + asks, to->most + asks);
    }
    step->fewest = onward.fewest;
    step->most = onward.most;
}

void loader_count_questions(struct tree *tree)
{
    struct edges edges;
    size_t i;

    edges_new(&tree->flow, &edges);
    if (edges.weigh_count)
        weigh_left_count(&edges);
    for (i = edges.weigh_count ? 0 : edges.step_count; i-- > 0;) {
        struct step *step = load_writable(edges.steps[edges.order[i]]);

        if (step->block)
            count_call(&edges, step);
        else if (step_leads_on(step->kind))
            count_step(&edges, step);
    }
    if (tree->flow.is_block) {
        tree->before = arena_alloc(tree->arena, edges.step_count * sizeof *tree->before);
        count_before(&edges, tree->before);
    }
    edges_free(&edges);
}

/* One that calls this one in turn is left out. */
static bool link_call(struct step *call, struct library *library)
{
    struct diag_list faults = {0};
    const struct flow *block = NULL;
    struct answer *exit;

    library_block(library, call->call, &faults, &block);
    diag_list_free(&faults);
    if (!block || !block->is_block || tree_of(block)->is_linking)
        return false;
    call->block = block;
    call->text = block->title;
    for (exit = load_writable(call->answers); exit; exit = exit->node.next) {
        const struct step *end = flow_step(block, exit->node.id);

        if (end && end->kind == STEP_RETURN)
            exit->say = end->text;
    }
    return true;
}

void flow_link(const struct flow *flow, struct library *library)
{
    struct tree *tree = load_writable(flow);
    struct step *step = load_writable(flow->first);
    bool calls = false;

    if (tree->is_linking)
        return;
    tree->is_linking = true;
    for (; step; step = step->node.next)
        calls |= step->kind == STEP_CALL && !step->block && link_call(step, library);
    tree->is_linking = false;
    if (calls || (flow->is_block && !tree->before))
        loader_count_questions(tree);
}

/* Flows that were looked at, by way of their calls. */
struct visits {
    const struct flow **flows;
    size_t count, capacity;
};

static bool visit(struct visits *visits, const struct flow *flow)
{
    void *flows = visits->flows;
    size_t i;

    for (i = 0; i < visits->count; i++) {
        if (visits->flows[i] == flow)
            return false;
    }
    memory_grow(&flows, &visits->capacity, visits->count, sizeof *visits->flows);
    visits->flows = flows;
    visits->flows[visits->count++] = flow;
    return true;
}

bool flow_calls(const struct step *call, const char *id)
{
    struct visits visits = {0};
    const struct step *step;
    bool found = strcmp(call->call, id) == 0;
    size_t i;

    if (call->block)
        visit(&visits, call->block);
    for (i = 0; i < visits.count && !found; i++) {
        flow_each (step, visits.flows[i]->first) {
            if (step->kind != STEP_CALL)
                continue;
            found |= strcmp(step->call, id) == 0;
            if (step->block)
                visit(&visits, step->block);
        }
    }
    memory_free(visits.flows);
    return found;
}
