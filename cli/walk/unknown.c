/* SPDX-License-Identifier: MIT */
/*
 * Names that come near, and event IDs; see the header.
 */
#include <config.h>

#include "unknown.h"

#include <string.h>

#include "errwalk/catalog.h"
#include "errwalk/decode.h"
#include "errwalk/problem.h"

#include "cli/output.h"

enum { NEAREST = 3, MOST_READINGS = 8 };

void unknown_near(const char *text, struct buffer *out)
{
    const struct catalog_entry *near[NEAREST], *meant = problem_misspelt(text);
    struct decode_reading reading;
    struct decode_unknown unknown;
    size_t count = 0, named = 0, i;

    decode(text, strlen(text), &reading, 1, &unknown);
    if (unknown.length && !code_is_windows(unknown.code)) {
        buffer_printf(out, ": %s that is not in the catalog", code_kind_title(unknown.code.kind));
        return;
    }
    if (meant) {
        buffer_printf(out, "; did you mean %s", catalog_entry_name(meant));
        code_print_after(out, catalog_entry_code(meant));
        buffer_char(out, '?');
    }
    if (!text[strcspn(text, " \t")]) /* no name is near to a sentence */
        count = catalog_nearest_names(text, strlen(text), near, NEAREST);
    for (i = 0; i < count; i++) {
        if (near[i] == meant)
            continue;
        buffer_string(out, named++ ? ", " : meant ? " Other near matches: " : "; nearest: ");
        buffer_string(out, catalog_entry_name(near[i]));
    }
}

bool unknown_report_event(const char *text)
{
    struct decode_reading readings[MOST_READINGS];
    size_t count = decode(text, strlen(text), readings, MOST_READINGS, NULL), i;

    for (i = 0; i < count && readings[i].code.kind != CODE_EVENT;)
        i++;
    if (i == count)
        return false;
    if (readings[i].event)
        output_error("event %lu of %s, log %s: %s It is not an error code: name the error in "
                     "the event's text",
                     (unsigned long)readings[i].code.value, catalog_event_source(readings[i].event),
                     catalog_event_log(readings[i].event), catalog_event_meaning(readings[i].event));
    else
        output_error("event %lu is an event ID, not an error code: name the error in the event's "
                     "text",
                     (unsigned long)readings[i].code.value);
    return true;
}
