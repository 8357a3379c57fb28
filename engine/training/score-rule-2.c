/* SPDX-License-Identifier: MIT */
/*
 * The rule of the score in force, as errwalk/score.h has it.
 */
#include <config.h>

#include "score-private.h"

#include <stdio.h>

enum { FINDINGS = 10000, HELP_MOST = 5 };

/* What is found at the step was seen before it was first decided, and it was decided by that: where
 * nothing is found, nothing is missed; where a wrong answer was shown, that decided it. */
static bool was_seen(const struct tally *tally, const struct act *act)
{
    bool has_evidence = act->truth ? act->truth->has_evidence : step_is_question(act->kind);

    return act->decided && (act->looked_first || !has_evidence) && !(tally->shows && act->wrong);
}

/* How well a step was decided after its evidence, in halves: wrongly first, and then put right without
 * being shown, is a half. */
static unsigned long halves_right(const struct tally *tally, const struct act *act)
{
    if (!was_seen(tally, act) || act->last_wrong)
        return 0;
    return act->wrong ? 1 : 2;
}

/* The steps of the good path that were seen. */
static unsigned long count_seen(const struct tally *tally)
{
    unsigned long seen = 0;
    size_t i;

    for (i = 0; i < tally->count; i++)
        seen += score_on_path(&tally->acts[i]) && was_seen(tally, &tally->acts[i]);
    return seen;
}

/* "2", "2.5": halves as people read them. */
static const char *halves_text(unsigned long halves, char text[SCORE_TEXT])
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
        halves += halves_right(tally, act);
    }
    for (i = 0; i < tally->solution->path_count; i++)
        good += step_is_question(tally->solution->truths[i].kind);
    of = decided > good ? decided : good;
    snprintf(why, SCORE_WHY, "%s of %lu questions were looked at first, and then answered as it was found",
             halves_text(halves, text), of);
    return of ? (struct share){halves, 2 * of} : (struct share){1, 1};
}

static struct share share_path(const struct tally *tally, char why[SCORE_WHY])
{
    size_t count = tally->solution->path_count;
    unsigned long best = score_best_minutes(tally), extra = score_extra_minutes(tally);
    unsigned long halves = 0;
    char text[SCORE_TEXT];
    size_t i;

    for (i = 0; i < tally->count; i++)
        halves += score_on_path(&tally->acts[i]) ? halves_right(tally, &tally->acts[i]) : 0;
    snprintf(why, SCORE_WHY,
             "%s of %zu steps of the good path seen and right; %lu minutes off it, %lu on it",
             halves_text(halves, text), count, extra, best);
    return (struct share){best * halves, 2 * (best + extra) * count};
}

static struct share share_harm(const struct tally *tally, char why[SCORE_WHY])
{
    const struct act *harmful = score_harmful(tally);
    unsigned long seen = count_seen(tally);

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
    unsigned long count = tally->solution->path_count, seen = count_seen(tally);

    if (!score_ended_right(tally) || score_last_wrong(tally)) {
        snprintf(why, SCORE_WHY, "the case should end at '%.64s'", tally->solution->ends);
        return (struct share){0, 1};
    }
    snprintf(why, SCORE_WHY, "the case ended at '%.48s', with %lu of %lu steps before it seen",
             tally->solution->ends, seen, count);
    return (struct share){count + seen, 2 * count};
}

static struct share share_calibration(const struct tally *tally, char why[SCORE_WHY])
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

static struct share share_required(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long required = 0, visited = 0;
    size_t i;

    for (i = 0; i < tally->solution->count; i++)
        required += *tally->solution->truths[i].visit != '\0';
    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        visited += act->truth && *act->truth->visit && (act->looked || was_seen(tally, act));
    }
    if (!required) {
        required = tally->solution->path_count;
        visited = count_seen(tally);
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
    unsigned long left = help < HELP_MOST ? HELP_MOST - help : 0, seen = count_seen(tally);

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
    return (struct share){wanted ? 0 : count_seen(tally), solution->path_count};
}

static struct share share_verification(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long tried = 0, verified = 0;
    size_t i;

    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        tried += act->tried;
        verified += act->tried && was_seen(tally, act) && !act->first_wrong;
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
