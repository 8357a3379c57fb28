/* SPDX-License-Identifier: MIT */
/*
 * The ends of a role-play: where they meet, who gets in, what they believe.
 */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errwalk/packet.h"
#include "roleplay-peer.h"
#include "suite.h"
#include "training.h"

const char suite_name[] = "roleplay";

static struct roleplay *wait_for(const char *scenario)
{
    struct roleplay *roleplay = NULL;

    suite_expect_long(scenario, roleplay_wait(scenario, roleplay_peer_sha256, &roleplay),
                      STATUS_OK);
    return roleplay;
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
    struct roleplay *roleplay, *other = NULL;
    struct buffer waiting = {0};
    mode_t mask = umask(0);

    roleplay_peer_prepare("place");
    roleplay = wait_for("a/b");
    umask(mask);
    suite_expect_long("directory", mode_of(place("")), 0700);
    suite_expect_long("socket", mode_of(place("/a+b.call")), 0600);
    suite_expect_long("lock", mode_of(place("/a+b.call.lock")), 0600);
    suite_expect_long("one at a time", roleplay_wait("a/b", roleplay_peer_sha256, &other),
                      STATUS_NO);
    suite_expect_long("a name that leads out", roleplay_wait("../b", roleplay_peer_sha256, &other),
                      STATUS_INVALID);
    suite_expect_long(
        "a name too long",
        roleplay_wait("0123456789012345678901234567890123456789012345678901234567890123"
                      "0123456789012345678901234567890123456789012345678901234567890123456",
                      roleplay_peer_sha256, &other),
        STATUS_INVALID);
    suite_expect_long("who waits", roleplay_waiting(&waiting), STATUS_OK);
    suite_expect_string("who waits", buffer_text(&waiting), "a/b\n");
    roleplay_free(roleplay);
    suite_expect_long("removed", mode_of(place("/a+b.call")), -1);
    buffer_clear(&waiting);
    roleplay_waiting(&waiting);
    suite_expect_string("nobody waits", buffer_text(&waiting), "");
    suite_expect_long("nobody there", roleplay_join("a/b", &other), STATUS_NO);
    suite_expect_long("nobody anywhere", roleplay_join("", &other), STATUS_NO);
    buffer_free(&waiting);
}

/* A directory that others may enter is not used. */
static void test_open_directories(void)
{
    struct roleplay *roleplay = NULL;
    char state[600], path[700];

    roleplay_peer_prepare("open");
    snprintf(state, sizeof state, "%s", suite_scratch("state"));
    setenv("XDG_STATE_HOME", state, 1);
    mkdir(place(""), 0755);
    chmod(place(""), 0755);
    suite_expect_long("others may look into it",
                      roleplay_wait("a", roleplay_peer_sha256, &roleplay), STATUS_IO);
    suite_expect_long("why", errno, EPERM);
    rmdir(place(""));
    suite_expect("link", symlink(suite_scratch("elsewhere"), place("")) == 0);
    mkdir(suite_scratch("elsewhere"), 0700);
    suite_expect_long("a link", roleplay_wait("a", roleplay_peer_sha256, &roleplay), STATUS_IO);
    unlink(place(""));
    chmod(getenv("XDG_RUNTIME_DIR"), 0770);
    roleplay = wait_for("a");
    suite_expect_long("not there", mode_of(place("")), -1);
    snprintf(path, sizeof path, "%s/errwalk/call", state);
    suite_expect_long("beside the history", mode_of(path), 0700);
    roleplay_free(roleplay);
    chmod(getenv("XDG_RUNTIME_DIR"), 0700);
    unsetenv("XDG_RUNTIME_DIR");
    roleplay = wait_for("a");
    suite_expect_long("again", mode_of(path), 0700);
    roleplay_free(roleplay);
}

/* What a killed errwalk leaves behind is no obstacle, and nothing else is removed. */
static void test_stale(void)
{
    struct roleplay *roleplay = NULL;
    FILE *file;
    pid_t child;

    roleplay_peer_prepare("stale");
    child = fork();
    if (child == 0) {
        _exit(roleplay_wait("a/b", roleplay_peer_sha256, &roleplay) == STATUS_OK ? 0 : 1);
    }
    waitpid(child, NULL, 0);
    suite_expect_long("left behind", mode_of(place("/a+b.call")), 0600);
    suite_expect_long("nobody there", roleplay_join("", &roleplay), STATUS_NO);
    roleplay = wait_for("a/b");
    close(roleplay_peer_agent(roleplay, "a/b"));
    roleplay_free(roleplay);
    file = fopen(place("/x.call"), "w");
    if (file)
        fclose(file);
    roleplay = NULL;
    suite_expect_long("no socket", roleplay_wait("x", roleplay_peer_sha256, &roleplay), STATUS_IO);
    suite_expect("it is kept", mode_of(place("/x.call")) >= 0);
}

/* After whatever came, a sound agent can join. */
static void test_hostile_agent(void)
{
    static char brackets[ROLEPLAY_MOST], huge[2 * ROLEPLAY_MOST];
    static const struct {
        const char *first, *second;
        enum roleplay_news news; /* of what came second */
    } rows[] = {
        {"garbage", NULL, ROLEPLAY_NOTHING},
        {"[]", NULL, ROLEPLAY_NOTHING},
        {"{}", NULL, ROLEPLAY_NOTHING},
        {"{\"hello\": 3, \"scenario\": \"a/b\", \"sha256\": \"x\", \"session\": \"\"}", NULL,
         ROLEPLAY_NOTHING},
        {"{\"hello\": 2, \"scenario\": \"a/b\", \"sha256\": \"x\", \"session\": \"\"}", NULL,
         ROLEPLAY_NOTHING},
        {brackets, NULL, ROLEPLAY_NOTHING},
        {huge, NULL, ROLEPLAY_NOTHING},
        {roleplay_peer_hello, "garbage", ROLEPLAY_LEFT},
        {roleplay_peer_hello, huge, ROLEPLAY_LEFT},
        {roleplay_peer_hello, roleplay_peer_hello, ROLEPLAY_LEFT},
        {roleplay_peer_hello, "{\"trouble\": \"boss\"}", ROLEPLAY_LEFT},
        {roleplay_peer_hello,
         "{\"session\": \"../../x\", \"step\": \"a\", \"answer\": \"\", \"minutes\": 1, \"variant\": 0, \"found\": 0, \"asks\": "
         "true, \"looked\": true, \"outcome\": \"unfinished\", \"heard\": []}",
         ROLEPLAY_LEFT},
        {roleplay_peer_hello,
         "{\"session\": \"\", \"step\": \"a\", \"answer\": \"\", \"minutes\": -1, \"variant\": 0, \"found\": 0, \"asks\": true, "
         "\"looked\": true, \"outcome\": \"unfinished\", \"heard\": []}",
         ROLEPLAY_LEFT},
        {roleplay_peer_hello,
         "{\"session\": \"\", \"step\": \"a\", \"answer\": \"\", \"minutes\": 1, \"variant\": 0, \"found\": 0, \"asks\": true, "
         "\"looked\": true, \"outcome\": \"lost\", \"heard\": []}",
         ROLEPLAY_LEFT},
        {roleplay_peer_hello,
         "{\"session\": \"\", \"step\": \"\\u202e\\u001b[2J\", \"answer\": \"\\u202e\", "
         "\"minutes\": 1, \"variant\": 0, \"found\": 0, \"asks\": true, \"looked\": true, \"outcome\": \"resolved\", \"heard\": "
         "[1, {}, \"\\u001b\"]}",
         ROLEPLAY_MOVED},
    };
    struct roleplay *roleplay;
    size_t i;

    roleplay_peer_prepare("hostile");
    roleplay = wait_for("a/b");
    memset(brackets, '[', sizeof brackets - 1);
    memset(huge, ' ', sizeof huge - 1);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        int peer = roleplay_peer_dial("a/b");

        suite_expect(rows[i].first, roleplay_peer_send(peer, rows[i].first));
        if (rows[i].second) {
            suite_expect(rows[i].second, roleplay_peer_await(roleplay, ROLEPLAY_JOINED));
            roleplay_peer_send(peer, rows[i].second);
            suite_expect(rows[i].second, roleplay_peer_await(roleplay, rows[i].news));
        }
        close(peer);
        if (rows[i].news == ROLEPLAY_MOVED)
            suite_expect("hangs up", roleplay_peer_await(roleplay, ROLEPLAY_LEFT));
        peer = roleplay_peer_agent(roleplay, "a/b");
        close(peer);
        suite_expect("left", roleplay_peer_await(roleplay, ROLEPLAY_LEFT));
    }
    suite_expect("no such trouble", !roleplay_was_heard(roleplay, "boss"));
    suite_expect_long("nobody to tell", roleplay_tell(roleplay, "x"), STATUS_NO);
    roleplay_free(roleplay);
}

/* One agent at a time: the second waits until the first has gone. */
static void test_two_agents(void)
{
    char report[512];
    struct roleplay *roleplay;
    int first, second;

    roleplay_peer_prepare("two");
    roleplay = wait_for("a/b");
    first = roleplay_peer_agent(roleplay, "a/b");
    second = roleplay_peer_dial("a/b");
    roleplay_peer_send(second, roleplay_peer_hello);
    roleplay_peer_report(report, sizeof report, "one", "Yes", true);
    roleplay_peer_send(first, report);
    suite_expect("the first moves", roleplay_peer_await(roleplay, ROLEPLAY_MOVED));
    suite_expect_string("step", roleplay_agent(roleplay).step, "one");
    suite_expect_string("answer", roleplay_agent(roleplay).answer, "Yes");
    suite_expect("asks", roleplay_agent(roleplay).asks);
    suite_expect("heard",
                 roleplay_was_heard(roleplay, "boss") && !roleplay_was_heard(roleplay, "bos"));
    suite_expect_string("session", roleplay_session(roleplay), "0abcdefg");
    close(first);
    suite_expect("it leaves", roleplay_peer_await(roleplay, ROLEPLAY_LEFT));
    suite_expect("the second", roleplay_peer_await(roleplay, ROLEPLAY_JOINED));
    close(second);
    roleplay_free(roleplay);
}

/* A caller by hand, in a process of its own: says all, then waits until it is hung up on. */
static pid_t serve(const char *scenario, const char *const *says)
{
    const char *path = roleplay_peer_path(scenario);
    int listener;
    char rest[ROLEPLAY_MOST];
    pid_t child;

    mkdir(place(""), 0700);
    unlink(path);
    listener = packet_listen(path);
    suite_expect("bound", listener >= 0);
    fcntl(listener, F_SETFL, 0); /* it waits */
    child = fork();
    if (child == 0) {
        int peer = accept(listener, NULL, NULL); /* that waits, too */

        for (; *says; says++)
            roleplay_peer_send(peer, *says);
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
        {{"{\"hello\": 3, \"scenario\": \"a\", \"sha256\": \"\", \"session\": \"\"}", NULL},
         STATUS_INVALID},
        {{"{\"hello\": 2, \"scenario\": \"a\", \"sha256\": \"x\", \"session\": \"\"}", NULL},
         STATUS_INVALID},
    };
    size_t i;

    roleplay_peer_prepare("callers");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct roleplay *roleplay = NULL;
        pid_t child = serve("a", rows[i].says);

        suite_expect_long(rows[i].says[0], roleplay_join("a", &roleplay), rows[i].status);
        roleplay_free(roleplay);
        waitpid(child, NULL, 0);
    }
}

/* What a caller says makes events only where it is sound. */
static void test_events(void)
{
    static const char hello[] =
        "{\"hello\": 2, \"scenario\": \"x\", \"sha256\": "
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
        enum roleplay_news news;
        bool makes;
    } rows[] = {
        {ROLEPLAY_TROUBLED, false}, {ROLEPLAY_TOLD, false}, {ROLEPLAY_TROUBLED, true},
        {ROLEPLAY_TROUBLED, false}, {ROLEPLAY_TOLD, true},  {ROLEPLAY_TOLD, false},
        {ROLEPLAY_LEFT, false},
    };
    struct trained trained;
    struct roleplay *roleplay = NULL;
    pid_t child;
    size_t i;

    roleplay_peer_prepare("events");
    if (!trained_open(&trained, NULL, "training/nightly-import") ||
        !trained_start(&trained, TRAINING_PRACTISE, 0))
        return;
    child = serve("x", says);
    suite_expect_long("joined", roleplay_join("x", &roleplay), STATUS_OK);
    for (i = 0; roleplay && i < sizeof rows / sizeof *rows; i++) {
        struct event event;
        char what[32];
        bool makes;

        snprintf(what, sizeof what, "message %zu", i + 2);
        suite_expect(what, roleplay_peer_await(roleplay, rows[i].news));
        makes = roleplay_event(roleplay, rows[i].news, trained.training, &event) == STATUS_OK;
        suite_expect(what, makes == rows[i].makes);
        if (makes)
            suite_expect_long(what, trained_commit(&trained, &event),
                              STATUS_OK);
    }
    suite_expect_long("events", (long)session_count(walk_session(trained.walk)), 3);
    roleplay_free(roleplay);
    waitpid(child, NULL, 0);
    trained_close(&trained);
}

/* The first seed that picks a variant. */
static int64_t seed_of_variant(const struct scenario *scenario, size_t variant)
{
    int64_t seed = 0;

    while (scenario_variant_of(scenario, seed) != variant && seed < 1000)
        seed++;
    return seed;
}

/* The caller reads what holds now, of the variant that the agent has. */
static void test_parts(void)
{
    static const struct {
        const char *scenario;
        size_t variant;
        const char *commands, *part, *not_in_part;
    } rows[] = {
        {"second-share", 0, "this hand yes letter Z:", "The old drive is gone", "The copy has stopped"},
        {"second-share", 0, "this hand yes letter K:", "The copy has stopped", "The old drive is gone"},
        {"second-share", 0, "this hand yes letter X:", "connection could not be found",
         "The copy has stopped"},
        {"closed-at-night", 0, "", "MAINTENANCE UNTIL", "denied (publickey)"},
        {"closed-at-night", 1, "", "denied (publickey)", "MAINTENANCE UNTIL"},
        {"closed-at-night", 1, "refused admin", "AllowUsers", "PAM account"},
    };
    size_t i;

    roleplay_peer_prepare("parts");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct roleplay *roleplay = wait_for("a");
        struct diag_list faults = {0};
        struct scenario *written = NULL, *variant;
        struct roleplay_agent agent;
        struct trained trained;
        struct buffer part = {0};
        char name[64];

        snprintf(name, sizeof name, "flows/training/%s.yaml", rows[i].scenario);
        suite_expect(name, scenario_load(suite_source(name), NULL, &faults, &written) == STATUS_OK);
        snprintf(name, sizeof name, "training/%s", rows[i].scenario);
        if (written && trained_open(&trained, NULL, name)) {
            trained_start(&trained, TRAINING_PRACTISE, seed_of_variant(written, rows[i].variant));
            trained_act_all(&trained, rows[i].commands);
            roleplay_report(roleplay, trained.training);
            agent = roleplay_agent(roleplay);
            suite_expect_long("variant", (long)agent.variant, (long)rows[i].variant);
            variant = scenario_vary(written, agent.variant);
            roleplay_part(&part, variant, agent.step, walk_step(trained.walk), agent.found);
            suite_expect(rows[i].part, strstr(buffer_text(&part), rows[i].part) != NULL);
            suite_expect(rows[i].not_in_part,
                         strstr(buffer_text(&part), rows[i].not_in_part) == NULL);
            scenario_free(variant);
            trained_close(&trained);
        }
        roleplay_free(roleplay);
        scenario_free(written);
        buffer_free(&part);
        diag_list_free(&faults);
    }
}

const struct suite_test suite_tests[] = {
    {"a place of one's own", test_place},
    {"directories that are open", test_open_directories},
    {"what was left behind", test_stale},
    {"a hostile agent", test_hostile_agent},
    {"two agents", test_two_agents},
    {"a hostile caller", test_hostile_caller},
    {"events of what a caller says", test_events},
    {"the part of the case that holds", test_parts},
    {NULL, NULL},
};
