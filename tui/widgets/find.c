/* SPDX-License-Identifier: MIT */
/*
 * Going from one place where a text stands to the next, in the order of reading.
 */
#include <config.h>

#include "find.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

#include "matches.h"

void find_set(struct form *form, const struct canvas *canvas, const char *sought)
{
    buffer_clear(&form->needle);
    matches_needle(&form->needle, canvas, sought);
    form->here = 0;
    form->on_match = false;
    form_mark(form);
}

const struct found *find_here(const struct form *form, enum form_part *part)
{
    size_t i;

    for (*part = 0; *part < FORM_PART_COUNT; ++*part) {
        const struct lines *lines = form_lines(form, *part);

        for (i = 0; i < lines->found_count; i++) {
            if (lines->found[i].match == form->here)
                return &lines->found[i];
        }
    }
    return NULL;
}

static void lead_to(struct form *form, size_t match)
{
    enum form_part part;
    const struct found *found;

    form->here = match;
    found = find_here(form, &part);
    form->on_match = found != NULL;
    if (found)
        form_show(form, part, found->line, found->column);
    else
        form->here = 0;
}

/* Where one is: the focused item of a list, or the first line that shows. */
static size_t place_line(const struct form *form, enum form_part *part)
{
    const struct item *item = form_focused(form);
    size_t over = form_overflow(form);

    *part = FORM_BODY;
    if (item && !item->in_foot && form->focus > 0)
        return item->line;
    if (form->body_top > over)
        return form->body_top - over;
    *part = FORM_HEAD;
    return form->body_top ? form->at.head + form->body_top : 0;
}

void find_first(struct form *form)
{
    enum form_part from, part;
    size_t line = place_line(form, &from), i;

    for (part = from; part < FORM_PART_COUNT; part++) {
        const struct lines *lines = form_lines(form, part);

        for (i = 0; i < lines->found_count; i++) {
            if (part > from || lines->found[i].line >= line) {
                lead_to(form, lines->found[i].match);
                return;
            }
        }
    }
    lead_to(form, 1);
}

bool find_next(struct form *form, bool back)
{
    bool around;

    if (!form->found)
        return false;
    if (form->here && !form->on_match) {
        find_first(form);
        return false;
    }
    around = back ? form->here <= 1 : form->here == form->found;
    if (around)
        lead_to(form, back ? form->found : 1);
    else
        lead_to(form, back ? form->here - 1 : form->here + 1);
    return around;
}
