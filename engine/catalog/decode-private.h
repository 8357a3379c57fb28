/* SPDX-License-Identifier: MIT */
/*
 * Decoder: what decode.c, which goes through the text, and weigh.c, which judges a number, share.
 */
#ifndef ERRWALK_CATALOG_DECODE_PRIVATE_H
#define ERRWALK_CATALOG_DECODE_PRIVATE_H

#include "errwalk/decode.h"
#include "scan.h"

/* How much likelier than others a reading is, from 1 to 100. */
enum {
    LIKELY_NAME = 99,
    LIKELY_MACRO = 98,
    LIKELY_CALLED = 96,
    LIKELY_ASKED = 95,
    LIKELY_KNOWN = 90,
    LIKELY_MESSAGE = 88,
    LIKELY_BESIDE = 85,
    LIKELY_TROUBLE = 70,
    LIKELY_REMARK = 60,
    LIKELY_MARKED = 55,
    LESS_OTHER_KIND = 20,
    LESS_SMALL_STATUS = 40,
    LESS_MAYBE_HEX = 45,
    LESS_LESS_COMMON = 15,
};

enum { MESSAGES_MAX = 8 };

struct decoder {
    struct span span;
    struct decode_reading *readings;
    size_t max;
    size_t count;
    struct decode_unknown *unknown; /* room for `unknown_max` */
    size_t unknown_max;
    size_t unknown_count;
    bool only_shaped; /* of unknown numbers only those with the shape of an error are noted */
    bool is_line;         /* of a log */
    bool asked;           /* the text is nothing but numbers */
    size_t last_end;      /* where the last accepted code ended; 0 for none yet */
    struct code last;     /* that code, where it has a family other than Windows' */
    unsigned all_topics;  /* what the whole text speaks of, where it is short */
    unsigned topics;      /* and with it what the line that is being read speaks of */
    struct message messages[MESSAGES_MAX]; /* of that line */
    size_t message_count;
    enum code_kind cued;  /* the family that the words before the number speak of, or CODE_KIND_COUNT */
    size_t start, length; /* the piece that is being read */
};

static inline const char *decoder_at(const struct decoder *decoder, size_t i)
{
    return decoder->span.text + i;
}

/* Puts a reading of the current piece where its likelihood belongs, after those that are as likely.
 */
void decoder_insert(struct decoder *decoder, struct decode_reading new);

/* Adds the reading of a value as one kind, or as every kind that defines it, the `hint` first.
 * False when nothing does. */
bool decoder_add(struct decoder *decoder, enum code_kind kind, int64_t value, int likelihood,
                 enum decode_reason reason);
bool decoder_add_value(struct decoder *decoder, uint32_t value, enum code_kind hint,
                       int likelihood, enum decode_reason reason);

/* Adds what a decimal number with nothing around it is in the families beside Windows', and returns how
 * much less likely than `likelihood` it then is that it is one of Windows'. */
int decoder_add_families(struct decoder *decoder, int64_t value, int likelihood);

/* The same of a number in hexadecimal that may be a stop code: those have eight digits. */
int decoder_add_stop(struct decoder *decoder, const struct number *number, int likelihood);

/* The same of a number that is called an error, which may be one of system calls, or an exit status. */
int decoder_add_unix(struct decoder *decoder, int64_t value, int likelihood,
                     enum decode_reason reason);

/* Adds the errno that kernels and libraries negate: "error -71". */
bool decoder_add_negated(struct decoder *decoder, const struct number *number);

/* The catalog's number of an errno that is written as this machine numbers them. */
int64_t decoder_errno(int64_t value);

/* Notes that the current piece is written as a code that its kind does not have. */
void decoder_note_unknown(struct decoder *decoder, struct code code);

/* Adds what HRESULT_FROM_WIN32 and its like make of a value. */
bool decoder_add_macro(struct decoder *decoder, enum context_label label, uint32_t value);

/* Whether a value is too large for a Win32 code, and something defines it. */
bool decoder_is_known_large(uint32_t value);

/* Reads what begins with a word and is a code of one family by its shape, as ORA-12541 and SIGTERM
 * are. Returns how far it goes, or 0. */
size_t decoder_read_token(struct decoder *decoder, size_t start, size_t length);

/* Whether what stands right around the current piece, a number, tells its family: "1045 (28000)" and
 * "404 Not Found". It is then added, with what else belongs to it. Else `*none` says whether it is known to
 * be no code. */
bool decoder_read_pair(struct decoder *decoder, const struct number *number, bool *none);

/* What the words right before the current piece, a number, make of it. */
enum cue_result {
    CUE_SAYS_NOTHING,
    CUE_SAYS_NONE,    /* it is no code */
    CUE_SAYS_UNKNOWN, /* a code of the family that is then in `cued`, which has no such one */
    CUE_SAYS_CODE,
};

enum cue_result decoder_read_cued(struct decoder *decoder, const struct number *number);

/* Adds what the exit status of a process is: above 128, or negative, the signal that ended it. That it
 * failed, which is all that lower ones say, is no code. */
bool decoder_read_exit(struct decoder *decoder, int64_t value);

/* Reads the current piece, a number. Returns whether it is a code. */
bool decoder_read_number(struct decoder *decoder, const struct number *number);

/* Why a number is read as it is; `called` when the words around it call it an error. */
enum decode_reason decoder_reason(const struct number *number, bool called);

#endif
