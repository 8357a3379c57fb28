/* SPDX-License-Identifier: MIT */
/*
 * The model of history; see the header.
 */
#include <config.h>

#include "history-model.h"

#include <stdio.h>
#include <string.h>

#include "history-fixture.h"

enum { EVENTS = COMMANDS * 3, NONE = -1 };

/* A session as it is stored. */
struct known {
    char id[SESSION_ID_SIZE];
    unsigned seed, words; /* a bit a word that is noted */
    worker_event events[EVENTS];
    size_t count; /* 0: it is not stored */
    bool may_change; /* a process was killed while it added events or removed it */
};

struct model {
    const char *path;
    struct worker workers[PROCESSES];
    struct known sessions[COMMANDS];
    int count;
    int walked[PROCESSES]; /* the session that each walks, or NONE */
    int held[PROCESSES];   /* the one whose lock it has, which is that of the walk before until an event is stored */
    bool may_hold[PROCESSES][COMMANDS]; /* where storing that event failed */
    char fault[600];       /* what did not fit; "": nothing */
};

const char *const model_kind_names[WORKER_KIND_COUNT] = {
    "begin", "act", "leave", "resume", "list", "search", "remove", "purge"};

static void blame(struct model *model, const char *what, long got, long expected)
{
    if (!model->fault[0] && got != expected)
        snprintf(model->fault, sizeof model->fault, "%s: %ld, expected %ld", what, got, expected);
}

static bool is_held(const struct model *model, int session)
{
    return model->held[0] == session || model->held[1] == session;
}

static bool may_be_held(const struct model *model, int session)
{
    return model->may_hold[0][session] || model->may_hold[1][session];
}

/* Something was committed: what was not seen until now never will be. */
static void settle(struct model *model)
{
    int i;

    for (i = 0; i < model->count; i++)
        model->sessions[i].may_change = false;
}

static void let_go(struct model *model, unsigned process)
{
    model->walked[process] = model->held[process] = NONE;
    memset(model->may_hold[process], 0, sizeof model->may_hold[process]);
}

static void hold(struct model *model, unsigned process, int session)
{
    memset(model->may_hold[process], 0, sizeof model->may_hold[process]);
    model->held[process] = session;
}

/* Which of the words a session has among its events, by what is stored. */
static void read_words(struct known *known, const struct session *session)
{
    size_t i, word;

    known->words = 0;
    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        for (word = 0; word < WORKER_WORDS; word++) {
            if (event->kind == EVENT_NOTED && strcmp(event->answer, worker_words[word]) == 0)
                known->words |= 1u << word;
        }
    }
}

/* Compares a session with what is stored; takes over what may have been stored unacknowledged. While another
 * process has the database open, a commit that a killed one had written to the log and not to its index is not
 * seen. It is there once all have closed it, unless something else was committed first. */
static void compare(struct model *model, int number, bool may_be_gone)
{
    struct known *known = &model->sessions[number];
    struct history *history = history_new(model->path);
    struct session *session = NULL;
    enum status status = history_load(history, known->id, &session);
    size_t i, count = session ? session_count(session) : 0, most = known->count + (known->may_change ? 3 : 0);

    if (status != STATUS_OK && status != STATUS_NO && !model->fault[0])
        snprintf(model->fault, sizeof model->fault, "session %d does not load: status %d, %.400s", number,
                 (int)status, history_message(history));
    if (count < known->count && !((may_be_gone || known->may_change) && count == 0))
        blame(model, "events that were acknowledged are lost: there are", (long)count, (long)known->count);
    if (count > most)
        blame(model, "there are events of nobody's", (long)count, (long)most);
    for (i = 0; i < count && i < EVENTS; i++) {
        worker_event event = worker_event_of(session_event(session, i));

        if (i < known->count && known->events[i] != event)
            blame(model, "an event is another", (long)i, -1);
        known->events[i] = event;
    }
    if (count != known->count)
        known->may_change = false;
    known->count = count;
    known->words = 0;
    if (session)
        read_words(known, session);
    session_free(session);
    history_free(history);
}

static void compare_uncertain(struct model *model)
{
    int i;

    for (i = 0; i < model->count; i++) {
        if (model->sessions[i].id[0] && model->sessions[i].may_change)
            compare(model, i, false);
    }
}

/* What was done in a walk: the events are stored where it was acknowledged, and none where not. */
static void learn_act(struct model *model, const struct command *command, const struct worker_response *response)
{
    unsigned process = command->process;
    int walked = model->walked[process];
    struct known *known;
    size_t i;

    blame(model, "whether it walks", response->status != -1, walked != NONE);
    if (walked == NONE)
        return;
    known = &model->sessions[walked];
    if (response->status == STATUS_OK) {
        known->count = response->all;
        for (i = 0; i < response->count; i++)
            known->events[response->all - response->count + i] = response->events[i];
        settle(model);
        if (model->held[process] != walked)
            hold(model, process, walked);
        compare(model, walked, false);
        return;
    }
    blame(model, "events after a failure", (long)response->count, 0);
    if (response->status == STATUS_IO && model->held[process] != walked) {
        if (model->held[process] != NONE)
            model->may_hold[process][model->held[process]] = true;
        model->may_hold[process][walked] = true;
        model->held[process] = NONE;
    }
    compare(model, walked, false);
}

static void learn_begin(struct model *model, const struct command *command, const struct worker_response *response)
{
    struct known *known = &model->sessions[model->count - 1];

    strcpy(known->id, response->id);
    known->events[0] = response->events[0];
    model->walked[command->process] = model->count - 1;
}

static void learn_resume(struct model *model, const struct command *command, int number,
                         const struct worker_response *response)
{
    const unsigned other = 1 - command->process;
    enum status expected = !model->sessions[number].count    ? STATUS_INVALID
                           : model->held[other] == number ? STATUS_NO
                                                          : STATUS_OK;

    if (!(model->may_hold[other][number] && response->status == STATUS_NO) &&
        !(command->error && response->status == STATUS_IO))
        blame(model, "resume", response->status, expected);
    let_go(model, command->process);
    if (response->status != STATUS_OK)
        return;
    blame(model, "events that it resumes with", (long)response->all, (long)model->sessions[number].count);
    model->walked[command->process] = number;
    hold(model, command->process, number);
}

/* All that are stored, or those with a word, newest first. */
static void learn_list(struct model *model, const struct command *command, unsigned word,
                       const struct worker_response *response)
{
    size_t listed = 0;
    int i;

    if (command->error && response->status == STATUS_IO)
        return;
    blame(model, "list", response->status, STATUS_OK);
    blame(model, "damaged", (long)response->all, 0);
    for (i = model->count - 1; i >= 0; i--) {
        const struct known *known = &model->sessions[i];

        if (!known->count || (command->kind == WORKER_SEARCH && !(known->words >> word & 1)))
            continue;
        if (listed < response->count) {
            blame(model, "listed, by its seed", response->listed[listed].seed, known->seed);
            blame(model, "its events", response->listed[listed].events, (long)known->count);
        }
        listed++;
    }
    blame(model, "how many are listed", (long)response->count, (long)listed);
}

static void learn_remove(struct model *model, const struct command *command, int number,
                         const struct worker_response *response)
{
    struct known *known = &model->sessions[number];
    enum status expected = !known->count ? STATUS_NO : is_held(model, number) ? STATUS_INVALID : STATUS_OK;
    bool is_io = command->error && response->status == STATUS_IO;

    if (!is_io && !(may_be_held(model, number) && response->status == STATUS_INVALID))
        blame(model, "remove", response->status, expected);
    if (response->status == STATUS_OK) {
        known->count = 0;
        settle(model);
        if (fixture_has_bytes(model->path, known->id))
            blame(model, "its id is still in a file", 1, 0);
    }
    compare(model, number, is_io && expected == STATUS_OK);
}

static void learn_purge(struct model *model, const struct command *command, unsigned seed,
                        const struct worker_response *response)
{
    bool is_io = command->error && response->status == STATUS_IO;
    long removed = 0;
    int i;

    if (!is_io)
        blame(model, "purge", response->status, STATUS_OK);
    if (response->count)
        settle(model);
    for (i = 0; i < model->count; i++) {
        struct known *known = &model->sessions[i];
        bool is_due = known->seed < seed && known->count && !is_held(model, i);

        if (is_due && !is_io && !may_be_held(model, i))
            known->count = 0;
        removed += is_due;
        compare(model, i, is_due && (is_io || may_be_held(model, i)));
        removed -= is_due && known->count;
    }
    if (!is_io)
        blame(model, "how many were purged", (long)response->count, removed);
}

/* After a kill: what was asked may have been done, all of it or nothing. */
static void learn_killed(struct model *model, const struct command *command, const struct worker_request *request)
{
    unsigned process = command->process;
    int i, walked = model->walked[process];

    if (command->kind == WORKER_ACT && walked != NONE)
        model->sessions[walked].may_change = true;
    let_go(model, process);
    for (i = 0; i < model->count; i++) {
        struct known *known = &model->sessions[i];
        bool was_asked = (command->kind == WORKER_REMOVE && strcmp(known->id, request->id) == 0) ||
                         (command->kind == WORKER_PURGE && known->seed < request->number);

        known->may_change |= was_asked && model->held[1 - process] != i;
    }
    compare_uncertain(model);
}

/* What the command means here. False where it means nothing. */
static bool make_request(struct model *model, const struct command *command, struct worker_request *request,
                         int *number)
{
    static unsigned acts;

    while (worker_acts[acts])
        acts++;
    *request = (struct worker_request){.kind = command->kind, .error = command->error, .after = command->after};
    *number = model->count ? (int)command->pick % model->count : 0;
    switch (command->kind) {
    case WORKER_BEGIN:
        request->number = (unsigned)model->count + 1;
        model->sessions[model->count] = (struct known){.seed = request->number};
        *number = model->count++;
        break;
    case WORKER_ACT:
        request->number = command->pick % acts;
        break;
    case WORKER_SEARCH:
        request->number = command->pick % WORKER_WORDS;
        break;
    case WORKER_PURGE:
        request->number = (unsigned)*number;
        break;
    case WORKER_RESUME:
    case WORKER_REMOVE:
        request->number = COMMANDS + command->pick; /* the seed of what is resumed: later */
        if (!model->count || !model->sessions[*number].id[0])
            return false;
        strcpy(request->id, model->sessions[*number].id);
        break;
    default:
        break;
    }
    return true;
}

static void learn(struct model *model, const struct command *command, const struct worker_request *request,
                  int number, const struct worker_response *response)
{
    if (response->status == STATUS_IO && !command->error && !model->fault[0])
        snprintf(model->fault, sizeof model->fault, "%s fails: %s", model_kind_names[command->kind], response->message);
    switch (command->kind) {
    case WORKER_BEGIN:
        learn_begin(model, command, response);
        break;
    case WORKER_ACT:
        learn_act(model, command, response);
        break;
    case WORKER_RESUME:
        learn_resume(model, command, number, response);
        break;
    case WORKER_LIST:
    case WORKER_SEARCH:
        learn_list(model, command, request->number, response);
        break;
    case WORKER_REMOVE:
        learn_remove(model, command, number, response);
        break;
    case WORKER_PURGE:
        learn_purge(model, command, request->number, response);
        break;
    default:
        let_go(model, command->process);
    }
}

static void carry_out(struct model *model, const struct command *command)
{
    struct worker *worker = &model->workers[command->process];
    struct worker_response response = {0};
    struct worker_request request;
    volatile unsigned turn;
    int number;

    if (!make_request(model, command, &request, &number))
        return;
    compare_uncertain(model);
    worker_ask(worker, &request);
    if (command->is_killed) {
        for (turn = 0; turn < command->turns; turn++)
            ;
        worker_kill(worker);
    }
    if (worker_hear(worker, &response))
        learn(model, command, &request, number, &response);
    else if (!command->is_killed)
        blame(model, "the process ended by itself", 1, 0);
    if (!command->is_killed)
        return;
    learn_killed(model, command, &request);
    worker_end(worker);
    worker_start(worker, model->path);
}

static void take_fault(void *context, const char *id, const char *what)
{
    struct model *model = context;

    if (!model->fault[0])
        snprintf(model->fault, sizeof model->fault, "check: %s: %.400s", id ? id : "the database", what);
}

/* At the end everything is read again, and all of the database looked through. */
static void check_all(struct model *model)
{
    struct history_checked checked = {0};
    struct history *history;
    long stored = 0;
    int i;

    for (i = 0; i < model->count; i++) {
        if (model->sessions[i].id[0])
            compare(model, i, false);
        stored += model->sessions[i].count > 0;
    }
    history = history_new(model->path);
    if (history_check(history, take_fault, model, &checked) == STATUS_IO)
        blame(model, "check fails", 1, 0);
    history_free(history);
    blame(model, "sessions that are damaged", (long)checked.damaged, 0);
    blame(model, "faults of the database", (long)checked.faults, 0);
    blame(model, "sessions that were checked", (long)checked.sessions, stored);
}

bool model_goes(const struct command *commands, size_t count, struct buffer *fault)
{
    static struct model model;
    unsigned process;
    size_t i;

    model = (struct model){.path = fixture_path(), .walked = {NONE, NONE}, .held = {NONE, NONE}};
    for (process = 0; process < PROCESSES; process++)
        worker_start(&model.workers[process], model.path);
    for (i = 0; i < count && !model.fault[0]; i++)
        carry_out(&model, &commands[i]);
    if (!model.fault[0])
        check_all(&model);
    for (process = 0; process < PROCESSES; process++)
        worker_end(&model.workers[process]);
    buffer_clear(fault);
    buffer_string(fault, model.fault);
    return !model.fault[0];
}
