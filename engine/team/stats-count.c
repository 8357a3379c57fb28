/* SPDX-License-Identifier: MIT */
/*
 * What is counted: flows, their steps, causes and revisions, each found by its id in one index; and
 * numbers by how often each was there, from which any percentile can be read.
 */
#include <config.h>

#include "stats-private.h"

#include <string.h>

#include "errwalk/memory.h"

/* Maps of the index: the flows, the sessions that went on in another, and of each flow three. */
enum { MAP_FLOWS, MAP_CONTINUED, MAP_FIRST, MAP_STEPS = 0, MAP_CAUSES, MAP_REVISIONS, MAPS };

void spread_add(struct spread *spread, int64_t value)
{
    size_t at = value < 0 ? 0 : value > SPREAD_MOST ? SPREAD_MOST : (size_t)value;

    if (at >= spread->size) {
        size_t size = spread->size ? spread->size : 64;

        while (size <= at)
            size *= 2;
        spread->counts = memory_realloc(spread->counts, size * sizeof *spread->counts);
        memset(spread->counts + spread->size, 0, (size - spread->size) * sizeof *spread->counts);
        spread->size = size;
    }
    spread->counts[at]++;
    spread->total++;
}

/* The value that so many do not exceed, and no smaller one does. */
static size_t value_at(const struct spread *spread, size_t rank)
{
    size_t value = 0, seen = spread->counts[0];

    while (seen < rank)
        seen += spread->counts[++value];
    return value;
}

struct stats_spread spread_result(const struct spread *spread, double unit)
{
    struct stats_spread result = {.count = spread->total};

    if (!spread->total)
        return result;
    result.median = (double)(value_at(spread, (spread->total + 1) / 2) +
                             value_at(spread, spread->total / 2 + 1)) / 2 / unit;
    result.p90 = (double)value_at(spread, (9 * spread->total + 9) / 10) / unit;
    return result;
}

static const char *copy(struct stats *stats, const char *text)
{
    return *text ? arena_copy(stats->arena, text, strlen(text)) : "";
}

/* The node of a map with this id, made with `size` bytes and put before `*list` where it is new. */
static void *find_or_make(struct stats *stats, uint32_t map, const char *id, size_t size, void *list,
                          size_t *count)
{
    const struct node *found = index_find(&stats->index, map, id), *there;
    void **first = list;
    struct node *node;

    if (found)
        return (void *)(uintptr_t)found;
    node = arena_alloc(stats->arena, size);
    node->id = copy(stats, id);
    node->next = *first;
    *first = node;
    ++*count;
    index_add(&stats->index, map, node, &there);
    return node;
}

struct flow_count *stats_flow_count(struct stats *stats, const char *id)
{
    const size_t before = stats->flow_count;
    struct flow_count *flow = find_or_make(stats, MAP_FLOWS, id, sizeof *flow, &stats->flows,
                                           &stats->flow_count);

    if (stats->flow_count > before) {
        flow->map = (uint32_t)(MAP_FIRST + MAPS * before);
        flow->title = "";
    }
    return flow;
}

struct step_count *stats_step_count(struct stats *stats, struct flow_count *flow, const char *id)
{
    const size_t before = flow->step_count;
    struct step_count *step = find_or_make(stats, flow->map + MAP_STEPS, id, sizeof *step,
                                           &flow->steps, &flow->step_count);

    if (flow->step_count > before) {
        step->number = before;
        step->text = "";
    }
    return step;
}

struct cause_count *stats_cause_count(struct stats *stats, struct flow_count *flow, const char *id,
                                      size_t length)
{
    char *name = memory_copy(id, length);
    struct cause_count *cause = find_or_make(stats, flow->map + MAP_CAUSES, name, sizeof *cause,
                                             &flow->causes, &flow->cause_count);

    memory_free(name);
    return cause;
}

struct revision_count *stats_revision_count(struct stats *stats, struct flow_count *flow,
                                            const char *sha256)
{
    return find_or_make(stats, flow->map + MAP_REVISIONS, sha256, sizeof(struct revision_count),
                        &flow->revisions, &flow->revision_count);
}

static struct stats_way *way_of(struct step_count *step, const char *answer, const char *to, bool typed)
{
    size_t i;

    for (i = 0; i < step->way_count; i++) {
        struct stats_way *way = &step->ways[i];

        if (way->typed == typed && strcmp(way->answer, answer) == 0 && strcmp(way->to, to) == 0)
            return way;
    }
    return NULL;
}

void stats_count_way(struct stats *stats, struct step_count *step, const char *answer,
                     const char *say, const char *to, bool typed)
{
    struct stats_way *way = way_of(step, answer, to, typed);

    if (!way && step->way_count == MOST_REPLIES)
        return;
    if (!way) {
        memory_grow((void **)&step->ways, &step->way_capacity, step->way_count, sizeof *step->ways);
        way = &step->ways[step->way_count++];
        *way = (struct stats_way){copy(stats, answer), copy(stats, say), copy(stats, to), typed, 0};
    }
    way->count++;
}

void stats_note_continued(struct stats *stats, const char *id, size_t length)
{
    struct node *list = NULL;
    char *name = memory_copy(id, length);
    size_t count = 0;

    find_or_make(stats, MAP_CONTINUED, name, sizeof *list, &list, &count);
    memory_free(name);
}

bool stats_was_continued(const struct stats *stats, const char *id)
{
    return index_find(&stats->index, MAP_CONTINUED, id);
}

void stats_free_counts(struct stats *stats)
{
    struct flow_count *flow;
    struct step_count *step;

    for (flow = stats->flows; flow; flow = flow->node.next) {
        memory_free(flow->seconds.counts);
        memory_free(flow->questions.counts);
        for (step = flow->steps; step; step = step->node.next) {
            memory_free(step->seconds.counts);
            memory_free(step->ways);
        }
    }
    index_free(&stats->index);
}
