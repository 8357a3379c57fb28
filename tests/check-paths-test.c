/* SPDX-License-Identifier: MIT */
/*
 * What is proved of graphs, compared with what a dumb search finds: all paths of small ones walked,
 * all values of all facts tried, and larger ones relaxed until nothing changes.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "errwalk/edges.h"
#include "errwalk/routes.h"
#include "errwalk/check.h"
#include "errwalk/coverage.h"
#include "errwalk/memory.h"
#include "errwalk/paths.h"
#include "random-flow.h"
#include "suite.h"

const char suite_name[] = "check-paths";

/* Values that are tried; UNKNOWN: the fact is not known. They go beyond all that conditions name.
 */
enum { LOWEST = -2, HIGHEST = 16, VALUES = HIGHEST - LOWEST + 1, UNKNOWN = LOWEST };

static struct random_flow model;
static bool taken[RANDOM_STEPS][RANDOM_EDGES]; /* by some value, on some walk */
static bool dead[RANDOM_STEPS][RANDOM_EDGES];  /* proved to be taken by none */
static bool stood[RANDOM_STEPS][VALUES][VALUES][RANDOM_EDGES + 1]; /* of the answer, from 1; 0: none */

static void load(struct buffer *text, struct flow **flow)
{
    struct diag_list faults = {0};

    random_flow_write(&model, text);
    if (!suite_expect("it loads", flow_parse("x.yaml", NULL, buffer_text(text), text->length,
                                             &faults, flow) == STATUS_OK)) {
        struct buffer report = {0};

        diag_print(&report, &faults, DIAG_GCC);
        suite_expect_string("faults", buffer_text(&report), "");
        buffer_free(&report);
    }
    diag_list_free(&faults);
}

static bool holds(const struct random_edge *edge, const int facts[RANDOM_FACTS])
{
    return edge->fact == NO_FACT ||
           (facts[edge->fact] != UNKNOWN && facts[edge->fact] >= edge->low &&
            facts[edge->fact] <= edge->high);
}

static int route_of(const struct random_step *step, const int facts[RANDOM_FACTS])
{
    int i = 0;

    while (!holds(&step->edges[i], facts))
        i++;
    return i;
}

static bool *stand(int at, const int facts[RANDOM_FACTS])
{
    int answer = facts[RANDOM_ANSWER] == UNKNOWN ? 0 : facts[RANDOM_ANSWER] + 1;

    return &stood[at][facts[0] - LOWEST][facts[1] - LOWEST][answer];
}

static bool pastes; /* whether facts are pasted, too; a way that is shown to somebody does not */

/* Walks on from a step where such facts are known, with every value at an input. */
static void try_step(int at, const int known[RANDOM_FACTS])
{
    const struct random_step *step = &model.steps[at];
    int facts[RANDOM_FACTS] = {known[0], known[1], known[RANDOM_ANSWER]}, i, value;

    if (step->kind == STEP_ROUTE) {
        i = route_of(step, facts);
        taken[at][i] = true;
        *stand(step->edges[i].to, facts) = true;
        return;
    }
    for (i = 0; step->kind != STEP_INPUT && i < step->edge_count; i++) {
        if (at == model.asked)
            facts[RANDOM_ANSWER] = i;
        taken[at][i] = true;
        if (step->gives == NO_FACT)
            *stand(step->edges[i].to, facts) = true;
        for (value = LOWEST + 1; step->gives != NO_FACT && value <= HIGHEST; value++) {
            facts[step->gives] = value;
            *stand(step->edges[i].to, facts) = true;
        }
        for (value = LOWEST + 1; pastes && step->reads != NO_FACT && value <= HIGHEST; value++) {
            facts[step->reads] = value;
            *stand(step->edges[i].to, facts) = true;
        }
        if (step->reads != NO_FACT)
            facts[step->reads] = known[step->reads];
    }
    for (value = LOWEST + 1; step->kind == STEP_INPUT && value <= HIGHEST; value++) {
        facts[step->fact] = value;
        i = route_of(step, facts);
        taken[at][i] = true;
        *stand(step->edges[i].to, facts) = true;
    }
}

/* A step and what is known are all there is, and edges lead to later steps, so that one pass over all
 * of that is enough. `known`: another flow may have asked for the facts, and they may be pasted. */
static void try_all(bool known)
{
    int at, facts[RANDOM_FACTS];

    pastes = known;
    memset(taken, 0, sizeof taken);
    memset(stood, 0, sizeof *stood * (size_t)model.count);
    for (facts[0] = LOWEST; facts[0] <= HIGHEST; facts[0]++) {
        for (facts[1] = LOWEST; facts[1] <= HIGHEST; facts[1]++) {
            facts[RANDOM_ANSWER] = UNKNOWN;
            *stand(0, facts) = known || (facts[0] == UNKNOWN && facts[1] == UNKNOWN);
        }
    }
    for (at = 0; at < model.count; at++) {
        for (facts[0] = LOWEST; facts[0] <= HIGHEST; facts[0]++) {
            for (facts[1] = LOWEST; facts[1] <= HIGHEST; facts[1]++) {
                int answer;

                for (answer = 0; answer <= RANDOM_EDGES; answer++) {
                    facts[RANDOM_ANSWER] = answer ? answer - 1 : UNKNOWN;
                    if (*stand(at, facts))
                        try_step(at, facts);
                }
            }
        }
    }
}

static bool is_stood_on(int at)
{
    return memchr(stood[at], true, sizeof stood[at]) != NULL;
}

/* Compares the proofs; `exact`: every route that no value takes must be seen. Returns how many are
 * proved. */
static long compare_routes(const struct flow *flow, bool exact)
{
    struct edges edges;
    long proved = 0;
    int at, i;

    edges_new(flow, &edges);
    routes_prove(&edges);
    try_all(true);
    memset(dead, 0, sizeof dead);
    for (at = 0; at < model.count; at++) {
        suite_expect_long("edges of a step", edges.first[at + 1] - edges.first[at],
                          model.steps[at].edge_count);
        for (i = 0; i < model.steps[at].edge_count; i++) {
            dead[at][i] = edges.items[edges.first[at] + (uint32_t)i].fit != ROUTE_FITS;
            proved += dead[at][i];
            if (dead[at][i] && taken[at][i])
                suite_expect("a route that is taken is not said to be dead", false);
            if (exact && is_stood_on(at) && !dead[at][i] && !taken[at][i])
                suite_expect("a dead route is seen", false);
        }
    }
    edges_free(&edges);
    return proved;
}

struct tally {
    long paths, fewest_questions, most_questions, fewest_minutes, most_minutes;
};

/* Every path, one by one. */
static void walk(int at, long questions, long minutes, struct tally *tally)
{
    const struct random_step *step = &model.steps[at];
    int i;

    questions += step_is_question(step->kind);
    minutes += step->minutes;
    if (!step_leads_on(step->kind)) {
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
    for (i = 0; i < step->edge_count; i++) {
        if (!dead[at][i])
            walk(step->edges[i].to, questions, minutes, tally);
    }
}

static void compare_figures(const struct paths *paths)
{
    struct tally tally = {.fewest_questions = 1000, .fewest_minutes = 1000};
    struct paths_figures figures;

    walk(0, 0, 0, &tally);
    paths_figures(paths, &figures);
    suite_expect_long("paths", (long)figures.paths.limbs[0], tally.paths);
    suite_expect_long("fewest questions", (long)figures.fewest_questions, tally.fewest_questions);
    suite_expect_long("most questions", (long)figures.most_questions, tally.most_questions);
    suite_expect_long("fewest minutes", (long)figures.fewest_minutes, tally.fewest_minutes);
    suite_expect_long("most minutes", (long)figures.most_minutes, tally.most_minutes);
}

/* How many replies it takes to each step; -1: none come there. Passes are repeated until one
 * changes nothing. */
static void measure(int length[RANDOM_STEPS])
{
    bool changed = true;
    int at, i;

    memset(length, -1, sizeof *length * RANDOM_STEPS);
    length[0] = 0;
    while (changed) {
        changed = false;
        for (at = model.count - 1; at >= 0; at--) {
            for (i = 0; length[at] >= 0 && i < model.steps[at].edge_count; i++) {
                int *to = &length[model.steps[at].edges[i].to];

                if (dead[at][i] || (*to >= 0 && *to <= length[at] + 1))
                    continue;
                *to = length[at] + 1;
                changed = true;
            }
        }
    }
}

/* Where one reply leads in the model. */
static int reply_to(int at, const char *reply, int facts[RANDOM_FACTS])
{
    const struct random_step *step = &model.steps[at];

    if (step->kind == STEP_FIX)
        return step->edges[strcmp(reply, "worse") == 0].to;
    if (step->kind == STEP_ASK) {
        if (at == model.asked)
            facts[RANDOM_ANSWER] = atoi(reply + 1);
        return step->edges[atoi(reply + 1)].to;
    }
    if (step->kind == STEP_CALL) {
        if (step->gives != NO_FACT)
            facts[step->gives] = UNKNOWN;
        return step->edges[atoi(reply + 1)].to;
    }
    if (step->kind == STEP_ROUTE)
        return step->edges[route_of(step, facts)].to;
    facts[step->fact] = atoi(reply);
    if (facts[step->fact] > HIGHEST)
        facts[step->fact] = HIGHEST;
    if (facts[step->fact] <= LOWEST)
        facts[step->fact] = LOWEST + 1;
    return step->edges[route_of(step, facts)].to;
}

/* Each witness is as short as can be, and walks there. */
static void compare_witnesses(const struct flow *flow, struct paths *paths, bool exact)
{
    static int length[RANDOM_STEPS];
    const struct step *step;
    const struct paths_hop *hops = NULL;
    size_t count = 0, i;

    measure(length);
    flow_each (step, flow->first) {
        enum status status = paths_witness(paths, step, &hops, &count);
        int facts[RANDOM_FACTS] = {UNKNOWN, UNKNOWN, UNKNOWN}, at = 0;

        suite_expect("reached", (status == STATUS_INVALID) == (length[step->index] < 0));
        if (status == STATUS_INVALID)
            continue;
        suite_expect("replies are found", status == STATUS_OK || (!exact && status == STATUS_NO));
        suite_expect_long("length", (long)count, length[step->index]);
        for (i = 0; status == STATUS_OK && i < count; i++) {
            suite_expect_long("its step", (long)hops[i].step->index, at);
            at = reply_to(at, hops[i].reply, facts);
        }
        if (status == STATUS_OK)
            suite_expect_long("walks there", at, (long)step->index);
    }
}

/* Suggested tests pass when they are pasted, and walk what was left. */
static void compare_suggestions(struct buffer *text, const struct flow *flow, bool exact)
{
    struct check_options options = {0};
    struct coverage_figures figures;
    struct coverage *coverage = NULL;
    struct diag_list faults = {0};
    struct flow *tested = NULL;
    size_t left = 0;

    coverage_new(flow, &coverage);
    buffer_string(text, "tests:\n");
    coverage_suggest(coverage, text, &left);
    coverage_free(coverage);
    suite_expect("all of it", left == 0 || !exact);
    suite_expect("pasted", flow_parse("x.yaml", NULL, buffer_text(text), text->length, &faults,
                                      &tested) == STATUS_OK &&
                               flow_check(tested, NULL, 0, &options, &faults) == STATUS_OK);
    if (faults.errors) {
        struct buffer report = {0};

        diag_print(&report, &faults, DIAG_GCC);
        suite_expect_string("faults", buffer_text(&report), "");
        buffer_free(&report);
    } else {
        coverage = NULL;
        coverage_new(tested, &coverage);
        coverage_figures(coverage, &figures);
        suite_expect_long("left", (long)(figures.answers - figures.walked_answers), (long)left);
        coverage_free(coverage);
    }
    diag_list_free(&faults);
    flow_free(tested);
}

/* Whether some walk, begun without facts, comes to the step without its fact. */
static bool comes_without(int at, int fact)
{
    int facts[RANDOM_FACTS], answer;
    bool without = false;

    for (facts[0] = LOWEST; facts[0] <= HIGHEST; facts[0]++) {
        for (facts[1] = LOWEST; facts[1] <= HIGHEST; facts[1]++) {
            for (answer = 0; answer <= RANDOM_EDGES; answer++) {
                facts[RANDOM_ANSWER] = answer ? answer - 1 : UNKNOWN;
                without |= facts[fact] == UNKNOWN && *stand(at, facts);
            }
        }
    }
    return without;
}

/* A fact that is used is reported where a walk comes without it, and only there. Returns how many. */
static long compare_known(const struct flow *flow)
{
    struct check_options options = {0};
    struct diag_list faults = {0};
    long reported = 0;
    size_t i;
    int at;

    try_all(false);
    flow_check(flow, NULL, 0, &options, &faults);
    for (at = 0; at < model.count; at++) {
        char where[32];
        bool found = false;

        if (model.steps[at].uses == NO_FACT)
            continue;
        snprintf(where, sizeof where, " at 's%d' ", at);
        for (i = 0; i < faults.count; i++)
            found |= strcmp(faults.items[i].rule->code, "W019") == 0 &&
                     strstr(faults.items[i].message, where);
        suite_expect_long("a fact that some way does not have", found,
                          comes_without(at, model.steps[at].uses));
        reported += found;
    }
    diag_list_free(&faults);
    return reported;
}

static long missing; /* facts reported, over all graphs */

/* One graph. `exact`: routes look only at what is typed at their step. */
static long compare(uint64_t seed, int count, int inputs, bool exact)
{
    struct buffer text = {0};
    struct flow *flow = NULL;
    struct paths *paths = NULL;
    long proved = 0;
    int at, i;

    random_flow_make(&model, seed, count, inputs, exact ? 0 : 40);
    for (at = 0; exact && at < count; at++) {
        for (i = 0; i < model.steps[at].edge_count; i++) {
            if (model.steps[at].edges[i].fact != NO_FACT)
                model.steps[at].edges[i].fact = model.steps[at].fact;
        }
    }
    load(&text, &flow);
    if (flow) {
        paths_new(flow, &paths);
        proved = compare_routes(flow, exact);
        if (count <= 16)
            compare_figures(paths);
        if (count <= 16 && !exact)
            missing += compare_known(flow);
        compare_witnesses(flow, paths, exact);
        compare_suggestions(&text, flow, exact);
    }
    paths_free(paths);
    flow_free(flow);
    buffer_free(&text);
    return proved;
}

static void test_small(void)
{
    long seed, proved = 0, seen_later = 0;

    for (seed = 0; seed < suite_scale(2000); seed++) {
        int count = 4 + (int)(seed % 10);

        compare((uint64_t)seed, count, 0, true);
        proved += compare((uint64_t)seed, count, 60, true);
        seen_later += compare((uint64_t)seed, count, 60, false);
    }
    suite_expect("there are dead routes", proved > 0 && seen_later > 0);
    suite_expect("there are missing facts", missing > 0);
}

static void test_large(void)
{
    long seed;

    for (seed = 0; seed < suite_scale(40); seed++) {
        compare((uint64_t)seed, 20 + random_below(&model, 280), 0, true);
        compare((uint64_t)seed, 20 + random_below(&model, 280), 40, true);
        compare((uint64_t)seed, 20 + random_below(&model, 280), 40, false);
    }
    compare(1, (int)suite_scale(RANDOM_STEPS - 4) + 4, 20, true);
}

/* How often each code was reported. */
struct reported {
    long dangling, cycles, unreached, others;
};

static struct reported count_reports(void)
{
    struct buffer text = {0};
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    struct reported reported = {0};
    size_t i;

    random_flow_write(&model, &text);
    flow_parse("x.yaml", NULL, buffer_text(&text), text.length, &faults, &flow);
    for (i = 0; i < faults.count; i++) {
        const char *code = faults.items[i].rule->code;

        if (strcmp(code, "E014") == 0)
            reported.dangling++;
        else if (strcmp(code, "E036") == 0)
            reported.cycles++;
        else if (strcmp(code, "E037") == 0)
            reported.unreached++;
        else
            reported.others++;
    }
    flow_free(flow);
    diag_list_free(&faults);
    buffer_free(&text);
    return reported;
}

/* Takes away steps that lead nowhere, one after another; what stays is in a cycle or leads to one.
 */
static bool has_cycle(void)
{
    static bool gone[RANDOM_STEPS];
    bool changed = true;
    int at, i, left = model.count;

    memset(gone, 0, sizeof gone);
    while (changed) {
        changed = false;
        for (at = 0; at < model.count; at++) {
            bool leads = false;

            for (i = 0; i < model.steps[at].edge_count; i++)
                leads |= !gone[model.steps[at].edges[i].to];
            if (gone[at] || leads)
                continue;
            gone[at] = changed = true;
            left--;
        }
    }
    return left > 0;
}

/* Steps that no edge leads to, but for the first; without cycles these are where what is not
 * reached begins. */
static long count_unled(void)
{
    static bool led[RANDOM_STEPS];
    long count = 0;
    int at, i;

    memset(led, 0, sizeof led);
    led[0] = true;
    for (at = 0; at < model.count; at++) {
        for (i = 0; i < model.steps[at].edge_count; i++)
            led[model.steps[at].edges[i].to] = true;
    }
    for (at = 0; at < model.count; at++)
        count += !led[at];
    return count;
}

/* An edge of any step; NULL where it was not found at once. */
static struct random_edge *any_edge(void)
{
    struct random_step *step = &model.steps[random_below(&model, model.count)];

    return step->edge_count ? &step->edges[random_below(&model, step->edge_count)] : NULL;
}

static void spoil(uint64_t seed, int count)
{
    long dangling = 0;
    struct random_edge *edge;
    struct reported reported;
    int i;

    random_flow_make(&model, seed, count, 0, 0);
    for (i = 0; i < 3; i++) {
        edge = any_edge();
        if (edge)
            edge->to = random_below(&model, count);
    }
    reported = count_reports();
    suite_expect("cycle", (reported.cycles > 0) == has_cycle());
    if (!has_cycle())
        suite_expect_long("unreached", reported.unreached, count_unled());
    suite_expect_long("nothing else", reported.others + reported.dangling, 0);

    random_flow_make(&model, seed, count, 0, 0);
    for (i = 0; i < 3; i++) {
        edge = any_edge();
        if (edge && edge->to != NO_STEP) {
            edge->to = NO_STEP;
            dangling++;
        }
    }
    reported = count_reports();
    suite_expect_long("dangling", reported.dangling, dangling);
    suite_expect_long("only dangling", reported.others + reported.cycles, 0);
}

static void test_spoilt(void)
{
    long seed;

    for (seed = 0; seed < suite_scale(1000); seed++)
        spoil((uint64_t)seed, 4 + (int)(seed % 60));
    for (seed = 0; seed < suite_scale(20); seed++)
        spoil((uint64_t)seed, RANDOM_STEPS);
}

/* 2^n paths through n questions with two answers to the next; beyond 10^72 it says so. */
static void test_count(void)
{
    static const struct {
        int questions;
        const char *paths;
    } rows[] = {
        {1, "2"},
        {60, "1152921504606846976"},
        {64, "18446744073709551616"},
        {200, "1606938044258990275541962092341162602522202993782792835301376"},
        {239, "883423532389192164791648750371459257913741948437809479060803100646309888"},
        {240, "more than 10^72"},
        {1900, "more than 10^72"},
    };
    struct paths_figures figures;
    struct paths *paths;
    struct flow *flow;
    size_t i;
    int at;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer text = {0}, count = {0};

        flow = NULL;
        paths = NULL;
        model.count = rows[i].questions + 1;
        model.asked = NO_STEP;
        for (at = 0; at < rows[i].questions; at++)
            model.steps[at] = (struct random_step){
                .kind = STEP_ASK,
                .uses = NO_FACT,
                .gives = NO_FACT,
                .takes = NO_FACT,
                .reads = NO_FACT,
                .minutes = 2,
                .edges = {{.to = at + 1, .fact = NO_FACT}, {.to = at + 1, .fact = NO_FACT}},
                .edge_count = 2,
            };
        model.steps[at] = (struct random_step){.kind = STEP_ESCALATE, .uses = NO_FACT, .reads = NO_FACT,
                                               .gives = NO_FACT, .takes = NO_FACT};
        load(&text, &flow);
        if (flow) {
            paths_new(flow, &paths);
            paths_figures(paths, &figures);
            paths_count_text(&count, &figures.paths);
            suite_expect_string("count", buffer_text(&count), rows[i].paths);
            suite_expect_long("questions", (long)figures.fewest_questions, rows[i].questions);
            suite_expect_long("minutes", (long)figures.most_minutes, 2L * rows[i].questions);
        }
        paths_free(paths);
        flow_free(flow);
        buffer_free(&text);
        buffer_free(&count);
    }
}

const struct suite_test suite_tests[] = {
    {"small graphs, every path", test_small},
    {"large graphs", test_large},
    {"cycles, what is not reached, dangling edges", test_spoilt},
    {"counts that are large", test_count},
    {NULL, NULL},
};
