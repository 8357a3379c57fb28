/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with the file is a screen above the walk, so that the last good version is never out
 * of reach; it goes when the file is fixed.
 */
#include <config.h>

#include "watching.h"

#include <string.h>

struct broken {
    struct screen screen;
    struct buffer faults;
};

static const struct binding bindings[] = {
    KEYS_READER,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

static void build(struct screen *screen, struct lines_style style)
{
    struct lines_style heading = style;

    style.walk = NULL;
    heading.role = ROLE_WARNING;
    lines_text(&screen->form.head, &heading, "The file is broken. Esc: the last good version.");
    lines_output(&screen->form.body, &style,
                   buffer_text(&((struct broken *)screen)->faults));
}

static void free_broken(struct screen *screen)
{
    buffer_free(&((struct broken *)screen)->faults);
}

static const struct screen_class broken_class = {
    .name = "what is wrong with the file",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .view = screen_view,
    .free = free_broken,
};

struct screen *broken_new(const struct context *context, const char *faults)
{
    struct broken *broken = screen_new(sizeof *broken, &broken_class, context);

    buffer_string(&broken->faults, faults);
    return &broken->screen;
}

/* What is typed stays where the same question is asked again. */
static void show_walk(struct loop *loop)
{
    const struct screen_class *class = loop->top->class;
    struct buffer typed = {0};

    buffer_string(&typed, buffer_text(&loop->top->field.text));
    loop_show_walk(loop);
    if (loop->top && loop->top->class == class && typed.length)
        field_set(&loop->top->field, buffer_text(&typed));
    buffer_free(&typed);
}

static void show_faults(struct loop *loop, const char *faults)
{
    if (loop->top->class == &broken_class)
        loop_show_walk(loop); /* those of before */
    loop_open(loop, broken_new(&loop->context, faults));
}

void watching_poll(struct loop *loop)
{
    const struct tui_watch *watch = loop->context.options->watch;
    struct buffer says = {0}, faults = {0};
    enum tui_news news = TUI_NO_NEWS;

    /* A note that is being written is not interrupted. */
    if (watch && !loop->top->class->draft)
        news = watch->look(watch->context, &says, &faults);
    if (news == TUI_RELOADED)
        show_walk(loop);
    if (news != TUI_NO_NEWS && faults.length)
        show_faults(loop, buffer_text(&faults));
    if (news != TUI_NO_NEWS)
        loop_message(loop, buffer_text(&says));
    buffer_free(&says);
    buffer_free(&faults);
}

/* What time, or the trainer, did to a training. Whatever is open above it goes: it has ended. */
void watching_poll_training(struct loop *loop)
{
    struct training *training = loop->context.training;
    struct buffer says = {0};
    enum training_news news = TRAINING_NO_NEWS;

    if (training && !loop->is_held)
        news = training_poll(training, &says);
    if (news == TRAINING_HANDED_IN)
        loop_save_drafts(loop);
    if (news == TRAINING_HANDED_IN || news == TRAINING_RELEASED)
        loop_show_walk(loop);
    if (news != TRAINING_NO_NEWS)
        loop_message(loop, buffer_text(&says));
    buffer_free(&says);
}
