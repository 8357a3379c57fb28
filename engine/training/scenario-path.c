/*
 * The way of a good agent through a scenario.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <math.h>
#include <string.h>

#include "errwalk/follow.h"
#include "errwalk/memory.h"

unsigned scenario_minutes(const struct scenario *scenario, const struct step *step)
{
    const struct finding *finding = scenario_finding(scenario, step->node.id);

    return finding && finding->minutes_place.line ? finding->minutes
                                                      : (unsigned)ceil(step->minutes);
}

const char *scenario_answer(const struct scenario *scenario, const struct step *step)
{
    const struct finding *finding = scenario_finding(scenario, step->node.id);

    if (finding && finding->answer)
        return finding->answer;
    if (step->kind == STEP_FIX)
        return fix_result_names[strcmp(step->node.id, scenario->ends) == 0 ? FIX_WORKED
                                                                           : FIX_FAILED];
    if (step->kind == STEP_ESCALATE)
        return "done";
    return step_is_question(step->kind) && flow_answer(step, "unsure") ? "unsure" : NULL;
}

struct way {
    const struct scenario *scenario;
    const struct step **steps;
    size_t count;
};

/* A fact as the answers of the scenario type it: the latest on the way. */
static const char *find_fact(void *context, const char *name)
{
    const struct way *way = context;
    size_t i = way->count;

    while (i--) {
        const struct step *step = way->steps[i];
        const char *answer;

        if (step->kind != STEP_INPUT || strcmp(step->fact, name) != 0)
            continue;
        answer = scenario_answer(way->scenario, step);
        if (answer && !flow_answer(step, answer))
            return answer;
    }
    return NULL;
}

enum status scenario_path(const struct scenario *scenario, const struct flow *flow,
                          const struct step ***steps, size_t *count, bool *whole)
{
    struct way way = {.scenario = scenario};
    const struct step *step = flow->first;
    const struct target *to;
    const char *reply;
    bool fits = true;

    way.steps = memory_alloc((flow->step_count + 1) * sizeof *way.steps);
    if (!way.steps)
        return STATUS_NO_MEMORY;
    while (step && fits) {
        way.steps[way.count++] = step;
        reply = scenario_answer(scenario, step);
        if (step->kind == STEP_REFER)
            break;
        to = reply ? flow_follow(step, reply, find_fact, &way, &fits) : NULL;
        step = to ? to->step : NULL;
        fits = fits && reply;
    }
    *whole = fits && strcmp(way.steps[way.count - 1]->node.id, scenario->ends) == 0;
    *steps = way.steps;
    *count = way.count;
    return STATUS_OK;
}
