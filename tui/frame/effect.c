/* SPDX-License-Identifier: MIT */
/*
 * An event that the session does not take now has no effect: the key was pressed too late.
 */
#include <config.h>

#include "effect.h"

struct effect effect_of(enum status status, const struct event *event)
{
    if (status != STATUS_OK)
        return (struct effect){.kind = EFFECT_NONE};
    return (struct effect){EFFECT_COMMIT, .event = *event};
}
