/*
 * What the files that check a flow share.
 */
#ifndef ERRWALK_FLOW_CHECK_H
#define ERRWALK_FLOW_CHECK_H

#include "errwalk/check.h"

#include "rules.h"

struct check {
    const struct flow *flow;
    const char *bytes; /* of its file, or NULL */
    size_t length;
    struct library *library; /* or NULL */
    struct diag_list *faults;
    size_t compared; /* ids looked at for "did you mean" */
    bool failed;     /* memory ran out */
};

void check_fault(struct check *check, enum rule rule, struct diag_place place, const char *hint,
                 const char *format, ...) BUFFER_PRINTF(5, 6);

struct edges;

/* check-questions.c: questions that are asked twice. */
void check_questions(struct check *check, const struct edges *edges);

/* trial.c: walks the flow's tests. */
void check_tests(struct check *check);

#endif
