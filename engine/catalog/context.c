/* SPDX-License-Identifier: MIT */
/*
 * What the words and marks around a number say of it. "error 87" is a code, "port 445", "1.2.87"
 * and "87 files" are not.
 *
 * The words are those of the languages that Windows speaks most; a word of any other language says
 * nothing. Nothing here looks further than one line, WINDOW bytes and WORDS words back, so that
 * decoding stays linear.
 */
#include <config.h>

#include "scan.h"

#include <string.h>

#include "errwalk/letters.h"

enum { WINDOW = 96, WORDS = 6, WORD_BYTES = 40 };

enum word_class {
    WORD_NEUTRAL,
    WORD_CLEAR, /* says nothing and lets the word before it speak: is, with, the, ID */
    WORD_SOFT,  /* code, status: of an error unless the word before says otherwise */
    WORD_ERROR,
    WORD_DATA,
    WORD_OTHER,
    WORD_EVENT,
};

/* Whole words, in lower case, between spaces. */
static const char *const class_words[] = {
    [WORD_CLEAR] = " a an by de dec decimal dezimal di do du hex hexadecimal hexadezimal id ids is "
                   "lautet message mit msg no nr num "
                   "number nummer the value was with ",
    [WORD_SOFT] =
        " code codes exception exit exited reason result results return returned returning "
        "returns ",
    [WORD_ERROR] = " chyba err errno erro feil fel fout gle hata helpmsg hiba hr hres lasterror rc "
                   "ret retval virhe ",
    [WORD_DATA] = " data ",
    [WORD_EVENT] = " ereignis event event_id eventcode eventid evento events evt ",
    [WORD_OTHER] =
        " addr address after area at attempt barcode base block bug bugcheck build byte bytes case "
        "channel col column count cpu disk duration elapsed errors every failures flags from "
        "handle height http https hwnd index indexerror int interrupt irq item kb key keyerror "
        "len length level ligne line logon logonid logontype luid mask offset order page pid "
        "pointer port postal process processid ptr qualifiers release retry room row scontrol "
        "sector seq session sessionid severity since size slot spanid sstatus started state step "
        "stop thread threadid ticket tid time timeout timestamp traceid type uid unicode user "
        "valueerror ver version volume width zeile zip ",
};

/* Parts of words, in lower case, where a whole word is not in the table. The first that fits
 * decides. */
static const struct {
    const char *part;
    enum word_class class;
} parts[] = {
    {"http", WORD_OTHER},
    {"count", WORD_OTHER},
    {"error", WORD_ERROR},
    {"hresult", WORD_ERROR},
    {"win32", WORD_ERROR},
    {"status", WORD_SOFT},
    {"fail", WORD_ERROR},
    {"fehler", WORD_ERROR},
    {"fehlgeschlagen", WORD_ERROR},
    {"erreur", WORD_ERROR},
    {"chec", WORD_ERROR},
    {"errcode", WORD_ERROR},
    {"errore", WORD_ERROR},
    {"exitcode", WORD_SOFT},
    {"returncode", WORD_SOFT},
    {"retcode", WORD_SOFT},
    {"resultcode", WORD_SOFT},
    {"denied", WORD_ERROR},
    {"unable", WORD_ERROR},
    {"cannot", WORD_ERROR},
    {"werr", WORD_ERROR},
    {"eventid", WORD_EVENT},
    {"\xC5\x82\xC4\x85"
     "d",
     WORD_ERROR},                                                     /* błąd */
    {"\xD1\x88\xD0\xB8\xD0\xB1\xD0\xBA", WORD_ERROR},                 /* ошибка: шибк */
    {"\xD0\xBF\xD0\xBE\xD0\xBC\xD0\xB8\xD0\xBB\xD0\xBA", WORD_ERROR}, /* помилка */
    {"\xE3\x82\xA8\xE3\x83\xA9\xE3\x83\xBC", WORD_ERROR},             /* エラー */
    {"\xE9\x94\x99\xE8\xAF\xAF", WORD_ERROR},                         /* 错误 */
    {"\xE9\x8C\xAF\xE8\xAA\xA4", WORD_ERROR},                         /* 錯誤 */
    {"\xEC\x98\xA4\xEB\xA5\x98", WORD_ERROR},                         /* 오류 */
    {"_id", WORD_OTHER},
    {"syst", WORD_CLEAR},
    {"sistem", WORD_CLEAR},
};

/* What a number counts, when it follows the number. */
static const char units[] =
    " attempt attempts bit bytes day days entries errors file files gb hour hours items kb "
    "mb min minute minutes ms msec objects of packets percent px records retries rows s "
    "sec second seconds tb times tries users warnings weeks x ";

static bool is_word_byte(char c)
{
    return letter_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

static char byte_at(struct span span, size_t i)
{
    return i < span.length ? span.text[i] : '\0';
}

/* A word copied in lower case. */
struct word {
    char text[WORD_BYTES + 1];
    size_t length;
    size_t start;
};

static void copy_word(struct word *word, const char *text, size_t length)
{
    word->length = length < WORD_BYTES ? length : WORD_BYTES;
    for (size_t i = 0; i < word->length; i++) {
        word->text[i] = letter_lower(text[i]);
    }
    word->text[word->length] = '\0';
}

/* The word that ends at `end`, its last WORD_BYTES at most. */
static void word_before(struct span span, size_t end, struct word *word)
{
    size_t start = end;

    while (start > 0 && end - start < WORD_BYTES && is_word_byte(span.text[start - 1])) {
        start--;
    }
    copy_word(word, span.text + start, end - start);
    word->start = start;
}

/* Whether a word stands in a list of words between spaces. */
static bool is_listed(const struct word *word, const char *list)
{
    char needle[WORD_BYTES + 3] = " ";

    memcpy(needle + 1, word->text, word->length);
    needle[word->length + 1] = ' ';
    return word->length > 0 && strstr(list, needle) != NULL;
}

static enum word_class look_up_class(const struct word *word)
{
    for (enum word_class class = WORD_CLEAR; class <= WORD_EVENT; class ++) {
        if (is_listed(word, class_words[class])) {
            return class;
        }
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strstr(word->text, parts[i].part) != NULL) {
            return parts[i].class;
        }
    }
    return WORD_NEUTRAL;
}

static enum code_kind kind_of(const struct word *word)
{
    if (strstr(word->text, "ntstatus") != NULL || strcmp(word->text, "substatus") == 0) {
        return CODE_NTSTATUS;
    }
    if (strstr(word->text, "hresult") != NULL || strcmp(word->text, "hr") == 0) {
        return CODE_HRESULT;
    }
    if (strstr(word->text, "win32") != NULL || strcmp(word->text, "system") == 0) {
        return CODE_WIN32;
    }
    return CODE_KIND_COUNT;
}

static enum context_label macro_of(const struct word *word)
{
    if (strstr(word->text, "hresult_from_win32") != NULL) {
        return CONTEXT_MACRO_WIN32;
    }
    if (strstr(word->text, "hresult_from_nt") != NULL) {
        return CONTEXT_MACRO_NT;
    }
    return strstr(word->text, "ntstatus_from_win32") != NULL ? CONTEXT_MACRO_STATUS : CONTEXT_NONE;
}

static unsigned base_of(const struct word *word)
{
    if (is_listed(word, " hex hexadecimal hexadezimal ")) {
        return 16;
    }
    return is_listed(word, " dec decimal dezimal ") ? 10 : 0;
}

/* What words say of a number after them. */
struct sense {
    enum word_class class;
    enum code_kind kind;
    enum context_label macro;
    unsigned base;
};

/* Words seen before: logs repeat theirs. */
enum { SEEN = 2048, SEEN_BYTES = 24 };

static struct seen {
    char text[SEEN_BYTES];
    size_t length; /* 0: there is none yet */
    struct sense sense;
} seen[SEEN];

static struct sense look_up(const struct word *word)
{
    bool number = letter_is_digit(word->text[0]);

    return (struct sense){number ? WORD_NEUTRAL : look_up_class(word), kind_of(word),
                          macro_of(word), base_of(word)};
}

static struct sense sense_of(const struct word *word)
{
    uint32_t hash = 2166136261U;
    struct seen *entry;

    if (word->length == 0 || word->length > SEEN_BYTES) {
        return look_up(word);
    }
    for (size_t i = 0; i < word->length; i++) {
        hash = (hash ^ (unsigned char)word->text[i]) * 16777619U;
    }
    entry = &seen[(hash ^ hash >> 16) % SEEN];
    if (entry->length != word->length || memcmp(entry->text, word->text, word->length) != 0) {
        entry->sense = look_up(word);
        entry->length = word->length;
        memcpy(entry->text, word->text, word->length);
    }
    return entry->sense;
}

static enum word_class class_of(const struct word *word)
{
    return sense_of(word).class;
}

bool context_calls_error(const char *text, size_t length)
{
    struct word word;

    if (length == 0 || length > WORD_BYTES) {
        return false;
    }
    copy_word(&word, text, length);
    enum word_class class = class_of(&word);

    return class == WORD_ERROR || (class == WORD_SOFT && strstr(word.text, "code") != NULL);
}

/* Back over what stands between a label and its number, to the end of the word before; SIZE_MAX at
 * a clause's or line's end. */
static size_t back_to_word(struct span span, size_t i)
{
    while (i > 0 && !is_word_byte(span.text[i - 1])) {
        if (strchr("\n\r,;.!?|%", span.text[i - 1]) != NULL) {
            return SIZE_MAX;
        }
        i--;
    }
    return i > 0 ? i : SIZE_MAX;
}

/* In <EventID Qualifiers="16384">7045 the attribute's number stands before 7045: puts the name of
 * the tag in its place. */
static void skip_attribute(struct span span, struct word *word)
{
    size_t end = word->start + word->length;
    size_t i = word->start;

    if (!letter_is_digit(word->text[0]) || byte_at(span, end) != '"' ||
        byte_at(span, end + 1) != '>') {
        return;
    }
    while (i > 0 && word->start - i < WINDOW && span.text[i - 1] != '<') {
        i--;
    }
    for (end = i; end - i < WORD_BYTES && is_word_byte(byte_at(span, end)); end++) {
    }
    copy_word(word, span.text + i, end - i);
    word->start = i;
}

/* Reads the label before the number: the nearest words of its clause, from the last to the first.
 */
static void read_label(struct span span, size_t start, struct context *context)
{
    static const enum context_label labels[] = {
        [WORD_ERROR] = CONTEXT_ERROR,
        [WORD_DATA] = CONTEXT_DATA,
        [WORD_OTHER] = CONTEXT_OTHER,
        [WORD_EVENT] = CONTEXT_EVENT,
    };
    bool soft = false;
    bool decided = false;
    size_t end = start;

    for (int i = 0; i < WORDS; i++) {
        struct word word;

        end = back_to_word(span, end);
        if (end == SIZE_MAX) {
            break;
        }
        word_before(span, end, &word);
        skip_attribute(span, &word);
        end = word.start;
        struct sense sense = sense_of(&word);

        if (context->hint == CODE_KIND_COUNT) {
            context->hint = sense.kind;
        }
        if (decided) {
            break; /* this word was read for its kind only: "System error" */
        }
        enum word_class class = sense.class;

        if (i == 0) {
            context->base = sense.base;
            context->coded = strncmp(word.text, "code", 4) == 0;
            context->leads = context->base != 0 && word.start == 0;
        }
        if (i == 0 && sense.macro != CONTEXT_NONE) {
            context->label = sense.macro;
            return;
        }
        if (class == WORD_SOFT) {
            soft = true;
        } else if (class != WORD_CLEAR) {
            context->label = class != WORD_NEUTRAL ? labels[class] : CONTEXT_NONE;
            decided = true;
        }
    }
    if (soft && context->label == CONTEXT_NONE) {
        context->label = CONTEXT_ERROR;
    }
}

bool context_in_trouble(struct span span, size_t start)
{
    size_t i = start;
    size_t limit = start > WINDOW ? start - WINDOW : 0;

    while (i > limit && span.text[i - 1] != '\n') {
        if (is_word_byte(span.text[i - 1])) {
            struct word word;

            word_before(span, i, &word);
            i = word.start;
            if (class_of(&word) == WORD_ERROR) {
                return true;
            }
        } else {
            i--;
        }
    }
    return false;
}

/* Whether what touches the number on the left makes it a piece of something larger. */
static bool compound_before(struct span span, size_t start, char after, bool marked)
{
    char before = start > 0 ? span.text[start - 1] : ' ';
    char farther = start > 1 ? span.text[start - 2] : ' ';
    struct word word;

    if (before == '\0' || strchr(".,:-/\\+%@~(#=", before) == NULL || farther == ' ' ||
        farther == '\t') {
        return false;
    }
    word_before(span, start - 1, &word);
    switch (before) {
    case '.':
    case '\\':
    case '@':
    case '~':
    case '+':
        return word.length > 0 || farther == before || farther == ':';
    case '%':
        return true;
    case '/':
        return !(marked && letter_is_digit(farther));
    case ',':
        return letter_is_digit(farther) && !marked;
    case '-':
        return is_word_byte(farther) && class_of(&word) != WORD_ERROR;
    case '#': /* 101#101, the process and thread of nginx */
        return letter_is_digit(farther);
    case '=': /* of an address: "?code=1326" */
        return !marked && word.start > 0 && strchr("?&", span.text[word.start - 1]) != NULL;
    case '(': /* file.c(87) */
        return word.length > 0 && word.start > 0 && span.text[word.start - 1] == '.';
    default: /* a colon: 12:30, fe80::1, file.c:87 */
        return farther == ':' || (word.length > 0 && letter_is_digit(word.text[0])) ||
               (word.start > 0 && span.text[word.start - 1] == '.' && word.length > 0 &&
                class_of(&word) != WORD_ERROR) ||
               (after == ':' && letter_is_alnum(farther) &&
                memchr(word.text, '_', word.length) != NULL); /* function_name:1455: */
    }
}

static bool compound_after(struct span span, size_t end)
{
    char after = byte_at(span, end);
    char farther = byte_at(span, end + 1);
    size_t i;

    switch (after) {
    case '.':
    case '-':
    case '\\':
        return letter_is_alnum(farther);
    case '/':
        return letter_is_digit(farther) && letter_upper(byte_at(span, end + 2)) != 'X';
    case ':': /* and the groups of an address */
        for (i = end + 1; i < end + 5 && letter_hex(byte_at(span, i)) >= 0; i++) {
        }
        return letter_is_digit(farther) || farther == ':' ||
               (i > end + 1 && byte_at(span, i) == ':');
    case '#':
        return letter_is_digit(farther);
    case ' ': /* "ERROR 1326 --- [main]": the process, as Spring logs it */
        return end + 6 <= span.length && memcmp(span.text + end, " --- [", 6) == 0;
    case '%':
    case '@':
        return true;
    case '\xC2': /* a degree sign */
        return farther == '\xB0';
    default:
        return false;
    }
}

bool context_is_compound(struct span span, size_t start, size_t end)
{
    bool marked = end - start > 2 && letter_upper(span.text[start + 1]) == 'X';

    return compound_before(span, start, byte_at(span, end), marked) || compound_after(span, end);
}

static void read_after(struct span span, size_t end, struct context *context)
{
    size_t i = end;
    size_t start;
    struct word word;

    while (strchr("\"')]}>", byte_at(span, i)) != NULL && byte_at(span, i) != '\0') {
        i++;
    }
    context->ends = i >= span.length || strchr(".,;:!\n\r<|", span.text[i]) != NULL;
    if (byte_at(span, end) == ' ') {
        start = end + 1;
        i = start;
        while (i < span.length && i - start < WORD_BYTES && letter_is_alpha(span.text[i])) {
            i++;
        }
        context->ends = context->ends || i >= span.length;
        copy_word(&word, span.text + start, i - start);
        context->unit = is_listed(&word, units);
        context->ends = context->ends && word.length == 0;
    }
}

/* Whether "[1326] error" is the whole text. */
static bool is_tagged(struct span span, size_t start, size_t end)
{
    char open = start == 1 ? span.text[0] : '\0';
    char close = byte_at(span, end);
    size_t i = end + 2;

    if (!((open == '[' && close == ']') || (open == '(' && close == ')')) ||
        byte_at(span, end + 1) != ' ') {
        return false;
    }
    while (letter_is_alpha(byte_at(span, i))) {
        i++;
    }
    return i + (byte_at(span, i) == '.') >= span.length &&
           context_calls_error(span.text + end + 2, i - end - 2);
}

struct context context_of(struct span span, size_t start, size_t end)
{
    struct context context = {.label = CONTEXT_NONE, .hint = CODE_KIND_COUNT};
    size_t i = start;

    read_label(span, start, &context);
    read_after(span, end, &context);
    while (i > 0 &&
           (span.text[i - 1] == ' ' || span.text[i - 1] == '"' || span.text[i - 1] == '\'')) {
        i--;
    }
    context.heads = (start == 0 && byte_at(span, end) == ':' && byte_at(span, end + 1) == ' ') ||
                    is_tagged(span, start, end);
    context.set_off = i > 0 && strchr("([{=:,", span.text[i - 1]) != NULL;
    return context;
}
