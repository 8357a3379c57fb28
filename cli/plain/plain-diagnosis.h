/*
 * A diagnosis by lines: cause, confidence, and the observation that decided it, asked one after the
 * other, and committed together.
 */
#ifndef ERRWALK_CLI_PLAIN_DIAGNOSIS_H
#define ERRWALK_CLI_PLAIN_DIAGNOSIS_H

#include "plain-private.h"

/* What is asked next. */
void plain_diagnosis_ask(const struct plain *plain);

/* Takes a reply to that. */
void plain_diagnosis_reply(struct plain *plain, const char *line);

#endif
