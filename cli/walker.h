/* SPDX-License-Identifier: MIT */
/*
 * Walker: a walk from its first to its last line, on screens or by lines, with all that it needs.
 */
#ifndef ERRWALK_CLI_WALKER_H
#define ERRWALK_CLI_WALKER_H

#include "errwalk/answers.h"
#include "errwalk/call.h"
#include "errwalk/clock.h"
#include "errwalk/history.h"
#include "errwalk/training.h"
#include "errwalk/transcript.h"
#include "errwalk/walk.h"

#include "command.h"

struct walker {
    const struct options *options;
    struct library *library;
    struct clock clock;
    struct history *history; /* NULL with --no-history */
    struct walk *walk;
    struct call *call;         /* of a role-play; else NULL */
    struct training *training; /* of the walk, where it is one */
    struct answers *answers;
    const struct transcript_format *format; /* of --transcript, or NULL */
    const char *watched; /* the file of --watch, or NULL */
    bool offers; /* to go on with an unfinished session of the flow, where a person can be asked */
    int signal;                             /* that asked the wizard to end, or 0 */
};

/* Makes all of it ready. What --transcript could not write is refused here, before the first
 * question. walker_close in any case. */
enum exit_code walker_open(struct walker *walker, const struct options *options);

/* Walks on from where the walk stands: --answers first, then a person; then writes the transcript. */
enum exit_code walker_run(struct walker *walker);

/* Frees all of it; ends the process by the signal if there was one. */
void walker_close(struct walker *walker);

/* Whether a person is there who can be asked: no answers file, and a terminal to read from. */
bool walker_can_ask(const struct walker *walker);

/*
 * Takes a stored session over and lists what no longer fits its flow, which is dropped only after a
 * yes. Anything but EXIT_DONE has been reported.
 */
enum exit_code walker_resume(struct walker *walker, const char *id);

#endif
