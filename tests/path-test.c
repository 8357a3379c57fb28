/* SPDX-License-Identifier: MIT */
/*
 * Names of files as this system writes them: each row has what holds on Unix and what on Windows.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "errwalk/path.h"
#include "suite.h"

const char suite_name[] = "path";

struct parts {
    bool absolute;
    const char *directory, *name;
};

static const struct {
    const char *path;
    struct parts on_unix, on_windows;
} rows[] = {
    {"b.yaml", {false, "", "b.yaml"}, {false, "", "b.yaml"}},
    {"a/b.yaml", {false, "a", "b.yaml"}, {false, "a", "b.yaml"}},
    {"./b", {false, ".", "b"}, {false, ".", "b"}},
    {"a//b", {false, "a", "b"}, {false, "a", "b"}},
    {"a/", {false, "a", ""}, {false, "a", ""}},
    {"/b", {true, "/", "b"}, {true, "/", "b"}},
    {"/a/b", {true, "/a", "b"}, {true, "/a", "b"}},
    {"", {false, "", ""}, {false, "", ""}},
    {"a\\b", {false, "", "a\\b"}, {false, "a", "b"}},
    {"C:\\a\\b", {false, "", "C:\\a\\b"}, {true, "C:\\a", "b"}},
    {"C:/a/b", {false, "C:/a", "b"}, {true, "C:/a", "b"}},
    {"c:\\b", {false, "", "c:\\b"}, {true, "c:\\", "b"}},
    {"C:b", {false, "", "C:b"}, {false, "C:", "b"}},
    {"1:b", {false, "", "1:b"}, {false, "", "1:b"}},
    {"\\\\server\\share\\b", {false, "", "\\\\server\\share\\b"}, {true, "\\\\server\\share", "b"}},
    {"\\\\?\\C:\\a\\b", {false, "", "\\\\?\\C:\\a\\b"}, {true, "\\\\?\\C:\\a", "b"}},
};

static void test_parts(void)
{
    const bool windows = path_list_separator == ';';
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct parts *parts = windows ? &rows[i].on_windows : &rows[i].on_unix;
        const char *path = rows[i].path;

        suite_expect_long(path, path_is_absolute(path), parts->absolute);
        suite_expect_string(path, path_name(path), parts->name);
        suite_expect_long(path, (long)path_directory(path), (long)strlen(parts->directory));
        suite_expect(path, strncmp(path, parts->directory, strlen(parts->directory)) == 0);
    }
}

/* A directory that is not absolute is not to be trusted. */
static void test_personal(void)
{
    static const struct {
        enum path_kind kind;
        const char *variable;
    } kinds[] = {{PATH_DATA, "XDG_DATA_HOME"}, {PATH_SETTINGS, "XDG_CONFIG_HOME"}, {PATH_STATE, "XDG_STATE_HOME"}};
    const char *below, *own;
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *before = getenv(kinds[i].variable);
        char kept[512] = "";

        if (before)
            strncat(kept, before, sizeof kept - 1);
        setenv(kinds[i].variable, "/named", 1);
        suite_expect_string(kinds[i].variable, path_personal(kinds[i].kind, &below), "/named");
        suite_expect_string(kinds[i].variable, below, "");
        setenv(kinds[i].variable, "named", 1);
        own = path_personal(kinds[i].kind, &below);
        suite_expect(kinds[i].variable, !own || strcmp(own, "named") != 0);
        if (*kept)
            setenv(kinds[i].variable, kept, 1);
        else
            unsetenv(kinds[i].variable);
    }
}

const struct suite_test suite_tests[] = {
    {"parts", test_parts},
    {"personal directories", test_personal},
    {NULL, NULL},
};
