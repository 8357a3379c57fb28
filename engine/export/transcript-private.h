/* SPDX-License-Identifier: MIT */
/*
 * A transcript with what it owns, for those who may change one: its builder and redaction.
 */
#ifndef ERRWALK_EXPORT_TRANSCRIPT_PRIVATE_H
#define ERRWALK_EXPORT_TRANSCRIPT_PRIVATE_H

#include "errwalk/arena.h"
#include "errwalk/transcript.h"

/* The arrays are the transcript's own, not const. */
struct own_transcript {
    struct transcript transcript; /* first: a transcript is one of these */
    struct arena *arena;
    struct moment_cause *causes;
    struct transcript_flow *flows;
    struct transcript_fact *facts;
    struct transcript_step *steps;
    struct transcript_error *related;
    size_t related_capacity;
};

#endif
