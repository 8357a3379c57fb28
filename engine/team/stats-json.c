/* SPDX-License-Identifier: MIT */
/*
 * Figures as JSON, by tables of members; doc/stats.schema.json describes it.
 */
#include <config.h>

#include "errwalk/members.h"
#include "stats-formats-private.h"

enum { STATS_FORM = 1 }; /* version of the format */

static json_t *make_median(const struct stats_spread *spread)
{
    return spread->count ? document_decimal(spread->median) : json_null();
}

static json_t *make_spread_median(const void *record)
{
    return make_median(record);
}

static json_t *make_p90(const void *record)
{
    const struct stats_spread *spread = record;

    return spread->count ? document_decimal(spread->p90) : json_null();
}

static json_t *make_step_minutes(const void *record)
{
    return make_median(&((const struct stats_step *)record)->minutes);
}

/* An object of how often each was; ids are cleaned as any text, and what reads alike then is one. */
static void add_count(json_t *object, const char *id, size_t count)
{
    json_t *name = document_text(id);
    const char *key = json_string_value(name);
    const json_int_t before = json_integer_value(json_object_get(object, key));

    json_object_set_new(object, key, json_integer(before + (json_int_t)count));
    json_decref(name);
}

static json_t *make_answers(const void *record)
{
    const struct stats_step *step = record;
    json_t *object = json_object();
    size_t i;

    for (i = 0; i < step->answer_count; i++)
        add_count(object, step->answers[i].id, step->answers[i].count);
    return object;
}

static json_t *make_outcomes(const void *record)
{
    const struct stats_flow *flow = record;
    json_t *object = json_object();
    unsigned outcome;

    for (outcome = 0; outcome < STATS_OUTCOMES; outcome++) {
        if (flow->outcomes[outcome])
            add_count(object, stats_outcome_names[outcome], flow->outcomes[outcome]);
    }
    return object;
}

static json_t *make_causes(const void *record)
{
    const struct stats_flow *flow = record;
    json_t *object = json_object();
    size_t i;

    for (i = 0; i < flow->cause_count; i++)
        add_count(object, flow->causes[i].id, flow->causes[i].confirmed);
    return object;
}

static const struct member spread_members[] = {
    MEMBER_BY("median", make_spread_median),
    MEMBER_BY("p90", make_p90),
    {.key = NULL},
};

static const struct member step_members[] = {
    MEMBER(TEXT, struct stats_step, id, "step"),
    MEMBER(SIZE, struct stats_step, views, "views"),
    MEMBER(SIZE, struct stats_step, exits, "exits"),
    MEMBER_BY("answers", make_answers),
    MEMBER(SIZE, struct stats_step, typed, "typed"),
    MEMBER(SIZE, struct stats_step, referred, "referred"),
    MEMBER(SIZE, struct stats_step, chosen, "chosen"),
    MEMBER(SIZE, struct stats_step, deferred, "deferred"),
    MEMBER(SIZE, struct stats_step, undone, "undone"),
    MEMBER_BY("minutes", make_step_minutes),
    MEMBER(SIZE, struct stats_step, gaps, "gaps"),
    {.key = NULL},
};

static const struct member fix_members[] = {
    MEMBER(TEXT, struct stats_fix, id, "step"),
    MEMBER(SIZE, struct stats_fix, tried, "tried"),
    MEMBER(SIZE, struct stats_fix, worked, "worked"),
    MEMBER(SIZE, struct stats_fix, failed, "failed"),
    MEMBER(SIZE, struct stats_fix, skipped, "skipped"),
    MEMBER(SIZE, struct stats_fix, worse, "worse"),
    MEMBER(DECIMAL, struct stats_fix, low, "low"),
    MEMBER(DECIMAL, struct stats_fix, high, "high"),
    {.key = NULL},
};

static const struct member revision_members[] = {
    MEMBER(TEXT, struct stats_revision, sha256, "sha256"),
    MEMBER(SIZE, struct stats_revision, walks, "walks"),
    MEMBER(BOOL, struct stats_revision, current, "current"),
    {.key = NULL},
};

static const struct member flow_members[] = {
    MEMBER(TEXT, struct stats_flow, id, "flow"),
    MEMBER(SIZE, struct stats_flow, walks, "walks"),
    MEMBER_BY("outcomes", make_outcomes),
    MEMBER_STRUCT(struct stats_flow, minutes, "minutes", spread_members),
    MEMBER_STRUCT(struct stats_flow, questions, "questions", spread_members),
    MEMBER(SIZE, struct stats_flow, gaps, "gaps"),
    MEMBER_STRUCTS(struct stats_flow, revisions, revision_count, "revisions", revision_members),
    MEMBER_STRUCTS(struct stats_flow, steps, step_count, "steps", step_members),
    MEMBER_STRUCTS(struct stats_flow, fixes, fix_count, "fixes", fix_members),
    MEMBER_BY("causes", make_causes),
    {.key = NULL},
};

static const struct member result_members[] = {
    MEMBER_STRUCTS(struct stats_result, flows, count, "flows", flow_members),
    {.key = NULL},
};

void stats_write_json(struct buffer *out, const struct stats_result *result,
                      const struct stats_view *view)
{
    json_t *root = json_object();

    (void)view;
    json_object_set_new(root, "version", json_integer(STATS_FORM));
    members_put(root, result_members, result);
    document_write(root, out);
}
