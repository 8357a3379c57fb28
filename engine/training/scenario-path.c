/* SPDX-License-Identifier: MIT */
/*
 * The way of a good agent through a scenario.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <math.h>
#include <string.h>

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

enum status scenario_walk(const struct scenario *scenario, const struct flow *flow,
                          struct dry_run *run, const struct step ***steps, size_t *count,
                          bool *whole)
{
    const struct target *to;
    const char *reply;
    bool fits = true;

    *steps = memory_alloc((flow->step_count + 1) * sizeof **steps);
    *count = 0;
    dry_run_begin(run, flow, scenario->error);
    do {
        while (dry_run_decide(run))
            continue;
        (*steps)[(*count)++] = run->step;
        if (run->step->kind == STEP_REFER)
            break;
        reply = scenario_answer(scenario, run->step);
        to = reply ? dry_run_reply(run, reply, &fits) : NULL;
        fits = fits && reply;
    } while (to);
    *whole = fits && strcmp(run->step->node.id, scenario->ends) == 0;
    return STATUS_OK;
}

enum status scenario_path(const struct scenario *scenario, const struct flow *flow,
                          const struct step ***steps, size_t *count, bool *whole)
{
    struct dry_run run;
    enum status status = scenario_walk(scenario, flow, &run, steps, count, whole);

    dry_run_end(&run);
    return status;
}
