/* SPDX-License-Identifier: MIT */
/*
 * Check: what a flow promises beyond being well formed.
 *
 * flow_load proves structure and graph: no dangling edge, no cycle, every step reachable, every
 * cause named by an ending. flow_check adds what costs more or only advises: the flow's tests, and
 * all warnings.
 */
#ifndef ERRWALK_CHECK_H
#define ERRWALK_CHECK_H

#include <stdint.h>

#include "errwalk/diag.h"
#include "errwalk/flow.h"

struct library;

/* What the smallest screen, 40x12, shows; a test holds the layout of the screens to it. */
enum {
    CHECK_CELLS = 39,      /* of a line */
    CHECK_ITEM_CELLS = 34, /* of an answer, behind its number */
    CHECK_HEAD_LINES = 3,  /* of a question or title, before it scrolls */
    CHECK_LINES = 9,       /* of a question with its answers */
    CHECK_HELP_LINES = 2   /* of these, kept for what helps to answer, where there is any */
};

struct check_options {
    int64_t today;           /* seconds since 1970, for a stale `reviewed` */
    struct library *library; /* to see whether flows that are referred to exist; or NULL */
};

/* Adds faults of a loaded flow. STATUS_INVALID when any is an error. The places refer to the file
 * it was loaded from; `bytes` is that file's content for excerpts, or NULL. */
enum status flow_check(const struct flow *flow, const char *bytes, size_t length,
                       const struct check_options *options, struct diag_list *faults);

#endif
