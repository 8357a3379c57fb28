/* SPDX-License-Identifier: MIT */
/*
 * Referrals: how a walk goes on in the flow of another error, and what a person means who names one.
 */
#include <config.h>

#include <string.h>

#include "choices-private.h"
#include "errwalk/problem.h"

/* The flow of an entry; NULL where there is no entry or the flow is broken. */
static const struct flow *find_flow(const struct walk *walk, const struct library_entry *entry)
{
    struct diag_list faults = {0};
    const struct flow *flow = NULL;

    if (entry)
        library_flow(walk->library, entry->id, &faults, &flow);
    diag_list_free(&faults);
    return flow;
}

static enum walk_referral referral_to(const struct walk *walk, const struct flow *flow)
{
    if (!flow)
        return WALK_NO_FLOW;
    return session_entered(walk->session, flow->id) ? WALK_ENTERED : WALK_ENTERS;
}

/* What is meant is an error, or else a flow. Where no code is given, what the flow says of the
 * error itself is taken. */
static enum status refer(const struct walk *walk, const struct library_entry *entry,
                         const char *meant, const char *error, struct code code, struct event *event,
                         enum walk_referral *referral)
{
    const struct flow *flow = find_flow(walk, entry);
    const struct error_ref *own;

    *referral = referral_to(walk, flow);
    if (*referral == WALK_ENTERED || (*referral == WALK_NO_FLOW && !walk_may_decide(walk)))
        return STATUS_NO;
    *event = walk_event_here(walk, EVENT_REFERRED);
    event->answer = meant;
    event->error = error;
    event->code = code;
    if (walk->step->kind == STEP_REFER)
        event->say = walk->step->because;
    if (!flow)
        return STATUS_OK;
    walk_enter_flow(event, flow);
    flow_each(own, flow->errors) {
        if (!code.present && strcmp(own->name, error) == 0)
            event->code = own->code;
    }
    return STATUS_OK;
}

enum status walk_refer_to(const struct walk *walk, const struct error_ref *error,
                          struct event *event, enum walk_referral *referral)
{
    return refer(walk, library_by_ref(walk->library, error),
                 *error->name ? error->name : error->flow, error->name, error->code, event,
                 referral);
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
    size_t count = problem_find(walk->library, text, walk_code(walk), found, PROBLEM_MOST);

    if (count > 1 || (count == 0 && !is_products_name(text)))
        return STATUS_NO;
    if (count)
        *problem = found[0];
    return STATUS_OK;
}

/* The flow for any error like this one, where it can be entered; else NULL. */
static const struct library_entry *any_error(const struct walk *walk, struct code code)
{
    const struct library_entry *entry = library_for_any(walk->library, code);

    return entry && !session_entered(walk->session, entry->id) ? entry : NULL;
}

enum status walk_refer_message(const struct walk *walk, const char *message, struct event *event)
{
    struct problem problem = {.error = message};
    enum walk_referral referral;
    struct buffer trimmed = {0};
    enum status status = STATUS_NO;

    walk_trim(&trimmed, message);
    if (trimmed.length)
        status = read_message(walk, buffer_text(&trimmed), &problem);
    buffer_free(&trimmed);
    if (status != STATUS_OK)
        return status;
    if (!problem.entry && problem.known)
        problem.entry = any_error(walk, problem.code);
    return refer(walk, problem.entry, *problem.error ? problem.error : problem.entry->id,
                 problem.error, problem.code, event, &referral);
}

size_t walk_meant(const struct walk *walk, const char *message, struct problem *found, size_t max)
{
    return problem_find(walk->library, message, walk_code(walk), found, max);
}
