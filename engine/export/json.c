/* SPDX-License-Identifier: MIT */
/*
 * The members of a transcript as JSON, for programs. doc/transcript.schema.json describes it; every member is
 * there, and what is absent is null.
 */
#include <config.h>

#include "record.h"

#include <string.h>

#include "errwalk/estimate.h"
#include "errwalk/formats.h"
#include "errwalk/members.h"
#include "errwalk/sink.h"

enum { FORMAT_VERSION = 1 };

/* What a redacted transcript says of itself; null for one that is not. */
static json_t *make_redacted(const void *record)
{
    const struct transcript *transcript = record;
    struct buffer notice = {0};
    json_t *redacted, *masked;
    size_t kind;

    if (!transcript->redacted)
        return json_null();
    redacted = json_object();
    masked = json_object();
    record_notice(&notice, transcript);
    json_object_set_new(redacted, "notice", document_text(buffer_text(&notice)));
    buffer_free(&notice);
    for (kind = 0; kind < REDACT_KIND_COUNT; kind++)
        json_object_set_new(masked, redact_kind_names[kind],
                            json_integer((json_int_t)transcript->masked[kind]));
    json_object_set_new(redacted, "masked", masked);
    return redacted;
}

static json_t *make_facts(const void *record)
{
    const struct transcript *transcript = record;
    json_t *object = json_object();
    struct buffer name = {0};
    size_t i;

    for (i = 0; i < transcript->fact_count; i++) {
        const struct transcript_fact *fact = &transcript->facts[i];

        buffer_clear(&name);
        sink_text(&name, fact->name, strlen(fact->name));
        json_object_set_new(object, buffer_text(&name), document_text(fact->value));
    }
    buffer_free(&name);
    return object;
}

/* A note that was edited or removed, and for how long it read so. */
static const struct member undone_note_members[] = {
    MEMBER(TIME, struct transcript_note, at, "at"),
    MEMBER(TIME, struct transcript_note, until, "until"),
    MEMBER(TEXT, struct transcript_note, text, "text"),
    {.key = NULL},
};

static json_t *make_notes(const void *record)
{
    const struct transcript_step *step = record;
    json_t *notes = json_array();
    size_t i;

    for (i = 0; i < step->note_count; i++) {
        if (step->notes[i].until < 0)
            json_array_append_new(notes, document_text(step->notes[i].text));
    }
    return notes;
}

static json_t *make_undone_notes(const void *record)
{
    const struct transcript_step *step = record;
    json_t *notes = json_array();
    size_t i;

    for (i = 0; i < step->note_count; i++) {
        if (step->notes[i].until >= 0)
            json_array_append_new(notes, members_object(undone_note_members, &step->notes[i]));
    }
    return notes;
}

static json_t *make_percent(const void *record)
{
    const struct transcript_act *act = record;

    return act->kind == EVENT_DIAGNOSED ? json_integer(act->percent) : json_null();
}

static json_t *make_others(const void *record)
{
    const char *rest = ((const struct transcript_act *)record)->others;
    json_t *others = json_array();
    struct estimate cause;

    while (estimate_next(&rest, &cause)) {
        json_t *other = json_object();

        json_object_set_new(other, "cause", sink_json(cause.title, cause.title_length));
        json_object_set_new(other, "percent", json_integer(cause.percent));
        json_array_append_new(others, other);
    }
    return others;
}

static const struct member act_members[] = {
    MEMBER(TIME, struct transcript_act, at, "at"),
    MEMBER_NAMED(struct transcript_act, kind, "kind", event_kind_names, EVENT_KIND_COUNT),
    MEMBER(TEXT_OR_NULL, struct transcript_act, text, "text"),
    MEMBER(TEXT_OR_NULL, struct transcript_act, cause, "cause"),
    MEMBER_BY("percent", make_percent),
    MEMBER_BY("others", make_others),
    MEMBER(TEXT_OR_NULL, struct transcript_act, evidence, "evidence"),
    MEMBER(DECIMAL, struct transcript_act, minutes, "minutes"),
    MEMBER(BOOL, struct transcript_act, undone, "undone"),
    {.key = NULL},
};

static const struct member step_members[] = {
    MEMBER(TIME, struct transcript_step, at, "at"),
    MEMBER(TEXT, struct transcript_step, flow, "flow"),
    MEMBER(TEXT, struct transcript_step, step, "step"),
    MEMBER_NAMED(struct transcript_step, kind, "kind", step_kind_names, STEP_KIND_COUNT),
    MEMBER(TEXT, struct transcript_step, question, "question"),
    MEMBER(TEXT_OR_NULL, struct transcript_step, answer, "answer"),
    MEMBER(TEXT_OR_NULL, struct transcript_step, text, "text"),
    MEMBER(TEXT_OR_NULL, struct transcript_step, because, "because"),
    MEMBER(BOOL, struct transcript_step, undone, "undone"),
    MEMBER(NUMBER, struct transcript_step, depth, "depth"),
    MEMBER(TEXT_OR_NULL, struct transcript_step, by, "by"),
    MEMBER(TEXT_OR_NULL, struct transcript_step, verified, "verified"),
    MEMBER_STRUCTS(struct transcript_step, acts, act_count, "acts", act_members),
    MEMBER_BY("notes", make_notes),
    MEMBER_BY("undone_notes", make_undone_notes),
    {.key = NULL},
};

static const struct member problem_members[] = {
    MEMBER(TEXT_OR_NULL, struct transcript_error, name, "name"),
    MEMBER(CODE, struct transcript_error, code, "code"),
    {.key = NULL},
};

static const struct member related_members[] = {
    MEMBER(TEXT_OR_NULL, struct transcript_error, name, "name"),
    MEMBER(CODE, struct transcript_error, code, "code"),
    MEMBER(TEXT_OR_NULL, struct transcript_error, flow, "flow"),
    {.key = NULL},
};

static const struct member flow_members[] = {
    MEMBER(TEXT, struct transcript_flow, id, "id"),
    MEMBER(TEXT, struct transcript_flow, title, "title"),
    MEMBER(TEXT_OR_NULL, struct transcript_flow, sha256, "sha256"),
    {.key = NULL},
};

const struct member transcript_cause_members[] = {
    MEMBER(TEXT, struct moment_cause, id, "id"),
    MEMBER(TEXT, struct moment_cause, title, "title"),
    MEMBER_NAMED(struct moment_cause, state, "state", cause_state_names, CAUSE_STATE_COUNT),
    {.key = NULL},
};

static const struct member training_members[] = {
    MEMBER(TEXT, struct transcript, scenario, "scenario"),
    MEMBER(TEXT, struct transcript, mode, "mode"),
    MEMBER(TEXT_OR_NULL, struct transcript, trainee, "trainee"),
    MEMBER(DECIMAL, struct transcript, minutes, "minutes"),
    {.key = NULL},
};

static json_t *make_training(const void *record)
{
    const struct transcript *transcript = record;

    return *transcript->scenario ? members_object(training_members, transcript)
                                 : json_null();
}

static json_t *make_version(const void *record)
{
    (void)record;
    return json_integer(FORMAT_VERSION);
}

const struct member record_members[] = {
    MEMBER_BY("transcript", make_version),
    MEMBER_BY("redacted", make_redacted),
    MEMBER(TEXT, struct transcript, session, "session"),
    MEMBER_BY("training", make_training),
    MEMBER_STRUCT(struct transcript, problem, "problem", problem_members),
    MEMBER_STRUCTS(struct transcript, flows, flow_count, "flows", flow_members),
    MEMBER(TIME, struct transcript, started, "started"),
    MEMBER(TIME_OR_NULL, struct transcript, ended, "ended"),
    MEMBER_NAMED(struct transcript, outcome, "outcome", outcome_names, OUTCOME_COUNT),
    MEMBER_STRUCTS(struct transcript, causes, cause_count, "causes", transcript_cause_members),
    MEMBER_BY("facts", make_facts),
    MEMBER_STRUCTS(struct transcript, steps, step_count, "steps", step_members),
    MEMBER_STRUCTS(struct transcript, related, related_count, "related", related_members),
    {.key = NULL},
};
