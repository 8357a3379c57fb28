/*
 * Choosing a related error goes on in its flow. Where it has none, what the catalog knows of it is
 * shown: one Enter too many must not end a walk.
 */
#include <config.h>

#include "related.h"

#include "errwalk/problem.h"

static const char *const remarks[] = {
    [WALK_ENTERS] = "",
    [WALK_NO_FLOW] = " (what is known of it)",
    [WALK_ENTERED] = " (already walked)",
};

static struct effect choose(const struct screen *screen, const struct error_ref *error)
{
    const struct walk *walk = screen->context->walk;
    enum walk_referral referral = walk_referral(walk, error);
    const struct catalog_entry *known = problem_known(error);
    struct event event;

    if (referral == WALK_ENTERS && walk_refer(walk, error, &event) == STATUS_OK)
        return effect_of(STATUS_OK, &event);
    if (referral == WALK_NO_FLOW && known)
        return (struct effect){EFFECT_OPEN, .open = known_new(screen->context, known)};
    return (struct effect){EFFECT_TELL,
                           .text = referral == WALK_ENTERED
                                       ? "This was already walked in this session: b goes back to it."
                                       : "There is no flow for this error here, and nothing else is known."};
}

void related_add(struct screen *screen, const struct lines_style *style, const struct step *step)
{
    struct lines_style heading = *style;
    const struct error_ref *error;
    struct buffer text = {0};
    unsigned index = 0;

    if (!step->related)
        return;
    lines_blank(&screen->form.foot);
    heading.role = ROLE_STRONG;
    lines_text(&screen->form.foot, &heading, "Related errors");
    flow_each(error, step->related) {
        buffer_clear(&text);
        flow_error_text(&text, error);
        buffer_string(&text, remarks[walk_referral(screen->context->walk, error)]);
        form_choice(&screen->form, style, true, RELATED_VALUES + index++, 0, buffer_text(&text));
    }
    screen->form.foot.failed = screen->form.foot.failed || buffer_failed(&text);
    buffer_free(&text);
}

bool related_is(const struct item *item)
{
    return item->value >= RELATED_VALUES;
}

struct effect related_choose(const struct screen *screen, const struct step *step,
                             const struct item *item)
{
    const struct error_ref *error;
    unsigned index = RELATED_VALUES;

    flow_each(error, step->related) {
        if (index++ == item->value)
            return choose(screen, error);
    }
    return (struct effect){EFFECT_NONE};
}
