/* SPDX-License-Identifier: MIT */
/*
 * What a number is in the families beside Windows', where nothing around it says which one is meant.
 * Of two platforms the likelier is the one that the text speaks of, else the one of this machine.
 */
#include <config.h>

#include "decode-private.h"

#include "errwalk/machine.h"

enum { LESS_OTHER_PLATFORM = 5, LESS_UNUSUAL = 25, LESS_SHORT = 15 };

/* How much less likely it is that a number alone is one that people seldom, or rarely, are shown. */
enum { SELDOM = 25, RARELY = 40 };

/* Statuses of processes that signals ended, as far as such do. */
enum { SIGNAL_BASE = 128, SIGNAL_LAST = 15 };

/* A bit that some stop codes are shown with. */
#define STOP_MINOR 0x10000000U

/* Topics that are Windows' own. */
enum { WINDOWS = TOPIC_WINDOWS | TOPIC_VPN | TOPIC_DEVICE | TOPIC_BUGCHECK };

/* Who writes such numbers. */
enum users { BY_ALL, BY_UNIX, BY_WINDOWS };

/* The numbers of a family from `from` to `to`, and how much less likely than the first of its platform
 * it is that a number alone is one of them. Kernels negate errno, and the exit status of what a signal
 * ended is that of the signal and SIGNAL_BASE. */
static const struct usage {
    enum code_kind kind;
    enum users users;
    int less;
    int64_t from, to, base;
    bool negated;
} usages[] = {
    {CODE_EXIT, BY_UNIX, 0, 126, 127, 0, false},
    {CODE_ERRNO, BY_UNIX, 0, 1, 40, 0, false},
    {CODE_ERRNO, BY_UNIX, SELDOM, 41, 94, 0, false},
    {CODE_ERRNO, BY_UNIX, 0, 95, 125, 0, false},
    {CODE_ERRNO, BY_UNIX, SELDOM, 126, 4095, 0, false},
    {CODE_EAI, BY_UNIX, 0, -200, -1, 0, false},
    {CODE_ERRNO, BY_UNIX, 3, -4095, -1, 0, true},
    {CODE_SIGNAL, BY_UNIX, 3, SIGNAL_BASE + 1, SIGNAL_BASE + SIGNAL_LAST, SIGNAL_BASE, false},
    {CODE_EXIT, BY_UNIX, SELDOM, 64, 78, 0, false},
    {CODE_EXIT, BY_UNIX, 10, 200, 255, 0, false},
    {CODE_HTTP, BY_ALL, 0, 400, 599, 0, false},
    {CODE_RAS, BY_WINDOWS, 0, 600, 999, 0, false},
    {CODE_MYSQL, BY_ALL, SELDOM, 1000, 65535, 0, false},
    {CODE_MSSQL, BY_ALL, RARELY, 100, 65535, 0, false},
    {CODE_SMTP, BY_ALL, RARELY, 400, 599, 0, false},
    {CODE_SIGNAL, BY_UNIX, RARELY, 1, 64, 0, false},
    {CODE_CURL, BY_ALL, RARELY, 1, 255, 0, false},
    {CODE_LDAP, BY_ALL, RARELY, 1, 255, 0, false},
    {CODE_DEVICE, BY_WINDOWS, RARELY, 1, 255, 0, false},
    {CODE_KERBEROS, BY_ALL, RARELY + 5, 1, 255, 0, false},
    {CODE_X509, BY_ALL, RARELY + 5, 1, 255, 0, false},
    {CODE_DNS, BY_ALL, RARELY + 5, 1, 255, 0, false},
    {CODE_TLS, BY_ALL, RARELY + 5, 1, 255, 0, false},
};

enum { USAGES = sizeof usages / sizeof *usages };

static bool is_of_unix(const struct decoder *decoder)
{
    bool windows = (decoder->topics & WINDOWS) != 0;

    return !windows && ((decoder->topics & TOPIC_UNIX) != 0 || (decoder->asked && machine_is_unix));
}

/* Those that people meet have a meaning. */
static bool is_usual(enum code_kind kind, int64_t value)
{
    const struct catalog_entry *entry = catalog_by_code(code_of(kind, value));

    return entry != NULL && catalog_entry_meaning(entry) != NULL;
}

int decoder_add_families(struct decoder *decoder, int64_t value, int likelihood)
{
    bool of_unix = is_of_unix(decoder);
    bool usual = false;

    for (size_t i = 0; i < USAGES; i++) {
        const struct usage *usage = &usages[i];
        int64_t written = (usage->negated ? -value : value) - usage->base;
        int64_t own = usage->kind == CODE_ERRNO ? decoder_errno(written) : written;
        int less = usage->less;

        if (value < usage->from || value > usage->to ||
            !(usage->kind <= CODE_ERRNO || is_usual(usage->kind, own))) {
            continue;
        }
        if (usage->users == (of_unix ? BY_WINDOWS : BY_UNIX)) {
            less += LESS_OTHER_PLATFORM;
        }
        less += is_usual(usage->kind, own) ? 0 : LESS_UNUSUAL;
        usual = usual || less < SELDOM;
        decoder_add(decoder, usage->kind, own, likelihood - less, DECODE_OF_FAMILY);
    }
    /* Win32 codes from 500 to 999 repeat statuses for debuggers. */
    usual = usual || (value >= 500 && value < 1000);
    return (of_unix ? LESS_OTHER_PLATFORM : 0) +
           (usual && !is_usual(CODE_WIN32, value) ? LESS_UNUSUAL : 0);
}

int decoder_add_stop(struct decoder *decoder, const struct number *number, int likelihood)
{
    int64_t value = number->value;
    bool padded = number->digits == 8;

    if (catalog_by_code(code_of(CODE_BUGCHECK, value)) == NULL) {
        value &= ~(int64_t)STOP_MINOR;
    }
    if (!is_usual(CODE_BUGCHECK, value)) {
        return 0;
    }
    decoder_add(decoder, CODE_BUGCHECK, value, likelihood - (padded ? 0 : LESS_SHORT),
                DECODE_OF_FAMILY);
    return padded ? LESS_SHORT : 0;
}

int decoder_add_unix(struct decoder *decoder, int64_t value, int likelihood,
                     enum decode_reason reason)
{
    bool of_unix = is_of_unix(decoder);
    int64_t signal = value - SIGNAL_BASE;

    if ((decoder->topics & WINDOWS) != 0) {
        return 0;
    }
    if (signal > 0 && signal <= SIGNAL_LAST && !is_usual(CODE_WIN32, value)) {
        decoder_add(decoder, CODE_SIGNAL, signal, likelihood, reason);
        return LESS_UNUSUAL;
    }
    if (!is_usual(CODE_ERRNO, decoder_errno(value))) {
        return 0;
    }
    decoder_add(decoder, CODE_ERRNO, decoder_errno(value),
                likelihood - (of_unix ? 0 : LESS_OTHER_KIND), reason);
    return of_unix ? LESS_OTHER_PLATFORM : 0;
}

bool decoder_add_negated(struct decoder *decoder, const struct number *number)
{
    int64_t value = -(int64_t)(int32_t)number->value;

    return number->negative && number->fits && (decoder->topics & TOPIC_WINDOWS) == 0 &&
           is_usual(CODE_ERRNO, decoder_errno(value)) &&
           decoder_add(decoder, CODE_ERRNO, decoder_errno(value), LIKELY_CALLED, DECODE_SIGNED);
}
