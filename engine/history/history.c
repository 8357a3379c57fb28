/* SPDX-License-Identifier: MIT */
/*
 * A history as its users hold it: where it is, and that nothing of it is opened before it is
 * needed.
 */
#include <config.h>

#include "history-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/lock.h"
#include "errwalk/memory.h"
#include "errwalk/path.h"

char *history_default_path(void)
{
    const char *below, *state = path_personal(PATH_STATE, &below);
    struct buffer path = {0};

    if (!state)
        return NULL;
    buffer_printf(&path, "%s%s/errwalk/history.db", state, below);
    return buffer_take(&path);
}

static char *join(const char *before, const char *text, const char *after)
{
    struct buffer joined = {0};

    buffer_printf(&joined, "%s%s%s", before, text, after);
    return buffer_take(&joined);
}

struct history *history_new(const char *path)
{
    struct history *history = memory_alloc(sizeof *history);
    /* To SQLite, some relative names are not files (":memory:", ""). */
    const char *before = path_is_absolute(path) ? "" : "./";

    history->lock = history->presence = -1;
    history->path = join(before, path, "");
    history->lock_path = join(before, path, "-lock");
    history->shown = history->path + strlen(before);
    return history;
}

void history_set_progress(struct history *history, history_progress *progress, void *context)
{
    history->progress = progress;
    history->progress_context = context;
}

void history_free(struct history *history)
{
    if (!history)
        return;
    sqlite3_close(history->db);
    lock_close(history->lock);
    lock_close(history->presence);
    history_log_free(&history->walked);
    arena_free(history->found);
    buffer_free(&history->says);
    buffer_free(&history->detail);
    memory_free(history->lock_path);
    memory_free(history->path);
    memory_free(history);
}
