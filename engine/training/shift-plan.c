/* SPDX-License-Identifier: MIT */
/*
 * The plan of a shift: who calls when, by a seed, and as it is kept with each call.
 */
#include <config.h>

#include <jansson.h>
#include <string.h>

#include "errwalk/document.h"
#include "errwalk/members.h"
#include "errwalk/memory.h"
#include "errwalk/shift.h"

enum { PRIORITIES = 3 };

/* Minutes by priority, beyond those of the longest step. */
static const unsigned targets[PRIORITIES] = {2, 15, 30}, patiences[PRIORITIES] = {20, 45, 90};

/* SplitMix64, as the clock of tests (engine/base/clock.c). */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Whether an agent who always serves the most urgent, minute by minute, takes everybody in time and
 * loses nobody on hold, even though the longest step is not broken off for anybody. */
static bool is_feasible(const struct shift_plan *plan, const unsigned *minutes, unsigned longest)
{
    unsigned left[SHIFT_MOST], since[SHIFT_MOST] = {0}, now, open = (unsigned)plan->count;
    bool taken[SHIFT_MOST] = {false};
    size_t i;

    memcpy(left, minutes, sizeof left);
    for (now = 0; open; now++) {
        size_t best = plan->count;

        for (i = 0; i < plan->count; i++) {
            if (left[i] && plan->callers[i].arrives <= now &&
                (best == plan->count ||
                 plan->callers[i].priority < plan->callers[best].priority))
                best = i;
        }
        for (i = 0; i < plan->count; i++) {
            const struct shift_caller *caller = &plan->callers[i];

            if (i == best) {
                taken[i] = true;
                since[i] = now + 1;
                open -= --left[i] == 0;
            } else if (left[i] && caller->arrives <= now &&
                       (taken[i] ? now + longest >= since[i] + caller->patience - 1
                                 : now + longest >= caller->arrives + caller->target)) {
                return false;
            }
        }
    }
    return true;
}

static void place(struct shift_plan *plan, const unsigned *minutes, const unsigned *gaps,
                  unsigned percent)
{
    size_t i;

    for (i = 1; i < plan->count; i++)
        plan->callers[i].arrives =
            plan->callers[i - 1].arrives + 1 + minutes[i - 1] * gaps[i] / 100 * percent / 100;
}

/* Which case each caller has: all, in an order of the seed, before one comes twice. */
static void deal(size_t *order, size_t count, uint64_t *random)
{
    size_t i, other, kept;

    for (i = 0; i < count; i++)
        order[i] = i;
    for (i = count; i > 1; i--) {
        other = (size_t)(next_random(random) % i);
        kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

void shift_plan(struct shift_plan *plan, const struct shift_case *cases, size_t case_count,
                size_t callers, int64_t seed, struct clock *clock)
{
    static const unsigned dice[] = {1, 2, 2, 3, 3, 3};
    size_t *order = memory_alloc(case_count * sizeof *order), i;
    unsigned minutes[SHIFT_MOST] = {0}, gaps[SHIFT_MOST], percent = 100, longest = 0;
    unsigned char bytes[SESSION_ID_RANDOM] = {0};
    uint64_t random = (uint64_t)seed;
    int64_t now = clock_now(clock);

    *plan = (struct shift_plan){.seed = seed, .count = callers};
    clock_random(clock, bytes, sizeof bytes);
    session_id_make(clock_milliseconds(clock, now), bytes, plan->id);
    deal(order, case_count, &random);
    for (i = 0; i < callers && i < case_count; i++)
        longest = cases[order[i]].longest > longest ? cases[order[i]].longest : longest;
    for (i = 0; i < callers; i++) {
        const struct shift_case *of = &cases[order[i % case_count]];
        unsigned priority = dice[next_random(&random) % (sizeof dice / sizeof *dice)];

        minutes[i] = of->minutes ? of->minutes + of->minutes / 8 : 1; /* room for a detour */
        gaps[i] = 30 + (unsigned)(next_random(&random) % 90);
        plan->callers[i] = (struct shift_caller){.scenario = of->scenario,
                                                 .title = of->title,
                                                 .priority = priority,
                                                 .target = targets[priority - 1] + longest,
                                                 .patience = patiences[priority - 1] + longest};
    }
    for (place(plan, minutes, gaps, percent); !is_feasible(plan, minutes, longest); percent += 10)
        place(plan, minutes, gaps, percent);
    memory_free(order);
}

#define NUMBER(field_, most_)                                                                    \
    {.key = #field_, .type = MEMBER_NUMBER, .offset = offsetof(struct shift_caller, field_),     \
     .most = most_}

enum { MINUTES_MOST = 100000 };

static const struct member caller_members[] = {
    MEMBER(TEXT, struct shift_caller, scenario, "scenario"),
    MEMBER(TEXT, struct shift_caller, title, "title"),
    NUMBER(priority, PRIORITIES),
    NUMBER(arrives, MINUTES_MOST),
    NUMBER(target, MINUTES_MOST),
    NUMBER(patience, MINUTES_MOST),
    {.key = NULL},
};

void shift_plan_write(const struct shift_plan *plan, struct buffer *out)
{
    json_t *root = json_object();

    json_object_set_new(root, "shift", json_string(plan->id));
    json_object_set_new(root, "seed", json_integer(plan->seed));
    json_object_set_new(root, "callers",
                        members_array(caller_members, plan->callers, sizeof *plan->callers, plan->count));
    document_write_line(root, out);
    if (out->length && out->bytes[out->length - 1] == '\n')
        out->bytes[--out->length] = '\0';
}

static bool read_plan(struct shift_plan *plan)
{
    const json_t *callers = json_object_get(plan->json, "callers");
    const char *id = json_string_value(json_object_get(plan->json, "shift"));
    size_t i, count = json_array_size(callers);

    if (!id || !session_id_is_valid(id) || !count || count > SHIFT_MOST)
        return false;
    memcpy(plan->id, id, sizeof plan->id);
    plan->seed = json_integer_value(json_object_get(plan->json, "seed"));
    plan->count = count;
    for (i = 0; i < count; i++) {
        if (!members_take(caller_members, json_array_get(callers, i), &plan->callers[i]) ||
            !plan->callers[i].priority)
            return false;
    }
    return true;
}

enum status shift_plan_read(const char *text, struct shift_plan *plan)
{
    json_error_t error;

    *plan = (struct shift_plan){.json = json_loads(text, 0, &error)};
    return plan->json && read_plan(plan) ? STATUS_OK : STATUS_INVALID;
}

void shift_plan_free(struct shift_plan *plan)
{
    json_decref(plan->json);
    plan->json = NULL;
}
