/* SPDX-License-Identifier: MIT */
/*
 * What terminals send follows ECMA-48: ESC [ up to a final byte, ESC O and one byte, and ESC with
 * one of four letters up to BEL or ESC \. Terminals that keep to none of it have their keys in
 * their description, and those are compared first.
 */
#include <config.h>

#include "key-reader.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "key-codes.h"

enum { ESC = 0x1b, BEL = 0x07, CAN = 0x18, SUB = 0x1a };
enum match { MATCH_NONE, MATCH_BEGINNING, MATCH_WHOLE };

static const char paste_begins[] = "\033[200~", paste_ends[] = "\033[201~";

void key_reader_free(struct key_reader *reader)
{
    memory_free(reader->known);
    *reader = (struct key_reader){0};
}

void key_reader_know(struct key_reader *reader, const char *bytes, int key)
{
    struct key_sequence sequence = {.length = strlen(bytes), .key = key};
    void *known = reader->known;

    if (!sequence.length || sequence.length > KEY_SEQUENCE_MOST)
        return;
    memcpy(sequence.bytes, bytes, sequence.length);
    memory_grow(&known, &reader->known_capacity, reader->known_count, sizeof sequence);
    reader->known = known;
    reader->known[reader->known_count++] = sequence;
}

void key_reader_know_common(struct key_reader *reader)
{
    static const struct {
        const char *bytes;
        int key;
    } rows[] = {
        {"\033[A", KEY_UP},      {"\033[B", KEY_DOWN},    {"\033[C", KEY_RIGHT},
        {"\033[D", KEY_LEFT},    {"\033OA", KEY_UP},      {"\033OB", KEY_DOWN},
        {"\033OC", KEY_RIGHT},   {"\033OD", KEY_LEFT},    {"\033[H", KEY_HOME},
        {"\033[F", KEY_END},     {"\033OH", KEY_HOME},    {"\033OF", KEY_END},
        {"\033[1~", KEY_HOME},   {"\033[3~", KEY_DC},     {"\033[4~", KEY_END},
        {"\033[5~", KEY_PPAGE},  {"\033[6~", KEY_NPAGE},  {"\033[7~", KEY_HOME},
        {"\033[1;2C", KEY_SRIGHT}, {"\033[1;2D", KEY_SLEFT},
        {"\033[8~", KEY_END},    {"\033[Z", KEY_BTAB},    {"\033OM", KEY_ENTER},
        {"\033OP", KEY_F(1)},    {"\033OQ", KEY_F(2)},    {"\033OR", KEY_F(3)},
        {"\033OS", KEY_F(4)},    {"\033[11~", KEY_F(1)},  {"\033[12~", KEY_F(2)},
        {"\033[13~", KEY_F(3)},  {"\033[14~", KEY_F(4)},  {"\033[15~", KEY_F(5)},
        {"\033[17~", KEY_F(6)},  {"\033[18~", KEY_F(7)},  {"\033[19~", KEY_F(8)},
        {"\033[20~", KEY_F(9)},  {"\033[21~", KEY_F(10)}, {"\033[23~", KEY_F(11)},
        {"\033[24~", KEY_F(12)}, {"\033[[A", KEY_F(1)},   {"\033[[B", KEY_F(2)},
        {"\033[[C", KEY_F(3)},   {"\033[[D", KEY_F(4)},   {"\033[[E", KEY_F(5)},
    };
    static const char keypad[] = "j*k+l,m-n.o/p0q1r2s3t4u5v6w7x8y9"; /* ESC O and the first: the second */
    char bytes[] = "\033O?";
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        key_reader_know(reader, rows[i].bytes, KEYS_FUNCTION(rows[i].key));
    for (i = 0; keypad[i]; i += 2) {
        bytes[2] = keypad[i];
        key_reader_know(reader, bytes, keypad[i + 1]);
    }
}

static void put(struct key_reader *reader, struct key_input input)
{
    if (reader->queued < KEY_QUEUE)
        reader->queue[reader->queued++] = input;
}

static void put_key(struct key_reader *reader, int key)
{
    put(reader, (struct key_input){.kind = KEY_INPUT_KEY, .key = key});
}

bool key_reader_take(struct key_reader *reader, struct key_input *input)
{
    if (reader->taken == reader->queued) {
        reader->taken = reader->queued = 0;
        return false;
    }
    *input = reader->queue[reader->taken++];
    return true;
}

/* Compares what was begun with what is known; a beginning of something longer is no whole yet. */
static enum match match(const struct key_reader *reader, int *key)
{
    enum match found = MATCH_NONE;
    size_t i;

    for (i = 0; i < reader->known_count && reader->length <= KEY_SEQUENCE_MOST; i++) {
        const struct key_sequence *known = &reader->known[i];

        if (known->length < reader->length || memcmp(known->bytes, reader->bytes, reader->length) != 0)
            continue;
        if (known->length > reader->length)
            return MATCH_BEGINNING;
        if (found == MATCH_NONE)
            *key = known->key;
        found = MATCH_WHOLE;
    }
    return found;
}

static void begin(struct key_reader *reader, unsigned char byte)
{
    reader->form = FORM_ESCAPE;
    reader->bytes[0] = (char)byte;
    reader->length = 1;
    reader->is_rest = false;
}

static void end(struct key_reader *reader)
{
    reader->form = FORM_NONE;
}

static void push(struct key_reader *reader, unsigned char byte)
{
    if (reader->length < KEY_SEQUENCE_MOST)
        reader->bytes[reader->length++] = (char)byte;
}

/* Takes the byte after ESC; false: it does not belong to it. */
static bool take_introducer(struct key_reader *reader, unsigned char byte)
{
    if (!byte || !strchr("[O]P_^", byte))
        return false;
    reader->form = byte == '[' ? FORM_CONTROL : byte == 'O' ? FORM_SINGLE : FORM_STRING;
    return true;
}

/* A character of the locale, of which this may be the first byte or a later one. */
static void read_character(struct key_reader *reader, unsigned char byte)
{
    const char bytes[1] = {(char)byte};
    bool was_partial = !mbsinit(&reader->partial);
    wchar_t wide = 0;
    size_t length = mbrtowc(&wide, bytes, 1, &reader->partial);

    if (length == (size_t)-1) {
        memset(&reader->partial, 0, sizeof reader->partial);
        if (was_partial) /* what came before was none; this may be */
            read_character(reader, byte);
    } else if (wide >= 0x80 && wide < 0xa0) { /* ESC and what follows it, in one */
        begin(reader, ESC);
        push(reader, (unsigned char)(wide - 0x40));
        if (!take_introducer(reader, (unsigned char)(wide - 0x40)))
            end(reader);
    } else if (length != (size_t)-2 && wide) {
        put(reader, (struct key_input){.kind = reader->is_pasting ? KEY_INPUT_TEXT : KEY_INPUT_KEY,
                                       .key = (int)wide});
    }
}

/* The first byte of anything. */
static void read_first(struct key_reader *reader, unsigned char byte)
{
    enum match found = MATCH_NONE;
    int key = 0;

    begin(reader, byte);
    if (byte == ESC) {
        memset(&reader->partial, 0, sizeof reader->partial);
        return;
    }
    if ((byte < ' ' || byte == 0x7f) && !reader->is_pasting)
        found = match(reader, &key);
    if (found == MATCH_BEGINNING)
        return;
    end(reader);
    if (found == MATCH_WHOLE)
        put_key(reader, key);
    else
        read_character(reader, byte);
}

/* What follows ESC and does not belong to it is a key of its own. */
static void read_escape(struct key_reader *reader, unsigned char byte)
{
    bool is_known_beginning = reader->bytes[0] != ESC || reader->length > 2;

    if (!is_known_beginning && take_introducer(reader, byte))
        return;
    end(reader);
    if (is_known_beginning) /* and goes on as nothing that is known */
        return;
    if (!reader->is_pasting)
        put_key(reader, ESC);
    read_first(reader, byte);
}

static void point(struct key_reader *reader, int button, int x, int y)
{
    enum { HELD = 4 | 8 | 16 }; /* Shift, Meta, Control */

    if (reader->points && !reader->is_rest && !reader->is_pasting)
        put(reader, (struct key_input){.kind = KEY_INPUT_POINTED,
                                       .button = button & ~HELD,
                                       .x = x - 1,
                                       .y = y - 1});
}

/* ESC [ < button ; column ; row and M, or m where it was let go. False: no such report. */
static bool read_report(struct key_reader *reader)
{
    char text[KEY_SEQUENCE_MOST + 1] = "", final, after;
    int button, x, y;

    memcpy(text, reader->bytes, reader->length);
    if (sscanf(text, "\033[<%4d;%4d;%4d%c%c", &button, &x, &y, &final, &after) != 4 ||
        (final != 'M' && final != 'm'))
        return false;
    if (final == 'M')
        point(reader, button, x, y);
    return true;
}

static bool is_sequence(const struct key_reader *reader, const char *bytes)
{
    return reader->length == strlen(bytes) && memcmp(reader->bytes, bytes, reader->length) == 0;
}

/* A sequence has come to its end. Those around a paste count however late they come. */
static void complete(struct key_reader *reader)
{
    int key;

    end(reader);
    if (is_sequence(reader, paste_ends)) {
        if (reader->is_pasting)
            put(reader, (struct key_input){.kind = KEY_INPUT_PASTED});
        reader->is_pasting = false;
    } else if (is_sequence(reader, paste_begins)) {
        if (!reader->is_pasting)
            put(reader, (struct key_input){.kind = KEY_INPUT_PASTES});
        reader->is_pasting = true;
    } else if (reader->length < KEY_SEQUENCE_MOST && !read_report(reader) && !reader->is_rest &&
               !reader->is_pasting && match(reader, &key) == MATCH_WHOLE) {
        put_key(reader, key);
    }
}

static void read_control(struct key_reader *reader, unsigned char byte)
{
    if (byte < ' ' || byte > '~')
        end(reader); /* no sequence has this in it */
    else if (byte == 'M' && reader->length == 3 && reader->points)
        reader->form = FORM_MOUSE;
    else if (byte >= '@' && !(byte == '[' && reader->length == 3)) /* ESC [ [ A is of the console */
        complete(reader);
}

static void read_single(struct key_reader *reader, unsigned char byte)
{
    if (byte < '0' || byte > ';') /* the 5 of ESC O 5 A says which keys are held */
        complete(reader);
}

static void read_string(struct key_reader *reader, unsigned char byte)
{
    if (byte == BEL || byte == CAN || byte == SUB)
        end(reader);
}

/* ESC ends a string together with \, else it begins again. */
static void read_terminator(struct key_reader *reader, unsigned char byte)
{
    begin(reader, ESC);
    if (byte == ESC)
        return;
    push(reader, byte);
    if (!take_introducer(reader, byte))
        end(reader);
}

/* ESC [ M and three bytes, each 32 more than what it says. */
static void read_old_report(struct key_reader *reader, unsigned char byte)
{
    const unsigned char *said = (const unsigned char *)reader->bytes + 3;

    (void)byte;
    if (reader->length < 6)
        return;
    end(reader);
    point(reader, said[0] - 32, said[1] - 32, said[2] - 32);
}

static void (*const readers[FORM_COUNT])(struct key_reader *reader, unsigned char byte) = {
    [FORM_NONE] = read_first,       [FORM_ESCAPE] = read_escape,
    [FORM_CONTROL] = read_control,  [FORM_SINGLE] = read_single,
    [FORM_STRING] = read_string,    [FORM_TERMINATOR] = read_terminator,
    [FORM_MOUSE] = read_old_report,
};

/* A byte of what was begun. */
static void read_next(struct key_reader *reader, unsigned char byte)
{
    enum match found = MATCH_NONE;
    int key;

    if (byte == ESC && reader->form != FORM_ESCAPE && reader->form != FORM_TERMINATOR) {
        if (reader->form == FORM_STRING)
            reader->form = FORM_TERMINATOR;
        else
            begin(reader, byte);
        return;
    }
    push(reader, byte);
    if (reader->form == FORM_ESCAPE || reader->form == FORM_CONTROL || reader->form == FORM_SINGLE)
        found = match(reader, &key);
    if (found == MATCH_WHOLE)
        complete(reader);
    else if (found == MATCH_NONE)
        readers[reader->form](reader, byte);
    else if (reader->length == 2 && reader->bytes[0] == ESC)
        take_introducer(reader, byte);
}

void key_reader_feed(struct key_reader *reader, unsigned char byte, int64_t now)
{
    bool may_be_rest;

    key_reader_wait(reader, now);
    may_be_rest = reader->form == FORM_NONE && now < reader->late;
    reader->since = now;
    reader->late = 0;
    if (may_be_rest && take_introducer(reader, byte)) {
        const enum key_form form = reader->form;

        begin(reader, ESC);
        push(reader, byte);
        reader->form = form;
        reader->is_rest = true;
    } else if (reader->form == FORM_NONE) {
        read_first(reader, byte);
    } else {
        read_next(reader, byte);
    }
}

int64_t key_reader_due(const struct key_reader *reader)
{
    if (reader->form == FORM_ESCAPE)
        return reader->since + reader->escape_delay;
    if (reader->form != FORM_NONE)
        return reader->since + KEY_PAUSE;
    return reader->is_pasting ? reader->since + KEY_PASTE_PAUSE : -1;
}

void key_reader_wait(struct key_reader *reader, int64_t now)
{
    while (key_reader_due(reader) >= 0 && now >= key_reader_due(reader)) {
        const bool is_alone = reader->form == FORM_ESCAPE && reader->length == 1;

        if (reader->form == FORM_NONE) {
            put(reader, (struct key_input){.kind = KEY_INPUT_PASTED});
            reader->is_pasting = false;
        } else if (is_alone && !reader->is_pasting) {
            put_key(reader, reader->bytes[0]);
            reader->late = reader->bytes[0] == ESC ? key_reader_due(reader) + KEY_LATE : 0;
        }
        end(reader);
    }
}
