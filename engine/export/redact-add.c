/* SPDX-License-Identifier: MIT */
/*
 * Words that were found, as names; see the header.
 */
#include <config.h>

#include "redact-add.h"

#include "redact-words.h"

enum { MOST_WORDS = 3 }; /* of a person's name */

void names_add_word(struct names *names, enum redact_kind kind, struct part part)
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
            names_add_word(names, kind, (struct part){part.text + start, at - start});
        kind = REDACT_DOMAIN;
        start = at + 1;
    }
}

void names_add_host(struct names *names, enum redact_kind kind, struct part part)
{
    part = part_trim(part);
    if (part_consists(part, "0123456789.") || words_public_domain(part.text, part.length))
        return;
    if (part_is_full_name(part)) {
        names_add(names, kind, part.text, part.length);
        if (!(names->keep >> kind & 1))
            add_labels(names, part_count_dots(part) > 1 ? kind : REDACT_DOMAIN, part);
    } else {
        names_add_word(names, kind, part);
    }
}

void names_add_person(struct names *names, enum redact_kind kind, struct part name)
{
    bool follow = part_is_capitalised(name) && part_is_name(name);
    const char *end;
    size_t count;

    names_add_word(names, kind, name);
    for (count = 1; follow && count < MOST_WORDS; count++) {
        end = name.text + name.length;
        end += *end == ',';
        name = *end == ' ' ? part_trim(part_word_at(end + 1)) : (struct part){end, 0};
        follow = part_is_capitalised(name) && part_is_name(name);
        if (follow)
            names_add_word(names, kind, name);
    }
}
