/* SPDX-License-Identifier: MIT */
/*
 * Frame: a mapping of a flow while it is read, and what is said of it.
 */
#ifndef ERRWALK_FLOW_FRAME_H
#define ERRWALK_FLOW_FRAME_H

#include "loader.h"

enum { FRAME_MOST_FIELDS = 64 };

struct frame {
    const struct field_mapping *mapping;
    void *node;
    const char *id;          /* its key, or "" */
    struct diag_place place; /* of its key, or its own */
    unsigned kinds;          /* that it may be of */
    bool is_flow_style, has_comma;
    const struct field *last; /* the field read last */
    const struct field *kind; /* the field that says the kind */
    uint64_t seen;
    uint64_t meant;                              /* fields that were meant by a misspelt key */
    struct diag_place places[FRAME_MOST_FIELDS]; /* of the keys seen */
};

static inline size_t frame_index(const struct frame *frame, const struct field *field)
{
    return (size_t)(field - frame->mapping->fields);
}

static inline bool frame_has(const struct frame *frame, const struct field *field)
{
    return frame->seen >> frame_index(frame, field) & 1;
}

/* Whether a fault in such a mapping can lose an edge. */
bool frame_holds_edges(const struct frame *frame);

/* "answer 'yes'", "an item of 'do'". */
const char *frame_describe(const struct frame *frame, char out[NEAREST_HINT]);

/* "'ask' or 'input'". */
void frame_name_kinds(const struct frame *frame, unsigned kinds, char out[NEAREST_HINT]);

/* The fields of which the mapping has one: "'to' or 'route'". */
void frame_name_choices(const struct frame *frame, unsigned kinds, char out[NEAREST_HINT]);

/* A key that is no field of the mapping. */
void frame_fault_key(struct loader *loader, struct frame *frame, const char *key,
                     struct diag_place place);

#endif
