/* SPDX-License-Identifier: MIT */
/*
 * Keys: what a key does on a screen, as one const table for each screen.
 *
 * The footer and the help screen are drawn from the rows that apply at the moment, so that neither
 * can promise a key that does nothing.
 */
#ifndef ERRWALK_TUI_KEYS_H
#define ERRWALK_TUI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "canvas.h"
#include "tui/terminal/key-codes.h"

struct screen;

enum action {
    ACTION_NONE,
    /* What the loop does for every screen. */
    ACTION_HELP,
    ACTION_ABOUT,
    ACTION_NOTE,
    ACTION_NOTES,
    ACTION_TRANSCRIPT,
    ACTION_TRAIL,
    ACTION_MAP,
    ACTION_ABANDON,
    ACTION_QUIT,
    ACTION_REPAINT,
    ACTION_CLOSE,
    ACTION_LEAVE,
    ACTION_FIND,
    ACTION_FIND_NEXT,
    ACTION_FIND_PREVIOUS,
    ACTION_COPY,
    ACTION_SEEN,
    ACTION_BACK,
    /* What a form does: see form.h. */
    ACTION_UP,
    ACTION_DOWN,
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_PAGE_UP,
    ACTION_PAGE_DOWN,
    ACTION_ASIDE_LEFT,
    ACTION_ASIDE_RIGHT,
    /* What a field does: see field.h. */
    ACTION_INSERT,
    ACTION_ERASE,
    ACTION_DELETE,
    ACTION_CURSOR_LEFT,
    ACTION_CURSOR_RIGHT,
    ACTION_CURSOR_HOME,
    ACTION_CURSOR_END,
    ACTION_CLEAR,
    ACTION_CURSOR_UP,
    ACTION_CURSOR_DOWN,
    /* What a screen does. */
    ACTION_CHOOSE,
    ACTION_NUMBER,
    ACTION_COPY_NEXT,
    ACTION_LEAVE_FIELD,
    ACTION_WRITE,
    ACTION_KEEP,
    ACTION_REDACT,
    ACTION_EDIT,
    ACTION_SEARCH,
    ACTION_READ,
    ACTION_REMOVE,
    ACTION_SESSIONS,
    ACTION_FIGURES,
    ACTION_TEAM,
    ACTION_UNFOLD,
    ACTION_FOLD,
    ACTION_UNFOLD_ALL,
    ACTION_FOLD_ALL,
    ACTION_WHERE,
    ACTION_DETAILS,
    ACTION_OTHER_FLOW,
    ACTION_TELL,
    ACTION_LOOK,
    ACTION_HINT,
    ACTION_HOLD,
    ACTION_MORE,
    ACTION_PASTE,
    ACTION_WHY_NEXT,
    ACTION_PUT_OFF,
    ACTION_TRAIN,
    ACTION_PRACTISE,
    ACTION_COUNT
};

struct binding {
    enum action action;
    int keys[KEYS_EACH]; /* the first is the one in the footer; ended by 0 */
    const char *name;    /* in the footer; NULL: only in the help */
    const char *help;    /* what it does, for the help screen */
    bool (*when)(const struct screen *screen); /* NULL: always */
};

/* Appends how a key is called: "Enter", "F1", "?". */
void keys_name(const struct canvas *canvas, struct buffer *out, int key);

/* Lines that are wider than the screen. */
#define KEYS_ASIDE                                                                                 \
    {ACTION_ASIDE_RIGHT, {'>', KEYS_FUNCTION(KEY_SRIGHT)}, "right",                                \
     "scroll wide lines to the right", screen_can_right},                                          \
    {ACTION_ASIDE_LEFT, {'<', KEYS_FUNCTION(KEY_SLEFT)}, "left",                                   \
     "scroll wide lines back to the left", screen_can_left},                                       \
    {ACTION_ASIDE_RIGHT, {KEYS_FUNCTION(KEY_SRIGHT)}, "right",                                     \
     "scroll wide lines to the right", screen_can_right_behind},                                   \
    {ACTION_ASIDE_LEFT, {KEYS_FUNCTION(KEY_SLEFT)}, "left",                                        \
     "scroll wide lines back to the left", screen_can_left_behind}

/* Finding a text on the screen: see finding.h. */
#define KEYS_FIND                                                                                  \
    {ACTION_FIND, {'/', KEYS_FUNCTION(KEY_F(7))}, "find", "find a text on this screen",            \
     screen_is_not_editing},                                                                       \
    {ACTION_FIND, {KEYS_FUNCTION(KEY_F(7))}, NULL, "find a text on this screen",                   \
     screen_is_editing},                                                                           \
    {ACTION_FIND_NEXT, {'.', 'n', KEYS_FUNCTION(KEY_F(3))}, NULL, "to where it stands next",            \
     screen_can_find_on},                                                                          \
    {ACTION_FIND_PREVIOUS, {',', 'N', KEYS_FUNCTION(KEY_F(15))}, NULL, "to where it stood before",      \
     screen_can_find_on}

/* Rows that screens share; a focused field takes the letters among them. */
#define KEYS_COMMON                                                                                \
    KEYS_FIND,                                                                                     \
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},                        \
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys",                       \
     screen_is_not_editing},                                                                       \
    {ACTION_HELP, {KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", screen_is_editing},        \
    {ACTION_QUIT, {'q', KEYS_CTRL('C')}, "quit", "leave the walk", screen_is_not_editing},         \
    {ACTION_QUIT, {KEYS_CTRL('C')}, "quit", "leave the walk", screen_is_editing}

#define KEYS_FIELD(editing)                                                                        \
    {ACTION_INSERT, {KEYS_PRINTABLE}, NULL, "write it into the field", editing},                   \
    {ACTION_ERASE, {KEYS_FUNCTION(KEY_BACKSPACE), 0x7f, '\b'}, NULL,                               \
     "take back the character before the cursor", screen_has_before},                              \
    {ACTION_DELETE, {KEYS_FUNCTION(KEY_DC)}, NULL, "delete the character under the cursor",        \
     screen_has_after},                                                                            \
    {ACTION_CURSOR_LEFT, {KEYS_FUNCTION(KEY_LEFT)}, NULL, "move left in the field",                \
     screen_has_before},                                                                           \
    {ACTION_CURSOR_RIGHT, {KEYS_FUNCTION(KEY_RIGHT)}, NULL, "move right in the field",             \
     screen_has_after},                                                                            \
    {ACTION_CURSOR_HOME, {KEYS_FUNCTION(KEY_HOME), KEYS_CTRL('A')}, NULL,                          \
     "to the start of the field", screen_has_before},                                              \
    {ACTION_CURSOR_END, {KEYS_FUNCTION(KEY_END), KEYS_CTRL('E')}, NULL, "to the end of the field", \
     screen_has_after},                                                                            \
    {ACTION_CLEAR, {KEYS_CTRL('U')}, NULL, "empty the field", screen_has_typed}

#endif
