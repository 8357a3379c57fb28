/* SPDX-License-Identifier: MIT */
/*
 * Values for a path. What the rest of the path asks of a value is a domain; candidates in it are
 * tried on the step itself.
 */
#include <config.h>

#include "errwalk/replies.h"

#include <inttypes.h>
#include <string.h>

#include "conditions.h"
#include "errwalk/arena.h"
#include "errwalk/clock.h"
#include "errwalk/follow.h"
#include "errwalk/memory.h"
#include "example.h"

enum { TEST_VALUES = 4, SECONDS_OF_A_DAY = 86400, MOST_NAMES = 8 };

/* A fact that a step of the flow asks for, or an answer that conditions look at. */
struct fact {
    struct node node;
    const char *value;  /* on the path that is filled; NULL where it is not known */
    bool is_seen_later; /* another step than the one that asks looks at it */
};

struct replies {
    const struct edges *edges;
    struct arena *arena;   /* of the facts */
    struct arena *invented; /* values that are made up; NULL until there is one */
    struct value_keys keys;
    struct index facts;
    struct fact **asked;                /* by step: the fact that it gives, or NULL */
    const char *(*tested)[TEST_VALUES]; /* by step: values that tests type there */
};

/* The search at one step. */
struct search {
    struct replies *replies;
    const struct step *step;
    const struct edge *edge;
    struct fact *fact;
    struct domain domain; /* what the path asks of the value */
    const char *names[MOST_NAMES]; /* of the fact, and those that it is passed under on the path */
    unsigned name_count;
    const struct hop *hops, *end; /* of the path, those that look at the value */
};

static struct fact *fact_of(const struct replies *replies, const char *name)
{
    const struct node *node = index_find(&replies->facts, 0, name);
    struct fact *fact = NULL;

    memcpy(&fact, &node, sizeof fact);
    return fact;
}

static struct fact *add_fact(struct replies *replies, const char *name)
{
    struct fact *fact = arena_alloc(replies->arena, sizeof *fact);
    const struct node *there;

    fact->node.id = name;
    index_add(&replies->facts, 0, &fact->node, &there);
    return fact_of(replies, name);
}

/* What is passed over a call may be looked at under the other name. */
static void add_passed(struct replies *replies, const struct value_node *passed)
{
    for (; passed; passed = passed->node.next) {
        if (!fact_of(replies, passed->node.id))
            add_fact(replies, passed->node.id);
        if (fact_of(replies, passed->text))
            fact_of(replies, passed->text)->is_seen_later = true;
    }
}

static bool add_facts(struct replies *replies)
{
    const struct edges *edges = replies->edges;
    const struct condition *condition;
    size_t i;

    for (i = 0; i < edges->step_count; i++) {
        const struct step *step = edges->steps[i];

        if (step->kind == STEP_INPUT)
            replies->asked[i] = add_fact(replies, step->fact);
    }
    for (i = 0; i < edges->count; i++) {
        if (!edges->items[i].route)
            continue;
        flow_each (condition, edges->items[i].route->conditions) {
            const struct step *input = condition->input;
            struct fact *fact = fact_of(replies, condition->node.id);

            if (!fact && input && input->kind == STEP_ASK)
                replies->asked[input->index] = fact = add_fact(replies, condition->node.id);
            if (fact && fact != replies->asked[edges->items[i].from])
                fact->is_seen_later = true;
        }
    }
    for (i = 0; i < edges->step_count; i++) {
        if (edges->steps[i]->kind != STEP_ROUTE)
            continue;
        add_passed(replies, edges->steps[i]->with);
        add_passed(replies, edges->steps[i]->gives);
    }
    return true;
}

static void add_tested(struct replies *replies)
{
    const struct edges *edges = replies->edges;
    const struct flow_test *test;
    const struct value_node *answer;
    const struct node *there;
    struct index inputs = {0};
    size_t i;

    for (i = 0; edges->flow->tests && i < edges->step_count; i++) {
        if (edges->steps[i]->kind == STEP_INPUT)
            index_add(&inputs, 0, &edges->steps[i]->node, &there);
    }
    flow_each (test, edges->flow->tests) {
        flow_each (answer, test->answers) {
            const struct step *step =
                (const struct step *)index_find(&inputs, 0, answer->node.id);

            if (!step)
                continue;
            for (i = 0; i < TEST_VALUES && replies->tested[step->index][i];)
                i++;
            if (i < TEST_VALUES)
                replies->tested[step->index][i] = answer->text;
        }
    }
    index_free(&inputs);
}

void replies_new(const struct edges *edges, struct replies **replies)
{
    struct replies *result = memory_alloc(sizeof *result);

    result->edges = edges;
    result->arena = arena_new();
    result->asked = memory_alloc(edges->step_count * sizeof *result->asked);
    result->tested = memory_alloc(edges->step_count * sizeof *result->tested);
    add_facts(result);
    add_tested(result);
    *replies = result;
}

void replies_free(struct replies *replies)
{
    if (!replies)
        return;
    arena_free(replies->arena);
    arena_free(replies->invented);
    value_keys_free(&replies->keys);
    index_free(&replies->facts);
    memory_free(replies->asked);
    memory_free(replies->tested);
    memory_free(replies);
}

void replies_clear(struct replies *replies)
{
    arena_free(replies->invented);
    replies->invented = NULL;
}

static const char *value_of(void *context, const char *name)
{
    const struct replies *replies = context;
    const struct fact *fact = fact_of(replies, name);

    return fact ? fact->value : NULL;
}

static bool is_name(const struct search *search, const char *name)
{
    unsigned i;

    for (i = 0; i < search->name_count; i++) {
        if (strcmp(search->names[i], name) == 0)
            return true;
    }
    return false;
}

/* Over a call, the value goes on under another name. */
static void add_names(struct search *search, const struct value_node *passed)
{
    for (; passed; passed = passed->node.next) {
        if (search->name_count < MOST_NAMES && is_name(search, passed->text))
            search->names[search->name_count++] = passed->node.id;
    }
}

/* What a step on the path asks of the value: that it takes the edge, and none of the routes before.
 */
static void narrow(struct search *search, const struct edge *edge)
{
    struct replies *replies = search->replies;
    const struct condition *condition;
    const struct route *route;
    struct domain may, sure;

    flow_each (route, replies->edges->steps[edge->from]->routes) {
        flow_each (condition, route->conditions) {
            if (!is_name(search, condition->node.id))
                continue;
            condition_domains(&replies->keys, condition, &may, &sure);
            if (route == edge->route)
                domain_meet(&search->domain, &may);
            else if (!route->conditions->node.next)
                domain_remove(&search->domain, &sure);
        }
        if (route == edge->route)
            return;
    }
}

/* Whether the value takes the edge here, and as far as can be seen those that follow. */
static bool fits(struct search *search, const char *value)
{
    const struct interval *interval = search->domain.intervals;
    struct replies *replies = search->replies;
    uint64_t key;

    if (!flow_accepts(search->step, value) || flow_answer(search->step, value) ||
        !value_keys_of(&replies->keys, search->step->type, value, &key))
        return false;
    while (interval < search->domain.intervals + search->domain.count &&
           (key < interval->low || key > interval->high))
        interval++;
    if (interval == search->domain.intervals + search->domain.count)
        return false;
    search->fact->value = value;
    return flow_way(search->step, value_of, replies) == search->edge->target;
}

/* A value that is made up, where it fits. */
static const char *keep(struct search *search, const char *value)
{
    struct replies *replies = search->replies;

    if (!fits(search, value))
        return NULL;
    if (!replies->invented)
        replies->invented = arena_new();
    return arena_copy(replies->invented, value, strlen(value));
}

/* The constants of the routes that the path takes. */
static const char *try_constants(struct search *search)
{
    const struct condition *condition;
    const struct value_node *one;
    const struct hop *hop;

    for (hop = search->hops; hop < search->end; hop++) {
        const struct route *route = search->replies->edges->items[hop->edge].route;

        flow_each (condition, route ? route->conditions : NULL) {
            if (!is_name(search, condition->node.id))
                continue;
            if (condition->is && fits(search, condition->is))
                return condition->is;
            flow_each (one, condition->one_of) {
                if (fits(search, one->text))
                    return one->text;
            }
        }
    }
    return NULL;
}

static const char *try_tested(struct search *search)
{
    const char *const *tested = search->replies->tested[search->step->index];
    unsigned i;

    for (i = 0; i < TEST_VALUES && tested[i]; i++) {
        if (fits(search, tested[i]))
            return tested[i];
    }
    return NULL;
}

static const char *try_samples(struct search *search)
{
    static const char *const samples[VALUE_TYPE_COUNT][8] = {
        [VALUE_TEXT] = {"something", "server", "text", "A1", "a", "1", "user@example.org"},
        [VALUE_NUMBER] = {"1", "42", "100", "0", "-1"},
        [VALUE_HEX] = {"0x1f", "1f", "0x12ab", "0x0000001f", "1", "0xC0000001", "0"},
        [VALUE_ERROR] = {"2", "5", "0x2", "ERROR_FILE_NOT_FOUND", "ERROR_FILE_NOT_FOUND (2)"},
        [VALUE_DATE] = {"2026-01-01", "2000-01-01"},
    };
    const char *const *sample = samples[search->step->type];
    struct buffer example = {0};
    const char *found = NULL;

    for (; *sample; sample++) {
        if (fits(search, *sample))
            return *sample;
    }
    if (search->step->pattern && example_of(search->step->matches, &example))
        found = keep(search, buffer_text(&example));
    buffer_free(&example);
    return found;
}

/* The value of a key, of a type whose keys are values. */
static void key_text(struct buffer *out, enum value_type type, uint64_t key)
{
    static const uint64_t sign = (uint64_t)1 << 63;
    char date[CLOCK_TEXT];

    if (type == VALUE_HEX) {
        buffer_printf(out, "0x%" PRIx64, key);
    } else if (type == VALUE_NUMBER) {
        buffer_printf(out, "%" PRId64, (int64_t)(key ^ sign));
    } else if (type == VALUE_DATE) {
        clock_format((int64_t)(key ^ sign) * SECONDS_OF_A_DAY, date);
        buffer_append(out, date, strcspn(date, "T"));
    }
}

/* The bounds of what fits; `ends`: those that are the ends of the type, which nobody would type. */
static const char *try_bounds_of(struct search *search, bool ends)
{
    const struct interval all = value_keys_all(search->step->type);
    const char *found = NULL;
    struct buffer text = {0};
    unsigned i;

    for (i = 0; i < 2 * search->domain.count && !found; i++) {
        const struct interval *interval = &search->domain.intervals[i / 2];
        uint64_t key = i % 2 ? interval->high : interval->low;

        if (ends != (key == all.low || key == all.high))
            continue;
        buffer_clear(&text);
        key_text(&text, search->step->type, key);
        found = keep(search, buffer_text(&text));
    }
    buffer_free(&text);
    return found;
}

static const char *try_bounds(struct search *search)
{
    const char *found;

    if (search->step->type == VALUE_TEXT || search->step->type == VALUE_ERROR)
        return NULL;
    found = try_bounds_of(search, false);
    return found ? found : try_bounds_of(search, true);
}

/* A value to type at hop `i`. */
static const char *choose(struct replies *replies, const struct hop *hops, size_t count, size_t i)
{
    static const char *(*const tries[])(struct search * search) = {try_constants, try_tested,
                                                                   try_samples, try_bounds};
    const struct edge *items = replies->edges->items;
    struct search search = {.replies = replies, .edge = &items[hops[i].edge]};
    const char *found = NULL;
    size_t j, end;

    search.step = replies->edges->steps[search.edge->from];
    search.fact = replies->asked[search.step->index];
    search.names[search.name_count++] = search.fact->node.id;
    search.domain = (struct domain){.count = 1, .intervals = {value_keys_all(search.step->type)}};
    end = search.fact->is_seen_later ? count : i + 1;
    for (j = i; j < end; j++) {
        const struct edge *edge = &items[hops[j].edge];

        /* Asked again, it is another value. */
        if (j > i && !edge->answer && replies->asked[edge->from] == search.fact)
            break;
        if (replies->edges->steps[edge->from]->kind == STEP_ROUTE)
            add_names(&search, replies->edges->steps[edge->from]->with);
        narrow(&search, edge);
    }
    search.hops = hops + i;
    search.end = hops + j;
    for (j = 0; j < sizeof tries / sizeof *tries && !found; j++)
        found = tries[j](&search);
    search.fact->value = found;
    return found;
}

/* What a block brings back is not known before it is walked. */
static void forget_given(struct replies *replies, const struct step *call)
{
    const struct value_node *given;

    flow_each (given, call->gives) {
        struct fact *fact = fact_of(replies, given->node.id);

        if (fact)
            fact->value = NULL;
    }
}

/* The answer's id, which conditions may look at. */
static const char *answer(struct replies *replies, const struct edge *edge)
{
    const struct step *step = replies->edges->steps[edge->from];
    struct fact *fact = step->kind == STEP_ASK ? replies->asked[edge->from] : NULL;

    if (fact)
        fact->value = edge->answer->node.id;
    forget_given(replies, step);
    return edge->answer->node.id;
}

static void pass(struct replies *replies, const struct value_node *passed)
{
    for (; passed; passed = passed->node.next)
        fact_of(replies, passed->node.id)->value = value_of(replies, passed->text);
}

/* Nothing, where what is known leads along the edge. */
static const char *decide(struct replies *replies, const struct edge *edge)
{
    const struct step *step = replies->edges->steps[edge->from];

    pass(replies, step->with);
    pass(replies, step->gives);
    return flow_way(step, value_of, replies) == edge->target ? "" : NULL;
}

/* What was passed on the way is not known either. */
static void forget_passed(struct replies *replies, const struct step *step)
{
    const struct value_node *passed;

    flow_each (passed, step->with)
        fact_of(replies, passed->node.id)->value = NULL;
    flow_each (passed, step->gives)
        fact_of(replies, passed->node.id)->value = NULL;
}

static void forget(struct replies *replies, const struct hop *hops, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        uint32_t from = replies->edges->items[hops[i].edge].from;

        if (replies->asked[from])
            replies->asked[from]->value = NULL;
        if (replies->edges->steps[from]->kind == STEP_ROUTE)
            forget_passed(replies, replies->edges->steps[from]);
    }
}

size_t replies_extend(struct replies *replies, struct hop *hops, size_t count)
{
    const struct edges *edges = replies->edges;
    uint32_t at = edges->items[hops[count - 1].edge].to;
    size_t i;

    for (i = 0; i < count; i++) {
        uint32_t from = edges->items[hops[i].edge].from;
        bool gives = edges->steps[from]->kind == STEP_ASK || !edges->items[hops[i].edge].answer;

        if (replies->asked[from] && gives)
            replies->asked[from]->value = hops[i].reply;
        forget_given(replies, edges->steps[from]);
    }
    while (edges->steps[at]->kind == STEP_ROUTE) {
        const struct step *step = edges->steps[at];
        uint32_t edge = edges_find(edges, step, flow_way(step, value_of, replies));

        hops[count++] = (struct hop){edge, ""};
        at = edges->items[edge].to;
    }
    forget(replies, hops, count);
    return count;
}

enum status replies_fill(struct replies *replies, struct hop *hops, size_t count)
{
    bool all = true;
    size_t i;

    forget(replies, hops, count);
    for (i = 0; i < count; i++) {
        const struct edge *edge = &replies->edges->items[hops[i].edge];

        if (edge->answer)
            hops[i].reply = answer(replies, edge);
        else if (edge->kind == EDGE_ITEM || edge->kind == EDGE_ELSE)
            hops[i].reply = "";
        else if (replies->edges->steps[edge->from]->kind == STEP_ROUTE)
            hops[i].reply = decide(replies, edge);
        else if (edge->kind == EDGE_IF_NOT)
            hops[i].reply = fix_result_names[FIX_FAILED];
        else if (edge->kind == EDGE_IF_WORSE)
            hops[i].reply = fix_result_names[FIX_WORSE];
        else
            hops[i].reply = choose(replies, hops, count, i);
        all = all && hops[i].reply;
    }
    forget(replies, hops, count);
    return all ? STATUS_OK : STATUS_NO;
}
