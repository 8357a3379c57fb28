/* SPDX-License-Identifier: MIT */
/*
 * SARIF: diagnostics in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS),
 * which code hosts and editors read. All rules are in it with their texts; columns count code
 * points.
 */
#ifndef ERRWALK_SARIF_H
#define ERRWALK_SARIF_H

#include <jansson.h>
#include <stdbool.h>

#include "errwalk/diag.h"

/* The log of one run over flows. `whole`: every file could be read. The caller owns the reference.
 * Printed with JSON_ENSURE_ASCII it is safe on a terminal. */
json_t *sarif_log(const struct diag_list *list, bool whole);

#endif
