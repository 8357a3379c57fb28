/* SPDX-License-Identifier: MIT */
/*
 * Finding: the line where what is sought is typed, and the loop's part in going from one place to
 * the next.
 */
#ifndef ERRWALK_TUI_FINDING_H
#define ERRWALK_TUI_FINDING_H

#include "loop.h"

/* Shows in place of the footer of the screen `of`, which is below it, and leads that to what is
 * typed with each key. */
struct screen *finding_new(const struct context *context, struct screen *of);

/* Carries out EFFECT_FIND: closes that line, keeps what was sought, tells what was found. */
void finding_found(struct loop *loop, const char *sought);

/* To the next place of what was sought last, or to the one before, on the screen that shows. */
void finding_go_on(struct loop *loop, bool back);

#endif
