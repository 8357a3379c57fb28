/* SPDX-License-Identifier: MIT */
/*
 * Random flows that call random blocks: what is proved of all ways through them, compared with what
 * a dumb walk through both models finds, and with walks that are really made.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "engine/paths/expand.h"
#include "errwalk/routes.h"
#include "errwalk/edges.h"
#include "errwalk/check.h"
#include "errwalk/dry-run.h"
#include "errwalk/library.h"
#include "errwalk/paths.h"
#include "random-flow.h"
#include "suite.h"

#include <sys/stat.h>

const char suite_name[] = "random-calls";

enum { MOST_STEPS = 16, MOST_VALUE = 16 };

static struct random_flow outer, blocks[RANDOM_EDGES]; /* by how many returns they have */
static bool dead[MOST_STEPS][MOST_STEPS + 1][RANDOM_EDGES]; /* by outer step, step of its block from 1 */

static struct random_edge *lead(struct random_step *step, int to)
{
    step->edges[step->edge_count] = (struct random_edge){.to = to, .fact = NO_FACT};
    return &step->edges[step->edge_count++];
}

/* Questions that lead to later steps, the last of them to all endings; then a fix, and the returns. */
static void make_block(struct random_flow *block, int returns)
{
    int questions = 2 + random_below(&outer, 2), fix = questions, i, more;

    *block = (struct random_flow){.count = questions + 1 + returns, .returns = returns, .asked = NO_STEP};
    for (i = 0; i < block->count; i++) {
        struct random_step *step = &block->steps[i];

        *step = (struct random_step){.kind = i > fix ? STEP_RETURN : i == fix ? STEP_FIX : STEP_ASK,
                                     .fact = NO_FACT,
                                     .gives = NO_FACT,
                                     .takes = NO_FACT,
                                     .reads = NO_FACT,
                                     .uses = NO_FACT};
        step->minutes = i > fix ? 0 : (unsigned)random_below(&outer, 10);
        if (i + 1 < questions) {
            step->kind = i && random_below(&outer, 2) ? STEP_ROUTE : STEP_INPUT;
            step->fact = step->kind == STEP_INPUT ? 1 : NO_FACT;
            step->minutes = step->kind == STEP_ROUTE ? 0 : step->minutes;
            for (more = 1 + random_below(&outer, 2); more--;) {
                struct random_edge *edge = lead(step, i + 1 + random_below(&outer, block->count - i - 1));

                edge->fact = random_below(&outer, RANDOM_TYPED);
                edge->low = random_below(&outer, 10);
                edge->high = edge->low + random_below(&outer, 5);
            }
            lead(step, i + 1);
        }
    }
    lead(&block->steps[fix], fix + 1);
    for (i = fix; i < block->count; i++)
        lead(&block->steps[questions - 1], i);
}

static void write_file(const char *name, const struct random_flow *flow)
{
    struct buffer text = {0};
    FILE *file = fopen(suite_scratch(name), "w");

    random_flow_write(flow, &text);
    if (suite_expect(name, file != NULL)) {
        fputs(buffer_text(&text), file);
        fclose(file);
    }
    buffer_free(&text);
}

static void make_all(uint64_t seed)
{
    char name[64];
    int i;

    random_flow_make(&outer, seed, 4 + (int)(seed % 10), 40, 60);
    for (i = 0; i < outer.count; i++) {
        if (outer.steps[i].kind == STEP_CALL) /* the blocks take one fact */
            outer.steps[i].takes = random_below(&outer, RANDOM_TYPED);
    }
    write_file("outer.yaml", &outer);
    mkdir(suite_scratch("blocks"), 0700);
    for (i = 1; i < RANDOM_EDGES; i++) {
        make_block(&blocks[i], i);
        snprintf(name, sizeof name, "blocks/random-%d.yaml", i);
        write_file(name, &blocks[i]);
    }
}

/* Which edges are proved to be taken by none. */
static void read_dead(const struct flow *flow)
{
    struct arena *arena = arena_new();
    struct edges edges;
    uint32_t i, e;

    edges_new(flow_expand(flow, arena), &edges);
    routes_prove(&edges);
    memset(dead, 0, sizeof dead);
    for (i = 0; i < edges.step_count; i++) {
        int at = 0, inside = -1;

        if (sscanf(edges.steps[i]->node.id, "s%d/s%d", &at, &inside) < 1)
            continue;
        for (e = edges.first[i]; e < edges.first[i + 1]; e++)
            dead[at][inside + 1][e - edges.first[i]] |= edges.items[e].fit != ROUTE_FITS;
    }
    edges_free(&edges);
    arena_free(arena);
}

struct tally {
    long paths, fewest_questions, most_questions, fewest_minutes, most_minutes;
};

static void count_end(struct tally *tally, long questions, long minutes)
{
    tally->paths++;
    if (questions < tally->fewest_questions)
        tally->fewest_questions = questions;
    if (questions > tally->most_questions)
        tally->most_questions = questions;
    if (minutes < tally->fewest_minutes)
        tally->fewest_minutes = minutes;
    if (minutes > tally->most_minutes)
        tally->most_minutes = minutes;
}

/* Every path, one by one; `inside`: the step of the block that is called at `at`, or NO_STEP. */
static void walk(int at, int inside, long questions, long minutes, struct tally *tally)
{
    const struct random_step *call = &outer.steps[at];
    const struct random_flow *block = &blocks[call->kind == STEP_CALL ? call->edge_count : 1];
    const struct random_step *step = inside == NO_STEP ? call : &block->steps[inside];
    int i;

    if (step->kind == STEP_CALL) {
        walk(at, 0, questions, minutes, tally);
        return;
    }
    if (step->kind == STEP_RETURN) {
        walk(call->edges[inside - (block->count - block->returns)].to, NO_STEP, questions, minutes, tally);
        return;
    }
    questions += step_is_question(step->kind);
    minutes += step->minutes;
    if (!step_leads_on(step->kind))
        count_end(tally, questions, minutes);
    for (i = 0; i < step->edge_count; i++) {
        if (dead[at][inside + 1][i])
            continue;
        if (inside == NO_STEP)
            walk(step->edges[i].to, NO_STEP, questions, minutes, tally);
        else
            walk(at, step->edges[i].to, questions, minutes, tally);
    }
}

static void compare_figures(const struct paths *paths)
{
    struct tally tally = {.fewest_questions = 1000, .fewest_minutes = 1000};
    struct paths_figures figures;

    walk(0, NO_STEP, 0, 0, &tally);
    paths_figures(paths, &figures);
    suite_expect_long("paths", (long)figures.paths.limbs[0], tally.paths);
    suite_expect_long("fewest questions", (long)figures.fewest_questions, tally.fewest_questions);
    suite_expect_long("most questions", (long)figures.most_questions, tally.most_questions);
    suite_expect_long("fewest minutes", (long)figures.fewest_minutes, tally.fewest_minutes);
    suite_expect_long("most minutes", (long)figures.most_minutes, tally.most_minutes);
}

/* The route or edge that a target is of its step, or -1. */
static int number_of(const struct step *step, const struct target *to)
{
    const struct answer *answer;
    const struct route *route;
    int number = 0;

    if (step->kind == STEP_FIX)
        return to == &step->if_worse;
    flow_each (answer, step->answers) {
        if (&answer->to == to)
            return number;
        number++;
    }
    flow_each (route, step->routes) {
        if (&route->to == to)
            return number;
        number++;
    }
    return -1;
}

/* An edge that a walk takes is not said to be dead. */
static void expect_alive(const char *path, const struct step *step, const struct target *to)
{
    int at = 0, inside = -1, number = to ? number_of(step, to) : -1;

    if (number < 0 || step->kind == STEP_RETURN || sscanf(path, "s%d/s%d", &at, &inside) < 1)
        return;
    if (dead[at][inside + 1][number])
        suite_expect(path, false);
}

/* On over what decides by itself. Whether it passes, or stands at, a step of the flow itself. */
static bool advance(struct dry_run *run, const struct step *wanted)
{
    struct buffer path = {0};
    bool met = false, goes_on = true;

    while (goes_on) {
        const struct step *step = run->step;
        const struct target *to;

        met |= step == wanted;
        buffer_clear(&path);
        dry_run_path(run, &path);
        to = dry_run_decide(run);
        expect_alive(buffer_text(&path), step, to);
        goes_on = to || dry_run_enter(run);
    }
    buffer_free(&path);
    return met;
}

/* Each witness leads there. Returns how many were not found. */
static long compare_witnesses(const struct flow *flow, struct paths *paths)
{
    const struct paths_hop *hops = NULL;
    const struct step *step;
    size_t count = 0, i;
    long unknown = 0;

    flow_each (step, flow->first) {
        enum status status = paths_witness(paths, step, &hops, &count);
        struct buffer path = {0};
        struct dry_run run;
        bool fits = true, met;

        unknown += status == STATUS_NO;
        if (status != STATUS_OK)
            continue;
        dry_run_begin(&run, flow, NULL);
        met = advance(&run, step);
        for (i = 0; i < count && fits; i++) {
            if (hops[i].step->kind == STEP_ROUTE)
                continue;
            buffer_clear(&path);
            dry_run_path(&run, &path);
            suite_expect_string("its step", buffer_text(&path), hops[i].step->node.id);
            dry_run_reply(&run, hops[i].reply, &fits);
            met |= advance(&run, step);
        }
        suite_expect(step->node.id, fits && met);
        buffer_free(&path);
        dry_run_end(&run);
    }
    return unknown;
}

/* A reply that fits where a walk stands; NULL at an ending. */
static const char *any_reply(const struct step *step, char reply[16])
{
    static const char *const results[] = {"worked", "failed", "worse"};
    int answers = 0;
    const struct answer *answer;

    flow_each (answer, step->answers)
        answers++;
    if (step->kind == STEP_FIX)
        return results[random_below(&outer, 3)];
    if (!step_is_question(step->kind))
        return NULL;
    if (step->kind == STEP_ASK)
        snprintf(reply, 16, "a%d", random_below(&outer, answers));
    else
        snprintf(reply, 16, "%d", random_below(&outer, MOST_VALUE + 2) - 2);
    return reply;
}

/* A walk by replies that are drawn. */
static void walk_any(const struct flow *flow, const struct paths_figures *figures)
{
    const struct target *to = NULL;
    struct buffer path = {0};
    struct dry_run run;
    long questions = 0;
    double minutes = 0;
    char text[16];
    bool fits = true;

    dry_run_begin(&run, flow, NULL);
    do {
        const struct step *step;
        const char *reply;

        advance(&run, NULL);
        step = run.step;
        reply = any_reply(step, text);
        questions += step_is_question(step->kind);
        minutes += step->minutes;
        buffer_clear(&path);
        dry_run_path(&run, &path);
        to = reply ? dry_run_reply(&run, reply, &fits) : NULL;
        suite_expect(buffer_text(&path), fits);
        expect_alive(buffer_text(&path), step, to);
    } while (to);
    suite_expect("questions", questions >= (long)figures->fewest_questions &&
                                  questions <= (long)figures->most_questions);
    suite_expect("minutes", minutes >= figures->fewest_minutes && minutes <= figures->most_minutes);
    dry_run_end(&run);
    buffer_free(&path);
}

static void test_calls(void)
{
    long seeds = suite_scale(1000), seed, unknown = 0, steps = 0;
    int walks, i;
    long calls = 0;

    for (seed = 0; seed < seeds; seed++) {
        const char *directory;
        struct library *library = NULL;
        struct diag_list faults = {0};
        const struct flow *flow = NULL;
        struct paths *paths = NULL;
        struct paths_figures figures;

        make_all((uint64_t)seed);
        directory = suite_scratch("");
        library_new(&directory, 1, &library);
        if (suite_expect("it loads", library_flow(library, "outer", &faults, &flow) == STATUS_OK)) {
            paths_new(flow, &paths);
            paths_figures(paths, &figures);
            read_dead(flow);
            compare_figures(paths);
            unknown += compare_witnesses(flow, paths);
            steps += outer.count;
            for (i = 0; i < outer.count; i++)
                calls += outer.steps[i].kind == STEP_CALL;
            for (walks = 0; walks < 50; walks++)
                walk_any(flow, &figures);
        }
        paths_free(paths);
        diag_list_free(&faults);
        library_free(library);
    }
    suite_expect("there are calls", calls > seeds / 4);
    suite_expect("most ways are found", unknown * 5 < steps);
    printf("    %ld calls, %ld of %ld ways not found\n", calls, unknown, steps);
}

const struct suite_test suite_tests[] = {
    {"ways through calls", test_calls},
    {NULL, NULL},
};
