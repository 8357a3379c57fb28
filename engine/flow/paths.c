/*
 * Figures of all paths by dynamic programming: what is so from a step on follows from what is so
 * from the steps it leads to. The counter only adds and prints, so that it needs no library.
 */
#include <config.h>

#include "errwalk/paths.h"

#include <inttypes.h>

#include "errwalk/memory.h"

#include "edges.h"

static const uint64_t base = UINT64_C(1000000000000000000);

static void add(struct paths_count *sum, const struct paths_count *other)
{
    uint64_t carry = 0;
    size_t i;

    for (i = 0; i < PATHS_LIMBS; i++) {
        sum->limbs[i] += other->limbs[i] + carry;
        carry = sum->limbs[i] >= base;
        if (carry)
            sum->limbs[i] -= base;
    }
    sum->more |= other->more || carry;
}

void paths_count_text(struct buffer *out, const struct paths_count *count)
{
    size_t i = PATHS_LIMBS - 1;

    if (count->more) {
        buffer_string(out, "more than 1");
        buffer_repeat(out, "000000000000000000", PATHS_LIMBS);
        return;
    }
    while (i > 0 && !count->limbs[i])
        i--;
    buffer_printf(out, "%" PRIu64, count->limbs[i]);
    while (i-- > 0)
        buffer_printf(out, "%018" PRIu64, count->limbs[i]);
}

/* From a step on. */
struct onward {
    struct paths_count paths;
    uint64_t fewest_questions, most_questions, fewest_minutes, most_minutes;
};

static uint64_t lesser(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t greater(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

/* A question only leads on; of the others each may be the last. */
static struct onward look(const struct edges *edges, const struct onward *known, uint32_t index)
{
    const struct step *step = edges->steps[index];
    bool asks = step_is_question(step->kind);
    struct onward here = {.fewest_questions = asks ? UINT64_MAX : 0,
                          .fewest_minutes = asks ? UINT64_MAX : 0,
                          .paths = {.limbs = {!asks}}};
    uint32_t e;

    for (e = edges->first[index]; e < edges->first[index + 1]; e++) {
        const struct onward *to = &known[edges->items[e].to];

        if (edges->items[e].fit != ROUTE_FITS)
            continue;
        add(&here.paths, &to->paths);
        here.fewest_questions = lesser(here.fewest_questions, to->fewest_questions);
        here.most_questions = greater(here.most_questions, to->most_questions);
        here.fewest_minutes = lesser(here.fewest_minutes, to->fewest_minutes);
        here.most_minutes = greater(here.most_minutes, to->most_minutes);
    }
    here.fewest_questions += asks;
    here.most_questions += asks;
    here.fewest_minutes += step->minutes;
    here.most_minutes += step->minutes;
    return here;
}

static enum status count(const struct edges *edges, struct paths_figures *figures)
{
    struct onward *known = memory_alloc(edges->step_count * sizeof *known);
    size_t i;

    if (!known)
        return STATUS_NO_MEMORY;
    for (i = edges->step_count; i-- > 0;)
        known[edges->order[i]] = look(edges, known, edges->order[i]);
    *figures = (struct paths_figures){
        .steps = edges->step_count,
        .paths = known[0].paths,
        .fewest_questions = known[0].fewest_questions,
        .most_questions = known[0].most_questions,
        .fewest_minutes = known[0].fewest_minutes,
        .most_minutes = known[0].most_minutes,
    };
    for (i = 0; i < edges->step_count; i++)
        figures->questions += step_is_question(edges->steps[i]->kind);
    figures->endings = figures->steps - figures->questions;
    memory_free(known);
    return STATUS_OK;
}

enum status paths_figures(const struct flow *flow, struct paths_figures *figures)
{
    struct edges edges;
    enum status status = edges_new(flow, &edges);

    if (status == STATUS_OK)
        status = routes_prove(&edges);
    if (status == STATUS_OK)
        status = count(&edges, figures);
    edges_free(&edges);
    return status;
}
