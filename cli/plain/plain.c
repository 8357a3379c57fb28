/*
 * The walk by lines: shows where it stands, reads a line, acts on it. What a step looks like is in
 * plain-show.c, what a line with a colon does in plain-commands.c.
 */
#include <config.h>

#include "plain-private.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

#include "cli/choose.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "plain-calling.h"
#include "plain-show.h"
#include "plain-training.h"

void plain_leave(struct plain *plain, enum exit_code code)
{
    plain->left = true;
    plain->code = code;
}

void plain_refuse(struct plain *plain, const char *format, ...)
{
    struct buffer why = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&why, format, args);
    va_end(args);
    if (plain->asks_again) {
        output_printf("%s\n", buffer_text(&why));
    } else {
        output_error("%s", buffer_text(&why));
        plain_leave(plain, EXIT_USAGE);
    }
    buffer_free(&why);
}

/* It could not be stored: whether the person goes on without a record, from now on. */
static bool goes_on_unkept(struct plain *plain)
{
    if (!plain->asks_again || !walk_is_stored(plain->walk))
        return false;
    output_printf("This could not be kept: %s.\n", walk_store_says(plain->walk));
    if (!choose_yes("Go on without keeping a record?"))
        return false;
    walk_set_store(plain->walk, NULL);
    return true;
}

static enum status commit(struct plain *plain, const struct event *event)
{
    return plain->training ? training_commit(plain->training, event, &plain->feedback)
                           : walk_commit(plain->walk, event);
}

void plain_show(const struct plain *plain)
{
    if (plain->training)
        plain_training_step(plain);
    else
        plain_show_step(plain->walk);
}

bool plain_commit(struct plain *plain, enum status made, const struct event *event)
{
    const struct step *before = walk_step(plain->walk);
    const struct flow *flow = walk_flow(plain->walk);
    enum status status;

    if (made != STATUS_OK) {
        plain_refuse(plain, "that cannot be done here; :? says what can");
        return false;
    }
    status = commit(plain, event);
    if (status == STATUS_IO && goes_on_unkept(plain))
        status = commit(plain, event);
    if (status != STATUS_OK) {
        output_error("that was not kept: %s", status == STATUS_IO ? walk_store_says(plain->walk)
                                                                   : "memory ran out");
        plain_leave(plain, EXIT_FAULT);
        return false;
    }
    if (plain->training) {
        plain_training_after(plain, event->kind);
        return true;
    }
    if (walk_flow(plain->walk) != flow)
        plain_show_flow(plain->walk);
    if (walk_step(plain->walk) != before || event->kind == EVENT_UNDONE)
        plain_show_step(plain->walk);
    return true;
}

unsigned plain_number(const char *text)
{
    size_t length = strlen(text);

    return length < 9 && strspn(text, "0123456789") == length ? (unsigned)atol(text) : 0;
}

/* The reply that a number stands for, or NULL. */
static const char *numbered(const struct step *step, const char *line)
{
    const struct answer *answer;
    unsigned number = plain_number(line);

    if (!number)
        return NULL;
    if (step->kind == STEP_FIX && number <= FIX_RESULT_COUNT)
        return fix_result_names[number - 1];
    if (step->kind != STEP_ASK)
        return NULL;
    flow_each(answer, step->answers) {
        if (--number == 0)
            return answer->node.id;
    }
    return NULL;
}

static void refuse_message(struct plain *plain, const char *message)
{
    struct buffer why = {0};

    plain_show_unclear(plain->walk, message + strspn(message, " "), &why);
    plain_refuse(plain, "%s", buffer_text(&why));
    buffer_free(&why);
}

static void run_reply(struct plain *plain, const char *line)
{
    static const char other[] = "other";
    const struct step *step = walk_step(plain->walk);
    const char *reply = numbered(step, line);
    struct buffer fitting = {0};
    struct event event;

    plain->sure = false;
    if (plain->training) {
        plain_training_reply(plain, line);
        return;
    }
    if (walk_reply(plain->walk, reply ? reply : line, &event) == STATUS_OK) {
        plain_commit(plain, STATUS_OK, &event);
        return;
    }
    if (plain->asks_again && !*line)
        return;
    if (step->kind == STEP_FIX && strncmp(line, other, sizeof other - 1) == 0 &&
        strchr(" ", line[sizeof other - 1])) {
        refuse_message(plain, line + sizeof other - 1);
        return;
    }
    if (plain->asks_again) {
        output_printf("'%s' does not fit here\n", line);
        plain_show_replies(plain->walk);
        return;
    }
    plain_show_fitting(plain->walk, &fitting);
    plain_refuse(plain, "'%s' does not fit here: %s", line, buffer_text(&fitting));
    buffer_free(&fitting);
}

/* The input is over. An escalation asks for nothing more, so reaching it was the end. */
static void end_of_input(struct plain *plain)
{
    struct event event;

    if (plain->asks_again)
        output_text("\n");
    if (ferror(plain->in)) {
        output_error("cannot read standard input: %s", strerror(errno));
        plain_leave(plain, EXIT_FAULT);
    } else if (session_outcome(walk_session(plain->walk)) != OUTCOME_UNFINISHED) {
        plain_leave(plain, EXIT_DONE);
    } else if (!plain->asks_again && !plain->training &&
               walk_step(plain->walk)->kind == STEP_ESCALATE &&
               walk_end(plain->walk, OUTCOME_ESCALATED, &event) == STATUS_OK) {
        plain_commit(plain, STATUS_OK, &event);
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

char *plain_read(struct plain *plain, bool *came)
{
    char *text = NULL;
    ssize_t length = -1;

    *came = false;
    if (plain->asks_again)
        output_text("> ");
    if (!output_flush()) {
        plain_leave(plain, EXIT_FAULT); /* nobody reads the questions */
        return NULL;
    }
    plain_calling_wait(plain);
    if (!interrupt_came() && !plain->left)
        length = getline(&plain->line, &plain->capacity, plain->in);
    if (interrupt_came() || plain->left || length < 0)
        return NULL;
    *came = true;
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

void plain_stop(struct plain *plain)
{
    if (interrupt_came())
        interrupted(plain);
    else if (!plain->left)
        end_of_input(plain);
}

/* The next line without the blanks around it; NULL where there is none to act on. */
static char *read_reply(struct plain *plain)
{
    bool came;
    char *line = plain_read(plain, &came);
    size_t length = line ? strlen(line) : 0, blanks;

    if (!came)
        plain_stop(plain);
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
    enum tui_news news = plain->watch ? watch_look(plain->watch, true, &says, &faults) : TUI_NO_NEWS;

    if (news != TUI_NO_NEWS) {
        output_text(buffer_text(&faults));
        output_printf("%s\n", buffer_text(&says));
    }
    buffer_free(&says);
    buffer_free(&faults);
    if (news != TUI_RELOADED)
        return false;
    output_text("Your line was for the question before, and was not used.\n");
    if (session_outcome(walk_session(plain->walk)) == OUTCOME_UNFINISHED)
        plain_show_step(plain->walk);
    return true;
}

static void run_line(struct plain *plain)
{
    char *line = read_reply(plain);

    if (!line)
        return;
    if (look_at_file(plain))
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
    struct event event;

    if (plain->training || walk_step(plain->walk)->kind != STEP_REFER ||
        session_outcome(walk_session(plain->walk)) != OUTCOME_UNFINISHED ||
        walk_reply(plain->walk, "", &event) != STATUS_OK)
        return false;
    plain_commit(plain, STATUS_OK, &event);
    return true;
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
                          .call = options->call,
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
    }
    interrupt_forget();
    *end = (struct plain_end){.signal = interrupt_came() == SIGTERM ? SIGTERM : 0,
                              .replay = plain.replay};
    free(plain.line);
    return plain.code;
}
