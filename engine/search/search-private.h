/* SPDX-License-Identifier: MIT */
/*
 * A search as its own files see it.
 */
#ifndef ERRWALK_SESSION_SEARCH_PRIVATE_H
#define ERRWALK_SESSION_SEARCH_PRIVATE_H

#include "errwalk/arena.h"
#include "errwalk/decode.h"
#include "errwalk/match.h"
#include "errwalk/search.h"
#include "search-words.h"

enum { SEARCH_BUCKETS = 4096 };

struct search_flow {
    const struct library_entry *entry;
    struct match_text text;
};

/* An error that a flow names. */
struct search_error {
    uint32_t hash; /* of the name without its prefix */
    size_t flow, before; /* `before`: the last one of its bucket before it, from 1; 0: none */
    const struct error_ref *ref;
};

struct search {
    struct library *library;
    struct arena *arena;
    struct search_words *words;
    struct search_flow *flows; /* in the order of ids */
    size_t flow_count, flow_capacity;
    struct search_error *errors; /* in the same order */
    size_t error_count, error_capacity;
    size_t buckets[SEARCH_BUCKETS]; /* the last error of each, from 1; 0: none */
    struct match_text *known; /* of catalog_at, as far as they were read */
    size_t known_count;
    size_t next; /* index in the library */
    bool has_words, has_flows; /* all were read */
};

/* The flow that names an error, best as its own; NULL: none was read. `*ref` gets what it wrote. A
 * name is compared without its prefix; `name` NULL: by the code. */
const struct library_entry *search_error_flow(const struct search *search, const char *name,
                                              struct code code, const struct error_ref **ref);

/* Whether an error that a flow names is this one, by its name without prefix. */
bool search_error_is(const struct search_error *error, const char *name);

/* Adds what a reading is; `*hits` may hold it already. Returns it, or NULL where there is no room.
 * */
struct search_hit *search_add_reading(const struct search *search,
                                      const struct decode_reading *reading,
                                      struct search_hits *hits);

/* Adds a hit unless an equal one is there; returns that one, or NULL where there is no room. */
struct search_hit *search_add(struct search_hits *hits, const struct search_hit *hit);

#endif
