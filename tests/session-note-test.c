/* SPDX-License-Identifier: MIT */
/*
 * Notes and their edits: how each list of events folds into the notes as they read now, also lists
 * that no errwalk would write.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/session.h"

const char suite_name[] = "session-note";

/*
 * A script of events, each two characters: "s." starts, "a." answers, "n." makes a note, "eN" edits
 * event N, "rN" removes the note of event N, "uN" goes back to before event N, "x." exports.
 */
static struct event event_of(const char *script)
{
    static const struct {
        char letter;
        enum event_kind kind;
    } kinds[] = {
        {'s', EVENT_STARTED}, {'a', EVENT_ANSWERED}, {'n', EVENT_NOTED},    {'e', EVENT_NOTED},
        {'r', EVENT_NOTED},   {'u', EVENT_UNDONE},   {'x', EVENT_EXPORTED},
    };
    struct event event;
    size_t i = 0;

    while (kinds[i].letter != script[0])
        i++;
    event = event_make(kinds[i].kind);
    event.flow = "f";
    event.step = "q";
    event.to_flow = event.kind == EVENT_STARTED ? "f" : "";
    event.to = event.kind == EVENT_STARTED || event.kind == EVENT_ANSWERED ? "q" : "";
    event.answer = script[0] == 'r' ? "" : "text";
    if (script[1] != '.')
        event.target = (unsigned)(script[1] - '0');
    return event;
}

static enum status apply(struct session *session, const char *script)
{
    struct event event = event_of(script);

    return session_apply(session, &event);
}

static struct session *fold(const char *script, size_t length)
{
    struct session *session = session_new();
    size_t i;

    for (i = 0; i < length; i += 2) {
        if (apply(session, script + i) != STATUS_OK) {
            printf("    '%.2s' does not fit in '%s'\n", script + i, script);
            suite_expect(script, false);
        }
    }
    return session;
}

/* "3>7 4": the note of event 3 reads as event 7 says, that of event 4 as it was made. */
static void describe(struct buffer *out, const struct session *session)
{
    size_t count, i;
    const struct event *const *notes = session_notes(session, &count);

    for (i = 0; i < count; i++) {
        unsigned original = session_note_original(session, notes[i])->number;

        buffer_printf(out, "%s%u", i ? " " : "", original);
        if (original != notes[i]->number)
            buffer_printf(out, ">%u", notes[i]->number);
    }
}

static void expect_notes(const char *what, const struct session *session, const char *expected)
{
    struct buffer got = {0};

    describe(&got, session);
    suite_expect_string(what, buffer_text(&got), expected);
    buffer_free(&got);
}

static const struct {
    const char *script, *notes;
} folds[] = {
    {"s.", ""},
    {"s.n.n.", "2 3"},
    {"s.n.e2", "2>3"},
    {"s.n.e2e3", "2>4"},
    {"s.n.n.e2", "2>4 3"},
    {"s.n.n.n.e3", "2 3>5 4"},
    {"s.n.r2", ""},
    {"s.n.n.r2", "3"},
    {"s.n.n.n.r3", "2 4"},
    {"s.n.e2r3", ""},
    {"s.n.n.r2e3n.", "3>5 6"},
    {"s.n.a.e2u3", "2>4"},
    {"s.a.n.u2e3", "3>5"},
    {"s.a.n.r3u2", ""},
    {"s.a.n.e3n.u2a.u7", "3>4 5"},
    {"s.n.x.e2", "2>4"},
};

static void test_folds(void)
{
    size_t i;

    for (i = 0; i < sizeof folds / sizeof *folds; i++) {
        struct session *session = fold(folds[i].script, strlen(folds[i].script));

        expect_notes(folds[i].script, session, folds[i].notes);
        session_free(session);
    }
}

/* What comes last is refused, and changes nothing. */
static const struct {
    const char *what, *script, *refused;
} hostile[] = {
    {"before the start", "", "n."},
    {"an edit before the start", "", "e1"},
    {"of an event to come", "s.n.", "e4"},
    {"of itself", "s.n.", "e3"},
    {"of the start", "s.n.", "e1"},
    {"of an answer", "s.a.n.", "e2"},
    {"of what was edited", "s.n.e2", "e2"},
    {"of what was removed", "s.n.r2", "e2"},
    {"of the removal", "s.n.r2", "e3"},
    {"removed twice", "s.n.r2", "r2"},
    {"of a step back", "s.a.n.u2", "e4"},
    {"of an export", "s.n.x.", "e3"},
    {"going back to a note", "s.a.n.", "u3"},
    {"going back to an edit", "s.a.n.e3", "u4"},
};

static void test_hostile(void)
{
    size_t i;

    for (i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct session *session = fold(hostile[i].script, strlen(hostile[i].script));
        struct buffer before = {0};

        describe(&before, session);
        suite_expect_long(hostile[i].what, apply(session, hostile[i].refused), STATUS_INVALID);
        expect_notes(hostile[i].what, session, buffer_text(&before));
        buffer_free(&before);
        session_free(session);
    }
}

/* Taking the last events away leaves the notes as they were before them. */
static void test_retract(void)
{
    static const char script[] = "s.a.n.n.e3u2r5n.e4r9n.";
    size_t from, to;

    for (from = 2; from < sizeof script; from += 2) {
        for (to = from; to < sizeof script; to += 2) {
            struct session *session = fold(script, to), *before = fold(script, from);
            struct buffer expected = {0};

            describe(&expected, before);
            session_retract(session, (to - from) / 2);
            expect_notes("retracted", session, buffer_text(&expected));
            buffer_free(&expected);
            session_free(session);
            session_free(before);
        }
    }
}

static void test_line(void)
{
    static const struct {
        const char *text, *line;
    } rows[] = {
        {"", ""}, {"one", "one"}, {"one\ntwo", "one; two"}, {"one\n\n\ntwo", "one; two"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer line = {0};

        session_note_line(&line, rows[i].text);
        suite_expect_string(rows[i].text, buffer_text(&line), rows[i].line);
        buffer_free(&line);
    }
}

const struct suite_test suite_tests[] = {
    {"each list of events folds into its notes", test_folds},
    {"an edit of anything but a note as it reads now is refused", test_hostile},
    {"what could not be saved leaves the notes as they were", test_retract},
    {"a note of several lines fits on one", test_line},
    {NULL, NULL},
};
