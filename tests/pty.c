/* SPDX-License-Identifier: MIT */
/*
 * The test keeps the terminal's own end open, so that its modes can be looked at after the program
 * has gone.
 */
#include <config.h>

#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DEADLINE = 10000 /* milliseconds */ };

static const char *locale = "C.UTF-8";

void pty_choose_locale(const char *name)
{
    locale = name;
}

static void give_up(const char *what)
{
    perror(what);
    exit(99);
}

static long long now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static int set_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *pty = user;

    if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        pty->hidden = !value->boolean;
    return 1;
}

static void make_terminal(struct pty *pty)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = set_property};

    pty->terminal = vterm_new(pty->rows, pty->columns);
    vterm_set_utf8(pty->terminal, strstr(locale, "UTF-8") != NULL);
    pty->screen = vterm_obtain_screen(pty->terminal);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_reset(pty->screen, 1);
}

static void exec_program(int slave, const char *const *argv)
{
    const struct rlimit none = {0, 0};
    size_t count = 0, i;
    char **copy;

    while (argv[count])
        count++;
    copy = calloc(count + 1, sizeof *copy);
    for (i = 0; copy && i < count; i++)
        copy[i] = strdup(argv[i]);
    dup2(slave, 0);
    dup2(slave, 1);
    dup2(slave, 2);
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGHUP, SIG_DFL);
    signal(SIGTTOU, SIG_DFL);
    if (copy)
        execv(copy[0], copy);
    _exit(127);
}

/* In the leader: starts the program in the foreground, then reports until it has gone. */
static void lead(const struct pty *pty, const char *name, int reports, const char *const *argv)
{
    int slave, status;
    pid_t program;

    close(pty->master); /* else nobody could ever hang up */
    close(pty->slave);
    setsid();
    signal(SIGHUP, SIG_IGN);
    signal(SIGTTOU, SIG_IGN);
    slave = open(name, O_RDWR);
    ioctl(slave, TIOCSCTTY, 0);
    program = fork();
    if (program == 0) {
        setpgid(0, 0);
        tcsetpgrp(slave, getpid());
        exec_program(slave, argv);
    }
    setpgid(program, program);
    close(slave);
    if (write(reports, &program, sizeof program) != sizeof program)
        _exit(1);
    while (waitpid(program, &status, WUNTRACED) == program) {
        if (write(reports, &status, sizeof status) != sizeof status || WIFEXITED(status) ||
            WIFSIGNALED(status))
            break;
    }
    _exit(0);
}

void pty_start(struct pty *pty, int rows, int columns, const char *term, const char *const *argv)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    int reports[2];
    char name[100];

    if (access(argv[0], X_OK) != 0)
        give_up(argv[0]);
    *pty = (struct pty){.rows = rows, .columns = columns};
    make_terminal(pty);
    setenv("TERM", term, 1);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    setenv("LC_ALL", locale, 1);
    setenv("XDG_CONFIG_HOME", "/dev/null/config", 1);
    setenv("XDG_CONFIG_DIRS", "/dev/null/config", 1);
    setenv("ERRWALK_TEST_ETC", "/dev/null/config", 1);
    pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (pty->master < 0 || grantpt(pty->master) != 0 || unlockpt(pty->master) != 0 ||
        ptsname_r(pty->master, name, sizeof name) != 0 || pipe(reports) != 0)
        give_up("pseudo-terminal");
    pty->slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    fcntl(reports[0], F_SETFD, FD_CLOEXEC);
    fcntl(reports[1], F_SETFD, FD_CLOEXEC);
    ioctl(pty->master, TIOCSWINSZ, &size);
    memset(&pty->before, 0, sizeof pty->before);
    tcgetattr(pty->slave, &pty->before);
    fflush(stdout);
    pty->leader = fork();
    if (pty->leader == 0)
        lead(pty, name, reports[1], argv);
    close(reports[1]);
    pty->reports = reports[0];
    if (read(pty->reports, &pty->program, sizeof pty->program) != sizeof pty->program)
        give_up("session leader");
}

void pty_end(struct pty *pty)
{
    pty_signal(pty, SIGKILL);
    if (pty->master >= 0)
        close(pty->master);
    if (pty->slave >= 0)
        close(pty->slave);
    close(pty->reports);
    waitpid(pty->leader, NULL, 0);
    vterm_free(pty->terminal);
    free(pty->sent);
}

void pty_send_bytes(const struct pty *pty, const char *bytes, size_t length)
{
    ssize_t written = write(pty->master, bytes, length);

    (void)written;
}

void pty_send(const struct pty *pty, const char *keys)
{
    pty_send_bytes(pty, keys, strlen(keys));
}

void pty_signal(const struct pty *pty, int number)
{
    if (pty->program > 0)
        kill(pty->program, number);
}

void pty_resize(struct pty *pty, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    pty->rows = rows;
    pty->columns = columns;
    vterm_set_size(pty->terminal, rows, columns);
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_hang_up(struct pty *pty)
{
    close(pty->slave);
    close(pty->master);
    pty->slave = pty->master = -1;
}

static void keep(struct pty *pty, const char *bytes, size_t length)
{
    pty->sent = realloc(pty->sent, pty->sent_length + length + 1);
    if (!pty->sent)
        give_up("memory");
    memcpy(pty->sent + pty->sent_length, bytes, length);
    pty->sent_length += length;
    pty->sent[pty->sent_length] = '\0';
}

bool pty_saw(const struct pty *pty, const char *bytes)
{
    return pty->sent && memmem(pty->sent, pty->sent_length, bytes, strlen(bytes)) != NULL;
}

/* libvterm does not take this mode together with another, as curses sends it. */
bool pty_reports_mouse(const struct pty *pty)
{
    const char *at = pty->sent ? pty->sent : "";
    char last = 'l';

    while ((at = strstr(at, "1000"))) {
        at += strlen("1000");
        if (*at == 'h' || *at == 'l')
            last = *at;
    }
    return last == 'h';
}

/* Reads what there is, waiting at most until the deadline for something. */
static bool pump(struct pty *pty, long long deadline)
{
    struct pollfd polled = {.fd = pty->master, .events = POLLIN};
    long long left = deadline - now();
    char bytes[4096];
    ssize_t length;

    if (poll(&polled, 1, left > 0 ? (int)left : 0) != 1)
        return false;
    length = read(pty->master, bytes, sizeof bytes);
    if (length <= 0)
        return false;
    keep(pty, bytes, (size_t)length);
    vterm_input_write(pty->terminal, bytes, (size_t)length);
    return true;
}

const char *pty_row(const struct pty *pty, int row)
{
    static char text[4096];
    size_t length = vterm_screen_get_text(pty->screen, text, sizeof text - 1,
                                          (VTermRect){row, row + 1, 0, pty->columns});

    while (length > 0 && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
    return text;
}

static bool is_shown(const struct pty *pty, const char *text)
{
    int row;

    for (row = 0; row < pty->rows; row++) {
        if (strstr(pty_row(pty, row), text))
            return true;
    }
    return false;
}

bool pty_stands_on(struct pty *pty, const char *text)
{
    long long deadline = now() + DEADLINE;
    VTermPos at;

    do {
        vterm_state_get_cursorpos(vterm_obtain_state(pty->terminal), &at);
        if (strncmp(pty_row(pty, at.row), text, strlen(text)) == 0)
            return true;
    } while (pump(pty, deadline));
    printf("    the cursor is at column %d of: %s\n", at.col, pty_row(pty, at.row));
    return false;
}

bool pty_shows(struct pty *pty, const char *text)
{
    long long deadline = now() + DEADLINE;

    while (!is_shown(pty, text)) {
        if (!pump(pty, deadline)) {
            int row;

            printf("    \"%s\" is not shown:\n", text);
            for (row = 0; row < pty->rows; row++)
                printf("    |%s\n", pty_row(pty, row));
            return false;
        }
    }
    return true;
}

void pty_pass(struct pty *pty, int milliseconds)
{
    long long deadline = now() + milliseconds;

    while (now() < deadline)
        pump(pty, deadline);
}

bool pty_has_read(struct pty *pty)
{
    long long deadline = now() + DEADLINE;
    int waiting = 1;

    while (waiting && now() < deadline) {
        pty_pass(pty, 1);
        if (ioctl(pty->slave, FIONREAD, &waiting) != 0)
            return false;
    }
    return waiting == 0;
}

int pty_status(struct pty *pty)
{
    long long deadline = now() + DEADLINE;
    int status = -1;

    while (now() < deadline) {
        struct pollfd polled[2] = {{.fd = pty->reports, .events = POLLIN},
                                   {.fd = pty->master, .events = POLLIN}};

        if (poll(polled, pty->master < 0 ? 1 : 2, (int)(deadline - now())) <= 0)
            return -1;
        if (polled[0].revents && read(pty->reports, &status, sizeof status) == sizeof status)
            break;
        if (polled[0].revents || !pump(pty, deadline))
            return -1;
    }
    while (pty->master >= 0 && pump(pty, 0))
        continue;
    if (WIFEXITED(status) || WIFSIGNALED(status))
        pty->program = 0;
    return status;
}

bool pty_is_restored(const struct pty *pty)
{
    struct termios after = {0}; /* of c_cc musl fills no more than the kernel has */

    if (tcgetattr(pty->slave, &after) != 0)
        return false;
    return after.c_iflag == pty->before.c_iflag && after.c_oflag == pty->before.c_oflag &&
           after.c_cflag == pty->before.c_cflag && after.c_lflag == pty->before.c_lflag &&
           memcmp(after.c_cc, pty->before.c_cc, sizeof after.c_cc) == 0;
}

bool pty_brackets(const struct pty *pty)
{
    char bytes[16];

    vterm_keyboard_start_paste(pty->terminal);
    return vterm_output_read(pty->terminal, bytes, sizeof bytes) > 0;
}

bool pty_has_plain_keys(const struct pty *pty)
{
    char bytes[16];
    size_t length;

    vterm_keyboard_key(pty->terminal, VTERM_KEY_UP, VTERM_MOD_NONE);
    length = vterm_output_read(pty->terminal, bytes, sizeof bytes);
    return length == 3 && memcmp(bytes, "\033[A", 3) == 0;
}

bool pty_has_plain_looks(const struct pty *pty)
{
    static const VTermAttr attributes[] = {VTERM_ATTR_BOLD, VTERM_ATTR_UNDERLINE, VTERM_ATTR_ITALIC,
                                           VTERM_ATTR_REVERSE};
    VTermState *state = vterm_obtain_state(pty->terminal);
    VTermValue value;
    size_t i;

    for (i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        memset(&value, 0, sizeof value);
        if (vterm_state_get_penattr(state, attributes[i], &value) && value.number)
            return false;
    }
    return true;
}
