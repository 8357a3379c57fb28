/* SPDX-License-Identifier: MIT */
/*
 * Results: what trainings came to, for one person or a whole class.
 *
 * Rows, one a training that has ended, are made of the events of sessions or read from files that
 * were written in the format json; all else is computed from the rows. An exam that was not
 * released is a row that says who was examined in what and when, and nothing more: it counts as
 * handed in, and for no score.
 *
 * Figures are those of one mode each: what was said at once in one mode cannot be compared with what nobody
 * said in another.
 */
#ifndef ERRWALK_RESULTS_H
#define ERRWALK_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/score.h"
#include "errwalk/session.h"
#include "errwalk/shift.h"
#include "errwalk/sink.h"
#include "errwalk/solution.h"
#include "errwalk/status.h"

enum decision_kind { DECISION_CHOSEN, DECISION_TYPED, DECISION_DIAGNOSED, DECISION_KIND_COUNT };

extern const char *const decision_kind_names[DECISION_KIND_COUNT]; /* "chosen", … */
extern const char *const verdict_names[VERDICT_RIGHT + 1];         /* "none", … */

/* One answer, result of a fix, or diagnosis; what was taken back, too. */
struct result_decision {
    unsigned number; /* of its event */
    int64_t at;
    unsigned seconds; /* since the decision before it, or the start */
    enum decision_kind kind;
    const char *step, *question;
    const char *answer, *say;      /* id or value, and in words; diagnosed: cause and title */
    const char *right, *right_say; /* the same of what is right; "" where nobody can say */
    enum verdict verdict;
    unsigned percent; /* diagnosed */
};

/* One training. All after `withheld` is empty where that is true. */
struct result {
    const char *session, *trainee, *scenario, *title, *level, *flow, *mode;
    int64_t started, ended;
    bool withheld;
    enum outcome outcome;
    unsigned tenths; /* the score */
    unsigned parts[SCORE_PART_COUNT]; /* tenths, too */
    unsigned minutes, allowed;        /* on the simulated clock */
    unsigned attempt; /* of this trainee at this scenario in this mode, from 1; of all that were added */
    const char *cause, *cause_title;  /* the true one */
    struct result_decision *decisions;
    size_t count;
    const char *source; /* the file it was read from, or "" */
    size_t place; /* how many were added before it */
};

/* The trainings of a trainee, of a scenario, or all. Figures are of those that are not withheld. */
struct result_group {
    const char *name, *title; /* trainee or "", scenario and its title, or both "" */
    size_t trainings, withheld; /* `trainings` counts both */
    unsigned mean, best, worst, latest; /* tenths; the mean is rounded half up */
    size_t right;                       /* the last diagnosis named the true cause */
    unsigned minutes;                   /* the mean, rounded half up */
    const unsigned *progress;           /* tenths of each, oldest first */
    size_t progress_count;
};

/* A step of a scenario, judged by the first decision that each training made there. */
struct result_step {
    const char *scenario, *step, *question;
    size_t wrong, decided;
};

/* What trainings first got wrong. */
struct result_mistake {
    const char *scenario;
    struct result_decision decision; /* one of them */
    size_t count;
};

/* A cell of the matrix of causes of a flow; each diagnosis counts. `named` is "" for trainings that
 * ended without any. */
struct result_confusion {
    const char *flow, *cause, *cause_title, *named, *named_title;
    size_t count;
};

/* The attempts of a trainee at a scenario. Tenths are of those that are not withheld. */
struct result_attempts {
    const char *trainee, *scenario, *title;
    size_t count, open, withheld; /* `count` has both */
    unsigned first, best, latest;
};

/* A shift that is over; its calls are trainings as well. */
struct result_shift {
    const char *shift, *trainee, *mode; /* `shift`: its id */
    int64_t started, ended;
    unsigned callers, helped, in_time, hung_up; /* as in struct shift_score */
    unsigned minutes; /* on its clock */
    unsigned tenths, parts[SHIFT_PART_COUNT];
};

/* What there is of one mode. */
struct results_part {
    const char *mode;
    const struct result **trainings;
    size_t count;
    struct result_group all, *trainees, *scenarios;
    size_t trainee_count, scenario_count;
    struct result_attempts *attempts;
    struct result_step *steps;
    struct result_mistake *mistakes;
    struct result_confusion *confusions;
    size_t attempts_count, step_count, mistake_count, confusion_count;
};

/* Belongs to itself: results_free. Lists are in order: trainings by their start, modes from learn to
 * exam, groups by name, attempts by trainee and scenario, the hardest step and the most common mistake
 * first, cells by flow, cause and what was named. */
struct results {
    const struct result **trainings;
    size_t count;
    struct results_part *parts;
    size_t part_count;
    struct result_shift *shifts; /* by their start; of any scenario, so that none pass a filter by that */
    size_t shift_count;
};

/* Without any rows. The caller owns it. */
struct results *results_new(void);

/* NULL is allowed. */
void results_free(struct results *results);

/* Adds the row of a session. STATUS_NO: it is no training, or has not ended. STATUS_INVALID: its
 * solution cannot be read. */
enum status results_add(struct results *results, const struct session *session);

/* Adds the shifts that these are the calls of and that are over; all calls of a shift come at once. The
 * list of sessions is used up. STATUS_INVALID: a plan or a solution cannot be read. */
enum status results_add_shifts(struct results *results, const struct session **sessions, size_t count);

/* Adds the rows of a file in the format json. STATUS_INVALID: it is something else; `why` gets a
 * line with the file and the place. */
enum status results_read(struct results *results, const char *path, const char *bytes,
                         size_t length, struct buffer *why);

struct results_filter {
    const char *trainee, *scenario; /* parts of the names, in any case; NULL: any */
    int64_t since;                  /* started at or after; INT64_MIN: any */
    const char *mode;               /* its name; NULL: any */
};

/* Computes all from the rows that pass; once, after the last row was added. A session that is there
 * more than once counts once. STATUS_INVALID: two rows of one session are not the same; `why` gets
 * a line. */
enum status results_compute(struct results *results, const struct results_filter *filter,
                            struct buffer *why);

/* Whether the last diagnosis of a training named the true cause. */
bool result_is_right(const struct result *result);

/* The first wrong decision, or NULL. */
const struct result_decision *result_first_mistake(const struct result *result);

struct results_view {
    const struct sink_terminal *terminal; /* of the format text */
    bool digits;                          /* progress in digits, not bars */
    const char *home_page; /* xapi: of the system that the trainees' names are from */
};

struct results_format {
    const char *name;
    void (*write)(struct buffer *out, const struct results *results,
                         const struct results_view *view);
};

/* Ended by a row whose name is NULL. */
extern const struct results_format results_formats[];

/* The format by its name; NULL where there is none. */
const struct results_format *results_format_named(const char *name);

/* Progress in at most `width` signs, of as many equal stretches, each by its mean: bars from 0 to
 * 100 points, or the digits 0 to 9. */
void results_sparkline(struct buffer *out, const unsigned *tenths, size_t count, size_t width,
                       bool digits);

#endif
