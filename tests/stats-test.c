/* SPDX-License-Identifier: MIT */
/*
 * Figures over sessions: walks that are planted, whose every figure is worked out by hand below.
 */
#include <config.h>

#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/choices.h"
#include "errwalk/memory.h"
#include "errwalk/stats-formats.h"

#include "walking.h"

const char suite_name[] = "stats";

enum { START = 1767225600, DAY = 86400, MOST_SESSIONS = 24 };

static const char other_revision[] =
    "0000000000000000000000000000000000000000000000000000000000000000";

/*
 * Walks of tests/flows/stats/printer.yaml. A command is what walking_act takes after the seconds since
 * the one before it; =ID takes another item of a weigh step, ~ puts an item off.
 */
static const struct planted {
    const char *name, *commands;
    const char *continues; /* the name of another */
    bool training, old;    /* of an older revision of the flow */
} planted[] = {
    {.name = "few pages", .commands = "60 red|30 7|120 worked"},
    {.name = "a value taken back, then the network",
     .commands = "60 red|30 50|300 <|10 5|60 failed|20 done|60 yes|600 failed|30 =restart|120 worked"},
    {.name = "a call, and a long pause", .commands = "30 green|20 no|40 yes|2400 worked"},
    {.name = "left in a block", .commands = "15 green|45 no"},
    {.name = "given up", .commands = "10 unsure|20 !"},
    {.name = "no power", .commands = "10 unsure|20 no|30 done"},
    {.name = "made worse", .commands = "60 red|60 99|600 worse|60 done"},
    {.name = "left, and another goes on", .commands = "20 red|7200 3|30 skipped"},
    {.name = "another goes on",
     .commands = "20 red|7200 3|30 skipped|100 done|50 ~|10 =restart|90 failed|60 worked",
     .continues = "left, and another goes on"},
    {.name = "back out of the network", .commands = "10 red|10 2|10 failed|10 done|10 no|5 <4|20 worked"},
    {.name = "a training", .commands = "60 red|30 7|120 worked", .training = true},
    {.name = "an older revision", .commands = "60 red|30 7|120 worked", .old = true},
    {.name = "an error without a flow", .commands = "5 red|5 4|20 other ORA-12154"},
};

enum { PLANTED = sizeof planted / sizeof *planted };

/* What that comes to. Figures that are 0 are left out; minutes are a median, and of a flow the 90th
 * percentile as well. */
static const char worked_out[] =
    "printer: 11 walks, 10 of it now, resolved 4, referred 3, escalated 2, abandoned 1, unfinished 1,"
    " gaps 2, minutes 2 8, questions 2 2\n"
    "  light: views 11, red 7, green 2, unsure 2, minutes 0.416667\n"
    "  look-again: views 2, exits 1, no 1, minutes 0.333333\n"
    "  count: views 7, typed 7, undone 1, gaps 1, minutes 0.5\n"
    "  who: views 2, exits 1, known 1, minutes 1\n"
    "  clear-jam: views 2, worse 1, minutes 7.5\n"
    "  refill: views 7, worked 4, failed 1, skipped 1, referred 1, undone 1, gaps 1, minutes 0.5\n"
    "  elsewhere: views 3, referred 2, undone 1, minutes 0.333333\n"
    "  power: views 1, minutes 0.5\n"
    "  hand-over: views 1, minutes 1\n"
    "  fix clear-jam: tried 1, worked 0, failed 0, skipped 0, worse 1, 0 to 0.7935\n"
    "  fix refill: tried 5, worked 4, failed 1, skipped 1, worse 0, 0.3755 to 0.9638\n"
    "  cause empty 4\n"
    "blocks/caller: 2 walks, 2 of it now, unfinished 1, returned 1, minutes 1 1, questions 2 2\n"
    "  badge: views 2, no 2, minutes 0.333333\n"
    "  ask-name: views 2, exits 1, yes 1, minutes 0.666667\n"
    "  known: views 1, minutes 0\n"
    "network: 2 walks, 2 of it now, resolved 2, minutes 8.5 13.5, questions 0.5 1\n"
    "  which: views 2, plug-in 3, others 2, restart 2, provider 1, chosen 2\n"
    "  others: views 2, yes 1, deferred 1, undone 1, minutes 0.916667\n"
    "  plug-in: views 2, failed 1, worked 1, minutes 5.583333\n"
    "  restart: views 2, failed 1, worked 1, minutes 1.75\n"
    "  provider: views 1, minutes 0.5\n"
    "  fix plug-in: tried 2, worked 1, failed 1, skipped 0, worse 0, 0.0945 to 0.9055\n"
    "  fix restart: tried 2, worked 1, failed 1, skipped 0, worse 0, 0.0945 to 0.9055\n"
    "  cause cable 1\n"
    "  cause switch 1\n";

struct desk {
    struct walking walking; /* a walk for its library alone */
    struct session *sessions[MOST_SESSIONS];
};

static void act(struct walk *walk, const char *command)
{
    struct event event;
    enum status status;

    if (*command != '=' && *command != '~') {
        suite_expect_long(command, walking_act(walk, command), STATUS_OK);
        return;
    }
    status = walk_choose(walk, *command == '=' ? CHOICE_ITEM : CHOICE_PUT_OFF,
                         *command == '=' ? command + 1 : NULL, NULL, &event);
    if (status == STATUS_OK)
        status = walk_commit(walk, &event);
    suite_expect_long(command, status, STATUS_OK);
}

static struct walk *walk_all(struct desk *desk, const char *commands, int64_t start)
{
    struct walk *walk = walk_new(desk->walking.library, &desk->walking.clock);
    const struct flow *flow = walk_flow(desk->walking.walk);
    struct event event;
    char command[64];

    desk->walking.clock.now = start;
    walk_start(walk, flow, "", (struct code){0}, &event);
    suite_expect_long("start", walk_commit(walk, &event), STATUS_OK);
    while (*commands) {
        const size_t length = strcspn(commands, "|");
        char *rest;

        start += strtol(commands, &rest, 10);
        desk->walking.clock.now = start;
        snprintf(command, sizeof command, "%.*s", (int)(length - (size_t)(rest + 1 - commands)),
                 rest + 1);
        act(walk, command);
        commands += length + (commands[length] == '|');
    }
    return walk;
}

static const struct session *named(const struct desk *desk, const char *name)
{
    size_t i = 0;

    while (strcmp(planted[i].name, name) != 0)
        i++;
    return desk->sessions[i];
}

/* A session with what a walk alone does not make of it. */
static struct session *alter(const struct desk *desk, const struct planted *row,
                             const struct session *from)
{
    struct session *session = session_new();
    struct buffer continues = {0};
    size_t i;

    if (row->continues)
        buffer_printf(&continues, "%s#4", session_id(named(desk, row->continues)));
    for (i = 0; i < session_count(from); i++) {
        struct event event = *session_event(from, i);

        if (i == 0 && row->continues)
            event.continues = buffer_text(&continues);
        if (i == 0 && row->training)
            event.scenario = "training/printer";
        if (i == 0 && row->old)
            event.sha256 = other_revision;
        if (row->training && event.kind == EVENT_TRIED)
            break; /* it would have to name a cause first */
        suite_expect_long(row->name, session_apply(session, &event), STATUS_OK);
    }
    buffer_free(&continues);
    return session;
}

static void open_desk(struct desk *desk)
{
    size_t i;

    walking_start_in(&desk->walking, "tests/flows/stats", "printer");
    for (i = 0; i < PLANTED; i++) {
        struct walk *walk = walk_all(desk, planted[i].commands, START + (int64_t)i * DAY);

        desk->sessions[i] = alter(desk, &planted[i], walk_session(walk));
        walk_free(walk);
    }
}

static void close_desk(struct desk *desk)
{
    size_t i;

    for (i = 0; i < PLANTED; i++)
        session_free(desk->sessions[i]);
    walking_stop(&desk->walking);
}

static const struct flow *find_flow(void *context, const char *id)
{
    struct desk *desk = context;
    struct diag_list faults = {0};
    const struct flow *flow = NULL;

    library_flow(desk->walking.library, id, &faults, &flow);
    diag_list_free(&faults);
    return flow;
}

/* The newest first. */
static struct stats *count(struct desk *desk, const struct stats_filter *filter)
{
    struct stats *stats = stats_new(filter);
    size_t i;

    for (i = PLANTED; i--;)
        stats_add(stats, desk->sessions[i]);
    return stats;
}

static void put_count(struct buffer *out, const char *name, size_t number)
{
    if (number)
        buffer_printf(out, ", %s %zu", name, number);
}

static void put_spread(struct buffer *out, const char *name, const struct stats_spread *spread,
                       bool p90)
{
    if (!spread->count)
        return;
    buffer_printf(out, ", %s ", name);
    buffer_decimal(out, spread->median);
    if (!p90)
        return;
    buffer_char(out, ' ');
    buffer_decimal(out, spread->p90);
}

static void describe_step(struct buffer *out, const struct stats_step *step)
{
    size_t i;

    buffer_printf(out, "  %s: views %zu", step->id, step->views);
    put_count(out, "exits", step->exits);
    for (i = 0; i < step->answer_count; i++)
        put_count(out, step->answers[i].id, step->answers[i].count);
    put_count(out, "typed", step->typed);
    put_count(out, "chosen", step->chosen);
    put_count(out, "deferred", step->deferred);
    put_count(out, "referred", step->referred);
    put_count(out, "undone", step->undone);
    put_count(out, "gaps", step->gaps);
    put_spread(out, "minutes", &step->minutes, false);
    buffer_char(out, '\n');
}

static void describe_flow(struct buffer *out, const struct stats_flow *flow)
{
    static const unsigned order[] = {OUTCOME_RESOLVED,  OUTCOME_REFERRED,   OUTCOME_ESCALATED,
                                     OUTCOME_ABANDONED, OUTCOME_UNRESOLVED, OUTCOME_UNFINISHED,
                                     STATS_RETURNED};
    size_t i;

    buffer_printf(out, "%s: %zu walks, %zu of it now", flow->id, flow->walks, flow->current);
    for (i = 0; i < sizeof order / sizeof *order; i++)
        put_count(out, stats_outcome_names[order[i]], flow->outcomes[order[i]]);
    put_count(out, "gaps", flow->gaps);
    put_spread(out, "minutes", &flow->minutes, true);
    put_spread(out, "questions", &flow->questions, true);
    buffer_char(out, '\n');
    for (i = 0; i < flow->step_count; i++)
        describe_step(out, &flow->steps[i]);
    for (i = 0; i < flow->fix_count; i++) {
        const struct stats_fix *fix = &flow->fixes[i];

        buffer_printf(out, "  fix %s: tried %zu, worked %zu, failed %zu, skipped %zu, worse %zu, ",
                      fix->id, fix->tried, fix->worked, fix->failed, fix->skipped, fix->worse);
        buffer_decimal(out, floor(fix->low * 10000 + 0.5) / 10000);
        buffer_string(out, " to ");
        buffer_decimal(out, floor(fix->high * 10000 + 0.5) / 10000);
        buffer_char(out, '\n');
    }
    for (i = 0; i < flow->cause_count; i++)
        buffer_printf(out, "  cause %s %zu\n", flow->causes[i].id, flow->causes[i].confirmed);
}

static const struct stats_filter all = {.since = INT64_MIN, .until = INT64_MAX, .outcome = -1};

static void test_by_hand(void)
{
    struct desk desk;
    struct stats *stats;
    const struct stats_result *result;
    struct buffer text = {0};
    size_t i;

    open_desk(&desk);
    stats = count(&desk, &all);
    result = stats_result(stats, find_flow, &desk);
    for (i = 0; i < result->count; i++)
        describe_flow(&text, &result->flows[i]);
    suite_expect_string("all", buffer_text(&text), worked_out);
    buffer_free(&text);
    stats_free(stats);
    close_desk(&desk);
}

/* Which sessions count, by what the flow `printer` has of them. */
static void test_filters(void)
{
    static const char *printer_alone[] = {"printer"};
    static const struct {
        const char *name;
        struct stats_filter filter;
        long walks, flows;
    } rows[] = {
        {"since", {.since = START + 10 * DAY, .until = INT64_MAX, .outcome = -1}, 2, 1},
        {"until", {.since = INT64_MIN, .until = START + 2 * DAY, .outcome = -1}, 2, 2},
        {"what goes on later is not there yet",
         {.since = START + 7 * DAY, .until = START + 8 * DAY, .outcome = -1}, 1, 1},
        {"what went on elsewhere does not count", {.since = START + 7 * DAY, .until = START + 9 * DAY, .outcome = -1}, 1, 2},
        {"an outcome", {.since = INT64_MIN, .until = INT64_MAX, .outcome = OUTCOME_UNFINISHED}, 1, 2},
        {"a flow",
         {.since = INT64_MIN, .until = INT64_MAX, .outcome = -1, .flows = printer_alone, .flow_count = 1}, 11, 1},
    };
    struct desk desk;
    size_t i;

    open_desk(&desk);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct stats *stats = count(&desk, &rows[i].filter);
        const struct stats_result *result = stats_result(stats, find_flow, &desk);
        const struct stats_flow *flow = stats_flow_named(result, "printer");

        suite_expect_long(rows[i].name, flow ? (long)flow->walks : 0, rows[i].walks);
        suite_expect_long(rows[i].name, (long)result->count, rows[i].flows);
        stats_free(stats);
    }
    close_desk(&desk);
}

/* Wilson (1927) by another way: the bounds are where the share is as far from the bound as 1.96 of its
 * standard deviations there. */
static void test_wilson(void)
{
    static const struct {
        size_t hits, all;
    } rows[] = {{0, 1}, {1, 1}, {1, 2}, {4, 5}, {81, 263}, {15, 148}, {0, 20}, {29, 29}};
    const double z = 1.959963984540054;
    double low, high, bound;
    size_t i, side;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double n = (double)rows[i].all, share = (double)rows[i].hits / n;

        stats_wilson(rows[i].hits, rows[i].all, &low, &high);
        for (side = 0; side < 2; side++) {
            bound = side ? high : low;
            suite_expect("as far as it may be",
                         fabs(fabs(share - bound) - z * sqrt(bound * (1 - bound) / n)) < 1e-9);
        }
        suite_expect("around it", low <= share && share <= high && low >= 0 && high <= 1);
    }
    stats_wilson(0, 0, &low, &high);
    suite_expect("nothing tried", low == 0 && high == 1);
}

/* As a terminal of ASCII and as one of everything shows it, narrow and wide; and the other formats. */
static void expect_formats(const char *name, const struct stats_result *result)
{
    static const struct sink_terminal any = {.ascii = false}, ascii = {.ascii = true};
    static const struct {
        const char *format, *file;
        struct stats_view view;
    } rows[] = {
        {"text", "txt", {.terminal = &any, .width = 72, .filter = &all, .details = true}},
        {"text", "ascii.txt", {.terminal = &ascii, .ascii = true, .width = 60, .filter = &all}},
        {"csv", "csv", {.filter = &all}},
        {"json", "json", {.filter = &all}},
        {"html", "html", {.filter = &all}},
    };
    char path[64];
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0}, clean = {0};

        stats_format_named(rows[i].format)->write(&out, result, &rows[i].view);
        if (rows[i].view.terminal)
            sink_terminal(&clean, rows[i].view.terminal, buffer_text(&out), out.length);
        else
            buffer_append(&clean, out.bytes, out.length);
        snprintf(path, sizeof path, "tests/stats/%s.%s", name, rows[i].file);
        suite_expect_golden(path, buffer_text(&clean), clean.length);
        buffer_free(&out);
        buffer_free(&clean);
    }
}

static void test_formats(void)
{
    struct desk desk;
    struct stats *stats;

    open_desk(&desk);
    stats = count(&desk, &all);
    expect_formats("planted", stats_result(stats, find_flow, &desk));
    stats_free(stats);
    close_desk(&desk);
}

/* The figures on a drawing of the flow; tests/check-graph reads these files, too. */
static void expect_drawn(const char *name, const struct stats_flow *figures)
{
    static const char *const formats[][2] = {{"text", "txt"}, {"mermaid", "mmd"}, {"dot", "dot"}};
    struct map *map = NULL;
    struct stats_tree tree;
    struct diagram_notes notes;
    char path[64];
    size_t i;

    map_new(figures->flow, NULL, &map);
    stats_tree_new(&tree, figures, map->outline);
    notes = stats_notes(&tree);
    for (i = 0; i < sizeof formats / sizeof *formats; i++) {
        const struct diagram_options options = {.width = 72, .notes = &notes};
        struct buffer out = {0};

        diagram_draw(&out, diagram_format_named(formats[i][0]), map, &options);
        snprintf(path, sizeof path, "tests/diagrams/%s.%s", name, formats[i][1]);
        suite_expect_golden(path, buffer_text(&out), out.length);
        buffer_free(&out);
    }
    stats_tree_free(&tree);
    map_free(map);
}

static void test_drawn(void)
{
    static const char *const rows[][2] = {{"figures", "printer"}, {"figures-weigh", "network"}};
    struct desk desk;
    struct stats *stats;
    size_t i;

    open_desk(&desk);
    stats = count(&desk, &all);
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_drawn(rows[i][0], stats_flow_named(stats_result(stats, find_flow, &desk), rows[i][1]));
    stats_free(stats);
    close_desk(&desk);
}

/* A session of the flow `hostile` with what no flow may hold, but an event that came from elsewhere may. */
static void add_hostile(struct stats *stats, const struct session *from, unsigned how)
{
    static const char *const escapes[] = {"", "\x1b[2J\x1b]0;owned\x07", ("\xe2\x80\xae" "evil"), "\xff\xfe"};
    struct session *session = session_new();
    struct buffer text = {0};
    size_t i;

    for (i = 0; i < session_count(from); i++) {
        struct event event = *session_event(from, i);

        buffer_clear(&text);
        buffer_printf(&text, "%s%s", escapes[how], event.question);
        event.question = buffer_text(&text);
        if (how && event.kind == EVENT_ANSWERED)
            event.answer = event.say = escapes[how];
        suite_expect_long("hostile", session_apply(session, &event), STATUS_OK);
    }
    stats_add(stats, session);
    session_free(session);
    buffer_free(&text);
}

static void test_hostile(void)
{
    struct desk desk;
    struct stats *stats = stats_new(&all);
    unsigned how;

    walking_start_in(&desk.walking, "tests/flows/stats", "hostile");
    for (how = 4; how--;) {
        struct walk *walk = walk_all(&desk, how ? "10 tag|10 worked" : "10 formula|10 failed", START);

        add_hostile(stats, walk_session(walk), how);
        walk_free(walk);
    }
    expect_formats("hostile", stats_result(stats, find_flow, &desk));
    stats_free(stats);
    walking_stop(&desk.walking);
}

const struct suite_test suite_tests[] = {
    {"every figure by hand", test_by_hand},
    {"which sessions count", test_filters},
    {"intervals", test_wilson},
    {"formats", test_formats},
    {"on a drawing of the flow", test_drawn},
    {"hostile texts", test_hostile},
    {NULL, NULL},
};
