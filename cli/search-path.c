/* SPDX-License-Identifier: MIT */
/*
 * Where flows and sessions are looked for, from options, environment and the XDG base directories.
 */
#include <config.h>

#include "search-path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/buffer.h"
#include "errwalk/executable.h"
#include "errwalk/memory.h"
#include "errwalk/path.h"

#include "output.h"
#include "progress.h"

struct path {
    char **items;
    size_t count, capacity;
};

/* Adds `directory` with `below` after it. */
static void add(struct path *path, const char *directory, size_t length, const char *below)
{
    struct buffer text = {0};
    char *item;

    buffer_append(&text, directory, length);
    buffer_string(&text, below);
    item = buffer_take(&text);
    memory_grow((void **)&path->items, &path->capacity, path->count, sizeof *path->items);
    path->items[path->count++] = item;
}

/* Each directory of a list; relative ones are not to be trusted (XDG) unless
 * the person named them. */
static void add_list(struct path *path, const char *list, const char *below, bool relative)
{
    const char separator[] = {path_list_separator, '\0'};

    while (list && *list) {
        size_t length = strcspn(list, separator);

        if (length && (relative || path_is_absolute(list)))
            add(path, list, length, below);
        list += length + (list[length] != '\0');
    }
}

static void add_home(struct path *path)
{
    const char *below, *data = path_personal(PATH_DATA, &below);
    struct buffer flows = {0};

    if (!data)
        return;
    buffer_printf(&flows, "%s/errwalk/flows", below);
    add(path, data, strlen(data), buffer_text(&flows));
    buffer_free(&flows);
}

static bool is_directory(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Whether a directory belongs to whoever the program belongs to: a directory that another person put
 * beside it is not to be trusted. */
static bool is_of_same_owner(const char *program, const char *directory)
{
    struct stat own, other;

    return stat(program, &own) == 0 && stat(directory, &other) == 0 && S_ISDIR(other.st_mode) &&
           own.st_uid == other.st_uid;
}

/* The flows of the program itself, where they are at one of the places beside it. */
static void add_beside(struct path *path, const char *const *places)
{
    char program[EXECUTABLE_SIZE];
    struct buffer directory = {0};
    bool known = executable_directory(program);

    for (; known && *places; places++) {
        buffer_clear(&directory);
        buffer_printf(&directory, "%s%s", program, *places);
        if (is_of_same_owner(program, buffer_text(&directory)))
            add(path, directory.bytes, directory.length, "");
    }
    buffer_free(&directory);
}

void search_path_passed_over(const char *path, int error)
{
    if (error)
        output_error("%s was passed over: %s", path, strerror(error));
    else
        output_error("%s holds more than %d files; what comes after them was passed over", path, LIBRARY_FILES);
}

struct library *search_path_library(const struct options *options, const char *first)
{
    /* of an unpacked archive and of a build; of a prefix that was moved */
    static const char *const unpacked[] = {"/flows", "/../flows", NULL};
    static const char *const moved[] = {"/../share/errwalk/flows", NULL};
    const char *named = getenv("ERRWALK_FLOWS");
    struct library *library = NULL;
    struct path path = {0};
    size_t i;
    bool found = true;

    if (first)
        add(&path, first, strlen(first), "");
    for (i = 0; i < options->flows_count; i++) {
        found = found && is_directory(options->flows[i]);
        if (!is_directory(options->flows[i]))
            output_error("--flows=%s is not a directory", options->flows[i]);
        add(&path, options->flows[i], strlen(options->flows[i]), "");
    }
    add_list(&path, named, "", true);
    for (i = 0; i < options->flows_later_count; i++)
        add(&path, options->flows_later[i], strlen(options->flows_later[i]), "");
    add_home(&path);
    if (!named || !*named)
        add_beside(&path, unpacked);
    add_list(&path, path_shared(PATH_DATA), "/errwalk/flows", false);
    add_beside(&path, moved);
    add(&path, ERRWALK_DATADIR, strlen(ERRWALK_DATADIR), "/flows");
    if (found) {
        library_new((const char *const *)path.items, path.count, &library);
        library_on_passed_over(library, search_path_passed_over);
    }
    for (i = 0; i < path.count; i++)
        memory_free(path.items[i]);
    memory_free(path.items);
    return library;
}

bool search_path_is_file(const char *argument)
{
    size_t length = strlen(argument);

    return length > 5 && strcmp(argument + length - 5, ".yaml") == 0;
}

bool search_path_is_directory(const char *argument)
{
    return is_directory(argument);
}

enum exit_code search_path_report(enum status status, struct diag_list *faults, const char *operand)
{
    output_faults(faults);
    diag_list_free(faults);
    if (status == STATUS_NO)
        output_error("there is no flow '%s'; 'errwalk flows' lists them", operand);
    return status == STATUS_OK ? EXIT_DONE : status == STATUS_NO ? EXIT_NO : EXIT_USAGE;
}

enum exit_code search_path_flow(struct library *library, const char *operand,
                                const struct flow **flow)
{
    struct diag_list faults = {0};
    enum status status = search_path_is_file(operand)
                             ? library_add_file(library, operand, &faults, flow)
                             : library_flow(library, operand, &faults, flow);

    return search_path_report(status, &faults, operand);
}

enum exit_code search_path_with_flow(const struct options *options,
                                     enum exit_code (*run)(const struct options *options, struct library *library,
                                                           const struct flow *flow))
{
    struct library *library = search_path_library(options, NULL);
    const struct flow *flow = NULL;
    enum exit_code code = library ? search_path_flow(library, options->operands[0], &flow) : EXIT_USAGE;

    if (code == EXIT_DONE)
        code = run(options, library, flow);
    library_free(library);
    return code;
}

struct history *search_path_history(const struct options *options)
{
    char *path = NULL;
    struct history *history;

    if (options->no_history) {
        output_error("with --no-history there are no sessions");
        return NULL;
    }
    if (!options->history) {
        path = history_default_path();
        if (!path) {
            output_error("history has nowhere to go: HOME is not set; use --history=FILE or "
                         "--no-history");
            return NULL;
        }
    }
    history = history_new(options->history ? options->history : path);
    memory_free(path);
    history_set_progress(history, progress_show, NULL);
    history_upgrade(history); /* what fails is reported by whatever needs it */
    progress_end();
    return history;
}

enum exit_code search_path_session(struct history *history, const char *prefix, char id[SESSION_ID_SIZE])
{
    enum status status = history_find(history, prefix, id);

    switch (status) {
    case STATUS_OK:
        return EXIT_DONE;
    case STATUS_NO:
        output_error(*prefix ? "there is no session '%s'; 'errwalk sessions' lists them"
                             : "there is no session%s yet",
                     prefix);
        return EXIT_NO;
    case STATUS_INVALID:
        output_error("several sessions have '%s' at the end or the beginning of their id: write more of it", prefix);
        return EXIT_USAGE;
    default:
        output_error("%s", history_message(history));
        return EXIT_FAULT;
    }
}
