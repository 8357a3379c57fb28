/* SPDX-License-Identifier: MIT */
/*
 * Score: what a training was worth, and why, from its events alone.
 *
 * The score is 100 for a perfect walk and is always given with its parts. A part earns a share of
 * its weight. Steps count once, however often they are visited; what was taken back counts as done.
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
 *
 * Shares are rounded to tenths of a point, half up, and the score is their sum. Simulated minutes
 * are shown beside it; they cost nothing by themselves.
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
extern const unsigned score_weights[SCORE_PART_COUNT];        /* points; their sum is 100 */

enum { SCORE_WHY = 120 };

struct score {
    unsigned tenths; /* of a point: 1000 is all */
    struct {
        unsigned tenths;
        char why[SCORE_WHY]; /* "6 of 7 steps, 3 of 25 minutes off the path" */
    } parts[SCORE_PART_COUNT];
    unsigned minutes, allowed; /* on the simulated clock */
    bool is_right;             /* the last diagnosis named the true cause */
};

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
