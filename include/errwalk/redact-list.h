/* SPDX-License-Identifier: MIT */
/*
 * Redact list: the sorts of names that are masked, and which were.
 */
#ifndef ERRWALK_REDACT_LIST_H
#define ERRWALK_REDACT_LIST_H

#include <stddef.h>

enum redact_kind {
    REDACT_USER,    /* a name after words that lead to people, a given name and what follows it, two names in
                       a row, and what an account or address of the session is made of */
    REDACT_ACCOUNT, /* the account of DOMAIN\account or account@domain */
    REDACT_DOMAIN,
    REDACT_HOST, /* of \\host\share, PC-0042, a name with dots, or after "host", "server" and the like */
    REDACT_SID,
    REDACT_IP, /* IPv4 and IPv6 */
    REDACT_MAIL,
    REDACT_NUMBER, /* of a telephone or a bank account */
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

#endif
