/* SPDX-License-Identifier: MIT */
/*
 * Formats: what a transcript can be written in, and whatever else has a tree and members as it has
 * (errwalk/debrief.h).
 */
#ifndef ERRWALK_FORMATS_H
#define ERRWALK_FORMATS_H

#include <cmark.h>

#include "errwalk/buffer.h"
#include "errwalk/mail.h"
#include "errwalk/members.h"
#include "errwalk/session.h"

/* What is written: as a tree, or by its members as JSON. */
struct format_source {
    const void *record;
    cmark_node *(*tree)(const void *record); /* a new one */
    const struct member *members;
    enum outcome outcome; /* an HTML page is marked with it */
    struct mail_head mail; /* of a message */
};

struct transcript_format {
    const char *name;       /* "markdown" */
    const char *extensions; /* ".md .markdown", blanks between */
    void (*write)(struct buffer *out, const struct format_source *source);
    bool is_for_people; /* a file of it has the line ends of the system */
};

/* Ended by a row whose name is NULL. */
extern const struct transcript_format transcript_formats[];

/* The format by its name, or by the extension of a file name; NULL where there is none. */
const struct transcript_format *transcript_format_named(const char *name);
const struct transcript_format *transcript_format_of_file(const char *path);

/* A cause and what was found of it, as a JSON object: of a struct moment_cause. */
extern const struct member transcript_cause_members[];

#endif
