/* SPDX-License-Identifier: MIT */
/*
 * Look-ups in the constant tables that generate.awk makes: by code, by name, pairs, facilities,
 * severities and events.
 */
#include <config.h>

#include "errwalk/catalog.h"

#include <stdbool.h>
#include <string.h>

#include "errwalk/letters.h"
#include "tables.h"

/* Prefixes that people and other programs put before a name, and the kind that each speaks of. */
static const struct {
    const char *text;
    enum code_kind kind;
} spoken_prefixes[] = {
    {"NT_STATUS_", CODE_NTSTATUS}, {"STATUS_", CODE_NTSTATUS}, {"WERR_", CODE_WIN32},
    {"ERROR_", CODE_WIN32},        {"NERR_", CODE_WIN32},      {"HRES_", CODE_HRESULT},
    {"E_", CODE_HRESULT},          {"WIN32_", CODE_WIN32},
};

static int64_t value_of(const struct catalog_entry *entry)
{
    return code_is_signed((enum code_kind)entry->kind) ? (int32_t)entry->code
                                                       : (int64_t)entry->code;
}

const struct catalog_entry *catalog_by_code(struct code code)
{
    if (!code.present || code.kind >= CODE_EVENT) {
        return NULL;
    }
    size_t low = table_first[code.kind];
    size_t high = table_first[code.kind + 1];
    size_t end = high;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (value_of(&table_entries[middle]) < code.value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < end && value_of(&table_entries[low]) == code.value ? &table_entries[low] : NULL;
}

/* Compares a name of the table, from `skip` on, with an upper-case-folded `name`. */
static int compare_name(const struct table_name *row, size_t skip, const char *name, size_t length)
{
    const char *text = table_name_pool + row->text + skip;

    for (size_t i = 0; i < length; i++) {
        unsigned char a = (unsigned char)letter_upper(text[i]);
        unsigned char b = (unsigned char)letter_upper(name[i]);

        if (a != b || a == '\0') {
            return a < b ? -1 : a > b ? 1 : -1;
        }
    }
    return text[length] == '\0' ? 0 : 1;
}

/* The first place in an index of names that is not before `name`. */
static size_t lower_bound(const uint16_t *index, bool stems, const char *name, size_t length)
{
    size_t low = 0;
    size_t high = stems ? table_sizes.stems : table_sizes.names;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct table_name *row = &table_names[index[middle]];

        if (compare_name(row, stems ? row->prefix : 0, name, length) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Adds the entries of one name, or of one name without prefix, that are not there yet. */
static size_t add_named(const uint16_t *index, bool stems, const char *name, size_t length,
                        const struct catalog_entry **found, size_t count, size_t max)
{
    size_t end = stems ? table_sizes.stems : table_sizes.names;

    for (size_t i = lower_bound(index, stems, name, length); i < end; i++) {
        const struct table_name *row = &table_names[index[i]];
        const struct catalog_entry *entry = &table_entries[row->entry];
        size_t known = 0;

        if (compare_name(row, stems ? row->prefix : 0, name, length) != 0) {
            break;
        }
        while (known < count && found[known] != entry) {
            known++;
        }
        if (known == count && count < max) {
            found[count++] = entry;
        }
    }
    return count;
}

/* Moves the entries of `kind` to the front, keeping the order otherwise: by kind, then by code. */
static void sort_found(const struct catalog_entry **found, size_t count, enum code_kind kind)
{
    for (size_t i = 1; i < count; i++) {
        const struct catalog_entry *entry = found[i];
        size_t place = i;

        while (place > 0) {
            const struct catalog_entry *before = found[place - 1];
            int ours = entry->kind == kind ? -1 : entry->kind;
            int theirs = before->kind == kind ? -1 : before->kind;

            if (theirs < ours || (theirs == ours && before < entry)) {
                break;
            }
            found[place] = before;
            place--;
        }
        found[place] = entry;
    }
}

static bool starts_with(const char *name, size_t length, const char *prefix)
{
    for (size_t i = 0; prefix[i] != '\0'; i++) {
        if (i >= length || letter_upper(name[i]) != prefix[i]) {
            return false;
        }
    }
    return length > strlen(prefix);
}

/* Takes off a prefix that people and programs put before a name; `kind` receives what it speaks of.
 */
static void strip_spoken(const char **name, size_t *length, enum code_kind *kind)
{
    for (size_t i = 0; i < sizeof spoken_prefixes / sizeof spoken_prefixes[0]; i++) {
        if (starts_with(*name, *length, spoken_prefixes[i].text)) {
            *kind = spoken_prefixes[i].kind;
            *name += strlen(spoken_prefixes[i].text);
            *length -= strlen(spoken_prefixes[i].text);
            return;
        }
    }
}

size_t catalog_exact(const char *name, size_t length, const struct catalog_entry **found, size_t max)
{
    return length > 0 ? add_named(table_by_name, false, name, length, found, 0, max) : 0;
}

size_t catalog_by_name(const char *name, size_t length, const struct catalog_entry **found,
                       size_t max, size_t *exact)
{
    enum code_kind spoken = CODE_KIND_COUNT;
    size_t whole = catalog_exact(name, length, found, max);
    size_t count = whole;

    if (exact != NULL) {
        *exact = whole;
    }
    if (whole == 0 && length > 0) {
        strip_spoken(&name, &length, &spoken);
        if (letter_is_digit(name[0])) {
            return 0; /* ERROR_550 is no name of a reply */
        }
        count = add_named(table_by_name, false, name, length, found, 0, max);
    }
    if (length > 0) {
        count = add_named(table_by_stem, true, name, length, found, count, max);
    }
    sort_found(found + whole, count - whole, spoken);
    for (size_t i = 1; i < count && found[0]->kind == spoken; i++) {
        if (found[i]->kind != spoken) {
            count = i; /* the prefix says which kind is meant */
        }
    }
    return count;
}

/* No name is that of more errors. */
enum { NAMESAKES = 8 };

bool catalog_is_spelt(const char *text, size_t length)
{
    const struct catalog_entry *found[NAMESAKES];
    size_t count = catalog_exact(text, length, found, NAMESAKES);

    for (size_t i = 0; i < count; i++) {
        const char *name = catalog_entry_name(found[i]);

        for (size_t k = 0; name != NULL; name = catalog_entry_alias(found[i], k++)) {
            if (strlen(name) == length && memcmp(name, text, length) == 0) {
                return true;
            }
        }
    }
    return false;
}

struct code catalog_code_beside(const char *name, size_t length, int64_t value)
{
    const struct catalog_entry *entry = NULL;

    if (catalog_exact(name, length, &entry, 1) > 0) {
        return code_of((enum code_kind)entry->kind, value);
    }
    return code_of(CODE_OTHER, value);
}

struct code catalog_entry_code(const struct catalog_entry *entry)
{
    return code_of((enum code_kind)entry->kind, value_of(entry));
}

const char *catalog_entry_name(const struct catalog_entry *entry)
{
    return table_name_pool + table_names[entry->first_name].text;
}

const char *catalog_entry_alias(const struct catalog_entry *entry, size_t nth)
{
    return nth + 1 < entry->names ? table_name_pool + table_names[entry->first_name + nth + 1].text
                                  : NULL;
}

static const struct catalog_entry *pair_of_ntstatus(size_t entry, size_t nth)
{
    size_t low = 0;
    size_t high = table_sizes.pairs;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (table_pairs[middle].ntstatus < entry) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low += nth;
    return low < table_sizes.pairs && table_pairs[low].ntstatus == entry
               ? &table_entries[table_pairs[low].win32]
               : NULL;
}

static const struct catalog_entry *pair_of_win32(size_t entry, size_t nth)
{
    size_t low = 0;
    size_t high = table_sizes.pairs;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (table_pairs[table_pairs_by_win32[middle]].win32 < entry) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low += nth;
    if (low >= table_sizes.pairs) {
        return NULL;
    }
    const struct table_pair *pair = &table_pairs[table_pairs_by_win32[low]];

    return pair->win32 == entry ? &table_entries[pair->ntstatus] : NULL;
}

const struct catalog_entry *catalog_entry_pair(const struct catalog_entry *entry, size_t nth)
{
    size_t index = (size_t)(entry - table_entries);

    switch (entry->kind) {
    case CODE_WIN32:
        return pair_of_win32(index, nth);
    case CODE_NTSTATUS:
        return pair_of_ntstatus(index, nth);
    default:
        return NULL;
    }
}

const char *catalog_facility(struct code code)
{
    enum code_kind kind = code.kind;
    uint32_t value = (uint32_t)code.value;
    uint32_t number = value >> 16 & (kind == CODE_HRESULT ? 0x7FF : 0xFFF);

    if (kind == CODE_HRESULT && (value & 0x10000000U) != 0) {
        kind = CODE_NTSTATUS; /* an NTSTATUS inside: the facility is that one's */
        number = value >> 16 & 0xFFF;
    }
    for (size_t i = 0; i < table_sizes.facilities; i++) {
        if (table_facilities[i].kind == kind && table_facilities[i].number == number) {
            return table_text_pool + table_facilities[i].name;
        }
    }
    return NULL;
}

const char *catalog_severity(struct code code)
{
    uint32_t value = (uint32_t)code.value;

    static const char *const severities[] = {"success", "informational", "warning", "error"};

    switch (code.kind) {
    case CODE_NTSTATUS:
        return severities[value >> 30];
    case CODE_HRESULT:
        return (value & 0x10000000U) != 0 ? severities[value >> 30]
                                          : severities[value >> 31 != 0 ? 3 : 0];
    default:
        return NULL;
    }
}

size_t catalog_count(void)
{
    return table_sizes.entries;
}

const struct catalog_entry *catalog_at(size_t index)
{
    return &table_entries[index];
}

const struct catalog_event *catalog_event(uint32_t id, size_t nth)
{
    for (size_t i = 0; i < table_sizes.events; i++) {
        if (table_events[i].id == id && nth-- == 0) {
            return &table_events[i];
        }
    }
    return NULL;
}

uint32_t catalog_event_id(const struct catalog_event *event)
{
    return event->id;
}

const char *catalog_event_log(const struct catalog_event *event)
{
    return table_text_pool + event->log;
}

const char *catalog_event_source(const struct catalog_event *event)
{
    return table_text_pool + event->source;
}

const char *catalog_event_meaning(const struct catalog_event *event)
{
    return table_text_pool + event->meaning;
}
