/*
 * What is asked about a walk as a whole: whether to leave it or give it up, to go on with one that
 * was left, and what to do where an event could not be stored.
 */
#include <config.h>

#include "tui/widgets/ask.h"
#include "errwalk/clock.h"

bool confirm_is_needed(const struct context *context)
{
    const struct session *session = context->walk ? walk_session(context->walk) : NULL;

    return session && !context->options->watch && session_count(session) > 1 && !walk_is_stored(context->walk) &&
           session_outcome(session) == OUTCOME_UNFINISHED;
}

struct screen *confirm_new(const struct context *context)
{
    static const struct ask_reply replies[] = {
        {"Keep walking", EFFECT_CLOSE},
        {"Leave it unfinished", EFFECT_LEAVE},
        {"Abandon it: end here and see the transcript", EFFECT_COMMIT},
        {NULL, 0},
    };
    struct ask ask = {
        .title = "Leave this walk? It is not finished.",
        .text = "It is not saved: leaving loses the answers and notes.",
        .replies = replies,
    };

    if (walk_is_cut_off(context->walk))
        ask.text = "What you did since nothing is kept any more is not saved: leaving loses it. "
                   "What you did before is saved, and can be gone on with.";
    walk_end(context->walk, OUTCOME_ABANDONED, &ask.event);
    return ask_new(context, &ask);
}

struct screen *unkept_new(const struct context *context, const struct draft *draft)
{
    static const struct ask_reply replies[] = {
        {"Keep it, and leave", EFFECT_COMMIT | EFFECT_CLOSE | EFFECT_QUIT},
        {"Leave without it", EFFECT_DROP | EFFECT_CLOSE | EFFECT_QUIT},
        {"Stay", EFFECT_CLOSE},
        {NULL, 0},
    };
    struct ask ask = {
        .title = draft->note ? "A change of a note is not kept yet" : "A note is not kept yet",
        .text = draft->text,
        .replies = replies,
    };

    ask.event.target = draft->note;
    draft_event(context->walk, draft, &ask.event);
    return ask_new(context, &ask);
}

struct screen *abandon_new(const struct context *context)
{
    static const struct ask_reply replies[] = {
        {"Keep walking", EFFECT_CLOSE},
        {"Abandon it: end here and see the transcript", EFFECT_COMMIT},
        {NULL, 0},
    };
    struct ask ask = {
        .title = "Abandon this walk?",
        .text = "It ends here, without a cure. To go on another time, leave it (q) instead.",
        .replies = replies,
    };

    if (!walk_is_stored(context->walk))
        ask.text = "It ends here, without a cure.";
    walk_end(context->walk, OUTCOME_ABANDONED, &ask.event);
    return ask_new(context, &ask);
}

struct screen *fault_new(const struct context *context)
{
    static const struct ask_reply replies[] = {
        {"Try again", EFFECT_AGAIN},
        {"Go on without keeping a record", EFFECT_UNKEPT},
        {"Stop here", EFFECT_LEAVE},
        {NULL, 0},
    };
    struct buffer text = {0};
    struct screen *screen = NULL;

    buffer_printf(&text,
                  "What you just did waits until you choose.\n\n%s",
                  walk_store_says(context->walk));
    if (!buffer_failed(&text))
        screen = ask_new(context, &(struct ask){.title = "This could not be kept",
                                                .text = buffer_text(&text),
                                                .replies = replies,
                                                .must = true});
    buffer_free(&text);
    return screen;
}

struct screen *offer_new(const struct context *context, const struct session *unfinished)
{
    static const struct ask_reply replies[] = {
        {"Go on with it", EFFECT_RESUME},
        {"Start anew", EFFECT_CLOSE},
        {NULL, 0},
    };
    size_t done = session_done(unfinished);
    struct buffer text = {0};
    struct screen *screen = NULL;
    char when[CLOCK_TEXT];

    clock_format_minute(session_event(unfinished, 0)->at, when);
    buffer_printf(&text, "It was begun %s UTC and has %zu question%s answered.", when, done,
                  done == 1 ? "" : "s");
    if (!buffer_failed(&text))
        screen = ask_new(context, &(struct ask){.title = "A walk through this flow is not finished",
                                                .text = buffer_text(&text),
                                                .replies = replies});
    buffer_free(&text);
    return screen;
}
