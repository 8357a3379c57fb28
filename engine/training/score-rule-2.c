/* SPDX-License-Identifier: MIT */
/*
 * The second rule of the score, for records that were made by it. Where it differs from the third, which
 * errwalk/score.h has:
 *
 *   part          weight  share
 *   path              20  the same
 *   evidence          25  the questions that were right, of those decided, or of those of the good path
 *                         where these are more
 *   ending            15  half where the case ended at its true ending with what was found there; the
 *                         other half times the steps of the good path that were seen, of all of them
 *   calibration       10  the same
 *   hints              5  the steps of the good path that were seen, of all of them, less a fifth with
 *                         each hint, and in mode learn with each wrong answer that was shown
 */
#include <config.h>

#include "score-private.h"

#include <stdio.h>

enum { FINDINGS = 10000, HELP_MOST = 5 };

/* "2", "2.5": halves as people read them. */
const char *score_halves_text(unsigned long halves, char text[SCORE_TEXT])
{
    snprintf(text, SCORE_TEXT, halves % 2 ? "%lu.5" : "%lu", halves / 2);
    return text;
}

static struct share share_evidence(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long halves = 0, decided = 0, good = 0, of;
    char text[SCORE_TEXT];
    size_t i;

    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        if (!act->decided || !step_is_question(act->kind))
            continue;
        decided++;
        halves += score_halves(tally, act);
    }
    for (i = 0; i < tally->solution->path_count; i++)
        good += step_is_question(tally->solution->truths[i].kind);
    of = decided > good ? decided : good;
    snprintf(why, SCORE_WHY, "%s of %lu questions were looked at first, and then answered as it was found",
             score_halves_text(halves, text), of);
    return of ? (struct share){halves, 2 * of} : (struct share){1, 1};
}

struct share score_2_path(const struct tally *tally, char why[SCORE_WHY])
{
    size_t count = tally->solution->path_count;
    unsigned long best = score_best_minutes(tally), extra = score_extra_minutes(tally);
    unsigned long halves = 0;
    char text[SCORE_TEXT];
    size_t i;

    for (i = 0; i < tally->count; i++)
        halves += score_on_path(&tally->acts[i]) ? score_halves(tally, &tally->acts[i]) : 0;
    snprintf(why, SCORE_WHY,
             "%s of %zu steps of the good path seen and right; %lu minutes off it, %lu on it",
             score_halves_text(halves, text), count, extra, best);
    return (struct share){best * halves, 2 * (best + extra) * count};
}

struct share score_2_harm(const struct tally *tally, char why[SCORE_WHY])
{
    const struct act *harmful = score_harmful(tally);
    unsigned long seen = score_count_seen(tally);

    if (harmful) {
        snprintf(why, SCORE_WHY, "harm was done at '%.64s'", harmful->step);
        return (struct share){0, 1};
    }
    snprintf(why, SCORE_WHY, "nothing harmful was done, in %lu of %zu steps of the good path", seen,
             tally->solution->path_count);
    return (struct share){seen, tally->solution->path_count};
}

static struct share share_ending(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long count = tally->solution->path_count, seen = score_count_seen(tally);

    if (!score_ended_right(tally) || score_last_wrong(tally)) {
        snprintf(why, SCORE_WHY, "the case should end at '%.64s'", tally->solution->ends);
        return (struct share){0, 1};
    }
    snprintf(why, SCORE_WHY, "the case ended at '%.48s', with %lu of %lu steps before it seen",
             tally->solution->ends, seen, count);
    return (struct share){count + seen, 2 * count};
}

struct share score_2_calibration(const struct tally *tally, char why[SCORE_WHY])
{
    if (!tally->diagnoses) {
        snprintf(why, SCORE_WHY, "no cause was named");
        return (struct share){0, 1};
    }
    snprintf(why, SCORE_WHY, "a Brier skill of %.2f over %u diagnos%ss; 1 is best, 0 is guessing",
             (double)tally->skill / (FINDINGS * (double)tally->diagnoses), tally->diagnoses,
             tally->diagnoses == 1 ? "i" : "e");
    return (struct share){tally->skill, (unsigned long)FINDINGS * tally->diagnoses};
}

struct share score_2_required(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long required = 0, visited = 0;
    size_t i;

    for (i = 0; i < tally->solution->count; i++)
        required += *tally->solution->truths[i].visit != '\0';
    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        visited += act->truth && *act->truth->visit && (act->looked || score_was_seen(tally, act));
    }
    if (!required) {
        required = tally->solution->path_count;
        visited = score_count_seen(tally);
        snprintf(why, SCORE_WHY, "none is required; %lu of %lu steps of the good path were seen",
                 visited, required);
    } else {
        snprintf(why, SCORE_WHY, "%lu of %lu required steps were looked at", visited, required);
    }
    return (struct share){visited, required};
}

/* Where a wrong answer is shown at once, that helps as a hint does. */
static struct share share_hints(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned help = tally->hints + (tally->shows ? tally->mistakes : 0);
    unsigned long left = help < HELP_MOST ? HELP_MOST - help : 0, seen = score_count_seen(tally);

    snprintf(why, SCORE_WHY, "%u hint%s taken%s, in %lu of %zu steps of the good path", help,
             help == 1 ? " was" : "s were", tally->shows ? " or wrong answers shown" : "", seen,
             tally->solution->path_count);
    return (struct share){left * seen, HELP_MOST * tally->solution->path_count};
}

/* Where no fix was tried and the good path has none. */
static struct share share_nothing_tried(const struct tally *tally, char why[SCORE_WHY])
{
    const struct solution *solution = tally->solution;
    bool wanted = false;
    size_t i;

    for (i = 0; i < solution->path_count; i++)
        wanted |= solution->truths[i].kind == STEP_FIX;
    snprintf(why, SCORE_WHY, wanted ? "no fix was tried"
                                    : "there is nothing to verify in the good path");
    return (struct share){wanted ? 0 : score_count_seen(tally), solution->path_count};
}

struct share score_2_verification(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long tried = 0, verified = 0;
    size_t i;

    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        tried += act->tried;
        verified += act->tried && score_was_seen(tally, act) && !act->first_wrong;
    }
    if (!tried)
        return share_nothing_tried(tally, why);
    snprintf(why, SCORE_WHY, "%lu of %lu fixes were looked at, and reported as they were", verified, tried);
    return (struct share){verified, tried};
}

const struct score_rule score_rule_2 = {
    .weights =
        {
            [SCORE_EVIDENCE] = 25,
            [SCORE_PATH] = 20,
            [SCORE_HARM] = 15,
            [SCORE_ENDING] = 15,
            [SCORE_CALIBRATION] = 10,
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
