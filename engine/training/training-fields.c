/* SPDX-License-Identifier: MIT */
/*
 * The format of scenarios and of assignments: every mapping, every field, what it means and where a
 * loaded one keeps it. As fields.c does for flows.
 */
#include <config.h>

#include "errwalk/assignment.h"
#include "errwalk/fields.h"
#include "errwalk/scenario.h"
#include "scenario-head.h"

#define FIELDS(array) .fields = (array), .count = sizeof(array) / sizeof *(array)
#define ANY FIELD_KIND(0)

const char *const level_names[LEVEL_COUNT] = {
    [LEVEL_BEGINNER] = "beginner",
    [LEVEL_INTERMEDIATE] = "intermediate",
    [LEVEL_ADVANCED] = "advanced",
};

const char *const training_mode_names[TRAINING_MODE_COUNT] = {
    [TRAINING_LEARN] = "learn",
    [TRAINING_PRACTISE] = "practise",
    [TRAINING_EXAM] = "exam",
};

static const struct field exhibit_fields[] = {
    {"where", "Where it is seen: the program, the log, the machine.", .type = FIELD_LINE,
     .optional = ANY, .offset = offsetof(struct exhibit, where)},
    {"text", "What is seen there, line by line as it stands.", .type = FIELD_OUTPUT,
     .required = ANY, .offset = offsetof(struct exhibit, text)},
    {"beside-the-point", "A red herring: why it is true and decides nothing; shown at the end.",
     .type = FIELD_PROSE, .optional = ANY, .offset = offsetof(struct exhibit, beside_the_point)},
};

static const struct field_mapping exhibit_mapping = {
    "an item of 'shows'", "exhibit", FIELDS(exhibit_fields), .shorthand = "text",
    .size = sizeof(struct exhibit)};

static const struct field hint_fields[] = {
    {"say", "The hint.", .type = FIELD_PROSE, .required = ANY,
     .offset = offsetof(struct hint, say)},
    {"minutes", "What it costs; the first 1, the second 2 and so on where left out.",
     .type = FIELD_NUMBER, .optional = ANY, .most = 1000, .offset = offsetof(struct hint, minutes),
     .place_offset = offsetof(struct hint, minutes_place)},
};

static const struct field_mapping hint_mapping = {
    "a hint", "hint", FIELDS(hint_fields), .shorthand = "say", .size = sizeof(struct hint)};

/* What a case holds against: facts and answers of the flow, fixes, minutes. */
#define CONDITIONS(struct_)                                                                        \
    {"if", "What must hold, all of it: of a fact, of an answer by its step, of a fix (done or "    \
           "skipped), of the minutes gone by.",                                                    \
     FIELD_MAP, FIELD_MAPPING, .required = ANY, .keys_are_paths = true, .least = 1,                \
     .child = &field_condition, .child_kinds = ANY, .offset = offsetof(struct_, conditions)}

/* What a step has, and each of its cases. */
#define FOUND                                                                                      \
    {"says", "What the caller says when asked; of several wordings one is heard.", FIELD_LIST,     \
     FIELD_PROSE, .optional = ANY, .least = 1, .or_one = true,                                     \
     .offset = offsetof(struct finding, says)},                                                    \
    {"shows", "What a look there shows: outputs, events, messages.", FIELD_LIST, FIELD_MAPPING,    \
     .optional = ANY, .least = 1, .child = &exhibit_mapping, .child_kinds = ANY,                   \
     .offset = offsetof(struct finding, shows)},                                                   \
    {"answer", "What a good agent answers: the answer's id, a value, or the result of a fix.",     \
     .type = FIELD_VALUE, .optional = ANY, .offset = offsetof(struct finding, answer),             \
     .place_offset = offsetof(struct finding, answer_place)},                                      \
    {"because", "Why the evidence means that.", .type = FIELD_PROSE, .optional = ANY,              \
     .offset = offsetof(struct finding, because)}

static const struct field found_fields[] = {CONDITIONS(struct finding), FOUND};

static const struct field_mapping found_mapping = {
    "a case of what is found", "found-case", FIELDS(found_fields), .size = sizeof(struct finding)};

static const struct field harm_case_fields[] = {
    CONDITIONS(struct harm),
    {"say", "What harm it does then; left out where it does none.", .type = FIELD_PROSE,
     .optional = ANY, .offset = offsetof(struct harm, say)},
};

static const struct field_mapping harm_case_mapping = {
    "a case of harm", "harm-case", FIELDS(harm_case_fields), .size = sizeof(struct harm)};

static const struct field harm_fields[] = {
    {"say", "What harm it does where no case fits; left out where it does none then.",
     .type = FIELD_PROSE, .optional = ANY, .offset = offsetof(struct harm, say)},
    {"when", "Cases: the first that fits holds.", FIELD_LIST, FIELD_MAPPING, .optional = ANY,
     .least = 1, .most = 20, .child = &harm_case_mapping, .child_kinds = ANY,
     .offset = offsetof(struct harm, cases)},
};

static const struct field_mapping harm_mapping = {
    "a step that does harm", "harm", FIELDS(harm_fields), .shorthand = "say",
    .size = sizeof(struct harm)};

static const struct field finding_fields[] = {
    FOUND,
    {"when", "Cases in which it is otherwise: the first that fits holds, and what it leaves out is as here.",
     FIELD_LIST, FIELD_MAPPING, .optional = ANY, .least = 1, .most = 20, .child = &found_mapping,
     .child_kinds = ANY, .offset = offsetof(struct finding, cases)},
    {"minutes", "What looking costs; as in the flow where left out.", .type = FIELD_NUMBER,
     .optional = ANY, .most = 100000, .offset = offsetof(struct finding, minutes),
     .place_offset = offsetof(struct finding, minutes_place)},
    {"hints", "From vague to plain.", FIELD_LIST, FIELD_MAPPING, .optional = ANY, .least = 1,
     .most = 9, .child = &hint_mapping, .child_kinds = ANY,
     .offset = offsetof(struct finding, hints)},
};

static const struct field_mapping finding_mapping = {
    "a step of a scenario", "finding", FIELDS(finding_fields), .size = sizeof(struct finding)};

static const struct field variant_fields[] = {
    {"values", "What {{name}} reads as in the texts of the scenario, by its name.", FIELD_MAP,
     FIELD_LINE, .optional = ANY, .offset = offsetof(struct scenario_variant, values)},
    {"cause", "The true cause in this variant.", .type = FIELD_NAME, .optional = ANY,
     .offset = offsetof(struct scenario_variant, cause),
     .place_offset = offsetof(struct scenario_variant, cause_place)},
    {"ends", "The ending that is right in this variant.", .type = FIELD_PATH, .optional = ANY,
     .offset = offsetof(struct scenario_variant, ends), .place_offset = offsetof(struct scenario_variant, ends_place)},
    {"steps", "What is found otherwise, by the step.", FIELD_MAP, FIELD_MAPPING, .optional = ANY,
     .keys_are_paths = true, .least = 1, .child = &finding_mapping, .child_kinds = ANY,
     .offset = offsetof(struct scenario_variant, findings)},
    {"must-visit", "Steps that no good agent leaves out in this variant.", FIELD_MAP, FIELD_PROSE,
     .optional = ANY, .keys_are_paths = true, .offset = offsetof(struct scenario_variant, must_visit)},
    {"must-avoid", "Steps that do harm in this variant.", FIELD_MAP, FIELD_MAPPING, .optional = ANY,
     .keys_are_paths = true, .child = &harm_mapping, .child_kinds = ANY,
     .offset = offsetof(struct scenario_variant, must_avoid)},
    {"lesson", "What to take along from this variant.", .type = FIELD_PROSE, .optional = ANY,
     .offset = offsetof(struct scenario_variant, lesson)},
};

static const struct field_mapping variant_mapping = {
    "a variant", "variant", FIELDS(variant_fields), .size = sizeof(struct scenario_variant)};

/* The head comes first: these are in sight in a file that is sealed. */
static const struct field scenario_fields[] = {
    {"trains", "The id of the flow that it trains.", .type = FIELD_LINE, .required = ANY,
     .offset = offsetof(struct scenario, trains),
     .place_offset = offsetof(struct scenario, trains_place)},
    {"title", "What the case is called; it must not give the cause away.", .type = FIELD_LINE,
     .required = ANY, .offset = offsetof(struct scenario, title)},
    {"level", "How much a trainee should know already.", .type = FIELD_CHOICE, .required = ANY,
     .choices = level_names, .most = LEVEL_COUNT, .offset = offsetof(struct scenario, level)},
    {"minutes", "How many simulated minutes the case may take.", .type = FIELD_NUMBER,
     .required = ANY, .most = 100000, .offset = offsetof(struct scenario, minutes),
     .place_offset = offsetof(struct scenario, minutes_place)},
    {"caller", "Who calls: a role, not a name.", .type = FIELD_LINE, .optional = ANY,
     .offset = offsetof(struct scenario, caller)},
    {"opening", "The caller's first words; of several wordings one is heard.", FIELD_LIST,
     FIELD_PROSE, .required = ANY, .least = 1, .or_one = true,
     .offset = offsetof(struct scenario, opening)},
    {"cause", "The true cause, by its id in the flow.", .type = FIELD_NAME, .required = ANY,
     .offset = offsetof(struct scenario, cause),
     .place_offset = offsetof(struct scenario, cause_place)},
    {"ends", "The ending that is right.", .type = FIELD_PATH, .required = ANY,
     .offset = offsetof(struct scenario, ends),
     .place_offset = offsetof(struct scenario, ends_place)},
    {"steps", "What is found at each step, by its id in the flow; in a block by call/step.", FIELD_MAP,
     FIELD_MAPPING, .required = ANY, .keys_are_paths = true, .least = 1, .child = &finding_mapping, .child_kinds = ANY,
     .offset = offsetof(struct scenario, findings)},
    {"must-visit", "Steps that no good agent leaves out, with the reason.", FIELD_MAP, FIELD_PROSE,
     .optional = ANY, .keys_are_paths = true, .offset = offsetof(struct scenario, must_visit)},
    {"must-avoid", "Steps that do harm, with what harm.", FIELD_MAP, FIELD_MAPPING, .optional = ANY,
     .keys_are_paths = true, .child = &harm_mapping, .child_kinds = ANY, .offset = offsetof(struct scenario, must_avoid)},
    {"otherwise", "What the caller says at a step that is not among 'steps'.", FIELD_LIST,
     FIELD_PROSE, .optional = ANY, .least = 1, .or_one = true,
     .offset = offsetof(struct scenario, otherwise)},
    {"trouble", "What the caller may bring up in a role-play, by an id.", FIELD_MAP, FIELD_PROSE,
     .optional = ANY, .offset = offsetof(struct scenario, trouble)},
    {"lesson", "What to take along.", .type = FIELD_PROSE, .optional = ANY,
     .offset = offsetof(struct scenario, lesson)},
    {"variants", "Other cases of the same kind: a seed picks one, and 0 the first.", FIELD_MAP,
     FIELD_MAPPING, .optional = ANY, .least = 2, .most = 50, .child = &variant_mapping,
     .child_kinds = ANY, .offset = offsetof(struct scenario, variants)},
    {"error", "The error that the caller speaks of, where it is not the flow's own.",
     .type = FIELD_ERROR, .optional = ANY, .offset = offsetof(struct scenario, error)},
    {"reviewed", "The day when someone last read all of it with care.", .type = FIELD_DATE,
     .optional = ANY, .offset = offsetof(struct scenario, reviewed)},
    {"sources", "Pages that the evidence was checked against.", FIELD_LIST, FIELD_MAPPING,
     .optional = ANY, .child = &field_source, .child_kinds = ANY,
     .offset = offsetof(struct scenario, sources)},
};

const struct field_mapping field_scenario = {"a scenario", "scenario", FIELDS(scenario_fields),
                                             .size = sizeof(struct scenario)};

const struct field_mapping field_scenario_head = {
    "a scenario", "scenario", .fields = scenario_fields, .count = 5,
    .size = sizeof(struct scenario)};

static const struct field task_fields[] = {
    {"scenario", "The id of the scenario.", .type = FIELD_LINE, .required = ANY,
     .offset = offsetof(struct task, scenario)},
    {"mode", "How it is done; as the assignment says where left out.",
     .type = FIELD_CHOICE, .optional = ANY, .choices = training_mode_names,
     .most = TRAINING_MODE_COUNT, .offset = offsetof(struct task, mode),
     .place_offset = offsetof(struct task, mode_place)},
    {"seed", "What shuffles answers and wordings; that of the assignment where left out.",
     .type = FIELD_NUMBER, .optional = ANY, .most = 999999999,
     .offset = offsetof(struct task, seed), .place_offset = offsetof(struct task, seed_place)},
    {"limit", "Real minutes that an exam may take; as the assignment says where left out.",
     .type = FIELD_NUMBER, .optional = ANY, .most = 1440, .offset = offsetof(struct task, limit),
     .place_offset = offsetof(struct task, limit_place)},
};

static const struct field_mapping task_mapping = {"an item of 'scenarios'", "task",
                                                  FIELDS(task_fields), .shorthand = "scenario",
                                                  .size = sizeof(struct task)};

static const struct field assignment_fields[] = {
    {"assigns", "What the assignment is called.", .type = FIELD_LINE, .required = ANY,
     .offset = offsetof(struct assignment_sheet, title)},
    {"deadline", "The last day on which it counts.", .type = FIELD_DATE, .optional = ANY,
     .offset = offsetof(struct assignment_sheet, deadline)},
    {"mode", "How it is done; practise where left out.", .type = FIELD_CHOICE,
     .optional = ANY, .choices = training_mode_names, .most = TRAINING_MODE_COUNT,
     .offset = offsetof(struct assignment_sheet, mode),
     .place_offset = offsetof(struct assignment_sheet, mode_place)},
    {"seed", "What shuffles answers and wordings, the same for everybody; 0 leaves them as written.",
     .type = FIELD_NUMBER, .optional = ANY, .most = 999999999,
     .offset = offsetof(struct assignment_sheet, seed)},
    {"limit", "Real minutes that each of its exams may take; 0, and where left out: any.",
     .type = FIELD_NUMBER, .optional = ANY, .most = 1440,
     .offset = offsetof(struct assignment_sheet, limit)},
    {"exclusive", "Whether the scenarios of its exams are trained from it alone.", .type = FIELD_SWITCH,
     .optional = ANY, .offset = offsetof(struct assignment_sheet, is_exclusive)},
    {"lock", "The SHA-256 of the key that releases the debriefs of its exams, as hexadecimal digits.",
     .type = FIELD_LINE, .optional = ANY, .offset = offsetof(struct assignment_sheet, lock),
     .place_offset = offsetof(struct assignment_sheet, lock_place)},
    {"scenarios", "What is to be done, in this order.", FIELD_LIST, FIELD_MAPPING, .required = ANY,
     .least = 1, .child = &task_mapping, .child_kinds = ANY,
     .offset = offsetof(struct assignment_sheet, tasks)},
};

const struct field_mapping field_assignment = {"an assignment", "assignment",
                                               FIELDS(assignment_fields),
                                               .size = sizeof(struct assignment_sheet)};
