/* SPDX-License-Identifier: MIT */
/*
 * Add: puts a word that was found into the names, with what belongs to it. What cannot be a name is left
 * out. The part is borrowed.
 */
#ifndef ERRWALK_EXPORT_REDACT_ADD_H
#define ERRWALK_EXPORT_REDACT_ADD_H

#include "redact-names.h"
#include "redact-part.h"

void names_add_word(struct names *names, enum redact_kind kind, struct part part);

/* A machine or a domain by its short or full name: of a full one each label may stand alone elsewhere. */
void names_add_host(struct names *names, enum redact_kind kind, struct part part);

/* "John Smith", "Smith, John": capitalised words after a capitalised name belong to the same person. The
 * text goes on behind the part, to its NUL. */
void names_add_person(struct names *names, enum redact_kind kind, struct part name);

#endif
