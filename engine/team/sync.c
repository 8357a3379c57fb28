/* SPDX-License-Identifier: MIT */
/*
 * First what both sides have is compared, session by session in one order, so that neither has to be held
 * in memory; what is to be done is a list of tasks. Then they are done: what is purged first, then what
 * is pulled, which completes sessions that lost their end here, and what is pushed last.
 */
#include <config.h>

#include "errwalk/sync.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "errwalk/redact-session.h"

enum {
    EVENTS_AT_ONCE = 200,        /* of a statement */
    BYTES_AT_ONCE = 1 << 20,     /* of a transaction, and of a statement */
    SESSIONS_AT_ONCE = 100,      /* of a transaction */
    SESSION_BYTES_MOST = 1 << 26 /* that are pulled of one session */
};

enum task_kind { TASK_BURY, TASK_PULL, TASK_PUSH };

struct task {
    enum task_kind kind;
    struct share_head head; /* as it shall be: of the side that has more */
    unsigned stored;        /* events that the other side has */
};

struct sync {
    struct history *history;
    struct store *store;
    const struct sync_options *options;
    struct sync_result *result;
    struct share_heads *heads; /* of the history, while it is compared */
    struct share_head here;
    bool has_here;
    struct task *tasks;
    size_t count, capacity;
    struct arena *arena; /* of what is changed before it is pushed */
};

static enum status fail(struct sync *sync, const char *says)
{
    buffer_clear(&sync->result->says);
    buffer_string(&sync->result->says, says);
    return STATUS_IO;
}

static enum status fail_store(struct sync *sync)
{
    return fail(sync, store_message(sync->store));
}

static enum status fail_history(struct sync *sync)
{
    return fail(sync, history_message(sync->history));
}

static void refuse(struct sync *sync, const struct share_head *head, const char *why)
{
    sync->result->refused++;
    sync->options->refused(sync->options->context, head->session, why);
}

static void report(const struct sync *sync, const char *what, size_t done, size_t all)
{
    if (sync->options->progress)
        sync->options->progress(sync->options->context, what, done, all);
}

static void add_task(struct sync *sync, enum task_kind kind, const struct share_head *head,
                     unsigned stored)
{
    if (kind == TASK_PULL && sync->options->push_only)
        return;
    memory_grow((void **)&sync->tasks, &sync->capacity, sync->count, sizeof *sync->tasks);
    sync->tasks[sync->count++] = (struct task){.kind = kind, .head = *head, .stored = stored};
}

static enum status next_here(struct sync *sync)
{
    enum status status = share_heads_next(sync->heads, &sync->here, &sync->has_here);

    return status == STATUS_OK ? status : fail_history(sync);
}

/* A session that the store does not have. */
static void decide_here(struct sync *sync)
{
    if (!sync->here.gone && sync->here.own && sync->here.events)
        add_task(sync, TASK_PUSH, &sync->here, 0);
}

/* A session that both have: of the events that both have the last must be the same. */
static enum status decide_both(struct sync *sync, const struct share_head *there)
{
    const struct share_head *here = &sync->here;
    unsigned char digest[SHARE_DIGEST];
    enum status status;

    if (there->gone && !here->gone)
        add_task(sync, TASK_BURY, here, 0);
    if (there->gone || here->gone)
        return STATUS_OK;
    if (there->events > here->events) {
        struct share_head more = *there;

        more.own = here->own;
        add_task(sync, TASK_PULL, &more, here->events);
        return STATUS_OK;
    }
    status = share_digest(sync->history, here, there->events, digest);
    if (status == STATUS_IO)
        return fail_history(sync);
    if (there->events && (status != STATUS_OK || memcmp(digest, there->digest, sizeof digest) != 0))
        refuse(sync, here, "the store has it with other events than were written here");
    else if (here->events > there->events && here->own)
        add_task(sync, TASK_PUSH, here, there->events);
    return STATUS_OK;
}

/* Both sides come in one order. */
static enum status take_head(void *context, const struct share_head *there)
{
    struct sync *sync = context;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && sync->has_here && share_compare(&sync->here, there) < 0) {
        decide_here(sync);
        status = next_here(sync);
    }
    if (status != STATUS_OK)
        return status;
    if (!sync->has_here || share_compare(&sync->here, there) != 0) {
        if (!there->gone && there->events)
            add_task(sync, TASK_PULL, there, 0);
        return STATUS_OK;
    }
    status = decide_both(sync, there);
    return status == STATUS_OK ? next_here(sync) : status;
}

/* A role that may only push: what is not known to be there is pushed. */
static enum status decide_blindly(struct sync *sync)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK && sync->has_here) {
        if (!sync->here.gone && sync->here.own && sync->here.events > sync->here.sent)
            add_task(sync, TASK_PUSH, &sync->here, sync->here.sent);
        status = next_here(sync);
    }
    return status;
}

static enum status compare(struct sync *sync)
{
    enum status status = share_heads_open(sync->history, &sync->heads);

    status = status == STATUS_OK ? next_here(sync) : fail_history(sync);
    if (status != STATUS_OK)
        return status;
    status = store_heads(sync->store, NULL, take_head, sync);
    if (status == STATUS_NO)
        return decide_blindly(sync);
    if (status == STATUS_IO && !sync->result->says.length)
        return fail_store(sync);
    while (status == STATUS_OK && sync->has_here) {
        decide_here(sync);
        status = next_here(sync);
    }
    return status;
}

static int by_kind(const void *a, const void *b)
{
    const struct task *one = a, *other = b;

    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    return share_compare(&one->head, &other->head);
}

static enum status bury(struct sync *sync, const struct task *tasks, size_t count)
{
    struct share_head *heads = memory_alloc((count + 1) * sizeof *heads);
    enum status status = STATUS_OK;
    size_t i;

    for (i = 0; i < count; i++)
        heads[i] = tasks[i].head;
    if (count && !sync->options->dry_run)
        status = share_bury(sync->history, heads, count, &sync->result->removed);
    memory_free(heads);
    return status == STATUS_OK ? status : fail_history(sync);
}

/* Events on their way between the two sides. Bodies are the arena's. */
struct load {
    struct arena *arena;
    struct share_event *events;
    size_t count, capacity, bytes;
    bool too_large;
};

static void load_clear(struct load *load)
{
    arena_free(load->arena);
    load->arena = arena_new();
    load->count = load->bytes = 0;
    load->too_large = false;
}

static void load_free(struct load *load)
{
    arena_free(load->arena);
    memory_free(load->events);
}

static void load_add(void *context, const struct share_event *event)
{
    struct load *load = context;

    memory_grow((void **)&load->events, &load->capacity, load->count, sizeof *load->events);
    load->events[load->count] = *event;
    load->events[load->count++].body = arena_copy(load->arena, event->body, event->length);
    load->bytes += event->length;
}

/* What is larger than any session is not taken into memory. */
static enum status load_take(void *context, const struct share_event *event)
{
    struct load *load = context;

    load->too_large = load->too_large || event->length > SHARE_BODY_MOST ||
                      load->bytes > SESSION_BYTES_MOST;
    if (!load->too_large)
        load_add(load, event);
    return STATUS_OK;
}

static enum status put(struct sync *sync, const struct task *task, const struct share_event *events,
                       size_t count)
{
    const char *wrong = "its events are not there";
    enum status status = STATUS_INVALID;

    if (count)
        status = share_put(sync->history, &task->head, events, count, &wrong);
    if (status == STATUS_IO)
        return fail_history(sync);
    if (status == STATUS_INVALID)
        refuse(sync, &task->head, wrong);
    if (status == STATUS_OK) {
        sync->result->pulled.sessions++;
        sync->result->pulled.events += count;
    }
    return STATUS_OK;
}

/* Tasks whose events are loaded, one after the other, in one transaction: no lock is held while the store
 * is waited for. */
static enum status put_all(struct sync *sync, const struct task *tasks, const size_t *counts,
                           size_t count, const struct load *load)
{
    enum status status = share_begin(sync->history);
    size_t i, at = 0;

    if (status != STATUS_OK)
        fail_history(sync);
    for (i = 0; status == STATUS_OK && i < count; i++) {
        status = put(sync, &tasks[i], load->events + at, counts[i]);
        at += counts[i];
    }
    if (status != STATUS_OK) {
        share_end(sync->history, status);
        return status;
    }
    return share_end(sync->history, STATUS_OK) == STATUS_OK ? STATUS_OK : fail_history(sync);
}

static enum status load_task(struct sync *sync, const struct task *task, struct load *load, size_t *got)
{
    const size_t before = load->count;
    enum status status = store_read(sync->store, &task->head, task->stored, load_take, load);

    if (status != STATUS_OK)
        return fail_store(sync);
    if (load->too_large) {
        load->count = before;
        load->too_large = false;
    }
    *got = load->count - before;
    return STATUS_OK;
}

static enum status pull(struct sync *sync, const struct task *tasks, size_t count)
{
    size_t counts[SESSIONS_AT_ONCE], i, loaded = 0;
    struct load load = {0};
    enum status status = STATUS_OK;

    load_clear(&load);
    for (i = 0; status == STATUS_OK && i < count; i++) {
        report(sync, "Pulling sessions", i, count);
        status = load_task(sync, &tasks[i], &load, &counts[loaded]);
        loaded += status == STATUS_OK;
        if (status == STATUS_OK &&
            (loaded == SESSIONS_AT_ONCE || load.bytes > BYTES_AT_ONCE || i + 1 == count)) {
            status = put_all(sync, tasks + i + 1 - loaded, counts, loaded, &load);
            load_clear(&load);
            loaded = 0;
        }
    }
    load_free(&load);
    return status;
}

static enum status change(void *context, struct event *events, size_t count)
{
    struct sync *sync = context;

    arena_free(sync->arena);
    sync->arena = arena_new();
    return redact_events(events, count, sync->options->keep, sync->arena);
}

/* As many events as make a statement. */
static size_t portion(const struct load *load, size_t from)
{
    size_t count = 0, bytes = 0;

    while (from + count < load->count && count < EVENTS_AT_ONCE &&
           (!count || bytes + load->events[from + count].length <= BYTES_AT_ONCE))
        bytes += load->events[from + count++].length;
    return count;
}

/* STATUS_INVALID: this role may not push. */
static enum status push_one(struct sync *sync, const struct task *task, struct load *load)
{
    enum status status =
        share_read(sync->history, &task->head, task->stored,
                   sync->options->redact ? change : NULL, sync, load_add, load);
    size_t at = 0, count;

    if (status == STATUS_NO) /* deleted meanwhile */
        return STATUS_OK;
    if (status != STATUS_OK)
        return fail_history(sync);
    while (status == STATUS_OK && at < load->count) {
        count = portion(load, at);
        status = store_push(sync->store, &task->head, load->events + at, count);
        at += status == STATUS_OK ? count : 0;
    }
    sync->result->pushed.sessions += at > 0;
    sync->result->pushed.events += at;
    if (status == STATUS_IO)
        return fail_store(sync);
    if (status != STATUS_OK) {
        refuse(sync, &task->head, store_message(sync->store));
        return status == STATUS_NO ? STATUS_OK : status;
    }
    return share_sent(sync->history, &task->head, task->stored + (unsigned)at) == STATUS_OK
               ? STATUS_OK
               : fail_history(sync);
}

static enum status push(struct sync *sync, const struct task *tasks, size_t count)
{
    struct load load = {0};
    enum status status = STATUS_OK;
    size_t i;

    for (i = 0; status == STATUS_OK && i < count; i++) {
        report(sync, "Pushing sessions", i, count);
        load_clear(&load);
        status = push_one(sync, &tasks[i], &load);
    }
    load_free(&load);
    return status == STATUS_INVALID ? STATUS_OK : status;
}

static size_t count_kind(const struct sync *sync, enum task_kind kind)
{
    size_t i, count = 0;

    for (i = 0; i < sync->count; i++)
        count += sync->tasks[i].kind == kind;
    return count;
}

/* What would be done. */
static void count_all(struct sync *sync)
{
    size_t i;

    for (i = 0; i < sync->count; i++) {
        const struct task *task = &sync->tasks[i];
        struct sync_counts *counts =
            task->kind == TASK_PULL ? &sync->result->pulled : &sync->result->pushed;

        if (task->kind == TASK_BURY) {
            sync->result->removed += !task->head.own;
            continue;
        }
        counts->sessions++;
        counts->events += task->head.events - task->stored;
    }
}

static enum status carry_out(struct sync *sync)
{
    const size_t buried = count_kind(sync, TASK_BURY), pulled = count_kind(sync, TASK_PULL);
    enum status status;

    if (sync->count)
        qsort(sync->tasks, sync->count, sizeof *sync->tasks, by_kind);
    if (sync->options->dry_run) {
        count_all(sync);
        return STATUS_OK;
    }
    status = bury(sync, sync->tasks, buried);
    if (status == STATUS_OK)
        status = pull(sync, sync->tasks + buried, pulled);
    if (status == STATUS_OK)
        status = push(sync, sync->tasks + buried + pulled, sync->count - buried - pulled);
    return status;
}

enum status sync_run(struct history *history, struct store *store,
                     const struct sync_options *options, struct sync_result *result)
{
    struct sync sync = {.history = history, .store = store, .options = options, .result = result};
    enum status status;

    *result = (struct sync_result){0};
    status = compare(&sync);
    share_heads_close(sync.heads);
    if (status == STATUS_OK)
        status = carry_out(&sync);
    arena_free(sync.arena);
    memory_free(sync.tasks);
    return status;
}
