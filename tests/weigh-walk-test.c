/* SPDX-License-Identifier: MIT */
/*
 * Weigh steps in flows: what is wrong with one, what a walk does at one, and what it is expected to cost.
 */
#include <config.h>

#include <math.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/file.h"
#include "errwalk/paths.h"
#include "errwalk/replay.h"
#include "errwalk/weighing.h"
#include "suite.h"
#include "walking.h"

/* Edits of tests/flows/weigh/sign-in.yaml, each with the faults of what comes of it. */
static const struct {
    const char *find, *replace, *expected;
} edits[] = {
    {"", "", ""},
    {"questions: [one-place, expires]", "questions: [one-place, expires, one-place]", "E080 21:37"},
    {"fixes: [clear-saved, reset-password]", "fixes: [clear-saved, reset-password, expires]", "E080 22:42"},
    {"fixes: [clear-saved, reset-password]", "fixes: [clear-saved, reset-pasword]", "E014 22:26"},
    {"else: second-line", "else: clear-saved", "E080 23:11, E037 57:3"},
    {"{saved-password: usually, attack: rarely, expired: rarely}", "{saved-pasword: usually}", "E039 29:32"},
    {"{saved-password: usually, attack: rarely, expired: rarely}", "{attack: sometimes}", "E082 30:31"},
    {"{saved-password: usually, attack: rarely, expired: rarely}", "{saved-password: 101}", "E028 29:48"},
    {"{saved-password: usually, attack: rarely, expired: rarely}", "{saved-password: likely}", "E028 29:48"},
    {"{saved-password: usually, attack: rarely, expired: rarely}", "{saved-password: 12.345678}", "W041 21:17"},
    {"{saved-password: usually, attack: rarely, expired: rarely}", "{}", "E027 29:24"},
    {"      unsure: which\n      alarm", "      unsure: {to: which, tells: {attack: 1}}\n      alarm", "E082 31:35"},
    {"    cures: {saved-password: usually}", "    cures: {saved-password: usually}\n    worked: {saved-password: [18.2, 21]}", ""},
    {"    cures: {saved-password: usually}", "    worked: {saved-password: [22, 21]}", "E028 44:30"},
    {"    cures: {saved-password: usually}", "    worked: {saved-password: 21}", "E026 44:30"},
    {"    cures: {saved-password: usually}", "    worked: {expired: [1, 2]}", "E039 44:14"},
    {"likelihood: 22}", "likelihood: 22, seen: 25.3}", "W041 21:17"},
    {"    weigh: Which cause is it?\n", "    weigh: Which cause is it?\n    minutes: 3\n", "E024 21:5"},
    {"say: On a day to come, to: which", "say: On a day to come, to: expires", "E036 39:42"},
    {"    if-not: which\n  reset", "    if-not: since-when\n  reset", "E046 73:11, E046 82:11"},
};

static void replace(struct buffer *out, const char *text, const char *find, const char *with)
{
    const char *at = strstr(text, find);

    if (!suite_expect(find, at != NULL))
        return;
    buffer_append(out, text, (size_t)(at - text));
    buffer_string(out, with);
    buffer_string(out, at + strlen(find));
}

static void list_faults(const struct buffer *text, struct buffer *out)
{
    struct check_options options = {.today = 1796083200}; /* 2026-12-01 */
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    size_t i;

    if (flow_parse("x.yaml", NULL, text->bytes, text->length, &faults, &flow) == STATUS_OK)
        flow_check(flow, text->bytes, text->length, &options, &faults);
    diag_sort(&faults);
    for (i = 0; i < faults.count; i++)
        buffer_printf(out, "%s%s %u:%u", i ? ", " : "", faults.items[i].rule->code,
                      faults.items[i].place.line, faults.items[i].place.column);
    diag_list_free(&faults);
    flow_free(flow);
}

static void test_rules(void)
{
    struct buffer good = {0};
    size_t i;

    suite_expect("the flow", file_read(suite_source("tests/flows/weigh/sign-in.yaml"),
                                       FLOW_MAX_BYTES, &good) == STATUS_OK);
    for (i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct buffer text = {0}, found = {0};

        replace(&text, buffer_text(&good), edits[i].find, edits[i].replace);
        list_faults(&text, &found);
        suite_expect_string(edits[i].replace, buffer_text(&found), edits[i].expected);
        buffer_free(&text);
        buffer_free(&found);
    }
    buffer_free(&good);
}

/* The cases of the papers: expected minutes, and what comes first. */
static const struct {
    const char *flow;
    double expected;
    const char *first;
} cases[] = {
    {"sacso", 1.45, "a3"},
    {"call-rule", 8.20, "a2"},
    {"car", 227.919873, "look-at-battery"},
};

static void test_cases(void)
{
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/weigh", cases[i].flow);
        const struct weighing *weighing = walk_weighing(walk);

        suite_expect_string(cases[i].flow, walk_step(walk)->node.id, cases[i].first);
        suite_expect(cases[i].flow,
                     fabs(weighing->choice.best.expected - cases[i].expected) < 1e-6);
        suite_expect(cases[i].flow, weighing->choice.is_exact);
        walking_stop(&walking);
    }
}

/* As walking_act, and `@ID` takes an item, `~` puts one off. */
static enum status act(struct walk *walk, const char *command)
{
    enum choice_kind kind = *command == '@' ? CHOICE_ITEM : CHOICE_PUT_OFF;
    struct event event;
    enum status status;

    if (*command != '@' && *command != '~')
        return walking_act(walk, command);
    status = walk_choose(walk, kind, *command == '@' ? command + 1 : NULL, NULL, &event);
    return status == STATUS_OK ? walk_commit(walk, &event) : status;
}

static enum status act_all(struct walk *walk, const char *commands)
{
    enum status status = STATUS_OK;
    char command[64];
    size_t length;

    for (; *commands && status == STATUS_OK; commands += length + (commands[length] == '|')) {
        length = strcspn(commands, "|");
        if (!suite_expect(commands, length < sizeof command))
            return STATUS_INVALID;
        memcpy(command, commands, length);
        command[length] = '\0';
        status = act(walk, command);
    }
    return status;
}

/* What a walk through sign-in comes to, in how many questions at most, and why. */
static const struct {
    const char *commands;
    enum status status;
    const char *place;
    unsigned most;
    const char *because;
} walks[] = {
    {"", STATUS_OK, "sign-in/since-when", 3, ""},
    {"today", STATUS_OK, "sign-in/expires", 2, "Next because its answer decides"},
    {"today|past", STATUS_OK, "sign-in/reset-password", 0, "Next because it settles"},
    {"today|past|failed", STATUS_OK, "sign-in/second-line", 0, "Next because it takes 45 min; going on"},
    {"today|past|skipped", STATUS_OK, "sign-in/second-line", 0, "Next because it takes 45 min"},
    {"today|past|worse", STATUS_OK, "sign-in/security-team", 0, ""},
    {"change", STATUS_OK, "sign-in/clear-saved", 0, "Next because it settles 2 in 3 and takes 4 min"},
    {"change|failed|<", STATUS_OK, "sign-in/clear-saved", 0, "Next because it settles 2 in 3"},
    {"change|@expires", STATUS_OK, "sign-in/expires", 2, "Taken instead of another"},
    {"change|@expires|later", STATUS_OK, "sign-in/clear-saved", 0, "Next because it settles"},
    {"change|@expires|<", STATUS_OK, "sign-in/clear-saved", 0, "Next because it settles 2 in 3"},
    {"change|~", STATUS_OK, "sign-in/expires", 2, "Next because what would cost"},
    {"change|~|later|~", STATUS_OK, "sign-in/reset-password", 0, "Next because what would cost"},
    {"change|~|<", STATUS_OK, "sign-in/clear-saved", 0, "Next because it settles 2 in 3"},
    {"change|@nowhere", STATUS_NO, "sign-in/clear-saved", 0, "Next because"},
    {"today|@one-place|alarm", STATUS_OK, "sign-in/security-team", 0, ""},
    {"today|@second-line|done", STATUS_OK, "sign-in/second-line", 0, ""},
    {"~", STATUS_NO, "sign-in/since-when", 3, ""},
};

static void test_walks(void)
{
    size_t i;

    for (i = 0; i < sizeof walks / sizeof *walks; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/weigh", "sign-in");
        unsigned fewest, most;

        suite_expect_long(walks[i].commands, act_all(walk, walks[i].commands), walks[i].status);
        walking_expect_place(walks[i].commands, walk, walks[i].place);
        walk_left(walk, &fewest, &most);
        suite_expect_long(walks[i].commands, most, walks[i].most);
        if (strncmp(walk_because(walk), walks[i].because, strlen(walks[i].because)) != 0)
            suite_expect_string(walks[i].commands, walk_because(walk), walks[i].because);
        walking_stop(&walking);
    }
}

/* Where no item and no `else` is left, the walk ends unresolved; one that is put off comes back first. */
static void test_nothing_left(void)
{
    static const struct {
        const char *commands, *place;
        enum outcome outcome;
    } rows[] = {
        {"failed|failed", "sacso/a2", OUTCOME_UNFINISHED},
        {"failed|failed|failed", "sacso/a2", OUTCOME_UNRESOLVED},
        {"~|~|skipped|skipped", "sacso/a3", OUTCOME_UNFINISHED},
        {"@a2|worked", "sacso/a2", OUTCOME_RESOLVED},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/weigh", "sacso");

        suite_expect_long(rows[i].commands, act_all(walk, rows[i].commands), STATUS_OK);
        suite_expect_long(rows[i].commands, session_outcome(walk_session(walk)), rows[i].outcome);
        walking_expect_place(rows[i].commands, walk, rows[i].place);
        walking_stop(&walking);
    }
}

/* Items are a set: each comes back or not, in any order that is counted once. */
static void test_paths(void)
{
    static const struct {
        const char *flow, *paths;
        unsigned fewest, most;
        double fewest_minutes, most_minutes;
    } rows[] = {
        {"sacso", "13", 0, 0, 1, 3},
        {"call-rule", "8", 0, 0, 5, 20.2},
        {"car", "540", 0, 3, 50, 902},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/weigh", rows[i].flow);
        struct paths_figures figures;
        struct buffer count = {0};
        struct paths *paths;

        paths_new(walk_flow(walk), &paths);
        paths_figures(paths, &figures);
        paths_count_text(&count, &figures.paths);
        suite_expect_string(rows[i].flow, buffer_text(&count), rows[i].paths);
        suite_expect_long(rows[i].flow, (long)figures.fewest_questions, rows[i].fewest);
        suite_expect_long(rows[i].flow, (long)figures.most_questions, rows[i].most);
        suite_expect(rows[i].flow, figures.fewest_minutes == rows[i].fewest_minutes &&
                                       figures.most_minutes == rows[i].most_minutes);
        buffer_free(&count);
        paths_free(paths);
        walking_stop(&walking);
    }
}

/* The same answers in the same flow lead to the same end; where they run out it is the weigh step. */
static void test_replay(void)
{
    static const struct {
        const char *commands, *end;
        enum replay_stop stop;
    } rows[] = {
        {"today|past|worked", "reset-password", REPLAY_ENDED},
        {"today|past|@one-place|unsure", "which", REPLAY_UNANSWERED},
        {"change|~|later", "which", REPLAY_UNANSWERED},
        {"change|@one-place|alarm", "security-team", REPLAY_ENDED},
        {"today|past|skipped|done", "second-line", REPLAY_ENDED},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/weigh", "sign-in");
        struct replay replay = {0};

        suite_expect_long(rows[i].commands, act_all(walk, rows[i].commands), STATUS_OK);
        suite_expect_long(rows[i].commands,
                          replay_session(walk_session(walk), "sign-in", walk_flow(walk), &replay),
                          STATUS_OK);
        suite_expect_string(rows[i].commands, replay.end->node.id, rows[i].end);
        suite_expect_long(rows[i].commands, replay.stop, rows[i].stop);
        buffer_free(&replay.way);
        walking_stop(&walking);
    }
}

/* A session that is resumed after an edit: what was chosen then stands as long as the way still leads to the
 * weigh step and the item is still in it, whatever would be chosen now. */
static void test_resume(void)
{
    static const struct {
        const char *commands, *find, *replace, *misfit, *path;
    } rows[] = {
        {"change", "", "", "", "clear-saved"},
        {"change", "likelihood: 22}", "likelihood: 0.1}", "", "clear-saved"},
        {"today|past", "    minutes: 12", "    minutes: 900", "", "reset-password"},
        {"change", "fixes: [clear-saved, reset-password]", "fixes: [reset-password, clear-saved]", "",
         "clear-saved"},
        {"change|~", "likelihood: 30}", "likelihood: 0.1}", "", "expires"},
        {"change|@one-place|no", "tells: {attack: usually, expired: usually}", "tells: {attack: rarely}", "",
         "clear-saved"},
        {"change|@one-place|no", "no: {to: which, tells: {attack: usually, expired: usually}}",
         "no: security-team", "one-place", "one-place"},
        {"today", "unsure: which\n  which:\n    weigh: Which cause is it?\n    questions: [one-place, expires]",
         "unsure: expires\n  which:\n    weigh: Which cause is it?\n    questions: [one-place]", "since-when",
         "since-when"},
        {"today|past|failed", "    if-not: which\n    if-worse", "    if-not: security-team\n    if-worse",
         "reset-password", "reset-password"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/weigh", "sign-in");

        walking_edit("tests/flows/weigh/sign-in.yaml", "edited/sign-in.yaml", rows[i].find, rows[i].replace);
        suite_expect_long(rows[i].commands, act_all(walk, rows[i].commands), STATUS_OK);
        walking_expect_resumed(rows[i].find, &walking, suite_scratch("edited"), rows[i].misfit, rows[i].path);
        walking_stop(&walking);
    }
}

const char suite_name[] = "weigh-walk";
const struct suite_test suite_tests[] = {
    {"rules of weigh steps", test_rules},
    {"three cases of the papers", test_cases},
    {"walks", test_walks},
    {"nothing is left", test_nothing_left},
    {"paths", test_paths},
    {"replay", test_replay},
    {"a walk is resumed after an edit", test_resume},
    {NULL, NULL},
};
