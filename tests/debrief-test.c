/* SPDX-License-Identifier: MIT */
/*
 * Debriefs: golden files in each format, when there is none, and hostile texts in all of them.
 */
#include <config.h>

#include "errwalk/debrief.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/formats.h"
#include "errwalk/memory.h"
#include "suite.h"
#include "training.h"

const char suite_name[] = "debrief";

static const char scenario[] = "training/nightly-import";

static void expect_golden(const char *name, const struct session *session)
{
    static const char *const extensions[] = {"md", "txt", "json", "html", "eml"};
    struct debrief *debrief = NULL;
    struct buffer out = {0};
    char path[128];
    size_t i;

    if (!suite_expect(name, debrief_new(session, &debrief) == STATUS_OK))
        return;
    for (i = 0; transcript_formats[i].name; i++) {
        buffer_clear(&out);
        debrief_write(&out, &transcript_formats[i], debrief);
        snprintf(path, sizeof path, "tests/debriefs/%s.%s", name, extensions[i]);
        suite_expect_golden(path, buffer_text(&out), out.length);
    }
    buffer_free(&out);
    debrief_free(debrief);
}

static void test_golden(void)
{
    static const struct {
        const char *name;
        enum training_mode mode;
        const char *commands;
    } rows[] = {
        {"perfect", TRAINING_PRACTISE,
         "l this l admin l none l given-id l 0x4a1f2 l kept ?reused-id:100:id-source l worked"},
        {"harm", TRAINING_PRACTISE,
         "h l this user l none l no ?started-twice:60:exact-error l failed < < < < l admin l none l "
         "given-id l unsure ?wrong-id:90:operation worked"},
        {"nothing", TRAINING_LEARN, "l !"},
    };
    struct trained trained;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (trained_open(&trained, NULL, scenario) && trained_start(&trained, rows[i].mode, 0) &&
            trained_act_all(&trained, rows[i].commands))
            expect_golden(rows[i].name, walk_session(trained.walk));
        trained_close(&trained);
    }
}

/* A question reads in a debrief as it was read, error and code put in; so does the good path's. */
static void test_error(void)
{
    static const char asked[] = "Does the screen show ERROR_DISK_FULL (112)?";
    struct debrief *debrief = NULL;
    struct trained trained;
    size_t i;

    if (trained_open(&trained, NULL, "training/drawing-office") &&
        trained_start(&trained, TRAINING_PRACTISE, 0) &&
        trained_act_all(&trained, "l nothing l same !") &&
        suite_expect("ended",
                     debrief_new(walk_session(trained.walk), &debrief) == STATUS_OK)) {
        for (i = 0; i < debrief->step_count; i++) {
            if (strcmp(debrief->steps[i].step, "shown") == 0)
                suite_expect_string("asked", debrief->steps[i].question, asked);
        }
        suite_expect_string("seen", debrief->evidence[0].question, asked);
        suite_expect_string("on the good path", debrief->good[0].question, asked);
    }
    debrief_free(debrief);
    trained_close(&trained);
}

/* Where a weigh step chose, the good path is its strategy; what was taken instead is reported with what it
 * cost more. */
static void test_dearer(void)
{
    static const struct {
        const char *commands, *item, *after, *view;
    } rows[] = {
        {"l today l past ?expired:90:expires worked", NULL, "", ""},
        {"l today", "one-place", "l no ?expired:90:one-place worked", "would cost 1.8 min less"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct debrief *debrief = NULL;
        struct trained trained;
        struct event event;

        if (trained_open(&trained, suite_source("tests/flows/weigh"), "friday") &&
            trained_start(&trained, TRAINING_PRACTISE, 0) &&
            trained_act_all(&trained, rows[i].commands) &&
            (!rows[i].item || (walk_choose(trained.walk, CHOICE_ITEM, rows[i].item, NULL, &event) == STATUS_OK &&
                               trained_commit(&trained, &event) == STATUS_OK)) &&
            trained_act_all(&trained, rows[i].after) &&
            suite_expect(rows[i].commands,
                         debrief_new(walk_session(trained.walk), &debrief) == STATUS_OK)) {
            suite_expect(rows[i].commands, strstr(debrief->view, rows[i].view) != NULL);
            suite_expect_long(rows[i].commands, strstr(debrief->view, "instead") != NULL, rows[i].item != NULL);
            suite_expect_long(rows[i].commands, (long)debrief->good_count, 3);
            suite_expect_string(rows[i].commands, debrief->good[1].question, "When does the password expire?");
        }
        debrief_free(debrief);
        trained_close(&trained);
    }
}

static void test_withheld(void)
{
    struct debrief *debrief = NULL;
    struct trained trained;
    struct event event;

    if (trained_open(&trained, NULL, scenario) && trained_start(&trained, TRAINING_EXAM, 0)) {
        const struct session *session = walk_session(trained.walk);

        trained_act_all(&trained, "l this");
        suite_expect_long("unfinished", debrief_new(session, &debrief), STATUS_NO);
        trained_act_all(&trained, "!");
        suite_expect_long("locked", debrief_new(session, &debrief), STATUS_NO);
        training_release(session, "open sesame", &event);
        walk_commit(trained.walk, &event);
        suite_expect_long("released", debrief_new(session, &debrief), STATUS_OK);
        debrief_free(debrief);
    }
    trained_close(&trained);
}

/* A session from nowhere: every text of its truth is replaced. */
static char *forge(const char *solution)
{
    static const char hostile[] =
        "[y](javascript:alert(6)) ![j](http://example.com/j) "
        "\\u001b]0;x\\u0007\\u202e<script>alert(1)</script>\\n# H\\n~~~\\n```\\n"
        "[x](javascript:alert(2)) <img src=x onerror=alert(3)> {{luid}} ![i](http://example.com/i)";
    static const char *const keys[] = {"\"title\":\"", "\"question\":\"", "\"say\":\"",
                                       "\"because\":\"", "\"visit\":\"", "\"avoid\":\"", "\"why\":\"",
                                       "\"where\":\"", "\"text\":\"", "\"lesson\":\"",
                                       "\"opening\":\"", "\"level\":\""};
    struct buffer forged = {0};
    const char *at = solution;
    char *copy;
    size_t i;

    while (*at) {
        for (i = 0; i < sizeof keys / sizeof *keys; i++) {
            if (strncmp(at, keys[i], strlen(keys[i])) == 0) {
                buffer_string(&forged, keys[i]);
                buffer_string(&forged, hostile);
                at += strlen(keys[i]);
            }
        }
        buffer_char(&forged, *at++);
    }
    copy = memory_copy(buffer_text(&forged), forged.length);
    buffer_free(&forged);
    return copy;
}

static void expect_harmless(const char *format, const struct buffer *out)
{
    static const char *const never[] = {"\x1b", "\x07", "\xe2\x80\xae", NULL};
    static const char *const never_markdown[] = {"[y](javascript", "![j]", NULL};
    static const char *const never_html[] = {"<script", "<img", "href=\"javascript", NULL};
    size_t i;

    for (i = 0; never[i]; i++)
        suite_expect(format, !strstr(buffer_text(out), never[i]));
    for (i = 0; strcmp(format, "markdown") == 0 && never_markdown[i]; i++)
        suite_expect(never_markdown[i], !strstr(buffer_text(out), never_markdown[i]));
    for (i = 0; strcmp(format, "html") == 0 && never_html[i]; i++)
        suite_expect(never_html[i], !strstr(buffer_text(out), never_html[i]));
}

static void expect_forged(const struct session *session)
{
    struct session *copy = session_new();
    struct debrief *debrief = NULL;
    struct buffer out = {0};
    char *forged = NULL;
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        struct event event = *session_event(session, i);

        if (event.kind == EVENT_STARTED) {
            forged = forge(event.solution);
            event.solution = forged;
            event.trainee = "\x1b]0;x\x07<script>alert(4)</script>";
        }
        if (event.kind == EVENT_LOOKED || event.kind == EVENT_DIAGNOSED)
            event.say = "\x1b[2J<script>alert(5)</script>\n\n# H\n\n~~~\nx";
        suite_expect("copied", session_apply(copy, &event) == STATUS_OK);
    }
    memory_free(forged);
    if (suite_expect("forged", debrief_new(copy, &debrief) == STATUS_OK)) {
        for (i = 0; transcript_formats[i].name; i++) {
            buffer_clear(&out);
            debrief_write(&out, &transcript_formats[i], debrief);
            expect_harmless(transcript_formats[i].name, &out);
        }
    }
    buffer_free(&out);
    debrief_free(debrief);
    session_free(copy);
}

static void test_hostile(void)
{
    struct trained trained;

    if (trained_open(&trained, NULL, scenario) && trained_start(&trained, TRAINING_PRACTISE, 0) &&
        trained_act_all(&trained, "l this l user none l no ?reused-id:60:exact-error l failed !"))
        expect_forged(walk_session(trained.walk));
    trained_close(&trained);
}

const struct suite_test suite_tests[] = {
    {"as golden files", test_golden},
    {"questions as they were read", test_error},
    {"a step that is dearer than the one chosen", test_dearer},
    {"withheld until released", test_withheld},
    {"hostile texts are harmless", test_hostile},
    {NULL, NULL},
};
