/* SPDX-License-Identifier: MIT */
/*
 * What a salvaged history has beside its events: which installation began what, so that nothing that was
 * pulled is taken for its own; what was deleted, so that it does not come back; how events were pushed.
 * Each table is read as far as it can be.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

/* Copies what one statement gives through another that inserts it. */
static void copy(struct history *from, struct history *to, const char *read, const char *write)
{
    sqlite3_stmt *source = NULL, *target = NULL;
    bool row = false;
    int i;

    if (history_ask(from, &source, read, "") == STATUS_OK &&
        history_ask(to, &target, write, "") == STATUS_OK) {
        while (history_step(from, source, &row) == STATUS_OK && row) {
            for (i = 0; i < sqlite3_column_count(source); i++)
                sqlite3_bind_value(target, i + 1, sqlite3_column_value(source, i));
            if (history_run(to, target) != STATUS_OK)
                break;
        }
    }
    sqlite3_finalize(source);
    sqlite3_finalize(target);
}

void history_carry_installations(struct history *from, struct history *to, int64_t *installation)
{
    int64_t number = 0;

    sqlite3_stmt *statement = NULL;
    enum status status =
        history_ask(from, &statement, "SELECT max(number) FROM installation WHERE own", "");

    status = history_take_number(from, status, statement, &number);
    if (status != STATUS_OK || !number || history_execute(to, "DELETE FROM installation") != STATUS_OK)
        return;
    copy(from, to, "SELECT number, uuid, machine, since, own FROM installation",
         "INSERT INTO installation (number, uuid, machine, since, own) VALUES (?1, ?2, ?3, ?4, ?5)");
    *installation = number;
}

bool history_has_installation(struct history *history, int64_t number)
{
    sqlite3_stmt *statement = NULL;
    int64_t found = 0;
    enum status status =
        history_ask(history, &statement, "SELECT number FROM installation WHERE number = ?1", "i", number);

    return history_take_number(history, status, statement, &found) == STATUS_OK && found;
}

/* A session has another key in the new one, and may have been lost. */
#define KEY "(SELECT key FROM session WHERE id = ?1)"
#define IF_THERE " WHERE EXISTS (SELECT 1 FROM session WHERE id = ?1)"

void history_carry_shared(struct history *from, struct history *to)
{
    static const struct {
        const char *read, *write;
    } tables[] = {
        {"SELECT installation, session FROM tombstone",
         "INSERT OR IGNORE INTO tombstone (installation, session) VALUES (?1, ?2)"},
        {"SELECT last, failing, says FROM sync",
         "INSERT INTO sync (last, failing, says) VALUES (?1, ?2, ?3)"},
        {"SELECT id, pushed.number, body, pushed.digest FROM pushed JOIN session ON key = session",
         ("INSERT OR IGNORE INTO pushed (session, number, body, digest) SELECT " KEY
          ", ?2, ?3, ?4" IF_THERE)},
        {"SELECT id, sha256, at, format, file, redacted FROM noted JOIN session ON key = session",
         ("INSERT INTO noted (session, sha256, at, format, file, redacted) SELECT " KEY
          ", ?2, ?3, ?4, ?5, ?6" IF_THERE)},
    };
    size_t i;

    for (i = 0; i < sizeof tables / sizeof *tables; i++)
        copy(from, to, tables[i].read, tables[i].write);
}
