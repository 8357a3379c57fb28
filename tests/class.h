/* SPDX-License-Identifier: MIT */
/*
 * A class: sessions of many trainees who decide by chance, the same each time.
 */
#ifndef ERRWALK_TESTS_CLASS_H
#define ERRWALK_TESTS_CLASS_H

#include "errwalk/clock.h"
#include "errwalk/library.h"
#include "errwalk/solution.h"
#include "errwalk/walk.h"

struct class {
    struct clock clock;
    struct library *library;
    struct walk **walks;        /* their sessions are what is wanted */
    struct solution *solutions; /* of each */
    size_t count;
    unsigned random;
    const char *mode; /* whose figures are asked for; NULL: all */
};

/* So many trainees with one to five trainings each, over the scenarios of the source tree; some
 * give up, some do not end, some exams are locked. */
void class_open(struct class *class, size_t trainees);

void class_close(struct class *class);

const struct session *class_session(const struct class *class, size_t index);

#endif
