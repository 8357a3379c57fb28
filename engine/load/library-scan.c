/* SPDX-License-Identifier: MIT */
/*
 * Finding flows under directories, a directory at a time. What cannot be read is passed over: one bad
 * directory must not hide the others. Each is listed once, by the way that is no link where there
 * is one, so that links that lead round or to the same place cost nothing.
 */
#include <config.h>

#include "library-private.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/memory.h"
#include "errwalk/path.h"
#include "errwalk/text.h"

enum { DEEPEST = 16, LEAST_SLOTS = 64 };

/* A directory that is to be listed. */
struct place {
    char *path;
    unsigned depth;
};

struct places {
    struct place *items;
    size_t count, capacity;
};

/* Directories that were listed, in a table of 2^n slots; inode 0 is an empty slot. */
struct listed {
    struct {
        dev_t device;
        ino_t inode;
    } *slots;
    size_t count, size;
};

struct scan {
    size_t directory;     /* of the library */
    struct places places; /* the last is listed next */
    struct places links;  /* those behind links, which come when there are no others */
    struct listed listed;
    size_t root;  /* bytes of a path before the id */
    size_t files; /* that were looked at */
};

/* Adds a directory; false: it is there. */
static bool listed_add(struct listed *listed, dev_t device, ino_t inode)
{
    size_t at, i;

    if (2 * (listed->count + 1) > listed->size) {
        struct listed grown = {.size = listed->size ? 2 * listed->size : LEAST_SLOTS};

        grown.slots = memory_alloc(grown.size * sizeof *grown.slots);
        for (i = 0; i < listed->size; i++) {
            if (listed->slots[i].inode)
                listed_add(&grown, listed->slots[i].device, listed->slots[i].inode);
        }
        memory_free(listed->slots);
        *listed = grown;
    }
    at = ((size_t)inode * 0x9e3779b1u ^ (size_t)device) & (listed->size - 1);
    while (listed->slots[at].inode) {
        if (listed->slots[at].inode == inode && listed->slots[at].device == device)
            return false;
        at = (at + 1) & (listed->size - 1);
    }
    listed->slots[at].device = device;
    listed->slots[at].inode = inode;
    listed->count++;
    return true;
}

static void places_add(struct places *places, const char *path, size_t length, unsigned depth)
{
    void *items = places->items;

    memory_grow(&items, &places->capacity, places->count, sizeof *places->items);
    places->items = items;
    places->items[places->count++] = (struct place){memory_copy(path, length), depth};
}

static void places_free(struct places *places)
{
    while (places->count)
        memory_free(places->items[--places->count].path);
    memory_free(places->items);
    *places = (struct places){0};
}

/* Hidden files are not for us, and an id is text that can be shown. */
static bool is_usable(const char *name)
{
    size_t offset;
    uint32_t point;

    return name[0] != '.' && text_check(name, strlen(name), NULL) && !strchr(name, '\n') &&
           !text_find_hidden(name, strlen(name), &offset, &point);
}

static void add_file(struct library *library, const char *path, size_t length)
{
    const size_t root = library->scan->root;
    struct entry *entry;
    char *id;

    if (length < root + 6 || strcmp(path + length - 5, ".yaml") != 0)
        return;
    id = memory_copy(path + root, length - 5 - root);
    library_add_entry(library, id, path, &entry);
    memory_free(id);
}

static void add_item(struct library *library, const char *path, unsigned depth)
{
    struct scan *scan = library->scan;
    struct stat info, itself;

    if (stat(path, &info) != 0 || lstat(path, &itself) != 0) {
        if (errno != ENOENT && errno != ELOOP) /* links that lead nowhere */
            library_pass_over(library, path, errno);
        return;
    }
    if (S_ISREG(info.st_mode))
        add_file(library, path, strlen(path));
    else if (S_ISDIR(info.st_mode) && depth < DEEPEST)
        places_add(S_ISLNK(itself.st_mode) ? &scan->links : &scan->places, path, strlen(path),
                   depth + 1);
}

/* The rest of what is below this directory of the library is passed over. */
static void cut_off(struct library *library)
{
    struct scan *scan = library->scan;

    library->cut_off = library->directories[scan->directory - 1];
    places_free(&scan->places);
    places_free(&scan->links);
    library_pass_over(library, library->cut_off, 0);
}

static void list_items(struct library *library, const struct place *place, DIR *directory)
{
    struct buffer path = {0};
    const struct dirent *item;

    while ((item = readdir(directory))) {
        if (!is_usable(item->d_name))
            continue;
        if (library->scan->files++ == library->most) {
            cut_off(library);
            break;
        }
        buffer_clear(&path);
        buffer_printf(&path, "%s/%s", place->path, item->d_name);
#ifdef DT_REG
        if (item->d_type == DT_REG) { /* the common case needs no stat */
            add_file(library, buffer_text(&path), path.length);
            continue;
        }
#endif
        add_item(library, buffer_text(&path), place->depth);
    }
    buffer_free(&path);
}

static void list_place(struct library *library, const struct place *place)
{
    DIR *directory = opendir(place->path);
    struct stat info;

    if (!directory || fstat(dirfd(directory), &info) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            library_pass_over(library, place->path, errno);
    } else if (listed_add(&library->scan->listed, info.st_dev, info.st_ino)) {
        list_items(library, place, directory);
    }
    if (directory)
        closedir(directory);
}

static int compare_down(const void *a, const void *b)
{
    const struct place *one = a, *other = b;

    return strcmp(other->path, one->path);
}

/* Goes on with the links that were found, in the order of their paths. */
static void take_links(struct scan *scan)
{
    struct places done = scan->places;

    qsort(scan->links.items, scan->links.count, sizeof *scan->links.items, compare_down);
    scan->places = scan->links;
    scan->links = done;
}

/* Goes on with the next directory of the library; false: there is none. */
static bool take_directory(struct library *library)
{
    struct scan *scan = library->scan;
    const char *path;
    size_t length;

    if (scan->directory == library->directory_count)
        return false;
    path = library->directories[scan->directory++];
    length = strlen(path);
    while (length > 1 && path_is_separator(path[length - 1]))
        length--;
    memory_free(scan->listed.slots);
    scan->listed = (struct listed){0};
    scan->root = length + 1;
    scan->files = 0;
    places_add(&scan->places, path, length, 0);
    return true;
}

static bool has_place(struct library *library)
{
    struct scan *scan = library->scan;

    if (!scan->places.count && scan->links.count)
        take_links(scan);
    return scan->places.count || take_directory(library);
}

bool library_list(struct library *library)
{
    struct place place;

    if (library->is_scanned)
        return false;
    if (!library->scan)
        library->scan = memory_alloc(sizeof *library->scan);
    if (has_place(library)) {
        place = library->scan->places.items[--library->scan->places.count];
        list_place(library, &place);
        memory_free(place.path);
        return true;
    }
    library_scan_end(library);
    library->is_scanned = true;
    return false;
}

void library_scan_end(struct library *library)
{
    if (!library->scan)
        return;
    places_free(&library->scan->places);
    places_free(&library->scan->links);
    memory_free(library->scan->listed.slots);
    memory_free(library->scan);
    library->scan = NULL;
}
