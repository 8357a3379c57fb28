/* SPDX-License-Identifier: MIT */
/*
 * Results as bytes: numbers as they lie in memory, texts with their length before them.
 */
#include <config.h>

#include "check-result.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/rules.h"

#include "cli/search-path.h"

void check_result_free(struct check_result *result)
{
    diag_list_free(&result->faults);
    buffer_free(&result->figures.details);
    buffer_free(&result->figures.lines);
    buffer_free(&result->passed_over);
}

static void write_number(struct buffer *out, size_t number)
{
    buffer_append(out, (const char *)&number, sizeof number);
}

/* Its length and one, so that 0 is no text. */
static void write_text(struct buffer *out, const char *text)
{
    write_number(out, text ? strlen(text) + 1 : 0);
    if (text)
        buffer_append(out, text, strlen(text));
}

static size_t read_number(const char **at)
{
    size_t number;

    memcpy(&number, *at, sizeof number);
    *at += sizeof number;
    return number;
}

/* For memory_free. */
static char *read_text(const char **at)
{
    size_t length = read_number(at);
    char *text = length ? memory_copy(*at, length - 1) : NULL;

    *at += length ? length - 1 : 0;
    return text;
}

void check_result_pass_over(struct check_result *result, const char *path, int error)
{
    write_number(&result->passed_over, (size_t)error);
    write_text(&result->passed_over, path);
}

static void write_diag(struct buffer *out, const struct diag *diag)
{
    write_text(out, diag->rule->code);
    write_text(out, diag->file);
    write_text(out, diag->message);
    write_text(out, diag->hint);
    write_text(out, diag->excerpt);
    write_number(out, diag->skipped);
    write_number(out, diag->place.line);
    write_number(out, diag->place.column);
    write_number(out, diag->place.span);
}

static void add_diag(struct diag_list *list, const char **at)
{
    struct diag diag = {0};
    char *code = read_text(at);

    diag.rule = rule_find(code);
    memory_free(code);
    diag.file = read_text(at);
    diag.message = read_text(at);
    diag.hint = read_text(at);
    diag.excerpt = read_text(at);
    diag.skipped = (unsigned)read_number(at);
    diag.place.line = (unsigned)read_number(at);
    diag.place.column = (unsigned)read_number(at);
    diag.place.span = (unsigned)read_number(at);
    diag_move(list, &diag);
}

void check_result_write(const struct check_result *result, struct buffer *out)
{
    const struct diag_list *faults = &result->faults;
    size_t i;

    write_number(out, result->is_unreadable);
    write_text(out, buffer_text(&result->figures.details));
    write_text(out, buffer_text(&result->figures.lines));
    write_number(out, faults->errors);
    write_number(out, faults->warnings);
    write_number(out, faults->count);
    for (i = 0; i < faults->count; i++)
        write_diag(out, &faults->items[i]);
    buffer_append(out, buffer_text(&result->passed_over), result->passed_over.length);
}

static void add_text(struct buffer *all, const char **at)
{
    char *text = read_text(at);

    buffer_string(all, text);
    memory_free(text);
}

void check_result_add(struct check_result *all, const char *bytes, size_t length)
{
    const char *at = bytes;
    size_t errors, warnings, count;

    all->is_unreadable = read_number(&at) || all->is_unreadable;
    add_text(&all->figures.details, &at);
    add_text(&all->figures.lines, &at);
    errors = all->faults.errors + read_number(&at);
    warnings = all->faults.warnings + read_number(&at);
    for (count = read_number(&at); count; count--)
        add_diag(&all->faults, &at);
    all->faults.errors = errors;
    all->faults.warnings = warnings;
    while (at < bytes + length) {
        int error = (int)read_number(&at);
        char *path = read_text(&at);

        search_path_passed_over(path, error);
        memory_free(path);
    }
}
