/* SPDX-License-Identifier: MIT */
/*
 * History worker: a process with a history and a walk of its own, which does what it is asked. What it
 * does may be made to fail, and it may be killed while it does it.
 */
#ifndef ERRWALK_TESTS_HISTORY_WORKER_H
#define ERRWALK_TESTS_HISTORY_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "errwalk/session-id.h"
#include "errwalk/session.h"

enum worker_kind {
    WORKER_BEGIN,  /* starts a walk; `number` is its seed */
    WORKER_ACT,    /* does that of worker_acts in its walk */
    WORKER_LEAVE,  /* closes walk and history */
    WORKER_RESUME, /* resumes a session, by its id */
    WORKER_LIST,   /* lists all sessions */
    WORKER_SEARCH, /* searches for that of worker_words */
    WORKER_REMOVE, /* removes a session, by its id */
    WORKER_PURGE,  /* removes those that began before that of this seed */
    WORKER_KIND_COUNT
};

enum { WORKER_WORDS = 3, WORKER_NEW = 8, WORKER_LISTED = 64 };

/* What may be done in a walk, ended by NULL. The first WORKER_WORDS note each a word of worker_words. */
extern const char *const worker_acts[];
extern const char *const worker_words[WORKER_WORDS];

struct worker_request {
    enum worker_kind kind;
    unsigned number;
    char id[SESSION_ID_SIZE];
    int error;  /* what writing fails with; 0: it does not */
    long after; /* so many that do not fail */
};

/* One event of a session, for comparison. */
typedef uint64_t worker_event;
worker_event worker_event_of(const struct event *event);

struct worker_response {
    int status;    /* an enum status; -1: there is no walk to act in */
    char id[SESSION_ID_SIZE]; /* of the walk */
    size_t all;    /* events of the walk */
    size_t count;  /* events that are new; sessions listed; sessions purged */
    worker_event events[WORKER_NEW];
    struct {
        unsigned seed;
        unsigned events;
    } listed[WORKER_LISTED]; /* as they came */
    char message[300];
};

struct worker {
    pid_t process; /* 0: none */
    int requests, responses;
};

/* Starts one for a history. */
void worker_start(struct worker *worker, const char *path);

void worker_ask(struct worker *worker, const struct worker_request *request);

/* Waits for what it says. False where it was killed before. */
bool worker_hear(struct worker *worker, struct worker_response *response);

/* Kills it and waits until it is gone; what it said before can still be heard. */
void worker_kill(struct worker *worker);

/* Kills it if it is there, and closes the pipes. */
void worker_end(struct worker *worker);

/* When the session of a seed began. */
int64_t worker_time(unsigned seed);

#endif
