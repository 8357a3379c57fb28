/* SPDX-License-Identifier: MIT */
/*
 * Transcript: a session written out for people.
 *
 * Built from the events alone: no flow is needed. One model serves all formats; a format is a row
 * in a table. Facts are put into the texts as far as they were known; sensitive ones read
 * [redacted].
 */
#ifndef ERRWALK_TRANSCRIPT_H
#define ERRWALK_TRANSCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/moment.h"
#include "errwalk/redact-list.h"
#include "errwalk/session.h"
#include "errwalk/status.h"

struct transcript_flow {
    const char *id, *title, *sha256;
};

struct transcript_fact {
    const char *name, *value;
};

/* What a note read for a time. The texts that it had follow each other. */
struct transcript_note {
    int64_t at;
    int64_t until; /* when it was edited or removed; -1: it reads so */
    bool edited;   /* it takes the place of the one before it */
    const char *text;
};

/* What was done at a step before it was decided: pasted; in a training looked, hinted, diagnosed, and
 * what the caller of a role-play brought up. */
struct transcript_act {
    int64_t at;
    enum event_kind kind;
    const char *text;     /* CommonMark: what was pasted, found or heard, the hint; diagnosed, and
                           * pasted where it is sensitive: "" */
    const char *cause;    /* diagnosed: its title; else "" */
    const char *evidence; /* diagnosed: id of the step that it rests on; else "" */
    unsigned percent;     /* diagnosed: how sure */
    const char *others;   /* diagnosed: other causes, as in its event (errwalk/estimate.h) */
    double minutes;       /* what it cost on the simulated clock */
    bool undone;
};

/* A step that was walked, also one taken back. Texts are plain: no markup is meant by them. */
struct transcript_step {
    int64_t at;
    const char *flow, *step;
    enum step_kind kind;
    enum event_kind event; /* of the decision; EVENT_NOTED where there was none */
    const char *question;  /* what the step asks, the fix, or what is escalated */
    const char *answer;    /* answer id, typed value, fix result, error, outcome; "chosen" and
                            * "deferred" where another item of a weigh step was taken; "" */
    const char *fact;      /* typed: the fact's name; else "" */
    const char *text;      /* the answer, or the reason of a referral or escalation */
    const char *because;   /* why it came next, where a weigh step led there; else "" */
    const char *to_flow;   /* of a referral or a call: the flow that was entered, "" where there is none */
    const char *by;       /* who walked, as in an event; "": a person */
    const char *verified; /* of a fix that worked: "person" or "tool", where `by` is set; else "" */
    unsigned depth;  /* of calls: how many blocks it is in */
    bool hands_over; /* a referral in a training, which stays within its flow */
    bool undone;
    const struct transcript_note *notes; /* made while at this step */
    size_t note_count;
    const struct transcript_act *acts;
    size_t act_count;
};

struct transcript_error {
    const char *name; /* "" where it is a flow */
    struct code code;
    const char *flow; /* "" where there is none */
};

/* All arrays and strings belong to the transcript. */
struct transcript {
    const char *session;
    struct transcript_error problem;
    const char *scenario, *mode, *trainee; /* of a training; "" where it is none */
    double minutes;                        /* spent on its simulated clock */
    int64_t started;
    int64_t ended; /* -1 while unfinished; then `last` is the latest event's time */
    int64_t last;
    enum outcome outcome;
    const char *to, *subject; /* as a message: to whom, NULL for nobody; NULL: what it is about */
    const struct moment_cause *causes; /* what was found of them */
    size_t cause_count;
    const struct transcript_flow *flows;
    size_t flow_count;
    const struct transcript_fact *facts;
    size_t fact_count;
    const struct transcript_step *steps;
    size_t step_count;
    const struct transcript_error *related;
    size_t related_count;
    bool redacted;                     /* redact_transcript was here */
    size_t masked[REDACT_KIND_COUNT]; /* then: how many names of each kind it masked */
};

/* Builds the model; the caller owns it, for transcript_free. STATUS_NO for a session without
 * events. */
enum status transcript_new(const struct session *session, struct transcript **transcript);

/* NULL is allowed. */
void transcript_free(struct transcript *transcript);

struct transcript_format; /* errwalk/formats.h */

/* Appends a transcript in a format. */
void transcript_write(struct buffer *out, const struct transcript_format *format,
                             const struct transcript *transcript);

/* The JSON Schema (draft-07) of the JSON format, as in doc/transcript.schema.json. */
extern const char transcript_schema[];

#endif
