/* SPDX-License-Identifier: MIT */
/*
 * History model: what two processes that do things with one history must report, and what must be stored then.
 */
#ifndef ERRWALK_TESTS_HISTORY_MODEL_H
#define ERRWALK_TESTS_HISTORY_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"

#include "history-worker.h"

enum { PROCESSES = 2, COMMANDS = 40 };

/* One command. Which session it means is counted among those that began, so that commands may be dropped. */
struct command {
    enum worker_kind kind;
    unsigned process, pick;
    int error;      /* writing fails so, after so many */
    long after;
    bool is_killed; /* so many turns of a loop after it was asked */
    unsigned turns;
};

extern const char *const model_kind_names[WORKER_KIND_COUNT];

/* Carries the commands out, in a new history. Whether they go as the model says; else what did not is in `fault`. */
bool model_goes(const struct command *commands, size_t count, struct buffer *fault);

#endif
