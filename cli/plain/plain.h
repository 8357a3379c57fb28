/* SPDX-License-Identifier: MIT */
/*
 * Plain: a walk in plain mode, for screen readers, pipes and terminals that cannot be drawn on.
 */
#ifndef ERRWALK_CLI_PLAIN_H
#define ERRWALK_CLI_PLAIN_H

#include <stdbool.h>
#include <stdio.h>

#include "errwalk/export.h"
#include "errwalk/training.h"
#include "errwalk/walk.h"

#include "cli/command.h"
#include "cli/walk/watch.h"

struct plain_options {
    FILE *in;
    bool asks_again; /* a reply that does not fit is asked again, as at a terminal; else it ends the
                        walk there, so that it does not shift onto the next question */
    struct export_options export; /* how transcripts are written; its format is not looked at */
    struct training *training;    /* of the walk, where it is one; else NULL */
    struct roleplay *roleplay;   /* the agent's end of a role-play; NULL: none */
    struct watch *watch; /* the flow's file, looked at with each line; NULL: none */
};

struct plain_end {
    int signal;      /* that the process must end by once all is put away, or 0 */
    unsigned replay; /* the training is to go on from before this event of it, or 0 */
};

/* Walks on from where the walk stands until it ends or is left. */
enum exit_code plain_run(struct walk *walk, const struct plain_options *options,
                         struct plain_end *end);

#endif
