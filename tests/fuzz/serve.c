/* SPDX-License-Identifier: MIT */
/*
 * The protocol of errwalk serve: a line is a message, and the history is of this process alone.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/serve/rpc.h"
#include "targets.h"

static bool is_never_cancelled(const void *context, const json_t *id)
{
    (void)context, (void)id;
    return false;
}

void fuzz_serve(const char *bytes, size_t length)
{
    static char path[200];
    struct options options = {.history = path};
    struct clock clock;
    struct rpc rpc = {.options = &options, .clock = &clock, .is_initialized = true};
    const char *directory = getenv("TMPDIR");
    size_t at = 0;

    snprintf(path, sizeof path, "%s/errwalk-fuzz-%ld-serve.db", directory ? directory : "/tmp", (long)getpid());
    if (clock_init(&clock) != STATUS_OK)
        abort();
    while (at < length) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t line = end ? (size_t)(end - bytes) - at : length - at;
        struct buffer out = {0};

        rpc_answer(&rpc, bytes + at, line, is_never_cancelled, NULL, &out);
        if (out.length) {
            fuzz_expect_text(out.bytes, out.length);
            fuzz_expect_json(out.bytes, out.length);
        }
        buffer_free(&out);
        at += line + 1;
    }
    buffer_free(&rpc.client);
}
