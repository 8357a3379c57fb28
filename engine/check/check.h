/* SPDX-License-Identifier: MIT */
/*
 * What the files that check a flow share.
 */
#ifndef ERRWALK_FLOW_CHECK_H
#define ERRWALK_FLOW_CHECK_H

#include "errwalk/check.h"

#include <cmark.h>

#include "errwalk/rules.h"

struct check {
    const struct flow *flow;
    const char *bytes; /* of its file, or NULL */
    size_t length;
    struct library *library; /* or NULL */
    struct diag_list *faults;
    size_t compared; /* ids looked at for "did you mean" */
    size_t line_offset; /* where the last text was looked for: the byte at which a line begins */
    unsigned line;      /* and its number; 0: nowhere yet */
    /* Called for each edge that a test takes which passes, and once with `to` NULL for the step
     * where it ends. May be NULL. */
    void (*walked)(void *context, const struct step *step, const struct target *to);
    void *context;
};

void check_fault(struct check *check, enum rule rule, struct diag_place place, const char *hint,
                 const char *format, ...) BUFFER_PRINTF(5, 6);

struct edges;

/* check-questions.c: questions that are asked twice. */
void check_questions(struct check *check, const struct edges *edges);

/* check-weigh.c: what comes next by probability and cost. */
void check_weigh(struct check *check, const struct edges *edges);

/* check-calls.c: finds the blocks that are called, where there is a library. */
void check_calls(struct check *check);

/* check-known.c: facts and people that every way to a step has. */
void check_known(struct check *check, const struct edges *edges);

/* check-prose.c: where words stand in the file, with `lead` before them, after the place of the mapping
 * that they are in; that place where they are not written there as they are read. */
struct diag_place check_place(struct check *check, struct diag_place within, const char *lead,
                              const char *words, size_t length);

/* check-prose.c: a member of a node that is a pointer. */
const void *check_member(const void *node, size_t offset);

/* check-screen.c: what must be seen at once fits the smallest screen. */
void check_screen(struct check *check, const struct step *step);

/* check-reading.c: questions are easy to read. */
void check_reading(struct check *check, const struct step *step);

/* check-prose.c: links are safe, and what can do harm is warned of. */
void check_prose(struct check *check);

/* Calls for each node of a CommonMark text as it is entered. */
void check_each_node(struct check *check, const char *text, void *context,
                     void (*call)(struct check *check, void *context, cmark_node *node));

/* check-tests.c: walks the flow's tests. */
void check_tests(struct check *check);

#endif
