/* SPDX-License-Identifier: MIT */
/*
 * Trainings from outside: the command line, a pipe, and what is kept of them.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"

#include "run.h"

const char suite_name[] = "train-cli";

/* A perfect walk through training/nightly-import, as lines. */
#define PERFECT                                                                                    \
    ":look\nthis\n:look\nadmin\n:look\nnone\n:look\ngiven-id\n:look\n0x4a1f2\n:look\nkept\n"       \
    "reused-id\n100%\nid-source\n:look\nworked\n"

/* All rows share one history, if it has a name. */
static void run_table(const char *history, const struct run_row *rows, size_t count)
{
    size_t i;

    run_prepare("flows");
    if (history)
        run_share_history(history);
    setenv("tests", suite_source("tests/flows"), 1);
    setenv("scenarios", suite_source("flows/training"), 1);
    for (i = 0; i < count; i++)
        run_expect(&rows[i]);
}

#define RUN(history, rows) run_table(history, rows, sizeof rows / sizeof *rows)

static void test_choosing(void)
{
    static const struct run_row rows[] = {
        {"errwalk train --list", NULL, 0,
         {"training/nightly-import\n", "The import that stops every night", "beginner, 60 minutes, new"},
         {0}},
        {"errwalk train --list --level=beginner", NULL, 0,
         {"training/nightly-import", "!intermediate,", "!advanced,"}, {0}},
        {"errwalk train --list --format=json", NULL, 0,
         {"\"id\": \"training/nightly-import\"", "\"state\": \"new\"", "\"minutes\": 60"}, {0}},
        {"errwalk train nightly-import", NULL, 3, {"Training: The import", "mode practise", "Caller: "},
         {"nothing was answered"}},
        {"errwalk train training/nightly-import --mode=exam", ":a\n", 0,
         {"mode exam", "!:hint", "End: abandoned"}, {0}},
        {"errwalk train $scenarios/nightly-import.yaml --mode=learn", ":a\n", 0, {"mode learn"}, {0}},
        {"errwalk train nowhere", NULL, 1, {0}, {"there is no scenario 'nowhere'", "train --list"}},
        {"errwalk train nigthly-import", NULL, 1, {0}, {"did you mean 'nightly-import'?"}},
        {"errwalk train training/nightly-imprt", NULL, 1, {0},
         {"did you mean 'training/nightly-import'?"}},
        {"sed s,windows/l,windows/x, $scenarios/nightly-import.yaml >x.yaml; errwalk check x.yaml",
         NULL, 1, {"--flows=DIR"}, {0}},
        {"errwalk train nowhere.yaml", NULL, 2, {0}, {"nowhere.yaml"}},
        {"errwalk train a b", NULL, 2, {0}, {"train takes one scenario"}},
        {"errwalk train --mode=test", NULL, 2, {0}, {"--mode takes learn, practise, exam, not 'test'"}},
        {"errwalk train --level=none", NULL, 2, {0}, {"--level takes beginner"}},
        {"errwalk train --seed=x", NULL, 2, {0}, {"--seed takes a whole number"}},
        {"errwalk train --seed=-1", NULL, 2, {0}, {"--seed takes a whole number"}},
        {"errwalk train nightly-import --key=k", NULL, 2, {0}, {"give --mode=exam too"}},
        {"unset ERRWALK_TEST_CLOCK; errwalk train nightly-import --no-history", ":a\n", 0,
         {"60 minutes, seed "}, {0}},
        {"unset ERRWALK_TEST_CLOCK; errwalk train nightly-import --no-history --seed=0", ":a\n", 0,
         {"60 minutes.\n"}, {0}},
        {"errwalk train --random --seed=1 --no-history", ":a\n", 0, {"Training: "}, {0}},
        {"errwalk train nightly-import --answers=x.yaml", NULL, 2, {0}, {"takes no --answers"}},
        {"errwalk 1366 --mode=exam", NULL, 2, {0}, {"takes no --mode"}},
        {"errwalk --plain", ":t\n:q\n", 0, {":t trains", "Which case do you want to train?"}, {0}},
        {"errwalk --plain", ":p\n", 3, {"To practise: ", "this one is new to you", "Training: "}, {0}},
        {"errwalk train", "0\n", 2,
         {"Which case do you want to train?", "Mode practise: A", "--mode=exam", "beginner, 60 minutes"},
         {"the reply is not a number"}},
    };

    RUN(NULL, rows);
}

static void test_walking(void)
{
    static const struct run_row rows[] = {
        {"errwalk train nightly-import --trainee=Kim", PERFECT ":d\n", 0,
         {"End: resolved.", "Score: 100 of 100", "Trainee: Kim"}, {0}},
        {"errwalk train --list --trainee=Kim", NULL, 0, {"60 minutes, done"}, {0}},
        {"errwalk train --list --trainee=Lou", NULL, 0, {"60 minutes, new"}, {0}},
        {"errwalk debrief", NULL, 0, {"100 of 100", "Trainee: Kim"}, {0}},
        {"errwalk debrief --format=json", NULL, 0, {"\"trainee\": \"Kim\""}, {0}},
        {"errwalk debrief -o d.html && grep -c '<!DOCTYPE\\|<!doctype' d.html", NULL, 0, {"1"}, {0}},
        {"errwalk debrief -o d.html", NULL, 2, {0}, {"--force replaces it"}},
        {"errwalk debrief 0000000", NULL, 1, {0}, {0}},
        {"errwalk train nightly-import", PERFECT ":replay 2\n:look\nadmin\n", 3,
         {"Minute 1 of 60", "Is there a sign of an attack"}, {"resume it with: errwalk resume"}},
        {"errwalk train nightly-import", "none\n", 2, {0}, {"'none' does not fit here"}},
        {"errwalk train nightly-import", ":look\nthis\nadmin\nnone\ngiven-id\n0x4a1f2\nkept\n99\n", 2,
         {0}, {"'99' is none of the causes"}},
        {"errwalk train nightly-import", ":look\nthis\nadmin\nnone\ngiven-id\n0x4a1f2\nkept\n1\n101\n",
         2, {0}, {"'101' is no number from 0 to 100"}},
        {"errwalk train nightly-import", ":look\nthis\nadmin\nnone\ngiven-id\n0x4a1f2\nkept\n1\n7\n2\n",
         2, {0}, {"'2' is none of the observations"}},
        {"errwalk train nightly-import", "this\nadmin\nnone\ngiven-id\n0x4a1f2\nkept\n1\n7\nworked\n",
         0, {"End: resolved", "!Which observation"}, {0}},
        {"errwalk train nightly-import", ":look\n:look\n:seen\n:hint\n:hint\n:hint\n", 2,
         {"Hint: What do the last four", "Hint: 0x556 is 1366."}, {"there is no hint here"}},
        {"errwalk train nightly-import --mode=exam", ":hint\n", 2, {0}, {"':hint' cannot be done here"}},
        {"errwalk train nightly-import --mode=exam", "this\n:b\n", 2, {0}, {"':b' cannot be done here"}},
        {"errwalk train nightly-import", ":d\n", 2, {0}, {"':d' cannot be done here"}},
        {"errwalk train nightly-import", ":x 1\n", 2, {0}, {"':x 1' cannot be done here"}},
    };

    RUN("walking.db", rows);
}

static void test_exam(void)
{
    static const struct run_row rows[] = {
        {"errwalk train nightly-import --mode=exam --key=sesame", PERFECT, 0,
         {"its debrief waits for the trainer", "--key=KEY", "!Score", "!Right: "}, {0}},
        {"errwalk debrief", NULL, 1, {"!Score"}, {"this exam is handed in: the trainer releases"}},
        {"errwalk train --list", NULL, 0, {"60 minutes, handed in"}, {0}},
        {"errwalk transcript --format=json", NULL, 0,
         {"\"transcript\"", "!solution", "!\"right\"", "!true_cause"}, {0}},
        {"errwalk resume --mode=learn", NULL, 2, {0}, {"takes no --mode"}},
        {"errwalk debrief --key=wrong", NULL, 1, {"!Score"}, {"does not release"}},
        {"errwalk debrief --key=-", NULL, 2, {0}, {"there is no key in the first line"}},
        {"errwalk debrief --key=-", "sesame\n", 0, {"100 of 100"}, {0}},
        {"errwalk debrief --key=sesame", NULL, 0, {"100 of 100"}, {0}},
        {"errwalk debrief", NULL, 0, {"100 of 100"}, {0}},
        {"errwalk train --list", NULL, 0, {"60 minutes, done"}, {0}},
        {"errwalk train nightly-import --lock=x", NULL, 2, {0}, {"--lock takes the SHA-256"}},
        {"errwalk train nightly-import --time-limit=5", NULL, 2, {0}, {"give --mode=exam too"}},
        {"errwalk train nightly-import --mode=exam --time-limit=0", NULL, 2, {0}, {"from 1 to 1440"}},
        {"printf 'lock = %064d\\n' 7 > c.conf; ERRWALK_TEST_CLOCK=2026-01-03T00:00:00Z errwalk train "
         "nightly-import --mode=exam --config=c.conf",
         PERFECT, 0, {"!Score", "This exam is handed in"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-01-04T00:00:00Z errwalk train nightly-import --mode=exam --time-limit=20",
         ":look\nthis\n", 3, {"Time left: 19 min 5"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-01-04T00:10:00Z errwalk resume", ":look\n", 3, {"Time left: 9 min"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-01-04T00:05:00Z errwalk resume", ":look\n", 3, {"Time left: 10 min 0 s"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-01-04T00:20:00Z errwalk resume", "admin\n", 0,
         {"The time is up", "too late and was not used", "End: unresolved", "handed in as it stood"}, {0}},
    };

    RUN("exam.db", rows);
}

static void test_assignment(void)
{
    static const struct run_row rows[] = {
        {"printf 'assigns: Week one\\ndeadline: 2026-01-01\\nmode: learn\\nscenarios:\\n  - training/nightly-import\\n' "
         ">a.yaml; errwalk train --assignment=a.yaml --list",
         NULL, 0, {"Week one", "To be done by 2026-01-01", "mode learn"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-01-02T00:00:00Z errwalk train --assignment=a.yaml --no-history", ":a\n", 0,
         {"mode learn"}, {"was to be done by 2026-01-01"}},
        {"ERRWALK_TEST_CLOCK=2026-01-01T23:59:59Z errwalk train --assignment=a.yaml", PERFECT, 0,
         {"mode learn"}, {"!was to be done"}},
        {"errwalk train --assignment=a.yaml", NULL, 1, {0}, {"all of the assignment is done"}},
        {"errwalk train --assignment=a.yaml --mode=exam", NULL, 2, {0}, {"the assignment says mode"}},
        {"errwalk train --assignment=a.yaml elsewhere", NULL, 1, {0}, {"'elsewhere' in the assignment"}},
        {"mkdir own; printf 'assigns: Exam\nexclusive: true\nmode: exam\nlimit: 20\nscenarios:\n"
         "  - {scenario: training/nightly-import, limit: 30}\n  - training/pings-but\n' > own/e.yaml; "
         "errwalk train --flows=own --list", NULL, 0, {"!nightly-import", "!pings-but", "training/"}, {0}},
        {"errwalk train --flows=own nightly-import --mode=learn", NULL, 1, {0},
         {"is for an exam: train it with: errwalk train --assignment=own/e.yaml"}},
        {"errwalk train --flows=own $scenarios/nightly-import.yaml", NULL, 1, {0}, {"is for an exam"}},
        {"errwalk train --flows=own --assignment=own/e.yaml --list", NULL, 0,
         {"mode exam, 30 real minutes", "mode exam, 20 real minutes"}, {0}},
        {"errwalk train --flows=own --assignment=own/e.yaml --key=k", ":a\n", 0, {"handed in"}, {0}},
        {"errwalk train --assignment=missing.yaml", NULL, 2, {0}, {"missing.yaml"}},
    };

    RUN("assignment.db", rows);
}

static void test_resume(void)
{
    static const struct run_row rows[] = {
        {"errwalk train nightly-import --mode=learn", ":look\n2\nthis\n:look\n", 3,
         {"Not right: "}, {"errwalk resume"}},
        {"errwalk resume", "admin\n", 3, {"mode learn", "Seen here:", "Right: "}, {0}},
        {"errwalk sessions", NULL, 0, {"training/nightly-import, learn"}, {0}},
        {"errwalk resume --answers=x.yaml", NULL, 2, {0}, {"--answers is for walks"}},
        {"errwalk 1366 --plain", NULL, 3, {"!is not finished."}, {0}},
        {"cp $scenarios/nightly-import.yaml own.yaml; errwalk train own.yaml", ":look\nthis\n", 3, {0}, {0}},
        {"sed -i 's/ten minutes/an hour/' own.yaml; errwalk resume", NULL, 2, {0},
         {"was changed since"}},
    };

    RUN("resume.db", rows);
}

/* What lines show of the training of the screens' tests. */
static void test_lines(void)
{
    static const struct {
        const char *name, *command, *lines;
    } rows[] = {
        {"practise", "errwalk train monday",
         ":look\n:hint\n:?\n2\n:look\n:unsure\n1\n60\n1\n:b\n:b\n1\nno\n1\n90%\n1\n:look\n1\n:d\n"},
        {"learn", "errwalk train monday --mode=learn", ":look\n2\n1\n2\n3\n50\n1\n1\n70\n1\nworked\n"},
        {"exam", "errwalk train monday --mode=exam --key=k", ":?\n3\n2\n9\n:look\ndone\n"},
        {"hostile", "errwalk train hostile --mode=learn", ":look\n:hint\n1\n:seen\n:look\n2\n1\n5\n1\n:look\n1\n:d\n"},
        {"refer", "errwalk train monday --seed=3", "paper\nyes\n3\n1\ndone\n:d\n"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run run;
        char path[128];

        run_prepare("tests/flows/train");
        run_shell(&run, rows[i].command, rows[i].lines);
        suite_expect_long(rows[i].name, run.status, 0);
        suite_expect_string(rows[i].name, run.err, "");
        snprintf(path, sizeof path, "tests/screens/train-lines-%s.txt", rows[i].name);
        suite_expect_golden(path, run.out, run.out_length);
        run_free(&run);
    }
}

/* The same calls, taken and held full-screen and in plain mode, leave the same events. */
static void test_shift_both(void)
{
    static const struct run_step steps[] = {
        {"minute 0", "1"}, {"Ask the caller", "l"}, {"Put on hold", "o"}, {"on hold for 0", "1"},
        {"Put on hold", "o"}, {"on hold for 0", "3"},  {"The shift is over", "q"}, {NULL, NULL}};
    static const char command[] = "TERM=xterm errwalk train --shift=2 --seed=4 --history=full.db";
    static const char compare[] =
        "for d in full plain; do (errwalk results --history=$d.db --format=json; errwalk transcript "
        "--history=$d.db --format=json; errwalk debrief --history=$d.db --format=json) | "
        "sed 's/2026-01-01T00:00:..Z//' >$d.json; done; grep -c hung_up full.json; cmp full.json plain.json";
    struct run run;

    run_prepare("flows");
    run_terminal(&run, command, steps);
    suite_expect_long("full-screen", run.status, 0);
    run_free(&run);
    run_shell(&run, "errwalk train --shift=2 --seed=4 --history=plain.db", "1\n:look\n:hold\n1\n:hold\n3\n");
    suite_expect_long("plain", run.status, 0);
    run_free(&run);
    run_shell(&run, compare, NULL);
    suite_expect_string("the same", run.out, "1\n");
    suite_expect_long("the same", run.status, 0);
    run_free(&run);
}

/* What was got wrong comes back, and says why. */
static void test_next(void)
{
    static const struct run_row rows[] = {
        {"ERRWALK_TEST_CLOCK=2026-01-01T00:00:00Z errwalk train --next", ":a\n", 0,
         {"To practise: ", "Nothing is due to be practised again, and this one is new to you."}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-01T00:00:00Z errwalk train nightly-import --trainee=Kim",
         ":look\nother\n:a\n", 0, {"End: abandoned"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-01T12:00:00Z errwalk train --list --trainee=Kim", NULL, 0,
         {"!to practise again"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-03T00:00:00Z errwalk train --list --trainee=Kim", NULL, 0,
         {", 1 step to practise again"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-03T00:00:00Z errwalk train --list --format=json", NULL, 0,
         {"\"due\": 1", "\"due\": 0"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-03T00:00:00Z errwalk train --trainee=Kim", NULL, 0,
         {"Due to be practised again: The import that stops every night (errwalk train --next)"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-03T00:00:00Z errwalk train --next --trainee=Kim --no-history", NULL, 3,
         {"this one is new to you"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-03T00:00:00Z errwalk train --next --trainee=Kim", ":look\nthis\n:a\n", 0,
         {"To practise: The import that stops every night", "wrong 1 time, right 0 times since, last 1 day ago; box 1 of 5",
          "End: abandoned"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-05T00:00:00Z errwalk train --list --trainee=Kim", NULL, 0,
         {"!to practise again"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-02-06T01:00:00Z errwalk train --list --trainee=Kim", NULL, 0,
         {"1 step to practise again"}, {0}},
        {"errwalk train --next nightly-import", NULL, 2, {0}, {"--next chooses the case by itself"}},
    };

    RUN("next.db", rows);
}

/* What a shift comes to is the same wherever it was cut off, and taken up again. */
static void test_shift(void)
{
    static const struct run_row rows[] = {
        {"errwalk train --shift=3 --no-history", NULL, 2, {0}, {"a shift needs a history"}},
        {"errwalk train --shift=21", NULL, 2, {0}, {"callers from 1 to 20"}},
        {"errwalk train --shift=x", NULL, 2, {0}, {"callers from 1 to 20"}},
        {"errwalk train --shift nightly-import", NULL, 2, {0}, {"a shift has callers of its own"}},
        {"errwalk train --shift --mode=exam --key=k", NULL, 2, {0}, {"a shift is not locked"}},
        {"errwalk train --shift=2 --seed=4", NULL, 3, {"The shift, minute 0", "Type a number from 1 to 2"},
         {"no call was taken"}},
        {"errwalk train --shift=2 --seed=4", "2\n", 3, {0}, {"no call was taken"}},
        {"env -u ERRWALK_TEST_CLOCK errwalk train --shift=2 --seed=4 --trainee=Kim",
         "1\n:look\n:hold\n1\n:a\n\n", 3,
         {"Put on hold: ", "on hold for 0 of", "End: abandoned", "2 callers: 1 done"},
         {"the shift is not finished; go on with it: errwalk train --shift"}},
        {"env -u ERRWALK_TEST_CLOCK errwalk train --shift", "2\n", 0,
         {"Going on with the shift that was left.", "The shift is over: 0 of 100", "hung up, was never taken"}, {0}},
        {"errwalk results", NULL, 0, {"SHIFTS", "2       0        0        1       0  Kim"}, {0}},
        {"errwalk results --format=html | grep -c '<h2>Shifts'", NULL, 0, {"1"}, {0}},
        {"errwalk results --format=xapi | grep -c scenario/shift", NULL, 0, {"1"}, {0}},
        {"errwalk results --format=json >s.json; errwalk results --format=json s.json s.json | cmp - s.json",
         NULL, 0, {0}, {0}},
        {"sed 's/\"callers\": 2/\"callers\": -2/' s.json >b.json; errwalk results b.json", NULL, 2, {0},
         {"b.json: shifts[0]: this is not what errwalk writes"}},
        {"errwalk debrief", NULL, 0, {"Shift: caller 1 of 2, priority"}, {0}},
    };
    static const char *const pieces[] = {"1\\n", ":look\\n", ":hold\\n", "2\\n", "2\\n", ":look\\n",
                                         ":hold\\n", "1\\n", ":a\\n\\n", "1\\n", ":a\\n\\n"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    char whole[2048] = "";
    size_t cut;

    RUN("shift.db", rows);
    for (cut = PIECES; cut >= 1; cut--) {
        struct run run;
        struct buffer command = {0};
        size_t i;

        buffer_string(&command, "rm -f k.db; printf '");
        for (i = 0; i < PIECES; i++)
            buffer_printf(&command, "%s%s", pieces[i],
                          i + 1 == cut ? "' | env -u ERRWALK_TEST_CLOCK errwalk train --shift=2 --seed=4 "
                                         "--history=k.db >k1 2>&1; printf '"
                                       : "");
        buffer_string(&command, "' | env -u ERRWALK_TEST_CLOCK errwalk train --shift --history=k.db >k2 2>&1; "
                                "errwalk results --history=k.db --format=json | sed -n '/\"shifts\"/,$p' | "
                                "grep -v 'started\\|ended\\|\"shift\"'");
        run_shell(&run, buffer_text(&command), NULL);
        if (cut == PIECES)
            snprintf(whole, sizeof whole, "%s", run.out);
        suite_expect(buffer_text(&command), strstr(run.out, "\"callers\": 2") != NULL);
        suite_expect_string(buffer_text(&command), run.out, whole);
        run_free(&run);
        buffer_free(&command);
    }
}

static void test_results(void)
{
    static const struct run_row rows[] = {
        {"errwalk results", NULL, 1, {0}, {"there is no such training that has ended"}},
        {"errwalk results --format=json", NULL, 1, {"\"trainings\": []"}, {"no such training"}},
        {"errwalk train nightly-import --trainee=Kim", PERFECT, 0, {"Score: 100"}, {0}},
        {"env -u ERRWALK_TEST_CLOCK errwalk train nightly-import --trainee=Lou --mode=exam "
         "--key=sesame", ":look\nthis\n:a\n", 0,
         {0}, {0}},
        {"env -u ERRWALK_TEST_CLOCK errwalk train nightly-import --trainee=Max",
         ":look\nthis\n", 3, {0}, {"resume it with"}},
        {"errwalk results", NULL, 0,
         {"MODE practise", "Kim ", "MODE exam", "Lou ", " 0+1 ", "1 exam is handed in", "!Max", "!HARDEST"}, {0}},
        {"errwalk results --mode=exam", NULL, 0, {"MODE exam", "Lou ", "!Kim", "!MODE practise"}, {0}},
        {"errwalk results --mode=learn", NULL, 1, {0}, {"there is no such training"}},
        {"printf 'mode = exam\\n' > m.conf && errwalk results --config=m.conf", NULL, 0,
         {"MODE practise", "MODE exam"}, {0}},
        {"errwalk results --trainee=kim", NULL, 0, {"Kim ", "!Lou", "!handed in"}, {0}},
        {"printf 'trainee = Lou\\n' > c.conf && errwalk results --config=c.conf", NULL, 0,
         {"Kim ", "Lou "}, {0}},
        {"errwalk results --scenario=IMPORT --since=1d", NULL, 0, {"Kim "}, {0}},
        {"errwalk results --scenario=nothing", NULL, 1, {0}, {"there is no such training"}},
        {"errwalk results --since=soon", NULL, 2, {0}, {"--since takes a date"}},
        {"errwalk results --ascii", NULL, 0, {"38  9\n"}, {0}},
        {"errwalk results --plain", NULL, 0, {"38  9\n"}, {0}},
        {"errwalk results --format=csv", NULL, 0,
         {"session,trainee,", ",Kim,training/nightly-import,", ",yes,,,,,"}, {0}},
        {"errwalk results --format=xapi | wc -l", NULL, 0, {"10\n"}, {0}},
        {"errwalk results --format=xapi --home-page=https://learn.example.com/", NULL, 0,
         {"\"homePage\":\"https://learn.example.com/\",\"name\":\"Kim\"",
          "\"score\":{\"scaled\":1", "!mbox"}, {0}},
        {"errwalk results --home-page=mailto:kim@example.com", NULL, 2, {0}, {"--home-page takes"}},
        {"errwalk results --format=json > own.json && errwalk results own.json own.json", NULL, 0,
         {"all together     1  ", "all together   0+1"}, {0}},
        {"errwalk results --format=json own.json | cmp - own.json", NULL, 0, {0}, {0}},
        {"errwalk debrief --key=sesame > exam.txt && errwalk results --format=json > now.json && "
         "errwalk results now.json own.json", NULL, 0, {"all together     1  ", "!0+1", "!handed in"}, {0}},
        {"sed 's/\"trainee\": \"Kim\"/\"trainee\": 7/' own.json > bad.json; errwalk results bad.json",
         NULL, 2, {0}, {"bad.json: trainings[0].trainee: a text is missing here"}},
        {"sed s/Kim/Jim/ own.json > jim.json; errwalk results own.json jim.json", NULL, 2, {0},
         {"is another than in own.json"}},
        {"errwalk results own.json nowhere.json", NULL, 2, {0}, {"cannot read nowhere.json"}},
        {"errwalk results .", NULL, 2, {0}, {"cannot read ."}},
    };

    RUN("results.db", rows);
}

const struct suite_test suite_tests[] = {
    {"plain", test_lines},
    {"choosing a scenario", test_choosing},
    {"walking one", test_walking},
    {"an exam", test_exam},
    {"an assignment", test_assignment},
    {"going on", test_resume},
    {"a shift", test_shift},
    {"a shift in both front ends", test_shift_both},
    {"what comes back", test_next},
    {"results, and files of them", test_results},
    {NULL, NULL},
};
