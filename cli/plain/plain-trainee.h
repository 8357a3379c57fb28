/* SPDX-License-Identifier: MIT */
/*
 * Plain-trainee: what a trainee can ask for in plain mode, and the three parts of a diagnosis.
 */
#ifndef ERRWALK_CLI_PLAIN_TRAINEE_H
#define ERRWALK_CLI_PLAIN_TRAINEE_H

#include "plain-state.h"

/* Line commands; `argument` is what follows them. */
void plain_look(struct plain *plain, const char *argument);
void plain_hint(struct plain *plain, const char *argument);
void plain_hold(struct plain *plain, const char *argument);
void plain_seen(struct plain *plain, const char *argument);
void plain_debrief(struct plain *plain, const char *argument);
void plain_replay(struct plain *plain, const char *argument);

/* Takes a reply to what a diagnosis still needs. */
void plain_diagnose(struct plain *plain, const char *line);

/* Takes back a part of a diagnosis that is not made yet; false where there is none. */
bool plain_unsay(struct plain *plain);

#endif
