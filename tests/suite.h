/* SPDX-License-Identifier: MIT */
/*
 * Suite: how a test binary says what it tests.
 *
 * A binary defines `suite_name` and `suite_tests`; main is in suite.c. It takes name fragments as
 * arguments to run only some tests, prints a line for each test and a closing line such as
 * `flow: 12 passed, 0 failed`, and exits 0, 1, or 99 where nothing ran.
 */
#ifndef ERRWALK_TESTS_SUITE_H
#define ERRWALK_TESTS_SUITE_H

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stddef.h>

struct suite_test {
    const char *name;
    void (*run)(void);
};

extern const char suite_name[];
extern const struct suite_test suite_tests[]; /* ended by a NULL name */

/* A path under the source tree (`srcdir` of tests is ours): suite_source("tests/flows/x.yaml").
 * Four results live at once. */
const char *suite_source(const char *path);

/* A path under a directory of this run's own, made on first use and removed at the end. */
const char *suite_scratch(const char *name);

/* Makes a locale `latin1` under the scratch directory, and has LOCPATH name it. False, and says so, where there is none
 * to be had, or where the C library takes every locale for UTF-8, as musl does. */
bool suite_make_latin1(void);

/* From ERRWALK_TEST_SCALE: `full` times the scale (0 to 1; 1 where unset), at least 1. */
long suite_scale(long full);

/* The next of a row of numbers that looks random and is the same each time; begins with any state. */
unsigned suite_random(unsigned *state);

/* Fails the test with both strings when they differ; `what` says which row of a table it is. */
void suite_expect_string(const char *what, const char *got, const char *expected);
void suite_expect_long(const char *what, long got, long expected);

/* Fails unless `condition`; `what` says which row. Returns it. */
bool suite_expect(const char *what, bool condition);

/* Compares with a golden file under the source tree; with ERRWALK_TEST_UPDATE=1 writes it instead. */
void suite_expect_golden(const char *path, const char *got, size_t length);

#endif
