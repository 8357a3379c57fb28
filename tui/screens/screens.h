/* SPDX-License-Identifier: MIT */
/*
 * Screens: the constructors of all that a walk shows, and those of lists apart from any walk. The loop
 * owns what it opens.
 */
#ifndef ERRWALK_TUI_SCREENS_H
#define ERRWALK_TUI_SCREENS_H

#include "tui/frame/screen.h"

/* Where a walk stands. */
struct screen *step_new(const struct context *context); /* at a step of a walk or a training */
struct screen *end_new(const struct context *context);

/* Opened above it by an action. */
struct screen *about_new(const struct context *context);
struct screen *another_new(const struct context *context);
struct screen *help_new(const struct context *context, const struct screen *of);
struct screen *known_new(const struct context *context, const struct catalog_entry *error);
struct screen *notes_new(const struct context *context);
struct screen *paste_new(const struct context *context); /* what a command printed */
struct screen *trail_new(const struct context *context);
struct screen *why_next_new(const struct context *context);

/* A new note, or one of session_notes to edit; with its draft, where it was left. */
struct screen *note_new(const struct context *context);
struct screen *note_edit_new(const struct context *context, const struct event *note);

/* The event that keeps a draft; STATUS_NO where there is nothing to keep. */
enum status draft_event(const struct walk *walk, const struct draft *draft, struct event *event);

/* The transcript of the walk, or of a session that the screen owns from now on. */
struct screen *preview_new(const struct context *context);
struct screen *preview_past_new(const struct context *context, struct session *session);
struct screen *save_new(const struct context *context, const struct session *session, bool redact);

/* What is asked about a walk as a whole. */
struct screen *abandon_new(const struct context *context);
struct screen *confirm_new(const struct context *context);
struct screen *fault_new(const struct context *context); /* an event could not be stored */
struct screen *offer_new(const struct context *context, const struct session *unfinished);
struct screen *unsaved_note_new(const struct context *context, const struct draft *draft);

/* Whether leaving now would lose something. */
bool confirm_is_needed(const struct context *context);

/* Apart from any walk. */
struct screen *chooser_new(const struct context *context, const char *title, const char *hint,
                           const struct tui_choice *choices, size_t count);
struct screen *sessions_new(const struct context *context);
struct screen *figures_new(const struct context *context); /* what was counted, or is being */

#endif
