/* SPDX-License-Identifier: MIT */
/*
 * Messages between two ends, both of which are here: what one sends the other gets as it was, in order, or not at all.
 */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/packet.h"
#include "suite.h"

const char suite_name[] = "packet";

enum { DEADLINE = 5000 /* milliseconds */ };

static bool is_ready(int socket, int milliseconds)
{
    struct pollfd polled = {.fd = socket, .events = POLLIN};

    return poll(&polled, 1, milliseconds) == 1 && polled.revents;
}

/* Two ends that are connected; `listener` stays open. */
static void connect_ends(const char *name, int *listener, int *here, int *there)
{
    char path[PACKET_PATH];

    snprintf(path, sizeof path, "%s", suite_scratch(name));
    *listener = packet_listen(path);
    suite_expect("listens", *listener >= 0);
    suite_expect_long("nobody yet", packet_accept(*listener), -1);
    *there = packet_connect(path);
    suite_expect("connects", *there >= 0);
    suite_expect("is noticed", is_ready(*listener, DEADLINE));
    *here = packet_accept(*listener);
    suite_expect("is accepted", *here >= 0);
}

static void expect_received(int socket, const char *expected)
{
    char bytes[64] = "";
    ssize_t length;

    suite_expect(expected, is_ready(socket, DEADLINE));
    length = packet_receive(socket, bytes, sizeof bytes - 1);
    suite_expect_long(expected, length, (long)strlen(expected));
    suite_expect_string("received", bytes, expected);
}

static void test_messages(void)
{
    int listener, here, there;
    char byte;

    connect_ends("messages", &listener, &here, &there);
    suite_expect("nothing to read", !is_ready(here, 0));
    suite_expect_long("nothing", packet_receive(here, &byte, 1), -1);
    suite_expect_long("not yet", errno, EAGAIN);
    suite_expect("one", packet_send(there, "one", 3) && packet_send(there, "and two", 7));
    expect_received(here, "one");
    expect_received(here, "and two");
    suite_expect("back", packet_send(here, "back", 4));
    expect_received(there, "back");
    suite_expect("longer than there is room", packet_send(there, "one", 3) && is_ready(here, DEADLINE));
    suite_expect_long("refused", packet_receive(here, &byte, 1), -1);
    suite_expect_long("why", errno, EMSGSIZE);
    close(here);
    close(there);
    close(listener);
}

/* What was sent before an end has closed still arrives. */
static void test_end(void)
{
    int listener, here, there;
    char byte;

    connect_ends("end", &listener, &here, &there);
    suite_expect("last words", packet_send(here, "last", 4));
    close(here);
    expect_received(there, "last");
    suite_expect("its end", is_ready(there, DEADLINE));
    suite_expect_long("no more", packet_receive(there, &byte, 1), 0);
    suite_expect("nobody to send to", !packet_send(there, "x", 1));
    close(there);
    close(listener);
}

/* The second waits at the listener while the first is served. */
static void test_two(void)
{
    int listener, here, there, second, other;

    connect_ends("two", &listener, &here, &there);
    second = packet_connect(suite_scratch("two"));
    suite_expect("connects", second >= 0);
    suite_expect("before it is accepted", packet_send(second, "second", 6));
    suite_expect("first", packet_send(there, "first", 5));
    expect_received(here, "first");
    other = packet_accept(listener);
    suite_expect("accepted", other >= 0);
    expect_received(other, "second");
    suite_expect("nobody else", !is_ready(listener, 0));
    suite_expect_long("no third", packet_accept(listener), -1);
    close(other);
    close(second);
    close(here);
    close(there);
    close(listener);
}

/* Nobody takes them: at some time one is refused, and those before it are still there, each complete. */
static void test_full(void)
{
    static char message[PACKET_MOST], bytes[PACKET_MOST];
    int listener, here, there;
    unsigned char sent = 0, received = 0;

    connect_ends("full", &listener, &here, &there);
    for (; sent < 100; sent++) {
        memset(message, sent, sizeof message);
        if (!packet_send(there, message, sizeof message))
            break;
    }
    suite_expect("some", sent > 0);
    suite_expect("refused at last", sent < 100);
    while (packet_receive(here, bytes, sizeof bytes) == PACKET_MOST && bytes[0] == received &&
           memcmp(bytes, bytes + 1, PACKET_MOST - 1) == 0)
        received++;
    suite_expect_long("those that were sent", received, sent);
    suite_expect("there is room again", packet_send(there, "again", 5));
    expect_received(here, "again");
    close(here);
    close(there);
    close(listener);
}

static void test_refused(void)
{
    int listener, here, there;

    connect_ends("gone", &listener, &here, &there);
    suite_expect_long("nobody listens", packet_connect(suite_scratch("nobody")), -1);
    close(there);
    suite_expect("noticed", is_ready(here, DEADLINE));
    close(here);
    close(listener);
    suite_expect_long("no more", packet_connect(suite_scratch("gone")), -1);
}

const struct suite_test suite_tests[] = {
    {"messages", test_messages}, {"end", test_end}, {"two", test_two},
    {"full", test_full},         {"refused", test_refused}, {NULL, NULL},
};
