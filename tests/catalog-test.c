/* SPDX-License-Identifier: MIT */
/*
 * The catalog: its tables are sorted and complete, names and codes find each other, pairs and
 * facilities are right, and the numbers are those of every public header that is installed here.
 */
#include <config.h>

#include "errwalk/catalog.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

enum { FOUND = 16, LINE = 1024 };

const char suite_name[] = "catalog";

/* The one entry of exactly this name, or NULL. */
static const struct catalog_entry *entry_named(const char *name)
{
    const struct catalog_entry *found[FOUND];
    size_t exact = 0;

    return catalog_by_name(name, strlen(name), found, FOUND, &exact) > 0 && exact > 0 ? found[0]
                                                                                      : NULL;
}

static void test_counts(void)
{
    static const long least[] = {
        [CODE_WIN32] = 2700, [CODE_NTSTATUS] = 2500, [CODE_HRESULT] = 3000, [CODE_RAS] = 200,
        [CODE_BUGCHECK] = 220, [CODE_ERRNO] = 130, [CODE_SIGNAL] = 30, [CODE_EXIT] = 60,
        [CODE_EAI] = 15, [CODE_DNS] = 15, [CODE_HTTP] = 50, [CODE_SMTP] = 60,
        [CODE_SQLSTATE] = 250, [CODE_MYSQL] = 900, [CODE_ORACLE] = 60, [CODE_MSSQL] = 60,
        [CODE_LDAP] = 60, [CODE_KERBEROS] = 60, [CODE_X509] = 80, [CODE_TLS] = 300,
        [CODE_CURL] = 90, [CODE_AAD] = 60, [CODE_RDP] = 80, [CODE_DEVICE] = 40};
    long names[CODE_EVENT] = {0}, meanings = 0;

    for (size_t i = 0; i < catalog_count(); i++) {
        const struct catalog_entry *entry = catalog_at(i);
        size_t aliases = 0;

        while (catalog_entry_alias(entry, aliases) != NULL) {
            aliases++;
        }
        names[catalog_entry_code(entry).kind] += 1 + (long)aliases;
        /* A reply of mail with a status is worded by the two that it is made of. */
        meanings += catalog_entry_code(entry).kind > CODE_HRESULT &&
                    (catalog_entry_code(entry).kind != CODE_SMTP ||
                     catalog_entry_code(entry).value < 100000) &&
                    catalog_entry_meaning(entry) != NULL;
    }
    printf("    %ld meanings of families other than Windows'\n", meanings);
    suite_expect("meanings", meanings >= 600);
    for (enum code_kind kind = 0; kind < CODE_EVENT; kind++) {
        printf("    %s: %ld names\n", code_kind_name(kind), names[kind]);
        suite_expect(code_kind_name(kind), names[kind] >= least[kind]);
    }
}

static void test_order(void)
{
    for (size_t i = 0; i < catalog_count(); i++) {
        const struct catalog_entry *entry = catalog_at(i);
        struct code code = catalog_entry_code(entry), before;

        bool number = code.kind > CODE_RAS && isdigit((unsigned char)*catalog_entry_name(entry));

        if (catalog_by_code(code) != entry ||
            (!number && entry_named(catalog_entry_name(entry)) == NULL)) {
            suite_expect(catalog_entry_name(entry), false);
        }
        before = i > 0 ? catalog_entry_code(catalog_at(i - 1)) : (struct code){0};
        if (i > 0 && before.kind == code.kind && before.value >= code.value) {
            suite_expect("sorted by code", false);
        }
    }
    CU_ASSERT_PTR_NULL(catalog_by_code(code_of(CODE_WIN32, 1985)));
    CU_ASSERT_PTR_NULL(catalog_by_code(code_of(CODE_WIN32, 0xFFFFFFFF)));
    CU_ASSERT_PTR_NULL(catalog_by_code(code_of(CODE_HRESULT, 0xFFFFFFFF)));
    CU_ASSERT_PTR_NULL(catalog_by_code(code_of(CODE_EVENT, 7045)));
}

static void test_names(void)
{
    static const struct {
        const char *name;
        const char *first; /* "" when there is none */
        size_t count;
        size_t exact;
    } rows[] = {
        {"ERROR_LOGON_FAILURE", "ERROR_LOGON_FAILURE", 1, 1},
        {"error_logon_failure", "ERROR_LOGON_FAILURE", 1, 1},
        {"LOGON_FAILURE", "ERROR_LOGON_FAILURE", 2, 0},
        {"NT_STATUS_LOGON_FAILURE", "STATUS_LOGON_FAILURE", 1, 0},
        {"WERR_LOGON_FAILURE", "ERROR_LOGON_FAILURE", 1, 0},
        {"STATUS_SERVICE_LOGON_FAILED", "ERROR_SERVICE_LOGON_FAILED", 1, 0},
        {"NO_ERROR", "ERROR_SUCCESS", 2, 1},
        {"ERROR_LOGON_FAILUR", "", 0, 0},
        {"ERROR_LOGON_FAILURES", "", 0, 0},
        {"ERROR_", "", 0, 0},
        {"_", "", 0, 0},
        {"", "", 0, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct catalog_entry *found[FOUND];
        size_t exact = 0;
        size_t count = catalog_by_name(rows[i].name, strlen(rows[i].name), found, FOUND, &exact);

        suite_expect_long(rows[i].name, (long)count, (long)rows[i].count);
        suite_expect_long(rows[i].name, (long)exact, (long)rows[i].exact);
        suite_expect_string(rows[i].name, count > 0 ? catalog_entry_name(found[0]) : "",
                            rows[i].first);
    }
    suite_expect_string("alias", catalog_entry_alias(entry_named("SEC_E_INTERNAL_ERROR"), 0),
                        "SEC_E_NO_SPM");
}

/* The codes and statuses of the sign-in, session and share errors that a help desk meets. */
static void test_pairs(void)
{
    static const struct {
        uint32_t win32, ntstatus;
    } rows[] = {
        {1326, 0xC000006D}, {5, 0xC0000022},    {53, 0xC00000BE},   {1909, 0xC0000234},
        {1219, 0xC0000195}, {67, 0xC00000CC},   {1789, 0xC000018D}, {1312, 0xC000005F},
        {1385, 0xC000015B}, {1327, 0xC000006E}, {1722, 0xC0020017}, {1311, 0xC000005E},
        {1355, 0xC00000DF}, {86, 0xC000006A},   {1330, 0xC0000071}, {1907, 0xC0000224},
        {1331, 0xC0000072}, {64, 0xC00000C9},   {1398, 0xC0000133}, {1314, 0xC0000061},
        {1787, 0xC000018B}, {1786, 0xC000018A}, {87, 0xC000000D},   {1329, 0xC0000070},
        {1328, 0xC000006F}, {1793, 0xC0000193}, {1363, 0xC00000EE}, {1365, 0xC0000104},
        {1366, 0xC0000105}, {1367, 0xC000010B}, {1381, 0xC0000156}, {1397, 0xC00002C3},
    };
    long pairs = 0;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct catalog_entry *win32 = catalog_by_code(code_of(CODE_WIN32, rows[i].win32));
        const struct catalog_entry *status = catalog_by_code(code_of(CODE_NTSTATUS, rows[i].ntstatus));
        const struct catalog_entry *pair;
        size_t nth = 0;

        CU_ASSERT_TRUE_FATAL(win32 != NULL && status != NULL);
        suite_expect(catalog_entry_name(status), catalog_entry_pair(status, 0) == win32);
        suite_expect(catalog_entry_name(status), catalog_entry_pair(status, 1) == NULL);
        while ((pair = catalog_entry_pair(win32, nth)) != NULL && pair != status) {
            nth++;
        }
        suite_expect(catalog_entry_name(win32), pair == status);
    }
    for (size_t i = 0; i < catalog_count(); i++) {
        pairs += catalog_entry_code(catalog_at(i)).kind == CODE_NTSTATUS &&
                 catalog_entry_pair(catalog_at(i), 0) != NULL;
    }
    suite_expect("at least 300 pairs", pairs >= 300);
    /* The namesake comes first: 5 is what many statuses become. */
    suite_expect_string(
        "first", catalog_entry_name(catalog_entry_pair(entry_named("ERROR_ACCESS_DENIED"), 0)),
        "STATUS_ACCESS_DENIED");
    CU_ASSERT_PTR_NULL(catalog_entry_pair(entry_named("SEC_E_LOGON_DENIED"), 0));
    CU_ASSERT_PTR_NULL(catalog_entry_pair(entry_named("ERROR_SERVICE_LOGON_FAILED"), 0));
}

static void test_fields(void)
{
    static const struct {
        enum code_kind kind;
        uint32_t value;
        const char *facility;
        const char *severity;
    } rows[] = {
        {CODE_HRESULT, 0x80070556, "FACILITY_WIN32", "error"},
        {CODE_HRESULT, 0x8009030C, "FACILITY_SSPI", "error"},
        {CODE_HRESULT, 0x00041301, "FACILITY_ITF", "success"},
        {CODE_HRESULT, 0x80240022, "FACILITY_WINDOWSUPDATE", "error"},
        {CODE_HRESULT, 0xD0020017, "FACILITY_RPC_RUNTIME", "error"},
        {CODE_NTSTATUS, 0xC0020017, "FACILITY_RPC_RUNTIME", "error"},
        {CODE_NTSTATUS, 0xC0000105, NULL, "error"},
        {CODE_NTSTATUS, 0x80000005, NULL, "warning"},
        {CODE_NTSTATUS, 0x40000006, NULL, "informational"},
        {CODE_NTSTATUS, 0x00000103, NULL, "success"},
        {CODE_WIN32, 1366, NULL, NULL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        suite_expect_string("facility", catalog_facility(code_of(rows[i].kind, rows[i].value)),
                            rows[i].facility);
        suite_expect_string("severity", catalog_severity(code_of(rows[i].kind, rows[i].value)),
                            rows[i].severity);
    }
}

static void test_describe(void)
{
    static const struct {
        const char *name;
        const char *expect;
    } rows[] = {
        {"STATUS_FVE_NOT_ENCRYPTED", "BitLocker not encrypted"},
        {"ERROR_DS_OBJ_CLASS_NOT_DEFINED", "Directory service object class not defined"},
        {"NERR_DfsInternalError", "Dfs internal error"},
    };
    char text[LINE];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct catalog_entry *entry = entry_named(rows[i].name);

        if (suite_expect(rows[i].name, entry != NULL) && catalog_entry_meaning(entry) == NULL) {
            suite_expect_long(rows[i].name, (long)catalog_describe(entry, text, sizeof text),
                              (long)strlen(rows[i].expect));
            suite_expect_string(rows[i].name, text, rows[i].expect);
            catalog_describe(entry, text, 6);
            suite_expect_long("cut", (long)strlen(text), 5);
        }
    }
    CU_ASSERT_TRUE(catalog_describe(catalog_at(0), NULL, 0) > 0);
    for (size_t i = 0; i < catalog_count(); i++) {
        size_t length = catalog_describe(catalog_at(i), text, sizeof text);

        if (length == 0 || length >= sizeof text || text[0] == ' ') {
            suite_expect(catalog_entry_name(catalog_at(i)), false);
        }
    }
}

static void test_nearest(void)
{
    static const struct {
        const char *text;
        const char *expect;
    } rows[] = {
        {"ERROR_LOGON_SESION_COLISION", "ERROR_LOGON_SESSION_COLLISION"},
        {"logon session colision", "ERROR_LOGON_SESSION_COLLISION"},
        {"NT_STATUS_LOGON_FAILUR", "ERROR_LOGON_FAILURE"},
        {"acces_denied", "ERROR_ACCESS_DENIED"},
    };
    const struct catalog_entry *found[FOUND];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        suite_expect_long(rows[i].text,
                          (long)catalog_nearest_names(rows[i].text, strlen(rows[i].text), found, 3),
                          3);
        suite_expect_string(rows[i].text, catalog_entry_name(found[0]), rows[i].expect);
        CU_ASSERT_PTR_NOT_EQUAL(found[0], found[1]);
    }
    CU_ASSERT_EQUAL(catalog_nearest_codes(code_of(CODE_WIN32, 1985), found, 3), 3);
    suite_expect_long("nearest code", (long)catalog_entry_code(found[0]).value, 2000);
    CU_ASSERT_EQUAL(catalog_nearest_codes(code_of(CODE_EVENT, 1985), found, 3), 0);
    CU_ASSERT_EQUAL(catalog_nearest_names("", 0, found, 3), 0);
    CU_ASSERT_EQUAL(catalog_nearest_names("x", 1, found, 0), 0);
    CU_ASSERT_EQUAL(catalog_nearest_names("logon failure", 13, found, FOUND), CATALOG_NEAREST_MAX);
    suite_expect_long("not near", (long)catalog_nearest_names("login", 5, found, FOUND), 0);
    suite_expect_long("one letter", (long)catalog_nearest_names("x", 1, found, FOUND), 0);
}

static void test_events(void)
{
    static const uint32_t known[] = {1074, 4624, 4625, 4740, 7045};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const struct catalog_event *event = catalog_event(known[i], 0);

        CU_ASSERT_PTR_NOT_NULL_FATAL(event);
        CU_ASSERT_EQUAL(catalog_event_id(event), known[i]);
        CU_ASSERT_TRUE(strlen(catalog_event_meaning(event)) > 10);
        CU_ASSERT_TRUE(strlen(catalog_event_log(event)) > 0 &&
                       strlen(catalog_event_source(event)) > 0);
    }
    CU_ASSERT_PTR_NULL(catalog_event(7045, 1));
    CU_ASSERT_PTR_NULL(catalog_event(9999, 0));
}

static bool is_known_as(const char *kind, const char *name)
{
    const struct catalog_entry *found[FOUND];
    size_t exact = 0;
    size_t count = catalog_by_name(name, strlen(name), found, FOUND, &exact);

    for (size_t i = 0; i < count && i < exact; i++) {
        if (catalog_entry_meaning(found[i]) != NULL &&
            strcmp(code_kind_name(catalog_entry_code(found[i]).kind), kind) == 0) {
            return true;
        }
    }
    return false;
}

/* Every meaning is of an error that the catalog has. */
static void test_meanings(void)
{
    FILE *file = fopen(suite_source("catalog/meanings.tsv"), "rb");
    char line[LINE];

    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char *name = strchr(line, '\t');
        char *meaning = name != NULL ? strchr(name + 1, '\t') : NULL;

        if (line[0] == '#' || line[0] == '\n') {
            continue;
        }
        if (!suite_expect(line, meaning != NULL)) {
            continue;
        }
        *name++ = *meaning = '\0';
        suite_expect(name, is_known_as(strcmp(line, "ras") == 0 ? "win32" : line, name));
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* A header of a Debian package, and how its lines say a name and a number. */
static const struct header {
    const char *path;
    const char *before;     /* what stands before the name */
    const char *prefix;     /* of the names in the header... */
    const char *ours;       /* ...which is this in the catalog */
    enum code_kind kind; /* CODE_EVENT: any */
    long least;             /* names that must be found */
    long base;              /* of the numbers: what the catalog has is more by this */
    bool is_sum;            /* the header writes it before the number, with '+' */
} headers[] = {
    {"mingw-w64/include/winerror.h", "#define ", "", "", CODE_EVENT, 3300, 0, false},
    {"mingw-w64/include/ntstatus.h", "#define ", "", "", CODE_NTSTATUS, 1700, 0, false},
    {"mingw-w64/include/wuerror.h", "#define ", "", "", CODE_HRESULT, 400, 0, false},
    {"cargo/registry/winapi-0.3.9/src/shared/winerror.rs", "pub const ", "", "", CODE_EVENT,
     5700, 0, false},
    {"cargo/registry/winapi-0.3.9/src/shared/ntstatus.rs", "pub const ", "", "", CODE_NTSTATUS,
     2400, 0, false},
    {"wine/wine/windows/winerror.h", "#define ", "", "", CODE_EVENT, 3400, 0, false},
    {"wine/wine/windows/ntstatus.h", "#define ", "", "", CODE_NTSTATUS, 1600, 0, false},
    {"samba-4.0/core/werror_gen.h", "#define ", "WERR_", "ERROR_", CODE_WIN32, 2100, 0, false},
    {"samba-4.0/core/ntstatus_gen.h", "#define ", "NT_STATUS_", "STATUS_", CODE_NTSTATUS, 1500, 0, false},
    {"samba-4.0/core/hresult.h", "#define ", "HRES_", "", CODE_HRESULT, 1600, 0, false},
    {"mingw-w64/include/bugcodes.h", "#define ", "", "", CODE_BUGCHECK, 170, 0, false},
    {"asm-generic/errno-base.h", "#define ", "E", "E", CODE_ERRNO, 34, 0, false},
    {"asm-generic/errno.h", "#define ", "E", "E", CODE_ERRNO, 90, 0, false},
    {"netdb.h", "#define ", "EAI_", "EAI_", CODE_EAI, 8, 0, false},
    {"openssl/sslerr.h", "#define ", "SSL_R_", "SSL_R_", CODE_TLS, 250, 0, false},
    {"openssl/x509_vfy.h", "#define ", "X509_V_ERR_", "X509_V_ERR_", CODE_X509, 75, 0, false},
    {"ldap.h", "#define ", "LDAP_", "LDAP_", CODE_LDAP, 50, 0, false},
    {"mariadb/mysqld_error.h", "#define ", "ER_", "ER_", CODE_MYSQL, 900, 0, false},
    {"mariadb/errmsg.h", "#define ", "CR_", "CR_", CODE_MYSQL, 30, 0, false},
    {"sysexits.h", "#define ", "EX_", "EX_", CODE_EXIT, 15, 0, false},
    {"mingw-w64/include/raserror.h", "#define ", "ERROR_", "ERROR_", CODE_RAS, 150, 600, true},
    {"x86_64-linux-gnu/curl/curl.h", "  ", "CURLE_", "CURLE_", CODE_CURL, 60, 0, false},
    {"mit-krb5/krb5/krb5.h", "#define ", "KRB5KDC_", "KDC_", CODE_KERBEROS, 30, 1765328384, false},
    {"mit-krb5/krb5/krb5.h", "#define ", "KRB5KRB_", "KRB_", CODE_KERBEROS, 20, 1765328384, false},
    {"freerdp2/freerdp/error.h", "#define ", "ERRINFO_", "ERRINFO_", CODE_RDP, 100, 0x10000, false},
    {"freerdp2/freerdp/error.h", "#define ", "ERRCONNECT_", "ERRCONNECT_", CODE_RDP, 20, 0x20000,
     false},
    {"postgresql/15/server/utils/errcodes.h", "#define ", "ERRCODE_", "ERRCODE_", CODE_SQLSTATE,
     240, 0, false},
};

/* Opens a header below $ERRWALK_TEST_INCLUDE, or where Debian puts it. */
static FILE *open_header(const char *path)
{
    static const char *const roots[] = {"/usr/share", "/usr/include"};
    const char *asked = getenv("ERRWALK_TEST_INCLUDE");
    char whole[LINE];
    FILE *file = NULL;

    if (asked != NULL && *asked != '\0') {
        snprintf(whole, sizeof whole, "%s/%s", asked, path);
        file = fopen(whole, "rb");
    }
    for (size_t i = 0; i < 2 && file == NULL; i++) {
        snprintf(whole, sizeof whole, "%s/%s", roots[i], path);
        file = fopen(whole, "rb");
    }
    return file;
}

/* The five characters of MAKE_SQLSTATE('4','2','P','0','1') as the digits of a number to base 36; `end` is
 * where the name before them ends. */
static bool read_state(char *end, unsigned long *value)
{
    char state[6] = "", *quote = strchr(end, '\'');

    for (size_t i = 0; i < 5 && quote != NULL && quote[1] != '\0'; i++) {
        state[i] = quote[1];
        quote = strchr(quote + 3, '\'');
    }
    *end = '\0';
    *value = strtoul(state, NULL, 36);
    return strlen(state) == 5;
}

/* Takes a name and the one number of a line; false where the line has no such thing. */
static bool read_definition(const struct header *header, char *line, char **name,
                            unsigned long *value)
{
    size_t skip = strlen(header->before);
    char *end, *number;

    /* "# define" and "#define" and a tab are the same. */
    if (line[0] == '#') {
        size_t word = 1 + strspn(line + 1, " ");

        if (strncmp(line + word, "define", 6) != 0 || strchr(" \t", line[word + 6]) == NULL) {
            return false;
        }
        word += 6;
        word += strspn(line + word, " \t");
        memmove(line + skip, line + word, strlen(line + word) + 1);
        memcpy(line, header->before, skip);
    }
    if (strncmp(line, header->before, skip) != 0 ||
        strncmp(line + skip, header->prefix, strlen(header->prefix)) != 0) {
        return false;
    }
    *name = line + skip;
    end = *name + strspn(*name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    if (*end == '\0' || (strchr(end, '+') != NULL) != header->is_sum) {
        return false;
    }
    if (strstr(end, "MAKE_SQLSTATE(") != NULL) {
        return read_state(end, value);
    }
    for (number = end + 1; *number != '\0'; number++) {
        if (isdigit((unsigned char)*number) && !isalnum((unsigned char)number[-1]) &&
            number[-1] != '_') {
            break;
        }
    }
    *end = '\0';
    *value = strtoul(number[-1] == '-' ? number - 1 : number, &end, 0);
    return end > number;
}

/* Names of which the headers say different numbers: the catalog has those of winapi, as
 * catalog/README says. */
static bool is_disputed(const char *name)
{
    FILE *file = fopen(suite_source("tests/catalog/disputed.tsv"), "rb");
    char line[LINE];
    bool disputed = false;

    while (file != NULL && !disputed && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\t\n")] = '\0';
        disputed = strcmp(line, name) == 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    return disputed;
}

static void check_definition(const struct header *header, const char *name, unsigned long value,
                             long *matched)
{
    const struct catalog_entry *found[FOUND];
    const char *rest = name + strlen(header->prefix);
    char ours[LINE];
    size_t exact = 0;
    bool some = false;

    snprintf(ours, sizeof ours, "%s%s", header->ours, rest);
    catalog_by_name(ours, strlen(ours), found, FOUND, &exact);
    if (exact == 0) { /* Samba's WERR_RPC_S_… and WERR_DNS_… carry the whole name */
        catalog_by_name(rest, strlen(rest), found, FOUND, &exact);
    }
    for (size_t i = 0; i < exact; i++) {
        if (header->kind != CODE_EVENT && catalog_entry_code(found[i]).kind != header->kind) {
            continue;
        }
        some = true;
        /* A reason of OpenSSL has the library with it. */
        int64_t own = catalog_entry_code(found[i]).value & (header->kind == CODE_TLS ? 0xFFFFFF : -1);

        if (own == (int64_t)value + header->base || own == (int64_t)value) {
            ++*matched;
            return;
        }
    }
    if (some && !is_disputed(ours)) {
        printf("    %s: %s is 0x%lX there\n", header->path, name, value);
        suite_expect(name, false);
    }
}

static void test_headers(void)
{
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        FILE *file = open_header(headers[i].path);
        char line[LINE];
        long matched = 0;

        if (file == NULL) {
            printf("    %s: not installed, skipped\n", headers[i].path);
            continue;
        }
        while (fgets(line, sizeof line, file) != NULL) {
            char *name;
            unsigned long value;

            if (read_definition(&headers[i], line, &name, &value)) {
                check_definition(&headers[i], name, value, &matched);
            }
        }
        fclose(file);
        printf("    %s: %ld names agree\n", headers[i].path, matched);
        suite_expect(headers[i].path, matched >= headers[i].least);
    }
}

const struct suite_test suite_tests[] = {
    {"counts", test_counts},
    {"order and look-up", test_order},
    {"names with and without prefix", test_names},
    {"pairs", test_pairs},
    {"facility and severity", test_fields},
    {"descriptions", test_describe},
    {"nearest", test_nearest},
    {"events", test_events},
    {"meanings", test_meanings},
    {"installed headers", test_headers},
    {NULL, NULL},
};
