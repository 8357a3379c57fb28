/* SPDX-License-Identifier: MIT */
/*
 * Results as xAPI 1.0.3 statements, a line each, for a learning record store: `answered` for each
 * decision, and `completed` or `abandoned` for the training; of an exam that was not released `submit`
 * alone, so that its score is no correction of what was said before.
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


/* Identifiers of the vocabulary that ADL publishes for xAPI, of cmi5, and of Activity Streams. */
#define VERB_ANSWERED "http://adlnet.gov/expapi/verbs/answered"
#define VERB_COMPLETED "http://adlnet.gov/expapi/verbs/completed"
#define VERB_SUBMITTED "http://activitystrea.ms/schema/1.0/submit"
#define VERB_ABANDONED "https://w3id.org/xapi/adl/verbs/abandoned"
#define TYPE_INTERACTION "http://adlnet.gov/expapi/activities/cmi.interaction"
#define TYPE_SIMULATION "http://adlnet.gov/expapi/activities/simulation"

struct writing {
    struct buffer *out;
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
static json_t *make_words(const char *language, const char *text)
{
    return json_pack("{s:o}", language, document_text(text));
}

static json_t *make_actor(struct writing *writing)
{
    const char *name = *writing->row->trainee ? writing->row->trainee : "anonymous";
    json_t *actor = json_object();
    json_t *account = json_object();

    json_object_set_new(account, "homePage", json_string(writing->home_page));
    json_object_set_new(account, "name", document_text(name));
    json_object_set_new(actor, "objectType", json_string("Agent"));
    json_object_set_new(actor, "account", account);
    return actor;
}

static json_t *make_verb(const char *id)
{
    json_t *verb = json_object();

    json_object_set_new(verb, "id", json_string(id));
    json_object_set_new(verb, "display", make_words("en", strrchr(id, '/') + 1));
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
    json_t *activity = json_object();
    json_t *definition = json_object();

    json_object_set_new(definition, "type", json_string(TYPE_SIMULATION));
    json_object_set_new(definition, "name", make_words("und", writing->row->title));
    json_object_set_new(activity, "objectType", json_string("Activity"));
    json_object_set_new(activity, "id",
                        make_address(writing, "scenario", writing->row->scenario, NULL));
    json_object_set_new(activity, "definition", definition);
    return activity;
}

static json_t *make_question(struct writing *writing, const struct result_decision *decision)
{
    const char *part = decision->kind == DECISION_DIAGNOSED ? "cause" : "step/";
    json_t *activity = json_object();
    json_t *definition = json_object();
    json_t *right = json_array();
    struct buffer id = {0};

    buffer_string(&id, part);
    if (decision->kind != DECISION_DIAGNOSED)
        buffer_string(&id, decision->step);
    json_object_set_new(definition, "type", json_string(TYPE_INTERACTION));
    json_object_set_new(definition, "description", make_words("und", decision->question));
    json_object_set_new(definition, "interactionType",
                        json_string(decision->kind == DECISION_TYPED ? "fill-in" : "choice"));
    if (*decision->right) {
        json_array_append_new(right, document_text(decision->right));
        json_object_set_new(definition, "correctResponsesPattern", right);
    } else {
        json_decref(right);
    }
    json_object_set_new(activity, "objectType", json_string("Activity"));
    json_object_set_new(
        activity, "id",
        make_address(writing, "scenario", writing->row->scenario, buffer_text(&id)));
    json_object_set_new(activity, "definition", definition);
    buffer_free(&id);
    return activity;
}

/* A key of an extension, with its value. */
static void put_extension(struct writing *writing, json_t *object, const char *name, json_t *value)
{
    json_t *extensions = json_object_get(object, "extensions");
    struct buffer key = {0};

    if (!extensions) {
        extensions = json_object();
        json_object_set_new(object, "extensions", extensions);
    }

    buffer_printf(&key, "%.*s/extension/%s", writing->base, writing->home_page, name);
    json_object_set_new(extensions, buffer_text(&key), value);
    buffer_free(&key);
}

/* One attempt is one registration; a decision belongs to its scenario. */
static json_t *make_context(struct writing *writing)
{
    json_t *context = json_object();
    json_t *activities, *parent;

    json_object_set_new(context, "registration", make_uuid(writing, "registration", 0));
    json_object_set_new(context, "platform", json_string("errwalk"));
    if (writing->number) {
        activities = json_object();
        parent = json_array();
        json_array_append_new(parent, make_scenario(writing));
        json_object_set_new(activities, "parent", parent);
        json_object_set_new(context, "contextActivities", activities);
    }
    put_extension(writing, context, "mode", document_text(writing->row->mode));
    put_extension(writing, context, "attempt", json_integer(writing->row->attempt));
    return context;
}

static json_t *make_answer_result(struct writing *writing, const struct result_decision *decision)
{
    json_t *result = json_object();

    if (decision->verdict != VERDICT_NONE)
        json_object_set_new(result, "success", json_boolean(decision->verdict == VERDICT_RIGHT));
    if (*decision->answer)
        json_object_set_new(result, "response", document_text(decision->answer));
    json_object_set_new(result, "duration", make_duration(decision->seconds));
    if (decision->kind == DECISION_DIAGNOSED)
        put_extension(writing, result, "percent", json_integer(decision->percent));
    return result;
}

/* An exam that was not released was handed in, and that is all. */
static json_t *make_training_result(struct writing *writing)
{
    const struct result *row = writing->row;
    json_t *result = json_object(), *score;

    if (!row->withheld) {
        score = json_object();
        json_object_set_new(score, "scaled", json_real(row->tenths / 1000.0));
        json_object_set_new(score, "raw", document_points(row->tenths));
        json_object_set_new(score, "min", json_integer(0));
        json_object_set_new(score, "max", json_integer(100));
        json_object_set_new(result, "score", score);
    }
    if (!row->withheld)
        json_object_set_new(result, "completion", json_boolean(row->outcome != OUTCOME_ABANDONED));
    json_object_set_new(result, "duration", make_duration(row->ended - row->started));
    return result;
}

static void write_statement(struct writing *writing, const char *verb, json_t *object,
                            json_t *result, int64_t when)
{
    json_t *root = json_object();

    json_object_set_new(root, "id",
                        make_uuid(writing, strcmp(verb, VERB_SUBMITTED) == 0 ? "submission" : "statement",
                                  writing->number));
    json_object_set_new(root, "actor", make_actor(writing));
    json_object_set_new(root, "verb", make_verb(verb));
    json_object_set_new(root, "object", object);
    json_object_set_new(root, "result", result);
    json_object_set_new(root, "context", make_context(writing));
    json_object_set_new(root, "timestamp", document_time(when));
    document_write_line(root, writing->out);
}

static void write_training(struct writing *writing)
{
    const struct result *row = writing->row;
    const char *verb = row->withheld                          ? VERB_SUBMITTED
                       : row->outcome == OUTCOME_ABANDONED ? VERB_ABANDONED
                                                           : VERB_COMPLETED;
    size_t i;

    for (i = 0; i < row->count; i++) {
        const struct result_decision *decision = &row->decisions[i];

        writing->number = decision->number;
        write_statement(writing, VERB_ANSWERED, make_question(writing, decision),
                        make_answer_result(writing, decision), decision->at);
    }
    writing->number = 0;
    write_statement(writing, verb, make_scenario(writing), make_training_result(writing), row->ended);
}

/* A simulation of its own, beside those of its calls. */
static void write_shift(struct writing *writing, const struct result_shift *shift)
{
    const struct result row = {.session = shift->shift,
                               .trainee = shift->trainee,
                               .scenario = "shift",
                               .title = "A shift of several callers",
                               .mode = shift->mode,
                               .started = shift->started,
                               .ended = shift->ended,
                               .outcome = OUTCOME_RESOLVED,
                               .tenths = shift->tenths,
                               .attempt = 1};

    writing->row = &row;
    write_training(writing);
    writing->row = NULL;
}

void results_write_xapi(struct buffer *out, const struct results *results,
                               const struct results_view *view)
{
    struct writing writing = {.out = out, .home_page = view->home_page};
    size_t i;

    writing.base = (int)strlen(view->home_page);
    while (writing.base && view->home_page[writing.base - 1] == '/')
        writing.base--;
    for (i = 0; i < results->count; i++) {
        writing.row = results->trainings[i];
        write_training(&writing);
    }
    for (i = 0; i < results->shift_count; i++)
        write_shift(&writing, &results->shifts[i]);
}
