/* SPDX-License-Identifier: MIT */
/*
 * The file of a flow, or of what is written like one: its bytes, name, hash, and what it is.
 */
#include <config.h>

#include "errwalk/flow-file.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <string.h>

#include "errwalk/fields.h"
#include "errwalk/file.h"
#include "errwalk/flow.h"
#include "errwalk/path.h"
#include "errwalk/rules.h"
#include "loader.h"

void flow_file_hash(const char *bytes, size_t length, char out[65])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    size_t i;

    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)bytes);
    sha256_digest(&context, sizeof digest, digest);
    for (i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[64] = '\0';
}

const char *flow_file_stem(struct arena *arena, const char *path)
{
    const char *name = path_name(path);
    size_t length = strlen(name);

    if (length > 5 && strcmp(name + length - 5, ".yaml") == 0)
        length -= 5;
    return arena_copy(arena, name, length);
}

enum status flow_file_read(const char *path, struct diag_list *faults, struct buffer *content)
{
    const struct diag_place whole = {0};
    enum status status = file_read(path, FLOW_MAX_BYTES, content);

    if (status == STATUS_IO) {
        diag_add(faults, &flow_rules[RULE_UNREADABLE], path, whole, NULL, 0, NULL,
                 errno == EINVAL ? "it is not a regular file" : "%s", strerror(errno));
    } else if (status == STATUS_NO) {
        diag_add(faults, &flow_rules[RULE_TOO_LARGE], path, whole, NULL, 0,
                 "split it into several flows", "the file is larger than 4 MiB");
        status = STATUS_INVALID;
    }
    return status;
}

/* A key that is looked for. */
struct key_search {
    const char *key;
    bool found;
};

static bool look_for(struct loader *loader, const char *key)
{
    struct key_search *key_search = loader->context;

    key_search->found |= strcmp(key, key_search->key) == 0;
    return !key_search->found;
}

bool flow_file_has_key(const char *path, const char *key)
{
    const struct field_mapping nothing = {
        .name = "a file", .title = "file", .fields = field_flow.fields, .count = 0};
    struct key_search key_search = {key, false};
    struct buffer content = {0};
    struct loader loader;

    if (file_read(path, FLOW_MAX_BYTES, &content) == STATUS_OK) {
        loader_open(&loader, path, buffer_text(&content), content.length, NULL);
        loader.passed_over = look_for;
        loader.context = &key_search;
        loader_read(&loader, &nothing, FIELD_KIND(0), NULL);
        loader_close(&loader);
    }
    buffer_free(&content);
    return key_search.found;
}
