/* SPDX-License-Identifier: MIT */
/*
 * Each word has to occur somewhere, in any order, so that "logon 1326" finds what either alone
 * would bury.
 */
#include <config.h>

#include "filter.h"

#include <string.h>

#include "errwalk/match.h"

static const char blanks[] = " \t";

void filter_set(struct filter *filter, const char *typed)
{
    buffer_clear(&filter->words);
    match_fold(&filter->words, typed, strlen(typed));
}

bool filter_fits(const struct filter *filter, const char *text)
{
    const char *word = buffer_text(&filter->words);
    struct buffer folded = {0}, sought = {0};
    bool fits = true;

    match_fold(&folded, text, strlen(text));
    for (word += strspn(word, blanks); *word && fits; word += strspn(word, blanks)) {
        const size_t length = strcspn(word, blanks);

        buffer_clear(&sought);
        buffer_append(&sought, word, length);
        fits = strstr(buffer_text(&folded), buffer_text(&sought));
        word += length;
    }
    buffer_free(&folded);
    buffer_free(&sought);
    return fits;
}

bool filter_update(struct screen *screen, enum action action, int key)
{
    if (form_update(&screen->form, action))
        return true;
    if (field_update(&screen->field, action, key)) {
        if (action != ACTION_CURSOR_LEFT && action != ACTION_CURSOR_RIGHT &&
            action != ACTION_CURSOR_HOME && action != ACTION_CURSOR_END)
            screen->form.focus = 0;
    } else if (action == ACTION_LEAVE_FIELD || action == ACTION_EDIT) {
        screen->editing = action == ACTION_EDIT;
    } else {
        return false;
    }
    screen->is_stale = true;
    return true;
}
