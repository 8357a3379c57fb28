/* SPDX-License-Identifier: MIT */
/*
 * The ends of a call: where they meet, who gets in, what they believe.
 */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ringing.h"
#include "suite.h"
#include "training.h"

const char suite_name[] = "call";

static struct call *wait_for(const char *scenario)
{
    struct call *call = NULL;

    suite_expect_long(scenario, call_wait(scenario, ringing_sha256, &call), STATUS_OK);
    return call;
}

/* A path in the runtime directory. */
static const char *place(const char *name)
{
    static char path[600];

    snprintf(path, sizeof path, "%s/errwalk%s", getenv("XDG_RUNTIME_DIR"), name);
    return path;
}

static long mode_of(const char *path)
{
    struct stat found;

    return lstat(path, &found) == 0 ? (long)(found.st_mode & 07777) : -1;
}

static void test_place(void)
{
    struct call *call, *other = NULL;
    struct buffer waiting = {0};
    mode_t mask = umask(0);

    ringing_prepare("place");
    call = wait_for("a/b");
    umask(mask);
    suite_expect_long("directory", mode_of(place("")), 0700);
    suite_expect_long("socket", mode_of(place("/a+b.call")), 0600);
    suite_expect_long("lock", mode_of(place("/a+b.call.lock")), 0600);
    suite_expect_long("one at a time", call_wait("a/b", ringing_sha256, &other), STATUS_NO);
    suite_expect_long("a name that leads out", call_wait("../b", ringing_sha256, &other),
                      STATUS_INVALID);
    suite_expect_long("a name too long",
                      call_wait("0123456789012345678901234567890123456789012345678901234567890123"
                                "0123456789012345678901234567890123456789012345678901234567890123456",
                                ringing_sha256, &other),
                      STATUS_INVALID);
    suite_expect_long("who waits", call_waiting(&waiting), STATUS_OK);
    suite_expect_string("who waits", buffer_text(&waiting), "a/b\n");
    call_free(call);
    suite_expect_long("removed", mode_of(place("/a+b.call")), -1);
    buffer_clear(&waiting);
    call_waiting(&waiting);
    suite_expect_string("nobody waits", buffer_text(&waiting), "");
    suite_expect_long("nobody there", call_join("a/b", &other), STATUS_NO);
    suite_expect_long("nobody anywhere", call_join("", &other), STATUS_NO);
    buffer_free(&waiting);
}

/* A directory that others may enter is not used. */
static void test_open_directories(void)
{
    struct call *call = NULL;
    char state[600], path[700];

    ringing_prepare("open");
    snprintf(state, sizeof state, "%s", suite_scratch("state"));
    setenv("XDG_STATE_HOME", state, 1);
    mkdir(place(""), 0755);
    chmod(place(""), 0755);
    suite_expect_long("others may look into it", call_wait("a", ringing_sha256, &call), STATUS_IO);
    suite_expect_long("why", errno, EPERM);
    rmdir(place(""));
    suite_expect("link", symlink(suite_scratch("elsewhere"), place("")) == 0);
    mkdir(suite_scratch("elsewhere"), 0700);
    suite_expect_long("a link", call_wait("a", ringing_sha256, &call), STATUS_IO);
    unlink(place(""));
    chmod(getenv("XDG_RUNTIME_DIR"), 0770);
    call = wait_for("a");
    suite_expect_long("not there", mode_of(place("")), -1);
    snprintf(path, sizeof path, "%s/errwalk/call", state);
    suite_expect_long("beside the history", mode_of(path), 0700);
    call_free(call);
    chmod(getenv("XDG_RUNTIME_DIR"), 0700);
    unsetenv("XDG_RUNTIME_DIR");
    call = wait_for("a");
    suite_expect_long("again", mode_of(path), 0700);
    call_free(call);
}

/* What a killed errwalk leaves behind is no obstacle, and nothing else is removed. */
static void test_stale(void)
{
    struct call *call = NULL;
    FILE *file;
    pid_t child;

    ringing_prepare("stale");
    child = fork();
    if (child == 0) {
        _exit(call_wait("a/b", ringing_sha256, &call) == STATUS_OK ? 0 : 1);
    }
    waitpid(child, NULL, 0);
    suite_expect_long("left behind", mode_of(place("/a+b.call")), 0600);
    suite_expect_long("nobody there", call_join("", &call), STATUS_NO);
    call = wait_for("a/b");
    close(ringing_agent(call, "a/b"));
    call_free(call);
    file = fopen(place("/x.call"), "w");
    if (file)
        fclose(file);
    call = NULL;
    suite_expect_long("no socket", call_wait("x", ringing_sha256, &call), STATUS_IO);
    suite_expect("it is kept", mode_of(place("/x.call")) >= 0);
}

/* After whatever came, a sound agent can join. */
static void test_hostile_agent(void)
{
    static char brackets[CALL_MOST], huge[2 * CALL_MOST];
    static const struct {
        const char *first, *second;
        enum call_news news; /* of what came second */
    } rows[] = {
        {"garbage", NULL, CALL_NOTHING},
        {"[]", NULL, CALL_NOTHING},
        {"{}", NULL, CALL_NOTHING},
        {"{\"hello\": 2, \"scenario\": \"a/b\", \"sha256\": \"x\", \"session\": \"\"}", NULL,
         CALL_NOTHING},
        {"{\"hello\": 1, \"scenario\": \"a/b\", \"sha256\": \"x\", \"session\": \"\"}", NULL,
         CALL_NOTHING},
        {brackets, NULL, CALL_NOTHING},
        {huge, NULL, CALL_NOTHING},
        {ringing_hello, "garbage", CALL_LEFT},
        {ringing_hello, huge, CALL_LEFT},
        {ringing_hello, ringing_hello, CALL_LEFT},
        {ringing_hello, "{\"trouble\": \"boss\"}", CALL_LEFT},
        {ringing_hello,
         "{\"session\": \"../../x\", \"step\": \"a\", \"answer\": \"\", \"minutes\": 1, \"asks\": "
         "true, \"looked\": true, \"outcome\": \"unfinished\", \"heard\": []}",
         CALL_LEFT},
        {ringing_hello,
         "{\"session\": \"\", \"step\": \"a\", \"answer\": \"\", \"minutes\": -1, \"asks\": true, "
         "\"looked\": true, \"outcome\": \"unfinished\", \"heard\": []}",
         CALL_LEFT},
        {ringing_hello,
         "{\"session\": \"\", \"step\": \"a\", \"answer\": \"\", \"minutes\": 1, \"asks\": true, "
         "\"looked\": true, \"outcome\": \"lost\", \"heard\": []}",
         CALL_LEFT},
        {ringing_hello,
         "{\"session\": \"\", \"step\": \"\\u202e\\u001b[2J\", \"answer\": \"\\u202e\", "
         "\"minutes\": 1, \"asks\": true, \"looked\": true, \"outcome\": \"resolved\", \"heard\": "
         "[1, {}, \"\\u001b\"]}",
         CALL_MOVED},
    };
    struct call *call;
    size_t i;

    ringing_prepare("hostile");
    call = wait_for("a/b");
    memset(brackets, '[', sizeof brackets - 1);
    memset(huge, ' ', sizeof huge - 1);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        int peer = ringing_dial("a/b");

        suite_expect(rows[i].first, ringing_send(peer, rows[i].first));
        if (rows[i].second) {
            suite_expect(rows[i].second, ringing_await(call, CALL_JOINED));
            ringing_send(peer, rows[i].second);
            suite_expect(rows[i].second, ringing_await(call, rows[i].news));
        }
        close(peer);
        if (rows[i].news == CALL_MOVED)
            suite_expect("hangs up", ringing_await(call, CALL_LEFT));
        peer = ringing_agent(call, "a/b");
        close(peer);
        suite_expect("left", ringing_await(call, CALL_LEFT));
    }
    suite_expect("no such trouble", !call_was_heard(call, "boss"));
    suite_expect_long("nobody to tell", call_tell(call, "x"), STATUS_NO);
    call_free(call);
}

/* One agent at a time: the second waits until the first has gone. */
static void test_two_agents(void)
{
    char report[512];
    struct call *call;
    int first, second;

    ringing_prepare("two");
    call = wait_for("a/b");
    first = ringing_agent(call, "a/b");
    second = ringing_dial("a/b");
    ringing_send(second, ringing_hello);
    ringing_report(report, sizeof report, "one", "Yes", true);
    ringing_send(first, report);
    suite_expect("the first moves", ringing_await(call, CALL_MOVED));
    suite_expect_string("step", call_agent(call).step, "one");
    suite_expect_string("answer", call_agent(call).answer, "Yes");
    suite_expect("asks", call_agent(call).asks);
    suite_expect("heard", call_was_heard(call, "boss") && !call_was_heard(call, "bos"));
    suite_expect_string("session", call_session(call), "0abcdefg");
    close(first);
    suite_expect("it leaves", ringing_await(call, CALL_LEFT));
    suite_expect("the second", ringing_await(call, CALL_JOINED));
    close(second);
    call_free(call);
}

/* A caller by hand, in a process of its own: says all, then waits until it is hung up on. */
static pid_t serve(const char *scenario, const char *const *says)
{
    struct sockaddr_un address = ringing_address(scenario);
    int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    char rest[CALL_MOST];
    pid_t child;

    mkdir(place(""), 0700);
    unlink(address.sun_path);
    suite_expect("bound", bind(listener, (struct sockaddr *)&address, sizeof address) == 0 &&
                              listen(listener, 1) == 0);
    child = fork();
    if (child == 0) {
        int peer = accept(listener, NULL, NULL);

        for (; *says; says++)
            ringing_send(peer, *says);
        while (recv(peer, rest, sizeof rest, 0) > 0)
            ;
        _exit(0);
    }
    close(listener);
    return child;
}

static void test_hostile_caller(void)
{
    static const struct {
        const char *says[2];
        enum status status;
    } rows[] = {
        {{"garbage", NULL}, STATUS_NO},
        {{"{}", NULL}, STATUS_INVALID},
        {{"{\"hello\": 2, \"scenario\": \"a\", \"sha256\": \"\", \"session\": \"\"}", NULL},
         STATUS_INVALID},
        {{"{\"hello\": 1, \"scenario\": \"a\", \"sha256\": \"x\", \"session\": \"\"}", NULL},
         STATUS_INVALID},
    };
    size_t i;

    ringing_prepare("callers");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct call *call = NULL;
        pid_t child = serve("a", rows[i].says);

        suite_expect_long(rows[i].says[0], call_join("a", &call), rows[i].status);
        call_free(call);
        waitpid(child, NULL, 0);
    }
}

/* What a caller says makes events only where it is sound. */
static void test_events(void)
{
    static const char hello[] =
        "{\"hello\": 1, \"scenario\": \"x\", \"sha256\": "
        "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", \"session\": \"\"}";
    static const char *const says[] = {
        hello,
        "{\"trouble\": \"\\u202e\\u001b[2J\"}",
        "{\"tell\": \"another-step\"}",
        "{\"trouble\": \"boss\"}",
        "{\"trouble\": \"boss\"}",
        "{\"tell\": \"exact-error\"}",
        "{\"tell\": \"exact-error\"}",
        "{\"neither\": 1}",
        NULL,
    };
    static const struct {
        enum call_news news;
        bool makes;
    } rows[] = {
        {CALL_TROUBLED, false}, {CALL_TOLD, false}, {CALL_TROUBLED, true}, {CALL_TROUBLED, false},
        {CALL_TOLD, true},      {CALL_TOLD, false}, {CALL_LEFT, false},
    };
    struct trained trained;
    struct call *call = NULL;
    pid_t child;
    size_t i;

    ringing_prepare("events");
    if (!trained_open(&trained, NULL, "training/nightly-import") ||
        !trained_start(&trained, TRAINING_PRACTISE, 0))
        return;
    child = serve("x", says);
    suite_expect_long("joined", call_join("x", &call), STATUS_OK);
    for (i = 0; call && i < sizeof rows / sizeof *rows; i++) {
        struct event event;
        char what[32];
        bool makes;

        snprintf(what, sizeof what, "message %zu", i + 2);
        suite_expect(what, ringing_await(call, rows[i].news));
        makes = call_event(call, rows[i].news, trained.training, &event) == STATUS_OK;
        suite_expect(what, makes == rows[i].makes);
        if (makes)
            suite_expect_long(what, trained_commit(&trained, &event),
                              STATUS_OK);
    }
    suite_expect_long("events", (long)session_count(walk_session(trained.walk)), 3);
    call_free(call);
    waitpid(child, NULL, 0);
    trained_close(&trained);
}

const struct suite_test suite_tests[] = {
    {"a place of one's own", test_place},
    {"directories that are open", test_open_directories},
    {"what was left behind", test_stale},
    {"a hostile agent", test_hostile_agent},
    {"two agents", test_two_agents},
    {"a hostile caller", test_hostile_caller},
    {"events of what a caller says", test_events},
    {NULL, NULL},
};
