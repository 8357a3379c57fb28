/* SPDX-License-Identifier: MIT */
/*
 * Proofs over a whole flow: what no single mapping can say of itself.
 */
#include <config.h>

#include "prove.h"

#include <string.h>

#include "errwalk/load.h"
#include "errwalk/memory.h"

const char *loader_meant(struct loader *loader, const char *id, const struct node *list,
                         char hint[NEAREST_HINT])
{
    return nearest_id(id, list, &loader->compared, hint, NULL);
}

/* One list of steps in the order of the walk. */
static void join_steps(struct tree *tree)
{
    struct step *last = NULL, *step;

    tree->flow.first = tree->diagnose ? tree->diagnose : tree->resolve;
    for (step = load_writable(tree->diagnose); step; step = step->node.next)
        last = step;
    if (last)
        last->node.next = load_writable(tree->resolve);
}

/* What makes a flow a block, and what a block must not do: nobody comes back from another flow. */
static void prove_block(struct loader *loader, const struct step *step)
{
    struct flow *flow = &loader->tree->flow;

    flow->is_block = flow->is_block || flow->takes || step->kind == STEP_RETURN;
    if (step->kind == STEP_REFER)
        loader->refers = loader->refers ? loader->refers : step;
}

static void prove_exits(const struct step *step)
{
    struct answer *exit;

    for (exit = load_writable(step->answers); exit; exit = exit->node.next)
        exit->say = exit->node.id; /* until the block is known */
}

static void prove_answers(struct loader *loader, const struct step *step)
{
    static const char *const known[][2] = {
        {"yes", "Yes"}, {"no", "No"}, {"unsure", "I don't know"}};
    struct answer *answer;
    size_t i;

    for (answer = load_writable(step->answers); answer; answer = answer->node.next) {
        for (i = 0; !*answer->say && i < sizeof known / sizeof *known; i++) {
            if (strcmp(answer->node.id, known[i][0]) == 0)
                answer->say = known[i][1];
        }
        if (!*answer->say)
            reader_fault(&loader->reader, RULE_SAY, answer->node.place,
                         "only yes, no and unsure can do without", "answer '%s' needs 'say'",
                         answer->node.id);
    }
}

static void prove_routes(struct loader *loader, const struct step *step)
{
    const struct route *route;

    flow_each (route, step->routes) {
        if (route->node.next && !route->conditions && !loader->is_lossy)
            reader_fault(&loader->reader, RULE_ROUTE, route->node.place,
                         "give it an 'if', or make it the last",
                         "what follows this route is never reached: it always fits");
        if (!route->node.next && route->conditions)
            reader_fault(&loader->reader, RULE_ROUTE, route->node.place,
                         "add a route without 'if' for all that fits no other",
                         "the last route must fit always");
    }
}

bool loader_cause(struct loader *loader, const char *id, struct diag_place place)
{
    const struct cause *causes = loader->tree->flow.causes;
    char hint[NEAREST_HINT];

    if (index_find(loader->index, loader->causes, id))
        return true;
    if (causes || !loader->is_lossy)
        reader_fault(&loader->reader, RULE_CAUSE_UNKNOWN, place,
                     loader_meant(loader, id, (const struct node *)causes, hint),
                     "'%s' is not one of the causes", id);
    return false;
}

static void use_cause(struct loader *loader, struct index *used, const char *id,
                      struct diag_place place)
{
    const struct node *there;

    if (loader_cause(loader, id, place))
        index_add(used, 0, index_find(loader->index, loader->causes, id), &there);
}

/* A cause and whether an ending names it, or a weigh step can give it up. */
static void prove_causes(struct loader *loader)
{
    const struct flow *flow = &loader->tree->flow;
    const struct node *there;
    const struct cause *cause;
    const struct step *step;
    const struct value_node *name;
    const struct chance *cure;
    struct index used = {0};
    bool all = loader->is_lossy;

    loader->causes = ++loader->maps;
    flow_each (cause, flow->causes) {
        index_add(loader->index, loader->causes, &cause->node, &there);
    }
    flow_each (step, flow->first) {
        flow_each (name, step->causes)
            use_cause(loader, &used, name->text, name->node.place);
        flow_each (cure, step->cures)
            use_cause(loader, &used, cure->node.id, cure->node.place);
        all = all || *step->otherwise.id;
    }
    flow_each (cause, flow->causes) {
        if (!all && !index_find(&used, 0, cause->node.id))
            reader_fault(&loader->reader, RULE_CAUSE_UNUSED, cause->node.place,
                         "name it in the 'causes' of the ending that cures it",
                         "no ending names cause '%s'", cause->node.id);
    }
    index_free(&used);
}

void loader_prove(struct loader *loader)
{
    struct step *step;

    join_steps(loader->tree);
    for (step = load_writable(loader->tree->flow.first); step; step = step->node.next) {
        step->index = loader->tree->flow.step_count++;
        if (step->kind == STEP_ROUTE)
            step->text = "By what is known";
        if (step->kind == STEP_CALL)
            step->text = step->call;
        prove_block(loader, step);
        if (step->kind == STEP_CALL)
            prove_exits(step);
        else
            prove_answers(loader, step);
        prove_routes(loader, step);
    }
    for (step = load_writable(loader->refers); step && loader->tree->flow.is_block;
         step = step->node.next) {
        if (step->kind == STEP_REFER)
            reader_fault(&loader->reader, RULE_BLOCK_REFER, step->node.place,
                         "give it a 'return', by which the flow that calls it can refer",
                         "'%s' refers, and a block comes back", step->node.id);
    }
    prove_causes(loader);
    weigh_prove(loader);
    facts_prove(loader);
    graph_prove(loader);
}
