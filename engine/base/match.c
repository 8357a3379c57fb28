/* SPDX-License-Identifier: MIT */
/*
 * A word that is in a text as it stands is found by memmem, after letters and pairs of letters that
 * it has and the text has not have ruled out most texts. Only a word with gaps needs the table of
 * Smith and Waterman, as fzy has it: of two rows where only the score is wanted.
 */
#include <config.h>

#include "errwalk/match.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"
#include "match-private.h"

/* What a letter scores: where a word begins, after the letter before it, or else; and what a letter
 * that is passed over costs. */
enum { AT_START = 128, IN_RUN = 112, ELSEWHERE = 16, GAP = 16 };

enum {
    LESS_BY_STEM = 30,    /* for a word that is found without its ending */
    MOST_LINES = 30,      /* in the rest of a text a line costs 1, up to so many */
    LESS_IN_REST = 40,    /* for a word that the name does not have */
    MOST_LENGTH = 31,     /* longer names score a little less, up to this */
    WHOLE_WORD = 12,      /* for a word that ends where the text's word ends */
    LEAST_EACH = 32,      /* a match with gaps has at least this for each letter */
    FEWEST_WITH_GAPS = 3, /* letters */
    FEWEST_IN_STEM = 4,   /* letters */
    SOME_OF = 3,          /* where some words are enough, at least one of so many */
    IMPOSSIBLE = -1000000
};

static bool is_word_byte(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

static bool is_start(const char *text, size_t at)
{
    return at == 0 || !is_word_byte((unsigned char)text[at - 1]);
}

/* The bit of a byte: letters and digits have one of their own. */
static uint64_t bit_of(unsigned char byte)
{
    if (byte >= 'a' && byte <= 'z')
        return UINT64_C(1) << (byte - 'a');
    if (byte >= '0' && byte <= '9')
        return UINT64_C(1) << (26 + byte - '0');
    return UINT64_C(1) << (36 + byte % 28);
}

static void add_letters(struct match_letters *letters, const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];

        letters->single |= bit_of(byte);
        if (i + 1 < length) {
            unsigned pair = (byte * 31U + (unsigned char)text[i + 1]) & 0xff;

            letters->pairs[pair / 64] |= UINT64_C(1) << pair % 64;
        }
    }
}

static bool has_pairs(const struct match_letters *all, const struct match_letters *wanted)
{
    return !((wanted->pairs[0] & ~all->pairs[0]) | (wanted->pairs[1] & ~all->pairs[1]) |
             (wanted->pairs[2] & ~all->pairs[2]) | (wanted->pairs[3] & ~all->pairs[3]));
}

/* Beyond ASCII: in one case, without marks and widths; a dotless i is an i. */
static void fold_cluster(struct buffer *out, const char *text, size_t length)
{
    size_t folded_length = 0, bytes, i;
    uint8_t *folded = u8_casefold((const uint8_t *)text, length, NULL, UNINORM_NFKD, NULL,
                                  &folded_length);
    uint32_t point;

    if (!folded && errno == ENOMEM)
        memory_exhausted();
    for (i = 0; folded && i < folded_length; i += bytes) {
        bytes = text_point((char *)folded + i, folded_length - i, &point);
        if (point == 0x131)
            buffer_char(out, 'i');
        else if (uc_combining_class(point) == 0)
            buffer_append(out, (char *)folded + i, bytes);
    }
    free(folded);
}

size_t match_fold_next(struct buffer *out, const char *text, size_t length)
{
    unsigned char byte = (unsigned char)*text;
    size_t bytes;

    if (byte < 0x80 && (length < 2 || (unsigned char)text[1] < 0x80)) {
        buffer_char(out, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : (char)byte);
        return 1;
    }
    bytes = text_cluster(text, length, NULL);
    fold_cluster(out, text, bytes);
    return bytes;
}

void match_fold(struct buffer *out, const char *text, size_t length)
{
    size_t at = 0;

    while (at < length)
        at += match_fold_next(out, text + at, length - at);
}

/* What is left of a word without an English ending; 0 where that is too little to go by. */
static size_t stem_of(const char *word, size_t length)
{
    static const char *const endings[] = {"ings", "ing", "ers", "er", "ed", "es", "s", "e"};
    size_t i;

    for (i = 0; i < length; i++) {
        if (word[i] < 'a' || word[i] > 'z')
            return 0;
    }
    for (i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t ending = strlen(endings[i]);

        if (length >= ending + FEWEST_IN_STEM &&
            memcmp(word + length - ending, endings[i], ending) == 0)
            return length - ending;
    }
    return 0;
}

void match_query_set(struct match_query *query, const char *typed)
{
    static const char blanks[] = " \t\r\n";
    const char *text, *word;
    size_t length;

    buffer_clear(&query->folded);
    query->count = query->left_out = 0;
    match_fold(&query->folded, typed, strlen(typed));
    text = buffer_text(&query->folded);
    for (word = text + strspn(text, blanks); *word; word += strspn(word, blanks)) {
        length = strcspn(word, blanks);
        if (query->count < MATCH_WORDS) {
            struct match_word *added = &query->words[query->count++];

            *added = (struct match_word){.offset = (size_t)(word - text),
                                         .length = length,
                                         .points = text_points(word, length),
                                         .stem = stem_of(word, length)};
            add_letters(&added->letters, word, length);
            add_letters(&added->stem_letters, word, added->stem);
        } else {
            query->left_out++;
        }
        word += length;
    }
}

static uint64_t starts_of(const char *text, size_t length)
{
    uint64_t starts = 0;
    size_t i;

    for (i = 0; i < length; i++)
        starts |= is_start(text, i) ? bit_of((unsigned char)text[i]) : 0;
    return starts;
}

void match_text_make(struct match_text *text, struct arena *arena, const char *name,
                     const char *rest)
{
    struct match_letters of_name = {0};
    struct match_text result = {0};
    struct buffer folded = {0};

    match_fold(&folded, name, strlen(name));
    result.name = folded.length;
    buffer_char(&folded, '\n');
    match_fold(&folded, rest, strlen(rest));
    result.length = folded.length;
    result.text = arena_copy(arena, buffer_text(&folded), folded.length);
    buffer_free(&folded);
    add_letters(&result.letters, result.text, result.length);
    add_letters(&of_name, result.text, result.name);
    result.name_letters = of_name.single;
    result.name_starts = starts_of(result.text, result.name);
    result.starts = starts_of(result.text, result.length);
    *text = result;
}

int match_as_is(const char *word, const struct match_word *of, const char *text, size_t length,
                size_t *place)
{
    const char *at = text, *end = text + length;
    int best = 0, score;

    while ((at = memmem(at, (size_t)(end - at), word, of->length))) {
        size_t offset = (size_t)(at - text);
        bool starts = is_start(text, offset);

        score = (starts ? AT_START : ELSEWHERE) + IN_RUN * ((int)of->points - 1);
        if (offset + of->length == length || !is_word_byte((unsigned char)at[of->length]))
            score += WHOLE_WORD;
        if (score > best) {
            best = score;
            if (place)
                *place = offset;
        }
        if (starts)
            break;
        at++;
    }
    return best;
}

static void read_letters(struct match_run *letters, const char *text, size_t length, size_t at,
                         size_t most)
{
    letters->count = 0;
    while (at < length && letters->count < most) {
        letters->offsets[letters->count] = at;
        letters->starts[letters->count] = is_start(text, at);
        if ((unsigned char)text[at] < 0x80)
            letters->points[letters->count] = (unsigned char)text[at++];
        else
            at += text_point(text + at, length - at, &letters->points[letters->count]);
        letters->count++;
    }
    letters->offsets[letters->count] = at;
}

/* Where a word begins with the first byte of this one, and the others follow in their order; NULL:
 * nowhere. */
static const char *find_in_order(const char *word, size_t word_length, const char *text,
                                 size_t length)
{
    const char *end = text + length, *first = text, *at;
    size_t i;

    do
        first = memchr(first, *word, (size_t)(end - first));
    while (first && !is_start(text, (size_t)(first - text)) && first++);
    at = first;
    for (i = 1; i < word_length && at; i++) {
        at++;
        at = memchr(at, word[i], (size_t)(end - at));
    }
    return at ? first : NULL;
}

/* Best scores up to each letter of the text: of matches that end on it, and of all. */
struct table {
    int ending[MATCH_LETTERS][MATCH_NAME], best[MATCH_LETTERS][MATCH_NAME];
};

static void fill_row(struct table *table, size_t row, uint32_t letter, const struct match_run *text)
{
    int best = IMPOSSIBLE;
    size_t i;

    for (i = 0; i < text->count; i++) {
        int ending = IMPOSSIBLE;

        if (text->points[i] == letter && (row ? i > 0 : text->starts[i])) {
            ending = (row ? table->best[row - 1][i - 1] : 0) +
                     (text->starts[i] ? AT_START : ELSEWHERE);
            if (row && table->ending[row - 1][i - 1] + IN_RUN > ending)
                ending = table->ending[row - 1][i - 1] + IN_RUN;
        }
        best = ending > best - GAP ? ending : best - GAP;
        table->ending[row][i] = ending;
        table->best[row][i] = best;
    }
}

/* Where the letters of the best match stand, from the last to the first. */
static void trace(const struct table *table, const struct match_run *word,
                  const struct match_run *text, size_t *places)
{
    size_t row = word->count, i = text->count;
    bool in_run = false;

    while (row-- > 0) {
        size_t at = --i;

        /* Within a run the place is fixed; else it is where the best up to here was reached. */
        while (!in_run && at > 0 && table->ending[row][at] != table->best[row][at])
            at--;
        places[row] = i = at;
        in_run = row > 0 && at > 0 &&
                 table->ending[row][at] == table->ending[row - 1][at - 1] + IN_RUN;
    }
}

/* "wifi" is not in "WITH_OPEN_FILES". */
static bool passes_word_over(const struct match_run *text, const size_t *places, size_t count)
{
    size_t i, at;

    for (i = 1; i < count; i++) {
        for (at = places[i - 1] + 1; at < places[i]; at++) {
            if (text->starts[at])
                return true;
        }
    }
    return false;
}

int match_with_gaps(const char *word, const struct match_word *of, const char *text, size_t length,
                    size_t *places, struct match_run *letters)
{
    const char *first;
    struct match_run wanted;
    struct table table;
    int best = 0;
    size_t row, i, end = 0, own[MATCH_LETTERS];

    if (of->points < FEWEST_WITH_GAPS || of->points > MATCH_LETTERS)
        return 0;
    first = find_in_order(word, of->length, text, length);
    if (!first)
        return 0;
    read_letters(&wanted, word, of->length, 0, MATCH_LETTERS);
    read_letters(letters, text, length, (size_t)(first - text), MATCH_NAME);
    for (row = 0; row < wanted.count; row++)
        fill_row(&table, row, wanted.points[row], letters);
    /* What follows the last letter costs nothing. */
    for (i = 0; i < letters->count; i++) {
        if (table.ending[row - 1][i] > best) {
            best = table.ending[row - 1][i];
            end = i;
        }
    }
    if (best < LEAST_EACH * (int)of->points)
        return 0;
    letters->count = end + 1;
    trace(&table, &wanted, letters, places ? places : own);
    return passes_word_over(letters, places ? places : own, wanted.count) ? 0 : best;
}

static int score_letter(const char *word, const struct match_word *of,
                        const struct match_text *text)
{
    uint64_t bit = of->letters.single;

    if (!is_word_byte((unsigned char)*word) && !memchr(text->text, *word, text->length))
        return 0;
    if (text->text[0] == *word)
        return AT_START + WHOLE_WORD;
    return text->name_starts & bit ? AT_START
           : text->starts & bit    ? AT_START - LESS_IN_REST
                                   : ELSEWHERE;
}

/* A word in the rest of a text: what it is found by besides its name, a line each, the best first. */
static int score_in_rest(const char *letters, const struct match_word *word,
                         const struct match_text *text)
{
    const char *rest = text->text + text->name + 1, *line = rest;
    size_t place = 0;
    int score = match_as_is(letters, word, rest, text->length - text->name - 1, &place), less = 0;

    while (score > 0 && less < MOST_LINES &&
           (line = memchr(line, '\n', (size_t)(rest + place - line))) != NULL) {
        line++;
        less++;
    }
    return score - LESS_IN_REST - less;
}

static int max_of(int a, int b)
{
    return a > b ? a : b;
}

/* Without its ending, where a word begins. */
static int score_stem(const char *letters, const struct match_word *word,
                      const struct match_text *text)
{
    struct match_word stem = {.length = word->stem, .points = word->stem};
    const int least = AT_START + IN_RUN * ((int)word->stem - 1);
    int score;

    if (!word->stem || word->stem_letters.single & ~text->letters.single ||
        !has_pairs(&text->letters, &word->stem_letters))
        return 0;
    score = match_as_is(letters, &stem, text->text, text->name, NULL);
    if (score < least) {
        score = score_in_rest(letters, &stem, text);
        score = score < least - LESS_IN_REST - MOST_LINES ? 0 : score;
    }
    return score > LESS_BY_STEM ? score - LESS_BY_STEM : 0;
}

static int score_word(const struct match_query *query, const struct match_word *word,
                      const struct match_text *text, enum match_way way)
{
    const char *letters = query->folded.bytes + word->offset;
    int score = 0;

    if (word->letters.single & ~text->letters.single)
        return score_stem(letters, word, text);
    if (word->length == 1)
        return score_letter(letters, word, text);
    if (has_pairs(&text->letters, &word->letters)) {
        if (!(word->letters.single & ~text->name_letters))
            score = match_as_is(letters, word, text->text, text->name, NULL);
        if (score < AT_START + IN_RUN * ((int)word->points - 1)) {
            score = max_of(score, score_in_rest(letters, word, text));
        }
    }
    if (score < AT_START)
        score = max_of(score, score_stem(letters, word, text));
    if (!score && way == MATCH_SCATTERED && !(word->letters.single & ~text->name_letters) &&
        bit_of((unsigned char)*letters) & text->name_starts) {
        struct match_run scratch;

        score = match_with_gaps(letters, word, text->text, text->name, NULL, &scratch);
    }
    return score;
}

/* The word is there as it is, or without its ending, where a word begins. */
static bool is_plain(const struct match_word *word, int score)
{
    const int letters = (int)(word->stem ? word->stem : word->points);

    return score >= AT_START + IN_RUN * (letters - 1) - LESS_IN_REST - LESS_BY_STEM - MOST_LINES;
}

int match_score(const struct match_query *query, const struct match_text *text, enum match_way way)
{
    const bool some = way == MATCH_SOME;
    int total = 0, score;
    size_t i, found = 0;

    for (i = 0; i < query->count; i++) {
        const struct match_word *word = &query->words[i];

        score = score_word(query, word, text, way);
        if (some && (word->points < FEWEST_WITH_GAPS || !is_plain(word, score)))
            continue;
        if (score <= 0 && !some)
            return 0;
        total += score;
        found++;
    }
    if (!found || found * SOME_OF < query->count)
        return 0;
    total -= text->name < MOST_LENGTH ? (int)text->name : MOST_LENGTH;
    return total > 0 ? total : 1;
}
