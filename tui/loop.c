/*
 * Effects are carried out in a fixed order, the event first: the screen moves on only when it is
 * stored. Then the bottom screen is made anew from where the walk stands.
 */
#include <config.h>

#include "loop.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "errwalk/file.h"
#include "errwalk/transcript.h"

static void fail(struct loop *loop, enum status status)
{
    if (loop->status == STATUS_OK)
        loop->status = status;
}

static void tell(struct loop *loop, const char *text)
{
    buffer_clear(&loop->message);
    buffer_string(&loop->message, text);
    loop->context.message = buffer_text(&loop->message);
}

static void lay_out(struct loop *loop, struct screen *screen)
{
    enum status status = screen_layout(screen, loop->rows, loop->columns);

    if (status != STATUS_OK)
        fail(loop, status);
}

void loop_open(struct loop *loop, struct screen *screen)
{
    if (!screen) {
        fail(loop, STATUS_NO_MEMORY);
        return;
    }
    screen->below = loop->top;
    loop->top = screen;
    lay_out(loop, screen);
}

static void close_top(struct loop *loop)
{
    struct screen *screen = loop->top;

    if (!screen || !screen->below)
        return;
    loop->top = screen->below;
    screen_free(screen);
}

static void close_all(struct loop *loop)
{
    while (loop->top) {
        struct screen *screen = loop->top;

        loop->top = screen->below;
        screen_free(screen);
    }
}

enum status loop_begin(struct loop *loop, struct walk *walk, const struct tui_options *options,
                       int rows, int columns)
{
    *loop = (struct loop){.context = {.walk = walk,
                                      .options = options,
                                      .written = "",
                                      .message = ""},
                          .rows = rows,
                          .columns = columns};
    canvas_init(&loop->context.canvas, options->ascii);
    if (walk)
        loop_open(loop, screen_for_walk(&loop->context));
    return loop->status;
}

void loop_end(struct loop *loop)
{
    close_all(loop);
    buffer_free(&loop->message);
    buffer_free(&loop->written);
}

bool loop_is_done(const struct loop *loop)
{
    return loop->left || loop->chosen_one || loop->status != STATUS_OK;
}

static bool is_decision(enum event_kind kind)
{
    return kind != EVENT_TICKED && kind != EVENT_NOTED;
}

/* After an event: a tick or a note leaves the screen where it is, all else leads to another. */
static void follow(struct loop *loop, enum event_kind kind)
{
    struct screen *screen;

    if (is_decision(kind)) {
        close_all(loop);
        loop_open(loop, screen_for_walk(&loop->context));
        return;
    }
    for (screen = loop->top; screen; screen = screen->below)
        lay_out(loop, screen);
}

/* False when nothing of the effects is left to carry out: the event was refused, or its screen is
 * gone. */
static bool commit(struct loop *loop, const struct event *event)
{
    enum event_kind kind = event->kind;
    enum status status = walk_commit(loop->context.walk, event);

    if (status == STATUS_OK) {
        follow(loop, kind);
        return !is_decision(kind);
    }
    if (status == STATUS_NO_MEMORY)
        fail(loop, status);
    else
        tell(loop, status == STATUS_IO ? "This could not be stored, so nothing was changed."
                                       : "This does not fit here any more.");
    return false;
}

/* The path with a leading "~/" replaced by the home directory. */
static void expand_home(struct buffer *path, const char *name)
{
    const char *home = getenv("HOME");

    if (strncmp(name, "~/", 2) == 0 && home && *home)
        buffer_printf(path, "%s%s", home, name + 1);
    else
        buffer_string(path, name);
}

static enum status write_transcript(const struct loop *loop, const char *path,
                                    const struct transcript_format *format)
{
    struct transcript *transcript = NULL;
    struct buffer text = {0};
    enum status status;

    status = transcript_new(walk_session(loop->context.walk), &transcript);
    if (status == STATUS_OK)
        status = format->write(&text, transcript);
    if (status == STATUS_OK && buffer_failed(&text))
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = file_write(path, text.bytes, text.length, false);
    transcript_free(transcript);
    buffer_free(&text);
    return status;
}

/* What became of writing to a file, for the person. */
static void tell_written(struct loop *loop, const char *name, enum status status, int error)
{
    struct buffer said = {0};

    if (status == STATUS_OK)
        buffer_printf(&said, "Written to %s.", name);
    else if (status == STATUS_NO && error == EEXIST)
        buffer_printf(&said, "%s is there already and is kept: take another name.", name);
    else
        buffer_printf(&said, "%s could not be written: %s.", name,
                      status == STATUS_IO ? strerror(error) : "memory ran out");
    tell(loop, buffer_text(&said));
    buffer_free(&said);
}

static void save(struct loop *loop, const char *name)
{
    const struct transcript_format *format = transcript_format_of_file(name);
    struct buffer path = {0};
    enum status status;
    int error;

    if (!format) {
        tell(loop, "The name must end in one of the endings shown.");
        return;
    }
    expand_home(&path, name);
    status = buffer_failed(&path) ? STATUS_NO_MEMORY
                                  : write_transcript(loop, buffer_text(&path), format);
    error = errno;
    buffer_free(&path);
    tell_written(loop, name, status, error);
    if (status != STATUS_OK)
        return;
    buffer_clear(&loop->written);
    buffer_string(&loop->written, name);
    loop->context.written = buffer_text(&loop->written);
    close_top(loop);
    form_update(&loop->top->form, ACTION_DOWN);
    lay_out(loop, loop->top);
}

static void copy(struct loop *loop, const char *text)
{
    if (loop->context.clipboard && loop->copy)
        loop->copy(loop->copy_context, text);
}

static void carry_out(struct loop *loop, struct effects *effects)
{
    if (effects->flags & EFFECT_TELL)
        tell(loop, effects->text);
    if (effects->flags & EFFECT_COMMIT && !commit(loop, &effects->event))
        return;
    if (effects->flags & EFFECT_SAVE)
        save(loop, effects->text);
    if (effects->flags & EFFECT_COPY)
        copy(loop, effects->text);
    if (effects->flags & EFFECT_CLOSE)
        close_top(loop);
    if (effects->flags & EFFECT_OPEN)
        loop_open(loop, effects->open);
    if (effects->flags & EFFECT_REBUILD && !(effects->flags & EFFECT_OPEN))
        lay_out(loop, loop->top);
    loop->left = loop->left || effects->flags & EFFECT_LEAVE;
    if (effects->flags & EFFECT_CHOSEN) {
        loop->chosen_one = true;
        loop->chosen = effects->chosen;
    }
}

static void quit(struct loop *loop)
{
    if (confirm_is_needed(&loop->context))
        loop_open(loop, confirm_new(&loop->context));
    else
        loop->left = true;
}

static void open_copy(struct loop *loop)
{
    struct screen *screen = copy_new(&loop->context, &loop->top->commands);

    loop_open(loop, screen);
    if (screen)
        copy(loop, copy_text(screen));
}

/* Actions that mean the same on every screen. False: it is the screen's own. */
static bool act(struct loop *loop, enum action action)
{
    switch (action) {
    case ACTION_HELP:
        loop_open(loop, help_new(&loop->context, loop->top));
        return true;
    case ACTION_ABOUT:
        loop_open(loop, about_new(&loop->context));
        return true;
    case ACTION_NOTE:
        loop_open(loop, note_new(&loop->context));
        return true;
    case ACTION_COPY:
        if (loop->top->class->bare)
            return false;
        open_copy(loop);
        return true;
    case ACTION_QUIT:
        quit(loop);
        return true;
    case ACTION_LEAVE:
        loop->left = true;
        return true;
    case ACTION_CLOSE:
        close_top(loop);
        return true;
    case ACTION_REPAINT:
        clearok(curscr, TRUE);
        return true;
    default:
        return false;
    }
}

void loop_key(struct loop *loop, int key)
{
    const struct binding *binding = keys_find(loop->top->class->bindings, loop->top, key);
    struct effects effects = {0};

    loop->context.message = "";
    if (!binding || act(loop, binding->action))
        return;
    loop->top->class->update(loop->top, binding->action, key, &effects);
    carry_out(loop, &effects);
}

void loop_resize(struct loop *loop, int rows, int columns)
{
    struct screen *screen;

    loop->rows = rows;
    loop->columns = columns;
    for (screen = loop->top; screen; screen = screen->below)
        lay_out(loop, screen);
}

void loop_draw(const struct loop *loop, WINDOW *window)
{
    werase(window);
    if (loop->top)
        loop->top->class->view(loop->top, window);
    wnoutrefresh(window);
    doupdate();
}
