/* SPDX-License-Identifier: MIT */
/*
 * What a line that begins with a colon does, as one table.
 */
#include <config.h>

#include "plain-commands.h"

#include <errno.h>
#include <string.h>

#include "errwalk/clipboard.h"
#include "errwalk/formats.h"

#include "cli/output.h"
#include "plain-copy.h"
#include "plain-note.h"
#include "plain-read.h"
#include "plain-show.h"
#include "plain-trail.h"
#include "plain-trainee.h"
#include "plain-training.h"

static void do_back(struct plain *plain, const char *argument)
{
    (void)argument;
    if (plain_unsay(plain))
        return;
    if (walk_choice(plain->walk, CHOICE_BACK, NULL))
        plain_choose(plain, CHOICE_BACK, NULL, NULL);
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

static void do_why_next(struct plain *plain, const char *argument)
{
    (void)argument;
    plain_show_why_next(plain->walk);
}

static void do_take(struct plain *plain, const char *argument)
{
    if (walk_choice(plain->walk, CHOICE_ITEM, argument))
        plain_choose(plain, CHOICE_ITEM, argument, NULL);
    else
        plain_refuse(plain, "write after it which one to take instead: :why-next lists them");
}

static void do_later(struct plain *plain, const char *argument)
{
    (void)argument;
    plain_choose(plain, CHOICE_PUT_OFF, NULL, NULL);
}

/* Of an ending, what to do is the how. */
static void do_how(struct plain *plain, const char *argument)
{
    const struct step *step = walk_step(plain->walk);

    (void)argument;
    if (step_is_question(step->kind))
        plain_show_prose(plain->walk, step->how, "The flow does not say how.");
    else
        plain_show(plain);
}

static void do_more(struct plain *plain, const char *argument)
{
    (void)argument;
    plain_show_prose(plain->walk, walk_step(plain->walk)->more, "There is nothing more on this.");
}

/* What a command printed follows, as a note of several lines does. */
static void do_paste(struct plain *plain, const char *argument)
{
    struct buffer text = {0};
    struct event event;
    enum status status = STATUS_NO;

    (void)argument;
    output_text("Paste what the command printed; a line with a single . ends it.\n");
    if (plain_read_lines(plain, &text))
        status = walk_choose(plain->walk, CHOICE_PASTE, NULL, buffer_text(&text), &event);
    if (status == STATUS_OK)
        plain_commit(plain, status, &event);
    else if (status == STATUS_INVALID)
        plain_refuse(plain, "there is room for 64 KiB: paste the part that matters");
    else if (!plain->left)
        plain_refuse(plain, "it contains nothing that can be read");
    buffer_free(&text);
}

static void do_tick(struct plain *plain, const char *argument)
{
    const struct choice *item = walk_choice(plain->walk, CHOICE_TICK, argument);
    const bool on = item && item->event.on;
    unsigned ticked, count;

    if (!item) {
        plain_refuse(plain, "write the number of the step after it: :x 1");
        return;
    }
    if (plain_choose(plain, CHOICE_TICK, argument, NULL)) {
        walk_ticks(plain->walk, &ticked, &count);
        output_printf("Step %s is %s: %u of %u.\n", argument, on ? "done" : "not done", ticked,
                      count);
    }
}

static void do_about(struct plain *plain, const char *argument)
{
    if (!*argument)
        plain_show_about(plain->walk);
    else if (!plain_show_about_part(plain->walk, plain_number(argument)))
        plain_refuse(plain, "write the number of a part after it, as :i lists them: :i 1");
}

static void do_again(struct plain *plain, const char *argument)
{
    (void)argument;
    plain_show(plain);
}

static void do_transcript(struct plain *plain, const char *argument)
{
    struct export_options options = plain->export;
    struct export_result result = {0};
    enum status status, kept = STATUS_OK;

    options.format = transcript_format_of_file(argument);
    if (!options.format) {
        plain_refuse(plain, "write a file name after it that ends in .md, .txt, .json, .html or .eml: :t case.md");
        return;
    }
    status = export_walk(plain->walk, &options, argument, &result, &kept);
    if (status != STATUS_OK) {
        plain_refuse(plain, "the transcript could not be written to %s: %s", argument,
                     strerror(errno));
        return;
    }
    output_printf("The transcript is in %s.\n", argument);
    output_masked(&result.masked, options.redact);
    export_result_free(&result);
    if (kept == STATUS_IO)
        output_error("history could not note the transcript: %s", walk_store_message(plain->walk));
}

static void do_related(struct plain *plain, const char *argument)
{
    const struct choice *related = walk_choice(plain->walk, CHOICE_RELATED, argument);
    const struct error_ref *error = walk_step(plain->walk)->related;
    unsigned number = plain_number(argument);

    for (; error && number > 1; number--)
        error = error->node.next;
    if (!related)
        plain_refuse(plain, "write the number of the related error after it: :r 1");
    else if (related->referral == WALK_NO_FLOW)
        plain_show_known(plain->walk, error);
    else if (!related->is_closed)
        plain_choose(plain, CHOICE_RELATED, argument, NULL);
    else
        plain_refuse(plain, "this has already been walked in this session; :b goes back to it");
}

static void do_abandon(struct plain *plain, const char *argument)
{
    (void)argument;
    plain_choose(plain, CHOICE_ABANDON, NULL, NULL);
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

/* When commands are to be had. */

static bool is_walk(const struct plain *plain)
{
    return !plain->training;
}

static bool is_training(const struct plain *plain)
{
    return plain->training != NULL;
}

/* An ending is not shown before its diagnosis. */
static bool knows_step(const struct plain *plain)
{
    return !walk_choice(plain->walk, CHOICE_DIAGNOSE, NULL);
}

static bool has_more(const struct plain *plain)
{
    return *walk_step(plain->walk)->more && knows_step(plain);
}

static bool may_paste(const struct plain *plain)
{
    return walk_choice(plain->walk, CHOICE_PASTE, NULL);
}

static bool was_weighed(const struct plain *plain)
{
    return *walk_because(plain->walk);
}

static bool may_take(const struct plain *plain)
{
    return walk_choice(plain->walk, CHOICE_ITEM, NULL);
}

static bool may_put_off(const struct plain *plain)
{
    return walk_choice(plain->walk, CHOICE_PUT_OFF, NULL);
}

static bool may_back(const struct plain *plain)
{
    return !plain->training || plain->diagnosis.cause || training_goes_back(plain->training);
}

static bool may_hint(const struct plain *plain)
{
    return plain->training && training_mode(plain->training) != TRAINING_EXAM;
}

static bool may_hold(const struct plain *plain)
{
    return walk_choice(plain->walk, CHOICE_HOLD, NULL);
}

static bool may_debrief(const struct plain *plain)
{
    return plain->training && training_is_open(walk_session(plain->walk));
}

static bool can_copy(const struct plain *plain)
{
    return clipboard_is_there && knows_step(plain);
}

static const struct line_command {
    const char *name, *word;
    const char *argument; /* for the help */
    void (*run)(struct plain *plain, const char *argument);
    const char *help;
    bool (*when)(const struct plain *plain); /* NULL: always */
} line_commands[] = {
    {":b", ":back", "", do_back, "go back to the last decision", may_back},
    {":l", ":list", "", plain_list, "list the answers so far", NULL},
    {":g", ":go", " N", plain_go, "go back to before answer N, or to a step by its id", may_back},
    {":m", ":map", "", plain_map, "the whole flow, and where you are in it", NULL},
    {":look", ":ask", "", plain_look, "ask the caller, and look: it costs minutes", is_training},
    {":hold", ":hold", "", plain_hold, "put the caller on hold, to take another", may_hold},
    {":hint", ":hint", "", plain_hint, "take a hint: it costs minutes", may_hint},
    {":seen", ":evidence", "", plain_seen, "everything seen so far", is_training},
    {":d", ":debrief", "", plain_debrief, "look back on the training", may_debrief},
    {":replay", ":replay", " N", plain_replay, "try again from step N of the debrief",
     may_debrief},
    {":w", ":why", "", do_why, "why it is asked", knows_step},
    {":why-next", ":why-next", "", do_why_next, "why this comes next, and what else could",
     was_weighed},
    {":take", ":take", " ID", do_take, "take another step instead of this one", may_take},
    {":later", ":later", "", do_later, "put this off until nothing else is left", may_put_off},
    {":h", ":how", "", do_how, "how to find out", knows_step},
    {":more", ":more", "", do_more, "what else there is to know", has_more},
    {":p", ":paste", "", do_paste, "paste what the command printed", may_paste},
    {":c", ":copy", " N", plain_copy, "put command N on the clipboard", can_copy},
    {":n", ":note", " TEXT", plain_note, "make a note; alone, one of several lines", NULL},
    {":notes", ":notes", "", plain_notes, "list the notes", NULL},
    {":edit", ":edit", " N", plain_edit, "rewrite note N, or remove it", NULL},
    {":x", ":tick", " N", do_tick, "tick a step of what to do, or untick it", is_walk},
    {":i", ":about", " N", do_about, "the error's page, or part N of it", NULL},
    {":s", ":show", "", do_again, "show the question again", NULL},
    {":r", ":related", " N", do_related, "continue with a related error, or read about it", is_walk},
    {":t", ":transcript", " FILE", do_transcript, "write the transcript so far", NULL},
    {":a", ":abandon", "", do_abandon, "end the walk as abandoned", NULL},
    {":q", ":quit", "", do_quit, "leave", NULL},
    {":?", ":help", "", do_help, "this help", NULL},
};

static bool is_live(const struct plain *plain, const struct line_command *command)
{
    return !command->when || command->when(plain);
}

static void do_help(struct plain *plain, const char *argument)
{
    size_t i;

    (void)argument;
    if (plain->training)
        plain_training_choices(plain);
    else
        plain_show_replies(plain->walk);
    for (i = 0; i < sizeof line_commands / sizeof *line_commands; i++) {
        struct buffer name = {0};

        if (!is_live(plain, &line_commands[i]))
            continue;
        buffer_printf(&name, "%s%s", line_commands[i].name, line_commands[i].argument);
        output_printf("  %-9s %s\n", buffer_text(&name), line_commands[i].help);
        buffer_free(&name);
    }
}

static const struct line_command *find_command(const char *line, size_t length)
{
    size_t i;

    for (i = 0; i < sizeof line_commands / sizeof *line_commands; i++) {
        const struct line_command *command = &line_commands[i];

        if ((strlen(command->name) == length && strncmp(line, command->name, length) == 0) ||
            (strlen(command->word) == length && strncmp(line, command->word, length) == 0))
            return command;
    }
    return NULL;
}

void plain_command(struct plain *plain, const char *line)
{
    size_t length = strcspn(line, " \t");
    const char *argument = line + length + strspn(line + length, " \t");
    const struct line_command *command = find_command(line, length);
    bool was_sure = plain->sure;

    plain->sure = false;
    if (command && is_live(plain, command)) {
        plain->sure = was_sure && command->run == do_quit;
        command->run(plain, argument);
    } else if (walk_choice(plain->walk, CHOICE_ANSWER, line + 1)) {
        plain_choose(plain, CHOICE_ANSWER, line + 1, NULL); /* at an input a word would be the value */
    } else {
        plain_refuse(plain,
                     command ? "'%s' cannot be done here; :? lists what can"
                             : "'%s' is no command; :? lists them",
                     line);
    }
}
