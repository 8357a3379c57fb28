/* SPDX-License-Identifier: MIT */
/*
 * Postgres: a server of this run's own, in a directory of its own, on a socket there and on no address. It
 * ends with the run. Where it is run as root, which PostgreSQL refuses to be, it is nobody's.
 */
#ifndef ERRWALK_TESTS_POSTGRES_H
#define ERRWALK_TESTS_POSTGRES_H

#include <stdbool.h>

#include "errwalk/buffer.h"

/* Starts it with the first call. False where it cannot be had, which is printed with the reason: tests
 * that need it are then skipped. */
bool postgres_is_there(void);

/* A new database without anything; its name, which lives until the fourth call after it. */
const char *postgres_database(void);

/* Where the database is, for a role ("owner" is the server's own). Four results live at once. */
const char *postgres_team(const char *database, const char *role);

/* Runs SQL as the owner. The values of what it gives, a row a line, with "|" between them. */
void postgres_sql(const char *database, const char *sql, struct buffer *out);

/* Runs SQL that must succeed and gives one number; -1 where it does not. */
long postgres_number(const char *database, const char *sql);

/* Ends it at once, as kill -9 would; and starts it again on what it had. `largest_file`: in KiB, beyond
 * which no file of it can grow, as on a full disk; 0: no such limit. */
void postgres_stop(void);
bool postgres_start(long largest_file);

#endif
