/* SPDX-License-Identifier: MIT */
/*
 * Replies: a decision in one line of text, as answers files and plain mode write it.
 */
#include <config.h>

#include "errwalk/walk.h"

#include <string.h>

#include "errwalk/buffer.h"
#include "walk-private.h"

/* Other words for the results of a fix. */
static const char *result_word(const char *reply)
{
    return strcmp(reply, "yes") == 0  ? fix_result_names[FIX_WORKED]
           : strcmp(reply, "no") == 0 ? fix_result_names[FIX_FAILED]
                                      : reply;
}

/* What nothing, or "done", is enough for. */
static const char *last_word(const char *reply)
{
    return *reply ? reply : "done";
}

static const char *same_word(const char *reply)
{
    return reply;
}

/* The kinds that a word means, with the id that it stands for. */
static const struct {
    enum choice_kind kind;
    const char *(*id)(const char *reply);
} words[] = {
    {CHOICE_ANSWER, same_word},
    {CHOICE_RESULT, result_word},
    {CHOICE_REFER, last_word},
    {CHOICE_ESCALATE, last_word},
};

enum { WORDS = sizeof words / sizeof *words };

static bool is_word(enum choice_kind kind)
{
    size_t i = 0;

    while (i < WORDS && words[i].kind != kind)
        i++;
    return i < WORDS;
}

static const struct choice *choice_of_word(const struct walk *walk, const char *reply)
{
    const struct choice *choice = NULL;
    size_t i;

    for (i = 0; !choice && i < WORDS; i++)
        choice = walk_choice(walk, words[i].kind, words[i].id(reply));
    return choice;
}

const struct choice *walk_reply_choice(const struct walk *walk, const char *reply,
                                       const char **text)
{
    static const char other[] = "other ";
    const struct choice *choice = choice_of_word(walk, reply);

    *text = NULL;
    if (choice)
        return choice;
    choice = walk_choice(walk, CHOICE_VALUE, NULL);
    *text = reply;
    if (!choice && strncmp(reply, other, sizeof other - 1) == 0) {
        choice = walk_choice(walk, CHOICE_OTHER, NULL);
        *text = reply + sizeof other - 1;
    }
    return choice;
}

enum status walk_reply(const struct walk *walk, const char *reply, struct event *event)
{
    const char *text;
    const struct choice *choice = walk_reply_choice(walk, reply, &text);

    return choice ? walk_take(walk, choice, text, event) : STATUS_NO;
}

void walk_replies(const struct walk *walk, bool to_person, struct buffer *out)
{
    const struct choice *value = walk_choice(walk, CHOICE_VALUE, NULL), *choice;
    const struct step *step = walk->step;
    const char *between = value ? to_person ? ", or " : ", " : "";
    size_t count, i;

    if (value)
        buffer_string(out, value->hint);
    if (value && step->pattern)
        buffer_printf(out, to_person ? " of the form that is asked for" : " that matches %s",
                      step->matches);
    if (!value && to_person && walk_choice(walk, CHOICE_ANSWER, NULL))
        buffer_string(out, "a number or one of: ");
    choice = walk_choices(walk, &count);
    for (i = 0; i < count; i++, choice++) {
        if (choice->kind == CHOICE_OTHER && to_person)
            buffer_string(out, ", or other MESSAGE");
        if (choice->takes_text || !is_word(choice->kind))
            continue;
        buffer_printf(out, "%s%s", between, choice->id);
        between = ", ";
    }
}

static void refuse(const struct walk *walk, const struct answers *answers,
                   const struct value_node *answer, struct diag_list *faults)
{
    struct buffer hint = {0};

    buffer_string(&hint, "it takes ");
    walk_replies(walk, false, &hint);
    answers_fault(answers, answer, faults, buffer_text(&hint), "'%s' does not fit at step '%s'",
                  answer->text, walk->step->node.id);
    buffer_free(&hint);
}

/* Of the items of a weigh step those that are answered come first, in the order of the file, and its
 * `else` after all others. */
const struct step *walk_preferred(const struct walk *walk, const struct weighing *weighing)
{
    const struct flow_test *test = walk->preferred;
    const struct step *otherwise = weighing->weigh->step->otherwise.step;
    const struct value_node *answer;

    if (!test)
        return NULL;
    flow_each(answer, test->answers) {
        const struct step *step = flow_step(weighing->weigh->flow, answer->node.id);

        if (step && step != otherwise && weighing_is_left(weighing, step))
            return step;
    }
    return otherwise && answers_find(test, otherwise->node.id) ? otherwise : NULL;
}

/* Where the walk came to another item before there were answers. */
static enum status take_preferred(struct walk *walk)
{
    const struct weighing *weighing = walk_weighing(walk);
    const struct step *item = weighing ? walk_preferred(walk, weighing) : NULL;
    struct event event;

    if (!item || walk_choose(walk, CHOICE_ITEM, item->node.id, NULL, &event) != STATUS_OK)
        return STATUS_NO;
    return walk_commit(walk, &event);
}

static enum status feed(struct walk *walk, const struct answers *answers, struct diag_list *faults)
{
    const struct flow_test *test = answers_test(answers);
    const struct value_node *answer;
    struct event event;
    enum status status;

    while (walk->step && session_outcome(walk->session) == OUTCOME_UNFINISHED) {
        answer = answers_find(test, session_path(walk->session, NULL));
        if (!answer)
            answer = answers_find(test, walk->step->node.id);
        if (!answer && take_preferred(walk) == STATUS_OK)
            continue;
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

enum status walk_feed(struct walk *walk, const struct answers *answers, struct diag_list *faults)
{
    enum status status;

    walk->preferred = answers_test(answers);
    status = feed(walk, answers, faults);
    walk->preferred = NULL;
    return status;
}
