/* SPDX-License-Identifier: MIT */
/*
 * A training from its begin to its end: what it is a training of, what its events mean, and what
 * the mode makes of them.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"
#include "training-private.h"

static bool is_path(const char *scenario)
{
    size_t length = strlen(scenario);

    return length > 5 && strcmp(scenario + length - 5, ".yaml") == 0;
}

static enum status load_scenario(struct training *training, const char *scenario,
                                 struct diag_list *faults)
{
    const struct scenario_entry *entry;

    if (is_path(scenario))
        return scenario_load(scenario, NULL, faults, &training->scenario);
    entry = library_scenario(training->library, scenario);
    return entry ? scenario_load(entry->path, entry->id, faults, &training->scenario) : STATUS_NO;
}

/* All faults are reported only where it cannot be walked: advice is for `errwalk check`. */
static enum status prove(struct training *training, struct diag_list *faults)
{
    struct scenario_way way = {0};
    bool whole = false;

    if (training->flow) {
        scenario_walk(training->scenario, training->flow, &way);
        whole = way.whole;
        scenario_way_free(&way);
    }
    if (whole)
        return STATUS_OK;
    return scenario_check(training->scenario, training->flow, NULL, 0, faults);
}

static enum status load(struct training *training, const char *scenario, struct diag_list *faults)
{
    enum status status = load_scenario(training, scenario, faults);

    if (status != STATUS_OK)
        return status;
    if (scenario_variants(training->scenario)) {
        training->written = training->scenario;
        training->scenario = training->first = scenario_vary(training->written, 0);
    }
    status = library_flow(training->library, training->scenario->trains, faults, &training->flow);
    return prove(training, faults);
}

enum training_mode training_mode(const struct training *training)
{
    const struct event *started = session_training(walk_session(training->walk));
    enum training_mode mode = 0;

    while (started && mode < TRAINING_EXAM &&
           strcmp(started->mode, training_mode_names[mode]) != 0)
        mode++;
    return mode;
}

enum status training_open(struct training *training)
{
    const struct event *started = session_training(walk_session(training->walk));

    if (!started || training->solution.json)
        return STATUS_OK;
    return solution_read(started->solution, &training->solution);
}

static enum verdict verdict_of(const struct training *training, const struct event *event)
{
    return solution_verdict(&training->solution,
                            session_path(walk_session(training->walk), event), event);
}

static bool is_told(const struct training *training, const struct event *event)
{
    return training_mode(training) == TRAINING_LEARN &&
           verdict_of(training, event) != VERDICT_NONE;
}

static enum status take_back(struct training *training, const struct event *wrong)
{
    struct event undone = walk_event_here(training->walk, EVENT_UNDONE);
    enum status status;

    undone.target = wrong->number;
    training->takes_back = true;
    status = walk_commit(training->walk, &undone);
    training->takes_back = false;
    return status;
}

static enum status tell(struct training *training, const struct event *event)
{
    struct training_feedback *feedback = &training->feedback;
    struct truth truth = {.because = ""};

    feedback->is_given = true;
    feedback->right = verdict_of(training, event) == VERDICT_RIGHT;
    solution_truth_at(&training->solution, session_path(walk_session(training->walk), event), event,
                      &truth);
    feedback->because = truth.because;
    if (event->kind == EVENT_DIAGNOSED && !feedback->right)
        feedback->because = "";
    return feedback->right ? STATUS_OK : take_back(training, event);
}

static enum status committed(void *context, const struct event *event)
{
    struct training *training = context;
    enum status status;

    if (training->takes_back)
        return STATUS_OK;
    training->feedback = (struct training_feedback){.because = ""};
    status = training_open(training);
    return status == STATUS_OK && is_told(training, event) ? tell(training, event) : status;
}

const struct training_feedback *training_feedback(const struct training *training)
{
    return &training->feedback;
}

static bool hides_reasons(void *context)
{
    return training_mode(context) == TRAINING_EXAM;
}

enum status training_new(struct library *library, struct walk *walk, const char *scenario,
                         struct diag_list *faults, struct training **training)
{
    struct training *result = memory_alloc(sizeof *result);
    enum status status;

    result->library = library;
    result->walk = walk;
    status = load(result, scenario, faults);
    if (status != STATUS_OK) {
        training_free(result);
        return status;
    }
    walk_set_policy(walk, &(struct walk_policy){.context = result,
                                                .list = training_list,
                                                .take = training_take,
                                                .admit = training_admit,
                                                .committed = committed,
                                                .hides_reasons = hides_reasons});
    *training = result;
    return STATUS_OK;
}

void training_free(struct training *training)
{
    if (!training)
        return;
    walk_end_policy(training->walk, training);
    if (training->scenario != training->first)
        scenario_free(training->scenario);
    scenario_free(training->first);
    scenario_free(training->written);
    solution_free(&training->solution);
    buffer_free(&training->begun);
    buffer_free(&training->others);
    memory_free(training);
}

void training_pick(struct training *training, int64_t seed)
{
    if (!training->written)
        return;
    if (training->scenario != training->first)
        scenario_free(training->scenario);
    training->scenario = scenario_vary(training->written,
                                       scenario_variant_of(training->written, seed));
}

const struct scenario *training_scenario(const struct training *training)
{
    return training->scenario;
}

const struct scenario *training_written(const struct training *training)
{
    return training->written ? training->written : training->scenario;
}

struct walk *training_walk(const struct training *training)
{
    return training->walk;
}

unsigned training_minutes(const struct training *training)
{
    return (unsigned)session_minutes(walk_session(training->walk));
}

void training_set_shift(struct training *training, const struct shift *shift)
{
    if (!training)
        return;
    training->shift = shift;
    training->taken = training_minutes(training);
}

unsigned training_good_minutes(const struct training *training, unsigned *longest)
{
    const char *opening = training_wording(0, "", training->scenario->opening);
    struct solution solution = {0};
    struct buffer text = {0};
    unsigned minutes = 0;
    size_t i;

    *longest = 0;
    if (solution_write(training->scenario, training->flow, opening, &text) == STATUS_OK &&
        solution_read(buffer_text(&text), &solution) == STATUS_OK) {
        for (i = 0; i < solution.path_count; i++) {
            minutes += solution.truths[i].minutes;
            if (solution.truths[i].minutes > *longest)
                *longest = solution.truths[i].minutes;
        }
    }
    solution_free(&solution);
    buffer_free(&text);
    return minutes;
}

unsigned training_allowed(const struct training *training)
{
    return training->scenario->minutes;
}

enum status training_start(struct training *training, const struct training_options *options,
                           struct event *event)
{
    const struct scenario *scenario;
    const struct error_ref *error;
    struct event started;
    enum status status;

    training_pick(training, options->seed);
    scenario = training->scenario;
    error = scenario->error;
    status = walk_start(training->walk, training->flow, error ? error->name : "",
                        error ? error->code : (struct code){0}, &started);
    if (status != STATUS_OK)
        return status;
    buffer_clear(&training->begun);
    status = solution_write(scenario, training->flow,
                            training_wording(options->seed, "", scenario->opening),
                            &training->begun);
    if (status != STATUS_OK)
        return status;
    started.scenario = scenario->id;
    started.mode = training_mode_names[options->mode];
    started.trainee = options->trainee;
    started.seed = options->seed;
    started.lock = options->mode == TRAINING_EXAM ? options->lock : "";
    started.limit = options->mode == TRAINING_EXAM ? options->limit : 0;
    started.shift = options->shift ? options->shift : "";
    started.item = options->call;
    started.booted = started.limit ? clock_booted(walk_clock(training->walk)) : 0;
    started.solution = buffer_text(&training->begun);
    *event = started;
    return STATUS_OK;
}

/* A wrong answer that was kept when errwalk was killed before it was taken back. */
static enum status settle(struct training *training)
{
    const struct session *session = walk_session(training->walk);
    size_t count, i;
    const struct event *const *trail = session_trail(session, &count);
    const struct event *latest[] = {session_last(session), count ? trail[count - 1] : NULL,
                                    session_diagnosis(session)};

    if (training_mode(training) != TRAINING_LEARN)
        return STATUS_OK;
    for (i = 0; i < sizeof latest / sizeof *latest; i++) {
        if (latest[i] && verdict_of(training, latest[i]) == VERDICT_WRONG)
            return take_back(training, latest[i]);
    }
    return STATUS_OK;
}

enum status training_resume(struct library *library, struct walk *walk, struct diag_list *faults,
                            struct training **training)
{
    const struct event *started = session_training(walk_session(walk));
    struct solution solution = {0};
    struct training *result = NULL;
    enum status status;

    if (!started)
        return STATUS_NO;
    status = solution_read(started->solution, &solution);
    if (status == STATUS_OK) {
        status = training_new(library, walk, started->scenario, faults, &result);
        if (status == STATUS_NO && *solution.path_of_file)
            status = training_new(library, walk, solution.path_of_file, faults, &result);
    }
    if (status == STATUS_OK && strcmp(result->scenario->sha256, solution.sha256) != 0)
        status = STATUS_INVALID;
    if (status == STATUS_OK) {
        training_pick(result, started->seed);
        result->solution = solution;
        solution = (struct solution){0};
        status = settle(result);
    }
    solution_free(&solution);
    if (status == STATUS_OK)
        *training = result;
    else
        training_free(result);
    return status == STATUS_NO || status == STATUS_IO ? STATUS_INVALID : status;
}

/* What follows from an event by itself is there when its turn comes: numbers stay as they were. */
static enum status repeat(struct training *training, const struct session *earlier, unsigned number)
{
    const struct session *session = walk_session(training->walk);
    enum status status = STATUS_OK;
    size_t i;

    for (i = 1; status == STATUS_OK && i + 1 < number && i < session_count(earlier); i++) {
        if (session_count(session) <= i)
            status = walk_commit(training->walk, session_event(earlier, i));
    }
    return status;
}

enum status training_replay(struct training *training, const struct session *earlier,
                            unsigned number)
{
    const struct event *started = session_training(earlier);
    struct training_options options = {.mode = TRAINING_PRACTISE, .lock = ""};
    struct event event;
    enum status status;

    if (!started || strcmp(started->scenario, training->scenario->id) != 0)
        return STATUS_INVALID;
    options.trainee = started->trainee;
    options.seed = started->seed;
    status = training_start(training, &options, &event);
    if (status == STATUS_OK)
        status = walk_commit(training->walk, &event);
    if (status == STATUS_OK)
        status = training_open(training);
    return status == STATUS_OK ? repeat(training, earlier, number) : status;
}
