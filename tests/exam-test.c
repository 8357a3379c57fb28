/* SPDX-License-Identifier: MIT */
/*
 * Exams: their limit in real time, whatever is done to the clock, and their release while somebody
 * still looks at the end of one.
 */
#include <config.h>

#include "suite.h"

#include <string.h>

#include "errwalk/debrief.h"
#include "errwalk/history.h"

#include "training.h"

const char suite_name[] = "exam";

static const char scenario[] = "training/nightly-import";

enum { BOOTED = 1790000000, LIMIT = 30 /* minutes */ };

static bool begin(struct trained *trained, enum training_mode mode, struct history *history)
{
    struct training_options options = {.mode = mode, .trainee = "Kim", .limit = LIMIT};
    char lock[TRAINING_LOCK];
    struct event event;
    struct walk_store store;

    if (!trained_open(trained, NULL, scenario))
        return false;
    training_lock("sesame", lock);
    options.lock = lock;
    trained->clock.booted = BOOTED;
    if (history) {
        store = history_store(history);
        walk_set_store(trained->walk, &store);
    }
    return training_start(trained->training, &options, &event) == STATUS_OK &&
           trained_commit(trained, &event) == STATUS_OK;
}

/* Each row: seconds that pass and by how much the clock is moved besides, as often as there are rows of
 * one name; then what is left and what came of it. */
static void test_time(void)
{
    static const struct {
        const char *name;
        int64_t passes, clock, boot;
        const char *command; /* or NULL: it is only looked */
        long left;           /* minutes, rounded up; -1: it has ended */
        enum training_news news;
    } rows[] = {
        {"time passes", 0, 0, 0, NULL, 30, TRAINING_NO_NEWS},
        {"time passes", 60 * 20 + 30, 0, 0, NULL, 10, TRAINING_WARNS},
        {"time passes", 0, 0, 0, NULL, 10, TRAINING_NO_NEWS},
        {"time passes", 60 * 5, 0, 0, NULL, 5, TRAINING_WARNS},
        {"time passes", 60 * 4, 0, 0, NULL, 1, TRAINING_WARNS},
        {"time passes", 60, 0, 0, NULL, -1, TRAINING_HANDED_IN},
        {"an answer in time", 60 * 29, 0, 0, "l", 1, TRAINING_WARNS},
        {"an answer too late", 60 * 30, 0, 0, "l", -1, TRAINING_NO_NEWS},
        {"abandoned too late", 60 * 31, 0, 0, "!", -1, TRAINING_NO_NEWS},
        /* The clock is set back by an hour: when the machine came up seems to be earlier by as much. */
        {"set back", 60 * 15, -3600, -3600, NULL, 15, TRAINING_NO_NEWS},
        {"set back", 60 * 16, 0, 0, NULL, -1, TRAINING_HANDED_IN},
        {"set back behind the start", 60, -7200, -7200, "l", 29, TRAINING_NO_NEWS},
        {"set back behind the start", 60 * 30, 0, 0, "this", -1, TRAINING_NO_NEWS},
        /* After a restart only what was done says how late it is. */
        {"restarted and set back", 60 * 20, 0, 0, "l", 10, TRAINING_WARNS},
        {"restarted and set back", 0, -1200, 60, NULL, 10, TRAINING_NO_NEWS},
        {"asleep", 3600 * 24, 0, 0, NULL, -1, TRAINING_HANDED_IN},
    };
    struct trained trained;
    struct buffer says = {0};
    const char *name = "";
    bool is_open = false;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t left;

        if (strcmp(name, rows[i].name) != 0) {
            if (is_open)
                trained_close(&trained);
            is_open = begin(&trained, TRAINING_EXAM, NULL);
            name = rows[i].name;
        }
        trained.clock.now += rows[i].passes + rows[i].clock;
        trained.clock.booted += rows[i].boot;
        if (rows[i].command)
            suite_expect_long(name, trained_act(&trained, rows[i].command), STATUS_OK);
        suite_expect_long(name, training_poll(trained.training, &says), rows[i].news);
        left = training_time_left(trained.training);
        suite_expect_long(name, left == TRAINING_NO_LIMIT ? -1 : (long)(left + 59) / 60,
                          rows[i].left);
        suite_expect_long(name, session_outcome(walk_session(trained.walk)) != OUTCOME_UNFINISHED,
                          rows[i].left < 0);
    }
    trained_close(&trained);
    buffer_free(&says);
}

/* What began by the machine's clock does not go on by a test clock. */
static void test_other_clock(void)
{
    struct trained trained;
    struct training_options options = {.mode = TRAINING_EXAM, .trainee = "Kim", .lock = "", .limit = LIMIT};
    struct event event;

    if (trained_open(&trained, NULL, scenario)) {
        trained.clock.now = 1000000000; /* long ago */
        trained.clock.booted = 999999000;
        suite_expect("start", training_start(trained.training, &options, &event) == STATUS_OK &&
                                  trained_commit(&trained, &event) == STATUS_OK);
        suite_expect("time is left", training_time_left(trained.training) > 0);
        trained.clock.booted = 0;
        suite_expect("none is left", training_time_left(trained.training) == 0);
    }
    trained_close(&trained);
}

/* What came too late is no part of it, and the end says why. */
static void test_handed_in(void)
{
    struct trained trained;
    const struct session *session;

    if (begin(&trained, TRAINING_EXAM, NULL)) {
        session = walk_session(trained.walk);
        trained_act_all(&trained, "l this");
        trained.clock.now += LIMIT * 60;
        trained_act(&trained, "l");
        suite_expect_long("events", (long)session_count(session), 4);
        suite_expect_long("ended", session_last(session)->kind, EVENT_ENDED);
        suite_expect_string("why", session_last(session)->say, "The time was up.");
        suite_expect_long("outcome", session_outcome(session), OUTCOME_UNRESOLVED);
        suite_expect("timed out", training_is_timed_out(session));
        suite_expect("locked", training_awaits_release(session));
        suite_expect("nothing more", trained_act(&trained, "admin") != STATUS_OK);
    }
    trained_close(&trained);
    if (begin(&trained, TRAINING_PRACTISE, NULL)) {
        trained.clock.now += 24 * 60 * 60;
        suite_expect_long("only exams", trained_act(&trained, "l"), STATUS_OK);
        suite_expect("only exams", training_time_left(trained.training) == TRAINING_NO_LIMIT);
    }
    trained_close(&trained);
}

/* Whoever leaves an exam and comes back has lost the time, in any mode that they ask for. */
static void test_resumed(void)
{
    struct history *history = history_new(suite_scratch("resumed.db"));
    struct trained trained, again;
    struct session *session = NULL;
    struct training *training = NULL;
    struct diag_list faults = {0};
    const struct event *misfit;
    struct buffer says = {0};
    char id[SESSION_ID_SIZE];

    if (begin(&trained, TRAINING_EXAM, history)) {
        trained_act_all(&trained, "l this");
        memcpy(id, session_id(walk_session(trained.walk)), sizeof id);
        trained_close(&trained);
        trained_open(&again, NULL, scenario);
        training_free(again.training);
        again.training = NULL;
        again.clock.now += LIMIT * 60 + 60;
        again.clock.booted = BOOTED;
        suite_expect_long("load", history_load(history, id, &session), STATUS_OK);
        suite_expect_long("resume", walk_resume(again.walk, session, &faults, &misfit), STATUS_OK);
        suite_expect_long("training", training_resume(again.library, again.walk, &faults, &training),
                          STATUS_OK);
        suite_expect_long("mode", training_mode(training), TRAINING_EXAM);
        suite_expect_long("time", training_poll(training, &says), TRAINING_HANDED_IN);
        training_free(training);
        trained_close(&again);
    }
    buffer_free(&says);
    diag_list_free(&faults);
    history_free(history);
}

/* The trainer releases from another terminal what is still open on this one. */
static void test_release(void)
{
    const char *path = suite_scratch("release.db");
    struct history *here = history_new(path), *there = history_new(path);
    struct session *session = NULL;
    struct debrief *debrief = NULL;
    struct trained trained;
    struct event event;
    struct buffer says = {0};

    if (begin(&trained, TRAINING_EXAM, here)) {
        const char *id = session_id(walk_session(trained.walk));
        const struct event early = event_make(EVENT_RELEASED);

        trained_act_all(&trained, "l this");
        suite_expect_long("before the end", history_append(there, id, &early), STATUS_INVALID);
        trained_act_all(&trained, "!");
        suite_expect_long("locked", training_poll(trained.training, &says), TRAINING_NO_NEWS);
        suite_expect_long("no debrief", debrief_new(walk_session(trained.walk), &debrief), STATUS_NO);
        suite_expect_long("key", training_release(walk_session(trained.walk), "sesame", &event),
                          TRAINING_RELEASES);
        event.at = trained.clock.now;
        suite_expect_long("released there", history_append(there, id, &event), STATUS_OK);
        suite_expect("news here", training_has_news(trained.training));
        suite_expect_long("seen here", training_poll(trained.training, &says), TRAINING_RELEASED);
        suite_expect("no more news", !training_has_news(trained.training));
        suite_expect_long("debrief", debrief_new(walk_session(trained.walk), &debrief), STATUS_OK);
        walk_export(trained.walk, "text", "a.txt", "0", false, &event);
        suite_expect_long("exported here", walk_commit(trained.walk, &event), STATUS_OK);
        suite_expect_long("read there", history_load(there, id, &session), STATUS_OK);
        suite_expect_long("all of it", (long)session_count(session),
                          (long)session_count(walk_session(trained.walk)));
        debrief_free(debrief);
        session_free(session);
    }
    trained_close(&trained);
    history_free(here);
    history_free(there);
    buffer_free(&says);
}

/* What is written here after a release there that nobody has looked at yet comes after it. */
static void test_release_unseen(void)
{
    const char *path = suite_scratch("unseen.db");
    struct history *here = history_new(path), *there = history_new(path);
    struct trained trained;
    struct event event = event_make(EVENT_RELEASED);

    if (begin(&trained, TRAINING_EXAM, here)) {
        trained_act_all(&trained, "l !");
        event.at = trained.clock.now;
        suite_expect_long("released there",
                          history_append(there, session_id(walk_session(trained.walk)), &event),
                          STATUS_OK);
        walk_export(trained.walk, "text", "a.txt", "0", false, &event);
        suite_expect_long("exported here", walk_commit(trained.walk, &event), STATUS_OK);
        suite_expect("released", training_is_open(walk_session(trained.walk)));
    }
    trained_close(&trained);
    history_free(here);
    history_free(there);
}

/* What a trainee could read the truth from. */
static void test_silence(void)
{
    const struct session *session;
    struct trained trained;

    if (begin(&trained, TRAINING_EXAM, NULL)) {
        session = walk_session(trained.walk);
        trained_act_all(&trained, "l other gone");
        suite_expect("no feedback", !training_feedback(trained.training)->is_given);
        suite_expect("no hint", !walk_choice(trained.walk, CHOICE_HINT, NULL));
        suite_expect("no way back", !walk_choice(trained.walk, CHOICE_BACK, NULL) &&
                                        !walk_choice(trained.walk, CHOICE_BACK_TO, NULL));
        suite_expect("not open", !training_is_open(session));
    }
    trained_close(&trained);
}

/* What is likely where a weigh step chose is said in every training but an exam. */
static void test_reasons(void)
{
    enum training_mode mode;

    for (mode = 0; mode < TRAINING_MODE_COUNT; mode++) {
        struct trained trained;

        if (trained_open(&trained, suite_source("tests/flows/weigh"), "friday") &&
            trained_start(&trained, mode, 0) && trained_act_all(&trained, "l today")) {
            suite_expect_string(training_mode_names[mode], walk_step(trained.walk)->node.id, "expires");
            suite_expect_long(training_mode_names[mode], *walk_because(trained.walk) != '\0',
                              mode != TRAINING_EXAM);
            suite_expect(training_mode_names[mode],
                         walk_choice(trained.walk, CHOICE_ITEM, "one-place") != NULL);
        }
        trained_close(&trained);
    }
}

const struct suite_test suite_tests[] = {
    {"the limit, whatever is done to the clock", test_time},
    {"by another clock", test_other_clock},
    {"handed in as it stands", test_handed_in},
    {"left and resumed", test_resumed},
    {"released from elsewhere", test_release},
    {"released from elsewhere, unseen", test_release_unseen},
    {"what an exam does not say", test_silence},
    {"why a step comes next", test_reasons},
    {NULL, NULL},
};
