/* SPDX-License-Identifier: MIT */
/*
 * The schema of the team's store: what makes each version of the one before it, from the files store-N.sql.
 * A file that was released is never changed.
 */
#ifndef ERRWALK_TEAM_STORE_SCHEMA_H
#define ERRWALK_TEAM_STORE_SCHEMA_H

extern const char store_1[], store_2[]; /* made of the files */

static const char *const store_schemas[] = {store_1, store_2};

enum { store_version = sizeof store_schemas / sizeof *store_schemas };

#endif
