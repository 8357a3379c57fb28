/*
 * A transcript as JSON, for programs. doc/transcript.schema.json describes it; every member is
 * there, and what is absent is null.
 */
#include <config.h>

#include "record.h"

#include <string.h>

#include "errwalk/document.h"
#include "errwalk/sink.h"

enum { FORMAT_VERSION = 1 };

/* What a redacted transcript says of itself; null for one that is not. */
static json_t *make_redacted(struct document *document, const struct transcript *transcript)
{
    struct buffer notice = {0};
    json_t *redacted, *masked;
    size_t kind;

    if (!transcript->redacted)
        return json_null();
    redacted = document_object(document);
    masked = document_object(document);
    record_notice(&notice, transcript);
    document->failed |= buffer_failed(&notice);
    document_put(document, redacted, "notice", document_text(buffer_text(&notice)));
    buffer_free(&notice);
    for (kind = 0; kind < REDACT_KIND_COUNT; kind++)
        document_put(document, masked, redact_kind_names[kind],
                     json_integer((json_int_t)transcript->masked[kind]));
    document_put(document, redacted, "masked", masked);
    return redacted;
}

static json_t *make_problem(struct document *document, const struct transcript_error *problem)
{
    json_t *object = document_object(document);

    document_put(document, object, "name", document_text_or_null(problem->name));
    document_put(document, object, "code", document_code(problem->code));
    return object;
}

static json_t *make_flows(struct document *document, const struct transcript *transcript)
{
    json_t *array = document_array(document), *object;
    size_t i;

    for (i = 0; i < transcript->flow_count; i++) {
        object = document_object(document);
        document_put(document, object, "id", document_text(transcript->flows[i].id));
        document_put(document, object, "title", document_text(transcript->flows[i].title));
        document_put(document, object, "sha256", document_text_or_null(transcript->flows[i].sha256));
        document_add(document, array, object);
    }
    return array;
}

static json_t *make_facts(struct document *document, const struct transcript *transcript)
{
    json_t *object = document_object(document);
    struct buffer name = {0};
    size_t i;

    for (i = 0; i < transcript->fact_count; i++) {
        const struct transcript_fact *fact = &transcript->facts[i];

        buffer_clear(&name);
        sink_text(&name, fact->name, strlen(fact->name));
        document_put(document, object, buffer_text(&name), document_text(fact->value));
    }
    document->failed |= buffer_failed(&name);
    buffer_free(&name);
    return object;
}

static json_t *make_undone_note(struct document *document, const struct transcript_note *note)
{
    json_t *object = document_object(document);

    document_put(document, object, "at", document_time(note->at));
    document_put(document, object, "until", document_time(note->until));
    document_put(document, object, "text", document_text(note->text));
    return object;
}

static void put_notes(struct document *document, json_t *object,
                      const struct transcript_step *step)
{
    json_t *notes = document_array(document), *undone = document_array(document);
    size_t i;

    for (i = 0; i < step->note_count; i++) {
        const struct transcript_note *note = &step->notes[i];

        if (note->until < 0)
            document_add(document, notes, document_text(note->text));
        else
            document_add(document, undone, make_undone_note(document, note));
    }
    document_put(document, object, "notes", notes);
    document_put(document, object, "undone_notes", undone);
}

static json_t *make_act(struct document *document, const struct transcript_act *act)
{
    bool diagnosed = act->kind == EVENT_DIAGNOSED;
    json_t *object = document_object(document);

    document_put(document, object, "at", document_time(act->at));
    document_put(document, object, "kind", json_string(event_kind_names[act->kind]));
    document_put(document, object, "text", document_text_or_null(act->text));
    document_put(document, object, "cause", document_text_or_null(act->cause));
    document_put(document, object, "percent", diagnosed ? json_integer(act->percent) : json_null());
    document_put(document, object, "evidence", document_text_or_null(act->evidence));
    document_put(document, object, "minutes", document_decimal(act->minutes));
    document_put(document, object, "undone", json_boolean(act->undone));
    return object;
}

static json_t *make_acts(struct document *document, const struct transcript_step *step)
{
    json_t *array = document_array(document);
    size_t i;

    for (i = 0; i < step->act_count; i++)
        document_add(document, array, make_act(document, &step->acts[i]));
    return array;
}

static json_t *make_training(struct document *document, const struct transcript *transcript)
{
    json_t *object;

    if (!*transcript->scenario)
        return json_null();
    object = document_object(document);
    document_put(document, object, "scenario", document_text(transcript->scenario));
    document_put(document, object, "mode", document_text(transcript->mode));
    document_put(document, object, "trainee", document_text_or_null(transcript->trainee));
    document_put(document, object, "minutes", document_decimal(transcript->minutes));
    return object;
}

static json_t *make_step(struct document *document, const struct transcript_step *step)
{
    json_t *object = document_object(document);

    document_put(document, object, "at", document_time(step->at));
    document_put(document, object, "flow", document_text(step->flow));
    document_put(document, object, "step", document_text(step->step));
    document_put(document, object, "kind", json_string(step_kind_names[step->kind]));
    document_put(document, object, "question", document_text(step->question));
    document_put(document, object, "answer", document_text_or_null(step->answer));
    document_put(document, object, "text", document_text_or_null(step->text));
    document_put(document, object, "undone", json_boolean(step->undone));
    document_put(document, object, "acts", make_acts(document, step));
    put_notes(document, object, step);
    return object;
}

static json_t *make_steps(struct document *document, const struct transcript *transcript)
{
    json_t *array = document_array(document);
    size_t i;

    for (i = 0; i < transcript->step_count; i++)
        document_add(document, array, make_step(document, &transcript->steps[i]));
    return array;
}

static json_t *make_related(struct document *document, const struct transcript *transcript)
{
    json_t *array = document_array(document), *object;
    size_t i;

    for (i = 0; i < transcript->related_count; i++) {
        object = document_object(document);
        document_put(document, object, "name", document_text_or_null(transcript->related[i].name));
        document_put(document, object, "code", document_code(transcript->related[i].code));
        document_put(document, object, "flow", document_text_or_null(transcript->related[i].flow));
        document_add(document, array, object);
    }
    return array;
}

static json_t *make_document(struct document *document, const struct transcript *transcript)
{
    bool ended = transcript->ended >= 0;
    json_t *root = document_object(document);

    document_put(document, root, "transcript", json_integer(FORMAT_VERSION));
    document_put(document, root, "redacted", make_redacted(document, transcript));
    document_put(document, root, "session", document_text(transcript->session));
    document_put(document, root, "training", make_training(document, transcript));
    document_put(document, root, "problem", make_problem(document, &transcript->problem));
    document_put(document, root, "flows", make_flows(document, transcript));
    document_put(document, root, "started", document_time(transcript->started));
    document_put(document, root, "ended", ended ? document_time(transcript->ended) : json_null());
    document_put(document, root, "outcome", json_string(outcome_names[transcript->outcome]));
    document_put(document, root, "facts", make_facts(document, transcript));
    document_put(document, root, "steps", make_steps(document, transcript));
    document_put(document, root, "related", make_related(document, transcript));
    return root;
}

enum status record_write_json(struct buffer *out, const struct transcript *transcript)
{
    struct document document;

    document_begin(&document);
    return document_write(&document, make_document(&document, transcript), out);
}
