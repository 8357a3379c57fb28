/* SPDX-License-Identifier: MIT */
/*
 * Redaction of events. In a transcript the texts of a step stand together; here each kind of event says
 * which of its texts a person wrote.
 */
#include <config.h>

#include "errwalk/redact-session.h"

#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/redact-list.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"
#include "redact-find.h"
#include "redact-names.h"

struct masking {
    struct arena *arena;
    struct names names;
    struct finder *finder;
    struct redact_list list;
};

/* Whether the answer is what a person wrote, and not an id. */
static bool is_written(const struct event *event)
{
    return event->kind == EVENT_TYPED || event->kind == EVENT_NOTED ||
           (event->kind == EVENT_REFERRED && event->step_kind != STEP_REFER);
}

static const char *keep_text(struct masking *masking, const struct buffer *text)
{
    return arena_copy(masking->arena, buffer_text(text), text->length);
}

/* The texts in which names are looked for, and masked. */
static void each_text(struct masking *masking, struct event *event,
                      void (*change)(struct masking *masking, const char **text))
{
    change(masking, &event->question);
    change(masking, &event->say);
    change(masking, &event->pasted);
    change(masking, &event->facts);
    change(masking, &event->because);
    change(masking, &event->trainee);
    change(masking, &event->by);
    if (is_written(event))
        change(masking, &event->answer);
}

/* Names are looked for in what a reader sees, in valid UTF-8. A tab parts names from values. */
static void clean(struct masking *masking, const char **text)
{
    struct buffer out = {0};
    size_t bad;

    if (text_check(*text, strlen(*text), &bad) && strchr(*text, '\t'))
        return;
    sink_text(&out, *text, strlen(*text));
    *text = keep_text(masking, &out);
    buffer_free(&out);
}

static void mask(struct masking *masking, const char **text)
{
    struct buffer out = {0};

    if (!**text)
        return;
    names_mask(&masking->names, *text, &out, &masking->list);
    *text = keep_text(masking, &out);
    buffer_free(&out);
}

static void protect(struct masking *masking, const struct event *event)
{
    names_protect(&masking->names, event->flow);
    names_protect(&masking->names, event->to_flow);
    names_protect(&masking->names, event->step);
    names_protect(&masking->names, event->to);
    names_protect(&masking->names, event->fact);
    names_protect(&masking->names, event->error);
}

static enum status find(struct masking *masking, const struct event *event)
{
    if (*event->trainee)
        names_add(&masking->names, REDACT_USER, event->trainee, strlen(event->trainee));
    if (event->kind == EVENT_TYPED)
        return finder_read_typed(masking->finder, event->fact, event->question, event->answer);
    if (event->kind == EVENT_PASTED)
        return finder_read(masking->finder, event->pasted);
    return is_written(event) ? finder_read(masking->finder, event->answer) : STATUS_OK;
}

/* Files are of this machine, and where they lie says who works at it. */
static void leave_out_files(struct event *event)
{
    event->path = "";
    if (event->kind == EVENT_EXPORTED)
        event->say = "";
}

enum status redact_events(struct event *events, size_t count, unsigned keep, struct arena *arena)
{
    struct masking masking = {.arena = arena, .names = {.arena = arena, .keep = keep}};
    enum status status = finder_new(&masking.names, &masking.finder);
    size_t i;

    for (i = 0; status == STATUS_OK && i < count; i++) {
        leave_out_files(&events[i]);
        each_text(&masking, &events[i], clean);
        protect(&masking, &events[i]);
    }
    for (i = 0; status == STATUS_OK && i < count; i++)
        status = find(&masking, &events[i]);
    if (status == STATUS_OK)
        names_sort(&masking.names);
    for (i = 0; status == STATUS_OK && i < count; i++)
        each_text(&masking, &events[i], mask);
    finder_free(masking.finder);
    names_free(&masking.names);
    redact_list_free(&masking.list);
    return status;
}
