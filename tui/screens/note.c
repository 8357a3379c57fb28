/* SPDX-License-Identifier: MIT */
/*
 * Writes a text of several lines: a note, or what a command printed, to be read. Enter begins a new line, as in any text of several lines; to
 * keep the note is a choice below it, one Tab away, and F2 from anywhere. It stays with the session
 * whatever is taken back later.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/evidence.h"
#include "screens.h"
#include "tui/widgets/textarea.h"

enum { LEAST_LINES = 3, TEXT_COLUMN = 2, ROOMY = 16 };
enum note_choice { CHOICE_KEEP, CHOICE_DROP, CHOICE_REMOVE, CHOICE_NOTES };

struct note {
    struct screen screen;
    bool pastes; /* it is no note, but what a command printed */
    const struct event *edited; /* NULL: a new one */
    struct textarea area;
};

/* Whether this would move the cursor within the note. */
static bool can(const struct screen *screen, enum action action)
{
    struct textarea area = ((const struct note *)screen)->area; /* moving allocates nothing */
    struct field field = screen->field;

    return screen_is_editing(screen) &&
           textarea_move(&area, &field, &screen->context->canvas, action) &&
           field.cursor != screen->field.cursor;
}

static bool can_up(const struct screen *screen)
{
    return can(screen, ACTION_CURSOR_UP);
}

static bool can_down(const struct screen *screen)
{
    return can(screen, ACTION_CURSOR_DOWN);
}

static bool can_home(const struct screen *screen)
{
    return can(screen, ACTION_CURSOR_HOME);
}

static bool can_end(const struct screen *screen)
{
    return can(screen, ACTION_CURSOR_END);
}

#define LATER "later", "leave it for later: it is there again then"
#define CLOSE "close", "back, without it"
#define KEYS_TEXT(name, keep, done, close)                                                         \
    {                                                                                              \
        {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked",     \
         screen_on_choice},                                                                        \
        {ACTION_KEEP, {KEYS_CTRL('S'), KEYS_FUNCTION(KEY_F(2))}, name, keep, NULL},                                \
        {ACTION_LEAVE_FIELD, {'\t'}, "done", done, screen_is_editing},                             \
        {ACTION_INSERT, {KEYS_ENTER}, "new line", "begin a new line", screen_is_editing},          \
        {ACTION_CLOSE, {0x1b}, close, NULL},                                                       \
        {ACTION_INSERT, {KEYS_PRINTABLE}, NULL, "write it", screen_is_editing},                    \
        {ACTION_ERASE, {KEYS_FUNCTION(KEY_BACKSPACE), 0x7f, '\b'}, NULL,                           \
         "take back the character before the cursor", screen_has_before},                          \
        {ACTION_DELETE, {KEYS_FUNCTION(KEY_DC)}, NULL, "delete the character under the cursor",    \
         screen_has_after},                                                                        \
        {ACTION_CURSOR_LEFT, {KEYS_FUNCTION(KEY_LEFT)}, NULL, "move left", screen_has_before},     \
        {ACTION_CURSOR_RIGHT, {KEYS_FUNCTION(KEY_RIGHT)}, NULL, "move right", screen_has_after},   \
        {ACTION_CURSOR_UP, {KEYS_FUNCTION(KEY_UP)}, NULL, "move up", can_up},                      \
        {ACTION_CURSOR_DOWN, {KEYS_FUNCTION(KEY_DOWN)}, NULL, "move down, and behind the text",    \
         screen_is_editing},                                                                       \
        {ACTION_CURSOR_HOME, {KEYS_FUNCTION(KEY_HOME), KEYS_CTRL('A')}, NULL, "to the start of the line",\
         can_home},                                                                                \
        {ACTION_CURSOR_END, {KEYS_FUNCTION(KEY_END), KEYS_CTRL('E')}, NULL, "to the end of the line",\
         can_end},                                                                                 \
        {ACTION_PAGE_UP, {KEYS_FUNCTION(KEY_PPAGE)}, NULL, "a screen up", can_up},                 \
        {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE)}, NULL, "a screen down",                      \
         can_down},                                                                                \
        {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "choose that line at once", screen_has_numbers},      \
        KEYS_MOVE,                                                                                 \
        KEYS_COMMON,                                                                               \
        {.action = ACTION_NONE},                                                                   \
    }

static const struct binding note_bindings[] =
    KEYS_TEXT("or F2 keep", "keep the note", "go to what can be done with the note", LATER);
static const struct binding paste_bindings[] =
    KEYS_TEXT("or F2 read", "read what was pasted", "go to what can be done with it", CLOSE);

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\n")];
}

/* The event of a text for a note, by the number of one that it replaces; 0: a new one. */
static enum status note_event(const struct walk *walk, unsigned note, const char *text,
                              struct event *event)
{
    char id[16];

    snprintf(id, sizeof id, "%u", note);
    return note ? walk_choose(walk, CHOICE_EDIT_NOTE, id, text, event)
                : walk_choose(walk, CHOICE_NOTE, NULL, text, event);
}

enum status draft_event(const struct walk *walk, const struct draft *draft, struct event *event)
{
    return note_event(walk, draft->note, draft->text, event);
}

static unsigned target(const struct note *note)
{
    return note->edited ? note->edited->number : 0;
}

/* What is written differs from what is kept. */
static const char *draft(const struct screen *screen, unsigned *number)
{
    const struct note *note = (const struct note *)screen;
    const char *text = buffer_text(&screen->field.text);

    *number = target(note);
    if (note->edited ? strcmp(text, note->edited->answer) == 0 : is_blank(text))
        return NULL;
    return text;
}

/* The lines of the text, as wide as the screen, so that it can be seen where there is room. */
static void add_text(struct note *note, const struct lines_style *style)
{
    struct form *form = &note->screen.form;
    struct textarea *area = &note->area;
    unsigned cells = style->width - TEXT_COLUMN;
    struct lines_style text = *style;
    size_t first = form->body.count, i;

    textarea_lay_out(area, &note->screen.field, style->canvas, cells);
    text.role = ROLE_FIELD;
    text.indent = TEXT_COLUMN;
    text.walk = NULL;
    for (i = 0; i < area->count || i < LEAST_LINES; i++) {
        struct text_line none = {0}, *line = i < area->count ? &area->lines[i] : &none;
        const char *from = buffer_text(&area->shown) + line->offset;
        struct buffer padded = {0};
        size_t width = text_width(from, line->length);

        buffer_append(&padded, from, line->length);
        buffer_printf(&padded, "%*s", (int)(cells > width ? cells - width : 0), "");
        lines_verbatim(&form->body, &text, buffer_text(&padded));
        buffer_free(&padded);
    }
    form_text(form, first + area->line, TEXT_COLUMN + area->column);
}

static void add_choices(struct note *note, const struct lines_style *style)
{
    struct form *form = &note->screen.form;
    char notes[48];
    size_t count;

    if (note->pastes) {
        form_choice(form, style, true, CHOICE_KEEP, 1, "Read it");
        form_choice(form, style, true, CHOICE_DROP, 2, "Go back without it");
        return;
    }
    session_notes(walk_session(note->screen.context->walk), &count);
    form_choice(form, style, true, CHOICE_KEEP, 1,
                note->edited ? "Keep the change" : "Keep this note");
    form_choice(form, style, true, CHOICE_DROP, 2,
                note->edited ? "Leave it as it was" : "Throw it away");
    if (note->edited) {
        form_choice(form, style, true, CHOICE_REMOVE, 3, "Remove this note");
    } else if (count) {
        snprintf(notes, sizeof notes, "See the earlier notes (%zu)", count);
        form_choice(form, style, true, CHOICE_NOTES, 3, notes);
    }
}

static void build(struct screen *screen, struct lines_style style)
{
    struct note *note = (struct note *)screen;
    struct lines_style heading = style, muted = style;

    heading.role = ROLE_HEADING;
    muted.role = ROLE_MUTED;
    lines_text(&screen->form.head, &heading, note->pastes  ? "Paste what the command printed"
                                             : note->edited ? "Edit a note"
                                                            : "New note");
    add_text(note, &style);
    if (screen->rows >= ROOMY) {
        lines_empty(&screen->form.body);
        lines_text(&screen->form.body, &muted,
                   note->pastes   ? "What it means is proposed; nothing is answered by it alone."
                   : note->edited ? "The transcript keeps what it said before, as taken back."
                                  : "It stays in the transcript beside the question it was made at.");
    }
    add_choices(note, &style);
    screen->form.must = screen->form.foot.count;
}

static struct effect discard(const struct note *note)
{
    return (struct effect){EFFECT_DISCARD_DRAFT, .number = target(note)};
}

static struct effect read_pasted(const struct note *note, const char *text)
{
    struct event event;
    enum status status = walk_choose(note->screen.context->walk, CHOICE_PASTE, NULL, text, &event);

    if (status == STATUS_OK)
        return effect_of(status, &event);
    return (struct effect){EFFECT_MESSAGE, .text = status == STATUS_INVALID
                                                    ? "It is too long: paste the part that matters."
                                                    : "There is nothing in it that can be read."};
}

static struct effect keep(const struct note *note, const char *text)
{
    const struct walk *walk = note->screen.context->walk;
    struct effect effect = {.kind = EFFECT_SAVE_NOTE};
    enum status status = note_event(walk, target(note), text, &effect.event);

    return status == STATUS_OK ? effect : discard(note); /* nothing to keep */
}

static struct effect choose(const struct note *note, const struct item *item)
{
    if (!item)
        return (struct effect){.kind = EFFECT_NONE};
    if (note->pastes && item->value == CHOICE_KEEP)
        return read_pasted(note, buffer_text(&note->screen.field.text));
    if (note->pastes)
        return (struct effect){.kind = EFFECT_CLOSE};
    switch ((enum note_choice)item->value) {
    case CHOICE_KEEP:
        return keep(note, buffer_text(&note->screen.field.text));
    case CHOICE_REMOVE:
        return keep(note, "");
    case CHOICE_NOTES: /* from there n leads here again */
        return (struct effect){EFFECT_REPLACE, .open = notes_new(note->screen.context)};
    default:
        return discard(note);
    }
}

/* A line, or a screen, up or down; behind the last line are the choices. */
static void move_over(struct note *note, enum action action)
{
    static const enum action moves[] = {
        [ACTION_CURSOR_UP] = ACTION_CURSOR_UP,
        [ACTION_CURSOR_DOWN] = ACTION_CURSOR_DOWN,
        [ACTION_PAGE_UP] = ACTION_CURSOR_UP,
        [ACTION_PAGE_DOWN] = ACTION_CURSOR_DOWN,
    };
    struct screen *screen = &note->screen;
    bool by_page = action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN;
    unsigned lines = by_page && screen->form.at.body > 1 ? screen->form.at.body - 1 : 1;

    while (lines--) {
        if (textarea_move(&note->area, &screen->field, &screen->context->canvas, moves[action]))
            continue;
        if (action == ACTION_CURSOR_DOWN)
            form_update(&screen->form, ACTION_DOWN);
        return;
    }
}

/* False: there is no room for it. */
static bool type(struct note *note, enum action action, int key)
{
    struct screen *screen = &note->screen;
    bool is_enter = key == '\r' || key == KEYS_FUNCTION(KEY_ENTER);
    size_t before = screen->field.text.length;

    note->area.keeps_goal = false;
    if (!textarea_move(&note->area, &screen->field, &screen->context->canvas, action))
        field_update(&screen->field, action, is_enter ? '\n' : key);
    return action != ACTION_INSERT || screen->field.text.length != before;
}

static struct effect edit(struct note *note, enum action action, int key)
{
    bool vertical = action == ACTION_CURSOR_UP || action == ACTION_CURSOR_DOWN ||
                    action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN;

    note->screen.is_stale = true;
    if (vertical)
        move_over(note, action);
    else if (action == ACTION_LEAVE_FIELD)
        form_update(&note->screen.form, ACTION_DOWN);
    else if (!type(note, action, key))
        return (struct effect){EFFECT_MESSAGE,
                               .text = note->pastes
                                           ? "There is room for 64 KiB: paste the part that matters."
                                           : "This note is full: keep it, and begin another."};
    return (struct effect){.kind = EFFECT_NONE};
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct note *note = (struct note *)screen;

    if (action == ACTION_KEEP && note->pastes)
        return read_pasted(note, buffer_text(&screen->field.text));
    if (action == ACTION_KEEP)
        return keep(note, buffer_text(&screen->field.text));
    if (screen_is_editing(screen))
        return edit(note, action, key);
    if (form_update(&screen->form, action))
        return (struct effect){.kind = EFFECT_NONE};
    return choose(note, screen_chosen(screen, action, key));
}

static void free_area(struct screen *screen)
{
    textarea_free(&((struct note *)screen)->area);
}

static const struct screen_class note_class = {
    .name = "note",
    .overlay = true,
    .takes_lines = true,
    .bindings = note_bindings,
    .build = build,
    .update = update,
    .view = screen_view,
    .draft = draft,
    .free = free_area,
};

struct screen *note_edit_new(const struct context *context, const struct event *edited)
{
    struct note *note = screen_new(sizeof *note, &note_class, context);
    const char *text;

    note->edited = edited;
    note->screen.editing = true;
    note->screen.field.most = WALK_NOTE_MOST;
    text = drafts_text(context->drafts, target(note));
    if (!text)
        text = edited ? edited->answer : "";
    field_set(&note->screen.field, text);
    return &note->screen;
}

struct screen *paste_new(const struct context *context)
{
    static const struct screen_class paste_class = {
        .name = "what was printed",
        .overlay = true,
        .takes_lines = true,
        .bindings = paste_bindings,
        .build = build,
        .update = update,
        .view = screen_view,
        .free = free_area,
    };
    struct note *note = screen_new(sizeof *note, &paste_class, context);

    note->pastes = true;
    note->screen.editing = true;
    note->screen.field.most = EVIDENCE_MOST_BYTES;
    return &note->screen;
}

struct screen *note_new(const struct context *context)
{
    return note_edit_new(context, NULL);
}
