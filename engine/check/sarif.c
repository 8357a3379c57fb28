/* SPDX-License-Identifier: MIT */
/*
 * One run of one tool; see the header. Section numbers are those of the standard.
 */
#include <config.h>

#include "errwalk/sarif.h"

#include <string.h>

#include "errwalk/check.h"
#include "errwalk/page.h"
#include "errwalk/prose.h"
#include "errwalk/rules.h"
#include "errwalk/sink.h"

#define SCHEMA \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

enum { HELP_WIDTH = 72 };

static const char *const levels[DIAG_SEVERITY_COUNT] = {
    [DIAG_ERROR] = "error",
    [DIAG_WARNING] = "warning",
};

/* A message: braces are doubled (3.11.5), and what would be a link (3.11.6) is taken apart: a
 * message quotes text that nobody vouches for. */
static void put_message(struct buffer *out, const char *text)
{
    struct buffer clean = {0};
    size_t i;

    sink_text(&clean, text, strlen(text));
    for (i = 0; i < clean.length; i++) {
        char c = clean.bytes[i];

        buffer_char(out, c == '\n' ? ' ' : c);
        if (c == '{' || c == '}')
            buffer_char(out, c);
        else if (c == ']' && clean.bytes[i + 1] == '(')
            buffer_char(out, ' ');
    }
    buffer_free(&clean);
}

static json_t *take_text(struct buffer *text)
{
    json_t *value = json_string(buffer_text(text));

    buffer_free(text);
    return value;
}

static json_t *message_json(const struct diag *item)
{
    struct buffer text = {0};

    put_message(&text, item->message);
    if (item->hint) {
        buffer_string(&text, " (");
        put_message(&text, item->hint);
        buffer_string(&text, ")");
    }
    return json_pack("{s:o}", "text", take_text(&text));
}

static json_t *uri_json(const char *path)
{
    struct buffer uri = {0};

    sink_uri(&uri, path);
    return take_text(&uri);
}

/* A file as a whole has no region. The end is the column after the last one. */
static json_t *location_json(const struct diag *item)
{
    const struct diag_place *place = &item->place;
    json_t *physical = json_pack("{s:{s:o}}", "artifactLocation", "uri", uri_json(item->file));
    json_int_t line = place->line, column = place->column;
    json_int_t end = column + (place->span ? place->span : 1);

    if (line && column)
        json_object_set_new(physical, "region",
                            json_pack("{s:I, s:I, s:I}", "startLine", line, "startColumn", column,
                                      "endColumn", end));
    else if (line)
        json_object_set_new(physical, "region", json_pack("{s:I}", "startLine", line));
    return json_pack("{s:o}", "physicalLocation", physical);
}

static json_t *result_json(const struct diag *item)
{
    return json_pack("{s:s, s:I, s:s, s:o, s:[o]}", "ruleId", item->rule->code, "ruleIndex",
                     (json_int_t)(item->rule - flow_rules), "level", levels[item->rule->severity],
                     "message", message_json(item), "locations", location_json(item));
}

/* What a rule says, as plain lines. */
static json_t *help_text(const char *commonmark)
{
    struct prose_options options = {.width = HELP_WIDTH};
    struct prose *prose = NULL;
    struct buffer text = {0};

    prose_new(commonmark, &options, &prose);
    prose_plain(&text, prose);
    prose_free(prose);
    return take_text(&text);
}

static json_t *rule_json(const struct diag_rule *rule)
{
    struct buffer page = {0};
    json_t *json;

    page_rule(&page, rule);
    json = json_pack("{s:s, s:{s:s}, s:{s:o, s:s}, s:{s:s}}", "id", rule->code, "shortDescription",
                     "text", rule->title, "help", "text", help_text(buffer_text(&page)), "markdown",
                     rule_text_of(rule), "defaultConfiguration", "level", levels[rule->severity]);
    buffer_free(&page);
    return json;
}

/* Faults that were found and are only counted. */
static json_t *invocation_json(const struct diag_list *list, bool whole)
{
    json_t *invocation = json_pack("{s:b}", "executionSuccessful", whole);
    size_t beyond = list->errors + list->warnings - list->count;
    struct buffer text = {0};

    if (!beyond)
        return invocation;
    buffer_printf(&text, "%zu more results were found and left out", beyond);
    json_object_set_new(
        invocation, "toolExecutionNotifications",
        json_pack("[{s:s, s:{s:o}}]", "level", "warning", "message", "text", take_text(&text)));
    return invocation;
}

json_t *sarif_log(const struct diag_list *list, bool whole)
{
    json_t *rules = json_array(), *results = json_array();
    const struct diag_rule *rule;
    bool done = true;
    size_t i;

    for (rule = flow_rules; rule->code; rule++)
        done = json_array_append_new(rules, rule_json(rule)) == 0 && done;
    for (i = 0; i < list->count; i++)
        done = json_array_append_new(results, result_json(&list->items[i])) == 0 && done;
    if (!done) {
        json_decref(rules);
        json_decref(results);
        return NULL;
    }
    return json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:[o], s:s, s:o}]}", "version", "2.1.0",
                     "$schema", SCHEMA, "runs", "tool", "driver", "name", PACKAGE_NAME, "version",
                     PACKAGE_VERSION, "rules", rules, "invocations", invocation_json(list, whole),
                     "columnKind", "unicodeCodePoints", "results", results);
}
