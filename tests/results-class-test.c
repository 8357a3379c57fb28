/* SPDX-License-Identifier: MIT */
/*
 * Results of a class of 200 whose figures are computed here again, without any thought of speed,
 * and of the files that its trainees hand in.
 */
#include <config.h>

#include "errwalk/results.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/training.h"

#include "class.h"
#include "suite.h"

const char suite_name[] = "results-class";

static const struct results_view view = {.home_page = "https://learn.example.com"};
static const struct results_filter all = {.since = INT64_MIN};

enum { TRAINEES = 200, MERGED = 60 };

static struct results *compute(struct results *results)
{
    struct buffer why = {0};

    suite_expect("computed", results_compute(results, &all, &why) == STATUS_OK);
    suite_expect_string("computed", buffer_text(&why), "");
    buffer_free(&why);
    return results;
}

static struct results *of_class(const struct class *class)
{
    struct results *results = results_new();
    size_t i;

    for (i = 0; i < class->count; i++) {
        const struct session *session = class_session(class, i);
        enum status expected =
            session_outcome(session) == OUTCOME_UNFINISHED ? STATUS_NO : STATUS_OK;

        suite_expect_long("added", results_add(results, session), expected);
    }
    return compute(results);
}

/* The dumb computation. It goes over all sessions again for each figure. */
struct counted {
    size_t done, withheld, right, open;
    unsigned long points, minutes;
    unsigned best, worst, latest;
};

static bool is_in(const struct class *class, const struct session *session, const char *trainee,
                  const char *scenario)
{
    const struct event *started = session_training(session);

    return session_outcome(session) != OUTCOME_UNFINISHED &&
           (!class->mode || strcmp(started->mode, class->mode) == 0) &&
           (!trainee || strcmp(started->trainee, trainee) == 0) &&
           (!scenario || strcmp(started->scenario, scenario) == 0);
}

static struct counted count_again(const struct class *class, const char *trainee,
                                  const char *scenario)
{
    struct counted counted = {.worst = 1000};
    int64_t latest = INT64_MIN;
    size_t i;

    for (i = 0; i < class->count; i++) {
        const struct session *session = class_session(class, i);
        struct score score;

        if (!is_in(class, session, trainee, scenario))
            continue;
        counted.done++;
        if (!training_is_open(session)) {
            counted.withheld++;
            continue;
        }
        score_by(session, &class->solutions[i], &score);
        counted.open++;
        counted.points += score.tenths;
        counted.minutes += score.minutes;
        counted.right += score.is_right;
        if (score.tenths > counted.best)
            counted.best = score.tenths;
        if (score.tenths < counted.worst)
            counted.worst = score.tenths;
        if (session_training(session)->at > latest) {
            latest = session_training(session)->at;
            counted.latest = score.tenths;
        }
    }
    return counted;
}

static void expect_group(const struct class *class, const struct result_group *group,
                         const char *trainee, const char *scenario)
{
    struct counted counted = count_again(class, trainee, scenario);
    double points = counted.open ? (double)counted.points / (double)counted.open : 0;
    double minutes = counted.open ? (double)counted.minutes / (double)counted.open : 0;

    suite_expect_long(group->name, (long)group->trainings, (long)counted.done);
    suite_expect_long(group->name, (long)group->withheld, (long)counted.withheld);
    suite_expect_long(group->name, (long)group->right, (long)counted.right);
    suite_expect_long(group->name, (long)group->progress_count, (long)counted.open);
    suite_expect_long(group->name, group->mean, (long)(points + 0.5));
    suite_expect_long(group->name, group->minutes, (long)(minutes + 0.5));
    if (!counted.open)
        return;
    suite_expect_long(group->name, group->best, counted.best);
    suite_expect_long(group->name, group->worst, counted.worst);
    suite_expect_long(group->name, group->latest, counted.latest);
}

/* The first judged decision of a session at a step, or NULL. */
static const struct event *first_at(const struct session *session, const struct solution *solution,
                                    const char *step)
{
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind != EVENT_DIAGNOSED && strcmp(session_path(session, event), step) == 0 &&
            solution_verdict(solution, session_path(session, event), event) != VERDICT_NONE)
            return event;
    }
    return NULL;
}

static const struct event *first_wrong(const struct session *session,
                                       const struct solution *solution)
{
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (solution_verdict(solution, session_path(session, event), event) == VERDICT_WRONG)
            return event;
    }
    return NULL;
}

/* How often an item of a list is there. */
struct asked {
    const struct result_step *step;
    const struct result_mistake *mistake;
    const struct result_confusion *cell;
    size_t wrong, decided, mistakes, cells;
};

static void ask_step(struct asked *asked, const struct session *session,
                     const struct solution *solution)
{
    const struct event *event;

    if (strcmp(session_training(session)->scenario, asked->step->scenario) != 0)
        return;
    event = first_at(session, solution, asked->step->step);
    asked->decided += event != NULL;
    asked->wrong += event && solution_verdict(solution, session_path(session, event), event) == VERDICT_WRONG;
}

static void ask_mistake(struct asked *asked, const struct session *session,
                        const struct solution *solution)
{
    const struct result_decision *decision = &asked->mistake->decision;
    const struct event *event = first_wrong(session, solution);

    asked->mistakes += event &&
                       strcmp(session_training(session)->scenario, asked->mistake->scenario) == 0 &&
                       strcmp(session_path(session, event), decision->step) == 0 &&
                       (event->kind == EVENT_DIAGNOSED) == (decision->kind == DECISION_DIAGNOSED) &&
                       (strcmp(event->answer, decision->answer) == 0 ||
                        event->kind == EVENT_ENDED || event->kind == EVENT_REFERRED);
}

static void ask_cell(struct asked *asked, const struct session *session,
                     const struct solution *solution)
{
    size_t i, diagnoses = 0;

    if (strcmp(session_training(session)->to_flow, asked->cell->flow) != 0 ||
        strcmp(solution->cause, asked->cell->cause) != 0)
        return;
    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind != EVENT_DIAGNOSED)
            continue;
        diagnoses++;
        asked->cells += strcmp(event->answer, asked->cell->named) == 0;
    }
    asked->cells += !diagnoses && !*asked->cell->named;
}

static void ask_all(const struct class *class, struct asked *asked,
                    void (*ask)(struct asked *asked, const struct session *session,
                                const struct solution *solution))
{
    size_t i;

    for (i = 0; i < class->count; i++) {
        const struct session *session = class_session(class, i);

        if (is_in(class, session, NULL, NULL) && training_is_open(session))
            ask(asked, session, &class->solutions[i]);
    }
}

static void expect_lists(const struct class *class, const struct results_part *results)
{
    size_t i, sum = 0;

    for (i = 0; i < results->step_count; i++) {
        struct asked asked = {.step = &results->steps[i]};

        ask_all(class, &asked, ask_step);
        suite_expect_long(asked.step->step, (long)asked.step->decided, (long)asked.decided);
        suite_expect_long(asked.step->step, (long)asked.step->wrong, (long)asked.wrong);
        if (i > 0)
            suite_expect("hardest first",
                         results->steps[i - 1].wrong * asked.decided >=
                             asked.wrong * results->steps[i - 1].decided);
    }
    for (i = 0; i < results->mistake_count; i++) {
        struct asked asked = {.mistake = &results->mistakes[i]};

        ask_all(class, &asked, ask_mistake);
        suite_expect_long(asked.mistake->decision.step, (long)asked.mistake->count,
                          (long)asked.mistakes);
        if (i > 0)
            suite_expect("most common first", results->mistakes[i - 1].count >= asked.mistakes);
    }
    for (i = 0; i < results->confusion_count; i++) {
        struct asked asked = {.cell = &results->confusions[i]};

        ask_all(class, &asked, ask_cell);
        suite_expect_long(asked.cell->named, (long)asked.cell->count, (long)asked.cells);
        sum += asked.cells;
    }
    suite_expect("cells", sum >= results->all.progress_count);
}

static size_t expect_part(struct class *class, const struct results_part *part)
{
    size_t i;

    class->mode = part->mode;
    expect_group(class, &part->all, NULL, NULL);
    for (i = 0; i < part->trainee_count; i++)
        expect_group(class, &part->trainees[i], part->trainees[i].name, NULL);
    for (i = 0; i < part->scenario_count; i++)
        expect_group(class, &part->scenarios[i], NULL, part->scenarios[i].name);
    expect_lists(class, part);
    return part->all.trainings;
}

static void test_class(void)
{
    struct class class;
    struct results *results;
    size_t i, sum = 0;

    class_open(&class, (size_t)suite_scale(TRAINEES));
    results = of_class(&class);
    for (i = 0; i < results->part_count; i++)
        sum += expect_part(&class, &results->parts[i]);
    suite_expect_long("all trainings", (long)results->count, (long)sum);
    results_free(results);
    class_close(&class);
}

/* Each trainee's own file, twice, merged: the same as all at once. */
static void test_merge(void)
{
    struct class class;
    struct results *whole, *merged = results_new(), *one;
    struct buffer expected = {0}, got = {0}, file = {0}, why = {0};
    size_t i;

    class_open(&class, (size_t)suite_scale(MERGED));
    whole = of_class(&class);
    results_format_named("json")->write(&expected, whole, &view);
    for (i = 0; i < class.count; i++) {
        one = results_new();
        results_add(one, class_session(&class, class.count - 1 - i));
        compute(one);
        buffer_clear(&file);
        results_format_named("json")->write(&file, one, &view);
        suite_expect_long("read", results_read(merged, "a.json", file.bytes, file.length, &why), STATUS_OK);
        suite_expect_long("twice", results_read(merged, "b.json", file.bytes, file.length, &why), STATUS_OK);
        results_free(one);
    }
    compute(merged);
    results_format_named("json")->write(&got, merged, &view);
    suite_expect_string("why", buffer_text(&why), "");
    suite_expect("the same", strcmp(buffer_text(&got), buffer_text(&expected)) == 0);
    results_free(merged);
    results_free(whole);
    buffer_free(&expected);
    buffer_free(&got);
    buffer_free(&file);
    buffer_free(&why);
    class_close(&class);
}

const struct suite_test suite_tests[] = {
    {"of a class, computed twice", test_class},
    {"of files, merged", test_merge},
    {NULL, NULL},
};
