/* SPDX-License-Identifier: MIT */
/*
 * There are as many as a person has begun: a handful, in the order in which they were left.
 */
#include <config.h>

#include "drafts.h"

#include <string.h>

#include "errwalk/memory.h"

void drafts_free(struct drafts *drafts)
{
    while (drafts->count)
        memory_free(drafts->items[--drafts->count].text);
    memory_free(drafts->items);
    *drafts = (struct drafts){0};
}

static size_t find(const struct drafts *drafts, unsigned note)
{
    size_t i = 0;

    while (i < drafts->count && drafts->items[i].note != note)
        i++;
    return i;
}

const char *drafts_text(const struct drafts *drafts, unsigned note)
{
    size_t i = find(drafts, note);

    return i < drafts->count ? drafts->items[i].text : NULL;
}

void drafts_drop(struct drafts *drafts, unsigned note)
{
    size_t i = find(drafts, note);

    if (i == drafts->count)
        return;
    memory_free(drafts->items[i].text);
    drafts->count--;
    memmove(&drafts->items[i], &drafts->items[i + 1], (drafts->count - i) * sizeof *drafts->items);
}

void drafts_keep(struct drafts *drafts, unsigned note, const char *text)
{
    void *items = drafts->items;
    char *copy = memory_copy(text, strlen(text));

    drafts_drop(drafts, note);
    memory_grow(&items, &drafts->capacity, drafts->count, sizeof *drafts->items);
    drafts->items = items;
    drafts->items[drafts->count++] = (struct draft){note, copy};
}
