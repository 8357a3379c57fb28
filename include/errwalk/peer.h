/* SPDX-License-Identifier: MIT */
/*
 * Peer: who is at the other end of a local socket.
 */
#ifndef ERRWALK_PEER_H
#define ERRWALK_PEER_H

#include <stdbool.h>

/* Whether the other end of a connected local socket is this user. False where the system cannot say:
 * then nobody is let in. */
bool peer_is_own(int socket);

#endif
