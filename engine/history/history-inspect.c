/* SPDX-License-Identifier: MIT */
/*
 * Looking for damage. At a start nothing is: it costs as much as the history is large. Before the
 * first write the pages are looked at where they are few, or where whoever wrote last did not come
 * to its end: what is written into a database whose pages do not fit together may be refused later,
 * and overwrite what is still there.
 */
#include <config.h>

#include "history-private.h"

#include <stdio.h>
#include <string.h>

enum { FEW_PAGES = 512, REPORTED_PAGES = 100 };

/* One page's fault more than `most` is not looked for. */
static enum status check_pages(struct history *history, const char *pragma, int most,
                               void (*take)(void *context, const char *fault), void *context)
{
    sqlite3_stmt *statement = NULL;
    char sql[64];
    enum status status;
    bool row = false;

    snprintf(sql, sizeof sql, "PRAGMA %s(%d)", pragma, most);
    status = history_ask(history, &statement, sql, "");
    while (status == STATUS_OK &&
           (status = history_step(history, statement, &row)) == STATUS_OK && row) {
        if (strcmp(history_column(statement, 0), "ok") != 0)
            take(context, history_column(statement, 0));
    }
    sqlite3_finalize(statement);
    return status;
}

static void note_damage(void *context, const char *fault)
{
    (void)fault;
    *(bool *)context = true;
}

static enum status count_pages(struct history *history, int64_t *pages)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, "PRAGMA page_count", "");

    return history_take_number(history, status, statement, pages);
}

enum status history_check_before_writing(struct history *history)
{
    int64_t pages = 0;
    enum status status = STATUS_OK;

    if (!history->was_checked) {
        status = count_pages(history, &pages);
        if (status == STATUS_OK && (pages <= FEW_PAGES || history->ended_uncleanly))
            status = check_pages(history, "integrity_check", 1, note_damage, &history->is_damaged);
        history->was_checked = status == STATUS_OK;
    }
    if (status == STATUS_OK && history->is_damaged)
        status = history_fail(history, HISTORY_CORRUPT, "its pages do not fit together");
    return status;
}

/* A check on its way. */
struct check {
    struct history *history;
    history_finding *found;
    void *context;
    struct history_checked result;
};

static void report_page(void *context, const char *fault)
{
    struct check *check = context;

    check->result.faults++;
    check->found(check->context, NULL, fault);
}

static enum status check_session(struct check *check, const char *id)
{
    struct history_log log = {0};
    enum status status = history_read(check->history, id, &log);

    check->result.sessions++;
    check->result.events += log.stored;
    history_log_free(&log);
    if (!history_is_corrupt(check->history, status))
        return status == STATUS_NO ? STATUS_OK : status; /* removed meanwhile */
    check->result.damaged++;
    check->found(check->context, id, history_detail(check->history));
    return STATUS_OK;
}

/* All that the list gives, and those that it can only count. */
static enum status check_sessions(struct check *check)
{
    const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};
    struct history *history = check->history;
    struct history_list list = {0};
    enum status status = history_list(history, &everything, &list);
    size_t i;

    check->result.damaged = list.damaged;
    for (i = 0; status == STATUS_OK && i < list.count; i++) {
        if (history->progress)
            history->progress(history->progress_context, "Checking the history", i, list.count);
        status = check_session(check, list.items[i].id);
    }
    history_list_free(&list);
    return status;
}

enum status history_check(struct history *history, history_finding *found, void *context,
                          struct history_checked *result)
{
    struct check check = {.history = history, .found = found, .context = context};
    enum status status = history_open(history, false);

    if (status == STATUS_OK)
        status = check_pages(history, "integrity_check", REPORTED_PAGES, report_page, &check);
    if (status == STATUS_OK)
        status = check_sessions(&check);
    *result = check.result;
    return status;
}
