/* SPDX-License-Identifier: MIT */
/*
 * Key reader: which keys, pastes and clicks the bytes of a terminal are.
 *
 * A pure function of bytes and the times they came at. Only a whole, known sequence is a key: what is
 * whole and unknown, what was not asked for, and a rest that comes late are swallowed to their end, so
 * that no piece of one is ever read as letters and digits. Characters are read as the locale has them.
 */
#ifndef ERRWALK_TUI_KEY_READER_H
#define ERRWALK_TUI_KEY_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

enum key_input_kind {
    KEY_INPUT_NONE,
    KEY_INPUT_KEY,     /* `key`: see key-codes.h */
    KEY_INPUT_PASTES,  /* a paste begins */
    KEY_INPUT_TEXT,    /* `key` is a character of it */
    KEY_INPUT_PASTED,  /* it ends, or nothing of it came for too long */
    KEY_INPUT_POINTED, /* the mouse: `button` at `y`, `x` */
    KEY_INPUT_COUNT
};

/* As terminals number them. */
enum { BUTTON_LEFT = 0, BUTTON_WHEEL_UP = 64, BUTTON_WHEEL_DOWN = 65 };

struct key_input {
    enum key_input_kind kind;
    int key, button, y, x;
};

/* Milliseconds. */
enum {
    KEY_LATE = 250,         /* after Esc: what continues a sequence is its rest */
    KEY_PAUSE = 500,        /* a sequence that was begun and not ended is over */
    KEY_PASTE_PAUSE = 2000, /* and so is a paste */
};

enum { KEY_SEQUENCE_MOST = 32, KEY_QUEUE = 4 };

struct key_sequence {
    char bytes[KEY_SEQUENCE_MOST];
    size_t length;
    int key;
};

/* What was begun: by ESC alone, ESC [, ESC O, ESC ] and its like; ESC within such a string; a report of
 * the mouse in its old form. */
enum key_form {
    FORM_NONE,
    FORM_ESCAPE,
    FORM_CONTROL,
    FORM_SINGLE,
    FORM_STRING,
    FORM_TERMINATOR,
    FORM_MOUSE,
    FORM_COUNT
};

/* Zero-initialise it; its members are its own but for the first two. key_reader_free when done. */
struct key_reader {
    int escape_delay; /* milliseconds: how long ESC waits for the rest of a sequence */
    bool points;      /* reports of the mouse were asked for */
    struct key_sequence *known;
    size_t known_count, known_capacity;
    enum key_form form;
    char bytes[KEY_SEQUENCE_MOST];
    size_t length; /* one that fills it is too long to be known */
    bool is_rest;  /* it comes too late to be a key */
    int64_t since; /* when the last byte came */
    int64_t late;  /* before when a rest may come */
    bool is_pasting;
    mbstate_t partial; /* a character */
    struct key_input queue[KEY_QUEUE];
    size_t queued, taken;
};

void key_reader_free(struct key_reader *reader);

/* Makes a sequence, or a control character, a key. Of two that are the same the first counts. */
void key_reader_know(struct key_reader *reader, const char *bytes, int key);

/* Makes those known that terminals send whatever their description says. */
void key_reader_know_common(struct key_reader *reader);

/* A byte that came at a time in milliseconds. What it amounts to is to be taken before the next. */
void key_reader_feed(struct key_reader *reader, unsigned char byte, int64_t now);

/* No byte came until now. */
void key_reader_wait(struct key_reader *reader, int64_t now);

/* What was read; false: nothing more. */
bool key_reader_take(struct key_reader *reader, struct key_input *input);

/* When key_reader_wait is due; -1: never. */
int64_t key_reader_due(const struct key_reader *reader);

#endif
