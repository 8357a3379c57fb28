/* SPDX-License-Identifier: MIT */
/*
 * A flow as a picture: its outline as a tree that hangs from the first step, each edge as thick as the
 * traffic on it. A row is as wide as a page and breaks its texts, and is a picture of its own, with the
 * trunks that pass it, so that a flow of any size can be read and pages break between rows. What is shown
 * elsewhere is only referred to.
 */
#include <config.h>

#include <math.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"
#include "stats-page.h"

/* In pixels; a cell of text is about so wide. */
enum {
    WIDTH = 980,
    MARGIN = 22,
    INDENT = 26,
    MOST_INDENT = 15, /* levels; deeper ones stand there, too */
    RADIUS = 9,
    BESIDE = 18, /* text from the middle of its sign */
    LINE = 18,
    TOP = 2, /* of the first text of a row */
    MIDDLE = 11, /* of a sign, from the top of its row */
    BETWEEN = 12, /* rows */
    THINNEST = 1,
    THICKEST = 14,
    MOST_LINES = 4 /* of one text */
};

static const double cell = 7.4;

/* How a kind of step is drawn. Colour alone says nothing: each has a sign. */
static const struct look {
    const char *class, *sign;
} looks[STEP_KIND_COUNT] = {
    [STEP_ASK] = {"ask", "?"},           [STEP_INPUT] = {"ask", "?"},
    [STEP_FIX] = {"fix", "✓"},           [STEP_REFER] = {"refer", "→"},
    [STEP_ESCALATE] = {"escalate", "!"}, [STEP_ROUTE] = {"ask", "/"},
    [STEP_CALL] = {"ask", "+"},          [STEP_RETURN] = {"return", "←"},
    [STEP_WEIGH] = {"ask", "="},
};

struct picture {
    struct buffer *out;
    struct stats_tree tree;
    unsigned y; /* of the next line, from the top of its row */
};

static unsigned x_of(const struct outline_row *row)
{
    return MARGIN + INDENT * (row->depth < MOST_INDENT ? row->depth : MOST_INDENT);
}

/* A text below another, broken to the room that is left. */
static void put_text(struct picture *picture, unsigned x, const char *class, const struct buffer *text)
{
    struct buffer clean = {0};
    struct text_line *lines;
    size_t count, i;

    sink_text(&clean, buffer_text(text), text->length);
    text_wrap(buffer_text(&clean), clean.length, (size_t)((WIDTH - x - BESIDE) / cell), &lines, &count);
    for (i = 0; i < count && i < MOST_LINES; i++) {
        buffer_printf(picture->out, "<text class=\"%s\" x=\"%u\" y=\"%u\">", class, x + BESIDE,
                      picture->y + LINE - 5);
        sink_html(picture->out, buffer_text(&clean) + lines[i].offset, lines[i].length);
        buffer_string(picture->out, i + 1 == MOST_LINES && i + 1 < count ? "…</text>\n" : "</text>\n");
        picture->y += LINE;
    }
    memory_free(lines);
    buffer_free(&clean);
}

/* Whether a row has others of its step below it; whether its step is left by any. */
static bool has_next(const struct picture *picture, size_t row)
{
    const struct outline_row *rows = picture->tree.outline->rows;

    return row && rows[row].end < rows[rows[row].parent].end;
}

static bool has_edges(const struct picture *picture, size_t row)
{
    return picture->tree.outline->rows[row].end > row + 1;
}

static size_t left_after(const struct picture *picture, size_t row)
{
    return has_next(picture, row) ? picture->tree.left[picture->tree.outline->rows[row].end] : 0;
}

/* "The red one: 7 (64 %)" */
static void put_way(struct picture *picture, size_t row)
{
    const struct outline_row *at = &picture->tree.outline->rows[row];
    struct buffer text = {0};

    outline_label(&text, at);
    buffer_string(&text, ": ");
    stats_way_words(&text, &picture->tree, row);
    put_text(picture, x_of(at), picture->tree.traffic[row] ? "way" : "way never", &text);
    buffer_free(&text);
}

static void put_step(struct picture *picture, size_t row)
{
    const struct outline_row *at = &picture->tree.outline->rows[row];
    const struct step *step = at->step;
    struct buffer text = {0}, figures = {0};

    if (at->refers)
        buffer_string(&text, "goes on above: ");
    else if (*outline_kinds[step->kind])
        buffer_printf(&text, "%s: ", outline_kinds[step->kind]);
    buffer_string(&text, *step->text ? step->text : step->node.id);
    put_text(picture, x_of(at), at->refers ? "soft" : "step", &text);
    if (!at->refers)
        stats_step_words(&figures, picture->tree.flow, step);
    if (figures.length)
        put_text(picture, x_of(at), "figures", &figures);
    buffer_free(&text);
    buffer_free(&figures);
}

static void put_sign(struct picture *picture, size_t row)
{
    const struct outline_row *at = &picture->tree.outline->rows[row];
    const struct look *look = &looks[at->step->kind];

    buffer_printf(picture->out, "<circle class=\"%s\" cx=\"%u\" cy=\"%d\" r=\"%d\"/>",
                  at->refers ? "again" : look->class, x_of(at), MIDDLE,
                  at->refers ? RADIUS - 3 : RADIUS);
    if (!at->refers)
        buffer_printf(picture->out, "<text class=\"sign %s\" x=\"%u\" y=\"%d\">%s</text>\n", look->class,
                      x_of(at), MIDDLE + 4, look->sign);
}

/* A piece of an edge; what nobody walked is dotted. */
static void put_line(struct picture *picture, size_t traffic, unsigned x, unsigned y, unsigned to_x,
                     unsigned to_y)
{
    const double share = picture->tree.flow->walks ? (double)traffic / (double)picture->tree.flow->walks : 0;
    const double width = THINNEST + (THICKEST - THINNEST) * (share < 1 ? share : 1);

    buffer_printf(picture->out, "<path class=\"%s\" d=\"M%u %uL%u %u\" stroke-width=\"",
                  traffic ? "edge" : "edge none", x, y, to_x, to_y);
    buffer_decimal(picture->out, floor(width * 10 + 0.5) / 10);
    buffer_string(picture->out, "\"/>\n");
}

/* The trunk of the step that a row leaves, which gets thinner there; that of its own step; and those
 * that pass. */
static void put_edges(struct picture *picture, size_t row, unsigned height)
{
    const struct outline_row *rows = picture->tree.outline->rows;
    const unsigned x = x_of(&rows[row]);
    size_t at;

    buffer_string(picture->out, "<g class=\"edges\">\n");
    if (row) {
        const unsigned trunk = x_of(&rows[rows[row].parent]);

        put_line(picture, picture->tree.left[row], trunk, 0, trunk, MIDDLE);
        put_line(picture, picture->tree.traffic[row], trunk, MIDDLE, x, MIDDLE);
    }
    if (has_edges(picture, row))
        put_line(picture, picture->tree.left[row + 1], x, MIDDLE, x, height);
    for (at = row; at; at = rows[at].parent) {
        const unsigned trunk = x_of(&rows[rows[at].parent]);

        if (has_next(picture, at))
            put_line(picture, left_after(picture, at), trunk, at == row ? MIDDLE : 0, trunk, height);
    }
    buffer_string(picture->out, "</g>\n");
}

static void put_row(struct picture *picture, size_t row)
{
    struct buffer *out = picture->out, texts = {0};

    picture->out = &texts;
    picture->y = TOP;
    if (row)
        put_way(picture, row);
    put_step(picture, row);
    picture->y += BETWEEN;
    picture->out = out;
    buffer_printf(out, "<svg width=\"%d\" height=\"%u\" viewBox=\"0 0 %d %u\">\n", WIDTH, picture->y, WIDTH,
                  picture->y);
    put_edges(picture, row, picture->y);
    put_sign(picture, row);
    buffer_append(out, buffer_text(&texts), texts.length);
    buffer_string(out, "</svg>\n");
    buffer_free(&texts);
}

void stats_put_tree(struct buffer *out, const struct stats_flow *flow)
{
    struct picture picture = {.out = out};
    struct outline *outline;
    size_t i;

    outline_new(flow->flow, &outline);
    stats_tree_new(&picture.tree, flow, outline);
    buffer_string(out, "<div class=\"scroll tree\" role=\"img\" aria-label=\"How the flow was walked; the "
                       "tables below say the same\">\n");
    for (i = 0; i < outline->count; i++)
        put_row(&picture, i);
    buffer_string(out, "</div>\n");
    stats_tree_free(&picture.tree);
    outline_free(outline);
}
