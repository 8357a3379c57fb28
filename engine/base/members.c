/* SPDX-License-Identifier: MIT */
/*
 * What is written of each type of member.
 */
#include <config.h>

#include "errwalk/members.h"

#include <string.h>

static json_t *make_choice(const struct member *member, unsigned choice)
{
    return *member->names[choice] ? json_string(member->names[choice]) : json_null();
}

static json_t *make_time(int64_t when, bool or_null)
{
    return when < 0 && or_null ? json_null() : document_time(when);
}

static size_t count_of(const struct member *member, const void *record)
{
    return *(const size_t *)((const char *)record + member->count);
}

static json_t *make_value(const struct member *member, const void *record)
{
    const void *place = (const char *)record + member->offset;

    switch (member->type) {
    case MEMBER_TEXT_OR_NULL:
        return document_text_or_null(*(const char *const *)place);
    case MEMBER_TIME:
    case MEMBER_TIME_OR_NULL:
        return make_time(*(const int64_t *)place, member->type == MEMBER_TIME_OR_NULL);
    case MEMBER_NUMBER:
        return json_integer(*(const unsigned *)place);
    case MEMBER_SIZE:
        return json_integer((json_int_t) * (const size_t *)place);
    case MEMBER_INTEGER:
        return json_integer(*(const int64_t *)place);
    case MEMBER_DECIMAL:
        return document_decimal(*(const double *)place);
    case MEMBER_TENTHS_OR_NULL:
        if (!count_of(member, record))
            return json_null();
        return document_points(*(const unsigned *)place);
    case MEMBER_TENTHS:
        return document_points(*(const unsigned *)place);
    case MEMBER_BOOL:
        return json_boolean(*(const bool *)place);
    case MEMBER_CHOICE:
        return make_choice(member, *(const unsigned *)place);
    case MEMBER_RAW_TEXT:
        return **(const char *const *)place ? json_string(*(const char *const *)place) : NULL;
    case MEMBER_CODE:
        return document_code(*(const struct code *)place);
    case MEMBER_OBJECT:
        return members_object(member->members, place);
    case MEMBER_LIST:
        return members_array(member->members, *(const void *const *)place, member->size,
                             count_of(member, record));
    case MEMBER_COMPUTED:
        return member->make(record);
    default:
        return document_text(*(const char *const *)place);
    }
}

void members_put(json_t *object, const struct member *members, const void *record)
{
    for (; members->key; members++) {
        json_t *value;

        if (members->type == MEMBER_TABLE)
            members_put(object, members->members, record);
        else if ((value = make_value(members, record)))
            json_object_set_new(object, members->key, value);
    }
}

json_t *members_object(const struct member *members, const void *record)
{
    json_t *object = json_object();

    members_put(object, members, record);
    return object;
}

json_t *members_array(const struct member *members, const void *records, size_t size, size_t count)
{
    json_t *array = json_array();
    const char *record = records;

    for (; count--; record += size)
        json_array_append_new(array, members_object(members, record));
    return array;
}

static bool take_text(const json_t *value, bool may_be_absent, const char **text)
{
    const char *given = json_string_value(value);

    *text = given ? given : "";
    return given || (may_be_absent && !value);
}

static bool take_number(const json_t *value, unsigned most, unsigned *number)
{
    json_int_t given = json_integer_value(value);
    bool fits = json_is_integer(value) && given >= 0 && given <= most;

    *number = fits ? (unsigned)given : 0;
    return fits;
}

static bool take_choice(const struct member *member, const json_t *value, unsigned *choice)
{
    const char *text = json_string_value(value);

    *choice = 0;
    while (*choice + 1 < member->most && (!text || strcmp(member->names[*choice], text) != 0))
        ++*choice;
    return text && strcmp(member->names[*choice], text) == 0;
}

static bool take_member(const struct member *member, const json_t *value, void *place)
{
    unsigned number;
    bool fits;

    switch (member->type) {
    case MEMBER_TEXT:
    case MEMBER_RAW_TEXT:
        return take_text(value, member->type == MEMBER_RAW_TEXT, place);
    case MEMBER_SIZE:
        fits = take_number(value, member->most, &number);
        *(size_t *)place = number;
        return fits;
    case MEMBER_NUMBER:
        return take_number(value, member->most, place);
    case MEMBER_BOOL:
        *(bool *)place = json_is_true(value);
        return json_is_boolean(value);
    case MEMBER_CHOICE:
        return take_choice(member, value, place);
    default:
        return false; /* written only */
    }
}

bool members_take(const struct member *members, const json_t *object, void *record)
{
    bool fits = true;

    for (; members->key; members++)
        fits &= take_member(members, json_object_get(object, members->key),
                            (char *)record + members->offset);
    return fits;
}
