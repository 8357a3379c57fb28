/* SPDX-License-Identifier: MIT */
/*
 * What is said of flows that are YAML but not sound: fields, graph, facts, tests.
 */
#include <config.h>

#include <string.h>

#include "errwalk/check.h"
#include "errwalk/fields.h"
#include "errwalk/rules.h"
#include "flow-edits.h"
#include "suite.h"

static const struct edit fields_edits[] = {
    {"severity: Mild.", "severty: Mild.", "E022 12:3"},
    {"severity: Mild.", "colour: red", "E022 12:3"},
    {"title: The door does not open\n", "", "E023 2:1"},
    {"title: The door does not open", "title:", "E027 2:7"},
    {"title: The door does not open", "title: ''", "E027 2:8"},
    {"title: The door does not open", "title: [a]", "E026 2:8"},
    {"title: The door does not open", "title: {a: b}", "E026 2:8"},
    {"title: The door does not open", "title: |\n  Two\n  lines", "E028 2:8"},
    {"keywords: [door, \"lock #3\"]", "keywords: door", "E026 4:11"},
    {"keywords: [door, \"lock #3\"]", "keywords: [door, [lock]]", "E026 4:18"},
    {"keywords: [door, \"lock #3\"]", "keywords: [door, '']", "E027 4:18"},
    {"keywords: [door, \"lock #3\"]", "keywords: {door: lock}", "E026 4:11"},
    {"reviewed: 2026-11-22", "reviewed: 2026-02-30", "E028 5:11"},
    {"reviewed: 2026-11-22", "reviewed: yesterday", "E028 5:11"},
    {"likelihood: 45", "likelihood: -1", "E028 21:45"},
    {"likelihood: 45", "likelihood: 45 %", "E028 21:45"},
    {"likelihood: 45", "likelihood: 45.25", ""},
    {"likelihood: 45", "likelihood: 0.000001", ""},
    {"likelihood: 45", "likelihood: 0.0000001", "E028 21:45"},
    {"likelihood: 45", "likelihood: 45.", "E028 21:45"},
    {"likelihood: 45", "likelihood: .5", "E028 21:45"},
    {"likelihood: 45", "likelihood: 1e3", "E028 21:45"},
    {"likelihood: 45", "likelihood: 1000000.5", "E028 21:45"},
    {"reviewed: 2026-11-22", "owner: the desk\nreviewed: 2026-11-22\nreview-every: 180d", ""},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\nreview-every: 180", "E028 6:15"},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\nreview-every: 0d", "E028 6:15"},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\nreview-every: 6 months", "E028 6:15"},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\naudience: user", ""},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\naudience: [user, admin, user]", ""},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\naudience: users", "E028 6:11"},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\naudience: []", "E027 6:1"},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\naudience: {user: admin}", "E026 6:11"},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-22\naudience: [user, [admin]]", "E026 6:18"},
    {"do: [Turn the handle]", "more: Handles are round.\n    do: [{say: Turn, needs: admin}]", ""},
    {"do: [Turn the handle]", "do: [{say: Turn, needs: root}]", "E028 34:29"},
    {"    fix: Oil the hinges", "    fix: Oil the hinges\n    wait: 0.5", ""},
    {"do: [Turn the handle]", "wait: 5", "E024 34:5"},
    {"likelihood: 45", "likelihood: 99999999999", "E028 21:45"},
    {"sensitive: true", "sensitive: yes", "E028 62:16"},
    {"type: hex", "type: integer", "E028 55:11"},
    {"url: 'https://example.org/doors'", "url: 'javascript:x'", "E028 19:27"},
    {"url: 'https://example.org/doors'", "url: 'https://a b'", "E028 19:27"},
    {"ERROR_DOOR_STUCK (1366)", "1366", "E035 3:10"},
    {"ERROR_DOOR_STUCK (1366)", "ERROR_DOOR_STUCK (13x)", "E035 3:10"},
    {"ERROR_DOOR_STUCK (1366)", "doors/any", "E035 3:10"},
    {"[ERROR_HINGE (87), doors/any]", "[ERROR_HINGE (87), doors/../any]", "E035 79:33"},
    {"[ERROR_HINGE (87), doors/any]", "[ERROR_INVALID_PARAMETER (1400), doors/any]", "E050 79:15"},
    {"[ERROR_HINGE (87), doors/any]", "[ERROR_INVALID_PARAMETER (87), doors/any]", ""},
    {"[ERROR_HINGE (87), doors/any]", "[STATUS_LOGON_FAILURE (0xC000006D), doors/any]", ""},
    {"[ERROR_HINGE (87), doors/any]", "[error_invalid_parameter (0x57), doors/any]", "E035 79:15"},
    {"refer: ERROR_LOCK_BROKEN (1326)", "refer: the other", "E035 81:12"},
    /* A name of the catalog as it is spelt there, of every family. */
    {"refer: ERROR_LOCK_BROKEN (1326)", "refer: EADDRINUSE", ""},
    {"refer: ERROR_LOCK_BROKEN (1326)", "refer: EADDRINUSE (98)", ""},
    {"refer: ERROR_LOCK_BROKEN (1326)", "refer: EADDRINUSE (99)", "E050 81:12"},
    {"refer: ERROR_LOCK_BROKEN (1326)", "refer: EAI_AGAIN (-3)", ""},
    {"refer: ERROR_LOCK_BROKEN (1326)", "refer: HTTP 404", ""},
    {"refer: ERROR_LOCK_BROKEN (1326)", "refer: http 404", "E035 81:12"},
    {"refer: ERROR_LOCK_BROKEN (1326)", "refer: HTTP 999", "E035 81:12"},
    {"[ERROR_HINGE (87), doors/any]",
     "[STATUS_ACCESS_DENIED, E_ACCESSDENIED, CBS_E_SOURCE_MISSING, ERROR_OAKLEY_GENERAL_PROCESSING,"
     " CRITICAL_PROCESS_DIED (0xEF), EACCES (13), SIGKILL (9), EXIT_EXEC (203), exit status 127,"
     " EAI_AGAIN, NXDOMAIN (3), HTTP 404, 550 5.7.1, SQLSTATE 28P01]", ""},
    {"[ERROR_HINGE (87), doors/any]",
     "[ER_ACCESS_DENIED_ERROR (1045), ORA-12541, SQL Server error 18456,"
     " LDAP_INVALID_CREDENTIALS (49), KRB_AP_ERR_SKEW (37), X509_V_ERR_CERT_HAS_EXPIRED (10),"
     " handshake_failure (40), SSL_R_WRONG_VERSION_NUMBER, CURLE_COULDNT_RESOLVE_HOST (6),"
     " AADSTS50126, ERRCONNECT_LOGON_FAILURE, Code 43]", ""},
    {"    verify: Does it open now?\n", "", "E023 65:3"},
    {"    do:\n      - Fetch oil\n", "    do:\n", ""},
    {"do: [Turn the handle]", "do: []", "E027 34:5"},
    {"do: [Turn the handle]", "do: Turn", "E026 34:9"},
    {"do: [Turn the handle]", "do: [{run: turn}]", "E023 34:10"},
    {"do: [Turn the handle]", "do: [{say: Turn, shell: bash}]", "E022 34:22"},
    {"    ask: Does the handle turn?\n", "", "E025 24:3"},
    {"    ask: Does", "    question: Does", "E025 24:3, E022 25:5"},
    {"    ask: Does the handle turn?", "    asks: Does the handle turn?", "E022 25:5"},
    {"    fix: Oil the hinges", "    fix: Oil the hinges\n    escalate: Oil", "E025 67:5"},
    {"    fix: Oil the hinges", "    ask: Oil the hinges", "E025 66:5"},
    {"    hand-over: [weight, notes, error, code]", "    hand-over: [weight]\n    verify: x",
     "E024 92:5"},
    {"    because: Nobody else may.\n", "", "E023 85:3"},
    {"  weight:\n", "  known:\n    route:\n      - {if: {turns: yes}, to: weight}\n      - {to: lock}\n"
     "  weight:\n", "E037 40:3"},
    {"      yes: {to: weight}", "      yes: known", "E014 36:12"},
    {"  weight:\n", "  weight:\n    why: x\n    route:\n      - {to: lock}\n  other-weight:\n",
     "E024 41:5, E037 44:3"},
    {"  oil:\n", "  known:\n    route: [{to: oil}]\n  oil:\n", "E037 65:3, E025 66:5"},
    {"  turns:\n", "  turns over:\n", "E029 24:3"},
    {"  stuck: {title: It is stuck}", "  stuck: {title: It is stuck}\n  stuck: {title: Again}",
     "E013 23:3"},
    {"  lock:\n    input", "  weight:\n    input", "E013 51:3"},
    {"  security:\n    escalate", "  caller:\n    escalate", "E013 85:3"},
    {"      half: {say: \"Half way\", to: caller}", "      half: {to: caller}", "E031 38:7"},
    {"      half: {say: \"Half way\", to: caller}", "      half: caller", "E031 38:7"},
    {"      half: {say: \"Half way\", to: caller}", "      half: {say: Half}", "E023 38:7"},
    {"      half: {say: \"Half way\", to: caller}", "      half: [caller]", "E026 38:13"},
    {"    to: caller\n  caller:", "    to: caller\n    route: [{to: oil}]\n  caller:", "E032 58:5"},
    {"    to: caller\n  caller:", "  caller:", "E032 51:3"},
    {"      - {to: lock}\n", "", "E033 49:9"},
    {"      - {to: lock}", "      - {to: lock}\n      - {to: oil}", "E033 50:9"},
    {"matches: '^0x[0-9a-f]+$'", "matches: '^0x[0-9a-f+$'", "E034 56:14"},
    {"diagnose:", "diagnos:", "E022 23:1"},
    {"    causes: [stuck]", "    causes: []", "E038 22:3"},
};

static const struct edit graph_edits[] = {
    {"      no: lock\n", "      no: lok\n", "E014 37:11"},
    {"      no: lock\n", "      no: nowhere-at-all\n", "E014 37:11"},
    {"if-not: other", "if-not: othr", "E014 77:13"},
    {"if-worse: security", "if-worse: weight", "E036 78:15"},
    {"if-not: other", "if-not: oil", "E036 77:13"},
    {"to: oil\nresolve", "to: turns\nresolve", "E036 63:9"},
    {"      - {to: lock}", "      - {to: oil}", ""},
    {"causes: [stuck]", "causes: [locked]", "E038 22:3"},
    {"causes: [stuck]", "causes: [stuck, stock]", "E039 68:21"},
    {"  oil:\n", "  lonely:\n    refer: ERROR_X\n    because: It is.\n  oil:\n", "E037 65:3"},
    {"turn {{weight}}", "turn {{name}}", "E044 31:14"},
    {"turn {{weight}}", "turn {{wait}}", "E040 31:14"},
    {"Mild.", "'{{weigth}}'", "E040 12:16"},
    {"Mild.", "'{{ weight }} {{nothing.like-this}}'", "E040 12:29"},
    {"--lock {{number}}", "--lock {{name}}", "E044 73:44"},
    {"'call {{code}}'", "'call {{error}}'", "E043 90:35"},
    {"'call {{code}}'", "'call {{notes}}'", "E043 90:35"},
    {"    type: number\n", "    type: text\n", "E043 31:14, E045 47:31, E045 49:39, E043 73:26"},
    {"hand-over: [weight,", "hand-over: [name,", "E044 91:17"},
    {"hand-over: [weight,", "hand-over: [wight,", "E040 91:17"},
    {"fact: name", "fact: notes", "E041 61:11, E040 72:25"},
    {"    fact: name\n    sensitive: true", "    fact: weight",
     "E043 31:14, E042 61:11, E040 71:25, E043 72:26"},
    {"{weight: {above: 100}}", "{weight: {above: heavy}}", "E045 47:31"},
    {"{weight: {above: 100}}", "{wait: {above: 100}}", "E040 47:15"},
    {"{weight: {above: 100}}", "{turns: yes}", "W008 48:9, W008 49:9, W008 50:9, E046 96:11"},
    {"{weight: {above: 100}}", "{turns: {one-of: [half, unsure]}}", "W008 47:9, E046 99:11"},
    {"{weight: {above: 100}}", "{turns: yep}", "E045 47:22"},
    {"{weight: {above: 100}}", "{turns: {one-of: [yes, never]}}", "E045 47:37"},
    {"{weight: {above: 100}}", "{turns: {above: 1}}", "E045 47:30"},
    {"Nobody else may.", "Nobody else may, since {{turns}}.", ""},
    {"'call {{code}}'", "'call {{turns}}'", "E043 90:35"},
    {"    minutes: 1\n", "    reads: [{pattern: 'x(.*)', fact: weight}]\n", ""},
    {"    minutes: 1\n", "    reads: [{pattern: x, fact: weight}]\n", "E052 33:23"},
    {"    minutes: 1\n", "    reads: [{pattern: '(x)', fact: turns}]\n", "E052 33:36"},
    {"    minutes: 1\n", "    reads: [{pattern: '(x)', fact: code}]\n", "E052 33:36"},
    {"    minutes: 1\n", "    reads: [{pattern: x, answer: yes, fact: weight}]\n", "E032 33:39"},
    {"    minutes: 1\n", "    reads: [{pattern: x}]\n", "E032 33:13"},
    {"    minutes: 1\n", "    reads: [{pattern: '(', answer: yes}]\n", "E034 33:23"},
    {"    minutes: 1\n", "    reads: [{pattern: x, answer: yess}]\n", "E052 33:34"},
    {"    minutes: 1\n", "    reads: []\n", "E027 33:5"},
    {"    minutes: 5\n", "    reads: [{pattern: x, answer: yes}]\n", "E024 69:5"},
    {"hand-over: [weight,", "hand-over: [turns, weight,", ""},
    {"    fact: name\n", "    fact: turns\n", "E051 24:3, E040 72:25"},
    {"{weight: {above: 100}}", "{error: {above: 100}}", "E045 47:30"},
    {"{weight: {above: 100}}", "{error: 1366, notes: x}", "E046 99:11"},
    {"{weight: {above: 100}}", "{weight: {}}", "E027 47:15"},
    {"{weight: {above: 100}}", "{}", "E027 47:10"},
    {"{weight: {one-of: [1, 2]}}", "{weight: {one-of: [1, two]}}", "E045 48:36"},
    {"{weight: {one-of: [1, 2]}}", "{weight: {matches: '('}}", "E034 48:33"},
    {"{weight: {one-of: [1, 2]}}", "{weight: {one-of: []}}", "E027 48:24"},
};

static const struct edit checks_edits[] = {
    {"reviewed: 2026-11-22", "reviewed: 2025-11-22", "W001 5:11"},
    {"reviewed: 2026-11-22", "reviewed: 2025-11-23", ""},
    {"    why: For the ticket.\n", "", "W002 58:3"},
    {"  sources:\n    - {title: Doors, url: 'https://example.org/doors'}\n", "", "W003 2:8"},
    {"half: {say: \"Half way\", to: caller}", "half: {say: Half, to: lock}", "W005 38:29"},
    {"      unsure: caller\n", "      unsure: lock\n", "E046 105:11"},
    {"oil: failed}", "oil: broke}", "E048 95:43"},
    {"weight: 1,", "weight: light,", "E048 95:35"},
    {"lock: 0x1f", "lock: 0X1F", "E048 101:32"},
    {"lock: 0x1f", "lokc: 0x1f", "E047 101:26"},
    {"    ends: other", "    ends: oil", "E046 96:11"},
    {"    ends: other", "    ends: othre", "E047 96:11"},
    {"{turns: yes, weight: 101}", "{turns: unsure, weight: 101}", "E046 99:11"},
    {"{turns: yes, weight: 101}", "{turns: yes, weight: 101, security: done}", ""},
    {"oil: worked}", "oil: worked, other: x}", "E049 104:55"},
    {"  a number:\n", "  '':\n", "E027 100:3"},
    {"    ends: oil", "    end: oil", "E022 105:5"},
};

static const struct edit edges_edits[] = {
    {"{weight: {is: 50, below: 90}}", "{weight: {is: 150}}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: 2}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: +002}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: {is: 90, below: 90}}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: {below: 20, above: 19}}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: {below: 20, above: 18}}", ""},
    {"{weight: {is: 50, below: 90}}", "{weight: {below: -9223372036854775808}}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: {below: 101}}", "W008 50:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: {below: 100}}", ""},
    {"{weight: {is: 50, below: 90}}", "{weight: {below: 3, above: 0}}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: {below: 3, above: -1}}", ""},
    {"{weight: {is: 50, below: 90}}", "{weight: {above: 100}}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: {above: 100}, number: 0x1}", "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{weight: {above: 90}, number: 0x1}", ""},
    {"{weight: {is: 50, below: 90}}", "{weight: {matches: '^5'}}", ""},
    {"- {if: {weight: {one-of: [1, 2]}}, to: oil}\n      - {if: {weight: {is: 50, below: 90}}, to: "
     "other}",
     "- {if: {weight: {matches: '^[12]$'}}, to: oil}\n      - {if: {weight: {matches: '^[12]$'}}, "
     "to: other}",
     "W008 49:9"},
    {"{weight: {is: 50, below: 90}}", "{error: 1366}", ""},
    {"to: other}\n      - {to: lock}",
     "to: other}\n      - {if: {code: 87}, to: oil}\n      - {if: {code: 0x57}, to: other}\n"
     "      - {to: lock}",
     "W008 51:9"},
    {"to: other}\n      - {to: lock}",
     "to: other}\n      - {if: {code: 87}, to: oil}\n      - {if: {code: ERROR_BUSY}, to: other}\n"
     "      - {to: lock}",
     ""},
    {"to: caller\n  caller:", "route: [{if: {weight: 1}, to: oil}, {to: caller}]\n  caller:", ""},
    {"    to: oil\nresolve:",
     "    route: [{if: {number: 7}, to: oil}, {if: {number: 0x007}, to: other}, {to: "
     "oil}]\nresolve:",
     "W008 63:41"},
    {"input: What is your name?", "input: HOW heavy is it -- in *kilograms*", "W009 58:3"},
    {"input: What is your name?", "input: How heavy is it in kilos", ""},
    {"input: What is your name?", "input: How heavy is it, in kilograms?\n    do: [Weigh]", ""},
    {"      no: lock\n      half: {say: \"Half way\", to: caller}\n",
     "      no: weight\n      half: {say: Half, to: weight}\n",
     "W005 37:11, W005 38:29, E046 102:11"},
};

static void test_good(void)
{
    static const struct edit unchanged[] = {{"title", "title", ""}};

    edit_expect(unchanged, 1);
}

static void test_fields(void)
{
    edit_expect(fields_edits, sizeof fields_edits / sizeof *fields_edits);
}

static void test_graph(void)
{
    edit_expect(graph_edits, sizeof graph_edits / sizeof *graph_edits);
}

static void test_checks(void)
{
    edit_expect(checks_edits, sizeof checks_edits / sizeof *checks_edits);
}

static void test_edges(void)
{
    edit_expect(edges_edits, sizeof edges_edits / sizeof *edges_edits);
}

/* E and W with three digits, each once and in order; the dangling target has its place. */
static void test_codes(void)
{
    static const char letters[DIAG_SEVERITY_COUNT] = {'E', 'W'};
    const struct diag_rule *rule;
    const char *last[DIAG_SEVERITY_COUNT] = {"E000", "W000"};

    for (rule = flow_rules; rule->code; rule++) {
        suite_expect(rule->code, strlen(rule->code) == 4 &&
                                     *rule->code == letters[rule->severity] &&
                                     strspn(rule->code + 1, "0123456789") == 3);
        suite_expect(rule->code, strcmp(rule->code, last[rule->severity]) > 0);
        last[rule->severity] = rule->code;
    }
    suite_expect_string("E014", flow_rules[13].title, "an edge to what is not a step");
}

/* Every field has a meaning, and every kind of it makes sense. */
static void check_mapping(const struct field_mapping *mapping)
{
    const struct field *field;

    suite_expect(mapping->title, mapping->count <= 64 && mapping->size > 0);
    suite_expect(mapping->title, !mapping->shorthand || field_find(mapping, mapping->shorthand));
    for (field = mapping->fields; field < mapping->fields + mapping->count; field++) {
        suite_expect(field->name, field->meaning && strlen(field->meaning) < 80);
        suite_expect(field->name, field->required | field->optional);
        suite_expect(field->name, !(field->required & field->optional));
        suite_expect(field->name, (field->type == FIELD_MAPPING) == (field->child != NULL));
        if (field->child)
            check_mapping(field->child);
    }
}

static void test_table(void)
{
    check_mapping(&field_flow);
    check_mapping(&field_test);
}

const char suite_name[] = "flow-rules";
const struct suite_test suite_tests[] = {
    {"the good flow has no fault", test_good},
    {"fields", test_fields},
    {"graph and facts", test_graph},
    {"tests and advice", test_checks},
    {"routes and questions", test_edges},
    {"codes are stable", test_codes},
    {"the table of fields is whole", test_table},
    {NULL, NULL},
};
