/* SPDX-License-Identifier: MIT */
/*
 * What the files of plain mode share: its state, and how an event is committed and shown. Reading is
 * in plain-read.h, what commands do in plain-commands.h; plain.c reads, replies and runs commands.
 */
#ifndef ERRWALK_CLI_PLAIN_STATE_H
#define ERRWALK_CLI_PLAIN_STATE_H

#include <stdio.h>

#include "errwalk/choices.h"
#include "errwalk/export.h"
#include "errwalk/training.h"
#include "errwalk/walk.h"

#include "cli/exit-code.h"
#include "cli/walk/watch.h"

/* What a trainee has said of a diagnosis so far; it is committed when all of it is there. */
struct plain_diagnosis {
    const char *cause; /* its id, of the flow; NULL: not asked yet */
    char estimate[256]; /* how sure, as it was typed */
    bool is_sure;       /* it was */
};

struct plain {
    struct walk *walk;
    struct training *training; /* NULL where it is none */
    struct plain_diagnosis diagnosis;
    FILE *in;
    bool asks_again;
    struct export_options export; /* without a format */
    struct roleplay *roleplay;   /* or NULL */
    struct watch *watch; /* or NULL */
    unsigned replay;     /* the event before which the training is to go on, or 0 */
    bool ended;          /* no more lines come, or the person interrupts */
    bool left;           /* the person has left: `code` says how */
    bool sure;           /* was asked whether to leave */
    enum exit_code code;
    char *line; /* of getline */
    size_t capacity;
};

void plain_leave(struct plain *plain, enum exit_code code);

/* What was typed cannot be done. At a terminal the person tries again; a script is out of step. */
void plain_refuse(struct plain *plain, const char *format, ...) BUFFER_PRINTF(2, 3);

/* Commits an event and shows where that led. False when nothing came of it, which has been reported. */
bool plain_commit(struct plain *plain, enum status status, const struct event *event);

/* The same of a choice, as walk_choose finds it. */
bool plain_choose(struct plain *plain, enum choice_kind kind, const char *id, const char *text);

/* Where it stands. */
void plain_show(const struct plain *plain);

/* A whole number from 1 on; 0 for any other text. */
unsigned plain_number(const char *text);

#endif
