/*
 * A related error without a flow can be read about but not walked: choosing it only says so, since
 * one Enter too many must not end a walk.
 */
#include <config.h>

#include "related.h"

static const char *const remarks[] = {
    [WALK_ENTERS] = "",
    [WALK_NO_FLOW] = " (no flow for it here)",
    [WALK_ENTERED] = " (already walked)",
};

static const char *const refusals[] = {
    [WALK_ENTERS] = "",
    [WALK_NO_FLOW] = "There is no flow for this error here.",
    [WALK_ENTERED] = "This was already walked in this session: b goes back to it.",
};

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

bool related_choose(const struct screen *screen, const struct step *step, const struct item *item,
                    struct effects *effects)
{
    const struct walk *walk = screen->context->walk;
    const struct error_ref *error;
    unsigned index = RELATED_VALUES;

    flow_each(error, step->related) {
        if (index++ == item->value) {
            enum walk_referral referral = walk_referral(walk, error);

            if (referral == WALK_ENTERS &&
                walk_refer(walk, error, &effects->event) == STATUS_OK) {
                effects->flags |= EFFECT_COMMIT;
            } else {
                effects->flags |= EFFECT_TELL;
                effects->text = refusals[referral];
            }
            return true;
        }
    }
    return false;
}
