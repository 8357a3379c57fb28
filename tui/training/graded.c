/* SPDX-License-Identifier: MIT */
/*
 * The end of a training: its score with all parts, and the way to the debrief. Of an exam that is
 * not released, neither.
 */
#include <config.h>


#include "errwalk/session-id.h"
#include "graded.h"
#include "training-screens.h"
#include "tui/screens/screens.h"
#include "tui/screens/seen.h"

enum { DEBRIEF, TRANSCRIPT, LEAVE };

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked",
     screen_on_choice},
    {ACTION_SEEN, {'s'}, "seen", "read again all that was seen", screen_has_seen},
    KEYS_WALK,
    {.action = ACTION_NONE},
};

void graded_add_parts(struct lines *lines, const struct lines_style *style,
                      const struct score *score)
{
    struct lines_style strong = *style, muted = *style;
    char points[SCORE_TEXT];
    enum score_part part;

    strong.role = ROLE_STRONG;
    muted.role = ROLE_MUTED;
    muted.indent = style->indent + 2;
    for (part = 0; part < SCORE_PART_COUNT; part++) {
        lines_printf(lines, &strong, "%s: %s of %u", score_part_titles[part],
                     score_text(score->parts[part].tenths, points), score->parts[part].of);
        lines_text(lines, &muted, score->parts[part].why);
    }
}

static void add_score(struct screen *screen, const struct lines_style *style,
                      const struct score *score)
{
    char points[SCORE_TEXT];

    lines_printf(&screen->form.head, style, "Score %s of 100, in %u of %u minutes",
                 score_text(score->tenths, points), score->minutes, score->allowed);
    graded_add_parts(&screen->form.body, style, score);
}

static void add_locked(struct screen *screen, const struct lines_style *style)
{
    lines_printf(&screen->form.body, style,
                 "This exam is handed in: its debrief waits for the trainer, who releases it, also "
                 "from another terminal, with\n\n"
                 "errwalk debrief %s --key=KEY",
                 session_id_ending(session_id(walk_session(screen->context->walk)),
                                   SESSION_ID_SHOWN));
}

static void build(struct screen *screen, struct lines_style style)
{
    static const struct {
        const char *says;
        enum role role;
    } outcomes[OUTCOME_COUNT] = {
        [OUTCOME_UNFINISHED] = {"Not finished", ROLE_HEADING},
        [OUTCOME_RESOLVED] = {"The case ended: resolved", ROLE_HEADING},
        [OUTCOME_REFERRED] = {"The case ended: referred", ROLE_HEADING},
        [OUTCOME_ESCALATED] = {"The case ended: handed over", ROLE_HEADING},
        [OUTCOME_UNRESOLVED] = {"The case ended: not resolved", ROLE_HEADING},
        [OUTCOME_ABANDONED] = {"The case was abandoned", ROLE_HEADING},
    };
    const struct session *session = walk_session(screen->context->walk);
    struct lines_style heading = style;
    struct form *form = &screen->form;
    struct score score = {.rule = 0};
    bool is_scored = false;
    unsigned number = 1;

    heading.role = outcomes[session_outcome(session)].role;
    if (training_is_open(session))
        is_scored = score_session(session, &score) == STATUS_OK;
    lines_text(&form->head, &heading, is_scored && score.is_only_said
                                          ? "The case ended. You said: resolved"
                                          : outcomes[session_outcome(session)].says);
    if (training_is_timed_out(session))
        lines_text(&form->head, &style, "The time was up: the exam was handed in as it stood.");
    seen_add_told(screen, &style);
    if (!training_is_open(session))
        add_locked(screen, &style);
    else if (is_scored)
        add_score(screen, &style, &score);
    if (training_is_open(session))
        form_choice(form, &style, true, DEBRIEF, number++, "Look back on it: the debrief");
    form_choice(form, &style, true, TRANSCRIPT, number++, "Read the transcript, and write it");
    form_choice(form, &style, true, LEAVE, number, "Leave");
    form->must = form->foot.count;
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    const struct context *context = screen->context;

    if (item->value == LEAVE)
        return (struct effect){.kind = EFFECT_QUIT};
    return (struct effect){EFFECT_OPEN, .open = item->value == DEBRIEF ? debriefing_new(context)
                                                                       : preview_new(context)};
}

struct screen *graded_new(const struct context *context)
{
    static const struct screen_class graded_class = {
        .name = "end of a training",
        .bindings = bindings,
        .build = build,
        .choose = choose,
        .view = screen_view,
    };

    return screen_new(sizeof(struct screen), &graded_class, context);
}
