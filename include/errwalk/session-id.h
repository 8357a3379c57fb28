/* SPDX-License-Identifier: MIT */
/*
 * Ids of sessions: ULIDs in small letters, 26 characters of Crockford's base32 (no i, l, o, u). The
 * first 10 are the time in milliseconds, so that ids sort by time; 80 random bits follow. Ids of 8
 * characters, 40 random bits, are from before and stay valid.
 *
 * Nothing here can fail but by what it returns.
 */
#ifndef ERRWALK_SESSION_ID_H
#define ERRWALK_SESSION_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SESSION_ID_LENGTH = 26,
    SESSION_ID_SIZE,            /* with its NUL */
    SESSION_ID_RANDOM = 10,     /* bytes */
    SESSION_ID_SHOWN = 6,       /* in lists: so many of its last characters, or more where two are alike */
    SESSION_ID_NAME_LEAST = 4,  /* characters of its ending or beginning that may name one */
};

/* From milliseconds since 1970 and random bytes. */
void session_id_make(int64_t milliseconds, const unsigned char random[SESSION_ID_RANDOM],
                     char id[SESSION_ID_SIZE]);

/* The value of a character, from 0 to 31, in any case and with Crockford's leniency (O is 0, I and L
 * are 1); -1 for any other. */
int session_id_digit(char letter);

/* A part of an id as a person wrote it, as ids are written. False where no id has it. */
bool session_id_read(const char *text, char id[SESSION_ID_SIZE]);

/* Whether it is an id as ids are written. */
bool session_id_is_valid(const char *text);

/* The last so many characters of an id, or all. */
const char *session_id_ending(const char *id, size_t letters);

#endif
