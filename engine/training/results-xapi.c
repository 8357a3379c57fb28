/* SPDX-License-Identifier: MIT */
/*
 * Results as xAPI 1.0.3 statements, a line each, for a learning record store: `answered` for each
 * decision, and `completed` or `abandoned` for the training.
 *
 * The actor is the account that the trainee has on the system of the home page, by the name they
 * gave. Ids of statements are made from what they tell, so that a store that is given the same
 * training twice keeps it once.
 */
#include <config.h>

#include "results-private.h"

#include <nettle/sha1.h>
#include <stdio.h>
#include <string.h>


/* Identifiers of the vocabulary that ADL publishes for xAPI, and of cmi5. */
#define VERB_ANSWERED "http://adlnet.gov/expapi/verbs/answered"
#define VERB_COMPLETED "http://adlnet.gov/expapi/verbs/completed"
#define VERB_ABANDONED "https://w3id.org/xapi/adl/verbs/abandoned"
#define TYPE_INTERACTION "http://adlnet.gov/expapi/activities/cmi.interaction"
#define TYPE_SIMULATION "http://adlnet.gov/expapi/activities/simulation"

struct writing {
    struct buffer *out;
    struct document *document;
    const char *home_page;
    int base; /* bytes of it that other addresses begin with: all but slashes at its end */
    const struct result *row;
    unsigned number; /* of the decision's event; 0: the training */
};

enum { UUID_TEXT = 37 };

/* A UUID of version 5 (RFC 9562) in the namespace for URLs; `number` names an event. */
static json_t *make_uuid(struct writing *writing, const char *kind, unsigned number)
{
    static const uint8_t urls[16] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                     0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    struct sha1_ctx context;
    uint8_t hash[16];
    struct buffer name = {0};
    char text[UUID_TEXT];
    size_t i, at = 0;

    buffer_printf(&name, "%.*s/%s/%s/%u", writing->base, writing->home_page, kind,
                  writing->row->session, number);
    sha1_init(&context);
    sha1_update(&context, sizeof urls, urls);
    sha1_update(&context, name.length, (const uint8_t *)buffer_text(&name));
    sha1_digest(&context, sizeof hash, hash);
    buffer_free(&name);
    hash[6] = (uint8_t)((hash[6] & 0x0f) | 0x50);
    hash[8] = (uint8_t)((hash[8] & 0x3f) | 0x80);
    for (i = 0; i < sizeof hash; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text[at++] = '-';
        at += (size_t)snprintf(text + at, UUID_TEXT - at, "%02x", hash[i]);
    }
    return json_string(text);
}

/* An address under the home page; ids may hold anything, so they are encoded. */
static json_t *make_address(struct writing *writing, const char *kind, const char *id,
                            const char *part)
{
    struct buffer address = {0};
    json_t *text;

    buffer_printf(&address, "%.*s/%s/", writing->base, writing->home_page, kind);
    sink_uri(&address, id);
    if (part) {
        buffer_char(&address, '#');
        sink_uri(&address, part);
    }
    text = json_string(buffer_text(&address));
    buffer_free(&address);
    return text;
}

/* A text in a language that nobody said. */
static json_t *make_words(struct writing *writing, const char *language, const char *text)
{
    json_t *map = document_object(writing->document);

    document_put(writing->document, map, language, document_text(text));
    return map;
}

static json_t *make_actor(struct writing *writing)
{
    const char *name = *writing->row->trainee ? writing->row->trainee : "anonymous";
    json_t *actor = document_object(writing->document);
    json_t *account = document_object(writing->document);

    document_put(writing->document, account, "homePage", json_string(writing->home_page));
    document_put(writing->document, account, "name", document_text(name));
    document_put(writing->document, actor, "objectType", json_string("Agent"));
    document_put(writing->document, actor, "account", account);
    return actor;
}

static json_t *make_verb(struct writing *writing, const char *id)
{
    json_t *verb = document_object(writing->document);

    document_put(writing->document, verb, "id", json_string(id));
    document_put(writing->document, verb, "display",
                 make_words(writing, "en", strrchr(id, '/') + 1));
    return verb;
}

/* ISO 8601, as in PT1H2M3S. */
static json_t *make_duration(int64_t seconds)
{
    char text[64];
    int at;

    if (seconds < 0)
        seconds = 0; /* the clock was set back meanwhile */
    at = snprintf(text, sizeof text, "PT");
    if (seconds >= 3600)
        at += snprintf(text + at, sizeof text - (size_t)at, "%lldH", (long long)(seconds / 3600));
    if (seconds / 60 % 60)
        at += snprintf(text + at, sizeof text - (size_t)at, "%dM", (int)(seconds / 60 % 60));
    if (seconds % 60 || seconds == 0)
        snprintf(text + at, sizeof text - (size_t)at, "%dS", (int)(seconds % 60));
    return json_string(text);
}

static json_t *make_scenario(struct writing *writing)
{
    json_t *activity = document_object(writing->document);
    json_t *definition = document_object(writing->document);

    document_put(writing->document, definition, "type", json_string(TYPE_SIMULATION));
    document_put(writing->document, definition, "name",
                 make_words(writing, "und", writing->row->title));
    document_put(writing->document, activity, "objectType", json_string("Activity"));
    document_put(writing->document, activity, "id",
                 make_address(writing, "scenario", writing->row->scenario, NULL));
    document_put(writing->document, activity, "definition", definition);
    return activity;
}

static json_t *make_question(struct writing *writing, const struct result_decision *decision)
{
    const char *part = decision->kind == DECISION_DIAGNOSED ? "cause" : "step/";
    json_t *activity = document_object(writing->document);
    json_t *definition = document_object(writing->document);
    json_t *right = document_array(writing->document);
    struct buffer id = {0};

    buffer_string(&id, part);
    if (decision->kind != DECISION_DIAGNOSED)
        buffer_string(&id, decision->step);
    document_put(writing->document, definition, "type", json_string(TYPE_INTERACTION));
    document_put(writing->document, definition, "description",
                 make_words(writing, "und", decision->question));
    document_put(writing->document, definition, "interactionType",
                 json_string(decision->kind == DECISION_TYPED ? "fill-in" : "choice"));
    if (*decision->right) {
        document_add(writing->document, right, document_text(decision->right));
        document_put(writing->document, definition, "correctResponsesPattern", right);
    } else {
        json_decref(right);
    }
    document_put(writing->document, activity, "objectType", json_string("Activity"));
    document_put(writing->document, activity, "id",
                 make_address(writing, "scenario", writing->row->scenario, buffer_text(&id)));
    document_put(writing->document, activity, "definition", definition);
    buffer_free(&id);
    return activity;
}

/* A key of an extension, with its value. */
static void put_extension(struct writing *writing, json_t *object, const char *name, json_t *value)
{
    json_t *extensions = document_object(writing->document);
    struct buffer key = {0};

    buffer_printf(&key, "%.*s/extension/%s", writing->base, writing->home_page, name);
    document_put(writing->document, extensions, buffer_text(&key), value);
    document_put(writing->document, object, "extensions", extensions);
    buffer_free(&key);
}

/* One attempt is one registration; a decision belongs to its scenario. */
static json_t *make_context(struct writing *writing)
{
    json_t *context = document_object(writing->document);
    json_t *activities, *parent;

    document_put(writing->document, context, "registration", make_uuid(writing, "registration", 0));
    document_put(writing->document, context, "platform", json_string("errwalk"));
    if (writing->number) {
        activities = document_object(writing->document);
        parent = document_array(writing->document);
        document_add(writing->document, parent, make_scenario(writing));
        document_put(writing->document, activities, "parent", parent);
        document_put(writing->document, context, "contextActivities", activities);
    }
    put_extension(writing, context, "mode", document_text(writing->row->mode));
    return context;
}

static json_t *make_answer_result(struct writing *writing, const struct result_decision *decision)
{
    json_t *result = document_object(writing->document);

    if (decision->verdict != VERDICT_NONE)
        document_put(writing->document, result, "success",
                     json_boolean(decision->verdict == VERDICT_RIGHT));
    if (*decision->answer)
        document_put(writing->document, result, "response", document_text(decision->answer));
    document_put(writing->document, result, "duration", make_duration(decision->seconds));
    if (decision->kind == DECISION_DIAGNOSED)
        put_extension(writing, result, "percent", json_integer(decision->percent));
    return result;
}

/* An exam that was not released was completed, and that is all. */
static json_t *make_training_result(struct writing *writing)
{
    const struct result *row = writing->row;
    json_t *result = document_object(writing->document), *score;

    if (!row->withheld) {
        score = document_object(writing->document);
        document_put(writing->document, score, "scaled", json_real(row->tenths / 1000.0));
        document_put(writing->document, score, "raw", document_points(row->tenths));
        document_put(writing->document, score, "min", json_integer(0));
        document_put(writing->document, score, "max", json_integer(100));
        document_put(writing->document, result, "score", score);
    }
    document_put(writing->document, result, "completion",
                 json_boolean(row->withheld || row->outcome != OUTCOME_ABANDONED));
    document_put(writing->document, result, "duration", make_duration(row->ended - row->started));
    return result;
}

static void write_statement(struct writing *writing, const char *verb, json_t *object,
                            json_t *result, int64_t when)
{
    struct document *document = writing->document;
    json_t *root = document_object(document);

    document_put(document, root, "id", make_uuid(writing, "statement", writing->number));
    document_put(document, root, "actor", make_actor(writing));
    document_put(document, root, "verb", make_verb(writing, verb));
    document_put(document, root, "object", object);
    document_put(document, root, "result", result);
    document_put(document, root, "context", make_context(writing));
    document_put(document, root, "timestamp", document_time(when));
    document_write_line(document, root, writing->out);
}

static void write_training(struct writing *writing)
{
    const struct result *row = writing->row;
    bool abandoned = !row->withheld && row->outcome == OUTCOME_ABANDONED;
    size_t i;

    for (i = 0; i < row->count; i++) {
        const struct result_decision *decision = &row->decisions[i];

        writing->number = decision->number;
        write_statement(writing, VERB_ANSWERED, make_question(writing, decision),
                        make_answer_result(writing, decision), decision->at);
    }
    writing->number = 0;
    write_statement(writing, abandoned ? VERB_ABANDONED : VERB_COMPLETED, make_scenario(writing),
                    make_training_result(writing), row->ended);
}

enum status results_write_xapi(struct buffer *out, const struct results *results,
                               const struct results_view *view)
{
    struct document document;
    struct writing writing = {.out = out, .document = &document, .home_page = view->home_page};
    size_t i;

    writing.base = (int)strlen(view->home_page);
    while (writing.base && view->home_page[writing.base - 1] == '/')
        writing.base--;
    document_begin(&document);
    for (i = 0; i < results->count; i++) {
        writing.row = results->trainings[i];
        write_training(&writing);
    }
    return STATUS_OK;
}
