/* SPDX-License-Identifier: MIT */
/*
 * Every fault is compared, so that nothing is said that only follows from another.
 */
#include <config.h>

#include "flow-edits.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/file.h"
#include "suite.h"

enum { TODAY = 1795392000 }; /* 2026-11-23 */

static struct buffer good, listed;
static const char *left_out = "", *only = ""; /* codes */

static void free_all(void)
{
    buffer_free(&good);
    buffer_free(&listed);
}

const char *edit_good(size_t *length)
{
    if (!good.length) {
        suite_expect("good.yaml", file_read(suite_source("tests/flows/load/good.yaml"),
                                            FLOW_MAX_BYTES, &good) == STATUS_OK);
        atexit(free_all);
    }
    if (length)
        *length = good.length;
    return buffer_text(&good);
}

const char *edit_faults_among(const char *bytes, size_t length, struct library *library)
{
    struct check_options options = {.today = TODAY, .library = library};
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    size_t i;

    if (flow_parse("x.yaml", NULL, bytes, length, &faults, &flow) == STATUS_OK)
        flow_check(flow, bytes, length, &options, &faults);
    diag_sort(&faults);
    buffer_clear(&listed);
    for (i = 0; i < faults.count; i++) {
        const char *code = faults.items[i].rule->code;

        if (strcmp(code, left_out) != 0 && (!*only || strcmp(code, only) == 0))
            buffer_printf(&listed, "%s%s %u:%u", listed.length ? ", " : "", code,
                          faults.items[i].place.line, faults.items[i].place.column);
    }
    diag_list_free(&faults);
    flow_free(flow);
    return buffer_text(&listed);
}

const char *edit_faults(const char *bytes, size_t length)
{
    return edit_faults_among(bytes, length, NULL);
}

void edit_expect_only(const char *code, const struct edit *edits, size_t count)
{
    only = code;
    edit_expect(edits, count);
    only = "";
}

void edit_expect(const struct edit *edits, size_t count)
{
    const char *text = edit_good(NULL), *at;
    struct buffer bad = {0};
    size_t i;

    left_out = *only ? "" : "W019";
    for (i = 0; i < count; i++) {
        at = strstr(text, edits[i].find);
        if (!suite_expect(edits[i].find, at != NULL))
            continue;
        buffer_clear(&bad);
        buffer_append(&bad, text, (size_t)(at - text));
        buffer_string(&bad, edits[i].replace);
        buffer_string(&bad, at + strlen(edits[i].find));
        suite_expect_string(edits[i].replace, edit_faults(bad.bytes, bad.length),
                            edits[i].expected);
    }
    left_out = "";
    buffer_free(&bad);
}
