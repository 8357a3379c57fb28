/* SPDX-License-Identifier: MIT */
/*
 * A history of any size: what is asked of one of 100,000 sessions (1.4 million events) by
 * ERRWALK_TEST_SCALE is found, in pages, and costs about what it costs with a hundred; the figures
 * are printed, and nothing is asserted of them. ERRWALK_TEST_HISTORY names a file in which the large
 * one is left, to measure the program with.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "engine/history/history-private.h"

#include "history-fixture.h"

const char suite_name[] = "history-size";

enum {
    FULL = 100000,
    FEW = 100,
    PAGE = 200,
    START = 1700000000,
    APART = 300, /* seconds from session to session */
    QUESTIONS = 10,
};

static const char *const words[] = {"printer", "network", "logon",   "share",  "account",
                                    "package", "service", "restart", "update", "profile"};

static struct event make(enum event_kind kind, int64_t at)
{
    struct event event = event_make(kind);

    event.at = at;
    event.flow = "windows/logon-session-collision";
    event.step_kind = STEP_ASK;
    return event;
}

static void apply(struct session *session, const struct event *event)
{
    if (session_apply(session, event) != STATUS_OK)
        abort();
}

static void make_id(size_t number, char id[SESSION_ID_SIZE])
{
    unsigned state = (unsigned)number * 2654435761u + 1, i;
    unsigned char random[SESSION_ID_RANDOM];

    for (i = 0; i < SESSION_ID_RANDOM; i++)
        random[i] = (unsigned char)fixture_random(&state);
    session_id_make((START + (int64_t)number * APART) * 1000, random, id);
}

/* 14 events: 10 questions, a note that no other has, and every seventh left unfinished. */
static struct session *make_session(size_t number)
{
    struct session *session = session_new();
    int64_t at = START + (int64_t)number * APART;
    struct event event = make(EVENT_STARTED, at);
    char id[SESSION_ID_SIZE], step[16], to[16], text[160], flow[64];
    size_t i;

    make_id(number, id);
    snprintf(flow, sizeof flow, "windows/flow-%zu", number % 50);
    event.session = id;
    event.error = "ERROR_LOGON_SESSION_COLLISION";
    event.code = code_of(CODE_WIN32, 1366);
    event.flow = "";
    event.to_flow = flow;
    event.title = "The logon session ID is already in use";
    event.path = "/usr/share/errwalk/flows/windows/logon-session-collision.yaml";
    event.to = "step-0";
    apply(session, &event);
    event = make(EVENT_NOTED, at + 1);
    event.flow = flow;
    event.step = "step-0";
    snprintf(text, sizeof text, "Ticket %06zu, and the %s does not answer", number * 7919 % 1000000,
             words[number % 10]);
    event.answer = text;
    apply(session, &event);
    for (i = 0; i < QUESTIONS; i++) {
        event = make(EVENT_ANSWERED, at + 10 * (int64_t)i + 10);
        event.flow = flow;
        snprintf(step, sizeof step, "step-%zu", i);
        snprintf(to, sizeof to, "step-%zu", i + 1);
        snprintf(text, sizeof text, "Which %s did the person see when the %s failed at first?",
                 words[i], words[(i * 3 + number) % 10]);
        event.step = step;
        event.question = text;
        event.answer = i % 2 ? "yes" : "allocated-anew";
        event.say = i % 2 ? "Yes" : "Allocated again for each attempt";
        event.to = to;
        apply(session, &event);
    }
    event = make(EVENT_TRIED, at + 200);
    event.flow = flow;
    event.step = "step-10";
    event.step_kind = STEP_FIX;
    event.question = "Allocate a new logon ID for every attempt";
    event.answer = "worked";
    event.say = "Yes, it works now";
    if (number % 7)
        apply(session, &event);
    event.kind = EVENT_ENDED;
    event.answer = "resolved";
    if (number % 7)
        apply(session, &event);
    return session;
}

static void make_history(const char *path, size_t count)
{
    struct history *built = history_new(path);
    int64_t installation = 0;
    enum status status = history_build_begin(built, 4096, &installation);
    size_t i;

    for (i = 0; status == STATUS_OK && i < count; i++) {
        struct session *session = make_session(i);

        status = history_build_add(built, session, installation);
        session_free(session);
    }
    suite_expect_long(path, history_build_end(built, status), STATUS_OK);
    history_free(built);
}

/* What is measured, each with a history that is opened for it. */
static const struct history_filter first_page = {.since = INT64_MIN, .outcome = -1, .most = PAGE, .counts_all = true},
    left = {.since = INT64_MIN, .outcome = OUTCOME_UNFINISHED, .most = 5},
    rare = {.since = INT64_MIN, .outcome = -1, .most = PAGE, .search = "ticket 007919"},
    common = {.since = INT64_MIN, .outcome = -1, .most = PAGE, .search = "restart"},
    short_word = {.since = INT64_MIN, .outcome = -1, .most = PAGE, .search = "id"},
    none = {.since = INT64_MIN, .outcome = -1, .most = PAGE, .search = "nowhere at all"},
    since = {.since = START, .outcome = -1, .most = PAGE};

static const struct {
    const char *name;
    const struct history_filter *filter; /* NULL: another call */
    long full;                           /* how many it gives of FEW and of more */
} asked[] = {
    {"a page of the list", &first_page, PAGE}, {"what was left unfinished", &left, 5},
    {"a rare word", &rare, 1},                 {"a word that all have", &common, PAGE},
    {"a word of two letters", &short_word, PAGE}, {"words that none has", &none, 0},
    {"since the first", &since, PAGE},         {"the latest session", NULL, 0},
    {"an unfinished one of a flow", NULL, 0},  {"a session by its ending", NULL, 0},
};

enum { ASKED = sizeof asked / sizeof *asked };

static enum status ask(struct history *history, size_t which, size_t count)
{
    char id[SESSION_ID_SIZE], name[SESSION_ID_SIZE];
    struct history_list list = {0};
    struct session *session = NULL;
    enum status status;

    if (asked[which].filter) {
        status = history_list(history, asked[which].filter, &list);
        if (status == STATUS_OK)
            suite_expect_long(asked[which].name, (long)list.count,
                              (long)count < asked[which].full ? (long)count : asked[which].full);
        history_list_free(&list);
        return status;
    }
    make_id(count / 2, name);
    if (which == ASKED - 3)
        status = history_find(history, "", id);
    else if (which == ASKED - 2)
        status = history_unfinished(history, "windows/flow-7", id);
    else
        status = history_find(history, session_id_ending(name, 10), id);
    if (status == STATUS_OK)
        status = history_load(history, id, &session);
    session_free(session);
    return status;
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The shortest of a few times. */
static double measure(const char *path, size_t which, size_t count)
{
    double best = 1e9;
    int round;

    for (round = 0; round < 3; round++) {
        struct history *history = history_new(path);
        double begun = seconds(), took;

        suite_expect_long(asked[which].name, ask(history, which, count), STATUS_OK);
        took = seconds() - begun;
        best = took < best ? took : best;
        history_free(history);
    }
    return best;
}

/* Page after page gives each session once, newest first. */
static void expect_pages(const char *path, size_t count)
{
    struct history_filter filter = first_page;
    struct history *history = history_new(path);
    char id[SESSION_ID_SIZE];
    size_t seen = 0, wrong = 0, i;
    bool more = true;

    while (more) {
        struct history_list list = {0};

        if (!suite_expect("page", history_list(history, &filter, &list) == STATUS_OK))
            break;
        for (i = 0; i < list.count; i++) {
            make_id(count - 1 - seen++, id);
            wrong += strcmp(list.items[i].id, id) != 0;
        }
        more = list.more;
        suite_expect_long("all", (long)list.all, (long)count);
        if (list.count)
            filter.before = list.items[list.count - 1].place;
        history_list_free(&list);
    }
    suite_expect_long("seen", (long)seen, (long)count);
    suite_expect_long("out of order", (long)wrong, 0);
    history_free(history);
}

static void test_sizes(void)
{
    const size_t count = (size_t)suite_scale(FULL) > FEW ? (size_t)suite_scale(FULL) : FEW;
    const char *kept = getenv("ERRWALK_TEST_HISTORY"), *few = fixture_path(),
               *many = kept ? kept : fixture_path();
    double begun = seconds();
    size_t i;

    make_history(few, FEW);
    if (access(many, F_OK) != 0)
        make_history(many, count);
    printf("    %zu sessions made in %.1f s\n", count, seconds() - begun);
    expect_pages(few, FEW);
    expect_pages(many, count);
    for (i = 0; i < ASKED; i++) {
        double small = measure(few, i, FEW), large = measure(many, i, count);

        printf("    %-28s %8.2f ms of %8.2f ms, %.1f times\n", asked[i].name, large * 1e3,
               small * 1e3, large / small);
    }
}

const struct suite_test suite_tests[] = {
    {"what is asked of many sessions", test_sizes},
    {NULL, NULL},
};
