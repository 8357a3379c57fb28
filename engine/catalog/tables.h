/* SPDX-License-Identifier: MIT */
/*
 * Tables: the layout of the constant arrays that generate.awk makes, for the files of the catalog
 * alone.
 *
 * Strings are offsets into a pool and entries are indexes, so that the tables hold no pointers and
 * need no relocation.
 */
#ifndef ERRWALK_CATALOG_TABLES_H
#define ERRWALK_CATALOG_TABLES_H

#include <stddef.h>
#include <stdint.h>

#include "errwalk/code.h"

#define TABLE_NONE 0xFFFFFFFFU

struct catalog_entry {
    uint32_t code;       /* of a family with negative codes the 32 bits of one */
    uint32_t meaning;    /* in table_text_pool, or TABLE_NONE */
    uint16_t first_name; /* in table_names: its own, then its aliases */
    uint8_t names;
    uint8_t kind;
};

struct table_name {
    uint32_t text; /* in table_name_pool */
    uint16_t entry;
    uint8_t prefix; /* how many of its characters are prefix */
};

struct table_pair {
    uint16_t ntstatus;
    uint16_t win32;
};

/* What the headers of this machine say of a name, and what the catalog does. */
struct table_platform {
    int kind; /* -1: the end */
    int own, code;
};

struct table_facility {
    uint16_t kind;
    uint16_t number;
    uint32_t name; /* in table_text_pool */
};

struct catalog_event {
    uint32_t id;
    uint32_t log, source, meaning; /* in table_text_pool */
};

struct table_sizes {
    uint16_t entries, names, stems, pairs, facilities, events;
};

extern const struct table_sizes table_sizes;
extern const uint16_t table_first[]; /* the first entry of each kind, and the end of the last */
extern const struct catalog_entry table_entries[]; /* sorted by kind and code */
extern const struct table_name table_names[];
extern const uint16_t table_by_name[]; /* names, sorted in upper case */
extern const uint16_t table_by_stem[]; /* Windows' names, sorted in upper case without their prefixes */
extern const struct table_pair table_pairs[]; /* sorted by NTSTATUS */
extern const uint16_t table_pairs_by_win32[]; /* pairs, sorted by Win32 error */
extern const struct table_platform table_platform[];
extern const struct table_facility table_facilities[];
extern const struct catalog_event table_events[]; /* sorted by ID */
extern const char table_name_pool[];
extern const char table_text_pool[];

/* What glibc says for the name of an error, a signal or a failed look-up. */
struct library_text {
    enum code_kind kind;
    const char *name, *text;
};

extern const struct library_text library_texts[];
extern const size_t library_text_count;

/* NULL for a name that it has no words for. */
const char *library_text_of(const char *name);

#endif
