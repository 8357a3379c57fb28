/* SPDX-License-Identifier: MIT */
/*
 * After a walk, what it stored goes to the team's store by itself.
 */
#ifndef ERRWALK_CLI_SYNC_LATER_H
#define ERRWALK_CLI_SYNC_LATER_H

#include <stdint.h>

#include "errwalk/history.h"
#include "errwalk/walk.h"

#include "cli/options.h"

/* Where a store is named and something was stored: starts a sync that neither the terminal nor the exit
 * waits for, and says on standard error if each has failed for three days. Either may be NULL. */
void sync_later(const struct options *options, struct history *history, const struct walk *walk,
                int64_t now);

#endif
