/* SPDX-License-Identifier: MIT */
/*
 * Debrief: what a training was, looked back on.
 *
 * Built from the events alone, like a transcript, and written in the same formats. It holds the
 * trainee's path beside the good path, where they part and why, the costliest moments, what the
 * evidence said, the caller's view, the score and the lesson. Texts that are CommonMark say so; all
 * others are plain. Of an exam that was not released there is none.
 */
#ifndef ERRWALK_DEBRIEF_H
#define ERRWALK_DEBRIEF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/moment.h"
#include "errwalk/score.h"
#include "errwalk/session.h"
#include "errwalk/solution.h"
#include "errwalk/status.h"
#include "errwalk/transcript.h"

/* One decision of the trainee, in the order in which they were made. Facts are put in. */
struct debrief_step {
    unsigned number; /* of its event: training_replay goes on from before it */
    const char *step, *question;
    enum step_kind kind;
    const char *answer, *right; /* in words; `right` is "" where the scenario does not speak of it */
    enum verdict verdict;
    bool on_path, looked, undone;
    unsigned minutes;    /* spent at the step, up to this decision */
    const char *because; /* CommonMark: why the right answer is right */
    const char *harm;    /* CommonMark: what harm was done; "" for none */
};

/* A step of the good path. */
struct debrief_good {
    const char *step, *question, *answer;
    const char *because;  /* CommonMark */
    const char *required; /* CommonMark: why it must be visited; "" where it need not be */
    unsigned minutes;
    bool visited; /* looked at or decided */
};

/* What was seen at a step. */
struct debrief_evidence {
    const char *step, *question;
    const char *found, *because; /* CommonMark */
    bool decided_it;             /* a diagnosis rested on it */
};

enum { DEBRIEF_MOMENTS = 3 };

/* Everything belongs to the debrief. */
struct debrief {
    const char *session, *scenario, *title, *level, *trainee, *mode, *flow;
    int64_t started, ended;
    int64_t seed;
    enum outcome outcome;
    const char *ended_as; /* "resolved", "you said: resolved": as score_outcome has it */
    struct score score;
    const char *opening; /* CommonMark: the caller's first words */
    const struct debrief_step *steps;
    size_t step_count;
    const struct debrief_good *good;
    size_t good_count;
    const struct debrief_step *parting; /* the first wrong decision, or NULL */
    const struct debrief_step *moments[DEBRIEF_MOMENTS]; /* the costliest first */
    size_t moment_count;
    const struct debrief_evidence *evidence;
    size_t evidence_count;
    const struct red_herring *herrings; /* `where` and `text` are plain */
    size_t herring_count;
    const char *cause, *true_cause; /* titles; `cause` is the last that was named, or "" */
    const char *diagnosed, *true_id; /* their ids */
    unsigned percent;
    const struct moment_cause *causes; /* what the walk found of them */
    size_t cause_count;
    const char *shift;  /* of a call in a shift: which, and how long it took to take it; else "" */
    const char *view;   /* the call as the caller will tell of it, sentences */
    const char *lesson; /* CommonMark; may be "" */
};

/* Builds it; the caller owns it, for debrief_free. STATUS_NO: the session is no training, has not
 * ended, or is an exam that was not released. STATUS_INVALID: its solution cannot be read. */
enum status debrief_new(const struct session *session, struct debrief **debrief);

/* What is said of a decision: "wrong", "right"; "" where nothing is. Of a fix that was none of the good
 * path, what came of it can be told rightly, and it was not right for all that. */
const char *debrief_verdict(const struct debrief_step *step);

/* NULL is allowed. */
void debrief_free(struct debrief *debrief);

/* Appends it in a format; Markdown is what screens lay out, too. */
void debrief_write(struct buffer *out, const struct transcript_format *format,
                          const struct debrief *debrief);

/* The JSON Schema (draft-07) of the JSON format, as in doc/debrief.schema.json. */
extern const char debrief_schema[];

#endif
