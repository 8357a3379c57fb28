/* SPDX-License-Identifier: MIT */
/*
 * Home in plain mode: says what can be resumed, then takes whatever names a problem, lists what it
 * finds, and takes one by its number.
 */
#include <config.h>

#include "cli/walk/start-home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/export.h"
#include "errwalk/formats.h"
#include "errwalk/memory.h"
#include "errwalk/page.h"
#include "errwalk/problem.h"
#include "errwalk/text.h"

#include "cli/count-sessions.h"
#include "cli/output.h"

enum { MOST_UNFINISHED = 5, MOST_RECENT = 5, MOST_LISTED = 9, MOST_READ = 200 };

/* What a number stands for: a session, the figures of a flow, or a hit. */
struct row {
    const struct history_session *session; /* NULL: another */
    const char *figures;                   /* the id of the flow; NULL: another */
    struct search_hit hit;
};

struct home {
    const struct search *search;
    struct history *history; /* NULL: none is kept */
    struct history_list sessions, unfinished; /* the newest of them */
    struct search_hits hits;
    struct row rows[SEARCH_MOST];
    size_t count;
    struct stats *stats; /* NULL: nothing was counted */
    struct home_choice *choice;
    const char *typed;   /* that found the rows; "" at the start */
    bool asks_again;     /* a person is there */
    bool done;
    enum exit_code code;
};

struct home_command {
    const char *name, *help;
    void (*run)(struct home *home);
};

static void refuse(struct home *home, const char *why)
{
    if (home->asks_again) {
        output_printf("%s\n", why);
        return;
    }
    output_error("%s", why);
    home->done = true;
    home->code = EXIT_USAGE;
}

static void tell_session(const struct history_session *session, struct buffer *label,
                         struct buffer *detail)
{
    const bool is_unfinished = session->outcome == OUTCOME_UNFINISHED;
    char when[CLOCK_TEXT];

    clock_format_minute(session->started, when);
    buffer_string(label, is_unfinished ? "Go on: " : "Read: ");
    history_problem_text(label, session);
    buffer_printf(detail, "%s, begun %s, %s%s%zu question%s answered", session->ending, when,
                  is_unfinished ? "" : outcome_names[session->outcome], is_unfinished ? "" : ", ",
                  session->questions, text_plural(session->questions));
    if (is_unfinished && session->due) {
        clock_format_local(session->due, 0, when);
        buffer_printf(detail, ", look again at %s", when);
    }
}

static void add(struct home *home, struct row row, const struct buffer *label, const struct buffer *detail)
{
    home->rows[home->count++] = row;
    output_printf("%zu  %s\n", home->count, buffer_text(label));
    if (detail->length)
        output_printf("   %s\n", buffer_text(detail));
}

static void add_row(struct home *home, const struct history_session *session,
                    const struct search_hit *hit)
{
    struct buffer label = {0}, detail = {0};

    if (home->count == SEARCH_MOST)
        return;
    if (session) {
        tell_session(session, &label, &detail);
    } else {
        search_hit_label(&label, hit);
        search_hit_detail(&detail, hit, "-", NULL);
    }
    add(home, (struct row){.session = session, .hit = hit ? *hit : (struct search_hit){0}}, &label, &detail);
    buffer_free(&label);
    buffer_free(&detail);
}

static void list_unfinished(struct home *home, size_t most)
{
    size_t i;

    for (i = 0; i < home->unfinished.count && home->count < most; i++)
        add_row(home, &home->unfinished.items[i], NULL);
}

static void list_recent(struct home *home)
{
    const struct library_entry *recent[MOST_RECENT];
    size_t count = 0, i, k;

    for (i = 0; i < home->sessions.count && count < MOST_RECENT; i++) {
        const struct library_entry *flow =
            search_flow_named(home->search, home->sessions.items[i].flow);

        for (k = 0; k < count && recent[k] != flow;)
            k++;
        if (!flow || k < count)
            continue;
        recent[count++] = flow;
        add_row(home, NULL, &(struct search_hit){.flow = flow, .error = "", .why = ""});
    }
}

static void list_hits(struct home *home, size_t most)
{
    size_t all = home->hits.count + home->hits.more, i;

    home->count = 0;
    for (i = 0; i < home->hits.count && i < most; i++)
        add_row(home, NULL, &home->hits.items[i]);
    if (i < all)
        output_printf("And %zu more: type more of it.\n", all - i);
}

static void do_flows(struct home *home)
{
    search_find(home->search, "", &home->hits);
    list_hits(home, SEARCH_MOST);
    if (!home->count)
        output_text("No flow was found; say where they are: --flows=DIR\n");
}

static void do_sessions(struct home *home)
{
    const size_t all = home->sessions.all;
    size_t i;

    home->count = 0;
    for (i = 0; i < home->sessions.count && i < MOST_LISTED; i++)
        add_row(home, &home->sessions.items[i], NULL);
    if (i < all)
        output_printf("And %zu more: 'errwalk sessions' lists and searches them all.\n", all - i);
    else if (!all)
        output_text("There are no sessions.\n");
}

static const struct stats_result *figures_of(struct home *home)
{
    return stats_result(home->stats, stats_library_flow, search_library(home->search));
}

/* The flows that were walked, by a number each. */
static void list_figures(struct home *home)
{
    const struct stats_result *result = figures_of(home);
    size_t i;

    for (i = 0; i < result->count && home->count < SEARCH_MOST; i++) {
        const struct stats_flow *flow = &result->flows[i];
        struct buffer label = {0}, detail = {0};

        buffer_printf(&label, "Figures: %s [%s]", *flow->title ? flow->title : flow->id, flow->id);
        stats_flow_words(&detail, flow);
        add(home, (struct row){.figures = flow->id}, &label, &detail);
        buffer_free(&label);
        buffer_free(&detail);
    }
    if (!result->count)
        output_text("No walk is there to count yet. Walk through a problem, then ask here again: how walks\n"
                    "ended, where people left and which fixes worked. Trainings do not count.\n");
}

static void do_figures(struct home *home)
{
    if (!home->history) {
        refuse(home, "no history is kept, so there is nothing to count");
        return;
    }
    stats_free(home->stats);
    home->stats = stats_new(&stats_filter_all);
    home->count = 0;
    if (figures_add_from(home->history, false, home->stats) == EXIT_DONE)
        list_figures(home);
}

static void read_figures(struct home *home, const char *id)
{
    struct stats_filter one = stats_filter_all;
    struct stats_view view = figures_view(&one);
    const struct stats_result *result = figures_of(home);
    struct buffer text = {0};
    size_t i;

    one.flows = &id;
    one.flow_count = 1;
    view.plain = true;
    for (i = 0; i < result->count; i++) {
        const struct stats_result alone = {.flows = &result->flows[i], .count = 1};

        if (strcmp(result->flows[i].id, id) == 0)
            stats_format_named("text")->write(&text, &alone, &view);
    }
    output_text(buffer_text(&text));
    buffer_free(&text);
}

static void do_help(struct home *home);

static void do_train(struct home *home)
{
    home->choice->start.trains = true;
    home->done = true;
}

static void do_practise(struct home *home)
{
    home->choice->start.practises = true;
    do_train(home);
}

static void do_quit(struct home *home)
{
    home->done = true;
}

static const struct home_command home_commands[] = {
    {"f", "lists the flows", do_flows},
    {"s", "lists the sessions", do_sessions},
    {"figures", "shows what worked, over all sessions", do_figures},
    {"t", "trains on a case", do_train},
    {"p", "practises what you got wrong, when it is due again", do_practise},
    {"?", "says what can be typed", do_help},
    {"q", "leaves", do_quit},
};

enum { COMMANDS = sizeof home_commands / sizeof *home_commands };

static void do_help(struct home *home)
{
    size_t i;

    (void)home;
    output_text("Type a code in any spelling, a name, words of a message or a line of a log:\n"
                "what it finds is listed. A number of the list takes that one; for the error of\n"
                "such a number type 'error 5'.\n");
    for (i = 0; i < COMMANDS; i++)
        output_printf(":%s  %s\n", home_commands[i].name, home_commands[i].help);
}

/* An error without a flow: its page, then the flow for any error. */
static void show_known(struct home *home, const struct search_hit *hit)
{
    struct search_hit general = *hit;
    struct buffer page = {0};

    page_catalog(&page, hit->known);
    output_prose(buffer_text(&page));
    buffer_free(&page);
    home->count = 0;
    general.flow = search_for_any(home->search, hit->code);
    if (!general.flow)
        return;
    general.known = NULL;
    output_text("This may help:\n");
    add_row(home, NULL, &general);
}

/* A session that has ended: its transcript. */
static void read_session(struct home *home, const char *id)
{
    const struct export_options options = {.format = transcript_format_named("text")};
    struct export_result result = {0};
    struct session *session = NULL;
    struct buffer text = {0};

    if (history_load(home->history, id, &session) != STATUS_OK)
        output_error("%s", history_message(home->history));
    else if (export_document(session, &options, &text, &result) == STATUS_OK)
        output_text(buffer_text(&text));
    export_result_free(&result);
    buffer_free(&text);
    session_free(session);
}

static void take(struct home *home, const struct row *row)
{
    struct search_start start;

    if (row->session && row->session->outcome != OUTCOME_UNFINISHED) {
        read_session(home, row->session->id);
        return;
    }
    if (row->figures) {
        read_figures(home, row->figures);
        return;
    }
    if (row->session) {
        snprintf(home->choice->session, sizeof home->choice->session, "%s", row->session->id);
        home->done = true;
        return;
    }
    if (row->hit.known && !row->hit.flow) {
        const struct search_hit hit = row->hit;

        show_known(home, &hit);
        return;
    }
    start = search_start(home->search, &row->hit, home->typed);
    if (!start.flow) {
        refuse(home, row->hit.event ? "an event ID is not an error: type the error that its text names"
                                    : "there is no flow for this");
        return;
    }
    home->done = true;
    home->choice->start = (struct tui_start){
        .flow = start.flow, .error = memory_copy(start.error, strlen(start.error)), .code = start.code};
}

static void find(struct home *home, const char *text)
{
    search_find(home->search, text, &home->hits);
    home->count = 0;
    if (home->hits.count)
        list_hits(home, MOST_LISTED);
    else
        refuse(home, "no match; type something else, or :f for the flows");
}

/* A number of the list; 0 for any other text. */
static size_t listed(const struct home *home, const char *text)
{
    size_t length = strlen(text);
    unsigned long number = length < 6 && strspn(text, "0123456789") == length
                               ? strtoul(text, NULL, 10) : 0;

    return number <= home->count ? number : 0;
}

static void reply(struct home *home, char *text, char **typed)
{
    size_t number = listed(home, text), i;

    if (number) {
        take(home, &home->rows[number - 1]);
        return;
    }
    if (*text != ':') {
        memory_free(*typed);
        *typed = memory_copy(text, strlen(text));
        home->typed = *typed;
        find(home, text);
        return;
    }
    for (i = 0; i < COMMANDS; i++) {
        if (strcmp(home_commands[i].name, text + 1) == 0) {
            home_commands[i].run(home);
            return;
        }
    }
    refuse(home, "there is no such command; :? says what can be typed");
}

static void show_start(struct home *home)
{
    output_text("What's the problem?\n");
    list_unfinished(home, MOST_UNFINISHED);
    list_recent(home);
    output_printf("Type an error, its code or its message%s. :f lists the flows, %s:t trains, "
                  ":figures says what worked, :? helps, :q leaves.\n",
                  home->count ? ", or a number of the list" : "",
                  home->sessions.count ? ":s the sessions, " : "");
}

/* Without blanks around it. */
static char *trim(char *text)
{
    static const char blanks[] = " \t\r\n";
    size_t length;

    text += strspn(text, blanks);
    length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]))
        text[--length] = '\0';
    return text;
}

static void ask(struct home *home)
{
    char *line = NULL, *typed = NULL;
    size_t capacity = 0;

    while (!home->done) {
        char *text;

        output_text(home->asks_again ? "> " : "");
        output_flush();
        if (getline(&line, &capacity, stdin) < 0) {
            output_error("name a problem: an error in any spelling, a flow's id or a .yaml file; "
                         "'errwalk flows' lists the flows");
            home->code = EXIT_USAGE;
            break;
        }
        text = output_from_locale(line);
        if (!text)
            refuse(home, "that is no text in the encoding of the locale");
        else if (*trim(text))
            reply(home, trim(text), &typed);
        memory_free(text);
    }
    memory_free(typed);
    free(line);
}

enum exit_code plain_home(struct walk_runner *runner, const struct search *search,
                             struct home_choice *choice)
{
    const struct history_filter newest = {.since = INT64_MIN,
                                          .outcome = -1,
                                          .most = MOST_READ,
                                          .counts_all = true},
                                unfinished = {.since = INT64_MIN,
                                              .outcome = OUTCOME_UNFINISHED,
                                              .own = true,
                                              .most = MOST_UNFINISHED};
    struct home *home = memory_alloc(sizeof *home);
    enum exit_code code;

    home->search = search;
    home->history = runner->history;
    home->choice = choice;
    home->typed = "";
    home->asks_again = isatty(STDIN_FILENO);
    if (runner->history &&
        (history_list(runner->history, &newest, &home->sessions) == STATUS_IO ||
         history_list(runner->history, &unfinished, &home->unfinished) == STATUS_IO))
        output_error("%s", history_message(runner->history));
    show_start(home);
    ask(home);
    code = home->code;
    history_list_free(&home->sessions);
    history_list_free(&home->unfinished);
    stats_free(home->stats);
    memory_free(home);
    return code;
}
