/* SPDX-License-Identifier: MIT */
/*
 * errwalk sessions: list the sessions of the history, remove some, look for damage and save what it left.
 */
#include <config.h>

#include <jansson.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/document.h"
#include "errwalk/document.h"
#include "errwalk/history.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"

#include "cli/walk/choose.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/search-path.h"
#include "cli/since.h"

static enum exit_code run(const struct options *options);

const struct command command_sessions = {
    .name = "sessions",
    .usage = "",
    .summary = "list the sessions, remove some, look for damage",
    .options = TAKES_FORMAT | TAKES_LIST,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON | 1u << FORMAT_CSV,
    .run = run,
};

enum { MINUTE = 60, LISTED = 100 /* as text, by default */ };

static long long minutes(const struct history_session *session)
{
    return (long long)((session->last - session->started + MINUTE / 2) / MINUTE);
}

static void print_text(const struct history_list *list)
{
    int width = SESSION_ID_SHOWN;
    size_t i;

    for (i = 0; i < list->count; i++) {
        int length = (int)strlen(list->items[i].ending);

        width = length > width ? length : width;
    }
    output_printf("%-*s  %-16s  %-10s  %4s  %4s  %s\n", width, "ID", "WHEN", "OUTCOME",
                  "ASKED", "MIN", "PROBLEM");
    for (i = 0; i < list->count; i++) {
        const struct history_session *session = &list->items[i];
        char when[CLOCK_TEXT];
        struct buffer problem = {0};

        clock_format_minute(session->started, when);
        history_problem_text(&problem, session);
        output_printf("%-*s  %-16s  %-10s  %5zu  %4lld  %s\n", width, session->ending, when,
                      outcome_names[session->outcome], session->questions, minutes(session),
                      buffer_text(&problem));
        buffer_free(&problem);
    }
}

static json_t *session_json(const struct history_session *session)
{
    json_t *object = json_object();

    json_object_set_new(object, "id", document_text(session->id));
    json_object_set_new(object, "started", document_time(session->started));
    json_object_set_new(object, "last", document_time(session->last));
    json_object_set_new(object, "error", document_text_or_null(session->error));
    json_object_set_new(object, "code", document_code(session->code));
    json_object_set_new(object, "flow", document_text(session->flow));
    json_object_set_new(object, "title", document_text(session->title));
    json_object_set_new(object, "outcome", json_string(outcome_names[session->outcome]));
    json_object_set_new(object, "questions", json_integer((json_int_t)session->questions));
    json_object_set_new(object, "minutes", json_integer(minutes(session)));
    return object;
}

static void print_json(const struct history_list *list)
{
    struct buffer out = {0};
    json_t *array;
    size_t i;

    array = json_array();
    for (i = 0; i < list->count; i++)
        json_array_append_new(array, session_json(&list->items[i]));
    document_write(array, &out);
    output_document(out.bytes, out.length);
    buffer_free(&out);
}

static void csv_field(struct buffer *out, const char *text)
{
    sink_csv(out, text, strlen(text));
    buffer_char(out, ',');
}

static void print_csv(const struct history_list *list)
{
    struct buffer out = {0};
    size_t i;

    buffer_string(&out, "id,started,outcome,error,flow,title,code,questions,minutes\r\n");
    for (i = 0; i < list->count; i++) {
        const struct history_session *session = &list->items[i];
        char started[CLOCK_TEXT];

        clock_format(session->started, started);
        csv_field(&out, session->id);
        csv_field(&out, started);
        csv_field(&out, outcome_names[session->outcome]);
        csv_field(&out, session->error);
        csv_field(&out, session->flow);
        csv_field(&out, session->title);
        code_print(&out, session->code);
        buffer_printf(&out, ",%zu,%lld\r\n", session->questions, minutes(session));
    }
    output_document(buffer_text(&out), out.length);
    buffer_free(&out);
}

static enum exit_code report_fault(const struct history *history)
{
    output_error("%s", history_message(history));
    return EXIT_FAULT;
}

/* What the list does not show. */
static void report_rest(const struct history_list *list)
{
    if (!list->count && !list->damaged)
        output_error("there is no such session");
    if (list->more)
        output_error("these are the newest; --limit=0 lists all");
    if (list->damaged)
        output_error("%zu damaged session%s not listed; 'errwalk sessions --check' says which",
                     list->damaged, list->damaged == 1 ? " is" : "s are");
}

static enum exit_code list_sessions(struct history *history, const struct options *options,
                                    int64_t now)
{
    struct history_filter filter = {.problem = options->problem, .search = options->search};
    struct history_list list = {0};
    enum status status;

    if (!since_read(options->since, now, &filter.since) ||
        !options_outcome(options, &filter.outcome))
        return EXIT_USAGE;
    filter.most = options->limit_given                 ? options->limit
                  : options->format == FORMAT_TEXT ? LISTED
                                                       : 0;
    status = history_list(history, &filter, &list);
    if (status != STATUS_OK)
        return report_fault(history);
    if (options->format == FORMAT_JSON)
        print_json(&list);
    else if (options->format == FORMAT_CSV)
        print_csv(&list);
    else if (list.count)
        print_text(&list);
    report_rest(&list);
    status = list.count ? STATUS_OK : STATUS_NO;
    history_list_free(&list);
    return status == STATUS_OK ? EXIT_DONE : EXIT_NO;
}

static void report_finding(void *context, const char *id, const char *what)
{
    (void)context;
    progress_end();
    if (id)
        output_printf("session %s: %s\n", id, what);
    else
        output_printf("database: %s\n", what);
}

static enum exit_code check(struct history *history)
{
    struct history_checked checked = {0};
    enum status status = history_check(history, report_finding, NULL, &checked);

    progress_end();
    if (status == STATUS_IO)
        return report_fault(history);
    output_printf("%zu session%s with %zu events: ", checked.sessions,
                  text_plural(checked.sessions), checked.events);
    if (!checked.damaged && !checked.faults) {
        output_text("all as they were written.\n");
        return EXIT_DONE;
    }
    output_printf("%zu damaged. Save what is left: errwalk sessions --salvage=FILE\n",
                  checked.damaged);
    return EXIT_NO;
}

static void report_loss(void *context, const char *id, size_t saved, size_t all)
{
    (void)context;
    if (saved)
        output_printf("session %s: %zu of %zu events saved\n", id, saved, all);
    else
        output_printf("session %s: lost\n", id);
}

static enum exit_code salvage(struct history *history, const char *file)
{
    struct history_salvaged salvaged = {0};
    enum status status = history_salvage(history, file, report_loss, NULL, &salvaged);

    if (status == STATUS_INVALID) {
        output_error("%s already exists: name a new file", file);
        return EXIT_USAGE;
    }
    if (status == STATUS_NO) {
        output_error("there is no history yet");
        return EXIT_NO;
    }
    if (status != STATUS_OK)
        return report_fault(history);
    output_printf("%zu session%s with %zu events saved into %s", salvaged.sessions,
                  text_plural(salvaged.sessions), salvaged.events, file);
    if (!salvaged.lost_events) {
        output_text("; as far as can be told, nothing is lost.\n");
        return EXIT_DONE;
    }
    output_printf("; %zu events are lost, and with them %zu whole session%s.\n",
                  salvaged.lost_events, salvaged.lost_sessions,
                  text_plural(salvaged.lost_sessions));
    return EXIT_NO;
}

static enum exit_code delete_one(struct history *history, const struct options *options)
{
    struct buffer question = {0};
    enum exit_code code;
    enum status status;
    char id[SESSION_ID_SIZE];
    bool yes;

    code = search_path_session(history, options->delete, id);
    if (code != EXIT_DONE)
        return code;
    buffer_printf(&question, "Remove session %s for good?", id);
    yes = options->force || choose_yes(buffer_text(&question));
    buffer_free(&question);
    if (!yes) {
        output_error("nothing was removed");
        return EXIT_NO;
    }
    status = history_delete(history, id);
    if (status == STATUS_NO) {
        output_error("session %s is being walked by another errwalk", id);
        return EXIT_NO;
    }
    return status == STATUS_OK ? EXIT_DONE : report_fault(history);
}

static enum exit_code purge(struct history *history, const struct options *options, int64_t now)
{
    int64_t age = options->older_than ? since_age(options->older_than) : -1;
    struct buffer question = {0};
    size_t removed = 0;
    enum status status;
    bool yes;

    if (age < 0) {
        output_error("--purge needs an age: --purge --older-than=90d");
        return EXIT_USAGE;
    }
    buffer_printf(&question, "Remove all sessions older than %s for good?", options->older_than);
    yes = options->force || choose_yes(buffer_text(&question));
    buffer_free(&question);
    if (!yes) {
        output_error("nothing was removed");
        return EXIT_NO;
    }
    status = history_purge(history, now - age, &removed);
    if (status != STATUS_OK)
        return report_fault(history);
    output_printf("%zu session%s removed.\n", removed, text_plural(removed));
    return EXIT_DONE;
}

static enum exit_code run(const struct options *options)
{
    struct history *history;
    enum exit_code code;
    struct clock clock;

    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    if (options->operand_count) {
        output_error("sessions takes no operand; --problem, --search and others filter the list");
        return EXIT_USAGE;
    }
    history = search_path_history(options);
    if (!history)
        return EXIT_USAGE;
    if (options->check)
        code = check(history);
    else if (options->salvage)
        code = salvage(history, options->salvage);
    else if (options->delete)
        code = delete_one(history, options);
    else if (options->purge)
        code = purge(history, options, clock_now(&clock));
    else
        code = list_sessions(history, options, clock_now(&clock));
    history_free(history);
    return code;
}
