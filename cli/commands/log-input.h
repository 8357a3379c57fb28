/* SPDX-License-Identifier: MIT */
/*
 * Log input: standard input line by line, as UTF-8, whatever it is written in; PowerShell 5 redirects as
 * UTF-16. Memory is constant: of a very long line parts are given, cut at blanks.
 */
#ifndef ERRWALK_CLI_LOG_INPUT_H
#define ERRWALK_CLI_LOG_INPUT_H

#include <stddef.h>

#include "errwalk/status.h"

/* A line, or a part of one, with its newline; `number` counts lines from 1. */
typedef void log_input_line(void *context, const char *line, size_t length, size_t number);

/* Gives all lines. STATUS_IO where it cannot be read (errno says why), STATUS_INVALID where line `*number`
 * is no text in UTF-8 or UTF-16. */
enum status log_input_read(int file, log_input_line *take, void *context, size_t *number);

#endif
