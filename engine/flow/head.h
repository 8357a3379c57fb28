/* SPDX-License-Identifier: MIT */
/*
 * Head: what a library tells of a flow without loading it.
 */
#ifndef ERRWALK_FLOW_HEAD_H
#define ERRWALK_FLOW_HEAD_H

#include <stdbool.h>

#include "errwalk/arena.h"
#include "errwalk/library.h"

/*
 * Reads title, errors and keywords of the entry's file into the entry, no further than they go; of
 * a broken file what can be read. `*is_scenario`: the file is a training scenario and no flow.
 * Strings are the arena's.
 */
void head_read(struct arena *arena, struct library_entry *entry, bool *is_scenario);

#endif
