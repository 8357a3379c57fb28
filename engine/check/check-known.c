/* SPDX-License-Identifier: MIT */
/*
 * What every way to a step has: the facts that are used there, and, where it is known who walks, who
 * can do what is asked for.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/edges.h"
#include "errwalk/index.h"
#include "errwalk/arena.h"
#include "errwalk/fields.h"
#include "errwalk/memory.h"
#include "errwalk/prose.h"
#include "errwalk/ways.h"

/* How many facts are followed: rounds of one word of bits for each step. */
enum { BITS = 64, MOST_ROUNDS = 16 };

/* A fact that is used somewhere. */
struct used {
    struct node node; /* id: its name */
    unsigned number;
};

/* A place where one is used. */
struct use {
    struct used *used;
    const struct step *step;
    struct diag_place place; /* of its mapping, or its own */
    bool in_text;
};

struct known {
    struct check *check;
    const struct edges *edges;
    struct ways *ways; /* NULL until one is looked for */
    struct arena *arena;
    struct index names;
    struct use *uses;
    size_t use_count, use_capacity;
    unsigned count;  /* of facts */
    uint64_t *bits;  /* by step: the facts of the round that every way there has */
    unsigned *gives; /* by step: the fact that it gives, from 1; 0: none that is used */
    unsigned base;   /* the first fact of the round */
    /* While a step is read: */
    const struct step *step;
    struct diag_place place;
};

static bool is_own(const char *name)
{
    enum value_type type;

    return flow_own_fact(name, &type);
}

static struct used *used_of(struct known *known, const char *name, size_t length)
{
    struct used *used = arena_alloc(known->arena, sizeof *used);
    const struct node *there;

    used->node.id = arena_copy(known->arena, name, length);
    used->number = known->count + 1;
    index_add(&known->names, 0, &used->node, &there);
    if (there)
        memcpy(&used, &there, sizeof used);
    else
        known->count++;
    return used;
}

/* Once for each fact and step. */
static void add_use(struct known *known, const char *name, size_t length, struct diag_place place,
                    bool in_text)
{
    struct used *used = used_of(known, name, length);
    void *uses = known->uses;
    size_t i = known->use_count;

    while (i && known->uses[i - 1].step == known->step) {
        if (known->uses[--i].used == used)
            return;
    }
    memory_grow(&uses, &known->use_capacity, known->use_count, sizeof *known->uses);
    known->uses = uses;
    known->uses[known->use_count++] = (struct use){used, known->step, place, in_text};
}

static void found(void *context, const char *name, size_t length, size_t offset)
{
    struct known *known = context;
    char copy[80];

    (void)offset;
    if (length >= sizeof copy)
        return;
    memcpy(copy, name, length);
    copy[length] = '\0';
    if (!is_own(copy))
        add_use(known, name, length, known->place, true);
}

/* The texts of a mapping of a step and of those in it. */
static void read_texts(struct known *known, const struct field_mapping *mapping, const void *node)
{
    const struct field *field;
    const struct node *item;

    for (field = mapping->fields; field < mapping->fields + mapping->count; field++) {
        const char *text;

        if (field->child && field->shape != FIELD_ONE) {
            for (item = check_member(node, field->offset); item; item = item->next) {
                known->place = item->place;
                read_texts(known, field->child, item);
            }
        }
        if (field->shape != FIELD_ONE ||
            (field->type != FIELD_LINE && field->type != FIELD_PROSE && field->type != FIELD_COMMAND))
            continue;
        text = check_member(node, field->offset);
        if (text && strchr(text, '{'))
            prose_facts(text, found, known);
    }
}

static void read_step(struct known *known, const struct step *step)
{
    static const struct field_mapping *mapping;
    const struct value_node *name;
    const struct condition *condition;
    const struct route *route;

    if (!mapping)
        mapping = field_find(&field_flow, "diagnose")->child;
    known->step = step;
    known->place = step->node.place;
    read_texts(known, mapping, step);
    flow_each (name, step->hand_over) {
        if (!is_own(name->text))
            add_use(known, name->text, strlen(name->text), name->node.place, false);
    }
    flow_each (name, step->with) {
        if (!is_own(name->text))
            add_use(known, name->text, strlen(name->text), name->text_place, false);
    }
    flow_each (route, step->routes) {
        flow_each (condition, route->conditions) {
            if (condition->input &&
                (step->kind != STEP_INPUT || strcmp(condition->node.id, step->fact) != 0))
                add_use(known, condition->node.id, strlen(condition->node.id),
                        condition->node.place, false);
        }
    }
}

static unsigned number_of(const struct known *known, const char *name)
{
    const struct used *used = (const struct used *)index_find(&known->names, 0, name);

    return used ? used->number : 0;
}

static uint64_t bit_of(const struct known *known, unsigned number)
{
    unsigned bit = number - 1 - known->base;

    return number && bit < BITS ? UINT64_C(1) << bit : 0;
}

/* The facts of the round that a walk has once it took the edge: what is given at its step, and what
 * its conditions ask for, since what is not known fits none. */
static uint64_t gained(const struct known *known, const struct edge *edge)
{
    const struct step *step = known->edges->steps[edge->from];
    const struct condition *condition;
    const struct value_node *given;
    uint64_t bits = 0;

    flow_each (given, step->gives)
        bits |= bit_of(known, number_of(known, given->node.id));
    if (edge->kind == EDGE_ANSWER ? step->kind == STEP_ASK : step->kind == STEP_INPUT)
        bits |= bit_of(known, known->gives[edge->from]);
    flow_each (condition, edge->route ? edge->route->conditions : NULL)
        bits |= bit_of(known, number_of(known, condition->node.id));
    return bits;
}

/* In the order of the edges, and again where a circle took something away. */
static void spread(struct known *known)
{
    const struct edges *edges = known->edges;
    const struct take *take;
    bool changes = true;
    size_t i;
    uint32_t e;

    memset(known->bits, 0xff, edges->step_count * sizeof *known->bits);
    known->bits[0] = 0;
    flow_each (take, edges->flow->takes)
        known->bits[0] |= bit_of(known, number_of(known, take->node.id));
    while (changes) {
        changes = false;
        for (i = 0; i < edges->step_count; i++) {
            uint32_t at = edges->order[i];

            for (e = edges->first[at]; e < edges->first[at + 1]; e++) {
                const struct edge *edge = &edges->items[e];
                uint64_t before = known->bits[edge->to];

                if (edge->fit == ROUTE_FITS)
                    known->bits[edge->to] &= known->bits[at] | gained(known, edge);
                changes |= edges->has_circles && known->bits[edge->to] != before;
            }
        }
    }
}

/* A way to a use that does not have its fact. */
struct missing {
    const struct known *known;
    uint64_t bit;
};

static bool takes_missing(void *context, const struct edge *edge, unsigned state, unsigned *before)
{
    const struct missing *missing = context;

    (void)state;
    *before = 0;
    return !(missing->known->bits[edge->from] & missing->bit) &&
           !(gained(missing->known, edge) & missing->bit);
}

static bool begins_anyhow(void *context, unsigned state)
{
    (void)context;
    (void)state;
    return true;
}

static enum way_found find_way(struct known *known, const struct step *to, unsigned state,
                               const struct way_wanted *wanted, struct buffer *hint)
{
    enum way_found way;

    if (!known->ways)
        known->ways = ways_new(known->edges);
    buffer_string(hint, "the way: ");
    way = ways_find(known->ways, to, state, wanted, hint);
    if (to == known->edges->flow->first) {
        buffer_clear(hint);
        buffer_string(hint, "it is the first step");
    }
    return way;
}

static void check_use(struct known *known, const struct use *use)
{
    struct missing missing = {known, bit_of(known, use->used->number)};
    struct way_wanted wanted = {takes_missing, begins_anyhow, &missing};
    const char *name = use->used->node.id;
    struct diag_place place = use->place;
    struct buffer hint = {0};
    enum way_found way;

    if (!missing.bit || known->bits[use->step->index] & missing.bit)
        return;
    way = find_way(known, use->step, 0, &wanted, &hint);
    if (way == WAY_NONE) {
        buffer_free(&hint);
        return;
    }
    if (use->in_text)
        place = check_place(known->check, use->place, "{{", name, strlen(name));
    check_fault(known->check, RULE_FACT_MISSING, place,
                way == WAY_FOUND ? buffer_text(&hint) : "let every way to it have the fact",
                "'%s' is not known at '%s' on some way", name, use->step->node.id);
    buffer_free(&hint);
}

static void check_uses(struct known *known)
{
    unsigned round;
    size_t i;

    for (round = 0; round * BITS < known->count && round < MOST_ROUNDS; round++) {
        known->base = round * BITS;
        spread(known);
        for (i = 0; i < known->use_count; i++)
            check_use(known, &known->uses[i]);
    }
}

/* Who walks: `sets` has a bit for each set of people that a walk may be by then. */
static void spread_audience(const struct known *known, uint16_t *sets)
{
    const struct edges *edges = known->edges;
    bool changes = true;
    size_t i;
    uint32_t e;

    sets[0] = (uint16_t)(1u << edges->flow->audience);
    while (changes) {
        changes = false;
        for (i = 0; i < edges->step_count; i++) {
            uint32_t at = edges->order[i];

            for (e = edges->first[at]; e < edges->first[at + 1]; e++) {
                const struct edge *edge = &edges->items[e];
                unsigned set = edge->answer ? edge->answer->audience : 0;
                uint16_t before = sets[edge->to];

                if (edge->fit == ROUTE_FITS && sets[at])
                    sets[edge->to] |= set ? (uint16_t)(1u << set) : sets[at];
                changes |= edges->has_circles && sets[edge->to] != before;
            }
        }
    }
}

/* After the edge at which the set is said, anything will do. */
enum { ANY_SET = 1u << AUDIENCE_COUNT };

struct audience_way {
    const uint16_t *sets;
    unsigned first; /* the flow's own */
};

static bool takes_audience(void *context, const struct edge *edge, unsigned state, unsigned *before)
{
    const struct audience_way *way = context;
    unsigned set = edge->answer ? edge->answer->audience : 0;

    *before = set ? ANY_SET : state;
    if (state == ANY_SET || (set && set == state))
        return way->sets[edge->from] != 0;
    return !set && way->sets[edge->from] >> state & 1;
}

static bool begins_audience(void *context, unsigned state)
{
    const struct audience_way *way = context;

    return state == ANY_SET || state == way->first;
}

static void check_needs(struct known *known, const struct step *step,
                        const struct instruction *item, const uint16_t *sets)
{
    struct audience_way context = {sets, known->edges->flow->audience};
    struct way_wanted wanted = {takes_audience, begins_audience, &context};
    struct buffer hint = {0};
    unsigned set;

    for (set = 1; set < 1u << AUDIENCE_COUNT; set++) {
        enum way_found way = WAY_NONE;

        if (!(sets[step->index] >> set & 1) || set >> item->needs & 1)
            continue;
        buffer_clear(&hint);
        way = find_way(known, step, set, &wanted, &hint);
        if (way == WAY_NONE)
            continue;
        check_fault(known->check, RULE_AUDIENCE, item->needs_place,
                    way == WAY_FOUND ? buffer_text(&hint) : NULL,
                    "'%s' needs %s, whom some way there is not for", step->node.id,
                    audience_names[item->needs]);
        break;
    }
    buffer_free(&hint);
}

static void check_audience(struct known *known)
{
    uint16_t *sets = NULL;
    const struct instruction *item;
    const struct step *step;

    flow_each (step, known->edges->flow->first) {
        flow_each (item, step->instructions) {
            if (!item->needs_place.line)
                continue;
            if (!sets) {
                sets = memory_alloc(known->edges->step_count * sizeof *sets);
                spread_audience(known, sets);
            }
            check_needs(known, step, item, sets);
        }
    }
    memory_free(sets);
}

void check_known(struct check *check, const struct edges *edges)
{
    struct known known = {.check = check, .edges = edges, .arena = arena_new()};
    const struct step *step;

    flow_each (step, edges->flow->first)
        read_step(&known, step);
    if (known.count) {
        known.bits = memory_alloc(edges->step_count * sizeof *known.bits);
        known.gives = memory_alloc(edges->step_count * sizeof *known.gives);
        flow_each (step, edges->flow->first)
            known.gives[step->index] = step->kind == STEP_INPUT ? number_of(&known, step->fact)
                                       : step->answer_is_used
                                           ? number_of(&known, step->node.id)
                                           : 0;
        check_uses(&known);
    }
    check_audience(&known);
    ways_free(known.ways);
    index_free(&known.names);
    arena_free(known.arena);
    memory_free(known.uses);
    memory_free(known.bits);
    memory_free(known.gives);
}
