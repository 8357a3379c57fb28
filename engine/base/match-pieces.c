/* SPDX-License-Identifier: MIT */
/*
 * Which letters of a shown text match: it is folded once more, cluster by cluster, so that each
 * folded byte knows where it comes from.
 */
#include <config.h>

#include <string.h>

#include "errwalk/memory.h"
#include "match-private.h"

/* A shown text folded, and for each of its letters the cluster that it comes from. */
struct shown {
    struct buffer folded;
    struct match_piece *sources; /* by bytes of `folded` */
    bool *marked;                /* the same */
    size_t capacity;
};

static void add_sources(struct shown *shown, size_t from, size_t offset, size_t length)
{
    while (from < shown->folded.length) {
        memory_grow((void **)&shown->sources, &shown->capacity, from, sizeof *shown->sources);
        shown->sources[from++] = (struct match_piece){offset, length};
    }
}

static bool read_shown(struct shown *shown, const char *text)
{
    size_t length = strlen(text), at = 0, bytes, before;

    while (at < length) {
        before = shown->folded.length;
        bytes = match_fold_next(&shown->folded, text + at, length - at);
        add_sources(shown, before, at, bytes);
        at += bytes;
    }
    shown->marked = memory_alloc(shown->folded.length + 1);

    return true;
}

static void mark_word(struct shown *shown, const char *word, const struct match_word *of)
{
    const char *text = buffer_text(&shown->folded);
    size_t places[MATCH_LETTERS], place = 0, i, k;
    struct match_run letters;

    if (match_as_is(word, of, text, shown->folded.length, &place)) {
        for (i = 0; i < of->length; i++)
            shown->marked[place + i] = true;
        return;
    }
    if (!match_with_gaps(word, of, text, shown->folded.length, places, &letters))
        return;
    for (i = 0; i < of->points; i++) {
        for (k = letters.offsets[places[i]]; k < letters.offsets[places[i] + 1]; k++)
            shown->marked[k] = true;
    }
}

static size_t gather(const struct shown *shown, struct match_piece *pieces, size_t max)
{
    size_t i, count = 0;

    for (i = 0; i < shown->folded.length; i++) {
        const struct match_piece *source = &shown->sources[i];
        struct match_piece *last = count ? &pieces[count - 1] : NULL;

        if (!shown->marked[i] || (last && source->offset < last->offset + last->length))
            continue;
        if (last && last->offset + last->length == source->offset)
            last->length += source->length;
        else if (count < max)
            pieces[count++] = *source;
    }
    return count;
}

size_t match_pieces(const struct match_query *query, const char *text, struct match_piece *pieces,
                    size_t max)
{
    struct shown shown = {0};
    size_t count = 0, i;

    if (query->count && read_shown(&shown, text)) {
        for (i = 0; i < query->count; i++)
            mark_word(&shown, query->folded.bytes + query->words[i].offset, &query->words[i]);
        count = gather(&shown, pieces, max);
    }
    buffer_free(&shown.folded);
    memory_free(shown.sources);
    memory_free(shown.marked);
    return count;
}
