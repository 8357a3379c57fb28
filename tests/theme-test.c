/* SPDX-License-Identifier: MIT */
/*
 * Theme: what each role looks like on each kind of terminal, that it can be read on dark and light,
 * and how a person writes a style.
 */
#include <config.h>

#include <math.h>
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
        {"256 colours", ROLE_WARNING, &many, "bold magenta"},
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

    for (i = 0; i < 2 * sizeof terminals / sizeof *terminals; i++) {
        for (role = 0; role < ROLE_COUNT; role++) {
            const struct theme theme = {.preset = i % 2 ? THEME_DARK : THEME_TERMINAL};
            const struct theme_style style = theme_style(&theme, role, terminals[i / 2]);

            /* What is muted stands where a label stands. */
            if (style.color == THEME_OWN || role == ROLE_MUTED)
                continue;
            suite_expect(theme_role_name(role), style.attributes != 0);
            suite_expect(theme_role_name(role), !(style.attributes & terminals[i / 2]->alone));
        }
    }
}

/* A style of each preset, with many colours and with eight. */
static void test_presets(void)
{
    static const struct {
        enum theme_preset preset;
        enum role role;
        const char *many, *eight, *mono;
    } rows[] = {
        {THEME_TERMINAL, ROLE_WARNING, "bold magenta", "bold magenta", "bold"},
        {THEME_TERMINAL, ROLE_MUTED, "dim", "dim", "dim"},
        {THEME_TERMINAL, ROLE_COMMAND, "bold", "bold", "bold"},
        {THEME_DARK, ROLE_WARNING, "bold 215", "bold magenta", "bold"},
        {THEME_DARK, ROLE_MUTED, "248", "dim", "dim"},
        {THEME_LIGHT, ROLE_WARNING, "bold 94", "bold magenta", "bold"},
        {THEME_LIGHT, ROLE_FOCUS, "reverse", "reverse", "reverse"},
        {THEME_NONE, ROLE_WARNING, "normal", "normal", "normal"},
        {THEME_NONE, ROLE_FOCUS, "normal", "normal", "normal"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct theme theme = {.preset = rows[i].preset};
        char what[100];

        snprintf(what, sizeof what, "%s: %s", theme_preset_names[rows[i].preset],
                 theme_role_name(rows[i].role));
        expect_style(what, &theme, rows[i].role, &many, rows[i].many);
        expect_style(what, &theme, rows[i].role, &eight, rows[i].eight);
        expect_style(what, &theme, rows[i].role, &mono, rows[i].mono);
    }
}

/* The relative luminance of a colour in sRGB by WCAG's formula. */
static double linear(int value)
{
    const double part = value / 255.0;

    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned rgb)
{
    return 0.2126 * linear((int)(rgb >> 16)) + 0.7152 * linear((int)(rgb >> 8 & 0xff)) +
           0.0722 * linear((int)(rgb & 0xff));
}

/* As xterm has the 256, from the cube on. */
static unsigned rgb_of(short color)
{
    static const unsigned steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    const unsigned cube = (unsigned)color - 16, grey = 8 + 10 * ((unsigned)color - 232);

    return color >= 232 ? grey * 0x10101
                        : steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
}

static double contrast(unsigned a, unsigned b)
{
    const double of_a = luminance(a) + 0.05, of_b = luminance(b) + 0.05;

    return of_a > of_b ? of_a / of_b : of_b / of_a;
}

/* Each colour can be read on what its preset is made for; no attribute takes that away again. The
 * preset of the terminal has none but the terminal's own, since no colour can be read on all four. */
static void test_contrast(void)
{
    static const struct {
        enum theme_preset preset;
        unsigned grounds[2];
    } rows[] = {{THEME_DARK, {0x000000, 0x1e1e1e}}, {THEME_LIGHT, {0xfdf6e3, 0xffffff}}};
    enum role role;
    size_t i, k;

    for (role = 0; role < ROLE_COUNT; role++) {
        suite_expect(theme_role_name(role), theme_style(NULL, role, &many).color < 8);
        for (i = 0; i < sizeof rows / sizeof *rows; i++) {
            const struct theme theme = {.preset = rows[i].preset};
            const struct theme_style style = theme_style(&theme, role, &many);

            suite_expect(theme_role_name(role), !(style.attributes & THEME_DIM));
            suite_expect(theme_role_name(role), style.color == THEME_OWN || style.color >= 16);
            for (k = 0; k < 2 && style.color >= 16; k++)
                suite_expect(theme_role_name(role),
                             contrast(rgb_of(style.color), rows[i].grounds[k]) >= 4.5);
        }
    }
}

/* The formula itself, on pairs of which the contrast is known. */
static void test_formula(void)
{
    static const struct {
        unsigned a, b;
        double least, most;
    } rows[] = {
        {0x000000, 0xffffff, 20.99, 21.01},
        {0xffffff, 0xffffff, 0.99, 1.01},
        {0x777777, 0xffffff, 4.47, 4.48},
        {0x767676, 0xffffff, 4.54, 4.55},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double found = contrast(rows[i].a, rows[i].b);

        suite_expect("contrast", found > rows[i].least && found < rows[i].most);
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
    {"presets", test_presets},
    {"contrast", test_contrast},
    {"formula", test_formula},
    {"reading", test_reading},
    {"own", test_own},
    {NULL, NULL},
};
