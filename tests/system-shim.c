/* SPDX-License-Identifier: MIT */
/*
 * Preloaded into the program by system-test.c: of one kind of calls to the system one fails, whoever makes it:
 * errwalk or a library. Only calls that the C library makes by itself, as those of stdio, are not seen.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>

/* What a kind is called is its place in the report. */
#define KINDS(X) X(open) X(read) X(write) X(sync) X(truncate) X(rename) X(link) X(unlink) X(mkdir) X(fcntl) X(mmap) \
    X(close) X(stat)
#define ENUM(name) KIND_##name,
enum kind { KINDS(ENUM) KIND_COUNT };
#undef ENUM
#define NAME(name) #name,
static const char *const names[] = {KINDS(NAME)};
#undef NAME

static long counts[KIND_COUNT], left = -1; /* -1: none fails */
static int failing_kind = -1, failing_error;

__attribute__((constructor)) static void begin(void)
{
    const char *kind = getenv("SYSTEM_FAILS"), *after = getenv("SYSTEM_AFTER"), *error = getenv("SYSTEM_ERROR");
    int i;

    if (!kind || !after || !error)
        return;
    for (i = 0; i < KIND_COUNT; i++) {
        if (strcmp(kind, names[i]) == 0)
            failing_kind = i;
    }
    left = strtol(after, NULL, 10);
    failing_error = (int)strtol(error, NULL, 10);
}

/* How many calls there were of each kind. */
__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("SYSTEM_REPORT");
    FILE *report = path ? fopen(path, "w") : NULL;
    int i;

    if (!report)
        return;
    for (i = 0; i < KIND_COUNT; i++)
        fprintf(report, "%s %ld\n", names[i], counts[i]);
    fclose(report);
}

static bool fails(enum kind kind)
{
    counts[kind]++;
    if ((int)kind != failing_kind || left < 0 || left-- > 0)
        return false;
    errno = failing_error;
    return true;
}

/* Looks its function of the C library up once. */
#define CALL(kind, result, failed, name, parameters, types, arguments) \
    result name parameters; \
    result name parameters \
    { \
        static result(*real) types; \
        if (!real) \
            *(void **)&real = dlsym(RTLD_NEXT, #name); \
        return fails(KIND_##kind) ? (failed) : real arguments; \
    }

/* glibc has these twice, and once more for FORTIFY; elsewhere those names stand for the others, if they are there. */
#ifdef __GLIBC__
#define CALL_64 CALL
#define OPEN_64 OPEN
#define OPEN_AT_64 OPEN_AT
#define FCNTL_64 FCNTL
#else
#define CALL_64(kind, result, failed, name, parameters, types, arguments)
#define OPEN_64(name)
#define OPEN_AT_64(name)
#define FCNTL_64(name)
#endif

CALL(read, ssize_t, -1, read, (int file, void *to, size_t most), (int, void *, size_t), (file, to, most))
CALL(read, ssize_t, -1, pread, (int file, void *to, size_t most, off_t at), (int, void *, size_t, off_t),
     (file, to, most, at))
CALL_64(read, ssize_t, -1, pread64, (int file, void *to, size_t most, off64_t at), (int, void *, size_t, off64_t),
     (file, to, most, at))
CALL(write, ssize_t, -1, write, (int file, const void *from, size_t length), (int, const void *, size_t),
     (file, from, length))
CALL(write, ssize_t, -1, pwrite, (int file, const void *from, size_t length, off_t at),
     (int, const void *, size_t, off_t), (file, from, length, at))
CALL_64(write, ssize_t, -1, pwrite64, (int file, const void *from, size_t length, off64_t at),
     (int, const void *, size_t, off64_t), (file, from, length, at))
CALL(sync, int, -1, fsync, (int file), (int), (file))
CALL(sync, int, -1, fdatasync, (int file), (int), (file))
CALL(truncate, int, -1, ftruncate, (int file, off_t length), (int, off_t), (file, length))
CALL_64(truncate, int, -1, ftruncate64, (int file, off64_t length), (int, off64_t), (file, length))
CALL(rename, int, -1, renameat, (int from, const char *old, int to, const char *new),
     (int, const char *, int, const char *), (from, old, to, new))
CALL(rename, int, -1, renameat2, (int from, const char *old, int to, const char *new, unsigned flags),
     (int, const char *, int, const char *, unsigned), (from, old, to, new, flags))
CALL(link, int, -1, linkat, (int from, const char *old, int to, const char *new, int flags),
     (int, const char *, int, const char *, int), (from, old, to, new, flags))
CALL(unlink, int, -1, unlink, (const char *path), (const char *), (path))
CALL(unlink, int, -1, unlinkat, (int directory, const char *path, int flags), (int, const char *, int),
     (directory, path, flags))
CALL(mkdir, int, -1, mkdir, (const char *path, mode_t mode), (const char *, mode_t), (path, mode))
CALL(mmap, void *, MAP_FAILED, mmap, (void *at, size_t length, int protection, int flags, int file, off_t from),
     (void *, size_t, int, int, int, off_t), (at, length, protection, flags, file, from))
CALL_64(mmap, void *, MAP_FAILED, mmap64, (void *at, size_t length, int protection, int flags, int file, off64_t from),
     (void *, size_t, int, int, int, off64_t), (at, length, protection, flags, file, from))
CALL(stat, int, -1, stat, (const char *path, struct stat *found), (const char *, struct stat *), (path, found))
CALL_64(stat, int, -1, stat64, (const char *path, struct stat64 *found), (const char *, struct stat64 *), (path, found))
CALL(stat, int, -1, lstat, (const char *path, struct stat *found), (const char *, struct stat *), (path, found))
CALL_64(stat, int, -1, lstat64, (const char *path, struct stat64 *found), (const char *, struct stat64 *), (path, found))
CALL(stat, int, -1, fstat, (int file, struct stat *found), (int, struct stat *), (file, found))
CALL_64(stat, int, -1, fstat64, (int file, struct stat64 *found), (int, struct stat64 *), (file, found))
CALL(stat, int, -1, fstatat, (int directory, const char *path, struct stat *found, int flags),
     (int, const char *, struct stat *, int), (directory, path, found, flags))
CALL_64(open, int, -1, __open_2, (const char *path, int flags), (const char *, int), (path, flags))
CALL_64(open, int, -1, __open64_2, (const char *path, int flags), (const char *, int), (path, flags))
CALL_64(open, int, -1, __openat_2, (int directory, const char *path, int flags), (int, const char *, int),
     (directory, path, flags))

/* Closed it is in any case, as Linux has it. */
int close(int file)
{
    static int (*real)(int);
    bool failed = fails(KIND_close);
    int error = errno, result;

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "close");
    result = real(file);
    errno = failed ? error : errno;
    return failed ? -1 : result;
}

/* Those with a last argument that may not be there. */
#define MODE_OF(flags) \
    mode_t mode = 0; \
    va_list rest; \
    va_start(rest, flags); \
    if (flags & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) \
        mode = va_arg(rest, mode_t); \
    va_end(rest);

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        static int (*real)(const char *, int, ...); \
        MODE_OF(flags) \
        if (!real) \
            *(void **)&real = dlsym(RTLD_NEXT, #name); \
        return fails(KIND_open) ? -1 : real(path, flags, mode); \
    }

#define OPEN_AT(name) \
    int name(int directory, const char *path, int flags, ...) \
    { \
        static int (*real)(int, const char *, int, ...); \
        MODE_OF(flags) \
        if (!real) \
            *(void **)&real = dlsym(RTLD_NEXT, #name); \
        return fails(KIND_open) ? -1 : real(directory, path, flags, mode); \
    }

#define FCNTL(name) \
    int name(int file, int command, ...) \
    { \
        static int (*real)(int, int, ...); \
        void *argument; \
        va_list rest; \
        va_start(rest, command); \
        argument = va_arg(rest, void *); \
        va_end(rest); \
        if (!real) \
            *(void **)&real = dlsym(RTLD_NEXT, #name); \
        return fails(KIND_fcntl) ? -1 : real(file, command, argument); \
    }

OPEN(open)
OPEN_64(open64)
OPEN_AT(openat)
OPEN_AT_64(openat64)
FCNTL(fcntl)
FCNTL_64(fcntl64)
