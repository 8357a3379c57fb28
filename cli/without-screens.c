/* SPDX-License-Identifier: MIT */
/*
 * Stands in for tui/ where errwalk is built without screens: there is never a terminal that can be drawn on, so that
 * all is done in plain mode.
 */
#include <config.h>

#include "errwalk/tui.h"

void tui_release(void)
{
}

bool tui_possible(void)
{
    return false;
}

enum status tui_run(struct walk *walk, const struct tui_options *options, struct tui_end *end)
{
    (void)walk, (void)options, (void)end;
    return STATUS_IO;
}

enum status tui_choose(const char *title, const char *hint, const struct tui_choice *choices, size_t count,
                       const struct tui_options *options, size_t *chosen, struct tui_end *end)
{
    (void)title, (void)hint, (void)choices, (void)count, (void)options, (void)chosen, (void)end;
    return STATUS_IO;
}

enum status tui_roleplay(const struct tui_caller *caller, const struct tui_options *options, struct tui_end *end)
{
    (void)caller, (void)options, (void)end;
    return STATUS_IO;
}

enum status tui_begin(const struct tui_home *home, const struct tui_options *options, struct tui_start *start,
                      struct tui_end *end)
{
    (void)home, (void)options, (void)start, (void)end;
    return STATUS_IO;
}
