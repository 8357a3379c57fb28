/*
 * Takes a note. It stays with the session whatever is taken back later.
 */
#include <config.h>

#include "screen.h"

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "keep", "keep the note", screen_is_editing},
    {ACTION_CLOSE, {0x1b}, "close", "leave the note for later: n shows it again", NULL},
    KEYS_FIELD(screen_is_editing),
    KEYS_COMMON,
    {.action = ACTION_NONE},
};

static void build(struct screen *screen, struct lines_style style)
{
    const struct session *session = walk_session(screen->context->walk);
    struct lines_style heading = style, text = style;
    size_t i;

    heading.role = ROLE_HEADING;
    lines_text(&screen->form.head, &heading, "Note");
    lines_text(&screen->form.body, &style,
               "It stays in the transcript beside the question it was made at.");
    text.walk = NULL;
    text.role = ROLE_MUTED;
    text.indent = 2;
    for (i = 0; i < session_count(session); i++) {
        if (session_event(session, i)->kind == EVENT_NOTED)
            lines_text(&screen->form.body, &text, session_event(session, i)->answer);
    }
    form_field(&screen->form, 0);
    screen->form.must = screen->form.foot.count;
}

static void update(struct screen *screen, enum action action, int key, struct effects *effects)
{
    if (form_update(&screen->form, action) || field_update(&screen->field, action, key) ||
        action != ACTION_CHOOSE)
        return;
    effects->flags |= EFFECT_CLOSE;
    if (walk_note(screen->context->walk, buffer_text(&screen->field.text), &effects->event) ==
        STATUS_OK) {
        effects->flags |= EFFECT_COMMIT | EFFECT_TELL;
        effects->text = "Noted.";
    }
}

static const struct screen_class note_class = {
    .name = "note",
    .overlay = true,
    .drafts = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *note_new(const struct context *context)
{
    struct screen *screen = screen_new(sizeof *screen, &note_class, context);

    if (screen)
        screen->editing = true;
    return screen;
}
