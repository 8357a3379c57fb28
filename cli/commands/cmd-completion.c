/* SPDX-License-Identifier: MIT */
/*
 * errwalk completion: what a shell asks while a command line is typed. The scripts that it prints know
 * nothing of commands and options: they hand over the words so far and show what comes back, so that
 * the tables of this program are the only ones.
 */
#include <config.h>

#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/history.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/redact.h"
#include "errwalk/scenario.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"
#include "errwalk/training.h"

#include "cli/command.h"
#include "cli/completion.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code run(const struct options *options);

const struct command command_completion = {
    .name = "completion",
    .usage = "SHELL",
    .summary = "print completion for bash, zsh or fish",
    .run = run,
};

enum { SESSIONS_OFFERED = 100 };

/* What is typed: the word at the cursor is `before` (of --option=, else empty) and `word`. */
struct typed {
    const struct options *options;
    const struct command *command; /* NULL: none so far */
    const char *before, *word;
};

/* Whether a shell takes a text for a word as it stands. Candidates are the names of files that somebody
 * wrote, and what is completed is soon run. */
static bool is_word(const char *text)
{
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./+,@%";
    size_t offset, length = strlen(text);
    uint32_t point;

    if (text_find_hidden(text, length, &offset, &point))
        return false;
    for (; *text; text++) {
        if ((unsigned char)*text < 0x80 && !strchr(safe, *text))
            return false;
    }
    return true;
}

/* A candidate and what it is, if it goes on from what is typed. */
static void offer(const struct typed *typed, const char *text, const char *end, const char *help)
{
    struct buffer line = {0};

    if (strncmp(text, typed->word, strlen(typed->word)) != 0 || !is_word(text))
        return;
    buffer_printf(&line, "%s%s%s", typed->before, text, end);
    if (*help)
        buffer_char(&line, '\t');
    sink_text(&line, help, strcspn(help, "\r\n\t"));
    buffer_char(&line, '\n');
    output_document(line.bytes, line.length);
    buffer_free(&line);
}

static void offer_names(const struct typed *typed, const char *const *names, size_t count)
{
    size_t i;

    for (i = 0; i < count && names[i]; i++)
        offer(typed, names[i], "", "");
}

static void offer_flows(const struct typed *typed)
{
    struct library *library = search_path_library(typed->options, NULL);
    const struct library_entry *entry;
    size_t index = 0;

    while (library && library_next(library, &index, &entry) == STATUS_OK)
        offer(typed, entry->id, "", entry->title);
    library_free(library);
}

static void offer_scenarios(const struct typed *typed)
{
    struct library *library = search_path_library(typed->options, NULL);
    const struct scenario_entry *entries;
    size_t i, count = 0;

    if (library) {
        library_scenarios(library, &entries, &count);
        for (i = 0; i < count; i++)
            offer(typed, entries[i].id, "", entries[i].title);
    }
    library_free(library);
}

/* Whoever presses a key waits: a history of an older version is not brought up to date for it. */
static void offer_sessions(const struct typed *typed)
{
    struct history_filter filter = {.outcome = -1, .most = SESSIONS_OFFERED};
    const struct options *options = typed->options;
    char *usual = options->history || options->no_history ? NULL : history_default_path();
    const char *path = options->history ? options->history : usual;
    struct history *history = path ? history_new(path) : NULL;
    struct history_list list = {0};
    size_t i;

    if (history && history_list(history, &filter, &list) == STATUS_OK) {
        for (i = 0; i < list.count; i++) {
            struct buffer problem = {0};

            history_problem_text(&problem, &list.items[i]);
            offer(typed, list.items[i].ending, "", buffer_text(&problem));
            buffer_free(&problem);
        }
    }
    history_list_free(&list);
    history_free(history);
    memory_free(usual);
}

static void offer_files(const struct typed *typed)
{
    (void)typed;
    output_text(":files\n");
}

static void offer_directories(const struct typed *typed)
{
    (void)typed;
    output_text(":directories\n");
}

static void offer_formats(const struct typed *typed)
{
    int format;

    for (format = 0; format < FORMAT_COUNT; format++) {
        if (typed->command && typed->command->formats & 1u << format)
            offer(typed, format_names[format], "", "");
    }
}

static void offer_shells(const struct typed *typed)
{
    const struct completion_script *script;

    for (script = completion_scripts; script->name; script++)
        offer(typed, script->name, "", "");
}

static const char *const yes_no[] = {"yes", "no"};

/* What an option of that name, or what is called that in a usage, may be. */
static const struct completion_source {
    const char *of;
    void (*offer)(const struct typed *typed);
    const char *const *names;
    size_t count;
} sources[] = {
    {"color", NULL, color_names, COLOR_COUNT},
    {"theme", NULL, theme_preset_names, THEME_PRESET_COUNT},
    {"MODE", NULL, training_mode_names, TRAINING_MODE_COUNT},
    {"LEVEL", NULL, level_names, LEVEL_COUNT},
    {"OUTCOME", NULL, outcome_names, OUTCOME_COUNT},
    {"KINDS", NULL, redact_kind_names, REDACT_KIND_COUNT},
    {"KIND", NULL, schema_kinds, 99},
    {"FORMAT", offer_formats, NULL, 0},
    {"SHELL", offer_shells, NULL, 0},
    {"FLOW", offer_flows, NULL, 0},
    {"PROBLEM", offer_flows, NULL, 0},
    {"SCENARIO", offer_scenarios, NULL, 0},
    {"scenario", offer_scenarios, NULL, 0},
    {"SESSION", offer_sessions, NULL, 0},
    {"FILE", offer_files, NULL, 0},
    {"PAGE", offer_files, NULL, 0},
    {"OLD", offer_files, NULL, 0},
    {"NEW", offer_files, NULL, 0},
    {"DIR", offer_directories, NULL, 0},
};

/* False where nothing is known of a name. */
static bool offer_of(const struct typed *typed, const char *of, size_t length)
{
    size_t i;

    for (i = 0; i < sizeof sources / sizeof *sources; i++) {
        const struct completion_source *source = &sources[i];

        if (strlen(source->of) != length || strncmp(source->of, of, length) != 0)
            continue;
        if (source->offer)
            source->offer(typed);
        else
            offer_names(typed, source->names, source->count);
        return true;
    }
    return false;
}

/* Each name in capitals of a usage such as "[FLOW|FILE|DIR]…". */
static void offer_operands(const struct typed *typed, size_t before)
{
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *at = typed->command ? typed->command->usage : command_walk.usage;
    size_t length, most = strstr(at, "…") ? SIZE_MAX : strchr(at, ' ') ? 2 : 1;

    if (before >= most)
        return;
    for (at += strcspn(at, capitals); *at; at += length, at += strcspn(at, capitals)) {
        length = strspn(at, capitals);
        offer_of(typed, at, length);
        if (most == 2) /* OLD and NEW are of one sort */
            return;
    }
}

static void offer_value(struct typed *typed, const struct option *option)
{
    if (!option->value)
        offer_names(typed, yes_no, option->initial ? 2 : 0);
    else if (!offer_of(typed, option->name, strlen(option->name)))
        offer_of(typed, option->value, strlen(option->value));
}

static void offer_options(const struct typed *typed)
{
    const struct command *command = typed->command ? typed->command : &command_walk;
    const struct option *option;

    for (option = option_table; option->name; option++) {
        struct buffer name = {0};

        buffer_printf(&name, "--%s", option->name);
        if (option->taken_by & (command->options | TAKES_COMMON))
            offer(typed, buffer_text(&name), option->value && !option->alone ? "=" : "", option->help);
        buffer_free(&name);
    }
}

static void offer_commands(const struct typed *typed)
{
    const struct command *const *command;

    for (command = commands; *command; command++)
        offer(typed, (*command)->name, "", (*command)->summary);
}

static const struct option *find_option(const char *name, size_t length)
{
    const struct option *option = option_table;

    while (option->name && (strlen(option->name) != length || strncmp(option->name, name, length) != 0))
        option++;
    return option->name ? option : NULL;
}

/* The option that a word is and whose value must follow it, or NULL. */
static const struct option *waiting(const char *word)
{
    const struct option *option = NULL;

    if (strncmp(word, "--", 2) == 0 && !strchr(word, '='))
        option = find_option(word + 2, strlen(word + 2));
    return option && option->value && !option->alone ? option : NULL;
}

/* What can stand in place of the last of the words. */
static void candidates(struct typed *typed, const char *const *words, size_t count)
{
    const struct option *option = NULL;
    const char *equals;
    struct buffer before = {0};
    bool ended = false, is_value;
    size_t i, operands = 0;

    for (i = 0; i + 1 < count; i++) {
        is_value = option != NULL;
        option = ended || is_value ? NULL : waiting(words[i]);
        if (is_value || (!ended && *words[i] == '-')) {
            ended = ended || strcmp(words[i], "--") == 0;
        } else if (typed->command || ended || !command_named(words[i])) {
            typed->command = typed->command ? typed->command : &command_walk;
            operands++;
        } else {
            typed->command = command_named(words[i]);
        }
    }
    typed->word = count ? words[count - 1] : "";
    equals = strchr(typed->word, '=');
    if (option) {
        offer_value(typed, option);
    } else if (!ended && strncmp(typed->word, "--", 2) == 0 && equals) {
        buffer_append(&before, typed->word, (size_t)(equals + 1 - typed->word));
        option = find_option(before.bytes + 2, before.length - 3);
        typed->before = buffer_text(&before);
        typed->word = equals + 1;
        if (option)
            offer_value(typed, option);
    } else if (!ended && *typed->word == '-') {
        offer_options(typed);
    } else {
        if (!typed->command && !ended)
            offer_commands(typed);
        offer_operands(typed, operands);
    }
    buffer_free(&before);
}

static enum exit_code run(const struct options *options)
{
    const char *shell = options->operand_count ? options->operands[0] : "";
    struct typed typed = {.options = options, .before = ""};
    const struct completion_script *script = completion_scripts;

    if (strcmp(shell, "candidates") == 0) {
        candidates(&typed, options->operands + 1, options->operand_count - 1);
        return EXIT_DONE;
    }
    while (script->name && strcmp(script->name, shell) != 0)
        script++;
    if (!script->name || options->operand_count != 1) {
        output_error("completion takes the shell that it is for: bash, zsh or fish");
        return EXIT_USAGE;
    }
    output_text(script->text);
    return EXIT_DONE;
}
