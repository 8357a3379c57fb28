/*
 * errwalk flows: list the flows there are.
 */
#include <config.h>

#include <jansson.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/library.h"
#include "errwalk/text.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code run(const struct options *options);

const struct command command_flows = {
    .name = "flows",
    .usage = "",
    .summary = "list the flows",
    .options = TAKES_FORMAT,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON,
    .run = run,
};

static void own_error(const struct library_entry *entry, struct buffer *out)
{
    if (entry->errors)
        flow_error_text(out, entry->errors);
}

static void print_text(const struct library_entry *entries, size_t count)
{
    size_t i, widest = 0;

    for (i = 0; i < count; i++) {
        size_t width = text_width(entries[i].id, strlen(entries[i].id));

        widest = width > widest ? width : widest;
    }
    for (i = 0; i < count; i++) {
        struct buffer error = {0};

        own_error(&entries[i], &error);
        output_text(entries[i].id);
        output_printf("%*s  %s\n", (int)(widest - text_width(entries[i].id, strlen(entries[i].id))),
                      "", entries[i].title);
        if (error.length)
            output_printf("%*s  %s\n", (int)widest, "", buffer_text(&error));
        buffer_free(&error);
    }
}

static void print_json(const struct library_entry *entries, size_t count)
{
    json_t *list = json_array();
    const struct error_ref *error;
    size_t i;

    for (i = 0; i < count; i++) {
        json_t *errors = json_array();

        flow_each(error, entries[i].errors)
            json_array_append_new(
                errors, json_pack("{s:s, s:o}", "name", error->name, "code",
                                  error->code < 0 ? json_null() : json_integer(error->code)));
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:o}", "id", entries[i].id, "title",
                                              entries[i].title, "path", entries[i].path, "errors",
                                              errors));
    }
    output_json(list);
    json_decref(list);
}

static enum exit_code run(const struct options *options)
{
    struct library *library = search_path_library(options, NULL);
    const struct library_entry *entries = NULL;
    enum exit_code code = EXIT_DONE;
    size_t count = 0;

    if (!library)
        return EXIT_USAGE;
    if (library_entries(library, &entries, &count) != STATUS_OK) {
        output_error("the flows cannot be listed: memory ran out");
        code = EXIT_FAULT;
    } else if (options->format == FORMAT_JSON) {
        print_json(entries, count);
    } else {
        print_text(entries, count);
    }
    if (code == EXIT_DONE && count == 0) {
        output_error("no flow was found; say where they are: --flows=DIR");
        code = EXIT_NO;
    }
    library_free(library);
    return code;
}
