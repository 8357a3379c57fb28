/*
 * Caller: the caller's end of a role-play by lines.
 */
#ifndef ERRWALK_CLI_CALLER_H
#define ERRWALK_CLI_CALLER_H

#include "errwalk/call.h"
#include "errwalk/walk.h"

#include "command.h"

/* Until the caller leaves or the input ends. `walk` has not begun, and never does. */
enum exit_code caller_run(struct call *call, const struct walk *walk,
                          const struct scenario *scenario, const struct flow *flow);

#endif
