/* SPDX-License-Identifier: MIT */
/*
 * Library: the flows that are installed, by id and by error.
 *
 * Directories are searched in order; an earlier one wins where two have the same id. Opening a
 * library reads nothing; the first look-up lists the directories, the first one by error reads the
 * heads of the files (title, errors, keywords), not the whole of them. Of a broken file what can be
 * read is shown, if only its id; its faults are reported when it is loaded. Training scenarios are
 * passed over.
 */
#ifndef ERRWALK_LIBRARY_H
#define ERRWALK_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/diag.h"
#include "errwalk/flow.h"
#include "errwalk/status.h"

struct library;

/* Files and directories that are looked at below each directory of a library. */
enum { LIBRARY_FILES = 100000 };

/* What is known of a flow without loading it. Owned by the library. */
struct library_entry {
    const char *id, *path, *title;
    const struct error_ref *errors;
    const struct value_node *keywords;
    unsigned any_of; /* as of struct flow */
    bool is_block; /* others call it: it is not offered by itself */
    bool is_assignment; /* no flow: what trainees are to train */
};

/* A library over directories; one that is not there is passed over. Strings are copied. */
void library_new(const char *const *directories, size_t count, struct library **library);

/* NULL is allowed. Frees the flows that it loaded, too. */
void library_free(struct library *library);

/* Lists one more of the directories; false: all are listed. Whatever needs the list does the rest of
 * it at once. */
bool library_list(struct library *library);

/* The directory that holds more than LIBRARY_FILES, of which the rest was passed over, or NULL. */
const char *library_cut_off(const struct library *library);

/* To whom it is reported what is passed over, as soon as that is known: a file or a directory that cannot be
 * read, with its errno; or a directory that holds too much, with 0. */
void library_on_passed_over(struct library *library, void (*report)(const char *path, int error));

/* The nth of its directories, or NULL. */
const char *library_directory(const struct library *library, size_t nth);

/* All entries, sorted by id. Owned by the library, valid until the next call. */
void library_entries(struct library *library, const struct library_entry **entries,
                     size_t *count);

/*
 * Reads the library step by step: the flow at `*index`, in the order of ids, goes into `*entry`,
 * which is valid as long as the library. `*index` begins at 0 and is moved past it. STATUS_NO:
 * there is no more.
 */
enum status library_next(struct library *library, size_t *index,
                         const struct library_entry **entry);

/* The same with the files that are training scenarios and no flows: their ids and paths. */
enum status library_next_scenario(struct library *library, size_t *index,
                                  const struct library_entry **entry);

/* What is made of a library once and kept with it: `data` is NULL at first, and freed by `free` with the
 * library. There is one, for its scenarios. */
struct library_attachment {
    void *data;
    void (*free)(void *data);
};
struct library_attachment *library_attachment(struct library *library);

/* The entry with this id, or NULL. */
const struct library_entry *library_by_id(struct library *library, const char *id);

/* The entry whose flow is for this error: best where it is the flow's own (its first). A name is
 * compared without regard to case or to an ERROR_ or STATUS_ before it; `name` may be NULL, `code`
 * none. NULL where there is none. */
const struct library_entry *library_by_error(struct library *library, const char *name,
                                             struct code code);

/* Whether it is the flow for any error of this code's family (`any-of`); no code counts as CODE_OTHER. */
static inline bool library_is_for_any(const struct library_entry *entry, struct code code)
{
    return entry->any_of >> (code.present ? code.kind : CODE_OTHER) & 1;
}

/* The first entry for any error of this code's family, or NULL. */
const struct library_entry *library_for_any(struct library *library, struct code code);

/* The entry that an error_ref (`refer`, `related`) points to, or NULL. */
const struct library_entry *library_by_ref(struct library *library, const struct error_ref *ref);

/* The flow with this id, loaded at most once and owned by the library; STATUS_NO where there is
 * none, else as flow_load. */
enum status library_flow(struct library *library, const char *id, struct diag_list *faults,
                         const struct flow **flow);

/* The block with this id, as library_flow; one that stands beside a file that was added comes first. */
enum status library_block(struct library *library, const char *id, struct diag_list *faults,
                          const struct flow **flow);

/* Takes a file's directory, and the one above it, as places of blocks: that of a flow under
 * flows/windows has flows/blocks beside it. */
void library_look_beside(struct library *library, const char *path);

/* Adds a flow from a file outside the directories: its id is its file name; blocks are looked for
 * beside it. Owned by the library. */
enum status library_add_file(struct library *library, const char *path, struct diag_list *faults,
                             const struct flow **flow);

#endif
