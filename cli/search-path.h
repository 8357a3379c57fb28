/* SPDX-License-Identifier: MIT */
/*
 * Search path: where flows and sessions are looked for.
 */
#ifndef ERRWALK_CLI_SEARCH_PATH_H
#define ERRWALK_CLI_SEARCH_PATH_H

#include "errwalk/history.h"
#include "errwalk/library.h"

#include "command.h"

/*
 * The library over --flows, $ERRWALK_FLOWS, $XDG_DATA_HOME, where $ERRWALK_FLOWS is not set the flows
 * beside the program, $XDG_DATA_DIRS and the installed directory, in this order; `first` (may be NULL) goes before them all. NULL after an error, which
 * has been reported. The caller owns it.
 */
struct library *search_path_library(const struct options *options, const char *first);

/* Reports what a library passes over: see library_on_passed_over. */
void search_path_passed_over(const char *path, int error);

/* The flow that an id or a file names; it belongs to the library. Anything but EXIT_DONE has been
 * reported. */
enum exit_code search_path_flow(struct library *library, const char *operand,
                                const struct flow **flow);

/* Does something with the flow that the first operand names, and with the library that has it. */
enum exit_code search_path_with_flow(const struct options *options,
                                     enum exit_code (*run)(const struct options *options, struct library *library,
                                                           const struct flow *flow));

/* Reports what came of loading a flow, and frees its faults. */
enum exit_code search_path_report(enum status status, struct diag_list *faults,
                                  const char *operand);

/* The history of --history or the default place; NULL after an error, which has been reported, also
 * where --no-history says that there is none. The caller owns it. */
struct history *search_path_history(const struct options *options);

/* The session that a prefix names; "": the last one. Anything but EXIT_DONE has been reported. */
enum exit_code search_path_session(struct history *history, const char *prefix, char id[SESSION_ID_SIZE]);

/* Whether an argument names a file or a directory rather than a flow's id. */
bool search_path_is_file(const char *argument);
bool search_path_is_directory(const char *argument);

#endif
