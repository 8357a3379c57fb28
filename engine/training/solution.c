/* SPDX-License-Identifier: MIT */
/*
 * The truth of a scenario as JSON, and back. Its reader takes nothing for granted: a session may
 * come from anywhere.
 */
#include <config.h>

#include "errwalk/solution.h"

#include <stdlib.h>
#include <string.h>

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
};

/* A step that is written, also off the way. */
struct format_source {
    const struct step *step;
    const char *path;
    const struct scenario_step *on_way; /* or NULL */
};

static void put_text(json_t *object, const char *key, const char *text)
{
    if (text && *text)
        json_object_set_new(object, key, json_string(text));
}

static void put_number(json_t *object, const char *key, unsigned number)
{
    json_object_set_new(object, key, json_integer(number));
}

/* What a good agent does at a step of the way; NULL where that is no event. */
static const struct event *right_event(const struct writer *writer,
                                       const struct scenario_step *on_way)
{
    const struct session *session = writer->way.walk.session;

    return on_way && on_way->moment < session_count(session) ? session_event(session, on_way->moment)
                                                             : NULL;
}

/* Where the right answer of a step leads: on the way as it was walked, elsewhere by what is chosen. */
static const char *right_to(const struct writer *writer, const struct format_source *here,
                            const char *answer)
{
    const struct answer *chosen = answer ? flow_answer(here->step, answer) : NULL;
    const struct event *event = right_event(writer, here->on_way);

    if (event)
        return event->to;
    if (chosen)
        return chosen->to.id;
    if (here->step->kind == STEP_FIX && answer && strcmp(answer, fix_result_names[FIX_WORKED]) != 0)
        return here->step->if_not.id;
    return here->step->kind == STEP_INPUT ? here->step->to.id : "";
}

/* As it reads when the good path comes to it; of others at its end. */
static void put_question(struct writer *writer, json_t *object, const struct format_source *here)
{
    struct moment moment = moment_now(writer->way.walk.session);
    struct buffer question = {0};

    if (here->on_way)
        moment.count = here->on_way->moment;
    prose_expand(&question, here->step->text, moment_expand, &moment);
    put_text(object, "question", buffer_text(&question));
    buffer_free(&question);
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

static json_t *make_truth(struct writer *writer, const struct format_source *here)
{
    const struct scenario *scenario = writer->scenario;
    const struct finding *finding = scenario_finding(scenario, here->path);
    const char *answer = scenario_answer(scenario, here->path, here->step);
    json_t *truth = json_object();

    put_text(truth, "step", here->path);
    put_text(truth, "kind", step_kind_names[here->step->kind]);
    put_question(writer, truth, here);
    put_text(truth, "answer", answer);
    put_text(truth, "say", say_of(here->step, answer));
    put_text(truth, "to", right_to(writer, here, answer));
    put_text(truth, "type", type_of(here->step));
    put_text(truth, "because", finding ? finding->because : "");
    put_text(truth, "visit", scenario_text(scenario->must_visit, here->path));
    put_text(truth, "avoid", scenario_text(scenario->must_avoid, here->path));
    put_number(truth, "minutes", scenario_minutes(scenario, here->path, here->step));
    return truth;
}

static bool is_on_way(const struct writer *writer, const char *path)
{
    size_t i = 0;

    while (i < writer->way.count && strcmp(writer->way.steps[i].path, path) != 0)
        i++;
    return i < writer->way.count;
}

/* A step that the scenario speaks of, off the way; once for all that it says of it. */
static void add_off_way(struct writer *writer, json_t *truths, const char *path)
{
    struct format_source here = {.step = flow_step_at(writer->flow, path), .path = path};
    json_t *truth;
    size_t i;

    if (!here.step || is_on_way(writer, path))
        return;
    json_array_foreach(truths, i, truth)
    {
        if (strcmp(json_string_value(json_object_get(truth, "step")), path) == 0)
            return;
    }
    json_array_append_new(truths, make_truth(writer, &here));
}

static json_t *make_truths(struct writer *writer)
{
    json_t *truths = json_array();
    const struct finding *finding;
    const struct value_node *avoid;
    size_t i;

    for (i = 0; i < writer->way.count; i++) {
        const struct scenario_step *on_way = &writer->way.steps[i];

        json_array_append_new(
            truths, make_truth(writer, &(struct format_source){on_way->step, on_way->path, on_way}));
    }
    flow_each (finding, writer->scenario->findings)
        add_off_way(writer, truths, finding->node.id);
    flow_each (avoid, writer->scenario->must_avoid)
        add_off_way(writer, truths, avoid->node.id);
    return truths;
}

static json_t *make_herrings(struct writer *writer)
{
    json_t *herrings = json_array();
    const struct finding *finding;
    const struct exhibit *exhibit;

    flow_each (finding, writer->scenario->findings) {
        flow_each (exhibit, finding->shows) {
            json_t *herring;

            if (!*exhibit->beside_the_point)
                continue;
            herring = json_object();
            put_text(herring, "step", finding->node.id);
            put_text(herring, "where", exhibit->where);
            put_text(herring, "text", exhibit->text);
            put_text(herring, "why", exhibit->beside_the_point);
            json_array_append_new(herrings, herring);
        }
    }
    return herrings;
}

/* Those of the flow, and of the blocks that the way goes through. */
static json_t *make_causes(struct writer *writer)
{
    const struct session *session = writer->way.walk.session;
    json_t *causes = json_object();
    const struct flow *flow = writer->flow;
    const struct cause *cause;
    size_t i;

    flow_each (cause, flow->causes)
        put_text(causes, cause->node.id, cause->title);
    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);
        const struct step *call = event->kind == EVENT_CALLED
                                      ? flow_step_at(flow, session_path(session, event))
                                      : NULL;

        flow_each (cause, call ? call->block->causes : NULL)
            put_text(causes, cause->node.id, cause->title);
    }
    return causes;
}

static json_t *make_all(struct writer *writer, const char *opening)
{
    const struct scenario *scenario = writer->scenario;
    json_t *all = json_object();
    char *file = realpath(scenario->path, NULL); /* it is resumed from other directories, too */

    put_number(all, "solution", FORM);
    put_text(all, "scenario", scenario->id);
    put_text(all, "path", file ? file : scenario->path);
    free(file);
    put_text(all, "sha256", scenario->sha256);
    put_text(all, "title", scenario->title);
    put_text(all, "level", level_names[scenario->level]);
    put_text(all, "caller", scenario->caller);
    put_text(all, "opening", opening);
    put_text(all, "lesson", scenario->lesson);
    put_text(all, "cause", scenario->cause);
    put_text(all, "ends", scenario->ends);
    put_number(all, "minutes", scenario->minutes);
    put_number(all, "good", (unsigned)writer->way.count);
    json_object_set_new(all, "causes", make_causes(writer));
    json_object_set_new(all, "steps", make_truths(writer));
    json_object_set_new(all, "beside", make_herrings(writer));
    return all;
}

enum status solution_write(const struct scenario *scenario, const struct flow *flow,
                           const char *opening, struct buffer *out)
{
    struct writer writer = {.scenario = scenario, .flow = flow};
    json_t *all;
    char *text;

    scenario_walk(scenario, flow, &writer.way);
    all = writer.way.whole ? make_all(&writer, opening) : NULL;
    text = all ? json_dumps(all, JSON_COMPACT) : NULL;
    json_decref(all);
    scenario_way_free(&writer.way);
    if (!text)
        return STATUS_INVALID;
    buffer_string(out, text);
    free(text);
    return STATUS_OK;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

static unsigned number_of(const json_t *object, const char *key)
{
    json_int_t number = json_integer_value(json_object_get(object, key));

    return number > 0 && number <= 1000000 ? (unsigned)number : 0;
}

static enum step_kind kind_of(const char *name)
{
    enum step_kind kind = 0;

    while (kind < STEP_ESCALATE && strcmp(step_kind_names[kind], name) != 0)
        kind++;
    return kind;
}

static void read_truth(const json_t *object, struct truth *truth)
{
    *truth = (struct truth){.step = text_of(object, "step"),
                            .kind = kind_of(text_of(object, "kind")),
                            .question = text_of(object, "question"),
                            .answer = text_of(object, "answer"),
                            .say = text_of(object, "say"),
                            .to = text_of(object, "to"),
                            .type = text_of(object, "type"),
                            .because = text_of(object, "because"),
                            .visit = text_of(object, "visit"),
                            .avoid = text_of(object, "avoid"),
                            .minutes = number_of(object, "minutes")};
}

static enum status read_lists(struct solution *solution)
{
    json_t *truths = json_object_get(solution->json, "steps");
    json_t *herrings = json_object_get(solution->json, "beside");
    size_t i;

    solution->count = json_array_size(truths);
    solution->herring_count = json_array_size(herrings);
    solution->path_count = number_of(solution->json, "good");
    if (!solution->path_count || solution->path_count > solution->count)
        return STATUS_INVALID;
    solution->truths = memory_alloc(solution->count * sizeof *solution->truths);
    solution->herrings = memory_alloc((solution->herring_count + 1) * sizeof *solution->herrings);
    for (i = 0; i < solution->count; i++) {
        read_truth(json_array_get(truths, i), &solution->truths[i]);
        solution->truths[i].on_path = i < solution->path_count;
    }
    for (i = 0; i < solution->herring_count; i++) {
        const json_t *object = json_array_get(herrings, i);

        solution->herrings[i] =
            (struct red_herring){.step = text_of(object, "step"), .where = text_of(object, "where"),
                                 .text = text_of(object, "text"), .why = text_of(object, "why")};
    }
    return STATUS_OK;
}

enum status solution_read(const char *text, struct solution *solution)
{
    json_t *all = json_loads(text, 0, NULL);

    *solution = (struct solution){.json = all};
    if (number_of(all, "solution") != FORM)
        return STATUS_INVALID;
    solution->scenario = text_of(all, "scenario");
    solution->path_of_file = text_of(all, "path");
    solution->sha256 = text_of(all, "sha256");
    solution->title = text_of(all, "title");
    solution->level = text_of(all, "level");
    solution->caller = text_of(all, "caller");
    solution->opening = text_of(all, "opening");
    solution->lesson = text_of(all, "lesson");
    solution->cause = text_of(all, "cause");
    solution->cause_title = solution_cause(solution, solution->cause);
    solution->ends = text_of(all, "ends");
    solution->minutes = number_of(all, "minutes");
    return read_lists(solution);
}

void solution_free(struct solution *solution)
{
    memory_free(solution->truths);
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

const char *solution_cause(const struct solution *solution, const char *id)
{
    const char *title = text_of(json_object_get(solution->json, "causes"), id);

    return *title ? title : id;
}
