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
#include "redact-add.h"
#include "redact-leads.h"
#include "redact-numbers.h"
#include "redact-part.h"
#include "redact-people.h"
#include "redact-words.h"

#define LETTER "[\\w\\p{M}]"
#define NAME LETTER "[\\w\\p{M}.$-]{0,63}+"
#define HOST LETTER "[\\w\\p{M}.-]{0,252}+"

enum { GROUPS = 3, MOST_SHAPES = 32 };

struct finder {
    struct names *names;
    struct pattern *patterns[MOST_SHAPES]; /* of `shapes` */
};

static struct part part_of(const char *text, struct pattern_span span)
{
    return (struct part){text + span.offset, span.length};
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
        names_add_host(names, REDACT_HOST, domain);
        return true;
    }
    length = (size_t)(domain.text + domain.length - (text + spans[0].offset));

    names_add(names, REDACT_MAIL, text + spans[0].offset, length);
    if (names->keep >> REDACT_MAIL & 1)
        return true;
    names_add_word(names, REDACT_ACCOUNT, part_of(text, spans[1]));
    people_add_account(names, REDACT_MAIL, part_trim(part_of(text, spans[1])));
    names_add_host(names, REDACT_DOMAIN, domain);
    return true;
}

static bool take_host(struct names *names, const char *text, const struct pattern_span *spans)
{
    names_add_host(names, REDACT_HOST, part_of(text, spans[1]));
    return true;
}

static bool take_full_name(struct names *names, const char *text,
                           const struct pattern_span *spans)
{
    struct part name = part_trim(part_of(text, spans[1]));

    if (part_is_full_name(name))
        names_add_host(names, REDACT_HOST, name);
    return true;
}

static bool take_pair(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part domain = part_of(text, spans[1]), account = part_of(text, spans[2]);

    if (words_builtin_domain(domain.text, domain.length) || part_is_file(part_trim(account)))
        return true;
    names_add_host(names, REDACT_DOMAIN, domain);
    names_add_word(names, REDACT_ACCOUNT, account);
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
    names_add_person(names, REDACT_USER, part_trim(part_of(text, spans[1])));
    people_add_account(names, REDACT_USER, part_trim(part_of(text, spans[1])));
    return true;
}

/* What "https://anna:secret@host/" signs in with. */
static bool take_sign_in(struct names *names, const char *text, const struct pattern_span *spans)
{
    const struct part secret = part_of(text, spans[2]);

    names_add_person(names, REDACT_USER, part_of(text, spans[1]));
    people_add_account(names, REDACT_USER, part_of(text, spans[1]));
    if (secret.length)
        names_add(names, REDACT_ACCOUNT, secret.text, secret.length);
    return false;
}

/* svc_backup, adm-jsmith. */
static bool take_account(struct names *names, const char *text, const struct pattern_span *spans)
{
    names_add_word(names, REDACT_ACCOUNT, part_of(text, spans[1]));
    return true;
}

/* PC-0042, NB-HR-014: letters, hyphens and digits. */
static bool take_form(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part name = part_of(text, spans[1]);
    const size_t letters = strcspn(name.text, "-");

    if (!words_standard(name.text, letters))
        names_add_word(names, REDACT_HOST, name);
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
        names_add_word(names, REDACT_DOMAIN, label);
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
     leads_take},
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

enum status finder_read_typed(struct finder *finder, const char *fact, const char *question,
                              const char *value)
{
    leads_read_typed(finder->names, fact, question, value);
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
