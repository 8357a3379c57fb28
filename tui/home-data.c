/* SPDX-License-Identifier: MIT */
/*
 * Home is painted before anything is read. Then the newest sessions are listed, once, and again only
 * after one was removed: typing into a filter reads nothing. Older ones are listed when they are asked
 * for. Flows and the catalog follow, a few at a
 * time; home looks again each time that twice as many were read, so that it seldom has to.
 */
#include <config.h>

#include "errwalk/session-id.h"
#include "counting.h"
#include "home-data.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/problem.h"
#include "errwalk/text.h"
#include "tui/screens/home.h"
#include "tui/screens/screens.h"

enum {
    AT_ONCE = 32, /* flows, or errors */
    SESSIONS_AT_ONCE = 200,
};

static void tell_fault(struct loop *loop)
{
    loop_message(loop, history_message(loop->history));
}

/* The newest sessions; those with words, or of an outcome, where these are given. */
static struct history_filter newest(const char *search, int outcome)
{
    return (struct history_filter){.search = search,
                                   .since = INT64_MIN,
                                   .outcome = outcome,
                                   .own = outcome == OUTCOME_UNFINISHED,
                                   .most = SESSIONS_AT_ONCE,
                                   .counts_all = !search && outcome < 0};
}

static enum status list(struct loop *loop, const struct history_filter *filter,
                        struct history_list *sessions)
{
    struct history_list listed = {0};
    enum status status = history_list(loop->history, filter, &listed);

    if (status != STATUS_OK) {
        tell_fault(loop);
        return status;
    }
    history_list_free(sessions);
    *sessions = listed;
    return STATUS_OK;
}

static void list_all(struct loop *loop)
{
    const struct history_filter all = newest(NULL, -1),
                                unfinished = newest(NULL, OUTCOME_UNFINISHED);

    if (list(loop, &all, &loop->sessions) == STATUS_OK)
        list(loop, &unfinished, &loop->unfinished);
}

void home_data_begin(struct loop *loop, const struct tui_home *home)
{
    loop->history = home->history;
    loop->clock = home->clock;
    loop->context.sessions = &loop->sessions;
    loop->context.unfinished = &loop->unfinished;
    loop->context.found = &loop->found;
    loop->search = home->search;
    loop->is_unlisted = loop->history != NULL;
    loop->is_unread = true;
    loop->home = home_new(&loop->context, home->search);
    loop_open(loop, loop->home);
}

bool home_data_has_work(const struct loop *loop)
{
    return !loop_is_done(loop) && (loop->is_unlisted || loop->is_unread);
}

static void show_again(struct loop *loop)
{
    home_refresh(loop->home);
    loop_lay_out(loop);
}

/* True: it is time to look again. */
static bool read_on(struct loop *loop, size_t most)
{
    enum status status = search_read(loop->search, most);

    loop->is_unread = status == STATUS_OK;
    loop->read++;
    return status != STATUS_OK || (loop->read & (loop->read - 1)) == 0;
}

static void tell_cut_off(struct loop *loop)
{
    const char *directory = loop->is_unread ? NULL : search_cut_off(loop->search);
    struct buffer said = {0};

    if (!directory)
        return;
    buffer_printf(&said, "%s holds too many files: not all flows are here.", directory);
    loop_message(loop, buffer_text(&said));
    buffer_free(&said);
}

bool home_data_work(struct loop *loop)
{
    if (loop->is_unlisted) {
        loop->is_unlisted = false;
        list_all(loop);
    } else if (!loop->is_unread || !read_on(loop, AT_ONCE)) {
        return false;
    }
    show_again(loop);
    tell_cut_off(loop);
    return true;
}

void home_data_settle(struct loop *loop)
{
    if (!home_data_has_work(loop) || loop->top != loop->home || loop->home->form.focus > 0)
        return;
    while (home_data_has_work(loop))
        home_data_work(loop);
}

void home_data_start(struct loop *loop, const struct search_hit *found, const char *typed)
{
    struct search_hit hit = *found;
    struct search_start start;
    char *error;

    if (loop->is_unread && (hit.known || *hit.number)) {
        while (loop->is_unread)
            read_on(loop, SIZE_MAX);
        show_again(loop);
    }
    if (hit.known && !hit.flow)
        search_hit_flow(loop->search, &hit);
    if (hit.known && !hit.flow) {
        const struct library_entry *general =
            search_for_any(loop->search, hit.code);

        loop_open(loop, entry_new(&loop->context, &hit, general));
        return;
    }
    start = search_start(loop->search, &hit, typed);
    if (!start.flow) {
        loop_message(loop, hit.event ? "An event ID is no error: search for what its text names."
                                  : "There is no flow for this.");
        return;
    }
    error = memory_copy(start.error, strlen(start.error));
    loop->start = (struct tui_start){.flow = start.flow, .error = error, .code = start.code};
    loop->ended = EFFECT_BEGIN;
}

void home_data_search(struct loop *loop, const char *words)
{
    const struct history_filter filter = newest(words, -1);
    struct buffer said = {0};

    if (list(loop, &filter, &loop->found) != STATUS_OK)
        return;
    buffer_clear(&loop->searched);
    buffer_string(&loop->searched, words);
    loop->context.searched = buffer_text(&loop->searched);
    buffer_printf(&said, "Found in the texts of %s%zu session%s.",
                  loop->found.more ? "more than " : "", loop->found.count,
                  text_plural(loop->found.count));
    loop_message(loop, buffer_text(&said));
    buffer_free(&said);
    loop_lay_out(loop);
}

void home_data_show_transcript(struct loop *loop, const char *id)
{
    struct session *session = NULL;
    enum status status = history_load(loop->history, id, &session);

    if (status == STATUS_OK)
        loop_open(loop, preview_past_new(&loop->context, session));
    else if (status == STATUS_NO)
        loop_message(loop, "This session is not there any more.");
    else
        tell_fault(loop);
}

void home_data_remove(struct loop *loop, const char *text)
{
    char id[sizeof loop->session], said[80];
    enum status status;

    snprintf(id, sizeof id, "%s", text); /* listing again frees what it came from */
    counting_end(loop); /* it would still read */
    status = history_delete(loop->history, id);
    if (status == STATUS_INVALID) {
        snprintf(said, sizeof said, "Session %s is being walked by another errwalk.",
                 session_id_ending(id, SESSION_ID_SHOWN));
        loop_message(loop, said);
        return;
    }
    if (status == STATUS_IO) {
        tell_fault(loop);
    } else {
        snprintf(said, sizeof said, "Session %s was removed.",
                 session_id_ending(id, SESSION_ID_SHOWN));
        loop_message(loop, said);
    }
    list_all(loop);
    show_again(loop);
}

void home_data_older(struct loop *loop)
{
    const struct history_filter all = newest(NULL, -1);
    enum status status = history_list_more(loop->history, &all, &loop->sessions);

    if (status != STATUS_OK)
        tell_fault(loop);
    loop_lay_out(loop);
}
