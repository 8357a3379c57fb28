/*
 * The same home on screens and by lines.
 */
#include <config.h>

#include "home.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"

#include "choose.h"
#include "output.h"

static enum exit_code no_memory(void)
{
    output_error("memory ran out");
    return EXIT_FAULT;
}

static enum exit_code choose_on_screen(struct walker *walker, const struct tui_home *home,
                                       struct home_choice *choice)
{
    struct tui_options options = choose_screens(walker->options);
    struct tui_end end = {0};
    size_t chosen = 0;
    enum status status = tui_begin(home, &options, &chosen, &end);

    if (status == STATUS_NO_MEMORY)
        return no_memory();
    if (status != STATUS_OK) {
        output_error("the terminal cannot be drawn on; try --plain");
        return EXIT_FAULT;
    }
    walker->signal = end.signal;
    if (end.kind == TUI_ENDED)
        choice->flow = home->flows[chosen].id;
    else if (end.kind == TUI_RESUMES)
        memcpy(choice->session, end.session, sizeof choice->session);
    return EXIT_DONE;
}

/* The lines of home; their texts are in `texts`. */
struct lines {
    struct tui_choice *choices;
    struct buffer *texts;
    size_t count;
};

static void add(struct lines *lines, struct buffer *text, struct buffer *detail)
{
    lines->texts[2 * lines->count] = *text;
    lines->texts[2 * lines->count + 1] = *detail;
    lines->choices[lines->count] =
        (struct tui_choice){buffer_text(&lines->texts[2 * lines->count]),
                            buffer_text(&lines->texts[2 * lines->count + 1])};
    lines->count++;
}

static void add_lines(struct lines *lines, const struct tui_home *home,
                      const struct history_list *unfinished)
{
    struct buffer text, detail;
    size_t i;

    for (i = 0; i < unfinished->count; i++) {
        const struct history_session *session = &unfinished->items[i];
        char when[CLOCK_TEXT];

        text = detail = (struct buffer){0};
        buffer_string(&text, "Go on: ");
        history_problem_text(&text, session);
        clock_format_minute(session->started, when);
        buffer_printf(&detail, "%s, begun %s UTC, %zu question%s answered", session->id, when,
                      session->questions, session->questions == 1 ? "" : "s");
        add(lines, &text, &detail);
    }
    for (i = 0; i < home->flow_count; i++) {
        text = detail = (struct buffer){0};
        buffer_string(&text, *home->flows[i].title ? home->flows[i].title : home->flows[i].id);
        buffer_string(&detail, home->flows[i].id);
        add(lines, &text, &detail);
    }
    text = detail = (struct buffer){0};
    buffer_string(&text, "List all sessions");
    if (home->history)
        add(lines, &text, &detail);
    else
        buffer_free(&text);
}

static enum exit_code ask(struct walker *walker, const struct tui_home *home,
                          const struct history_list *unfinished, const struct lines *lines,
                          struct home_choice *choice)
{
    size_t chosen = 0;
    enum exit_code code =
        lines->count ? choose_one(walker->options, "Which problem is it?", "", lines->choices,
                                  lines->count, &chosen)
                     : EXIT_NO;

    if (code == EXIT_NO && (feof(stdin) || !lines->count)) {
        output_error("name a problem: an error in any spelling, a flow's id or a .yaml file; "
                     "'errwalk flows' lists the flows");
        return EXIT_USAGE;
    }
    if (code != EXIT_DONE)
        return code == EXIT_NO ? EXIT_DONE : code;
    if (chosen < unfinished->count)
        memcpy(choice->session, unfinished->items[chosen].id, sizeof choice->session);
    else if (chosen < unfinished->count + home->flow_count)
        choice->flow = home->flows[chosen - unfinished->count].id;
    else
        return command_sessions.run(walker->options);
    return EXIT_DONE;
}

static enum exit_code choose_by_line(struct walker *walker, const struct tui_home *home,
                                     struct home_choice *choice)
{
    const struct history_filter filter = {.since = INT64_MIN, .outcome = OUTCOME_UNFINISHED};
    struct history_list unfinished = {0};
    struct lines lines = {0};
    enum exit_code code = EXIT_DONE;
    size_t most, i;

    if (home->history && history_list(home->history, &filter, &unfinished) == STATUS_IO)
        output_error("%s", history_says(home->history));
    most = unfinished.count + home->flow_count + 1;
    lines.choices = memory_alloc(most * sizeof *lines.choices);
    lines.texts = memory_alloc(2 * most * sizeof *lines.texts);
    if (lines.choices && lines.texts)
        add_lines(&lines, home, &unfinished);
    else
        code = no_memory();
    if (code == EXIT_DONE)
        code = ask(walker, home, &unfinished, &lines, choice);
    for (i = 0; i < 2 * lines.count; i++)
        buffer_free(&lines.texts[i]);
    memory_free(lines.texts);
    memory_free(lines.choices);
    history_list_free(&unfinished);
    return code;
}

enum exit_code home_choose(struct walker *walker, struct home_choice *choice)
{
    struct tui_home home = {.history = walker->history, .clock = &walker->clock};

    *choice = (struct home_choice){0};
    if (library_entries(walker->library, &home.flows, &home.flow_count) != STATUS_OK)
        return no_memory();
    return choose_plain(walker->options) ? choose_by_line(walker, &home, choice)
                                         : choose_on_screen(walker, &home, choice);
}
