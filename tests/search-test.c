/* SPDX-License-Identifier: MIT */
/*
 * The search of home: what is found, in which order, in typed text and in pasted lines, and while
 * only a part was read.
 */
#include <config.h>

#include "errwalk/search.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/decode.h"
#include "errwalk/file.h"
#include "errwalk/log.h"
#include "errwalk/memory.h"
#include "suite.h"

const char suite_name[] = "search";

static struct library *library;
static struct search *search;
static struct search_hits hits;

static void open_search(const char *directory)
{
    library_new(&directory, 1, &library);
    search = search_new(library);
}

static void close_search(void)
{
    search_free(search);
    library_free(library);
}

static const char *label(size_t index)
{
    static struct buffer text;

    buffer_clear(&text);
    if (index < hits.count)
        search_hit_label(&text, &hits.items[index]);
    return buffer_text(&text);
}

static long place_of(const char *name)
{
    size_t i;

    for (i = 0; i < hits.count; i++) {
        if (strcmp(label(i), name) == 0)
            return (long)i;
    }
    return -1;
}

/* Over the flows that come with errwalk: what is first, and second. */
static void test_order(void)
{
#define COLLISION "ERROR_LOGON_SESSION_COLLISION (1366)", "The logon session ID is already in use"
    static const struct {
        const char *typed, *first, *second; /* "": none */
    } rows[] = {
        {"1366", COLLISION},
        {"0x556", COLLISION},
        {"-2147023530", COLLISION},
        {"2147943766", COLLISION},
        {"0x80070556", COLLISION},
        {"ERROR_LOGON_SESSION_COLLISION", COLLISION},
        {"error_logon_session_collision", COLLISION},
        {"Logon failed with 0x80070556 today", COLLISION},
        {"windows/logon-session-collision", "The logon session ID is already in use", ""},
        {"user name password wrong", "The user name or password is wrong", NULL},
        {"0xC000006D", "STATUS_LOGON_FAILURE (0xC000006D)", "The user name or password is wrong"},
        {"access denied", "Access is denied", NULL},
        {"lgnsesscol", "ERROR_LOGON_SESSION_COLLISION (1366)", NULL},
        {"ERROR_LOGON_FALIURE", "ERROR_LOGON_FAILURE (1326)", NULL}, /* a slip */
        {"qqqqqq", "", ""},
        {"QQ_0x12345678", "Any Linux error", "Any Windows error"},
        {"my password qqqqqq is odd", "The user name or password is wrong", NULL},
    };
    size_t i;

    open_search(suite_source("flows"));
    suite_expect_long("complete", search_read(search, SIZE_MAX), STATUS_NO);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        search_find(search, rows[i].typed, &hits);
        suite_expect_string(rows[i].typed, label(0), rows[i].first);
        if (rows[i].second)
            suite_expect_string(rows[i].typed, label(1), rows[i].second);
    }
    close_search();
}

/* tests/search/queries.tsv: of every query the flow or error that must come first. */
static void expect_query(char *line)
{
    char *expected = strchr(line, '\t');
    const struct search_hit *first = hits.items;
    const char *got;

    if (*line == '#' || !suite_expect(line, expected != NULL))
        return;
    *expected++ = '\0';
    search_find(search, line, &hits);
    got = !hits.count ? "-" : first->flow ? first->flow->id : first->error;
    suite_expect_string(line, got, expected);
}

static void test_queries(void)
{
    struct buffer text = {0};
    char *line, *next = NULL;
    long count = 0;

    suite_expect("queries", file_read(suite_source("tests/search/queries.tsv"), 1 << 20, &text) ==
                                STATUS_OK);
    open_search(suite_source("flows"));
    search_read(search, SIZE_MAX);
    for (line = strtok_r(text.bytes, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
        count += *line != '#';
        expect_query(line);
    }
    suite_expect("there are queries", count >= 150);
    close_search();
    buffer_free(&text);
}

/* Errors that only a flow knows, and flows without words of their own; tests/flows/session. */
static void test_flows(void)
{
    open_search(suite_source("tests/flows/session"));
    search_read(search, SIZE_MAX);
    search_find(search, "", &hits);
    suite_expect_long("all", (long)hits.count, (long)search_flow_count(search));
    suite_expect_string("a broken one is there", label(0), "The damaged flow");
    suite_expect("by its id", strcmp(search_flow_named(search, "main")->id, "main") == 0);
    suite_expect("none", !search_flow_named(search, "mai") && !search_flow_named(search, "zz"));
    search_find(search, "1381", &hits);
    suite_expect("the second error of a flow", place_of("The main flow") == 1);
    search_find(search, "qqqq", &hits);
    suite_expect_long("nothing", (long)hits.count, 0);
    close_search();
}

/* What is read already is found; what follows is found later. */
static void test_steps(void)
{
    enum status status = STATUS_OK;
    size_t steps = 0;

    open_search(suite_source("flows"));
    search_find(search, "logon", &hits);
    suite_expect_long("nothing was read", (long)hits.count, 0);
    search_find(search, "1366", &hits);
    suite_expect_string("but codes need nothing", label(0), "ERROR_LOGON_SESSION_COLLISION (1366)");
    suite_expect("without a flow as yet", !hits.items[0].flow);
    for (; status == STATUS_OK; steps++)
        status = search_read(search, 100);
    suite_expect_long("all", status, STATUS_NO);
    suite_expect("in steps", steps > 50);
    search_hit_flow(search, &hits.items[0]);
    suite_expect("the flow came", hits.items[0].flow != NULL);
    close_search();
}

static void test_start(void)
{
    static const struct {
        const char *typed, *flow, *error;
        long code;
    } rows[] = {
        {"1366", "windows/logon-session-collision", "ERROR_LOGON_SESSION_COLLISION", 1366},
        {"0xC000006D", "windows/logon-failure", "STATUS_LOGON_FAILURE", 0xc000006d},
        {"windows/logon-failure", "windows/logon-failure", "", -1},
        {"ERROR_OUTOFMEMORY", "windows/any-error", "ERROR_OUTOFMEMORY", 14},
        {"EXDEV", "linux/any-error", "EXDEV", 18},
        {"SIGUSR1", "linux/any-error", "SIGUSR1", 10},
        {"NT_STATUS_BUFFER_TOO_SMALL", "windows/any-error", "STATUS_BUFFER_TOO_SMALL", 0xc0000023},
        {"QQ_0x12345678", "linux/any-error", "QQ_0x12345678", -1},
    };
    size_t i;

    open_search(suite_source("flows"));
    search_read(search, SIZE_MAX);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct search_start start;

        search_find(search, rows[i].typed, &hits);
        start = search_start(search, &hits.items[0], rows[i].typed);
        suite_expect_string(rows[i].typed, start.flow ? start.flow : "", rows[i].flow);
        suite_expect_string(rows[i].typed, start.error, rows[i].error);
        suite_expect_long(rows[i].typed, start.code.present ? (long)start.code.value : -1,
                          rows[i].code);
    }
    close_search();
}

static void test_log(void)
{
    static const char text[] =
        "2026-11-22 10:00:01 svc started, pid 1366\r\n"
        "2026-11-22 10:00:02 logon failed: 0xC000006D\n"
        "\n"
        "again: error 1326, then 0x80070005\r"
        "status 0xC000006D and 0x8ABC0123";
    static const struct {
        const char *label;
        size_t line, again;
    } rows[] = {
        {"STATUS_LOGON_FAILURE (0xC000006D)", 2, 1},
        {"ERROR_LOGON_FAILURE (1326)", 4, 0},
        {"ERROR_ACCESS_DENIED (5)", 4, 0},
        {"0x8ABC0123", 5, 0},
    };
    struct buffer detail = {0}, many = {0};
    size_t i;

    open_search(suite_source("flows"));
    search_read(search, SIZE_MAX);
    search_log(search, text, &hits);
    suite_expect_long("lines", (long)hits.line_count, 5);
    suite_expect_long("codes", (long)hits.count, sizeof rows / sizeof *rows);
    for (i = 0; i < hits.count && i < sizeof rows / sizeof *rows; i++) {
        suite_expect_string("code", label(i), rows[i].label);
        suite_expect_long(rows[i].label, (long)hits.items[i].line, (long)rows[i].line);
        suite_expect_long(rows[i].label, (long)hits.items[i].again, (long)rows[i].again);
    }
    search_hit_detail(&detail, &hits.items[0], "-", text);
    suite_expect(buffer_text(&detail),
                 strstr(buffer_text(&detail),
                        "line 2 and 1 more, to line 5: 2026-11-22 10:00:02 logon failed: 0xC000006D") !=
                     NULL);
    buffer_free(&detail);
    for (i = 0; i < 25; i++)
        buffer_printf(&many, "12:00:%02zu %s\n", i, i % 5 ? "error 1326" : "0x80070005");
    search_log(search, buffer_text(&many), &hits);
    suite_expect_string("most frequent", label(0), "ERROR_LOGON_FAILURE (1326)");
    suite_expect_long("how often", (long)hits.items[0].again, 19);
    suite_expect_string("last", hits.items[0].last.time, "12:00:24");
    search_log(search, "5 all is well\n6 error 53\n", &hits);
    suite_expect_long("numbered", (long)hits.count, 1);
    buffer_free(&many);
    search_log(search, "", &hits);
    suite_expect_long("no lines", (long)hits.line_count, 0);
    close_search();
}

/* Around the code of a long line, in whole characters. */
static void test_long_line(void)
{
    struct buffer text = {0}, detail = {0};
    size_t before;

    open_search(suite_source("flows"));
    search_read(search, SIZE_MAX);
    for (before = 0; before < 8; before++) {
        buffer_clear(&text);
        buffer_clear(&detail);
        buffer_repeat(&text, "x", before);
        buffer_repeat(&text, "\xe6\x97\xa5", 5000);
        buffer_string(&text, " error 1326 ");
        buffer_repeat(&text, "\xe6\x97\xa5", 5000);
        search_log(search, buffer_text(&text), &hits);
        suite_expect_long("found", (long)hits.count, 1);
        search_hit_detail(&detail, &hits.items[0], "-", buffer_text(&text));
        suite_expect("its place", strstr(buffer_text(&detail), "error 1326") != NULL);
        suite_expect("cut around it", detail.length < 500);
        suite_expect("in whole characters", !strstr(buffer_text(&detail), "\xef\xbf\xbd"));
    }
    buffer_free(&text);
    buffer_free(&detail);
    close_search();
}

/* As many flows as there are: only the best are kept, in a stable order. */
static void test_many(void)
{
    const char *directory = suite_scratch("many");
    long count = suite_scale(2000), i;
    char path[600];

    mkdir(directory, 0700);
    for (i = 0; i < count; i++) {
        FILE *file;

        snprintf(path, sizeof path, "%s/f%05ld.yaml", directory, i);
        file = fopen(path, "w");
        if (!file)
            continue;
        fprintf(file, "title: The zebra has come %ld\nerrors: [ZEBRA_%ld (%ld)]\n", i, i,
                500000 + i);
        fclose(file);
    }
    open_search(directory);
    search_read(search, SIZE_MAX);
    suite_expect_long("read", (long)search_flow_count(search), count);
    search_find(search, "zebra", &hits);
    suite_expect_long("all of them", (long)(hits.count + hits.more), count);
    suite_expect_string("first", label(0), "The zebra has come 0");
    search_find(search, "", &hits);
    suite_expect_long("without a word", (long)(hits.count + hits.more), count);
    snprintf(path, sizeof path, "ZEBRA_%ld", count - 1);
    search_find(search, path, &hits);
    suite_expect_string("its name", hits.items[0].error, path);
    snprintf(path, sizeof path, "%ld", 500000 + count - 1);
    search_find(search, path, &hits);
    suite_expect_long("its code", (long)hits.items[0].code.value, 500000 + count - 1);
    close_search();
}

/* What a line names, as it is written there, with commas between; "-" for nothing. */
static void name_codes(const char *line, struct buffer *out)
{
    struct decode_reading readings[LOG_LINE_READINGS];
    struct log log = {0};
    size_t count = log_add(&log, line, strlen(line), 1, 0, readings), i;

    buffer_clear(out);
    for (i = 0; i < count; i++)
        buffer_printf(out, "%s%.*s", i ? "," : "", (int)readings[i].length, line + readings[i].offset);
    if (!count)
        buffer_string(out, "-");
    if (!decode_suspects(line, strlen(line)))
        suite_expect_long("glanced over", (long)decode_line(line, strlen(line), readings, 8, NULL), 0);
    log_free(&log);
}

/* Logs of other programs are full of numbers that are no codes. */
static void test_other_logs(void)
{
    FILE *file = fopen(suite_source("tests/catalog/logs.tsv"), "r");
    struct buffer got = {0};
    char row[1024];
    long rows = 0;

    suite_expect("the table", file != NULL);
    while (file && fgets(row, sizeof row, file)) {
        char *tab = strchr(row, '\t');

        row[strcspn(row, "\n")] = '\0';
        if (*row == '#' || !tab)
            continue;
        *tab++ = '\0';
        name_codes(tab, &got);
        suite_expect_string(tab, buffer_text(&got), row);
        rows++;
    }
    suite_expect("rows", rows > 200);
    buffer_free(&got);
    if (file)
        fclose(file);
}

const struct suite_test suite_tests[] = {
    {"order", test_order}, {"queries", test_queries},         {"flows", test_flows}, {"steps", test_steps},
    {"start", test_start},         {"log", test_log},     {"long line", test_long_line},
    {"logs of other programs", test_other_logs},
    {"many", test_many},           {NULL, NULL},
};
