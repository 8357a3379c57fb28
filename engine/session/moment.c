/* SPDX-License-Identifier: MIT */
/*
 * What a session was at one of its moments. The fold keeps the state after each event; this reads it.
 */
#include <config.h>

#include "errwalk/moment.h"

#include <string.h>

#include "errwalk/prose.h"
#include "session-private.h"

static const struct state *state_of(struct moment moment)
{
    return session_state(moment.session, moment.count);
}

struct moment moment_now(const struct session *session)
{
    return (struct moment){session, session->count};
}

struct moment moment_before(const struct session *session, const struct event *event)
{
    return (struct moment){session, event->number - 1};
}

struct moment moment_after(const struct session *session, const struct event *event)
{
    return (struct moment){session, event->number};
}

const char *moment_flow(struct moment moment)
{
    return state_of(moment)->flow;
}

const char *moment_step(struct moment moment)
{
    return state_of(moment)->step;
}

enum outcome moment_outcome(struct moment moment)
{
    return state_of(moment)->outcome;
}

bool moment_stands(struct moment moment, const struct event *event)
{
    unsigned taken_back;

    if (event->number < 1 || event->number > moment.count)
        return false;
    taken_back = moment.session->records[event->number - 1]->taken_back;
    return !taken_back || taken_back > moment.count;
}

const struct event *moment_last(struct moment moment)
{
    return state_of(moment)->last;
}

const struct event *moment_decision(struct moment moment)
{
    return state_of(moment)->decision;
}

const struct event *moment_entrance(struct moment moment)
{
    return state_of(moment)->entrance;
}

const struct event *moment_visit(struct moment moment)
{
    const struct state *state = state_of(moment);
    const struct event *entrance = state->entrance;

    if (state->call)
        return state->call;
    while (entrance && entrance->kind == EVENT_CALLED)
        entrance = session_before(moment.session, entrance)->entrance;
    return entrance;
}

const struct event *moment_diagnosis(struct moment moment)
{
    return state_of(moment)->diagnosis;
}

static bool enters(struct moment moment, const struct event *event)
{
    return (event->kind == EVENT_STARTED || event->kind == EVENT_REFERRED ||
            event->kind == EVENT_CALLED) &&
           *event->to_flow && moment_stands(moment, event);
}

bool moment_has_entered(struct moment moment, const char *flow)
{
    const struct event *entrance = moment_entrance(moment);

    while (entrance && strcmp(entrance->to_flow, flow) != 0)
        entrance = moment_entrance(moment_before(moment.session, entrance));
    return entrance;
}

const struct event *moment_entered(struct moment moment, size_t index)
{
    size_t i;

    for (i = 0; i < moment.count; i++) {
        const struct event *event = session_event(moment.session, i);

        if (enters(moment, event) &&
            !moment_has_entered(moment_before(moment.session, event), event->to_flow) && !index--)
            return event;
    }
    return NULL;
}

const char *moment_error(struct moment moment)
{
    const struct event *problem = state_of(moment)->problem;

    return problem ? problem->error : "";
}

struct code moment_code(struct moment moment)
{
    const struct event *problem = state_of(moment)->problem;

    return problem ? problem->code : (struct code){0};
}

size_t moment_note_count(struct moment moment)
{
    return state_of(moment)->lasting.notes;
}

const struct event *moment_note(struct moment moment, size_t index)
{
    const struct event *note = moment.session->original_notes[index], *edit;

    while ((edit = session_note_edit(moment.session, note)) && edit->number <= moment.count)
        note = edit;
    return *note->answer ? note : NULL;
}

/* Sets whether it is an answer of the visit, which has words beside its id. */
static const struct known *find_fact(struct moment moment, const char *fact, bool *has_words)
{
    const struct state *state = state_of(moment);
    const struct known *typed = known_find(state->typed, fact);

    *has_words = !typed;
    return typed ? typed : known_find(state->answered, fact);
}

const struct event *moment_given(struct moment moment, const char *fact)
{
    bool has_words;
    const struct known *known = find_fact(moment, fact, &has_words);

    return known ? known->event : NULL;
}

static bool put_error(struct moment moment, struct buffer *out)
{
    buffer_string(out, moment_error(moment));
    return *moment_error(moment);
}

static bool put_code(struct moment moment, struct buffer *out)
{
    struct code code = moment_code(moment);

    code_print(out, code);
    return code.present;
}

static bool put_notes(struct moment moment, struct buffer *out)
{
    size_t i, count = moment_note_count(moment);
    bool any = false;

    for (i = 0; i < count; i++) {
        const struct event *note = moment_note(moment, i);

        if (!note)
            continue;
        buffer_string(out, any ? "; " : "");
        session_note_line(out, note->answer);
        any = true;
    }
    return any;
}

/* The facts of errwalk's own; how each reads where it is not known, NULL as any other. */
static const struct {
    const char *name;
    bool (*put)(struct moment moment, struct buffer *out);
    const char *none;
} own[] = {
    {"error", put_error, NULL},
    {"code", put_code, NULL},
    {"notes", put_notes, "none"},
};

/* The place of one of those, or how many they are. */
static size_t find_own(const char *fact)
{
    size_t i = 0;

    while (i < sizeof own / sizeof *own && strcmp(own[i].name, fact) != 0)
        i++;
    return i;
}

/* The words of an answer may hold facts that were known when it was given. */
static void put_words(const struct moment *moment, const struct event *answered,
                      struct buffer *out)
{
    struct moment then = moment_before(moment->session, answered);

    prose_expand(out, answered->say, moment_expand, &then);
}

/* False where the fact is not known. */
static bool put_fact(const struct moment *moment, const char *fact, struct buffer *out)
{
    bool has_words;
    const struct known *known = find_fact(*moment, fact, &has_words);
    size_t i = find_own(fact);

    if (known && has_words)
        put_words(moment, known->event, out);
    else if (known)
        buffer_string(out, known->value);
    if (known)
        return true;
    if (i == sizeof own / sizeof *own)
        return false;
    if (own[i].put(*moment, out))
        return true;
    buffer_string(out, own[i].none ? own[i].none : "");
    return own[i].none;
}

void moment_expand(const void *moment, const char *fact, struct buffer *out)
{
    if (!put_fact(moment, fact, out))
        buffer_string(out, "not known");
}

void moment_expand_mark(const void *moment, const char *fact, struct buffer *out)
{
    if (!put_fact(moment, fact, out))
        buffer_printf(out, "<%s>", fact);
}

void moment_expand_record(const void *context, const char *fact, struct buffer *out)
{
    const struct moment *moment = context;
    const struct event *given = moment_given(*moment, fact);

    if (given && given->sensitive)
        buffer_string(out, "[redacted]");
    else
        moment_expand(context, fact, out);
}

/* The name that a passage takes a fact from, or NULL. */
static bool find_passed(const struct event *passage, const char *fact, char ours[80])
{
    const char *line = passage->facts;
    size_t length = strlen(fact), rest;

    for (; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        if (strncmp(line, fact, length) != 0 || line[length] != '\t')
            continue;
        rest = strcspn(line + length + 1, "\n");
        if (rest >= 80)
            return false;
        memcpy(ours, line + length + 1, rest);
        ours[rest] = '\0';
        return true;
    }
    return false;
}

/* The value of a fact once a call, or a return, has happened: see fold_called and fold_returned. */
static const char *passed_value(struct moment_facts *facts, const char *fact)
{
    const struct event *passage = facts->about, *call;
    struct moment moment = facts->moment;
    const char *value = NULL;
    char ours[80];

    facts->about = NULL;
    if (find_passed(passage, fact, ours)) {
        value = moment_value(facts, ours);
    } else if (passage->kind == EVENT_RETURNED) {
        call = session_call(moment.session, NULL);
        facts->moment = moment_before(moment.session, call);
        value = moment_value(facts, fact);
    } else if (find_own(fact) < sizeof own / sizeof *own) {
        value = moment_value(facts, fact);
    }
    facts->moment = moment;
    facts->about = passage;
    return value;
}

const char *moment_value(void *context, const char *fact)
{
    struct moment_facts *facts = context;
    const struct event *about = facts->about;
    const struct known *known;
    bool has_words;
    size_t i;

    if (about && (about->kind == EVENT_CALLED || about->kind == EVENT_RETURNED))
        return passed_value(facts, fact);
    if (about && strcmp(about->fact, fact) == 0) {
        facts->sensitive = facts->sensitive || about->sensitive;
        return about->answer;
    }
    if (about && about->kind == EVENT_ANSWERED && about->step_kind == STEP_ASK &&
        strcmp(about->step, fact) == 0)
        return about->answer;
    known = find_fact(facts->moment, fact, &has_words);
    if (known && about && *about->to_flow && known->event->kind == EVENT_ANSWERED)
        return NULL; /* it was answered in the flow that is left */
    if (known) {
        facts->sensitive = facts->sensitive || known->event->sensitive;
        return known->value;
    }
    i = find_own(fact);
    buffer_clear(&facts->text);
    return i < sizeof own / sizeof *own && own[i].put(facts->moment, &facts->text)
               ? buffer_text(&facts->text)
               : NULL;
}
