/* SPDX-License-Identifier: MIT */
/*
 * The command line read by the table of options, and the help drawn from it.
 */
#include <config.h>

#include "command-line.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

#include "output.h"
#include "settings.h"

enum { USAGE_CELLS = 19 };

static bool is_given(const struct options *options, const char *name)
{
    size_t i;

    for (i = 0; i < options->given_count; i++) {
        if (strcmp(options->given[i].option->name, name) == 0)
            return true;
    }
    return false;
}

static bool is_taken(const struct option *option, const struct command *command)
{
    return (option->taken_by & (command->options | TAKES_COMMON)) != 0;
}

static const char *next_option(void *context)
{
    size_t *i = context;

    return option_table[*i].name ? option_table[(*i)++].name : NULL;
}

static void report_unknown(const char *name)
{
    size_t i = 0;
    const char *near = text_nearest(name, next_option, &i);

    if (near)
        output_error("there is no option --%s; did you mean --%s?", name, near);
    else
        output_error("there is no option --%s; 'errwalk --help' lists them", name);
}

/* The option with this name, whole or cut short, among those that a command takes (NULL: among
 * all); NULL where there is none. `*rival` gets another that it may be cut from, or NULL. */
static const struct option *match_long(const char *name, size_t length,
                                       const struct command *command, const struct option **rival)
{
    const struct option *found = NULL;
    size_t i;

    *rival = NULL;
    for (i = 0; option_table[i].name; i++) {
        if (strncmp(option_table[i].name, name, length) != 0 || (command && !is_taken(&option_table[i], command)))
            continue;
        if (!option_table[i].name[length]) {
            *rival = NULL;
            return &option_table[i];
        }
        if (found)
            *rival = &option_table[i];
        else
            found = &option_table[i];
    }
    return found;
}

/* The same, or NULL after an error. */
static const struct option *find_long(const char *name, size_t length,
                                      const struct command *command)
{
    const struct option *rival, *found = match_long(name, length, command, &rival);
    char *copy;

    if (!found)
        found = match_long(name, length, NULL, &rival);
    if (rival) {
        output_error("--%.*s may be --%s or --%s: write more of it", (int)length, name,
                     found->name, rival->name);
        return NULL;
    }
    if (!found) {
        copy = memory_copy(name, length);
        report_unknown(copy);
        memory_free(copy);
    }
    return found;
}

/* The option of a letter in a word such as -hV, or NULL after an error. */
static const struct option *find_letter(char letter, const char *word)
{
    const struct option *rival, *meant = match_long(word + 1, strlen(word + 1), NULL, &rival);
    size_t i;

    for (i = 0; option_table[i].name; i++) {
        if (option_table[i].letter && option_table[i].letter == letter)
            return &option_table[i];
    }
    if (word[2] && meant)
        output_error("there is no option %s; did you mean --%s?", word, meant->name);
    else
        output_error("there is no option -%c; 'errwalk --help' lists them", letter);
    return NULL;
}

/* Notes what the command line says, if the command takes it. */
static bool give(struct options *options, const struct option *option, const char *value)
{
    if (!is_taken(option, options->command)) {
        output_error("'errwalk %s' takes no --%s; 'errwalk %s --help' lists what it takes",
                     options->command->name, option->name, options->command->name);
        return false;
    }
    options_give(options, (struct assignment){
                              .option = option, .value = value, .origin = ORIGIN_COMMAND_LINE});
    return true;
}

/* An option with its value, where it was written in the same word; else its value is the next word,
 * and `*i` moves on to it. */
static bool apply_with(struct options *options, const struct option *option, const char *value,
                       int argc, char **argv, int *i)
{
    if (!option->value && value && !option->initial) {
        output_error("--%s takes no value", option->name);
        return false;
    }
    if (option->alone)
        value = value ? value : option->alone;
    else if (option->value && !value && *i + 1 < argc)
        value = argv[++*i];
    if (option->value && (!value || !*value)) {
        output_error("--%s needs a value: --%s=%s", option->name, option->name, option->value);
        return false;
    }
    return give(options, option, value);
}

/* One word that starts with `-`: a long option, or letters of which the last may have a value. */
static bool read_option(struct options *options, int argc, char **argv, int *i)
{
    const char *word = argv[*i], *equals = strchr(word, '='), *letter;
    const struct option *option;
    size_t length = equals ? (size_t)(equals - word) : strlen(word);

    if (word[1] == '-') {
        option = find_long(word + 2, length - 2, options->command);
        return option && apply_with(options, option, equals ? equals + 1 : NULL, argc, argv, i);
    }
    for (letter = word + 1; *letter; letter++) {
        option = find_letter(*letter, word);
        if (!option)
            return false;
        if (option->value)
            return apply_with(options, option, letter[1] ? letter + 1 : NULL, argc, argv, i);
        if (!give(options, option, NULL))
            return false;
    }
    return true;
}

/* "-" is standard input, and "-2147023530" an error code. */
static bool is_operand(const char *word)
{
    return word[0] != '-' || word[1] == '\0' || (word[1] >= '0' && word[1] <= '9');
}

const struct command *command_named(const char *name)
{
    const struct command *const *command;

    for (command = commands; *command; command++) {
        if (strcmp((*command)->name, name) == 0)
            return *command;
    }
    return NULL;
}

/* Whether the word after this one is its value, and so no command. */
static bool takes_next(const char *word)
{
    const struct option *option = NULL, *rival;
    size_t i;

    if (word[1] == '-')
        option = strchr(word, '=') ? NULL : match_long(word + 2, strlen(word + 2), NULL, &rival);
    for (i = 0; word[1] != '-' && !word[2] && option_table[i].name; i++) {
        if (option_table[i].letter == word[1])
            option = &option_table[i];
    }
    return option && option->value && !option->alone;
}

/* The command must be known before the options are read: it says which are taken. */
static int name_command(struct options *options, int argc, char **argv)
{
    const struct command *command;
    int i;

    options->command = &command_walk;
    for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!is_operand(argv[i])) {
            i += takes_next(argv[i]);
            continue;
        }
        command = command_named(argv[i]);
        if (command)
            options->command = command;
        return command ? i : 0;
    }
    return 0;
}

/* "errwalk help", or "errwalk help check": what --help would say. */
static void take_help(struct options *options)
{
    const struct command *of = &command_walk;

    if (options->command != &command_walk || !options->operand_count ||
        options->operand_count > 2 || strcmp(options->operands[0], "help") != 0)
        return;
    if (options->operand_count == 2)
        of = command_named(options->operands[1]);
    if (!of)
        return;
    options->help = true;
    options->command = of;
}

static bool read_words(struct options *options, int argc, char **argv)
{
    int i, command_at = name_command(options, argc, argv);
    bool ended = false;

    options->format = options->command->format;
    for (i = 1; i < argc; i++) {
        if (i == command_at)
            continue;
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (ended || is_operand(argv[i]))
            options->operands[options->operand_count++] = argv[i];
        else if (!read_option(options, argc, argv, &i))
            return false;
    }
    options->is_walk_named = command_at != 0 || ended;
    if (!command_at && !ended)
        take_help(options);
    return true;
}

static void read_environment(struct options *options)
{
    const struct option *option;

    for (option = option_table; option->name; option++) {
        const char *value = option->variable ? getenv(option->variable) : NULL;

        if (!value || !*value || (option->trigger && strcmp(value, option->trigger) != 0))
            continue;
        options_give(options,
                     (struct assignment){.option = option,
                                         .value = option->meaning ? option->meaning : value,
                                         .origin = ORIGIN_ENVIRONMENT});
    }
}

/* A file for the history is a history, unless the same origin or a stronger one says no. */
static bool settle_history(struct options *options)
{
    const struct assignment *file = NULL, *none = NULL;
    const struct option *option;
    struct assignment kept;

    for (option = option_table; option->name; option++) {
        if (strcmp(option->name, "history") == 0)
            file = options_given(options, option);
        else if (strcmp(option->name, "no-history") == 0)
            none = options_given(options, option);
    }
    if (!file || !none || file->origin <= none->origin)
        return true;
    kept = (struct assignment){.option = none->option, .value = "no", .origin = file->origin};
    options_give(options, kept);
    return options_apply(options, &kept);
}

/* The file has been applied by now: the weaker origin first. */
static bool apply_all(struct options *options)
{
    enum origin origin;
    size_t i;

    for (origin = ORIGIN_ENVIRONMENT; origin < ORIGIN_COUNT; origin++) {
        for (i = 0; i < options->given_count; i++) {
            if (options->given[i].origin == origin && !options_apply(options, &options->given[i]))
                return false;
        }
    }
    return settle_history(options);
}

bool command_line_read(struct options *options, int argc, char **argv)
{
    bool helps;

    *options = (struct options){0};
    options->operands = memory_alloc(((size_t)argc + 1) * sizeof *options->operands);
    if (!read_words(options, argc, argv))
        return false;
    helps = options->help || is_given(options, "help") || is_given(options, "version");
    if (!helps && !is_given(options, "no-config") && !settings_read(options))
        return false;
    read_environment(options);
    return apply_all(options);
}

static void help_options(unsigned sets, const struct command *command)
{
    size_t i;

    for (i = 0; option_table[i].name; i++) {
        struct buffer name = {0};

        if (!(option_table[i].taken_by & sets))
            continue;
        buffer_printf(&name, "--%s", option_table[i].name);
        if (option_table[i].value)
            buffer_printf(&name, option_table[i].alone ? "[=%s]" : "=%s", option_table[i].value);
        output_printf("  %-19s %s", buffer_text(&name), option_table[i].help);
        if (strcmp(option_table[i].name, "format") == 0 && command) {
            int format, listed = 0;

            for (format = 0; format < FORMAT_COUNT; format++) {
                if (command->formats & 1u << format)
                    output_printf("%s%s", listed++ ? ", " : ": ", format_names[format]);
            }
        }
        output_text("\n");
        buffer_free(&name);
    }
}

void command_line_help(const struct command *command)
{
    const struct command *const *each;

    if (command) {
        output_printf("Usage: errwalk %s %s\n%s.\n\nOptions:\n", command->name, command->usage,
                      command->summary);
        help_options(command->options | TAKES_COMMON, command);
        return;
    }
    output_text("Usage: errwalk [OPTION]… [PROBLEM]\n"
                "       errwalk COMMAND [OPTION]… [OPERAND]…\n\n"
                "Walks from an error to its fix: one question at a time. PROBLEM is an error in\n"
                "any spelling, the id of a flow, or a flow file ending in .yaml.\n\n"
                "Commands:\n");
    for (each = commands; *each; each++) {
        const char *usage = (*each)->usage ? (*each)->usage : "";

        output_printf("  %-10s %s%*s %s\n", (*each)->name, usage,
                      USAGE_CELLS - (int)text_width(usage, strlen(usage)), "", (*each)->summary);
    }
    output_text("\nOptions of every command:\n");
    help_options(TAKES_COMMON, NULL);
    output_text("\nOptions of walk:\n");
    help_options(TAKES_WALK | TAKES_REDACT, NULL);
    output_text("\nExit status: 0 done, 1 the answer is no, 2 bad usage or unusable input,\n"
                "3 the session is not finished, 4 an input or output error.\n");
}
