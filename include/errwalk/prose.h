/* SPDX-License-Identifier: MIT */
/*
 * Prose: CommonMark laid out as lines of styled text, for a screen or a page of plain text.
 *
 * cmark reads the text; facts are put in after it is read, so that a value that a person typed is
 * text and never markup; then the text is cleaned for its sink and broken into lines. Raw HTML is
 * shown as the text it is. A link is shown with its address. A fenced block is one command.
 */
#ifndef ERRWALK_PROSE_H
#define ERRWALK_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/sink.h"
#include "errwalk/status.h"
#include "errwalk/text.h"

struct cmark_node;

enum prose_style {
    PROSE_PLAIN,
    PROSE_EMPHASIS,
    PROSE_STRONG,
    PROSE_CODE,    /* inline */
    PROSE_COMMAND, /* a line of a fenced or indented block */
    PROSE_LABEL,   /* the label of a command: where it is run */
    PROSE_HEADING,
    PROSE_LINK, /* the address of a link */
    PROSE_MARK, /* list bullets and quote bars */
    PROSE_STYLE_COUNT
};

struct prose_run {
    size_t offset, length; /* bytes into the text of the prose */
    enum prose_style style;
};

struct prose_line {
    size_t offset, length; /* of its text, indentation included, no newline */
    size_t run, run_count; /* runs that cover it wholly, in order */
    enum text_break before; /* whether a sentence or command goes on from the line before */
    int command;           /* index of the command it is part of, or -1 (also of a label's line) */
};

struct prose_command {
    char *text;  /* what is copied: no indentation, no newline at its end; cleaned as text */
    char *label; /* the info string of its fence, "" if none; `cmd` and `powershell` in words */
};

struct prose {
    char *text; /* all lines, each ended by a newline */
    struct prose_line *lines;
    struct prose_run *runs;
    struct prose_command *commands;
    size_t line_count, run_count, command_count;
};

struct prose_options {
    size_t width;     /* cells a line may take; at least 8 */
    /* Line characters mark quotes and rules; else marks are those of mail: what is read aloud or
     * pasted has no use for lines. */
    bool on_screen;
    /* Long command lines break at blanks, and a mark says that they go on; else, and where a word
     * alone is too long, a line is wider than `width`. */
    bool breaks_commands;
    const struct sink_terminal *terminal; /* NULL: cleaned by sink_text */
    /* Puts the value of {{name}} into `out`; NULL: braces stay as they are. */
    void (*expand)(const void *context, const char *name, struct buffer *out);
    /* The same within a command, where there is `expand`; NULL: as in text. */
    void (*expand_command)(const void *context, const char *name, struct buffer *out);
    const void *context;
};

/* Appends a text as a fenced block, which it cannot end itself; `info` is its info string, or "". */
void prose_fence(struct buffer *out, const char *info, const char *text);

/* The info string of a fence as it reads to a person: `cmd` and `powershell` in words. */
const char *prose_label(const char *info);

/* Lays out CommonMark. The caller owns `*prose`, for prose_free. */
void prose_new(const char *commonmark, const struct prose_options *options, struct prose **prose);

/* The same for a tree that exists already; it is not changed. */
void prose_from_tree(struct cmark_node *document, const struct prose_options *options,
                     struct prose **prose);

/* The lines as plain text, headings underlined: the first with =, others with -. */
void prose_plain(struct buffer *out, const struct prose *prose);

/* NULL is allowed. */
void prose_free(struct prose *prose);

/* Replaces each {{name}} in one line of plain text (a title, a command), by way of `expand`, with
 * blanks around the name allowed. Nothing else is changed or cleaned. */
void prose_expand(struct buffer *out, const char *text,
                  void (*expand)(const void *context, const char *name, struct buffer *out),
                  const void *context);

/* Calls `found` with the name in each {{name}} of the text and the byte offset of the name. A
 * name is made of letters, digits, '-', '_' and '.'. */
void prose_facts(const char *text, void (*found)(void *context, const char *name, size_t length,
                                                 size_t offset), void *context);

#endif
