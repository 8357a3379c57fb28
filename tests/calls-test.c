/* SPDX-License-Identifier: MIT */
/*
 * What walks through calls: tests of a flow, and trainings.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/check.h"
#include "errwalk/coverage.h"
#include "errwalk/debrief.h"
#include "errwalk/memory.h"
#include "errwalk/paths.h"
#include "errwalk/replay.h"
#include "errwalk/score.h"
#include "errwalk/solution.h"
#include "flow-edits.h"
#include "suite.h"
#include "training.h"
#include "walking.h"

#include "errwalk/file.h"

const char suite_name[] = "calls";

static struct library *open_library(void)
{
    const char *directory = suite_source("tests/flows/calls");
    struct library *library = NULL;

    library_new(&directory, 1, &library);
    return library;
}

/* Other tests in place of those of tests/flows/calls/visit.yaml: answers, where they end, and what is
 * said of them, in the test's own lines: 1 is its name. */
static void test_tests(void)
{
    static const struct {
        const char *answers, *ends, *faults;
    } rows[] = {
        {"who: Bo, first: good", "happy", ""},
        {"who: Bo, first/how: seen, first/number: 4", "happy", ""},
        {"who: Nobody, again: bad", "sad", ""},
        {"who: Bo, first/how: unsure, again/how: heard, again/number: 13, again/mend: failed", "sad", ""},
        {"who: Bo, first/how: unsure, again/how: heard, again/number: 13, again/mend: worked",
         "again/mend", ""},
        {"who: Bo, first/how: unsure, again/how: heard, again/number: 13", "again/mend", ""},
        {"who: Bo, first/how: seen, first/number: 40, again/how: heard, again/number: 4", "happy", ""},
        {"who: Bo, first: bad, again: bad", "happy", "E046 3:11"},
        {"who: Bo, first/how: seen, first/number: 40, again/how: heard, again/number: 40", "happy",
         "E046 3:11"},
        {"who: Bo, first/how: seen, first/number: 40, again/how: seen, again/number: 40", "happy", ""},
        {"who: Bo", "happy", "E046 3:11"},
        {"who: Bo, first/how: felt", "happy", "E048 2:35"},
        {"who: Bo, first/hew: seen", "happy", "E047 2:24"},
        {"who: Bo, who/how: seen", "happy", "E047 2:24"},
        {"who: Bo, first/how/how: seen", "happy", "E047 2:24"},
        {"who: Bo, first: good", "first/happy", "E047 3:11"},
        {"who: Bo, first: good, again/how: seen", "happy", "E049 2:37"},
        {"who: Bo, first: good, first/how: seen", "happy", "E049 2:37"},
        {"who: Bo, first//how: seen", "happy", "E029 2:24"},
        {"who: Bo, /first: seen", "happy", "E029 2:24"},
    };
    struct library *library = open_library();
    struct buffer file = {0}, flow = {0};
    size_t i, before;

    suite_expect("read", file_read(suite_source("tests/flows/calls/visit.yaml"), FLOW_MAX_BYTES,
                                   &file) == STATUS_OK);
    before = (size_t)(strstr(buffer_text(&file), "tests:\n") - buffer_text(&file)) + 7;
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct check_options options = {.library = library};
        struct diag_list faults = {0};
        struct flow *loaded = NULL;
        struct buffer said = {0};
        unsigned line = 0, j;

        buffer_clear(&flow);
        buffer_append(&flow, buffer_text(&file), before);
        buffer_printf(&flow, "  a test:\n    answers: {%s}\n    ends: %s\n", rows[i].answers,
                      rows[i].ends);
        for (j = 0; j < before; j++)
            line += buffer_text(&file)[j] == '\n';
        if (flow_parse("visit.yaml", "visit", buffer_text(&flow), flow.length, &faults, &loaded) ==
            STATUS_OK)
            flow_check(loaded, NULL, 0, &options, &faults);
        for (j = 0; j < faults.count; j++) {
            if (faults.items[j].rule->code[0] == 'E')
                buffer_printf(&said, "%s%s %u:%u", said.length ? ", " : "", faults.items[j].rule->code,
                              faults.items[j].place.line - line, faults.items[j].place.column);
        }
        suite_expect_string(rows[i].answers, buffer_text(&said), rows[i].faults);
        buffer_free(&said);
        diag_list_free(&faults);
        flow_free(loaded);
    }
    buffer_free(&file);
    buffer_free(&flow);
    library_free(library);
}

/* What a test walks in a block covers the call, and nothing of the block. */
static void test_coverage(void)
{
    struct library *library = open_library();
    struct coverage_figures figures;
    struct coverage *coverage = NULL;
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    struct buffer text = {0};
    size_t left;

    suite_expect("flow", library_flow(library, "visit", &faults, &flow) == STATUS_OK);
    coverage_new(flow, &coverage);
    coverage_figures(coverage, &figures);
    suite_expect_long("tests", (long)figures.tests, 5);
    suite_expect_long("steps", (long)figures.walked_steps, (long)figures.steps);
    coverage_text(coverage, &text);
    suite_expect("one left", strstr(buffer_text(&text), "no test takes answer 'good' of 'again'") != NULL);
    suite_expect_long("answers", (long)figures.walked_answers, (long)figures.answers - 2);
    buffer_clear(&text);
    coverage_suggest(coverage, &text, &left);
    suite_expect_string("suggested", buffer_text(&text),
                        "  again good leads to happy:\n"
                        "    answers: {who: Bo, first: bad, again: good}\n"
                        "    ends: happy\n");
    suite_expect_long("left", (long)left, 1);
    buffer_free(&text);
    coverage_free(coverage);
    diag_list_free(&faults);
    library_free(library);
}

/* What is said of all ways, and a way to each step, go through the blocks. */
static void test_paths(void)
{
    static const struct {
        const char *step, *way;
    } rows[] = {
        {"first", "who=Bo"},
        {"again", "who=Nobody"},
        {"by-what", "who=Nobody, again/how=unsure"},
        {"happy", "who=Bo, first/how=seen, first/number=4"},
        {"sad", "who=Nobody, again/how=unsure"},
    };
    struct library *library = open_library();
    struct paths_figures figures;
    struct paths *paths = NULL;
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    struct buffer text = {0};
    size_t i;

    suite_expect("flow", library_flow(library, "visit", &faults, &flow) == STATUS_OK);
    paths_new(flow, &paths);
    paths_figures(paths, &figures);
    paths_count_text(&text, &figures.paths);
    suite_expect_string("paths", buffer_text(&text), "58");
    suite_expect_long("steps of its own", (long)figures.steps, 6);
    suite_expect_long("fewest", (long)figures.fewest_questions, 2);
    suite_expect_long("most", (long)figures.most_questions, 5);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct paths_hop *hops = NULL;
        size_t count = 0;

        suite_expect(rows[i].step, paths_witness(paths, flow_step(flow, rows[i].step), &hops,
                                                 &count) == STATUS_OK);
        buffer_clear(&text);
        paths_witness_text(&text, hops, count);
        suite_expect_string(rows[i].step, buffer_text(&text), rows[i].way);
    }
    buffer_free(&text);
    paths_free(paths);
    diag_list_free(&faults);
    library_free(library);
}

/* A step is named with the calls that it is in, and a block that is called again is begun afresh. */
static void test_visits(void)
{
    static const struct {
        const char *wishes, *path;
        bool is_ticked;
    } rows[] = {
        {"Bo", "first/how", false},
        {"Bo|seen|13", "first/mend", false},
        {"Bo|seen|13|+0", "first/mend", true},
        {"Bo|seen|13|+0|failed|heard|13", "again/mend", false},
        {"Bo|seen|13|+0|failed|heard|13|+0", "again/mend", true},
        {"Bo|seen|13|+0|failed|heard|13|<|<|<", "first/mend", true},
        {"Bo|seen|13|+0|failed|<", "first/mend", true},
        {"Bo|seen|4", "happy", false},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/calls", "visit");

        suite_expect_long(rows[i].wishes, walking_act_all(walk, rows[i].wishes), STATUS_OK);
        suite_expect_string(rows[i].wishes, session_path(walk_session(walk), NULL), rows[i].path);
        suite_expect_long(rows[i].wishes, session_ticked(walk_session(walk), 0), rows[i].is_ticked);
        walking_stop(&walking);
    }
}

static void write_edited(const char *name, const char *find, const char *replace)
{
    struct buffer from = {0}, to = {0};

    buffer_printf(&from, "tests/flows/calls/%s", name);
    buffer_printf(&to, "edited/%s", name);
    walking_edit(buffer_text(&from), buffer_text(&to), find, replace);
    buffer_free(&from);
    buffer_free(&to);
}

/* A session that is resumed when a file was edited: the first answer that does not fit, and where the
 * walk stands once it was dropped. */
static void test_resume(void)
{
    static const struct {
        const char *wishes, *file, *find, *replace, *misfit, *path;
    } rows[] = {
        {"Bo|seen", "visited.yaml", "", "", "", "first/number"},
        {"Bo|seen|4", "visited.yaml", "", "", "", "happy"},
        {"Bo|seen", "visited.yaml", "Which number?", "Which number is it?", "", "first/number"},
        {"Bo|seen|4", "visited.yaml", "Which number?", "Which number is it?", "first/number",
         "first/number"},
        {"Bo|seen", "visited.yaml", "say: By sight, to: number", "say: By sight, to: bad", "first/how",
         "first/how"},
        {"Bo|seen|4", "visited.yaml", "below: 10}}, to: good", "below: 4}}, to: good", "first/number",
         "first/number"},
        {"Bo|seen|4", "visited.yaml", "person: Nobody}, to: bad", "person: Nobody}, to: number", "",
         "happy"},
        {"Bo|seen|40|heard|4", "visit.yaml", "exits: {good: happy, bad: by-what}",
         "exits: {good: by-what, bad: by-what}", "again/number", "again/number"},
        {"Bo|seen|4", "visit.yaml", "good: happy", "good: again", "first/number", "first/number"},
        {"Nobody", "visited.yaml", "person: Nobody}, to: bad", "person: Nobody}, to: number", "who",
         "who"},
        {"Bo|seen|40", "visit.yaml",
         "  again:\n    call: visited\n    with: {person: found}\n    gives: {found: how}\n"
         "    exits: {good: happy, bad: by-what}\n",
         "  again:\n    ask: Again?\n    answers: {yes: by-what, no: happy}\n", "first/number",
         "first/number"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/calls", "visit");

        write_edited("visit.yaml", strcmp(rows[i].file, "visit.yaml") == 0 ? rows[i].find : "",
                     rows[i].replace);
        write_edited("visited.yaml", strcmp(rows[i].file, "visited.yaml") == 0 ? rows[i].find : "",
                     rows[i].replace);
        suite_expect_long(rows[i].wishes, walking_act_all(walk, rows[i].wishes), STATUS_OK);
        walking_expect_resumed(rows[i].find, &walking, suite_scratch("edited"), rows[i].misfit,
                               rows[i].path);
        walking_stop(&walking);
    }
}

/* Where a session that was walked would go in edited versions of the flow, and of its block. */
static void test_replay(void)
{
    static const struct {
        const char *wishes, *flow, *find, *replace, *end, *way;
        enum replay_stop stop;
    } rows[] = {
        {"Bo|seen|4|worked", "visit", "", "", "happy", "who=Bo, first=good, happy=worked", REPLAY_ENDED},
        {"Bo|seen|4|worked", "visit", "good: happy", "good: again", "again", "who=Bo, first=good, again",
         REPLAY_UNANSWERED},
        {"Bo|seen|40|heard|4|worked", "visit", "exits: {good: happy, bad: by-what}",
         "exits: {good: by-what, bad: by-what}", "sad", "who=Bo, first=bad, again=good, sad",
         REPLAY_ENDED},
        {"Bo|seen|4|worked", "visited", "", "", "good", "how=seen, number=4, good", REPLAY_UNANSWERED},
        {"Bo|seen|4|worked", "visited", "below: 10", "below: 4", "bad", "how=seen, number=4, bad",
         REPLAY_UNANSWERED},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start_in(&walking, "tests/flows/calls", "visit");
        const char *directory;
        struct library *library = NULL;
        struct diag_list faults = {0};
        const struct flow *flow = NULL;
        struct replay replay = {0};

        write_edited("visit.yaml", strcmp(rows[i].flow, "visit") == 0 ? rows[i].find : "",
                     rows[i].replace);
        write_edited("visited.yaml", strcmp(rows[i].flow, "visited") == 0 ? rows[i].find : "",
                     rows[i].replace);
        directory = suite_scratch("edited");
        suite_expect_long(rows[i].wishes, walking_act_all(walk, rows[i].wishes), STATUS_OK);
        library_new(&directory, 1, &library);
        if (suite_expect(rows[i].find,
                         library_flow(library, rows[i].flow, &faults, &flow) == STATUS_OK &&
                             replay_session(walk_session(walk), rows[i].flow, flow, &replay) == STATUS_OK)) {
            suite_expect_string(rows[i].find, replay.end->node.id, rows[i].end);
            suite_expect_string(rows[i].find, buffer_text(&replay.way), rows[i].way);
            suite_expect_long(rows[i].find, replay.stop, rows[i].stop);
        }
        buffer_free(&replay.way);
        diag_list_free(&faults);
        library_free(library);
        walking_stop(&walking);
    }
}

/* The case of the visitor, walked as a good agent, with one thing done otherwise. */
static void test_training(void)
{
    static const struct {
        const char *wishes;
        unsigned tenths; /* of 1000 */
        const char *wrong; /* the first decision that was, by its step */
    } rows[] = {
        {"l Bo l seen l 40 l heard l 13 ?unknown-number:100:again/number l worked", 1000, ""},
        {"l Bo l seen l 40 heard l 13 ?unknown-number:100:again/number l worked", 825, ""},
        {"l Bo l unsure l heard l 13 ?unknown-number:100:again/number l worked", 788, "first/how"},
        {"l Bo l seen l 13 ?unknown-number:100:first/number l worked", 323, "first/number"},
    };
    size_t i, j;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct trained trained;
        struct score score = {0};
        struct debrief *debrief = NULL;

        if (!trained_open(&trained, suite_source("tests/flows/calls"), "training/counter") ||
            !trained_start(&trained, TRAINING_PRACTISE, 1) ||
            !trained_act_all(&trained, rows[i].wishes) ||
            !suite_expect("debrief", debrief_new(walk_session(trained.walk), &debrief) == STATUS_OK)) {
            trained_close(&trained);
            continue;
        }
        suite_expect("score", score_session(walk_session(trained.walk), &score) == STATUS_OK);
        suite_expect_long(rows[i].wishes, score.tenths, rows[i].tenths);
        suite_expect_string(rows[i].wishes, debrief->parting ? debrief->parting->step : "", rows[i].wrong);
        suite_expect_long("good steps", (long)debrief->good_count, 6);
        for (j = 0; !*rows[i].wrong && j < debrief->good_count; j++)
            suite_expect(debrief->good[j].step, debrief->good[j].visited);
        debrief_free(debrief);
        trained_close(&trained);
    }
}

const struct suite_test suite_tests[] = {
    {"tests answer in a block", test_tests},
    {"tests cover a call", test_coverage},
    {"ways go through blocks", test_paths},
    {"each visit of a block is its own", test_visits},
    {"a walk is resumed after an edit of its block", test_resume},
    {"a session is replayed in other versions", test_replay},
    {"a training goes through calls", test_training},
    {NULL, NULL},
};
