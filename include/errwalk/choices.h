/* SPDX-License-Identifier: MIT */
/*
 * Choices: what a person may do now, as one list.
 *
 * walk_choices gives each thing that can be done where a walk stands, with what there is to show of
 * it and the event that doing it commits. Screens, plain mode and files of answers draw that list or
 * look a reply up in it, and commit what was picked; none of them knows what a step of some kind
 * takes. What a training does otherwise is a policy of its walk, and comes out of the same list.
 */
#ifndef ERRWALK_CHOICES_H
#define ERRWALK_CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/session.h"
#include "errwalk/status.h"

struct answer;
struct choices;
struct walk;

/* In the order of the list, which is that in which they are shown. */
enum choice_kind {
    CHOICE_LOOK,      /* in a training: see what is found here */
    CHOICE_DIAGNOSE,  /* in a training: name this cause; takes "PERCENT STEP", the step whose
                         evidence decided it, or "PERCENT" where nothing was looked at; behind the
                         percentage may be other causes, each as NUMBER:PERCENT or ID:PERCENT */
    CHOICE_VALUE,     /* takes the value that the step asks for */
    CHOICE_FOUND,     /* one of several values that were found in what was pasted; id: the value */
    CHOICE_ANSWER,    /* an answer of the step */
    CHOICE_RESULT,    /* what became of the fix */
    CHOICE_OTHER,     /* another message shows now; takes it */
    CHOICE_REFER,     /* goes on where the step refers to */
    CHOICE_ESCALATE,  /* it is handed over: the walk ends */
    CHOICE_HINT,      /* in a training: take a hint */
    CHOICE_RELATED,   /* goes on with a related error; id: its number */
    CHOICE_TICK,      /* an item of what to do is done, or not any more; id: its number */
    CHOICE_PASTE,     /* takes what a command printed; what it means is proposed then */
    CHOICE_BACK,      /* takes the last decision back */
    CHOICE_BACK_TO,   /* back to before an event of the trail; id: its number */
    CHOICE_NOTE,      /* takes a note */
    CHOICE_EDIT_NOTE, /* takes a text in place of a note, "" to remove it; id: its number */
    CHOICE_ABANDON,   /* the walk ends here */
    CHOICE_ITEM,      /* takes another item of the weigh step that led here; id: that step's */
    CHOICE_PUT_OFF,   /* puts this item off until nothing else is left */
    CHOICE_HOLD,      /* in a shift: puts the caller on hold; another can be taken then */
    CHOICE_KIND_COUNT
};

extern const char *const choice_kind_names[CHOICE_KIND_COUNT]; /* "look", "diagnose", … */

/* How going on with another error or flow would go. */
enum walk_referral {
    WALK_ENTERS,  /* the flow is there: the walk goes on in it */
    WALK_NO_FLOW, /* there is none, or it is broken: the walk would end as referred */
    WALK_ENTERED, /* it was walked already in this session: it is not entered again */
};

/* Strings belong to the list, the walk or its flow. */
struct choice {
    enum choice_kind kind;
    const char *id;   /* unique among those of its kind */
    const char *text; /* in a menu, as written: facts are not put in; "" of a value */
    const char *hint; /* what it takes, or what comes of it; may be "" */
    const char *value;           /* takes_text: what to begin with; else "" */
    unsigned left;               /* of CHOICE_HINT: how many there are */
    unsigned number;             /* that can be typed in its place, from 1; 0: none */
    int64_t due;                 /* of CHOICE_RESULT: when what was done shows, where that is yet to
                                    come, in seconds since 1970; else 0. It can be said before */
    bool takes_text;             /* walk_take wants one */
    bool is_proposed;            /* what was pasted last means it */
    bool was_chosen;             /* here, before it was taken back */
    bool is_closed;              /* is shown, and cannot be done: it was walked already */
    enum walk_referral referral; /* of CHOICE_REFER and CHOICE_RELATED */
    /* What it commits, but for the text. It may say what is not to be shown before. */
    struct event event;
};

/* The choices now, in the order of their kinds; none before the start. Valid until something is
 * committed, or the clock comes to when one is due: what they are of is the same then. */
const struct choice *walk_choices(const struct walk *walk, size_t *count);

/* The choice of a kind with this id, the first of its kind where `id` is NULL; or NULL. */
const struct choice *walk_choice(const struct walk *walk, enum choice_kind kind, const char *id);

/* The next of its kind; NULL after the last. For walk_each. */
const struct choice *walk_choice_after(const struct walk *walk, const struct choice *choice);

#define walk_each(choice, walk, kind)                                                              \
    for (choice = walk_choice(walk, kind, NULL); choice; choice = walk_choice_after(walk, choice))

/*
 * The event of a choice with what a person wrote (NULL where it takes nothing), to be committed. It
 * borrows from the text and the list. STATUS_NO: the text does not fit, or it cannot be done.
 * STATUS_INVALID: a note is longer than WALK_NOTE_MOST bytes, a paste than EVIDENCE_MOST_BYTES.
 */
enum status walk_take(const struct walk *walk, const struct choice *choice, const char *text,
                      struct event *event);

/* The same of the choice that walk_choice finds; STATUS_NO where there is none. */
enum status walk_choose(const struct walk *walk, enum choice_kind kind, const char *id,
                        const char *text, struct event *event);

/*
 * The choice that a reply in one line means, and the text that it takes: an answer's id or a value;
 * after a fix `worked`, `failed`, `skipped`, `worse`, yes or no, or `other MESSAGE`; at an escalation
 * or a referral `done` or nothing. It is what answers files and plain mode speak. NULL: it fits
 * nothing.
 */
const struct choice *walk_reply_choice(const struct walk *walk, const char *reply,
                                       const char **text);

/* The event of such a reply. STATUS_NO when it does not fit. */
enum status walk_reply(const struct walk *walk, const char *reply, struct event *event);

/* Appends what a reply can be there, as in "worked, failed, skipped, worse"; to a person also what
 * only people write, and no pattern. */
void walk_replies(const struct walk *walk, bool to_person, struct buffer *out);

/* What a walk of some purpose does otherwise; errwalk/training.h has one. */
struct walk_policy {
    void *context;
    /* Lists the choices of a kind, by choices_own where they are those of any walk. */
    void (*list)(void *context, struct choices *list, enum choice_kind kind);
    /* The event of one of its own choices with a text; as walk_take. */
    enum status (*take)(void *context, const struct choice *choice, const char *text,
                        struct event *event);
    /* Before an event is committed: may put another in its place. May be NULL. */
    void (*admit)(void *context, struct event *event);
    /* An event was committed: `event` is that of the session. What is committed here, too, belongs to
     * the same commit for whoever asked for it. */
    enum status (*committed)(void *context, const struct event *event);
    /* Whether walk_because is silent: an exam does not say what is likely. May be NULL. */
    bool (*hides_reasons)(void *context);
};

/* `policy` is copied; NULL: none. */
void walk_set_policy(struct walk *walk, const struct walk_policy *policy);

/* Takes it away where it is still the one with this context. */
void walk_end_policy(struct walk *walk, const void *context);

/* For policies: what any walk lists of a kind. */
void choices_own(struct choices *list, enum choice_kind kind);

/* The walk that is listed for. */
const struct walk *choices_walk(const struct choices *list);

/* Adds a choice with an event of this kind at the step where the walk stands. It is there until the
 * next one is added; `id` and `text` must outlive the list. */
struct choice *choices_add(struct choices *list, enum choice_kind kind, const char *id,
                           const char *text, enum event_kind event);

/* Adds an answer of the step, numbered after those before it. */
void choices_add_answer(struct choices *list, const struct answer *answer);

/* What was added so far, by its place from 0. */
size_t choices_count(const struct choices *list);
struct choice *choices_at(struct choices *list, size_t index);

/* A text that the list owns. */
const char *choices_printf(struct choices *list, const char *format, ...) BUFFER_PRINTF(2, 3);

#endif
