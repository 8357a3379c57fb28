/* SPDX-License-Identifier: MIT */
/*
 * Where a walk begins; see the header.
 */
#include <config.h>

#include "start.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/memory.h"
#include "errwalk/problem.h"
#include "errwalk/search.h"
#include "errwalk/text.h"

#include "choose.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "unknown.h"

enum { DESCRIPTION = 256, OFFERED = PROBLEM_MOST, SHORT_TEXT = 32 };

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

    library_entries(library, &entries, &count);
    if (count == 0)
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
        output_error("no match for '%s'; did you mean the command '%s'?", text, near);
    else
        output_error("no match for '%s'%s; %s", text, buffer_text(&names),
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

    if (!*problem->error && problem->entry)
        buffer_string(out, problem->entry->title);
    buffer_string(out, problem->error);
    code_print_after(out, problem->code);
    if (problem->known) {
        catalog_describe(problem->known, meaning, sizeof meaning);
        buffer_printf(out, ": %s", meaning);
    }
}

/* The one search of home, complete. */
struct finder {
    struct search *search;
    struct search_hits *hits;
};

static void finder_open(struct finder *finder, struct library *library, const char *text)
{
    finder->search = search_new(library);
    finder->hits = memory_alloc(sizeof *finder->hits);
    search_read(finder->search, SIZE_MAX);
    search_find(finder->search, text, finder->hits);
}

static void finder_close(struct finder *finder)
{
    search_free(finder->search);
    memory_free(finder->hits);
}

/* The flows that an error's name finds as words, but for the general one, which is always offered. */
static size_t add_near(struct library *library, const char *error, struct tui_choice *choices)
{
    char *words = memory_copy(error, strlen(error)), *at;
    struct finder finder;
    size_t i, count = 0;

    for (at = words; *at; at++)
        *at = *at == '_' ? ' ' : *at;
    finder_open(&finder, library, words);
    for (i = 0; i < finder.hits->count && count < OFFERED; i++) {
        const struct search_hit *hit = &finder.hits->items[i];

        if (hit->flow && !hit->known && !hit->flow->any_of)
            choices[count++] = (struct tui_choice){hit->flow->title, hit->flow->id};
    }
    finder_close(&finder);
    memory_free(words);
    return count;
}

/* In a flow for any error the problem stays what the person named. */
static struct start start_near(const char *flow, bool is_for_any, const struct problem *problem)
{
    return is_for_any ? (struct start){.flow = flow, .error = problem->error, .code = problem->code}
                      : (struct start){.flow = flow, .error = ""};
}

/* An error that has no flow: the flow for any of its family, and those that share words with its
 * name. */
static enum exit_code offer_near(struct library *library, const struct problem *problem,
                                 const struct options *options, struct start *start)
{
    const struct library_entry *general = library_for_any(library, problem->code);
    struct tui_choice choices[OFFERED + 1];
    size_t count = 0, chosen = 0;
    struct buffer title = {0};
    enum exit_code code = EXIT_NO;

    if (general)
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
        *start = start_near(choices[chosen].detail, general && chosen == 0, problem);
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

static void describe_hits(const struct search_hits *hits, size_t count, struct buffer *texts,
                          struct tui_choice *choices)
{
    size_t i;

    for (i = 0; i < count; i++) {
        search_hit_label(&texts[2 * i], &hits->items[i]);
        search_hit_detail(&texts[2 * i + 1], &hits->items[i], "-", NULL);
        choices[i] = (struct tui_choice){buffer_text(&texts[2 * i]), buffer_text(&texts[2 * i + 1])};
    }
}

static enum exit_code choose_hit(const struct options *options, const struct search_hits *hits,
                                 const char *text, size_t *chosen)
{
    const size_t count = hits->count < OFFERED ? hits->count : OFFERED;
    struct buffer texts[2 * OFFERED] = {{0}}, hint = {0};
    struct tui_choice choices[OFFERED];
    enum exit_code code;
    size_t i;

    describe_hits(hits, count, texts, choices);
    buffer_printf(&hint, *hits->items[0].why ? "No match for '%s'. These come near:"
                                             : "These match '%s':", text);
    code = choose_one(options, "What's the problem?", buffer_text(&hint), choices, count, chosen);
    for (i = 0; i < 2 * count; i++)
        buffer_free(&texts[i]);
    buffer_free(&hint);
    return code;
}

/* Whether one flow has all words and nothing else has: then there is nothing to choose. */
static bool is_plain(const struct search_hits *hits)
{
    const struct search_hit *only = &hits->items[0];

    return hits->count == 1 && only->flow && !only->known && !*only->why;
}

/* What the words of a text find, as home does. */
static enum exit_code offer_found(struct library *library, const char *text,
                                  const struct options *options, struct start *start)
{
    enum exit_code code = EXIT_NO;
    struct finder finder;
    size_t chosen = 0;

    finder_open(&finder, library, text);
    if (is_plain(finder.hits))
        code = EXIT_DONE;
    else if (finder.hits->count)
        code = choose_hit(options, finder.hits, text, &chosen);
    if (code == EXIT_DONE) {
        const struct search_hit *hit = &finder.hits->items[chosen];
        const struct search_start found = search_start(finder.search, hit, text);

        *start = (struct start){.flow = found.flow, .error = found.error, .code = found.code};
        if (!found.flow) {
            output_error("there is no flow for %s; %s", hit->known ? hit->error : text,
                         look_elsewhere(library));
            code = EXIT_NO;
        }
    } else if (code == EXIT_NO) {
        code = report_unknown(library, text);
    }
    finder_close(&finder);
    return code;
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

/* The command that the first of several words is a letter away from; but for a final s ("session
 * expired" is no command). */
static const char *misspelt_command(const char *text)
{
    const struct command *const *each;
    const size_t length = strcspn(text, " ");
    char word[SHORT_TEXT];

    if (length < 4 || length >= sizeof word || !text[length])
        return NULL;
    snprintf(word, sizeof word, "%.*s", (int)length, text);
    for (each = commands; *each; each++) {
        const char *name = (*each)->name;

        if (text_distance(word, name, 1) == 1 && strncmp(word, name, strlen(name) - 1) != 0)
            return name;
    }
    return NULL;
}

enum exit_code start_find(struct library *library, const char *text,
                          const struct options *options, struct start *start)
{
    const char *meant = misspelt_command(text);
    struct problem problems[PROBLEM_MOST];
    size_t count;

    if (search_path_is_file(text)) {
        *start = (struct start){.file = text, .error = ""};
        return EXIT_DONE;
    }
    if (meant && !options->is_walk_named) {
        output_error("there is no command '%.*s'; did you mean '%s'? 'errwalk walk %s' looks for "
                     "these words", (int)strcspn(text, " "), text, meant, text);
        return EXIT_USAGE;
    }
    count = problem_find(library, text, (struct code){0}, problems, PROBLEM_MOST);
    if (count == 0 && unknown_report_event(text))
        return EXIT_NO;
    if (count == 0)
        return offer_found(library, text, options, start);
    if (count == 1)
        return start_problem(library, &problems[0], options, start);
    return ask_which(library, text, problems, count, options, start);
}
