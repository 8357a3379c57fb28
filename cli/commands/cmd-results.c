/* SPDX-License-Identifier: MIT */
/*
 * errwalk results [FILE]…: what the trainings of this history, or of exported files, came to.
 */
#include <config.h>

#include <errno.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/file.h"
#include "errwalk/history.h"
#include "errwalk/memory.h"
#include "errwalk/results.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "cli/since.h"

static enum exit_code run(const struct options *options);

const struct command command_results = {
    .name = "results",
    .usage = "[FILE]…",
    .summary = "show the results of trainings, also of a class",
    .options = TAKES_FORMAT | TAKES_RESULTS,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_CSV | 1u << FORMAT_JSON | 1u << FORMAT_XAPI |
               1u << FORMAT_HTML,
    .run = run,
};

static const char no_home_page[] = "https://errwalk.invalid"; /* nobody's: RFC 6761 */

enum { LARGEST_FILE = 64 * 1024 * 1024 };

static enum exit_code say(enum status status, const struct buffer *why)
{
    if (status == STATUS_OK)
        return EXIT_DONE;
    output_error("%s", buffer_text(why));
    return EXIT_USAGE;
}

static enum exit_code read_file(struct results *results, const char *path)
{
    struct buffer bytes = {0}, why = {0};
    enum status status = file_read(path, LARGEST_FILE, &bytes);
    enum exit_code code;

    if (status == STATUS_OK) {
        status = results_read(results, path, buffer_text(&bytes), bytes.length, &why);
    } else {
        buffer_printf(&why, "cannot read %s: %s", path,
                      status == STATUS_NO ? "it is too large for results" : strerror(errno));
    }
    code = say(status, &why);
    buffer_free(&bytes);
    buffer_free(&why);
    return code;
}

/* Results, and the calls of shifts until all are there. */
struct gathering {
    struct results *results;
    struct session **calls;
    size_t count, capacity;
};

/* What has not ended yet is no result. */
static enum status take(void *context, struct session *session)
{
    struct gathering *gathering = context;
    enum status status = results_add(gathering->results, session);

    if (*session_training(session)->shift) {
        memory_grow((void **)&gathering->calls, &gathering->capacity, gathering->count,
                    sizeof *gathering->calls);
        gathering->calls[gathering->count++] = session;
    } else {
        session_free(session);
    }
    return status == STATUS_NO ? STATUS_OK : status;
}

static enum status add_shifts(struct gathering *gathering)
{
    const struct session **calls = memory_alloc((gathering->count + 1) * sizeof *calls);
    enum status status;
    size_t i;

    for (i = 0; i < gathering->count; i++)
        calls[i] = gathering->calls[i];
    status = results_add_shifts(gathering->results, calls, gathering->count);
    for (i = 0; i < gathering->count; i++)
        session_free(gathering->calls[i]);
    memory_free(calls);
    memory_free(gathering->calls);
    return status;
}

static enum exit_code read_history(struct results *results, const struct options *options)
{
    struct history *history = search_path_history(options);
    struct gathering gathering = {.results = results};
    struct buffer why = {0};
    enum exit_code code;
    enum status status, shifts;

    if (!history)
        return EXIT_USAGE;
    status = history_trainings(history, take, &gathering);
    shifts = add_shifts(&gathering);
    if (status == STATUS_OK)
        status = shifts;
    buffer_string(&why, status == STATUS_IO ? history_message(history)
                                            : "the solution of a training cannot be read");
    code = say(status, &why);
    buffer_free(&why);
    history_free(history);
    return status == STATUS_IO ? EXIT_FAULT : code;
}

/* errwalk.conf says who trains here and how, not whose results are asked for. */
static bool is_asked_for(const struct options *options, const char *name)
{
    size_t i;

    for (i = 0; i < options->given_count; i++) {
        if (options->given[i].origin == ORIGIN_COMMAND_LINE &&
            strcmp(options->given[i].option->name, name) == 0)
            return true;
    }
    return false;
}

static const char *find_trainee(const struct options *options)
{
    return is_asked_for(options, "trainee") ? options->trainee : NULL;
}

static const char *find_mode(const struct options *options)
{
    return is_asked_for(options, "mode") ? training_mode_names[options->mode] : NULL;
}

static void write_out(const struct options *options, const struct results *results)
{
    const struct sink_terminal *terminal = output_terminal();
    struct results_view view = {
        .terminal = terminal,
        .digits = options->plain || terminal->ascii ||
                  (terminal->can_show && !terminal->can_show(0x2581)),
        .home_page = options->home_page ? options->home_page : no_home_page,
    };
    struct buffer out = {0};

    results_format_named(format_names[options->format])->write(&out, results, &view);
    if (options->format == FORMAT_TEXT)
        output_text(buffer_text(&out));
    else
        output_document(buffer_text(&out), out.length);
    buffer_free(&out);
}

static enum exit_code tell(const struct options *options, struct results *results, int64_t since)
{
    struct results_filter filter = {
        .trainee = find_trainee(options), .scenario = options->scenario, .since = since,
        .mode = find_mode(options)};
    struct buffer why = {0};
    enum status status = results_compute(results, &filter, &why);
    enum exit_code code = say(status, &why);

    buffer_free(&why);
    if (code != EXIT_DONE)
        return code;
    if (results->count || options->format != FORMAT_TEXT)
        write_out(options, results);
    if (code == EXIT_DONE && !results->count) {
        output_error("there is no such training that has ended");
        code = EXIT_NO;
    }
    return code;
}

static bool check_home_page(const char *address)
{
    struct buffer link = {0};
    bool fine = !address || sink_link(&link, address);

    buffer_free(&link);
    if (!fine)
        output_error("--home-page takes an address such as https://learn.example.com, not '%s'",
                     address);
    return fine;
}

static enum exit_code run(const struct options *options)
{
    enum exit_code code = EXIT_DONE;
    struct results *results;
    struct clock clock;
    int64_t since;
    size_t i;

    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    if (!since_read(options->since, clock_now(&clock), &since) ||
        !check_home_page(options->home_page))
        return EXIT_USAGE;
    results = results_new();
    for (i = 0; code == EXIT_DONE && i < options->operand_count; i++)
        code = read_file(results, options->operands[i]);
    if (!options->operand_count)
        code = read_history(results, options);
    if (code == EXIT_DONE)
        code = tell(options, results, since);
    results_free(results);
    return code;
}
