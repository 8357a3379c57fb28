/* SPDX-License-Identifier: MIT */
/*
 * 80 by 24 is home ground. A low window gives up its rules, then the gaps; the question and the
 * answers keep their rows longest.
 */
#include <config.h>

#include "layout.h"

enum { RULES_FROM = 16, ROOMY = 12, FOOT_LEAST = 2, PANE_LEAST = 26, PANE_MOST = 40 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned less(unsigned a, unsigned b)
{
    return a > b ? a - b : 0;
}

struct layout_frame layout_frame(int rows, int columns, bool message)
{
    struct layout_frame frame = {.trail = -1, .upper_rule = -1, .lower_rule = -1, .message = -1};
    int bottom;

    frame.too_small = rows < LAYOUT_MIN_ROWS || columns < LAYOUT_MIN_COLUMNS;
    if (frame.too_small)
        return frame;
    frame.footer = rows - 1;
    frame.top = 1;
    bottom = rows - 1;
    if (columns >= LAYOUT_PANE_COLUMNS)
        frame.pane = least(PANE_MOST, PANE_LEAST + (unsigned)(columns - LAYOUT_PANE_COLUMNS) / 4);
    else
        frame.trail = frame.top++;
    if (rows >= RULES_FROM) {
        frame.upper_rule = frame.top++;
        frame.lower_rule = --bottom;
    }
    if (message)
        frame.message = frame.lower_rule >= 0 ? frame.lower_rule : --bottom;
    frame.rows = (unsigned)(bottom - frame.top);
    frame.left = frame.pane ? (int)frame.pane + 2 : 0;
    frame.columns = (unsigned)(columns - frame.left);
    return frame;
}

/* Lines of the foot that come before all but one line of the body. */
static unsigned foot_must(unsigned rows, const struct layout_parts *parts)
{
    unsigned reading = parts->least > FOOT_LEAST ? parts->least : FOOT_LEAST;

    return least(rows < ROOMY && parts->reading ? reading : parts->must, parts->foot);
}

/* Not all fits: the foot keeps what must show, the body a few lines, then the body grows. */
static void share(struct layout_form *form, unsigned rows, unsigned left,
                  const struct layout_parts *parts, unsigned body)
{
    bool low = rows < ROOMY;
    unsigned must = foot_must(rows, parts);
    unsigned few = low ? 2 : 4;

    form->foot = least(parts->foot, less(left, least(body, few)));
    if (form->foot < must)
        form->foot = least(must, less(left, least(body, few / 2)));
    if (low && form->foot < least(parts->least, must))
        form->foot = least(least(parts->least, must), less(left, least(body, 1)));
    form->body = least(body, less(left, form->foot));
    while (form->foot > must && form->body < body &&
           (form->body < rows / 2 || (low && parts->reading))) {
        form->foot--;
        form->body++;
    }
}

struct layout_form layout_form(unsigned rows, const struct layout_parts *parts)
{
    struct layout_form form = {0};
    unsigned left, body, blank = rows >= ROOMY;

    form.head = least(parts->head, blank ? rows / 2 : rows / 3);
    form.gap = blank && form.head > 0;
    left = less(rows, form.head + form.gap);
    body = parts->body + parts->head - form.head;
    form.more = blank && body && parts->foot;
    if (body + form.more + parts->foot <= left) {
        form.body = body;
        form.foot = parts->foot;
        return form;
    }
    form.more = body > 0;
    while (!blank && form.head > 1 &&
           less(rows, form.head + form.more + (body > 0)) < least(parts->least, parts->foot)) {
        form.head--;
        body++;
        form.more = 1;
    }
    left = less(rows, form.head + form.gap);
    share(&form, rows, less(left, form.more), parts, body);
    return form;
}
