/*
 * Effects are carried out in a fixed order, the event first: the screen moves on only when it is
 * stored. Then the bottom screen is made anew from where the walk stands.
 */
#include <config.h>

#include "loop.h"

#include <stdio.h>
#include <string.h>
#include <unistr.h>

#include "calling.h"
#include "copy.h"
#include "finding.h"
#include "recall.h"
#include "writing.h"

static void fail(struct loop *loop, enum status status)
{
    if (loop->status == STATUS_OK)
        loop->status = status;
}

void loop_tell(struct loop *loop, const char *text)
{
    buffer_clear(&loop->message);
    buffer_string(&loop->message, text);
    loop->context.message = buffer_text(&loop->message);
}

void loop_lay_out(struct loop *loop)
{
    struct screen *screen;

    for (screen = loop->top; screen; screen = screen->below) {
        enum status status = screen_layout(screen, loop->rows, loop->columns);

        if (status != STATUS_OK)
            fail(loop, status);
    }
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
                                      .training = options->training,
                                      .options = options,
                                      .written = "",
                                      .message = "",
                                      .searched = "",
                                      .sought = ""},
                          .rows = rows,
                          .columns = columns};
    loop->context.drafts = &loop->drafts;
    canvas_init(&loop->context.canvas, options->ascii);
    if (walk)
        loop_open(loop, screen_for_walk(&loop->context));
    return loop->status;
}

void loop_end(struct loop *loop)
{
    close_all(loop);
    buffer_free(&loop->message);
    drafts_free(&loop->drafts);
    buffer_free(&loop->written);
    buffer_free(&loop->exported);
    buffer_free(&loop->sought);
    links_free(&loop->links);
    recall_end(loop);
}

bool loop_is_done(const struct loop *loop)
{
    return loop->left || loop->chosen_one || loop->resumes || loop->start.flow ||
           loop->start.trains || loop->replay ||
           loop->status != STATUS_OK;
}

static bool is_decision(enum event_kind kind)
{
    return kind != EVENT_TICKED && kind != EVENT_NOTED && kind != EVENT_EXPORTED;
}

void loop_show_walk(struct loop *loop)
{
    close_all(loop);
    loop_open(loop, screen_for_walk(&loop->context));
}

/* After an event: a tick, a note or an export leaves the screen where it is, all else leads to
 * another. */
static void follow(struct loop *loop, enum event_kind kind)
{
    if (is_decision(kind))
        loop_show_walk(loop);
    else
        loop_lay_out(loop);
}

/* Nothing is done that is not stored, and nothing is lost: the person decides. */
static void hold(struct loop *loop, const struct effects *effects)
{
    loop->held = *effects;
    loop->is_held = true;
    loop_open(loop, fault_new(&loop->context));
}

static enum status commit_event(struct context *context, const struct event *event)
{
    return context->training ? training_commit(context->training, event, &context->feedback)
                             : walk_commit(context->walk, event);
}

bool loop_commit(struct loop *loop, const struct event *event)
{
    const struct effects effects = {.flags = EFFECT_COMMIT, .event = *event};
    const struct training_feedback told = loop->context.feedback;
    enum status status = commit_event(&loop->context, event);

    loop->context.feedback = told; /* of an answer, which is still being read */
    if (status == STATUS_NO_MEMORY)
        fail(loop, status);
    else if (status == STATUS_IO && !loop->is_held)
        hold(loop, &effects);
    else if (status == STATUS_OK)
        loop_lay_out(loop);
    return status == STATUS_OK;
}

/* False when nothing of the effects is left to carry out: the event was refused or is held, or its
 * screen is gone. */
static bool commit(struct loop *loop, const struct effects *effects)
{
    enum event_kind kind = effects->event.kind;
    enum status status;

    if (kind == EVENT_LOOKED && calling_ask(loop))
        return false;
    status = commit_event(&loop->context, &effects->event);

    if (status == STATUS_OK) {
        if (kind == EVENT_NOTED)
            drafts_drop(&loop->drafts, effects->event.target);
        follow(loop, kind);
        return !is_decision(kind);
    }
    if (status == STATUS_NO_MEMORY)
        fail(loop, status);
    else if (status == STATUS_IO && walk_is_stored(loop->context.walk))
        hold(loop, effects);
    else
        loop_tell(loop, "This does not fit here any more.");
    return false;
}

static void copy(struct loop *loop, const char *text)
{
    if (loop->context.clipboard && loop->copy)
        loop->copy(loop->copy_context, text);
}

static void save(struct loop *loop, const struct effects *effects)
{
    struct effects note = {0};

    if (!writing_save(loop, effects, &note))
        return;
    close_top(loop);
    close_top(loop);
    follow(loop, EVENT_EXPORTED);
    if (note.flags)
        hold(loop, &note);
}

static void carry_out(struct loop *loop, const struct effects *effects);

/* The person has said what to do about what is held. */
static void take_up(struct loop *loop, bool unkept)
{
    const struct effects held = loop->held;

    if (unkept)
        walk_set_store(loop->context.walk, NULL);
    loop->is_held = false;
    close_top(loop);
    carry_out(loop, &held);
}

/* Keeps what a screen would lose. False where there is nothing; then a draft of it is done with. */
static bool keep_text(struct loop *loop, const struct screen *screen)
{
    unsigned note = 0;
    const char *text = screen->class->draft ? screen->class->draft(screen, &note) : NULL;

    if (!text && screen->class->draft)
        drafts_drop(&loop->drafts, note);
    if (text && drafts_keep(&loop->drafts, note, text) != STATUS_OK)
        fail(loop, STATUS_NO_MEMORY);
    return text != NULL;
}

/* Puts away what is being written, and closes the screens that it is written on. */
static void put_aside(struct loop *loop)
{
    struct screen *screen = loop->top, *below;

    for (; screen; screen = below) {
        below = screen->below;
        if (keep_text(loop, screen)) {
            while (loop->top != below)
                close_top(loop);
        }
    }
}

/* Esc throws away nothing that was typed. */
static void keep_draft(struct loop *loop)
{
    if (keep_text(loop, loop->top))
        loop_tell(loop, "It is not kept yet: it is there again when you go on with the note.");
}

static void quit(struct loop *loop)
{
    put_aside(loop);
    if (loop->drafts.count)
        loop_open(loop, unkept_new(&loop->context, &loop->drafts.items[0]));
    else if (confirm_is_needed(&loop->context))
        loop_open(loop, confirm_new(&loop->context));
    else
        loop->left = true;
}

static void carry_out(struct loop *loop, const struct effects *effects)
{
    if (effects->flags & (EFFECT_AGAIN | EFFECT_UNKEPT)) {
        take_up(loop, effects->flags & EFFECT_UNKEPT);
        return;
    }
    if (effects->flags & EFFECT_COMMIT && !commit(loop, effects))
        return;
    if (effects->flags & EFFECT_SAVE)
        save(loop, effects);
    if (effects->flags & (EFFECT_READ | EFFECT_SEARCH | EFFECT_REMOVE))
        recall_effects(loop, effects);
    if (effects->flags & EFFECT_BEGIN)
        recall_start(loop, effects);
    if (effects->flags & EFFECT_FOUND)
        finding_found(loop, effects->text);
    if (effects->flags & EFFECT_COPY)
        copy(loop, effects->text);
    if (effects->flags & EFFECT_TELL)
        loop_tell(loop, effects->text);
    if (effects->flags & EFFECT_DROP)
        drafts_drop(&loop->drafts, effects->event.target);
    if (effects->flags & EFFECT_CLOSE && !(effects->flags & (EFFECT_COMMIT | EFFECT_DROP)))
        keep_draft(loop);
    if (effects->flags & EFFECT_CLOSE)
        close_top(loop);
    if (effects->flags & EFFECT_OPEN)
        loop_open(loop, effects->open);
    if (effects->flags & EFFECT_REBUILD && !(effects->flags & EFFECT_OPEN))
        lay_out(loop, loop->top);
    if (effects->flags & EFFECT_PRESS) {
        close_top(loop);
        loop_key(loop, effects->press);
    }
    if (effects->flags & EFFECT_QUIT)
        quit(loop);
    loop->left = loop->left || effects->flags & EFFECT_LEAVE;
    if (effects->flags & EFFECT_RESUME) {
        loop->resumes = true;
        if (effects->text)
            snprintf(loop->session, sizeof loop->session, "%s", effects->text);
    }
    loop->start.trains = loop->start.trains || effects->flags & EFFECT_TRAIN;
    if (effects->flags & EFFECT_SAY)
        calling_say(loop, effects->text);
    if (effects->flags & EFFECT_REPLAY)
        loop->replay = effects->event.number;
    if (effects->flags & EFFECT_CHOSEN) {
        loop->chosen_one = true;
        loop->chosen = effects->chosen;
    }
}

/* Goes on with a session that was left, if it can be read. */
static void offer(struct loop *loop, struct history *history)
{
    struct session *session = NULL;

    if (history_load(history, loop->session, &session) != STATUS_OK)
        return;
    loop_open(loop, offer_new(&loop->context, session));
    session_free(session);
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
        loop_open(loop, note_new(&loop->context, NULL));
        return true;
    case ACTION_NOTES:
        loop_open(loop, notes_new(&loop->context));
        return true;
    case ACTION_COPY:
        if (loop->top->class->bare)
            return false;
        open_copy(loop);
        return true;
    case ACTION_TRANSCRIPT:
        loop_open(loop, preview_new(&loop->context, NULL));
        return true;
    case ACTION_TRAIL:
        loop_open(loop, trail_new(&loop->context));
        return true;
    case ACTION_MAP:
        loop_open(loop, map_screen_new(&loop->context));
        return true;
    case ACTION_ABANDON:
        loop_open(loop, abandon_new(&loop->context));
        return true;
    case ACTION_QUIT:
        quit(loop);
        return true;
    case ACTION_LEAVE:
        loop->left = true;
        return true;
    case ACTION_CLOSE:
        keep_draft(loop);
        close_top(loop);
        return true;
    case ACTION_FIND:
        loop_open(loop, finding_new(&loop->context, loop->top));
        return true;
    case ACTION_FIND_NEXT:
    case ACTION_FIND_PREVIOUS:
        finding_go_on(loop, action == ACTION_FIND_PREVIOUS);
        return true;
    case ACTION_REPAINT:
        clearok(curscr, TRUE);
        links_forget(&loop->links);
        return true;
    default:
        return false;
    }
}

void loop_painted(struct loop *loop)
{
    struct history *history = loop->context.options->offers;
    struct walk *walk = loop->context.walk;

    if (walk && history && session_count(walk_session(walk)) == 1 &&
        history_unfinished(history, walk_flow(walk)->id, loop->session) == STATUS_OK)
        offer(loop, history);
}

bool loop_has_work(const struct loop *loop)
{
    return !loop_is_done(loop) && recall_has_work(loop);
}

bool loop_work(struct loop *loop)
{
    return recall_work(loop);
}

void loop_key(struct loop *loop, int key)
{
    const struct binding *binding;
    struct effects effects = {0};

    loop->context.message = "";
    if (key == '\r' || key == '\n' || key == KEYS_FUNCTION(KEY_ENTER))
        recall_settle(loop);
    binding = keys_find(loop->top->class->bindings, loop->top, key);
    if (!binding || act(loop, binding->action))
        return;
    loop->top->class->update(loop->top, binding->action, key, &effects);
    carry_out(loop, &effects);
}

void loop_click(struct loop *loop, int y, int x)
{
    struct form *form = &loop->top->form;
    const struct item *item = screen_at(loop->top, y, x);

    if (loop->top->class->click && loop->top->class->click(loop->top, y, x))
        loop_key(loop, '\r');
    else if (item && item == form_focused(form))
        loop_key(loop, '\r');
    else if (item)
        form_focus(form, item->kind, item->value);
}

void loop_wheel(struct loop *loop, bool down)
{
    if (!form_roll(&loop->top->form, down))
        loop_key(loop, KEYS_FUNCTION(down ? KEY_DOWN : KEY_UP));
}

/* Goes straight to the field: no key table sees it. */
static void insert(struct screen *screen, int point, struct effects *effects)
{
    screen->class->update(screen, ACTION_INSERT, point, effects);
}

void loop_paste(struct loop *loop, const char *text)
{
    const uint8_t *at = (const uint8_t *)text, *end = at + strlen(text);
    struct screen *screen = loop->top;
    struct effects effects = {0};
    bool is_cut = false;
    ucs4_t point;

    loop->context.message = "";
    if (screen->class->paste && screen->class->paste(screen, text, &effects)) {
        carry_out(loop, &effects);
        return;
    }
    if (!screen_is_editing(screen)) {
        loop_tell(loop, "A paste is taken only in a field");
        return;
    }
    for (; at < end; at += u8_mbtouc(&point, at, (size_t)(end - at))) {
        size_t before = screen->field.text.length;

        u8_mbtouc(&point, at, (size_t)(end - at));
        if (point == '\r' && at[1] == '\n')
            continue;
        if (point == '\r')
            point = '\n';
        if (point == '\t' || (point == '\n' && !screen->class->takes_lines))
            point = ' ';
        if ((point < ' ' && point != '\n') || (point >= 0x7f && point < 0xa0))
            continue;
        insert(screen, (int)point, &effects);
        is_cut = is_cut || screen->field.text.length == before;
    }
    carry_out(loop, &effects);
    if (is_cut)
        loop_tell(loop, "The paste is too long: its end was left out.");
}

void loop_keep_drafts(struct loop *loop)
{
    struct event event;
    size_t i;

    if (!loop->context.walk)
        return;
    put_aside(loop);
    for (i = 0; i < loop->drafts.count; i++) {
        if (draft_event(loop->context.walk, &loop->drafts.items[i], &event) == STATUS_OK)
            walk_commit(loop->context.walk, &event);
    }
    drafts_free(&loop->drafts);
}

void loop_resize(struct loop *loop, int rows, int columns)
{
    loop->rows = rows;
    loop->columns = columns;
    links_forget(&loop->links);
    loop_lay_out(loop);
}

void loop_link(struct loop *loop, void (*send)(const char *bytes, size_t length))
{
    loop->send = send;
    loop->context.canvas.links = send ? &loop->links : NULL;
    loop_lay_out(loop);
}

static void send_links(struct loop *loop, void (*write)(struct links *links, struct buffer *out))
{
    struct buffer out = {0};

    if (!loop->send)
        return;
    write(&loop->links, &out);
    if (out.length && !buffer_failed(&out))
        loop->send(out.bytes, out.length);
    buffer_free(&out);
}

void loop_draw(struct loop *loop, WINDOW *window)
{
    links_begin(&loop->links);
    werase(window);
    if (loop->top)
        loop->top->class->view(loop->top, window);
    send_links(loop, links_before);
    wnoutrefresh(window);
    doupdate();
    send_links(loop, links_after);
}
