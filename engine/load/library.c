/* SPDX-License-Identifier: MIT */
/*
 * The library. Directories are listed on the first look-up and heads are read when they are needed,
 * so that a library costs nothing until it is asked.
 */
#include <config.h>

#include "errwalk/library.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "errwalk/memory.h"
#include "head.h"
#include "errwalk/index.h"
#include "errwalk/path.h"
#include "library-private.h"

static struct library *make(const char *const *directories, size_t count)
{
    struct library *library = memory_alloc(sizeof *library);
    size_t i;

    library->arena = arena_new();
    library->directories = arena_alloc(library->arena, (count + 1) * sizeof *library->directories);
    for (i = 0; i < count; i++) {
        library->directories[i] =
            arena_copy(library->arena, directories[i], strlen(directories[i]));
    }
    library->directory_count = count;
    library->most = LIBRARY_FILES;
    return library;
}

void library_new(const char *const *directories, size_t count, struct library **library)
{
    *library = make(directories, count);
}

const char *library_directory(const struct library *library, size_t nth)
{
    return nth < library->directory_count ? library->directories[nth] : NULL;
}

void library_free(struct library *library)
{
    size_t i;

    if (!library)
        return;
    for (i = 0; i < library->flow_count; i++)
        flow_free(library->flows[i]);
    for (i = 0; i < library->beside_count; i++)
        memory_free(library->beside[i]);
    memory_free(library->beside);
    memory_free(library->flows);
    memory_free(library->entries);
    memory_free(library->listed);
    if (library->attachment.free)
        library->attachment.free(library->attachment.data);
    index_free(&library->ids);
    library_scan_end(library);
    arena_free(library->arena);
    memory_free(library);
}

void library_on_passed_over(struct library *library, void (*report)(const char *path, int error))
{
    library->report = report;
}

const char *library_cut_off(const struct library *library)
{
    return library->cut_off;
}

enum status library_add_entry(struct library *library, const char *id, const char *path,
                              struct entry **entry)
{
    struct entry *added = arena_alloc(library->arena, sizeof *added);
    void *entries = library->entries;
    const struct node *there = NULL;

    added->node.id = added->shown.id = arena_copy(library->arena, id, strlen(id));
    added->shown.path = arena_copy(library->arena, path, strlen(path));
    added->shown.title = "";
    memory_grow(&entries, &library->entry_capacity, library->entry_count, sizeof *library->entries);
    library->entries = entries;
    index_add(&library->ids, 0, &added->node, &there);
    if (there)
        return STATUS_NO;
    library->entries[library->entry_count++] = added;
    library->is_sorted = false;
    *entry = added;
    return STATUS_OK;
}

static int compare(const void *a, const void *b)
{
    const struct entry *const *one = a, *const *other = b;

    return strcmp((*one)->node.id, (*other)->node.id);
}

static void open_entries(struct library *library)
{
    while (library_list(library))
        continue;
    if (!library->is_sorted && library->entry_count)
        qsort(library->entries, library->entry_count, sizeof *library->entries, compare);
    library->is_sorted = true;
}

void library_pass_over(struct library *library, const char *path, int error)
{
    if (library->report)
        library->report(path, error);
}

static void read_head(struct library *library, struct entry *entry)
{
    struct head head;

    if (entry->is_read)
        return;
    if (head_read(library->arena, entry->shown.path, &head) == STATUS_IO)
        library_pass_over(library, entry->shown.path, errno);
    entry->shown.title = head.title;
    entry->shown.errors = head.errors;
    entry->shown.keywords = head.keywords;
    entry->shown.any_of = head.any_of;
    entry->shown.is_block = head.is_block;
    entry->shown.is_assignment = head.is_assignment;
    entry->is_scenario = head.is_scenario;
    entry->is_read = true;
}

void library_read_heads(struct library *library)
{
    size_t i;

    open_entries(library);
    for (i = 0; i < library->entry_count; i++)
        read_head(library, library->entries[i]);
}

void library_entries(struct library *library, const struct library_entry **entries, size_t *count)
{
    struct library_entry *listed;
    size_t i, used = 0;

    library_read_heads(library);
    listed = memory_realloc(library->listed, (library->entry_count + 1) * sizeof *listed);
    library->listed = listed;
    for (i = 0; i < library->entry_count; i++) {
        if (!library->entries[i]->is_scenario)
            listed[used++] = library->entries[i]->shown;
    }
    *entries = listed;
    *count = used;
}

static enum status next(struct library *library, bool is_scenario, size_t *index,
                        const struct library_entry **entry)
{
    open_entries(library);
    while (*index < library->entry_count) {
        struct entry *next = library->entries[(*index)++];

        read_head(library, next);
        if (next->is_scenario == is_scenario && !next->shown.is_assignment) {
            *entry = &next->shown;
            return STATUS_OK;
        }
    }
    return STATUS_NO;
}

enum status library_next(struct library *library, size_t *index,
                         const struct library_entry **entry)
{
    return next(library, false, index, entry);
}

enum status library_next_scenario(struct library *library, size_t *index,
                                  const struct library_entry **entry)
{
    return next(library, true, index, entry);
}

struct library_attachment *library_attachment(struct library *library)
{
    return &library->attachment;
}

static struct entry *find_entry(struct library *library, const char *id)
{
    const struct node *node;

    open_entries(library);
    node = index_find(&library->ids, 0, id);
    if (!node)
        return NULL;
    /* An entry begins with its node, and entries are the library's to change. */
    struct entry *entry;

    memcpy(&entry, &node, sizeof entry);
    read_head(library, entry);
    return entry->is_scenario ? NULL : entry;
}

const struct library_entry *library_by_id(struct library *library, const char *id)
{
    const struct entry *entry = find_entry(library, id);

    return entry ? &entry->shown : NULL;
}

static const char *without_prefix(const char *name)
{
    if (strncasecmp(name, "ERROR_", 6) == 0)
        return name + 6;
    return strncasecmp(name, "STATUS_", 7) == 0 ? name + 7 : name;
}

static bool is_same(const struct error_ref *error, const char *name, struct code code)
{
    if (code.present && error->code.present)
        return code_equal(code, error->code);
    return name && *name && strcasecmp(without_prefix(error->name), without_prefix(name)) == 0;
}

const struct library_entry *library_by_error(struct library *library, const char *name,
                                             struct code code)
{
    const struct library_entry *best = NULL;
    const struct error_ref *error;
    size_t i;

    library_read_heads(library);
    for (i = 0; i < library->entry_count; i++) {
        const struct entry *entry = library->entries[i];

        flow_each (error, entry->is_scenario ? NULL : entry->shown.errors) {
            if (!is_same(error, name, code))
                continue;
            if (error == entry->shown.errors)
                return &entry->shown;
            best = best ? best : &entry->shown;
        }
    }
    return best;
}

const struct library_entry *library_for_any(struct library *library, struct code code)
{
    size_t i;

    library_read_heads(library);
    for (i = 0; i < library->entry_count; i++) {
        if (library_is_for_any(&library->entries[i]->shown, code))
            return &library->entries[i]->shown;
    }
    return NULL;
}

const struct library_entry *library_by_ref(struct library *library, const struct error_ref *ref)
{
    return *ref->flow ? library_by_id(library, ref->flow)
                      : library_by_error(library, ref->name, ref->code);
}

static enum status load(struct library *library, const char *path, const char *id,
                        struct diag_list *faults, const struct flow **flow)
{
    void *flows = library->flows;
    struct flow *loaded = NULL;
    enum status status;

    memory_grow(&flows, &library->flow_capacity, library->flow_count, sizeof *library->flows);
    library->flows = flows;
    status = flow_load(path, id, faults, &loaded);
    if (status != STATUS_OK)
        return status;
    library->flows[library->flow_count++] = loaded;
    *flow = loaded;
    return STATUS_OK;
}

enum status library_flow(struct library *library, const char *id, struct diag_list *faults,
                         const struct flow **flow)
{
    struct entry *entry = find_entry(library, id);
    enum status status = STATUS_OK;

    if (!entry)
        return STATUS_NO;
    if (!entry->flow) {
        status = load(library, entry->shown.path, entry->node.id, faults, &entry->flow);
        if (status == STATUS_OK)
            flow_link(entry->flow, library);
        else if (status == STATUS_IO) /* whoever asks may go on without it */
            library_pass_over(library, entry->shown.path, errno);
    }
    if (status == STATUS_OK)
        *flow = entry->flow;
    return status;
}

static void add_beside(struct library *library, const char *directory, size_t length,
                       const char *above)
{
    struct buffer path = {0};

    buffer_append(&path, directory, length);
    buffer_string(&path, above);
    memory_grow((void **)&library->beside, &library->beside_capacity, library->beside_count,
                sizeof *library->beside);
    library->beside[library->beside_count++] = buffer_take(&path);
}

void library_look_beside(struct library *library, const char *path)
{
    const char *name = path_name(path);
    const char *directory = name > path ? path : "./";
    size_t length = name > path ? (size_t)(name - path) : 2;

    add_beside(library, directory, length, "");
    add_beside(library, directory, length, "../");
}

/* The entry of a block that stands beside a file that was added, or NULL. One that was loaded from
 * elsewhere stays. */
static struct entry *find_beside(struct library *library, const char *id)
{
    struct entry *entry = NULL;
    struct buffer path = {0};
    size_t i;

    for (i = 0; i < library->beside_count && !entry; i++) {
        buffer_clear(&path);
        buffer_printf(&path, "%s%s.yaml", library->beside[i], id);
        if (access(buffer_text(&path), R_OK) != 0)
            continue;
        entry = find_entry(library, id);
        if (!entry)
            library_add_entry(library, id, buffer_text(&path), &entry);
        else if (!entry->flow)
            entry->shown.path = arena_copy(library->arena, buffer_text(&path), path.length);
    }
    buffer_free(&path);
    return entry;
}

enum status library_block(struct library *library, const char *id, struct diag_list *faults,
                          const struct flow **flow)
{
    find_beside(library, id);
    return library_flow(library, id, faults, flow);
}

/* The entry that a file takes, also where a directory has a flow of this id. */
static enum status take_entry(struct library *library, const struct flow *flow)
{
    struct entry *entry = find_entry(library, flow->id);
    enum status status = STATUS_OK;

    if (!entry)
        status = library_add_entry(library, flow->id, flow->path, &entry);
    if (status != STATUS_OK)
        return status;
    entry->shown = (struct library_entry){.id = entry->node.id,
                                          .path = flow->path,
                                          .title = flow->title,
                                          .errors = flow->errors,
                                          .keywords = flow->keywords,
                                          .is_block = flow->is_block};
    entry->is_read = true;
    entry->flow = flow;
    return STATUS_OK;
}

enum status library_add_file(struct library *library, const char *path, struct diag_list *faults,
                             const struct flow **flow)
{
    const struct flow *loaded = NULL;
    enum status status = load(library, path, NULL, faults, &loaded);

    if (status == STATUS_OK)
        status = take_entry(library, loaded);
    if (status == STATUS_OK) {
        library_look_beside(library, path);
        flow_link(loaded, library);
        *flow = loaded;
    }
    return status;
}
