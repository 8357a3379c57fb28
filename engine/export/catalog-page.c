/*
 * The page of an error for which there is no flow: what the catalog knows of it.
 */
#include <config.h>

#include "errwalk/page.h"

#include <stddef.h>

enum { DESCRIPTION = 256, NEAREST = 4 };

/* "`ERROR_LOGON_FAILURE`, 1326, `0x52E`"; larger values are known by their hexadecimal form. */
static void name_entry(struct buffer *out, const struct catalog_entry *entry)
{
    unsigned long code = catalog_entry_code(entry);

    buffer_printf(out, "`%s`, ", catalog_entry_name(entry));
    if (catalog_entry_kind(entry) == CATALOG_WIN32)
        buffer_printf(out, "%lu, `0x%lX`", code, code);
    else
        buffer_printf(out, "`0x%08lX`, %ld", code, (long)(int32_t)code);
}

static void list_pairs(struct buffer *out, const struct catalog_entry *entry)
{
    const struct catalog_entry *pair;
    size_t nth;

    for (nth = 0; (pair = catalog_entry_pair(entry, nth)) != NULL; nth++) {
        buffer_printf(out, "- The same as %s ", catalog_kind_name(catalog_entry_kind(pair)));
        name_entry(out, pair);
        buffer_char(out, '\n');
    }
}

static void list_neighbours(struct buffer *out, const struct catalog_entry *entry)
{
    const struct catalog_entry *near[NEAREST];
    char meaning[DESCRIPTION];
    size_t count, i;

    count = catalog_nearest_codes(catalog_entry_kind(entry), catalog_entry_code(entry), near,
                                  NEAREST);
    if (count < 2)
        return;
    buffer_string(out, "\n## Its neighbours\n\nA misread digit leads to one of these:\n\n");
    for (i = 0; i < count; i++) {
        if (near[i] == entry)
            continue;
        catalog_describe(near[i], meaning, sizeof meaning);
        buffer_string(out, "- ");
        name_entry(out, near[i]);
        buffer_printf(out, ": %s\n", meaning);
    }
}

void page_catalog(struct buffer *out, const struct catalog_entry *entry)
{
    enum catalog_kind kind = catalog_entry_kind(entry);
    const char *facility = catalog_facility(kind, catalog_entry_code(entry));
    const char *severity = catalog_severity(kind, catalog_entry_code(entry));
    char meaning[DESCRIPTION];

    catalog_describe(entry, meaning, sizeof meaning);
    buffer_printf(out, "# %s\n\n%s\n\n- Its code: ", catalog_entry_name(entry), meaning);
    name_entry(out, entry);
    buffer_printf(out, "\n- Kind: %s\n", catalog_kind_name(kind));
    if (facility)
        buffer_printf(out, "- Facility: `%s`\n", facility);
    if (severity)
        buffer_printf(out, "- Severity: %s\n", severity);
    list_pairs(out, entry);
    list_neighbours(out, entry);
    buffer_string(out, "\nThere is no flow for this error yet.\n");
}
