/* SPDX-License-Identifier: MIT */
/*
 * The matcher: what matches, what scores more, which letters are marked, and that hostile input
 * costs no more than its length.
 */
#include <config.h>

#include "errwalk/match.h"


#include "errwalk/memory.h"
#include "suite.h"

const char suite_name[] = "match";

/* 0: no match. `rest` is what a text is found by besides. */
static int score(const char *typed, const char *name, const char *rest, bool some)
{
    struct match_query query = {.count = 0};
    struct arena *arena = arena_new();
    struct match_text text;
    int result;

    match_query_set(&query, typed);
    match_text_make(&text, arena, name, rest);
    result = match_score(&query, &text, some ? MATCH_SOME : MATCH_SCATTERED);
    buffer_free(&query.folded);
    arena_free(arena);
    return result;
}

static void test_matches(void)
{
    static const struct {
        const char *typed, *name, *rest;
        bool matches;
    } rows[] = {
        {"logon", "ERROR_LOGON_FAILURE", "", true},
        {"LoGoN", "error_logon_failure", "", true},
        {"gon_f", "ERROR_LOGON_FAILURE", "", true},
        {"lgnfail", "ERROR_LOGON_FAILURE", "", true},
        {"elf", "ERROR_LOGON_FAILURE", "", true},
        {"ailnog", "ERROR_LOGON_FAILURE", "", false},
        {"logon", "Local area network: open it again, once now", "", false}, /* too scattered */
        {"lg", "ERROR_LOGON_FAILURE", "", false}, /* two letters have no gap */
        {"logon failure", "ERROR_LOGON_FAILURE", "", true},
        {"failure logon", "ERROR_LOGON_FAILURE", "", true},
        {"logon printer", "ERROR_LOGON_FAILURE", "", false},
        {"logon 1326", "ERROR_LOGON_FAILURE", "1326\n0x52e", true},
        {"1326", "ERROR_LOGON_FAILURE", "1326\n0x52e", true},
        {"sgnin", "ERROR_LOGON_FAILURE", "sign in", false}, /* no gaps but in the name */
        {"l", "ERROR_LOGON_FAILURE", "", true},
        {"z", "ERROR_LOGON_FAILURE", "", false},
        {":", "a: b", "", true},
        {":", "a; b", "", false},
        {"", "x", "", false},
        {"   ", "x", "", false},
        {"schlussel", "Der Schl\xc3\xbcssel fehlt", "", true},
        {"Schl\xc3\xbcssel", "SCHLUSSEL", "", true},
        {"schlu\xcc\x88ssel", "Schl\xc3\xbcssel", "", true}, /* combining */
        {"strasse", "Stra\xc3\x9f" "e", "", true},
        {"\xc4\xb0stanbul", "istanbul", "", true}, /* I with a dot */
        {"istanbul", "\xc4\xb0STANBUL", "", true},
        {"\xc4\xb1stanbul", "ISTANBUL", "", true}, /* i without */
        {"\xce\xa3\xce\x91\xce\xa3", "\xcf\x83\xce\xb1\xcf\x82", "", true}, /* final sigma */
        {"\xef\xbc\x91\xef\xbc\x93\xef\xbc\x92\xef\xbc\x96", "1326", "", true}, /* wide digits */
        {"\xe6\x97\xa5", "\xe6\x97\xa5\xe6\x9c\xac", "", true},
        {"\xe6\x9c\xac", "\xe6\x97\xa5\xe6\x9c\xac", "", true},
        {"\xe6\x9c\xac\xe6\x97\xa5", "\xe6\x97\xa5\xe6\x9c\xac", "", false},
        {"\xc3", "\xc3\xa9", "", false}, /* half a character */
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        suite_expect(rows[i].typed, (score(rows[i].typed, rows[i].name, rows[i].rest, false) > 0) ==
                                        rows[i].matches);
}

/* The first of each pair scores more. */
static void test_order(void)
{
    static const struct {
        const char *typed, *better, *worse;
    } rows[] = {
        {"logon", "LOGON_FAILURE", "BAD_LOGONX"},
        {"logon", "THE_LOGON", "THE_XLOGON"},      /* the start of a word */
        {"log", "THE_LOG", "THE_LOGON"},           /* a whole word */
        {"logon", "logon", "logon failure"},       /* a shorter name */
        {"logon", "the logon", "the l o g o n"},   /* a run */
        {"lfx", "logon failure x", "logon afar xylophone fix"},
        {"lgnfail", "LOGON_FAILURE", "LARGE_NETWORK_FILE_ALL"},
        {"e", "error", "the error"},
        {"e", "the error", "a case"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        suite_expect(rows[i].worse, score(rows[i].typed, rows[i].better, "", false) >
                                        score(rows[i].typed, rows[i].worse, "", false));
    suite_expect("the name before the rest", score("log", "log of it", "x", false) >
                                                 score("log", "x", "log of it", false));
    suite_expect_long("some words", score("logon printer", "logon", "", true) > 0, true);
    suite_expect_long("none of them", score("disk printer", "logon", "", true), 0);
    suite_expect_long("short words say nothing", score("is at", "is at", "", true), 0);
}

static void test_pieces(void)
{
    /* Marked letters between brackets. */
    static const struct {
        const char *typed, *text, *marked;
    } rows[] = {
        {"logon", "ERROR_LOGON_FAILURE", "ERROR_[LOGON]_FAILURE"},
        {"fail logon", "ERROR_LOGON_FAILURE", "ERROR_[LOGON]_[FAIL]URE"},
        {"lgnfail", "ERROR_LOGON_FAILURE", "ERROR_[L]O[G]O[N]_[FAIL]URE"},
        {"elf", "ERROR_LOGON_FAILURE", "[E]RROR_[L]OGON_[F]AILURE"},
        {"zzz", "ERROR_LOGON_FAILURE", "ERROR_LOGON_FAILURE"},
        {"lussel", "Schl\xc3\xbcssel", "Sch[l\xc3\xbcssel]"},
        {"ss", "Stra\xc3\x9f" "e", "Stra[\xc3\x9f]e"},
        {"u", "u\xcc\x88" "b", "[u\xcc\x88]b"}, /* a cluster is whole */
        {"\xe6\x9c\xac", "\xe6\x97\xa5\xe6\x9c\xac", "\xe6\x97\xa5[\xe6\x9c\xac]"},
        {"", "text", "text"},
    };
    size_t i, k;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct match_query query = {.count = 0};
        struct match_piece pieces[16];
        struct buffer out = {0};
        size_t count, at = 0;

        match_query_set(&query, rows[i].typed);
        count = match_pieces(&query, rows[i].text, pieces, 16);
        for (k = 0; k < count; k++) {
            buffer_append(&out, rows[i].text + at, pieces[k].offset - at);
            buffer_printf(&out, "[%.*s]", (int)pieces[k].length, rows[i].text + pieces[k].offset);
            at = pieces[k].offset + pieces[k].length;
        }
        buffer_string(&out, rows[i].text + at);
        suite_expect_string(rows[i].typed, buffer_text(&out), rows[i].marked);
        buffer_free(&out);
        buffer_free(&query.folded);
    }
}

static char *repeat(const char *unit, size_t times)
{
    struct buffer out = {0};

    buffer_repeat(&out, unit, times);
    return buffer_take(&out);
}

/* All ends, and marks no more than there is. */
static void test_hostile(void)
{
    static const char *const units[] = {"a", "ab", "a ", "aA-", "\xcc\x88", "\xc3\xa9",
                                        "\xf0\x9f\x91\xa8\xe2\x80\x8d", "\x01", "\xff"};
    size_t times = (size_t)suite_scale(20000), i, k;

    for (i = 0; i < sizeof units / sizeof *units; i++) {
        for (k = 0; k < sizeof units / sizeof *units; k++) {
            char *typed = repeat(units[i], times / 10), *text = repeat(units[k], times);
            struct match_query query = {.count = 0};
            struct match_piece pieces[8];

            score(typed, text, text, false);
            score("aaaaaaaab", text, "", false);
            match_query_set(&query, "aab ab");
            suite_expect("pieces", match_pieces(&query, text, pieces, 8) <= 8);
            buffer_free(&query.folded);
            memory_free(typed);
            memory_free(text);
        }
    }
    struct match_query query = {.count = 0};
    char *many = repeat("word ", 100);

    match_query_set(&query, many);
    suite_expect_long("words", (long)query.count, MATCH_WORDS);
    suite_expect_long("left out", (long)query.left_out, 100 - MATCH_WORDS);
    buffer_free(&query.folded);
    memory_free(many);
}

const struct suite_test suite_tests[] = {
    {"matches", test_matches}, {"order", test_order},   {"pieces", test_pieces},
    {"hostile", test_hostile}, {NULL, NULL},
};
