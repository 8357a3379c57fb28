/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: what is wrong with an input, where, and what to do about it.
 *
 * A list collects every fault of a run; printing is apart from finding. A diagnostic points at a
 * place in a file by line and column, both from 1; columns count code points (not bytes, not
 * cells). Its message and hint may quote the input: they are cleaned when they are printed.
 */
#ifndef ERRWALK_DIAG_H
#define ERRWALK_DIAG_H

#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/status.h"

enum diag_severity { DIAG_ERROR, DIAG_WARNING, DIAG_SEVERITY_COUNT };

/* A kind of fault. Codes are stable: E and W with three digits. Rules are constant tables. */
struct diag_rule {
    const char *code;  /* "E014" */
    const char *title; /* what is wrong in general, a few words, for the manual */
    enum diag_severity severity;
};

struct diag_place {
    unsigned line, column; /* from 1; 0: the file as a whole */
    unsigned span;         /* code points to underline; 0 counts as 1 */
};

struct diag {
    const struct diag_rule *rule;
    char *file;    /* as the person named it */
    char *message; /* "answer 'yes' goes to 'pacakge-owner', which is not a step" */
    char *hint;    /* "did you mean 'package-owner'?", or NULL */
    char *excerpt; /* the line of the file, without its line end, or NULL; of a long one a part */
    unsigned skipped; /* code points of the line before the excerpt */
    struct diag_place place;
    unsigned file_number, number; /* in the order of adding, for diag_sort */
};

/* Where the last excerpt was found; the list's own. */
struct diag_cursor {
    const char *source;
    size_t length, start, offset; /* of the source, of its line, of the place */
    unsigned line, column;
};

/* Zero-initialise it; diag_list_free when done. */
struct diag_list {
    struct diag *items;
    size_t count, capacity;
    size_t errors, warnings; /* found, also those beyond DIAG_MOST */
    struct diag_cursor cursor;
};

enum { DIAG_MOST = 1000 }; /* kept of one list; the rest is only counted */

void diag_list_free(struct diag_list *list);

/*
 * Adds one. All strings are copied. `source` and `source_length` are the whole text of the file,
 * for the excerpt (NULL: none). `hint` may be NULL.
 */
void diag_add(struct diag_list *list, const struct diag_rule *rule, const char *file,
              struct diag_place place, const char *source, size_t source_length, const char *hint,
              const char *format, ...) BUFFER_PRINTF(8, 9);
void diag_vadd(struct diag_list *list, const struct diag_rule *rule, const char *file,
               struct diag_place place, const char *source, size_t source_length,
               const char *hint, const char *format, va_list args) BUFFER_PRINTF(8, 0);

/* Adds one of another list, whose texts are this list's from then on. */
void diag_move(struct diag_list *list, struct diag *diag);

/* For a "%.*s" that shows at most 60 bytes of an untrusted name. */
int diag_clip(const char *name);

/* A place that only moves on, so that many places cost one pass over the text. */
struct diag_spot {
    size_t offset;
    struct diag_place place;
};

/* Moves to a byte that is not before the spot. */
struct diag_place diag_spot_move(struct diag_spot *spot, const char *bytes, size_t offset);

/* Orders by file (in order of first appearance), then line, column, code. Stable. */
void diag_sort(struct diag_list *list);

enum diag_format {
    DIAG_TEXT, /* place, message, the line and a caret under it with the hint */
    DIAG_GCC,  /* file:line:column: error: message [E014] */
    DIAG_FORMAT_COUNT
};

/* Writes the whole list. Text is cleaned. */
void diag_print(struct buffer *out, const struct diag_list *list, enum diag_format format);

/* An array of {file, line, column, severity, code, message, hint}; `hint` may be null. The caller
 * owns the reference. */
json_t *diag_json(const struct diag_list *list);

#endif
