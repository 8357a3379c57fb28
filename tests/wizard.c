/* SPDX-License-Identifier: MIT */
/*
 * The wizard as tui_run runs it, with a table of keys in the terminal's place.
 */
#include <config.h>

#include "wizard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "readback.h"
#include "suite.h"
#include "tui/input.h"

static const struct {
    const char *name;
    int key;
} names[] = {
    {"<Enter>", '\r'},
    {"<Esc>", 0x1b},
    {"<Tab>", '\t'},
    {"<Up>", KEYS_FUNCTION(KEY_UP)},
    {"<Down>", KEYS_FUNCTION(KEY_DOWN)},
    {"<Left>", KEYS_FUNCTION(KEY_LEFT)},
    {"<Right>", KEYS_FUNCTION(KEY_RIGHT)},
    {"<Home>", KEYS_FUNCTION(KEY_HOME)},
    {"<End>", KEYS_FUNCTION(KEY_END)},
    {"<PgUp>", KEYS_FUNCTION(KEY_PPAGE)},
    {"<PgDn>", KEYS_FUNCTION(KEY_NPAGE)},
    {"<Backspace>", KEYS_FUNCTION(KEY_BACKSPACE)},
    {"<Del>", KEYS_FUNCTION(KEY_DC)},
    {"<F1>", KEYS_FUNCTION(KEY_F(1))},
    {"<F2>", KEYS_FUNCTION(KEY_F(2))},
    {"<F4>", KEYS_FUNCTION(KEY_F(4))},
    {"<F3>", KEYS_FUNCTION(KEY_F(3))},
    {"<F7>", KEYS_FUNCTION(KEY_F(7))},
    {"<^A>", KEYS_CTRL('A')},
    {"<^C>", KEYS_CTRL('C')},
    {"<^E>", KEYS_CTRL('E')},
    {"<^F>", KEYS_CTRL('F')},
    {"<^L>", KEYS_CTRL('L')},
    {"<^U>", KEYS_CTRL('U')},
};

static void take_copy(void *context, const char *text)
{
    struct wizard *wizard = context;

    snprintf(wizard->copied, sizeof wizard->copied, "%s", text);
}

static void stop(const char *what)
{
    printf("%s\n", what);
    exit(99);
}

static void show(struct wizard *wizard, int rows, int columns)
{
    readback_open(rows, columns);
    loop_begin(&wizard->loop, wizard->walk, &wizard->options, rows, columns);
    wizard->loop.context.clipboard = true;
    wizard->loop.copy = take_copy;
    wizard->loop.copy_context = wizard;
    loop_draw(&wizard->loop, stdscr);
}

void wizard_open_in(struct wizard *wizard, const char *flows, const char *id, int rows,
                    int columns, bool ascii)
{
    const char *directory = suite_source(flows);
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    struct event event;

    memset(wizard, 0, sizeof *wizard);
    wizard->clock = (struct clock){.fixed = true, .now = 1767225600};
    wizard->options = (struct tui_options){.color = true, .ascii = ascii};
    library_new(&directory, 1, &wizard->library);
    if (library_flow(wizard->library, id, &faults, &flow) != STATUS_OK)
        stop("the flow does not load");
    wizard->walk = walk_new(wizard->library, &wizard->clock);
    if (!wizard->walk || walk_start(wizard->walk, flow, "", (struct code){0}, &event) != STATUS_OK ||
        walk_commit(wizard->walk, &event) != STATUS_OK)
        stop("the walk does not start");
    diag_list_free(&faults);
    show(wizard, rows, columns);
}

void wizard_open(struct wizard *wizard, int rows, int columns, bool ascii)
{
    wizard_open_in(wizard, "tests/flows/wizard", "walk", rows, columns, ascii);
}

void wizard_train(struct wizard *wizard, int rows, int columns, bool ascii, const char *scenario,
                  enum training_mode mode)
{
    const char *directory = suite_source("tests/flows/train");
    struct training_options options = {.mode = mode, .trainee = "Kim", .lock = ""};
    struct diag_list faults = {0};
    struct event event;
    char lock[65];

    memset(wizard, 0, sizeof *wizard);
    training_lock("key", lock);
    if (mode == TRAINING_EXAM)
        options.lock = lock;
    wizard->clock = (struct clock){.fixed = true, .now = 1767225600};
    library_new(&directory, 1, &wizard->library);
    wizard->walk = walk_new(wizard->library, &wizard->clock);
    if (!wizard->walk ||
        training_new(wizard->library, wizard->walk, scenario, &faults, &wizard->training) !=
            STATUS_OK ||
        training_start(wizard->training, &options, &event) != STATUS_OK ||
        walk_commit(wizard->walk, &event) != STATUS_OK)
        stop("the training does not start");
    diag_list_free(&faults);
    wizard->options = (struct tui_options){
        .color = true, .ascii = ascii, .training = wizard->training};
    show(wizard, rows, columns);
}

void wizard_close(struct wizard *wizard)
{
    loop_end(&wizard->loop);
    readback_close();
    training_free(wizard->training);
    walk_free(wizard->walk);
    library_free(wizard->library);
}

int wizard_key(const char **keys)
{
    ucs4_t point;
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strncmp(*keys, names[i].name, strlen(names[i].name)) == 0) {
            *keys += strlen(names[i].name);
            return names[i].key;
        }
    }
    *keys += u8_mbtouc(&point, (const uint8_t *)*keys, strlen(*keys));
    return (int)point;
}

void wizard_press(struct wizard *wizard, const char *keys)
{
    while (*keys && !loop_is_done(&wizard->loop)) {
        input_key(&wizard->loop, wizard_key(&keys));
        if (!loop_is_done(&wizard->loop))
            loop_draw(&wizard->loop, stdscr);
    }
}
