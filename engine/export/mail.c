/* SPDX-License-Identifier: MIT */
/*
 * A message as text: ASCII in lines of at most 76 characters that end in CR LF, so that nothing on its
 * way has a reason to change it. Texts are quoted-printable, the attachment is base64; a boundary has
 * "=_" in it, which occurs in neither.
 */
#include <config.h>

#include "errwalk/mail.h"

#include <nettle/base64.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistr.h>

enum {
    LINE = 76,      /* characters of a line */
    WORD_BYTES = 39 /* of text in an encoded word, so that the name of a field fits before it */
};

#define MIXED "=_errwalk_mixed"
#define ALTERNATIVE "=_errwalk_alternative"

/* Whether a byte stands in a quoted-printable line as it is. */
static bool is_plain(unsigned char byte)
{
    return byte >= ' ' && byte < 0x7f && byte != '=';
}

/* One line without its end. "From " and a dot at its start, and a blank at its end, might be changed. */
static void put_quoted_line(struct buffer *out, const char *line, size_t length)
{
    size_t i, column = 0;

    for (i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)line[i];
        const bool edge = (i + 1 == length && byte == ' ') || (!column && (byte == '.' || byte == 'F'));
        const size_t cells = is_plain(byte) && !edge ? 1 : 3;

        if (column + cells > LINE - 1) {
            buffer_string(out, "=\r\n");
            column = 0;
        }
        if (cells == 1)
            buffer_char(out, (char)byte);
        else
            buffer_printf(out, "=%02X", byte);
        column += cells;
    }
    buffer_string(out, "\r\n");
}

static void put_quoted(struct buffer *out, const struct buffer *text)
{
    const char *at = buffer_text(text), *end = at + text->length;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const char *next = stop ? stop + 1 : end;
        size_t length = (size_t)((stop ? stop : end) - at);

        put_quoted_line(out, at, length - (length && at[length - 1] == '\r'));
        at = next;
    }
}

/* No more than `most` bytes that are whole characters. */
static size_t characters(const char *text, size_t length, size_t most)
{
    size_t count = 0;

    while (count < length) {
        ucs4_t code;
        int size = u8_mbtoucr(&code, (const uint8_t *)text + count, length - count);

        if (count + (size_t)(size > 0 ? size : 1) > most)
            break;
        count += (size_t)(size > 0 ? size : 1);
    }
    return count;
}

static void put_base64(struct buffer *out, const char *bytes, size_t length)
{
    char piece[BASE64_ENCODE_RAW_LENGTH(LINE / 4 * 3) + 1];

    base64_encode_raw(piece, length, (const uint8_t *)bytes);
    buffer_append(out, piece, BASE64_ENCODE_RAW_LENGTH(length));
}

static void put_attachment(struct buffer *out, const struct buffer *bytes)
{
    const size_t step = LINE / 4 * 3;
    size_t at;

    for (at = 0; at < bytes->length; at += step) {
        size_t left = bytes->length - at;

        put_base64(out, bytes->bytes + at, left < step ? left : step);
        buffer_string(out, "\r\n");
    }
}

/* Whether a text needs encoded words: other than ASCII, or what looks like one, or too long a word. */
static bool needs_words(const char *text)
{
    size_t word = 0, i;

    for (i = 0; text[i]; i++) {
        word = text[i] == ' ' ? 0 : word + 1;
        if ((unsigned char)text[i] >= 0x7f || (unsigned char)text[i] < ' ' || word > LINE - 20)
            return true;
    }
    return strstr(text, "=?") != NULL;
}

/* Encoded words (RFC 2047), one a line. */
static void put_words(struct buffer *out, const char *text, size_t length)
{
    size_t at = 0, count;

    while (at < length && (count = characters(text + at, length - at, WORD_BYTES)) > 0) {
        buffer_string(out, at ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
        put_base64(out, text + at, count);
        buffer_string(out, "?=");
        at += count;
    }
}

/* ASCII words, folded before one that would not fit. */
static void put_folded(struct buffer *out, const char *text, size_t column)
{
    while (*text) {
        size_t length = strspn(text, " ") + strcspn(text + strspn(text, " "), " ");

        if (*text == ' ' && column + length > LINE) {
            buffer_string(out, "\r\n");
            column = 0;
        }
        buffer_append(out, text, length);
        column += length;
        text += length;
    }
}

static void put_subject(struct buffer *out, const char *subject)
{
    static const char name[] = "Subject: ";

    buffer_string(out, name);
    if (needs_words(subject))
        put_words(out, subject, strlen(subject));
    else
        put_folded(out, subject, sizeof name - 1);
    buffer_string(out, "\r\n");
}

bool mail_check_subject(const char *subject, const char **wrong)
{
    const size_t length = strlen(subject);
    size_t i;

    *wrong = u8_check((const uint8_t *)subject, length) ? "is no text in UTF-8" : NULL;
    for (i = 0; i < length; i++) {
        if ((unsigned char)subject[i] < ' ' || subject[i] == 0x7f)
            *wrong = "must be one line without control characters";
    }
    return !*wrong;
}

/* One of the addresses of a list: NAME <ADDRESS>, or ADDRESS. */
struct mailbox {
    const char *name, *address;
    size_t name_length, address_length;
};

static void trim(const char **text, size_t *length)
{
    while (*length && **text == ' ')
        ++*text, --*length;
    while (*length && (*text)[*length - 1] == ' ')
        --*length;
}

/* Up to a comma that is in no quotes; returns what is behind it. */
static const char *next_mailbox(const char *list, struct mailbox *mailbox)
{
    bool quoted = false;
    const char *end = list, *angle = NULL;

    for (; *end && (quoted || *end != ','); end++) {
        quoted = quoted != (*end == '"');
        if (*end == '<' && !quoted)
            angle = end;
    }
    *mailbox = (struct mailbox){.address = list, .address_length = (size_t)(end - list)};
    if (angle) {
        mailbox->name = list;
        mailbox->name_length = (size_t)(angle - list);
        mailbox->address = angle + 1;
        mailbox->address_length = (size_t)(end - angle - 1);
    }
    trim(&mailbox->address, &mailbox->address_length);
    trim(&mailbox->name, &mailbox->name_length);
    if (angle && mailbox->address_length && mailbox->address[mailbox->address_length - 1] == '>')
        mailbox->address_length--;
    else if (angle)
        mailbox->address_length = 0;
    if (mailbox->name_length > 1 && *mailbox->name == '"' &&
        mailbox->name[mailbox->name_length - 1] == '"') {
        mailbox->name++;
        mailbox->name_length -= 2;
    }
    return *end ? end + 1 : end;
}

/* What may stand in an address without quotes (RFC 5322, 3.2.3), on both sides of one @. */
static bool is_address(const char *text, size_t length)
{
    static const char allowed[] = "!#$%&'*+-/=?^_`{|}~.@";
    size_t i, ats = 0;

    for (i = 0; i < length; i++) {
        const char letter = text[i];

        if (!(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z') &&
            !(letter >= '0' && letter <= '9') && (!letter || !strchr(allowed, letter)))
            return false;
        ats += letter == '@';
    }
    return ats == 1 && text[0] != '@' && text[length - 1] != '@' && length <= 254;
}

bool mail_check_to(const char *to, const char **wrong)
{
    struct mailbox mailbox;

    if (!mail_check_subject(to, wrong))
        return false;
    do {
        to = next_mailbox(to, &mailbox);
        if (!is_address(mailbox.address, mailbox.address_length) ||
            (mailbox.name_length && memchr(mailbox.name, '"', mailbox.name_length)) ||
            (mailbox.name_length && memchr(mailbox.name, '\\', mailbox.name_length)))
            *wrong = "needs addresses such as desk@example.org or Desk <desk@example.org>, with commas "
                     "between";
    } while (*to);
    return !*wrong;
}

static bool is_ascii(const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= 0x7f)
            return false;
    }
    return true;
}

/* Each address on a line of its own. A name is quoted, or in encoded words. */
static void put_to(struct buffer *out, const char *to)
{
    struct mailbox mailbox;

    buffer_string(out, "To: ");
    while (*to) {
        to = next_mailbox(to, &mailbox);
        if (mailbox.name_length && is_ascii(mailbox.name, mailbox.name_length) &&
            mailbox.name_length < LINE - 10)
            buffer_printf(out, "\"%.*s\"\r\n ", (int)mailbox.name_length, mailbox.name);
        else if (mailbox.name_length) {
            put_words(out, mailbox.name, mailbox.name_length);
            buffer_string(out, "\r\n ");
        }
        buffer_printf(out, mailbox.name_length ? "<%.*s>" : "%.*s", (int)mailbox.address_length,
                      mailbox.address);
        buffer_string(out, *to ? ",\r\n " : "\r\n");
    }
}

/* In UTC and in English, whatever the locale. */
static void put_date(struct buffer *out, int64_t at)
{
    static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const time_t when = (time_t)at;
    struct tm parts;

    if (gmtime_r(&when, &parts))
        buffer_printf(out, "Date: %.3s, %d %.3s %d %02d:%02d:%02d +0000\r\n", days + 3 * parts.tm_wday,
                      parts.tm_mday, months + 3 * parts.tm_mon, parts.tm_year + 1900, parts.tm_hour,
                      parts.tm_min, parts.tm_sec);
}

static void put_head(struct buffer *out, const struct mail_head *head)
{
    const char *wrong;

    put_date(out, head->at);
    buffer_string(out, "From: Errwalk <errwalk@errwalk.invalid>\r\n");
    if (head->to && *head->to && mail_check_to(head->to, &wrong))
        put_to(out, head->to);
    if (head->subject && *head->subject && mail_check_subject(head->subject, &wrong))
        put_subject(out, head->subject);
    buffer_printf(out, "Message-ID: <%s.%lld@errwalk.invalid>\r\n", head->id ? head->id : "",
                  (long long)head->at);
    buffer_string(out, "X-Unsent: 1\r\n"
                       "MIME-Version: 1.0\r\n"
                       "Content-Type: multipart/mixed; boundary=\"" MIXED "\"\r\n"
                       "\r\n"
                       "--" MIXED "\r\n"
                       "Content-Type: multipart/alternative; boundary=\"" ALTERNATIVE "\"\r\n"
                       "\r\n");
}

static void put_part(struct buffer *out, const char *type, const struct buffer *text)
{
    buffer_printf(out,
                  "--" ALTERNATIVE "\r\n"
                  "Content-Type: %s; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: quoted-printable\r\n"
                  "\r\n",
                  type);
    put_quoted(out, text);
    buffer_string(out, "\r\n"); /* the end of a line before a boundary belongs to that */
}

void mail_write(struct buffer *out, const struct mail_head *head, const struct buffer *text,
                const struct buffer *html, const struct buffer *json)
{
    put_head(out, head);
    put_part(out, "text/plain", text);
    put_part(out, "text/html", html);
    buffer_printf(out,
                  "--" ALTERNATIVE "--\r\n"
                  "--" MIXED "\r\n"
                  "Content-Type: application/json\r\n"
                  "Content-Transfer-Encoding: base64\r\n"
                  "Content-Disposition: attachment; filename=\"errwalk-%s.json\"\r\n"
                  "\r\n",
                  head->id ? head->id : "record");
    put_attachment(out, json);
    buffer_string(out, "--" MIXED "--\r\n");
}
