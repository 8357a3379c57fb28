/* SPDX-License-Identifier: MIT */
/*
 * After a fix another message shows: asks which. An error without a flow ends the walk, so that is
 * said first and done only when confirmed.
 */
#include <config.h>

#include <string.h>

#include "errwalk/problem.h"
#include "related.h"
#include "screens.h"

enum remark { REMARK_NONE, REMARK_ENDS, REMARK_WALKED, REMARK_SEVERAL, REMARK_UNKNOWN, REMARK_COUNT };

struct another {
    struct screen screen;
    enum remark remark;
};

static const char *const remarks[REMARK_COUNT] = {
    [REMARK_NONE] = "Type its number or name, such as 1326 or ERROR_LOGON_FAILURE.",
    [REMARK_ENDS] = "There is no flow for it here: Enter once more ends the walk, referred to it.",
    [REMARK_WALKED] = "This was already walked in this session: Esc, then b, goes back to it.",
    [REMARK_SEVERAL] = "It may be one of several: type the name of the one that is meant:",
    [REMARK_UNKNOWN] = "No match for that.",
};

static bool has_message(const struct screen *screen)
{
    const char *message = buffer_text(&screen->field.text);

    return message[strspn(message, " \t")] != '\0';
}

static bool can_go_on(const struct screen *screen)
{
    return screen_on_choice(screen) || has_message(screen);
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "go on", "go on with this error", can_go_on},
    {ACTION_CLOSE, {0x1b}, "close", "back to the fix", NULL},
    KEYS_FIELD(screen_is_editing),
    KEYS_MOVE,
    KEYS_COMMON,
    {.action = ACTION_NONE},
};

/* Which names may be meant, below the remark that says so. */
static void name_meant(struct another *another, const struct lines_style *style)
{
    const char *message = buffer_text(&another->screen.field.text);
    struct lines *foot = &another->screen.form.foot;
    struct problem meant[PROBLEM_MOST];
    const struct catalog_entry *near;
    struct buffer line = {0};
    size_t count = 0, i;

    if (another->remark == REMARK_SEVERAL)
        count = walk_meant(another->screen.context->walk, message, meant, PROBLEM_MOST);
    for (i = 0; i < count; i++)
        lines_text(foot, style, meant[i].error);
    near = another->remark == REMARK_UNKNOWN ? problem_misspelt(message) : NULL;
    if (near) {
        buffer_printf(&line, "Did you mean %s?", catalog_entry_name(near));
        lines_text(foot, style, buffer_text(&line));
    }
    buffer_free(&line);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct another *another = (struct another *)screen;
    struct lines_style heading = style, remark = style;

    heading.role = ROLE_HEADING;
    lines_text(&screen->form.head, &heading, "Which message shows now?");
    form_field(&screen->form, 0);
    remark.indent = 2;
    remark.role = another->remark == REMARK_NONE ? ROLE_MUTED : ROLE_BAD;
    lines_text(&screen->form.foot, &remark, remarks[another->remark]);
    name_meant(another, &remark);
    related_add(screen, &style);
    screen->form.must = screen->form.foot.count;
}

/* Why a message cannot be followed. */
static enum remark refusal(const struct another *another, const char *message)
{
    struct problem meant[2];
    size_t count = walk_meant(another->screen.context->walk, message, meant, 2);

    return count == 0 ? REMARK_UNKNOWN : count == 1 ? REMARK_WALKED : REMARK_SEVERAL;
}

static struct effect submit(struct another *another)
{
    const char *message = buffer_text(&another->screen.field.text);
    struct event event;

    another->screen.is_stale = true;
    if (walk_choose(another->screen.context->walk, CHOICE_OTHER, NULL, message, &event) !=
        STATUS_OK)
        another->remark = refusal(another, message);
    else if (!*event.to_flow && another->remark != REMARK_ENDS)
        another->remark = REMARK_ENDS;
    else
        return effect_of(STATUS_OK, &event);
    return (struct effect){.kind = EFFECT_NONE};
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct another *another = (struct another *)screen;
    const struct item *item = form_focused(&screen->form);

    if (form_update(&screen->form, action))
        return (struct effect){.kind = EFFECT_NONE};
    if (field_update(&screen->field, action, key)) {
        screen->is_stale = another->remark != REMARK_NONE;
        another->remark = REMARK_NONE;
    } else if (action == ACTION_CHOOSE && item) {
        return item->kind == ITEM_FIELD ? submit(another)
                                        : related_choose(screen, item);
    }
    return (struct effect){.kind = EFFECT_NONE};
}

static const struct screen_class another_class = {
    .name = "another message",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *another_new(const struct context *context)
{
    struct another *another = screen_new(sizeof *another, &another_class, context);

    another->screen.editing = true;
    return &another->screen;
}
