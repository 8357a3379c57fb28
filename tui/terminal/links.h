/*
 * Links: addresses on the screen that the terminal may open (OSC 8).
 *
 * Curses has no room for them in its cells. So the cells of a link are written a second time, as
 * curses drew them but for the address around them, and the cursor goes back to where curses left it:
 * curses need not know. What is linked is always the address that stands there to be read.
 */
#ifndef ERRWALK_TUI_LINKS_H
#define ERRWALK_TUI_LINKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"

struct link {
    int y, x;
    unsigned cells;
    size_t address; /* in the addresses of its list */
    size_t id;      /* the same for all pieces of one link */
};

struct link_list {
    struct link *items;
    size_t count, capacity;
    struct buffer addresses; /* each ended by a NUL */
};

/* Zero-initialise it; links_free when done. */
struct links {
    struct link_list shown, next;
    uint64_t drawn; /* a hash of the rows that `shown` stands in; 0: write them again */
};

void links_free(struct links *links);

/* A screen is drawn anew. */
void links_begin(struct links *links);

/* Notes a piece of a link that was drawn. The address is copied; it comes from sink_link. */
void links_note(struct links *links, int y, int x, unsigned cells, const char *address, size_t id);

/* Before doupdate: appends what takes back the links that show and are not to be there any more. */
void links_before(struct links *links, struct buffer *out);

/* After it: appends what makes the cells links, where they are none yet or curses wrote them. */
void links_after(struct links *links, struct buffer *out);

/* All is written anew: the screen was cleared. */
void links_forget(struct links *links);

#endif
