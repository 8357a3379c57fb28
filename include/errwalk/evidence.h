/* SPDX-License-Identifier: MIT */
/*
 * Evidence: what a pasted output means, by the `reads` of a question.
 *
 * What is pasted comes from a command, a log or a screen, and is untrusted: it is cleaned first, is
 * only ever looked through by patterns with limits, and decides nothing. What is found here is shown
 * and proposed; a person takes it. Values of sensitive facts are masked before the text is given out,
 * wherever they stand in it.
 */
#ifndef ERRWALK_EVIDENCE_H
#define ERRWALK_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/flow.h"
#include "errwalk/status.h"

enum {
    EVIDENCE_MOST_BYTES = 64 * 1024, /* of a paste */
    EVIDENCE_MOST_LINES = 64         /* that are shown as matching, and values that are found */
};

extern const char evidence_mask[]; /* "[redacted]" */

/* A line that a rule matched, in the text of the evidence. */
struct evidence_line {
    size_t offset, length; /* bytes, without its newline */
    const struct read_rule *rule;
};

/* A value of a fact: of its type, and matching what its step asks for. */
struct evidence_value {
    const struct step *input;
    const char *text; /* as it was pasted, also of a sensitive fact: for its step, and not to be kept */
};

struct evidence {
    const char *text; /* cleaned and masked: what may be kept; "" where nothing may */
    struct evidence_line lines[EVIDENCE_MOST_LINES]; /* in the order of the text */
    size_t line_count;
    const struct answer *answer; /* the only one that is meant; NULL: none, or several are */
    bool is_disputed;            /* lines mean different answers */
    struct evidence_value values[EVIDENCE_MOST_LINES]; /* different ones, in the order of the text */
    size_t value_count;
    bool gave_up; /* a pattern took too long: nothing is proposed, and nothing may be kept */
};

/*
 * Reads what was pasted at a step. STATUS_INVALID: it is longer than EVIDENCE_MOST_BYTES,
 * cleaned or not.
 * STATUS_NO: the step reads nothing. The same input always gives the same; nothing is changed. The
 * caller owns `*evidence`, for evidence_free; steps and rules in it are the flow's.
 */
enum status evidence_read(const struct step *step, const char *pasted, size_t length,
                          struct evidence **evidence);

/* NULL is allowed. What was pasted is wiped. */
void evidence_free(struct evidence *evidence);

/* The only value that was found for a fact; NULL where there is none, or there are several. */
const char *evidence_value(const struct evidence *evidence, const char *fact);

#endif
