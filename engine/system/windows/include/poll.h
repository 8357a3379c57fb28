/* SPDX-License-Identifier: MIT */
/* For role-play alone: the console, files, and pipes, to read from. */
#ifndef ERRWALK_WINDOWS_POLL_H
#define ERRWALK_WINDOWS_POLL_H

enum { POLLIN = 1 };

struct pollfd {
    int fd;
    short events, revents;
};

/* Ready, too, where reading would report an end; -1 with EINTR after Ctrl-C. */
int poll(struct pollfd *files, unsigned count, int milliseconds);

#endif
