/* SPDX-License-Identifier: MIT */
/*
 * Reading an assignment by its table, and what must hold of it.
 */
#include <config.h>

#include "errwalk/assignment.h"

#include <string.h>

#include "errwalk/flow-file.h"
#include "errwalk/load.h"
#include "errwalk/memory.h"
#include "errwalk/rules.h"
#include "errwalk/training.h"

/* An assignment with what owns its memory. */
struct sheet {
    struct assignment_sheet assignment; /* first: an assignment is its sheet */
    struct arena *arena;
};

static struct sheet *sheet_new(const char *path)
{
    struct arena *arena = arena_new();
    struct sheet *sheet = arena_alloc(arena, sizeof *sheet);

    sheet->arena = arena;
    sheet->assignment.path = arena_copy(arena, path, strlen(path));
    return sheet;
}

static void fill_tasks(struct assignment_sheet *assignment)
{
    struct task *task;

    if (!assignment->mode_place.line)
        assignment->mode = TRAINING_PRACTISE;
    for (task = load_writable(assignment->tasks); task; task = task->node.next) {
        if (!task->mode_place.line)
            task->mode = assignment->mode;
        if (!task->seed_place.line)
            task->seed = assignment->seed;
        if (!task->limit_place.line)
            task->limit = assignment->limit;
    }
}

enum status assignment_parse(const char *path, const char *bytes, size_t length,
                             struct diag_list *faults, struct assignment_sheet **assignment)
{
    struct sheet *sheet = sheet_new(path);
    enum status status = load_fields(&field_assignment, path, bytes, length, sheet->arena, faults,
                                     &sheet->assignment);

    fill_tasks(&sheet->assignment);
    if (status == STATUS_OK)
        *assignment = &sheet->assignment;
    else
        assignment_free(&sheet->assignment);
    return status;
}

enum status assignment_load(const char *path, struct diag_list *faults,
                            struct assignment_sheet **assignment)
{
    struct buffer content = {0};
    enum status status = flow_file_read(path, faults, &content);

    if (status == STATUS_OK)
        status = assignment_parse(path, buffer_text(&content), content.length, faults, assignment);
    buffer_free(&content);
    return status;
}

void assignment_free(struct assignment_sheet *assignment)
{
    struct sheet *sheet = (struct sheet *)assignment;

    if (!sheet)
        return;
    arena_free(sheet->arena);
}

enum status assignment_check(const struct assignment_sheet *assignment, struct library *library,
                             const char *bytes, size_t length, struct diag_list *faults)
{
    size_t errors = faults->errors;
    const struct task *task;

    if (*assignment->lock && !training_is_lock(assignment->lock))
        diag_add(faults, &flow_rules[RULE_ASSIGNMENT], assignment->path, assignment->lock_place,
                 bytes, length, "the SHA-256 of the key, 64 digits in lower case",
                 "'lock' is not a hash");
    flow_each (task, assignment->tasks) {
        if (!library_scenario(library, task->scenario))
            diag_add(faults, &flow_rules[RULE_ASSIGNMENT], assignment->path, task->node.place,
                     bytes, length, NULL, "there is no scenario '%.*s'",
                     diag_clip(task->scenario), task->scenario);
    }
    return faults->errors > errors ? STATUS_INVALID : STATUS_OK;
}

bool assignment_is_file(const char *path)
{
    return flow_file_has_key(path, "assigns");
}

/* Those that cannot be read are left to `errwalk check`. */
static bool reserves(const char *path, const char *scenario)
{
    struct diag_list faults = {0};
    struct assignment_sheet *assignment = NULL;
    const struct task *task;
    bool found = false;

    if (assignment_load(path, &faults, &assignment) == STATUS_OK && assignment->is_exclusive) {
        flow_each (task, assignment->tasks)
            found |= task->mode == TRAINING_EXAM && strcmp(task->scenario, scenario) == 0;
    }
    assignment_free(assignment);
    diag_list_free(&faults);
    return found;
}

const char *assignment_of(struct library *library, const char *scenario)
{
    const struct library_entry *entries;
    size_t count, i;

    library_entries(library, &entries, &count);
    for (i = 0; i < count; i++) {
        if (entries[i].is_assignment && reserves(entries[i].path, scenario))
            return entries[i].path;
    }
    return NULL;
}
