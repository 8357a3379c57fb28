/* SPDX-License-Identifier: MIT */
/*
 * Rename: another name for a step, an answer, a cause or a fact, wherever a file has the old one.
 *
 * Only the names are replaced, byte for byte; comments, order and quotes stay. A file is one of a flow, of
 * a flow that calls it, or of a scenario: it is read with the flow that it is, or that it trains.
 */
#ifndef ERRWALK_RENAME_H
#define ERRWALK_RENAME_H

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/status.h"

enum rename_kind { RENAME_STEP, RENAME_ANSWER, RENAME_CAUSE, RENAME_FACT, RENAME_KIND_COUNT };

extern const char *const rename_kind_names[RENAME_KIND_COUNT]; /* "step", … */

struct renaming {
    enum rename_kind kind;
    const char *flow;       /* id of the flow that has it */
    const char *step;       /* of an answer: its step; else "" */
    const char *old, *name; /* the new name */
    bool is_fact;           /* a step whose answer is a fact, too */
};

/* The kinds of things that a flow has under a name, as bits; STEP/ANSWER is an answer. */
unsigned rename_kinds(const struct flow *flow, const char *name);

/* Whether a name may be given: STATUS_NO where the flow has one of the kind already, STATUS_INVALID where
 * it is no id. */
enum status rename_may(const struct flow *flow, const struct renaming *renaming);

/*
 * The bytes of a file with the name replaced; `flow` is the flow that the file holds, linked, or of a
 * scenario the one that it trains. Lines with a replacement are listed in `lines`, with commas between.
 * Returns how many names were replaced; `out` and `lines` are empty where none was.
 */
size_t rename_in_flow(const struct renaming *renaming, const struct flow *flow, const char *bytes,
                      size_t length, struct buffer *out, struct buffer *lines);
size_t rename_in_scenario(const struct renaming *renaming, const struct flow *flow,
                          const char *bytes, size_t length, struct buffer *out,
                          struct buffer *lines);

#endif
