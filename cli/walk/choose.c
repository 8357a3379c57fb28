/* SPDX-License-Identifier: MIT */
/*
 * One of several things, full-screen or in plain mode.
 */
#include <config.h>

#include "choose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/output.h"

static struct tui_end left; /* how the last list was */

int choose_signal(void)
{
    return left.signal;
}

bool choose_was_left(void)
{
    return left.kind == TUI_UNFINISHED;
}

bool choose_plain(const struct options *options)
{
    return options->plain || !tui_possible();
}

static bool wants_color(const struct options *options)
{
    const char *no_color = getenv("NO_COLOR");

    if (options->color == COLOR_AUTO)
        return !no_color || !*no_color;
    return options->color == COLOR_ALWAYS;
}

struct tui_options choose_screens(const struct options *options)
{
    return (struct tui_options){
        .color = wants_color(options),
        .theme = &options->theme,
        .ascii = options->ascii,
        .mouse = options->mouse,
        .transcript = options->transcript,
        .redact = options->redact,
        .keep = options->keep,
        .team = options->team && *options->team,
    };
}

static enum exit_code choose_on_screen(const struct options *options, const char *title,
                                       const char *hint, const struct tui_choice *choices,
                                       size_t count, size_t *chosen)
{
    struct tui_options screens = choose_screens(options);

    screens.goes_back = options->from_home;
    if (tui_choose(title, hint, choices, count, &screens, chosen, &left) != STATUS_OK) {
        output_error("this terminal cannot show the screens; try --plain");
        return EXIT_FAULT;
    }
    return left.kind == TUI_ENDED ? EXIT_DONE : EXIT_NO;
}

static enum exit_code choose_by_line(size_t count, size_t *chosen)
{
    bool asks_again = isatty(STDIN_FILENO);
    enum exit_code code = EXIT_NO;
    char *line = NULL, *end;
    size_t capacity = 0;
    unsigned long number;

    for (;;) {
        if (count == 1)
            output_text("Type 1 to take it.\n");
        else
            output_printf("Type a number from 1 to %zu.\n", count);
        output_text(asks_again ? "> " : "");
        output_flush();
        if (getline(&line, &capacity, stdin) < 0)
            break;
        number = strtoul(line, &end, 10);
        if (number >= 1 && number <= count && strspn(end, " \t\r\n") == strlen(end)) {
            *chosen = number - 1;
            code = EXIT_DONE;
            break;
        }
        if (strncmp(line, ":q", 2) == 0)
            break;
        if (!asks_again) {
            output_error(count == 1 ? "the reply is not 1" : "the reply is not a number from 1 to %zu",
                         count);
            code = EXIT_USAGE;
            break;
        }
    }
    free(line);
    return code;
}

enum exit_code choose_one(const struct options *options, const char *title, const char *hint,
                          const struct tui_choice *choices, size_t count, size_t *chosen)
{
    size_t i;

    if (!choose_plain(options))
        return choose_on_screen(options, title, hint, choices, count, chosen);
    output_printf("%s\n%s%s", title, hint, *hint ? "\n" : "");
    for (i = 0; i < count; i++) {
        output_printf("%zu  %s\n", i + 1, choices[i].text);
        if (*choices[i].detail)
            output_printf("   %s\n", choices[i].detail);
    }
    return choose_by_line(count, chosen);
}

bool choose_yes(const char *question)
{
    char *line = NULL;
    size_t capacity = 0;
    bool yes = false;

    output_printf("%s [y/N] ", question);
    output_flush();
    if (getline(&line, &capacity, stdin) > 0)
        yes = line[0] == 'y' || line[0] == 'Y';
    free(line);
    if (!isatty(STDIN_FILENO))
        output_text("\n");
    return yes;
}
