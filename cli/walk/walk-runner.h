/* SPDX-License-Identifier: MIT */
/*
 * Walk runner: a walk from its first to its last line, full-screen or plain, with all it needs.
 */
#ifndef ERRWALK_CLI_WALK_RUNNER_H
#define ERRWALK_CLI_WALK_RUNNER_H

#include "errwalk/answers.h"
#include "errwalk/roleplay.h"
#include "errwalk/clock.h"
#include "errwalk/history.h"
#include "errwalk/training.h"
#include "errwalk/transcript.h"
#include "errwalk/walk.h"

#include "cli/command.h"

struct walk_runner {
    const struct options *options;
    struct library *library;
    struct clock clock;
    struct history *history; /* NULL with --no-history */
    struct walk *walk;
    struct roleplay *roleplay;         /* of a role-play; else NULL */
    struct training *training; /* of the walk, where it is one */
    struct answers *answers;
    const struct transcript_format *format; /* of --transcript, or NULL */
    const char *watched; /* the file of --watch, or NULL */
    bool offers; /* to go on with an unfinished session of the flow, where a person can be asked */
    bool is_in_shift; /* what is left or has ended is a call of a shift, which goes on */
    bool goes_home; /* a list was left that home led to */
    bool goes_on; /* the walk ended, and the person wants another case */
    int signal;                             /* that asked the wizard to end, or 0 */
};

/* Makes all of it ready. What --transcript could not write is refused here, before the first
 * question. walk_runner_close in any case. */
enum exit_code walk_runner_open(struct walk_runner *runner, const struct options *options);

/* Walks on from where the walk stands: --answers first, then a person; then writes the transcript. */
enum exit_code walk_runner_run(struct walk_runner *runner);

/* Frees all of it; ends the process by the signal if there was one. */
void walk_runner_close(struct walk_runner *runner);

/* Whether a person is there who can be asked: no answers file, and a terminal to read from. */
bool walk_runner_can_ask(const struct walk_runner *runner);

/*
 * Takes a stored session over and lists what no longer fits its flow, which is dropped only after a
 * yes. Anything but EXIT_DONE has been reported.
 */
enum exit_code walk_runner_resume(struct walk_runner *runner, const char *id);

#endif
