/* SPDX-License-Identifier: MIT */
/*
 * Rows are kept as lines of a buffer, so that two screens are compared line by line.
 */
#include <config.h>

#include "variants.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

#include "readback.h"
#include "suite.h"

const struct variant variants[VARIANTS] = {
    {24, 80, false}, {12, 40, false}, {60, 200, false},
    {24, 80, true},  {12, 40, true},  {60, 200, true},
};

/* What stands for a character in ASCII, where that is one character. */
static const struct {
    ucs4_t from;
    char to;
} replacements[] = {
    {0x2500, '-'}, {0x2502, '|'}, {0x203a, '>'}, {0xb7, '-'},   {0x25b8, '>'}, {0xd7, 'x'},
    {0x2022, '*'}, {0x25be, 'v'}, {0x25b4, '^'}, {0x2013, '-'}, {0x201c, '"'}, {0x201d, '"'},
    {0x2018, '\''}, {0x2019, '\''},
};

static char ascii_of(ucs4_t point)
{
    size_t i;

    if (point < 0x80)
        return (char)point;
    for (i = 0; i < sizeof replacements / sizeof *replacements; i++) {
        if (replacements[i].from == point)
            return replacements[i].to;
    }
    return '?';
}

static void append_as_ascii(struct buffer *out, const char *line, size_t length)
{
    const uint8_t *at = (const uint8_t *)line, *end = at + length;
    ucs4_t point;

    while (at < end) {
        at += u8_mbtouc(&point, at, (size_t)(end - at));
        buffer_char(out, ascii_of(point));
    }
}

/* Appends those lines of `ours` that are not those of `theirs`, with their numbers. */
static void append_other_lines(struct buffer *out, const struct buffer *ours,
                               const struct buffer *theirs, bool as_ascii, const char *mark)
{
    const char *our = buffer_text(ours), *their = buffer_text(theirs);
    int y;

    for (y = 0; *our; y++) {
        size_t length = strcspn(our, "\n"), other = strcspn(their, "\n");
        struct buffer expected = {0};

        if (as_ascii)
            append_as_ascii(&expected, their, other);
        else
            buffer_append(&expected, their, other);
        if (expected.length != length || memcmp(buffer_text(&expected), our, length) != 0)
            buffer_printf(out, "%3d%s%.*s\n", y, mark, (int)length, our);
        buffer_free(&expected);
        our += length + 1;
        their += other + (their[other] == '\n');
    }
}

static void append_roles(struct buffer *out, const struct buffer *roles)
{
    const char *at = buffer_text(roles);
    int y;

    for (y = 0; *at; y++) {
        size_t length = strcspn(at, "\n");

        if (length > 0)
            buffer_printf(out, "%3d|%.*s\n", y, (int)length, at);
        at += length + 1;
    }
}

static void append_kept(struct variant_file *file, size_t variant, const struct buffer *rows,
                        const struct buffer *roles)
{
    const size_t size = variant % VARIANT_SIZES;

    if (variant == size || size == 0)
        buffer_append(&file->out, buffer_text(rows), rows->length);
    else
        append_other_lines(&file->out, rows, &file->rows[size], true, ":");
    if (variant == 0) {
        buffer_string(&file->out, "---\n");
        append_roles(&file->out, roles);
    } else if (variant != size) {
        append_other_lines(&file->out, roles, &file->roles[size], false, "|");
    }
}

void variant_take(struct variant_file *file, size_t variant)
{
    struct buffer rows = {0}, roles = {0};
    char what[100];
    int y, cursor_y, cursor_x;

    snprintf(what, sizeof what, "%s %s", file->name, variants[variant].ascii ? "ascii" : "utf-8");
    readback_check(what);
    getyx(curscr, cursor_y, cursor_x);
    buffer_printf(&file->out, "=== %s, %dx%d, cursor %d,%d\n", what, COLS, LINES, cursor_y, cursor_x);
    for (y = 0; y < LINES; y++) {
        buffer_printf(&rows, "%s\n", readback_row(y));
        buffer_printf(&roles, "%s\n", readback_roles(y));
    }
    append_kept(file, variant, &rows, &roles);
    if (variant < VARIANT_SIZES) {
        file->rows[variant] = rows;
        file->roles[variant] = roles;
    } else {
        buffer_free(&rows);
        buffer_free(&roles);
    }
}

void variant_expect(struct variant_file *file)
{
    char path[100];
    size_t i;

    snprintf(path, sizeof path, "tests/screens/%s.txt", file->name);
    suite_expect_golden(path, buffer_text(&file->out), file->out.length);
    buffer_free(&file->out);
    for (i = 0; i < VARIANT_SIZES; i++) {
        buffer_free(&file->rows[i]);
        buffer_free(&file->roles[i]);
    }
}
