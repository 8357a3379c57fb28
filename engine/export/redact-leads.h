/* SPDX-License-Identifier: MIT */
/*
 * Leads: words that a name of an account, a machine or a domain follows ("user: jsmith", "server srv01").
 * Those that lead to a person's name in a sentence are in redact-people.h.
 */
#ifndef ERRWALK_EXPORT_REDACT_LEADS_H
#define ERRWALK_EXPORT_REDACT_LEADS_H

#include <stdbool.h>

#include "errwalk/pattern.h"
#include "redact-names.h"

/* Word, kind, and whether also a word in small letters behind it is a name. */
#define LEADS(X)                              \
    X("users", REDACT_USER, true)             \
    X("user", REDACT_USER, true)              \
    X("username", REDACT_USER, true)          \
    X("caller", REDACT_USER, true)            \
    X("client", REDACT_HOST, false)           \
    X("logon name", REDACT_USER, true)        \
    X("login name", REDACT_USER, true)        \
    X("login", REDACT_USER, false)            \
    X("logon", REDACT_USER, false)            \
    X("in with", REDACT_USER, false)          \
    X("on with", REDACT_USER, false)          \
    X("employee", REDACT_USER, false)         \
    X("colleague", REDACT_USER, false)        \
    X("customer", REDACT_USER, false)         \
    X("owner", REDACT_USER, false)            \
    X("accounts", REDACT_ACCOUNT, true)       \
    X("account of", REDACT_ACCOUNT, true)     \
    X("account for", REDACT_ACCOUNT, true)    \
    X("profile of", REDACT_ACCOUNT, true)     \
    X("mailbox of", REDACT_ACCOUNT, true)     \
    X("account", REDACT_ACCOUNT, true)        \
    X("gmsa", REDACT_ACCOUNT, true)           \
    X("benutzername", REDACT_USER, true)      \
    X("benutzer", REDACT_USER, true)          \
    X("anmeldung als", REDACT_USER, true)     \
    X("angemeldet als", REDACT_USER, true)    \
    X("konto", REDACT_ACCOUNT, true)          \
    X("rechner", REDACT_HOST, true)           \
    X("utilisateur", REDACT_USER, true)       \
    X("compte", REDACT_ACCOUNT, false)        \
    X("usuario", REDACT_USER, true)           \
    X("cuenta", REDACT_ACCOUNT, false)        \
    X("samaccountname", REDACT_ACCOUNT, true) \
    X("hosts", REDACT_HOST, true)             \
    X("host", REDACT_HOST, true)              \
    X("hostname", REDACT_HOST, true)          \
    X("computer", REDACT_HOST, true)          \
    X("servers", REDACT_HOST, true)           \
    X("server", REDACT_HOST, true)            \
    X("machine", REDACT_HOST, true)           \
    X("workstation", REDACT_HOST, true)       \
    X("laptop", REDACT_HOST, false)           \
    X("pc", REDACT_HOST, false)               \
    X("controller", REDACT_HOST, false)       \
    X("dc", REDACT_HOST, false)               \
    X("printer", REDACT_HOST, false)          \
    X("serial number", REDACT_HOST, false)    \
    X("asset tag", REDACT_HOST, false)        \
    X("device", REDACT_HOST, false)           \
    X("domain", REDACT_DOMAIN, true)          \
    X("realm", REDACT_DOMAIN, true)           \
    X("forest", REDACT_DOMAIN, true)          \
    X("tenant", REDACT_DOMAIN, true)          \
    X("in as", REDACT_USER, true)             \
    X("login as", REDACT_USER, true)          \
    X("logon as", REDACT_USER, true)          \
    X("password of", REDACT_ACCOUNT, true)    \
    X("password for", REDACT_ACCOUNT, true)   \
    X("on as", REDACT_USER, true)             \
    X("run as", REDACT_USER, true)            \
    X("runas", REDACT_USER, false)

#define LEAD_WORD(word, kind, plain) word "|"

/* A shape of redact-find.c: group 1 is one of these words, group 2 the word behind it. */
bool leads_take(struct names *names, const char *text, const struct pattern_span *spans);

/* The words of a typed value as names, where its fact or its question has one of these words. */
void leads_read_typed(struct names *names, const char *fact, const char *question, const char *value);

#endif
