/* SPDX-License-Identifier: MIT */
/*
 * Files: reading one whole, and writing one so that it is there whole or not at all.
 */
#ifndef ERRWALK_FILE_H
#define ERRWALK_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/status.h"

/*
 * Reads a regular file. STATUS_IO with errno when it cannot be read (EISDIR for a directory, EINVAL
 * for what is no regular file); STATUS_NO when it is larger than `limit` bytes, without having
 * read it all. `*content` is replaced by what was read.
 */
enum status file_read(const char *path, size_t limit, struct buffer *content);

/*
 * Writes a new file: into a private one in the same directory (errwalk/private-file.h), synced, then
 * given its name. A
 * file that is there already is an error (STATUS_NO, errno EEXIST) unless `replace`. A symbolic
 * link is never followed and never replaced (STATUS_IO, ELOOP). After any failure nothing is left
 * behind.
 */
enum status file_write(const char *path, const char *bytes, size_t length, bool replace);

/* Ends the lines of a text for people as this system does in a file. False where it has them so already. */
bool file_end_lines(struct buffer *text);

/* STATUS_OK when file_write could create the path now: its directory is there and writable and the
 * name is free; else as file_write. For saying so before a walk rather than after it. */
enum status file_may_write(const char *path);

#endif
