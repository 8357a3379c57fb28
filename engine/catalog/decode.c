/* SPDX-License-Identifier: MIT */
/*
 * Goes through a text once and gives every reading of the codes and names in it.
 *
 * A number is a code when it is asked for (nothing else is in the text), when the words before it
 * say so, or when it looks like nothing else: a known value with its top bit set. number.c reads
 * numbers, context.c what is around them, weigh.c judges, readings.c keeps the result.
 */
#include <config.h>

#include "decode-private.h"

#include <string.h>

#include "errwalk/letters.h"

enum { NAME_BYTES = 96, PHRASE_BYTES = 96, NAMED_MAX = 12, TOPIC_BYTES = 600 };

static const char *const reason_texts[DECODE_REASON_COUNT] = {
    [DECODE_WRITTEN_DECIMAL] = "decimal",
    [DECODE_CALLED_ERROR] = "decimal (the text calls it an error)",
    [DECODE_WRITTEN_HEX] = "hexadecimal (0x prefix)",
    [DECODE_MARKED_HEX] = "hexadecimal (marked as such)",
    [DECODE_BARE_HEX] = "hexadecimal, written without 0x",
    [DECODE_HEX_MORE_COMMON] = "hexadecimal without 0x: the more common error",
    [DECODE_DECIMAL_LESS_COMMON] = "decimal: an error that is rarely shown",
    [DECODE_MAYBE_HEX] = "hexadecimal, if the 0x was left out",
    [DECODE_SIGNED] = "signed: a 32-bit value with its top bit set",
    [DECODE_UNSIGNED] = "unsigned: a 32-bit value with its top bit set",
    [DECODE_SIGN_EXTENDED] = "64 bits that repeat the sign of the lower 32",
    [DECODE_MACRO] = "wrapped by the macro around it",
    [DECODE_SMALL_STATUS] = "another kind of value with the same number",
    [DECODE_OTHER_KIND] = "the Win32 error of this number; the text asks for another kind",
    [DECODE_NAME] = "the name of the error",
    [DECODE_NAME_OTHER_PREFIX] = "the name of the error, with another prefix or none",
    [DECODE_NAME_WORDS] = "the words of the error's name",
    [DECODE_EVENT_ID] = "an event ID (the text says so)",
    [DECODE_CUE] = "a code of this family (the text around it says so)",
    [DECODE_OF_FAMILY] = "a number that several families use",
    [DECODE_MESSAGE] = "the system's own message for this error",
};

const char *decode_reason_text(enum decode_reason reason)
{
    return reason_texts[reason];
}

/* Adds what a name means; `words` when its words were joined. A value that the macro around it
 * wraps is read so. */
static bool add_named(struct decoder *decoder, const char *name, size_t length, bool alone,
                      bool words)
{
    const struct catalog_entry *found[NAMED_MAX];
    size_t exact = 0;
    size_t count = catalog_by_name(name, length, found, NAMED_MAX, &exact);

    /* The alerts of TLS have words for names, access_denied: another error of those words is meant. */
    if (count > 1 && catalog_entry_code(found[0]).kind == CODE_TLS) {
        memmove(found, found + 1, --count * sizeof *found);
        exact--;
    }
    if (count == 0 || (exact == 0 && !alone && memchr(name, '_', length) == NULL)) {
        return false;
    }
    if (!alone && !words) {
        struct context context =
            context_of(decoder->span, decoder->start, decoder->start + decoder->length);

        if (context_is_macro(context.label)) {
            return decoder_add_macro(decoder, context.label,
                                     (uint32_t)catalog_entry_code(found[0]).value);
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct code code = catalog_entry_code(found[i]);
        bool whole = i < exact;
        int likelihood = whole ? LIKELY_NAME : LIKELY_ASKED;

        if (catalog_entry_code(found[0]).kind != code.kind || (exact > 0 && !whole)) {
            likelihood -= LESS_OTHER_KIND;
        }
        decoder_add(decoder, code.kind, code.value, likelihood,
                    words   ? DECODE_NAME_WORDS
                    : whole ? DECODE_NAME
                            : DECODE_NAME_OTHER_PREFIX);
    }
    return true;
}

static bool is_name_byte(char c)
{
    return letter_is_alnum(c) || c == '_';
}

/* A label and its number in one word: error1366, ERROR_1366, err0x556. */
static bool read_labelled(struct decoder *decoder, size_t start, size_t length)
{
    struct span word = {decoder_at(decoder, 0), start + length};
    size_t part = start; /* where the last part between underscores began */
    struct number number;

    if (start + length + 1 < decoder->span.length && *decoder_at(decoder, start + length) == '.' &&
        letter_is_alnum(*decoder_at(decoder, start + length + 1))) {
        return false; /* a file: error1366.log */
    }
    for (size_t i = start + 1; i < start + length; i++) {
        bool joined = *decoder_at(decoder, i - 1) == '_';

        if (letter_is_digit(*decoder_at(decoder, i)) &&
            !letter_is_digit(*decoder_at(decoder, i - 1)) &&
            context_calls_error(decoder_at(decoder, part), i - part - joined) &&
            number_scan(word, i, &number) && number.fits && i + number.length == word.length) {
            decoder->start = i;
            decoder->length = number.length;
            return decoder_add_value(decoder, number.value, CODE_KIND_COUNT, LIKELY_CALLED,
                                     decoder_reason(&number, true));
        }
        if (joined) {
            part = i;
        }
    }
    return false;
}

/* A word that begins with a letter. In a sentence a name has an underscore, or is one of Winsock's.
 */
static bool read_word(struct decoder *decoder, size_t start, size_t length)
{
    const char *word = decoder_at(decoder, start);
    bool named = memchr(word, '_', length) != NULL ||
                 (length > 4 && letter_upper(word[0]) == 'W' && letter_upper(word[1]) == 'S');

    if (length > NAME_BYTES) {
        return false;
    }
    decoder->start = start;
    decoder->length = length;
    return (named && add_named(decoder, word, length, false, false)) ||
           read_labelled(decoder, start, length);
}

/* What the line that begins at `start` speaks of, and the system's messages in it. */
static void begin_line(struct decoder *decoder, size_t start)
{
    size_t end = start;

    while (end < decoder->span.length && *decoder_at(decoder, end) != '\n') {
        end++;
    }
    if (start > 0 || end + 1 < decoder->span.length || decoder->span.length > TOPIC_BYTES) {
        decoder->topics = decoder->all_topics |
                          topics_of((struct span){decoder_at(decoder, start), end - start});
    }
    decoder->last = (struct code){0};
    decoder->message_count =
        decoder->asked ? 0
                       : messages_in(decoder->span, start, end, decoder->topics,
                                     decoder->messages, MESSAGES_MAX);
    for (size_t i = 0; i < decoder->message_count; i++) {
        const struct message *message = &decoder->messages[i];

        decoder->start = message->start;
        decoder->length = message->end - message->start;
        decoder_add(decoder, message->code.kind, message->code.value, LIKELY_MESSAGE,
                    DECODE_MESSAGE);
    }
    decoder->last = (struct code){0};
}

/* How far the time goes that a line of a log begins with, "2026-11-30T08:15:01.326Z", "Nov 30 08:15:01" or
 * "[    1.234567]": there is no code in it. 0 where it begins with none. */
static size_t time_length(struct span span)
{
    static const char *const forms[] = {"0000-00-00 00:00:00", "0000/00/00 00:00:00", "aaa  0 00:00:00",
                                        "aaa 00 00:00:00",     "[00:00:00]",          "00:00:00"};
    size_t i, at = 0;

    for (i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *form = forms[i];

        for (at = 0; at < span.length && form[at] != '\0'; at++) {
            char c = span.text[at];

            if (form[at] == '0' ? !letter_is_digit(c)
                : form[at] == 'a' ? !letter_is_alpha(c)
                                  : c != form[at] && !(form[at] == ' ' && at == 10 && c == 'T')) {
                break;
            }
        }
        if (form[at] == '\0') {
            break;
        }
    }
    if (i == sizeof forms / sizeof *forms) {
        return 0;
    }
    while (at < span.length && (letter_is_digit(span.text[at]) || span.text[at] == '.')) {
        at++;
    }
    return at;
}

/* Goes over the text once, from word to word and number to number. */
static void read_all(struct decoder *decoder)
{
    const size_t time = decoder->is_line ? time_length(decoder->span) : 0;
    size_t i = 0;

    if (time > 0) {
        begin_line(decoder, 0);
        i = time;
    }
    while (i < decoder->span.length) {
        struct number number;
        size_t end = i;

        if (i == 0 || *decoder_at(decoder, i - 1) == '\n') {
            begin_line(decoder, i);
        }
        if (i > 0 && is_name_byte(*decoder_at(decoder, i - 1))) {
            i++;
            continue;
        }
        if (number_scan(decoder->span, i, &number) &&
            !(number.negative && i > 0 && *decoder_at(decoder, i - 1) == ')')) {
            decoder->start = i;
            decoder->length = number.length;
            if (decoder_read_number(decoder, &number)) {
                /* What belongs to it, as the status after a reply, is read with it. */
                i += decoder->length > number.length ? decoder->length : number.length;
                decoder->last_end = i;
            } else {
                i += number.length;
            }
            continue;
        }
        while (end < decoder->span.length && is_name_byte(*decoder_at(decoder, end))) {
            end++;
        }
        size_t token = end > i ? decoder_read_token(decoder, i, end - i) : 0;

        if (token > 0) {
            decoder->last_end = i + token;
            i += token;
            continue;
        }
        if (end > i && letter_is_alpha(*decoder_at(decoder, i)) && read_word(decoder, i, end - i)) {
            decoder->last_end = end;
        }
        i = end > i ? end : i + 1;
    }
}

/* The length of a word that joins two numbers, or 0. */
static size_t joint_length(struct span span, size_t i)
{
    static const char *const joints[] = {"and", "or"};

    for (size_t j = 0; j < sizeof joints / sizeof joints[0]; j++) {
        size_t length = strlen(joints[j]);

        if (i > 0 && span.text[i - 1] == ' ' && span.length - i > length &&
            memcmp(span.text + i, joints[j], length) == 0 && span.text[i + length] == ' ') {
            return length;
        }
    }
    return 0;
}

/* Whether the text is nothing but numbers, perhaps with "and" or "or" between them. */
static bool is_numbers(struct span span)
{
    bool some = false;
    bool open = false; /* a word waits for the number that it joins */
    size_t i = 0;

    while (i < span.length) {
        size_t joint = some && !open ? joint_length(span, i) : 0;
        struct number number;

        if (joint > 0) {
            open = true;
            i += joint;
        } else if (number_scan(span, i, &number)) {
            some = true;
            open = false;
            i += number.length;
        } else if (is_name_byte(span.text[i]) || (unsigned char)span.text[i] >= 0x80) {
            return false;
        } else {
            i++;
        }
    }
    return some && !open;
}

static bool is_edge(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '\'' || c == '.';
}

/* The text from `start` to `end` as one name: an identifier, or the words of one ("logon session
 * collision", "Access is denied."); only the words of one with `only_words`. */
static bool read_phrase(struct decoder *decoder, size_t start, size_t end, bool only_words)
{
    char phrase[PHRASE_BYTES];
    size_t length = 0;
    bool words = false;

    while (start < end && is_edge(*decoder_at(decoder, start))) {
        start++;
    }
    while (end > start && is_edge(*decoder_at(decoder, end - 1))) {
        end--;
    }
    for (size_t i = start; i < end; i++) {
        char c = *decoder_at(decoder, i);
        bool gap = c == ' ' || c == '-' || c == '\t';

        if ((!gap && !is_name_byte(c)) || length == sizeof phrase) {
            return false;
        }
        words = words || gap;
        if (!gap || (length > 0 && phrase[length - 1] != '_')) {
            phrase[length++] = gap ? '_' : letter_upper(c);
        }
        if (gap && length > 3 && memcmp(phrase + length - 4, "_IS_", 4) == 0) {
            length -= 3;
        }
    }
    decoder->start = start;
    decoder->length = end - start;
    return length > 0 && letter_is_alpha(phrase[0]) && (words || !only_words) &&
           add_named(decoder, phrase, length, true, words);
}

/* The words of a name at the end of a line, after "error:". */
static void read_ending(struct decoder *decoder)
{
    size_t colon = decoder->span.length;
    size_t start;

    while (colon > 0 && decoder->span.length - colon <= PHRASE_BYTES &&
           *decoder_at(decoder, colon - 1) != ':') {
        colon--;
    }
    if (colon == 0 || *decoder_at(decoder, colon - 1) != ':') {
        return;
    }
    for (start = colon - 1; start > 0 && colon - start < NAME_BYTES &&
                            letter_is_alpha(*decoder_at(decoder, start - 1));
         start--) {
    }
    if (context_calls_error(decoder_at(decoder, start), colon - 1 - start)) {
        read_phrase(decoder, colon, decoder->span.length, true);
    }
}

/* Where the whole text is a message of the system. */
static void read_message(struct decoder *decoder)
{
    size_t start = 0, end = decoder->span.length;
    struct message message;

    while (start < end && is_edge(*decoder_at(decoder, start))) {
        start++;
    }
    while (end > start && is_edge(*decoder_at(decoder, end - 1))) {
        end--;
    }
    if (end - start <= PHRASE_BYTES &&
        messages_in(decoder->span, start, end, 0, &message, 1) == 1 && message.start == start &&
        message.end == end) {
        decoder->start = start;
        decoder->length = end - start;
        decoder_add(decoder, message.code.kind, message.code.value, LIKELY_ASKED, DECODE_MESSAGE);
    }
}

static void read_text(struct decoder *decoder)
{
    decoder->asked = !decoder->is_line && is_numbers(decoder->span);
    if (decoder->span.length <= TOPIC_BYTES) {
        decoder->topics = topics_of(decoder->span);
        decoder->all_topics = decoder->topics & ~(unsigned)TOPIC_SEGFAULT;
    }
    if (!decoder->asked) {
        read_message(decoder);
    }
    if (!read_phrase(decoder, 0, decoder->span.length, false)) {
        read_all(decoder);
        if (decoder->last_end == 0) {
            read_ending(decoder);
        }
    }
}

static size_t read(struct decoder *decoder, struct decode_unknown *unknown)
{
    decoder->unknown = unknown;
    decoder->unknown_max = unknown != NULL;
    if (unknown != NULL) {
        *unknown = (struct decode_unknown){0};
    }
    read_text(decoder);
    return decoder->count;
}

size_t decode(const char *text, size_t length, struct decode_reading *readings, size_t max,
              struct decode_unknown *unknown)
{
    struct decoder decoder = {
        .span = {text, length}, .readings = readings, .max = max, .cued = CODE_KIND_COUNT};

    return read(&decoder, unknown);
}

size_t decode_line(const char *line, size_t length, struct decode_reading *readings, size_t max,
                   struct decode_unknown *unknown)
{
    struct decoder decoder = {.span = {line, length},
                              .readings = readings,
                              .max = max,
                              .cued = CODE_KIND_COUNT,
                              .is_line = true};

    return read(&decoder, unknown);
}

size_t decode_unknowns(const char *text, size_t length, struct decode_unknown *unknown, size_t max)
{
    struct decoder decoder = {
        .span = {text, length}, .unknown = unknown, .unknown_max = max, .only_shaped = true,
        .cued = CODE_KIND_COUNT};

    read_text(&decoder);
    return decoder.unknown_count;
}
