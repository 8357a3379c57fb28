/* SPDX-License-Identifier: MIT */
/*
 * One function a tool. What is written is committed before it is shown, and shown as it was stored: then
 * nothing that must not be written can be read back either.
 */
#include <config.h>

#include "tools.h"

#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/export.h"
#include "errwalk/formats.h"
#include "errwalk/history.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/problem.h"
#include "errwalk/redact.h"
#include "errwalk/search.h"
#include "errwalk/sink.h"
#include "errwalk/transcript.h"
#include "errwalk/walk.h"

#include "cli/search-path.h"
#include "show.h"

extern const char tools[]; /* tools.json */

enum { SESSIONS_USUAL = 20, FLOWS_MOST = 9, SEARCH_STEP = 1000 };

/* A call while it runs. */
struct call {
    const struct tool_caller *caller;
    json_t *arguments;
    struct tool_result *result;
    struct library *library;
    struct history *history;
    struct walk *walk; /* of open_walk */
    struct buffer by;
};

BUFFER_PRINTF(2, 3)
static bool fail(struct call *call, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buffer_clear(&call->result->text);
    buffer_vprintf(&call->result->text, format, args);
    va_end(args);
    call->result->failed = true;
    return false;
}

static const char *argument(const struct call *call, const char *name)
{
    const char *value = json_string_value(json_object_get(call->arguments, name));

    return value ? value : "";
}

static json_t *clean(const char *text)
{
    return sink_json(text, strlen(text));
}

/* Sessions */

static bool open_history(struct call *call)
{
    char *usual = call->caller->options->history ? NULL : history_default_path();
    const char *path = call->caller->options->history ? call->caller->options->history : usual;

    if (path)
        call->history = history_new(path);
    memory_free(usual);
    if (!path)
        return fail(call, "History has nowhere to go: HOME is not set.");
    return history_upgrade(call->history) != STATUS_IO || fail(call, "%s", history_message(call->history));
}

static bool find_session(struct call *call, char id[SESSION_ID_SIZE])
{
    const char *name = argument(call, "session");
    enum status status;

    if (!open_history(call))
        return false;
    status = *name ? history_find(call->history, name, id) : STATUS_NO;
    if (status == STATUS_OK)
        return true;
    if (status == STATUS_IO)
        return fail(call, "%s", history_message(call->history));
    return fail(call, status == STATUS_NO ? "There is no such session."
                                         : "Several sessions are called that: give the whole id.");
}

static void make_walk(struct call *call)
{
    struct walk_store store = history_store(call->history);

    call->walk = walk_new(call->library, call->caller->clock);
    walk_set_store(call->walk, &store);
    walk_set_by(call->walk, buffer_text(&call->by));
}

static bool drop_misfit(struct call *call, const struct event *misfit)
{
    struct event event;

    if (!json_is_true(json_object_get(call->arguments, "drop")))
        return fail(call, "The flow was edited since. The answer to \"%s\" no longer fits: resume with drop "
                          "takes it back, and what came after it.", misfit->question);
    event = walk_drop(call->walk, misfit);
    return walk_commit(call->walk, &event) == STATUS_OK ||
           fail(call, "It could not be taken back. %s", walk_store_message(call->walk));
}

/* The walk of the session that the arguments name, locked. */
static bool open_walk(struct call *call)
{
    const struct event *misfit = NULL;
    struct session *session = NULL;
    struct diag_list faults = {0};
    char id[SESSION_ID_SIZE];
    enum status status;

    if (!find_session(call, id))
        return false;
    status = history_claim(call->history, id);
    if (status == STATUS_NO)
        return fail(call, "The session is being walked elsewhere.");
    if (status == STATUS_OK)
        status = history_load(call->history, id, &session);
    if (status != STATUS_OK)
        return fail(call, "The session cannot be read. %s", history_message(call->history));
    if (session_training(session)) {
        session_free(session);
        return fail(call, "It is a training: only its trainee walks it, at errwalk itself.");
    }
    make_walk(call);
    status = walk_resume(call->walk, session, &faults, &misfit);
    diag_list_free(&faults);
    if (status != STATUS_OK) {
        session_free(session);
        return fail(call, "Its flow is gone, broken, or begins elsewhere now.");
    }
    return !misfit || drop_misfit(call, misfit);
}

static void close_walk(struct call *call)
{
    walk_free(call->walk);
    history_free(call->history);
    call->walk = NULL;
    call->history = NULL;
}

static void show(struct call *call)
{
    if (call->walk || open_walk(call))
        call->result->structured = show_step(call->walk, &call->result->text);
}

/* What was stored is what is shown: the walk still has what must not be. */
static void commit(struct call *call, const struct event *event)
{
    if (walk_commit(call->walk, event) != STATUS_OK) {
        fail(call, "It was not stored: %s", walk_store_message(call->walk));
        return;
    }
    close_walk(call);
    show(call);
}

static void say_misfit(struct call *call, enum status status, const char *what)
{
    if (status == STATUS_INVALID)
        fail(call, "%s is too long.", what);
    else
        fail(call, "%s cannot be taken here.", what);
}

/* Tools */

static void find_flows(struct call *call, json_t *flows)
{
    struct search *search = search_new(call->library);
    struct search_hits *hits = memory_alloc(sizeof *hits);
    size_t i;

    while (search_read(search, SEARCH_STEP) == STATUS_OK)
        ;
    search_find(search, argument(call, "text"), hits);
    for (i = 0; i < hits->count && json_array_size(flows) < FLOWS_MOST; i++) {
        const struct library_entry *entry = hits->items[i].flow;

        if (!entry || hits->items[i].known)
            continue;
        json_array_append_new(flows, json_pack("{s:o, s:o}", "flow", clean(entry->id), "title",
                                               clean(entry->title)));
        buffer_printf(&call->result->text, "Flow %s: %s\n", entry->id, entry->title);
    }
    memory_free(hits);
    search_free(search);
}

static void add_reading(struct call *call, json_t *readings, const struct problem *problem)
{
    struct buffer code = {0};

    code_print(&code, problem->code);
    json_array_append_new(
        readings,
        json_pack("{s:o, s:o, s:o, s:o, s:o}", "error", clean(problem->error), "code",
                  clean(buffer_text(&code)), "why", clean(problem->why), "flow",
                  clean(problem->entry ? problem->entry->id : ""), "title",
                  clean(problem->entry ? problem->entry->title : "")));
    buffer_printf(&call->result->text, "%s %s%s%s\n", problem->error, buffer_text(&code),
                  problem->entry ? ", flow " : ", no flow", problem->entry ? problem->entry->id : "");
    buffer_free(&code);
}

static size_t add_readings(struct call *call, json_t *readings, const char *text)
{
    struct problem found[PROBLEM_MOST];
    size_t i, count = problem_find(call->library, text, (struct code){0}, found, PROBLEM_MOST);

    for (i = 0; i < count; i++)
        add_reading(call, readings, &found[i]);
    return count;
}

static void find_problem(struct call *call)
{
    json_t *readings = json_array(), *flows = json_array();

    add_readings(call, readings, argument(call, "text"));
    find_flows(call, flows);
    if (!json_array_size(readings) && !json_array_size(flows))
        buffer_string(&call->result->text, "Nothing fits.\n");
    call->result->structured = json_pack("{s:o, s:o}", "readings", readings, "flows", flows);
}

/* The only reading that has a flow. */
static bool choose_problem(struct call *call, struct problem *chosen)
{
    struct problem found[PROBLEM_MOST];
    const char *text = argument(call, "problem");
    size_t i, count = problem_find(call->library, text, (struct code){0}, found, PROBLEM_MOST), fitting = 0;

    for (i = 0; i < count; i++) {
        if (found[i].entry && !fitting++)
            *chosen = found[i];
    }
    if (fitting == 1)
        return true;
    fail(call, fitting ? "It may be several problems: start with the flow and the error that is meant.\n"
                       : "There is no flow for it by that name: find_problem says what comes near.\n");
    for (i = 0; i < count; i++)
        buffer_printf(&call->result->text, "error %s, flow %s\n", found[i].error,
                      found[i].entry ? found[i].entry->id : "(none)");
    return false;
}

/* The flow that is named, with the error that is named beside it. */
static void take_named(struct call *call, struct problem *chosen)
{
    struct problem found[PROBLEM_MOST];
    const char *flow = argument(call, "flow"), *error = argument(call, "error");
    size_t i, count = *error ? problem_find(call->library, error, (struct code){0}, found, PROBLEM_MOST) : 0;

    *chosen = (struct problem){.error = "", .entry = library_by_id(call->library, flow)};
    for (i = 0; i < count; i++) {
        if (found[i].entry && strcmp(found[i].entry->id, flow) == 0) {
            *chosen = found[i];
            return;
        }
    }
}

static void start(struct call *call)
{
    struct problem problem = {.error = ""};
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    struct event event;
    enum status status;

    if (*argument(call, "flow"))
        take_named(call, &problem);
    else if (!choose_problem(call, &problem))
        return;
    status = problem.entry ? library_flow(call->library, problem.entry->id, &faults, &flow) : STATUS_NO;
    diag_list_free(&faults);
    if (status != STATUS_OK) {
        fail(call, status == STATUS_NO ? "There is no such flow." : "The flow has errors: see errwalk check.");
        return;
    }
    if (!open_history(call))
        return;
    make_walk(call);
    if (walk_start(call->walk, flow, problem.error, problem.code, &event) != STATUS_OK ||
        walk_commit(call->walk, &event) != STATUS_OK || history_store_start(call->history) != STATUS_OK) {
        fail(call, "It was not stored: %s", walk_store_message(call->walk));
        return;
    }
    show(call);
}

static bool may_choose(struct call *call, const struct choice *choice)
{
    const char *stands = session_path(walk_session(call->walk), NULL);

    if (strcmp(argument(call, "step"), stands) != 0)
        return fail(call, "The session is at step %s now: look at it with current.", stands);
    if (!choice)
        return fail(call, "There is no such choice at this step.");
    if (choice->is_closed)
        return fail(call, "That was walked already.");
    if (choice->takes_text && !json_object_get(call->arguments, "value"))
        return fail(call, "This choice takes a value. %s", choice->hint);
    if (!choice->takes_text && json_object_get(call->arguments, "value"))
        return fail(call, "This choice takes no value.");
    if (choice->kind == CHOICE_RESULT && strcmp(choice->id, fix_result_names[FIX_WORKED]) == 0 &&
        !*argument(call, "verified_by"))
        return fail(call, "Who saw that it works? Have it checked, and say verified_by: person or tool.");
    return true;
}

static void choose(struct call *call)
{
    const struct choice *choice;
    struct event event;
    enum status status;

    if (!open_walk(call))
        return;
    choice = show_choice(call->walk, argument(call, "choice"));
    if (!may_choose(call, choice))
        return;
    status = walk_take(call->walk, choice, choice->takes_text ? argument(call, "value") : NULL, &event);
    if (status != STATUS_OK) {
        say_misfit(call, status, choice->takes_text ? "The value" : "It");
        return;
    }
    if (choice->kind == CHOICE_RESULT && strcmp(choice->id, fix_result_names[FIX_WORKED]) == 0)
        event.verified = argument(call, "verified_by");
    commit(call, &event);
}

static void take(struct call *call, enum choice_kind kind, const char *text, const char *what)
{
    struct event event;
    enum status status;

    if (!open_walk(call))
        return;
    status = walk_choose(call->walk, kind, NULL, text, &event);
    if (status != STATUS_OK)
        say_misfit(call, status, what);
    else
        commit(call, &event);
}

static void paste(struct call *call)
{
    take(call, CHOICE_PASTE, argument(call, "text"), "The text");
}

static void note(struct call *call)
{
    take(call, CHOICE_NOTE, argument(call, "text"), "The note");
}

static void back(struct call *call)
{
    take(call, CHOICE_BACK, NULL, "Nothing is there to take back: it");
}

static void write_transcript(struct call *call)
{
    const char *name = *argument(call, "format") ? argument(call, "format") : "markdown";
    bool redacts = json_is_true(json_object_get(call->arguments, "redact"));
    struct transcript *transcript = NULL;
    struct redact_list masked = {0};
    struct session *session = NULL;
    char id[SESSION_ID_SIZE];

    if (!find_session(call, id))
        return;
    if (history_load(call->history, id, &session) != STATUS_OK ||
        transcript_new(session, &transcript) != STATUS_OK ||
        (redacts && redact_transcript(transcript, 0, &masked) != STATUS_OK)) {
        fail(call, "The transcript could not be written. %s", history_message(call->history));
    } else {
        transcript_write(&call->result->text, transcript_format_named(name), transcript);
        call->result->structured =
            json_pack("{s:o, s:s, s:b, s:o}", "session", clean(id), "format", name, "redacted", redacts,
                      "document", clean(buffer_text(&call->result->text)));
    }
    redact_list_free(&masked);
    transcript_free(transcript);
    session_free(session);
}

static void list_sessions(struct call *call)
{
    json_t *limit = json_object_get(call->arguments, "limit"), *list = json_array();
    struct history_filter filter = {.since = INT64_MIN, .outcome = -1,
                                    .most = limit ? (size_t)json_integer_value(limit) : SESSIONS_USUAL};
    struct history_list found = {0};
    size_t i;

    filter.problem = *argument(call, "problem") ? argument(call, "problem") : NULL;
    if (open_history(call) && history_list(call->history, &filter, &found) != STATUS_OK)
        fail(call, "%s", history_message(call->history));
    for (i = 0; i < found.count; i++) {
        const struct history_session *session = &found.items[i];
        struct buffer problem = {0};
        char started[CLOCK_TEXT];

        history_problem_text(&problem, session);
        clock_format(session->started, started);
        json_array_append_new(
            list, json_pack("{s:o, s:s, s:o, s:o, s:s, s:I}", "session", clean(session->id), "started",
                            started, "problem", clean(buffer_text(&problem)), "flow",
                            clean(session->flow), "outcome", outcome_names[session->outcome],
                            "questions", (json_int_t)session->questions));
        buffer_printf(&call->result->text, "%s %s %s, %s\n", session->id, started, buffer_text(&problem),
                      outcome_names[session->outcome]);
        buffer_free(&problem);
    }
    history_list_free(&found);
    if (call->result->failed)
        json_decref(list);
    else
        call->result->structured = json_pack("{s:o}", "sessions", list);
}

static const struct {
    const char *name;
    void (*run)(struct call *call);
} handlers[] = {
    {"find_problem", find_problem}, {"start", start}, {"current", show}, {"choose", choose},
    {"paste", paste}, {"note", note}, {"back", back}, {"transcript", write_transcript},
    {"sessions", list_sessions}, {"resume", show},
};

/* Arguments and their schema */

static bool is_of_type(const json_t *value, const json_t *schema)
{
    const char *type = json_string_value(json_object_get(schema, "type"));
    json_t *low = json_object_get(schema, "minimum"), *high = json_object_get(schema, "maximum");
    json_t *allowed = json_object_get(schema, "enum"), *one;
    size_t i;

    if (strcmp(type, "string") == 0 && json_is_string(value)) {
        json_array_foreach(allowed, i, one) {
            if (json_equal(one, value))
                return true;
        }
        return !allowed;
    }
    if (strcmp(type, "integer") == 0 && json_is_integer(value))
        return (!low || json_integer_value(value) >= json_integer_value(low)) &&
               (!high || json_integer_value(value) <= json_integer_value(high));
    return strcmp(type, "boolean") == 0 && json_is_boolean(value);
}

static bool check_arguments(struct call *call, const json_t *schema)
{
    json_t *properties = json_object_get(schema, "properties"), *value, *required;
    const char *key;
    size_t i;

    json_object_foreach(call->arguments, key, value) {
        if (!json_object_get(properties, key))
            return fail(call, "There is no argument '%s'.", key);
        if (!is_of_type(value, json_object_get(properties, key)))
            return fail(call, "The argument '%s' is not as its schema says.", key);
    }
    json_array_foreach(json_object_get(schema, "required"), i, required) {
        if (!json_object_get(call->arguments, json_string_value(required)))
            return fail(call, "The argument '%s' is missing.", json_string_value(required));
    }
    return true;
}

json_t *tools_list(void)
{
    json_t *file = json_loads(tools, 0, NULL), *list = json_incref(json_object_get(file, "tools")), *tool;
    size_t i;

    json_array_foreach(list, i, tool) {
        if (json_is_string(json_object_get(tool, "outputSchema")))
            json_object_set(tool, "outputSchema", json_object_get(file, "step"));
    }
    json_decref(file);
    return list;
}

void tool_result_free(struct tool_result *result)
{
    json_decref(result->structured);
    buffer_free(&result->text);
    *result = (struct tool_result){0};
}

static void run(struct call *call, const json_t *tool, void (*handler)(struct call *call))
{
    const char *client = call->caller->client;

    if (!check_arguments(call, json_object_get(tool, "inputSchema")))
        return;
    buffer_printf(&call->by, *client ? "serve: %s" : "serve%s", client);
    call->library = search_path_library(call->caller->options, NULL);
    if (call->library)
        handler(call);
    else
        fail(call, "The directories of flows cannot be read.");
    close_walk(call);
    library_free(call->library);
    buffer_free(&call->by);
}

bool tools_call(const struct tool_caller *caller, const char *name, json_t *arguments,
                struct tool_result *result)
{
    struct call call = {.caller = caller, .arguments = arguments, .result = result};
    json_t *list = tools_list(), *tool;
    bool known = false;
    size_t i, handler = 0;

    while (handler < sizeof handlers / sizeof *handlers && strcmp(handlers[handler].name, name) != 0)
        handler++;
    json_array_foreach(list, i, tool) {
        if (handler == sizeof handlers / sizeof *handlers ||
            strcmp(json_string_value(json_object_get(tool, "name")), name) != 0)
            continue;
        known = true;
        run(&call, tool, handlers[handler].run);
    }
    json_decref(list);
    return known;
}
