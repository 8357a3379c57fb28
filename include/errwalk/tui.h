/* SPDX-License-Identifier: MIT */
/*
 * Tui: the ncurses wizard. It walks a person through a session on the terminal.
 *
 * The caller has called setlocale(LC_ALL, "") and has started the walk. Whatever happens, the
 * terminal is left as it was found; what was written to standard error meanwhile is shown then.
 * One wizard runs at a time in a process, since signals belong to the process.
 * After a choice that more screens may follow (a list that was chosen from or left, a session to go on
 * with) the last screen stays until they come, so that nothing flickers, and keys that are typed meanwhile
 * are theirs; tui_release ends that.
 */
#ifndef ERRWALK_TUI_H
#define ERRWALK_TUI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/roleplay.h"
#include "errwalk/clock.h"
#include "errwalk/history.h"
#include "errwalk/search.h"
#include "errwalk/status.h"
#include "errwalk/theme.h"
#include "errwalk/training.h"
#include "errwalk/tui-options.h"
#include "errwalk/walk.h"

enum tui_end_kind {
    TUI_ENDED,      /* the walk has an outcome (a choice was made) */
    TUI_UNFINISHED, /* the person left before that */
    TUI_UNSTORED,   /* the same, because an event could not be stored */
    TUI_RESUMES,    /* the person goes on with `session` instead; nothing was answered here */
    TUI_NEXT,       /* it has, and the person goes on with another case: home follows */
    TUI_REPLAYS,    /* the training is to go on, as a new one, from before its event `replay` */
    TUI_SIGNALLED,  /* `signal` asks the program to stop: SIGTERM, or SIGHUP */
    TUI_GONE,       /* the terminal cannot be read any more */
    TUI_END_COUNT
};

struct tui_end {
    enum tui_end_kind kind;
    int signal; /* of TUI_SIGNALLED, else 0 */
    char session[SESSION_ID_SIZE]; /* id of TUI_RESUMES, else "" */
    unsigned replay; /* of TUI_REPLAYS, else 0 */
};

/* Leaves the terminal as it was found, before anything is written in plain mode or the program ends.
 * Nothing is done where that is so. */
void tui_release(void);

/* Whether there is a terminal that can be drawn on: standard input and output are terminals, TERM
 * is known and not dumb, and the cursor can be placed. Else use plain mode. */
bool tui_possible(void);

/*
 * Walks on from where the walk stands until it is left. STATUS_IO when the terminal cannot be set
 * up; `*end` is set only with STATUS_OK.
 */
enum status tui_run(struct walk *walk, const struct tui_options *options, struct tui_end *end);

/*
 * Shows a list and has one of it chosen, as where several flows fit a problem. `title` says what is
 * chosen, `hint` (may be "") how to tell. With TUI_ENDED `*chosen` is its index; else it is
 * untouched. Fails as tui_run does.
 */
enum status tui_choose(const char *title, const char *hint, const struct tui_choice *choices,
                       size_t count, const struct tui_options *options, size_t *chosen,
                       struct tui_end *end);

/* Shows the caller of a role-play what to say, over the `call` of the options, until they leave.
 * Fails as tui_run does. */
enum status tui_roleplay(const struct tui_caller *caller, const struct tui_options *options,
                     struct tui_end *end);

/*
 * Shows sessions and flows, and finds what is typed or pasted; from there all sessions, to read and
 * write transcripts and to remove some. TUI_RESUMES: a session was chosen; TUI_ENDED: `*start` is
 * what was; else `*start` is untouched. Fails as tui_run does.
 */
enum status tui_begin(const struct tui_home *home, const struct tui_options *options,
                      struct tui_start *start, struct tui_end *end);

#endif
