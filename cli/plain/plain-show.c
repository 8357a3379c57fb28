/* SPDX-License-Identifier: MIT */
/*
 * What plain mode prints. No column, box or colour carries meaning here: it is read aloud.
 */
#include <config.h>

#include "plain-show.h"

#include <string.h>

#include "errwalk/moment.h"
#include "errwalk/page.h"
#include "errwalk/problem.h"
#include "errwalk/prose.h"
#include "errwalk/text.h"
#include "errwalk/weighing.h"

#include "cli/output.h"

enum { NEAREST = 3 };

/* Laid-out lines after `lead`, which the lines below the first hang under. `walk` NULL: facts are
 * not put in. */
static void show(const struct walk *walk, const char *lead, const char *commonmark)
{
    size_t indent = text_width(lead, strlen(lead));
    struct prose_options options = {
        .width = output_width() - indent,
        .terminal = output_terminal(),
        .expand = walk ? walk_expand : NULL,
        .expand_command = walk ? walk_expand_mark : NULL,
        .context = walk,
    };
    struct prose *prose;
    size_t i;

    prose_new(commonmark, &options, &prose);
    for (i = 0; i < prose->line_count; i++)
        output_printf("%*s%.*s\n", i && !prose->lines[i].length ? 0 : (int)indent, i ? "" : lead,
                      (int)prose->lines[i].length, prose->text + prose->lines[i].offset);
    prose_free(prose);
}

/* One line with the facts put in. */
static void show_expanded(const struct walk *walk, const char *lead, const char *text,
                          void (*expand)(const void *, const char *, struct buffer *))
{
    struct buffer line = {0};

    prose_expand(&line, text, expand, walk);
    output_printf("%s%s\n", lead, buffer_text(&line));
    buffer_free(&line);
}

static void show_line(const struct walk *walk, const char *lead, const char *text)
{
    show_expanded(walk, lead, text, walk_expand);
}

void plain_show_led(const struct walk *walk, const char *lead, const char *commonmark)
{
    show(walk, lead, commonmark);
}

void plain_show_written(const char *lead, const char *commonmark)
{
    show(NULL, lead, commonmark);
}

void plain_show_prose(const struct walk *walk, const char *commonmark, const char *otherwise)
{
    show(walk, "", *commonmark ? commonmark : otherwise);
}

void plain_show_flow(const struct walk *walk)
{
    const struct flow *flow = walk_flow(walk);
    struct buffer error = {0};

    buffer_string(&error, walk_error(walk));
    if (*walk_error(walk))
        code_print_after(&error, walk_code(walk));
    output_printf("%s\n", flow->title);
    if (error.length)
        output_printf("%s\n", buffer_text(&error));
    if (walk_done(walk) == 0)
        output_text("Reply with a number or a word. :h says how to find out, :w why it is asked,\n"
                    ":? what else can be typed.\n");
    buffer_free(&error);
}

/* Not by number alone: that is how answers are told apart. */
void plain_show_instructions(const struct walk *walk)
{
    const struct instruction *item;
    struct buffer lead = {0};
    unsigned number = 0;

    flow_each(item, walk_step(walk)->instructions) {
        bool done = session_ticked(walk_session(walk), number++);

        buffer_clear(&lead);
        buffer_printf(&lead, "Step %u%s: ", number, done ? ", done" : "");
        show(walk, buffer_text(&lead), item->say);
        if (*walk_needs(walk, item))
            output_printf("   (%s)\n", walk_needs(walk, item));
        if (*item->warning)
            show(walk, "   Warning: ", item->warning);
        if (*item->run && *item->where)
            show_line(walk, "   Where: ", item->where);
        if (*item->run)
            show_expanded(walk, "   Run: ", item->run, walk_expand_mark);
    }
    buffer_free(&lead);
}

static void show_progress(const struct walk *walk)
{
    size_t done = walk_done(walk);
    unsigned fewest, most;

    walk_left(walk, &fewest, &most);
    output_printf("\nQuestion %zu of %zu", done + 1, done + fewest);
    if (fewest == most)
        output_text("\n");
    else
        output_printf(" to %zu\n", done + most);
}

/* As they read then: a block that came back took its facts along. */
void plain_show_answer(const struct walk *walk, unsigned number, const struct event *answer)
{
    struct moment moment = moment_before(walk_session(walk), answer);
    struct buffer line = {0};

    if (number)
        buffer_printf(&line, "%u. ", number);
    prose_expand(&line, answer->question, moment_expand, &moment);
    buffer_string(&line, "\n   ");
    if (answer->kind == EVENT_TYPED)
        buffer_string(&line, session_answer_text(answer));
    else
        prose_expand(&line, session_answer_text(answer), moment_expand, &moment);
    output_printf("%s\n", buffer_text(&line));
    buffer_free(&line);
}

void plain_show_note(const struct walk *walk, size_t number, const struct event *note)
{
    const struct event *original = session_note_original(walk_session(walk), note);
    const char *line = note->answer;
    struct buffer lead = {0};

    buffer_printf(&lead, "Note %zu%s, at: ", number, note == original ? "" : ", edited");
    show_line(walk, buffer_text(&lead), original->question);
    buffer_free(&lead);
    while (*line) {
        size_t length = strcspn(line, "\n");

        output_printf("   %.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

/* The choices */

static void show_value(const struct walk *walk, const struct choice *choice)
{
    (void)walk;
    output_printf("Type %s.\n", choice->hint);
    if (choice->event.sensitive)
        output_text("It is never written down.\n");
    if (*choice->value)
        output_printf("%s: %s\n",
                      choice->is_proposed ? "Read in what was pasted" : "Your answer before",
                      choice->value);
}

/* By its number, or where something is typed by its id behind a colon. */
static void show_answer(const struct walk *walk, const struct choice *choice)
{
    struct buffer lead = {0};

    if (walk_choice(walk, CHOICE_VALUE, NULL))
        buffer_printf(&lead, ":%s  ", choice->id);
    else
        buffer_printf(&lead, "%u. ", choice->number);
    show(walk, buffer_text(&lead), choice->text);
    buffer_free(&lead);
}

/* Of every fix the same, so that a number is soon known by heart. */
static void show_result(const struct walk *walk, const struct choice *choice)
{
    (void)walk;
    output_printf("%u. %s: %s\n", choice->number, choice->id, choice->text);
}

static void show_other(const struct walk *walk, const struct choice *choice)
{
    (void)walk;
    output_printf("%s MESSAGE: %s\n", choice->id, choice->hint);
}

static void show_hand_over(const struct walk *walk, const struct choice *choice)
{
    (void)walk;
    output_printf("Enter, or %s, when it is handed over.\n", choice->id);
}

/* What it costs and, of hints, how many there are. */
static void show_offer(const struct walk *walk, const struct choice *choice)
{
    struct buffer minutes = {0};

    (void)walk;
    buffer_decimal(&minutes, choice->event.minutes);
    output_printf(":%s %s; it costs %s minute%s", choice->id, choice->hint, buffer_text(&minutes),
                  text_plural(choice->event.minutes));
    if (choice->kind == CHOICE_HINT)
        output_printf(" and points, and %u %s left", choice->left, choice->left == 1 ? "is" : "are");
    output_text("\n");
    buffer_free(&minutes);
}

static void show_found(const struct walk *walk, const struct choice *choice)
{
    (void)walk;
    output_printf("Found in what was pasted: %s\n", choice->id);
}

static void show_hold(const struct walk *walk, const struct choice *choice)
{
    (void)walk;
    output_printf(":hold %s.\n", choice->text);
}

static void (*const shows[CHOICE_KIND_COUNT])(const struct walk *walk,
                                              const struct choice *choice) = {
    [CHOICE_FOUND] = show_found,
    [CHOICE_VALUE] = show_value,        [CHOICE_ANSWER] = show_answer,
    [CHOICE_RESULT] = show_result,      [CHOICE_OTHER] = show_other,
    [CHOICE_ESCALATE] = show_hand_over, [CHOICE_REFER] = show_hand_over,
    [CHOICE_LOOK] = show_offer,         [CHOICE_HINT] = show_offer,
    [CHOICE_HOLD] = show_hold,
};

static void show_kind(const struct walk *walk, enum choice_kind kind)
{
    const struct choice *choice;

    walk_each(choice, walk, kind) {
        if (shows[kind])
            shows[kind](walk, choice);
        if (choice->was_chosen)
            output_text("   (your answer before)\n");
        if (choice->is_proposed && kind == CHOICE_ANSWER)
            output_text("   (read in what was pasted)\n");
    }
}

void plain_show_choices(const struct walk *walk)
{
    enum choice_kind kind;

    for (kind = CHOICE_VALUE; kind < CHOICE_HINT; kind++)
        show_kind(walk, kind);
    show_kind(walk, CHOICE_LOOK);
    show_kind(walk, CHOICE_HINT);
    show_kind(walk, CHOICE_HOLD);
}

/* `stays`: one can be chosen. */
static void show_related(const struct walk *walk, bool stays)
{
    const struct choice *choice;

    if (walk_choice(walk, CHOICE_RELATED, NULL))
        output_text("\nRelated errors:\n");
    walk_each(choice, walk, CHOICE_RELATED) {
        if (stays)
            output_printf(":r %s  ", choice->id);
        output_printf("%s%s%s\n", choice->text, *choice->hint ? ", " : "", choice->hint);
    }
}

void plain_show_folded(const struct walk *walk)
{
    if (*walk_step(walk)->more)
        output_text("There is more to know: :more shows it.\n");
}

static void show_evidence(const struct walk *walk)
{
    struct buffer read = {0};

    if (walk_evidence(walk, &read))
        output_printf("Read in what was pasted:\n%s\n", buffer_text(&read));
    buffer_free(&read);
}

static void show_question(const struct walk *walk)
{
    show_progress(walk);
    show(walk, "", walk_step(walk)->text);
    plain_show_instructions(walk);
    plain_show_folded(walk);
    show_evidence(walk);
}

static void show_minutes(const struct step *step)
{
    struct buffer minutes = {0};

    buffer_decimal(&minutes, step->minutes);
    if (step->minutes > 0)
        output_printf("It takes about %s minute%s.\n", buffer_text(&minutes),
                      text_plural(step->minutes));
    buffer_free(&minutes);
}

/* How far it is, for one who comes back to it. */
static void show_ticked(const struct walk *walk)
{
    unsigned ticked, count;

    walk_ticks(walk, &ticked, &count);
    if (ticked && count > 1)
        output_printf("%u of %u steps are done.\n", ticked, count);
}

static void show_fix(const struct walk *walk)
{
    const struct step *step = walk_step(walk);
    char when[CLOCK_TEXT];

    output_text("\n");
    show(walk, "What to do: ", step->text);
    show_minutes(step);
    if (*step->because)
        show(walk, "Why: ", step->because);
    plain_show_instructions(walk);
    show_ticked(walk);
    show_related(walk, true);
    output_text("\n");
    show(walk, "", step->verify);
    if (walk_look_again(walk, when))
        output_printf("Look again at %s: the result does not show earlier.\n", when);
}

static void show_refer(const struct walk *walk)
{
    const struct error_ref *error = walk_step(walk)->refer;
    struct buffer name = {0};

    flow_error_text(&name, error);
    output_printf("\nThis is for %s.\n", buffer_text(&name));
    show(walk, "", walk_step(walk)->because);
    if (!walk_choice(walk, CHOICE_REFER, NULL))
        output_text("Its flow has already been walked in this session; :b goes back.\n");
    buffer_free(&name);
}

static void show_escalate(const struct walk *walk)
{
    const struct step *step = walk_step(walk);
    struct buffer ticket = {0};

    output_text("\n");
    show(walk, "Escalate: ", step->text);
    show_minutes(step);
    if (*step->because)
        show(walk, "Why: ", step->because);
    plain_show_instructions(walk);
    show_related(walk, true);
    if (page_ticket(&ticket, walk) == STATUS_OK)
        output_printf("\nText for the ticket:\n\n%s\n", buffer_text(&ticket));
    buffer_free(&ticket);
}

/* Why a weigh step led here. */
static void show_because(const struct walk *walk)
{
    struct buffer line = {0};

    buffer_printf(&line, "%s :why-next says more.", walk_because(walk));
    if (*walk_because(walk))
        show(NULL, "", buffer_text(&line));
    buffer_free(&line);
}

static void show_chances(const struct weighing *weighing)
{
    const size_t count = weighing->weigh->model.cause_count;
    struct buffer line = {0};
    size_t k;

    output_text("How likely each cause is now:\n");
    for (k = 0; k < count; k++) {
        buffer_clear(&line);
        buffer_printf(&line, "%s: ", weighing->weigh->causes[k]->title);
        weighing_odds(&line, weighing_chance(weighing, k));
        output_printf("  %s\n", buffer_text(&line));
    }
    buffer_free(&line);
}

static void show_candidate(const struct walk *walk, const struct weighing *weighing,
                           const struct weigh_candidate *candidate)
{
    const struct step *item = weigh_step_of(weighing->weigh, candidate);
    struct buffer line = {0};

    buffer_printf(&line, "%s: ", item->node.id);
    prose_expand(&line, item->text, walk_expand, walk);
    buffer_string(&line, item == walk_step(walk) ? " (here)" : "");
    buffer_string(&line, weighing->put_off[item->index] ? " (put off)" : "");
    buffer_string(&line, "\n    ");
    weighing_candidate_text(weighing, candidate, &line);
    output_printf("  %s\n", buffer_text(&line));
    buffer_free(&line);
}

void plain_show_why_next(const struct walk *walk)
{
    const struct weighing *weighing = walk_weighing(walk);
    size_t i;

    output_printf("%s\n", walk_because(walk));
    if (!weighing)
        return;
    show_chances(weighing);
    output_text("What could come next:\n");
    for (i = 0; i < weighing->choice.count; i++)
        show_candidate(walk, weighing, &weighing->choice.candidates[i]);
    if (walk_choice(walk, CHOICE_ITEM, NULL))
        output_text(":take ID takes another one instead");
    if (walk_choice(walk, CHOICE_PUT_OFF, NULL))
        output_text("; :later puts this one off until nothing else is left");
    if (walk_choice(walk, CHOICE_ITEM, NULL))
        output_text(".\n");
}

void plain_show_step(const struct walk *walk)
{
    static void (*const steps[STEP_KIND_COUNT])(const struct walk *walk) = {
        [STEP_ASK] = show_question, [STEP_INPUT] = show_question,       [STEP_FIX] = show_fix,
        [STEP_REFER] = show_refer,  [STEP_ESCALATE] = show_escalate,
    };
    const enum step_kind kind = walk_step(walk)->kind;

    if (steps[kind])
        steps[kind](walk);
    show_because(walk);
    if (kind != STEP_REFER)
        plain_show_choices(walk);
}

void plain_show_replies(const struct walk *walk)
{
    const struct choice *choice;
    unsigned count = 0;

    walk_each(choice, walk, CHOICE_ANSWER)
        count++;
    if (!count || walk_choice(walk, CHOICE_VALUE, NULL)) {
        plain_show_choices(walk);
        return;
    }
    output_printf("Type a number from 1 to %u, or one of:", count);
    walk_each(choice, walk, CHOICE_ANSWER)
        output_printf(" %s", choice->id);
    output_text("\n");
}

void plain_show_fitting(const struct walk *walk, struct buffer *out)
{
    const struct step *step = walk_step(walk);

    if (step->kind == STEP_REFER && !walk_choice(walk, CHOICE_REFER, NULL)) {
        buffer_string(out, "the next flow has already been walked; :b goes back");
        return;
    }
    buffer_string(out, "asked was \"");
    prose_expand(out, step->kind == STEP_FIX ? step->verify : step->text, walk_expand,
                 walk);
    buffer_string(out, "\", which takes ");
    walk_replies(walk, true, out);
}

void plain_show_unclear(const struct walk *walk, const char *message, struct buffer *out)
{
    const struct catalog_entry *near[NEAREST], *meant = problem_misspelt(message);
    struct problem found[PROBLEM_MOST];
    size_t count = walk_meant(walk, message, found, PROBLEM_MOST), i;

    if (!*message) {
        buffer_string(out, "write the message after it: other ERROR_ACCESS_DENIED");
    } else if (count == 1) {
        buffer_printf(out, "the flow for '%s' has already been walked in this session; :b goes back",
                      message);
    } else if (count) {
        buffer_printf(out, "'%s' may mean several errors; name one of them: ", message);
        for (i = 0; i < count; i++)
            buffer_printf(out, "%sother %s", i ? ", " : "", found[i].error);
    } else if (meant) {
        buffer_printf(out, "no match for '%s'; did you mean %s", message,
                      catalog_entry_name(meant));
        code_print_after(out, catalog_entry_code(meant));
        buffer_char(out, '?');
    } else {
        count = catalog_nearest_names(message, strlen(message), near, NEAREST);
        buffer_printf(out, "no match for '%s'; write an error's name or code after other",
                      message);
        for (i = 0; i < count; i++)
            buffer_printf(out, "%s%s", i ? ", " : "; nearest: ", catalog_entry_name(near[i]));
    }
}

void plain_show_known(const struct walk *walk, const struct error_ref *error)
{
    const struct catalog_entry *known = problem_known(error);
    struct buffer page = {0};

    if (known)
        page_catalog(&page, known);
    plain_show_prose(walk, buffer_text(&page),
                     "There is no flow for this error, and nothing more is known about it.");
    buffer_free(&page);
}

bool plain_show_about_part(const struct walk *walk, unsigned number)
{
    struct page_parts parts = page_about_parts(walk_flow(walk));
    const bool is_there = number > 0 && number < parts.count;

    if (is_there)
        plain_show_prose(walk, parts.items[number].text, "");
    page_parts_free(&parts);
    return is_there;
}

void plain_show_about(const struct walk *walk)
{
    struct buffer page = {0};

    page_about(&page, walk_flow(walk));
    plain_show_prose(walk, buffer_text(&page), "The flow says nothing about the error.");
    buffer_free(&page);
}

static void show_referred(const struct walk *walk)
{
    size_t count;
    const struct event *const *trail = session_trail(walk_session(walk), &count);
    const struct event *referred = trail[count - 1]; /* nothing is decided after it */
    struct buffer code = {0};

    code_print_after(&code, referred->code);
    output_printf(": there is no flow for %s%s here.",
                  *referred->error ? referred->error : referred->answer, buffer_text(&code));
    buffer_free(&code);
}

static void show_causes(const struct walk *walk)
{
    struct arena *arena = arena_new();
    struct moment_cause *causes;
    size_t count = moment_causes(moment_now(walk_session(walk)), arena, &causes), i;
    struct buffer text = {0};

    for (i = 0; i < count; i++) {
        buffer_clear(&text);
        moment_cause_text(&text, &causes[i]);
        show_line(walk, "Cause: ", buffer_text(&text));
    }
    buffer_free(&text);
    arena_free(arena);
}

void plain_show_end(const struct walk *walk, bool stays)
{
    static const char *const says[OUTCOME_COUNT] = {
        [OUTCOME_RESOLVED] = "Resolved.",
        [OUTCOME_REFERRED] = "Referred",
        [OUTCOME_ESCALATED] = "Escalated.",
        [OUTCOME_UNRESOLVED] = "Not resolved: the flow has nothing more to try.",
        [OUTCOME_ABANDONED] = "Abandoned.",
    };
    enum outcome outcome = session_outcome(walk_session(walk));

    output_printf("\nEnd: %s", says[outcome]);
    if (outcome == OUTCOME_REFERRED)
        show_referred(walk);
    output_text("\n");
    show_line(walk, "", walk_step(walk)->text);
    show_causes(walk);
    show_related(walk, stays);
    if (stays)
        output_text("\nEnter leaves; :b goes back; :t FILE writes the transcript.\n");
}
