/* SPDX-License-Identifier: MIT */
/*
 * The policy of a training: what it lists otherwise than any walk. The trainee looks and takes hints,
 * names a cause before an ending is decided, answers in an order that the seed gives, and does not go
 * back in an exam. A case stays within its flow, so nothing leads to another.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "errwalk/shift.h"
#include "training-private.h"

static const struct session *session_of(const struct training *training)
{
    return walk_session(training->walk);
}

/* Where it stands. */
static const char *path_of(const struct training *training)
{
    return session_path(session_of(training), NULL);
}

static bool is_here(const struct training *training, const struct event *event)
{
    return strcmp(session_path(session_of(training), event), path_of(training)) == 0;
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
    const struct event *looked = NULL, *next;
    size_t nth = 0;

    while ((next = find_here(training, EVENT_LOOKED, nth++)))
        looked = next;
    return looked;
}

const struct event *training_hint_taken(const struct training *training, size_t nth)
{
    return find_here(training, EVENT_HINTED, nth);
}

/* The next hint at this step, or NULL. */
static const struct hint *next_hint(const struct training *training)
{
    const struct finding *finding =
        scenario_finding(training->scenario, path_of(training));
    const struct hint *hint;
    size_t taken = 0;

    flow_each (hint, finding ? finding->hints : NULL) {
        if (!training_hint_taken(training, taken++))
            return hint;
    }
    return NULL;
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
        for (j = 0; j < count && strcmp(session_path(session, found[j]), session_path(session, event)) != 0;)
            j++;
        if (j == count)
            found[count++] = event;
    }
    return count;
}

/* Whether the trainee decides at this step now: at an ending only once a cause is named. */
static bool may_answer(const struct training *training)
{
    const struct step *step = walk_step(training->walk);

    return walk_may_decide(training->walk) &&
           (step_is_question(step->kind) || !session_needs_diagnosis(session_of(training)));
}

bool training_needs_diagnosis(const struct training *training)
{
    return walk_may_decide(training->walk) && !may_answer(training);
}

/* Whether a look would show what was seen there last. */
static bool is_known(const struct training *training)
{
    const struct event *looked = training_looked(training);
    struct world world = training_world(training);
    unsigned found = world_found(&world, training->scenario, path_of(training));

    world_free(&world);
    return looked && looked->found == found;
}

static void list_look(struct training *training, struct choices *list, enum choice_kind kind)
{
    static const char *const says[STEP_KIND_COUNT][2] = {
        [STEP_ASK] = {"Ask the caller, and look", "asks the caller, and looks"},
        [STEP_INPUT] = {"Ask the caller, and look", "asks the caller, and looks"},
        [STEP_FIX] = {"Do it, and verify", "does it, and verifies"},
        [STEP_REFER] = {"Do it, and see what comes of it", "does it, and shows what comes of it"},
        [STEP_ESCALATE] = {"Do it, and see what comes of it", "does it, and shows what comes of it"},
    };
    const struct step *step = walk_step(training->walk);
    unsigned minutes = scenario_minutes(training->scenario, path_of(training), step);
    struct buffer found = {0};

    if (may_answer(training) && !is_known(training) &&
        training_find(training, step, &found)) {
        struct choice *look = choices_add(list, kind, "look",
                                          training_looked(training) ? "Look again" : says[step->kind][0],
                                          EVENT_LOOKED);

        look->event.say = choices_printf(list, "%s", buffer_text(&found));
        look->event.minutes = minutes;
        look->hint = says[step->kind][1];
    }
    buffer_free(&found);
}

static void list_hint(struct training *training, struct choices *list, enum choice_kind kind)
{
    const struct hint *next = next_hint(training), *left;
    unsigned count = 0;
    struct choice *choice;

    if (!next || !walk_may_decide(training->walk) || training_mode(training) == TRAINING_EXAM)
        return;
    flow_each (left, next)
        count++;
    choice = choices_add(list, kind, "hint", "Take a hint", EVENT_HINTED);
    choice->hint = "gives a hint";
    choice->left = count;
    choice->event.say = next->say;
    choice->event.minutes = next->minutes;
}

static unsigned add_causes(struct choices *list, enum choice_kind kind, const struct cause *causes,
                           unsigned number)
{
    const struct cause *cause;

    flow_each (cause, causes) {
        struct choice *choice = choices_add(list, kind, cause->node.id, cause->title,
                                            EVENT_DIAGNOSED);

        choice->number = ++number;
        choice->takes_text = true;
        choice->event.answer = cause->node.id;
        choice->event.say = cause->title;
    }
    return number;
}

/* Those of the flow, and of the block where it stands. */
static void list_causes(struct training *training, struct choices *list, enum choice_kind kind)
{
    const struct flow *here = walk_flow(training->walk);
    unsigned number;

    if (!training_needs_diagnosis(training))
        return;
    number = add_causes(list, kind, training->flow->causes, 0);
    if (here != training->flow)
        add_causes(list, kind, here->causes, number);
}

static void list_answers(struct training *training, struct choices *list, enum choice_kind kind)
{
    const struct answer *answers[FLOW_MAX_ANSWERS];
    size_t count = training_shuffle(training, answers), i;

    (void)kind;
    for (i = 0; walk_may_decide(training->walk) && i < count; i++)
        choices_add_answer(list, answers[i]);
}

/* Who did not look takes the time all the same. */
static void list_ending(struct training *training, struct choices *list, enum choice_kind kind)
{
    size_t i = choices_count(list);

    if (!may_answer(training))
        return;
    choices_own(list, kind);
    for (; !training_looked(training) && i < choices_count(list); i++)
        choices_at(list, i)->event.minutes =
            scenario_minutes(training->scenario, path_of(training), walk_step(training->walk));
}

static void list_escalation(struct training *training, struct choices *list, enum choice_kind kind)
{
    list_ending(training, list, kind);
    if (choices_count(list) && choices_at(list, choices_count(list) - 1)->kind == kind)
        choices_at(list, choices_count(list) - 1)->text = "Handed over: the case ends";
}

/* A referral leaves the flow, and with it the case. */
static void list_referral(struct training *training, struct choices *list, enum choice_kind kind)
{
    const struct step *step = walk_step(training->walk);
    struct buffer error = {0};
    struct choice *choice;

    if (step->kind != STEP_REFER || !may_answer(training))
        return;
    flow_error_text(&error, step->refer);
    choice = choices_add(list, kind, "done",
                         choices_printf(list, "Hand over to %s: the case ends", buffer_text(&error)),
                         EVENT_REFERRED);
    buffer_free(&error);
    choice->number = 1;
    choice->referral = WALK_NO_FLOW;
    choice->event.error = *step->refer->name ? step->refer->name : step->refer->flow;
    choice->event.code = step->refer->code;
    choice->event.answer = choice->event.error;
    choice->event.say = step->because;
    if (!training_looked(training))
        choice->event.minutes = scenario_minutes(training->scenario, path_of(training), step);
}

static void list_back(struct training *training, struct choices *list, enum choice_kind kind)
{
    if (training_goes_back(training))
        choices_own(list, kind);
}

/* The other callers, as they will be in this minute: whoever listens to one hears that more wait. */
static void list_hold(struct training *training, struct choices *list, enum choice_kind kind)
{
    const struct shift *shift = training->shift;
    unsigned minute, waiting, urgent;
    struct choice *choice;

    if (!shift || !may_answer(training))
        return;
    minute = shift->minute + training_minutes(training) - training->taken;
    waiting = shift_waiting_at(shift, minute, &urgent);
    choice = choices_add(list, kind, "hold",
                         waiting ? choices_printf(list, "Put on hold: %u wait%s, the most urgent of "
                                                        "priority %u",
                                                  waiting, waiting == 1 ? "s" : "", urgent)
                                 : "Put on hold: nobody else waits",
                         EVENT_SWITCHED);
    choice->hint = "puts the caller on hold, to take another";
    choice->event.answer = shift_held;
    choice->event.item = shift->switches + 1;
    choice->event.target = minute;
}

static void list_nothing(struct training *training, struct choices *list, enum choice_kind kind)
{
    (void)training, (void)list, (void)kind;
}

/* Those that are not here are as in any walk. */
static void (*const lists[CHOICE_KIND_COUNT])(struct training *training, struct choices *list,
                                              enum choice_kind kind) = {
    [CHOICE_LOOK] = list_look,         [CHOICE_DIAGNOSE] = list_causes,
    [CHOICE_ANSWER] = list_answers,    [CHOICE_RESULT] = list_ending,
    [CHOICE_OTHER] = list_nothing,     [CHOICE_REFER] = list_referral,
    [CHOICE_ESCALATE] = list_escalation, [CHOICE_HINT] = list_hint,
    [CHOICE_RELATED] = list_nothing,   [CHOICE_TICK] = list_nothing,
    [CHOICE_PASTE] = list_nothing, [CHOICE_HOLD] = list_hold,
    [CHOICE_BACK] = list_back,         [CHOICE_BACK_TO] = list_back,
};

void training_list(void *context, struct choices *list, enum choice_kind kind)
{
    if (lists[kind])
        lists[kind](context, list, kind);
    else
        choices_own(list, kind);
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
    *event = walk_event_here(training->walk, EVENT_HEARD);
    event->answer = node->node.id;
    event->say = node->text;
    return STATUS_OK;
}

bool training_goes_back(const struct training *training)
{
    return training_mode(training) != TRAINING_EXAM &&
           session_outcome(session_of(training)) == OUTCOME_UNFINISHED;
}
