/* SPDX-License-Identifier: MIT */
/*
 * An agent by hand; see the header.
 */
#include <config.h>

#include "roleplay-peer.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "suite.h"

enum { DEADLINE = 10 /* seconds */ };

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

const char roleplay_peer_sha256[] = SHA;
const char roleplay_peer_hello[] =
    "{\"hello\": 1, \"scenario\": \"a/b\", \"sha256\": \"" SHA "\", \"session\": \"\"}";

void roleplay_peer_prepare(const char *name)
{
    char path[512];

    snprintf(path, sizeof path, "%s", suite_scratch(name));
    suite_expect(path, mkdir(path, 0700) == 0 || errno == EEXIST);
    setenv("XDG_RUNTIME_DIR", path, 1);
}

struct sockaddr_un roleplay_peer_address(const char *scenario)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t directory = strlen(getenv("XDG_RUNTIME_DIR")) + strlen("/errwalk/");
    char path[1024], *at;

    snprintf(path, sizeof path, "%s/errwalk/%s.call", getenv("XDG_RUNTIME_DIR"), scenario);
    for (at = path + directory; *at; at++)
        *at = *at == '/' ? '+' : *at;
    if (suite_expect("the path fits", strlen(path) < sizeof address.sun_path))
        memcpy(address.sun_path, path, strlen(path) + 1);
    return address;
}

int roleplay_peer_dial(const char *scenario)
{
    struct sockaddr_un address = roleplay_peer_address(scenario);
    int peer = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

    if (connect(peer, (struct sockaddr *)&address, sizeof address) == 0)
        return peer;
    close(peer);
    return -1;
}

void roleplay_peer_report(char *out, size_t size, const char *step, const char *answer, bool asks)
{
    snprintf(out, size,
             "{\"session\": \"0abcdefg\", \"step\": \"%s\", \"answer\": \"%s\", \"minutes\": 12, "
             "\"asks\": %s, \"looked\": false, \"outcome\": \"unfinished\", \"heard\": [\"boss\"]}",
             step, answer, asks ? "true" : "false");
}

bool roleplay_peer_send(int peer, const char *text)
{
    size_t length = strlen(text);

    return send(peer, text, length, MSG_NOSIGNAL) == (ssize_t)length;
}

bool roleplay_peer_await(struct roleplay *roleplay, enum roleplay_news news)
{
    time_t deadline = time(NULL) + DEADLINE;

    while (time(NULL) < deadline) {
        struct pollfd polled = {.fd = roleplay_descriptor(roleplay), .events = POLLIN};
        enum roleplay_news came = roleplay_work(roleplay);

        if (came != ROLEPLAY_NOTHING)
            return came == news;
        poll(&polled, 1, 100);
    }
    return false;
}

int roleplay_peer_agent(struct roleplay *roleplay, const char *scenario)
{
    int peer = roleplay_peer_dial(scenario);

    suite_expect("dialled", peer >= 0);
    suite_expect("hello", roleplay_peer_send(peer, roleplay_peer_hello));
    suite_expect("linked", roleplay_peer_await(roleplay, ROLEPLAY_JOINED));
    return peer;
}
