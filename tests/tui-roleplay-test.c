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
#include "roleplay-peer.h"
#include "suite.h"
#include "tui/roleplay-link.h"
#include "tui/input.h"
#include "tui/training/training-screens.h"
#include "tui/loop.h"
#include "wizard.h"

const char suite_name[] = "tui-roleplay";

struct fixture {
    struct library *library;
    struct scenario *scenario;
    struct tui_caller caller;
    struct tui_options options;
    struct loop loop;
    int agent;
};

static void begin(struct fixture *fixture, int rows, int columns, bool ascii)
{
    const char *directory = suite_source("flows");
    struct diag_list faults = {0};

    *fixture = (struct fixture){.options = {.color = true, .ascii = ascii}, .agent = -1};
    library_new(&directory, 1, &fixture->library);
    suite_expect_long("scenario",
                      scenario_load(suite_source("flows/training/nightly-import.yaml"), "a/b",
                                    &faults, &fixture->scenario),
                      STATUS_OK);
    library_flow(fixture->library, fixture->scenario->trains, &faults, &fixture->caller.flow);
    fixture->caller.scenario = fixture->scenario;
    diag_list_free(&faults);
    suite_expect_long(
        "call", roleplay_wait("a/b", roleplay_peer_sha256, &fixture->options.roleplay), STATUS_OK);
    readback_open(rows, columns);
    loop_begin(&fixture->loop, NULL, &fixture->options, rows, columns);
    fixture->loop.context.caller = &fixture->caller;
    loop_open(&fixture->loop, caller_new(&fixture->loop.context));
    loop_draw(&fixture->loop, stdscr);
}

static void end(struct fixture *fixture)
{
    if (fixture->agent >= 0)
        close(fixture->agent);
    loop_end(&fixture->loop);
    readback_close();
    roleplay_free(fixture->options.roleplay);
    scenario_free(fixture->scenario);
    library_free(fixture->library);
}

/* Both run in this process: what was sent is there. */
static void work(struct fixture *fixture)
{
    roleplay_link_work(&fixture->loop);
    roleplay_link_work(&fixture->loop);
    loop_draw(&fixture->loop, stdscr);
}

static void join(struct fixture *fixture)
{
    fixture->agent = roleplay_peer_dial("a/b");
    suite_expect("hello", roleplay_peer_send(fixture->agent, roleplay_peer_hello));
    work(fixture);
}

static void report(struct fixture *fixture, const char *step, const char *answer, bool asks)
{
    char text[512];

    roleplay_peer_report(text, sizeof text, step, answer, asks);
    suite_expect(step, roleplay_peer_send(fixture->agent, text));
    work(fixture);
}

static void press(struct fixture *fixture, const char *keys)
{
    while (*keys) {
        input_key(&fixture->loop, wizard_key(&keys));
        loop_draw(&fixture->loop, stdscr);
    }
}

static void append_all(struct buffer *out, int rows, int columns, bool ascii)
{
    struct fixture fixture;

    begin(&fixture, rows, columns, ascii);
    readback_append(out, "waiting");
    join(&fixture);
    report(&fixture, "exact-error", "", true);
    readback_append(out, "the agent asks");
    press(&fixture, "<PgDn>");
    readback_append(out, "read on");
    report(&fixture, "fresh-id", "Kept from an earlier attempt", false);
    readback_append(out, "at a fix");
    press(&fixture, "?");
    readback_append(out, "help");
    press(&fixture, "<Esc>");
    close(fixture.agent);
    fixture.agent = -1;
    work(&fixture);
    readback_append(out, "the agent has hung up");
    readback_check("caller");
    end(&fixture);
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

    roleplay_peer_prepare("golden");
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
    struct fixture fixture;
    char hello[ROLEPLAY_MOST];
    size_t i;

    roleplay_peer_prepare("keys");
    begin(&fixture, 24, 80, false);
    press(&fixture, "1<Enter>");
    join(&fixture);
    report(&fixture, "exact-error", "", false);
    suite_expect("hello", read(fixture.agent, hello, sizeof hello) > 0);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[ROLEPLAY_MOST] = "";

        press(&fixture, rows[i].keys);
        suite_expect(rows[i].keys, read(fixture.agent, text, sizeof text - 1) > 0);
        suite_expect_string(rows[i].keys, text, rows[i].expect);
    }
    end(&fixture);
}

/* What an agent sends shows as text, and an unknown step as none. */
static void test_hostile(void)
{
    struct fixture fixture;
    struct buffer out = {0};

    roleplay_peer_prepare("screens");
    begin(&fixture, 24, 80, false);
    join(&fixture);
    report(&fixture, "exact-error", "\\u001b[2J\\u202egood\\u0007", false);
    readback_append(&out, "hostile");
    readback_check("hostile");
    suite_expect("shown", strstr(buffer_text(&out), "<U+001B>[2J<U+202E>good") != NULL);
    report(&fixture, "no-such-step\\u001b", "x", true);
    buffer_clear(&out);
    readback_append(&out, "nowhere");
    suite_expect("waits", strstr(buffer_text(&out), "Waiting for the agent") != NULL);
    press(&fixture, "t<Enter>?<Esc>");
    buffer_free(&out);
    end(&fixture);
}

const struct suite_test suite_tests[] = {
    {"golden screens", test_golden},
    {"keys", test_keys},
    {"hostile", test_hostile},
    {NULL, NULL},
};
