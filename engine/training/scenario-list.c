/* SPDX-License-Identifier: MIT */
/*
 * The scenarios of a library: what can be said of them without reading all of each.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <string.h>

#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "engine/flow/head.h"
#include "engine/flow/library.h"
#include "engine/flow/load.h"
#include "scenario-head.h"

/* What is no field of the head is passed over. */
static bool pass_over(struct loader *loader, const char *key)
{
    (void)loader, (void)key;
    return true;
}

/* Of a broken file what can be read. */
static enum status read_head(struct arena *arena, const struct buffer *content,
                             struct scenario *head)
{
    struct index index = {0};
    struct loader loader;
    enum status status;

    loader_open(&loader, head->path, buffer_text(content), content->length, NULL);
    loader.arena = arena;
    loader.index = &index;
    loader.passed_over = pass_over;
    loader_read(&loader, &field_scenario_head, FIELD_KIND(0), head);
    status = loader_close(&loader);
    index_free(&index);
    return status;
}

static void list_one(struct library *library, const struct entry *entry,
                     struct scenario_entry *listed)
{
    struct scenario head = {.path = entry->shown.path, .title = "", .trains = "", .caller = ""};
    struct buffer content = {0};
    enum status status = file_read(head.path, FLOW_MAX_BYTES, &content);

    if (status == STATUS_OK)
        status = read_head(library->arena, &content, &head);
    buffer_free(&content);
    *listed = (struct scenario_entry){.id = entry->node.id,
                                      .path = head.path,
                                      .title = head.title ? head.title : "",
                                      .trains = head.trains ? head.trains : "",
                                      .caller = head.caller ? head.caller : "",
                                      .level = head.level,
                                      .minutes = head.minutes};
}

/* Once for the life of the library. */
static enum status list_all(struct library *library)
{
    enum status status = library_read_heads(library);
    size_t i;

    if (status != STATUS_OK || library->scenarios)
        return status;
    library->scenarios = memory_alloc((library->entry_count + 1) * sizeof *library->scenarios);
    library->scenario_count = 0;
    for (i = 0; i < library->entry_count; i++) {
        if (!library->entries[i]->is_scenario)
            continue;
        list_one(library, library->entries[i], &library->scenarios[library->scenario_count]);
        library->scenario_count += true;
    }
    return STATUS_OK;
}

enum status library_scenarios(struct library *library, const struct scenario_entry **entries,
                              size_t *count)
{
    enum status status = list_all(library);

    if (status != STATUS_OK)
        return status;
    *entries = library->scenarios;
    *count = library->scenario_count;
    return STATUS_OK;
}

const struct scenario_entry *library_scenario(struct library *library, const char *id)
{
    size_t i;

    if (list_all(library) != STATUS_OK)
        return NULL;
    for (i = 0; i < library->scenario_count; i++) {
        if (strcmp(library->scenarios[i].id, id) == 0)
            return &library->scenarios[i];
    }
    return NULL;
}

bool scenario_is_file(const char *path)
{
    return head_has_key(path, "trains");
}
