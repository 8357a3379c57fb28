/* SPDX-License-Identifier: MIT */
/*
 * Codes in pasted lines, and how what was found is called.
 */
#include <config.h>

#include "errwalk/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/problem.h"
#include "errwalk/text.h"
#include "search-private.h"

enum { DESCRIPTION = 256, BEFORE = 40, AROUND = 160 };

/* Places that a screen holds: of more the most frequent code comes first. */
enum { SCREENFUL = 20 };

/* Where a code stands first and last, and how often; one that another spelling has named already is counted
 * with it. */
static void take_places(struct search_hit *hit, const struct log_code *code)
{
    if (!hit)
        return;
    if (hit->line) {
        hit->again += code->count;
        if (code->last.line > hit->last.line)
            hit->last = code->last;
        return;
    }
    hit->line = code->first.line;
    hit->last = code->last;
    hit->again = code->count - 1;
    hit->offset = code->offset;
    hit->length = code->length;
    hit->place = code->place;
}

/* 0x8ABC0001; as it was written where its family writes no hexadecimal numbers. */
static void print_unknown(const struct log_code *code, char *number, size_t size)
{
    if (code_is_hex(code->reading.code))
        snprintf(number, size, "0x%08lX", (unsigned long)code->reading.code.value);
    else
        snprintf(number, size, "%.*s", (int)size - 1, code->text);
}

static struct search_hit *add_unknown(const struct search *search, const struct log_code *code,
                                      struct search_hits *hits)
{
    struct search_hit hit = {.error = "", .why = "no error has this number"};

    hit.flow = search_for_any(search, code->reading.code);
    print_unknown(code, hit.number, sizeof hit.number);
    return search_add(hits, &hit);
}

/* How long the line at `text` is, without its end, and in `*next` how far the next one is. */
static size_t line_at(const char *text, size_t *next)
{
    const size_t length = strcspn(text, "\r\n");

    *next = length + (strncmp(text + length, "\r\n", 2) == 0 ? 2 : text[length] != '\0');
    return length;
}

static void read_lines(struct log *log, const char *text)
{
    struct decode_reading readings[LOG_LINE_READINGS];
    size_t offset = 0, next, number = 0, length = line_at(text, &next), after;

    log_begin(log, text, length, text + next, line_at(text + next, &after));
    for (; text[offset]; offset += next) {
        length = line_at(text + offset, &next);
        log_add(log, text + offset, length, ++number, offset, readings);
    }
}

void search_log(const struct search *search, const char *text, struct search_hits *hits)
{
    struct log log = {0};
    size_t i;

    hits->count = hits->more = 0;
    read_lines(&log, text);
    hits->line_count = log.lines;
    if (log.found + log.unknown > SCREENFUL)
        log_sort(&log);
    for (i = 0; i < log.count; i++)
        take_places(log_is_unknown(&log.codes[i].reading)
                        ? add_unknown(search, &log.codes[i], hits)
                        : search_add_reading(search, &log.codes[i].reading, hits),
                    &log.codes[i]);
    log_free(&log);
}

void search_hit_label(struct buffer *out, const struct search_hit *hit)
{
    if (hit->known) {
        buffer_string(out, catalog_entry_name(hit->known));
        code_print_after(out, catalog_entry_code(hit->known));
    } else if (hit->event) {
        buffer_printf(out, "Event %lu of %s", (unsigned long)catalog_event_id(hit->event),
                      catalog_event_source(hit->event));
    } else if (*hit->number) {
        buffer_string(out, hit->number);
    } else {
        buffer_string(out, *hit->flow->title ? hit->flow->title : hit->flow->id);
    }
}

/* Between parts; not before the first. */
static void add_dot(struct buffer *out, size_t begun, const char *dot)
{
    if (out->length > begun)
        buffer_printf(out, " %s ", dot);
}

static void add_part(struct buffer *out, size_t begun, const char *dot, const char *part)
{
    if (*part)
        add_dot(out, begun, dot);
    buffer_string(out, part);
}

static bool is_inside(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* "line 3 and 2 more, to line 9 (12:00:59): …the line, or what is around the code where it is long…". */
static void add_line(struct buffer *out, const struct search_hit *hit, const char *text)
{
    const char *line = text + hit->offset;
    size_t from = hit->place > BEFORE && hit->length > AROUND ? hit->place - BEFORE : 0;
    size_t length = hit->length - from < AROUND ? hit->length - from : AROUND;

    while (from > 0 && is_inside(line[from]))
        from--, length++;
    while (from + length < hit->length && is_inside(line[from + length]))
        length--;
    buffer_printf(out, "line %zu", hit->line);
    if (hit->again)
        buffer_printf(out, " and %zu more, to line %zu%s%s%s", hit->again, hit->last.line,
                      *hit->last.time ? " (" : "", hit->last.time, *hit->last.time ? ")" : "");
    buffer_printf(out, ": %s", from ? "..." : "");
    buffer_append(out, line + from, length);
    buffer_string(out, from + length < hit->length ? "..." : "");
}

void search_hit_detail(struct buffer *out, const struct search_hit *hit, const char *dot,
                       const char *text)
{
    char meaning[DESCRIPTION] = "";
    size_t begun = out->length;

    if (hit->line)
        add_line(out, hit, text);
    if (hit->known)
        catalog_describe(hit->known, meaning, sizeof meaning);
    else if (hit->event)
        snprintf(meaning, sizeof meaning, "%s", catalog_event_meaning(hit->event));
    add_part(out, begun, dot, meaning);
    if (hit->event)
        add_part(out, begun, dot, "an event ID, no error");
    else if (hit->flow && !*hit->number)
        add_part(out, begun, dot, hit->flow->id);
    if (!hit->known && !*hit->number && hit->flow && hit->flow->errors) {
        add_dot(out, begun, dot);
        flow_error_text(out, hit->flow->errors);
    }
    add_part(out, begun, dot, hit->why);
}
