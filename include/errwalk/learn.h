/* SPDX-License-Identifier: MIT */
/*
 * Learn: what past walks say of how likely the causes of a flow are, and how often its fixes cure them.
 *
 * Each walk that ended in the flow is a case. Which cause it had is known only by its evidence: what was
 * answered, which fixes failed, which one was verified. So cases are shared out over the causes in
 * proportion, by numbers that are worked out from such shares in turn (expectation maximisation), until
 * they agree. What the author wrote counts as WEIGH_PRIOR_CASES cases, and as many tries of each fix.
 * Counting only walks that a fix resolved would be wrong: a cause that nothing cures would vanish, and a
 * fix would be blamed for failing on causes that it is not for.
 */
#ifndef ERRWALK_LEARN_H
#define ERRWALK_LEARN_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/session.h"

enum { LEARN_ROUNDS = 200 };

struct learning;

/* Of a loaded flow, which outlives it. learning_free when done. */
struct learning *learning_new(const struct flow *flow);
void learning_free(struct learning *learning); /* NULL is allowed */

/* Adds a session; it may be freed afterwards. It is no case where it is a training, did not end in this
 * flow, or was abandoned. Sessions may come in any order, from anywhere. Returns whether it is one. */
bool learning_add(struct learning *learning, const struct session *session);

/* What was learned of a cause. */
struct learned_cause {
    const struct cause *cause;
    double said; /* its chance by the author's word */
    double now;  /* by that and the cases */
    double seen; /* cases that had it, as far as they tell */
};

/* What was learned of a fix for a cause. */
struct learned_cure {
    const struct step *fix;
    const struct cause *cause;
    double said, now;    /* chances that it cures it */
    double cured, tried; /* tries where the cause was there */
};

struct learned {
    size_t cases;
    unsigned rounds;
    struct learned_cause *causes; /* in the order of the file, as the cures */
    size_t cause_count;
    struct learned_cure *cures;
    size_t cure_count;
};

/* What all cases say; owned by the learning, until it is asked again. */
const struct learned *learning_result(struct learning *learning);

/* Appends the flow's file with what was learned: `seen` beside each cause, `worked` beside what a fix
 * cures, and nothing else changed. STATUS_INVALID: the file does not hold what the flow has. */
enum status learned_write(const struct learned *learned, const char *bytes, size_t length,
                          struct buffer *out);

#endif
