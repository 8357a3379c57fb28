/* SPDX-License-Identifier: MIT */
/*
 * Catalog: the names and numbers of Windows errors.
 *
 * Win32 codes, NTSTATUS and HRESULT values with their names, facilities, severities, what is paired
 * with what, and what they mean in our own words; also a few dozen well-known event IDs. Everything
 * is a constant table made at build time from the files under catalog/: nothing is loaded,
 * allocated or freed, every pointer given out lasts as long as the program, and a look-up is a
 * binary search. A number has one entry in its kind; where headers give it several names, the
 * others are aliases of the entry.
 */
#ifndef ERRWALK_CATALOG_H
#define ERRWALK_CATALOG_H

#include <stddef.h>
#include <stdint.h>

#include "errwalk/code.h"

struct catalog_entry;
struct catalog_event;

/* The entry of a code, or NULL where its kind has none. */
const struct catalog_entry *catalog_by_code(struct code code);

/*
 * The entries that a name means, in any case: first those of exactly that name or alias; then those
 * of that name without its prefix (LOGON_FAILURE). Where there is none of exactly that name, its
 * own prefix may be Samba's (NT_STATUS_, WERR_, HRES_) or that of another kind: given are those of
 * the kind that the prefix speaks of, or else all. Otherwise Win32 comes first, then NTSTATUS, then
 * HRESULT. Puts up to `max` into `found`; returns how many, 0 for none. `exact`, when not NULL,
 * receives how many of them matched prefix and all.
 */
size_t catalog_by_name(const char *name, size_t length, const struct catalog_entry **found,
                       size_t max, size_t *exact);

/* The entries of exactly that name or alias, in any case, as above. */
size_t catalog_exact(const char *name, size_t length, const struct catalog_entry **found, size_t max);

/* Whether a name or an alias is spelt so, case and all: "HTTP 502", "unknown_ca". */
bool catalog_is_spelt(const char *text, size_t length);

/* A number beside a name as its code: of the family that has the name, else of CODE_OTHER. */
struct code catalog_code_beside(const char *name, size_t length, int64_t value);

/* What an entry is. Never NULL, but for catalog_meaning. */
struct code catalog_entry_code(const struct catalog_entry *entry);
const char *catalog_entry_name(const struct catalog_entry *entry);

/* The `nth` (from 0) other name of the same number, or NULL past the last. */
const char *catalog_entry_alias(const struct catalog_entry *entry, size_t nth);

/* What the error means, a sentence without its full stop; the meaning of the paired error where the
 * entry has none; else NULL. */
const char *catalog_entry_meaning(const struct catalog_entry *entry);

/*
 * The meaning, or else the name made readable ("Logon session collision"), into `buffer` of `size`
 * bytes, always ended by a NUL and cut where it does not fit. Returns its whole length, as snprintf
 * does.
 */
size_t catalog_describe(const struct catalog_entry *entry, char *buffer, size_t size);

/* The `nth` entry that this one is converted to or from: of an NTSTATUS its one Win32 error, of a
 * Win32 error each NTSTATUS that becomes it, the one of the same name first. NULL past the last. */
const struct catalog_entry *catalog_entry_pair(const struct catalog_entry *entry, size_t nth);

/* The facility of a value ("FACILITY_WIN32"), or NULL where the kind has none or the number has no
 * name. */
const char *catalog_facility(struct code code);

/* "success", "informational", "warning" or "error"; NULL for Win32 codes, which have no severity.
 */
const char *catalog_severity(struct code code);

/* All entries, sorted by kind, then by code; `index` counts from 0. */
size_t catalog_count(void);
const struct catalog_entry *catalog_at(size_t index);

/* The entries whose names are most like `text`, with up to half of its characters mistyped, or whose
 * codes are closest to `code` in its kind, nearest first. Return how many of `max` (at most
 * CATALOG_NEAREST_MAX) were found. */
enum { CATALOG_NEAREST_MAX = 16 };
size_t catalog_nearest_names(const char *text, size_t length, const struct catalog_entry **found,
                             size_t max);
size_t catalog_nearest_codes(struct code code, const struct catalog_entry **found, size_t max);

/* The `nth` known event of an ID (several sources may use one number), or NULL. */
const struct catalog_event *catalog_event(uint32_t id, size_t nth);
uint32_t catalog_event_id(const struct catalog_event *event);
const char *catalog_event_log(const struct catalog_event *event);
const char *catalog_event_source(const struct catalog_event *event);
const char *catalog_event_meaning(const struct catalog_event *event);

#endif
