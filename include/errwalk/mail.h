/* SPDX-License-Identifier: MIT */
/*
 * Mail: a record as a message that a mail program opens, with a text and an HTML part and the JSON
 * attached (RFC 5322, 2045 to 2047). Nothing is ever sent.
 */
#ifndef ERRWALK_MAIL_H
#define ERRWALK_MAIL_H

#include <stdbool.h>
#include <stdint.h>

#include "errwalk/buffer.h"

/* What a message says about itself. Texts may be "" or NULL. */
struct mail_head {
    const char *to;      /* addresses with commas between, names before them in any script */
    const char *subject; /* one line */
    const char *id;      /* of the record: ASCII letters and digits */
    int64_t at;          /* seconds since 1970 */
};

/* Whether it can be a line of addresses, or a subject: one line, and addresses that are ones. `*wrong`
 * says why not. */
bool mail_check_to(const char *to, const char **wrong);
bool mail_check_subject(const char *subject, const char **wrong);

/* Appends a message with these three parts, which are UTF-8. What is wrong in the head is left out. */
void mail_write(struct buffer *out, const struct mail_head *head, const struct buffer *text,
                const struct buffer *html, const struct buffer *json);

#endif
