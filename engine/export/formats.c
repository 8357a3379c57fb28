/* SPDX-License-Identifier: MIT */
/*
 * The formats that a transcript can be written in, and a debrief: text and HTML are laid out from the
 * tree that cmark renders as Markdown.
 */
#include <config.h>

#include "errwalk/formats.h"

#include <string.h>
#include <strings.h>

#include "errwalk/path.h"
#include "errwalk/sink.h"
#include "errwalk/transcript.h"
#include "record.h"
#include "errwalk/tree.h"

static void write_markdown(struct buffer *out, const struct format_source *source)
{
    tree_render(out, source->tree(source->record));
}

static void write_text(struct buffer *out, const struct format_source *source)
{
    record_text(out, source->tree(source->record));
}

static void write_json(struct buffer *out, const struct format_source *source)
{

    document_write(members_object(source->members, source->record), out);
}

static void write_html(struct buffer *out, const struct format_source *source)
{
    record_html(out, source->tree(source->record), outcome_names[source->outcome]);
}

static void write_mail(struct buffer *out, const struct format_source *source)
{
    struct buffer text = {0}, html = {0}, json = {0};

    write_text(&text, source);
    write_html(&html, source);
    write_json(&json, source);
    mail_write(out, &source->mail, &text, &html, &json);
    buffer_free(&text);
    buffer_free(&html);
    buffer_free(&json);
}

const struct transcript_format transcript_formats[] = {
    {"markdown", ".md .markdown", write_markdown, true},
    {"text", ".txt .text", write_text, true},
    {"json", ".json", write_json, false},
    {"html", ".html .htm", write_html, false},
    {"eml", ".eml", write_mail, false},
    {NULL, NULL, NULL, false},
};

static cmark_node *make_tree(const void *record)
{
    return record_tree(record);
}

/* What a message is about, where nobody says: "ERROR_LOGON_FAILURE (1326): resolved". */
static void name_problem(struct buffer *out, const struct transcript *transcript)
{
    const char *name = transcript->problem.name;
    size_t i;

    if (!*name && transcript->flow_count)
        name = transcript->flows[0].title;
    sink_text(out, name, strlen(name));
    for (i = 0; i < out->length; i++) /* one line */
        out->bytes[i] = out->bytes[i] == '\n' || out->bytes[i] == '\t' ? ' ' : out->bytes[i];
    code_print_after(out, transcript->problem.code);
    buffer_printf(out, ": %s", outcome_names[transcript->outcome]);
}

void transcript_write(struct buffer *out, const struct transcript_format *format,
                             const struct transcript *transcript)
{
    struct format_source source = {transcript, make_tree, record_members, transcript->outcome,
                                   {.to = transcript->to, .subject = transcript->subject,
                                    .id = transcript->session, .at = transcript->last}};
    struct buffer subject = {0};

    name_problem(&subject, transcript);
    if (!transcript->subject)
        source.mail.subject = buffer_text(&subject);
    format->write(out, &source);
    buffer_free(&subject);
}

const struct transcript_format *transcript_format_named(const char *name)
{
    const struct transcript_format *format;

    for (format = transcript_formats; format->name; format++) {
        if (strcmp(format->name, name) == 0)
            return format;
    }
    return NULL;
}

/* Whether the word is in a list of words with blanks between. */
static bool is_listed(const char *list, const char *word)
{
    size_t length;

    for (; *list; list += length + (list[length] == ' ')) {
        length = strcspn(list, " ");
        if (length == strlen(word) && strncasecmp(list, word, length) == 0)
            return true;
    }
    return false;
}

const struct transcript_format *transcript_format_of_file(const char *path)
{
    const struct transcript_format *format;
    const char *dot = strrchr(path_name(path), '.');

    if (!dot)
        return NULL;
    for (format = transcript_formats; format->name; format++) {
        if (is_listed(format->extensions, dot))
            return format;
    }
    return NULL;
}
