/* SPDX-License-Identifier: MIT */
/*
 * Private files: a file that is written in a directory before it gets its name, and that nobody else
 * can read until then. Where the system has files without a name, nothing is left of one however the
 * program ends; elsewhere signals wait while it has a temporary name, and what kill -9 leaves is
 * removed by the next of them in that directory.
 *
 * The calls return 0, or -1 with errno.
 */
#ifndef ERRWALK_PRIVATE_FILE_H
#define ERRWALK_PRIVATE_FILE_H

#include <signal.h>
#include <stdbool.h>

enum { PRIVATE_FILE_NAME = 64 };

struct private_file {
    int directory;  /* borrowed */
    int descriptor; /* to write to */
    char name[PRIVATE_FILE_NAME]; /* for now; "" where it has none */
    bool has_blocked; /* signals wait */
    sigset_t before;
};

/* A new empty file in an open directory, 0600. private_file_close in any case but a failure. */
int private_file_open(struct private_file *file, int directory);

/* Gives it its name, and the mode that a new file has under the umask. EEXIST where the name is taken,
 * unless `replace`; what it names then is replaced at once. */
int private_file_publish(struct private_file *file, const char *name, bool replace);

/* Closes it; where it was not published, nothing is left of it. errno stays. */
void private_file_close(struct private_file *file);

#endif
