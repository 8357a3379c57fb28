/* SPDX-License-Identifier: MIT */
/*
 * Error ref: an error or a flow as a flow names it.
 */
#ifndef ERRWALK_FLOW_ERROR_REF_H
#define ERRWALK_FLOW_ERROR_REF_H

#include <stdbool.h>

#include "errwalk/arena.h"
#include "errwalk/flow.h"

/* Reads "NAME", "NAME (CODE)" or, if allowed, a flow id. NULL, or what is wrong with it. */
const char *error_ref_parse(struct arena *arena, const char *text, bool flow_allowed,
                            struct error_ref *error);

/* Whether a text may be the id of a flow. */
bool error_ref_is_flow(const char *text);

#endif
