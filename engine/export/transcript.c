/* SPDX-License-Identifier: MIT */
/*
 * The model of a transcript, from the events of a session. Each text gets the facts that were known
 * when it was read by the person: answers taken back later are still seen as they were seen then.
 */
#include <config.h>

#include "errwalk/transcript.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/catalog.h"
#include "errwalk/letters.h"
#include "errwalk/memory.h"
#include "errwalk/moment.h"
#include "errwalk/prose.h"
#include "transcript-private.h"

enum { ONE_LINE = 100000 }; /* cells: wide enough that no paragraph is broken */

static const char redacted[] = "[redacted]";

struct builder {
    const struct session *session;
    struct own_transcript *own;
    struct moment moment;         /* before the event that is read */
    const struct event **waiting; /* notes and acts at one step, which has no decision yet */
    size_t wait_count;
};

static const char *keep(struct builder *builder, const char *text)
{
    const char *copy = arena_copy(builder->own->arena, text, strlen(text));

    return copy;
}

static const char *keep_buffer(struct builder *builder, struct buffer *buffer)
{
    const char *copy = keep(builder, buffer_text(buffer));

    buffer_free(buffer);
    return copy;
}

/* A text of one line, with the facts as they were before the event that is read. */
static const char *keep_line(struct builder *builder, const char *text)
{
    struct buffer line = {0};

    prose_expand(&line, text, moment_expand_record, &builder->moment);
    return keep_buffer(builder, &line);
}

/* CommonMark as the plain text that it reads as. */
static const char *keep_prose(struct builder *builder, const char *commonmark)
{
    const struct prose_options options = {
        .width = ONE_LINE, .expand = moment_expand_record, .context = &builder->moment};
    struct prose *prose;
    const char *text;
    size_t length;

    prose_new(commonmark, &options, &prose);
    length = strlen(prose->text);
    if (length)
        prose->text[length - 1] = '\0'; /* the last line's end */
    text = keep(builder, prose->text);
    prose_free(prose);
    return text;
}

/* Flows and related errors */

static void add_flow(struct builder *builder, const struct event *event)
{
    struct own_transcript *own = builder->own;
    size_t i;

    if (!*event->to_flow)
        return;
    for (i = 0; i < own->transcript.flow_count; i++) {
        if (strcmp(own->flows[i].id, event->to_flow) == 0 &&
            strcmp(own->flows[i].sha256, event->sha256) == 0)
            return;
    }
    own->flows[own->transcript.flow_count++] = (struct transcript_flow){
        .id = keep(builder, event->to_flow),
        .title = keep(builder, event->title),
        .sha256 = keep(builder, event->sha256),
    };
}

/* Reads "NAME (CODE)", "NAME" or a flow id, which has no upper-case letter and is no name of the catalog. */
static struct transcript_error read_error(struct builder *builder, const char *text, size_t length,
                                          const char *flow, size_t flow_length)
{
    struct transcript_error error = {.name = "", .flow = ""};
    char *copy = arena_copy(builder->own->arena, text, length);
    char *entered = arena_copy(builder->own->arena, flow, flow_length), *open;
    const char *at = copy;
    bool is_flow;

    while (*at && !letter_is_upper(*at))
        at++;
    open = strstr(copy, " (");
    is_flow = !*at && !catalog_is_spelt(copy, open ? (size_t)(open - copy) : strlen(copy));
    error.flow = is_flow && !*entered ? copy : entered;
    if (is_flow)
        return error;
    open = strrchr(copy, '(');
    if (open && open > copy && open[-1] == ' ') {
        open[-1] = '\0';
        error.code = catalog_code_beside(copy, strlen(copy), strtoll(open + 1, NULL, 0));
    }
    error.name = copy;
    return error;
}

static void add_error(struct builder *builder, struct transcript_error error)
{
    struct own_transcript *own = builder->own;
    void *related = own->related;
    size_t i;

    for (i = 0; i < own->transcript.related_count; i++) {
        if (strcmp(own->related[i].name, error.name) == 0 &&
            (*error.name || strcmp(own->related[i].flow, error.flow) == 0))
            return;
    }
    memory_grow(&related, &own->related_capacity, own->transcript.related_count,
                sizeof *own->related);
    own->related = related;
    own->related[own->transcript.related_count++] = error;
}

static void add_related(struct builder *builder, const struct event *event)
{
    const char *line = event->related, *tab;
    size_t length, name;

    for (; *line; line += length + (line[length] == '\n')) {
        length = strcspn(line, "\n");
        tab = memchr(line, '\t', length);
        name = tab ? (size_t)(tab - line) : length;
        if (name)
            add_error(builder, read_error(builder, line, name, tab ? tab + 1 : "",
                                          tab ? length - name - 1 : 0));
    }
}

/* Steps */

static bool is_at(const struct transcript_step *step, const struct event *event)
{
    return strcmp(step->flow, event->flow) == 0 && strcmp(step->step, event->step) == 0;
}

/* How often a note was edited. */
static size_t edits_of(const struct builder *builder, const struct event *note)
{
    size_t count = 0;

    while ((note = session_note_edit(builder->session, note)))
        count++;
    return count;
}

/* The texts that a note had, oldest first. Returns how many. */
static size_t put_texts(struct builder *builder, const struct event *note,
                        struct transcript_note *out)
{
    size_t count = 0;

    while (*note->answer) {
        out[count] = (struct transcript_note){.at = note->at,
                                              .until = -1,
                                              .edited = count > 0,
                                              .text = keep(builder, note->answer)};
        note = session_note_edit(builder->session, note);
        if (!note)
            return count + 1;
        out[count++].until = note->at;
    }
    return count;
}

static void put_act(struct builder *builder, const struct event *event, struct transcript_act *act)
{
    bool diagnosed = event->kind == EVENT_DIAGNOSED;
    struct buffer pasted = {0};

    if (*event->pasted)
        prose_fence(&pasted, "", event->pasted);
    *act = (struct transcript_act){.at = event->at,
                                   .kind = event->kind,
                                   .text = event->kind == EVENT_PASTED
                                               ? keep_buffer(builder, &pasted)
                                               : diagnosed ? "" : keep(builder, event->say),
                                   .cause = diagnosed ? keep(builder, event->say) : "",
                                   .evidence = keep(builder, event->evidence),
                                   .percent = event->percent,
                                   .others = diagnosed ? keep(builder, event->causes) : "",
                                   .minutes = event->minutes,
                                   .undone = !session_stands(builder->session, event)};
}

/* Gives what waits to a step, behind what it has. */
static void give(struct builder *builder, struct transcript_step *step)
{
    size_t notes_most = step->note_count, i;
    struct transcript_note *notes;
    struct transcript_act *acts;

    if (!builder->wait_count)
        return;
    for (i = 0; i < builder->wait_count; i++)
        notes_most += 1 + edits_of(builder, builder->waiting[i]);
    notes = arena_alloc(builder->own->arena, notes_most * sizeof *notes);
    acts =
        arena_alloc(builder->own->arena, (step->act_count + builder->wait_count) * sizeof *acts);
    for (i = 0; i < step->note_count; i++)
        notes[i] = step->notes[i];
    for (i = 0; i < step->act_count; i++)
        acts[i] = step->acts[i];
    step->notes = notes;
    step->acts = acts;
    for (i = 0; i < builder->wait_count; i++) {
        if (builder->waiting[i]->kind == EVENT_NOTED)
            step->note_count += put_texts(builder, builder->waiting[i], notes + step->note_count);
        else
            put_act(builder, builder->waiting[i], &acts[step->act_count++]);
    }
    builder->wait_count = 0;
}

/* How many blocks an event is in. */
static unsigned depth_of(const struct session *session, const struct event *event)
{
    const struct event *call = session_call(session, event);
    unsigned depth = 0;

    for (; call; call = session_call(session, call))
        depth++;
    return depth;
}

/* Why the step came next, as it was shown. */
static const char *because_of(const struct builder *builder, const struct event *event)
{
    const struct event *led = moment_last(moment_before(builder->session, event));

    return led && *led->via && strcmp(led->to, event->step) == 0 ? led->because : "";
}

static struct transcript_step *add_step(struct builder *builder, const struct event *event)
{
    struct own_transcript *own = builder->own;
    struct transcript_step *step = &own->steps[own->transcript.step_count++];

    *step = (struct transcript_step){
        .at = event->at,
        .flow = keep(builder, event->flow),
        .step = keep(builder, event->step),
        .kind = event->step_kind,
        .event = event->kind,
        .question = keep_line(builder, event->question),
        .answer = "",
        .fact = keep(builder, event->fact),
        .because = keep(builder, because_of(builder, event)),
        .text = "",
        .to_flow = "",
        .by = "",
        .verified = "",
        .depth = depth_of(builder->session, event),
    };
    return step;
}

/* The step that waits was left without a decision, or was the last one. */
static void settle(struct builder *builder)
{
    struct transcript *transcript = &builder->own->transcript;
    struct transcript_step *last =
        transcript->step_count ? &builder->own->steps[transcript->step_count - 1] : NULL;

    if (!builder->wait_count)
        return;
    if (!last || !is_at(last, builder->waiting[0])) {
        last = add_step(builder, builder->waiting[0]);
        last->event = EVENT_NOTED;
    }
    give(builder, last);
}

static bool waits_elsewhere(const struct builder *builder, const struct event *event)
{
    const struct event *first = builder->wait_count ? builder->waiting[0] : NULL;

    return first &&
           (strcmp(first->flow, event->flow) != 0 || strcmp(first->step, event->step) != 0);
}

static void take_waiting(struct builder *builder, const struct event *event)
{
    if (event->target)
        return; /* a note that was edited reads so where it was made */
    if (waits_elsewhere(builder, event))
        settle(builder);
    builder->waiting[builder->wait_count++] = event;
}

static void take_decision(struct builder *builder, const struct event *event)
{
    bool typed = event->kind == EVENT_TYPED;
    struct transcript_step *step;

    if (waits_elsewhere(builder, event))
        settle(builder);
    step = add_step(builder, event);
    step->undone = !session_stands(builder->session, event);
    step->answer = keep(builder, event->sensitive ? redacted : event->answer);
    if (event->kind == EVENT_CHOSEN || event->kind == EVENT_DEFERRED)
        step->answer = event_kind_names[event->kind];
    if (typed)
        step->text = step->answer;
    else if (event->kind == EVENT_REFERRED || event->kind == EVENT_ENDED)
        step->text = keep_prose(builder, event->say);
    else
        step->text = keep_line(builder, event->say);
    step->by = keep(builder, event->by);
    step->verified = keep(builder, event->verified);
    step->to_flow = keep(builder, event->to_flow);
    step->hands_over = event->kind == EVENT_REFERRED && *builder->own->transcript.scenario;
    give(builder, step);
    if (!step->undone)
        add_related(builder, event);
}

static void take_start(struct builder *builder, const struct event *event)
{
    struct transcript *transcript = &builder->own->transcript;

    transcript->session = keep(builder, event->session);
    transcript->started = event->at;
    transcript->scenario = keep(builder, event->scenario);
    transcript->mode = keep(builder, event->mode);
    transcript->trainee = keep(builder, event->trainee);
    transcript->problem = (struct transcript_error){
        .name = keep(builder, event->error),
        .code = event->code,
        .flow = keep(builder, event->to_flow),
    };
    add_flow(builder, event);
}

static void take_referral(struct builder *builder, const struct event *event)
{
    take_decision(builder, event);
    add_flow(builder, event);
}

/* Escalating and giving up are decisions; the other ends follow from the decision before them. */
static void take_end(struct builder *builder, const struct event *event)
{
    if (strcmp(event->answer, outcome_names[OUTCOME_ESCALATED]) == 0 ||
        strcmp(event->answer, outcome_names[OUTCOME_ABANDONED]) == 0)
        take_decision(builder, event);
    if (session_stands(builder->session, event))
        builder->own->transcript.ended = event->at;
}

static void take_back(struct builder *builder, const struct event *event)
{
    (void)event;
    settle(builder);
}

static void (*const takers[EVENT_KIND_COUNT])(struct builder *builder,
                                              const struct event *event) = {
    [EVENT_STARTED] = take_start,     [EVENT_ANSWERED] = take_decision,
    [EVENT_TYPED] = take_decision,    [EVENT_TRIED] = take_decision,
    [EVENT_NOTED] = take_waiting,     [EVENT_UNDONE] = take_back,
    [EVENT_REFERRED] = take_referral, [EVENT_ENDED] = take_end,
    [EVENT_LOOKED] = take_waiting,    [EVENT_HINTED] = take_waiting,
    [EVENT_DIAGNOSED] = take_waiting, [EVENT_HEARD] = take_waiting,
    [EVENT_PASTED] = take_waiting,    [EVENT_CALLED] = take_referral,
    [EVENT_RETURNED] = take_decision, [EVENT_CHOSEN] = take_decision,
    [EVENT_DEFERRED] = take_decision,
};

/* What is known at the end, each fact once, in the order in which they were asked. */
static void take_facts(struct builder *builder)
{
    struct own_transcript *own = builder->own;
    const struct event *const *trail;
    size_t count, i;

    trail = session_trail(builder->session, &count);
    for (i = 0; i < count; i++) {
        if (trail[i]->kind == EVENT_TYPED && moment_given(builder->moment, trail[i]->fact) == trail[i])
            own->facts[own->transcript.fact_count++] = (struct transcript_fact){
                .name = keep(builder, trail[i]->fact),
                .value = keep(builder, trail[i]->sensitive ? redacted : trail[i]->answer),
            };
    }
}

static void read_events(struct builder *builder)
{
    struct transcript *transcript = &builder->own->transcript;
    size_t count = session_count(builder->session), i;
    const struct event *event;

    for (i = 0; i < count; i++) {
        event = session_event(builder->session, i);
        builder->moment = moment_before(builder->session, event);
        if (takers[event->kind])
            takers[event->kind](builder, event);
        if (event->kind != EVENT_EXPORTED) /* writing it out changes nothing that it says */
            transcript->last = event->at;
    }
    builder->moment = moment_now(builder->session);
    settle(builder);
    take_facts(builder);
    transcript->cause_count =
        moment_causes(builder->moment, builder->own->arena, &builder->own->causes);
    transcript->minutes = session_minutes(builder->session);
    transcript->outcome = session_outcome(builder->session);
    if (transcript->outcome == OUTCOME_UNFINISHED)
        transcript->ended = -1;
}

/* There are never more of anything than events, but for steps that only notes and acts make: those
 * are fewer, too, since each takes one of them. Related errors grow. */
static void prepare(struct builder *builder)
{
    struct own_transcript *own = builder->own;
    size_t count = session_count(builder->session);

    own->arena = arena_new();
    own->flows = arena_alloc(own->arena, count * sizeof *own->flows);
    own->facts = arena_alloc(own->arena, count * sizeof *own->facts);
    own->steps = arena_alloc(own->arena, count * sizeof *own->steps);
    builder->waiting = arena_alloc(own->arena, count * sizeof *builder->waiting);
    own->transcript.session = "";
    own->transcript.scenario = own->transcript.mode = own->transcript.trainee = "";
    own->transcript.problem = (struct transcript_error){.name = "", .flow = ""};
    own->transcript.ended = -1;
}

enum status transcript_new(const struct session *session, struct transcript **transcript)
{
    struct own_transcript *own;
    struct builder builder;

    if (!session_count(session))
        return STATUS_NO;
    own = memory_alloc(sizeof *own);
    builder = (struct builder){.session = session, .own = own};
    prepare(&builder);
    read_events(&builder);
    own->transcript.causes = own->causes;
    own->transcript.flows = own->flows;
    own->transcript.facts = own->facts;
    own->transcript.steps = own->steps;
    own->transcript.related = own->related;
    *transcript = &own->transcript;
    return STATUS_OK;
}

void transcript_free(struct transcript *transcript)
{
    struct own_transcript *own = (struct own_transcript *)transcript;

    if (!own)
        return;
    arena_free(own->arena);
    memory_free(own->related);
    memory_free(own);
}
