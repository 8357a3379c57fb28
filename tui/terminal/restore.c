/* SPDX-License-Identifier: MIT */
/*
 * What is sent is rendered beforehand, since a signal handler must not call curses.
 */
#include <config.h>

#include "restore.h"

#include <curses.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "stderr-capture.h"

static char bytes[256];
static size_t length;
static const struct termios *found;

static int render(int c)
{
    if (length < sizeof bytes)
        bytes[length++] = (char)c;
    return c;
}

void restore_prepare(const struct termios *modes, const char *more)
{
    static const char *const names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    size_t i;

    found = modes;
    length = 0;
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *string = tigetstr(names[i]);

        if (string && string != (char *)-1)
            tputs(string, 1, render);
    }
    while (*more)
        render(*more++);
}

/* A terminal that was stopped (Ctrl-S) would hold up what is sent, so it is let go first. */
void restore_now(void)
{
    struct termios flowing;
    ssize_t written;

    if (found) {
        flowing = *found;
        flowing.c_iflag &= ~(tcflag_t)IXON;
        tcsetattr(STDIN_FILENO, TCSANOW, &flowing);
    }
    written = write(STDOUT_FILENO, bytes, length);
    (void)written;
    if (found)
        tcsetattr(STDIN_FILENO, TCSANOW, found);
    stderr_capture_release();
}
