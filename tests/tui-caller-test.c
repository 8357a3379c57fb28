/* SPDX-License-Identifier: MIT */
/*
 * The screen of the caller in a role-play, as golden files and by its keys. The agent at the other
 * end is played by hand.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "readback.h"
#include "ringing.h"
#include "suite.h"
#include "tui/calling.h"
#include "tui/loop.h"
#include "wizard.h"

const char suite_name[] = "tui-caller";

struct calling {
    struct library *library;
    struct scenario *scenario;
    struct tui_caller caller;
    struct tui_options options;
    struct loop loop;
    int agent;
};

static void begin(struct calling *calling, int rows, int columns, bool ascii)
{
    const char *directory = suite_source("flows");
    struct diag_list faults = {0};

    *calling = (struct calling){.options = {.color = true, .ascii = ascii}, .agent = -1};
    library_new(&directory, 1, &calling->library);
    suite_expect_long("scenario",
                      scenario_load(suite_source("flows/training/nightly-import.yaml"), "a/b",
                                    &faults, &calling->scenario),
                      STATUS_OK);
    library_flow(calling->library, calling->scenario->trains, &faults, &calling->caller.flow);
    calling->caller.scenario = calling->scenario;
    diag_list_free(&faults);
    suite_expect_long("call", call_wait("a/b", ringing_sha256, &calling->options.call), STATUS_OK);
    readback_open(rows, columns);
    loop_begin(&calling->loop, NULL, &calling->options, rows, columns);
    calling->loop.context.caller = &calling->caller;
    loop_open(&calling->loop, caller_new(&calling->loop.context));
    loop_draw(&calling->loop, stdscr);
}

static void end(struct calling *calling)
{
    if (calling->agent >= 0)
        close(calling->agent);
    loop_end(&calling->loop);
    readback_close();
    call_free(calling->options.call);
    scenario_free(calling->scenario);
    library_free(calling->library);
}

/* Both run in this process: what was sent is there. */
static void work(struct calling *calling)
{
    calling_work(&calling->loop);
    calling_work(&calling->loop);
    loop_draw(&calling->loop, stdscr);
}

static void join(struct calling *calling)
{
    calling->agent = ringing_dial("a/b");
    suite_expect("hello", ringing_send(calling->agent, ringing_hello));
    work(calling);
}

static void report(struct calling *calling, const char *step, const char *answer, bool asks)
{
    char text[512];

    ringing_report(text, sizeof text, step, answer, asks);
    suite_expect(step, ringing_send(calling->agent, text));
    work(calling);
}

static void press(struct calling *calling, const char *keys)
{
    while (*keys) {
        loop_key(&calling->loop, wizard_key(&keys));
        loop_draw(&calling->loop, stdscr);
    }
}

static void append_all(struct buffer *out, int rows, int columns, bool ascii)
{
    struct calling calling;

    begin(&calling, rows, columns, ascii);
    readback_append(out, "waiting");
    join(&calling);
    report(&calling, "exact-error", "", true);
    readback_append(out, "the agent asks");
    press(&calling, "<PgDn>");
    readback_append(out, "read on");
    report(&calling, "fresh-id", "Kept from an earlier attempt", false);
    readback_append(out, "at a fix");
    press(&calling, "?");
    readback_append(out, "help");
    press(&calling, "<Esc>");
    close(calling.agent);
    calling.agent = -1;
    work(&calling);
    readback_append(out, "the agent has hung up");
    readback_check("caller");
    end(&calling);
}

static void test_golden(void)
{
    static const struct {
        int rows, columns;
        bool ascii;
    } sizes[] = {
        {24, 80, false}, {12, 40, false}, {60, 200, false},
        {24, 80, true},  {12, 40, true},  {60, 200, true},
    };
    size_t i;

    ringing_prepare("golden");
    for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct buffer out = {0};
        char path[64];

        append_all(&out, sizes[i].rows, sizes[i].columns, sizes[i].ascii);
        snprintf(path, sizeof path, "tests/screens/caller-%dx%d%s.txt", sizes[i].columns,
                 sizes[i].rows, sizes[i].ascii ? "-ascii" : "");
        suite_expect_golden(path, buffer_text(&out), out.length);
        buffer_free(&out);
    }
}

/* What keys say to the agent. */
static void test_keys(void)
{
    static const struct {
        const char *keys, *expect;
    } rows[] = {
        {"t", "{\"tell\":\"exact-error\"}"},
        {"<Enter>", "{\"tell\":\"exact-error\"}"},
        {"1", "{\"trouble\":\"boss\"}"},
        {"<Down><Down><Enter>", "{\"trouble\":\"second-server\"}"},
    };
    struct calling calling;
    char hello[CALL_MOST];
    size_t i;

    ringing_prepare("keys");
    begin(&calling, 24, 80, false);
    press(&calling, "1<Enter>");
    join(&calling);
    report(&calling, "exact-error", "", false);
    suite_expect("hello", read(calling.agent, hello, sizeof hello) > 0);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[CALL_MOST] = "";

        press(&calling, rows[i].keys);
        suite_expect(rows[i].keys, read(calling.agent, text, sizeof text - 1) > 0);
        suite_expect_string(rows[i].keys, text, rows[i].expect);
    }
    end(&calling);
}

/* What an agent sends shows as text, and an unknown step as none. */
static void test_hostile(void)
{
    struct calling calling;
    struct buffer out = {0};

    ringing_prepare("screens");
    begin(&calling, 24, 80, false);
    join(&calling);
    report(&calling, "exact-error", "\\u001b[2J\\u202egood\\u0007", false);
    readback_append(&out, "hostile");
    readback_check("hostile");
    suite_expect("shown", strstr(buffer_text(&out), "<U+001B>[2J<U+202E>good") != NULL);
    report(&calling, "no-such-step\\u001b", "x", true);
    buffer_clear(&out);
    readback_append(&out, "nowhere");
    suite_expect("waits", strstr(buffer_text(&out), "Waiting for the agent") != NULL);
    press(&calling, "t<Enter>?<Esc>");
    buffer_free(&out);
    end(&calling);
}

const struct suite_test suite_tests[] = {
    {"golden screens", test_golden},
    {"keys", test_keys},
    {"hostile", test_hostile},
    {NULL, NULL},
};
