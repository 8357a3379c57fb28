/* SPDX-License-Identifier: MIT */
/*
 * The data is made first, and the text from it, so that both say the same.
 */
#include <config.h>

#include "show.h"

#include <string.h>

#include "errwalk/prose.h"
#include "errwalk/sink.h"

enum { TEXT_CELLS = 100 };

/* What has a tool of its own, or belongs to trainings. */
static const bool is_hidden[CHOICE_KIND_COUNT] = {
    [CHOICE_LOOK] = true,    [CHOICE_DIAGNOSE] = true, [CHOICE_HINT] = true, [CHOICE_PASTE] = true,
    [CHOICE_BACK] = true,    [CHOICE_BACK_TO] = true,  [CHOICE_NOTE] = true,
    [CHOICE_EDIT_NOTE] = true,
};

static json_t *text(const char *bytes)
{
    return sink_json(bytes, strlen(bytes));
}

static json_t *prose(const struct walk *walk, const char *commonmark)
{
    struct prose_options options = {.width = TEXT_CELLS, .expand = walk_expand,
                                    .expand_command = walk_expand_mark, .context = walk};
    struct buffer out = {0};
    struct prose *laid_out;
    json_t *value;

    prose_new(commonmark, &options, &laid_out);
    prose_plain(&out, laid_out);
    prose_free(laid_out);
    while (out.length && out.bytes[out.length - 1] == '\n')
        out.bytes[--out.length] = '\0';
    value = text(buffer_text(&out));
    buffer_free(&out);
    return value;
}

static json_t *expanded(const struct walk *walk, const char *line,
                        void (*expand)(const void *, const char *, struct buffer *))
{
    struct buffer out = {0};
    json_t *value;

    prose_expand(&out, line, expand, walk);
    value = text(buffer_text(&out));
    buffer_free(&out);
    return value;
}

static json_t *make_items(const struct walk *walk)
{
    const struct instruction *item;
    json_t *items = json_array();
    unsigned number = 0;

    flow_each(item, walk_step(walk)->instructions) {
        json_t *object = json_object();

        json_object_set_new(object, "say", prose(walk, item->say));
        if (*item->warning)
            json_object_set_new(object, "warning", prose(walk, item->warning));
        if (*item->where)
            json_object_set_new(object, "where", expanded(walk, item->where, walk_expand));
        if (*item->run)
            json_object_set_new(object, "run", expanded(walk, item->run, walk_expand_mark));
        if (*walk_needs(walk, item))
            json_object_set_new(object, "needs", text(walk_needs(walk, item)));
        json_object_set_new(object, "done", json_boolean(session_ticked(walk_session(walk), number++)));
        json_array_append_new(items, object);
    }
    return items;
}

static json_t *make_input(const struct step *step)
{
    if (step->kind != STEP_INPUT)
        return json_null();
    return json_pack("{s:o, s:s, s:s, s:b}", "fact", text(step->fact), "type",
                     value_type_names[step->type], "hint", value_type_hints[step->type], "sensitive",
                     step->sensitive);
}

/* "answer:yes"; the kind alone where there is only one of it. */
static void put_name(struct buffer *out, const struct walk *walk, const struct choice *choice)
{
    const struct choice *first = walk_choice(walk, choice->kind, NULL);
    bool is_only = first == choice && !walk_choice_after(walk, choice);

    buffer_string(out, choice_kind_names[choice->kind]);
    if (!is_only || choice->kind == CHOICE_ANSWER)
        buffer_printf(out, ":%s", choice->id);
}

static json_t *make_choices(const struct walk *walk)
{
    json_t *list = json_array();
    size_t i, count;
    const struct choice *choices = walk_choices(walk, &count);

    for (i = 0; i < count; i++) {
        struct buffer name = {0};

        if (is_hidden[choices[i].kind])
            continue;
        put_name(&name, walk, &choices[i]);
        json_array_append_new(
            list, json_pack("{s:o, s:o, s:o, s:b, s:b, s:b}", "choice", text(buffer_text(&name)), "text",
                            expanded(walk, choices[i].text, walk_expand), "hint",
                            expanded(walk, choices[i].hint, walk_expand), "takes_value",
                            choices[i].takes_text, "proposed", choices[i].is_proposed, "closed",
                            choices[i].is_closed));
        buffer_free(&name);
    }
    return list;
}

const struct choice *show_choice(const struct walk *walk, const char *name)
{
    size_t i, count;
    const struct choice *choices = walk_choices(walk, &count), *found = NULL;

    for (i = 0; i < count && !found; i++) {
        struct buffer own = {0};

        put_name(&own, walk, &choices[i]);
        if (!is_hidden[choices[i].kind] && strcmp(buffer_text(&own), name) == 0)
            found = &choices[i];
        buffer_free(&own);
    }
    return found;
}

static const char *string_of(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return value ? value : "";
}

static void put(struct buffer *out, const char *lead, const char *value)
{
    if (*value)
        buffer_printf(out, "%s%s\n", lead, value);
}

static void put_items(struct buffer *out, const json_t *items)
{
    const json_t *item;
    size_t i;

    json_array_foreach(items, i, item) {
        bool done = json_is_true(json_object_get(item, "done"));

        buffer_printf(out, "\nStep %zu%s: %s\n", i + 1, done ? ", done" : "", string_of(item, "say"));
        put(out, "Needs: ", string_of(item, "needs"));
        put(out, "Warning: ", string_of(item, "warning"));
        put(out, "Where: ", string_of(item, "where"));
        put(out, "Run: ", string_of(item, "run"));
    }
}

static void put_choices(struct buffer *out, const json_t *choices)
{
    const json_t *choice;
    size_t i;

    if (json_array_size(choices))
        buffer_string(out, "\nChoices:\n");
    json_array_foreach(choices, i, choice) {
        const char *hint = string_of(choice, "hint"), *says = string_of(choice, "text");

        buffer_printf(out, "%s - %s%s%s%s\n", string_of(choice, "choice"), *says ? says : hint,
                      *says && *hint ? " (" : "", *says ? hint : "", *says && *hint ? ")" : "");
    }
}

static void put_text(struct buffer *out, const json_t *step)
{
    put(out, "", string_of(step, "title"));
    if (strcmp(string_of(step, "outcome"), outcome_names[OUTCOME_UNFINISHED]) != 0)
        buffer_printf(out, "The session has ended: %s.\n", string_of(step, "outcome"));
    put(out, "\n", string_of(step, "question"));
    put(out, "\nHow: ", string_of(step, "how"));
    put(out, "\nWhy: ", string_of(step, "why"));
    put(out, "\nMore: ", string_of(step, "more"));
    put_items(out, json_object_get(step, "items"));
    put(out, "\nThen: ", string_of(step, "verify"));
    put(out, "\nWhat was pasted:\n", string_of(step, "evidence"));
    put(out, "\nThe result takes a while: look again at ", string_of(step, "look_again"));
    put_choices(out, json_object_get(step, "choices"));
    buffer_printf(out, "\nSession %s, step %s\n", string_of(step, "session"), string_of(step, "step"));
}

json_t *show_step(const struct walk *walk, struct buffer *out)
{
    const struct session *session = walk_session(walk);
    const struct step *step = walk_step(walk);
    char when[CLOCK_TEXT] = "";
    struct buffer evidence = {0};
    unsigned fewest, most;
    json_t *object = json_object();

    walk_left(walk, &fewest, &most);
    walk_evidence(walk, &evidence);
    walk_look_again(walk, when);
    json_object_set_new(object, "session", text(session_id(session)));
    json_object_set_new(object, "flow", text(walk_flow(walk)->id));
    json_object_set_new(object, "title", text(walk_flow(walk)->title));
    json_object_set_new(object, "step", text(session_path(session, NULL)));
    json_object_set_new(object, "kind", text(step_kind_names[step->kind]));
    json_object_set_new(object, "question", expanded(walk, step->text, walk_expand));
    json_object_set_new(object, "how", prose(walk, step->how));
    json_object_set_new(object, "why", prose(walk, *step->why ? step->why : step->because));
    json_object_set_new(object, "more", prose(walk, step->more));
    json_object_set_new(object, "items", make_items(walk));
    json_object_set_new(object, "verify", prose(walk, step->verify));
    json_object_set_new(object, "input", make_input(step));
    json_object_set_new(object, "evidence", text(buffer_text(&evidence)));
    json_object_set_new(object, "choices", make_choices(walk));
    json_object_set_new(object, "done", json_integer((json_int_t)walk_done(walk)));
    json_object_set_new(object, "fewest_left", json_integer(fewest));
    json_object_set_new(object, "most_left", json_integer(most));
    json_object_set_new(object, "look_again", text(when));
    json_object_set_new(object, "outcome", text(outcome_names[session_outcome(session)]));
    buffer_free(&evidence);
    put_text(out, object);
    return object;
}
