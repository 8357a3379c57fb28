/*
 * Rows as JSON, and back. One table of members writes them and reads them, so that what one errwalk
 * wrote another can read. A file is from someone else's machine: nothing in it is taken for
 * granted, and a fault is told with its place.
 */
#include <config.h>

#include "results-private.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/memory.h"
#include "errwalk/session-id.h"

enum { MOST = 1000000000 };

enum member_type { MEMBER_TEXT, MEMBER_ID, MEMBER_TIME, MEMBER_NUMBER, MEMBER_BOOL, MEMBER_CHOICE };

struct member {
    const char *key;
    enum member_type type;
    size_t offset;
    unsigned most;            /* of a number; how many names a choice has */
    const char *const *names; /* of a choice */
};

#define AT(member) offsetof(struct result, member)
static const struct member head_members[] = {
    {"session", MEMBER_ID, AT(session), 0, NULL},
    {"trainee", MEMBER_TEXT, AT(trainee), 0, NULL},
    {"scenario", MEMBER_TEXT, AT(scenario), 0, NULL},
    {"title", MEMBER_TEXT, AT(title), 0, NULL},
    {"level", MEMBER_TEXT, AT(level), 0, NULL},
    {"flow", MEMBER_TEXT, AT(flow), 0, NULL},
    {"mode", MEMBER_TEXT, AT(mode), 0, NULL},
    {"started", MEMBER_TIME, AT(started), 0, NULL},
    {"ended", MEMBER_TIME, AT(ended), 0, NULL},
    {"withheld", MEMBER_BOOL, AT(withheld), 0, NULL},
    {.key = NULL},
};

/* Of a row that is not withheld. */
static const struct member open_members[] = {
    {"outcome", MEMBER_CHOICE, AT(outcome), OUTCOME_COUNT, outcome_names},
    {"minutes", MEMBER_NUMBER, AT(minutes), MOST, NULL},
    {"allowed", MEMBER_NUMBER, AT(allowed), MOST, NULL},
    {"cause", MEMBER_TEXT, AT(cause), 0, NULL},
    {"cause_title", MEMBER_TEXT, AT(cause_title), 0, NULL},
    {.key = NULL},
};
#undef AT

#define AT(member) offsetof(struct result_decision, member)
static const struct member decision_members[] = {
    {"event", MEMBER_NUMBER, AT(number), MOST, NULL},
    {"at", MEMBER_TIME, AT(at), 0, NULL},
    {"seconds", MEMBER_NUMBER, AT(seconds), MOST, NULL},
    {"kind", MEMBER_CHOICE, AT(kind), DECISION_KIND_COUNT, decision_kind_names},
    {"step", MEMBER_TEXT, AT(step), 0, NULL},
    {"question", MEMBER_TEXT, AT(question), 0, NULL},
    {"answer", MEMBER_TEXT, AT(answer), 0, NULL},
    {"say", MEMBER_TEXT, AT(say), 0, NULL},
    {"right", MEMBER_TEXT, AT(right), 0, NULL},
    {"right_say", MEMBER_TEXT, AT(right_say), 0, NULL},
    {"verdict", MEMBER_CHOICE, AT(verdict), VERDICT_RIGHT + 1, verdict_names},
    {"percent", MEMBER_NUMBER, AT(percent), 100, NULL},
    {.key = NULL},
};
#undef AT

json_t *result_points(unsigned tenths)
{
    return tenths % 10 ? json_real(tenths / 10.0) : json_integer(tenths / 10);
}

static json_t *make_value(const struct member *member, const void *place)
{
    switch (member->type) {
    case MEMBER_TIME:
        return document_time(*(const int64_t *)place);
    case MEMBER_NUMBER:
        return json_integer(*(const unsigned *)place);
    case MEMBER_BOOL:
        return json_boolean(*(const bool *)place);
    case MEMBER_CHOICE:
        return json_string(member->names[*(const unsigned *)place]);
    default:
        return document_text(*(const char *const *)place);
    }
}

static void put_members(struct document *document, json_t *object, const struct member *member,
                        const void *record)
{
    for (; member->key; member++)
        document_put(document, object, member->key,
                     make_value(member, (const char *)record + member->offset));
}

json_t *result_to_json(struct document *document, const struct result *row)
{
    json_t *object = document_object(document), *parts, *decisions, *decision;
    enum score_part part;
    size_t i;

    put_members(document, object, head_members, row);
    if (row->withheld)
        return object;
    put_members(document, object, open_members, row);
    parts = document_object(document);
    for (part = 0; part < SCORE_PART_COUNT; part++)
        document_put(document, parts, score_part_names[part], result_points(row->parts[part]));
    document_put(document, object, "points", result_points(row->tenths));
    document_put(document, object, "parts", parts);
    decisions = document_array(document);
    for (i = 0; i < row->count; i++) {
        decision = document_object(document);
        put_members(document, decision, decision_members, &row->decisions[i]);
        document_add(document, decisions, decision);
    }
    document_put(document, object, "decisions", decisions);
    return object;
}

/* A file that is being read, and where in it. */
struct reading {
    struct gathered *gathered;
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
    return buffer_failed(reading->why) ? STATUS_NO_MEMORY : STATUS_INVALID;
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
    text = gathered_keep(reading->gathered, text);
    if (!text)
        return STATUS_NO_MEMORY;
    *(const char **)place = text;
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

static enum status read_score(struct reading *reading, const json_t *object, struct result *row)
{
    const json_t *parts = json_object_get(object, "parts");
    unsigned sum = 0;
    enum status status =
        read_points(reading, "points", json_object_get(object, "points"), 100, &row->tenths);
    enum score_part part;

    for (part = 0; status == STATUS_OK && part < SCORE_PART_COUNT; part++) {
        status = read_points(reading, score_part_names[part],
                             json_object_get(parts, score_part_names[part]), score_weights[part],
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
    row->decisions = arena_alloc(reading->gathered->arena, (count + 1) * sizeof *row->decisions);
    if (!row->decisions)
        return STATUS_NO_MEMORY;
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
    struct result *row = arena_alloc(reading->gathered->arena, sizeof *row);
    enum status status;

    if (!row)
        return STATUS_NO_MEMORY;
    row->cause = row->cause_title = "";
    row->source = gathered_keep(reading->gathered, reading->path);
    if (!row->source)
        return STATUS_NO_MEMORY;
    status = read_members(reading, head_members, object, row);
    if (status == STATUS_OK && !row->withheld) {
        status = read_members(reading, open_members, object, row);
        if (status == STATUS_OK)
            status = read_score(reading, object, row);
        if (status == STATUS_OK)
            status = read_decisions(reading, json_object_get(object, "decisions"), row);
    }
    return status == STATUS_OK ? gathered_add(reading->gathered, row) : status;
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
    return status;
}

enum status results_read(struct results *results, const char *path, const char *bytes,
                         size_t length, struct buffer *why)
{
    struct reading reading = {.gathered = (struct gathered *)results, .path = path, .why = why};
    struct document document;
    enum status status;
    json_error_t error;
    json_t *root;

    document_begin(&document);
    root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (root) {
        status = read_rows(&reading, root);
    } else {
        buffer_printf(why, "%s:%d:%d: this is no JSON: %s", path, error.line, error.column,
                      error.text);
        status = STATUS_INVALID;
    }
    json_decref(root);
    return status;
}
