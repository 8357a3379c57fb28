/*
 * A transcript as JSON, for programs. doc/transcript.schema.json describes it; every member is
 * there, and what is absent is null.
 */
#include <config.h>

#include "record.h"

#include <jansson.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/memory.h"
#include "errwalk/sink.h"

enum { FORMAT_VERSION = 1 };

/* An object or array that is being filled; once something is missing in it, it has failed for good.
 */
struct json_builder {
    bool failed;
};

static json_t *whole(struct json_builder *builder, json_t *value)
{
    builder->failed |= !value;
    return value;
}

static void put(struct json_builder *builder, json_t *object, const char *key, json_t *value)
{
    builder->failed |= json_object_set_new(object, key, value) != 0;
}

static void append(struct json_builder *builder, json_t *array, json_t *value)
{
    builder->failed |= json_array_append_new(array, value) != 0;
}

static json_t *make_text(const char *text)
{
    return sink_json(text, strlen(text));
}

static json_t *make_text_or_null(const char *text)
{
    return *text ? make_text(text) : json_null();
}

static json_t *make_time(int64_t when)
{
    char text[CLOCK_TEXT];

    clock_format(when, text);
    return json_string(text);
}

static json_t *make_code(int64_t code)
{
    return code < 0 ? json_null() : json_integer(code);
}

/* What a redacted transcript says of itself; null for one that is not. */
static json_t *make_redacted(struct json_builder *builder, const struct transcript *transcript)
{
    struct buffer notice = {0};
    json_t *redacted, *masked;
    size_t kind;

    if (!transcript->redacted)
        return json_null();
    redacted = whole(builder, json_object());
    masked = whole(builder, json_object());
    record_notice(&notice, transcript);
    builder->failed |= buffer_failed(&notice);
    put(builder, redacted, "notice", make_text(buffer_text(&notice)));
    buffer_free(&notice);
    for (kind = 0; kind < REDACT_KIND_COUNT; kind++)
        put(builder, masked, redact_kind_names[kind],
            json_integer((json_int_t)transcript->masked[kind]));
    put(builder, redacted, "masked", masked);
    return redacted;
}

static json_t *make_problem(struct json_builder *builder, const struct transcript_error *problem)
{
    json_t *object = whole(builder, json_object());

    put(builder, object, "name", make_text_or_null(problem->name));
    put(builder, object, "code", make_code(problem->code));
    return object;
}

static json_t *make_flows(struct json_builder *builder, const struct transcript *transcript)
{
    json_t *array = whole(builder, json_array()), *object;
    size_t i;

    for (i = 0; i < transcript->flow_count; i++) {
        object = whole(builder, json_object());
        put(builder, object, "id", make_text(transcript->flows[i].id));
        put(builder, object, "title", make_text(transcript->flows[i].title));
        put(builder, object, "sha256", make_text_or_null(transcript->flows[i].sha256));
        append(builder, array, object);
    }
    return array;
}

static json_t *make_facts(struct json_builder *builder, const struct transcript *transcript)
{
    json_t *object = whole(builder, json_object());
    struct buffer name = {0};
    size_t i;

    for (i = 0; i < transcript->fact_count; i++) {
        const struct transcript_fact *fact = &transcript->facts[i];

        buffer_clear(&name);
        sink_text(&name, fact->name, strlen(fact->name));
        put(builder, object, buffer_text(&name), make_text(fact->value));
    }
    builder->failed |= buffer_failed(&name);
    buffer_free(&name);
    return object;
}

static json_t *make_undone_note(struct json_builder *builder, const struct transcript_note *note)
{
    json_t *object = whole(builder, json_object());

    put(builder, object, "at", make_time(note->at));
    put(builder, object, "until", make_time(note->until));
    put(builder, object, "text", make_text(note->text));
    return object;
}

static void put_notes(struct json_builder *builder, json_t *object,
                      const struct transcript_step *step)
{
    json_t *notes = whole(builder, json_array()), *undone = whole(builder, json_array());
    size_t i;

    for (i = 0; i < step->note_count; i++) {
        const struct transcript_note *note = &step->notes[i];

        if (note->until < 0)
            append(builder, notes, make_text(note->text));
        else
            append(builder, undone, make_undone_note(builder, note));
    }
    put(builder, object, "notes", notes);
    put(builder, object, "undone_notes", undone);
}

static json_t *make_step(struct json_builder *builder, const struct transcript_step *step)
{
    json_t *object = whole(builder, json_object());

    put(builder, object, "at", make_time(step->at));
    put(builder, object, "flow", make_text(step->flow));
    put(builder, object, "step", make_text(step->step));
    put(builder, object, "kind", json_string(step_kind_names[step->kind]));
    put(builder, object, "question", make_text(step->question));
    put(builder, object, "answer", make_text_or_null(step->answer));
    put(builder, object, "text", make_text_or_null(step->text));
    put(builder, object, "undone", json_boolean(step->undone));
    put_notes(builder, object, step);
    return object;
}

static json_t *make_steps(struct json_builder *builder, const struct transcript *transcript)
{
    json_t *array = whole(builder, json_array());
    size_t i;

    for (i = 0; i < transcript->step_count; i++)
        append(builder, array, make_step(builder, &transcript->steps[i]));
    return array;
}

static json_t *make_related(struct json_builder *builder, const struct transcript *transcript)
{
    json_t *array = whole(builder, json_array()), *object;
    size_t i;

    for (i = 0; i < transcript->related_count; i++) {
        object = whole(builder, json_object());
        put(builder, object, "name", make_text_or_null(transcript->related[i].name));
        put(builder, object, "code", make_code(transcript->related[i].code));
        put(builder, object, "flow", make_text_or_null(transcript->related[i].flow));
        append(builder, array, object);
    }
    return array;
}

static json_t *make_document(struct json_builder *builder, const struct transcript *transcript)
{
    bool ended = transcript->ended >= 0;
    json_t *document = whole(builder, json_object());

    put(builder, document, "transcript", json_integer(FORMAT_VERSION));
    put(builder, document, "redacted", make_redacted(builder, transcript));
    put(builder, document, "session", make_text(transcript->session));
    put(builder, document, "problem", make_problem(builder, &transcript->problem));
    put(builder, document, "flows", make_flows(builder, transcript));
    put(builder, document, "started", make_time(transcript->started));
    put(builder, document, "ended", ended ? make_time(transcript->ended) : json_null());
    put(builder, document, "outcome", json_string(outcome_names[transcript->outcome]));
    put(builder, document, "facts", make_facts(builder, transcript));
    put(builder, document, "steps", make_steps(builder, transcript));
    put(builder, document, "related", make_related(builder, transcript));
    return document;
}

static int take_bytes(const char *bytes, size_t length, void *out)
{
    buffer_append(out, bytes, length);
    return buffer_failed(out) ? -1 : 0;
}

enum status record_write_json(struct buffer *out, const struct transcript *transcript)
{
    struct json_builder builder = {false};
    json_t *document;

    json_set_alloc_funcs(memory_alloc, memory_free);
    document = make_document(&builder, transcript);
    if (!builder.failed)
        builder.failed =
            json_dump_callback(document, take_bytes, out, JSON_INDENT(2) | JSON_ENSURE_ASCII) != 0;
    json_decref(document);
    buffer_char(out, '\n');
    return builder.failed || buffer_failed(out) ? STATUS_NO_MEMORY : STATUS_OK;
}
