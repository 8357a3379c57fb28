/* SPDX-License-Identifier: MIT */
/*
 * The words of the flow format: what the kinds of its steps, values and results are called.
 */
#include <config.h>

#include "errwalk/flow.h"
#include "errwalk/value.h"

const char *const step_kind_names[STEP_KIND_COUNT] = {
    [STEP_ASK] = "ask",     [STEP_INPUT] = "input",       [STEP_FIX] = "fix",
    [STEP_REFER] = "refer", [STEP_ESCALATE] = "escalate", [STEP_ROUTE] = "route",
    [STEP_CALL] = "call",   [STEP_RETURN] = "return", [STEP_WEIGH] = "weigh",
};

const char *const audience_names[AUDIENCE_COUNT] = {
    [AUDIENCE_USER] = "user",
    [AUDIENCE_AGENT] = "agent",
    [AUDIENCE_ADMIN] = "admin",
    [AUDIENCE_DEVELOPER] = "developer",
};

const char *const fix_result_names[FIX_RESULT_COUNT] = {
    [FIX_WORKED] = "worked",
    [FIX_FAILED] = "failed",
    [FIX_SKIPPED] = "skipped",
    [FIX_WORSE] = "worse",
};

const char *const value_type_names[VALUE_TYPE_COUNT] = {
    [VALUE_TEXT] = "text",   [VALUE_NUMBER] = "number", [VALUE_HEX] = "hex",
    [VALUE_ERROR] = "error", [VALUE_DATE] = "date",
};
