/* SPDX-License-Identifier: MIT */
/*
 * What habits are worth: whoever looks and reads earns all, whoever guesses does not pass, in every
 * shipped scenario. Each of the walks is counted again from its events.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/library.h"
#include "errwalk/scenario.h"
#include "guessers.h"
#include "recount.h"
#include "suite.h"

const char suite_name[] = "score";

enum { SEEDS = 6, MORE_SEEDS = 15 }; /* from 0, which leaves all as written */

/* The points of one guesser in one scenario: over all seeds, and in the mean of those that shuffle. */
struct range {
    unsigned least, most, mean;
};

/* The parts as score.h's text has them, from the events alone. */
static void expect_recount(const char *what, const struct score *score, const char *events)
{
    unsigned tenths[RECOUNT_COUNT] = {0};
    enum score_part part = 0;
    char place[160];
    size_t i;

    suite_expect(what, recount(events, tenths));
    for (i = 0; i < RECOUNT_COUNT; i++) {
        for (part = 0; strcmp(score_part_names[part], recount_names[i]) != 0;)
            part++;
        snprintf(place, sizeof place, "%s: %s", what, recount_names[i]);
        suite_expect_long(place, score->parts[part].tenths, tenths[i]);
    }
}

static struct range range_of(const struct guesser *guesser, const char *scenario)
{
    struct range range = {.least = 1000};
    struct buffer events = {0};
    struct score score;
    const unsigned seeds = SEEDS + (unsigned)suite_scale(MORE_SEEDS) - 1;
    unsigned sum = 0;
    int64_t seed;
    char what[128];

    for (seed = 0; seed < seeds; seed++) {
        guesser_walk(guesser, scenario, seed, &score, &events);
        snprintf(what, sizeof what, "%s: %s: seed %d", guesser->name, scenario, (int)seed);
        expect_recount(what, &score, buffer_text(&events));
        range.least = score.tenths < range.least ? score.tenths : range.least;
        range.most = score.tenths > range.most ? score.tenths : range.most;
        sum += seed ? score.tenths : 0;
    }
    buffer_free(&events);
    range.mean = sum / (seeds - 1);
    return range;
}

/* Whoever has looked and then guesses can be lucky in one run. */
static bool is_lucky(const struct guesser *guesser)
{
    return guesser->looks && guesser->picks != PICK_RIGHT;
}

static void test_guessers(void)
{
    const char *directory = suite_source("flows");
    const struct scenario_entry *entries = NULL;
    const struct guesser *guesser;
    struct library *library = NULL;
    size_t count = 0, i;
    char what[128];

    library_new(&directory, 1, &library);
    library_scenarios(library, &entries, &count);
    suite_expect("scenarios", count > 0);
    for (guesser = guessers; guesser->name; guesser++) {
        for (i = 0; i < count; i++) {
            struct range range = range_of(guesser, entries[i].id);

            snprintf(what, sizeof what, "%s: %s: %u.%u to %u.%u, mean %u.%u", guesser->name,
                     entries[i].id, range.least / 10, range.least % 10, range.most / 10,
                     range.most % 10, range.mean / 10, range.mean % 10);
            if (getenv("ERRWALK_SCORES"))
                puts(what);
            suite_expect(what, range.least >= 10 * guesser->least &&
                                   (is_lucky(guesser) ? range.mean : range.most) <= 10 * guesser->most);
        }
    }
    library_free(library);
}

const struct suite_test suite_tests[] = {
    {"guessers", test_guessers},
    {NULL, NULL},
};
