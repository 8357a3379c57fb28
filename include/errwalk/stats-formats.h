/* SPDX-License-Identifier: MIT */
/*
 * The formats that figures over sessions are written in. Texts of flows and sessions are cleaned by the
 * sink of each.
 */
#ifndef ERRWALK_STATS_FORMATS_H
#define ERRWALK_STATS_FORMATS_H

#include "errwalk/sink.h"
#include "errwalk/stats-words.h"

struct stats_view {
    const struct sink_terminal *terminal; /* of the format text */
    bool ascii;                           /* bars of ASCII */
    bool plain;                           /* text: no bars */
    size_t width;                         /* of text: columns, 36 at least */
    const struct stats_filter *filter;    /* what the figures were narrowed by, to be said */
    bool details;                         /* text: the steps of several flows, too */
};

struct stats_format {
    const char *name;      /* "text", "csv", "json", "html" */
    const char *extension; /* of file names: ".txt" */
    void (*write)(struct buffer *out, const struct stats_result *result,
                  const struct stats_view *view);
};

/* Ended by a row whose name is NULL. */
extern const struct stats_format stats_formats[];

/* The format by its name, or that a file's name ends in; NULL where there is none. */
const struct stats_format *stats_format_named(const char *name);
const struct stats_format *stats_format_of_file(const char *path);

/* The JSON Schema of the format json. */
extern const char stats_schema[];

#endif
