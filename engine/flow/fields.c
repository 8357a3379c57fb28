/* SPDX-License-Identifier: MIT */
/*
 * The flow format: every mapping, every field, what it means and where a loaded flow keeps it.
 *
 * The order of the fields is that of the manual. A field's kinds say to which steps it belongs.
 */
#include <config.h>

#include "errwalk/fields.h"

#include <string.h>

#include "errwalk/flow.h"
#include "errwalk/flow-tree.h"

#define FIELDS(array) .fields = (array), .count = sizeof(array) / sizeof *(array)
#define ANY FIELD_KIND(0)
#define ASK FIELD_KIND(STEP_ASK)
#define INPUT FIELD_KIND(STEP_INPUT)
#define FIX FIELD_KIND(STEP_FIX)
#define REFER FIELD_KIND(STEP_REFER)
#define ESCALATE FIELD_KIND(STEP_ESCALATE)
#define ROUTE FIELD_KIND(STEP_ROUTE)
#define QUESTIONS (ASK | INPUT)
#define CALL FIELD_KIND(STEP_CALL)
#define RETURN FIELD_KIND(STEP_RETURN)
#define WEIGH FIELD_KIND(STEP_WEIGH)
#define DIAGNOSE (QUESTIONS | ROUTE | CALL | WEIGH)
#define ENDINGS (FIX | REFER | ESCALATE)
#define RESOLVE (ENDINGS | RETURN)

const char *const field_type_hints[FIELD_TYPE_COUNT] = {
    [FIELD_LINE] = "text on one line",
    [FIELD_PROSE] = "text",
    [FIELD_COMMAND] = "a command",
    [FIELD_OUTPUT] = "text",
    [FIELD_URL] = "an address that begins with https:// or http://",
    [FIELD_NAME] = "an id of letters, digits, '-', '_' and '.'",
    [FIELD_PATH] = "an id, or several with '/' between, of letters, digits, '-', '_' and '.'",
    [FIELD_STEP] = "the id of a step",
    [FIELD_DATE] = "a date, as in 2026-11-22",
    [FIELD_NUMBER] = "a whole number",
    [FIELD_DECIMAL] = "a number",
    [FIELD_CHANCE] = "never, rarely, sometimes, often, usually, always or a percentage",
    [FIELD_CASES] = "how often it cured, and of how many tries, as in [18.2, 21]",
    [FIELD_DAYS] = "a number of days, as in 180d",
    [FIELD_SWITCH] = "true or false",
    [FIELD_CHOICE] = "one of the words that it may be",
    [FIELD_PATTERN] = "a pattern",
    [FIELD_VALUE] = "a value",
    [FIELD_ERROR] = "NAME or NAME (CODE), as in ERROR_LOGON_FAILURE (1326)",
    [FIELD_REFERENCE] = "NAME, NAME (CODE) or the id of a flow in lower case",
    [FIELD_FLOW] = "the id of a flow in lower case",
    [FIELD_MAPPING] = "a mapping",
};

const struct field_chance field_chances[FIELD_CHANCE_WORDS] = {
    {"never", 1}, {"rarely", 10},  {"sometimes", 35},
    {"often", 65}, {"usually", 85}, {"always", 99},
};

static const struct field source_fields[] = {
    {"title", "What the page is called.", .type = FIELD_LINE, .required = ANY,
     .offset = offsetof(struct source, title)},
    {"url", "Its address.", .type = FIELD_URL, .required = ANY,
     .offset = offsetof(struct source, url),
     .place_offset = offsetof(struct source, url_place)},
};

const struct field_mapping field_source = {"a source", "source", FIELDS(source_fields),
                                           .size = sizeof(struct source)};

static const struct field faq_fields[] = {
    {"q", "The question.", .type = FIELD_LINE, .required = ANY, .offset = offsetof(struct faq, q)},
    {"a", "Its answer.", .type = FIELD_PROSE, .required = ANY, .offset = offsetof(struct faq, a)},
};

static const struct field_mapping faq_mapping = {"a question of 'faq'", "faq", FIELDS(faq_fields),
                                                 .size = sizeof(struct faq)};

static const struct field about_fields[] = {
    {"background", "What happens when this error shows, for someone who has never seen it.",
     .type = FIELD_PROSE, .optional = ANY, .offset = offsetof(struct about, background)},
    {"details", "Codes, logs and other facts to compare with.", .type = FIELD_PROSE,
     .optional = ANY, .offset = offsetof(struct about, details)},
    {"severity", "How bad it is, and when it is worse.", .type = FIELD_PROSE, .optional = ANY,
     .offset = offsetof(struct about, severity)},
    {"context", "Where it is met in practice.", .type = FIELD_PROSE, .optional = ANY,
     .offset = offsetof(struct about, context)},
    {"developers", "Notes for who writes the program that fails.", .type = FIELD_PROSE,
     .optional = ANY, .offset = offsetof(struct about, developers)},
    {"summary", "All of it in a few sentences.", .type = FIELD_PROSE, .optional = ANY,
     .offset = offsetof(struct about, summary)},
    {"faq", "Questions that are often asked, with answers.", FIELD_LIST, FIELD_MAPPING,
     .optional = ANY, .child = &faq_mapping, .child_kinds = ANY,
     .offset = offsetof(struct about, faq)},
    {"sources", "Pages that the flow relies on.", FIELD_LIST, FIELD_MAPPING, .optional = ANY,
     .child = &field_source, .child_kinds = ANY, .offset = offsetof(struct about, sources)},
};

static const struct field_mapping about_mapping = {"'about'", "about", FIELDS(about_fields),
                                                   .size = sizeof(struct about)};

static const struct field cause_fields[] = {
    {"title", "The cause as a statement.", .type = FIELD_LINE, .required = ANY,
     .offset = offsetof(struct cause, title)},
    {"likelihood", "Its weight among the causes of the flow; not a percentage.",
     .type = FIELD_DECIMAL, .optional = ANY, .most = 1000000,
     .offset = offsetof(struct cause, likelihood),
     .place_offset = offsetof(struct cause, likelihood_place)},
    {"seen", "How many past cases had it; `errwalk learn --write` puts it there.",
     .type = FIELD_DECIMAL, .optional = ANY, .most = 1000000,
     .offset = offsetof(struct cause, seen)},
};

static const struct field_mapping cause_mapping = {"a cause", "cause", FIELDS(cause_fields),
                                                   .size = sizeof(struct cause)};

static const struct field answer_fields[] = {
    {"to", "The step it leads to.", .type = FIELD_STEP, .required = ANY,
     .offset = offsetof(struct answer, to)},
    {"say", "How the answer reads; required except for yes, no and unsure.", .type = FIELD_LINE,
     .optional = ANY, .offset = offsetof(struct answer, say)},
    {"audience", "Who it shows that the person is, from then on.", FIELD_SET, FIELD_CHOICE,
     .optional = ANY, .choices = audience_names, .most = AUDIENCE_COUNT,
     .offset = offsetof(struct answer, audience)},
    {"tells", "How often a cause shows this answer, for weigh steps.", FIELD_MAP, FIELD_CHANCE,
     .optional = ANY, .least = 1, .offset = offsetof(struct answer, tells)},
};

static const struct field_mapping answer_mapping = {
    "an answer", "answer", FIELDS(answer_fields), .shorthand = "to", .size = sizeof(struct answer)};

static const struct field condition_fields[] = {
    {"is", "The fact has this value.", .type = FIELD_VALUE, .optional = ANY,
     .offset = offsetof(struct condition, is)},
    {"one-of", "The fact has one of these values.", FIELD_LIST, FIELD_VALUE, .optional = ANY,
     .least = 1, .offset = offsetof(struct condition, one_of)},
    {"below", "The fact is less than this; for numbers, hex and dates.", .type = FIELD_VALUE,
     .optional = ANY, .offset = offsetof(struct condition, below)},
    {"above", "The fact is more than this; for numbers, hex and dates.", .type = FIELD_VALUE,
     .optional = ANY, .offset = offsetof(struct condition, above)},
    {"matches", "The fact, as it was typed, matches this pattern.", .type = FIELD_PATTERN,
     .optional = ANY, .offset = offsetof(struct condition, matches),
     .extra_offset = offsetof(struct condition, pattern)},
};

const struct field_mapping field_condition = {
    "a condition",     "condition",        FIELDS(condition_fields),
    .shorthand = "is", .keeps_null = true, .size = sizeof(struct condition)};

static const struct field route_fields[] = {
    {"if", "What must hold of facts, all of it; left out in the last route and only there.",
     FIELD_MAP, FIELD_MAPPING, .optional = ANY, .least = 1, .child = &field_condition,
     .child_kinds = ANY, .offset = offsetof(struct route, conditions)},
    {"to", "The step it leads to.", .type = FIELD_STEP, .required = ANY,
     .offset = offsetof(struct route, to)},
};

static const struct field_mapping route_mapping = {"a route", "route-item", FIELDS(route_fields),
                                                   .size = sizeof(struct route)};

static const struct field instruction_fields[] = {
    {"say", "What to do.", .type = FIELD_PROSE, .required = ANY,
     .offset = offsetof(struct instruction, say)},
    {"run", "One command to copy; errwalk never runs it.", .type = FIELD_COMMAND, .optional = ANY,
     .offset = offsetof(struct instruction, run),
     .place_offset = offsetof(struct instruction, run_place)},
    {"where", "Where the command is run.", .type = FIELD_LINE, .optional = ANY,
     .offset = offsetof(struct instruction, where)},
    {"warning", "What can go wrong; always seen with its command.", .type = FIELD_PROSE,
     .optional = ANY, .offset = offsetof(struct instruction, warning)},
    {"needs", "Who can do it; others see it as well, with a note.", .type = FIELD_CHOICE,
     .optional = ANY, .choices = audience_names, .most = AUDIENCE_COUNT,
     .offset = offsetof(struct instruction, needs),
     .place_offset = offsetof(struct instruction, needs_place)},
};

static const struct field_mapping instruction_mapping = {
    "an item of 'do'", "do", FIELDS(instruction_fields), .shorthand = "say",
    .size = sizeof(struct instruction)};

static const struct field read_fields[] = {
    {"pattern", "What a line of the output has in it; ^ and $ match at each line.",
     .type = FIELD_PATTERN, .required = ANY, .by_line = true,
     .offset = offsetof(struct read_rule, text),
     .place_offset = offsetof(struct read_rule, text_place),
     .extra_offset = offsetof(struct read_rule, pattern)},
    {"answer", "The answer that it means.", .type = FIELD_NAME, .optional = ANY, .is_choice = true,
     .offset = offsetof(struct read_rule, answer),
     .place_offset = offsetof(struct read_rule, answer_place)},
    {"fact", "The fact of an input of this flow whose value is in the first group.",
     .type = FIELD_NAME, .optional = ANY, .is_choice = true,
     .offset = offsetof(struct read_rule, fact),
     .place_offset = offsetof(struct read_rule, fact_place)},
    {"because", "Why it means that.", .type = FIELD_PROSE, .optional = ANY,
     .offset = offsetof(struct read_rule, because)},
};

static const struct field_mapping read_mapping = {"an item of 'reads'", "reads",
                                                  FIELDS(read_fields),
                                                  .size = sizeof(struct read_rule)};

static const struct field exit_fields[] = {
    {"to", "The step it leads to.", .type = FIELD_STEP, .required = ANY,
     .offset = offsetof(struct answer, to)},
};

static const struct field_mapping exit_mapping = {"an exit", "exit", FIELDS(exit_fields),
                                                  .shorthand = "to",
                                                  .size = sizeof(struct answer)};

static const struct field take_fields[] = {
    {"type", "What the value is; text where left out.", .type = FIELD_CHOICE, .optional = ANY,
     .choices = value_type_names, .most = VALUE_TYPE_COUNT, .offset = offsetof(struct take, type)},
    {"matches", "A pattern that the value matches.", .type = FIELD_PATTERN, .optional = ANY,
     .offset = offsetof(struct take, matches), .extra_offset = offsetof(struct take, pattern)},
    {"sensitive", "Whether the value must never be written to disk or into a transcript.",
     .type = FIELD_SWITCH, .optional = ANY, .offset = offsetof(struct take, sensitive)},
};

static const struct field_mapping take_mapping = {"a fact of 'takes'", "take", FIELDS(take_fields),
                                                  .shorthand = "type",
                                                  .size = sizeof(struct take)};

static const struct field step_fields[] = {
    {"ask", "A question with answers to choose from.", .type = FIELD_LINE, .required = ASK,
     .is_kind = true, .offset = offsetof(struct step, text),
     .place_offset = offsetof(struct step, text_place)},
    {"input", "A question for a value to type.", .type = FIELD_LINE, .required = INPUT,
     .is_kind = true, .offset = offsetof(struct step, text),
     .place_offset = offsetof(struct step, text_place)},
    {"fix", "An ending: what to do about it.", .type = FIELD_LINE, .required = FIX, .is_kind = true,
     .offset = offsetof(struct step, text),
     .place_offset = offsetof(struct step, text_place)},
    {"refer", "An ending: the error or flow where the walk goes on.", .type = FIELD_REFERENCE,
     .required = REFER, .is_kind = true, .offset = offsetof(struct step, refer)},
    {"escalate", "An ending: who is to be called, and when.", .type = FIELD_LINE,
     .required = ESCALATE, .is_kind = true, .offset = offsetof(struct step, text),
     .place_offset = offsetof(struct step, text_place)},
    {"call", "The id of a block, which is walked and comes back.", .type = FIELD_FLOW,
     .required = CALL, .is_kind = true, .offset = offsetof(struct step, call),
     .place_offset = offsetof(struct step, call_place)},
    {"return", "An ending of a block: with what it comes back.", .type = FIELD_LINE,
     .required = RETURN, .is_kind = true, .offset = offsetof(struct step, text),
     .place_offset = offsetof(struct step, text_place)},
    {"weigh", "Takes of its items the one that costs least on average, by what is known.",
     .type = FIELD_LINE, .required = WEIGH, .is_kind = true, .offset = offsetof(struct step, text),
     .place_offset = offsetof(struct step, text_place)},
    {"questions", "The questions that it chooses from: steps with 'ask', each asked at most once.",
     FIELD_LIST, FIELD_STEP, .optional = WEIGH, .least = 1, .most = FLOW_MAX_ITEMS,
     .offset = offsetof(struct step, questions)},
    {"fixes", "The fixes that it chooses from, each tried at most once.", FIELD_LIST, FIELD_STEP,
     .optional = WEIGH, .least = 1, .most = FLOW_MAX_ITEMS,
     .offset = offsetof(struct step, fixes)},
    {"else", "The escalation for when nothing is left, or going on costs more.",
     .type = FIELD_STEP, .optional = WEIGH, .offset = offsetof(struct step, otherwise)},
    {"why", "What the answer decides.", .type = FIELD_PROSE, .optional = QUESTIONS,
     .offset = offsetof(struct step, why),
     .place_offset = offsetof(struct step, why_place)},
    {"how", "How to find the answer out.", .type = FIELD_PROSE, .optional = QUESTIONS,
     .offset = offsetof(struct step, how)},
    {"more", "What only some want to know: folded to one line until it is asked for.",
     .type = FIELD_PROSE, .optional = QUESTIONS, .offset = offsetof(struct step, more)},
    {"because", "Why this is the right ending.", .type = FIELD_PROSE, .required = REFER | ESCALATE,
     .optional = FIX | RETURN, .offset = offsetof(struct step, because)},
    {"minutes", "How many minutes it takes.", .type = FIELD_DECIMAL,
     .optional = QUESTIONS | FIX | ESCALATE, .most = 100000,
     .offset = offsetof(struct step, minutes),
     .place_offset = offsetof(struct step, minutes_place)},
    {"wait", "How many minutes must pass before its result shows.", .type = FIELD_DECIMAL,
     .optional = FIX, .most = 100000, .offset = offsetof(struct step, wait)},
    {"do", "What to do, item by item.", FIELD_LIST, FIELD_MAPPING, .required = FIX,
     .optional = QUESTIONS | ESCALATE, .least = 1, .child = &instruction_mapping,
     .child_kinds = ANY, .offset = offsetof(struct step, instructions)},
    {"answers", "What may be chosen, at most 9; yes, no and unsure need no 'say'.", FIELD_MAP,
     FIELD_MAPPING, .required = ASK, .optional = INPUT, .least = 1, .most = FLOW_MAX_ANSWERS,
     .child = &answer_mapping, .child_kinds = ANY, .offset = offsetof(struct step, answers)},
    {"reads", "What an output that is pasted means: it proposes an answer, or fills in facts.",
     FIELD_LIST, FIELD_MAPPING, .optional = QUESTIONS, .least = 1, .most = FLOW_MAX_READS,
     .child = &read_mapping, .child_kinds = ANY, .offset = offsetof(struct step, reads)},
    {"with", "What the block is given: by its name for a fact, ours.", FIELD_MAP, FIELD_NAME,
     .optional = CALL, .offset = offsetof(struct step, with),
     .place_offset = offsetof(struct step, with_place)},
    {"gives", "What the block brings back: by our name for a fact, its own.", FIELD_MAP, FIELD_NAME,
     .optional = CALL, .offset = offsetof(struct step, gives)},
    {"exits", "Where each return of the block leads: all of them, by their ids.", FIELD_MAP,
     FIELD_MAPPING, .required = CALL, .least = 1, .child = &exit_mapping, .child_kinds = ANY,
     .offset = offsetof(struct step, answers),
     .place_offset = offsetof(struct step, exits_place)},
    {"fact", "The name under which the value is kept; {{name}} puts it into a text.",
     .type = FIELD_NAME, .required = INPUT, .offset = offsetof(struct step, fact),
     .place_offset = offsetof(struct step, fact_place)},
    {"type", "What the value is; text where left out.", .type = FIELD_CHOICE, .optional = INPUT,
     .choices = value_type_names, .most = VALUE_TYPE_COUNT, .offset = offsetof(struct step, type)},
    {"matches", "A pattern that the value must match; ^ and $ hold it to all of it.",
     .type = FIELD_PATTERN, .optional = INPUT, .offset = offsetof(struct step, matches),
     .extra_offset = offsetof(struct step, pattern)},
    {"sensitive", "Whether the value must never be written to disk or into a transcript.",
     .type = FIELD_SWITCH, .optional = INPUT, .offset = offsetof(struct step, sensitive)},
    {"to", "The step that follows, whatever the value is.", .type = FIELD_STEP, .optional = INPUT,
     .is_choice = true, .offset = offsetof(struct step, to)},
    {"route", "The step that follows: the first that fits. Alone, it decides without asking.",
     FIELD_LIST, FIELD_MAPPING, .required = ROUTE, .optional = INPUT, .makes_kind = true,
     .is_choice = true, .least = 1, .child = &route_mapping,
     .child_kinds = ANY, .offset = offsetof(struct step, routes)},
    {"causes", "The causes that this ending is for.", FIELD_LIST, FIELD_NAME, .optional = ENDINGS,
     .offset = offsetof(struct step, causes)},
    {"cures", "How often it cures a cause; without it each of its causes, 95 %.", FIELD_MAP,
     FIELD_CHANCE, .optional = FIX, .least = 1, .offset = offsetof(struct step, cures)},
    {"worked", "Of past tries by cause: [CURED, TRIED]; `errwalk learn --write` puts it there.",
     FIELD_MAP, FIELD_CASES, .optional = FIX, .least = 1, .offset = offsetof(struct step, worked)},
    {"verify", "The question that shows whether the fix worked.", .type = FIELD_LINE,
     .required = FIX, .offset = offsetof(struct step, verify),
     .place_offset = offsetof(struct step, verify_place)},
    {"if-not", "The step that follows when it failed or was skipped; else the walk ends there.",
     .type = FIELD_STEP, .optional = FIX, .offset = offsetof(struct step, if_not)},
    {"if-worse", "The step that follows when it is worse now; else as 'if-not'.",
     .type = FIELD_STEP, .optional = FIX, .offset = offsetof(struct step, if_worse)},
    {"related", "Errors and flows that are easily confused with this one.", FIELD_LIST,
     FIELD_REFERENCE, .optional = ENDINGS, .offset = offsetof(struct step, related)},
    {"hand-over", "The facts that whoever takes over needs.", FIELD_LIST, FIELD_NAME,
     .optional = ESCALATE, .offset = offsetof(struct step, hand_over)},
};

static const struct field_mapping step_mapping = {"a step",
                                                  "step",
                                                  FIELDS(step_fields),
                                                  .kind_names = step_kind_names,
                                                  .kind_offset = offsetof(struct step, kind),
                                                  .text_offset = offsetof(struct step, text),
                                                  .size = sizeof(struct step)};

static const struct field test_fields[] = {
    {"answers", "By step (in a block call/step): an answer's id, a value, a result, an exit.",
     FIELD_MAP, FIELD_VALUE,
     .required = FIELD_KIND(FIELD_IN_FLOW) | FIELD_KIND(FIELD_IN_FILE), .keys_are_paths = true,
     .offset = offsetof(struct flow_test, answers)},
    {"ends", "The step where the walk stands when the answers run out.", .type = FIELD_PATH,
     .required = FIELD_KIND(FIELD_IN_FLOW), .optional = FIELD_KIND(FIELD_IN_FILE),
     .offset = offsetof(struct flow_test, ends),
     .place_offset = offsetof(struct flow_test, ends_place)},
};

const struct field_mapping field_test = {"a test", "test", FIELDS(test_fields),
                                         .size = sizeof(struct flow_test)};

static const struct field flow_fields[] = {
    {"title", "The problem in a few words.", .type = FIELD_LINE, .required = ANY,
     .offset = offsetof(struct tree, flow.title),
     .place_offset = offsetof(struct flow, title_place)},
    {"errors", "The errors that the flow is for; the first is its own.", FIELD_LIST, FIELD_ERROR,
     .optional = ANY, .offset = offsetof(struct tree, flow.errors)},
    {"keywords", "Other words that people look for.", FIELD_LIST, FIELD_LINE, .optional = ANY,
     .offset = offsetof(struct tree, flow.keywords)},
    {"any-of", "The families of which it is for any error that no flow names.", FIELD_SET,
     FIELD_CHOICE, .optional = ANY, .choices = code_kind_keys, .most = CODE_KIND_COUNT,
     .offset = offsetof(struct tree, flow.any_of)},
    {"owner", "Who keeps it right: a role, or a mail address.", .type = FIELD_LINE, .optional = ANY,
     .offset = offsetof(struct tree, flow.owner)},
    {"reviewed", "The day when someone last read all of it with care.", .type = FIELD_DATE,
     .optional = ANY, .offset = offsetof(struct tree, flow.reviewed),
     .place_offset = offsetof(struct tree, flow.reviewed_place)},
    {"review-every", "How long a review holds; a year where left out.", .type = FIELD_DAYS,
     .optional = ANY, .most = 36500, .offset = offsetof(struct tree, flow.review_every)},
    {"audience", "Who walks it, to begin with; unknown where left out.", FIELD_SET, FIELD_CHOICE,
     .optional = ANY, .choices = audience_names, .most = AUDIENCE_COUNT,
     .offset = offsetof(struct tree, flow.audience)},
    {"takes", "Makes it a block, which others call: the facts that it is given.", FIELD_MAP,
     FIELD_MAPPING, .optional = ANY, .child = &take_mapping, .child_kinds = ANY,
     .offset = offsetof(struct tree, flow.takes)},
    {"about", "The error's page.", .type = FIELD_MAPPING, .optional = ANY, .child = &about_mapping,
     .child_kinds = ANY, .offset = offsetof(struct tree, flow.about)},
    {"causes", "What can be behind the error; every one is named by an ending.", FIELD_MAP,
     FIELD_MAPPING, .optional = ANY, .child = &cause_mapping, .child_kinds = ANY,
     .offset = offsetof(struct tree, flow.causes)},
    {"diagnose", "The questions, and what decides between them; the walk begins at the first.", FIELD_MAP, FIELD_MAPPING,
     .required = ANY, .least = 1, .child = &step_mapping, .child_kinds = DIAGNOSE,
     .offset = offsetof(struct tree, diagnose)},
    {"resolve", "The endings.", FIELD_MAP, FIELD_MAPPING, .required = ANY, .least = 1,
     .child = &step_mapping, .child_kinds = RESOLVE, .offset = offsetof(struct tree, resolve)},
    {"tests", "Walks that prove the flow, by a name that says what each shows.", FIELD_MAP,
     FIELD_MAPPING, .optional = ANY, .keys_are_text = true, .child = &field_test,
     .child_kinds = FIELD_KIND(FIELD_IN_FLOW), .offset = offsetof(struct tree, flow.tests)},
};

const struct field_mapping field_flow = {"a flow", "flow", FIELDS(flow_fields),
                                         .size = sizeof(struct tree)};

const struct field_mapping field_head = {"a flow", "flow", .fields = flow_fields, .count = 4,
                                         .size = sizeof(struct tree)};

const struct field *field_find(const struct field_mapping *mapping, const char *name)
{
    size_t i;

    for (i = 0; i < mapping->count; i++) {
        if (mapping->fields[i].name[0] == name[0] && strcmp(mapping->fields[i].name, name) == 0)
            return &mapping->fields[i];
    }
    return NULL;
}
