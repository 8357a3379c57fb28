/* SPDX-License-Identifier: MIT */
/*
 * Search: flows and errors of the catalog by whatever a person types or pastes.
 *
 * Home asks it for every key, so it keeps all texts ready, in memory of its own, and reads them
 * step by step: until it is complete it finds what it has read so far. What looks like an error finds
 * first the errors that it is a code or a name of, and the flows for them; words find first the flows
 * that have all of them. Then comes what else has all words, best first; where nothing has, words with
 * a slip put right, then letters with gaps, then flows with some of the words, then nothing. Phrases
 * that mean the same are in the file synonyms.tsv of each directory of flows.
 */
#ifndef ERRWALK_SEARCH_H
#define ERRWALK_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/catalog.h"
#include "errwalk/library.h"
#include "errwalk/log.h"
#include "errwalk/status.h"

struct search;

enum { SEARCH_MOST = 200 };

/* What was found: a flow, an error (with its flow, if it has one), an event ID, or a number that
 * looks like an error and is none. Strings belong to the library, or last as long as the program,
 * or, of a number, are spelled in `number`. */
struct search_hit {
    const struct library_entry *flow; /* that is begun; NULL: there is none */
    const char *error;                /* that it is begun with; "" and no code: the flow's own */
    struct code code;
    const struct catalog_entry *known; /* the error; NULL: found by the flow's texts */
    const struct catalog_event *event; /* the event */
    const char *why;                   /* it is offered, where that is not plain; else "" */
    char number[16];                   /* "0x8ABC0001", else "" */
    size_t line;                       /* of a pasted text, from 1; 0: of none */
    size_t offset, length;             /* of that line in the text */
    size_t place;                      /* of the code in that line */
    size_t again;                      /* lines after it that name it, too */
    struct log_place last;             /* the last of them */
};

struct search_hits {
    struct search_hit items[SEARCH_MOST];
    size_t count;
    size_t more;  /* that there is no room for */
    size_t line_count; /* of search_log: lines that were read */
};

/* Over a library, which must outlive it. Nothing is read yet. */
struct search *search_new(struct library *library);

/* NULL is allowed. */
void search_free(struct search *search);

/* The library that it is over. */
struct library *search_library(const struct search *search);

/* Makes up to `most` more texts ready, flows first, or lists directories for them. STATUS_NO when
 * all are. */
enum status search_read(struct search *search, size_t most);

/* Whether all are. */
bool search_is_complete(const struct search *search);

/* As library_cut_off. */
const char *search_cut_off(const struct search *search);

/* Flows that were read so far, and the nth of them. */
size_t search_flow_count(const struct search *search);
const struct library_entry *search_flow(const struct search *search, size_t index);

/* The flow with this id, if it was read; else NULL. */
const struct library_entry *search_flow_named(const struct search *search, const char *id);

/* The first flow for any error of a code's family, if it was read; else NULL. */
const struct library_entry *search_for_any(const struct search *search, struct code code);

/* The flow for an error, by itself or by one that it is paired with, which `*error` then becomes;
 * NULL: none was read. */
const struct library_entry *search_flow_for(const struct search *search,
                                            const struct catalog_entry **error);

/* Looks for the flow of a hit's error again, where more was read since. */
void search_hit_flow(const struct search *search, struct search_hit *hit);

/* What a typed text finds; all flows for one that is empty. */
void search_find(const struct search *search, const char *text, struct search_hits *hits);

/* The codes in a text of lines, such as of a log, each with the first line that names it; of many the most
 * frequent first. */
void search_log(const struct search *search, const char *text, struct search_hits *hits);

/* What a walk begins with that a hit leads to; `flow` NULL: nothing. In the flow for any error the
 * problem is the error, or the number, or what was `typed`. Strings belong to these. */
struct search_start {
    const char *flow, *error;
    struct code code;
};
struct search_start search_start(const struct search *search, const struct search_hit *hit,
                                 const char *typed);

/* What it is, in one line, and more about it, with `dot` between the parts. Both are appended.
 * `text` is what search_log was given, else NULL. */
void search_hit_label(struct buffer *out, const struct search_hit *hit);
void search_hit_detail(struct buffer *out, const struct search_hit *hit, const char *dot,
                       const char *text);

#endif
