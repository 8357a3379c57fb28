/*
 * What a trainee may do, and the events that it amounts to.
 */
#include <config.h>

#include <string.h>

#include "training-private.h"
#include "engine/session/walk-private.h"

static const struct session *session_of(const struct training *training)
{
    return walk_session(training->walk);
}

static bool is_here(const struct training *training, const struct event *event)
{
    return strcmp(event->step, session_step(session_of(training))) == 0;
}

/* The `nth` event of a kind at the step where it stands. */
static const struct event *find_here(const struct training *training, enum event_kind kind,
                                     size_t nth)
{
    size_t i;

    for (i = 0; i < session_count(session_of(training)); i++) {
        const struct event *event = session_event(session_of(training), i);

        if (event->kind == kind && is_here(training, event) && !nth--)
            return event;
    }
    return NULL;
}

const struct event *training_looked(const struct training *training)
{
    return find_here(training, EVENT_LOOKED, 0);
}

const struct event *training_hint_taken(const struct training *training, size_t nth)
{
    return find_here(training, EVENT_HINTED, nth);
}

/* The next hint at this step, or NULL. */
static const struct hint *next_hint(const struct training *training)
{
    const struct finding *finding =
        scenario_finding(training->scenario, session_step(session_of(training)));
    const struct hint *hint;
    size_t taken = 0;

    flow_each (hint, finding ? finding->hints : NULL) {
        if (!training_hint_taken(training, taken++))
            return hint;
    }
    return NULL;
}

size_t training_hints_left(const struct training *training, unsigned *minutes)
{
    const struct hint *next = next_hint(training), *hint;
    size_t left = 0;

    if (training_mode(training) == TRAINING_EXAM)
        return 0;
    flow_each (hint, next)
        left++;
    *minutes = next ? next->minutes : 0;
    return left;
}

size_t training_observations(const struct training *training, const struct event **found,
                             size_t max)
{
    const struct session *session = session_of(training);
    size_t count = 0, i, j;

    for (i = 0; i < session_count(session) && count < max; i++) {
        const struct event *event = session_event(session, i);

        if (event->kind != EVENT_LOOKED)
            continue;
        for (j = 0; j < count && strcmp(found[j]->step, event->step) != 0;)
            j++;
        if (j == count)
            found[count++] = event;
    }
    return count;
}

unsigned training_may(const struct training *training)
{
    const struct step *step = walk_step(training->walk);
    bool decides = walk_may_decide(training->walk), ends = step && !step_is_question(step->kind);
    bool diagnosed = decides && !session_needs_diagnosis(session_of(training));
    struct event back;
    unsigned may = 0, minutes;

    if (decides && !training_looked(training) &&
        (step_is_question(step->kind) || step->kind == STEP_FIX ||
         scenario_finding(training->scenario, step->node.id)) &&
        (!ends || diagnosed))
        may |= TRAINING_LOOK;
    if (decides && training_hints_left(training, &minutes))
        may |= TRAINING_HINT;
    if (decides && ends && !diagnosed)
        may |= TRAINING_DIAGNOSE;
    if (decides && (!ends || diagnosed))
        may |= TRAINING_ANSWER;
    if (training_back(training, &back) == STATUS_OK)
        may |= TRAINING_BACK;
    return may;
}

enum status training_look(struct training *training, struct event *event)
{
    if (!(training_may(training) & TRAINING_LOOK))
        return STATUS_NO;
    if (!training_find(training, walk_step(training->walk), &training->text))
        return STATUS_NO;
    if (buffer_failed(&training->text))
        return STATUS_NO_MEMORY;
    *event = walk_make_here(training->walk, EVENT_LOOKED);
    event->say = buffer_text(&training->text);
    event->minutes = scenario_minutes(training->scenario, walk_step(training->walk));
    return STATUS_OK;
}

enum status training_hint(struct training *training, struct event *event)
{
    const struct hint *hint = next_hint(training);

    if (!(training_may(training) & TRAINING_HINT) || !hint)
        return STATUS_NO;
    *event = walk_make_here(training->walk, EVENT_HINTED);
    event->say = hint->say;
    event->minutes = hint->minutes;
    return STATUS_OK;
}

static bool was_heard(const struct training *training, const char *trouble)
{
    const struct session *session = session_of(training);
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind == EVENT_HEARD && strcmp(event->answer, trouble) == 0)
            return true;
    }
    return false;
}

enum status training_hear(struct training *training, const char *trouble, struct event *event)
{
    const struct value_node *node;

    flow_each (node, training->scenario->trouble) {
        if (strcmp(node->node.id, trouble) == 0)
            break;
    }
    if (!node || was_heard(training, trouble) || !walk_may_decide(training->walk))
        return STATUS_NO;
    *event = walk_make_here(training->walk, EVENT_HEARD);
    event->answer = node->node.id;
    event->say = node->text;
    return STATUS_OK;
}

static bool was_observed(const struct training *training, const char *step)
{
    const struct session *session = session_of(training);
    bool any = false;
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        any = any || event->kind == EVENT_LOOKED;
        if (event->kind == EVENT_LOOKED && strcmp(event->step, step) == 0)
            return true;
    }
    return !any && !*step;
}

enum status training_diagnose(struct training *training, const char *cause, unsigned percent,
                              const char *evidence, struct event *event)
{
    const struct cause *named;

    if (!(training_may(training) & TRAINING_DIAGNOSE) || percent > 100 ||
        !was_observed(training, evidence))
        return STATUS_NO;
    flow_each (named, training->flow->causes) {
        if (strcmp(named->node.id, cause) == 0)
            break;
    }
    if (!named)
        return STATUS_NO;
    *event = walk_make_here(training->walk, EVENT_DIAGNOSED);
    event->answer = named->node.id;
    event->say = named->title;
    event->percent = percent;
    event->evidence = evidence;
    return STATUS_OK;
}

/* An end that refers leaves the flow, and with it the case. */
static enum status refer(const struct training *training, const char *reply, struct event *event)
{
    const struct step *step = walk_step(training->walk);

    if (*reply && strcmp(reply, "done") != 0)
        return STATUS_NO;
    *event = walk_make_here(training->walk, EVENT_REFERRED);
    event->error = *step->refer->name ? step->refer->name : step->refer->flow;
    event->code = step->refer->code;
    event->answer = event->error;
    event->say = step->because;
    return STATUS_OK;
}

enum status training_reply(struct training *training, const char *reply, struct event *event)
{
    const struct step *step = walk_step(training->walk);
    struct buffer trimmed = {0};
    struct event made;
    enum status status;

    if (!(training_may(training) & TRAINING_ANSWER))
        return STATUS_NO;
    walk_trim(&trimmed, reply);
    status = buffer_failed(&trimmed)    ? STATUS_NO_MEMORY
             : step->kind == STEP_REFER ? refer(training, buffer_text(&trimmed), &made)
                                        : walk_reply(training->walk, reply, &made);
    buffer_free(&trimmed);
    if (status != STATUS_OK)
        return status;
    if (made.kind == EVENT_REFERRED && step->kind != STEP_REFER)
        return STATUS_NO;
    if (!step_is_question(step->kind) && !training_looked(training))
        made.minutes = scenario_minutes(training->scenario, step);
    *event = made;
    return STATUS_OK;
}

bool training_goes_back(const struct training *training)
{
    return training_mode(training) != TRAINING_EXAM &&
           session_outcome(session_of(training)) == OUTCOME_UNFINISHED;
}

enum status training_back(const struct training *training, struct event *event)
{
    return training_goes_back(training) ? walk_back(training->walk, event) : STATUS_NO;
}

enum status training_back_to(struct training *training, const struct event *earlier,
                             struct event *event)
{
    return training_goes_back(training) ? walk_back_to(training->walk, earlier, event) : STATUS_NO;
}
