/* SPDX-License-Identifier: MIT */
/*
 * errwalk diff OLD NEW: what an edit of a flow changes, and which sessions it would send elsewhere.
 */
#include <config.h>

#include <string.h>

#include "errwalk/change.h"
#include "errwalk/document.h"
#include "errwalk/history.h"
#include "errwalk/library.h"
#include "errwalk/moment.h"
#include "errwalk/replay.h"
#include "errwalk/text.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

enum { SHOWN_TEXT = 200 }; /* bytes of a long text that are shown; JSON has all of it */

static enum exit_code run(const struct options *options);

const struct command command_diff = {
    .name = "diff",
    .usage = "OLD NEW",
    .summary = "show what an edit of a flow changes",
    .options = TAKES_FORMAT,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON,
    .run = run,
};

struct comparison {
    const struct flow *before, *after;
    struct changes changes;
    struct history *history; /* NULL: sessions are not looked at */
    size_t sessions, moved;
    struct document document; /* of JSON */
    json_t *list;             /* of sessions, or NULL */
};

static void print_text(const char *label, const char *text)
{
    size_t length = text_fit(text, strlen(text), SHOWN_TEXT), i;
    struct buffer line = {0};

    for (i = 0; i < length; i++)
        buffer_char(&line, text[i] == '\n' ? ' ' : text[i]);
    output_printf("%s%s%s\n", label, buffer_text(&line), text[length] ? "…" : "");
    buffer_free(&line);
}

static void print_change(const struct change *change)
{
    static const char marks[CHANGE_KIND_COUNT] = {'+', '-', '~', '~'};

    output_printf("%c %s", marks[change->kind], change->path);
    if (change->kind == CHANGE_ADDED || change->kind == CHANGE_REMOVED) {
        print_text(": ", change->kind == CHANGE_ADDED ? change->after : change->before);
        return;
    }
    output_printf(change->kind == CHANGE_ORDER ? ", the order\n" : "\n");
    print_text("    was: ", change->before);
    print_text("    is:  ", change->after);
}

static void print_changes(const struct changes *changes)
{
    size_t counts[CHANGE_KIND_COUNT] = {0}, i;

    for (i = 0; i < changes->count; i++) {
        print_change(&changes->items[i]);
        counts[changes->items[i].kind]++;
    }
    output_printf("%s%zu added, %zu removed, %zu changed\n", changes->count ? "\n" : "",
                  counts[CHANGE_ADDED], counts[CHANGE_REMOVED],
                  counts[CHANGE_TEXT] + counts[CHANGE_ORDER]);
}

/* The last part of an id: a file that is edited has only that. */
static const char *stem(const char *id)
{
    const char *slash = strrchr(id, '/');

    return slash ? slash + 1 : id;
}

static bool is_this(const struct comparison *comparison, const char *id)
{
    const char *own = comparison->before->id;

    return strcmp(id, own) == 0 || (!strchr(own, '/') && strcmp(stem(id), own) == 0);
}

/* The id under which a session came to the flow, or NULL. */
static const char *find_visit(const struct comparison *comparison, const struct session *session)
{
    const struct event *entry = moment_entrance(moment_now(session));

    while (entry && !is_this(comparison, entry->to_flow))
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

static void print_session(struct comparison *comparison, const char *id,
                          const struct replay *before, const struct replay *after)
{
    if (comparison->list) {
        document_add(&comparison->document, comparison->list,
                     json_pack("{s:s, s:o, s:o}", "session", id, "was", way_json(before), "is",
                               way_json(after)));
        return;
    }
    output_printf("\n%s would come to %s, not to %s\n", id, after->end->node.id,
                  before->end->node.id);
    output_printf("    was: %s%s\n", buffer_text(&before->way), stops[before->stop]);
    output_printf("    is:  %s%s\n", buffer_text(&after->way), stops[after->stop]);
}

static bool is_same_end(const struct replay *before, const struct replay *after)
{
    return before->stop == after->stop &&
           strcmp(before->end->node.id, after->end->node.id) == 0;
}

static enum status replay(struct comparison *comparison, const struct session *session)
{
    const char *id = find_visit(comparison, session);
    struct replay before = {0}, after = {0};
    enum status status;

    if (!id)
        return STATUS_OK;
    comparison->sessions++;
    status = replay_session(session, id, comparison->before, &before);
    if (status == STATUS_OK)
        status = replay_session(session, id, comparison->after, &after);
    if (status == STATUS_OK && !is_same_end(&before, &after)) {
        comparison->moved++;
        print_session(comparison, session_id(session), &before, &after);
    }
    buffer_free(&before.way);
    buffer_free(&after.way);
    return status;
}

static enum exit_code replay_all(struct comparison *comparison)
{
    const struct history_filter filter = {.since = INT64_MIN, .outcome = -1};
    struct history_list list = {0};
    enum status status = history_list(comparison->history, &filter, &list);
    size_t i;

    for (i = 0; status == STATUS_OK && i < list.count; i++) {
        struct session *session = NULL;

        status = history_load(comparison->history, list.items[i].id, &session);
        if (status == STATUS_OK)
            status = replay(comparison, session);
        else if (status == STATUS_NO)
            status = STATUS_OK; /* removed meanwhile */
        session_free(session);
    }
    history_list_free(&list);
    if (status == STATUS_OK)
        return EXIT_DONE;
    output_error("%s", history_message(comparison->history));
    return EXIT_FAULT;
}

static enum exit_code tell(struct comparison *comparison)
{
    enum exit_code code = EXIT_DONE;

    print_changes(&comparison->changes);
    if (!comparison->history)
        return code;
    code = replay_all(comparison);
    if (code == EXIT_DONE)
        output_printf("%s%zu of the %zu sessions of this flow would end elsewhere\n",
                      comparison->moved ? "\n" : "", comparison->moved, comparison->sessions);
    return code;
}

static json_t *changes_json(struct comparison *comparison)
{
    json_t *list = document_array(&comparison->document);
    size_t i;

    for (i = 0; i < comparison->changes.count; i++) {
        const struct change *change = &comparison->changes.items[i];

        document_add(&comparison->document, list,
                     json_pack("{s:s, s:o, s:o, s:o}", "change", change_kind_names[change->kind],
                               "path", document_text(change->path), "was",
                               document_text_or_null(change->before), "is",
                               document_text_or_null(change->after)));
    }
    return list;
}

static enum exit_code tell_json(struct comparison *comparison)
{
    enum exit_code code = EXIT_DONE;
    struct buffer text = {0};
    json_t *root, *sessions;

    document_begin(&comparison->document);
    root = document_object(&comparison->document);
    document_put(&comparison->document, root, "changes", changes_json(comparison));
    sessions = comparison->list = document_array(&comparison->document);
    if (comparison->history)
        code = replay_all(comparison);
    document_put(&comparison->document, root, "sessions",
                 json_integer((json_int_t)comparison->sessions));
    document_put(&comparison->document, root, "elsewhere", sessions);
    document_write(&comparison->document, root, &text);
    if (code == EXIT_DONE) {
        output_document(buffer_text(&text), text.length);
    }
    buffer_free(&text);
    return code;
}

static enum exit_code compare(const struct options *options, struct comparison *comparison)
{
    enum exit_code code;

    changes_find(comparison->before, comparison->after, &comparison->changes);
    if (!options->no_history)
        comparison->history = search_path_history(options);
    if (!options->no_history && !comparison->history)
        code = EXIT_USAGE;
    else
        code = options->format == FORMAT_JSON ? tell_json(comparison) : tell(comparison);
    history_free(comparison->history);
    changes_free(&comparison->changes);
    return code;
}

/* Each from a library of its own: both may have one id. */
static enum exit_code run(const struct options *options)
{
    struct comparison comparison = {0};
    struct library *old, *new;
    enum exit_code code = EXIT_USAGE;

    if (options->operand_count != 2) {
        output_error("diff takes two flows, the old and the new");
        return EXIT_USAGE;
    }
    old = search_path_library(options, NULL);
    new = old ? search_path_library(options, NULL) : NULL;
    if (new)
        code = search_path_flow(old, options->operands[0], &comparison.before);
    if (code == EXIT_DONE)
        code = search_path_flow(new, options->operands[1], &comparison.after);
    if (code == EXIT_DONE)
        code = compare(options, &comparison);
    library_free(old);
    library_free(new);
    return code;
}
