/* SPDX-License-Identifier: MIT */
/*
 * What the bytes of a terminal are read as, whatever they are split into: a full table of forms,
 * splits and delays, and many random streams. No piece of a sequence is ever a key.
 */
#include <config.h>

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "sequences.h"
#include "suite.h"
#include "tui/terminal/key-codes.h"
#include "tui/terminal/key-reader.h"

const char suite_name[] = "key-reader";

enum { DELAY = 25 };

static const struct {
    int key;
    const char *name;
} names[] = {
    {KEYS_FUNCTION(KEY_UP), "Up"},       {KEYS_FUNCTION(KEY_DOWN), "Down"},
    {KEYS_FUNCTION(KEY_LEFT), "Left"},   {KEYS_FUNCTION(KEY_RIGHT), "Right"},
    {KEYS_FUNCTION(KEY_HOME), "Home"},   {KEYS_FUNCTION(KEY_END), "End"},
    {KEYS_FUNCTION(KEY_PPAGE), "PgUp"},  {KEYS_FUNCTION(KEY_NPAGE), "PgDn"},
    {KEYS_FUNCTION(KEY_DC), "Del"},      {KEYS_FUNCTION(KEY_BTAB), "BackTab"},
    {KEYS_FUNCTION(KEY_ENTER), "Enter"}, {KEYS_FUNCTION(KEY_F(1)), "F1"},
    {KEYS_FUNCTION(KEY_F(2)), "F2"},     {KEYS_FUNCTION(KEY_F(3)), "F3"},     {KEYS_FUNCTION(KEY_F(5)), "F5"},
    {KEYS_FUNCTION(KEY_F(12)), "F12"},   {0x1b, "Esc"},
};

static void add_key(struct buffer *out, int key)
{
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].key == key) {
            buffer_printf(out, "<%s>", names[i].name);
            return;
        }
    }
    if (key >= ' ' && key < 0x7f)
        buffer_char(out, (char)key);
    else
        buffer_printf(out, "<%x>", (unsigned)key);
}

/* Keys as they are, <Up>; a paste {in braces}; what the mouse does (button row column). */
static void add_read(struct key_reader *reader, struct buffer *out)
{
    struct key_input input;

    while (key_reader_take(reader, &input)) {
        switch (input.kind) {
        case KEY_INPUT_PASTES:
            buffer_char(out, '{');
            break;
        case KEY_INPUT_PASTED:
            buffer_char(out, '}');
            break;
        case KEY_INPUT_POINTED:
            buffer_printf(out, "(%d %d %d)", input.button, input.y, input.x);
            break;
        default:
            add_key(out, input.key);
        }
    }
}

static void begin(struct key_reader *reader)
{
    *reader = (struct key_reader){.escape_delay = DELAY, .points = true};
    key_reader_know_common(reader);
}

/* Nothing more comes. */
static void finish(struct key_reader *reader, struct buffer *out, int64_t now)
{
    key_reader_wait(reader, now + KEY_PASTE_PAUSE);
    add_read(reader, out);
    key_reader_free(reader);
}

/* The bytes, with |N| for a pause of so many milliseconds. */
static void read_all(const char *bytes, struct buffer *out)
{
    struct key_reader reader;
    int64_t now = 1000;
    char *end;

    begin(&reader);
    while (*bytes) {
        if (*bytes == '|') {
            now += strtol(bytes + 1, &end, 10);
            bytes = end + 1;
            continue;
        }
        key_reader_feed(&reader, (unsigned char)*bytes++, now);
        add_read(&reader, out);
    }
    finish(&reader, out, now);
}

static void test_table(void)
{
    static const struct {
        const char *bytes, *keys;
    } rows[] = {
        {"a1\r", "a1<d>"},
        {"\303\251\342\202\254", "<e9><20ac>"},
        {"\303|600|\251", "<e9>"},
        /* What is no UTF-8 is nothing, and takes nothing along. */
        {"\303a\377b\200c\342\202q", "abcq"},
        {"\303\033[A", "<Up>"},
        /* Esc alone, before others, twice. */
        {"\033", "<Esc>"},
        {"\033|24|", "<Esc>"},
        {"\033q", "<Esc>q"},
        {"\033|30|q", "<Esc>q"},
        {"\033\033", "<Esc><Esc>"},
        {"\033\033[A", "<Esc><Up>"},
        {"\033\r", "<Esc><d>"},
        {"\033\303\251", "<Esc><e9>"},
        /* Known ones of each form. */
        {"\033[A\033OB", "<Up><Down>"},
        {"\033[[A\033[[E", "<F1><F5>"},
        {"\0335~", "<Esc>5~"},
        {"\033[5~\033[6~", "<PgUp><PgDn>"},
        {"\033OM\033Oq\033Oy\033On", "<Enter>19."},
        {"\302\233A", "<Up>"},
        /* Whole and unknown: with keys held, of other keyboards, reports that nobody asked for. */
        {"\033[25;2~x", "x"},
        {"\033[32;2ux", "x"},
        {"\033[1;5Ax", "x"},
        {"\033[27;5;9~x", "x"},
        {"\033[?1;2cx", "x"},
        {"\033[24;80Rx", "x"},
        {"\033[Ix\033[O", "x"},
        {"\033[>0;276;0cx", "x"},
        {"\033[?2026;2$yx", "x"},
        {"\033[[Zx", "x"},
        {"\033O5Ax", "x"},
        {"\033Ozx", "x"},
        {"\033]11;rgb:1e1e/1e1e/1e1e\033\\x", "x"},
        {"\033]11;rgb:1e1e/1e1e/1e1e\ax", "x"},
        {"\033P>|xterm(390)\033\\x", "x"},
        {"\033P1$r0m\033\\x", "x"},
        {"\033_Gi=31;OK\033\\x", "x"},
        {"\033^private\033\\x", "x"},
        {"\302\235" "11;rgb:0/0/0\ax", "x"},
        {"\302\233" "25;2~x", "x"},
        {"\302\205x", "x"},
        /* Longer than any that is known. */
        {"\033[1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;7;8;9;1;2;3;4;5;6~x", "x"},
        {"\033[555555555555555555555555555555~x", "x"},
        {"\033[5555555555555555555555555555555~x", "x"},
        /* Broken off: by another, by what no sequence has, by a pause. */
        {"\033[12\033[A", "<Up>"},
        {"\033]11;rgb\033[A", "<Up>"},
        {"\033]11;rgb\033q", ""},
        {"\033]11;rgb\030x", "x"},
        {"\033[1\003x", "x"},
        {"\033[1\303\251x", "x"},
        {"\033[1|499|2~", "<F2>"},
        {"\033[1|500|2~", "2~"},
        {"\033]11|500|x", "x"},
        {"\033[", ""},
        {"\033O", ""},
        {"\033]0;title", ""},
        /* The rest comes late: within 250 ms of Esc it is known for one. */
        {"\033|24|[5~", "<PgUp>"},
        {"\033|25|[5~", "<Esc>"},
        {"\033|60|[5~1", "<Esc>1"},
        {"\033|60|[25;2~1", "<Esc>1"},
        {"\033|60|OP1", "<Esc>1"},
        {"\033|60|]11;rgb:0/0/0\a1", "<Esc>1"},
        {"\033|60|P1$r0m\033\\1", "<Esc>1"},
        {"\033|60|_Gi=1;OK\033\\1", "<Esc>1"},
        {"\033|60|^x\033\\1", "<Esc>1"},
        {"\033|60|[|200|2|200|5;|200|2|200|~1", "<Esc>1"},
        {"\033|60|[[A1", "<Esc>1"},
        {"\033|274|[5~1", "<Esc>1"},
        {"\033|275|[5~", "<Esc>[5~"},
        {"\033|60|x[5~", "<Esc>x[5~"},
        {"\033|60|\033[A", "<Esc><Up>"},
        {"\033|60|\033|60|[A", "<Esc><Esc>"},
        {"\033|60|[<0;8;14M1", "<Esc>1"},
        /* The mouse, in both forms. */
        {"\033[<0;8;14M\033[<0;8;14m", "(0 13 7)"},
        {"\033[<64;1;1M\033[<65;1;1M\033[<16;2;3M", "(64 0 0)(65 0 0)(0 2 1)"},
        {"\033[M !!\033[M#!!x", "(0 0 0)(3 0 0)x"},
        {"\033[M \033[A", "<Up>"},
        {"\033[<;;Mx\033[<9;#(Mx\033[<1;2;3;4Mx\033[<1;2Mx", "xxxx"},
        /* Pastes: nothing in them is a key, and sequences are no text. */
        {"\033[200~1\r\003\034\0332\033[201~x", "{1<d><3><1c>2}x"},
        {"\033[200~a\033[31mb\033[Ac\033]0;t\ad\033[201~", "{abcd}"},
        {"\033[200~a\033]0;never ended\033[201~x", "{a}x"},
        {"\033[200~a|1999|b", "{ab}"},
        {"\033[200~a|2000|b", "{a}b"},
        {"\033[200~a\033|300|[201~x", "{a[201~x}"},
        {"\033[200~a\033[2|300|01~x", "{a}x"},
        {"\033[200~\033[200~a\033[201~", "{a}"},
        {"\033|60|[200~1\033[201~x", "<Esc>{1}x"},
        {"\033[201~x", "x"},
        {"\033[200~\033[<0;8;14M\033[M !!\033[201~", "{}"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0};

        read_all(rows[i].bytes, &out);
        suite_expect_string(rows[i].bytes + 1, buffer_text(&out), rows[i].keys);
        buffer_free(&out);
    }
}

static const struct form {
    const char *bytes, *keys;
} forms[] = {
    {"\033[A", "<Up>"},        {"\033OA", "<Up>"},      {"\033[[B", "<F2>"},
    {"\033[H", "<Home>"},      {"\033[5~", "<PgUp>"},   {"\033[24~", "<F12>"},
    {"\033OR", "<F3>"},        {"\033[Z", "<BackTab>"}, {"\033[1;2A", ""},
    {"\033[25;2~", ""},        {"\033[32;2u", ""},      {"\033[?62;4c", ""},
    {"\033[12;34R", ""},       {"\033[I", ""},          {"\033[?1;2$y", ""},
    {"\033O5P", ""},           {"\033Oz", ""},          {"\033]11;rgb:1/2/3\a", ""},
    {"\033]52;c;MTIz\033\\", ""}, {"\033P1$r1m\033\\", ""}, {"\033_Gi=1\033\\", ""},
    {"\033^1\033\\", ""},
};

/* Feeds a form cut in up to three with the same delay at each cut. */
static void read_cut(const struct form *form, size_t first, size_t second, int delay,
                     struct buffer *out)
{
    struct key_reader reader;
    int64_t now = 1;
    size_t i;

    begin(&reader);
    for (i = 0; form->bytes[i]; i++) {
        now += i == first || i == second ? delay : 0;
        key_reader_wait(&reader, now);
        key_reader_feed(&reader, (unsigned char)form->bytes[i], now);
        add_read(&reader, out);
    }
    finish(&reader, out, now);
}

/* Each form, cut at each two places, with each delay that the rest may take. */
static void test_cuts(void)
{
    static const int delays[] = {0, 1, 24, 25, 26, 60, 100, 250, 274};
    size_t i, first, second, k;

    for (i = 0; i < sizeof forms / sizeof *forms; i++) {
        const size_t length = strlen(forms[i].bytes);

        for (first = 1; first < length; first++) {
            for (second = first; second < length; second++) {
                for (k = 0; k < sizeof delays / sizeof *delays; k++) {
                    const bool is_late = first == 1 && delays[k] >= DELAY;
                    struct buffer out = {0};
                    char what[80];

                    snprintf(what, sizeof what, "%s at %zu and %zu, %d ms", forms[i].bytes + 1,
                             first, second, delays[k]);
                    read_cut(&forms[i], first, second, delays[k], &out);
                    suite_expect_string(what, buffer_text(&out),
                                        is_late ? "<Esc>" : forms[i].keys);
                    buffer_free(&out);
                }
            }
        }
    }
}

static unsigned state = 1;

static unsigned below(unsigned most)
{
    return suite_random(&state) % most;
}

/* Sequences whole or broken off, in pieces that come when they like: but for Esc where the rest comes
 * late there is no key. */
static void test_random(void)
{
    long count = suite_scale(1000000);
    bool fine = true;

    while (count-- && fine) {
        struct buffer bytes = {0}, out = {0};
        struct key_reader reader;
        int64_t now = 1;
        size_t i;

        begin(&reader);
        reader.points = false;
        sequences_add(&bytes, &state);
        for (i = 0; i < bytes.length; i++) {
            now += below(3) ? 0 : below(DELAY + KEY_LATE);
            key_reader_feed(&reader, (unsigned char)bytes.bytes[i], now);
            add_read(&reader, &out);
        }
        finish(&reader, &out, now);
        for (i = 0; i < out.length && fine; i += strlen("<Esc>"))
            fine = strncmp(out.bytes + i, "<Esc>", strlen("<Esc>")) == 0;
        if (!suite_expect("a piece of a sequence is no key", fine)) {
            for (i = 0; i < bytes.length; i++)
                printf("%02x ", (unsigned char)bytes.bytes[i]);
            printf("gives %s\n", buffer_text(&out));
        }
        buffer_free(&bytes);
        buffer_free(&out);
    }
}

/* What a terminal's description has of its own comes before what is common, whatever its form. */
static void test_described(void)
{
    static const struct {
        const char *bytes, *keys;
    } rows[] = {
        {"\033A", "<Up>"},       {"\033P", "<F1>"},       {"\033\t", "<BackTab>"},
        {"\001@\r", "<F3>"},     {"\001", "<1>"},         {"\001|10|@\r", "<F3>"},
        {"\001|25|@\r", "<1>@<d>"}, {"\001Ax", "x"},      {"\033?x", "<Down>"},
        {"\033?y", ""},          {"\013", "<Up>"},        {"\033[5$", "<PgUp>"},
        {"\033[5~", "<Home>"},
    };
    size_t i, k;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct key_reader reader = {.escape_delay = DELAY};
        struct buffer out = {0};
        int64_t now = 1;

        key_reader_know(&reader, "\033A", KEYS_FUNCTION(KEY_UP));
        key_reader_know(&reader, "\033P", KEYS_FUNCTION(KEY_F(1)));
        key_reader_know(&reader, "\033\t", KEYS_FUNCTION(KEY_BTAB));
        key_reader_know(&reader, "\001@\r", KEYS_FUNCTION(KEY_F(3)));
        key_reader_know(&reader, "\033?x", KEYS_FUNCTION(KEY_DOWN));
        key_reader_know(&reader, "\013", KEYS_FUNCTION(KEY_UP));
        key_reader_know(&reader, "\033[5$", KEYS_FUNCTION(KEY_PPAGE));
        key_reader_know(&reader, "\033[5~", KEYS_FUNCTION(KEY_HOME));
        key_reader_know_common(&reader);
        for (k = 0; rows[i].bytes[k]; k++) {
            if (rows[i].bytes[k] == '|') {
                now += strtol(rows[i].bytes + k + 1, NULL, 10);
                k += strcspn(rows[i].bytes + k + 1, "|") + 1;
                continue;
            }
            key_reader_feed(&reader, (unsigned char)rows[i].bytes[k], now);
            add_read(&reader, &out);
        }
        finish(&reader, &out, now);
        suite_expect_string(rows[i].bytes, buffer_text(&out), rows[i].keys);
        buffer_free(&out);
    }
}

static void in_utf8(void (*test)(void))
{
    setlocale(LC_ALL, "C.UTF-8");
    test();
    setlocale(LC_ALL, "C");
}

static void run_table(void)
{
    in_utf8(test_table);
}

static void run_cuts(void)
{
    in_utf8(test_cuts);
}

static void run_random(void)
{
    in_utf8(test_random);
}

const struct suite_test suite_tests[] = {
    {"table", run_table},
    {"cuts", run_cuts},
    {"random", run_random},
    {"described", test_described},
    {NULL, NULL},
};
