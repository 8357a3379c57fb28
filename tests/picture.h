/* SPDX-License-Identifier: MIT */
/*
 * Picture: a golden screen as an SVG image that looks like the terminal it was read from.
 */
#ifndef ERRWALK_TESTS_PICTURE_H
#define ERRWALK_TESTS_PICTURE_H

#include <stdbool.h>

#include "errwalk/buffer.h"

/*
 * Appends the picture of a screen as readback_append has written it; `title` stands above it and is
 * its accessible name. Every character stands in its own cell whatever the font, text stays
 * text, and roles look as the theme has them at 256 colours. False: that is no screen.
 */
bool picture_append(struct buffer *svg, const char *title, const char *screen);

#endif
