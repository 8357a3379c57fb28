/* SPDX-License-Identifier: MIT */
/*
 * Curses is set up by newterm and never by initscr, which would exit by itself. It draws only: what the
 * terminal sends is read here.
 */
#include <config.h>

#include "terminal.h"

#include <curses.h>
#include <errno.h>
#include <nettle/base64.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <unistr.h>

#include "errwalk/buffer.h"
#include "errwalk/memory.h"
#include "errwalk/terminal-size.h"
#include "key-codes.h"
#include "key-reader.h"
#include "restore.h"
#include "signals.h"
#include "stderr-capture.h"

static SCREEN *screen;
static bool is_with_curses; /* it may end the program */
static struct termios found; /* modes of the terminal before we came */
static bool has_found;

/* Bytes that were read, and when: as long as more were waiting, time stands still, since they may have
 * come while something else was done. */
static struct key_reader reader;
static unsigned char input[1024];
static size_t input_length, input_at;
static int64_t input_time;

enum { PASTE_MOST = 1024 * 1024, ESCAPE_DELAY = 25 /* milliseconds */ };
static const char brackets_on[] = "\033[?2004h", brackets_off[] = "\033[?2004l";
static struct buffer pasted;
static bool is_cut;

static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char all_off[] = "\033[?2004l\033[?1006l\033[?1000l";
static struct key_input pointed;

static int watched = -1;

/* Curses ends the program by itself where it has no memory, and knows nothing of our terminal. */
static void end_as_out_of_memory(void)
{
    if (is_with_curses)
        memory_exhausted();
}

static void begin_with_curses(void)
{
    static bool is_registered;

    is_registered = is_registered || atexit(end_as_out_of_memory) == 0;
    is_with_curses = true;
}

bool terminal_possible(void)
{
    const char *term = getenv("TERM"), *cup;
    int error;
    bool possible = false;

    if (screen) /* which has its own cur_term */
        return true;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !term || !*term ||
        strcmp(term, "dumb") == 0)
        return false;
    begin_with_curses();
    if (setupterm(NULL, STDOUT_FILENO, &error) == OK) {
        cup = tigetstr("cup");
        possible = cup && cup != (char *)-1;
        del_curterm(cur_term);
    }
    is_with_curses = false;
    return possible;
}

/* All of it, whatever the terminal takes at once. */
static void send(const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);

        if (written < 0 && errno != EINTR)
            return;
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
}

static void send_string(const char *string)
{
    send(string, strlen(string));
}

/* Terminals that do not know it pass over it. */
static void ask_for_reports(void)
{
    send_string(brackets_on);
    if (reader.points)
        send_string(mouse_on);
}

static void ask_no_more(void)
{
    send_string(reader.points ? all_off : brackets_off);
}

/* The keys that the terminal's description has, as curses names them; reports of the mouse are read
 * otherwise, and KEY_SUSPEND is what the Linux console calls Ctrl-Z. */
static void learn_keys(void)
{
    int key, i;
    char *bytes;

    for (key = KEY_MIN; key <= KEY_MAX; key++) {
        if (key == KEY_MOUSE || key == KEY_SUSPEND)
            continue;
        for (i = 0; (bytes = keybound(key, i)); i++) {
            key_reader_know(&reader, bytes, KEYS_FUNCTION(key));
            free(bytes);
        }
    }
    key_reader_know_common(&reader);
}

/* Bytes that may be pasted must send no signal, nor stop a terminal that can do without that. */
static void take_all_keys(void)
{
    struct termios ours;

    if (tcgetattr(STDIN_FILENO, &ours) != 0)
        return;
    if (!xon_xoff)
        ours.c_iflag &= ~(tcflag_t)IXON;
    ours.c_cc[VINTR] = ours.c_cc[VQUIT] = ours.c_cc[VSUSP] = _POSIX_VDISABLE;
#ifdef VDSUSP
    ours.c_cc[VDSUSP] = _POSIX_VDISABLE;
#endif
    if (tcsetattr(STDIN_FILENO, TCSADRAIN, &ours) == 0)
        def_prog_mode();
}

static int escape_delay(void)
{
    const char *set = getenv("ESCDELAY");
    long delay = set ? strtol(set, NULL, 10) : 0;

    return delay > 0 && delay <= 10000 ? (int)delay : ESCAPE_DELAY;
}

bool terminal_is_open(void)
{
    return screen != NULL;
}

enum status terminal_open(bool mouse)
{
    has_found = tcgetattr(STDIN_FILENO, &found) == 0;
    if (!signals_open())
        return STATUS_IO;
    fflush(stdout);
    begin_with_curses();
    screen = newterm(NULL, stdout, stdin);
    if (!screen) {
        is_with_curses = false;
        signals_close();
        return STATUS_IO;
    }
    set_term(screen);
    reader = (struct key_reader){.escape_delay = escape_delay(), .points = mouse};
    restore_prepare(has_found ? &found : NULL, mouse ? all_off : brackets_off);
    signals_on_death(restore_now);
    memory_on_exhaustion(restore_now);
    stderr_capture_begin();
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    take_all_keys();
    learn_keys();
    ask_for_reports();
    return STATUS_OK;
}

void terminal_close(void)
{
    if (!screen)
        return;
    ask_no_more();
    buffer_free(&pasted);
    key_reader_free(&reader);
    input_at = input_length = 0;
    endwin();
    delscreen(screen);
    screen = NULL;
    if (has_found)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
    memory_on_exhaustion(NULL);
    is_with_curses = false;
    signals_close();
    stderr_capture_release();
}

/* Whether the size that curses knows is not the terminal's; it is afterwards. */
static bool take_size(void)
{
    int height, width;

    if (!terminal_size(&height, &width) || (height == LINES && width == COLS))
        return false;
    return resizeterm(height, width) == OK;
}

static void suspend(void)
{
    ask_no_more();
    endwin();
    if (has_found)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
    signals_stop();
}

/* After a stop, of which kind ever: our modes, and the whole screen again. */
static void resume(void)
{
    reset_prog_mode();
    ask_for_reports();
    take_size();
    clearok(curscr, TRUE);
    refresh();
}

/* What a signal amounts to; false when it is dealt with. */
static bool handle(int number, enum terminal_event *event, int *value)
{
    *value = number;
    switch (number) {
    case SIGTERM:
    case SIGHUP:
        *event = TERMINAL_SIGNALLED;
        return true;
    case SIGINT:
        *event = TERMINAL_KEY;
        *value = KEYS_CTRL('C');
        return true;
    case SIGTSTP:
        suspend();
        resume();
        *event = TERMINAL_RESIZED;
        return true;
    case SIGCONT:
        resume();
        *event = TERMINAL_RESIZED;
        return true;
    case SIGWINCH:
        *event = TERMINAL_RESIZED;
        return take_size();
    default:
        return false;
    }
}

static bool is_character(int key, int name)
{
    return has_found && found.c_lflag & ISIG && found.c_cc[name] != _POSIX_VDISABLE &&
           key == found.c_cc[name];
}

/* What the terminal would have sent a signal for, to all that run in it. False: nothing is left. */
static bool accept_key(int *key)
{
    if (is_character(*key, VSUSP))
        kill(0, SIGTSTP); /* comes back through the pipe */
    else if (is_character(*key, VQUIT))
        kill(0, SIGQUIT);
    else if (is_character(*key, VINTR))
        *key = KEYS_CTRL('C');
    else
        return true;
    return *key == KEYS_CTRL('C');
}

static void accept_text(int character)
{
    uint8_t bytes[6];
    int length = u8_uctomb(bytes, (ucs4_t)character, sizeof bytes);

    if (length > 0 && pasted.length + (size_t)length > PASTE_MOST)
        is_cut = true;
    else if (length > 0)
        buffer_append(&pasted, (const char *)bytes, (size_t)length);
}

/* What was read: a part of a paste, or the event. */
static bool accept(const struct key_input *read, enum terminal_event *event, int *value)
{
    switch (read->kind) {
    case KEY_INPUT_KEY:
        *event = TERMINAL_KEY;
        *value = read->key;
        return accept_key(value);
    case KEY_INPUT_PASTES:
        buffer_free(&pasted);
        is_cut = false;
        return false;
    case KEY_INPUT_TEXT:
        accept_text(read->key);
        return false;
    case KEY_INPUT_PASTED:
        *event = TERMINAL_PASTED;
        return true;
    case KEY_INPUT_POINTED:
        pointed = *read;
        *event = TERMINAL_POINTED;
        return pointed.button == BUTTON_LEFT || pointed.button == BUTTON_WHEEL_UP ||
               pointed.button == BUTTON_WHEEL_DOWN;
    default:
        return false;
    }
}

bool terminal_paste_was_cut(void)
{
    return is_cut;
}

const char *terminal_pasted(void)
{
    return buffer_text(&pasted);
}

enum terminal_pointer terminal_pointed(int *y, int *x)
{
    *y = pointed.y;
    *x = pointed.x;
    return pointed.button == BUTTON_WHEEL_UP     ? POINTER_UP
           : pointed.button == BUTTON_WHEEL_DOWN ? POINTER_DOWN
                                                 : POINTER_CLICK;
}

static int64_t milliseconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000) + time.tv_nsec / 1000000;
}

/* Whether there is a byte; false is an end, or an interruption. */
static bool read_input(void)
{
    ssize_t length = read(STDIN_FILENO, input, sizeof input);

    input_at = 0;
    input_length = length > 0 ? (size_t)length : 0;
    return length > 0 || (length < 0 && (errno == EINTR || errno == EAGAIN));
}

bool terminal_is_idle(void)
{
    struct pollfd polled[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = signals_pipe(), .events = POLLIN}};

    return input_at == input_length && reader.form == FORM_NONE && poll(polled, 2, 0) == 0;
}

void terminal_watch(int descriptor)
{
    watched = descriptor;
}

/* How long nothing may come before the reader, or the caller, wants to know; -1: for ever. */
static int wait_of(int64_t deadline)
{
    const int64_t due = key_reader_due(&reader);
    const bool is_first = due >= 0 && (deadline < 0 || due < deadline || reader.is_pasting);
    const int64_t until = is_first ? due : deadline;

    return until < 0 ? -1 : until > input_time ? (int)(until - input_time) : 0;
}

/* Waits for bytes, a signal or what is watched, and reads bytes. False where that is an event. */
static bool wait_for_input(int64_t deadline, enum terminal_event *event)
{
    struct pollfd polled[3] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = signals_pipe(), .events = POLLIN},
                               {.fd = reader.is_pasting ? -1 : watched, .events = POLLIN}};
    int ready = poll(polled, 3, 0);

    if (ready == 0) {
        input_time = milliseconds();
        ready = poll(polled, 3, wait_of(deadline));
        input_time = milliseconds();
    }
    if (ready < 0)
        *event = TERMINAL_GONE;
    if (ready < 0)
        return errno == EINTR || errno == EAGAIN;
    if (polled[0].revents) {
        *event = TERMINAL_GONE;
        return read_input();
    }
    if (ready > 0 && !polled[1].revents) {
        *event = TERMINAL_READY;
        return false;
    }
    key_reader_wait(&reader, input_time);
    *event = TERMINAL_IDLE;
    return ready > 0 || reader.queued || reader.is_pasting || deadline < 0 || input_time < deadline;
}

enum terminal_event terminal_next(int pause, int *value)
{
    const int64_t deadline = pause < 0 ? -1 : milliseconds() + pause;
    enum terminal_event event;
    struct key_input read;
    int number;

    for (;;) {
        while ((number = signals_take()) != 0) {
            if (handle(number, &event, value))
                return event;
        }
        if (key_reader_take(&reader, &read)) {
            if (accept(&read, &event, value))
                return event;
        } else if (input_at < input_length) {
            key_reader_feed(&reader, input[input_at++], input_time);
        } else if (!wait_for_input(deadline, &event)) {
            return event;
        }
    }
}

bool terminal_takes_commands(void)
{
    const char *term = getenv("TERM");

    return term && strncmp(term, "linux", 5) != 0 && strncmp(term, "vt", 2) != 0;
}

void terminal_copy(const char *text)
{
    static const char before[] = "\033]52;c;", after[] = "\a";
    size_t length = strlen(text);
    char *encoded = memory_alloc(BASE64_ENCODE_RAW_LENGTH(length) + 1);

    base64_encode_raw(encoded, length, (const uint8_t *)text);
    send(before, sizeof before - 1);
    send(encoded, BASE64_ENCODE_RAW_LENGTH(length));
    send(after, sizeof after - 1);
    memory_free(encoded);
}
