/* SPDX-License-Identifier: MIT */
/*
 * Rows as JSON, and back. One table of members writes them and reads them, so that what one errwalk
 * wrote another can read. A file is from someone else's machine: nothing in it is taken for
 * granted, and a fault is reported with its place.
 */
#include <config.h>

#include "results-private.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/memory.h"
#include "errwalk/session-id.h"
#include "errwalk/sink.h"

enum { MOST = 1000000000 };

static json_t *make_parts(const void *record)
{
    const struct result *row = record;
    json_t *parts = json_object();
    enum score_part part;

    for (part = 0; part < SCORE_PART_COUNT; part++)
        json_object_set_new(parts, score_part_names[part], document_points(row->parts[part]));
    return parts;
}

#define NUMBER(struct_, field_, key_, most_) \
    {.key = key_, .type = MEMBER_NUMBER, .offset = offsetof(struct_, field_), .most = most_}

static const struct member head_members[] = {
    MEMBER(ID, struct result, session, "session"),
    MEMBER(TEXT, struct result, trainee, "trainee"),
    MEMBER(TEXT, struct result, scenario, "scenario"),
    MEMBER(TEXT, struct result, title, "title"),
    MEMBER(TEXT, struct result, level, "level"),
    MEMBER(TEXT, struct result, flow, "flow"),
    MEMBER(TEXT, struct result, mode, "mode"),
    MEMBER(TIME, struct result, started, "started"),
    MEMBER(TIME, struct result, ended, "ended"),
    MEMBER(BOOL, struct result, withheld, "withheld"),
    {.key = NULL},
};

/* Of a row that is not withheld. */
static const struct member open_members[] = {
    MEMBER_NAMED(struct result, outcome, "outcome", outcome_names, OUTCOME_COUNT),
    NUMBER(struct result, minutes, "minutes", MOST),
    NUMBER(struct result, allowed, "allowed", MOST),
    MEMBER(TEXT, struct result, cause, "cause"),
    MEMBER(TEXT, struct result, cause_title, "cause_title"),
    {.key = NULL},
};

static const struct member decision_members[] = {
    NUMBER(struct result_decision, number, "event", MOST),
    MEMBER(TIME, struct result_decision, at, "at"),
    NUMBER(struct result_decision, seconds, "seconds", MOST),
    MEMBER_NAMED(struct result_decision, kind, "kind", decision_kind_names, DECISION_KIND_COUNT),
    MEMBER(TEXT, struct result_decision, step, "step"),
    MEMBER(TEXT, struct result_decision, question, "question"),
    MEMBER(TEXT, struct result_decision, answer, "answer"),
    MEMBER(TEXT, struct result_decision, say, "say"),
    MEMBER(TEXT, struct result_decision, right, "right"),
    MEMBER(TEXT, struct result_decision, right_say, "right_say"),
    MEMBER_NAMED(struct result_decision, verdict, "verdict", verdict_names, VERDICT_RIGHT + 1),
    NUMBER(struct result_decision, percent, "percent", 100),
    {.key = NULL},
};

/* Written only: a reader holds the points to their sum, and each decision to its place. */
static const struct member score_members[] = {
    MEMBER(TENTHS, struct result, tenths, "points"),
    MEMBER_BY("parts", make_parts),
    MEMBER_STRUCTS(struct result, decisions, count, "decisions", decision_members),
    {.key = NULL},
};

/* Written only: a reader, who may have more files, counts again. */
static const struct member attempt_members[] = {
    NUMBER(struct result, attempt, "attempt", MOST),
    {.key = NULL},
};

json_t *result_to_json(const struct result *row)
{
    json_t *object = members_object(head_members, row);

    members_put(object, attempt_members, row);

    if (row->withheld)
        return object;
    members_put(object, open_members, row);
    members_put(object, score_members, row);
    return object;
}

/* A file that is being read, and where in it. */
struct reading {
    struct results_builder *builder;
    const char *path;
    struct buffer *why;
    size_t row, decision; /* from 1; 0: not within any */
};

/* Says what is wrong and where, as in "kim.json: trainings[2].decisions[0].at: …". */
BUFFER_PRINTF(3, 4)
static enum status refuse(struct reading *reading, const char *key, const char *format, ...)
{
    va_list args;

    buffer_printf(reading->why, "%s: ", reading->path);
    if (reading->row)
        buffer_printf(reading->why, "trainings[%zu].", reading->row - 1);
    if (reading->decision)
        buffer_printf(reading->why, "decisions[%zu].", reading->decision - 1);
    buffer_printf(reading->why, "%s: ", key);
    va_start(args, format);
    buffer_vprintf(reading->why, format, args);
    va_end(args);
    return STATUS_INVALID;
}

/* An id as sessions have: it is printed as it is. */
static bool is_id(const char *text)
{
    return session_id_is_valid(text);
}

static enum status read_text(struct reading *reading, const struct member *member,
                             const json_t *value, void *place)
{
    const char *text = json_string_value(value);

    if (!text)
        return refuse(reading, member->key, "a text is missing here");
    if (member->type == MEMBER_ID && !is_id(text))
        return refuse(reading, member->key, "'%.40s' is no session's id", text);
    *(const char **)place = results_keep_text(reading->builder, text);
    return STATUS_OK;
}

static enum status read_time(struct reading *reading, const struct member *member,
                             const json_t *value, void *place)
{
    const char *text = json_string_value(value);

    if (!text || clock_parse(text, place) != STATUS_OK)
        return refuse(reading, member->key, "a time such as 2026-11-22T10:00:00Z is missing here");
    return STATUS_OK;
}

static enum status read_number(struct reading *reading, const struct member *member,
                               const json_t *value, void *place)
{
    json_int_t number = json_is_integer(value) ? json_integer_value(value) : -1;

    if (number < 0 || number > member->most)
        return refuse(reading, member->key, "a whole number from 0 to %u is missing here",
                      member->most);
    *(unsigned *)place = (unsigned)number;
    return STATUS_OK;
}

static enum status read_bool(struct reading *reading, const struct member *member,
                             const json_t *value, void *place)
{
    if (!json_is_boolean(value))
        return refuse(reading, member->key, "true or false is missing here");
    *(bool *)place = json_is_true(value);
    return STATUS_OK;
}

static enum status read_choice(struct reading *reading, const struct member *member,
                               const json_t *value, void *place)
{
    const char *text = json_string_value(value);
    unsigned i = 0;

    while (text && i < member->most && strcmp(text, member->names[i]) != 0)
        i++;
    if (!text || i == member->most)
        return refuse(reading, member->key, "'%.40s' cannot be here", text ? text : "nothing");
    *(unsigned *)place = i;
    return STATUS_OK;
}

static enum status (*const readers[])(struct reading *reading, const struct member *member,
                                      const json_t *value, void *place) = {
    [MEMBER_TEXT] = read_text,     [MEMBER_ID] = read_text,     [MEMBER_TIME] = read_time,
    [MEMBER_NUMBER] = read_number, [MEMBER_BOOL] = read_bool,   [MEMBER_CHOICE] = read_choice,
};

static enum status read_members(struct reading *reading, const struct member *member,
                                const json_t *object, void *record)
{
    enum status status = STATUS_OK;

    for (; status == STATUS_OK && member->key; member++)
        status = readers[member->type](reading, member, json_object_get(object, member->key),
                                       (char *)record + member->offset);
    return status;
}

/* Points are whole tenths. */
static enum status read_points(struct reading *reading, const char *key, const json_t *value,
                               unsigned most, unsigned *tenths)
{
    double points = json_is_number(value) ? json_number_value(value) : -1;

    if (!(points >= 0 && points <= most) || fabs(points * 10 - rint(points * 10)) > 1e-6)
        return refuse(reading, key, "points from 0 to %u, in tenths, are missing here", most);
    *tenths = (unsigned)rint(points * 10);
    return STATUS_OK;
}

/* By whatever rule it was scored. */
static unsigned most_of(enum score_part part)
{
    unsigned rule, most = 0;

    for (rule = 1; rule <= SCORE_RULE; rule++)
        most = score_weight(rule, part) > most ? score_weight(rule, part) : most;
    return most;
}

static enum status read_score(struct reading *reading, const json_t *object, struct result *row)
{
    const json_t *parts = json_object_get(object, "parts");
    unsigned sum = 0;
    enum status status =
        read_points(reading, "points", json_object_get(object, "points"), 100, &row->tenths);
    enum score_part part;

    for (part = 0; status == STATUS_OK && part < SCORE_PART_COUNT; part++) {
        status = read_points(reading, score_part_names[part],
                             json_object_get(parts, score_part_names[part]), most_of(part),
                             &row->parts[part]);
        sum += row->parts[part];
    }
    if (status == STATUS_OK && sum != row->tenths)
        status = refuse(reading, "points", "they are not the sum of their parts");
    return status;
}

static enum status read_decisions(struct reading *reading, const json_t *array, struct result *row)
{
    enum status status = STATUS_OK;
    size_t count = json_array_size(array);

    if (!json_is_array(array))
        return refuse(reading, "decisions", "a list is missing here");
    row->decisions = arena_alloc(reading->builder->arena, (count + 1) * sizeof *row->decisions);
    for (row->count = 0; status == STATUS_OK && row->count < count; row->count++) {
        reading->decision = row->count + 1;
        status = read_members(reading, decision_members, json_array_get(array, row->count),
                              &row->decisions[row->count]);
    }
    reading->decision = 0;
    return status;
}

static enum status read_row(struct reading *reading, const json_t *object)
{
    struct result *row = arena_alloc(reading->builder->arena, sizeof *row);
    enum status status;

    row->cause = row->cause_title = "";
    row->source = results_keep_text(reading->builder, reading->path);
    status = read_members(reading, head_members, object, row);
    if (status == STATUS_OK && !row->withheld) {
        status = read_members(reading, open_members, object, row);
        if (status == STATUS_OK)
            status = read_score(reading, object, row);
        if (status == STATUS_OK)
            status = read_decisions(reading, json_object_get(object, "decisions"), row);
    }
    if (status == STATUS_OK)
        results_add_row(reading->builder, row);
    return status;
}

static enum status read_rows(struct reading *reading, const json_t *root)
{
    const json_t *form = json_object_get(root, "results");
    const json_t *rows = json_object_get(root, "trainings");
    size_t i, count = json_array_size(rows);
    enum status status = STATUS_OK;

    if (!form || !json_is_array(rows))
        return refuse(reading, "results",
                      "this is not what 'errwalk results --format=json' writes");
    if (json_integer_value(form) != RESULTS_FORM)
        return refuse(reading, "results", "another version of errwalk wrote this");
    for (i = 0; status == STATUS_OK && i < count; i++) {
        reading->row = i + 1;
        status = read_row(reading, json_array_get(rows, i));
    }
    if (status == STATUS_OK)
        status = results_read_shifts(reading->builder, reading->path, root, reading->why);
    return status;
}

enum status results_read(struct results *results, const char *path, const char *bytes,
                         size_t length, struct buffer *why)
{
    struct reading reading = {
        .builder = (struct results_builder *)results, .path = path, .why = why};
    enum status status;
    json_error_t error;
    json_t *root;

    root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (root) {
        status = read_rows(&reading, root);
    } else {
        buffer_printf(why, "%s:%d:%d: this is no JSON: ", path, error.line, error.column);
        sink_text(why, error.text, strlen(error.text)); /* it quotes what is there */
        status = STATUS_INVALID;
    }
    json_decref(root);
    return status;
}
