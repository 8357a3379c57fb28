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

static const char any_error[] = "windows/any-error";

enum { DESCRIPTION = 256 };

static const char *next_command(void *context)
{
    const struct command *const **at = context;

    return **at ? (*(*at)++)->name : NULL;
}

static enum exit_code report_unknown(const char *text)
{
    const struct command *const *at = commands;
    const char *near = text_nearest(text, next_command, &at);

    if (near)
        output_error("nothing is known of '%s'; did you mean the command '%s'?", text, near);
    else
        output_error("nothing is known of '%s'; 'errwalk flows' lists the flows there are", text);
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
    if (problem->code >= 0)
        buffer_printf(out, problem->code > INT32_MAX ? " (0x%08llX)" : " (%lld)",
                      (long long)problem->code);
    if (problem->known) {
        catalog_describe(problem->known, meaning, sizeof meaning);
        buffer_printf(out, ": %s", meaning);
    }
}

/* No flow is for it: the general flow, and those that share words with it. */
static enum exit_code offer_near(struct library *library, const char *text,
                                 const struct problem *problem, const struct options *options,
                                 struct start *start)
{
    const struct library_entry *near[PROBLEM_MOST], *general = library_by_id(library, any_error);
    struct tui_choice choices[PROBLEM_MOST + 1];
    size_t count = 0, found, i, chosen = 0;
    struct buffer title = {0};
    enum exit_code code = EXIT_NO;

    if (problem && general)
        choices[count++] = (struct tui_choice){general->title, general->id};
    found = problem_near(library, problem ? problem->error : text, near, PROBLEM_MOST - 1);
    for (i = 0; i < found; i++) {
        if (near[i] != general)
            choices[count++] = (struct tui_choice){near[i]->title, near[i]->id};
    }
    if (problem)
        name_problem(problem, &title);
    else
        buffer_printf(&title, "No error and no flow has the name '%s'.", text);
    if (count)
        code = choose_one(options, buffer_text(&title),
                          problem ? "There is no flow for this error yet. These may help:"
                                  : "These flows share words with it:",
                          choices, count, &chosen);
    else
        report_unknown(text);
    buffer_free(&title);
    if (code != EXIT_DONE)
        return code;
    *start = (struct start){.flow = choices[chosen].detail, .error = "", .code = -1};
    if (problem && general && strcmp(start->flow, any_error) == 0) {
        start->error = problem->error;
        start->code = problem->code;
    }
    return EXIT_DONE;
}

static enum exit_code start_problem(struct library *library, const char *text,
                                    const struct problem *problem, const struct options *options,
                                    struct start *start)
{
    if (!problem->entry)
        return offer_near(library, text, problem, options, start);
    *start = start_at(problem);
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
    return code == EXIT_DONE
               ? start_problem(library, text, &problems[chosen], options, start)
               : code;
}

enum exit_code start_find(struct library *library, const char *text,
                          const struct options *options, struct start *start)
{
    struct problem problems[PROBLEM_MOST];
    size_t count;

    if (search_path_is_file(text)) {
        *start = (struct start){.file = text, .error = "", .code = -1};
        return EXIT_DONE;
    }
    count = problem_find(library, text, problems, PROBLEM_MOST);
    if (count == 0)
        return offer_near(library, text, NULL, options, start);
    if (count == 1)
        return start_problem(library, text, &problems[0], options, start);
    return ask_which(library, text, problems, count, options, start);
}
