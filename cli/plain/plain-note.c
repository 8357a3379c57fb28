/* SPDX-License-Identifier: MIT */
/*
 * A note of one line stands after its command; one of several lines follows it, as a mail did in
 * mail(1): a line with a single dot ends it.
 */
#include <config.h>

#include "plain-note.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"

#include "cli/interrupt.h"
#include "cli/output.h"
#include "plain-read.h"
#include "plain-show.h"

/* Keeps what was written, in place of `note` where there is one. */
static void keep(struct plain *plain, const struct event *note, const char *text)
{
    const struct walk *walk = plain->walk;
    char id[16] = "";
    struct event event;
    enum status status;
    bool removed = note && !text[strspn(text, " \t\r\n")];

    if (note)
        snprintf(id, sizeof id, "%u", note->number);
    status = note ? walk_choose(walk, CHOICE_EDIT_NOTE, id, text, &event)
                : walk_choose(walk, CHOICE_NOTE, NULL, text, &event);
    if (status == STATUS_INVALID)
        plain_refuse(plain, "a note holds at most %d bytes: split it in two", WALK_NOTE_MOST);
    else if (status != STATUS_OK)
        output_text("Nothing was changed.\n");
    else if (plain_commit(plain, STATUS_OK, &event))
        output_text(removed ? "The note is removed.\n" : "Noted.\n");
}

static void write_lines(struct plain *plain, const struct event *note)
{
    struct buffer text = {0};

    if (plain_read_lines(plain, &text))
        keep(plain, note, buffer_text(&text));
    else
        output_text("\nThe note was not saved.\n");
    buffer_free(&text);
}

void plain_note(struct plain *plain, const char *argument)
{
    if (*argument) {
        keep(plain, NULL, argument);
        return;
    }
    output_text("Write the note; a line with a single . ends it.\n");
    write_lines(plain, NULL);
}

void plain_notes(struct plain *plain, const char *argument)
{
    size_t count, i;
    const struct event *const *notes = session_notes(walk_session(plain->walk), &count);

    (void)argument;
    for (i = 0; i < count; i++)
        plain_show_note(plain->walk, i + 1, notes[i]);
    output_text(count ? ":edit and a number rewrites that note, or removes it.\n"
                      : "No notes yet: :n makes one.\n");
}

void plain_edit(struct plain *plain, const char *argument)
{
    size_t count;
    const struct event *const *notes = session_notes(walk_session(plain->walk), &count);
    unsigned number = plain_number(argument);

    if (!number || number > count) {
        plain_refuse(plain, "write the number of a note after it: :edit 1; :notes lists them");
        return;
    }
    plain_show_note(plain->walk, number, notes[number - 1]);
    output_text("Write it again; a line with a single . ends it, and alone removes the note.\n");
    write_lines(plain, notes[number - 1]);
}
