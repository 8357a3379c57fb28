/* SPDX-License-Identifier: MIT */
/*
 * Figures of a generated history against a recount in SQL: 200,000 sessions (by ERRWALK_TEST_SCALE) with
 * branches, answers taken back, referrals, gaps, notes, trainings, and walks that were left. The queries below
 * know nothing of the fold: they read the bodies of the events.
 */
#include <config.h>

#include "suite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/history/history-private.h"
#include "errwalk/stats-history.h"

#include "history-fixture.h"

const char suite_name[] = "stats-recount";

enum { FULL = 200000, START = 1700000000, APART = 86400, QUESTIONS = 6, MOST_ACTS = 40 };

static unsigned state = 20261130;

/* A number below another. */
static unsigned draw(unsigned below)
{
    return fixture_random(&state) % below;
}

static bool happens(unsigned percent)
{
    return draw(100) < percent;
}

/* A session on its way. */
struct walked {
    struct session *session;
    int64_t at;
};

static struct event here(const struct walked *walked, enum event_kind kind)
{
    struct event event = event_make(kind);

    event.at = walked->at;
    event.flow = session_flow(walked->session);
    event.step = session_step(walked->session);
    return event;
}

static bool apply(struct walked *walked, const struct event *event)
{
    return session_apply(walked->session, event) == STATUS_OK;
}

static void end(struct walked *walked, enum outcome outcome)
{
    struct event event = here(walked, EVENT_ENDED);

    event.answer = outcome_names[outcome];
    apply(walked, &event);
}

/* At a question, qN: on to the next, or over one. */
static void answer(struct walked *walked)
{
    struct event event = here(walked, EVENT_ANSWERED);
    const unsigned number = (unsigned)(event.step[1] - '0'), over = draw(3) == 0;
    char to[8];

    event.step_kind = STEP_ASK;
    event.answer = over ? "over" : "next";
    snprintf(to, sizeof to, number + 1 + over < QUESTIONS ? "q%u" : "fix", number + 1 + over);
    event.to = to;
    event.question = "What is it?";
    apply(walked, &event);
}

static void refer(struct walked *walked)
{
    struct event event = here(walked, EVENT_REFERRED);

    event.step_kind = STEP_FIX;
    event.to_flow = "other";
    event.to = "q2";
    event.sha256 = "b";
    apply(walked, &event);
}

static void try(struct walked *walked)
{
    struct event event = here(walked, EVENT_TRIED);
    const enum fix_result result = (enum fix_result)draw(FIX_RESULT_COUNT);
    const bool again = strcmp(event.step, "fix") == 0 && result != FIX_WORKED;

    event.step_kind = STEP_FIX;
    event.answer = fix_result_names[result];
    event.to = again ? "last" : "";
    event.causes = result == FIX_WORKED ? "broken\tIt is broken" : "";
    apply(walked, &event);
    if (session_end_is_due(walked->session))
        end(walked, session_due(walked->session));
}

static void go_back(struct walked *walked)
{
    struct event event = here(walked, EVENT_UNDONE);
    size_t count;
    const struct event *const *trail = session_trail(walked->session, &count);

    if (!count)
        return;
    event.target = trail[draw((unsigned)count)]->number;
    apply(walked, &event);
}

static void note(struct walked *walked)
{
    struct event event = here(walked, EVENT_NOTED);

    event.answer = "a note";
    apply(walked, &event);
}

static void act(struct walked *walked)
{
    const bool asks = session_step(walked->session)[0] == 'q';

    walked->at += happens(3) ? 1801 + draw(9000) : 1 + draw(400);
    if (happens(10))
        go_back(walked);
    else if (happens(6))
        note(walked);
    else if (happens(2))
        end(walked, OUTCOME_ABANDONED);
    else if (asks)
        answer(walked);
    else if (strcmp(session_flow(walked->session), "desk") == 0 && happens(25))
        refer(walked);
    else
        try(walked);
}

static struct session *make_session(size_t number)
{
    struct walked walked = {session_new(), START + (int64_t)number * APART};
    struct event event = event_make(EVENT_STARTED);
    unsigned char random[SESSION_ID_RANDOM] = {0};
    char id[SESSION_ID_SIZE];
    unsigned acts = MOST_ACTS;

    memcpy(random, &number, sizeof number < sizeof random ? sizeof number : sizeof random);
    session_id_make(walked.at * 1000, random, id);
    event.at = walked.at;
    event.session = id;
    event.to_flow = "desk";
    event.to = "q0";
    event.sha256 = "a";
    event.scenario = happens(5) ? "training/desk" : "";
    apply(&walked, &event);
    while (acts-- && session_outcome(walked.session) == OUTCOME_UNFINISHED && !happens(2))
        act(&walked);
    if (session_outcome(walked.session) != OUTCOME_UNFINISHED)
        note(&walked);
    return walked.session;
}

static void make_history(const char *path, size_t count)
{
    struct history *built = history_new(path);
    int64_t installation = 0;
    enum status status = history_build_begin(built, 4096, &installation);
    size_t i;

    for (i = 0; status == STATUS_OK && i < count; i++) {
        struct session *session = make_session(i);

        status = history_build_add(built, session, installation);
        session_free(session);
    }
    suite_expect_long(path, history_build_end(built, status), STATUS_OK);
    history_free(built);
}

/* Each event with the place where the walk stood after it, whether it stands, and how long it stood there. */
static const char prepare[] =
    "CREATE TEMP TABLE raw AS SELECT e.session AS k, e.number AS n,"
    " body ->> 'kind' AS kind, body ->> 'at' AS at, coalesce(body ->> 'flow', '') AS flow,"
    " coalesce(body ->> 'step', '') AS step, coalesce(body ->> 'to', '') AS to_step,"
    " coalesce(body ->> 'to_flow', '') AS to_flow, coalesce(body ->> 'answer', '') AS answer,"
    " coalesce(body ->> 'causes', '') AS causes, coalesce(body ->> 'target', 0) AS target"
    " FROM event e JOIN session ON key = e.session WHERE scenario = '';"
    "CREATE INDEX temp.raw_k ON raw (k, n);"
    "CREATE TEMP TABLE e AS SELECT *,"
    " NOT EXISTS (SELECT 1 FROM raw u WHERE u.k = raw.k AND u.kind = 'undone' AND u.n > raw.n"
    "             AND u.target <= raw.n) AS stands,"
    " CASE WHEN to_flow <> '' THEN to_flow ELSE flow END AS flow_after,"
    " CASE WHEN kind = 'undone' THEN (SELECT t.step FROM raw t WHERE t.k = raw.k AND t.n = raw.target)"
    "      WHEN to_step <> '' THEN to_step ELSE step END AS step_after,"
    " lead (at) OVER (PARTITION BY k ORDER BY n) - at AS spent,"
    " max (kind = 'ended') OVER (PARTITION BY k ORDER BY n) AS is_over FROM raw;"
    "UPDATE e SET flow_after = (SELECT t.flow FROM raw t WHERE t.k = e.k AND t.n = e.target)"
    " WHERE kind = 'undone';"
    "CREATE INDEX temp.e_k ON e (k, n);"
    "CREATE TEMP TABLE walk AS SELECT k, to_flow AS flow,"
    " coalesce((SELECT answer FROM e d WHERE d.k = e.k AND d.kind = 'ended' AND d.flow = e.to_flow),"
    "          CASE WHEN EXISTS (SELECT 1 FROM e r WHERE r.k = e.k AND r.kind = 'referred' AND r.stands"
    "                            AND r.flow = e.to_flow) THEN 'referred' ELSE 'unfinished' END) AS outcome"
    " FROM e WHERE to_flow <> '' AND stands;"
    "CREATE TEMP TABLE stay AS SELECT walk.*, step_after AS step,"
    " sum (CASE WHEN NOT is_over AND spent BETWEEN 0 AND 1800 THEN spent ELSE 0 END) AS seconds,"
    " sum (NOT is_over AND coalesce(spent, 0) > 1800) AS gaps"
    " FROM walk JOIN e ON e.k = walk.k AND flow_after = walk.flow GROUP BY walk.k, walk.flow, step_after;"
    "CREATE TEMP TABLE counted (line TEXT)";

/* A line for each figure. */
static const char recount[] =
    "CREATE TEMP TABLE recounted AS"
    " SELECT flow || ' walks ' || count (*) AS line FROM walk GROUP BY flow"
    " UNION ALL SELECT flow || ' ' || outcome || ' ' || count (*) FROM walk GROUP BY flow, outcome"
    " UNION ALL SELECT flow || '/' || step || ' views ' || count (*) FROM stay GROUP BY flow, step"
    " UNION ALL SELECT flow || '/' || step || ' gaps ' || sum (gaps) FROM stay GROUP BY flow, step"
    "   HAVING sum (gaps) > 0"
    " UNION ALL SELECT flow || ' gaps ' || sum (gaps) FROM stay GROUP BY flow HAVING sum (gaps) > 0"
    " UNION ALL SELECT flow || '/' || step || ' ' || answer || ' ' || count (*) FROM e"
    "   WHERE stands AND kind IN ('answered', 'tried') GROUP BY flow, step, answer"
    " UNION ALL SELECT flow || '/' || step || ' referred ' || count (*) FROM e"
    "   WHERE stands AND kind = 'referred' GROUP BY flow, step"
    " UNION ALL SELECT flow || '/' || step || ' undone ' || count (*) FROM e"
    "   WHERE NOT stands AND kind IN ('answered', 'tried', 'referred') GROUP BY flow, step"
    " UNION ALL SELECT flow || '/' || step || ' exits ' || count (*) FROM"
    "   (SELECT e.k, flow_after AS flow, step_after AS step FROM e JOIN walk ON walk.k = e.k"
    "    AND walk.flow = flow_after WHERE outcome = 'abandoned' AND kind = 'ended'"
    "    OR outcome = 'unfinished' AND n = (SELECT max (n) FROM raw WHERE raw.k = e.k)) GROUP BY flow, step"
    " UNION ALL SELECT flow || ' causes ' || count (*) FROM e WHERE stands AND causes <> '' GROUP BY flow"
    " UNION ALL SELECT flow || '/' || step || ' tried ' || sum (answer <> 'skipped') || ' worked '"
    "   || sum (answer = 'worked') || ' skipped ' || sum (answer = 'skipped') FROM e"
    "   WHERE stands AND kind = 'tried' GROUP BY flow, step"
    " UNION ALL SELECT flow || '/' || step || ' median ' || sum (seconds) FROM"
    "   (SELECT flow, step, seconds, row_number () OVER (PARTITION BY flow, step ORDER BY seconds) AS r,"
    "    count (*) OVER (PARTITION BY flow, step) AS c FROM stay WHERE outcome <> 'unfinished'),"
    "   (SELECT 1 AS side UNION ALL SELECT 2) WHERE r = (c + side) / 2 GROUP BY flow, step"
    " UNION ALL SELECT flow || ' median ' || sum (seconds) FROM"
    "   (SELECT *, row_number () OVER (PARTITION BY flow ORDER BY seconds) AS r,"
    "    count (*) OVER (PARTITION BY flow) AS c FROM"
    "    (SELECT flow, sum (seconds) AS seconds FROM stay WHERE outcome <> 'unfinished' GROUP BY k, flow)),"
    "   (SELECT 1 AS side UNION ALL SELECT 2) WHERE r = (c + side) / 2 GROUP BY flow"
    " UNION ALL SELECT flow || ' p90 ' || seconds FROM"
    "   (SELECT *, row_number () OVER (PARTITION BY flow ORDER BY seconds) AS r,"
    "    count (*) OVER (PARTITION BY flow) AS c FROM"
    "    (SELECT flow, sum (seconds) AS seconds FROM stay WHERE outcome <> 'unfinished' GROUP BY k, flow))"
    "   WHERE r = (9 * c + 9) / 10"
    " UNION ALL SELECT flow || ' questions ' || sum (asked) FROM"
    "   (SELECT *, row_number () OVER (PARTITION BY flow ORDER BY asked) AS r,"
    "    count (*) OVER (PARTITION BY flow) AS c FROM"
    "    (SELECT flow, (SELECT count (*) FROM e WHERE e.k = walk.k AND e.flow = walk.flow AND stands"
    "     AND kind = 'answered') AS asked FROM walk WHERE outcome <> 'unfinished')),"
    "   (SELECT 1 AS side UNION ALL SELECT 2) WHERE r = (c + side) / 2 GROUP BY flow";

static void run_sql(sqlite3 *db, const char *sql)
{
    char *error = NULL;

    if (!suite_expect(sql, sqlite3_exec(db, sql, NULL, NULL, &error) == SQLITE_OK))
        printf("    %s\n", error);
    sqlite3_free(error);
}

/* A figure as the queries write it. */
static void add(sqlite3 *db, const char *format, ...)
{
    va_list values;
    char *line, *sql;

    va_start(values, format);
    line = sqlite3_vmprintf(format, values);
    va_end(values);
    sql = sqlite3_mprintf("INSERT INTO counted VALUES (%Q)", line);
    run_sql(db, sql);
    sqlite3_free(sql);
    sqlite3_free(line);
}

/* Twice the seconds of a median, which is a whole number. */
static int twice(const struct stats_spread *spread)
{
    return (int)(spread->median * 120 + 0.5);
}

static void add_step(sqlite3 *db, const char *flow, const struct stats_step *step)
{
    const struct {
        const char *name;
        size_t count;
    } rows[] = {{"views", step->views}, {"exits", step->exits},   {"referred", step->referred},
                {"undone", step->undone}, {"gaps", step->gaps}};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].count)
            add(db, "%s/%s %s %d", flow, step->id, rows[i].name, (int)rows[i].count);
    }
    for (i = 0; i < step->answer_count; i++)
        add(db, "%s/%s %s %d", flow, step->id, step->answers[i].id, (int)step->answers[i].count);
    if (step->minutes.count)
        add(db, "%s/%s median %d", flow, step->id, twice(&step->minutes));
}

static void add_flow(sqlite3 *db, const struct stats_flow *flow)
{
    unsigned outcome;
    size_t i;

    add(db, "%s walks %d", flow->id, (int)flow->walks);
    for (outcome = 0; outcome < STATS_OUTCOMES; outcome++) {
        if (flow->outcomes[outcome])
            add(db, "%s %s %d", flow->id, stats_outcome_names[outcome], (int)flow->outcomes[outcome]);
    }
    if (flow->gaps)
        add(db, "%s gaps %d", flow->id, (int)flow->gaps);
    for (i = 0; i < flow->step_count; i++)
        add_step(db, flow->id, &flow->steps[i]);
    for (i = 0; i < flow->fix_count; i++)
        add(db, "%s/%s tried %d worked %d skipped %d", flow->id, flow->fixes[i].id,
            (int)flow->fixes[i].tried, (int)flow->fixes[i].worked, (int)flow->fixes[i].skipped);
    for (i = 0; i < flow->cause_count; i++)
        add(db, "%s causes %d", flow->id, (int)flow->causes[i].confirmed);
    add(db, "%s median %d", flow->id, twice(&flow->minutes));
    add(db, "%s p90 %d", flow->id, (int)(flow->minutes.p90 * 60 + 0.5));
    add(db, "%s questions %d", flow->id, (int)(flow->questions.median * 2 + 0.5));
}

static int print_line(void *context, int columns, char **values, char **names)
{
    (void)columns, (void)names;
    printf("    %s: %s\n", (const char *)context, values[0]);
    ++*(int *)((char *)context + 16);
    return 0;
}

/* Lines that one of the tables has and the other does not. */
static void expect_none(sqlite3 *db, const char *what, const char *sql)
{
    struct {
        char name[16];
        int count;
    } said = {.count = 0};

    snprintf(said.name, sizeof said.name, "%s", what);
    suite_expect(what, sqlite3_exec(db, sql, print_line, &said, NULL) == SQLITE_OK);
    suite_expect_long(what, said.count, 0);
}

static const struct flow *find_none(void *context, const char *id)
{
    (void)context, (void)id;
    return NULL;
}

static void test_recount(void)
{
    const struct stats_filter all = {.since = INT64_MIN, .until = INT64_MAX, .outcome = -1};
    const char *path = fixture_path();
    struct stats *stats = stats_new(&all);
    const struct stats_result *result;
    struct stats_reading *reading = NULL;
    struct history *history;
    sqlite3 *db = NULL;
    size_t i;

    make_history(path, (size_t)suite_scale(FULL));
    history = history_new(path);
    suite_expect_long("begin", stats_reading_new(stats, history, true, &reading), STATUS_OK);
    suite_expect_long("a part", stats_read(reading, 2), STATUS_OK);
    suite_expect_long("a part of it", (long)stats_reading_done(reading)->done >= 2, true);
    suite_expect_long("the rest", stats_read(reading, SIZE_MAX), STATUS_NO);
    suite_expect_long("damaged", (long)stats_reading_done(reading)->damaged, 0);
    stats_reading_free(reading);
    history_free(history);
    suite_expect("open", sqlite3_open(path, &db) == SQLITE_OK);
    run_sql(db, prepare);
    result = stats_result(stats, find_none, NULL);
    suite_expect_long("flows", (long)result->count, 2);
    for (i = 0; i < result->count; i++)
        add_flow(db, &result->flows[i]);
    run_sql(db, recount);
    expect_none(db, "counted alone", "SELECT line FROM counted EXCEPT SELECT line FROM recounted");
    expect_none(db, "recounted alone", "SELECT line FROM recounted EXCEPT SELECT line FROM counted");
    suite_expect("many figures", fixture_sql(path, "SELECT count (*) FROM session") == suite_scale(FULL));
    sqlite3_close(db);
    stats_free(stats);
}

const struct suite_test suite_tests[] = {
    {"a recount in SQL", test_recount},
    {NULL, NULL},
};
