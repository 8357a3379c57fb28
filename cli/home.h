/*
 * Home: what to do where no problem was named: go on with a session, or begin a flow.
 */
#ifndef ERRWALK_CLI_HOME_H
#define ERRWALK_CLI_HOME_H

#include "walker.h"

struct home_choice {
    const char *flow; /* id, of the library; NULL: `session` is gone on with */
    char session[9];
};

/* EXIT_DONE with a choice, or with neither flow nor session: nothing is wanted any more. Anything
 * else has been reported. */
enum exit_code home_choose(struct walker *walker, struct home_choice *choice);

#endif
