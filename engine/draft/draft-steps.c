/* SPDX-License-Identifier: MIT */
/*
 * The steps of a fix: each item of a list, or paragraph, is one. Code of one line is the command of the
 * step before it, and its info string says where that is run; longer code stays within the text.
 */
#include <config.h>

#include "draft.h"

#include <string.h>
#include <strings.h>

/* A step under way. */
struct step {
    struct buffer text, run, where;
};

struct steps {
    struct buffer *out;
    unsigned indent;
    bool is_markdown, any;
    struct step step;
};

static const struct {
    const char *info, *where;
} places[] = {
    {"powershell", "PowerShell"}, {"ps1", "PowerShell"}, {"pwsh", "PowerShell"},
    {"cmd", "Command Prompt"},    {"bat", "Command Prompt"}, {"batch", "Command Prompt"},
    {"dos", "Command Prompt"},    {"sql", "The database"},
};

static size_t line_length(const char *line)
{
    return strcspn(line, "\n");
}

static const char *next_line(const char *line)
{
    line += line_length(line);
    return line + (*line == '\n');
}

static bool is_fence(const char *line)
{
    line += strspn(line, " ");
    return strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0;
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \n")];
}

static void finish(struct steps *steps)
{
    struct step *step = &steps->step;

    if (!is_blank(buffer_text(&step->text)) || step->run.length) {
        if (is_blank(buffer_text(&step->text)))
            buffer_string(&step->text, "Run this.");
        draft_prose(steps->out, steps->indent, "- say", buffer_text(&step->text), steps->is_markdown);
        if (step->run.length)
            draft_line(steps->out, steps->indent + 2, "run", buffer_text(&step->run));
        if (step->where.length)
            draft_line(steps->out, steps->indent + 2, "where", buffer_text(&step->where));
        steps->any = true;
    }
    buffer_clear(&step->text);
    buffer_clear(&step->run);
    buffer_clear(&step->where);
}

/* The length of "- ", "3. " or a box that begins an item, or 0. */
static size_t bullet_length(const char *line)
{
    size_t digits = strspn(line, "0123456789");

    if (strchr("-*+", *line) && *line && line[1] == ' ')
        return 2;
    if (strncmp(line, "• ", strlen("• ")) == 0)
        return strlen("• ");
    return digits && strchr(".)", line[digits]) && line[digits] && line[digits + 1] == ' ' ? digits + 2 : 0;
}

static void set_place(struct step *step, const char *fence)
{
    size_t i;

    fence += strspn(fence, " `~");
    for (i = 0; i < sizeof places / sizeof *places; i++) {
        if (strncasecmp(fence, places[i].info, strlen(places[i].info)) == 0 &&
            strspn(fence + strlen(places[i].info), " \r") == line_length(fence + strlen(places[i].info)))
            buffer_string(&step->where, places[i].where);
    }
}

/* Code of one line becomes the command; returns the line behind it. */
static const char *take_code(struct steps *steps, const char *fence)
{
    const char *code = next_line(fence), *end = code, *first;
    size_t lines = 0;

    for (; *end && !is_fence(end); end = next_line(end))
        lines += line_length(end) > 0;
    first = code + strspn(code, " \n");
    if (lines == 1 && first < end && steps->step.run.length)
        finish(steps);
    if (lines == 1 && first < end) {
        size_t length = line_length(first);

        if (strncmp(first, "$ ", 2) == 0) {
            first += 2;
            length -= 2;
        }
        buffer_append(&steps->step.run, first, length);
        set_place(&steps->step, fence);
    } else {
        end = *end ? next_line(end) : end;
        buffer_char(&steps->step.text, '\n');
        buffer_append(&steps->step.text, fence, (size_t)(end - fence));
        return end;
    }
    return *end ? next_line(end) : end;
}

/* Whether what follows blank lines is code, which belongs to what is before it. */
static bool leads_to_code(const char *text)
{
    return is_fence(text + strspn(text, "\n"));
}

bool draft_steps(struct buffer *out, unsigned indent, const char *text, bool is_markdown)
{
    struct steps steps = {.out = out, .indent = indent, .is_markdown = is_markdown};
    bool in_list = false;
    size_t depth = 0;

    while (*text) {
        size_t mark = bullet_length(text), length = line_length(text);
        size_t blanks = strspn(text, " ");

        if (is_fence(text)) {
            text = take_code(&steps, text);
            continue;
        }
        if (mark || (!length && !in_list && !leads_to_code(text))) {
            finish(&steps);
            in_list = mark > 0;
            depth = mark;
        } else if (length && !blanks && in_list && steps.step.text.length &&
                   strstr(buffer_text(&steps.step.text), "\n\n")) {
            finish(&steps); /* a paragraph behind the list */
            in_list = false;
        }
        if (!mark)
            mark = blanks < depth ? blanks : depth;
        buffer_append(&steps.step.text, text + mark, length - (mark > length ? length : mark));
        buffer_char(&steps.step.text, '\n');
        text = next_line(text);
    }
    finish(&steps);
    buffer_free(&steps.step.text);
    buffer_free(&steps.step.run);
    buffer_free(&steps.step.where);
    return steps.any;
}
