/* SPDX-License-Identifier: MIT */
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
#include "errwalk/shift.h"
#include "errwalk/text.h"
#include "errwalk/training.h"

/* A debrief with what owns it. */
struct builder {
    struct debrief debrief; /* first: a debrief is one of these */
    struct arena *arena;
    struct solution solution;
    const struct session *session; /* while it is built */
    struct debrief_step *steps;
    struct debrief_good *good;
    struct debrief_evidence *evidence;
    struct moment_cause *causes;
};

static const char *keep(struct builder *builder, const char *text)
{
    const char *copy = arena_copy(builder->arena, text, strlen(text));

    return copy;
}

static void *room(struct builder *builder, size_t count, size_t size)
{
    void *memory = arena_alloc(builder->arena, (count + 1) * size);

    return memory;
}

/* What an event asked, with the facts as they were then. */
static const char *expand(struct builder *builder, const struct event *event)
{
    struct moment moment = moment_before(builder->session, event);
    struct buffer line = {0};
    const char *kept;

    prose_expand(&line, event->question, moment_expand_record, &moment);
    kept = keep(builder, buffer_text(&line));
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

        if (strcmp(session_path(session, event), session_path(session, until)) != 0)
            continue;
        minutes += event->minutes;
        *looked |= event->kind == EVENT_LOOKED;
    }
    return minutes;
}

static bool does_harm(const struct event *event, const struct truth *truth)
{
    return *truth->avoid &&
           !(event->kind == EVENT_TRIED &&
             strcmp(event->answer, fix_result_names[FIX_SKIPPED]) == 0);
}

/* A decision in words. Escalations and referrals name who takes over as their question. */
static const char *decision_text(const struct event *event)
{
    return event->kind == EVENT_ENDED || event->kind == EVENT_REFERRED ? "Handed over"
                                                                       : session_answer_text(event);
}

static void take_decision(struct builder *builder, const struct event *event)
{
    const char *path = session_path(builder->session, event);
    struct debrief_step *step = &builder->steps[builder->debrief.step_count++];
    struct truth truth = {.say = "", .because = "", .avoid = ""};

    solution_truth_at(&builder->solution, path, event, &truth);
    *step = (struct debrief_step){
        .number = event->number,
        .step = keep(builder, path),
        .question = expand(builder, event),
        .kind = event->step_kind,
        .answer = keep(builder, decision_text(event)),
        .right = truth.say,
        .verdict = solution_verdict(&builder->solution, path, event),
        .on_path = truth.on_path,
        .undone = !session_stands(builder->session, event),
        .because = truth.because,
        .harm = does_harm(event, &truth) ? truth.avoid : "",
    };
    step->minutes = spent_before(builder->session, event, &step->looked);
    if (!builder->debrief.parting && step->verdict == VERDICT_WRONG)
        builder->debrief.parting = step;
}

static void take_end(struct builder *builder, const struct event *event)
{
    if (strcmp(event->answer, outcome_names[OUTCOME_ESCALATED]) == 0)
        take_decision(builder, event);
}

static void take_look(struct builder *builder, const struct event *event)
{
    const char *path = session_path(builder->session, event);
    struct truth truth = {.because = ""};

    solution_truth_at(&builder->solution, path, event, &truth);
    builder->evidence[builder->debrief.evidence_count++] = (struct debrief_evidence){
        .step = keep(builder, path),
        .question = expand(builder, event),
        .found = keep(builder, event->say),
        .because = truth.because,
    };
}

static void take_diagnosis(struct builder *builder, const struct event *event)
{
    size_t i;

    builder->debrief.diagnosed = keep(builder, event->answer);
    builder->debrief.cause = keep(builder, event->say);
    builder->debrief.percent = event->percent;
    for (i = 0; i < builder->debrief.evidence_count; i++)
        builder->evidence[i].decided_it |= strcmp(builder->evidence[i].step, event->evidence) == 0;
}

static void (*const takers[EVENT_KIND_COUNT])(struct builder *builder, const struct event *event) = {
    [EVENT_ANSWERED] = take_decision, [EVENT_TYPED] = take_decision,
    [EVENT_TRIED] = take_decision,    [EVENT_REFERRED] = take_decision,
    [EVENT_ENDED] = take_end,         [EVENT_LOOKED] = take_look,
    [EVENT_DIAGNOSED] = take_diagnosis,
};

static void make_good(struct builder *builder)
{
    const struct solution *solution = &builder->solution;
    size_t i, j;

    for (i = 0; i < solution->path_count; i++) {
        const struct truth *truth = &solution->truths[i];
        struct truth here = *truth;

        solution_truth_in(solution, truth->step, truth->found, 0, &here);
        builder->good[i] = (struct debrief_good){.step = truth->step,
                                              .question = truth->question,
                                              .answer = here.say,
                                              .because = here.because,
                                              .required = truth->visit,
                                              .minutes = truth->minutes};
        for (j = 0; j < builder->debrief.step_count; j++)
            builder->good[i].visited |= strcmp(builder->steps[j].step, truth->step) == 0;
        for (j = 0; j < builder->debrief.evidence_count; j++)
            builder->good[i].visited |= strcmp(builder->evidence[j].step, truth->step) == 0;
    }
    builder->debrief.good_count = solution->path_count;
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

/* Steps that were taken in place of what a weigh step held to be best, and by how much they were dearer. */
static void put_chosen(const struct builder *builder, struct buffer *view)
{
    size_t i;

    for (i = 0; i < session_count(builder->session); i++) {
        const struct event *event = session_event(builder->session, i);

        if (event->kind == EVENT_CHOSEN)
            buffer_printf(view, " “%s”: %s", event->say, event->because);
    }
}

static const char *make_view(struct builder *builder)
{
    const struct score *score = &builder->debrief.score;
    struct buffer view = {0};
    const char *kept;
    bool harm = false;
    size_t i;

    for (i = 0; i < builder->debrief.step_count; i++)
        harm |= *builder->steps[i].harm;
    buffer_printf(&view, "I was helped for %u minutes; %u were to be expected at most. ",
                  score->minutes, score->allowed);
    buffer_string(&view, score->parts[SCORE_ENDING].tenths
                             ? "In the end it was what I needed."
                             : "In the end it was not what I needed.");
    if (harm)
        buffer_string(&view, " And what was done has made it worse for me.");
    put_chosen(builder, &view);
    kept = keep(builder, buffer_text(&view));
    buffer_free(&view);
    return kept;
}

/* What the events of one call say of its shift. */
static const char *make_shift(struct builder *builder, const struct event *started)
{
    const struct session *session = builder->session;
    struct shift_plan plan = {0};
    struct buffer text = {0};
    const char *kept = "";
    struct shift shift;

    if (*started->shift && shift_plan_read(started->shift, &plan) == STATUS_OK &&
        started->item < plan.count) {
        const struct shift_call *call = &shift.calls[started->item];

        shift_fold(&plan, &session, 1, &shift);
        buffer_printf(&text, "caller %u of %zu, priority %u, taken after %u of %u minutes, put on hold "
                      "%u time%s",
                      started->item + 1, plan.count, call->caller->priority,
                      call->taken - call->caller->arrives, call->caller->target, call->holds,
                      text_plural(call->holds));
        kept = keep(builder, buffer_text(&text));
    }
    shift_plan_free(&plan);
    buffer_free(&text);
    return kept;
}

static void fill_head(struct builder *builder, const struct event *started)
{
    const struct solution *solution = &builder->solution;
    const struct session *session = builder->session;
    struct debrief *debrief = &builder->debrief;
    char outcome[SCORE_OUTCOME];

    debrief->session = keep(builder, started->session);
    debrief->scenario = solution->scenario;
    debrief->title = solution->title;
    debrief->level = solution->level;
    debrief->trainee = keep(builder, started->trainee);
    debrief->mode = keep(builder, started->mode);
    debrief->flow = keep(builder, started->to_flow);
    debrief->started = started->at;
    debrief->ended = session_last(session)->at;
    debrief->seed = started->seed;
    debrief->outcome = session_outcome(session);
    debrief->ended_as = keep(builder, score_outcome(session, &debrief->score, outcome));
    debrief->opening = solution->opening;
    debrief->shift = make_shift(builder, started);
    debrief->herrings = solution->herrings;
    debrief->herring_count = solution->herring_count;
    debrief->cause = debrief->diagnosed = "";
    debrief->true_cause = solution->cause_title;
    debrief->true_id = solution->cause;
    debrief->lesson = solution->lesson;
}

static void fill(struct builder *builder)
{
    struct debrief *debrief = &builder->debrief;
    size_t events = session_count(builder->session), i;

    builder->steps = room(builder, events, sizeof *builder->steps);
    builder->evidence = room(builder, events, sizeof *builder->evidence);
    builder->good = room(builder, builder->solution.path_count, sizeof *builder->good);
    debrief->steps = builder->steps;
    debrief->evidence = builder->evidence;
    debrief->good = builder->good;
    for (i = 0; i < events; i++) {
        const struct event *event = session_event(builder->session, i);

        if (takers[event->kind])
            takers[event->kind](builder, event);
    }
    debrief->cause_count = moment_causes(moment_now(builder->session), builder->arena, &builder->causes);
    debrief->causes = builder->causes;
    make_good(builder);
    find_moments(debrief);
    debrief->view = make_view(builder);
}

const char *debrief_verdict(const struct debrief_step *step)
{
    static const char *const words[] = {
        [VERDICT_NONE] = "", [VERDICT_WRONG] = "wrong", [VERDICT_RIGHT] = "right"};

    return step->verdict == VERDICT_RIGHT && step->kind == STEP_FIX && !step->on_path
               ? "off the path, and reported as it was"
               : words[step->verdict];
}

enum status debrief_new(const struct session *session, struct debrief **debrief)
{
    const struct event *started = session_training(session);
    struct builder *builder;
    enum status status;

    if (!training_is_open(session))
        return STATUS_NO;
    builder = memory_alloc(sizeof *builder);
    builder->session = session;
    builder->arena = arena_new();
    status = solution_read(started->solution, &builder->solution);
    if (status != STATUS_OK) {
        debrief_free(&builder->debrief);
        return status;
    }
    score_by(session, &builder->solution, &builder->debrief.score);
    fill_head(builder, started);
    fill(builder);
    *debrief = &builder->debrief;
    return STATUS_OK;
}

void debrief_free(struct debrief *debrief)
{
    struct builder *builder = (struct builder *)debrief;

    if (!builder)
        return;
    solution_free(&builder->solution);
    arena_free(builder->arena);
    memory_free(builder);
}
