/* SPDX-License-Identifier: MIT */
/*
 * What is pasted: what it is read as, what is kept of it, and that nothing hostile gets further.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/evidence.h"
#include "errwalk/memory.h"
#include "suite.h"

const char suite_name[] = "evidence";

static const char text[] =
    "title: A door\n"
    "diagnose:\n"
    "  state:\n"
    "    ask: What does the log say?\n"
    "    reads:\n"
    "      - {pattern: '^Lock: +(\\w+)$', answer: locked}\n"
    "      - {pattern: 'hinge\\s+dry', answer: dry}\n"
    "      - {pattern: 'HINGE-7', answer: dry}\n"
    "      - {pattern: 'Key ID:\\s+(0x[0-9a-f]+)', fact: key}\n"
    "      - {pattern: 'PIN=(\\S*)', fact: pin}\n"
    "    answers: {locked: {say: Locked, to: key}, dry: {say: Dry, to: pin}}\n"
    "  key: {input: Which key?, fact: key, type: hex, to: slow}\n"
    "  pin:\n"
    "    input: Which PIN?\n"
    "    fact: pin\n"
    "    type: number\n"
    "    sensitive: true\n"
    "    reads: [{pattern: 'PIN=(\\d+)', fact: pin}]\n"
    "    to: slow\n"
    "  slow:\n"
    "    ask: Is it slow?\n"
    "    reads:\n"
    "      - {pattern: '(a+)+$', answer: yes}\n"
    "      - {pattern: '(?=b)', answer: yes}\n"
    "    answers: {yes: end, no: other}\n"
    "resolve:\n"
    "  end: {escalate: Call, because: So.}\n"
    "  other: {escalate: Call, because: So.}\n";

static struct flow *flow;

static bool load(const char *yaml)
{
    struct diag_list faults = {0};
    struct buffer report = {0};
    bool loaded = flow_parse("x.yaml", NULL, yaml, strlen(yaml), &faults, &flow) == STATUS_OK;

    diag_print(&report, &faults, DIAG_GCC);
    suite_expect_string("it loads", buffer_text(&report), "");
    buffer_free(&report);
    diag_list_free(&faults);
    return loaded;
}

/* "answer; fact=value; a line | a line", of the text that is kept. */
static void describe(struct buffer *out, const struct evidence *evidence)
{
    size_t i;

    buffer_string(out, evidence->gave_up       ? "gave up"
                       : evidence->is_disputed ? "disputed"
                       : evidence->answer      ? evidence->answer->node.id
                                               : "-");
    for (i = 0; i < evidence->value_count; i++)
        buffer_printf(out, "; %s=%s", evidence->values[i].input->fact, evidence->values[i].text);
    for (i = 0; i < evidence->line_count; i++)
        buffer_printf(out, "%s%.*s", i ? " | " : "; ", (int)evidence->lines[i].length,
                      evidence->text + evidence->lines[i].offset);
}

static const struct {
    const char *step, *pasted, *found, *kept;
} rows[] = {
    {"state", "", "-", ""},
    {"state", "nothing", "-", "nothing"},
    {"state", "Lock:  shut\n", "locked; Lock:  shut", "Lock:  shut\n"},
    {"state", "a\nLock: shut\nb", "locked; Lock: shut", "a\nLock: shut\nb"},
    {"state", "a\r\nLock: shut\r\nb\r\n", "locked; Lock: shut", "a\nLock: shut\nb\n"},
    {"state", "The Lock: shut", "-", "The Lock: shut"},
    {"state", "hinge\tdry", "dry; hinge dry", "hinge dry"},
    {"state", "HINGE-7\nhinge dry", "dry; HINGE-7 | hinge dry", "HINGE-7\nhinge dry"},
    {"state", "Lock: x\nHINGE-7", "disputed; Lock: x | HINGE-7", "Lock: x\nHINGE-7"},
    {"state", "Key ID: 0x1f", "-; key=0x1f; Key ID: 0x1f", "Key ID: 0x1f"},
    {"state", "Key ID: 0x1f\nKey ID: 0x001f\n", "-; key=0x1f; Key ID: 0x1f | Key ID: 0x001f",
     "Key ID: 0x1f\nKey ID: 0x001f\n"},
    {"state", "Key ID: 0x1f Key ID: 0x2f", "-; key=0x1f; key=0x2f; Key ID: 0x1f Key ID: 0x2f",
     "Key ID: 0x1f Key ID: 0x2f"},
    /* 64 bits are what a value has room for. */
    {"state", "Key ID: 0x11112222333344445", "-; Key ID: 0x11112222333344445",
     "Key ID: 0x11112222333344445"},
    /* A secret is masked wherever it stands, and where its step would not take it, too. */
    {"state", "PIN=1234", "-; pin=1234; PIN=[redacted]", "PIN=[redacted]"},
    {"state", "x 1234\nPIN=1234\nLock: 1234", "locked; pin=1234; PIN=[redacted] | Lock: [redacted]",
     "x [redacted]\nPIN=[redacted]\nLock: [redacted]"},
    {"state", "PIN=hunter2 hunter2", "-; PIN=[redacted] [redacted]", "PIN=[redacted] [redacted]"},
    {"state", "PIN= 1", "-; PIN= 1", "PIN= 1"},
    {"state", "PIN=12\nPIN=1234\n", "-; pin=12; pin=1234; PIN=[redacted] | PIN=[redacted]",
     "PIN=[redacted]\nPIN=[redacted]\n"},
    /* Of a sensitive step nothing is kept. */
    {"pin", "PIN=1234", "-; pin=1234", ""},
    /* What is hidden is seen, and no escape sequence gets through. */
    {"state", "\033[2JLock: shut", "-", "<U+001B>[2JLock: shut"},
    {"state", "Lock: shut\nx\xe2\x80\xae y", "locked; Lock: shut", "Lock: shut\nx<U+202E> y"},
    {"state", "Lock: shut\n\xff\xc3", "locked; Lock: shut", "Lock: shut\n\xef\xbf\xbd\xef\xbf\xbd"},
    {"slow", "b", "-", "b"},
};

static void test_rows(void)
{
    size_t i;

    if (!load(text))
        return;
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct evidence *evidence = NULL;
        struct buffer found = {0};

        suite_expect_long(rows[i].pasted,
                          evidence_read(flow_step(flow, rows[i].step), rows[i].pasted,
                                        strlen(rows[i].pasted), &evidence),
                          STATUS_OK);
        describe(&found, evidence);
        suite_expect_string(rows[i].pasted, buffer_text(&found), rows[i].found);
        suite_expect_string(rows[i].pasted, evidence->text, rows[i].kept);
        buffer_free(&found);
        evidence_free(evidence);
    }
    flow_free(flow);
}

/* How the paste is made, how often, and what comes of it. */
static const struct {
    const char *step, *part;
    size_t times;
    const char *end;
    enum status status;
    const char *found, *kept; /* kept: NULL: as it was pasted */
} large[] = {
    {"state", "0123456789abcde\n", EVIDENCE_MOST_BYTES / 16, "", STATUS_OK, "-", NULL},
    {"state", "0123456789abcde\n", EVIDENCE_MOST_BYTES / 16, "x", STATUS_INVALID, "", ""},
    /* Made visible it is longer. */
    {"state", "\001", EVIDENCE_MOST_BYTES / 8, "", STATUS_OK, "-", NULL},
    {"state", "\001", EVIDENCE_MOST_BYTES / 8 + 1, "", STATUS_INVALID, "", ""},
    /* A pattern that takes too long: nothing is proposed and nothing is kept. */
    {"slow", "a", 60000, "b", STATUS_OK, "gave up", ""},
    /* More secrets than can be told apart. */
    {"state", "PIN=9 ", 300, "PIN=secret", STATUS_OK, "-; pin=9", ""},
};

static void test_large(void)
{
    size_t i;

    if (!load(text))
        return;
    for (i = 0; i < sizeof large / sizeof *large; i++) {
        struct evidence *evidence = NULL;
        struct buffer pasted = {0}, found = {0};

        buffer_repeat(&pasted, large[i].part, large[i].times);
        buffer_string(&pasted, large[i].end);
        suite_expect_long(large[i].part,
                          evidence_read(flow_step(flow, large[i].step), buffer_text(&pasted),
                                        pasted.length, &evidence),
                          large[i].status);
        if (evidence) {
            describe(&found, evidence);
            suite_expect_string(large[i].part, buffer_text(&found), large[i].found);
            if (large[i].kept)
                suite_expect_string(large[i].part, evidence->text, large[i].kept);
            else
                suite_expect("kept", strlen(evidence->text) >= pasted.length);
        }
        buffer_free(&pasted);
        buffer_free(&found);
        evidence_free(evidence);
    }
    flow_free(flow);
}

/* Random bytes, with parts that patterns look for among them: no secret that a pattern finds is kept,
 * and every line is one of the text. */
static void test_random(void)
{
    static const char *const parts[] = {"PIN=",      "Lock: ", "\n",   "\r\n",     "Key ID: 0x", "12",
                                        "\xe2\x80",  "\033]",  "\xff", "HINGE-7",  "hinge\t",    "dry",
                                        "\xf0\x9f\x91\x8d", " ", "=",  "PIN=1",    "\0x",        "é"};
    uint64_t state = 7;
    long round;

    if (!load(text))
        return;
    for (round = 0; round < suite_scale(20000); round++) {
        struct evidence *evidence = NULL;
        struct buffer pasted = {0};
        size_t i;

        for (i = 0; i < 12; i++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            buffer_string(&pasted, parts[(state >> 33) % (sizeof parts / sizeof *parts)]);
        }
        suite_expect("read", evidence_read(flow->first, buffer_text(&pasted), pasted.length,
                                           &evidence) == STATUS_OK);
        for (i = 0; i < evidence->line_count; i++) {
            const struct evidence_line *line = &evidence->lines[i];

            suite_expect("in the text", line->offset + line->length <= strlen(evidence->text) &&
                                            !memchr(evidence->text + line->offset, '\n',
                                                    line->length));
        }
        for (i = 0; i < evidence->value_count; i++) {
            if (evidence->values[i].input->sensitive)
                suite_expect("masked", !strstr(evidence->text, evidence->values[i].text));
        }
        suite_expect("no control", !strpbrk(evidence->text, "\r\t\033\177"));
        buffer_free(&pasted);
        evidence_free(evidence);
    }
    flow_free(flow);
}

const struct suite_test suite_tests[] = {
    {"what it is read as", test_rows},
    {"large and slow", test_large},
    {"random bytes", test_random},
    {NULL, NULL},
};
