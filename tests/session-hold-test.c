/* SPDX-License-Identifier: MIT */
/*
 * What a walk holds to whatever happens: the same clock gives the same events, a failure leaves the
 * session as it stood, and any walk folds again and can be taken back to its start.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/session-id.h"
#include "errwalk/memory.h"

#include "walking.h"

const char suite_name[] = "session-hold";

static const char tour[] = "*begun|fix|0x3e7|+0|+1|no|<|-0|other 1326|on||x|*hm|<|<|<4|unsure|no|no";

static void test_same_clock_same_events(void)
{
    struct walking a, b;
    struct buffer text_a = {0}, text_b = {0};
    const char *id;

    walking_act_all(walking_start(&a, "main"), tour);
    walking_act_all(walking_start(&b, "main"), tour);
    walking_describe(&text_a, walk_session(a.walk));
    walking_describe(&text_b, walk_session(b.walk));
    suite_expect_string("two runs", buffer_text(&text_a), buffer_text(&text_b));
    id = session_id(walk_session(a.walk));
    suite_expect_long("length of the id", (long)strlen(id), SESSION_ID_LENGTH);
    suite_expect("letters of the id", session_id_is_valid(id));
    buffer_free(&text_a);
    buffer_free(&text_b);
    walking_stop(&a);
    walking_stop(&b);
    walking_start(&a, "main");
    a.clock.random = 2;
    b = a;
    b.walk = walk_new(a.library, &a.clock);
    {
        struct event event;

        walk_start(b.walk, walk_flow(a.walk), "", (struct code){0}, &event);
        walk_commit(b.walk, &event);
    }
    suite_expect("another id", strcmp(session_id(walk_session(a.walk)),
                                      session_id(walk_session(b.walk))) != 0);
    walk_free(b.walk);
    walking_stop(&a);
}

/* A store that refuses once told to, and counts what it was given. */
struct store {
    size_t commits, events;
    bool refuses;
};

static enum status keep(void *context, const struct event *events, size_t count)
{
    struct store *store = context;

    (void)events;
    if (store->refuses)
        return STATUS_IO;
    store->commits++;
    store->events += count;
    return STATUS_OK;
}

static void test_store(void)
{
    static const char *const commands[] = {"*note", "fix", "0x3e7", "+0", "#1", "<", "yes", "<",
                                         "no",    "no",  "no",    "<",  "!"};
    struct walking walking;
    struct walk *walk = walking_start(&walking, "main");
    const struct session *session = walk_session(walk);
    struct store store = {0};
    const struct walk_store hook = {.commit = keep, .context = &store};
    size_t i, before_events = session_count(session);

    walk_set_store(walk, &hook);
    for (i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct buffer before = {0}, after = {0};
        const struct step *step = walk_step(walk);

        walking_describe(&before, session);
        store.refuses = true;
        suite_expect_long(commands[i], walking_act(walk, commands[i]), STATUS_IO);
        walking_describe(&after, session);
        suite_expect_string(commands[i], buffer_text(&after), buffer_text(&before));
        suite_expect(commands[i], walk_step(walk) == step);
        store.refuses = false;
        suite_expect_long(commands[i], walking_act(walk, commands[i]), STATUS_OK);
        buffer_free(&before);
        buffer_free(&after);
    }
    suite_expect_long("one commit for each command", (long)store.commits,
                      sizeof commands / sizeof *commands);
    suite_expect_long("every event", (long)store.events,
                      (long)(session_count(session) - before_events));
    walking_stop(&walking);
}

static unsigned next_random(unsigned *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* A session folded from the events of another is the same, and all the way back is the start. */
static void expect_refolds(const char *name, struct walk *walk)
{
    const struct session *session = walk_session(walk);
    struct session *again = session_new();
    struct buffer a = {0}, b = {0};
    struct event event;
    size_t i;

    for (i = 0; i < session_count(session); i++)
        suite_expect_long(name, session_apply(again, session_event(session, i)), STATUS_OK);
    walking_describe(&a, session);
    walking_describe(&b, again);
    suite_expect_string(name, buffer_text(&b), buffer_text(&a));
    while (walk_choose(walk, CHOICE_BACK, NULL, NULL, &event) == STATUS_OK)
        suite_expect_long(name, walk_commit(walk, &event), STATUS_OK);
    walking_expect_place(name, walk, "main/what");
    suite_expect_long(name, (long)walk_done(walk), 0);
    suite_expect_long(name, session_outcome(session), OUTCOME_UNFINISHED);
    suite_expect_string(name, walk_error(walk), "ERROR_LOGON_SESSION_COLLISION");
    buffer_free(&a);
    buffer_free(&b);
    session_free(again);
}

static void test_random_walks(void)
{
    static const char *const commands[] = {
        "fix", "other", "no-flow", "gone", "damaged", "call", "0x3e7", "1", "unsure", "yes", "no",
        "worse", "skipped", "other 1326", "other 5", "other third", "", "", "done", "back", "on",
        "<", "<", "<2", "<3", "<5", "!", "+0", "-0", "+1", "#1", "#2", "#3", "#4", "*note",
        "number", "hex", "16", "0xff", "2026-01-01",
    };
    long rounds = suite_scale(300), i;

    for (i = 1; i <= rounds; i++) {
        unsigned seed = (unsigned)i * 2654435761u, steps = 60;
        struct walking walking;
        struct walk *walk = walking_start(&walking, "main");
        char name[32];

        snprintf(name, sizeof name, "seed %ld", i);
        while (steps--) {
            const char *word = commands[next_random(&seed) % (sizeof commands / sizeof *commands)];
            enum status status;

            status = walking_act(walk, word);
            suite_expect(name, status == STATUS_OK || status == STATUS_NO);
        }
        expect_refolds(name, walk);
        walking_stop(&walking);
    }
}

const struct suite_test suite_tests[] = {
    {"a fixed clock gives the same events", test_same_clock_same_events},
    {"a store that fails", test_store},
    {"random walks", test_random_walks},
    {NULL, NULL},
};
