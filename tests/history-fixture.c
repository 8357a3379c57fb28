/* SPDX-License-Identifier: MIT */
/*
 * What the tests of history share; see the header.
 */
#include <config.h>

#include "history-fixture.h"

#include <dirent.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/file.h"

#include "suite.h"

const char fixture_tour[] =
    "*begun|fix|0x3e7|+0|+1|no|<|-0|other 1326|on||x|*hm|<|<|<3|fix|unsure|no|no";

const char *fixture_path(void)
{
    static char paths[4][128];
    static unsigned turn, next;
    char name[32], *path = paths[next++ % 4];

    do { /* a child process may have been here already */
        snprintf(name, sizeof name, "history-%u", turn++);
        snprintf(path, sizeof paths[0], "%s", suite_scratch(name));
    } while (mkdir(path, 0700) != 0 && errno == EEXIST);
    strcat(path, "/h.db");
    return path;
}

struct walk *fixture_start(struct walking *walking, struct history *history, const char *flow_id,
                           unsigned seed)
{
    const char *directory = suite_source("tests/flows/session");
    const struct walk_store store = history_store(history);
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    struct event event;

    *walking = (struct walking){
        .clock = {.fixed = true, .now = 1767225600 + 1000 * (int64_t)seed, .random = seed}};
    library_new(&directory, 1, &walking->library);
    walking->walk = walk_new(walking->library, &walking->clock);
    walk_set_store(walking->walk, &store);
    library_flow(walking->library, flow_id, &faults, &flow);
    diag_list_free(&faults);
    if (!flow) {
        printf("    no flow '%s' in %s\n", flow_id, directory);
        exit(99);
    }
    suite_expect_long("start", walk_start(walking->walk, flow, "", (struct code){0}, &event), STATUS_OK);
    suite_expect_long("started", walk_commit(walking->walk, &event), STATUS_OK);
    return walking->walk;
}

void fixture_walk(struct history *history, const char *flow, unsigned seed, const char *commands,
                  char id[SESSION_ID_SIZE])
{
    struct walking walking;
    struct walk *walk = fixture_start(&walking, history, flow, seed);

    suite_expect_long(commands, walking_act_all(walk, commands), STATUS_OK);
    strcpy(id, session_id(walk_session(walk)));
    walking_stop(&walking);
}

enum status fixture_feed(struct history *history, const struct session *session, size_t from,
                         size_t to)
{
    const struct walk_store store = history_store(history);
    enum status status = STATUS_OK;

    for (; status == STATUS_OK && from <= to; from++)
        status = store.commit(store.context, session_event(session, from - 1), 1);
    return status;
}

static void describe_stored(struct buffer *out, const struct session *session)
{
    struct session *stored = session_new();
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        struct event event = *session_event(session, i);

        if (event.sensitive)
            event.answer = "";
        session_apply(stored, &event);
    }
    walking_describe(out, stored);
    session_free(stored);
}

void fixture_expect(const char *what, struct history *history, const struct session *expected)
{
    struct session *session = NULL;
    struct buffer a = {0}, b = {0};
    enum status status = history_load(history, session_id(expected), &session);

    suite_expect_long(what, status, STATUS_OK);
    if (status == STATUS_IO)
        printf("    %s\n", history_message(history));
    if (status != STATUS_OK)
        return;
    walking_describe(&a, session);
    describe_stored(&b, expected);
    suite_expect_string(what, buffer_text(&a), buffer_text(&b));
    buffer_free(&a);
    buffer_free(&b);
    session_free(session);
}

void fixture_expect_fault(const char *what, struct history *history, enum status status,
                          enum history_fault fault)
{
    suite_expect_long(what, status, STATUS_IO);
    if (status != STATUS_IO)
        return;
    suite_expect_long(what, history_fault(history), fault);
    if (history_fault(history) != fault)
        printf("    %s\n", history_message(history));
    suite_expect(what, strncmp(history_message(history), "history ", 8) == 0 &&
                           strstr(history_message(history), "--no-history") != NULL);
}

static int take_number(void *context, int columns, char **values, char **names)
{
    (void)columns, (void)names;
    *(long *)context = values[0] ? strtol(values[0], NULL, 10) : -1;
    return 0;
}

long fixture_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *error = NULL;
    long value = -1;

    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, sql, take_number, &value, &error) != SQLITE_OK) {
        printf("    %s: %s\n", path, error ? error : "cannot be opened");
        suite_expect(sql, false);
    }
    sqlite3_free(error);
    sqlite3_close(db);
    return value;
}

bool fixture_has_bytes(const char *path, const char *bytes)
{
    char name[512];
    struct buffer content = {0};
    struct dirent *entry;
    bool found = false;
    DIR *directory;

    snprintf(name, sizeof name, "%.*s", (int)(strrchr(path, '/') - path), path);
    directory = opendir(name);
    while (directory && (entry = readdir(directory)) != NULL) {
        snprintf(name, sizeof name, "%.*s%.200s", (int)(strrchr(path, '/') + 1 - path), path,
                 entry->d_name);
        if (file_read(name, 1 << 30, &content) == STATUS_OK && content.length)
            found = found || memmem(content.bytes, content.length, bytes, strlen(bytes));
    }
    buffer_free(&content);
    if (directory)
        closedir(directory);
    return found;
}

unsigned fixture_random(unsigned *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}
