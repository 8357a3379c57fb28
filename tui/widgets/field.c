/* SPDX-License-Identifier: MIT */
/*
 * What a person types is kept as it was typed and cleaned only for drawing, cluster by cluster, so
 * that the cursor moves over what is seen.
 */
#include <config.h>

#include "field.h"

#include <string.h>
#include <unistr.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

void field_set(struct field *field, const char *text)
{
    buffer_clear(&field->text);
    buffer_string(&field->text, text);
    field->cursor = field->text.length;
}

/* The start of the cluster before `offset`. */
static size_t before(const struct field *field, size_t offset)
{
    size_t at = 0, bytes;

    while (at < offset) {
        bytes = text_cluster(field->text.bytes + at, field->text.length - at, NULL);
        if (!bytes || at + bytes >= offset)
            break;
        at += bytes;
    }
    return at;
}

static size_t after(const struct field *field, size_t offset)
{
    if (offset >= field->text.length)
        return field->text.length;
    return offset + text_cluster(field->text.bytes + offset, field->text.length - offset, NULL);
}

static void replace(struct field *field, size_t from, size_t to, const char *text, size_t length)
{
    struct buffer changed = {0};

    buffer_append(&changed, buffer_text(&field->text), from);
    buffer_append(&changed, text, length);
    buffer_string(&changed, buffer_text(&field->text) + to);
    buffer_free(&field->text);
    field->text = changed;
    field->cursor = from + length;
}

static void insert(struct field *field, int key)
{
    uint8_t bytes[6];
    int length = u8_uctomb(bytes, (ucs4_t)key, sizeof bytes);

    if (length > 0 && field->text.length + (size_t)length <= (field->most ? field->most : FIELD_MOST))
        replace(field, field->cursor, field->cursor, (const char *)bytes, (size_t)length);
}

bool field_update(struct field *field, enum action action, int key)
{
    size_t cursor = field->cursor;

    switch (action) {
    case ACTION_INSERT:
        insert(field, key);
        return true;
    case ACTION_ERASE:
        replace(field, before(field, cursor), cursor, "", 0);
        return true;
    case ACTION_DELETE:
        replace(field, cursor, after(field, cursor), "", 0);
        return true;
    case ACTION_CURSOR_LEFT:
        field->cursor = before(field, cursor);
        return true;
    case ACTION_CURSOR_RIGHT:
        field->cursor = after(field, cursor);
        return true;
    case ACTION_CURSOR_HOME:
        field->cursor = 0;
        return true;
    case ACTION_CURSOR_END:
        field->cursor = field->text.length;
        return true;
    case ACTION_CLEAR:
        field_set(field, "");
        return true;
    default:
        return false;
    }
}

unsigned field_draw(const struct field *field, const struct canvas *canvas, WINDOW *window, int y,
                    int x, unsigned cells)
{
    struct buffer left = {0}, right = {0};
    char *head = memory_copy(buffer_text(&field->text), field->cursor);
    unsigned column = 0, drawn, width, blank;
    size_t skip = 0;

    canvas_clean(canvas, &left, head);
    canvas_clean(canvas, &right, buffer_text(&field->text) + field->cursor);
    memory_free(head);
    width = (unsigned)text_width(buffer_text(&left), left.length);
    /* One cell stays for the cursor behind the last character. */
    while (width - column >= cells && skip < left.length) {
        unsigned cluster;

        skip += text_cluster(left.bytes + skip, left.length - skip, &cluster);
        column += cluster;
    }
    drawn = canvas_draw(window, canvas, y, x, cells, ROLE_FIELD, buffer_text(&left) + skip,
                        left.length - skip);
    column = drawn;
    drawn += canvas_draw(window, canvas, y, x + (int)drawn, cells - drawn, ROLE_FIELD,
                         buffer_text(&right), right.length);
    for (blank = drawn; blank < cells; blank++)
        canvas_draw(window, canvas, y, x + (int)blank, 1, ROLE_FIELD, " ", 1);
    buffer_free(&left);
    buffer_free(&right);
    return column;
}
