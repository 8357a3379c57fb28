/* SPDX-License-Identifier: MIT */
/*
 * Linux has the credentials as an option of the socket, BSD and macOS as a call.
 */
#include <config.h>

#include "errwalk/peer.h"

#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

bool peer_is_own(int socket)
{
#if defined(SO_PEERCRED) && defined(__linux__)
    struct ucred other;
    socklen_t length = sizeof other;

    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &other, &length) == 0 &&
           other.uid == geteuid();
#elif defined(HAVE_GETPEEREID)
    uid_t user;
    gid_t group;

    return getpeereid(socket, &user, &group) == 0 && user == geteuid();
#else
    (void)socket;
    return false;
#endif
}
