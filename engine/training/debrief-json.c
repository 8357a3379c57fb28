/*
 * A debrief as JSON, for programs.
 */
#include <config.h>

#include "debrief-formats.h"

#include "errwalk/document.h"

enum { FORMAT_VERSION = 1 };

static const char *const verdict_names[] = {
    [VERDICT_NONE] = "", [VERDICT_WRONG] = "wrong", [VERDICT_RIGHT] = "right"};

static json_t *make_points(unsigned tenths)
{
    return tenths % 10 ? json_real(tenths / 10.0) : json_integer(tenths / 10);
}

static json_t *make_score(struct document *document, const struct score *score)
{
    json_t *object = document_object(document), *parts = document_object(document), *member;
    enum score_part part;

    document_put(document, object, "points", make_points(score->tenths));
    for (part = 0; part < SCORE_PART_COUNT; part++) {
        member = document_object(document);
        document_put(document, member, "points", make_points(score->parts[part].tenths));
        document_put(document, member, "of", json_integer(score_weights[part]));
        document_put(document, member, "why", document_text(score->parts[part].why));
        document_put(document, parts, score_part_names[part], member);
    }
    document_put(document, object, "parts", parts);
    document_put(document, object, "minutes", json_integer(score->minutes));
    document_put(document, object, "allowed", json_integer(score->allowed));
    return object;
}

static json_t *make_step(struct document *document, const struct debrief_step *step)
{
    json_t *object = document_object(document);

    document_put(document, object, "event", json_integer(step->number));
    document_put(document, object, "step", document_text(step->step));
    document_put(document, object, "question", document_text(step->question));
    document_put(document, object, "answer", document_text(step->answer));
    document_put(document, object, "right", document_text_or_null(step->right));
    document_put(document, object, "verdict", document_text_or_null(verdict_names[step->verdict]));
    document_put(document, object, "on_path", json_boolean(step->on_path));
    document_put(document, object, "looked", json_boolean(step->looked));
    document_put(document, object, "undone", json_boolean(step->undone));
    document_put(document, object, "minutes", json_integer(step->minutes));
    document_put(document, object, "because", document_text_or_null(step->because));
    document_put(document, object, "harm", document_text_or_null(step->harm));
    return object;
}

static json_t *make_good(struct document *document, const struct debrief *debrief)
{
    json_t *array = document_array(document), *object;
    size_t i;

    for (i = 0; i < debrief->good_count; i++) {
        object = document_object(document);
        document_put(document, object, "step", document_text(debrief->good[i].step));
        document_put(document, object, "question", document_text(debrief->good[i].question));
        document_put(document, object, "answer", document_text(debrief->good[i].answer));
        document_put(document, object, "because", document_text_or_null(debrief->good[i].because));
        document_put(document, object, "required",
                     document_text_or_null(debrief->good[i].required));
        document_put(document, object, "minutes", json_integer(debrief->good[i].minutes));
        document_put(document, object, "visited", json_boolean(debrief->good[i].visited));
        document_add(document, array, object);
    }
    return array;
}

static json_t *make_evidence(struct document *document, const struct debrief *debrief)
{
    json_t *array = document_array(document), *object;
    size_t i;

    for (i = 0; i < debrief->evidence_count; i++) {
        object = document_object(document);
        document_put(document, object, "step", document_text(debrief->evidence[i].step));
        document_put(document, object, "found", document_text(debrief->evidence[i].found));
        document_put(document, object, "because",
                     document_text_or_null(debrief->evidence[i].because));
        document_put(document, object, "decided", json_boolean(debrief->evidence[i].decided_it));
        document_add(document, array, object);
    }
    return array;
}

static json_t *make_herrings(struct document *document, const struct debrief *debrief)
{
    json_t *array = document_array(document), *object;
    size_t i;

    for (i = 0; i < debrief->herring_count; i++) {
        object = document_object(document);
        document_put(document, object, "step", document_text(debrief->herrings[i].step));
        document_put(document, object, "where", document_text_or_null(debrief->herrings[i].where));
        document_put(document, object, "text", document_text(debrief->herrings[i].text));
        document_put(document, object, "why", document_text(debrief->herrings[i].why));
        document_add(document, array, object);
    }
    return array;
}

static json_t *make_diagnosis(struct document *document, const struct debrief *debrief)
{
    json_t *object = document_object(document);

    document_put(document, object, "cause", document_text_or_null(debrief->diagnosed));
    document_put(document, object, "true_cause", document_text(debrief->true_id));
    document_put(document, object, "percent",
                 *debrief->diagnosed ? json_integer(debrief->percent) : json_null());
    return object;
}

static void put_steps(struct document *document, json_t *root, const struct debrief *debrief)
{
    json_t *steps = document_array(document), *moments = document_array(document);
    size_t i;

    for (i = 0; i < debrief->step_count; i++)
        document_add(document, steps, make_step(document, &debrief->steps[i]));
    for (i = 0; i < debrief->moment_count; i++)
        document_add(document, moments, json_integer(debrief->moments[i]->number));
    document_put(document, root, "path", steps);
    document_put(document, root, "good_path", make_good(document, debrief));
    document_put(document, root, "parting",
                 debrief->parting ? json_integer(debrief->parting->number) : json_null());
    document_put(document, root, "costliest", moments);
}

enum status debrief_write_json(struct buffer *out, const struct debrief *debrief)
{
    struct document document;
    json_t *root;

    document_begin(&document);
    root = document_object(&document);
    document_put(&document, root, "debrief", json_integer(FORMAT_VERSION));
    document_put(&document, root, "session", document_text(debrief->session));
    document_put(&document, root, "scenario", document_text(debrief->scenario));
    document_put(&document, root, "title", document_text(debrief->title));
    document_put(&document, root, "level", document_text(debrief->level));
    document_put(&document, root, "flow", document_text(debrief->flow));
    document_put(&document, root, "trainee", document_text_or_null(debrief->trainee));
    document_put(&document, root, "mode", document_text(debrief->mode));
    document_put(&document, root, "seed", json_integer(debrief->seed));
    document_put(&document, root, "started", document_time(debrief->started));
    document_put(&document, root, "ended", document_time(debrief->ended));
    document_put(&document, root, "outcome", json_string(outcome_names[debrief->outcome]));
    document_put(&document, root, "score", make_score(&document, &debrief->score));
    document_put(&document, root, "diagnosis", make_diagnosis(&document, debrief));
    put_steps(&document, root, debrief);
    document_put(&document, root, "evidence", make_evidence(&document, debrief));
    document_put(&document, root, "beside_the_point", make_herrings(&document, debrief));
    document_put(&document, root, "caller", document_text(debrief->view));
    document_put(&document, root, "lesson", document_text_or_null(debrief->lesson));
    return document_write(&document, root, out);
}
