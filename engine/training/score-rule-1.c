/* SPDX-License-Identifier: MIT */
/*
 * The first rule of the score, for records that were made by it.
 *
 *   part          weight  share
 *   harm              30  the steps of the good path that were decided, of all of them; none where
 *                         something was done at a step that must be avoided
 *   ending            20  all where the case ended at its true ending with the right result, else
 *                         none
 *   path              15  the steps of the good path that were decided and never wrongly, of all of
 *                         them, times its cost, of that and the cost of every step off it that was
 *                         looked at or decided. A step costs its minutes, at least 1
 *   evidence          10  the questions that were looked at before they were first decided, of those
 *                         decided, or of those of the good path where these are more
 *   required          10  the steps that must be visited and were looked at or decided, of all these;
 *                         all where there are none
 *   calibration        5  1 less the mean Brier score of all diagnoses: the square of the distance
 *                         between the confidence, from 0 to 1, and what was so, 1 or 0. No diagnosis
 *                         earns nothing
 *   hints              5  the steps of the good path that were decided, of all of them, less a fifth
 *                         with each hint
 *   verification       5  the fixes whose effect was looked at before it was said what they did, of
 *                         the fixes tried; where none was tried, all if the good path has no fix
 */
#include <config.h>

#include "score-private.h"

#include <stdio.h>

static struct share share_harm(const struct tally *tally, char why[SCORE_WHY])
{
    const struct act *harmful = score_harmful(tally);

    if (harmful) {
        snprintf(why, SCORE_WHY, "harm was done at '%.64s'", harmful->step);
        return (struct share){0, 1};
    }
    snprintf(why, SCORE_WHY, "nothing harmful was done, in %lu of %zu steps of the good path",
             score_count_path(tally, false), tally->solution->path_count);
    return (struct share){score_count_path(tally, false), tally->solution->path_count};
}

static struct share share_ending(const struct tally *tally, char why[SCORE_WHY])
{
    bool right = score_ended_right(tally);

    snprintf(why, SCORE_WHY, right ? "the case ended at '%.64s'" : "the case should end at '%.64s'",
             tally->solution->ends);
    return (struct share){right, 1};
}

static struct share share_path(const struct tally *tally, char why[SCORE_WHY])
{
    size_t count = tally->solution->path_count;
    unsigned long best = score_best_minutes(tally), extra = score_extra_minutes(tally);
    unsigned long right = score_count_path(tally, true);

    snprintf(why, SCORE_WHY, "%lu of %zu steps of the good path never wrong; %lu minutes off it, %lu on it", right,
             count, extra, best);
    return (struct share){best * right, (best + extra) * count};
}

static struct share share_evidence(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long looked = 0, decided = 0, good = 0;
    size_t i;

    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        if (!act->decided || !step_is_question(act->kind))
            continue;
        decided++;
        looked += act->looked_first;
    }
    for (i = 0; i < tally->solution->path_count; i++)
        good += step_is_question(tally->solution->truths[i].kind);
    snprintf(why, SCORE_WHY, "%lu of %lu questions were looked at before they were decided", looked,
             decided > good ? decided : good);
    return decided || good ? (struct share){looked, decided > good ? decided : good}
                           : (struct share){1, 1};
}

static struct share share_required(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long required = 0, visited = 0;
    size_t i;

    for (i = 0; i < tally->solution->count; i++)
        required += *tally->solution->truths[i].visit != '\0';
    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        visited += act->truth && *act->truth->visit && (act->looked || act->decided);
    }
    snprintf(why, SCORE_WHY, "%lu of %lu required steps were visited", visited, required);
    return required ? (struct share){visited, required} : (struct share){1, 1};
}

static struct share share_calibration(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long all = 10000UL * tally->diagnoses;

    if (!tally->diagnoses) {
        snprintf(why, SCORE_WHY, "no cause was named");
        return (struct share){0, 1};
    }
    snprintf(why, SCORE_WHY, "a Brier score of %.2f over %u diagnos%ss; 0 is best",
             (double)tally->brier / (double)all, tally->diagnoses,
             tally->diagnoses == 1 ? "i" : "e");
    return (struct share){all - tally->brier, all};
}

static struct share share_hints(const struct tally *tally, char why[SCORE_WHY])
{
    enum { MOST = 5 };
    unsigned long left = tally->hints < MOST ? MOST - tally->hints : 0;
    unsigned long decided = score_count_path(tally, false);

    snprintf(why, SCORE_WHY, "%u hint%s taken, in %lu of %zu steps of the good path", tally->hints,
             tally->hints == 1 ? " was" : "s were", decided, tally->solution->path_count);
    return (struct share){left * decided, MOST * tally->solution->path_count};
}

static struct share share_verification(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long tried = 0, verified = 0;
    bool wanted = false;
    size_t i;

    for (i = 0; i < tally->count; i++) {
        tried += tally->acts[i].tried;
        verified += tally->acts[i].tried && tally->acts[i].looked_first;
    }
    for (i = 0; i < tally->solution->path_count; i++)
        wanted |= tally->solution->truths[i].kind == STEP_FIX;
    if (!tried) {
        snprintf(why, SCORE_WHY, wanted ? "no fix was tried" : "there is nothing to verify");
        return (struct share){!wanted, 1};
    }
    snprintf(why, SCORE_WHY, "%lu of %lu fixes were verified", verified, tried);
    return (struct share){verified, tried};
}

const struct score_rule score_rule_1 = {
    .weights =
        {
            [SCORE_HARM] = 30,
            [SCORE_ENDING] = 20,
            [SCORE_PATH] = 15,
            [SCORE_EVIDENCE] = 10,
            [SCORE_REQUIRED] = 10,
            [SCORE_CALIBRATION] = 5,
            [SCORE_HINTS] = 5,
            [SCORE_VERIFICATION] = 5,
        },
    .shares =
        {
            [SCORE_HARM] = share_harm,
            [SCORE_ENDING] = share_ending,
            [SCORE_PATH] = share_path,
            [SCORE_EVIDENCE] = share_evidence,
            [SCORE_REQUIRED] = share_required,
            [SCORE_CALIBRATION] = share_calibration,
            [SCORE_HINTS] = share_hints,
            [SCORE_VERIFICATION] = share_verification,
        },
};
