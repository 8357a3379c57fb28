/* SPDX-License-Identifier: MIT */
/*
 * The notes of the session, each with the question it was made at, to edit one of them.
 */
#include <config.h>

#include "screens.h"

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "edit", "edit this note, or remove it",
     screen_on_choice},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "choose that line at once", screen_has_numbers},
    {ACTION_NOTE, {'n'}, "new note", "write a new note", NULL},
    KEYS_MOVE,
    {ACTION_CLOSE, {0x1b, 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)}, "close",
     "back", NULL},
    KEYS_COMMON,
    {.action = ACTION_NONE},
};

static void add_note(struct screen *screen, const struct lines_style *style, unsigned index,
                     const struct event *note)
{
    const struct session *session = walk_session(screen->context->walk);
    const struct event *original = session_note_original(session, note);
    struct lines_style text = *style, muted = *style;
    struct lines *body = &screen->form.body;
    struct buffer details = {0};

    text.walk = NULL; /* a note is no text of a flow: its braces stay */
    muted.role = ROLE_MUTED;
    muted.indent = 5;
    if (index)
        lines_blank(body);
    form_choice(&screen->form, &text, false, index, index + 1, note->answer);
    if (note != original)
        buffer_string(&details, "Edited. ");
    if (drafts_text(screen->context->drafts, note->number))
        buffer_string(&details, "A change is not saved yet. ");
    buffer_printf(&details, "At: %s", original->question);
    lines_text(body, &muted, buffer_text(&details));
    form_extend(&screen->form);
    buffer_free(&details);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct lines_style heading = style, muted = style;
    size_t count, i;
    const struct event *const *notes =
        session_notes(walk_session(screen->context->walk), &count);

    heading.role = ROLE_HEADING;
    muted.role = ROLE_MUTED;
    lines_text(&screen->form.head, &heading, "Notes");
    for (i = 0; i < count; i++)
        add_note(screen, &style, (unsigned)i, notes[i]);
    if (!count)
        lines_text(&screen->form.body, &muted, "There is no note.");
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    size_t count;
    const struct event *const *notes =
        session_notes(walk_session(screen->context->walk), &count);

    if (item->value >= count)
        return (struct effect){.kind = EFFECT_NONE};
    return (struct effect){EFFECT_OPEN,
                           .open = note_edit_new(screen->context, notes[item->value])};
}

static const struct screen_class notes_class = {
    .name = "notes",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .choose = choose,
    .view = screen_view,
};

struct screen *notes_new(const struct context *context)
{
    return screen_new(sizeof(struct screen), &notes_class, context);
}
