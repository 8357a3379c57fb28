/* SPDX-License-Identifier: MIT */
/*
 * Boxes over decisions: each training moves the steps that it decided, in the order of time.
 */
#include <config.h>

#include "errwalk/practice.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

const unsigned practice_days[PRACTICE_BOXES] = {1, 3, 7, 14, 30};

enum { DAY = 24 * 60 * 60 };

static const char *step_of(const struct result_decision *decision)
{
    return decision->kind == DECISION_DIAGNOSED ? "" : decision->step;
}

static struct practice_step *find(struct practice *practice, const struct result *row,
                                  const struct result_decision *decision)
{
    size_t i;

    for (i = 0; i < practice->count; i++) {
        struct practice_step *step = &practice->steps[i];

        if (strcmp(step->scenario, row->scenario) == 0 && strcmp(step->step, step_of(decision)) == 0)
            return step;
    }
    return NULL;
}

static struct practice_step *add(struct practice *practice, const struct result *row,
                                 const struct result_decision *decision)
{
    memory_grow((void **)&practice->steps, &practice->capacity, practice->count,
                sizeof *practice->steps);
    practice->steps[practice->count] = (struct practice_step){.scenario = row->scenario,
                                                              .title = row->title,
                                                              .step = step_of(decision),
                                                              .question = decision->question};
    return &practice->steps[practice->count++];
}

/* What was never wrong is not practised; what is right before it is due was only remembered. */
static void move(struct practice *practice, const struct result *row,
                 const struct result_decision *decision)
{
    struct practice_step *step = find(practice, row, decision);

    if (decision->verdict == VERDICT_WRONG) {
        step = step ? step : add(practice, row, decision);
        step->wrong++;
        step->right = 0;
        step->box = 1;
    } else if (step && decision->at >= step->due) {
        step->right++;
        step->box += step->box < PRACTICE_BOXES;
    } else {
        return;
    }
    step->last = decision->at;
    step->due = decision->at + practice_days[step->box - 1] * (int64_t)DAY;
}

/* Only the first decision at each step of a training counts: what follows was told, or tried again. */
static bool is_first(const struct result *row, size_t index)
{
    size_t i;

    for (i = 0; i < index; i++) {
        if (row->decisions[i].verdict != VERDICT_NONE &&
            strcmp(step_of(&row->decisions[i]), step_of(&row->decisions[index])) == 0)
            return false;
    }
    return true;
}

void practice_compute(const struct results *results, const char *trainee, struct practice *practice)
{
    size_t i, j;

    *practice = (struct practice){0};
    for (i = 0; i < results->count; i++) {
        const struct result *row = results->trainings[i];

        if (row->withheld || (trainee && strcmp(row->trainee, trainee) != 0))
            continue;
        for (j = 0; j < row->count; j++) {
            if (row->decisions[j].verdict != VERDICT_NONE && is_first(row, j))
                move(practice, row, &row->decisions[j]);
        }
    }
}

void practice_free(struct practice *practice)
{
    memory_free(practice->steps);
    *practice = (struct practice){0};
}

size_t practice_due(const struct practice *practice, const char *scenario, int64_t now)
{
    size_t i, due = 0;

    for (i = 0; i < practice->count; i++)
        due += practice->steps[i].due <= now && strcmp(practice->steps[i].scenario, scenario) == 0;
    return due;
}

int64_t practice_first_due(const struct practice *practice, const char *scenario)
{
    int64_t first = INT64_MAX;
    size_t i;

    for (i = 0; i < practice->count; i++) {
        if ((!scenario || strcmp(practice->steps[i].scenario, scenario) == 0) &&
            practice->steps[i].due < first)
            first = practice->steps[i].due;
    }
    return first;
}

void practice_why(const struct practice *practice, const char *scenario, int64_t now,
                  struct buffer *out)
{
    size_t i;

    for (i = 0; i < practice->count; i++) {
        const struct practice_step *step = &practice->steps[i];
        const long long days = (now - step->last) / DAY;

        if (step->due > now || strcmp(step->scenario, scenario) != 0)
            continue;
        buffer_printf(out,
                      "“%s”: wrong %zu time%s, right %zu time%s since, last %lld day%s ago; "
                      "box %u of %d\n",
                      step->question, step->wrong, text_plural(step->wrong), step->right,
                      text_plural(step->right), days, text_plural(days), step->box, PRACTICE_BOXES);
    }
}
