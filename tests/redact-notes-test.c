/* SPDX-License-Identifier: MIT */
/*
 * Redaction over notes as a help desk writes them (tests/redaction/notes.tsv): how many names are gone, and
 * how many other words with them. Both figures may only get better. ERRWALK_NOTES=1 lists what is wrong.
 */
#include <config.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/redact.h"
#include "recorded.h"
#include "suite.h"

enum { LINE = 1024, WORDS = 64 };

const char suite_name[] = "redact-notes";

struct figures {
    unsigned notes, names, kept, words, lost;
};

static struct transcript *make(const char *note, const char *fact, const char *value)
{
    const struct recorded session = {"notes",
                                     {{.kind = EVENT_STARTED, .session = "0abcdefg",
                                       .error = "ERROR_LOGON_FAILURE",
                                       .code = {CODE_WIN32, 1326, true}, .to_flow = "flow",
                                       .to = "which", .title = "The sign-in failed", .sha256 = "00"},
                                      {.kind = EVENT_NOTED, .flow = "flow", .step = "which",
                                       .step_kind = STEP_INPUT, .question = "What is it?",
                                       .answer = note},
                                      {.kind = EVENT_TYPED, .flow = "flow", .step = "which",
                                       .step_kind = STEP_INPUT, .question = "What is it?",
                                       .fact = fact, .answer = value, .to = "reset"}},
                                     OUTCOME_UNFINISHED,
                                     1};

    return recorded_transcript(&session);
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* How often a word stands in a text as a whole one; letter case does not matter, masks do not count. */
static unsigned count_word(const char *text, const char *word, size_t length)
{
    unsigned count = 0;
    const char *at = text;

    for (; *at; at++) {
        if (*at == '[' && strchr(at, ']')) {
            at = strchr(at, ']');
            continue;
        }
        count += (at == text || !is_word(at[-1])) && strncasecmp(at, word, length) == 0 &&
                 !is_word(at[length]);
    }
    return count;
}

/* Takes the braces out of a note, which leaves what is in them in `names` and the rest in `rest`. */
static void take_apart(const char *marked, struct buffer *note, struct buffer *rest,
                       struct buffer *names)
{
    bool in = false;

    for (; *marked; marked++) {
        if (*marked == '{' || *marked == '}') {
            in = *marked == '{';
            buffer_char(in ? rest : names, ' ');
            continue;
        }
        buffer_char(note, *marked);
        buffer_char(in ? names : rest, *marked);
    }
}

static void measure_names(struct figures *figures, const char *names, const char *masked,
                          const char *note)
{
    const char *at;
    size_t length;

    for (at = names; *at; at += length) {
        at += strspn(at, " ");
        length = strcspn(at, " ");
        figures->names += length > 0;
        if (length > 0 && count_word(masked, at, length) > 0) {
            figures->kept++;
            if (getenv("ERRWALK_NOTES"))
                printf("    still there: %.*s in: %s\n", (int)length, at, note);
        }
    }
}

static void measure_words(struct figures *figures, const char *rest, const char *masked,
                          const char *note)
{
    const char *at = rest;
    size_t length;

    while (*at) {
        unsigned here, before, left;

        while (*at && !is_word(*at))
            at++;
        for (length = 0; is_word(at[length]);)
            length++;
        if (!length)
            break;
        here = count_word(rest, at, length);
        left = count_word(masked, at, length);
        before = 0;
        for (const char *earlier = rest; earlier < at; earlier++)
            before += strncasecmp(earlier, at, length) == 0 && !is_word(earlier[length]) &&
                      (earlier == rest || !is_word(earlier[-1]));
        figures->words++;
        if (left < here && before >= left) {
            figures->lost++;
            if (getenv("ERRWALK_NOTES"))
                printf("    lost: %.*s in: %s\n", (int)length, at, note);
        }
        at += length;
    }
}

static void measure_note(struct figures *figures, const char *marked, const char *fact,
                         const char *value)
{
    struct buffer note = {0}, rest = {0}, names = {0};
    struct redact_list list = {0};
    struct transcript *transcript;
    const char *masked;

    take_apart(marked, &note, &rest, &names);
    transcript = make(buffer_text(&note), fact, value);
    suite_expect_long("redacted", redact_transcript(transcript, 0, &list), STATUS_OK);
    masked = transcript->steps[0].notes[0].text;
    figures->notes++;
    measure_names(figures, buffer_text(&names), masked, buffer_text(&note));
    measure_words(figures, buffer_text(&rest), masked, buffer_text(&note));
    redact_list_free(&list);
    transcript_free(transcript);
    buffer_free(&note);
    buffer_free(&rest);
    buffer_free(&names);
}

static void test_notes(void)
{
    FILE *file = fopen(suite_source("tests/redaction/notes.tsv"), "rb");
    struct figures figures = {0};
    char line[LINE];

    suite_expect("notes.tsv", file != NULL);
    while (file && fgets(line, sizeof line, file)) {
        char *fact, *value = NULL;

        line[strcspn(line, "\n")] = '\0';
        if (*line == '#')
            continue;
        fact = strchr(line, '\t');
        if (fact) {
            *fact++ = '\0';
            value = strchr(fact, '=');
        }
        if (value)
            *value++ = '\0';
        measure_note(&figures, line, value ? fact : "reading", value ? value : "12");
    }
    if (file)
        fclose(file);
    printf("    %u notes: %u of %u names are gone (%.1f %%), %u of %u other words (%.1f %%)\n",
           figures.notes, figures.names - figures.kept, figures.names,
           100.0 * (figures.names - figures.kept) / figures.names, figures.lost, figures.words,
           100.0 * figures.lost / figures.words);
    suite_expect("notes", figures.notes >= 200);
    suite_expect("names gone", figures.kept * 100 <= figures.names * 5);
    suite_expect("other words", figures.lost * 100 <= figures.words * 2);
}

const struct suite_test suite_tests[] = {
    {"names and other words of notes", test_notes},
    {NULL, NULL},
};
