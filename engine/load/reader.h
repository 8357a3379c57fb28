/* SPDX-License-Identifier: MIT */
/*
 * Reader: the events of a YAML file, refusing what a flow must not hold.
 *
 * Limits, encodings, hidden characters, anchors, aliases, tags and second documents are dealt with
 * here, and so are the traps of YAML's syntax; whoever reads the events sees none of them.
 */
#ifndef ERRWALK_FLOW_READER_H
#define ERRWALK_FLOW_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <yaml.h>

#include "errwalk/buffer.h"
#include "errwalk/diag.h"

#include "errwalk/did-you-mean.h"
#include "errwalk/rules.h"

struct reader {
    const char *path;
    const char *bytes; /* without a byte order mark */
    size_t length;
    struct diag_list *faults; /* NULL: faults are only counted */
    struct diag_list found;   /* of this file, until they are sorted into `faults` */
    size_t errors;            /* found in this file */
    yaml_parser_t parser;
    yaml_event_t event; /* the current one; an alias stands for a value that was refused */
    unsigned depth;
    struct diag_place quote; /* where the last quoted text of several lines begins */
    size_t quote_end;        /* the line on which it ends, from 1; 0: there is none */
    bool opened;  /* the parser is there */
    bool stopped; /* nothing more is read: the end, or a fault that leaves the rest unread */
    bool cut;     /* stopped by a fault */
    bool is_ascii, has_hash; /* what the whole text holds: only ASCII; a " #x" */
    size_t point, offset;    /* the last code point looked up, and its byte */
};

/* Looks the whole text over and opens it. What cannot be read as a flow at all leaves it stopped.
 * reader_close in any case, which gives the faults out in the order of the file. `path` and `bytes`
 * are borrowed. */
void reader_open(struct reader *reader, const char *path, const char *bytes, size_t length,
                 struct diag_list *faults);
void reader_close(struct reader *reader);

/* Goes on to the next event; false when there is none. */
bool reader_next(struct reader *reader);

/* Goes to the last event of the node whose first event is the current one. */
void reader_skip(struct reader *reader);

/* After the root node: makes sure that nothing but the end follows. */
void reader_finish(struct reader *reader);

/* Leaves the rest unread. */
void reader_stop(struct reader *reader);

/* The place of the current event. */
static inline struct diag_place reader_place(const struct reader *reader)
{
    const yaml_mark_t *start = &reader->event.start_mark, *end = &reader->event.end_mark;

    return (struct diag_place){(unsigned)start->line + 1, (unsigned)start->column + 1,
                               start->line == end->line && end->column > start->column
                                   ? (unsigned)(end->column - start->column)
                                   : 1};
}

/* The text of the current scalar. */
static inline const char *reader_text(const struct reader *reader)
{
    return (const char *)reader->event.data.scalar.value;
}

/* The byte of a code point counted from the start of the text; cheap when they are asked for
 * roughly in order. */
size_t reader_offset(struct reader *reader, size_t point);

/* The first byte from `offset` on that is not `c`; the text is not ended by a NUL. */
size_t reader_past(const struct reader *reader, size_t offset, char c);

/* The place of a byte. Costs a pass over the text before it. */
struct diag_place reader_place_at(const struct reader *reader, size_t offset, unsigned span);

/* Adds a fault; `hint` may be NULL. */
void reader_fault(struct reader *reader, enum rule rule, struct diag_place place, const char *hint,
                  const char *format, ...) BUFFER_PRINTF(5, 6);

/* scan.c: looks the bytes over before YAML does. Sets is_ascii and has_hash; stops at what libyaml
 * could not read. */
void reader_scan(struct reader *reader);

/* traps.c: says what is wrong where libyaml gave up. */
void reader_syntax(struct reader *reader);

/* traps.c: says that no blank stands behind the ':' of what was meant as a key and begins at the offset. False
 * where nothing like that stands there. */
bool reader_fault_colon(struct reader *reader, size_t offset);

/* traps.c: looks at the current event for a trap; may replace it by an alias. */
void reader_trap(struct reader *reader);

#endif
