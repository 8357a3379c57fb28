/* SPDX-License-Identifier: MIT */
/*
 * The way of a good agent through a scenario.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <math.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "world.h"

unsigned scenario_minutes(const struct scenario *scenario, const char *path, const struct step *step)
{
    const struct finding *finding = scenario_finding(scenario, path);

    return finding && finding->minutes_place.line ? finding->minutes
                                                  : (unsigned)ceil(step->minutes);
}

const char *scenario_answer_in(const struct scenario *scenario, const struct finding *found,
                               const char *path, const struct step *step)
{
    if (found && found->answer)
        return found->answer;
    if (step->kind == STEP_FIX)
        return fix_result_names[strcmp(path, scenario->ends) == 0 ? FIX_WORKED : FIX_FAILED];
    if (step->kind == STEP_ESCALATE)
        return "done";
    return step_is_question(step->kind) && flow_answer(step, "unsure") ? "unsure" : NULL;
}

const char *scenario_answer(const struct scenario *scenario, const char *path,
                            const struct step *step)
{
    return scenario_answer_in(scenario, scenario_finding(scenario, path), path, step);
}

/* A good agent looks at each step: which cases hold then. */
static void find_cases(struct scenario_way *way, const struct scenario *scenario,
                       struct scenario_step *here)
{
    struct world world = {.moment = moment_now(way->walk.session)};

    way->minutes += scenario_minutes(scenario, here->path, here->step);
    world.minutes = way->minutes;
    here->found = world_found(&world, scenario, here->path);
    here->harm = world_harm(&world, scenario, here->path);
    here->answer = scenario_answer_in(scenario, world_finding(scenario, here->path, here->found),
                                      here->path, here->step);
    world_free(&world);
}

/* Where the walk stands becomes a step of the way. */
static const struct scenario_step *add_step(struct scenario_way *way,
                                            const struct scenario *scenario)
{
    struct buffer path = {0};
    struct scenario_step *step;

    memory_grow((void **)&way->steps, &way->capacity, way->count, sizeof *way->steps);
    step = &way->steps[way->count++];
    dry_run_path(&way->walk, &path);
    *step = (struct scenario_step){.step = way->walk.step,
                                   .path = arena_copy(way->arena, buffer_text(&path), path.length),
                                   .moment = session_count(way->walk.session)};
    buffer_free(&path);
    find_cases(way, scenario, step);
    return step;
}

void scenario_walk(const struct scenario *scenario, const struct flow *flow,
                   struct scenario_way *way)
{
    const struct scenario_step *here;
    const struct target *to;
    bool fits = true;

    *way = (struct scenario_way){.arena = arena_new()};
    world_link(scenario, flow);
    dry_run_begin(&way->walk, flow, scenario->error);
    do {
        while (dry_run_decide(&way->walk) || dry_run_enter(&way->walk))
            continue;
        here = add_step(way, scenario);
        if (here->step->kind == STEP_REFER)
            break;
        to = here->answer ? dry_run_reply(&way->walk, here->answer, &fits) : NULL;
        fits = fits && here->answer;
    } while (to);
    way->whole = fits && strcmp(here->path, scenario->ends) == 0;
}

void scenario_way_free(struct scenario_way *way)
{
    memory_free(way->steps);
    arena_free(way->arena);
    dry_run_end(&way->walk);
    *way = (struct scenario_way){0};
}
