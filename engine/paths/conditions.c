/* SPDX-License-Identifier: MIT */
/*
 * Conditions as domains. What a pattern lets through is not looked into: it may be any value, and
 * none is sure.
 */
#include <config.h>

#include "conditions.h"

#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"
#include "errwalk/value.h"

struct key_node {
    struct node node; /* id: the folded text */
    uint64_t key;
};

static const uint64_t sign = (uint64_t)1 << 63; /* flipped, it puts negative numbers first */

void value_keys_free(struct value_keys *keys)
{
    index_free(&keys->index);
    arena_free(keys->arena);
    *keys = (struct value_keys){0};
}

/* The key of a text, which is given on its first use; texts of all facts share them. */
static bool key_of_text(struct value_keys *keys, const char *text, uint64_t *key)
{
    const struct key_node *known = (const void *)index_find(&keys->index, 0, text);
    const struct node *there;
    struct key_node *node;

    if (!known) {
        if (!keys->arena)
            keys->arena = arena_new();
        node = arena_alloc(keys->arena, sizeof *node);
        node->node.id = arena_copy(keys->arena, text, strlen(text));
        index_add(&keys->index, 0, &node->node, &there);
        node->key = keys->count++;
        known = node;
    }
    *key = known->key;
    return true;
}

bool value_keys_of(struct value_keys *keys, enum value_type type, const char *text, uint64_t *key)
{
    struct value_span span = value_trim(text);
    struct buffer folded = {0};
    int64_t number;
    bool known;

    switch (type) {
    case VALUE_NUMBER:
        known = value_number(span, &number);
        *key = known ? (uint64_t)number ^ sign : 0;
        return known;
    case VALUE_DATE:
        known = value_date(span, &number);
        *key = known ? (uint64_t)number ^ sign : 0;
        return known;
    case VALUE_HEX:
        return value_hex(span, key);
    case VALUE_ERROR:
        value_error_fold(span, &folded);
        break;
    default:
        buffer_append(&folded, span.text, span.length);
        break;
    }
    known = folded.length && key_of_text(keys, buffer_text(&folded), key);
    buffer_free(&folded);
    return known;
}

struct interval value_keys_all(enum value_type type)
{
    static const struct value_span first = {"0000-01-01", 10}, last = {"9999-12-31", 10};
    int64_t low, high;

    if (type == VALUE_DATE && value_date(first, &low) && value_date(last, &high))
        return (struct interval){(uint64_t)low ^ sign, (uint64_t)high ^ sign};
    return (struct interval){0, UINT64_MAX};
}

static void one_of_domains(struct value_keys *keys, enum value_type type,
                           const struct value_node *values, struct domain *may, struct domain *sure)
{
    struct domain any = {0}, some = {0};
    const struct value_node *value;
    uint64_t key;

    flow_each (value, values) {
        if (!value_keys_of(keys, type, value->text, &key))
            continue;
        domain_add(&any, (struct interval){key, key});
        if (some.count < DOMAIN_INTERVALS)
            domain_add(&some, (struct interval){key, key});
    }
    domain_meet(may, &any);
    domain_meet(sure, &some);
}

void condition_domains(struct value_keys *keys, const struct condition *condition,
                       struct domain *may, struct domain *sure)
{
    enum value_type type = flow_condition_type(condition);
    struct interval all = value_keys_all(type), part;
    struct value_node is = {.text = condition->is};
    uint64_t key;

    *may = (struct domain){.count = 1, .intervals = {all}};
    if (condition->below && value_keys_of(keys, type, condition->below, &key)) {
        part = (struct interval){all.low, key ? key - 1 : 0};
        if (key == all.low)
            *may = (struct domain){0};
        domain_clip(may, part);
    }
    if (condition->above && value_keys_of(keys, type, condition->above, &key)) {
        part = (struct interval){key < UINT64_MAX ? key + 1 : key, all.high};
        if (key == all.high)
            *may = (struct domain){0};
        domain_clip(may, part);
    }
    *sure = *may;
    if (condition->is)
        one_of_domains(keys, type, &is, may, sure);
    if (condition->one_of)
        one_of_domains(keys, type, condition->one_of, may, sure);
    if (condition->pattern)
        *sure = (struct domain){0};
}
