/* SPDX-License-Identifier: MIT */
/*
 * A process with a history and a walk of its own; see the header.
 */
#include <config.h>

#include "history-worker.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "history-fixture.h"
#include "suite.h"

const char *const worker_words[WORKER_WORDS] = {"aardvark", "bergamot", "chrysalis"};

const char *const worker_acts[] = {"*aardvark", "*bergamot", "*chrysalis", "fix",   "0x3e7", "unsure", "+0", "+1",
                                   "no",        "<",         "<2",         "other", "call",  "done",   "yes", "!",
                                   "no-flow",   "*a note of some length, so that a page fills sooner", NULL};

/* What one process has open. */
struct desk {
    const char *path;
    struct history *history;
    struct walking walking;
    bool walks;
};

int64_t worker_time(unsigned seed)
{
    return 1767225600 + 1000 * (int64_t)seed;
}

worker_event worker_event_of(const struct event *event)
{
    worker_event hash = 14695981039346656037u;
    struct buffer text = {0};
    size_t i;

    buffer_printf(&text, "%u %d %lld %d %u %u %d", event->number, (int)event->kind, (long long)event->at,
                  (int)event->step_kind, event->target, event->item, event->on);
#define ADD(name) buffer_printf(&text, "|%s", event->name);
    EVENT_TEXTS(ADD)
#undef ADD
    for (i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.bytes[i]) * 1099511628211u;
    buffer_free(&text);
    return hash;
}

/* Writing that fails from some time on. */
static struct {
    long left;
    int error;
} failing;

static bool fails(void)
{
    if (!failing.error || failing.left-- > 0)
        return false;
    failing.left = 0;
    errno = failing.error;
    return true;
}

static ssize_t failing_write(int file, const void *bytes, size_t length)
{
    return fails() ? -1 : write(file, bytes, length);
}

static ssize_t failing_pwrite(int file, const void *bytes, size_t length, off_t at)
{
    return fails() ? -1 : pwrite(file, bytes, length, at);
}

static int failing_ftruncate(int file, off_t length)
{
    return fails() ? -1 : ftruncate(file, length);
}

static void let_fail(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

    vfs->xSetSystemCall(vfs, "write", (sqlite3_syscall_ptr)failing_write);
    vfs->xSetSystemCall(vfs, "pwrite", (sqlite3_syscall_ptr)failing_pwrite);
    vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)failing_pwrite);
    vfs->xSetSystemCall(vfs, "ftruncate", (sqlite3_syscall_ptr)failing_ftruncate);
}

static void stop(struct desk *desk)
{
    if (desk->walks)
        walking_stop(&desk->walking);
    desk->walks = false;
}

static void leave(struct desk *desk)
{
    stop(desk);
    history_free(desk->history);
    desk->history = NULL;
}

/* The events of the walk from one on. */
static void tell_events(const struct desk *desk, size_t from, struct worker_response *response)
{
    const struct session *session = walk_session(desk->walking.walk);
    size_t i;

    strcpy(response->id, session_id(session));
    response->all = session_count(session);
    for (i = from; i < session_count(session) && response->count < WORKER_NEW; i++)
        response->events[response->count++] = worker_event_of(session_event(session, i));
}

static int begin(struct desk *desk, const struct worker_request *request, struct worker_response *response)
{
    stop(desk);
    fixture_start(&desk->walking, desk->history, "main", request->number);
    desk->walks = true;
    tell_events(desk, 0, response);
    return STATUS_OK;
}

static int act(struct desk *desk, const struct worker_request *request, struct worker_response *response)
{
    enum status status;
    size_t before;

    if (!desk->walks)
        return -1;
    before = session_count(walk_session(desk->walking.walk));
    status = walking_act(desk->walking.walk, worker_acts[request->number]);
    tell_events(desk, before, response);
    return (int)status;
}

/* Claims first, as errwalk does, and loads then. */
static enum status resume_walk(struct desk *desk, const struct worker_request *request)
{
    const char *directory = suite_source("tests/flows/session");
    const struct walk_store store = history_store(desk->history);
    struct diag_list faults = {0};
    const struct event *misfit = NULL;
    struct session *session = NULL;
    enum status status = history_claim(desk->history, request->id);

    if (status == STATUS_OK)
        status = history_load(desk->history, request->id, &session);
    if (status != STATUS_OK)
        return status;
    desk->walking = (struct walking){
        .clock = {.fixed = true, .now = worker_time(request->number), .random = request->number}};
    library_new(&directory, 1, &desk->walking.library);
    desk->walking.walk = walk_new(desk->walking.library, &desk->walking.clock);
    desk->walks = true;
    if (walk_resume(desk->walking.walk, session, &faults, &misfit) != STATUS_OK) {
        session_free(session);
        abort();
    }
    diag_list_free(&faults);
    walk_set_store(desk->walking.walk, &store);
    return STATUS_OK;
}

static int resume(struct desk *desk, const struct worker_request *request, struct worker_response *response)
{
    enum status status;

    stop(desk);
    status = resume_walk(desk, request);
    if (status == STATUS_OK)
        tell_events(desk, session_count(walk_session(desk->walking.walk)), response);
    return (int)status;
}

static int list(struct desk *desk, const struct worker_request *request, struct worker_response *response)
{
    const struct history_filter filter = {
        .since = INT64_MIN,
        .outcome = -1,
        .search = request->kind == WORKER_SEARCH ? worker_words[request->number] : NULL};
    struct history_list list = {0};
    enum status status = history_list(desk->history, &filter, &list);
    size_t i;

    if (status != STATUS_OK)
        return (int)status;
    for (i = 0; i < list.count && i < WORKER_LISTED; i++) {
        response->listed[i].seed = (unsigned)((list.items[i].started - worker_time(0)) / 1000);
        response->listed[i].events = (unsigned)list.items[i].events;
    }
    response->count = list.count;
    response->all = list.damaged;
    history_list_free(&list);
    return STATUS_OK;
}

static int remove_one(struct desk *desk, const struct worker_request *request, struct worker_response *response)
{
    (void)response;
    return (int)history_delete(desk->history, request->id);
}

static int purge(struct desk *desk, const struct worker_request *request, struct worker_response *response)
{
    return (int)history_purge(desk->history, worker_time(request->number), &response->count);
}

static int leave_all(struct desk *desk, const struct worker_request *request, struct worker_response *response)
{
    (void)request, (void)response;
    leave(desk);
    return STATUS_OK;
}

static int (*const doing[WORKER_KIND_COUNT])(struct desk *, const struct worker_request *,
                                             struct worker_response *) = {
    [WORKER_BEGIN] = begin,   [WORKER_ACT] = act,     [WORKER_LEAVE] = leave_all,   [WORKER_RESUME] = resume,
    [WORKER_LIST] = list,     [WORKER_SEARCH] = list, [WORKER_REMOVE] = remove_one, [WORKER_PURGE] = purge,
};

static int work(const char *path, int requests, int responses)
{
    struct desk desk = {.path = path};
    struct worker_request request;

    let_fail();
    while (read(requests, &request, sizeof request) == sizeof request) {
        struct worker_response response = {0};

        if (!desk.history)
            desk.history = history_new(path);
        failing.left = request.after;
        failing.error = request.error;
        response.status = doing[request.kind](&desk, &request, &response);
        failing.error = 0;
        if (response.status == STATUS_IO)
            snprintf(response.message, sizeof response.message, "%s", history_message(desk.history));
        if (response.status != STATUS_OK && request.kind == WORKER_RESUME)
            leave(&desk);
        if (write(responses, &response, sizeof response) != sizeof response)
            return 1;
    }
    leave(&desk);
    return 0;
}

void worker_start(struct worker *worker, const char *path)
{
    int requests[2], responses[2];

    if (pipe(requests) != 0 || pipe(responses) != 0) {
        perror("pipe");
        exit(99);
    }
    suite_scratch("."); /* made here, because a child does not remove it */
    fflush(NULL);
    worker->process = fork();
    if (worker->process == 0) {
        close(requests[1]);
        close(responses[0]);
        _exit(work(path, requests[0], responses[1]));
    }
    close(requests[0]);
    close(responses[1]);
    worker->requests = requests[1];
    worker->responses = responses[0];
}

void worker_ask(struct worker *worker, const struct worker_request *request)
{
    suite_expect("ask", write(worker->requests, request, sizeof *request) == sizeof *request);
}

bool worker_hear(struct worker *worker, struct worker_response *response)
{
    return read(worker->responses, response, sizeof *response) == sizeof *response;
}

void worker_kill(struct worker *worker)
{
    kill(worker->process, SIGKILL);
    waitpid(worker->process, NULL, 0);
    worker->process = 0;
}

void worker_end(struct worker *worker)
{
    if (worker->process)
        worker_kill(worker);
    close(worker->requests);
    close(worker->responses);
}
