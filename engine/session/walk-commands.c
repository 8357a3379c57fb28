/*
 * Commands: the events of what a person does where a walk stands. Nothing here changes
 * the walk.
 */
#include <config.h>

#include "errwalk/walk.h"

#include <string.h>

#include "errwalk/moment.h"
#include "errwalk/pattern.h"
#include "errwalk/problem.h"
#include "walk-private.h"

const char *const walk_result_says[FIX_RESULT_COUNT] = {
    [FIX_WORKED] = "Yes, it works now",
    [FIX_FAILED] = "No, it did not help",
    [FIX_SKIPPED] = "I could not do it",
    [FIX_WORSE] = "It is worse now",
};

struct event event_here(const struct flow *flow, const struct step *step, enum event_kind kind)
{
    struct event event = event_make(kind);

    event.flow = flow->id;
    event.step = step->node.id;
    event.step_kind = step->kind;
    event.question = step->text;
    return event;
}

struct event walk_make_here(const struct walk *walk, enum event_kind kind)
{
    return event_here(walk->flow, walk->step, kind);
}

bool walk_may_decide(const struct walk *walk)
{
    return walk->step && session_outcome(walk->session) == OUTCOME_UNFINISHED &&
           !session_end_is_due(walk->session);
}

static void enter_flow(struct event *event, const struct flow *flow)
{
    event->to_flow = flow->id;
    event->to = flow->first->node.id;
    event->title = flow->title;
    event->path = flow->path;
    event->sha256 = flow->sha256;
}

struct event event_start(const struct flow *flow, const char *error, struct code code)
{
    struct event started = event_make(EVENT_STARTED);

    enter_flow(&started, flow);
    started.error = error;
    started.code = code;
    if (!*error && !code.present && flow->errors) {
        started.error = flow->errors->name;
        started.code = flow->errors->code;
    }
    return started;
}

enum status walk_start(const struct walk *walk, const struct flow *flow, const char *error,
                       struct code code, struct event *event)
{
    if (walk->step)
        return STATUS_NO;
    *event = event_start(flow, error, code);
    return STATUS_OK;
}

enum status walk_answer(const struct walk *walk, const char *id, struct event *event)
{
    const struct answer *answer;

    if (!walk_may_decide(walk) || !step_is_question(walk->step->kind))
        return STATUS_NO;
    answer = flow_answer(walk->step, id);
    if (!answer)
        return STATUS_NO;
    *event = walk_make_here(walk, EVENT_ANSWERED);
    event->answer = answer->node.id;
    event->say = answer->say;
    event->to = answer->to.id;
    return STATUS_OK;
}

/* Where a value leads, blanks around it left out: they do not matter to its type either. */
static enum status route(const struct walk *walk, const char *value, const struct step **to)
{
    const struct step *step = walk->step;
    struct buffer trimmed = {0};
    struct event typed = walk_make_here(walk, EVENT_TYPED);
    struct moment_facts facts = {.moment = moment_now(walk->session), .about = &typed};
    enum status status = STATUS_OK;

    walk_trim(&trimmed, value);
    typed.fact = step->fact;
    typed.answer = buffer_text(&trimmed);
    if (buffer_failed(&trimmed))
        status = STATUS_NO_MEMORY;
    else if (step->pattern && pattern_match(step->pattern, typed.answer) != STATUS_OK)
        status = STATUS_NO;
    else
        *to = flow_route(step, moment_value, &facts);
    buffer_free(&facts.text);
    buffer_free(&trimmed);
    return status;
}

enum status walk_type(const struct walk *walk, const char *value, struct event *event)
{
    const struct step *step = walk->step, *to;
    enum status status;

    if (!walk_may_decide(walk) || step->kind != STEP_INPUT || !value_fits(step->type, value))
        return STATUS_NO;
    status = route(walk, value, &to);
    if (status != STATUS_OK)
        return status;
    *event = walk_make_here(walk, EVENT_TYPED);
    event->answer = value;
    event->fact = step->fact;
    event->sensitive = step->sensitive;
    event->to = to->node.id;
    return STATUS_OK;
}

enum status walk_tick(const struct walk *walk, unsigned item, bool on, struct event *event)
{
    const struct instruction *instruction;
    unsigned count = 0;

    if (!walk_may_decide(walk))
        return STATUS_NO;
    flow_each(instruction, walk->step->instructions)
        count++;
    if (item >= count)
        return STATUS_NO;
    *event = walk_make_here(walk, EVENT_TICKED);
    event->item = item;
    event->on = on;
    return STATUS_OK;
}

enum status walk_try(const struct walk *walk, enum fix_result result, struct event *event)
{
    const struct step *step = walk->step;
    const struct target *to;

    if (!walk_may_decide(walk) || step->kind != STEP_FIX || result >= FIX_RESULT_COUNT)
        return STATUS_NO;
    to = result == FIX_WORSE && step->if_worse.step ? &step->if_worse : &step->if_not;
    *event = walk_make_here(walk, EVENT_TRIED);
    event->answer = fix_result_names[result];
    event->say = walk_result_says[result];
    event->to = result == FIX_WORKED ? "" : to->id;
    return STATUS_OK;
}

enum status walk_note(const struct walk *walk, const char *text, struct event *event)
{
    if (!walk->step || !text[strspn(text, " \t\r\n")])
        return STATUS_NO;
    if (strlen(text) > WALK_NOTE_MOST)
        return STATUS_INVALID;
    *event = walk_make_here(walk, EVENT_NOTED);
    event->answer = text;
    return STATUS_OK;
}

/* Whether the text would be kept just as it is there already. */
static enum status is_same(const struct event *note, const char *text, bool *same)
{
    struct buffer trimmed = {0};
    enum status status;

    walk_trim(&trimmed, text);
    status = buffer_failed(&trimmed) ? STATUS_NO_MEMORY : STATUS_OK;
    *same = status == STATUS_OK && strcmp(note->answer, buffer_text(&trimmed)) == 0;
    buffer_free(&trimmed);
    return status;
}

enum status walk_edit_note(const struct walk *walk, const struct event *note, const char *text,
                           struct event *event)
{
    size_t count;
    const struct event *const *notes = session_notes(walk->session, &count);
    enum status status;
    bool same;

    while (count && notes[count - 1] != note)
        count--;
    if (!walk->step || !count)
        return STATUS_NO;
    if (strlen(text) > WALK_NOTE_MOST)
        return STATUS_INVALID;
    status = is_same(note, text, &same);
    if (status != STATUS_OK || same)
        return status == STATUS_OK ? STATUS_NO : status;
    *event = walk_make_here(walk, EVENT_NOTED);
    event->answer = text;
    event->target = note->number;
    return STATUS_OK;
}

static enum status go_back(const struct walk *walk, const struct event *earlier,
                           struct event *event)
{
    *event = walk_make_here(walk, EVENT_UNDONE);
    event->target = earlier->number;
    return STATUS_OK;
}

enum status walk_back(const struct walk *walk, struct event *event)
{
    const struct event *last = session_last(walk->session);
    enum outcome outcome = session_outcome(walk->session);
    const struct event *const *trail;
    size_t count;

    /* Only these two ends are a decision of their own; the others follow from one. */
    if (outcome == OUTCOME_ABANDONED || outcome == OUTCOME_ESCALATED)
        return go_back(walk, last, event);
    trail = session_trail(walk->session, &count);
    while (count--) {
        if (trail[count]->kind != EVENT_REFERRED || trail[count]->step_kind != STEP_REFER)
            return go_back(walk, trail[count], event);
    }
    return STATUS_NO;
}

enum status walk_back_to(const struct walk *walk, const struct event *earlier, struct event *event)
{
    size_t count;
    const struct event *const *trail = session_trail(walk->session, &count);

    while (count--) {
        if (trail[count] == earlier)
            return go_back(walk, earlier, event);
    }
    return STATUS_NO;
}

/* The flow of an entry; NULL where there is no entry or the flow is broken. */
static enum status find_flow(const struct walk *walk, const struct library_entry *entry,
                             const struct flow **flow)
{
    struct diag_list faults = {0};
    enum status status = STATUS_NO;

    *flow = NULL;
    if (entry)
        status = library_flow(walk->library, entry->id, &faults, flow);
    diag_list_free(&faults);
    return status == STATUS_NO_MEMORY ? status : STATUS_OK;
}

static enum walk_referral referral_to(const struct walk *walk, const struct flow *flow)
{
    if (!flow)
        return WALK_NO_FLOW;
    return session_entered(walk->session, flow->id) ? WALK_ENTERED : WALK_ENTERS;
}

enum walk_referral walk_referral(const struct walk *walk, const struct error_ref *error)
{
    const struct flow *flow;

    find_flow(walk, library_by_ref(walk->library, error), &flow);
    return referral_to(walk, flow);
}

/* What is meant is an error, or else a flow. Where no code is given, what the flow says of the
 * error itself is taken. */
static enum status refer(const struct walk *walk, const struct library_entry *entry,
                         const char *meant, const char *error, struct code code, struct event *event)
{
    const struct flow *flow;
    enum status status = find_flow(walk, entry, &flow);
    enum walk_referral referral = referral_to(walk, flow);
    const struct error_ref *own;

    if (status != STATUS_OK)
        return status;
    if (!walk->step || referral == WALK_ENTERED ||
        (referral == WALK_NO_FLOW && !walk_may_decide(walk)))
        return STATUS_NO;
    *event = walk_make_here(walk, EVENT_REFERRED);
    event->answer = meant;
    event->error = error;
    event->code = code;
    if (walk->step->kind == STEP_REFER)
        event->say = walk->step->because;
    if (!flow)
        return STATUS_OK;
    enter_flow(event, flow);
    flow_each(own, flow->errors) {
        if (!code.present && strcmp(own->name, error) == 0)
            event->code = own->code;
    }
    return STATUS_OK;
}

enum status walk_refer(const struct walk *walk, const struct error_ref *error, struct event *event)
{
    return refer(walk, library_by_ref(walk->library, error),
                 *error->name ? error->name : error->flow, error->name, error->code, event);
}

/* One word such as ORA-12154 or SQLSTATE_08001, and none that is a catalog's name but for a slip. */
static bool is_products_name(const char *text)
{
    static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    return !text[strcspn(text, " \t\r\n")] && text[strcspn(text, upper)] &&
           text[strcspn(text, "0123456789-_")] && !problem_misspelt(text);
}

/* The one problem that a message means: STATUS_NO where it may be several, or none. */
static enum status read_message(const struct walk *walk, const char *text, struct problem *problem)
{
    struct problem found[PROBLEM_MOST];
    size_t count = problem_find(walk->library, text, found, PROBLEM_MOST);

    if (count > 1 || (count == 0 && !is_products_name(text)))
        return STATUS_NO;
    if (count)
        *problem = found[0];
    return STATUS_OK;
}

/* The flow for any error, where it can be entered; else NULL. */
static const struct library_entry *any_error(const struct walk *walk)
{
    return session_entered(walk->session, problem_any_error)
               ? NULL
               : library_by_id(walk->library, problem_any_error);
}

enum status walk_other(const struct walk *walk, const char *message, struct event *event)
{
    struct problem problem = {.error = message};
    struct buffer trimmed = {0};
    enum status status = STATUS_NO;

    walk_trim(&trimmed, message);
    if (buffer_failed(&trimmed))
        status = STATUS_NO_MEMORY;
    else if (walk_may_decide(walk) && trimmed.length)
        status = read_message(walk, buffer_text(&trimmed), &problem);
    buffer_free(&trimmed);
    if (status != STATUS_OK)
        return status;
    if (!problem.entry && problem.known)
        problem.entry = any_error(walk);
    return refer(walk, problem.entry, *problem.error ? problem.error : problem.entry->id,
                 problem.error, problem.code, event);
}

size_t walk_meant(const struct walk *walk, const char *message, struct problem *found, size_t max)
{
    return problem_find(walk->library, message, found, max);
}

enum status walk_end(const struct walk *walk, enum outcome outcome, struct event *event)
{
    if (!walk_may_decide(walk))
        return STATUS_NO;
    if (outcome != OUTCOME_ABANDONED &&
        (outcome != OUTCOME_ESCALATED || walk->step->kind != STEP_ESCALATE))
        return STATUS_NO;
    *event = walk_make_here(walk, EVENT_ENDED);
    event->answer = outcome_names[outcome];
    if (outcome == OUTCOME_ESCALATED)
        event->say = walk->step->because;
    return STATUS_OK;
}

enum status walk_export(const struct walk *walk, const char *format, const char *file,
                        const char *sha256, bool redacted, struct event *event)
{
    if (!walk->step)
        return STATUS_NO;
    *event = walk_make_here(walk, EVENT_EXPORTED);
    event->answer = format;
    event->say = file;
    event->sha256 = sha256;
    event->on = redacted;
    return STATUS_OK;
}
