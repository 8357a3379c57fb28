/*
 * The table of options, the reading of the command line by it, and the help drawn from it.
 */
#include <config.h>

#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/redact.h"
#include "errwalk/text.h"

#include "command.h"
#include "output.h"

const char *const format_names[FORMAT_COUNT] = {
    [FORMAT_TEXT] = "text", [FORMAT_MARKDOWN] = "markdown", [FORMAT_JSON] = "json",
    [FORMAT_HTML] = "html", [FORMAT_CSV] = "csv",           [FORMAT_GCC] = "gcc",
};

static const char *const color_names[] = {"auto", "always", "never"};

static bool set_flows(struct options *options, const char *value);
static bool set_color(struct options *options, const char *value);
static bool set_format(struct options *options, const char *value);
static bool set_keep(struct options *options, const char *value);

/* An option sets a flag, keeps a string, or is read by a function. */
static const struct option {
    const char *name;
    char letter;
    const char *value; /* what its value is called in the help; NULL: it takes none */
    unsigned taken_by;
    size_t flag, string; /* offset of what it sets, plus 1; 0: not of that sort */
    bool (*set)(struct options *options, const char *value);
    const char *help;
} table[] = {
#define FLAG(member) .flag = offsetof(struct options, member) + 1
#define STRING(member) .string = offsetof(struct options, member) + 1
    {"plain", 0, NULL, TAKES_COMMON, FLAG(plain),
     .help = "lines instead of screens, for screen readers and pipes"},
    {"flows", 0, "DIR", TAKES_COMMON, .set = set_flows,
     .help = "look for flows here first; may be repeated"},
    {"history", 0, "FILE", TAKES_COMMON, STRING(history), .help = "keep sessions in this file"},
    {"no-history", 0, NULL, TAKES_COMMON, FLAG(no_history),
     .help = "keep no record of the session"},
    {"color", 0, "WHEN", TAKES_COMMON, .set = set_color, .help = "auto, always or never"},
    {"ascii", 0, NULL, TAKES_COMMON, FLAG(ascii), .help = "draw with ASCII characters only"},
    {"transcript", 0, "FILE", TAKES_WALK, STRING(transcript),
     .help = "write a transcript at the end: .md, .txt, .json, .html"},
    {"answers", 0, "FILE", TAKES_WALK, STRING(answers),
     .help = "walk without asking as far as this file answers"},
    {"format", 0, "FORMAT", TAKES_FORMAT, .set = set_format, .help = "form of the output"},
    {"output", 'o', "FILE", TAKES_OUTPUT, STRING(output), .help = "write to this file"},
    {"force", 0, NULL, TAKES_OUTPUT | TAKES_LIST, FLAG(force),
     .help = "replace a file that is there; remove without asking"},
    {"redact", 0, NULL, TAKES_REDACT, FLAG(redact),
     .help = "mask names of people and machines in the transcript"},
    {"keep", 0, "KINDS", TAKES_REDACT, .set = set_keep,
     .help = "kinds of names not to mask, with commas between"},
    {"problem", 0, "TEXT", TAKES_LIST, STRING(problem), .help = "only of this error or flow"},
    {"since", 0, "WHEN", TAKES_LIST, STRING(since), .help = "only since a date, or 7d, 12h"},
    {"outcome", 0, "OUTCOME", TAKES_LIST, STRING(outcome), .help = "only with this outcome"},
    {"search", 0, "TEXT", TAKES_LIST, STRING(search),
     .help = "only with these words in notes, values or answers"},
    {"delete", 0, "SESSION", TAKES_LIST, STRING(delete), .help = "remove a session for good"},
    {"purge", 0, NULL, TAKES_LIST, FLAG(purge), .help = "remove old sessions for good"},
    {"older-than", 0, "AGE", TAKES_LIST, STRING(older_than), .help = "of --purge: 90d, 12h"},
    {"strict", 0, NULL, TAKES_CHECK, FLAG(strict), .help = "warnings count as errors"},
    {"explain", 0, NULL, TAKES_CHECK, FLAG(explain),
     .help = "explain the codes given as E014, or list all"},
    {"help", 'h', NULL, TAKES_COMMON, FLAG(help), .help = "print this help"},
    {"version", 'V', NULL, TAKES_COMMON, FLAG(version), .help = "print the version"},
#undef FLAG
#undef STRING
};

enum { OPTION_COUNT = sizeof table / sizeof *table, USAGE_CELLS = 19 };

static bool set_flows(struct options *options, const char *value)
{
    options->flows[options->flows_count++] = value;
    return true;
}

/* The index of a name in a list, or -1 with an error that names the list. */
static int choose(const char *option, const char *value, const char *const *names, int count,
                  unsigned allowed)
{
    struct buffer list = {0};
    int i;

    for (i = 0; i < count; i++) {
        if ((allowed & 1u << i) && strcmp(value, names[i]) == 0)
            break;
        if (allowed & 1u << i)
            buffer_printf(&list, "%s%s", list.length ? ", " : "", names[i]);
    }
    if (i == count)
        output_error("--%s takes %s, not '%s'", option, buffer_text(&list), value);
    buffer_free(&list);
    return i < count ? i : -1;
}

static bool set_color(struct options *options, const char *value)
{
    int color = choose("color", value, color_names, 3, 7);

    if (color >= 0)
        options->color = (enum color)color;
    return color >= 0;
}

static bool set_format(struct options *options, const char *value)
{
    int format = choose("format", value, format_names, FORMAT_COUNT, options->command->formats);

    if (format < 0)
        return false;
    options->format = (enum format)format;
    options->format_given = true;
    return true;
}

static bool set_keep(struct options *options, const char *value)
{
    while (*value) {
        size_t length = strcspn(value, ",");
        char *name = memory_copy(value, length);
        int kind = name ? choose("keep", name, redact_kind_names, REDACT_KIND_COUNT,
                                 (1u << REDACT_KIND_COUNT) - 1)
                        : -1;

        memory_free(name);
        if (kind < 0)
            return false;
        options->keep |= 1u << kind;
        value += length + (value[length] == ',');
    }
    return true;
}

static bool is_taken(const struct option *option, const struct command *command)
{
    return (option->taken_by & (command->options | TAKES_COMMON)) != 0;
}

static const char *next_option(void *context)
{
    size_t *i = context;

    return *i < OPTION_COUNT ? table[(*i)++].name : NULL;
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
    for (i = 0; i < OPTION_COUNT; i++) {
        if (strncmp(table[i].name, name, length) != 0 || (command && !is_taken(&table[i], command)))
            continue;
        if (!table[i].name[length]) {
            *rival = NULL;
            return &table[i];
        }
        if (found)
            *rival = &table[i];
        else
            found = &table[i];
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
        report_unknown(copy ? copy : "");
        memory_free(copy);
    }
    return found;
}

/* The option of a letter in a word such as -hV, or NULL after an error. */
static const struct option *find_letter(char letter, const char *word)
{
    const struct option *rival, *meant = match_long(word + 1, strlen(word + 1), NULL, &rival);
    size_t i;

    for (i = 0; i < OPTION_COUNT; i++) {
        if (table[i].letter && table[i].letter == letter)
            return &table[i];
    }
    if (word[2] && meant)
        output_error("there is no option %s; did you mean --%s?", word, meant->name);
    else
        output_error("there is no option -%c; 'errwalk --help' lists them", letter);
    return NULL;
}

static bool apply(struct options *options, const struct option *option, const char *value)
{
    if (!is_taken(option, options->command)) {
        output_error("'errwalk %s' takes no --%s; 'errwalk %s --help' lists what it takes",
                     options->command->name, option->name, options->command->name);
        return false;
    }
    if (option->flag)
        *(bool *)((char *)options + option->flag - 1) = true;
    if (option->string)
        *(const char **)((char *)options + option->string - 1) = value;
    return option->set ? option->set(options, value) : true;
}

/* An option with its value, where it was written in the same word; else its value is the next word,
 * and `*i` moves on to it. */
static bool apply_with(struct options *options, const struct option *option, const char *value,
                       int argc, char **argv, int *i)
{
    if (!option->value && value) {
        output_error("--%s takes no value", option->name);
        return false;
    }
    if (option->value && !value && *i + 1 < argc)
        value = argv[++*i];
    if (option->value && (!value || !*value)) {
        output_error("--%s needs a value: --%s=%s", option->name, option->name, option->value);
        return false;
    }
    return apply(options, option, value);
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
        if (!apply(options, option, NULL))
            return false;
    }
    return true;
}

/* "-" is standard input, and "-2147023530" an error code. */
static bool is_operand(const char *word)
{
    return word[0] != '-' || word[1] == '\0' || (word[1] >= '0' && word[1] <= '9');
}

static const struct command *find_command(const char *name)
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
    for (i = 0; word[1] != '-' && !word[2] && i < OPTION_COUNT; i++) {
        if (table[i].letter == word[1])
            option = &table[i];
    }
    return option && option->value;
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
        command = find_command(argv[i]);
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
        of = find_command(options->operands[1]);
    if (!of)
        return;
    options->help = true;
    options->command = of;
}

bool options_read(struct options *options, int argc, char **argv)
{
    int i, command_at;
    bool ended = false;

    *options = (struct options){0};
    options->operands = calloc((size_t)argc + 1, sizeof *options->operands);
    options->flows = calloc((size_t)argc + 1, sizeof *options->flows);
    if (!options->operands || !options->flows) {
        output_error("memory ran out");
        return false;
    }
    command_at = name_command(options, argc, argv);
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
    if (!command_at && !ended)
        take_help(options);
    return true;
}

void options_free(struct options *options)
{
    free(options->operands);
    free(options->flows);
}

char *options_join(const struct options *options)
{
    struct buffer text = {0};
    size_t i;

    for (i = 0; i < options->operand_count; i++) {
        buffer_string(&text, i ? " " : "");
        buffer_string(&text, options->operands[i]);
    }
    return buffer_take(&text);
}

static void help_options(unsigned sets, const struct command *command)
{
    size_t i;

    for (i = 0; i < OPTION_COUNT; i++) {
        struct buffer name = {0};

        if (!(table[i].taken_by & sets))
            continue;
        buffer_printf(&name, "--%s%s%s", table[i].name, table[i].value ? "=" : "",
                      table[i].value ? table[i].value : "");
        output_printf("  %-19s %s", buffer_text(&name), table[i].help);
        if (table[i].set == set_format && command) {
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

void options_help(const struct command *command)
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
                "3 the session is not finished, 4 an input or output fault.\n");
}
