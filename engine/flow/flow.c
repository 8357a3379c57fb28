/* SPDX-License-Identifier: MIT */
/*
 * A flow as others see it: finding its parts, and following an edge.
 */
#include <config.h>

#include "errwalk/flow.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/pattern.h"
#include "errwalk/flow-tree.h"

void flow_type_hint(const struct step *step, struct buffer *out)
{
    buffer_printf(out, "Type %s.%s", value_type_hints[step->type],
                  step->sensitive ? " It is never written down." : "");
}

const struct step *flow_step(const struct flow *flow, const char *id)
{
    return (const struct step *)index_find(&tree_of(flow)->index, TREE_STEPS, id);
}

const struct step *flow_step_at(const struct flow *flow, const char *path)
{
    const struct step *step = NULL;
    char id[65]; /* the longest, see FIELD_NAME */
    size_t length;

    for (; flow; flow = step && step->kind == STEP_CALL ? step->block : NULL) {
        length = strcspn(path, "/");
        if (length >= sizeof id)
            return NULL;
        memcpy(id, path, length);
        id[length] = '\0';
        step = flow_step(flow, id);
        path += length;
        if (!*path++)
            return step;
    }
    return NULL;
}

const struct target *flow_item(const struct step *weigh, const char *id)
{
    const struct weigh_item *item;

    flow_each (item, weigh->questions) {
        if (strcmp(item->to.id, id) == 0)
            return &item->to;
    }
    flow_each (item, weigh->fixes) {
        if (strcmp(item->to.id, id) == 0)
            return &item->to;
    }
    return *id && strcmp(weigh->otherwise.id, id) == 0 ? &weigh->otherwise : NULL;
}

const struct answer *flow_answer(const struct step *step, const char *id)
{
    const struct answer *answer;

    flow_each (answer, step->answers) {
        if (strcmp(answer->node.id, id) == 0)
            return answer;
    }
    return NULL;
}

bool flow_own_fact(const char *name, enum value_type *type)
{
    static const struct {
        const char *name;
        enum value_type type;
    } own[] = {{"notes", VALUE_TEXT}, {"error", VALUE_ERROR}, {"code", VALUE_ERROR}};
    size_t i;

    for (i = 0; i < sizeof own / sizeof *own; i++) {
        if (strcmp(name, own[i].name) == 0) {
            *type = own[i].type;
            return true;
        }
    }
    return false;
}

enum value_type flow_condition_type(const struct condition *condition)
{
    enum value_type type = VALUE_TEXT;

    if (condition->input)
        type = condition->input->type;
    else
        flow_own_fact(condition->node.id, &type);
    return type;
}

bool flow_review_due(const struct flow *flow, int64_t *day)
{
    if (!value_date(value_trim(flow->reviewed), day))
        return false;
    *day += flow->review_every ? flow->review_every : FLOW_REVIEW_EVERY;
    return true;
}

bool flow_accepts(const struct step *step, const char *value)
{
    return value_fits(step->type, value) &&
           (!step->pattern || pattern_match(step->pattern, value) == STATUS_OK);
}

static bool is_beyond(enum value_type type, const char *value, const char *bound, int side)
{
    int order;

    return value_compare(type, value, bound, &order) == STATUS_OK &&
           (side < 0 ? order < 0 : order > 0);
}

static bool is_one_of(enum value_type type, const char *value, const struct value_node *values)
{
    const struct value_node *one;

    flow_each (one, values) {
        if (value_equal(type, value, one->text))
            return true;
    }
    return false;
}

static bool condition_holds(const struct condition *condition, const char *value)
{
    enum value_type type = flow_condition_type(condition);

    return value && (!condition->is || value_equal(type, value, condition->is)) &&
           (!condition->one_of || is_one_of(type, value, condition->one_of)) &&
           (!condition->below || is_beyond(type, value, condition->below, -1)) &&
           (!condition->above || is_beyond(type, value, condition->above, 1)) &&
           (!condition->pattern || pattern_match(condition->pattern, value) == STATUS_OK);
}

bool flow_conditions_hold(const struct condition *conditions,
                          const char *(*fact)(void *context, const char *name), void *context)
{
    const struct condition *condition;

    flow_each (condition, conditions) {
        if (!condition_holds(condition, fact(context, condition->node.id)))
            return false;
    }
    return true;
}

const struct route *flow_fitting(const struct step *step,
                                 const char *(*fact)(void *context, const char *name),
                                 void *context)
{
    const struct route *route;

    flow_each (route, step->routes) {
        if (flow_conditions_hold(route->conditions, fact, context))
            return route;
    }
    return NULL;
}

const struct step *flow_route(const struct step *step,
                              const char *(*fact)(void *context, const char *name), void *context)
{
    const struct route *route = flow_fitting(step, fact, context);

    return route ? route->to.step : step->to.step;
}

const struct step *flow_decided(const struct step *step,
                                const char *(*fact)(void *context, const char *name), void *context)
{
    while (step && step->kind == STEP_ROUTE)
        step = flow_route(step, fact, context);
    return step;
}

void flow_error_text(struct buffer *out, const struct error_ref *error)
{
    buffer_string(out, *error->flow ? error->flow : error->name);
    if (!*error->flow)
        code_print_after(out, error->code);
}
