/* SPDX-License-Identifier: MIT */
/*
 * A proof that a scenario fits its flow, on its way; one for all variants.
 */
#ifndef ERRWALK_SCENARIO_PROOF_H
#define ERRWALK_SCENARIO_PROOF_H

#include "errwalk/buffer.h"
#include "errwalk/index.h"
#include "errwalk/rules.h"
#include "errwalk/scenario.h"

/* Whether a case, named by its place in the file, fits in any state of any variant. */
struct proof_case {
    char *step; /* owned */
    struct diag_place place;
    bool fits;
};

struct proof {
    const struct scenario *scenario;
    const struct flow *flow;
    const char *bytes;
    size_t length;
    struct diag_list *faults;
    struct scenario_way way;
    struct index reported; /* paths of steps where nothing is found, of which that was said */
    struct arena *arena;
    bool repeats; /* it is a variant behind the first */
    size_t compared; /* ids looked at for "did you mean" */
    struct proof_case *cases;
    size_t case_count, case_capacity;
    bool stopped; /* not all states were looked at, of some variant */
};

/* What one variant has wrong is said once. */
void proof_fault(struct proof *proof, enum rule rule, struct diag_place place, const char *hint,
                 const char *format, ...) BUFFER_PRINTF(5, 6);

/* Whether something is found: as the scenario speaks of the step, or by `otherwise`, which is no answer
 * where one looks. */
bool proof_knows(const struct proof *proof, const struct finding *finding, bool looks);

/* False where it was said of a step already that nothing is found there. */
bool proof_is_news(struct proof *proof, const char *path);

/* Walks all that a trainee can do, and says where a state has no evidence. */
void proof_states(struct proof *proof);

/* Once all variants were walked: says which cases never held. Frees them. */
void proof_cases(struct proof *proof);

#endif
