/*
 * Finding flows under directories. What cannot be read is passed over: one bad directory must not
 * hide the others.
 */
#include <config.h>

#include "library.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/text.h"

enum { DEEPEST = 16 };

/* A directory that is being listed, and those it is in. */
struct shelf {
    const struct shelf *above;
    dev_t device;
    ino_t inode;
    unsigned depth;
};

struct scan {
    struct library *library;
    struct buffer path;
    size_t root; /* bytes of the path before the id */
};

static enum status scan_directory(struct scan *scan, const struct shelf *above);

/* Whether the directory holds itself, by way of a symbolic link. */
static bool is_loop(const struct shelf *shelf)
{
    const struct shelf *above;

    for (above = shelf->above; above; above = above->above) {
        if (above->device == shelf->device && above->inode == shelf->inode)
            return true;
    }
    return false;
}

/* Hidden files are not for us, and an id is text that can be shown. */
static bool is_usable(const char *name)
{
    size_t offset;
    uint32_t point;

    return name[0] != '.' && text_check(name, strlen(name), NULL) && !strchr(name, '\n') &&
           !text_find_hidden(name, strlen(name), &offset, &point);
}

static enum status add_file(struct scan *scan)
{
    size_t length = scan->path.length;
    struct buffer id = {0};
    struct entry *entry;
    enum status status;

    if (length < scan->root + 6 || strcmp(scan->path.bytes + length - 5, ".yaml") != 0)
        return STATUS_OK;
    buffer_append(&id, scan->path.bytes + scan->root, length - 5 - scan->root);
    status = buffer_failed(&id) ? STATUS_NO_MEMORY
                                : library_add_entry(scan->library, buffer_text(&id),
                                                    buffer_text(&scan->path), &entry);
    buffer_free(&id);
    return status == STATUS_NO ? STATUS_OK : status;
}

static enum status add_item(struct scan *scan, const struct shelf *shelf, const struct dirent *item)
{
    struct stat info;

#ifdef DT_REG
    if (item->d_type == DT_REG)
        return add_file(scan); /* the common case needs no stat */
#endif
    if (stat(buffer_text(&scan->path), &info) != 0)
        return STATUS_OK;
    if (S_ISDIR(info.st_mode))
        return scan_directory(scan, shelf);
    return S_ISREG(info.st_mode) ? add_file(scan) : STATUS_OK;
}

static void cut_path(struct buffer *path, size_t length)
{
    path->length = length;
    path->bytes[length] = '\0';
}

static enum status list_items(struct scan *scan, const struct shelf *shelf, DIR *directory)
{
    size_t length = scan->path.length;
    enum status status = STATUS_OK;
    const struct dirent *item;

    while (status == STATUS_OK && (item = readdir(directory))) {
        if (!is_usable(item->d_name))
            continue;
        buffer_char(&scan->path, '/');
        buffer_string(&scan->path, item->d_name);
        if (buffer_failed(&scan->path))
            return STATUS_NO_MEMORY;
        status = add_item(scan, shelf, item);
        cut_path(&scan->path, length);
    }
    return status;
}

static enum status scan_directory(struct scan *scan, const struct shelf *above)
{
    struct shelf shelf = {.above = above, .depth = above ? above->depth + 1 : 0};
    DIR *directory = shelf.depth > DEEPEST ? NULL : opendir(buffer_text(&scan->path));
    enum status status = STATUS_OK;
    struct stat info;

    if (!directory)
        return STATUS_OK;
    if (fstat(dirfd(directory), &info) == 0) {
        shelf.device = info.st_dev;
        shelf.inode = info.st_ino;
        if (!is_loop(&shelf))
            status = list_items(scan, &shelf, directory);
    }
    closedir(directory);
    return status;
}

enum status library_scan(struct library *library)
{
    struct scan scan = {.library = library};
    enum status status = STATUS_OK;
    size_t i;

    for (i = 0; status == STATUS_OK && i < library->directory_count; i++) {
        buffer_clear(&scan.path);
        buffer_string(&scan.path, library->directories[i]);
        while (scan.path.length > 1 && scan.path.bytes[scan.path.length - 1] == '/')
            cut_path(&scan.path, scan.path.length - 1);
        scan.root = scan.path.length + 1;
        status = buffer_failed(&scan.path) ? STATUS_NO_MEMORY : scan_directory(&scan, NULL);
    }
    buffer_free(&scan.path);
    library->is_scanned = status == STATUS_OK;
    return status;
}
