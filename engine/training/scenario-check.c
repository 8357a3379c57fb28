/* SPDX-License-Identifier: MIT */
/*
 * Proofs that a scenario fits its flow: its answers are walked as a good agent would, and what
 * stands on that way is looked at.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/evidence.h"
#include "errwalk/follow.h"
#include "errwalk/did-you-mean.h"
#include "errwalk/index.h"
#include "errwalk/rules.h"
#include "scenario-proof.h"
#include "world.h"

/* What one variant has wrong, the next may have, too. */
static bool was_reported(const struct proof *proof, enum rule rule, struct diag_place place)
{
    size_t i;

    for (i = 0; i < proof->faults->count; i++) {
        const struct diag *item = &proof->faults->items[i];

        if (item->rule == &flow_rules[rule] && item->place.line == place.line &&
            item->place.column == place.column)
            return true;
    }
    return false;
}

void proof_fault(struct proof *proof, enum rule rule, struct diag_place place, const char *hint,
                 const char *format, ...)
{
    va_list args;

    if (proof->repeats && was_reported(proof, rule, place))
        return;
    va_start(args, format);
    diag_vadd(proof->faults, &flow_rules[rule], proof->scenario->path, place, proof->bytes,
              proof->length, hint, format, args);
    va_end(args);
}

/* The step of the flow, or NULL after saying that there is none. */
static const struct step *find_step(struct proof *proof, const char *path, struct diag_place place)
{
    const struct step *step = flow_step_at(proof->flow, path);
    char hint[NEAREST_HINT];

    if (!step)
        proof_fault(proof, RULE_SCENARIO_STEP, place,
              strchr(path, '/')
                  ? "a step in a block is named by the call and its own id: call/step"
                  : nearest_id(path, &proof->flow->first->node, &proof->compared, hint, NULL),
              "'%.*s' is not a step of %s", diag_clip(path), path, proof->flow->id);
    return step;
}

/* A call is walked through, so nothing is found at itself. */
static void check_step(struct proof *proof, const struct finding *finding)
{
    const struct step *step = find_step(proof, finding->node.id, finding->node.place);

    if (step && step->kind == STEP_CALL)
        proof_fault(proof, RULE_SCENARIO_STEP, finding->node.place,
              "say what is found at the steps of its block, each as call/step",
              "'%s' calls a block, and nobody stands there", finding->node.id);
}

static const struct scenario_step *last_step(const struct proof *proof)
{
    return &proof->way.steps[proof->way.count - 1];
}

/* Also a call that the way goes through. */
static bool is_on_way(const struct proof *proof, const char *path)
{
    size_t length = strlen(path), i;

    for (i = 0; i < proof->way.count; i++) {
        const char *there = proof->way.steps[i].path;

        if (strncmp(there, path, length) == 0 && (!there[length] || there[length] == '/'))
            return true;
    }
    return false;
}

static void check_conditions(struct proof *proof)
{
    const struct condition *unknown = world_link(proof->scenario, proof->flow);

    if (unknown)
        proof_fault(proof, RULE_SCENARIO_STEP, unknown->node.place,
              "name a question or its fact, a fix, or minutes",
              "a condition asks for '%.*s', which %s does not have", diag_clip(unknown->node.id),
              unknown->node.id, proof->flow->id);
}

static const char *any_fact(void *context, const char *name)
{
    (void)context, (void)name;
    return NULL;
}

/* Answers are looked at wherever they are, also off the way: a trainee can be told them there. */
static void check_answer(struct proof *proof, const struct finding *finding)
{
    const struct step *step = flow_step_at(proof->flow, finding->node.id);
    struct buffer hint = {0};
    bool fits = true;

    if (!step || step->kind == STEP_CALL || !finding->answer)
        return;
    flow_follow(step, finding->answer, any_fact, NULL, &fits);
    if (fits)
        return;
    flow_name_replies(step, &hint);
    proof_fault(proof, RULE_SCENARIO_ANSWER, finding->answer_place, buffer_text(&hint),
          "'%.*s' does not fit at step '%s'", diag_clip(finding->answer), finding->answer,
          finding->node.id);
    buffer_free(&hint);
}

static void fault_read(struct proof *proof, const struct exhibit *exhibit,
                       const struct finding *finding, const char *meant)
{
    proof_fault(proof, RULE_SCENARIO_READS, exhibit->node.place,
          "fix the pattern under 'reads' of the flow, or the evidence",
          "the evidence is read as '%s' at '%s', where '%s' is right", meant, finding->node.id,
          finding->answer);
}

/* What is shown must not be read by the flow as what is wrong. */
static void check_reads(struct proof *proof, const struct finding *finding)
{
    const struct step *step = flow_step_at(proof->flow, finding->node.id);
    const struct exhibit *exhibit;
    struct evidence *evidence;
    const char *value;

    if (!step || !finding->answer)
        return;
    flow_each (exhibit, finding->shows) {
        if (evidence_read(step, exhibit->text, strlen(exhibit->text), &evidence) != STATUS_OK)
            continue;
        value = step->kind == STEP_INPUT ? evidence_value(evidence, step->fact) : NULL;
        if (evidence->answer && strcmp(evidence->answer->node.id, finding->answer) != 0)
            fault_read(proof, exhibit, finding, evidence->answer->node.id);
        else if (value && !evidence->answer && !flow_answer(step, finding->answer) &&
                 !value_equal(step->type, value, finding->answer))
            fault_read(proof, exhibit, finding, value);
        evidence_free(evidence);
    }
}

/* What is found, as a rule or in a case. */
static void check_found(struct proof *proof, const struct finding *found)
{
    check_answer(proof, found);
    check_reads(proof, found);
}

static void check_evidence(struct proof *proof, const struct scenario_step *here)
{
    const struct finding *finding = world_finding(proof->scenario, here->path, here->found);

    if (here != last_step(proof) &&
        (!finding || (!finding->says && !finding->shows)))
        proof_fault(proof, RULE_SCENARIO_EVIDENCE,
              finding ? finding->node.place : proof->scenario->ends_place,
              "give it under 'steps' what the caller 'says' or a look 'shows'",
              "step '%s' is on the way, and nothing is found there", here->path);
    else if (finding && finding->answer && !*finding->because)
        proof_fault(proof, RULE_SCENARIO_BECAUSE, finding->node.place,
              "say why the evidence means that", "the answer at '%s' has no 'because'",
              here->path);
}

bool proof_knows(const struct proof *proof, const struct finding *finding, bool looks)
{
    return (finding && (finding->says || finding->shows)) ||
           (proof->scenario->otherwise && !looks);
}

bool proof_is_news(struct proof *proof, const char *path)
{
    struct node *node = arena_alloc(proof->arena, sizeof *node);
    const struct node *there;

    node->id = arena_copy(proof->arena, path, strlen(path));
    index_add(&proof->reported, 0, node, &there);
    return !there;
}

/* Whoever is asked to look sees something: that they don't know is no answer to it. */
static bool asks_to_look(const struct step *step)
{
    return *step->how || step->instructions || step->reads;
}

/* A question that one wrong answer leads to, by itself or as the first of a block. One with cases is proved
 * by its states. */
static void check_beyond(struct proof *proof, const struct scenario_step *here,
                         const struct target *to)
{
    const struct finding *finding;
    const char *slash = strrchr(here->path, '/');
    const struct step *step = to->step;
    struct buffer path = {0};

    if (!step)
        return;
    buffer_append(&path, here->path, slash ? (size_t)(slash + 1 - here->path) : 0);
    buffer_string(&path, to->id);
    for (; step->block; step = step->block->first)
        buffer_printf(&path, "/%s", step->block->first->node.id);
    finding = scenario_finding(proof->scenario, buffer_text(&path));
    if (step_is_question(step->kind) && !is_on_way(proof, buffer_text(&path)) &&
        !(finding && finding->cases) && !proof_knows(proof, finding, asks_to_look(step)) &&
        proof_is_news(proof, buffer_text(&path))) {
        finding = scenario_finding(proof->scenario, here->path);
        proof_fault(proof, RULE_SCENARIO_REPLY,
              finding ? finding->node.place : proof->scenario->ends_place,
              asks_to_look(step) ? "say under 'steps' what is found there"
                                 : "give that step a reply, or the scenario an 'otherwise'",
              "a wrong answer at '%s' leads to '%s', where the caller does not know anything",
              here->path, buffer_text(&path));
    }
    buffer_free(&path);
}

static void check_neighbours(struct proof *proof, const struct scenario_step *here)
{
    const struct step *step = here->step;
    const struct answer *answer;
    const struct route *route;

    flow_each (answer, step->answers)
        check_beyond(proof, here, &answer->to);
    flow_each (route, step->routes)
        check_beyond(proof, here, &route->to);
    check_beyond(proof, here, &step->if_not);
    check_beyond(proof, here, &step->if_worse);
}

static void check_ends(struct proof *proof)
{
    const struct scenario *scenario = proof->scenario;
    const struct scenario_step *last = last_step(proof);
    const struct step *end = find_step(proof, scenario->ends, scenario->ends_place);

    if (!end || proof->way.whole)
        return;
    if (step_is_question(end->kind))
        proof_fault(proof, RULE_SCENARIO_ENDS, scenario->ends_place, NULL, "'%s' is not an ending",
              scenario->ends);
    else if (step_is_question(last->step->kind) &&
             !scenario_answer(scenario, last->path, last->step))
        proof_fault(proof, RULE_SCENARIO_ENDS, scenario->ends_place, NULL,
              "the way stops at '%s', where no answer is given", last->path);
    else if (strcmp(last->path, scenario->ends) == 0)
        proof_fault(proof, RULE_SCENARIO_ENDS, scenario->ends_place, NULL,
              "the case does not end well at '%s'", scenario->ends);
    else
        proof_fault(proof, RULE_SCENARIO_ENDS, scenario->ends_place, NULL,
              "the answers lead to '%s', not to '%s'", last->path, scenario->ends);
}

static void check_cause(struct proof *proof)
{
    const struct scenario *scenario = proof->scenario;
    const struct step *end = flow_step_at(proof->flow, scenario->ends);
    const struct value_node *cause;
    struct buffer names = {0};

    flow_each (cause, end->causes) {
        if (strcmp(cause->text, scenario->cause) == 0)
            break;
        buffer_printf(&names, "%s'%s'", names.length ? ", " : "it names ", cause->text);
    }
    if (!cause)
        proof_fault(proof, RULE_SCENARIO_CAUSE, scenario->cause_place,
              names.length ? buffer_text(&names) : NULL, "'%s' is not a cause of ending '%s'",
              scenario->cause, scenario->ends);
    buffer_free(&names);
}

/* Whether a good agent does harm at the step, in the case that holds there then. */
static bool does_harm_on_way(const struct proof *proof, const struct harm *harm)
{
    size_t i;

    for (i = 0; i < proof->way.count; i++) {
        const struct scenario_step *here = &proof->way.steps[i];
        const struct harm *done = harm;
        unsigned left = here->harm;

        if (strcmp(here->path, harm->node.id) != 0)
            continue;
        for (done = left ? harm->cases : harm; left > 1; left--)
            done = done->node.next;
        return *done->say;
    }
    return !harm->cases && is_on_way(proof, harm->node.id);
}

static void check_marked(struct proof *proof)
{
    const struct value_node *step;
    const struct harm *harm;

    flow_each (step, proof->scenario->must_visit) {
        if (find_step(proof, step->node.id, step->node.place) && proof->way.whole &&
            !is_on_way(proof, step->node.id))
            proof_fault(proof, RULE_SCENARIO_VISIT, step->node.place, NULL,
                  "'%s' must be visited, and the answers never come there", step->node.id);
    }
    flow_each (harm, proof->scenario->must_avoid) {
        if (find_step(proof, harm->node.id, harm->node.place) && proof->way.whole &&
            does_harm_on_way(proof, harm))
            proof_fault(proof, RULE_SCENARIO_AVOID, harm->node.place, NULL,
                  "'%s' must be avoided, and the answers lead through it", harm->node.id);
    }
}

static void check_minutes(struct proof *proof)
{
    unsigned long minutes = 0;
    size_t i;

    for (i = 0; proof->way.whole && i < proof->way.count; i++)
        minutes += scenario_minutes(proof->scenario, proof->way.steps[i].path,
                                    proof->way.steps[i].step);
    if (minutes > proof->scenario->minutes)
        proof_fault(proof, RULE_SCENARIO_MINUTES, proof->scenario->minutes_place,
              "allow about half as much again", "the good path takes %lu minutes", minutes);
}

/* What stands on a way that leads astray says nothing, nor where it leads when an answer does not
 * fit. */
static void prove(struct proof *proof)
{
    const struct scenario *scenario = proof->scenario;
    size_t errors = proof->faults->errors, i;
    const struct finding *finding, *found;

    check_conditions(proof);
    flow_each (finding, scenario->findings) {
        check_step(proof, finding);
        check_found(proof, finding);
        flow_each (found, finding->cases)
            check_found(proof, found);
    }
    if (proof->faults->errors == errors)
        check_ends(proof);
    if (proof->way.whole)
        check_cause(proof);
    check_marked(proof);
    for (i = 0; proof->way.whole && i < proof->way.count; i++) {
        check_evidence(proof, &proof->way.steps[i]);
        check_neighbours(proof, &proof->way.steps[i]);
    }
    if (proof->faults->errors == errors)
        proof_states(proof);
    check_minutes(proof);
    if (!*scenario->lesson)
        proof_fault(proof, RULE_SCENARIO_LESSON, scenario->ends_place, "say what to take along",
              "the scenario has no 'lesson'");
}

static void prove_variant(struct proof *proof, const struct scenario *scenario)
{
    proof->scenario = scenario;
    proof->arena = arena_new();
    scenario_walk(scenario, proof->flow, &proof->way);
    if (*scenario->unfilled)
        proof_fault(proof, RULE_FACT_UNKNOWN, scenario->trains_place,
              "give it a value under 'values' of each variant",
              "no value fills {{%.*s}} in one of the variants", diag_clip(scenario->unfilled),
              scenario->unfilled);
    prove(proof);
    scenario_way_free(&proof->way);
    index_free(&proof->reported);
    arena_free(proof->arena);
}

/* Each, as it is trained. */
static void prove_variants(struct proof *proof, const struct scenario *scenario)
{
    size_t count = scenario_variants(scenario), i;

    for (i = 0; i < count; i++) {
        struct scenario *variant = scenario_vary(scenario, i);

        proof->repeats = i > 0;
        prove_variant(proof, variant);
        scenario_free(variant);
    }
    if (!count)
        prove_variant(proof, scenario);
    proof->scenario = scenario;
}

enum status scenario_check(const struct scenario *scenario, const struct flow *flow,
                           const char *bytes, size_t length, struct diag_list *faults)
{
    struct proof proof = {.scenario = scenario, .flow = flow, .bytes = bytes, .length = length,
                          .faults = faults};
    size_t errors = faults->errors;

    if (flow) {
        prove_variants(&proof, scenario);
        proof_cases(&proof);
    } else {
        proof_fault(&proof, RULE_SCENARIO_FLOW, scenario->trains_place,
              "say where its flow is: --flows=DIR; or fix that flow",
              "there is no valid flow '%.*s'", diag_clip(scenario->trains), scenario->trains);
    }
    return faults->errors > errors ? STATUS_INVALID : STATUS_OK;
}
