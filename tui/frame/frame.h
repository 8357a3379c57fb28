/* SPDX-License-Identifier: MIT */
/*
 * Frame: what stands around the content of every screen: the problem and how far it is, the trail,
 * the keys.
 */
#ifndef ERRWALK_TUI_FRAME_H
#define ERRWALK_TUI_FRAME_H

#include "tui/widgets/layout.h"
#include "screen.h"

void frame_draw(const struct screen *screen, const struct layout_frame *frame, WINDOW *window);

/* "ID source" of "id-source". */
void frame_step_name(struct buffer *out, const char *id);

#endif
