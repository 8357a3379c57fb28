/* SPDX-License-Identifier: MIT */
/*
 * Texts are compared word by word: folded, with one blank between words and around all of them, so that
 * a phrase is found by memmem.
 */
#include <config.h>

#include "search-words.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/file.h"
#include "errwalk/match.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"

enum { FILE_MOST = 65536, LONGEST_PHRASE = 64 };

struct phrase {
    const char *text; /* " sign in " */
    const char *word; /* "signin": the first phrase of its line without blanks */
};

struct search_words {
    struct arena *arena;
    struct phrase *phrases; /* longest first */
    size_t count, capacity;
};

/* Sorted. */
static const char *const fillers[] = {
    "a", "after", "am", "an", "and", "any", "anymore", "are", "at", "be", "broken", "but", "by",
    "can", "cannot", "cant", "code", "could", "did", "do", "does", "doesnt", "dont", "down",
    "error", "fix", "for", "from", "get", "gets", "getting", "gives", "has", "have", "help", "how",
    "i", "if", "in", "is", "isnt", "it", "its", "just", "keep", "keeps", "me", "my", "no", "not",
    "of", "on", "or", "our", "please", "says", "shows", "so", "some", "someone", "still", "that",
    "the", "their", "there", "they", "this", "to", "today", "trying", "unable", "user", "users",
    "was", "we", "what", "when", "why", "will", "with", "wont", "work", "working", "works", "you",
    "your",
};

static int compare_words(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static bool is_filler(const char *word, size_t length)
{
    char copy[16];

    if (length >= sizeof copy)
        return false;
    memcpy(copy, word, length);
    copy[length] = '\0';
    return bsearch(copy, fillers, sizeof fillers / sizeof *fillers, sizeof *fillers,
                   compare_words) != NULL;
}

static bool is_word_byte(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

/* " it's a sign-in " becomes " its a sign in "; a name (ERROR_SUCCESS) or a path stays one word. */
static void append_words(struct buffer *out, const char *text, size_t length)
{
    struct buffer folded = {0};
    size_t i;

    match_fold(&folded, text, length);
    buffer_char(out, ' ');
    for (i = 0; i < folded.length; i++) {
        if (is_word_byte((unsigned char)folded.bytes[i]) ||
            (folded.bytes[i] && strchr("_/\\:", folded.bytes[i])))
            buffer_char(out, folded.bytes[i]);
        else if (folded.bytes[i] != '\'' && out->bytes[out->length - 1] != ' ')
            buffer_char(out, ' ');
    }
    if (out->bytes[out->length - 1] != ' ')
        buffer_char(out, ' ');
    buffer_free(&folded);
}

struct search_words *search_words_new(void)
{
    struct search_words *words = memory_alloc(sizeof *words);

    words->arena = arena_new();
    return words;
}

void search_words_free(struct search_words *words)
{
    if (!words)
        return;
    arena_free(words->arena);
    memory_free(words->phrases);
    memory_free(words);
}

static const char *join(struct arena *arena, const char *phrase)
{
    char *word = arena_copy(arena, phrase, strlen(phrase)), *to = word;
    const char *from;

    for (from = phrase; *from; from++) {
        if (*from != ' ')
            *to++ = *from;
    }
    *to = '\0';
    return word;
}

static void add_phrase(struct search_words *words, const char *text, size_t length,
                       const char **word)
{
    struct buffer phrase = {0};

    append_words(&phrase, text, length);
    if (phrase.length > 1 && phrase.length <= LONGEST_PHRASE) {
        const char *kept = arena_copy(words->arena, phrase.bytes, phrase.length);

        if (!*word)
            *word = join(words->arena, kept);
        memory_grow((void **)&words->phrases, &words->capacity, words->count,
                    sizeof *words->phrases);
        words->phrases[words->count++] = (struct phrase){kept, *word};
    }
    buffer_free(&phrase);
}

static void add_line(struct search_words *words, const char *line, size_t length)
{
    const char *end = line + length, *tab, *word = NULL;

    for (; line < end; line = tab + 1) {
        tab = memchr(line, '\t', (size_t)(end - line));
        if (!tab)
            tab = end;
        add_phrase(words, line, (size_t)(tab - line), &word);
    }
}

static int longest_first(const void *a, const void *b)
{
    const struct phrase *left = a, *right = b;
    const size_t of_left = strlen(left->text), of_right = strlen(right->text);

    return of_left != of_right ? (of_left < of_right ? 1 : -1) : strcmp(left->text, right->text);
}

void search_words_read(struct search_words *words, const char *directory)
{
    struct buffer path = {0}, content = {0};
    const char *line, *end;

    buffer_printf(&path, "%s/synonyms.tsv", directory);
    if (file_read(buffer_text(&path), FILE_MOST, &content) == STATUS_OK &&
        text_check(buffer_text(&content), content.length, NULL)) {
        for (line = buffer_text(&content); *line; line = *end ? end + 1 : end) {
            end = line + strcspn(line, "\n");
            if (*line != '#')
                add_line(words, line, (size_t)(end - line));
        }
        if (words->count > 0)
            qsort(words->phrases, words->count, sizeof *words->phrases, longest_first);
    }
    buffer_free(&path);
    buffer_free(&content);
}

/* Blanks a phrase out wherever it stands: "logon session" is then no "logon". Whether it stood there. */
static bool take_out(struct buffer *said, const char *phrase)
{
    const size_t length = strlen(phrase);
    bool stood = false;
    char *found;

    while ((found = memmem(said->bytes, said->length, phrase, length))) {
        memset(found + 1, '\n', length - 2);
        stood = true;
    }
    return stood;
}

void search_words_add(const struct search_words *words, const char *text, struct buffer *out)
{
    struct buffer said = {0};
    size_t i;

    append_words(&said, text, strlen(text));
    for (i = 0; i < words->count; i++) {
        if (take_out(&said, words->phrases[i].text))
            buffer_printf(out, "\n%s", words->phrases[i].word);
    }
    buffer_free(&said);
}

/* Puts the word of each phrase in the phrase's place, the longest first. */
static void replace_phrases(const struct search_words *words, struct buffer *said)
{
    size_t i;

    for (i = 0; i < words->count; i++) {
        const char *phrase = words->phrases[i].text, *found;
        const size_t length = strlen(phrase);

        while ((found = memmem(said->bytes, said->length, phrase, length))) {
            const size_t before = (size_t)(found - said->bytes) + 1;
            struct buffer next = {0};

            if (length == strlen(words->phrases[i].word) + 2 &&
                memcmp(phrase + 1, words->phrases[i].word, length - 2) == 0)
                break; /* it stands for itself */
            buffer_append(&next, said->bytes, before);
            buffer_string(&next, words->phrases[i].word);
            buffer_append(&next, said->bytes + before + length - 2,
                          said->length - before - length + 2);
            buffer_free(said);
            *said = next;
        }
    }
}

static size_t append_kept(struct buffer *out, const char *said, bool with_fillers)
{
    size_t kept = 0, length;

    for (said += strspn(said, " "); *said; said += length + strspn(said + length, " ")) {
        length = strcspn(said, " ");
        if (!with_fillers && is_filler(said, length))
            continue;
        buffer_printf(out, "%s%.*s", kept++ ? " " : "", (int)length, said);
    }
    return kept;
}

static bool is_one_word(const char *said)
{
    said += strspn(said, " ");
    said += strcspn(said, " ");
    return !said[strspn(said, " ")];
}

void search_words_query(const struct search_words *words, const char *typed, struct buffer *out)
{
    struct buffer said = {0};

    append_words(&said, typed, strlen(typed));
    replace_phrases(words, &said);
    if (append_kept(out, buffer_text(&said), false) == 0 && is_one_word(buffer_text(&said)))
        append_kept(out, buffer_text(&said), true);
    buffer_free(&said);
}
