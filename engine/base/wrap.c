/* SPDX-License-Identifier: MIT */
/*
 * Lines, runs and indentation; see the header.
 */
#include <config.h>

#include "wrap.h"

#include <stdint.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

void layout_free(struct layout *layout)
{
    buffer_free(&layout->text);
    buffer_free(&layout->gathered);
    buffer_free(&layout->literal);
    buffer_free(&layout->indent);
    buffer_free(&layout->lead);
    memory_free(layout->spans);
    memory_free(layout->levels);
}

void layout_clean(const struct layout *layout, struct buffer *out, const char *text, size_t length)
{
    if (layout->options->terminal)
        sink_terminal(out, layout->options->terminal, text, length);
    else
        sink_text(out, text, length);
}

/* Extends the last line up to `end` of the text in a style. */
static void add_run(struct layout *layout, size_t end, enum prose_style style)
{
    struct prose *prose = layout->prose;
    struct prose_line *line = &prose->lines[prose->line_count - 1];
    struct prose_run *last = line->run_count ? &prose->runs[prose->run_count - 1] : NULL;
    size_t start = last ? last->offset + last->length : line->offset;
    void *runs = prose->runs;

    if (end <= start)
        return;
    if (last && last->style == style) {
        last->length += end - start;
        return;
    }
    memory_grow(&runs, &layout->run_capacity, prose->run_count, sizeof *prose->runs);
    prose->runs = runs;
    prose->runs[prose->run_count++] = (struct prose_run){start, end - start, style};
    line->run_count++;
}

static void begin_line(struct layout *layout, enum text_break before, int command)
{
    struct prose *prose = layout->prose;
    void *lines = prose->lines;

    memory_grow(&lines, &layout->line_capacity, prose->line_count, sizeof *prose->lines);
    prose->lines = lines;
    prose->lines[prose->line_count++] = (struct prose_line){
        .offset = layout->text.length,
        .run = prose->run_count,
        .before = before,
        .command = command,
    };
}

/* Ends a line, without the blanks at its end. */
static void end_line(struct layout *layout)
{
    struct prose *prose = layout->prose;
    struct prose_line *line = &prose->lines[prose->line_count - 1];

    while (line->run_count && layout->text.bytes[layout->text.length - 1] == ' ') {
        layout->text.length--;
        if (--prose->runs[prose->run_count - 1].length == 0) {
            prose->run_count--;
            line->run_count--;
        }
    }
    line->length = layout->text.length - line->offset;
    buffer_char(&layout->text, '\n');
}

void layout_empty_line(struct layout *layout)
{
    begin_line(layout, TEXT_BREAK_HARD, -1);
    end_line(layout);
}

static void add_indent(struct layout *layout)
{
    const struct buffer *indent = layout->has_lead ? &layout->lead : &layout->indent;
    const char *text = buffer_text(indent);

    buffer_append(&layout->text, text, indent->length);
    add_run(layout, layout->text.length,
            strspn(text, " ") == indent->length ? PROSE_PLAIN : PROSE_MARK);
    layout->has_lead = false;
}

/* One line of the gathered text, with the spans that cover it. */
static void add_line(struct layout *layout, enum text_break before, size_t offset, size_t length)
{
    size_t start, i;

    begin_line(layout, before, -1);
    add_indent(layout);
    start = layout->text.length;
    buffer_append(&layout->text, buffer_text(&layout->gathered) + offset, length);
    for (i = 0; i < layout->span_count; i++) {
        if (layout->spans[i].end <= offset)
            continue;
        if (layout->spans[i].end >= offset + length) {
            add_run(layout, start + length, layout->spans[i].style);
            break;
        }
        add_run(layout, start + layout->spans[i].end - offset, layout->spans[i].style);
    }
    end_line(layout);
}

size_t layout_room(const struct layout *layout)
{
    return layout->width - text_width(buffer_text(&layout->indent), layout->indent.length);
}

/* Gives a style to what was gathered since the last span. */
static void add_span(struct layout *layout, enum prose_style style)
{
    struct span *last = layout->span_count ? &layout->spans[layout->span_count - 1] : NULL;
    void *spans = layout->spans;

    if (last && last->style == style) {
        last->end = layout->gathered.length;
        return;
    }
    memory_grow(&spans, &layout->span_capacity, layout->span_count, sizeof *layout->spans);
    layout->spans = spans;
    layout->spans[layout->span_count++] = (struct span){layout->gathered.length, style};
}

void layout_put(struct layout *layout, const char *text, enum prose_style style)
{
    buffer_string(&layout->gathered, text);
    add_span(layout, style);
}

void layout_put_clean(struct layout *layout, const char *text, enum prose_style style)
{
    layout_clean(layout, &layout->gathered, text, strlen(text));
    add_span(layout, style);
}

void layout_put_facts(struct layout *layout, const char *text, enum prose_style style)
{
    const struct prose_options *options = layout->options;
    struct buffer whole = {0};

    if (!options->expand) {
        layout_put_clean(layout, text, style);
        return;
    }
    prose_expand(&whole, text, options->expand, options->context);
    layout_put_clean(layout, buffer_text(&whole), style);
    buffer_free(&whole);
}

void layout_end_block(struct layout *layout)
{
    const char *text = buffer_text(&layout->gathered);
    size_t count, i, length = layout->gathered.length;
    struct text_line *lines;

    while (length && text[length - 1] == '\n')
        length--;
    text_wrap(text, length, layout_room(layout), &lines, &count);
    for (i = 0; i < count; i++)
        add_line(layout, text_break_before(text, lines, i), lines[i].offset, lines[i].length);
    memory_free(lines);
    buffer_clear(&layout->gathered);
    layout->span_count = 0;
}

void layout_command_line(struct layout *layout, const char *text, size_t length, size_t indent)
{
    static const char mark[] = TEXT_GOES_ON " ";
    const size_t room = layout_room(layout);
    int command = (int)layout->prose->command_count - 1;
    struct text_line *lines;
    struct buffer goes_on = {0};
    size_t count, i;

    if (indent > room / 2)
        indent = room / 2;
    layout_clean(layout, &goes_on, mark, strlen(mark));
    text_wrap_command(text, length, layout->options->breaks_commands ? room - indent : SIZE_MAX,
                      text_width(buffer_text(&goes_on), goes_on.length), &lines, &count);
    for (i = 0; i < count; i++) {
        begin_line(layout, text_break_before(text, lines, i), command);
        add_indent(layout);
        buffer_repeat(&layout->text, " ", indent);
        add_run(layout, layout->text.length, PROSE_PLAIN);
        if (i)
            buffer_append(&layout->text, buffer_text(&goes_on), goes_on.length);
        add_run(layout, layout->text.length, PROSE_MARK);
        buffer_append(&layout->text, text + lines[i].offset, lines[i].length);
        add_run(layout, layout->text.length, PROSE_COMMAND);
        end_line(layout);
    }
    memory_free(lines);
    buffer_free(&goes_on);
}

/* Puts a mark before the next line, and blanks or the mark again before those after it. */
static void add_mark(struct layout *layout, const struct buffer *mark, size_t cells, bool repeats)
{
    if (!layout->has_lead) {
        buffer_clear(&layout->lead);
        buffer_append(&layout->lead, buffer_text(&layout->indent), layout->indent.length);
    }
    buffer_append(&layout->lead, buffer_text(mark), mark->length);
    layout->has_lead = true;
    if (repeats)
        buffer_append(&layout->indent, buffer_text(mark), mark->length);
    else
        buffer_repeat(&layout->indent, " ", cells);
}

void layout_push(struct layout *layout, const char *mark, bool repeats)
{
    size_t cells, half = layout->width / 2, taken = layout->width - layout_room(layout);
    struct buffer cleaned = {0};
    void *levels = layout->levels;

    memory_grow(&levels, &layout->level_capacity, layout->level_count,
                sizeof *layout->levels);
    layout->levels = levels;
    layout->levels[layout->level_count++] = (struct level){.indent = layout->indent.length};
    layout_clean(layout, &cleaned, mark, strlen(mark));
    cells = text_width(buffer_text(&cleaned), cleaned.length);
    if (cells && taken + cells <= half)
        add_mark(layout, &cleaned, cells, repeats);
    buffer_free(&cleaned);
}

void layout_pop(struct layout *layout)
{
    if (!layout->level_count)
        return;
    layout->level_count--;
    layout->indent.length = layout->levels[layout->level_count].indent;
    if (layout->indent.bytes)
        layout->indent.bytes[layout->indent.length] = '\0';
    layout->has_lead = false;
}
