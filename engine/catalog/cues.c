/* SPDX-License-Identifier: MIT */
/*
 * Cues: the words right before a number that say of which family it is. "errno 13" is none of
 * Windows, "exited with code 137" is a signal, "curl: (6)" is curl's, and "segfault … error 4" is no
 * code at all.
 *
 * Words and marks are compared as words alone: "mount error(13", "[Errno 13" and "status=11" are
 * "mount error", "errno" and "status" here. The first row that fits decides.
 */
#include <config.h>

#include "decode-private.h"

#include <string.h>

#include "errwalk/letters.h"

enum { BEFORE = 56, WORD = 32 };

/* What the lower exit statuses say is every program's own; from here on some are agreed on. */
enum { EXIT_AGREED = 64 };

static const struct cue cues[] = {
    {"segfault at", 0, CODE_OTHER, CUE_NONE},
    {"pf error code", 0, CODE_OTHER, CUE_NONE}, /* the bits of a page fault of Linux */
    {"res errno", 0, CODE_LDAP, CUE_PLAIN},
    {"errno", TOPIC_RESOLVER, CODE_EAI, CUE_PLAIN},
    {"errno", 0, CODE_ERRNO, CUE_ABSOLUTE},
    {"errno is", 0, CODE_ERRNO, CUE_ABSOLUTE},
    {"ioerror", 0, CODE_ERRNO, CUE_ABSOLUTE},
    {"oserror", 0, CODE_ERRNO, CUE_ABSOLUTE},
    {"os error", 0, CODE_ERRNO, CUE_SYSTEM},
    {"os code", 0, CODE_ERRNO, CUE_SYSTEM},
    {"mount error", 0, CODE_ERRNO, CUE_ABSOLUTE},
    {"mount failed w return code", 0, CODE_ERRNO, CUE_ABSOLUTE},
    {"fseventerror", 0, CODE_ERRNO, CUE_ABSOLUTE},
    {"code exited status", 0, CODE_EXIT, CUE_STATUS},
    {"code killed status", 0, CODE_SIGNAL, CUE_PLAIN},
    {"code dumped status", 0, CODE_SIGNAL, CUE_PLAIN},
    {"robocopy error", 0, CODE_OTHER, CUE_NONE},
    {"code", TOPIC_OWN_CODES, CODE_OTHER, CUE_NONE},
    {"error code is", TOPIC_OWN_CODES, CODE_OTHER, CUE_NONE},
    {"error", TOPIC_CLOUDFLARE, CODE_OTHER, CUE_NONE},
    {"err", TOPIC_ORACLE, CODE_ORACLE, CUE_PLAIN},
    {"code", TOPIC_ORACLE, CODE_ORACLE, CUE_PLAIN},
    {"error code", TOPIC_ROBOCOPY, CODE_OTHER, CUE_NONE},
    {"verify error num", 0, CODE_X509, CUE_PLAIN},
    {"verify return code", 0, CODE_X509, CUE_PLAIN},
    {"verify return", 0, CODE_OTHER, CUE_NONE},
    {"x509verifyresult code", 0, CODE_X509, CUE_PLAIN},
    {"alert number", 0, CODE_TLS, CUE_PLAIN},
    {"curl", 0, CODE_CURL, CUE_PLAIN},
    {"curl error", 0, CODE_CURL, CUE_PLAIN},
    {"curl exit code", 0, CODE_CURL, CUE_PLAIN},
    {"error code", TOPIC_CURL, CODE_CURL, CUE_PLAIN},
    {"krb error", 0, CODE_KERBEROS, CUE_PLAIN},
    {"failure code", TOPIC_KERBEROS, CODE_KERBEROS, CUE_PLAIN},
    {"result code", TOPIC_KERBEROS, CODE_KERBEROS, CUE_PLAIN},
    {"error code", TOPIC_KERBEROS, CODE_KERBEROS, CUE_PLAIN},
    {"ldap error code", 0, CODE_LDAP, CUE_PLAIN},
    {"ldap result code", 0, CODE_LDAP, CUE_PLAIN},
    {"invalid credentials", 0, CODE_LDAP, CUE_PLAIN},
    {"invalid credentials errcode", 0, CODE_LDAP, CUE_PLAIN},
    {"bind failed", 0, CODE_LDAP, CUE_PLAIN},
    {"bind error", 0, CODE_LDAP, CUE_PLAIN},
    {"error bind", TOPIC_LDAP, CODE_LDAP, CUE_PLAIN},
    {"contact ldap server", 0, CODE_LDAP, CUE_PLAIN},
    {"contact ldap server error code", 0, CODE_LDAP, CUE_PLAIN},
    {"error code", TOPIC_LDAP, CODE_LDAP, CUE_PLAIN},
    {"error", TOPIC_LDAP, CODE_LDAP, CUE_PLAIN},
    {"no such object", 0, CODE_LDAP, CUE_PLAIN},
    {"insufficient access", 0, CODE_LDAP, CUE_PLAIN},
    {"already exists", TOPIC_LDAP, CODE_LDAP, CUE_PLAIN},
    {"sqlstate hy000", 0, CODE_MYSQL, CUE_PLAIN},
    {"mysql error", 0, CODE_MYSQL, CUE_PLAIN},
    {"mysql error code", 0, CODE_MYSQL, CUE_PLAIN},
    {"mariadb error", 0, CODE_MYSQL, CUE_PLAIN},
    {"operationalerror", 0, CODE_MYSQL, CUE_PLAIN},
    {"programmingerror", 0, CODE_MYSQL, CUE_PLAIN},
    {"integrityerror", 0, CODE_MYSQL, CUE_PLAIN},
    {"constraint violation", 0, CODE_MYSQL, CUE_PLAIN},
    {"not found", TOPIC_MYSQL, CODE_MYSQL, CUE_PLAIN},
    {"error", TOPIC_MYSQL, CODE_MYSQL, CUE_PLAIN},
    {"error code", TOPIC_MYSQL, CODE_MYSQL, CUE_PLAIN},
    {"sql server error", 0, CODE_MSSQL, CUE_PLAIN},
    {"msg", 0, CODE_MSSQL, CUE_PLAIN},
    {"provider error", 0, CODE_MSSQL, CUE_PLAIN},
    {"error", TOPIC_MSSQL, CODE_MSSQL, CUE_PLAIN},
    {"stop code", 0, CODE_BUGCHECK, CUE_HEX},
    {"stop", 0, CODE_BUGCHECK, CUE_MARKED},
    {"stop error", 0, CODE_BUGCHECK, CUE_HEX},
    {"bugcheckcode", 0, CODE_BUGCHECK, CUE_PLAIN},
    {"bugcheck code", 0, CODE_BUGCHECK, CUE_HEX},
    {"bugcheck was", 0, CODE_BUGCHECK, CUE_HEX},
    {"bugcheck", 0, CODE_BUGCHECK, CUE_HEX},
    {"bug check", 0, CODE_BUGCHECK, CUE_HEX},
    {"fatal system error", 0, CODE_BUGCHECK, CUE_HEX},
    {"kibugcheckdata value", 0, CODE_BUGCHECK, CUE_HEX},
    {"last error", TOPIC_RDP, CODE_RDP, CUE_HEX},
    {"returned code is", TOPIC_RDP, CODE_RDP, CUE_HEX},
    {"error code", TOPIC_RDP, CODE_RDP, CUE_HEX},
    {"returned on failure is", TOPIC_VPN, CODE_RAS, CUE_PLAIN},
    {"error", TOPIC_VPN, CODE_RAS, CUE_PLAIN},
    {"error code", TOPIC_VPN, CODE_RAS, CUE_PLAIN},
    {"i get", TOPIC_VPN, CODE_RAS, CUE_PLAIN},
    {"code", TOPIC_DEVICE, CODE_DEVICE, CUE_PLAIN},
    {"error code", TOPIC_DEVICE, CODE_DEVICE, CUE_PLAIN},
    {"error", TOPIC_DEVICE, CODE_DEVICE, CUE_PLAIN},
    {"exited on signal", 0, CODE_SIGNAL, CUE_PLAIN},
    {"by signal", 0, CODE_SIGNAL, CUE_PLAIN},
    {"received signal", 0, CODE_SIGNAL, CUE_PLAIN},
    {"with signal", 0, CODE_SIGNAL, CUE_PLAIN},
    {"got signal", 0, CODE_SIGNAL, CUE_PLAIN},
    {"signal", 0, CODE_SIGNAL, CUE_PLAIN},
    {"exited with code", 0, CODE_EXIT, CUE_EXIT},
    {"exit with code", 0, CODE_EXIT, CUE_EXIT},
    {"exits with code", 0, CODE_EXIT, CUE_EXIT},
    {"exited with error code", 0, CODE_EXIT, CUE_EXIT},
    {"exits with return code", 0, CODE_EXIT, CUE_EXIT},
    {"exited with status", 0, CODE_EXIT, CUE_EXIT},
    {"exits with status", 0, CODE_EXIT, CUE_EXIT},
    {"returned an error code", TOPIC_UNIX, CODE_EXIT, CUE_EXIT},
    {"abort trap", 0, CODE_SIGNAL, CUE_PLAIN},
    {"segmentation fault", 0, CODE_SIGNAL, CUE_PLAIN},
    {"exit with status", 0, CODE_EXIT, CUE_EXIT},
    {"exited with exit code", 0, CODE_EXIT, CUE_EXIT},
    {"exit code", 0, CODE_EXIT, CUE_EXIT},
    {"exit code is", 0, CODE_EXIT, CUE_EXIT},
    {"exit code was", 0, CODE_EXIT, CUE_EXIT},
    {"exitcode", 0, CODE_EXIT, CUE_EXIT},
    {"exit status", 0, CODE_EXIT, CUE_EXIT},
    {"exit status is", 0, CODE_EXIT, CUE_EXIT},
    {"http 1 1", 0, CODE_HTTP, CUE_HTTP},
    {"http 1 0", 0, CODE_HTTP, CUE_HTTP},
    {"http 2", 0, CODE_HTTP, CUE_HTTP},
    {"http 2 0", 0, CODE_HTTP, CUE_HTTP},
    {"http", 0, CODE_HTTP, CUE_HTTP},
    {"http error", 0, CODE_HTTP, CUE_HTTP},
    {"httperror", 0, CODE_HTTP, CUE_HTTP},
    {"http code", 0, CODE_HTTP, CUE_HTTP},
    {"http status", 0, CODE_HTTP, CUE_HTTP},
    {"http status code", 0, CODE_HTTP, CUE_HTTP},
    {"http response code", 0, CODE_HTTP, CUE_HTTP},
    {"response code", 0, CODE_HTTP, CUE_HTTP},
    {"status code", 0, CODE_HTTP, CUE_HTTP},
    {"statuscode", 0, CODE_HTTP, CUE_HTTP},
    {"responded with", TOPIC_HTTP, CODE_HTTP, CUE_HTTP},
    {"url returned error", 0, CODE_HTTP, CUE_HTTP},
    {"refused to talk to me", 0, CODE_SMTP, CUE_PLAIN},
    {"said", 0, CODE_SMTP, CUE_PLAIN},
    {"smtp error", 0, CODE_SMTP, CUE_PLAIN},
    {"got code", 0, CODE_SMTP, CUE_PLAIN},
    {"response code", TOPIC_MAIL, CODE_SMTP, CUE_PLAIN},
    {"status", 0, CODE_EXIT, CUE_NAMED},
};

/* Where the words that end right before `start` begin, as words in lower case with one blank between. */
static size_t words_before(struct span span, size_t start, char out[BEFORE + 1])
{
    size_t length = 0, at = start;

    out[BEFORE] = '\0';
    while (at > 0 && length < BEFORE && span.text[at - 1] != '\n') {
        char c = letter_lower(span.text[--at]);
        bool word = letter_is_alnum(c) || (unsigned char)c >= 0x80;

        if (!word && length > 0 && out[BEFORE - length] != ' ') {
            out[BEFORE - ++length] = ' ';
        } else if (word) {
            out[BEFORE - ++length] = c;
        }
    }
    return BEFORE - length;
}

static bool ends_with(const char *text, size_t length, const char *end)
{
    size_t size = strlen(end);

    return length >= size && memcmp(text + length - size, end, size) == 0 &&
           (length == size || text[length - size - 1] == ' ');
}

enum { CUES = sizeof cues / sizeof *cues };

/* What the last word of each cue hashes to; 0: not yet. */
static uint32_t last_words[CUES];

/* A hash of the last word of a text, from its end on. */
static uint32_t hash_last(const char *text, size_t length)
{
    uint32_t hash = 2166136261U;

    while (length > 0 && text[length - 1] != ' ') {
        hash = (hash ^ (unsigned char)text[--length]) * 16777619U;
    }
    return hash | 1;
}

/* The same hash of the word before a number, where it stands. */
static uint32_t hash_before(struct span span, size_t start)
{
    uint32_t hash = 2166136261U;
    size_t at = start;

    while (at > 0 && !letter_is_alnum(span.text[at - 1]) && (unsigned char)span.text[at - 1] < 0x80) {
        at--;
    }
    while (at > 0 && (letter_is_alnum(span.text[at - 1]) || (unsigned char)span.text[at - 1] >= 0x80)) {
        hash = (hash ^ (unsigned char)letter_lower(span.text[--at])) * 16777619U;
    }
    return hash | 1;
}

/* Whether some cue may end with a word of this hash. */
static bool may_end(uint32_t last)
{
    static unsigned char some[1024];

    if (last_words[0] == 0) {
        for (size_t i = 0; i < CUES; i++) {
            last_words[i] = hash_last(cues[i].words, strlen(cues[i].words));
            some[last_words[i] % sizeof some] = 1;
        }
    }
    return some[last % sizeof some] != 0;
}

static const struct cue *cue_before(struct span span, size_t start, unsigned topics)
{
    char before[BEFORE + 1];
    const uint32_t last = hash_before(span, start);
    size_t first;

    if (start == 0 || !may_end(last)) {
        return NULL;
    }
    first = words_before(span, start, before);
    for (size_t i = 0; i < CUES; i++) {
        if (last_words[i] == last && (cues[i].topics == 0 || (topics & cues[i].topics) != 0) &&
            ends_with(before + first, BEFORE - first, cues[i].words)) {
            return &cues[i];
        }
    }
    return NULL;
}

/* The name that follows a status of systemd, as in "203/EXEC" and "11/SEGV". */
static bool read_status(struct decoder *decoder, uint32_t value)
{
    static const struct {
        const char *prefix;
        enum code_kind kind;
    } prefixes[] = {{"EXIT_", CODE_EXIT}, {"SIG", CODE_SIGNAL}, {"EX_", CODE_EXIT}};
    size_t slash = decoder->start + decoder->length;
    char name[WORD + 8];

    if (slash >= decoder->span.length || *decoder_at(decoder, slash) != '/') {
        return decoder_add(decoder, CODE_EXIT, value, LIKELY_CALLED, DECODE_CUE);
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const struct catalog_entry *entry =
            catalog_by_code(code_of(prefixes[i].kind, value));
        size_t length = strlen(prefixes[i].prefix), from = slash + 1;

        memcpy(name, prefixes[i].prefix, length);
        while (length < sizeof name - 1 && from < decoder->span.length &&
               letter_is_alnum(*decoder_at(decoder, from))) {
            name[length++] = *decoder_at(decoder, from++);
        }
        name[length] = '\0';
        if (entry != NULL && strcmp(catalog_entry_name(entry), name) == 0) {
            decoder->length = from - decoder->start;
            return decoder_add(decoder, prefixes[i].kind, value, LIKELY_CALLED, DECODE_CUE);
        }
    }
    return decoder_add(decoder, CODE_EXIT, value, LIKELY_CALLED, DECODE_CUE);
}

static bool is_named(const struct decoder *decoder)
{
    size_t slash = decoder->start + decoder->length;

    return slash + 1 < decoder->span.length && *decoder_at(decoder, slash) == '/' &&
           *decoder_at(decoder, slash + 1) >= 'A' && *decoder_at(decoder, slash + 1) <= 'Z';
}

/* Rust says "(os error 5)" on Windows too, where what it says before ends with a full stop. */
static bool is_of_windows(const struct decoder *decoder)
{
    size_t i = decoder->start;

    while (i > 0 && *decoder_at(decoder, i - 1) != '(' && *decoder_at(decoder, i - 1) != '\n') {
        i--;
    }
    return i > 2 && *decoder_at(decoder, i - 1) == '(' && *decoder_at(decoder, i - 2) == ' ' &&
           *decoder_at(decoder, i - 3) == '.';
}

bool decoder_read_exit(struct decoder *decoder, int64_t value)
{
    int64_t signal = value < 0 ? -value : value - 128;

    if (signal > 0 && decoder_add(decoder, CODE_SIGNAL, signal, LIKELY_CALLED, DECODE_CUE)) {
        return true;
    }
    return value >= EXIT_AGREED &&
           decoder_add(decoder, CODE_EXIT, value, LIKELY_CALLED, DECODE_CUE);
}

static int64_t value_of(const struct number *number)
{
    return number->negative ? (int64_t)(int32_t)number->value : (int64_t)number->value;
}

static bool is_decimal(const struct number *number)
{
    return number->form == NUMBER_DECIMAL && number->fits;
}

/* One for each way to read the number after a cue. */

static enum cue_result read_plain(struct decoder *decoder, const struct cue *cue,
                                  const struct number *number)
{
    bool hex = cue->kind == CODE_KERBEROS || cue->kind == CODE_BUGCHECK;

    if (!number->fits || (!is_decimal(number) && !hex)) {
        return CUE_SAYS_NOTHING;
    }
    if (number->value == 0 && cue->kind != CODE_TLS) {
        return CUE_SAYS_NONE;
    }
    if (decoder_add(decoder, cue->kind, value_of(number), LIKELY_CALLED, DECODE_CUE)) {
        return CUE_SAYS_CODE;
    }
    return cue->topics != 0 ? CUE_SAYS_NOTHING : CUE_SAYS_UNKNOWN;
}

static enum cue_result read_system(struct decoder *decoder, const struct cue *cue,
                                   const struct number *number)
{
    int64_t value = value_of(number);
    enum code_kind kind =
        cue->how == CUE_SYSTEM && is_of_windows(decoder) ? CODE_WIN32 : cue->kind;

    if (!is_decimal(number) || value == 0) {
        return is_decimal(number) ? CUE_SAYS_NONE : CUE_SAYS_NOTHING;
    }
    if (value < 0 && cue->how == CUE_ABSOLUTE) {
        value = -value;
    }
    if (kind == CODE_ERRNO) {
        value = decoder_errno(value);
    }
    return decoder_add(decoder, kind, value, LIKELY_CALLED, DECODE_CUE) ? CUE_SAYS_CODE
                                                                        : CUE_SAYS_NOTHING;
}

static enum cue_result read_hex(struct decoder *decoder, const struct cue *cue,
                                const struct number *number)
{
    int64_t value = number_as_hex(number);

    if (number->form == NUMBER_DECIMAL &&
        (!number->hex_fits || (cue->how == CUE_MARKED && number->digits < 8))) {
        return CUE_SAYS_NOTHING;
    }
    return decoder_add(decoder, cue->kind, value, LIKELY_CALLED, DECODE_CUE) ||
                   (cue->kind == CODE_BUGCHECK &&
                    decoder_add(decoder, cue->kind, value & ~0x10000000, LIKELY_CALLED,
                                DECODE_CUE))
               ? CUE_SAYS_CODE
               : CUE_SAYS_NOTHING;
}

static enum cue_result read_web(struct decoder *decoder, const struct cue *cue,
                                const struct number *number)
{
    int64_t value = value_of(number);

    if (!is_decimal(number) || value < 100 || value > 599) {
        return CUE_SAYS_NOTHING;
    }
    if (value < 400) {
        return CUE_SAYS_NONE;
    }
    return decoder_add(decoder, cue->kind, value, LIKELY_CALLED, DECODE_CUE) ? CUE_SAYS_CODE
                                                                             : CUE_SAYS_UNKNOWN;
}

static const struct cue web = {"status", 0, CODE_HTTP, CUE_HTTP};

static enum cue_result read_unit(struct decoder *decoder, const struct cue *cue,
                                 const struct number *number)
{
    int64_t value = value_of(number);

    /* "status=404" of a web server, and "status=200", which is no error. */
    if (cue->how == CUE_NAMED && !is_named(decoder)) {
        return (decoder->topics & TOPIC_WINDOWS) != 0 ? CUE_SAYS_NOTHING
                                                      : read_web(decoder, &web, number);
    }
    return is_decimal(number) && value > 0 && value < 256 && read_status(decoder, (uint32_t)value)
               ? CUE_SAYS_CODE
               : CUE_SAYS_NONE;
}

static enum cue_result read_process(struct decoder *decoder, const struct cue *cue,
                                    const struct number *number)
{
    int64_t value = value_of(number);

    (void)cue;
    if (!is_decimal(number) || value < -64 || value > 255 ||
        (decoder->topics & TOPIC_WINDOWS) != 0) {
        return CUE_SAYS_NOTHING;
    }
    return decoder_read_exit(decoder, value) ? CUE_SAYS_CODE : CUE_SAYS_NONE;
}

static enum cue_result read_none(struct decoder *decoder, const struct cue *cue,
                                 const struct number *number)
{
    (void)decoder, (void)cue, (void)number;
    return CUE_SAYS_NONE;
}

enum cue_result decoder_read_cued(struct decoder *decoder, const struct number *number)
{
    static enum cue_result (*const readers[])(struct decoder *, const struct cue *,
                                              const struct number *) = {
        [CUE_PLAIN] = read_plain,  [CUE_ABSOLUTE] = read_system, [CUE_SYSTEM] = read_system,
        [CUE_HEX] = read_hex,      [CUE_MARKED] = read_hex,      [CUE_STATUS] = read_unit,
        [CUE_NAMED] = read_unit,   [CUE_EXIT] = read_process,    [CUE_HTTP] = read_web,
        [CUE_NONE] = read_none,
    };
    const struct cue *cue = cue_before(decoder->span, decoder->start, decoder->topics);

    decoder->cued = cue != NULL && cue->how != CUE_NONE ? cue->kind : CODE_KIND_COUNT;
    return cue != NULL ? readers[cue->how](decoder, cue, number) : CUE_SAYS_NOTHING;
}
