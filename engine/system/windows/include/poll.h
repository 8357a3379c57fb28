/* SPDX-License-Identifier: MIT */
/* For role-play alone, which is not there on Windows yet: nothing is ever ready. */
#ifndef ERRWALK_WINDOWS_POLL_H
#define ERRWALK_WINDOWS_POLL_H

enum { POLLIN = 1 };

struct pollfd {
    int fd;
    short events, revents;
};

int poll(struct pollfd *files, unsigned count, int milliseconds);

#endif
