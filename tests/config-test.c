/* SPDX-License-Identifier: MIT */
/*
 * errwalk.conf: what it may say, what is wrong in it, and what comes before what.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "suite.h"

const char suite_name[] = "config";

/* The file of the run, given as standard input. */
/* Settings of the person, of two shared directories, and of /etc. */
#define SHARED \
    "mkdir -p own/errwalk one/errwalk two/errwalk etc/errwalk; XDG_CONFIG_HOME=$PWD/own;" \
    "XDG_CONFIG_DIRS=$PWD/one:relative:$PWD/two; ERRWALK_TEST_ETC=$PWD/etc;" \
    "export XDG_CONFIG_HOME XDG_CONFIG_DIRS ERRWALK_TEST_ETC;" \
    "rm -f own/errwalk/errwalk.conf; printf 'plain = yes\nascii = yes\n' >one/errwalk/errwalk.conf;" \
    "echo 'ascii = no' >two/errwalk/errwalk.conf;" \
    "printf 'plain = yes\nmouse = yes\nflows = /etc-flows\ntheme.focus = dim\n' " \
    ">etc/errwalk/errwalk.conf;"
#define WITH "cat >errwalk.conf; errwalk --config=errwalk.conf "

static void prepare(void)
{
    run_prepare("tests/flows/cli");
    unsetenv("XDG_DATA_HOME");
}

/* What keeps names out of a record must not be passed over. */
static void test_faults(void)
{
    static const struct {
        const char *file, *says;
    } rows[] = {
        {"redact = true\n", ":1: redact takes no, yes, not 'true'"},
        {"keep = user,hots\n", ":1: keep takes user, account"},
        {"history = \"/x\n", ":1: the value of history has no closing \""},
        {"history = \"/x\" y\n", ":1: after the closing \" of history there is more"},
        {"history = x\n", ":1: history must be an absolute path"},
        {"plain = yes\n\xff\n", ":2: this is not text in UTF-8"},
        {"redcat = yes\n", ":1: there is no setting 'redcat'; did you mean 'redact'?"},
        {"redact: yes\n", ":1: this is not a setting"},
        {"no-history\n", ":1: this is not a setting"},
        {"histroy = /x\n", ":1: there is no setting 'histroy'; did you mean 'history'?"},
        {"redact = yes\nplain = no\nredact = no\n", ":3: redact is set in line 1 already"},
    };
    size_t i;

    prepare();
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_row row = {WITH "flows", rows[i].file, 2, {"!sound"},
                              {"errwalk: errwalk.conf:", rows[i].says, "errwalk: fix errwalk.conf, "
                               "or ignore it with --no-config"}};

        run_expect(&row);
    }
}

/* Any other line that is wrong is ignored, and the rest applies. */
static void test_ignored(void)
{
    static const struct {
        const char *file, *says;
    } rows[] = {
        {"colour = never\n", ":1: there is no setting 'colour'; did you mean 'color'?"},
        {"\n\nxyzzy = 1\n", ":3: there is no setting 'xyzzy'; 'errwalk config --no-config' lists"},
        {"color = nevr\n", ":1: color takes auto, always, never, not 'nevr'"},
        {"plain\n", ":1: this is not a setting; write name = value"},
        {"= yes\n", ":1: this is not a setting"},
        {"plain yes\n", ":1: this is not a setting"},
        {"plain =\n", ":1: plain needs a value"},
        {"plain = # yes\n", ":1: plain needs a value"},
        {"plain = \"\"\n", ":1: plain needs a value"},
        {"flows = ../flows\n", ":1: flows must be an absolute path"},
        {"plain = yes\nplain = no\n", ":2: plain is set in line 1 already"},
        {"answers = /x\n", ":1: answers can only be set on the command line: --answers"},
        {"help = yes\n", ":1: help can only be set on the command line"},
        {"config = /x\n", ":1: config can only be set on the command line"},
        {"theme.waring = bold\n", ":1: there is no setting 'theme.waring'; did you mean "
                                  "'theme.warning'?"},
        {"theme = drak\n", ":1: theme takes terminal, dark, light, none, not 'drak'"},
        {"theme. = bold\n", ":1: there is no setting 'theme.'"},
        {"theme.bad = blod\n", ":1: theme.bad: 'blod' is no attribute or colour; did you mean "
                               "'bold'?"},
        {"theme.bad = red blue\n", ":1: theme.bad: a style has one colour at most"},
        {"theme.bad = red\n\ntheme.bad = red\n", ":3: theme.bad is set in line 1 already"},
        {"plain = yes\n# \xc3\xa4\ncolor = \xe2\x80\xae\n", ":3: color takes auto, always, never, not "
                                                           "'<U+202E>'"},
    };
    size_t i;

    prepare();
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_row row = {"(cat; printf '\nmouse = yes\n') >errwalk.conf;"
                              "errwalk --config=errwalk.conf config",
                              rows[i].file, 0, {"\nmouse = yes\n"},
                              {"errwalk: errwalk.conf:", rows[i].says,
                               "errwalk: errwalk.conf: these lines are ignored; the rest applies"}};

        run_expect(&row);
    }
}

static void test_reading(void)
{
    static const struct run_row rows[] = {
        {WITH "config", "", 0, {"#plain = no", "# From: default", "#theme = terminal", "#theme.warning = bold magenta"}, {0}},
        {WITH "config", "\xef\xbb\xbf# a comment\r\n  plain\t=  yes  # why\r\n", 0,
         {"# From: errwalk.conf:2\nplain = yes\n"}, {0}},
        {WITH "config", "plain = \"yes\"# why", 0, {"\nplain = yes\n"}, {0}},
        {WITH "config", "history = \"/a \\\"b\\\" \\\\ # c\"\n", 0,
         {"\nhistory = \"/a \\\"b\\\" \\\\ # c\"\n"}, {0}},
        {WITH "config", "history = /a#b\n", 0, {"\nhistory = \"/a#b\"\n"}, {0}},
        {"HOME=/h; export HOME; " WITH "config", "history = ~/b\n", 0, {"\nhistory = /h/b\n"}, {0}},
        {WITH "config", "flows = /a\nflows = /b\n", 0,
         {"errwalk.conf:1\nflows = /a\n# From: errwalk.conf:2\nflows = /b\n"}, {0}},
        {WITH "config", "theme.warning = red bold\n", 0,
         {"# From: errwalk.conf:1\ntheme.warning = bold red\n"}, {0}},
        {WITH "config me", "", 2, {0}, {"config takes no operand"}},
        /* What is wrong there is no matter to those who ask how things are done. */
        {WITH "--help", "x\n", 0, {"Usage: errwalk"}, {0}},
        {WITH "--version", "x\n", 0, {PACKAGE_STRING}, {0}},
        {WITH "--no-config flows", "x\n", 0, {"sound"}, {0}},
        {"errwalk --config=none flows", NULL, 2, {0}, {"none cannot be read: No such file"}},
        {"mkdir -p there; errwalk --config=there flows", NULL, 2, {0}, {"there cannot be read: Is a "}},
        {"head -c 70000 /dev/zero >big; errwalk --config=big flows", NULL, 2, {0},
         {"big cannot be read: it is larger than 64 KiB"}},
        {"printf 'a\\0b' >nul; errwalk --config=nul flows", NULL, 2, {0},
         {"nul:1: this is not text in UTF-8"}},
    };
    size_t i;

    prepare();
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        run_expect(&rows[i]);
}

/* The command line, then the environment, then the file. */
static void test_precedence(void)
{
    static const struct run_row rows[] = {
        {WITH "config", "color = always\n", 0, {"conf:1\ncolor = always\n"}, {0}},
        {"NO_COLOR=1; export NO_COLOR; " WITH "config", "color = always\n", 0,
         {"NO_COLOR in the environment\ncolor = never\n"}, {0}},
        {"NO_COLOR=; export NO_COLOR; " WITH "config", "color = always\n", 0,
         {"conf:1\ncolor = always\n"}, {0}},
        {"NO_COLOR=1; export NO_COLOR; " WITH "--color=auto config", "color = always\n", 0,
         {"the command line\ncolor = auto\n"}, {0}},
        {"ACCESSIBLE=1; export ACCESSIBLE; " WITH "config", "plain = no\n", 0,
         {"ACCESSIBLE in the environment\nplain = yes\n"}, {0}},
        {"ACCESSIBLE=0; export ACCESSIBLE; " WITH "config", "plain = yes\n", 0,
         {"conf:1\nplain = yes\n"}, {0}},
        {"ACCESSIBLE=1; export ACCESSIBLE; " WITH "--plain=no config", "", 0,
         {"the command line\nplain = no\n"}, {0}},
        {WITH "--ascii=no config", "ascii = yes\n", 0, {"the command line\nascii = no\n"}, {0}},
        {WITH "--ascii config", "ascii = no\n", 0, {"the command line\nascii = yes\n"}, {0}},
        {WITH "--keep=ip config", "keep = user\n", 0, {"the command line\nkeep = ip\n"}, {0}},
        {WITH "--history=/h config", "no-history = yes\n", 0,
         {"\nhistory = /h\n", "the command line\nno-history = no\n"}, {0}},
        {WITH "--no-history config", "history = /h\n", 0,
         {"\nhistory = /h\n", "the command line\nno-history = yes\n"}, {0}},
        {"mkdir -p one; " WITH "--flows=one config", "flows = /three\n", 0,
         {"line\nflows = one\n# From: ERRWALK_FLOWS in the environment\nflows = ",
          "conf:1\nflows = /three\n"}, {0}},
        /* The settings are those that commands go by. */
        {WITH "sessions", "no-history = yes\n", 2, {0}, {"with --no-history there are no sessions"}},
        {WITH "check $flows/cli/warned.yaml", "strict = yes\n", 1, {"warning"}, {0}},
        {WITH "check --strict=no $flows/cli/warned.yaml", "strict = yes\n", 0, {"warning"}, {0}},
        {"unset ERRWALK_FLOWS; printf 'flows = %s\\n' $flows/cli >c; errwalk --config=c flows", NULL,
         0, {"sound"}, {0}},
        {"mkdir -p cfg/errwalk; XDG_CONFIG_HOME=$PWD/cfg; export XDG_CONFIG_HOME;"
         "echo x >cfg/errwalk/errwalk.conf; errwalk flows", NULL, 0, {"sound"},
         {"cfg/errwalk/errwalk.conf:1: this is not a setting"}},
        {"mkdir -p .config/errwalk; HOME=$PWD; export HOME; unset XDG_CONFIG_HOME;"
         "echo x >.config/errwalk/errwalk.conf; errwalk flows", NULL, 0, {"sound"},
         {".config/errwalk/errwalk.conf:1: this is not a setting"}},
        /* A help desk's own beside those of the system: the first that says something counts. */
        {SHARED "printf 'plain = no\nflows = /own\ntheme.focus = bold\n' >own/errwalk/errwalk.conf;"
                "errwalk config", NULL, 0,
         {"own/errwalk/errwalk.conf:1\nplain = no\n", "one/errwalk/errwalk.conf:2\nascii = yes\n",
          "etc/errwalk/errwalk.conf:2\nmouse = yes\n", "own/errwalk/errwalk.conf:3\ntheme.focus = bold\n"},
         {0}},
        {SHARED "printf 'flows = /own\n' >own/errwalk/errwalk.conf; errwalk config | grep '^flows'",
         NULL, 0, {"flows = /own\nflows = /etc-flows\n"}, {0}},
        {SHARED "touch empty; errwalk --config=empty config", NULL, 0, {"#plain = no"}, {0}},
        {SHARED "errwalk --no-config config", NULL, 0, {"#plain = no"}, {0}},
        {SHARED "echo x >>etc/errwalk/errwalk.conf; errwalk config", NULL, 0, {0},
         {"etc/errwalk/errwalk.conf:5: this is not a setting"}},
    };
    size_t i;

    prepare();
    setenv("flows", suite_source("tests/flows"), 1);
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        run_expect(&rows[i]);
}

/* Each setting, whatever it is: what is printed, read again, says the same. */
static void test_saved(void)
{
    static const struct run_row row = {
        "cat >a; errwalk --config=a config | grep -v '^# ' >b; errwalk --config=b config "
        "| grep -v '^# ' >c; cmp b c && grep -c . c",
        "history = \"/a # b\"\nno-history = yes\ncolor = always\nplain = yes\nascii = yes\n"
        "redact = yes\nkeep = user,ip\nstrict = yes\ntheme.muted = italic 244\n"
        "theme.focus = normal bright-blue\n",
        0, {"\n"}, {0}};

    prepare();
    unsetenv("ERRWALK_FLOWS");
    run_expect(&row);
}

const struct suite_test suite_tests[] = {
    {"faults", test_faults},
    {"ignored lines", test_ignored},
    {"reading", test_reading},
    {"precedence", test_precedence},
    {"saved", test_saved},
    {NULL, NULL},
};
