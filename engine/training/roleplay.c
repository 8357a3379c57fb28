/* SPDX-License-Identifier: MIT */
/*
 * What the two ends of a role-play say to each other. First each says hello: the version, what is
 * played and in which session. Then the agent reports where it is and the caller says what it does.
 *
 * Packets keep their bounds, and a report holds all that there is to know: one that does not get
 * through is sent again later, in whatever state things are by then.
 */
#include <config.h>

#include "errwalk/roleplay.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "errwalk/members.h"
#include "errwalk/memory.h"
#include "errwalk/packet.h"
#include "errwalk/session-id.h"
#include "errwalk/text.h"
#include "roleplay-place.h"
#include "training-private.h"

enum {
    PROTOCOL = 2,
    RETRY = 1000,   /* milliseconds: between two tries to join again */
    RESEND = 200,   /* until a report is sent again */
    PATIENCE = 3000, /* for a hello */
    ANSWER_CELLS = 300 /* of an answer as it is sent */
};

struct roleplay {
    bool waits; /* the caller's end */
    struct roleplay_place place;
    int listener, peer; /* -1: none */
    bool is_linked;     /* the other end has said hello */
    int64_t since;      /* when it was connected, or last tried */
    char scenario[ROLEPLAY_ID_MOST + 1], sha256[65], session[SESSION_ID_SIZE];
    char *asked; /* path of the step at which the agent asks, or NULL */
    json_t *report; /* the agent's last; NULL: none */
    bool is_unsent; /* the report, to the caller */
    json_t *message;
    const char *text; /* of the last news, within `message` */
};

/* What is said in a first message. */
struct hello {
    unsigned version;
    const char *scenario, *sha256, *session;
};

static const struct member hello_members[] = {
    {.key = "hello", .type = MEMBER_NUMBER, .offset = offsetof(struct hello, version), .most = INT_MAX},
    MEMBER(TEXT, struct hello, scenario, "scenario"),
    MEMBER(TEXT, struct hello, sha256, "sha256"),
    MEMBER(TEXT, struct hello, session, "session"),
    {.key = NULL},
};

/* What the agent reports; `heard` is a list of troubles beside it. */
struct report {
    const char *session;
    struct roleplay_agent agent;
};

static const struct member report_members[] = {
    MEMBER(TEXT, struct report, session, "session"),
    MEMBER(TEXT, struct report, agent.step, "step"),
    MEMBER(TEXT, struct report, agent.answer, "answer"),
    {.key = "minutes", .type = MEMBER_NUMBER, .offset = offsetof(struct report, agent.minutes),
     .most = INT_MAX},
    {.key = "variant", .type = MEMBER_NUMBER, .offset = offsetof(struct report, agent.variant),
     .most = INT_MAX},
    {.key = "found", .type = MEMBER_NUMBER, .offset = offsetof(struct report, agent.found),
     .most = INT_MAX},
    MEMBER(BOOL, struct report, agent.asks, "asks"),
    MEMBER(BOOL, struct report, agent.looked, "looked"),
    MEMBER_NAMED(struct report, agent.outcome, "outcome", outcome_names, OUTCOME_COUNT),
    {.key = NULL},
};

/* Only for what may take how long: what is kept has its time from the clock. */
static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static struct roleplay *make(bool waits)
{
    struct roleplay *roleplay = memory_alloc(sizeof *roleplay);

    roleplay->waits = waits;
    roleplay->listener = roleplay->peer = roleplay->place.lock = -1;
    roleplay->text = "";
    return roleplay;
}

static void close_descriptor(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

void roleplay_free(struct roleplay *roleplay)
{
    if (!roleplay)
        return;
    close_descriptor(&roleplay->peer);
    close_descriptor(&roleplay->listener);
    roleplay_place_leave(&roleplay->place);
    json_decref(roleplay->report);
    json_decref(roleplay->message);
    memory_free(roleplay->asked);
    memory_free(roleplay);
}

/* Sending */

/* The reference is taken over. STATUS_NO: it cannot be sent now. */
static enum status send_message(struct roleplay *roleplay, json_t *message)
{
    char *text = message ? json_dumps(message, JSON_COMPACT | JSON_ENSURE_ASCII) : NULL;
    size_t length = text ? strlen(text) : 0;
    bool sent = text && length <= ROLEPLAY_MOST && roleplay->peer >= 0 &&
                packet_send(roleplay->peer, text, length);

    json_decref(message);
    free(text);
    return sent ? STATUS_OK : STATUS_NO;
}

static enum status say_hello(struct roleplay *roleplay)
{
    struct hello hello = {PROTOCOL, roleplay->scenario, roleplay->sha256, roleplay->session};

    return send_message(roleplay, members_object(hello_members, &hello));
}

static void send_report(struct roleplay *roleplay)
{
    if (roleplay->is_linked && roleplay->report && roleplay->is_unsent)
        roleplay->is_unsent = send_message(roleplay, json_incref(roleplay->report)) != STATUS_OK;
}

enum status roleplay_tell(struct roleplay *roleplay, const char *step)
{
    return roleplay->is_linked ? send_message(roleplay, json_pack("{s:s}", "tell", step))
                               : STATUS_NO;
}

enum status roleplay_trouble(struct roleplay *roleplay, const char *trouble)
{
    return roleplay->is_linked ? send_message(roleplay, json_pack("{s:s}", "trouble", trouble))
                               : STATUS_NO;
}

/* The last answer in words, as far as they fit into a message. The caller frees it. */
static char *last_answer(const struct session *session)
{
    size_t count;
    const struct event *const *trail = session_trail(session, &count);
    const char *text = count ? session_answer_text(trail[count - 1]) : "";

    return memory_copy(text, text_fit(text, strlen(text), ANSWER_CELLS));
}

void roleplay_report(struct roleplay *roleplay, const struct training *training)
{
    const struct session *session = walk_session(training_walk(training));
    const char *step = session_path(session, NULL);
    char *answer = last_answer(session);
    json_t *heard = json_array(), *object;
    struct report report = {
        .session = session_id(session),
        .agent = {.step = step, .answer = answer, .minutes = session_minutes(session),
                  .variant = training_variant(training), .found = training_case(training),
                  .looked = training_looked(training) != NULL,
                  .outcome = session_outcome(session)},
    };
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind == EVENT_HEARD)
            json_array_append_new(heard, document_text(event->answer));
    }
    report.agent.asks =
        !report.agent.looked && roleplay->asked && strcmp(roleplay->asked, step) == 0;
    object = members_object(report_members, &report);
    json_object_set_new(object, "heard", heard);
    memory_free(answer);
    snprintf(roleplay->session, sizeof roleplay->session, "%s", session_id(session));
    if (roleplay->report && json_equal(object, roleplay->report)) {
        json_decref(object);
        return;
    }
    json_decref(roleplay->report);
    roleplay->report = object;
    roleplay->is_unsent = true;
    send_report(roleplay);
}

enum status roleplay_ask(struct roleplay *roleplay, const struct training *training)
{
    const struct session *session = walk_session(training_walk(training));

    if (!roleplay->is_linked)
        return STATUS_NO;
    memory_free(roleplay->asked);
    roleplay->asked = memory_copy(session_path(session, NULL), strlen(session_path(session, NULL)));
    roleplay_report(roleplay, training);
    return STATUS_OK;
}

enum status roleplay_event(const struct roleplay *roleplay, enum roleplay_news news,
                           struct training *training, struct event *event)
{
    const struct session *session = walk_session(training_walk(training));

    if (news == ROLEPLAY_TROUBLED)
        return training_hear(training, roleplay->text, event);
    if (news == ROLEPLAY_TOLD && strcmp(roleplay->text, session_path(session, NULL)) == 0)
        return walk_choose(training_walk(training), CHOICE_LOOK, NULL, NULL, event);
    return STATUS_NO;
}

/* Receiving */

/* A message is an object. NULL with `*gone` where nothing more will come, or what came is none. */
static json_t *receive(struct roleplay *roleplay, bool *gone)
{
    char bytes[ROLEPLAY_MOST];
    ssize_t length = packet_receive(roleplay->peer, bytes, sizeof bytes);
    json_t *message;

    *gone = length == 0 || (length < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
    if (length <= 0)
        return NULL;
    message = json_loadb(bytes, (size_t)length, JSON_REJECT_DUPLICATES, NULL);
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
static bool take_hello(struct roleplay *roleplay, json_t *message)
{
    struct hello hello;

    if (!members_take(hello_members, message, &hello) || hello.version != PROTOCOL ||
        strlen(hello.sha256) != 64 || !is_session(hello.session))
        return false;
    if (!*roleplay->sha256 && strlen(hello.scenario) <= ROLEPLAY_ID_MOST) {
        snprintf(roleplay->scenario, sizeof roleplay->scenario, "%s", hello.scenario);
        memcpy(roleplay->sha256, hello.sha256, sizeof roleplay->sha256);
    }
    if (strcmp(hello.scenario, roleplay->scenario) != 0 ||
        strcmp(hello.sha256, roleplay->sha256) != 0)
        return false;
    if (*hello.session && !*roleplay->session)
        memcpy(roleplay->session, hello.session, sizeof roleplay->session);
    return true;
}

static enum roleplay_news take_report(struct roleplay *roleplay, json_t *message)
{
    struct report report;

    if (!members_take(report_members, message, &report) || !is_session(report.session) ||
        !json_is_array(json_object_get(message, "heard")))
        return ROLEPLAY_NOTHING;
    json_decref(roleplay->report);
    roleplay->report = json_incref(message);
    snprintf(roleplay->session, sizeof roleplay->session, "%s", report.session);
    return ROLEPLAY_MOVED;
}

/* What a message says; ROLEPLAY_NOTHING where it is none of the other end's. */
static enum roleplay_news take_message(struct roleplay *roleplay, json_t *message)
{
    static const struct {
        const char *key;
        enum roleplay_news news;
    } rows[] = {{"tell", ROLEPLAY_TOLD}, {"trouble", ROLEPLAY_TROUBLED}};
    size_t i;

    if (roleplay->waits)
        return take_report(roleplay, message);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *text = json_object_get(message, rows[i].key);

        if (json_is_string(text)) {
            roleplay->text = json_string_value(text);
            return rows[i].news;
        }
    }
    return ROLEPLAY_NOTHING;
}

static enum roleplay_news hang_up(struct roleplay *roleplay)
{
    bool was_linked = roleplay->is_linked;

    close_descriptor(&roleplay->peer);
    roleplay->is_linked = false;
    roleplay->since = now();
    roleplay->is_unsent = true;
    return was_linked ? ROLEPLAY_LEFT : ROLEPLAY_NOTHING;
}

static enum roleplay_news greet(struct roleplay *roleplay, json_t *message)
{
    if (!take_hello(roleplay, message))
        return hang_up(roleplay);
    if (!roleplay->waits && say_hello(roleplay) != STATUS_OK)
        return hang_up(roleplay);
    roleplay->is_linked = true;
    send_report(roleplay);
    return ROLEPLAY_JOINED;
}

static enum roleplay_news read_message(struct roleplay *roleplay)
{
    bool gone;
    json_t *message = receive(roleplay, &gone);
    enum roleplay_news news;

    if (!message) {
        if (gone || (!roleplay->is_linked && now() - roleplay->since > PATIENCE))
            return hang_up(roleplay);
        send_report(roleplay);
        return ROLEPLAY_NOTHING;
    }
    json_decref(roleplay->message);
    roleplay->message = message;
    roleplay->text = "";
    if (!roleplay->is_linked)
        return greet(roleplay, message);
    news = take_message(roleplay, message);
    return news == ROLEPLAY_NOTHING ? hang_up(roleplay) : news;
}

static void meet(struct roleplay *roleplay)
{
    if (roleplay->waits) {
        if (roleplay_place_accept(roleplay->listener, &roleplay->peer) != STATUS_OK)
            return;
        roleplay->since = now();
        if (say_hello(roleplay) != STATUS_OK)
            hang_up(roleplay);
    } else if (now() - roleplay->since >= RETRY) {
        roleplay->since = now();
        roleplay_place_connect(&roleplay->place, &roleplay->peer);
    }
}

enum roleplay_news roleplay_work(struct roleplay *roleplay)
{
    if (roleplay->peer < 0)
        meet(roleplay);
    return roleplay->peer < 0 ? ROLEPLAY_NOTHING : read_message(roleplay);
}

/* Beginning */

enum status roleplay_wait(const char *scenario, const char *sha256, struct roleplay **roleplay)
{
    struct roleplay *result = make(true);
    enum status status = roleplay_place_find(scenario, &result->place);

    if (status == STATUS_OK)
        status = roleplay_place_listen(&result->place, &result->listener);
    if (status != STATUS_OK) {
        roleplay_free(result);
        return status;
    }
    snprintf(result->scenario, sizeof result->scenario, "%s", scenario);
    snprintf(result->sha256, sizeof result->sha256, "%s", sha256);
    *roleplay = result;
    return STATUS_OK;
}

enum status roleplay_waiting(struct buffer *out)
{
    return roleplay_place_list(out);
}

/* The only one that waits. */
static enum status find_only(struct buffer *scenario)
{
    enum status status = roleplay_place_list(scenario);
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
static enum status await_hello(struct roleplay *roleplay)
{
    int64_t deadline = now() + PATIENCE;
    bool gone = false;
    json_t *message = NULL;

    while (!message && !gone) {
        struct pollfd polled = {.fd = roleplay->peer, .events = POLLIN};
        int64_t left = deadline - now();

        if (left <= 0)
            return STATUS_NO;
        poll(&polled, 1, (int)left);
        message = receive(roleplay, &gone);
    }
    roleplay->message = message;
    if (!message)
        return STATUS_NO;
    return take_hello(roleplay, message) ? STATUS_OK : STATUS_INVALID;
}

enum status roleplay_join(const char *scenario, struct roleplay **roleplay)
{
    struct roleplay *result = make(false);
    struct buffer only = {0};
    enum status status = STATUS_OK;

    if (!*scenario)
        status = find_only(&only);
    if (status == STATUS_OK)
        status = roleplay_place_find(*scenario ? scenario : buffer_text(&only), &result->place);
    if (status == STATUS_OK)
        status = roleplay_place_connect(&result->place, &result->peer);
    if (status == STATUS_OK)
        status = await_hello(result);
    if (status == STATUS_OK && say_hello(result) != STATUS_OK)
        status = STATUS_NO;
    buffer_free(&only);
    if (status != STATUS_OK) {
        roleplay_free(result);
        return status;
    }
    result->is_linked = true;
    *roleplay = result;
    return STATUS_OK;
}

/* Looking */

const char *roleplay_scenario(const struct roleplay *roleplay)
{
    return roleplay->scenario;
}

const char *roleplay_sha256(const struct roleplay *roleplay)
{
    return roleplay->sha256;
}

const char *roleplay_session(const struct roleplay *roleplay)
{
    return roleplay->session;
}

const char *roleplay_text(const struct roleplay *roleplay)
{
    return roleplay->text;
}

bool roleplay_is_linked(const struct roleplay *roleplay)
{
    return roleplay->is_linked;
}

int roleplay_descriptor(const struct roleplay *roleplay)
{
    return roleplay->peer >= 0 ? roleplay->peer : roleplay->listener;
}

int roleplay_pause(const struct roleplay *roleplay)
{
    if (roleplay->peer < 0)
        return roleplay->waits ? -1 : RETRY;
    if (!roleplay->is_linked)
        return RETRY;
    return roleplay->is_unsent && roleplay->report && !roleplay->waits ? RESEND : -1;
}

struct roleplay_agent roleplay_agent(const struct roleplay *roleplay)
{
    struct report report = {.agent = {.step = "", .answer = ""}};

    if (roleplay->report)
        members_take(report_members, roleplay->report, &report);
    return report.agent;
}

bool roleplay_was_heard(const struct roleplay *roleplay, const char *trouble)
{
    json_t *heard = json_object_get(roleplay->report, "heard"), *item;
    size_t i;

    json_array_foreach(heard, i, item)
    {
        if (json_is_string(item) && strcmp(json_string_value(item), trouble) == 0)
            return true;
    }
    return false;
}
