/*
 * Scan: the parts that decode.c is made of. number.c reads one number, context.c says what the
 * words around it call it.
 */
#ifndef ERRWALK_CATALOG_SCAN_H
#define ERRWALK_CATALOG_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/catalog.h"

struct span {
    const char *text;
    size_t length;
};

enum number_form {
    NUMBER_DECIMAL,  /* digits, perhaps with a sign */
    NUMBER_HEX,      /* with 0x, &H, $, or a final h */
    NUMBER_BARE_HEX, /* hexadecimal digits, letters among them */
};

struct number {
    enum number_form form;
    bool negative;
    bool fits;     /* `value` is a 32-bit value as written, or sign-extended */
    bool extended; /* written with 64 bits, the upper half all ones */
    bool hex_fits; /* decimal digits that may be hexadecimal: `hex_value` holds that */
    uint32_t value;
    uint32_t hex_value;
    unsigned digits;
    size_t length; /* in bytes, with sign, mark and suffix */
};

/* Reads the number that begins at `start`, where no word goes on from before. False when there is
 * none or it is part of a word. */
bool number_scan(struct span span, size_t start, struct number *number);

enum context_label {
    CONTEXT_NONE,         /* the words before say nothing */
    CONTEXT_ERROR,        /* they call it an error, a status, a result */
    CONTEXT_DATA,         /* "data", which directory services follow with hexadecimal digits */
    CONTEXT_OTHER,        /* they call it something else: a port, a process, a size */
    CONTEXT_EVENT,        /* they call it an event ID */
    CONTEXT_MACRO_WIN32,  /* HRESULT_FROM_WIN32( */
    CONTEXT_MACRO_NT,     /* HRESULT_FROM_NT( */
    CONTEXT_MACRO_STATUS, /* NTSTATUS_FROM_WIN32( */
};

struct context {
    enum context_label label;
    enum code_kind hint; /* what kind the words speak of; CODE_KIND_COUNT when none */
    unsigned base;          /* 10 or 16 where the word before says which; else 0 */
    bool leads;             /* the word that says so is the first of the text */
    bool set_off;           /* in brackets, or after '=', ':' or ',' */
    bool heads;             /* "1326: Logon failure" begins the text, or "[1326] error" is all of it */
    bool ends;              /* nothing but punctuation follows in its clause */
    bool unit;              /* a unit or a counted thing follows: 5 files, 30 ms */
};

/* Whether what touches the number makes it a piece of a date, a version, an address, a path or a
 * GUID. */
bool context_is_compound(struct span span, size_t start, size_t end);

static inline bool context_is_macro(enum context_label label)
{
    return label >= CONTEXT_MACRO_WIN32;
}

/* What stands around the number in [start, end). Looks back over one line, and no more than a few
 * words. */
struct context context_of(struct span span, size_t start, size_t end);

/* Whether some word shortly before, on the same line, speaks of an error. */
bool context_in_trouble(struct span span, size_t start);

/* Whether a word says that an error code follows: for `error1366`. */
bool context_calls_error(const char *word, size_t length);

#endif
