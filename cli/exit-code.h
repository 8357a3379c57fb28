/* SPDX-License-Identifier: MIT */
/*
 * Exit code: how the program ends.
 */
#ifndef ERRWALK_CLI_EXIT_CODE_H
#define ERRWALK_CLI_EXIT_CODE_H

/* Exit statuses, as the manual lists them. */
enum exit_code {
    EXIT_DONE = 0,       /* done; a walk that ended, whatever its outcome */
    EXIT_NO = 1,         /* the answer is no: nothing found, a check failed */
    EXIT_USAGE = 2,      /* bad usage or unusable input */
    EXIT_UNFINISHED = 3, /* the session is not finished */
    EXIT_FAULT = 4       /* an input or output fault, or memory ran out */
};

#endif
