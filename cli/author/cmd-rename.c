/* SPDX-License-Identifier: MIT */
/*
 * errwalk rename FLOW NAME NEW: another name for a step, an answer, a cause or a fact, in the flow with its
 * tests, in flows that call it, and in scenarios. All files are made before the first is written.
 */
#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/file.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/path.h"
#include "errwalk/rename.h"
#include "errwalk/scenario.h"
#include "errwalk/text.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code run(const struct options *options);

const struct command command_rename = {
    .name = "rename",
    .usage = "FLOW NAME NEW",
    .summary = "rename a step, answer, cause or fact",
    .run = run,
};

/* A file with the name replaced. */
struct edit {
    char *path;
    struct buffer text, lines;
    size_t count;
};

struct work {
    struct renaming renaming;
    char *file; /* of the flow, as realpath has it */
    struct edit *edits;
    size_t count, capacity;
    bool is_partial; /* something could not be edited */
};

static char *absolute(const char *path)
{
    char *real = realpath(path, NULL), *copy = memory_copy(real ? real : path, strlen(real ? real : path));

    free(real);
    return copy;
}

static bool is_done(const struct work *work, const char *path)
{
    char *real = absolute(path);
    bool done = false;
    size_t i;

    for (i = 0; i < work->count; i++)
        done |= strcmp(work->edits[i].path, real) == 0;
    memory_free(real);
    return done;
}

/* Keeps an edit that replaces something; its buffers are taken over. */
static void keep(struct work *work, const char *path, struct edit *edit)
{
    if (!edit->count) {
        buffer_free(&edit->text);
        buffer_free(&edit->lines);
        return;
    }
    edit->path = absolute(path);
    memory_grow((void **)&work->edits, &work->capacity, work->count, sizeof *work->edits);
    work->edits[work->count++] = *edit;
}

static void edit_flow(struct work *work, const char *path, const struct flow *flow)
{
    struct buffer bytes = {0};
    struct edit edit = {0};

    if (!is_done(work, path) && file_read(path, FLOW_MAX_BYTES, &bytes) == STATUS_OK) {
        edit.count = rename_in_flow(&work->renaming, flow, buffer_text(&bytes), bytes.length,
                                    &edit.text, &edit.lines);
        keep(work, path, &edit);
    }
    buffer_free(&bytes);
}

/* Of a sealed one only its source can be edited. */
static void edit_scenario(struct work *work, const char *path, const struct flow *flow)
{
    struct buffer bytes = {0}, open = {0};
    struct edit edit = {0};

    if (!is_done(work, path) && file_read(path, FLOW_MAX_BYTES, &bytes) == STATUS_OK) {
        bool is_sealed = scenario_unseal(buffer_text(&bytes), bytes.length, &open) == STATUS_OK;
        const struct buffer *text = is_sealed ? &open : &bytes;

        edit.count = rename_in_scenario(&work->renaming, flow, buffer_text(text), text->length,
                                        &edit.text, &edit.lines);
        if (is_sealed && edit.count) {
            output_error("%s is sealed and has the old name: rename it where it was written", path);
            work->is_partial = true;
            edit.count = 0;
        }
        keep(work, path, &edit);
    }
    buffer_free(&bytes);
    buffer_free(&open);
}

static const struct flow *load(struct library *library, const char *id)
{
    struct diag_list faults = {0};
    const struct flow *flow = NULL;

    library_flow(library, id, &faults, &flow);
    diag_list_free(&faults);
    return flow;
}

/* The flow may have another id in a directory than as a file. */
static const char *find_id(const struct work *work, const struct library_entry *entries, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        char *real = absolute(entries[i].path);
        bool same = strcmp(real, work->file) == 0;

        memory_free(real);
        if (same)
            return entries[i].id;
    }
    return NULL;
}

/* The flows and scenarios of a library. */
static void edit_library(struct work *work, struct library *library)
{
    const struct library_entry *entries;
    const struct scenario_entry *scenarios;
    const struct flow *flow;
    size_t count, i;

    library_entries(library, &entries, &count);
    work->renaming.flow = find_id(work, entries, count);
    if (!work->renaming.flow)
        return;
    for (i = 0; i < count; i++) {
        flow = load(library, entries[i].id);
        if (flow)
            edit_flow(work, entries[i].path, flow);
    }
    library_scenarios(library, &scenarios, &count);
    for (i = 0; i < count; i++) {
        flow = load(library, scenarios[i].trains);
        if (flow)
            edit_scenario(work, scenarios[i].path, flow);
    }
}

/* What else is in the directory of a file. */
static void edit_beside(struct work *work)
{
    char *directory = memory_copy(work->file, path_directory(work->file));
    const char *list = directory;
    struct library *library = NULL;

    library_new(&list, 1, &library);
    edit_library(work, library);
    library_free(library);
    memory_free(directory);
}

static bool may_write(const struct work *work)
{
    size_t i;

    for (i = 0; i < work->count; i++) {
        if (access(work->edits[i].path, W_OK) == 0)
            continue;
        output_error("%s has the old name and cannot be written: %s; nothing was changed",
                     work->edits[i].path, strerror(errno));
        return false;
    }
    return true;
}

/* What is written is still a flow. */
static bool is_valid(const struct work *work)
{
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    bool valid = true;
    size_t i;

    for (i = 0; i < work->count && valid; i++) {
        const struct edit *edit = &work->edits[i];

        if (strcmp(edit->path, work->file) != 0)
            continue;
        valid = flow_parse(edit->path, NULL, buffer_text(&edit->text), edit->text.length, &faults,
                           &flow) == STATUS_OK;
        flow_free(flow);
    }
    if (!valid) {
        output_faults(&faults);
        output_error("with that name the flow is not valid; nothing was changed");
    }
    diag_list_free(&faults);
    return valid;
}

static enum exit_code write_all(const struct work *work)
{
    const struct renaming *renaming = &work->renaming;
    size_t i;

    for (i = 0; i < work->count; i++) {
        const struct edit *edit = &work->edits[i];

        if (file_write(edit->path, buffer_text(&edit->text), edit->text.length, true) != STATUS_OK) {
            output_error("%s cannot be written: %s", edit->path, strerror(errno));
            return EXIT_FAULT;
        }
        output_printf("%s: %zu place%s, line%s %s\n", edit->path, edit->count,
                      text_plural(edit->count), strchr(buffer_text(&edit->lines), ',') ? "s" : "",
                      buffer_text(&edit->lines));
    }
    output_printf("The %s '%s' is '%s' now. Sessions that were walked keep the old name.\n",
                  rename_kind_names[renaming->kind], renaming->old, renaming->name);
    return work->is_partial ? EXIT_NO : EXIT_DONE;
}

/* What is meant by NAME: `step:`, `cause:` or `fact:` before it says so where several have it. */
static bool choose_kind(const struct flow *flow, const char *name, struct renaming *renaming)
{
    unsigned kinds, wanted = ~0u;
    const char *bare = name;
    enum rename_kind kind;

    for (kind = 0; kind < RENAME_KIND_COUNT; kind++) {
        size_t length = strlen(rename_kind_names[kind]);

        if (strncmp(name, rename_kind_names[kind], length) == 0 && name[length] == ':') {
            wanted = 1u << kind;
            bare = name + length + 1;
        }
    }
    kinds = rename_kinds(flow, bare) & wanted;
    for (kind = 0; kind < RENAME_KIND_COUNT - 1 && !(kinds >> kind & 1);)
        kind++;
    if (!kinds) {
        output_error("%s has no step, cause or fact '%s'; an answer is STEP/ANSWER", flow->id, bare);
        return false;
    }
    if (kinds & (kinds - 1)) {
        output_error("'%s' is the name of several things: write step:%s, cause:%s or fact:%s", bare,
                     bare, bare, bare);
        return false;
    }
    renaming->kind = kind;
    renaming->old = bare;
    return true;
}

/* The old name may have its step before it; the new one may, too. */
static bool prepare(const struct flow *flow, const char *name, const char *new,
                    struct renaming *renaming, struct buffer *step)
{
    const struct step *found;
    const char *slash;

    *renaming = (struct renaming){.flow = flow->id, .step = "", .name = new};
    if (!choose_kind(flow, name, renaming))
        return false;
    slash = strchr(renaming->old, '/');
    if (slash) {
        buffer_append(step, renaming->old, (size_t)(slash - renaming->old));
        renaming->step = buffer_text(step);
        if (strncmp(new, renaming->old, step->length + 1) == 0)
            renaming->name += step->length + 1;
        renaming->old = slash + 1;
    }
    found = renaming->kind == RENAME_STEP ? flow_step(flow, renaming->old) : NULL;
    renaming->is_fact = found && found->kind == STEP_ASK;
    switch (rename_may(flow, renaming)) {
    case STATUS_OK:
        return true;
    case STATUS_NO:
        output_error("%s has a '%s' already", flow->id, renaming->name);
        return false;
    default:
        output_error("'%s' is no id: letters, digits, '-', '_' and '.', at most 64", renaming->name);
        return false;
    }
}

static enum exit_code rename_all(const struct options *options, struct library *library,
                                 const struct flow *flow)
{
    struct work work = {0};
    struct buffer step = {0};
    enum exit_code code = EXIT_USAGE;
    size_t i;

    if (prepare(flow, options->operands[1], options->operands[2], &work.renaming, &step)) {
        work.file = absolute(flow->path);
        edit_flow(&work, flow->path, flow);
        if (search_path_is_file(options->operands[0]))
            edit_beside(&work);
        edit_library(&work, library);
        if (is_valid(&work) && may_write(&work))
            code = write_all(&work);
    }
    for (i = 0; i < work.count; i++) {
        memory_free(work.edits[i].path);
        buffer_free(&work.edits[i].text);
        buffer_free(&work.edits[i].lines);
    }
    memory_free(work.edits);
    memory_free(work.file);
    buffer_free(&step);
    return code;
}

static enum exit_code run(const struct options *options)
{
    if (options->operand_count != 3) {
        output_error("rename takes a flow, what to rename in it, and the new name");
        return EXIT_USAGE;
    }
    return search_path_with_flow(options, rename_all);
}
