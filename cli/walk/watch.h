/* SPDX-License-Identifier: MIT */
/*
 * Watch: a flow that is walked while it is being written.
 */
#ifndef ERRWALK_CLI_WATCH_H
#define ERRWALK_CLI_WATCH_H

#include <stdbool.h>
#include <sys/stat.h>

#include "errwalk/buffer.h"
#include "errwalk/tui.h"
#include "errwalk/walk.h"

struct watch {
    struct walk *walk;
    struct library *library;
    struct clock *clock;
    const char *path;
    struct stat seen;
    bool is_new; /* it changed since it was loaded, and may be half written yet */
};

/* From the file as it is now; the pointers of `watch` are set by the caller. */
void watch_begin(struct watch *watch);

/*
 * Looks at the file, and loads it when it has changed and has been left alone since the last look,
 * or at once where `now` is set. What comes of it is as in struct tui_watch.
 */
enum tui_news watch_poll(struct watch *watch, bool now, struct buffer *says, struct buffer *faults);

#endif
