/* SPDX-License-Identifier: MIT */
/*
 * From a CommonMark tree to lines. The tree is walked by cmark's iterator and not by recursion: a
 * hostile text may nest deeper than the stack is.
 */
#include <config.h>

#include "errwalk/prose.h"

#include <string.h>
#include <strings.h>

#include "wrap.h"

#include "errwalk/buffer.h"
#include "errwalk/commonmark.h"
#include "errwalk/memory.h"

enum { LEAST_WIDTH = 8, COMMAND_INDENT = 4, LONGEST_RULE = 72 };

#define BULLET "\xe2\x80\xa2 "

/* By `on_screen`. */
static const char *const quote_marks[] = {"> ", "\xe2\x94\x82 "};
static const char *const rules[] = {"-", "\xe2\x94\x80"};

/* How well-known info strings of fences read as a label. */
static const struct {
    const char *info, *label;
} labels[] = {
    {"cmd", "Command Prompt"},
    {"powershell", "PowerShell"},
};

static enum prose_style current_style(const struct layout *layout)
{
    if (layout->autolink)
        return PROSE_LINK;
    if (layout->heading)
        return PROSE_HEADING;
    return layout->strong ? PROSE_STRONG : layout->emphasis ? PROSE_EMPHASIS : PROSE_PLAIN;
}

/* Facts are put in here, after the tree was made of the text around them. */
static void flush(struct layout *layout)
{
    if (!layout->literal.length)
        return;
    layout_put_facts(layout, buffer_text(&layout->literal), current_style(layout));
    buffer_clear(&layout->literal);
}

/* Whether an empty line belongs before a block: between siblings, but not in a tight list. A block
 * that comes first in its container asks for the container. */
static bool wants_gap(cmark_node *block)
{
    cmark_node *parent = cmark_node_parent(block);

    while (parent && !cmark_node_previous(block)) {
        block = parent;
        parent = cmark_node_parent(block);
    }
    if (!parent)
        return false;
    if (cmark_node_get_type(parent) == CMARK_NODE_ITEM)
        parent = cmark_node_parent(parent);
    return !parent || cmark_node_get_type(parent) != CMARK_NODE_LIST ||
           !cmark_node_get_list_tight(parent);
}

static void begin_block(struct layout *layout, cmark_node *block)
{
    if (layout->prose->line_count && wants_gap(block))
        layout_empty_line(layout);
}

static void end_block(struct layout *layout, cmark_node *block)
{
    (void)block;
    layout_end_block(layout);
    layout->heading = false;
}

static void enter_heading(struct layout *layout, cmark_node *block)
{
    begin_block(layout, block);
    layout->heading = true;
}

static void enter_quote(struct layout *layout, cmark_node *quote)
{
    (void)quote;
    layout_push(layout, quote_marks[layout->options->on_screen], true);
}

static unsigned digits_of(unsigned number)
{
    unsigned digits = 1;

    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

static void enter_list(struct layout *layout, cmark_node *list)
{
    unsigned count = 0, start = (unsigned)cmark_node_get_list_start(list);
    cmark_node *item;

    layout_push(layout, "", false);
    for (item = cmark_node_first_child(list); item; item = cmark_node_next(item))
        count++;
    layout->levels[layout->level_count - 1].ordinal = start;
    layout->levels[layout->level_count - 1].digits = digits_of(start + (count ? count - 1 : 0));
}

static void enter_item(struct layout *layout, cmark_node *item)
{
    struct level *list = layout->level_count ? &layout->levels[layout->level_count - 1] : NULL;
    cmark_node *parent = cmark_node_parent(item);
    struct buffer mark = {0};

    if (list && parent && cmark_node_get_list_type(parent) == CMARK_ORDERED_LIST)
        buffer_printf(&mark, "%*u%c ", (int)list->digits, list->ordinal++,
                      cmark_node_get_list_delim(parent) == CMARK_PAREN_DELIM ? ')' : '.');
    else
        buffer_string(&mark, BULLET);
    if (!cmark_node_first_child(item))
        begin_block(layout, item);
    layout_push(layout, buffer_text(&mark), false);
    if (!cmark_node_first_child(item))
        layout_end_block(layout);
    buffer_free(&mark);
}

static void leave_container(struct layout *layout, cmark_node *node)
{
    (void)node;
    layout_pop(layout);
}

/* A value with a newline in it must not make one command two. */
static void expand_on_line(const void *context, const char *name, struct buffer *out)
{
    const struct prose_options *options = context;
    size_t i = out->length;

    (options->expand_command ? options->expand_command : options->expand)(options->context, name,
                                                                          out);
    for (; i < out->length; i++) {
        if (out->bytes[i] == '\n' || out->bytes[i] == '\r')
            out->bytes[i] = ' ';
    }
}

const char *prose_label(const char *info)
{
    size_t i;

    for (i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcasecmp(info, labels[i].info) == 0)
            return labels[i].label;
    }
    return info;
}

static char *cleaned_copy(const char *text, size_t length)
{
    struct buffer cleaned = {0};
    char *copy;

    sink_text(&cleaned, text, length);
    copy = buffer_take(&cleaned);
    buffer_free(&cleaned);
    return copy;
}

static void add_command(struct layout *layout, const struct buffer *text, const char *label)
{
    struct prose *prose = layout->prose;
    void *commands = prose->commands;
    struct prose_command *command;

    memory_grow(&commands, &layout->command_capacity, prose->command_count,
                sizeof *prose->commands);
    prose->commands = commands;
    command = &prose->commands[prose->command_count++];
    command->text = cleaned_copy(buffer_text(text), text->length);
    command->label = cleaned_copy(label, strlen(label));
}

static void write_command(struct layout *layout, const struct buffer *text, const char *label)
{
    struct buffer shown = {0};
    const char *line, *newline;

    if (*label) {
        layout_put_clean(layout, label, PROSE_LABEL);
        layout_end_block(layout);
    }
    layout_clean(layout, &shown, buffer_text(text), text->length);
    for (line = buffer_text(&shown); (newline = strchr(line, '\n')); line = newline + 1)
        layout_command_line(layout, line, (size_t)(newline - line), COMMAND_INDENT);
    layout_command_line(layout, line, strlen(line), COMMAND_INDENT);
    buffer_free(&shown);
}

static void enter_command(struct layout *layout, cmark_node *block)
{
    struct prose_options options = *layout->options;
    const char *literal = cmark_node_get_literal(block), *label = prose_label(cmark_node_get_fence_info(block));
    struct buffer text = {0};

    if (options.expand)
        prose_expand(&text, literal, expand_on_line, &options);
    else
        buffer_string(&text, literal);
    while (text.length && text.bytes[text.length - 1] == '\n')
        text.bytes[--text.length] = '\0';
    begin_block(layout, block);
    add_command(layout, &text, label);
    write_command(layout, &text, label);
    buffer_free(&text);
}

/* What cmark writes between two lists, where a tree was made CommonMark again, is no text. */
static bool is_list_end(const char *html)
{
    return strcmp(html, "<!-- end list -->\n") == 0;
}

static void enter_html(struct layout *layout, cmark_node *block)
{
    if (is_list_end(cmark_node_get_literal(block)))
        return;
    begin_block(layout, block);
    layout_put_facts(layout, cmark_node_get_literal(block), PROSE_PLAIN);
    layout_end_block(layout);
}

static void enter_rule(struct layout *layout, cmark_node *block)
{
    size_t room = layout_room(layout);
    struct buffer rule = {0};

    begin_block(layout, block);
    buffer_repeat(&rule, rules[layout->options->on_screen],
                  room < LONGEST_RULE ? room : LONGEST_RULE);
    layout_put_clean(layout, buffer_text(&rule), PROSE_MARK);
    layout_end_block(layout);
    buffer_free(&rule);
}

/* A {{fact}} may lie across several text nodes. */
static void enter_text(struct layout *layout, cmark_node *node)
{
    buffer_string(&layout->literal, cmark_node_get_literal(node));
}

static void enter_soft_break(struct layout *layout, cmark_node *node)
{
    (void)node;
    buffer_char(&layout->literal, ' ');
}

static void enter_hard_break(struct layout *layout, cmark_node *node)
{
    (void)node;
    buffer_char(&layout->literal, '\n');
}

static void enter_code(struct layout *layout, cmark_node *node)
{
    layout_put_facts(layout, cmark_node_get_literal(node), PROSE_CODE);
}

static void enter_emphasis(struct layout *layout, cmark_node *node)
{
    *(cmark_node_get_type(node) == CMARK_NODE_STRONG ? &layout->strong : &layout->emphasis) += 1;
}

static void leave_emphasis(struct layout *layout, cmark_node *node)
{
    *(cmark_node_get_type(node) == CMARK_NODE_STRONG ? &layout->strong : &layout->emphasis) -= 1;
}

/* A link whose text is its address, as in `<https://…>`, is shown once. */
static void enter_link(struct layout *layout, cmark_node *link)
{
    cmark_node *child = cmark_node_first_child(link);
    const char *address = cmark_node_get_url(link);

    if (!child || cmark_node_next(child) || cmark_node_get_type(child) != CMARK_NODE_TEXT)
        return;
    if (strncmp(address, "mailto:", 7) == 0)
        address += 7;
    layout->autolink = strcmp(cmark_node_get_literal(child), address) == 0;
}

static void leave_link(struct layout *layout, cmark_node *link)
{
    const char *address = cmark_node_get_url(link);

    if (!layout->autolink && *address) {
        layout_put(layout, cmark_node_first_child(link) ? " (" : "(", current_style(layout));
        layout_put_clean(layout, address, PROSE_LINK);
        layout_put(layout, ")", current_style(layout));
    }
    layout->autolink = false;
}

/* What is done with each kind of node. cmark's kinds are no constants that an array could be
 * indexed by in every release, so rows are looked for. */
static const struct handler {
    cmark_node_type type;
    void (*enter)(struct layout *layout, cmark_node *node);
    void (*leave)(struct layout *layout, cmark_node *node);
} handlers[] = {
    {CMARK_NODE_TEXT, enter_text, NULL},
    {CMARK_NODE_HTML_INLINE, enter_text, NULL},
    {CMARK_NODE_SOFTBREAK, enter_soft_break, NULL},
    {CMARK_NODE_LINEBREAK, enter_hard_break, NULL},
    {CMARK_NODE_CODE, enter_code, NULL},
    {CMARK_NODE_EMPH, enter_emphasis, leave_emphasis},
    {CMARK_NODE_STRONG, enter_emphasis, leave_emphasis},
    {CMARK_NODE_LINK, enter_link, leave_link},
    {CMARK_NODE_IMAGE, enter_link, leave_link},
    {CMARK_NODE_PARAGRAPH, begin_block, end_block},
    {CMARK_NODE_HEADING, enter_heading, end_block},
    {CMARK_NODE_LIST, enter_list, leave_container},
    {CMARK_NODE_ITEM, enter_item, leave_container},
    {CMARK_NODE_BLOCK_QUOTE, enter_quote, leave_container},
    {CMARK_NODE_CODE_BLOCK, enter_command, NULL},
    {CMARK_NODE_HTML_BLOCK, enter_html, NULL},
    {CMARK_NODE_THEMATIC_BREAK, enter_rule, NULL},
};

static void handle(struct layout *layout, cmark_node *node, bool enters)
{
    const cmark_node_type type = cmark_node_get_type(node);
    void (*handler)(struct layout *, cmark_node *);
    size_t i;

    for (i = 0; i < sizeof handlers / sizeof *handlers; i++) {
        if (handlers[i].type != type)
            continue;
        handler = enters ? handlers[i].enter : handlers[i].leave;
        if (handler && handler != enter_text && handler != enter_soft_break &&
            handler != enter_hard_break)
            flush(layout);
        if (handler)
            handler(layout, node);
        return;
    }
}

static void walk(struct layout *layout, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        handle(layout, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
}

void prose_from_tree(struct cmark_node *document, const struct prose_options *options,
                     struct prose **prose)
{
    struct prose *result = memory_alloc(sizeof *result);
    struct layout layout = {.options = options, .prose = result};

    layout.width = options->width > LEAST_WIDTH ? options->width : LEAST_WIDTH;
    walk(&layout, document);
    result->text = buffer_take(&layout.text);
    layout_free(&layout);
    *prose = result;
}

void prose_new(const char *commonmark, const struct prose_options *options, struct prose **prose)
{
    cmark_node *document = commonmark_parse(commonmark);

    prose_from_tree(document, options, prose);
    cmark_node_free(document);
}

void prose_free(struct prose *prose)
{
    size_t i;

    if (!prose)
        return;
    for (i = 0; i < prose->command_count; i++) {
        memory_free(prose->commands[i].text);
        memory_free(prose->commands[i].label);
    }
    memory_free(prose->commands);
    memory_free(prose->runs);
    memory_free(prose->lines);
    memory_free(prose->text);
    memory_free(prose);
}
