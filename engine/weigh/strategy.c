/* SPDX-License-Identifier: MIT */
/*
 * Choices one after the other. What is nearer is worked out first, so that a tree that is cut is cut at
 * its leaves.
 */
#include <config.h>

#include "errwalk/strategy.h"

#include <time.h>

#include "errwalk/memory.h"

const char *const strategy_kind_names[STRATEGY_KIND_COUNT] = {
    [STRATEGY_NOTHING] = "",          [STRATEGY_MORE] = "more", [STRATEGY_FIX] = "fix",
    [STRATEGY_QUESTION] = "question", [STRATEGY_CALL] = "call", [STRATEGY_LEAVE] = "leave",
};

/* A node that is yet to be worked out, and what is known there. */
struct open_node {
    struct strategy *node;
    struct weigh_state state;
    struct open_node *next;
};

struct search {
    const struct weigh_step *weigh;
    struct arena *arena;
    struct open_node *first, **last;
    size_t nodes;
    clock_t began;
};

static void add(struct search *search, struct strategy *node, const struct weigh_state *state)
{
    struct open_node *open = memory_alloc(sizeof *open);

    open->node = node;
    node->kind = STRATEGY_MORE;
    weigh_state_copy(&search->weigh->model, state, &open->state);
    *search->last = open;
    search->last = &open->next;
}

static struct strategy *branch(struct search *search, struct strategy *node, size_t count)
{
    node->branches = arena_alloc(search->arena, (count + 1) * sizeof *node->branches);
    node->count = count;
    return node->branches;
}

/* After a fix that failed. */
static void follow_fix(struct search *search, struct open_node *open, size_t fix)
{
    weigh_failed(&search->weigh->model, &open->state, fix);
    add(search, branch(search, open->node, 1), &open->state);
}

static void follow_answer(struct search *search, struct strategy *node,
                          const struct weigh_state *before, size_t question, size_t answer)
{
    const struct weigh_model *model = &search->weigh->model;
    struct weigh_state state;

    if (model->questions[question].answers[answer].leaves) {
        node->kind = STRATEGY_LEAVE;
        node->step = node->answer->to.step;
        return;
    }
    weigh_state_copy(model, before, &state);
    weigh_answered(model, &state, question, answer);
    add(search, node, &state);
    weigh_state_free(&state);
}

static void follow_question(struct search *search, struct open_node *open, size_t question)
{
    const struct weigh_question *asked = &search->weigh->model.questions[question];
    struct strategy *branches = branch(search, open->node, asked->answer_count);
    const struct answer *answer;
    size_t i = 0;

    flow_each (answer, search->weigh->questions[question]->answers) {
        branches[i].answer = answer;
        follow_answer(search, &branches[i], &open->state, question, i);
        i++;
    }
}

static void work_out(struct search *search, struct open_node *open)
{
    static const enum strategy_kind kinds[WEIGH_KIND_COUNT] = {
        [WEIGH_NOTHING] = STRATEGY_NOTHING,
        [WEIGH_FIX] = STRATEGY_FIX,
        [WEIGH_QUESTION] = STRATEGY_QUESTION,
        [WEIGH_CALL] = STRATEGY_CALL,
    };
    struct weigh_choice choice;

    weigh_choose(&search->weigh->model, &open->state, &choice);
    open->node->kind = kinds[choice.best.kind];
    open->node->step = weigh_step_of(search->weigh, &choice.best);
    if (choice.best.kind == WEIGH_FIX)
        follow_fix(search, open, choice.best.index);
    if (choice.best.kind == WEIGH_QUESTION)
        follow_question(search, open, choice.best.index);
    weigh_choice_free(&choice);
}

static bool may_go_on(const struct search *search)
{
    return search->nodes < STRATEGY_NODES &&
           (clock() - search->began) / CLOCKS_PER_SEC < STRATEGY_SECONDS;
}

struct strategy *strategy_find(const struct weigh_step *weigh, const struct weigh_state *state,
                               struct arena *arena)
{
    struct search search = {
        .weigh = weigh, .arena = arena, .last = &search.first, .began = clock()};
    struct strategy *root = arena_alloc(arena, sizeof *root);
    struct open_node *open;

    add(&search, root, state);
    while ((open = search.first)) {
        if (may_go_on(&search))
            work_out(&search, open);
        search.nodes++;
        search.first = open->next;
        if (!search.first)
            search.last = &search.first;
        weigh_state_free(&open->state);
        memory_free(open);
    }
    return root;
}
