/* SPDX-License-Identifier: MIT */
/*
 * Checking a valid flow: its tests are walked, and what a careful author would not leave is reported.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/edges.h"
#include "errwalk/library.h"
#include "errwalk/rules.h"

#include "errwalk/routes.h"

enum { SECONDS_OF_A_DAY = 86400 };

void check_fault(struct check *check, enum rule rule, struct diag_place place, const char *hint,
                 const char *format, ...)
{
    va_list args;

    va_start(args, format);
    diag_vadd(check->faults, &flow_rules[rule], check->flow->path, place, check->bytes,
              check->length, hint, format, args);
    va_end(args);
}

static void check_reviewed(struct check *check, int64_t today)
{
    int64_t reviewed, due, days;

    if (!value_date(value_trim(check->flow->reviewed), &reviewed)) {
        check_fault(check, RULE_NOT_REVIEWED, check->flow->title_place,
                    "read all of it, and set 'reviewed' to the day",
                    "the flow does not say when it was last reviewed");
        return;
    }
    days = today / SECONDS_OF_A_DAY;
    flow_review_due(check->flow, &due);
    if (days > due && check->flow->review_every)
        check_fault(check, RULE_STALE, check->flow->reviewed_place,
                    "read all of it, fix it, and set the date",
                    "the flow was last reviewed over %u days ago", check->flow->review_every);
    else if (days > due)
        check_fault(check, RULE_STALE, check->flow->reviewed_place,
                    "read all of it, fix it, and set the date",
                    "the flow was last reviewed over a year ago");
    else if (days - reviewed < -1) /* it may be tomorrow where the author is */
        check_fault(check, RULE_FUTURE, check->flow->reviewed_place,
                    "set the day on which all of it was read",
                    "the flow was reviewed on a day that is yet to come");
}

static void check_flow(struct check *check)
{
    const struct flow *flow = check->flow;
    struct diag_place place = flow->title_place;

    if (!flow->about || !flow->about->sources)
        check_fault(check, RULE_NO_SOURCE, place, "list under 'about', 'sources' what it relies on",
                    "the flow names no source");
    if (!flow->tests)
        check_fault(check, RULE_NO_TEST, place, "add 'tests' that show where walks end",
                    "the flow has no test");
}

/* `unsure` may go where another answer goes, as long as the question decides something. */
static bool is_exempt(const struct step *step, const struct answer *answer)
{
    const struct answer *other;

    if (strcmp(answer->node.id, "unsure") != 0)
        return false;
    flow_each (other, step->answers) {
        if (other->to.step != answer->to.step)
            return true;
    }
    return step->kind == STEP_INPUT;
}

/* Whether all ways on from a question are one, and there are at least two. */
static bool decides_nothing(const struct step *step)
{
    const struct step *to = step->answers ? step->answers->to.step : NULL;
    const struct answer *answer;

    if (step->kind != STEP_ASK || !to || !step->answers->node.next)
        return false;
    flow_each (answer, step->answers) {
        if (answer->to.step != to)
            return false;
    }
    return true;
}

/* Whether what is answered tells something to weigh steps. */
static bool is_weighed(const struct step *step)
{
    const struct answer *answer;

    flow_each (answer, step->answers) {
        if (answer->tells)
            return true;
    }
    return step->weighed_by != NULL;
}

static void check_answers(struct check *check, const struct step *step)
{
    const struct answer *answer, *earlier;

    if (step->answer_is_used || step->kind == STEP_CALL || is_weighed(step))
        return; /* it decides something later on */

    if (decides_nothing(step)) {
        check_fault(check, RULE_DECIDES_NOTHING, step->node.place, "lead there without asking",
                    "all answers of '%s' go to '%s'", step->node.id, step->answers->to.id);
        return;
    }
    flow_each (answer, step->answers) {
        flow_each (earlier, step->answers) {
            if (earlier == answer || earlier->to.step == answer->to.step)
                break;
        }
        if (!earlier || earlier == answer || is_exempt(step, answer) || is_exempt(step, earlier))
            continue;
        check_fault(check, RULE_SAME_STEP, answer->to.place, "does it need asking?",
                    "answers '%s' and '%s' both go to '%s'", earlier->node.id, answer->node.id,
                    answer->to.id);
    }
}

static bool ends_with(const char *text, const char *marks)
{
    size_t length = strlen(text);

    return length && strchr(marks, text[length - 1]);
}

/* `do: [Choose File, Account, Update.]` is three steps: items on one line of which only the last ends as a
 * sentence does. */
static void check_sentence(struct check *check, const struct step *step)
{
    const struct instruction *item, *first = step->instructions, *last = first;
    size_t count = 0;
    bool is_one = first != NULL;

    flow_each (item, first) {
        is_one = is_one && item->node.place.line == first->node.place.line && !*item->run &&
                 (!item->node.next || !ends_with(item->say, ".!?:"));
        last = item;
        count++;
    }
    if (is_one && count > 1 && ends_with(last->say, "."))
        check_fault(check, RULE_SENTENCE, first->node.place,
                    "put it in quotes; of several steps write each on a line of its own",
                    "the commas split this sentence into %zu steps", count);
}

static void check_reference(struct check *check, const struct error_ref *error)
{
    if (*error->flow && !library_by_ref(check->library, error))
        check_fault(check, RULE_NO_FLOW, error->node.place, NULL, "there is no flow '%s'",
                    error->flow);
    if (*error->name && library_by_id(check->library, error->name))
        check_fault(check, RULE_BOTH, error->node.place,
                    "give the flow another id; the reference is taken as the error",
                    "'%s' is the name of an error and the id of a flow", error->name);
}

static void check_step(struct check *check, const struct step *step)
{
    const struct error_ref *related;

    if (step_is_question(step->kind) && !*step->why)
        check_fault(check, RULE_NO_WHY, step->node.place, "say what the answer decides",
                    "the question '%s' has no 'why'", step->node.id);
    check_answers(check, step);
    check_sentence(check, step);
    check_screen(check, step);
    check_reading(check, step);
    if (!check->library)
        return;
    if (step->refer)
        check_reference(check, step->refer);
    flow_each (related, step->related)
        check_reference(check, related);
}

static void check_routes(struct check *check, const struct edges *edges)
{
    size_t e;

    for (e = 0; e < edges->count; e++) {
        const struct edge *edge = &edges->items[e];

        if (edge->fit == ROUTE_EMPTY)
            check_fault(check, RULE_ROUTE_NEVER, edge->route->node.place,
                        "its conditions exclude each other", "no value takes this route to '%s'",
                        edge->target->id);
        else if (edge->fit == ROUTE_TAKEN)
            check_fault(check, RULE_ROUTE_NEVER, edge->route->node.place,
                        "routes before it, here or on the way, take all that would fit",
                        "no value takes this route to '%s'", edge->target->id);
    }
}

/* What is seen only with all edges at hand. */
static void check_edges(struct check *check)
{
    struct edges edges;

    edges_new(check->flow, &edges);
    routes_prove(&edges);
    check_routes(check, &edges);
    check_questions(check, &edges);
    check_known(check, &edges);
    check_weigh(check, &edges);
    edges_free(&edges);
}

enum status flow_check(const struct flow *flow, const char *bytes, size_t length,
                       const struct check_options *options, struct diag_list *faults)
{
    struct check check = {.flow = flow,
                          .bytes = bytes,
                          .length = length,
                          .library = options->library,
                          .faults = faults};
    size_t errors = faults->errors;
    const struct step *step;

    check_reviewed(&check, options->today);
    check_flow(&check);
    flow_each (step, flow->first)
        check_step(&check, step);
    check_prose(&check);
    check_calls(&check);
    check_edges(&check);
    check_tests(&check);
    return faults->errors > errors ? STATUS_INVALID : STATUS_OK;
}
