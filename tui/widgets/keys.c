/* SPDX-License-Identifier: MIT */
/*
 * What keys are called.
 */
#include <config.h>

#include "keys.h"

#include <unictype.h>
#include <unistr.h>

struct key_name {
    int key;
    const char *name;
    enum glyph glyph; /* where `name` is NULL */
};

enum { F_KEYS = 12 }; /* numbers above are these with Shift */

static const struct key_name key_names[] = {
    {'\r', "Enter", 0},
    {'\t', "Tab", 0},
    {' ', "Space", 0},
    {0x1b, "Esc", 0},
    {0x7f, "Backspace", 0},
    {KEYS_FUNCTION(KEY_BACKSPACE), "Backspace", 0},
    {KEYS_FUNCTION(KEY_BTAB), "Shift-Tab", 0},
    {KEYS_FUNCTION(KEY_DC), "Del", 0},
    {KEYS_FUNCTION(KEY_HOME), "Home", 0},
    {KEYS_FUNCTION(KEY_END), "End", 0},
    {KEYS_FUNCTION(KEY_NPAGE), "PgDn", 0},
    {KEYS_FUNCTION(KEY_PPAGE), "PgUp", 0},
    {KEYS_FUNCTION(KEY_UP), NULL, GLYPH_UP},
    {KEYS_FUNCTION(KEY_DOWN), NULL, GLYPH_DOWN},
    {KEYS_FUNCTION(KEY_LEFT), NULL, GLYPH_LEFT},
    {KEYS_FUNCTION(KEY_RIGHT), NULL, GLYPH_RIGHT},
    {KEYS_FUNCTION(KEY_SLEFT), "Shift-Left", 0},
    {KEYS_FUNCTION(KEY_SRIGHT), "Shift-Right", 0},
    {KEYS_PRINTABLE, "any character", 0},
};

void keys_name(const struct canvas *canvas, struct buffer *out, int key)
{
    uint8_t bytes[6];
    size_t i;

    for (i = 0; i < sizeof key_names / sizeof key_names[0]; i++) {
        if (key_names[i].key == key) {
            buffer_string(out, key_names[i].name ? key_names[i].name
                                                 : canvas_glyph(canvas, key_names[i].glyph));
            return;
        }
    }
    if (key < ' ') {
        buffer_printf(out, "Ctrl-%c", key + '@');
    } else if (key < KEY_SPECIAL) {
        int length = u8_uctomb(bytes, (ucs4_t)key, sizeof bytes);

        buffer_append(out, (const char *)bytes, length > 0 ? (size_t)length : 0);
    } else if (key > KEYS_FUNCTION(KEY_F0)) {
        int number = key - KEYS_FUNCTION(KEY_F0);

        buffer_printf(out, "%sF%d", number > F_KEYS ? "Shift-" : "",
                      number > F_KEYS ? number - F_KEYS : number);
    }
}
