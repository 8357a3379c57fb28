/* SPDX-License-Identifier: MIT */
/*
 * A debrief as JSON, for programs.
 */
#include <config.h>

#include "debrief-private.h"

#include "errwalk/formats.h"
#include "errwalk/transcript.h"
#include "errwalk/members.h"

enum { FORMAT_VERSION = 1 };

static const char *const verdict_names[] = {
    [VERDICT_NONE] = "", [VERDICT_WRONG] = "wrong", [VERDICT_RIGHT] = "right"};

static json_t *make_part(const struct score *score, enum score_part part)
{
    json_t *object = json_object();

    json_object_set_new(object, "points", document_points(score->parts[part].tenths));
    json_object_set_new(object, "of", json_integer(score->parts[part].of));
    json_object_set_new(object, "why", document_text(score->parts[part].why));
    return object;
}

static json_t *make_parts(const void *record)
{
    json_t *parts = json_object();
    enum score_part part;

    for (part = 0; part < SCORE_PART_COUNT; part++)
        json_object_set_new(parts, score_part_names[part], make_part(record, part));
    return parts;
}

static const struct member score_members[] = {
    MEMBER(NUMBER, struct score, rule, "rule"),
    MEMBER(TENTHS, struct score, tenths, "points"),
    MEMBER(BOOL, struct score, is_only_said, "only_said"),
    MEMBER_BY("parts", make_parts),
    MEMBER(NUMBER, struct score, minutes, "minutes"),
    MEMBER(NUMBER, struct score, allowed, "allowed"),
    {.key = NULL},
};

static const struct member step_members[] = {
    MEMBER(NUMBER, struct debrief_step, number, "event"),
    MEMBER(TEXT, struct debrief_step, step, "step"),
    MEMBER(TEXT, struct debrief_step, question, "question"),
    MEMBER(TEXT, struct debrief_step, answer, "answer"),
    MEMBER(TEXT_OR_NULL, struct debrief_step, right, "right"),
    MEMBER_NAMED(struct debrief_step, verdict, "verdict", verdict_names, VERDICT_RIGHT + 1),
    MEMBER(BOOL, struct debrief_step, on_path, "on_path"),
    MEMBER(BOOL, struct debrief_step, looked, "looked"),
    MEMBER(BOOL, struct debrief_step, undone, "undone"),
    MEMBER(NUMBER, struct debrief_step, minutes, "minutes"),
    MEMBER(TEXT_OR_NULL, struct debrief_step, because, "because"),
    MEMBER(TEXT_OR_NULL, struct debrief_step, harm, "harm"),
    {.key = NULL},
};

static const struct member good_members[] = {
    MEMBER(TEXT, struct debrief_good, step, "step"),
    MEMBER(TEXT, struct debrief_good, question, "question"),
    MEMBER(TEXT, struct debrief_good, answer, "answer"),
    MEMBER(TEXT_OR_NULL, struct debrief_good, because, "because"),
    MEMBER(TEXT_OR_NULL, struct debrief_good, required, "required"),
    MEMBER(NUMBER, struct debrief_good, minutes, "minutes"),
    MEMBER(BOOL, struct debrief_good, visited, "visited"),
    {.key = NULL},
};

static const struct member evidence_members[] = {
    MEMBER(TEXT, struct debrief_evidence, step, "step"),
    MEMBER(TEXT, struct debrief_evidence, found, "found"),
    MEMBER(TEXT_OR_NULL, struct debrief_evidence, because, "because"),
    MEMBER(BOOL, struct debrief_evidence, decided_it, "decided"),
    {.key = NULL},
};

static const struct member herring_members[] = {
    MEMBER(TEXT, struct red_herring, step, "step"),
    MEMBER(TEXT_OR_NULL, struct red_herring, where, "where"),
    MEMBER(TEXT, struct red_herring, text, "text"),
    MEMBER(TEXT, struct red_herring, why, "why"),
    {.key = NULL},
};

static json_t *make_percent(const void *record)
{
    const struct debrief *debrief = record;

    return *debrief->diagnosed ? json_integer(debrief->percent) : json_null();
}

static const struct member diagnosis_members[] = {
    MEMBER(TEXT_OR_NULL, struct debrief, diagnosed, "cause"),
    MEMBER(TEXT, struct debrief, true_id, "true_cause"),
    MEMBER_BY("percent", make_percent),
    MEMBER_STRUCTS(struct debrief, causes, cause_count, "causes", transcript_cause_members),
    {.key = NULL},
};

static json_t *make_diagnosis(const void *record)
{
    return members_object(diagnosis_members, record);
}

static json_t *make_parting(const void *record)
{
    const struct debrief *debrief = record;

    return debrief->parting ? json_integer(debrief->parting->number) : json_null();
}

static json_t *make_costliest(const void *record)
{
    const struct debrief *debrief = record;
    json_t *array = json_array();
    size_t i;

    for (i = 0; i < debrief->moment_count; i++)
        json_array_append_new(array, json_integer(debrief->moments[i]->number));
    return array;
}

static json_t *make_version(const void *record)
{
    (void)record;
    return json_integer(FORMAT_VERSION);
}

const struct member debrief_members[] = {
    MEMBER_BY("debrief", make_version),
    MEMBER(TEXT, struct debrief, session, "session"),
    MEMBER(TEXT, struct debrief, scenario, "scenario"),
    MEMBER(TEXT, struct debrief, title, "title"),
    MEMBER(TEXT, struct debrief, level, "level"),
    MEMBER(TEXT, struct debrief, flow, "flow"),
    MEMBER(TEXT_OR_NULL, struct debrief, trainee, "trainee"),
    MEMBER(TEXT, struct debrief, mode, "mode"),
    MEMBER(INTEGER, struct debrief, seed, "seed"),
    MEMBER(TEXT_OR_NULL, struct debrief, shift, "shift"),
    MEMBER(TIME, struct debrief, started, "started"),
    MEMBER(TIME, struct debrief, ended, "ended"),
    MEMBER_NAMED(struct debrief, outcome, "outcome", outcome_names, OUTCOME_COUNT),
    MEMBER_STRUCT(struct debrief, score, "score", score_members),
    MEMBER_BY("diagnosis", make_diagnosis),
    MEMBER_STRUCTS(struct debrief, steps, step_count, "path", step_members),
    MEMBER_STRUCTS(struct debrief, good, good_count, "good_path", good_members),
    MEMBER_BY("parting", make_parting),
    MEMBER_BY("costliest", make_costliest),
    MEMBER_STRUCTS(struct debrief, evidence, evidence_count, "evidence", evidence_members),
    MEMBER_STRUCTS(struct debrief, herrings, herring_count, "beside_the_point", herring_members),
    MEMBER(TEXT, struct debrief, view, "caller"),
    MEMBER(TEXT_OR_NULL, struct debrief, lesson, "lesson"),
    {.key = NULL},
};
