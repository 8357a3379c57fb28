/* SPDX-License-Identifier: MIT */
/*
 * Next step: what to do first, by probability and cost.
 *
 * Given causes with weights, fixes that cure some of them and questions whose answers tell them
 * apart, this finds the order that takes the fewest minutes on average: decision-theoretic
 * troubleshooting (Heckerman, Breese and Rommelse 1995; Jensen and others, SACSO, 2001; Vomlelova
 * 2003; Lin 2014). One fault at a time: exactly one cause is there.
 *
 * For a state E of fixes that failed and answers that were given, with weights w_k(E) and
 * W(E) = sum of w_k(E):
 *
 *     V(E) = min( W(E) * call,
 *                 min over fixes i      of  cost_i * W(E) + V(E + i failed),
 *                 min over questions q  of  cost_q * W(E) + sum over answers s of V(E + q answered s) )
 *
 * and the expected minutes are V(E) / W(E). Without a call, V is 0 when no fix is left. An answer that
 * leaves costs its own minutes. A fix that can cure nothing now is no candidate.
 */
#ifndef ERRWALK_NEXT_STEP_H
#define ERRWALK_NEXT_STEP_H

#include <stdbool.h>
#include <stddef.h>

/* Rows of numbers have one for each cause, in the order of the causes. All is borrowed from the
 * caller, and not changed. Costs are minutes. */
struct weigh_fix {
    double cost;
    const double *cures; /* P(cured | cause), from 0 to 1 */
};

struct weigh_answer {
    const double *tells; /* P(answer | cause), from 0 to 1; NULL: it tells nothing ("I don't know") */
    bool leaves;         /* it leads out, and `cost` is what it takes from there to an ending */
    double cost;
};

struct weigh_question {
    double cost;
    const struct weigh_answer *answers;
    size_t answer_count;
};

struct weigh_model {
    size_t cause_count, fix_count, question_count;
    const double *weights; /* of the causes, at the start */
    const struct weigh_fix *fixes;
    const struct weigh_question *questions;
    bool calls; /* somebody can be called, at any time */
    double call;
    size_t most_states; /* up to so many the answer is exact; 0 stands for WEIGH_STATES */
};

enum {
    WEIGH_STATES = 200000,
    WEIGH_EXACT_FIXES = 16 /* the order of so many fixes alone is always exact */
};

/* What is known. The three rows have one entry for each cause, fix and question; the caller owns
 * them. A fix is over when it was tried or skipped, a question when it was answered. */
struct weigh_state {
    double *weights;
    bool *fix_is_over, *question_is_over;
};

/* The state at the start of a model; for weigh_state_free. */
void weigh_state_new(const struct weigh_model *model, struct weigh_state *state);
void weigh_state_copy(const struct weigh_model *model, const struct weigh_state *from,
                      struct weigh_state *to);
void weigh_state_free(struct weigh_state *state);

/* A fix failed, or made it worse: each cause is worth as much as the fix may have left of it. */
void weigh_failed(const struct weigh_model *model, struct weigh_state *state, size_t fix);

/* A fix could not be done: that tells nothing. */
void weigh_skipped(struct weigh_state *state, size_t fix);

/* A question was answered. */
void weigh_answered(const struct weigh_model *model, struct weigh_state *state, size_t question,
                    size_t answer);

/* The sum of the weights. 0: nothing fits what was answered. */
double weigh_total(const struct weigh_model *model, const struct weigh_state *state);

enum weigh_kind {
    WEIGH_NOTHING, /* nothing is left to do */
    WEIGH_FIX,
    WEIGH_QUESTION,
    WEIGH_CALL,
    WEIGH_KIND_COUNT
};

struct weigh_candidate {
    enum weigh_kind kind;
    size_t index;    /* of the fix or question; 0 of the call */
    double cost;     /* minutes of this one step */
    double chance;   /* fix: that it solves it; question, call: 0 */
    double expected; /* minutes in all, from here on, when it is taken first and the best after it */
};

struct weigh_choice {
    struct weigh_candidate best; /* WEIGH_NOTHING: nothing is left */
    bool is_exact; /* else `expected` is an estimate: what follows a step is the best order of fixes */
    bool fits;     /* false: no cause is left (weights of 0); the best is the first fix, else the call */
    struct weigh_candidate *candidates; /* in the order of the model: fixes, questions, the call */
    size_t count;
};

/* The best next step. Of candidates that agree to 1e-9 the first is taken, so that every processor
 * chooses alike. The caller frees it with weigh_choice_free. */
void weigh_choose(const struct weigh_model *model, const struct weigh_state *state,
                  struct weigh_choice *choice);
void weigh_choice_free(struct weigh_choice *choice);

/* Expected minutes of the items in the order in which the model has them: questions first, then fixes,
 * then the call. What an author would write without weighing. */
double weigh_in_order(const struct weigh_model *model, const struct weigh_state *state);

#endif
