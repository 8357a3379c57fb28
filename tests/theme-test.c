/* SPDX-License-Identifier: MIT */
/*
 * Theme: what each role looks like on each kind of terminal, that it can be read on dark and light,
 * and how a person writes a style.
 */
#include <config.h>

#include <stdio.h>

#include "errwalk/theme.h"
#include "suite.h"

const char suite_name[] = "theme";

enum { EVERY = THEME_BOLD | THEME_DIM | THEME_ITALIC | THEME_UNDERLINE | THEME_REVERSE };

static const struct theme_terminal mono = {0, EVERY, 0}, eight = {8, EVERY, 0},
                                   sixteen = {16, EVERY, 0}, many = {256, EVERY, 0},
                                   bare = {0, 0, 0},
                                   vt100 = {0, THEME_BOLD | THEME_UNDERLINE | THEME_REVERSE, 0},
                                   console = {8, EVERY & ~THEME_ITALIC,
                                              THEME_UNDERLINE | THEME_DIM},
                                   ansi = {8, EVERY & ~THEME_DIM, THEME_BOLD | THEME_UNDERLINE};

static void expect_style(const char *what, const struct theme *theme, enum role role,
                         const struct theme_terminal *terminal, const char *expected)
{
    const struct theme_style style = theme_style(theme, role, terminal);
    struct buffer text = {0};

    theme_write(&text, &style);
    suite_expect_string(what, buffer_text(&text), expected);
    buffer_free(&text);
}

static void test_styles(void)
{
    static const struct {
        const char *what;
        enum role role;
        const struct theme_terminal *terminal;
        const char *style;
    } rows[] = {
        {"no colours", ROLE_WARNING, &mono, "bold"},
        {"8 colours", ROLE_WARNING, &eight, "bold magenta"},
        {"16 colours", ROLE_WARNING, &sixteen, "bold magenta"},
        {"256 colours", ROLE_WARNING, &many, "bold 130"},
        {"text is the terminal's own", ROLE_PLAIN, &many, "normal"},
        {"dim", ROLE_MUTED, &eight, "dim"},
        {"no dim", ROLE_MUTED, &vt100, "normal"},
        {"dim that is nearly black", ROLE_MUTED, &console, "normal"},
        {"italic", ROLE_EMPHASIS, &many, "italic"},
        {"no italic", ROLE_EMPHASIS, &vt100, "underline"},
        {"no italic, no line", ROLE_EMPHASIS, &console, "bold"},
        {"a field that would not be seen", ROLE_FIELD, &console, "reverse"},
        {"a field", ROLE_FIELD, &vt100, "underline"},
        {"bold not with colours", ROLE_BAD, &ansi, "bold"},
        {"nothing at all", ROLE_FOCUS, &bare, "normal"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_style(rows[i].what, NULL, rows[i].role, rows[i].terminal, rows[i].style);
}

/* No colour alone says anything, and none that an attribute would be lost with. */
static void test_never_by_color_alone(void)
{
    static const struct theme_terminal *const terminals[] = {&eight, &sixteen, &many, &console,
                                                             &ansi};
    size_t i;
    enum role role;

    for (i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        for (role = 0; role < ROLE_COUNT; role++) {
            const struct theme_style style = theme_style(NULL, role, terminals[i]);

            if (style.color == THEME_OWN)
                continue;
            suite_expect(theme_role_name(role), style.attributes != 0);
            suite_expect(theme_role_name(role), !(style.attributes & terminals[i]->alone));
        }
    }
}

/* The relative luminance of a colour of the cube by WCAG's formula. */
static double luminance(int color)
{
    /* of the cube's levels 0, 95, 135, 175, 215, 255 in sRGB */
    static const double linear[] = {0, 0.1144, 0.2423, 0.4287, 0.6795, 1};
    int index = color - 16;

    return 0.2126 * linear[index / 36] + 0.7152 * linear[index / 6 % 6] + 0.0722 * linear[index % 6];
}

static void test_contrast(void)
{
    enum role role;

    for (role = 0; role < ROLE_COUNT; role++) {
        const struct theme_style style = theme_style(NULL, role, &many);
        double light;

        if (style.color == THEME_OWN)
            continue;
        if (!suite_expect(theme_role_name(role), style.color >= 16 && style.color < 232))
            continue;
        light = luminance(style.color);
        suite_expect(theme_role_name(role), (light + 0.05) / 0.05 >= 4); /* on black */
        suite_expect(theme_role_name(role), 1.05 / (light + 0.05) >= 4); /* on white */
    }
}

static void test_reading(void)
{
    static const struct {
        const char *text;
        const char *style, *wrong; /* one is NULL */
    } rows[] = {
        {"bold", "bold", NULL},
        {"bold red", "bold red", NULL},
        {" red \t bold", "bold red", NULL},
        {"normal", "normal", NULL},
        {"normal bold red normal", "bold red", NULL},
        {"130", "130", NULL},
        {"0", "black", NULL},
        {"12", "bright-blue", NULL},
        {"255 dim italic underline reverse", "dim italic underline reverse 255", NULL},
        {"", NULL, "a style needs a word, such as bold or normal"},
        {"blod", NULL, "'blod' is no attribute or colour; did you mean 'bold'?"},
        {"brihgt-red", NULL, "'brihgt-red' is no attribute or colour; did you mean 'bright-red'?"},
        {"red green", NULL, "a style has one colour at most"},
        {"256", NULL, NULL},
        {"-1", NULL, NULL},
        {"1x", NULL, NULL},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer wrong = {0}, text = {0};
        struct theme_style style = {0};
        bool good = theme_read(&style, rows[i].text, &wrong);

        suite_expect(rows[i].text, good == (rows[i].style != NULL));
        theme_write(&text, &style);
        if (rows[i].style)
            suite_expect_string(rows[i].text, buffer_text(&text), rows[i].style);
        if (rows[i].wrong)
            suite_expect_string(rows[i].text, buffer_text(&wrong), rows[i].wrong);
        suite_expect(rows[i].text, good == !wrong.length);
        buffer_free(&wrong);
        buffer_free(&text);
    }
}

/* What a person wants, as far as the terminal goes. */
static void test_own(void)
{
    static const struct {
        const char *what, *own;
        const struct theme_terminal *terminal;
        const char *style;
    } rows[] = {
        {"as written", "bold yellow", &eight, "bold yellow"},
        {"normal", "normal", &many, "normal"},
        {"256", "208", &many, "208"},
        {"no such colour, with an attribute", "underline 208", &eight, "underline"},
        {"no such colour", "208", &eight, "bold magenta"},
        {"no colours", "yellow", &mono, "bold"},
        {"bright of 16", "bright-yellow", &sixteen, "bright-yellow"},
        {"bright of 8", "bright-yellow", &eight, "bold yellow"},
        {"no such attribute", "italic", &vt100, "normal"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer wrong = {0};
        struct theme theme = {.given = {[ROLE_WARNING] = true}};

        suite_expect(rows[i].what, theme_read(&theme.styles[ROLE_WARNING], rows[i].own, &wrong));
        expect_style(rows[i].what, &theme, ROLE_WARNING, rows[i].terminal, rows[i].style);
        expect_style(rows[i].what, &theme, ROLE_STRONG, rows[i].terminal, "bold");
        buffer_free(&wrong);
    }
}

const struct suite_test suite_tests[] = {
    {"styles", test_styles},
    {"never by colour alone", test_never_by_color_alone},
    {"contrast", test_contrast},
    {"reading", test_reading},
    {"own", test_own},
    {NULL, NULL},
};
