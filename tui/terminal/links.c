/*
 * Which cells are links already is known by what was written last and by a hash of the rows they
 * stand in: where curses wrote anything there, the links are written again.
 */
#include <config.h>

#include "links.h"

#include <curses.h>
#include <limits.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

#include "errwalk/memory.h"

#define OSC_8 "\033]8;"
#define OSC_END "\033\\"

static void free_list(struct link_list *list)
{
    memory_free(list->items);
    buffer_free(&list->addresses);
    *list = (struct link_list){0};
}

void links_free(struct links *links)
{
    free_list(&links->shown);
    free_list(&links->next);
}

void links_begin(struct links *links)
{
    links->next.count = 0;
    buffer_clear(&links->next.addresses);
}

void links_note(struct links *links, int y, int x, unsigned cells, const char *address, size_t id)
{
    struct link_list *list = &links->next;
    struct link link = {y, x, cells, list->addresses.length, id};

    /* A link that memory ran out for is text. */
    buffer_append(&list->addresses, address, strlen(address) + 1);
    if (buffer_failed(&list->addresses) ||
        memory_grow((void **)&list->items, &list->capacity, list->count, sizeof *list->items) !=
            STATUS_OK)
        return;
    list->items[list->count++] = link;
}

static struct buffer *target;

static int put(int c)
{
    buffer_char(target, (char)c);
    return c;
}

static void put_text(const wchar_t *wide)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state;

    memset(&state, 0, sizeof state);
    for (; *wide; wide++) {
        size_t length = wcrtomb(bytes, *wide, &state);

        if (length != (size_t)-1)
            buffer_append(target, bytes, length);
    }
}

static void go_to(int y, int x)
{
    tputs(tparm(cursor_address, y, x), 1, put);
}

/* The cells as they are on the screen; a wide character's second one is written with the first. */
static void put_cells(const struct link *link)
{
    int x, end = link->x + (int)link->cells;

    for (x = link->x; x < end && x < COLS; x++) {
        wchar_t wide[CCHARW_MAX + 1] = {0};
        attr_t attributes;
        cchar_t cell;
        short pair;

        memset(&cell, 0, sizeof cell);
        mvwin_wch(curscr, link->y, x, &cell);
        if ((cell.attr & A_CHARTEXT) == 2)
            continue;
        getcchar(&cell, wide, &attributes, &pair, NULL);
        vid_puts(attributes & A_ATTRIBUTES & ~A_COLOR, pair, NULL, put);
        put_text(wide);
    }
    vid_puts(A_NORMAL, 0, NULL, put);
}

/* `address` NULL: no link any more. */
static void put_link(const struct link *link, const char *address)
{
    if (link->y >= LINES || link->x >= COLS)
        return;
    go_to(link->y, link->x);
    if (address)
        buffer_printf(target, OSC_8 "id=%zu;%s" OSC_END, link->id, address);
    put_cells(link);
    if (address)
        buffer_string(target, OSC_8 ";" OSC_END);
}

static const char *address_of(const struct link_list *list, const struct link *link)
{
    return list->addresses.bytes + link->address;
}

static bool has(const struct link_list *list, const struct link *wanted, const char *address)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        const struct link *link = &list->items[i];

        if (link->y == wanted->y && link->x == wanted->x && link->cells == wanted->cells &&
            link->id == wanted->id && strcmp(address_of(list, link), address) == 0)
            return true;
    }
    return false;
}

/* FNV-1a over the cells of the rows that links stand in. */
static uint64_t hash_rows(const struct link_list *list)
{
    uint64_t hash = 0xcbf29ce484222325u;
    size_t i;
    int x;

    for (i = 0; i < list->count; i++) {
        for (x = 0; x < COLS && list->items[i].y < LINES; x++) {
            cchar_t cell;
            const unsigned char *bytes = (const unsigned char *)&cell;
            size_t byte;

            memset(&cell, 0, sizeof cell);
            mvwin_wch(curscr, list->items[i].y, x, &cell);
            for (byte = 0; byte < sizeof cell; byte++)
                hash = (hash ^ bytes[byte]) * 0x100000001b3u;
        }
    }
    return hash | 1;
}

void links_before(struct links *links, struct buffer *out)
{
    int y, x;
    size_t i;

    if (!links->drawn)
        return;
    target = out;
    getyx(curscr, y, x);
    for (i = 0; i < links->shown.count; i++) {
        const struct link *link = &links->shown.items[i];

        if (!has(&links->next, link, address_of(&links->shown, link)))
            put_link(link, NULL);
    }
    if (out->length)
        go_to(y, x);
    wmove(curscr, y, x);
}

void links_after(struct links *links, struct buffer *out)
{
    struct link_list shown = links->shown;
    uint64_t drawn;
    int y, x;
    size_t i;

    target = out;
    getyx(curscr, y, x);
    drawn = hash_rows(&links->next);
    for (i = 0; i < links->next.count; i++) {
        const struct link *link = &links->next.items[i];
        const char *address = address_of(&links->next, link);

        if (drawn != links->drawn || !has(&shown, link, address))
            put_link(link, address);
    }
    if (out->length)
        go_to(y, x);
    wmove(curscr, y, x);
    links->shown = links->next;
    links->next = shown;
    links->drawn = drawn;
}

void links_forget(struct links *links)
{
    links->drawn = 0;
}
