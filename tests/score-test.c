/* SPDX-License-Identifier: MIT */
/*
 * What habits are worth: whoever looks and reads earns all, whoever guesses does not pass, in every
 * shipped scenario.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "errwalk/library.h"
#include "errwalk/scenario.h"
#include "guessers.h"
#include "suite.h"

const char suite_name[] = "score";

enum { SEEDS = 6 }; /* from 0, which leaves all as written */

/* The points of one guesser in one scenario: over all seeds, and in the mean of those that shuffle. */
struct range {
    unsigned least, most, mean;
};

static struct range range_of(const struct guesser *guesser, const char *scenario)
{
    struct range range = {.least = 1000};
    unsigned sum = 0;
    int64_t seed;

    for (seed = 0; seed < SEEDS; seed++) {
        unsigned tenths = guesser_score(guesser, scenario, seed);

        range.least = tenths < range.least ? tenths : range.least;
        range.most = tenths > range.most ? tenths : range.most;
        sum += seed ? tenths : 0;
    }
    range.mean = sum / (SEEDS - 1);
    return range;
}

/* Who has looked and guesses then can be lucky in one run. */
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
