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
#include <unistr.h>

#include "errwalk/catalog.h"
#include "errwalk/decode.h"
#include "errwalk/document.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/sink.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code run(const struct options *options);

const struct command command_lookup = {
    .name = "lookup",
    .usage = "TEXT…",
    .summary = "decode error codes; '-' reads a log",
    .options = TAKES_FORMAT,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON,
    .run = run,
};

enum { MOST_READINGS = 32, MOST_UNKNOWN = 8, MOST_PAIRS = 3, NEAREST = 3, DESCRIPTION = 256 };

/* One reading, and where its text stands. */
struct finding {
    const struct decode_reading *reading;
    const char *text; /* the text that was read */
    size_t line;      /* of a log, from 1; 0: not of a log */
    const char *flow; /* id of the flow for it, or NULL */
};

/* A number with the shape of an error that the catalog does not have. */
static bool is_unknown(const struct decode_reading *reading)
{
    return !reading->entry && reading->code.kind != CODE_EVENT;
}

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
    if (is_unknown(reading)) {
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

static void print_named(const struct catalog_entry *entry, const char *meaning)
{
    struct buffer code = {0};

    code_print_after(&code, catalog_entry_code(entry));
    output_printf("%s%s: %s", catalog_entry_name(entry), buffer_text(&code), meaning);
    buffer_free(&code);
}

/* A log's finding is one line. */
static void print_log_finding(const struct finding *finding)
{
    const struct decode_reading *reading = finding->reading;
    char meaning[DESCRIPTION];

    describe(reading, meaning);
    output_printf("%zu: %.*s: ", finding->line, (int)reading->length,
                  finding->text + reading->offset);
    if (is_unknown(reading))
        output_printf("not in the catalog");
    else if (reading->entry)
        print_named(reading->entry, meaning);
    else
        output_printf("event %u of %s: %s", (unsigned)reading->code.value,
                      event_source(reading), meaning);
    output_printf("%s%s%s\n", finding->flow ? " [flow " : "", finding->flow ? finding->flow : "",
                  finding->flow ? "]" : "");
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
    json_object_set_new(object, "meaning", json_or_null(is_unknown(reading) ? NULL : meaning));
    json_object_set_new(object, "facility",
                        json_or_null(catalog_facility(reading->code)));
    json_object_set_new(object, "severity",
                        json_or_null(catalog_severity(reading->code)));
    json_object_set_new(object, "pairs", json_pairs(reading->entry));
    json_object_set_new(object, "flow", json_or_null(finding->flow));
    buffer_free(&hex);
    return object;
}

/* What a run has found: printed as it is found, or gathered for JSON. */
struct lookup {
    struct library *library;
    json_t *array; /* NULL: text */
    size_t found;   /* codes that the catalog has */
    size_t unknown; /* numbers that it does not have */
};

static void add_finding(struct lookup *lookup, const struct finding *finding)
{
    if (lookup->array) {
        json_array_append_new(lookup->array, json_finding(finding));
    } else if (finding->line) {
        print_log_finding(finding);
    } else {
        output_text(lookup->found ? "\n" : "");
        print_finding(finding);
    }
    if (is_unknown(finding->reading))
        lookup->unknown++;
    else
        lookup->found++;
}

/* A log names each code once, by its likeliest reading; a text shows all readings. */
static bool is_lesser_reading(const struct decode_reading *readings, size_t i)
{
    size_t j;

    for (j = 0; j < i; j++) {
        if (readings[j].offset == readings[i].offset)
            return true;
    }
    return false;
}

static int by_place(const void *a, const void *b)
{
    const struct decode_reading *left = a, *right = b;

    return (left->offset > right->offset) - (left->offset < right->offset);
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

static void look_up_line(struct lookup *lookup, const char *line, size_t length, size_t number)
{
    struct decode_reading readings[MOST_READINGS], kept[MOST_READINGS + MOST_UNKNOWN];
    struct decode_unknown unknown;
    size_t count = decode(line, length, readings, MOST_READINGS, &unknown), i, keep = 0;

    for (i = 0; i < count; i++) {
        if (!is_lesser_reading(readings, i))
            kept[keep++] = readings[i];
    }
    if (unknown.length)
        keep += gather_unknown(line, length, kept + keep);
    qsort(kept, keep, sizeof *kept, by_place);
    for (i = 0; i < keep; i++) {
        struct finding finding = {&kept[i], line, number, flow_for(lookup->library, &kept[i])};

        add_finding(lookup, &finding);
    }
}

/* How a log is written; PowerShell 5 redirects as UTF-16. */
enum encoding { ENCODING_BYTES, ENCODING_UTF16_LITTLE, ENCODING_UTF16_BIG, ENCODING_NONE };

/* Bytes of a line that are looked at together, if it is longer: up to the next blank, if one comes
 * before as many again. */
enum { WINDOW = 64 * 1024 };

/* A log, its first bytes read ahead. */
struct log {
    FILE *file;
    char line[2 * WINDOW];
    size_t length, taken; /* of `line`, or of a part of it: `taken` bytes are done with */
    size_t number;
    bool goes_on; /* the line has more parts */
};

static bool ends_part(size_t length, int last)
{
    return last == '\n' || (length >= WINDOW && last <= ' ') || length >= 2 * WINDOW;
}

static bool begins_with(const struct log *log, const char *mark, size_t length)
{
    return log->length >= length && memcmp(log->line, mark, length) == 0;
}

/* Tells from the first line how the log is written, and passes over the byte order mark. */
static enum encoding find_encoding(struct log *log)
{
    size_t zeros[2] = {0, 0}, pairs = log->length / 2, i;

    if (begins_with(log, "\xEF\xBB\xBF", 3)) {
        log->taken = 3;
        return ENCODING_BYTES;
    }
    if (begins_with(log, "\xFF\xFE", 2) || begins_with(log, "\xFE\xFF", 2)) {
        log->taken = 2;
        return log->line[0] == '\xFF' ? ENCODING_UTF16_LITTLE : ENCODING_UTF16_BIG;
    }
    for (i = 0; i < log->length; i++)
        zeros[i % 2] += log->line[i] == '\0';
    if (zeros[0] == 0 && zeros[1] > 0 && zeros[1] >= pairs / 2)
        return ENCODING_UTF16_LITTLE;
    if (zeros[1] == 0 && zeros[0] > 0 && zeros[0] >= pairs / 2)
        return ENCODING_UTF16_BIG;
    return zeros[0] + zeros[1] > log->length / 4 ? ENCODING_NONE : ENCODING_BYTES;
}

static int next_byte(struct log *log)
{
    return log->taken < log->length ? (unsigned char)log->line[log->taken++] : getc(log->file);
}

/* Reads the 16-bit units of a line into a buffer. STATUS_NO at the end of the log, STATUS_INVALID
 * where half a unit is left. */
static enum status next_units(struct log *log, bool is_big, struct buffer *units)
{
    buffer_clear(units);
    for (;;) {
        int first = next_byte(log), second = first == EOF ? EOF : next_byte(log);
        uint16_t unit;

        if (first == EOF)
            return units->length ? STATUS_OK : STATUS_NO;
        if (second == EOF)
            return STATUS_INVALID;
        unit = (uint16_t)(is_big ? first << 8 | second : second << 8 | first);
        buffer_append(units, (const char *)&unit, sizeof unit);
        if (ends_part(units->length, unit) && (unit & 0xfc00) != 0xd800) /* half a character */
            return STATUS_OK;
    }
}

static enum status look_up_wide_line(struct lookup *lookup, const struct buffer *units,
                                     size_t number)
{
    size_t count = units->length / sizeof(uint16_t), length;
    uint16_t *wide = memory_alloc(units->length);
    uint8_t *line = NULL;

    memcpy(wide, units->bytes, units->length);
    line = u16_to_u8(wide, count, NULL, &length);
    memory_free(wide);
    if (!line && errno == ENOMEM) /* the library's own malloc */
        memory_exhausted();
    if (!line)
        return STATUS_INVALID;
    look_up_line(lookup, (const char *)line, length, number);
    free(line);
    return STATUS_OK;
}

static enum status look_up_wide(struct lookup *lookup, struct log *log, bool is_big)
{
    struct buffer units = {0};
    enum status status;
    uint16_t last = 0;

    log->number = 0;
    while ((status = next_units(log, is_big, &units)) != STATUS_NO) {
        log->number += !log->goes_on;
        if (status == STATUS_OK)
            status = look_up_wide_line(lookup, &units, log->number);
        if (status == STATUS_OK)
            memcpy(&last, units.bytes + units.length - sizeof last, sizeof last);
        log->goes_on = last != '\n';
        if (status != STATUS_OK)
            break;
    }
    buffer_free(&units);
    return status == STATUS_NO ? STATUS_OK : status;
}

/* Reads a line, or the next part of one. */
static bool next_line(struct log *log)
{
    int byte = 0;

    log->goes_on = log->length && log->line[log->length - 1] != '\n';
    log->length = log->taken = 0;
    while ((!log->length || !ends_part(log->length, byte)) && (byte = getc_unlocked(log->file)) != EOF)
        log->line[log->length++] = (char)byte;
    log->number += log->length && !log->goes_on;
    return log->length > 0;
}

static enum status look_up_lines(struct lookup *lookup, struct log *log)
{
    do
        look_up_line(lookup, log->line + log->taken, log->length - log->taken, log->number);
    while (next_line(log));
    return STATUS_OK;
}

/* Says itself what went wrong. */
static enum exit_code look_up_log(struct lookup *lookup, FILE *file)
{
    struct log log = {.file = file};
    enum status status = STATUS_OK;

    if (next_line(&log)) {
        enum encoding encoding = find_encoding(&log);

        status = encoding == ENCODING_BYTES  ? look_up_lines(lookup, &log)
                 : encoding != ENCODING_NONE ? look_up_wide(lookup, &log,
                                                            encoding == ENCODING_UTF16_BIG)
                                             : STATUS_INVALID;
    }
    if (ferror(file)) {
        output_error("cannot read standard input: %s", strerror(errno));
        return EXIT_FAULT;
    }
    if (status == STATUS_INVALID) {
        output_error("line %zu of standard input is no text in UTF-8 or UTF-16", log.number);
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
        buffer_printf(&why, ": it holds %s", refusal);
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
    size_t i, printed = 0;

    for (i = 0; i < count; i++) {
        if (is_unknown(&readings[i]) || !is_hardly_meant(readings, i))
            continue;
        describe(&readings[i], meaning);
        output_printf("%s  %s ", printed++ ? "" : "\nLess likely:\n",
                      code_kind_name(readings[i].code.kind));
        print_named(readings[i].entry, meaning);
        output_text("\n");
    }
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

        if (lookup->array || !is_hardly_meant(readings, i))
            add_finding(lookup, &finding);
    }
    if (!lookup->array)
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
    if (options->format == FORMAT_JSON)
        lookup.array = json_array();
    code = strcmp(text, "-") == 0 ? look_up_log(&lookup, stdin) : look_up_text(&lookup, text);
    if (lookup.array)
        output_json(lookup.array);
    json_decref(lookup.array);
    library_free(lookup.library);
    memory_free(text);
    return code;
}
