/* SPDX-License-Identifier: MIT */
/*
 * Each key searches again from where one was when the line was opened, so that taking a letter back
 * leads back, too; Esc leaves the screen as it was, without marks.
 */
#include <config.h>

#include "finding.h"

#include <string.h>

#include "errwalk/text.h"
#include "tui/widgets/find.h"

#include "tui/widgets/matches.h"

static const char label[] = "Find:";

enum { FIELD_FROM = sizeof label, ROOMY = 60, STATUS_CELLS = 15, STATUS_ROOMY = 35 };

struct finder {
    struct screen screen;
    struct screen *of;
    struct form was; /* where one was in it: only its numbers are looked at */
};

static bool has_several(const struct screen *screen)
{
    return ((const struct finder *)screen)->of->form.found > 1;
}

static bool has_typed(const struct screen *screen)
{
    const char *text = buffer_text(&screen->field.text);

    return text[strspn(text, " ")] != '\0';
}

static bool goes_on(const struct screen *screen)
{
    return !has_typed(screen) && *screen->context->sought;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "stay", "stay where it was found", has_typed},
    {ACTION_CHOOSE, {KEYS_ENTER}, "next", "go on to where the last text stands next", goes_on},
    {ACTION_LEAVE_FIELD, {0x1b}, "back", "back to where you were, without marks", NULL},
    {ACTION_DOWN, {KEYS_FUNCTION(KEY_DOWN), KEYS_FUNCTION(KEY_F(3))}, NULL,
     "to where it stands next", has_several},
    {ACTION_UP, {KEYS_FUNCTION(KEY_UP), KEYS_FUNCTION(KEY_F(15))}, NULL,
     "to where it stood before", has_several},
    KEYS_FIELD(screen_is_editing),
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_HELP, {KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {ACTION_QUIT, {KEYS_CTRL('C')}, NULL, "leave", NULL},
    {.action = ACTION_NONE},
};

static void find_on(struct screen *screen, const char *sought)
{
    if (screen->class->finder)
        screen->class->finder->set(screen, sought);
    else
        find_set(&screen->form, &screen->context->canvas, sought);
}

static void go_first(struct screen *screen)
{
    if (screen->class->finder)
        screen->class->finder->first(screen);
    else
        find_first(&screen->form);
}

static bool go_next(struct screen *screen, bool back)
{
    return screen->class->finder ? screen->class->finder->next(screen, back)
                                 : find_next(&screen->form, back);
}

/* Only so that there is a field, which takes what is typed; the view draws it where the footer is. */
static void build(struct screen *screen, struct lines_style style)
{
    form_filter(&screen->form, &style, label, true);
}

/* In a window of another size than then, only the focus is where it was. */
static void go_back(struct finder *finding)
{
    struct form *form = &finding->of->form;

    form->focus = finding->was.focus;
    if (form->rows != finding->was.rows || form->columns != finding->was.columns) {
        form_follow(form);
        return;
    }
    form->body_top = finding->was.body_top;
    form->foot_top = finding->was.foot_top;
    form->at = finding->was.at;
}

static struct effect seek(struct finder *finding, const char *sought, enum effect_kind then)
{
    go_back(finding);
    find_on(finding->of, sought);
    go_first(finding->of);
    return (struct effect){.kind = then};
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct finder *finding = (struct finder *)screen;

    if (field_update(&screen->field, action, key))
        return seek(finding, buffer_text(&screen->field.text), EFFECT_NONE);
    if (action == ACTION_LEAVE_FIELD)
        return seek(finding, "", EFFECT_CLOSE);
    if (action == ACTION_CHOOSE)
        return (struct effect){EFFECT_FIND, .text = buffer_text(&screen->field.text)};
    if (action == ACTION_DOWN || action == ACTION_UP)
        go_next(finding->of, action == ACTION_UP);
    return (struct effect){.kind = EFFECT_NONE};
}

/* "2 of 7", "not found", or what Enter would do; then the keys, where there is room. */
static void add_status(struct buffer *out, const struct screen *screen, bool has_room)
{
    const struct form *form = &((const struct finder *)screen)->of->form;

    if (goes_on(screen))
        buffer_string(out, "Enter goes on");
    else if (has_typed(screen) && form->found)
        buffer_printf(out, "%zu of %zu", form->here, form->found);
    else if (has_typed(screen))
        buffer_string(out, "not found");
    else
        buffer_string(out, has_room ? "" : "F1 help");
    if (has_room)
        buffer_string(out, "   Esc back  F1 help");
}

static void view(const struct screen *screen, WINDOW *window)
{
    const struct canvas *canvas = &screen->context->canvas;
    const struct screen *of = ((const struct finder *)screen)->of;
    const unsigned columns = (unsigned)getmaxx(window);
    const int y = getmaxy(window) - 1;
    struct buffer status = {0};
    const bool has_room = columns >= ROOMY;
    unsigned cells, cursor;

    of->class->view(of, window);
    if (layout_frame(getmaxy(window), getmaxx(window), false).too_small)
        return;
    wmove(window, y, 0);
    wclrtoeol(window);
    add_status(&status, screen, has_room);
    cells = (unsigned)text_width(buffer_text(&status), status.length);
    canvas_string(window, canvas, y, 0, columns, ROLE_KEY, label);
    canvas_string(window, canvas, y, (int)(columns - cells), cells, ROLE_STRONG,
                  buffer_text(&status));
    cursor = field_draw(&screen->field, canvas, window, y, FIELD_FROM,
                        columns - FIELD_FROM - (has_room ? STATUS_ROOMY : STATUS_CELLS));
    wmove(window, y, FIELD_FROM + (int)cursor);
    buffer_free(&status);
}

struct screen *finding_new(const struct context *context, struct screen *of)
{
    static const struct screen_class finding_class = {
        .name = "finding",
        .overlay = true,
        .has_own_bar = true,
        .bindings = bindings,
        .build = build,
        .update = update,
        .view = view,
    };
    struct finder *finding = screen_new(sizeof *finding, &finding_class, context);

    finding->of = of;
    finding->was = of->form;
    finding->screen.editing = true;
    return &finding->screen;
}

static void tell(struct loop *loop, const char *around)
{
    const struct form *form = &loop->top->form;
    struct buffer said = {0};

    if (form->found)
        buffer_printf(&said, "Match %zu of %zu: %s%s", form->here, form->found,
                      buffer_text(&loop->sought), around);
    else
        buffer_printf(&said, "Not found: %s", buffer_text(&loop->sought));
    loop_message(loop, buffer_text(&said));
    buffer_free(&said);
}

/* Whether what was sought last is what is marked on this screen. */
static bool is_marked(const struct loop *loop)
{
    struct buffer needle = {0};
    bool same;

    matches_needle(&needle, &loop->context.canvas, buffer_text(&loop->sought));
    same = strcmp(buffer_text(&needle), buffer_text(&loop->top->form.needle)) == 0;
    buffer_free(&needle);
    return same;
}

void finding_go_on(struct loop *loop, bool back)
{
    const char *around = "";

    if (is_marked(loop)) {
        if (go_next(loop->top, back))
            around = back ? ", from the end again" : ", from the start again";
    } else {
        find_on(loop->top, buffer_text(&loop->sought));
        go_first(loop->top);
    }
    tell(loop, around);
}

void finding_found(struct loop *loop, const char *sought)
{
    const bool goes_on_with_last = !sought[strspn(sought, " ")];
    struct screen *screen = loop->top;

    if (!goes_on_with_last) {
        buffer_clear(&loop->sought);
        buffer_string(&loop->sought, sought);
        loop->context.sought = buffer_text(&loop->sought);
    }
    loop->top = screen->below;
    screen_free(screen);
    if (goes_on_with_last)
        finding_go_on(loop, false);
    else
        tell(loop, "");
}
