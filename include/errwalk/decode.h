/* SPDX-License-Identifier: MIT */
/*
 * Decode: error codes in whatever way people write them.
 *
 * Reads a number, a name, a sentence or a line of a log and gives every reading of every code in
 * it: decimal, hexadecimal in any dress, signed, unsigned, sign-extended to 64 bits, a Win32 error
 * or an NTSTATUS inside an HRESULT, names in any case with any prefix or none. Ambiguity is shown,
 * not guessed. Numbers of other things (dates, versions, addresses, process IDs, line numbers,
 * 1366x768) are not codes, and an event ID is one only where the text says that it is an event.
 *
 * Text is bytes of any content; no more than `length` are read, in time linear in it, and nothing
 * is allocated.
 */
#ifndef ERRWALK_DECODE_H
#define ERRWALK_DECODE_H

#include "errwalk/catalog.h"

enum decode_reason {
    DECODE_WRITTEN_DECIMAL, /* the whole text is a decimal number */
    DECODE_CALLED_ERROR,    /* the words before it call it an error */
    DECODE_WRITTEN_HEX,     /* 0x says hexadecimal */
    DECODE_MARKED_HEX,      /* another mark does, or a word */
    DECODE_BARE_HEX,        /* hexadecimal digits without a mark */
    DECODE_HEX_MORE_COMMON, /* digits alone; read as hexadecimal they are the error people meet */
    DECODE_DECIMAL_LESS_COMMON, /* digits alone; the decimal reading is an error people hardly meet
                                 */
    DECODE_MAYBE_HEX,           /* digits alone; they may be hexadecimal without its 0x */
    DECODE_SIGNED,              /* a negative number is a 32-bit value with its top bit set */
    DECODE_UNSIGNED,      /* a decimal number over 2^31 is a 32-bit value with its top bit set */
    DECODE_SIGN_EXTENDED, /* a 64-bit value whose upper half is all ones */
    DECODE_MACRO,         /* inside HRESULT_FROM_WIN32 or HRESULT_FROM_NT */
    DECODE_SMALL_STATUS, /* a success or informational value of another kind with the same number */
    DECODE_OTHER_KIND,   /* the words speak of another kind, which has no such value */
    DECODE_NAME,         /* the name itself */
    DECODE_NAME_OTHER_PREFIX, /* the name with another prefix, or with none */
    DECODE_NAME_WORDS,        /* the words of the name */
    DECODE_EVENT_ID,          /* the text says that the number is an event ID */
    DECODE_CUE,               /* what stands right beside it says which family */
    DECODE_OF_FAMILY,         /* a number alone, which families have in common */
    DECODE_MESSAGE,           /* the system's own message for the error */
    DECODE_REASON_COUNT
};

struct decode_reading {
    struct code code; /* in its outer form: 0x80070556 is an HRESULT */
    int likelihood;          /* 1 to 100, to compare readings by */
    enum decode_reason reason;
    const struct catalog_entry
        *entry; /* the error itself: of 0x80070556 the Win32 error 1366; NULL for an event */
    const struct catalog_entry *outer; /* the entry of the outer form where it has a name of its own
                                          (E_ACCESSDENIED), else NULL */
    const struct catalog_event
        *event;    /* for CODE_EVENT, where the catalog knows the ID; else NULL */
    size_t offset; /* where in the text, in bytes */
    size_t length;
};

/* A number that stands where a code would, but that nothing defines. */
struct decode_unknown {
    struct code code; /* of the kind that its spelling or the words before it say, or it looks like */
    size_t offset;
    size_t length; /* 0: there is none */
};

/*
 * Puts up to `max` readings of `text` into `readings`, likeliest first; equally likely ones in the
 * order of the text. The same value and error is given once. Returns how many. `unknown`, when not
 * NULL, receives the first number that is written as a code, or has the shape of one, but is not
 * defined.
 */
size_t decode(const char *text, size_t length, struct decode_reading *readings, size_t max,
              struct decode_unknown *unknown);

/*
 * All numbers of a text that have the shape of an error but are not defined: 0x8xxxxxxx and
 * 0xCxxxxxxx, marked as hexadecimal or called an error, ORA-99999, AADSTS99999. Puts up to `max` into `unknown`, in the
 * order of the text; returns how many.
 */
size_t decode_unknowns(const char *text, size_t length, struct decode_unknown *unknown, size_t max);

/*
 * The same as decode for a line of a log, in which a number alone is no code. decode_suspects says by a
 * glance whether a line may name one: where it does not, decode_line finds nothing.
 */
size_t decode_line(const char *line, size_t length, struct decode_reading *readings, size_t max,
                   struct decode_unknown *unknown);
bool decode_suspects(const char *line, size_t length);

/* Of a text without a code: what its first number is instead ("a time"), by its shape or by the
 * words before it. NULL where that is not known, or where there is no number. */
const char *decode_refusal(const char *text, size_t length);

/* Readings this much less likely than the first of the same place are hardly meant: they are listed, but
 * never asked about. */
enum { DECODE_GAP = 20 };

/* How a reading was made: "hexadecimal (0x prefix)". */
const char *decode_reason_text(enum decode_reason reason);

#endif
