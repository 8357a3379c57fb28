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

static const struct family {
    const char *name, *title;
    enum base base;
} families[CODE_KIND_COUNT] = {
    [CODE_WIN32] = {"win32", "Windows error (Win32)", DECIMAL_AND_HEX},
    [CODE_NTSTATUS] = {"ntstatus", "NTSTATUS", HEX},
    [CODE_HRESULT] = {"hresult", "HRESULT", HEX},
    [CODE_BUGCHECK] = {"bugcheck", "stop code of a blue screen", HEX},
    [CODE_ERRNO] = {"errno", "error of Unix system calls (errno)", DECIMAL},
    [CODE_SIGNAL] = {"signal", "signal", DECIMAL},
    [CODE_EXIT] = {"exit", "exit status", DECIMAL},
    [CODE_EAI] = {"eai", "error of getaddrinfo", DECIMAL},
    [CODE_DNS] = {"dns", "response code of DNS", DECIMAL},
    [CODE_HTTP] = {"http", "status of HTTP", DECIMAL},
    [CODE_SMTP] = {"smtp", "reply of a mail server (SMTP)", DECIMAL},
    [CODE_SQLSTATE] = {"sqlstate", "SQLSTATE", DECIMAL},
    [CODE_MYSQL] = {"mysql", "error of MySQL and MariaDB", DECIMAL},
    [CODE_ORACLE] = {"oracle", "error of Oracle Database", DECIMAL},
    [CODE_MSSQL] = {"mssql", "error of SQL Server", DECIMAL},
    [CODE_LDAP] = {"ldap", "result of LDAP", DECIMAL},
    [CODE_KERBEROS] = {"kerberos", "error of Kerberos", DECIMAL},
    [CODE_X509] = {"x509", "error of certificate verification (OpenSSL)", DECIMAL},
    [CODE_TLS] = {"tls", "alert or error of TLS", DECIMAL},
    [CODE_CURL] = {"curl", "error of curl", DECIMAL},
    [CODE_AAD] = {"aad", "sign-in error of Microsoft Entra ID", DECIMAL},
    [CODE_RDP] = {"rdp", "error of a remote desktop client", HEX},
    [CODE_DEVICE] = {"device", "problem code of the Device Manager", DECIMAL},
    [CODE_EVENT] = {"event", "event", DECIMAL},
    [CODE_OTHER] = {"other", "code of another program", HEX_WHEN_LARGE},
};

const char *code_kind_name(enum code_kind kind)
{
    return families[kind].name;
}

const char *code_kind_title(enum code_kind kind)
{
    return families[kind].title;
}

enum code_kind code_kind_named(const char *name)
{
    enum code_kind kind = 0;

    while (kind < CODE_KIND_COUNT && strcmp(families[kind].name, name) != 0)
        kind++;
    return kind;
}

bool code_is_hex(struct code code)
{
    enum base base = families[code.kind].base;

    return code.present && (base == HEX || (base == HEX_WHEN_LARGE && code.value > INT32_MAX));
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

void code_print(struct buffer *out, struct code code)
{
    if (code_is_hex(code))
        code_print_hex(out, code);
    else if (code.present)
        buffer_printf(out, "%" PRId64, code.value);
}

void code_print_forms(struct buffer *out, struct code code)
{
    code_print(out, code);
    if (code_is_hex(code)) {
        buffer_printf(out, ", %" PRId32, (int32_t)(uint32_t)code.value);
    } else if (code.present && families[code.kind].base == DECIMAL_AND_HEX) {
        buffer_string(out, ", ");
        code_print_hex(out, code);
    }
}

void code_print_after(struct buffer *out, struct code code)
{
    if (!code.present)
        return;
    buffer_string(out, " (");
    code_print(out, code);
    buffer_char(out, ')');
}
