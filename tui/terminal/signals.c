/*
 * Every signal that is not a crash goes through a pipe to the loop, so no handler does more than
 * write a byte. A crash restores the terminal and is then raised again, for its usual end.
 */
#include <config.h>

#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

static const int piped[] = {SIGTSTP, SIGCONT, SIGWINCH, SIGTERM, SIGHUP, SIGINT};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

enum {
    PIPED = sizeof piped / sizeof piped[0],
    CRASHES = sizeof crashes / sizeof crashes[0],
    STACK = 64 * 1024
};

static int ends[2] = {-1, -1};
static struct sigaction old_piped[PIPED], old_crashes[CRASHES];
static stack_t old_stack;
static void *crash_stack;
static void (*restore_terminal)(void);

static void to_pipe(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(ends[1], &byte, 1);

    (void)written; /* a full pipe holds enough signals already */
    errno = saved;
}

static void crash(int number)
{
    if (restore_terminal)
        restore_terminal();
    raise(number); /* SA_RESETHAND: its usual end, once this handler returns */
}

static bool open_pipe(void)
{
    int i;

    if (pipe(ends) != 0)
        return false;
    for (i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

static void install(int number, void (*handler)(int), int flags, struct sigaction *old)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    sigemptyset(&action.sa_mask);
    sigaction(number, &action, old);
}

/* A crash may be a stack that ran over, so its handler has a stack of its own. */
static void install_crashes(void)
{
    stack_t stack = {.ss_size = STACK};
    size_t i;

    crash_stack = malloc(STACK);
    stack.ss_sp = crash_stack;
    if (crash_stack)
        sigaltstack(&stack, &old_stack);
    for (i = 0; i < CRASHES; i++)
        install(crashes[i], crash, (int)(SA_RESETHAND | SA_ONSTACK), &old_crashes[i]);
}

bool signals_open(void)
{
    size_t i;

    if (!open_pipe())
        return false;
    for (i = 0; i < PIPED; i++) {
        sigaction(piped[i], NULL, &old_piped[i]);
        if (old_piped[i].sa_handler != SIG_IGN)
            install(piped[i], to_pipe, SA_RESTART, NULL);
    }
    install_crashes();
    return true;
}

void signals_close(void)
{
    size_t i;

    for (i = 0; i < PIPED; i++)
        sigaction(piped[i], &old_piped[i], NULL);
    for (i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &old_crashes[i], NULL);
    if (crash_stack)
        sigaltstack(&old_stack, NULL);
    free(crash_stack);
    crash_stack = NULL;
    restore_terminal = NULL;
    for (i = 0; i < 2; i++) {
        close(ends[i]);
        ends[i] = -1;
    }
}

int signals_pipe(void)
{
    return ends[0];
}

int signals_take(void)
{
    unsigned char byte;

    return read(ends[0], &byte, 1) == 1 ? byte : 0;
}

void signals_stop(void)
{
    struct sigaction ours;

    install(SIGTSTP, SIG_DFL, 0, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

void signals_on_crash(void (*restore)(void))
{
    restore_terminal = restore;
}
