/* SPDX-License-Identifier: MIT */
/*
 * Which lines of a log need decoding: most name nothing, and a glance can tell.
 *
 * Each four bytes of a line are looked up in a bitmap of what words and messages begin with that lead to
 * codes; what is found there is compared in full. Numbers count by their shape, names with underscores by
 * what they begin with. A line is passed on too often rather than too seldom: tests/decode-test.c decodes
 * every text there is both ways.
 */
#include <config.h>

#include "decode-private.h"
#include "tables.h"

#include <string.h>

#include "errwalk/letters.h"

enum { GRAM = 4, BITS = 16, NAME_START = 8, NEAR = 28, SECOND = 3, WORDS_MOST = 96, HEX_DIGITS = 8 };
enum { LABELLED = 48, TROUBLED = 112 }; /* bytes from a word to a number that it leads to; to one set off */
enum { TRIGGERS = 1200, SLOTS = 2048 };

/* What must stand beside a word for it to lead to a code. */
enum need {
    NOTHING,
    DIGIT,  /* a digit soon after it, or farther off right after a mark: "failed for x (5)" */
    NUMBER, /* a number soon after it, but 0 */
    STATUS, /* the same, but none of 200 to 399, which are no errors of HTTP */
    MACRO,  /* a bracket soon after it, as of HRESULT_FROM_WIN32( */
    SECOND_WORD, /* the next word of a message begins as this one's does */
};

struct word {
    const char *text;
    enum need need;
};

/* Parts of words, in lower case, with blanks for marks; at least four bytes each. */
static const struct word words[] = {
    {"error", DIGIT},        {"fail", DIGIT},          {"fehl", DIGIT},         {"erreur", DIGIT},
    {"chec ", DIGIT},        {"errno", DIGIT},         {"denied", DIGIT},       {"unable", DIGIT},
    {"cannot", DIGIT},       {"hresult", DIGIT},       {"win32", DIGIT},        {"werr", DIGIT},
    {"chyba", DIGIT},        {"fout ", DIGIT},         {"hata ", DIGIT},        {"hiba ", DIGIT},
    {"virhe", DIGIT},        {"retval", DIGIT},        {"err ", DIGIT},         {"feil ", DIGIT},
    {" fel ", DIGIT},        {" gle ", DIGIT},         {" hr ", DIGIT},         {" rc ", NUMBER},
    {"ret ", NUMBER},        {"code", NUMBER},         {"exit", NUMBER},        {"status", STATUS},
    {"reason", NUMBER},      {"result", NUMBER},       {"return", NUMBER},      {"exception", NUMBER},
    {"event", DIGIT},        {"ereignis", DIGIT},      {"evt ", DIGIT},         {"signal", NUMBER},
    {"bugcheck", DIGIT},     {"bug check", DIGIT},     {"stop ", DIGIT},        {"msg ", DIGIT},
    {"http", STATUS},        {"curl", NUMBER},         {"alert", DIGIT},        {"verify", NUMBER},
    {"said", NUMBER},        {"num ", NUMBER},         {"segfault", DIGIT},     {"trap ", NUMBER},
    {"fault ", NUMBER},      {"refused", DIGIT},      {"responded", NUMBER},
    {"credentials", NUMBER}, {"ldap", NUMBER},         {"object", NUMBER},      {"access", NUMBER},
    {"exists", NUMBER},      {"violation", NUMBER},    {"hy000", NUMBER},       {"not found", NUMBER},
    {"kibug", DIGIT},        {"sql server", DIGIT},    {"sqlserver", DIGIT},    {"severity", DIGIT},
    {"i get ", NUMBER},      {"ora ", DIGIT},          {"aadsts", DIGIT},       {"sqlstate", DIGIT},
    {"ssl ", NOTHING},       {"openssl", NOTHING},     {"krb5", NOTHING},       {"bind", NUMBER},
    {"from ", MACRO},         {"dsn ", DIGIT},         {"nxdomain", NOTHING},
    {"servfail", NOTHING},   {"formerr", NOTHING},     {"notimp", NOTHING},     {"abort", NUMBER},
    {"\xC5\x82\xC4\x85" "d", DIGIT},                          /* błąd */
    {"\xD1\x88\xD0\xB8\xD0\xB1\xD0\xBA", DIGIT},              /* ошибка: шибк */
    {"\xD0\xBF\xD0\xBE\xD0\xBC\xD0\xB8\xD0\xBB\xD0\xBA", DIGIT}, /* помилка */
    {"\xE3\x82\xA8\xE3\x83\xA9\xE3\x83\xBC", DIGIT},          /* エラー */
    {"\xE9\x94\x99\xE8\xAF\xAF", DIGIT},                      /* 错误 */
    {"\xE9\x8C\xAF\xE8\xAA\xA4", DIGIT},                      /* 錯誤 */
    {"\xEC\x98\xA4\xEB\xA5\x98", DIGIT},                      /* 오류 */
};

struct trigger {
    const char *text;
    uint16_t next; /* of the same slot, plus one */
    uint8_t length, need;
};

static struct trigger triggers[TRIGGERS];
static uint16_t slots[SLOTS];
static size_t trigger_count;
static uint8_t grams[(1U << BITS) / 8], starts[(1U << BITS) / 8];
static bool made;

static unsigned char folded[256];

/* What is looked at beside words: 1 where a word begins, 2 anywhere. */
static unsigned char marks[256], inside[256]; /* 1: of a word */

/* A letter in lower case; a blank for what is neither letter nor digit. */
static unsigned char fold(char c)
{
    return folded[(unsigned char)c];
}

static void make_folded(void)
{
    for (int i = 0; i < 256; i++) {
        char c = (char)i;

        folded[i] = (unsigned char)(letter_is_alnum(c) || i >= 0x80 ? letter_lower(c) : ' ');
        marks[i] = c == '_' || c == ',' ? 2 : letter_hex(c) >= 0 || c == '&' || c == '$';
        inside[i] = letter_is_alnum(c) || c == '_';
    }
}

static uint32_t hash_gram(uint32_t gram)
{
    return (gram * 0x9E3779B1U) >> (32 - BITS);
}

static uint32_t gram_at(const char *text)
{
    uint32_t gram = 0;

    for (size_t i = 0; i < GRAM; i++) {
        gram = gram << 8 | fold(text[i]);
    }
    return hash_gram(gram);
}

static void add_trigger(const char *text, size_t length, enum need need)
{
    uint32_t gram;

    if (length < GRAM || length > UINT8_MAX || trigger_count == TRIGGERS) {
        return;
    }
    gram = gram_at(text);
    grams[gram / 8] |= (uint8_t)(1U << gram % 8);
    triggers[trigger_count++] = (struct trigger){text, slots[gram % SLOTS], (uint8_t)length,
                                                 (uint8_t)need};
    slots[gram % SLOTS] = (uint16_t)trigger_count;
}

/* The bit of what a name begins with. */
static uint32_t start_bit(const char *name, size_t length)
{
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < length && i < NAME_START; i++) {
        hash = (hash ^ (unsigned char)letter_lower(name[i])) * 16777619U;
    }
    return (hash ^ hash >> BITS) & ((1U << BITS) - 1);
}

static void add_start(const char *name)
{
    uint32_t bit = start_bit(name, strlen(name));

    starts[bit / 8] |= (uint8_t)(1U << bit % 8);
}

static void add_names(void)
{
    for (size_t i = 0; i < table_sizes.names; i++) {
        const char *name = table_name_pool + table_names[i].text;
        unsigned kind = table_entries[table_names[i].entry].kind;

        if (strchr(name, '_') != NULL) {
            add_start(name);
            add_start(name + table_names[i].prefix);
        } else if (kind == CODE_ERRNO || kind == CODE_SIGNAL || strncmp(name, "WS", 2) == 0) {
            add_trigger(name, strlen(name), NOTHING);
        }
    }
}

static void make(void)
{
    const char *message;

    made = true;
    make_folded();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        add_trigger(words[i].text, strlen(words[i].text), words[i].need);
    }
    for (size_t i = 0; (message = messages_text(i)) != NULL; i++) {
        add_trigger(message, strlen(message), SECOND_WORD);
    }
    add_names();
}

/* Whether a mark sets off what begins at `at`. */
static bool is_set_off(const char *text, const char *at)
{
    while (at > text && strchr(" \"'-+$&", at[-1]) != NULL && at[-1] != '\0') {
        at--;
    }
    return at > text && at[-1] != '\0' && strchr("([{=:,", at[-1]) != NULL;
}

static bool has_digit(const char *text, const char *end)
{
    const char *near = end - text > LABELLED ? text + LABELLED : end, *at;

    if (end - text > TROUBLED) {
        end = text + TROUBLED;
    }
    for (at = text; at < near; at++) {
        if (letter_is_digit(*at)) {
            return true;
        }
    }
    for (; at < end; at++) {
        if (letter_is_digit(*at) && !letter_is_digit(at[-1]) && is_set_off(text, at)) {
            return true;
        }
    }
    return false;
}

/* What of "HTTP/1.1" is no status: the version. NULL where it begins an address. */
static const char *pass_version(const char *text, const char *end)
{
    if (text < end && letter_lower(*text) == 's') {
        text++;
    }
    if (end - text > 3 && memcmp(text, "://", 3) == 0) {
        return NULL;
    }
    if (end - text > 1 && *text == '/' && letter_is_digit(text[1])) {
        for (text++; text < end && (letter_is_digit(*text) || *text == '.'); text++) {
        }
    }
    return text;
}

/* A number within NEAR bytes that is not 0; with `status` none of 200 to 399, but as systemd names them:
 * 203/EXEC. */
static bool has_number(const char *text, const char *end, bool status)
{
    const char *digits;

    if (status && (text = pass_version(text, end)) == NULL) {
        return false;
    }
    if (end - text > NEAR) {
        end = text + NEAR;
    }
    while (text < end && !letter_is_digit(*text)) {
        text++;
    }
    for (digits = text; text < end && letter_is_digit(*text);) {
        text++;
    }
    if (text == digits || (text - digits == 1 && *digits == '0' && (text == end || *text != 'x'))) {
        return false;
    }
    return !(status && text - digits == 3 && (*digits == '2' || *digits == '3') &&
             (text == end || *text != '/'));
}

/* A message as far as its second word: what stands between words does not matter. */
static bool is_message(const struct trigger *trigger, const char *text, const char *end)
{
    size_t first = strcspn(trigger->text, " "), i;
    const char *second = trigger->text + first;

    for (i = 0; i < first; i++, text++) {
        if (text >= end || fold(*text) != fold(trigger->text[i])) {
            return false;
        }
    }
    if (*second == '\0') {
        return text == end || !letter_is_alnum(*text);
    }
    while (text < end && !letter_is_alnum(*text) && (unsigned char)*text < 0x80) {
        text++;
    }
    for (i = 0, second++; i < SECOND && second[i] != '\0'; i++, text++) {
        if (text >= end || fold(*text) != fold(second[i])) {
            return false;
        }
    }
    return true;
}

/* Whether the line is nothing but words, which may be those of a name. */
static bool is_words(const char *line, size_t length)
{
    if (length > WORDS_MOST) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (!letter_is_alpha(line[i]) && strchr(" -_.'\"\r\n\t", line[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* "error: Access is denied.": a colon, and the words of a name to the end. */
static bool is_phrase(const char *text, const char *end)
{
    const char *colon = memchr(text, ':', (size_t)(end - text < GRAM ? end - text : GRAM));

    return colon != NULL && is_words(colon + 1, (size_t)(end - colon - 1));
}

static bool fits(const struct trigger *trigger, const char *text, const char *end)
{
    const char *after = text + trigger->length;

    if (trigger->need == SECOND_WORD) {
        return is_message(trigger, text, end);
    }
    if (after > end) {
        return false;
    }
    for (size_t i = 0; i < trigger->length; i++) {
        if (fold(text[i]) != fold(trigger->text[i])) {
            return false;
        }
    }
    switch (trigger->need) {
    case DIGIT:
        return has_digit(after, end) || is_phrase(after, end);
    case NUMBER:
    case STATUS:
        return has_number(after, end, trigger->need == STATUS);
    case MACRO:
        return memchr(after, '(', (size_t)(end - after < GRAM * 2 ? end - after : GRAM * 2)) != NULL;
    default:
        return true;
    }
}

static bool is_triggered(const char *text, const char *end)
{
    for (size_t i = slots[gram_at(text) % SLOTS]; i > 0; i = triggers[i - 1].next) {
        if (fits(&triggers[i - 1], text, end)) {
            return true;
        }
    }
    return false;
}

/* Whether a name of the catalog begins as the word around an underscore does. */
static bool is_name(const char *line, const char *at, const char *end)
{
    static const char *const spoken[] = {"nt_status_", "werr_", "hres_", "win32_"};
    const char *start = at, *stop = at;
    uint32_t bit;

    while (start > line && (letter_is_alnum(start[-1]) || start[-1] == '_')) {
        start--;
    }
    while (stop < end && stop - start < NAME_START && (letter_is_alnum(*stop) || *stop == '_')) {
        stop++;
    }
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++) {
        size_t length = strlen(spoken[i]), same = 0;

        while (same < length && start + same < end && letter_lower(start[same]) == spoken[i][same]) {
            same++;
        }
        if (same == length) {
            return true;
        }
    }
    bit = start_bit(start, (size_t)(stop - start));
    return (starts[bit / 8] >> bit % 8 & 1) != 0;
}

/* "404 Not Found", "502: Bad Gateway": a word with a capital after a status of HTTP. */
static bool is_status(const char *text, const char *end)
{
    const char *at = text;

    while (at < end && strchr(" :-()\"'", *at) != NULL && *at != '\0') {
        at++;
    }
    return at > text && at < end && letter_is_alpha(*at) && letter_upper(*at) == *at;
}

/* Whether a server's reply of mail may begin here: "said: 550 ", "<550-", but not " 550 ". */
static bool is_reply(const char *line, const char *at, const char *end)
{
    const char before = at > line ? at[-1] : '\0';

    return end - at > 3 && strchr(" -,b'\"#", at[3]) != NULL && at[3] != '\0' &&
           (at == line || (before != '\0' && strchr(":\"'>([", before) != NULL) ||
            (before == ' ' && at - line > 1 && at[-2] != '\0' && strchr(":<>.", at[-2]) != NULL));
}

/* 5.7.1, the status of a mail: three numbers, and no part of an address. */
static bool is_enhanced(const char *line, const char *at, const char *end)
{
    size_t dots = 0, digits = 0;

    if (at > line && (at[-1] == '.' || at[-1] == '/' || at[-1] == '-')) {
        return false;
    }
    for (; at < end && (letter_is_digit(*at) || *at == '.'); at++) {
        digits = *at == '.' ? 0 : digits + 1;
        dots += *at == '.' && at + 1 < end && letter_is_digit(at[1]);
        if (digits > 3) {
            return false;
        }
    }
    return dots == 2;
}

/* Whether a number that begins here has the shape of a code: eight hexadecimal digits, 32 bits with the top
 * one set, 0x, a mail status, or the first number of the line before a colon. */
static bool is_shaped(const char *line, const char *at, const char *end)
{
    const char *stop = at;
    size_t decimal = 0;
    bool only_decimal = true;

    if (end - at > 2 && at[0] == '0' && letter_lower(at[1]) == 'x') {
        for (stop = at + 2; stop < end && letter_hex(*stop) >= 0; stop++) {
        }
        return stop - at - 2 >= HEX_DIGITS - 3 || end - line < NEAR;
    }
    if (end - at > 3 && (*at == '4' || *at == '5') && at[1] == '.') {
        return is_enhanced(line, at, end);
    }
    for (; stop < end && letter_hex(*stop) >= 0; stop++) {
        only_decimal = only_decimal && letter_is_digit(*stop);
        decimal += only_decimal;
    }
    if (stop < end && (letter_is_alnum(*stop) || *stop == '_' || *stop == '`')) {
        return *stop == '`';
    }
    if (at == line && stop < end && (*stop == ':' || *stop == ']')) {
        return true;
    }
    if (only_decimal && decimal == 3 && (*at == '4' || *at == '5')) {
        return is_status(stop, end) || is_reply(line, at, end);
    }
    if (only_decimal && decimal == 10) {
        return *at >= '2' && *at <= '4';
    }
    if (only_decimal && at > line && (at[-1] == '-' || (unsigned char)at[-1] >= 0x80)) {
        return decimal >= 9; /* a negative number of 32 bits */
    }
    return stop - at == HEX_DIGITS || (stop - at == 2 * HEX_DIGITS && letter_lower(*at) == 'f');
}

/* Whether a digit or a hexadecimal letter begins no code for certain: what is short, and neither marked nor a
 * status. */
static inline bool is_short(const char *line, const char *at, const char *end)
{
    return *at != '4' && *at != '5' && at > line &&
           (end - at < HEX_DIGITS || letter_hex(at[HEX_DIGITS - 1]) < 0) &&
           !(*at == '0' && letter_lower(at[1]) == 'x');
}

/* Whether what a mark, a digit or a hexadecimal letter begins may be a code. */
static bool is_marked(const char *line, const char *at, const char *end, char before)
{
    char c = *at;

    if (c == '_') {
        return is_name(line, at, end);
    }
    if (c == ',') {
        return letter_is_digit(before) && at[1] == ' ' && (at[2] == '\'' || at[2] == '"');
    }
    return c == '&' || c == '$' ? letter_upper(at[1]) == 'H' || letter_hex(at[1]) >= 0
                                : is_shaped(line, at, end);
}

bool decode_suspects(const char *line, size_t length)
{
    const char *end = line + length, *at;
    uint32_t gram = ' ', bit;
    char before = ' ';

    if (!made) {
        make();
    }
    for (at = line; at < end && at < line + GRAM - 1; at++) {
        gram = gram << 8 | fold(*at);
    }
    for (at = line; at + GRAM <= end; at++) {
        char c = *at;

        gram = gram << 8 | fold(at[GRAM - 1]);
        bit = hash_gram(gram);
        if ((grams[bit / 8] >> bit % 8 & 1) != 0 && is_triggered(at, end)) {
            return true;
        }
        if (marks[(unsigned char)c] > inside[(unsigned char)before] &&
            !(inside[(unsigned char)c] && c != '_' && is_short(line, at, end)) &&
            is_marked(line, at, end, before)) {
            return true;
        }
        before = c;
    }
    return length < NEAR || is_words(line, length);
}
