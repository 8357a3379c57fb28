/* SPDX-License-Identifier: MIT */
/*
 * The states that a scenario can come to, whatever the trainee does: each step with all that the
 * conditions of cases can tell apart. Who goes back leaves the fixes tried, so a walk may begin with any
 * of those that can be reached. Minutes can be wasted at will, so at a step any number can have gone by
 * that is no less than a look costs.
 */
#include <config.h>

#include "scenario-proof.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "world.h"

enum {
    MOST_STATES = 4000, /* of a variant */
    MOST_FIXES = 6,     /* that conditions name, and that are told apart */
    MOST_NAMES = 64
};

/* How a state came about. */
struct state {
    const struct state *from; /* NULL: it is the first */
    const char *reply;        /* that was given there */
};

struct survey {
    struct proof *proof;
    const struct condition **conditions; /* of scenario and flow */
    size_t condition_count, condition_capacity;
    const char *names[MOST_NAMES]; /* that they ask for, each once */
    size_t name_count;
    const char *fixes[MOST_FIXES];
    size_t fix_count;
    unsigned reached; /* fixes that were, by their bits */
    const char *done[MOST_FIXES]; /* before this walk */
    size_t done_count;
    const struct state **states;
    size_t count, capacity, looked_at;
    struct index seen;
    struct buffer last; /* path of the step that was looked at last */
};

static void add_condition(struct survey *survey, const struct condition *condition)
{
    const struct step *step = flow_step_at(survey->proof->flow, condition->node.id);
    size_t i;

    memory_grow((void **)&survey->conditions, &survey->condition_capacity, survey->condition_count,
                sizeof(const struct condition *));
    survey->conditions[survey->condition_count++] = condition;
    for (i = 0; i < survey->name_count; i++) {
        if (strcmp(survey->names[i], condition->node.id) == 0)
            return;
    }
    if (survey->name_count < MOST_NAMES)
        survey->names[survey->name_count++] = condition->node.id;
    if (step && step->kind == STEP_FIX && survey->fix_count < MOST_FIXES)
        survey->fixes[survey->fix_count++] = condition->node.id;
}

static void add_conditions(struct survey *survey, const struct condition *conditions)
{
    const struct condition *condition;

    flow_each (condition, conditions)
        add_condition(survey, condition);
}

static void add_routes(struct survey *survey, const struct flow *flow)
{
    const struct step *step;
    const struct route *route;

    flow_each (step, flow->first) {
        flow_each (route, step->routes)
            add_conditions(survey, route->conditions);
        if (step->block)
            add_routes(survey, step->block);
    }
}

/* What scenario and flow tell apart. */
static void find_names(struct survey *survey)
{
    const struct finding *finding, *found;
    const struct harm *harm, *done;

    flow_each (finding, survey->proof->scenario->findings) {
        flow_each (found, finding->cases)
            add_conditions(survey, found->conditions);
    }
    flow_each (harm, survey->proof->scenario->must_avoid) {
        flow_each (done, harm->cases)
            add_conditions(survey, done->conditions);
    }
    add_routes(survey, survey->proof->flow);
}

static void add_state(struct survey *survey, const struct state *from, const char *reply)
{
    struct state *state = arena_alloc(survey->proof->arena, sizeof *state);

    *state = (struct state){from, reply};
    memory_grow((void **)&survey->states, &survey->capacity, survey->count, sizeof *survey->states);
    survey->states[survey->count++] = state;
}

static bool is_there(const struct survey *survey, const struct state *from, const char *reply)
{
    size_t i = survey->count;

    while (i > 0 && survey->states[i - 1]->from == from) {
        if (strcmp(survey->states[--i]->reply, reply) == 0)
            return true;
    }
    return false;
}

static void offer(struct survey *survey, const struct state *from, const char *reply)
{
    if (reply && *reply && !is_there(survey, from, reply))
        add_state(survey, from, reply);
}

/* Values that conditions tell apart. */
static void offer_operands(struct survey *survey, const struct state *from, const struct step *step,
                           const char *path, const struct condition *condition)
{
    const struct value_node *one;

    if (strcmp(condition->node.id, step->fact) != 0 && strcmp(condition->node.id, path) != 0)
        return;
    offer(survey, from, condition->is);
    offer(survey, from, condition->below);
    offer(survey, from, condition->above);
    flow_each (one, condition->one_of)
        offer(survey, from, one->text);
}

/* What can be typed is without end: what is right, and what makes a difference, stands for it. */
static void offer_values(struct survey *survey, const struct state *from, const struct step *step,
                         const char *path)
{
    const struct finding *finding = scenario_finding(survey->proof->scenario, path), *found;
    size_t i;

    offer(survey, from, finding ? finding->answer : NULL);
    flow_each (found, finding ? finding->cases : NULL)
        offer(survey, from, found->answer);
    for (i = 0; i < survey->condition_count; i++)
        offer_operands(survey, from, step, path, survey->conditions[i]);
    offer(survey, from, step->type == VALUE_TEXT ? "x" : step->type == VALUE_DATE ? "2026-01-01" : "1");
}

/* A fix that worked ends the case. */
static void offer_replies(struct survey *survey, const struct state *from, const struct step *step,
                          const char *path)
{
    const struct answer *answer;

    if (step_is_question(step->kind)) {
        flow_each (answer, step->answers)
            offer(survey, from, answer->node.id);
    }
    if (step->kind == STEP_INPUT)
        offer_values(survey, from, step, path);
    if (step->kind == STEP_FIX) {
        offer(survey, from, fix_result_names[FIX_FAILED]);
        offer(survey, from, fix_result_names[FIX_SKIPPED]);
        offer(survey, from, fix_result_names[FIX_WORSE]);
    }
}

/* What the cases of a step ask for, as it is. */
static void describe(struct world *world, const struct finding *finding, struct buffer *out)
{
    const struct finding *found;
    const struct condition *condition;

    flow_each (found, finding->cases) {
        flow_each (condition, found->conditions) {
            const char *value = world_value(world, condition->node.id), *name = condition->node.id;
            size_t start = out->length;
            struct buffer one = {0};

            buffer_printf(&one, "'%s' is %s", name, value ? value : "not known");
            if (!strstr(buffer_text(out), buffer_text(&one)))
                buffer_printf(out, "%s%s", start ? ", " : "", buffer_text(&one));
            buffer_free(&one);
        }
    }
}

static void fault_state(struct survey *survey, struct world *world, const char *path)
{
    const struct scenario *scenario = survey->proof->scenario;
    const struct finding *finding = scenario_finding(scenario, path);
    struct buffer state = {0};

    if (finding)
        describe(world, finding, &state);
    if (state.length)
        proof_fault(survey->proof, RULE_SCENARIO_STATE, finding->node.place,
                    "give it a case for that, or say what is found else",
                    "nothing is found at '%s' where %s", path, buffer_text(&state));
    else
        proof_fault(survey->proof, RULE_SCENARIO_STATE,
                    finding ? finding->node.place : scenario->ends_place,
                    "say under 'steps' what is found there, or give the scenario an 'otherwise'",
                    "a trainee can come to '%s', where nothing is found", path);
    buffer_free(&state);
}

static struct proof_case *case_at(struct proof *proof, const char *step, struct diag_place place)
{
    size_t i;

    for (i = 0; i < proof->case_count; i++) {
        if (proof->cases[i].place.line == place.line && proof->cases[i].place.column == place.column)
            return &proof->cases[i];
    }
    memory_grow((void **)&proof->cases, &proof->case_capacity, proof->case_count,
                sizeof *proof->cases);
    proof->cases[proof->case_count] =
        (struct proof_case){.step = memory_copy(step, strlen(step)), .place = place};
    return &proof->cases[proof->case_count++];
}

static void add_cases(struct proof *proof)
{
    const struct finding *finding, *found;
    const struct harm *harm, *done;

    flow_each (finding, proof->scenario->findings) {
        flow_each (found, finding->cases)
            case_at(proof, finding->node.id, found->node.place);
    }
    flow_each (harm, proof->scenario->must_avoid) {
        flow_each (done, harm->cases)
            case_at(proof, harm->node.id, done->node.place);
    }
}

/* At one time. */
static void look(struct survey *survey, struct world *world, const struct step *step, const char *path)
{
    const struct scenario *scenario = survey->proof->scenario;
    unsigned found = world_found(world, scenario, path), harm = world_harm(world, scenario, path);
    const struct finding *finding = scenario_finding(scenario, path);
    const struct harm *done = harm ? scenario_harm(scenario, path)->cases : NULL;

    for (; harm > 1; harm--)
        done = done->node.next;
    if (done)
        case_at(survey->proof, path, done->node.place)->fits = true;
    if (found)
        case_at(survey->proof, path, world_finding(scenario, path, found)->node.place)->fits = true;
    if (step_is_question(step->kind) &&
        !proof_knows(survey->proof, world_finding(scenario, path, found), finding && finding->cases) &&
        proof_is_news(survey->proof, path))
        fault_state(survey, world, path);
}

/* Just before, at and just behind each time that a condition names. */
static void look_at_times(struct survey *survey, struct world *world, const struct step *step,
                          const char *path, const struct condition *conditions)
{
    double least = world->minutes;
    const struct condition *condition;

    flow_each (condition, conditions) {
        const char *times[] = {condition->is, condition->below, condition->above};
        size_t i;
        int off;

        for (i = 0; i < 3 && strcmp(condition->node.id, "minutes") == 0; i++) {
            for (off = -1; times[i] && off <= 1; off++) {
                world->minutes = strtod(times[i], NULL) + off;
                if (world->minutes > least)
                    look(survey, world, step, path);
            }
        }
    }
    world->minutes = least;
}

static void look_always(struct survey *survey, struct world *world, const struct step *step,
                        const char *path)
{
    const struct finding *finding = scenario_finding(survey->proof->scenario, path), *found;
    const struct harm *harm = scenario_harm(survey->proof->scenario, path), *done;

    world->minutes = scenario_minutes(survey->proof->scenario, path, step);
    look(survey, world, step, path);
    flow_each (found, finding ? finding->cases : NULL)
        look_at_times(survey, world, step, path, found->conditions);
    flow_each (done, harm ? harm->cases : NULL)
        look_at_times(survey, world, step, path, done->conditions);
}

/* Again where the step is a fix that counts as done once it was looked at. */
static void look_here(struct survey *survey, const struct dry_run *run, const char *path)
{
    struct world world = {.moment = moment_now(run->session), .done = survey->done,
                          .done_count = survey->done_count};
    size_t i;

    look_always(survey, &world, run->step, path);
    for (i = 0; i < survey->fix_count; i++) {
        if (strcmp(survey->fixes[i], path) != 0)
            continue;
        survey->reached |= 1U << i;
        survey->done[survey->done_count] = path;
        world.done_count = survey->done_count + 1;
        if (survey->done_count < survey->fix_count)
            look_always(survey, &world, run->step, path);
    }
    world_free(&world);
}

/* False where a state that reads the same was there already. Of a weigh step all replies count. */
static bool is_new(struct survey *survey, const struct dry_run *run, const char *path)
{
    struct world world = {.moment = moment_now(run->session), .done = survey->done,
                          .done_count = survey->done_count};
    struct node *node = arena_alloc(survey->proof->arena, sizeof *node);
    struct buffer key = {0};
    const struct node *there;
    size_t i;

    buffer_string(&key, path);
    for (i = 0; i < survey->name_count; i++) {
        const char *value = world_value(&world, survey->names[i]);

        buffer_printf(&key, "\n%s", value ? value : "");
    }
    for (i = 0; i < session_count(run->session) && survey->proof->flow->weighs; i++)
        buffer_printf(&key, "\n%s=%s", session_event(run->session, i)->step,
                      session_event(run->session, i)->answer);
    node->id = arena_copy(survey->proof->arena, buffer_text(&key), key.length);
    index_add(&survey->seen, 0, node, &there);
    buffer_free(&key);
    world_free(&world);
    return !there;
}

/* False where a reply does not fit, or the case has ended. */
static bool come_to(struct dry_run *run, const struct state *state)
{
    bool fits = true;

    if (state->from && !come_to(run, state->from))
        return false;
    if (state->from && (!dry_run_reply(run, state->reply, &fits) || !fits))
        return false;
    while (dry_run_decide(run) || dry_run_enter(run))
        continue;
    return true;
}

static void explore(struct survey *survey, const struct state *state)
{
    struct dry_run run;
    struct buffer path = {0};

    dry_run_begin(&run, survey->proof->flow, survey->proof->scenario->error);
    if (come_to(&run, state)) {
        dry_run_path(&run, &path);
        if (is_new(survey, &run, buffer_text(&path))) {
            buffer_clear(&survey->last);
            buffer_string(&survey->last, buffer_text(&path));
            look_here(survey, &run, buffer_text(&path));
            offer_replies(survey, state, run.step, buffer_text(&path));
        }
    }
    buffer_free(&path);
    dry_run_end(&run);
}

static void fault_stop(struct survey *survey)
{
    survey->proof->stopped = true;
    proof_fault(survey->proof, RULE_SCENARIO_STATE, survey->proof->scenario->trains_place,
                "fewer facts and fixes in conditions make fewer states",
                "only the first %d states were looked at, the last of them at '%s'", MOST_STATES,
                buffer_text(&survey->last));
}

/* Breadth first, so that what is left out is far away. */
static void walk_all(struct survey *survey)
{
    size_t i;

    survey->count = 0;
    add_state(survey, NULL, "");
    for (i = 0; i < survey->count && survey->looked_at < MOST_STATES; i++, survey->looked_at++)
        explore(survey, survey->states[i]);
    if (i < survey->count)
        fault_stop(survey);
}

void proof_states(struct proof *proof)
{
    struct survey survey = {.proof = proof};
    unsigned earlier, i;

    add_cases(proof);
    find_names(&survey);
    for (earlier = 0; earlier < 1U << survey.fix_count; earlier++) {
        if (earlier & ~survey.reached)
            continue;
        survey.done_count = 0;
        for (i = 0; i < survey.fix_count; i++) {
            if (earlier >> i & 1)
                survey.done[survey.done_count++] = survey.fixes[i];
        }
        walk_all(&survey);
    }
    memory_free(survey.conditions);
    memory_free(survey.states);
    index_free(&survey.seen);
    buffer_free(&survey.last);
}

void proof_cases(struct proof *proof)
{
    size_t i;

    for (i = 0; i < proof->case_count; i++) {
        struct proof_case *one = &proof->cases[i];

        if (!one->fits && !proof->stopped)
            proof_fault(proof, RULE_SCENARIO_CASE, one->place,
                        "cases are tried in their order, and the first that fits holds",
                        "this case of '%s' never holds, whatever the trainee does", one->step);
        memory_free(one->step);
    }
    memory_free(proof->cases);
}
