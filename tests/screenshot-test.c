/* SPDX-License-Identifier: MIT */
/*
 * The pictures of doc/screenshots: first what a curses screen holds with the shipped flows, as golden
 * files, then the SVG images of those. `make screenshots` makes both again.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/file.h"
#include "picture.h"
#include "place.h"
#include "readback.h"
#include "suite.h"
#include "wizard.h"

const char suite_name[] = "screenshot";

static const struct {
    const char *name, *title;
    const char *keys; /* from home, or from the first question */
    bool home;
    int rows;
} pictures[] = {
    {"home", "errwalk", "logon fail", true, 24},
    {"question", "errwalk 1366", "11114", false, 24},
    {"fix", "errwalk 1366", "111111", false, 30},
    {"map", "errwalk 1366: the map", "1111m", false, 30},
};

enum { PICTURES = sizeof pictures / sizeof *pictures, COLUMNS = 80 };

static void show(size_t i)
{
    struct buffer out = {0};
    struct wizard wizard;
    struct place place;
    char path[100];

    if (pictures[i].home) {
        place_open_over(&place, "flows", 0, pictures[i].rows, COLUMNS, false, true);
        place_press(&place, pictures[i].keys);
    } else {
        wizard_open_in(&wizard, "flows", "windows/logon-session-collision", pictures[i].rows,
                       COLUMNS, false);
        wizard_press(&wizard, pictures[i].keys);
    }
    readback_check(pictures[i].name);
    readback_append(&out, pictures[i].name);
    if (pictures[i].home)
        place_close(&place);
    else
        wizard_close(&wizard);
    snprintf(path, sizeof path, "tests/screens/shown-%s.txt", pictures[i].name);
    suite_expect_golden(path, buffer_text(&out), out.length);
    buffer_free(&out);
}

static void test_screens(void)
{
    size_t i;

    for (i = 0; i < PICTURES; i++)
        show(i);
}

static bool has_xmllint(void)
{
    return system("command -v xmllint >/dev/null 2>&1") == 0;
}

static void expect_xml(const char *what, const char *path)
{
    char command[4096];

    snprintf(command, sizeof command, "xmllint --noout --nonet '%s'", path);
    if (has_xmllint())
        suite_expect(what, system(command) == 0);
    else
        printf("    skipped: no xmllint says whether %s is XML\n", what);
}

static void test_pictures(void)
{
    size_t i;

    for (i = 0; i < PICTURES; i++) {
        struct buffer screen = {0}, svg = {0};
        char path[100];

        snprintf(path, sizeof path, "tests/screens/shown-%s.txt", pictures[i].name);
        suite_expect(path, file_read(suite_source(path), 1 << 20, &screen) == STATUS_OK);
        suite_expect(path, picture_append(&svg, pictures[i].title, buffer_text(&screen)));
        snprintf(path, sizeof path, "doc/screenshots/%s.svg", pictures[i].name);
        suite_expect_golden(path, buffer_text(&svg), svg.length);
        expect_xml(path, suite_source(path));
        buffer_free(&screen);
        buffer_free(&svg);
    }
}

/* How often a text is within another. */
static long count(const char *text, const char *part)
{
    long found = 0;

    while ((text = strstr(text, part))) {
        found++;
        text += strlen(part);
    }
    return found;
}

/* Whatever a screen holds, it stays text: all markup is ours. Cells are where they are on the
 * screen. */
static void test_text(void)
{
    static const struct {
        const char *row, *letters, *expect;
    } rows[] = {
        {"<b>&amp;\"", "", ">&lt;b&gt;&amp;amp;&quot;</text>"},
        {"</text><script>x</script>", "", "&lt;/text&gt;&lt;script&gt;"},
        {"]]>", "  0|bbb", "class=\"heading\">]]&gt;<"},
        {"a\001b", "", ">a?b<"},
        {"ab cd", "", "<text x=\"14\" y=\"56\" textLength=\"45\" class=\"plain\">ab cd</text>"},
        {"a\347\253\257b", "", "<text x=\"41\" y=\"56\" textLength=\"9\" class=\"plain\">b</text>"},
        {"\347\253\257", "", "<text x=\"14\" y=\"56\" textLength=\"18\" class=\"plain\">\347\253\257<"},
        {"ae\314\201b", "", "<text x=\"23\" y=\"56\" textLength=\"9\" class=\"plain\">e\314\201<"},
        {"────", "  0|dddd", "textLength=\"36\" class=\"muted\">────<"},
        {"ab", "  0|.F", "<rect x=\"23\" y=\"42\" width=\"9\" height=\"19\" class=\"ground\"/>"},
        {"", "  0|..uu", "<rect x=\"32\" y=\"58\" width=\"18\" height=\"1\" class=\"link\"/>"},
        {"a b ", "  0|...F", "textLength=\"27\" class=\"plain\">a b<"},
        {"ab  c", "", "textLength=\"9\" class=\"plain\">c<"},
        {"a", "  1|b", "class=\"plain\">a<"},
        {"a", "", "<rect x=\"32\" y=\"61\" width=\"9\" height=\"19\" class=\"cursor\"/>"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer screen = {0}, svg = {0};
        const char *path = suite_scratch("text.svg");
        FILE *file;

        buffer_printf(&screen, "=== x, 30x2, cursor 1,2\n%s\n\n---\n%s\n", rows[i].row,
                      rows[i].letters);
        suite_expect(rows[i].row, picture_append(&svg, "<t>", buffer_text(&screen)));
        if (!strstr(buffer_text(&svg), rows[i].expect)) {
            printf("%s", buffer_text(&svg));
            suite_expect(rows[i].expect, false);
        }
        suite_expect_long(rows[i].row, count(buffer_text(&svg), "<text"),
                          count(buffer_text(&svg), "</text>"));
        suite_expect(rows[i].row, !strstr(buffer_text(&svg), "<script") &&
                                      !strstr(buffer_text(&svg), "<b>"));
        file = fopen(path, "w");
        if (file) {
            fwrite(svg.bytes, 1, svg.length, file);
            fclose(file);
        }
        expect_xml(rows[i].row, path);
        buffer_free(&screen);
        buffer_free(&svg);
    }
}

/* Not a screen. */
static void test_damage(void)
{
    static const char *const texts[] = {
        "", "a", "===", "=== x", "=== x, 30x2", "=== x, 30x2, cursor 1,2", "=== x, 30x2, cursor 1,2\n",
        "=== x, 30x2, cursor 1,2\na\n---\n",
    };
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer svg = {0};

        suite_expect(texts[i], !picture_append(&svg, "", texts[i]));
        suite_expect_long(texts[i], (long)svg.length, 0);
        buffer_free(&svg);
    }
}

const struct suite_test suite_tests[] = {
    {"screens", test_screens},
    {"pictures", test_pictures},
    {"text", test_text},
    {"damage", test_damage},
    {NULL, NULL},
};
