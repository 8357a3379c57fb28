/* SPDX-License-Identifier: MIT */
/*
 * What a walk found of the causes that its endings name.
 */
#include <config.h>

#include "errwalk/moment.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

const char *const cause_state_names[CAUSE_STATE_COUNT] = {
    [CAUSE_SUSPECTED] = "suspected",
    [CAUSE_FAILED] = "failed",
    [CAUSE_CONFIRMED] = "confirmed",
};

void moment_cause_text(struct buffer *out, const struct moment_cause *cause)
{
    static const char *const words[CAUSE_STATE_COUNT] = {
        [CAUSE_SUSPECTED] = "suspected",
        [CAUSE_FAILED] = "its fix did not help",
        [CAUSE_CONFIRMED] = "confirmed",
    };

    buffer_printf(out, "%s (%s)", cause->title, words[cause->state]);
}

/* A cause as one event names it. */
struct mention {
    struct moment_cause cause;
    const char *flow; /* ids of causes are of one flow */
    size_t order;
};

struct mentions {
    struct arena *arena;
    struct mention *items;
    size_t count, capacity;
};

/* What an ending with this event says of its causes. A fix that was skipped says nothing. */
static enum cause_state state_by(const struct event *event)
{
    if (event->kind != EVENT_TRIED || strcmp(event->answer, fix_result_names[FIX_SKIPPED]) == 0)
        return CAUSE_SUSPECTED;
    return strcmp(event->answer, fix_result_names[FIX_WORKED]) == 0 ? CAUSE_CONFIRMED : CAUSE_FAILED;
}

static void add_mentions(struct mentions *mentions, const struct event *event)
{
    const char *line = event->causes;
    size_t length, id;

    for (; *line; line += length + (line[length] == '\n')) {
        length = strcspn(line, "\n");
        id = strcspn(line, "\t\n");
        if (!id)
            continue;
        memory_grow((void **)&mentions->items, &mentions->capacity, mentions->count,
                    sizeof *mentions->items);
        mentions->items[mentions->count] = (struct mention){
            .cause = {.id = arena_copy(mentions->arena, line, id),
                      .title = id < length
                                   ? arena_copy(mentions->arena, line + id + 1, length - id - 1)
                                   : arena_copy(mentions->arena, line, id),
                      .state = state_by(event)},
            .flow = event->flow,
            .order = mentions->count,
        };
        mentions->count++;
    }
}

static int compare_causes(const struct mention *a, const struct mention *b)
{
    int flow = strcmp(a->flow, b->flow);

    return flow ? flow : strcmp(a->cause.id, b->cause.id);
}

static int by_cause(const void *one, const void *other)
{
    const struct mention *a = one, *b = other;
    int order = compare_causes(a, b);

    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static int by_order(const void *one, const void *other)
{
    const struct mention *a = one, *b = other;

    return (a->order > b->order) - (a->order < b->order);
}

/* Each cause once, as it was named first, with the strongest of what was found. */
static void merge(struct mentions *mentions)
{
    size_t i, kept = 0;

    if (mentions->count)
        qsort(mentions->items, mentions->count, sizeof *mentions->items, by_cause);
    for (i = 0; i < mentions->count; i++) {
        struct mention *item = &mentions->items[i];
        struct mention *last = kept ? &mentions->items[kept - 1] : NULL;

        if (!last || compare_causes(last, item) != 0)
            mentions->items[kept++] = *item;
        else if (item->cause.state > last->cause.state)
            last->cause.state = item->cause.state;
    }
    mentions->count = kept;
    if (kept)
        qsort(mentions->items, mentions->count, sizeof *mentions->items, by_order);
}

static bool any_confirmed(const struct mentions *mentions)
{
    size_t i;

    for (i = 0; i < mentions->count; i++) {
        if (mentions->items[i].cause.state == CAUSE_CONFIRMED)
            return true;
    }
    return false;
}

size_t moment_causes(struct moment moment, struct arena *arena, struct moment_cause **causes)
{
    struct mentions mentions = {.arena = arena};
    size_t i, count = 0;
    bool found;

    for (i = 0; i < moment.count; i++) {
        const struct event *event = session_event(moment.session, i);

        if (moment_stands(moment, event))
            add_mentions(&mentions, event);
    }
    merge(&mentions);
    found = any_confirmed(&mentions);
    *causes = arena_alloc(arena, mentions.count * sizeof **causes);
    for (i = 0; i < mentions.count; i++) {
        if (!found || mentions.items[i].cause.state != CAUSE_SUSPECTED)
            (*causes)[count++] = mentions.items[i].cause;
    }
    memory_free(mentions.items);
    return count;
}
