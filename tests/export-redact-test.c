/* SPDX-License-Identifier: MIT */
/*
 * Redaction: what is taken for a name, where it is masked, and what stays readable.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "errwalk/memory.h"
#include "errwalk/redact.h"
#include "errwalk/text.h"
#include "recorded.h"
#include "suite.h"

enum { LONG_TEXT = 1 << 20 };

#define KEEP(kind) (1u << REDACT_##kind)

/* A session with a note, and with a value typed for a fact. */
static struct transcript *make(const char *note, const char *fact, const char *question,
                               const char *value)
{
    const struct recorded session = {"redacted",
                                     {{.kind = EVENT_STARTED,
                                       .session = "0abcdefg",
                                       .error = "ERROR_LOGON_FAILURE",
                                       .code = {CODE_WIN32, 1326, true},
                                       .to_flow = "windows/logon-failure",
                                       .to = "which-account",
                                       .title = "The sign-in failed",
                                       .sha256 = "00"},
                                      {.kind = EVENT_NOTED,
                                       .flow = "windows/logon-failure",
                                       .step = "which-account",
                                       .step_kind = STEP_INPUT,
                                       .question = question,
                                       .answer = note},
                                      {.kind = EVENT_TYPED,
                                       .flow = "windows/logon-failure",
                                       .step = "which-account",
                                       .step_kind = STEP_INPUT,
                                       .question = question,
                                       .fact = fact,
                                       .answer = value,
                                       .to = "reset"},
                                      {.kind = EVENT_TRIED,
                                       .flow = "windows/logon-failure",
                                       .step = "reset",
                                       .step_kind = STEP_FIX,
                                       .question = "Reset {{fact}} on the server",
                                       .answer = "worked",
                                       .related = "ERROR_ACCESS_DENIED (5)\twindows/any-error"}},
                                     OUTCOME_UNFINISHED,
                                     2};

    return recorded_transcript(&session);
}

/* "kind original mask" of each item, with "; " between. */
static void describe(struct buffer *out, const struct redact_list *list)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        buffer_printf(out, "%s%s %s", i ? "; " : "", list->items[i].original, list->items[i].mask);
}

static const struct {
    const char *text;
    unsigned keep;
    const char *masked; /* NULL: as it was */
    const char *list;
} rows[] = {
    /* Addresses and identifiers */
    {"S-1-5-21-3623811015-3361044348-30300820-1013 has it", 0, "[sid-1] has it",
     "S-1-5-21-3623811015-3361044348-30300820-1013 [sid-1]"},
    {"S-1-5-18, S-1-5-32-544 and S-1-1-0 are built in", 0, NULL, ""},
    {"from 10.1.2.3:445 to 10.1.2.4", 0, "from [ip-1]:445 to [ip-2]",
     "10.1.2.3 [ip-1]; 10.1.2.4 [ip-2]"},
    {"10.1.2.3, 10.1.2.3.", 0, "[ip-1], [ip-1].", "10.1.2.3 [ip-1]"},
    {"127.0.0.1, 0.0.0.0, 255.255.255.0, ::1 and ::", 0, NULL, ""},
    {"1.2.3.4.5, 300.1.1.1 and 10.0.19045.2846", 0, NULL, ""},
    {"version 10.0.0.1, v1.2.3.4, build 6.1.7601.1", 0, NULL, ""},
    {"over fe80::1ff:fe23:4567:890a%12 and IP:2001:db8::8a2e.", 0, "over [ip-1]%12 and IP:[ip-2].",
     "fe80::1ff:fe23:4567:890a [ip-1]; 2001:db8::8a2e [ip-2]"},
    {"[2001:DB8::1]:443, again 2001:db8::1", 0, "[[ip-1]]:443, again [ip-1]", "2001:DB8::1 [ip-1]"},
    {"at 10:15:00, std::string, 00:1a:2b:3c:4d", 0, NULL, ""},
    {"card 00:1A:2b:3c:4d:5e is new", 0, "card [host-1] is new", "00:1A:2b:3c:4d:5e [host-1]"},
    {"tel +49 30 901820-44; error 1326 at 10:40", 0, "tel [number-1]; error 1326 at 10:40",
     "+49 30 901820-44 [number-1]"},
    {"phone 555-0142 rang, version 10.0.19041", 0, "phone [number-1] rang, version 10.0.19041",
     "555-0142 [number-1]"},
    {"IBAN DE89 3704 0044 0532 0130 00 but DE88 3704 0044 0532 0130 00", 0,
     "IBAN [number-1] but DE88 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00 [number-1]"},
    {"https://dpetrov:hunter2@host7/x", 0, "https://[user-1]:[account-1]@[host-1]/x",
     "dpetrov [user-1]; hunter2 [account-1]; host7 [host-1]"},
    {"users mhuber, rkaur and lwong fail; users complain", 0,
     "users [user-1], [user-2] and [user-3] fail; users complain",
     "mhuber [user-1]; rkaur [user-2]; lwong [user-3]"},
    {"Mr Le is one of le pair", 0, "[user-1] is one of le pair", "Mr Le [user-1]"},
    {"write to j.doe+x@mail.fabrikam.com.", 0, "write to [mail-1].",
     "j.doe+x@mail.fabrikam.com [mail-1]"},
    {"jdoe@fabrikam.com; jdoe of Fabrikam; FABRIKAM.COM", 0,
     "[mail-1]; [account-1] of [domain-1]; [domain-2]",
     "jdoe@fabrikam.com [mail-1]; jdoe [account-1]; fabrikam [domain-1]; fabrikam.com [domain-2]"},
    {"jdoe@FABRIKAM is a principal", 0, "[mail-1] is a principal", "jdoe@FABRIKAM [mail-1]"},
    {"root@localhost, a@b", 0, "[mail-1], [mail-2]", "root@localhost [mail-1]; a@b [mail-2]"},
    /* Backslashes */
    {"FABRIKAM\\jdoe and fabrikam\\JDOE", 0, "[domain-1]\\[account-1] and [domain-1]\\[account-1]",
     "FABRIKAM [domain-1]; jdoe [account-1]"},
    {"NT AUTHORITY\\SYSTEM, BUILTIN\\Administrators, NT SERVICE\\MSSQL", 0, NULL, ""},
    {"FABRIKAM\\Administrator and .\\anna", 0, "[domain-1]\\Administrator and .\\[account-1]",
     "FABRIKAM [domain-1]; anna [account-1]"},
    {"FABRIKAM\\PC-0471$ is PC-0471", 0, "[domain-1]\\[account-1]$ is [account-1]",
     "FABRIKAM [domain-1]; PC-0471 [account-1]"},
    {"\\\\fs01\\public\\x.txt and FS01", 0, "\\\\[host-1]\\public\\x.txt and [host-1]",
     "fs01 [host-1]"},
    {"\\\\fs01.fabrikam.local\\c$", 0, "\\\\[host-1]\\c$", "fs01.fabrikam.local [host-1]"},
    {"\\\\.\\pipe\\lsass, \\\\?\\C:\\x, \\\\localhost\\c$", 0, NULL, ""},
    {"C:\\Windows\\System32\\lsass.exe and HKLM\\SOFTWARE\\Microsoft, HKLM\\SYSTEM", 0, NULL, ""},
    {"C:\\Users\\anna\\AppData, /home/bert/x, C:\\Users\\Public", 0,
     "C:\\Users\\[user-1]\\AppData, /home/[user-2]/x, C:\\Users\\Public",
     "anna [user-1]; bert [user-2]"},
    /* Names with dots */
    {"dc01.emea.fabrikam.com answers, dc01 too", 0, "[host-1] answers, [host-2] too",
     "dc01.emea.fabrikam.com [host-1]; dc01 [host-2]"},
    {"https://intranet-7/x and http://wiki.fabrikam.net:80/", 0,
     "https://[host-1]/x and http://[host-2]:80/",
     "intranet-7 [host-1]; wiki.fabrikam.net [host-2]"},
    {"srv2.ad.fabrikam", 0, "[host-1]", "srv2.ad.fabrikam [host-1]"},
    {"lsass.exe, ntdll.dll, a.log, System.IO, System.Net.Sockets, e.g. i.e. node.js", 0, NULL, ""},
    {"https://learn.microsoft.com/x and github.com", 0, NULL, ""},
    {"1.2.3-rc1, v1.2.beta, 2026.11.22, 3.5", 0, NULL, ""},
    /* Machines by their shape */
    {"DESKTOP-4F3A9K1 and LAPTOP-AB12CD34", 0, "[host-1] and [host-2]",
     "DESKTOP-4F3A9K1 [host-1]; LAPTOP-AB12CD34 [host-2]"},
    {"the account PRINT07$ and C$, ADMIN$", 0, "the account [host-1]$ and C$, ADMIN$",
     "PRINT07 [host-1]"},
    /* Words before them */
    {"user jdoe cannot sign in", 0, "user [user-1] cannot sign in", "jdoe [user-1]"},
    {"the user cannot sign in, the user's desk, users are angry", 0, NULL, ""},
    {"User: jdoe, username=asmith, \"user\": \"bob\"", 0,
     "User: [user-1], username=[user-2], \"user\": \"[user-3]\"",
     "jdoe [user-1]; asmith [user-2]; bob [user-3]"},
    {"user John Smith called; Smith and JOHN again", 0,
     "user [user-1] [user-2] called; [user-2] and [user-1] again", "John [user-1]; Smith [user-2]"},
    {"user \xe2\x80\x9cKern, Anna\xe2\x80\x9d, account Bert Windows", 0,
     "user \xe2\x80\x9c[user-1], [user-2]\xe2\x80\x9d, account [account-1] Windows",
     "Kern [user-1]; Anna [user-2]; Bert [account-1]"},
    {"Account Name:\t\tjdoe\nAccount Domain:\t\tFABRIKAM\nLogon ID:\t\t0x3E7", 0,
     "Account Name:  [account-1]\nAccount Domain:  [domain-1]\nLogon ID:  0x3E7",
     "jdoe [account-1]; FABRIKAM [domain-1]"},
    {"Caller Computer Name: PC07, Workstation Name: -", 0,
     "Caller Computer Name: [host-1], Workstation Name: -", "PC07 [host-1]"},
    {"host atlas, server named zeus, machine ARES and computer hera-2", 0,
     "host [host-1], server named [host-2], machine [host-3] and computer [host-4]",
     "atlas [host-1]; zeus [host-2]; ARES [host-3]; hera-2 [host-4]"},
    {"server 2019, host name, machine key, computer account, domain controller", 0, NULL, ""},
    {"the server rebooted, the host is down, machine was locked, domain users", 0, NULL, ""},
    {"account lockout, user SYSTEM, account Administrator, user Guest", 0, NULL, ""},
    {"user S-1-5-18, user 0x3e7, user c000006d, account 1326", 0, NULL, ""},
    {"user ERROR_LOGON_FAILURE, server STATUS_LOGON_FAILURE, server KB5005565", 0, NULL, ""},
    {"user EACCES, server ECONNREFUSED, user SIGTERM, user AADSTS50126", 0, NULL, ""},
    {"server CURLE_COULDNT_CONNECT, user KRB_AP_ERR_SKEW, host SERVFAIL", 0, NULL, ""},
    {"signed in as anna; runas /user:FABRIKAM\\adm-anna", 0,
     "signed in as [user-1]; runas /user:[domain-1]\\[account-1]",
     "anna [user-1]; FABRIKAM [domain-1]; adm-anna [account-1]"},
    {"client froze, laptop froze, client PC07, laptop Atlas", 0,
     "client froze, laptop froze, client [host-1], laptop [host-2]",
     "PC07 [host-1]; Atlas [host-2]"},
    {"CN=Anna Kern,OU=Sales,DC=fabrikam,DC=com", 0,
     "CN=[user-1] [user-2],OU=Sales,DC=[domain-1],DC=com",
     "Anna [user-1]; Kern [user-2]; fabrikam [domain-1]"},
    {"Benutzer m\xc3\xbcller, user M\xc3\x9cLLER", 0, "Benutzer [user-1], user [user-1]",
     "m\xc3\xbcller [user-1]"},
    /* Whole words; ids of the flow */
    {"user ann: ann, annex, joann, ann-2, ANN.", 0,
     "user [user-1]: [user-1], annex, joann, [user-1]-2, [user-1].", "ann [user-1]"},
    {"user reset, user which-account in windows/logon-failure, windows/any-error", 0, NULL, ""},
    /* Kinds that stay */
    {"user jdoe at 10.1.2.3", KEEP(IP), "user [user-1] at 10.1.2.3", "jdoe [user-1]"},
    {"user jdoe at 10.1.2.3", KEEP(USER), "user jdoe at [ip-1]", "10.1.2.3 [ip-1]"},
    {"FABRIKAM\\jdoe", KEEP(ACCOUNT), "[domain-1]\\jdoe", "FABRIKAM [domain-1]"},
    {"jdoe@fabrikam.com, FABRIKAM\\jdoe", KEEP(MAIL), "jdoe@fabrikam.com, [domain-1]\\[account-1]",
     "FABRIKAM [domain-1]; jdoe [account-1]"},
    {"user jdoe is FABRIKAM\\jdoe", KEEP(USER), "user [account-1] is [domain-1]\\[account-1]",
     "jdoe [account-1]; FABRIKAM [domain-1]"},
    {"dc01.fabrikam.com and dc01", KEEP(HOST), "dc01.fabrikam.com and dc01", ""},
    /* Nothing to find */
    {"Error 1326 (0x52e) since 2026-11-22, 3 of 5 machines, 100 %", 0, NULL, ""},
    {"[redacted]", 0, NULL, ""},
    {"-", 0, NULL, ""},
};

static void test_notes(void)
{
    struct redact_list list = {0};
    struct buffer described = {0};
    struct transcript *transcript;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        transcript = make(rows[i].text, "fact", "What?", "0x3e7");
        suite_expect_long(rows[i].text, redact_transcript(transcript, rows[i].keep, &list),
                          STATUS_OK);
        suite_expect_string(rows[i].text, transcript->steps[0].notes[0].text,
                            rows[i].masked ? rows[i].masked : rows[i].text);
        buffer_clear(&described);
        describe(&described, &list);
        suite_expect_string(rows[i].text, buffer_text(&described), rows[i].list);
        suite_expect(rows[i].text, transcript->redacted);
        suite_expect_string("the value", transcript->steps[0].answer, "0x3e7");
        redact_list_free(&list);
        transcript_free(transcript);
    }
    buffer_free(&described);
}

/* What a typed value is, its fact or its question may say. */
static void test_values(void)
{
    static const struct {
        const char *fact, *question, *value, *masked;
    } values[] = {
        {"user", "Who is it?", "jdoe", "[user-1]"},
        {"account-name", "Which one?", "jdoe", "[account-1]"},
        {"computer", "Where?", "atlas", "[host-1]"},
        {"server", "Where?", "atlas.fabrikam.com", "[host-1]"},
        {"user", "Who is it?", "John Smith", "[user-1] [user-2]"},
        {"user", "Who is it?", "nobody that I have ever heard of", NULL},
        {"x", "Which user is it?", "jdoe", "[user-1]"},
        {"x", "What is the name of the machine?", "atlas.", "[host-1]."},
        {"x", "Which user is it?", "jdoe or asmith", NULL},
        {"x", "Which logon ID does the event of that user name?", "0x3e7", NULL},
        {"x", "Which error does the server give?", "ERROR_LOGON_FAILURE", NULL},
        {"x", "Which error does the server give?", "c000006d", NULL},
        {"x", "Is it the server?", "yes", NULL},
        {"x", "When did the server restart?", "2026-11-22", NULL},
        {"x", "What is it?", "jdoe", NULL},
        {"x", "What is it?", "FABRIKAM\\jdoe", "[domain-1]\\[account-1]"},
        {"user", "Who is it?", "SYSTEM", NULL},
        {"user", "Who is it?", "FABRIKAM\\jdoe", "[domain-1]\\[account-1]"},
        {"user", "Who is it?", "jdoe@fabrikam.com", "[mail-1]"},
        {"host", "Where?", "10.1.2.3", "[ip-1]"},
    };
    struct redact_list list = {0};
    struct transcript *transcript;
    const char *expected;
    char fix[128];
    size_t i;

    for (i = 0; i < sizeof values / sizeof *values; i++) {
        transcript = make("-", values[i].fact, values[i].question, values[i].value);
        suite_expect_long(values[i].value, redact_transcript(transcript, 0, &list), STATUS_OK);
        expected = values[i].masked ? values[i].masked : values[i].value;
        suite_expect_string(values[i].question, transcript->steps[0].answer, expected);
        suite_expect_string(values[i].question, transcript->steps[0].text, expected);
        suite_expect_string(values[i].question, transcript->facts[0].value, expected);
        snprintf(fix, sizeof fix, "Reset not known on the server");
        suite_expect_string("another fact", transcript->steps[1].question, fix);
        redact_list_free(&list);
        transcript_free(transcript);
    }
}

/* Wherever a name comes from, it is masked everywhere: also where a text had it put in. */
static void test_everywhere(void)
{
    struct transcript *transcript =
        make("called by JDOE of atlas", "fact", "Which account on server atlas?", "FABRIKAM\\jdoe");
    struct redact_list list = {0};

    suite_expect_long("redacted", redact_transcript(transcript, 0, &list), STATUS_OK);
    suite_expect_string("question", transcript->steps[0].question,
                        "Which account on server atlas?");
    suite_expect_string("value", transcript->steps[0].answer, "[domain-1]\\[account-1]");
    suite_expect_string("note", transcript->steps[0].notes[0].text, "called by [account-1] of atlas");
    suite_expect_string("fix", transcript->steps[1].question,
                        "Reset [domain-1]\\[account-1] on the server");
    suite_expect_string("an id", transcript->steps[1].answer, "worked");
    suite_expect_string("fact", transcript->facts[0].value, "[domain-1]\\[account-1]");
    suite_expect_long("accounts", (long)transcript->masked[REDACT_ACCOUNT], 1);
    suite_expect_long("domains", (long)transcript->masked[REDACT_DOMAIN], 1);
    suite_expect_long("hosts", (long)transcript->masked[REDACT_HOST], 0);
    redact_list_free(&list);
    transcript_free(transcript);
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A note of so many bytes, a unit again and again. */
static double time_of(const char *unit, size_t length)
{
    struct redact_list list = {0};
    struct transcript *transcript;
    struct buffer note = {0};
    double before;

    buffer_repeat(&note, unit, length / strlen(unit));
    transcript = make(buffer_text(&note), "fact", "What?", "1");
    before = seconds();
    suite_expect(unit, redact_transcript(transcript, 0, &list) == STATUS_OK);
    before = seconds() - before;
    redact_list_free(&list);
    transcript_free(transcript);
    buffer_free(&note);
    return before;
}

/* Eight times the text takes about eight times the time, whatever it is: far less than the
 * square, 64. */
static void test_linear(void)
{
    static const char *const units[] = {
        "a",
        "1",
        ".",
        ":",
        "\\",
        "-",
        "@",
        "a.",
        "1.",
        "a:",
        "::",
        "\\\\",
        "a\\",
        "a@",
        "S-1-",
        "1-",
        "user ",
        "user: ",
        "user a",
        "user jdoe",
        "user=",
        "/users/",
        "\\\\a",
        "a@a.",
        "DC=",
        "http://",
        "DESKTOP-",
        "A$",
        "user jdoe, ",
        "10.1.2.3 ",
        "\xc3\xa4",
        "\xcc\x88",
        "\xff",
        "\x1b",
        "\xe2\x80\xae",
        "<U+202E>",
        "user \xcc\x88",
    };
    size_t length = (size_t)suite_scale(LONG_TEXT) / 4, i;
    double part, whole;

    for (i = 0; i < sizeof units / sizeof *units; i++) {
        part = time_of(units[i], length / 8);
        whole = time_of(units[i], length);
        if (!suite_expect(units[i], whole <= part * 24 || whole < 0.2))
            printf("    %.3f s, then %.3f s\n", part, whole);
    }
}

/* What comes out is text that can be shown, and holds none of what was found. */
static void test_hostile(void)
{
    static const char *const texts[] = {
        HOSTILE,
        "user \x1b[31mjdoe",
        "user jd\xe2\x80\xaeoe",
        "user \xffjdoe",
        "\xc3",
        "user \xc3",
        "FABRIKAM\\j\xff",
        "@",
        "\\\\",
        "a@",
        "user:",
        "[user-1] user jdoe",
        "DOMAIN\\",
    };
    struct redact_list list = {0};
    struct transcript *transcript;
    uint32_t point;
    size_t i, at;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *note;

        transcript = make(texts[i], texts[i], texts[i], texts[i]);
        suite_expect_long(texts[i], redact_transcript(transcript, 0, &list), STATUS_OK);
        note = transcript->steps[0].notes[0].text;
        suite_expect(texts[i], text_check(note, strlen(note), NULL) &&
                                   !text_find_hidden(note, strlen(note), &at, &point));
        redact_list_free(&list);
        transcript_free(transcript);
    }
}

/* A trainee is a user, wherever the name stands. */
static void test_trainee(void)
{
    struct recorded session = *recorded_named("training");
    struct redact_list list = {0};
    struct transcript *transcript;
    struct buffer out = {0};

    session.events[2].say = "*Kim* is behind me.";
    session.events[3].answer = "She calls me Kim.";
    transcript = recorded_transcript(&session);
    suite_expect_long("redacted", redact_transcript(transcript, 0, &list), STATUS_OK);
    describe(&out, &list);
    suite_expect_string("masked", buffer_text(&out), "Kim [user-1]");
    suite_expect_string("trainee", transcript->trainee, "[user-1]");
    suite_expect_string("heard", transcript->steps[0].acts[1].text, "*[user-1]* is behind me.");
    suite_expect_string("note", transcript->steps[0].notes[0].text, "She calls me [user-1].");
    buffer_free(&out);
    redact_list_free(&list);
    transcript_free(transcript);
}

const char suite_name[] = "export-redact";
const struct suite_test suite_tests[] = {
    {"names in notes", test_notes},
    {"names in values", test_values},
    {"masked everywhere", test_everywhere},
    {"the name of a trainee", test_trainee},
    {"linear time", test_linear},
    {"hostile text", test_hostile},
    {NULL, NULL},
};
