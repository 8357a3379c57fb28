/* SPDX-License-Identifier: MIT */
/*
 * errwalk graph FLOW: a flow as an outline to be read, or drawn by Mermaid or Graphviz.
 */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "errwalk/diagram.h"
#include "errwalk/file.h"
#include "errwalk/history.h"
#include "errwalk/library.h"
#include "errwalk/moment.h"
#include "errwalk/stats-words.h"

#include "cli/command.h"
#include "cli/count-sessions.h"
#include "cli/output.h"
#include "cli/search-path.h"

enum { FILE_WIDTH = 72 };

static enum exit_code run(const struct options *options);

const struct command command_graph = {
    .name = "graph",
    .usage = "[FLOW]",
    .summary = "draw a flow",
    .options = TAKES_FORMAT | TAKES_OUTPUT | TAKES_GRAPH | TAKES_TEAM,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_MERMAID | 1u << FORMAT_DOT,
    .run = run,
};

/* The event that entered a flow, the latest if there are several, or NULL. */
static const struct event *find_entry(const struct session *session, const char *flow)
{
    const struct event *entry = moment_entrance(moment_now(session));

    while (entry && strcmp(entry->to_flow, flow) != 0)
        entry = moment_entrance(moment_before(session, entry));
    return entry;
}

/* By its id, from its file, or where there is none of that id now from the file of the session. */
static enum exit_code find_flow(struct library *library, const char *operand,
                                const struct session *session, const struct flow **flow)
{
    const char *id = operand ? operand : session_flow(session);
    const struct event *entry = session ? find_entry(session, id) : NULL;
    struct diag_list faults = {0};
    enum status status;

    if (operand && search_path_is_file(operand))
        status = library_add_file(library, operand, &faults, flow);
    else
        status = library_flow(library, id, &faults, flow);
    if (status == STATUS_NO && entry)
        status = library_add_file(library, entry->path, &faults, flow);
    return search_path_report(status, &faults, id);
}

/* Whether the trail can be shown on this flow; what was walked may have been another version. */
static bool fits_session(const struct flow *flow, const struct session *session)
{
    const struct event *entry = find_entry(session, flow->id);

    if (!entry) {
        output_error("session %s did not reach the flow '%s'", session_id(session), flow->id);
        return false;
    }
    if (strcmp(entry->sha256, flow->sha256) != 0)
        output_error("the flow has changed since session %s: what does not fit is not marked",
                     session_id(session));
    return true;
}

static enum exit_code write_out(const struct options *options,
                                const struct diagram_format *format, struct buffer *text)
{
    const bool is_text = strcmp(format->name, format_names[FORMAT_TEXT]) == 0;

    if (options->output && is_text)
        file_end_lines(text);
    if (!options->output && is_text)
        output_text(buffer_text(text));
    else if (!options->output)
        output_document(buffer_text(text), text->length);
    else if (file_write(options->output, buffer_text(text), text->length, options->force) !=
             STATUS_OK)
        return output_unwritable(options->output);
    return EXIT_DONE;
}

/* The format that is asked for, or that of the file's name. */
static const struct diagram_format *find_format(const struct options *options)
{
    const struct diagram_format *format = NULL;

    if (options->output && !options->format_given)
        format = diagram_format_of_file(options->output);
    return format ? format : diagram_format_named(format_names[options->format]);
}

/* A picture is for Graphviz to make; what would be written under that name is none. */
static bool is_picture(const char *path)
{
    static const char *const endings[] = {".png", ".svg", ".pdf", ".jpg", ".jpeg", ".gif", ".webp"};
    size_t length = strlen(path), i;

    for (i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);

        if (length > size && strcasecmp(path + length - size, endings[i]) == 0)
            return true;
    }
    return false;
}

static enum exit_code draw(const struct options *options, const struct map *map,
                           const struct diagram_notes *notes)
{
    const struct diagram_options how = {.width = options->output ? FILE_WIDTH : output_width(),
                                        .notes = notes};
    const struct diagram_format *format = find_format(options);
    struct buffer text = {0};
    enum exit_code code;

    diagram_draw(&text, format, map, &how);
    code = write_out(options, format, &text);
    buffer_free(&text);
    return code;
}

static const struct flow *drawn_flow(void *map, const char *id)
{
    const struct flow *flow = ((const struct map *)map)->flow;

    return strcmp(flow->id, id) == 0 ? flow : NULL;
}

static enum exit_code draw_figures(const struct options *options, struct map *map,
                                   struct stats *stats)
{
    const struct stats_flow *figures =
        stats_flow_named(stats_result(stats, drawn_flow, map), map->flow->id);
    struct diagram_notes notes;
    struct stats_tree tree;
    enum exit_code code;

    if (!figures) {
        output_error("no walk of '%s' is there to count", map->flow->id);
        return EXIT_NO;
    }
    stats_tree_new(&tree, figures, map->outline);
    notes = stats_notes(&tree);
    code = draw(options, map, &notes);
    stats_tree_free(&tree);
    return code;
}

static enum exit_code draw_flow(const struct options *options, const struct flow *flow,
                                const struct session *session)
{
    const char *ids[] = {flow->id};
    struct stats_filter alone = stats_filter_all;
    struct stats *stats = NULL;
    enum exit_code code = EXIT_DONE;
    struct map *map = NULL;

    alone.flows = ids;
    alone.flow_count = 1;
    if (options->stats) {
        stats = stats_new(&alone);
        code = figures_add(options, stats);
    }
    map_new(flow, session, &map);
    if (code == EXIT_DONE)
        code = stats ? draw_figures(options, map, stats) : draw(options, map, NULL);
    map_free(map);
    stats_free(stats);
    return code;
}

/* The session of --session. Anything but EXIT_DONE has been reported. */
static enum exit_code load_session(const struct options *options, struct session **session)
{
    struct history *history = search_path_history(options);
    enum exit_code code;
    char id[SESSION_ID_SIZE];

    if (!history)
        return EXIT_USAGE;
    code = search_path_session(history, options->session, id);
    if (code == EXIT_DONE && history_load(history, id, session) != STATUS_OK) {
        output_error("%s", history_message(history));
        code = EXIT_FAULT;
    }
    history_free(history);
    return code;
}

static enum exit_code run(const struct options *options)
{
    struct session *session = NULL;
    struct library *library;
    const struct flow *flow = NULL;
    enum exit_code code = EXIT_DONE;

    if (options->operand_count > 1 || (!options->operand_count && !options->session)) {
        output_error("graph takes one flow, by its id or its file; 'errwalk flows' lists them");
        return EXIT_USAGE;
    }
    if (options->output && is_picture(options->output)) {
        output_error("%s: graph draws no pictures; write a .dot, and let Graphviz make one of it: dot -Tsvg",
                     options->output);
        return EXIT_USAGE;
    }
    if (options->whole_team && !options->stats) {
        output_error("--team says whose figures --stats shows; without that it means nothing");
        return EXIT_USAGE;
    }
    library = search_path_library(options, NULL);
    if (!library)
        return EXIT_USAGE;
    if (options->session)
        code = load_session(options, &session);
    if (code == EXIT_DONE)
        code = find_flow(library, options->operands[0], session, &flow);
    if (code == EXIT_DONE && session && !fits_session(flow, session))
        code = EXIT_USAGE;
    if (code == EXIT_DONE)
        code = draw_flow(options, flow, session);
    session_free(session);
    library_free(library);
    return code;
}
