/* SPDX-License-Identifier: MIT */
/*
 * Proofs that a scenario fits its flow: its answers are walked as a good agent would, and what
 * stands on that way is looked at.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <string.h>

#include "errwalk/evidence.h"
#include "errwalk/follow.h"
#include "errwalk/memory.h"
#include "engine/flow/did-you-mean.h"
#include "engine/flow/reader.h"

struct proof {
    const struct scenario *scenario;
    const struct flow *flow;
    const char *bytes;
    size_t length;
    struct diag_list *faults;
    const struct step **way;
    size_t count;
    bool whole;      /* the way ends where it should */
    bool *told;      /* by the step's index: that nothing is found there */
    size_t compared; /* ids looked at for "did you mean" */
};

static void fault(struct proof *proof, enum rule rule, struct diag_place place, const char *hint,
                  const char *format, ...) BUFFER_PRINTF(5, 6);

static void fault(struct proof *proof, enum rule rule, struct diag_place place, const char *hint,
                  const char *format, ...)
{
    struct buffer message = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    diag_add(proof->faults, &flow_rules[rule], proof->scenario->path, place, proof->bytes,
             proof->length, hint, "%s", buffer_text(&message));
    buffer_free(&message);
}

/* The step of the flow, or NULL after saying that there is none. */
static const struct step *find_step(struct proof *proof, const char *id, struct diag_place place)
{
    const struct step *step = flow_step(proof->flow, id);
    char hint[NEAREST_HINT];

    if (!step)
        fault(proof, RULE_SCENARIO_STEP, place,
              nearest_id(id, &proof->flow->first->node, &proof->compared, hint, NULL),
              "'%.*s' is not a step of %s", reader_clip(id), id, proof->flow->id);
    return step;
}

static bool is_on_way(const struct proof *proof, const char *id)
{
    size_t i;

    for (i = 0; i < proof->count; i++) {
        if (strcmp(proof->way[i]->node.id, id) == 0)
            return true;
    }
    return false;
}

static const char *any_fact(void *context, const char *name)
{
    (void)context, (void)name;
    return NULL;
}

/* Answers are looked at wherever they are, also off the way: a trainee can be told them there. */
static void check_answer(struct proof *proof, const struct finding *finding)
{
    const struct step *step = find_step(proof, finding->node.id, finding->node.place);
    struct buffer hint = {0};
    bool fits = true;

    if (!step || !finding->answer)
        return;
    flow_follow(step, finding->answer, any_fact, NULL, &fits);
    if (fits)
        return;
    flow_name_replies(step, &hint);
    fault(proof, RULE_SCENARIO_ANSWER, finding->answer_place, buffer_text(&hint),
          "'%.*s' does not fit at step '%s'", reader_clip(finding->answer), finding->answer,
          step->node.id);
    buffer_free(&hint);
}

static void fault_read(struct proof *proof, const struct exhibit *exhibit,
                       const struct finding *finding, const char *meant)
{
    fault(proof, RULE_SCENARIO_READS, exhibit->node.place,
          "fix the pattern under 'reads' of the flow, or the evidence",
          "the evidence is read as '%s' at '%s', where '%s' is right", meant, finding->node.id,
          finding->answer);
}

/* What is shown must not be read by the flow as what is wrong. */
static void check_reads(struct proof *proof, const struct finding *finding)
{
    const struct step *step = flow_step(proof->flow, finding->node.id);
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

static void check_evidence(struct proof *proof, const struct step *step)
{
    const struct finding *finding = scenario_finding(proof->scenario, step->node.id);

    if (step != proof->way[proof->count - 1] &&
        (!finding || (!finding->says && !finding->shows)))
        fault(proof, RULE_SCENARIO_EVIDENCE,
              finding ? finding->node.place : proof->scenario->ends_place,
              "give it under 'steps' what the caller 'says' or a look 'shows'",
              "step '%s' is on the way, and nothing is found there", step->node.id);
    else if (finding && finding->answer && !*finding->because)
        fault(proof, RULE_SCENARIO_BECAUSE, finding->node.place,
              "say why the evidence means that", "the answer at '%s' has no 'because'",
              step->node.id);
}

/* A question that one wrong answer leads to. */
static void check_beyond(struct proof *proof, const struct step *step, const struct target *to)
{
    const struct finding *finding;

    if (!to->step || !step_is_question(to->step->kind) || is_on_way(proof, to->id) ||
        proof->scenario->otherwise || proof->told[to->step->index])
        return;
    finding = scenario_finding(proof->scenario, to->id);
    if (finding && (finding->says || finding->shows))
        return;
    proof->told[to->step->index] = true;
    finding = scenario_finding(proof->scenario, step->node.id);
    fault(proof, RULE_SCENARIO_REPLY, finding ? finding->node.place : proof->scenario->ends_place,
          "give that step a reply, or the scenario an 'otherwise'",
          "a wrong answer at '%s' leads to '%s', where the caller does not know anything",
          step->node.id, to->id);
}

static void check_neighbours(struct proof *proof, const struct step *step)
{
    const struct answer *answer;
    const struct route *route;

    flow_each (answer, step->answers)
        check_beyond(proof, step, &answer->to);
    flow_each (route, step->routes)
        check_beyond(proof, step, &route->to);
    check_beyond(proof, step, &step->if_not);
    check_beyond(proof, step, &step->if_worse);
}

static void check_ends(struct proof *proof)
{
    const struct scenario *scenario = proof->scenario;
    const struct step *last = proof->way[proof->count - 1];
    const struct step *end = find_step(proof, scenario->ends, scenario->ends_place);

    if (!end || proof->whole)
        return;
    if (step_is_question(end->kind))
        fault(proof, RULE_SCENARIO_ENDS, scenario->ends_place, NULL, "'%s' is not an ending",
              scenario->ends);
    else if (step_is_question(last->kind) && !scenario_answer(scenario, last))
        fault(proof, RULE_SCENARIO_ENDS, scenario->ends_place, NULL,
              "the way stops at '%s', where no answer is given", last->node.id);
    else if (last == end)
        fault(proof, RULE_SCENARIO_ENDS, scenario->ends_place, NULL,
              "the case does not end well at '%s'", scenario->ends);
    else
        fault(proof, RULE_SCENARIO_ENDS, scenario->ends_place, NULL,
              "the answers lead to '%s', not to '%s'", last->node.id, scenario->ends);
}

static void check_cause(struct proof *proof)
{
    const struct scenario *scenario = proof->scenario;
    const struct step *end = flow_step(proof->flow, scenario->ends);
    const struct value_node *cause;
    struct buffer names = {0};

    flow_each (cause, end->causes) {
        if (strcmp(cause->text, scenario->cause) == 0)
            break;
        buffer_printf(&names, "%s'%s'", names.length ? ", " : "it names ", cause->text);
    }
    if (!cause)
        fault(proof, RULE_SCENARIO_CAUSE, scenario->cause_place,
              names.length ? buffer_text(&names) : NULL, "'%s' is not a cause of ending '%s'",
              scenario->cause, scenario->ends);
    buffer_free(&names);
}

static void check_marked(struct proof *proof)
{
    const struct value_node *step;

    flow_each (step, proof->scenario->must_visit) {
        if (find_step(proof, step->node.id, step->node.place) && proof->whole &&
            !is_on_way(proof, step->node.id))
            fault(proof, RULE_SCENARIO_VISIT, step->node.place, NULL,
                  "'%s' must be visited, and the answers never come there", step->node.id);
    }
    flow_each (step, proof->scenario->must_avoid) {
        if (find_step(proof, step->node.id, step->node.place) && proof->whole &&
            is_on_way(proof, step->node.id))
            fault(proof, RULE_SCENARIO_AVOID, step->node.place, NULL,
                  "'%s' must be avoided, and the answers lead through it", step->node.id);
    }
}

static void check_minutes(struct proof *proof)
{
    unsigned long minutes = 0;
    size_t i;

    for (i = 0; proof->whole && i < proof->count; i++)
        minutes += scenario_minutes(proof->scenario, proof->way[i]);
    if (minutes > proof->scenario->minutes)
        fault(proof, RULE_SCENARIO_MINUTES, proof->scenario->minutes_place,
              "allow about half as much again", "the good path takes %lu minutes", minutes);
}

/* What stands on a way that leads astray says nothing, nor where it leads when an answer does not
 * fit. */
static void prove(struct proof *proof)
{
    const struct scenario *scenario = proof->scenario;
    size_t errors = proof->faults->errors, i;
    const struct finding *finding;

    flow_each (finding, scenario->findings) {
        check_answer(proof, finding);
        check_reads(proof, finding);
    }
    if (proof->faults->errors == errors)
        check_ends(proof);
    if (proof->whole)
        check_cause(proof);
    check_marked(proof);
    for (i = 0; proof->whole && i < proof->count; i++) {
        check_evidence(proof, proof->way[i]);
        check_neighbours(proof, proof->way[i]);
    }
    check_minutes(proof);
    if (!*scenario->lesson)
        fault(proof, RULE_SCENARIO_LESSON, scenario->ends_place, "say what to take along",
              "the scenario has no 'lesson'");
}

enum status scenario_check(const struct scenario *scenario, const struct flow *flow,
                           const char *bytes, size_t length, struct diag_list *faults)
{
    struct proof proof = {.scenario = scenario, .flow = flow, .bytes = bytes, .length = length,
                          .faults = faults};
    size_t errors = faults->errors;

    if (flow) {
        proof.told = memory_alloc((flow->step_count + 1) * sizeof *proof.told);
        scenario_path(scenario, flow, &proof.way, &proof.count, &proof.whole);
        prove(&proof);
    } else {
        fault(&proof, RULE_SCENARIO_FLOW, scenario->trains_place,
              "say where its flow is: --flows=DIR; or fix that flow",
              "there is no sound flow '%.*s'", reader_clip(scenario->trains), scenario->trains);
    }
    memory_free(proof.told);
    memory_free(proof.way);
    return faults->errors > errors ? STATUS_INVALID : STATUS_OK;
}
