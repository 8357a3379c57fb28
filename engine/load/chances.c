/* SPDX-License-Identifier: MIT */
/*
 * Chances as they are written, words or percentages, and what was counted of them.
 */
#include <config.h>

#include <string.h>

#include "loader.h"

static bool read_chance(const char *text, double *value)
{
    size_t i;

    for (i = 0; i < FIELD_CHANCE_WORDS; i++) {
        if (strcmp(text, field_chances[i].word) == 0) {
            *value = field_chances[i].percent / 100.0;
            return true;
        }
    }
    if (!loader_decimal(text, value) || *value > 100)
        return false;
    *value /= 100;
    return true;
}

static struct chance *new_chance(struct loader *loader)
{
    struct chance *chance = loader_alloc(loader, sizeof *chance);

    chance->node.id = chance->text = "";
    chance->text_place = chance->node.place = reader_place(&loader->reader);
    return chance;
}

static struct node *fault(struct loader *loader, const struct field *field,
                          const struct chance *chance)
{
    if (!loader->reader.stopped)
        reader_fault(&loader->reader, RULE_VALUE, chance->text_place, NULL,
                     "'%.*s' in '%s' is not %s", diag_clip(chance->text), chance->text,
                     field->name, field_type_hints[field->type]);
    return NULL;
}

struct node *loader_chance(struct loader *loader, const struct field *field)
{
    struct chance *chance = new_chance(loader);
    const char *text = reader_text(&loader->reader);

    chance->text = arena_copy(loader->arena, text, strlen(text));
    return read_chance(text, &chance->value) ? &chance->node : fault(loader, field, chance);
}

struct node *loader_cases(struct loader *loader, const struct field *field)
{
    struct reader *reader = &loader->reader;
    double numbers[2] = {0, 0};
    struct chance *chance = new_chance(loader);
    struct buffer text = {0};
    size_t count = 0, good = 0;

    if (reader->event.type != YAML_SEQUENCE_START_EVENT) {
        loader_fault_shape(loader, field, true, "a list of two numbers");
        return NULL;
    }
    for (; reader_next(reader) && reader->event.type != YAML_SEQUENCE_END_EVENT; count++) {
        if (reader->event.type != YAML_SCALAR_EVENT) {
            reader_skip(reader);
            continue;
        }
        good += count < 2 && loader_decimal(reader_text(reader), &numbers[count]);
        buffer_printf(&text, "%s%s", text.length ? ", " : "", reader_text(reader));
    }
    chance->text = arena_copy(loader->arena, buffer_text(&text), text.length);
    chance->value = numbers[0];
    chance->of = numbers[1];
    buffer_free(&text);
    return count == 2 && good == 2 && numbers[0] <= numbers[1] ? &chance->node
                                                                : fault(loader, field, chance);
}
