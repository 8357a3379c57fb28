/* SPDX-License-Identifier: MIT */
/*
 * What a text speaks of, recognised by its words: a number called an error is another one in a line of
 * MySQL than in one of a VPN, and of two platforms the likelier is the one that the text names.
 */
#include <config.h>

#include "scan.h"

#include <stdint.h>
#include <string.h>

#include "errwalk/letters.h"

enum { LONGEST = 24 };

/* Sorted by word. Of a word with digits or marks in it only the letters count. */
static const struct topic {
    const char *word;
    unsigned topics;
} words[] = {
    {"adapter", TOPIC_DEVICE},
    {"apt", TOPIC_UNIX},
    {"bash", TOPIC_UNIX},
    {"bind", TOPIC_UNIX},
    {"bluescreen", TOPIC_BUGCHECK},
    {"bsod", TOPIC_BUGCHECK},
    {"bugcheck", TOPIC_BUGCHECK},
    {"certificate", TOPIC_TLS},
    {"choco", TOPIC_WINDOWS},
    {"chocolatey", TOPIC_WINDOWS},
    {"cifs", TOPIC_UNIX},
    {"cmd", TOPIC_WINDOWS},
    {"container", TOPIC_UNIX},
    {"curl", TOPIC_CURL},
    {"daemon", TOPIC_UNIX},
    {"device", TOPIC_DEVICE},
    {"dial", TOPIC_VPN},
    {"dialed", TOPIC_VPN},
    {"dialup", TOPIC_VPN},
    {"dism", TOPIC_WINDOWS},
    {"dll", TOPIC_WINDOWS},
    {"docker", TOPIC_UNIX},
    {"dpkg", TOPIC_UNIX},
    {"driver", TOPIC_DEVICE},
    {"drivers", TOPIC_DEVICE},
    {"email", TOPIC_MAIL},
    {"emails", TOPIC_MAIL},
    {"exe", TOPIC_WINDOWS},
    {"freerdp", TOPIC_RDP},
    {"gaierror", TOPIC_RESOLVER},
    {"gpu", TOPIC_DEVICE},
    {"greylisted", TOPIC_MAIL},
    {"hardware", TOPIC_DEVICE},
    {"hresult", TOPIC_WINDOWS},
    {"http", TOPIC_HTTP},
    {"https", TOPIC_HTTP},
    {"ikev", TOPIC_VPN},
    {"innodb", TOPIC_MYSQL},
    {"installer", TOPIC_OWN_CODES},
    {"ipsec", TOPIC_VPN},
    {"kdc", TOPIC_KERBEROS},
    {"kerberos", TOPIC_KERBEROS},
    {"kernel", TOPIC_UNIX},
    {"kinit", TOPIC_KERBEROS},
    {"krb", TOPIC_KERBEROS},
    {"kubelet", TOPIC_UNIX},
    {"ldap", TOPIC_LDAP},
    {"ldapsearch", TOPIC_LDAP},
    {"libcurl", TOPIC_CURL},
    {"libfreerdp", TOPIC_RDP},
    {"linux", TOPIC_UNIX},
    {"ltp", TOPIC_VPN},
    {"mail", TOPIC_MAIL},
    {"mailbox", TOPIC_MAIL},
    {"mariadb", TOPIC_MYSQL},
    {"mount", TOPIC_UNIX},
    {"msi", TOPIC_WINDOWS},
    {"msiexec", TOPIC_WINDOWS},
    {"mysql", TOPIC_MYSQL},
    {"mysqldb", TOPIC_MYSQL},
    {"nginx", TOPIC_UNIX},
    {"openssl", TOPIC_TLS},
    {"oracle", TOPIC_ORACLE},
    {"postfix", TOPIC_MAIL},
    {"powershell", TOPIC_WINDOWS},
    {"pptp", TOPIC_VPN},
    {"pymysql", TOPIC_MYSQL},
    {"ras", TOPIC_VPN},
    {"rasdial", TOPIC_VPN},
    {"rcpt", TOPIC_MAIL},
    {"rdp", TOPIC_RDP},
    {"recipient", TOPIC_MAIL},
    {"refused", TOPIC_UNIX},
    {"relay", TOPIC_MAIL},
    {"relaying", TOPIC_MAIL},
    {"remmina", TOPIC_RDP},
    {"robocopy", TOPIC_ROBOCOPY},
    {"rsync", TOPIC_OWN_CODES},
    {"segfault", TOPIC_SEGFAULT},
    {"sender", TOPIC_MAIL},
    {"severity", TOPIC_MSSQL},
    {"smtp", TOPIC_MAIL},
    {"socket", TOPIC_UNIX},
    {"spam", TOPIC_MAIL},
    {"sqlserver", TOPIC_MSSQL},
    {"ssl", TOPIC_TLS},
    {"sudo", TOPIC_UNIX},
    {"systemd", TOPIC_UNIX},
    {"tls", TOPIC_TLS},
    {"tns", TOPIC_ORACLE},
    {"vpn", TOPIC_VPN},
    {"vsnnum", TOPIC_ORACLE},
    {"win", TOPIC_WINDOWS},
    {"windows", TOPIC_WINDOWS},
    {"winerror", TOPIC_WINDOWS},
    {"winget", TOPIC_WINDOWS},
    {"wsl", TOPIC_WINDOWS},
    {"xfreerdp", TOPIC_RDP},
};

/* Where a topic is two words. */
static const struct pair {
    const char *first, *second;
    unsigned topics;
} pairs[] = {
    {"blue", "screen", TOPIC_BUGCHECK},       {"sql", "server", TOPIC_MSSQL},
    {"remote", "access", TOPIC_VPN},          {"too", "many", TOPIC_TOO_MANY},
    {"many", "connections", TOPIC_CONNECTIONS}, {"ray", "id", TOPIC_CLOUDFLARE},
};

enum { SLOTS = 512, WORDS = sizeof words / sizeof *words };

static uint16_t slots[SLOTS]; /* a hash table: index of a word, plus one */

static uint32_t add_letter(uint32_t hash, char c)
{
    return (hash ^ (unsigned char)c) * 16777619U;
}

static uint32_t hash_word(const char *word)
{
    uint32_t hash = 2166136261U;

    while (*word != '\0') {
        hash = add_letter(hash, *word++);
    }
    return hash;
}

static void fill_slots(void)
{
    for (size_t i = 0; i < WORDS; i++) {
        size_t at = hash_word(words[i].word) % SLOTS;

        while (slots[at] > 0) {
            at = (at + 1) % SLOTS;
        }
        slots[at] = (uint16_t)(i + 1);
    }
}

static unsigned topic_of(const char *word, uint32_t hash)
{
    for (size_t at = hash % SLOTS; slots[at] > 0; at = (at + 1) % SLOTS) {
        if (strcmp(words[slots[at] - 1].word, word) == 0) {
            return words[slots[at] - 1].topics;
        }
    }
    return 0;
}

/* The next run of letters, in lower case; false at the end. */
static bool next_word(struct span span, size_t *at, char word[LONGEST + 1], uint32_t *hash)
{
    size_t length = 0;

    *hash = 2166136261U;
    while (*at < span.length && !letter_is_alpha(span.text[*at])) {
        ++*at;
    }
    for (; *at < span.length && letter_is_alpha(span.text[*at]); ++*at) {
        if (length < LONGEST) {
            word[length] = letter_lower(span.text[*at]);
            *hash = add_letter(*hash, word[length++]);
        }
    }
    word[length] = '\0';
    return length > 0;
}

static bool is_second(const char *word)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (*word == *pairs[i].second && strcmp(word, pairs[i].second) == 0) {
            return true;
        }
    }
    return false;
}

unsigned topics_of(struct span span)
{
    char word[LONGEST + 1], before[LONGEST + 1] = "";
    unsigned topics = 0;
    size_t at = 0;
    uint32_t hash;

    if (slots[hash_word(words[0].word) % SLOTS] == 0) {
        fill_slots();
    }
    while (next_word(span, &at, word, &hash)) {
        topics |= topic_of(word, hash);
        for (size_t i = 0; is_second(word) && i < sizeof pairs / sizeof *pairs; i++) {
            if (strcmp(word, pairs[i].second) == 0 && strcmp(before, pairs[i].first) == 0) {
                topics |= pairs[i].topics;
            }
        }
        memcpy(before, word, sizeof before);
    }
    if ((topics & TOPIC_TOO_MANY) && (topics & TOPIC_CONNECTIONS)) {
        topics |= TOPIC_MYSQL;
    }
    return topics;
}
