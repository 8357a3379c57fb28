/* SPDX-License-Identifier: MIT */
/*
 * What plain mode prints: where a walk stands, in lines.
 */
#ifndef ERRWALK_CLI_PLAIN_SHOW_H
#define ERRWALK_CLI_PLAIN_SHOW_H

#include "errwalk/walk.h"

/* The flow that was entered. */
void plain_show_flow(const struct walk *walk);

/* The step where it stands, with the answers it takes. */
void plain_show_step(const struct walk *walk);

/* A question of the trail with its answer; `number` 0: without one. */
void plain_show_answer(const struct walk *walk, unsigned number, const struct event *answer);

/* A note of session_notes, under the question it was made at. */
void plain_show_note(const struct walk *walk, size_t number, const struct event *note);

/* Why what was said to be another message cannot be followed, and what could be said instead. */
void plain_show_unclear(const struct walk *walk, const char *message, struct buffer *out);

/* What can be replied there, and done besides, a line each. */
void plain_show_choices(const struct walk *walk);

/* The same, with answers in one line. */
void plain_show_replies(const struct walk *walk);

/* The question, and what can be replied to it, in one line. */
void plain_show_fitting(const struct walk *walk, struct buffer *out);

/* How it ended, and what is related. `stays`: a person may still go back or on. */
void plain_show_end(const struct walk *walk, bool stays);

/* The error's page; a part of it, by its number; false: there is none. */
void plain_show_about(const struct walk *walk);
bool plain_show_about_part(const struct walk *walk, unsigned number);

/* What is known of an error for which there is no flow. */
void plain_show_known(const struct walk *walk, const struct error_ref *error);

/* CommonMark with the facts put in, after a lead that the lines below the first hang under. */
void plain_show_led(const struct walk *walk, const char *lead, const char *commonmark);

/* The same as it was written: what looks like a fact is none. */
void plain_show_written(const char *lead, const char *commonmark);

/* That the step has more to read, where it has. */
void plain_show_folded(const struct walk *walk);

/* What to do at the step, item by item. */
void plain_show_instructions(const struct walk *walk);

/* CommonMark with the facts put in; `otherwise` where it is empty. */
void plain_show_prose(const struct walk *walk, const char *commonmark, const char *otherwise);

/* Causes and candidates where a weigh step led here, and why this one came. */
void plain_show_why_next(const struct walk *walk);

#endif
