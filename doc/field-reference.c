/* SPDX-License-Identifier: MIT */
/*
 * Prints the reference of a manual page from the table of fields: each mapping of a flow, a
 * scenario or an assignment, with its fields in their order. A tool of the build, not installed.
 */
#include <config.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/fields.h"

enum { MOST_MAPPINGS = 32 };

/* Those that have been met, in the order in which they are printed. */
static const struct field_mapping *mappings[MOST_MAPPINGS];
static size_t mapping_count;

static void meet(const struct field_mapping *mapping)
{
    size_t i;

    for (i = 0; i < mapping_count; i++) {
        if (mappings[i] == mapping)
            return;
    }
    mappings[mapping_count++] = mapping;
}

static void print_text(const char *text)
{
    for (; *text; text++) {
        if (*text == '-')
            fputs("\\-", stdout);
        else if (*text == '\'')
            fputs("\\(aq", stdout);
        else if (*text == '\\')
            fputs("\\e", stdout);
        else
            putchar(*text);
    }
}

/* "text, number or date". */
static void print_choices(const struct field *field)
{
    unsigned i;

    for (i = 0; i < field->most; i++)
        printf("%s%s", i == 0 ? "" : i + 1 < field->most ? ", " : " or ", field->choices[i]);
}

/* What one of its values is. */
static void print_value(const struct field *field)
{
    if (field->type == FIELD_MAPPING)
        print_text(field->shape == FIELD_ONE ? "a mapping" : field->child->name);
    else if (field->choices)
        print_choices(field);
    else
        print_text(field_type_hints[field->type]);
    if (field->type == FIELD_NUMBER || field->type == FIELD_DECIMAL)
        printf(" up to %u", field->most);
}

/* "text", "a list of: a source", "by ids: an answer". */
static void print_type(const struct field *field)
{
    static const char *const shapes[FIELD_SHAPE_COUNT] = {
        [FIELD_ONE] = "", [FIELD_LIST] = "a list of: ", [FIELD_MAP] = "by ids: ",
        [FIELD_SET] = "one or a list of: "};

    if (field->or_one) {
        print_text(field_type_hints[field->type]);
        fputs(", or ", stdout);
    }
    print_text(field->keys_are_text ? "by any text: " : shapes[field->shape]);
    print_value(field);
}

static void print_kinds(const struct field_mapping *mapping, unsigned kinds)
{
    const char *between = "";
    unsigned kind;

    for (kind = 0; kinds >> kind; kind++) {
        if (!(kinds >> kind & 1))
            continue;
        printf("%s%s", between, mapping->kind_names[kind]);
        between = ", ";
    }
}

/* Those of which a mapping has one and only one. */
static void print_alternatives(const struct field_mapping *mapping)
{
    const char *between = "; either ";
    const struct field *field;

    for (field = mapping->fields; field < mapping->fields + mapping->count; field++) {
        if (field->is_choice) {
            printf("%s%s", between, field->name);
            between = " or ";
        }
    }
}

/* Who needs it, and who may have it. */
static void print_need(const struct field_mapping *mapping, const struct field *field)
{
    if (field->is_kind)
        fputs("; makes a step of this kind", stdout);
    else if (!mapping->kind_names)
        fputs(field->required ? "; required" : "", stdout);
    else if (field->required) {
        fputs("; required in ", stdout);
        print_kinds(mapping, field->required);
    }
    if (mapping->kind_names && field->optional) {
        fputs(field->required ? ", allowed in " : "; in ", stdout);
        print_kinds(mapping, field->optional);
    }
    if (field->is_choice)
        print_alternatives(mapping);
}

static void print_field(const struct field_mapping *mapping, const struct field *field)
{
    printf(".TP\n.BR ");
    print_text(field->name);
    fputs(" \" (", stdout);
    print_type(field);
    print_need(mapping, field);
    fputs(")\"\n", stdout);
    print_text(field->meaning);
    putchar('\n');
    if (field->child)
        meet(field->child);
}

static void print_mapping(const struct field_mapping *mapping)
{
    const struct field *field;

    printf(".SS The fields of ");
    print_text(mapping->name);
    putchar('\n');
    if (mapping->shorthand)
        printf("A text alone stands for the field\n.BR %s .\n", mapping->shorthand);
    for (field = mapping->fields; field < mapping->fields + mapping->count; field++)
        print_field(mapping, field);
}

static const struct {
    const char *name;
    const struct field_mapping *mapping;
} files[] = {
    {"flow", &field_flow}, {"scenario", &field_scenario}, {"assignment", &field_assignment}};

int main(int argc, char **argv)
{
    size_t i;

    for (i = 0; i < sizeof files / sizeof *files; i++) {
        if (argc > 1 && strcmp(argv[1], files[i].name) == 0)
            meet(files[i].mapping);
    }
    for (i = 0; i < mapping_count; i++)
        print_mapping(mappings[i]);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
