/* SPDX-License-Identifier: MIT */
/*
 * Fuzz targets: what reads bytes that others wrote, each by its name. A target looks at what comes out, too:
 * text that is UTF-8 without control characters, JSON that parses; anything else ends the process.
 */
#ifndef ERRWALK_TESTS_FUZZ_TARGETS_H
#define ERRWALK_TESTS_FUZZ_TARGETS_H

#include <stddef.h>

struct fuzz_target {
    const char *name;
    void (*run)(const char *bytes, size_t length);
};

/* Ended by a NULL name. */
extern const struct fuzz_target fuzz_targets[];

/* For targets of their own file. */
void fuzz_serve(const char *bytes, size_t length);
void fuzz_settings(const char *bytes, size_t length);
void fuzz_call(const char *bytes, size_t length);

/* Ends the process unless it is text that may reach a terminal or a file. */
void fuzz_expect_text(const char *text, size_t length);

/* Ends the process unless it is JSON, with a newline at its end. */
void fuzz_expect_json(const char *text, size_t length);

/* A file of these bytes with a name that ends as given; the same file each time. */
const char *fuzz_file(const char *bytes, size_t length, const char *extension);

#endif
