/* SPDX-License-Identifier: MIT */
/*
 * Options: the command line, read by one table of options.
 *
 * GNU syntax: options may stand anywhere, `--name=value` and `--name value`, names may be cut short
 * where that is clear, `--` ends them. A word of `-` and digits is an operand, because that is how
 * Windows prints many error codes. Own code rather than getopt_long for that, and for "did you
 * mean". Some options may be set beforehand, in errwalk.conf (see settings.h) or by a variable of
 * the environment; the command line comes before the environment, and that before the file.
 */
#ifndef ERRWALK_CLI_OPTIONS_H
#define ERRWALK_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/theme.h"

struct command;
struct transcript_format;
struct options;

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER, COLOR_COUNT };

extern const char *const color_names[COLOR_COUNT];

/* Sets of options that a command may take; the common ones are always allowed. */
enum {
    TAKES_COMMON = 1,
    TAKES_FORMAT = 2,
    TAKES_WALK = 4,
    TAKES_CHECK = 8,
    TAKES_OUTPUT = 16,
    TAKES_REDACT = 32,
    TAKES_LIST = 64, /* of sessions */
    TAKES_GRAPH = 128,
    TAKES_WATCH = 256,
    TAKES_TRAIN = 512,
    TAKES_TRANSCRIPT = 1024, /* at the end of a walk or a training */
    TAKES_KEY = 2048,        /* of the trainer */
    TAKES_RESULTS = 4096,
    TAKES_FLOWS = 8192, /* the list of flows */
    TAKES_ORDER = 16384,
    TAKES_LEARN = 32768,
    TAKES_LOG = 65536,
    TAKES_STATS = 131072,
    TAKES_SYNC = 262144,
    TAKES_TEAM = 524288, /* --team: sessions of the whole team */
    TAKES_MAIL = 1048576
};

enum format {
    FORMAT_TEXT,
    FORMAT_MARKDOWN,
    FORMAT_JSON,
    FORMAT_HTML,
    FORMAT_CSV,
    FORMAT_GCC,
    FORMAT_SARIF,
    FORMAT_MERMAID,
    FORMAT_DOT,
    FORMAT_XAPI,
    FORMAT_EML,
    FORMAT_COUNT
};

extern const char *const format_names[FORMAT_COUNT];

/* Where a value comes from, the weakest first. */
enum origin {
    ORIGIN_DEFAULT,
    ORIGIN_CONFIG,
    ORIGIN_ENVIRONMENT,
    ORIGIN_COMMAND_LINE,
    ORIGIN_COUNT
};

/* An option sets a flag, keeps a string, or is read by a function. */
struct option {
    const char *name;
    char letter;
    const char *value; /* what its value is called in the help; NULL: it takes none */
    unsigned taken_by;
    size_t flag, string; /* offset of what it sets, plus 1; 0: not of that sort */
    bool (*set)(struct options *options, const char *value);
    const char *help;
    const char *initial;  /* may be set in errwalk.conf, and is this without; NULL: may not */
    bool repeats;         /* each of its values counts */
    const char *variable; /* of the environment that sets it, or NULL */
    const char *trigger;  /* only when the variable is this; NULL: is not empty */
    const char *meaning;  /* and it sets this; NULL: its value */
    const char *alone;    /* its value where it stands without one; NULL: it needs one */
};

/* All options, ended by a NULL name. */
extern const struct option option_table[];

/* A value that an option was given. */
struct assignment {
    const struct option *option;
    const char *value; /* NULL for a flag alone */
    enum origin origin;
    const char *path; /* of the file, with ORIGIN_CONFIG */
    unsigned line;    /* in it */
    char *owned;    /* memory of the value, where it has some of its own */
};

/* A file of settings. */
struct config_file {
    char *path;
    struct buffer text; /* values point into it */
};

struct options {
    const struct command *command;
    bool from_home;     /* a list that is left leads back to home */
    bool is_walk_named; /* `errwalk walk …`: its operands are no command */
    const char **operands; /* NULL-terminated; point into argv */
    size_t operand_count;
    const char **flows; /* of each --flows, in order */
    size_t flows_count, flows_capacity;
    const char **flows_later; /* of errwalk.conf: looked into after those of the environment */
    size_t flows_later_count, flows_later_capacity;
    struct assignment *given; /* all that was set, wherever */
    size_t given_count, given_capacity;
    const struct assignment *applying; /* the one that is being read */
    enum origin keep_origin;
    struct config_file *config_files; /* the strongest first, the person's own before the system's */
    size_t config_count, config_capacity;
    struct theme theme;
    struct {
        const char *path;
        unsigned line;
    } theme_origins[ROLE_COUNT]; /* of those given */
    /* NULL where not given */
    const char *history, *transcript, *answers, *output, *config, *session, *step;
    const char *problem, *since, *until, *outcome, *search, *delete, *older_than, *salvage;
    const char *trainee, *assignment, *key, *lock; /* of train */
    const char *scenario, *home_page;       /* of results */
    const char *owner;                      /* of flows */
    const char *to, *subject;               /* of a message */
    const char *team;                       /* where the team's store is */
    int64_t due;                            /* of flows: days from now on; counts where due_given */
    unsigned mode, level; /* an enum training_mode; an enum level */
    unsigned time_limit;  /* minutes; 0: any */
    unsigned shift;       /* callers; 0: those of a shift that was left, or the usual number */
    bool shift_given, next;
    int64_t seed;
    bool mode_given, level_given, seed_given, lists, random, caller, agent;
    enum format format;
    enum color color;
    unsigned keep; /* of --keep: bits of enum redact_kind */
    bool plain, ascii, mouse, no_history, no_config, strict, each, watch, explain, force, redact;
    size_t limit; /* of a list; counts where limit_given */
    bool purge, check, limit_given, help, version, write;
    bool paths, coverage, suggest_tests; /* of check */
    bool format_given, due_given;
    bool stats;                                             /* of graph */
    bool whole_team;                                        /* sessions that were pulled, too */
    bool team_redact, init, dry_run, push_only, background; /* of sync */
};

/* What command_line_read filled. */
void options_free(struct options *options);

/* Takes a value over. False after an error, which names where it was written. */
bool options_apply(struct options *options, const struct assignment *given);

/* Notes a value. `owned` (NULL: none) is the options' from now on. */
void options_give(struct options *options, struct assignment given);

/* The value in force, or NULL where it is the default. */
const struct assignment *options_given(const struct options *options, const struct option *option);

/* Appends the trainer's key: that of --key, or where it is `-` the first line of standard input, so
 * that no list of processes and no shell's history has it. False: there is none, which was reported. */
bool options_key(const struct options *options, struct buffer *key);

/* The operands as one text with blanks between: a message may be several words of the command line.
 * The caller owns it, for memory_free. */
char *options_join(const struct options *options);

/* The enum outcome of --outcome, -1 where it is not given. False after an error, which has been reported. */
bool options_outcome(const struct options *options, int *outcome);

/* The format that is asked for, or that of the name of --output. */
const struct transcript_format *options_transcript_format(const struct options *options);

#endif
