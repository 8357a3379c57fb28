/* SPDX-License-Identifier: MIT */
/*
 * Output: standard output and standard error, the only places where the command line writes.
 *
 * Text is cleaned here for the terminal and put into the encoding of the locale. A fault of
 * standard output is remembered and becomes the exit status.
 */
#ifndef ERRWALK_CLI_OUTPUT_H
#define ERRWALK_CLI_OUTPUT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/diag.h"
#include "errwalk/redact.h"
#include "errwalk/sink.h"
#include "errwalk/status.h"

#include "exit-code.h"

/* After setlocale. `ascii`: as with --ascii. */
void output_init(bool ascii);

/* What the output can show; valid for the life of the program. */
const struct sink_terminal *output_terminal(void);

/* Columns for laid-out text: 72 are read best; a narrower terminal has fewer. */
size_t output_width(void);

/* Untrusted text, cleaned. */
void output_text(const char *text);
void output_printf(const char *format, ...) BUFFER_PRINTF(1, 2);

/* CommonMark as plain text of output_width, cleaned. */
void output_prose(const char *commonmark);

/* A JSON value with a newline after it. All but ASCII is escaped, so no terminal acts on it. */
void output_json(const json_t *value);

/* The same array, item by item as they come: the nth, from 0, and after the last the end of all `count`. */
void output_json_item(json_t *item, size_t nth);
void output_json_end(size_t count);

/* A document of another format, which was cleaned when it was made; bytes as they are. */
void output_document(const char *bytes, size_t length);

/* Says why the file of -o could not be written, by errno, and what to do; gives the exit status. */
enum exit_code output_unwritable(const char *path);

/* On standard error, what a redacted transcript masks, and that a person should read it. Nothing
 * unless `redacted`. */
void output_masked(const struct redact_list *masked, bool redacted);

/* Sends what was written. Whether all of it arrived so far: if not, nobody reads what comes. */
bool output_flush(void);

/* Flushes and says whether all of standard output arrived; reports it once where it did not. */
bool output_close(void);

/* A line on standard output, and one on standard error: `errwalk: …`. Where that is a terminal it breaks at
 * blanks. */
void output_line(const char *format, ...) BUFFER_PRINTF(1, 2);
void output_error(const char *format, ...) BUFFER_PRINTF(1, 2);

/* Diagnostics on standard error. */
void output_faults(const struct diag_list *faults);

/* A line of input in the locale's encoding as UTF-8, for memory_free; NULL where it is not text. */
char *output_from_locale(const char *line);

#endif
