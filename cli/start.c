/*
 * Where a walk begins; see the header.
 */
#include <config.h>

#include "start.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/problem.h"
#include "errwalk/text.h"

#include "choose.h"
#include "output.h"
#include "search-path.h"
#include "unknown.h"

enum { DESCRIPTION = 256, OFFERED = PROBLEM_MOST - 2 };

static const char *next_command(void *context)
{
    const struct command *const **at = context;

    return **at ? (*(*at)++)->name : NULL;
}

/* Where to look instead. */
static const char *look_elsewhere(struct library *library)
{
    const struct library_entry *entries;
    size_t count = 0;

    if (library_entries(library, &entries, &count) == STATUS_OK && count == 0)
        return "no flows are installed; --flows=DIR says where some are";
    return "'errwalk' alone searches, 'errwalk flows' lists the flows";
}

static enum exit_code report_unknown(struct library *library, const char *text)
{
    const struct command *const *at = commands;
    const char *near = text_nearest(text, next_command, &at);
    struct buffer names = {0};

    unknown_near(text, &names);
    if (near)
        output_error("nothing is known of '%s'; did you mean the command '%s'?", text, near);
    else
        output_error("nothing is known of '%s'%s; %s", text, buffer_text(&names),
                     look_elsewhere(library));
    buffer_free(&names);
    return EXIT_NO;
}

static struct start start_at(const struct problem *problem)
{
    return (struct start){
        .flow = problem->entry->id, .error = problem->error, .code = problem->code};
}

/* "ERROR_LOGON_FAILURE (1326)" and what it means. */
static void name_problem(const struct problem *problem, struct buffer *out)
{
    char meaning[DESCRIPTION];

    buffer_string(out, problem->error);
    code_print_after(out, problem->code);
    if (problem->known) {
        catalog_describe(problem->known, meaning, sizeof meaning);
        buffer_printf(out, ": %s", meaning);
    }
}

/* The flows that share words with a text, but for the general one, which is always offered. */
static size_t add_near(struct library *library, const char *text, struct tui_choice *choices)
{
    const struct library_entry *near[OFFERED];
    size_t found = problem_near(library, text, near, OFFERED), i, count = 0;

    for (i = 0; i < found; i++) {
        if (strcmp(near[i]->id, problem_any_error) != 0)
            choices[count++] = (struct tui_choice){near[i]->title, near[i]->id};
    }
    return count;
}

/* In the general flow the problem stays what the person named. */
static struct start start_near(const char *flow, const char *error, struct code code)
{
    bool general = strcmp(flow, problem_any_error) == 0;

    return (struct start){
        .flow = flow, .error = general ? error : "", .code = general ? code : (struct code){0}};
}

/* An error that has no flow: the general flow where it is one of Windows, and those that share words
 * with its name. */
static enum exit_code offer_near(struct library *library, const struct problem *problem,
                                 const struct options *options, struct start *start)
{
    const struct library_entry *general = library_by_id(library, problem_any_error);
    struct tui_choice choices[OFFERED + 1];
    size_t count = 0, chosen = 0;
    struct buffer title = {0};
    enum exit_code code = EXIT_NO;

    if (general && code_is_windows(problem->code))
        choices[count++] = (struct tui_choice){general->title, general->id};
    count += add_near(library, problem->error, choices + count);
    name_problem(problem, &title);
    if (count) {
        code = choose_one(options, buffer_text(&title),
                          "There is no flow for this error yet. These may help:", choices, count,
                          &chosen);
    } else {
        output_printf("%s\n", buffer_text(&title));
        output_error("there is no flow for %s; %s", problem->error, look_elsewhere(library));
    }
    buffer_free(&title);
    if (code == EXIT_DONE)
        *start = start_near(choices[chosen].detail, problem->error, problem->code);
    return code;
}

static enum exit_code start_problem(struct library *library, const struct problem *problem,
                                    const struct options *options, struct start *start)
{
    if (!problem->entry)
        return offer_near(library, problem, options, start);
    *start = start_at(problem);
    return EXIT_DONE;
}

/* Nothing is known of it: what was probably meant, the flows that share words, the general flow. */
static enum exit_code offer_unknown(struct library *library, const char *text,
                                    const struct options *options, struct start *start)
{
    const struct library_entry *general = library_by_id(library, problem_any_error);
    const struct catalog_entry *meant = problem_misspelt(text);
    struct tui_choice choices[OFFERED + 2];
    struct buffer title = {0}, name = {0};
    struct problem problem = {.error = "", .why = ""};
    size_t count = 0, chosen = 0;
    enum exit_code code = EXIT_NO;

    if (meant && problem_find(library, catalog_entry_name(meant), &problem, 1)) {
        problem.known = meant;
        name_problem(&problem, &name);
        choices[count++] = (struct tui_choice){buffer_text(&name), "the name that is nearest"};
    }
    count += add_near(library, text, choices + count);
    if (general && *text)
        choices[count++] = (struct tui_choice){general->title, general->id};
    buffer_printf(&title, "Nothing is known of '%s'", text);
    unknown_near(text, &title);
    if (count)
        code = choose_one(options, buffer_text(&title), "These may help:", choices, count, &chosen);
    buffer_free(&title);
    buffer_free(&name);
    if (code == EXIT_NO)
        return report_unknown(library, text);
    if (code != EXIT_DONE)
        return code;
    if (*problem.error && chosen == 0)
        return start_problem(library, &problem, options, start);
    *start = start_near(choices[chosen].detail, text, (struct code){0});
    return EXIT_DONE;
}

/* Which of several readings is meant. */
static enum exit_code ask_which(struct library *library, const char *text,
                                const struct problem *problems, size_t count,
                                const struct options *options, struct start *start)
{
    struct tui_choice choices[PROBLEM_MOST];
    struct buffer names[PROBLEM_MOST] = {{0}}, title = {0};
    enum exit_code code;
    size_t i, chosen = 0;

    for (i = 0; i < count; i++) {
        name_problem(&problems[i], &names[i]);
        choices[i] = (struct tui_choice){buffer_text(&names[i]), problems[i].why};
    }
    buffer_printf(&title, "'%s' may mean several errors. Which is it?", text);
    code = choose_one(options, buffer_text(&title), "", choices, count, &chosen);
    for (i = 0; i < count; i++)
        buffer_free(&names[i]);
    buffer_free(&title);
    if (code == EXIT_NO)
        output_error("'%s' may mean several errors: name one of them", text);
    return code == EXIT_DONE ? start_problem(library, &problems[chosen], options, start) : code;
}

enum exit_code start_find(struct library *library, const char *text,
                          const struct options *options, struct start *start)
{
    struct problem problems[PROBLEM_MOST];
    size_t count;

    if (search_path_is_file(text)) {
        *start = (struct start){.file = text, .error = ""};
        return EXIT_DONE;
    }
    count = problem_find(library, text, problems, PROBLEM_MOST);
    if (count == 0 && unknown_is_event(text))
        return EXIT_NO;
    if (count == 0)
        return offer_unknown(library, text, options, start);
    if (count == 1)
        return start_problem(library, &problems[0], options, start);
    return ask_which(library, text, problems, count, options, start);
}
