/* SPDX-License-Identifier: MIT */
/*
 * What a person must see at once, on the smallest screen that is drawn: the question with all its
 * answers, and of a fix its title and how to say whether it worked. Texts are broken into lines as
 * the screens break them.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

enum { FIELD_INDENT = 2, RESULTS_SEEN = 2 };

static unsigned lines_of(const char *text, unsigned cells)
{
    struct text_line *lines = NULL;
    size_t count = 0;

    if (strlen(text) <= cells && !strchr(text, '\n'))
        return 1; /* no character takes more cells than bytes */
    text_wrap(text, strlen(text), cells, &lines, &count);
    memory_free(lines);
    return (unsigned)count;
}

/* The field to type into, and what it says may be typed. */
static unsigned field_lines(const struct step *step)
{
    struct buffer hint = {0};
    unsigned lines;

    flow_type_hint(step, &hint);
    lines = 1 + lines_of(buffer_text(&hint), CHECK_CELLS - FIELD_INDENT);
    buffer_free(&hint);
    return lines;
}

static void check_question(struct check *check, const struct step *step, unsigned head)
{
    bool helps = *step->why || *step->how || step->instructions;
    unsigned room = CHECK_LINES - (helps ? CHECK_HELP_LINES : 0), lines = head;
    const struct answer *answer;

    if (step->kind == STEP_INPUT)
        lines += field_lines(step);
    flow_each (answer, step->answers)
        lines += lines_of(answer->say, CHECK_ITEM_CELLS);
    if (lines > room)
        check_fault(check, RULE_TOO_LONG, step->text_place, "shorten them, or ask in two steps",
                    "the question and its answers take %u lines of a screen of 40x12, "
                    "where %u can be seen at once",
                    lines, room);
}

static void check_fix(struct check *check, const struct step *step, unsigned head)
{
    unsigned room = CHECK_LINES - CHECK_HELP_LINES;
    unsigned lines = head + lines_of(step->verify, CHECK_CELLS) + RESULTS_SEEN;

    if (lines > room)
        check_fault(check, RULE_TOO_LONG, step->verify_place, "shorten it, or the title",
                    "the title and 'verify' take %u lines of a screen of 40x12, where %u can be "
                    "seen at once",
                    lines, room);
}

void check_screen(struct check *check, const struct step *step)
{
    unsigned head;

    if (step->kind == STEP_REFER)
        return; /* its title is the name of an error */
    head = lines_of(step->text, CHECK_CELLS);
    if (head > CHECK_HEAD_LINES)
        check_fault(check, RULE_TOO_LONG, step->text_place, "shorten it",
                    "the text takes %u lines of a screen of 40x12, where %u can be seen at once",
                    head, (unsigned)CHECK_HEAD_LINES);
    else if (step_is_question(step->kind))
        check_question(check, step, head);
    else if (step->kind == STEP_FIX)
        check_fix(check, step, head);
}
