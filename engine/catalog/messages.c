/* SPDX-License-Identifier: MIT */
/*
 * Messages: what the C library says for an error, a signal or a failed look-up of a name (glibc's words, which most logs
 * have, and those of this machine, in English and in the language of the person), and how other programs word the same.
 *
 * The table is built when the first text with words is read, and never changes.
 */
#include <config.h>

#include "scan.h"
#include "tables.h"

#include <locale.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/letters.h"

enum { PHRASES = 1024, SLOTS = 1024, POOL_BYTES = 40000 };

struct phrase {
    uint16_t text; /* in the pool: words in lower case with one blank between */
    uint16_t next; /* of the same first word, plus one */
    uint16_t topics_row; /* of ours, plus one: 0 for the system's */
    int32_t value;
    uint8_t kind;
    uint8_t words;
};

static struct phrase phrases[PHRASES];
static uint16_t slots[SLOTS];
static char pool[POOL_BYTES];
static size_t phrase_count, pool_used;
static bool is_built;

/* What programs say that is not in the C library's words. */
static const struct own {
    const char *words;
    enum code_kind kind;
    unsigned topics; /* of which the text must speak; 0: any */
    const char *name;
} own[] = {
    {"i o error", CODE_ERRNO, 0, "EIO"},
    {"target is busy", CODE_ERRNO, 0, "EBUSY"},
    {"device is busy", CODE_ERRNO, 0, "EBUSY"},
    {"access denied by server", CODE_ERRNO, 0, "EACCES"},
    {"cannot allocate memory", CODE_ERRNO, 0, "ENOMEM"},
    {"no such host is known", CODE_WIN32, 0, "WSAHOST_NOT_FOUND"},
    {"no such host", CODE_EAI, 0, "EAI_NONAME"},
    {"name does not resolve", CODE_EAI, 0, "EAI_NONAME"},
    /* What the library of GNU says, for systems that have other words. */
    {"name or service not known", CODE_EAI, 0, "EAI_NONAME"},
    {"temporary failure in name resolution", CODE_EAI, 0, "EAI_AGAIN"},
    {"non recoverable failure in name resolution", CODE_EAI, 0, "EAI_FAIL"},
    {"connection refused", CODE_ERRNO, 0, "ECONNREFUSED"},
    {"connection reset by peer", CODE_ERRNO, 0, "ECONNRESET"},
    {"connection timed out", CODE_ERRNO, 0, "ETIMEDOUT"},
    {"no route to host", CODE_ERRNO, 0, "EHOSTUNREACH"},
    {"network is unreachable", CODE_ERRNO, 0, "ENETUNREACH"},
    {"address already in use", CODE_ERRNO, 0, "EADDRINUSE"},
    {"cannot assign requested address", CODE_ERRNO, 0, "EADDRNOTAVAIL"},
    {"too many levels of symbolic links", CODE_ERRNO, 0, "ELOOP"},
    {"stale file handle", CODE_ERRNO, 0, "ESTALE"},
    {"disk quota exceeded", CODE_ERRNO, 0, "EDQUOT"},
    {"text file busy", CODE_ERRNO, 0, "ETXTBSY"},
    {"segmentation fault", CODE_SIGNAL, 0, "SIGSEGV"},
    {"nodename nor servname provided or not known", CODE_EAI, 0, "EAI_NONAME"},
    {"status refused", CODE_DNS, 0, "REFUSED"},
    {"too many clients already", CODE_SQLSTATE, 0, "SQLSTATE 53300"},
    {"remaining connection slots are reserved", CODE_SQLSTATE, 0, "SQLSTATE 53300"},
    {"password authentication failed for user", CODE_SQLSTATE, 0, "SQLSTATE 28P01"},
    {"no pg hba conf entry for", CODE_SQLSTATE, 0, "SQLSTATE 28000"},
    {"deadlock detected", CODE_SQLSTATE, 0, "SQLSTATE 40P01"},
    {"duplicate key value violates unique constraint", CODE_SQLSTATE, 0, "SQLSTATE 23505"},
    {"violates foreign key constraint", CODE_SQLSTATE, 0, "SQLSTATE 23503"},
    {"violates not null constraint", CODE_SQLSTATE, 0, "SQLSTATE 23502"},
    {"could not serialize access due to", CODE_SQLSTATE, 0, "SQLSTATE 40001"},
    {"the database system is starting up", CODE_SQLSTATE, 0, "SQLSTATE 57P03"},
    {"the database system is shutting down", CODE_SQLSTATE, 0, "SQLSTATE 57P03"},
    {"current transaction is aborted", CODE_SQLSTATE, 0, "SQLSTATE 25P02"},
    {"canceling statement due to statement timeout", CODE_SQLSTATE, 0, "SQLSTATE 57014"},
    {"terminating connection due to administrator command", CODE_SQLSTATE, 0, "SQLSTATE 57P01"},
    {"clock skew too great", CODE_KERBEROS, 0, "KRB_AP_ERR_SKEW"},
    {"preauthentication failed", CODE_KERBEROS, 0, "KDC_ERR_PREAUTH_FAILED"},
    {"server not found in kerberos database", CODE_KERBEROS, 0, "KDC_ERR_S_PRINCIPAL_UNKNOWN"},
    {"not found in kerberos database", CODE_KERBEROS, 0, "KDC_ERR_C_PRINCIPAL_UNKNOWN"},
    {"client not found in kerberos database", CODE_KERBEROS, 0, "KDC_ERR_C_PRINCIPAL_UNKNOWN"},
    {"kdc has no support for encryption type", CODE_KERBEROS, 0, "KDC_ERR_ETYPE_NOSUPP"},
    {"clients credentials have been revoked", CODE_KERBEROS, 0, "KDC_ERR_CLIENT_REVOKED"},
    {"ticket expired", CODE_KERBEROS, TOPIC_KERBEROS, "KRB_AP_ERR_TKT_EXPIRED"},
    {"password has expired", CODE_KERBEROS, TOPIC_KERBEROS, "KDC_ERR_KEY_EXPIRED"},
    {"can t contact ldap server", CODE_LDAP, 0, "LDAP_SERVER_DOWN"},
    {"invalid credentials", CODE_LDAP, TOPIC_LDAP, "LDAP_INVALID_CREDENTIALS"},
    {"invalid dn syntax", CODE_LDAP, TOPIC_LDAP, "LDAP_INVALID_DN_SYNTAX"},
    {"object class violation", CODE_LDAP, TOPIC_LDAP, "LDAP_OBJECT_CLASS_VIOLATION"},
    {"strong er authentication required", CODE_LDAP, 0, "LDAP_STRONG_AUTH_REQUIRED"},
    {"confidentiality required", CODE_LDAP, TOPIC_LDAP, "LDAP_CONFIDENTIALITY_REQUIRED"},
    {"server is unwilling to perform", CODE_LDAP, 0, "LDAP_UNWILLING_TO_PERFORM"},
    {"unable to get local issuer certificate", CODE_X509, 0, "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY"},
    {"unable to get issuer certificate", CODE_X509, 0, "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT"},
    {"unable to verify the first certificate", CODE_X509, 0, "X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE"},
    {"self signed certificate in certificate chain", CODE_X509, 0, "X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN"},
    {"self signed certificate", CODE_X509, 0, "X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT"},
    {"certificate has expired", CODE_X509, 0, "X509_V_ERR_CERT_HAS_EXPIRED"},
    {"certificate is not yet valid", CODE_X509, 0, "X509_V_ERR_CERT_NOT_YET_VALID"},
    {"certificate revoked", CODE_X509, TOPIC_TLS, "X509_V_ERR_CERT_REVOKED"},
    {"hostname mismatch", CODE_X509, TOPIC_TLS, "X509_V_ERR_HOSTNAME_MISMATCH"},
    {"tls expired certificate", CODE_TLS, 0, "certificate_expired"},
    {"tls revoked certificate", CODE_TLS, 0, "certificate_revoked"},
    {"tls unknown certificate authority", CODE_TLS, 0, "unknown_ca"},
    {"tls unknown certificate", CODE_TLS, 0, "certificate_unknown"},
    {"tls error decoding message", CODE_TLS, 0, "decode_error"},
    {"tls error decrypting message", CODE_TLS, 0, "decrypt_error"},
    {"tls protocol version not supported", CODE_TLS, 0, "protocol_version"},
    {"alert certificate unknown", CODE_TLS, 0, "certificate_unknown"},
    {"irql not less or equal", CODE_BUGCHECK, 0, "IRQL_NOT_LESS_OR_EQUAL"},
    {"abrt signal", CODE_SIGNAL, 0, "SIGABRT"},
    {"segv signal", CODE_SIGNAL, 0, "SIGSEGV"},
    {"kill signal", CODE_SIGNAL, 0, "SIGKILL"},
    {"term signal", CODE_SIGNAL, 0, "SIGTERM"},
    {"bus signal", CODE_SIGNAL, 0, "SIGBUS"},
};

/* What the library says that says nothing, or something else in other mouths. */
static const char *const dropped[] = {
    "success",     "unknown error", "system error", "continued",  "child exited", "window changed", "hangup",
    "quit",        "interrupt",    "stopped",    "stopped signal", "stopped tty input", "stopped tty output", "user defined signal 1",
    "user defined signal 2", "power failure", "i o possible", "argument list processed", "interrupted by a signal", "processing request in progress", "request canceled", "request not canceled", "all requests done",
    "out of memory", "operation timed out", "try again", /* musl */
};

static char fold(char c)
{
    return letter_is_alnum(c) || (unsigned char)c >= 0x80 ? letter_lower(c) : ' ';
}

/* The next word between `at` and `end`, in lower case: its length, or 0 at the end. Its hash is of as
 * much of it as fits. */
static size_t next_word(const char *text, size_t end, size_t *at, size_t *start, uint32_t *hash)
{
    *hash = 2166136261U;
    while (*at < end && fold(text[*at]) == ' ') {
        ++*at;
    }
    for (*start = *at; *at < end && fold(text[*at]) != ' '; ++*at) {
        *hash = (*hash ^ (unsigned char)fold(text[*at])) * 16777619U;
    }
    return *at - *start;
}

static void add_phrase(const char *text, struct code code, size_t row)
{
    size_t length = strlen(text), at = 0, start, first = pool_used, size;
    uint32_t hash, first_hash = 0;
    struct phrase phrase = {.text = (uint16_t)pool_used,
                            .topics_row = (uint16_t)row,
                            .value = (int32_t)code.value,
                            .kind = (uint8_t)code.kind};

    if (phrase_count == PHRASES || pool_used + length + 1 > sizeof pool) {
        return;
    }
    while ((size = next_word(text, length, &at, &start, &hash)) > 0) {
        if (phrase.words++ > 0) {
            pool[pool_used++] = ' ';
        } else {
            first_hash = hash;
        }
        for (size_t i = 0; i < size; i++) {
            pool[pool_used++] = fold(text[start + i]);
        }
    }
    pool[pool_used] = '\0';
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
        if (strcmp(pool + first, dropped[i]) == 0) {
            pool_used = first;
            return;
        }
    }
    for (size_t i = slots[first_hash % SLOTS]; i > 0; i = phrases[i - 1].next) {
        if (strcmp(pool + phrases[i - 1].text, pool + first) == 0) {
            pool_used = first; /* the first that says it is the likelier one */
            return;
        }
    }
    if (phrase.words == 0) {
        return;
    }
    pool_used++;
    phrase.next = slots[first_hash % SLOTS];
    phrases[phrase_count++] = phrase;
    slots[first_hash % SLOTS] = (uint16_t)phrase_count;
}

static struct code code_of_name(const char *name, enum code_kind kind)
{
    const struct catalog_entry *found[8];
    size_t exact = 0;
    size_t count = catalog_by_name(name, strlen(name), found, 8, &exact);

    for (size_t i = 0; i < count && i < exact; i++) {
        if (catalog_entry_code(found[i]).kind == kind) {
            return catalog_entry_code(found[i]);
        }
    }
    return (struct code){0};
}

static void add_library(void)
{
    for (size_t i = 0; i < library_text_count; i++) {
        const struct library_text *row = &library_texts[i];

        add_phrase(row->text, code_of_name(row->name, row->kind), 0);
    }
}

/* The words of the C library as it is set now. */
static void add_system(void)
{
    for (const struct table_platform *row = table_platform; row->kind >= 0; row++) {
        const char *text = row->kind == CODE_ERRNO    ? strerror(row->own)
                           : row->kind == CODE_SIGNAL ? strsignal(row->own)
                                                      : gai_strerror(row->own);

        if (text != NULL) {
            add_phrase(text, code_of((enum code_kind)row->kind, row->code), 0);
        }
    }
}

static void add_joined(const char *name, int value)
{
    char text[96] = "alert ";
    size_t length = strlen(text);

    for (; *name != '\0' && length < sizeof text - 1; name++) {
        if (*name != '_') {
            text[length++] = *name;
        }
    }
    text[length] = '\0';
    add_phrase(text, code_of(CODE_TLS, value), 0);
}

/* "tls: bad certificate", "alert: bad_certificate", "Alert: Fatal - Bad Certificate" and
 * "alert: BadCertificate", for each alert there is. */
static void add_alerts(void)
{
    static const char *const leads[] = {"tls", "alert", "alert fatal"};

    for (int value = 0; value < 256; value++) {
        const struct catalog_entry *entry = catalog_by_code(code_of(CODE_TLS, value));

        for (size_t i = 0; entry != NULL && i < sizeof leads / sizeof *leads; i++) {
            char text[96];

            snprintf(text, sizeof text, "%s %s", leads[i], catalog_entry_name(entry));
            add_phrase(text, code_of(CODE_TLS, value), 0);
        }
        if (entry != NULL) {
            add_joined(catalog_entry_name(entry), value);
        }
    }
}

/* Whether messages are the same as without a locale. */
static bool is_english(const char *name)
{
    return name == NULL || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0 ||
           strncmp(name, "C.", 2) == 0 || strncmp(name, "en_", 3) == 0;
}

static void make(void)
{
    locale_t english = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = english != (locale_t)0 ? uselocale(english) : (locale_t)0;

    is_built = true;
    add_library();
    add_system();
    if (english != (locale_t)0) {
        uselocale(before);
        freelocale(english);
        if (!is_english(setlocale(LC_MESSAGES, NULL))) {
            add_system();
        }
    }
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        struct code code = code_of_name(own[i].name, own[i].kind);

        if (code.present) {
            add_phrase(own[i].words, code, i + 1);
        }
    }
    add_alerts();
}

const char *messages_text(size_t nth)
{
    if (!is_built) {
        make();
    }
    return nth < phrase_count ? pool + phrases[nth].text : NULL;
}

/* How far the phrase goes that may begin at `start`: its end, or 0. */
static size_t match(const char *text, size_t start, size_t end, const struct phrase *phrase)
{
    const char *words = pool + phrase->text;
    size_t at = start;

    while (*words != '\0') {
        if (*words == ' ') {
            size_t gap = at;

            for (words++; at < end && fold(text[at]) == ' '; at++) {
                if (strchr(";!?|\n", text[at]) != NULL) {
                    return 0;
                }
            }
            if (at == gap) {
                return 0;
            }
        } else if (at >= end || fold(text[at++]) != *words++) {
            return 0;
        }
    }
    return at < end && fold(text[at]) != ' ' ? 0 : at;
}

static bool follows(const char *text, size_t at, size_t end, const char *what)
{
    size_t length = strlen(what);

    return end - at >= length && memcmp(text + at, what, length) == 0;
}

/* Whether a message of one word is one: it stands alone after a colon, or a dump follows. */
static bool is_set_off(const char *text, size_t line, size_t start, size_t stop, size_t end)
{
    size_t i = start;

    if (follows(text, stop, end, " (core dumped)")) {
        return true;
    }
    while (i > line && strchr(" \"'", text[i - 1]) != NULL) {
        i--;
    }
    while (stop < end && strchr(" .\"'\r", text[stop]) != NULL) {
        stop++;
    }
    return (i == line || text[i - 1] == ':') && stop == end;
}

size_t messages_in(struct span span, size_t start, size_t end, unsigned topics,
                   struct message *found, size_t max)
{
    size_t at = start, count = 0, word;
    uint32_t hash;

    if (!is_built) {
        make();
    }
    while (count < max && next_word(span.text, end, &at, &word, &hash) > 0) {
        size_t longest = 0;
        const struct phrase *best = NULL;

        for (size_t i = slots[hash % SLOTS]; i > 0; i = phrases[i - 1].next) {
            const struct phrase *phrase = &phrases[i - 1];
            unsigned needs = phrase->topics_row > 0 ? own[phrase->topics_row - 1].topics : 0;
            size_t stop = match(span.text, word, end, phrase);

            if (stop > longest && (needs == 0 || (topics & needs) != 0) &&
                (phrase->words > 1 || is_set_off(span.text, start, word, stop, end)) &&
                !(phrase->value == 13 && follows(span.text, stop, end, " (p")) &&
                !follows(span.text, stop, end, ", please try again")) {
                longest = stop;
                best = phrase;
            }
        }
        if (best != NULL) {
            found[count++] = (struct message){word, longest,
                                              code_of((enum code_kind)best->kind, best->value)};
            at = longest;
        }
    }
    return count;
}
