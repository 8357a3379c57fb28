/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics are kept with the one line of the file that they point at, so that they can be
 * printed after the file is gone.
 */
#include <config.h>

#include "errwalk/diag.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"

enum {
    LONGEST_EXCERPT = 1024, /* bytes kept of a line, around the place */
    BEFORE_PLACE = 256,     /* of them before it */
};

static void free_item(struct diag *item)
{
    memory_free(item->file);
    memory_free(item->message);
    memory_free(item->hint);
    memory_free(item->excerpt);
}

void diag_list_free(struct diag_list *list)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        free_item(&list->items[i]);
    memory_free(list->items);
    *list = (struct diag_list){0};
}

/* Bytes of the line end at the start of the text, 0 where there is none. Line ends are those of
 * YAML 1.1, which is what lines were counted by. */
static size_t line_end(const char *text, size_t length)
{
    if (!length)
        return 0;
    if (text[0] == '\n')
        return 1;
    if (text[0] == '\r')
        return length > 1 && text[1] == '\n' ? 2 : 1;
    if (length > 1 && memcmp(text, "\xc2\x85", 2) == 0)
        return 2;
    if (length > 2 &&
        (memcmp(text, "\xe2\x80\xa8", 3) == 0 || memcmp(text, "\xe2\x80\xa9", 3) == 0))
        return 3;
    return 0;
}

/* Goes on from the place that was looked up last, as most come in order: a file of one long line
 * with a thousand faults is still read once. False when the line is not there. */
static bool find_place(struct diag_cursor *cursor, const char *source, size_t length,
                       struct diag_place place)
{
    size_t end;
    uint32_t point;

    if (cursor->source != source || cursor->length != length || cursor->line > place.line ||
        (cursor->line == place.line && cursor->column > place.column)) {
        *cursor = (struct diag_cursor){.source = source, .length = length, .line = 1, .column = 1};
        if (length >= 3 && memcmp(source, "\xef\xbb\xbf", 3) == 0)
            cursor->offset = cursor->start = 3;
    }
    while (cursor->line < place.line || cursor->column < place.column) {
        end = line_end(source + cursor->offset, length - cursor->offset);
        if (end && cursor->line == place.line)
            break;
        if (cursor->offset == length)
            return cursor->line == place.line;
        cursor->column++;
        cursor->offset +=
            end ? end : text_point(source + cursor->offset, length - cursor->offset, &point);
        if (end) {
            cursor->line++;
            cursor->column = 1;
            cursor->start = cursor->offset;
        }
    }
    return true;
}

static bool is_inside_character(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* Copies the line at the cursor; of a long one what is around the place. */
static char *copy_excerpt(const struct diag_cursor *cursor, unsigned *skipped)
{
    size_t start = cursor->start, end = cursor->offset;

    if (cursor->offset - start > BEFORE_PLACE) {
        start = cursor->offset - BEFORE_PLACE;
        while (start < cursor->offset && is_inside_character(cursor->source[start]))
            start++;
    }
    while (end < cursor->length && end - start < LONGEST_EXCERPT &&
           !line_end(cursor->source + end, cursor->length - end))
        end++;
    while (end < cursor->length && end > start && is_inside_character(cursor->source[end]))
        end--;
    *skipped =
        cursor->column - 1 - (unsigned)text_points(cursor->source + start, cursor->offset - start);
    return memory_copy(cursor->source + start, end - start);
}

/* The number of a file among those of the list, in the order in which they came. */
static unsigned file_number(const struct diag_list *list, const char *file)
{
    unsigned most = 0;
    size_t i;

    for (i = list->count; i-- > 0;) {
        if (strcmp(list->items[i].file, file) == 0)
            return list->items[i].file_number;
        if (list->items[i].file_number >= most)
            most = list->items[i].file_number + 1;
    }
    return most;
}

static void fill(struct diag_list *list, struct diag *item, const char *file, const char *source,
                 size_t source_length, const char *hint)
{
    item->file = memory_copy(file, strlen(file));
    if (hint)
        item->hint = memory_copy(hint, strlen(hint));
    if (source && item->place.line && find_place(&list->cursor, source, source_length, item->place))
        item->excerpt = copy_excerpt(&list->cursor, &item->skipped);
}

void diag_move(struct diag_list *list, struct diag *diag)
{
    void *items = list->items;

    *(diag->rule->severity == DIAG_ERROR ? &list->errors : &list->warnings) += 1;
    if (list->count >= DIAG_MOST) {
        free_item(diag);
        return;
    }
    diag->file_number = file_number(list, diag->file);
    diag->number = (unsigned)list->count;
    memory_grow(&items, &list->capacity, list->count, sizeof *diag);
    list->items = items;
    list->items[list->count++] = *diag;
}

void diag_vadd(struct diag_list *list, const struct diag_rule *rule, const char *file,
               struct diag_place place, const char *source, size_t source_length,
               const char *hint, const char *format, va_list args)
{
    struct diag item = {.rule = rule, .place = place};
    struct buffer message = {0};

    if (list->count < DIAG_MOST) {
        buffer_vprintf(&message, format, args);
        item.message = buffer_take(&message);
        fill(list, &item, file, source, source_length, hint);
    }
    diag_move(list, &item);
}

void diag_add(struct diag_list *list, const struct diag_rule *rule, const char *file,
              struct diag_place place, const char *source, size_t source_length, const char *hint,
              const char *format, ...)
{
    va_list args;

    va_start(args, format);
    diag_vadd(list, rule, file, place, source, source_length, hint, format, args);
    va_end(args);
}

static int order(unsigned a, unsigned b)
{
    return a < b ? -1 : a > b;
}

static int compare(const void *left, const void *right)
{
    const struct diag *a = left, *b = right;
    int result = order(a->file_number, b->file_number);

    if (!result)
        result = order(a->place.line, b->place.line);
    if (!result)
        result = order(a->place.column, b->place.column);
    if (!result)
        result = strcmp(a->rule->code, b->rule->code);
    return result ? result : order(a->number, b->number);
}

void diag_sort(struct diag_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare);
}

int diag_clip(const char *name)
{
    size_t length = strnlen(name, 61);

    if (length > 60) {
        for (length = 60; length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80;)
            length--;
    }
    return (int)length;
}

struct diag_place diag_spot_move(struct diag_spot *spot, const char *bytes, size_t offset)
{
    const char *newline;

    while ((newline = memchr(bytes + spot->offset, '\n', offset - spot->offset))) {
        spot->offset = (size_t)(newline - bytes) + 1;
        spot->place.line++;
        spot->place.column = 1;
    }
    spot->place.column += (unsigned)text_points(bytes + spot->offset, offset - spot->offset);
    spot->offset = offset;
    return spot->place;
}
