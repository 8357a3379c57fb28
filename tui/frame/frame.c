/* SPDX-License-Identifier: MIT */
/*
 * The frame is drawn from the walk and from the key table of the screen that shows; it keeps
 * nothing of its own.
 */
#include <config.h>

#include "frame.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/moment.h"
#include "errwalk/text.h"
#include "key-bar.h"

/* Parts of step ids that are not words. */
static const char *const acronyms[] = {"id",  "ip",  "dns", "sid", "lsa", "luid", "uac",
                                       "os",  "url", "tls", "rdp", "sql", "pid"};

static const char *acronym(const char *word, size_t length)
{
    size_t i;

    for (i = 0; i < sizeof acronyms / sizeof acronyms[0]; i++) {
        if (strlen(acronyms[i]) == length && memcmp(acronyms[i], word, length) == 0)
            return acronyms[i];
    }
    return NULL;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

void frame_step_name(struct buffer *out, const char *id)
{
    const char *word = id;

    while (*word) {
        size_t length = strcspn(word, "-"), i;
        bool is_acronym = acronym(word, length) != NULL;

        for (i = 0; i < length; i++)
            buffer_char(out, is_acronym || (word == id && i == 0) ? upper(word[i]) : word[i]);
        word += length;
        if (*word == '-') {
            buffer_char(out, ' ');
            word++;
        }
    }
}

static void draw_clean(WINDOW *window, const struct canvas *canvas, int y, int x, unsigned cells,
                       enum role role, const char *text)
{
    struct buffer clean = {0};

    canvas_clean(canvas, &clean, text);
    canvas_string(window, canvas, y, x, cells, role, buffer_text(&clean));
    buffer_free(&clean);
}

/* "3 done · 2–5 left". */
static void progress(struct buffer *out, const struct context *context)
{
    const struct step *step = walk_step(context->walk);
    const struct canvas *canvas = &context->canvas;
    unsigned fewest, most;

    buffer_printf(out, "%zu done", walk_done(context->walk));
    if (!step || !step_is_question(step->kind) ||
        session_outcome(walk_session(context->walk)) != OUTCOME_UNFINISHED)
        return;
    walk_left(context->walk, &fewest, &most);
    buffer_printf(out, " %s %u", canvas_glyph(canvas, GLYPH_DOT), fewest);
    if (most != fewest)
        buffer_printf(out, "%s%u", canvas_glyph(canvas, GLYPH_DASH), most);
    buffer_string(out, " left");
}

/* Real minutes that an exam has left, rounded up; seconds would have it redrawn all the time. */
static void time_left(struct buffer *out, const struct context *context)
{
    int64_t left = training_time_left(context->training);

    if (left != TRAINING_NO_LIMIT)
        buffer_printf(out, " %s time left: %lld min", canvas_glyph(&context->canvas, GLYPH_DOT),
                      (long long)((left + 59) / 60));
}

/* "12 of 60 min": the simulated clock. */
static void spent(struct buffer *out, const struct context *context)
{
    buffer_printf(out, "%u of %u min", training_minutes(context->training),
                  training_allowed(context->training));
    time_left(out, context);
}

/* Whether somebody is at the other end of a role-play. */
static void line(struct buffer *out, const struct context *context)
{
    const struct roleplay *roleplay = context->options->roleplay;

    if (roleplay)
        buffer_printf(out, " %s %s", canvas_glyph(&context->canvas, GLYPH_DOT),
                      roleplay_is_linked(roleplay) ? "on the line" : "no one there");
}

/* "Exam · seed 482913 · The import that stops every night": a long title is cut. */
static void scenario(struct buffer *out, const struct context *context)
{
    const struct event *began = session_training(walk_session(context->walk));
    static const char *const modes[TRAINING_MODE_COUNT] = {
        [TRAINING_LEARN] = "Learn", [TRAINING_PRACTISE] = "Practise", [TRAINING_EXAM] = "Exam"};
    const char *dot = canvas_glyph(&context->canvas, GLYPH_DOT);

    buffer_printf(out, "%s %s ", modes[training_mode(context->training)], dot);
    if (began && began->seed)
        buffer_printf(out, "seed %lld %s ", (long long)began->seed, dot);
    buffer_string(out, training_scenario(context->training)->title);
}

/* "1366 · The logon session ID is already in use": the problem, and the flow it is in now. */
static void problem(struct buffer *out, const struct context *context)
{
    const struct flow *flow = walk_flow(context->walk);
    struct code code = walk_code(context->walk);
    const char *error = walk_error(context->walk);

    if (code.present)
        code_print(out, code);
    else
        buffer_string(out, error);
    if (out->length > 0)
        buffer_printf(out, " %s ", canvas_glyph(&context->canvas, GLYPH_DOT));
    buffer_string(out, flow ? flow->title : "");
}

static void draw_header(const struct context *context, const struct layout_frame *frame,
                        WINDOW *window)
{
    struct buffer left = {0}, right = {0};
    unsigned columns = (unsigned)getmaxx(window), cells;

    if (context->training) {
        scenario(&left, context);
        spent(&right, context);
        line(&right, context);
    } else if (context->caller) {
        buffer_printf(&left, "Caller %s %s", canvas_glyph(&context->canvas, GLYPH_DOT),
                      context->caller->scenario->title);
        buffer_printf(&right, "%u of %u min", roleplay_agent(context->options->roleplay).minutes,
                      context->caller->scenario->minutes);
        line(&right, context);
    } else if (context->walk) {
        problem(&left, context);
        progress(&right, context);
    } else {
        buffer_string(&left, "errwalk");
    }
    cells = (unsigned)text_width(buffer_text(&right), right.length);
    draw_clean(window, &context->canvas, frame->header, 0, columns - cells - 2, ROLE_HEADING,
               buffer_text(&left));
    draw_clean(window, &context->canvas, frame->header, (int)(columns - cells), cells, ROLE_PLAIN,
               buffer_text(&right));
    buffer_free(&left);
    buffer_free(&right);
}

/* The trail, and behind it the step where the walk stands, unless it has ended. */
struct trail {
    struct session_entry *entries; /* for memory_free */
    size_t answered, count;
};

static struct trail trail_of(const struct context *context)
{
    const struct session *session = walk_session(context->walk);
    struct trail trail = {0};

    trail.answered = session_entries(session, &trail.entries);
    trail.count = trail.answered + (session_outcome(session) == OUTCOME_UNFINISHED);
    return trail;
}

/* What the step of an entry is called; the oldest is 0. */
static void trail_name(struct buffer *out, const struct context *context, const struct trail *trail,
                       size_t index)
{
    const struct step *step = walk_step(context->walk);

    buffer_clear(out);
    if (index < trail->answered) {
        const struct session_entry *entry = &trail->entries[index];

        frame_step_name(out, entry->call ? entry->call->step : entry->event->step);
    } else if (walk_choice(context->walk, CHOICE_DIAGNOSE, NULL)) {
        buffer_string(out, "Diagnosis"); /* the ending is not given away */
    } else if (step) {
        frame_step_name(out, step->node.id);
    }
}

/* The newest steps that fit on the line, after an ellipsis where some do not. */
static void draw_trail(const struct context *context, int y, WINDOW *window)
{
    const struct canvas *canvas = &context->canvas;
    unsigned columns = (unsigned)getmaxx(window), used = 0;
    const struct trail trail = trail_of(context);
    size_t count = trail.count, from = count, i;
    struct buffer name = {0}, line = {0};

    while (from > 0) {
        trail_name(&name, context, &trail, from - 1);
        used += (unsigned)text_width(buffer_text(&name), name.length) + 3;
        if (used + 1 > columns && from < count)
            break;
        from--;
    }
    if (from > 0)
        buffer_printf(&line, "%s ", canvas_glyph(canvas, GLYPH_ELLIPSIS));
    for (i = from; i < count; i++) {
        trail_name(&name, context, &trail, i);
        buffer_printf(&line, "%s%s", i > from ? " " : "", buffer_text(&name));
        if (i + 1 < count)
            buffer_printf(&line, " %s", canvas_glyph(canvas, GLYPH_TRAIL));
    }
    draw_clean(window, canvas, y, 0, columns, ROLE_MUTED, buffer_text(&line));
    memory_free(trail.entries);
    buffer_free(&name);
    buffer_free(&line);
}

/* What was said at a step of the trail, or how a block came back. */
static void trail_answer(struct buffer *out, const struct context *context,
                         const struct session_entry *entry)
{
    const struct event *event = entry->returned ? entry->returned : entry->event;
    struct moment moment = moment_before(walk_session(context->walk), event);

    buffer_clear(out);
    if (event->kind == EVENT_TYPED)
        buffer_string(out, event->sensitive ? "(not shown)" : event->answer);
    else if (event->kind == EVENT_REFERRED)
        buffer_string(out, event->answer);
    else
        prose_expand(out, event->say, moment_expand, &moment);
}

/* Two rows for each step: its name and what was said there. The newest stay when room is short. */
static void draw_pane(const struct context *context, const struct layout_frame *frame,
                      WINDOW *window)
{
    const struct canvas *canvas = &context->canvas;
    const struct trail trail = trail_of(context);
    size_t count = trail.count, most = frame->rows / 2, i;
    struct buffer name = {0};
    int y = frame->top;

    for (i = count > most ? count - most : 0; i < count; i++, y += 2) {
        bool here = i >= trail.answered;

        trail_name(&name, context, &trail, i);
        if (here)
            canvas_string(window, canvas, y, 0, 1, ROLE_KEY, canvas_glyph(canvas, GLYPH_FOCUS));
        draw_clean(window, canvas, y, 2, frame->pane - 2, here ? ROLE_STRONG : ROLE_PLAIN,
                   buffer_text(&name));
        if (here)
            break;
        trail_answer(&name, context, &trail.entries[i]);
        draw_clean(window, canvas, y + 1, 2, frame->pane - 2, ROLE_MUTED, buffer_text(&name));
    }
    canvas_line(window, canvas, frame->top, (int)frame->pane, frame->rows, true);
    memory_free(trail.entries);
    buffer_free(&name);
}

void frame_draw(const struct screen *screen, const struct layout_frame *frame, WINDOW *window)
{
    const struct context *context = screen->context;
    unsigned columns = (unsigned)getmaxx(window);

    if (frame->header >= 0)
        draw_header(context, frame, window);
    if (context->walk && frame->pane)
        draw_pane(context, frame, window);
    else if (context->walk && frame->trail >= 0)
        draw_trail(context, frame->trail, window);
    if (frame->upper_rule >= 0)
        canvas_line(window, &context->canvas, frame->upper_rule, 0, columns, false);
    if (frame->lower_rule >= 0 && frame->message < 0)
        canvas_line(window, &context->canvas, frame->lower_rule, 0, columns, false);
    if (frame->message >= 0)
        draw_clean(window, &context->canvas, frame->message, 0, columns, ROLE_STRONG,
                   context->message);
    key_bar_draw(screen, frame->footer, window);
}

static void draw_too_small(const struct context *context, WINDOW *window)
{
    char text[80];

    snprintf(text, sizeof text, "Too small: %dx%d of %dx%d", getmaxx(window), getmaxy(window),
             LAYOUT_MIN_COLUMNS, LAYOUT_MIN_ROWS);
    canvas_string(window, &context->canvas, 0, 0, (unsigned)getmaxx(window), ROLE_PLAIN, text);
    wmove(window, 0, 0);
}

bool screen_frame(const struct screen *screen, WINDOW *window, struct layout_frame *frame)
{
    *frame = screen_parts(screen, getmaxy(window), getmaxx(window));
    if (frame->too_small)
        draw_too_small(screen->context, window);
    else
        frame_draw(screen, frame, window);
    return !frame->too_small;
}

/* Behind a bar at the right of the form, which has left room for it. */
static void draw_beside(const struct screen *screen, const struct layout_frame *frame,
                        WINDOW *window)
{
    const struct canvas *canvas = &screen->context->canvas;
    const int bar = frame->left + (int)screen->form.columns + 1;
    const unsigned room = (unsigned)(getmaxx(window) - bar - 2);
    const unsigned columns = room < screen->form.columns ? room : screen->form.columns;
    const struct lines_style style = {.canvas = canvas, .width = columns, .role = ROLE_PLAIN};
    struct lines lines = {0};

    screen->class->beside(screen, &lines, &style);
    canvas_line(window, canvas, frame->top, bar, frame->rows, true);
    lines_draw(&lines, canvas, window,
               &(struct lines_view){
                   .y = frame->top, .x = bar + 2, .rows = frame->rows, .columns = columns});
    lines_free(&lines);
}

void screen_view(const struct screen *screen, WINDOW *window)
{
    struct layout_frame frame;
    int y, x;

    if (!screen_frame(screen, window, &frame))
        return;
    form_draw(&screen->form, &screen->context->canvas, &screen->field, window, frame.top,
              frame.left, &y, &x);
    if (screen->class->beside && frame.columns >= LAYOUT_PANE_COLUMNS)
        draw_beside(screen, &frame, window);
    wmove(window, y, x);
}
