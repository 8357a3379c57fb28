/* SPDX-License-Identifier: MIT */
/*
 * The rows of a damaged database, past SQLite: from each page that has cells of the right shape,
 * whatever leads to it. That a row is what was written, and where it belongs, its digest says; here
 * nothing is believed but that it is read within its bounds.
 *
 * See "Database File Format" of SQLite: pages of an index (a table WITHOUT ROWID is one), cells,
 * overflow pages, records.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/memory.h"

enum {
    HEADER = 100,       /* of the file, at the beginning of page 1 */
    INDEX_INTERIOR = 2, /* kinds of pages */
    INDEX_LEAF = 10,
    MOST_BODY = 4 << 20,
    COLUMNS = 4, /* session, number, body, digest */
};

struct file {
    int descriptor;
    size_t page_size;
    uint32_t pages;
    unsigned char *page, *overflow; /* of one page each */
    struct buffer payload;
};

static uint32_t big_endian(const unsigned char *bytes, int count)
{
    uint32_t number = 0;

    while (count--)
        number = number << 8 | *bytes++;
    return number;
}

/* A number of one to nine bytes. How many it was; 0 where it does not end in time. */
static size_t read_varint(const unsigned char *bytes, size_t left, uint64_t *number)
{
    size_t i;

    *number = 0;
    for (i = 0; i < 9 && i < left; i++) {
        if (i == 8) {
            *number = *number << 8 | bytes[i];
            return 9;
        }
        *number = *number << 7 | (bytes[i] & 0x7f);
        if (!(bytes[i] & 0x80))
            return i + 1;
    }
    return 0;
}

static bool read_page(const struct file *file, uint32_t number, unsigned char *page)
{
    ssize_t got;

    if (number < 1 || number > file->pages)
        return false;
    got = pread(file->descriptor, page, file->page_size,
                (off_t)(number - 1) * (off_t)file->page_size);
    return got == (ssize_t)file->page_size;
}

/* How much of a payload stands in its cell, the rest being on overflow pages. */
static size_t local_length(const struct file *file, uint64_t length)
{
    const uint64_t usable = file->page_size, most = (usable - 12) * 64 / 255 - 23,
                   least = (usable - 12) * 32 / 255 - 23;
    uint64_t local;

    if (length <= most)
        return (size_t)length;
    local = least + (length - least) % (usable - 4);
    return (size_t)(local <= most ? local : least);
}

static bool append_overflow(struct file *file, uint32_t page, uint64_t left)
{
    uint32_t steps = file->pages;

    while (left && steps-- && read_page(file, page, file->overflow)) {
        size_t part = file->page_size - 4;

        part = left < part ? (size_t)left : part;
        buffer_append(&file->payload, (const char *)file->overflow + 4, part);
        left -= part;
        page = big_endian(file->overflow, 4);
    }
    return left == 0;
}

/* The payload of a cell, which begins `at` bytes into the page. */
static bool read_payload(struct file *file, size_t at)
{
    uint64_t length;
    size_t size, local;

    size = at < file->page_size ? read_varint(file->page + at, file->page_size - at, &length) : 0;
    if (!size || length < HISTORY_DIGEST || length > MOST_BODY)
        return false;
    at += size;
    local = local_length(file, length);
    if (local > file->page_size - at || (local < length && local + 4 > file->page_size - at))
        return false;
    buffer_clear(&file->payload);
    buffer_append(&file->payload, (const char *)file->page + at, local);
    return local == length ||
           append_overflow(file, big_endian(file->page + at + local, 4), length - local);
}

/* An integer of a record by its serial type. */
static bool read_integer(uint64_t type, const unsigned char **bytes, const unsigned char *end,
                         int64_t *number)
{
    static const unsigned char lengths[] = {0, 1, 2, 3, 4, 6, 8, 0, 0, 0};
    uint64_t read;
    size_t length, i;

    if (type == 0 || type > 9 || type == 7)
        return false;
    if (type >= 8) {
        *number = (int64_t)type - 8;
        return true;
    }
    length = lengths[type];
    if ((size_t)(end - *bytes) < length)
        return false;
    read = **bytes & 0x80 ? UINT64_MAX : 0;
    for (i = 0; i < length; i++)
        read = read << 8 | *(*bytes)++;
    *number = (int64_t)read;
    return true;
}

/* The record of the payload as a row of events. The byte behind the body is the digest's first; it is
 * moved so that the body can end with a NUL. */
static bool read_record(struct buffer *payload, struct history_row *row,
                        unsigned char digest[HISTORY_DIGEST])
{
    unsigned char *bytes = (unsigned char *)payload->bytes;
    const unsigned char *end = bytes + payload->length, *at;
    uint64_t header, types[COLUMNS];
    size_t place = read_varint(bytes, payload->length, &header), size, i;

    if (!place || header > payload->length)
        return false;
    for (i = 0; i < COLUMNS; i++) {
        size = place < header ? read_varint(bytes + place, (size_t)header - place, &types[i]) : 0;
        if (!size)
            return false;
        place += size;
    }
    at = bytes + header;
    if (place != header || !read_integer(types[0], &at, end, &row->key) ||
        !read_integer(types[1], &at, end, &row->number) || types[2] < 13 || types[2] % 2 == 0 ||
        types[3] != 12 + 2 * HISTORY_DIGEST)
        return false;
    row->length = (size_t)(types[2] - 13) / 2;
    if ((size_t)(end - at) != row->length + HISTORY_DIGEST)
        return false;
    memcpy(digest, at + row->length, HISTORY_DIGEST);
    row->body = payload->bytes + (at - bytes);
    row->digest = digest;
    payload->bytes[(at - bytes) + (ptrdiff_t)row->length] = '\0';
    return true;
}

/* False: `take` has had enough. */
static bool scan_page(struct file *file, uint32_t number,
                      bool (*take)(void *context, const struct history_row *row), void *context)
{
    const size_t head = number == 1 ? HEADER : 0;
    const unsigned char kind = file->page[head];
    const size_t cells = head + (kind == INDEX_INTERIOR ? 12 : 8);
    unsigned char digest[HISTORY_DIGEST];
    struct history_row row;
    uint32_t count, i;

    if (kind != INDEX_LEAF && kind != INDEX_INTERIOR)
        return true;
    count = big_endian(file->page + head + 3, 2);
    for (i = 0; i < count && cells + 2 * i + 2 <= file->page_size; i++) {
        size_t at = big_endian(file->page + cells + 2 * i, 2);

        at += kind == INDEX_INTERIOR ? 4 : 0; /* behind the page on its left */
        if (read_payload(file, at) && read_record(&file->payload, &row, digest) &&
            !take(context, &row))
            return false;
    }
    return true;
}

/* The size of a page, which damage may have changed: where it is none, that which errwalk makes. */
static size_t read_page_size(int descriptor)
{
    unsigned char header[HEADER];
    size_t size = 0;

    if (pread(descriptor, header, sizeof header, 0) == (ssize_t)sizeof header)
        size = big_endian(header + 16, 2);
    size = size == 1 ? 65536 : size;
    return size >= 512 && (size & (size - 1)) == 0 ? size : 4096;
}

enum status history_scan_rows(const char *path,
                              bool (*take)(void *context, const struct history_row *row),
                              void *context)
{
    struct file file = {.descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    struct stat about;
    uint32_t number;

    if (file.descriptor < 0 || fstat(file.descriptor, &about) != 0)
        return STATUS_IO;
    file.page_size = read_page_size(file.descriptor);
    file.pages = (uint32_t)((uint64_t)about.st_size / file.page_size);
    file.page = memory_alloc(file.page_size);
    file.overflow = memory_alloc(file.page_size);
    for (number = 1; number <= file.pages; number++) {
        if (read_page(&file, number, file.page) && !scan_page(&file, number, take, context))
            break;
    }
    memory_free(file.page);
    memory_free(file.overflow);
    buffer_free(&file.payload);
    close(file.descriptor);
    return STATUS_OK;
}
