/* SPDX-License-Identifier: MIT */
/*
 * RPC: the Model Context Protocol over standard input and output: a message of JSON-RPC 2.0 a line.
 *
 * Two revisions are spoken. In 2026-07-28 each request says in `_meta` which revision it is of and who
 * asks, and nothing is remembered. In 2025-11-25 and before, `initialize` comes first.
 */
#ifndef ERRWALK_CLI_SERVE_RPC_H
#define ERRWALK_CLI_SERVE_RPC_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/clock.h"
#include "errwalk/status.h"

#include "cli/command.h"

struct rpc {
    const struct options *options;
    struct clock *clock;
    bool is_initialized;  /* by `initialize` */
    struct buffer client; /* what it called itself then */
};

enum { RPC_LINE_MOST = 1024 * 1024 }; /* bytes of a message */

/* Appends the answer to a message, a line, or nothing where it wants none. Whatever the message is, there
 * is an answer or none; it ends nothing. `is_cancelled` says whether a request was taken back already. */
void rpc_answer(struct rpc *rpc, const char *line, size_t length,
                bool (*is_cancelled)(const void *context, const json_t *id), const void *context,
                struct buffer *out);

/* Answers standard input until it ends. STATUS_IO where output cannot be written. */
enum status rpc_serve(struct rpc *rpc);

#endif
