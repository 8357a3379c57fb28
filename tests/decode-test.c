/* SPDX-License-Identifier: MIT */
/*
 * Decoding: spellings and non-codes as a table (tests/catalog/spellings.tsv), every entry of the
 * catalog back from each of its spellings, a log of mixed lines (tests/catalog/mixed.log), and text
 * that means harm.
 */
#include <config.h>

#include "errwalk/buffer.h"
#include "errwalk/decode.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

enum { READINGS = 32, LINE = 1024 };

const char suite_name[] = "decode";

/* Decodes a copy that ends where the memory ends, so that the sanitizer sees each byte read too
 * far. */
static size_t decode_copy(const char *text, size_t length, struct decode_reading *readings,
                          size_t max, struct decode_unknown *unknown)
{
    char *copy = malloc(length > 0 ? length : 1);
    size_t count;

    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    if (length > 0) {
        memcpy(copy, text, length);
    }
    count = decode(copy, length, readings, max, unknown);
    free(copy);
    return count;
}

static size_t write_reading(char *out, size_t size, const struct decode_reading *reading)
{
    const char *kind = code_kind_name(reading->code.kind);
    const char *name = reading->entry != NULL ? catalog_entry_name(reading->entry) : "";
    struct buffer code = {0};
    size_t length;

    code_print(&code, reading->code);
    length = (size_t)snprintf(out, size, "%s %s%s%s", kind, buffer_text(&code),
                              reading->entry != NULL ? " " : "", name);
    buffer_free(&code);
    return length;
}

/* All readings on a line, as the tables write them. */
static void write_readings(char *out, size_t size, const char *text, size_t length)
{
    struct decode_reading readings[READINGS];
    size_t count = decode_copy(text, length, readings, READINGS, NULL);
    size_t used = 0;

    snprintf(out, size, "-");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            used += (size_t)snprintf(out + used, size - used, ", ");
        }
        used += write_reading(out + used, size - used, &readings[i]);
        CU_ASSERT_PTR_NOT_NULL(decode_reason_text(readings[i].reason));
        CU_ASSERT_TRUE(readings[i].offset + readings[i].length <= length);
        CU_ASSERT_TRUE(i == 0 || readings[i].likelihood <= readings[i - 1].likelihood);
    }
}

/* Opens a file of tests/catalog; NULL, and a failure, where it is not there. */
static FILE *open_table(const char *path)
{
    FILE *file = fopen(suite_source(path), "rb");

    suite_expect(path, file != NULL);
    return file;
}

static void test_spellings(void)
{
    FILE *file = open_table("tests/catalog/spellings.tsv");
    char line[LINE], got[LINE];
    unsigned rows = 0;

    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *expected = strchr(line, '\t');

        if (expected == NULL || strncmp(line, "# ", 2) == 0) {
            continue;
        }
        *expected++ = '\0';
        write_readings(got, sizeof got, line, strlen(line));
        suite_expect_string(line, got, expected);
        rows++;
    }
    if (file != NULL) {
        fclose(file);
    }
    suite_expect("at least 200 spellings", rows >= 200);
}

/* Where a finding is, whole and in a sentence. */
static void test_positions(void)
{
    static const struct {
        const char *text;
        size_t offset, length;
    } rows[] = {
        {"1366", 0, 4},
        {" 0x80070556.", 1, 10},
        {"System error 1366 has occurred.", 13, 4},
        {"failed: -2147023530", 8, 11},
        {"x ERROR_ACCESS_DENIED", 2, 19},
        {"error1366", 5, 4},
        {"event 7045", 6, 4},
        {"  logon session collision ", 2, 23},
    };
    struct decode_reading readings[READINGS];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (suite_expect(rows[i].text, decode_copy(rows[i].text, strlen(rows[i].text), readings,
                                                   READINGS, NULL) > 0)) {
            suite_expect_long(rows[i].text, (long)readings[0].offset, (long)rows[i].offset);
            suite_expect_long(rows[i].text, (long)readings[0].length, (long)rows[i].length);
        }
    }
}

/* Ambiguity says why; a wrapped error keeps the name of its wrapping. */
static void test_reasons(void)
{
    struct decode_reading readings[READINGS];

    CU_ASSERT_EQUAL_FATAL(decode("556", 3, readings, READINGS, NULL), 3);
    CU_ASSERT_EQUAL(readings[0].reason, DECODE_HEX_MORE_COMMON);
    CU_ASSERT_EQUAL(readings[1].reason, DECODE_DECIMAL_LESS_COMMON);
    CU_ASSERT_EQUAL_FATAL(decode("0x80070005", 10, readings, READINGS, NULL), 1);
    CU_ASSERT_EQUAL(readings[0].reason, DECODE_WRITTEN_HEX);
    CU_ASSERT_PTR_NOT_NULL_FATAL(readings[0].outer);
    suite_expect_string("outer", catalog_entry_name(readings[0].outer), "E_ACCESSDENIED");
    CU_ASSERT_EQUAL_FATAL(decode("0x80070556", 10, readings, READINGS, NULL), 1);
    CU_ASSERT_PTR_NULL(readings[0].outer);
    CU_ASSERT_EQUAL_FATAL(decode("hresult 5", 9, readings, READINGS, NULL), 1);
    CU_ASSERT_EQUAL(readings[0].reason, DECODE_OTHER_KIND);
    CU_ASSERT_EQUAL_FATAL(decode("Win32 error 5", 13, readings, READINGS, NULL), 1);
    CU_ASSERT_EQUAL(readings[0].reason, DECODE_CALLED_ERROR);
    CU_ASSERT_EQUAL_FATAL(decode("event 9999", 10, readings, READINGS, NULL), 1);
    CU_ASSERT_EQUAL(readings[0].code.kind, CODE_EVENT);
    CU_ASSERT_PTR_NULL(readings[0].event);
    for (enum decode_reason reason = 0; reason < DECODE_REASON_COUNT; reason++) {
        CU_ASSERT_PTR_NOT_NULL(decode_reason_text(reason));
    }
}

/* A number that nothing defines is said to be one; what is no code is not. */
static void test_unknown(void)
{
    static const struct {
        const char *text;
        unsigned long value;
        enum code_kind kind;
        size_t length;
    } rows[] = {
        {"1985", 1985, CODE_WIN32, 4},
        {"0x1366", 0x1366, CODE_WIN32, 6},
        {"error 1985", 1985, CODE_WIN32, 4},
        {"0xC0001234", 0xC0001234, CODE_NTSTATUS, 10},
        {"80071234", 0x80071234, CODE_HRESULT, 8},
        {"it said 0x800f0abc, twice", 0x800F0ABC, CODE_HRESULT, 10},
        {"handle 0x800f081f", 0, CODE_WIN32, 0},
        {"block 0x1366 was read", 0, CODE_WIN32, 0},
        {"1366x768", 0, CODE_WIN32, 0},
        {"port 1985", 0, CODE_WIN32, 0},
        {"AADSTS9876543: no", 9876543, CODE_AAD, 13},
        {"it said ORA-98765", 98765, CODE_ORACLE, 9},
        {"curl: (999) no", 999, CODE_CURL, 3},
        {"HTTP error 599", 599, CODE_HTTP, 3},
        {"errno 9999", 9999, CODE_ERRNO, 4},
        {"1366", 0, CODE_WIN32, 0},
        {"", 0, CODE_WIN32, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decode_unknown unknown;
        struct decode_reading readings[READINGS];

        decode_copy(rows[i].text, strlen(rows[i].text), readings, READINGS, &unknown);
        suite_expect_long(rows[i].text, (long)unknown.length, (long)rows[i].length);
        suite_expect_long(rows[i].text, (long)unknown.code.value, (long)rows[i].value);
        suite_expect_long(rows[i].text, (long)unknown.code.kind, (long)rows[i].kind);
    }
}

/* A line may hold several; only the shape of an error counts. */
static void test_unknowns(void)
{
    static const char text[] = "error 1985 hr=0x800f0abc (0xC0DE1234), at 0x80001234; "
                               "0x80070005 0x12345678 HRESULT: -2146497860 -2146498528";
    static const unsigned long values[] = {0x800F0ABC, 0xC0DE1234, 0x800F0ABC};
    struct decode_unknown unknown[READINGS];
    size_t count = decode_unknowns(text, strlen(text), unknown, READINGS);

    CU_ASSERT_EQUAL_FATAL(count, sizeof values / sizeof *values);
    for (size_t i = 0; i < count; i++) {
        suite_expect_long("value", (long)unknown[i].code.value, (long)values[i]);
    }
    CU_ASSERT_EQUAL(unknown[0].offset, 14);
    CU_ASSERT_EQUAL(decode_unknowns(text, strlen(text), unknown, 1), 1);
    CU_ASSERT_EQUAL(decode_unknowns("1366", 4, unknown, READINGS), 0);
}

static void test_refusals(void)
{
    static const struct {
        const char *text, *what;
    } rows[] = {
        {"1366x768", "a width and a height"},
        {"12:30:45", "a time"},
        {"2024-01-15", "a date"},
        {"10.0.19045", "a version or an address"},
        {"PID 1366", "a process ID"},
        {"process ID: 1366", "a process ID"},
        {"port=445", "a port"},
        {"0x1366", NULL},
        {"room 1326", NULL},
        {"12:", NULL},
        {"hello", NULL},
        {"", NULL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        suite_expect_string(rows[i].text, decode_refusal(rows[i].text, strlen(rows[i].text)),
                            rows[i].what);
    }
}

/* Fails unless some reading of the spelling is the value in its kind. */
static void expect_back(const char *spelling, enum code_kind kind, int64_t value)
{
    struct decode_reading readings[READINGS];
    size_t count = decode(spelling, strlen(spelling), readings, READINGS, NULL);

    for (size_t i = 0; i < count; i++) {
        if (code_equal(readings[i].code, code_of(kind, value))) {
            return;
        }
    }
    suite_expect(spelling, false);
}

static void expect_name_back(const struct catalog_entry *entry, const char *name)
{
    enum code_kind kind = catalog_entry_code(entry).kind;
    int64_t code = catalog_entry_code(entry).value;
    char spelling[LINE];

    /* What is a number alone, or words, is told by what is around it. */
    if (kind > CODE_RAS && (strchr(name, ' ') != NULL || isdigit((unsigned char)*name) ||
                            kind == CODE_TLS || kind == CODE_DNS)) {
        return;
    }
    expect_back(name, kind, code);
    snprintf(spelling, sizeof spelling, "%s", name);
    for (char *c = spelling; *c != '\0'; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    expect_back(spelling, kind, code);
    if (strncmp(name, "STATUS_", 7) == 0) {
        expect_back(name + 7, kind, code);
        snprintf(spelling, sizeof spelling, "NT_%s", name);
        expect_back(spelling, kind, code);
    } else if (strncmp(name, "ERROR_", 6) == 0) {
        expect_back(name + 6, kind, code);
        snprintf(spelling, sizeof spelling, "%s_%s", kind != CODE_HRESULT ? "WERR" : "HRES",
                 name + 6);
        expect_back(spelling, kind, code);
    }
    if (strchr(name, '_') != NULL) {
        snprintf(spelling, sizeof spelling, "The call said %s, twice.", name);
        expect_back(spelling, kind, code);
    }
}

/* A code dressed as people dress it: `form` is u, x, X, or 8 for eight digits. */
struct dress {
    const char *before;
    char form;
    const char *after;
};

static void expect_dressed_back(const struct catalog_entry *entry, struct dress dress)
{
    unsigned long code = (unsigned long)catalog_entry_code(entry).value;
    char spelling[LINE], digits[32];

    switch (dress.form) {
    case 'u':
        snprintf(digits, sizeof digits, "%lu", code);
        break;
    case 'x':
        snprintf(digits, sizeof digits, "%lx", code);
        break;
    case 'X':
        snprintf(digits, sizeof digits, "%lX", code);
        break;
    default:
        snprintf(digits, sizeof digits, "%08lX", code);
        break;
    }
    snprintf(spelling, sizeof spelling, "%s%s%s", dress.before, digits, dress.after);
    expect_back(spelling, catalog_entry_code(entry).kind, (uint32_t)code);
}

static void expect_code_back(const struct catalog_entry *entry)
{
    static const struct dress always[] = {
        {"", 'u', ""},   {"0x", 'x', ""}, {"0x", '8', ""},
        {"0", 'X', "h"}, {"&H", 'X', ""}, {" 0X", 'x', "L. "},
    };
    static const struct dress win32[] = {{"error ", 'u', ""},
                                         {"Win32 error code 0x", 'x', ", then"}};
    static const struct dress large[] = {
        {"", '8', ""},         {"0xFFFFFFFF", 'X', ""},    {"ffffffff`", 'x', ""},
        {"hr = 0x", 'X', ";"}, {"Exception: (", 'u', ")"}, {"It said 0x", 'x', " twice."},
    };
    enum code_kind kind = catalog_entry_code(entry).kind;
    uint32_t code = (uint32_t)catalog_entry_code(entry).value;
    bool top = code >= 0x80000000U;
    char spelling[LINE];

    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        expect_dressed_back(entry, always[i]);
    }
    for (size_t i = 0; kind == CODE_WIN32 && i < sizeof win32 / sizeof win32[0]; i++) {
        expect_dressed_back(entry, win32[i]);
    }
    for (size_t i = 0; top && i < sizeof large / sizeof large[0]; i++) {
        expect_dressed_back(entry, large[i]);
    }
    if (top) {
        snprintf(spelling, sizeof spelling, "%ld", (long)code - 0x100000000L);
        expect_back(spelling, kind, code);
    }
    if (kind == CODE_WIN32 && code > 0) {
        snprintf(spelling, sizeof spelling, "0x%08lX", 0x80070000UL | code);
        expect_back(spelling, CODE_HRESULT, 0x80070000U | code);
        snprintf(spelling, sizeof spelling, "HRESULT_FROM_WIN32(%lu)", (unsigned long)code);
        expect_back(spelling, CODE_HRESULT, 0x80070000U | code);
    }
    if (kind == CODE_NTSTATUS && top) {
        snprintf(spelling, sizeof spelling, "0x%08lX", (unsigned long)(code | 0x10000000U));
        expect_back(spelling, CODE_HRESULT, code | 0x10000000U);
    }
}

/* A code as the programs of its family write it. */
static void expect_family_back(const struct catalog_entry *entry)
{
    static const struct {
        enum code_kind kind;
        const char *before, *after;
    } dresses[] = {
        {CODE_RAS, "The VPN connection failed. Error code ", "."},
        {CODE_BUGCHECK, "BugCheck ", ", {0, 0, 0, 0}"},
        {CODE_BUGCHECK, "STOP: ", " (0x00000000)"},
        {CODE_ERRNO, "open: errno ", ""},
        {CODE_ERRNO, "failed (os error ", ")"},
        {CODE_ERRNO, "[Errno ", "] it failed"},
        {CODE_SIGNAL, "worker 12 was killed by signal ", ""},
        {CODE_EXIT, "a.service: Main process exited, code=exited, status=", "/x"},
        {CODE_EAI, "socket.gaierror: [Errno ", "] it failed"},
        {CODE_SQLSTATE, "ERROR: it failed (SQLSTATE ", ")"},
        {CODE_SQLSTATE, "SQLSTATE[", "]: it failed"},
        {CODE_MYSQL, "MySQL error ", ": it failed"},
        {CODE_ORACLE, "ORA-", ": it failed"},
        {CODE_MSSQL, "SQL Server error ", ""},
        {CODE_LDAP, "ldap_bind: LDAP error code ", ""},
        {CODE_KERBEROS, "KRB error (", ")"},
        {CODE_X509, "verify error:num=", ":it failed"},
        {CODE_TLS, "SSL alert number ", ""},
        {CODE_CURL, "curl: (", ") it failed"},
        {CODE_AAD, "AADSTS", ": it failed"},
        {CODE_RDP, "xfreerdp: last error ", ""},
        {CODE_DEVICE, "The device cannot start. (Code ", ")"},
        {CODE_SMTP, "host mail.example.com said: ", " no"},
    };
    struct code code = catalog_entry_code(entry);
    struct buffer number = {0};
    char spelling[LINE];

    code_print(&number, code);
    for (size_t i = 0; i < sizeof dresses / sizeof *dresses; i++) {
        bool nothing = (code.value == 0 && code.kind != CODE_TLS) ||
                       strcmp(buffer_text(&number), "HY000") == 0;
        bool reason = code.kind == CODE_TLS && code.value > 255;

        if (dresses[i].kind != code.kind || nothing || reason ||
            (code.kind == CODE_SMTP && code.value < 1000 && code.value < 400) ||
            (code.kind == CODE_SMTP && code.value >= 10000 && code.value < 100000)) {
            continue;
        }
        snprintf(spelling, sizeof spelling, "%s%s%s", dresses[i].before, buffer_text(&number),
                 dresses[i].after);
        expect_back(spelling, code.kind, code.value);
    }
    buffer_free(&number);
}

static void test_every_entry(void)
{
    long stride = (long)catalog_count() / suite_scale((long)catalog_count());

    for (size_t i = 0; i < catalog_count(); i += (size_t)stride) {
        const struct catalog_entry *entry = catalog_at(i);
        const char *name = catalog_entry_name(entry);

        if (catalog_entry_code(entry).kind <= CODE_HRESULT) {
            expect_code_back(entry);
        } else {
            expect_family_back(entry);
        }
        for (size_t nth = 0; name != NULL; nth++) {
            expect_name_back(entry, name);
            name = catalog_entry_alias(entry, nth);
        }
    }
    CU_PASS("");
}

/* The findings of one line of the log, in the order of the line, each as the table writes it. */
static void write_findings(char *out, size_t size, unsigned number, const char *line)
{
    struct decode_reading readings[READINGS];
    size_t length = strlen(line);
    size_t count = decode_copy(line, length, readings, READINGS, NULL);
    size_t used = 0;

    out[0] = '\0';
    for (size_t at = 0; at < length; at++) {
        for (size_t i = 0; i < count; i++) {
            const struct decode_reading *reading = &readings[i];
            const char *name = reading->entry != NULL ? catalog_entry_name(reading->entry) : "-";
            unsigned long value = (unsigned long)reading->code.value;
            bool hex = code_is_hex(reading->code);

            if (reading->offset == at) {
                used += (size_t)snprintf(out + used, size - used, "%u\t%zu\t%zu\t%s\t", number, at,
                                         reading->length, code_kind_name(reading->code.kind));
                used +=
                    (size_t)(hex ? snprintf(out + used, size - used, "0x%08lX\t%s\n", value, name)
                                 : snprintf(out + used, size - used, "%lu\t%s\n", value, name));
            }
        }
    }
}

static void test_log(void)
{
    FILE *log = open_table("tests/catalog/mixed.log");
    char line[LINE], findings[LINE];
    char *all = calloc(1, 1 << 16);
    size_t used = 0;
    unsigned number = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(all);
    used += (size_t)sprintf(all, "# line\toffset\tlength\tkind\tvalue\tname\n");
    while (log != NULL && fgets(line, sizeof line, log) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        write_findings(findings, sizeof findings, ++number, line);
        memcpy(all + used, findings, strlen(findings));
        used += strlen(findings);
    }
    if (log != NULL) {
        fclose(log);
    }
    suite_expect("a log of a few hundred lines", number >= 300);
    suite_expect_golden("tests/catalog/mixed.expected", all, used);
    free(all);
}

/* Every beginning of every line of the table, cut anywhere; and any bytes at all. */
static void test_cut_anywhere(void)
{
    FILE *file = open_table("tests/catalog/spellings.tsv");
    struct decode_reading readings[READINGS];
    struct decode_unknown unknown;
    char line[LINE];
    unsigned long seed = 1366;

    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        for (size_t length = 0; line[length] != '\t' && line[length] != '\0'; length++) {
            decode_copy(line, length, readings, READINGS, &unknown);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    for (long i = 0; i < suite_scale(20000); i++) {
        static const char bytes[] = "0123456789abcdefxXhL_-+.,:;()[]<>\"'`/\\ \t\n\0\xC3\xA9"
                                    "error event HRESULT_FROM_WIN32(";

        for (size_t j = 0; j < 64; j++) {
            seed = seed * 1103515245 + 12345;
            line[j] = bytes[seed / 65536 % (sizeof bytes - 1)];
        }
        decode_copy(line, seed / 65536 % 65, readings, seed / 1024 % 4, &unknown);
    }
    CU_PASS("");
}

/* Text made to be read over and over; a decoder that does so would not come back. */
static void test_long_text(void)
{
    static const char *const pieces[] = {
        "a`",
        "1,111",
        "(",
        "error ",
        "the 5 ",
        "5 ",
        "0x",
        "_",
        "-1",
        "ffff",
        "9",
        "1:",
        "HRESULT_FROM_WIN32(",
        " ",
        "error 5 of ",
        "\"1\">",
        "<a=\"1\">",
        "e-",
        "a_1",
        ("\xE2\x88\x92"
         "1"),
    };
    size_t size = (size_t)suite_scale(1 << 20);
    char *text = malloc(size);
    struct decode_reading readings[READINGS];

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t length = strlen(pieces[i]);

        for (size_t j = 0; j < size; j++) {
            text[j] = pieces[i][j % length];
        }
        decode(text, size, readings, READINGS, NULL);
    }
    free(text);
    CU_PASS("");
}

/* However little room there is, it holds the likeliest. */
static void test_little_room(void)
{
    static const char text[] = "87 1326 533";
    struct decode_reading all[READINGS], some[READINGS];
    size_t count = decode(text, strlen(text), all, READINGS, NULL);

    CU_ASSERT_EQUAL(decode(text, strlen(text), NULL, 0, NULL), 0);
    for (size_t max = 1; max <= count; max++) {
        CU_ASSERT_EQUAL(decode(text, strlen(text), some, max, NULL), max);
        for (size_t i = 0; i < max; i++) {
            CU_ASSERT_PTR_EQUAL(some[i].entry, all[i].entry);
        }
    }
}

static void suspect_file(const char *path, unsigned *lines, unsigned *passed)
{
    FILE *file = open_table(path);
    char line[2 * LINE];

    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        struct decode_reading readings[READINGS];
        size_t length = strcspn(line, "\t\n");
        bool suspects = decode_suspects(line, length);

        line[length] = '\0';
        ++*lines;
        *passed += suspects;
        if (!suspects && decode_line(line, length, readings, READINGS, NULL) > 0) {
            suite_expect(line, false);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* What a glance passes over holds no code. */
static void test_suspects(void)
{
    static const char *const paths[] = {
        "tests/catalog/spellings.tsv", "tests/catalog/mixed.log", "tests/catalog/posted-build.tsv",
        "tests/catalog/posted-measure.tsv", "tests/catalog/traps.tsv"};
    unsigned lines = 0, passed = 0;

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        suspect_file(paths[i], &lines, &passed);
    }
    printf("    %u of %u lines need decoding\n", passed, lines);
    for (size_t i = 0; i < catalog_count(); i++) {
        const char *name = catalog_entry_name(catalog_at(i));
        struct decode_reading readings[READINGS];
        char line[LINE];

        snprintf(line, sizeof line, "12:00:01 the call in the worker said %s, twice.", name);
        if (!decode_suspects(line, strlen(line)) &&
            decode_line(line, strlen(line), readings, READINGS, NULL) > 0) {
            suite_expect(line, false);
        }
    }
}

/* Where the numbers of this machine are others than the catalog's, as on MIPS, what is read is meant as
 * this machine means it. */
static void test_machine(void)
{
    static const struct {
        int number;
        const char *name;
    } rows[] = {{EACCES, "EACCES"}, {EADDRINUSE, "EADDRINUSE"}, {ENOSYS, "ENOSYS"},
                {ENAMETOOLONG, "ENAMETOOLONG"}, {EDEADLK, "EDEADLK"}, {ECONNREFUSED, "ECONNREFUSED"}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decode_reading readings[READINGS];
        char text[LINE];

        snprintf(text, sizeof text, "open: errno %d", rows[i].number);
        CU_ASSERT_TRUE_FATAL(decode(text, strlen(text), readings, READINGS, NULL) > 0);
        suite_expect_string(text, catalog_entry_name(readings[0].entry), rows[i].name);
        snprintf(text, sizeof text, "bind: %s", strerror(rows[i].number));
        CU_ASSERT_TRUE_FATAL(decode(text, strlen(text), readings, READINGS, NULL) > 0);
        suite_expect_string(text, catalog_entry_name(readings[0].entry), rows[i].name);
    }
}

const struct suite_test suite_tests[] = {
    {"spellings and what is no code", test_spellings},
    {"positions", test_positions},
    {"reasons", test_reasons},
    {"undefined numbers", test_unknown},
    {"several undefined numbers", test_unknowns},
    {"what is no code", test_refusals},
    {"every entry from each spelling", test_every_entry},
    {"a mixed log", test_log},
    {"lines that need decoding", test_suspects},
    {"numbers of this machine", test_machine},
    {"text cut anywhere", test_cut_anywhere},
    {"long text", test_long_text},
    {"little room", test_little_room},
    {NULL, NULL},
};
