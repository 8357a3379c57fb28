/* SPDX-License-Identifier: MIT */
/*
 * The transcript as an export would write it, before it is written. Redaction is switched here, so
 * that what it masks is seen and not promised.
 */
#include <config.h>

#include "errwalk/export.h"
#include "errwalk/formats.h"

#include "screens.h"

struct preview {
    struct screen screen;
    struct session *session; /* NULL: that of the walk */
    bool redact;
};

/* Of the walk's own session. */
static bool can_edit_notes(const struct screen *screen)
{
    return !((const struct preview *)screen)->session && screen_has_notes(screen);
}

static const struct binding bindings[] = {
    {ACTION_WRITE, {'w'}, "write", "write it to a file", NULL},
    {ACTION_COPY, {'c'}, "copy", "copy it", screen_has_commands},
    {ACTION_REDACT, {'r'}, "redact", "mask names of people and machines, or show them again", NULL},
    {ACTION_NOTES, {'n'}, "notes", "look at the notes, and edit them", can_edit_notes},
    KEYS_READER,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

/* The document of the session as an export would write it now. */
static void write_document(struct screen *screen, const char *format, struct buffer *text)
{
    const struct preview *preview = (struct preview *)screen;
    const struct context *context = screen->context;
    const struct export_options options = {.format = transcript_format_named(format),
                                           .redact = preview->redact,
                                           .keep = context->options->keep};
    struct export_result result = {0};

    export_document(preview->session ? preview->session : walk_session(context->walk), &options,
                    text, &result);
    export_result_free(&result);
}

/* Shown is the Markdown, laid out for the screen; what is copied is the text, for any ticket. */
static void build(struct screen *screen, struct lines_style style)
{
    const struct preview *preview = (struct preview *)screen;
    struct lines_style heading = style;
    struct buffer text = {0};

    style.walk = heading.walk = NULL;
    heading.role = ROLE_HEADING;
    lines_text(&screen->form.head, &heading,
               preview->redact ? "Transcript, redacted" : "Transcript");
    write_document(screen, "markdown", &text);
    lines_prose(&screen->form.body, &style, buffer_text(&text), NULL);
    write_document(screen, "text", &text);
    commands_add(&screen->commands, buffer_text(&text), "Transcript", "");
    buffer_free(&text);
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct preview *preview = (struct preview *)screen;

    (void)key;
    if (form_update(&screen->form, action))
        return (struct effect){.kind = EFFECT_NONE};
    if (action == ACTION_WRITE)
        return (struct effect){EFFECT_OPEN, .open = save_new(screen->context, preview->session,
                                                             preview->redact)};
    if (action == ACTION_REDACT) {
        preview->redact = !preview->redact;
        screen->is_stale = true;
    }
    return (struct effect){.kind = EFFECT_NONE};
}

static void free_session(struct screen *screen)
{
    session_free(((struct preview *)screen)->session);
}

struct screen *preview_past_new(const struct context *context, struct session *session)
{
    static const struct screen_class preview_class = {
        .name = "transcript",
        .overlay = true,
        .bindings = bindings,
        .build = build,
        .update = update,
        .view = screen_view,
        .free = free_session,
    };
    struct preview *preview = screen_new(sizeof *preview, &preview_class, context);

    preview->session = session;
    preview->redact = context->options->redact;
    return &preview->screen;
}

struct screen *preview_new(const struct context *context)
{
    return preview_past_new(context, NULL);
}
