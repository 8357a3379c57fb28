/* SPDX-License-Identifier: MIT */
/*
 * What is looked into: flows and the catalog, read step by step. Nothing that was read is read
 * again.
 */
#include <config.h>

#include "errwalk/search.h"

#include <string.h>
#include <strings.h>

#include "errwalk/letters.h"
#include "errwalk/memory.h"
#include "search-private.h"

struct search *search_new(struct library *library)
{
    struct search *search = memory_alloc(sizeof *search);

    search->library = library;
    search->arena = arena_new();
    search->words = search_words_new();
    search->known = memory_alloc(catalog_count() * sizeof *search->known);
    return search;
}

struct library *search_library(const struct search *search)
{
    return search->library;
}

void search_free(struct search *search)
{
    if (!search)
        return;
    arena_free(search->arena);
    search_words_free(search->words);
    memory_free(search->flows);
    memory_free(search->errors);
    memory_free(search->known);
    memory_free(search);
}

size_t search_flow_count(const struct search *search)
{
    return search->flow_count;
}

const struct library_entry *search_flow(const struct search *search, size_t index)
{
    return search->flows[index].entry;
}

static const char *without_prefix(const char *name)
{
    if (strncasecmp(name, "ERROR_", 6) == 0)
        return name + 6;
    return strncasecmp(name, "STATUS_", 7) == 0 ? name + 7 : name;
}

/* FNV-1a, in any case. */
static uint32_t hash_name(const char *name)
{
    uint32_t hash = 2166136261U;

    for (name = without_prefix(name); *name; name++)
        hash = (hash ^ (unsigned char)letter_upper(*name)) * 16777619U;
    return hash;
}

static void add_errors(struct search *search, const struct library_entry *entry)
{
    const struct error_ref *error;

    flow_each(error, entry->errors) {
        uint32_t hash = hash_name(error->name);
        size_t *bucket = &search->buckets[hash % SEARCH_BUCKETS];

        memory_grow((void **)&search->errors, &search->error_capacity, search->error_count,
                    sizeof *search->errors);
        search->errors[search->error_count++] =
            (struct search_error){hash, search->flow_count, *bucket, error};
        *bucket = search->error_count;
    }
}

static void add_flow(struct search *search, const struct library_entry *entry)
{
    const struct value_node *keyword;
    const struct error_ref *error;
    struct buffer rest = {0};

    memory_grow((void **)&search->flows, &search->flow_capacity, search->flow_count,
                sizeof *search->flows);
    buffer_string(&rest, entry->id);
    search_words_add(search->words, entry->title, &rest);
    flow_each(keyword, entry->keywords) {
        buffer_printf(&rest, "\n%s", keyword->text);
        search_words_add(search->words, keyword->text, &rest);
    }
    flow_each(error, entry->errors) {
        buffer_char(&rest, '\n');
        flow_error_text(&rest, error);
    }
    search->flows[search->flow_count].entry = entry;
    match_text_make(&search->flows[search->flow_count].text, search->arena,
                    *entry->title ? entry->title : entry->id, buffer_text(&rest));
    buffer_free(&rest);
    add_errors(search, entry);
    search->flow_count++;
}

static void add_known(struct search *search, const struct catalog_entry *entry)
{
    const char *meaning = catalog_entry_meaning(entry), *alias;
    struct code code = catalog_entry_code(entry);
    /* A reply of mail with a status after it is found by the status and the reply alone. */
    bool composed = code.kind == CODE_SMTP && code.value >= 100000;
    struct buffer rest = {0};
    size_t nth;

    code_print(&rest, code);
    if (code.kind <= CODE_BUGCHECK || code.kind == CODE_RDP)
        buffer_printf(&rest, "\n%lld\n0x%llx", (long long)code.value, (long long)code.value);
    for (nth = 0; (alias = catalog_entry_alias(entry, nth)) != NULL; nth++)
        buffer_printf(&rest, "\n%s", alias);
    if (meaning) {
        buffer_printf(&rest, "\n%s", meaning);
        search_words_add(search->words, meaning, &rest);
    }
    match_text_make(&search->known[search->known_count], search->arena,
                    composed ? "" : catalog_entry_name(entry), composed ? "" : buffer_text(&rest));
    buffer_free(&rest);
    search->known_count++;
}

static void read_words(struct search *search)
{
    const char *directory;
    size_t i;

    for (i = 0; (directory = library_directory(search->library, i)) != NULL; i++)
        search_words_read(search->words, directory);
    search->has_words = true;
}

static enum status read_next(struct search *search)
{
    const struct library_entry *entry;
    enum status status = STATUS_OK;

    if (!search->has_words)
        read_words(search);
    if (!search->has_flows) {
        if (library_list(search->library))
            return STATUS_OK;
        status = library_next(search->library, &search->next, &entry);
        if (status == STATUS_OK) {
            if (!entry->is_block)
                add_flow(search, entry);
            return STATUS_OK;
        }
        search->has_flows = status == STATUS_NO;
    }
    if (search->known_count == catalog_count())
        return STATUS_NO;
    add_known(search, catalog_at(search->known_count));
    return STATUS_OK;
}

bool search_is_complete(const struct search *search)
{
    return search->has_words && search->known_count == catalog_count();
}

const char *search_cut_off(const struct search *search)
{
    return library_cut_off(search->library);
}

enum status search_read(struct search *search, size_t most)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK && most--)
        status = read_next(search);
    return status;
}

const struct library_entry *search_flow_named(const struct search *search, const char *id)
{
    size_t low = 0, high = search->flow_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(search->flows[middle].entry->id, id);

        if (order == 0)
            return search->flows[middle].entry;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct library_entry *search_for_any(const struct search *search, struct code code)
{
    size_t i;

    for (i = 0; i < search->flow_count; i++) {
        if (library_is_for_any(search->flows[i].entry, code))
            return search->flows[i].entry;
    }
    return NULL;
}

static bool is_meant(const struct search_error *error, const char *name, uint32_t hash,
                     struct code code)
{
    if (!name)
        return code_equal(error->ref->code, code);
    return error->hash == hash &&
           strcasecmp(without_prefix(error->ref->name), without_prefix(name)) == 0;
}

bool search_error_is(const struct search_error *error, const char *name)
{
    return is_meant(error, name, hash_name(name), (struct code){0});
}

const struct library_entry *search_error_flow(const struct search *search, const char *name,
                                              struct code code, const struct error_ref **ref)
{
    uint32_t hash = name ? hash_name(name) : 0;
    size_t at = name ? search->buckets[hash % SEARCH_BUCKETS] : search->error_count;
    const struct search_error *first = NULL, *own = NULL;

    while (at > 0) {
        const struct search_error *error = &search->errors[at - 1];

        at = name ? error->before : at - 1;
        if (!is_meant(error, name, hash, code))
            continue;
        first = error;
        if (error->ref == search->flows[error->flow].entry->errors)
            own = error;
    }
    first = own ? own : first;
    if (first && ref)
        *ref = first->ref;
    return first ? search->flows[first->flow].entry : NULL;
}

const struct library_entry *search_flow_for(const struct search *search,
                                            const struct catalog_entry **error)
{
    const struct code none = {0};
    const struct library_entry *flow =
        search_error_flow(search, catalog_entry_name(*error), none, NULL);
    const struct catalog_entry *pair;
    size_t nth;

    for (nth = 0; !flow && (pair = catalog_entry_pair(*error, nth)) != NULL; nth++) {
        flow = search_error_flow(search, catalog_entry_name(pair), none, NULL);
        if (flow)
            *error = pair;
    }
    return flow;
}
