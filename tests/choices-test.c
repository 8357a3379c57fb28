/* SPDX-License-Identifier: MIT */
/*
 * The list of choices where walks and trainings stand: what is listed, and what each would commit.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/evidence.h"

#include "walking.h"

const char suite_name[] = "choices";

/* Kinds that are the same at every step. */
static bool is_everywhere(enum choice_kind kind)
{
    return kind == CHOICE_NOTE || kind == CHOICE_BACK_TO || kind == CHOICE_ABANDON;
}

/* "answer yes[1] Yes =answered to-step" */
static void describe(struct buffer *out, const struct choice *choice)
{
    const struct event *event = &choice->event;

    buffer_printf(out, "%s %s", choice_kind_names[choice->kind], choice->id);
    if (choice->number)
        buffer_printf(out, "[%u]", choice->number);
    buffer_printf(out, "%s%s%s%s '%s'", choice->takes_text ? "+" : "",
                  choice->was_chosen ? "*" : "", choice->is_closed ? "!" : "",
                  *choice->value ? "=" : "", *choice->value ? choice->value : choice->text);
    buffer_printf(out, " %s", event_kind_names[event->kind]);
    if (*event->answer)
        buffer_printf(out, " %s", event->answer);
    if (*event->to || *event->to_flow)
        buffer_printf(out, " > %s%s%s", event->to_flow, *event->to_flow ? "/" : "", event->to);
    if (event->target)
        buffer_printf(out, " %u", event->target);
    if (event->kind == EVENT_TICKED)
        buffer_printf(out, " %u %s", event->item, event->on ? "on" : "off");
    buffer_char(out, '\n');
}

static const struct {
    const char *flow, *commands, *list;
} places[] = {
    {"main", "",
     "answer fix[1] 'A fix' answered fix > luid\n"
     "answer other[2] 'Another flow' answered other > to-other\n"
     "answer no-flow[3] 'An error without a flow' answered no-flow > to-no-flow\n"
     "answer gone[4] 'A flow that is not there' answered gone > to-gone\n"
     "answer damaged[5] 'A flow that is damaged' answered damaged > to-damaged\n"
     "answer call[6] 'A call' answered call > call\n"},
    {"main", "fix",
     "value luid+ '' typed\n"
     "answer unsure[1] 'I don't know' answered unsure > second\n"
     "back back 'Go back to the last question' undone 2\n"},
    {"main", "fix|0x3e7|<",
     "value luid+= '0x3e7' typed\n"
     "answer unsure[1] 'I don't know' answered unsure > second\n"
     "back back 'Go back to the last question' undone 2\n"},
    {"main", "fix|unsure|<",
     "value luid+ '' typed\n"
     "answer unsure[1]* 'I don't know' answered unsure > second\n"
     "back back 'Go back to the last question' undone 2\n"},
    {"main", "fix|0x3e7|+1|*A word",
     "result worked[1] 'Yes, it works now' tried worked\n"
     "result failed[2] 'No, it did not help' tried failed > second\n"
     "result skipped[3] 'I could not do it' tried skipped > second\n"
     "result worse[4] 'It is worse now' tried worse > call\n"
     "other other[5]+ 'Another message shows now' referred\n"
     "related 1 'ERROR_LOGON_FAILURE (1326)' referred ERROR_LOGON_FAILURE > other/where\n"
     "related 2 'ERROR_ACCESS_DENIED (5)' referred ERROR_ACCESS_DENIED\n"
     "related 3 'types' referred types > types/which\n"
     "related 4! 'main' referred\n"
     "tick 1 'Look at it' ticked 0 on\n"
     "tick 2 'Sign out' ticked 1 off\n"
     "back back 'Go back to the last question' undone 3\n"
     "edit-note 5+= 'A word' noted 5\n"},
    {"main", "other",
     "refer done[1] 'Go on there' referred ERROR_LOGON_FAILURE > other/where\n"
     "back back 'Go back to the last question' undone 2\n"},
    {"main", "no-flow",
     "refer done[1] 'End here, referred' referred ERROR_ACCESS_DENIED\n"
     "back back 'Go back to the last question' undone 2\n"},
    {"main", "other||back", "back back 'Go back to the last question' undone 4\n"},
    {"main", "call",
     "escalate done[1] 'Handed over: end the walk here' ended escalated\n"
     "related 1 'ERROR_LOGON_FAILURE (1326)' referred ERROR_LOGON_FAILURE > other/where\n"
     "tick 1 'Tell them what was done' ticked 0 on\n"
     "back back 'Go back to the last question' undone 2\n"},
    {"main", "call|done",
     "related 1 'ERROR_LOGON_FAILURE (1326)' referred ERROR_LOGON_FAILURE > other/where\n"
     "back back 'Go back to the last question' undone 3\n"},
    {"main", "fix|unsure|failed|failed", "back back 'Go back to the last question' undone 5\n"},
    {"main", "fix|!", "back back 'Go back to the last question' undone 3\n"},
};

static void test_lists(void)
{
    size_t row, i;

    for (row = 0; row < sizeof places / sizeof *places; row++) {
        struct walking walking;
        struct walk *walk = walking_start(&walking, places[row].flow);
        struct buffer text = {0};
        const struct choice *list;
        size_t count;

        suite_expect_long(places[row].commands, walking_act_all(walk, places[row].commands),
                          STATUS_OK);
        list = walk_choices(walk, &count);
        for (i = 0; i < count; i++) {
            if (!is_everywhere(list[i].kind))
                describe(&text, &list[i]);
        }
        suite_expect_string(places[row].commands, buffer_text(&text), places[row].list);
        buffer_free(&text);
        walking_stop(&walking);
    }
}

/* How many choices of those kinds there are. */
static const struct {
    const char *commands;
    long notes, back_to, abandon;
} everywhere[] = {
    {"", 1, 0, 1},
    {"fix|unsure", 1, 2, 1},
    {"other|", 1, 2, 1},
    {"fix|unsure|<2", 1, 0, 1},
    {"fix|!", 1, 1, 0},
};

static long count_of(const struct walk *walk, enum choice_kind kind)
{
    const struct choice *choice;
    long count = 0;

    walk_each(choice, walk, kind)
        count++;
    return count;
}

static void test_everywhere(void)
{
    size_t row;

    for (row = 0; row < sizeof everywhere / sizeof *everywhere; row++) {
        struct walking walking;
        struct walk *walk = walking_start(&walking, "main");
        const char *commands = everywhere[row].commands;

        suite_expect_long(commands, walking_act_all(walk, commands), STATUS_OK);
        suite_expect_long(commands, count_of(walk, CHOICE_NOTE), everywhere[row].notes);
        suite_expect_long(commands, count_of(walk, CHOICE_BACK_TO), everywhere[row].back_to);
        suite_expect_long(commands, count_of(walk, CHOICE_ABANDON), everywhere[row].abandon);
        walking_stop(&walking);
    }
}

static const struct {
    const char *commands, *reply, *choice, *text; /* NULL: none */
} replies[] = {
    {"", "fix", "answer fix", NULL},
    {"", "1", NULL, NULL},
    {"", "", NULL, NULL},
    {"", "done", NULL, NULL},
    {"", "other 5", NULL, NULL},
    {"fix", "unsure", "answer unsure", NULL},
    {"fix", "0x3e7", "value luid", "0x3e7"},
    {"fix", "worked", "value luid", "worked"},
    {"fix", "", "value luid", ""},
    {"fix|unsure", "worked", "result worked", NULL},
    {"fix|unsure", "yes", "result worked", NULL},
    {"fix|unsure", "no", "result failed", NULL},
    {"fix|unsure", "other", NULL, NULL},
    {"fix|unsure", "other ERROR_ACCESS_DENIED", "other other", "ERROR_ACCESS_DENIED"},
    {"fix|unsure", "done", NULL, NULL},
    {"other", "", "refer done", NULL},
    {"other", "done", "refer done", NULL},
    {"other||back", "", NULL, NULL},
    {"call", "", "escalate done", NULL},
    {"call", "done", "escalate done", NULL},
    {"call", "back", NULL, NULL},
    {"call|done", "done", NULL, NULL},
};

static void test_replies(void)
{
    size_t row;

    for (row = 0; row < sizeof replies / sizeof *replies; row++) {
        struct walking walking;
        struct walk *walk = walking_start(&walking, "main");
        const struct choice *choice;
        const char *text = NULL;
        char got[64] = "";

        suite_expect_long(replies[row].commands, walking_act_all(walk, replies[row].commands),
                          STATUS_OK);
        choice = walk_reply_choice(walk, replies[row].reply, &text);
        if (choice)
            snprintf(got, sizeof got, "%s %s", choice_kind_names[choice->kind], choice->id);
        suite_expect_string(replies[row].reply, got,
                            replies[row].choice ? replies[row].choice : "");
        if (choice)
            suite_expect_string(replies[row].reply, text ? text : "none",
                                replies[row].text ? replies[row].text : "none");
        walking_stop(&walking);
    }
}

static const struct {
    const char *commands;
    enum choice_kind kind;
    const char *id, *text;
    enum status status;
} takes[] = {
    {"", CHOICE_ANSWER, "fix", NULL, STATUS_OK},
    {"", CHOICE_ANSWER, "fix", "a text", STATUS_NO},
    {"", CHOICE_ANSWER, "none", NULL, STATUS_NO},
    {"", CHOICE_BACK, NULL, NULL, STATUS_NO},
    {"", CHOICE_NOTE, NULL, NULL, STATUS_NO},
    {"", CHOICE_NOTE, NULL, "  ", STATUS_NO},
    {"", CHOICE_NOTE, NULL, "seen", STATUS_OK},
    {"*seen", CHOICE_EDIT_NOTE, "2", "seen", STATUS_NO},
    {"*seen", CHOICE_EDIT_NOTE, "2", " seen\n", STATUS_NO},
    {"*seen", CHOICE_EDIT_NOTE, "2", "heard", STATUS_OK},
    {"*seen", CHOICE_EDIT_NOTE, "2", "", STATUS_OK},
    {"*seen", CHOICE_EDIT_NOTE, "1", "heard", STATUS_NO},
    {"fix", CHOICE_VALUE, NULL, "0x3e7", STATUS_OK},
    {"fix", CHOICE_VALUE, NULL, "no number", STATUS_NO},
    {"fix", CHOICE_VALUE, NULL, NULL, STATUS_NO},
    {"fix|unsure", CHOICE_OTHER, NULL, "", STATUS_NO},
    {"fix|unsure", CHOICE_OTHER, NULL, "ORA-12154", STATUS_OK},
    {"fix|0x3e7", CHOICE_RELATED, "4", NULL, STATUS_NO},
    {"fix|0x3e7", CHOICE_RELATED, "1", NULL, STATUS_OK},
    {"fix|0x3e7", CHOICE_LOOK, NULL, NULL, STATUS_NO},
    {"fix|0x3e7", CHOICE_BACK_TO, "2", NULL, STATUS_OK},
    {"fix|0x3e7", CHOICE_BACK_TO, "1", NULL, STATUS_NO},
};

static void test_takes(void)
{
    size_t row;

    for (row = 0; row < sizeof takes / sizeof *takes; row++) {
        struct walking walking;
        struct walk *walk = walking_start(&walking, "main");
        struct event event;
        enum status status;

        suite_expect_long(takes[row].commands, walking_act_all(walk, takes[row].commands),
                          STATUS_OK);
        status = walk_choose(walk, takes[row].kind, takes[row].id, takes[row].text, &event);
        suite_expect_long(choice_kind_names[takes[row].kind], status, takes[row].status);
        if (status == STATUS_OK)
            suite_expect_long("committed", walk_commit(walk, &event), STATUS_OK);
        walking_stop(&walking);
    }
}

static void test_long_note(void)
{
    static char text[WALK_NOTE_MOST + 2];
    struct walking walking;
    struct walk *walk = walking_start(&walking, "main");
    struct event event;

    memset(text, 'x', WALK_NOTE_MOST + 1);
    suite_expect_long("too long", walk_choose(walk, CHOICE_NOTE, NULL, text, &event),
                      STATUS_INVALID);
    text[WALK_NOTE_MOST] = '\0';
    suite_expect_long("just fits", walk_choose(walk, CHOICE_NOTE, NULL, text, &event), STATUS_OK);
    walking_stop(&walking);
}

/* Pastes at the first step of the flow `read`, replies with `|` between them, and then what is listed of
 * answers and values. */
static const struct {
    const char *pasted, *replies, *list;
} pastes[] = {
    {"Sub Status:  0xC000006A", "",
     "answer wrong[1]? 'A wrong password'\nanswer locked[2] 'The account is locked'\n"
     "answer unsure[3] 'I don't know'\n"},
    {"a\r\nSub Status: 0xC0000234\r\n", "",
     "answer wrong[1] 'A wrong password'\nanswer locked[2]? 'The account is locked'\n"
     "answer unsure[3] 'I don't know'\n"},
    {"Sub Status: 0xC000006A\nSub Status: 0xC0000234", "",
     "answer wrong[1] 'A wrong password'\nanswer locked[2] 'The account is locked'\n"
     "answer unsure[3] 'I don't know'\n"},
    {"Logon ID: 0x3e7", "unsure", "value luid? '0x3e7'\n"},
    {"Logon ID: 0x3e7\nLogon ID: 0x3e7", "unsure", "value luid? '0x3e7'\n"},
    {"Logon ID: 0x3e7\nLogon ID: 0x3e9", "unsure",
     "value luid ''\nfound 0x3e7 '0x3e7'\nfound 0x3e9 '0x3e9'\n"},
    {"Logon ID: none", "unsure", "value luid ''\n"},
    {"Logon ID: 0x3e7\nSecret: hunter2", "unsure|0x3e7", "value secret ''\n"},
    {"Logon ID: 0x3e7", "unsure|0x3e9|<", "value luid? '0x3e7'\n"},
    {"Logon ID: 0x3e7", "unsure|<|unsure", "value luid? '0x3e7'\n"},
};

static enum status paste(struct walk *walk, const char *text)
{
    struct event event;
    enum status status = walk_choose(walk, CHOICE_PASTE, NULL, text, &event);

    return status == STATUS_OK ? walk_commit(walk, &event) : status;
}

static void list_answers(const struct walk *walk, struct buffer *out)
{
    size_t count, i;
    const struct choice *list = walk_choices(walk, &count);

    for (i = 0; i < count; i++) {
        if (list[i].kind != CHOICE_VALUE && list[i].kind != CHOICE_FOUND &&
            list[i].kind != CHOICE_ANSWER)
            continue;
        buffer_printf(out, "%s %s", choice_kind_names[list[i].kind], list[i].id);
        if (list[i].number)
            buffer_printf(out, "[%u]", list[i].number);
        buffer_printf(out, "%s '%s'\n", list[i].is_proposed ? "?" : "",
                      list[i].takes_text ? list[i].value : list[i].text);
    }
}

static void test_pastes(void)
{
    size_t row;

    for (row = 0; row < sizeof pastes / sizeof *pastes; row++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/wizard", "read");
        struct buffer list = {0};

        suite_expect_long(pastes[row].pasted, paste(walk, pastes[row].pasted), STATUS_OK);
        if (*pastes[row].replies)
            suite_expect_long(pastes[row].replies, walking_act_all(walk, pastes[row].replies),
                              STATUS_OK);
        list_answers(walk, &list);
        suite_expect_string(pastes[row].pasted, buffer_text(&list), pastes[row].list);
        buffer_free(&list);
        walking_stop(&walking);
    }
}

/* What is kept of what was pasted: nothing sensitive, and of a sensitive step nothing at all. */
static void test_pasted_events(void)
{
    static char longest[EVIDENCE_MOST_BYTES + 2];
    struct walking walking;
    struct walk *walk = walking_start_in(&walking, "tests/flows/wizard", "read");
    const struct event *event;

    memset(longest, 'x', EVIDENCE_MOST_BYTES + 1);
    suite_expect_long("too long", paste(walk, longest), STATUS_INVALID);
    suite_expect_long("nothing", paste(walk, ""), STATUS_NO);
    suite_expect_long("kept", paste(walk, "\x1b[31mLogon ID: 0x3e7\nSecret: hunter2\nas hunter2 says"),
                      STATUS_OK);
    event = session_event(walk_session(walk), 1);
    suite_expect_string("answer", event->answer, "");
    suite_expect_string("facts", event->facts, "luid\t0x3e7\n");
    suite_expect("masked", !strstr(event->pasted, "hunter2") && !strchr(event->pasted, '\x1b') &&
                               strstr(event->pasted, "Logon ID: 0x3e7"));
    walking_act_all(walk, "wrong|0x3e7");
    suite_expect_long("sensitive", paste(walk, "Secret: hunter2"), STATUS_OK);
    event = session_event(walk_session(walk), 4);
    suite_expect("not to be kept", event->sensitive && !*event->pasted);
    suite_expect_string("filled in", walk_choice(walk, CHOICE_VALUE, NULL)->value, "hunter2");
    walking_stop(&walking);
}

const struct suite_test suite_tests[] = {
    {"what is listed at a step", test_lists},
    {"what is listed at every step", test_everywhere},
    {"a reply means a choice", test_replies},
    {"a choice takes what it takes", test_takes},
    {"a note has a most", test_long_note},
    {"what was pasted proposes", test_pastes},
    {"what is kept of a paste", test_pasted_events},
    {NULL, NULL},
};
