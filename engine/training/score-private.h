/* SPDX-License-Identifier: MIT */
/*
 * What the rules of the score share: what was done at each step, gathered from the events, over which
 * each part of a rule is a fraction of two whole numbers.
 */
#ifndef ERRWALK_SCORE_PRIVATE_H
#define ERRWALK_SCORE_PRIVATE_H

#include "errwalk/score.h"

/* What was done at one step. */
struct act {
    const char *step; /* its path */
    enum step_kind kind;
    const struct truth *truth; /* or NULL */
    unsigned minutes;
    bool looked, decided, wrong, harmed, tried;
    unsigned mistakes; /* wrong decisions */
    bool looked_first; /* before it was first decided */
    bool first_wrong, last_wrong;
};

struct tally {
    const struct session *session;
    const struct solution *solution;
    struct act *acts;
    size_t count;
    bool shows; /* wrong answers at once, as mode learn does */
    unsigned hints, mistakes, diagnoses;
    struct act cause; /* of the diagnoses: wrong is one without any skill, and one that was shown to be */
    unsigned long brier;             /* sum of squares, in ten thousandths */
    unsigned long skill;             /* sum of Brier skills, in ten thousandths */
    const struct event *diagnosis; /* the last, or NULL */
};

/* A share of a part: `earned` of `possible`, which is not 0. */
struct share {
    unsigned long earned, possible;
};

/* A rule: what each part weighs, and which share of it was earned; `why` says so. */
struct score_rule {
    unsigned weights[SCORE_PART_COUNT]; /* points; their sum is 100 */
    struct share (*shares[SCORE_PART_COUNT])(const struct tally *tally, char why[SCORE_WHY]);
};

extern const struct score_rule score_rule_1, score_rule_2, score_rule_3;

/* Parts of the second rule that the third has, too. */
struct share score_2_harm(const struct tally *tally, char why[SCORE_WHY]);
struct share score_2_path(const struct tally *tally, char why[SCORE_WHY]);
struct share score_2_calibration(const struct tally *tally, char why[SCORE_WHY]);
struct share score_2_required(const struct tally *tally, char why[SCORE_WHY]);
struct share score_2_verification(const struct tally *tally, char why[SCORE_WHY]);

/* Fills a zeroed tally that has its session and solution; score_tally_free when done. */
void score_tally(struct tally *tally);
void score_tally_free(struct tally *tally);

static inline bool score_on_path(const struct act *act)
{
    return act->truth && act->truth->on_path;
}

/* What is found at the step was seen before it was first decided, and it was decided by that: where
 * nothing is found, nothing is missed; where a wrong answer was shown, that decided it. */
bool score_was_seen(const struct tally *tally, const struct act *act);

/* How well a step was decided after its evidence, in halves: wrongly first, and then put right without
 * being shown, is a half. */
unsigned long score_halves(const struct tally *tally, const struct act *act);

/* The steps of the good path that were seen. */
unsigned long score_count_seen(const struct tally *tally);

/* "2", "2.5": halves as people read them. */
const char *score_halves_text(unsigned long halves, char text[SCORE_TEXT]);

/* The steps of the good path that were decided; `rightly`: and never wrongly. */
unsigned long score_count_path(const struct tally *tally, bool rightly);

/* Whether the case stands at its true ending and has ended there. */
bool score_ended_right(const struct tally *tally);

/* Whether what was said last where the session stands is not as it was found there. */
bool score_last_wrong(const struct tally *tally);

/* Minutes of the good path, and of every step off it; each step costs at least one. */
unsigned long score_best_minutes(const struct tally *tally);
unsigned long score_extra_minutes(const struct tally *tally);

/* The first step where harm was done, or NULL. */
const struct act *score_harmful(const struct tally *tally);

#endif
