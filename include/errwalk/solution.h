/* SPDX-License-Identifier: MIT */
/*
 * Solution: the truth of a scenario, as it is kept with the session.
 *
 * A training carries it in its `started` event, so that its score and debrief come from the events
 * alone, whatever becomes of the scenario's file. It is JSON: the good path, and of each step that
 * the scenario speaks of what a good agent answers there, where that leads, and why.
 */
#ifndef ERRWALK_SOLUTION_H
#define ERRWALK_SOLUTION_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/scenario.h"
#include "errwalk/session.h"
#include "errwalk/status.h"

enum { SCORE_RULE = 3 }; /* of the score that is in force (errwalk/score.h); they count from 1 */

/* What is true of a step. Texts are "" where there is none. */
struct truth {
    const char *step; /* its path */
    enum step_kind kind;
    const char *question;
    const char *answer, *say, *to; /* what is right, in words, and the step it leads to; `to` is ""
                                      at an end */
    const char *type; /* of a value that must be just this one: enum value_type by its name; "" where
                         it only matters where it leads, and where nothing is typed */
    const char *because;           /* CommonMark */
    const char *visit, *avoid;     /* CommonMark: why it must be visited, what harm it does */
    unsigned minutes;              /* what looking there costs */
    bool has_evidence;             /* a look there shows something */
    bool on_path;
    unsigned found;                /* on the good path: the case that holds there; else 0 */
};

/* What is otherwise at a step in a case: by its number either of what is found or of harm. */
struct truth_case {
    const char *step; /* its path */
    unsigned found, harm;
    const char *answer, *say, *to, *because; /* of what is found; as in struct truth */
    const char *avoid;                       /* of harm */
};

/* True, and beside the point. */
struct red_herring {
    const char *step, *where, *text, *why; /* the step's path; `why` is CommonMark */
};

/* Strings belong to the solution. */
struct solution {
    json_t *json;
    const char *scenario, *path_of_file, *sha256, *title, *level, *caller, *opening, *lesson;
    const char *cause, *cause_title, *ends;
    unsigned minutes; /* allowed */
    unsigned rule;    /* of the score (errwalk/score.h) */
    struct truth *truths; /* the good path first, in its order */
    size_t count, path_count;
    struct truth_case *cases;
    size_t case_count;
    struct red_herring *herrings;
    size_t herring_count;
};

/* Writes the truth of a scenario over its flow; `opening` is the wording that is heard.
 * STATUS_INVALID where the scenario does not fit the flow. */
enum status solution_write(const struct scenario *scenario, const struct flow *flow,
                           const char *opening, struct buffer *out);

/* Reads what solution_write wrote. STATUS_INVALID where it is something else. solution_free in
 * any case; zero-initialise it. */
enum status solution_read(const char *text, struct solution *solution);
void solution_free(struct solution *solution);

/* What is true of a step by its path, or NULL where the scenario does not speak of it. */
const struct truth *solution_truth(const struct solution *solution, const char *path);

/* What is true of a step in a case of what is found there, and of harm (from 1; 0: as a rule). False where
 * the scenario does not speak of it. */
bool solution_truth_in(const struct solution *solution, const char *path, unsigned found,
                       unsigned harm, struct truth *truth);

/* The same as it was for an event at that step. */
bool solution_truth_at(const struct solution *solution, const char *path,
                       const struct event *event, struct truth *truth);

/* The title of a cause of the flow; the id where there is none. */
const char *solution_cause(const struct solution *solution, const char *id);

/* How many causes there are to name. */
size_t solution_causes(const struct solution *solution);

/* Whether what was answered, diagnosed or done was right at its step, which has this path; VERDICT_NONE where an event
 * is nothing of that, and where the scenario does not speak of the step. */
enum verdict { VERDICT_NONE, VERDICT_WRONG, VERDICT_RIGHT };
enum verdict solution_verdict(const struct solution *solution, const char *path,
                              const struct event *event);

#endif
