/*
 * The formats that a transcript can be written in.
 */
#include <config.h>

#include "errwalk/transcript.h"

#include <string.h>
#include <strings.h>

#include "record.h"

const struct transcript_format transcript_formats[] = {
    {"markdown", ".md .markdown", record_write_markdown},
    {"text", ".txt .text", record_write_text},
    {"json", ".json", record_write_json},
    {"html", ".html .htm", record_write_html},
    {NULL, NULL, NULL},
};

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
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');

    if (!dot || (slash && dot < slash))
        return NULL;
    for (format = transcript_formats; format->name; format++) {
        if (is_listed(format->extensions, dot))
            return format;
    }
    return NULL;
}
