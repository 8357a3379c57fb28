/*
 * What plain mode prints. No column, box or colour carries meaning here: it is read aloud.
 */
#include <config.h>

#include "plain-show.h"

#include <string.h>

#include "errwalk/page.h"
#include "errwalk/problem.h"
#include "errwalk/prose.h"
#include "errwalk/text.h"

#include "cli/output.h"

enum { NEAREST = 3 };

static void *walk_context(const struct walk *walk)
{
    union {
        const struct walk *walk;
        void *context;
    } as = {.walk = walk};

    return as.context;
}

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
        .context = walk_context(walk),
    };
    struct prose *prose;
    size_t i;

    if (prose_new(commonmark, &options, &prose) != STATUS_OK) {
        output_printf("%s%s\n", lead, commonmark);
        return;
    }
    for (i = 0; i < prose->line_count; i++)
        output_printf("%*s%.*s\n", i && !prose->lines[i].length ? 0 : (int)indent, i ? "" : lead,
                      (int)prose->lines[i].length, prose->text + prose->lines[i].offset);
    prose_free(prose);
}

/* One line with the facts put in. */
static void show_expanded(const struct walk *walk, const char *lead, const char *text,
                          void (*expand)(void *, const char *, struct buffer *))
{
    struct buffer line = {0};

    prose_expand(&line, text, expand, walk_context(walk));
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

    if (flow->errors)
        flow_error_text(&error, flow->errors);
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
    const struct step *step = walk_step(walk);
    size_t done = walk_done(walk);

    output_printf("\nQuestion %zu of %zu", done + 1, done + step->fewest);
    if (step->fewest == step->most)
        output_text("\n");
    else
        output_printf(" to %zu\n", done + step->most);
}

void plain_show_answer(const struct walk *walk, unsigned number, const struct event *answer)
{
    struct buffer lead = {0};

    if (number)
        buffer_printf(&lead, "%u. ", number);
    show_line(walk, buffer_text(&lead), answer->question);
    show_line(walk, "   ", session_answer_text(answer));
    buffer_free(&lead);
}

void plain_show_note(const struct walk *walk, size_t number, const struct event *note)
{
    const struct event *made = session_note_made(walk_session(walk), note);
    const char *line = note->answer;
    struct buffer lead = {0};

    buffer_printf(&lead, "Note %zu%s, at: ", number, note == made ? "" : ", edited");
    show_line(walk, buffer_text(&lead), made->question);
    buffer_free(&lead);
    while (*line) {
        size_t length = strcspn(line, "\n");

        output_printf("   %.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

static void show_ask(const struct walk *walk)
{
    const struct event *earlier = walk_earlier(walk);
    const struct answer *answer;
    unsigned number = 0;

    show_progress(walk);
    show(walk, "", walk_step(walk)->text);
    plain_show_instructions(walk);
    flow_each(answer, walk_step(walk)->answers) {
        struct buffer lead = {0};

        buffer_printf(&lead, "%u. ", ++number);
        show(walk, buffer_text(&lead), answer->say);
        if (earlier && strcmp(earlier->answer, answer->node.id) == 0)
            output_text("   (your answer before)\n");
        buffer_free(&lead);
    }
}

/* What may be chosen instead of typing. */
static void show_instead(const struct step *step)
{
    const struct answer *answer;

    flow_each(answer, step->answers)
        output_printf(":%s  %s\n", answer->node.id, answer->say);
}

static void show_input(const struct walk *walk)
{
    const struct event *earlier = walk_earlier(walk);

    show_progress(walk);
    show(walk, "", walk_step(walk)->text);
    plain_show_instructions(walk);
    output_printf("Type %s.\n", value_type_hints[walk_step(walk)->type]);
    if (walk_step(walk)->sensitive)
        output_text("It is never written down.\n");
    if (earlier && earlier->kind == EVENT_TYPED)
        output_printf("Your answer before: %s\n", earlier->answer);
    show_instead(walk_step(walk));
}

/* Of every fix the same, so that a number is soon known by heart. */
void plain_show_results(const struct walk *walk)
{
    const struct event *earlier = walk_earlier(walk);
    int i;

    for (i = 0; i < FIX_RESULT_COUNT; i++) {
        output_printf("%d. %s: %s\n", i + 1, fix_result_names[i], walk_result_says[i]);
        if (earlier && strcmp(earlier->answer, fix_result_names[i]) == 0)
            output_text("   (your answer before)\n");
    }
}

/* What can be said of a fix in a walk. */
static void show_results(const struct walk *walk)
{
    plain_show_results(walk);
    output_text("other MESSAGE: it shows another message now\n");
}

/* `stays`: one can be chosen. */
static void show_related(const struct walk *walk, bool stays)
{
    const struct error_ref *error;
    unsigned number = 0;

    flow_each(error, walk_step(walk)->related) {
        static const char *const leads[] = {
            [WALK_ENTERS] = "there is a flow for it",
            [WALK_NO_FLOW] = "",
            [WALK_ENTERED] = "walked already",
        };
        const char *lead = leads[walk_referral(walk, error)];
        struct buffer name = {0};

        flow_error_text(&name, error);
        if (!number)
            output_text("\nRelated errors:\n");
        number++;
        if (stays)
            output_printf(":r %u  ", number);
        output_printf("%s%s%s\n", buffer_text(&name), *lead ? ", " : "", lead);
        buffer_free(&name);
    }
}

static void show_minutes(const struct step *step)
{
    struct buffer minutes = {0};

    buffer_decimal(&minutes, step->minutes);
    if (step->minutes > 0)
        output_printf("It takes about %s minute%s.\n", buffer_text(&minutes),
                      step->minutes == 1 ? "" : "s");
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
    show_results(walk);
}

static void show_refer(const struct walk *walk)
{
    const struct error_ref *error = walk_step(walk)->refer;
    struct buffer name = {0};

    flow_error_text(&name, error);
    output_printf("\nThis is for %s.\n", buffer_text(&name));
    show(walk, "", walk_step(walk)->because);
    if (walk_referral(walk, error) == WALK_ENTERED)
        output_text("Its flow was walked already in this session. :b goes back.\n");
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
    output_text("Enter, or done, when it is handed over.\n");
    buffer_free(&ticket);
}

void plain_show_step(const struct walk *walk)
{
    static void (*const shows[STEP_KIND_COUNT])(const struct walk *walk) = {
        [STEP_ASK] = show_ask,     [STEP_INPUT] = show_input,       [STEP_FIX] = show_fix,
        [STEP_REFER] = show_refer, [STEP_ESCALATE] = show_escalate,
    };

    shows[walk_step(walk)->kind](walk);
}

void plain_show_replies(const struct walk *walk)
{
    const struct step *step = walk_step(walk);
    const struct answer *answer;
    unsigned count = 0;

    if (session_outcome(walk_session(walk)) != OUTCOME_UNFINISHED)
        return;
    switch (step->kind) {
    case STEP_ASK:
        flow_each(answer, step->answers)
            count++;
        output_printf("Type a number from 1 to %u, or one of:", count);
        flow_each(answer, step->answers)
            output_printf(" %s", answer->node.id);
        output_text("\n");
        break;
    case STEP_INPUT:
        output_printf("Type %s.\n", value_type_hints[step->type]);
        show_instead(step);
        break;
    case STEP_FIX:
        show_results(walk);
        break;
    case STEP_ESCALATE:
        output_text("Type done when it is handed over.\n");
        break;
    case STEP_REFER:
    case STEP_ROUTE:
    case STEP_KIND_COUNT:
        break;
    }
}

void plain_show_fitting(const struct walk *walk, struct buffer *out)
{
    const struct step *step = walk_step(walk);
    const char *asked = step->kind == STEP_FIX ? step->verify : step->text;
    const struct answer *answer;
    int i;

    if (step->kind == STEP_REFER) {
        buffer_string(out, "the flow that comes next was walked already; :b goes back");
        return;
    }
    buffer_string(out, "asked was \"");
    prose_expand(out, asked, walk_expand, walk_context(walk));
    buffer_string(out, "\", which takes ");
    if (step->kind == STEP_ASK)
        buffer_string(out, "a number or one of:");
    else if (step->kind == STEP_INPUT)
        buffer_printf(out, "%s%s%s", value_type_hints[step->type],
                      step->pattern ? " of the form that is asked for" : "",
                      step->answers ? ", or" : "");
    else if (step->kind == STEP_ESCALATE)
        buffer_string(out, "done");
    for (i = 0; step->kind == STEP_FIX && i < FIX_RESULT_COUNT; i++)
        buffer_printf(out, "%s, ", fix_result_names[i]);
    if (step->kind == STEP_FIX)
        buffer_string(out, "or other MESSAGE");
    flow_each(answer, step->answers)
        buffer_printf(out, "%s %s", answer == step->answers ? "" : ",", answer->node.id);
}

void plain_show_unclear(const struct walk *walk, const char *message, struct buffer *out)
{
    const struct catalog_entry *near[NEAREST], *meant = problem_misspelt(message);
    struct problem found[PROBLEM_MOST];
    size_t count = walk_meant(walk, message, found, PROBLEM_MOST), i;

    if (!*message) {
        buffer_string(out, "write the message after it: other ERROR_ACCESS_DENIED");
    } else if (count == 1) {
        buffer_printf(out, "the flow for '%s' was walked already in this session; :b goes back",
                      message);
    } else if (count) {
        buffer_printf(out, "'%s' may mean several errors; name one of them: ", message);
        for (i = 0; i < count; i++)
            buffer_printf(out, "%sother %s", i ? ", " : "", found[i].error);
    } else if (meant) {
        buffer_printf(out, "nothing is known of '%s'; did you mean %s", message,
                      catalog_entry_name(meant));
        code_print_after(out, catalog_entry_code(meant));
        buffer_char(out, '?');
    } else {
        count = catalog_nearest_names(message, strlen(message), near, NEAREST);
        buffer_printf(out, "nothing is known of '%s'; write an error's name or code after other",
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
                     "There is no flow for this error here, and nothing else is known.");
    buffer_free(&page);
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

void plain_show_end(const struct walk *walk, bool stays)
{
    static const char *const says[OUTCOME_COUNT] = {
        [OUTCOME_RESOLVED] = "Resolved.",
        [OUTCOME_REFERRED] = "Referred",
        [OUTCOME_ESCALATED] = "Escalated.",
        [OUTCOME_UNRESOLVED] = "Not resolved: the flow knows nothing more to try.",
        [OUTCOME_ABANDONED] = "Abandoned.",
    };
    enum outcome outcome = session_outcome(walk_session(walk));

    output_printf("\nEnd: %s", says[outcome]);
    if (outcome == OUTCOME_REFERRED)
        show_referred(walk);
    output_text("\n");
    show_line(walk, "", walk_step(walk)->text);
    show_related(walk, stays);
    if (stays)
        output_text("\nEnter leaves; :b goes back; :t FILE writes the transcript.\n");
}
