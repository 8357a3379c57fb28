/* SPDX-License-Identifier: MIT */
/*
 * Syncing: what the tests of the team's store share. Machines, each with a history of its own, that push to
 * and pull from a store on the run's own PostgreSQL.
 */
#ifndef ERRWALK_TESTS_SYNCING_H
#define ERRWALK_TESTS_SYNCING_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/history.h"
#include "errwalk/sync.h"

enum { SEEDS = 1000 }; /* between the sessions of two machines */

struct machine {
    char path[200], name[32];
    const char *database, *role;
    struct history *history;
    bool redact, push_only, dry_run;
};

/* The last session that was refused. */
struct refusal {
    char session[SESSION_ID_SIZE], why[200];
};
extern struct refusal refusal;

/* A database with a store; its name lives as that of postgres_database does. */
const char *store_new(void);

/* Runs SQL there, as the owner. */
void store_sql(const char *database, const char *text);

/* A machine that syncs as a role. The number makes its id. */
struct machine machine_new(const char *database, const char *role, unsigned number);
void machine_free(struct machine *machine);

/* Opens its history anew. */
void machine_reopen(struct machine *machine);

/* Makes the machine that on which this process runs. */
void machine_use(const struct machine *machine);

/* A walk of the flow "main" there, whose session is put into `id`. */
void machine_walk(struct machine *machine, unsigned seed, const char *commands, char id[SESSION_ID_SIZE]);

/* As `errwalk sync` does. The caller frees `result->says`. */
enum status machine_sync(struct machine *machine, struct sync_result *result);

/* Sessions that its history lists. */
size_t machine_sessions(struct machine *machine);

/* Syncs, and expects what came of it: "pushed 1/3 pulled 0/0 removed 0 refused 0", or what failed. */
void expect_sync(const char *what, struct machine *machine, const char *expected);
#define NOTHING "pushed 0/0 pulled 0/0 removed 0 refused 0"

/* Expects a history to be without faults. */
void expect_valid(const char *what, struct machine *machine);

/* Expects two to have a session alike. */
void expect_alike(const char *what, struct machine *one, struct machine *other, const char *id);

#endif
