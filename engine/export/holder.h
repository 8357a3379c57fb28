/*
 * Holder: a transcript together with what owns it, for those who may change one (its builder and
 * redaction).
 */
#ifndef ERRWALK_EXPORT_HOLDER_H
#define ERRWALK_EXPORT_HOLDER_H

#include "errwalk/arena.h"
#include "errwalk/transcript.h"

/* The arrays are the transcript's own, not const. */
struct holder {
    struct transcript transcript; /* first: a transcript is its holder */
    struct arena *arena;
    struct moment_cause *causes;
    struct transcript_flow *flows;
    struct transcript_fact *facts;
    struct transcript_step *steps;
    struct transcript_error *related;
    size_t related_capacity;
};

#endif
