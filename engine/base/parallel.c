/* SPDX-License-Identifier: MIT */
/*
 * Worker N of W does parts N, N + W, N + 2 W and so on, so that the next result is always that of the next
 * worker, and none needs to be kept: one that is ahead waits until its pipe has room.
 */
#include <config.h>

#include "errwalk/parallel.h"

#include <stdio.h>
#include <unistd.h>

#include "errwalk/descriptor.h"
#include "errwalk/memory.h"
#include "errwalk/worker.h"

/* What a worker needs to know. */
struct job {
    const struct parallel *parallel;
    const struct worker *workers; /* that were started before it */
    size_t nth, count;
};

static bool read_all(int file, char *bytes, size_t length)
{
    ssize_t got;

    for (; length; length -= (size_t)got, bytes += got) {
        got = descriptor_read(file, bytes, length);
        if (got <= 0)
            return false;
    }
    return true;
}

/* In the worker. It ends when nobody reads what it writes. */
static void work(void *context, int results)
{
    const struct job *job = context;
    const struct parallel *parallel = job->parallel;
    struct buffer result = {0};
    bool is_read = true;
    size_t i;

    for (i = 0; i < job->nth; i++)
        close(job->workers[i].results);
    for (i = job->nth; i < parallel->parts && is_read; i += job->count) {
        buffer_clear(&result);
        parallel->work(parallel->context, i, &result);
        is_read = descriptor_write(results, (const char *)&result.length, sizeof result.length) &&
                  descriptor_write(results, buffer_text(&result), result.length);
    }
    buffer_free(&result);
}

static bool take_next(const struct parallel *parallel, const struct worker *worker, size_t part)
{
    size_t length;
    char *result;
    bool is_whole;

    if (!read_all(worker->results, (char *)&length, sizeof length))
        return false;
    result = memory_alloc(length + 1);
    is_whole = read_all(worker->results, result, length);
    if (is_whole)
        parallel->take(parallel->context, part, result, length);
    memory_free(result);
    return is_whole;
}

static void end(struct worker *workers, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        close(workers[i].results);
    for (i = 0; i < count; i++) {
        worker_stop(&workers[i]);
        worker_wait(&workers[i]);
    }
}

/* How many were started: all or none. */
static size_t start(const struct parallel *parallel, struct worker *workers, size_t count)
{
    size_t i;

    fflush(stdout);
    fflush(stderr);
    for (i = 0; i < count; i++) {
        struct job job = {parallel, workers, i, count};

        if (!worker_start(&workers[i], work, &job)) {
            end(workers, i);
            return 0;
        }
    }
    return count;
}

static void run_here(const struct parallel *parallel)
{
    struct buffer result = {0};
    size_t i;

    for (i = 0; i < parallel->parts; i++) {
        buffer_clear(&result);
        parallel->work(parallel->context, i, &result);
        parallel->take(parallel->context, i, buffer_text(&result), result.length);
    }
    buffer_free(&result);
}

bool parallel_run(const struct parallel *parallel, struct parallel_fault *fault)
{
    size_t most = parallel->workers < parallel->parts ? parallel->workers : parallel->parts;
    struct worker *workers = memory_alloc((most + 1) * sizeof *workers);
    size_t count = most > 1 ? start(parallel, workers, most) : 0, i = 0;

    if (!count)
        run_here(parallel);
    while (count && i < parallel->parts && take_next(parallel, &workers[i % count], i))
        i++;
    if (count && i < parallel->parts)
        *fault = (struct parallel_fault){i, worker_wait(&workers[i % count])};
    end(workers, count);
    memory_free(workers);
    return !count || i == parallel->parts;
}
