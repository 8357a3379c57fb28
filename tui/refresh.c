/* SPDX-License-Identifier: MIT */
/*
 * What curses believes to be on the terminal is compared with the window, row by row; wredrawln makes
 * it forget a row, which doupdate then sends whole.
 */
#include <config.h>

#include "refresh.h"

#include <string.h>
#include <wchar.h>

#include "errwalk/memory.h"

/* Of a row, compared with what the terminal shows. */
struct change {
    bool has_text; /* it is not blank */
    bool is_any;
    bool is_new; /* something is there that was not; false where text only went away */
};

static bool is_blank(const cchar_t *cell)
{
    return cell->chars[0] == L' ' && !cell->chars[1];
}

/* The cells of a row, read without moving the cursor of the window. */
static void read_row(WINDOW *window, int row, cchar_t *cells, int count)
{
    int y, x;

    getyx(window, y, x);
    mvwin_wchnstr(window, row, 0, cells, count);
    wmove(window, y, x);
}

/* `cells` has room for two rows, each with the cell that curses ends it with. */
static struct change change_of(WINDOW *window, int row, cchar_t *cells, int columns)
{
    cchar_t *shown = cells, *wanted = cells + columns + 1;
    struct change change = {0};
    int i;

    memset(cells, 0, 2 * ((size_t)columns + 1) * sizeof *cells);
    read_row(curscr, row, shown, columns);
    read_row(window, row, wanted, columns);
    for (i = 0; i < columns; i++) {
        const bool has_text = !is_blank(&wanted[i]);
        const bool differs = memcmp(&shown[i], &wanted[i], sizeof *wanted) != 0;

        change.has_text = change.has_text || has_text;
        change.is_any = change.is_any || differs;
        change.is_new = change.is_new || (differs && has_text);
    }
    return change;
}

/* Has curses forget those of these rows that are to be sent whole. Whether any row changed. */
static bool forget_rows(WINDOW *window, int from, int end, const struct refresh *how)
{
    const int columns = getmaxx(window);
    cchar_t *cells = memory_alloc(2 * ((size_t)columns + 1) * sizeof *cells);
    bool changed = false;
    int row;

    for (row = from; row < end; row++) {
        const struct change change = change_of(window, row, cells, columns);
        const bool is_said = row >= how->from && row < how->end && change.has_text;

        /* Also a row that goes: it is not to be moved to where its text is new. */
        const bool goes = change.is_any && !change.has_text;

        if (is_said || goes || (change.is_new && row != how->typed))
            wredrawln(window, row, 1);
        changed = changed || change.is_any;
    }
    memory_free(cells);
    return changed;
}

static void send(WINDOW *window)
{
    wnoutrefresh(window);
    doupdate();
}

void refresh_rows(WINDOW *window, const struct refresh *how)
{
    if (forget_rows(window, how->bar, how->bar + 1, how)) {
        wtouchln(window, 0, how->bar, 0);
        send(window);
        touchwin(window);
    }
    forget_rows(window, 0, how->bar, how);
    send(window);
}
