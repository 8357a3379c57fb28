/* SPDX-License-Identifier: MIT */
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
    bool prefixed; /* with 0x */
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

/* The value of digits that are hexadecimal, whether they are marked so or not. */
static inline uint32_t number_as_hex(const struct number *number)
{
    return number->form == NUMBER_DECIMAL && number->hex_fits ? number->hex_value : number->value;
}

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
    bool coded;             /* that word is "code" */
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

/* What a text speaks of. */
enum {
    TOPIC_WINDOWS = 1 << 0,
    TOPIC_UNIX = 1 << 1,
    TOPIC_VPN = 1 << 2,
    TOPIC_DEVICE = 1 << 3,
    TOPIC_LDAP = 1 << 4,
    TOPIC_KERBEROS = 1 << 5,
    TOPIC_MYSQL = 1 << 6,
    TOPIC_MSSQL = 1 << 7,
    TOPIC_CURL = 1 << 8,
    TOPIC_MAIL = 1 << 9,
    TOPIC_HTTP = 1 << 10,
    TOPIC_RDP = 1 << 11,
    TOPIC_BUGCHECK = 1 << 12,
    TOPIC_TLS = 1 << 13,
    TOPIC_ROBOCOPY = 1 << 14,
    TOPIC_SEGFAULT = 1 << 15,
    TOPIC_TOO_MANY = 1 << 16,
    TOPIC_CONNECTIONS = 1 << 17,
    TOPIC_RESOLVER = 1 << 18,
    TOPIC_ORACLE = 1 << 19,
    TOPIC_CLOUDFLARE = 1 << 20,
    TOPIC_OWN_CODES = 1 << 21, /* a program whose "code" is its own */
};

unsigned topics_of(struct span span);

/* A message of the system in the text: "Permission denied" is what it says for EACCES. */
struct message {
    size_t start, end;
    struct code code;
};

/* Puts up to `max` messages between `start` and `end` into `found`, in their order. */
size_t messages_in(struct span span, size_t start, size_t end, unsigned topics,
                   struct message *found, size_t max);

/* The `nth` message, in lower case with one blank between words; NULL past the last. */
const char *messages_text(size_t nth);

/* How the number after a cue is read. */
enum cue_how {
    CUE_PLAIN,    /* as it is written */
    CUE_ABSOLUTE, /* without its sign: kernels and libuv negate errno */
    CUE_SYSTEM,   /* an errno, or a Win32 error where it is too large for one */
    CUE_HEX,      /* in hexadecimal, with 0x or without */
    CUE_MARKED,   /* the same, but with 0x or all eight digits only */
    CUE_STATUS,   /* of systemd: the name after its slash says signal or exit status */
    CUE_NAMED,    /* the same, only where such a name is there */
    CUE_EXIT,     /* of a shell: above 128 a signal; Windows has its own */
    CUE_HTTP,     /* an error from 400 on; less is none */
    CUE_NONE,     /* it is no code */
};

struct cue {
    const char *words;
    unsigned topics; /* of which the text must speak; 0: any */
    enum code_kind kind;
    enum cue_how how;
};

/* Whether some word shortly before, on the same line, speaks of an error. */
bool context_in_trouble(struct span span, size_t start);

/* Whether a word says that an error code follows: for `error1366`. */
bool context_calls_error(const char *word, size_t length);

#endif
