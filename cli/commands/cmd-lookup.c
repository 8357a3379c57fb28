/* SPDX-License-Identifier: MIT */
/*
 * errwalk lookup TEXT…: what the error codes in a text are. `-` reads a log.
 */
#include <config.h>

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/catalog.h"
#include "errwalk/decode.h"
#include "errwalk/document.h"
#include "errwalk/library.h"
#include "errwalk/log.h"
#include "errwalk/memory.h"
#include "errwalk/sink.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

#include "log-input.h"

static enum exit_code run(const struct options *options);

const struct command command_lookup = {
    .name = "lookup",
    .usage = "TEXT…",
    .summary = "decode error codes; '-' reads a log",
    .options = TAKES_FORMAT | TAKES_LOG,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON,
    .run = run,
};

/* Lines of findings that a screen holds. */
enum { HELD = 20 };

enum { MOST_READINGS = 32, MOST_UNKNOWN = 8, MOST_PAIRS = 3, NEAREST = 3, DESCRIPTION = 256 };

/* One reading, and where its text stands. */
struct finding {
    const struct decode_reading *reading;
    const char *text; /* the text that was read */
    size_t line;      /* of a log, from 1; 0: not of a log */
    const char *flow; /* id of the flow for it, or NULL */
};

/* The Win32 error that flows are named by: the error itself, or what it is paired with. */
static const char *flow_for(struct library *library, const struct decode_reading *reading)
{
    const struct catalog_entry *pair;
    const struct library_entry *entry;
    const struct code none = {0};
    size_t nth = 0;

    if (!reading->entry)
        return NULL;
    entry = library_by_error(library, catalog_entry_name(reading->entry), none);
    while (!entry && (pair = catalog_entry_pair(reading->entry, nth++)) != NULL)
        entry = library_by_error(library, catalog_entry_name(pair), none);
    return entry ? entry->id : NULL;
}

static void describe(const struct decode_reading *reading, char text[DESCRIPTION])
{
    if (reading->entry)
        catalog_describe(reading->entry, text, DESCRIPTION);
    else
        snprintf(text, DESCRIPTION, "%s",
                 reading->event ? catalog_event_meaning(reading->event)
                                : "An event ID; what it means depends on its log and source.");
}

/* An event ID means something only together with who logs it. */
static const char *event_source(const struct decode_reading *reading)
{
    return reading->event ? catalog_event_source(reading->event) : "an unknown source";
}

static void print_pairs(const struct catalog_entry *entry)
{
    const struct catalog_entry *pair;
    size_t nth;

    for (nth = 0; (pair = catalog_entry_pair(entry, nth)) != NULL; nth++) {
        struct buffer code = {0};

        if (nth >= MOST_PAIRS)
            continue;
        code_print_after(&code, catalog_entry_code(pair));
        output_printf("  %s%s%s\n", nth ? "           " : "paired:    ", catalog_entry_name(pair),
                      buffer_text(&code));
        buffer_free(&code);
    }
    if (nth > MOST_PAIRS)
        output_printf("             and %zu more\n", nth - MOST_PAIRS);
}

static void print_entry(const struct decode_reading *reading)
{
    const char *facility = catalog_facility(reading->code);
    const char *severity = catalog_severity(reading->code);
    struct code inner = catalog_entry_code(reading->entry);
    struct buffer forms = {0};

    code_print_forms(&forms, reading->code);
    if (code_is_hex(reading->code))
        buffer_printf(&forms, ", %lld", (long long)reading->code.value);
    output_printf("  code:      %s\n", buffer_text(&forms));
    output_printf("  kind:      %s\n", code_kind_name(reading->code.kind));
    if (inner.kind != reading->code.kind) {
        buffer_clear(&forms);
        code_print_forms(&forms, inner);
        output_printf("  inside it: %s %s\n", code_kind_name(inner.kind), buffer_text(&forms));
    }
    buffer_free(&forms);
    if (facility)
        output_printf("  facility:  %s\n", facility);
    if (severity)
        output_printf("  severity:  %s\n", severity);
    print_pairs(reading->entry);
}

static void print_finding(const struct finding *finding)
{
    const struct decode_reading *reading = finding->reading;
    char meaning[DESCRIPTION];

    describe(reading, meaning);
    if (log_is_unknown(reading)) {
        output_printf("%.*s\n  not in the catalog\n", (int)reading->length,
                      finding->text + reading->offset);
        if (!code_is_windows(reading->code))
            output_printf("  kind:      %s\n", code_kind_name(reading->code.kind));
        return;
    }
    if (reading->entry) {
        output_printf("%s\n", catalog_entry_name(reading->entry));
        print_entry(reading);
    } else {
        output_printf("Event %u of %s%s%s\n", (unsigned)reading->code.value, event_source(reading),
                      reading->event ? ", log " : "",
                      reading->event ? catalog_event_log(reading->event) : "");
    }
    output_printf("  meaning:   %s\n", meaning);
    output_printf("  read as:   %s\n", decode_reason_text(reading->reason));
    if (finding->flow)
        output_printf("  flow:      %s\n", finding->flow);
}

static void write_named(struct buffer *out, const struct catalog_entry *entry, const char *meaning)
{
    buffer_string(out, catalog_entry_name(entry));
    code_print_after(out, catalog_entry_code(entry));
    buffer_printf(out, ": %s", meaning);
}

/* What a finding of a log is, in a line; `text` is how it is written there. */
static void write_log_meaning(struct buffer *out, const struct finding *finding, const char *text,
                              size_t length)
{
    const struct decode_reading *reading = finding->reading;
    char meaning[DESCRIPTION];

    describe(reading, meaning);
    if (log_is_unknown(reading))
        buffer_printf(out, "%.*s: not in the catalog", (int)length, text);
    else if (reading->entry)
        write_named(out, reading->entry, meaning);
    else
        buffer_printf(out, "event %u of %s: %s", (unsigned)reading->code.value,
                      event_source(reading), meaning);
    if (finding->flow)
        buffer_printf(out, " [flow %s]", finding->flow);
    buffer_char(out, '\n');
}

static void write_log_finding(struct buffer *out, const struct finding *finding)
{
    const struct decode_reading *reading = finding->reading;
    const char *text = finding->text + reading->offset;

    buffer_printf(out, "%zu: ", finding->line);
    if (!log_is_unknown(reading))
        buffer_printf(out, "%.*s: ", (int)reading->length, text);
    write_log_meaning(out, finding, text, reading->length);
}

static json_t *json_pairs(const struct catalog_entry *entry)
{
    json_t *pairs = json_array();
    const struct catalog_entry *pair;
    size_t nth;

    for (nth = 0; entry && (pair = catalog_entry_pair(entry, nth)) != NULL; nth++)
        json_array_append_new(pairs, json_string(catalog_entry_name(pair)));
    return pairs;
}

static json_t *json_or_null(const char *text)
{
    return text ? json_string(text) : json_null();
}

/* The number that people know: of mail the reply without its status; of an SQLSTATE there is none. */
static json_t *json_value(struct code code)
{
    if (code.kind == CODE_SMTP && code.value >= 1000)
        code = code_of(CODE_SMTP, code.value / 10000);
    if (code.kind == CODE_SQLSTATE || (code.kind == CODE_SMTP && code.value < 10))
        return json_null();
    return document_code(code);
}

/* Errors of SQL Server and exit statuses without a name are called by their number. */
static const char *bare_name(const struct catalog_entry *entry)
{
    const enum code_kind kind = catalog_entry_code(entry).kind;
    const char *name = catalog_entry_name(entry), *blank = strrchr(name, ' ');

    return blank && (kind == CODE_MSSQL || kind == CODE_EXIT) ? blank + 1 : name;
}

static json_t *json_finding(const struct finding *finding)
{
    const struct decode_reading *reading = finding->reading;
    char meaning[DESCRIPTION];
    json_t *object = json_object();
    struct buffer hex = {0};

    describe(reading, meaning);
    code_print_hex(&hex, reading->code);
    if (finding->line)
        json_object_set_new(object, "line", json_integer((json_int_t)finding->line));
    json_object_set_new(object, "input",
                        sink_json(finding->text + reading->offset, reading->length));
    json_object_set_new(object, "kind", json_string(code_kind_name(reading->code.kind)));
    json_object_set_new(object, "value", json_value(reading->code));
    json_object_set_new(object, "hex", document_text_or_null(buffer_text(&hex)));
    json_object_set_new(object, "name",
                        json_or_null(reading->entry ? bare_name(reading->entry) : NULL));
    json_object_set_new(object, "meaning", json_or_null(log_is_unknown(reading) ? NULL : meaning));
    json_object_set_new(object, "facility",
                        json_or_null(catalog_facility(reading->code)));
    json_object_set_new(object, "severity",
                        json_or_null(catalog_severity(reading->code)));
    json_object_set_new(object, "pairs", json_pairs(reading->entry));
    json_object_set_new(object, "flow", json_or_null(finding->flow));
    buffer_free(&hex);
    return object;
}

/* What a run has found: printed as it is found. */
struct lookup {
    struct library *library;
    bool is_json;
    size_t found;   /* codes that the catalog has */
    size_t unknown; /* numbers that it does not have */
};

static void add_finding(struct lookup *lookup, const struct finding *finding)
{
    if (lookup->is_json) {
        json_t *object = json_finding(finding);

        output_json_item(object, lookup->found + lookup->unknown);
        json_decref(object);
    } else if (finding->line) {
        struct buffer line = {0};

        write_log_finding(&line, finding);
        output_text(buffer_text(&line));
        buffer_free(&line);
    } else {
        output_text(lookup->found ? "\n" : "");
        print_finding(finding);
    }
    if (log_is_unknown(finding->reading))
        lookup->unknown++;
    else
        lookup->found++;
}

/* Adds the numbers that the catalog does not have to the readings; returns how many there are. */
static size_t gather_unknown(const char *text, size_t length, struct decode_reading *readings)
{
    struct decode_unknown unknown[MOST_UNKNOWN];
    size_t count = decode_unknowns(text, length, unknown, MOST_UNKNOWN), i;

    for (i = 0; i < count; i++)
        readings[i] = (struct decode_reading){.code = unknown[i].code,
                                              .offset = unknown[i].offset,
                                              .length = unknown[i].length};
    return count;
}

/* A log that is being read. What it names is printed line by line, but held back until it is more than a
 * screen holds: then a summary takes its place. */
struct reading {
    struct lookup *lookup;
    struct log log;
    struct buffer first; /* the first line, until the second is there */
    bool begun, each;
    struct buffer held;
    size_t held_lines;
};

/* A log's finding is one line; all are held back until they are too many. */
static void add_log_finding(struct reading *reading, const struct finding *finding)
{
    struct lookup *lookup = reading->lookup;

    if (lookup->is_json || reading->each) {
        add_finding(lookup, finding);
        return;
    }
    if (log_is_unknown(finding->reading))
        lookup->unknown++;
    else
        lookup->found++;
    if (reading->held_lines++ < HELD)
        write_log_finding(&reading->held, finding);
}

static void look_up_line(struct reading *reading, const char *line, size_t length, size_t number)
{
    struct decode_reading readings[LOG_LINE_READINGS];
    size_t count = log_add(&reading->log, line, length, number, 0, readings), i;
    const bool shown = reading->lookup->is_json || reading->each || reading->held_lines < HELD;

    for (i = 0; i < count; i++) {
        struct finding finding = {&readings[i], line, number,
                                  shown ? flow_for(reading->lookup->library, &readings[i]) : NULL};

        add_log_finding(reading, &finding);
    }
}

/* What the log is like shows when two lines are there. */
static void begin_log(struct reading *reading, const char *second, size_t length)
{
    reading->begun = true;
    log_begin(&reading->log, buffer_text(&reading->first), reading->first.length, second, length);
    if (reading->first.length)
        look_up_line(reading, buffer_text(&reading->first), reading->first.length, 1);
    buffer_free(&reading->first);
}

static void take_line(void *context, const char *line, size_t length, size_t number)
{
    struct reading *reading = context;

    if (!reading->begun && number == 1 && !reading->first.length && line[length - 1] == '\n') {
        buffer_append(&reading->first, line, length);
        return;
    }
    if (!reading->begun)
        begin_log(reading, line, length);
    look_up_line(reading, line, length, number);
}

static void print_place(const char *word, const struct log_place *place)
{
    output_printf("%s line %zu%s%s%s", word, place->line, *place->time ? " (" : "", place->time,
                  *place->time ? ")" : "");
}

/* Each code with how often, and where first and last. */
static void print_summary(struct reading *reading)
{
    struct log *log = &reading->log;
    size_t i;

    log_sort(log);
    output_printf("%zu codes found in %zu lines, %zu different; most frequent first. --each lists "
                  "every line.\n\n", log->found + log->unknown, log->lines, log->count);
    for (i = 0; i < log->count; i++) {
        const struct log_code *code = &log->codes[i];
        const struct finding finding = {&code->reading, code->text, 0,
                                        flow_for(reading->lookup->library, &code->reading)};
        struct buffer line = {0};

        if (!log_is_unknown(&code->reading))
            buffer_printf(&line, "%s: ", code->text);
        write_log_meaning(&line, &finding, code->text, strlen(code->text));
        output_printf("%zu x %s", code->count, buffer_text(&line));
        print_place("    first:", &code->first);
        output_text("\n");
        print_place("    last: ", &code->last);
        output_text("\n");
        buffer_free(&line);
    }
    if (log->left_out)
        output_printf("Other codes, in %zu places, are left out.\n", log->left_out);
}

/* Says itself what went wrong. */
static enum exit_code look_up_log(struct lookup *lookup, bool each)
{
    struct reading reading = {.lookup = lookup, .each = each};
    size_t number = 0;
    enum status status = log_input_read(STDIN_FILENO, take_line, &reading, &number);

    if (!reading.begun)
        begin_log(&reading, "", 0);
    if (reading.held_lines > HELD)
        print_summary(&reading);
    else
        output_text(buffer_text(&reading.held));
    buffer_free(&reading.held);
    log_free(&reading.log);
    if (status == STATUS_IO) {
        output_error("cannot read standard input: %s", strerror(errno));
        return EXIT_FAULT;
    }
    if (status == STATUS_INVALID) {
        output_error("line %zu of standard input is not text in UTF-8 or UTF-16", number);
        return EXIT_USAGE;
    }
    if (!lookup->found && !lookup->unknown)
        output_error("there is no error code in the log");
    return lookup->found ? EXIT_DONE : EXIT_NO;
}

/* Whether some word may be the name of an error or part of one. */
static bool holds_name(const char *text)
{
    size_t letters = 0;

    for (; *text && letters < 3; text++) {
        bool is_letter = ((*text | 0x20) >= 'a' && (*text | 0x20) <= 'z') || *text == '_';

        letters = is_letter ? letters + 1 : 0;
    }
    return letters >= 3;
}

/* Where there is no such code: what it is instead, or its neighbours by number or by name. Numbers near to
 * one of a family other than Windows' say nothing of it. */
static void report_nothing(const char *text, size_t length, const struct decode_unknown *unknown)
{
    const char *facility = NULL, *refusal = NULL;
    const struct catalog_entry *near[NEAREST];
    struct buffer why = {0};
    size_t count = 0, i;

    if (unknown->length && !code_is_windows(unknown->code)) {
        output_error("'%.*s' is not in the catalog: %s", (int)unknown->length,
                     text + unknown->offset, code_kind_title(unknown->code.kind));
        return;
    }
    if (unknown->length) {
        facility = catalog_facility(unknown->code);
        count = catalog_nearest_codes(unknown->code, near, NEAREST);
    } else {
        refusal = decode_refusal(text, length);
        if (!refusal && holds_name(text))
            count = catalog_nearest_names(text, length, near, NEAREST);
    }
    if (facility)
        buffer_printf(&why, ", of %s", facility);
    if (refusal)
        buffer_printf(&why, ": it contains %s", refusal);
    for (i = 0; i < count; i++) {
        buffer_printf(&why, "%s%s", i ? ", " : "; nearest: ", catalog_entry_name(near[i]));
        code_print_after(&why, catalog_entry_code(near[i]));
    }
    output_error("%s '%s'%s",
                 unknown->length ? "no error has the number in" : "there is no error code in", text,
                 buffer_text(&why));
    buffer_free(&why);
}

/* Whether another reading of the same number is so much likelier that this one is hardly meant. */
static bool is_hardly_meant(const struct decode_reading *readings, size_t i)
{
    size_t k;

    for (k = 0; k < i; k++) {
        if (readings[k].offset == readings[i].offset &&
            readings[k].likelihood >= readings[i].likelihood + DECODE_GAP)
            return true;
    }
    return false;
}

/* The readings that are hardly meant, a line each. */
static void print_rest(const struct decode_reading *readings, size_t count)
{
    char meaning[DESCRIPTION];
    struct buffer line = {0};
    size_t i, printed = 0;

    for (i = 0; i < count; i++) {
        if (log_is_unknown(&readings[i]) || !is_hardly_meant(readings, i))
            continue;
        describe(&readings[i], meaning);
        buffer_printf(&line, "  %s ", code_kind_name(readings[i].code.kind));
        write_named(&line, readings[i].entry, meaning);
        output_printf("%s%s\n", printed++ ? "" : "\nLess likely:\n", buffer_text(&line));
        buffer_clear(&line);
    }
    buffer_free(&line);
}

static enum exit_code look_up_text(struct lookup *lookup, const char *text)
{
    struct decode_reading readings[MOST_READINGS + MOST_UNKNOWN];
    struct decode_unknown unknown = {0};
    size_t count = decode(text, strlen(text), readings, MOST_READINGS, &unknown), i;

    if (count && unknown.length)
        count += gather_unknown(text, strlen(text), readings + count);
    for (i = 0; i < count; i++) {
        struct finding finding = {&readings[i], text, 0, flow_for(lookup->library, &readings[i])};

        if (lookup->is_json || !is_hardly_meant(readings, i))
            add_finding(lookup, &finding);
    }
    if (!lookup->is_json)
        print_rest(readings, count);
    if (!count)
        report_nothing(text, strlen(text), &unknown);
    return count ? EXIT_DONE : EXIT_NO;
}

static enum exit_code run(const struct options *options)
{
    struct lookup lookup = {0};
    char *text = options_join(options);
    enum exit_code code;

    if (!options->operand_count) {
        output_error("lookup takes a code, a name or a text; '-' reads a log");
        memory_free(text);
        return EXIT_USAGE;
    }
    lookup.library = search_path_library(options, NULL);
    if (!lookup.library) {
        memory_free(text);
        return EXIT_USAGE;
    }
    lookup.is_json = options->format == FORMAT_JSON;
    code = strcmp(text, "-") == 0 ? look_up_log(&lookup, options->each) : look_up_text(&lookup, text);
    if (lookup.is_json)
        output_json_end(lookup.found + lookup.unknown);
    library_free(lookup.library);
    memory_free(text);
    return code;
}
