/* SPDX-License-Identifier: MIT */
/*
 * Rules are tried in their order, each over the whole text, match after match. The values of sensitive
 * facts are then looked for everywhere, because an output often says the same thing twice.
 */
#include <config.h>

#include "errwalk/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"
#include "errwalk/memory.h"
#include "errwalk/pattern.h"
#include "errwalk/sink.h"

const char evidence_mask[] = "[redacted]";

enum { MOST_MATCHES = 256 }; /* of all rules together: what is tried at all */

/* Bytes of the cleaned text. */
struct span {
    size_t start, end;
};

/* The evidence, and what is needed while it is read. */
struct reading {
    struct evidence found; /* first: evidence is its reading */
    struct buffer cleaned, masked;
    char *secrets[EVIDENCE_MOST_LINES]; /* values of sensitive facts */
    size_t secret_count;
    struct arena *arena;
    size_t matches;
    bool is_overfull; /* more secrets than there is room for */
};

static const char *cleaned(const struct reading *reading)
{
    return buffer_text(&reading->cleaned);
}

/* The line of the text that an offset is in. */
static struct span line_at(const struct reading *reading, size_t offset)
{
    const char *text = cleaned(reading), *end = strchr(text + offset, '\n');
    struct span line = {offset, end ? (size_t)(end - text) : reading->cleaned.length};

    while (line.start && text[line.start - 1] != '\n')
        line.start--;
    return line;
}

static void add_line(struct reading *reading, const struct read_rule *rule, size_t offset)
{
    struct evidence *found = &reading->found;
    struct span line = line_at(reading, offset);
    size_t i;

    for (i = 0; i < found->line_count; i++) {
        if (found->lines[i].offset == line.start && found->lines[i].rule == rule)
            return;
    }
    if (i < EVIDENCE_MOST_LINES)
        found->lines[found->line_count++] =
            (struct evidence_line){line.start, line.end - line.start, rule};
}

static void add_secret(struct reading *reading, const char *value)
{
    if (reading->secret_count < EVIDENCE_MOST_LINES)
        reading->secrets[reading->secret_count++] = memory_copy(value, strlen(value));
    else
        reading->is_overfull = true;
}

/* A value is also masked where its step would not take it: it is what it is. */
static void add_value(struct reading *reading, const struct read_rule *rule,
                      const struct pattern_span *group)
{
    struct evidence *found = &reading->found;
    char *value;
    size_t i;

    if (!group->length)
        return;
    value = arena_copy(reading->arena, cleaned(reading) + group->offset, group->length);
    if (rule->input->sensitive)
        add_secret(reading, value);
    if (strchr(value, '\n') || !flow_accepts(rule->input, value))
        return;
    for (i = 0; i < found->value_count; i++) {
        if (strcmp(found->values[i].input->fact, rule->input->fact) == 0 &&
            value_equal(rule->input->type, found->values[i].text, value))
            return;
    }
    if (i < EVIDENCE_MOST_LINES)
        found->values[found->value_count++] = (struct evidence_value){rule->input, value};
}

static void add_match(struct reading *reading, const struct read_rule *rule,
                      const struct pattern_span spans[2])
{
    struct evidence *found = &reading->found;

    add_line(reading, rule, spans[0].offset);
    if (rule->input)
        add_value(reading, rule, &spans[1]);
    if (!rule->to_answer)
        return;
    found->is_disputed |= found->answer && found->answer != rule->to_answer;
    found->answer = rule->to_answer;
}

/* A match of nothing goes on a character later, so that it ends. */
static void try_rule(struct reading *reading, const struct read_rule *rule)
{
    struct pattern_span spans[2];
    enum status status = STATUS_OK;
    size_t from = 0;

    while (from <= reading->cleaned.length && reading->matches < MOST_MATCHES) {
        status = pattern_find(rule->pattern, cleaned(reading), reading->cleaned.length, from, spans,
                              2);
        reading->found.gave_up |= status != STATUS_OK && status != STATUS_NO;
        if (status != STATUS_OK)
            return;
        reading->matches++;
        if (spans[0].length)
            add_match(reading, rule, spans);
        from = spans[0].length ? spans[0].offset + spans[0].length : from + 1;
        while (from < reading->cleaned.length && (cleaned(reading)[from] & 0xc0) == 0x80)
            from++;
    }
    /* What was not looked at may hold a secret. */
    reading->is_overfull |= reading->matches >= MOST_MATCHES;
}

/* How much of the text a secret takes here; the longest, where one begins another. */
static size_t secret_at(const struct reading *reading, const char *at)
{
    size_t i, longest = 0;

    for (i = 0; i < reading->secret_count; i++) {
        size_t length = strlen(reading->secrets[i]);

        if (length > longest && strncmp(at, reading->secrets[i], length) == 0)
            longest = length;
    }
    return longest;
}

/* Copies the text with its secrets masked, and moves the lines along. */
static void mask(struct reading *reading)
{
    struct evidence *found = &reading->found;
    const char *text = cleaned(reading);
    size_t *moved = memory_alloc((reading->cleaned.length + 2) * sizeof *moved), at = 0, i, length;

    while (at < reading->cleaned.length) {
        moved[at] = reading->masked.length;
        length = secret_at(reading, text + at);
        for (i = 1; i < length; i++)
            moved[at + i] = reading->masked.length;
        if (length)
            buffer_string(&reading->masked, evidence_mask);
        else
            buffer_char(&reading->masked, text[at]);
        at += length ? length : 1;
    }
    moved[at] = reading->masked.length;
    for (i = 0; i < found->line_count; i++) {
        struct evidence_line *line = &found->lines[i];
        size_t end = moved[line->offset + line->length];

        line->offset = moved[line->offset];
        line->length = end > line->offset ? end - line->offset : 0;
    }
    memory_free(moved);
}

static int compare(const void *a, const void *b)
{
    const struct evidence_line *one = a, *other = b;

    return one->offset != other->offset ? (one->offset < other->offset ? -1 : 1)
           : one->rule == other->rule   ? 0
           : one->rule->node.place.line != other->rule->node.place.line
               ? (one->rule->node.place.line < other->rule->node.place.line ? -1 : 1)
           : one->rule->node.place.column < other->rule->node.place.column ? -1
                                                                           : 1;
}

/* Nothing is kept where a secret may be that was not found. */
static void settle(struct reading *reading, const struct step *step)
{
    struct evidence *found = &reading->found;
    const struct read_rule *rule;
    bool has_secrets = step->sensitive;

    flow_each (rule, step->reads)
        has_secrets |= rule->input && rule->input->sensitive;
    if (found->is_disputed || found->gave_up)
        found->answer = NULL;
    if (found->gave_up)
        found->value_count = 0;
    if (step->sensitive || found->gave_up || (has_secrets && reading->is_overfull)) {
        found->line_count = 0;
        found->text = "";
        return;
    }
    mask(reading);
    qsort(found->lines, found->line_count, sizeof *found->lines, compare);
    found->text = buffer_text(&reading->masked);
}

enum status evidence_read(const struct step *step, const char *pasted, size_t length,
                          struct evidence **evidence)
{
    struct reading *reading;
    const struct read_rule *rule;

    if (!step->reads)
        return STATUS_NO;
    if (length > EVIDENCE_MOST_BYTES)
        return STATUS_INVALID;
    reading = memory_alloc(sizeof *reading);
    reading->arena = arena_new();
    sink_text(&reading->cleaned, pasted, length);
    if (reading->cleaned.length > EVIDENCE_MOST_BYTES) {
        evidence_free(&reading->found);
        return STATUS_INVALID;
    }
    for (rule = step->reads; rule && !reading->found.gave_up; rule = rule->node.next)
        try_rule(reading, rule);
    settle(reading, step);
    *evidence = &reading->found;
    return STATUS_OK;
}

/* So that a secret does not stay in memory that is used again. */
static void wipe(char *bytes, size_t length)
{
    volatile char *at = bytes;

    while (bytes && length--)
        *at++ = 0;
}

void evidence_free(struct evidence *evidence)
{
    struct reading *reading = (struct reading *)evidence;
    size_t i;

    if (!reading)
        return;
    for (i = 0; i < reading->secret_count; i++) {
        wipe(reading->secrets[i], strlen(reading->secrets[i]));
        memory_free(reading->secrets[i]);
    }
    wipe(reading->cleaned.bytes, reading->cleaned.length);
    buffer_free(&reading->cleaned);
    buffer_free(&reading->masked);
    arena_free(reading->arena);
    memory_free(reading);
}

const char *evidence_value(const struct evidence *evidence, const char *fact)
{
    const char *found = NULL;
    size_t i;

    for (i = 0; i < evidence->value_count; i++) {
        if (strcmp(evidence->values[i].input->fact, fact) != 0)
            continue;
        if (found)
            return NULL;
        found = evidence->values[i].text;
    }
    return found;
}
