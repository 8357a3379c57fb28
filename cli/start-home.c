/* SPDX-License-Identifier: MIT */
/*
 * The same home on screens and by lines.
 */
#include <config.h>

#include "start-home.h"

#include <string.h>

#include "choose.h"
#include "output.h"

static enum exit_code home_on_screen(struct walker *walker, struct search *search,
                                     struct home_choice *choice)
{
    const struct tui_home home = {
        .history = walker->history, .clock = &walker->clock, .search = search};
    struct tui_options options = choose_screens(walker->options);
    struct tui_end end = {0};
    enum status status = tui_begin(&home, &options, &choice->start, &end);

    if (status != STATUS_OK) {
        output_error("the terminal cannot be drawn on; try --plain");
        return EXIT_FAULT;
    }
    walker->signal = end.signal;
    if (end.kind == TUI_RESUMES)
        memcpy(choice->session, end.session, sizeof choice->session);
    return EXIT_DONE;
}

enum exit_code home_choose(struct walker *walker, struct home_choice *choice)
{
    struct search *search = search_new(walker->library);
    enum exit_code code;

    *choice = (struct home_choice){0};
    if (!choose_plain(walker->options))
        code = home_on_screen(walker, search, choice);
    else {
        search_read(search, SIZE_MAX);
        code = home_by_lines(walker, search, choice);
    }
    search_free(search);
    return code;
}
