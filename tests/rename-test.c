/* SPDX-License-Identifier: MIT */
/*
 * Renaming: what of a file is replaced and what stays, and that every flow that is shipped is as sound
 * under other names.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/file.h"
#include "errwalk/library.h"
#include "errwalk/rename.h"
#include "suite.h"

const char suite_name[] = "rename";

static const char flow_text[] =
    "title: 'Is {{place}} of {{ place }} at {places}?' # place\n"
    "causes: {place: {title: place}, other: {title: Another}}\n"
    "diagnose:\n"
    "  # place is asked first\n"
    "  \"place\":\n"
    "    ask: place\n"
    "    reads: [{pattern: own, answer: own}, {pattern: 'x(.)', fact: size}]\n"
    "    answers:\n"
    "      own: {say: own, to: size}   # own\n"
    "      other: {say: Other, to: size}\n"
    "  size:\n"
    "    input: How much is {{place}}?\n"
    "    fact: size\n"
    "    type: number\n"
    "    route:\n"
    "      - {if: {size: {below: 3}, place: {one-of: [own, 'other']}}, to: end}\n"
    "      - {if: {place: own}, to: end}\n"
    "      - {to: block}\n"
    "  block:\n"
    "    call: visited\n"
    "    with: {person: place}\n"
    "    gives: {size: number}\n"
    "    exits: {good: end, bad: place-2}\n"
    "resolve:\n"
    "  end: {escalate: 'end {{size}}', because: end, causes: [place, other], hand-over: [place, size]}\n"
    "  place-2: {escalate: Call, because: It is.}\n"
    "tests:\n"
    "  place own:\n"
    "    answers: {place: own, size: 1, block/how: seen, block: good}\n"
    "    ends: 'end'\n";

static const char scenario_text[] = "trains: x\n"
                                    "cause: place # place\n"
                                    "ends: block/mend\n"
                                    "steps:\n"
                                    "  place: {says: place, answer: own}\n"
                                    "  block/number: {says: size, answer: 7}\n"
                                    "must-visit: {size: place}\n"
                                    "variants:\n"
                                    "  one: {values: {place: own}, cause: place, ends: block/mend}\n"
                                    "  two:\n"
                                    "    steps:\n"
                                    "      end:\n"
                                    "        when:\n"
                                    "          - if: {place: own, size: {below: 3}}\n"
                                    "            says: own\n"
                                    "    must-avoid:\n"
                                    "      end: {when: [{if: {block/how: {one-of: [seen]}, place: {is: own}}}]}\n"
                                    "      place: Never.\n";

static struct library *open_library(void)
{
    const char *directory = suite_source("tests/flows/calls");
    struct library *library = NULL;

    library_new(&directory, 1, &library);
    return library;
}

/* The lines that change, as they read then. */
static void test_rows(void)
{
    static const struct {
        struct renaming renaming;
        bool is_scenario;
        const char *lines, *expected;
    } rows[] = {
        {{RENAME_STEP, "x", "", "place", "where", true}, false, "1, 5, 12, 16, 17, 21, 25, 29",
         "title: 'Is {{where}} of {{ where }} at {places}?' # place\n"
         "  \"where\":\n"
         "    input: How much is {{where}}?\n"
         "      - {if: {size: {below: 3}, where: {one-of: [own, 'other']}}, to: end}\n"
         "      - {if: {where: own}, to: end}\n"
         "    with: {person: where}\n"
         "  end: {escalate: 'end {{size}}', because: end, causes: [place, other], hand-over: [where, size]}\n"
         "    answers: {where: own, size: 1, block/how: seen, block: good}\n"},
        {{RENAME_STEP, "x", "", "size", "size-of", false}, false, "9, 10, 11, 29",
         "      own: {say: own, to: size-of}   # own\n"
         "      other: {say: Other, to: size-of}\n"
         "  size-of:\n"
         "    answers: {place: own, size-of: 1, block/how: seen, block: good}\n"},
        {{RENAME_FACT, "x", "", "size", "gb", false}, false, "7, 13, 16, 22, 25",
         "    reads: [{pattern: own, answer: own}, {pattern: 'x(.)', fact: gb}]\n"
         "    fact: gb\n"
         "      - {if: {gb: {below: 3}, place: {one-of: [own, 'other']}}, to: end}\n"
         "    gives: {gb: number}\n"
         "  end: {escalate: 'end {{gb}}', because: end, causes: [place, other], hand-over: [place, gb]}\n"},
        {{RENAME_STEP, "x", "", "end", "the.end", false}, false, "16, 17, 23, 25, 30",
         "      - {if: {size: {below: 3}, place: {one-of: [own, 'other']}}, to: the.end}\n"
         "      - {if: {place: own}, to: the.end}\n"
         "    exits: {good: the.end, bad: place-2}\n"
         "  the.end: {escalate: 'end {{size}}', because: end, causes: [place, other], hand-over: [place, size]}\n"
         "    ends: 'the.end'\n"},
        {{RENAME_ANSWER, "x", "place", "own", "here", false}, false, "7, 9, 16, 17, 29",
         "    reads: [{pattern: own, answer: here}, {pattern: 'x(.)', fact: size}]\n"
         "      here: {say: own, to: size}   # own\n"
         "      - {if: {size: {below: 3}, place: {one-of: [here, 'other']}}, to: end}\n"
         "      - {if: {place: here}, to: end}\n"
         "    answers: {place: here, size: 1, block/how: seen, block: good}\n"},
        {{RENAME_ANSWER, "x", "place", "other", "there", false}, false, "10, 16",
         "      there: {say: Other, to: size}\n"
         "      - {if: {size: {below: 3}, place: {one-of: [own, 'there']}}, to: end}\n"},
        {{RENAME_CAUSE, "x", "", "place", "spot", false}, false, "2, 25",
         "causes: {spot: {title: place}, other: {title: Another}}\n"
         "  end: {escalate: 'end {{size}}', because: end, causes: [spot, other], hand-over: [place, size]}\n"},
        {{RENAME_STEP, "visited", "", "good", "fine", false}, false, "23, 29",
         "    exits: {fine: end, bad: place-2}\n"
         "    answers: {place: own, size: 1, block/how: seen, block: fine}\n"},
        {{RENAME_STEP, "visited", "", "how", "by-what", true}, false, "29",
         "    answers: {place: own, size: 1, block/by-what: seen, block: good}\n"},
        {{RENAME_ANSWER, "visited", "how", "seen", "met", false}, false, "29",
         "    answers: {place: own, size: 1, block/how: met, block: good}\n"},
        {{RENAME_FACT, "visited", "", "number", "count", false}, false, "22",
         "    gives: {size: count}\n"},
        {{RENAME_FACT, "visited", "", "person", "caller", false}, false, "21",
         "    with: {caller: place}\n"},
        {{RENAME_STEP, "z", "", "place", "where", true}, false, "", ""},
        {{RENAME_CAUSE, "x", "", "place", "spot", false}, true, "2, 9",
         "cause: spot # place\n"
         "  one: {values: {place: own}, cause: spot, ends: block/mend}\n"},
        {{RENAME_STEP, "x", "", "place", "where", true}, true, "5, 14, 17, 18",
         "  where: {says: place, answer: own}\n"
         "          - if: {where: own, size: {below: 3}}\n"
         "      end: {when: [{if: {block/how: {one-of: [seen]}, where: {is: own}}}]}\n"
         "      where: Never.\n"},
        {{RENAME_STEP, "x", "", "size", "much", false}, true, "7, 14",
         "must-visit: {much: place}\n"
         "          - if: {place: own, much: {below: 3}}\n"},
        {{RENAME_FACT, "x", "", "size", "gb", false}, true, "", ""},
        {{RENAME_ANSWER, "visited", "how", "seen", "met", false}, true, "17",
         "      end: {when: [{if: {block/how: {one-of: [met]}, place: {is: own}}}]}\n"},
        {{RENAME_STEP, "x", "", "end", "stop", false}, true, "12, 17",
         "      stop:\n"
         "      stop: {when: [{if: {block/how: {one-of: [seen]}, place: {is: own}}}]}\n"},
        {{RENAME_STEP, "x", "", "block", "visit", false}, true, "3, 6, 9, 17",
         "ends: visit/mend\n  visit/number: {says: size, answer: 7}\n"
         "  one: {values: {place: own}, cause: place, ends: visit/mend}\n"
         "      end: {when: [{if: {visit/how: {one-of: [seen]}, place: {is: own}}}]}\n"},
        {{RENAME_STEP, "visited", "", "mend", "put-right", false}, true, "3, 9",
         "ends: block/put-right\n"
         "  one: {values: {place: own}, cause: place, ends: block/put-right}\n"},
        {{RENAME_STEP, "visited", "", "number", "count", false}, true, "6",
         "  block/count: {says: size, answer: 7}\n"},
        {{RENAME_ANSWER, "x", "place", "own", "here", false}, true, "5, 14, 17",
         "  place: {says: place, answer: here}\n"
         "          - if: {place: here, size: {below: 3}}\n"
         "      end: {when: [{if: {block/how: {one-of: [seen]}, place: {is: here}}}]}\n"},
    };
    struct library *library = open_library();
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    size_t i;

    if (!suite_expect("flow", flow_parse("x.yaml", "x", flow_text, sizeof flow_text - 1, &faults,
                                         &flow) == STATUS_OK)) {
        struct buffer said = {0};

        diag_print(&said, &faults, DIAG_GCC);
        suite_expect_string("faults", buffer_text(&said), "");
        buffer_free(&said);
        return;
    }
    flow_link(flow, library);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = rows[i].is_scenario ? scenario_text : flow_text, *old, *new;
        struct buffer out = {0}, lines = {0}, changed = {0};

        (rows[i].is_scenario ? rename_in_scenario : rename_in_flow)(&rows[i].renaming, flow, text,
                                                                    strlen(text), &out, &lines);
        suite_expect_string(rows[i].renaming.name, buffer_text(&lines), rows[i].lines);
        for (old = text, new = buffer_text(&out); *new;) {
            size_t was = strcspn(old, "\n") + 1, is = strcspn(new, "\n") + 1;

            if (was != is || memcmp(old, new, is) != 0)
                buffer_append(&changed, new, is);
            old += was;
            new += is;
        }
        suite_expect_string(rows[i].renaming.name, buffer_text(&changed), rows[i].expected);
        buffer_free(&out);
        buffer_free(&lines);
        buffer_free(&changed);
    }
    flow_free(flow);
    diag_list_free(&faults);
    library_free(library);
}

static void test_names(void)
{
    static const struct {
        struct renaming renaming;
        enum status status;
    } rows[] = {
        {{RENAME_STEP, "x", "", "place", "where", true}, STATUS_OK},
        {{RENAME_STEP, "x", "", "place", "end", true}, STATUS_NO},
        {{RENAME_STEP, "x", "", "block", "size", false}, STATUS_NO},
        {{RENAME_STEP, "x", "", "place", "-x", true}, STATUS_INVALID},
        {{RENAME_STEP, "x", "", "place", "a b", true}, STATUS_INVALID},
        {{RENAME_STEP, "x", "", "place", "", true}, STATUS_INVALID},
        {{RENAME_STEP, "x", "", "place", "a/b", true}, STATUS_INVALID},
        {{RENAME_FACT, "x", "", "size", "notes", false}, STATUS_NO},
        {{RENAME_FACT, "x", "", "size", "place", false}, STATUS_NO},
        {{RENAME_FACT, "x", "", "size", "end", false}, STATUS_OK},
        {{RENAME_ANSWER, "x", "place", "own", "other", false}, STATUS_NO},
        {{RENAME_CAUSE, "x", "", "place", "other", false}, STATUS_NO},
        {{RENAME_CAUSE, "x", "", "place", "size", false}, STATUS_OK},
    };
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    size_t i;

    flow_parse("x.yaml", "x", flow_text, sizeof flow_text - 1, &faults, &flow);
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        suite_expect_long(rows[i].renaming.name, rename_may(flow, &rows[i].renaming), rows[i].status);
    suite_expect_long("place", rename_kinds(flow, "place"), 1u << RENAME_STEP | 1u << RENAME_CAUSE);
    suite_expect_long("size", rename_kinds(flow, "size"), 1u << RENAME_STEP | 1u << RENAME_FACT);
    suite_expect_long("place/own", rename_kinds(flow, "place/own"), 1u << RENAME_ANSWER);
    suite_expect_long("block/good", rename_kinds(flow, "block/good"), 0);
    suite_expect_long("nothing", rename_kinds(flow, "nothing"), 0);
    flow_free(flow);
    diag_list_free(&faults);
}

/* With one thing under another name a flow has as few faults as before. */
static void expect_sound(struct library *library, const struct flow *flow, const struct buffer *text,
                         const struct renaming *renaming)
{
    struct check_options options = {.library = library, .today = 1796083200 /* 2026-12-01 */};
    struct buffer out = {0}, lines = {0};
    struct diag_list faults = {0};
    struct flow *renamed = NULL;
    size_t count = rename_in_flow(renaming, flow, buffer_text(text), text->length, &out, &lines);

    if (suite_expect(renaming->old, count > 0) &&
        suite_expect(renaming->old, flow_parse(flow->path, flow->id, buffer_text(&out), out.length,
                                               &faults, &renamed) == STATUS_OK))
        flow_check(renamed, buffer_text(&out), out.length, &options, &faults);
    if (faults.errors || faults.warnings) {
        struct buffer said = {0};

        diag_print(&said, &faults, DIAG_GCC);
        suite_expect_string(renaming->old, buffer_text(&said), "");
        buffer_free(&said);
    }
    flow_free(renamed);
    diag_list_free(&faults);
    buffer_free(&out);
    buffer_free(&lines);
}

static void expect_all_sound(struct library *library, const struct flow *flow, size_t *turn, size_t each)
{
    struct buffer text = {0};
    const struct step *step;
    const struct cause *cause;
    const struct answer *answer;

    suite_expect(flow->path, file_read(flow->path, FLOW_MAX_BYTES, &text) == STATUS_OK);
    flow_each (step, flow->first) {
        struct renaming as_step = {RENAME_STEP, flow->id, "", step->node.id, "another-name",
                                   step->kind == STEP_ASK};
        struct renaming as_fact = {RENAME_FACT, flow->id, "", step->fact, "another-name", false};

        if ((*turn)++ % each == 0 && step->kind != STEP_RETURN)
            expect_sound(library, flow, &text, &as_step);
        if (step->kind == STEP_INPUT && (*turn)++ % each == 0)
            expect_sound(library, flow, &text, &as_fact);
        flow_each (answer, step_is_question(step->kind) ? step->answers : NULL) {
            struct renaming as_answer = {RENAME_ANSWER, flow->id, step->node.id, answer->node.id,
                                         "another-name", false};

            if ((*turn)++ % each == 0 && *answer->say && strcmp(answer->node.id, "yes") != 0 &&
                strcmp(answer->node.id, "no") != 0 && strcmp(answer->node.id, "unsure") != 0)
                expect_sound(library, flow, &text, &as_answer);
        }
    }
    flow_each (cause, flow->causes) {
        struct renaming as_cause = {RENAME_CAUSE, flow->id, "", cause->node.id, "another-name", false};

        if ((*turn)++ % each == 0)
            expect_sound(library, flow, &text, &as_cause);
    }
    buffer_free(&text);
}

static void test_shipped(void)
{
    const char *directory = suite_source("flows");
    const struct library_entry *entries;
    struct library *library = NULL;
    size_t count, i, turn = 0;

    library_new(&directory, 1, &library);
    library_entries(library, &entries, &count);
    for (i = 0; i < count; i++) {
        struct diag_list faults = {0};
        const struct flow *flow = NULL;

        if (suite_expect(entries[i].id, library_flow(library, entries[i].id, &faults, &flow) == STATUS_OK))
            expect_all_sound(library, flow, &turn, (size_t)(40 / suite_scale(40)));
        diag_list_free(&faults);
    }
    suite_expect("there are names", turn > 1000);
    library_free(library);
}

const struct suite_test suite_tests[] = {
    {"what is replaced", test_rows},
    {"names that may be given", test_names},
    {"flows under other names", test_shipped},
    {NULL, NULL},
};
