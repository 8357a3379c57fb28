/* SPDX-License-Identifier: MIT */
/*
 * Exports: a document with its hash, redacted or not, into a buffer or a file.
 */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/export.h"
#include "errwalk/file.h"
#include "errwalk/formats.h"
#include "errwalk/memory.h"
#include "recorded.h"
#include "suite.h"

/* A case with names in it; what is sensitive is hidden, redacted or not. */
static const struct recorded named = {
    "redacted",
    {{.kind = EVENT_STARTED,
      .session = "0abcdefg",
      .error = "ERROR_LOGON_FAILURE",
      .code = {CODE_WIN32, 1326, true},
      .to_flow = "windows/logon-failure",
      .to = "account",
      .title = "The sign-in failed",
      .sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
     {.kind = EVENT_NOTED,
      .flow = "windows/logon-failure",
      .step = "account",
      .step_kind = STEP_INPUT,
      .question = "Which account is it?",
      .answer = "User John Smith on host PC07 (10.1.2.3),\nmail to j.smith@fabrikam.com."},
     {.kind = EVENT_TYPED,
      .flow = "windows/logon-failure",
      .step = "account",
      .step_kind = STEP_INPUT,
      .question = "Which account is it?",
      .fact = "account",
      .answer = "FABRIKAM\\j.smith",
      .to = "code"},
     {.kind = EVENT_TYPED,
      .flow = "windows/logon-failure",
      .step = "code",
      .step_kind = STEP_INPUT,
      .question = "Which code?",
      .fact = "code",
      .answer = "hunter2",
      .sensitive = true,
      .to = "unlock"},
     {.kind = EVENT_TRIED,
      .flow = "windows/logon-failure",
      .step = "unlock",
      .step_kind = STEP_FIX,
      .question = "Unlock {{account}}",
      .answer = "worked"},
     {.kind = EVENT_NOTED,
      .flow = "windows/logon-failure",
      .step = "unlock",
      .step_kind = STEP_FIX,
      .question = "Unlock {{account}}",
      .answer = "Smith is back on pc07."}},
    OUTCOME_UNFINISHED,
    3};

static const char *const formats[][2] = {
    {"markdown", "md"}, {"text", "txt"}, {"json", "json"}, {"html", "html"}};

enum { FORMATS = sizeof formats / sizeof *formats };

static void test_golden(void)
{
    struct session *session = recorded_session(&named);
    struct export_result result;
    struct buffer out = {0};
    char path[64], sha256[65];
    size_t i;

    for (i = 0; i < FORMATS; i++) {
        const struct export_options options = {.format = transcript_format_named(formats[i][0]),
                                               .redact = true};

        if (!suite_expect(formats[i][0],
                          export_document(session, &options, &out, &result) == STATUS_OK))
            continue;
        snprintf(path, sizeof path, "tests/transcripts/redacted.%s", formats[i][1]);
        suite_expect_golden(path, buffer_text(&out), out.length);
        export_hash(buffer_text(&out), out.length, sha256);
        suite_expect_string("hash", result.sha256, sha256);
        suite_expect_long("masked", (long)result.masked.count, 7);
        export_result_free(&result);
    }
    buffer_free(&out);
    session_free(session);
}

static void test_readable(void)
{
    static const char *const names[] = {"John",    "Smith",    "PC07",     "pc07",   "10.1.2.3",
                                        "j.smith", "fabrikam", "FABRIKAM", "hunter2"};
    struct session *session = recorded_session(&named);
    struct export_options options = {.redact = true};
    struct export_result result;
    struct buffer out = {0};
    size_t i, j;

    for (i = 0; i < FORMATS; i++) {
        options.format = transcript_format_named(formats[i][0]);
        suite_expect_long("redacted", export_document(session, &options, &out, &result), STATUS_OK);
        for (j = 0; j < sizeof names / sizeof *names; j++)
            suite_expect(names[j], !strstr(buffer_text(&out), names[j]));
        suite_expect(formats[i][0], strstr(buffer_text(&out), "a person should read") ||
                                        strstr(buffer_text(&out), "guesswork"));
        export_result_free(&result);
    }
    options.redact = false;
    options.format = transcript_format_named("text");
    suite_expect_long("not redacted", export_document(session, &options, &out, &result), STATUS_OK);
    suite_expect("names", strstr(buffer_text(&out), "John Smith") &&
                              !strstr(buffer_text(&out), "hunter2") &&
                              !strstr(buffer_text(&out), "Redacted:"));
    suite_expect_long("none masked", (long)result.masked.count, 0);
    export_result_free(&result);
    buffer_free(&out);
    session_free(session);
}

static void test_hash(void)
{
    char sha256[65];

    export_hash("", 0, sha256);
    suite_expect_string("nothing", sha256,
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    export_hash("abc", 3, sha256);
    suite_expect_string("abc", sha256,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void test_file(void)
{
    struct session *session = recorded_session(&named);
    const struct export_options options = {.format = transcript_format_named("text")};
    struct export_result result = {.sha256 = "untouched"};
    const char *path = suite_scratch("export.txt");
    struct buffer content = {0};
    char sha256[65];

    suite_expect_long("written", export_file(session, &options, path, false, &result), STATUS_OK);
    suite_expect_long("read", file_read(path, 1 << 20, &content), STATUS_OK);
    export_hash(buffer_text(&content), content.length, sha256);
    suite_expect_string("hash of the file", result.sha256, sha256);
    export_result_free(&result);
    result = (struct export_result){.sha256 = "untouched"};
    errno = 0;
    suite_expect_long("there already", export_file(session, &options, path, false, &result),
                      STATUS_NO);
    suite_expect_long("errno", errno, EEXIST);
    suite_expect_string("result", result.sha256, "untouched");
    suite_expect_long("replaced", export_file(session, &options, path, true, &result), STATUS_OK);
    export_result_free(&result);
    errno = 0;
    suite_expect_long("no directory",
                      export_file(session, &options, suite_scratch("none/x"), false, &result),
                      STATUS_IO);
    suite_expect_long("errno", errno, ENOENT);
    buffer_free(&content);
    session_free(session);
}

/* An export that is remembered leaves the next one as it was. */
static void test_again(void)
{
    struct session *session = recorded_session(&named);
    struct event event = event_make(EVENT_EXPORTED);
    struct export_options options = {.redact = true};
    struct export_result first, second;
    struct buffer out = {0};
    size_t i;

    event.at = RECORDED_START + 100000;
    event.flow = "windows/logon-failure";
    event.step = "unlock";
    event.answer = "text";
    for (i = 0; i < FORMATS; i++) {
        options.format = transcript_format_named(formats[i][0]);
        suite_expect("first", export_document(session, &options, &out, &first) == STATUS_OK);
        suite_expect_long("remembered", session_apply(session, &event), STATUS_OK);
        suite_expect("second", export_document(session, &options, &out, &second) == STATUS_OK);
        suite_expect_string(formats[i][0], second.sha256, first.sha256);
        export_result_free(&first);
        export_result_free(&second);
    }
    buffer_free(&out);
    session_free(session);
}

static void test_empty(void)
{
    struct session *session = session_new();
    const struct export_options options = {.format = transcript_format_named("json")};
    struct export_result result = {.sha256 = "untouched"};
    struct buffer out = {0};

    buffer_string(&out, "untouched");
    suite_expect_long("no events", export_document(session, &options, &out, &result), STATUS_NO);
    suite_expect_string("document", buffer_text(&out), "untouched");
    suite_expect_string("result", result.sha256, "untouched");
    buffer_free(&out);
    session_free(session);
}

const char suite_name[] = "export-document";
const struct suite_test suite_tests[] = {
    {"golden files, redacted", test_golden},
    {"what is readable", test_readable},
    {"hash", test_hash},
    {"file", test_file},
    {"again", test_again},
    {"no events", test_empty},
    {NULL, NULL},
};
