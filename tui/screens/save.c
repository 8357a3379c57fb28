/* SPDX-License-Identifier: MIT */
/*
 * Asks for the name of a file to write the transcript to. Writing is the loop's; what went wrong is
 * shown here, with the name left there to fix.
 */
#include <config.h>

#include <string.h>

#include "errwalk/formats.h"
#include "errwalk/session-id.h"
#include "errwalk/transcript.h"
#include "screens.h"

struct save {
    struct screen screen;
    const struct session *session; /* NULL: that of the walk */
    bool redact;
};

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "write", "write the transcript to this file", screen_is_editing},
    {ACTION_CLOSE, {0x1b}, "close", "write nothing", NULL},
    KEYS_FIELD(screen_is_editing),
    KEYS_COMMON,
    {.action = ACTION_NONE},
};

/* Appends what is in a list such as ".md .markdown", without the dots: where a line may break around
 * them differs between versions of Unicode. */
static void append_extensions(struct buffer *out, const char *list, const char *before)
{
    while (*list == '.') {
        size_t length = strcspn(list, " ");

        buffer_printf(out, "%s%.*s", before, (int)length - 1, list + 1);
        list += length + (list[length] == ' ');
        before = ", ";
    }
}

static void add_formats(struct screen *screen, const struct lines_style *style)
{
    const struct transcript_format *format;
    struct lines_style muted = *style;
    struct buffer text = {0};

    muted.role = ROLE_MUTED;
    muted.indent = 2;
    buffer_string(&text, "The extension says the format:");
    for (format = transcript_formats; format->name; format++)
        append_extensions(&text, format->extensions, format == transcript_formats ? " " : ", ");
    lines_text(&screen->form.foot, &muted, buffer_text(&text));
    buffer_free(&text);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct lines_style heading = style;

    heading.role = ROLE_HEADING;
    lines_text(&screen->form.head, &heading, "Write the transcript to which file?");
    lines_text(&screen->form.body, &style,
               ((struct save *)screen)->redact
                   ? "What was found of names of people and machines is masked. Read it before "
                     "you pass it on: names are found by guesswork."
                   : "The transcript holds the questions, your answers, notes, what was tried and "
                     "how it ended.");
    form_field(&screen->form, 0);
    add_formats(screen, &style);
    screen->form.must = screen->form.foot.count;
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    const struct save *save = (struct save *)screen;

    if (form_update(&screen->form, action) || field_update(&screen->field, action, key) ||
        action != ACTION_CHOOSE)
        return (struct effect){.kind = EFFECT_NONE};
    return (struct effect){EFFECT_SAVE_TRANSCRIPT, .save = {.session = save->session,
                                                 .file = buffer_text(&screen->field.text),
                                                 .redact = save->redact}};
}

static const struct screen_class save_class = {
    .name = "file of the transcript",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *save_new(const struct context *context, const struct session *session, bool redact)
{
    struct save *save = screen_new(sizeof *save, &save_class, context);
    const struct session *shown = session ? session : walk_session(context->walk);
    const char *flow = session_flow(shown), *slash = strrchr(flow, '/');
    struct buffer name = {0};

    save->session = session;
    save->redact = redact;
    save->screen.editing = true;
    buffer_printf(&name, "%s-%s.md", slash ? slash + 1 : flow, 
                  session_id_ending(session_id(shown), SESSION_ID_SHOWN));
    field_set(&save->screen.field, buffer_text(&name));
    buffer_free(&name);
    return &save->screen;
}
