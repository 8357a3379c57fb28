/* SPDX-License-Identifier: MIT */
/*
 * Figures over rows. Each list is made in the same way: sorted so that what belongs together stands
 * together, and then counted in one pass.
 */
#include <config.h>

#include "results-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

/* A row by one of its texts. */
typedef const char *key_function(const struct result *row);

static const char *trainee_of(const struct result *row)
{
    return row->trainee;
}

static const char *scenario_of(const struct result *row)
{
    return row->scenario;
}

static int compare_rows(const struct result *one, const struct result *other)
{
    if (one->started != other->started)
        return one->started < other->started ? -1 : 1;
    return strcmp(one->session, other->session);
}

static int by_key(key_function *key, const void *a, const void *b)
{
    const struct result *one = *(const struct result *const *)a;
    const struct result *other = *(const struct result *const *)b;
    int order = strcmp(key(one), key(other));

    return order ? order : compare_rows(one, other);
}

static int by_trainee(const void *a, const void *b)
{
    return by_key(trainee_of, a, b);
}

static int by_scenario(const void *a, const void *b)
{
    return by_key(scenario_of, a, b);
}

static unsigned divide(uint64_t sum, size_t count)
{
    return count ? (unsigned)((2 * sum + count) / (2 * count)) : 0;
}

/* Rows, in the order of their start, as one group. */
static void sum_up(struct results_builder *builder, const struct result *const *rows, size_t count,
                   struct result_group *group)
{
    unsigned *progress = arena_alloc(builder->arena, (count + 1) * sizeof *progress);
    uint64_t points = 0, minutes = 0;
    size_t i, open = 0;

    group->trainings = count;
    for (i = 0; i < count; i++) {
        const struct result *row = rows[i];

        if (row->withheld) {
            group->withheld++;
            continue;
        }
        if (!open || row->tenths > group->best)
            group->best = row->tenths;
        if (!open || row->tenths < group->worst)
            group->worst = row->tenths;
        group->latest = progress[open++] = row->tenths;
        group->right += result_is_right(row);
        points += row->tenths;
        minutes += row->minutes;
    }
    group->mean = divide(points, open);
    group->minutes = divide(minutes, open);
    group->progress = progress;
    group->progress_count = open;
}

/* A copy of the rows in another order, for memory_free. */
static const struct result **sort_rows(const struct results *results,
                                       int (*compare)(const void *, const void *))
{
    const struct result **rows = memory_alloc((results->count + 1) * sizeof *rows);

    if (results->count) {
        memcpy(rows, results->trainings, results->count * sizeof *rows);
        qsort(rows, results->count, sizeof *rows, compare);
    }
    return rows;
}

static void group_rows(struct results_builder *builder, key_function *key,
                       int (*compare)(const void *, const void *), struct result_group **groups,
                       size_t *group_count)
{
    const struct result **rows = sort_rows(&builder->results, compare);
    size_t from, to, count = builder->results.count;

    *groups = arena_alloc(builder->arena, (count + 1) * sizeof **groups);
    for (from = 0; from < count; from = to) {
        struct result_group *group = &(*groups)[(*group_count)++];

        for (to = from + 1; to < count && strcmp(key(rows[from]), key(rows[to])) == 0; to++)
            ;
        group->name = key(rows[from]);
        group->title = key == scenario_of ? rows[to - 1]->title : "";
        sum_up(builder, rows + from, to - from, group);
    }
    memory_free(rows);
}

/* A decision with the training that it was made in. */
struct occurrence {
    const struct result *row;
    const struct result_decision *decision; /* NULL: none was made */
};

struct occurrence_list {
    struct occurrence *items;
    size_t count, capacity;
};

static void add_occurrence(struct occurrence_list *list, const struct result *row,
                            const struct result_decision *decision)
{
    memory_grow((void **)&list->items, &list->capacity, list->count, sizeof *list->items);
    list->items[list->count++] = (struct occurrence){row, decision};
}

static const char *named(const struct occurrence *occurrence)
{
    return occurrence->decision ? occurrence->decision->answer : "";
}

/* Which decisions of a training a list takes. */
static void take_judged(struct occurrence_list *list, const struct result *row)
{
    size_t i;

    for (i = 0; i < row->count; i++) {
        const struct result_decision *decision = &row->decisions[i];

        if (decision->kind != DECISION_DIAGNOSED && decision->verdict != VERDICT_NONE)
            add_occurrence(list, row, decision);
    }
}

static void take_first_mistake(struct occurrence_list *list, const struct result *row)
{
    const struct result_decision *mistake = result_first_mistake(row);

    if (mistake)
        add_occurrence(list, row, mistake);
}

static void take_diagnoses(struct occurrence_list *list, const struct result *row)
{
    size_t i, before = list->count;

    for (i = 0; i < row->count; i++) {
        if (row->decisions[i].kind == DECISION_DIAGNOSED)
            add_occurrence(list, row, &row->decisions[i]);
    }
    if (list->count == before)
        add_occurrence(list, row, NULL);
}

/* What belongs together; 0 for decisions that are counted as one. */
static int compare_steps(const struct occurrence *one, const struct occurrence *other)
{
    int order = strcmp(one->row->scenario, other->row->scenario);

    return order ? order : strcmp(one->decision->step, other->decision->step);
}

static int compare_mistakes(const struct occurrence *one, const struct occurrence *other)
{
    int order = compare_steps(one, other);

    if (!order)
        order = (int)one->decision->kind - (int)other->decision->kind;
    return order ? order : strcmp(named(one), named(other));
}

static int compare_causes(const struct occurrence *one, const struct occurrence *other)
{
    int order = strcmp(one->row->flow, other->row->flow);

    if (!order)
        order = strcmp(one->row->cause, other->row->cause);
    return order ? order : strcmp(named(one), named(other));
}

/* Within that, as they were made. */
static int then_in_time(int order, const struct occurrence *one, const struct occurrence *other)
{
    if (!order)
        order = compare_rows(one->row, other->row);
    if (!order && one->decision && other->decision)
        order = one->decision < other->decision ? -1 : one->decision > other->decision;
    return order;
}

static int sort_steps(const void *a, const void *b)
{
    return then_in_time(compare_steps(a, b), a, b);
}

static int sort_mistakes(const void *a, const void *b)
{
    return then_in_time(compare_mistakes(a, b), a, b);
}

static int sort_causes(const void *a, const void *b)
{
    return then_in_time(compare_causes(a, b), a, b);
}

static void count_step(struct results *results, const struct occurrence *occurrence, size_t count)
{
    struct result_step *step = &results->steps[results->step_count++];
    size_t i;

    step->scenario = occurrence->row->scenario;
    step->step = occurrence->decision->step;
    step->question = occurrence->decision->question;
    for (i = 0; i < count; i++) {
        if (i > 0 && occurrence[i].row == occurrence[i - 1].row)
            continue; /* only the first of a training */
        step->decided++;
        step->wrong += occurrence[i].decision->verdict == VERDICT_WRONG;
    }
}

static void count_mistake(struct results *results, const struct occurrence *occurrence,
                          size_t count)
{
    results->mistakes[results->mistake_count++] = (struct result_mistake){
        .scenario = occurrence->row->scenario, .decision = *occurrence->decision, .count = count};
}

static void count_cause(struct results *results, const struct occurrence *occurrence, size_t count)
{
    results->confusions[results->confusion_count++] = (struct result_confusion){
        .flow = occurrence->row->flow,
        .cause = occurrence->row->cause,
        .cause_title = occurrence->row->cause_title,
        .named = named(occurrence),
        .named_title = occurrence->decision ? occurrence->decision->say : "",
        .count = count,
    };
}

/* A list over decisions. */
struct counting {
    void (*take)(struct occurrence_list *list, const struct result *row);
    int (*sort)(const void *a, const void *b);
    int (*compare)(const struct occurrence *one, const struct occurrence *other);
    void (*count)(struct results *results, const struct occurrence *occurrence, size_t count);
};

static void count_all(struct results_builder *builder, const struct counting *counting,
                             void **items, size_t size)
{
    struct results *results = &builder->results;
    struct occurrence_list list = {0};
    size_t from, to;

    for (from = 0; from < results->count; from++) {
        if (!results->trainings[from]->withheld)
            counting->take(&list, results->trainings[from]);
    }
    *items = arena_alloc(builder->arena, (list.count + 1) * size);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, counting->sort);
    for (from = 0; from < list.count; from = to) {
        for (to = from + 1; to < list.count; to++) {
            if (counting->compare(&list.items[from], &list.items[to]) != 0)
                break;
        }
        counting->count(results, list.items + from, to - from);
    }
    memory_free(list.items);
}

/* By the share that was wrong, then by how many, then by name. */
static int hardest_first(const void *a, const void *b)
{
    const struct result_step *one = a, *other = b;
    uint64_t share = (uint64_t)one->wrong * other->decided;
    uint64_t other_share = (uint64_t)other->wrong * one->decided;
    int order;

    if (share != other_share)
        return share > other_share ? -1 : 1;
    if (one->wrong != other->wrong)
        return one->wrong > other->wrong ? -1 : 1;
    order = strcmp(one->scenario, other->scenario);
    return order ? order : strcmp(one->step, other->step);
}

static int most_common_first(const void *a, const void *b)
{
    const struct result_mistake *one = a, *other = b;
    struct occurrence occurrence = {&(struct result){.scenario = one->scenario}, &one->decision};
    struct occurrence other_occurrence = {&(struct result){.scenario = other->scenario},
                                          &other->decision};

    if (one->count != other->count)
        return one->count > other->count ? -1 : 1;
    return compare_mistakes(&occurrence, &other_occurrence);
}

void results_group(struct results_builder *builder)
{
    static const struct counting steps = {take_judged, sort_steps, compare_steps, count_step};
    static const struct counting mistakes = {take_first_mistake, sort_mistakes, compare_mistakes,
                                             count_mistake};
    static const struct counting causes = {take_diagnoses, sort_causes, compare_causes,
                                           count_cause};
    struct results *results = &builder->results;

    sum_up(builder, results->trainings, results->count, &results->all);
    results->all.name = results->all.title = "";
    group_rows(builder, trainee_of, by_trainee, &results->trainees, &results->trainee_count);
    group_rows(builder, scenario_of, by_scenario, &results->scenarios, &results->scenario_count);
    count_all(builder, &steps, (void **)&results->steps, sizeof *results->steps);
    count_all(builder, &mistakes, (void **)&results->mistakes, sizeof *results->mistakes);
    count_all(builder, &causes, (void **)&results->confusions, sizeof *results->confusions);
    qsort(results->steps, results->step_count, sizeof *results->steps, hardest_first);
    qsort(results->mistakes, results->mistake_count, sizeof *results->mistakes, most_common_first);
}
