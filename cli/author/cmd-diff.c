/* SPDX-License-Identifier: MIT */
/*
 * errwalk diff OLD NEW: what an edit of a flow, or of all flows of a directory, changes, and which
 * sessions it would send elsewhere. Sessions are those of NEW: OLD is often a copy with another name.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <stdio.h>

#include "errwalk/change.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "diff-sessions.h"

enum { SHOWN_TEXT = 200 }; /* bytes of a long text that are shown; JSON has all of it */

static enum exit_code run(const struct options *options);

const struct command command_diff = {
    .name = "diff",
    .usage = "OLD NEW",
    .summary = "show what an edit of flows changes",
    .options = TAKES_FORMAT | TAKES_TEAM,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON,
    .run = run,
};

enum { OLD, NEW, SIDES };

/* One version: where its flows are looked for, and one that was read from a pipe. */
struct side {
    const char *operand;
    struct library *library;
    struct flow *piped; /* or NULL */
};

/* A flow of which there are two versions, or one. */
struct row {
    struct diff_pair pair;
    const char *title;
    struct changes changes;
};

struct comparison {
    const struct options *options;
    struct side sides[SIDES];
    struct row *rows;
    size_t count, capacity;
    bool is_of_directories;
};

static void print_text(const char *label, const char *text)
{
    size_t length = text_fit(text, strlen(text), SHOWN_TEXT), i;
    struct buffer line = {0};

    for (i = 0; i < length; i++)
        buffer_char(&line, text[i] == '\n' ? ' ' : text[i]);
    output_printf("%s%s%s\n", label, buffer_text(&line), text[length] ? "…" : "");
    buffer_free(&line);
}

static void print_change(const struct change *change)
{
    static const char marks[CHANGE_KIND_COUNT] = {'+', '-', '~', '~'};

    output_printf("%c %s", marks[change->kind], change->path);
    if (change->kind == CHANGE_ADDED || change->kind == CHANGE_REMOVED) {
        print_text(": ", change->kind == CHANGE_ADDED ? change->after : change->before);
        return;
    }
    output_printf(change->kind == CHANGE_ORDER ? ", the order\n" : "\n");
    print_text("    was: ", change->before);
    print_text("    is:  ", change->after);
}

static void print_changes(const struct changes *changes)
{
    size_t counts[CHANGE_KIND_COUNT] = {0}, i;

    for (i = 0; i < changes->count; i++) {
        print_change(&changes->items[i]);
        counts[changes->items[i].kind]++;
    }
    output_printf("%s%zu added, %zu removed, %zu changed\n", changes->count ? "\n" : "",
                  counts[CHANGE_ADDED], counts[CHANGE_REMOVED],
                  counts[CHANGE_TEXT] + counts[CHANGE_ORDER]);
}

static enum change_kind kind_of(const struct row *row)
{
    return !row->pair.before ? CHANGE_ADDED : !row->pair.after ? CHANGE_REMOVED : CHANGE_TEXT;
}

static void print_rows(const struct comparison *comparison)
{
    static const char marks[CHANGE_KIND_COUNT] = {'+', '-', '~', '~'};
    size_t counts[CHANGE_KIND_COUNT] = {0}, i;

    for (i = 0; i < comparison->count; i++) {
        const struct row *row = &comparison->rows[i];

        counts[kind_of(row)]++;
        output_printf("%c %s: %s\n", marks[kind_of(row)], row->pair.id, row->title);
        if (kind_of(row) == CHANGE_TEXT) {
            output_text("\n");
            print_changes(&row->changes);
            output_text("\n");
        }
    }
    output_printf("%zu flow%s added, %zu removed, %zu changed\n", counts[CHANGE_ADDED],
                  text_plural(counts[CHANGE_ADDED]), counts[CHANGE_REMOVED],
                  counts[CHANGE_TEXT]);
}

static enum exit_code report(struct comparison *comparison, struct diff_sessions *sessions)
{
    const char *whose = comparison->is_of_directories ? "these flows" : "this flow";
    enum exit_code code;

    if (comparison->is_of_directories)
        print_rows(comparison);
    else
        print_changes(&comparison->rows[0].changes);
    if (!sessions->history)
        return EXIT_DONE;
    code = diff_sessions_replay(sessions);
    if (code == EXIT_DONE && sessions->count)
        output_printf("%s%zu of the %zu sessions of %s would end elsewhere\n",
                      sessions->moved ? "\n" : "", sessions->moved, sessions->count, whose);
    else if (code == EXIT_DONE)
        output_printf("there are no sessions of %s on this computer to compare with\n", whose);
    return code;
}

static json_t *changes_json(const struct changes *changes)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < changes->count; i++) {
        const struct change *change = &changes->items[i];

        json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:o}", "change",
                                              change_kind_names[change->kind], "path",
                                              document_text(change->path), "was",
                                              document_text_or_null(change->before), "is",
                                              document_text_or_null(change->after)));
    }
    return list;
}

static void put_rows(struct comparison *comparison, json_t *root)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < comparison->count; i++) {
        const struct row *row = &comparison->rows[i];

        json_array_append_new(list,
                              json_pack("{s:o, s:s, s:o}", "flow", document_text(row->pair.id),
                                        "change", change_kind_names[kind_of(row)], "changes",
                                        changes_json(&row->changes)));
    }
    json_object_set_new(root, "flows", list);
}

static enum exit_code tell_json(struct comparison *comparison, struct diff_sessions *sessions)
{
    enum exit_code code = EXIT_DONE;
    struct buffer text = {0};
    json_t *root;

    root = json_object();
    if (comparison->is_of_directories)
        put_rows(comparison, root);
    else
        json_object_set_new(root, "changes", changes_json(&comparison->rows[0].changes));
    sessions->list = json_array();
    if (sessions->history)
        code = diff_sessions_replay(sessions);
    json_object_set_new(root, "sessions", json_integer((json_int_t)sessions->count));
    json_object_set_new(root, "elsewhere", sessions->list);
    document_write(root, &text);
    if (code == EXIT_DONE)
        output_document(buffer_text(&text), text.length);
    buffer_free(&text);
    return code;
}

static enum exit_code compare(struct comparison *comparison)
{
    const struct options *options = comparison->options;
    struct diff_pair *pairs = memory_alloc((comparison->count + 1) * sizeof *pairs);
    struct diff_sessions sessions = {.pairs = pairs, .whole_team = options->whole_team};
    enum exit_code code = EXIT_DONE;
    size_t i;

    for (i = 0; i < comparison->count; i++) {
        struct row *row = &comparison->rows[i];

        if (kind_of(row) == CHANGE_TEXT)
            pairs[sessions.pair_count++] = row->pair;
    }
    if (!options->no_history)
        sessions.history = search_path_history(options);
    if (!options->no_history && !sessions.history)
        code = EXIT_USAGE;
    else
        code = options->format == FORMAT_JSON ? tell_json(comparison, &sessions)
                                              : report(comparison, &sessions);
    history_free(sessions.history);
    memory_free(pairs);
    return code;
}

/* What `<(command)` gives, or another file that is no .yaml: read to its end. */
static bool is_piped(const char *operand)
{
    struct stat status;

    return !search_path_is_file(operand) && strchr(operand, '/') && stat(operand, &status) == 0 &&
           !S_ISDIR(status.st_mode);
}

static bool read_all(const char *path, struct buffer *text)
{
    FILE *file = fopen(path, "rb");
    char bytes[4096];
    size_t length;
    bool good;

    if (!file)
        return false;
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0 && text->length <= FLOW_MAX_BYTES)
        buffer_append(text, bytes, length);
    good = !ferror(file) && text->length <= FLOW_MAX_BYTES;
    fclose(file);
    return good;
}

/* The other version says where its blocks are. */
static enum exit_code load_piped(struct side *side, const struct side *other,
                                 const struct flow **flow)
{
    struct diag_list faults = {0};
    struct buffer text = {0};
    enum exit_code code = EXIT_USAGE;

    if (!read_all(side->operand, &text)) {
        output_error("cannot read %s, or it is larger than a flow may be", side->operand);
    } else if (flow_parse(side->operand, NULL, buffer_text(&text), text.length, &faults,
                          &side->piped) == STATUS_OK) {
        if (search_path_is_file(other->operand))
            library_look_beside(side->library, other->operand);
        flow_link(side->piped, side->library);
        *flow = side->piped;
        code = EXIT_DONE;
    }
    output_faults(&faults);
    diag_list_free(&faults);
    buffer_free(&text);
    return code;
}

static struct row *add_row(struct comparison *comparison, const char *id)
{
    struct row *row;

    memory_grow((void **)&comparison->rows, &comparison->capacity, comparison->count,
                sizeof *comparison->rows);
    row = &comparison->rows[comparison->count++];
    *row = (struct row){.pair.id = id, .title = ""};
    return row;
}

static enum exit_code compare_flows(struct comparison *comparison)
{
    const struct flow *flows[SIDES] = {NULL, NULL};
    enum exit_code code = EXIT_DONE;
    struct row *row;
    int i;

    for (i = 0; i < SIDES && code == EXIT_DONE; i++) {
        struct side *side = &comparison->sides[i];

        code = is_piped(side->operand)
                   ? load_piped(side, &comparison->sides[SIDES - 1 - i], &flows[i])
                   : search_path_flow(side->library, side->operand, &flows[i]);
    }
    if (code != EXIT_DONE)
        return code;
    row = add_row(comparison, flows[comparison->sides[NEW].piped ? OLD : NEW]->id);
    row->pair.before = flows[OLD];
    row->pair.after = flows[NEW];
    changes_find(flows[OLD], flows[NEW], &row->changes);
    return compare(comparison);
}

static enum exit_code load_row(struct side *side, const char *id, const struct flow **flow,
                               const char **title)
{
    struct diag_list faults = {0};
    enum status status = library_flow(side->library, id, &faults, flow);
    enum exit_code code = search_path_report(status, &faults, id);

    if (code == EXIT_DONE)
        *title = (*flow)->title;
    return code;
}

/* A flow of one or both directories; what is the same in both is left out. */
static enum exit_code compare_id(struct comparison *comparison, const char *id, bool is_old,
                                 bool is_new)
{
    struct row *row = add_row(comparison, id);
    enum exit_code code = EXIT_DONE;

    if (is_old)
        code = load_row(&comparison->sides[OLD], id, &row->pair.before, &row->title);
    if (is_new && code == EXIT_DONE)
        code = load_row(&comparison->sides[NEW], id, &row->pair.after, &row->title);
    if (code == EXIT_DONE && is_old && is_new)
        changes_find(row->pair.before, row->pair.after, &row->changes);
    if (code != EXIT_DONE || (is_old && is_new && !row->changes.count)) {
        changes_free(&row->changes);
        comparison->count--;
    }
    return code;
}

/* Both lists are sorted by id. */
static enum exit_code compare_lists(struct comparison *comparison,
                                    const struct library_entry *old, size_t old_count,
                                    const struct library_entry *new, size_t new_count)
{
    enum exit_code code = EXIT_DONE, worst = EXIT_DONE;

    while (old_count || new_count) { /* an assignment is no flow */
        int order = !old_count ? 1 : !new_count ? -1 : strcmp(old->id, new->id);

        code = (order <= 0 ? old : new)->is_assignment
                   ? EXIT_DONE
                   : compare_id(comparison, order <= 0 ? old->id : new->id, order <= 0, order >= 0);
        worst = code == EXIT_DONE ? worst : code;
        if (order <= 0) {
            old++;
            old_count--;
        }
        if (order >= 0) {
            new++;
            new_count--;
        }
    }
    code = compare(comparison);
    return code == EXIT_DONE ? worst : code;
}

static enum exit_code compare_directories(struct comparison *comparison)
{
    const struct library_entry *entries[SIDES];
    struct library *lists[SIDES];
    size_t counts[SIDES];
    enum exit_code code;
    int i;

    comparison->is_of_directories = true;
    for (i = 0; i < SIDES; i++) {
        library_new(&comparison->sides[i].operand, 1, &lists[i]);
        library_on_passed_over(lists[i], search_path_passed_over);
        library_entries(lists[i], &entries[i], &counts[i]);
    }
    code = compare_lists(comparison, entries[OLD], counts[OLD], entries[NEW], counts[NEW]);
    for (i = 0; i < SIDES; i++)
        library_free(lists[i]);
    return code;
}

/* Each from a library of its own: both may have one id. */
static enum exit_code run(const struct options *options)
{
    struct comparison comparison = {.options = options};
    enum exit_code code = EXIT_USAGE;
    size_t directories = 0, i;

    if (options->operand_count != SIDES) {
        output_error("diff takes two flows, or two directories: the old and the new");
        return EXIT_USAGE;
    }
    for (i = 0; i < SIDES; i++)
        directories += search_path_is_directory(options->operands[i]);
    if (directories == 1) {
        output_error("diff takes two flows or two directories, not one of each");
        return EXIT_USAGE;
    }
    for (i = 0; i < SIDES; i++) {
        comparison.sides[i].operand = options->operands[i];
        comparison.sides[i].library =
            search_path_library(options, directories ? options->operands[i] : NULL);
    }
    if (comparison.sides[OLD].library && comparison.sides[NEW].library)
        code = directories ? compare_directories(&comparison) : compare_flows(&comparison);
    for (i = 0; i < comparison.count; i++)
        changes_free(&comparison.rows[i].changes);
    for (i = 0; i < SIDES; i++) {
        flow_free(comparison.sides[i].piped);
        library_free(comparison.sides[i].library);
    }
    memory_free(comparison.rows);
    return code;
}
