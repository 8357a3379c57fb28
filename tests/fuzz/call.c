/* SPDX-License-Identifier: MIT */
/*
 * What the other end of a role-play sends: each line is a message to a caller who waits.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/packet.h"
#include "errwalk/roleplay.h"
#include "targets.h"

static const char scenario[] = "fuzz/call";
static const char sha256[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

enum { NEWS = 20 };

/* Each text that a caller's screen shows of the agent. */
static void expect_agent(struct roleplay *roleplay)
{
    unsigned news = 0;

    while (roleplay_work(roleplay) != ROLEPLAY_NOTHING && news++ < NEWS) {
        const struct roleplay_agent agent = roleplay_agent(roleplay);

        fuzz_expect_text(agent.step, strlen(agent.step));
        fuzz_expect_text(agent.answer, strlen(agent.answer));
    }
}

void fuzz_call(const char *bytes, size_t length)
{
    static char place[PACKET_PATH];
    struct roleplay *roleplay = NULL;
    size_t at = 0;
    int peer;

    if (!*place) {
        const char *directory = getenv("TMPDIR");
        char runtime[60];

        snprintf(runtime, sizeof runtime, "%.30s/fuzz-%ld", directory ? directory : "/tmp", (long)getpid());
        mkdir(runtime, 0700);
        setenv("XDG_RUNTIME_DIR", runtime, 1);
        snprintf(place, sizeof place, "%s/errwalk/fuzz+call.call", runtime);
    }
    if (roleplay_wait(scenario, sha256, &roleplay) != STATUS_OK)
        abort();
    peer = packet_connect(place);
    if (peer < 0)
        abort();
    while (at < length) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t line = end ? (size_t)(end - bytes) - at : length - at;

        if (line && line < PACKET_MOST)
            packet_send(peer, bytes + at, line);
        expect_agent(roleplay);
        at += line + 1;
    }
    close(peer);
    expect_agent(roleplay);
    roleplay_free(roleplay);
}
