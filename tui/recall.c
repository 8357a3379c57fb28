/*
 * All sessions are listed once, and again only after one was removed: typing into a filter reads
 * nothing.
 */
#include <config.h>

#include "recall.h"

#include <stdio.h>

static void tell_fault(struct loop *loop, enum status status)
{
    if (status == STATUS_NO_MEMORY)
        loop_tell(loop, "Memory ran out.");
    else
        loop_tell(loop, history_says(loop->history));
}

static enum status list(struct loop *loop, const char *search, struct history_list *sessions)
{
    const struct history_filter filter = {.search = search, .since = INT64_MIN, .outcome = -1};
    struct history_list listed = {0};
    enum status status = history_list(loop->history, &filter, &listed);

    if (status != STATUS_OK) {
        tell_fault(loop, status);
        return status;
    }
    history_list_free(sessions);
    *sessions = listed;
    return STATUS_OK;
}

void recall_begin(struct loop *loop, const struct tui_home *home)
{
    loop->history = home->history;
    loop->clock = home->clock;
    loop->context.sessions = &loop->sessions;
    loop->context.found = &loop->found;
    if (loop->history)
        list(loop, NULL, &loop->sessions);
    loop_open(loop, home_new(&loop->context, home));
}

static void search(struct loop *loop, const char *words)
{
    struct buffer said = {0};

    if (list(loop, words, &loop->found) != STATUS_OK)
        return;
    buffer_clear(&loop->searched);
    buffer_string(&loop->searched, words);
    loop->context.searched = buffer_text(&loop->searched);
    buffer_printf(&said, "Found in the texts of %zu session%s.", loop->found.count,
                  loop->found.count == 1 ? "" : "s");
    loop_tell(loop, buffer_text(&said));
    buffer_free(&said);
    loop_lay_out(loop);
}

static void read_transcript(struct loop *loop, const char *id)
{
    struct session *session = NULL;
    enum status status = history_load(loop->history, id, &session);

    if (status == STATUS_OK)
        loop_open(loop, preview_new(&loop->context, session));
    else if (status == STATUS_NO)
        loop_tell(loop, "This session is not there any more.");
    else
        tell_fault(loop, status);
}

static void remove_session(struct loop *loop, const char *text)
{
    char id[sizeof loop->session], said[80];
    enum status status;

    snprintf(id, sizeof id, "%s", text); /* listing anew frees what it came from */
    status = history_delete(loop->history, id);
    if (status == STATUS_INVALID) {
        snprintf(said, sizeof said, "Session %s is being walked by another errwalk.", id);
        loop_tell(loop, said);
        return;
    }
    if (status == STATUS_IO || status == STATUS_NO_MEMORY) {
        tell_fault(loop, status);
    } else {
        snprintf(said, sizeof said, "Session %s was removed.", id);
        loop_tell(loop, said);
    }
    list(loop, NULL, &loop->sessions);
    loop_lay_out(loop);
}

void recall_effects(struct loop *loop, const struct effects *effects)
{
    if (!loop->history)
        return;
    if (effects->flags & EFFECT_READ)
        read_transcript(loop, effects->text);
    if (effects->flags & EFFECT_SEARCH)
        search(loop, effects->text);
    if (effects->flags & EFFECT_REMOVE)
        remove_session(loop, effects->text);
}

void recall_end(struct loop *loop)
{
    history_list_free(&loop->sessions);
    history_list_free(&loop->found);
    buffer_free(&loop->searched);
}
