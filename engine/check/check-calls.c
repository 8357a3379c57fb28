/* SPDX-License-Identifier: MIT */
/*
 * Calls: a block is there, is given what it takes, brings back what it has, and comes back by exits that
 * all lead on.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/did-you-mean.h"
#include "errwalk/library.h"

static const struct node *find(const struct node *list, const char *id)
{
    while (list && strcmp(list->id, id) != 0)
        list = list->next;
    return list;
}

/* The step that asks for a fact of a flow, or stands for one that it takes; an `ask` for an answer. */
static const struct step *source_of(const struct flow *flow, const char *fact)
{
    const struct step *step = flow_step(flow, fact), *other;
    const struct take *take = flow->takes ? (const struct take *)find(&flow->takes->node, fact) : NULL;

    if (take)
        return take->input;
    if (step && step->kind == STEP_ASK)
        return step;
    flow_each (other, flow->first) {
        if (other->kind == STEP_INPUT && strcmp(other->fact, fact) == 0)
            return other;
    }
    return NULL;
}

static void check_given(struct check *check, const struct step *call,
                        const struct value_node *given)
{
    const struct step *ours = source_of(check->flow, given->text);
    const struct take *take =
        call->block->takes
            ? (const struct take *)find(&call->block->takes->node, given->node.id)
            : NULL;
    char hint[NEAREST_HINT];

    if (!take)
        check_fault(check, RULE_CALL_WITH, given->node.place,
                    call->block->takes
                        ? nearest_id(given->node.id, &call->block->takes->node, &check->compared,
                                     hint, NULL)
                        : NULL,
                    "%s takes no '%s'", call->call, given->node.id);
    else if (ours && ours->sensitive && !take->sensitive)
        check_fault(check, RULE_CALL_WITH, given->text_place,
                    "let the block take it as sensitive, too",
                    "'%s' is sensitive, and the block would keep it", given->text);
    else if (ours && ours->kind == STEP_INPUT && take->type != VALUE_TEXT &&
             ours->type != take->type)
        check_fault(check, RULE_CALL_WITH, given->text_place, NULL,
                    "'%s' is of type %s, and the block takes %s", given->text,
                    value_type_names[ours->type], value_type_names[take->type]);
}

static void check_with(struct check *check, const struct step *call)
{
    const struct value_node *given;
    const struct take *take;

    flow_each (given, call->with)
        check_given(check, call, given);
    flow_each (take, call->block->takes) {
        if (!call->with || !find(&call->with->node, take->node.id))
            check_fault(check, RULE_CALL_WITH, call->call_place, "add it to 'with'",
                        "%s takes '%s', which is not given", call->call, take->node.id);
    }
}

/* What is sensitive there stays so here. */
static void check_gives(struct check *check, const struct step *call)
{
    const struct value_node *given, *name;
    const struct step *step;

    flow_each (given, call->gives) {
        const struct step *theirs = source_of(call->block, given->text);

        if (!theirs)
            check_fault(check, RULE_CALL_GIVES, given->text_place, NULL, "%s has no fact '%s'",
                        call->call, given->text);
        if (!theirs || !theirs->sensitive)
            continue;
        flow_each (step, check->flow->first) {
            flow_each (name, step->hand_over) {
                if (strcmp(name->text, given->node.id) == 0)
                    check_fault(check, RULE_FACT_SENSITIVE, name->node.place, NULL,
                                "the fact '%s' is sensitive: it may not be handed over",
                                name->text);
            }
        }
    }
}

static void check_exits(struct check *check, const struct step *call)
{
    const struct answer *exit;
    const struct step *step;

    flow_each (exit, call->answers) {
        step = flow_step(call->block, exit->node.id);
        if (!step || step->kind != STEP_RETURN)
            check_fault(check, RULE_CALL_EXITS, exit->node.place, NULL, "%s has no return '%s'",
                        call->call, exit->node.id);
    }
    flow_each (step, call->block->first) {
        if (step->kind == STEP_RETURN && !flow_answer(call, step->node.id))
            check_fault(check, RULE_CALL_EXITS, call->exits_place, "say where that leads",
                        "%s returns by '%s', too", call->call, step->node.id);
    }
}

static void check_call(struct check *check, const struct step *call)
{
    if (flow_calls(call, check->flow->id)) {
        check_fault(check, RULE_CALL_CYCLE, call->call_place, "let one of them do without",
                    "%s calls %s again", call->call, check->flow->id);
    } else if (!call->block) {
        check_fault(check, RULE_CALL_FLOW, call->call_place,
                    library_by_id(check->library, call->call)
                        ? "see what errwalk check says of it; a block has 'takes' or a 'return'"
                        : "say where flows are: --flows=DIR",
                    "there is no block '%s'", call->call);
    } else {
        check_with(check, call);
        check_gives(check, call);
        check_exits(check, call);
    }
}

void check_calls(struct check *check)
{
    const struct step *step;

    if (!check->library)
        return;
    flow_link(check->flow, check->library);
    flow_each (step, check->flow->first) {
        if (step->kind == STEP_CALL)
            check_call(check, step);
    }
}
