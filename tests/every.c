/* SPDX-License-Identifier: MIT */
/*
 * tests/tui-every-test.c sees to it that no screen is missing here.
 */
#include <config.h>

#include "every.h"

#include <string.h>

#include "readback.h"
#include "roleplay-peer.h"
#include "suite.h"
#include "tui/counting.h"
#include "tui/input.h"
#include "tui/screens/screens.h"
#include "tui/training/training-screens.h"
#include "tui/watching.h"

const struct every every[] = {
    {"question", "question", "", EVERY_WALK},
    {"question", "question-nine-last", "4<End>", EVERY_WALK},
    {"question", "question-long", "5", EVERY_WALK},
    {"question", "input-typed", "110x3e9<Left>", EVERY_WALK},
    {"fix", "fix", "12", EVERY_WALK},
    {"fix", "fix-tall", "125tall<Enter>1", EVERY_WALK},
    {"another message", "another", "125", EVERY_WALK},
    {"referral", "refer", "2", EVERY_WALK},
    {"escalation", "escalate", "51", EVERY_WALK},
    {"end", "resolved", "121", EVERY_WALK},
    {"the error's page", "about", "i", EVERY_WALK},
    {"help", "help", "1?", EVERY_WALK},
    {"note", "note-lines", "nSeen on two servers.<Enter>Not on the third.", EVERY_WALK},
    {"what was printed", "paste", "125read<Enter>p", EVERY_WALK},
    {"question", "pasted", "125read<Enter>pSub Status: 0xC000006A<Enter>Logon ID: 0x3e7<F2>",
     EVERY_WALK},
    {"notes", "notes", "nIt is slow.<F2>1nOn both<Enter>servers.<F2>n<Tab>3", EVERY_WALK},
    {"fix", "weigh-fix", "1", EVERY_WEIGH},
    {"why this comes next", "why-next", "2w", EVERY_WEIGH},
    {"question", "weigh-put-off", "2-w4", EVERY_WEIGH},
    {"copy", "copy", "1c", EVERY_WALK},
    {"a question", "confirm", "1q", EVERY_WALK},
    {"transcript", "preview", "1t", EVERY_WALK},
    {"file of the transcript", "save", "1211w", EVERY_WALK},
    {"earlier answers", "trail", "110x3e9<Enter>e", EVERY_WALK},
    {"map", "map", "1m", EVERY_WALK},
    {"a step", "map-details", "1md", EVERY_WALK},
    {"finding", "find-typing", "/e", EVERY_WALK},
    {"home", "home", "", EVERY_HOME},
    {"home", "home-words", "logon fail", EVERY_HOME},
    {"sessions", "sessions", "<Esc>s", EVERY_HOME},
    {"figures", "figures", "<Esc>f", EVERY_HOME},
    {"figures of a flow", "figures-flow", "<Esc>f<Enter>", EVERY_HOME},
    {"what is known of an error", "home-entry", "E_NOINTERFACE<Enter>", EVERY_HOME},
    {"home", "home-last", "<Esc><End>", EVERY_HOME},
    {"choosing", "choice", "", EVERY_CHOICE},
    {"training", "train-hint", "lh1", EVERY_TRAINING},
    {"training", "train-input", "2l9100x", EVERY_TRAINING},
    {"training", "train-fix", "l1l2180%<Enter>1", EVERY_TRAINING},
    {"diagnosis", "train-cause", "l1l2", EVERY_TRAINING},
    {"diagnosis", "train-observation", "l1l2180<Enter>", EVERY_TRAINING},
    {"what was seen", "train-seen", "l1ls", EVERY_TRAINING},
    {"end of a training", "train-end", "l1l2180%<Enter>1l1", EVERY_TRAINING},
    {"debrief", "train-debrief-astray", "3250<Enter>11", EVERY_TRAINING},
    {"caller", "caller-waiting", "", EVERY_CALL},
    {"question", "table-question", "", EVERY_TABLE},
    {"question", "table-pasted",
     "p# ss<Enter>tcp LISTEN 0      511                  0.0.0.0:80                 0.0.0.0:*   nginx,pid=7<F2>>",
     EVERY_TABLE},
    {"the error's page", "table-about", "i/postgres<Enter>", EVERY_TABLE},
    {"fix", "table-fix", "1", EVERY_TABLE},
    {"what is wrong with the file", "broken", "", EVERY_BROKEN},
    {NULL, NULL, NULL, EVERY_WALK},
};

static const char broken[] =
    "walk.yaml:31:17: error[E014]: answer 'yes' goes to 'pacakge-owner', which is not a step\n"
    "   31 |       yes: {to: pacakge-owner}   \347\253\257\346\234\253 e\314\201\n"
    "      |                 ^^^^^^^^^^^^^ did you mean 'package-owner'?\n"
    "1 flow checked: 1 error, 0 warnings\n";

static void open_choice(struct every_screen *screen, int rows, int columns, bool ascii)
{
    static const struct tui_choice choices[] = {
        {"ERROR_FIRST (1)", "the first of them"},
        {"ERROR_SECOND (2)", "\347\253\257\346\234\253 e\314\201"},
        {"ERROR_THIRD (3)", ""},
    };

    screen->options = (struct tui_options){.color = true, .ascii = ascii};
    readback_open(rows, columns);
    loop_begin(&screen->own, NULL, &screen->options, rows, columns);
    loop_open(&screen->own, chooser_new(&screen->own.context, "Which error is it?",
                                           "It may be one of these.", choices, 3));
    loop_draw(&screen->own, stdscr);
}

static void open_call(struct every_screen *screen, int rows, int columns, bool ascii)
{
    const char *directory = suite_source("flows");
    struct diag_list faults = {0};

    roleplay_peer_prepare("every");
    screen->options = (struct tui_options){.color = true, .ascii = ascii};
    library_new(&directory, 1, &screen->library);
    suite_expect("scenario",
                 scenario_load(suite_source("flows/training/nightly-import.yaml"), "a/b", &faults,
                               &screen->scenario) == STATUS_OK);
    library_flow(screen->library, screen->scenario->trains, &faults, &screen->caller.flow);
    screen->caller.scenario = screen->scenario;
    diag_list_free(&faults);
    suite_expect("call", roleplay_wait("a/b", roleplay_peer_sha256, &screen->options.roleplay) ==
                             STATUS_OK);
    readback_open(rows, columns);
    loop_begin(&screen->own, NULL, &screen->options, rows, columns);
    screen->own.context.caller = &screen->caller;
    loop_open(&screen->own, caller_new(&screen->own.context));
    loop_draw(&screen->own, stdscr);
}

void every_open(struct every_screen *screen, enum every_start from, int rows, int columns,
                bool ascii)
{
    memset(screen, 0, sizeof *screen);
    screen->from = from;
    switch (from) {
    case EVERY_HOME:
        place_open(&screen->place, PLACE_WALKS, rows, columns, ascii);
        screen->loop = &screen->place.loop;
        return;
    case EVERY_CHOICE:
        open_choice(screen, rows, columns, ascii);
        screen->loop = &screen->own;
        return;
    case EVERY_CALL:
        open_call(screen, rows, columns, ascii);
        screen->loop = &screen->own;
        return;
    case EVERY_TRAINING:
        wizard_train(&screen->wizard, rows, columns, ascii, "training/monday", TRAINING_PRACTISE);
        break;
    case EVERY_WIDE:
        wizard_open_in(&screen->wizard, "tests/flows/wide", "wide", rows, columns, ascii);
        break;
    case EVERY_TABLE:
        wizard_open_in(&screen->wizard, "tests/flows/table", "table", rows, columns, ascii);
        break;
    case EVERY_WEIGH:
        wizard_open_in(&screen->wizard, "tests/flows/weigh", "sign-in", rows, columns, ascii);
        break;
    default:
        wizard_open(&screen->wizard, rows, columns, ascii);
        break;
    }
    screen->loop = &screen->wizard.loop;
    if (from == EVERY_BROKEN) {
        loop_open(screen->loop, broken_new(&screen->loop->context, broken));
        loop_draw(screen->loop, stdscr);
    }
}

void every_close(struct every_screen *screen)
{
    if (screen->from == EVERY_HOME) {
        place_close(&screen->place);
    } else if (screen->from == EVERY_CHOICE || screen->from == EVERY_CALL) {
        loop_end(&screen->own);
        readback_close();
        roleplay_free(screen->options.roleplay);
        scenario_free(screen->scenario);
        library_free(screen->library);
    } else {
        wizard_close(&screen->wizard);
    }
}

void every_press(struct every_screen *screen, const char *keys)
{
    while (*keys && !loop_is_done(screen->loop)) {
        input_key(screen->loop, wizard_key(&keys));
        while (counting_has_work(screen->loop))
            counting_work(screen->loop);
        if (!loop_is_done(screen->loop))
            loop_draw(screen->loop, stdscr);
    }
}
