/* SPDX-License-Identifier: MIT */
/*
 * The end screen: what was found and what became of it, where to go from here, and the transcript,
 * which is all that is left of a walk that is not saved.
 */
#include <config.h>

#include <string.h>

#include "errwalk/moment.h"
#include "errwalk/page.h"
#include "errwalk/text.h"
#include "related.h"
#include "screens.h"

enum { TRANSCRIPT, NEXT, LEAVE }; /* values of its choices */

struct end {
    struct screen screen;
    const struct step *step;
};

static const struct {
    const char *says;
    enum role role;
} outcomes[OUTCOME_COUNT] = {
    [OUTCOME_UNFINISHED] = {"Not finished", ROLE_HEADING},
    [OUTCOME_RESOLVED] = {"Resolved", ROLE_GOOD},
    [OUTCOME_REFERRED] = {"Referred to another error", ROLE_HEADING},
    [OUTCOME_ESCALATED] = {"Handed over", ROLE_HEADING},
    [OUTCOME_UNRESOLVED] = {"Not resolved: nothing is left to try here", ROLE_BAD},
    [OUTCOME_ABANDONED] = {"Abandoned", ROLE_HEADING},
};

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked",
     screen_on_choice},
    KEYS_WALK,
    {.action = ACTION_NONE},
};

static void add_pair(struct form *form, const struct lines_style *style, const char *label,
                     const char *text)
{
    struct lines_style indented = *style;
    size_t line = form->body.count;

    indented.indent = 9;
    lines_text(&form->body, &indented, text);
    lines_mark(&form->body, style->canvas, line, 0, ROLE_STRONG, label);
}

/* What was found of the causes, a line each. */
static void add_causes(struct end *end, const struct lines_style *style)
{
    struct moment now = moment_now(walk_session(end->screen.context->walk));
    struct arena *arena = arena_new();
    struct buffer text = {0};
    struct moment_cause *causes;
    size_t count = moment_causes(now, arena, &causes), i;

    for (i = 0; i < count; i++) {
        buffer_clear(&text);
        moment_cause_text(&text, &causes[i]);
        add_pair(&end->screen.form, style, "Cause", buffer_text(&text));
    }
    buffer_free(&text);
    arena_free(arena);
}

/* Each fix that was tried with what it did, and the error that the walk was referred to. */
static void add_decided(struct end *end, const struct lines_style *style)
{
    size_t count, i;
    const struct event *const *trail =
        session_trail(walk_session(end->screen.context->walk), &count);

    for (i = 0; i < count; i++) {
        const struct event *event = trail[i];
        struct buffer text = {0};

        if (event->kind == EVENT_TRIED)
            buffer_printf(&text, "%s\n%s", event->question, event->say);
        else if (event->kind == EVENT_REFERRED && i + 1 == count && event->code.present) {
            buffer_string(&text, event->error);
            code_print_after(&text, event->code);
        } else if (event->kind == EVENT_REFERRED && i + 1 == count)
            buffer_string(&text, event->answer);
        if (text.length > 0)
            add_pair(&end->screen.form, style, event->kind == EVENT_TRIED ? "Fix" : "Error",
                     buffer_text(&text));
        buffer_free(&text);
    }
}

static void add_found(struct end *end, const struct lines_style *style)
{
    const struct context *context = end->screen.context;
    enum outcome outcome = session_outcome(walk_session(context->walk));
    struct form *form = &end->screen.form;
    size_t done = walk_done(context->walk);
    struct buffer text = {0};

    add_causes(end, style);
    if (outcome == OUTCOME_ESCALATED)
        add_pair(form, style, "Next", end->step->text);
    add_decided(end, style);
    buffer_printf(&text, "%zu question%s answered", done, text_plural(done));
    add_pair(form, style, "Walk", buffer_text(&text));
    lines_blank(&form->body);
    buffer_clear(&text);
    if (*context->written)
        buffer_printf(&text, "The transcript is in %s.", context->written);
    else if (context->options->transcript)
        buffer_printf(&text, "The transcript will be in %s.", context->options->transcript);
    else if (walk_is_cut_off(context->walk))
        buffer_string(&text, "The last part of this session is not saved: write the transcript to "
                             "keep all of it.");
    else if (!walk_is_stored(context->walk))
        buffer_string(&text, "This session is not saved: write the transcript to keep it.");
    if (text.length > 0)
        lines_text(&form->body, style, buffer_text(&text));
    buffer_free(&text);
}

/* A walk that ended with an escalation still has its ticket to copy. */
static void add_ticket(struct screen *screen)
{
    struct buffer ticket = {0};

    if (session_outcome(walk_session(screen->context->walk)) == OUTCOME_ESCALATED &&
        page_ticket(&ticket, screen->context->walk) == STATUS_OK)
        commands_add(&screen->commands, buffer_text(&ticket), "Ticket", "");
    buffer_free(&ticket);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct end *end = (struct end *)screen;
    enum outcome outcome = session_outcome(walk_session(screen->context->walk));
    struct lines_style heading = style;

    heading.role = outcomes[outcome].role;
    lines_text(&screen->form.head, &heading, outcomes[outcome].says);
    add_found(end, &style);
    add_ticket(screen);
    form_choice(&screen->form, &style, true, TRANSCRIPT, 1, "Read the transcript, and write it");
    form_choice(&screen->form, &style, true, LEAVE, 2, "Leave");
    if (!screen->context->options->watch)
        form_choice(&screen->form, &style, true, NEXT, 3, "Next case");
    screen->form.must = screen->form.foot.count;
    if (outcome != OUTCOME_ABANDONED)
        related_add(screen, &style);
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    if (related_is(item))
        return related_choose(screen, item);
    if (item->value != TRANSCRIPT)
        return (struct effect){.kind = item->value == NEXT ? EFFECT_NEXT : EFFECT_QUIT};
    return (struct effect){EFFECT_OPEN, .open = preview_new(screen->context)};
}

static const struct screen_class end_class = {
    .name = "end",
    .bindings = bindings,
    .build = build,
    .choose = choose,
    .view = screen_view,
};

struct screen *end_new(const struct context *context)
{
    struct end *end = screen_new(sizeof *end, &end_class, context);

    end->step = walk_step(context->walk);
    return &end->screen;
}
