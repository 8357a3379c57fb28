/* SPDX-License-Identifier: MIT */
/*
 * A line is read, answered and forgotten. Lines that have come already are looked at for a cancellation
 * before a request is answered; nothing runs for longer than one request.
 */
#include <config.h>

#include "rpc.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/descriptor.h"
#include "errwalk/memory.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"

#include "tools.h"

/* Of JSON-RPC, and of the protocol. */
enum {
    PARSE_ERROR = -32700,
    INVALID_REQUEST = -32600,
    METHOD_NOT_FOUND = -32601,
    INVALID_PARAMS = -32602,
    UNSUPPORTED_VERSION = -32022
};

enum { DEPTH_MOST = 64, CLIENT_MOST = 100, TTL_MS = 3600000, CHUNK = 65536 };

#define META "io.modelcontextprotocol/"

static const char modern[] = "2026-07-28";

/* The newest first. */
static const char *const versions[] = {modern, "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};

static const char instructions[] =
    "Errwalk walks a person from an error to its fix, one vetted step at a time. Find the problem, start a "
    "session, then for each step put its question to the person, with how to find out, and choose what they "
    "answer. Do not guess answers or skip steps. Commands are shown for a person to run; read the warning "
    "beside a command first. A fix counts as working only when that was seen.";

/* A request while it is answered. */
struct request {
    struct rpc *rpc;
    json_t *params;   /* an object, maybe empty */
    bool is_modern;   /* of the revision that remembers nothing */
    const char *client;
    json_t *result;   /* what it comes to, or NULL */
    int error;        /* else */
    const char *says;
    json_t *data;     /* of the error, or NULL */
};

static void refuse(struct request *request, int error, const char *says)
{
    request->error = error;
    request->says = says;
}

static json_t *own_info(void)
{
    return json_pack("{s:s, s:s, s:s}", "name", PACKAGE_NAME, "title", "Errwalk", "version", PACKAGE_VERSION);
}

static json_t *own_abilities(void)
{
    return json_pack("{s:{}}", "tools");
}

static json_t *known_versions(void)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < sizeof versions / sizeof *versions; i++)
        json_array_append_new(list, json_string(versions[i]));
    return list;
}

/* What may be kept of a result, and for how long. */
static void add_caching(const struct request *request)
{
    if (!request->is_modern)
        return;
    json_object_set_new(request->result, "ttlMs", json_integer(TTL_MS));
    json_object_set_new(request->result, "cacheScope", json_string("private"));
}

/* What a client calls itself, in a line that can be shown. */
static void name_client(struct buffer *out, const json_t *info)
{
    const char *name = json_string_value(json_object_get(info, "name"));
    const char *version = json_string_value(json_object_get(info, "version"));
    struct buffer line = {0};

    buffer_clear(out);
    if (!name)
        return;
    buffer_printf(&line, "%s%s%s", name, version && *version ? " " : "", version ? version : "");
    sink_text(out, line.bytes, text_fit(line.bytes, strcspn(buffer_text(&line), "\r\n\t"), CLIENT_MOST));
    buffer_free(&line);
}

static void discover(struct request *request)
{
    request->result = json_pack("{s:o, s:o, s:s}", "supportedVersions", known_versions(), "capabilities",
                                own_abilities(), "instructions", instructions);
    add_caching(request);
}

static void initialize(struct request *request)
{
    const char *wanted = json_string_value(json_object_get(request->params, "protocolVersion"));
    size_t i = 1; /* not the one that has no initialize */

    if (!wanted) {
        refuse(request, INVALID_PARAMS, "initialize needs protocolVersion");
        return;
    }
    while (i < sizeof versions / sizeof *versions && strcmp(versions[i], wanted) != 0)
        i++;
    name_client(&request->rpc->client, json_object_get(request->params, "clientInfo"));
    request->rpc->is_initialized = true;
    request->result = json_pack(
        "{s:s, s:o, s:o, s:s}", "protocolVersion",
        i < sizeof versions / sizeof *versions ? versions[i] : versions[1], "capabilities", own_abilities(),
        "serverInfo", own_info(), "instructions", instructions);
}

static void ping(struct request *request)
{
    request->result = json_object();
}

static void list_tools(struct request *request)
{
    if (json_object_get(request->params, "cursor")) {
        refuse(request, INVALID_PARAMS, "there is one page only");
        return;
    }
    request->result = json_pack("{s:o}", "tools", tools_list());
    add_caching(request);
}

static void call_tool(struct request *request)
{
    const char *name = json_string_value(json_object_get(request->params, "name"));
    json_t *given = json_object_get(request->params, "arguments"), *arguments;
    struct tool_caller caller = {request->rpc->options, request->client, request->rpc->clock};
    struct tool_result result = {0};

    if (!name || (given && !json_is_object(given))) {
        refuse(request, INVALID_PARAMS, "tools/call needs the name of a tool, and arguments as an object");
        return;
    }
    arguments = given ? json_incref(given) : json_object();
    if (tools_call(&caller, name, arguments, &result)) {
        request->result = json_pack(
            "{s:[{s:s, s:o}], s:b}", "content", "type", "text", "text",
            sink_json(buffer_text(&result.text), result.text.length), "isError", result.failed);
        if (result.structured && !result.failed)
            json_object_set(request->result, "structuredContent", result.structured);
    } else {
        refuse(request, INVALID_PARAMS, "there is no such tool");
    }
    tool_result_free(&result);
    json_decref(arguments);
}

static const struct method {
    const char *name;
    bool is_modern, is_old; /* which revisions have it */
    void (*answer)(struct request *request);
} methods[] = {
    {"server/discover", true, false, discover}, {"initialize", false, true, initialize},
    {"ping", false, true, ping},                {"tools/list", true, true, list_tools},
    {"tools/call", true, true, call_tool},
};

/* Which revision a request is of, and who asks. False after a refusal. */
static bool read_meta(struct request *request, const char *method, struct buffer *client)
{
    json_t *meta = json_object_get(request->params, "_meta");
    json_t *version = json_object_get(meta, META "protocolVersion");

    if (!version) {
        request->client = buffer_text(&request->rpc->client);
        if (request->rpc->is_initialized || strcmp(method, "initialize") == 0 || strcmp(method, "ping") == 0)
            return true;
        refuse(request, INVALID_PARAMS, "_meta must have " META "protocolVersion, or initialize comes first");
        return false;
    }
    request->is_modern = true;
    if (!json_is_string(version) || strcmp(json_string_value(version), modern) != 0) {
        refuse(request, UNSUPPORTED_VERSION, "this revision of the protocol is not spoken here");
        request->data = json_pack("{s:o, s:O}", "supported", known_versions(), "requested", version);
        return false;
    }
    if (!json_is_object(json_object_get(meta, META "clientCapabilities"))) {
        refuse(request, INVALID_PARAMS, "_meta must have " META "clientCapabilities");
        return false;
    }
    name_client(client, json_object_get(meta, META "clientInfo"));
    request->client = buffer_text(client);
    return true;
}

static void answer_request(struct request *request, const char *method)
{
    struct buffer client = {0};
    size_t i = 0;

    if (read_meta(request, method, &client)) {
        while (i < sizeof methods / sizeof *methods && strcmp(methods[i].name, method) != 0)
            i++;
        if (i < sizeof methods / sizeof *methods &&
            (request->is_modern ? methods[i].is_modern : methods[i].is_old))
            methods[i].answer(request);
        else
            refuse(request, METHOD_NOT_FOUND, "there is no such method");
    }
    if (request->result && request->is_modern) {
        json_object_set_new(request->result, "resultType", json_string("complete"));
        json_object_set_new(request->result, "_meta", json_pack("{s:o}", META "serverInfo", own_info()));
    }
    buffer_free(&client);
}

/* References are taken over; `id` NULL: none could be read. */
static void put_answer(struct buffer *out, json_t *id, struct request *request)
{
    json_t *answer = json_pack("{s:s}", "jsonrpc", "2.0");
    char *line;

    if (id)
        json_object_set(answer, "id", id);
    if (request->result)
        json_object_set_new(answer, "result", request->result);
    else
        json_object_set_new(answer, "error",
                            json_pack("{s:i, s:s, s:o*}", "code", request->error, "message", request->says,
                                      "data", request->data));
    line = json_dumps(answer, JSON_COMPACT | JSON_ENSURE_ASCII);
    buffer_printf(out, "%s\n", line);
    memory_free(line);
    json_decref(answer);
}

/* Nested deeper than any message is. */
static bool is_too_deep(const char *line, size_t length)
{
    bool quoted = false;
    int depth = 0;
    size_t i;

    for (i = 0; i < length && depth <= DEPTH_MOST; i++) {
        if (quoted && line[i] == '\\')
            i++;
        else if (line[i] == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += (line[i] == '{' || line[i] == '[') - (line[i] == '}' || line[i] == ']');
    }
    return depth > DEPTH_MOST;
}

static json_t *parse(const char *line, size_t length)
{
    return is_too_deep(line, length) ? NULL : json_loadb(line, length, JSON_REJECT_DUPLICATES, NULL);
}

void rpc_answer(struct rpc *rpc, const char *line, size_t length,
                bool (*is_cancelled)(const void *context, const json_t *id), const void *context,
                struct buffer *out)
{
    json_t *message = length > RPC_LINE_MOST ? NULL : parse(line, length);
    json_t *id = json_object_get(message, "id"), *given = json_object_get(message, "params");
    const char *method = json_string_value(json_object_get(message, "method"));
    const char *version = json_string_value(json_object_get(message, "jsonrpc"));
    struct request request = {.rpc = rpc};
    bool has_id = json_is_string(id) || json_is_integer(id);

    if (!message)
        refuse(&request, PARSE_ERROR, "a message is one line of JSON, of at most 1 MiB and 64 levels");
    else if (!version || strcmp(version, "2.0") != 0 || !method || (id && !has_id) ||
             (given && !json_is_object(given)))
        refuse(&request, INVALID_REQUEST, "this is no request of JSON-RPC 2.0");
    if (request.error) {
        put_answer(out, has_id ? id : NULL, &request);
    } else if (has_id && !is_cancelled(context, id)) {
        request.params = given ? json_incref(given) : json_object();
        answer_request(&request, method);
        put_answer(out, id, &request);
        json_decref(request.params);
    }
    json_decref(message);
}

/* What has been read and not been answered yet. */
struct input {
    char *bytes;
    size_t length, from; /* of the line that is being answered, with its end at `next` */
    size_t next;
    bool skips; /* the rest of a line that was too long */
};

/* Whether one of the lines after this takes a request back. */
static bool is_cancelled(const void *context, const json_t *id)
{
    static const char method[] = "notifications/cancelled";
    const struct input *input = context;
    size_t at = input->next;
    const char *end;
    bool found = false;

    while (!found && (end = memchr(input->bytes + at, '\n', input->length - at)) != NULL) {
        size_t length = (size_t)(end - input->bytes) - at;
        json_t *message = memmem(input->bytes + at, length, method, sizeof method - 1)
                              ? parse(input->bytes + at, length)
                              : NULL;
        const char *named = json_string_value(json_object_get(message, "method"));

        found = named && strcmp(named, method) == 0 &&
                json_equal(json_object_get(json_object_get(message, "params"), "requestId"), id);
        json_decref(message);
        at += length + 1;
    }
    return found;
}

static bool answer_line(struct rpc *rpc, struct input *input, size_t length)
{
    const char *line = input->bytes + input->from;
    struct buffer out = {0};
    bool written;

    if (input->skips)
        input->skips = false;
    else if (length && strspn(line, " \t\r") < length)
        rpc_answer(rpc, line, length, is_cancelled, input, &out);
    written = descriptor_write(STDOUT_FILENO, buffer_text(&out), out.length);
    buffer_free(&out);
    return written;
}

static bool answer_lines(struct rpc *rpc, struct input *input, bool ended)
{
    const char *end;

    while ((end = memchr(input->bytes + input->from, '\n', input->length - input->from)) != NULL) {
        input->next = (size_t)(end - input->bytes) + 1;
        if (!answer_line(rpc, input, input->next - 1 - input->from))
            return false;
        input->from = input->next;
    }
    input->next = input->length;
    if (ended && input->from < input->length && !answer_line(rpc, input, input->length - input->from))
        return false;
    memmove(input->bytes, input->bytes + input->from, input->length - input->from);
    input->length -= input->from;
    input->from = 0;
    if (input->length > RPC_LINE_MOST) { /* too long: it is answered now, and its rest is passed over */
        if (!answer_line(rpc, input, input->length))
            return false;
        input->skips = true;
        input->length = 0;
    }
    return true;
}

enum status rpc_serve(struct rpc *rpc)
{
    struct input input = {.bytes = memory_alloc(RPC_LINE_MOST + CHUNK + 1)};
    bool written = true;
    ssize_t count = 1;

    while (written && count > 0) {
        count = read(STDIN_FILENO, input.bytes + input.length, CHUNK);
        if (count < 0 && errno == EINTR) {
            count = 1;
            continue;
        }
        input.length += count > 0 ? (size_t)count : 0;
        input.bytes[input.length] = '\0';
        written = answer_lines(rpc, &input, count <= 0);
    }
    memory_free(input.bytes);
    return written && count == 0 ? STATUS_OK : STATUS_IO;
}
