/* SPDX-License-Identifier: MIT */
/*
 * Redaction of a transcript: names are looked for in what a person wrote, and masked wherever they
 * occur. Ids of flows and steps are never taken for names, so that the record still fits its flow.
 */
#include <config.h>

#include "errwalk/redact.h"

#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/memory.h"
#include "errwalk/sink.h"
#include "transcript-private.h"
#include "redact-find.h"
#include "redact-names.h"

const char *const redact_kind_names[REDACT_KIND_COUNT] = {
    [REDACT_USER] = "user", [REDACT_ACCOUNT] = "account", [REDACT_DOMAIN] = "domain",
    [REDACT_HOST] = "host", [REDACT_SID] = "sid",         [REDACT_IP] = "ip",
    [REDACT_MAIL] = "mail", [REDACT_NUMBER] = "number",
};

const char *const redact_kind_texts[REDACT_KIND_COUNT][2] = {
    [REDACT_USER] = {"user", "users"},
    [REDACT_ACCOUNT] = {"account", "accounts"},
    [REDACT_DOMAIN] = {"domain", "domains"},
    [REDACT_HOST] = {"host", "hosts"},
    [REDACT_SID] = {"SID", "SIDs"},
    [REDACT_IP] = {"IP address", "IP addresses"},
    [REDACT_MAIL] = {"mail address", "mail addresses"},
    [REDACT_NUMBER] = {"phone or bank number", "phone or bank numbers"},
};

void redact_list_free(struct redact_list *list)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        memory_free(list->items[i].original);
        memory_free(list->items[i].mask);
    }
    memory_free(list->items);
    *list = (struct redact_list){0};
}

struct redaction {
    struct own_transcript *own;
    struct names names;
    struct finder *finder;
    struct redact_list *list;
    enum status status; /* the first failure */
};

static void note_status(struct redaction *redaction, enum status status)
{
    if (redaction->status == STATUS_OK)
        redaction->status = status;
}

/* What becomes of a text. */
typedef void change_function(struct redaction *redaction, const char *text, struct buffer *out);

/* Cleaned first, so that names are looked for in what a reader sees, and in valid UTF-8. */
static void clean(struct redaction *redaction, const char *text, struct buffer *out)
{
    (void)redaction;
    sink_text(out, text, strlen(text));
}

static void mask(struct redaction *redaction, const char *text, struct buffer *out)
{
    names_mask(&redaction->names, text, out, redaction->list);
}

static void change(struct redaction *redaction, change_function *function, const char **text)
{
    struct buffer out = {0};
    const char *copy;

    function(redaction, *text, &out);
    copy = arena_copy(redaction->own->arena, buffer_text(&out), out.length);
    buffer_free(&out);
    *text = copy;
}

static void change_notes(struct redaction *redaction, change_function *function,
                         struct transcript_step *step)
{
    struct transcript_note *notes;
    size_t i;

    if (!step->note_count)
        return;
    notes = arena_alloc(redaction->own->arena, step->note_count * sizeof *notes);
    for (i = 0; i < step->note_count; i++) {
        notes[i] = step->notes[i];
        change(redaction, function, &notes[i].text);
    }
    step->notes = notes;
}

static void change_acts(struct redaction *redaction, change_function *function,
                        struct transcript_step *step)
{
    struct transcript_act *acts;
    size_t i;

    if (!step->act_count)
        return;
    acts = arena_alloc(redaction->own->arena, step->act_count * sizeof *acts);
    for (i = 0; i < step->act_count; i++) {
        acts[i] = step->acts[i];
        change(redaction, function, &acts[i].text);
        change(redaction, function, &acts[i].cause);
    }
    step->acts = acts;
}

/* Whether the answer is what a person wrote: a value, or a message that came instead; else it is an
 * id. */
static bool is_written(const struct transcript_step *step)
{
    return step->event == EVENT_TYPED ||
           (step->event == EVENT_REFERRED && step->kind != STEP_REFER);
}

/* All texts that can hold what a person wrote. */
static void change_all(struct redaction *redaction, change_function *function)
{
    struct own_transcript *own = redaction->own;
    size_t i;

    change(redaction, function, &own->transcript.trainee);
    for (i = 0; i < own->transcript.step_count; i++) {
        struct transcript_step *step = &own->steps[i];

        change(redaction, function, &step->question);
        if (is_written(step))
            change(redaction, function, &step->answer);
        if (step->event == EVENT_TYPED)
            step->text = step->answer;
        else
            change(redaction, function, &step->text);
        change_notes(redaction, function, step);
        change_acts(redaction, function, step);
    }
    for (i = 0; i < own->transcript.fact_count; i++)
        change(redaction, function, &own->facts[i].value);
    for (i = 0; i < own->transcript.cause_count; i++)
        change(redaction, function, &own->causes[i].title);
}

static void protect(struct redaction *redaction)
{
    struct transcript *transcript = &redaction->own->transcript;
    size_t i;

    for (i = 0; i < transcript->flow_count; i++)
        names_protect(&redaction->names, transcript->flows[i].id);
    for (i = 0; i < transcript->related_count; i++) {
        names_protect(&redaction->names, transcript->related[i].name);
        names_protect(&redaction->names, transcript->related[i].flow);
    }
    for (i = 0; i < transcript->step_count; i++)
        names_protect(&redaction->names, transcript->steps[i].step);
    names_protect(&redaction->names, transcript->problem.name);
}

static void find_in_step(struct redaction *redaction, const struct transcript_step *step)
{
    struct finder *finder = redaction->finder;
    size_t i;

    if (step->event == EVENT_TYPED)
        note_status(redaction, finder_read_typed(finder, step->fact, step->question, step->answer));
    else if (is_written(step))
        note_status(redaction, finder_read(finder, step->answer));
    for (i = 0; i < step->note_count; i++)
        note_status(redaction, finder_read(finder, step->notes[i].text));
    for (i = 0; i < step->act_count; i++) {
        if (step->acts[i].kind == EVENT_PASTED)
            note_status(redaction, finder_read(finder, step->acts[i].text));
    }
}

/* Facts are values of steps: all else that is written is in the steps. */
static void find_all(struct redaction *redaction)
{
    const struct transcript *transcript = &redaction->own->transcript;
    size_t i;

    if (*transcript->trainee)
        names_add(&redaction->names, REDACT_USER, transcript->trainee,
                  strlen(transcript->trainee));
    for (i = 0; i < transcript->step_count; i++)
        find_in_step(redaction, &redaction->own->steps[i]);
}

enum status redact_transcript(struct transcript *transcript, unsigned keep,
                              struct redact_list *list)
{
    struct own_transcript *own = (struct own_transcript *)transcript;
    struct redaction redaction = {
        .own = own, .names = {.arena = own->arena, .keep = keep}, .list = list};
    size_t i;

    redaction.status = finder_new(&redaction.names, &redaction.finder);
    if (redaction.status == STATUS_OK) {
        change_all(&redaction, clean);
        protect(&redaction);
    }
    if (redaction.status == STATUS_OK)
        find_all(&redaction);
    if (redaction.status == STATUS_OK) {
        names_sort(&redaction.names);
        change_all(&redaction, mask);
    }
    note_status(&redaction, STATUS_OK);
    finder_free(redaction.finder);
    names_free(&redaction.names);
    if (redaction.status != STATUS_OK)
        return redaction.status;
    transcript->redacted = true;
    for (i = 0; i < list->count; i++)
        transcript->masked[list->items[i].kind]++;
    return STATUS_OK;
}
