/* SPDX-License-Identifier: MIT */
/*
 * Flow files that nobody means well with, or that are no flows at all: each gets a clear error with
 * its place at once, and nothing of it reaches the terminal raw.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "run.h"

const char suite_name[] = "hostile";

enum { DEEP = 100000 };

#define HEAD "title: T\ndiagnose:\n  q: {ask: Is it?, answers: {yes: e, no: f}}\nresolve:\n"
#define TAIL "  e: {escalate: E, because: b}\n  f: {escalate: F, because: b}\n"

/* Each file, and what must be said of it. The place is that of the first fault. */
static const struct {
    const char *name, *bytes;
    size_t length; /* 0: a string */
    const char *place, *says;
} files[] = {
    {"empty", "", 0, "", "empty"},
    {"blank", "\n\n# nothing\n", 0, "", "empty"},
    {"binary", "\x7f" "ELF\x02\x01\x01\x00\x00\x00\xff\xfe", 12, "", "binary"},
    {"utf16", "\xff\xfet\0i\0t\0l\0e\0", 12, "", "UTF-16"},
    {"utf16be", "\xfe\xff\0t\0i\0t\0l\0e", 12, "", "UTF-16"},
    {"latin1", "title: caf\xe9\n" HEAD TAIL, 0, ":1:11", "UTF-8"},
    {"nul", "title: a\0b\n", 11, ":1:9", ""},
    {"escaped-nul", "title: \"a\\0b\"\ndiagnose: {}\nresolve: {}\n", 0, ":1:10", "control character"},
    {"escape", "title: \"\\e[2J\"\ndiagnose: {}\nresolve: {}\n", 0, ":1:9", "control character"},
    {"raw-escape", "title: \033[2J\n", 0, ":1:8", ""},
    {"bidi", "title: \"\\u202egnp.exe\"\n" HEAD TAIL, 0, ":1:9", "nobody sees"},
    {"raw-bidi", "title: a\xe2\x80\xaegnp\ndiagnose: {}\nresolve: {}\n", 0, ":1:", "U+202E"},
    {"bad-key", "\"\\e]0;x\\a\": 1\n", 0, ":1:1", "U+001B"},
    {"bad-step", HEAD "  \"e\\e[31m\": {escalate: E, because: b}\n", 0, ":", "U+001B"},
    {"bomb",
     "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\n"
     "d: &d [*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d]\n",
     0, ":1:", "anchor"},
    {"tag", "title: !!python/object T\n", 0, ":1:8", "tag"},
    {"merge", HEAD "  <<: {e: 1}\n" TAIL, 0, ":5:3", ""},
    {"twice", "title: T\ntitle: U\n" HEAD TAIL, 0, ":2:1", "title"},
    {"two-documents", HEAD TAIL "---\n" HEAD TAIL, 0, ":7:1", "document"},
    {"list", "- title\n", 0, ":1:1", ""},
    {"scalar", "title\n", 0, ":1:1", ""},
    {"tab", "title: T\n\tdiagnose:\n", 0, ":2:1", ""},
    {"unclosed", "title: [T\n", 0, ":", ""},
    {"unknown-key", "title: T\ndiagnoze: {}\n", 0, ":2:1", "did you mean 'diagnose'"},
};

static void write_bytes(const char *name, const char *bytes, size_t length)
{
    FILE *file = fopen(suite_scratch(name), "wb");

    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        perror(name);
        exit(99);
    }
}

static void prepare(void)
{
    run_prepare("tests/flows/cli");
}

/* Checked, walked and explained: 1, 2 and 2, with the place, and soon. */
static void expect_refused(const char *name, const char *place, const char *says)
{
    static const struct {
        const char *command;
        int status;
        bool on_output;
    } commands[] = {{"check", 1, true}, {"walk", 2, false}, {"explain", 2, false}};
    char command[256], where[128];
    size_t i;

    for (i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct run_row row = {.command = command, .input = "1\n", .status = commands[i].status};
        const char **fragments = commands[i].on_output ? row.out : row.err;

        snprintf(command, sizeof command, "ulimit -t 5; errwalk %s ./%s.yaml",
                 commands[i].command, name);
        snprintf(where, sizeof where, "%s.yaml%s", name, place);
        fragments[0] = where;
        fragments[1] = "error[E";
        fragments[2] = says;
        run_expect(&row);
    }
}

static void test_files(void)
{
    char name[64];
    size_t i;

    prepare();
    for (i = 0; i < sizeof files / sizeof *files; i++) {
        size_t length = files[i].length ? files[i].length : strlen(files[i].bytes);

        snprintf(name, sizeof name, "%s.yaml", files[i].name);
        write_bytes(name, files[i].bytes, length);
        expect_refused(files[i].name, files[i].place, files[i].says);
    }
}

/* Much of one thing. Each costs a moment, whatever libyaml would make of it. */
static void test_much(void)
{
    static const struct {
        const char *name, *before, *repeated, *after;
    } rows[] = {
        {"brackets", "", "[", ""},
        {"braces", "title: ", "{", ""},
        {"dashes", "", "- ", "\n"},
        {"nested", "", "{a: ", "\n"},
        {"question-marks", "", "? ", "\n"},
        {"quotes", "title: \"", "\\e", "\"\n"},
        {"escaped-lines", "title: \"", "\\e\n ", "\"\n"},
        {"tags", "title: [", "!x a,", "]\n"},
        {"aliases", "title: [", "*a,", "]\n"},
        {"same-key", "{", "a: 1,", "}\n"},
        {"bidis", "title: ", "\xe2\x80\xae", "\n"},
        {"long-scalar", "title: ", "x", "\n"},
        {"long-key", "", "k", ": 1\n"},
    };
    char *bytes = malloc((size_t)DEEP * 8 + 64), name[64];
    size_t i, j;

    prepare();
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t length = strlen(rows[i].before), unit = strlen(rows[i].repeated);

        memcpy(bytes, rows[i].before, length);
        for (j = 0; j < DEEP; j++, length += unit)
            memcpy(bytes + length, rows[i].repeated, unit);
        strcpy(bytes + length, rows[i].after);
        snprintf(name, sizeof name, "%s.yaml", rows[i].name);
        write_bytes(name, bytes, length + strlen(rows[i].after));
        expect_refused(rows[i].name, ":", "");
    }
    free(bytes);
}

static void test_unreadable(void)
{
    static const struct run_row rows[] = {
        {"errwalk check ./not-there.yaml", NULL, 2, {"not-there.yaml", "No such file"}, {0}},
        {"errwalk walk ./not-there.yaml", NULL, 2, {0}, {"not-there.yaml", "No such file"}},
        {"mkdir -p d.yaml; errwalk walk ./d.yaml", NULL, 2, {0}, {"d.yaml"}},
        {"mkfifo -m 600 fifo.yaml; errwalk check ./fifo.yaml", NULL, 2, {"fifo.yaml"}, {0}},
        {"ln -sf loop.yaml loop.yaml; errwalk walk ./loop.yaml", NULL, 2, {0}, {"loop.yaml"}},
        {"ln -sf /dev/zero zero.yaml; errwalk walk ./zero.yaml", NULL, 2, {0}, {"zero.yaml"}},
        {"errwalk \"$(printf 'a\\033[2Jb.yaml')\"", NULL, 2, {0}, {"<U+001B>"}},
        {"errwalk \"$(printf 'a\\033[2Jb')\"", NULL, 1, {0}, {"<U+001B>"}},
        {"errwalk --\"$(printf '\\033[2J')\"", NULL, 2, {0}, {"<U+001B>"}},
        {"errwalk \"$(printf 'two\\nlines')\"", NULL, 1, {0}, {"errwalk: "}},
    };
    static const struct run_row forbidden = {
        "echo 'title: T' >no.yaml; chmod 0 no.yaml; errwalk walk ./no.yaml", NULL, 2, {0},
        {"no.yaml", "Permission denied"}};
    size_t i;

    prepare();
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        run_expect(&rows[i]);
    if (geteuid() != 0)
        run_expect(&forbidden);
}

/* A sound flow with what should not be shown raw, typed by the person too. */
static void test_walked(void)
{
    static const struct run_row rows[] = {
        {"errwalk sound", ":n a\033[2Jb\x07\nno\n", 0, {"<U+001B>[2Jb<U+0007>"}, {0}},
        {"errwalk sound", "\033[A\n", 2, {0}, {"<U+001B>[A"}},
        {"errwalk sound", ":n a\xe2\x80\xae" "b\nno\n", 0, {"a<U+202E>b"}, {0}},
        {"errwalk sound", "no\0yes\n", 0, {0}, {0}},
        {"errwalk sound --transcript=esc.md && cat esc.md", ":n a\033[2Jb\nno\n", 0, {"2Jb"}, {0}},
        {"errwalk sound --transcript=esc.txt && cat esc.txt", ":n a\033[2Jb\nno\n", 0, {"2Jb"}, {0}},
        /* What is no character, typed and as an entity in the flow, in each format. */
        {"errwalk ./odd.yaml --transcript=odd.md && cat odd.md", ":n a\xef\xbf\xbe" "b\x7f" "c\nno\n", 0,
         {"a\\<U+FFFE\\>b\\<U+007F\\>c"}, {0}},
        {"errwalk ./odd.yaml --transcript=odd.html && cat odd.html", ":n a\xef\xbf\xbf" "b\nno\n", 0,
         {"a&lt;U+FFFF&gt;b"}, {0}},
        {"errwalk ./odd.yaml --transcript=odd.txt && cat odd.txt", ":n a\xef\xbf\xbf" "b\nno\n", 0,
         {"a<U+FFFF>b"}, {0}},
        {"errwalk ./odd.yaml --transcript=odd.json && cat odd.json", ":n a\xef\xbf\xbf" "b\nno\n", 0,
         {"a<U+FFFF>b"}, {0}},
        {"errwalk explain ./odd.yaml", NULL, 0, {"x"}, {0}},
        {"errwalk sessions --format=json", NULL, 0, {0}, {0}},
        {"errwalk sessions --search=a\x7f" "b --format=json", NULL, 1, {0}, {0}},
    };
    static const char odd[] = "title: \"O&#xFFFE;dd &#x202e;&#127;\"\n"
                              "about: {background: 'x &#xFFFE;&#xFFFF;&#xFDD0;&#x202e;&#127;&#27; y'}\n"
                              "diagnose:\n  q:\n    ask: 'Is it &#xFFFF;?'\n    how: 'Read &#xFFFE;&#x9b;2J'\n"
                              "    answers: {yes: e, no: f}\nresolve:\n" TAIL;
    size_t i;

    prepare();
    run_share_history("odd");
    write_bytes("odd.yaml", odd, sizeof odd - 1);
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        run_expect(&rows[i]);
}

const struct suite_test suite_tests[] = {
    {"files that are no flows", test_files},
    {"much of one thing", test_much},
    {"what cannot be read", test_unreadable},
    {"what is typed and told", test_walked},
    {NULL, NULL},
};
