/* SPDX-License-Identifier: MIT */
/*
 * How plain mode does what was asked: commits an event, and shows where that led.
 */
#include <config.h>

#include "plain-state.h"

#include <stdlib.h>
#include <string.h>

#include "cli/walk/choose.h"
#include "cli/output.h"
#include "plain-show.h"
#include "plain-training.h"

void plain_leave(struct plain *plain, enum exit_code code)
{
    plain->left = true;
    plain->code = code;
}

void plain_refuse(struct plain *plain, const char *format, ...)
{
    struct buffer why = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&why, format, args);
    va_end(args);
    if (plain->asks_again) {
        output_printf("%s\n", buffer_text(&why));
    } else {
        output_error("%s", buffer_text(&why));
        plain_leave(plain, EXIT_USAGE);
    }
    buffer_free(&why);
}

/* It could not be stored: whether the person goes on without a record, from now on. */
static bool goes_on_unkept(struct plain *plain)
{
    if (!plain->asks_again || !walk_is_stored(plain->walk))
        return false;
    output_printf("This could not be saved: %s.\n", walk_store_message(plain->walk));
    if (!choose_yes("Go on without keeping a record?"))
        return false;
    walk_set_store(plain->walk, NULL);
    return true;
}

void plain_show(const struct plain *plain)
{
    if (plain->training)
        plain_training_step(plain);
    else
        plain_show_step(plain->walk);
}

bool plain_commit(struct plain *plain, enum status status, const struct event *event)
{
    const struct step *before = walk_step(plain->walk);
    const struct flow *flow = walk_flow(plain->walk);
    const enum event_kind kind = status == STATUS_OK ? event->kind : EVENT_KIND_COUNT;

    if (status != STATUS_OK) {
        plain_refuse(plain, "that cannot be done here; :? says what can");
        return false;
    }
    status = walk_commit(plain->walk, event);
    if (status == STATUS_IO && goes_on_unkept(plain))
        status = walk_commit(plain->walk, event);
    if (status != STATUS_OK) {
        output_error("that was not saved: %s",
                     status == STATUS_IO ? walk_store_message(plain->walk)
                                         : "it leads to a block that is not there, or is broken");
        plain_leave(plain, EXIT_FAULT);
        return false;
    }
    if (plain->training) {
        plain_training_after(plain, kind);
        return true;
    }
    if (walk_flow(plain->walk) != flow)
        plain_show_flow(plain->walk);
    if (walk_step(plain->walk) != before || kind == EVENT_UNDONE || kind == EVENT_PASTED)
        plain_show_step(plain->walk);
    return true;
}

bool plain_choose(struct plain *plain, enum choice_kind kind, const char *id, const char *text)
{
    struct event event;
    enum status status = walk_choose(plain->walk, kind, id, text, &event);

    return plain_commit(plain, status, &event);
}

unsigned plain_number(const char *text)
{
    size_t length = strlen(text);

    return length < 9 && strspn(text, "0123456789") == length ? (unsigned)atol(text) : 0;
}
