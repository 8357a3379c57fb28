/* SPDX-License-Identifier: MIT */
/*
 * What pages have around their text: front matter, comments of HTML, a line that says where in the site
 * one is. Only a title is taken from it.
 */
#include <config.h>

#include "article.h"

#include <string.h>
#include <strings.h>

static size_t line_length(const char *line)
{
    return strcspn(line, "\n");
}

static const char *next_line(const char *line)
{
    line += line_length(line);
    return line + (*line == '\n');
}

static bool is_rule(const char *line)
{
    size_t length = line_length(line);

    return length >= 3 && strncmp(line, "---", 3) == 0 &&
           strspn(line + 3, " \t\r") + 3 >= length;
}

/* "title: 'A page'", without its quotes. */
static void take_title(struct buffer *out, const char *line)
{
    const char *value = line + strlen("title:");
    size_t length = line_length(value);

    while (length && strchr(" '\"", *value)) {
        value++;
        length--;
    }
    while (length && strchr(" '\"\r", value[length - 1]))
        length--;
    if (!length)
        return;
    buffer_string(out, "# ");
    buffer_append(out, value, length);
    buffer_string(out, "\n\n");
}

/* The page behind its front matter; its title becomes a heading where the page begins with none. */
static const char *pass_front_matter(const char *page, struct buffer *title)
{
    const char *line = page + strspn(page, "\n"), *end;

    if (!is_rule(line))
        return page;
    for (end = next_line(line); *end && !is_rule(end); end = next_line(end))
        continue;
    if (!*end)
        return page;
    for (line = next_line(line); line < end; line = next_line(line)) {
        if (strncasecmp(line, "title:", 6) == 0)
            take_title(title, line);
    }
    return next_line(end);
}

/* "Home > Errors > 0x80070005": parts with the same mark between, none of them a sentence. */
static bool is_breadcrumb(const char *line)
{
    static const char *const marks[] = {" > ", " » ", " › ", " / ", " | "};
    size_t length = line_length(line), i, count;
    const char *at;

    if (length > 160 || strchr("#>-*|", *line) || memchr(line, '`', length))
        return false;
    for (i = 0; i < sizeof marks / sizeof *marks; i++) {
        for (count = 0, at = strstr(line, marks[i]); at && at < line + length; count++)
            at = strstr(at + strlen(marks[i]), marks[i]);
        if (count >= 2 || (count == 1 && strncasecmp(line, "home", 4) == 0))
            return true;
    }
    return false;
}

static bool is_fence(const char *line)
{
    line += strspn(line, " ");
    return strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0;
}

/* The text behind comments, outside of fences; a line of comments alone is none. */
static void drop_comments(struct buffer *out, const char *page)
{
    bool in_fence = false, at_start = true;

    while (*page) {
        const char *end;

        if (at_start)
            in_fence ^= is_fence(page);
        if (!in_fence && strncmp(page, "<!--", 4) == 0 && (end = strstr(page, "-->"))) {
            page = end + 3;
            page += at_start && *page == '\n';
            continue;
        }
        at_start = *page == '\n';
        buffer_char(out, *page++);
    }
}

/* A line with a line of "=" or "-" below it is a heading. */
static bool is_underline(const char *line)
{
    size_t length = line_length(line);

    return length >= 3 && (strspn(line, "=") == length || strspn(line, "-") == length);
}

static void mark_headings(struct buffer *out, const char *page)
{
    bool in_fence = false;

    for (; *page; page = next_line(page)) {
        const char *below = next_line(page);
        size_t length = line_length(page);

        in_fence ^= is_fence(page);
        if (!in_fence && length && length < 100 && !strchr(" #-*>|=", *page) && is_underline(below)) {
            buffer_string(out, *below == '=' ? "# " : "## ");
            buffer_append(out, page, length);
            buffer_char(out, '\n');
            page = below;
            continue;
        }
        buffer_append(out, page, length + (page[length] == '\n'));
    }
}

static const char *pass_breadcrumbs(const char *text)
{
    const char *line = text + strspn(text, "\n");

    while (is_breadcrumb(line)) {
        line = next_line(line);
        line += strspn(line, "\n");
        text = line;
    }
    return text;
}

void article_clean(struct buffer *out, const char *page)
{
    struct buffer title = {0}, bare = {0};
    const char *text = pass_front_matter(page, &title);

    drop_comments(&bare, text);
    text = pass_breadcrumbs(buffer_text(&bare) + strspn(buffer_text(&bare), " \n"));
    if (title.length && strncmp(text, "# ", 2) != 0)
        buffer_append(out, buffer_text(&title), title.length);
    if (strncmp(text, "# ", 2) == 0) { /* they may also stand below the title */
        buffer_append(out, text, (size_t)(next_line(text) - text));
        text = pass_breadcrumbs(next_line(text));
    }
    mark_headings(out, text);
    buffer_free(&title);
    buffer_free(&bare);
}
