/* SPDX-License-Identifier: MIT */
/*
 * Where calls meet: sockets in a directory that nobody else can enter.
 */
#ifndef ERRWALK_TRAINING_ROLEPLAY_PLACE_H
#define ERRWALK_TRAINING_ROLEPLAY_PLACE_H

#include "errwalk/buffer.h"
#include "errwalk/packet.h"
#include "errwalk/status.h"

enum { ROLEPLAY_ID_MOST = 128 }; /* bytes of a scenario's id */

struct roleplay_place {
    char path[PACKET_PATH];
    int lock; /* held by whoever waits there; the kernel frees it with the process */
};

/* The place of a scenario. Failures as roleplay_wait. */
enum status roleplay_place_find(const char *scenario, struct roleplay_place *place);

/* Takes it and listens there; what a process that was killed left behind is removed. STATUS_NO:
 * somebody else has it. */
enum status roleplay_place_listen(struct roleplay_place *place, int *listener);

/* Connects to it. STATUS_NO: nobody listens there. */
enum status roleplay_place_connect(const struct roleplay_place *place, int *peer);

/* The next that wants to join. STATUS_NO: there is none, or it was another user. */
enum status roleplay_place_accept(int listener, int *peer);

/* Gives it up. */
void roleplay_place_leave(struct roleplay_place *place);

/* Appends the ids at whose places somebody waits, a line each. */
enum status roleplay_place_list(struct buffer *out);

#endif
