/* SPDX-License-Identifier: MIT */
/*
 * Names behind words that lead to them; see the header.
 */
#include <config.h>

#include "redact-leads.h"

#include <string.h>

#include "errwalk/letters.h"

#include "redact-add.h"
#include "redact-part.h"
#include "redact-people.h"

enum { MOST_WORDS = 3 }; /* of a typed value that is a name */

static struct part part_of(const char *text, struct pattern_span span)
{
    return (struct part){text + span.offset, span.length};
}

static const struct {
    const char *word;
    enum redact_kind kind;
    bool plain;
} leads[] = {
#define LEAD_ROW(word, kind, plain) {word, kind, plain},
    LEADS(LEAD_ROW)
#undef LEAD_ROW
};

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
static bool is_labelled(const char *from, const char *to)
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
        names_add_person(names, kind, name);
        people_add_account(names, kind, name);
    } else {
        names_add_word(names, kind, name);
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

bool leads_take(struct names *names, const char *text, const struct pattern_span *spans)
{
    struct part lead = part_of(text, spans[1]), name = part_trim(part_of(text, spans[2]));
    const char *end = name.text + name.length;
    size_t row = find_lead(lead);

    if (row == LEAD_COUNT || find_lead(name) != LEAD_COUNT || *end == '\\' || *end == '@' ||
        part_is_full_name(name) || !part_is_name(name))
        return false;
    if (!leads[row].plain && !is_labelled(lead.text + lead.length, name.text) && !part_is_shaped(name))
        return false;
    /* "users complain": of a plural one plain word is none. */
    if (is_plural(lead) && !part_is_shaped(name) && !next_listed(name).length)
        return false;
    add_led(names, leads[row].kind, name);
    if (is_plural(lead))
        add_listed(names, leads[row].kind, name);
    return true;
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
            names_add_host(names, kind, word);
    }
}

void leads_read_typed(struct names *names, const char *fact, const char *question, const char *value)
{
    size_t words = count_words(value), row = lead_in(fact);

    if (row != LEAD_COUNT && words <= MOST_WORDS)
        take_words(names, leads[row].kind, value);
    row = lead_in(question);
    if (row != LEAD_COUNT && words == 1)
        take_words(names, leads[row].kind, value);
}
