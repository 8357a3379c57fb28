/* SPDX-License-Identifier: MIT */
/*
 * Flow file: what is known of a YAML file as a file, be it a flow, a scenario, an assignment or
 * answers.
 */
#ifndef ERRWALK_FLOW_FILE_H
#define ERRWALK_FLOW_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"
#include "errwalk/diag.h"
#include "errwalk/status.h"

/* Reads a file of at most FLOW_MAX_BYTES into `content`, which the caller frees in any case. STATUS_IO
 * and STATUS_INVALID (too large) with a diagnostic. */
enum status flow_file_read(const char *path, struct diag_list *faults, struct buffer *content);

/* The name without directory and `.yaml`, which is the arena's. */
const char *flow_file_stem(struct arena *arena, const char *path);

/* The SHA-256 as sessions and scenarios hold it: lower-case hex. */
void flow_file_hash(const char *bytes, size_t length, char out[65]);

/* Whether a file has this key at its top, which says what it is. False for what cannot be read. */
bool flow_file_has_key(const char *path, const char *key);

#endif
