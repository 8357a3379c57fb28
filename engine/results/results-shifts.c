/* SPDX-License-Identifier: MIT */
/*
 * Shifts among results: one row each, from the sessions of its calls, or from a file.
 */
#include <config.h>

#include "results-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/match.h"
#include "errwalk/memory.h"
#include "errwalk/session-id.h"
#include "errwalk/shift.h"

static void add_shift(struct results_builder *builder, const struct result_shift *shift)
{
    struct results *results = &builder->results;

    memory_grow((void **)&results->shifts, &builder->shift_capacity, results->shift_count,
                sizeof *results->shifts);
    results->shifts[results->shift_count++] = *shift;
}

/* The sessions of the plan, which are taken off the list. */
static size_t take_calls(const struct shift_plan *plan, const struct session **sessions, size_t *left,
                         const struct session *calls[SHIFT_MOST])
{
    size_t i, kept = 0, count = 0;

    for (i = 0; i < *left; i++) {
        struct shift_plan other = {0};
        const char *text = session_training(sessions[i])->shift;

        if (count < SHIFT_MOST && shift_plan_read(text, &other) == STATUS_OK &&
            strcmp(other.id, plan->id) == 0)
            calls[count++] = sessions[i];
        else
            sessions[kept++] = sessions[i];
        shift_plan_free(&other);
    }
    *left = kept;
    return count;
}

static enum status add_calls(struct results_builder *builder, const struct shift_plan *plan,
                             const struct session *const *calls, size_t count)
{
    const struct event *first = session_training(calls[0]);
    struct shift shift;
    struct shift_score score;
    enum shift_part part;
    struct result_shift row;
    int64_t ended = INT64_MIN;
    size_t i;

    shift_fold(plan, calls, count, &shift);
    if (!shift.is_over)
        return STATUS_OK;
    for (i = 0; i < count; i++) {
        const int64_t last = session_event(calls[i], session_count(calls[i]) - 1)->at;

        if (session_training(calls[i])->at < first->at)
            first = session_training(calls[i]);
        ended = last > ended ? last : ended;
    }
    if (shift_score(&shift, &score) != STATUS_OK)
        return STATUS_INVALID;
    row = (struct result_shift){.shift = results_keep_text(builder, plan->id),
                                .trainee = results_keep_text(builder, first->trainee),
                                .mode = results_keep_text(builder, first->mode),
                                .started = first->at,
                                .ended = ended,
                                .callers = (unsigned)plan->count,
                                .helped = score.helped,
                                .in_time = score.in_time,
                                .hung_up = score.hung_up,
                                .minutes = shift.minute,
                                .tenths = score.tenths};
    for (part = 0; part < SHIFT_PART_COUNT; part++)
        row.parts[part] = score.parts[part];
    add_shift(builder, &row);
    return STATUS_OK;
}

enum status results_add_shifts(struct results *results, const struct session **sessions, size_t count)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK && count) {
        const struct session *calls[SHIFT_MOST];
        struct shift_plan plan = {0};

        status = shift_plan_read(session_training(sessions[0])->shift, &plan);
        if (status == STATUS_OK) {
            size_t taken = take_calls(&plan, sessions, &count, calls);

            status = add_calls((struct results_builder *)results, &plan, calls, taken);
        }
        shift_plan_free(&plan);
    }
    return status;
}

#define COUNT(field_) \
    {.key = #field_, .type = MEMBER_NUMBER, .offset = offsetof(struct result_shift, field_), \
     .most = 1000000}

static const struct member shift_members[] = {
    MEMBER(TEXT, struct result_shift, shift, "shift"),
    MEMBER(TEXT, struct result_shift, trainee, "trainee"),
    MEMBER(TEXT, struct result_shift, mode, "mode"),
    COUNT(callers),
    COUNT(helped),
    COUNT(in_time),
    COUNT(hung_up),
    COUNT(minutes),
    {.key = NULL},
};

static json_t *make_shift_parts(const void *record)
{
    const struct result_shift *shift = record;
    json_t *parts = json_object();
    enum shift_part part;

    for (part = 0; part < SHIFT_PART_COUNT; part++)
        json_object_set_new(parts, shift_part_names[part], document_points(shift->parts[part]));
    return parts;
}

const struct member results_shift_members[] = {
    MEMBERS(shift_members),
    MEMBER(TIME, struct result_shift, started, "started"),
    MEMBER(TIME, struct result_shift, ended, "ended"),
    MEMBER(TENTHS, struct result_shift, tenths, "points"),
    MEMBER_BY("parts", make_shift_parts),
    {.key = NULL},
};

/* The points are the sum of their parts, in whole tenths. */
static bool read_points(const json_t *object, struct result_shift *row)
{
    enum { POINTS_MOST = 100 };
    const json_t *parts = json_object_get(object, "parts");
    enum shift_part part;
    double all;

    for (part = 0; part < SHIFT_PART_COUNT; part++) {
        double points = json_number_value(json_object_get(parts, shift_part_names[part]));

        if (!(points >= 0 && points <= shift_weights[part]))
            return false;
        row->parts[part] = (unsigned)(points * 10 + 0.5);
        row->tenths += row->parts[part];
    }
    all = json_number_value(json_object_get(object, "points"));
    return all >= 0 && all <= POINTS_MOST && row->tenths == (unsigned)(all * 10 + 0.5);
}

static bool read_shift(struct results_builder *builder, const json_t *object)
{
    const char *started = json_string_value(json_object_get(object, "started"));
    const char *ended = json_string_value(json_object_get(object, "ended"));
    struct result_shift row = {.tenths = 0};

    if (!members_take(shift_members, object, &row) || !session_id_is_valid(row.shift) || !started ||
        clock_parse(started, &row.started) != STATUS_OK || !ended ||
        clock_parse(ended, &row.ended) != STATUS_OK || !read_points(object, &row))
        return false;
    row.shift = results_keep_text(builder, row.shift);
    row.trainee = results_keep_text(builder, row.trainee);
    row.mode = results_keep_text(builder, row.mode);
    add_shift(builder, &row);
    return true;
}

enum status results_read_shifts(struct results_builder *builder, const char *path, const json_t *root,
                                struct buffer *why)
{
    const json_t *shifts = json_object_get(root, "shifts");
    size_t i;

    for (i = 0; i < json_array_size(shifts); i++) {
        if (!read_shift(builder, json_array_get(shifts, i))) {
            buffer_printf(why, "%s: shifts[%zu]: this is not what errwalk writes of a shift", path, i);
            return STATUS_INVALID;
        }
    }
    return STATUS_OK;
}

static int by_start(const void *a, const void *b)
{
    const struct result_shift *one = a, *other = b;

    if (one->started != other->started)
        return one->started < other->started ? -1 : 1;
    return strcmp(one->shift, other->shift);
}

static bool has(const char *name, const char *part)
{
    struct buffer folded = {0}, wanted = {0};
    bool found;

    match_fold(&folded, name, strlen(name));
    match_fold(&wanted, part, strlen(part));
    found = strstr(buffer_text(&folded), buffer_text(&wanted)) != NULL;
    buffer_free(&folded);
    buffer_free(&wanted);
    return found;
}

void results_filter_shifts(struct results *results, const struct results_filter *filter)
{
    size_t i, count = 0;

    if (results->shift_count)
        qsort(results->shifts, results->shift_count, sizeof *results->shifts, by_start);
    for (i = 0; i < results->shift_count; i++) {
        const struct result_shift *shift = &results->shifts[i];

        if (shift->started < filter->since || filter->scenario ||
            (filter->mode && strcmp(filter->mode, shift->mode) != 0) ||
            (filter->trainee && !has(shift->trainee, filter->trainee)) ||
            (count && strcmp(results->shifts[count - 1].shift, shift->shift) == 0))
            continue;
        results->shifts[count++] = *shift;
    }
    results->shift_count = count;
}
