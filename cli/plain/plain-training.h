/* SPDX-License-Identifier: MIT */
/*
 * What plain mode shows otherwise where the walk is a training.
 */
#ifndef ERRWALK_CLI_PLAIN_TRAINING_H
#define ERRWALK_CLI_PLAIN_TRAINING_H

#include "plain-state.h"

enum { PLAIN_OBSERVATIONS = 256 /* to choose from */ };

/* The case, and what the caller says first. */
void plain_training_begin(const struct plain *plain);

/* Where it stands: the question and its answers, or what a diagnosis still needs. */
void plain_training_step(const struct plain *plain);

/* What a diagnosis still needs. */
void plain_training_ask(const struct plain *plain);

/* What can be done there: a diagnosis comes first. */
void plain_training_choices(const struct plain *plain);

/* What was found: the caller's words are a quotation that comes first. */
void plain_training_found(const char *found);

/* What came of an event of this kind, which was committed. */
void plain_training_after(struct plain *plain, enum event_kind kind);

/* The score, or why there is none. */
void plain_training_end(const struct plain *plain);

#endif
