/* SPDX-License-Identifier: MIT */
/*
 * Signals that the loop can act on go through a pipe to it. Each other one that ends the program puts
 * the terminal right and is then raised again, for its usual end. So does one that asks the program
 * to end where the loop has not come round to it in time.
 */
#include <config.h>

#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <unistd.h>

#include "errwalk/memory.h"

static const int piped[] = {SIGTSTP, SIGCONT, SIGWINCH, SIGTERM, SIGHUP, SIGINT};
static const int deadly[] = {
    SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGQUIT, SIGPIPE,
    SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ,
#ifdef SIGPOLL
    SIGPOLL,
#endif
#ifdef SIGPWR
    SIGPWR,
#endif
#ifdef SIGSTKFLT
    SIGSTKFLT,
#endif
};

enum {
    PIPED = sizeof piped / sizeof piped[0],
    DEADLY = sizeof deadly / sizeof deadly[0],
    CRASHES = 5,       /* the first of these, which a sanitizer may handle as well */
    HIGHEST = 128,     /* no system has more signals */
    GRACE = 80 * 1000, /* microseconds that the loop has to come round */
    STACK = 64 * 1024
};

static int ends[2] = {-1, -1};
static struct sigaction old[HIGHEST];
static bool is_ours[HIGHEST];
static stack_t old_stack;
static void *own_stack;
static void (*restore_terminal)(void);
static volatile sig_atomic_t asked; /* to end by this signal; 0: not, or the loop knows */

static bool asks_to_end(int number)
{
    return number == SIGTERM || number == SIGHUP;
}

static void give_grace(int microseconds)
{
    const struct itimerval timer = {.it_value = {.tv_usec = microseconds}};

    setitimer(ITIMER_REAL, &timer, NULL);
}

static void to_pipe(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(ends[1], &byte, 1);

    (void)written; /* a full pipe holds enough signals already */
    if (asks_to_end(number) && !asked) {
        asked = number;
        give_grace(GRACE);
    }
    errno = saved;
}

/* Its usual end comes once this handler returns, and the signal is no longer blocked. */
static void die(int number)
{
    if (number == SIGALRM && asked)
        number = asked;
    if (restore_terminal)
        restore_terminal();
    signal(number, SIG_DFL);
    raise(number);
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

/* What is ignored, or another's, stays so unless it is `ours`. */
static void install(int number, void (*handler)(int), int flags, bool ours)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    sigemptyset(&action.sa_mask);
    if (number < HIGHEST && sigaction(number, NULL, &old[number]) == 0 &&
        (ours || old[number].sa_handler == SIG_DFL))
        is_ours[number] = sigaction(number, &action, NULL) == 0;
}

static void install_all(void)
{
    size_t i;

    for (i = 0; i < PIPED; i++)
        install(piped[i], to_pipe, SA_RESTART, false);
    for (i = 0; i < DEADLY; i++)
        install(deadly[i], die, SA_ONSTACK, i < CRASHES || deadly[i] == SIGALRM);
#ifdef SIGRTMIN
    {
        int number;

        for (number = SIGRTMIN; number <= SIGRTMAX; number++)
            install(number, die, SA_ONSTACK, false);
    }
#endif
}

/* A crash may be a stack that ran over, so its handler has a stack of its own. */
static void install_stack(void)
{
    stack_t stack = {.ss_size = STACK};

    own_stack = memory_alloc(STACK);
    stack.ss_sp = own_stack;
    sigaltstack(&stack, &old_stack);
}

bool signals_open(void)
{
    if (!open_pipe())
        return false;
    asked = 0;
    install_stack();
    install_all();
    return true;
}

void signals_close(void)
{
    int number, i;

    give_grace(0);
    for (number = 1; number < HIGHEST; number++) {
        if (is_ours[number])
            sigaction(number, &old[number], NULL);
        is_ours[number] = false;
    }
    sigaltstack(&old_stack, NULL);
    memory_free(own_stack);
    own_stack = NULL;
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

    if (read(ends[0], &byte, 1) != 1)
        return 0;
    if (asks_to_end(byte)) {
        give_grace(0);
        asked = 0;
    }
    return byte;
}

void signals_stop(void)
{
    const struct sigaction action = {.sa_handler = SIG_DFL};
    struct sigaction ours;

    sigaction(SIGTSTP, &action, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

void signals_on_death(void (*restore)(void))
{
    restore_terminal = restore;
}
