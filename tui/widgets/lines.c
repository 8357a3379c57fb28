/* SPDX-License-Identifier: MIT */
/*
 * Text goes through here in the same order everywhere: facts are put in, the whole is cleaned for
 * the terminal, then measured and broken. So a fact that a person typed can neither break a line
 * nor bring an escape sequence.
 */
#include <config.h>

#include "lines.h"

#include <limits.h>
#include <stdarg.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

static const enum role prose_roles[PROSE_STYLE_COUNT] = {
    [PROSE_PLAIN] = ROLE_PLAIN,     [PROSE_EMPHASIS] = ROLE_EMPHASIS,
    [PROSE_STRONG] = ROLE_STRONG,   [PROSE_CODE] = ROLE_CODE,
    [PROSE_COMMAND] = ROLE_COMMAND, [PROSE_LABEL] = ROLE_MUTED,
    [PROSE_HEADING] = ROLE_HEADING, [PROSE_LINK] = ROLE_LINK,
    [PROSE_MARK] = ROLE_MUTED,
};

enum { NARROWEST = 8 };    /* cells that text is never broken below */
enum { MOST_PIECES = 64 }; /* that are marked in one text */

void lines_free(struct lines *lines)
{
    buffer_free(&lines->text);
    memory_free(lines->lines);
    memory_free(lines->spans);
    memory_free(lines->found);
    *lines = (struct lines){0};
}

void lines_clear(struct lines *lines)
{
    buffer_clear(&lines->text);
    lines->count = lines->span_count = lines->found_count = 0;
}

static bool add_line(struct lines *lines, enum text_break before)
{
    memory_grow((void **)&lines->lines, &lines->capacity, lines->count, sizeof *lines->lines);
    lines->lines[lines->count++] = (struct line){.before = before};
    return true;
}

static void add_span(struct lines *lines, size_t line, unsigned column, enum role role,
                     const char *text, size_t length)
{
    struct span span = {line, lines->text.length, length, column, role};

    if (!length)
        return;
    memory_grow((void **)&lines->spans, &lines->span_capacity, lines->span_count,
                sizeof *lines->spans);
    buffer_append(&lines->text, text, length);
    lines->spans[lines->span_count++] = span;
    lines->lines[line].drawn = true;
}

void lines_blank(struct lines *lines)
{
    if (lines->count > 0 && lines->lines[lines->count - 1].drawn)
        add_line(lines, TEXT_BREAK_HARD);
}

void lines_empty(struct lines *lines)
{
    add_line(lines, TEXT_BREAK_HARD);
}

static unsigned room_of(const struct lines_style *style)
{
    return style->width > style->indent + NARROWEST ? style->width - style->indent : NARROWEST;
}

/* Facts put in and cleaned. */
static void prepare(struct buffer *out, const struct lines_style *style, const char *text)
{
    struct buffer expanded = {0};

    if (style->walk)
        prose_expand(&expanded, text, walk_expand, style->walk);
    else
        buffer_string(&expanded, text);
    canvas_clean(style->canvas, out, buffer_text(&expanded));
    buffer_free(&expanded);
}

/* Marks what matches in a text that was broken into lines, the last ones that there are. */
static void mark_matches(struct lines *lines, const struct lines_style *style, const char *text,
                         const struct text_line *broken, size_t count)
{
    struct match_piece pieces[MOST_PIECES];
    size_t found = match_pieces(style->query, text, pieces, MOST_PIECES), i, k;

    for (i = 0; i < count; i++) {
        size_t start = broken[i].offset, end = start + broken[i].length;

        for (k = 0; k < found; k++) {
            size_t from = pieces[k].offset > start ? pieces[k].offset : start;
            size_t to = pieces[k].offset + pieces[k].length;

            to = to < end ? to : end;
            if (from < to)
                add_span(lines, lines->count - count + i,
                         style->indent + (unsigned)text_width(text + start, from - start),
                         ROLE_MATCH, text + from, to - from);
        }
    }
}

void lines_text(struct lines *lines, const struct lines_style *style, const char *text)
{
    struct buffer clean = {0};
    struct text_line *broken = NULL;
    size_t count = 0, i;

    prepare(&clean, style, text);
    text_wrap(buffer_text(&clean), clean.length, room_of(style), &broken, &count);
    for (i = 0; i < count && add_line(lines, text_break_before(buffer_text(&clean), broken, i)); i++)
        add_span(lines, lines->count - 1, style->indent, style->role,
                 buffer_text(&clean) + broken[i].offset, broken[i].length);
    if (style->query && i == count)
        mark_matches(lines, style, buffer_text(&clean), broken, count);
    memory_free(broken);
    buffer_free(&clean);
}

void lines_printf(struct lines *lines, const struct lines_style *style, const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    lines_text(lines, style, buffer_text(&text));
    buffer_free(&text);
}

/* The lines from this one on are one block: where one of them is too wide, all of them scroll
 * sideways, each from this column on. */
static void add_block(struct lines *lines, const struct lines_style *style, size_t first,
                      unsigned from)
{
    unsigned widest = 0;
    size_t i;

    for (i = lines->span_count; i > 0 && lines->spans[i - 1].line >= first; i--) {
        const struct span *span = &lines->spans[i - 1];
        struct line *line = &lines->lines[span->line];
        const unsigned end =
            span->column + (unsigned)text_width(lines->text.bytes + span->offset, span->length);

        line->from = from;
        line->end = end > line->end ? end : line->end;
        widest = end > widest ? end : widest;
    }
    for (i = first; i < lines->count; i++) {
        lines->lines[i].widest = widest;
        if (widest <= style->width)
            lines->lines[i].end = 0;
    }
}

unsigned lines_aside(const struct line *line, unsigned columns, unsigned aside)
{
    const unsigned most = line->end && line->widest >= columns ? line->widest - columns + 1 : 0;

    return aside < most ? aside : most;
}

void lines_command(struct lines *lines, const struct lines_style *style, const char *text)
{
    const char *mark = canvas_glyph(style->canvas, GLYPH_GOES_ON);
    const unsigned cells = (unsigned)text_width(mark, strlen(mark)) + 1;
    const size_t first = lines->count;
    struct text_line *broken;
    struct buffer clean = {0};
    size_t count, i;

    prepare(&clean, style, text);
    text_wrap_command(buffer_text(&clean), clean.length, room_of(style), cells, &broken, &count);
    for (i = 0; i < count; i++) {
        const enum text_break before = text_break_before(buffer_text(&clean), broken, i);
        const bool goes_on = before != TEXT_BREAK_HARD;

        add_line(lines, before);
        add_span(lines, lines->count - 1, style->indent, ROLE_MUTED, mark,
                 goes_on ? strlen(mark) : 0);
        add_span(lines, lines->count - 1, style->indent + (goes_on ? cells : 0), style->role,
                 buffer_text(&clean) + broken[i].offset, broken[i].length);
    }
    add_block(lines, style, first, style->indent);
    memory_free(broken);
    buffer_free(&clean);
}

void lines_output(struct lines *lines, const struct lines_style *style, const char *text)
{
    const size_t first = lines->count;
    struct buffer clean = {0};
    const char *at;

    prepare(&clean, style, text);
    for (at = buffer_text(&clean); *at;) {
        const size_t length = strcspn(at, "\n");

        add_line(lines, TEXT_BREAK_HARD);
        add_span(lines, lines->count - 1, style->indent, style->role, at, length);
        at += length + (at[length] == '\n');
    }
    add_block(lines, style, first, style->indent);
    buffer_free(&clean);
}

void lines_verbatim(struct lines *lines, const struct lines_style *style, const char *text)
{
    enum text_break before = TEXT_BREAK_HARD;
    struct buffer clean = {0};
    const char *at;

    prepare(&clean, style, text);
    for (at = buffer_text(&clean); *at;) {
        size_t line = strcspn(at, "\n"), fits = text_fit(at, line, room_of(style));

        if (!fits && line)
            fits = text_cluster(at, line, NULL);
        add_line(lines, before);
        add_span(lines, lines->count - 1, style->indent, style->role, at, fits);
        before = fits < line ? TEXT_BREAK_WITHIN : TEXT_BREAK_HARD;
        at += fits + (fits == line && at[fits] == '\n');
    }
    buffer_free(&clean);
}

static void take_commands(struct commands *commands, const struct prose *prose)
{
    size_t i;

    for (i = 0; i < prose->command_count; i++)
        commands_add(commands, prose->commands[i].text, prose->commands[i].label, "");
}

/* A command beneath its label stays with it. */
static bool is_glued(const struct prose *prose, size_t line)
{
    return line > 0 && prose->lines[line].command >= 0 &&
           prose->lines[line].command == prose->lines[line - 1].command;
}

/* A line of prose; the column where its command begins, if it is of one, goes to `*from`. */
static void add_prose_line(struct lines *lines, const struct lines_style *style,
                           const struct prose *prose, size_t index, unsigned *from)
{
    const struct prose_line *line = &prose->lines[index];
    unsigned column = style->indent;
    size_t i;

    add_line(lines, line->before);
    lines->lines[lines->count - 1].glued = is_glued(prose, index);
    for (i = line->run; i < line->run + line->run_count; i++) {
        const struct prose_run *run = &prose->runs[i];
        const enum role role = run->style == PROSE_PLAIN ? style->role : prose_roles[run->style];

        if (run->style == PROSE_COMMAND && column < *from)
            *from = column;
        add_span(lines, lines->count - 1, column, role, prose->text + run->offset, run->length);
        column += (unsigned)text_width(prose->text + run->offset, run->length);
    }
}

void lines_prose(struct lines *lines, const struct lines_style *style, const char *commonmark,
                 struct commands *commands)
{
    const struct prose_options options = {
        .width = room_of(style),
        .on_screen = true,
        .breaks_commands = commands != NULL,
        .terminal = &style->canvas->sink,
        .expand = style->walk ? walk_expand : NULL,
        .expand_command = walk_expand_mark,
        .context = style->walk,
    };
    struct prose *prose = NULL;
    unsigned from = UINT_MAX;
    size_t i, first = lines->count;

    prose_new(commonmark, &options, &prose);
    for (i = 0; i < prose->line_count; i++) {
        const int command = prose->lines[i].command;

        if (i == 0 || command != prose->lines[i - 1].command) {
            first = lines->count;
            from = UINT_MAX;
        }
        add_prose_line(lines, style, prose, i, &from);
        if (command >= 0 && (i + 1 == prose->line_count || command != prose->lines[i + 1].command))
            add_block(lines, style, first, from);
    }
    if (commands)
        take_commands(commands, prose);
    prose_free(prose);
}

void lines_mark(struct lines *lines, const struct canvas *canvas, size_t line, unsigned column,
                enum role role, const char *text)
{
    struct buffer clean = {0};

    canvas_clean(canvas, &clean, text);
    if (line < lines->count)
        add_span(lines, line, column, role, buffer_text(&clean), clean.length);
    buffer_free(&clean);
}

/* The first piece that was found on this line or below. */
static size_t found_from(const struct lines *lines, size_t line)
{
    size_t low = 0, high = lines->found_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (lines->found[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What a piece of a line is drawn with, and where. */
struct pen {
    WINDOW *window;
    const struct canvas *canvas;
    const struct lines_view *view;
    int y;
    unsigned from, aside; /* what is at `from` is `aside` cells further left, or hidden there */
    unsigned columns;     /* that are drawn on */
};

static void draw_piece(const struct pen *pen, unsigned column, enum role role, const char *text,
                       size_t length)
{
    unsigned cells;

    while (length && column < pen->from + pen->aside) {
        const size_t bytes = text_cluster(text, length, &cells);

        column += cells;
        text += bytes;
        length -= bytes;
    }
    column -= pen->aside;
    if (length && column < pen->columns)
        canvas_draw(pen->window, pen->canvas, pen->y, pen->view->x + (int)column,
                    pen->columns - column, role, text, length);
}

/* A span in its role, but for the pieces of it that were found. */
static void draw_span(const struct lines *lines, const struct pen *pen, const struct span *span,
                      enum role role)
{
    const char *text = lines->text.bytes + span->offset;
    unsigned column = span->column;
    size_t at = 0, i;

    for (i = found_from(lines, span->line);
         i < lines->found_count && lines->found[i].line == span->line; i++) {
        const struct found *found = &lines->found[i];
        size_t start = found->offset - span->offset;

        if (found->offset < span->offset + at || start >= span->length)
            continue;
        draw_piece(pen, column, role, text + at, start - at);
        column += (unsigned)text_width(text + at, start - at);
        draw_piece(pen, column, found->match == pen->view->here ? ROLE_HERE : ROLE_MATCH,
                   text + start, found->length);
        column += (unsigned)text_width(text + start, found->length);
        at = start + found->length;
    }
    draw_piece(pen, column, role, text + at, span->length - at);
}

/* The last column is for the mark that a wide line goes on. */
static struct pen pen_of(const struct lines_view *view, const struct line *line, unsigned column)
{
    struct pen pen = {.view = view, .columns = view->columns};

    if (line->end && column >= line->from) {
        pen.from = line->from;
        pen.aside = lines_aside(line, view->columns, view->aside);
        pen.columns -= line->end >= view->columns + pen.aside;
    }
    return pen;
}

/* Where a wide line goes on. */
static void draw_ends(const struct canvas *canvas, WINDOW *window, const struct lines_view *view,
                      const struct line *line, int y)
{
    const unsigned aside = lines_aside(line, view->columns, view->aside);

    if (aside && line->from > 0 && line->end > line->from)
        canvas_string(window, canvas, y, view->x + (int)line->from - 1, 1, ROLE_KEY,
                      canvas_glyph(canvas, GLYPH_MORE_LEFT));
    if (line->end >= view->columns + aside)
        canvas_string(window, canvas, y, view->x + (int)view->columns - 1, 1, ROLE_KEY,
                      canvas_glyph(canvas, GLYPH_MORE_RIGHT));
}

void lines_draw(const struct lines *lines, const struct canvas *canvas, WINDOW *window,
                const struct lines_view *view)
{
    const size_t end = lines->count < view->from + view->rows ? lines->count : view->from + view->rows;
    size_t i;

    for (i = 0; i < lines->span_count; i++) {
        const struct span *span = &lines->spans[i];
        enum role role = span->role;
        struct pen pen;

        if (span->line < view->from || span->line >= end)
            continue;
        if (role == ROLE_ITEM && span->line >= view->focus_line &&
            span->line < view->focus_line + view->focus_count)
            role = ROLE_FOCUS;
        pen = pen_of(view, &lines->lines[span->line], span->column);
        pen.window = window;
        pen.canvas = canvas;
        pen.y = view->y + (int)(span->line - view->from);
        draw_span(lines, &pen, span, role);
    }
    for (i = view->from; i < end; i++)
        draw_ends(canvas, window, view, &lines->lines[i], view->y + (int)(i - view->from));
}

void commands_add(struct commands *commands, const char *text, const char *label,
                  const char *warning)
{
    struct command command = {memory_copy(text, strlen(text)), memory_copy(label, strlen(label)),
                              memory_copy(warning, strlen(warning))};

    memory_grow((void **)&commands->items, &commands->capacity, commands->count,
                sizeof *commands->items);
    commands->items[commands->count++] = command;
}

void commands_free(struct commands *commands)
{
    size_t i;

    for (i = 0; i < commands->count; i++) {
        memory_free(commands->items[i].text);
        memory_free(commands->items[i].label);
        memory_free(commands->items[i].warning);
    }
    memory_free(commands->items);
    *commands = (struct commands){0};
}
