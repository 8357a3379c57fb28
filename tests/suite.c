/* SPDX-License-Identifier: MIT */
/*
 * The main function of every test binary: runs the suite's tests one by one through CUnit and says
 * what became of each. CUnit's own runners exit 0 after a failure, so none of them is used.
 */
#include <config.h>

#include "suite.h"

#include <CUnit/TestRun.h>
#include <errno.h>
#include <ftw.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char scratch[64];
static unsigned passed, failed;

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static void remove_scratch(void)
{
    if (scratch[0])
        nftw(scratch, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *suite_source(const char *path)
{
    static char paths[4][4096];
    static unsigned turn;
    const char *root = getenv("srcdir");
    char *out = paths[turn++ % 4];

    snprintf(out, sizeof paths[0], "%s/%s", root && *root ? root : ".", path);
    return out;
}

const char *suite_scratch(const char *name)
{
    static char paths[4][4096];
    static unsigned turn;
    char *out = paths[turn++ % 4];

    if (!scratch[0]) {
        strcpy(scratch, "/tmp/errwalk-test-XXXXXX");
        if (!mkdtemp(scratch)) {
            perror("mkdtemp");
            exit(99);
        }
        atexit(remove_scratch);
    }
    snprintf(out, sizeof paths[0], "%s/%s", scratch, name);
    return out;
}

bool suite_make_latin1(void)
{
    char command[4200], before[100];
    bool made;

    snprintf(before, sizeof before, "%s", setlocale(LC_ALL, NULL));
    snprintf(command, sizeof command, "localedef -i C -f ISO-8859-1 %s >/dev/null 2>&1", suite_scratch("latin1"));
    setenv("LOCPATH", suite_scratch("."), 1);
    made = system(command) == 0 && setlocale(LC_ALL, "latin1") && strcmp(nl_langinfo(CODESET), "ISO-8859-1") == 0;
    setlocale(LC_ALL, before);
    if (!made) {
        printf("    skipped: there is no Latin-1 locale here\n");
        unsetenv("LOCPATH");
    }
    return made;
}

long suite_scale(long full)
{
    const char *scale = getenv("ERRWALK_TEST_SCALE");
    double factor = scale && *scale ? strtod(scale, NULL) : 1.0;
    long scaled = (long)((double)full * factor);

    return scaled < 1 ? 1 : scaled;
}

unsigned suite_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

bool suite_expect(const char *what, bool condition)
{
    if (!condition)
        printf("    %s\n", what);
    CU_assertImplementation(condition, 0, what, suite_name, "", CU_FALSE);
    return condition;
}

void suite_expect_string(const char *what, const char *got, const char *expected)
{
    if (!got || !expected ? got != expected : strcmp(got, expected) != 0) {
        printf("    %s:\n      got      %s\n      expected %s\n", what, got ? got : "(null)",
               expected ? expected : "(null)");
        suite_expect(what, false);
    } else {
        CU_PASS("");
    }
}

void suite_expect_long(const char *what, long got, long expected)
{
    if (got != expected) {
        printf("    %s: got %ld, expected %ld\n", what, got, expected);
        suite_expect(what, false);
    } else {
        CU_PASS("");
    }
}

static void write_golden(const char *path, const char *got, size_t length)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(got, 1, length, file) != length)
        printf("    cannot write %s: %s\n", path, strerror(errno));
    if (file)
        fclose(file);
}

/* The number of the first line in which two texts differ. */
static unsigned first_difference(const char *a, const char *b)
{
    unsigned line = 1;

    for (; *a && *a == *b; a++, b++)
        line += *a == '\n';
    return line;
}

void suite_expect_golden(const char *path, const char *got, size_t length)
{
    const char *source = suite_source(path), *update = getenv("ERRWALK_TEST_UPDATE");
    char *expected;
    FILE *file;
    long size;

    if (update && *update == '1')
        write_golden(source, got, length);
    file = fopen(source, "rb");
    if (!file) {
        printf("    cannot read %s: %s\n", source, strerror(errno));
        suite_expect(path, false);
        return;
    }
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    expected = calloc(1, (size_t)size + 1);
    if (expected && fread(expected, 1, (size_t)size, file) == (size_t)size &&
        ((size_t)size != length || memcmp(expected, got, length) != 0)) {
        printf("    differs from %s from line %u on; got:\n%.*s\n", path,
               first_difference(expected, got), (int)length, got);
        suite_expect(path, false);
    } else {
        CU_PASS("");
    }
    free(expected);
    fclose(file);
}

static bool is_wanted(const char *name, char **fragments)
{
    if (!*fragments)
        return true;
    for (; *fragments; fragments++) {
        if (strstr(name, *fragments))
            return true;
    }
    return false;
}

static void test_done(const CU_pTest test, const CU_pSuite suite, const CU_pFailureRecord failure)
{
    (void)suite;
    printf("%s: %s\n", failure ? "FAIL" : "ok", test->pName);
    fflush(stdout);
    *(failure ? &failed : &passed) += 1;
}

/* The directory that a variable names, from anywhere. */
static void make_absolute(const char *variable)
{
    const char *path = getenv(variable);
    char *absolute = realpath(path && *path ? path : ".", NULL);

    if (absolute)
        setenv(variable, absolute, 1);
    free(absolute);
}

/* What a test writes without naming a place goes into the directory of this run. */
static void go_to_scratch(void)
{
    make_absolute("srcdir");
    make_absolute("builddir");
    if (chdir(suite_scratch("")) != 0)
        perror("scratch directory");
}

/* What the shell that began it ignores or blocks is not inherited: `&` in a script ignores SIGINT
 * and SIGQUIT. */
static void reset_signals(void)
{
    sigset_t none;
    int number;

    for (number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Without the sources and the built program a test could only fail in odd ways, or wait for ever. */
static void require_directories(void)
{
    if (access(suite_source("tests/suite.c"), R_OK) != 0) {
        fprintf(stderr, "%s: srcdir must name the source tree\n", suite_name);
        exit(99);
    }
}

int main(int argc, char **argv)
{
    const struct suite_test *test;
    CU_pSuite suite;

    (void)argc;
    setlocale(LC_ALL, "C.UTF-8");
    setenv("HOME", "/dev/null/home", 1);
    unsetenv("XDG_STATE_HOME");
    unsetenv("XDG_DATA_HOME");
    setenv("TZ", "UTC", 1);
    unsetenv("ERRWALK_TEST_CLOCK");
    reset_signals();
    require_directories();
    go_to_scratch();
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 99;
    suite = CU_add_suite(suite_name, NULL, NULL);
    for (test = suite_tests; suite && test->name; test++) {
        if (is_wanted(test->name, argv + 1))
            CU_add_test(suite, test->name, test->run);
    }
    CU_set_test_complete_handler(test_done);
    CU_run_all_tests();
    CU_cleanup_registry();
    printf("%s: %u passed, %u failed\n", suite_name, passed, failed);
    if (passed + failed == 0)
        return 99;
    return failed ? 1 : 0;
}
