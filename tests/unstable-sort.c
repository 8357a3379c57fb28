/* SPDX-License-Identifier: MIT */
/*
 * A qsort that turns the order of equal items round, as C allows and the library of GNU never does. Linked to a
 * suite, it shows a comparison that leaves the order of two different items open.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

enum { LARGEST = 1024 };

void qsort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    char *bytes = items, item[LARGEST];
    size_t i, at;

    if (size > sizeof item)
        abort();
    for (i = 1; i < count; i++) {
        memcpy(item, bytes + i * size, size);
        for (at = i; at > 0 && compare(bytes + (at - 1) * size, item) >= 0; at--)
            continue;
        memmove(bytes + (at + 1) * size, bytes + at * size, (i - at) * size);
        memcpy(bytes + at * size, item, size);
    }
}
