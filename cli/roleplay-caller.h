/* SPDX-License-Identifier: MIT */
/*
 * Caller: the caller's end of a role-play by lines.
 */
#ifndef ERRWALK_CLI_CALLER_H
#define ERRWALK_CLI_CALLER_H

#include "errwalk/call.h"

#include "command.h"

/* Until the caller leaves or the input ends. */
enum exit_code caller_run(struct call *call, const struct scenario *scenario,
                          const struct flow *flow);

#endif
