/*
 * What the caller does is told between two lines; a line that is being typed stays as it is.
 */
#include <config.h>

#include "plain-calling.h"

#include "cli/interrupt.h"
#include "line-wait.h"
#include "cli/output.h"
#include "plain-show.h"

static void take(struct plain *plain, enum call_news news)
{
    struct event event;

    if (news == CALL_JOINED || news == CALL_LEFT) {
        output_text(news == CALL_JOINED
                        ? "The caller is on the line.\n"
                        : "The caller has hung up. Go on alone with :look, or wait.\n");
        return;
    }
    if (call_event(plain->call, news, plain->training, &event) != STATUS_OK)
        return;
    if (news == CALL_TROUBLED)
        plain_show_written("Caller: ", event.say);
    plain_commit(plain, STATUS_OK, &event);
}

void plain_calling_wait(struct plain *plain)
{
    bool waits = plain->call != NULL;

    while (waits && !plain->left && !interrupt_came()) {
        enum call_news news;
        bool any = false;

        while (!plain->left && (news = call_work(plain->call)) != CALL_NOTHING) {
            if (plain->asks_again && !any)
                output_text("\n");
            take(plain, news);
            any = true;
        }
        call_report(plain->call, walk_session(plain->walk));
        if (any && plain->asks_again)
            output_text("> ");
        output_flush();
        waits = !line_wait(plain->in, plain->call);
    }
}

bool plain_calling_ask(struct plain *plain)
{
    if (!plain->call || call_ask(plain->call, walk_session(plain->walk)) != STATUS_OK)
        return false;
    output_text("You have asked: the caller is to tell you.\n");
    return true;
}
