/* SPDX-License-Identifier: MIT */
/*
 * Transcripts: sessions given as tables of events, their model, and what they read like in each
 * format (golden files under tests/transcripts). What people and flows put into a session never
 * becomes markup.
 */
#include <config.h>

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/formats.h"
#include "errwalk/memory.h"
#include "errwalk/session.h"
#include "errwalk/text.h"
#include "errwalk/transcript.h"
#include "recorded.h"
#include "suite.h"

static void test_golden(void)
{
    recorded_expect_golden("markdown", "md");
    recorded_expect_golden("text", "txt");
}

static void test_model(void)
{
    const struct recorded *recorded;
    struct transcript *transcript;
    size_t j, last;

    for (recorded = recorded_sessions; recorded->name; recorded++) {
        transcript = recorded_transcript(recorded);
        if (!transcript)
            continue;
        for (last = 1; last < RECORDED_EVENTS && recorded->events[last].kind != EVENT_STARTED;)
            last++;
        suite_expect_long(recorded->name, transcript->outcome, recorded->outcome);
        suite_expect_long(recorded->name, (long)transcript->step_count, recorded->steps);
        suite_expect_long(recorded->name, (long)transcript->started, RECORDED_START);
        suite_expect_long(recorded->name, (long)transcript->last,
                          RECORDED_START + (long)(last - 1) * RECORDED_STEP);
        suite_expect(recorded->name,
                     (transcript->ended < 0) == (recorded->outcome == OUTCOME_UNFINISHED));
        suite_expect_string(recorded->name, transcript->session, "0abcdefg");
        for (j = 1; j < transcript->step_count; j++)
            suite_expect(recorded->name, transcript->steps[j].step[0] != '\0');
        transcript_free(transcript);
    }
}

/* Where notes are, what is taken back, and which facts were known when. */
static void test_details(void)
{
    struct transcript *notes = recorded_transcript(recorded_named("notes"));
    struct transcript *undone = recorded_transcript(recorded_named("undone"));
    struct transcript *edits = recorded_transcript(recorded_named("edits"));
    struct transcript *across = recorded_transcript(recorded_named("across-flows"));

    suite_expect_long("two notes", (long)notes->steps[0].note_count, 2);
    suite_expect_string("first", notes->steps[0].notes[0].text, "The screen is photographed.");
    suite_expect("the fix", notes->steps[1].note_count == 1 && notes->steps[1].undone);
    suite_expect("no decision", notes->steps[2].event == EVENT_NOTED && !notes->steps[2].undone &&
                                    notes->steps[2].kind == STEP_ESCALATE);
    suite_expect("an edit", !edits->steps[0].notes[0].edited && edits->steps[0].notes[0].until > 0 &&
                               edits->steps[0].notes[1].edited && edits->steps[0].notes[1].until < 0);
    suite_expect("removed", edits->steps[0].note_count == 3 && edits->steps[0].notes[2].until > 0);
    suite_expect("after a removal", edits->steps[1].note_count == 2 &&
                                       !edits->steps[2].notes[0].edited);
    suite_expect_string("as it read then", edits->steps[1].question, "Notes: one; - two; zwei");
    suite_expect_string("as it reads later", edits->steps[3].question, "Notes: uno; zwei");
    suite_expect_string("after the end", notes->steps[3].notes[0].text, "Still fine the next day.");
    suite_expect("taken back", undone->steps[0].undone && undone->steps[1].undone &&
                                   undone->steps[2].undone && !undone->steps[3].undone);
    suite_expect("as known then", strstr(undone->steps[2].question, "of 0x1 for") != NULL);
    suite_expect("as known later", strstr(undone->steps[5].question, "of 0x2 for") != NULL);
    suite_expect_long("one fact", (long)undone->fact_count, 1);
    suite_expect_string("its value", undone->facts[0].value, "0x2");
    suite_expect_long("flows", (long)across->flow_count, 2);
    suite_expect_string("into", across->steps[2].to_flow, "windows/b");
    suite_expect_string("crosses", across->steps[3].question, "Is 0x3e7 still listed?");
    suite_expect_string("error", across->steps[3].text,
                        "No, ERROR_NO_SUCH_LOGON_SESSION (1312) came");
    suite_expect_long("related", (long)across->related_count, 3);
    suite_expect_long("code", (long)across->related[0].code.value, 87);
    suite_expect_string("flow", across->related[1].flow, "windows/any-error");
    suite_expect_string("no name", across->related[1].name, "");
    suite_expect_string("no flow", across->related[2].flow, "");
    suite_expect_string("no capital", across->related[2].name, "550 5.7.1");
    transcript_free(notes);
    transcript_free(undone);
    transcript_free(edits);
    transcript_free(across);
}

static void test_sensitive(void)
{
    const struct recorded *recorded = recorded_named("sensitive");
    struct transcript *transcript = recorded_transcript(recorded);
    const struct transcript_format *format;
    struct buffer out = {0};

    suite_expect_string("answer", transcript->steps[1].answer, "[redacted]");
    suite_expect_string("fact", transcript->facts[0].value, "[redacted]");
    suite_expect_string("in a text", transcript->steps[2].question, "Tell them [redacted]");
    for (format = transcript_formats; format->name; format++)
        transcript_write(&out, format, transcript);
    suite_expect("nowhere", !strstr(buffer_text(&out), "hunter2"));
    buffer_free(&out);
    transcript_free(transcript);
}

/* What a reader makes of the Markdown: the nodes that are ours and no others. */
static void expect_no_markup(const char *markdown, long headings)
{
    cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    long counted = 0;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));

        if (event != CMARK_EVENT_ENTER)
            continue;
        counted += type == CMARK_NODE_HEADING;
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE || type == CMARK_NODE_CODE ||
            type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK ||
            type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_EMPH ||
            type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_THEMATIC_BREAK) {
            printf("    %s in:\n%s\n",
                   cmark_node_get_type_string(cmark_iter_get_node(iter)), markdown);
            suite_expect("no markup", false);
        }
    }
    suite_expect_long("headings", counted, headings);
    cmark_iter_free(iter);
    cmark_node_free(document);
}

static void test_hostile(void)
{
    static const char *const texts[] = {
        HOSTILE, "# heading", "heading\n===", "heading\n---", "<b>html</b>", "<script>", "<!-- c",
        "[l](http://x)", "[l]: http://x", "<http://x>", "![i](x)", "`code`", "``` x", "~~~", "~~~ x",
        "    code", "\tcode", "a\n\n    code", "a\n\n~~~\nb", "> quote", "- - item", "+ item", "* item",
        "1. item", "1) item", "***", "---", "___", "- - -", "*e* _e_ **s** __s__", "&#60;b&#62;", "&lt;b>",
        "\\", "a\\\n# b", "a  \n# b", "a\r# b", "a\r\n# b", "|a|b|\n|-|-|", "\u00a0    code",
        "\xe2\x80\xa8# x", "\x0c# x", "a\x0b\n# b", "\xff\xfe# x", "a\n ~~~", "a\n=", "=\n=", "!", "!\n[i](x)",
    };
    struct transcript *transcript;
    struct buffer out = {0};
    uint32_t point;
    size_t i, offset;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        transcript = recorded_hostile(texts[i]);
        if (!transcript)
            continue;
        buffer_clear(&out);
        transcript_write(&out, transcript_format_named("markdown"), transcript);
        /* Title, steps, facts, outcome, related errors. */
        expect_no_markup(buffer_text(&out), 5);
        suite_expect(texts[i], !text_find_hidden(buffer_text(&out), out.length, &offset, &point));
        buffer_clear(&out);
        transcript_write(&out, transcript_format_named("text"), transcript);
        suite_expect(texts[i], !text_find_hidden(buffer_text(&out), out.length, &offset, &point));
        transcript_free(transcript);
    }
    buffer_free(&out);
}

static void test_text_width(void)
{
    struct buffer out = {0};
    const char *line;
    size_t i, length;

    for (i = 0; recorded_sessions[i].name; i++) {
        buffer_clear(&out);
        recorded_write(&out, &recorded_sessions[i], "text");
        for (line = buffer_text(&out); *line; line += length + (line[length] == '\n')) {
            length = strcspn(line, "\n");
            suite_expect(line, text_width(line, length) <= 72);
            suite_expect("no blank at the end", !length || line[length - 1] != ' ');
        }
    }
    buffer_free(&out);
}

static void test_formats(void)
{
    static const struct {
        const char *path, *format;
    } rows[] = {
        {"a.md", "markdown"}, {"a.markdown", "markdown"}, {"/x.y/a.TXT", "text"},
        {"a.text", "text"},   {".md", "markdown"},        {"a.pdf", NULL},
        {"a", NULL},          {"/x.md/a", NULL},          {"a.m", NULL},
        {"", NULL},           {"a.", NULL},
    };
    const struct transcript_format *format;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        format = transcript_format_of_file(rows[i].path);
        suite_expect_string(rows[i].path, format ? format->name : NULL, rows[i].format);
    }
    suite_expect("none", !transcript_format_named("pdf") && !transcript_format_named(""));
}

static void test_empty(void)
{
    struct session *session = session_new();
    struct transcript *transcript = NULL;

    suite_expect_long("empty", transcript_new(session, &transcript), STATUS_NO);
    suite_expect("untouched", !transcript);
    transcript_free(transcript);
    session_free(session);
}

const char suite_name[] = "export";
const struct suite_test suite_tests[] = {
    {"golden files", test_golden},
    {"model", test_model},
    {"details", test_details},
    {"sensitive", test_sensitive},
    {"hostile", test_hostile},
    {"text width", test_text_width},
    {"formats", test_formats},
    {"empty", test_empty},
    {NULL, NULL},
};
