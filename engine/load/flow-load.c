/* SPDX-License-Identifier: MIT */
/*
 * Loading a flow: read by its table, then proved, then given out or freed.
 */
#include <config.h>

#include "errwalk/flow.h"

#include <string.h>

#include "errwalk/flow-file.h"
#include "errwalk/memory.h"
#include "errwalk/pattern.h"

#include "loader.h"
#include "prove.h"

static struct tree *tree_new(const char *path, const char *id, const char *bytes, size_t length)
{
    struct arena *arena = arena_new();
    struct tree *tree = arena_alloc(arena, sizeof *tree);

    tree->arena = arena;
    tree->flow.path = arena_copy(arena, path, strlen(path));
    tree->flow.id = id ? arena_copy(arena, id, strlen(id)) : flow_file_stem(arena, path);
    flow_file_hash(bytes, length, tree->flow.sha256);
    return tree;
}

enum status flow_parse(const char *path, const char *id, const char *bytes, size_t length,
                       struct diag_list *faults, struct flow **flow)
{
    struct tree *tree = tree_new(path, id, bytes, length);
    struct loader loader;
    enum status status;

    loader_open(&loader, path, bytes, length, faults);
    loader.arena = tree->arena;
    loader.index = &tree->index;
    loader.tree = tree;
    loader_read(&loader, &field_flow, FIELD_KIND(0), tree);
    if (!loader.reader.cut)
        loader_prove(&loader);
    status = loader_close(&loader);
    if (status == STATUS_OK)
        *flow = &tree->flow;
    else
        flow_free(&tree->flow);
    return status;
}

enum status flow_load(const char *path, const char *id, struct diag_list *faults,
                      struct flow **flow)
{
    struct buffer content = {0};
    enum status status = flow_file_read(path, faults, &content);

    if (status == STATUS_OK)
        status = flow_parse(path, id, buffer_text(&content), content.length, faults, flow);
    buffer_free(&content);
    return status;
}

void flow_free(struct flow *flow)
{
    struct tree *tree = (struct tree *)flow;
    size_t i;

    if (!tree)
        return;
    for (i = 0; i < tree->pattern_count; i++)
        pattern_free(tree->patterns[i]);
    memory_free(tree->patterns);
    index_free(&tree->index);
    arena_free(tree->arena);
}
