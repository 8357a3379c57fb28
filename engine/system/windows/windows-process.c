/* SPDX-License-Identifier: MIT */
/*
 * How a program starts here: bytes in and out as they are, arguments and environment in UTF-8, the C locale, and
 * Ctrl-C as the signal that it is elsewhere.
 */
#include <config.h>

#include "errwalk/process.h"

#include <fcntl.h>
#include <io.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <windows.h>

#include <shellapi.h>

#include "windows-private.h"

enum { BUFFER = 64 * 1024 };

static UINT page_before;

static void restore_page(void)
{
    SetConsoleOutputCP(page_before);
}

/* Whole characters reach the console: its own streams would send a byte at a time. */
static void set_up_console(void)
{
    if (!isatty(STDOUT_FILENO) && !isatty(STDERR_FILENO))
        return;
    page_before = GetConsoleOutputCP();
    SetConsoleOutputCP(CP_UTF8);
    atexit(restore_page);
    if (isatty(STDOUT_FILENO))
        setvbuf(stdout, NULL, _IOFBF, BUFFER);
    if (isatty(STDERR_FILENO))
        setvbuf(stderr, NULL, _IOFBF, BUFFER);
}

void process_start(void)
{
    int stream;

    SetErrorMode(SEM_FAILCRITICALERRORS); /* no box that asks for a disk */
    for (stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (_get_osfhandle(stream) >= 0)
            _setmode(stream, _O_BINARY);
    }
    set_up_console();
}

char **process_arguments(int *count, char **arguments)
{
    wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), count);
    char **narrow = wide ? calloc((size_t)*count + 1, sizeof *narrow) : NULL;
    int i;

    for (i = 0; narrow && i < *count; i++) {
        narrow[i] = windows_narrow(wide[i]);
        if (!narrow[i])
            return arguments;
    }
    LocalFree(wide);
    return narrow ? narrow : arguments; /* they live as long as the process */
}

/* What was asked for is kept, since callers keep what they got. */
static struct variable {
    struct variable *next;
    char *value;
    char name[];
} *variables;

char *getenv(const char *name)
{
    wchar_t *wide = windows_wide(name);
    const wchar_t *found = wide ? _wgetenv(wide) : NULL;
    char *value = found ? windows_narrow(found) : NULL;
    struct variable *known;

    free(wide);
    if (!value)
        return NULL;
    for (known = variables; known; known = known->next) {
        if (strcmp(known->name, name) == 0 && strcmp(known->value, value) == 0) {
            free(value);
            return known->value;
        }
    }
    known = malloc(sizeof *known + strlen(name) + 1);
    if (!known)
        return value;
    strcpy(known->name, name);
    known->value = value;
    known->next = variables;
    variables = known;
    return value;
}

static void (*interrupted)(int number) = SIG_DFL;
static volatile bool came;

bool windows_was_interrupted(void)
{
    return came;
}

static BOOL WINAPI on_event(DWORD event)
{
    void (*handler)(int number) = interrupted;

    if (event != CTRL_C_EVENT || handler == SIG_DFL)
        return FALSE; /* closing the window ends the program: each answer is on disk by then */
    interrupted = SIG_DFL;
    if (handler != SIG_IGN)
        handler(SIGINT);
    came = true;
    return TRUE;
}

int sigaction(int number, const struct sigaction *action, struct sigaction *before)
{
    if (before)
        *before = (struct sigaction){.sa_handler = number == SIGINT ? interrupted : SIG_DFL};
    if (action && number == SIGINT) {
        SetConsoleCtrlHandler(on_event, FALSE);
        came = false;
        interrupted = action->sa_handler;
        SetConsoleCtrlHandler(on_event, TRUE);
    }
    return 0;
}

int sigemptyset(sigset_t *set)
{
    *set = 0;
    return 0;
}
