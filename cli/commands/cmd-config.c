/* SPDX-License-Identifier: MIT */
/*
 * errwalk config: the settings in force, each with its meaning and where it comes from, as a file
 * that errwalk reads.
 */
#include <config.h>

#include <string.h>

#include "errwalk/buffer.h"

#include "cli/command.h"
#include "cli/output.h"

static enum exit_code run(const struct options *options);

const struct command command_config = {
    .name = "config",
    .usage = "",
    .summary = "print the current settings, as errwalk.conf",
    .options = TAKES_REDACT | TAKES_CHECK,
    .run = run,
};

/* In quotes where it would read otherwise without them. */
static void write_value(struct buffer *out, const char *value)
{
    size_t length = strlen(value);

    if (length && !strpbrk(value, "\"\\#") && value[0] != ' ' && value[length - 1] != ' ') {
        buffer_string(out, value);
        return;
    }
    buffer_char(out, '"');
    for (; *value; value++) {
        if (*value == '"' || *value == '\\')
            buffer_char(out, '\\');
        buffer_char(out, *value);
    }
    buffer_char(out, '"');
}

/* A line, as a comment where it says nothing that is not so anyway. */
static void print_line(const char *name, const char *value, bool is_set)
{
    struct buffer line = {0};

    buffer_printf(&line, "%s%s = ", is_set ? "" : "#", name);
    write_value(&line, value);
    output_printf("%s\n", buffer_text(&line));
    buffer_free(&line);
}

static void print_origin(const struct assignment *given)
{
    if (!given)
        output_text("# From: default\n");
    else if (given->origin == ORIGIN_CONFIG)
        output_printf("# From: %s:%u\n", given->path, given->line);
    else if (given->origin == ORIGIN_ENVIRONMENT)
        output_printf("# From: %s in the environment\n", given->option->variable);
    else
        output_text("# From: the command line\n");
}

static const char *value_of(const struct options *options, const struct assignment *given)
{
    if (given->option->flag)
        return *(const bool *)((const char *)options + given->option->flag - 1) ? "yes" : "no";
    return given->value;
}

/* What has no value is shown by what its value is called. */
static void print_option(const struct options *options, const struct option *option)
{
    const struct assignment *given = options_given(options, option);

    output_printf("\n# %s\n", option->help);
    print_origin(given);
    if (given)
        print_line(option->name, value_of(options, given), true);
    else
        print_line(option->name, *option->initial ? option->initial : option->value, false);
}

/* Each directory of a list with colons between. */
static void print_list(const char *name, const char *list)
{
    struct buffer item = {0};

    while (*list) {
        size_t length = strcspn(list, ":");

        buffer_clear(&item);
        buffer_append(&item, list, length);
        if (length)
            print_line(name, buffer_text(&item), true);
        list += length + (list[length] == ':');
    }
    buffer_free(&item);
}

/* All values, the strongest first: that is the order that they count in. */
static void print_repeated(const struct options *options, const struct option *option)
{
    enum origin origin = ORIGIN_COUNT;
    size_t i;

    if (!options_given(options, option)) {
        print_option(options, option);
        return;
    }
    output_printf("\n# %s\n", option->help);
    while (origin-- > ORIGIN_CONFIG) {
        for (i = 0; i < options->given_count; i++) {
            const struct assignment *given = &options->given[i];

            if (given->option != option || given->origin != origin)
                continue;
            print_origin(given);
            if (origin == ORIGIN_ENVIRONMENT)
                print_list(option->name, given->value);
            else
                print_line(option->name, given->value, true);
        }
    }
}

/* A default depends on the terminal's colours: with many, then with few. */
static void print_role(const struct options *options, enum role role)
{
    static const struct theme_terminal many = {256, ~0u, 0}, few = {8, ~0u, 0};
    const struct theme preset = {.preset = options->theme.preset};
    const struct theme_style usual = theme_style(&preset, role, &many);
    const struct theme_style sparse = theme_style(&preset, role, &few);
    struct buffer name = {0}, value = {0}, other = {0};
    bool given = options->theme.given[role];

    buffer_printf(&name, "theme.%s", theme_role_name(role));
    theme_write(&other, &sparse);
    theme_write(&value, given ? &options->theme.styles[role] : &usual);
    output_printf("\n# %s\n", theme_role_help(role));
    if (given)
        output_printf("# From: %s:%u\n", options->theme_origins[role].path, options->theme_origins[role].line);
    else if (usual.color != sparse.color || usual.attributes != sparse.attributes)
        output_printf("# From: default; with 8 or 16 colours: %s\n", buffer_text(&other));
    else
        output_text("# From: default\n");
    print_line(buffer_text(&name), buffer_text(&value), given);
    buffer_free(&name);
    buffer_free(&value);
    buffer_free(&other);
}

static enum exit_code run(const struct options *options)
{
    const struct option *option;
    enum role role;
    size_t i;

    if (options->operand_count) {
        output_error("config takes no operand; 'errwalk config' prints all settings");
        return EXIT_USAGE;
    }
    output_text("# errwalk.conf: the current settings of errwalk.\n"
                "# A line is: name = value. What follows # is a comment.\n");
    for (i = 0; i < options->config_count; i++)
        output_printf(i ? "# After it counts %s\n" : "# The file is %s\n", options->config_files[i].path);
    for (option = option_table; option->name; option++) {
        if (!option->initial)
            continue;
        if (option->repeats)
            print_repeated(options, option);
        else
            print_option(options, option);
    }
    output_text("\n# Looks: bold, dim, italic, underline, reverse or normal, and at most one colour:\n"
                "# black, red, green, yellow, blue, magenta, cyan, white, each also with bright-,\n"
                "# or a number up to 255.\n");
    for (role = 0; role < ROLE_COUNT; role++)
        print_role(options, role);
    return EXIT_DONE;
}
