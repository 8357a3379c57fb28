/* SPDX-License-Identifier: MIT */
/*
 * One loop walks the characters; what a sink does with those that are not plain is its own.
 */
#include <config.h>

#include "errwalk/sink.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "errwalk/letters.h"
#include "errwalk/path.h"
#include "errwalk/text.h"

/* How a character beyond ASCII is drawn in it; sorted. */
static const struct likeness {
    uint32_t point;
    const char *ascii;
} likenesses[] = {
    {0x00a0, " "},      {0x00a9, "(c)"},    {0x00ab, "<<"},     {0x00ae, "(R)"},   {0x00b1, "+/-"},
    {0x00b4, "'"},      {0x00b7, "-"},      {0x00bb, ">>"},     {0x00bc, "1/4"},   {0x00bd, "1/2"},
    {0x00be, "3/4"},    {0x00c6, "AE"},     {0x00d7, "x"},      {0x00d8, "O"},     {0x00df, "ss"},
    {0x00e6, "ae"},     {0x00f7, "/"},      {0x00f8, "o"},      {0x0131, "i"},     {0x0141, "L"},
    {0x0142, "l"},      {0x0152, "OE"},     {0x0153, "oe"},     {0x2002, " "},     {0x2003, " "},
    {0x2004, " "},      {0x2005, " "},      {0x2006, " "},      {0x2007, " "},     {0x2008, " "},
    {0x2009, " "},      {0x200a, " "},      {0x2010, "-"},      {0x2011, "-"},     {0x2012, "-"},
    {0x2013, "-"},      {0x2014, "--"},     {0x2015, "--"},     {0x2018, "'"},     {0x2019, "'"},
    {0x201a, "'"},      {0x201b, "'"},      {0x201c, "\""},     {0x201d, "\""},    {0x201e, "\""},
    {0x201f, "\""},     {0x2020, "+"},      {0x2022, "*"},      {0x2023, ">"},     {0x2024, "."},
    {0x2025, ".."},     {0x2026, "..."},    {0x202f, " "},      {0x2032, "'"},     {0x2033, "\""},
    {0x2039, "<"},      {0x203a, ">"},      {0x2043, "-"},      {0x2044, "/"},     {0x205f, " "},
    {0x20ac, "EUR"},    {0x2122, "(TM)"},   {0x2190, "<-"},     {0x2191, "^"},     {0x2192, "->"},
    {0x2193, "v"},      {0x2194, "<->"},    {0x21b3, "->"},     {0x21b5, "Enter"},  {0x21d0, "<="},
    {0x21d2, "=>"},     {0x21d4, "<=>"},    {0x2212, "-"},      {0x2215, "/"},      {0x2217, "*"},     {0x2219, "-"},
    {0x2248, "~="},     {0x2260, "!="},     {0x2264, "<="},     {0x2265, ">="},    {0x2500, "-"},
    {0x2501, "-"},      {0x2502, "|"},      {0x2503, "|"},      {0x250c, "+"},     {0x2510, "+"},
    {0x2514, "`"},      {0x2518, "+"},      {0x251c, "|"},      {0x2524, "|"},     {0x252c, "+"},
    {0x2534, "+"},      {0x253c, "+"},      {0x2550, "="},      {0x2551, "|"},     {0x25a0, "#"},
    {0x25aa, "*"},      {0x25b2, "^"},      {0x25b6, ">"},      {0x25b8, ">"},     {0x25ba, ">"},
    {0x25bc, "v"},      {0x25c0, "<"},      {0x25c2, "<"},      {0x25c4, "<"},     {0x25cb, "o"},
    {0x25cf, "*"},      {0x25e6, "o"},      {0x2610, "[ ]"},    {0x2611, "[x]"},   {0x2612, "[x]"},
    {0x26a0, "!"},      {0x2713, "x"},      {0x2714, "x"},      {0x2717, "x"},     {0x2718, "x"},
    {0x2794, "->"},     {0x27e8, "<"},      {0x27e9, ">"},      {0x3000, " "},     {0xfb00, "ff"},
    {0xfb01, "fi"},     {0xfb02, "fl"},
};

/* What a sink does with a character that is not plain, between its neighbours (0: none). */
typedef void put_function(struct buffer *out, const struct sink_terminal *terminal,
                          uint32_t previous, uint32_t point, uint32_t next);

/* Bytes from the start that are printable ASCII or newlines and not among those that the format
 * escapes. */
static size_t plain_length(const char *text, size_t length, const char *escaped)
{
    size_t plain = 0;

    while (plain < length && ((text[plain] >= 0x20 && text[plain] < 0x7f) || text[plain] == '\n') &&
           !strchr(escaped, text[plain]))
        plain++;
    return plain;
}

static void walk(struct buffer *out, const struct sink_terminal *terminal, const char *text,
                 size_t length, const char *escaped, put_function *put)
{
    uint32_t previous = 0, point = 0, next = 0;
    size_t at = 0, plain;

    while (at < length) {
        plain = plain_length(text + at, length - at, escaped);
        if (plain) {
            buffer_append(out, text + at, plain);
            at += plain;
            previous = (unsigned char)text[at - 1];
        }
        if (at == length)
            break;
        at += text_point(text + at, length - at, &point);
        if (text_point(text + at, length - at, &next) == 0)
            next = 0;
        put(out, terminal, previous, point, next);
        previous = point;
    }
}

static void put_point(struct buffer *out, uint32_t point)
{
    uint8_t bytes[6];
    int size = u8_uctomb(bytes, point, sizeof bytes);

    if (size > 0)
        buffer_append(out, (const char *)bytes, (size_t)size);
}

/* What all texts have in common. False when the character can be shown as it is. */
static bool put_blank_or_hidden(struct buffer *out, uint32_t previous, uint32_t point,
                                uint32_t next)
{
    if (point == '\t')
        buffer_char(out, ' ');
    else if (point == '\r' && next == '\n')
        return true; /* a line end like any other */
    else if (text_hides(previous, point, next))
        buffer_printf(out, "<U+%04X>", (unsigned)point);
    else
        return false;
    return true;
}

static int compare_likeness(const void *key, const void *row)
{
    uint32_t point = *(const uint32_t *)key, other = ((const struct likeness *)row)->point;

    return point < other ? -1 : point > other;
}

/* A likeness from the table, or the letter below an accent. Marks without width go unseen. */
static void put_ascii(struct buffer *out, uint32_t point)
{
    const struct likeness *found =
        bsearch(&point, likenesses, sizeof likenesses / sizeof *likenesses, sizeof *likenesses,
                compare_likeness);
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

    if (found)
        buffer_string(out, found->ascii);
    else if (uc_canonical_decomposition(point, parts) > 0 && parts[0] < 0x80)
        buffer_char(out, (char)parts[0]);
    else if (uc_width(point, "UTF-8") != 0)
        buffer_char(out, '?');
}

static void put_terminal(struct buffer *out, const struct sink_terminal *terminal,
                         uint32_t previous, uint32_t point, uint32_t next)
{
    if (put_blank_or_hidden(out, previous, point, next))
        return;
    /* Terminals do not agree on how wide an emoji sequence is: its parts are shown one by one. */
    if (point == 0xfe0e || point == 0xfe0f || text_joins_emoji(previous, point, next))
        return;
    if (point < 0x80)
        buffer_char(out, (char)point);
    else if (terminal->ascii)
        put_ascii(out, point);
    else if (!terminal->can_show || terminal->can_show(point))
        put_point(out, point);
    else if (terminal->can_show(0xfffd))
        put_point(out, 0xfffd);
    else
        put_ascii(out, point);
}

static void put_text(struct buffer *out, const struct sink_terminal *terminal, uint32_t previous,
                     uint32_t point, uint32_t next)
{
    (void)terminal;
    if (!put_blank_or_hidden(out, previous, point, next))
        put_point(out, point);
}

void sink_terminal(struct buffer *out, const struct sink_terminal *terminal, const char *text,
                   size_t length)
{
    walk(out, terminal, text, length, "", put_terminal);
}

void sink_cut(struct buffer *out, const struct sink_terminal *terminal, const char *text, size_t cells)
{
    struct buffer clean = {0}, dots = {0};
    size_t i, room;

    sink_terminal(&clean, terminal, text, strlen(text));
    for (i = 0; i < clean.length; i++) {
        if (clean.bytes[i] == '\n')
            clean.bytes[i] = ' ';
    }
    if (text_width(buffer_text(&clean), clean.length) <= cells) {
        buffer_append(out, buffer_text(&clean), clean.length);
    } else {
        sink_terminal(&dots, terminal, "…", strlen("…"));
        room = cells - text_width(buffer_text(&dots), dots.length);
        buffer_append(out, clean.bytes, text_fit(clean.bytes, clean.length, room));
        buffer_append(out, buffer_text(&dots), dots.length);
    }
    buffer_free(&clean);
    buffer_free(&dots);
}

void sink_cell(struct buffer *out, const struct sink_terminal *terminal, const char *text, size_t cells)
{
    const size_t before = out->length;

    sink_cut(out, terminal, text, cells);
    buffer_repeat(out, " ", cells - text_width(buffer_text(out) + before, out->length - before));
}

bool sink_link(struct buffer *out, const char *address)
{
    static const char *const schemes[] = {"https://", "http://"};
    enum { LONGEST = 2000 };
    const char *host = NULL;
    size_t i, length = strlen(address), name;

    for (i = 0; i < sizeof schemes / sizeof *schemes && !host; i++) {
        if (strncasecmp(address, schemes[i], strlen(schemes[i])) == 0)
            host = address + strlen(schemes[i]);
    }
    if (!host || length > LONGEST || strstr(address, "{{") || strstr(address, "%7B%7B"))
        return false;
    for (i = 0; i < length; i++) {
        if (address[i] <= ' ' || address[i] >= 0x7f || address[i] == '\\')
            return false;
    }
    name = strcspn(host, "/?#");
    if (!name || memchr(host, '@', name) || strchr(".:", host[0]))
        return false;
    buffer_append(out, address, length);
    return true;
}

void sink_text(struct buffer *out, const char *text, size_t length)
{
    walk(out, NULL, text, length, "", put_text);
}

static void put_html(struct buffer *out, const struct sink_terminal *terminal, uint32_t previous,
                     uint32_t point, uint32_t next)
{
    if (point < 0x80 && strchr("&<>\"'", (int)point) && point)
        buffer_printf(out, "&#%u;", (unsigned)point);
    else
        put_text(out, terminal, previous, point, next);
}

void sink_html(struct buffer *out, const char *text, size_t length)
{
    walk(out, NULL, text, length, "&<>\"'", put_html);
}

json_t *sink_json(const char *text, size_t length)
{
    struct buffer clean = {0};
    json_t *value;

    sink_text(&clean, text, length);
    value = json_stringn(buffer_text(&clean), clean.length);
    buffer_free(&clean);
    return value;
}

void sink_uri(struct buffer *out, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-._~/";

    while (strncmp(path, "./", 2) == 0)
        path += 2 + strspn(path + 2, "/");
    if (path_is_absolute(path)) /* one with a drive has no slash before it */
        buffer_string(out, *path == '/' ? "file://" : "file:///");
    for (; *path; path++) {
        if (path_is_separator(*path))
            buffer_char(out, '/');
        else if (strchr(plain, *path))
            buffer_char(out, *path);
        else
            buffer_printf(out, "%%%02X", (unsigned char)*path);
    }
}

void sink_csv(struct buffer *out, const char *text, size_t length)
{
    struct buffer clean = {0};
    size_t i;

    sink_text(&clean, text, length);
    if (clean.length && strchr("=+-@", clean.bytes[0])) {
        struct buffer guarded = {0};

        buffer_char(&guarded, '\'');
        buffer_append(&guarded, clean.bytes, clean.length);
        buffer_free(&clean);
        clean = guarded;
    }
    if (!clean.length || !strpbrk(clean.bytes, ",\"\n")) {
        buffer_string(out, buffer_text(&clean));
    } else {
        buffer_char(out, '"');
        for (i = 0; i < clean.length; i++) {
            if (clean.bytes[i] == '"')
                buffer_char(out, '"');
            buffer_char(out, clean.bytes[i]);
        }
        buffer_char(out, '"');
    }
    buffer_free(&clean);
}

/* Graphviz reads entities, and backslashes for itself, within its quotes. */
static void put_dot(struct buffer *out, const struct sink_terminal *terminal, uint32_t previous,
                    uint32_t point, uint32_t next)
{
    if (point == '\n')
        buffer_string(out, "\\n");
    else if (point == '&')
        buffer_string(out, "&amp;");
    else if (point == '"' || point == '\\')
        buffer_printf(out, "\\%c", (char)point);
    else
        put_text(out, terminal, previous, point, next);
}

void sink_dot(struct buffer *out, const char *text, size_t length)
{
    walk(out, NULL, text, length, "\"\\&\n", put_dot);
}

/* "direction LR" anywhere on a line makes Mermaid take the whole line for that: of these two letters
 * the first is escaped. */
static bool begins_direction(uint32_t point, uint32_t next)
{
    static const char *const directions[] = {"TB", "TD", "BT", "LR", "RL"};
    size_t i;

    for (i = 0; i < sizeof directions / sizeof *directions; i++) {
        if (point == (unsigned char)directions[i][0] && next == (unsigned char)directions[i][1])
            return true;
    }
    return false;
}

/* Mermaid reads Markdown, HTML, entities and styles within its quotes, each version a little
 * differently: of punctuation only what none of them knows stays. A hyphen or a full stop within or
 * after a word is no list and no arrow. */
static void put_mermaid(struct buffer *out, const struct sink_terminal *terminal,
                        uint32_t previous, uint32_t point, uint32_t next)
{
    bool after_letter = previous < 0x80 && letter_is_alpha((char)previous);

    if (point == '\n')
        buffer_char(out, ' ');
    else if (point < 0x80 && letter_is_alpha((char)point))
        buffer_printf(out, begins_direction(point, next) ? "#%u;" : "%c", (unsigned)point);
    else if (point > ' ' && point < 0x7f && !(after_letter && (point == '-' || point == '.')))
        buffer_printf(out, "#%u;", (unsigned)point);
    else if (point != '\t' && point != '\r' && text_hides(previous, point, next))
        buffer_printf(out, "#60;U#43;%04X#62;", (unsigned)point);
    else
        put_text(out, terminal, previous, point, next);
}

void sink_mermaid(struct buffer *out, const char *text, size_t length)
{
    walk(out, NULL, text, length, "!\"#$%&*+-.:;<=>@BLRT[\\]^_`{|}~\n", put_mermaid);
}
