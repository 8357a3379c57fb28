/* SPDX-License-Identifier: MIT */
/*
 * The table of options, and what each of them does with a value.
 */
#include <config.h>

#include "options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/event.h"
#include "errwalk/formats.h"
#include "errwalk/mail.h"
#include "errwalk/memory.h"
#include "errwalk/redact.h"
#include "errwalk/scenario.h"
#include "errwalk/shift.h"
#include "errwalk/training.h"

#include "command.h"
#include "output.h"

enum { MINUTES_A_DAY = 24 * 60 };

const char *const format_names[FORMAT_COUNT] = {
    [FORMAT_TEXT] = "text",       [FORMAT_MARKDOWN] = "markdown", [FORMAT_JSON] = "json",
    [FORMAT_HTML] = "html",       [FORMAT_CSV] = "csv",           [FORMAT_GCC] = "gcc",
    [FORMAT_SARIF] = "sarif",     [FORMAT_MERMAID] = "mermaid",   [FORMAT_DOT] = "dot",
    [FORMAT_XAPI] = "xapi",       [FORMAT_EML] = "eml",
};

const char *const color_names[COLOR_COUNT] = {"auto", "always", "never"};

static bool set_flows(struct options *options, const char *value);
static bool set_color(struct options *options, const char *value);
static bool set_theme(struct options *options, const char *value);
static bool set_format(struct options *options, const char *value);
static bool set_keep(struct options *options, const char *value);
static bool set_output(struct options *options, const char *value);
static bool set_to(struct options *options, const char *value);
static bool set_subject(struct options *options, const char *value);
static bool set_mode(struct options *options, const char *value);
static bool set_level(struct options *options, const char *value);
static bool set_seed(struct options *options, const char *value);
static bool set_due(struct options *options, const char *value);
static bool set_limit(struct options *options, const char *value);
static bool set_time_limit(struct options *options, const char *value);
static bool set_shift(struct options *options, const char *value);
static bool set_lock(struct options *options, const char *value);

const struct option option_table[] = {
#define FLAG(member) .flag = offsetof(struct options, member) + 1
#define STRING(member) .string = offsetof(struct options, member) + 1
    {"plain", 0, NULL, TAKES_COMMON, FLAG(plain), .initial = "no", .variable = "ACCESSIBLE",
     .trigger = "1", .meaning = "yes",
     .help = "lines instead of screens, for screen readers and pipes"},
    {"flows", 0, "DIR", TAKES_COMMON, .set = set_flows, .initial = "", .repeats = true,
     .variable = "ERRWALK_FLOWS",
     .help = "look for flows here first; may be repeated"},
    {"history", 0, "FILE", TAKES_COMMON, STRING(history), .initial = "", .help = "save sessions in this file"},
    {"no-history", 0, NULL, TAKES_COMMON, FLAG(no_history), .initial = "no",
     .help = "do not save the session"},
    {"color", 0, "WHEN", TAKES_COMMON, .set = set_color, .initial = "auto", .variable = "NO_COLOR",
     .meaning = "never", .help = "colours when full-screen: auto, always or never"},
    {"theme", 0, "NAME", TAKES_COMMON, .set = set_theme, .initial = "terminal",
     .help = "looks when full-screen: terminal, dark, light or none"},
    {"ascii", 0, NULL, TAKES_COMMON, FLAG(ascii), .initial = "no",
     .help = "draw with ASCII characters only"},
    {"mouse", 0, NULL, TAKES_COMMON, FLAG(mouse), .initial = "no",
     .help = "full-screen: let clicks choose and the wheel scroll"},
    {"config", 0, "FILE", TAKES_COMMON, STRING(config),
     .help = "read settings from this file, not errwalk.conf"},
    {"no-config", 0, NULL, TAKES_COMMON, FLAG(no_config), .help = "read no settings from a file"},
    {"transcript", 0, "FILE", TAKES_WALK | TAKES_TRANSCRIPT, STRING(transcript),
     .help = "write a transcript at the end: .md .txt .json .html .eml"},
    {"answers", 0, "FILE", TAKES_WALK | TAKES_ORDER, STRING(answers),
     .help = "walk without asking as far as this file answers"},
    {"watch", 0, NULL, TAKES_WATCH, FLAG(watch),
     .help = "reload the flow file when it is saved, and keep no history"},
    {"format", 0, "FORMAT", TAKES_FORMAT, .set = set_format, .help = "form of the output"},
    {"output", 'o', "FILE", TAKES_OUTPUT, .set = set_output,
     .help = "write to this file; - is standard output"},
    {"force", 0, NULL, TAKES_OUTPUT | TAKES_LIST | TAKES_SYNC, FLAG(force),
     .help = "replace a file that is there; remove without asking"},
    {"redact", 0, NULL, TAKES_REDACT, FLAG(redact), .initial = "no",
     .help = "mask names of people and machines in the transcript"},
    {"keep", 0, "KINDS", TAKES_REDACT | TAKES_SYNC, .set = set_keep, .initial = "",
     .help = "kinds of names not to mask, with commas between"},
    {"to", 0, "ADDRESSES", TAKES_MAIL, .set = set_to, .help = "of format eml: to whom the message is"},
    {"subject", 0, "TEXT", TAKES_MAIL, .set = set_subject, .help = "of format eml: what it is about"},
    {"problem", 0, "TEXT", TAKES_LIST, STRING(problem), .help = "only of this error or flow"},
    {"since", 0, "WHEN", TAKES_LIST | TAKES_RESULTS | TAKES_STATS, STRING(since),
     .help = "only since a date, or 7d, 12h"},
    {"until", 0, "WHEN", TAKES_STATS, STRING(until), .help = "only before a date, or 7d, 12h ago"},
    {"outcome", 0, "OUTCOME", TAKES_LIST | TAKES_STATS, STRING(outcome), .help = "only with this outcome"},
    {"search", 0, "TEXT", TAKES_LIST, STRING(search),
     .help = "only with these words in notes, values or answers"},
    {"limit", 0, "N", TAKES_LIST, .set = set_limit,
     .help = "the newest N of the list, 0 for all"},
    {"check", 0, NULL, TAKES_LIST, FLAG(check), .help = "check the whole history for damage"},
    {"salvage", 0, "FILE", TAKES_LIST, STRING(salvage),
     .help = "save what is left of a damaged history into a new one"},
    {"delete", 0, "SESSION", TAKES_LIST, STRING(delete), .help = "remove a session for good"},
    {"purge", 0, NULL, TAKES_LIST | TAKES_SYNC, FLAG(purge), .help = "remove old sessions for good"},
    {"older-than", 0, "AGE", TAKES_LIST | TAKES_SYNC, STRING(older_than), .help = "of --purge: 90d, 12h"},
    {"team", 0, "STORE", TAKES_SYNC, STRING(team), .initial = "",
     .help = "the team's PostgreSQL, as libpq names it: service=errwalk"},
    {"team", 0, NULL, TAKES_TEAM, FLAG(whole_team), .help = "count pulled sessions of the team, too"},
    {"team-redact", 0, NULL, TAKES_SYNC, FLAG(team_redact), .initial = "no",
     .help = "mask names before sessions are pushed"},
    {"init", 0, NULL, TAKES_SYNC, FLAG(init), .help = "make the store, or bring its schema up to date"},
    {"dry-run", 0, NULL, TAKES_SYNC, FLAG(dry_run), .help = "say what would be done, and do nothing"},
    {"push-only", 0, NULL, TAKES_SYNC, FLAG(push_only), .help = "pull nothing"},
    {"background", 0, NULL, TAKES_SYNC, FLAG(background),
     .help = "as after a walk: print nothing, and note what fails"},
    {"stats", 0, NULL, TAKES_GRAPH, FLAG(stats), .help = "show what happened over all sessions"},
    {"session", 0, "SESSION", TAKES_GRAPH, STRING(session), .help = "mark the trail of a session"},
    {"write", 0, NULL, TAKES_LEARN, FLAG(write), .help = "put it into the flow's file"},
    {"step", 0, "ID", TAKES_ORDER, STRING(step), .help = "of this weigh step, not the first"},
    {"mode", 0, "MODE", TAKES_TRAIN | TAKES_RESULTS, .set = set_mode, .initial = "practise",
     .help = "learn, practise or exam"},
    {"trainee", 0, "NAME", TAKES_TRAIN | TAKES_RESULTS, STRING(trainee), .initial = "",
     .help = "the trainee, for debrief and results"},
    {"list", 0, NULL, TAKES_TRAIN, FLAG(lists), .help = "list the scenarios, and which are done"},
    {"level", 0, "LEVEL", TAKES_TRAIN, .set = set_level,
     .help = "only beginner, intermediate or advanced"},
    {"random", 0, NULL, TAKES_TRAIN, FLAG(random), .help = "any scenario, one that is not done first"},
    {"seed", 0, "N", TAKES_TRAIN, .set = set_seed,
     .help = "shuffle answers and wordings, the same for the same N"},
    {"next", 0, NULL, TAKES_TRAIN, FLAG(next),
     .help = "practise again what was got wrong, when it is due"},
    {"shift", 0, "N", TAKES_TRAIN, .set = set_shift, .alone = "0",
     .help = "take N callers in a shift; alone: resume one"},
    {"caller", 0, NULL, TAKES_TRAIN, FLAG(caller),
     .help = "play the caller, for an agent on another terminal"},
    {"agent", 0, NULL, TAKES_TRAIN, FLAG(agent), .help = "join as the agent whom the caller calls"},
    {"assignment", 0, "FILE", TAKES_TRAIN, STRING(assignment),
     .help = "the trainer's assignment: scenarios, modes, deadline"},
    {"key", 0, "KEY", TAKES_TRAIN | TAKES_KEY, STRING(key),
     .help = "the trainer's key, which releases the debrief; - reads it"},
    {"lock", 0, "HASH", TAKES_TRAIN, .set = set_lock, .initial = "",
     .help = "lock exams by the SHA-256 of the trainer's key"},
    {"time-limit", 0, "MINUTES", TAKES_TRAIN, .set = set_time_limit,
     .help = "real minutes that an exam may take"},
    {"scenario", 0, "TEXT", TAKES_RESULTS, STRING(scenario), .help = "only of this scenario"},
    {"home-page", 0, "URL", TAKES_RESULTS, STRING(home_page),
     .initial = "https://errwalk.invalid",
     .help = "for xapi: the system that holds the trainees' accounts"},
    {"due", 0, "DAYS", TAKES_FLOWS, .set = set_due, .alone = "0",
     .help = "only flows due for review, now or within DAYS"},
    {"owner", 0, "TEXT", TAKES_FLOWS, STRING(owner), .help = "only flows of this owner"},
    {"each", 0, NULL, TAKES_LOG, FLAG(each), .initial = "no",
     .help = "for a log, list every line that names a code"},
    {"strict", 0, NULL, TAKES_CHECK, FLAG(strict), .initial = "no", .help = "warnings count as errors"},
    {"paths", 0, NULL, TAKES_CHECK, FLAG(paths), .help = "show how each step is reached"},
    {"coverage", 0, NULL, TAKES_CHECK, FLAG(coverage), .help = "show what no test walks"},
    {"suggest-tests", 0, NULL, TAKES_CHECK, FLAG(suggest_tests),
     .help = "print tests for what none walks, and nothing else"},
    {"explain", 0, NULL, TAKES_CHECK, FLAG(explain),
     .help = "explain the codes given as E014, or list all"},
    {"help", 'h', NULL, TAKES_COMMON, FLAG(help), .help = "print this help"},
    {"version", 'V', NULL, TAKES_COMMON, FLAG(version), .help = "print the version"},
    {.name = NULL},
#undef FLAG
#undef STRING
};

/* A value that cannot be, named by where it was written. */
BUFFER_PRINTF(2, 3)
static bool refuse(const struct options *options, const char *format, ...)
{
    const struct assignment *given = options->applying;
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    if (given->origin == ORIGIN_CONFIG)
        output_error("%s:%u: %s %s", given->path, given->line, given->option->name,
                     buffer_text(&text));
    else
        output_error("--%s %s", given->option->name, buffer_text(&text));
    buffer_free(&text);
    return false;
}

static void add_directory(const char ***list, size_t *count, size_t *capacity, const char *value)
{
    memory_grow((void **)list, capacity, *count, sizeof **list);
    (*list)[(*count)++] = value;
}

/* Those of the environment are taken where they are looked for: see search-path.c. */
static bool set_flows(struct options *options, const char *value)
{
    switch (options->applying->origin) {
    case ORIGIN_COMMAND_LINE:
        add_directory(&options->flows, &options->flows_count, &options->flows_capacity, value);
        return true;
    case ORIGIN_CONFIG:
        add_directory(&options->flows_later, &options->flows_later_count,
                      &options->flows_later_capacity, value);
        return true;
    default:
        return true;
    }
}

/* The index of a name in a list, or -1 with an error that names the list. */
static int choose(const struct options *options, const char *value, const char *const *names,
                  int count, unsigned allowed)
{
    struct buffer list = {0};
    int i;

    for (i = 0; i < count; i++) {
        if ((allowed & 1u << i) && strcmp(value, names[i]) == 0)
            break;
        if (allowed & 1u << i)
            buffer_printf(&list, "%s%s", list.length ? ", " : "", names[i]);
    }
    if (i == count)
        refuse(options, "takes %s, not '%s'", buffer_text(&list), value);
    buffer_free(&list);
    return i < count ? i : -1;
}

static bool set_color(struct options *options, const char *value)
{
    int color = choose(options, value, color_names, COLOR_COUNT, 7);

    if (color >= 0)
        options->color = (enum color)color;
    return color >= 0;
}

static bool set_theme(struct options *options, const char *value)
{
    int preset = choose(options, value, theme_preset_names, THEME_PRESET_COUNT, ~0u);

    if (preset >= 0)
        options->theme.preset = (enum theme_preset)preset;
    return preset >= 0;
}

static bool set_format(struct options *options, const char *value)
{
    int format = choose(options, value, format_names, FORMAT_COUNT, options->command->formats);

    if (format < 0)
        return false;
    options->format = (enum format)format;
    options->format_given = true;
    return true;
}

/* Kinds of a stronger origin take the place of those of a weaker one. */
static bool set_keep(struct options *options, const char *value)
{
    if (options->keep_origin != options->applying->origin)
        options->keep = 0;
    options->keep_origin = options->applying->origin;
    while (*value) {
        size_t length = strcspn(value, ",");
        char *name = memory_copy(value, length);
        int kind = choose(options, name, redact_kind_names, REDACT_KIND_COUNT,
                          (1u << REDACT_KIND_COUNT) - 1);

        memory_free(name);
        if (kind < 0)
            return false;
        options->keep |= 1u << kind;
        value += length + (value[length] == ',');
    }
    return true;
}

/* None is standard output. */
static bool set_output(struct options *options, const char *value)
{
    options->output = strcmp(value, "-") == 0 ? NULL : value;
    return true;
}

static bool set_to(struct options *options, const char *value)
{
    const char *wrong;

    options->to = value;
    return mail_check_to(value, &wrong) || refuse(options, "%s", wrong);
}

static bool set_subject(struct options *options, const char *value)
{
    const char *wrong;

    options->subject = value;
    return mail_check_subject(value, &wrong) || refuse(options, "%s", wrong);
}

static bool set_mode(struct options *options, const char *value)
{
    int mode = choose(options, value, training_mode_names, TRAINING_MODE_COUNT,
                      (1u << TRAINING_MODE_COUNT) - 1);

    if (mode < 0)
        return false;
    options->mode = (unsigned)mode;
    options->mode_given = true;
    return true;
}

static bool set_level(struct options *options, const char *value)
{
    int level = choose(options, value, level_names, LEVEL_COUNT, (1u << LEVEL_COUNT) - 1);

    if (level < 0)
        return false;
    options->level = (unsigned)level;
    options->level_given = true;
    return true;
}

static bool set_seed(struct options *options, const char *value)
{
    if (!*value || strlen(value) > 9 || strspn(value, "0123456789") != strlen(value))
        return refuse(options, "takes a whole number of at most nine digits, not '%s'", value);
    options->seed = atol(value);
    options->seed_given = true;
    return true;
}

static bool set_due(struct options *options, const char *value)
{
    if (!*value || strlen(value) > 5 || strspn(value, "0123456789") != strlen(value))
        return refuse(options, "takes a number of days, not '%s'", value);
    options->due = atol(value);
    options->due_given = true;
    return true;
}

static bool set_limit(struct options *options, const char *value)
{
    char *end;
    unsigned long limit = strtoul(value, &end, 10);

    if (*value < '0' || *value > '9' || *end || limit > UINT32_MAX)
        return refuse(options, "takes a whole number, not '%s'", value);
    options->limit = limit;
    options->limit_given = true;
    return true;
}

static bool set_time_limit(struct options *options, const char *value)
{
    char *end;
    unsigned long limit = strtoul(value, &end, 10);

    if (*value < '0' || *value > '9' || *end || !limit || limit > MINUTES_A_DAY)
        return refuse(options, "takes a number of minutes from 1 to 1440, not '%s'", value);
    options->time_limit = (unsigned)limit;
    return true;
}

static bool set_shift(struct options *options, const char *value)
{
    char *end;
    unsigned long callers = strtoul(value, &end, 10);

    if (*value < '0' || *value > '9' || *end || callers > SHIFT_MOST)
        return refuse(options, "takes a number of callers from 1 to 20, not '%s'", value);
    options->shift = (unsigned)callers;
    options->shift_given = true;
    return true;
}

static bool set_lock(struct options *options, const char *value)
{
    if (*value && !training_is_lock(value))
        return refuse(options, "takes the SHA-256 of a key, 64 digits in lower case, not '%s'", value);
    options->lock = value;
    return true;
}

/* A flag alone is a yes. */
static bool set_flag(struct options *options, const struct option *option, const char *value)
{
    static const char *const names[] = {"no", "yes"};
    int chosen = value ? choose(options, value, names, 2, 3) : 1;

    if (chosen >= 0)
        *(bool *)((char *)options + option->flag - 1) = chosen;
    return chosen >= 0;
}

void options_give(struct options *options, struct assignment given)
{
    memory_grow((void **)&options->given, &options->given_capacity, options->given_count,
                sizeof *options->given);
    options->given[options->given_count++] = given;
}

const struct assignment *options_given(const struct options *options, const struct option *option)
{
    const struct assignment *found = NULL;
    size_t i;

    for (i = 0; i < options->given_count; i++) {
        const struct assignment *given = &options->given[i];

        if (given->option == option && (!found || given->origin >= found->origin))
            found = given;
    }
    return found;
}

bool options_apply(struct options *options, const struct assignment *given)
{
    const struct option *option = given->option;

    options->applying = given;
    if (option->flag)
        return set_flag(options, option, given->value);
    if (option->string)
        *(const char **)((char *)options + option->string - 1) = given->value;
    return option->set ? option->set(options, given->value) : true;
}

void options_free(struct options *options)
{
    size_t i;

    for (i = 0; i < options->given_count; i++)
        memory_free(options->given[i].owned);
    memory_free(options->given);
    for (i = 0; i < options->config_count; i++) {
        memory_free(options->config_files[i].path);
        buffer_free(&options->config_files[i].text);
    }
    memory_free(options->config_files);
    memory_free(options->flows);
    memory_free(options->flows_later);
    memory_free(options->operands);
}

bool options_key(const struct options *options, struct buffer *key)
{
    char *line = NULL;
    size_t capacity = 0;

    if (strcmp(options->key, "-") != 0) {
        buffer_string(key, options->key);
    } else {
        if (getline(&line, &capacity, stdin) > 0)
            buffer_append(key, line, strcspn(line, "\r\n"));
        free(line);
    }
    if (!key->length)
        output_error("--key=-: there is no key in the first line of standard input");
    return key->length > 0;
}

char *options_join(const struct options *options)
{
    struct buffer text = {0};
    size_t i;

    for (i = 0; i < options->operand_count; i++) {
        buffer_string(&text, i ? " " : "");
        buffer_string(&text, options->operands[i]);
    }
    return buffer_take(&text);
}

bool options_outcome(const struct options *options, int *outcome)
{
    *outcome = -1;
    if (!options->outcome)
        return true;
    for (*outcome = 0; *outcome < OUTCOME_COUNT; ++*outcome) {
        if (strcmp(options->outcome, outcome_names[*outcome]) == 0)
            return true;
    }
    output_error("--outcome takes unfinished, resolved, referred, escalated, unresolved or "
                 "abandoned, not '%s'",
                 options->outcome);
    return false;
}

const struct transcript_format *options_transcript_format(const struct options *options)
{
    const struct transcript_format *format = NULL;

    if (options->output && !options->format_given)
        format = transcript_format_of_file(options->output);
    return format ? format : transcript_format_named(format_names[options->format]);
}
