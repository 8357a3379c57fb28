/* SPDX-License-Identifier: MIT */
/*
 * Recorded: sessions as tables of events, one for every kind of ending and for what may be in
 * between, and the transcripts of them.
 */
#ifndef ERRWALK_TESTS_RECORDED_H
#define ERRWALK_TESTS_RECORDED_H

#include "errwalk/buffer.h"
#include "errwalk/session.h"
#include "errwalk/transcript.h"

enum {
    RECORDED_EVENTS = 16,
    RECORDED_START = 1795341600, /* time of the first event */
    RECORDED_STEP = 65           /* seconds between two events */
};

/* Text that tries to be markup, a control sequence, a fact. */
#define HOSTILE                                                                              \
    "# H <b>x</b> [l](http://x) `c` *e* \x1b[2J\xe2\x80\xae\n\n    code\n~~~\n> q\n- i\n1. " \
    "n\n===\n"                                                                               \
    "<script>\n![i](u) <http://a> &#27; &lt; {{secret}} \\"

/* Events up to the next that is EVENT_STARTED (zero). Texts left out are "", codes left out -1. */
struct recorded {
    const char *name;
    struct event events[RECORDED_EVENTS];
    enum outcome outcome;
    long steps; /* of its transcript */
};

extern const struct recorded recorded_sessions[]; /* ended by a NULL name */

const struct recorded *recorded_named(const char *name);

/* The caller owns them. */
struct session *recorded_session(const struct recorded *recorded);
struct transcript *recorded_transcript(const struct recorded *recorded);

/* Of the session "hostile", with one text in every place where a text may come from outside. */
struct transcript *recorded_hostile(const char *text);

/* Appends the transcript in a format. */
void recorded_write(struct buffer *out, const struct recorded *recorded, const char *format);

/* Compares all of them in a format with tests/transcripts/NAME.EXTENSION. */
void recorded_expect_golden(const char *format, const char *extension);

#endif
