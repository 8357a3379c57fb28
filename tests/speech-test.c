/* SPDX-License-Identifier: MIT */
/*
 * What a real screen reader says of whole walks: yasr, with a synthesizer that writes down what it is
 * told. Each walk is a golden text, a line for each thing that is said. yasr cuts lines where its
 * reading of the terminal happens to end, so blanks and line ends are not compared.
 */
#include <config.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "errwalk/buffer.h"
#include "errwalk/file.h"
#include "pty.h"
#include "suite.h"

const char suite_name[] = "speech";

enum { DEADLINE = 10 /* seconds */, QUIET = 300 /* milliseconds */, MOST_STEPS = 12, ATTEMPTS = 5, SAID_MOST = 4 * 1024 * 1024 };

/* A key, as it is called and sent, and the last that is said then; "": nothing is. */
struct step {
    const char *name, *keys, *last;
};

static const char down[] = "\033[B";

static const struct walk {
    const char *name, *arguments;
    struct step steps[MOST_STEPS];
} walks[] = {
    {"walk", "--theme=none tests/flows/wizard/walk.yaml",
     {{"start", "", "5  I don't know"},
      {"Down", down, "2  Another number or text"},
      {"a key that does nothing", "z", ""},
      {"1", "1", "3  I don't know"},
      {"1", "1", "1  I don't know"},
      {"Down", down, "1  I don't know"},
      {"m", "m", "I don't know › Security team"},
      {"Down", down, "Security team"}}},
    {"fix", "--theme=none tests/flows/wizard/walk.yaml",
     {{"start", "", "5  I don't know"},
      {"1", "1", "3  I don't know"},
      {"2", "2", "Another message shows now"},
      {"Down", down, "2. End the sessions"},
      {"Enter", "\r", "3. Have the program"}}},
    {"home", "--theme=none --flows=tests/flows/home",
     {{"start", "", "Practise what is due again"}, {"Down", down, "Rechnern der"}}},
    {"training", "train --theme=none --flows=tests/flows/train training/monday",
     {{"start", "", "Take a hint (1 minute, 2 left)"},
      {"l", "l", "Take a hint (1 minute, 2 left)"},
      {"h", "h", "2  Go on without"},
      {"Down", down, "2  Go on without"}}},
};

enum { WALKS = sizeof walks / sizeof *walks };

/* The program of that name on the PATH; NULL: there is none. */
static const char *on_path(const char *name)
{
    static char found[4096];
    const char *at = getenv("PATH");

    while (at && *at) {
        const size_t length = strcspn(at, ":");

        snprintf(found, sizeof found, "%.*s/%s", (int)length, at, name);
        if (access(found, X_OK) == 0)
            return found;
        at += length + (at[length] == ':');
    }
    return NULL;
}

static void write_file(const char *path, mode_t mode, const char *text)
{
    FILE *file = fopen(path, "w");

    if (suite_expect(path, file != NULL)) {
        fputs(text, file);
        fclose(file);
        chmod(path, mode);
    }
}

/* yasr, which runs errwalk from a copy that has no flows beside it. */
static void start(struct pty *pty, const char *yasr, const char *said, const struct walk *walk)
{
    const char *build = getenv("builddir");
    struct buffer text = {0};
    char run[4096], speaker[4096], settings[4096];
    const char *argv[] = {yasr, "-C", settings, NULL};

    snprintf(run, sizeof run, "%s", suite_scratch("run"));
    snprintf(speaker, sizeof speaker, "%s", suite_scratch("speaker"));
    snprintf(settings, sizeof settings, "%s", suite_scratch("settings"));
    /* yasr passes on its descriptors, among them the other end of the terminal: closed, so that errwalk sees
     * it go. */
    buffer_printf(&text,
                  "#!/bin/sh\nexec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&-\nrm -f '%s.errwalk'\ncp '%s/errwalk' '%s.errwalk'\ncd '%s' || exit\n"
                  "rm -rf '%s.state'\nexport XDG_STATE_HOME='%s.state'\n"
                  "exec '%s.errwalk' %s\n",
                  run, build && *build ? build : ".", run, suite_source(""), run, run, run,
                  walk->arguments);
    write_file(run, 0700, buffer_text(&text));
    buffer_clear(&text);
    buffer_printf(&text, "#!/bin/sh\nexec cat >>'%s'\n", said);
    write_file(speaker, 0700, buffer_text(&text));
    buffer_clear(&text);
    buffer_printf(&text,
                  "[normalkeys]\n[reviewkeys]\n[options]\ncursor tracking=full\n"
                  "synthesizer=emacspeak server\nsynthesizer port=|%s\nkey echo=off\nshell=%s\n"
                  "special=off\nup and down arrows=speak line\nDisableKey=6925\n"
                  "[Emacspeak server]\nrate=175\npunctuation=some\n",
                  speaker, run);
    write_file(settings, 0600, buffer_text(&text));
    buffer_free(&text);
    setenv("ERRWALK_TEST_CLOCK", "2026-01-01T00:00:00Z", 1);
    pty_start(pty, 24, 80, "xterm-256color", argv);
}

/* Without its blanks. */
static void squeeze(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (!isspace((unsigned char)*text))
            buffer_char(out, *text);
    }
}

/* Appends what `q {…}` says of the lines from `from` on. */
static void append_said(struct buffer *out, const char *said, size_t from)
{
    struct buffer file = {0};
    const char *at, *end;

    if (file_read(said, SAID_MOST, &file) == STATUS_OK && from < file.length) {
        for (at = buffer_text(&file) + from; (at = strstr(at, "q {")); at = end) {
            at += 3;
            end = strstr(at, "}\n");
            if (!end)
                break;
            at += strspn(at, " ");
            if (at < end)
                buffer_printf(out, "  %.*s\n", (int)(end - at), at);
        }
    }
    buffer_free(&file);
}

static size_t said_length(const char *said)
{
    struct stat status;

    return stat(said, &status) == 0 ? (size_t)status.st_size : 0;
}

static bool was_said(const char *said, size_t from, const char *squeezed)
{
    struct buffer text = {0}, got = {0};
    bool found;

    append_said(&text, said, from);
    squeeze(&got, buffer_text(&text));
    found = strstr(buffer_text(&got), squeezed) != NULL;
    buffer_free(&text);
    buffer_free(&got);
    return found;
}

/* Waits until that was said, and nothing more comes; false at the deadline. */
static bool hear(struct pty *pty, const char *said, size_t from, const char *last)
{
    const time_t deadline = time(NULL) + DEADLINE;
    struct buffer wanted = {0};
    size_t before;
    bool heard;

    squeeze(&wanted, last);
    do {
        before = said_length(said);
        pty_pass(pty, QUIET);
        heard = was_said(said, from, buffer_text(&wanted)) && said_length(said) == before;
    } while (!heard && time(NULL) < deadline);
    buffer_free(&wanted);
    return heard;
}

/* Whether it is what the golden text has. With `is_last` it is expected to be. */
static bool is_speech(const char *name, const struct buffer *got, bool is_last)
{
    struct buffer golden = {0}, a = {0}, b = {0};
    char path[200];
    bool same = false;

    snprintf(path, sizeof path, "tests/speech/%s.txt", name);
    if (getenv("ERRWALK_TEST_UPDATE")) {
        suite_expect_golden(path, got->bytes, got->length);
        return true;
    }
    if (suite_expect(path, file_read(suite_source(path), SAID_MOST, &golden) == STATUS_OK)) {
        squeeze(&a, buffer_text(got));
        squeeze(&b, buffer_text(&golden));
        same = strcmp(buffer_text(&a), buffer_text(&b)) == 0;
        if (!same && is_last)
            suite_expect_string(path, buffer_text(got), buffer_text(&golden));
    }
    buffer_free(&golden);
    buffer_free(&a);
    buffer_free(&b);
    return same;
}

/* Appends what is said in a walk; `attempt` keeps its files apart. */
static void take_walk(const char *yasr, const struct walk *walk, unsigned attempt, struct buffer *got)
{
    const struct step *step;
    struct pty pty;
    char said[4096], file[64];

    snprintf(file, sizeof file, "said-%s-%u", walk->name, attempt);
    snprintf(said, sizeof said, "%s", suite_scratch(file));
    start(&pty, yasr, said, walk);
    for (step = walk->steps; step->name; step++) {
        const size_t from = said_length(said);

        pty_send(&pty, step->keys);
        if (*step->last) {
            hear(&pty, said, from, step->last);
        } else {
            pty_has_read(&pty);
            pty_pass(&pty, 500); /* what would be said has the time to be */
        }
        buffer_printf(got, "%s:\n", step->name);
        append_said(got, said, from);
    }
    pty_end(&pty);
}

static void test_walks(void)
{
    const char *yasr = on_path("yasr");
    size_t i;

    if (!yasr) {
        printf("    skipped: yasr, the screen reader, is not installed\n");
        return;
    }
    for (i = 0; i < WALKS; i++) {
        unsigned attempt = 0;
        bool same = false;

        /* On a busy machine yasr reads in the middle of what errwalk writes, and says that. */
        while (!same && attempt < ATTEMPTS) {
            struct buffer got = {0};

            take_walk(yasr, &walks[i], attempt++, &got);
            same = is_speech(walks[i].name, &got, attempt == ATTEMPTS);
            buffer_free(&got);
        }
    }
}

const struct suite_test suite_tests[] = {
    {"walks", test_walks},
    {NULL, NULL},
};
