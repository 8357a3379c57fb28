/* SPDX-License-Identifier: MIT */
/*
 * The table of roles, the words that styles are written in, and what is made of both on a terminal.
 *
 * Colours with fixed values, of the 256, differ by preset: each has a contrast of 4.5 to 1 at least on
 * the backgrounds that the preset is made for. None has that on dark and light alike. Of the first 8,
 * whose values are the terminal's own, only red and magenta can be read on both by custom, bright or
 * not; yellow, cyan and green vanish on white, blue on black. The bright half of 16 is left alone: its
 * black is the background of well-known palettes.
 */
#include <config.h>

#include "errwalk/theme.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/text.h"

enum { CHOICES = 3, FEW = 8, MANY = 256 };
enum { OWN = THEME_OWN, RED = 1, MAGENTA = 5 };
/* Of the 256: those for a dark background, then those for a light one. */
enum { GREY = 248, AQUA = 80, APRICOT = 215, LIME = 114, ROSE = 210, SKY = 117, LILAC = 183 };
enum { SLATE = 240, TEAL = 24, BROWN = 94, FOREST = 22, CRIMSON = 124, NAVY = 25, PLUM = 90 };

static const struct {
    const char *name, *help;
    unsigned attributes[CHOICES]; /* the first that the terminal has; 0: none */
    short own;                    /* its colour of the terminal's own first eight */
    short dark, light;            /* of the 256 */
} rows[ROLE_COUNT] = {
    [ROLE_PLAIN] = {"plain", "text", {0}, OWN, OWN, OWN},
    [ROLE_MUTED] = {"muted", "labels and hints", {THEME_DIM}, OWN, GREY, SLATE},
    [ROLE_HEADING] = {"heading", "the question, titles", {THEME_BOLD}, OWN, OWN, OWN},
    [ROLE_ITEM] = {"item", "an answer", {0}, OWN, OWN, OWN},
    [ROLE_FOCUS] = {"focus", "what Enter acts on", {THEME_REVERSE, THEME_BOLD}, OWN, OWN, OWN},
    [ROLE_COMMAND] = {"command", "a command to copy", {THEME_BOLD}, OWN, AQUA, TEAL},
    [ROLE_CODE] = {"code", "code within a sentence", {THEME_BOLD}, OWN, AQUA, TEAL},
    [ROLE_WARNING] = {"warning", "what to be careful with", {THEME_BOLD}, MAGENTA, APRICOT, BROWN},
    [ROLE_GOOD] = {"good", "what worked", {THEME_BOLD}, OWN, LIME, FOREST},
    [ROLE_BAD] = {"bad", "what did not work, or does not fit", {THEME_BOLD}, RED, ROSE, CRIMSON},
    [ROLE_EMPHASIS] = {"emphasis",
                       "a word that is stressed",
                       {THEME_ITALIC, THEME_UNDERLINE, THEME_BOLD},
                       OWN, OWN, OWN},
    [ROLE_STRONG] = {"strong", "a word that is strongly stressed", {THEME_BOLD}, OWN, OWN, OWN},
    [ROLE_LINK] = {"link", "the address of a link", {THEME_UNDERLINE, THEME_BOLD}, OWN, SKY, NAVY},
    [ROLE_KEY] = {"key", "a key at the foot of the screen", {THEME_BOLD}, OWN, SKY, NAVY},
    [ROLE_FIELD] = {"field", "where text is typed", {THEME_UNDERLINE, THEME_REVERSE}, OWN, OWN, OWN},
    [ROLE_MATCH] = {"match", "what was found", {THEME_BOLD | THEME_UNDERLINE}, OWN, OWN, OWN},
    [ROLE_HERE] = {"here", "what was found, where it led to",
                   {THEME_BOLD | THEME_UNDERLINE | THEME_REVERSE}, OWN, OWN, OWN},
};

const char *const theme_preset_names[THEME_PRESET_COUNT] = {
    [THEME_TERMINAL] = "terminal",
    [THEME_DARK] = "dark",
    [THEME_LIGHT] = "light",
    [THEME_NONE] = "none",
};

/* The words of a style: an attribute, or a colour. */
static const struct {
    const char *name;
    unsigned attribute; /* 0: it is a colour */
    short color;
} words[] = {
    {"bold", THEME_BOLD, 0},       {"dim", THEME_DIM, 0},         {"italic", THEME_ITALIC, 0},
    {"underline", THEME_UNDERLINE, 0}, {"reverse", THEME_REVERSE, 0}, {"normal", 0, THEME_OWN},
    {"black", 0, 0},               {"red", 0, 1},                 {"green", 0, 2},
    {"yellow", 0, 3},              {"blue", 0, 4},                {"magenta", 0, 5},
    {"cyan", 0, 6},                {"white", 0, 7},               {"bright-black", 0, 8},
    {"bright-red", 0, 9},          {"bright-green", 0, 10},       {"bright-yellow", 0, 11},
    {"bright-blue", 0, 12},        {"bright-magenta", 0, 13},     {"bright-cyan", 0, 14},
    {"bright-white", 0, 15},
};

enum { WORD_COUNT = sizeof words / sizeof *words };

const char *theme_role_name(enum role role)
{
    return rows[role].name;
}

const char *theme_role_help(enum role role)
{
    return rows[role].help;
}

/* Dim and underlined text that cannot go with colours is drawn by colours itself, as on the Linux
 * console: one too dark to read, the other without a line below blanks. */
static unsigned able(const struct theme_terminal *terminal)
{
    return terminal->colors < FEW
               ? terminal->able
               : terminal->able & ~(terminal->alone & (THEME_DIM | THEME_UNDERLINE));
}

/* What a person wrote, as far as it goes: a bright colour of 16 is the bold one of 8. */
static struct theme_style wanted(const struct theme_style *style,
                                 const struct theme_terminal *terminal)
{
    struct theme_style shown = *style;

    if (shown.color >= FEW && shown.color < 2 * FEW && terminal->colors < 2 * FEW) {
        shown.color = (short)(shown.color - FEW);
        shown.attributes |= THEME_BOLD;
    }
    if (shown.color >= terminal->colors)
        shown.color = THEME_OWN;
    shown.attributes &= terminal->able;
    return shown;
}

/* A grey that can be read, where the preset has it, and not what a terminal makes of dim. */
static unsigned without_dim(unsigned attributes, enum theme_preset preset)
{
    return preset == THEME_TERMINAL ? attributes : attributes & ~(unsigned)THEME_DIM;
}

static struct theme_style built_in(enum theme_preset preset, enum role role,
                                   const struct theme_terminal *terminal)
{
    const short colors[THEME_PRESET_COUNT] = {[THEME_TERMINAL] = rows[role].own,
                                              [THEME_DARK] = rows[role].dark,
                                              [THEME_LIGHT] = rows[role].light};
    const bool has_many = terminal->colors >= MANY;
    struct theme_style style = {.color = THEME_OWN};
    size_t i;

    if (preset == THEME_NONE)
        return style;
    for (i = 0; i < CHOICES && !style.attributes; i++)
        style.attributes = rows[role].attributes[i] & able(terminal);
    if (terminal->colors >= FEW && !(style.attributes & terminal->alone))
        style.color = has_many ? colors[preset] : rows[role].own;
    if (has_many)
        style.attributes = without_dim(style.attributes, preset);
    return style;
}

struct theme_style theme_style(const struct theme *theme, enum role role,
                               const struct theme_terminal *terminal)
{
    struct theme_style style = built_in(theme ? theme->preset : THEME_TERMINAL, role, terminal), own;

    if (!theme || !theme->given[role])
        return style;
    own = wanted(&theme->styles[role], terminal);
    /* A colour that is not there would leave the role without any look of its own. */
    if (own.color == THEME_OWN && !own.attributes && theme->styles[role].color != THEME_OWN)
        return style;
    return own;
}

static const char *next_word(void *context)
{
    size_t *i = context;

    return *i < WORD_COUNT ? words[(*i)++].name : NULL;
}

/* A number of the palette, or -1. */
static long number_of(const char *word)
{
    char *end;
    long number = strtol(word, &end, 10);

    return *word >= '0' && *word <= '9' && !*end && number < MANY ? number : -1;
}

static bool read_word(struct theme_style *style, const char *word, bool *had_color,
                      struct buffer *wrong)
{
    long number = number_of(word);
    size_t i = 0;
    const char *near;

    while (i < WORD_COUNT && strcmp(words[i].name, word) != 0)
        i++;
    if (i < WORD_COUNT && words[i].attribute) {
        style->attributes |= words[i].attribute;
        return true;
    }
    if (i < WORD_COUNT || number >= 0) {
        short color = i < WORD_COUNT ? words[i].color : (short)number;

        if (*had_color && color != THEME_OWN) {
            buffer_string(wrong, "a style has one colour at most");
            return false;
        }
        *had_color = *had_color || color != THEME_OWN;
        style->color = color != THEME_OWN ? color : style->color;
        return true;
    }
    i = 0;
    near = text_nearest(word, next_word, &i);
    buffer_printf(wrong, "'%s' is no attribute or colour", word);
    if (near)
        buffer_printf(wrong, "; did you mean '%s'?", near);
    else
        buffer_string(wrong, "; write bold, dim, italic, underline, reverse or normal, and a "
                             "colour such as red or 130");
    return false;
}

bool theme_read(struct theme_style *style, const char *text, struct buffer *wrong)
{
    struct theme_style read = {.color = THEME_OWN};
    bool good = true, any = false, had_color = false;
    struct buffer word = {0};

    while (good && *(text += strspn(text, " \t"))) {
        size_t length = strcspn(text, " \t");

        buffer_clear(&word);
        buffer_append(&word, text, length);
        good = read_word(&read, buffer_text(&word), &had_color, wrong);
        any = true;
        text += length;
    }
    if (!any)
        buffer_string(wrong, "a style needs a word, such as bold or normal");
    buffer_free(&word);
    if (good && any)
        *style = read;
    return good && any;
}

void theme_write(struct buffer *out, const struct theme_style *style)
{
    const char *between = "";
    size_t i;

    for (i = 0; i < WORD_COUNT; i++) {
        if (words[i].attribute ? style->attributes & words[i].attribute
                               : words[i].color == style->color &&
                                     (style->color != THEME_OWN || !style->attributes)) {
            buffer_printf(out, "%s%s", between, words[i].name);
            between = " ";
        }
    }
    if (style->color >= 2 * FEW)
        buffer_printf(out, "%s%d", between, style->color);
}
