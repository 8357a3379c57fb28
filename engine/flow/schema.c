/* SPDX-License-Identifier: MIT */
/*
 * Each mapping becomes a definition, one for each kind where it has kinds; a field becomes a
 * property. Nothing here knows the name of a field.
 */
#include <config.h>

#include "errwalk/schema.h"

#include <stdio.h>

#include "errwalk/document.h"

struct schema {
    json_t *definitions; /* by title, or by the name of a kind */
};

#define NOT_BLANK "\\S"
#define ONE_LINE "^[^\\n]*\\S[^\\n]*\\n*$"
#define NAME "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
#define PATH "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})*$"

/* What a text of each type must match, as patterns of ECMA 262, and whether YAML may take it for
 * something else: "1366" is a title, too. */
static const struct {
    const char *pattern;
    bool is_any_scalar;
} texts[FIELD_TYPE_COUNT] = {
    [FIELD_LINE] = {ONE_LINE, true},
    [FIELD_PROSE] = {NOT_BLANK, true},
    [FIELD_COMMAND] = {NOT_BLANK, true},
    [FIELD_OUTPUT] = {NOT_BLANK, true},
    [FIELD_URL] = {"^https?://[^ \\t\\n<>\"]*$", false},
    [FIELD_NAME] = {NAME, true},
    [FIELD_PATH] = {PATH, true},
    [FIELD_STEP] = {NAME, true},
    [FIELD_DATE] = {"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", false},
    [FIELD_PATTERN] = {NOT_BLANK, true},
    [FIELD_VALUE] = {NOT_BLANK, true},
    [FIELD_ERROR] = {NOT_BLANK, true},
    [FIELD_REFERENCE] = {NOT_BLANK, true},
    [FIELD_FLOW] = {NOT_BLANK, false},
};

static json_t *make_number(const struct field *field)
{
    return json_pack("{s:[ss], s:i, s:i, s:s}", "type", "integer", "string", "minimum", 0,
                     "maximum", (int)field->most, "pattern", "^[0-9]{1,9}$");
}

static json_t *make_decimal(const struct field *field)
{
    return json_pack("{s:[ss], s:i, s:i, s:s}", "type", "number", "string", "minimum", 0, "maximum",
                     (int)field->most, "pattern", "^[0-9]{1,9}(\\.[0-9]{1,6})?$");
}

static json_t *make_chance(const struct field *field)
{
    json_t *words = json_array();
    size_t i;

    (void)field;
    for (i = 0; i < FIELD_CHANCE_WORDS; i++)
        json_array_append_new(words, json_string(field_chances[i].word));
    return json_pack("{s:[{s:o}, {s:[ss], s:i, s:i, s:s}]}", "anyOf", "enum", words, "type",
                     "number", "string", "minimum", 0, "maximum", 100, "pattern",
                     "^[0-9]{1,3}(\\.[0-9]{1,6})?$");
}

static json_t *make_cases(const struct field *field)
{
    (void)field;
    return json_pack("{s:s, s:{s:[ss], s:i, s:s}, s:i, s:i}", "type", "array", "items", "type",
                     "number", "string", "minimum", 0, "pattern", "^[0-9]{1,9}(\\.[0-9]{1,6})?$",
                     "minItems", 2, "maxItems", 2);
}

static json_t *make_days(const struct field *field)
{
    (void)field;
    return json_pack("{s:s, s:s}", "type", "string", "pattern", "^[0-9]{1,5}d$");
}

static json_t *make_switch(const struct field *field)
{
    (void)field;
    return json_pack("{s:[bbss]}", "enum", true, false, "true", "false");
}

static json_t *make_choice(const struct field *field)
{
    json_t *names = json_array();
    unsigned i;

    for (i = 0; i < field->most; i++) {
        if (json_array_append_new(names, json_string(field->choices[i])) != 0) {
            json_decref(names);
            return NULL;
        }
    }
    return json_pack("{s:o}", "enum", names);
}

static json_t *make_text(const struct field *field)
{
    json_t *types = texts[field->type].is_any_scalar
                        ? json_pack("[sss]", "string", "number", "boolean")
                        : json_string("string");

    return json_pack("{s:o, s:s}", "type", types, "pattern", texts[field->type].pattern);
}

/* One value of a scalar type. */
static json_t *make_scalar(const struct field *field)
{
    static json_t *(*const makers[FIELD_TYPE_COUNT])(const struct field *field) = {
        [FIELD_NUMBER] = make_number,
        [FIELD_DECIMAL] = make_decimal,
        [FIELD_CHANCE] = make_chance,
        [FIELD_CASES] = make_cases,
        [FIELD_DAYS] = make_days,
        [FIELD_SWITCH] = make_switch,
        [FIELD_CHOICE] = make_choice,
    };

    return makers[field->type] ? makers[field->type](field) : make_text(field);
}

static json_t *make_property(struct schema *schema, const struct field *field);

/* The properties of a mapping of one kind, those that it needs, and of which it needs one. */
static json_t *make_object(struct schema *schema, const struct field_mapping *mapping, unsigned kind)
{
    json_t *object = json_object();
    json_t *properties = json_object();
    json_t *required = json_array();
    json_t *choice = json_array();
    const struct field *field;

    for (field = mapping->fields; field < mapping->fields + mapping->count; field++) {
        if (!((field->required | field->optional) & kind))
            continue;
        json_object_set_new(properties, field->name, make_property(schema, field));
        if (field->required & kind)
            json_array_append_new(required, json_string(field->name));
        if (field->is_choice)
            json_array_append_new(choice, json_pack("{s:[s]}", "required", field->name));
    }
    json_object_set_new(object, "type", json_string("object"));
    json_object_set_new(object, "properties", properties);
    json_object_set_new(object, "additionalProperties", json_false());
    if (json_array_size(required))
        json_object_set_new(object, "required", json_incref(required));
    if (json_array_size(choice))
        json_object_set_new(object, "oneOf", json_incref(choice));
    json_decref(required);
    json_decref(choice);
    return object;
}

/* A reference to the definition of a mapping of one kind, which is made the first time. */
static json_t *refer(struct schema *schema, const struct field_mapping *mapping, unsigned kind)
{
    const char *name = mapping->title;
    json_t *definition;
    unsigned index;

    for (index = 0; mapping->kind_names && !(kind >> index & 1);)
        index++;
    if (mapping->kind_names)
        name = mapping->kind_names[index];
    if (!json_object_get(schema->definitions, name)) {
        /* A place is kept before its parts, so that the order is that of the manual. */
        json_object_set_new(schema->definitions, name, json_true());
        definition = make_object(schema, mapping, kind);
        json_object_set_new(schema->definitions, name, definition);
    }
    return json_pack("{s:s+}", "$ref", "#/definitions/", name);
}

static const struct field *find_shorthand(const struct field_mapping *mapping)
{
    return mapping->shorthand ? field_find(mapping, mapping->shorthand) : NULL;
}

/* A mapping that may be of several kinds, or be cut short to a scalar. */
static json_t *make_mapping(struct schema *schema, const struct field *field)
{
    const struct field *shorthand = find_shorthand(field->child);
    json_t *forms = json_array(), *only;
    unsigned kinds = field->child_kinds, kind;

    if (shorthand)
        json_array_append_new(forms, make_scalar(shorthand));
    for (kind = 1; kind && kind <= kinds; kind <<= 1) {
        if (kinds & kind)
            json_array_append_new(forms, refer(schema, field->child, kind));
    }
    if (json_array_size(forms) > 1)
        return json_pack("{s:o}", "anyOf", forms);
    only = json_incref(json_array_get(forms, 0));
    json_decref(forms);
    return only;
}

static json_t *make_one(struct schema *schema, const struct field *field)
{
    return field->type == FIELD_MAPPING ? make_mapping(schema, field) : make_scalar(field);
}

static json_t *make_list(struct schema *schema, const struct field *field)
{
    json_t *list = json_pack("{s:s, s:o}", "type", "array", "items", make_one(schema, field));

    if (field->least)
        json_object_set_new(list, "minItems", json_integer(field->least));
    if (field->most)
        json_object_set_new(list, "maxItems", json_integer(field->most));
    if (field->or_one)
        list = json_pack("{s:[oo]}", "anyOf", make_one(schema, field), list);
    return list;
}

static json_t *make_set(struct schema *schema, const struct field *field)
{
    return json_pack("{s:[o, {s:s, s:o, s:i}]}", "anyOf", make_one(schema, field), "type", "array",
                     "items", make_one(schema, field), "minItems", 1);
}

static json_t *make_map(struct schema *schema, const struct field *field)
{
    json_t *map = json_pack("{s:s, s:{s:s}, s:o}", "type", "object", "propertyNames", "pattern",
                            field->keys_are_text    ? NOT_BLANK
                            : field->keys_are_paths ? PATH
                                                    : NAME,
                            "additionalProperties", make_one(schema, field));

    if (field->least)
        json_object_set_new(map, "minProperties", json_integer(field->least));
    if (field->most)
        json_object_set_new(map, "maxProperties", json_integer(field->most));
    return map;
}

/* Beside a reference draft-07 reads nothing, so a reference stands within the property. */
static json_t *make_property(struct schema *schema, const struct field *field)
{
    static json_t *(*const makers[FIELD_SHAPE_COUNT])(struct schema *schema,
                                                      const struct field *field) = {
        [FIELD_ONE] = make_one, [FIELD_LIST] = make_list, [FIELD_MAP] = make_map,
        [FIELD_SET] = make_set};
    json_t *value = makers[field->shape](schema, field);

    if (json_object_get(value, "$ref"))
        value = json_pack("{s:[o]}", "allOf", value);
    json_object_set_new(value, "description", json_string(field->meaning));
    return value;
}

void schema_write(struct buffer *out, const struct field_mapping *root)
{
    struct schema schema;
    json_t *head, *object;
    char title[64];

    schema.definitions = json_object();
    snprintf(title, sizeof title, "%s of errwalk", root->name);
    head = json_pack("{s:s, s:s}", "$schema", "http://json-schema.org/draft-07/schema#", "title",
                     title);
    object = make_object(&schema, root, 1);
    json_object_update(head, object);
    json_decref(object);
    json_object_set_new(head, "definitions", schema.definitions);
    document_write(head, out);
}
