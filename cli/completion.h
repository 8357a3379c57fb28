/* SPDX-License-Identifier: MIT */
/*
 * Completion: the scripts that teach a shell to complete errwalk, one a file of cli/completion/.
 */
#ifndef ERRWALK_CLI_COMPLETION_H
#define ERRWALK_CLI_COMPLETION_H

#include <stddef.h>

struct completion_script {
    const char *name; /* of the shell */
    const char *text;
};

/* All of them, ended by a NULL name. */
extern const struct completion_script completion_scripts[];

#endif
