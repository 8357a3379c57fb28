/* SPDX-License-Identifier: MIT */
/*
 * A server of this run's own; see the header.
 */
#include <config.h>

#include "postgres.h"

#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "suite.h"

enum { NOBODY = 65534, START_SECONDS = 60 };

static char home[64], programs[256];
static pid_t server, owner;

/* Where initdb is: on the path, or where Debian has it. */
static bool find_programs(void)
{
    static const char *const patterns[] = {"/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb",
                                           "/usr/local/bin/initdb", "/usr/bin/initdb"};
    size_t i;

    for (i = 0; i < sizeof patterns / sizeof *patterns && !*programs; i++) {
        glob_t found = {0};

        if (glob(patterns[i], 0, NULL, &found) == 0) {
            snprintf(programs, sizeof programs, "%s", found.gl_pathv[found.gl_pathc - 1]);
            *strrchr(programs, '/') = '\0';
        }
        globfree(&found);
    }
    return *programs;
}

static bool give_up_root(void)
{
    return geteuid() != 0 ||
           (setgroups(0, NULL) == 0 && setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
}

/* A program of the server in a child; the child's id. */
static pid_t launch(const char *name, const char *const *arguments, long largest_file)
{
    char path[300], log[80];
    pid_t child;

    snprintf(path, sizeof path, "%s/%s", programs, name);
    snprintf(log, sizeof log, "%s/log", home);
    fflush(NULL);
    child = fork();
    if (child == 0) {
        struct rlimit limit = {(rlim_t)largest_file * 1024, (rlim_t)largest_file * 1024};
        int file;

        if (!give_up_root() || chdir(home) != 0)
            _exit(70);
#ifdef __linux__
        prctl(PR_SET_PDEATHSIG, SIGQUIT);
#endif
        file = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
        dup2(file, STDOUT_FILENO);
        dup2(file, STDERR_FILENO);
        signal(SIGXFSZ, SIG_DFL);
        if (largest_file)
            setrlimit(RLIMIT_FSIZE, &limit);
        execv(path, (char *const *)(uintptr_t)arguments);
        _exit(71);
    }
    return child;
}

static void stop_at_exit(void)
{
    char command[128];

    if (getpid() != owner)
        return;
    postgres_stop();
    snprintf(command, sizeof command, "rm -rf '%s'", home);
    if (system(command) != 0)
        printf("    %s is left\n", home);
}

static bool answers(void)
{
    char command[500];

    snprintf(command, sizeof command,
             "'%s/psql' -XAtqh '%s' -U owner -d postgres -c 'SELECT 1' >/dev/null 2>&1", programs, home);
    return system(command) == 0;
}

bool postgres_start(long largest_file)
{
    const char *const arguments[] = {"postgres", "-D", "data", "-k", home, "-h", "", "-c",
                                     "max_connections=250", "-c", "fsync=off", "-c",
                                     "autovacuum=off", NULL};
    const time_t deadline = time(NULL) + START_SECONDS;

    server = launch("postgres", arguments, largest_file);
    while (time(NULL) < deadline) {
        if (waitpid(server, NULL, WNOHANG) == server)
            break;
        if (answers())
            return true;
    }
    return false;
}

void postgres_stop(void)
{
    if (server <= 0)
        return;
    kill(server, SIGQUIT);
    waitpid(server, NULL, 0);
    server = 0;
}

static const char *make(void)
{
    const char *const arguments[] = {"initdb", "-D", "data", "-A", "trust", "-U", "owner", "-E", "UTF8",
                                     "--locale=C", "--no-sync", "--wal-segsize=1", NULL};
    int status = -1;
    pid_t child;

    if (!find_programs())
        return "PostgreSQL is not installed";
    strcpy(home, "/tmp/errwalk-postgres-XXXXXX");
    if (!mkdtemp(home) || chmod(home, 0755) != 0 ||
        (geteuid() == 0 && chown(home, NOBODY, NOBODY) != 0))
        return "no directory can be made for it";
    owner = getpid();
    atexit(stop_at_exit);
    child = launch("initdb", arguments, 0);
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        return "initdb does not run here";
    return postgres_start(0) ? NULL : "it does not start";
}

bool postgres_is_there(void)
{
    static bool tried;
    static const char *why;

    if (!tried)
        why = make();
    tried = true;
    if (why)
        printf("    skipped: %s\n", why);
    return !why;
}

const char *postgres_team(const char *database, const char *role)
{
    static char texts[4][200];
    static unsigned next;
    char *text = texts[next++ % 4];

    snprintf(text, sizeof texts[0], "host=%s user=%s dbname=%s connect_timeout=120", home, role, database);
    return text;
}

void postgres_sql(const char *database, const char *sql, struct buffer *out)
{
    struct buffer command = {0};
    char piece[4096];
    size_t got;
    FILE *pipe;

    buffer_printf(&command, "'%s/psql' -XAtqh '%s' -U owner -d %s -v ON_ERROR_STOP=1 2>&1 <<'END'\n%s\nEND\n",
                  programs, home, database, sql);
    pipe = popen(buffer_text(&command), "r");
    while (pipe && (got = fread(piece, 1, sizeof piece, pipe)) > 0)
        buffer_append(out, piece, got);
    if (pipe)
        suite_expect(sql, pclose(pipe) == 0);
    while (out->length && out->bytes[out->length - 1] == '\n')
        out->bytes[--out->length] = '\0';
    buffer_free(&command);
}

long postgres_number(const char *database, const char *sql)
{
    struct buffer out = {0};
    char *end;
    long number;

    postgres_sql(database, sql, &out);
    number = strtol(buffer_text(&out), &end, 10);
    if (!out.length || *end) {
        printf("    %s\n", buffer_text(&out));
        number = -1;
    }
    buffer_free(&out);
    return number;
}

const char *postgres_database(void)
{
    static char names[4][32];
    static unsigned count;
    char *name = names[count % 4], sql[80];
    struct buffer out = {0};

    snprintf(name, sizeof names[0], "desk%u", count++);
    snprintf(sql, sizeof sql, "CREATE DATABASE %s", name);
    postgres_sql("postgres", sql, &out);
    buffer_free(&out);
    return name;
}
