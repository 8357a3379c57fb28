/* SPDX-License-Identifier: MIT */
/*
 * errwalk check --explain: what the codes of diagnostics mean.
 */
#ifndef ERRWALK_CLI_CHECK_EXPLAIN_H
#define ERRWALK_CLI_CHECK_EXPLAIN_H

#include "cli/command.h"

/* Explains the codes that are the operands; without any, lists all. */
enum exit_code check_explain(const struct options *options);

#endif
