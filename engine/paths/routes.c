/* SPDX-License-Identifier: MIT */
/*
 * Routes that no value takes. What a fact may be is known after each route that is not taken; where
 * a later step looks at it again, it is carried along the edges and joined where ways meet. All of
 * it errs on the side of "it may fit".
 */
#include <config.h>

#include "errwalk/edges.h"

#include <string.h>

#include "errwalk/memory.h"

#include "conditions.h"
#include "errwalk/routes.h"

/* Domains of carried facts that are kept at most, over all steps; and routes that one is compared
 * with to see whether it says the same. */
enum { MOST_STATES = 40000, MOST_COMPARED = 32 };

/* What comes round a circle is joined to what came before: one circle takes two rounds, and one in it
 * another. */
enum { CIRCLE_ROUNDS = 4 };

struct carried {
    struct node node; /* id: the fact */
    size_t number;
    bool is_answer; /* to a question of this flow, not typed */
};

struct prover {
    struct edges *edges;
    struct value_keys keys;
    struct index facts;      /* of carried facts */
    struct carried *carried; /* room for `room` */
    size_t count, room;
    struct domain *states;          /* of carried facts by step: what they may be before it */
    struct domain *here, *narrowed; /* of carried facts, at the route that is looked at */
    bool *reached;                  /* by step: some way there was not ruled out */
};

/* What is known before a route. */
struct place {
    struct prover *prover;
    const struct step *step;
    struct domain own;    /* what was typed here may be, where that fact is not carried */
    struct domain *state; /* of carried facts */
};

static const struct domain anything = {.unknown = true, .count = 1, .intervals = {{0, UINT64_MAX}}};

static struct domain *state_of(const struct prover *prover, size_t step)
{
    return prover->states + step * prover->count;
}

static const struct carried *carried_of(const struct prover *prover, const char *fact)
{
    return (const struct carried *)index_find(&prover->facts, 0, fact);
}

static void carry(struct prover *prover, const char *fact, bool is_answer)
{
    struct carried *next = &prover->carried[prover->count];
    const struct node *there;

    if (prover->count == prover->room)
        return;
    *next = (struct carried){.node.id = fact, .number = prover->count, .is_answer = is_answer};
    index_add(&prover->facts, 0, &next->node, &there);
    if (!there)
        prover->count++;
}

/* Whence a fact is passed over a call that is looked at behind it. The last calls come first, so that
 * one which is passed on is met again. */
static void find_passed(struct prover *prover)
{
    const struct edges *edges = prover->edges;
    const struct value_node *passed;
    size_t i;

    for (i = edges->step_count; i-- > 0;) {
        const struct step *step = edges->steps[edges->order[i]];

        flow_each (passed, step->kind == STEP_ROUTE ? step->with : NULL) {
            const struct node *to = index_find(&prover->facts, 0, passed->node.id);

            if (to)
                carry(prover, passed->text, ((const struct carried *)to)->is_answer);
        }
    }
}

/* Facts that a step looks at which does not ask for them, as many as there is room for. */
static void find_carried(struct prover *prover)
{
    const struct edges *edges = prover->edges;
    const struct condition *condition;
    size_t e;

    for (e = 0; e < edges->count; e++) {
        const struct route *route = edges->items[e].route;

        if (!route)
            continue;
        flow_each (condition, route->conditions) {
            if (strcmp(condition->node.id, edges->steps[edges->items[e].from]->fact) != 0)
                carry(prover, condition->node.id,
                      condition->input && condition->input->kind == STEP_ASK);
        }
    }
    find_passed(prover);
}

/* What a fact may be at the place; NULL where that is not followed. */
static struct domain *domain_of(struct place *place, const char *fact)
{
    const struct carried *carried = carried_of(place->prover, fact);

    if (carried)
        return &place->state[carried->number];
    return strcmp(fact, place->step->fact) == 0 ? &place->own : NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_condition(const struct condition *a, const struct condition *b)
{
    return strcmp(a->node.id, b->node.id) == 0 && same_text(a->is, b->is) &&
           same_text(a->below, b->below) && same_text(a->above, b->above) &&
           same_text(a->matches, b->matches) && !a->one_of && !b->one_of;
}

/* Whether a route before it has no other condition than one of its own: that takes all it could. */
static bool is_repeated(const struct place *place, const struct route *route)
{
    const struct condition *condition;
    const struct route *earlier;
    unsigned compared = 0;

    flow_each (earlier, place->step->routes) {
        if (earlier == route || ++compared > MOST_COMPARED)
            return false;
        if (!earlier->conditions || earlier->conditions->node.next)
            continue;
        flow_each (condition, route->conditions) {
            if (same_condition(earlier->conditions, condition))
                return true;
        }
    }
    return false;
}

/* Whether a value may take the route. If so, the place is narrowed to those that do. */
static enum route_fit take(struct place *place, const struct route *route)
{
    const struct condition *condition;
    struct domain may, sure, left, *domain;

    if (is_repeated(place, route))
        return ROUTE_TAKEN;
    flow_each (condition, route->conditions) {
        condition_domains(&place->prover->keys, condition, &may, &sure);
        if (!domain_has_value(&may))
            return ROUTE_EMPTY;
        domain = domain_of(place, condition->node.id);
        if (!domain)
            continue;
        left = *domain;
        domain_meet(&left, &may);
        if (!domain_has_value(&left))
            return ROUTE_TAKEN;
        /* Errors that are not the same may both be the same as a third. */
        if (flow_condition_type(condition) != VALUE_ERROR)
            *domain = left;
    }
    return ROUTE_FITS;
}

/* Leaves what does not take the route. False where nothing is left. */
static bool go_past(struct place *place, const struct route *route)
{
    const struct condition *condition;
    struct domain may, sure, left, *domain, *open = NULL;
    struct domain rest = {0};
    unsigned unsure = 0;

    flow_each (condition, route->conditions) {
        condition_domains(&place->prover->keys, condition, &may, &sure);
        domain = domain_of(place, condition->node.id);
        left = domain ? *domain : anything;
        domain_remove(&left, &sure);
        if (!left.unknown && !domain_has_value(&left))
            continue;
        unsure++;
        open = domain;
        rest = left;
    }
    /* With two that may fail, nothing is said of either. */
    if (unsure == 1 && open)
        *open = rest;
    return unsure > 0;
}

/* What is known before a step becomes part of what is known before another. */
static void lead(struct prover *prover, const struct edge *edge, const struct domain *state)
{
    struct domain *to = state_of(prover, edge->to);
    size_t i;

    for (i = 0; i < prover->count; i++)
        domain_join(&to[i], &state[i]);
    prover->reached[edge->to] = true;
}

/* A value was typed: its fact may be anything of its type. */
static void type_value(struct place *place)
{
    struct domain *domain = domain_of(place, place->step->fact);

    if (domain)
        *domain = (struct domain){.count = 1, .intervals = {value_keys_all(place->step->type)}};
}

/* An answer is known where its edge is taken. */
static void lead_answer(struct place *place, const struct edge *edge)
{
    struct prover *prover = place->prover;
    const struct carried *carried =
        place->step->kind == STEP_ASK ? carried_of(prover, place->step->node.id) : NULL;
    struct domain *domain = carried ? &place->state[carried->number] : NULL, before;
    uint64_t key;

    if (!domain || !carried->is_answer ||
        !value_keys_of(&prover->keys, VALUE_TEXT, edge->answer->node.id, &key)) {
        lead(prover, edge, place->state);
        return;
    }
    before = *domain;
    *domain = (struct domain){.count = 1, .intervals = {{key, key}}};
    lead(prover, edge, place->state);
    *domain = before;
}

/* What a block brings back that is not walked, or what is passed as another type, may be anything; what
 * is passed as it is stays what it may be. */
static void give_facts(struct place *place)
{
    const struct value_node *given;

    flow_each (given, place->step->gives) {
        const struct carried *carried = carried_of(place->prover, given->node.id);

        if (carried)
            place->state[carried->number] = anything;
    }
    flow_each (given, place->step->kind == STEP_ROUTE ? place->step->with : NULL) {
        const struct carried *to = carried_of(place->prover, given->node.id),
                             *from = carried_of(place->prover, given->text);

        if (to)
            place->state[to->number] = from ? place->state[from->number] : anything;
    }
}

/* What is pasted at a step may fill in a fact that was known already. */
static void read_facts(struct place *place)
{
    const struct read_rule *rule;

    flow_each (rule, place->step->reads) {
        const struct carried *carried = rule->input ? carried_of(place->prover, rule->fact) : NULL;

        if (carried)
            domain_add(&place->state[carried->number], value_keys_all(rule->input->type));
    }
}

static bool prove_route(struct place *place, struct edge *edge, bool is_left)
{
    struct place taken = *place;
    size_t size = place->prover->count * sizeof *place->state;

    taken.state = place->prover->narrowed;
    memcpy(taken.state, place->state, size);
    edge->fit = is_left ? take(&taken, edge->route) : ROUTE_TAKEN;
    if (edge->fit != ROUTE_FITS)
        return is_left;
    lead(place->prover, edge, taken.state);
    return go_past(place, edge->route);
}

static void prove_step(struct prover *prover, uint32_t index)
{
    struct edges *edges = prover->edges;
    struct place place = {.prover = prover, .step = edges->steps[index], .state = prover->here};
    const struct domain *before = state_of(prover, index);
    bool typed = false, is_left = true;
    uint32_t e;

    if (prover->count)
        memcpy(place.state, before, prover->count * sizeof *before);
    read_facts(&place);
    give_facts(&place);
    for (e = edges->first[index]; e < edges->first[index + 1]; e++) {
        struct edge *edge = &edges->items[e];

        if (!typed && (edge->kind == EDGE_ROUTE || edge->kind == EDGE_TO)) {
            type_value(&place);
            typed = true;
        }
        if (edge->kind == EDGE_ROUTE)
            is_left = prove_route(&place, edge, is_left);
        else if (edge->kind == EDGE_ANSWER)
            lead_answer(&place, edge);
        else
            lead(prover, edge, place.state);
    }
}

static void leave_step(struct edges *edges, uint32_t index)
{
    uint32_t e;

    for (e = edges->first[index]; e < edges->first[index + 1]; e++)
        edges->items[e].fit = ROUTE_BEHIND;
}

static void prepare(struct prover *prover)
{
    size_t steps = prover->edges->step_count, i;

    prover->room = MOST_STATES / (steps + 1);
    prover->carried = memory_alloc((prover->room + 1) * sizeof *prover->carried);
    prover->reached = memory_alloc(steps * sizeof *prover->reached);
    find_carried(prover);
    prover->states = memory_alloc((prover->count * steps + 1) * sizeof *prover->states);
    prover->here = memory_alloc((prover->count + 1) * sizeof *prover->here);
    prover->narrowed = memory_alloc((prover->count + 1) * sizeof *prover->narrowed);
    /* A block knows what it is given and no more. Another flow may have asked for the same facts, but
     * no other is answered here. */
    for (i = 0; i < prover->count; i++)
        state_of(prover, 0)[i] = prover->carried[i].is_answer || strchr(prover->carried[i].node.id, '/')
                                     ? (struct domain){.unknown = true}
                                     : anything;
    prover->reached[0] = true;
}

/* Every step after those that lead to it, but for edges that close a circle. */
static void pass(struct prover *prover)
{
    struct edges *edges = prover->edges;
    size_t i;

    for (i = 0; i < edges->count; i++)
        edges->items[i].fit = ROUTE_FITS;
    for (i = 0; i < edges->step_count; i++) {
        if (prover->reached[edges->order[i]])
            prove_step(prover, edges->order[i]);
        else
            leave_step(edges, edges->order[i]);
    }
}

void routes_prove(struct edges *edges)
{
    struct prover prover = {.edges = edges};
    size_t rounds = edges->has_circles ? CIRCLE_ROUNDS : 1;

    prepare(&prover);
    while (rounds--)
        pass(&prover);
    value_keys_free(&prover.keys);
    index_free(&prover.facts);
    memory_free(prover.carried);
    memory_free(prover.states);
    memory_free(prover.here);
    memory_free(prover.narrowed);
    memory_free(prover.reached);
}
