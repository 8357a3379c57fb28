/* SPDX-License-Identifier: MIT */
/*
 * A handler that only notes the signal; see the header.
 */
#include <config.h>

#include "interrupt.h"

#include <signal.h>
#include <stddef.h>

static const int watched[] = {SIGINT, SIGTERM};

enum { WATCHED = sizeof watched / sizeof *watched };

static struct sigaction before[WATCHED];
static volatile sig_atomic_t came;

static void note(int number)
{
    came = number;
}

void interrupt_watch(void)
{
    /* No SA_RESTART: a read must end. SA_RESETHAND: one that comes just before the read begins is
     * noticed with the next line, and whoever cannot wait for it interrupts again. */
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};
    size_t i;

    came = 0;
    sigemptyset(&action.sa_mask);
    for (i = 0; i < WATCHED; i++) {
        sigaction(watched[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(watched[i], &action, NULL);
    }
}

int interrupt_came(void)
{
    return came;
}

void interrupt_forget(void)
{
    size_t i;

    for (i = 0; i < WATCHED; i++)
        sigaction(watched[i], &before[i], NULL);
}
