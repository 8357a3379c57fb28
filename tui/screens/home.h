/* SPDX-License-Identifier: MIT */
/*
 * Home: where errwalk begins without a problem. The loop feeds what it shows while no key waits.
 */
#ifndef ERRWALK_TUI_HOME_H
#define ERRWALK_TUI_HOME_H

#include "errwalk/search.h"
#include "tui/frame/screen.h"

struct screen *home_new(const struct context *context, const struct search *search);

/* More can be found, or the list of sessions is another: shows with the next layout. */
void home_refresh(struct screen *screen);

/* What is known of an error that has no flow; offers the flow for any error, if there is one, to
 * begin with it. */
struct screen *entry_new(const struct context *context, const struct search_hit *hit,
                         const struct library_entry *general);

#endif
