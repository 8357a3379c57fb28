/* SPDX-License-Identifier: MIT */
/*
 * Mail: what its head refuses, and that whatever is in it, it is lines that nothing on the way changes.
 * tests/check-mail reads messages back with the libraries of others.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/mail.h"

const char suite_name[] = "mail";

static void test_to(void)
{
    static const struct {
        const char *to;
        bool fits;
    } rows[] = {
        {"desk@example.org", true},
        {"Desk <desk@example.org>", true},
        {"\"Desk, second line\" <desk@example.org>, other@example.org", true},
        {"J\xc3\xb6rg <joerg@example.org>", true},
        {"", false},
        {"desk", false},
        {"desk@", false},
        {"@example.org", false},
        {"a@b@c", false},
        {"desk@example.org,", true}, /* what follows a comma may be left away */
        {"desk@example.org\r\nBcc: all@example.org", false},
        {"Desk\nBcc: all@example.org <desk@example.org>", false},
        {"Desk <desk@example.org", false},
        {"De\"sk <desk@example.org>", false},
        {"De\\sk <desk@example.org>", false},
        {"desk@ex ample.org", false},
        {"j\xc3\xb6rg@example.org", false},
        {"Desk <desk@example.org>\x7f", false},
        {"\xff <desk@example.org>", false},
    };
    const char *wrong;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        suite_expect_long(rows[i].to, mail_check_to(rows[i].to, &wrong), rows[i].fits);
}

static void test_subject(void)
{
    static const struct {
        const char *subject;
        bool fits;
    } rows[] = {
        {"The printer is offline", true},
        {"Der Schl\xc3\xbcssel fehlt", true},
        {"a\r\nBcc: all@example.org", false},
        {"a\nb", false},
        {"a\tb", false},
        {"\x1b[2J", false},
        {"\xc3", false},
    };
    const char *wrong;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        suite_expect_long(rows[i].subject, mail_check_subject(rows[i].subject, &wrong), rows[i].fits);
}

/* ASCII, in lines of at most 76 characters that end in CR LF, none of which a mail server would change. */
static void expect_lines(const char *what, const struct buffer *mail)
{
    const char *at = buffer_text(mail), *end = at + mail->length;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t i, length;

        if (!suite_expect(what, stop && stop > at && stop[-1] == '\r'))
            return;
        length = (size_t)(stop - at) - 1;
        suite_expect(what, length <= 76);
        suite_expect(what, strncmp(at, "From ", 5) != 0 && at[0] != '.');
        suite_expect(what, !length || at[length - 1] != ' ');
        for (i = 0; i < length; i++)
            suite_expect(what, (at[i] >= ' ' && at[i] < 0x7f));
        at = stop + 1;
    }
}

static void test_lines(void)
{
    static const struct {
        const char *to, *subject, *text;
    } rows[] = {
        {"desk@example.org", "A subject", "one\ntwo\n"},
        {NULL, NULL, ""},
        {"Desk <desk@example.org>, second@example.org",
         "A subject that is longer than a line of a message may be, so that it is folded at its blanks",
         "From here\n.dot\n..\ntrailing \n=3D\n\t\n"},
        {"J\xc3\xb6rg Schr\xc3\xb6" "der von der Abteilung f\xc3\xbcr alles, was nicht geht <j@example.org>",
         "\xe2\x80\x9c\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe2\x80\x9d \xf0\x9f\x98\x80 and so on, and on, "
         "and on, so that it takes several lines",
         "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac"
         "\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\n\xff\x01\x1b[2J\r\n"},
        {"desk@example.org\r\nBcc: all@example.org", "a\r\nBcc: all@example.org", "--=_errwalk_mixed--\n"},
    };
    size_t i, n;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct mail_head head = {.to = rows[i].to, .subject = rows[i].subject, .id = "abc",
                                       .at = 1767225600};
        struct buffer mail = {0}, text = {0};
        char what[20];

        snprintf(what, sizeof what, "row %zu", i);
        for (n = 0; n < 40; n++)
            buffer_string(&text, rows[i].text);
        for (n = 0; n < 3000; n++)
            buffer_char(&text, "long "[n % 5]);
        mail_write(&mail, &head, &text, &text, &text);
        expect_lines(what, &mail);
        suite_expect(what, !strstr(buffer_text(&mail), "Bcc"));
        suite_expect(what, strstr(buffer_text(&mail), "Date: Thu, 1 Jan 2026 00:00:00 +0000\r\n") != NULL);
        suite_expect(what, !strstr(buffer_text(&mail), "\r\n--=_errwalk_mixed--\r\n--"));
        buffer_free(&mail);
        buffer_free(&text);
    }
}

const struct suite_test suite_tests[] = {
    {"addresses", test_to},
    {"subjects", test_subject},
    {"lines", test_lines},
    {NULL, NULL},
};
