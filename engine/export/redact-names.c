/* SPDX-License-Identifier: MIT */
/*
 * Names as sorted arrays of letters in lower case. A text is read letter by letter while the range
 * of names that begin so grows narrower, as in a trie: the time is the text's length times that of
 * the longest name.
 */
#include <config.h>

#include "redact-names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

struct letter {
    uint32_t folded;
    size_t offset; /* in the text, in bytes */
    bool word;     /* part of a word */
};

/* What a text is made of; the last one, beyond the count, is its end. */
struct letters {
    struct letter *items;
    size_t count;
};

struct name {
    uint32_t *folded;
    size_t length; /* letters */
    size_t order;  /* in which it was found */
    enum redact_kind kind;
    bool masked, protected;
    const char *original, *mask; /* the mask: NULL until it is used */
};

void names_free(struct names *names)
{
    memory_free(names->items);
    names->items = NULL;
    names->count = names->capacity = 0;
}

static bool is_word(uint32_t point)
{
    return uc_is_property_id_continue(point);
}

static void read_letters(struct letters *letters, const char *text, size_t length)
{
    size_t at = 0, size;
    uint32_t point;

    letters->count = 0;
    letters->items = memory_alloc((length + 1) * sizeof *letters->items);
    for (; (size = text_point(text + at, length - at, &point)) > 0; at += size)
        letters->items[letters->count++] = (struct letter){uc_tolower(point), at, is_word(point)};
    letters->items[letters->count].offset = at;
}

static void add(struct names *names, const struct name *name, const char *text, size_t length)
{
    void *items = names->items;
    struct letters letters;
    struct name *added;
    size_t i;

    if (!length)
        return;
    memory_grow(&items, &names->capacity, names->count, sizeof *name);
    names->items = items;
    read_letters(&letters, text, length);
    added = &names->items[names->count];
    *added = *name;
    added->order = names->count;
    added->length = letters.count;
    added->folded = arena_alloc(names->arena, letters.count * sizeof *added->folded);
    added->original = arena_copy(names->arena, text, length);
    for (i = 0; i < letters.count; i++)
        added->folded[i] = letters.items[i].folded;
    names->count += true;
    memory_free(letters.items);
}

void names_add(struct names *names, enum redact_kind kind, const char *text, size_t length)
{
    const struct name name = {.kind = kind, .masked = !(names->keep >> kind & 1)};

    add(names, &name, text, length);
}

void names_protect(struct names *names, const char *text)
{
    const struct name name = {.protected = true};

    add(names, &name, text, strlen(text));
}

static int compare_folded(const struct name *a, const struct name *b)
{
    size_t shorter = a->length < b->length ? a->length : b->length, i;

    for (i = 0; i < shorter; i++) {
        if (a->folded[i] != b->folded[i])
            return a->folded[i] < b->folded[i] ? -1 : 1;
    }
    return a->length < b->length ? -1 : a->length > b->length;
}

/* Of the same name first the one that decides. */
static int compare(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = compare_folded(a, b);

    if (order)
        return order;
    if (a->protected != b->protected)
        return a->protected ? -1 : 1;
    if (a->masked != b->masked)
        return a->masked ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

void names_sort(struct names *names)
{
    size_t i, kept = 0;

    if (!names->count)
        return;
    qsort(names->items, names->count, sizeof *names->items, compare);
    for (i = 1; i < names->count; i++) {
        if (compare_folded(&names->items[kept], &names->items[i]) != 0)
            names->items[++kept] = names->items[i];
    }
    names->count = kept + 1;
}

/* The first name of [from, to) whose letter at `depth` is `folded` or later; a name that ends
 * before it is earlier.
 */
static size_t lower_bound(const struct names *names, size_t from, size_t to, size_t depth,
                          uint32_t folded)
{
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const struct name *name = &names->items[middle];

        if (name->length <= depth || name->folded[depth] < folded)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Whether a word of the text may begin or end between two letters. */
static bool is_boundary(const struct letters *letters, size_t at)
{
    return at == 0 || at == letters->count || !letters->items[at - 1].word ||
           !letters->items[at].word;
}

/* The longest name at a letter of the text, or NULL. */
static struct name *find_at(const struct names *names, const struct letters *letters, size_t at)
{
    struct name *longest = NULL;
    size_t from = 0, to = names->count, depth = 0;
    uint32_t folded;

    if (!is_boundary(letters, at))
        return NULL;
    for (; at + depth < letters->count && from < to; depth++) {
        folded = letters->items[at + depth].folded;
        from = lower_bound(names, from, to, depth, folded);
        to = lower_bound(names, from, to, depth, folded + 1);
        if (from < to && names->items[from].length == depth + 1 &&
            is_boundary(letters, at + depth + 1))
            longest = &names->items[from];
    }
    return longest;
}

/* Numbers the name's mask and lists it. */
static void give_mask(struct names *names, struct name *name, struct redact_list *list)
{
    void *items = list->items;
    struct buffer mask = {0};
    struct redact_item item = {.kind = name->kind};

    buffer_printf(&mask, "[%s-%zu]", redact_kind_names[name->kind], ++names->used[name->kind]);
    item.mask = buffer_take(&mask);
    item.original = memory_copy(name->original, strlen(name->original));
    memory_grow(&items, &list->capacity, list->count, sizeof item);
    list->items = items;
    list->items[list->count++] = item;
    name->mask = item.mask;
}

void names_mask(struct names *names, const char *text, struct buffer *out, struct redact_list *list)
{
    struct letters letters;
    struct name *name;
    size_t at = 0, length;

    read_letters(&letters, text, strlen(text));
    for (; at < letters.count; at += length) {
        const struct letter *letter = &letters.items[at];

        name = find_at(names, &letters, at);
        length = name ? name->length : 1;
        if (name && name->masked && !name->mask)
            give_mask(names, name, list);
        if (name && name->mask)
            buffer_string(out, name->mask);
        else
            buffer_append(out, text + letter->offset, letter[length].offset - letter->offset);
    }
    memory_free(letters.items);
}
