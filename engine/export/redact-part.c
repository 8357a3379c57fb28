/* SPDX-License-Identifier: MIT */
/*
 * What tells a name from a number, a version, a file or a word; see the header.
 */
#include <config.h>

#include "redact-part.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>

#include "errwalk/catalog.h"
#include "errwalk/letters.h"
#include "errwalk/text.h"
#include "redact-words.h"

enum { LONGEST_WORD = 64 };

struct part part_trim(struct part part)
{
    while (part.length && strchr(".-$:", part.text[part.length - 1]))
        part.length--;
    return part;
}

bool part_consists(struct part part, const char *characters)
{
    size_t i = 0;

    while (i < part.length && strchr(characters, part.text[i]))
        i++;
    return i == part.length;
}

bool part_begins(struct part part, const char *prefix)
{
    size_t length = strlen(prefix);

    return part.length >= length && strncasecmp(part.text, prefix, length) == 0;
}

/* What stands behind the last dot; empty where there is none. */
static struct part last_label(struct part part)
{
    size_t at = part.length;

    while (at && part.text[at - 1] != '.')
        at--;
    return at ? (struct part){part.text + at, part.length - at} : (struct part){part.text, 0};
}

bool part_is_file(struct part part)
{
    struct part label = last_label(part);

    return label.length && words_extension(label.text, label.length);
}

/* Counts of characters that tell a name from a number. */
struct char_counts {
    size_t points, digits, hexes, letters, upper, marks;
};

static struct char_counts count_chars(struct part part)
{
    struct char_counts counts = {0};
    size_t at, size;
    uint32_t point;

    for (at = 0; (size = text_point(part.text + at, part.length - at, &point)) > 0; at += size) {
        counts.points++;
        counts.digits += point < 0x80 && letter_is_digit((char)point);
        counts.hexes += point < 0x80 && letter_hex((char)point) >= 0;
        counts.letters += uc_is_alpha(point);
        counts.upper += uc_is_upper(point);
        counts.marks += point < 0x80 && strchr("-_.$", (int)point) != NULL;
    }
    return counts;
}

/* EACCES, SIGTERM, AADSTS50126. */
static bool is_capitals(struct part part)
{
    size_t i;

    for (i = 0; i < part.length; i++)
        if (letter_is_lower(part.text[i]))
            return false;
    return part.length > 3;
}

/* Numbers, also hexadecimal ones without a mark, versions, updates, and errors by their names. */
static bool is_code(struct part part, const struct char_counts *counts)
{
    const struct catalog_entry *found[1];
    bool starts_with_digit = letter_is_digit(part.text[0]);
    size_t exact = 0;

    if (!counts->letters || part_begins(part, "0x") || part_begins(part, "S-1-"))
        return true;
    if (counts->hexes == counts->points && counts->digits &&
        (starts_with_digit || counts->points == 8 || counts->points == 16))
        return true;
    if ((part_begins(part, "kb") && counts->letters == 2 && counts->digits >= 6) ||
        part_begins(part, "cve-"))
        return true;
    if ((part_begins(part, "v") && counts->letters == 1 && counts->digits) ||
        (starts_with_digit && memchr(part.text, '.', part.length)))
        return true;
    return (memchr(part.text, '_', part.length) || is_capitals(part)) &&
           catalog_by_name(part.text, part.length, found, 1, &exact) > 0 && exact > 0;
}

bool part_is_name(struct part part)
{
    struct char_counts counts = count_chars(part);

    return counts.points >= 2 && !is_code(part, &counts) && !part_is_file(part) &&
           !words_common(part.text, part.length);
}

size_t part_count_dots(struct part part)
{
    size_t dots = 0, i;

    for (i = 0; i < part.length; i++)
        dots += part.text[i] == '.';
    return dots;
}

static bool has_number_label(struct part part)
{
    size_t start = 0, at;

    for (at = 0; at <= part.length; at++) {
        if (at < part.length && part.text[at] != '.')
            continue;
        if (at > start && part_consists((struct part){part.text + start, at - start}, "0123456789"))
            return true;
        start = at + 1;
    }
    return false;
}

bool part_is_full_name(struct part part)
{
    struct part label = last_label(part);
    struct char_counts whole = count_chars(part), top = count_chars(label);

    if (!label.length || top.letters != top.points || part_is_file(part) ||
        words_public_domain(part.text, part.length))
        return false;
    if (top.upper && (top.upper != top.letters || whole.upper != whole.letters))
        return false;
    if (words_top_level(label.text, label.length))
        return true;
    return part_count_dots(part) > 1 && top.points > 1 &&
           whole.marks + whole.digits > part_count_dots(part) && !has_number_label(part);
}

bool part_is_capitalised(struct part part)
{
    uint32_t first;

    return text_point(part.text, part.length, &first) > 0 && uc_is_upper(first);
}

bool part_is_shaped(struct part part)
{
    struct char_counts counts = count_chars(part);

    return counts.digits || counts.upper || counts.marks;
}

struct part part_word_at(const char *text)
{
    struct part word = {text, 0};
    uint32_t point;
    size_t size;

    while (word.length < LONGEST_WORD &&
           (size = text_point(text + word.length, strnlen(text + word.length, 4), &point)) > 0 &&
           (uc_is_property_id_continue(point) || point == '-' || point == '.'))
        word.length += size;
    return word;
}
