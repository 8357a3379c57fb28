/* SPDX-License-Identifier: MIT */
/*
 * What was learned, put into the text of a flow: values that are there are replaced, others stand behind
 * the key that they belong to. Comments, order and all else stay as they are.
 */
#include <config.h>

#include "errwalk/learn.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "errwalk/memory.h"

/* A piece of the text that is replaced. */
struct edit {
    size_t from, to; /* bytes */
    char *text;
};

struct editor {
    yaml_document_t document;
    const char *bytes;
    size_t length;
    struct edit *edits;
    size_t count, capacity;
    bool failed; /* something was not there */
};

/* The byte of a mark, which counts code points. */
static size_t byte_of(const struct editor *editor, yaml_mark_t mark)
{
    size_t at = 0, points = 0;

    for (; at < editor->length; at++) {
        points += ((unsigned char)editor->bytes[at] & 0xc0) != 0x80;
        if (points > mark.index)
            return at;
    }
    return at;
}

/* Takes over the text. */
static void replace(struct editor *editor, size_t from, size_t to, struct buffer *text)
{
    memory_grow((void **)&editor->edits, &editor->capacity, editor->count, sizeof *editor->edits);
    editor->edits[editor->count++] =
        (struct edit){from, to, memory_copy(buffer_text(text), text->length)};
    buffer_free(text);
}

static const yaml_node_t *node_of(struct editor *editor, int index)
{
    return yaml_document_get_node(&editor->document, index);
}

/* The value of a key, and where wanted the key; NULL where the mapping does not have it. */
static const yaml_node_t *find(struct editor *editor, const yaml_node_t *mapping, const char *name,
                               const yaml_node_t **key)
{
    const yaml_node_pair_t *pair;

    if (!mapping || mapping->type != YAML_MAPPING_NODE)
        return NULL;
    for (pair = mapping->data.mapping.pairs.start; pair < mapping->data.mapping.pairs.top; pair++) {
        const yaml_node_t *each = node_of(editor, pair->key);

        if (each->type != YAML_SCALAR_NODE || strcmp((const char *)each->data.scalar.value, name) != 0)
            continue;
        if (key)
            *key = each;
        return node_of(editor, pair->value);
    }
    return NULL;
}

/* Where a value ends; of a block that of the last value in it. */
static size_t end_of(struct editor *editor, const yaml_node_t *node)
{
    if (node->type == YAML_MAPPING_NODE && node->data.mapping.style == YAML_BLOCK_MAPPING_STYLE &&
        node->data.mapping.pairs.top > node->data.mapping.pairs.start)
        return end_of(editor, node_of(editor, node->data.mapping.pairs.top[-1].value));
    if (node->type == YAML_SEQUENCE_NODE && node->data.sequence.style == YAML_BLOCK_SEQUENCE_STYLE &&
        node->data.sequence.items.top > node->data.sequence.items.start)
        return end_of(editor, node_of(editor, node->data.sequence.items.top[-1]));
    return byte_of(editor, node->end_mark);
}

/* Puts `name: text` into a mapping: in place of its value, or behind that of `behind`. */
static void set(struct editor *editor, const yaml_node_t *mapping, const char *name,
                const char *behind, const char *value)
{
    const yaml_node_t *old = find(editor, mapping, name, NULL), *key = NULL;
    const yaml_node_t *before = find(editor, mapping, behind, &key);
    struct buffer text = {0};
    size_t at;

    if (old) {
        buffer_string(&text, value);
        replace(editor, byte_of(editor, old->start_mark), end_of(editor, old), &text);
        return;
    }
    editor->failed = editor->failed || !before;
    if (!before)
        return;
    at = end_of(editor, before);
    if (mapping->data.mapping.style == YAML_FLOW_MAPPING_STYLE) {
        buffer_printf(&text, ", %s: %s", name, value);
    } else {
        while (at < editor->length && editor->bytes[at] != '\n' && editor->bytes[at] != '\r')
            at++; /* behind a comment */
        buffer_printf(&text, "\n%*s%s: %s", (int)key->start_mark.column, "", name, value);
    }
    replace(editor, at, at, &text);
}

static void write_cause(struct editor *editor, const yaml_node_t *causes,
                        const struct learned_cause *learned)
{
    const yaml_node_t *cause = find(editor, causes, learned->cause->node.id, NULL);
    struct buffer number = {0};

    buffer_printf(&number, "%.1f", learned->seen);
    set(editor, cause, "seen", find(editor, cause, "likelihood", NULL) ? "likelihood" : "title",
        buffer_text(&number));
    buffer_free(&number);
}

static void put_cases(struct buffer *out, const struct learned_cure *cure)
{
    buffer_printf(out, "[%.1f, %.1f]", cure->cured, cure->tried);
}

/* All that was learned of one fix, from `cures` on. Returns how many there are. */
static size_t write_fix(struct editor *editor, const yaml_node_t *steps,
                        const struct learned_cure *cures, size_t count)
{
    const yaml_node_t *step = find(editor, steps, cures->fix->node.id, NULL);
    const yaml_node_t *worked = find(editor, step, "worked", NULL);
    struct buffer text = {0};
    const char *behind = "";
    size_t i;

    for (i = 0; i < count && cures[i].fix == cures->fix; i++) {
        struct buffer cases = {0};

        put_cases(&cases, &cures[i]);
        if (find(editor, worked, cures[i].cause->node.id, NULL) || (worked && *behind))
            set(editor, worked, cures[i].cause->node.id, behind, buffer_text(&cases));
        else if (!worked)
            buffer_printf(&text, "%s%s: %s", text.length ? ", " : "{", cures[i].cause->node.id,
                          buffer_text(&cases));
        behind = find(editor, worked, cures[i].cause->node.id, NULL) ? cures[i].cause->node.id : behind;
        buffer_free(&cases);
    }
    if (!worked) {
        buffer_char(&text, '}');
        set(editor, step, "worked", find(editor, step, "cures", NULL) ? "cures" : "causes",
            buffer_text(&text));
    }
    buffer_free(&text);
    return i;
}

static int by_place(const void *one, const void *other)
{
    const struct edit *a = one, *b = other;

    return (a->from > b->from) - (a->from < b->from);
}

static void apply(struct editor *editor, struct buffer *out)
{
    size_t at = 0, i;

    if (editor->count)
        qsort(editor->edits, editor->count, sizeof *editor->edits, by_place);
    for (i = 0; i < editor->count; i++) {
        buffer_append(out, editor->bytes + at, editor->edits[i].from - at);
        buffer_string(out, editor->edits[i].text);
        at = editor->edits[i].to;
    }
    buffer_append(out, editor->bytes + at, editor->length - at);
}

static void write_all(struct editor *editor, const struct learned *learned)
{
    const yaml_node_t *root = yaml_document_get_root_node(&editor->document);
    const yaml_node_t *causes = find(editor, root, "causes", NULL);
    const yaml_node_t *steps = find(editor, root, "resolve", NULL);
    size_t i;

    for (i = 0; i < learned->cause_count; i++)
        write_cause(editor, causes, &learned->causes[i]);
    for (i = 0; i < learned->cure_count;)
        i += write_fix(editor, steps, &learned->cures[i], learned->cure_count - i);
}

enum status learned_write(const struct learned *learned, const char *bytes, size_t length,
                          struct buffer *out)
{
    struct editor editor = {.bytes = bytes, .length = length};
    yaml_parser_t parser;
    size_t i;

    if (!yaml_parser_initialize(&parser))
        return STATUS_INVALID;
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    if (!yaml_parser_load(&parser, &editor.document)) {
        yaml_parser_delete(&parser);
        return STATUS_INVALID;
    }
    write_all(&editor, learned);
    if (!editor.failed)
        apply(&editor, out);
    for (i = 0; i < editor.count; i++)
        memory_free(editor.edits[i].text);
    memory_free(editor.edits);
    yaml_document_delete(&editor.document);
    yaml_parser_delete(&parser);
    return editor.failed ? STATUS_INVALID : STATUS_OK;
}
