/* SPDX-License-Identifier: MIT */
/*
 * Heads are read by the loader itself, with the part of its table that a library needs, from as
 * much of the file as may hold them: in a file of the usual form that is its first lines.
 */
#include <config.h>

#include "head.h"

#include <string.h>

#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "loader.h"

enum { TITLE = 1, ERRORS = 2, KEYWORDS = 4, ANY_OF = 8, TRAINS = 16 };

/* What nearly every flow has. */
enum { FLOW_HEAD = TITLE | ERRORS | KEYWORDS };

static unsigned key_of(const char *key, size_t length)
{
    static const struct {
        const char *name;
        unsigned bit;
    } keys[] = {{"title", TITLE}, {"errors", ERRORS}, {"keywords", KEYWORDS}, {"any-of", ANY_OF},
                {"trains", TRAINS}};
    size_t i;

    for (i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strlen(keys[i].name) == length && memcmp(keys[i].name, key, length) == 0)
            return keys[i].bit;
    }
    return 0;
}

/* The length of the key that a line begins with, at its left edge; 0 for none. */
static size_t key_length(const char *line, const char *end)
{
    const char *at = line;

    while (at < end && ((*at >= 'a' && *at <= 'z') || *at == '_' || *at == '-'))
        at++;
    return at < end && *at == ':' ? (size_t)(at - line) : 0;
}

/* How much of the text holds the head: up to the key after its last one. All of a text whose lines
 * are not keys at the left edge with indented lines below them. Few flows have `any-of`, and those need not
 * have it among their first lines: all of theirs are looked at. */
static size_t head_length(const char *bytes, size_t length)
{
    const bool may_be_late = strstr(bytes, "\nany-of:") != NULL;
    const char *line = bytes, *end = bytes + length, *cut = NULL, *after;
    unsigned seen = 0, found;
    size_t key;

    for (; line < end; line = after ? after + 1 : end) {
        after = memchr(line, '\n', (size_t)(end - line));
        if (*line == ' ' || *line == '\n' || *line == '\r' || *line == '#')
            continue;
        key = key_length(line, end);
        if (!key)
            return length;
        found = key_of(line, key);
        if (!found && !cut)
            cut = line;
        if (found)
            cut = NULL;
        seen |= found;
        if (cut && (seen & FLOW_HEAD) == FLOW_HEAD && !may_be_late)
            break;
    }
    return cut ? (size_t)(cut - bytes) : length;
}

static bool pass_over(struct loader *loader, const char *key)
{
    struct head *head = loader->context;

    head->is_scenario |= strcmp(key, "trains") == 0;
    head->is_assignment |= strcmp(key, "assigns") == 0;
    return true;
}

/* STATUS_INVALID where it cannot be read as YAML. */
static enum status parse(struct arena *arena, const char *path, const char *bytes, size_t length,
                         struct head *head)
{
    struct index index = {0};
    struct tree tree = {.flow.title = ""};
    struct loader loader;
    enum status status;

    loader_open(&loader, path, bytes, length, NULL);
    loader.arena = arena;
    loader.index = &index;
    loader.passed_over = pass_over;
    loader.context = head;
    loader_read(&loader, &field_head, FIELD_KIND(0), &tree);
    head->title = tree.flow.title ? tree.flow.title : "";
    head->errors = tree.flow.errors;
    head->keywords = tree.flow.keywords;
    head->any_of = tree.flow.any_of;
    status = loader_close(&loader);
    index_free(&index);
    return status;
}

/* What looked like the end of the head may have been inside of a text. */
static enum status parse_head(struct arena *arena, const char *path, const struct buffer *content,
                              struct head *head)
{
    const char *bytes = buffer_text(content);
    size_t length = head_length(bytes, content->length);
    enum status status = parse(arena, path, bytes, length, head);

    if (status != STATUS_OK && length < content->length)
        status = parse(arena, path, bytes, content->length, head);
    return status;
}

/* Whether the text has `takes` at the left edge, or a `return` further in. A block of literal text may
 * look so, too; what is not offered for that is found by its id all the same. */
static bool has_block(const struct buffer *content)
{
    static const char *const keys[] = {"takes:", "return:"};
    const char *at, *text = buffer_text(content), *line;
    size_t i;

    for (i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (at = text; (at = strstr(at, keys[i])) != NULL; at++) {
            for (line = at; line > text && (line[-1] == ' ' || line[-1] == '{');)
                line--;
            if (i == 0 ? at == text || at[-1] == '\n'
                       : line < at && (line == text || strchr("\n:", line[-1])))
                return true;
        }
    }
    return false;
}

enum status head_read(struct arena *arena, const char *path, struct head *head)
{
    struct buffer content = {0};
    enum status read = file_read(path, FLOW_MAX_BYTES, &content), status = read;

    *head = (struct head){.title = ""};
    if (status == STATUS_OK)
        status = parse_head(arena, path, &content, head);
    if (status == STATUS_OK && !head->errors)
        head->is_block = has_block(&content);
    buffer_free(&content);
    return read;
}
