/* SPDX-License-Identifier: MIT */
/*
 * The debrief of a training: the trainee's path beside the good path where there is room, one after
 * the other where there is not; then where they part, the costliest moments, what the evidence
 * said. Enter on a step of the path tries again from there.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "tui/frame/ask.h"
#include "tui/widgets/columns.h"
#include "errwalk/debrief.h"
#include "errwalk/text.h"
#include "graded.h"
#include "training-screens.h"

enum { WIDE = 90 /* cells, for two columns */, GAP = 3, NUMBER_COLUMN = 2, TEXT_COLUMN = 6 };

struct debriefing {
    struct screen screen;
    struct debrief *debrief;
};

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "try again",
     "try again from the step that is marked", screen_on_choice},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "the same from that step", screen_has_numbers},
    KEYS_MOVE,
    {ACTION_SEEN, {'s'}, "seen", "read again all that was seen", screen_has_seen},
    {ACTION_CLOSE, {0x1b, 'b', 'q', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)}, "close",
     "back", NULL},
    KEYS_FIND,
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {ACTION_QUIT, {KEYS_CTRL('C')}, NULL, "leave", NULL},
    {.action = ACTION_NONE},
};

static struct lines_style with_role(const struct lines_style *style, enum role role)
{
    struct lines_style other = *style;

    other.role = role;
    return other;
}

static void add_heading(struct lines *lines, const struct lines_style *style, const char *text)
{
    const struct lines_style strong = with_role(style, ROLE_STRONG);

    lines_blank(lines);
    lines_text(lines, &strong, text);
}

/* What stands behind an answer, in words. */
static void remark(struct buffer *out, const struct debrief *debrief,
                   const struct debrief_step *step)
{
    const char *const parts[] = {debrief_verdict(step), step->undone ? "taken back" : "",
                                 step->looked ? "" : "without a look", *step->harm ? "harm" : "",
                                 step == debrief->parting ? "here the paths part" : ""};
    size_t i;
    bool any = false;

    for (i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (*parts[i])
            buffer_printf(out, "%s%s", any ? ", " : " (", parts[i]);
        any = any || *parts[i];
    }
    buffer_string(out, any ? ")" : "");
}

/* One step of either path: its number, its question, its answer below. */
static void add_path_step(struct lines *lines, const struct lines_style *style, enum role role,
                          size_t number, const char *question, const char *answer)
{
    struct lines_style item = with_role(style, role), muted = with_role(style, ROLE_MUTED);
    size_t line = lines->count;
    char digits[24];

    item.indent = muted.indent = style->indent + TEXT_COLUMN;
    lines_text(lines, &item, question);
    snprintf(digits, sizeof digits, "%zu", number);
    lines_mark(lines, style->canvas, line, style->indent + NUMBER_COLUMN, role, digits);
    if (*answer)
        lines_text(lines, &muted, answer);
}

static void add_own(struct lines *lines, const struct lines_style *style,
                    const struct debrief *debrief, size_t index)
{
    const struct debrief_step *step = &debrief->steps[index];
    struct buffer answer = {0};

    buffer_string(&answer, step->answer);
    remark(&answer, debrief, step);
    add_path_step(lines, style, ROLE_ITEM, index + 1, step->question, buffer_text(&answer));
    buffer_free(&answer);
}

static void add_good_path(struct lines *lines, const struct lines_style *style,
                          const struct debrief *debrief)
{
    struct buffer answer = {0};
    size_t i;

    for (i = 0; i < debrief->good_count; i++) {
        const struct debrief_good *good = &debrief->good[i];

        buffer_clear(&answer);
        buffer_printf(&answer, "%s%s", good->answer,
                      good->visited ? "" : " (you did not come here)");
        add_path_step(lines, style, ROLE_PLAIN, i + 1, good->question, buffer_text(&answer));
    }
    buffer_free(&answer);
}

static void add_one_below_other(struct debriefing *debriefing, const struct lines_style *style)
{
    const struct debrief *debrief = debriefing->debrief;
    struct form *form = &debriefing->screen.form;
    size_t i;

    add_heading(&form->body, style, "Your path");
    for (i = 0; i < debrief->step_count; i++) {
        size_t line = form->body.count;

        add_own(&form->body, style, debrief, i);
        form_row(form, line, (unsigned)i);
        form->items[form->item_count - 1].number = (unsigned)i + 1;
    }
    add_heading(&form->body, style, "The good path");
    add_good_path(&form->body, style, debrief);
}

/* The own path is laid out step by step into the left half, so that each step is one item. */
static void add_side_by_side(struct debriefing *debriefing, const struct lines_style *style)
{
    const struct debrief *debrief = debriefing->debrief;
    struct form *form = &debriefing->screen.form;
    struct lines_style own = *style, good = *style;
    struct lines left = {0}, right = {0};
    size_t row = 0, i;

    own.width = style->width / 2 - GAP;
    good.indent = style->width / 2;
    add_heading(&left, &own, "Your path");
    add_heading(&right, &good, "The good path");
    add_good_path(&right, &good, debrief);
    for (; row < left.count; row++)
        columns_add(&form->body, style->canvas, &left, &right, row);
    for (i = 0; i < debrief->step_count; i++) {
        size_t line = form->body.count;

        add_own(&left, &own, debrief, i);
        for (; row < left.count; row++)
            columns_add(&form->body, style->canvas, &left, &right, row);
        form_row(form, line, (unsigned)i);
        form->items[form->item_count - 1].number = (unsigned)i + 1;
    }
    for (; row < right.count; row++)
        columns_add(&form->body, style->canvas, &left, &right, row);
    lines_free(&left);
    lines_free(&right);
}

static void add_wrong(struct lines *body, const struct lines_style *style,
                      const struct debrief_step *step)
{
    lines_text(body, style, step->question);
    lines_printf(body, style, "You: %s", step->answer);
    if (*step->right && step->verdict == VERDICT_WRONG)
        lines_printf(body, style, "Right: %s", step->right);
    lines_prose(body, style, step->because, NULL);
    if (*step->harm) {
        const struct lines_style bad = with_role(style, ROLE_BAD);

        lines_text(body, &bad, "Harm: this must be avoided.");
        lines_prose(body, style, step->harm, NULL);
    }
}

static void add_moments(struct lines *body, const struct lines_style *style,
                        const struct debrief *debrief)
{
    size_t i;

    add_heading(body, style, "Where the paths part");
    if (debrief->parting)
        add_wrong(body, style, debrief->parting);
    else
        lines_text(body, style, "They do not.");
    if (debrief->moment_count)
        add_heading(body, style, "The costliest moments");
    for (i = 0; i < debrief->moment_count; i++) {
        if (i)
            lines_blank(body);
        lines_printf(body, style, "%u minute%s:", debrief->moments[i]->minutes,
                     text_plural(debrief->moments[i]->minutes));
        add_wrong(body, style, debrief->moments[i]);
    }
}

static void add_left_out(struct lines *body, const struct lines_style *style,
                         const struct debrief *debrief)
{
    bool any = false;
    size_t i;

    for (i = 0; i < debrief->good_count; i++) {
        const struct debrief_good *good = &debrief->good[i];

        if (good->visited || !*good->required)
            continue;
        if (!any)
            add_heading(body, style, "Required, and left out");
        any = true;
        lines_text(body, style, good->question);
        lines_prose(body, style, good->required, NULL);
    }
}

static void add_evidence(struct lines *body, const struct lines_style *style,
                         const struct debrief *debrief)
{
    size_t i;

    if (debrief->evidence_count)
        add_heading(body, style, "What the evidence said");
    for (i = 0; i < debrief->evidence_count; i++) {
        const struct debrief_evidence *evidence = &debrief->evidence[i];

        lines_blank(body);
        lines_text(body, style, evidence->question);
        lines_prose(body, style, evidence->found, NULL);
        lines_prose(body, style, evidence->because, NULL);
        if (evidence->decided_it)
            lines_text(body, style, "Your diagnosis rested on this.");
    }
    if (debrief->herring_count)
        add_heading(body, style, "True, and beside the point");
    for (i = 0; i < debrief->herring_count; i++) {
        if (*debrief->herrings[i].where)
            lines_text(body, style, debrief->herrings[i].where);
        lines_output(body, style, debrief->herrings[i].text);
        lines_prose(body, style, debrief->herrings[i].why, NULL);
    }
}

static void add_diagnosis(struct lines *body, const struct lines_style *style,
                          const struct debrief *debrief)
{
    add_heading(body, style, "Diagnosis");
    lines_printf(body, style, "True cause: %s", debrief->true_cause);
    if (*debrief->cause)
        lines_printf(body, style, "Yours: %s, %u percent sure", debrief->cause, debrief->percent);
    else
        lines_text(body, style, "Yours: none was named");
}

static void add_view(struct lines *body, const struct lines_style *style,
                     const struct debrief *debrief)
{
    struct lines_style quoted = *style;

    quoted.indent = style->indent + 2;
    add_heading(body, style, "As the caller tells it");
    lines_prose(body, &quoted, debrief->opening, NULL);
    lines_text(body, style, debrief->view);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct debriefing *debriefing = (struct debriefing *)screen;
    const struct debrief *debrief = debriefing->debrief;
    struct lines_style heading = with_role(&style, ROLE_HEADING);
    struct lines *body = &screen->form.body;
    char points[SCORE_TEXT];

    style.walk = heading.walk = NULL;
    lines_printf(&screen->form.head, &heading, "Debrief: score %s of 100, %u of %u minutes",
                 score_text(debrief->score.tenths, points), debrief->score.minutes,
                 debrief->score.allowed);
    if (style.width >= WIDE)
        add_side_by_side(debriefing, &style);
    else
        add_one_below_other(debriefing, &style);
    add_moments(body, &style, debrief);
    add_left_out(body, &style, debrief);
    add_diagnosis(body, &style, debrief);
    add_evidence(body, &style, debrief);
    add_view(body, &style, debrief);
    if (*debrief->lesson) {
        add_heading(body, &style, "To take along");
        lines_prose(body, &style, debrief->lesson, NULL);
    }
    add_heading(body, &style, "Score");
    graded_add_parts(body, &style, &debrief->score);
}

/* Begins a new training: nothing of this one is lost. */
static struct screen *ask_replay(const struct debriefing *debriefing, size_t index)
{
    const struct debrief_step *step = &debriefing->debrief->steps[index];
    struct screen *screen = NULL;
    struct buffer text = {0};

    buffer_printf(&text, "A new training begins, as far as this step, in mode practise:\n\n%s",
                  step->question);
    screen =
        ask_new(debriefing->screen.context,
                &(struct ask){
                    .title = "Try again?",
                    .text = buffer_text(&text),
                    .replies = {{"Try again from there", {EFFECT_REPLAY, .number = step->number}},
                                {"Stay here", {.kind = EFFECT_CLOSE}}},
                });
    buffer_free(&text);
    return screen;
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    return (struct effect){EFFECT_OPEN,
                           .open = ask_replay((struct debriefing *)screen, item->value)};
}

static void free_debrief(struct screen *screen)
{
    debrief_free(((struct debriefing *)screen)->debrief);
}

struct screen *debriefing_new(const struct context *context)
{
    static const struct screen_class debriefing_class = {
        .name = "debrief",
        .overlay = true,
        .wide = true,
        .bindings = bindings,
        .build = build,
        .choose = choose,
        .view = screen_view,
        .free = free_debrief,
    };
    struct debriefing *debriefing = screen_new(sizeof *debriefing, &debriefing_class, context);

    if (debrief_new(walk_session(context->walk), &debriefing->debrief) == STATUS_OK)
        return &debriefing->screen;
    screen_free(&debriefing->screen);
    return NULL;
}
