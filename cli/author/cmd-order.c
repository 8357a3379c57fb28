/* SPDX-License-Identifier: MIT */
/*
 * errwalk order FLOW: what a weigh step of a flow leads to, by probability and cost, and why.
 */
#include <config.h>

#include <string.h>

#include "errwalk/document.h"
#include "errwalk/library.h"
#include "errwalk/strategy.h"
#include "errwalk/walk.h"
#include "errwalk/weighing.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

enum { FORM = 1 }; /* of the JSON */

static enum exit_code run(const struct options *options);

const struct command command_order = {
    .name = "order",
    .usage = "FLOW",
    .summary = "what comes next by probability and cost",
    .options = TAKES_FORMAT | TAKES_ORDER,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON,
    .run = run,
};

static const char *const candidate_kinds[WEIGH_KIND_COUNT] = {
    [WEIGH_NOTHING] = "", [WEIGH_FIX] = "fix", [WEIGH_QUESTION] = "question", [WEIGH_CALL] = "call"};

/* Text */

static void print_causes(const struct weighing *weighing)
{
    size_t k;

    output_text("\nCauses:\n");
    for (k = 0; k < weighing->weigh->model.cause_count; k++) {
        output_printf("  %5.1f %%  %s (%s)\n", 100 * weighing_chance(weighing, k),
                      weighing->weigh->causes[k]->title, weighing->weigh->causes[k]->node.id);
    }
}

static void print_candidates(const struct weighing *weighing)
{
    struct buffer text = {0};
    size_t i;

    output_text("\nWhat could come next:\n");
    for (i = 0; i < weighing->choice.count; i++) {
        const struct weigh_candidate *candidate = &weighing->choice.candidates[i];
        const struct step *step = weigh_step_of(weighing->weigh, candidate);

        buffer_clear(&text);
        weighing_candidate_text(weighing, candidate, &text);
        output_printf("%c %s: %s\n    %s\n", step == weighing_next(weighing) ? '>' : ' ',
                      step->node.id, step->text, buffer_text(&text));
    }
    buffer_free(&text);
}

static void print_strategy(const struct strategy *node, unsigned depth)
{
    size_t i;

    output_printf("%*s", (int)(2 + 2 * depth), "");
    if (node->answer)
        output_printf("%s: ", node->answer->node.id);
    switch (node->kind) {
    case STRATEGY_NOTHING:
        output_text("nothing is left\n");
        return;
    case STRATEGY_MORE:
        output_text("…\n");
        return;
    default:
        output_printf("%s %s\n", strategy_kind_names[node->kind], node->step->node.id);
    }
    for (i = 0; i < node->count; i++)
        print_strategy(&node->branches[i], depth + (node->kind == STRATEGY_QUESTION));
}

static void print_all(const struct weighing *weighing, const struct strategy *strategy)
{
    struct buffer line = {0};

    output_printf("%s (%s)\n", weighing->weigh->step->text, weighing->weigh->step->node.id);
    weighing_minutes(&line, weighing->choice.best.expected);
    output_printf("%s on average, %s\n", buffer_text(&line),
                  weighing->choice.is_exact ? "exactly" : "estimated by looking one step ahead");
    print_causes(weighing);
    print_candidates(weighing);
    buffer_clear(&line);
    if (weighing_next(weighing)) {
        weighing_because(weighing, weighing_next(weighing), &line);
        output_printf("\n%s\n", buffer_text(&line));
    }
    output_text("\nThe strategy; below a fix, what comes when it failed:\n");
    print_strategy(strategy, 0);
    buffer_free(&line);
}

/* JSON */

static json_t *strategy_json(const struct strategy *node)
{
    json_t *object, *answers;
    size_t i;

    if (node->kind == STRATEGY_NOTHING)
        return json_null();
    object = json_object();
    if (node->step)
        json_object_set_new(object, "id", document_text(node->step->node.id));
    json_object_set_new(object, "kind", json_string(strategy_kind_names[node->kind]));
    if (node->kind == STRATEGY_FIX)
        json_object_set_new(object, "then", strategy_json(&node->branches[0]));
    if (node->kind != STRATEGY_QUESTION)
        return object;
    answers = json_object();
    for (i = 0; i < node->count; i++)
        json_object_set_new(answers, node->branches[i].answer->node.id,
                            strategy_json(&node->branches[i]));
    json_object_set_new(object, "answers", answers);
    return object;
}

static json_t *causes_json(const struct weighing *weighing)
{
    json_t *causes = json_array();
    size_t k;

    for (k = 0; k < weighing->weigh->model.cause_count; k++)
        json_array_append_new(causes, json_pack("{s:o, s:f}", "id",
                               document_text(weighing->weigh->causes[k]->node.id), "probability",
                               weighing_chance(weighing, k)));
    return causes;
}

static json_t *candidates_json(const struct weighing *weighing)
{
    json_t *candidates = json_array();
    size_t i;

    for (i = 0; i < weighing->choice.count; i++) {
        const struct weigh_candidate *candidate = &weighing->choice.candidates[i];

        json_array_append_new(candidates, json_pack("{s:o, s:s, s:o, s:f, s:f}", "id",
                               document_text(weigh_step_of(weighing->weigh, candidate)->node.id),
                               "kind", candidate_kinds[candidate->kind], "minutes",
                               document_decimal(candidate->cost), "chance", candidate->chance,
                               "expected", candidate->expected));
    }
    return candidates;
}

static void print_json(const struct weighing *weighing, const struct strategy *strategy)
{
    const struct weigh_step *weigh = weighing->weigh;
    struct buffer text = {0};
    json_t *root;

    root = json_object();
    json_object_set_new(root, "version", json_integer(FORM));
    json_object_set_new(root, "flow", document_text(weigh->flow->id));
    json_object_set_new(root, "step", document_text(weigh->step->node.id));
    json_object_set_new(root, "expected", json_real(weighing->choice.best.expected));
    json_object_set_new(root, "method",
                        json_string(weighing->choice.is_exact ? "exact" : "look-ahead"));
    json_object_set_new(root, "causes", causes_json(weighing));
    json_object_set_new(root, "candidates", candidates_json(weighing));
    json_object_set_new(root, "strategy", strategy_json(strategy));
    document_write(root, &text);
    output_document(buffer_text(&text), text.length);
    buffer_free(&text);
}

/* The weigh step of --step, else the first of the flow. Anything but EXIT_DONE has been reported. */
static enum exit_code find_step(const struct options *options, const struct flow *flow,
                                const struct step **step)
{
    if (options->step) {
        *step = flow_step(flow, options->step);
        if (*step && (*step)->kind == STEP_WEIGH)
            return EXIT_DONE;
        output_error("'%s' is not a weigh step of %s", options->step, flow->id);
        return EXIT_USAGE;
    }
    for (*step = flow->first; *step && (*step)->kind != STEP_WEIGH;)
        *step = (*step)->node.next;
    if (*step)
        return EXIT_DONE;
    output_error("%s has no weigh step: errwalk-flow(5) says how to write one", flow->id);
    return EXIT_NO;
}

/* Walks by the answers of --answers, in the flow. */
static enum exit_code feed(const struct options *options, struct walk *walk, const struct flow *flow)
{
    struct diag_list faults = {0};
    struct answers *answers = NULL;
    struct event event;
    enum status status = walk_start(walk, flow, "", (struct code){0}, &event);

    if (status == STATUS_OK)
        status = walk_commit(walk, &event);
    if (status == STATUS_OK && options->answers)
        status = answers_load(options->answers, &faults, &answers);
    if (status == STATUS_OK && answers)
        status = walk_feed(walk, answers, &faults);
    output_faults(&faults);
    diag_list_free(&faults);
    answers_free(answers);
    if (status == STATUS_OK && strcmp(session_flow(walk_session(walk)), flow->id) == 0)
        return EXIT_DONE;
    output_error("the answers cannot be followed in %s", flow->id);
    return EXIT_USAGE;
}

static enum exit_code weigh(const struct options *options, struct library *library,
                            const struct flow *flow)
{
    struct clock clock;
    const struct step *step = NULL;
    enum exit_code code = find_step(options, flow, &step);
    struct weighing *weighing;
    struct arena *arena;
    struct walk *walk;

    if (code != EXIT_DONE)
        return code;
    clock_init(&clock);
    walk = walk_new(library, &clock);
    code = feed(options, walk, flow);
    if (code == EXIT_DONE) {
        arena = arena_new();
        weighing = weighing_new(moment_now(walk_session(walk)), NULL, flow, step);
        (options->format == FORMAT_JSON ? print_json : print_all)(
            weighing, strategy_find(weighing->weigh, &weighing->state, arena));
        weighing_free(weighing);
        arena_free(arena);
    }
    walk_free(walk);
    return code;
}

static enum exit_code run(const struct options *options)
{
    if (options->operand_count != 1) {
        output_error("order takes one flow, by its id or its file; 'errwalk flows' lists them");
        return EXIT_USAGE;
    }
    return search_path_with_flow(options, weigh);
}
