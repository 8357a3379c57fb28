/* SPDX-License-Identifier: MIT */
/*
 * errwalk new: a commented flow to start from, and beside it the schema with which an editor helps.
 */
#include <config.h>

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/clock.h"
#include "errwalk/file.h"
#include "errwalk/schema.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "new-flow.h"

#define SCHEMA "flow.schema.json"

static enum exit_code run(const struct options *options);

const struct command command_new = {
    .name = "new",
    .usage = "ID",
    .summary = "write a commented flow to start from",
    .run = run,
};

/* What the marks of the template stand for. */
struct texts {
    struct buffer schema, file, title;
    char today[CLOCK_TEXT];
};

static bool is_id(const char *id)
{
    return *id && !id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-_/")] && *id != '/' &&
           id[strlen(id) - 1] != '/' && !strstr(id, "//") && id[strcspn(id, "abcdefghijklmnopqrstuvwxyz")];
}

/* "windows/printer-is-offline": "Printer is offline". */
static void make_title(struct buffer *title, const char *id)
{
    const char *slash = strrchr(id, '/'), *at = slash ? slash + 1 : id;
    char first = *at;

    buffer_char(title, (char)(first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first));
    for (at++; *at; at++)
        buffer_char(title, (char)(*at == '-' || *at == '_' ? ' ' : *at));
}

static void make_texts(struct texts *texts, const char *directory, const char *id)
{
    const char *at;

    for (at = id; (at = strchr(at, '/')) != NULL; at++)
        buffer_string(&texts->schema, "../");
    buffer_string(&texts->schema, SCHEMA);
    if (strcmp(directory, ".") != 0)
        buffer_printf(&texts->file, "%s/", directory);
    buffer_printf(&texts->file, "%s.yaml", id);
    make_title(&texts->title, id);
}

static void free_texts(struct texts *texts)
{
    buffer_free(&texts->schema);
    buffer_free(&texts->file);
    buffer_free(&texts->title);
}

/* The template with its marks replaced. */
static void fill_in(struct buffer *out, const struct texts *texts)
{
    const struct {
        const char *mark, *text;
    } marks[] = {
        {"@SCHEMA@", buffer_text(&texts->schema)},
        {"@FILE@", buffer_text(&texts->file)},
        {"@TITLE@", buffer_text(&texts->title)},
        {"@TODAY@", texts->today},
    };
    const char *at = new_flow, *next;
    size_t i;

    for (; (next = strchr(at, '@')) != NULL; at = next) {
        buffer_append(out, at, (size_t)(next - at));
        for (i = 0; strncmp(next, marks[i].mark, strlen(marks[i].mark)) != 0;)
            i++;
        buffer_string(out, marks[i].text);
        next += strlen(marks[i].mark);
    }
    buffer_string(out, at);
}

static enum exit_code fail(const char *path)
{
    if (errno == EEXIST) {
        output_error("%s already exists: choose another id, or remove it first", path);
        return EXIT_USAGE;
    }
    output_error("cannot write %s: %s", path, strerror(errno));
    return EXIT_FAULT;
}

/* The directories that the file is in, as far as they are not there. */
static enum exit_code make_directories(const char *file, size_t from)
{
    struct buffer path = {0};
    enum exit_code code = EXIT_DONE;
    const char *slash = file + from;

    for (; code == EXIT_DONE && (slash = strchr(slash, '/')) != NULL; slash++) {
        buffer_clear(&path);
        buffer_append(&path, file, (size_t)(slash - file));
        if (mkdir(buffer_text(&path), 0777) != 0 && errno != EEXIST)
            code = fail(buffer_text(&path));
    }
    buffer_free(&path);
    return code;
}

static enum exit_code write_flow(const struct texts *texts)
{
    struct buffer flow = {0};
    enum exit_code code = EXIT_DONE;

    fill_in(&flow, texts);
    file_end_lines(&flow);
    if (file_write(buffer_text(&texts->file), buffer_text(&flow), flow.length, false) !=
        STATUS_OK) {
        code = fail(buffer_text(&texts->file));
    }
    buffer_free(&flow);
    return code;
}

/* One that is there stays: it may be newer. */
static enum exit_code write_schema(const char *directory)
{
    struct buffer path = {0}, schema = {0};
    enum exit_code code = EXIT_DONE;

    buffer_printf(&path, "%s/" SCHEMA, directory);
    schema_write(&schema, &field_flow);
    if (file_write(buffer_text(&path), buffer_text(&schema), schema.length, false) != STATUS_OK &&
        errno != EEXIST) {
        code = fail(buffer_text(&path));
    }
    buffer_free(&path);
    buffer_free(&schema);
    return code;
}

static enum exit_code write_files(const char *directory, struct texts *texts)
{
    size_t from = strcmp(directory, ".") == 0 ? 0 : strlen(directory) + 1;
    enum exit_code code = make_directories(buffer_text(&texts->file), from);

    if (code == EXIT_DONE)
        code = write_flow(texts);
    if (code == EXIT_DONE)
        code = write_schema(directory);
    if (code != EXIT_DONE)
        return code;
    output_printf("Written: %s. It can be walked as it is:\n\n", buffer_text(&texts->file));
    output_printf("    errwalk %s\n", buffer_text(&texts->file));
    output_printf("    errwalk check %s\n", buffer_text(&texts->file));
    return EXIT_DONE;
}

static enum exit_code run(const struct options *options)
{
    const char *directory = options->flows_count ? options->flows[0] : ".";
    struct texts texts = {0};
    struct clock clock;
    enum exit_code code;

    if (options->operand_count == 1 && search_path_is_file(options->operands[0])) {
        output_error("new takes the id of a flow, without .yaml: 'errwalk new %.*s'",
                     (int)(strlen(options->operands[0]) - strlen(".yaml")), options->operands[0]);
        return EXIT_USAGE;
    }
    if (options->operand_count != 1 || !is_id(options->operands[0])) {
        output_error("new takes the id of a flow: lower-case letters, digits, '-', '_' and '/', as "
                     "in 'errwalk new printer-is-offline'");
        return EXIT_USAGE;
    }
    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    clock_format(clock_now(&clock), texts.today);
    texts.today[strlen("2026-11-22")] = '\0';
    make_texts(&texts, directory, options->operands[0]);
    code = write_files(directory, &texts);
    free_texts(&texts);
    return code;
}
