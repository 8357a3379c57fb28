/* SPDX-License-Identifier: MIT */
/*
 * How plain mode reads a line. What the caller of a role-play does meanwhile is shown between two
 * lines; a line that is being typed stays as it is.
 */
#include <config.h>

#include "plain-read.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

#include "cli/interrupt.h"
#include "cli/output.h"
#include "plain-wait.h"
#include "plain-show.h"

static void take(struct plain *plain, enum roleplay_news news)
{
    struct event event;

    if (news == ROLEPLAY_JOINED || news == ROLEPLAY_LEFT) {
        output_text(news == ROLEPLAY_JOINED
                        ? "The caller is on the line.\n"
                        : "The caller has hung up. Go on alone with :look, or wait.\n");
        return;
    }
    if (roleplay_event(plain->roleplay, news, plain->training, &event) != STATUS_OK)
        return;
    if (news == ROLEPLAY_TROUBLED)
        plain_show_written("Caller: ", event.say);
    plain_commit(plain, STATUS_OK, &event);
}

static void wait_for_line(struct plain *plain)
{
    bool waits = plain->roleplay != NULL;

    while (waits && !plain->left && !interrupt_came()) {
        enum roleplay_news news;
        bool any = false;

        while (!plain->left && (news = roleplay_work(plain->roleplay)) != ROLEPLAY_NOTHING) {
            if (plain->asks_again && !any)
                output_text("\n");
            take(plain, news);
            any = true;
        }
        roleplay_report(plain->roleplay, plain->training);
        if (any && plain->asks_again)
            output_text("> ");
        output_flush();
        waits = !plain_wait(plain->in, plain->roleplay);
    }
}

bool plain_ask_caller(struct plain *plain)
{
    if (!plain->roleplay || roleplay_ask(plain->roleplay, plain->training) != STATUS_OK)
        return false;
    output_text("You have asked; the caller will answer.\n");
    return true;
}

char *plain_read(struct plain *plain)
{
    char *text = NULL;
    ssize_t length = -1;

    plain->ended = true;
    if (plain->asks_again)
        output_text("> ");
    if (!output_flush()) {
        plain_leave(plain, EXIT_FAULT); /* nobody reads the questions */
        return NULL;
    }
    wait_for_line(plain);
    if (!interrupt_came() && !plain->left)
        length = getline(&plain->line, &plain->capacity, plain->in);
    if (interrupt_came() || plain->left || length < 0)
        return NULL;
    plain->ended = false;
    if (strlen(plain->line) == (size_t)length) {
        plain->line[strcspn(plain->line, "\r\n")] = '\0';
        text = output_from_locale(plain->line);
    }
    if (!text)
        plain_refuse(plain, "the line is not text in the encoding of this locale");
    else if (!plain->asks_again)
        output_printf("> %s\n", text);
    return text;
}

bool plain_read_lines(struct plain *plain, struct buffer *out)
{
    while (!plain->left && !plain->ended) {
        char *line = plain_read(plain);
        bool last = line && strcmp(line, ".") == 0;

        if (line && !last)
            buffer_printf(out, "%s%s", out->length ? "\n" : "", line);
        memory_free(line);
        if (last)
            return true;
    }
    return plain->ended && !interrupt_came() && !plain->left;
}
