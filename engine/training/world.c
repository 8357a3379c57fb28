/* SPDX-License-Identifier: MIT */
/*
 * The conditions of a scenario: what they name, and which fit.
 */
#include <config.h>

#include "world.h"

#include <string.h>

#include "errwalk/load.h"

static const char minutes[] = "minutes";

void world_free(struct world *world)
{
    buffer_free(&world->text);
    buffer_free(&world->facts.text);
}

/* The first step that asks for a fact. */
static const struct step *find_fact(const struct flow *flow, const char *fact)
{
    const struct step *step;

    flow_each (step, flow->first) {
        if (step->kind == STEP_INPUT && strcmp(step->fact, fact) == 0)
            return step;
    }
    return NULL;
}

/* The step whose type a condition compares by; false where it names nothing. */
static bool find_source(const struct flow *flow, const char *name, const struct step **source)
{
    static const struct step clock = {.kind = STEP_INPUT, .type = VALUE_NUMBER};
    static const struct step fix = {.kind = STEP_ASK};
    enum value_type type;

    *source = strcmp(name, minutes) == 0 ? &clock : flow_step_at(flow, name);
    if (*source && (*source)->kind == STEP_FIX)
        *source = &fix;
    if (*source)
        return *source == &clock || step_is_question((*source)->kind);
    *source = find_fact(flow, name);
    return *source || flow_own_fact(name, &type);
}

static const struct condition *link_conditions(const struct flow *flow,
                                               const struct condition *conditions)
{
    const struct condition *condition;
    const struct step *source;

    flow_each (condition, conditions) {
        if (!find_source(flow, condition->node.id, &source))
            return condition;
        ((struct condition *)load_writable(condition))->input = source;
    }
    return NULL;
}

const struct condition *world_link(const struct scenario *scenario, const struct flow *flow)
{
    const struct condition *unknown = NULL, *missed;
    const struct finding *finding, *found;
    const struct harm *harm, *done;

    flow_each (finding, scenario->findings) {
        flow_each (found, finding->cases) {
            missed = link_conditions(flow, found->conditions);
            unknown = unknown ? unknown : missed;
        }
    }
    flow_each (harm, scenario->must_avoid) {
        flow_each (done, harm->cases) {
            missed = link_conditions(flow, done->conditions);
            unknown = unknown ? unknown : missed;
        }
    }
    return unknown;
}

/* What an event says of the step that it happened at; NULL: nothing, or that it only was skipped. */
static const char *value_of(const struct world *world, const struct event *event, bool *was_skipped)
{
    if (event->kind == EVENT_LOOKED)
        return event->step_kind == STEP_FIX ? "done" : NULL;
    if (event->kind == EVENT_TRIED) {
        if (strcmp(event->answer, fix_result_names[FIX_SKIPPED]) != 0)
            return "done";
        *was_skipped = true;
    }
    return (event->kind == EVENT_ANSWERED || event->kind == EVENT_TYPED) &&
                   moment_stands(world->moment, event)
               ? event->answer
               : NULL;
}

const char *world_value(struct world *world, const char *name)
{
    const struct session *session = world->moment.session;
    bool was_skipped = false;
    size_t i;

    if (strcmp(name, minutes) == 0) {
        buffer_clear(&world->text);
        buffer_printf(&world->text, "%lu", (unsigned long)world->minutes);
        return buffer_text(&world->text);
    }
    for (i = world->moment.count; i > 0; i--) {
        const struct event *event = session_event(session, i - 1);
        const char *value = strcmp(session_path(session, event), name) == 0
                                ? value_of(world, event, &was_skipped)
                                : NULL;

        if (value)
            return value;
    }
    for (i = 0; i < world->done_count; i++) {
        if (strcmp(world->done[i], name) == 0)
            return "done";
    }
    if (was_skipped)
        return fix_result_names[FIX_SKIPPED];
    world->facts.moment = world->moment;
    return moment_value(&world->facts, name);
}

static const char *value_in(void *context, const char *name)
{
    return world_value(context, name);
}

unsigned world_found(struct world *world, const struct scenario *scenario, const char *path)
{
    const struct finding *finding = scenario_finding(scenario, path), *found;
    unsigned number = 0;

    flow_each (found, finding ? finding->cases : NULL) {
        number++;
        if (flow_conditions_hold(found->conditions, value_in, world))
            return number;
    }
    return 0;
}

unsigned world_harm(struct world *world, const struct scenario *scenario, const char *path)
{
    const struct harm *harm = scenario_harm(scenario, path), *done;
    unsigned number = 0;

    flow_each (done, harm ? harm->cases : NULL) {
        number++;
        if (flow_conditions_hold(done->conditions, value_in, world))
            return number;
    }
    return 0;
}

const struct finding *world_finding(const struct scenario *scenario, const char *path, unsigned found)
{
    const struct finding *finding = scenario_finding(scenario, path);

    if (finding && found) {
        finding = finding->cases;
        while (--found && finding)
            finding = finding->node.next;
    }
    return finding;
}

const struct finding *world_find(struct world *world, const struct scenario *scenario,
                                 const char *path)
{
    return world_finding(scenario, path, world_found(world, scenario, path));
}
