/* SPDX-License-Identifier: MIT */
/*
 * Says what a number is that is no error code: a person who pastes a time or a process ID sees
 * so, rather than given names that look like it.
 */
#include <config.h>

#include "errwalk/decode.h"

#include <string.h>

#include "errwalk/letters.h"

enum { WORDS = 3, WORD_BYTES = 16 };

/* Shapes of what a number is part of: 9 stands for digits, at least one. The longest first. */
static const struct {
    const char *shape;
    const char *what;
} shapes[] = {
    {"9-9-9", "a date"},
    {"9/9/9", "a date"},
    {"9.9.9", "a version or an address"},
    {"9:9", "a time"},
    {"9x9", "a width and a height"},
};

static const struct {
    const char *word;
    const char *what;
} labels[] = {
    {"pid", "a process ID"},
    {"process", "a process ID"},
    {"processid", "a process ID"},
    {"tid", "a thread ID"},
    {"thread", "a thread ID"},
    {"threadid", "a thread ID"},
    {"port", "a port"},
    {"line", "a line number"},
    {"handle", "a handle"},
    {"session", "a session number"},
    {"version", "a version"},
    {"build", "a version"},
    {"kb", "an update number"},
    {"http", "an HTTP status that is not an error"},
    {"size", "a size"},
    {"time", "a time"},
};

static bool fits_shape(const char *text, size_t length, const char *shape)
{
    size_t i = 0;

    for (; *shape != '\0'; shape++) {
        size_t start = i;

        if (*shape != '9') {
            if (i >= length || letter_lower(text[i]) != *shape) {
                return false;
            }
            i++;
            continue;
        }
        while (i < length && letter_is_digit(text[i])) {
            i++;
        }
        if (i == start) {
            return false;
        }
    }
    return i >= length || !letter_is_alpha(text[i]);
}

static const char *what_label(const char *text, size_t start, size_t end)
{
    char word[WORD_BYTES + 1];

    if (end - start > WORD_BYTES) {
        return NULL;
    }
    for (size_t i = start; i < end; i++) {
        word[i - start] = letter_lower(text[i]);
    }
    word[end - start] = '\0';
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (strcmp(word, labels[i].word) == 0) {
            return labels[i].what;
        }
    }
    return NULL;
}

/* What the words before a number call it: the nearest of them that is known. */
static const char *what_called(const char *text, size_t end)
{
    for (int i = 0; i < WORDS; i++) {
        size_t start;
        const char *what;

        while (end > 0 && !letter_is_alpha(text[end - 1])) {
            end--;
        }
        for (start = end; start > 0 && letter_is_alpha(text[start - 1]); start--) {
        }
        what = what_label(text, start, end);
        if (what != NULL || start == 0) {
            return what;
        }
        end = start;
    }
    return NULL;
}

const char *decode_refusal(const char *text, size_t length)
{
    size_t i = 0;

    while (i < length && !letter_is_digit(text[i])) {
        i++;
    }
    if (i == length) {
        return NULL;
    }
    for (size_t j = 0; j < sizeof shapes / sizeof shapes[0]; j++) {
        bool hex = text[i] == '0' && shapes[j].shape[1] == 'x';

        if (!hex && fits_shape(text + i, length - i, shapes[j].shape)) {
            return shapes[j].what;
        }
    }
    return what_called(text, i);
}
