/* SPDX-License-Identifier: MIT */
/*
 * Shift: several calls on one simulated clock.
 *
 * A shift is the trainings of its callers, and nothing else: each carries the plan of the whole shift in its
 * `started` event, and in `switched` events when its call was taken and put on hold. Where a shift stands is
 * a fold over them, so that one that was killed goes on, and its score can be computed again.
 *
 * The clock is that of the call which is on: what costs minutes there lets the others wait. A caller comes
 * at a minute, is to be taken within a target, and hangs up when nobody has within their patience; so does
 * one who is on hold for as long. The minutes in which nobody is on the line pass when the agent waits.
 *
 * The score is 100 for a perfect shift. A caller counts by priority: 3 of the first, 2 of the second, 1 of
 * the third. A caller was helped whose call ended at its true ending with the right result, and is worth at
 * least 60 points as a training. A part earns a share of its weight, of all callers, whoever was taken:
 *
 *   part      weight  share
 *   endings       40  the callers who were helped
 *   service       30  the callers who were helped, and first taken within their target
 *   harm          30  of each caller whose call was decided to its end what it earned for no harm (score.h);
 *                     nothing of one that was abandoned, hung up or was never taken
 *
 * Shares are rounded to tenths of a point, half up, and the score is their sum.
 */
#ifndef ERRWALK_SHIFT_H
#define ERRWALK_SHIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/clock.h"
#include "errwalk/score.h"
#include "errwalk/session-id.h"
#include "errwalk/session.h"
#include "errwalk/status.h"

enum { SHIFT_MOST = 20, SHIFT_USUAL = 5 /* callers */ };

/* One caller of the plan. Minutes are those of the shift. Texts belong to the plan. */
struct shift_caller {
    const char *scenario, *title;
    unsigned priority; /* 1 to 3, the most urgent first */
    unsigned arrives, target, patience;
};

struct shift_plan {
    char id[SESSION_ID_SIZE];
    int64_t seed;
    struct shift_caller callers[SHIFT_MOST];
    size_t count;
    void *json; /* that it was read from, or NULL */
};

/* What a plan is made of: a scenario, and what a good agent needs for it. */
struct shift_case {
    const char *scenario, *title;
    unsigned minutes, longest; /* of the good path, and of its longest step */
};

/* Plans a shift of so many callers out of cases, the same for the same seed: no case twice while there
 * are others. Whoever always serves the most urgent can help all in time. Texts are borrowed. */
void shift_plan(struct shift_plan *plan, const struct shift_case *cases, size_t case_count,
                size_t callers, int64_t seed, struct clock *clock);

/* A plan as it is kept with each call, and back. STATUS_INVALID: it is something else. shift_plan_free
 * in any case; zero-initialise it. */
void shift_plan_write(const struct shift_plan *plan, struct buffer *out);
enum status shift_plan_read(const char *text, struct shift_plan *plan);
void shift_plan_free(struct shift_plan *plan);

/* What becomes of a call: the answer of a `switched` event. */
extern const char shift_taken[], shift_held[], shift_waited[];

enum shift_state {
    SHIFT_TO_COME,
    SHIFT_WAITING,
    SHIFT_TALKING,
    SHIFT_ON_HOLD,
    SHIFT_ENDED,
    SHIFT_HUNG_UP,
    SHIFT_STATE_COUNT
};

struct shift_call {
    const struct shift_caller *caller;
    const struct session *session; /* NULL: never taken */
    enum shift_state state;
    unsigned taken;  /* the minute in which it was first taken; where it was */
    unsigned since;  /* waiting, on hold, hung up: since which minute */
    unsigned holds;  /* how often it was put on hold */
    bool is_in_time; /* it was taken within its target */
};

struct shift {
    const struct shift_plan *plan;
    struct shift_call calls[SHIFT_MOST];
    unsigned minute;   /* of the clock */
    unsigned switches; /* `switched` events so far */
    const struct session *latest; /* the session of the last of them; NULL: there is none */
    size_t waiting; /* callers who wait now, also on hold */
    bool is_over;
};

/* Where a shift stands, by the sessions of its calls, in any order. */
void shift_fold(const struct shift_plan *plan, const struct session *const *sessions, size_t count,
                struct shift *shift);

/* The minute at which the next caller comes, hangs up or is over; UINT_MAX: none is left. */
unsigned shift_next_arrival(const struct shift *shift);

/* The minute from which nobody is left to wait for. */
unsigned shift_end(const struct shift *shift);

/* How many callers but the one who is talked to wait at a minute that is not before that of the shift, and
 * the priority of the most urgent. */
unsigned shift_waiting_at(const struct shift *shift, unsigned minute, unsigned *urgent);

/* The event that takes a call, holds it, or lets the clock go on to a minute; to be committed to the
 * session of the call, to the latest one for waiting. */
struct event shift_switch(const struct shift *shift, const char *what, unsigned minute);

/* "waits for 4 minutes, hangs up after 15". */
void shift_call_text(struct buffer *out, const struct shift *shift, size_t call);

enum shift_part { SHIFT_ENDINGS, SHIFT_SERVICE, SHIFT_NO_HARM, SHIFT_PART_COUNT };

extern const char *const shift_part_names[SHIFT_PART_COUNT];  /* "endings", … for exports */
extern const char *const shift_part_titles[SHIFT_PART_COUNT]; /* "The right endings", … */
extern const unsigned shift_weights[SHIFT_PART_COUNT];        /* points; their sum is 100 */

struct shift_score {
    unsigned tenths, parts[SHIFT_PART_COUNT];
    unsigned helped, in_time, hung_up; /* callers; `in_time` of those helped */
};

/* STATUS_INVALID: the solution of a call cannot be read. */
enum status shift_score(const struct shift *shift, struct shift_score *score);

#endif
