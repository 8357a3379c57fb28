/*
 * Curses is set up by newterm and never by initscr, which would exit by itself. What restores the
 * terminal after a crash is rendered beforehand, since a handler must not call curses.
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
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <unistr.h>

#include "errwalk/buffer.h"
#include "errwalk/memory.h"
#include "key-codes.h"
#include "signals.h"
#include "stderr-capture.h"

static SCREEN *screen;
static struct termios found; /* modes of the terminal before we came */
static bool has_found;
static bool has_input; /* curses may hold characters that poll does not see */

/* What a terminal that brackets pastes sends around them, as key codes of our own. */
enum { PASTE_BEGINS = KEY_MAX + 1, PASTE_ENDS };

/* A paste comes in pieces. One whose end never comes is over when nothing came for so long. */
enum { PASTE_MOST = 1024 * 1024, PASTE_PAUSE = 500 /* milliseconds */ };
static const char brackets_on[] = "\033[?2004h", brackets_off[] = "\033[?2004l";
static struct buffer pasted;
static bool is_pasting, is_cut;

/* What takes back how curses asks for reports of the mouse. */
static const char mouse_off[] = "\033[?1000l\033[?1006l";
static bool reports_mouse;
static MEVENT pointed;

static int watched = -1;

/* Bytes that put the terminal right, for the crash handler. */
static char restoring[256];
static size_t restoring_length;

bool terminal_possible(void)
{
    const char *term = getenv("TERM"), *cup;
    int error;
    bool possible;

    if (screen) /* which has its own cur_term */
        return true;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !term || !*term ||
        strcmp(term, "dumb") == 0 || setupterm(NULL, STDOUT_FILENO, &error) != OK)
        return false;
    cup = tigetstr("cup");
    possible = cup && cup != (char *)-1;
    del_curterm(cur_term);
    return possible;
}

static int render(int c)
{
    if (restoring_length < sizeof restoring)
        restoring[restoring_length++] = (char)c;
    return c;
}

static void render_restoring(void)
{
    static const char *const names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    size_t i;

    restoring_length = 0;
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *string = tigetstr(names[i]);

        if (string && string != (char *)-1)
            tputs(string, 1, render);
    }
    for (i = 0; i < sizeof brackets_off - 1; i++)
        render(brackets_off[i]);
    for (i = 0; i < sizeof mouse_off - 1 && reports_mouse; i++)
        render(mouse_off[i]);
}

/* Only what a signal handler may call. */
static void restore_after_crash(void)
{
    ssize_t written = write(STDOUT_FILENO, restoring, restoring_length);

    (void)written;
    if (has_found)
        tcsetattr(STDIN_FILENO, TCSANOW, &found);
    stderr_capture_release();
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

/* Terminals that cannot bracket pastes ignore it. */
static void send_brackets(const char *string)
{
    send(string, sizeof brackets_on - 1);
}

/* Arrow keys as some terminals send them whatever mode they are in, and the brackets of pastes. */
static void define_keys(void)
{
    static const struct {
        const char *bytes;
        int code;
    } rows[] = {
        {"\033[A", KEY_UP},   {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
        {"\033OA", KEY_UP},   {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
        {"\033[H", KEY_HOME}, {"\033[F", KEY_END},
        {"\033[200~", PASTE_BEGINS}, {"\033[201~", PASTE_ENDS},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!key_defined(rows[i].bytes))
            define_key(rows[i].bytes, rows[i].code);
    }
}

/* Presses are told at once: a click that curses waits for would hold up all keys. */
static bool ask_for_mouse(void)
{
    mouseinterval(0);
    return mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL) != 0;
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
    screen = newterm(NULL, stdout, stdin);
    if (!screen) {
        signals_close();
        return STATUS_IO;
    }
    set_term(screen);
    if (!getenv("ESCDELAY"))
        set_escdelay(25);
    reports_mouse = mouse && ask_for_mouse();
    render_restoring();
    signals_on_crash(restore_after_crash);
    memory_on_exhaustion(restore_after_crash);
    stderr_capture_begin();
    cbreak();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    define_keys();
    send_brackets(brackets_on);
    return STATUS_OK;
}

void terminal_close(void)
{
    if (!screen)
        return;
    send_brackets(brackets_off);
    memory_on_exhaustion(NULL);
    buffer_free(&pasted);
    is_pasting = false;
    endwin();
    delscreen(screen);
    screen = NULL;
    if (has_found)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
    signals_close();
    stderr_capture_release();
}

/* Whether the size that curses knows is not the terminal's; it is afterwards. */
static bool take_size(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col ||
        (size.ws_row == LINES && size.ws_col == COLS))
        return false;
    return resizeterm(size.ws_row, size.ws_col) == OK;
}

static void suspend(void)
{
    send_brackets(brackets_off);
    endwin();
    if (has_found)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
    signals_stop();
}

/* After a stop, of which kind ever: our modes, and the whole screen anew. */
static void resume(void)
{
    reset_prog_mode();
    send_brackets(brackets_on);
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

/* A key from curses; false when there is none. */
static bool take_key(int *key)
{
    wint_t code;
    int kind = get_wch(&code);

    if (kind == ERR)
        return false;
    *key = kind == KEY_CODE_YES ? KEYS_FUNCTION((int)code) : (int)code;
    return true;
}

/* A key on its way: part of a paste, or the event. */
static bool accept_key(enum terminal_event *event, int key)
{
    uint8_t bytes[6];
    int length;

    *event = is_pasting ? TERMINAL_PASTED : TERMINAL_KEY;
    if (key == KEYS_FUNCTION(PASTE_BEGINS) && !is_pasting) {
        buffer_free(&pasted);
        is_pasting = true;
        is_cut = false;
        return false;
    }
    if (key == KEYS_FUNCTION(PASTE_ENDS)) {
        bool ended = is_pasting;

        is_pasting = false;
        return ended;
    }
    if (!is_pasting && key == KEYS_FUNCTION(KEY_MOUSE)) {
        *event = TERMINAL_POINTED;
        return getmouse(&pointed) == OK;
    }
    if (!is_pasting)
        return true;
    length = key > 0 && key < KEY_SPECIAL ? u8_uctomb(bytes, (ucs4_t)key, sizeof bytes) : 0;
    if (pasted.length + (size_t)length > PASTE_MOST)
        is_cut = true;
    else if (length > 0)
        buffer_append(&pasted, (const char *)bytes, (size_t)length);
    return false;
}

bool terminal_paste_was_cut(void)
{
    return is_cut || buffer_failed(&pasted);
}

const char *terminal_pasted(void)
{
    return buffer_text(&pasted);
}

enum terminal_pointer terminal_pointed(int *y, int *x)
{
    *y = pointed.y;
    *x = pointed.x;
    return pointed.bstate & BUTTON4_PRESSED   ? POINTER_UP
           : pointed.bstate & BUTTON5_PRESSED ? POINTER_DOWN
                                              : POINTER_CLICK;
}

/* Input was announced but there was no key: a part of one, or the end. */
static bool is_at_end(short events)
{
    int waiting = 0;

    if (events & (POLLHUP | POLLERR | POLLNVAL))
        return true;
    return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

bool terminal_is_idle(void)
{
    struct pollfd polled[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = signals_pipe(), .events = POLLIN}};

    return !has_input && poll(polled, 2, 0) == 0;
}

void terminal_watch(int descriptor)
{
    watched = descriptor;
}

enum terminal_event terminal_next(int milliseconds, int *value)
{
    enum terminal_event event;
    struct pollfd polled[3] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = signals_pipe(), .events = POLLIN},
                               {.fd = watched, .events = POLLIN}};

    for (;;) {
        bool was_held;
        int number;

        while ((number = signals_take()) != 0) {
            if (handle(number, &event, value))
                return event;
        }
        if (!has_input) {
            int ready = poll(polled, is_pasting ? 2 : 3, is_pasting ? PASTE_PAUSE : milliseconds);

            if (ready < 0 && errno != EINTR && errno != EAGAIN)
                return TERMINAL_GONE;
            if (ready == 0 && !is_pasting)
                return TERMINAL_IDLE;
            if (ready == 0) {
                is_pasting = false;
                return TERMINAL_PASTED;
            }
            if (ready > 0 && !polled[0].revents && !is_pasting && polled[2].revents)
                return TERMINAL_READY;
            if (ready < 0 || !polled[0].revents)
                continue;
        }
        was_held = has_input;
        has_input = take_key(value);
        if (has_input && accept_key(&event, *value))
            return event;
        if (has_input || was_held)
            continue;
        if (poll(polled, 1, 0) == 1 && is_at_end(polled[0].revents))
            return TERMINAL_GONE;
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

    if (!encoded)
        return;
    base64_encode_raw(encoded, length, (const uint8_t *)text);
    send(before, sizeof before - 1);
    send(encoded, BASE64_ENCODE_RAW_LENGTH(length));
    send(after, sizeof after - 1);
    memory_free(encoded);
}
