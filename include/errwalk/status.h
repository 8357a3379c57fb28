/* SPDX-License-Identifier: MIT */
/*
 * Status: how a function of the engine says what became of a request.
 *
 * A function that can fail returns one of these; what it would have put out stays untouched unless
 * it returns STATUS_OK. Where a person needs to know more, a diagnostic (errwalk/diag.h) says it.
 */
#ifndef ERRWALK_STATUS_H
#define ERRWALK_STATUS_H

enum status {
    STATUS_OK,      /* done */
    STATUS_NO,      /* the answer is no: not found, does not fit; nothing is broken */
    STATUS_INVALID, /* the input is not usable as it is; a diagnostic says where and why */
    STATUS_IO,      /* the system refused: errno says why */
    STATUS_COUNT
};

#endif
