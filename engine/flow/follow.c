/* SPDX-License-Identifier: MIT */
/*
 * Where replies lead, apart from who gives them: a test of a flow, or a scenario.
 */
#include <config.h>

#include "errwalk/follow.h"

#include <string.h>

const struct target *flow_way(const struct step *step,
                              const char *(*fact)(void *context, const char *name), void *context)
{
    const struct route *route = flow_fitting(step, fact, context);

    return route ? &route->to : &step->to;
}

static const struct target *after_fix(const struct step *step, const char *result, bool *fits)
{
    size_t i;

    for (i = 0; i < FIX_RESULT_COUNT && strcmp(result, fix_result_names[i]) != 0;)
        i++;
    *fits = i < FIX_RESULT_COUNT;
    if (!*fits || i == FIX_WORKED)
        return NULL;
    if (i == FIX_WORSE && step->if_worse.step)
        return &step->if_worse;
    return step->if_not.step ? &step->if_not : NULL;
}

const struct target *flow_follow(const struct step *step, const char *reply,
                                 const char *(*fact)(void *context, const char *name),
                                 void *context, bool *fits)
{
    const struct answer *answer = flow_answer(step, reply);

    *fits = true;
    if (answer)
        return &answer->to;
    if (step->kind == STEP_FIX)
        return after_fix(step, reply, fits);
    *fits = step->kind == STEP_ESCALATE ? strcmp(reply, "done") == 0
                                        : step->kind == STEP_INPUT && flow_accepts(step, reply);
    if (!*fits || step->kind == STEP_ESCALATE)
        return NULL;
    return flow_way(step, fact, context);
}

void flow_name_replies(const struct step *step, struct buffer *out)
{
    const struct answer *answer;
    const char *comma = "";
    size_t i;

    if (step->kind == STEP_REFER)
        buffer_string(out, "nothing is answered there: take it out");
    if (step->kind == STEP_ESCALATE)
        buffer_string(out, "done");
    if (step->kind == STEP_INPUT) {
        buffer_string(out, value_type_hints[step->type]);
        if (step->pattern)
            buffer_printf(out, " that matches %s", step->matches);
        comma = ", ";
    }
    for (i = 0; step->kind == STEP_FIX && i < FIX_RESULT_COUNT; i++, comma = ", ")
        buffer_printf(out, "%s%s", comma, fix_result_names[i]);
    flow_each (answer, step->answers) {
        buffer_printf(out, "%s%s", comma, answer->node.id);
        comma = ", ";
    }
}
