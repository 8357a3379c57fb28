/*
 * A training by lines: what plain mode shows and does otherwise where the walk is one.
 */
#ifndef ERRWALK_CLI_PLAIN_TRAINING_H
#define ERRWALK_CLI_PLAIN_TRAINING_H

#include "plain-private.h"

/* The case, and what the caller says first. */
void plain_training_begin(const struct plain *plain);

/* Where it stands: the question and its answers, or what a diagnosis still needs. */
void plain_training_step(const struct plain *plain);

/* What came of an event of this kind, which was committed. */
void plain_training_after(struct plain *plain, enum event_kind kind);

/* The score, or why there is none. */
void plain_training_end(const struct plain *plain);

/* What can be replied. */
void plain_training_replies(const struct plain *plain);

/* Acts on a line that is no command. */
void plain_training_reply(struct plain *plain, const char *line);

/* Takes back a part of a diagnosis that is not made yet; false where there is none. */
bool plain_training_unsay(struct plain *plain);

/* Line commands, and when they are to be had. */
void plain_look(struct plain *plain, const char *argument);
void plain_hint(struct plain *plain, const char *argument);
void plain_seen(struct plain *plain, const char *argument);
void plain_debrief(struct plain *plain, const char *argument);
void plain_replay(struct plain *plain, const char *argument);
bool plain_is_training(const struct plain *plain);
bool plain_knows_step(const struct plain *plain); /* an ending is not shown before its diagnosis */
bool plain_may_back(const struct plain *plain);
bool plain_may_hint(const struct plain *plain);
bool plain_may_debrief(const struct plain *plain);

#endif
