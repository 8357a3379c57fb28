/* SPDX-License-Identifier: MIT */
/*
 * Each session is loaded once, and replayed in both versions of each flow that it came to.
 */
#include <config.h>

#include "diff-sessions.h"

#include <string.h>

#include "errwalk/moment.h"
#include "errwalk/replay.h"

#include "cli/output.h"

/* The last part of an id: a file that is edited has only that. */
static const char *stem(const char *id)
{
    const char *slash = strrchr(id, '/');

    return slash ? slash + 1 : id;
}

static bool is_of(const struct diff_pair *pair, const char *id)
{
    return strcmp(id, pair->id) == 0 ||
           (!strchr(pair->id, '/') && strcmp(stem(id), pair->id) == 0);
}

/* The id under which a session came to the flow, or NULL. */
static const char *find_visit(const struct diff_pair *pair, const struct session *session)
{
    const struct event *entry = moment_entrance(moment_now(session));

    while (entry && !is_of(pair, entry->to_flow))
        entry = moment_entrance(moment_before(session, entry));
    return entry ? entry->to_flow : NULL;
}

static const char *const stops[REPLAY_STOP_COUNT] = {
    [REPLAY_ENDED] = "",
    [REPLAY_UNANSWERED] = " (which it did not answer)",
    [REPLAY_MISFIT] = " (which has no such answer any more)",
};

static json_t *way_json(const struct replay *replay)
{
    static const char *const names[REPLAY_STOP_COUNT] = {"ended", "unanswered", "misfit"};

    return json_pack("{s:o, s:s, s:o}", "end", document_text(replay->end->node.id), "stop",
                     names[replay->stop], "way", document_text(buffer_text(&replay->way)));
}

static void show(struct diff_sessions *sessions, const char *flow, const char *id,
                 const struct replay *before, const struct replay *after)
{
    if (sessions->list) {
        json_array_append_new(sessions->list, json_pack("{s:s, s:o, s:o, s:o}", "session", id,
                                                        "flow", document_text(flow), "was",
                                                        way_json(before), "is", way_json(after)));
        return;
    }
    output_printf("\n%s would come to %s, not to %s\n", id, after->end->node.id,
                  before->end->node.id);
    if (sessions->pair_count > 1)
        output_printf("    in:  %s\n", flow);
    output_printf("    was: %s%s\n", buffer_text(&before->way), stops[before->stop]);
    output_printf("    is:  %s%s\n", buffer_text(&after->way), stops[after->stop]);
}

static bool is_same_end(const struct replay *before, const struct replay *after)
{
    return before->stop == after->stop &&
           strcmp(before->end->node.id, after->end->node.id) == 0;
}

/* Whether the session came to the flow; `*moved` where it would end elsewhere. */
static bool replay(struct diff_sessions *sessions, const struct diff_pair *pair,
                   const struct session *session, bool *moved)
{
    const char *id = find_visit(pair, session);
    struct replay before = {0}, after = {0};

    if (!id)
        return false;
    if (replay_session(session, id, pair->before, &before) == STATUS_OK &&
        replay_session(session, id, pair->after, &after) == STATUS_OK &&
        !is_same_end(&before, &after)) {
        *moved = true;
        show(sessions, id, session_id(session), &before, &after);
    }
    buffer_free(&before.way);
    buffer_free(&after.way);
    return true;
}

static void replay_pairs(struct diff_sessions *sessions, const struct session *session)
{
    bool came = false, moved = false;
    size_t i;

    for (i = 0; i < sessions->pair_count; i++)
        came |= replay(sessions, &sessions->pairs[i], session, &moved);
    sessions->count += came;
    sessions->moved += moved;
}

enum exit_code diff_sessions_replay(struct diff_sessions *sessions)
{
    const struct history_filter filter = {.since = INT64_MIN, .outcome = -1, .own = !sessions->whole_team};
    struct history_list list = {0};
    enum status status = history_list(sessions->history, &filter, &list);
    size_t i;

    for (i = 0; status == STATUS_OK && i < list.count; i++) {
        struct session *session = NULL;

        status = history_load(sessions->history, list.items[i].id, &session);
        if (status == STATUS_OK)
            replay_pairs(sessions, session);
        else if (status == STATUS_NO)
            status = STATUS_OK; /* removed meanwhile */
        session_free(session);
    }
    history_list_free(&list);
    if (status == STATUS_OK)
        return EXIT_DONE;
    output_error("%s", history_message(sessions->history));
    return EXIT_FAULT;
}
