/* SPDX-License-Identifier: MIT */
/*
 * Results: golden files in each format, exams that are withheld, hostile names, and files that
 * cannot be read or contradict each other.
 */
#include <config.h>

#include "errwalk/results.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"
#include "errwalk/training.h"

#include "suite.h"
#include "training.h"

const char suite_name[] = "results";

static const struct sink_terminal utf8 = {.ascii = false}, ascii = {.ascii = true};
static const struct results_view plain_view = {
    .terminal = &utf8, .home_page = "https://learn.example.com/"};
static const struct results_filter all = {.since = INT64_MIN};

static struct results *compute(struct results *results)
{
    struct buffer why = {0};

    suite_expect("computed", results_compute(results, &all, &why) == STATUS_OK);
    suite_expect_string("computed", buffer_text(&why), "");
    buffer_free(&why);
    return results;
}

/* Reads what a format json was written as. */
static enum status read_back(struct results *results, const char *path, const struct buffer *json,
                             struct buffer *why)
{
    return results_read(results, path, buffer_text(json), json->length, why);
}

static const char perfect[] =
    "l this l admin l none l given-id l 0x4a1f2 l kept ?reused-id:100:id-source l worked";
static const char harm[] =
    "h l this user l none l no ?started-twice:60:exact-error l failed < < < < l admin l none l given-id l "
    "unsure ?wrong-id:90:operation worked";

/* A training of one trainee; `nth` gives it a time and an id of its own. */
static void add_trained(struct results *results, unsigned nth, const char *trainee,
                        enum training_mode mode, const char *commands, bool released)
{
    struct training_options options = {.mode = mode, .trainee = trainee, .lock = ""};
    struct trained trained;
    struct event event;
    char lock[65];

    training_lock("open sesame", lock);
    if (mode == TRAINING_EXAM)
        options.lock = lock;
    if (trained_open(&trained, NULL, "training/nightly-import")) {
        trained.clock.random += nth;
        trained.clock.now += nth * 86400;
        suite_expect("start", training_start(trained.training, &options, &event) == STATUS_OK);
        trained_commit(&trained, &event);
        trained.clock.now += 75;
        trained_act_all(&trained, commands);
        if (released &&
            training_release(walk_session(trained.walk), "open sesame", &event) == TRAINING_RELEASES)
            walk_commit(trained.walk, &event);
        suite_expect(trainee, results_add(results, walk_session(trained.walk)) == STATUS_OK);
    }
    trained_close(&trained);
}

static struct results *some_results(void)
{
    struct results *results = results_new();

    add_trained(results, 0, "Kim", TRAINING_PRACTISE, harm, false);
    add_trained(results, 1, "Kim", TRAINING_LEARN, "l other this l admin !", false);
    add_trained(results, 2, "Kim", TRAINING_PRACTISE, perfect, false);
    add_trained(results, 3, "漢字の名前", TRAINING_EXAM, perfect, true);
    add_trained(results, 4, "漢字の名前", TRAINING_EXAM, "l this admin !", false);
    add_trained(results, 5, "", TRAINING_PRACTISE, "l unsure !", false);
    return results;
}

static void expect_golden(const char *file, const char *format, const struct results *results,
                          const struct results_view *view)
{
    struct buffer out = {0};
    char path[128];

    snprintf(path, sizeof path, "tests/results/%s", file);
    results_format_named(format)->write(&out, results, view);
    suite_expect_golden(path, buffer_text(&out), out.length);
    buffer_free(&out);
}

static void test_golden(void)
{
    static const struct results_view digits = {.terminal = &ascii, .digits = true, .home_page = ""};
    struct results *results = compute(some_results());

    expect_golden("class.txt", "text", results, &plain_view);
    expect_golden("class-ascii.txt", "text", results, &digits);
    expect_golden("class.csv", "csv", results, &plain_view);
    expect_golden("class.json", "json", results, &plain_view);
    expect_golden("class.xapi", "xapi", results, &plain_view);
    expect_golden("class.html", "html", results, &plain_view);
    results_free(results);
}

static const char *without_style(const char *text)
{
    const char *end = strstr(text, "</style>");

    return end ? end : text;
}

/* Of an exam that was not released, nothing of what was done, nor what is right. */
static void test_withheld(void)
{
    static const char *const never[] = {"reused-id", "exact-error", "abandoned", "points\":",
                                        "\"success"};
    struct results *results = results_new();
    struct buffer out = {0};
    size_t i, j;

    add_trained(results, 0, "Kim", TRAINING_EXAM, "l this admin !", false);
    compute(results);
    suite_expect_long("withheld", (long)results->parts[0].all.withheld, 1);
    suite_expect_long("no score", (long)results->parts[0].all.progress_count, 0);
    for (i = 0; results_formats[i].name; i++) {
        buffer_clear(&out);
        results_formats[i].write(&out, results, &plain_view);
        suite_expect(results_formats[i].name, strstr(buffer_text(&out), "nightly-import") ||
                                                  strstr(buffer_text(&out), "The import that stops"));
        for (j = 0; j < sizeof never / sizeof *never; j++)
            suite_expect(never[j], !strstr(without_style(buffer_text(&out)), never[j]));
    }
    buffer_free(&out);
    results_free(results);
}

/* Released between two exports: the later tells more, whatever their order. */
static void test_released(void)
{
    struct results *before = results_new(), *after = results_new(), *merged = results_new();
    struct buffer file = {0}, why = {0};

    add_trained(before, 0, "Kim", TRAINING_EXAM, perfect, false);
    add_trained(after, 0, "Kim", TRAINING_EXAM, perfect, true);
    results_format_named("json")->write(&file, compute(before), &plain_view);
    suite_expect_long("before", read_back(merged, "before.json", &file, &why), STATUS_OK);
    buffer_clear(&file);
    results_format_named("json")->write(&file, compute(after), &plain_view);
    suite_expect_long("after", read_back(merged, "after.json", &file, &why), STATUS_OK);
    compute(merged);
    suite_expect_long("once", (long)merged->count, 1);
    suite_expect_long("open", (long)merged->parts[0].all.progress_count, 1);
    suite_expect_long("score", merged->parts[0].all.best, after->parts[0].all.best);
    results_free(before);
    results_free(after);
    results_free(merged);
    buffer_free(&file);
    buffer_free(&why);
}

static size_t sum_of_parts(const struct results *results)
{
    size_t i, sum = 0;

    for (i = 0; i < results->part_count; i++)
        sum += results->parts[i].all.trainings;
    return sum;
}

static void test_filter(void)
{
    static const struct {
        struct results_filter filter;
        size_t count;
    } rows[] = {
        {{.since = INT64_MIN}, 6},
        {{.since = INT64_MIN, .trainee = "kim"}, 3},
        {{.since = INT64_MIN, .trainee = "漢字"}, 2},
        {{.since = INT64_MIN, .trainee = "nobody"}, 0},
        {{.since = INT64_MIN, .scenario = "NIGHTLY"}, 6},
        {{.since = INT64_MIN, .scenario = "ticket"}, 0},
        {{.since = 1795392000 + 2 * 86400}, 4},
        {{.since = INT64_MIN, .mode = "practise"}, 3},
        {{.since = INT64_MIN, .mode = "exam"}, 2},
    };
    struct buffer why = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct results *results = some_results();

        suite_expect("filter", results_compute(results, &rows[i].filter, &why) == STATUS_OK);
        suite_expect_long("rows", (long)results->count, (long)rows[i].count);
        suite_expect_long("each mode", (long)sum_of_parts(results), (long)rows[i].count);
        results_free(results);
    }
    buffer_free(&why);
}

static const char *const hostile_names[] = {
    "=HYPERLINK(\"http://example.com\";\"x\")", "+1+1", "-2", "@SUM(1)", "\x1b]0;x\x07\x1b[2J",
    "a\xe2\x80\xae" "b", "\"; DROP \"quoted\", and, commas", "two\nlines\r\nand\ttabs",
    "{{luid}} <script>alert(1)</script>", "\xff\xfe broken",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
    NULL};

/* Every field of CSV that a spreadsheet opens: none begins as a formula. */
static void expect_no_formula(const char *csv)
{
    bool quoted = false, begins = true;

    for (; *csv; csv++) {
        if (begins && strchr("=+-@\t\r", *csv) && csv[1] != '\n')
            suite_expect(csv, false);
        begins = !quoted && (*csv == ',' || *csv == '\n');
        if (*csv == '"') {
            begins = !quoted && begins;
            quoted = !quoted;
        }
        if (quoted && csv[0] == '"' && csv[1] && strchr("=+-@", csv[1]))
            suite_expect(csv, false);
    }
}

/* All lines of a table are as wide as the names let them be, and no wider than a terminal. */
static void expect_lines(const char *text)
{
    const char *end;

    for (; (end = strchr(text, '\n')); text = end + 1) {
        if (text_width(text, (size_t)(end - text)) > 88)
            suite_expect_string("too wide", text, "");
    }
}

static void test_hostile(void)
{
    struct results *results = results_new();
    struct buffer out = {0}, longest = {0};
    size_t i, j;

    for (i = 0; hostile_names[i]; i++)
        add_trained(results, (unsigned)i, hostile_names[i], TRAINING_PRACTISE, "l other !", false);
    buffer_repeat(&longest, "長い名前 ", 20000);
    add_trained(results, (unsigned)i, buffer_text(&longest), TRAINING_PRACTISE, harm, false);
    compute(results);
    suite_expect_long("each counts", (long)results->parts[0].trainee_count, (long)i + 1);
    for (i = 0; results_formats[i].name; i++) {
        buffer_clear(&out);
        results_formats[i].write(&out, results, &plain_view);
        suite_expect("UTF-8", text_check(buffer_text(&out), out.length, NULL));
        for (j = 0; j < out.length; j++) {
            if ((unsigned char)out.bytes[j] < 0x20 && !strchr("\n\r", out.bytes[j]))
                suite_expect("control character", false);
        }
        suite_expect("bidi", !strstr(buffer_text(&out), "\xe2\x80\xae"));
        if (strcmp(results_formats[i].name, "html") == 0)
            suite_expect("element", !strstr(buffer_text(&out), "<script"));
    }
    buffer_clear(&out);
    results_format_named("csv")->write(&out, results, &plain_view);
    expect_no_formula(buffer_text(&out));
    buffer_clear(&out);
    results_format_named("text")->write(&out, results, &plain_view);
    expect_lines(buffer_text(&out));
    buffer_free(&out);
    buffer_free(&longest);
    results_free(results);
}

/* What replaces a part of a good file, and what is then said. */
static const struct {
    const char *part, *instead, *why;
} broken_files[] = {
    {"{", "[",
     "x.json:2:12: this is no JSON"},
    {"\"results\": 1", "\"results\": 2",
     "x.json: results: another version"},
    {"\"results\"", "\"transcript\"",
     "x.json: results: this is not what"},
    {"\"trainee\": \"Kim\"", "\"trainee\": 5",
     "x.json: trainings[0].trainee: a text is missing"},
    {"\"started\": \"2026", "\"started\": \"x",
     "x.json: trainings[0].started: a time such as"},
    {"\"withheld\": false", "\"withheld\": 0",
     "x.json: trainings[0].withheld: true or false"},
    {"\"outcome\": \"resolved\"", "\"outcome\": \"\\u001b[2J\"",
     "x.json: trainings[0].outcome: '\x1b[2J' cannot be here"},
    {"\"minutes\": ", "\"minutes\": -",
     "x.json: trainings[0].minutes: a whole number from 0"},
    {"\"points\": 100", "\"points\": 101",
     "x.json: trainings[0].points: points from 0 to 100"},
    {"\"points\": 100", "\"points\": 99.5",
     "x.json: trainings[0].points: they are not the sum"},
    {"\"harm\": 15", "\"harm\": 29.95",
     "x.json: trainings[0].harm: points from 0 to 30, in"},
    {"\"decisions\": [", "\"decisions\": 1, \"x\": [",
     "x.json: trainings[0].decisions: a list"},
    {"\"seconds\": ", "\"seconds\": 1.5, \"was\": ",
     "x.json: trainings[0].decisions[0].seconds: a whole number"},
    {"\"verdict\": \"right\"", "\"verdict\": null",
     "x.json: trainings[0].decisions[0].verdict: 'nothing' cannot be here"},
    {"\"percent\": 100", "\"percent\": 101",
     "x.json: trainings[0].decisions[6].percent: a whole"},
    {"\"session\": \"", "\"session\": \"../../x",
     "x.json: trainings[0].session: '../../x"},
    {"\"title\": \"", "\"title\": \"\\u0000",
     "this is no JSON"},
    {"\"trainings\": [", "\"trainings\": [7,",
     "x.json: trainings[0].session: a text is missing"},
};

static void test_broken(void)
{
    struct results *results = results_new();
    struct buffer good = {0};
    size_t i;

    add_trained(results, 0, "Kim", TRAINING_PRACTISE, perfect, false);
    results_format_named("json")->write(&good, compute(results), &plain_view);
    results_free(results);
    for (i = 0; i < sizeof broken_files / sizeof *broken_files; i++) {
        const char *at = strstr(buffer_text(&good), broken_files[i].part);
        struct buffer broken = {0}, why = {0};

        results = results_new();
        if (suite_expect(broken_files[i].part, at != NULL)) {
            buffer_append(&broken, good.bytes, (size_t)(at - good.bytes));
            buffer_string(&broken, broken_files[i].instead);
            buffer_string(&broken, at + strlen(broken_files[i].part));
            suite_expect_long(broken_files[i].instead, read_back(results, "x.json", &broken, &why),
                              STATUS_INVALID);
            if (!strstr(buffer_text(&why), broken_files[i].why))
                suite_expect_string(broken_files[i].instead, buffer_text(&why), broken_files[i].why);
        }
        buffer_free(&broken);
        buffer_free(&why);
        results_free(results);
    }
    buffer_free(&good);
}

/* A file whose score was changed by hand beside the one that was not. */
static void test_contradiction(void)
{
    struct results *results = results_new(), *merged = results_new();
    struct buffer file = {0}, why = {0};

    add_trained(results, 0, "Kim", TRAINING_PRACTISE, harm, false);
    results_format_named("json")->write(&file, compute(results), &plain_view);
    suite_expect_long("one", read_back(merged, "one.json", &file, &why), STATUS_OK);
    *strstr(file.bytes, "Kim") = 'J';
    suite_expect_long("other", read_back(merged, "other.json", &file, &why), STATUS_OK);
    suite_expect_long("not the same", results_compute(merged, &all, &why), STATUS_INVALID);
    suite_expect("names both, in the order they were read", strncmp(buffer_text(&why), "other.json: ", 12) == 0 &&
                                                                strstr(buffer_text(&why), "than in one.json"));
    results_free(results);
    results_free(merged);
    buffer_free(&file);
    buffer_free(&why);
}

static void test_sparkline(void)
{
    static const struct {
        unsigned tenths[6];
        size_t count, width;
        const char *bars, *digits;
    } rows[] = {
        {{0}, 0, 4, "", ""},
        {{0}, 1, 4, "▁", "0"},
        {{1000}, 1, 4, "█", "9"},
        {{0, 124, 125, 999, 1000, 500}, 6, 6, "▁▁▂██▅", "011995"},
        {{0, 1000, 1000, 1000, 0, 0}, 6, 3, "▅█▁", "590"},
        {{0, 0, 0, 1000, 1000, 1000}, 6, 4, "▁▁██", "0099"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0};

        results_sparkline(&out, rows[i].tenths, rows[i].count, rows[i].width, false);
        suite_expect_string("bars", buffer_text(&out), rows[i].bars);
        buffer_clear(&out);
        results_sparkline(&out, rows[i].tenths, rows[i].count, rows[i].width, true);
        suite_expect_string("digits", buffer_text(&out), rows[i].digits);
        buffer_free(&out);
    }
}

const struct suite_test suite_tests[] = {
    {"as golden files", test_golden},
    {"withheld until released", test_withheld},
    {"released since", test_released},
    {"filtered", test_filter},
    {"hostile names are harmless", test_hostile},
    {"broken files are told with the place", test_broken},
    {"files that contradict each other", test_contradiction},
    {"progress as bars and digits", test_sparkline},
    {NULL, NULL},
};
