/* SPDX-License-Identifier: MIT */
/*
 * The walk in plain mode: shows where it stands, reads a line, acts on it. What a step looks like is in
 * plain-show.c, what a line with a colon does in plain-commands.c.
 */
#include <config.h>

#include "plain.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

#include "cli/walk/choose.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "plain-commands.h"
#include "plain-read.h"
#include "plain-show.h"
#include "plain-state.h"
#include "plain-trainee.h"
#include "plain-training.h"

/* The answer or result that a number stands for, or NULL. Where a value can be typed, it is one. */
static const struct choice *numbered(const struct walk *walk, const char *line)
{
    unsigned number = plain_number(line);
    const struct choice *choice = NULL;

    if (number && !walk_choice(walk, CHOICE_VALUE, NULL)) {
        choice = walk_choice(walk, CHOICE_ANSWER, NULL);
        choice = choice ? choice : walk_choice(walk, CHOICE_RESULT, NULL);
    }
    while (choice && choice->number != number)
        choice = walk_choice_after(walk, choice);
    return choice;
}

static void refuse_message(struct plain *plain, const char *message)
{
    struct buffer why = {0};

    plain_show_unclear(plain->walk, message + strspn(message, " "), &why);
    plain_refuse(plain, "%s", buffer_text(&why));
    buffer_free(&why);
}

static void refuse_reply(struct plain *plain, const char *line)
{
    static const char other[] = "other";
    struct buffer fitting = {0};

    if (plain->asks_again && !*line)
        return;
    if (walk_choice(plain->walk, CHOICE_OTHER, NULL) &&
        strncmp(line, other, sizeof other - 1) == 0 && strchr(" ", line[sizeof other - 1])) {
        refuse_message(plain, line + sizeof other - 1);
    } else if (plain->asks_again) {
        output_printf("'%s' does not fit here\n", line);
        plain->training ? plain_training_choices(plain) : plain_show_replies(plain->walk);
    } else {
        plain_show_fitting(plain->walk, &fitting);
        plain_refuse(plain, "'%s' does not fit here: %s", line, buffer_text(&fitting));
        buffer_free(&fitting);
    }
}

/* What was done may work already: at a terminal that is asked about. */
static bool is_too_early(const struct plain *plain, const struct event *event)
{
    char when[CLOCK_TEXT];

    if (!plain->asks_again || event->kind != EVENT_TRIED ||
        strcmp(event->answer, fix_result_names[FIX_WORKED]) != 0 ||
        !walk_look_again(plain->walk, when))
        return false;
    output_printf("The result takes a while: it shows at %s.\n", when);
    return !choose_yes("Does it work already?");
}

static void run_reply(struct plain *plain, const char *line)
{
    const struct choice *choice = numbered(plain->walk, line);
    struct event event;

    plain->sure = false;
    if (walk_choice(plain->walk, CHOICE_DIAGNOSE, NULL))
        plain_diagnose(plain, line);
    else if (choice ? walk_take(plain->walk, choice, NULL, &event) == STATUS_OK
                    : walk_reply(plain->walk, line, &event) == STATUS_OK) {
        if (!is_too_early(plain, &event))
            plain_commit(plain, STATUS_OK, &event);
    }    else
        refuse_reply(plain, line);
}

/* The input is over. An escalation asks for nothing more, so reaching it was the end. */
static void end_of_input(struct plain *plain)
{
    if (plain->asks_again)
        output_text("\n");
    if (ferror(plain->in)) {
        output_error("cannot read standard input: %s", strerror(errno));
        plain_leave(plain, EXIT_FAULT);
    } else if (session_outcome(walk_session(plain->walk)) != OUTCOME_UNFINISHED) {
        plain_leave(plain, EXIT_DONE);
    } else if (!plain->asks_again && !plain->training &&
               walk_choice(plain->walk, CHOICE_ESCALATE, NULL)) {
        plain_choose(plain, CHOICE_ESCALATE, NULL, NULL);
    } else {
        plain_leave(plain, EXIT_UNFINISHED);
    }
}

/* As the wizard does: Ctrl-C leaves. */
static void interrupted(struct plain *plain)
{
    output_text("\n");
    plain_leave(plain, session_outcome(walk_session(plain->walk)) == OUTCOME_UNFINISHED ? EXIT_UNFINISHED
                                                                                  : EXIT_DONE);
}

static void stop(struct plain *plain)
{
    if (interrupt_came())
        interrupted(plain);
    else if (!plain->left)
        end_of_input(plain);
}

/* The next line without the blanks around it; NULL where there is none to act on. */
static char *read_reply(struct plain *plain)
{
    char *line = plain_read(plain);
    size_t length = line ? strlen(line) : 0, blanks;

    if (!line)
        return NULL;
    while (length && strchr(" \t", line[length - 1]))
        line[--length] = '\0';
    blanks = strspn(line, " \t");
    memmove(line, line + blanks, length + 1 - blanks);
    return line;
}

/* After the end there is nothing to reply to but commands; an empty line leaves. */
static void run_after_end(struct plain *plain, const char *line)
{
    if (!*line)
        plain_leave(plain, EXIT_DONE);
    else if (*line == ':')
        plain_command(plain, line);
    else if (plain->training)
        plain_refuse(plain, "the training has ended; Enter leaves; :? lists what else there is");
    else
        output_text("The walk has ended. Enter leaves; :b goes back; :? lists what else there is.\n");
}

/* What came of the flow's file since the last line. True where the walk goes on in a new version of
 * it: the line was meant for the old one. */
static bool look_at_file(struct plain *plain)
{
    struct buffer says = {0}, faults = {0};
    enum tui_news news =
        plain->watch ? watch_poll(plain->watch, true, &says, &faults) : TUI_NO_NEWS;

    if (news != TUI_NO_NEWS) {
        output_text(buffer_text(&faults));
        output_printf("%s\n", buffer_text(&says));
    }
    buffer_free(&says);
    buffer_free(&faults);
    if (news != TUI_RELOADED)
        return false;
    output_text("Your line was meant for the previous question and was not used.\n");
    if (session_outcome(walk_session(plain->walk)) == OUTCOME_UNFINISHED)
        plain_show_step(plain->walk);
    return true;
}

/* What time or the trainer did to a training since the last line. True where the line came too late. */
static bool look_at_training(struct plain *plain)
{
    struct buffer says = {0};
    enum training_news news =
        plain->training ? training_poll(plain->training, &says) : TRAINING_NO_NEWS;

    if (news != TRAINING_NO_NEWS)
        output_printf("%s\n", buffer_text(&says));
    if (news == TRAINING_HANDED_IN)
        output_text("Your line came too late and was not used.\n");
    buffer_free(&says);
    return news == TRAINING_HANDED_IN;
}

static void run_line(struct plain *plain)
{
    char *line = read_reply(plain);

    if (!line)
        return;
    if (look_at_file(plain) || look_at_training(plain))
        ;
    else if (session_outcome(walk_session(plain->walk)) != OUTCOME_UNFINISHED)
        run_after_end(plain, line);
    else if (*line == ':')
        plain_command(plain, line);
    else
        run_reply(plain, line);
    memory_free(line);
}

/* A referral needs no reply, unless it leads back into a flow that was walked already. */
static bool follow_referral(struct plain *plain)
{
    return !plain->training && walk_choice(plain->walk, CHOICE_REFER, NULL) &&
           plain_choose(plain, CHOICE_REFER, NULL, NULL);
}

static void show_begin(const struct plain *plain)
{
    bool ended = session_outcome(walk_session(plain->walk)) != OUTCOME_UNFINISHED;

    if (plain->training)
        plain_training_begin(plain);
    else
        plain_show_flow(plain->walk);
    if (!ended)
        plain_show(plain);
}

static void show_end(const struct plain *plain)
{
    if (plain->training)
        plain_training_end(plain);
    else
        plain_show_end(plain->walk, plain->asks_again);
}

enum exit_code plain_run(struct walk *walk, const struct plain_options *options,
                         struct plain_end *end)
{
    struct plain plain = {.walk = walk,
                          .training = options->training,
                          .in = options->in,
                          .asks_again = options->asks_again,
                          .export = options->export,
                          .roleplay = options->roleplay,
                          .watch = options->watch};
    bool end_shown = false;

    interrupt_watch();
    show_begin(&plain);
    while (!plain.left) {
        bool ended = session_outcome(walk_session(walk)) != OUTCOME_UNFINISHED;

        if (!ended && follow_referral(&plain))
            continue;
        if (ended && !end_shown)
            show_end(&plain);
        end_shown = ended;
        if (ended && !plain.asks_again && !plain.training)
            plain_leave(&plain, EXIT_DONE);
        else
            run_line(&plain);
        if (plain.ended)
            stop(&plain);
    }
    interrupt_forget();
    *end = (struct plain_end){.signal = interrupt_came() == SIGTERM ? SIGTERM : 0,
                              .replay = plain.replay};
    free(plain.line);
    return plain.code;
}
