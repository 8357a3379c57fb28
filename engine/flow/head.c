/*
 * Heads are read by the loader itself, with the part of its table that a library needs. Reading
 * ends as soon as no more of them can follow: with the last of them, or at a key after which none
 * is to be seen.
 */
#include <config.h>

#include "head.h"

#include <string.h>

#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "load.h"

/* Whether a line, from its indentation on, begins with a key of the head. */
static bool begins_head(const char *at, const char *end)
{
    static const char *const names[] = {"title", "errors", "keywords", "trains"};
    size_t i;

    while (at < end && *at && strchr("?\"' ", *at))
        at++;
    for (i = 0; i < sizeof names / sizeof *names; i++) {
        if ((size_t)(end - at) > strlen(names[i]) && memcmp(at, names[i], strlen(names[i])) == 0)
            return true;
    }
    return false;
}

/* Whether a line of the text from here on, indented as the root's keys are, begins with a key of
 * the head. */
static bool may_follow(const char *at, const char *end, size_t indent)
{
    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        at++;
        if ((size_t)(end - at) > indent && at[indent] != ' ' && strspn(at, " ") == indent &&
            begins_head(at + indent, end))
            return true;
    }
    return false;
}

/* Whether a line is that of a key which is not indented: "about:". */
static bool begins_key(const char *at, const char *end)
{
    if (at == end || *at < 'a' || *at > 'z')
        return false;
    while (at < end && ((*at >= 'a' && *at <= 'z') || *at == '-'))
        at++;
    return end - at > 1 && *at == ':' && (at[1] == ' ' || at[1] == '\n');
}

static const char *next_line(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));

    return newline ? newline + 1 : end;
}

/* Where the lines that hold the head end: behind them is most of a file, which then is not even
 * looked over. All of a text that is not laid out as usual, with its keys at the start of lines. */
static size_t head_length(const char *bytes, size_t length)
{
    const char *at = bytes, *end = bytes + length, *cut = end;

    while (at < end && (*at == '#' || *at == '\n'))
        at = next_line(at, end);
    if (!begins_key(at, end))
        return length;
    for (; at < end; at = next_line(at, end)) {
        if (*at == ' ')
            continue;
        if (begins_head(at, end))
            cut = end;
        else if (cut == end && begins_key(at, end))
            cut = at;
    }
    return (size_t)(cut - bytes);
}

static bool pass_over(struct loader *loader, const char *key)
{
    struct reader *reader = &loader->reader;
    const yaml_mark_t *mark = &reader->event.start_mark;
    bool *is_scenario = loader->context;

    *is_scenario |= strcmp(key, "trains") == 0;
    return may_follow(reader->bytes + reader_offset(reader, mark->index),
                      reader->bytes + reader->length, mark->column);
}

static enum status parse(struct arena *arena, struct library_entry *entry,
                         const struct buffer *content, bool *is_scenario)
{
    struct index index = {0};
    struct tree head = {.flow.title = ""};
    struct loader loader;
    enum status status;

    loader_open(&loader, entry->path, buffer_text(content),
                head_length(buffer_text(content), content->length), NULL);
    loader.arena = arena;
    loader.index = &index;
    loader.passed_over = pass_over;
    loader.context = is_scenario;
    loader_read(&loader, &field_head, FIELD_KIND(0), &head);
    entry->title = head.flow.title ? head.flow.title : "";
    entry->errors = head.flow.errors;
    entry->keywords = head.flow.keywords;
    status = loader_close(&loader);
    index_free(&index);
    return status == STATUS_NO_MEMORY ? status : STATUS_OK;
}

enum status head_read(struct arena *arena, struct library_entry *entry, bool *is_scenario)
{
    struct buffer content = {0};
    enum status status = file_read(entry->path, FLOW_MAX_BYTES, &content);

    *is_scenario = false;
    if (status == STATUS_OK)
        status = parse(arena, entry, &content, is_scenario);
    buffer_free(&content);
    return status == STATUS_NO_MEMORY ? status : STATUS_OK;
}
