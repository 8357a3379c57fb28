/* SPDX-License-Identifier: MIT */
/*
 * What the two ends of a call say to each other. First each says hello: the version, what is played
 * and in which session. Then the agent reports where it is and the caller says what it does.
 *
 * Packets keep their bounds, and a report holds all that there is to know: one that does not get
 * through is sent again later, in whatever state things are by then.
 */
#include <config.h>

#include "errwalk/call.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "errwalk/memory.h"
#include "errwalk/session-id.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"
#include "call-place.h"

enum {
    PROTOCOL = 1,
    RETRY = 1000,   /* milliseconds: between two tries to join again */
    RESEND = 200,   /* until a report is sent again */
    PATIENCE = 3000, /* for a hello */
    ANSWER_CELLS = 300 /* of an answer as it is told */
};

struct call {
    bool waits; /* the caller's end */
    struct call_place place;
    int listener, peer; /* -1: none */
    bool is_linked;     /* the other end has said hello */
    int64_t since;      /* when it was connected, or last tried */
    char scenario[CALL_ID_MOST + 1], sha256[65], session[SESSION_ID_SIZE];
    char asked[65]; /* the step at which the agent asks */
    json_t *report; /* the agent's last; NULL: none */
    bool is_unsent; /* the report, to the caller */
    json_t *message;
    const char *text; /* of the last news, within `message` */
};

/* Only for what may take how long: what is kept has its time from the clock. */
static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static struct call *make(bool waits)
{
    struct call *call = memory_alloc(sizeof *call);

    call->waits = waits;
    call->listener = call->peer = call->place.lock = -1;
    call->text = "";
    return call;
}

static void close_descriptor(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

void call_free(struct call *call)
{
    if (!call)
        return;
    close_descriptor(&call->peer);
    close_descriptor(&call->listener);
    call_place_leave(&call->place);
    json_decref(call->report);
    json_decref(call->message);
    memory_free(call);
}

/* Sending */

/* The reference is taken over. STATUS_NO: it cannot be sent now. */
static enum status send_message(struct call *call, json_t *message)
{
    char *text = message ? json_dumps(message, JSON_COMPACT | JSON_ENSURE_ASCII) : NULL;
    size_t length = text ? strlen(text) : 0;
    bool sent = text && length <= CALL_MOST && call->peer >= 0 &&
                send(call->peer, text, length, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)length;

    json_decref(message);
    free(text);
    return sent ? STATUS_OK : STATUS_NO;
}

static enum status say_hello(struct call *call)
{
    return send_message(call, json_pack("{s:i, s:s, s:s, s:s}", "hello", PROTOCOL, "scenario",
                                        call->scenario, "sha256", call->sha256, "session",
                                        call->session));
}

static void send_report(struct call *call)
{
    if (call->is_linked && call->report && call->is_unsent)
        call->is_unsent = send_message(call, json_incref(call->report)) != STATUS_OK;
}

enum status call_tell(struct call *call, const char *step)
{
    return call->is_linked ? send_message(call, json_pack("{s:s}", "tell", step)) : STATUS_NO;
}

enum status call_trouble(struct call *call, const char *trouble)
{
    return call->is_linked ? send_message(call, json_pack("{s:s}", "trouble", trouble)) : STATUS_NO;
}

/* In words, as far as they fit into a message. */
static json_t *last_answer(const struct session *session)
{
    size_t count;
    const struct event *const *trail = session_trail(session, &count);
    const char *text = count ? session_answer_text(trail[count - 1]) : "";

    return sink_json(text, text_fit(text, strlen(text), ANSWER_CELLS));
}

void call_report(struct call *call, const struct session *session)
{
    const char *step = session_step(session);
    json_t *heard = json_array(), *report;
    bool looked = false;
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        looked |= event->kind == EVENT_LOOKED && strcmp(event->step, step) == 0;
        if (event->kind == EVENT_HEARD)
            json_array_append_new(heard, json_string(event->answer));
    }
    report = json_pack("{s:s, s:s, s:o, s:i, s:b, s:b, s:s, s:o}", "session",
                       session_id(session), "step", step, "answer", last_answer(session), "minutes",
                       (int)session_minutes(session), "asks",
                       !looked && strcmp(call->asked, step) == 0, "looked", looked,
                       "outcome", outcome_names[session_outcome(session)], "heard", heard);
    snprintf(call->session, sizeof call->session, "%s", session_id(session));
    if (!report || (call->report && json_equal(report, call->report))) {
        json_decref(report);
        return;
    }
    json_decref(call->report);
    call->report = report;
    call->is_unsent = true;
    send_report(call);
}

enum status call_ask(struct call *call, const struct session *session)
{
    if (!call->is_linked)
        return STATUS_NO;
    snprintf(call->asked, sizeof call->asked, "%s", session_step(session));
    call_report(call, session);
    return STATUS_OK;
}

enum status call_event(const struct call *call, enum call_news news, struct training *training,
                       struct event *event)
{
    const struct session *session = walk_session(training_walk(training));

    if (news == CALL_TROUBLED)
        return training_hear(training, call->text, event);
    if (news == CALL_TOLD && strcmp(call->text, session_step(session)) == 0)
        return walk_choose(training_walk(training), CHOICE_LOOK, NULL, NULL, event);
    return STATUS_NO;
}

/* Receiving */

/* A message is an object. NULL with `*gone` where nothing will come any more, or what came is none. */
static json_t *receive(struct call *call, bool *gone)
{
    char bytes[CALL_MOST + 1];
    struct iovec vector = {bytes, sizeof bytes};
    struct msghdr header = {.msg_iov = &vector, .msg_iovlen = 1};
    ssize_t length = recvmsg(call->peer, &header, MSG_DONTWAIT);
    json_t *message;

    *gone = length == 0 || (length < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
    if (length <= 0)
        return NULL;
    message = length <= CALL_MOST && !(header.msg_flags & MSG_TRUNC)
                  ? json_loadb(bytes, (size_t)length, JSON_REJECT_DUPLICATES, NULL)
                  : NULL;
    if (json_is_object(message))
        return message;
    json_decref(message);
    *gone = true;
    return NULL;
}

static bool is_session(const char *text)
{
    return !*text || session_id_is_valid(text);
}

/* Whether both ends play the same; a first hello says what the agent is to play. */
static bool take_hello(struct call *call, json_t *message)
{
    const char *scenario, *sha256, *session;
    int version;

    if (json_unpack(message, "{s:i, s:s, s:s, s:s}", "hello", &version, "scenario", &scenario,
                    "sha256", &sha256, "session", &session) != 0 ||
        version != PROTOCOL || strlen(sha256) != 64 || !is_session(session))
        return false;
    if (!*call->sha256 && strlen(scenario) <= CALL_ID_MOST) {
        snprintf(call->scenario, sizeof call->scenario, "%s", scenario);
        memcpy(call->sha256, sha256, sizeof call->sha256);
    }
    if (strcmp(scenario, call->scenario) != 0 || strcmp(sha256, call->sha256) != 0)
        return false;
    if (*session && !*call->session)
        memcpy(call->session, session, sizeof call->session);
    return true;
}

static bool is_report(json_t *message)
{
    const char *session, *step, *answer, *outcome;
    json_t *heard;
    int minutes, asks, looked;
    size_t i = 0;

    if (json_unpack(message, "{s:s, s:s, s:s, s:i, s:b, s:b, s:s, s:o}", "session", &session,
                    "step", &step, "answer", &answer, "minutes", &minutes, "asks", &asks, "looked",
                    &looked, "outcome", &outcome, "heard", &heard) != 0)
        return false;
    while (i < OUTCOME_COUNT && strcmp(outcome, outcome_names[i]) != 0)
        i++;
    return i < OUTCOME_COUNT && minutes >= 0 && is_session(session) && json_is_array(heard);
}

static enum call_news take_report(struct call *call, json_t *message)
{
    if (!is_report(message))
        return CALL_NOTHING;
    json_decref(call->report);
    call->report = json_incref(message);
    snprintf(call->session, sizeof call->session, "%s",
             json_string_value(json_object_get(message, "session")));
    return CALL_MOVED;
}

/* What a message says; CALL_NOTHING where it is none of the other end's. */
static enum call_news take_message(struct call *call, json_t *message)
{
    static const struct {
        const char *key;
        enum call_news news;
    } rows[] = {{"tell", CALL_TOLD}, {"trouble", CALL_TROUBLED}};
    size_t i;

    if (call->waits)
        return take_report(call, message);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *text = json_object_get(message, rows[i].key);

        if (json_is_string(text)) {
            call->text = json_string_value(text);
            return rows[i].news;
        }
    }
    return CALL_NOTHING;
}

static enum call_news hang_up(struct call *call)
{
    bool was_linked = call->is_linked;

    close_descriptor(&call->peer);
    call->is_linked = false;
    call->since = now();
    call->is_unsent = true;
    return was_linked ? CALL_LEFT : CALL_NOTHING;
}

static enum call_news greet(struct call *call, json_t *message)
{
    if (!take_hello(call, message))
        return hang_up(call);
    if (!call->waits && say_hello(call) != STATUS_OK)
        return hang_up(call);
    call->is_linked = true;
    send_report(call);
    return CALL_JOINED;
}

static enum call_news read_message(struct call *call)
{
    bool gone;
    json_t *message = receive(call, &gone);
    enum call_news news;

    if (!message) {
        if (gone || (!call->is_linked && now() - call->since > PATIENCE))
            return hang_up(call);
        send_report(call);
        return CALL_NOTHING;
    }
    json_decref(call->message);
    call->message = message;
    call->text = "";
    if (!call->is_linked)
        return greet(call, message);
    news = take_message(call, message);
    return news == CALL_NOTHING ? hang_up(call) : news;
}

static void meet(struct call *call)
{
    if (call->waits) {
        if (call_place_accept(call->listener, &call->peer) != STATUS_OK)
            return;
        call->since = now();
        if (say_hello(call) != STATUS_OK)
            hang_up(call);
    } else if (now() - call->since >= RETRY) {
        call->since = now();
        call_place_connect(&call->place, &call->peer);
    }
}

enum call_news call_work(struct call *call)
{
    if (call->peer < 0)
        meet(call);
    return call->peer < 0 ? CALL_NOTHING : read_message(call);
}

/* Beginning */

enum status call_wait(const char *scenario, const char *sha256, struct call **call)
{
    struct call *made = make(true);
    enum status status = call_place_find(scenario, &made->place);

    if (status == STATUS_OK)
        status = call_place_listen(&made->place, &made->listener);
    if (status != STATUS_OK) {
        call_free(made);
        return status;
    }
    snprintf(made->scenario, sizeof made->scenario, "%s", scenario);
    snprintf(made->sha256, sizeof made->sha256, "%s", sha256);
    *call = made;
    return STATUS_OK;
}

enum status call_waiting(struct buffer *out)
{
    return call_place_list(out);
}

/* The only one that waits. */
static enum status find_only(struct buffer *scenario)
{
    enum status status = call_place_list(scenario);
    const char *end = status == STATUS_OK ? strchr(buffer_text(scenario), '\n') : NULL;

    if (status != STATUS_OK)
        return status;
    if (!end)
        return STATUS_NO;
    if (end[1])
        return STATUS_INVALID;
    scenario->bytes[--scenario->length] = '\0';
    return STATUS_OK;
}

/* The first hello. */
static enum status await_hello(struct call *call)
{
    int64_t deadline = now() + PATIENCE;
    bool gone = false;
    json_t *message = NULL;

    while (!message && !gone) {
        struct pollfd polled = {.fd = call->peer, .events = POLLIN};
        int64_t left = deadline - now();

        if (left <= 0)
            return STATUS_NO;
        poll(&polled, 1, (int)left);
        message = receive(call, &gone);
    }
    call->message = message;
    if (!message)
        return STATUS_NO;
    return take_hello(call, message) ? STATUS_OK : STATUS_INVALID;
}

enum status call_join(const char *scenario, struct call **call)
{
    struct call *made = make(false);
    struct buffer only = {0};
    enum status status = STATUS_OK;

    if (!*scenario)
        status = find_only(&only);
    if (status == STATUS_OK)
        status = call_place_find(*scenario ? scenario : buffer_text(&only), &made->place);
    if (status == STATUS_OK)
        status = call_place_connect(&made->place, &made->peer);
    if (status == STATUS_OK)
        status = await_hello(made);
    if (status == STATUS_OK && say_hello(made) != STATUS_OK)
        status = STATUS_NO;
    buffer_free(&only);
    if (status != STATUS_OK) {
        call_free(made);
        return status;
    }
    made->is_linked = true;
    *call = made;
    return STATUS_OK;
}

/* Looking */

const char *call_scenario(const struct call *call)
{
    return call->scenario;
}

const char *call_sha256(const struct call *call)
{
    return call->sha256;
}

const char *call_session(const struct call *call)
{
    return call->session;
}

const char *call_text(const struct call *call)
{
    return call->text;
}

bool call_is_linked(const struct call *call)
{
    return call->is_linked;
}

int call_descriptor(const struct call *call)
{
    return call->peer >= 0 ? call->peer : call->listener;
}

int call_pause(const struct call *call)
{
    if (call->peer < 0)
        return call->waits ? -1 : RETRY;
    if (!call->is_linked)
        return RETRY;
    return call->is_unsent && call->report && !call->waits ? RESEND : -1;
}

struct call_agent call_agent(const struct call *call)
{
    struct call_agent agent = {.step = "", .answer = ""};
    const char *outcome;
    int minutes, asks, looked;

    if (!call->report || json_unpack(call->report, "{s:s, s:s, s:i, s:b, s:b, s:s}", "step",
                                     &agent.step, "answer", &agent.answer, "minutes", &minutes,
                                     "asks", &asks, "looked", &looked, "outcome", &outcome) != 0)
        return agent;
    agent.minutes = (unsigned)minutes;
    agent.asks = asks;
    agent.looked = looked;
    while (agent.outcome < OUTCOME_COUNT - 1 &&
           strcmp(outcome, outcome_names[agent.outcome]) != 0)
        agent.outcome++;
    return agent;
}

bool call_was_heard(const struct call *call, const char *trouble)
{
    json_t *heard = json_object_get(call->report, "heard"), *item;
    size_t i;

    json_array_foreach(heard, i, item)
    {
        if (json_is_string(item) && strcmp(json_string_value(item), trouble) == 0)
            return true;
    }
    return false;
}
