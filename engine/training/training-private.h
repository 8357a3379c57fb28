/*
 * What the files of a training share.
 */
#ifndef ERRWALK_TRAINING_PRIVATE_H
#define ERRWALK_TRAINING_PRIVATE_H

#include "errwalk/solution.h"
#include "errwalk/training.h"

struct training {
    struct library *library;
    struct walk *walk;
    struct scenario *scenario;
    const struct flow *flow;
    struct solution solution; /* read once it has begun */
    struct buffer text;       /* what the event made last borrows */
    struct buffer begun;      /* the solution as it is written */
};

/* Reads the solution of the session, once there is one. */
enum status training_open(struct training *training);

/* training-find.c: one of several wordings of a step, by the seed. */
const char *training_wording(int64_t seed, const char *step, const struct value_node *wordings);

/* training-find.c: CommonMark as a quotation, since the caller's words are not errwalk's; and what
 * can be seen, as it stands, with its place as info string. */
void training_quote(struct buffer *out, const char *text);
void training_show(struct buffer *out, const struct exhibit *exhibit);

/* training-find.c: what is found at a step, in CommonMark. False where there is nothing. */
bool training_find(const struct training *training, const struct step *step, struct buffer *out);

#endif
