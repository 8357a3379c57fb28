/* SPDX-License-Identifier: MIT */
/*
 * All that was seen in a training, to be read again at no cost.
 */
#include <config.h>

#include "seen.h"
#include "screens.h"

#include <string.h>

enum { ROOMY = 16 /* rows: below that the words of the caller need every line */ };

static const struct binding bindings[] = {
    KEYS_READER,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

void seen_add_told(struct screen *screen, const struct lines_style *style)
{
    const struct training_feedback *feedback = &screen->context->feedback;
    struct lines_style says = *style;
    struct lines *body = &screen->form.body;

    if (!feedback->is_given)
        return;
    says.walk = NULL;
    says.role = feedback->right ? ROLE_GOOD : ROLE_BAD;
    lines_text(body, &says, feedback->right ? "That is right." : "That is not right: try again.");
    says.role = ROLE_PLAIN;
    lines_prose(body, &says, feedback->because, NULL);
    lines_blank(body);
}

void seen_add_opening(struct screen *screen, const struct lines_style *style)
{
    const struct training *training = screen->context->training;
    const char *caller = training_scenario(training)->caller;
    struct lines_style text = *style, muted = *style;
    struct lines *body = &screen->form.body;

    text.walk = muted.walk = NULL;
    muted.role = ROLE_MUTED;
    lines_blank(body);
    if (*caller && screen->rows >= ROOMY)
        lines_text(body, &muted, caller);
    text.indent = 2;
    lines_prose(body, &text, training_opening(training), NULL);
}

void seen_add_found(struct screen *screen, const struct lines_style *style,
                    const struct event *looked)
{
    struct lines_style text = *style;

    text.walk = NULL;
    text.indent = 2;
    lines_blank(&screen->form.body);
    lines_prose(&screen->form.body, &text, looked->say, NULL);
}

void seen_add_heard(struct screen *screen, const struct lines_style *style)
{
    const struct session *session = walk_session(screen->context->walk);
    struct lines_style strong = *style, text = *style;
    size_t i;

    strong.role = ROLE_STRONG;
    text.walk = NULL;
    text.indent = 2;
    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind != EVENT_HEARD || strcmp(session_path(session, event), session_path(session, NULL)) != 0)
            continue;
        lines_text(&screen->form.body, &strong, "The caller brings up:");
        lines_prose(&screen->form.body, &text, event->say, NULL);
        lines_blank(&screen->form.body);
    }
}

static void build(struct screen *screen, struct lines_style style)
{
    const struct session *session = walk_session(screen->context->walk);
    struct lines_style heading = style, strong = style;
    size_t i;

    heading.role = ROLE_HEADING;
    strong.role = ROLE_STRONG;
    lines_text(&screen->form.head, &heading, "Seen so far");
    seen_add_opening(screen, &style);
    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind != EVENT_LOOKED && event->kind != EVENT_HEARD)
            continue;
        lines_blank(&screen->form.body);
        lines_text(&screen->form.body, &strong, event->question);
        seen_add_found(screen, &style, event);
    }
}

struct screen *seen_new(const struct context *context)
{
    static const struct screen_class seen_class = {
        .name = "what was seen",
        .overlay = true,
        .bindings = bindings,
        .build = build,
        .view = screen_view,
    };

    return screen_new(sizeof(struct screen), &seen_class, context);
}
