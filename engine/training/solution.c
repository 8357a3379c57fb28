/* SPDX-License-Identifier: MIT */
/*
 * The truth of a scenario as JSON, and back. Its reader takes nothing for granted: a session may
 * come from anywhere.
 */
#include <config.h>

#include "errwalk/solution.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/members.h"
#include "errwalk/memory.h"
#include "errwalk/moment.h"
#include "errwalk/prose.h"
#include "errwalk/walk.h"

enum { FORM = 1 }; /* of the JSON */

/* What goes into the JSON. */
struct writer {
    const struct scenario *scenario;
    const struct flow *flow;
    struct scenario_way way; /* of a good agent */
    struct arena *arena;     /* texts that are written */
    size_t truth_capacity, case_capacity, herring_capacity;
};

/* A step that is written, also off the way. */
struct truth_place {
    const struct step *step;
    const char *path;
    const struct scenario_step *on_way; /* or NULL */
};

enum { MOST_NUMBER = 1000000 };

#define TEXT(struct_, field_, key_) MEMBER(RAW_TEXT, struct_, field_, key_)
#define NUMBER(type_, struct_, field_, key_) \
    {.key = key_, .type = MEMBER_##type_, .offset = offsetof(struct_, field_), .most = MOST_NUMBER}

static const struct member truth_members[] = {
    TEXT(struct truth, step, "step"),
    MEMBER_NAMED(struct truth, kind, "kind", step_kind_names, STEP_ESCALATE + 1),
    TEXT(struct truth, question, "question"),
    TEXT(struct truth, answer, "answer"),
    TEXT(struct truth, say, "say"),
    TEXT(struct truth, to, "to"),
    TEXT(struct truth, type, "type"),
    TEXT(struct truth, because, "because"),
    TEXT(struct truth, visit, "visit"),
    TEXT(struct truth, avoid, "avoid"),
    NUMBER(NUMBER, struct truth, minutes, "minutes"),
    NUMBER(NUMBER, struct truth, found, "found"),
    MEMBER(BOOL, struct truth, has_evidence, "evidence"),
    {.key = NULL},
};

static const struct member case_members[] = {
    TEXT(struct truth_case, step, "step"),
    NUMBER(NUMBER, struct truth_case, found, "found"),
    NUMBER(NUMBER, struct truth_case, harm, "harm"),
    TEXT(struct truth_case, answer, "answer"),
    TEXT(struct truth_case, say, "say"),
    TEXT(struct truth_case, to, "to"),
    TEXT(struct truth_case, because, "because"),
    TEXT(struct truth_case, avoid, "avoid"),
    {.key = NULL},
};

static const struct member herring_members[] = {
    TEXT(struct red_herring, step, "step"),
    TEXT(struct red_herring, where, "where"),
    TEXT(struct red_herring, text, "text"),
    TEXT(struct red_herring, why, "why"),
    {.key = NULL},
};

static const struct member head_members[] = {
    TEXT(struct solution, scenario, "scenario"),
    TEXT(struct solution, path_of_file, "path"),
    TEXT(struct solution, sha256, "sha256"),
    TEXT(struct solution, title, "title"),
    TEXT(struct solution, level, "level"),
    TEXT(struct solution, caller, "caller"),
    TEXT(struct solution, opening, "opening"),
    TEXT(struct solution, lesson, "lesson"),
    TEXT(struct solution, cause, "cause"),
    TEXT(struct solution, ends, "ends"),
    NUMBER(NUMBER, struct solution, minutes, "minutes"),
    NUMBER(SIZE, struct solution, path_count, "good"),
    NUMBER(NUMBER, struct solution, rule, "rule"),
    {.key = NULL},
};

static const struct member list_members[] = {
    MEMBER_STRUCTS(struct solution, truths, count, "steps", truth_members),
    MEMBER_STRUCTS(struct solution, cases, case_count, "cases", case_members),
    MEMBER_STRUCTS(struct solution, herrings, herring_count, "beside", herring_members),
    {.key = NULL},
};

/* What a good agent does at a step of the way; NULL where that is no event. */
static const struct event *right_event(const struct writer *writer,
                                       const struct scenario_step *on_way)
{
    const struct session *session = writer->way.walk.session;

    return on_way && on_way->moment < session_count(session) ? session_event(session, on_way->moment)
                                                             : NULL;
}

/* Where the right answer of a step leads in a case: on the way as it was walked, elsewhere by what is
 * chosen. */
static const char *right_to(const struct writer *writer, const struct truth_place *here,
                            const char *answer, unsigned found)
{
    const struct answer *chosen = answer ? flow_answer(here->step, answer) : NULL;
    const struct event *event = here->on_way && here->on_way->found == found
                                    ? right_event(writer, here->on_way)
                                    : NULL;

    if (event)
        return event->to;
    if (chosen)
        return chosen->to.id;
    if (here->step->kind == STEP_FIX && answer && strcmp(answer, fix_result_names[FIX_WORKED]) != 0)
        return here->step->if_not.id;
    return here->step->kind == STEP_INPUT ? here->step->to.id : "";
}

/* As it reads when the good path comes to it; of others at its end. */
static const char *question_of(struct writer *writer, const struct truth_place *here)
{
    struct moment moment = moment_now(writer->way.walk.session);
    struct buffer question = {0};
    const char *copy;

    if (here->on_way)
        moment.count = here->on_way->moment;
    prose_expand(&question, here->step->text, moment_expand, &moment);
    copy = arena_copy(writer->arena, buffer_text(&question), question.length);
    buffer_free(&question);
    return copy;
}

/* The right answer as it reads. */
static const char *say_of(const struct step *step, const char *answer)
{
    const struct answer *chosen = answer ? flow_answer(step, answer) : NULL;
    size_t i;

    for (i = 0; step->kind == STEP_FIX && i < FIX_RESULT_COUNT; i++) {
        if (strcmp(answer, fix_result_names[i]) == 0)
            return walk_result_says[i];
    }
    return chosen ? chosen->say : step_is_question(step->kind) ? answer : "";
}

/* Where every value leads to one step, the value itself is the answer; but free text is not compared. */
static const char *type_of(const struct step *step)
{
    bool is_open = step->type == VALUE_TEXT && !*step->matches;

    return step->kind == STEP_INPUT && !step->routes && !is_open ? value_type_names[step->type] : "";
}

static const char *text_or_none(const char *text)
{
    return text ? text : "";
}

static void add_case(struct writer *writer, struct solution *solution, struct truth_case one)
{
    memory_grow((void **)&solution->cases, &writer->case_capacity, solution->case_count,
                sizeof *solution->cases);
    solution->cases[solution->case_count++] = one;
}

static void add_cases(struct writer *writer, struct solution *solution,
                      const struct truth_place *here)
{
    const struct finding *finding = scenario_finding(writer->scenario, here->path), *found;
    const struct harm *harm = scenario_harm(writer->scenario, here->path), *done;
    unsigned number = 0;

    flow_each (found, finding ? finding->cases : NULL) {
        const char *answer = scenario_answer_in(writer->scenario, found, here->path, here->step);

        number++;
        add_case(writer, solution,
                 (struct truth_case){.step = here->path,
                                     .found = number,
                                     .answer = text_or_none(answer),
                                     .say = text_or_none(say_of(here->step, answer)),
                                     .to = text_or_none(right_to(writer, here, answer, number)),
                                     .because = text_or_none(found->because),
                                     .avoid = ""});
    }
    number = 0;
    flow_each (done, harm ? harm->cases : NULL)
        add_case(writer, solution,
                 (struct truth_case){.step = here->path, .harm = ++number, .answer = "", .say = "",
                                     .to = "", .because = "", .avoid = done->say});
}

static void add_truth(struct writer *writer, struct solution *solution,
                      const struct truth_place *here)
{
    const struct scenario *scenario = writer->scenario;
    const struct finding *finding = scenario_finding(scenario, here->path);
    const struct harm *harm = scenario_harm(scenario, here->path);
    const char *answer = scenario_answer(scenario, here->path, here->step);

    memory_grow((void **)&solution->truths, &writer->truth_capacity, solution->count,
                sizeof *solution->truths);
    solution->truths[solution->count++] = (struct truth){
        .step = here->path,
        .kind = here->step->kind,
        .question = question_of(writer, here),
        .answer = text_or_none(answer),
        .say = text_or_none(say_of(here->step, answer)),
        .to = text_or_none(right_to(writer, here, answer, 0)),
        .type = type_of(here->step),
        .because = finding ? text_or_none(finding->because) : "",
        .visit = text_or_none(scenario_text(scenario->must_visit, here->path)),
        .avoid = harm ? harm->say : "",
        .found = here->on_way ? here->on_way->found : 0,
        .minutes = scenario_minutes(scenario, here->path, here->step),
        .has_evidence = step_is_question(here->step->kind) || here->step->kind == STEP_FIX ||
                        (finding && (finding->says || finding->shows))};
    add_cases(writer, solution, here);
}

static bool is_on_way(const struct writer *writer, const char *path)
{
    size_t i = 0;

    while (i < writer->way.count && strcmp(writer->way.steps[i].path, path) != 0)
        i++;
    return i < writer->way.count;
}

/* A step that the scenario speaks of, off the way; once for all that it says of it. */
static void add_off_way(struct writer *writer, struct solution *solution, const char *path)
{
    struct truth_place here = {.step = flow_step_at(writer->flow, path), .path = path};

    if (here.step && !is_on_way(writer, path) && !solution_truth(solution, path))
        add_truth(writer, solution, &here);
}

static void add_truths(struct writer *writer, struct solution *solution)
{
    const struct finding *finding;
    const struct harm *avoid;
    size_t i;

    for (i = 0; i < writer->way.count; i++) {
        const struct scenario_step *on_way = &writer->way.steps[i];

        add_truth(writer, solution, &(struct truth_place){on_way->step, on_way->path, on_way});
    }
    flow_each (finding, writer->scenario->findings)
        add_off_way(writer, solution, finding->node.id);
    flow_each (avoid, writer->scenario->must_avoid)
        add_off_way(writer, solution, avoid->node.id);
}

static void add_herrings(struct writer *writer, struct solution *solution)
{
    const struct finding *finding;
    const struct exhibit *exhibit;

    flow_each (finding, writer->scenario->findings) {
        flow_each (exhibit, finding->shows) {
            if (!*exhibit->beside_the_point)
                continue;
            memory_grow((void **)&solution->herrings, &writer->herring_capacity,
                        solution->herring_count, sizeof *solution->herrings);
            solution->herrings[solution->herring_count++] =
                (struct red_herring){.step = finding->node.id,
                                     .where = exhibit->where,
                                     .text = exhibit->text,
                                     .why = exhibit->beside_the_point};
        }
    }
}

static void put_causes(json_t *causes, const struct cause *list)
{
    const struct cause *cause;

    flow_each (cause, list)
        json_object_set_new(causes, cause->node.id, json_string(cause->title));
}

/* Those of the flow, and of the blocks that the way goes through. */
static json_t *make_causes(struct writer *writer)
{
    const struct session *session = writer->way.walk.session;
    json_t *causes = json_object();
    const struct flow *flow = writer->flow;
    size_t i;

    put_causes(causes, flow->causes);
    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);
        const struct step *call = event->kind == EVENT_CALLED
                                      ? flow_step_at(flow, session_path(session, event))
                                      : NULL;

        put_causes(causes, call ? call->block->causes : NULL);
    }
    return causes;
}

static json_t *make_all(struct writer *writer, const char *opening)
{
    const struct scenario *scenario = writer->scenario;
    json_t *all = json_object();
    char *file = realpath(scenario->path, NULL); /* it is resumed from other directories, too */
    struct solution solution = {.scenario = scenario->id,
                                .path_of_file = file ? file : scenario->path,
                                .sha256 = scenario->sha256,
                                .title = scenario->title,
                                .level = level_names[scenario->level],
                                .caller = text_or_none(scenario->caller),
                                .opening = text_or_none(opening),
                                .lesson = text_or_none(scenario->lesson),
                                .cause = text_or_none(scenario->cause),
                                .ends = text_or_none(scenario->ends),
                                .minutes = scenario->minutes,
                                .rule = SCORE_RULE,
                                .path_count = writer->way.count};

    add_truths(writer, &solution);
    add_herrings(writer, &solution);
    json_object_set_new(all, "solution", json_integer(FORM));
    members_put(all, head_members, &solution);
    json_object_set_new(all, "causes", make_causes(writer));
    members_put(all, list_members, &solution);
    solution_free(&solution);
    free(file);
    return all;
}

enum status solution_write(const struct scenario *scenario, const struct flow *flow,
                           const char *opening, struct buffer *out)
{
    struct writer writer = {.scenario = scenario, .flow = flow, .arena = arena_new()};
    json_t *all;
    char *text;

    scenario_walk(scenario, flow, &writer.way);
    all = writer.way.whole ? make_all(&writer, opening) : NULL;
    text = all ? json_dumps(all, JSON_COMPACT) : NULL;
    json_decref(all);
    scenario_way_free(&writer.way);
    arena_free(writer.arena);
    if (!text)
        return STATUS_INVALID;
    buffer_string(out, text);
    free(text);
    return STATUS_OK;
}

static enum status read_lists(struct solution *solution)
{
    json_t *truths = json_object_get(solution->json, "steps");
    json_t *cases = json_object_get(solution->json, "cases");
    json_t *herrings = json_object_get(solution->json, "beside");
    size_t i;

    solution->count = json_array_size(truths);
    solution->case_count = json_array_size(cases);
    solution->herring_count = json_array_size(herrings);
    if (!solution->path_count || solution->path_count > solution->count)
        return STATUS_INVALID;
    solution->truths = memory_alloc(solution->count * sizeof *solution->truths);
    solution->cases = memory_alloc((solution->case_count + 1) * sizeof *solution->cases);
    solution->herrings = memory_alloc((solution->herring_count + 1) * sizeof *solution->herrings);
    for (i = 0; i < solution->count; i++) {
        members_take(truth_members, json_array_get(truths, i), &solution->truths[i]);
        solution->truths[i].on_path = i < solution->path_count;
    }
    for (i = 0; i < solution->case_count; i++)
        members_take(case_members, json_array_get(cases, i), &solution->cases[i]);
    for (i = 0; i < solution->herring_count; i++)
        members_take(herring_members, json_array_get(herrings, i), &solution->herrings[i]);
    return STATUS_OK;
}

enum status solution_read(const char *text, struct solution *solution)
{
    json_t *all = json_loads(text, 0, NULL);

    *solution = (struct solution){.json = all};
    if (json_integer_value(json_object_get(all, "solution")) != FORM)
        return STATUS_INVALID;
    members_take(head_members, all, solution);
    if (!solution->rule)
        solution->rule = 1; /* of before the rule had versions */
    if (solution->rule > SCORE_RULE)
        return STATUS_INVALID;
    solution->cause_title = solution_cause(solution, solution->cause);
    return read_lists(solution);
}

void solution_free(struct solution *solution)
{
    memory_free(solution->truths);
    memory_free(solution->cases);
    memory_free(solution->herrings);
    json_decref(solution->json);
    *solution = (struct solution){0};
}

const struct truth *solution_truth(const struct solution *solution, const char *path)
{
    size_t i;

    for (i = 0; i < solution->count; i++) {
        if (strcmp(solution->truths[i].step, path) == 0)
            return &solution->truths[i];
    }
    return NULL;
}

static const struct truth_case *find_case(const struct solution *solution, const char *path,
                                          unsigned found, unsigned harm)
{
    size_t i;

    for (i = 0; i < solution->case_count; i++) {
        const struct truth_case *one = &solution->cases[i];

        if (one->found == found && one->harm == harm && strcmp(one->step, path) == 0)
            return one;
    }
    return NULL;
}

bool solution_truth_in(const struct solution *solution, const char *path, unsigned found,
                       unsigned harm, struct truth *truth)
{
    const struct truth *as_a_rule = solution_truth(solution, path);
    const struct truth_case *one = found ? find_case(solution, path, found, 0) : NULL;
    const struct truth_case *done = harm ? find_case(solution, path, 0, harm) : NULL;

    if (!as_a_rule)
        return false;
    *truth = *as_a_rule;
    if (one) {
        truth->answer = one->answer;
        truth->say = one->say;
        truth->to = one->to;
        truth->because = one->because;
    }
    if (done)
        truth->avoid = done->avoid;
    return true;
}

bool solution_truth_at(const struct solution *solution, const char *path,
                       const struct event *event, struct truth *truth)
{
    return solution_truth_in(solution, path, event->found, event->harm, truth);
}

size_t solution_causes(const struct solution *solution)
{
    return json_object_size(json_object_get(solution->json, "causes"));
}

const char *solution_cause(const struct solution *solution, const char *id)
{
    const json_t *causes = json_object_get(solution->json, "causes");
    const char *title = json_string_value(json_object_get(causes, id));

    return title && *title ? title : id;
}
