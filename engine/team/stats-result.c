/* SPDX-License-Identifier: MIT */
/*
 * What was counted as figures, in the order in which people read them: flows by how often they were
 * walked, steps as the flow has them.
 */
#include <config.h>

#include "stats-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

enum { SECONDS = 60 };

static int compare_counts(size_t a, size_t b, const char *one, const char *other)
{
    return a != b ? (a > b ? -1 : 1) : strcmp(one, other);
}

static int compare_causes(const void *one, const void *other)
{
    const struct stats_cause *a = one, *b = other;

    return compare_counts(a->confirmed, b->confirmed, a->id, b->id);
}

static int compare_revisions(const void *one, const void *other)
{
    const struct stats_revision *a = one, *b = other;

    return compare_counts(a->walks, b->walks, a->sha256, b->sha256);
}

static int compare_flows(const void *one, const void *other)
{
    const struct stats_flow *a = one, *b = other;

    return compare_counts(a->walks, b->walks, a->id, b->id);
}

static int compare_answers(const void *one, const void *other)
{
    const struct stats_answer *a = one, *b = other;

    return compare_counts(a->count, b->count, a->id, b->id);
}

/* One answer can lead to several steps, by what else is known. */
static void make_answers(struct arena *arena, const struct step_count *count,
                         struct stats_step *step)
{
    size_t i, at;

    step->ways = count->ways;
    step->way_count = count->way_count;
    step->answers = arena_alloc(arena, (count->way_count + 1) * sizeof *step->answers);
    for (i = 0; i < count->way_count; i++) {
        const struct stats_way *way = &count->ways[i];

        if (way->typed) {
            step->typed += way->count;
            continue;
        }
        for (at = 0; at < step->answer_count && strcmp(step->answers[at].id, way->answer) != 0; at++)
            continue;
        if (at == step->answer_count)
            step->answers[step->answer_count++] = (struct stats_answer){way->answer, way->say, 0};
        step->answers[at].count += way->count;
    }
    qsort(step->answers, step->answer_count, sizeof *step->answers, compare_answers);
}

static void make_step(struct arena *arena, const struct step_count *count, const struct flow *flow,
                      struct stats_step *step)
{
    const struct step *now = flow ? flow_step(flow, count->node.id) : NULL;

    *step = (struct stats_step){
        .id = count->node.id,
        .text = !*count->text && now ? now->text : count->text,
        .kind = now && !*count->text ? now->kind : count->kind,
        .step = now,
        .views = count->views,
        .exits = count->exits,
        .referred = count->referred,
        .chosen = count->chosen,
        .deferred = count->deferred,
        .undone = count->undone,
        .gaps = count->gaps,
        .minutes = spread_result(&count->seconds, SECONDS),
    };
    make_answers(arena, count, step);
}

static void add_fix(struct stats_flow *flow, const struct step_count *count,
                    const struct stats_step *step)
{
    struct stats_fix fix = {
        .id = step->id,
        .text = step->text,
        .worked = count->results[FIX_WORKED],
        .failed = count->results[FIX_FAILED],
        .skipped = count->results[FIX_SKIPPED],
        .worse = count->results[FIX_WORSE],
    };

    fix.tried = fix.worked + fix.failed + fix.worse;
    if (!fix.tried && !fix.skipped)
        return;
    stats_wilson(fix.worked, fix.tried, &fix.low, &fix.high);
    flow->fixes[flow->fix_count++] = fix;
}

/* What belongs together while it is sorted. */
struct made {
    struct stats_step step;
    const struct step_count *count;
};

/* Steps that the flow has not any more come last, in the order in which they were met. */
static int compare_made(const void *one, const void *other)
{
    const struct made *a = one, *b = other;
    const struct step *now = a->step.step, *then = b->step.step;

    if (now && then)
        return (now->index > then->index) - (now->index < then->index);
    if (now || then)
        return now ? -1 : 1;
    return (a->count->number > b->count->number) - (a->count->number < b->count->number);
}

static void make_steps(struct arena *arena, const struct flow_count *count, struct stats_flow *flow)
{
    const size_t now = flow->flow ? flow->flow->step_count : 0;
    struct made *made = memory_alloc((count->step_count + 1) * sizeof *made);
    const struct step_count *step;
    size_t i;

    flow->steps = arena_alloc(arena, (count->step_count + 1) * sizeof *flow->steps);
    flow->fixes = arena_alloc(arena, (count->step_count + 1) * sizeof *flow->fixes);
    flow->by_index = arena_alloc(arena, (now + 1) * sizeof *flow->by_index);
    flow_each (step, count->steps) {
        if (!step->views && !step->undone)
            continue;
        make_step(arena, step, flow->flow, &made[flow->step_count].step);
        made[flow->step_count++].count = step;
    }
    qsort(made, flow->step_count, sizeof *made, compare_made);
    for (i = 0; i < flow->step_count; i++) {
        flow->steps[i] = made[i].step;
        add_fix(flow, made[i].count, &flow->steps[i]);
        if (flow->steps[i].step)
            flow->by_index[flow->steps[i].step->index] = &flow->steps[i];
    }
    memory_free(made);
}

static void make_causes(struct arena *arena, const struct flow_count *count, struct stats_flow *flow)
{
    const struct cause_count *cause;

    flow->causes = arena_alloc(arena, (count->cause_count + 1) * sizeof *flow->causes);
    flow_each (cause, count->causes)
        flow->causes[flow->cause_count++] =
            (struct stats_cause){cause->node.id, cause->title, cause->confirmed};
    qsort(flow->causes, flow->cause_count, sizeof *flow->causes, compare_causes);
}

static void make_revisions(struct arena *arena, const struct flow_count *count,
                           struct stats_flow *flow)
{
    const struct revision_count *revision;

    flow->revisions = arena_alloc(arena, (count->revision_count + 1) * sizeof *flow->revisions);
    flow_each (revision, count->revisions) {
        const bool current = flow->flow && strcmp(flow->flow->sha256, revision->node.id) == 0;

        flow->current += current ? revision->walks : 0;
        flow->revisions[flow->revision_count++] =
            (struct stats_revision){revision->node.id, revision->walks, current};
    }
    qsort(flow->revisions, flow->revision_count, sizeof *flow->revisions, compare_revisions);
}

static void make_flow(struct arena *arena, const struct flow_count *count, const struct flow *now,
                      struct stats_flow *flow)
{
    *flow = (struct stats_flow){
        .id = count->node.id,
        .title = now ? now->title : count->title,
        .flow = now,
        .walks = count->walks,
        .gaps = count->gaps,
        .minutes = spread_result(&count->seconds, SECONDS),
        .questions = spread_result(&count->questions, 1),
    };
    memcpy(flow->outcomes, count->outcomes, sizeof flow->outcomes);
    make_steps(arena, count, flow);
    make_causes(arena, count, flow);
    make_revisions(arena, count, flow);
}

static bool is_wanted(const struct stats_filter *filter, const char *id)
{
    size_t i = 0;

    while (i < filter->flow_count && strcmp(filter->flows[i], id) != 0)
        i++;
    return !filter->flow_count || i < filter->flow_count;
}

const struct stats_result *stats_result(struct stats *stats, stats_flow_function *find,
                                        void *context)
{
    struct stats_result *result = &stats->result;
    const struct flow_count *count;

    arena_free(stats->result_arena);
    stats->result_arena = arena_new();
    *result = (struct stats_result){0};
    result->flows =
        arena_alloc(stats->result_arena, (stats->flow_count + 1) * sizeof *result->flows);
    flow_each (count, stats->flows) {
        if (count->walks && is_wanted(&stats->filter, count->node.id))
            make_flow(stats->result_arena, count, find(context, count->node.id),
                      &result->flows[result->count++]);
    }
    qsort(result->flows, result->count, sizeof *result->flows, compare_flows);
    return result;
}
