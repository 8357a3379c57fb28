/* SPDX-License-Identifier: MIT */
/*
 * errwalk learn FLOW: what past walks say of its likelihoods and of its fixes.
 */
#include <config.h>

#include <string.h>

#include "errwalk/check.h"
#include "errwalk/clock.h"
#include "errwalk/file.h"
#include "errwalk/history.h"
#include "errwalk/learn.h"
#include "errwalk/library.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

enum { PAGE = 500 };

static enum exit_code run(const struct options *options);

const struct command command_learn = {
    .name = "learn",
    .usage = "FLOW",
    .summary = "what past cases say of its likelihoods",
    .options = TAKES_LEARN | TAKES_TEAM,
    .run = run,
};

/* Gives the sessions of a page to the learning. */
static enum status add_page(struct history *history, const struct history_list *list, size_t from,
                            struct learning *learning)
{
    enum status status = STATUS_OK;
    size_t i;

    for (i = from; status == STATUS_OK && i < list->count; i++) {
        struct session *session = NULL;

        if (list->items[i].outcome == OUTCOME_UNFINISHED || *list->items[i].scenario)
            continue;
        status = history_load(history, list->items[i].id, &session);
        if (status == STATUS_OK)
            learning_add(learning, session);
        else if (status == STATUS_NO)
            status = STATUS_OK; /* removed meanwhile */
        session_free(session);
    }
    return status;
}

static enum exit_code add_history(struct history *history, bool whole_team, struct learning *learning)
{
    const struct history_filter filter = {
        .since = INT64_MIN, .outcome = -1, .own = !whole_team, .most = PAGE};
    struct history_list list = {0};
    enum status status = history_list(history, &filter, &list);
    size_t from = 0;

    while (status == STATUS_OK) {
        status = add_page(history, &list, from, learning);
        from = list.count;
        if (status != STATUS_OK || !list.more)
            break;
        status = history_list_more(history, &filter, &list);
    }
    history_list_free(&list);
    if (status == STATUS_OK)
        return EXIT_DONE;
    output_error("%s", history_message(history));
    return EXIT_FAULT;
}

static void print_causes(const struct learned *learned)
{
    size_t i;

    output_text("\nCauses, how likely each is: by the author's word, now, and in how many cases\n");
    for (i = 0; i < learned->cause_count; i++) {
        const struct learned_cause *cause = &learned->causes[i];

        output_printf("  %5.1f %%  %5.1f %%  %6.1f of %zu  %s\n", 100 * cause->said,
                      100 * cause->now, cause->seen, learned->cases, cause->cause->node.id);
    }
}

static void print_cures(const struct learned *learned)
{
    size_t i;

    output_text("\nFixes, how often each cures a cause: by the author's word, now, and in how many tries\n");
    for (i = 0; i < learned->cure_count; i++) {
        const struct learned_cure *cure = &learned->cures[i];

        output_printf("  %5.1f %%  %5.1f %%  %6.1f of %.1f  %s of %s\n", 100 * cure->said,
                      100 * cure->now, cure->cured, cure->tried, cure->fix->node.id,
                      cure->cause->node.id);
    }
}

/* Whether the text is a flow without errors. */
static bool is_sound(const struct flow *flow, const struct buffer *text, struct library *library)
{
    struct check_options options = {.library = library};
    struct diag_list faults = {0};
    struct flow *read = NULL;
    struct clock clock;
    enum status status;

    clock_init(&clock);
    options.today = clock_peek(&clock);
    status = flow_parse(flow->path, flow->id, text->bytes, text->length, &faults, &read);
    if (status == STATUS_OK)
        flow_link(read, library);
    if (status == STATUS_OK)
        status = flow_check(read, text->bytes, text->length, &options, &faults);
    if (status != STATUS_OK)
        output_faults(&faults);
    diag_list_free(&faults);
    flow_free(read);
    return status == STATUS_OK;
}

static enum exit_code write_flow(const struct flow *flow, const struct learned *learned,
                                 struct library *library)
{
    struct buffer before = {0}, after = {0};
    enum exit_code code = EXIT_DONE;

    if (file_read(flow->path, FLOW_MAX_BYTES, &before) != STATUS_OK ||
        learned_write(learned, before.bytes, before.length, &after) != STATUS_OK ||
        !is_sound(flow, &after, library)) {
        output_error("%s was left as it is: what was learned does not fit into it", flow->path);
        code = EXIT_USAGE;
    } else if (before.length == after.length &&
               memcmp(before.bytes, after.bytes, after.length) == 0) {
        output_printf("\n%s says so already.\n", flow->path);
    } else if (file_write(flow->path, after.bytes, after.length, true) != STATUS_OK) {
        code = output_unwritable(flow->path);
    } else {
        output_printf("\nIt is in %s now: 'seen' beside the causes, 'worked' beside the fixes.\n",
                      flow->path);
    }
    buffer_free(&before);
    buffer_free(&after);
    return code;
}

static enum exit_code learn(const struct options *options, struct library *library,
                            const struct flow *flow)
{
    struct history *history = search_path_history(options);
    struct learning *learning;
    const struct learned *learned;
    enum exit_code code;

    if (!history)
        return EXIT_USAGE;
    learning = learning_new(flow);
    code = add_history(history, options->whole_team, learning);
    if (code == EXIT_DONE) {
        learned = learning_result(learning);
        if (!learned->cases || !learned->cause_count) {
            output_error(flow->causes ? "no walk of %s has ended yet: there is nothing to learn from"
                                      : "%s has no causes: there is nothing to learn",
                         flow->id);
            code = EXIT_NO;
        } else {
            output_printf("%s, from %zu walk%s that ended\n", flow->title, learned->cases,
                          learned->cases == 1 ? "" : "s");
            print_causes(learned);
            print_cures(learned);
            code = options->write ? write_flow(flow, learned, library) : EXIT_DONE;
        }
    }
    learning_free(learning);
    history_free(history);
    return code;
}

static enum exit_code run(const struct options *options)
{
    if (options->operand_count != 1) {
        output_error("learn takes one flow, by its id or its file; 'errwalk flows' lists them");
        return EXIT_USAGE;
    }
    return search_path_with_flow(options, learn);
}
