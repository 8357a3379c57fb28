/*
 * Replies: a decision in one line of text, as answers files and plain mode write it.
 */
#include <config.h>

#include "errwalk/walk.h"

#include <string.h>

#include "errwalk/buffer.h"
#include "walk-private.h"

static enum status reply_ask(const struct walk *walk, const char *reply, struct event *event)
{
    return walk_answer(walk, reply, event);
}

static enum status reply_input(const struct walk *walk, const char *reply, struct event *event)
{
    enum status status = walk_answer(walk, reply, event);

    return status == STATUS_NO ? walk_type(walk, reply, event) : status;
}

static enum status reply_fix(const struct walk *walk, const char *reply, struct event *event)
{
    static const struct {
        const char *word;
        enum fix_result result;
    } words[] = {
        {"worked", FIX_WORKED}, {"failed", FIX_FAILED}, {"skipped", FIX_SKIPPED},
        {"worse", FIX_WORSE},   {"yes", FIX_WORKED},    {"no", FIX_FAILED},
    };
    static const char other[] = "other ";
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(reply, words[i].word) == 0)
            return walk_try(walk, words[i].result, event);
    }
    if (strncmp(reply, other, sizeof other - 1) == 0)
        return walk_other(walk, reply + sizeof other - 1, event);
    return STATUS_NO;
}

static enum status reply_refer(const struct walk *walk, const char *reply, struct event *event)
{
    return *reply ? STATUS_NO : walk_refer(walk, walk->step->refer, event);
}

static enum status reply_escalate(const struct walk *walk, const char *reply, struct event *event)
{
    if (*reply && strcmp(reply, "done") != 0)
        return STATUS_NO;
    return walk_end(walk, OUTCOME_ESCALATED, event);
}

static enum status (*const replies[STEP_KIND_COUNT])(const struct walk *walk, const char *reply,
                                                     struct event *event) = {
    [STEP_ASK] = reply_ask,         [STEP_INPUT] = reply_input, [STEP_FIX] = reply_fix,
    [STEP_REFER] = reply_refer,     [STEP_ESCALATE] = reply_escalate,
};

enum status walk_reply(const struct walk *walk, const char *reply, struct event *event)
{
    return walk->step ? replies[walk->step->kind](walk, reply, event) : STATUS_NO;
}

/* What would have fitted, for the person who wrote something else. */
static void name_replies(const struct step *step, struct buffer *out)
{
    const struct answer *answer;
    size_t i;

    if (step->kind == STEP_INPUT)
        buffer_printf(out, "it takes %s%s%s", value_type_hints[step->type],
                      step->pattern ? " that matches " : "", step->pattern ? step->matches : "");
    else if (step->kind == STEP_ESCALATE)
        buffer_string(out, "it takes done");
    else
        buffer_string(out, "it takes ");
    if (step->kind == STEP_FIX) {
        for (i = 0; i < FIX_RESULT_COUNT; i++)
            buffer_printf(out, "%s%s", i ? ", " : "", fix_result_names[i]);
    }
    flow_each(answer, step->answers) {
        bool first = step->kind == STEP_ASK && answer == step->answers;

        buffer_printf(out, "%s%s", first ? "" : ", ", answer->node.id);
    }
}

static void refuse(const struct walk *walk, const struct answers *answers,
                   const struct value_node *answer, struct diag_list *faults)
{
    struct buffer hint = {0};

    name_replies(walk->step, &hint);
    answers_fault(answers, answer, faults, buffer_text(&hint), "'%s' does not fit at step '%s'",
                  answer->text, walk->step->node.id);
    buffer_free(&hint);
}

enum status walk_feed(struct walk *walk, const struct answers *answers, struct diag_list *faults)
{
    const struct flow_test *test = answers_test(answers);
    const struct value_node *answer;
    struct event event;
    enum status status;

    while (walk->step && session_outcome(walk->session) == OUTCOME_UNFINISHED) {
        answer = answers_find(test, walk->step->node.id);
        if (!answer && walk->step->kind != STEP_REFER)
            return STATUS_OK;
        status = walk_reply(walk, answer ? answer->text : "", &event);
        if (status == STATUS_NO && !answer)
            return STATUS_OK; /* a referral back into a flow walked already: a person must choose */
        if (status == STATUS_NO) {
            refuse(walk, answers, answer, faults);
            return STATUS_INVALID;
        }
        status = walk_commit(walk, &event);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
