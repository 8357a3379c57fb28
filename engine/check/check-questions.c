/* SPDX-License-Identifier: MIT */
/*
 * Questions that are asked twice: with the same words, where one walk may come to both, or where
 * the answers are the same, too.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/edges.h"
#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "errwalk/index.h"

/* How far one looks for such a question: edges of the flow for each edge of it, and questions of
 * the same words for each. */
enum { MOST_VISITS = 32, MOST_COMPARED = 32 };

/* Questions with the same words. */
struct asked {
    struct node node; /* id: the words */
    const struct step *step;
    struct asked *earlier; /* the one before it of these words */
    struct asked **latest; /* of these words; shared by all of them */
};

struct questions {
    struct check *check;
    const struct edges *edges;
    struct arena *arena;
    struct index words; /* the first asked of each */
    uint32_t *seen;     /* by step: where the search began that came there last, and 1 more */
    uint32_t *open;     /* steps that a search has yet to look at */
    size_t visits;      /* of edges, left */
};

/* Letters and digits, in lower case where that is ASCII, with one blank between words. */
static const char *fold(struct arena *arena, const char *text)
{
    char *folded = arena_alloc(arena, strlen(text) + 1), *out = folded;

    for (; *text; text++) {
        char c = *text;

        if (c >= 'A' && c <= 'Z')
            *out++ = (char)(c - 'A' + 'a');
        else if ((c & 0x80) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            *out++ = c;
        else if (out > folded && out[-1] != ' ' && !strchr("*_`", c))
            *out++ = ' ';
    }
    while (out > folded && out[-1] == ' ')
        *--out = '\0';
    return folded;
}

/* What is to be done may change the answer: then it is another question. */
static bool same_work(const struct step *a, const struct step *b)
{
    const struct instruction *one = a->instructions, *other = b->instructions;

    while (one && other && strcmp(one->say, other->say) == 0 && strcmp(one->run, other->run) == 0) {
        one = one->node.next;
        other = other->node.next;
    }
    return !one && !other;
}

static bool same_edges(const struct edges *edges, const struct step *a, const struct step *b)
{
    uint32_t one = edges->first[a->index], other = edges->first[b->index];
    uint32_t count = edges->first[a->index + 1] - one, i;

    if (edges->first[b->index + 1] - other != count || a->routes || b->routes)
        return false;
    for (i = 0; i < count; i++) {
        const struct edge *x = &edges->items[one + i], *y = &edges->items[other + i];

        if (x->to != y->to || x->kind != y->kind ||
            (x->answer && strcmp(x->answer->node.id, y->answer->node.id) != 0))
            return false;
    }
    return true;
}

/* Marks all that a step leads to, as far as there are visits left. */
static void search(struct questions *questions, const struct step *from)
{
    const struct edges *edges = questions->edges;
    uint32_t mark = (uint32_t)from->index + 1, count = 0, e;

    questions->open[count++] = (uint32_t)from->index;
    while (count && questions->visits) {
        uint32_t at = questions->open[--count];

        for (e = edges->first[at]; e < edges->first[at + 1] && questions->visits; e++) {
            uint32_t to = edges->items[e].to;

            questions->visits--;
            if (edges->items[e].fit != ROUTE_FITS || questions->seen[to] == mark)
                continue;
            questions->seen[to] = mark;
            questions->open[count++] = to;
        }
    }
}

/* Compares with the questions of the same words that a walk may have come to before it. */
static void compare(struct questions *questions, const struct asked *asked)
{
    const struct step *step = asked->step;
    const struct asked *earlier;
    const char *hint = NULL;
    unsigned compared = 0;

    for (earlier = asked->earlier; earlier && !hint && compared < MOST_COMPARED;
         earlier = earlier->earlier, compared++) {
        const struct step *other = earlier->step;

        if (step->kind != other->kind || !same_work(step, other))
            continue;
        search(questions, other);
        if (same_edges(questions->edges, step, other))
            hint = "their answers are the same: lead to one of them";
        else if (questions->seen[step->index] == other->index + 1)
            hint = "one walk may come to both: ask once, or say what is different";
        if (hint)
            check_fault(questions->check, RULE_SAME_QUESTION, step->node.place, hint,
                        "'%s' asks the same as '%s'", step->node.id, other->node.id);
    }
}

/* The question, chained to those before it of the same words; compared where there are any. */
static void add(struct questions *questions, const struct step *step)
{
    struct asked *asked = arena_alloc(questions->arena, sizeof *asked);
    const struct asked *first;
    const struct node *there = NULL;

    asked->node.id = fold(questions->arena, step->text);
    asked->step = step;
    index_add(&questions->words, 0, &asked->node, &there);
    first = there ? (const struct asked *)there : asked;
    if (!there)
        asked->latest = arena_alloc(questions->arena, sizeof *asked->latest);
    asked->earlier = *first->latest;
    *first->latest = asked;
    if (!there)
        return;
    compare(questions, asked);
}

void check_questions(struct check *check, const struct edges *edges)
{
    struct questions questions = {.check = check, .edges = edges, .arena = arena_new(),
                                  .visits = MOST_VISITS * (edges->count + 1)};
    size_t i;

    questions.seen = memory_alloc(edges->step_count * sizeof *questions.seen);
    questions.open = memory_alloc(edges->step_count * sizeof *questions.open);
    for (i = 0; i < edges->step_count; i++) {
        const struct step *step = edges->steps[edges->order[i]];

        if (step_is_question(step->kind))
            add(&questions, step);
    }
    index_free(&questions.words);
    arena_free(questions.arena);
    memory_free(questions.seen);
    memory_free(questions.open);
}
