/* SPDX-License-Identifier: MIT */
/*
 * Domains: which values a fact may have, as intervals of keys. A key orders the values of a type:
 * numbers and hex by value, dates by day; of texts and errors each that a flow names has a key of
 * its own, and one range of keys stands for all others.
 *
 * Room is for a fixed number of intervals. What does not fit makes a domain larger, never smaller:
 * a domain without values proves that there are none.
 */
#ifndef ERRWALK_CHECK_DOMAIN_H
#define ERRWALK_CHECK_DOMAIN_H

#include <stdbool.h>
#include <stdint.h>

enum { DOMAIN_INTERVALS = 32 };

struct interval {
    uint64_t low, high; /* both are in it */
};

/* Zeroed: no value, and known. */
struct domain {
    bool unknown; /* the fact may not be known */
    unsigned count;
    struct interval intervals[DOMAIN_INTERVALS]; /* in order, none touches the next */
};

/* Whether it has a value; not being known is none. */
static inline bool domain_has_value(const struct domain *domain)
{
    return domain->count > 0;
}

/* Adds an interval. */
void domain_add(struct domain *domain, struct interval interval);

/* Adds all of the other, and whether it may be unknown. */
void domain_join(struct domain *domain, const struct domain *other);

/* Keeps only what is in the interval. */
void domain_clip(struct domain *domain, struct interval interval);

/* Keeps only values that are in the other; the result is known. */
void domain_meet(struct domain *domain, const struct domain *other);

/* Takes the values of the other away; leaves some of them where there is no room. */
void domain_remove(struct domain *domain, const struct domain *other);

#endif
