/* SPDX-License-Identifier: MIT */
/*
 * Command: one row a command, one file each (cmd-NAME.c).
 */
#ifndef ERRWALK_CLI_COMMAND_H
#define ERRWALK_CLI_COMMAND_H

#include "exit-code.h"
#include "options.h"

struct command {
    const char *name;
    const char *usage;   /* its operands: "[FLOW|FILE|DIR]…" */
    const char *summary; /* one line */
    unsigned options;    /* which of the options it takes: see options.h */
    unsigned formats;    /* which formats `--format` takes */
    enum format format;  /* the default */
    enum exit_code (*run)(const struct options *options);
};

extern const struct command command_walk;
extern const struct command command_lookup;
extern const struct command command_explain;
extern const struct command command_flows;
extern const struct command command_check;
extern const struct command command_graph;
extern const struct command command_schema;
extern const struct command command_new;
extern const struct command command_diff;
extern const struct command command_rename;
extern const struct command command_draft;
extern const struct command command_sessions;
extern const struct command command_resume;
extern const struct command command_transcript;
extern const struct command command_verify;
extern const struct command command_config;
extern const struct command command_train;
extern const struct command command_debrief;
extern const struct command command_results;
extern const struct command command_seal;
extern const struct command command_completion;
extern const struct command command_order;
extern const struct command command_serve;
extern const struct command command_learn;
extern const struct command command_stats;
extern const struct command command_sync;

/* What `errwalk schema` has a schema of, ended by NULL. */
extern const char *const schema_kinds[];

/* All commands, ended by NULL. */
extern const struct command *const commands[];

/* The command of that name, or NULL. */
const struct command *command_named(const char *name);

#endif
