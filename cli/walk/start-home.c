/* SPDX-License-Identifier: MIT */
/*
 * The same home full-screen and in plain mode.
 */
#include <config.h>

#include "start-home.h"

#include <string.h>

#include "choose.h"
#include "cli/command.h"
#include "cli/output.h"

static enum exit_code home_on_screen(struct walk_runner *runner, struct search *search,
                                     struct home_choice *choice)
{
    const struct tui_home home = {
        .history = runner->history, .clock = &runner->clock, .search = search};
    struct tui_options options = choose_screens(runner->options);
    struct tui_end end = {0};
    enum status status = tui_begin(&home, &options, &choice->start, &end);

    if (status != STATUS_OK) {
        output_error("this terminal cannot show the screens; try --plain");
        return EXIT_FAULT;
    }
    runner->signal = end.signal;
    if (end.kind == TUI_RESUMES)
        memcpy(choice->session, end.session, sizeof choice->session);
    return EXIT_DONE;
}

enum exit_code home_next_case(const struct options *options)
{
    struct options next = *options;

    next.command = &command_walk;
    next.operand_count = 0;
    next.answers = next.transcript = NULL;
    return command_walk.run(&next);
}

enum exit_code home_choose(struct walk_runner *runner, struct home_choice *choice)
{
    struct search *search = search_new(runner->library);
    enum exit_code code;

    *choice = (struct home_choice){0};
    if (!choose_plain(runner->options))
        code = home_on_screen(runner, search, choice);
    else {
        search_read(search, SIZE_MAX);
        code = plain_home(runner, search, choice);
    }
    search_free(search);
    return code;
}
