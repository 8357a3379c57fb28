/* SPDX-License-Identifier: MIT */
/*
 * What the list of choices asks of a walk, and a walk of the list.
 */
#ifndef ERRWALK_CHOICES_PRIVATE_H
#define ERRWALK_CHOICES_PRIVATE_H

#include "errwalk/choices.h"
#include "errwalk/evidence.h"
#include "walk-private.h"

/* The list that a walk keeps until something is committed. */
struct choices *choices_new(const struct walk *walk);
void choices_free(struct choices *list); /* NULL is allowed */
void choices_forget(struct choices *list);

/* walk-event.c: where a value typed at the input step leads. STATUS_NO: it does not fit. */
enum status walk_route_value(const struct walk *walk, const char *value, const char **to);

/* pasted.c: the latest standing paste at the step, or NULL; and the value that was found for the fact
 * of the input step, "" where there is none, or several. */
const struct event *walk_pasted(const struct walk *walk);
const char *walk_read_value(const struct walk *walk);

/* pasted.c: the rows of CHOICE_FOUND and CHOICE_PASTE. */
void choices_list_found(struct choices *list);
void choices_list_paste(struct choices *list);
enum status choices_take_paste(const struct walk *walk, const struct choice *choice,
                               const char *text, struct event *event);

/* referral.c: going on with an error of the flow. STATUS_NO: its flow was walked already, or the walk
 * has ended and there is none; `*referral` says which. */
enum status walk_refer_to(const struct walk *walk, const struct error_ref *error,
                          struct event *event, enum walk_referral *referral);

/* referral.c: going on with a message in a person's words. */
enum status walk_refer_message(const struct walk *walk, const char *message, struct event *event);

#endif
