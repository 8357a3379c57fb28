/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics as text for people, as lines for editors, and as JSON for programs. Apart from diag.c
 * because this half is about cells and escapes, and that one about files.
 */
#include <config.h>

#include "errwalk/diag.h"

#include <string.h>

#include "errwalk/sink.h"
#include "errwalk/text.h"

enum {
    EXCERPT_CELLS = 68, /* of the line: 76 columns with its number */
    BEFORE_CARET = 40,  /* cells shown before the caret when the line is cut */
};

static const char *const severity_names[DIAG_SEVERITY_COUNT] = {
    [DIAG_ERROR] = "error",
    [DIAG_WARNING] = "warning",
};

/* As sink_text, and on one line. */
static void put_line(struct buffer *out, const char *text, size_t length)
{
    size_t start = out->length, i;

    sink_text(out, text, length);
    for (i = start; i < out->length; i++) {
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
    }
}

static void put_string(struct buffer *out, const char *text)
{
    put_line(out, text, strlen(text));
}

static void put_where(struct buffer *out, const struct diag *item)
{
    put_string(out, item->file);
    if (item->place.line)
        buffer_printf(out, ":%u", item->place.line);
    if (item->place.line && item->place.column)
        buffer_printf(out, ":%u", item->place.column);
    buffer_string(out, ": ");
}

/* Bytes of the first `points` characters. */
static size_t points_length(const char *text, size_t length, size_t points)
{
    size_t at = 0;
    uint32_t point;

    while (points-- && at < length)
        at += text_point(text + at, length - at, &point);
    return at;
}

/* An excerpt in its three parts, cleaned: before the span, the span, after it. */
struct parts {
    struct buffer before, span, after;
};

static void split(struct parts *parts, const struct diag *item)
{
    size_t length = strlen(item->excerpt), column = item->place.column ? item->place.column - 1 : 0;
    size_t start =
        points_length(item->excerpt, length, column > item->skipped ? column - item->skipped : 0);
    size_t span = points_length(item->excerpt + start, length - start,
                                item->place.span ? item->place.span : 1);

    put_line(&parts->before, item->excerpt, start);
    put_line(&parts->span, item->excerpt + start, span);
    put_line(&parts->after, item->excerpt + start + span, length - start - span);
}

/* Cuts the start of `before` so that at most `cells` of it are left, with dots for what is gone. */
static void put_tail(struct buffer *out, const struct buffer *before, size_t cells, bool was_cut)
{
    const char *text = buffer_text(before);
    size_t length = before->length, width = text_width(text, length), size;
    unsigned cluster;

    if (width <= cells && !was_cut) {
        buffer_string(out, text);
        return;
    }
    while (length && width + 3 > cells) {
        size = text_cluster(text, length, &cluster);
        width -= cluster;
        text += size;
        length -= size;
    }
    buffer_string(out, "...");
    buffer_append(out, text, length);
}

static void put_head(struct buffer *out, const char *text, size_t length, size_t cells)
{
    if (text_width(text, length) <= cells) {
        buffer_append(out, text, length);
        return;
    }
    buffer_append(out, text, text_fit(text, length, cells > 3 ? cells - 3 : 0));
    buffer_string(out, "...");
}

/* The line with its number, and carets with the hint below. */
static void put_excerpt(struct buffer *out, const struct diag *item)
{
    struct parts parts = {{0}, {0}, {0}};
    struct buffer line = {0};
    size_t caret, carets, whole;
    int digits;

    split(&parts, item);
    whole = text_width(buffer_text(&parts.before), parts.before.length) +
            text_width(buffer_text(&parts.span), parts.span.length) +
            text_width(buffer_text(&parts.after), parts.after.length);
    put_tail(&line, &parts.before, whole > EXCERPT_CELLS ? BEFORE_CARET : EXCERPT_CELLS,
             item->skipped > 0);
    caret = text_width(buffer_text(&line), line.length);
    carets = text_width(buffer_text(&parts.span), parts.span.length);
    if (carets < 1)
        carets = 1;
    if (carets > EXCERPT_CELLS - caret)
        carets = caret < EXCERPT_CELLS ? EXCERPT_CELLS - caret : 1;
    buffer_append(&parts.span, buffer_text(&parts.after), parts.after.length);
    put_head(&line, buffer_text(&parts.span), parts.span.length,
             caret < EXCERPT_CELLS ? EXCERPT_CELLS - caret : 0);
    digits = item->place.line > 99999 ? 10 : 5;
    buffer_printf(out, "%*u | %s\n%*s | ", digits, item->place.line, buffer_text(&line), digits,
                  "");
    buffer_repeat(out, " ", caret);
    buffer_repeat(out, "^", carets);
    if (item->hint) {
        buffer_char(out, ' ');
        put_string(out, item->hint);
    }
    buffer_char(out, '\n');
    buffer_free(&line);
    buffer_free(&parts.before);
    buffer_free(&parts.span);
    buffer_free(&parts.after);
}

static void print_text(struct buffer *out, const struct diag *item)
{
    put_where(out, item);
    buffer_printf(out, "%s[%s]: ", severity_names[item->rule->severity], item->rule->code);
    put_string(out, item->message);
    buffer_char(out, '\n');
    if (item->excerpt) {
        put_excerpt(out, item);
    } else if (item->hint) {
        buffer_string(out, "        ");
        put_string(out, item->hint);
        buffer_char(out, '\n');
    }
}

static void print_gcc(struct buffer *out, const struct diag *item)
{
    put_where(out, item);
    buffer_printf(out, "%s: ", severity_names[item->rule->severity]);
    put_string(out, item->message);
    buffer_printf(out, " [%s]\n", item->rule->code);
    if (item->hint) {
        put_where(out, item);
        buffer_string(out, "note: ");
        put_string(out, item->hint);
        buffer_char(out, '\n');
    }
}

static void (*const printers[DIAG_FORMAT_COUNT])(struct buffer *out, const struct diag *item) = {
    [DIAG_TEXT] = print_text,
    [DIAG_GCC] = print_gcc,
};

void diag_print(struct buffer *out, const struct diag_list *list, enum diag_format format)
{
    size_t i, beyond = list->errors + list->warnings - list->count;

    for (i = 0; i < list->count; i++)
        printers[format](out, &list->items[i]);
    if (format == DIAG_TEXT && beyond)
        buffer_printf(out, "and %zu more\n", beyond);
}

static json_t *json_line(const char *text)
{
    struct buffer line = {0};
    json_t *value;

    if (!text)
        return json_null();
    put_string(&line, text);
    value = json_string(buffer_text(&line));
    buffer_free(&line);
    return value;
}

json_t *diag_json(const struct diag_list *list)
{
    json_t *array = json_array();
    size_t i;

    for (i = 0; i < list->count; i++) {
        const struct diag *item = &list->items[i];

        json_array_append_new(
            array,
            json_pack("{s:o, s:i, s:i, s:s, s:s, s:o, s:o}", "file", json_line(item->file), "line",
                      (int)item->place.line, "column", (int)item->place.column, "severity",
                      severity_names[item->rule->severity], "code", item->rule->code, "message",
                      json_line(item->message), "hint", json_line(item->hint)));
    }
    return array;
}
