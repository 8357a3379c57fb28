/* SPDX-License-Identifier: MIT */
/*
 * Each row of `shapes` is a pattern and what is done with a match. All repetitions are bounded, so
 * that no text takes longer than its length; lookbehinds keep a match from beginning within a word.
 */
#include <config.h>

#include "redact-find.h"

#include <arpa/inet.h>
#include <string.h>
#include <unictype.h>

#include "errwalk/letters.h"
#include "errwalk/memory.h"
#include "errwalk/pattern.h"
#include "errwalk/text.h"
#include "redact-numbers.h"
#include "redact-part.h"
#include "redact-people.h"
#include "redact-words.h"

#define LETTER "[\\w\\p{M}]"
#define NAME LETTER "[\\w\\p{M}.$-]{0,63}+"
#define HOST LETTER "[\\w\\p{M}.-]{0,252}+"

enum { GROUPS = 3, MOST_WORDS = 3, MOST_SHAPES = 32 };

struct finder {
    struct names *names;
    struct pattern *patterns[MOST_SHAPES]; /* of `shapes` */
};

static struct part part_of(const char *text, struct pattern_span span)
{
    return (struct part){text + span.offset, span.length};
}

static void add(struct names *names, enum redact_kind kind, struct part part)
{
    part = part_trim(part);
    if (part_is_name(part))
        names_add(names, kind, part.text, part.length);
}

/* Each part of a name with dots but its last: a name that may stand alone elsewhere. */
static void add_labels(struct names *names, enum redact_kind first, struct part part)
{
    size_t start = 0, at;
    enum redact_kind kind = first;

    for (at = 0; at < part.length; at++) {
        if (part.text[at] != '.')
            continue;
        if (at - start > 2)
            add(names, kind, (struct part){part.text + start, at - start});
        kind = REDACT_DOMAIN;
        start = at + 1;
    }
}

/* A machine, by its short or full name. */
static void add_host(struct names *names, enum redact_kind kind, struct part part)
{
    part = part_trim(part);
    if (part_consists(part, "0123456789.") || words_public_domain(part.text, part.length))
        return;
    if (part_is_full_name(part)) {
        names_add(names, kind, part.text, part.length);
        if (!(names->keep >> kind & 1))
            add_labels(names, part_count_dots(part) > 1 ? kind : REDACT_DOMAIN, part);
    } else {
        add(names, kind, part);
    }
}

/* "John Smith", "Smith, John": what follows a capital with capitals is of the same person. */
static void add_person(struct names *names, enum redact_kind kind, struct part name)
{
    bool follow = part_is_capitalised(name) && part_is_name(name);
    const char *end;
    size_t count;

    add(names, kind, name);
    for (count = 1; follow && count < MOST_WORDS; count++) {
        end = name.text + name.length;
        end += *end == ',';
        name = *end == ' ' ? part_trim(part_word_at(end + 1)) : (struct part){end, 0};
        follow = part_is_capitalised(name) && part_is_name(name);
        if (follow)
            add(names, kind, name);
    }
}

/* What is done with matches: the match, then its groups. Each returns whether the match is used up;
 * else the search goes on within it. */

static bool take_sid(struct names *names, const char *text, const struct pattern_span *spans)
{
    names_add(names, REDACT_SID, text + spans[0].offset, spans[0].length);
    return true;
}

/* Whether what begins at `at` is the password of "https://anna:secret@host/". */
static bool is_secret(const char *text, size_t at)
{
    size_t from = at;

    if (from == 0 || text[--from] != ':')
        return false;
    while (from > 0 && (letter_is_alnum(text[from - 1]) || strchr("._+-", text[from - 1])))
        from--;
    return from >= 3 && memcmp(text + from - 3, "://", 3) == 0;
}

static bool take_mail(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part domain = part_trim(part_of(text, spans[2]));
    size_t length;

    if (is_secret(text, spans[0].offset)) {
        add_host(names, REDACT_HOST, domain);
        return true;
    }
    length = (size_t)(domain.text + domain.length - (text + spans[0].offset));

    names_add(names, REDACT_MAIL, text + spans[0].offset, length);
    if (names->keep >> REDACT_MAIL & 1)
        return true;
    add(names, REDACT_ACCOUNT, part_of(text, spans[1]));
    people_add_account(names, REDACT_MAIL, part_trim(part_of(text, spans[1])));
    add_host(names, REDACT_DOMAIN, domain);
    return true;
}

static bool take_host(struct names *names, const char *text, const struct pattern_span *spans)
{
    add_host(names, REDACT_HOST, part_of(text, spans[1]));
    return true;
}

static bool take_full_name(struct names *names, const char *text,
                           const struct pattern_span *spans)
{
    struct part name = part_trim(part_of(text, spans[1]));

    if (part_is_full_name(name))
        add_host(names, REDACT_HOST, name);
    return true;
}

static bool take_pair(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part domain = part_of(text, spans[1]), account = part_of(text, spans[2]);

    if (words_builtin_domain(domain.text, domain.length) || part_is_file(part_trim(account)))
        return true;
    add_host(names, REDACT_DOMAIN, domain);
    add(names, REDACT_ACCOUNT, account);
    if (part_trim(account).length == 1 && part_is_name(part_trim(domain)))
        names_add(names, REDACT_ACCOUNT, text + spans[0].offset, spans[0].length);
    people_add_account(names, REDACT_ACCOUNT, part_trim(account));
    return true;
}

/* What stands below a share may be a person's own folder. */
static bool take_path(struct names *names, const char *text, const struct pattern_span *spans)
{
    const struct part name = part_trim(part_of(text, spans[1]));

    if (part_is_name(name) && !part_is_file(name))
        names_add(names, REDACT_USER, name.text, name.length);
    return false;
}

static bool take_user(struct names *names, const char *text, const struct pattern_span *spans)
{
    add_person(names, REDACT_USER, part_trim(part_of(text, spans[1])));
    people_add_account(names, REDACT_USER, part_trim(part_of(text, spans[1])));
    return true;
}

/* What "https://anna:secret@host/" signs in with. */
static bool take_sign_in(struct names *names, const char *text, const struct pattern_span *spans)
{
    const struct part secret = part_of(text, spans[2]);

    add_person(names, REDACT_USER, part_of(text, spans[1]));
    people_add_account(names, REDACT_USER, part_of(text, spans[1]));
    if (secret.length)
        names_add(names, REDACT_ACCOUNT, secret.text, secret.length);
    return false;
}

/* svc_backup, adm-jsmith. */
static bool take_account(struct names *names, const char *text, const struct pattern_span *spans)
{
    add(names, REDACT_ACCOUNT, part_of(text, spans[1]));
    return true;
}

/* PC-0042, NB-HR-014: letters, hyphens and digits. */
static bool take_form(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part name = part_of(text, spans[1]);
    const size_t letters = strcspn(name.text, "-");

    if (!words_standard(name.text, letters))
        add(names, REDACT_HOST, name);
    return true;
}

/* The address of a network card, which is that of one machine. */
static bool take_station(struct names *names, const char *text, const struct pattern_span *spans)
{
    names_add(names, REDACT_HOST, text + spans[1].offset, spans[1].length);
    return true;
}

static bool take_domain(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part label = part_of(text, spans[1]);

    if (!words_top_level(label.text, label.length))
        add(names, REDACT_DOMAIN, label);
    return true;
}

/* A mask of a network: ones, then noughts. */
static bool is_netmask(uint32_t address)
{
    return (address | (address - 1)) == UINT32_MAX;
}

/* Every machine has the loopback and unspecified addresses, and masks are no addresses. */
static bool take_ipv4(struct names *names, const char *text, const struct pattern_span *spans)
{
    uint32_t address = 0, octet = 0;
    size_t i;

    for (i = 0; i <= spans[0].length; i++) {
        char c = i < spans[0].length ? text[spans[0].offset + i] : '.';

        if (c != '.') {
            octet = octet * 10 + (uint32_t)(c - '0');
            continue;
        }
        if (octet > 255)
            return true;
        address = address << 8 | octet;
        octet = 0;
    }
    if (address >> 24 != 127 && address != 0 && !is_netmask(address))
        names_add(names, REDACT_IP, text + spans[0].offset, spans[0].length);
    return true;
}

static bool take_ipv6(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part part = part_of(text, spans[0]);
    struct in6_addr address;
    char copy[INET6_ADDRSTRLEN];

    while (part.length && (part.text[part.length - 1] == '.' ||
                           (part.text[part.length - 1] == ':' &&
                            (part.length < 2 || part.text[part.length - 2] != ':'))))
        part.length--;
    if (part.length >= sizeof copy)
        return true;
    memcpy(copy, part.text, part.length);
    copy[part.length] = '\0';
    if (inet_pton(AF_INET6, copy, &address) == 1 && !IN6_IS_ADDR_LOOPBACK(&address) &&
        !IN6_IS_ADDR_UNSPECIFIED(&address))
        names_add(names, REDACT_IP, part.text, part.length);
    return true;
}

/* Names behind words */

/* Word, kind, and whether also a word in small letters behind it is a name. */
#define LEADS(X)                              \
    X("users", REDACT_USER, true)             \
    X("user", REDACT_USER, true)              \
    X("username", REDACT_USER, true)          \
    X("caller", REDACT_USER, true)            \
    X("client", REDACT_HOST, false)           \
    X("logon name", REDACT_USER, true)        \
    X("login name", REDACT_USER, true)        \
    X("login", REDACT_USER, false)            \
    X("logon", REDACT_USER, false)            \
    X("in with", REDACT_USER, false)          \
    X("on with", REDACT_USER, false)          \
    X("employee", REDACT_USER, false)         \
    X("colleague", REDACT_USER, false)        \
    X("customer", REDACT_USER, false)         \
    X("owner", REDACT_USER, false)            \
    X("accounts", REDACT_ACCOUNT, true)       \
    X("account of", REDACT_ACCOUNT, true)     \
    X("account for", REDACT_ACCOUNT, true)    \
    X("profile of", REDACT_ACCOUNT, true)     \
    X("mailbox of", REDACT_ACCOUNT, true)     \
    X("account", REDACT_ACCOUNT, true)        \
    X("gmsa", REDACT_ACCOUNT, true)           \
    X("benutzername", REDACT_USER, true)      \
    X("benutzer", REDACT_USER, true)          \
    X("anmeldung als", REDACT_USER, true)     \
    X("angemeldet als", REDACT_USER, true)    \
    X("konto", REDACT_ACCOUNT, true)          \
    X("rechner", REDACT_HOST, true)           \
    X("utilisateur", REDACT_USER, true)       \
    X("compte", REDACT_ACCOUNT, false)        \
    X("usuario", REDACT_USER, true)           \
    X("cuenta", REDACT_ACCOUNT, false)        \
    X("samaccountname", REDACT_ACCOUNT, true) \
    X("hosts", REDACT_HOST, true)             \
    X("host", REDACT_HOST, true)              \
    X("hostname", REDACT_HOST, true)          \
    X("computer", REDACT_HOST, true)          \
    X("servers", REDACT_HOST, true)           \
    X("server", REDACT_HOST, true)            \
    X("machine", REDACT_HOST, true)           \
    X("workstation", REDACT_HOST, true)       \
    X("laptop", REDACT_HOST, false)           \
    X("pc", REDACT_HOST, false)               \
    X("controller", REDACT_HOST, false)       \
    X("dc", REDACT_HOST, false)               \
    X("printer", REDACT_HOST, false)          \
    X("serial number", REDACT_HOST, false)    \
    X("asset tag", REDACT_HOST, false)        \
    X("device", REDACT_HOST, false)           \
    X("domain", REDACT_DOMAIN, true)          \
    X("realm", REDACT_DOMAIN, true)           \
    X("forest", REDACT_DOMAIN, true)          \
    X("tenant", REDACT_DOMAIN, true)          \
    X("in as", REDACT_USER, true)             \
    X("login as", REDACT_USER, true)          \
    X("logon as", REDACT_USER, true)          \
    X("password of", REDACT_ACCOUNT, true)    \
    X("password for", REDACT_ACCOUNT, true)   \
    X("on as", REDACT_USER, true)             \
    X("run as", REDACT_USER, true)            \
    X("runas", REDACT_USER, false)

static const struct {
    const char *word;
    enum redact_kind kind;
    bool plain;
} leads[] = {
#define LEAD_ROW(word, kind, plain) {word, kind, plain},
    LEADS(LEAD_ROW)
#undef LEAD_ROW
};

#define LEAD_WORD(word, kind, plain) word "|"

enum { LEAD_COUNT = sizeof leads / sizeof *leads };

/* Which row a word is; LEAD_COUNT where it is none. */
static size_t find_lead(struct part word)
{
    size_t i = 0;

    while (i < LEAD_COUNT &&
           (strlen(leads[i].word) != word.length || !part_begins(word, leads[i].word)))
        i++;
    return i;
}

/* Whether what stands between a word and the name says that it is one: "user: x", "user 'x'". */
static bool is_told(const char *from, const char *to)
{
    while (from < to && !strchr(":=\"'", *from))
        from++;
    return from < to;
}

/* "users", and not "run as". */
static bool is_plural(struct part lead)
{
    return lead.length > 4 && lead.text[lead.length - 1] == 's' && !memchr(lead.text, ' ', lead.length);
}

static void add_led(struct names *names, enum redact_kind kind, struct part name)
{
    if (kind == REDACT_USER || kind == REDACT_ACCOUNT) {
        add_person(names, kind, name);
        people_add_account(names, kind, name);
    } else {
        add(names, kind, name);
    }
}

/* The next name of a list, "srv01, srv02 and srv03"; of no length where there is none. */
static struct part next_listed(struct part name)
{
    static const char *const joints[] = {", ", " and ", " or ", " und ", " oder ", ", and ", " & "};
    const char *at = name.text + name.length;
    struct part next = {at, 0};
    size_t i;

    for (i = 0; i < sizeof joints / sizeof *joints && !next.length; i++) {
        if (strncmp(at, joints[i], strlen(joints[i])) == 0)
            next = part_trim(part_word_at(at + strlen(joints[i])));
    }
    return next;
}

/* What is listed after a word in the plural: names of the same kind, as far as they may be some. */
static void add_listed(struct names *names, enum redact_kind kind, struct part name)
{
    for (name = next_listed(name); part_is_name(name) && !part_is_full_name(name);
         name = next_listed(name))
        add_led(names, kind, name);
}

static bool take_led(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part lead = part_of(text, spans[1]), name = part_trim(part_of(text, spans[2]));
    const char *end = name.text + name.length;
    size_t row = find_lead(lead);

    if (row == LEAD_COUNT || find_lead(name) != LEAD_COUNT || *end == '\\' || *end == '@' ||
        part_is_full_name(name) || !part_is_name(name))
        return false;
    if (!leads[row].plain && !is_told(lead.text + lead.length, name.text) && !part_is_shaped(name))
        return false;
    /* "users complain": of a plural one plain word is none. */
    if (is_plural(lead) && !part_is_shaped(name) && !next_listed(name).length)
        return false;
    add_led(names, leads[row].kind, name);
    if (is_plural(lead))
        add_listed(names, leads[row].kind, name);
    return true;
}

/* What may stand between a word and the name behind it. */
#define BETWEEN "(?:[\"']?[ ]{0,4}[:=][ ]{0,32}+|(?: is| was)?+ (?:named |called )?+)"
#define QUOTE "[\"'<(\\x{2018}\\x{201c}\\x{201e}\\xab]"

static const struct {
    const char *pattern; /* with (*UCP) before it: \w is any letter or digit */
    bool (*take)(struct names *names, const char *text, const struct pattern_span *spans);
} shapes[] = {
    {"(?<![\\w-])[Ss]-1-\\d{1,14}+(?:-\\d{1,10}+){3,15}+(?!\\w)", take_sid},
    {"(?<![\\w.+@-])(" LETTER "[\\w\\p{M}.+'-]{0,63}+)@(" HOST ")", take_mail},
    {"(?<![\\w:\\\\/])\\\\{2,4}+(" HOST ")", take_host},
    {"(?<!\\w)[A-Za-z][A-Za-z0-9+.-]{1,15}+://(" HOST ")(?!@|:[^\\s/@]{1,64}@)", take_host},
    {"(?<![\\w\\\\./-])(" LETTER "[\\w\\p{M}.-]{0,63}+|\\.)\\\\{1,2}+(" NAME ")(?!\\\\)",
     take_pair},
    {"(?i)(?:(?<!\\w)(?:users|homes?|profiles)\\\\{1,2}+|"
     "/users/|/home/|Documents and Settings\\\\{1,2}+)(" NAME
     ")",
     take_user},
    {"(?<![\\w:\\\\/])\\\\{2,4}+" HOST "\\\\{1,2}+[^\\\\\\s\"<>|]{1,64}+"
     "\\\\{1,2}+(" NAME ")(?=\\\\|[\\s,;)\"']|$)",
     take_path},
    {"://(" LETTER "[\\w\\p{M}.+-]{0,63}+)(?::([^\\s/@]{1,64}+))?+@", take_sign_in},
    {"(?i)(?<![\\w.])(?<!version )(?<!version:)(?<!version=)(?<!version: )(?<!build )(?<!release )"
     "(?<!ver )(?<!ver\\. )\\d{1,3}+(?:\\.\\d{1,3}+){3}(?!\\w)(?!\\.\\d)",
     take_ipv4},
    {"(?<![\\w.])(?<!::)(?=[0-9A-Fa-f]{0,4}+:)[0-9A-Fa-f:.]{3,46}+(?!\\w)", take_ipv6},
    {"(?<![\\w.@\\\\-])(" LETTER "[\\w\\p{M}-]{0,62}+(?:\\.[\\w\\p{M}-]{1,63}+){1,8}+)(?![\\w@])",
     take_full_name},
    {"(?i)(?<![\\w-])((?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{5,11}+)(?![\\w-])", take_host},
    {"(?<![\\w\\\\$-])([A-Z][A-Z0-9-]{2,14}+)\\$(?!\\w)", take_host},
    {"(?i)(?<!\\w)(?:CN|UID)=(" NAME ")", take_user},
    {"(?i)(?<!\\w)DC=(" LETTER "[\\w\\p{M}-]{0,62}+)", take_domain},
    {"(?i)(?<!\\w)(" LEADS(LEAD_WORD) "(*FAIL))(?:[ _-]?(?:name|id|account)\\b)?+" BETWEEN QUOTE
                                      "?(" NAME ")",
     take_led},
    {"(?<![\\w.\\\\/-])([A-Za-z]{2,10}+(?:-[A-Za-z]{1,10}+){0,3}-[0-9]{2,8}[A-Za-z]?+)(?![\\w-]|\\.\\w)",
     take_form},
    {"(?<![\\w.\\\\/-])((?:g?msa|svc|sa|adm|ext|usr)[_-][A-Za-z][A-Za-z0-9_-]{1,30}+)(?![\\w-]|\\.\\w)",
     take_account},
    {"(?i)(?<![\\w:-])((?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})(?![\\w:-])", take_station},
    {NUMBER_CALLED, numbers_take_phone},
    {NUMBER_ABROAD, numbers_take_phone},
    {NUMBER_BANK, numbers_take_bank},
    {AT_WORD PEOPLE_TITLES "\\.?[ ](\\p{Lu}[\\p{L}\\p{M}]{1,3}+)" AFTER_WORD, people_take_titled},
    {AT_WORD PEOPLE_LEADS PEOPLE_BETWEEN "(" PERSON ")" AFTER_WORD, people_take_led},
    {AT_WORD "(" PERSON ")" AFTER_WORD, people_take_given},
    {AT_WORD "(" PERSON ")[ ](" PERSON ")" AFTER_WORD, people_take_two},
    {AT_WORD "(" PERSON ")[ ]" PEOPLE_VERBS, people_take_doer},
    {AT_WORD "((?:O['\\x{2019}]|Mc)\\p{Lu}[\\p{L}\\p{M}]{2,20}+)" AFTER_WORD, people_take_doer},
};

enum { SHAPES = sizeof shapes / sizeof *shapes };
_Static_assert(sizeof shapes / sizeof *shapes <= MOST_SHAPES, "a finder has room for the shapes");

static enum status find_shape(struct finder *finder, size_t shape, const char *text)
{
    struct pattern_span spans[GROUPS];
    size_t length = strlen(text), from = 0;
    enum status status;

    while ((status = pattern_find(finder->patterns[shape], text, length, from, spans, GROUPS)) ==
           STATUS_OK) {
        if (shapes[shape].take(finder->names, text, spans))
            from = spans[0].offset + spans[0].length;
        else
            from = spans[spans[2].length ? 2 : 1].offset;
    }
    return status == STATUS_NO ? STATUS_OK : status;
}

enum status finder_read(struct finder *finder, const char *text)
{
    enum status status = STATUS_OK;
    size_t shape;

    for (shape = 0; shape < SHAPES && status == STATUS_OK; shape++)
        status = find_shape(finder, shape, text);
    people_read_accounts(finder->names, text);
    return status;
}

/* The first word of a text that leads to a name; LEAD_COUNT where there is none. */
static size_t lead_in(const char *text)
{
    size_t row = LEAD_COUNT;

    while (*text && row == LEAD_COUNT) {
        size_t length = 0;

        while (letter_is_alpha(text[length]))
            length++;
        row = find_lead((struct part){text, length});
        text += length ? length : 1;
    }
    return row;
}

static size_t count_words(const char *text)
{
    size_t words = 0, length;

    for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
        length = strcspn(text, " \n");
        text += length;
        words++;
    }
    return words;
}

/* The words of a value as names, where they are of the characters of names. */
static void take_words(struct names *names, enum redact_kind kind, const char *value)
{
    struct part word;

    for (value += strspn(value, " \n"); *value; value += strspn(value, " \n")) {
        word = part_word_at(value);
        value += strcspn(value, " \n");
        if (word.length &&
            (word.text + word.length == value || part_trim(word).length < word.length))
            add_host(names, kind, word);
    }
}

enum status finder_read_typed(struct finder *finder, const char *fact, const char *question,
                              const char *value)
{
    size_t words = count_words(value), row = lead_in(fact);

    if (row != LEAD_COUNT && words <= MOST_WORDS)
        take_words(finder->names, leads[row].kind, value);
    row = lead_in(question);
    if (row != LEAD_COUNT && words == 1)
        take_words(finder->names, leads[row].kind, value);
    return finder_read(finder, value);
}

enum status finder_new(struct names *names, struct finder **finder)
{
    struct finder *result = memory_alloc(sizeof *result);
    enum status status = STATUS_OK;
    struct buffer pattern = {0};
    size_t shape, offset;

    for (shape = 0; shape < SHAPES && status == STATUS_OK; shape++) {
        buffer_clear(&pattern);
        buffer_printf(&pattern, "(*UCP)%s", shapes[shape].pattern);
        status = pattern_new(buffer_text(&pattern), &result->patterns[shape], NULL, 0, &offset);
    }
    buffer_free(&pattern);
    if (status != STATUS_OK) {
        finder_free(result);
        return status;
    }
    result->names = names;
    *finder = result;
    return STATUS_OK;
}

void finder_free(struct finder *finder)
{
    size_t shape;

    if (!finder)
        return;
    for (shape = 0; shape < SHAPES; shape++)
        pattern_free(finder->patterns[shape]);
    memory_free(finder);
}
