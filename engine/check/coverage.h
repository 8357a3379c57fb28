/* SPDX-License-Identifier: MIT */
/*
 * What the files about coverage share.
 */
#ifndef ERRWALK_FLOW_COVERAGE_H
#define ERRWALK_FLOW_COVERAGE_H

#include "errwalk/coverage.h"

#include "errwalk/edges.h"

struct coverage {
    struct edges edges;
    bool *steps, *answers; /* by step, by edge: whether a test comes by */
    size_t tests;          /* that pass */
};

#endif
