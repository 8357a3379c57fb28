/* SPDX-License-Identifier: MIT */
/*
 * Redact: names of people and machines masked in a transcript.
 *
 * What is found in typed values and notes is masked wherever it occurs, the same name by the same
 * mask ([user-1], [host-2]). Finding names is guesswork: a person should read the result.
 *
 * Never masked, since they say nothing of anyone: accounts that every machine has (SYSTEM,
 * Administrator, Guest), SIDs of at most two subauthorities (S-1-5-18, S-1-5-32-544), loopback and
 * unspecified addresses and masks of networks, vendors' public domains (microsoft.com), numbers,
 * dates, versions, names of errors and files, ids of flows and steps. The share of \\host\share
 * and passwords are not names: they stay.
 */
#ifndef ERRWALK_REDACT_H
#define ERRWALK_REDACT_H

#include <stddef.h>

#include "errwalk/status.h"

struct transcript;

enum redact_kind {
    REDACT_USER,    /* a name after "user", "caller" and the like */
    REDACT_ACCOUNT, /* the account of DOMAIN\account or account@domain */
    REDACT_DOMAIN,
    REDACT_HOST, /* of \\host\share, a name with dots, or after "host", "server" and the like */
    REDACT_SID,
    REDACT_IP, /* IPv4 and IPv6 */
    REDACT_MAIL,
    REDACT_KIND_COUNT
};

extern const char *const redact_kind_names[REDACT_KIND_COUNT]; /* "user", … as in --keep */
extern const char *const redact_kind_texts[REDACT_KIND_COUNT][2]; /* in words: of one, of several */

struct redact_item {
    enum redact_kind kind;
    char *original, *mask;
};

/* Zero-initialise it; redact_list_free when done. */
struct redact_list {
    struct redact_item *items;
    size_t count, capacity;
};

void redact_list_free(struct redact_list *list);

/* Masks in place all kinds but those in `keep` (bits 1 << kind), and lists what it masked in the
 * order in which it was found. After a failure the transcript is not to be used. */
enum status redact_transcript(struct transcript *transcript, unsigned keep,
                              struct redact_list *list);

#endif
