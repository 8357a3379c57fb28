/* SPDX-License-Identifier: MIT */
/*
 * Rules: what can be wrong with a file, each with its code; the table is engine/flow/rules.c.
 */
#ifndef ERRWALK_RULES_H
#define ERRWALK_RULES_H

#include "errwalk/diag.h"

enum rule {
    RULE_UNREADABLE,
    RULE_TOO_LARGE,
    RULE_EMPTY_FILE,
    RULE_UTF16,
    RULE_NOT_UTF8,
    RULE_CONTROL,
    RULE_HIDDEN,
    RULE_SYNTAX,
    RULE_ALIAS,
    RULE_MERGE,
    RULE_TAG,
    RULE_DOCUMENTS,
    RULE_DUPLICATE,
    RULE_DANGLING,
    RULE_DEPTH,
    RULE_STEPS,
    RULE_SCALAR,
    RULE_COMMA,
    RULE_COLON,
    RULE_BRACES,
    RULE_BACKSLASH,
    RULE_UNKNOWN_KEY,
    RULE_MISSING,
    RULE_FOREIGN,
    RULE_KIND,
    RULE_SHAPE,
    RULE_EMPTY,
    RULE_VALUE,
    RULE_NAME,
    RULE_ITEMS,
    RULE_SAY,
    RULE_CHOICE,
    RULE_ROUTE,
    RULE_PATTERN,
    RULE_ERROR,
    RULE_CYCLE,
    RULE_UNREACHABLE,
    RULE_CAUSE_UNUSED,
    RULE_CAUSE_UNKNOWN,
    RULE_FACT_UNKNOWN,
    RULE_FACT_OWN,
    RULE_FACT_TYPES,
    RULE_FACT_COMMAND,
    RULE_FACT_SENSITIVE,
    RULE_CONDITION,
    RULE_TEST_ENDS,
    RULE_TEST_STEP,
    RULE_TEST_ANSWER,
    RULE_TEST_UNUSED,
    RULE_CODE,
    RULE_FACT_ANSWER,
    RULE_READS,
    RULE_BLOCK_REFER,
    RULE_CALL_FLOW,
    RULE_CALL_WITH,
    RULE_CALL_GIVES,
    RULE_CALL_EXITS,
    RULE_CALL_CYCLE,
    RULE_BOTH,
    RULE_SCENARIO_FLOW,
    RULE_SCENARIO_STEP,
    RULE_SCENARIO_ANSWER,
    RULE_SCENARIO_ENDS,
    RULE_SCENARIO_EVIDENCE,
    RULE_SCENARIO_AVOID,
    RULE_SCENARIO_VISIT,
    RULE_SCENARIO_CAUSE,
    RULE_SCENARIO_SEALED,
    RULE_ASSIGNMENT,
    RULE_SCENARIO_READS,
    RULE_WEIGH_ITEM,
    RULE_WEIGH_EMPTY,
    RULE_TELLS,
    RULE_FACT_FORM,
    RULE_STALE,
    RULE_NO_WHY,
    RULE_NO_SOURCE,
    RULE_NO_TEST,
    RULE_SAME_STEP,
    RULE_NO_FLOW,
    RULE_HASH,
    RULE_ROUTE_NEVER,
    RULE_SAME_QUESTION,
    RULE_DECIDES_NOTHING,
    RULE_TOO_LONG,
    RULE_READING,
    RULE_NOT_REVIEWED,
    RULE_FUTURE,
    RULE_LINK,
    RULE_DANGER,
    RULE_FACT_MISSING,
    RULE_AUDIENCE,
    RULE_SENTENCE,
    RULE_SCENARIO_REPLY,
    RULE_SCENARIO_BECAUSE,
    RULE_SCENARIO_LESSON,
    RULE_SCENARIO_MINUTES,
    RULE_SCENARIO_STATE,
    RULE_SCENARIO_CASE,
    RULE_WEIGH_ASSUMED,
    RULE_WEIGH_NEVER,
    RULE_CHAIN,
    RULE_COUNT
};

/* All rules, ended by one whose code is NULL. */
extern const struct diag_rule flow_rules[];

/* What doc/rules/ says of a code, in CommonMark: what it means, why it matters, and where a file
 * can show it, two fenced blocks: what is wrong and what is right. Ended by a row of NULLs. */
struct rule_text {
    const char *code, *text;
};

extern const struct rule_text rule_texts[];

/* The rule of a code in any case, or NULL; the text of a rule, or NULL. */
const struct diag_rule *rule_find(const char *code);
const char *rule_text_of(const struct diag_rule *rule);

#endif
