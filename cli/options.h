/*
 * Options: the command line, read by one table of options.
 *
 * GNU syntax: options may stand anywhere, `--name=value` and `--name value`, names may be cut short
 * where that is clear, `--` ends them. A word of `-` and digits is an operand, because that is how
 * Windows prints many error codes. Own code rather than getopt_long for that, and for "did you
 * mean".
 */
#ifndef ERRWALK_CLI_OPTIONS_H
#define ERRWALK_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct command;

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Sets of options that a command may take; the common ones are always allowed. */
enum {
    TAKES_COMMON = 1,
    TAKES_FORMAT = 2,
    TAKES_WALK = 4,
    TAKES_CHECK = 8,
    TAKES_OUTPUT = 16,
    TAKES_REDACT = 32,
    TAKES_LIST = 64 /* of sessions */
};

enum format {
    FORMAT_TEXT,
    FORMAT_MARKDOWN,
    FORMAT_JSON,
    FORMAT_HTML,
    FORMAT_CSV,
    FORMAT_GCC,
    FORMAT_COUNT
};

extern const char *const format_names[FORMAT_COUNT];

struct options {
    const struct command *command;
    const char **operands; /* NULL-terminated; point into argv */
    size_t operand_count;
    const char **flows; /* of each --flows, in order */
    size_t flows_count;
    /* NULL where not given */
    const char *history, *transcript, *answers, *output;
    const char *problem, *since, *outcome, *search, *delete, *older_than;
    enum format format;
    enum color color;
    unsigned keep; /* of --keep: bits of enum redact_kind */
    bool plain, ascii, no_history, strict, explain, force, redact, purge, help, version;
    bool format_given;
};

/*
 * Reads the command line. The first operand is the command if it is the name of one; else the
 * command is `walk`. False after an error, which has been reported. options_free when done, in any
 * case.
 */
bool options_read(struct options *options, int argc, char **argv);

void options_free(struct options *options);

/* The operands as one text with blanks between: a message may be several words of the command line.
 * The caller owns it, for memory_free; NULL when memory ran out. */
char *options_join(const struct options *options);

/* Prints the help of the program or of one command. */
void options_help(const struct command *command);

#endif
