/* SPDX-License-Identifier: MIT */
/*
 * Home: what to do where no problem was named: go on with a session, or begin a flow.
 */
#ifndef ERRWALK_CLI_HOME_H
#define ERRWALK_CLI_HOME_H

#include "errwalk/search.h"
#include "errwalk/tui.h"

#include "walk-runner.h"

struct home_choice {
    struct tui_start start; /* its `flow` NULL: `session` is resumed */
    char session[SESSION_ID_SIZE];
};

/* EXIT_DONE with a choice, or with neither flow nor session: nothing is wanted any more. Anything
 * else has been reported. `choice->start.error` is the caller's in any case. */
enum exit_code home_choose(struct walk_runner *runner, struct home_choice *choice);

/* After a walk whose person goes on with another case: home again, with the options that do not belong
 * to the one problem. */
enum exit_code home_next_case(const struct options *options);

/* The same in plain mode, over a search that was read. */
enum exit_code plain_home(struct walk_runner *runner, const struct search *search,
                             struct home_choice *choice);

#endif
