/* SPDX-License-Identifier: MIT */
/*
 * One function for each kind of effect.
 */
#include <config.h>

#include "perform.h"

#include <stdio.h>

#include "roleplay-link.h"
#include "commit.h"
#include "counting.h"
#include "finding.h"
#include "home-data.h"
#include "writing.h"
#include "tui/screens/screens.h"

static bool is_decision(enum event_kind kind)
{
    return kind != EVENT_TICKED && kind != EVENT_NOTED && kind != EVENT_EXPORTED;
}

/* A tick, a note or an export leaves the screen where it is, all else leads to another. */
static void commit(struct loop *loop, const struct effect *effect)
{
    const enum event_kind kind = effect->event.kind;

    if (kind == EVENT_LOOKED && roleplay_link_ask(loop))
        return;
    if (!commit_effect(loop, effect))
        return;
    if (kind == EVENT_SWITCHED)
        loop->ended = EFFECT_QUIT; /* the queue follows */
    else if (is_decision(kind))
        loop_show_walk(loop);
    else
        loop_lay_out(loop);
}

static bool store_note(struct loop *loop, const struct effect *effect)
{
    if (!commit_effect(loop, effect))
        return false;
    drafts_drop(&loop->drafts, effect->event.target);
    loop_close(loop);
    loop_lay_out(loop);
    return true;
}

static void keep_note(struct loop *loop, const struct effect *effect)
{
    const bool is_removed = effect->event.target && !*effect->event.answer;

    if (store_note(loop, effect))
        loop_message(loop, is_removed ? "The note is removed." : "Noted.");
}

static void discard_draft(struct loop *loop, const struct effect *effect)
{
    drafts_drop(&loop->drafts, effect->number);
    loop_close(loop);
}

static void quit(struct loop *loop, const struct effect *effect)
{
    (void)effect;
    loop_save_drafts(loop);
    if (loop->drafts.count)
        loop_open(loop, unsaved_note_new(&loop->context, &loop->drafts.items[0]));
    else if (confirm_is_needed(&loop->context))
        loop_open(loop, confirm_new(&loop->context));
    else
        loop->ended = EFFECT_LEAVE;
}

static void keep_and_quit(struct loop *loop, const struct effect *effect)
{
    if (store_note(loop, effect))
        quit(loop, effect);
}

static void discard_and_quit(struct loop *loop, const struct effect *effect)
{
    discard_draft(loop, effect);
    quit(loop, effect);
}

/* The person has said what to do about what is held. */
static void retry(struct loop *loop, const struct effect *effect)
{
    const struct effect held = loop->held;

    if (effect->kind == EFFECT_UNRECORDED)
        walk_set_store(loop->context.walk, NULL);
    loop->is_held = false;
    loop_close(loop);
    perform(loop, &held);
}

static void open_screen(struct loop *loop, const struct effect *effect)
{
    loop_open(loop, effect->open);
}

/* Esc throws away nothing that was typed. */
static void close_screen(struct loop *loop, const struct effect *effect)
{
    (void)effect;
    if (loop_keep_text(loop))
        loop_message(loop, "It is not saved yet: it is there again when you go on with the note.");
    loop_close(loop);
}

static void replace_screen(struct loop *loop, const struct effect *effect)
{
    close_screen(loop, effect);
    loop_open(loop, effect->open);
}

static void tell(struct loop *loop, const struct effect *effect)
{
    loop_message(loop, effect->text);
}

static void press(struct loop *loop, const struct effect *effect)
{
    loop->pressed = effect->key;
    loop_close(loop);
}

static void find(struct loop *loop, const struct effect *effect)
{
    finding_found(loop, effect->text);
}

static void copy(struct loop *loop, const struct effect *effect)
{
    loop_copy(loop, effect->text);
}

static void save(struct loop *loop, const struct effect *effect)
{
    struct effect note = {.kind = EFFECT_NONE};

    if (!writing_save(loop, effect, &note))
        return;
    loop_close(loop);
    loop_close(loop);
    loop_lay_out(loop);
    if (note.kind != EFFECT_NONE)
        commit_hold(loop, &note);
}

static void say(struct loop *loop, const struct effect *effect)
{
    roleplay_link_say(loop, effect->text);
}

static void show_transcript(struct loop *loop, const struct effect *effect)
{
    home_data_show_transcript(loop, effect->text);
}

static void search(struct loop *loop, const struct effect *effect)
{
    home_data_search(loop, effect->text);
}

static void list_older(struct loop *loop, const struct effect *effect)
{
    (void)effect;
    home_data_older(loop);
}

static void count(struct loop *loop, const struct effect *effect)
{
    counting_begin(loop, effect->whole_team);
    loop_lay_out(loop);
}

static void show_figures(struct loop *loop, const struct effect *effect)
{
    counting_begin(loop, effect->whole_team);
    loop_open(loop, figures_new(&loop->context));
}

static void remove_session(struct loop *loop, const struct effect *effect)
{
    home_data_remove(loop, effect->text);
    loop_close(loop);
}

static void end(struct loop *loop, const struct effect *effect)
{
    loop->ended = effect->kind;
}

static void choose(struct loop *loop, const struct effect *effect)
{
    loop->chosen = effect->chosen;
    end(loop, effect);
}

static void resume(struct loop *loop, const struct effect *effect)
{
    if (effect->text)
        snprintf(loop->session, sizeof loop->session, "%s", effect->text);
    end(loop, effect);
}

static void replay(struct loop *loop, const struct effect *effect)
{
    loop->replay = effect->number;
    end(loop, effect);
}

static void train(struct loop *loop, const struct effect *effect)
{
    loop->start.trains = true;
    loop->start.practises = effect->practises;
    end(loop, effect);
}

static void begin(struct loop *loop, const struct effect *effect)
{
    home_data_start(loop, &effect->begin.hit, effect->begin.typed);
}

void perform(struct loop *loop, const struct effect *effect)
{
    static void (*const functions[EFFECT_COUNT])(struct loop *loop, const struct effect *effect) = {
        [EFFECT_COMMIT] = commit,
        [EFFECT_SAVE_NOTE] = keep_note,
        [EFFECT_SAVE_NOTE_AND_QUIT] = keep_and_quit,
        [EFFECT_DISCARD_DRAFT] = discard_draft,
        [EFFECT_DISCARD_AND_QUIT] = discard_and_quit,
        [EFFECT_RETRY] = retry,
        [EFFECT_UNRECORDED] = retry,
        [EFFECT_OPEN] = open_screen,
        [EFFECT_REPLACE] = replace_screen,
        [EFFECT_CLOSE] = close_screen,
        [EFFECT_MESSAGE] = tell,
        [EFFECT_PRESS] = press,
        [EFFECT_FIND] = find,
        [EFFECT_COPY] = copy,
        [EFFECT_SAVE_TRANSCRIPT] = save,
        [EFFECT_ROLEPLAY] = say,
        [EFFECT_SHOW_TRANSCRIPT] = show_transcript,
        [EFFECT_SEARCH] = search,
        [EFFECT_LIST_OLDER] = list_older,
        [EFFECT_DELETE_SESSION] = remove_session,
        [EFFECT_QUIT] = quit,
        [EFFECT_LEAVE] = end,
        [EFFECT_CHOOSE] = choose,
        [EFFECT_RESUME] = resume,
        [EFFECT_NEXT] = end,
        [EFFECT_REPLAY] = replay,
        [EFFECT_COUNT_SESSIONS] = count,
        [EFFECT_SHOW_FIGURES] = show_figures,
        [EFFECT_TRAIN] = train,
        [EFFECT_BEGIN] = begin,
    };

    if (functions[effect->kind])
        functions[effect->kind](loop, effect);
}
