/* SPDX-License-Identifier: MIT */
/*
 * Tasks: the scenarios that can be trained, and which of them are done.
 */
#ifndef ERRWALK_CLI_TASKS_H
#define ERRWALK_CLI_TASKS_H

#include "errwalk/assignment.h"
#include "errwalk/practice.h"
#include "errwalk/scenario.h"

#include "walk-runner.h"

/* What is handed in is an exam whose debrief is locked: whether it is done, its trainer says. */
enum task_state { TASK_NEW, TASK_BEGUN, TASK_HANDED_IN, TASK_DONE, TASK_STATE_COUNT };

/* One scenario with how it is to be trained. Strings belong to the library. */
struct train_task {
    const struct scenario_entry *scenario;
    enum training_mode mode;
    int64_t seed;
    unsigned limit; /* real minutes of an exam; 0: any */
    enum task_state state;
    size_t due; /* steps that were got wrong and are to be practised again */
};

struct train_tasks {
    struct train_task *items;
    size_t count;
    struct assignment_sheet *assignment; /* that it is from, or NULL */
    struct results *results;             /* of the history, where tasks_practise has read it */
    struct practice practice;            /* what they say of it */
};

/*
 * All scenarios that --level lets through and no assignment has for itself, or those of --assignment in its order. What is done is
 * read from the history: trainings that came to an end, of --trainee where one is named. Anything
 * but EXIT_DONE has been reported. tasks_free in any case.
 */
enum exit_code tasks_read(struct walk_runner *runner, struct train_tasks *tasks);
void tasks_free(struct train_tasks *tasks);

/* Looks up which steps are due, of --trainee where one is named. Anything but EXIT_DONE has been reported. */
enum exit_code tasks_practise(struct walk_runner *runner, struct train_tasks *tasks);

/* The task that has the most steps due, of these the one that is due for longest; NULL where none is. */
const struct train_task *tasks_most_due(const struct train_tasks *tasks);

/* Prints them as --format says. */
void tasks_print(const struct options *options, const struct train_tasks *tasks);

/* The mode that is asked for. */
enum training_mode tasks_mode(const struct options *options);

/* What a mode means, as a sentence for the trainee. */
extern const char *const tasks_mode_meanings[TRAINING_MODE_COUNT];

/* "beginner, 60 minutes, done". */
void tasks_detail(struct buffer *out, const struct train_task *task);

#endif
