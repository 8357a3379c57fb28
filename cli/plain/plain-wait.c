/* SPDX-License-Identifier: MIT */
/*
 * One poll; see the header.
 */
#include <config.h>

#include "plain-wait.h"

#include <errno.h>
#include <poll.h>

bool plain_wait(FILE *in, const struct roleplay *roleplay)
{
    struct pollfd polled[2] = {{.fd = fileno(in), .events = POLLIN},
                               {.fd = roleplay_descriptor(roleplay), .events = POLLIN}};
    int ready;

    setvbuf(in, NULL, _IONBF, 0);
    ready = poll(polled, 2, roleplay_pause(roleplay));
    return (ready < 0 && errno == EINTR) || (ready > 0 && polled[0].revents);
}
