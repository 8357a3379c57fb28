/* SPDX-License-Identifier: MIT */
/*
 * Codes: their families' names, and how they are written.
 */
#include <config.h>

#include "errwalk/code.h"

#include <inttypes.h>
#include <string.h>

/* What is written in hexadecimal: nothing, nothing but beside the decimal form, what is 2^31 or more, or
 * everything. */
enum base { DECIMAL, DECIMAL_AND_HEX, HEX_WHEN_LARGE, HEX };

const char *const code_kind_keys[CODE_KIND_COUNT] = {
    [CODE_WIN32] = "win32",
    [CODE_NTSTATUS] = "ntstatus",
    [CODE_HRESULT] = "hresult",
    [CODE_RAS] = "ras",
    [CODE_BUGCHECK] = "bugcheck",
    [CODE_ERRNO] = "errno",
    [CODE_SIGNAL] = "signal",
    [CODE_EXIT] = "exit",
    [CODE_EAI] = "eai",
    [CODE_DNS] = "dns",
    [CODE_HTTP] = "http",
    [CODE_SMTP] = "smtp",
    [CODE_SQLSTATE] = "sqlstate",
    [CODE_MYSQL] = "mysql",
    [CODE_ORACLE] = "oracle",
    [CODE_MSSQL] = "mssql",
    [CODE_LDAP] = "ldap",
    [CODE_KERBEROS] = "kerberos",
    [CODE_X509] = "x509",
    [CODE_TLS] = "tls",
    [CODE_CURL] = "curl",
    [CODE_AAD] = "aad",
    [CODE_RDP] = "rdp",
    [CODE_DEVICE] = "device",
    [CODE_EVENT] = "event",
    [CODE_OTHER] = "other",
};

static const struct family {
    const char *title;
    enum base base;
    bool in_name; /* a code's name says its number: ORA-12541, HTTP 404 */
} families[CODE_KIND_COUNT] = {
    [CODE_WIN32] = {"Windows error (Win32)", DECIMAL_AND_HEX, false},
    [CODE_NTSTATUS] = {"NTSTATUS", HEX, false},
    [CODE_HRESULT] = {"HRESULT", HEX, false},
    [CODE_RAS] = {"Windows dial-up and VPN error", DECIMAL_AND_HEX, false},
    [CODE_BUGCHECK] = {"blue screen stop code", HEX, false},
    [CODE_ERRNO] = {"Unix system call error (errno)", DECIMAL, false},
    [CODE_SIGNAL] = {"signal", DECIMAL, false},
    [CODE_EXIT] = {"exit status", DECIMAL, false},
    [CODE_EAI] = {"getaddrinfo error", DECIMAL, false},
    [CODE_DNS] = {"DNS response code", DECIMAL, false},
    [CODE_HTTP] = {"HTTP status", DECIMAL, true},
    [CODE_SMTP] = {"mail server reply (SMTP)", DECIMAL, true},
    [CODE_SQLSTATE] = {"SQLSTATE", DECIMAL, true},
    [CODE_MYSQL] = {"MySQL or MariaDB error", DECIMAL, false},
    [CODE_ORACLE] = {"Oracle Database error", DECIMAL, true},
    [CODE_MSSQL] = {"SQL Server error", DECIMAL, true},
    [CODE_LDAP] = {"LDAP result", DECIMAL, false},
    [CODE_KERBEROS] = {"Kerberos error", DECIMAL, false},
    [CODE_X509] = {"certificate verification error (OpenSSL)", DECIMAL, false},
    [CODE_TLS] = {"TLS alert or error", DECIMAL, false},
    [CODE_CURL] = {"curl error", DECIMAL, false},
    [CODE_AAD] = {"Microsoft Entra ID sign-in error", DECIMAL, true},
    [CODE_RDP] = {"remote desktop client error", HEX, false},
    [CODE_DEVICE] = {"Device Manager problem code", DECIMAL, true},
    [CODE_EVENT] = {"event", DECIMAL, false},
    [CODE_OTHER] = {"code of another program", HEX_WHEN_LARGE, false},
};

const char *code_kind_name(enum code_kind kind)
{
    return code_kind_keys[kind == CODE_RAS ? CODE_WIN32 : kind];
}

const char *code_kind_title(enum code_kind kind)
{
    return families[kind].title;
}

enum code_kind code_kind_named(const char *name)
{
    enum code_kind kind = 0;

    while (kind < CODE_KIND_COUNT && strcmp(code_kind_keys[kind], name) != 0)
        kind++;
    return kind;
}

bool code_is_hex(struct code code)
{
    enum base base = families[code.kind].base;

    return code.present && (base == HEX || (base == HEX_WHEN_LARGE && code.value > INT32_MAX));
}

bool code_is_windows(struct code code)
{
    return !code.present || code.kind <= CODE_BUGCHECK || code.kind >= CODE_DEVICE;
}

bool code_is_signed(enum code_kind kind)
{
    return kind == CODE_EAI || kind == CODE_LDAP;
}

bool code_equal(struct code a, struct code b)
{
    return a.present && b.present && a.value == b.value &&
           (a.kind == b.kind || a.kind == CODE_OTHER || b.kind == CODE_OTHER);
}

void code_print_hex(struct buffer *out, struct code code)
{
    if (code_is_hex(code))
        buffer_printf(out, "0x%08" PRIX32, (uint32_t)code.value);
    else if (code.present && families[code.kind].base == DECIMAL_AND_HEX)
        buffer_printf(out, "0x%" PRIX64, (uint64_t)code.value);
}

/* Writes the five characters of an SQLSTATE, which are the digits of its value. */
static void print_state(struct buffer *out, int64_t value)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char text[6] = "";

    for (int i = 4; i >= 0; i--, value /= 36)
        text[i] = digits[value % 36];
    buffer_string(out, text);
}

/* Writes "550", "5.7.1" or "550 5.7.1": see CODE_SMTP. */
static void print_reply(struct buffer *out, int64_t value)
{
    int64_t reply = value < 1000 ? value : value / 10000;

    if (reply >= 10)
        buffer_printf(out, "%" PRId64, reply);
    if (value >= 1000)
        buffer_printf(out, "%s%" PRId64 ".%" PRId64 ".%" PRId64, reply >= 10 ? " " : "",
                      reply >= 10 ? reply / 100 : reply, value / 1000 % 10, value % 1000);
}

void code_print(struct buffer *out, struct code code)
{
    if (code.present && code.kind == CODE_SQLSTATE) {
        print_state(out, code.value);
        return;
    }
    if (code.present && code.kind == CODE_SMTP) {
        print_reply(out, code.value);
        return;
    }
    if (code_is_hex(code))
        code_print_hex(out, code);
    else if (code.present)
        buffer_printf(out, "%" PRId64, code.value);
}

void code_print_forms(struct buffer *out, struct code code)
{
    code_print(out, code);
    if (code_is_hex(code) && code.value > INT32_MAX) {
        buffer_printf(out, ", %" PRId32, (int32_t)(uint32_t)code.value);
    } else if (code.present && families[code.kind].base == DECIMAL_AND_HEX) {
        buffer_string(out, ", ");
        code_print_hex(out, code);
    }
}

void code_print_after(struct buffer *out, struct code code)
{
    if (!code.present || families[code.kind].in_name)
        return;
    buffer_string(out, " (");
    code_print(out, code);
    buffer_char(out, ')');
}
