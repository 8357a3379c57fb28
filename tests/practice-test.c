/* SPDX-License-Identifier: MIT */
/*
 * Practice: into which box a step comes by what was decided there, and when it is due again.
 */
#include <config.h>

#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/practice.h"

const char suite_name[] = "practice";

enum { DAY = 86400, START = 1795392000, ROWS = 12 };

/* Rows of a text such as "w0 r1 R2": wrong, right, at the diagnosis; in a training of that day. `x` is one that
 * is withheld, `o` is right at another step. */
struct made {
    struct result rows[ROWS];
    struct result_decision decisions[ROWS];
    const struct result *trainings[ROWS];
    struct results results;
};

static void make(struct made *made, const char *text)
{
    size_t i;
    char *end;

    memset(made, 0, sizeof *made);
    for (i = 0; *text && i < ROWS; i++) {
        const char kind = *text;
        int64_t at = START + DAY * strtol(text + 1, &end, 10);

        made->decisions[i] = (struct result_decision){
            .number = 2,
            .at = at,
            .kind = kind == 'W' || kind == 'R' ? DECISION_DIAGNOSED : DECISION_CHOSEN,
            .step = kind == 'o' ? "other" : "step",
            .question = "Which?",
            .answer = "", .say = "", .right = "", .right_say = "",
            .verdict = kind == 'w' || kind == 'W' || kind == 'x' ? VERDICT_WRONG : VERDICT_RIGHT};
        made->rows[i] = (struct result){.trainee = "Kim", .scenario = "case", .title = "A case",
                                        .mode = "practise", .started = at, .withheld = kind == 'x',
                                        .decisions = &made->decisions[i], .count = kind != 'x'};
        made->trainings[i] = &made->rows[i];
        text = end + (*end == ' ');
    }
    made->results = (struct results){.trainings = made->trainings, .count = i};
}

static void test_boxes(void)
{
    static const struct {
        const char *decisions;
        unsigned box; /* 0: none */
        long due;     /* day */
    } rows[] = {
        {"", 0, 0},
        {"r0 r1 r2", 0, 0},           /* never wrong */
        {"w0", 1, 1},
        {"w0 r0 r0", 1, 1},           /* right again at once is no practice */
        {"w0 r1", 2, 4},
        {"w0 r1 r2 r3", 2, 4},
        {"w0 r1 r4", 3, 11},
        {"w0 r1 r4 r11", 4, 25},
        {"w0 r1 r4 r11 r25", 5, 55},
        {"w0 r1 r4 r11 r25 r55", 5, 85}, /* there is no further box */
        {"w0 r1 r4 w5", 1, 6},        /* wrong goes back to the first */
        {"w0 r9", 2, 12},             /* late is late */
        {"x0", 0, 0},                 /* an exam that is not released says nothing */
        {"W0 R1", 2, 4},              /* the diagnosis is a step */
        {"w0 o1", 1, 1},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct practice practice;
        struct made made;

        make(&made, rows[i].decisions);
        practice_compute(&made.results, "Kim", &practice);
        suite_expect_long(rows[i].decisions, (long)practice.count, rows[i].box > 0);
        if (practice.count) {
            suite_expect_long(rows[i].decisions, practice.steps[0].box, rows[i].box);
            suite_expect_long(rows[i].decisions, (long)((practice.steps[0].due - START) / DAY), rows[i].due);
            suite_expect_long("not yet", (long)practice_due(&practice, "case", practice.steps[0].due - 1), 0);
            suite_expect_long("due", (long)practice_due(&practice, "case", practice.steps[0].due), 1);
        }
        practice_free(&practice);
        practice_compute(&made.results, "Lou", &practice);
        suite_expect_long("somebody else", (long)practice.count, 0);
        practice_free(&practice);
    }
}

static void test_why(void)
{
    struct practice practice;
    struct buffer why = {0};
    struct made made;

    make(&made, "w0 w1 r3 w9 r10");
    practice_compute(&made.results, NULL, &practice);
    practice_why(&practice, "case", START + 12 * DAY, &why);
    suite_expect_string("not due", buffer_text(&why), "");
    practice_why(&practice, "case", START + 14 * DAY, &why);
    suite_expect_string("due", buffer_text(&why),
                        "“Which?”: wrong 3 times, right 1 time since, last 4 days ago; box 2 of 5\n");
    buffer_free(&why);
    practice_free(&practice);
}

const struct suite_test suite_tests[] = {
    {"boxes", test_boxes},
    {"why", test_why},
    {NULL, NULL},
};
