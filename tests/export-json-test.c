/* SPDX-License-Identifier: MIT */
/*
 * Transcripts as JSON: their shape, their texts, and that the schema names what the tables of the
 * program name. That they are valid is for tests/check-schema, which reads the golden files of this
 * suite.
 */
#include <config.h>

#include <jansson.h>
#include <string.h>

#include "errwalk/file.h"
#include "errwalk/formats.h"
#include "errwalk/redact.h"
#include "recorded.h"
#include "suite.h"

static json_t *parse(const char *text, size_t length)
{
    json_error_t error = {.text = ""};
    json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);

    suite_expect_string("reads again", value ? "" : error.text, "");
    return value;
}

static json_t *parse_recorded(const char *name)
{
    struct buffer out = {0};
    json_t *value;

    recorded_write(&out, recorded_named(name), "json");
    value = parse(buffer_text(&out), out.length);
    buffer_free(&out);
    return value;
}

static void test_golden(void)
{
    recorded_expect_golden("json", "json");
}

/* Nothing but ASCII, and no control character but newlines. */
static void expect_plain(const char *what, const struct buffer *out)
{
    size_t i, odd = 0;

    for (i = 0; i < out->length; i++)
        odd += (out->bytes[i] < ' ' && out->bytes[i] != '\n') || out->bytes[i] > '~';
    suite_expect_long(what, (long)odd, 0);
}

static void test_texts(void)
{
    static const struct {
        const char *given, *text;
    } rows[] = {
        {"plain", "plain"},
        {"\"quoted\" \\ back", "\"quoted\" \\ back"},
        {"Gr\xc3\xbc\xc3\x9f"
         "e",
         "Gr\xc3\xbc\xc3\x9f"
         "e"},
        {"\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80"},
        {"a\x1b[2J", "a<U+001B>[2J"},
        {"a\xe2\x80\xae"
         "b",
         "a<U+202E>b"},
        {"a\xff"
         "b",
         "a\xef\xbf\xbd"
         "b"},
        {"two\nlines", "two\nlines"},
        {"a\tb", "a b"},
        {"</script>", "</script>"},
        {"{{secret}}", "{{secret}}"},
    };
    struct transcript *transcript;
    struct buffer out = {0};
    json_t *value;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        transcript = recorded_hostile(rows[i].given);
        buffer_clear(&out);
        transcript_write(&out, transcript_format_named("json"), transcript);
        transcript_free(transcript);
        expect_plain(rows[i].given, &out);
        value = parse(buffer_text(&out), out.length);
        suite_expect_string(
            rows[i].given,
            json_string_value(json_object_get(json_object_get(value, "facts"), "luid")),
            rows[i].text);
        json_decref(value);
    }
    buffer_free(&out);
}

/* Members are in the order of the design; what is absent is null. */
static void test_shape(void)
{
    static const char *const members[] = {"transcript", "redacted", "session", "training",
                                          "problem",    "flows",    "started", "ended",
                                          "outcome",    "causes",   "facts",   "steps",
                                          "related"};
    json_t *value = parse_recorded("started"), *unfinished = parse_recorded("unfinished"),
           *sensitive = parse_recorded("sensitive");
    const char *key;
    json_t *member;
    size_t i = 0;

    json_object_foreach(value, key, member)
    {
        suite_expect_string("member", key, i < sizeof members / sizeof *members ? members[i] : NULL);
        i++;
    }
    suite_expect_long("members", (long)i, sizeof members / sizeof *members);
    suite_expect("no steps", json_array_size(json_object_get(value, "steps")) == 0);
    suite_expect("no facts", json_is_object(json_object_get(value, "facts")));
    suite_expect("not ended", json_is_null(json_object_get(unfinished, "ended")));
    suite_expect("not redacted", json_is_null(json_object_get(unfinished, "redacted")));
    suite_expect_string(
        "sensitive",
        json_string_value(json_object_get(json_object_get(sensitive, "facts"), "luid")),
        "[redacted]");
    json_decref(value);
    json_decref(unfinished);
    json_decref(sensitive);
}

/* Whether an array of strings is a table of names. */
static void expect_names(const char *what, const json_t *array, const char *const *names,
                         size_t count)
{
    size_t i;

    suite_expect_long(what, (long)json_array_size(array), (long)count);
    for (i = 0; i < count; i++)
        suite_expect_string(what, json_string_value(json_array_get(array, i)), names[i]);
}

static void test_schema(void)
{
    struct buffer file = {0};
    json_t *schema = parse(transcript_schema, strlen(transcript_schema));
    json_t *kind, *outcome, *masked;

    suite_expect("file", file_read(suite_source("doc/transcript.schema.json"), 1 << 20, &file) ==
                             STATUS_OK);
    suite_expect_string("as in the file", transcript_schema, buffer_text(&file));
    suite_expect("parts",
                 json_unpack(schema,
                             "{s:{s:{s:o}, s:{s:{s:{s:{s:o}}}}, s:{s:[{}, {s:{s:{s:o}}}]}}}",
                             "properties", "outcome", "enum", &outcome, "steps", "items",
                             "properties", "kind", "enum", &kind, "redacted", "oneOf", "properties",
                             "masked", "required", &masked) == 0);
    expect_names("outcomes", outcome, outcome_names, OUTCOME_COUNT);
    expect_names("kinds", kind, step_kind_names, STEP_KIND_COUNT);
    expect_names("masked", masked, redact_kind_names, REDACT_KIND_COUNT);
    json_decref(schema);
    buffer_free(&file);
}

const char suite_name[] = "export-json";
const struct suite_test suite_tests[] = {
    {"golden files", test_golden},       {"texts", test_texts}, {"shape", test_shape},
    {"the schema's names", test_schema}, {NULL, NULL},
};
