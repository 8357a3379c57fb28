/* SPDX-License-Identifier: MIT */
/*
 * Walking: what the tests of walks share. A walk over tests/flows/session with a fixed clock, and
 * commands written as text.
 */
#ifndef ERRWALK_TESTS_WALKING_H
#define ERRWALK_TESTS_WALKING_H

#include "errwalk/buffer.h"
#include "errwalk/walk.h"

struct walking {
    struct clock clock;
    struct library *library;
    struct walk *walk;
};

/* A walk that has started in a flow. Ends the run where there is no such flow. */
struct walk *walking_start(struct walking *walking, const char *flow);
struct walk *walking_start_in(struct walking *walking, const char *directory, const char *flow);
void walking_stop(struct walking *walking);

/*
 * Carries out a command: a reply as people write it, or `<` to go back, `<N` to go back to the event of
 * that number, `!` to abandon, `+N` or `-N` to tick an item or untick it, `#N` for the N-th related
 * error, `*TEXT` to note.
 */
enum status walking_act(struct walk *walk, const char *command);

/* Carries out commands with `|` between them. All but the last must succeed; what became of the last is
 * returned. */
enum status walking_act_all(struct walk *walk, const char *commands);

/* Expects the session to be at "flow/step", and the walk to agree. */
void walking_expect_place(const char *what, const struct walk *walk, const char *place);

/* Copies a file of the tests into a directory of the scratch directory, with the first `find` replaced. */
void walking_edit(const char *from, const char *to, const char *find, const char *replace);

/*
 * Resumes a copy of a walk's session with the flows of a directory: the path of the first answer that does
 * not fit is `misfit` ("": all fit), and where the walk stands once that was dropped is `path`.
 */
void walking_expect_resumed(const char *what, struct walking *walking, const char *directory,
                            const char *misfit, const char *path);

/* Every field of every event, a line each, and where that led. */
void walking_describe(struct buffer *out, const struct session *session);

#endif
