/* SPDX-License-Identifier: MIT */
/*
 * Learning: simulated desks whose truth is known. Cases are drawn by the numbers of
 * tests/flows/weigh/desk.yaml and walked as people would; what is learned of them must come to those
 * numbers again, whatever the author believed.
 */
#include <config.h>

#include <math.h>
#include <string.h>

#include "errwalk/file.h"
#include "errwalk/learn.h"
#include "suite.h"
#include "walking.h"

enum { CAUSES = 3 };

/* As in the flow. */
static const double likely[CAUSES] = {0.5, 0.3, 0.2};
static const double says_yes[CAUSES] = {0.9, 0.2, 0.6};
static const double bulb_cures[CAUSES] = {0.8, 0, 0}, fuse_cures[CAUSES] = {0, 0.7, 0};

/* From 0 to 1. */
static double draw(unsigned *seed)
{
    const unsigned high = suite_random(seed) % 1000, low = suite_random(seed) % 1000;

    return (high * 1000 + low) / 1e6;
}

static bool happens(unsigned *seed, double chance)
{
    return draw(seed) < chance;
}

static size_t draw_cause(unsigned *seed)
{
    const double at = draw(seed);

    return at < likely[0] ? 0 : at < likely[0] + likely[1] ? 1 : 2;
}

/* What is replied at a step where a cause is there. */
static const char *draw_reply(const struct step *step, size_t cause, unsigned *seed)
{
    if (strcmp(step->node.id, "others") == 0)
        return happens(seed, says_yes[cause]) ? "yes" : "no";
    if (strcmp(step->node.id, "new-bulb") == 0)
        return happens(seed, bulb_cures[cause]) ? "worked" : "failed";
    if (strcmp(step->node.id, "new-fuse") == 0)
        return happens(seed, fuse_cures[cause]) ? "worked" : "failed";
    return "done";
}

/* One case from its start to its end. */
static struct walk *walk_case(struct walking *desk, const struct flow *flow, size_t cause,
                              unsigned *seed)
{
    struct walk *walk = walk_new(desk->library, &desk->clock);
    struct event event;

    walk_start(walk, flow, "", (struct code){0}, &event);
    suite_expect_long("start", walk_commit(walk, &event), STATUS_OK);
    while (session_outcome(walk_session(walk)) == OUTCOME_UNFINISHED) {
        const char *reply = draw_reply(walk_step(walk), cause, seed);

        if (walk_reply(walk, reply, &event) != STATUS_OK || walk_commit(walk, &event) != STATUS_OK) {
            suite_expect(reply, false);
            break;
        }
    }
    return walk;
}

static void fill(struct learning *learning, struct walking *desk, size_t cases, unsigned seed)
{
    const struct flow *flow = walk_flow(desk->walk);

    while (cases--) {
        struct walk *walk = walk_case(desk, flow, draw_cause(&seed), &seed);

        suite_expect("a case", learning_add(learning, walk_session(walk)));
        walk_free(walk);
    }
}

/* In which direction desks err on average, and by how much: over all of them less than their spread
 * allows. */
static void expect_unbiased(const char *what, const double *errors, size_t desks, double spread)
{
    double sum = 0;
    size_t i;

    for (i = 0; i < desks; i++) {
        suite_expect(what, fabs(errors[i]) < 5 * spread);
        sum += errors[i];
    }
    if (!suite_expect(what, fabs(sum / (double)desks) < 4 * spread / sqrt((double)desks)))
        printf("    off by %g on average, of %zu desks\n", sum / (double)desks, desks);
}

enum { MOST_DESKS = 200 };

static void test_desks(void)
{
    static const struct {
        const char *name;
        size_t cases;
        long desks;
    } rows[] = {{"30 cases", 30, 200}, {"300 cases", 300, 60}, {"3000 cases", 3000, 12}};
    struct walking desk;
    size_t i;
    long d;

    walking_start_in(&desk, "tests/flows/weigh", "desk");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const long desks = suite_scale(rows[i].desks);
        double bulbs[MOST_DESKS], others[MOST_DESKS], cures[MOST_DESKS];
        const double spread = sqrt(0.25 / (double)rows[i].cases);

        for (d = 0; d < desks; d++) {
            struct learning *learning = learning_new(walk_flow(desk.walk));
            const struct learned *learned;

            fill(learning, &desk, rows[i].cases, 1000 * (unsigned)i + (unsigned)d + 1);
            learned = learning_result(learning);
            suite_expect_long(rows[i].name, (long)learned->cases, (long)rows[i].cases);
            bulbs[d] = learned->causes[0].now - likely[0];
            others[d] = learned->causes[2].now - likely[2];
            cures[d] = learned->cures[0].now - bulb_cures[0];
            learning_free(learning);
        }
        expect_unbiased(rows[i].name, bulbs, (size_t)desks, spread);
        expect_unbiased(rows[i].name, others, (size_t)desks, spread);
        expect_unbiased(rows[i].name, cures, (size_t)desks, spread);
    }
    walking_stop(&desk);
}

static struct flow *parse_with(const char *find, const char *with)
{
    struct diag_list faults = {0};
    struct buffer text = {0}, changed = {0};
    struct flow *flow = NULL;
    const char *at;

    file_read(suite_source("tests/flows/weigh/desk.yaml"), FLOW_MAX_BYTES, &text);
    at = strstr(buffer_text(&text), find);
    suite_expect(find, at != NULL);
    buffer_append(&changed, text.bytes, (size_t)(at - text.bytes));
    buffer_string(&changed, with);
    buffer_string(&changed, at + strlen(find));
    suite_expect(with, flow_parse("desk.yaml", "desk", changed.bytes, changed.length, &faults, &flow) ==
                           STATUS_OK);
    diag_list_free(&faults);
    buffer_free(&text);
    buffer_free(&changed);
    return flow;
}

/* Many cases overrule an author who was wrong. */
static void test_wrong_author(void)
{
    struct flow *flow = parse_with("likelihood: 50}", "likelihood: 3}");
    struct learning *learning = learning_new(flow);
    const struct learned *learned;
    struct walking desk;

    walking_start_in(&desk, "tests/flows/weigh", "desk");
    fill(learning, &desk, 3000, 7);
    learned = learning_result(learning);
    suite_expect("the author was wrong", learned->causes[0].said < 0.06);
    suite_expect("bulb", fabs(learned->causes[0].now - likely[0]) < 0.05);
    suite_expect("fuse", fabs(learned->causes[1].now - likely[1]) < 0.05);
    suite_expect("other stays", fabs(learned->causes[2].now - likely[2]) < 0.05);
    suite_expect("rounds", learned->rounds <= LEARN_ROUNDS);
    walking_stop(&desk);
    learning_free(learning);
    flow_free(flow);
}

/* One session more moves nothing far, and what is no case moves nothing. */
static void test_odd_session(void)
{
    struct walking desk;
    struct learning *learning;
    struct walk *walk;
    unsigned seed = 3;
    double before;

    walking_start_in(&desk, "tests/flows/weigh", "desk");
    learning = learning_new(walk_flow(desk.walk));
    fill(learning, &desk, 30, 11);
    before = learning_result(learning)->causes[2].now;
    walk = walk_case(&desk, walk_flow(desk.walk), 2, &seed);
    learning_add(learning, walk_session(walk));
    suite_expect("one more", fabs(learning_result(learning)->causes[2].now - before) < 0.03);
    walk_free(walk);

    suite_expect("unfinished", !learning_add(learning, walk_session(desk.walk)));
    walking_act_all(desk.walk, "!");
    suite_expect("abandoned", !learning_add(learning, walk_session(desk.walk)));
    suite_expect_long("cases", (long)learning_result(learning)->cases, 31);
    walking_stop(&desk);
    learning_free(learning);
}

/* What is written passes, changes nothing else, and says the same when it is learned again. */
static void test_write(void)
{
    struct buffer before = {0}, after = {0}, again = {0};
    struct diag_list faults = {0};
    struct learning *learning;
    struct flow *flow = NULL;
    struct walking desk;

    walking_start_in(&desk, "tests/flows/weigh", "desk");
    learning = learning_new(walk_flow(desk.walk));
    fill(learning, &desk, 40, 5);
    file_read(suite_source("tests/flows/weigh/desk.yaml"), FLOW_MAX_BYTES, &before);
    suite_expect_long("written", learned_write(learning_result(learning), before.bytes,
                                               before.length, &after), STATUS_OK);
    suite_expect_golden("tests/flows/weigh/learned/desk.yaml", after.bytes, after.length);
    learning_free(learning);
    suite_expect("it is a flow", flow_parse("desk.yaml", "desk", after.bytes, after.length, &faults,
                                            &flow) == STATUS_OK);
    learning = learning_new(flow);
    fill(learning, &desk, 40, 5);
    learned_write(learning_result(learning), after.bytes, after.length, &again);
    suite_expect_string("again", buffer_text(&again), buffer_text(&after));
    learning_free(learning);
    flow_free(flow);
    walking_stop(&desk);
    diag_list_free(&faults);
    buffer_free(&before);
    buffer_free(&after);
    buffer_free(&again);
}

const char suite_name[] = "learn";
const struct suite_test suite_tests[] = {
    {"simulated desks", test_desks},
    {"an author who was wrong", test_wrong_author},
    {"one odd session", test_odd_session},
    {"what is written", test_write},
    {NULL, NULL},
};
