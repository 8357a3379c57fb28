/*
 * What the formats of a debrief share.
 */
#ifndef ERRWALK_EXPORT_DEBRIEF_FORMATS_H
#define ERRWALK_EXPORT_DEBRIEF_FORMATS_H

#include <cmark.h>

#include "errwalk/debrief.h"

/* The caller frees it. */
cmark_node *debrief_tree(const struct debrief *debrief);

enum status debrief_write_json(struct buffer *out, const struct debrief *debrief);

#endif
