/*
 * The model of a debrief, gathered from the events in their order.
 */
#include <config.h>

#include "errwalk/debrief.h"

#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "errwalk/moment.h"
#include "errwalk/prose.h"
#include "errwalk/training.h"

/* A debrief with what owns it. */
struct made {
    struct debrief debrief; /* first: a debrief is what was made */
    struct arena *arena;
    struct solution solution;
    const struct session *session; /* while it is being made */
    struct debrief_step *steps;
    struct debrief_good *good;
    struct debrief_evidence *evidence;
    struct moment_cause *causes;
    bool failed;
};

static const char *keep(struct made *made, const char *text)
{
    const char *copy = arena_copy(made->arena, text, strlen(text));

    made->failed |= !copy;
    return copy ? copy : "";
}

static void *room(struct made *made, size_t count, size_t size)
{
    void *memory = arena_alloc(made->arena, (count + 1) * size);

    made->failed |= !memory;
    return memory;
}

/* What an event asked, with the facts as they were then. */
static const char *expand(struct made *made, const struct event *event)
{
    struct moment moment = moment_before(made->session, event);
    struct buffer line = {0};
    const char *kept;

    prose_expand(&line, event->question, moment_expand_record, &moment);
    kept = keep(made, buffer_text(&line));
    made->failed |= buffer_failed(&line);
    buffer_free(&line);
    return kept;
}

/* Minutes spent at a step before an event, and whether it was looked at. */
static unsigned spent_before(const struct session *session, const struct event *until, bool *looked)
{
    unsigned minutes = until->minutes;
    size_t i;

    *looked = false;
    for (i = 0; i + 1 < until->number; i++) {
        const struct event *event = session_event(session, i);

        if (strcmp(event->step, until->step) != 0)
            continue;
        minutes += event->minutes;
        *looked |= event->kind == EVENT_LOOKED;
    }
    return minutes;
}

static bool does_harm(const struct event *event, const struct truth *truth)
{
    return truth && *truth->avoid &&
           !(event->kind == EVENT_TRIED &&
             strcmp(event->answer, fix_result_names[FIX_SKIPPED]) == 0);
}

/* A decision in words. Escalations and referrals name who takes over as their question. */
static const char *decision_text(const struct event *event)
{
    return event->kind == EVENT_ENDED || event->kind == EVENT_REFERRED ? "Handed over"
                                                                       : session_answer_text(event);
}

static void take_decision(struct made *made, const struct event *event)
{
    const struct truth *truth = solution_truth(&made->solution, event->step);
    struct debrief_step *step = &made->steps[made->debrief.step_count++];

    *step = (struct debrief_step){
        .number = event->number,
        .step = keep(made, event->step),
        .question = expand(made, event),
        .kind = event->step_kind,
        .answer = keep(made, decision_text(event)),
        .right = truth ? truth->say : "",
        .verdict = solution_verdict(&made->solution, event),
        .on_path = truth && truth->on_path,
        .undone = !session_stands(made->session, event),
        .because = truth ? truth->because : "",
        .harm = does_harm(event, truth) ? truth->avoid : "",
    };
    step->minutes = spent_before(made->session, event, &step->looked);
    if (!made->debrief.parting && step->verdict == VERDICT_WRONG)
        made->debrief.parting = step;
}

static void take_end(struct made *made, const struct event *event)
{
    if (strcmp(event->answer, outcome_names[OUTCOME_ESCALATED]) == 0)
        take_decision(made, event);
}

static void take_look(struct made *made, const struct event *event)
{
    const struct truth *truth = solution_truth(&made->solution, event->step);

    made->evidence[made->debrief.evidence_count++] = (struct debrief_evidence){
        .step = keep(made, event->step),
        .question = expand(made, event),
        .found = keep(made, event->say),
        .because = truth ? truth->because : "",
    };
}

static void take_diagnosis(struct made *made, const struct event *event)
{
    size_t i;

    made->debrief.diagnosed = keep(made, event->answer);
    made->debrief.cause = keep(made, event->say);
    made->debrief.percent = event->percent;
    for (i = 0; i < made->debrief.evidence_count; i++)
        made->evidence[i].decided_it |= strcmp(made->evidence[i].step, event->evidence) == 0;
}

static void (*const takers[EVENT_KIND_COUNT])(struct made *made, const struct event *event) = {
    [EVENT_ANSWERED] = take_decision, [EVENT_TYPED] = take_decision,
    [EVENT_TRIED] = take_decision,    [EVENT_REFERRED] = take_decision,
    [EVENT_ENDED] = take_end,         [EVENT_LOOKED] = take_look,
    [EVENT_DIAGNOSED] = take_diagnosis,
};

static void make_good(struct made *made)
{
    const struct solution *solution = &made->solution;
    size_t i, j;

    for (i = 0; i < solution->path_count; i++) {
        const struct truth *truth = &solution->truths[i];

        made->good[i] = (struct debrief_good){.step = truth->step,
                                              .question = truth->question,
                                              .answer = truth->say,
                                              .because = truth->because,
                                              .required = truth->visit,
                                              .minutes = truth->minutes};
        for (j = 0; j < made->debrief.step_count; j++)
            made->good[i].visited |= strcmp(made->steps[j].step, truth->step) == 0;
        for (j = 0; j < made->debrief.evidence_count; j++)
            made->good[i].visited |= strcmp(made->evidence[j].step, truth->step) == 0;
    }
    made->debrief.good_count = solution->path_count;
}

/* Harm costs most, then what was spent off the path or answered wrong, by its minutes. */
static unsigned cost_of(const struct debrief_step *step)
{
    enum { HARM = 1000000 };

    if (*step->harm)
        return HARM + step->minutes;
    return step->verdict == VERDICT_WRONG || !step->on_path ? 1 + step->minutes : 0;
}

static bool is_moment(const struct debrief *debrief, const struct debrief_step *step)
{
    size_t i;

    for (i = 0; i < debrief->moment_count; i++) {
        if (debrief->moments[i] == step)
            return true;
    }
    return false;
}

static void find_moments(struct debrief *debrief)
{
    const struct debrief_step *most;
    size_t i;

    do {
        most = NULL;
        for (i = 0; i < debrief->step_count; i++) {
            const struct debrief_step *step = &debrief->steps[i];

            if (cost_of(step) > (most ? cost_of(most) : 0) && !is_moment(debrief, step))
                most = step;
        }
        if (most)
            debrief->moments[debrief->moment_count++] = most;
    } while (most && debrief->moment_count < DEBRIEF_MOMENTS);
}

static const char *make_view(struct made *made)
{
    const struct score *score = &made->debrief.score;
    struct buffer view = {0};
    const char *kept;
    bool harm = false;
    size_t i;

    for (i = 0; i < made->debrief.step_count; i++)
        harm |= *made->steps[i].harm;
    buffer_printf(&view, "I was helped for %u minutes; %u were to be expected at most. ",
                  score->minutes, score->allowed);
    buffer_string(&view, score->parts[SCORE_ENDING].tenths
                             ? "In the end it was what I needed."
                             : "In the end it was not what I needed.");
    if (harm)
        buffer_string(&view, " And what was done has made it worse for me.");
    kept = keep(made, buffer_text(&view));
    made->failed |= buffer_failed(&view);
    buffer_free(&view);
    return kept;
}

static void fill_head(struct made *made, const struct event *started)
{
    const struct solution *solution = &made->solution;
    const struct session *session = made->session;
    struct debrief *debrief = &made->debrief;

    debrief->session = keep(made, started->session);
    debrief->scenario = solution->scenario;
    debrief->title = solution->title;
    debrief->level = solution->level;
    debrief->trainee = keep(made, started->trainee);
    debrief->mode = keep(made, started->mode);
    debrief->flow = keep(made, started->to_flow);
    debrief->started = started->at;
    debrief->ended = session_last(session)->at;
    debrief->seed = started->seed;
    debrief->outcome = session_outcome(session);
    debrief->opening = solution->opening;
    debrief->herrings = solution->herrings;
    debrief->herring_count = solution->herring_count;
    debrief->cause = debrief->diagnosed = "";
    debrief->true_cause = solution->cause_title;
    debrief->true_id = solution->cause;
    debrief->lesson = solution->lesson;
}

static void fill(struct made *made)
{
    struct debrief *debrief = &made->debrief;
    size_t events = session_count(made->session), i;

    made->steps = room(made, events, sizeof *made->steps);
    made->evidence = room(made, events, sizeof *made->evidence);
    made->good = room(made, made->solution.path_count, sizeof *made->good);
    if (made->failed)
        return;
    debrief->steps = made->steps;
    debrief->evidence = made->evidence;
    debrief->good = made->good;
    for (i = 0; i < events; i++) {
        const struct event *event = session_event(made->session, i);

        if (takers[event->kind])
            takers[event->kind](made, event);
    }
    debrief->cause_count = moment_causes(moment_now(made->session), made->arena, &made->causes);
    debrief->causes = made->causes;
    make_good(made);
    find_moments(debrief);
    debrief->view = make_view(made);
}

const char *debrief_verdict(const struct debrief_step *step)
{
    static const char *const words[] = {
        [VERDICT_NONE] = "", [VERDICT_WRONG] = "wrong", [VERDICT_RIGHT] = "right"};

    return step->verdict == VERDICT_RIGHT && step->kind == STEP_FIX && !step->on_path
               ? "off the path, and told as it was"
               : words[step->verdict];
}

enum status debrief_new(const struct session *session, struct debrief **debrief)
{
    const struct event *started = session_training(session);
    struct made *made;
    enum status status;

    if (!training_is_open(session))
        return STATUS_NO;
    made = memory_alloc(sizeof *made);
    if (!made)
        return STATUS_NO_MEMORY;
    made->session = session;
    made->arena = arena_new();
    status = made->arena ? solution_read(started->solution, &made->solution) : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = score_by(session, &made->solution, &made->debrief.score);
    if (status == STATUS_OK) {
        fill_head(made, started);
        fill(made);
        status = made->failed ? STATUS_NO_MEMORY : STATUS_OK;
    }
    if (status == STATUS_OK)
        *debrief = &made->debrief;
    else
        debrief_free(&made->debrief);
    return status;
}

void debrief_free(struct debrief *debrief)
{
    struct made *made = (struct made *)debrief;

    if (!made)
        return;
    solution_free(&made->solution);
    arena_free(made->arena);
    memory_free(made);
}
