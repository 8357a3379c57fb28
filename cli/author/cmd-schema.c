/* SPDX-License-Identifier: MIT */
/*
 * errwalk schema: the JSON Schema of a format.
 */
#include <config.h>

#include <string.h>

#include "errwalk/debrief.h"
#include "errwalk/schema.h"
#include "errwalk/stats-formats.h"
#include "errwalk/transcript.h"

#include "cli/command.h"
#include "cli/output.h"

static enum exit_code run(const struct options *options);

const struct command command_schema = {
    .name = "schema",
    .usage = "[KIND]",
    .summary = "print the JSON Schema of a flow, or other KIND",
    .run = run,
};

/* The first is what is meant without a word. */
const char *const schema_kinds[] = {"flow", "scenario", "assignment", "transcript", "debrief", "stats", NULL};

static const struct {
    const struct field_mapping *root; /* NULL: it has no table of fields */
    const char *text;                 /* then: its schema */
} formats[] = {
    {&field_flow, NULL},
    {&field_scenario, NULL},
    {&field_assignment, NULL},
    {NULL, transcript_schema},
    {NULL, debrief_schema},
    {NULL, stats_schema},
};

enum { FORMAT_NONE = sizeof formats / sizeof *formats };

static size_t find(const char *name)
{
    size_t i;

    for (i = 0; i < FORMAT_NONE && strcmp(schema_kinds[i], name) != 0;)
        i++;
    return i;
}

static enum exit_code run(const struct options *options)
{
    size_t format = options->operand_count ? find(options->operands[0]) : 0;
    struct buffer text = {0};

    if (format == FORMAT_NONE || options->operand_count > 1) {
        output_error("schema takes what it is of: flow, scenario, assignment, transcript, debrief or stats");
        return EXIT_USAGE;
    }
    if (formats[format].root)
        schema_write(&text, formats[format].root);
    else
        buffer_string(&text, formats[format].text);
    output_document(buffer_text(&text), text.length);
    buffer_free(&text);
    return EXIT_DONE;
}
