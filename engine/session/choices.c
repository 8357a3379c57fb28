/* SPDX-License-Identifier: MIT */
/*
 * The list of choices: one row of a table a kind says what is listed of it where a walk stands, and
 * what it makes of a text. A new kind of step is a kind here, with its row.
 */
#include <config.h>

#include "errwalk/choices.h"

#include <stdarg.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "choices-private.h"

const char *const choice_kind_names[CHOICE_KIND_COUNT] = {
    [CHOICE_LOOK] = "look",       [CHOICE_DIAGNOSE] = "diagnose",   [CHOICE_VALUE] = "value",
    [CHOICE_ANSWER] = "answer",   [CHOICE_RESULT] = "result",       [CHOICE_OTHER] = "other",
    [CHOICE_REFER] = "refer",     [CHOICE_ESCALATE] = "escalate",   [CHOICE_HINT] = "hint",
    [CHOICE_RELATED] = "related", [CHOICE_TICK] = "tick",           [CHOICE_BACK] = "back",
    [CHOICE_BACK_TO] = "back-to", [CHOICE_NOTE] = "note",           [CHOICE_EDIT_NOTE] = "edit-note",
    [CHOICE_ABANDON] = "abandon", [CHOICE_FOUND] = "found",         [CHOICE_PASTE] = "paste",
    [CHOICE_ITEM] = "item",       [CHOICE_PUT_OFF] = "put-off",
    [CHOICE_HOLD] = "hold",
};

struct choices {
    const struct walk *walk;
    struct arena *arena; /* texts of this list */
    struct choice *items;
    size_t count, capacity;
    int64_t until; /* when one of them reads otherwise by itself; 0: never */
    bool is_current;
};

struct choices *choices_new(const struct walk *walk)
{
    struct choices *list = memory_alloc(sizeof *list);

    list->walk = walk;
    return list;
}

void choices_free(struct choices *list)
{
    if (!list)
        return;
    arena_free(list->arena);
    memory_free(list->items);
    memory_free(list);
}

void choices_forget(struct choices *list)
{
    list->is_current = false;
}

const struct walk *choices_walk(const struct choices *list)
{
    return list->walk;
}

size_t choices_count(const struct choices *list)
{
    return list->count;
}

struct choice *choices_at(struct choices *list, size_t index)
{
    return &list->items[index];
}

const char *choices_printf(struct choices *list, const char *format, ...)
{
    struct buffer text = {0};
    const char *copy;
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    copy = arena_copy(list->arena, buffer_text(&text), text.length);
    buffer_free(&text);
    return copy;
}

struct choice *choices_add(struct choices *list, enum choice_kind kind, const char *id,
                           const char *text, enum event_kind event)
{
    struct choice *choice;

    memory_grow((void **)&list->items, &list->capacity, list->count, sizeof *list->items);
    choice = &list->items[list->count++];
    *choice = (struct choice){.kind = kind,
                              .id = id,
                              .text = text,
                              .hint = "",
                              .value = "",
                              .event = walk_event_here(list->walk, event)};
    return choice;
}

/* With a number for its id. */
static struct choice *add_numbered(struct choices *list, enum choice_kind kind, unsigned number,
                                   const char *text, enum event_kind event)
{
    return choices_add(list, kind, choices_printf(list, "%u", number), text, event);
}

/* Questions */

void choices_add_answer(struct choices *list, const struct answer *answer)
{
    const struct event *earlier = walk_earlier(list->walk), *pasted = walk_pasted(list->walk);
    const struct choice *last = list->count ? &list->items[list->count - 1] : NULL;
    unsigned number = last && last->kind == CHOICE_ANSWER ? last->number + 1 : 1;
    struct choice *choice = choices_add(list, CHOICE_ANSWER, answer->node.id, answer->say,
                                        EVENT_ANSWERED);

    choice->number = number;
    choice->was_chosen = earlier && strcmp(earlier->answer, answer->node.id) == 0;
    choice->is_proposed = pasted && strcmp(pasted->answer, answer->node.id) == 0;
    choice->event.answer = answer->node.id;
    choice->event.say = answer->say;
    choice->event.to = answer->to.id;
}

static void list_answers(struct choices *list)
{
    const struct answer *answer;

    flow_each(answer, list->walk->step->answers)
        choices_add_answer(list, answer);
}

static void list_value(struct choices *list)
{
    const struct step *step = list->walk->step;
    const struct event *earlier = walk_earlier(list->walk);
    const char *read;
    struct choice *choice;

    if (step->kind != STEP_INPUT)
        return;
    read = walk_read_value(list->walk);
    choice = choices_add(list, CHOICE_VALUE, step->fact, "", EVENT_TYPED);
    choice->hint = value_type_hints[step->type];
    choice->takes_text = true;
    choice->event.fact = step->fact;
    choice->event.sensitive = step->sensitive;
    if (earlier && earlier->kind == EVENT_TYPED)
        choice->value = earlier->answer;
    if (*read) {
        choice->value = read;
        choice->is_proposed = true;
    }
}

static enum status take_value(const struct walk *walk, const struct choice *choice,
                              const char *text, struct event *event)
{
    const char *to;
    enum status status = walk_route_value(walk, text, &to);

    if (status != STATUS_OK)
        return status;
    *event = choice->event;
    event->answer = text;
    event->to = to;
    return STATUS_OK;
}

/* Endings */

static void list_results(struct choices *list)
{
    const struct step *step = list->walk->step;
    const struct event *earlier = walk_earlier(list->walk);
    int64_t due = session_waits_until(list->walk->session);
    enum fix_result result;

    if (step->kind != STEP_FIX)
        return;
    if (due <= clock_peek(list->walk->clock))
        due = 0;
    list->until = due;
    for (result = 0; result < FIX_RESULT_COUNT; result++) {
        const char *id = fix_result_names[result];
        struct choice *choice = choices_add(list, CHOICE_RESULT, id, walk_result_says[result],
                                            EVENT_TRIED);

        choice->number = result + 1;
        choice->due = due;
        choice->was_chosen = earlier && strcmp(earlier->answer, id) == 0;
        choice->event.answer = id;
        choice->event.say = walk_result_says[result];
        if (result != FIX_WORKED)
            choice->event.to = result == FIX_WORSE && step->if_worse.step ? step->if_worse.id
                                                                          : step->if_not.id;
    }
}

bool walk_look_again(const struct walk *walk, char when[CLOCK_TEXT])
{
    const struct choice *result = walk_choice(walk, CHOICE_RESULT, NULL);

    if (!result || !result->due)
        return false;
    clock_format_local(result->due, clock_peek(walk->clock), when);
    return true;
}

static void list_other(struct choices *list)
{
    struct choice *choice;

    if (list->walk->step->kind != STEP_FIX)
        return;
    choice = choices_add(list, CHOICE_OTHER, "other", "Another message shows now", EVENT_REFERRED);
    choice->hint = "it shows another message now";
    choice->number = FIX_RESULT_COUNT + 1;
    choice->takes_text = true;
}

static enum status take_other(const struct walk *walk, const struct choice *choice,
                              const char *text, struct event *event)
{
    (void)choice;
    return walk_refer_message(walk, text, event);
}

static void list_referral(struct choices *list)
{
    static const char *const texts[] = {
        [WALK_ENTERS] = "Go on there", [WALK_NO_FLOW] = "End here, referred"};
    const struct step *step = list->walk->step;
    enum walk_referral referral;
    struct choice *choice;
    struct event event;

    if (step->kind != STEP_REFER ||
        walk_refer_to(list->walk, step->refer, &event, &referral) != STATUS_OK)
        return;
    choice = choices_add(list, CHOICE_REFER, "done", texts[referral], EVENT_REFERRED);
    choice->number = 1;
    choice->referral = referral;
    choice->event = event;
}

static void list_escalation(struct choices *list)
{
    const struct step *step = list->walk->step;
    struct choice *choice;

    if (step->kind != STEP_ESCALATE)
        return;
    choice = choices_add(list, CHOICE_ESCALATE, "done", "Handed over: end the walk here",
                         EVENT_ENDED);
    choice->number = 1;
    choice->event.answer = outcome_names[OUTCOME_ESCALATED];
    choice->event.say = step->because;
}

static void list_related(struct choices *list)
{
    static const char *const hints[] = {[WALK_ENTERS] = "there is a flow for it",
                                        [WALK_NO_FLOW] = "",
                                        [WALK_ENTERED] = "walked already"};
    const struct error_ref *error;
    unsigned number = 0;

    flow_each(error, list->walk->step->related) {
        struct choice *choice;
        struct buffer name = {0};
        struct event event;
        enum walk_referral referral;
        bool can = walk_refer_to(list->walk, error, &event, &referral) == STATUS_OK;

        flow_error_text(&name, error);
        choice = add_numbered(list, CHOICE_RELATED, ++number,
                              choices_printf(list, "%s", buffer_text(&name)), EVENT_REFERRED);
        buffer_free(&name);
        choice->hint = hints[referral];
        choice->referral = referral;
        choice->is_closed = !can;
        if (can)
            choice->event = event;
    }
}

static void list_ticks(struct choices *list)
{
    const struct instruction *item;
    unsigned number = 0;

    flow_each(item, list->walk->step->instructions) {
        struct choice *choice = add_numbered(list, CHOICE_TICK, number + 1, item->say,
                                             EVENT_TICKED);

        choice->event.item = number;
        choice->event.on = !session_ticked(list->walk->session, number++);
    }
}

/* Of any step */

static void add_back(struct choices *list, const struct event *earlier)
{
    choices_add(list, CHOICE_BACK, "back", "Go back to the last question", EVENT_UNDONE)
        ->event.target = earlier->number;
}

/* To the last decision: not to a referral that a step made by itself. */
static void list_back(struct choices *list)
{
    const struct session *session = list->walk->session;
    enum outcome outcome = session_outcome(session);
    const struct event *const *trail;
    const struct event *last = session_last(session);
    size_t count;

    /* Only these two ends are a decision of their own; the others follow from one. */
    if (outcome == OUTCOME_ABANDONED || outcome == OUTCOME_ESCALATED) {
        add_back(list, session_last(session));
        return;
    }
    trail = session_trail(session, &count);
    while (count && !session_is_answer(trail[count - 1]))
        count--;
    if (last && (last->kind == EVENT_CHOSEN || last->kind == EVENT_DEFERRED))
        add_back(list, last);
    else if (count)
        add_back(list, trail[count - 1]);
}

static void list_trail(struct choices *list)
{
    size_t count, i;
    const struct event *const *trail = session_trail(list->walk->session, &count);

    for (i = 0; i < count; i++)
        add_numbered(list, CHOICE_BACK_TO, trail[i]->number, trail[i]->question, EVENT_UNDONE)
            ->event.target = trail[i]->number;
}

static void list_note(struct choices *list)
{
    choices_add(list, CHOICE_NOTE, "note", "Write a note", EVENT_NOTED)->takes_text = true;
}

static void list_notes(struct choices *list)
{
    size_t count, i;
    const struct event *const *notes = session_notes(list->walk->session, &count);

    for (i = 0; i < count; i++) {
        struct choice *choice = add_numbered(list, CHOICE_EDIT_NOTE, notes[i]->number,
                                             notes[i]->answer, EVENT_NOTED);

        choice->takes_text = true;
        choice->value = notes[i]->answer;
        choice->event.target = notes[i]->number;
    }
}

/* A new note must say something, and an edited one something else. */
static enum status take_note(const struct walk *walk, const struct choice *choice,
                             const char *text, struct event *event)
{
    struct buffer trimmed = {0};
    bool same;

    (void)walk;
    walk_trim(&trimmed, text);
    same = strcmp(buffer_text(&trimmed), choice->value) == 0;
    buffer_free(&trimmed);
    if (same)
        return STATUS_NO;
    if (strlen(text) > WALK_NOTE_MOST)
        return STATUS_INVALID;
    *event = choice->event;
    event->answer = text;
    return STATUS_OK;
}

static void list_abandon(struct choices *list)
{
    choices_add(list, CHOICE_ABANDON, "abandon", "Abandon it: end here", EVENT_ENDED)
        ->event.answer = outcome_names[OUTCOME_ABANDONED];
}

/* Of a weigh step */

static void add_item(struct choices *list, const struct weighing *weighing, const struct step *item)
{
    struct buffer because = {0};
    struct choice *choice;

    if (item == list->walk->step || !weighing_is_left(weighing, item))
        return;
    weighing_because(weighing, item, &because);
    choice = choices_add(list, CHOICE_ITEM, item->node.id, item->text, EVENT_CHOSEN);
    choice->event.to = item->node.id;
    choice->event.say = item->text;
    choice->event.via = weighing->weigh->step->node.id;
    choice->event.because = choices_printf(list, "%s", buffer_text(&because));
    buffer_free(&because);
}

/* All that it could lead to, in the order of the file. */
static void list_items(struct choices *list)
{
    const struct weighing *weighing = walk_weighing(list->walk);
    const struct weigh_item *item;

    if (!weighing)
        return;
    flow_each(item, weighing->weigh->step->questions)
        add_item(list, weighing, item->to.step);
    flow_each(item, weighing->weigh->step->fixes)
        add_item(list, weighing, item->to.step);
    if (weighing->weigh->step->otherwise.step)
        add_item(list, weighing, weighing->weigh->step->otherwise.step);
}

/* Whether an item is left that was not put off, but for where the walk stands. */
static bool has_others(const struct weighing *weighing, const struct step *here)
{
    size_t i;

    for (i = 0; i < weighing->choice.count; i++) {
        const struct weigh_candidate *candidate = &weighing->choice.candidates[i];
        const struct step *item = weigh_step_of(weighing->weigh, candidate);

        if (candidate->kind != WEIGH_CALL && item != here && !weighing->put_off[item->index])
            return true;
    }
    return false;
}

/* The walk itself finds what comes next then. */
static void list_put_off(struct choices *list)
{
    const struct weighing *weighing = walk_weighing(list->walk);
    struct choice *choice;

    if (!weighing || list->walk->step->weighed_by != weighing->weigh->step ||
        !has_others(weighing, list->walk->step))
        return;
    choice = choices_add(list, CHOICE_PUT_OFF, "later", "Put it off", EVENT_DEFERRED);
    choice->hint = "it comes back when nothing else is left";
    choice->event.to = choice->event.via = weighing->weigh->step->node.id;
}

static const struct {
    void (*list)(struct choices *list); /* NULL: only a policy has it */
    enum status (*take)(const struct walk *walk, const struct choice *choice, const char *text,
                        struct event *event); /* of those that take a text */
    bool decides; /* it needs something that is left to decide */
} rows[CHOICE_KIND_COUNT] = {
    [CHOICE_VALUE] = {list_value, take_value, .decides = true},
    [CHOICE_FOUND] = {choices_list_found, .decides = true},
    [CHOICE_ANSWER] = {list_answers, .decides = true},
    [CHOICE_RESULT] = {list_results, .decides = true},
    [CHOICE_OTHER] = {list_other, take_other, .decides = true},
    [CHOICE_REFER] = {list_referral, .decides = true},
    [CHOICE_ESCALATE] = {list_escalation, .decides = true},
    [CHOICE_RELATED] = {list_related, .decides = false},
    [CHOICE_TICK] = {list_ticks, .decides = true},
    [CHOICE_PASTE] = {choices_list_paste, choices_take_paste, .decides = true},
    [CHOICE_BACK] = {list_back, .decides = false},
    [CHOICE_BACK_TO] = {list_trail, .decides = false},
    [CHOICE_NOTE] = {list_note, take_note, .decides = false},
    [CHOICE_EDIT_NOTE] = {list_notes, take_note, .decides = false},
    [CHOICE_ABANDON] = {list_abandon, .decides = true},
    [CHOICE_ITEM] = {list_items, .decides = true},
    [CHOICE_PUT_OFF] = {list_put_off, .decides = true},
};

void choices_own(struct choices *list, enum choice_kind kind)
{
    if (rows[kind].list && (!rows[kind].decides || walk_may_decide(list->walk)))
        rows[kind].list(list);
}

static void renew(struct choices *list)
{
    const struct walk_policy *policy = &list->walk->policy;
    enum choice_kind kind;

    arena_free(list->arena);
    list->arena = arena_new();
    list->count = 0;
    list->until = 0;
    for (kind = 0; list->walk->step && kind < CHOICE_KIND_COUNT; kind++) {
        if (policy->list)
            policy->list(policy->context, list, kind);
        else
            choices_own(list, kind);
    }
    list->is_current = true;
}

const struct choice *walk_choices(const struct walk *walk, size_t *count)
{
    const int64_t until = walk->choices->until;

    if (!walk->choices->is_current || (until && clock_peek(walk->clock) >= until))
        renew(walk->choices);
    *count = walk->choices->count;
    return walk->choices->items;
}

const struct choice *walk_choice(const struct walk *walk, enum choice_kind kind, const char *id)
{
    size_t count, i;
    const struct choice *list = walk_choices(walk, &count);

    for (i = 0; i < count; i++) {
        if (list[i].kind == kind && (!id || strcmp(list[i].id, id) == 0))
            return &list[i];
    }
    return NULL;
}

const struct choice *walk_choice_after(const struct walk *walk, const struct choice *choice)
{
    size_t count;
    const struct choice *list = walk_choices(walk, &count);

    return choice + 1 < list + count && choice[1].kind == choice->kind ? choice + 1 : NULL;
}

enum status walk_take(const struct walk *walk, const struct choice *choice, const char *text,
                      struct event *event)
{
    if (choice->is_closed || choice->takes_text != (text != NULL))
        return STATUS_NO;
    if (!choice->takes_text)
        *event = choice->event;
    else if (rows[choice->kind].take)
        return rows[choice->kind].take(walk, choice, text, event);
    else
        return walk->policy.take(walk->policy.context, choice, text, event);
    return STATUS_OK;
}

enum status walk_choose(const struct walk *walk, enum choice_kind kind, const char *id,
                        const char *text, struct event *event)
{
    const struct choice *choice = walk_choice(walk, kind, id);

    return choice ? walk_take(walk, choice, text, event) : STATUS_NO;
}

void walk_set_policy(struct walk *walk, const struct walk_policy *policy)
{
    walk->policy = policy ? *policy : (struct walk_policy){0};
    choices_forget(walk->choices);
}

void walk_end_policy(struct walk *walk, const void *context)
{
    if (walk->policy.context == context)
        walk_set_policy(walk, NULL);
}
