/* SPDX-License-Identifier: MIT */
/*
 * What the files of a training share.
 */
#ifndef ERRWALK_TRAINING_PRIVATE_H
#define ERRWALK_TRAINING_PRIVATE_H

#include "errwalk/solution.h"
#include "errwalk/training.h"
#include "world.h"

struct training {
    struct library *library;
    struct walk *walk;
    struct scenario *scenario; /* as the variant has it that is trained */
    struct scenario *written;  /* as the file has it; NULL where it has no variants */
    struct scenario *first;    /* the first variant, which a training begins to be read by */
    const struct flow *flow;
    struct solution solution; /* read once it has begun */
    struct training_feedback feedback; /* of what was committed last */
    bool takes_back;                   /* what is committed now is its own */
    struct buffer begun;      /* the solution as it is written */
    const struct shift *shift; /* that it is a call of, as that stood when the call was taken; or NULL */
    unsigned taken;           /* minutes that had been spent in it then */
    unsigned warned;          /* of which minutes left it was warned last; 0: of none */
    struct buffer others;     /* causes of the diagnosis that was taken last */
};

/* training-choices.c: the policy of its walk. */
void training_list(void *context, struct choices *list, enum choice_kind kind);

/* training-diagnosis.c: the event of one of its causes. */
enum status training_take(void *context, const struct choice *choice, const char *text,
                          struct event *event);

/* training-find.c: the answers of the step where it stands in the order in which they are shown;
 * `unsure` is last. Returns how many. */
size_t training_shuffle(const struct training *training,
                        const struct answer *answers[FLOW_MAX_ANSWERS]);

/* exam.c: what is committed in the place of what comes too late. */
void training_admit(void *context, struct event *event);

/* Reads the solution of the session, once there is one. */
enum status training_open(struct training *training);

/* training-find.c: one of several wordings of a step, by the seed. */
const char *training_wording(int64_t seed, const char *step, const struct value_node *wordings);

/* training-find.c: CommonMark as a quotation, since the caller's words are not errwalk's; and what
 * can be seen, as it stands, with its place as info string. */
void training_quote(struct buffer *out, const char *text);
void training_show(struct buffer *out, const struct exhibit *exhibit);

/* training-find.c: what the case is like where it stands, after a look there. world_free when done. */
struct world training_world(const struct training *training);

/* training-find.c: which variant it is, from 0, and which case holds where it stands (world_found). */
unsigned training_variant(const struct training *training);
unsigned training_case(const struct training *training);

/* training-find.c: writes into an event which cases it was by: a look by those that hold, a decision by
 * what was seen last at the step. */
void training_stamp(const struct training *training, struct event *event);

/* training-find.c: what is found at a step, in CommonMark. False where there is nothing. */
bool training_find(const struct training *training, const struct step *step, struct buffer *out);

#endif
