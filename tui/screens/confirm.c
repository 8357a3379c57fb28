/* SPDX-License-Identifier: MIT */
/*
 * What is asked about a walk as a whole: whether to leave it or give it up, to go on with one that
 * was left, and what to do where an event could not be stored.
 */
#include <config.h>

#include "tui/frame/ask.h"
#include "errwalk/clock.h"
#include "errwalk/text.h"
#include "screens.h"

bool confirm_is_needed(const struct context *context)
{
    const struct session *session = context->walk ? walk_session(context->walk) : NULL;

    return session && !context->options->watch && session_count(session) > 1 && !walk_is_stored(context->walk) &&
           session_outcome(session) == OUTCOME_UNFINISHED;
}

/* To end the walk where it stands. */
static struct ask_reply abandon(const struct context *context)
{
    struct ask_reply reply = {"Abandon it: end here and see the transcript", {.kind = EFFECT_COMMIT}};

    walk_choose(context->walk, CHOICE_ABANDON, NULL, NULL, &reply.effect.event);
    return reply;
}

struct screen *confirm_new(const struct context *context)
{
    const struct ask ask = {
        .title = "Leave this walk? It is not finished.",
        .text = walk_is_cut_off(context->walk)
                    ? "What you did since history stopped is not saved: leaving loses it. "
                      "What you did before is saved, and can be resumed."
                    : "It is not saved: leaving loses the answers and notes.",
        .replies = {{"Keep walking", {.kind = EFFECT_CLOSE}},
                    {"Leave it unfinished", {.kind = EFFECT_LEAVE}},
                    abandon(context)},
    };

    return ask_new(context, &ask);
}

struct screen *unsaved_note_new(const struct context *context, const struct draft *draft)
{
    struct ask ask = {
        .title = draft->note ? "A change of a note is not saved yet" : "A note is not saved yet",
        .text = draft->text,
        .replies = {{"Keep it, and leave", {.kind = EFFECT_SAVE_NOTE_AND_QUIT}},
                    {"Leave without it", {EFFECT_DISCARD_AND_QUIT, .number = draft->note}},
                    {"Stay", {.kind = EFFECT_CLOSE}}},
    };

    draft_event(context->walk, draft, &ask.replies[0].effect.event);
    return ask_new(context, &ask);
}

struct screen *abandon_new(const struct context *context)
{
    const struct ask ask = {
        .title = "Abandon this walk?",
        .text = walk_is_stored(context->walk)
                    ? "This ends the session unresolved. To go on another time, leave it (q) instead."
                    : "This ends the session unresolved.",
        .replies = {{"Keep walking", {.kind = EFFECT_CLOSE}}, abandon(context)},
    };

    return ask_new(context, &ask);
}

struct screen *fault_new(const struct context *context)
{
    struct buffer text = {0};
    struct screen *screen = NULL;

    buffer_printf(&text,
                  "What you just did waits until you choose.\n\n%s",
                  walk_store_message(context->walk));
    screen = ask_new(
        context, &(struct ask){
                     .title = "This could not be saved",
                     .text = buffer_text(&text),
                     .must = true,
                     .replies = {{"Try again", {.kind = EFFECT_RETRY}},
                                 {"Go on without keeping a record", {.kind = EFFECT_UNRECORDED}},
                                 {"Stop here", {.kind = EFFECT_LEAVE}}},
                 });
    buffer_free(&text);
    return screen;
}

struct screen *offer_new(const struct context *context, const struct session *unfinished)
{
    size_t done = session_done(unfinished);
    struct buffer text = {0};
    struct screen *screen = NULL;
    char when[CLOCK_TEXT];

    clock_format_minute(session_event(unfinished, 0)->at, when);
    buffer_printf(&text, "It was begun %s and has %zu question%s answered.", when, done,
                  text_plural(done));
    screen = ask_new(context, &(struct ask){
                                  .title = "A walk through this flow is not finished",
                                  .text = buffer_text(&text),
                                  .replies = {{"Go on with it", {.kind = EFFECT_RESUME}},
                                              {"Start again", {.kind = EFFECT_CLOSE}}},
                              });
    buffer_free(&text);
    return screen;
}
