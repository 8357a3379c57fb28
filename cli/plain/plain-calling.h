/*
 * The agent's end of a role-play by lines.
 */
#ifndef ERRWALK_CLI_PLAIN_CALLING_H
#define ERRWALK_CLI_PLAIN_CALLING_H

#include "plain-private.h"

/* Tells what the caller does until there is a line to read; nothing without a call. */
void plain_calling_wait(struct plain *plain);

/* Asks the caller for what is found. False where there is nobody to ask. */
bool plain_calling_ask(struct plain *plain);

#endif
