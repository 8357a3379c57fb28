/*
 * Decoder: what decode.c, which goes through the text, and weigh.c, which judges a number, share.
 */
#ifndef ERRWALK_CATALOG_DECODER_H
#define ERRWALK_CATALOG_DECODER_H

#include "errwalk/decode.h"
#include "scan.h"

/* How much likelier than others a reading is, from 1 to 100. */
enum {
    LIKELY_NAME = 99,
    LIKELY_MACRO = 98,
    LIKELY_CALLED = 96,
    LIKELY_ASKED = 95,
    LIKELY_KNOWN = 90,
    LIKELY_BESIDE = 85,
    LIKELY_TROUBLE = 70,
    LIKELY_MARKED = 55,
    LESS_OTHER_KIND = 20,
    LESS_SMALL_STATUS = 40,
    LESS_MAYBE_HEX = 45,
    LESS_LESS_COMMON = 15,
};

struct decoder {
    struct span span;
    struct decode_reading *readings;
    size_t max;
    size_t count;
    struct decode_unknown *unknown; /* room for `unknown_max` */
    size_t unknown_max;
    size_t unknown_count;
    bool only_shaped; /* of unknown numbers only those with the shape of an error are noted */
    bool asked;           /* the text is nothing but numbers */
    size_t last_end;      /* where the last accepted code ended; 0 for none yet */
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
bool decoder_add(struct decoder *decoder, enum code_kind kind, uint32_t value, int likelihood,
                 enum decode_reason reason);
bool decoder_add_value(struct decoder *decoder, uint32_t value, enum code_kind hint,
                       int likelihood, enum decode_reason reason);

/* Adds what HRESULT_FROM_WIN32 and its like make of a value. */
bool decoder_add_macro(struct decoder *decoder, enum context_label label, uint32_t value);

/* Whether a value is too large for a Win32 code, and something defines it. */
bool decoder_is_known_large(uint32_t value);

/* Reads the current piece, a number. Returns whether it is a code. */
bool decoder_read_number(struct decoder *decoder, const struct number *number);

/* Why a number is read as it is; `called` when the words around it call it an error. */
enum decode_reason decoder_reason(const struct number *number, bool called);

#endif
