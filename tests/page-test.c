/* SPDX-License-Identifier: MIT */
/*
 * The error's page and the ticket, from a flow with something of everything in it.
 */
#include <config.h>

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/page.h"
#include "errwalk/text.h"
#include "errwalk/walk.h"
#include "suite.h"

static struct library *library;

static const struct flow *load(void)
{
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    struct buffer text = {0};

    library_new(NULL, 0, &library);
    if (library_add_file(library, suite_source("tests/flows/export/page.yaml"), &faults, &flow) !=
            STATUS_OK) {
        diag_print(&text, &faults, DIAG_TEXT);
        suite_expect(buffer_text(&text), false);
    }
    buffer_free(&text);
    diag_list_free(&faults);
    return flow;
}

static void test_about(void)
{
    const struct flow *flow = load();
    struct buffer page = {0};

    if (flow) {
        page_about(&page, flow);
        suite_expect_golden("tests/transcripts/page.md", buffer_text(&page), page.length);
    }
    buffer_free(&page);
    library_free(library);
}

/* The author's texts stay apart: headings and blocks are in their place, without HTML. */
static void test_about_nodes(void)
{
    const struct flow *flow = load();
    struct buffer page = {0};
    long headings = 0, blocks = 0, html = 0, links = 0;
    cmark_node *document;
    cmark_event_type event;
    cmark_iter *iter;

    if (flow)
        page_about(&page, flow);
    document = cmark_parse_document(buffer_text(&page), page.length, CMARK_OPT_DEFAULT);
    iter = cmark_iter_new(document);
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));

        if (event != CMARK_EVENT_ENTER)
            continue;
        headings += type == CMARK_NODE_HEADING;
        blocks += type == CMARK_NODE_CODE_BLOCK;
        html += type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
        links += type == CMARK_NODE_LINK;
    }
    suite_expect_long("headings", headings, 15);
    suite_expect_long("commands", blocks, 1);
    suite_expect_long("HTML", html, 0);
    suite_expect_long("links", links, 1);
    cmark_iter_free(iter);
    cmark_node_free(document);
    buffer_free(&page);
    library_free(library);
}

/* A walk that stands at the escalation, or before it. */
static struct walk *make_walk(struct clock *clock, bool escalates)
{
    const struct flow *flow = load();
    struct walk *walk = walk_new(library, clock);
    struct event event;

    suite_expect("start", walk_start(walk, flow, "", (struct code){0}, &event) == STATUS_OK &&
                              walk_commit(walk, &event) == STATUS_OK);
    suite_expect("ID", walk_reply(walk, "0x3e7", &event) == STATUS_OK &&
                           walk_commit(walk, &event) == STATUS_OK);
    suite_expect("note", walk_choose(walk, CHOICE_NOTE, NULL, "Seen *twice*.\n\x1b[2J", &event) == STATUS_OK &&
                             walk_commit(walk, &event) == STATUS_OK);
    suite_expect("password", walk_reply(walk, "hunter2", &event) == STATUS_OK &&
                                 walk_commit(walk, &event) == STATUS_OK);
    if (escalates)
        suite_expect("answer", walk_reply(walk, "yes", &event) == STATUS_OK &&
                                   walk_commit(walk, &event) == STATUS_OK);
    return walk;
}

static void test_ticket(void)
{
    struct clock clock = {.fixed = true, .now = 1795341600, .random = 1};
    struct walk *walk = make_walk(&clock, true);
    struct buffer ticket = {0};
    const char *line;
    size_t length;

    suite_expect_long("ticket", page_ticket(&ticket, walk), STATUS_OK);
    suite_expect_golden("tests/transcripts/ticket.txt", buffer_text(&ticket), ticket.length);
    suite_expect("secret", !strstr(buffer_text(&ticket), "hunter2"));
    for (line = buffer_text(&ticket); *line; line += length + (line[length] == '\n')) {
        length = strcspn(line, "\n");
        suite_expect(line, text_width(line, length) <= 72);
    }
    buffer_free(&ticket);
    walk_free(walk);
    library_free(library);
}

static void test_no_ticket(void)
{
    struct clock clock = {.fixed = true, .now = 1795341600, .random = 1};
    struct walk *walk = make_walk(&clock, false);
    struct buffer ticket = {0};

    suite_expect_long("no escalation", page_ticket(&ticket, walk), STATUS_NO);
    suite_expect_long("nothing", (long)ticket.length, 0);
    buffer_free(&ticket);
    walk_free(walk);
    library_free(library);
}

const char suite_name[] = "page";
const struct suite_test suite_tests[] = {
    {"about", test_about},
    {"about, its nodes", test_about_nodes},
    {"ticket", test_ticket},
    {"no ticket", test_no_ticket},
    {NULL, NULL},
};
