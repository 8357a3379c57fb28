/* SPDX-License-Identifier: MIT */
/*
 * Tests for what no test walks. The first answer that is left decides: before it and after it, the
 * way goes where most others are left, so that few tests are enough.
 */
#include <config.h>

#include "coverage.h"

#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "errwalk/replies.h"
#include "errwalk/index.h"
#include "errwalk/letters.h"

#define NOWHERE UINT32_MAX

enum { COLUMNS = 100, MOST_TRIES = 8 };

struct suggesting {
    const struct edges *edges;
    struct replies *replies;
    struct buffer *out;
    bool *left;               /* by edge: to be walked yet */
    bool *barred;             /* by edge: not to be taken by the path that is looked for */
    uint32_t *before, *after; /* by step: the edge of the best way to it and from it */
    int64_t *score;           /* by step */
    struct hop *hops;         /* room for one a step */
    struct arena *arena;      /* of names */
    struct index names;       /* of tests */
};

/* An edge that is left is worth more than any number of steps on the way. */
static int64_t worth(const struct suggesting *suggesting, uint32_t e, bool greedy)
{
    return (greedy && suggesting->left[e] ? (int64_t)suggesting->edges->step_count + 1 : 0) - 1;
}

/* The best way from the first step to each. */
static void find_before(struct suggesting *suggesting, bool greedy)
{
    const struct edges *edges = suggesting->edges;
    size_t i;
    uint32_t e;

    for (i = 0; i < edges->step_count; i++) {
        suggesting->before[i] = NOWHERE;
        suggesting->score[i] = i ? INT64_MIN : 0;
    }
    for (i = 0; i < edges->step_count; i++) {
        uint32_t at = edges->order[i];

        for (e = edges->first[at]; e < edges->first[at + 1]; e++) {
            const struct edge *edge = &edges->items[e];
            int64_t score;

            if (edge->fit != ROUTE_FITS || edge->target->closes || suggesting->barred[e] ||
                suggesting->score[at] == INT64_MIN)
                continue;
            score = suggesting->score[at] + worth(suggesting, e, greedy);
            if (score <= suggesting->score[edge->to])
                continue;
            suggesting->score[edge->to] = score;
            suggesting->before[edge->to] = e;
        }
    }
}

/* The best way from each step to an ending. */
static void find_after(struct suggesting *suggesting)
{
    const struct edges *edges = suggesting->edges;
    size_t i;
    uint32_t e;

    for (i = edges->step_count; i-- > 0;) {
        uint32_t at = edges->order[i];

        suggesting->after[at] = NOWHERE;
        suggesting->score[at] = step_leads_on(edges->steps[at]->kind) ? INT64_MIN : 0;
        for (e = edges->first[at]; e < edges->first[at + 1]; e++) {
            const struct edge *edge = &edges->items[e];
            int64_t score;

            if (edge->fit != ROUTE_FITS || edge->target->closes || suggesting->barred[e] ||
                suggesting->score[edge->to] == INT64_MIN)
                continue;
            score = suggesting->score[edge->to] + worth(suggesting, e, true);
            if (score <= suggesting->score[at])
                continue;
            suggesting->score[at] = score;
            suggesting->after[at] = e;
        }
    }
}

/* The edges up to and with `e`. */
static size_t lay_before(struct suggesting *suggesting, uint32_t e)
{
    const struct edge *items = suggesting->edges->items;
    size_t count = 1, i;
    uint32_t at;

    for (at = items[e].from; at; at = items[suggesting->before[at]].from)
        count++;
    suggesting->hops[count - 1].edge = e;
    for (i = count - 1, at = items[e].from; i-- > 0; at = items[suggesting->before[at]].from)
        suggesting->hops[i].edge = suggesting->before[at];
    return count;
}

static size_t lay_after(struct suggesting *suggesting, size_t count)
{
    const struct edge *items = suggesting->edges->items;
    uint32_t at = items[suggesting->hops[count - 1].edge].to;

    /* Behind a circle the items that were come by are done: such a test ends at the weigh step. */
    if (items[suggesting->hops[count - 1].edge].target->closes)
        return count;
    for (; suggesting->after[at] != NOWHERE; at = items[suggesting->after[at]].to)
        suggesting->hops[count++].edge = suggesting->after[at];
    return count;
}

/* Whether a reply can be written in one line of YAML. */
static bool is_writable(const char *reply)
{
    for (; *reply; reply++) {
        if ((unsigned char)*reply < ' ' || *reply == 0x7f)
            return false;
    }
    return true;
}

static bool fill(struct suggesting *suggesting, size_t count)
{
    enum status status = replies_fill(suggesting->replies, suggesting->hops, count);
    size_t i;

    for (i = 0; status == STATUS_OK && i < count; i++) {
        if (!is_writable(suggesting->hops[i].reply))
            status = STATUS_NO;
    }
    return status == STATUS_OK;
}

/* The first edge of a path for which no reply was found, from the edge that the path is for on; or, where
 * there is none, before it. */
static uint32_t find_obstacle(const struct suggesting *suggesting, size_t count, uint32_t e)
{
    uint32_t obstacle = NOWHERE;
    bool is_behind = false;
    size_t i;

    for (i = 0; i < count; i++) {
        const struct hop *hop = &suggesting->hops[i];
        bool fails = !hop->reply || !is_writable(hop->reply);

        is_behind |= hop->edge == e;
        if (fails && is_behind)
            return hop->edge;
        if (fails && obstacle == NOWHERE)
            obstacle = hop->edge;
    }
    return obstacle;
}

/* The answer on the path that the routes at an edge's step look at; NOWHERE where there is none. */
static uint32_t find_decisive(const struct suggesting *suggesting, size_t count, uint32_t e)
{
    const struct edges *edges = suggesting->edges;
    const struct condition *condition;
    const struct route *route;
    size_t i;

    for (i = 0; i < count && suggesting->hops[i].edge != e; i++) {
        const struct step *step = edges->steps[edges->items[suggesting->hops[i].edge].from];

        flow_each (route, edges->steps[edges->items[e].from]->routes) {
            flow_each (condition, route->conditions) {
                if (condition->input == step)
                    return suggesting->hops[i].edge;
            }
        }
    }
    return NOWHERE;
}

/* A path to an ending: one that takes the most edges that are left, else one without those for which no
 * reply was found. 0 where none of so many can be walked. */
static size_t find_whole_path(struct suggesting *suggesting, uint32_t e)
{
    const struct edges *edges = suggesting->edges;
    uint32_t barred[MOST_TRIES], obstacle;
    size_t count = 0, tries = 0;
    bool found = false;

    while (!found && tries < MOST_TRIES) {
        find_before(suggesting, true);
        if (suggesting->score[edges->items[e].from] == INT64_MIN)
            break;
        find_after(suggesting);
        if (suggesting->score[edges->items[e].to] == INT64_MIN)
            break;
        count = lay_after(suggesting, lay_before(suggesting, e));
        found = fill(suggesting, count);
        obstacle = found ? NOWHERE : find_obstacle(suggesting, count, e);
        if (obstacle == e)
            obstacle = find_decisive(suggesting, count, e);
        if (obstacle == NOWHERE)
            break;
        suggesting->barred[obstacle] = true;
        barred[tries++] = obstacle;
    }
    while (tries)
        suggesting->barred[barred[--tries]] = false;
    return found ? count : 0;
}

/* A path with `e` on it, and replies that take it; 0 where none is found. */
static size_t find_path(struct suggesting *suggesting, uint32_t e)
{
    size_t count = find_whole_path(suggesting, e);

    if (count)
        return count;
    find_before(suggesting, false);
    count = lay_before(suggesting, e);
    return fill(suggesting, count)
               ? replies_extend(suggesting->replies, suggesting->hops, count)
               : 0;
}

static void words(struct buffer *out, const char *id)
{
    for (; *id; id++)
        buffer_char(out, *id == '-' ? ' ' : *id);
}

/* Whether a value can be part of a name as it is. */
static bool is_word(const char *value)
{
    for (; *value; value++) {
        if (!letter_is_alnum(*value) && !strchr("-_.", *value))
            return false;
    }
    return true;
}

/* The answer that the test is for, and where it ends, in words that no other test has. */
static void name_test(struct suggesting *suggesting, const struct hop *hop, const struct step *end)
{
    const struct edge *edge = &suggesting->edges->items[hop->edge];
    const struct node *there = NULL;
    struct buffer name = {0};
    struct node *node;
    unsigned number = 1;

    do {
        buffer_clear(&name);
        words(&name, suggesting->edges->steps[edge->from]->node.id);
        if (*hop->reply && is_word(hop->reply)) {
            buffer_char(&name, ' ');
            words(&name, hop->reply);
        }
        buffer_string(&name, " leads to ");
        words(&name, end->node.id);
        if (number++ > 1)
            buffer_printf(&name, " %u", number - 1);
        node = arena_alloc(suggesting->arena, sizeof *node);
        node->id = arena_copy(suggesting->arena, buffer_text(&name), name.length);
        index_add(&suggesting->names, 0, node, &there);
    } while (there);
    buffer_printf(suggesting->out, "  %s:\n", buffer_text(&name));
    buffer_free(&name);
}

/* Plain where that cannot be misread, else in single quotes. */
static void write_reply(struct buffer *out, const char *reply)
{
    if (letter_is_alnum(*reply) && is_word(reply)) {
        buffer_string(out, reply);
        return;
    }
    buffer_char(out, '\'');
    for (; *reply; reply++) {
        if (*reply == '\'')
            buffer_char(out, '\'');
        buffer_char(out, *reply);
    }
    buffer_char(out, '\'');
}

static void write_test(struct suggesting *suggesting, size_t count, uint32_t aim)
{
    static const char begin[] = "    answers: {";
    const struct edges *edges = suggesting->edges;
    const struct step *end = edges->steps[edges->items[suggesting->hops[count - 1].edge].to];
    struct buffer pair = {0};
    size_t i, line = sizeof begin - 1;
    const char *comma = "";

    for (i = 0; suggesting->hops[i].edge != aim;)
        i++;
    name_test(suggesting, &suggesting->hops[i], end);
    buffer_string(suggesting->out, begin);
    for (i = 0; i < count; i++) {
        if (!*suggesting->hops[i].reply)
            continue;
        buffer_clear(&pair);
        buffer_printf(&pair,
                      "%s: ", edges->steps[edges->items[suggesting->hops[i].edge].from]->node.id);
        write_reply(&pair, suggesting->hops[i].reply);
        if (*comma && line + pair.length + 3 > COLUMNS) {
            buffer_string(suggesting->out, ",\n              ");
            line = sizeof begin - 1;
        } else if (*comma) {
            buffer_string(suggesting->out, comma);
            line += 2;
        }
        buffer_string(suggesting->out, buffer_text(&pair));
        line += pair.length;
        comma = ", ";
    }
    buffer_printf(suggesting->out, "}\n    ends: %s\n", end->node.id);
    buffer_free(&pair);
}

static void prepare(struct suggesting *suggesting, const struct coverage *coverage)
{
    const struct edges *edges = suggesting->edges;
    const struct flow_test *test;
    const struct node *there;
    size_t steps = edges->step_count, e;

    suggesting->left = memory_alloc((edges->count + 1) * sizeof *suggesting->left);
    suggesting->barred = memory_alloc((edges->count + 1) * sizeof *suggesting->barred);
    suggesting->before = memory_alloc(steps * sizeof *suggesting->before);
    suggesting->after = memory_alloc(steps * sizeof *suggesting->after);
    suggesting->score = memory_alloc(steps * sizeof *suggesting->score);
    suggesting->hops = memory_alloc((steps + 1) * sizeof *suggesting->hops);
    suggesting->arena = arena_new();
    replies_new(edges, &suggesting->replies);
    for (e = 0; e < edges->count; e++)
        suggesting->left[e] = !coverage->answers[e] && edges->items[e].fit == ROUTE_FITS;
    flow_each (test, edges->flow->tests)
        index_add(&suggesting->names, 0, &test->node, &there);
}

static size_t suggest_all(struct suggesting *suggesting)
{
    const struct edges *edges = suggesting->edges;
    size_t count, i, without = 0;
    uint32_t e;

    for (e = 0; e < edges->count; e++) {
        if (!suggesting->left[e])
            continue;
        replies_clear(suggesting->replies);
        count = find_path(suggesting, e);
        suggesting->left[e] = false;
        without += !count;
        if (count)
            write_test(suggesting, count, e);
        for (i = 0; i < count; i++)
            suggesting->left[suggesting->hops[i].edge] = false;
    }
    return without;
}

void coverage_suggest(const struct coverage *coverage, struct buffer *out, size_t *left)
{
    struct suggesting suggesting = {.edges = &coverage->edges, .out = out};

    prepare(&suggesting, coverage);
    *left = suggest_all(&suggesting);
    replies_free(suggesting.replies);
    arena_free(suggesting.arena);
    index_free(&suggesting.names);
    memory_free(suggesting.left);
    memory_free(suggesting.barred);
    memory_free(suggesting.before);
    memory_free(suggesting.after);
    memory_free(suggesting.score);
    memory_free(suggesting.hops);
}
