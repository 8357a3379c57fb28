/* SPDX-License-Identifier: MIT */
/*
 * Weighs what a number is: every kind that defines its value, what the words around it say, what
 * people hardly ever mean.
 */
#include <config.h>

#include "decode-private.h"

#include <string.h>

#include "errwalk/letters.h"

/* In a shorter text a person asks for the number. */
enum { BRIEF_TEXT = 12 };

/* Win32 codes from 500 to 999 repeat NTSTATUS values for debuggers; hardly anybody is shown one. */
static bool is_uncommon(const struct catalog_entry *entry)
{
    int64_t code = catalog_entry_code(entry).value;

    return code >= 500 && code < 1000 && catalog_entry_meaning(entry) == NULL;
}

/* Whether digits alone are rather hexadecimal: read as decimal they are an error hardly anybody is
 * shown. */
static bool is_rather_hex(const struct number *number)
{
    const struct catalog_entry *decimal = catalog_by_code(code_of(CODE_WIN32, number->value));
    const struct catalog_entry *hex = catalog_by_code(code_of(CODE_WIN32, number->hex_value));

    return decimal != NULL && hex != NULL && is_uncommon(decimal) && !is_uncommon(hex);
}

/* Digits alone: decimal as a rule, but 556 may be 0x556. */
static bool add_digits_alone(struct decoder *decoder, const struct number *number)
{
    bool has_hex = number->hex_fits && number->hex_value != number->value;
    bool rather_hex = number->fits && has_hex && is_rather_hex(number);
    bool decimal = number->fits && catalog_by_code(code_of(CODE_WIN32, number->value)) != NULL;
    bool added = false;

    if (number->fits) {
        size_t before = decoder->count;
        int less = decoder_add_families(decoder, number->value, LIKELY_ASKED);

        added = decoder->count > before;
        added = decoder_add_value(decoder, number->value, CODE_KIND_COUNT,
                                  LIKELY_ASKED - (rather_hex ? 2 * LESS_LESS_COMMON : less),
                                  rather_hex ? DECODE_DECIMAL_LESS_COMMON
                                             : decoder_reason(number, false)) ||
                added;
    }
    if (has_hex && number->hex_value > 0xFFFF) {
        added = decoder_add_value(decoder, number->hex_value, CODE_KIND_COUNT,
                                  LIKELY_ASKED - (added ? LESS_MAYBE_HEX : 0), DECODE_BARE_HEX) ||
                added;
    } else if (has_hex) {
        added =
            decoder_add(decoder, CODE_WIN32, number->hex_value,
                        LIKELY_ASKED - (decimal && !rather_hex ? LESS_MAYBE_HEX : LESS_LESS_COMMON),
                        rather_hex ? DECODE_HEX_MORE_COMMON : DECODE_MAYBE_HEX) ||
            added;
    }
    return added;
}

/* A number alone with a sign, or in hexadecimal. */
static bool add_marked_alone(struct decoder *decoder, const struct number *number)
{
    size_t before = decoder->count;
    int less = 0;

    if (number->fits && number->negative && !number->extended) {
        decoder_add_families(decoder, (int32_t)number->value, LIKELY_ASKED);
    } else if (number->fits && number->form == NUMBER_HEX) {
        less = decoder_add_stop(decoder, number, LIKELY_ASKED);
    }
    return (number->fits && decoder_add_value(decoder, number->value, CODE_KIND_COUNT,
                                              LIKELY_ASKED - less, decoder_reason(number, false))) ||
           decoder->count > before;
}

enum decode_reason decoder_reason(const struct number *number, bool called)
{
    if (number->extended) {
        return DECODE_SIGN_EXTENDED;
    }
    if (number->negative) {
        return DECODE_SIGNED;
    }
    if (number->form == NUMBER_HEX) {
        return number->prefixed ? DECODE_WRITTEN_HEX : DECODE_MARKED_HEX;
    }
    if (number->form == NUMBER_BARE_HEX) {
        return DECODE_BARE_HEX;
    }
    if (number->value >= 0x80000000U) {
        return DECODE_UNSIGNED;
    }
    return called ? DECODE_CALLED_ERROR : DECODE_WRITTEN_DECIMAL;
}

/* Whether the number stands right after a code, as in "0x52e (1326)" or "87 = 0x57". */
static bool is_beside_code(const struct decoder *decoder, size_t start)
{
    if (decoder->last_end == 0 || start - decoder->last_end > 4) {
        return false;
    }
    for (size_t i = decoder->last_end; i < start; i++) {
        if (strchr("(=/", *decoder_at(decoder, i)) != NULL) {
            return true;
        }
    }
    return false;
}

/* 0x8xxxxxxx or 0xCxxxxxxx. */
static bool is_shaped(uint32_t value)
{
    return value >> 28 == 8 || value >> 28 == 0xC;
}

void decoder_note_unknown(struct decoder *decoder, struct code code)
{
    if (decoder->unknown_count < decoder->unknown_max) {
        decoder->unknown[decoder->unknown_count++] =
            (struct decode_unknown){code, decoder->start, decoder->length};
    }
}

/* A number of no kind that has it: of the family that a cue says, else of the kind it looks like. */
static void note_number(struct decoder *decoder, const struct number *number)
{
    bool eight = number->hex_fits && number->digits == 8;
    uint32_t value = eight ? number->hex_value : number->value;
    bool windows = value > 0xFFFF || decoder->cued == CODE_KIND_COUNT;

    if (!number->fits || (decoder->only_shaped && !is_shaped(value))) {
        return;
    }
    decoder_note_unknown(decoder, code_of(!windows             ? decoder->cued
                                          : value <= 0xFFFF    ? CODE_WIN32
                                          : value >> 30 == 3   ? CODE_NTSTATUS
                                                               : CODE_HRESULT,
                                          value));
}

/* How likely it is that a number which is no known large value is a code at all; 0 when it is not.
 */
static int weigh_small(const struct decoder *decoder, const struct number *number,
                       const struct context *context)
{
    bool hex_word = number->form == NUMBER_BARE_HEX;

    switch (context->label) {
    case CONTEXT_ERROR:
        return context->unit ? 0 : LIKELY_CALLED;
    case CONTEXT_DATA:
        return context_in_trouble(decoder->span, decoder->start) ? LIKELY_CALLED + 1 : 0;
    case CONTEXT_NONE:
        break;
    default:
        return 0;
    }
    if (context->leads && context->ends && !context->unit) {
        return LIKELY_ASKED;
    }
    if (hex_word) {
        return 0;
    }
    if (is_beside_code(decoder, decoder->start)) {
        /* Beside a code of another family it is that code, once more. */
        return decoder->last.present ? 0 : LIKELY_BESIDE;
    }
    if (context->set_off && context->ends && !context->unit &&
        context_in_trouble(decoder->span, decoder->start)) {
        return LIKELY_TROUBLE;
    }
    /* "1326: Logon failure", and a short text such as "dism 0x57". */
    bool brief = number->form == NUMBER_HEX && decoder->span.length < 24 && !context->set_off;

    return context->heads || brief ? LIKELY_MARKED : 0;
}

static bool add_event(struct decoder *decoder, const struct number *number)
{
    size_t nth = 0;

    do {
        decoder_insert(decoder, (struct decode_reading){
                                    .code = code_of(CODE_EVENT, number->value),
                                    .likelihood = LIKELY_CALLED,
                                    .reason = DECODE_EVENT_ID,
                                    .event = catalog_event(number->value, nth),
                                });
    } while (catalog_event(number->value, ++nth) != NULL);
    return true;
}

static enum decode_reason reason_in(const struct context *context, const struct number *number,
                                    bool eight)
{
    if (number->hex_fits && context->base == 16) {
        return DECODE_MARKED_HEX;
    }
    if (eight || (context->label == CONTEXT_DATA && number->hex_fits)) {
        return DECODE_BARE_HEX;
    }
    return decoder_reason(number, context->base != 10 && (context->label == CONTEXT_ERROR ||
                                                          context->label == CONTEXT_DATA));
}

/* With 1 a program says that it failed, and no more; but Windows may mean its first error. */
static bool says_only_failed(const struct decoder *decoder, const struct number *number)
{
    return number->form == NUMBER_DECIMAL && number->value == 1 &&
           decoder->span.length > BRIEF_TEXT && (decoder->topics & TOPIC_WINDOWS) == 0;
}

/* Eight decimal digits in a log are no hexadecimal code where nothing there speaks of one: an invoice, a
 * telephone. */
static bool is_mere_number(const struct decoder *decoder, const struct number *number, bool called)
{
    return decoder->is_line && number->form == NUMBER_DECIMAL && !called &&
           !context_in_trouble(decoder->span, decoder->start);
}

/* What a number is in a text with other words. Returns whether it is a code. */
static bool read_in_context(struct decoder *decoder, const struct number *number)
{
    enum cue_result cue = decoder_read_cued(decoder, number);

    if (cue == CUE_SAYS_UNKNOWN) {
        note_number(decoder, number);
        return false;
    }
    if (cue != CUE_SAYS_NOTHING) {
        return cue == CUE_SAYS_CODE;
    }
    struct context context =
        context_of(decoder->span, decoder->start, decoder->start + decoder->length);
    bool hex = number->hex_fits && context.base == 16;
    bool eight = hex || (number->hex_fits && number->digits == 8 && context.base != 10 &&
                         decoder_is_known_large(number->hex_value));
    uint32_t value = eight ? number->hex_value : number->value;
    bool called = context.label == CONTEXT_ERROR || context.label == CONTEXT_DATA;
    int likelihood = LIKELY_KNOWN;

    if (eight && !hex && is_mere_number(decoder, number, called)) {
        return false;
    }

    if (context_is_macro(context.label)) {
        return number->fits && decoder_add_macro(decoder, context.label, value);
    }
    if (context.label == CONTEXT_EVENT && number->form == NUMBER_DECIMAL) {
        return number->fits && number->value <= 0xFFFF && add_event(decoder, number);
    }
    if (context.label == CONTEXT_OTHER) {
        return false;
    }
    if (context.label == CONTEXT_ERROR && !context.coded && decoder_add_negated(decoder, number)) {
        return true;
    }
    if (says_only_failed(decoder, number)) {
        return false;
    }
    /* A bare decimal below 2^31 may be anything: a size, a duration, a number of seconds since
     * 1970. */
    bool marked = eight || number->form != NUMBER_DECIMAL || number->value >= 0x80000000U;

    if (number->fits && marked && decoder_is_known_large(value)) {
        likelihood = called ? LIKELY_CALLED : LIKELY_KNOWN;
    } else {
        likelihood = weigh_small(decoder, number, &context);
    }
    /* Nothing failed with 0, unless a person asks what "error 0" is. */
    if (number->fits && value == 0 && number->form == NUMBER_DECIMAL && likelihood > LIKELY_BESIDE &&
        (decoder->span.length > BRIEF_TEXT ||
         decoder->start + decoder->length < decoder->span.length)) {
        return false;
    }
    if (likelihood == 0) {
        if (number->form == NUMBER_HEX && number->fits && is_shaped(value)) {
            note_number(decoder, number);
        }
        return false;
    }
    if (context.label == CONTEXT_DATA && number->hex_fits) {
        value = number->hex_value;
    }
    if (!(number->fits || eight) ||
        !decoder_add_value(decoder, value, context.hint, likelihood,
                           reason_in(&context, number, eight))) {
        if (likelihood >= LIKELY_CALLED ||
            (number->form == NUMBER_HEX && is_shaped(number->value))) {
            note_number(decoder, number);
        }
        return false;
    }
    return true;
}

bool decoder_read_number(struct decoder *decoder, const struct number *number)
{
    bool added, none;

    if ((decoder->topics & TOPIC_SEGFAULT) != 0 && !decoder->asked) {
        return false;
    }
    if (decoder_read_pair(decoder, number, &none)) {
        return true;
    }
    if (none || context_is_compound(decoder->span, decoder->start, decoder->start + decoder->length)) {
        return false;
    }
    if (!decoder->asked) {
        return read_in_context(decoder, number);
    }
    added = number->form == NUMBER_DECIMAL && !number->negative && !number->extended
                ? add_digits_alone(decoder, number)
                : add_marked_alone(decoder, number);
    if (!added) {
        note_number(decoder, number);
    }
    return added;
}
