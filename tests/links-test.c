/*
 * Links of the terminal: what is written for them, when it is taken back, and that curses never knows.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/prose.h"
#include "readback.h"
#include "suite.h"
#include "wizard.h"

const char suite_name[] = "links";

static struct buffer sent;

static void take(const char *bytes, size_t length)
{
    buffer_append(&sent, bytes, length);
}

static unsigned count(const char *what)
{
    const char *at = buffer_text(&sent);
    unsigned found = 0;

    while ((at = strstr(at, what))) {
        found++;
        at++;
    }
    return found;
}

static void press(struct wizard *wizard, const char *keys)
{
    buffer_clear(&sent);
    wizard_press(wizard, keys);
}

static void open_page(struct wizard *wizard)
{
    wizard_open(wizard, 24, 80, false);
    loop_link(&wizard->loop, take);
    press(wizard, "i");
    suite_expect_long("nothing to link yet", (long)sent.length, 0);
}

static void test_written(void)
{
    struct wizard wizard;
    int y, x;

    open_page(&wizard);
    press(&wizard, "<PgDn><PgDn>");
    suite_expect_long("links", count("\033]8;id="), 2);
    suite_expect_long("as many ends", count("\033]8;;\033\\"), 2);
    suite_expect("whole", strstr(sent.bytes, ";https://example.org/docs?a=1&b=2\033\\") != NULL);
    suite_expect("what is shown is what is linked",
                 count("https://example.org/docs?a=1&b=2") == 2);
    suite_expect("no others", !count("javascript") && !count("p.png"));
    getyx(curscr, y, x);
    suite_expect("the cursor goes back", y == 3 && x == 0);
    suite_expect("to there", strcmp(sent.bytes + sent.length - 6, "\033[4;1H") == 0);
    readback_check("with links");
    press(&wizard, "xyz");
    suite_expect_long("a key that changes nothing", (long)sent.length, 0);
    press(&wizard, "<Down>");
    suite_expect_long("a line down: taken back, and written", count("\033]8;id="), 2);
    suite_expect_long("two cells' texts more", count("https://example.org/short"), 3);
    press(&wizard, "<^L>");
    suite_expect_long("drawn anew", count("\033]8;id="), 2);
    press(&wizard, "?");
    suite_expect_long("under the help: taken back", count("\033]8;"), 0);
    suite_expect_long("as text", count("https://example.org/short"), 1);
    press(&wizard, "<Esc>");
    suite_expect_long("and again", count("\033]8;id="), 2);
    wizard_close(&wizard);
}

/* The pieces of an address that is broken are one link. */
static void test_broken(void)
{
    struct wizard wizard;
    const char *first, *second;

    wizard_open(&wizard, 12, 40, false);
    loop_link(&wizard.loop, take);
    press(&wizard, "i");
    for (first = NULL; !first && form_can(&wizard.loop.top->form, ACTION_PAGE_DOWN);) {
        press(&wizard, "<PgDn>");
        first = strstr(buffer_text(&sent), ";https://example.org/docs?a=1&b=2\033\\");
    }
    second = first ? strstr(first + 1, ";https://example.org/docs?a=1&b=2\033\\") : NULL;
    if (suite_expect("two pieces", second != NULL))
        suite_expect("one link", strncmp(first - 3, second - 3, 3) == 0);
    wizard_close(&wizard);
}

static void test_off(void)
{
    struct wizard wizard;

    wizard_open(&wizard, 24, 80, false);
    press(&wizard, "i<PgDn><PgDn><PgDn>?<Esc>");
    suite_expect_long("nothing", (long)sent.length, 0);
    wizard_close(&wizard);
}

/* Which part of a text is which address. */
static void test_prose(void)
{
    static const struct {
        const char *text;
        const char *links[3];
    } rows[] = {
        {"no link", {0}},
        {"[a](https://x/1) and <https://x/2>", {"https://x/1", "https://x/2"}},
        {"<https://x/1> <https://x/2>", {"https://x/1", "https://x/2"}},
        {"**[a](https://x/1)**", {"https://x/1"}},
        {"![a](https://x/1)", {"https://x/1"}},
        {"[](https://x/1)", {"https://x/1"}},
        {"[a]()", {0}},
    };
    size_t i, k, run;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct prose_options options = {.width = 12};
        struct prose *prose = NULL;
        struct buffer text = {0};

        if (!suite_expect(rows[i].text, prose_new(rows[i].text, &options, &prose) == STATUS_OK))
            continue;
        for (k = 0; k < prose->link_count; k++) {
            buffer_clear(&text);
            for (run = 0; run < prose->run_count; run++) {
                if (prose->runs[run].link == k + 1)
                    buffer_append(&text, prose->text + prose->runs[run].offset,
                                  prose->runs[run].length);
            }
            suite_expect_string(rows[i].text, prose->links[k], rows[i].links[k]);
            suite_expect_string("shown", buffer_text(&text), rows[i].links[k]);
        }
        suite_expect(rows[i].text, !rows[i].links[k]);
        buffer_free(&text);
        prose_free(prose);
    }
}

static void test_all(void)
{
    test_written();
    test_broken();
    test_off();
    buffer_free(&sent);
}

const struct suite_test suite_tests[] = {
    {"on screens", test_all},
    {"prose", test_prose},
    {NULL, NULL},
};
