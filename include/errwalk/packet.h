/* SPDX-License-Identifier: MIT */
/*
 * Packet: a local socket over which each message arrives as it was sent, or not at all. Where the system has no such
 * socket, a stream carries each behind its length.
 */
#ifndef ERRWALK_PACKET_H
#define ERRWALK_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum {
    PACKET_MOST = 32 * 1024, /* bytes of a message */
    PACKET_PATH = 104        /* of the path of a socket, with its NUL */
};

/* Listens at a path that only this user can connect to, under any umask; -1 with errno. No socket here waits, and none
 * is inherited. */
int packet_listen(const char *path);

/* The next that has connected, and connecting; -1 where nobody is there, or another user is (errwalk/peer.h). */
int packet_accept(int listener);
int packet_connect(const char *path);

/* False where it cannot be sent now. One that gets through in part would be taken for another: that ends the
 * connection. */
bool packet_send(int socket, const void *bytes, size_t length);

/* The next message: its length; 0 where no more will come; -1 with errno: EAGAIN where none is there, EMSGSIZE where
 * it is longer than `size`. */
ssize_t packet_receive(int socket, void *bytes, size_t size);

#endif
