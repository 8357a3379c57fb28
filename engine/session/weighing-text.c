/* SPDX-License-Identifier: MIT */
/*
 * Why an item comes next, in counts and minutes: people compare those more easily than percentages.
 */
#include <config.h>

#include <math.h>

#include "errwalk/weighing.h"

enum { MOST_OF = 10 };

void weighing_minutes(struct buffer *out, double minutes)
{
    const double rounded = minutes < 9.95 ? round(minutes * 10) / 10 : round(minutes);

    if (minutes > 0 && rounded < 0.1) {
        buffer_string(out, "under 0.1 min");
        return;
    }
    buffer_decimal(out, rounded);
    buffer_string(out, " min");
}

/* The nearest fraction with a small denominator; of equally near ones that with the smallest. */
void weighing_odds(struct buffer *out, double chance)
{
    unsigned of, best = 1, number = chance < 0.5 ? 0 : 1;
    double nearest = fabs(chance - number);

    for (of = 2; of <= MOST_OF; of++) {
        const unsigned count = (unsigned)lround(chance * of);

        if (fabs(chance - (double)count / of) < nearest - 0.01) {
            nearest = fabs(chance - (double)count / of);
            best = of;
            number = count;
        }
    }
    if (best == 1 && number == 1)
        buffer_string(out, chance > 0.9999 ? "all" : "nearly all");
    else if (number == 0 && chance >= 0.005)
        buffer_printf(out, "1 in %u", (unsigned)lround(1 / chance));
    else if (number == 0)
        buffer_string(out, chance > 0 ? "fewer than 1 in 200" : "none");
    else
        buffer_printf(out, "%u in %u", number, best);
}

/* The least that another candidate would come to; false where there is none. */
static bool next_best(const struct weighing *weighing, const struct step *item, double *expected)
{
    bool found = false;
    size_t i;

    for (i = 0; i < weighing->choice.count; i++) {
        const struct weigh_candidate *other = &weighing->choice.candidates[i];

        if (weigh_step_of(weighing->weigh, other) == item || (found && other->expected >= *expected))
            continue;
        *expected = other->expected;
        found = true;
    }
    return found;
}

static void put_difference(struct buffer *out, const struct weighing *weighing, double minutes)
{
    buffer_string(out, weighing->choice.is_exact ? "" : "about ");
    weighing_minutes(out, minutes);
}

/* "; the next best would cost 3 min more" */
static void put_next_best(struct buffer *out, const struct weighing *weighing,
                          const struct step *item, double expected)
{
    double other;

    if (!next_best(weighing, item, &other))
        return;
    if (other - expected < 0.05) {
        buffer_string(out, "; the next best would cost as much");
        return;
    }
    buffer_string(out, "; the next best would cost ");
    put_difference(out, weighing, other - expected);
    buffer_string(out, " more");
}

static void put_fix(struct buffer *out, const struct weigh_candidate *fix)
{
    buffer_string(out, "Next because it settles ");
    weighing_odds(out, fix->chance);
    buffer_string(out, " and takes ");
    weighing_minutes(out, fix->cost);
}

static void put_question(struct buffer *out, const struct weigh_candidate *question)
{
    buffer_string(out, "Next because its answer decides between causes and takes ");
    weighing_minutes(out, question->cost);
}

/* Handing over is next where going on would take longer on average, or nothing else is left. */
static void put_call(struct buffer *out, const struct weighing *weighing, const struct step *item,
                     const struct weigh_candidate *call)
{
    double other;

    if (!next_best(weighing, item, &other)) {
        buffer_string(out, "Next because nothing else is left");
        return;
    }
    buffer_string(out, "Next because it takes ");
    weighing_minutes(out, call->cost);
    buffer_string(out, "; going on would take ");
    put_difference(out, weighing, other - call->expected);
    buffer_string(out, " more");
}

/* Whether what is best of all that is left was put off. */
static bool is_best_put_off(const struct weighing *weighing)
{
    const struct step *best = weigh_step_of(weighing->weigh, &weighing->choice.best);

    return best && weighing->put_off[best->index];
}

void weighing_candidate_text(const struct weighing *weighing,
                             const struct weigh_candidate *candidate, struct buffer *out)
{
    weighing_minutes(out, candidate->cost);
    if (candidate->kind == WEIGH_FIX && weighing->choice.fits) {
        buffer_string(out, ", settles ");
        weighing_odds(out, candidate->chance);
    }
    if (!weighing->choice.fits)
        return;
    buffer_string(out, weighing->choice.is_exact ? ", " : ", estimated ");
    weighing_minutes(out, candidate->expected);
    buffer_string(out, " in all");
}

static void put_instead(struct buffer *out, const struct weighing *weighing, double extra)
{
    if (extra < 0.05) {
        buffer_string(out, "Taken by choice: nothing else would cost less");
        return;
    }
    buffer_string(out, "Taken instead of another that would cost ");
    put_difference(out, weighing, extra);
    buffer_string(out, " less");
}

static void put_left_over(struct buffer *out, const struct weighing *weighing, double extra)
{
    buffer_string(out, "Next because what would cost ");
    put_difference(out, weighing, extra);
    buffer_string(out, " less was put off");
}

void weighing_because(const struct weighing *weighing, const struct step *item, struct buffer *out)
{
    const struct weigh_candidate *candidate = weighing_candidate(weighing, item);
    const double extra = weighing_extra(weighing, item);

    if (!weighing->choice.fits)
        buffer_string(out,
                      "Next because nothing fits what was answered: the rest comes in its order");
    else if (!candidate)
        buffer_string(out, "Next because nothing else is left that could help");
    else if (item != weighing_next(weighing))
        put_instead(out, weighing, extra);
    else if (is_best_put_off(weighing) && extra >= 0.05)
        put_left_over(out, weighing, extra);
    else if (candidate->kind == WEIGH_CALL)
        put_call(out, weighing, item, candidate);
    else {
        (candidate->kind == WEIGH_FIX ? put_fix : put_question)(out, candidate);
        put_next_best(out, weighing, item, candidate->expected);
    }
    buffer_char(out, '.');
}
