/* SPDX-License-Identifier: MIT */
/*
 * A child of a child, which the system waits for; in a session of its own, where no terminal can be.
 */
#include <config.h>

#include "errwalk/detached.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILES = 1024 };

/* Only what may be called between fork and exec. */
static void run(const char *file, char *const *arguments)
{
    sigset_t none;
    int descriptor;

    for (descriptor = 0; descriptor < FILES; descriptor++)
        close(descriptor);
    if (open("/dev/null", O_RDWR) == STDIN_FILENO) {
        dup2(STDIN_FILENO, STDOUT_FILENO);
        dup2(STDIN_FILENO, STDERR_FILENO);
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        execv(file, arguments);
    }
    _exit(1);
}

bool detached_start(const char *file, const char *const *arguments)
{
    int status = 1;
    pid_t child = fork();

    if (child == 0) {
        if (setsid() < 0)
            _exit(1);
        child = fork();
        if (child == 0)
            run(file, (char *const *)(uintptr_t)arguments);
        _exit(child < 0);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return child > 0 && status == 0;
}
