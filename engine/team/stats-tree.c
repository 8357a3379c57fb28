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

struct tree {
    struct buffer *out;
    const struct stats_flow *flow;
    const struct outline *outline;
    size_t *traffic;
    size_t *left; /* of each row: its traffic and that of all below it that leave the same step */
    unsigned y;   /* of the next line, from the top of its row */
};

static unsigned x_of(const struct outline_row *row)
{
    return MARGIN + INDENT * (row->depth < MOST_INDENT ? row->depth : MOST_INDENT);
}

/* A text below another, broken to the room that is left. */
static void put_text(struct tree *tree, unsigned x, const char *class, const struct buffer *text)
{
    struct buffer clean = {0};
    struct text_line *lines;
    size_t count, i;

    sink_text(&clean, buffer_text(text), text->length);
    text_wrap(buffer_text(&clean), clean.length, (size_t)((WIDTH - x - BESIDE) / cell), &lines, &count);
    for (i = 0; i < count && i < MOST_LINES; i++) {
        buffer_printf(tree->out, "<text class=\"%s\" x=\"%u\" y=\"%u\">", class, x + BESIDE,
                      tree->y + LINE - 5);
        sink_html(tree->out, buffer_text(&clean) + lines[i].offset, lines[i].length);
        buffer_string(tree->out, i + 1 == MOST_LINES && i + 1 < count ? "…</text>\n" : "</text>\n");
        tree->y += LINE;
    }
    memory_free(lines);
    buffer_free(&clean);
}

/* Whether a row has others of its step below it; whether its step is left by any. */
static bool has_next(const struct tree *tree, size_t row)
{
    const struct outline_row *rows = tree->outline->rows;

    return row && rows[row].end < rows[rows[row].parent].end;
}

static bool has_edges(const struct tree *tree, size_t row)
{
    return tree->outline->rows[row].end > row + 1;
}

static size_t left_after(const struct tree *tree, size_t row)
{
    return has_next(tree, row) ? tree->left[tree->outline->rows[row].end] : 0;
}

static void find_left(struct tree *tree)
{
    size_t row = tree->outline->count;

    while (row--)
        tree->left[row] = tree->traffic[row] + left_after(tree, row);
}

/* "The red one: 7 (64 %)" */
static void put_way(struct tree *tree, size_t row)
{
    const struct outline_row *at = &tree->outline->rows[row];
    const size_t all = tree->left[at->parent + 1];
    struct buffer text = {0};

    outline_label(&text, at);
    buffer_printf(&text, ": %zu", tree->traffic[row]);
    if (all)
        buffer_printf(&text, " (%u %%)", stats_percent(tree->traffic[row], all));
    put_text(tree, x_of(at), tree->traffic[row] ? "way" : "way never", &text);
    buffer_free(&text);
}

static void put_step(struct tree *tree, size_t row)
{
    const struct outline_row *at = &tree->outline->rows[row];
    const struct step *step = at->step;
    struct buffer text = {0}, figures = {0};

    if (at->refers)
        buffer_string(&text, "goes on above: ");
    else if (*outline_kinds[step->kind])
        buffer_printf(&text, "%s: ", outline_kinds[step->kind]);
    buffer_string(&text, *step->text ? step->text : step->node.id);
    put_text(tree, x_of(at), at->refers ? "soft" : "step", &text);
    if (!at->refers)
        stats_step_words(&figures, tree->flow, step);
    if (figures.length)
        put_text(tree, x_of(at), "figures", &figures);
    buffer_free(&text);
    buffer_free(&figures);
}

static void put_sign(struct tree *tree, size_t row)
{
    const struct outline_row *at = &tree->outline->rows[row];
    const struct look *look = &looks[at->step->kind];

    buffer_printf(tree->out, "<circle class=\"%s\" cx=\"%u\" cy=\"%d\" r=\"%d\"/>",
                  at->refers ? "again" : look->class, x_of(at), MIDDLE,
                  at->refers ? RADIUS - 3 : RADIUS);
    if (!at->refers)
        buffer_printf(tree->out, "<text class=\"sign %s\" x=\"%u\" y=\"%d\">%s</text>\n", look->class,
                      x_of(at), MIDDLE + 4, look->sign);
}

/* A piece of an edge; what nobody walked is dotted. */
static void put_line(struct tree *tree, size_t traffic, unsigned x, unsigned y, unsigned to_x,
                     unsigned to_y)
{
    const double share = tree->flow->walks ? (double)traffic / (double)tree->flow->walks : 0;
    const double width = THINNEST + (THICKEST - THINNEST) * (share < 1 ? share : 1);

    buffer_printf(tree->out, "<path class=\"%s\" d=\"M%u %uL%u %u\" stroke-width=\"",
                  traffic ? "edge" : "edge none", x, y, to_x, to_y);
    buffer_decimal(tree->out, floor(width * 10 + 0.5) / 10);
    buffer_string(tree->out, "\"/>\n");
}

/* The trunk of the step that a row leaves, which gets thinner there; that of its own step; and those
 * that pass. */
static void put_edges(struct tree *tree, size_t row, unsigned height)
{
    const struct outline_row *rows = tree->outline->rows;
    const unsigned x = x_of(&rows[row]);
    size_t at;

    buffer_string(tree->out, "<g class=\"edges\">\n");
    if (row) {
        const unsigned trunk = x_of(&rows[rows[row].parent]);

        put_line(tree, tree->left[row], trunk, 0, trunk, MIDDLE);
        put_line(tree, tree->traffic[row], trunk, MIDDLE, x, MIDDLE);
    }
    if (has_edges(tree, row))
        put_line(tree, tree->left[row + 1], x, MIDDLE, x, height);
    for (at = row; at; at = rows[at].parent) {
        const unsigned trunk = x_of(&rows[rows[at].parent]);

        if (has_next(tree, at))
            put_line(tree, left_after(tree, at), trunk, at == row ? MIDDLE : 0, trunk, height);
    }
    buffer_string(tree->out, "</g>\n");
}

static void put_row(struct tree *tree, size_t row)
{
    struct buffer *out = tree->out, texts = {0};

    tree->out = &texts;
    tree->y = TOP;
    if (row)
        put_way(tree, row);
    put_step(tree, row);
    tree->y += BETWEEN;
    tree->out = out;
    buffer_printf(out, "<svg width=\"%d\" height=\"%u\" viewBox=\"0 0 %d %u\">\n", WIDTH, tree->y, WIDTH,
                  tree->y);
    put_edges(tree, row, tree->y);
    put_sign(tree, row);
    buffer_append(out, buffer_text(&texts), texts.length);
    buffer_string(out, "</svg>\n");
    buffer_free(&texts);
}

void stats_put_tree(struct buffer *out, const struct stats_flow *flow)
{
    struct outline *outline;
    struct tree tree = {.out = out, .flow = flow};
    size_t i;

    outline_new(flow->flow, &outline);
    tree.outline = outline;
    tree.traffic = stats_traffic(flow, outline);
    tree.left = memory_alloc(outline->count * sizeof *tree.left);
    find_left(&tree);
    buffer_string(out, "<div class=\"scroll tree\" role=\"img\" aria-label=\"How the flow was walked; the "
                       "tables below say the same\">\n");
    for (i = 0; i < outline->count; i++)
        put_row(&tree, i);
    buffer_string(out, "</div>\n");
    memory_free(tree.traffic);
    memory_free(tree.left);
    outline_free(outline);
}
