/* SPDX-License-Identifier: MIT */
/*
 * The locale, the standard streams and the signals that a program would die of; see the header.
 */
#include <config.h>

#include "errwalk/process.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

/* A standard stream that is closed would be taken by the next file that is opened. It becomes one
 * that cannot be used, so that using it is a fault that is reported. */
static void hold_standard_streams(void)
{
    int stream;

    for (stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) == -1 && errno == EBADF)
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

void process_start(void)
{
    hold_standard_streams();
    setlocale(LC_ALL, "");
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error to report, not a death */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
}

char **process_arguments(int *count, char **arguments)
{
    (void)count;
    return arguments;
}
