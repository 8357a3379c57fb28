/* SPDX-License-Identifier: MIT */
/*
 * Walks over the flows of tests/flows/session: what a reply makes of the session where it stands,
 * how a walk goes back and crosses flows, and what its events keep.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/moment.h"
#include "errwalk/prose.h"

#include "walking.h"

const char suite_name[] = "session-walk";

/* Values typed in the flow `types`, after the first answer. */
static const struct {
    const char *answer, *value;
    enum status status;
    const char *place;
} values[] = {
    {"number", "-6", STATUS_OK, "types/is-below"},
    {"number", "-5", STATUS_OK, "types/is-other"},
    {"number", "100", STATUS_OK, "types/is-above"},
    {"number", "99", STATUS_OK, "types/is-other"},
    {"number", "42", STATUS_OK, "types/is-same"},
    {"number", "042", STATUS_OK, "types/is-same"},
    {"number", " 42 ", STATUS_OK, "types/is-same"},
    {"number", "60", STATUS_OK, "types/is-one-of"},
    {"number", "forty", STATUS_NO, "types/number"},
    {"number", "4 2", STATUS_NO, "types/number"},
    {"number", "0x2a", STATUS_NO, "types/number"},
    {"number", "", STATUS_NO, "types/number"},
    {"number", "unsure", STATUS_OK, "types/is-unsure"},
    {"number", "Unsure", STATUS_NO, "types/number"},
    {"number|16", "0xff", STATUS_OK, "types/is-both"},
    {"number|16", "0xFFh", STATUS_NO, "types/second"},
    {"number|15", "0xff", STATUS_OK, "types/is-first"},
    {"number|16", "0xfe", STATUS_OK, "types/is-first"},
    {"unknown", "0xff", STATUS_OK, "types/is-other"},
    {"number|16|<|<|unknown", "0xff", STATUS_OK, "types/is-other"},
    {"hex", "0x3e7", STATUS_OK, "types/is-same"},
    {"hex", "3E7", STATUS_OK, "types/is-same"},
    {"hex", "000003e7h", STATUS_OK, "types/is-same"},
    {"hex", "0x3e4", STATUS_OK, "types/is-one-of"},
    {"hex", "0x3e5", STATUS_OK, "types/is-one-of"},
    {"hex", "f", STATUS_OK, "types/is-below"},
    {"hex", "0x10000", STATUS_OK, "types/is-above"},
    {"hex", "ffffffffffffffff", STATUS_OK, "types/is-above"},
    {"hex", "0x3e6", STATUS_OK, "types/is-other"},
    {"hex", "0x", STATUS_NO, "types/hex"},
    {"hex", "LUID", STATUS_NO, "types/hex"},
    {"error", "ERROR_LOGON_FAILURE", STATUS_OK, "types/is-same"},
    {"error", "1326", STATUS_OK, "types/is-same"},
    {"error", "0x52e", STATUS_OK, "types/is-same"},
    {"error", "0x8007052E", STATUS_OK, "types/is-same"},
    {"error", "error_logon_session_collision", STATUS_OK, "types/is-one-of"},
    {"error", "87", STATUS_OK, "types/is-one-of"},
    {"error", "5", STATUS_OK, "types/is-other"},
    {"error", "no such error at all", STATUS_NO, "types/error"},
    {"date", "2026-01-31", STATUS_OK, "types/is-below"},
    {"date", "2026-03-01", STATUS_OK, "types/is-above"},
    {"date", "2026-02-14", STATUS_OK, "types/is-same"},
    {"date", "2026-02-28", STATUS_OK, "types/is-other"},
    {"date", "2026-02-29", STATUS_NO, "types/date"},
    {"date", "yesterday", STATUS_NO, "types/date"},
    {"text", "a text", STATUS_OK, "types/is-same"},
    {"text", "  a text\t", STATUS_OK, "types/is-same"},
    {"text", "A text", STATUS_OK, "types/is-other"},
    {"text", "xxx", STATUS_OK, "types/is-match"},
    {"text", "two", STATUS_OK, "types/is-one-of"},
    {"text", "   ", STATUS_NO, "types/text"},
    {"plate", "KA-99", STATUS_OK, "types/is-match"},
    {"plate", " KA-99 ", STATUS_OK, "types/is-match"},
    {"plate", "KA-99x", STATUS_NO, "types/plate"},
    {"plate", "", STATUS_NO, "types/plate"},
};

static void test_values(void)
{
    struct walking walking;
    char name[64];
    size_t i;

    for (i = 0; i < sizeof values / sizeof *values; i++) {
        struct walk *walk = walking_start(&walking, "types");

        snprintf(name, sizeof name, "%s '%s'", values[i].answer, values[i].value);
        suite_expect_long(name, walking_act_all(walk, values[i].answer), STATUS_OK);
        suite_expect_long(name, walking_act(walk, values[i].value), values[i].status);
        walking_expect_place(name, walk, values[i].place);
        walking_stop(&walking);
    }
}

/* Steps that decide without asking: no walk stands at one, and going back passes over them. */
static void test_decided(void)
{
    static const struct {
        const char *commands, *place, *role;
    } rows[] = {
        {"", "decided/role", "not known"},
        {"user", "decided/many", "A person at a computer"},
        {"user|200", "decided/one", "A person at a computer"},
        {"user|2|failed", "decided/some", "A person at a computer"},
        {"user|200|failed", "decided/nobody", "A person at a computer"},
        {"admin|11", "decided/some", "An administrator, not known"},
        {"admin|10", "decided/one", "An administrator, not known"},
        {"admin|101", "decided/nobody", "An administrator, not known"},
        {"admin|101|<", "decided/many", "An administrator, not known"},
        {"admin|101|<|<", "decided/role", "not known"},
        {"admin|101|<|<|unsure", "decided/nobody", "I don't know"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start(&walking, "decided");
        struct buffer role = {0};

        if (*rows[i].commands)
            suite_expect_long(rows[i].commands, walking_act_all(walk, rows[i].commands), STATUS_OK);
        walking_expect_place(rows[i].commands, walk, rows[i].place);
        walk_expand(walk, "role", &role);
        suite_expect_string(rows[i].commands, buffer_text(&role), rows[i].role);
        buffer_free(&role);
        walking_stop(&walking);
    }
}

/* Into a block and back: what it is given, what it brings back, and going back across a call. */
static void test_calls(void)
{
    static const struct {
        const char *commands, *place, *texts; /* of name, person, how, found and code-number */
        enum outcome outcome;
    } rows[] = {
        {"Bo", "visited/how", "not known, Bo, not known, not known, not known", 0},
        {"Nobody", "visited/how", "not known, not known, not known, not known, not known", 0},
        {"Bo|seen", "visited/number", "not known, Bo, By sight, not known, not known", 0},
        {"Bo|seen|4", "visit/happy", "Bo, not known, not known, seen, 4", 0},
        {"Bo|seen|40", "visited/how", "not known, seen, not known, not known, not known", 0},
        {"Bo|seen|40|heard|40", "visit/sad", "Bo, not known, not known, heard, 40", 0},
        {"Bo|heard|40|seen|40", "visit/happy", "Bo, not known, not known, seen, 40", 0},
        {"Bo|seen|13|worked", "visited/mend", "not known, Bo, By sight, not known, not known",
         OUTCOME_RESOLVED},
        {"Bo|seen|13|failed|heard|4", "visit/happy", "Bo, not known, not known, heard, 13", 0},
        {"Bo|seen|4|<", "visited/number", "not known, Bo, By sight, not known, not known", 0},
        {"Bo|seen|4|<|<", "visited/how", "not known, Bo, not known, not known, not known", 0},
        {"Bo|seen|4|<|<|<", "visit/who", "not known, not known, not known, not known, not known", 0},
        {"Bo|seen|40|heard|4|<|<|<|4", "visit/happy", "Bo, not known, not known, seen, 4", 0},
        {"Bo|seen|4|worked", "visit/happy", "Bo, not known, not known, seen, 4",
         OUTCOME_RESOLVED},
    };
    static const char *const facts[] = {"name", "person", "how", "found", "code-number"};
    size_t i, j;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/calls", "visit");
        struct buffer texts = {0};

        suite_expect_long(rows[i].commands, walking_act_all(walk, rows[i].commands), STATUS_OK);
        walking_expect_place(rows[i].commands, walk, rows[i].place);
        for (j = 0; j < sizeof facts / sizeof *facts; j++) {
            buffer_string(&texts, j ? ", " : "");
            walk_expand(walk, facts[j], &texts);
        }
        suite_expect_string(rows[i].commands, buffer_text(&texts), rows[i].texts);
        suite_expect_long(rows[i].commands, session_outcome(walk_session(walk)), rows[i].outcome);
        buffer_free(&texts);
        walking_stop(&walking);
    }
}

static const struct {
    const char *name, *commands;
    enum status status; /* of the last command */
    const char *place;
    enum outcome outcome;
    const char *last; /* kind and answer of the last event */
} walks[] = {
    {"answers", "fix", STATUS_OK, "main/luid", 0, "answered fix"},
    {"no such answer", "fxi", STATUS_NO, "main/what", 0, "started "},
    {"an answer in other letters", "Fix", STATUS_NO, "main/what", 0, "started "},
    {"types", "fix|0x3e7", STATUS_OK, "main/first", 0, "typed 0x3e7"},
    {"chooses instead of typing", "fix|unsure", STATUS_OK, "main/second", 0, "answered unsure"},
    {"worked", "fix|1|worked", STATUS_OK, "main/first", OUTCOME_RESOLVED, "ended resolved"},
    {"yes", "fix|1|yes", STATUS_OK, "main/first", OUTCOME_RESOLVED, "ended resolved"},
    {"failed", "fix|1|failed", STATUS_OK, "main/second", 0, "tried failed"},
    {"no", "fix|1|no", STATUS_OK, "main/second", 0, "tried failed"},
    {"skipped", "fix|1|skipped", STATUS_OK, "main/second", 0, "tried skipped"},
    {"worse", "fix|1|worse", STATUS_OK, "main/call", 0, "tried worse"},
    {"worse, as if not", "fix|1|failed|worse", STATUS_OK, "main/third", 0, "tried worse"},
    {"worse, nothing left", "fix|unsure|no|worse", STATUS_OK, "main/third", OUTCOME_UNRESOLVED,
     "ended unresolved"},
    {"nothing left", "fix|unsure|no|no", STATUS_OK, "main/third", OUTCOME_UNRESOLVED,
     "ended unresolved"},
    {"could not do the last", "fix|unsure|no|skipped", STATUS_OK, "main/third",
     OUTCOME_UNRESOLVED, "ended unresolved"},
    {"maybe", "fix|1|maybe", STATUS_NO, "main/first", 0, "typed 1"},
    {"an answer after the end", "fix|1|yes|no", STATUS_NO, "main/first", OUTCOME_RESOLVED,
     "ended resolved"},
    {"an end after the end", "fix|1|yes|!", STATUS_NO, "main/first", OUTCOME_RESOLVED,
     "ended resolved"},
    {"a tick after the end", "fix|1|yes|+0", STATUS_NO, "main/first", OUTCOME_RESOLVED,
     "ended resolved"},
    {"a note after the end", "fix|1|yes|*thanks", STATUS_OK, "main/first", OUTCOME_RESOLVED,
     "noted thanks"},
    {"escalated", "call|done", STATUS_OK, "main/call", OUTCOME_ESCALATED, "ended escalated"},
    {"escalated with Enter", "call|", STATUS_OK, "main/call", OUTCOME_ESCALATED,
     "ended escalated"},
    {"something else there", "call|yes", STATUS_NO, "main/call", 0, "answered call"},
    {"abandoned", "fix|!", STATUS_OK, "main/luid", OUTCOME_ABANDONED, "ended abandoned"},
    {"ticks", "fix|1|+1", STATUS_OK, "main/first", 0, "ticked "},
    {"no such item", "fix|1|+2", STATUS_NO, "main/first", 0, "typed 1"},
    {"nothing to tick", "+0", STATUS_NO, "main/what", 0, "started "},
    {"notes, trimmed", "* a note ", STATUS_OK, "main/what", 0, "noted a note"},
    {"an empty note", "*  ", STATUS_NO, "main/what", 0, "started "},
    {"nothing to go back to", "<", STATUS_NO, "main/what", 0, "started "},
    {"not back to the start", "fix|<1", STATUS_NO, "main/luid", 0, "answered fix"},
    {"back", "fix|1|<", STATUS_OK, "main/luid", 0, "undone "},
    {"back and back", "fix|1|<|<", STATUS_OK, "main/what", 0, "undone "},
    {"back to", "fix|1|no|no|<3", STATUS_OK, "main/luid", 0, "undone "},
    {"not back to what was undone", "fix|1|<|<3", STATUS_NO, "main/luid", 0, "undone "},
    {"back from the end", "fix|1|yes|<", STATUS_OK, "main/first", 0, "undone "},
    {"back from nothing left", "fix|unsure|no|no|<", STATUS_OK, "main/third", 0, "undone "},
    {"back from an escalation", "call||<", STATUS_OK, "main/call", 0, "undone "},
    {"back before an escalation", "call||<|<", STATUS_OK, "main/what", 0, "undone "},
    {"back from leaving", "fix|!|<", STATUS_OK, "main/luid", 0, "undone "},
    {"refers", "other|", STATUS_OK, "other/where", 0, "referred ERROR_LOGON_FAILURE"},
    {"a word where it refers", "other|yes", STATUS_NO, "main/to-other", 0, "answered other"},
    {"back over a referral", "other||<", STATUS_OK, "main/what", 0, "undone "},
    {"back from a third flow", "other||on||x|<|<|<", STATUS_OK, "main/what", 0, "undone "},
    {"back to a referral", "other||fix|<3", STATUS_OK, "main/to-other", 0, "undone "},
    {"refers by id", "other||on|", STATUS_OK, "third/name", 0, "referred third"},
    {"refers to no flow", "no-flow|", STATUS_OK, "main/to-no-flow", OUTCOME_REFERRED,
     "ended referred"},
    {"back from no flow", "no-flow||<", STATUS_OK, "main/what", 0, "undone "},
    {"refers to a flow that is gone", "gone|", STATUS_OK, "main/to-gone", OUTCOME_REFERRED,
     "ended referred"},
    {"refers to a damaged flow", "damaged|", STATUS_OK, "main/to-damaged", OUTCOME_REFERRED,
     "ended referred"},
    {"refers to a flow walked already", "other||back|", STATUS_NO, "other/to-main", 0,
     "answered back"},
    {"not walked any more", "other||<|call|#1", STATUS_OK, "other/where", 0,
     "referred ERROR_LOGON_FAILURE"},
    {"another message", "fix|1|other 1326", STATUS_OK, "other/where", 0,
     "referred ERROR_LOGON_FAILURE"},
    {"another message by name", "fix|1|other  logon_failure ", STATUS_OK, "other/where", 0,
     "referred ERROR_LOGON_FAILURE"},
    {"another message by flow", "fix|1|other third", STATUS_OK, "third/name", 0,
     "referred third"},
    {"another message of this flow", "fix|1|other 1366", STATUS_NO, "main/first", 0, "typed 1"},
    {"another message without flow", "fix|1|other 5", STATUS_OK, "main/first", OUTCOME_REFERRED,
     "ended referred"},
    {"another message of a product", "fix|1|other ORA-12154 ", STATUS_OK, "main/first",
     OUTCOME_REFERRED, "ended referred"},
    {"another message in words", "fix|1|other It smells ", STATUS_NO, "main/first", 0, "typed 1"},
    {"another message, mistyped", "fix|1|other ERROR_LOGON_FALIURE", STATUS_NO, "main/first", 0,
     "typed 1"},
    {"another message, mistyped, bare", "fix|1|other LOGON_FALIURE", STATUS_NO, "main/first", 0,
     "typed 1"},
    {"another message of several readings", "fix|1|other 556", STATUS_NO, "main/first", 0,
     "typed 1"},
    {"another message, unsaid", "fix|1|other ", STATUS_NO, "main/first", 0, "typed 1"},
    {"another message, only after a fix", "other 1326", STATUS_NO, "main/what", 0, "started "},
    {"back from another message", "fix|1|other 1326|<", STATUS_OK, "main/first", 0, "undone "},
    {"a related error", "fix|1|#1", STATUS_OK, "other/where", 0, "referred ERROR_LOGON_FAILURE"},
    {"a related error after the end", "fix|1|yes|#1", STATUS_OK, "other/where", 0,
     "referred ERROR_LOGON_FAILURE"},
    {"back into the end", "fix|1|yes|#1|<", STATUS_OK, "main/first", OUTCOME_RESOLVED, "undone "},
    {"a related error without flow", "fix|1|#2", STATUS_OK, "main/first", OUTCOME_REFERRED,
     "ended referred"},
    {"not after the end", "fix|1|yes|#2", STATUS_NO, "main/first", OUTCOME_RESOLVED,
     "ended resolved"},
    {"a related flow", "fix|1|#3", STATUS_OK, "types/which", 0, "referred types"},
    {"a related flow walked already", "fix|1|#4", STATUS_NO, "main/first", 0, "typed 1"},
};

static void test_walks(void)
{
    struct walking walking;
    char last[64];
    size_t i;

    for (i = 0; i < sizeof walks / sizeof *walks; i++) {
        struct walk *walk = walking_start(&walking, "main");
        const struct session *session = walk_session(walk);
        const char *name = walks[i].name;
        const struct event *event;

        suite_expect_long(name, walking_act_all(walk, walks[i].commands), walks[i].status);
        walking_expect_place(name, walk, walks[i].place);
        suite_expect_string(name, outcome_names[session_outcome(session)],
                            outcome_names[walks[i].outcome]);
        event = session_event(session, session_count(session) - 1);
        snprintf(last, sizeof last, "%s %s", event_kind_names[event->kind], event->answer);
        suite_expect_string(name, last, walks[i].last);
        suite_expect("not left between two events", !session_end_is_due(session));
        walking_stop(&walking);
    }
}

/* What the events keep, so that a transcript never needs the flow: the last but `back` events. */
static const struct {
    const char *name, *commands;
    size_t back;
    const char *flow, *step, *question, *say, *to, *error;
    int64_t code;
    const char *to_flow, *related;
} kept[] = {
    {"started", "", 0, "", "", "", "", "what", "ERROR_LOGON_SESSION_COLLISION", 1366, "main", ""},
    {"answered", "fix", 0, "main", "what", "What shall it be?", "A fix", "luid", "", -1, "", ""},
    {"typed", "fix|1", 0, "main", "luid", "Which logon ID does {{error}} name?", "", "first", "",
     -1, "", ""},
    {"tried", "fix|1|no", 0, "main", "first", "Remove the session {{luid}}",
     "No, it did not help", "second", "", -1, "",
     "ERROR_LOGON_FAILURE (1326)\tother\nERROR_ACCESS_DENIED (5)\t\ntypes\ttypes\nmain\tmain"},
    {"resolved", "fix|1|yes", 0, "main", "first", "Remove the session {{luid}}", "", "", "", -1, "",
     "ERROR_LOGON_FAILURE (1326)\tother\nERROR_ACCESS_DENIED (5)\t\ntypes\ttypes\nmain\tmain"},
    {"referred", "other|", 0, "main", "to-other", "ERROR_LOGON_FAILURE (1326)",
     "it is another error", "where", "ERROR_LOGON_FAILURE", 1326, "other", ""},
    {"referred to no flow", "no-flow|", 1, "main", "to-no-flow", "ERROR_ACCESS_DENIED (5)",
     "it is not known here", "", "ERROR_ACCESS_DENIED", 5, "", ""},
    {"its end", "no-flow|", 0, "main", "to-no-flow", "ERROR_ACCESS_DENIED (5)", "", "", "", -1, "",
     ""},
    {"another message", "fix|unsure|other ERROR_LOGON_FAILURE", 0, "main", "second", "Restart", "",
     "where", "ERROR_LOGON_FAILURE", 1326, "other", ""},
    {"another message of a product", "fix|unsure|other  ORA-12154 ", 1, "main", "second",
     "Restart", "", "", "ORA-12154", 12154, "", ""},
    {"another message that is only known", "fix|unsure|other 5", 1, "main", "second", "Restart",
     "", "", "ERROR_ACCESS_DENIED", 5, "", ""},
    {"escalated", "call|", 0, "main", "call", "Call somebody", "it got worse", "", "", -1, "",
     "ERROR_LOGON_FAILURE (1326)\tother"},
    {"abandoned", "fix|1|!", 0, "main", "first", "Remove the session {{luid}}", "", "", "", -1, "",
     "ERROR_LOGON_FAILURE (1326)\tother\nERROR_ACCESS_DENIED (5)\t\ntypes\ttypes\nmain\tmain"},
};

static void test_kept(void)
{
    struct walking walking;
    size_t i;

    for (i = 0; i < sizeof kept / sizeof *kept; i++) {
        struct walk *walk = walking_start(&walking, "main");
        const struct session *session = walk_session(walk);
        const char *name = kept[i].name;
        const struct event *event;

        walking_act_all(walk, kept[i].commands);
        event = session_event(session, session_count(session) - 1 - kept[i].back);
        suite_expect_string(name, event->flow, kept[i].flow);
        suite_expect_string(name, event->step, kept[i].step);
        suite_expect_string(name, event->question, kept[i].question);
        suite_expect_string(name, event->say, kept[i].say);
        suite_expect_string(name, event->to, kept[i].to);
        suite_expect_string(name, event->error, kept[i].error);
        suite_expect_long(name, event->code.present ? (long)event->code.value : -1,
                          (long)kept[i].code);
        suite_expect_string(name, event->to_flow, kept[i].to_flow);
        suite_expect_string(name, event->related, kept[i].related);
        suite_expect_long(name, strlen(event->sha256) == 64, *event->to_flow != '\0');
        walking_stop(&walking);
    }
}

static const struct {
    const char *flow, *commands, *text, *expect;
    const char *command; /* the same in a command; NULL: no different */
} expansions[] = {
    {"main", "", "{{luid}}", "not known", "<luid>"},
    {"main", "fix|0x3e7", "ID {{luid}}, {{ luid }}", "ID 0x3e7, 0x3e7", NULL},
    {"main", "fix| 0x3e7 ", "{{luid}}", "0x3e7", NULL},
    {"main", "fix|0x3e7|<", "{{luid}}", "not known", NULL},
    {"main", "fix|0x3e7|<|0x3e8", "{{luid}}", "0x3e8", NULL},
    {"main", "fix|0x3e7|#1", "{{luid}}", "0x3e7", NULL},
    {"main", "", "{{error}} {{code}}", "ERROR_LOGON_SESSION_COLLISION 1366", NULL},
    {"main", "other|", "{{error}} {{code}}", "ERROR_LOGON_FAILURE 1326", NULL},
    {"main", "other||on|", "{{error}} {{code}}", "ERROR_LOGON_FAILURE 1326", NULL},
    {"main", "other||<", "{{error}} {{code}}", "ERROR_LOGON_SESSION_COLLISION 1366", NULL},
    {"third", "", "{{error}} {{code}}", "not known not known", "<error> <code>"},
    {"main", "", "{{notes}}", "none", NULL},
    {"main", "*one|fix|*two|<", "{{notes}}", "one; two", NULL},
    {"main", "", "{{nobody}}", "not known", NULL},
};

static void test_expand(void)
{
    struct walking walking;
    struct buffer out = {0};
    size_t i;

    for (i = 0; i < sizeof expansions / sizeof *expansions; i++) {
        struct walk *walk = walking_start(&walking, expansions[i].flow);

        walking_act_all(walk, expansions[i].commands);
        buffer_clear(&out);
        prose_expand(&out, expansions[i].text, walk_expand, walk);
        suite_expect_string(expansions[i].commands, buffer_text(&out), expansions[i].expect);
        if (expansions[i].command) {
            buffer_clear(&out);
            prose_expand(&out, expansions[i].text, walk_expand_mark, walk);
            suite_expect_string("in a command", buffer_text(&out), expansions[i].command);
        }
        walking_stop(&walking);
    }
    buffer_free(&out);
}

static void test_sensitive(void)
{
    struct walking walking;
    struct walk *walk = walking_start(&walking, "types");
    const struct event *event;

    walking_act_all(walk, "secret|hunter2");
    event = moment_given(moment_now(walk_session(walk)), "secret");
    suite_expect("typed", event != NULL);
    suite_expect("marked as sensitive", event && event->sensitive);
    walking_stop(&walking);
}

static void test_done(void)
{
    static const struct {
        const char *commands;
        long done;
    } rows[] = {{"", 0}, {"fix", 1}, {"fix|1", 2}, {"fix|1|no", 2}, {"fix|1|<", 1},
                {"other|", 1}, {"other||on||x", 3}, {"*note", 0}};
    struct walking walking;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walk *walk = walking_start(&walking, "main");

        walking_act_all(walk, rows[i].commands);
        suite_expect_long(rows[i].commands, (long)walk_done(walk), rows[i].done);
        walking_stop(&walking);
    }
}

/* A walk in a flow given by its file, by the answers of one of its tests. */
static struct walk *walk_test(struct walking *walking, const struct flow *flow,
                              const struct flow_test *test, const char *note)
{
    struct walk *walk = walk_new(walking->library, &walking->clock);
    const struct value_node *answer;
    struct event event;

    suite_expect_long("starts", walk_start(walk, flow, "", (struct code){0}, &event), STATUS_OK);
    suite_expect_long("started", walk_commit(walk, &event), STATUS_OK);
    if (note && walk_choose(walk, CHOICE_NOTE, NULL, note, &event) == STATUS_OK)
        walk_commit(walk, &event);
    flow_each (answer, test->answers) {
        suite_expect_long(answer->text, walk_reply(walk, answer->text, &event), STATUS_OK);
        suite_expect_long(answer->text, walk_commit(walk, &event), STATUS_OK);
    }
    return walk;
}

/* A condition on `error`, `code` or `notes` leads a walk where it leads a test of the flow. */
static void test_own_facts(void)
{
    const char *path = suite_source("tests/flows/own/own.yaml");
    const struct check_options options = {0};
    const struct flow *flow = NULL;
    const struct flow_test *test;
    struct diag_list faults = {0};
    struct walking walking;
    struct walk *walk;

    walking_start(&walking, "main");
    suite_expect_long("loads", library_add_file(walking.library, path, &faults, &flow), STATUS_OK);
    flow_check(flow, NULL, 0, &options, &faults);
    suite_expect_long("its tests pass", (long)faults.errors, 0);
    flow_each (test, flow->tests) {
        walk = walk_test(&walking, flow, test, NULL);
        suite_expect_string(test->node.id, session_step(walk_session(walk)), test->ends);
        walk_free(walk);
    }
    for (test = flow->tests; test->node.next;)
        test = test->node.next;
    walk = walk_test(&walking, flow, test, "the lamp is red");
    suite_expect_string("notes", session_step(walk_session(walk)), "fits");
    walk_free(walk);
    diag_list_free(&faults);
    walking_stop(&walking);
}

static const struct {
    const char *name, *text;
    enum status status;
    const char *place;
    enum outcome outcome;
    unsigned line, column;
    const char *hint;
} feeds[] = {
    {"nothing", "{}\n", STATUS_OK, "main/what", 0, 0, 0, NULL},
    {"some", "what: fix\n", STATUS_OK, "main/luid", 0, 0, 0, NULL},
    {"all", "what: fix\nluid: 0x3e7\nfirst: worked\n", STATUS_OK, "main/first", OUTCOME_RESOLVED, 0,
     0, NULL},
    {"in the form of a test", "answers: {what: fix, luid: 0x3e7}\nends: first\n", STATUS_OK,
     "main/first", 0, 0, 0, NULL},
    {"order does not matter", "luid: 0x3e7\nwhat: fix\n", STATUS_OK, "main/first", 0, 0, 0, NULL},
    {"what is not asked", "what: call\nluid: 0x3e7\n", STATUS_OK, "main/call", 0, 0, 0, NULL},
    {"escalated", "what: call\ncall: done\n", STATUS_OK, "main/call", OUTCOME_ESCALATED, 0, 0, NULL},
    {"an answer instead of a value", "what: fix\nluid: unsure\n", STATUS_OK, "main/second", 0, 0, 0,
     NULL},
    {"a referral needs none", "what: other\nwhere: fix\n", STATUS_OK, "other/first", 0, 0, 0, NULL},
    {"two flows with a step of one name", "what: other\nwhere: fix\nfirst: worked\n", STATUS_OK,
     "other/first", OUTCOME_RESOLVED, 0, 0, NULL},
    {"a referral back", "what: other\nwhere: back\n", STATUS_OK, "other/to-main", 0, 0, 0, NULL},
    {"another message", "what: fix\nluid: unsure\nsecond: other 1326\n", STATUS_OK, "other/where",
     0, 0, 0, NULL},
    {"no such answer", "what: fxi\n", STATUS_INVALID, "main/what", 0, 1, 7,
     "it takes fix, other, no-flow, gone, damaged, call"},
    {"a value that does not fit", "what: fix\nluid:   later\n", STATUS_INVALID, "main/luid", 0, 2,
     9, "hexadecimal"},
    {"a result that does not fit", "what: fix\nluid: 1\nfirst: maybe\n", STATUS_INVALID,
     "main/first", 0, 3, 8, "it takes worked, failed, skipped, worse"},
    {"not at an escalation", "what: call\ncall: worked\n", STATUS_INVALID, "main/call", 0, 2, 7,
     "it takes done"},
};

static void test_feed(void)
{
    const char *path = suite_scratch("answers.yaml");
    struct walking walking;
    size_t i;

    for (i = 0; i < sizeof feeds / sizeof *feeds; i++) {
        struct walk *walk = walking_start(&walking, "main");
        const char *name = feeds[i].name;
        struct answers *answers = NULL;
        struct diag_list faults = {0};
        FILE *file = fopen(path, "w");

        fputs(feeds[i].text, file);
        fclose(file);
        suite_expect_long(name, answers_load(path, &faults, &answers), STATUS_OK);
        if (answers)
            suite_expect_long(name, walk_feed(walk, answers, &faults), feeds[i].status);
        walking_expect_place(name, walk, feeds[i].place);
        suite_expect_long(name, session_outcome(walk_session(walk)), feeds[i].outcome);
        suite_expect_long(name, (long)faults.errors, feeds[i].line != 0);
        if (faults.count && feeds[i].line) {
            suite_expect_long(name, faults.items[0].place.line, feeds[i].line);
            suite_expect_long(name, faults.items[0].place.column, feeds[i].column);
            suite_expect_string(name, faults.items[0].file, path);
            if (!strstr(faults.items[0].hint, feeds[i].hint))
                suite_expect_string(name, faults.items[0].hint, feeds[i].hint);
        }
        diag_list_free(&faults);
        answers_free(answers);
        walking_stop(&walking);
    }
}

const struct suite_test suite_tests[] = {
    {"into a block and back", test_calls},
    {"what is decided without asking", test_decided},
    {"values by type, and where they lead", test_values},
    {"commands and what they come to", test_walks},
    {"what the events keep", test_kept},
    {"facts in texts", test_expand},
    {"conditions on errwalk's own facts", test_own_facts},
    {"sensitive values are marked", test_sensitive},
    {"questions done", test_done},
    {"answers from a file", test_feed},
    {NULL, NULL},
};
