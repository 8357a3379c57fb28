/* SPDX-License-Identifier: MIT */
/*
 * Head: what is known of a flow without loading it.
 */
#ifndef ERRWALK_FLOW_HEAD_H
#define ERRWALK_FLOW_HEAD_H

#include <stdbool.h>

#include "errwalk/arena.h"
#include "errwalk/flow.h"
#include "errwalk/status.h"

struct head {
    const char *title; /* "" where it has none */
    const struct error_ref *errors;
    const struct value_node *keywords;
    unsigned any_of;  /* as of struct flow */
    bool is_block;    /* others call it */
    bool is_scenario;   /* the file is a training scenario and no flow */
    bool is_assignment; /* or what trainees are to train */
};

/* Reads the head of a file, no further than it goes; of a broken file what can be read. Strings are
 * the arena's. STATUS_IO with errno where the file cannot be read. */
enum status head_read(struct arena *arena, const char *path, struct head *head);

#endif
