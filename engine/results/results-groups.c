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
static const struct result **sort_rows(const struct result *const *from, size_t count,
                                       int (*compare)(const void *, const void *))
{
    const struct result **rows = memory_alloc((count + 1) * sizeof *rows);

    if (count) {
        memcpy(rows, from, count * sizeof *rows);
        qsort(rows, count, sizeof *rows, compare);
    }
    return rows;
}

static void group_rows(struct results_builder *builder, const struct results_part *part,
                       key_function *key, int (*compare)(const void *, const void *),
                       struct result_group **groups, size_t *group_count)
{
    const struct result **rows = sort_rows(part->trainings, part->count, compare);
    size_t from, to, count = part->count;

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

static int by_attempt(const void *a, const void *b)
{
    const struct result *one = *(const struct result *const *)a;
    const struct result *other = *(const struct result *const *)b;
    int order = strcmp(one->trainee, other->trainee);

    return order ? order : by_scenario(a, b);
}

static void sum_up_attempts(const struct result *const *rows, size_t count,
                            struct result_attempts *attempts)
{
    size_t i;

    *attempts = (struct result_attempts){.trainee = rows[0]->trainee,
                                         .scenario = rows[0]->scenario,
                                         .title = rows[count - 1]->title,
                                         .count = count};
    for (i = 0; i < count; i++) {
        if (rows[i]->withheld)
            continue;
        if (!attempts->open++)
            attempts->first = rows[i]->tenths;
        if (rows[i]->tenths > attempts->best)
            attempts->best = rows[i]->tenths;
        attempts->latest = rows[i]->tenths;
    }
    attempts->withheld = count - attempts->open;
}

/* How many of the sorted rows from one on are of the same trainee and scenario. */
static size_t same_attempts(const struct result *const *rows, size_t from, size_t count)
{
    size_t to = from + 1;

    while (to < count && strcmp(rows[from]->trainee, rows[to]->trainee) == 0 &&
           strcmp(rows[from]->scenario, rows[to]->scenario) == 0)
        to++;
    return to - from;
}

static void list_attempts(struct results_builder *builder, struct results_part *part)
{
    const struct result **rows = sort_rows(part->trainings, part->count, by_attempt);
    size_t from = 0, some;

    part->attempts = arena_alloc(builder->arena, (part->count + 1) * sizeof *part->attempts);
    for (; from < part->count; from += some) {
        some = same_attempts(rows, from, part->count);
        sum_up_attempts(rows + from, some, &part->attempts[part->attempts_count++]);
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

static void count_step(struct results_part *part, const struct occurrence *occurrence, size_t count)
{
    struct result_step *step = &part->steps[part->step_count++];
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

static void count_mistake(struct results_part *part, const struct occurrence *occurrence,
                          size_t count)
{
    part->mistakes[part->mistake_count++] = (struct result_mistake){
        .scenario = occurrence->row->scenario, .decision = *occurrence->decision, .count = count};
}

static void count_cause(struct results_part *part, const struct occurrence *occurrence, size_t count)
{
    part->confusions[part->confusion_count++] = (struct result_confusion){
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
    void (*count)(struct results_part *part, const struct occurrence *occurrence, size_t count);
};

static void count_all(struct results_builder *builder, struct results_part *part,
                      const struct counting *counting, void **items, size_t size)
{
    struct occurrence_list list = {0};
    size_t from, to;

    for (from = 0; from < part->count; from++) {
        if (!part->trainings[from]->withheld)
            counting->take(&list, part->trainings[from]);
    }
    *items = arena_alloc(builder->arena, (list.count + 1) * size);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, counting->sort);
    for (from = 0; from < list.count; from = to) {
        for (to = from + 1; to < list.count; to++) {
            if (counting->compare(&list.items[from], &list.items[to]) != 0)
                break;
        }
        counting->count(part, list.items + from, to - from);
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

static void group_part(struct results_builder *builder, struct results_part *part)
{
    static const struct counting steps = {take_judged, sort_steps, compare_steps, count_step};
    static const struct counting mistakes = {take_first_mistake, sort_mistakes, compare_mistakes,
                                             count_mistake};
    static const struct counting causes = {take_diagnoses, sort_causes, compare_causes,
                                           count_cause};

    sum_up(builder, part->trainings, part->count, &part->all);
    part->all.name = part->all.title = "";
    group_rows(builder, part, trainee_of, by_trainee, &part->trainees, &part->trainee_count);
    group_rows(builder, part, scenario_of, by_scenario, &part->scenarios, &part->scenario_count);
    list_attempts(builder, part);
    count_all(builder, part, &steps, (void **)&part->steps, sizeof *part->steps);
    count_all(builder, part, &mistakes, (void **)&part->mistakes, sizeof *part->mistakes);
    count_all(builder, part, &causes, (void **)&part->confusions, sizeof *part->confusions);
    qsort(part->steps, part->step_count, sizeof *part->steps, hardest_first);
    qsort(part->mistakes, part->mistake_count, sizeof *part->mistakes, most_common_first);
}

/* A mode that this errwalk does not know comes last. */
static unsigned rank(const char *mode)
{
    unsigned i = 0;

    while (i < TRAINING_MODE_COUNT && strcmp(mode, training_mode_names[i]) != 0)
        i++;
    return i;
}

static int by_mode(const void *a, const void *b)
{
    const struct result *one = *(const struct result *const *)a;
    const struct result *other = *(const struct result *const *)b;
    int order = (int)rank(one->mode) - (int)rank(other->mode);

    if (!order)
        order = strcmp(one->mode, other->mode);
    return order ? order : compare_rows(one, other);
}

void results_group(struct results_builder *builder)
{
    struct results *results = &builder->results;
    const struct result **rows = sort_rows(results->trainings, results->count, by_mode);
    size_t from, to;

    results->parts = arena_alloc(builder->arena, (results->count + 1) * sizeof *results->parts);
    for (from = 0; from < results->count; from = to) {
        struct results_part *part = &results->parts[results->part_count++];

        for (to = from + 1; to < results->count && strcmp(rows[from]->mode, rows[to]->mode) == 0;)
            to++;
        part->mode = rows[from]->mode;
        part->count = to - from;
        part->trainings = arena_alloc(builder->arena, part->count * sizeof *part->trainings);
        memcpy(part->trainings, rows + from, part->count * sizeof *part->trainings);
        group_part(builder, part);
    }
    memory_free(rows);
}

const struct result **results_by_trainee(const struct results_part *part)
{
    return sort_rows(part->trainings, part->count, by_attempt);
}

void results_number(struct results_builder *builder)
{
    const struct results *results = &builder->results;
    const struct result **rows = sort_rows(results->trainings, results->count, by_attempt);
    size_t from, some, i;

    for (from = 0; from < results->count; from += some) {
        unsigned attempts[TRAINING_MODE_COUNT + 1] = {0};

        some = same_attempts(rows, from, results->count);
        for (i = from; i < from + some; i++)
            results_writable(rows[i])->attempt = ++attempts[rank(rows[i]->mode)];
    }
    memory_free(rows);
}
