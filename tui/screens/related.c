/* SPDX-License-Identifier: MIT */
/*
 * Choosing a related error goes on in its flow. Where it has none, what the catalog knows of it is
 * shown: one Enter too many must not end a walk.
 */
#include <config.h>

#include "related.h"

#include "errwalk/problem.h"
#include "screens.h"

static const char *const remarks[] = {
    [WALK_ENTERS] = "",
    [WALK_NO_FLOW] = " (what is known of it)",
    [WALK_ENTERED] = " (already walked)",
};

/* The error that a choice of this number leads to. */
static const struct error_ref *error_of(const struct walk *walk, unsigned index)
{
    const struct error_ref *error = walk_step(walk)->related;

    while (error && index--)
        error = error->node.next;
    return error;
}

static struct effect choose(const struct screen *screen, const struct choice *choice, unsigned index)
{
    const struct walk *walk = screen->context->walk;
    const struct catalog_entry *known = problem_known(error_of(walk, index));

    if (choice->referral == WALK_ENTERS)
        return (struct effect){EFFECT_COMMIT, .event = choice->event};
    if (choice->referral == WALK_NO_FLOW && known)
        return (struct effect){EFFECT_OPEN, .open = known_new(screen->context, known)};
    return (struct effect){EFFECT_MESSAGE,
                           .text = choice->referral == WALK_ENTERED
                                       ? "This was already walked in this session: b goes back to it."
                                       : "There is no flow for this error, and nothing more is known about it."};
}

void related_add(struct screen *screen, const struct lines_style *style)
{
    const struct walk *walk = screen->context->walk;
    struct lines_style heading = *style;
    const struct choice *choice;
    struct buffer text = {0};
    unsigned index = 0;

    if (!walk_choice(walk, CHOICE_RELATED, NULL))
        return;
    lines_blank(&screen->form.foot);
    heading.role = ROLE_STRONG;
    lines_text(&screen->form.foot, &heading, "Related errors");
    walk_each(choice, walk, CHOICE_RELATED) {
        buffer_clear(&text);
        buffer_printf(&text, "%s%s", choice->text, remarks[choice->referral]);
        form_choice(&screen->form, style, true, RELATED_VALUES + index++, 0, buffer_text(&text));
    }
    buffer_free(&text);
}

bool related_is(const struct item *item)
{
    return item->value >= RELATED_VALUES;
}

struct effect related_choose(const struct screen *screen, const struct item *item)
{
    const struct choice *choice;
    unsigned index = RELATED_VALUES;

    walk_each(choice, screen->context->walk, CHOICE_RELATED) {
        if (index++ == item->value)
            return choose(screen, choice, item->value - RELATED_VALUES);
    }
    return (struct effect){.kind = EFFECT_NONE};
}
