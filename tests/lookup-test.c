/* SPDX-License-Identifier: MIT */
/*
 * What the program knows of errors: lookup and explain, over the flows that are shipped.
 */
#include <config.h>

#include "suite.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "run.h"

const char suite_name[] = "lookup";

static void run_table(const struct run_row *rows, size_t count)
{
    size_t i;

    run_prepare("flows");
    for (i = 0; i < count; i++)
        run_expect(&rows[i]);
}

#define RUN(rows) run_table(rows, sizeof rows / sizeof *rows)

static void test_lookup(void)
{
    static const struct run_row rows[] = {
        {"errwalk lookup 0x80070556", NULL, 0,
         {"ERROR_LOGON_SESSION_COLLISION\n", "0x80070556, -2147023530, 2147943766",
          "kind:      hresult", "win32 1366, 0x556", "facility:  FACILITY_WIN32",
          "severity:  error", "STATUS_LOGON_SESSION_COLLISION (0xC0000105)",
          "flow:      windows/logon-session-collision"}, {0}},
        {"errwalk lookup 5", NULL, 0,
         {"  paired:    STATUS_ACCESS_DENIED (0xC0000022)\n", "\n             and 15 more\n",
          "!STATUS_NO_USER_KEYS"}, {0}},
        {"errwalk lookup --format=json 5", NULL, 0,
         {"STATUS_ACCESS_DENIED", "STATUS_NO_USER_KEYS"}, {0}},
        {"errwalk lookup 1326", NULL, 0,
         {"ERROR_LOGON_FAILURE\n", "1326, 0x52E", "kind:      win32", "windows/logon-failure",
          "!severity"}, {0}},
        {"errwalk lookup 556", NULL, 0,
         {"ERROR_LOGON_SESSION_COLLISION\n", "\nERROR_UNEXPECTED_MM_CREATE_ERR\n", "read as:"},
         {0}},
        {"errwalk lookup -2147023530", NULL, 0, {"ERROR_LOGON_SESSION_COLLISION\n"}, {0}},
        {"errwalk lookup System error 53 has occurred.", NULL, 0, {"ERROR_BAD_NETPATH\n"}, {0}},
        {"errwalk lookup event 7045", NULL, 0, {"Event 7045 of Service Control Manager"}, {0}},
        {"errwalk lookup event 9999", NULL, 0, {"Event 9999", "depends on its log"}, {0}},
        {"errwalk lookup 1366x768", NULL, 1, {"!ERROR"},
         {"there is no error code in '1366x768': it contains a width and a height\n"}},
        {"errwalk lookup PID 1366", NULL, 1, {"!ERROR"}, {"a process ID\n"}},
        {"errwalk lookup STOP 0x0000007B", NULL, 0, {"INACCESSIBLE_BOOT_DEVICE", "!ERROR"}, {0}},
        {"errwalk lookup ''", NULL, 1, {"!ERROR"}, {"there is no error code in ''\n"}},
        {"errwalk lookup 1.5", NULL, 1, {"!ERROR"}, {"!nearest"}},
        {"errwalk lookup 0x1366", NULL, 1, {"!ERROR"}, {"no error has the number", "nearest: "}},
        {"errwalk lookup 0x800f0abc", NULL, 1, {"!0x"},
         {"no error has the number in '0x800f0abc', of FACILITY_SETUPAPI; nearest: "}},
        {"errwalk lookup error 5, hr 0x800f0abc", NULL, 0,
         {"ERROR_ACCESS_DENIED\n", "\n\n0x800f0abc\n  not in the catalog\n"}, {0}},
        {"errwalk lookup LOGON_FALIURE", NULL, 1, {"!ERROR"}, {"nearest: ", "LOGON_FAILURE"}},
        {"errwalk lookup", NULL, 2, {0}, {"lookup takes a code"}},
        {"errwalk lookup '\x1b[2J'", NULL, 1, {0}, {"<U+001B>[2J"}},
        {"errwalk lookup --format=json 0x1366", NULL, 1, {"[]\n"}, {"no error has the number"}},
    };

    RUN(rows);
}

/* A line of some 300 kB with a code at its start and at its end, and another line. */
#define LONG(word)                                                                                 \
    "awk 'BEGIN {printf \"0x80070005 \"; for (i = 0; i < 25000; i++) printf \"" word "\"; "          \
    "print \" 0x80070057\"; print \"0x8007000e\"}'"

static void test_log(void)
{
    static const char log[] = "12:00:01 all is well\n"
                              "12:00:02 sign-in failed: error 1326, screen 1366x768\n"
                              "\n"
                              "12:00:03 status 0xC0000105 then 0x80070005\n"
                              "\x1b[31m12:00:04 Win32 error 53\n";
    static const struct run_row rows[] = {
        {"errwalk lookup -", log, 0,
         {"2: 1326: ERROR_LOGON_FAILURE (1326): ", "[flow windows/logon-failure]\n4: ",
          "STATUS_LOGON_SESSION_COLLISION", "\n4: 0x80070005: ", "\n5: 53: ERROR_BAD_NETPATH",
          "!1366x768", "!12:00"}, {0}},
        {"errwalk lookup -", "x\nit said 0x800f0abc, 0xC0DE0001, error 5\n", 0,
         {"2: 0x800f0abc: not in the catalog\n2: 0xC0DE0001: not in the catalog\n2: 5: "}, {0}},
        {"errwalk lookup -", "it said 0x800f0abc\n", 1, {"1: 0x800f0abc: not in"}, {"!no error"}},
        {"errwalk lookup - --format=json", "it said 0x800f0abc\n", 1,
         {"\"name\": null", "\"meaning\": null", "\"facility\": \"FACILITY_SETUPAPI\"",
          "\"line\": 1", "\"value\": 2148469436"}, {0}},
        /* Lines that are looked at in parts: with blanks and without. */
        {LONG("lorem ipsum ") " | errwalk lookup -", NULL, 0,
         {"1: 0x80070005: ", "\n1: 0x80070057: ", "\n2: 0x8007000e: "}, {0}},
        {LONG("loremipsum") " | errwalk lookup -", NULL, 0,
         {"1: 0x80070005: ", "\n1: 0x80070057: ", "\n2: 0x8007000e: "}, {0}},
        {LONG("lorem ipsum ") " | iconv -f UTF-8 -t UTF-16LE | errwalk lookup -", NULL, 0,
         {"1: 0x80070005: ", "\n1: 0x80070057: ", "\n2: 0x8007000e: "}, {0}},
        {"errwalk lookup -", "nothing here\n", 1, {0}, {"no error code in the log"}},
        {"errwalk lookup - --format=json", log, 0, {"\"line\": 2", "\"line\": 5"}, {0}},
    };

    RUN(rows);
}

/* Twenty-five lines with times, of which most name 1326. */
#define MANY \
    "awk 'BEGIN {for (i = 1; i <= 25; i++) printf \"2026-11-30 12:00:%02d sign-in failed: error %s\\n\", i, " \
    "i % 5 ? \"1326\" : \"0x80070005\"}'"

/* A log with more findings than a screen holds is summed up. */
static void test_summary(void)
{
    static const struct run_row rows[] = {
        {MANY " | errwalk lookup -", NULL, 0,
         {"25 codes found in 25 lines, 2 different; most frequent first. --each lists every line.\n\n"
          "20 x 1326: ERROR_LOGON_FAILURE (1326): ",
          "[flow windows/logon-failure]\n"
          "    first: line 1 (2026-11-30 12:00:01)\n    last:  line 24 (2026-11-30 12:00:24)\n"
          "5 x 0x80070005: ERROR_ACCESS_DENIED (5): ",
          "    first: line 5 (2026-11-30 12:00:05)\n    last:  line 25 (2026-11-30 12:00:25)\n",
          "!\n3: "}, {0}},
        {MANY " | errwalk lookup --each -", NULL, 0,
         {"1: 1326: ", "\n5: 0x80070005: ", "\n25: 0x80070005: ", "!most frequent"}, {0}},
        {MANY " | head -n 20 | errwalk lookup -", NULL, 0, {"1: 1326: ", "\n20: ", "!most frequent"},
         {0}},
        {MANY " | errwalk lookup --format=json -", NULL, 0, {"\"line\": 25", "!most frequent"}, {0}},
        /* A number that each line begins with is that of the line. */
        {"errwalk lookup -", "1326: one\n1327: two\n1328: failed: error 5\n", 0,
         {"3: 5: ERROR_ACCESS_DENIED", "!LOGON"}, {0}},
        {"errwalk lookup -", "  5 all is well\n  87 error 53 in it\n", 0, {"2: 53: ", "!87"}, {0}},
        {"errwalk lookup -", "1326: Logon failure\nand 87 more\n", 0, {"1: 1326: "}, {0}},
    };

    RUN(rows);
}

/* What journalctl printed on a Debian with a failed unit, a full disk and a server that is down. */
static void test_journal(void)
{
    static const char journal[] =
        "Nov 30 19:08:20 vm systemd[1]: Starting app.service...\n"
        "Nov 30 19:08:20 vm app[55]: unknown directive \"bogus\"\n"
        "Nov 30 19:08:20 vm systemd[1]: app.service: Control process exited, code=exited, "
        "status=1/FAILURE\n"
        "Nov 30 19:08:20 vm systemd[1]: app.service: Failed with result 'exit-code'.\n"
        "Nov 30 19:08:20 vm systemd[1]: Failed to start app.service.\n"
        "Nov 30 19:08:31 vm rsync[81]: write failed on \"/srv/a\": No space left on device (28)\n"
        "Nov 30 19:08:40 vm worker[90]: connect() failed (111: Connection refused) while connecting "
        "to upstream\n"
        "Nov 30 19:08:47 vm systemd[1]: job.service: Main process exited, code=exited, "
        "status=203/EXEC\n"
        "Nov 30 19:09:02 vm kernel: Memory cgroup out of memory: Killed process 4027 (bash) "
        "total-vm:34216kB, anon-rss:30080kB\n"
        "Nov 30 19:09:02 vm systemd[1]: big.service: Main process exited, code=killed, "
        "status=9/KILL\n";
    static const struct run_row rows[] = {
        {"errwalk lookup -", journal, 0,
         {"ENOSPC (28)", "[flow linux/disk-full]", "EXIT_FAILURE (1)", "[flow linux/service-fails]",
          "ECONNREFUSED (111)", "[flow network/no-connection]"}, {0}},
        {"errwalk lookup -", journal, 0,
         {"EXIT_EXEC (203)", "SIGKILL (9)", "[flow linux/killed]", "!win32", "!19:0"}, {0}},
        {"errwalk Job for nginx.service failed because the control process exited with error code",
         ":q\n", 3, {"A Linux service fails\n", "!These match"}, {0}},
        {"errwalk 'Permission denied (publickey)'", ":q\n", 3, {"SSH does not let me in\n"}, {0}},
        {"errwalk exited with code 137", ":q\n", 3, {"A Linux program was ended by a signal\n"}, {0}},
        {"errwalk bind: Address already in use", ":q\n", 3, {"Another program has the port"}, {0}},
        {"errwalk You have held broken packages", ":q\n", 3, {"apt, dnf, zypper"}, {0}},
    };

    RUN(rows);
}

/* printf of the line in UTF-16: each character is followed, or led, by a NUL. */
#define LITTLE "e\\000r\\000r\\000o\\000r\\000 \\0005\\000\\r\\000\\n\\000"
#define BIG "\\000e\\000r\\000r\\000o\\000r\\000 \\0005\\000\\r\\000\\n"

static void test_log_encodings(void)
{
    static const struct run_row rows[] = {
        {"printf '\\377\\376" LITTLE LITTLE "' | errwalk lookup -", NULL, 0,
         {"1: 5: ERROR_ACCESS_DENIED", "\n2: 5: ERROR_ACCESS_DENIED"}, {0}},
        {"printf '" LITTLE LITTLE "' | errwalk lookup -", NULL, 0, {"1: 5: ", "\n2: 5: "}, {0}},
        {"printf '\\376\\377" BIG BIG "' | errwalk lookup -", NULL, 0, {"1: 5: ", "\n2: 5: "}, {0}},
        {"printf '" BIG BIG "' | errwalk lookup -", NULL, 0, {"1: 5: ", "\n2: 5: "}, {0}},
        {"printf '\\377\\376\\n\\000\\012\\005" LITTLE "e\\0005\\000' | errwalk lookup -", NULL, 0,
         {"2: 5: ERROR_ACCESS_DENIED"}, {0}},
        {"printf '\\357\\273\\2771326: Logon failure\\n' | errwalk lookup -", NULL, 0,
         {"1: 1326: ERROR_LOGON_FAILURE"}, {0}},
        {"printf '\\377\\376" LITTLE "x' | errwalk lookup -", NULL, 2, {"1: 5: "},
         {"line 2 of standard input is not text"}},
        {"printf '\\377\\376a\\000\\000\\330b\\000' | errwalk lookup -", NULL, 2, {0},
         {"line 1 of standard input is not text"}},
        {"printf '\\177ELF\\000\\000\\000\\001\\000\\000' | errwalk lookup -", NULL, 2, {0},
         {"line 1 of standard input is not text"}},
        {"printf 'error 5\\n\\000\\000\\000 error 53\\n' | errwalk lookup -", NULL, 0,
         {"1: 5: ", "\n2: 53: "}, {0}},
    };

    RUN(rows);
}

static void expect_member(const char *what, const json_t *object, const char *name,
                          const char *expected)
{
    char *got = json_dumps(json_object_get(object, name), JSON_ENCODE_ANY | JSON_COMPACT);

    suite_expect_string(what, got, expected);
    free(got);
}

/* The shape that programs rely on. */
static void test_json(void)
{
    static const struct {
        const char *text, *kind, *value, *hex, *name, *facility, *severity, *flow;
    } rows[] = {
        {"0x80070556", "\"hresult\"", "2147943766", "\"0x80070556\"",
         "\"ERROR_LOGON_SESSION_COLLISION\"", "\"FACILITY_WIN32\"", "\"error\"",
         "\"windows/logon-session-collision\""},
        {"1366", "\"win32\"", "1366", "\"0x556\"", "\"ERROR_LOGON_SESSION_COLLISION\"", "null",
         "null", "\"windows/logon-session-collision\""},
        {"-1073741563", "\"ntstatus\"", "3221225733", "\"0xC0000105\"",
         "\"STATUS_LOGON_SESSION_COLLISION\"", "null", "\"error\"",
         "\"windows/logon-session-collision\""},
        {"145", "\"win32\"", "145", "\"0x91\"", "\"ERROR_DIR_NOT_EMPTY\"", "null", "null", "null"},
    };
    struct run run;
    size_t i;

    run_prepare("flows");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        char command[80];
        json_t *array, *first;

        snprintf(command, sizeof command, "errwalk lookup --format=json %s", rows[i].text);
        run_shell(&run, command, NULL);
        array = json_loads(run.out, 0, NULL);
        first = json_array_get(array, 0);
        suite_expect(rows[i].text, json_object_size(first) == 10);
        expect_member("kind", first, "kind", rows[i].kind);
        expect_member("value", first, "value", rows[i].value);
        expect_member("hex", first, "hex", rows[i].hex);
        expect_member("name", first, "name", rows[i].name);
        expect_member("facility", first, "facility", rows[i].facility);
        expect_member("severity", first, "severity", rows[i].severity);
        expect_member("flow", first, "flow", rows[i].flow);
        suite_expect("input", json_is_string(json_object_get(first, "input")));
        suite_expect("meaning", json_is_string(json_object_get(first, "meaning")));
        suite_expect("pairs", json_is_array(json_object_get(first, "pairs")));
        json_decref(array);
        run_free(&run);
    }
}

static void test_explain(void)
{
    static const struct run_row rows[] = {
        {"errwalk explain 0x556", NULL, 0,
         {"The logon session ID is already in use\n====", "\nBackground\n----", "\nCauses",
          "\nHow to diagnose it", "\nHow to resolve it", "\nFor developers", "\nSources"}, {0}},
        {"errwalk explain 145", NULL, 0,
         {"ERROR_DIR_NOT_EMPTY\n====", "still has something in it", "There is no flow"}, {0}},
        {"errwalk explain 6", NULL, 0,
         {"STATUS_INVALID_HANDLE", "and from 3 more", "!0xC0000235"}, {0}},
        {"errwalk explain 556", NULL, 0,
         {"'556' may mean several errors; here is each.\n",
          "\n\nRead as ERROR_LOGON_SESSION_COLLISION (1366): hexadecimal without 0x:\n",
          "\n\nRead as ERROR_UNEXPECTED_MM_CREATE_ERR (556): decimal: an error that is\n"}, {0}},
        {"errwalk explain --format=markdown 556", NULL, 0,
         {"'556' may mean several errors; here is each.\n\nRead as ERROR\\_LOGON\\_SESSION\\_COLLISION (1366): "}, {0}},
        {"errwalk explain --format=json 556", NULL, 0, {"[", "!may mean several"}, {0}},
        {"errwalk explain 1366", NULL, 0, {"!may mean", "!read as"}, {0}},
        {"errwalk explain 556", NULL, 0,
         {"The logon session ID is already in use", "ERROR_UNEXPECTED_MM_CREATE_ERR\n"}, {0}},
        {"errwalk explain --format=json 1366", NULL, 0,
         {"\"flow\": \"windows/logon-session-collision\"", "\"background\": ", "\"faq\": ",
          "\"related\": ", "\"code\": 1366"}, {0}},
        {"errwalk explain --format=json 145", NULL, 0, {"\"flow\": null", "\"code\": 145"}, {0}},
        {"errwalk explain --format=markdown 145", NULL, 0, {"# ERROR\\_DIR\\_NOT\\_EMPTY"}, {0}},
        {"errwalk explain LOGON_FALIURE", NULL, 1, {0},
         {"no match", "did you mean ERROR_LOGON_FAILURE (1326)?", " Other near matches: "}},
    };

    RUN(rows);
}

/* A walk begins from any spelling; where it may be several errors, or has no flow, it asks. */
static void test_problems(void)
{
    static const struct run_row rows[] = {
        {"errwalk 0xC0000105", ":q\n", 3, {"The logon session ID is already in use"}, {0}},
        {"errwalk System error 1219 has occurred", ":q\n", 3, {"Already connected"}, {0}},
        {"errwalk 556", "1\n:q\n", 3,
         {"'556' may mean several errors", "1  ERROR_LOGON_SESSION_COLLISION (1366)",
          "2  ERROR_UNEXPECTED_MM_CREATE_ERR (556)", "The logon session ID"}, {0}},
        {"errwalk 556", "3\n", 2, {"may mean several errors"}, {"not a number from 1 to 2"}},
        {"errwalk 556", "", 1, {0}, {"name one of them"}},
        {"errwalk 0x80080005 || errwalk transcript", "1\n1\n", 0,
         {"\nDoes the screen show CO_E_SERVER_EXEC_FAILURE (0x80080005)?\n1.",
          "CO_E_SERVER_EXEC_FAILURE (0x80080005)", "!2148007941"}, {"not finished"}},
        {"errwalk 145", "1\n:q\n", 3,
         {"ERROR_DIR_NOT_EMPTY (145): ", "There is no flow for this error yet",
          "Does the screen show ERROR_DIR_NOT_EMPTY (145)?"}, {0}},
        {"errwalk sign-in", "1\n:q\n", 3, {"These match 'sign-in':", "1  The user name or password is wrong"}, {0}},
        {"errwalk printer", "1\n:q\n", 3, {"1  Printing fails"}, {0}},
        {"errwalk banana", NULL, 1, {0}, {"no match for 'banana'"}},
        {"errwalk xyzzy", NULL, 1, {0}, {"no match for 'xyzzy'; 'errwalk' alone"}},
        {"errwalk stty: Inappropriate ioctl for device", NULL, 1,
         {"ENOTTY (25): ", "1  Any Linux error", "!Any Windows error"}, {0}},
        {"errwalk lookup 'failed (98: Address already in use)'", NULL, 0,
         {"EADDRINUSE", "kind:      errno", "!win32"}, {0}},
        {"errwalk lookup 'ERROR 1045 (28000)' --format=json", NULL, 0,
         {"\"kind\": \"mysql\"", "\"value\": 1045", "\"hex\": null", "\"value\": null",
          "\"kind\": \"sqlstate\""}, {0}},
        {"errwalk lookup 550 5.7.1 Relaying denied --format=json", NULL, 0, {"\"value\": 550"}, {0}},
        {"errwalk lookup segfault at 0 ip 0 sp 0 error 4 in libc.so", NULL, 1, {"!ERROR"}, {0}},
        {"errwalk explain ORA-12541", NULL, 0, {"No listener answers"}, {0}},
        {"errwalk explain errno 18", NULL, 0, {"EXDEV, 18"}, {0}},
        {"errwalk ORA-98765", NULL, 1, {"!Windows"},
         {"no match for 'ORA-98765': Oracle Database error that is not in the catalog"}},
        {"errwalk lookup AADSTS9876543", NULL, 1, {0},
         {"'AADSTS9876543' is not in the catalog: Microsoft Entra ID sign-in error\n"}},
        {"errwalk lookup error 5, ORA-98765", NULL, 0,
         {"\nORA-98765\n  not in the catalog\n  kind:      oracle\n"}, {0}},
        {"errwalk lookup -", "x AADSTS9876543: y\n", 1, {"1: AADSTS9876543: not in the catalog"}, {0}},
        {"errwalk lookup 13", NULL, 0,
         {"EACCES\n", "\n\nERROR_INVALID_DATA\n", "\n\nLess likely:\n", "\n  signal SIGPIPE (13): "}, {0}},
        {"errwalk ERROR_LOGON_SESSION_COLISION", "1\n:q\n", 3,
         {"These match 'ERROR_LOGON_SESSION_COLISION':",
          "1  ERROR_LOGON_SESSION_COLLISION (1366)\n", "The logon session ID is already in use"}, {0}},
        {"errwalk The logon session ID is already in use.", ":q\n", 3, {"!no match"}, {0}},
    };

    RUN(rows);
}

const struct suite_test suite_tests[] = {
    {"lookup", test_lookup},   {"log", test_log},           {"journal", test_journal},
    {"summary", test_summary},           {"log encodings", test_log_encodings},
    {"JSON", test_json},
    {"explain", test_explain}, {"problems", test_problems}, {NULL, NULL},
};
