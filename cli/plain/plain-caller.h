/* SPDX-License-Identifier: MIT */
/*
 * Plain caller: the caller's end of a role-play in plain mode.
 */
#ifndef ERRWALK_CLI_PLAIN_CALLER_H
#define ERRWALK_CLI_PLAIN_CALLER_H

#include "errwalk/roleplay.h"

#include "cli/command.h"

/* Until the caller leaves or the input ends. */
enum exit_code plain_caller_run(struct roleplay *roleplay, const struct scenario *scenario,
                          const struct flow *flow);

#endif
