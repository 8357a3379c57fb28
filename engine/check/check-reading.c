/* SPDX-License-Identifier: MIT */
/*
 * A person under pressure reads a question once. What is measured is the question, how it is
 * verified and why it is asked; commands and code in them count as one short word.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "reading.h"

static void fault_reading(struct check *check, const struct reading *reading,
                          struct diag_place place)
{
    unsigned lix = reading_lix(reading);

    if (lix > READING_HARD)
        check_fault(check, RULE_READING, place, "use shorter sentences and shorter words",
                    "the text is hard to read: LIX %u, where %u is very difficult", lix,
                    (unsigned)READING_HARD);
}

static void check_line(struct check *check, const char *text, struct diag_place place)
{
    struct reading reading = {0};

    reading_add(&reading, text, strlen(text));
    fault_reading(check, &reading, place);
}

/* Gathers the text of a block, which ends where the next begins. */
static void add_node(struct check *check, void *context, cmark_node *node)
{
    struct buffer *text = context;

    (void)check;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        buffer_string(text, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_CODE:
        buffer_string(text, "x");
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        buffer_string(text, " ");
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        buffer_string(text, text->length ? "\n" : "");
        break;
    default:
        break;
    }
}

static void check_commonmark(struct check *check, const char *commonmark, struct diag_place place)
{
    struct reading reading = {0};
    struct buffer text = {0};
    const char *block;
    size_t length;

    check_each_node(check, commonmark, &text, add_node);
    for (block = buffer_text(&text); *block; block += length + (block[length] == '\n')) {
        length = strcspn(block, "\n");
        reading_add(&reading, block, length);
    }
    buffer_free(&text);
    fault_reading(check, &reading, place);
}

void check_reading(struct check *check, const struct step *step)
{
    if (step_is_question(step->kind))
        check_line(check, step->text, step->text_place);
    if (*step->why)
        check_commonmark(check, step->why, step->why_place);
    if (*step->verify)
        check_line(check, step->verify, step->verify_place);
}
