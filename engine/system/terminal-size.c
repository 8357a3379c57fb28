/* SPDX-License-Identifier: MIT */
/*
 * The size as the terminal's driver knows it.
 */
#include <config.h>

#include "errwalk/terminal-size.h"

#include <sys/ioctl.h>
#include <unistd.h>

bool terminal_size(int *height, int *width)
{
    struct winsize size;

    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row ||
        !size.ws_col)
        return false;
    *height = size.ws_row;
    *width = size.ws_col;
    return true;
}
