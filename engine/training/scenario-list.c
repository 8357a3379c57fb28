/* SPDX-License-Identifier: MIT */
/*
 * The scenarios of a library: what can be said of them without reading all of each.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <string.h>

#include "errwalk/file.h"
#include "errwalk/flow-file.h"
#include "errwalk/library.h"
#include "errwalk/load.h"
#include "errwalk/memory.h"
#include "scenario-head.h"

/* What is kept with a library: heads, once for its life. */
struct scenario_heads {
    struct arena *arena;
    struct scenario_entry *entries;
    size_t count, capacity;
};

static void free_heads(void *data)
{
    struct scenario_heads *heads = data;

    if (!heads)
        return;
    arena_free(heads->arena);
    memory_free(heads->entries);
    memory_free(heads);
}

/* A title with {{name}} as the first variant has it. */
static const char *fill_title(struct scenario_heads *heads, const struct library_entry *file,
                              const char *title)
{
    struct diag_list faults = {0};
    struct scenario *written = NULL, *first;

    if (strstr(title, "{{") &&
        scenario_load(file->path, file->id, &faults, &written) == STATUS_OK) {
        first = scenario_vary(written, 0);
        title = arena_copy(heads->arena, first->title, strlen(first->title));
        scenario_free(first);
    }
    scenario_free(written);
    diag_list_free(&faults);
    return title;
}

/* Of a broken file what can be read. */
static void add_head(struct scenario_heads *heads, const struct library_entry *file)
{
    struct scenario head = {0};
    struct buffer content = {0};

    if (file_read(file->path, FLOW_MAX_BYTES, &content) == STATUS_OK)
        load_part(&field_scenario_head, file->path, buffer_text(&content), content.length,
                  heads->arena, &head);
    buffer_free(&content);
    memory_grow((void **)&heads->entries, &heads->capacity, heads->count, sizeof *heads->entries);
    heads->entries[heads->count++] =
        (struct scenario_entry){.id = file->id,
                                .path = file->path,
                                .title = head.title ? fill_title(heads, file, head.title) : "",
                                .trains = head.trains ? head.trains : "",
                                .caller = head.caller ? head.caller : "",
                                .level = head.level,
                                .minutes = head.minutes};
}

static const struct scenario_heads *heads_of(struct library *library)
{
    struct library_attachment *attachment = library_attachment(library);
    const struct library_entry *file;
    struct scenario_heads *heads;
    size_t at = 0;

    if (attachment->data)
        return attachment->data;
    heads = memory_alloc(sizeof *heads);
    heads->arena = arena_new();
    *attachment = (struct library_attachment){heads, free_heads};
    while (library_next_scenario(library, &at, &file) == STATUS_OK)
        add_head(heads, file);
    return heads;
}

void library_scenarios(struct library *library, const struct scenario_entry **entries,
                       size_t *count)
{
    const struct scenario_heads *heads = heads_of(library);

    *entries = heads->entries;
    *count = heads->count;
}

const struct scenario_entry *library_scenario(struct library *library, const char *id)
{
    const struct scenario_heads *heads = heads_of(library);
    size_t i;

    for (i = 0; i < heads->count; i++) {
        if (strcmp(heads->entries[i].id, id) == 0)
            return &heads->entries[i];
    }
    return NULL;
}

bool scenario_is_file(const char *path)
{
    return flow_file_has_key(path, "trains");
}
