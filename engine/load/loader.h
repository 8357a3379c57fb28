/* SPDX-License-Identifier: MIT */
/*
 * Loader: the nodes of a flow from the events of its file, as the table of fields says.
 */
#ifndef ERRWALK_FLOW_LOADER_H
#define ERRWALK_FLOW_LOADER_H

#include "errwalk/fields.h"

#include "errwalk/did-you-mean.h"
#include "reader.h"
#include "errwalk/flow-tree.h"

/* A text with a {{fact}} in it. */
struct text_use {
    const char *text;
    enum field_type type;
    struct diag_place place;
    size_t start, end; /* code points of the file */
};

/* A value of a condition; whether it fits is known when every step is read. */
struct value_use {
    const struct condition *condition;
    const char *text;
    struct diag_place place;
};

struct loader {
    struct reader reader;
    struct arena *arena;
    struct index *index;
    struct tree *tree; /* NULL where no flow is read */
    bool
        is_lossy; /* a fault lost an edge or the name of a cause: what seems missing may be there */
    bool lost_step; /* … and even a step, with the fact it asks for */
    uint32_t maps;  /* numbered in the index so far */
    uint32_t causes; /* the map of those in the index */
    size_t steps;
    struct text_use *texts;
    size_t text_count, text_capacity;
    struct value_use *values;
    size_t value_count, value_capacity;
    size_t compared; /* ids looked at for "did you mean" */
    const struct step *refers; /* the first that does, or NULL */
    /* Called for each key of the root that is no field; returns whether to read on. NULL: such a
     * key is a fault. */
    bool (*passed_over)(struct loader *loader, const char *key);
    void *context;
};

/* Where a flow's head ends: title, errors and keywords. */
extern const struct field_mapping field_head;

/*
 * Opens a text and reads all of it as one mapping into `root`. Between the two the caller sets
 * arena, index and what else it wants. loader_close in any case.
 */
void loader_open(struct loader *loader, const char *path, const char *bytes, size_t length,
                 struct diag_list *faults);
void loader_read(struct loader *loader, const struct field_mapping *mapping, unsigned kinds,
                 void *root);

/* The same where the root is a map of ids to scalars, as the field says. */
void loader_read_map(struct loader *loader, const struct field *field, void *root);

/* Gives the faults out and frees all but what was read. Says what went wrong: memory, or errors. */
enum status loader_close(struct loader *loader);

/* Zeroed memory of the arena; NULL marks the failure in the reader. */
void *loader_alloc(struct loader *loader, size_t size);

/* load.c: the parts of a flow, each with the reader at its first event and left at its last. */
void loader_read_value(struct loader *loader, const struct field *field, void *node,
                       const struct diag_place *key);
struct node *loader_read_child(struct loader *loader, const struct field *field, const char *id,
                               struct diag_place place);

/* collections.c */
void loader_read_list(struct loader *loader, const struct field *field, void *node,
                      const struct diag_place *key);
void loader_read_entries(struct loader *loader, const struct field *field, void *node,
                         const struct diag_place *key);

void loader_read_set(struct loader *loader, const struct field *field, void *node,
                     const struct diag_place *key);

/* load-faults.c: a key that is there already; a value that is not what the field takes, which is
 * passed over. */
void loader_fault_twice(struct loader *loader, struct diag_place place, struct diag_place first,
                        const char *what);
void loader_fault_shape(struct loader *loader, const struct field *field, bool is_item,
                        const char *wanted);

/* load-faults.c: "a list", … */
const char *loader_shape(const yaml_event_t *event);

/* load-faults.c: whether the current event is the nothing that stands for the value of a key
 * without ':'. */
bool loader_is_no_value(struct reader *reader, size_t key_end);

/* scalars.c: the current scalar as the field's value in `node`. */
void loader_scalar(struct loader *loader, const struct field *field, void *node);

/* scalars.c: the current scalar as an item of the field's list; NULL where it does not fit. */
struct node *loader_item(struct loader *loader, const struct field *field);

/* scalars.c: digits with at most six behind a point. */
bool loader_decimal(const char *text, double *value);

/* chances.c: the current scalar as a chance; the current sequence, of two decimals, as what was counted.
 * NULL where it does not fit. */
struct node *loader_chance(struct loader *loader, const struct field *field);
struct node *loader_cases(struct loader *loader, const struct field *field);

/* scalars.c: the current scalar as a bit of the field's set; 0 where it is no choice of it. */
unsigned loader_choice_bit(struct loader *loader, const struct field *field);

/* scalars.c: whether a text is usable as a key of such a map. */
bool loader_key(struct loader *loader, const struct field *field, const char *text,
                struct diag_place place);

/* Stores a pointer of any type. */
void loader_store(void *node, size_t offset, const void *pointer);

#endif
