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
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "errwalk/packet.h"
#include "suite.h"

enum { DEADLINE = 10 /* seconds */ };

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

const char roleplay_peer_sha256[] = SHA;
const char roleplay_peer_hello[] =
    "{\"hello\": 2, \"scenario\": \"a/b\", \"sha256\": \"" SHA "\", \"session\": \"\"}";

void roleplay_peer_prepare(const char *name)
{
    char path[512];

    snprintf(path, sizeof path, "%s", suite_scratch(name));
    suite_expect(path, mkdir(path, 0700) == 0 || errno == EEXIST);
    setenv("XDG_RUNTIME_DIR", path, 1);
}

const char *roleplay_peer_path(const char *scenario)
{
    static char path[1024];
    size_t directory = strlen(getenv("XDG_RUNTIME_DIR")) + strlen("/errwalk/");
    char *at;

    snprintf(path, sizeof path, "%s/errwalk/%s.call", getenv("XDG_RUNTIME_DIR"), scenario);
    for (at = path + directory; *at; at++)
        *at = *at == '/' ? '+' : *at;
    return path;
}

int roleplay_peer_dial(const char *scenario)
{
    return packet_connect(roleplay_peer_path(scenario));
}

void roleplay_peer_report(char *out, size_t size, const char *step, const char *answer, bool asks)
{
    snprintf(out, size,
             "{\"session\": \"0abcdefg\", \"step\": \"%s\", \"answer\": \"%s\", \"minutes\": 12, "
             "\"variant\": 0, \"found\": 0, \"asks\": %s, \"looked\": false, "
             "\"outcome\": \"unfinished\", \"heard\": [\"boss\"]}",
             step, answer, asks ? "true" : "false");
}

bool roleplay_peer_send(int peer, const char *text)
{
    return packet_send(peer, text, strlen(text));
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
