/* SPDX-License-Identifier: MIT */
/*
 * How screens look with each preset and with many, few and no colours, in UTF-8 and ASCII, as golden files: the looks of
 * all roles, then the screens.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "readback.h"
#include "suite.h"
#include "wizard.h"

const char suite_name[] = "looks";

static const struct {
    const char *name, *term;
    bool color;
    enum theme_preset preset;
} depths[] = {
    {"dark", "xterm-256color", true, THEME_DARK},
    {"light", "xterm-256color", true, THEME_LIGHT},
    {"256", "xterm-256color", true, THEME_TERMINAL},
    {"8", "xterm", true, THEME_DARK},
    {"mono", "xterm-256color", false, THEME_DARK},
    {"linux", "linux", true, THEME_TERMINAL},
    {"vt100", "vt100", true, THEME_TERMINAL},
    {"none", "xterm-256color", true, THEME_NONE},
};

/* Screens with all roles among them. */
static const struct {
    const char *name, *keys;
} screens[] = {
    {"question", "1"},
    {"input that is refused", "11nothing<Enter>"},
    {"fix with a warning", "12"},
    {"escalation", "51"},
    {"resolved", "121"},
    {"about", "i"},
    {"about, its middle", "i<PgDn>"},
    {"about, further down", "i<PgDn><PgDn>"},
    {"help", "1?"},
};

static void append_screen(struct buffer *out, size_t i, bool ascii)
{
    struct wizard wizard;
    char what[100];

    snprintf(what, sizeof what, "%s %s", screens[i].name, ascii ? "ascii" : "utf-8");
    wizard_open(&wizard, 24, 80, ascii);
    if (i == 0 && !ascii)
        readback_legend(out);
    wizard_press(&wizard, screens[i].keys);
    readback_check(what);
    readback_append(out, what);
    wizard_close(&wizard);
}

static void test_depths(void)
{
    size_t k, i;

    for (k = 0; k < sizeof depths / sizeof *depths; k++) {
        struct buffer out = {0};
        const struct theme theme = {.preset = depths[k].preset};
        char path[100];

        readback_choose(depths[k].term, depths[k].color, &theme);
        for (i = 0; i < sizeof screens / sizeof *screens; i++) {
            append_screen(&out, i, false);
            append_screen(&out, i, true);
        }
        snprintf(path, sizeof path, "tests/screens/looks-%s.txt", depths[k].name);
        suite_expect_golden(path, buffer_text(&out), out.length);
        buffer_free(&out);
    }
    readback_choose("xterm-256color", true, NULL);
}

/* What a person wants otherwise is what the screen holds. */
static void test_theme(void)
{
    static const struct theme theme = {
        .styles = {[ROLE_HEADING] = {THEME_UNDERLINE, 4}, [ROLE_KEY] = {0, 44}},
        .given = {[ROLE_HEADING] = true, [ROLE_KEY] = true},
    };
    struct buffer legend = {0};
    struct wizard wizard;

    readback_choose("xterm-256color", true, &theme);
    wizard_open(&wizard, 24, 80, false);
    readback_legend(&legend);
    suite_expect("heading", strstr(buffer_text(&legend), "heading: underline 4 on -1\n") != NULL);
    suite_expect("key", strstr(buffer_text(&legend), "key: 44 on -1\n") != NULL);
    suite_expect("others", strstr(buffer_text(&legend), "warning: bold 5 on -1\n") != NULL);
    wizard_close(&wizard);
    buffer_free(&legend);
    readback_choose("xterm-256color", true, NULL);
}

const struct suite_test suite_tests[] = {
    {"depths", test_depths},
    {"theme", test_theme},
    {NULL, NULL},
};
