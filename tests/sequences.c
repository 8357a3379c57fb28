/* SPDX-License-Identifier: MIT */
/*
 * The forms of ECMA-48 with anything in them. One that is broken off is ended by the next, or by
 * the time that passes.
 */
#include <config.h>

#include "sequences.h"

#include <string.h>

#include "suite.h"

static unsigned below(unsigned *state, unsigned most)
{
    return suite_random(state) % most;
}

static void add_random(struct buffer *out, unsigned *state, const char *from, unsigned most)
{
    unsigned count = below(state, most);

    while (count--)
        buffer_char(out, from[below(state, (unsigned)strlen(from))]);
}

static void add_sequence(struct buffer *out, unsigned *state)
{
    static const char strings[] = "]P_^";

    switch (below(state, 4)) {
    case 0:
        buffer_string(out, "\033[");
        add_random(out, state, "<=>?", 2);
        buffer_char(out, (char)('0' + below(state, 10)));
        buffer_char(out, ';');
        add_random(out, state, "0123456789;:", 8);
        add_random(out, state, " !\"#$%&'()*+,-./", 3);
        buffer_char(out, (char)('@' + below(state, 63)));
        break;
    case 1:
        buffer_printf(out, "\033O%u%c", 1 + below(state, 9), (int)('@' + below(state, 63)));
        break;
    default:
        buffer_printf(out, "\033%c", strings[below(state, 4)]);
        add_random(out, state, "0123456789;:/abcdefqxyABC \r\n\t", 20);
        buffer_string(out, below(state, 2) ? "\a" : "\033\\");
    }
}

void sequences_add(struct buffer *out, unsigned *state)
{
    unsigned count = 1 + below(state, 5);

    while (count--) {
        add_sequence(out, state);
        if (below(state, 4) == 0)
            out->length -= below(state, 3);
    }
}
