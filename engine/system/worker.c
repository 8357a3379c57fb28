/* SPDX-License-Identifier: MIT */
/*
 * A copy of the process, by fork; see the header.
 */
#include <config.h>

#include "errwalk/worker.h"

#include <errno.h>
#ifdef HAVE_SCHED_GETAFFINITY
#include <sched.h>
#endif
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

size_t worker_most(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef HAVE_SCHED_GETAFFINITY
    cpu_set_t allowed;

    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        online = CPU_COUNT(&allowed);
#endif
    return online > 1 ? (size_t)online : 1;
}

bool worker_start(struct worker *worker, void (*work)(void *context, int results), void *context)
{
    int ends[2];
    pid_t process;

    if (pipe(ends) != 0)
        return false;
    process = fork();
    if (process == 0) {
        close(ends[0]);
        work(context, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    if (process < 0)
        close(ends[0]);
    *worker = (struct worker){process, ends[0]};
    return process > 0;
}

int worker_wait(struct worker *worker)
{
    int status = 0;

    if (!worker->process)
        return 0;
    while (waitpid((pid_t)worker->process, &status, 0) < 0 && errno == EINTR)
        ;
    worker->process = 0;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void worker_stop(const struct worker *worker)
{
    if (worker->process)
        kill((pid_t)worker->process, SIGKILL);
}
