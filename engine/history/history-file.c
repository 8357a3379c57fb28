/* SPDX-License-Identifier: MIT */
/*
 * The file under the database: made so that nobody else can read it whatever the umask, and looked
 * at before SQLite touches it, because what SQLite does with a file of another program is not ours
 * to do.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/file-system.h"
#include "errwalk/memory.h"
#include "errwalk/path.h"

/* Where the application's id is in the header of a database. */
enum { HEADER_LENGTH = 100, HEADER_APPLICATION = 68 };

/* The directory of the file, for memory_free. */
static char *directory_of(const struct history *history)
{
    return memory_copy(history->path, path_directory(history->path));
}

/* What was made is known only once its directory is on disk. Where that cannot be synced, nobody
 * can help it. */
static void sync_directory(const char *directory)
{
    int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

/* One directory of the path, which ends at `end`. */
static bool make_one(char *path, char *end)
{
    char after = *end, *above;
    bool created;

    *end = '\0';
    created = mkdir(path, 0700) == 0;
    if (created) {
        created = chmod(path, 0700) == 0;
        above = memory_copy(path, path_directory(path));
        if (*above)
            sync_directory(above);
        memory_free(above);
    } else {
        created = errno == EEXIST || errno == EISDIR;
    }
    *end = after;
    return created;
}

enum status history_make_directory(struct history *history)
{
    char *directory = directory_of(history), *end;
    bool created = true;

    if (access(directory, F_OK) != 0) {
        for (end = directory + 1; created && *end; end++) {
            if (path_is_separator(*end) && !path_is_separator(end[-1]))
                created = make_one(directory, end);
        }
        created = created && make_one(directory, end);
    }
    memory_free(directory);
    return created ? STATUS_OK : history_fail_system(history);
}

/* A new empty file. Its mode is set again because the umask took from it. */
static enum status create_file(struct history *history)
{
    enum { FLAGS = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC };
    int descriptor = open(history->path, FLAGS, 0600);
    char *directory;

    if (descriptor < 0)
        return errno == EEXIST ? STATUS_OK : history_fail_system(history);
    fchmod(descriptor, 0600);
    close(descriptor);
    directory = directory_of(history);
    sync_directory(directory);
    memory_free(directory);
    return STATUS_OK;
}

/* SQLite gives the log the mode that the database had when the log was made; that may have changed
 * since. */
static void match_modes(const struct history *history, mode_t mode)
{
    static const char *const suffixes[] = {"-wal", "-shm"};
    struct buffer path = {0};
    struct stat about;
    size_t i;

    for (i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        buffer_clear(&path);
        buffer_printf(&path, "%s%s", history->path, suffixes[i]);
        if (lstat(buffer_text(&path), &about) == 0 && S_ISREG(about.st_mode) &&
            (about.st_mode & 0777) != mode)
            chmod(buffer_text(&path), mode);
    }
    buffer_free(&path);
}

/* Never opened here: closing it would take away the locks that SQLite holds on it elsewhere in this
 * process. */
static enum status look_at(struct history *history)
{
    struct stat about;

    if (lstat(history->path, &about) != 0)
        return errno == ENOENT || errno == ENOTDIR ? STATUS_NO : history_fail_system(history);
    if (S_ISLNK(about.st_mode))
        return history_fail(history, HISTORY_FOREIGN, "it is a symbolic link");
    if (!S_ISREG(about.st_mode))
        return history_fail(history, HISTORY_FOREIGN,
                            S_ISDIR(about.st_mode) ? "it is a directory" : "it is no regular file");
    if (about.st_mode & 077)
        chmod(history->path, about.st_mode & 0700);
    history->device = about.st_dev;
    history->inode = about.st_ino;
    match_modes(history, about.st_mode & 0700);
    return STATUS_OK;
}

int history_peek_version(const struct history *history)
{
    enum { HEADER_VERSION = 60 };
    unsigned char header[HEADER_LENGTH] = {0};
    int file = open(history->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    ssize_t got = file < 0 ? -1 : pread(file, header, sizeof header, 0);

    if (file >= 0)
        close(file);
    return got == HEADER_LENGTH && header[HEADER_VERSION] == 0 && header[HEADER_VERSION + 1] == 0
               ? header[HEADER_VERSION + 2] << 8 | header[HEADER_VERSION + 3]
               : 0;
}

char *history_beside(const struct history *history, const char *suffix)
{
    struct buffer path = {0};

    buffer_printf(&path, "%s%s", history->path, suffix);
    return buffer_take(&path);
}

bool history_left_open(const struct history *history)
{
    char *log = history_beside(history, "-wal");
    struct stat about;
    bool left = stat(log, &about) == 0 && about.st_size > 0;

    memory_free(log);
    return left;
}

enum status history_look(struct history *history, bool create)
{
    enum status status = look_at(history);

    if (status != STATUS_NO || !create)
        return status;
    status = create_file(history);
    if (status == STATUS_OK)
        status = look_at(history);
    return status == STATUS_NO ? history_fail(history, HISTORY_GONE, NULL) : status;
}

/*
 * A file that is empty becomes a database; one that begins with zeros may be a creation that was
 * cut off, which SQLite knows by its journal. Our first transaction writes the application's id, so
 * any other must have it.
 */
enum status history_check_header(struct history *history, sqlite3_file *file)
{
    static const char magic[16] = "SQLite format 3", nothing[16];
    const unsigned char id[4] = {HISTORY_APPLICATION >> 24 & 255, HISTORY_APPLICATION >> 16 & 255,
                                 HISTORY_APPLICATION >> 8 & 255, HISTORY_APPLICATION & 255};
    unsigned char header[HEADER_LENGTH];
    sqlite3_int64 size = 0;
    int code = file->pMethods->xFileSize(file, &size);

    if (code == SQLITE_OK && size == 0)
        return STATUS_NO;
    if (code == SQLITE_OK)
        code = file->pMethods->xRead(file, header, sizeof header, 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return history_fail(history, HISTORY_BROKEN, sqlite3_errstr(code));
    if (size >= HEADER_LENGTH && memcmp(header, nothing, sizeof nothing) == 0)
        return STATUS_OK;
    if (size < HEADER_LENGTH || memcmp(header, magic, sizeof magic) != 0)
        return history_fail(history, HISTORY_FOREIGN, "it is no database");
    if (memcmp(header + HEADER_APPLICATION, id, sizeof id) != 0)
        return history_fail(history, HISTORY_FOREIGN, "it is a database of another program");
    return STATUS_OK;
}

enum status history_still_there(struct history *history)
{
    struct stat about;

    if (lstat(history->path, &about) == 0 && about.st_dev == history->device &&
        about.st_ino == history->inode)
        return STATUS_OK;
    return history_fail(history, HISTORY_GONE, NULL);
}

bool history_is_remote(const struct history *history)
{
    return file_system_is_remote(history->path);
}
