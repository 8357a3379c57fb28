/* SPDX-License-Identifier: MIT */
/*
 * Replies of servers: "404 Not Found", "550 5.7.1", "421" where a line of mail begins.
 */
#include <config.h>

#include "token.h"

/* How a status of HTTP goes on; servers word some in their own way. */
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

/* "404 Not Found" and the like: the status and how it goes on. */
bool token_read_http(struct decoder *decoder, const struct number *number)
{
    size_t end = decoder->start + decoder->length;

    if (number->value < 400 || number->value > 599 || number->form != NUMBER_DECIMAL ||
        decoder->length != 3) {
        return false;
    }
    while (token_at(decoder, end) != '\0' && strchr(" :-()\"'", token_at(decoder, end)) != NULL) {
        end++;
    }
    if (end == decoder->start + decoder->length) {
        return false;
    }
    if (token_stands(decoder, end, number->value < 500 ? "Client Error" : "Server Error")) {
        return decoder_add(decoder, CODE_HTTP, number->value, LIKELY_CALLED, DECODE_CUE);
    }
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        if (phrases[i].status == number->value && token_stands(decoder, end, phrases[i].phrase)) {
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
    char class = token_at(decoder, i);

    if ((class != '4' && class != '5') || token_at(decoder, i + 1) != '.') {
        return 0;
    }
    first = token_digits(decoder, i + 2, 3, &subject);
    if (first == 0 || token_at(decoder, i + 2 + first) != '.') {
        return 0;
    }
    second = token_digits(decoder, i + 3 + first, 3, &detail);
    *value = (class - '0') * 10000 + subject * 1000 + detail;
    return second == 0 || subject > 9 || token_at(decoder, i + 3 + first + second) == '.'
               ? 0
               : 3 + first + second;
}

/* Where the text after a reply begins, past "-", ", b'" and "#". */
static size_t after_reply(const struct decoder *decoder, size_t end)
{
    size_t i = end;

    while (i < end + 4 && token_at(decoder, i) != '\0' && strchr(" -,b'\"#", token_at(decoder, i)) != NULL) {
        i++;
    }
    return i;
}

/* "550 5.7.1", "550-5.1.1", "(535, b'5.7.8"; a status such as "dsn=4.4.1" alone; and in a line of mail a
 * reply alone where a line of the server's begins. */
bool token_read_smtp(struct decoder *decoder, const struct number *number)
{
    size_t start = decoder->start, end = start + decoder->length;
    size_t next = after_reply(decoder, end);
    int64_t status = 0, reply = number->value;
    size_t length = next > end ? enhanced_at(decoder, next, &status) : 0;
    bool three = number->form == NUMBER_DECIMAL && decoder->length == 3 && reply >= 400 &&
                 reply <= 599;
    char before = start > 0 ? token_at(decoder, start - 1) : '\0';

    if (start > 0 && (token_is_word(before) || before == '.' || before == '/' || before == '-')) {
        return false;
    }
    if (three && length > 0 && token_at(decoder, next) == token_at(decoder, start)) {
        if (token_add(decoder, start, next + length - start, CODE_SMTP, reply * 10000 + status % 10000,
                LIKELY_CALLED + 1, DECODE_CUE) > 0 ||
            token_add(decoder, start, next + length - start, CODE_SMTP, reply, LIKELY_CALLED,
                DECODE_CUE) > 0) {
            return true;
        }
    }
    if (decoder->length == 1 || (number->form == NUMBER_DECIMAL && token_at(decoder, start + 1) == '.')) {
        bool dsn = start >= 4 && (token_stands(decoder, start - 4, "dsn") || before == '#');

        length = enhanced_at(decoder, start, &status);
        return length > 0 && (dsn || (decoder->topics & TOPIC_MAIL) != 0) &&
               token_add(decoder, start, length, CODE_SMTP, status, LIKELY_REMARK, DECODE_CUE) > 0;
    }
    return three && next > end && (decoder->topics & TOPIC_MAIL) != 0 &&
           (start == 0 || strchr(":\"'>([ ", before) != NULL) && !decoder->asked &&
           (start == 0 || before != ' ' || (start > 1 && strchr(":<>.", token_at(decoder, start - 2)) != NULL)) &&
           token_add(decoder, start, 3, CODE_SMTP, reply, LIKELY_CALLED, DECODE_CUE) > 0;
}
