/* SPDX-License-Identifier: MIT */
/*
 * Code: the number of an error, which means something only together with its family. 13 is a lack of
 * permission to Linux and damaged data to Windows, -1 a server that does not answer to LDAP.
 *
 * Passed by value; (struct code){0} is none. Nothing is allocated, and nothing fails.
 */
#ifndef ERRWALK_CODE_H
#define ERRWALK_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "errwalk/buffer.h"

/* The families, as the catalog orders them: where nothing else decides, the earlier is the likelier. */
enum code_kind {
    CODE_WIN32,
    CODE_NTSTATUS,
    CODE_HRESULT,
    CODE_RAS,      /* a Win32 error of dial-up and VPN: its numbers are others' as well */
    CODE_BUGCHECK, /* a blue screen stop code */
    CODE_ERRNO,
    CODE_SIGNAL,
    CODE_EXIT, /* the exit status of a process or a unit */
    CODE_EAI,  /* of getaddrinfo */
    CODE_DNS,
    CODE_HTTP,
    CODE_SMTP,     /* a reply (550); "5.7.1" as 5·10000 + 7·1000 + 1; both as 550·10000 + 7·1000 + 1 */
    CODE_SQLSTATE, /* its five characters as the digits of a number to base 36 */
    CODE_MYSQL,
    CODE_ORACLE,
    CODE_MSSQL,
    CODE_LDAP,
    CODE_KERBEROS,
    CODE_X509, /* of OpenSSL's verification */
    CODE_TLS,
    CODE_CURL,
    CODE_AAD,
    CODE_RDP,
    CODE_DEVICE, /* of the Device Manager */
    CODE_EVENT,  /* an event ID: the catalog has it as struct catalog_event */
    CODE_OTHER,  /* a flow's own, of no family that the catalog knows */
    CODE_KIND_COUNT
};

struct code {
    enum code_kind kind;
    int64_t value; /* signed where the family's are; of 32 bits without sign for Windows' */
    bool present;  /* false: there is none, and the rest is 0 */
};

static inline struct code code_of(enum code_kind kind, int64_t value)
{
    return (struct code){kind, value, true};
}

/* "win32", "errno", … as a flow names them. */
extern const char *const code_kind_keys[CODE_KIND_COUNT];

/* The same as lookup prints it: dial-up's are "win32". */
const char *code_kind_name(enum code_kind kind);

/* What it is, for people: "Windows error (Win32)". */
const char *code_kind_title(enum code_kind kind);

/* The kind of such a name; CODE_KIND_COUNT where there is none. */
enum code_kind code_kind_named(const char *name);

/* Whether the kind is one whose values people write with 32 bits in hexadecimal: 0x80070005. */
bool code_is_hex(struct code code);

/* Whether it is one of Windows itself, so that what helps with any error of Windows helps with it; also
 * where there is none, or one of no family that is known. */
bool code_is_windows(struct code code);

/* Whether values of the kind may be negative. */
bool code_is_signed(enum code_kind kind);

/* Whether both are there and the same. One of CODE_OTHER is the same as one of that value in any kind. */
bool code_equal(struct code a, struct code b);

/* Writes a code as it reads everywhere, on screens, in transcripts and lists: 1366, 0x80080005, -3.
 * Nothing where there is none. */
void code_print(struct buffer *out, struct code code);

/* Writes "0x556" or "0x80080005"; nothing for a kind that nobody writes so. */
void code_print_hex(struct buffer *out, struct code code);

/* Writes each form that people know a code by: "1366, 0x556", "0x80080005, -2146959355", "-3". */
void code_print_forms(struct buffer *out, struct code code);

/* Writes " (1366)", for after a name; nothing where there is none or where names of the kind say it. */
void code_print_after(struct buffer *out, struct code code);

#endif
