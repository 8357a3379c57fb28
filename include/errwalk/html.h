/* SPDX-License-Identifier: MIT */
/*
 * HTML: the head of each page that errwalk writes. A page is one file in which nothing runs and nothing is
 * loaded; texts come into it by sink_html.
 */
#ifndef ERRWALK_HTML_H
#define ERRWALK_HTML_H

#include "errwalk/buffer.h"

/* The style sheet of every page. */
extern const char record_style[];

/* Appends all before the body. `title` is HTML already; `more_style` comes after record_style, and may
 * be "". */
void html_head(struct buffer *out, const char *title, const char *more_style);

#endif
