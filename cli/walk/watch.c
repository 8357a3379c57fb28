/* SPDX-License-Identifier: MIT */
/*
 * The file is looked at by its name, since editors replace files as often as they write into them.
 * One that is not there is between the two: nothing is said of it.
 */
#include <config.h>

#include "watch.h"

#include <string.h>

#include "errwalk/check.h"
#include "errwalk/clock.h"
#include "errwalk/library.h"
#include "errwalk/path.h"
#include "errwalk/text.h"

void watch_begin(struct watch *watch)
{
    if (stat(watch->path, &watch->seen) != 0)
        watch->seen = (struct stat){0};
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_dev == b->st_dev && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
           a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* Whether it is there to be loaded. */
static bool has_settled(struct watch *watch, bool now)
{
    struct stat found;

    if (stat(watch->path, &found) != 0)
        return false;
    if (!is_same(&found, &watch->seen)) {
        watch->seen = found;
        watch->is_new = true;
        if (!now)
            return false;
    }
    return watch->is_new;
}

/* Without its directories, which leave little of a line. */
static const char *file_name(const struct watch *watch)
{
    return path_name(watch->path);
}

static void say_reloaded(const struct watch *watch, const struct walk_reloaded *reloaded,
                         const struct diag_list *faults, struct buffer *says)
{
    buffer_printf(says, "%s was reloaded: %zu answer%s kept", file_name(watch), reloaded->kept,
                  text_plural(reloaded->kept));
    if (reloaded->dropped)
        buffer_printf(says, ", %zu no longer fit%s", reloaded->dropped,
                      reloaded->dropped == 1 ? "s" : "");
    if (faults->errors)
        buffer_printf(says, ", %zu error%s", faults->errors, text_plural(faults->errors));
    if (faults->warnings)
        buffer_printf(says, ", %zu warning%s", faults->warnings, text_plural(faults->warnings));
}

static enum tui_news load(struct watch *watch, struct diag_list *found, struct buffer *says)
{
    const struct check_options options = {.today = clock_now(watch->clock),
                                          .library = watch->library};
    struct walk_reloaded reloaded;
    const struct flow *flow = NULL;

    if (library_add_file(watch->library, watch->path, found, &flow) != STATUS_OK) {
        buffer_printf(says, "%s is broken: %zu error%s; the last good version stays", watch->path,
                      found->errors, text_plural(found->errors));
        return TUI_BROKEN;
    }
    if (walk_reload(watch->walk, flow, &reloaded) != STATUS_OK) {
        buffer_printf(says, "%s cannot be walked as before", file_name(watch));
        return TUI_BROKEN;
    }
    flow_check(flow, NULL, 0, &options, found);
    say_reloaded(watch, &reloaded, found, says);
    return TUI_RELOADED;
}

enum tui_news watch_poll(struct watch *watch, bool now, struct buffer *says, struct buffer *faults)
{
    struct diag_list found = {0};
    enum tui_news news;

    if (!has_settled(watch, now))
        return TUI_NO_NEWS;
    watch->is_new = false;
    news = load(watch, &found, says);
    if (found.errors)
        diag_print(faults, &found, DIAG_TEXT);
    diag_list_free(&found);
    return news;
}
