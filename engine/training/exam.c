/* SPDX-License-Identifier: MIT */
/*
 * What only an exam has: a limit in real time, and a lock that its trainer opens.
 */
#include <config.h>

#include <nettle/sha2.h>
#include <string.h>

#include "training-private.h"

void training_lock(const char *key, char lock[TRAINING_LOCK])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    size_t i;

    sha256_init(&context);
    sha256_update(&context, strlen(key), (const uint8_t *)key);
    sha256_digest(&context, sizeof digest, digest);
    for (i = 0; i < sizeof digest; i++) {
        lock[2 * i] = digits[digest[i] >> 4];
        lock[2 * i + 1] = digits[digest[i] & 15];
    }
    lock[TRAINING_LOCK - 1] = '\0';
}

bool training_is_lock(const char *text)
{
    return strlen(text) == TRAINING_LOCK - 1 &&
           strspn(text, "0123456789abcdef") == TRAINING_LOCK - 1;
}

bool training_is_open(const struct session *session)
{
    const struct event *started = session_training(session);

    return started && session_outcome(session) != OUTCOME_UNFINISHED &&
           (!*started->lock || session_is_released(session));
}

enum training_refusal training_release(const struct session *session, const char *key,
                                       struct event *event)
{
    const struct event *started = session_training(session);
    char lock[TRAINING_LOCK];

    if (!started || !*started->lock)
        return TRAINING_NOT_LOCKED;
    if (session_outcome(session) == OUTCOME_UNFINISHED)
        return TRAINING_NOT_ENDED;
    if (session_is_released(session))
        return TRAINING_RELEASED_BEFORE;
    training_lock(key, lock);
    if (strcmp(lock, started->lock) != 0)
        return TRAINING_OTHER_KEY;
    *event = event_make(EVENT_RELEASED);
    return TRAINING_RELEASES;
}

/*
 * The time that has gone by is the greater of two. One is from the start to now, or to the last event
 * where the clock says that it is earlier. The other adds what the clock was set back by: when the machine
 * came up does not change, and what seems to be an earlier time is a clock that was set back. What began by
 * the machine's clock goes on by it, whatever ERRWALK_TEST_CLOCK says.
 */
static int64_t time_spent(const struct training *training)
{
    const struct session *session = walk_session(training->walk);
    const struct event *started = session_training(session);
    const struct event *last = session_event(session, session_count(session) - 1);
    const struct clock *clock = walk_clock(training->walk), machine = {.fixed = false};
    int64_t now, set_back;

    if (started->booted && !clock_booted(clock))
        clock = &machine;
    now = clock_peek(clock);
    set_back = started->booted - clock_booted(clock);
    if (started->booted && set_back > 0)
        now += set_back;
    return (now > last->at ? now : last->at) - started->at;
}

static bool is_timed(const struct training *training)
{
    const struct session *session = walk_session(training->walk);
    const struct event *started = session_training(session);

    return started && started->limit && session_outcome(session) == OUTCOME_UNFINISHED;
}

int64_t training_time_left(const struct training *training)
{
    int64_t left;

    if (!is_timed(training))
        return TRAINING_NO_LIMIT;
    left = session_training(walk_session(training->walk))->limit * (int64_t)60 -
           time_spent(training);
    return left > 0 ? left : 0;
}

bool training_is_timed_out(const struct session *session)
{
    const struct event *started = session_training(session), *last = session_last(session);

    return started && started->limit && last->kind == EVENT_ENDED && *last->say;
}

static struct event hand_in(const struct training *training)
{
    struct event event = walk_event_here(training->walk, EVENT_ENDED);

    event.answer = outcome_names[OUTCOME_UNRESOLVED];
    event.say = "The time was up.";
    return event;
}

/* What comes too late is not taken, whoever commits it; what is, names the cases that it was by. */
void training_admit(void *context, struct event *event)
{
    const struct training *training = context;

    if (event->kind != EVENT_STARTED && event->kind != EVENT_ENDED &&
        training_time_left(training) == 0)
        *event = hand_in(training);
    training_stamp(training, event);
}

/* Each is said once; those that are over when it is asked for are not. */
static enum training_news warn(struct training *training, int64_t left, struct buffer *says)
{
    static const unsigned marks[] = {10, 5, 1}; /* minutes */
    unsigned limit = session_training(walk_session(training->walk))->limit;
    size_t i = sizeof marks / sizeof *marks;

    while (i-- && left > marks[i] * (int64_t)60)
        ;
    if (i >= sizeof marks / sizeof *marks || marks[i] >= limit ||
        (training->warned && training->warned <= marks[i]))
        return TRAINING_NO_NEWS;
    training->warned = marks[i];
    buffer_printf(says, "Time left: %lld min. What is not decided by then is handed in as it stands.",
                  (long long)((left + 59) / 60));
    return TRAINING_WARNS;
}

enum training_news training_poll(struct training *training, struct buffer *says)
{
    const struct session *session = walk_session(training->walk);
    int64_t left = training_time_left(training);
    struct event event;

    if (training_awaits_release(session)) {
        if (!walk_catch_up(training->walk) || !session_is_released(session))
            return TRAINING_NO_NEWS;
        buffer_string(says, "The trainer has released the debrief.");
        return TRAINING_RELEASED;
    }
    if (left == TRAINING_NO_LIMIT)
        return TRAINING_NO_NEWS;
    if (left)
        return warn(training, left, says);
    event = hand_in(training);
    if (walk_commit(training->walk, &event) != STATUS_OK)
        return TRAINING_NO_NEWS;
    buffer_string(says, "The time is up: the exam is handed in as it stood.");
    return TRAINING_HANDED_IN;
}

bool training_awaits_release(const struct session *session)
{
    return session_training(session) && session_outcome(session) != OUTCOME_UNFINISHED &&
           !training_is_open(session);
}

bool training_has_news(const struct training *training)
{
    return is_timed(training) || training_awaits_release(walk_session(training->walk));
}
