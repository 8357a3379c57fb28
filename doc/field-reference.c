/*
 * Prints the reference of a manual page from the table of fields: each mapping of a flow, or of a
 * scenario, with its fields in their order. A tool of the build, not installed.
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

/* "text", "a list of mappings: source", "ids, each with a mapping: answer". */
static void print_type(const struct field *field)
{
    static const char *const shapes[FIELD_SHAPE_COUNT] = {
        [FIELD_ONE] = "", [FIELD_LIST] = "a list of: ", [FIELD_MAP] = "by ids: "};

    if (field->or_one) {
        print_text(field_type_hints[field->type]);
        fputs(", or ", stdout);
    }
    print_text(field->keys_are_text ? "by any text: " : shapes[field->shape]);
    if (field->type == FIELD_MAPPING)
        print_text(field->child->name);
    else
        print_text(field_type_hints[field->type]);
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

/* Who needs it, and who may have it. */
static void print_need(const struct field_mapping *mapping, const struct field *field)
{
    if (field->is_kind)
        fputs("; says the kind of the step", stdout);
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
        fputs("; one of those so marked", stdout);
}

static void print_choices(const struct field *field)
{
    unsigned i;

    fputs("One of", stdout);
    for (i = 0; i < field->most; i++)
        printf("%s %s", i ? "," : "", field->choices[i]);
    puts(".");
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
    if (field->choices)
        print_choices(field);
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

int main(int argc, char **argv)
{
    size_t i;

    meet(argc > 1 && strcmp(argv[1], "scenario") == 0 ? &field_scenario : &field_flow);
    for (i = 0; i < mapping_count; i++)
        print_mapping(mappings[i]);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
