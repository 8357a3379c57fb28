/* SPDX-License-Identifier: MIT */
/*
 * errwalk check --explain: the text of each code that is asked for, or the list of them.
 */
#include <config.h>

#include "check-explain.h"

#include <jansson.h>

#include "errwalk/check.h"
#include "errwalk/page.h"
#include "errwalk/rules.h"

#include "cli/output.h"

static const char *const severity_names[DIAG_SEVERITY_COUNT] = {"error", "warning"};

static json_t *rule_json(const struct diag_rule *rule)
{
    return json_pack("{s:s, s:s, s:s, s:s}", "code", rule->code, "severity",
                     severity_names[rule->severity], "title", rule->title, "text",
                     rule_text_of(rule));
}

static void print_rule(const struct diag_rule *rule)
{
    struct buffer page = {0};

    page_rule(&page, rule);
    output_prose(buffer_text(&page));
    buffer_free(&page);
}

static void print_one(const struct diag_rule *rule, json_t *list, bool alone)
{
    if (list) {
        json_array_append_new(list, rule_json(rule));
        return;
    }
    if (alone) {
        print_rule(rule);
        return;
    }
    output_printf("%s  %s\n", rule->code, rule->title);
}

static void print_all(const struct options *options, json_t *list)
{
    const struct diag_rule *rule;
    size_t i;

    for (i = 0; i < options->operand_count; i++) {
        output_text(i && !list ? "\n" : "");
        print_one(rule_find(options->operands[i]), list, true);
    }
    for (rule = flow_rules; !options->operand_count && rule->code; rule++)
        print_one(rule, list, false);
}

enum exit_code check_explain(const struct options *options)
{
    json_t *list;
    size_t i;

    if (options->format != FORMAT_TEXT && options->format != FORMAT_JSON) {
        output_error("--explain takes --format=text or --format=json");
        return EXIT_USAGE;
    }
    for (i = 0; i < options->operand_count; i++) {
        if (!rule_find(options->operands[i])) {
            output_error("there is no code '%s'; 'errwalk check --explain' lists them",
                         options->operands[i]);
            return EXIT_NO;
        }
    }
    list = options->format == FORMAT_JSON ? json_array() : NULL;
    print_all(options, list);
    if (list)
        output_json(list);
    json_decref(list);
    return EXIT_DONE;
}
