/* SPDX-License-Identifier: MIT */
/*
 * The fold of a session: which event fits where, and what each makes of the session. No flow is
 * read: the events are a script of letters, so that a row can be taken in at a glance.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/moment.h"
#include "errwalk/buffer.h"
#include "errwalk/memory.h"
#include "errwalk/session.h"

const char suite_name[] = "session";

/*
 * What the letters of a script stand for. Two flows: f goes q (ask), i (input), x (fix), y (fix); g
 * goes q (ask), e (escalate). Digits 1 to 9 undo back to the event of that number.
 */
static const struct letter {
    char letter;
    struct event event;
} letters[] = {
    {'s', {.kind = EVENT_STARTED, .session = "0123abcd", .to_flow = "f", .to = "q"}},
    {'a', {.kind = EVENT_ANSWERED, .flow = "f", .step = "q", .answer = "yes", .say = "Yes",
           .to = "i"}},
    {'b', {.kind = EVENT_ANSWERED, .flow = "f", .step = "q", .answer = "no", .to = "y"}},
    {'t', {.kind = EVENT_TYPED, .flow = "f", .step = "i", .fact = "n", .answer = "1", .to = "x"}},
    {'T', {.kind = EVENT_TYPED, .flow = "f", .step = "i", .fact = "n", .answer = "2", .to = "x",
           .sensitive = true}},
    {'k', {.kind = EVENT_TICKED, .flow = "f", .step = "x", .item = 1, .on = true}},
    {'K', {.kind = EVENT_TICKED, .flow = "f", .step = "x", .item = 1}},
    {'w', {.kind = EVENT_TRIED, .flow = "f", .step = "x", .answer = "worked", .causes = "1\tOne"}},
    {'l', {.kind = EVENT_TRIED, .flow = "f", .step = "x", .answer = "failed", .to = "y",
           .causes = "1\tOne"}},
    {'S', {.kind = EVENT_TRIED, .flow = "f", .step = "x", .answer = "skipped", .to = "y",
           .causes = "1\tOne"}},
    {'L', {.kind = EVENT_TRIED, .flow = "f", .step = "y", .answer = "failed",
           .causes = "2\tTwo\n3\tThree"}},
    {'V', {.kind = EVENT_TRIED, .flow = "f", .step = "y", .answer = "worked",
           .causes = "2\tTwo\n3\tThree"}},
    {'H', {.kind = EVENT_TRIED, .flow = "f", .step = "y", .answer = "worse",
           .causes = "1\tOne\n2\tTwo"}},
    {'n', {.kind = EVENT_NOTED, .answer = "a note"}},
    {'N', {.kind = EVENT_NOTED}},
    {'x', {.kind = EVENT_EXPORTED, .answer = "case.md"}},
    {'g', {.kind = EVENT_REFERRED, .flow = "f", .step = "x", .error = "E", .to_flow = "g",
           .to = "q"}},
    {'h', {.kind = EVENT_REFERRED, .flow = "f", .step = "x", .error = "E"}},
    {'G', {.kind = EVENT_ANSWERED, .flow = "g", .step = "q", .answer = "yes", .to = "e"}},
    {'r', {.kind = EVENT_ENDED, .flow = "f", .step = "x", .answer = "resolved"}},
    {'u', {.kind = EVENT_ENDED, .flow = "f", .step = "y", .answer = "unresolved"}},
    {'d', {.kind = EVENT_ENDED, .flow = "f", .step = "x", .answer = "referred"}},
    {'z', {.kind = EVENT_ENDED, .flow = "f", .step = "x", .answer = "abandoned",
           .causes = "1\tOne"}},
    {'e', {.kind = EVENT_ENDED, .flow = "g", .step = "e", .step_kind = STEP_ESCALATE,
           .answer = "escalated", .causes = "1\tOther"}},
    {'C', {.kind = EVENT_CALLED, .flow = "f", .step = "q", .to_flow = "b", .to = "k"}},
    {'R', {.kind = EVENT_RETURNED, .flow = "b", .step = "k", .answer = "ok", .to_flow = "f",
           .to = "x"}},
    {'P', {.kind = EVENT_PASTED, .flow = "f", .step = "q", .pasted = "Logon ID: 0x3e7"}},
    {'W', {.kind = EVENT_CHOSEN, .flow = "f", .step = "x", .via = "w", .to = "y"}},
    {'D', {.kind = EVENT_DEFERRED, .flow = "f", .step = "x", .via = "w", .to = "y"}},
    {'?', {.kind = EVENT_ENDED, .flow = "f", .step = "x", .answer = "unfinished"}},
};

static struct event event_of(char letter)
{
    struct event event = event_make(EVENT_UNDONE);
    size_t i;

    if (letter >= '0' && letter <= '9')
        event.target = (unsigned)(letter - '0');
    for (i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].letter != letter)
            continue;
        event = letters[i].event;
#define FILL(name) event.name = event.name ? event.name : "";
        EVENT_TEXTS(FILL)
#undef FILL
    }
    return event;
}

static enum status apply(struct session *session, char letter)
{
    struct event event = event_of(letter);

    return session_apply(session, &event);
}

/* A session after a script all of which fits. */
static struct session *fold(const char *script)
{
    struct session *session = session_new();
    const char *at;

    for (at = script; *at; at++) {
        if (apply(session, *at) != STATUS_OK) {
            printf("    '%c' does not fit in '%s'\n", *at, script);
            suite_expect(script, false);
        }
    }
    return session;
}

/* All that a session says of itself, in one line. Numbers of events only where `numbered`. */
static void describe(struct buffer *out, const struct session *session, bool numbered)
{
    size_t count, i;
    const struct event *const *trail = session_trail(session, &count);
    const struct event *typed = moment_given(moment_now(session), "n"), *last = session_last(session);

    buffer_printf(out, "%s/%s %s%s n=%s last=%s trail=", session_flow(session),
                  session_step(session), outcome_names[session_outcome(session)],
                  session_end_is_due(session) ? " over" : "", typed ? typed->answer : "",
                  last ? event_kind_names[last->kind] : "");
    for (i = 0; i < count; i++)
        buffer_printf(out, "%.1s", event_kind_names[trail[i]->kind]);
    buffer_printf(out, " ticked=%d entered=%d%d", session_ticked(session, 1),
                  session_entered(session, "f"), session_entered(session, "g"));
    for (i = 0; numbered && i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        buffer_printf(out, " %u:%s%s", event->number, event_kind_names[event->kind],
                      session_stands(session, event) ? "" : "-");
    }
}

static void expect_same(const char *what, const struct session *got,
                        const struct session *expected, bool numbered)
{
    struct buffer a = {0}, b = {0};

    describe(&a, got, numbered);
    describe(&b, expected, numbered);
    suite_expect_string(what, buffer_text(&a), buffer_text(&b));
    buffer_free(&a);
    buffer_free(&b);
}

/* Which events fit in which state: a column for each letter of `all`. */
static const char all[] = "sabtTkKwlLnNxghGrudze?0123CRPWD";

static const struct {
    const char *name, *given, *fits;
} states[] = {
    /*                                   sabtTkKwlLnNxghGrudze?0123CRPWD */
    {"before the start", "",            "+------------------------------"},
    {"at a question", "s",              "-++-------+-+-------------+-+--"},
    {"at an input", "sa",               "---++-----+-+-----------+------"},
    {"at a fix", "sat",                 "-----++++-+-+++----+----++---++"},
    {"at the last fix", "sb",           "---------++-+-----------+------"},
    {"over, worked", "satw",            "----------+-++--+-------++-----"},
    {"over, nothing left", "sbL",       "----------+-+----+------++-----"},
    {"over, no flow for it", "sath",    "----------+-++----+-----++-----"},
    {"resolved", "satwr",               "----------+-++----------++-----"},
    {"unresolved", "sbLu",              "----------+-+-----------++-----"},
    {"referred", "sathd",               "----------+-++----------++-----"},
    {"abandoned", "satz",               "----------+-++----------++-----"},
    {"in another flow", "satg",         "----------+-+--+--------++-----"},
    {"at an escalation", "satgG",       "----------+-+-------+---++-----"},
    {"escalated", "satgGe",             "----------+-+-----------++-----"},
    {"gone on after the end", "satwrg", "----------+-+--+--------++-----"},
    {"gone back", "sat2",               "-++-------+-+-------------+-+--"},
    {"noted and gone back", "snan3",    "-++-------+-+-------------+-+--"},
    {"in a block", "sC",                "----------+-+-----------+--+---"},
    {"come back", "sCR",                "-----++++-+-+++----+----++---++"},
    {"back before the call", "sC2",     "-++-------+-+-------------+-+--"},
    {"another item", "sCRW",            "---------++-+-----------++-----"},
};

static void test_fits(void)
{
    size_t i, j;

    for (i = 0; i < sizeof states / sizeof *states; i++) {
        char got[sizeof all] = "";

        for (j = 0; all[j]; j++) {
            struct session *session = fold(states[i].given), *before = fold(states[i].given);
            enum status status = apply(session, all[j]);

            got[j] = status == STATUS_OK ? '+' : status == STATUS_INVALID ? '-' : '!';
            if (status != STATUS_OK)
                expect_same(states[i].name, session, before, true);
            session_free(session);
            session_free(before);
        }
        suite_expect_string(states[i].name, got, states[i].fits);
    }
}

static const struct {
    const char *name, *given;
    char event;
    const char *place;
    bool over;
    enum outcome outcome;
    const char *trail;    /* numbers of its events */
    const char *standing; /* numbers of those that count */
} folds[] = {
    {"starts", "", 's', "f/q", false, OUTCOME_UNFINISHED, "", "1"},
    {"answers", "s", 'a', "f/i", false, OUTCOME_UNFINISHED, "2", "12"},
    {"types", "sa", 't', "f/x", false, OUTCOME_UNFINISHED, "23", "123"},
    {"a tick stays where it is", "sat", 'k', "f/x", false, OUTCOME_UNFINISHED, "23", "1234"},
    {"a note stays where it is", "sa", 'n', "f/i", false, OUTCOME_UNFINISHED, "2", "123"},
    {"a fix that worked is over", "sat", 'w', "f/x", true, OUTCOME_UNFINISHED, "234", "1234"},
    {"resolved", "satw", 'r', "f/x", false, OUTCOME_RESOLVED, "234", "12345"},
    {"the next fix", "sat", 'l', "f/y", false, OUTCOME_UNFINISHED, "234", "1234"},
    {"nothing left", "satl", 'L', "f/y", true, OUTCOME_UNFINISHED, "2345", "12345"},
    {"unresolved", "satlL", 'u', "f/y", false, OUTCOME_UNRESOLVED, "2345", "123456"},
    {"into another flow", "sat", 'g', "g/q", false, OUTCOME_UNFINISHED, "234", "1234"},
    {"to where no flow is", "sat", 'h', "f/x", true, OUTCOME_UNFINISHED, "234", "1234"},
    {"referred", "sath", 'd', "f/x", false, OUTCOME_REFERRED, "234", "12345"},
    {"escalated", "satgG", 'e', "g/e", false, OUTCOME_ESCALATED, "2345", "123456"},
    {"abandoned", "sat", 'z', "f/x", false, OUTCOME_ABANDONED, "23", "1234"},
    {"goes on after the end", "satwr", 'g', "g/q", false, OUTCOME_UNFINISHED, "2346", "123456"},
    {"goes on after leaving", "satz", 'g', "g/q", false, OUTCOME_UNFINISHED, "235", "12345"},
    {"undoes one", "sat", '3', "f/i", false, OUTCOME_UNFINISHED, "2", "124"},
    {"undoes all", "sat", '2', "f/q", false, OUTCOME_UNFINISHED, "", "14"},
    {"undoes an end alone", "satz", '4', "f/x", false, OUTCOME_UNFINISHED, "23", "1235"},
    {"undoes what ended", "satwr", '4', "f/x", false, OUTCOME_UNFINISHED, "23", "1236"},
    {"undoes across flows", "satgG", '3', "f/i", false, OUTCOME_UNFINISHED, "2", "126"},
    {"undoes a referral", "satgG", '4', "f/x", false, OUTCOME_UNFINISHED, "23", "1236"},
    {"undoes into the end", "satwrgG", '6', "f/x", false, OUTCOME_RESOLVED, "234", "123458"},
    {"exports survive", "satxn", '2', "f/q", false, OUTCOME_UNFINISHED, "", "1456"},
    {"notes survive", "santn", '2', "f/q", false, OUTCOME_UNFINISHED, "", "1356"},
    {"ticks do not", "satkn", '3', "f/i", false, OUTCOME_UNFINISHED, "2", "1256"},
    {"a tick alone is undone", "satkn", '4', "f/x", false, OUTCOME_UNFINISHED, "23", "12356"},
    {"undoes again", "sat3t", '2', "f/q", false, OUTCOME_UNFINISHED, "", "146"},
    {"undoes and goes on", "sat3", 'T', "f/x", false, OUTCOME_UNFINISHED, "25", "1245"},
    {"into a block", "s", 'C', "b/k", false, OUTCOME_UNFINISHED, "", "12"},
    {"and back", "sC", 'R', "f/x", false, OUTCOME_UNFINISHED, "", "123"},
    {"undoes across a call", "sCRw", '2', "f/q", false, OUTCOME_UNFINISHED, "", "15"},
    {"undoes a return", "sCR", '3', "b/k", false, OUTCOME_UNFINISHED, "", "124"},
    {"a paste stays where it is", "s", 'P', "f/q", false, OUTCOME_UNFINISHED, "", "12"},
    {"a paste is undone", "sPat", '2', "f/q", false, OUTCOME_UNFINISHED, "", "15"},
    {"another item is chosen", "sat", 'W', "f/y", false, OUTCOME_UNFINISHED, "23", "1234"},
    {"an item is put off", "sat", 'D', "f/y", false, OUTCOME_UNFINISHED, "23", "1234"},
    {"undoes a choice", "satW", '4', "f/x", false, OUTCOME_UNFINISHED, "23", "1235"},
    {"another way after undo", "sat2", 'b', "f/y", false, OUTCOME_UNFINISHED, "5", "145"},
};

static void expect_numbers(const char *what, const struct session *session, const char *trail,
                           const char *standing)
{
    struct buffer text = {0};
    size_t count, i;
    const struct event *const *events = session_trail(session, &count);

    for (i = 0; i < count; i++)
        buffer_printf(&text, "%u", events[i]->number);
    suite_expect_string(what, buffer_text(&text), trail);
    buffer_clear(&text);
    for (i = 0; i < session_count(session); i++) {
        if (session_stands(session, session_event(session, i)))
            buffer_printf(&text, "%zu", i + 1);
    }
    suite_expect_string(what, buffer_text(&text), standing);
    buffer_free(&text);
}

static void test_folds(void)
{
    size_t i;

    for (i = 0; i < sizeof folds / sizeof *folds; i++) {
        struct session *session = fold(folds[i].given);
        const char *name = folds[i].name;
        char place[16];

        suite_expect_long(name, apply(session, folds[i].event), STATUS_OK);
        snprintf(place, sizeof place, "%s/%s", session_flow(session), session_step(session));
        suite_expect_string(name, place, folds[i].place);
        suite_expect_long(name, session_end_is_due(session), folds[i].over);
        suite_expect_string(name, outcome_names[session_outcome(session)],
                            outcome_names[folds[i].outcome]);
        expect_numbers(name, session, folds[i].trail, folds[i].standing);
        session_free(session);
    }
}

/* Flows are letters, and calls are listed from the innermost out. */
static void test_calls(void)
{
    static const struct {
        const char *name, *calls, *open; /* +X: calls X; -X: returns to X; !: refers to z */
    } rows[] = {
        {"none", "", ""},
        {"one", "+b", "b"},
        {"inside another", "+b+c", "cb"},
        {"back from the inner one", "+b+c-b", "b"},
        {"back from both", "+b+c-b-a", ""},
        {"one after the other", "+b-a+c", "c"},
        {"the same again", "+b-a+b", "b"},
        {"left for another problem", "+b+c!z", ""},
        {"a call from there", "+b!z+c", "c"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session *session = fold("");
        struct event event = event_make(EVENT_STARTED);
        const struct event *call = NULL;
        char flow[2] = "a", to[2] = "a", open[8] = "";
        const char *at;

        event.to_flow = "a";
        event.to = "s";
        suite_expect_long(rows[i].name, session_apply(session, &event), STATUS_OK);
        for (at = rows[i].calls; *at; at += 2) {
            event = event_make(*at == '+' ? EVENT_CALLED
                                          : *at == '-' ? EVENT_RETURNED : EVENT_REFERRED);
            to[0] = at[1];
            event.flow = flow;
            event.step = event.to = "s";
            event.to_flow = to;
            suite_expect_long(rows[i].name, session_apply(session, &event), STATUS_OK);
            flow[0] = at[1];
        }
        while ((call = session_call(session, call)) != NULL)
            strcat(open, call->to_flow);
        suite_expect_string(rows[i].name, open, rows[i].open);
        session_free(session);
    }
}

/* Answers are letters in the flow that is open, `+b` calls the flow b, `-` comes back, `<` goes back to the
 * event of the number that follows. A call that came back is in brackets. */
static void test_entries(void)
{
    static const struct {
        const char *acts, *entries;
    } rows[] = {
        {"", ""},
        {"pq", "p q"},
        {"p+b", "p"},
        {"p+bqr", "p q r"},
        {"p+bqr-s", "p [p] s"},
        {"p+b-s", "p s"},
        {"p+bq-+bq-", "p [p] [q]"},
        {"p+bq+cr-", "p q [q]"},
        {"p+bq+cr-s-", "p [p]"},
        {"p+bqr-s<5", "p q"},
        {"p+bqr-s<4", "p"},
        {"p+bqr-s<2", ""},
    };
    size_t i, j, count;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct event event = event_make(EVENT_STARTED);
        struct session *session = session_new();
        struct session_entry *entries;
        struct buffer got = {0};
        char id[2] = "s", block[2] = "";
        const char *at;

        event.to_flow = "a";
        event.to = "s";
        session_apply(session, &event);
        for (at = rows[i].acts; *at; at++) {
            const struct event *call = session_call(session, NULL);

            event = event_make(*at == '+'   ? EVENT_CALLED
                               : *at == '-' ? EVENT_RETURNED
                               : *at == '<' ? EVENT_UNDONE
                                            : EVENT_ANSWERED);
            event.flow = session_flow(session);
            event.step = session_step(session);
            event.answer = id;
            event.to = id;
            if (*at == '+')
                block[0] = *++at;
            else if (*at == '<')
                event.target = (unsigned)(*++at - '0');
            else if (*at != '-')
                id[0] = *at;
            if (event.kind == EVENT_CALLED)
                event.to_flow = block;
            if (event.kind == EVENT_RETURNED)
                event.to_flow = call->flow;
            suite_expect_long(rows[i].acts, session_apply(session, &event), STATUS_OK);
        }
        count = session_entries(session, &entries);
        for (j = 0; j < count; j++)
            buffer_printf(&got, entries[j].call ? "%s[%s]" : "%s%s", j ? " " : "",
                          entries[j].call ? entries[j].call->step : entries[j].event->answer);
        for (j = 0; j < count; j++)
            suite_expect(rows[i].acts, !entries[j].call == !entries[j].returned);
        suite_expect_string(rows[i].acts, buffer_text(&got), rows[i].entries);
        memory_free(entries);
        buffer_free(&got);
        session_free(session);
    }
}

/* From when the walk came there, or from the last tick, and no longer than it is undecided. */
static void test_waits(void)
{
    struct session *session = fold("sa");
    struct event event = event_of('t');

    event.at = 1000;
    event.wait = 1.5;
    session_apply(session, &event);
    suite_expect_long("from when it came there", session_waits_until(session), 1090);
    event = event_of('k');
    event.at = 1010;
    session_apply(session, &event);
    suite_expect_long("from the last tick", session_waits_until(session), 1100);
    apply(session, 'w');
    suite_expect_long("no more", session_waits_until(session), 0);
    session_free(session);
}

/* What is known and ticked. `fact` is the value of the one fact, NULL where it is not known. */
static const struct {
    const char *name, *given, *fact;
    bool sensitive, ticked, entered;
} known[] = {
    {"nothing before it is typed", "sa", NULL, false, false, false},
    {"typed", "sat", "1", false, false, false},
    {"typed and undone", "sat3", NULL, false, false, false},
    {"typed again", "sat3T", "2", true, false, false},
    {"typed again and undone", "sat3T5", NULL, false, false, false},
    {"still known after it", "satl", "1", false, false, false},
    {"still known in another flow", "satgG", "1", false, false, true},
    {"still known after the end", "satwr", "1", false, false, false},
    {"ticked", "satk", "1", false, true, false},
    {"ticked and not any more", "satkK", "1", false, false, false},
    {"ticked twice", "satkKk", "1", false, true, false},
    {"ticked elsewhere", "satkl", "1", false, false, false},
    {"ticked and gone back", "satk3t", "1", false, false, false},
    {"ticked, gone on and back", "satkl5", "1", false, true, false},
    {"entered and gone back", "satgG4", "1", false, false, false},
};

static void test_known(void)
{
    size_t i;

    for (i = 0; i < sizeof known / sizeof *known; i++) {
        const char *name = known[i].name;
        struct session *session = fold(known[i].given);
        const struct event *typed = moment_given(moment_now(session), "n");

        suite_expect_string(name, typed ? typed->answer : NULL, known[i].fact);
        suite_expect_long(name, typed && typed->sensitive, known[i].sensitive);
        suite_expect_long(name, session_ticked(session, 1), known[i].ticked);
        suite_expect_long(name, session_ticked(session, 0), false);
        suite_expect_long(name, session_entered(session, "g"), known[i].entered);
        suite_expect_long(name, session_entered(session, "f"), true);
        suite_expect(name, moment_given(moment_now(session), "other") == NULL);
        session_free(session);
    }
}

static void test_events_belong_to_the_session(void)
{
    struct session *session = fold("s");
    char id[] = "yes", to[] = "i";
    struct event event = event_of('a');
    const struct event *kept;

    event.answer = id;
    event.to = to;
    event.at = 1700000000;
    event.number = 99;
    suite_expect_long("applied", session_apply(session, &event), STATUS_OK);
    strcpy(id, "???");
    strcpy(to, "?");
    kept = session_event(session, 1);
    suite_expect_string("its texts are copies", kept->answer, "yes");
    suite_expect_string("so is its place", session_step(session), "i");
    suite_expect_long("time is kept", (long)kept->at, 1700000000);
    suite_expect_long("the session numbers it", (long)kept->number, 2);
    suite_expect_string("id", session_id(session), "0123abcd");
    suite_expect("beyond the last", session_event(session, 2) == NULL);
    session_free(session);
}

static void test_new_session(void)
{
    struct session *session = session_new();
    size_t count;

    session_trail(session, &count);
    suite_expect_long("trail", (long)count, 0);
    suite_expect_string("id", session_id(session), "");
    suite_expect_string("flow", session_flow(session), "");
    suite_expect_string("step", session_step(session), "");
    suite_expect("last", session_last(session) == NULL);
    suite_expect("event", session_event(session, 0) == NULL);
    suite_expect_long("outcome", session_outcome(session), OUTCOME_UNFINISHED);
    session_free(session);
    session_free(NULL);
}

/* A small generator (Marsaglia's xorshift), so that a failing seed can be run again. */
static unsigned next_random(unsigned *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void wander(struct session *session, unsigned seed)
{
    unsigned steps = 40;

    apply(session, 's');
    while (steps--) {
        const unsigned count = sizeof letters / sizeof *letters;
        unsigned pick = next_random(&seed) % (count + 20);
        struct event event = event_make(EVENT_UNDONE);

        if (pick < count)
            event = event_of(letters[pick].letter);
        else if (pick < count + 4)
            event.target = 1 + next_random(&seed) % (unsigned)session_count(session);
        else
            event = event_of("atklwgG"[pick % 7]); /* mostly on */
        session_apply(session, &event);
    }
}

static struct session *fold_again(const struct session *session, bool only_standing)
{
    struct session *again = session_new();
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (only_standing &&
            (!session_stands(session, event) || event->kind == EVENT_UNDONE))
            continue;
        suite_expect_long("an event fits again", session_apply(again, event), STATUS_OK);
    }
    return again;
}

/* The number of the first event that can be undone, or 0. */
static unsigned first_decision(const struct session *session)
{
    size_t i;

    for (i = 1; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (session_stands(session, event) && event->kind != EVENT_NOTED &&
            event->kind != EVENT_EXPORTED && event->kind != EVENT_UNDONE)
            return event->number;
    }
    return 0;
}

static void test_property(void)
{
    long rounds = suite_scale(2000), i;
    struct session *start = fold("s");

    for (i = 1; i <= rounds; i++) {
        struct session *session = session_new(), *again, *standing;
        struct event undo = event_make(EVENT_UNDONE);
        char name[32];

        snprintf(name, sizeof name, "seed %ld", i);
        wander(session, (unsigned)i * 2654435761u);
        again = fold_again(session, false);
        expect_same(name, again, session, true);
        standing = fold_again(session, true);
        expect_same(name, standing, session, false);
        undo.target = first_decision(session);
        if (undo.target) {
            suite_expect_long(name, session_apply(session, &undo), STATUS_OK);
            expect_same(name, session, start, false);
        }
        session_free(session);
        session_free(again);
        session_free(standing);
    }
    session_free(start);
}

/* All that a moment says, in one line. */
static void describe_moment(struct buffer *out, struct moment moment)
{
    static const char *const facts[] = {"n", "q", "error", "code", "notes"};
    const struct event *event;
    size_t i;

    buffer_printf(out, "%s/%s %s error=%s code=", moment_flow(moment), moment_step(moment),
                  outcome_names[moment_outcome(moment)], moment_error(moment));
    code_print(out, moment_code(moment));
    for (i = 0; i < sizeof facts / sizeof *facts; i++) {
        buffer_printf(out, " %s=", facts[i]);
        moment_expand(&moment, facts[i], out);
    }
    for (event = moment_decision(moment); event;
         event = moment_decision(moment_before(moment.session, event)))
        buffer_printf(out, " %u", event->number);
    for (i = 0; i < moment.count; i++)
        buffer_string(out, moment_stands(moment, session_event(moment.session, i)) ? "+" : "-");
}

/* Whatever happened later, a moment is what the session was then. */
static void test_moments(void)
{
    long rounds = suite_scale(500), i;
    size_t n;

    for (i = 1; i <= rounds; i++) {
        struct session *session = session_new(), *then = session_new();
        char name[64];

        wander(session, (unsigned)i * 2654435761u);
        for (n = 0; n < session_count(session); n++) {
            struct buffer got = {0}, expected = {0};

            snprintf(name, sizeof name, "seed %ld, event %zu", i, n + 1);
            session_apply(then, session_event(session, n));
            describe_moment(&got, moment_after(session, session_event(session, n)));
            describe_moment(&expected, moment_now(then));
            suite_expect_string(name, buffer_text(&got), buffer_text(&expected));
            buffer_free(&got);
            buffer_free(&expected);
        }
        session_free(session);
        session_free(then);
    }
}

static const struct {
    const char *name, *given;
    size_t events;
    const char *fact, *text, *mark, *value; /* `value` as conditions have it */
} facts[] = {
    {"typed", "sat", 3, "n", "1", "1", "1"},
    {"before it was typed", "sat", 2, "n", "not known", "<n>", NULL},
    {"before it was taken back", "sat3T", 3, "n", "1", "1", "1"},
    {"taken back", "sat3T", 4, "n", "not known", "<n>", NULL},
    {"typed again", "sat3T", 5, "n", "2", "2", "2"},
    {"an answer", "sa", 2, "q", "Yes", "Yes", "yes"},
    {"an answer of another flow", "satg", 4, "q", "not known", "<q>", NULL},
    {"back in its flow", "satgG4", 6, "q", "Yes", "Yes", "yes"},
    {"an error from the start", "s", 1, "error", "not known", "<error>", NULL},
    {"the error of a referral", "satg", 4, "error", "E", "E", "E"},
    {"before that referral", "satg", 3, "error", "not known", "<error>", NULL},
    {"no notes", "s", 1, "notes", "none", "none", NULL},
    {"a note", "sn", 2, "notes", "a note", "a note", "a note"},
    {"notes whatever is taken back", "sann2", 5, "notes", "a note; a note", "a note; a note",
     "a note; a note"},
    {"another name", "sat", 3, "other", "not known", "<other>", NULL},
};

static void test_facts(void)
{
    size_t i;

    for (i = 0; i < sizeof facts / sizeof *facts; i++) {
        struct session *session = fold(facts[i].given);
        struct moment moment = {session, facts[i].events};
        struct moment_facts values = {.moment = moment};
        struct buffer text = {0};

        moment_expand(&moment, facts[i].fact, &text);
        suite_expect_string(facts[i].name, buffer_text(&text), facts[i].text);
        buffer_clear(&text);
        moment_expand_mark(&moment, facts[i].fact, &text);
        suite_expect_string(facts[i].name, buffer_text(&text), facts[i].mark);
        suite_expect_string(facts[i].name, moment_value(&values, facts[i].fact), facts[i].value);
        buffer_free(&text);
        buffer_free(&values.text);
        session_free(session);
    }
}

static const struct {
    const char *name, *given, *flows;
} entrances[] = {
    {"nowhere", "", ""},
    {"the first", "sat", "f "},
    {"another", "satg", "f g "},
    {"gone back to before it", "satg4", "f "},
    {"a block", "sC", "f b "},
    {"returning is no entering", "sCR", "f b "},
    {"a block called again", "sCR2C", "f b "},
};

static void test_entered(void)
{
    size_t i, j;

    for (i = 0; i < sizeof entrances / sizeof *entrances; i++) {
        struct session *session = fold(entrances[i].given);
        struct buffer text = {0};
        const struct event *entered;

        for (j = 0; (entered = moment_entered(moment_now(session), j)); j++)
            buffer_printf(&text, "%s ", entered->to_flow);
        suite_expect_string(entrances[i].name, buffer_text(&text), entrances[i].flows);
        buffer_free(&text);
        session_free(session);
    }
}

static const struct {
    const char *name, *given, *causes;
} causes[] = {
    {"nothing tried", "sat", ""},
    {"a fix that worked", "satwr", "One (confirmed)\n"},
    {"a fix that failed", "satl", "One (its fix did not help)\n"},
    {"a fix that was skipped", "satS", "One (suspected)\n"},
    {"a fix that failed, taken back", "satl4", ""},
    {"a fix that failed, then another", "satlL",
     "One (its fix did not help)\nTwo (its fix did not help)\nThree (its fix did not help)\n"},
    {"a fix that failed, then one that worked", "satlV",
     "One (its fix did not help)\nTwo (confirmed)\nThree (confirmed)\n"},
    {"suspected no more once one is confirmed", "satSV",
     "Two (confirmed)\nThree (confirmed)\n"},
    {"a second fix for a cause made it worse", "satSH",
     "One (its fix did not help)\nTwo (its fix did not help)\n"},
    {"an escalation", "satgGe", "Other (suspected)\n"},
    {"given up at a fix", "satz", "One (suspected)\n"},
    {"an id is of its flow", "satzgGe", "One (suspected)\nOther (suspected)\n"},
};

static void test_causes(void)
{
    size_t i, j;

    for (i = 0; i < sizeof causes / sizeof *causes; i++) {
        struct session *session = fold(causes[i].given);
        struct arena *arena = arena_new();
        struct buffer text = {0};
        struct moment_cause *found;
        size_t count = moment_causes(moment_now(session), arena, &found);

        for (j = 0; j < count; j++) {
            moment_cause_text(&text, &found[j]);
            buffer_char(&text, '\n');
        }
        suite_expect_string(causes[i].name, buffer_text(&text), causes[i].causes);
        buffer_free(&text);
        arena_free(arena);
        session_free(session);
    }
}

/* Taking the last events away leaves what was before them, whatever they undid. */
static void test_retract(void)
{
    static const char script[] = "santkKg5lLu4txwr2";
    size_t from, to;

    for (from = 0; from < sizeof script; from++) {
        for (to = from; to < sizeof script; to++) {
            char given[sizeof script] = "";
            struct session *session, *before;

            before = fold(memcpy(given, script, from));
            session = fold(memcpy(given, script, to));
            session_retract(session, to - from);
            expect_same(given, session, before, true);
            session_free(session);
            session_free(before);
        }
    }
}

const struct suite_test suite_tests[] = {
    {"a new session is empty", test_new_session},
    {"which event fits in which state", test_fits},
    {"what an event makes of the session", test_folds},
    {"which calls are open", test_calls},
    {"a block that came back is one entry", test_entries},
    {"until when a result is waited for", test_waits},
    {"what is known, ticked and entered", test_known},
    {"events belong to the session", test_events_belong_to_the_session},
    {"random walks fold to the same state", test_property},
    {"a moment is what the session was then", test_moments},
    {"facts of moments", test_facts},
    {"which flows were entered", test_entered},
    {"causes that were suspected, failed and confirmed", test_causes},
    {"events are retracted", test_retract},
    {NULL, NULL},
};
