/* SPDX-License-Identifier: MIT */
/*
 * A class of trainees out of a random generator.
 */
#include <config.h>

#include "class.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/training.h"

#include "suite.h"

enum { MOST_EACH = 5, MOST_ACTS = 300 };

static unsigned chance(struct class *class, unsigned sides)
{
    return (suite_random(&class->random) >> 8) % sides;
}

/* What a trainee who knows three answers of four would say. */
static const char *decide(struct class *class, const struct walk *walk,
                          const struct solution *solution)
{
    const char *answers[FLOW_MAX_ANSWERS];
    const struct truth *truth = solution_truth(solution, session_path(walk_session(walk), NULL));
    const struct choice *answer;
    size_t count = 0;

    walk_each (answer, walk, CHOICE_ANSWER)
        answers[count++] = answer->id;

    if (truth && chance(class, 4))
        return truth->answer;
    if (count)
        return answers[chance(class, (unsigned)count)];
    if (truth && truth->kind == STEP_FIX)
        return fix_result_names[chance(class, FIX_RESULT_COUNT)];
    return truth && *truth->answer ? truth->answer : "done";
}

static enum status diagnose(struct class *class, struct training *training,
                            const struct solution *solution, struct event *event)
{
    const char *key = solution->cause;
    json_t *causes = json_object_get(solution->json, "causes");
    void *iterator = json_object_iter(causes);
    const struct event *seen[8];
    size_t count = training_observations(training, seen, 8);
    unsigned steps = chance(class, (unsigned)json_object_size(causes)), percent;
    char said[128];

    while (chance(class, 2) && steps--)
        iterator = json_object_iter_next(causes, iterator);
    if (chance(class, 2))
        key = json_object_iter_key(iterator);
    percent = chance(class, 101);
    snprintf(said, sizeof said, "%u %s", percent,
             count ? seen[chance(class, (unsigned)count)]->step : "");
    return walk_choose(training_walk(training), CHOICE_DIAGNOSE, key, said, event);
}

static enum status act(struct class *class, struct training *training,
                       const struct solution *solution)
{
    struct walk *walk = training_walk(training);
    struct event event;
    enum status status = STATUS_NO;

    if (walk_choice(walk, CHOICE_LOOK, NULL) && chance(class, 5))
        status = walk_choose(walk, CHOICE_LOOK, NULL, NULL, &event);
    else if (walk_choice(walk, CHOICE_HINT, NULL) && chance(class, 20) == 0)
        status = walk_choose(walk, CHOICE_HINT, NULL, NULL, &event);
    else if (walk_choice(walk, CHOICE_BACK, NULL) && chance(class, 20) == 0)
        status = walk_choose(walk, CHOICE_BACK, NULL, NULL, &event);
    else if (chance(class, 80) == 0)
        status = walk_choose(walk, CHOICE_ABANDON, NULL, NULL, &event);
    else if (walk_choice(walk, CHOICE_DIAGNOSE, NULL))
        status = diagnose(class, training, solution, &event);
    else
        status = walk_reply(walk, decide(class, walk, solution), &event);
    return status == STATUS_OK ? walk_commit(walk, &event) : status;
}

static void train(struct class *class, struct walk *walk, struct solution *solution,
                  const char *scenario, const char *trainee)
{
    struct training_options options = {
        .mode = chance(class, TRAINING_MODE_COUNT), .trainee = trainee, .lock = ""};
    struct diag_list faults = {0};
    struct training *training = NULL;
    struct event event;
    char lock[65];
    int acts;

    training_lock("open sesame", lock);
    if (options.mode == TRAINING_EXAM && chance(class, 2))
        options.lock = lock;
    if (suite_expect(scenario, training_new(class->library, walk, scenario, &faults, &training) ==
                                       STATUS_OK &&
                                   training_start(training, &options, &event) == STATUS_OK) &&
        suite_expect("started", walk_commit(walk, &event) == STATUS_OK) &&
        suite_expect("solution", solution_read(session_training(walk_session(walk))->solution,
                                               solution) == STATUS_OK)) {
        for (acts = chance(class, 12) ? MOST_ACTS : 4;
             acts && session_outcome(walk_session(walk)) == OUTCOME_UNFINISHED; acts--)
            act(class, training, solution);
    }
    if (*options.lock && chance(class, 2) &&
        training_release(walk_session(walk), "open sesame", &event) == TRAINING_RELEASES)
        walk_commit(walk, &event);
    training_free(training);
    diag_list_free(&faults);
}

void class_open(struct class *class, size_t trainees)
{
    const char *directories[] = {suite_source("flows")};
    const struct scenario_entry *entries;
    size_t i, count = 0;

    *class = (struct class){.clock = {.fixed = true, .now = 1795392000, .random = 7}, .random = 5};
    class->walks = memory_alloc(trainees * MOST_EACH * sizeof *class->walks);
    class->solutions = memory_alloc(trainees * MOST_EACH * sizeof *class->solutions);
    library_new(directories, 1, &class->library);
    for (i = 0; i < trainees; i++) {
        unsigned times = 1 + chance(class, MOST_EACH);
        char name[32];

        snprintf(name, sizeof name, "Trainee %03zu", i);
        while (times--) {
            struct walk *walk = walk_new(class->library, &class->clock);
            char scenario[128];

            library_scenarios(class->library, &entries, &count);
            suite_expect("scenarios", count);
            snprintf(scenario, sizeof scenario, "%s", entries[chance(class, (unsigned)count)].id);
            class->clock.now += chance(class, 4000);
            train(class, walk, &class->solutions[class->count], scenario, name);
            class->walks[class->count++] = walk;
        }
    }
}

void class_close(struct class *class)
{
    size_t i;

    for (i = 0; i < class->count; i++) {
        solution_free(&class->solutions[i]);
        walk_free(class->walks[i]);
    }
    memory_free(class->solutions);
    memory_free(class->walks);
    library_free(class->library);
}

const struct session *class_session(const struct class *class, size_t index)
{
    return walk_session(class->walks[index]);
}
