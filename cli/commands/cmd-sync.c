/* SPDX-License-Identifier: MIT */
/*
 * errwalk sync: bring the history and the team's store together.
 */
#include <config.h>

#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/lock.h"
#include "errwalk/sync.h"
#include "errwalk/text.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/search-path.h"
#include "cli/since.h"
#include "cli/walk/choose.h"

static enum exit_code run(const struct options *options);

const struct command command_sync = {
    .name = "sync",
    .usage = "",
    .summary = "share sessions with the team",
    .options = TAKES_SYNC,
    .run = run,
};

static int64_t read_clock(void)
{
    struct clock clock;

    clock_init(&clock);
    return clock_now(&clock);
}

/* A sync that runs by itself says nothing: what fails is noted, and said by a later walk. */
static void say(const struct options *options, const char *message)
{
    if (!options->background)
        output_error("the team's store: %s", message);
}

static void report_refused(void *context, const char *session, const char *why)
{
    const struct options *options = context;

    progress_end();
    if (!options->background)
        output_error("session %s was refused: %s", session, why);
}

static void report_progress(void *context, const char *what, size_t done, size_t all)
{
    const struct options *options = context;

    if (!options->background)
        progress_show(NULL, what, done, all);
}

static void print_counts(const char *what, const struct sync_counts *counts)
{
    output_printf("%s %zu session%s (%zu event%s)", what, counts->sessions,
                  text_plural(counts->sessions), counts->events, text_plural(counts->events));
}

static void print_result(const struct options *options, const struct sync_result *result)
{
    print_counts(options->dry_run ? "To push:" : "Pushed", &result->pushed);
    if (!options->push_only)
        print_counts(options->dry_run ? "; to pull:" : ", pulled", &result->pulled);
    if (result->removed)
        output_printf("; %s %zu session%s that %s purged", options->dry_run ? "to remove:" : "removed",
                      result->removed, text_plural(result->removed),
                      result->removed == 1 ? "was" : "were");
    if (result->refused)
        output_printf("; %zu refused", result->refused);
    output_text(".\n");
}

static enum exit_code sync(const struct options *options, struct history *history,
                           struct store *store)
{
    const struct sync_options how = {.dry_run = options->dry_run,
                                     .push_only = options->push_only,
                                     .redact = options->team_redact,
                                     .keep = options->keep,
                                     .refused = report_refused,
                                     .progress = report_progress,
                                     .context = (void *)(uintptr_t)options};
    struct sync_result result = {0};
    enum status status = sync_run(history, store, &how, &result);
    enum exit_code code = result.refused ? EXIT_NO : EXIT_DONE;

    progress_end();
    if (status != STATUS_OK) {
        say(options, buffer_text(&result.says));
        code = EXIT_FAULT;
    }
    if (!options->dry_run)
        share_note(history, read_clock(), buffer_text(&result.says));
    if (!options->background)
        print_result(options, &result);
    buffer_free(&result.says);
    return code;
}

/* One at a time. */
static enum exit_code sync_locked(const struct options *options, struct history *history,
                                  struct store *store)
{
    enum exit_code code = EXIT_DONE;
    int lock = -1;
    enum status status = share_lock(history, &lock);

    if (status == STATUS_NO)
        say(options, "another errwalk is syncing this history");
    else if (status == STATUS_OK)
        code = sync(options, history, store);
    lock_close(lock);
    return status == STATUS_IO ? EXIT_FAULT : code;
}

static enum exit_code with_history(const struct options *options, struct store *store,
                                   enum status opened)
{
    struct history *history = search_path_history(options);
    enum exit_code code = EXIT_FAULT;

    if (!history)
        return EXIT_USAGE;
    if (share_open(history) != STATUS_OK) {
        say(options, history_message(history));
    } else if (opened != STATUS_OK) {
        say(options, store_message(store));
        share_note(history, read_clock(), store_message(store));
    } else {
        code = sync_locked(options, history, store);
    }
    history_free(history);
    return code;
}

static enum exit_code init(const struct options *options, struct store *store)
{
    int from = 0, to = 0;

    if (store_init(store, &from, &to) != STATUS_OK) {
        say(options, store_message(store));
        return EXIT_FAULT;
    }
    if (from == to)
        output_printf("The store is up to date: version %d of its schema.\n", to);
    else
        output_printf("The store has version %d of its schema now%s.\n", to,
                      from ? "" : ", and the roles errwalk_agent, errwalk_trainer and errwalk_reader");
    return EXIT_DONE;
}

static enum exit_code purge(const struct options *options, struct store *store)
{
    const int64_t age = options->older_than ? since_age(options->older_than) : -1;
    struct buffer question = {0};
    size_t removed = 0;
    bool yes;

    if (age < 0) {
        output_error("--purge needs an age: --purge --older-than=365d");
        return EXIT_USAGE;
    }
    buffer_printf(&question, "Remove all sessions older than %s from the team's store for good?",
                  options->older_than);
    yes = options->force || choose_yes(buffer_text(&question));
    buffer_free(&question);
    if (!yes) {
        output_error("nothing was removed");
        return EXIT_NO;
    }
    if (store_check(store) != STATUS_OK ||
        store_purge(store, read_clock() - age, &removed) != STATUS_OK) {
        say(options, store_message(store));
        return EXIT_FAULT;
    }
    output_printf("%zu session%s removed from the store.\n", removed, text_plural(removed));
    return EXIT_DONE;
}

static enum exit_code run(const struct options *options)
{
    struct store *store = NULL;
    enum exit_code code = EXIT_FAULT;
    struct clock clock;
    enum status status;

    if (options->operand_count) {
        output_error("sync takes no operand");
        return EXIT_USAGE;
    }
    if (!options->team || !*options->team) {
        output_error("no store is named; write a line such as 'team = service=errwalk' into errwalk.conf");
        return EXIT_USAGE;
    }
    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    status = store_open(options->team, &store);
    if (options->init || options->purge) {
        if (status != STATUS_OK)
            say(options, store_message(store));
        else
            code = options->init ? init(options, store) : purge(options, store);
    } else {
        if (status == STATUS_OK)
            status = store_check(store);
        code = with_history(options, store, status);
    }
    store_close(store);
    return code;
}
