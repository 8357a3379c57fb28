/* SPDX-License-Identifier: MIT */
/*
 * Open addressing with linear probes; seeded, so that nobody can prepare ids that collide.
 */
#include <config.h>

#include "errwalk/index.h"

#include <string.h>

#include "errwalk/memory.h"

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
    return hash ^ hash >> 29;
}

static uint32_t hash_of(const struct index *index, uint32_t map, const char *id)
{
    size_t length = strlen(id);
    uint64_t hash = mix(index->seed, map), word;

    hash = mix(hash, length);
    for (; length >= sizeof word; id += sizeof word, length -= sizeof word) {
        memcpy(&word, id, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    memcpy(&word, id, length);
    hash = mix(hash, word);
    return (uint32_t)mix(hash, index->seed);
}

void index_free(struct index *index)
{
    memory_free(index->slots);
    *index = (struct index){0};
}

static struct index_slot *slot_of(const struct index *index, uint32_t hash, uint32_t map,
                                  const char *id)
{
    size_t mask = index->capacity - 1, i = hash & mask;
    struct index_slot *slot;

    for (;; i = (i + 1) & mask) {
        slot = &index->slots[i];
        if (!slot->node ||
            (slot->hash == hash && slot->map == map && strcmp(slot->node->id, id) == 0))
            return slot;
    }
}

const struct node *index_find(const struct index *index, uint32_t map, const char *id)
{
    return index->capacity ? slot_of(index, hash_of(index, map, id), map, id)->node : NULL;
}

/* Moves a slot into a table that has no such id. */
static void move_slot(struct index *index, const struct index_slot *slot)
{
    size_t mask = index->capacity - 1, i = slot->hash & mask;

    while (index->slots[i].node)
        i = (i + 1) & mask;
    index->slots[i] = *slot;
}

static void grow(struct index *index)
{
    struct index grown = {.capacity = index->capacity ? index->capacity * 2 : 64,
                          .count = index->count,
                          .seed = index->seed};
    size_t i;

    if (!grown.seed)
        grown.seed = (uint64_t)(uintptr_t)index * 0xd6e8feb86659fd93U | 1;
    grown.slots = memory_alloc(grown.capacity * sizeof *grown.slots);
    for (i = 0; i < index->capacity; i++) {
        if (index->slots[i].node)
            move_slot(&grown, &index->slots[i]);
    }
    memory_free(index->slots);
    *index = grown;
}

void index_add(struct index *index, uint32_t map, const struct node *node,
               const struct node **there)
{
    struct index_slot *slot;
    uint32_t hash;

    if (index->count * 4 >= index->capacity * 3)
        grow(index);
    hash = hash_of(index, map, node->id);
    slot = slot_of(index, hash, map, node->id);
    *there = slot->node;
    if (!slot->node) {
        *slot = (struct index_slot){.hash = hash, .node = node, .map = map};
        index->count++;
    }
}
