/* SPDX-License-Identifier: MIT */
/*
 * Prose: CommonMark as lines and runs, for screens of any width and hostile text.
 */
#include <config.h>

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/memory.h"
#include "errwalk/prose.h"
#include "errwalk/text.h"
#include "suite.h"

/* Names of styles in the notation of these tests. */
static const char style_letters[PROSE_STYLE_COUNT] = {
    [PROSE_PLAIN] = '.',   [PROSE_EMPHASIS] = 'e', [PROSE_STRONG] = 's',
    [PROSE_CODE] = 'c',    [PROSE_COMMAND] = '$',  [PROSE_LABEL] = 'l',
    [PROSE_HEADING] = 'h', [PROSE_LINK] = 'u',     [PROSE_MARK] = 'm',
};

static void put_fact(const void *context, const char *name, struct buffer *out)
{
    (void)context;
    if (strcmp(name, "luid") == 0)
        buffer_string(out, "0x3e7");
    else if (strcmp(name, "bold") == 0)
        buffer_string(out, "**not bold** <b> [x](y)");
    else if (strcmp(name, "lines") == 0)
        buffer_string(out, "one\ntwo");
    else if (strcmp(name, "escape") == 0)
        buffer_string(out, "\x1b[2J");
    else
        buffer_string(out, "not known");
}

/* Whether a line of a command has more than one word. */
static bool can_break(const struct prose *prose, const struct prose_line *line)
{
    const struct prose_run *last =
        line->run_count ? &prose->runs[line->run + line->run_count - 1] : NULL;

    return last && last->style == PROSE_COMMAND &&
           memchr(prose->text + last->offset, ' ', last->length);
}

/* Runs cover their line wholly and in order; lines and text agree; nothing is wider than asked. */
static void expect_sound(const char *what, const struct prose *prose,
                         const struct prose_options *options)
{
    const struct prose_line *line;
    size_t i, j, at, end = 0;

    for (i = 0; i < prose->line_count; i++) {
        line = &prose->lines[i];
        suite_expect(what, line->offset == end);
        at = line->offset;
        for (j = line->run; j < line->run + line->run_count; j++) {
            suite_expect(what, prose->runs[j].offset == at && prose->runs[j].length > 0);
            at += prose->runs[j].length;
        }
        suite_expect(what, at == line->offset + line->length);
        suite_expect(what, prose->text[at] == '\n');
        suite_expect(what, text_check(prose->text + line->offset, line->length, NULL));
        if (line->command < 0 || (options->breaks_commands && can_break(prose, line)))
            suite_expect(what, text_width(prose->text + line->offset, line->length) <=
                                   (options->width > 8 ? options->width : 8));
        end = at + 1;
    }
    suite_expect(what, strlen(prose->text) == end);
}

static struct prose *make(const char *what, const struct prose_options *options)
{
    struct prose *prose = NULL;

    prose_new(what, options, &prose);
    expect_sound(what, prose, options);
    return prose;
}

static void test_lines(void)
{
    static const struct {
        const char *given;
        size_t width;
        const char *expected;
    } rows[] = {
        {"", 20, ""},
        {"one", 20, "one\n"},
        {"one\ntwo", 20, "one two\n"},
        {"one\\\ntwo", 20, "one\ntwo\n"},
        {"one  \ntwo", 20, "one\ntwo\n"},
        {"one\n\ntwo", 20, "one\n\ntwo\n"},
        {"one two three four", 9, "one two\nthree\nfour\n"},
        {"a *b* **c** `d`", 20, "a b c d\n"},
        {"# Title\ntext", 20, "Title\n\ntext\n"},
        {"- a\n- b", 20, "\u2022 a\n\u2022 b\n"},
        {"- a\n\n- b", 20, "\u2022 a\n\n\u2022 b\n"},
        {"text\n\n- a\n- b\n\ntext", 20, "text\n\n\u2022 a\n\u2022 b\n\ntext\n"},
        {"- one two three four\n- b", 11, "\u2022 one two\n  three\n  four\n\u2022 b\n"},
        {"- a\n  - b\n    - c\n- d", 20, "\u2022 a\n  \u2022 b\n    \u2022 c\n\u2022 d\n"},
        {"- - a", 20, "\u2022 \u2022 a\n"},
        {"-\n- b", 20, "\u2022\n\u2022 b\n"},
        {"9. a\n10. b", 20, " 9. a\n10. b\n"},
        {"3) a\n4) b", 20, "3) a\n4) b\n"},
        {"1. a\n\n   b\n2. c", 20, "1. a\n\n   b\n\n2. c\n"},
        {"1. one two three", 9, "1. one\n   two\n   three\n"},
        {"> one two three", 9, "\u2502 one two\n\u2502 three\n"},
        {"> - a\n>\n> b", 20, "\u2502 \u2022 a\n\n\u2502 b\n"},
        {"[text](http://x)", 30, "text (http://x)\n"},
        {"<http://x>", 30, "http://x\n"},
        {"<a@example.org>", 30, "a@example.org\n"},
        {"[text]()", 30, "text\n"},
        {"[](http://x)", 30, "(http://x)\n"},
        {"![alt](x.png)", 30, "alt (x.png)\n"},
        {"[t](javascript:alert)", 30, "t (javascript:alert)\n"},
        {"a <b>c</b>", 30, "a <b>c</b>\n"},
        {"<script>\nx\n</script>", 30, "<script>\nx\n</script>\n"},
        {"<!-- said -->", 30, "<!-- said -->\n"},
        {"- a\n\n<!-- end list -->\n\n- b", 30, "\u2022 a\n\n\u2022 b\n"},
        {"a\n\n---\n\nb", 10, "a\n\n\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\n\nb\n"},
        {"\"q\" -- ...", 20, "\"q\" -- ...\n"},
        {"&lt;b&gt; &amp; &nbsp;", 20, "<b> & \u00a0\n"},
        {"run:\n\n```\nklist\n```", 20, "run:\n\n    klist\n"},
        {"```cmd\nnet x\n```", 20, "Command Prompt\n    net x\n"},
        {"```CMD\nnet x\n```", 20, "Command Prompt\n    net x\n"},
        {"```powershell\na\n\nb\n```", 20, "PowerShell\n    a\n\n    b\n"},
        {"```PowerShell, as admin\na\n```", 40, "PowerShell, as admin\n    a\n"},
        {"    indented", 20, "    indented\n"},
        {"```\nabcdefghij\n```", 9, "    abcdefghij\n"},
        {"```\nnet use\n```", 11, "    net use\n"},
        {"```\nnet user x\n```", 13, "    net\n    \u21b3 user x\n"},
        {"```\nnet user x\n```", 11, "    net\n    \u21b3 user\n    \u21b3 x\n"},
        {"```\nlong-word  a  b\n  next\n```", 14,
         "    long-word\n    \u21b3 a  b\n      next\n"},
        {"```\na      \n```", 10, "    a\n"},
        {"- a:\n\n  ```cmd\n  x\n  ```", 40, "\u2022 a:\n\n  Command Prompt\n      x\n"},
        {"- a:\n  ```\n  x\n  ```", 40, "\u2022 a:\n      x\n"},
        {"```\n```", 20, "\n"},
        {"{{luid}} {{ luid }} {{x}}", 40, "0x3e7 0x3e7 not known\n"},
        {"{{bold}}", 40, "**not bold** <b> [x](y)\n"},
        {"`{{luid}}` \\{\\{luid}}", 40, "0x3e7 0x3e7\n"},
        {"{{a*b*}} {{}} {{ }} {{luid", 40, "{{ab}} {{}} {{ }} {{luid\n"},
        {"{{lines}}", 40, "one\ntwo\n"},
        {"```\nset {{lines}}\n```", 40, "    set one two\n"},
        {"{{escape}}", 40, "<U+001B>[2J\n"},
        {"a\x1b[2Jb\xe2\x80\xae" "c\xff", 40, "a<U+001B>[2Jb<U+202E>c\xef\xbf\xbd\n"},
        {"e&#x301; &#x202e; &#27;[2J", 40, "e\xcc\x81 <U+202E> <U+001B>[2J\n"},
    };
    struct prose_options options = {.on_screen = true, .breaks_commands = true, .expand = put_fact};
    struct prose *prose;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        options.width = rows[i].width;
        prose = make(rows[i].given, &options);
        if (prose)
            suite_expect_string(rows[i].given, prose->text, rows[i].expected);
        prose_free(prose);
    }
}

static void test_styles(void)
{
    static const struct {
        const char *given, *expected; /* a letter for each byte, lines ended by '|' */
    } rows[] = {
        {"a", ".|"},
        {"a *b* **c** `d`", "..e.s.c|"},
        {"***b***", "s|"},
        {"**a `b`**", "ssc|"},
        {"# a *b*", "hhh|"},
        {"[t](u)", "...u.|"},
        {"<ab:c>", "uuuu|"},
        {"*[t](u)*", "eeeue|"},
        {"- a\n- **b**", "mmmm.|mmmms|"},
        {"> a", "mm.|"},
        {"- one\n  \\\n  two", "mmmm...|.....|"},
        {"```x\na\n```", "l|....$|"},
        {"`a` {{luid}}", "c......|"},
    };
    const struct prose_options options = {.width = 40, .expand = put_fact};
    struct buffer out = {0};
    struct prose *prose;
    size_t i, j;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        prose = make(rows[i].given, &options);
        buffer_clear(&out);
        for (j = 0; prose && j < prose->run_count; j++) {
            size_t k;

            for (k = 0; k < prose->runs[j].length; k++)
                buffer_char(&out, style_letters[prose->runs[j].style]);
            if (prose->text[prose->runs[j].offset + k] == '\n')
                buffer_char(&out, '|');
        }
        suite_expect_string(rows[i].given, buffer_text(&out), rows[i].expected);
        prose_free(prose);
    }
    buffer_free(&out);
}

static void test_commands(void)
{
    const struct prose_options options = {.width = 12, .expand = put_fact};
    const char *given = "a\n\n```cmd\nnet helpmsg 1366 --and more\nsecond {{lines}}\n\n```\n\n"
                        "b\n\n    third \x1b[2J\n";
    struct prose *prose = make(given, &options);
    size_t i;
    long first = 0, second = 0;

    if (!prose)
        return;
    suite_expect_long("commands", (long)prose->command_count, 2);
    suite_expect_string("first", prose->commands[0].text,
                        "net helpmsg 1366 --and more\nsecond one two");
    suite_expect_string("label", prose->commands[0].label, "Command Prompt");
    suite_expect_string("second", prose->commands[1].text, "third <U+001B>[2J");
    suite_expect_string("no label", prose->commands[1].label, "");
    for (i = 0; i < prose->line_count; i++) {
        first += prose->lines[i].command == 0;
        second += prose->lines[i].command == 1;
    }
    suite_expect_long("its lines stay whole", first, 2);
    suite_expect_long("one line", second, 1);
    prose_free(prose);
}

static void test_ascii(void)
{
    static const struct sink_terminal ascii = {true, NULL};
    const struct prose_options options = {.width = 20, .terminal = &ascii};
    struct prose *prose = make("- \u201ca\u201d \u2192 b\n- c\n\n> d\u2026\n\n---\n", &options);

    if (prose)
        suite_expect_string("ASCII", prose->text,
                            "* \"a\" -> b\n* c\n\n> d...\n\n--------------------\n");
    prose_free(prose);
}

/* A tree whose text nodes were never consolidated, and which must stay as it is. */
static void test_tree(void)
{
    const struct prose_options options = {.width = 40, .expand = put_fact};
    cmark_node *document = cmark_node_new(CMARK_NODE_DOCUMENT);
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH), *text;
    static const char *const parts[] = {"{", "{lu", "id}", "} *x*"};
    struct prose *prose = NULL;
    char *before, *after;
    size_t i;

    cmark_node_append_child(document, paragraph);
    for (i = 0; i < sizeof parts / sizeof *parts; i++) {
        text = cmark_node_new(CMARK_NODE_TEXT);
        cmark_node_set_literal(text, parts[i]);
        cmark_node_append_child(paragraph, text);
    }
    before = cmark_render_xml(document, CMARK_OPT_DEFAULT);
    prose_from_tree(document, &options, &prose);
    suite_expect_string("tree", prose->text, "0x3e7 *x*\n");
    after = cmark_render_xml(document, CMARK_OPT_DEFAULT);
    suite_expect_string("unchanged", after, before);
    free(before);
    free(after);
    prose_free(prose);
    cmark_node_free(document);
}

/* Every width and sink, for texts with something of everything. */
static void test_widths(void)
{
    static const char *const texts[] = {
        ("# A heading that is long enough\n\n1. one\n   - two words\n     > quoted text\n     > - deep\n"
         "10. ten\n\n        code that is far too long for it\n\n---\n"),
        "- - - - - - - - - - - - deep\n",
        "> > > > > > > > > > 1. > 2. > 3. deep deep deep\n",
        "1234567890123456789\n\n999999999. x\n1000000000. y\n",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u4e2d\u6587\u4e2d\u6587 e\u0301 \u1112\u1161\u11ab `\u4e2d\u6587`\n",
        "```\n\u4e2d\u6587\u4e2d\u6587 \U0001f468\u200d\U0001f469\u200d\U0001f467\n```\n",
    };
    static const struct sink_terminal full = {false, NULL}, ascii = {true, NULL};
    const struct sink_terminal *const sinks[] = {NULL, &full, &ascii};
    struct prose_options options = {.on_screen = true, .breaks_commands = true};
    size_t i, j;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (j = 0; j < 3; j++) {
            options.terminal = sinks[j];
            for (options.width = 0; options.width < 60; options.width++)
                prose_free(make(texts[i], &options));
        }
    }
}

/* 64 KiB of what parsers fear: done in a moment, and with no more depth of stack. */
static void test_hostile_size(void)
{
    static const char *const units[] = {">",  "> ", "- ", "[",  "](", "*a ", "**a ", "`", "<!",
                                        "![", "a_", "1) ", "\t", "&",  "{{",  "{{a",  "<a ", "\\"};
    const struct prose_options options = {.width = 40, .on_screen = true, .expand = put_fact};
    const size_t size = (size_t)suite_scale(64 * 1024);
    struct buffer text = {0};
    struct prose *prose;
    size_t i;

    for (i = 0; i < sizeof units / sizeof *units; i++) {
        buffer_clear(&text);
        buffer_repeat(&text, units[i], size / strlen(units[i]));
        prose = NULL;
        prose_new(buffer_text(&text), &options, &prose);
        prose_free(prose);
    }
    buffer_free(&text);
}

static void test_expand(void)
{
    static const struct {
        const char *given, *expected;
    } rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"a {{luid}} b {{luid}}", "a 0x3e7 b 0x3e7"},
        {"{{  luid  }}", "0x3e7"},
        {"{{{luid}}}", "{0x3e7}"},
        {"{{luid}", "{{luid}"},
        {"{{lu id}}", "{{lu id}}"},
        {"{{a{{luid}}", "{{a0x3e7"},
        {"{{bold}}", "**not bold** <b> [x](y)"},
        {"*{{other-fact_1.x}}*", "*not known*"},
    };
    struct buffer out = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&out);
        prose_expand(&out, rows[i].given, put_fact, NULL);
        suite_expect_string(rows[i].given, buffer_text(&out), rows[i].expected);
    }
    buffer_free(&out);
}

static void list_fact(void *context, const char *name, size_t length, size_t offset)
{
    buffer_printf(context, "%.*s@%zu ", (int)length, name, offset);
}

static void test_facts(void)
{
    struct buffer out = {0};

    prose_facts("{{a}} {{ b-c }} {{}} {{ d", list_fact, &out);
    suite_expect_string("facts", buffer_text(&out), "a@2 b-c@9 ");
    buffer_free(&out);
}

const char suite_name[] = "prose";
const struct suite_test suite_tests[] = {
    {"lines", test_lines},
    {"styles", test_styles},
    {"commands", test_commands},
    {"ASCII", test_ascii},
    {"tree", test_tree},
    {"widths", test_widths},
    {"hostile size", test_hostile_size},
    {"expand", test_expand},
    {"facts", test_facts},
    {NULL, NULL},
};
