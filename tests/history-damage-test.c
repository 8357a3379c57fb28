/* SPDX-License-Identifier: MIT */
/*
 * A database that is cut off or in which bits have changed: each session is refused or read as it was
 * written, what is acknowledged can be read, and nothing that could be read before is lost by it; and
 * no crash. What is salvaged is what was written, from its beginning.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/file.h"

#include "history-fixture.h"

const char suite_name[] = "history-damage";

enum { SESSIONS = 6 };

static const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};

/* A sound history: its files, and what is read from it. */
static struct {
    struct buffer database, log;
    struct buffer says[SESSIONS + 1]; /* of the list, and of each session */
    struct session *sessions[SESSIONS];
    char ids[SESSIONS][SESSION_ID_SIZE];
} sound;

/* What a list says, or why there is none. */
static enum status describe_list(struct history *history, struct buffer *out)
{
    struct history_list list;
    enum status status = history_list(history, &everything, &list);
    size_t i;

    if (status != STATUS_OK)
        return status;
    for (i = 0; i < list.count; i++) {
        const struct history_session *item = &list.items[i];

        buffer_printf(out, "%s %s %lld %s %s %s %lld %lld %s %zu\n", item->id, item->error,
                      (long long)item->code.value, item->flow, item->title, item->path,
                      (long long)item->started, (long long)item->last, outcome_names[item->outcome],
                      item->questions);
    }
    history_list_free(&list);
    return STATUS_OK;
}

/* As whoever comes next would read it. */
static enum status describe_session(const char *path, const char *id, struct buffer *out)
{
    struct history *history = history_new(path);
    struct session *session;
    enum status status = history_load(history, id, &session);

    history_free(history);
    if (status != STATUS_OK)
        return status;
    walking_describe(out, session);
    session_free(session);
    return STATUS_OK;
}

/* With or without a log that has not been written back. */
static void make_sound(bool log)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    char log_path[300];
    size_t i;

    for (i = 0; i < SESSIONS; i++)
        fixture_walk(history, i % 2 ? "main" : "types", (unsigned)i + 1,
                     i % 2 ? fixture_tour : "text|a text|*one|*two|*three", sound.ids[i]);
    for (i = 0; i <= SESSIONS; i++) {
        suite_expect_long("sound",
                          i ? describe_session(path, sound.ids[i - 1], &sound.says[i])
                            : describe_list(history, &sound.says[0]),
                          STATUS_OK);
    }
    for (i = 0; i < SESSIONS; i++)
        history_load(history, sound.ids[i], &sound.sessions[i]);
    snprintf(log_path, sizeof log_path, "%s-wal", path);
    if (log)
        file_read(log_path, 1 << 26, &sound.log);
    else
        history_free(history);
    file_read(path, 1 << 26, &sound.database);
    if (log)
        history_free(history);
}

static void forget_sound(void)
{
    size_t i;

    for (i = 0; i < SESSIONS; i++)
        session_free(sound.sessions[i]);
    for (i = 0; i <= SESSIONS; i++)
        buffer_free(&sound.says[i]);
    buffer_free(&sound.database);
    buffer_free(&sound.log);
    memset(&sound, 0, sizeof sound);
}

/* A copy of the sound history in new files. */
static const char *copy(const struct buffer *database, const struct buffer *log)
{
    const char *path = fixture_path();
    char log_path[300];

    suite_expect_long("copy", file_write(path, database->bytes, database->length, false),
                      STATUS_OK);
    snprintf(log_path, sizeof log_path, "%s-wal", path);
    if (log->length)
        file_write(log_path, log->bytes, log->length, false);
    return path;
}

/* Of a log that was cut, the first so many events of each session are left. */
static void expect_beginnings(const char *what, const char *path)
{
    struct history *history = history_new(path);
    size_t i, e;

    for (i = 0; i < SESSIONS; i++) {
        struct session *session = NULL, *part = session_new();
        struct buffer got = {0}, expected = {0};
        enum status status = history_load(history, sound.ids[i], &session);

        suite_expect(what, status == STATUS_OK || status == STATUS_NO || status == STATUS_IO);
        for (e = 0; session && e < session_count(session); e++)
            session_apply(part, session_event(sound.sessions[i], e));
        if (session) {
            walking_describe(&got, session);
            walking_describe(&expected, part);
            suite_expect_string(what, buffer_text(&got), buffer_text(&expected));
        }
        buffer_free(&got);
        buffer_free(&expected);
        session_free(session);
        session_free(part);
    }
    history_free(history);
}

/* Each line is one of those that were there. */
static void expect_lines(const char *what, const char *got, const char *all)
{
    while (*got) {
        size_t length = strcspn(got, "\n") + 1;
        const char *at = all;

        while (*at && strncmp(at, got, length) != 0)
            at += strcspn(at, "\n") + 1;
        suite_expect_string(what, *at ? "" : got, "");
        got += length;
    }
}

/* Whether each session can be read, and then as it was written. */
static void expect_refused_or_sound(const char *what, const char *path, bool readable[SESSIONS])
{
    struct history *history = history_new(path);
    struct buffer says = {0};
    struct history_export found;
    size_t i;
    char id[SESSION_ID_SIZE];

    for (i = 0; i <= SESSIONS; i++) {
        enum status status;

        buffer_clear(&says);
        status =
            i ? describe_session(path, sound.ids[i - 1], &says) : describe_list(history, &says);
        if (i)
            readable[i - 1] = status == STATUS_OK;
        if (status == STATUS_OK && i)
            suite_expect_string(what, buffer_text(&says), buffer_text(&sound.says[i]));
        else if (status == STATUS_OK)
            expect_lines(what, buffer_text(&says), buffer_text(&sound.says[0]));
        else
            suite_expect(what, status == STATUS_NO || i || *history_message(history));
    }
    for (i = 0; i < SESSIONS; i++) {
        enum status status = history_find(history, sound.ids[i], id);

        suite_expect(what, status != STATUS_OK || strcmp(id, sound.ids[i]) == 0);
    }
    suite_expect(what, history_find_export(history, "0f", &found) != STATUS_OK);
    buffer_free(&says);
    history_free(history);
}

/* A walk on a damaged history is stored or refused; what is stored can be read by whoever comes next,
 * and so can what could be read before. */
static void expect_walk(const char *what, const char *path, const bool readable[SESSIONS])
{
    struct history *history = history_new(path);
    struct walking walking;
    struct walk *walk = fixture_start(&walking, history, "main", 77);
    enum status status = walking_act(walk, "fix");
    size_t i;

    suite_expect(what, status == STATUS_OK || (status == STATUS_IO && *history_message(history)));
    history_free(history);
    history = history_new(path);
    if (status == STATUS_OK) {
        struct session *session = NULL;

        suite_expect_long(what, history_load(history, session_id(walk_session(walk)), &session),
                          STATUS_OK);
        suite_expect_long(what, session ? (long)session_count(session) : 0, 2);
        session_free(session);
    }
    for (i = 0; i < SESSIONS; i++) {
        struct buffer says = {0};

        if (readable[i]) {
            suite_expect_long(what, describe_session(path, sound.ids[i], &says), STATUS_OK);
            suite_expect_string(what, buffer_text(&says), buffer_text(&sound.says[i + 1]));
        }
        buffer_free(&says);
    }
    history_delete(history, sound.ids[0]);
    walking_stop(&walking);
    history_free(history);
}

static void remove_copy(const char *path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-lock", "-journal"};
    char name[300];
    size_t i;

    for (i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
        unlink(name);
    }
}

static void ignore_loss(void *context, const char *id, size_t saved, size_t all)
{
    (void)context, (void)id, (void)saved, (void)all;
}

/* What is salvaged is of each session its beginning, and all of it where it can be read. */
static void expect_salvage(const char *what, const char *path, const bool readable[SESSIONS])
{
    const char *file = fixture_path();
    struct history *history = history_new(path), *saved = history_new(file);
    struct history_salvaged result = {0};
    size_t i;

    if (history_salvage(history, file, ignore_loss, NULL, &result) == STATUS_OK) {
        expect_beginnings(what, file);
        for (i = 0; i < SESSIONS; i++) {
            struct session *session = NULL;

            if (readable[i])
                suite_expect_long(what, history_load(saved, sound.ids[i], &session), STATUS_OK);
            suite_expect(what, !readable[i] || (session && session_count(session) ==
                                                               session_count(sound.sessions[i])));
            session_free(session);
        }
    }
    history_free(saved);
    history_free(history);
    remove_copy(file);
}

/* Bits change in one place or in several, in the header more often than elsewhere. */
static void flip(struct buffer *bytes, unsigned *seed)
{
    unsigned places = fixture_random(seed) % 4 ? 1 : 1 + fixture_random(seed) % 8;

    while (places-- && bytes->length) {
        size_t within = fixture_random(seed) % 4 ? bytes->length : 512;
        size_t at = fixture_random(seed) % (within < bytes->length ? within : bytes->length);

        bytes->bytes[at] ^= (char)(1 << fixture_random(seed) % 8);
    }
}

static void test_flips(void)
{
    const char *only = getenv("ERRWALK_TEST_ROUND");
    long rounds = suite_scale(10000), i = only ? atol(only) : 1;

    rounds = only ? i : rounds;
    make_sound(false);
    for (; i <= rounds; i++) {
        unsigned seed = (unsigned)i * 2654435761u;
        struct buffer damaged = {0};
        const char *path;
        bool readable[SESSIONS];
        char what[32];

        snprintf(what, sizeof what, "flip %ld", i);
        buffer_append(&damaged, sound.database.bytes, sound.database.length);
        flip(&damaged, &seed);
        path = copy(&damaged, &sound.log);
        expect_refused_or_sound(what, path, readable);
        if (i % 4 == 0 || only)
            expect_salvage(what, path, readable);
        if (i % 2 == 0 || only)
            expect_walk(what, path, readable);
        remove_copy(path);
        buffer_free(&damaged);
    }
    forget_sound();
}

/* SQLite takes a log that is damaged as ending there, as after a loss of power; it is never read
 * wrongly. */
static void test_log_flips(void)
{
    long rounds = suite_scale(300), i;

    make_sound(true);
    suite_expect("a log", sound.log.length > 0);
    for (i = 1; i <= rounds; i++) {
        unsigned seed = (unsigned)i * 40503u;
        struct buffer damaged = {0};
        const char *path;
        char what[32];

        snprintf(what, sizeof what, "log %ld", i);
        buffer_append(&damaged, sound.log.bytes, sound.log.length);
        if (i % 3 == 0)
            damaged.length = fixture_random(&seed) % damaged.length;
        else
            flip(&damaged, &seed);
        path = copy(&sound.database, &damaged);
        expect_beginnings(what, path);
        if (i % 10 == 0)
            expect_walk(what, path, (bool[SESSIONS]){false});
        remove_copy(path);
        buffer_free(&damaged);
    }
    forget_sound();
}

static void test_cuts(void)
{
    long rounds = suite_scale(150), i;

    make_sound(false);
    for (i = 1; i <= rounds; i++) {
        unsigned seed = (unsigned)i * 7919u;
        struct buffer cut = {0};
        const char *path;
        bool readable[SESSIONS];
        char what[32];

        buffer_append(&cut, sound.database.bytes, sound.database.length);
        cut.length = 1 + (i % 2 ? fixture_random(&seed) % (cut.length - 1)
                                : (fixture_random(&seed) % (cut.length / 4096)) * 4096);
        snprintf(what, sizeof what, "cut at %zu", cut.length);
        path = copy(&cut, &sound.log);
        expect_refused_or_sound(what, path, readable);
        expect_salvage(what, path, readable);
        expect_walk(what, path, readable);
        remove_copy(path);
        buffer_free(&cut);
    }
    forget_sound();
}

const struct suite_test suite_tests[] = {
    {"bits that changed", test_flips},
    {"a log that is damaged", test_log_flips},
    {"cut off", test_cuts},
    {NULL, NULL},
};
