/* SPDX-License-Identifier: MIT */
/*
 * The one table of codes. A code is never given to another rule: people look them up in the manual
 * and filter by them.
 */
#include <config.h>

#include "errwalk/rules.h"

#include <string.h>
#include <strings.h>

const struct diag_rule flow_rules[RULE_COUNT + 1] = {
    [RULE_UNREADABLE] = {"E001", "the file cannot be read", DIAG_ERROR},
    [RULE_TOO_LARGE] = {"E002", "the file is larger than 4 MiB", DIAG_ERROR},
    [RULE_EMPTY_FILE] = {"E003", "the file is empty", DIAG_ERROR},
    [RULE_UTF16] = {"E004", "the file is UTF-16 or UTF-32, not UTF-8", DIAG_ERROR},
    [RULE_NOT_UTF8] = {"E005", "the file is not UTF-8 text", DIAG_ERROR},
    [RULE_CONTROL] = {"E006", "a control character", DIAG_ERROR},
    [RULE_HIDDEN] = {"E007", "an invisible or bidirectional character", DIAG_ERROR},
    [RULE_SYNTAX] = {"E008", "not valid YAML", DIAG_ERROR},
    [RULE_ALIAS] = {"E009", "an anchor or alias", DIAG_ERROR},
    [RULE_MERGE] = {"E010", "a merge key", DIAG_ERROR},
    [RULE_TAG] = {"E011", "a tag", DIAG_ERROR},
    [RULE_DOCUMENTS] = {"E012", "more than one document in a file", DIAG_ERROR},
    [RULE_DUPLICATE] = {"E013", "a key that is there already", DIAG_ERROR},
    [RULE_DANGLING] = {"E014", "an edge to what is not a step", DIAG_ERROR},
    [RULE_DEPTH] = {"E015", "nested deeper than 32 levels", DIAG_ERROR},
    [RULE_STEPS] = {"E016", "more than 10,000 steps", DIAG_ERROR},
    [RULE_SCALAR] = {"E017", "a text longer than 64 KiB", DIAG_ERROR},
    [RULE_COMMA] = {"E018", "a comma that ends a value without quotes", DIAG_ERROR},
    [RULE_COLON] = {"E019", "a ': ' in text without quotes", DIAG_ERROR},
    [RULE_BRACES] = {"E020", "a value without quotes that begins with '{{'", DIAG_ERROR},
    [RULE_BACKSLASH] = {"E021", "a backslash in double quotes", DIAG_ERROR},
    [RULE_UNKNOWN_KEY] = {"E022", "an unknown key", DIAG_ERROR},
    [RULE_MISSING] = {"E023", "a required field is missing", DIAG_ERROR},
    [RULE_FOREIGN] = {"E024", "a field that does not belong to the kind of step", DIAG_ERROR},
    [RULE_KIND] = {"E025", "a step without a kind, of two kinds, or in the wrong part", DIAG_ERROR},
    [RULE_SHAPE] = {"E026", "text, a list or a mapping in place of another", DIAG_ERROR},
    [RULE_EMPTY] = {"E027", "nothing where something is needed", DIAG_ERROR},
    [RULE_VALUE] = {"E028", "a value that the field does not take", DIAG_ERROR},
    [RULE_NAME] = {"E029", "not usable as an id", DIAG_ERROR},
    [RULE_ITEMS] = {"E030", "too many answers", DIAG_ERROR},
    [RULE_SAY] = {"E031", "an answer without 'say'", DIAG_ERROR},
    [RULE_CHOICE] = {"E032", "both or neither of two fields", DIAG_ERROR},
    [RULE_ROUTE] = {"E033", "a route whose last item has an 'if', or another has none", DIAG_ERROR},
    [RULE_PATTERN] = {"E034", "a pattern that does not compile", DIAG_ERROR},
    [RULE_ERROR] = {"E035", "not the name of an error or a flow", DIAG_ERROR},
    [RULE_CYCLE] = {"E036", "a cycle", DIAG_ERROR},
    [RULE_UNREACHABLE] = {"E037", "a step that no walk reaches", DIAG_ERROR},
    [RULE_CAUSE_UNUSED] = {"E038", "a cause that no ending names", DIAG_ERROR},
    [RULE_CAUSE_UNKNOWN] = {"E039", "an unknown cause", DIAG_ERROR},
    [RULE_FACT_UNKNOWN] = {"E040", "a fact that no step asks for", DIAG_ERROR},
    [RULE_FACT_OWN] = {"E041", "a fact with a name of errwalk's own", DIAG_ERROR},
    [RULE_FACT_TYPES] = {"E042", "a fact that is asked for with two types", DIAG_ERROR},
    [RULE_FACT_COMMAND] = {"E043", "a fact of any text in a command", DIAG_ERROR},
    [RULE_FACT_SENSITIVE] = {"E044", "a sensitive fact in a command or a hand-over", DIAG_ERROR},
    [RULE_CONDITION] = {"E045", "a condition that does not fit the type of its fact", DIAG_ERROR},
    [RULE_TEST_ENDS] = {"E046", "a test that ends elsewhere", DIAG_ERROR},
    [RULE_TEST_STEP] = {"E047", "a test or answer for what is not a step", DIAG_ERROR},
    [RULE_TEST_ANSWER] = {"E048", "an answer that does not fit its step", DIAG_ERROR},
    [RULE_TEST_UNUSED] = {"E049", "an answer that is never used", DIAG_ERROR},
    [RULE_CODE] = {"E050", "a name and a code that are not of one error", DIAG_ERROR},
    [RULE_FACT_ANSWER] = {"E051", "a question with the name of another fact", DIAG_ERROR},
    [RULE_READS] = {"E052", "an output that means what is not there", DIAG_ERROR},
    [RULE_BLOCK_REFER] = {"E053", "a block that refers", DIAG_ERROR},
    [RULE_CALL_FLOW] = {"E054", "a call of what is not a block", DIAG_ERROR},
    [RULE_CALL_WITH] = {"E055", "a call that does not give what the block takes", DIAG_ERROR},
    [RULE_CALL_GIVES] = {"E056", "a fact that the block does not bring back", DIAG_ERROR},
    [RULE_CALL_EXITS] = {"E057", "exits that are not the returns of the block", DIAG_ERROR},
    [RULE_CALL_CYCLE] = {"E058", "blocks that call each other in a circle", DIAG_ERROR},
    [RULE_BOTH] = {"E059", "a reference to an error or to a flow", DIAG_ERROR},
    [RULE_SCENARIO_FLOW] = {"E060", "a scenario for a flow that is not there", DIAG_ERROR},
    [RULE_SCENARIO_STEP] = {"E061", "a scenario that names what is not a step", DIAG_ERROR},
    [RULE_SCENARIO_ANSWER] = {"E062", "an answer of a scenario that does not fit its step",
                              DIAG_ERROR},
    [RULE_SCENARIO_ENDS] = {"E063", "a scenario whose answers do not lead to its ending",
                            DIAG_ERROR},
    [RULE_SCENARIO_EVIDENCE] = {"E064", "a step on the way without evidence", DIAG_ERROR},
    [RULE_SCENARIO_AVOID] = {"E065", "a step on the way that must be avoided", DIAG_ERROR},
    [RULE_SCENARIO_VISIT] = {"E066", "a step that must be visited and is not on the way",
                             DIAG_ERROR},
    [RULE_SCENARIO_CAUSE] = {"E067", "a true cause that the ending does not name", DIAG_ERROR},
    [RULE_SCENARIO_SEALED] = {"E068", "a sealed part that cannot be read", DIAG_ERROR},
    [RULE_ASSIGNMENT] = {"E069", "an assignment that cannot be done", DIAG_ERROR},
    [RULE_SCENARIO_READS] = {"E070", "evidence that is read as a wrong answer", DIAG_ERROR},
    [RULE_WEIGH_ITEM] = {"E080", "what cannot be an item of a weigh step", DIAG_ERROR},
    [RULE_WEIGH_EMPTY] = {"E081", "a weigh step that has nothing to choose", DIAG_ERROR},
    [RULE_TELLS] = {"E082", "answers that tell of a cause what cannot be", DIAG_ERROR},
    [RULE_FACT_FORM] = {"E083", "double braces that name no fact", DIAG_ERROR},
    [RULE_STALE] = {"W001", "a review that is overdue", DIAG_WARNING},
    [RULE_NO_WHY] = {"W002", "a question without 'why'", DIAG_WARNING},
    [RULE_NO_SOURCE] = {"W003", "no source", DIAG_WARNING},
    [RULE_NO_TEST] = {"W004", "no test", DIAG_WARNING},
    [RULE_SAME_STEP] = {"W005", "two answers to the same step", DIAG_WARNING},
    [RULE_NO_FLOW] = {"W006", "a flow that is not there", DIAG_WARNING},
    [RULE_HASH] = {"W007", "a '#' that ends a value without quotes", DIAG_WARNING},
    [RULE_ROUTE_NEVER] = {"W008", "a route that no value takes", DIAG_WARNING},
    [RULE_SAME_QUESTION] = {"W009", "two steps that ask the same", DIAG_WARNING},
    [RULE_DECIDES_NOTHING] = {"W010", "a question whose answers all lead to one step",
                              DIAG_WARNING},
    [RULE_TOO_LONG] = {"W013", "too long for a small screen", DIAG_WARNING},
    [RULE_READING] = {"W014", "hard to read", DIAG_WARNING},
    [RULE_NOT_REVIEWED] = {"W015", "no date of a review", DIAG_WARNING},
    [RULE_FUTURE] = {"W016", "reviewed in the future", DIAG_WARNING},
    [RULE_LINK] = {"W017", "a link that is not https", DIAG_WARNING},
    [RULE_DANGER] = {"W018", "a command that can do harm, without a warning", DIAG_WARNING},
    [RULE_FACT_MISSING] = {"W019", "a fact that some way does not have", DIAG_WARNING},
    [RULE_AUDIENCE] = {"W020", "something to do for others than those who walk", DIAG_WARNING},
    [RULE_SENTENCE] = {"W021", "a sentence that commas split into steps", DIAG_WARNING},
    [RULE_SCENARIO_REPLY] = {"W030", "nothing to find out a wrong answer away", DIAG_WARNING},
    [RULE_SCENARIO_BECAUSE] = {"W031", "an answer of a scenario without 'because'", DIAG_WARNING},
    [RULE_SCENARIO_LESSON] = {"W032", "a scenario without a lesson", DIAG_WARNING},
    [RULE_SCENARIO_MINUTES] = {"W033", "a good path that takes longer than is allowed",
                               DIAG_WARNING},
    [RULE_SCENARIO_STATE] = {"W034", "a state of the case without proof of its evidence",
                             DIAG_WARNING},
    [RULE_SCENARIO_CASE] = {"W035", "a case that never holds", DIAG_WARNING},
    [RULE_WEIGH_ASSUMED] = {"W040", "a number that a weigh step must assume", DIAG_WARNING},
    [RULE_WEIGH_NEVER] = {"W041", "a question that never pays", DIAG_WARNING},
    [RULE_CHAIN] = {"W042", "a chain of fixes that is dearer than its best order", DIAG_WARNING},
    [RULE_COUNT] = {NULL, NULL, DIAG_ERROR},
};

const struct diag_rule *rule_find(const char *code)
{
    const struct diag_rule *rule;

    for (rule = flow_rules; rule->code; rule++) {
        if (strcasecmp(rule->code, code) == 0)
            return rule;
    }
    return NULL;
}

const char *rule_text_of(const struct diag_rule *rule)
{
    const struct rule_text *row;

    for (row = rule_texts; row->code; row++) {
        if (strcmp(row->code, rule->code) == 0)
            return row->text;
    }
    return NULL;
}
