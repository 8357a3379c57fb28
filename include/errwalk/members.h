/* SPDX-License-Identifier: MIT */
/*
 * Members: structs as JSON objects, by tables.
 *
 * A table says of each member of an object its key, its type, and where its value is in the struct.
 * What writes an object and what reads one can have the same table, and then agree.
 */
#ifndef ERRWALK_MEMBERS_H
#define ERRWALK_MEMBERS_H

#include <stddef.h>

#include "errwalk/document.h"

enum member_type {
    MEMBER_TEXT,         /* const char * */
    MEMBER_TEXT_OR_NULL, /* the same, null for "" */
    MEMBER_ID,           /* const char *: the id of a session */
    MEMBER_TIME,         /* int64_t, seconds since 1970 */
    MEMBER_TIME_OR_NULL, /* the same, null for one below 0 */
    MEMBER_NUMBER,       /* unsigned */
    MEMBER_SIZE,         /* size_t */
    MEMBER_INTEGER,      /* int64_t */
    MEMBER_DECIMAL,      /* double */
    MEMBER_TENTHS,       /* unsigned, tenths: written as the number that they are */
    MEMBER_TENTHS_OR_NULL, /* the same, null where there are none (`count`) */
    MEMBER_RAW_TEXT,     /* a text as it is, for errwalk to read again; left out where it is "" */
    MEMBER_BOOL,         /* bool */
    MEMBER_CHOICE,       /* an enum by its `names`; null for a name that is "" */
    MEMBER_CODE,         /* struct code */
    MEMBER_OBJECT,       /* a struct, by `members` */
    MEMBER_LIST,         /* a pointer to structs, each by `members` */
    MEMBER_COMPUTED,         /* whatever `make` makes of the whole struct */
    MEMBER_TABLE,        /* more members of the same struct, by `members` */
    MEMBER_TYPE_COUNT
};

struct member {
    const char *key; /* NULL: the end of the table */
    enum member_type type;
    size_t offset;                                    /* of the value in its struct */
    unsigned most;                                    /* number: the most it may be; choice: names */
    const char *const *names;                         /* choice */
    const struct member *members;                     /* object, list, table */
    size_t size, count;                               /* list: of one struct; offset of how many */
    json_t *(*make)(const void *record);              /* computed */
};

/* Rows of tables: a value, an enum, a struct, a list whose count is another member, all rows of
 * another table, a function. */
#define MEMBER(type_, struct_, field_, key_) \
    {.key = key_, .type = MEMBER_##type_, .offset = offsetof(struct_, field_)}
#define MEMBER_NAMED(struct_, field_, key_, names_, most_) \
    {.key = key_, .type = MEMBER_CHOICE, .offset = offsetof(struct_, field_), .names = names_, \
     .most = most_}
#define MEMBER_STRUCT(struct_, field_, key_, members_) \
    {.key = key_, .type = MEMBER_OBJECT, .offset = offsetof(struct_, field_), .members = members_}
#define MEMBER_STRUCTS(struct_, field_, count_, key_, members_)                               \
    {.key = key_, .type = MEMBER_LIST, .offset = offsetof(struct_, field_),                   \
     .size = sizeof *((struct_ *)NULL)->field_, .count = offsetof(struct_, count_), \
     .members = members_}
#define MEMBERS(members_) {.key = "", .type = MEMBER_TABLE, .members = members_}
#define MEMBER_BY(key_, make_) {.key = key_, .type = MEMBER_COMPUTED, .make = make_}

/* Adds the members of a struct to an object, in the order of the table. */
void members_put(json_t *object, const struct member *members, const void *record);

/* The same as an object of its own; and many structs as an array of objects. */
json_t *members_object(const struct member *members, const void *record);
json_t *members_array(const struct member *members, const void *records, size_t size, size_t count);

/* Takes texts (borrowed from the object, as they are), numbers, choices and yes or no back into a struct.
 * What is not there or does not fit is "", 0, false, or the last of its names; true: all of it was there
 * and fits, but for raw texts, which may be absent. */
bool members_take(const struct member *members, const json_t *object, void *record);

#endif
