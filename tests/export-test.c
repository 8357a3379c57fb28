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
#include "errwalk/memory.h"
#include "errwalk/session.h"
#include "errwalk/text.h"
#include "errwalk/transcript.h"
#include "suite.h"

enum { MOST_EVENTS = 16, FIRST_TIME = 1795341600, STEP_TIME = 65 };

#define HASH_A "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HASH_B "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define HOSTILE \
    "# H <b>x</b> [l](http://x) `c` *e* \x1b[2J\xe2\x80\xae\n\n    code\n~~~\n> q\n- i\n1. n\n===\n" \
    "<script>\n![i](u) <http://a> &#27; &lt; {{secret}} \\"

#define STARTED(flow_id, step_id) \
    {.kind = EVENT_STARTED, .session = "0abcdefg", .error = "ERROR_LOGON_SESSION_COLLISION", \
     .code = 1366, .to_flow = flow_id, .to = step_id, \
     .title = "The logon session ID is already in use", .path = "/flows/a.yaml", .sha256 = HASH_A}
#define AT(flow_id, step_id, kind_of_step) .flow = flow_id, .step = step_id, .step_kind = kind_of_step
#define ASKED \
    AT("windows/a", "exact", STEP_ASK), .question = "What exactly does the machine show?"
#define CHOSE(answer_id, words, next) \
    {.kind = EVENT_ANSWERED, ASKED, .answer = answer_id, .say = words, .to = next}
#define INPUT \
    AT("windows/a", "logon-id", STEP_INPUT), .question = "Which logon ID does the event name?"
#define TYPED(value, next) \
    {.kind = EVENT_TYPED, INPUT, .fact = "luid", .answer = value, .to = next}
#define FIX \
    AT("windows/a", "new-id", STEP_FIX), \
        .question = "Allocate a new logon ID in place of {{luid}} for {{error}} ({{code}})", \
        .related = "ERROR_INVALID_PARAMETER (87)\twindows/invalid-parameter\nwindows/any-error\t"
#define TRIED(result, next) {.kind = EVENT_TRIED, FIX, .answer = result, .to = next}
#define ENDED(outcome, ...) {.kind = EVENT_ENDED, __VA_ARGS__, .answer = outcome}
#define NOTED(text, ...) {.kind = EVENT_NOTED, __VA_ARGS__, .answer = text}
#define UNDONE(event_number) {.kind = EVENT_UNDONE, .target = event_number}
#define REFER \
    AT("windows/a", "other", STEP_REFER), .question = "ERROR_NO_SUCH_LOGON_SESSION (1312)"
#define ESCALATE AT("windows/a", "team", STEP_ESCALATE), .question = "Call the security team now"
#define SECOND AT("windows/b", "first", STEP_ASK), .question = "Is {{luid}} still listed?"

static const struct scenario {
    const char *name;
    struct event events[MOST_EVENTS];
    enum outcome outcome;
    long steps;
} scenarios[] = {
    {"resolved",
     {STARTED("windows/a", "exact"), CHOSE("this", "1366, 0x556, or \"already in use\"", "logon-id"),
      TYPED("0x3e7", "new-id"), TRIED("worked", ""), ENDED("resolved", FIX)},
     OUTCOME_RESOLVED, 3},
    {"unresolved",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "new-id"), TRIED("failed", ""),
      ENDED("unresolved", FIX)},
     OUTCOME_UNRESOLVED, 2},
    {"referred",
     {STARTED("windows/a", "exact"), CHOSE("other", "Another number", "other"),
      {.kind = EVENT_REFERRED, REFER, .answer = "ERROR_NO_SUCH_LOGON_SESSION",
       .error = "ERROR_NO_SUCH_LOGON_SESSION", .code = 1312,
       .say = "The session is *gone*, which is the\nopposite of a collision."},
      ENDED("referred", REFER)},
     OUTCOME_REFERRED, 2},
    {"escalated",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "team"),
      ENDED("escalated", ESCALATE,
            .say = "Signs of an attack:\n\n- many sign-ins\n- from `{{luid}}`\n")},
     OUTCOME_ESCALATED, 2},
    {"abandoned",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "logon-id"),
      ENDED("abandoned", INPUT)},
     OUTCOME_ABANDONED, 2},
    {"unfinished",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "new-id"), TRIED("worse", "team")},
     OUTCOME_UNFINISHED, 2},
    {"started", {STARTED("windows/a", "exact")}, OUTCOME_UNFINISHED, 0},
    {"notes",
     {STARTED("windows/a", "exact"), NOTED("The screen is photographed.", ASKED),
      NOTED("Two lines,\nas they were written.\n\nAnd one more.", ASKED),
      CHOSE("this", "This one", "new-id"), NOTED("Rebooted first.", FIX), TRIED("skipped", "team"),
      NOTED("Nobody answers the phone.", ESCALATE), UNDONE(6), TRIED("worked", ""),
      ENDED("resolved", FIX), NOTED("Still fine the next day.", FIX)},
     OUTCOME_RESOLVED, 4},
    {"undone",
     {STARTED("windows/a", "exact"), CHOSE("other", "Another number", "logon-id"),
      TYPED("0x1", "new-id"), TRIED("failed", "team"), UNDONE(3), UNDONE(2),
      CHOSE("this", "This one", "logon-id"), TYPED("0x2", "new-id"), TRIED("worked", ""),
      ENDED("resolved", FIX)},
     OUTCOME_RESOLVED, 6},
    {"across-flows",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "logon-id"), TYPED("0x3e7", "new-id"),
      {.kind = EVENT_REFERRED, FIX, .answer = "error 1312",
       .error = "ERROR_NO_SUCH_LOGON_SESSION", .code = 1312, .to_flow = "windows/b", .to = "first",
       .title = "There is no such logon session", .path = "/flows/b.yaml", .sha256 = HASH_B},
      {.kind = EVENT_ANSWERED, SECOND, .answer = "no", .say = "No, {{error}} ({{code}}) came",
       .to = "end"},
      ENDED("abandoned", AT("windows/b", "end", STEP_FIX), .question = "Log off and on again")},
     OUTCOME_ABANDONED, 5},
    {"sensitive",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "logon-id"),
      {.kind = EVENT_TYPED, INPUT, .fact = "luid", .answer = "hunter2", .sensitive = true,
       .to = "team"},
      ENDED("escalated", AT("windows/a", "team", STEP_ESCALATE),
            .question = "Tell them {{luid}}", .say = "It is `{{luid}}` and {{luid}}.")},
     OUTCOME_ESCALATED, 3},
    {"hostile",
     {{.kind = EVENT_STARTED, .session = "0abcdefg", .error = HOSTILE, .code = 1366,
       .to_flow = "windows/a", .to = "exact", .title = HOSTILE, .path = HOSTILE, .sha256 = HOSTILE},
      NOTED(HOSTILE, ASKED),
      {.kind = EVENT_ANSWERED, AT("windows/a", "exact", STEP_ASK), .question = HOSTILE,
       .answer = HOSTILE, .say = HOSTILE, .to = "logon-id"},
      TYPED(HOSTILE, "new-id"),
      {.kind = EVENT_TRIED, AT("windows/a", "new-id", STEP_FIX), .question = HOSTILE " {{luid}}",
       .answer = "failed", .to = "team", .related = HOSTILE "\t" HOSTILE "\nlower\t~~~"},
      ENDED("escalated", AT("windows/a", "team", STEP_ESCALATE), .question = "~~~ {{luid}}",
            .say = "{{luid}}\n\n<b>\n\n```\n{{luid}}\n```\n")},
     OUTCOME_ESCALATED, 4},
};

enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

/* Texts left out are "", codes left out -1; an undoing needs no place. */
static struct session *make_session(const struct scenario *scenario)
{
    struct session *session = session_new();
    struct event event;
    size_t i;

    for (i = 0; i < MOST_EVENTS; i++) {
        event = scenario->events[i];
        if (i > 0 && event.kind == EVENT_STARTED)
            break;
        event.at = FIRST_TIME + (int64_t)i * STEP_TIME;
        if (!event.code)
            event.code = -1;
#define FILL(text) \
    if (!event.text) \
        event.text = "";
        EVENT_TEXTS(FILL)
#undef FILL
        if (session_apply(session, &event) != STATUS_OK) {
            printf("    event %zu of %s does not fit\n", i + 1, scenario->name);
            suite_expect(scenario->name, false);
        }
    }
    return session;
}

static struct transcript *make_transcript(const struct scenario *scenario)
{
    struct session *session = make_session(scenario);
    struct transcript *transcript = NULL;

    suite_expect(scenario->name, transcript_new(session, &transcript) == STATUS_OK);
    session_free(session);
    return transcript;
}

static const struct scenario *scenario_named(const char *name)
{
    const struct scenario *scenario = scenarios;

    while (strcmp(scenario->name, name) != 0)
        scenario++;
    return scenario;
}

static void write_format(struct buffer *out, const struct scenario *scenario, const char *format)
{
    struct transcript *transcript = make_transcript(scenario);

    if (transcript)
        suite_expect(scenario->name, transcript_format_named(format)->write(out, transcript) ==
                                         STATUS_OK);
    transcript_free(transcript);
}

static void test_golden(void)
{
    static const struct {
        const char *format, *extension;
    } formats[] = {{"markdown", "md"}, {"text", "txt"}};
    struct buffer out = {0};
    char path[128];
    size_t i, j;

    for (i = 0; i < SCENARIOS; i++) {
        for (j = 0; j < 2; j++) {
            buffer_clear(&out);
            write_format(&out, &scenarios[i], formats[j].format);
            snprintf(path, sizeof path, "tests/transcripts/%s.%s", scenarios[i].name,
                     formats[j].extension);
            suite_expect_golden(path, buffer_text(&out), out.length);
        }
    }
    buffer_free(&out);
}

static void test_model(void)
{
    struct transcript *transcript;
    size_t i, j, last;

    for (i = 0; i < SCENARIOS; i++) {
        transcript = make_transcript(&scenarios[i]);
        if (!transcript)
            continue;
        for (last = 1; last < MOST_EVENTS && scenarios[i].events[last].kind != EVENT_STARTED;)
            last++;
        suite_expect_long(scenarios[i].name, transcript->outcome, scenarios[i].outcome);
        suite_expect_long(scenarios[i].name, (long)transcript->step_count, scenarios[i].steps);
        suite_expect_long(scenarios[i].name, (long)transcript->started, FIRST_TIME);
        suite_expect_long(scenarios[i].name, (long)transcript->last,
                          FIRST_TIME + (long)(last - 1) * STEP_TIME);
        suite_expect(scenarios[i].name,
                     (transcript->ended < 0) == (scenarios[i].outcome == OUTCOME_UNFINISHED));
        suite_expect_string(scenarios[i].name, transcript->session, "0abcdefg");
        for (j = 1; j < transcript->step_count; j++)
            suite_expect(scenarios[i].name, transcript->steps[j].step[0] != '\0');
        transcript_free(transcript);
    }
}

/* Where notes are, what is taken back, and which facts were known when. */
static void test_details(void)
{
    struct transcript *notes = make_transcript(scenario_named("notes"));
    struct transcript *undone = make_transcript(scenario_named("undone"));
    struct transcript *across = make_transcript(scenario_named("across-flows"));

    suite_expect_long("two notes", (long)notes->steps[0].note_count, 2);
    suite_expect_string("first", notes->steps[0].notes[0], "The screen is photographed.");
    suite_expect("the fix", notes->steps[1].note_count == 1 && notes->steps[1].undone);
    suite_expect("no decision", notes->steps[2].event == EVENT_NOTED && !notes->steps[2].undone &&
                                    notes->steps[2].kind == STEP_ESCALATE);
    suite_expect_string("after the end", notes->steps[3].notes[0], "Still fine the next day.");
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
    suite_expect_long("related", (long)across->related_count, 2);
    suite_expect_long("code", (long)across->related[0].code, 87);
    suite_expect_string("flow", across->related[1].flow, "windows/any-error");
    suite_expect_string("no name", across->related[1].name, "");
    transcript_free(notes);
    transcript_free(undone);
    transcript_free(across);
}

static void test_sensitive(void)
{
    const struct scenario *scenario = scenario_named("sensitive");
    struct transcript *transcript = make_transcript(scenario);
    const struct transcript_format *format;
    struct buffer out = {0};

    suite_expect_string("answer", transcript->steps[1].answer, "[redacted]");
    suite_expect_string("fact", transcript->facts[0].value, "[redacted]");
    suite_expect_string("in a text", transcript->steps[2].question, "Tell them [redacted]");
    for (format = transcript_formats; format->name; format++)
        suite_expect(format->name, format->write(&out, transcript) == STATUS_OK);
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

/* A session with one text in every place where a text may come from outside. */
static struct transcript *make_hostile(const char *text)
{
    struct scenario scenario = *scenario_named("hostile");
    size_t i;

    scenario.events[0].error = scenario.events[0].title = scenario.events[0].sha256 = text;
    for (i = 1; i < 5; i++) {
        scenario.events[i].question = text;
        if (scenario.events[i].kind != EVENT_TRIED)
            scenario.events[i].answer = text;
        if (scenario.events[i].kind == EVENT_ANSWERED)
            scenario.events[i].say = text;
    }
    scenario.events[4].related = "X\tflow";
    scenario.events[5].question = text;
    scenario.events[5].say = "{{luid}} and `{{luid}}`";
    return make_transcript(&scenario);
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
        transcript = make_hostile(texts[i]);
        if (!transcript)
            continue;
        buffer_clear(&out);
        suite_expect(texts[i], transcript_format_named("markdown")->write(&out, transcript) ==
                                   STATUS_OK);
        /* Title, steps, facts, outcome, related errors. */
        expect_no_markup(buffer_text(&out), 5);
        suite_expect(texts[i], !text_find_hidden(buffer_text(&out), out.length, &offset, &point));
        buffer_clear(&out);
        suite_expect(texts[i], transcript_format_named("text")->write(&out, transcript) ==
                                   STATUS_OK);
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

    for (i = 0; i < SCENARIOS; i++) {
        buffer_clear(&out);
        write_format(&out, &scenarios[i], "text");
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

static void test_without_memory(void)
{
    struct session *session = make_session(scenario_named("hostile"));
    const struct transcript_format *format;
    struct transcript *transcript = NULL;
    enum status status = STATUS_NO_MEMORY;
    struct buffer out = {0};
    long most;

    for (most = 0; status != STATUS_OK && most < 5000; most++) {
        memory_fail_after(most);
        status = transcript_new(session, &transcript);
        memory_fail_after(-1);
        suite_expect("model", status == STATUS_OK ? transcript != NULL
                                                  : status == STATUS_NO_MEMORY && !transcript);
    }
    suite_expect("some failed", most > 10 && transcript);
    for (format = transcript_formats; transcript && format->name; format++) {
        status = STATUS_NO_MEMORY;
        for (most = 0; status != STATUS_OK && most < 5000; most++) {
            buffer_free(&out);
            memory_fail_after(most);
            status = format->write(&out, transcript);
            memory_fail_after(-1);
            suite_expect(format->name, status == STATUS_OK || status == STATUS_NO_MEMORY);
        }
        suite_expect(format->name, most > 10 && status == STATUS_OK);
    }
    buffer_free(&out);
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
    {"without memory", test_without_memory},
    {NULL, NULL},
};
