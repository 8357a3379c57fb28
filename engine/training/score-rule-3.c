/* SPDX-License-Identifier: MIT */
/*
 * The rule of the score in force, as errwalk/score.h has it. Whoever looks at everything and then guesses
 * pays for the guesses: each wrong decision costs half of what a right one earns.
 */
#include <config.h>

#include "score-private.h"

#include <stdio.h>

enum { HELP_MOST = 5 };

/* The cause was named by its evidence, and not because it was shown; in halves, as a step. */
static unsigned long halves_of_cause(const struct tally *tally)
{
    const struct act *cause = &tally->cause;

    if (!cause->decided || cause->last_wrong || (tally->shows && cause->wrong))
        return 0;
    return cause->wrong ? 1 : 2;
}

static struct share share_evidence(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long halves = halves_of_cause(tally), mistakes = tally->cause.mistakes;
    unsigned long decided = 1, good = 1, of;
    char text[SCORE_TEXT];
    size_t i;

    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        if (!act->decided || !step_is_question(act->kind))
            continue;
        decided++;
        halves += score_halves(tally, act);
        mistakes += act->mistakes;
    }
    for (i = 0; i < tally->solution->path_count; i++)
        good += step_is_question(tally->solution->truths[i].kind);
    of = decided > good ? decided : good;
    snprintf(why, SCORE_WHY, "%s of %lu, questions and cause, decided by the evidence; %lu wrong, each costs a half",
             score_halves_text(halves, text), of, mistakes);
    return (struct share){halves > mistakes ? halves - mistakes : 0, 2 * of};
}

static struct share share_ending(const struct tally *tally, char why[SCORE_WHY])
{
    const struct solution *solution = tally->solution;
    unsigned long seen = score_count_seen(tally);

    if (!score_ended_right(tally) || score_last_wrong(tally)) {
        snprintf(why, SCORE_WHY, "the case should end at '%.64s'", solution->ends);
        return (struct share){0, 1};
    }
    if (!halves_of_cause(tally)) {
        snprintf(why, SCORE_WHY, "the case ended at '%.48s', but its cause was not named", solution->ends);
        return (struct share){0, 1};
    }
    snprintf(why, SCORE_WHY, "the case ended at '%.48s', with %lu of %zu steps before it seen",
             solution->ends, seen, solution->path_count);
    return (struct share){seen, solution->path_count};
}

/* Where a wrong answer is shown at once, that helps as a hint does. */
static struct share share_hints(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned help = tally->hints + (tally->shows ? tally->mistakes + tally->cause.mistakes : 0);
    unsigned long left = help < HELP_MOST ? HELP_MOST - help : 0, seen = score_count_seen(tally);

    snprintf(why, SCORE_WHY, "%u hint%s taken%s, in %lu of %zu steps of the good path", help,
             help == 1 ? " was" : "s were", tally->shows ? " or mistakes shown" : "", seen,
             tally->solution->path_count);
    return (struct share){left * seen, HELP_MOST * tally->solution->path_count};
}

const struct score_rule score_rule_3 = {
    .weights =
        {
            [SCORE_EVIDENCE] = 25,
            [SCORE_PATH] = 15,
            [SCORE_HARM] = 15,
            [SCORE_ENDING] = 15,
            [SCORE_CALIBRATION] = 15,
            [SCORE_REQUIRED] = 5,
            [SCORE_HINTS] = 5,
            [SCORE_VERIFICATION] = 5,
        },
    .shares =
        {
            [SCORE_HARM] = score_2_harm,
            [SCORE_ENDING] = share_ending,
            [SCORE_PATH] = score_2_path,
            [SCORE_EVIDENCE] = share_evidence,
            [SCORE_REQUIRED] = score_2_required,
            [SCORE_CALIBRATION] = score_2_calibration,
            [SCORE_HINTS] = share_hints,
            [SCORE_VERIFICATION] = score_2_verification,
        },
};
