/* SPDX-License-Identifier: MIT */
/*
 * Sets of keys as sorted intervals in fixed room: small enough that every step can have one.
 */
#include <config.h>

#include "domain.h"

#include <string.h>

/* Makes the interval and its next neighbour one. */
static void merge(struct domain *domain, unsigned at)
{
    domain->intervals[at].high = domain->intervals[at + 1].high;
    domain->count--;
    memmove(&domain->intervals[at + 1], &domain->intervals[at + 2],
            (domain->count - at - 1) * sizeof *domain->intervals);
}

static bool touches(const struct interval *one, const struct interval *next)
{
    return one->high >= next->low || one->high + 1 == next->low;
}

/* The place of the smallest gap. */
static unsigned narrowest(const struct domain *domain)
{
    unsigned i, best = 0;
    uint64_t gap, least = UINT64_MAX;

    for (i = 0; i + 1 < domain->count; i++) {
        gap = domain->intervals[i + 1].low - domain->intervals[i].high;
        if (gap < least) {
            least = gap;
            best = i;
        }
    }
    return best;
}

void domain_add(struct domain *domain, struct interval interval)
{
    unsigned at = 0;

    /* Those that it touches become part of it. */
    while (at < domain->count && domain->intervals[at].high < interval.low &&
           !touches(&domain->intervals[at], &interval))
        at++;
    while (at < domain->count && touches(&interval, &domain->intervals[at])) {
        if (domain->intervals[at].low < interval.low)
            interval.low = domain->intervals[at].low;
        if (domain->intervals[at].high > interval.high)
            interval.high = domain->intervals[at].high;
        domain->count--;
        memmove(&domain->intervals[at], &domain->intervals[at + 1],
                (domain->count - at) * sizeof interval);
    }
    if (domain->count == DOMAIN_INTERVALS) {
        merge(domain, narrowest(domain));
        domain_add(domain, interval);
        return;
    }
    memmove(&domain->intervals[at + 1], &domain->intervals[at],
            (domain->count - at) * sizeof interval);
    domain->intervals[at] = interval;
    domain->count++;
}

void domain_join(struct domain *domain, const struct domain *other)
{
    unsigned i;

    domain->unknown |= other->unknown;
    for (i = 0; i < other->count; i++)
        domain_add(domain, other->intervals[i]);
}

void domain_clip(struct domain *domain, struct interval interval)
{
    struct domain clip = {.count = 1, .intervals = {interval}};

    domain_meet(domain, &clip);
}

void domain_meet(struct domain *domain, const struct domain *other)
{
    struct domain result = {0};
    unsigned i = 0, j = 0;

    while (i < domain->count && j < other->count) {
        const struct interval *a = &domain->intervals[i], *b = &other->intervals[j];
        struct interval both = {a->low > b->low ? a->low : b->low,
                                a->high < b->high ? a->high : b->high};

        if (both.low <= both.high)
            domain_add(&result, both);
        if (a->high < b->high)
            i++;
        else
            j++;
    }
    *domain = result;
}

/* Takes one interval away. */
static void remove_one(struct domain *domain, const struct interval *gone)
{
    struct domain result = {.unknown = domain->unknown};
    unsigned i;

    for (i = 0; i < domain->count; i++) {
        struct interval kept = domain->intervals[i];

        if (kept.high < gone->low || kept.low > gone->high) {
            domain_add(&result, kept);
            continue;
        }
        if (kept.low < gone->low)
            domain_add(&result, (struct interval){kept.low, gone->low - 1});
        if (kept.high > gone->high)
            domain_add(&result, (struct interval){gone->high + 1, kept.high});
    }
    *domain = result;
}

void domain_remove(struct domain *domain, const struct domain *other)
{
    unsigned i;

    for (i = 0; i < other->count; i++)
        remove_one(domain, &other->intervals[i]);
}
