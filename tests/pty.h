/* SPDX-License-Identifier: MIT */
/*
 * Pty: a program in a pseudo-terminal, and the screen that its user would see.
 *
 * A session leader of its own starts the program and reports what waitpid says, so that stopping
 * and going on are seen as a shell sees them. Nothing sleeps: all waits poll up to a deadline.
 */
#ifndef ERRWALK_TESTS_PTY_H
#define ERRWALK_TESTS_PTY_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct pty {
    int master, slave, reports;
    pid_t leader, program;
    struct termios before;
    VTerm *terminal;
    VTermScreen *screen;
    bool alternate; /* the alternate screen shows */
    bool hidden;    /* the cursor does not */
    int rows, columns;
    char *sent; /* all that the program sent, ended by a NUL */
    size_t sent_length;
};

/* The locale of the next programs, until chosen otherwise: C.UTF-8. */
void pty_choose_locale(const char *locale);

/* Runs a program with TERM set to `term`. */
void pty_start(struct pty *pty, int rows, int columns, const char *term, const char *const *argv);

/* Ends what still runs and frees all. */
void pty_end(struct pty *pty);

void pty_send(const struct pty *pty, const char *keys);
void pty_send_bytes(const struct pty *pty, const char *bytes, size_t length);

/* Reads for so many milliseconds. */
void pty_pass(struct pty *pty, int milliseconds);

/* Waits until the program has read all that was sent; false at the deadline. */
bool pty_has_read(struct pty *pty);

/* Sends a signal to the program. */
void pty_signal(const struct pty *pty, int number);

void pty_resize(struct pty *pty, int rows, int columns);

/* Nobody is at the terminal any more. */
void pty_hang_up(struct pty *pty);

/* Reads until the text is on the screen; false at the deadline. */
bool pty_shows(struct pty *pty, const char *text);

/* Reads until the row of the cursor begins with the text; false at the deadline. */
bool pty_stands_on(struct pty *pty, const char *text);

/* What waitpid said next about the program, once all that it wrote was read; -1: the deadline. */
int pty_status(struct pty *pty);

/* Whether the terminal's modes are those from before the program, field by field. */
bool pty_is_restored(const struct pty *pty);

/* Whether arrow keys send what they send by default. */
bool pty_has_plain_keys(const struct pty *pty);

/* Whether text that is written next looks like any other. */
bool pty_has_plain_looks(const struct pty *pty);

/* Whether the terminal was told to bracket what is pasted. */
bool pty_brackets(const struct pty *pty);

/* Whether the terminal was told last to report its mouse. */
bool pty_reports_mouse(const struct pty *pty);

/* Whether the program has sent these bytes so far. */
bool pty_saw(const struct pty *pty, const char *bytes);

/* The text of one row without blanks at its end. Valid until the next call. */
const char *pty_row(const struct pty *pty, int row);

#endif
