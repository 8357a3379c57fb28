/* SPDX-License-Identifier: MIT */
/*
 * Log: the codes in a log, each once, with how often it stands there, where first and where last.
 *
 * Lines are added one by one and are not kept; memory is bounded by LOG_MOST codes. What more codes there are
 * is only counted.
 */
#ifndef ERRWALK_LOG_H
#define ERRWALK_LOG_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/decode.h"

enum { LOG_MOST = 512, LOG_TIME_BYTES = 40, LOG_TEXT_BYTES = 32, LOG_LINE_READINGS = 40 };

/* A line that names a code. */
struct log_place {
    size_t line;               /* from 1 */
    char time[LOG_TIME_BYTES]; /* as the line writes it; "" where it has none */
};

struct log_code {
    struct decode_reading reading; /* the likeliest; without entry and event the catalog does not know it */
    char text[LOG_TEXT_BYTES];     /* as it was written first, as far as there is room */
    size_t count;                  /* lines that name it */
    struct log_place first, last;
    size_t offset, length; /* of the first line in what it was taken from, as given to log_add */
    size_t place;          /* of the code in that line */
};

struct log {
    struct log_code *codes; /* in the order of their first places, until they are sorted */
    size_t count, capacity;
    size_t *buckets; /* of a hash table: index of a code, plus one */
    size_t found;    /* places with codes that the catalog has */
    size_t unknown;  /* and that it does not have */
    size_t left_out; /* places of codes that there was no room for */
    size_t lines;
    size_t number;   /* that the last line began with */
    bool numbered;   /* each line begins with its number */
};

/* Zero-initialise it. */
void log_free(struct log *log);

/* Looks whether the first two lines begin with numbers that grow: then those are the numbers of lines, and
 * no codes. To be called before the first log_add. */
void log_begin(struct log *log, const char *first, size_t first_length, const char *second,
               size_t second_length);

/* Adds a line, or a part of one: its number (from 1), and `offset` as the caller likes. Puts what it
 * names, one reading for each place, in their order, into `readings`, which has room for
 * LOG_LINE_READINGS; returns how many. */
size_t log_add(struct log *log, const char *line, size_t length, size_t number, size_t offset,
               struct decode_reading *readings);

/* Most frequent first; as frequent ones in the order of their first places. */
void log_sort(struct log *log);

/* Whether a reading is of a number that the catalog does not have. */
static inline bool log_is_unknown(const struct decode_reading *reading)
{
    return reading->entry == NULL && reading->code.kind != CODE_EVENT;
}

#endif
