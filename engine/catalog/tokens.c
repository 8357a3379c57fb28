/* SPDX-License-Identifier: MIT */
/*
 * Codes that their shape alone gives away, or what stands right beside them: ORA-12541, SIGTERM,
 * "1045 (28000)", "404 Not Found", "550 5.7.1".
 */
#include <config.h>

#include "decoder.h"

#include <string.h>

#include "letters.h"

enum { NAME_BYTES = 96, NAMED_MAX = 8, STATE_BYTES = 5 };

static char at(const struct decoder *decoder, size_t i)
{
    return i < decoder->span.length ? *decoder_at(decoder, i) : '\0';
}

static bool is_word(char c)
{
    return letter_is_alnum(c) || c == '_';
}

/* Whether `text` stands at `i`, in whatever case, and no word goes on after it. */
static bool stands(const struct decoder *decoder, size_t i, const char *text)
{
    size_t length = strlen(text);

    for (size_t j = 0; j < length; j++) {
        if (letter_lower(at(decoder, i + j)) != letter_lower(text[j])) {
            return false;
        }
    }
    return !is_word(at(decoder, i + length));
}

/* The decimal digits at `i`, up to `max` of them; how many there are. */
static size_t digits_at(const struct decoder *decoder, size_t i, size_t max, uint32_t *value)
{
    size_t count = 0;

    for (*value = 0; count < max && letter_is_digit(at(decoder, i + count)); count++) {
        *value = *value * 10 + (uint32_t)(at(decoder, i + count) - '0');
    }
    return letter_is_digit(at(decoder, i + count)) ? 0 : count;
}

static size_t add(struct decoder *decoder, size_t start, size_t length, enum code_kind kind,
                  int64_t value, int likelihood, enum decode_reason reason)
{
    decoder->start = start;
    decoder->length = length;
    return decoder_add(decoder, kind, value, likelihood, reason) ? length : 0;
}

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
            return add(decoder, start, length, code.kind, code.value, LIKELY_NAME, DECODE_NAME);
        }
    }
    return 0;
}

/* "ORA-12541" and "AADSTS50126". */
static size_t read_numbered(struct decoder *decoder, size_t start, size_t length)
{
    uint32_t value;
    size_t digits;

    if (length == 3 && stands(decoder, start, "ORA") && at(decoder, start + 3) == '-') {
        digits = digits_at(decoder, start + 4, 5, &value);
        return digits == 0 ? 0
                           : add(decoder, start, 4 + digits, CODE_ORACLE, value, LIKELY_NAME,
                                 DECODE_NAME);
    }
    if (length > 6 && memcmp(decoder_at(decoder, start), "AADSTS", 6) == 0) {
        digits = digits_at(decoder, start + 6, 8, &value);
        return digits == 0 || 6 + digits != length
                   ? 0
                   : add(decoder, start, length, CODE_AAD, value, LIKELY_NAME, DECODE_NAME);
    }
    return 0;
}

/* The state whose five letters and digits stand at `i`, or -1. */
static int64_t state_at(const struct decoder *decoder, size_t i)
{
    int64_t value = 0;

    for (size_t j = 0; j < STATE_BYTES; j++) {
        char c = at(decoder, i + j);

        if (!letter_is_digit(c) && !(c >= 'A' && c <= 'Z')) {
            return -1;
        }
        value = value * 36 + (letter_is_digit(c) ? c - '0' : c - 'A' + 10);
    }
    return is_word(at(decoder, i + STATE_BYTES)) ? -1 : value;
}

/* SQLSTATE[42S02], "(SQLSTATE 28P01)", "SQLState: 42P01"; and 40P01 alone, which is like nothing
 * else. "HY000" says nothing but that it is an error. */
static size_t read_state(struct decoder *decoder, size_t start, size_t length)
{
    size_t i = start + length;

    if (length == STATE_BYTES && letter_is_digit(at(decoder, start)) &&
        letter_is_digit(at(decoder, start + 1)) && letter_is_alpha(at(decoder, start + 2)) &&
        letter_is_digit(at(decoder, start + 3)) && letter_is_digit(at(decoder, start + 4)) &&
        context_in_trouble(decoder->span, start)) {
        return add(decoder, start, length, CODE_SQLSTATE, state_at(decoder, start), LIKELY_KNOWN,
                   DECODE_NAME);
    }
    if (!stands(decoder, start, "SQLSTATE")) {
        return 0;
    }
    while (i < start + length + 6 && at(decoder, i) != '\0' &&
           strchr("[ (:='\"", at(decoder, i)) != NULL) {
        i++;
    }
    if (i == start + length || stands(decoder, i, "HY000") || state_at(decoder, i) <= 0) {
        return 0;
    }
    return add(decoder, start, i + STATE_BYTES - start, CODE_SQLSTATE, state_at(decoder, i),
               LIKELY_KNOWN + 1, DECODE_NAME);
}

/* OpenSSL's "error:1408F10B:" and "error:0A000410:": the last three digits are the reason, and the
 * first two say that it is one of TLS. */
static size_t read_openssl(struct decoder *decoder, size_t start, size_t length)
{
    struct span span = {decoder_at(decoder, 0), start + length + 9};
    struct number number;

    if (!stands(decoder, start, "error") || at(decoder, start + 5) != ':' ||
        at(decoder, start + 14) != ':' || !number_scan(span, start + 6, &number) ||
        number.length != 8) {
        return 0;
    }
    uint32_t value = number_as_hex(&number);

    if (value >> 24 != 0x14 && value >> 24 != 0x0A) {
        return 0;
    }
    return add(decoder, start, 14, CODE_TLS, 0x0A000000 | (value & 0xFFF), LIKELY_NAME,
               DECODE_WRITTEN_HEX);
}

/* Python's "[SSL: WRONG_VERSION_NUMBER]" and "OPENSSL_internal:WRONG_VERSION_NUMBER". */
static size_t read_reason(struct decoder *decoder, size_t start, size_t length)
{
    char name[NAME_BYTES] = "SSL_R_";
    size_t used = strlen(name), i = start + length;

    if (at(decoder, i) != ':' ||
        !(stands(decoder, start, "SSL") || stands(decoder, start, "OPENSSL_internal"))) {
        return 0;
    }
    i += at(decoder, i + 1) == ' ' ? 2 : 1;
    while (used < sizeof name && is_word(at(decoder, i))) {
        name[used++] = at(decoder, i++);
    }
    return used < sizeof name
               ? add_name(decoder, start, i - start, name, used, CODE_TLS, CODE_TLS)
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
    if (length > 2 && word[0] == 'E') {
        return add_name(decoder, start, length, word, length, CODE_ERRNO, CODE_EAI);
    }
    if (length > 5 && memcmp(word, "SIG", 3) == 0) {
        return add_name(decoder, start, length, word, length, CODE_SIGNAL, CODE_SIGNAL);
    }
    if (stands(decoder, start, "NXDOMAIN") || stands(decoder, start, "SERVFAIL") ||
        stands(decoder, start, "FORMERR") || stands(decoder, start, "NOTIMP")) {
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
        char close = inner < decoder->span.length ? at(decoder, inner + STATE_BYTES) : '\0';

        if (inner + STATE_BYTES >= decoder->span.length ||
            memcmp(decoder_at(decoder, end), opens[i], strlen(opens[i])) != 0 ||
            state_at(decoder, inner) < 0 || (close != ')' && (unsigned char)close < 0x80) ||
            add(decoder, start, end - start, CODE_MYSQL, number->value, LIKELY_CALLED,
                DECODE_CUE) == 0) {
            continue;
        }
        if (at(decoder, inner) != 'H') {
            add(decoder, inner, STATE_BYTES, CODE_SQLSTATE, state_at(decoder, inner),
                LIKELY_BESIDE, DECODE_CUE);
        }
        decoder->start = start;
        decoder->length = inner + STATE_BYTES - start;
        return true;
    }
    /* Python's (2006, 'MySQL server has gone away') */
    return start > 0 && at(decoder, start - 1) == '(' && at(decoder, end) == ',' &&
           at(decoder, end + 1) == ' ' &&
           (at(decoder, end + 2) == '\'' || at(decoder, end + 2) == '"') && number->value >= 1000 &&
           add(decoder, start, end - start, CODE_MYSQL, number->value, LIKELY_CALLED,
               DECODE_CUE) > 0;
}

/* "404 Not Found" and the like: the status and how it goes on. */
static bool read_http(struct decoder *decoder, const struct number *number)
{
    static const struct {
        uint32_t status;
        const char *phrase;
    } phrases[] = {
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {401, "Authorization Required"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {405, "Not Allowed"},
        {406, "Not Acceptable"},
        {407, "Proxy Authentication Required"},
        {408, "Request Timeout"},
        {408, "Request Time-out"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Payload Too Large"},
        {413, "Request Entity Too Large"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {414, "Request-URI Too Large"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {416, "Requested Range Not Satisfiable"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Entity"},
        {422, "Unprocessable Content"},
        {423, "Locked"},
        {426, "Upgrade Required"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {451, "Unavailable For Legal Reasons"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {503, "Service Temporarily Unavailable"},
        {504, "Gateway Timeout"},
        {504, "Gateway Time-out"},
        {505, "HTTP Version Not Supported"},
        {507, "Insufficient Storage"},
        {511, "Network Authentication Required"},
    };
    size_t end = decoder->start + decoder->length;

    if (number->value < 400 || number->value > 599 || number->form != NUMBER_DECIMAL ||
        decoder->length != 3) {
        return false;
    }
    while (at(decoder, end) != '\0' && strchr(" :-()\"'", at(decoder, end)) != NULL) {
        end++;
    }
    if (end == decoder->start + decoder->length) {
        return false;
    }
    if (stands(decoder, end, number->value < 500 ? "Client Error" : "Server Error")) {
        return decoder_add(decoder, CODE_HTTP, number->value, LIKELY_CALLED, DECODE_CUE);
    }
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        if (phrases[i].status == number->value && stands(decoder, end, phrases[i].phrase)) {
            return decoder_add(decoder, CODE_HTTP, number->value, LIKELY_CALLED, DECODE_CUE);
        }
    }
    return false;
}

/* The enhanced status "5.7.1" at `i`: its class times 10000, and so on. How long it is; 0: none. */
static size_t enhanced_at(const struct decoder *decoder, size_t i, int64_t *value)
{
    uint32_t subject, detail;
    size_t first, second;
    char class = at(decoder, i);

    if ((class != '4' && class != '5') || at(decoder, i + 1) != '.') {
        return 0;
    }
    first = digits_at(decoder, i + 2, 3, &subject);
    if (first == 0 || at(decoder, i + 2 + first) != '.') {
        return 0;
    }
    second = digits_at(decoder, i + 3 + first, 3, &detail);
    *value = (class - '0') * 10000 + subject * 1000 + detail;
    return second == 0 || subject > 9 || at(decoder, i + 3 + first + second) == '.'
               ? 0
               : 3 + first + second;
}

/* Where the text after a reply begins, past "-", ", b'" and "#". */
static size_t after_reply(const struct decoder *decoder, size_t end)
{
    size_t i = end;

    while (i < end + 4 && at(decoder, i) != '\0' && strchr(" -,b'\"#", at(decoder, i)) != NULL) {
        i++;
    }
    return i;
}

/* "550 5.7.1", "550-5.1.1", "(535, b'5.7.8"; a status such as "dsn=4.4.1" alone; and in a line of mail a
 * reply alone where a line of the server's begins. */
static bool read_smtp(struct decoder *decoder, const struct number *number)
{
    size_t start = decoder->start, end = start + decoder->length;
    size_t next = after_reply(decoder, end);
    int64_t status = 0, reply = number->value;
    size_t length = next > end ? enhanced_at(decoder, next, &status) : 0;
    bool three = number->form == NUMBER_DECIMAL && decoder->length == 3 && reply >= 400 &&
                 reply <= 599;
    char before = start > 0 ? at(decoder, start - 1) : '\0';

    if (start > 0 && (is_word(before) || before == '.' || before == '/' || before == '-')) {
        return false;
    }
    if (three && length > 0 && at(decoder, next) == at(decoder, start)) {
        if (add(decoder, start, next + length - start, CODE_SMTP, reply * 10000 + status % 10000,
                LIKELY_CALLED + 1, DECODE_CUE) > 0 ||
            add(decoder, start, next + length - start, CODE_SMTP, reply, LIKELY_CALLED,
                DECODE_CUE) > 0) {
            return true;
        }
    }
    if (decoder->length == 1 || (number->form == NUMBER_DECIMAL && at(decoder, start + 1) == '.')) {
        bool dsn = start >= 4 && (stands(decoder, start - 4, "dsn") || before == '#');

        length = enhanced_at(decoder, start, &status);
        return length > 0 && (dsn || (decoder->topics & TOPIC_MAIL) != 0) &&
               add(decoder, start, length, CODE_SMTP, status, LIKELY_REMARK, DECODE_CUE) > 0;
    }
    return three && next > end && (decoder->topics & TOPIC_MAIL) != 0 &&
           (start == 0 || strchr(":\"'>([ ", before) != NULL) && !decoder->asked &&
           (start == 0 || before != ' ' || (start > 1 && strchr(":<>.", at(decoder, start - 2)) != NULL)) &&
           add(decoder, start, 3, CODE_SMTP, reply, LIKELY_CALLED, DECODE_CUE) > 0;
}

/* OpenSSL's "error 18 at 0 depth lookup". */
static bool read_depth(struct decoder *decoder, const struct number *number)
{
    size_t end = decoder->start + decoder->length;
    uint32_t depth;
    size_t digits = stands(decoder, end, " at") ? digits_at(decoder, end + 4, 3, &depth) : 0;

    return digits > 0 && stands(decoder, end + 4 + digits, " depth") &&
           decoder_add(decoder, CODE_X509, number->value, LIKELY_CALLED, DECODE_CUE);
}

/* "(18456)" in a line of SQL Server. */
static bool read_mssql(struct decoder *decoder, const struct number *number)
{
    return (decoder->topics & TOPIC_MSSQL) != 0 && number->form == NUMBER_DECIMAL &&
           decoder->start > 0 && at(decoder, decoder->start - 1) == '(' &&
           at(decoder, decoder->start + decoder->length) == ')' &&
           decoder_add(decoder, CODE_MSSQL, number->value, LIKELY_CALLED, DECODE_CUE);
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
        int64_t meant = message->code.kind == CODE_ERRNO && value < 0 ? -value : value;

        if (near && meant == message->code.value) {
            return decoder_add(decoder, message->code.kind, meant, LIKELY_CALLED, DECODE_CUE);
        }
    }
    return false;
}

bool decoder_read_pair(struct decoder *decoder, const struct number *number)
{
    return number->fits && number->form != NUMBER_HEX && !decoder->asked &&
           (read_smtp(decoder, number) || read_mysql(decoder, number) ||
            read_http(decoder, number) || read_depth(decoder, number) ||
            read_mssql(decoder, number) || read_beside_message(decoder, number));
}
