/* SPDX-License-Identifier: MIT */
/*
 * SOCK_SEQPACKET where local sockets have it, else SOCK_STREAM with a length of four bytes before each message. A
 * message is taken from the stream when all of it is there, so that nothing is kept between two calls.
 */
#include <config.h>

#include "errwalk/packet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include "errwalk/peer.h"

#ifdef ERRWALK_SEQPACKET
enum { KIND = SOCK_SEQPACKET };
#else
enum { KIND = SOCK_STREAM, LENGTH = 4, ROOM = 4 * PACKET_MOST };
#endif

#ifndef MSG_NOSIGNAL
enum { MSG_NOSIGNAL = 0 }; /* macOS: SIGPIPE is ignored in any case; see process.c */
#endif

static void adopt(int socket)
{
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    fcntl(socket, F_SETFL, O_NONBLOCK);
#ifndef ERRWALK_SEQPACKET
    {
        int room = ROOM; /* for the largest message, which must fit as a whole */

        setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
        setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    }
#endif
}

static int make(const char *path, struct sockaddr_un *address)
{
    int made;

    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address->sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(address->sun_path, path, strlen(path) + 1);
    made = socket(AF_UNIX, KIND, 0);
    if (made >= 0)
        adopt(made);
    return made;
}

static int give_up(int socket)
{
    int error = errno;

    if (socket >= 0)
        close(socket);
    errno = error;
    return -1;
}

int packet_listen(const char *path)
{
    struct sockaddr_un address;
    int listener = make(path, &address);
    mode_t mask = umask(0177);
    bool bound = listener >= 0 && bind(listener, (const struct sockaddr *)&address, sizeof address) == 0;

    umask(mask);
    return bound && listen(listener, 4) == 0 ? listener : give_up(listener);
}

int packet_accept(int listener)
{
    int peer = accept(listener, NULL, NULL);

    if (peer < 0)
        return -1;
    adopt(peer);
    return peer_is_own(peer) ? peer : give_up(peer);
}

int packet_connect(const char *path)
{
    struct sockaddr_un address;
    int peer = make(path, &address);

    return peer >= 0 && connect(peer, (const struct sockaddr *)&address, sizeof address) == 0 && peer_is_own(peer)
               ? peer
               : give_up(peer);
}

#ifdef ERRWALK_SEQPACKET
bool packet_send(int socket, const void *bytes, size_t length)
{
    return send(socket, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)length;
}

ssize_t packet_receive(int socket, void *bytes, size_t size)
{
    struct iovec vector = {bytes, size};
    struct msghdr header = {.msg_iov = &vector, .msg_iovlen = 1};
    ssize_t length = recvmsg(socket, &header, MSG_DONTWAIT);

    if (length > 0 && header.msg_flags & MSG_TRUNC) {
        errno = EMSGSIZE;
        return -1;
    }
    return length;
}
#else
bool packet_send(int socket, const void *bytes, size_t length)
{
    unsigned char head[LENGTH] = {length >> 24 & 255, length >> 16 & 255, length >> 8 & 255, length & 255};
    struct iovec vectors[] = {{head, LENGTH}, {(void *)(uintptr_t)bytes, length}};
    struct msghdr message = {.msg_iov = vectors, .msg_iovlen = 2};
    ssize_t sent = length && length <= PACKET_MOST ? sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) : -1;

    if (sent > 0 && sent < (ssize_t)(LENGTH + length))
        shutdown(socket, SHUT_RDWR);
    return sent == (ssize_t)(LENGTH + length);
}

static ssize_t not_yet(void)
{
    errno = EAGAIN;
    return -1;
}

ssize_t packet_receive(int socket, void *bytes, size_t size)
{
    unsigned char head[LENGTH];
    char whole[LENGTH + PACKET_MOST];
    size_t length;
    ssize_t got = recv(socket, head, LENGTH, MSG_PEEK | MSG_DONTWAIT);

    if (got <= 0)
        return got;
    if (got < LENGTH)
        return not_yet();
    length = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    if (!length || length > size || length > PACKET_MOST) {
        errno = EMSGSIZE;
        return -1;
    }
    got = recv(socket, whole, LENGTH + length, MSG_PEEK | MSG_DONTWAIT);
    if (got <= 0)
        return got;
    if (got < (ssize_t)(LENGTH + length))
        return not_yet();
    got = recv(socket, whole, LENGTH + length, MSG_DONTWAIT);
    if (got != (ssize_t)(LENGTH + length))
        return not_yet();
    memcpy(bytes, whole + LENGTH, length);
    return (ssize_t)length;
}
#endif
