/* SPDX-License-Identifier: MIT */
/* Windows has one signal that a person sends, Ctrl-C; the others are there to be named. */
#ifndef ERRWALK_WINDOWS_SIGNAL_H
#define ERRWALK_WINDOWS_SIGNAL_H

#include_next <signal.h>

#include <sys/types.h>

#define SIGHUP 1
#define SIGPIPE 13
#define SIGXFSZ 25
#define SA_RESETHAND 0x80000000u

#define sigset_t windows_sigset_t
typedef unsigned sigset_t;

struct sigaction {
    void (*sa_handler)(int number);
    sigset_t sa_mask;
    int sa_flags;
};

enum { SIG_SETMASK };

int sigemptyset(sigset_t *set);
int sigprocmask(int how, const sigset_t *set, sigset_t *before);
int sigaction(int number, const struct sigaction *action, struct sigaction *before);

#endif
