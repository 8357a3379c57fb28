/* SPDX-License-Identifier: MIT */
/*
 * errwalk flows: list the flows there are, or those that are to be reviewed.
 */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "errwalk/buffer.h"
#include "errwalk/clock.h"
#include "errwalk/document.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

enum { SECONDS_OF_A_DAY = 86400 };

static enum exit_code run(const struct options *options);

const struct command command_flows = {
    .name = "flows",
    .usage = "",
    .summary = "list the flows",
    .options = TAKES_FORMAT | TAKES_FLOWS,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON,
    .run = run,
};

/* A flow of the list. */
struct row {
    struct library_entry entry;
    const struct flow *flow; /* NULL where only its head was read, or it is broken */
    char due[CLOCK_TEXT];    /* the day of its next review; "" where it is not known */
};

static void own_error(const struct library_entry *entry, struct buffer *out)
{
    if (entry->errors)
        flow_error_text(out, entry->errors);
}

/* When it is to be reviewed, and by whom. */
static void review(const struct row *row, struct buffer *out)
{
    if (!row->flow) {
        buffer_string(out, "it has errors: see errwalk check");
        return;
    }
    buffer_printf(out, *row->due ? "review due %s" : "never reviewed%s", row->due);
    if (*row->flow->owner)
        buffer_printf(out, ", %s", row->flow->owner);
}

static void print_text(const struct row *rows, size_t count, bool reviews)
{
    size_t i, widest = 0;

    for (i = 0; i < count; i++) {
        size_t width = text_width(rows[i].entry.id, strlen(rows[i].entry.id));

        widest = width > widest ? width : widest;
    }
    for (i = 0; i < count; i++) {
        const struct library_entry *entry = &rows[i].entry;
        struct buffer below = {0};

        if (reviews)
            review(&rows[i], &below);
        else
            own_error(entry, &below);
        output_text(entry->id);
        output_printf("%*s  %s\n", (int)(widest - text_width(entry->id, strlen(entry->id))), "",
                      entry->title);
        if (below.length)
            output_printf("%*s  %s\n", (int)widest, "", buffer_text(&below));
        buffer_free(&below);
    }
}

static json_t *text_or_null(const char *text)
{
    return *text ? json_string(text) : json_null();
}

static json_t *make_errors(const struct library_entry *entry)
{
    json_t *errors = json_array();
    const struct error_ref *error;

    flow_each(error, entry->errors)
        json_array_append_new(
            errors, json_pack("{s:s, s:o}", "name", error->name, "code",
                              document_code(error->code)));
    return errors;
}

static void print_json(const struct row *rows, size_t count, bool reviews)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < count; i++) {
        const struct library_entry *entry = &rows[i].entry;
        json_t *object = json_pack("{s:s, s:s, s:s, s:o}", "id", entry->id, "title", entry->title,
                                   "path", entry->path, "errors", make_errors(entry));

        if (reviews) {
            const struct flow *flow = rows[i].flow;

            json_object_set_new(object, "owner", text_or_null(flow ? flow->owner : ""));
            json_object_set_new(object, "reviewed", text_or_null(flow ? flow->reviewed : ""));
            json_object_set_new(object, "due", text_or_null(rows[i].due));
        }
        json_array_append_new(list, object);
    }
    output_json(list);
    json_decref(list);
}

/* Loads the flow of a row; whether it is among those that were asked for. A broken one has no owner
 * that could be read, and is due. */
static bool takes(const struct options *options, struct library *library, int64_t today,
                  struct row *row)
{
    struct diag_list faults = {0};
    int64_t day;

    library_flow(library, row->entry.id, &faults, &row->flow);
    diag_list_free(&faults);
    if (!row->flow)
        return !options->owner;
    if (options->owner && strcasecmp(options->owner, row->flow->owner) != 0)
        return false;
    if (!flow_review_due(row->flow, &day))
        return true;
    clock_format(day * SECONDS_OF_A_DAY, row->due);
    row->due[strlen("YYYY-MM-DD")] = '\0';
    return !options->due_given || day <= today + options->due;
}

/* What is never reviewed first, then by the day. */
static int compare(const void *a, const void *b)
{
    const struct row *one = a, *other = b;
    int order = strcmp(one->due, other->due);

    return order ? order : strcmp(one->entry.id, other->entry.id);
}

static size_t select_rows(const struct options *options, struct library *library, int64_t today,
                          struct row *rows, size_t count)
{
    size_t i, kept = 0;

    for (i = 0; i < count; i++) {
        if (takes(options, library, today, &rows[i]))
            rows[kept++] = rows[i];
    }
    qsort(rows, kept, sizeof *rows, compare);
    return kept;
}

static enum exit_code list(const struct options *options, struct library *library, int64_t today)
{
    const struct library_entry *entries = NULL;
    bool reviews = options->due_given || options->owner;
    struct row *rows;
    size_t count = 0, i, kept;

    library_entries(library, &entries, &count);
    rows = memory_alloc((count + 1) * sizeof *rows);
    for (i = kept = 0; i < count; i++) {
        if (!entries[i].is_assignment)
            rows[kept++].entry = entries[i];
    }
    count = kept;
    kept = reviews ? select_rows(options, library, today, rows, count) : count;
    if (options->format == FORMAT_JSON)
        print_json(rows, kept, reviews);
    else
        print_text(rows, kept, reviews);
    memory_free(rows);
    if (!count)
        output_error("no flow was found; say where they are: --flows=DIR");
    else if (!kept)
        output_error(options->due_given ? "no flow is due for a review"
                                        : "no flow has this owner");
    return kept ? EXIT_DONE : EXIT_NO;
}

static enum exit_code run(const struct options *options)
{
    struct library *library;
    struct clock clock;
    enum exit_code code;

    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    library = search_path_library(options, NULL);
    if (!library)
        return EXIT_USAGE;
    code = list(options, library, clock_now(&clock) / SECONDS_OF_A_DAY);
    library_free(library);
    return code;
}
