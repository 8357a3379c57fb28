/* SPDX-License-Identifier: MIT */
/*
 * Errors as people posted them: how many are read rightly, and how often something false is said.
 *
 * tests/catalog/posted-build.tsv is the half that the decoder was made with, posted-measure.tsv the
 * half that only measures: nobody looks at its rows to make them right. Both have figures that may
 * only grow. tests/catalog/traps.tsv has texts with numbers that are no codes.
 *
 * With ERRWALK_POSTED=1 the rows of the first half and the traps that are not right are listed.
 */
#include <config.h>

#include "errwalk/decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

enum { READINGS = 32, LINE = 2048 };

const char suite_name[] = "posted";

struct figures {
    unsigned rows, right, false_first, silent;
};

/* Whether a reading is one that the row expects: "errno EACCES|hresult 0x80070005". */
static bool is_expected(const struct decode_reading *reading, const char *expected)
{
    const char *kind = code_kind_name(reading->code.kind);
    size_t length = strlen(kind);

    for (; expected != NULL; expected = strchr(expected, '|'),
                             expected += expected != NULL ? 1 : 0) {
        size_t size = strcspn(expected, "|");
        const char *name = expected + length + 1;
        size_t name_length;

        if (size <= length + 1 || strncmp(expected, kind, length) != 0 ||
            expected[length] != ' ') {
            continue;
        }
        name_length = size - length - 1;
        if (strncmp(name, "0x", 2) == 0 &&
            reading->code.value == (int64_t)strtoull(name, NULL, 16)) {
            return true;
        }
        for (size_t i = 0; reading->entry != NULL; i++) {
            const char *own = i == 0 ? catalog_entry_name(reading->entry)
                                     : catalog_entry_alias(reading->entry, i - 1);

            if (own == NULL) {
                break;
            }
            /* "SQL Server error 18456" is 18456. */
            size_t whole = strlen(own);
            bool ends = whole > name_length && own[whole - name_length - 1] == ' ';

            if ((whole == name_length || ends) &&
                whole >= name_length &&
                strncmp(own + whole - name_length, name, name_length) == 0) {
                return true;
            }
        }
    }
    return false;
}

static struct figures measure(const char *path, bool listed)
{
    FILE *file = fopen(suite_source(path), "rb");
    struct figures figures = {0};
    char line[LINE];

    suite_expect(path, file != NULL);
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        struct decode_reading readings[READINGS];
        char *expected = strrchr(line, '\t');
        size_t count;
        bool none, right;

        line[strcspn(line, "\n")] = '\0';
        if (expected == NULL || strncmp(line, "# ", 2) == 0) {
            continue;
        }
        *expected++ = '\0';
        count = decode(line, strlen(line), readings, READINGS, NULL);
        none = expected[0] == '-';
        right = (none && count == 0) || (count > 0 && is_expected(&readings[0], expected));
        figures.rows++;
        figures.right += right;
        figures.false_first += !right && count > 0;
        figures.silent += !right && count == 0;
        if (listed && !right) {
            printf("    %s\n        expected %s, got %s %s\n", line, expected,
                   count > 0 ? code_kind_name(readings[0].code.kind) : "nothing",
                   count > 0 && readings[0].entry != NULL ? catalog_entry_name(readings[0].entry)
                                                          : "");
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    printf("    %s: %u texts, %u right first, %u false, %u silent\n", path, figures.rows,
           figures.right, figures.false_first, figures.silent);
    return figures;
}

static void test_build(void)
{
    struct figures figures =
        measure("tests/catalog/posted-build.tsv", getenv("ERRWALK_POSTED") != NULL);

    suite_expect("texts", figures.rows >= 100);
    suite_expect("right first", figures.right >= 308);
    suite_expect("false", figures.false_first == 0);
}

static void test_measure(void)
{
    struct figures figures = measure("tests/catalog/posted-measure.tsv", false);

    suite_expect("texts", figures.rows >= 100);
    suite_expect("right first", figures.right >= 177);
    suite_expect("false", figures.false_first <= 5);
}

static void test_traps(void)
{
    struct figures figures =
        measure("tests/catalog/traps.tsv", getenv("ERRWALK_POSTED") != NULL);

    suite_expect("texts", figures.rows >= 100);
    suite_expect("false", figures.false_first == 0);
}

const struct suite_test suite_tests[] = {
    {"the half that the decoder was made with", test_build},
    {"the half that measures", test_measure},
    {"numbers that are no codes", test_traps},
    {NULL, NULL},
};
