/* SPDX-License-Identifier: MIT */
/*
 * A step leads only to later ones, and each later one is led to by an earlier: so a flow is sound
 * until a test changes it.
 */
#include <config.h>

#include "random-flow.h"

/* A linear congruential generator is random enough, and the same everywhere. */
int random_below(struct random_flow *flow, int limit)
{
    flow->state = flow->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((flow->state >> 33) % (uint64_t)limit);
}

static struct random_edge *add_edge(struct random_step *step, int to)
{
    struct random_edge *edge = &step->edges[step->edge_count++];

    *edge = (struct random_edge){.to = to, .fact = NO_FACT};
    return edge;
}

static int most_edges(const struct random_step *step)
{
    return step->kind == STEP_FIX ? 2 : step_leads_on(step->kind) ? RANDOM_EDGES - 1 : 0;
}

/* Each later step gets an edge from some earlier one. */
static void connect(struct random_flow *flow)
{
    int to, from, i;

    for (to = 1; to < flow->count; to++) {
        from = random_below(flow, to);
        for (i = 0; i < to && flow->steps[from].edge_count == most_edges(&flow->steps[from]); i++)
            from = (from + 1) % to;
        add_edge(&flow->steps[from], to);
    }
}

static void add_conditions(struct random_flow *flow, struct random_step *step)
{
    int i;

    for (i = 0; i + 1 < step->edge_count; i++) {
        struct random_edge *edge = &step->edges[i];

        edge->fact = step->kind == STEP_INPUT && random_below(flow, 4)
                         ? step->fact
                         : random_below(flow, RANDOM_TYPED);
        edge->low = random_below(flow, 10);
        edge->high = edge->low + random_below(flow, 5) - (random_below(flow, 8) == 0);
        if (step->kind == STEP_ROUTE && flow->asked != NO_STEP &&
            step > &flow->steps[flow->asked] && random_below(flow, 2)) {
            int answers = flow->steps[flow->asked].edge_count;

            edge->fact = RANDOM_ANSWER;
            edge->low = random_below(flow, answers);
            edge->high = edge->low + random_below(flow, answers - edge->low);
        }
    }
}

static enum step_kind kind_of(struct random_flow *flow, int i, int inputs, int routes)
{
    static const enum step_kind endings[] = {STEP_FIX, STEP_FIX, STEP_REFER, STEP_ESCALATE};

    if (i >= flow->count * 2 / 3 && i)
        return endings[random_below(flow, 4)];
    if (random_below(flow, 100) < inputs)
        return STEP_INPUT;
    if (routes && random_below(flow, 100) < routes)
        return random_below(flow, 3) ? STEP_ROUTE : STEP_CALL;
    return STEP_ASK;
}

/* A question whose answer the routes after it may look at. */
static void choose_asked(struct random_flow *flow)
{
    int i;

    flow->asked = NO_STEP;
    for (i = 0; i < flow->count && flow->asked == NO_STEP; i++) {
        if (flow->steps[i].kind == STEP_ASK)
            flow->asked = i;
    }
}

void random_flow_make(struct random_flow *flow, uint64_t seed, int count, int inputs, int routes)
{
    int i, facts = 0;

    flow->count = count;
    flow->returns = 0;
    flow->state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
    for (i = 0; i < count; i++) {
        struct random_step *step = &flow->steps[i];

        *step = (struct random_step){.kind = kind_of(flow, i, inputs, routes),
                                     .fact = NO_FACT,
                                     .gives = NO_FACT,
                                     .takes = NO_FACT,
                                     .reads = NO_FACT,
                                     .uses = NO_FACT};
        /* Every fact is asked for somewhere; the first steps do so. */
        if (inputs && i < RANDOM_TYPED)
            step->kind = STEP_INPUT;
        if (step->kind == STEP_INPUT)
            step->fact = facts++ < RANDOM_TYPED ? facts - 1 : random_below(flow, RANDOM_TYPED);
        step->minutes = step->kind == STEP_REFER || step->kind == STEP_ROUTE || step->kind == STEP_CALL ? 0 : (unsigned)random_below(flow, 10);
    }
    flow->steps[count - 1].kind = STEP_ESCALATE;
    choose_asked(flow);
    connect(flow);
    for (i = 0; i + 1 < count; i++) {
        struct random_step *step = &flow->steps[i];
        int more = random_below(flow, 3);

        if (step_leads_on(step->kind) && !step->edge_count)
            more++;
        while (more-- > 0 && step->edge_count < most_edges(step))
            add_edge(step, i + 1 + random_below(flow, count - i - 1));
        if (step->kind == STEP_INPUT || step->kind == STEP_ROUTE)
            add_conditions(flow, step);
        if (step->kind == STEP_CALL && random_below(flow, 2))
            step->takes = random_below(flow, RANDOM_TYPED);
        if (step->kind == STEP_CALL && random_below(flow, 2))
            step->gives = random_below(flow, RANDOM_TYPED);
        if (routes && step->kind == STEP_ASK && random_below(flow, 3) == 0)
            step->reads = random_below(flow, RANDOM_TYPED);
        if (routes && step->kind == STEP_ESCALATE)
            step->uses = flow->asked != NO_STEP && random_below(flow, 2) ? RANDOM_ANSWER
                                                                         : random_below(flow, RANDOM_TYPED);
    }
}

static void write_target(const struct random_flow *flow, struct buffer *out, int to)
{
    int returns = flow->count - flow->returns;

    if (to == NO_STEP)
        buffer_string(out, "nothing-of-the-kind");
    else if (to >= returns)
        buffer_printf(out, "a%d", to - returns);
    else
        buffer_printf(out, "s%d", to);
}

/* A block takes its first fact, and asks for its second. */
static const char *fact_name(const struct random_flow *flow, int fact)
{
    static const char *const names[][RANDOM_TYPED] = {{"f0", "f1"}, {"t", "f"}};

    return names[flow->returns > 0][fact];
}

static void write_condition(const struct random_flow *flow, const struct random_edge *edge,
                            struct buffer *out)
{
    int i;

    if (edge->fact != RANDOM_ANSWER) {
        buffer_printf(out, "if: {%s: {above: %d, below: %d}}, ", fact_name(flow, edge->fact),
                      edge->low - 1, edge->high + 1);
        return;
    }
    buffer_printf(out, "if: {s%d: {one-of: [", flow->asked);
    for (i = edge->low; i <= edge->high; i++)
        buffer_printf(out, "%sa%d", i > edge->low ? ", " : "", i);
    buffer_string(out, "]}}, ");
}

/* What a step has before its edges. */
static void write_lead(const struct random_flow *flow, const struct random_step *step,
                       struct buffer *out)
{
    if (step->kind == STEP_CALL && step->takes != NO_FACT)
        buffer_printf(out, "    with: {t: %s}\n", fact_name(flow, step->takes));
    if (step->kind == STEP_CALL && step->gives != NO_FACT)
        buffer_printf(out, "    gives: {%s: f}\n", fact_name(flow, step->gives));
    if (step->kind == STEP_INPUT)
        buffer_printf(out, "    fact: %s\n    type: number\n", fact_name(flow, step->fact));
    if (step->kind == STEP_ASK && step->reads != NO_FACT)
        buffer_printf(out, "    reads: [{pattern: 'f=(-?[0-9]+)', fact: %s}]\n",
                      fact_name(flow, step->reads));
    buffer_string(out, step->kind == STEP_CALL  ? "    exits:\n"
                       : step->kind == STEP_ASK ? "    answers:\n"
                                                : "    route:\n");
}

static void write_question(const struct random_flow *flow, const struct random_step *step,
                           struct buffer *out)
{
    int i;

    write_lead(flow, step, out);
    for (i = 0; i < step->edge_count; i++) {
        const struct random_edge *edge = &step->edges[i];

        if (step->kind == STEP_ASK)
            buffer_printf(out, "      a%d: {say: A%d, to: ", i, i);
        else if (step->kind == STEP_CALL)
            buffer_printf(out, "      a%d: {to: ", i);
        else
            buffer_string(out, "      - {");
        if (edge->fact != NO_FACT)
            write_condition(flow, edge, out);
        if (step->kind != STEP_ASK && step->kind != STEP_CALL)
            buffer_string(out, "to: ");
        write_target(flow, out, edge->to);
        buffer_string(out, "}\n");
    }
}

static void write_step(const struct random_flow *flow, int i, struct buffer *out)
{
    const struct random_step *step = &flow->steps[i];

    buffer_string(out, "  ");
    write_target(flow, out, i);
    buffer_string(out, ":\n");
    if (step->kind == STEP_CALL)
        buffer_printf(out, "    call: blocks/random-%d\n", step->edge_count);
    else if (step->kind != STEP_ROUTE)
        buffer_printf(out, "    %s: %s\n", step_kind_names[step->kind],
                      step->kind == STEP_REFER ? "ERROR_BUSY" : "Text");
    if (step->kind != STEP_REFER && step->kind != STEP_ROUTE && step->kind != STEP_CALL && step->kind != STEP_RETURN)
        buffer_printf(out, "    minutes: %u\n", step->minutes);
    if (step_leads_on(step->kind))
        write_question(flow, step, out);
    else if (step->uses == RANDOM_ANSWER)
        buffer_printf(out, "    because: it is {{s%d}}\n", flow->asked);
    else if (step->uses != NO_FACT)
        buffer_printf(out, "    because: it is {{f%d}}\n", step->uses);
    else if (step->kind != STEP_FIX)
        buffer_string(out, "    because: it is\n");
    else
        buffer_string(out, "    do: [Do it]\n    verify: Done?\n");
    if (step->kind == STEP_FIX && step->edge_count > 0) {
        buffer_string(out, "    if-not: ");
        write_target(flow, out, step->edges[0].to);
        buffer_string(out, "\n");
    }
    if (step->kind == STEP_FIX && step->edge_count > 1) {
        buffer_string(out, "    if-worse: ");
        write_target(flow, out, step->edges[1].to);
        buffer_string(out, "\n");
    }
}

void random_flow_write(const struct random_flow *flow, struct buffer *out)
{
    bool resolving = false;
    int i;

    buffer_string(out, "title: A random flow\n");
    buffer_string(out, flow->returns ? "takes: {t: {type: number}}\ndiagnose:\n" : "diagnose:\n");
    for (i = 0; i < flow->count; i++) {
        if (!resolving && !step_leads_on(flow->steps[i].kind)) {
            buffer_string(out, "resolve:\n");
            resolving = true;
        }
        write_step(flow, i, out);
    }
}
