/* SPDX-License-Identifier: MIT */
/*
 * What an error means: the catalog's own words, those of the error that it is paired with, what the
 * system says for an errno, or its name made readable.
 */
#include <config.h>

#include "errwalk/catalog.h"

#include <stdbool.h>
#include <string.h>

#include "errwalk/letters.h"
#include "tables.h"

/* Words of names that stay as they are, and what abbreviations stand for. Sorted by nothing: the
 * list is short. */
static const struct {
    const char *word;
    const char *said;
} sayings[] = {
    {"ACL", "ACL"},
    {"ADDR", "address"},
    {"ALLOC", "allocation"},
    {"API", "API"},
    {"ATTR", "attribute"},
    {"AUTH", "authentication"},
    {"BITMAP", "bitmap"},
    {"CANT", "cannot"},
    {"CERT", "certificate"},
    {"CM", "configuration manager"},
    {"COM", "COM"},
    {"CONFIG", "configuration"},
    {"CPU", "CPU"},
    {"CTX", "remote desktop"},
    {"DB", "database"},
    {"DC", "DC"},
    {"DEV", "device"},
    {"DFS", "DFS"},
    {"DHCP", "DHCP"},
    {"DIR", "directory"},
    {"DISP", "display"},
    {"DLL", "DLL"},
    {"DNS", "DNS"},
    {"DS", "directory service"},
    {"EA", "extended attribute"},
    {"EAS", "extended attributes"},
    {"EFS", "EFS"},
    {"EXE", "EXE"},
    {"FVE", "BitLocker"},
    {"FWP", "filtering platform"},
    {"GUID", "GUID"},
    {"HTTP", "HTTP"},
    {"ID", "ID"},
    {"IKE", "IKE"},
    {"IO", "I/O"},
    {"IP", "IP"},
    {"IPSEC", "IPsec"},
    {"KDC", "KDC"},
    {"LDAP", "LDAP"},
    {"LUID", "LUID"},
    {"LUIDS", "LUIDs"},
    {"MISMATCH", "mismatch"},
    {"MSG", "message"},
    {"NDIS", "NDIS"},
    {"NT", "NT"},
    {"NTLM", "NTLM"},
    {"OBJ", "object"},
    {"PIN", "PIN"},
    {"PKG", "package"},
    {"RPC", "RPC"},
    {"SAM", "SAM"},
    {"SD", "security descriptor"},
    {"SEC", "security"},
    {"SID", "SID"},
    {"SSL", "SSL"},
    {"SXS", "side-by-side"},
    {"TCP", "TCP"},
    {"TLS", "TLS"},
    {"TPM", "TPM"},
    {"UDP", "UDP"},
    {"URL", "URL"},
    {"USB", "USB"},
    {"UUID", "UUID"},
    {"VHD", "VHD"},
    {"VM", "VM"},
    {"WINS", "WINS"},
    {"XML", "XML"},
};

struct writer {
    char *buffer;
    size_t size;
    size_t length;
};

static void write_char(struct writer *out, char c)
{
    if (out->length + 1 < out->size) {
        out->buffer[out->length] = c;
    }
    out->length++;
}

static const char *saying_of(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++) {
        if (strlen(sayings[i].word) == length && memcmp(sayings[i].word, word, length) == 0) {
            return sayings[i].said;
        }
    }
    return NULL;
}

/* One word of a name in capitals; the first letter of the whole stays a capital. */
static void write_word(struct writer *out, const char *word, size_t length)
{
    const char *said = saying_of(word, length);
    bool first = out->length == 0;

    if (!first) {
        write_char(out, ' ');
    }
    if (said == NULL) {
        for (size_t i = 0; i < length; i++) {
            write_char(out, first && i == 0 ? word[i] : letter_lower(word[i]));
        }
        return;
    }
    for (size_t i = 0; said[i] != '\0'; i++) {
        write_char(out, first && i == 0 ? letter_upper(said[i]) : said[i]);
    }
}

static bool lower_at(const char *text, size_t i)
{
    return text[i] >= 'a' && text[i] <= 'z';
}

/* Words end at an underscore, and where a capital follows a small letter (NERR_UserNotFound). */
static void write_readable(struct writer *out, const char *text)
{
    size_t start = 0;

    for (size_t i = 0;; i++) {
        bool hump =
            i > start && lower_at(text, i - 1) && letter_is_alpha(text[i]) && !lower_at(text, i);

        if (text[i] == '_' || text[i] == '\0' || hump) {
            if (i > start) {
                write_word(out, text + start, i - start);
            }
            start = hump ? i : i + 1;
        }
        if (text[i] == '\0') {
            return;
        }
    }
}

const char *catalog_entry_meaning(const struct catalog_entry *entry)
{
    if (entry->meaning != TABLE_NONE) {
        return table_text_pool + entry->meaning;
    }
    const struct catalog_entry *pair = catalog_entry_pair(entry, 0);

    /* Several statuses may become one general error; only its namesake means the same. */
    if (pair != NULL && pair->meaning != TABLE_NONE) {
        const struct table_name *ours = &table_names[entry->first_name];
        const struct table_name *theirs = &table_names[pair->first_name];

        if (strcmp(table_name_pool + ours->text + ours->prefix,
                   table_name_pool + theirs->text + theirs->prefix) == 0) {
            return table_text_pool + pair->meaning;
        }
    }
    return NULL;
}

size_t catalog_describe(const struct catalog_entry *entry, char *buffer, size_t size)
{
    struct writer out = {buffer, size, 0};
    const char *meaning = catalog_entry_meaning(entry);
    const struct table_name *name = &table_names[entry->first_name];

    if (meaning == NULL && entry->kind == CODE_ERRNO) {
        meaning = library_text_of(table_name_pool + name->text);
    }
    if (meaning != NULL) {
        for (size_t i = 0; meaning[i] != '\0'; i++) {
            write_char(&out, meaning[i]);
        }
    } else {
        write_readable(&out, table_name_pool + name->text + name->prefix);
    }
    if (size > 0) {
        buffer[out.length < size ? out.length : size - 1] = '\0';
    }
    return out.length;
}
