/* SPDX-License-Identifier: MIT */
/*
 * Flows drawn as text, for Mermaid and for Graphviz, as golden files. What Graphviz makes of them is
 * for tests/check-graph, which reads these files.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/diagram.h"
#include "errwalk/memory.h"
#include "suite.h"
#include "walking.h"

const char suite_name[] = "diagram";

static const struct {
    const char *format, *ending;
} formats[] = {{"text", "txt"}, {"mermaid", "mmd"}, {"dot", "dot"}};

enum { FORMATS = sizeof formats / sizeof *formats };

static struct flow *load(const char *path)
{
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    struct buffer text = {0};

    if (flow_load(suite_source(path), NULL, &faults, &flow) != STATUS_OK)
        diag_print(&text, &faults, DIAG_TEXT);
    suite_expect_string(path, buffer_text(&text), "");
    buffer_free(&text);
    diag_list_free(&faults);
    return flow;
}

static void expect_golden(const char *name, const struct flow *flow, const struct session *session)
{
    const struct diagram_options options = {.width = 72};
    struct map *map = NULL;
    size_t i;

    if (!suite_expect(name, flow != NULL))
        return;
    map_new(flow, session, &map);
    for (i = 0; i < FORMATS; i++) {
        struct buffer out = {0};
        char path[100];

        snprintf(path, sizeof path, "tests/diagrams/%s.%s", name, formats[i].ending);
        diagram_draw(&out, diagram_format_named(formats[i].format), map, &options);
        suite_expect_golden(path, buffer_text(&out), out.length);
        suite_expect(path, diagram_format_of_file(path) ==
                               diagram_format_named(formats[i].format));
        buffer_free(&out);
    }
    map_free(map);
}

static void test_golden(void)
{
    static const struct {
        const char *name, *start, *commands;
        const char *flow; /* NULL: where it stands then */
    } rows[] = {
        {"started", "main", "*A note", NULL},
        {"walked", "main", "fix|0x3e9|failed", NULL},
        {"worse", "main", "fix|0x3e9|worse", NULL},
        {"worse-none", "main", "fix|0x3e9|failed|worse", NULL},
        {"resolved", "main", "fix|0x3e9|worked", NULL},
        {"undone", "main", "fix|0x3e9|<", NULL},
        {"referred", "main", "other|", NULL},
        {"referred-from", "main", "other|", "main"},
        {"routed", "types", "number|55", NULL},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walking walking;
        struct walk *walk = walking_start(&walking, rows[i].start);
        struct diag_list faults = {0};
        const struct flow *flow;

        suite_expect_long(rows[i].name, walking_act_all(walk, rows[i].commands), STATUS_OK);
        flow = walk_flow(walk);
        if (rows[i].flow)
            library_flow(walking.library, rows[i].flow, &faults, &flow);
        expect_golden(rows[i].name, flow, walk_session(walk));
        diag_list_free(&faults);
        walking_stop(&walking);
    }
}

static void test_hostile(void)
{
    struct flow *flow = load("tests/flows/diagram/hostile.yaml");

    expect_golden("hostile", flow, NULL);
    flow_free(flow);
}

/* The texts that hostile.dot and hostile.mmd must show, for tests/check-graph. */
static void test_hostile_labels(void)
{
    const struct outline_row *rows;
    struct flow *flow = load("tests/flows/diagram/hostile.yaml");
    struct buffer out = {0};
    struct map *map = NULL;
    size_t i;

    if (suite_expect("map", flow != NULL)) {
        map_new(flow, NULL, &map);
        rows = map->outline->rows;
        for (i = 0; i < map->outline->count; i++) {
            struct buffer label = {0};

            outline_label(&label, &rows[i]);
            if (!rows[i].refers)
                buffer_printf(&label, "%s%s", label.length ? "\n" : "", rows[i].step->text);
            buffer_printf(&out, "%s\n", buffer_text(&label));
            buffer_free(&label);
        }
        suite_expect_golden("tests/diagrams/hostile.labels", buffer_text(&out), out.length);
    }
    buffer_free(&out);
    map_free(map);
    flow_free(flow);
}

/* However deep and wide: a chain in which each step also leads to the last. */
static void test_deep(void)
{
    const struct diagram_options options = {.width = 72};
    struct diag_list faults = {0};
    struct buffer yaml = {0}, out = {0};
    struct flow *flow = NULL;
    struct map *map = NULL;
    size_t i;

    buffer_string(&yaml, "title: Deep\nreviewed: 2026-11-22\ndiagnose:\n");
    for (i = 0; i + 1 < FLOW_MAX_STEPS; i++) {
        buffer_printf(&yaml, "  s%zu: {ask: Step %zu?, answers: {yes: ", i, i);
        buffer_printf(&yaml, i + 2 < FLOW_MAX_STEPS ? "s%zu, no: end}}\n" : "end}}\n", i + 1);
    }
    buffer_string(&yaml, "resolve:\n  end: {escalate: Call, because: it is, do: [Call]}\n");
    suite_expect_long("loads", flow_parse("deep.yaml", NULL, buffer_text(&yaml), yaml.length,
                                          &faults, &flow),
                      STATUS_OK);
    if (suite_expect("map", flow != NULL)) {
        map_new(flow, NULL, &map);
        suite_expect_long("rows", (long)map->outline->count, 2L * FLOW_MAX_STEPS - 2);
        suite_expect_long("depth", map->outline->rows[FLOW_MAX_STEPS - 1].depth,
                          FLOW_MAX_STEPS - 1);
        for (i = 0; i < FORMATS; i++)
            diagram_draw(&out, diagram_format_named(formats[i].format), map, &options);
        suite_expect("linear", out.length < (size_t)FLOW_MAX_STEPS * 1000);
    }
    map_free(map);
    flow_free(flow);
    diag_list_free(&faults);
    buffer_free(&yaml);
    buffer_free(&out);
}

const struct suite_test suite_tests[] = {
    {"golden files", test_golden},
    {"hostile texts", test_hostile},
    {"hostile labels", test_hostile_labels},
    {"deep flow", test_deep},
    {NULL, NULL},
};
