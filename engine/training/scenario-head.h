/* SPDX-License-Identifier: MIT */
/*
 * The fields of a scenario that are in sight when it is sealed, but for its opening.
 */
#ifndef ERRWALK_SCENARIO_HEAD_H
#define ERRWALK_SCENARIO_HEAD_H

#include "errwalk/fields.h"

extern const struct field_mapping field_scenario_head;

#endif
