/* SPDX-License-Identifier: MIT */
/*
 * Codes that their shape alone gives away, or what stands right beside them: ORA-12541, SIGTERM,
 * "1045 (28000)", "404 Not Found", "550 5.7.1".
 */
#include <config.h>

#include "token.h"

#include <stdio.h>

enum { NAME_BYTES = 96, NAMED_MAX = 8, STATE_BYTES = 5 };

/* The name as one of a kind from `first` to `last`; how long it was. */
static size_t add_name(struct decoder *decoder, size_t start, size_t length, const char *name,
                       size_t name_length, enum code_kind first, enum code_kind last)
{
    const struct catalog_entry *found[NAMED_MAX];
    size_t exact = 0;
    size_t count = catalog_by_name(name, name_length, found, NAMED_MAX, &exact);

    for (size_t i = 0; i < count && i < exact; i++) {
        struct code code = catalog_entry_code(found[i]);

        if (code.kind >= first && code.kind <= last) {
            return token_add(decoder, start, length, code.kind, code.value, LIKELY_NAME, DECODE_NAME);
        }
    }
    return 0;
}

/* A code that its spelling shows to be one of a family, which may not have it. */
static size_t add_spelt(struct decoder *decoder, size_t start, size_t length, struct code code,
                        int likelihood)
{
    if (token_add(decoder, start, length, code.kind, code.value, likelihood, DECODE_NAME) == 0) {
        decoder_note_unknown(decoder, code);
    }
    return length;
}

/* "ORA-12541" and "AADSTS50126". */
static size_t read_numbered(struct decoder *decoder, size_t start, size_t length)
{
    uint32_t value;
    size_t digits;

    if (length == 3 && token_stands(decoder, start, "ORA") &&
        token_at(decoder, start + 3) == '-') {
        digits = token_digits(decoder, start + 4, 5, &value);
        return digits == 0 || value == 0
                   ? 0
                   : add_spelt(decoder, start, 4 + digits, code_of(CODE_ORACLE, value),
                               LIKELY_NAME);
    }
    if (length > 6 && memcmp(decoder_at(decoder, start), "AADSTS", 6) == 0) {
        digits = token_digits(decoder, start + 6, 8, &value);
        return digits == 0 || 6 + digits != length
                   ? 0
                   : add_spelt(decoder, start, length, code_of(CODE_AAD, value), LIKELY_NAME);
    }
    return 0;
}

/* The state whose five letters and digits stand at `i`, or -1. */
static int64_t state_at(const struct decoder *decoder, size_t i)
{
    int64_t value = 0;

    for (size_t j = 0; j < STATE_BYTES; j++) {
        char c = token_at(decoder, i + j);

        if (!letter_is_digit(c) && !(c >= 'A' && c <= 'Z')) {
            return -1;
        }
        value = value * 36 + (letter_is_digit(c) ? c - '0' : c - 'A' + 10);
    }
    return token_is_word(token_at(decoder, i + STATE_BYTES)) ? -1 : value;
}

/* SQLSTATE[42S02], "(SQLSTATE 28P01)", "SQLState: 42P01"; and 40P01 alone, which is like nothing
 * else. "HY000" says nothing but that it is an error. */
static size_t read_state(struct decoder *decoder, size_t start, size_t length)
{
    size_t i = start + length;

    if (length == STATE_BYTES && letter_is_digit(token_at(decoder, start)) &&
        letter_is_digit(token_at(decoder, start + 1)) && letter_is_alpha(token_at(decoder, start + 2)) &&
        letter_is_digit(token_at(decoder, start + 3)) && letter_is_digit(token_at(decoder, start + 4)) &&
        context_in_trouble(decoder->span, start)) {
        return token_add(decoder, start, length, CODE_SQLSTATE, state_at(decoder, start), LIKELY_KNOWN,
                   DECODE_NAME);
    }
    if (!token_stands(decoder, start, "SQLSTATE")) {
        return 0;
    }
    while (i < start + length + 6 && token_at(decoder, i) != '\0' &&
           strchr("[ (:='\"", token_at(decoder, i)) != NULL) {
        i++;
    }
    if (i == start + length || token_stands(decoder, i, "HY000") || state_at(decoder, i) <= 0) {
        return 0;
    }
    return add_spelt(decoder, start, i + STATE_BYTES - start,
                     code_of(CODE_SQLSTATE, state_at(decoder, i)), LIKELY_KNOWN + 1);
}

/* OpenSSL's "error:1408F10B:" and "error:0A000410:": the last three digits are the reason, and the
 * first two say that it is one of TLS. */
static size_t read_openssl(struct decoder *decoder, size_t start, size_t length)
{
    struct span span = {decoder_at(decoder, 0), start + length + 9};
    struct number number;

    if (!token_stands(decoder, start, "error") || token_at(decoder, start + 5) != ':' ||
        token_at(decoder, start + 14) != ':' || !number_scan(span, start + 6, &number) ||
        number.length != 8) {
        return 0;
    }
    uint32_t value = number_as_hex(&number);

    if (value >> 24 != 0x14 && value >> 24 != 0x0A) {
        return 0;
    }
    return token_add(decoder, start, 14, CODE_TLS, 0x0A000000 | (value & 0xFFF), LIKELY_NAME,
               DECODE_MARKED_HEX);
}

/* Python's "[SSL: WRONG_VERSION_NUMBER]" and "OPENSSL_internal:WRONG_VERSION_NUMBER". */
static size_t read_reason(struct decoder *decoder, size_t start, size_t length)
{
    char name[NAME_BYTES] = "SSL_R_";
    size_t used = strlen(name), i = start + length;

    if (token_at(decoder, i) != ':' ||
        !(token_stands(decoder, start, "SSL") || token_stands(decoder, start, "OPENSSL_internal"))) {
        return 0;
    }
    i += token_at(decoder, i + 1) == ' ' ? 2 : 1;
    while (used < sizeof name && token_is_word(token_at(decoder, i))) {
        name[used++] = token_at(decoder, i++);
    }
    return used < sizeof name
               ? add_name(decoder, start, i - start, name, used, CODE_TLS, CODE_TLS)
               : 0;
}

/* A reason of OpenSSL without its prefix, where the text speaks of TLS. */
static size_t read_bare_reason(struct decoder *decoder, size_t start, size_t length)
{
    char name[NAME_BYTES];
    int size = snprintf(name, sizeof name, "SSL_R_%.*s", (int)length, decoder_at(decoder, start));

    return (decoder->topics & TOPIC_TLS) != 0 && size < (int)sizeof name &&
                   memchr(decoder_at(decoder, start), '_', length) != NULL
               ? add_name(decoder, start, length, name, (size_t)size, CODE_TLS, CODE_TLS)
               : 0;
}

/* EACCES, SIGTERM, NXDOMAIN: names in capitals; and MIT's, which are Kerberos' with KRB5 before. */
static size_t read_capitals(struct decoder *decoder, size_t start, size_t length)
{
    const char *word = decoder_at(decoder, start);

    if (length > 4 && memcmp(word, "KRB5", 4) == 0) {
        return add_name(decoder, start, length, word + 4, length - 4, CODE_KERBEROS,
                        CODE_KERBEROS);
    }
    for (size_t i = 0; i < length; i++) {
        if (letter_is_alpha(word[i]) && letter_upper(word[i]) != word[i]) {
            return 0;
        }
    }
    size_t reason = read_bare_reason(decoder, start, length);

    if (reason > 0) {
        return reason;
    }
    if (length > 2 && word[0] == 'E') {
        return add_name(decoder, start, length, word, length, CODE_ERRNO, CODE_EAI);
    }
    if (length > 5 && memcmp(word, "SIG", 3) == 0) {
        return add_name(decoder, start, length, word, length, CODE_SIGNAL, CODE_SIGNAL);
    }
    if (token_stands(decoder, start, "NXDOMAIN") || token_stands(decoder, start, "SERVFAIL") ||
        token_stands(decoder, start, "FORMERR") || token_stands(decoder, start, "NOTIMP")) {
        return add_name(decoder, start, length, word, length, CODE_DNS, CODE_DNS);
    }
    return 0;
}

size_t decoder_read_token(struct decoder *decoder, size_t start, size_t length)
{
    static size_t (*const readers[])(struct decoder *, size_t, size_t) = {
        read_numbered, read_state, read_openssl, read_reason, read_capitals,
    };

    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        size_t read = readers[i](decoder, start, length);

        if (read > 0) {
            return read;
        }
    }
    return 0;
}

/* "1045 (28000)", as MySQL's programs write it, and how Python shows its errors. */
static bool read_mysql(struct decoder *decoder, const struct number *number)
{
    static const char *const opens[] = {" (", "(", "\xEF\xBC\x88"};
    size_t start = decoder->start, end = decoder->start + decoder->length;

    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        size_t inner = end + strlen(opens[i]);
        char close = inner < decoder->span.length ? token_at(decoder, inner + STATE_BYTES) : '\0';

        if (inner + STATE_BYTES >= decoder->span.length ||
            memcmp(decoder_at(decoder, end), opens[i], strlen(opens[i])) != 0 ||
            state_at(decoder, inner) < 0 || (close != ')' && (unsigned char)close < 0x80) ||
            token_add(decoder, start, end - start, CODE_MYSQL, number->value, LIKELY_CALLED,
                DECODE_CUE) == 0) {
            continue;
        }
        if (token_at(decoder, inner) != 'H') {
            token_add(decoder, inner, STATE_BYTES, CODE_SQLSTATE, state_at(decoder, inner),
                LIKELY_BESIDE, DECODE_CUE);
        }
        decoder->start = start;
        decoder->length = inner + STATE_BYTES - start;
        return true;
    }
    /* Python's (2006, 'MySQL server has gone away') */
    return start > 0 && token_at(decoder, start - 1) == '(' && token_at(decoder, end) == ',' &&
           token_at(decoder, end + 1) == ' ' &&
           (token_at(decoder, end + 2) == '\'' || token_at(decoder, end + 2) == '"') && number->value >= 1000 &&
           token_add(decoder, start, end - start, CODE_MYSQL, number->value, LIKELY_CALLED,
               DECODE_CUE) > 0;
}

/* OpenSSL's "error 18 at 0 depth lookup". */
static bool read_depth(struct decoder *decoder, const struct number *number)
{
    size_t end = decoder->start + decoder->length;
    uint32_t depth;
    size_t digits = token_stands(decoder, end, " at") ? token_digits(decoder, end + 4, 3, &depth) : 0;

    return digits > 0 && token_stands(decoder, end + 4 + digits, " depth") &&
           decoder_add(decoder, CODE_X509, number->value, LIKELY_CALLED, DECODE_CUE);
}

/* "(18456)" in a line of SQL Server. */
static bool read_mssql(struct decoder *decoder, const struct number *number)
{
    return (decoder->topics & TOPIC_MSSQL) != 0 && number->form == NUMBER_DECIMAL &&
           decoder->start > 0 && token_at(decoder, decoder->start - 1) == '(' &&
           token_at(decoder, decoder->start + decoder->length) == ')' &&
           decoder_add(decoder, CODE_MSSQL, number->value, LIKELY_CALLED, DECODE_CUE);
}

/* "(Code 43)", as the Device Manager ends its sentences; and "code 43" where that is the whole text. */
static bool read_device(struct decoder *decoder, const struct number *number)
{
    static const char word[] = "Code ";
    size_t start = decoder->start, end = start + decoder->length, begin = start;

    if (number->form != NUMBER_DECIMAL || (decoder->topics & TOPIC_UNIX) != 0 ||
        start < strlen(word) || !token_stands(decoder, start - strlen(word), "Code")) {
        return false;
    }
    begin -= strlen(word);
    if (begin == 0 ? end < decoder->span.length
                   : token_at(decoder, begin - 1) != '(' || token_at(decoder, begin) != 'C' ||
                         token_at(decoder, end) != ')') {
        return false;
    }
    return decoder_add(decoder, CODE_DEVICE, number->value, LIKELY_CALLED, DECODE_CUE);
}

/* "[Makefile:12: all] Error 2" of make and "1 exit status" of linkers: how a program ended. */
static bool read_ended(struct decoder *decoder, const struct number *number, bool *ended)
{
    static const char made[] = "] Error ";
    size_t start = decoder->start, end = start + decoder->length;

    *ended = number->form == NUMBER_DECIMAL &&
             (token_stands(decoder, end, " exit status") ||
              (start >= strlen(made) &&
               memcmp(decoder_at(decoder, start - strlen(made)), made, strlen(made)) == 0));
    return *ended && decoder_read_exit(decoder, number->value);
}

/* The number that a program writes beside the message it stands for: "Permission denied (13)". */
static bool read_beside_message(struct decoder *decoder, const struct number *number)
{
    int64_t value = number->negative ? (int32_t)number->value : (int64_t)number->value;

    for (size_t i = 0; i < decoder->message_count; i++) {
        const struct message *message = &decoder->messages[i];
        size_t end = decoder->start + decoder->length;
        bool near = decoder->start >= message->end ? decoder->start - message->end <= 6
                                                   : end <= message->start &&
                                                         message->start - end <= 4;
        int64_t meant =
            message->code.kind == CODE_ERRNO ? decoder_errno(value < 0 ? -value : value) : value;

        if (near && meant == message->code.value) {
            return decoder_add(decoder, message->code.kind, meant, LIKELY_CALLED, DECODE_CUE);
        }
    }
    return false;
}

bool decoder_read_pair(struct decoder *decoder, const struct number *number, bool *none)
{
    bool ended = false;

    *none = false;
    if (!number->fits || number->form == NUMBER_HEX || decoder->asked) {
        return false;
    }
    if (token_read_smtp(decoder, number) || read_mysql(decoder, number) ||
        token_read_http(decoder, number) || read_depth(decoder, number) ||
        read_mssql(decoder, number) || read_device(decoder, number) ||
        read_beside_message(decoder, number) || read_ended(decoder, number, &ended)) {
        return true;
    }
    *none = ended;
    return false;
}
