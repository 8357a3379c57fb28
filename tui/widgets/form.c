/* SPDX-License-Identifier: MIT */
/*
 * Focus leads and scrolling follows: an item that gets the focus is brought into view, and paging
 * takes the focus along. So the hardware cursor is always on something that can be seen.
 */
#include <config.h>

#include "form.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"
#include "matches.h"

enum { NUMBER_COLUMN = 2, TEXT_COLUMN = 5, MOST_NUMBER = 9 };
enum { ROLLED = 3 }; /* lines of a turn of the wheel */

void form_free(struct form *form)
{
    lines_free(&form->head);
    lines_free(&form->body);
    lines_free(&form->foot);
    memory_free(form->items);
    buffer_free(&form->needle);
    *form = (struct form){0};
}

void form_clear(struct form *form)
{
    lines_clear(&form->head);
    lines_clear(&form->body);
    lines_clear(&form->foot);
    form->item_count = form->must = form->filter = 0;
}

static void add_item(struct form *form, struct item item)
{
    memory_grow((void **)&form->items, &form->item_capacity, form->item_count, sizeof *form->items);
    form->items[form->item_count++] = item;
}

void form_choice(struct form *form, const struct lines_style *style, bool in_foot, unsigned value,
                 unsigned number, const char *text)
{
    struct lines *lines = in_foot ? &form->foot : &form->body;
    struct lines_style item = *style;
    size_t line = lines->count;
    char digits[16];

    item.role = ROLE_ITEM;
    item.indent = number ? TEXT_COLUMN : NUMBER_COLUMN;
    lines_text(lines, &item, text);
    if (number && number <= MOST_NUMBER) {
        snprintf(digits, sizeof digits, "%u  ", number);
        lines_mark(lines, style->canvas, line, NUMBER_COLUMN, ROLE_ITEM, digits);
    }
    add_item(form, (struct item){ITEM_CHOICE, in_foot, line, lines->count - line, value, number});
}

void form_extend(struct form *form)
{
    struct item *item = form->item_count ? &form->items[form->item_count - 1] : NULL;

    if (item)
        item->count = (item->in_foot ? form->foot.count : form->body.count) - item->line;
}

void form_field(struct form *form, unsigned value)
{
    size_t line = form->foot.count;

    lines_empty(&form->foot);
    add_item(form, (struct item){ITEM_FIELD, true, line, 1, value, 0});
}

void form_filter(struct form *form, const struct lines_style *style, const char *label,
                 bool editing)
{
    lines_text(&form->head, style, label);
    form->filter = form->head.count;
    form->filter_column = (unsigned)text_width(label, strlen(label)) + 1;
    form->filtering = editing;
}

void form_text(struct form *form, size_t line, unsigned column)
{
    add_item(form, (struct item){ITEM_TEXT, false, line, 1, column, 0});
}

void form_tick(struct form *form, size_t line, unsigned value)
{
    add_item(form, (struct item){ITEM_TICK, false, line, form->body.count - line, value, 0});
}

void form_row(struct form *form, size_t line, unsigned value)
{
    add_item(form, (struct item){ITEM_CHOICE, false, line, form->body.count - line, value, 0});
}

size_t form_overflow(const struct form *form)
{
    return form->head.count - form->at.head;
}

size_t form_body_count(const struct form *form)
{
    return form_overflow(form) + form->body.count;
}

size_t form_item_line(const struct form *form, const struct item *item)
{
    return item->line + (item->in_foot ? 0 : form_overflow(form));
}

static bool scrolls(const struct form *form)
{
    return form_body_count(form) > form->at.body;
}

const struct item *form_focused(const struct form *form)
{
    return form->focus < form->item_count ? &form->items[form->focus] : NULL;
}

const struct item *form_numbered(const struct form *form, int key)
{
    size_t i;

    for (i = 0; i < form->item_count; i++) {
        if (form->items[i].number && form->items[i].number == (unsigned)(key - '0'))
            return &form->items[i];
    }
    return NULL;
}

static bool is_glued(const struct form *form, size_t line)
{
    return line > form_overflow(form) && line < form_body_count(form) &&
           form->body.lines[line - form_overflow(form)].glued;
}

/* The body from this line on, never past the end. A group of glued lines shows whole: from where it
 * begins, or, if that is where it was already, not any more. */
static void scroll_to(struct form *form, size_t line)
{
    size_t last = scrolls(form) ? form_body_count(form) - form->at.body : 0;
    size_t top = line < last ? line : last, whole = top, end = top;

    while (is_glued(form, whole))
        whole--;
    while (is_glued(form, end))
        end++;
    if (whole != form->body_top && top - whole < form->at.body)
        top = whole;
    else if (whole < top && end - whole <= form->at.body && end <= last)
        top = end;
    form->body_top = top;
}

static size_t brought_in(size_t top, size_t rows, size_t line, size_t count)
{
    if (line < top || count >= rows)
        return line;
    return line + count > top + rows ? line + count - rows : top;
}

/* Lines of the foot up to its second item: what is asked, and two answers. */
static size_t least_foot(const struct form *form)
{
    size_t least = 0;
    unsigned count = 0, i;

    for (i = 0; i < form->item_count && count < 2; i++) {
        if (form->items[i].in_foot) {
            least = form->items[i].line + form->items[i].count;
            count++;
        }
    }
    return least;
}

/* Brings the focused item into view; with the first or last of its part, what stands around it. */
static void show_focus(struct form *form)
{
    const struct item *item = form_focused(form);
    bool first, last;
    size_t line;

    if (!item)
        return;
    first = item == form->items || item[-1].in_foot != item->in_foot;
    last = form->focus + 1 == form->item_count || item[1].in_foot != item->in_foot;
    line = form_item_line(form, item);
    if (item->in_foot) {
        size_t count = first ? least_foot(form) - line : item->count;

        form->foot_top = first && line + count <= form->at.foot
                             ? 0
                             : brought_in(form->foot_top, form->at.foot, line,
                                          count < form->at.foot ? count : item->count);
        /* Going up, the answer before it shows as well. */
        if (!first && form->foot_top == line && line + item->count - item[-1].line <= form->at.foot)
            form->foot_top = item[-1].line;
    } else if (first && line + item->count <= form->at.body) {
        scroll_to(form, 0);
    } else if (last && form_body_count(form) - line <= form->at.body) {
        scroll_to(form, form_body_count(form));
    } else {
        scroll_to(form, brought_in(form->body_top, form->at.body, line, item->count));
    }
}

/* Gives out the rows, which depends on whether the focus is in the body. */
static void share_rows(struct form *form)
{
    const struct item *item = form_focused(form);
    const struct layout_parts parts = {
        (unsigned)form->head.count, (unsigned)form->body.count, (unsigned)form->foot.count,
        (unsigned)least_foot(form), (unsigned)form->must,       item && !item->in_foot,
    };

    form->at = layout_form(form->rows, &parts);
    if (form->foot_top + form->at.foot > form->foot.count)
        form->foot_top = form->foot.count - form->at.foot;
    if (item && !item->in_foot)
        form->foot_top = least_foot(form) > form->at.foot ? least_foot(form) - form->at.foot : 0;
    scroll_to(form, form->body_top);
}

void form_follow(struct form *form)
{
    share_rows(form);
    show_focus(form);
}

void form_mark(struct form *form)
{
    struct lines *const parts[FORM_PART_COUNT] = {&form->head, &form->body, &form->foot};
    enum form_part part;

    form->found = 0;
    for (part = 0; part < FORM_PART_COUNT; part++) {
        parts[part]->found_count = 0;
        if (form->needle.length)
            matches_mark(parts[part], &form->needle, &form->found);
    }
    if (form->here > form->found)
        form->here = 0;
    form->on_match = form->on_match && form->here;
}

void form_layout(struct form *form, unsigned rows, unsigned columns)
{
    form->rows = rows;
    form->columns = columns;
    if (form->focus >= form->item_count)
        form->focus = form->item_count ? form->item_count - 1 : 0;
    form_follow(form);
    form_mark(form);
}

const struct lines *form_lines(const struct form *form, enum form_part part)
{
    return part == FORM_HEAD ? &form->head : part == FORM_BODY ? &form->body : &form->foot;
}

static bool is_of(const struct item *item, enum form_part part, size_t line)
{
    return part == (item->in_foot ? FORM_FOOT : FORM_BODY) && line >= item->line &&
           line < item->line + item->count;
}

/* Where a line of head or body is among what scrolls. */
static size_t scrolled_line(const struct form *form, enum form_part part, size_t line)
{
    return part == FORM_HEAD ? line - form->at.head : line + form_overflow(form);
}

/* How far the wide lines that show can be scrolled sideways: until the widest ends. */
static unsigned most_aside(const struct form *form)
{
    const size_t over = form_overflow(form);
    size_t line = form->body_top > over ? form->body_top - over : 0;
    const size_t end = form->body_top + form->at.body - over;
    unsigned widest = 0;

    for (; form->body_top + form->at.body > over && line < end && line < form->body.count; line++) {
        if (form->body.lines[line].end > widest)
            widest = form->body.lines[line].end;
    }
    return widest >= form->columns ? widest - form->columns + 1 : 0;
}

unsigned form_aside(const struct form *form)
{
    const unsigned most = most_aside(form);

    return form->aside < most ? form->aside : most;
}

/* By half of what shows, so that one keeps one's place. */
static void move_aside(struct form *form, bool right)
{
    const unsigned at = form_aside(form), most = most_aside(form), step = form->columns / 2;

    if (right)
        form->aside = most - at < step ? most : at + step;
    else
        form->aside = at < step ? 0 : at - step;
}

/* A column of a wide line comes into view in the middle. */
static void show_column(struct form *form, const struct line *line, unsigned column)
{
    const unsigned at = lines_aside(line, form->columns, form_aside(form)), middle = line->from + (form->columns - line->from) / 2;

    if (line->end && (column < line->from + at || column + 2 >= form->columns + at))
        form->aside = column > middle ? column - middle : 0;
}

void form_show(struct form *form, enum form_part part, size_t line, unsigned column)
{
    const size_t shown = line;

    size_t i;

    for (i = 0; i < form->item_count; i++) {
        if (is_of(&form->items[i], part, line))
            form->focus = i;
    }
    form_follow(form);
    if (part == FORM_FOOT) {
        form->foot_top = brought_in(form->foot_top, form->at.foot, line, 1);
    } else if (part == FORM_BODY || line >= form->at.head) {
        line = scrolled_line(form, part, line);
        scroll_to(form, brought_in(form->body_top, form->at.body, line, 1));
        if (line >= form->body_top + form->at.body)
            scroll_to(form, line);
    }
    if (part == FORM_BODY)
        show_column(form, &form->body.lines[shown], column);
}

void form_focus(struct form *form, enum item_kind kind, unsigned value)
{
    size_t i;

    for (i = 0; i < form->item_count; i++) {
        if (form->items[i].kind == kind && form->items[i].value == value) {
            form->focus = i;
            form_follow(form);
            return;
        }
    }
}

void form_raise(struct form *form)
{
    const struct item *item = form_focused(form);

    if (item && !item->in_foot)
        scroll_to(form, form_item_line(form, item));
}

static bool shows(const struct form *form, const struct item *item)
{
    size_t line = form_item_line(form, item);

    return item->in_foot ||
           (line >= form->body_top && line < form->body_top + form->at.body);
}

/* After paging: the first item of the body that shows takes the focus from one that does not. */
static void take_focus_along(struct form *form)
{
    const struct item *item = form_focused(form);
    size_t i;

    if (!item || shows(form, item))
        return;
    for (i = 0; i < form->item_count; i++) {
        if (shows(form, &form->items[i])) {
            form->focus = i;
            return;
        }
    }
}

static void page(struct form *form, bool down)
{
    size_t step = form->at.body > 1 ? form->at.body - 1 : 1;

    if (down)
        scroll_to(form, form->body_top + step);
    else
        scroll_to(form, form->body_top > step ? form->body_top - step : 0);
    take_focus_along(form);
}

bool form_roll(struct form *form, bool down)
{
    if (!scrolls(form))
        return false;
    if (down)
        scroll_to(form, form->body_top + ROLLED);
    else
        scroll_to(form, form->body_top > ROLLED ? form->body_top - ROLLED : 0);
    take_focus_along(form);
    return true;
}

const struct item *form_at(const struct form *form, int row)
{
    int body = (int)(form->at.head + form->at.gap);
    int foot = body + (int)(form->at.body + form->at.more);
    bool in_foot = row >= foot;
    int from = in_foot ? foot : body;
    size_t line, i;

    if (row < from || row >= from + (int)(in_foot ? form->at.foot : form->at.body))
        return NULL;
    line = (in_foot ? form->foot_top : form->body_top) + (size_t)(row - from);
    for (i = 0; i < form->item_count; i++) {
        const struct item *item = &form->items[i];
        size_t first = form_item_line(form, item);

        if (item->in_foot == in_foot && line >= first && line < first + item->count)
            return item;
    }
    return NULL;
}

/* Down within an item that is longer than what shows of it, and wherever there are no items. */
static bool read_on(struct form *form)
{
    const struct item *item = form_focused(form);
    size_t end;

    if (!item) {
        scroll_to(form, form->body_top + 1);
        return true;
    }
    end = form_item_line(form, item) + item->count;
    if (item->in_foot || end <= form->body_top + form->at.body)
        return false;
    scroll_to(form, form->body_top + 1);
    return true;
}

/* Up within an item that begins above what shows. */
static bool read_back(struct form *form)
{
    const struct item *item = form_focused(form);
    size_t line = item ? form_item_line(form, item) : 0;

    if (!item || item->in_foot || line >= form->body_top || line + item->count <= form->body_top)
        return false;
    scroll_to(form, form->body_top - 1);
    return true;
}

/* Going up one comes to the end of an item that does not fit. */
static void show_end(struct form *form)
{
    const struct item *item = form_focused(form);

    if (item && !item->in_foot && item->count > form->at.body)
        scroll_to(form, form_item_line(form, item) + item->count - form->at.body);
}

/* Behind the last item of a list there may be more to read, which takes the item out of view; going
 * up brings it back first. */
static void move_focus(struct form *form, bool down)
{
    const struct item *item = form_focused(form);

    if (down ? read_on(form) : read_back(form))
        return;
    if (!item) {
        scroll_to(form, form->body_top ? form->body_top - 1 : 0);
        return;
    }
    if (!down && !shows(form, item)) {
        form_follow(form);
    } else if (down ? form->focus + 1 < form->item_count : form->focus > 0) {
        form->focus += down ? 1 : (size_t)-1;
        form_follow(form);
        if (!down)
            show_end(form);
    } else if (down && !item->in_foot) {
        scroll_to(form, form->body_top + 1);
    }
}

void form_advance(struct form *form)
{
    if (form->focus + 1 < form->item_count) {
        form->focus++;
        form_follow(form);
    }
}

static void jump(struct form *form, bool last)
{
    form->focus = last && form->item_count ? form->item_count - 1 : 0;
    if (!form_focused(form))
        scroll_to(form, last ? form_body_count(form) : 0);
    form_follow(form);
}

bool form_update(struct form *form, enum action action)
{
    const bool on_match = form->on_match;

    form->on_match = false;
    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
        move_focus(form, action == ACTION_DOWN);
        return true;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        page(form, action == ACTION_PAGE_DOWN);
        return true;
    case ACTION_FIRST:
    case ACTION_LAST:
        jump(form, action == ACTION_LAST);
        return true;
    case ACTION_ASIDE_LEFT:
    case ACTION_ASIDE_RIGHT:
        move_aside(form, action == ACTION_ASIDE_RIGHT);
        form->on_match = on_match;
        return true;
    default:
        form->on_match = on_match;
        return false;
    }
}

bool form_can(const struct form *form, enum action action)
{
    struct form moved = *form; /* moving touches nothing that it points to */

    form_update(&moved, action);
    return moved.focus != form->focus || moved.body_top != form->body_top ||
           moved.foot_top != form->foot_top || moved.on_match != form->on_match ||
           form_aside(&moved) != form_aside(form);
}
