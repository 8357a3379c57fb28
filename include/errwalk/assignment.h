/* SPDX-License-Identifier: MIT */
/*
 * Assignment: what a trainer gives to a class, as it is written in a file.
 *
 * It names scenarios, each with a mode and a seed, a deadline, and the hash of the key that releases
 * the debriefs of its exams. It is loaded as a scenario is; what it points to is valid until
 * assignment_free, and no string is NULL.
 */
#ifndef ERRWALK_ASSIGNMENT_H
#define ERRWALK_ASSIGNMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/diag.h"
#include "errwalk/flow.h"
#include "errwalk/library.h"
#include "errwalk/scenario.h"
#include "errwalk/status.h"

struct task {
    struct node node;
    const char *scenario;       /* its id */
    enum training_mode mode;    /* that of the assignment where none is given */
    struct diag_place mode_place;
    unsigned limit;             /* real minutes that an exam may take; the same */
    struct diag_place limit_place;
    unsigned seed;              /* the same */
    struct diag_place seed_place;
};

struct assignment_sheet {
    const char *path;
    const char *title;
    const char *deadline; /* YYYY-MM-DD, that day included; "" for none */
    const char *lock;     /* as training_lock; "" for none */
    struct diag_place lock_place;
    enum training_mode mode;
    struct diag_place mode_place;
    unsigned seed;
    unsigned limit;    /* real minutes that each exam may take; 0: any */
    bool is_exclusive; /* the scenarios of its exams are trained from here alone */
    const struct task *tasks; /* in the order in which they are to be done */
};

/* Reads the assignment in a file. As flow_load. The caller owns it. */
enum status assignment_load(const char *path, struct diag_list *faults,
                            struct assignment_sheet **assignment);

/* The same from memory; `path` is only for diagnostics. */
enum status assignment_parse(const char *path, const char *bytes, size_t length,
                             struct diag_list *faults, struct assignment_sheet **assignment);

/* NULL is allowed. */
void assignment_free(struct assignment_sheet *assignment);

/* Adds what is wrong with an assignment: scenarios that the library has not, a lock that is no
 * hash. STATUS_INVALID when anything is. */
enum status assignment_check(const struct assignment_sheet *assignment, struct library *library,
                             const char *bytes, size_t length, struct diag_list *faults);

/* The file of an assignment of the library that says that this scenario, which it examines, is trained
 * from it alone; NULL where there is none. It belongs to the library. */
const char *assignment_of(struct library *library, const char *scenario);

/* Whether a file has `assigns:` at its top. False for what cannot be read. */
bool assignment_is_file(const char *path);

#endif
