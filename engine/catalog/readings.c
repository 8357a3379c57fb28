/* SPDX-License-Identifier: MIT */
/*
 * The readings of a value: every kind that defines it, wrapped errors taken out of their wrapping,
 * kept with the likeliest first.
 */
#include <config.h>

#include "decode-private.h"
#include "tables.h"

#include <string.h>

/* Puts a reading where its likelihood belongs; after those that are as likely. */
void decoder_insert(struct decoder *decoder, struct decode_reading new)
{
    size_t place = decoder->count;

    new.offset = decoder->start;
    new.length = decoder->length;
    if (new.likelihood < 1) {
        new.likelihood = 1;
    }
    for (size_t i = 0; i < decoder->count; i++) {
        const struct decode_reading *old = &decoder->readings[i];

        if (code_equal(old->code, new.code) && old->entry == new.entry &&
            old->event == new.event) {
            return;
        }
    }
    while (place > 0 && decoder->readings[place - 1].likelihood < new.likelihood) {
        place--;
    }
    if (place >= decoder->max) {
        return;
    }
    if (decoder->count == decoder->max) {
        decoder->count--;
    }
    memmove(&decoder->readings[place + 1], &decoder->readings[place],
            (decoder->count - place) * sizeof new);
    decoder->readings[place] = new;
    decoder->count++;
}

/* The error that a value is, in its kind: the wrapped one where the value wraps one. NULL when
 * nothing defines it. */
static const struct catalog_entry *entry_of(enum code_kind kind, int64_t number)
{
    uint32_t value = (uint32_t)number;
    const struct catalog_entry *inner = NULL;
    bool error = (value & 0xFFFF) != 0; /* success is never wrapped */

    if (kind > CODE_HRESULT) {
        return catalog_by_code(code_of(kind, number));
    }
    if (kind == CODE_HRESULT && value >> 16 == 0x8007 && error) {
        inner = catalog_by_code(code_of(CODE_WIN32, value & 0xFFFF));
    } else if (kind == CODE_HRESULT && (value & 0x10000000U) != 0) {
        inner = catalog_by_code(code_of(CODE_NTSTATUS, value & ~0x10000000U));
    } else if (kind == CODE_NTSTATUS && (value >> 16 == 0xC007 || value >> 16 == 0xC06D) && error) {
        inner = catalog_by_code(code_of(CODE_WIN32, value & 0xFFFF));
    }
    return inner != NULL ? inner : catalog_by_code(code_of(kind, value));
}

int64_t decoder_errno(int64_t value)
{
    for (const struct table_platform *row = table_platform; row->kind >= 0; row++) {
        if (row->kind == CODE_ERRNO && row->own == value) {
            return row->code;
        }
    }
    return value;
}

/* Adds the reading of a value as one kind, if anything defines it. */
bool decoder_add(struct decoder *decoder, enum code_kind kind, int64_t value, int likelihood,
                 enum decode_reason reason)
{
    const struct catalog_entry *entry = entry_of(kind, value);

    if (entry == NULL) {
        return false;
    }
    decoder->last = kind > CODE_RAS ? code_of(kind, value) : (struct code){0};
    decoder_insert(decoder, (struct decode_reading){
                                .code = code_of(kind, value),
                                .likelihood = likelihood,
                                .reason = reason,
                                .entry = entry,
                                .outer = catalog_by_code(code_of(kind, value)),
                            });
    return true;
}

/* Whether a value is too large for a Win32 code, and something defines it. */
bool decoder_is_known_large(uint32_t value)
{
    return value > 0xFFFF &&
           (entry_of(CODE_NTSTATUS, value) != NULL || entry_of(CODE_HRESULT, value) != NULL);
}

/* Of Win32 codes from 500 to 999 most repeat NTSTATUS values for debuggers: hardly anybody is shown
 * one. And some numbers Windows does not use at all. Adds what else such a number is. */
static bool add_rather(struct decoder *decoder, uint32_t value, int likelihood,
                       enum decode_reason reason)
{
    static const enum code_kind kinds[] = {CODE_RAS, CODE_HTTP, CODE_MSSQL};
    const struct catalog_entry *entry = catalog_by_code(code_of(CODE_WIN32, value));

    if (entry != NULL &&
        (value < 500 || value >= 1000 || catalog_entry_meaning(entry) != NULL)) {
        return false;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool common = kinds[i] != CODE_HTTP || value >= 400;

        if (common && decoder_add(decoder, kinds[i], value, likelihood, reason)) {
            return true;
        }
    }
    return false;
}

/* Every kind that defines a value: an HRESULT or an NTSTATUS when it is large, else Win32 first. */
bool decoder_add_value(struct decoder *decoder, uint32_t value, enum code_kind hint,
                       int likelihood, enum decode_reason reason)
{
    bool added = false;

    if (value > 0xFFFF) {
        bool status_first =
            hint == CODE_NTSTATUS || (hint != CODE_HRESULT && value >> 30 == 3);
        int ntstatus = likelihood - (status_first ? 0 : LESS_OTHER_KIND);
        int hresult = likelihood - (status_first ? LESS_OTHER_KIND : 0);

        /* A value that only one kind defines is as likely as any. */
        if (entry_of(CODE_NTSTATUS, value) == NULL) {
            hresult = likelihood;
        } else if (entry_of(CODE_HRESULT, value) == NULL) {
            ntstatus = likelihood;
        }
        added = decoder_add(decoder, CODE_NTSTATUS, value, ntstatus, reason);
        return decoder_add(decoder, CODE_HRESULT, value, hresult, reason) || added;
    }
    if (hint == CODE_KIND_COUNT && reason == DECODE_CALLED_ERROR) {
        likelihood -= decoder_add_unix(decoder, value, likelihood, reason);
    }
    if ((hint == CODE_KIND_COUNT || hint == CODE_WIN32) && !decoder->asked &&
        add_rather(decoder, value, likelihood, reason)) {
        likelihood -= LESS_OTHER_KIND;
        added = true;
    }
    for (enum code_kind kind = CODE_WIN32; kind <= CODE_HRESULT; kind++) {
        bool first = hint == kind || (hint == CODE_KIND_COUNT && kind == CODE_WIN32);
        bool win32 = kind == CODE_WIN32;

        if (!first && !win32 && !decoder->asked) {
            continue; /* "error 3" is no success value */
        }
        int less = first ? 0 : win32 ? LESS_OTHER_KIND / 2 : LESS_SMALL_STATUS;

        added = decoder_add(decoder, kind, value, likelihood - less,
                            first   ? reason
                            : win32 ? DECODE_OTHER_KIND
                                    : DECODE_SMALL_STATUS) ||
                added;
    }
    return added;
}

bool decoder_add_macro(struct decoder *decoder, enum context_label label, uint32_t value)
{
    switch (label) {
    case CONTEXT_MACRO_WIN32:
        return decoder_add(decoder, CODE_HRESULT,
                           value == 0 ? 0 : 0x80070000U | (value & 0xFFFF), LIKELY_MACRO,
                           DECODE_MACRO);
    case CONTEXT_MACRO_NT:
        return decoder_add(decoder, CODE_HRESULT, value | 0x10000000U, LIKELY_MACRO,
                           DECODE_MACRO);
    default:
        return decoder_add(decoder, CODE_NTSTATUS,
                           value == 0 ? 0 : 0xC0070000U | (value & 0xFFFF), LIKELY_MACRO,
                           DECODE_MACRO);
    }
}
