/* SPDX-License-Identifier: MIT */
/*
 * Writing: the loop's part in writing a transcript to a file.
 */
#ifndef ERRWALK_TUI_WRITING_H
#define ERRWALK_TUI_WRITING_H

#include "loop.h"

/*
 * Carries out an EFFECT_SAVE_TRANSCRIPT and tells the person what came of it. False when nothing was written.
 * Where it was, and the walk could not store that, `*note` is the effect that does.
 */
bool writing_save(struct loop *loop, const struct effect *effect, struct effect *note);

#endif
