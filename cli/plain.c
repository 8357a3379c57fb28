/*
 * The walk by lines: shows where it stands, reads a line, acts on it. What a step looks like is in
 * plain-show.c.
 */
#include <config.h>

#include "plain-private.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

#include "choose.h"
#include "interrupt.h"
#include "output.h"
#include "plain-note.h"
#include "plain-show.h"
#include "plain-trail.h"

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

bool plain_commit(struct plain *plain, enum status made, const struct event *event)
{
    const struct step *before = walk_step(plain->walk);
    const struct flow *flow = walk_flow(plain->walk);
    enum status status;

    if (made != STATUS_OK) {
        plain_refuse(plain, "that cannot be done here; :? says what can");
        return false;
    }
    status = walk_commit(plain->walk, event);
    if (status == STATUS_IO && goes_on_unkept(plain))
        status = walk_commit(plain->walk, event);
    if (status != STATUS_OK) {
        output_error("that was not kept: %s", status == STATUS_IO ? walk_store_says(plain->walk)
                                                                   : "memory ran out");
        plain_leave(plain, EXIT_FAULT);
        return false;
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

static void do_back(struct plain *plain, const char *argument)
{
    struct event event;

    (void)argument;
    if (walk_back(plain->walk, &event) == STATUS_OK)
        plain_commit(plain, STATUS_OK, &event);
    else
        plain_refuse(plain, "this is the first question: there is nothing to go back to");
}

static void do_why(struct plain *plain, const char *argument)
{
    const struct step *step = walk_step(plain->walk);

    (void)argument;
    plain_show_prose(plain->walk, *step->why ? step->why : step->because,
                     "The flow does not say why.");
}

/* Of an ending, what to do is the how. */
static void do_how(struct plain *plain, const char *argument)
{
    const struct step *step = walk_step(plain->walk);

    (void)argument;
    if (step_is_question(step->kind))
        plain_show_prose(plain->walk, step->how, "The flow does not say how.");
    else
        plain_show_step(plain->walk);
}

static void do_tick(struct plain *plain, const char *argument)
{
    unsigned item = plain_number(argument);
    bool on = item && !session_ticked(walk_session(plain->walk), item - 1);
    unsigned ticked, count;
    struct event event;

    if (!item || walk_tick(plain->walk, item - 1, on, &event) != STATUS_OK) {
        plain_refuse(plain, "write the number of the item after it: :x 1");
        return;
    }
    if (plain_commit(plain, STATUS_OK, &event)) {
        walk_ticks(plain->walk, &ticked, &count);
        output_printf("Item %u is %s: %u of %u.\n", item, on ? "done" : "not done", ticked, count);
    }
}

static void do_about(struct plain *plain, const char *argument)
{
    (void)argument;
    plain_show_about(plain->walk);
}

static void do_again(struct plain *plain, const char *argument)
{
    (void)argument;
    plain_show_step(plain->walk);
}

static void do_transcript(struct plain *plain, const char *argument)
{
    struct export_options options = plain->export;
    struct export_result result = {0};
    enum status status, kept = STATUS_OK;

    options.format = transcript_format_of_file(argument);
    if (!options.format) {
        plain_refuse(plain, "write a file name after it that ends in .md, .txt, .json or .html: :t case.md");
        return;
    }
    status = export_walk(plain->walk, &options, argument, &result, &kept);
    if (status != STATUS_OK) {
        plain_refuse(plain, "the transcript could not be written to %s: %s", argument,
               status == STATUS_NO_MEMORY ? "memory ran out" : strerror(errno));
        return;
    }
    output_printf("The transcript is in %s.\n", argument);
    output_masked(&result.masked, options.redact);
    export_result_free(&result);
    if (kept == STATUS_IO)
        output_error("history could not note the transcript: %s", walk_store_says(plain->walk));
}

static void do_related(struct plain *plain, const char *argument)
{
    unsigned wanted = plain_number(argument);
    const struct error_ref *error = walk_step(plain->walk)->related;
    struct event event;

    for (; error && wanted > 1; wanted--)
        error = error->node.next;
    if (!error || !wanted)
        plain_refuse(plain, "write the number of the related error after it: :r 1");
    else if (walk_referral(plain->walk, error) == WALK_NO_FLOW)
        plain_show_known(plain->walk, error);
    else if (walk_refer(plain->walk, error, &event) == STATUS_OK)
        plain_commit(plain, STATUS_OK, &event);
    else
        plain_refuse(plain, "this was walked already in this session; :b goes back to it");
}

static void do_abandon(struct plain *plain, const char *argument)
{
    struct event event;
    enum status made = walk_end(plain->walk, OUTCOME_ABANDONED, &event);

    (void)argument;
    plain_commit(plain, made, &event);
}

static void do_quit(struct plain *plain, const char *argument)
{
    (void)argument;
    if (session_outcome(walk_session(plain->walk)) != OUTCOME_UNFINISHED) {
        plain_leave(plain, EXIT_DONE);
    } else if (plain->asks_again && !plain->sure && !plain->watch && walk_done(plain->walk) &&
               !walk_is_stored(plain->walk)) {
        plain->sure = true;
        output_text(walk_is_cut_off(plain->walk)
                        ? "The session is not finished, and its last part is not saved. :q again\n"
                          "leaves it; :t FILE writes down what there is; :a ends it as abandoned.\n"
                        : "The session is not finished and is not saved. :q again leaves it; :t FILE\n"
                          "writes down what there is; :a ends it as abandoned.\n");
    } else {
        plain_leave(plain, EXIT_UNFINISHED);
    }
}

static void do_help(struct plain *plain, const char *argument);

static const struct line_command {
    const char *name, *word;
    const char *argument; /* for the help */
    void (*run)(struct plain *plain, const char *argument);
    const char *help;
} line_commands[] = {
    {":b", ":back", "", do_back, "go back to the last decision"},
    {":l", ":list", "", plain_list, "list the answers so far"},
    {":g", ":go", " N", plain_go, "go back to before answer N, or to a step by its id"},
    {":m", ":map", "", plain_map, "the whole flow, and where you are in it"},
    {":w", ":why", "", do_why, "why it is asked"},
    {":h", ":how", "", do_how, "how to find out"},
    {":n", ":note", " TEXT", plain_note, "make a note; alone, one of several lines"},
    {":notes", ":notes", "", plain_notes, "list the notes"},
    {":edit", ":edit", " N", plain_edit, "write note N anew, or remove it"},
    {":x", ":tick", " N", do_tick, "tick an item of what to do, or untick it"},
    {":i", ":about", "", do_about, "the error's page"},
    {":s", ":show", "", do_again, "show the question again"},
    {":r", ":related", " N", do_related, "go on with a related error, or read of it"},
    {":t", ":transcript", " FILE", do_transcript, "write the transcript so far"},
    {":a", ":abandon", "", do_abandon, "end the walk as abandoned"},
    {":q", ":quit", "", do_quit, "leave"},
    {":?", ":help", "", do_help, "this help"},
};

static void do_help(struct plain *plain, const char *argument)
{
    size_t i;

    (void)argument;
    plain_show_replies(plain->walk);
    for (i = 0; i < sizeof line_commands / sizeof *line_commands; i++) {
        struct buffer name = {0};

        buffer_printf(&name, "%s%s", line_commands[i].name, line_commands[i].argument);
        output_printf("  %-9s %s\n", buffer_text(&name), line_commands[i].help);
        buffer_free(&name);
    }
}

/* `:unsure` at an input, where a plain word would be the value. */
static bool choose_instead(struct plain *plain, const char *id)
{
    struct event event;

    if (walk_answer(plain->walk, id, &event) != STATUS_OK)
        return false;
    plain_commit(plain, STATUS_OK, &event);
    return true;
}

static void run_command(struct plain *plain, const char *line)
{
    size_t length = strcspn(line, " \t"), i;
    const char *argument = line + length + strspn(line + length, " \t");
    bool was_sure = plain->sure;

    plain->sure = false;
    for (i = 0; i < sizeof line_commands / sizeof *line_commands; i++) {
        const struct line_command *command = &line_commands[i];

        if ((strlen(command->name) == length && strncmp(line, command->name, length) == 0) ||
            (strlen(command->word) == length && strncmp(line, command->word, length) == 0)) {
            plain->sure = was_sure && command->run == do_quit;
            command->run(plain, argument);
            return;
        }
    }
    if (!choose_instead(plain, line + 1))
        plain_refuse(plain, "'%s' is no command; :? lists them", line);
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
    } else if (!plain->asks_again && walk_step(plain->walk)->kind == STEP_ESCALATE &&
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
    if (!interrupt_came())
        length = getline(&plain->line, &plain->capacity, plain->in);
    if (interrupt_came() || length < 0)
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
        run_command(plain, line);
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
        run_command(plain, line);
    else
        run_reply(plain, line);
    memory_free(line);
}

/* A referral needs no reply, unless it leads back into a flow that was walked already. */
static bool follow_referral(struct plain *plain)
{
    struct event event;

    if (walk_step(plain->walk)->kind != STEP_REFER ||
        session_outcome(walk_session(plain->walk)) != OUTCOME_UNFINISHED ||
        walk_reply(plain->walk, "", &event) != STATUS_OK)
        return false;
    plain_commit(plain, STATUS_OK, &event);
    return true;
}

enum exit_code plain_run(struct walk *walk, FILE *in, bool asks_again,
                         const struct export_options *export, struct watch *watch, int *signal)
{
    struct plain plain = {.walk = walk, .in = in, .asks_again = asks_again,
                          .export = *export, .watch = watch};
    bool end_shown = false;

    interrupt_watch();
    plain_show_flow(walk);
    if (session_outcome(walk_session(walk)) == OUTCOME_UNFINISHED)
        plain_show_step(walk);
    while (!plain.left) {
        bool ended = session_outcome(walk_session(walk)) != OUTCOME_UNFINISHED;

        if (!ended && follow_referral(&plain))
            continue;
        if (ended && !end_shown)
            plain_show_end(walk, asks_again);
        end_shown = ended;
        if (ended && !asks_again)
            plain_leave(&plain, EXIT_DONE);
        else
            run_line(&plain);
    }
    interrupt_forget();
    *signal = interrupt_came() == SIGTERM ? SIGTERM : 0;
    free(plain.line);
    return plain.code;
}
