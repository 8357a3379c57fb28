/* SPDX-License-Identifier: MIT */
/*
 * Names in a file: each scalar is met with the keys that lead to it. A table says of such a way what
 * stands there; all other texts are looked through for {{fact}}.
 */
#include <config.h>

#include "errwalk/rename.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/letters.h"

#include "reader.h"

enum { MOST_KEYS = 34, KEY_SIZE = 512 };

const char *const rename_kind_names[RENAME_KIND_COUNT] = {
    [RENAME_STEP] = "step",
    [RENAME_ANSWER] = "answer",
    [RENAME_CAUSE] = "cause",
    [RENAME_FACT] = "fact",
};

/* What stands at a place. */
enum holds {
    HOLDS_STEP,      /* the id of a step of the flow */
    HOLDS_PATH,      /* that of a step, also in a block */
    HOLDS_CAUSE,
    HOLDS_FACT,      /* a typed fact, or the answer to a question by its step */
    HOLDS_ANSWER,    /* an answer of the step two keys before */
    HOLDS_OF_FACT,   /* the value of the fact in the key before: of an answer its id */
    HOLDS_CONDITION, /* in a scenario: that of a step, also in a block, or a fact */
    HOLDS_OF_CONDITION, /* an answer of the step whose path is the key before */
    HOLDS_REPLY,     /* at the step whose path is the key before */
    HOLDS_EXIT,      /* a return of the block that the step two keys before calls */
    HOLDS_THEIRS,    /* a fact of that block */
    HOLDS_COUNT
};

/* A way to a place: `*` stands for one key, `-` for an item of a list. */
struct way {
    const char *keys;
    bool is_key; /* it is about the last key, not the value */
    enum holds holds;
};

static const struct way flow_ways[] = {
    {"diagnose/*", true, HOLDS_STEP},
    {"resolve/*", true, HOLDS_STEP},
    {"diagnose/*/to", false, HOLDS_STEP},
    {"diagnose/*/else", false, HOLDS_STEP},
    {"diagnose/*/answers/*", true, HOLDS_ANSWER},
    {"diagnose/*/answers/*", false, HOLDS_STEP},
    {"diagnose/*/answers/*/to", false, HOLDS_STEP},
    {"diagnose/*/answers/*/tells/*", true, HOLDS_CAUSE},
    {"diagnose/*/exits/*", true, HOLDS_EXIT},
    {"diagnose/*/exits/*", false, HOLDS_STEP},
    {"diagnose/*/exits/*/to", false, HOLDS_STEP},
    {"diagnose/*/with/*", true, HOLDS_THEIRS},
    {"diagnose/*/with/*", false, HOLDS_FACT},
    {"diagnose/*/gives/*", true, HOLDS_FACT},
    {"diagnose/*/gives/*", false, HOLDS_THEIRS},
    {"diagnose/*/route/-/to", false, HOLDS_STEP},
    {"diagnose/*/route/-/if/*", true, HOLDS_FACT},
    {"diagnose/*/route/-/if/*", false, HOLDS_OF_FACT},
    {"diagnose/*/route/-/if/*/is", false, HOLDS_OF_FACT},
    {"diagnose/*/route/-/if/*/one-of/-", false, HOLDS_OF_FACT},
    {"diagnose/*/reads/-/answer", false, HOLDS_ANSWER},
    {"diagnose/*/reads/-/fact", false, HOLDS_FACT},
    {"diagnose/*/fact", false, HOLDS_FACT},
    {"diagnose/*/questions/-", false, HOLDS_STEP},
    {"diagnose/*/fixes/-", false, HOLDS_STEP},
    {"resolve/*/if-not", false, HOLDS_STEP},
    {"resolve/*/if-worse", false, HOLDS_STEP},
    {"resolve/*/causes/-", false, HOLDS_CAUSE},
    {"resolve/*/cures/*", true, HOLDS_CAUSE},
    {"resolve/*/worked/*", true, HOLDS_CAUSE},
    {"resolve/*/hand-over/-", false, HOLDS_FACT},
    {"takes/*", true, HOLDS_FACT},
    {"causes/*", true, HOLDS_CAUSE},
    {"tests/*/answers/*", true, HOLDS_PATH},
    {"tests/*/answers/*", false, HOLDS_REPLY},
    {"tests/*/ends", false, HOLDS_PATH},
    {NULL, false, HOLDS_COUNT},
};

/* Also of each of its variants, which has them once more. */
static const struct way scenario_ways[] = {
    {"ends", false, HOLDS_PATH},
    {"cause", false, HOLDS_CAUSE},
    {"steps/*", true, HOLDS_PATH},
    {"steps/*/answer", false, HOLDS_REPLY},
    {"steps/*/when/-/answer", false, HOLDS_REPLY},
    {"steps/*/when/-/if/*", true, HOLDS_CONDITION},
    {"steps/*/when/-/if/*", false, HOLDS_OF_CONDITION},
    {"steps/*/when/-/if/*/is", false, HOLDS_OF_CONDITION},
    {"steps/*/when/-/if/*/one-of/-", false, HOLDS_OF_CONDITION},
    {"must-avoid/*/when/-/if/*", true, HOLDS_CONDITION},
    {"must-avoid/*/when/-/if/*", false, HOLDS_OF_CONDITION},
    {"must-avoid/*/when/-/if/*/is", false, HOLDS_OF_CONDITION},
    {"must-avoid/*/when/-/if/*/one-of/-", false, HOLDS_OF_CONDITION},
    {"must-visit/*", true, HOLDS_PATH},
    {"must-avoid/*", true, HOLDS_PATH},
    {NULL, false, HOLDS_COUNT},
};

struct search {
    const struct renaming *renaming;
    const struct flow *flow;
    const struct way *ways;
    bool has_texts; /* with {{fact}} in them */
    struct reader reader;
    char keys[MOST_KEYS][KEY_SIZE];
    size_t depth;
    size_t copied, count; /* bytes that were copied; names that were replaced */
    unsigned line;        /* listed last */
    struct buffer *out, *lines;
};

static bool is_own(const struct search *search)
{
    return strcmp(search->flow->id, search->renaming->flow) == 0;
}

static bool has_kind(const struct search *search, enum rename_kind kind)
{
    return search->renaming->kind == kind ||
           (kind == RENAME_FACT && search->renaming->kind == RENAME_STEP && search->renaming->is_fact);
}

static bool is_old(const struct search *search, const char *text)
{
    return strcmp(text, search->renaming->old) == 0;
}

/* The block that a step of the flow calls, or NULL. */
static const struct flow *block_of(const struct flow *flow, const char *id)
{
    const struct step *step = flow ? flow_step(flow, id) : NULL;

    return step && step->kind == STEP_CALL ? step->block : NULL;
}

static bool is_owner(const struct search *search, const struct flow *flow)
{
    return flow && strcmp(flow->id, search->renaming->flow) == 0;
}

/* The step of an answer is the key before `answers`, or `reads`. */
static bool is_step_of_answer(const struct search *search)
{
    return strcmp(search->keys[1], search->renaming->step) == 0;
}

/* Whether a path leads to the step of the flow that has the name, or, of an answer, to its step. */
static bool leads_to(const struct search *search, const char *path, const char *step)
{
    const struct flow *flow = search->flow;
    char id[KEY_SIZE];

    for (; flow; path += strcspn(path, "/") + 1) {
        size_t length = strcspn(path, "/");

        if (length >= sizeof id)
            return false;
        memcpy(id, path, length);
        id[length] = '\0';
        if (!path[length])
            return is_owner(search, flow) && strcmp(id, step) == 0;
        flow = block_of(flow, id);
    }
    return false;
}

/* Where the keys of a way begin: in a variant of a scenario behind its id. */
static size_t first_key(const struct search *search)
{
    return search->ways == scenario_ways && strcmp(search->keys[0], "variants") == 0 &&
                   search->depth > 2
               ? 2
               : 0;
}

/* A reply where a test or a scenario stands: an answer, or the exit of a call. */
static bool is_reply(const struct search *search, const char *path, const char *text)
{
    const struct step *step = flow_step_at(search->flow, path);

    if (!is_old(search, text))
        return false;
    if (has_kind(search, RENAME_ANSWER))
        return leads_to(search, path, search->renaming->step);
    return has_kind(search, RENAME_STEP) && step && step->kind == STEP_CALL &&
           is_owner(search, step->block);
}

/* Whether what stands at a place is the old name. A path is dealt with for itself. */
static bool is_meant(const struct search *search, enum holds holds, const char *text)
{
    const struct renaming *renaming = search->renaming;

    switch (holds) {
    case HOLDS_STEP:
        return is_own(search) && has_kind(search, RENAME_STEP) && is_old(search, text);
    case HOLDS_CAUSE:
        return is_own(search) && has_kind(search, RENAME_CAUSE) && is_old(search, text);
    case HOLDS_FACT:
        return is_own(search) && has_kind(search, RENAME_FACT) && is_old(search, text);
    case HOLDS_ANSWER:
        return is_own(search) && has_kind(search, RENAME_ANSWER) && is_old(search, text) &&
               is_step_of_answer(search);
    case HOLDS_OF_FACT:
        return is_own(search) && has_kind(search, RENAME_ANSWER) && is_old(search, text) &&
               strcmp(search->keys[5], renaming->step) == 0;
    case HOLDS_CONDITION:
        return is_own(search) && search->renaming->kind == RENAME_FACT && is_old(search, text) &&
               !flow_step_at(search->flow, text);
    case HOLDS_OF_CONDITION:
        return is_reply(search, search->keys[first_key(search) + 5], text);
    case HOLDS_REPLY:
        return is_reply(search, search->keys[search->ways == flow_ways ? 3 : first_key(search) + 1],
                        text);
    case HOLDS_EXIT:
        return has_kind(search, RENAME_STEP) && is_old(search, text) &&
               is_owner(search, block_of(search->flow, search->keys[1]));
    case HOLDS_THEIRS:
        return has_kind(search, RENAME_FACT) && is_old(search, text) &&
               is_owner(search, block_of(search->flow, search->keys[1]));
    default:
        return false;
    }
}

static bool is_on_way(const struct search *search, const char *keys)
{
    size_t i, length;

    for (i = first_key(search); i < search->depth; i++) {
        length = strcspn(keys, "/");
        if (!length || !(strncmp(keys, "*", length) == 0 ||
                         (strlen(search->keys[i]) == length &&
                          strncmp(keys, search->keys[i], length) == 0)))
            return false;
        keys += length + (keys[length] == '/');
    }
    return !*keys;
}

static void replace(struct search *search, size_t from, size_t length)
{
    unsigned line = (unsigned)search->reader.event.start_mark.line + 1;
    size_t at;

    for (at = reader_offset(&search->reader, search->reader.event.start_mark.index); at < from; at++)
        line += search->reader.bytes[at] == '\n';
    buffer_append(search->out, search->reader.bytes + search->copied, from - search->copied);
    buffer_string(search->out, search->renaming->name);
    search->copied = from + length;
    search->count++;
    if (line != search->line)
        buffer_printf(search->lines, "%s%u", search->lines->length ? ", " : "", line);
    search->line = line;
}

/* The bytes of the scalar in the file, with its quotes. */
static void span_of(struct search *search, size_t *from, size_t *to)
{
    *from = reader_offset(&search->reader, search->reader.event.start_mark.index);
    *to = reader_offset(&search->reader, search->reader.event.end_mark.index);
}

/* A name has no letter that is written otherwise in quotes. */
static void replace_in_scalar(struct search *search, size_t offset, size_t length)
{
    size_t from, to;

    span_of(search, &from, &to);
    from += search->reader.event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1;
    if (from + offset + length <= to &&
        memcmp(search->reader.bytes + from + offset, search->renaming->old, length) == 0)
        replace(search, from + offset, length);
}

/* The part of a path that is the name of the step. */
static void replace_in_path(struct search *search, const char *path)
{
    const struct flow *flow = search->flow;
    size_t at = 0, length;
    char id[KEY_SIZE];

    for (; has_kind(search, RENAME_STEP) && flow; at += length + 1) {
        length = strcspn(path + at, "/");
        if (length >= sizeof id)
            return;
        memcpy(id, path + at, length);
        id[length] = '\0';
        if (is_owner(search, flow) && is_old(search, id))
            replace_in_scalar(search, at, length);
        if (!path[at + length])
            return;
        flow = block_of(flow, id);
    }
}

/* {{fact}} as it stands in the file. */
static void replace_in_text(struct search *search)
{
    const char *bytes = search->reader.bytes, *old = search->renaming->old;
    size_t from, to, at, length = strlen(old);

    if (!search->has_texts || !has_kind(search, RENAME_FACT) || !is_own(search))
        return;
    span_of(search, &from, &to);
    for (at = from; at + 4 + length <= to; at++) {
        size_t name = at + 2, end;

        if (bytes[at] != '{' || bytes[at + 1] != '{')
            continue;
        name = reader_past(&search->reader, name, ' ');
        if (name + length > to || memcmp(bytes + name, old, length) != 0)
            continue;
        end = reader_past(&search->reader, name + length, ' ');
        if (end + 1 < to && bytes[end] == '}' && bytes[end + 1] == '}')
            replace(search, name, length);
    }
}

static void look_at_scalar(struct search *search, bool is_key)
{
    const char *text = reader_text(&search->reader);
    const struct way *way;

    for (way = search->ways; way->keys; way++) {
        if (way->is_key != is_key || !is_on_way(search, way->keys))
            continue;
        if (way->holds == HOLDS_PATH ||
            (way->holds == HOLDS_CONDITION && search->renaming->kind == RENAME_STEP))
            replace_in_path(search, text);
        else if (is_meant(search, way->holds, text))
            replace_in_scalar(search, 0, strlen(text));
        return;
    }
    if (!is_key)
        replace_in_text(search);
}

static bool enter(struct search *search, const char *name)
{
    if (search->depth == MOST_KEYS)
        return false;
    snprintf(search->keys[search->depth++], KEY_SIZE, "%s", name);
    return true;
}

static void look_at_node(struct search *search);

static void look_at_pairs(struct search *search)
{
    struct reader *reader = &search->reader;

    while (reader_next(reader) && reader->event.type != YAML_MAPPING_END_EVENT) {
        if (reader->event.type != YAML_SCALAR_EVENT || !enter(search, reader_text(reader))) {
            reader_skip(reader);
            continue;
        }
        look_at_scalar(search, true);
        if (reader_next(reader))
            look_at_node(search);
        search->depth--;
    }
}

static void look_at_node(struct search *search)
{
    struct reader *reader = &search->reader;
    bool entered;

    if (reader->event.type == YAML_SCALAR_EVENT) {
        look_at_scalar(search, false);
    } else if (reader->event.type == YAML_MAPPING_START_EVENT) {
        look_at_pairs(search);
    } else if (reader->event.type == YAML_SEQUENCE_START_EVENT) {
        entered = enter(search, "-");
        while (reader_next(reader) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
            if (entered)
                look_at_node(search);
            else
                reader_skip(reader);
        }
        search->depth -= entered;
    }
}

static size_t look(struct search *search, const char *bytes, size_t length)
{
    struct reader *reader = &search->reader;

    reader_open(reader, "", bytes, length, NULL);
    while (reader_next(reader) && reader->event.type != YAML_STREAM_END_EVENT) {
        if (reader->event.type == YAML_MAPPING_START_EVENT)
            look_at_pairs(search);
    }
    if (search->count)
        buffer_append(search->out, reader->bytes + search->copied,
                      reader->length - search->copied);
    reader_close(reader);
    return search->count;
}

size_t rename_in_flow(const struct renaming *renaming, const struct flow *flow, const char *bytes,
                      size_t length, struct buffer *out, struct buffer *lines)
{
    struct search search = {.renaming = renaming,
                            .flow = flow,
                            .ways = flow_ways,
                            .has_texts = true,
                            .out = out,
                            .lines = lines};

    return look(&search, bytes, length);
}

size_t rename_in_scenario(const struct renaming *renaming, const struct flow *flow,
                          const char *bytes, size_t length, struct buffer *out,
                          struct buffer *lines)
{
    struct search search = {.renaming = renaming,
                            .flow = flow,
                            .ways = scenario_ways,
                            .out = out,
                            .lines = lines};

    return look(&search, bytes, length);
}

static const struct cause *find_cause(const struct flow *flow, const char *name)
{
    const struct cause *cause;

    flow_each (cause, flow->causes) {
        if (strcmp(cause->node.id, name) == 0)
            return cause;
    }
    return NULL;
}

static bool has_fact(const struct flow *flow, const char *name)
{
    const struct value_node *given;
    const struct step *step;
    const struct take *take;

    flow_each (take, flow->takes) {
        if (strcmp(take->node.id, name) == 0)
            return true;
    }
    flow_each (step, flow->first) {
        if (step->kind == STEP_INPUT && strcmp(step->fact, name) == 0)
            return true;
        flow_each (given, step->gives) {
            if (strcmp(given->node.id, name) == 0)
                return true;
        }
    }
    return false;
}

static const struct answer *find_answer(const struct flow *flow, const char *step, const char *name)
{
    const struct step *found = flow_step(flow, step);

    return found && step_is_question(found->kind) ? flow_answer(found, name) : NULL;
}

unsigned rename_kinds(const struct flow *flow, const char *name)
{
    const char *slash = strchr(name, '/');
    char step[KEY_SIZE];

    if (slash) {
        snprintf(step, sizeof step, "%.*s", (int)(slash - name), name);
        return find_answer(flow, step, slash + 1) ? 1u << RENAME_ANSWER : 0;
    }
    return (flow_step(flow, name) ? 1u << RENAME_STEP : 0) |
           (find_cause(flow, name) ? 1u << RENAME_CAUSE : 0) |
           (has_fact(flow, name) ? 1u << RENAME_FACT : 0);
}

static bool is_id(const char *name)
{
    size_t length = strlen(name), i;

    for (i = 0; i < length; i++) {
        if (!letter_is_alnum(name[i]) && (!i || !strchr("-_.", name[i])))
            return false;
    }
    return length > 0 && length <= 64;
}

enum status rename_may(const struct flow *flow, const struct renaming *renaming)
{
    const char *name = renaming->name;
    enum value_type type;
    bool is_there = false;

    if (!is_id(name))
        return STATUS_INVALID;
    if (renaming->kind == RENAME_STEP)
        is_there = flow_step(flow, name) || (renaming->is_fact && has_fact(flow, name));
    else if (renaming->kind == RENAME_ANSWER)
        is_there = find_answer(flow, renaming->step, name) != NULL;
    else if (renaming->kind == RENAME_CAUSE)
        is_there = find_cause(flow, name) != NULL;
    else
        is_there = has_fact(flow, name) || flow_own_fact(name, &type) ||
                   (flow_step(flow, name) && flow_step(flow, name)->kind == STEP_ASK);
    return is_there ? STATUS_NO : STATUS_OK;
}
