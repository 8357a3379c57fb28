/* SPDX-License-Identifier: MIT */
/*
 * Lines become one flat text as it is compared, in which a wrapped sentence is whole again; its atoms, a
 * cluster each, know where they came from. So finding is finding bytes that begin and end with atoms.
 */
#include <config.h>

#include "matches.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/match.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"

struct atom {
    size_t at; /* where its bytes begin in the flat text */
    size_t line;
    const struct span *span; /* NULL: it stands for a break or a gap */
    size_t offset, length;
    unsigned column;
};

struct flat {
    struct buffer text;
    struct atom *atoms;
    size_t count, capacity;
};

void matches_needle(struct buffer *needle, const struct canvas *canvas, const char *sought)
{
    struct buffer clean = {0};
    const char *at;

    canvas_clean(canvas, &clean, sought);
    for (at = buffer_text(&clean); *at;) {
        size_t word = strcspn(at, " ");

        if (word && needle->length)
            buffer_char(needle, ' ');
        if (word)
            match_fold(needle, at, word);
        at += word + strspn(at + word, " ");
    }
    buffer_free(&clean);
}

static void add_atom(struct flat *flat, struct atom atom, const char *text)
{
    bool blank = atom.length == 0 || (atom.length == 1 && *text == ' ');

    atom.at = flat->text.length;
    if (blank && atom.at && flat->text.bytes[atom.at - 1] == ' ')
        return;
    memory_grow((void **)&flat->atoms, &flat->capacity, flat->count, sizeof *flat->atoms);
    flat->atoms[flat->count++] = atom;
    if (atom.length == 0)
        buffer_string(&flat->text, text);
    else
        match_fold(&flat->text, text, atom.length);
}

static void add_span(struct flat *flat, const struct lines *lines, const struct span *span)
{
    const char *text = lines->text.bytes + span->offset;
    unsigned column = span->column, cells;
    size_t at = 0, bytes;

    for (; at < span->length; at += bytes, column += cells) {
        bytes = text_cluster(text + at, span->length - at, &cells);
        add_atom(flat, (struct atom){0, span->line, span, span->offset + at, bytes, column},
                 text + at);
    }
}

/* What a line that goes on from another repeats before its text: blanks, the bar of a quote. */
static bool is_repeated(const struct lines *lines, const struct span *span)
{
    const char *text = lines->text.bytes + span->offset;

    return span->role == ROLE_MUTED || strspn(text, " ") >= span->length;
}

/* Spans of one line, which are in the order of their columns. */
static void add_line(struct flat *flat, const struct lines *lines,
                     const struct span *const *spans, size_t count)
{
    static const char *const breaks[TEXT_BREAK_COUNT] = {
        [TEXT_BREAK_HARD] = "\n", [TEXT_BREAK_BLANK] = " ", [TEXT_BREAK_WITHIN] = ""};
    const size_t line = spans[0]->line;
    enum text_break before = lines->lines[line].before;
    size_t i = 0;
    unsigned end;

    if (*breaks[before])
        add_atom(flat, (struct atom){.line = line}, breaks[before]);
    while (before != TEXT_BREAK_HARD && i + 1 < count && is_repeated(lines, spans[i]))
        i++;
    for (end = spans[i]->column; i < count; i++) {
        const char *text = lines->text.bytes + spans[i]->offset;

        if (spans[i]->column > end)
            add_atom(flat, (struct atom){.line = line}, " ");
        add_span(flat, lines, spans[i]);
        end = spans[i]->column + (unsigned)text_width(text, spans[i]->length);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct span *x = *(const struct span *const *)a, *y = *(const struct span *const *)b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void flatten(struct flat *flat, const struct lines *lines)
{
    const size_t count = lines->span_count;
    const struct span **spans = memory_alloc((count + 1) * sizeof *spans);
    size_t i, from;

    for (i = 0; i < count; i++)
        spans[i] = &lines->spans[i];
    qsort(spans, count, sizeof *spans, by_place);
    for (from = 0; from < count; from = i) {
        for (i = from; i < count && spans[i]->line == spans[from]->line;)
            i++;
        add_line(flat, lines, spans + from, i - from);
    }
    memory_free(spans);
}

/* The atom that begins at this byte; the count of atoms for the end, SIZE_MAX where none does. */
static size_t atom_at(const struct flat *flat, size_t at)
{
    size_t low = 0, high = flat->count;

    if (at == flat->text.length)
        return flat->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (flat->atoms[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < flat->count && flat->atoms[low].at == at ? low : SIZE_MAX;
}

/* One piece for each span that the match goes through. */
static void add_match(struct lines *lines, const struct flat *flat, size_t from, size_t to,
                      size_t match)
{
    const struct atom *before = NULL;

    for (; from < to; before = &flat->atoms[from++]) {
        const struct atom *atom = &flat->atoms[from];

        if (!atom->length)
            continue;
        if (before && before->span == atom->span &&
            before->offset + before->length == atom->offset) {
            lines->found[lines->found_count - 1].length += atom->length;
        } else {
            memory_grow((void **)&lines->found, &lines->found_capacity, lines->found_count,
                        sizeof *lines->found);
            {
                lines->found[lines->found_count++] =
                    (struct found){atom->line, atom->offset, atom->length, atom->column, match};
            }
        }
    }
}

void matches_mark(struct lines *lines, const struct buffer *needle, size_t *matches)
{
    struct flat flat = {0};
    const char *text, *at;

    flatten(&flat, lines);
    text = buffer_text(&flat.text);
    for (at = text; (at = strstr(at, needle->bytes));) {
        size_t from = atom_at(&flat, (size_t)(at - text));
        size_t to = atom_at(&flat, (size_t)(at - text) + needle->length);

        if (from == SIZE_MAX || to == SIZE_MAX) {
            at++;
            continue;
        }
        add_match(lines, &flat, from, to, ++*matches);
        at += needle->length;
    }
    buffer_free(&flat.text);
    memory_free(flat.atoms);
}
