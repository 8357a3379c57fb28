/*
 * The formats that a debrief can be written in.
 */
#include <config.h>

#include "debrief-formats.h"

#include <string.h>

#include "engine/export/record.h"
#include "engine/export/tree.h"

static enum status write_markdown(struct buffer *out, const struct debrief *debrief)
{
    return tree_render(out, debrief_tree(debrief));
}

static enum status write_text(struct buffer *out, const struct debrief *debrief)
{
    return record_text(out, debrief_tree(debrief));
}

static enum status write_html(struct buffer *out, const struct debrief *debrief)
{
    return record_html(out, debrief_tree(debrief), outcome_names[debrief->outcome]);
}

const struct debrief_format debrief_formats[] = {
    {"markdown", write_markdown},
    {"text", write_text},
    {"json", debrief_write_json},
    {"html", write_html},
    {NULL, NULL},
};

const struct debrief_format *debrief_format_named(const char *name)
{
    const struct debrief_format *format;

    for (format = debrief_formats; format->name; format++) {
        if (strcmp(format->name, name) == 0)
            return format;
    }
    return NULL;
}
