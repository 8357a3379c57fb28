/* SPDX-License-Identifier: MIT */
/*
 * Each flow that is walked is an instance: the one at hand, and a block for each call of it. They are laid
 * out one after the other, so that a step is found by its instance and its index.
 */
#include <config.h>

#include "expand.h"

#include <string.h>

#include "errwalk/index.h"

struct instance {
    const struct flow *flow;
    const char *prefix; /* of its ids and facts: "identify/", or "" */
    const struct instance *caller;
    const struct step *call; /* as it is written in the caller */
    struct step *steps;      /* by index */
    size_t base;             /* the index of the first */
    uint32_t number;         /* from 0; the map of its facts */
    struct instance *next;
};

/* A fact that is typed. */
struct typed {
    struct node node; /* id: its name in the instance's flow */
    enum value_type type;
};

struct expansion {
    struct arena *arena;
    struct instance *first, *last;
    size_t count; /* steps */
    size_t weighs; /* weigh steps */
    struct index typed;
};

static const char *join(struct expansion *expansion, const char *prefix, const char *name,
                        const char *end)
{
    struct buffer text = {0};
    const char *kept;

    buffer_printf(&text, "%s%s%s", prefix, name, end);
    kept = arena_copy(expansion->arena, buffer_text(&text), text.length);
    buffer_free(&text);
    return kept;
}

static void add_typed(struct expansion *expansion, const struct instance *instance, const char *name,
                      enum value_type type)
{
    struct typed *typed = arena_alloc(expansion->arena, sizeof *typed);
    const struct node *there;

    *typed = (struct typed){.node.id = name, .type = type};
    index_add(&expansion->typed, instance->number, &typed->node, &there);
}

/* The type of a fact, or of an answer, of an instance's flow. */
static enum value_type type_of(const struct expansion *expansion, const struct instance *instance,
                               const char *name)
{
    const struct node *node = index_find(&expansion->typed, instance->number, name);

    return node ? ((const struct typed *)node)->type : VALUE_TEXT;
}

static struct instance *add_instance(struct expansion *expansion, const struct flow *flow,
                                     const char *prefix, const struct instance *caller,
                                     const struct step *call)
{
    struct instance *instance = arena_alloc(expansion->arena, sizeof *instance);
    const struct step *step;
    const struct take *take;

    *instance = (struct instance){.flow = flow,
                                  .prefix = prefix,
                                  .caller = caller,
                                  .call = call,
                                  .base = expansion->count,
                                  .number = expansion->last ? expansion->last->number + 1 : 0};
    instance->steps = arena_alloc(expansion->arena, flow->step_count * sizeof *instance->steps);
    expansion->count += flow->step_count;
    expansion->weighs += flow->weighs;
    flow_each (take, flow->takes)
        add_typed(expansion, instance, take->node.id, take->type);
    flow_each (step, flow->first) {
        instance->steps[step->index].node.id =
            *prefix ? join(expansion, prefix, step->node.id, "") : step->node.id;
        if (step->kind == STEP_INPUT)
            add_typed(expansion, instance, step->fact, step->type);
    }
    if (expansion->last)
        expansion->last->next = instance;
    else
        expansion->first = instance;
    expansion->last = instance;
    return instance;
}

/* A fact by its name in the whole. */
static const char *name_fact(struct expansion *expansion, const struct instance *instance,
                             const char *name)
{
    enum value_type type;

    return !*instance->prefix || !*name || flow_own_fact(name, &type)
               ? name
               : join(expansion, instance->prefix, name, "");
}

static void aim(struct target *target, const struct instance *instance)
{
    if (!target->step)
        return;
    target->step = &instance->steps[target->step->index];
    target->id = target->step->node.id;
}

/* Copies a list node by node; `change` makes each copy one of the instance. */
static void *copy_list(struct expansion *expansion, const struct instance *instance,
                       const void *list, size_t size,
                       void (*change)(struct expansion *expansion, const struct instance *instance,
                                      void *copy))
{
    struct node *first = NULL, *last = NULL, *copy;
    const struct node *node;

    for (node = list; node; node = node->next) {
        copy = arena_alloc(expansion->arena, size);
        memcpy(copy, node, size);
        copy->next = NULL;
        change(expansion, instance, copy);
        if (last)
            last->next = copy;
        else
            first = copy;
        last = copy;
    }
    return first;
}

static void change_answer(struct expansion *expansion, const struct instance *instance, void *copy)
{
    struct answer *answer = copy;

    (void)expansion;
    aim(&answer->to, instance);
}

static void change_item(struct expansion *expansion, const struct instance *instance, void *copy)
{
    struct weigh_item *item = copy;

    (void)expansion;
    aim(&item->to, instance);
}

/* What a block takes has no step that asks for it. */
static const struct step *input_of(const struct instance *instance, const struct step *input)
{
    const struct take *take;

    flow_each (take, input ? instance->flow->takes : NULL) {
        if (take->input == input)
            return input;
    }
    return input ? &instance->steps[input->index] : NULL;
}

static void change_condition(struct expansion *expansion, const struct instance *instance,
                             void *copy)
{
    struct condition *condition = copy;

    condition->node.id = name_fact(expansion, instance, condition->node.id);
    condition->input = input_of(instance, condition->input);
}

static void change_route(struct expansion *expansion, const struct instance *instance, void *copy)
{
    struct route *route = copy;

    aim(&route->to, instance);
    if (*instance->prefix) /* else names stay, and steps that are meant have the same indices */
        route->conditions = copy_list(expansion, instance, route->conditions,
                                      sizeof *route->conditions, change_condition);
}

static void change_read(struct expansion *expansion, const struct instance *instance, void *copy)
{
    struct read_rule *rule = copy;

    rule->fact = name_fact(expansion, instance, rule->fact);
    rule->input = input_of(instance, rule->input);
}

static void lead_on(struct expansion *expansion, struct step *step, const struct step *to,
                    bool closes)
{
    struct route *route = arena_alloc(expansion->arena, sizeof *route);

    *route = (struct route){.node = {.id = "", .place = step->node.place},
                            .to = {.id = to->node.id, .place = step->node.place, .step = to,
                                   .closes = closes}};
    step->kind = STEP_ROUTE;
    step->routes = route;
    step->answers = NULL;
    step->with = step->gives = NULL;
}

/* Passes a fact over a call, `from` of one flow as `to` of the other. */
static void pass(struct expansion *expansion, struct step *step, const struct instance *to_instance,
                 const char *to, const struct instance *from_instance, const char *from)
{
    struct value_node *passed = arena_alloc(expansion->arena, sizeof *passed);
    bool alike = type_of(expansion, to_instance, to) == type_of(expansion, from_instance, from);

    passed->node.id = name_fact(expansion, to_instance, to);
    passed->text = name_fact(expansion, from_instance, from);
    memcpy(&passed->node.next, alike ? &step->with : &step->gives, sizeof passed->node.next);
    if (alike)
        step->with = passed;
    else
        step->gives = passed;
}

static void enter_block(struct expansion *expansion, const struct instance *instance,
                        struct step *step, const struct step *call)
{
    const struct value_node *given;
    struct instance *block = add_instance(expansion, call->block,
                                          join(expansion, step->node.id, "/", ""), instance, call);

    lead_on(expansion, step, &block->steps[0], false);
    flow_each (given, call->with)
        pass(expansion, step, block, given->node.id, instance, given->text);
}

static void come_back(struct expansion *expansion, const struct instance *block, struct step *step,
                      const char *id)
{
    const struct answer *exit = block->call ? flow_answer(block->call, id) : NULL;
    const struct value_node *given;

    if (!exit || !exit->to.step)
        return;
    lead_on(expansion, step, &block->caller->steps[exit->to.step->index], exit->to.closes);
    flow_each (given, block->call->gives)
        pass(expansion, step, block->caller, given->node.id, block, given->text);
}

static void copy_step(struct expansion *expansion, const struct instance *instance,
                      const struct step *from)
{
    struct step *step = &instance->steps[from->index];
    const char *id = step->node.id;

    *step = *from;
    step->node.id = id;
    step->index = instance->base + from->index;
    step->fact = name_fact(expansion, instance, from->fact);
    step->answers =
        copy_list(expansion, instance, from->answers, sizeof *from->answers, change_answer);
    step->routes = copy_list(expansion, instance, from->routes, sizeof *from->routes, change_route);
    if (*instance->prefix)
        step->reads =
            copy_list(expansion, instance, from->reads, sizeof *from->reads, change_read);
    step->questions = copy_list(expansion, instance, from->questions, sizeof *from->questions,
                                change_item);
    step->fixes = copy_list(expansion, instance, from->fixes, sizeof *from->fixes, change_item);
    step->weighed_by = from->weighed_by ? &instance->steps[from->weighed_by->index] : NULL;
    aim(&step->otherwise, instance);
    aim(&step->to, instance);
    aim(&step->if_not, instance);
    aim(&step->if_worse, instance);
}

static bool has_room(const struct expansion *expansion, const struct step *call)
{
    return call->kind == STEP_CALL && call->block &&
           expansion->count + call->block->step_count <= EXPAND_STEPS &&
           expansion->weighs + call->block->weighs <= FLOW_MAX_WEIGHS;
}

static void copy_instance(struct expansion *expansion, const struct instance *instance)
{
    const struct step *from;

    flow_each (from, instance->flow->first)
        copy_step(expansion, instance, from);
    flow_each (from, instance->flow->first) {
        struct step *step = &instance->steps[from->index];

        if (has_room(expansion, from))
            enter_block(expansion, instance, step, from);
        else if (from->kind == STEP_RETURN)
            come_back(expansion, instance, step, from->node.id);
    }
}

static bool has_calls(const struct flow *flow)
{
    const struct step *step;

    flow_each (step, flow->first) {
        if (step->block)
            return true;
    }
    return false;
}

static void chain(const struct instance *instance)
{
    const size_t count = instance->flow->step_count;
    size_t i;

    for (i = 0; i + 1 < count; i++)
        instance->steps[i].node.next = &instance->steps[i + 1];
    instance->steps[i].node.next = instance->next ? instance->next->steps : NULL;
}

const struct flow *flow_expand(const struct flow *flow, struct arena *arena)
{
    struct expansion expansion = {.arena = arena};
    const struct instance *instance;
    struct flow *whole;

    if (!has_calls(flow))
        return flow;
    add_instance(&expansion, flow, "", NULL, NULL);
    for (instance = expansion.first; instance; instance = instance->next)
        copy_instance(&expansion, instance);
    for (instance = expansion.first; instance; instance = instance->next)
        chain(instance);
    whole = arena_alloc(arena, sizeof *whole);
    *whole = *flow;
    whole->first = expansion.first->steps;
    whole->step_count = expansion.count;
    index_free(&expansion.typed);
    return whole;
}
