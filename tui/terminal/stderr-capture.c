/* SPDX-License-Identifier: MIT */
/*
 * A library that complains, or the runtime that says why it aborts, must not write across the
 * screen, and what it says must not be lost.
 */
#include <config.h>

#include "stderr-capture.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int store_fd = -1, real_fd = -1;

void stderr_capture_begin(void)
{
    FILE *store = isatty(STDERR_FILENO) ? tmpfile() : NULL;

    if (!store)
        return;
    fflush(stderr);
    store_fd = fcntl(fileno(store), F_DUPFD_CLOEXEC, 3);
    fclose(store);
    if (store_fd < 0)
        return;
    real_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_fd >= 0)
        dup2(store_fd, STDERR_FILENO);
}

void stderr_capture_release(void)
{
    char bytes[512];
    ssize_t length;

    if (real_fd < 0)
        return;
    dup2(real_fd, STDERR_FILENO);
    close(real_fd);
    real_fd = -1;
    lseek(store_fd, 0, SEEK_SET);
    while ((length = read(store_fd, bytes, sizeof bytes)) > 0) {
        if (write(STDERR_FILENO, bytes, (size_t)length) < 0)
            break;
    }
    close(store_fd);
}
