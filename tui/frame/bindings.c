/* SPDX-License-Identifier: MIT */
/*
 * A key is looked up in the table of the screen that shows, row by row: the first that applies
 * wins, so a field's rows stand before those of single letters.
 */
#include <config.h>

#include "bindings.h"

#include <unictype.h>

static bool key_is(const struct screen *screen, int row, int key)
{
    if (row == KEYS_DIGITS)
        return key >= '1' && key <= '9' && form_numbered(&screen->form, key);
    if (row == KEYS_PRINTABLE)
        return key >= ' ' && key < KEY_SPECIAL &&
               !uc_is_general_category_withtable((ucs4_t)key, UC_CATEGORY_MASK_Cc);
    return row == key;
}

bool bindings_live(const struct binding *binding, const struct screen *screen)
{
    return !binding->when || binding->when(screen);
}

const struct binding *bindings_find(const struct binding *bindings, const struct screen *screen,
                                int key)
{
    for (; bindings->action != ACTION_NONE; bindings++) {
        unsigned i;

        for (i = 0; i < KEYS_EACH && bindings->keys[i]; i++) {
            if (key_is(screen, bindings->keys[i], key) && bindings_live(bindings, screen))
                return bindings;
        }
    }
    return NULL;
}

void bindings_names(const struct screen *screen, struct buffer *out, const struct binding *binding)
{
    unsigned i, most = 0;

    if (binding->keys[0] == KEYS_DIGITS) {
        while (most < 9 && form_numbered(&screen->form, (int)('1' + most)))
            most++;
        buffer_printf(out, most > 1 ? "1-%u" : "1", most);
        return;
    }
    for (i = 0; i < KEYS_EACH && binding->keys[i]; i++) {
        int key = binding->keys[i];

        if (key == '\n' || key == KEYS_FUNCTION(KEY_ENTER) || key == 0x7f || key == '\b')
            continue;
        if (out->length > 0)
            buffer_string(out, ", ");
        keys_name(&screen->context->canvas, out, key);
    }
}
