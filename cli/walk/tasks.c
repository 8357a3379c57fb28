/* SPDX-License-Identifier: MIT */
/*
 * What a trainee, or a trainer, has to choose from.
 */
#include <config.h>

#include "tasks.h"

#include <jansson.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

#include "cli/output.h"

static const char *const state_names[TASK_STATE_COUNT] = {
    [TASK_NEW] = "new",
    [TASK_BEGUN] = "begun",
    [TASK_HANDED_IN] = "handed in",
    [TASK_DONE] = "done",
};

const char *const tasks_mode_meanings[TRAINING_MODE_COUNT] = {
    [TRAINING_LEARN] = "A wrong answer is shown at once, and you try again.",
    [TRAINING_PRACTISE] = "A wrong answer leads on, and you may go back.",
    [TRAINING_EXAM] = "There is no way back, and there are no hints.",
};

static enum exit_code read_assignment(struct walk_runner *runner, struct train_tasks *tasks)
{
    const char *path = runner->options->assignment;
    struct diag_list faults = {0};
    enum status status = assignment_load(path, &faults, &tasks->assignment);

    if (status == STATUS_OK)
        status = assignment_check(tasks->assignment, runner->library, NULL, 0, &faults);
    output_faults(&faults);
    diag_list_free(&faults);
    if (status == STATUS_OK)
        return EXIT_DONE;
    output_error("the assignment in %s cannot be followed: fix what is listed above", path);
    return EXIT_USAGE;
}

static void take_assigned(struct walk_runner *runner, struct train_tasks *tasks)
{
    const struct task *task;

    flow_each (task, tasks->assignment->tasks)
        tasks->items[tasks->count++] = (struct train_task){
            .scenario = library_scenario(runner->library, task->scenario),
            .mode = task->mode,
            .seed = task->seed,
            .limit = task->limit,
        };
}

enum training_mode tasks_mode(const struct options *options)
{
    return options->mode_given ? (enum training_mode)options->mode : TRAINING_PRACTISE;
}

static void take_all(struct walk_runner *runner, const struct scenario_entry *entries, size_t count,
                     struct train_tasks *tasks)
{
    const struct options *options = runner->options;
    enum level level;
    size_t i;

    for (level = 0; level < LEVEL_COUNT; level++) {
        for (i = 0; i < count; i++) {
            if (entries[i].level == level &&
                (!options->level_given || options->level == (unsigned)level) &&
                !assignment_of(runner->library, entries[i].id))
                tasks->items[tasks->count++] =
                    (struct train_task){.scenario = &entries[i],
                                        .mode = tasks_mode(options),
                                        .seed = options->seed,
                                        .limit = options->time_limit};
        }
    }
}

static bool is_of(const struct history_session *session, const struct train_task *task,
                  const struct options *options)
{
    return strcmp(session->scenario, task->scenario->id) == 0 &&
           (!options->trainee || strcmp(session->trainee, options->trainee) == 0) &&
           (!options->assignment || strcmp(session->mode, training_mode_names[task->mode]) == 0);
}

/* Whether an exam is locked its events say. */
static enum task_state state_of(struct walk_runner *runner, const struct history_session *item)
{
    struct session *session = NULL;
    enum task_state state = TASK_DONE;

    if (item->outcome == OUTCOME_UNFINISHED)
        return TASK_BEGUN;
    if (strcmp(item->mode, training_mode_names[TRAINING_EXAM]) == 0 &&
        history_load(runner->history, item->id, &session) == STATUS_OK && !training_is_open(session))
        state = TASK_HANDED_IN;
    session_free(session);
    return state;
}

static void mark_done(struct walk_runner *runner, const struct history_list *sessions,
                      struct train_task *task)
{
    const struct options *options = runner->options;
    enum task_state state;
    size_t i;

    for (i = 0; i < sessions->count; i++) {
        const struct history_session *session = &sessions->items[i];

        if (!is_of(session, task, options) || session->outcome == OUTCOME_ABANDONED)
            continue;
        state = state_of(runner, session);
        if (state > task->state)
            task->state = state;
    }
}

static enum exit_code look_up_done(struct walk_runner *runner, struct train_tasks *tasks)
{
    const struct history_filter filter = {.since = INT64_MIN, .outcome = -1, .trainings = true, .own = true};
    struct history_list sessions = {0};
    enum status status = STATUS_OK;
    size_t i;

    if (runner->history)
        status = history_list(runner->history, &filter, &sessions);
    for (i = 0; i < tasks->count; i++)
        mark_done(runner, &sessions, &tasks->items[i]);
    history_list_free(&sessions);
    if (status != STATUS_OK)
        output_error("%s", history_message(runner->history));
    return status == STATUS_OK ? EXIT_DONE : EXIT_FAULT;
}

enum exit_code tasks_read(struct walk_runner *runner, struct train_tasks *tasks)
{
    const struct scenario_entry *entries = NULL;
    const struct task *task;
    size_t count = 0;
    enum exit_code code = EXIT_DONE;

    *tasks = (struct train_tasks){0};
    if (runner->options->assignment)
        code = read_assignment(runner, tasks);
    if (code != EXIT_DONE)
        return code;
    library_scenarios(runner->library, &entries, &count);
    flow_each (task, tasks->assignment ? tasks->assignment->tasks : NULL)
        count++;
    tasks->items = memory_alloc((count + 1) * sizeof *tasks->items);
    if (tasks->assignment)
        take_assigned(runner, tasks);
    else
        take_all(runner, entries, count, tasks);
    return look_up_done(runner, tasks);
}

static enum status take_result(void *context, struct session *session)
{
    enum status status = results_add(context, session);

    session_free(session);
    return status == STATUS_NO ? STATUS_OK : status;
}

enum exit_code tasks_practise(struct walk_runner *runner, struct train_tasks *tasks)
{
    const struct results_filter all = {.since = INT64_MIN};
    const char *trainee = runner->options->trainee;
    struct buffer why = {0};
    enum status status = STATUS_OK;
    size_t i;

    tasks->results = results_new();
    if (runner->history)
        status = history_trainings(runner->history, take_result, tasks->results);
    if (status == STATUS_OK)
        status = results_compute(tasks->results, &all, &why);
    buffer_free(&why);
    if (status != STATUS_OK) {
        output_error("%s", status == STATUS_IO ? history_message(runner->history)
                                               : "the solution of a training cannot be read");
        return EXIT_FAULT;
    }
    practice_compute(tasks->results, trainee && *trainee ? trainee : NULL, &tasks->practice);
    for (i = 0; i < tasks->count; i++)
        tasks->items[i].due = practice_due(&tasks->practice, tasks->items[i].scenario->id,
                                           clock_peek(&runner->clock));
    return EXIT_DONE;
}

const struct train_task *tasks_most_due(const struct train_tasks *tasks)
{
    const struct train_task *most = NULL;
    size_t i;

    for (i = 0; i < tasks->count; i++) {
        const struct train_task *task = &tasks->items[i];

        if (task->due && (!most || task->due > most->due ||
                          (task->due == most->due &&
                           practice_first_due(&tasks->practice, task->scenario->id) <
                               practice_first_due(&tasks->practice, most->scenario->id))))
            most = task;
    }
    return most;
}

void tasks_free(struct train_tasks *tasks)
{
    practice_free(&tasks->practice);
    results_free(tasks->results);
    assignment_free(tasks->assignment);
    memory_free(tasks->items);
    *tasks = (struct train_tasks){0};
}

void tasks_detail(struct buffer *out, const struct train_task *task)
{
    buffer_printf(out, "%s, %u minutes, %s", level_names[task->scenario->level],
                  task->scenario->minutes, state_names[task->state]);
    if (task->due)
        buffer_printf(out, ", %zu step%s to practise again", task->due, text_plural(task->due));
}

static void print_text(const struct train_tasks *tasks)
{
    struct buffer detail = {0};
    size_t i;

    if (tasks->assignment)
        output_printf("%s\n%s%s%s", tasks->assignment->title,
                      *tasks->assignment->deadline ? "To be done by " : "",
                      tasks->assignment->deadline, *tasks->assignment->deadline ? "\n" : "");
    for (i = 0; i < tasks->count; i++) {
        const struct train_task *task = &tasks->items[i];

        buffer_clear(&detail);
        tasks_detail(&detail, task);
        output_printf("%s\n   %s\n   %s, over %s\n", task->scenario->id, task->scenario->title,
                      buffer_text(&detail), task->scenario->trains);
        if (tasks->assignment)
            output_printf("   mode %s", training_mode_names[task->mode]);
        if (tasks->assignment && task->limit && task->mode == TRAINING_EXAM)
            output_printf(", %u real minutes", task->limit);
        output_text(tasks->assignment ? "\n" : "");
    }
    buffer_free(&detail);
}

static void print_json(const struct train_tasks *tasks)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < tasks->count; i++) {
        const struct train_task *task = &tasks->items[i];
        json_t *item = json_pack("{s:s, s:s, s:s, s:i, s:s, s:s}", "id", task->scenario->id,
                                 "title", task->scenario->title, "level",
                                 level_names[task->scenario->level], "minutes",
                                 (int)task->scenario->minutes, "flow", task->scenario->trains,
                                 "state", state_names[task->state]);

        json_object_set_new(item, "due", json_integer((json_int_t)task->due));
        if (tasks->assignment) {
            json_object_set_new(item, "mode", json_string(training_mode_names[task->mode]));
            json_object_set_new(item, "seed", json_integer(task->seed));
            json_object_set_new(item, "limit", json_integer(task->limit));
        }
        json_array_append_new(list, item);
    }
    output_json(list);
    json_decref(list);
}

void tasks_print(const struct options *options, const struct train_tasks *tasks)
{
    if (options->format == FORMAT_JSON)
        print_json(tasks);
    else
        print_text(tasks);
}
