/* SPDX-License-Identifier: MIT */
/*
 * A warning stands above the command it warns of, and their lines are glued: scrolling never shows
 * the command with the warning cut off above it.
 */
#include <config.h>

#include "instructions.h"

#include <stdio.h>

#include "errwalk/sink.h"

enum { WIDE = 60, LABEL_COLUMN = 2, NUMBER_COLUMN = 2 };

static unsigned margin(const struct lines_style *style)
{
    return style->width >= WIDE ? 8 : 5;
}

/* "c copies" at the end of the line with the first command, where there is room. */
static void mark_copy(struct lines *lines, const struct lines_style *style, size_t line)
{
    static const char text[] = "c copies";
    unsigned column = style->width > sizeof text ? style->width - (unsigned)sizeof text : 0;
    size_t i;

    for (i = 0; i < lines->span_count; i++) {
        const struct span *span = &lines->spans[i];

        if (span->line == line && span->column + span->length + 2 > column)
            return;
    }
    if (style->width >= WIDE)
        lines_mark(lines, style->canvas, line, column, ROLE_MUTED, text);
}

/* The first line at or after `from` that shows a command. */
static size_t command_line(const struct lines *lines, size_t from)
{
    size_t i;

    for (i = 0; i < lines->span_count; i++) {
        if (lines->spans[i].line >= from && lines->spans[i].role == ROLE_COMMAND)
            return lines->spans[i].line;
    }
    return lines->count;
}

void instructions_progress(struct lines *lines, const struct lines_style *style)
{
    double minutes = walk_step(style->walk)->minutes;
    unsigned ticked, count;
    struct lines_style text = *style;
    struct buffer said = {0};

    walk_ticks(style->walk, &ticked, &count);
    if (minutes > 0) {
        buffer_string(&said, "About ");
        buffer_decimal(&said, minutes);
        buffer_string(&said, minutes == 1 ? " minute." : " minutes.");
    }
    if (count > 1)
        buffer_printf(&said, "%s%u of %u steps done.", said.length ? " " : "", ticked, count);
    text.role = ROLE_MUTED;
    if (said.length)
        lines_text(lines, &text, buffer_text(&said));
    buffer_free(&said);
}

void instructions_labelled(struct form *form, const struct lines_style *style, const char *label,
                           const char *commonmark, struct commands *commands)
{
    struct lines_style text = *style;
    struct lines *body = &form->body;
    size_t line, had = commands ? commands->count : 0;
    bool narrow = style->width < WIDE;

    if (!*commonmark)
        return;
    lines_blank(body);
    line = body->count;
    text.indent = margin(style);
    lines_prose(body, &text, commonmark, commands);
    lines_mark(body, style->canvas, line, narrow ? 0 : LABEL_COLUMN, ROLE_STRONG, label);
    if (commands && had == 0 && commands->count > 0)
        mark_copy(body, style, command_line(body, line));
}

static void add_warning(struct lines *body, const struct lines_style *style, const char *warning)
{
    struct lines_style text = *style;
    struct buffer said = {0};
    size_t line = body->count;

    text.role = ROLE_WARNING;
    buffer_printf(&said, "Warning: %s", warning);
    lines_prose(body, &text, buffer_text(&said), NULL);
    buffer_free(&said);
    while (++line < body->count)
        body->lines[line].glued = true;
}

static void add_command(struct lines *body, const struct lines_style *style,
                        const struct instruction *item, struct commands *commands)
{
    struct lines_style text = *style;
    struct buffer expanded = {0}, clean = {0};
    size_t line = body->count, i;

    if (*item->where) {
        text.role = ROLE_MUTED;
        lines_text(body, &text, item->where);
    }
    prose_expand(&expanded, item->run, walk_expand_mark, style->walk);
    sink_text(&clean, buffer_text(&expanded), expanded.length);
    commands_add(commands, buffer_text(&clean), item->where, item->warning);
    text.role = ROLE_COMMAND;
    text.walk = NULL;
    lines_command(body, &text, buffer_text(&clean));
    for (i = *item->warning ? line : line + 1; i < body->count; i++)
        body->lines[i].glued = true;
    if (commands->count == 1)
        mark_copy(body, style, command_line(body, line));
    buffer_free(&expanded);
    buffer_free(&clean);
}

/* Returns the line that it begins on. */
static size_t add_item(struct form *form, const struct lines_style *style, const char *mark,
                       const struct instruction *item, struct commands *commands)
{
    struct lines_style text = *style;
    struct lines *body = &form->body;
    size_t line = body->count;

    lines_prose(body, &text, item->say, commands);
    lines_mark(body, style->canvas, line, NUMBER_COLUMN, ROLE_ITEM, mark);
    if (*walk_needs(style->walk, item)) {
        text.role = ROLE_STRONG;
        lines_printf(body, &text, "(%s)", walk_needs(style->walk, item));
        text.role = style->role;
    }
    if (*item->warning)
        add_warning(body, &text, item->warning);
    if (*item->run)
        add_command(body, &text, item, commands);
    return line;
}

void instructions_plain(struct form *form, const struct lines_style *style,
                        const struct instruction *list, struct commands *commands)
{
    struct lines_style text = *style;
    const struct instruction *item;
    bool several = list && list->node.next;
    unsigned number = 1;
    char mark[16] = "";

    text.indent = several ? margin(style) : NUMBER_COLUMN;
    if (list)
        lines_blank(&form->body);
    flow_each(item, list) {
        if (several)
            snprintf(mark, sizeof mark, "%u.", number++);
        add_item(form, &text, mark, item, commands);
    }
}

void instructions_ticked(struct form *form, const struct lines_style *style,
                         const struct instruction *list, const struct session *session,
                         struct commands *commands)
{
    struct lines_style text = *style;
    const struct instruction *item;
    unsigned number = 0;
    char mark[16];

    text.indent = NUMBER_COLUMN + 4 + (list && list->node.next ? 3 : 0);
    flow_each(item, list) {
        lines_blank(&form->body);
        snprintf(mark, sizeof mark, "[%c] ", session_ticked(session, number) ? 'x' : ' ');
        form_tick(form, add_item(form, &text, mark, item, commands), number);
        if (list->node.next) {
            snprintf(mark, sizeof mark, "%u.", number + 1);
            lines_mark(&form->body, style->canvas, form->items[form->item_count - 1].line,
                       NUMBER_COLUMN + 4, ROLE_ITEM, mark);
        }
        number++;
    }
}
