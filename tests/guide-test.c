/* SPDX-License-Identifier: MIT */
/*
 * The author's guide does what it says: its files are written, the steps of its example are made
 * one after the other, and its commands are run and their output compared. How blocks are marked
 * for that stands at the top of doc/guide.md.
 */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/file.h"

#include "run.h"
#include "suite.h"

#define GUIDE "doc/guide.md"
static const char *const examples[] = {"disk-full.yaml", "blocks/folder-path.yaml"};
#define FENCE "```"
#define ELLIPSIS "…"

enum { MOST_BYTES = 1 << 20, NAME_SIZE = 128, WHAT_SIZE = 256 };

/* The order in which keys usually stand; what is not among them, as ids, comes last. */
static const char *const key_order[] = {
    "# yaml-language-server",
    "title",    "errors",   "keywords", "owner", "reviewed", "review-every", "audience", "about", "ask",  "input",  "fix",
    "refer",    "escalate", "why",      "how",       "more",      "because", "causes", "minutes", "wait", "do", "reads",
    "fact",     "type",     "matches",  "to",        "route", "answers", "verify", "if-not",
    "if-worse", "related",  "hand-over", "diagnose", "resolve", "tests"};

/* What stands between two fences. */
struct block {
    unsigned line;            /* of its first fence */
    const char *info, *text;  /* in the guide; what the fence says, and what is between */
    size_t info_length, length;
};

/* As the guide indents; from STEP_FIELDS on no blank lines stand between keys. */
enum { INDENT = 2, STEP_FIELDS = 4 };

/* A key with all that belongs to it. */
struct part {
    const char *text;
    size_t length; /* without blank lines at its end */
    size_t whole;  /* up to the next part */
};

/* Two texts whose keys begin at the same indent. */
struct merging {
    struct part old, new;
    size_t indent;
};

static size_t line_length(const char *line)
{
    const char *end = strchr(line, '\n');

    return end ? (size_t)(end - line) + 1 : strlen(line);
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " ")] == '\n';
}

static struct part part_at(const char *text, const char *end, size_t indent)
{
    struct part part = {.text = text, .length = line_length(text)};
    const char *line = text + part.length;

    for (; line < end && (is_blank(line) || strspn(line, " ") > indent); line += line_length(line)) {
        if (!is_blank(line))
            part.length = (size_t)(line - text) + line_length(line);
    }
    part.whole = (size_t)(line - text);
    return part;
}

static bool same_key(const struct part *one, const struct part *other)
{
    size_t length = strcspn(one->text, ":\n");

    return length == strcspn(other->text, ":\n") && memcmp(one->text, other->text, length) == 0;
}

/* The part with the key of `wanted`; its length is 0 where there is none. */
static struct part find_part(const char *text, const char *end, size_t indent,
                             const struct part *wanted)
{
    struct part part;

    for (; text < end; text += part.whole) {
        part = part_at(text, end, indent);
        if (same_key(&part, wanted))
            return part;
    }
    return (struct part){.text = end};
}

static size_t rank_of(const struct part *part)
{
    size_t at = strspn(part->text, " "), length = strcspn(part->text + at, ":\n"), i;

    for (i = 0; i < sizeof key_order / sizeof *key_order; i++) {
        if (strlen(key_order[i]) == length && memcmp(part->text + at, key_order[i], length) == 0)
            break;
    }
    return i;
}

/* Sections and steps of more than one line stand apart. */
static void add_part(struct buffer *out, const struct part *part, size_t indent, bool *apart)
{
    bool is_long = indent < STEP_FIELDS && part->length > line_length(part->text);

    if (out->length && (is_long || *apart) && strcmp(buffer_text(out) + out->length - 2, ":\n") != 0)
        buffer_string(out, "\n");
    buffer_append(out, part->text, part->length);
    *apart = is_long;
}

/* What stands below the line of a key. */
static struct part inside_of(const struct part *part)
{
    size_t first = line_length(part->text);

    return (struct part){.text = part->text + first, .whole = part->length - first};
}

static bool is_mapping(const struct part *part, size_t indent)
{
    struct part inside = inside_of(part);

    return inside.whole && part->text[line_length(part->text) - 2] == ':' &&
           strspn(inside.text, " ") == indent + INDENT && inside.text[indent + INDENT] != '-';
}

/* Parts of the new text that the old one lacks, with a rank from `from` to before `to`. */
static void add_new(struct buffer *out, const struct merging *merging, size_t from, size_t to,
                    bool *apart)
{
    const struct part *old = &merging->old, *new = &merging->new;
    const char *text = new->text, *end = text + new->whole;
    struct part part;

    for (; text < end; text += part.whole) {
        part = part_at(text, end, merging->indent);
        if (rank_of(&part) >= from && rank_of(&part) < to &&
            !find_part(old->text, old->text + old->whole, merging->indent, &part).length)
            add_part(out, &part, merging->indent, apart);
    }
}

/* A step of the example: its keys are added, or replace those of the same name; below a key of both
 * the same is done. */
static void merge(struct buffer *out, const struct merging *merging)
{
    const struct part *old = &merging->old, *new = &merging->new;
    const char *text = old->text, *end = text + old->whole;
    size_t indent = merging->indent, rank = 0;
    struct part part, other;
    bool apart = false;

    for (; text < end; text += part.whole) {
        part = part_at(text, end, indent);
        if (rank_of(&part) > rank) {
            add_new(out, merging, rank, rank_of(&part), &apart);
            rank = rank_of(&part);
        }
        other = find_part(new->text, new->text + new->whole, indent, &part);
        if (other.length && is_mapping(&part, indent) && is_mapping(&other, indent)) {
            add_part(out, &(struct part){part.text, line_length(part.text), 0}, indent, &apart);
            merge(out, &(struct merging){inside_of(&part), inside_of(&other), indent + INDENT});
            apart = indent < STEP_FIELDS;
        } else {
            add_part(out, other.length ? &other : &part, indent, &apart);
        }
    }
    add_new(out, merging, rank, SIZE_MAX, &apart);
}

/* Whether a text is as the guide has it. An ellipsis stands for the rest of a line or, alone on its
 * line, for any lines. */
static bool fits(const char *pattern, const char *text)
{
    size_t length = strlen(ELLIPSIS);
    bool starts = true;

    for (; *pattern; starts = *pattern == '\n', pattern++, text++) {
        if (strncmp(pattern, ELLIPSIS, length) == 0) {
            bool lines = starts && pattern[length] == '\n';

            pattern += length + lines;
            for (;; text += lines ? line_length(text) : 1) {
                if (fits(pattern, text))
                    return true;
                if (!*text || (!lines && *text == '\n'))
                    return false;
            }
        }
        if (*pattern != *text)
            return false;
    }
    return !*text;
}

/* Runs a command; what follows "> " in its output is typed. */
static void expect_command(const struct block *block, const char *command, const char *output)
{
    struct buffer replies = {0}, line = {0};
    const char *at;
    struct run run;

    for (at = output; *at; at += line_length(at)) {
        if (strncmp(at, "> ", 2) == 0)
            buffer_append(&replies, at + 2, line_length(at) - 2);
    }
    buffer_printf(&line, "(%s) 2>&1", command);
    run_shell(&run, buffer_text(&line), buffer_text(&replies));
    if (!fits(output, run.out)) {
        printf("    " GUIDE ":%u: %s\n--- says\n%s--- prints\n%s---\n", block->line, command, output,
               run.out);
        suite_expect(command, false);
    }
    suite_expect(command, run.status >= 0 && run.status < 126);
    run_free(&run);
    buffer_free(&replies);
    buffer_free(&line);
}

static void expect_console(const struct block *block)
{
    const char *text = block->text, *end = text + block->length;

    while (text < end) {
        struct buffer command = {0}, output = {0};

        suite_expect("a console block begins with a command", strncmp(text, "$ ", 2) == 0);
        buffer_append(&command, text + 2, line_length(text) - 3);
        for (text += line_length(text); text < end && strncmp(text, "$ ", 2) != 0;
             text += line_length(text))
            buffer_append(&output, text, line_length(text));
        expect_command(block, buffer_text(&command), buffer_text(&output));
        buffer_free(&command);
        buffer_free(&output);
    }
}

/* What stands in the fence after `name`, as "disk-full.yaml" after "file="; "" for nothing. */
static void word_of(const struct block *block, const char *name, char word[NAME_SIZE])
{
    char info[NAME_SIZE];
    const char *at;

    snprintf(info, sizeof info, "%.*s", (int)block->info_length, block->info);
    at = strstr(info, name);
    snprintf(word, NAME_SIZE, "%.*s", at ? (int)strcspn(at + strlen(name), " ") : 0,
             at ? at + strlen(name) : "");
}

static void write_file(const char *name, const struct buffer *text)
{
    FILE *file = fopen(suite_scratch(name), "wb");

    suite_expect(name, file && fwrite(text->bytes, 1, text->length, file) == text->length);
    if (file)
        fclose(file);
}

/* A file is sound, or it has the error that its fence names, once or more often, and no other. */
static void expect_sound(const struct block *block, const char *name)
{
    char wrong[NAME_SIZE], what[WHAT_SIZE], command[WHAT_SIZE], error[NAME_SIZE + 16];
    unsigned expected = 0, others = 0;
    const char *found;
    struct run run;

    word_of(block, "wrong=", wrong);
    snprintf(what, sizeof what, GUIDE ":%u: %s", block->line, name);
    snprintf(command, sizeof command, "errwalk check --flows=. %s 2>&1", name);
    snprintf(error, sizeof error, " error[%s]: ", wrong);
    run_shell(&run, command, NULL);
    for (found = run.out; (found = strstr(found, " error[")); found++)
        *(strncmp(found, error, strlen(error)) == 0 ? &expected : &others) += 1;
    if (!suite_expect(what, run.status == (*wrong ? 1 : 0) && !others && !expected == !*wrong))
        printf("%s", run.out);
    run_free(&run);
}

static void expect_file(const struct block *block)
{
    char name[NAME_SIZE], into[NAME_SIZE];
    struct buffer old = {0}, whole = {0};

    word_of(block, "file=", name);
    word_of(block, "into=", into);
    if (*into) {
        snprintf(name, sizeof name, "%s", into);
        suite_expect(name, file_read(suite_scratch(name), MOST_BYTES, &old) == STATUS_OK);
        merge(&whole, &(struct merging){{.text = buffer_text(&old), .whole = old.length},
                                        {.text = block->text, .whole = block->length},
                                        0});
    } else {
        buffer_append(&whole, block->text, block->length);
    }
    if (suite_expect("a file has a name", *name)) {
        write_file(name, &whole);
        if (strstr(name, ".yaml"))
            expect_sound(block, name);
    }
    buffer_free(&old);
    buffer_free(&whole);
}

static void only_shown(const struct block *block)
{
    (void)block;
}

/* What is done with a block, by the first word of its fence. */
static const struct {
    const char *word;
    void (*expect)(const struct block *block);
} kinds[] = {
    {"yaml", expect_file},
    {"text", expect_file},
    {"console", expect_console},
    {"sh", only_shown},
};

static void expect_block(const struct block *block)
{
    size_t length = strcspn(block->info, " \n"), i;

    for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strlen(kinds[i].word) == length && memcmp(kinds[i].word, block->info, length) == 0) {
            kinds[i].expect(block);
            return;
        }
    }
    printf("    " GUIDE ":%u: a block of an unknown kind\n", block->line);
    suite_expect("kind of block", false);
}

static void expect_guide(const char *text)
{
    struct block block = {0};
    bool inside = false;
    unsigned line = 1;

    for (; *text; text += line_length(text), line++) {
        if (strncmp(text, FENCE, strlen(FENCE)) != 0)
            continue;
        inside = !inside;
        if (inside) {
            block = (struct block){.line = line, .info = text + strlen(FENCE),
                                   .info_length = line_length(text) - strlen(FENCE) - 1,
                                   .text = text + line_length(text)};
        } else {
            block.length = (size_t)(text - block.text);
            expect_block(&block);
        }
    }
    suite_expect("every block has an end", !inside);
}

/* What an example is at the end stands beside the guide. */
static void expect_example(const char *name)
{
    struct buffer example = {0};
    char path[NAME_SIZE];

    snprintf(path, sizeof path, "doc/%s", name);
    if (suite_expect(path, file_read(suite_scratch(name), MOST_BYTES, &example) == STATUS_OK))
        suite_expect_golden(path, example.bytes, example.length);
    buffer_free(&example);
}

static void test_guide(void)
{
    struct buffer guide = {0};
    size_t i;

    run_prepare("tests/flows/none");
    run_share_history("guide");
    if (suite_expect(GUIDE, file_read(suite_source(GUIDE), MOST_BYTES, &guide) == STATUS_OK))
        expect_guide(buffer_text(&guide));
    for (i = 0; i < sizeof examples / sizeof *examples; i++)
        expect_example(examples[i]);
    buffer_free(&guide);
}

const char suite_name[] = "guide";
const struct suite_test suite_tests[] = {
    {"the guide does what it says", test_guide},
    {NULL, NULL},
};
