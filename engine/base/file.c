/* SPDX-License-Identifier: MIT */
/*
 * Whole files in and out. What is written gets its name when it is complete, so that nobody ever sees
 * half a file and a full disk leaves the directory as it was.
 */
#include <config.h>

#include "errwalk/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/descriptor.h"
#include "errwalk/memory.h"
#include "errwalk/path.h"
#include "errwalk/private-file.h"

/* Closes and keeps errno, for the way out after a failure. */
static void close_quietly(int descriptor)
{
    int error = errno;

    if (descriptor >= 0)
        close(descriptor);
    errno = error;
}

/* To the end, also where the file grows meanwhile or (as in /proc) says that it is empty. What it
 * says goes straight into the buffer. */
static enum status read_all(int descriptor, size_t limit, struct buffer *content)
{
    char chunk[4096];
    ssize_t got = 1;

    while (got > 0 && content->length + 1 < content->capacity) {
        got = descriptor_read(descriptor, content->bytes + content->length,
                         content->capacity - content->length - 1);
        content->length += got > 0 ? (size_t)got : 0;
    }
    content->bytes[content->length] = '\0';
    while (got > 0 && (got = descriptor_read(descriptor, chunk, sizeof chunk)) > 0) {
        if ((size_t)got > limit - content->length)
            return STATUS_NO;
        buffer_append(content, chunk, (size_t)got);
    }
    return got < 0 ? STATUS_IO : STATUS_OK;
}

static enum status read_opened(int descriptor, size_t limit, struct buffer *content)
{
    struct stat about;

    if (fstat(descriptor, &about) != 0)
        return STATUS_IO;
    if (!S_ISREG(about.st_mode)) {
        errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
        return STATUS_IO;
    }
    if (about.st_size > 0 && (size_t)about.st_size > limit)
        return STATUS_NO;
    content->capacity = (size_t)about.st_size + 1;
    content->bytes = memory_realloc(NULL, content->capacity);
    return read_all(descriptor, limit, content);
}

enum status file_read(const char *path, size_t limit, struct buffer *content)
{
    /* Without blocking: a named pipe would wait for its writer. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct buffer whole = {0};
    enum status status;

    if (descriptor < 0)
        return STATUS_IO;
    status = read_opened(descriptor, limit, &whole);
    close_quietly(descriptor);
    if (status != STATUS_OK) {
        buffer_free(&whole);
        return status;
    }
    buffer_free(content);
    *content = whole;
    return STATUS_OK;
}

static enum status fail(int error)
{
    errno = error;
    return error == EEXIST ? STATUS_NO : STATUS_IO;
}

/* Opens the directory of a path; `*name` is what stands after it. -1 with errno. */
static int open_directory(const char *path, const char **name)
{
    const size_t length = path_directory(path);
    char *directory;
    int descriptor;

    *name = path_name(path);
    if (!**name || strcmp(*name, ".") == 0 || strcmp(*name, "..") == 0) {
        errno = *path ? EISDIR : ENOENT;
        return -1;
    }
    directory = length ? memory_copy(path, length) : memory_copy(".", 1);
    descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    memory_free(directory);
    return descriptor;
}

/* Whether the name may be given to a new file. */
static enum status check_name(int directory, const char *name, bool replace)
{
    struct stat about;

    if (fstatat(directory, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? STATUS_OK : STATUS_IO;
    if (S_ISLNK(about.st_mode))
        return fail(ELOOP);
    if (!replace)
        return fail(EEXIST);
    if (!S_ISREG(about.st_mode))
        return fail(S_ISDIR(about.st_mode) ? EISDIR : EINVAL);
    return STATUS_OK;
}

static enum status write_all(int descriptor, const char *bytes, size_t length)
{
    if (!descriptor_write(descriptor, bytes, length))
        return STATUS_IO;
    return fsync(descriptor) == 0 || errno == EINVAL ? STATUS_OK : STATUS_IO;
}

static void remove_quietly(int directory, const char *name)
{
    int error = errno;

    unlinkat(directory, name, 0);
    errno = error;
}

static enum status write_beside(int directory, const char *name, const char *bytes, size_t length,
                                bool replace)
{
    struct private_file file;
    enum status status;

    if (private_file_open(&file, directory) != 0)
        return STATUS_IO;
    status = write_all(file.descriptor, bytes, length);
    if (status == STATUS_OK)
        status = check_name(directory, name, replace);
    if (status == STATUS_OK && private_file_publish(&file, name, replace) != 0)
        status = fail(errno);
    private_file_close(&file);
    return status;
}

bool file_end_lines(struct buffer *text)
{
    struct buffer ended = {0};
    const char *at = buffer_text(text), *end;

    if (strcmp(path_line_end, "\n") == 0)
        return false;
    for (; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        buffer_append(&ended, at, (size_t)(end - at));
        buffer_string(&ended, path_line_end);
    }
    buffer_string(&ended, at);
    buffer_free(text);
    *text = ended;
    return true;
}

enum status file_write(const char *path, const char *bytes, size_t length, bool replace)
{
    const char *name;
    int directory = open_directory(path, &name);
    enum status status;

    if (directory < 0)
        return STATUS_IO;
    status = check_name(directory, name, replace);
    if (status == STATUS_OK)
        status = write_beside(directory, name, bytes, length, replace);
    if (status == STATUS_OK && fsync(directory) != 0 && errno != EINVAL) {
        status = STATUS_IO;
        if (!replace)
            remove_quietly(directory, name);
    }
    close_quietly(directory);
    return status;
}

enum status file_may_write(const char *path)
{
    const char *name;
    int directory = open_directory(path, &name);
    enum status status;

    if (directory < 0)
        return STATUS_IO;
    status = check_name(directory, name, false);
    if (status == STATUS_OK && faccessat(directory, ".", W_OK | X_OK, AT_EACCESS) != 0)
        status = STATUS_IO;
    close_quietly(directory);
    return status;
}
