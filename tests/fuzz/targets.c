/* SPDX-License-Identifier: MIT */
/*
 * The targets that stand on the engine alone, and what they expect.
 */
#include <config.h>

#include "targets.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/answers.h"
#include "errwalk/assignment.h"
#include "errwalk/check.h"
#include "errwalk/decode.h"
#include "errwalk/draft.h"
#include "errwalk/flow.h"
#include "errwalk/history.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/prose.h"
#include "errwalk/results.h"
#include "errwalk/scenario.h"
#include "errwalk/search.h"
#include "errwalk/solution.h"
#include "errwalk/text.h"
#include "tui/terminal/key-reader.h"

enum { READINGS = 40, CELLS = 60 };

void fuzz_expect_text(const char *text, size_t length)
{
    size_t i, bad;

    if (!text_check(text ? text : "", length, &bad))
        abort();
    for (i = 0; i < length; i++) {
        if (((unsigned char)text[i] < 0x20 && text[i] != '\n' && text[i] != '\t') || text[i] == 0x7f)
            abort();
    }
}

void fuzz_expect_json(const char *text, size_t length)
{
    json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);

    if (!value)
        abort();
    json_decref(value);
}

const char *fuzz_file(const char *bytes, size_t length, const char *extension)
{
    static char path[200];
    const char *directory = getenv("TMPDIR");
    FILE *file;

    snprintf(path, sizeof path, "%s/errwalk-fuzz-%ld%s", directory ? directory : "/tmp", (long)getpid(), extension);
    file = fopen(path, "wb");
    if (!file || (length && fwrite(bytes, length, 1, file) != 1) || fclose(file) != 0)
        abort();
    return path;
}

/* What is said of a file, in each form. */
static void expect_faults(struct diag_list *faults)
{
    enum diag_format format;

    for (format = 0; format < DIAG_FORMAT_COUNT; format++) {
        struct buffer out = {0};

        diag_print(&out, faults, format);
        fuzz_expect_text(out.bytes, out.length);
        buffer_free(&out);
    }
    json_decref(diag_json(faults));
    diag_list_free(faults);
}

static void expect_prose(const char *commonmark)
{
    const struct prose_options options = {.width = CELLS, .on_screen = true};
    struct buffer out = {0};
    struct prose *prose;

    prose_new(commonmark, &options, &prose);
    prose_plain(&out, prose);
    fuzz_expect_text(out.bytes, out.length);
    prose_free(prose);
    buffer_free(&out);
}

static void run_flow(const char *bytes, size_t length)
{
    struct diag_list faults = {0};
    struct flow *flow = NULL;

    if (flow_parse("fuzz.yaml", "fuzz", bytes, length, &faults, &flow) == STATUS_OK) {
        const struct step *step;

        expect_prose(flow->about ? flow->about->background : "");
        for (step = flow->first; step; step = (const void *)step->node.next)
            expect_prose(step->how);
    }
    flow_free(flow);
    expect_faults(&faults);
}

static void run_scenario(const char *bytes, size_t length)
{
    struct diag_list faults = {0};
    struct scenario *scenario = NULL;
    struct buffer sealed = {0}, plain = {0};

    scenario_parse("fuzz.yaml", "fuzz", bytes, length, &faults, &scenario);
    if (scenario_seal(bytes, length, &sealed) == STATUS_OK &&
        (scenario_unseal(sealed.bytes, sealed.length, &plain) != STATUS_OK || plain.length != length ||
         memcmp(plain.bytes, bytes, length) != 0))
        abort();
    buffer_free(&sealed);
    buffer_free(&plain);
    scenario_free(scenario);
    expect_faults(&faults);
}

static void run_answers(const char *bytes, size_t length)
{
    struct diag_list faults = {0};
    struct answers *answers = NULL;

    if (answers_load(fuzz_file(bytes, length, ".yaml"), &faults, &answers) == STATUS_OK)
        answers_free(answers);
    expect_faults(&faults);
}

static void run_assignment(const char *bytes, size_t length)
{
    struct diag_list faults = {0};
    struct assignment_sheet *assignment = NULL;

    if (assignment_load(fuzz_file(bytes, length, ".yaml"), &faults, &assignment) == STATUS_OK)
        assignment_free(assignment);
    expect_faults(&faults);
}

static void run_draft(const char *bytes, size_t length)
{
    struct draft_report report = {0};
    struct buffer out = {0};

    if (draft_write(&out, bytes, length, &report) == STATUS_OK)
        fuzz_expect_text(out.bytes, out.length);
    buffer_free(&report.left);
    buffer_free(&out);
}

static void run_decode(const char *bytes, size_t length)
{
    struct decode_reading readings[READINGS];
    struct decode_unknown unknown;
    size_t i, count = decode(bytes, length, readings, READINGS, &unknown);

    for (i = 0; i < count; i++) {
        if (readings[i].offset + readings[i].length > length)
            abort();
    }
}

static void run_log(const char *bytes, size_t length)
{
    struct library *library;
    struct search *search;
    struct search_hits *hits = memory_alloc(sizeof *hits);
    char *text = memory_copy(bytes, length);
    size_t i;

    library_new(NULL, 0, &library);
    search = search_new(library);
    search_log(search, text, hits);
    for (i = 0; i < hits->count; i++) {
        struct buffer label = {0};

        search_hit_label(&label, &hits->items[i]);
        fuzz_expect_text(label.bytes, label.length);
        buffer_free(&label);
    }
    search_free(search);
    library_free(library);
    memory_free(text);
    memory_free(hits);
}

static void run_solution(const char *bytes, size_t length)
{
    struct solution solution = {0};
    char *text = memory_copy(bytes, length);

    solution_read(text, &solution);
    solution_free(&solution);
    memory_free(text);
}

static void run_results(const char *bytes, size_t length)
{
    struct results *results = results_new();
    struct buffer why = {0};

    results_read(results, "fuzz.json", bytes, length, &why);
    fuzz_expect_text(why.bytes, why.length);
    buffer_free(&why);
    results_free(results);
}

static void ignore(void *context, const char *id, const char *what)
{
    (void)context;
    if (id)
        fuzz_expect_text(id, strlen(id));
    fuzz_expect_text(what, strlen(what));
}

static void run_history(const char *bytes, size_t length)
{
    const struct history_filter filter = {.since = INT64_MIN, .outcome = -1};
    const char *path = fuzz_file(bytes, length, ".db");
    struct history *history = history_new(path);
    struct history_list list = {0};
    struct history_checked checked = {0};
    char beside[250];

    history_upgrade(history);
    if (history_list(history, &filter, &list) == STATUS_OK && list.count) {
        struct session *session = NULL;

        if (history_load(history, list.items[0].id, &session) == STATUS_OK)
            session_free(session);
    }
    history_list_free(&list);
    history_check(history, ignore, NULL, &checked);
    history_free(history);
    unlink(path);
    snprintf(beside, sizeof beside, "%s-lock", path);
    unlink(beside);
}

/* A byte and how long after the one before, in pairs: nothing may be lost or wait for ever. */
static void run_keys(const char *bytes, size_t length)
{
    struct key_reader reader = {0};
    struct key_input input;
    int64_t now = 0;
    size_t i;

    key_reader_know_common(&reader);
    for (i = 0; i + 1 < length; i += 2) {
        now += (unsigned char)bytes[i + 1] * 4;
        key_reader_wait(&reader, now);
        while (key_reader_take(&reader, &input))
            ;
        key_reader_feed(&reader, (unsigned char)bytes[i], now);
        while (key_reader_take(&reader, &input))
            ;
    }
    if (key_reader_due(&reader) >= 0) {
        key_reader_wait(&reader, now + 100000);
        while (key_reader_take(&reader, &input))
            ;
        if (key_reader_due(&reader) >= 0)
            abort();
    }
    key_reader_free(&reader);
}

const struct fuzz_target fuzz_targets[] = {
    {"flow", run_flow},         {"scenario", run_scenario}, {"answers", run_answers},
    {"assignment", run_assignment}, {"draft", run_draft},   {"decode", run_decode},
    {"log", run_log},           {"solution", run_solution}, {"results", run_results},
    {"history", run_history},   {"keys", run_keys},         {"serve", fuzz_serve},
    {"settings", fuzz_settings}, {"call", fuzz_call},
    {NULL, NULL},
};
