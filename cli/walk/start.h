/* SPDX-License-Identifier: MIT */
/*
 * Start: from the words of the command line to the flow that a walk begins with.
 */
#ifndef ERRWALK_CLI_START_H
#define ERRWALK_CLI_START_H

#include <stdint.h>

#include "errwalk/library.h"

#include "cli/command.h"

/* Strings belong to the library, to the command line, or last as long as the program. */
struct start {
    const char *file;  /* a flow file, or NULL */
    const char *flow;  /* id of a flow of the library, where there is no file */
    const char *error; /* the problem; "" and no code: the flow's own */
    struct code code;
};

/*
 * Decides where to begin. Asks where the text may mean several problems, and where no flow is for
 * it: then it says what is known and offers what comes near. Anything but EXIT_DONE has been
 * reported.
 */
enum exit_code start_find(struct library *library, const char *text,
                          const struct options *options, struct start *start);

#endif
