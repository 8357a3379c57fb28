/* SPDX-License-Identifier: MIT */
/*
 * LIX; see the header.
 */
#include <config.h>

#include "reading.h"

#include <unictype.h>

#include "errwalk/text.h"

enum { LONG_FROM = 7, HUNDRED = 100 };

/* A word as far as it was read. */
struct word {
    unsigned letters, capitals;
    bool is_name;  /* has a digit, or a mark inside */
    bool has_mark; /* one that is part of a name if letters follow */
};

static bool is_end(uint32_t point)
{
    return point == '.' || point == '!' || point == '?' || point == ':' || point == 0x2026;
}

static bool is_blank(uint32_t point)
{
    return point <= ' ' || point == 0xa0;
}

/* Marks that join the parts of a name: lsass.exe, LOGON_FAILURE, DOMAIN\user. */
static bool joins_name(uint32_t point)
{
    return point == '.' || point == '_' || point == '\\' || point == '/' || point == '@' ||
           point == ':';
}

static void add_letter(struct word *word, struct reading *reading, uint32_t point)
{
    word->is_name = word->is_name || word->has_mark;
    word->letters++;
    if (uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Lu))
        word->capitals++;
    if (uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Lo))
        reading->unknown = true;
}

static void end_word(struct word *word, struct reading *reading)
{
    bool is_name = word->is_name || (word->capitals > 1 && word->capitals == word->letters);

    if (word->letters || word->is_name) {
        reading->words++;
        reading->long_words += word->letters >= LONG_FROM && !is_name;
    }
    *word = (struct word){0};
}

void reading_add(struct reading *reading, const char *text, size_t length)
{
    struct word word = {0};
    unsigned before = reading->words; /* at the start of the sentence */
    uint32_t point = 0, last = 0;
    size_t size;

    for (; length; text += size, length -= size, last = point) {
        size = text_point(text, length, &point);
        if (uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M)) {
            add_letter(&word, reading, point);
        } else if (point >= '0' && point <= '9') {
            word.is_name = true;
        } else if (is_blank(point)) {
            end_word(&word, reading);
            if (is_end(last) && reading->words > before) {
                reading->sentences++;
                before = reading->words;
            }
        } else if (joins_name(point)) {
            word.has_mark = word.letters > 0;
        } else if (point != '\'' && point != 0x2019 && point != '-') {
            end_word(&word, reading);
            point = is_end(last) ? last : point; /* a quote or bracket after the end */
        }
    }
    end_word(&word, reading);
    reading->sentences += reading->words > before;
}

unsigned reading_lix(const struct reading *reading)
{
    if (reading->unknown || reading->words < READING_LEAST_WORDS)
        return 0;
    return (reading->words * 2 + reading->sentences) / (2 * reading->sentences) +
           (HUNDRED * 2 * reading->long_words + reading->words) / (2 * reading->words);
}
