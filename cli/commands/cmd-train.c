/* SPDX-License-Identifier: MIT */
/*
 * errwalk train [SCENARIO]: walk with a caller who is not there, and learn from it.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

#include "cli/walk/choose.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/walk/roleplay-start.h"
#include "cli/search-path.h"
#include "cli/walk/shift-run.h"
#include "cli/walk/tasks.h"
#include "cli/walk/train.h"

static enum exit_code run(const struct options *options);

const struct command command_train = {
    .name = "train",
    .usage = "[SCENARIO]",
    .summary = "practise on a case, and be debriefed",
    .options = TAKES_TRAIN | TAKES_TRANSCRIPT | TAKES_REDACT | TAKES_FORMAT,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON,
    .run = run,
};

/* The deadline is shown, and stops nobody: whoever trains late trains. */
static void tell_deadline(struct walk_runner *runner, const struct assignment_sheet *assignment)
{
    int64_t end;

    if (assignment && *assignment->deadline &&
        clock_parse(assignment->deadline, &end) == STATUS_OK &&
        clock_now(&runner->clock) >= end + 24 * 60 * 60)
        output_error("the assignment was to be done by %s", assignment->deadline);
}

/* The task of a scenario by its id, with or without the directory before it. */
static const struct train_task *find_task(const struct train_tasks *tasks, const char *id)
{
    size_t i;

    for (i = 0; i < tasks->count; i++) {
        const char *whole = tasks->items[i].scenario->id, *slash = strrchr(whole, '/');

        if (strcmp(whole, id) == 0 || (slash && strcmp(slash + 1, id) == 0))
            return &tasks->items[i];
    }
    return NULL;
}

struct names {
    const struct train_tasks *tasks;
    size_t next;
    bool whole; /* with the directory before it */
};

static const char *next_name(void *context)
{
    struct names *names = context;
    const char *id, *slash;

    if (names->next == names->tasks->count)
        return NULL;
    id = names->tasks->items[names->next++].scenario->id;
    slash = strrchr(id, '/');
    return names->whole || !slash ? id : slash + 1;
}

static bool is_same_file(const char *path, const char *other)
{
    char *one = realpath(path, NULL), *two = realpath(other, NULL);
    bool same = one && two && strcmp(one, two) == 0;

    free(one);
    free(two);
    return same;
}

/* The assignment that has a scenario, named by its id or its file, for itself; NULL where none has. */
static const char *find_reserving(struct walk_runner *runner, const char *name)
{
    const struct scenario_entry *entries;
    size_t count, i;

    library_scenarios(runner->library, &entries, &count);
    for (i = 0; i < count; i++) {
        const char *id = entries[i].id, *slash = strrchr(id, '/');

        if (strcmp(id, name) == 0 || (slash && strcmp(slash + 1, name) == 0) ||
            is_same_file(entries[i].path, name))
            return assignment_of(runner->library, id);
    }
    return NULL;
}

static void refuse_name(struct walk_runner *runner, const struct train_tasks *tasks)
{
    const struct options *options = runner->options;
    const char *name = options->operands[0], *near;
    struct names names = {.tasks = tasks, .whole = strchr(name, '/')};
    const char *assignment = find_reserving(runner, name);

    if (assignment && !tasks->assignment) {
        output_error("%s is for an exam: train it with: errwalk train --assignment=%s", name, assignment);
        return;
    }
    near = text_nearest(name, next_name, &names);
    if (near)
        output_error("there is no scenario '%s'; did you mean '%s'?", name, near);
    else if (tasks->assignment)
        output_error("there is no scenario '%s' in the assignment; 'errwalk train --list "
                     "--assignment=%s' lists them",
                     name, options->assignment);
    else
        output_error("there is no scenario '%s'; 'errwalk train --list' lists them", name);
}

static const struct train_task *first_new(const struct train_tasks *tasks)
{
    size_t i = 0;

    while (i < tasks->count && tasks->items[i].state != TASK_NEW)
        i++;
    return i < tasks->count ? &tasks->items[i] : NULL;
}

static const char practise_title[] = "What to practise next";

/* Says what was chosen and why, full-screen before it begins. */
static enum exit_code propose(const struct options *options, const struct train_task *task,
                              const char *why)
{
    struct tui_choice choice = {.text = task->scenario->title, .detail = ""};
    struct buffer detail = {0};
    enum exit_code code = EXIT_DONE;
    size_t chosen;

    tasks_detail(&detail, task);
    choice.detail = buffer_text(&detail);
    if (choose_plain(options))
        output_printf("To practise: %s\n%s\n", task->scenario->title, why);
    else
        code = choose_one(options, practise_title, why, &choice, 1, &chosen);
    buffer_free(&detail);
    return code;
}

/* Nothing is: said where whoever asked for it is, at home or at the shell. */
static void report_none_due(const struct options *options, const struct train_tasks *tasks)
{
    const int64_t due = practice_first_due(&tasks->practice, NULL);
    char when[CLOCK_TEXT];
    struct buffer why = {0};
    size_t chosen;

    if (due != INT64_MAX) {
        clock_format_minute(due, when);
        buffer_printf(&why, "nothing is due to be practised before %s", when);
    } else {
        buffer_string(&why, "every case is done, and nothing was got wrong");
    }
    if (options->from_home && !choose_plain(options))
        choose_one(options, practise_title, buffer_text(&why), NULL, 0, &chosen);
    else
        output_error("%s", buffer_text(&why));
    buffer_free(&why);
}

/* What is due, or else what is new; and why. `*code` is EXIT_NO where the person leaves. */
static const struct train_task *practice_task(struct walk_runner *runner,
                                              const struct train_tasks *tasks, enum exit_code *code)
{
    const struct train_task *task = tasks_most_due(tasks);
    struct buffer why = {0};

    if (task)
        practice_why(&tasks->practice, task->scenario->id, clock_peek(&runner->clock), &why);
    else
        buffer_string(&why, "Nothing is due to be practised again, and this one is new to you.\n");
    task = task ? task : first_new(tasks);
    if (task)
        *code = propose(runner->options, task, buffer_text(&why));
    else
        report_none_due(runner->options, tasks);
    buffer_free(&why);
    return task;
}

/* Any of the least done. */
static const struct train_task *random_task(struct walk_runner *runner,
                                            const struct train_tasks *tasks)
{
    size_t left = 0, i;
    enum task_state state;
    uint32_t number = (uint32_t)runner->options->seed;

    if (!runner->options->seed_given &&
        clock_random(&runner->clock, &number, sizeof number) != STATUS_OK)
        return NULL;
    for (state = 0; state < TASK_STATE_COUNT && !left; state++) {
        for (i = 0; i < tasks->count; i++)
            left += tasks->items[i].state == state;
    }
    for (i = 0, number %= left ? (uint32_t)left : 1; i < tasks->count; i++) {
        if (tasks->items[i].state + 1 == state && !number--)
            return &tasks->items[i];
    }
    return NULL;
}

/* The first of an assignment that is neither done nor handed in. */
static const struct train_task *next_task(const struct train_tasks *tasks)
{
    size_t i;

    for (i = 0; i < tasks->count; i++) {
        if (tasks->items[i].state < TASK_HANDED_IN)
            return &tasks->items[i];
    }
    return NULL;
}

static enum exit_code ask_task(struct walk_runner *runner, const struct train_tasks *tasks,
                               const struct train_task **task)
{
    struct tui_choice *choices = memory_alloc(tasks->count * sizeof *choices);
    struct buffer *details = memory_alloc(tasks->count * sizeof *details);
    enum training_mode mode = tasks_mode(runner->options);
    enum exit_code code = EXIT_FAULT;
    struct buffer hint = {0};
    size_t chosen = 0, i;

    for (i = 0; details && i < tasks->count; i++) {
        tasks_detail(&details[i], &tasks->items[i]);
        choices[i] =
            (struct tui_choice){tasks->items[i].scenario->title, buffer_text(&details[i])};
    }
    if (tasks_most_due(tasks))
        buffer_printf(&hint, "Due to be practised again: %s (errwalk train --next). ",
                      tasks_most_due(tasks)->scenario->title);
    buffer_printf(&hint, "Mode %s: %s%s", training_mode_names[mode], tasks_mode_meanings[mode],
                  runner->options->mode_given ? "" : " --mode=learn and --mode=exam are others.");
    if (details)
        code = choose_one(runner->options, "Which case do you want to train?", buffer_text(&hint),
                          choices, tasks->count, &chosen);
    for (i = 0; details && i < tasks->count; i++)
        buffer_free(&details[i]);
    buffer_free(&hint);
    memory_free(choices);
    memory_free(details);
    if (code == EXIT_DONE)
        *task = &tasks->items[chosen];
    return code;
}

static enum exit_code choose_task(struct walk_runner *runner, const struct train_tasks *tasks,
                                  const struct train_task **task)
{
    const struct options *options = runner->options;

    if (!tasks->count) {
        output_error(options->level_given ? "there is no scenario of this level"
                                          : "no scenario was found; say where they are: "
                                            "--flows=DIR");
        return EXIT_NO;
    }
    if (options->next) {
        enum exit_code code = EXIT_DONE;

        *task = practice_task(runner, tasks, &code);
        return *task ? code : EXIT_NO;
    }
    if (options->random)
        *task = random_task(runner, tasks);
    else if (options->operand_count)
        *task = find_task(tasks, options->operands[0]);
    else if (tasks->assignment)
        *task = next_task(tasks);
    else
        return ask_task(runner, tasks, task);
    if (*task)
        return EXIT_DONE;
    if (options->operand_count)
        refuse_name(runner, tasks);
    else
        output_error("all of the assignment is done");
    return EXIT_NO;
}

/* That of the assignment; else of the key, or of the settings. */
static bool find_lock(const struct options *options, const struct train_tasks *tasks,
                      char lock[TRAINING_LOCK])
{
    struct buffer key = {0};
    bool fine = true;

    lock[0] = '\0';
    if (tasks->assignment && *tasks->assignment->lock) {
        snprintf(lock, TRAINING_LOCK, "%s", tasks->assignment->lock);
    } else if (options->key) {
        fine = options_key(options, &key);
        if (fine)
            training_lock(buffer_text(&key), lock);
    } else if (options->lock) {
        snprintf(lock, TRAINING_LOCK, "%s", options->lock);
    }
    buffer_free(&key);
    return fine;
}

/* What shuffles where nothing says so: another each time. It is kept with the session, and shown, so that it
 * can be given. A role-play and a test clock leave all as written. */
static int64_t pick_seed(struct walk_runner *runner, const struct train_tasks *tasks, int64_t seed)
{
    const struct options *options = runner->options;
    uint32_t number = 0;

    if (options->seed_given || options->agent || options->caller || tasks->assignment ||
        runner->clock.fixed || clock_random(&runner->clock, &number, sizeof number) != STATUS_OK)
        return seed;
    return 1 + number % 999999;
}

static enum exit_code train(struct walk_runner *runner, const struct train_tasks *tasks)
{
    const struct options *options = runner->options;
    const struct train_task *task = NULL;
    struct training_request request = {
        .mode = tasks_mode(options), .seed = options->seed, .limit = options->time_limit};
    char lock[TRAINING_LOCK];
    enum exit_code code = EXIT_DONE;

    tell_deadline(runner, tasks->assignment);
    if (!find_lock(options, tasks, lock))
        return EXIT_USAGE;
    request.lock = lock;
    if (options->agent && !options->operand_count) {
        request.scenario = NULL; /* the caller says which */
    } else if (options->operand_count && search_path_is_file(options->operands[0])) {
        request.scenario = options->operands[0];
        if (find_reserving(runner, request.scenario)) {
            refuse_name(runner, tasks);
            return EXIT_NO;
        }
    } else {
        code = choose_task(runner, tasks, &task);
        if (code == EXIT_NO && options->from_home)
            runner->goes_home = choose_was_left();
        if (code != EXIT_DONE)
            return code == EXIT_NO && !options->operand_count && !options->random &&
                           (!options->next || options->from_home) && !tasks->assignment && tasks->count
                       ? EXIT_DONE
                       : code;
        request.scenario = task->scenario->id;
        request.mode = task->mode;
        request.seed = task->seed;
        request.limit = task->limit;
    }
    if (options->caller)
        return roleplay_start_caller(runner, request.scenario);
    request.seed = pick_seed(runner, tasks, request.seed);
    code = options->agent ? roleplay_start_agent(runner, &request) : train_begin(runner, &request);
    return code == EXIT_DONE ? walk_runner_run(runner) : code;
}

/* What cannot go together. */
static bool is_usable(const struct options *options)
{
    const bool sets = options->mode_given || options->seed_given || options->time_limit ||
                      options->level_given;
    const bool examines = tasks_mode(options) == TRAINING_EXAM || options->assignment || options->lists;

    if (options->operand_count > 1)
        output_error("train takes one scenario; 'errwalk train --list' lists them");
    else if (options->next && (options->operand_count || options->assignment || options->random ||
                               options->shift_given || options->caller || options->agent))
        output_error("--next chooses the case by itself: give --mode, --level, --seed and --trainee alone");
    else if (options->caller && options->agent)
        output_error("--caller and --agent are for two terminals: give one of them");
    else if (options->assignment && sets && !options->random)
        output_error("the assignment says mode, seed and limit: leave --mode, --seed, --level and "
                     "--time-limit away");
    else if (options->shift_given && (options->operand_count || options->assignment || options->caller ||
                                      options->agent || options->random || options->transcript))
        output_error("a shift has callers of its own: --shift goes with --level, --mode, --seed and "
                     "--trainee alone");
    else if (options->shift_given && (options->key || options->time_limit))
        output_error("a shift is not locked, and has no limit: leave --key and --time-limit away");
    else if (options->key && !examines)
        output_error("--key locks the debrief of an exam: give --mode=exam too");
    else if (options->time_limit && !examines)
        output_error("--time-limit is for an exam: give --mode=exam too");
    else
        return true;
    return false;
}

enum exit_code train_from_home(struct walk_runner *runner, bool practises)
{
    const struct options *const options = runner->options;
    struct options here = *options;
    struct train_tasks tasks = {0};
    enum exit_code code;

    here.from_home = true;
    here.next = practises;
    runner->options = &here;
    code = tasks_read(runner, &tasks);
    if (code == EXIT_DONE)
        code = tasks_practise(runner, &tasks);
    if (code == EXIT_DONE)
        code = train(runner, &tasks);
    tasks_free(&tasks);
    runner->options = options;
    return code;
}

static enum exit_code run(const struct options *options)
{
    struct train_tasks tasks = {0};
    struct walk_runner runner;
    enum exit_code code;

    if (!is_usable(options))
        return EXIT_USAGE;
    code = walk_runner_open(&runner, options);
    if (code == EXIT_DONE)
        code = tasks_read(&runner, &tasks);
    if (code == EXIT_DONE && (options->lists || options->next || !options->operand_count))
        code = tasks_practise(&runner, &tasks);
    if (code == EXIT_DONE && options->lists)
        tasks_print(options, &tasks);
    else if (code == EXIT_DONE && options->shift_given)
        code = shift_run(&runner, &tasks);
    else if (code == EXIT_DONE)
        code = train(&runner, &tasks);
    tasks_free(&tasks);
    walk_runner_close(&runner);
    return code;
}
