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

#include "errwalk/redact-list.h"
#include "errwalk/status.h"

struct transcript;

/* Masks in place all kinds but those in `keep` (bits 1 << kind), and lists what it masked in the
 * order in which it was found. After a failure the transcript is not to be used. */
enum status redact_transcript(struct transcript *transcript, unsigned keep,
                              struct redact_list *list);

#endif
