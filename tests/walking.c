/* SPDX-License-Identifier: MIT */
/*
 * What the tests of walks share; see the header.
 */
#include <config.h>

#include "walking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/file.h"

#include "suite.h"

struct walk *walking_start(struct walking *walking, const char *flow_id)
{
    return walking_start_in(walking, "tests/flows/session", flow_id);
}

struct walk *walking_start_in(struct walking *walking, const char *path, const char *flow_id)
{
    const char *directory = suite_source(path);
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    struct buffer text = {0};
    struct event event;

    *walking = (struct walking){.clock = {.fixed = true, .now = 1767225600, .random = 1}};
    library_new(&directory, 1, &walking->library);
    walking->walk = walk_new(walking->library, &walking->clock);
    library_flow(walking->library, flow_id, &faults, &flow);
    diag_print(&text, &faults, DIAG_TEXT);
    suite_expect_string("the flow is sound", buffer_text(&text), "");
    buffer_free(&text);
    diag_list_free(&faults);
    if (!flow) {
        printf("    no flow '%s' in %s\n", flow_id, directory);
        exit(99);
    }
    suite_expect_long("start", walk_start(walking->walk, flow, "", (struct code){0}, &event), STATUS_OK);
    suite_expect_long("started", walk_commit(walking->walk, &event), STATUS_OK);
    return walking->walk;
}

void walking_stop(struct walking *walking)
{
    walk_free(walking->walk);
    library_free(walking->library);
}

/* The choice of a kind with a number for its id. */
static enum status choose(const struct walk *walk, enum choice_kind kind, unsigned number,
                          struct event *event)
{
    char id[16];

    snprintf(id, sizeof id, "%u", number);
    return walk_choose(walk, kind, id, NULL, event);
}

/* An item of that number, from 0, ticked or not. */
static enum status tick(const struct walk *walk, unsigned item, bool on, struct event *event)
{
    enum status status = choose(walk, CHOICE_TICK, item + 1, event);

    event->on = on;
    return status;
}

static enum status request(const struct walk *walk, const char *word, struct event *event)
{
    unsigned n = (unsigned)strtoul(word[0] ? word + 1 : "", NULL, 10);

    switch (word[0]) {
    case '<':
        return n ? choose(walk, CHOICE_BACK_TO, n, event)
                 : walk_choose(walk, CHOICE_BACK, NULL, NULL, event);
    case '!':
        return walk_choose(walk, CHOICE_ABANDON, NULL, NULL, event);
    case '+':
        return tick(walk, n, true, event);
    case '-':
        if (walk_step(walk)->kind != STEP_INPUT)
            return tick(walk, n, false, event);
        break;
    case '#':
        return choose(walk, CHOICE_RELATED, n, event);
    case '*':
        return walk_choose(walk, CHOICE_NOTE, NULL, word + 1, event);
    }
    return walk_reply(walk, word, event);
}

enum status walking_act(struct walk *walk, const char *word)
{
    struct event event;
    enum status status = request(walk, word, &event);

    return status == STATUS_OK ? walk_commit(walk, &event) : status;
}

enum status walking_act_all(struct walk *walk, const char *commands)
{
    enum status status = STATUS_OK;
    char word[128];

    while (*commands) {
        size_t length = strcspn(commands, "|");

        suite_expect_long(commands, status, STATUS_OK);
        snprintf(word, sizeof word, "%.*s", (int)length, commands);
        status = walking_act(walk, word);
        commands += length;
        if (*commands && !*++commands)
            status = walking_act(walk, ""); /* a bar at the end: an empty reply */
    }
    return status;
}

void walking_expect_place(const char *what, const struct walk *walk, const char *place)
{
    const struct session *session = walk_session(walk);
    char got[64];

    snprintf(got, sizeof got, "%s/%s", session_flow(session), session_step(session));
    suite_expect_string(what, got, place);
    suite_expect_string(what, walk_step(walk)->node.id, session_step(session));
    suite_expect_string(what, walk_flow(walk)->id, session_flow(session));
}

void walking_describe(struct buffer *out, const struct session *session)
{
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        buffer_printf(out, "%u%s %s at=%lld code=%s %lld kind=%d target=%u item=%u %d%d", event->number,
                      session_stands(session, event) ? "" : "-", event_kind_names[event->kind],
                      (long long)event->at, event->code.present ? code_kind_name(event->code.kind) : "",
                      (long long)event->code.value, (int)event->step_kind,
                      event->target, event->item, event->on, event->sensitive);
#define PRINT(name) buffer_printf(out, " " #name "=%s", event->name);
        EVENT_TEXTS(PRINT)
#undef PRINT
        buffer_char(out, '\n');
    }
    buffer_printf(out, "%s/%s %s\n", session_flow(session), session_step(session),
                  outcome_names[session_outcome(session)]);
}

void walking_edit(const char *from, const char *to, const char *find, const char *replace)
{
    struct buffer text = {0}, directory = {0};
    const char *at, *slash = strrchr(to, '/');
    FILE *file;

    suite_expect(from, file_read(suite_source(from), FLOW_MAX_BYTES, &text) == STATUS_OK);
    at = *find ? strstr(buffer_text(&text), find) : NULL;
    suite_expect(find, at || !*find);
    buffer_append(&directory, to, slash ? (size_t)(slash - to) : 0);
    mkdir(suite_scratch(buffer_text(&directory)), 0700);
    file = fopen(suite_scratch(to), "w");
    if (suite_expect(to, file != NULL)) {
        fwrite(buffer_text(&text), 1, at ? (size_t)(at - buffer_text(&text)) : text.length, file);
        if (at)
            fprintf(file, "%s%s", replace, at + strlen(find));
        fclose(file);
    }
    buffer_free(&text);
    buffer_free(&directory);
}

void walking_expect_resumed(const char *what, struct walking *walking, const char *directory,
                            const char *misfit, const char *path)
{
    const struct session *walked = walk_session(walking->walk);
    struct session *session = session_new();
    struct diag_list faults = {0};
    struct library *library = NULL;
    const struct event *found = NULL;
    struct event dropped;
    struct walk *resumed;
    size_t i;

    for (i = 0; i < session_count(walked); i++)
        session_apply(session, session_event(walked, i));
    library_new(&directory, 1, &library);
    resumed = walk_new(library, &walking->clock);
    suite_expect_long(what, walk_resume(resumed, session, &faults, &found), STATUS_OK);
    suite_expect_string(what, found ? session_path(session, found) : "", misfit);
    if (found) {
        dropped = walk_drop(resumed, found);
        suite_expect_long(what, walk_commit(resumed, &dropped), STATUS_OK);
    }
    suite_expect_string(what, session_path(walk_session(resumed), NULL), path);
    walk_free(resumed);
    library_free(library);
    diag_list_free(&faults);
}
