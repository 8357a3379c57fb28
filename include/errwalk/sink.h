/* SPDX-License-Identifier: MIT */
/*
 * Sinks: text is cleaned where it leaves, by one function for each place it can leave to.
 *
 * What comes from flows, people, files and logs may hold escape sequences, bidirectional controls
 * and characters nobody sees. A sink makes each of these visible as <U+001B>, replaces bytes that are
 * not UTF-8 to U+FFFD, and escapes what its format needs.
 */
#ifndef ERRWALK_SINK_H
#define ERRWALK_SINK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"

/* What a terminal, or whatever standard output is, can show. */
struct sink_terminal {
    bool ascii;  /* only ASCII: drawn where it has a likeness ("->" for an arrow), else '?' */
    bool (*can_show)(unsigned point); /* NULL: all; else asked for each character beyond ASCII */
};

/* Lines for a terminal: newlines stay, a tab becomes a blank. What the terminal cannot show, or
 * would show at another width than Unicode's, becomes U+FFFD; where not even that can be shown, its
 * likeness in ASCII, or '?'. */
void sink_terminal(struct buffer *out, const struct sink_terminal *terminal, const char *text,
                   size_t length);

/* The same on one line, cut with an ellipsis where it is wider than so many cells. */
void sink_cut(struct buffer *out, const struct sink_terminal *terminal, const char *text, size_t cells);

/* The same, filled up with blanks to so many cells: a cell of a table. */
void sink_cell(struct buffer *out, const struct sink_terminal *terminal, const char *text, size_t cells);

/*
 * The address of a link that a terminal may open (OSC 8): whole, or not at all. False for what is
 * not http or https, names no host, hides it behind a user name, is longer than 2000 bytes, or has
 * a character in it that is no printable ASCII, or a {{fact}}.
 */
bool sink_link(struct buffer *out, const char *address);

/* Plain text for a document (a text transcript, the literal of a Markdown node): as above without
 * regard to any terminal. Newlines stay. */
void sink_text(struct buffer *out, const char *text, size_t length);

/* The same for HTML, as content or between the quotes of an attribute. */
void sink_html(struct buffer *out, const char *text, size_t length);

/* A JSON string of the text as sink_text has it. The caller owns the reference.
 * Printed with JSON_ENSURE_ASCII it is safe on a terminal, too. */
json_t *sink_json(const char *text, size_t length);

/* The URI of a file: absolute of an absolute path, else relative. All bytes but those that stand
 * for themselves are percent-encoded. */
void sink_uri(struct buffer *out, const char *path);

/* A field of CSV (RFC 4180), quoted where that is needed. What a spreadsheet would take for a
 * formula gets an apostrophe before it. */
void sink_csv(struct buffer *out, const char *text, size_t length);

/* What stands between the quotes of a string in Graphviz's DOT. A newline breaks the label. */
void sink_dot(struct buffer *out, const char *text, size_t length);

/* What stands between the quotes of a label in Mermaid. A newline becomes a blank. */
void sink_mermaid(struct buffer *out, const char *text, size_t length);

#endif
