/* SPDX-License-Identifier: MIT */
/*
 * The file is read whole, and its lines are taken apart in place: values point into it.
 */
#include <config.h>

#include "settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "errwalk/path.h"
#include "errwalk/text.h"

#include "output.h"

enum { MOST_BYTES = 64 * 1024 };

static const char theme_prefix[] = "theme.";

struct reader {
    struct options *options;
    const char *path;
    unsigned line;
    bool guards;  /* the line is about what is kept, or who is named: a fault in it stops */
    bool ignored; /* some lines were passed over */
    bool failed;
};

/* The file `errwalk/errwalk.conf` below a directory, as one more to read. */
static void add_file(struct options *options, const char *directory, size_t length, const char *below)
{
    struct buffer path = {0};

    buffer_append(&path, directory, length);
    buffer_string(&path, below);
    memory_grow((void **)&options->config_files, &options->config_capacity, options->config_count,
                sizeof *options->config_files);
    options->config_files[options->config_count++] = (struct config_file){.path = buffer_take(&path)};
}

/* The person's own file, then those of the system, in the order of the XDG Base Directory
 * Specification; /etc comes last, since that is where an administrator looks. */
static void list_files(struct options *options)
{
    const char *shared = path_shared(PATH_SETTINGS), *etc = getenv("ERRWALK_TEST_ETC");
    const char *below, *own = path_personal(PATH_SETTINGS, &below);
    struct buffer personal = {0};

    if (own) {
        buffer_printf(&personal, "%s%s", own, below);
        add_file(options, buffer_text(&personal), personal.length, "/errwalk/errwalk.conf");
        buffer_free(&personal);
    }
    while (*shared) {
        const char separator[] = {path_list_separator, '\0'};
        size_t length = strcspn(shared, separator);

        if (path_is_absolute(shared))
            add_file(options, shared, length, "/errwalk/errwalk.conf");
        shared += length + (shared[length] != '\0');
    }
    etc = etc ? etc : "/etc";
    add_file(options, etc, strlen(etc), "/errwalk/errwalk.conf");
}

static void note_fault(struct reader *reader)
{
    if (reader->guards)
        reader->failed = true;
    else
        reader->ignored = true;
}

/* Whether a setting says what is kept, or whose names are: one that cannot be read might have been what
 * keeps them out of a record. */
static bool guards(const char *name)
{
    static const char *const names[] = {"redact", "keep", "history", "no-history", "team"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        if (strncmp(name, names[i], strlen(names[i])) == 0)
            return true;
    }
    return false;
}

BUFFER_PRINTF(2, 3)
static void fault(struct reader *reader, const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    output_error("%s:%u: %s", reader->path, reader->line, buffer_text(&text));
    buffer_free(&text);
    note_fault(reader);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static char *skip_blanks(char *at)
{
    while (is_blank(*at))
        at++;
    return at;
}

/* The text between quotes, where \" and \\ stand for the second of them; `*after` is behind the
 * closing quote. NULL: there is none. */
static char *quoted(char *at, char **after)
{
    char *from = at + 1, *to = at;

    for (; *from && *from != '"'; from++) {
        if (*from == '\\' && (from[1] == '"' || from[1] == '\\'))
            from++;
        *to++ = *from;
    }
    if (!*from)
        return NULL;
    *after = from + 1;
    *to = '\0';
    return at;
}

/* Up to the end of the line, or a comment: # after a blank. */
static char *unquoted(char *at)
{
    char *end = at;

    while (*end && !(*end == '#' && (end == at || is_blank(end[-1]))))
        end++;
    while (end > at && is_blank(end[-1]))
        end--;
    *end = '\0';
    return at;
}

static char *take_value(struct reader *reader, const char *name, char *at)
{
    char *after = NULL, *value = *at == '"' ? quoted(at, &after) : unquoted(at);

    if (!value) {
        fault(reader, "the value of %s has no closing \"", name);
        return NULL;
    }
    if (after && *(after = skip_blanks(after)) && *after != '#') {
        fault(reader, "after the closing \" of %s there is more; write \\\" for a quote within",
              name);
        return NULL;
    }
    if (!*value) {
        fault(reader, "%s needs a value; put # before the line to leave it as it is", name);
        return NULL;
    }
    return value;
}

static const char *next_setting(void *context)
{
    const struct option **option = context;

    while ((*option)->name && !(*option)->initial)
        ++*option;
    return (*option)->name ? (*option)++->name : NULL;
}

/* Whether a name is, or is a slip away from, one that guards. */
static bool is_near_guard(const char *name)
{
    const struct option *option = option_table;
    const char *near = text_nearest(name, next_setting, &option);

    return guards(name) || (near && guards(near));
}

static const char *next_role(void *context)
{
    enum role *role = context;

    return *role < ROLE_COUNT ? theme_role_name((*role)++) : NULL;
}

static void fault_unknown(struct reader *reader, const char *name)
{
    const struct option *option;
    const char *near, *prefix = "";
    enum role role = 0;

    for (option = option_table; option->name; option++) {
        if (strcmp(option->name, name) == 0) {
            fault(reader, "%s can only be set on the command line: --%s", name, name);
            return;
        }
    }
    option = option_table;
    near = text_nearest(name, next_setting, &option);
    if (strncmp(name, theme_prefix, sizeof theme_prefix - 1) == 0) {
        prefix = theme_prefix;
        near = text_nearest(name + sizeof theme_prefix - 1, next_role, &role);
    }
    if (near)
        fault(reader, "there is no setting '%s'; did you mean '%s%s'?", name, prefix, near);
    else
        fault(reader, "there is no setting '%s'; 'errwalk config --no-config' lists them", name);
}

static void set_role(struct reader *reader, const char *name, const char *value)
{
    struct options *options = reader->options;
    struct buffer wrong = {0};
    enum role role = 0;

    while (role < ROLE_COUNT && strcmp(theme_role_name(role), name + sizeof theme_prefix - 1) != 0)
        role++;
    if (role == ROLE_COUNT) {
        fault_unknown(reader, name);
    } else if (options->theme.given[role]) {
        if (options->theme_origins[role].path == reader->path)
            fault(reader, "%s is set in line %u already; remove one of them", name,
                  options->theme_origins[role].line);
    } else if (theme_read(&options->theme.styles[role], value, &wrong)) {
        options->theme.given[role] = true;
        options->theme_origins[role].path = reader->path;
        options->theme_origins[role].line = reader->line;
    } else {
        fault(reader, "%s: %s", name, buffer_text(&wrong));
    }
    buffer_free(&wrong);
}

static bool is_path(const struct option *option)
{
    return option->value && (strcmp(option->value, "DIR") == 0 || strcmp(option->value, "FILE") == 0);
}

/* What a shell would have made of ~/ on the command line. False after a fault. */
static bool expand_home(struct reader *reader, struct assignment *given)
{
    const char *home = getenv("HOME");
    struct buffer path = {0};

    if (!is_path(given->option) || path_is_absolute(given->value))
        return true;
    if (strncmp(given->value, "~/", 2) != 0 || !home) {
        fault(reader, "%s must be an absolute path, beginning with / or ~/", given->option->name);
        return false;
    }
    buffer_printf(&path, "%s%s", home, given->value + 1);
    given->value = given->owned = buffer_take(&path);

    return true;
}

static void set_option(struct reader *reader, const struct option *option, const char *value)
{
    struct assignment given = {
        .option = option, .value = value, .origin = ORIGIN_CONFIG, .path = reader->path,
        .line = reader->line};
    size_t i;

    for (i = 0; i < reader->options->given_count && !option->repeats; i++) {
        const struct assignment *before = &reader->options->given[i];

        if (before->option != option || before->origin != ORIGIN_CONFIG)
            continue;
        if (before->path == reader->path)
            fault(reader, "%s is set in line %u already; remove one of them", option->name,
                  before->line);
        return; /* a stronger file has said it */
    }
    if (!expand_home(reader, &given))
        return;
    options_give(reader->options, given);
    if (!options_apply(reader->options,
                       &reader->options->given[reader->options->given_count - 1])) {
        memory_free(reader->options->given[--reader->options->given_count].owned);
        note_fault(reader);
    }
}

static void set(struct reader *reader, const char *name, const char *value)
{
    const struct option *option = option_table;

    if (strncmp(name, theme_prefix, sizeof theme_prefix - 1) == 0) {
        set_role(reader, name, value);
        return;
    }
    while (option->name && (!option->initial || strcmp(option->name, name) != 0))
        option++;
    if (option->name)
        set_option(reader, option, value);
    else
        fault_unknown(reader, name);
}

static void read_line(struct reader *reader, char *line)
{
    char *name = skip_blanks(line), *end = name + strcspn(name, "= \t\r#"), *at = skip_blanks(end);
    const bool is_set = *at == '=' && end > name;
    char *value;

    if (!*name || *name == '#')
        return;
    *end = '\0';
    reader->guards = is_near_guard(name);
    if (!is_set) {
        fault(reader, "this is not a setting; write name = value");
        return;
    }
    value = take_value(reader, name, skip_blanks(at + 1));
    if (value)
        set(reader, name, value);
}

static void read_lines(struct reader *reader, char *text, size_t length)
{
    char *end;
    size_t bad;

    if (!text_check(text, length, &bad) || memchr(text, '\0', length)) {
        bad = strlen(text) < length ? strlen(text) : bad;
        for (reader->line = 1; bad-- > 0; text++)
            reader->line += *text == '\n';
        reader->guards = true; /* who knows what it says */
        fault(reader, "this is not text in UTF-8");
        return;
    }
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    for (reader->line = 1; text; text = end, reader->line++) {
        end = strchr(text, '\n');
        if (end)
            *end++ = '\0';
        read_line(reader, text);
    }
}

/* What --config names. */
static const char *named_path(const struct options *options)
{
    const char *path = NULL;
    size_t i;

    for (i = 0; i < options->given_count; i++) {
        if (strcmp(options->given[i].option->name, "config") == 0)
            path = options->given[i].value;
    }
    return path;
}

/* False after errors; a file that is not there says nothing, unless it was `named`. */
static bool read_file(struct options *options, struct config_file *file, bool named)
{
    struct reader reader = {.options = options, .path = file->path};
    enum status status = file_read(file->path, MOST_BYTES, &file->text);

    if (status == STATUS_IO && !named && (errno == ENOENT || errno == ENOTDIR))
        return true;
    if (status != STATUS_OK) {
        output_error("%s cannot be read: %s%s", file->path,
                     status == STATUS_NO ? "it is larger than 64 KiB" : strerror(errno),
                     named ? "" : "; ignore it with --no-config");
        return false;
    }
    if (file->text.length)
        read_lines(&reader, file->text.bytes, file->text.length);
    if (reader.failed)
        output_error("fix %s, or ignore it with --no-config", file->path);
    else if (reader.ignored)
        output_error("%s: these lines are ignored; the rest applies", file->path);
    return !reader.failed;
}

bool settings_read(struct options *options)
{
    const char *named = named_path(options);
    bool read = true;
    size_t i;

    if (named)
        add_file(options, named, strlen(named), "");
    else
        list_files(options);
    for (i = 0; i < options->config_count; i++)
        read = read_file(options, &options->config_files[i], named != NULL) && read;
    return read;
}
