/* SPDX-License-Identifier: MIT */
/*
 * Find: names of people and machines in texts that a person wrote, by their shape (addresses, SIDs,
 * DOMAIN\account) and by the words before them (user, server).
 */
#ifndef ERRWALK_EXPORT_REDACT_FIND_H
#define ERRWALK_EXPORT_REDACT_FIND_H

#include "errwalk/status.h"
#include "redact-names.h"

struct finder;

/* Adds to `names`, which is borrowed. The caller owns it, for finder_free. */
enum status finder_new(struct names *names, struct finder **finder);

/* NULL is allowed. */
void finder_free(struct finder *finder);

/* The names in a text, which is valid UTF-8. */
enum status finder_read(struct finder *finder, const char *text);

/* The same for a typed value, of which the name of its fact and the question may say what it is. */
enum status finder_read_typed(struct finder *finder, const char *fact, const char *question,
                              const char *value);

#endif
