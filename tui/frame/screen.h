/* SPDX-License-Identifier: MIT */
/*
 * Screen: what each screen of the wizard is to the loop.
 *
 * A screen is a const table of functions. `build` lays its texts out for a size, `update` changes
 * its model and returns one effect, `view` draws. None of them does I/O or touches the session: the
 * loop carries the effect out (effect.h), and shows the screen that fits where the walk stands.
 */
#ifndef ERRWALK_TUI_SCREEN_H
#define ERRWALK_TUI_SCREEN_H

#include <stdbool.h>

#include "errwalk/catalog.h"
#include "errwalk/stats-words.h"
#include "errwalk/status.h"
#include "errwalk/training.h"
#include "errwalk/tui-options.h"
#include "errwalk/walk.h"
#include "drafts.h"
#include "effect.h"
#include "tui/widgets/form.h"
#include "tui/widgets/keys.h"
#include "tui/widgets/lines.h"

/* Figures over the sessions of the history. */
struct figures {
    enum figures_state {
        FIGURES_NONE, /* there is no history, or nobody asked */
        FIGURES_COUNTING,
        FIGURES_COUNTED,
        FIGURES_FAILED /* to read the history */
    } state;
    const struct stats_result *result; /* FIGURES_COUNTED; else NULL */
    size_t damaged;                    /* sessions that were left out */
    bool whole_team;                   /* with those that were pulled */
};

/* What all screens may look at; the loop owns it. */
struct context {
    struct walk *walk; /* NULL where a list is shown apart from any walk; screens only look at it */
    struct training *training; /* of the walk, where it is one; as the walk */
    struct training_feedback feedback; /* of what was committed last */
    const struct tui_caller *caller; /* what is played, on the caller's end of a call; else NULL */
    const struct tui_options *options;
    struct canvas canvas;
    bool clipboard;      /* the terminal has one that OSC 52 may reach */
    const struct drafts *drafts;
    const char *written; /* file that holds the transcript by now; "" for none */
    const char *message; /* shown once, above the keys; "" for none */
    const struct history_list *sessions;   /* the newest of the history */
    const struct history_list *unfinished; /* the newest of these */
    const struct history_list *found;    /* those with the words of `searched` in their texts */
    const char *searched;                /* "" before a search */
    const char *sought;                  /* text that was found, or not, last; "" for none */
    struct figures figures;
};

/* Finding on a screen whose texts are not in its form; form->needle, found, here and on_match are
 * kept as there. See find.h. */
struct screen_finder {
    void (*set)(struct screen *screen, const char *sought);
    void (*first)(struct screen *screen);
    bool (*next)(struct screen *screen, bool back);
};

struct screen_class {
    const char *name;  /* heading of its help: "Keys: question" */
    bool overlay;      /* shows above a walk's screen without being one */
    bool takes_lines;  /* a paste keeps its lines */
    bool bare;         /* no frame but the keys: all from the upper left corner on */
    bool wide;         /* no pane with the trail beside it */
    bool has_own_bar;  /* its last row is not the key bar */
    const struct binding *bindings;
    /* Fills screen->form for screen->columns. */
    void (*build)(struct screen *screen, struct lines_style style);
    /* More about what has the focus, which a wide window shows beside the form. May be NULL. */
    void (*beside)(const struct screen *screen, struct lines *lines,
                   const struct lines_style *style);
    /* In the place of `build`, of a screen whose texts are not in its form. */
    void (*layout)(struct screen *screen, const struct layout_frame *frame);
    const struct screen_finder *finder; /* of such a screen */
    /* A click on such a screen: takes the focus there. True: what is there has it already. */
    bool (*click)(struct screen *screen, int y, int x);
    /* What the loop is to do when one of its items is chosen. NULL: it is only read. */
    struct effect (*choose)(struct screen *screen, const struct item *item);
    /* In the place of `choose`, of a screen that has more than items to choose: an action of the table
     * above, that the loop does not do by itself. */
    struct effect (*update)(struct screen *screen, enum action action, int key);
    void (*view)(const struct screen *screen, WINDOW *window);
    /* Text that leaving it now would lose, and the note that it is of; NULL: none. May be NULL. */
    const char *(*draft)(const struct screen *screen, unsigned *note);
    /* Takes a pasted text whole. False: it goes into the field. NULL: it always does. */
    bool (*paste)(struct screen *screen, const char *text);
    void (*free)(struct screen *screen); /* what it holds beyond this struct; may be NULL */
};

/* Every screen's struct begins with one. */
struct screen {
    const struct screen_class *class;
    const struct context *context;
    struct screen *below;
    struct form form;
    struct commands commands;
    struct field field;
    bool editing;  /* the field takes every printable key */
    bool is_stale; /* its texts changed: the loop lays it out before it shows */
    int rows, columns;
};

/* A zeroed screen of `size` bytes, or NULL. */
void *screen_new(size_t size, const struct screen_class *class, const struct context *context);

/* NULL is allowed. */
void screen_free(struct screen *screen);

/* Where its parts are in a window of this size. */
struct layout_frame screen_parts(const struct screen *screen, int rows, int columns);

/* Lays it out for a window of this size. */
void screen_layout(struct screen *screen, int rows, int columns);

/* Draws what stands around the content; false where the window is too small, which it says. */
bool screen_frame(const struct screen *screen, WINDOW *window, struct layout_frame *frame);

/* The view of a screen that is a frame around its form. */
void screen_view(const struct screen *screen, WINDOW *window);

/* The item at a place of the window; NULL: there is none. */
const struct item *screen_at(const struct screen *screen, int y, int x);

/* Conditions of key tables. */
bool screen_is_editing(const struct screen *screen);     /* a focused field takes the key */
bool screen_is_not_editing(const struct screen *screen); /* letters are keys */
bool screen_on_choice(const struct screen *screen);      /* the focus is on a choice */
bool screen_on_tick(const struct screen *screen);
bool screen_on_field(const struct screen *screen);       /* on a field that was left with Esc */
bool screen_has_numbers(const struct screen *screen);    /* number keys choose */
bool screen_can_down(const struct screen *screen);       /* letters are keys, and that way is more */
bool screen_can_up(const struct screen *screen);
bool screen_can_first(const struct screen *screen);
bool screen_can_last(const struct screen *screen);
bool screen_can_page(const struct screen *screen);
bool screen_can_down_behind(const struct screen *screen); /* the same, from within a field */
bool screen_can_up_behind(const struct screen *screen);
bool screen_can_page_behind(const struct screen *screen);
bool screen_can_right(const struct screen *screen);       /* wide lines scroll that way */
bool screen_can_left(const struct screen *screen);
bool screen_can_right_behind(const struct screen *screen);
bool screen_can_left_behind(const struct screen *screen);
bool screen_can_page_up(const struct screen *screen);     /* from within a field or not */
bool screen_has_before(const struct screen *screen);      /* text before the cursor in the field */
bool screen_has_after(const struct screen *screen);
bool screen_has_typed(const struct screen *screen);       /* any text in the field */
bool screen_can_find_on(const struct screen *screen);    /* something was sought; letters are keys */
bool screen_has_commands(const struct screen *screen);
bool screen_has_about(const struct screen *screen);
bool screen_can_note(const struct screen *screen);
bool screen_has_notes(const struct screen *screen);
bool screen_can_abandon(const struct screen *screen);
bool screen_has_walk(const struct screen *screen);
bool screen_has_trail(const struct screen *screen);
bool screen_can_go_back(const struct screen *screen);

bool screen_has_seen(const struct screen *screen); /* something in a training */

/* What an action that the loop does not do by itself comes to on this screen. */
struct effect screen_update(struct screen *screen, enum action action, int key);

/* Takes back the last decision. */
struct effect screen_go_back(const struct context *context);

/* The item that Enter, or a number key, means; NULL where there is none. */
const struct item *screen_chosen(const struct screen *screen, enum action action, int key);

/* Rows of every screen that belongs to a step of a walk. */
#define KEYS_ENTER '\r', '\n', KEYS_FUNCTION(KEY_ENTER)
#define KEYS_MOVE                                                                                  \
    {ACTION_DOWN, {KEYS_FUNCTION(KEY_DOWN), 'j', '\t'}, NULL, "down", screen_can_down},            \
    {ACTION_UP, {KEYS_FUNCTION(KEY_UP), 'k', KEYS_FUNCTION(KEY_BTAB)}, NULL, "up", screen_can_up}, \
    {ACTION_DOWN, {KEYS_FUNCTION(KEY_DOWN), '\t'}, NULL, "down", screen_can_down_behind},          \
    {ACTION_UP, {KEYS_FUNCTION(KEY_UP), KEYS_FUNCTION(KEY_BTAB)}, NULL, "up", screen_can_up_behind},\
    {ACTION_FIRST, {KEYS_FUNCTION(KEY_HOME)}, NULL, "to the first", screen_can_first},             \
    {ACTION_LAST, {KEYS_FUNCTION(KEY_END)}, NULL, "to the last", screen_can_last},                 \
    {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE), ' '}, NULL, "read on", screen_can_page},         \
    {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE)}, NULL, "read on", screen_can_page_behind},       \
    {ACTION_PAGE_UP, {KEYS_FUNCTION(KEY_PPAGE)}, NULL, "read back", screen_can_page_up}

#define KEYS_WALK                                                                                  \
    KEYS_ASIDE,                                                                                    \
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "choose that line at once", screen_has_numbers},          \
    KEYS_MOVE,                                                                                     \
    {ACTION_BACK, {'b', KEYS_FUNCTION(KEY_BACKSPACE), 0x7f, '\b', KEYS_FUNCTION(KEY_LEFT)},        \
     "back", "take back the last answer", screen_can_go_back},                                     \
    {ACTION_COPY, {'c'}, "copy", "copy what is to be copied, one after the other",                 \
     screen_has_commands},                                                                         \
    {ACTION_NOTE, {'n'}, "note", "write a note into the transcript", screen_can_note},             \
    {ACTION_MAP, {'m', KEYS_FUNCTION(KEY_F(4))}, "map",                                            \
     "see the whole flow, and where you are in it", screen_has_walk},                              \
    {ACTION_ABOUT, {'i'}, "about", "read about the error", screen_has_about},                      \
    {ACTION_TRANSCRIPT, {'t'}, "transcript", "read the transcript so far, and write it",           \
     screen_has_walk},                                                                             \
    {ACTION_TRAIL, {'e'}, "edit", "edit an earlier answer", screen_has_trail},                     \
    {ACTION_ABANDON, {'a'}, NULL, "abandon the walk: end it here", screen_can_abandon},            \
    KEYS_COMMON

/* Rows of screens that are only read. */
#define KEYS_READER                                                                                \
    {ACTION_CLOSE, {0x1b, 'q', 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)},        \
     "close", "back", NULL},                                                                       \
    KEYS_ASIDE,                                                                                    \
    {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE), ' '}, "read on", "read on", screen_can_page},    \
    {ACTION_PAGE_UP, {KEYS_FUNCTION(KEY_PPAGE)}, "read back", "read back", screen_can_page_up},    \
    {ACTION_DOWN, {KEYS_FUNCTION(KEY_DOWN), 'j', '\r', '\n'}, "a line down", "a line down",        \
     screen_can_down},                                                                             \
    {ACTION_UP, {KEYS_FUNCTION(KEY_UP), 'k'}, NULL, "a line up", screen_can_up},                   \
    {ACTION_FIRST, {KEYS_FUNCTION(KEY_HOME), 'g'}, NULL, "to the start", screen_can_first},        \
    {ACTION_LAST, {KEYS_FUNCTION(KEY_END), 'G'}, NULL, "to the end", screen_can_last},             \
    KEYS_FIND,                                                                                     \
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},                        \
    {ACTION_QUIT, {KEYS_CTRL('C')}, NULL, "leave", NULL}

/* Rows of lists with a filter: what is typed narrows them while the marker moves. */
#define KEYS_LIST                                                                                  \
    {ACTION_LEAVE_FIELD, {0x1b, '\t'}, "leave field",                                              \
     "leave the field, so that letters are keys again", screen_is_editing},                        \
    KEYS_FIELD(screen_is_editing),                                                                 \
    {ACTION_EDIT, {'/', '\t', KEYS_FUNCTION(KEY_F(7))}, "find",                                    \
     "find: type what the list is narrowed to", screen_is_not_editing},                            \
    {ACTION_DOWN, {KEYS_FUNCTION(KEY_DOWN), 'j'}, NULL, "down", screen_can_down},                  \
    {ACTION_UP, {KEYS_FUNCTION(KEY_UP), 'k'}, NULL, "up", screen_can_up},                          \
    {ACTION_DOWN, {KEYS_FUNCTION(KEY_DOWN)}, NULL, "down", screen_can_down_behind},                \
    {ACTION_UP, {KEYS_FUNCTION(KEY_UP)}, NULL, "up", screen_can_up_behind},                        \
    {ACTION_FIRST, {KEYS_FUNCTION(KEY_HOME)}, NULL, "to the first", screen_can_first},             \
    {ACTION_LAST, {KEYS_FUNCTION(KEY_END)}, NULL, "to the last", screen_can_last},                 \
    {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE), ' '}, NULL, "read on", screen_can_page},         \
    {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE)}, NULL, "read on", screen_can_page_behind},       \
    {ACTION_PAGE_UP, {KEYS_FUNCTION(KEY_PPAGE)}, NULL, "read back", screen_can_page_up},           \
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},                        \
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys",                       \
     screen_is_not_editing},                                                                       \
    {ACTION_HELP, {KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", screen_is_editing},        \
    {ACTION_QUIT, {'q', KEYS_CTRL('C')}, "quit", "leave errwalk", screen_is_not_editing},          \
    {ACTION_QUIT, {KEYS_CTRL('C')}, "quit", "leave errwalk", screen_is_editing}

/* Appends an answer's text, marked where it is the one that was given here before. */
void screen_answer_text(struct buffer *out, const char *text, bool is_earlier);

#endif
