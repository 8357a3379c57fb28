/* SPDX-License-Identifier: MIT */
/*
 * What the loader says of files that are not the YAML that a flow is written in: syntax, traps,
 * characters, encodings, limits.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/check.h"
#include "errwalk/file.h"
#include "errwalk/flow.h"
#include "flow-edits.h"
#include "suite.h"

static const struct edit yaml_edits[] = {
    {"severity: Mild.", "severity: &a Mild.", "E009 12:13"},
    {"severity: Mild.", "severity: *a", "E009 12:13"},
    {"severity: Mild.", "severity: *.log", "E009 12:13"},
    {"severity: Mild.", "severity: !!str Mild.", "E011 12:13"},
    {"severity: Mild.", "severity: !x Mild.", "E011 12:13"},
    {"severity: Mild.", "severity: Mild.\n  severity: Bad.", "E013 13:3"},
    {"severity: Mild.", "<<: {severity: Mild.}", "E010 12:3"},
    {"  stuck: {title", "  <<: {title", "E010 22:3, E039 68:14"},
    {"tests:\n", "---\ntests:\n", "E012 93:1"},
    {"  severity: Mild.", "\011severity: Mild.", "E008 12:1"},
    {"severity: Mild.", "severity: 'Mild.", "E008 12:13"},
    {"severity: Mild.", "severity: 'It's mild.", "E008 12:17"},
    {"severity: Mild.", "severity: @home", "E008 12:13"},
    {"severity: Mild.", "severity: `home`", "E008 12:13"},
    {"severity: Mild.", "severity: %home", "E008 12:13"},
    {"  severity: Mild.", "  severity: Mild.\n  nothing", "E008 13:3"},
    {"  severity: Mild.", "  severity: Mild.\n- x", "E008 13:1"},
    {"keywords: [door,", "keywords: [door\nx: [door,", "E008 4:11"},
    {"severity: Mild.", "? [a, b]\n  : Mild.", "E026 12:5"},
    {"severity: Mild.", "[a]: Mild.", "E026 12:3"},
    {"severity: Mild.", "severity: [Mild.", "E008 12:13, E026 12:13"},
    {"  severity: Mild.", "  severity: Mild.\n   bad: x\n  oil:\n    fix: a: b\n  door:\n    fix: Open\n"
     "  lock:\n    fix: 'Open", "E008 13:7, E019 15:11, E008 19:10"},
};

static const struct edit traps_edits[] = {
    {"because: The lock is broken.", "because: Note: broken", "E019 82:18"},
    {"because: The lock is broken.", "because: Broken\n      by: force", "E008 83:9"},
    {"      - Fetch oil", "      - Fetch this: oil", "E019 71:9"},
    {"{say: Call, run: 'call {{code}}'}", "{say: Call: now, run: call}", "E019 90:20"},
    {"{title: It is stuck}", "{title: It is stuck, not locked}", "E018 22:31"},
    {"  stuck: {title: It is stuck}", "  stuck: {title: Stuck, very, much so}", "E018 22:25"},
    {"      unsure: caller\n", "      unsure: {say: Perhaps, maybe, to: caller}\n", "E018 39:30"},
    {"ask: Does the handle turn?", "ask: Does door #3 open?", "W007 25:20"},
    {"ask: Does the handle turn?", "ask: Does it turn? # a comment", ""},
    {"ask: Does the handle turn?", "ask: Does it turn? ### a comment", ""},
    {"keywords: [door,", "keywords: [door #3\n  ,", "W007 4:17"},
    {"because: The lock is broken.", "because: {{weight}} kg is too much.", "E020 82:14"},
    {"because: The lock is broken.", "because: {{weight}}", "E020 82:14"},
    {"{say: Call, run: 'call {{code}}'}", "{say: {{code}}, run: call}", "E020 90:16"},
    {"because: The lock is broken.", "because: \"See C:\\temp\"", "E021 82:21"},
    {"because: The lock is broken.", "because: \"See C:\\Users\"", "E021 82:21"},
    {"because: The lock is broken.", "because: \"See C:\\new\"", "E021 82:21"},
    {"because: The lock is broken.", "because: \"See DOMAIN\\name\"", "E021 82:25"},
    {"because: The lock is broken.", "because: \"See \\\\\\\\server\\new\"", "E021 82:29"},
    {"because: The lock is broken.",
     "because: \"Broken.\\nUtterly. \\u00e9 \\\"x\\\" \\\\ \\/\"", ""},
    {"because: The lock is broken.", "because: \"\\e[2J\"", "E021 82:15"},
    {"because: The lock is broken.", "because: \"a\\0b\"", "E021 82:16"},
    {"because: The lock is broken.", "because: \"\\x07\"", "E006 82:15"},
    {"because: The lock is broken.", "because: \"a\\u202eb\"", "E007 82:16"},
    {"because: The lock is broken.", "because: \"a\\u200bb\"", "E007 82:16"},
    {"because: The lock is broken.", "because: \"a\\Lb\"", "E021 82:16"},
    {"because: The lock is broken.", "because: \"\\q\"", "E021 82:15"},
    {"because: The lock is broken.", "because: \"one\n      two\\tthree\"", "E021 83:10"},
};

static const struct edit bytes_edits[] = {
    {"Doors have locks.", "Doors \342\200\256have\342\200\254 locks.", "E007 7:21, E007 7:26"},
    {"Doors have locks.", "D\303\266\303\266rs \342\200\213have.", "E007 7:21"},
    {"# A flow", "# A \342\201\246flow", "E007 1:5"},
    {"Doors have locks.", "Doors\033[2J.", "E006 7:20"},
    {"Doors have locks.", "Doors\007 \010.", "E006 7:20, E006 7:22"},
    {"Doors have locks.", "Doors\302\205x", "E006 7:20"},
    {"Doors have locks.", "Doors\342\200\250x", "E007 7:20"},
    {"Doors have locks.", "Doors\177", "E006 7:20"},
    {"Doors have locks.", "Doors\015x", "E006 7:20"},
    {"Doors have locks.",
     "\340\244\225\340\245\215\342\200\215\340\244\267 and \360\237\221\250\342\200\215\360\237\221\251", ""},
};

static void test_yaml(void)
{
    edit_expect(yaml_edits, sizeof yaml_edits / sizeof *yaml_edits);
}

static void test_traps(void)
{
    edit_expect(traps_edits, sizeof traps_edits / sizeof *traps_edits);
}

static void test_characters(void)
{
    edit_expect(bytes_edits, sizeof bytes_edits / sizeof *bytes_edits);
}

/* Where a fault is that says so; "" where there is none. */
static void find_place(const struct diag_list *faults, const char *message, char place[32])
{
    size_t i;

    for (i = 0; i < faults->count && !*place; i++) {
        if (strstr(faults->items[i].message, message))
            snprintf(place, 32, "%u:%u", faults->items[i].place.line, faults->items[i].place.column);
    }
}

/* What is said of a wrong line of good.yaml, and that the right one in its place is none. */
static void test_messages(void)
{
    static const struct {
        const char *find, *wrong, *right, *place, *message, *hint;
    } rows[] = {
        {"    ask: Does the handle turn?", "    ask:Does the handle turn?", "    ask: Does the handle turn?",
         "25:8", "a ':' without a blank after it ends no key", "write a blank after the ':'"},
        {"title: The door does not open", "title:The door does not open", "title: The door does not open",
         "2:6", "a ':' without a blank after it ends no key", "write a blank after the ':'"},
        {"    ask: Does the handle turn?", "    ask\302\240: Does it turn?", "    ask: Does it turn?", "25:8",
         "the no-break space U+00A0 looks like a blank", "type a blank in its place"},
        {"    ask: Does the handle turn?", "   \302\240ask: Does it turn?", "    ask: Does it turn?", "25:4",
         "the no-break space U+00A0 looks like a blank", "type a blank in its place"},
        {"because: The lock is broken.", "because: \342\200\234Note: broken\342\200\235",
         "because: '\342\200\234Note: broken\342\200\235'", "82:19", "begins a new key",
         "typographic ones are part of the text"},
        {"because: The lock is broken.", "because: The {{lock off}} is broken.", "because: The lock is broken.",
         "82:18", "'{{lock off}}' is no form of a fact", "a fact is a name alone"},
        {"because: The lock is broken.", "because: 'The lock'' is broken, {{weight of it}}.'",
         "because: 'The lock'' is broken, {{weight}}.'", "82:37", "'{{weight of it}}' is no form", ""},
    };
    const char *text = edit_good(NULL), *at;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer wrong = {0}, right = {0}, said = {0};
        struct diag_list faults = {0};
        struct flow *flow = NULL;
        char place[32] = "";

        at = strstr(text, rows[i].find);
        if (!suite_expect(rows[i].find, at != NULL))
            continue;
        buffer_append(&wrong, text, (size_t)(at - text));
        buffer_append(&right, text, (size_t)(at - text));
        buffer_printf(&wrong, "%s%s", rows[i].wrong, at + strlen(rows[i].find));
        buffer_printf(&right, "%s%s", rows[i].right, at + strlen(rows[i].find));
        flow_parse("x.yaml", NULL, buffer_text(&wrong), wrong.length, &faults, &flow);
        if (suite_expect(rows[i].wrong, faults.count > 0)) {
            find_place(&faults, rows[i].message, place);
            suite_expect_string(rows[i].wrong, place, rows[i].place);
            diag_print(&said, &faults, DIAG_TEXT);
            if (!suite_expect(rows[i].hint, strstr(buffer_text(&said), rows[i].hint) != NULL))
                suite_expect_string("said", buffer_text(&said), "");
        }
        diag_list_free(&faults);
        flow_free(flow);
        flow = NULL;
        suite_expect(rows[i].right, flow_parse("x.yaml", NULL, buffer_text(&right), right.length, &faults,
                                               &flow) == STATUS_OK);
        diag_list_free(&faults);
        flow_free(flow);
        buffer_free(&wrong);
        buffer_free(&right);
        buffer_free(&said);
    }
}

/* What is said of YAML that cannot be read, with the column or the quote that is meant. */
static void test_syntax(void)
{
    static const struct {
        const char *text, *place, *message, *hint;
    } rows[] = {
        {"title: x\ndiagnose:\n  who:\n    ask: Who?\n   why: It matters.\n", "5:4",
         "this is not a key of the mapping it stands in",
         "it begins in column 4; what is before it begins in columns 3 and 5"},
        {"title: \"x\ndiagnose:\n  who:\n    ask: \"Who?\"\n", "1:8",
         "the quote that is opened here goes on to line 4", "close it on its own line"},
        {"title: 'x\ndiagnose:\n  who:\n    ask: 'Who?'\n", "1:8",
         "the quote that is opened here goes on to line 4", "close it on its own line"},
        {"title: \"x\ndiagnose: y\n", "1:8", "this quote is never closed", "close it"},
        {"title: x\nkeywords: [\342\200\234a: b\342\200\235, c: d: e]\n", "2:24", "begins a new key",
         "typographic ones are part of the text"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag_list faults = {0};
        struct buffer said = {0};
        struct flow *flow = NULL;
        char place[32] = "";

        flow_parse("x.yaml", NULL, rows[i].text, strlen(rows[i].text), &faults, &flow);
        diag_print(&said, &faults, DIAG_TEXT);
        if (suite_expect(rows[i].text, faults.count > 0)) {
            find_place(&faults, rows[i].message, place);
            suite_expect_string(rows[i].text, place, rows[i].place);
            if (!suite_expect(rows[i].message, strstr(buffer_text(&said), rows[i].message) != NULL) ||
                !suite_expect(rows[i].hint, strstr(buffer_text(&said), rows[i].hint) != NULL))
                suite_expect_string("said", buffer_text(&said), "");
        }
        buffer_free(&said);
        diag_list_free(&faults);
        flow_free(flow);
    }
}

#define BYTES(literal) (literal), sizeof(literal) - 1

static void test_files(void)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *expected;
    } rows[] = {
        {BYTES(""), "E003 0:0"},
        {BYTES("\n\n# nothing\n"), "E003 0:0"},
        {BYTES("---\n"), "E003 0:0"},
        {BYTES("\xef\xbb\xbf"), "E003 0:0"},
        {BYTES("- a\n"), "E026 1:1"},
        {BYTES("just text\n"), "E026 1:1"},
        {BYTES("*x\n"), "E009 1:1"},
        {BYTES("{}\n"), "E023 1:1, E023 1:1, E023 1:1"},
        {BYTES("\xff\xfet\0i\0"), "E004 0:0"},
        {BYTES("\xfe\xff\0t\0i"), "E004 0:0"},
        {BYTES("t\0i\0t\0"), "E004 0:0"},
        {BYTES("\0t\0i\0t"), "E004 0:0"},
        {BYTES("\xff\xfe\0\0t\0\0\0"), "E004 0:0"},
        {BYTES("\0\0\xfe\xff\0\0\0t"), "E004 0:0"},
        {BYTES("t\0\0\0i\0\0\0"), "E004 0:0"},
        {BYTES("\0\0\0t\0\0\0i"), "E004 0:0"},
        {BYTES("title: a\0b\n"), "E006 1:9"},
        {BYTES("\x7f" "ELF\x02\x01\x01\0\0\0\0\x03\0\xff"), "E005 0:0"},
        {BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "E005 0:0"},
        {BYTES("title: caf\xe9\n"), "E005 1:11"},
        {BYTES("\xe5\xad\x97: \xc3\xa9\xff\n"), "E005 1:5"},
        {BYTES("title: \xed\xa0\x80\n"), "E005 1:8"},
        {BYTES("title: \xc0\xaf\n"), "E005 1:8"},
        {BYTES("%TAG ! tag:x,2026:\n---\ntitle: a\n"), "E011 1:1"},
        {BYTES("%YAML 3.0\n---\ntitle: a\n"), "E008 1:1"},
        {BYTES("title: \xf0\x9f\x98\x80 \"x\ny: [\n"), "E022 2:1, E008 3:1"},
    };
    size_t i;
    char what[32];

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(what, sizeof what, "row %zu", i);
        suite_expect_string(what, edit_faults(rows[i].bytes, rows[i].length), rows[i].expected);
    }
}

/* The good flow has no other faults with a byte order mark, and with line ends as Windows writes them. */
static void test_disguises(void)
{
    struct buffer text = {0}, plain = {0};
    const char *at;

    buffer_string(&text, edit_good(NULL));
    buffer_string(&plain, edit_faults(text.bytes, text.length));
    buffer_clear(&text);
    buffer_string(&text, "\xef\xbb\xbf");
    buffer_string(&text, edit_good(NULL));
    suite_expect_string("byte order mark", edit_faults(text.bytes, text.length), buffer_text(&plain));
    buffer_clear(&text);
    for (at = edit_good(NULL); *at; at++)
        buffer_string(&text, *at == '\n' ? "\r\n" : (char[]){*at, '\0'});
    suite_expect_string("CRLF", edit_faults(text.bytes, text.length), buffer_text(&plain));
    buffer_free(&text);
    buffer_free(&plain);
}

static void test_golden(void)
{
    static const char *const paths[DIAG_FORMAT_COUNT] = {
        [DIAG_TEXT] = "tests/flows/load/mistakes.txt",
        [DIAG_GCC] = "tests/flows/load/mistakes.gcc",
    };
    struct diag_list faults = {0};
    struct buffer source = {0}, out = {0};
    struct flow *flow = NULL;
    enum diag_format format;

    suite_expect("read", file_read(suite_source("tests/flows/load/mistakes.yaml"), FLOW_MAX_BYTES,
                                   &source) == STATUS_OK);
    suite_expect("invalid", flow_parse("mistakes.yaml", NULL, buffer_text(&source), source.length,
                                       &faults, &flow) == STATUS_INVALID);
    suite_expect("untouched", !flow);
    for (format = 0; format < DIAG_FORMAT_COUNT; format++) {
        buffer_clear(&out);
        diag_print(&out, &faults, format);
        suite_expect_golden(paths[format], buffer_text(&out), out.length);
    }
    diag_list_free(&faults);
    buffer_free(&source);
    buffer_free(&out);
}

static void expect_unreadable(const char *path, enum status expected, const char *code)
{
    struct diag_list faults = {0};
    struct flow *flow = NULL;

    suite_expect_long(path, flow_load(path, NULL, &faults, &flow), expected);
    if (suite_expect(path, faults.count == 1))
        suite_expect_string(path, faults.items[0].rule->code, code);
    diag_list_free(&faults);
    flow_free(flow);
}

static void test_unreadable(void)
{
    const char *big = suite_scratch("big.yaml"), *fifo = suite_scratch("fifo.yaml");
    FILE *file = fopen(big, "wb");
    size_t i;

    expect_unreadable(suite_scratch("nothing.yaml"), STATUS_IO, "E001");
    expect_unreadable(suite_source("tests"), STATUS_IO, "E001");
    if (suite_expect("mkfifo", mkfifo(fifo, 0600) == 0))
        expect_unreadable(fifo, STATUS_IO, "E001");
    for (i = 0; file && i <= FLOW_MAX_BYTES; i++)
        putc('#', file);
    if (suite_expect("big", file && fclose(file) == 0))
        expect_unreadable(big, STATUS_INVALID, "E002");
}

const char suite_name[] = "flow-faults";
const struct suite_test suite_tests[] = {
    {"messages about a line", test_messages},
    {"messages about syntax", test_syntax},
    {"YAML that is no flow", test_yaml},
    {"the traps of YAML", test_traps},
    {"characters nobody sees", test_characters},
    {"files that are no text, or empty", test_files},
    {"a byte order mark and CRLF are harmless", test_disguises},
    {"twelve mistakes in one file, in each format", test_golden},
    {"files that cannot be read", test_unreadable},
    {NULL, NULL},
};
