/* SPDX-License-Identifier: MIT */
/*
 * Score: what a training was worth, and why, from its events alone.
 *
 * The score is 100 for a perfect walk and is always given with its parts. A part earns a share of
 * its weight. Steps count once, however often they are visited; what was taken back counts as done.
 *
 * A step was *seen* where what is found there was looked at before it was first decided, or where it
 * has no evidence; but not where mode learn has shown a wrong answer. A decision before its evidence so
 * earns nothing in the parts that count what was seen. A step was *right* where it was seen and every
 * decision there was as it was found; where only the last was, it counts half. The same goes for the
 * diagnoses: one is right where it rests on something that was looked at and is better than spreading it
 * evenly over all causes, and learn has not shown it to be wrong.
 *
 *   part          weight  share
 *   evidence          25  the questions that were right, and one more for the cause, less a half with each
 *                         wrong decision of them, of those decided, or of those of the good path where
 *                         these are more; the cause always counts as one
 *   path              15  the steps of the good path that were right, of all of them, times its cost, of
 *                         that and the cost of every step off it that was looked at or decided. A step
 *                         costs its minutes, at least 1
 *   harm              15  the steps of the good path that were seen, of all of them; none where
 *                         something was done that must be avoided
 *   ending            15  the same; none where the case did not end at its true ending with what was
 *                         found there, or where its cause was not right in the end
 *   calibration       15  the mean Brier skill of all diagnoses (errwalk/estimate.h): 1 for the true
 *                         cause at 100 percent, 0 for what is no better than spreading it evenly over
 *                         all causes. One that rests on nothing that was looked at earns nothing
 *   required           5  the steps that must be visited and were looked at, of all these; where there
 *                         are none, the steps of the good path that were seen, of all of them
 *   hints              5  the steps of the good path that were seen, of all of them, less a fifth with
 *                         each hint, and in mode learn with each wrong answer or cause that was shown
 *   verification       5  the fixes that were seen and first reported as it was found, of the fixes
 *                         tried; where none was tried and the good path has no fix, its steps that were
 *                         seen, of all of them
 *
 * Shares are rounded to tenths of a point, half up, and the score is their sum. Simulated minutes
 * are shown beside it; they cost nothing by themselves.
 *
 * The rule has a version, which a training's solution names: a record keeps the score of its own rule.
 * Those before are in engine/training/score-rule-1.c and score-rule-2.c.
 */
#ifndef ERRWALK_SCORE_H
#define ERRWALK_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/session.h"
#include "errwalk/solution.h"
#include "errwalk/status.h"

enum score_part {
    SCORE_HARM,
    SCORE_ENDING,
    SCORE_PATH,
    SCORE_EVIDENCE,
    SCORE_REQUIRED,
    SCORE_CALIBRATION,
    SCORE_HINTS,
    SCORE_VERIFICATION,
    SCORE_PART_COUNT
};

extern const char *const score_part_names[SCORE_PART_COUNT];  /* "harm", … for exports */
extern const char *const score_part_titles[SCORE_PART_COUNT]; /* "No harm done", … for people */

enum { SCORE_WHY = 120 };

/* What a part weighs by a rule, in points; their sum is 100. */
unsigned score_weight(unsigned rule, enum score_part part);

struct score {
    unsigned rule;
    unsigned tenths; /* of a point: 1000 is all */
    struct {
        unsigned tenths, of; /* `of`: points */
        char why[SCORE_WHY]; /* "6 of 7 steps, 3 of 25 minutes off the path" */
    } parts[SCORE_PART_COUNT];
    unsigned minutes, allowed; /* on the simulated clock */
    bool is_right;             /* the last diagnosis named the true cause */
    bool is_only_said;         /* it ended as resolved by a fix that, as was found there, did not work */
};

/* The outcome as a record has it: "resolved", or "you said: resolved" where that is only said. */
enum { SCORE_OUTCOME = 32 };
const char *score_outcome(const struct session *session, const struct score *score,
                          char text[SCORE_OUTCOME]);

/* STATUS_NO: the session is no training. STATUS_INVALID: its solution cannot be read. An unfinished
 * one is scored as it stands. Whether the score may be shown is training_is_open. */
enum status score_session(const struct session *session, struct score *score);

/* The same with a solution that was read already. */
void score_by(const struct session *session, const struct solution *solution,
                     struct score *score);

/* Tenths as people read them: "93.5", "100". */
enum { SCORE_TEXT = 16 };
const char *score_text(unsigned tenths, char text[SCORE_TEXT]);

#endif
