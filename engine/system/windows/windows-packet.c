/* SPDX-License-Identifier: MIT */
/*
 * Named pipes in message mode are what these sockets are elsewhere. They are not used yet: role-play says so.
 */
#include <config.h>

#include "errwalk/packet.h"

#include <errno.h>

const bool packet_is_there = false;

static int not_yet(void)
{
    errno = ENOSYS;
    return -1;
}

int packet_listen(const char *path)
{
    (void)path;
    return not_yet();
}

int packet_accept(int listener)
{
    (void)listener;
    return not_yet();
}

int packet_connect(const char *path)
{
    (void)path;
    return not_yet();
}

bool packet_send(int socket, const void *bytes, size_t length)
{
    (void)socket, (void)bytes, (void)length;
    return not_yet() == 0;
}

ssize_t packet_receive(int socket, void *bytes, size_t size)
{
    (void)socket, (void)bytes, (void)size;
    return not_yet();
}
