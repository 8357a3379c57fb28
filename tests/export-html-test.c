/* SPDX-License-Identifier: MIT */
/*
 * Transcripts as HTML: what the file holds. What a browser makes of it is for tests/check-html,
 * which reads the golden files of this suite.
 */
#include <config.h>

#include <ctype.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <string.h>

#include "errwalk/formats.h"
#include "errwalk/memory.h"
#include "recorded.h"
#include "suite.h"

/* Ends what it may stand in, then tries all that could load, run, restyle or lead away. */
#define ATTACK                                                                                  \
    "</title></style></p></li></ul></div></main><script>document.title='ran'</script>\n"        \
    "<img src=x onerror=\"document.title='ran'\"> <svg onload=\"document.title='ran'\">\n"      \
    "<iframe srcdoc=\"<script>parent.document.title='ran'</script>\"></iframe>\n"               \
    "<a href=\"javascript:document.title='ran'\">x</a> [x](javascript:alert) <http://a>\n"      \
    "<style>*{display:none}</style> <link rel=stylesheet href=http://a> <base href=http://a>\n" \
    "<meta http-equiv=refresh content=\"0;url=http://a\"> <form><input autofocus "              \
    "onfocus=\"document.title='ran'\"></form>\n"                                                \
    "<!-- c --> --> ]]> <![CDATA[ <? &#60;script&#62; &lt;b&gt; &amp; \" ' `\n"                 \
    "~~~\n```\n\x1b[2J\xe2\x80\xae\xff <U+0000>"

/* As many lines, none of which means anything. */
#define HARMLESS "A\nB\nC\nD\nE\nF\nG\nH\nI\nJ"

static struct transcript *make(const char *text)
{
    return recorded_hostile(text);
}

static void write_to(struct buffer *out, const struct transcript *transcript, const char *format)
{
    transcript_write(out, transcript_format_named(format), transcript);
}

static void test_golden(void)
{
    recorded_expect_golden("html", "html");
}

/* For tests/check-html: the two pages, and the texts that the first must show. */
static void test_golden_attack(void)
{
    static const struct {
        const char *text, *format, *path;
    } rows[] = {
        {ATTACK, "html", "tests/transcripts/attack.html"},
        {ATTACK, "json", "tests/transcripts/attack.json"},
        {HARMLESS, "html", "tests/transcripts/harmless.html"},
    };
    struct transcript *transcript;
    struct buffer out = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        transcript = make(rows[i].text);
        buffer_clear(&out);
        write_to(&out, transcript, rows[i].format);
        suite_expect_golden(rows[i].path, buffer_text(&out), out.length);
        transcript_free(transcript);
    }
    buffer_free(&out);
}

static size_t count(const char *text, const char *part)
{
    size_t found = 0;

    for (; (text = strstr(text, part)); text += strlen(part))
        found++;
    return found;
}

/* Every tag that is there is one of ours. */
static void expect_our_tags(const char *what, const char *html)
{
    static const char *const ours[] = {
        "<!DOCTYPE html>",
        "<html lang=\"en\">",
        "<head>",
        "<meta charset=\"utf-8\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src",
        "<meta name=\"",
        "<title>",
        "<style>",
        "<body>",
        "<main class=\"",
        "<h1>",
        "<h2>",
        "<ul>",
        "<ol>",
        "<li>",
        "<p>",
        "<strong>",
        "<br />",
        "<time>",
        "<div class=\"back\">",
        "<span class=\"label\">",
        "<code>",
        "<code class=\"language-",
        "</code>",
        "<blockquote>",
        "<h3>",
        "<em>",
        "<pre>",
        "<a href=\"http://",
        "</html>",
        "</head>",
        "</title>",
        "</style>",
        "</body>",
        "</main>",
        "</h1>",
        "</h2>",
        "</h3>",
        "</em>",
        "</pre>",
        "</a>",
        "</ul>",
        "</ol>",
        "</li>",
        "</p>",
        "</strong>",
        "</time>",
        "</div>",
        "</span>",
        "</blockquote>",
    };
    size_t i;

    for (; (html = strchr(html, '<')); html++) {
        for (i = 0; i < sizeof ours / sizeof *ours && strncmp(html, ours[i], strlen(ours[i])) != 0;)
            i++;
        if (i == sizeof ours / sizeof *ours)
            suite_expect_string(what, html, "a tag of ours");
    }
}

static void test_tags(void)
{
    static const char *const texts[] = {
        ATTACK,   HOSTILE,          "<b>", "&lt;b>", "<b\n>", "~~~",
        "~~~<b>", "\n\n~~~\n<b>\n", "-->", "]]>",    "<",
    };
    const struct recorded *recorded;
    struct transcript *transcript;
    struct buffer out = {0};
    size_t i;

    for (recorded = recorded_sessions; recorded->name; recorded++) {
        buffer_clear(&out);
        recorded_write(&out, recorded, "html");
        expect_our_tags(recorded->name, buffer_text(&out));
    }
    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        transcript = make(texts[i]);
        buffer_clear(&out);
        write_to(&out, transcript, "html");
        expect_our_tags(texts[i], buffer_text(&out));
        suite_expect("no script", !strstr(buffer_text(&out), "<script"));
        suite_expect("one title", count(buffer_text(&out), "<title>") == 1);
        transcript_free(transcript);
    }
    buffer_free(&out);
}

/* What only helps Markdown is not seen. */
static void test_tildes(void)
{
    struct transcript *transcript = make("~~~ x");
    struct buffer out = {0};

    write_to(&out, transcript, "html");
    suite_expect("tildes", strstr(buffer_text(&out), "~~~ x") != NULL);
    suite_expect("no backslash", !strchr(buffer_text(&out), '\\'));
    buffer_free(&out);
    transcript_free(transcript);
}

/* The policy lets in the style sheet that is there, and nothing else. */
static void test_policy(void)
{
    char hash[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "";
    const char *style, *end;
    struct buffer out = {0}, policy = {0};
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;

    recorded_write(&out, recorded_named("resolved"), "html");
    style = strstr(buffer_text(&out), "<style>");
    end = strstr(buffer_text(&out), "</style>");
    if (suite_expect("a style sheet", style && end)) {
        style += strlen("<style>");
        sha256_init(&context);
        sha256_update(&context, (size_t)(end - style), (const uint8_t *)style);
        sha256_digest(&context, sizeof digest, digest);
        base64_encode_raw(hash, sizeof digest, digest);
    }
    buffer_printf(&policy,
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">",
                  hash);
    suite_expect("policy", strstr(buffer_text(&out), buffer_text(&policy)) != NULL);
    suite_expect("before the style", strstr(buffer_text(&out), buffer_text(&policy)) < style);
    suite_expect("no styles elsewhere",
                 !strstr(buffer_text(&out), "style=") && count(buffer_text(&out), "<style") == 1);
    buffer_free(&out);
    buffer_free(&policy);
}

static void test_roles(void)
{
    struct buffer out = {0};

    recorded_write(&out, recorded_named("undone"), "html");
    suite_expect_long("times", (long)count(buffer_text(&out), "<time>2026-11-22T10:"), 6);
    suite_expect_long("taken back", (long)count(buffer_text(&out), "<div class=\"back\">"), 3);
    suite_expect("outcome", strstr(buffer_text(&out), "<main class=\"resolved\">") != NULL);
    suite_expect("title", strstr(buffer_text(&out),
                                 "<title>ERROR_LOGON_SESSION_COLLISION (1366): "
                                 "The logon session ID is already in use</title>") != NULL);
    buffer_free(&out);
}

const char suite_name[] = "export-html";
const struct suite_test suite_tests[] = {
    {"golden files", test_golden},
    {"golden files of an attack", test_golden_attack},
    {"no tags but ours", test_tags},
    {"tildes", test_tildes},
    {"policy", test_policy},
    {"roles", test_roles},
    {NULL, NULL},
};
