/* SPDX-License-Identifier: MIT */
/*
 * What somebody may have meant: names within a few slips of a text, codes next to a code.
 */
#include <config.h>

#include "errwalk/catalog.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "errwalk/letters.h"
#include "tables.h"

/* A query as Myers' bit-parallel edit distance wants it: for each character the places where it
 * stands. 64 characters are enough to tell names apart. */
struct pattern {
    uint64_t places[128];
    size_t length;
};

struct candidate {
    const struct catalog_entry *entry;
    unsigned long distance;
};

static char plain(char c)
{
    return c == ' ' || c == '-' ? '_' : letter_upper(c);
}

static void pattern_make(struct pattern *pattern, const char *text, size_t length)
{
    memset(pattern, 0, sizeof *pattern);
    for (size_t i = 0; i < length && pattern->length < 64; i++) {
        unsigned char c = (unsigned char)plain(text[i]);

        if (c < 128) {
            pattern->places[c] |= UINT64_C(1) << pattern->length;
        }
        pattern->length++;
    }
}

/* The edit distance between the pattern and `text` (Myers 1999, as Hyyrö words it). */
static unsigned long pattern_distance(const struct pattern *pattern, const char *text)
{
    uint64_t plus = ~UINT64_C(0);
    uint64_t minus = 0;
    uint64_t last = UINT64_C(1) << (pattern->length - 1);
    unsigned long distance = pattern->length;

    for (size_t i = 0; text[i] != '\0'; i++) {
        uint64_t equal = pattern->places[letter_upper(text[i]) & 127];
        uint64_t vertical = equal | minus;
        uint64_t diagonal = (((equal & plus) + plus) ^ plus) | equal;
        uint64_t up = minus | ~(diagonal | plus);
        uint64_t down = plus & diagonal;

        distance += (up & last) != 0;
        distance -= (down & last) != 0;
        up = up << 1 | 1;
        down <<= 1;
        plus = down | ~(vertical | up);
        minus = up & vertical;
    }
    return distance;
}

/* Keeps the best, each entry once; of equals the first stays first. */
static size_t keep(struct candidate *best, size_t count, size_t max, struct candidate new)
{
    size_t place = 0;

    while (place < count && best[place].entry != new.entry) {
        place++;
    }
    if (place < count) {
        if (best[place].distance <= new.distance) {
            return count;
        }
    } else if (count < max) {
        place = count++;
    } else if (best[max - 1].distance <= new.distance) {
        return count;
    } else {
        place = max - 1;
    }
    while (place > 0 && best[place - 1].distance > new.distance) {
        best[place] = best[place - 1];
        place--;
    }
    best[place] = new;
    return count;
}

static size_t give(const struct candidate *best, size_t count, const struct catalog_entry **found)
{
    for (size_t i = 0; i < count; i++) {
        found[i] = best[i].entry;
    }
    return count;
}

/* How many characters of the text are a prefix such as ERROR_; names are compared without theirs.
 */
static size_t text_prefix(const char *text, size_t length)
{
    static const char *const prefixes[] = {"NT_STATUS_", "STATUS_", "ERROR_", "WERR_", "NERR_"};

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t j = 0;

        while (j < length && prefixes[i][j] != '\0' && plain(text[j]) == prefixes[i][j]) {
            j++;
        }
        if (prefixes[i][j] == '\0' && j < length) {
            return j;
        }
    }
    return 0;
}

/* How long a name of the table is. */
static size_t name_length(size_t index)
{
    uint32_t text = table_names[index].text;

    return index + 1 < table_sizes.names ? table_names[index + 1].text - text - 1
                                         : strlen(table_name_pool + text);
}

/* Whether two texts of these lengths are too far apart already, whatever is in them. */
static bool too_long(size_t a, size_t b, unsigned long worst)
{
    return (a < b ? b - a : a - b) >= worst;
}

size_t catalog_nearest_names(const char *text, size_t length, const struct catalog_entry **found,
                             size_t max)
{
    struct candidate best[CATALOG_NEAREST_MAX];
    struct pattern pattern;
    size_t skip = text_prefix(text, length);
    size_t count = 0;

    if (max > CATALOG_NEAREST_MAX) {
        max = CATALOG_NEAREST_MAX;
    }
    if (length == 0 || max == 0) {
        return 0;
    }
    pattern_make(&pattern, text + skip, length - skip);
    for (size_t i = 0; i < table_sizes.names; i++) {
        const struct table_name *row = &table_names[i];
        const char *name = table_name_pool + row->text;
        unsigned long worst = count == max ? best[max - 1].distance : pattern.length / 2 + 1;
        size_t whole = name_length(i);
        struct candidate new = {&table_entries[row->entry], ULONG_MAX};

        if (!too_long(pattern.length, whole - row->prefix, worst)) {
            new.distance = pattern_distance(&pattern, name + row->prefix);
        }
        /* A prefix that the text may have kept, such as RPC_S_, is compared too. */
        if (row->prefix > 0 && letter_upper(name[0]) == plain(text[skip]) &&
            !too_long(pattern.length, whole, worst)) {
            unsigned long with_prefix = pattern_distance(&pattern, name);

            new.distance = with_prefix < new.distance ? with_prefix : new.distance;
        }
        if (new.distance < worst) {
            count = keep(best, count, max, new);
        }
    }
    return give(best, count, found);
}

size_t catalog_nearest_codes(struct code code, const struct catalog_entry **found, size_t max)
{
    struct candidate best[CATALOG_NEAREST_MAX];
    size_t count = 0;

    if (max > CATALOG_NEAREST_MAX) {
        max = CATALOG_NEAREST_MAX;
    }
    if (!code.present || code.kind >= CODE_EVENT || max == 0) {
        return 0;
    }
    for (size_t i = table_first[code.kind]; i < table_first[code.kind + 1]; i++) {
        int64_t apart = code.value - catalog_entry_code(&table_entries[i]).value;
        struct candidate new = {&table_entries[i], (unsigned long)(apart < 0 ? -apart : apart)};

        count = keep(best, count, max, new);
    }
    return give(best, count, found);
}
