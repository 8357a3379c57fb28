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

enum { MOST_READINGS = 32, MOST_UNKNOWN = 8, DESCRIPTION = 256, BEFORE = 40, AROUND = 160 };

/* A line of the text. */
struct line {
    const char *text;
    size_t number, offset, length;
};

/* Its code stands at `place`; a line that names it again is counted. */
static void take_place(struct search_hit *hit, const struct line *line, size_t place)
{
    if (!hit || hit->line == line->number)
        return;
    if (hit->line) {
        hit->again++;
        return;
    }
    hit->line = line->number;
    hit->offset = line->offset;
    hit->length = line->length;
    hit->place = place;
}

/* Each code once, by its likeliest reading. */
static bool is_lesser(const struct decode_reading *readings, size_t i)
{
    size_t k;

    for (k = 0; k < i; k++) {
        if (readings[k].offset == readings[i].offset)
            return true;
    }
    return false;
}

static int by_place(const void *a, const void *b)
{
    const struct decode_reading *left = a, *right = b;

    return (left->offset > right->offset) - (left->offset < right->offset);
}

/* 0x8ABC0001; as it was written where its family writes no hexadecimal numbers. */
static void print_unknown(const struct line *line, const struct decode_unknown *unknown,
                          char *number, size_t size)
{
    if (code_is_hex(unknown->code))
        snprintf(number, size, "0x%08lX", (unsigned long)unknown->code.value);
    else
        snprintf(number, size, "%.*s", (int)unknown->length,
                 line->text + line->offset + unknown->offset);
}

static void add_unknown(const struct search *search, const struct line *line,
                        struct search_hits *hits)
{
    struct decode_unknown unknown[MOST_UNKNOWN];
    size_t count = decode_unknowns(line->text + line->offset, line->length, unknown, MOST_UNKNOWN);
    size_t i;

    for (i = 0; i < count; i++) {
        struct search_hit hit = {.error = "", .why = "no error has this number"};

        if (code_is_windows(unknown[i].code))
            hit.flow = search_flow_named(search, problem_any_error);
        print_unknown(line, &unknown[i], hit.number, sizeof hit.number);
        take_place(search_add(hits, &hit), line, unknown[i].offset);
    }
}

static void look_into(const struct search *search, const struct line *line,
                      struct search_hits *hits)
{
    struct decode_reading readings[MOST_READINGS], kept[MOST_READINGS];
    struct decode_unknown unknown;
    size_t count = decode(line->text + line->offset, line->length, readings, MOST_READINGS,
                          &unknown);
    size_t keep = 0, i;

    for (i = 0; i < count; i++) {
        if (!is_lesser(readings, i))
            kept[keep++] = readings[i];
    }
    qsort(kept, keep, sizeof *kept, by_place);
    for (i = 0; i < keep; i++)
        take_place(search_add_reading(search, &kept[i], hits), line, kept[i].offset);
    if (unknown.length)
        add_unknown(search, line, hits);
}

void search_log(const struct search *search, const char *text, struct search_hits *hits)
{
    struct line line = {.text = text};

    hits->count = hits->more = hits->line_count = 0;
    while (text[line.offset]) {
        line.number++;
        line.length = strcspn(text + line.offset, "\r\n");
        look_into(search, &line, hits);
        line.offset += line.length;
        line.offset += strncmp(text + line.offset, "\r\n", 2) == 0 ? 2 : text[line.offset] != '\0';
    }
    hits->line_count = line.number;
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

/* "line 3 and 2 more: …the line, or what is around the code where it is long…". */
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
        buffer_printf(out, " and %zu more", hit->again);
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
