/* SPDX-License-Identifier: MIT */
/*
 * The commands of a step are those of its instructions and the fenced blocks of how to find out, as they are shown.
 */
#include <config.h>

#include "plain-copy.h"

#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/clipboard.h"
#include "errwalk/commonmark.h"
#include "errwalk/memory.h"
#include "errwalk/prose.h"

#include "cli/output.h"
#include "plain-show.h"

struct commands {
    const struct walk *walk;
    char **items;
    size_t count, capacity;
};

/* With its facts, and without the end of its last line. */
static void add(struct commands *commands, const char *text)
{
    struct buffer expanded = {0};

    prose_expand(&expanded, text, walk_expand, commands->walk);
    while (expanded.length && expanded.bytes[expanded.length - 1] == '\n')
        expanded.bytes[--expanded.length] = '\0';
    memory_grow((void **)&commands->items, &commands->capacity, commands->count, sizeof *commands->items);
    commands->items[commands->count++] = buffer_take(&expanded);
}

static void add_blocks(struct commands *commands, const char *commonmark)
{
    cmark_node *document = commonmark_parse(commonmark);
    cmark_iter *iterator = cmark_iter_new(document);
    cmark_event_type event;

    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);

        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK)
            add(commands, cmark_node_get_literal(node));
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
}

static void find_all(struct commands *commands)
{
    const struct step *step = walk_step(commands->walk);
    const struct instruction *item;

    add_blocks(commands, step->how);
    flow_each (item, step->instructions) {
        if (*item->run)
            add(commands, item->run);
    }
}

void plain_copy(struct plain *plain, const char *argument)
{
    struct commands commands = {.walk = plain->walk};
    unsigned number = plain_number(argument);
    size_t i;

    find_all(&commands);
    if (!*argument && commands.count == 1)
        number = 1;
    if (number && number <= commands.count) {
        if (clipboard_put(commands.items[number - 1]))
            output_printf("On the clipboard: %s\n", commands.items[number - 1]);
        else
            plain_refuse(plain, "the clipboard cannot be reached; another program may have it open: try again");
    } else if (commands.count) {
        output_text("Write the number of a command after it:\n");
        for (i = 0; i < commands.count; i++)
            output_printf("%zu. %s\n", i + 1, commands.items[i]);
    } else {
        plain_refuse(plain, "there is no command here to copy");
    }
    for (i = 0; i < commands.count; i++)
        memory_free(commands.items[i]);
    memory_free(commands.items);
}
