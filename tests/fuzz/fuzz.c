/* SPDX-License-Identifier: MIT */
/*
 * One program for all targets. Built for libFuzzer (--enable-fuzzing) it fuzzes the target that
 * ERRWALK_FUZZ names; else `fuzz TARGET FILE…` runs the target on files and, for each, on a number of edits
 * of it (ERRWALK_FUZZ_EDITS, 20), which a seed makes.
 */
#include <config.h>

#include <jansson.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "targets.h"

enum { FILE_MOST = 8 * 1024 * 1024, EDITS = 20 };

static const struct fuzz_target *find(const char *name)
{
    const struct fuzz_target *target = fuzz_targets;

    while (target->name && strcmp(target->name, name) != 0)
        target++;
    if (!target->name) {
        fprintf(stderr, "fuzz: there is no target '%s'\n", name);
        exit(2);
    }
    return target;
}

static void prepare(void)
{
    json_set_alloc_funcs(memory_alloc, memory_free);
    setlocale(LC_ALL, "C.UTF-8");
}

#ifdef ERRWALK_LIBFUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct fuzz_target *target;

    if (!target) {
        prepare();
        target = find(getenv("ERRWALK_FUZZ") ? getenv("ERRWALK_FUZZ") : "");
    }
    target->run((const char *)data, size);
    return 0;
}
#else
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* A few bytes changed, taken out or doubled. */
static void edit(struct buffer *out, const struct buffer *seed, uint32_t *state)
{
    static const char hard[] = "\0\x1b\xff\xc3\n\t{}[]:\"'#-0\x80";
    unsigned edits = 1 + next_random(state) % 8;

    buffer_clear(out);
    buffer_append(out, seed->bytes, seed->length);
    while (edits-- && out->length) {
        size_t at = next_random(state) % out->length, length = 1 + next_random(state) % 16;

        length = length < out->length - at ? length : out->length - at;
        switch (next_random(state) % 3) {
        case 0:
            out->bytes[at] = hard[next_random(state) % (sizeof hard - 1)];
            break;
        case 1:
            memmove(out->bytes + at, out->bytes + at + length, out->length - at - length);
            out->length -= length;
            break;
        default:
            buffer_append(out, hard, length);
            memmove(out->bytes + at + length, out->bytes + at, out->length - at - length);
            memcpy(out->bytes + at, hard, length);
            break;
        }
    }
}

int main(int argc, char **argv)
{
    const char *wanted = getenv("ERRWALK_FUZZ_EDITS");
    int edits = wanted ? atoi(wanted) : EDITS, i, n;
    const struct fuzz_target *target;
    struct buffer edited = {0};
    uint32_t state = 20261130;

    if (argc < 2)
        return 2;
    prepare();
    target = find(argv[1]);
    for (i = 2; i < argc; i++) {
        struct buffer seed = {0};

        if (file_read(argv[i], FILE_MOST, &seed) != STATUS_OK) {
            fprintf(stderr, "fuzz: %s cannot be read\n", argv[i]);
            return 2;
        }
        target->run(buffer_text(&seed), seed.length);
        for (n = 0; n < edits; n++) {
            edit(&edited, &seed, &state);
            target->run(buffer_text(&edited), edited.length);
        }
        buffer_free(&seed);
    }
    printf("%s: %d files, %d edits of each\n", target->name, argc - 2, edits);
    buffer_free(&edited);
    return 0;
}
#endif
