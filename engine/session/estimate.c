/* SPDX-License-Identifier: MIT */
/*
 * Percentages of causes: read, and held against what was so.
 */
#include <config.h>

#include "errwalk/estimate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CAUSES = 1000, ALL = 10000 };

bool estimate_percent(const char *text, unsigned *percent)
{
    size_t digits = strspn(text, "0123456789");
    const char *rest = text + digits + strspn(text + digits, " ");

    rest += *rest == '%';
    if (!digits || digits > 3 || rest[strspn(rest, " ")] || atol(text) > 100)
        return false;
    *percent = (unsigned)atol(text);
    return true;
}

bool estimate_next(const char **rest, struct estimate *cause)
{
    const char *line = *rest;
    size_t length = strcspn(line, "\n"), id = strcspn(line, "\t\n"), percent;

    if (!*line)
        return false;
    percent = id < length ? id + 1 + strcspn(line + id + 1, "\t\n") : length;
    *cause = (struct estimate){.id = line,
                               .id_length = id,
                               .percent = id < length ? (unsigned)atol(line + id + 1) : 0,
                               .title = line + percent + (percent < length)};
    cause->title_length = (size_t)(line + length - cause->title);
    *rest += length + (line[length] == '\n');
    return true;
}

/* Sums over the causes that were named. */
struct sums {
    uint64_t unit;    /* what a percent counts; all is a hundred of them */
    uint64_t squares; /* of the distances */
    unsigned named, percent;
    bool has_truth; /* the true cause was among them */
};

static uint64_t square(uint64_t distance)
{
    return distance * distance;
}

static void add_cause(struct sums *sums, bool is_true, unsigned percent)
{
    unsigned capped = percent > 100 ? 100 : percent;

    sums->squares += square(sums->unit * (is_true ? 100 - capped : capped));
    sums->has_truth |= is_true;
    sums->percent += capped;
    sums->named++;
}

static struct sums add_named(const struct event *diagnosed, const char *truth, uint64_t unit)
{
    struct sums sums = {.unit = unit};
    const char *rest = diagnosed->causes;
    struct estimate cause;

    add_cause(&sums, strcmp(diagnosed->answer, truth) == 0, diagnosed->percent);
    while (sums.named < MOST_CAUSES && estimate_next(&rest, &cause))
        add_cause(&sums,
                  strlen(truth) == cause.id_length && memcmp(truth, cause.id, cause.id_length) == 0,
                  cause.percent);
    return sums;
}

unsigned estimate_skill(const struct event *diagnosed, const char *truth, size_t causes)
{
    struct sums sums = add_named(diagnosed, truth, 1);
    uint64_t count = causes < MOST_CAUSES ? causes : MOST_CAUSES, others, left, worst;

    if (sums.percent > 100)
        return 0;
    if (count < sums.named + !sums.has_truth)
        count = sums.named + !sums.has_truth;
    others = count - sums.named;
    left = 100 - sums.percent; /* of `unit` each, over `others`: so a unit for each of them */
    sums = add_named(diagnosed, truth, others ? others : 1);
    if (others)
        sums.squares += (others - !sums.has_truth) * square(left) +
                        (sums.has_truth ? 0 : square(100 * others - left));
    if (count == 1)
        return sums.percent * (ALL / 100);
    worst = (count - 1) * square(100 * sums.unit);
    left = (ALL * sums.squares * count + worst / 2) / worst;
    return left < ALL ? (unsigned)(ALL - left) : 0;
}
