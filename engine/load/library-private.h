/* SPDX-License-Identifier: MIT */
/*
 * A library as its own files see it.
 */
#ifndef ERRWALK_FLOW_LIBRARY_PRIVATE_H
#define ERRWALK_FLOW_LIBRARY_PRIVATE_H

#include "errwalk/arena.h"
#include "errwalk/library.h"

#include "errwalk/index.h"

struct entry {
    struct node node; /* first; id: the flow's */
    struct library_entry shown;
    bool is_read, is_scenario; /* is_scenario: known when its head is read */
    const struct flow *flow;   /* NULL until it is loaded */
};

struct library {
    struct arena *arena;
    const char **directories;
    size_t directory_count;
    char **beside; /* directories of files that were added, for blocks */
    size_t beside_count, beside_capacity;
    struct entry **entries;
    size_t entry_count, entry_capacity;
    struct scan *scan; /* while directories are listed */
    size_t most; /* files that are looked at below each directory */
    const char *cut_off;
    void (*report)(const char *path, int error);
    bool is_scanned, is_sorted;
    struct index ids;
    struct library_entry *listed; /* what library_entries gave out last */
    struct library_attachment attachment;
    struct flow **flows;          /* to free */
    size_t flow_count, flow_capacity;
};

/* Adds an entry whose head is not read. STATUS_NO where the id is there already. */
enum status library_add_entry(struct library *library, const char *id, const char *path,
                              struct entry **entry);

/* Lists the directories and reads the heads of all files, once. */
void library_read_heads(struct library *library);

/* Reports a file or directory that cannot be read, by its errno, or 0 for one that holds too much. */
void library_pass_over(struct library *library, const char *path, int error);

/* library-scan.c: what library_list keeps until it is done. */
void library_scan_end(struct library *library);

#endif
