/*
 * Whether a database is whole. A row that damage took away, or gave to another session, would be
 * missed by nobody who reads only what is left; so all of it is looked through once before sessions
 * are read.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

/* That the pages fit together, the rows are in their order, and the index names all of them. */
static enum status check_pages(struct history *history)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, "PRAGMA integrity_check(1)", NULL, &statement);
    const unsigned char *result;
    bool row = false;

    if (status != STATUS_OK)
        return status;
    status = history_step(history, statement, &row);
    result = row ? sqlite3_column_text(statement, 0) : NULL;
    if (status == STATUS_OK && (!result || strcmp((const char *)result, "ok") != 0))
        status = history_fail(history, HISTORY_CORRUPT, "its pages do not fit together");
    sqlite3_finalize(statement);
    return status;
}

/* That no session has a gap. */
static enum status check_numbers(struct history *history)
{
    static const char sql[] = "SELECT count(*) FROM (SELECT 1 FROM event GROUP BY session"
                              " HAVING min(number) <> 1 OR max(number) <> count(*) LIMIT 1)";
    int64_t gaps = 0;
    enum status status = history_number(history, sql, NULL, &gaps);

    if (status == STATUS_OK && gaps)
        status = history_fail(history, HISTORY_CORRUPT, "events of a session are missing");
    return status;
}

enum status history_inspect(struct history *history)
{
    enum status status = STATUS_OK;

    if (history->inspected)
        return STATUS_OK;
    status = check_pages(history);
    if (status == STATUS_OK)
        status = check_numbers(history);
    history->inspected = status == STATUS_OK;
    return status;
}
