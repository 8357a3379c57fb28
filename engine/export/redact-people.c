/* SPDX-License-Identifier: MIT */
/*
 * Persons; see the header. A word is a name where it is none of everyday: see redact-words.c.
 */
#include <config.h>

#include "redact-people.h"

#include <string.h>
#include <strings.h>

#include "errwalk/letters.h"

#include "redact-words.h"

/* Words of one name; the shortest part of an account that is a name, and the letters before or after a
 * family name in one. */
enum { MOST_WORDS = 4, SHORTEST_PART = 3, SHORTEST_FAMILY = 4, INITIALS = 2,
       MOST_FAMILIES = 64 };

static struct part part_of(const char *text, struct pattern_span span)
{
    return (struct part){text + span.offset, span.length};
}

/* A capital after small letters, as of StartType; but for names such as MacLeod and DeVries. */
static bool is_camel(struct part part)
{
    size_t i;

    for (i = 4; i < part.length; i++) {
        if (letter_is_upper(part.text[i]) && letter_is_lower(part.text[i - 1]))
            return true;
    }
    return false;
}

/* Whether a word has a capital, but not all of them, and is none of everyday; nor are its parts between
 * hyphens, as those of Sort-Object are. */
static bool is_person(struct part part)
{
    size_t i, lower = 0, start = 0;

    for (i = 0; i < part.length; i++)
        lower += letter_is_lower(part.text[i]) || (unsigned char)part.text[i] >= 0x80;
    for (i = 0; i <= part.length; i++) {
        if (i < part.length && part.text[i] != '-')
            continue;
        if (!part_is_name((struct part){part.text + start, i - start}))
            return false;
        start = i + 1;
    }
    return lower > 0 && part_is_capitalised(part) && !is_camel(part) && part_is_name(part);
}

static void add(struct names *names, struct part part)
{
    names_add(names, REDACT_USER, part.text, part.length);
}

/* The name, and its words with hyphens one by one: Mary-Ann may be called Mary. */
static void add_word(struct names *names, struct part part)
{
    size_t at, start = 0;

    add(names, part);
    for (at = 0; at <= part.length; at++) {
        if (at < part.length && part.text[at] != '-')
            continue;
        if (start > 0 || at < part.length) {
            const struct part piece = {part.text + start, at - start};

            if (piece.length >= SHORTEST_PART && part_is_name(piece))
                add(names, piece);
        }
        start = at + 1;
    }
}

/* The word with a capital that follows, maybe on the next line; van and de may stand before it. */
static struct part next_word(struct part part)
{
    static const char *const particles[] = {"van ", "von ", "de ", "der ", "den ", "di ", "el ",
                                            "al ",  "los ", "la ", "las ", "del ", "da ", "dos ", "ter "};
    const char *at = part.text + part.length;
    size_t i;

    at += *at == ',';
    if (*at != ' ' && *at != '\n')
        return (struct part){part.text, 0};
    at++;
    for (i = 0; i < sizeof particles / sizeof *particles; i++) {
        if (strncmp(at, particles[i], strlen(particles[i])) == 0) {
            at += strlen(particles[i]);
            i = 0;
        }
    }
    return part_trim(part_word_at(at));
}

static void add_person(struct names *names, struct part name)
{
    size_t count;

    for (count = 0; count < MOST_WORDS && is_person(name); count++) {
        add_word(names, name);
        name = next_word(name);
    }
}

bool people_take_led(struct names *names, const char *text, const struct pattern_span *spans)
{
    const struct part name = part_of(text, spans[1]);

    if (!is_person(name))
        return false;
    add_person(names, name);
    return true;
}

bool people_take_titled(struct names *names, const char *text, const struct pattern_span *spans)
{
    const struct part name = part_of(text, spans[1]);

    if (!part_is_name(name))
        add(names, part_of(text, spans[0]));
    return false;
}

bool people_take_given(struct names *names, const char *text, const struct pattern_span *spans)
{
    const struct part name = part_of(text, spans[1]);
    const char *dash = memchr(name.text, '-', name.length);
    const size_t first = dash ? (size_t)(dash - name.text) : name.length;

    if (!words_given(name.text, name.length) && !words_given(name.text, first))
        return true;
    add_word(names, name);
    add_person(names, next_word(name));
    return true;
}

/* "Restarted Zenworks": a sentence may begin with what was done. */
static bool is_deed(const char *text, struct part part)
{
    static const char *const ends[] = {"ed", "ing", "ly", "tion", "ment", "ness", "able", "less"};
    const char *before = part.text;
    size_t i;

    while (before > text && before[-1] == ' ')
        before--;
    if (before > text && !strchr(".!?:;\n-(", before[-1]))
        return false;
    for (i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t length = strlen(ends[i]);

        if (part.length > length + 1 &&
            memcmp(part.text + part.length - length, ends[i], length) == 0)
            return true;
    }
    return false;
}

bool people_take_two(struct names *names, const char *text, const struct pattern_span *spans)
{
    const struct part first = part_of(text, spans[1]), second = part_of(text, spans[2]);

    if (!is_person(first) || !is_person(second) || is_deed(text, first))
        return false;
    add_person(names, first);
    return true;
}

bool people_take_doer(struct names *names, const char *text, const struct pattern_span *spans)
{
    const struct part name = part_of(text, spans[1]);

    if (is_person(name))
        add_word(names, name);
    return true;
}

static bool is_letters(struct part part)
{
    size_t i;

    for (i = 0; i < part.length; i++) {
        if (!letter_is_alpha(part.text[i]) && (unsigned char)part.text[i] < 0x80)
            return false;
    }
    return true;
}

/* smith of jsmith and smithj: also with two initials. */
static void add_family(struct names *names, struct part part)
{
    size_t cut;

    for (cut = 1; cut <= INITIALS && part.length >= SHORTEST_FAMILY + cut; cut++) {
        const struct part last = {part.text + cut, part.length - cut};
        const struct part first = {part.text, part.length - cut};

        if (((unsigned char)*last.text & 0xc0) != 0x80 && part_is_name(last))
            add(names, last);
        if (((unsigned char)first.text[first.length] & 0xc0) != 0x80 && part_is_name(first))
            add(names, first);
    }
}

/* The next run of letters at `at` or after it; of no length at the end. */
static struct part next_run(const char *at)
{
    struct part run;

    while (*at && !letter_is_alpha(*at) && (unsigned char)*at < 0x80)
        at++;
    for (run = (struct part){at, 0}; letter_is_alpha(run.text[run.length]) ||
                                     (unsigned char)run.text[run.length] >= 0x80;)
        run.length++;
    return run;
}

/* Whether a run is `family` with initials before it. */
static bool is_account_of(struct part run, struct part family)
{
    const size_t more = run.length - family.length;

    return run.length > family.length && more <= INITIALS &&
           strncasecmp(run.text + more, family.text, family.length) == 0 && part_is_name(run);
}

void people_read_accounts(struct names *names, const char *text)
{
    struct part families[MOST_FAMILIES], run;
    size_t count = 0, i;

    for (run = next_run(text); run.length && count < MOST_FAMILIES;
         run = next_run(run.text + run.length)) {
        if (run.length >= SHORTEST_FAMILY && is_person(run))
            families[count++] = run;
    }
    for (run = next_run(text); run.length && count > 0; run = next_run(run.text + run.length)) {
        for (i = 0; i < count; i++) {
            if (!is_account_of(run, families[i]))
                continue;
            names_add(names, REDACT_ACCOUNT, run.text, run.length);
            add(names, families[i]);
        }
    }
}

void people_add_account(struct names *names, enum redact_kind kind, struct part account)
{
    size_t at, start = 0, parts = 0;

    if (names->keep >> kind & 1)
        return;
    for (at = 0; at <= account.length; at++) {
        struct part part = {account.text + start, at - start};

        if (at < account.length && !strchr("._-+", account.text[at]))
            continue;
        start = at + 1;
        while (part.length && letter_is_digit(part.text[part.length - 1]))
            part.length--;
        if (part.length < SHORTEST_PART || !is_letters(part) || !part_is_name(part))
            continue;
        parts++;
        add(names, part);
        if (parts == 1 && (at == account.length || part.length + 2 >= account.length))
            add_family(names, part);
    }
}
