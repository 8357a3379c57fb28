/* SPDX-License-Identifier: MIT */
/*
 * Ids for what has only a text: its words in lower case with dashes between, numbered where two are
 * the same.
 */
#include <config.h>

#include "draft.h"

#include <string.h>

#include "errwalk/memory.h"

enum { LONGEST_ID = 40 };

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

void draft_ids_free(struct draft_ids *ids)
{
    size_t i;

    for (i = 0; i < ids->count; i++)
        buffer_free(&ids->items[i]);
    memory_free(ids->items);
    *ids = (struct draft_ids){0};
}

/* Steps of every draft. */
static bool is_reserved(const char *id)
{
    return strcmp(id, DRAFT_ASK_FOR_HELP) == 0 || strcmp(id, DRAFT_FIRST_LOOK) == 0;
}

static bool has_id(const struct draft_ids *ids, const char *id)
{
    size_t i;

    for (i = 0; ids && i < ids->count; i++) {
        if (strcmp(buffer_text(&ids->items[i]), id) == 0)
            return true;
    }
    return false;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Its words with dashes between, as many as fit. */
static void make_slug(struct buffer *slug, const char *text)
{
    size_t word, i;

    for (; *text && slug->length < LONGEST_ID; text += word) {
        word = strspn(text, LETTERS);
        if (!word)
            word = 1;
        if (!strchr(LETTERS, *text))
            continue;
        if (slug->length && slug->length + word >= LONGEST_ID)
            break;
        if (slug->length)
            buffer_char(slug, '-');
        for (i = 0; i < word && slug->length < LONGEST_ID; i++)
            buffer_char(slug, lower(text[i]));
    }
    if (!slug->length)
        buffer_string(slug, "step");
}

static bool is_taken(const struct draft_ids *ids, const struct draft_ids *others, const char *id)
{
    return is_reserved(id) || has_id(ids, id) || has_id(others, id);
}

void draft_id(struct draft_ids *ids, const struct draft_ids *others, const char *text)
{
    struct buffer slug = {0}, id = {0};
    void *items = ids->items;
    unsigned nth = 1;

    make_slug(&slug, text);
    buffer_string(&id, buffer_text(&slug));
    while (is_taken(ids, others, buffer_text(&id))) {
        buffer_clear(&id);
        buffer_printf(&id, "%s-%u", buffer_text(&slug), ++nth);
    }
    buffer_free(&slug);
    memory_grow(&items, &ids->capacity, ids->count, sizeof *ids->items);
    ids->items = items;
    ids->items[ids->count++] = id;
}
