/* SPDX-License-Identifier: MIT */
/*
 * Scalars: what each type of field takes, and how a node keeps it.
 */
#include <config.h>

#include "error-ref.h"
#include "loader.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/catalog.h"
#include "errwalk/memory.h"
#include "errwalk/pattern.h"
#include "errwalk/text.h"

enum { LONGEST_NAME = 64 };

void *loader_alloc(struct loader *loader, size_t size)
{
    void *memory = arena_alloc(loader->arena, size);

    return memory;
}

void loader_store(void *node, size_t offset, const void *pointer)
{
    memcpy((char *)node + offset, &pointer, sizeof pointer);
}

/* The current scalar without the newlines that end it. */
static const char *copy_text(struct loader *loader)
{
    const yaml_event_t *event = &loader->reader.event;
    size_t length = event->data.scalar.length;
    const char *copy;

    while (length > 0 && event->data.scalar.value[length - 1] == '\n')
        length--;
    copy = arena_copy(loader->arena, reader_text(&loader->reader), length);
    return copy;
}

static void fault_value(struct loader *loader, const struct field *field, const char *hint)
{
    const char *text = reader_text(&loader->reader);

    reader_fault(&loader->reader, RULE_VALUE, reader_place(&loader->reader), hint,
                 "'%.*s' is not %s", diag_clip(text), text, field_type_hints[field->type]);
}

static bool check_line(struct loader *loader, const struct field *field, const char *text)
{
    if (!strchr(text, '\n'))
        return true;
    reader_fault(&loader->reader, RULE_VALUE, reader_place(&loader->reader), NULL,
                 "'%s' must be on one line", field->name);
    return true; /* it can be used all the same, so that nothing follows from it */
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_mark(char c)
{
    return c == '-' || c == '_' || c == '.';
}

static bool is_name(const char *text)
{
    size_t length;

    if (!is_letter(text[0]))
        return false;
    for (length = 1; is_letter(text[length]) || is_mark(text[length]);)
        length++;
    return !text[length] && length <= LONGEST_NAME;
}

static bool is_path(const char *text)
{
    char id[LONGEST_NAME + 1];
    size_t length;

    for (;; text += length + 1) {
        length = strcspn(text, "/");
        if (length >= sizeof id)
            return false;
        memcpy(id, text, length);
        id[length] = '\0';
        if (!is_name(id))
            return false;
        if (!text[length])
            return true;
    }
}

static bool fits_name(struct loader *loader, enum field_type type, const char *text,
                      struct diag_place place)
{
    if (type == FIELD_PATH ? is_path(text) : is_name(text))
        return true;
    reader_fault(&loader->reader, RULE_NAME, place, NULL, "'%.*s' is not %s, at most %d",
                 diag_clip(text), text, field_type_hints[type], LONGEST_NAME);
    return false;
}

static bool check_name(struct loader *loader, const struct field *field, const char *text)
{
    return fits_name(loader, field->type == FIELD_PATH ? FIELD_PATH : FIELD_NAME, text,
                     reader_place(&loader->reader));
}

static bool check_url(struct loader *loader, const struct field *field, const char *text)
{
    bool fits = strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;

    if (fits && !text[strcspn(text, " \t\n<>\"")])
        return true;
    fault_value(loader, field, NULL);
    return false;
}

static bool check_date(struct loader *loader, const struct field *field, const char *text)
{
    if (value_fits(VALUE_DATE, text) && strlen(text) == strlen("YYYY-MM-DD"))
        return true;
    fault_value(loader, field, NULL);
    return false;
}

static bool check_flow(struct loader *loader, const struct field *field, const char *text)
{
    if (error_ref_is_flow(text))
        return true;
    reader_fault(&loader->reader, RULE_ERROR, reader_place(&loader->reader), NULL,
                 "'%.*s' is not %s", diag_clip(text), text, field_type_hints[field->type]);
    return false;
}

/* What a text must be; NULL: anything. */
static bool (*const checks[FIELD_TYPE_COUNT])(struct loader *loader, const struct field *field,
                                              const char *text) = {
    [FIELD_LINE] = check_line, [FIELD_URL] = check_url,   [FIELD_NAME] = check_name,
    [FIELD_STEP] = check_name, [FIELD_DATE] = check_date, [FIELD_FLOW] = check_flow,
    [FIELD_PATH] = check_name,
};

static void note_facts(struct loader *loader, enum field_type type, const char *text)
{
    const yaml_event_t *event = &loader->reader.event;
    void *texts = loader->texts;

    if (!loader->tree || !strchr(text, '{') || !strstr(text, "{{"))
        return;
    memory_grow(&texts, &loader->text_capacity, loader->text_count, sizeof *loader->texts);
    loader->texts = texts;
    loader->texts[loader->text_count++] = (struct text_use){
        text, type, reader_place(&loader->reader), event->start_mark.index, event->end_mark.index};
}

static void note_value(struct loader *loader, const struct condition *condition, const char *text)
{
    void *values = loader->values;

    memory_grow(&values, &loader->value_capacity, loader->value_count, sizeof *loader->values);
    loader->values = values;
    loader->values[loader->value_count++] =
        (struct value_use){condition, text, reader_place(&loader->reader)};
}

/* The current scalar as text of the type, or NULL where it is none. */
static const char *take_text(struct loader *loader, const struct field *field)
{
    const char *text = reader_text(&loader->reader);

    if (*text <= ' ' && !text[strspn(text, " \t\r\n")]) {
        reader_fault(&loader->reader, RULE_EMPTY, reader_place(&loader->reader), NULL,
                     "%s'%s' is empty", field->shape == FIELD_ONE ? "" : "an item of ",
                     field->name);
        return NULL;
    }
    text = copy_text(loader);
    if ((checks[field->type] && !checks[field->type](loader, field, text)))
        return NULL;
    if (field->type == FIELD_LINE || field->type == FIELD_PROSE || field->type == FIELD_COMMAND)
        note_facts(loader, field->type, text);
    return text;
}

static void set_number(struct loader *loader, const struct field *field, void *node)
{
    const char *text = reader_text(&loader->reader);
    unsigned long number = strtoul(text, NULL, 10);
    unsigned value = (unsigned)number;
    char hint[NEAREST_HINT];

    if (!*text || text[strspn(text, "0123456789")] || number > field->most || strlen(text) > 9) {
        snprintf(hint, sizeof hint, "from 0 to %u", field->most);
        fault_value(loader, field, hint);
        return;
    }
    memcpy((char *)node + field->offset, &value, sizeof value);
}

/* Digits with at most six behind a point: exact to a millionth, as all that is computed of them. */
bool loader_decimal(const char *text, double *value)
{
    size_t whole = strspn(text, "0123456789"), decimals = 0, i;
    unsigned long fraction = 0;

    if (text[whole] == '.')
        decimals = strspn(text + whole + 1, "0123456789");
    if (!whole || whole > 9 || decimals > 6 ||
        text[whole + (text[whole] == '.') + decimals] || (text[whole] == '.' && !decimals))
        return false;
    for (i = 0; i < 6; i++)
        fraction = fraction * 10 + (i < decimals ? (unsigned long)(text[whole + 1 + i] - '0') : 0);
    *value = (double)strtoul(text, NULL, 10) + (double)fraction / 1e6;
    return true;
}

static void set_decimal(struct loader *loader, const struct field *field, void *node)
{
    char hint[NEAREST_HINT];
    double value;

    if (loader_decimal(reader_text(&loader->reader), &value) && value <= field->most) {
        memcpy((char *)node + field->offset, &value, sizeof value);
        return;
    }
    snprintf(hint, sizeof hint, "from 0 to %u, with at most six decimals", field->most);
    fault_value(loader, field, hint);
}

/* A step in a list. */
static struct node *take_step(struct loader *loader, const struct field *field)
{
    struct weigh_item *item = loader_alloc(loader, sizeof *item);

    item->to = (struct target){.id = take_text(loader, field), .place = reader_place(&loader->reader)};
    item->node = (struct node){.id = "", .place = item->to.place};
    loader->is_lossy = loader->is_lossy || !item->to.id;
    return item->to.id ? &item->node : NULL;
}

static void set_days(struct loader *loader, const struct field *field, void *node)
{
    const char *text = reader_text(&loader->reader);
    size_t digits = strspn(text, "0123456789");
    unsigned days = digits && digits < 6 ? (unsigned)strtoul(text, NULL, 10) : 0;

    if (days && days <= field->most && strcmp(text + digits, "d") == 0)
        memcpy((char *)node + field->offset, &days, sizeof days);
    else
        fault_value(loader, field, NULL);
}

static void set_switch(struct loader *loader, const struct field *field, void *node)
{
    const char *text = reader_text(&loader->reader);
    bool on = strcmp(text, "true") == 0;

    if (on || strcmp(text, "false") == 0)
        memcpy((char *)node + field->offset, &on, sizeof on);
    else
        fault_value(loader, field, NULL);
}

static void fault_choice(struct loader *loader, const struct field *field)
{
    const char *text = reader_text(&loader->reader);
    struct buffer words = {0};
    unsigned i;

    for (i = 0; i < field->most; i++)
        buffer_printf(&words, "%s%s",
                      i == 0                 ? ""
                      : i + 1 == field->most ? " or "
                                             : ", ",
                      field->choices[i]);
    reader_fault(&loader->reader, RULE_VALUE, reader_place(&loader->reader), NULL,
                 "'%.*s' is not %s", diag_clip(text), text, buffer_text(&words));
    buffer_free(&words);
}

/* The choice that the current scalar names; false, and a fault, where it is none. */
static bool take_choice(struct loader *loader, const struct field *field, unsigned *choice)
{
    const char *text = reader_text(&loader->reader);

    for (*choice = 0; *choice < field->most; ++*choice) {
        if (strcmp(text, field->choices[*choice]) == 0)
            return true;
    }
    fault_choice(loader, field);
    return false;
}

static void set_choice(struct loader *loader, const struct field *field, void *node)
{
    unsigned choice;

    if (take_choice(loader, field, &choice))
        memcpy((char *)node + field->offset, &choice, sizeof choice);
}

unsigned loader_choice_bit(struct loader *loader, const struct field *field)
{
    unsigned choice;

    return take_choice(loader, field, &choice) ? 1u << choice : 0;
}

static bool keep_pattern(struct loader *loader, struct pattern *pattern)
{
    struct tree *tree = loader->tree;
    void *patterns = tree->patterns;

    memory_grow(&patterns, &tree->pattern_capacity, tree->pattern_count, sizeof(struct pattern *));
    tree->patterns = patterns;
    tree->patterns[tree->pattern_count++] = pattern;
    return true;
}

static void set_pattern(struct loader *loader, const struct field *field, void *node)
{
    const char *text = take_text(loader, field);
    struct pattern *pattern = NULL;
    char error[160];
    size_t offset = 0;
    enum status status;

    if (!text)
        return;
    loader_store(node, field->offset, text);
    status = field->by_line ? pattern_new_lines(text, &pattern, error, sizeof error, &offset)
                            : pattern_new(text, &pattern, error, sizeof error, &offset);
    if (status == STATUS_OK && keep_pattern(loader, pattern))
        loader_store(node, field->extra_offset, pattern);
    else if (status != STATUS_OK)
        reader_fault(&loader->reader, RULE_PATTERN, reader_place(&loader->reader), NULL,
                     "the pattern is not valid at its character %zu: %s",
                     text_points(text, offset) + 1, error);
}

static void set_step(struct loader *loader, const struct field *field, void *node)
{
    struct target target = {.id = take_text(loader, field), .place = reader_place(&loader->reader)};

    if (target.id)
        memcpy((char *)node + field->offset, &target, sizeof target);
}

/* A name that the catalog has, with a code that is another error's. */
static void check_code(struct loader *loader, const struct error_ref *error)
{
    const struct catalog_entry *found[4];
    struct buffer right = {0}, wrong = {0};
    size_t count = catalog_exact(error->name, strlen(error->name), found, 4), i;

    if (!error->code.present || !count)
        return;
    for (i = 0; i < count; i++)
        if (code_equal(error->code, catalog_entry_code(found[i])))
            return;
    code_print(&right, catalog_entry_code(found[0]));
    code_print(&wrong, error->code);
    reader_fault(&loader->reader, RULE_CODE, error->node.place, NULL, "%s is %s, not %s",
                 error->name, buffer_text(&right), buffer_text(&wrong));
    buffer_free(&right);
    buffer_free(&wrong);
}

static struct error_ref *take_error(struct loader *loader, const struct field *field)
{
    const char *text = take_text(loader, field), *wrong;
    struct error_ref *error = text ? loader_alloc(loader, sizeof *error) : NULL;

    if (!error)
        return NULL;
    wrong = error_ref_parse(loader->arena, text, field->type == FIELD_REFERENCE, error);
    if (wrong) {
        reader_fault(&loader->reader, RULE_ERROR, reader_place(&loader->reader), wrong,
                     "'%.*s' is not %s", diag_clip(text), text, field_type_hints[field->type]);
        return NULL;
    }
    error->node.id = "";
    error->node.place = reader_place(&loader->reader);
    if (error->name && !loader->passed_over) /* not where only a part is read, of files that others check */
        check_code(loader, error);
    return error;
}

static void set_error(struct loader *loader, const struct field *field, void *node)
{
    struct error_ref *error = take_error(loader, field);

    if (error)
        loader_store(node, field->offset, error);
}

static void set_text(struct loader *loader, const struct field *field, void *node)
{
    const char *text = take_text(loader, field);

    if (!text)
        return;
    loader_store(node, field->offset, text);
    if (field->type == FIELD_VALUE && loader->tree)
        note_value(loader, node, text);
}

static void (*const setters[FIELD_TYPE_COUNT])(struct loader *loader, const struct field *field,
                                               void *node) = {
    [FIELD_LINE] = set_text,     [FIELD_PROSE] = set_text,
    [FIELD_COMMAND] = set_text,  [FIELD_OUTPUT] = set_text,
    [FIELD_URL] = set_text,
    [FIELD_NAME] = set_text,     [FIELD_STEP] = set_step,
    [FIELD_PATH] = set_text,
    [FIELD_DATE] = set_text,     [FIELD_NUMBER] = set_number,
    [FIELD_DECIMAL] = set_decimal, [FIELD_DAYS] = set_days,
    [FIELD_SWITCH] = set_switch, [FIELD_CHOICE] = set_choice,
    [FIELD_VALUE] = set_text,    [FIELD_PATTERN] = set_pattern,
    [FIELD_FLOW] = set_text,
    [FIELD_ERROR] = set_error,   [FIELD_REFERENCE] = set_error,
};

void loader_scalar(struct loader *loader, const struct field *field, void *node)
{
    setters[field->type](loader, field, node);
}

struct node *loader_item(struct loader *loader, const struct field *field)
{
    struct value_node *value;
    const char *text;

    if (field->type == FIELD_CHANCE)
        return loader_chance(loader, field);
    if (field->type == FIELD_CASES)
        return loader_cases(loader, field);
    if (field->type == FIELD_STEP)
        return take_step(loader, field);
    if (field->type == FIELD_ERROR || field->type == FIELD_REFERENCE) {
        struct error_ref *error = take_error(loader, field);

        return error ? &error->node : NULL;
    }
    text = take_text(loader, field);
    value = text ? loader_alloc(loader, sizeof *value) : NULL;
    if (!value)
        return NULL;
    value->text = text;
    value->text_place = value->node.place = reader_place(&loader->reader);
    value->node.id = "";
    return &value->node;
}

bool loader_key(struct loader *loader, const struct field *field, const char *text,
                struct diag_place place)
{
    if (!field->keys_are_text)
        return fits_name(loader, field->keys_are_paths ? FIELD_PATH : FIELD_NAME, text, place);
    if (text[strspn(text, " \t\r\n")])
        return true;
    reader_fault(&loader->reader, RULE_EMPTY, place, NULL, "a name in '%s' is empty", field->name);
    return false;
}
