/*
 * Each word has to occur somewhere, in any order, so that "logon 1326" finds what either alone
 * would bury.
 */
#include <config.h>

#include "filter.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

static const char blanks[] = " \t";

/* A text in one case; the caller frees it. NULL: no memory. */
static char *fold(const char *text, size_t *length)
{
    return (char *)u8_casefold((const uint8_t *)text, strlen(text), NULL, UNINORM_NFC, NULL, length);
}

void filter_set(struct filter *filter, const char *typed)
{
    size_t length = 0;
    char *folded = fold(typed, &length);

    buffer_clear(&filter->words);
    if (folded)
        buffer_append(&filter->words, folded, length);
    free(folded);
}

bool filter_fits(const struct filter *filter, const char *text)
{
    const char *word = buffer_text(&filter->words);
    size_t length = 0, word_length;
    bool fits = true;
    char *folded;

    if (!word[strspn(word, blanks)])
        return true;
    folded = fold(text, &length);
    for (; folded && fits; word += word_length) {
        word += strspn(word, blanks);
        word_length = strcspn(word, blanks);
        if (!word_length)
            break;
        fits = memmem(folded, length, word, word_length) != NULL;
    }
    free(folded);
    return fits;
}

bool filter_update(struct screen *screen, enum action action, int key, struct effects *effects)
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
    effects->flags |= EFFECT_REBUILD;
    return true;
}
