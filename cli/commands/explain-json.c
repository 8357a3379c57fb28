/* SPDX-License-Identifier: MIT */
/*
 * An error's page for programs: the parts of the flow's `about`, and what the walk would ask and
 * offer. What is absent is null; texts are CommonMark.
 */
#include <config.h>

#include "explain-json.h"

#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/document.h"

static json_t *text_or_null(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

static void add_problem(json_t *page, const struct problem *problem)
{
    const struct catalog_entry *known = problem->known, *pair;
    json_t *pairs = json_array();
    size_t nth;

    json_object_set_new(page, "name", text_or_null(problem->error));
    json_object_set_new(page, "code",
                        document_code(problem->code));
    json_object_set_new(page, "meaning",
                        text_or_null(known ? catalog_entry_meaning(known) : NULL));
    for (nth = 0; known && (pair = catalog_entry_pair(known, nth)) != NULL; nth++)
        json_array_append_new(pairs, json_string(catalog_entry_name(pair)));
    json_object_set_new(page, "pairs", pairs);
}

static json_t *list_causes(const struct flow *flow)
{
    json_t *list = json_array();
    const struct cause *cause;

    flow_each(cause, flow->causes)
        json_array_append_new(list, json_pack("{s:s, s:o}", "title", cause->title, "likelihood",
                                              document_decimal(cause->likelihood)));
    return list;
}

/* The questions, or the endings. */
static json_t *list_steps(const struct flow *flow, bool questions)
{
    json_t *list = json_array();
    const struct step *step;

    flow_each(step, flow->first) {
        if (step_is_question(step->kind) == questions)
            json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "step", step->node.id, "kind",
                                                  step_kind_names[step->kind], "text", step->text));
    }
    return list;
}

static json_t *list_faq(const struct about *about)
{
    json_t *list = json_array();
    const struct faq *faq;

    flow_each(faq, about->faq)
        json_array_append_new(list, json_pack("{s:s, s:s}", "q", faq->q, "a", faq->a));
    return list;
}

static json_t *list_sources(const struct about *about)
{
    json_t *list = json_array();
    const struct source *source;

    flow_each(source, about->sources)
        json_array_append_new(
            list, json_pack("{s:s, s:s}", "title", source->title, "url", source->url));
    return list;
}

static bool has_error(json_t *list, const char *name)
{
    size_t i;

    for (i = 0; i < json_array_size(list); i++) {
        if (strcmp(json_string_value(json_array_get(list, i)), name) == 0)
            return true;
    }
    return false;
}

static json_t *list_related(const struct flow *flow)
{
    json_t *list = json_array();
    const struct step *step;
    const struct error_ref *error;

    flow_each(step, flow->first) {
        flow_each(error, step->related) {
            struct buffer name = {0};

            flow_error_text(&name, error);
            if (!has_error(list, buffer_text(&name)))
                json_array_append_new(list, json_string(buffer_text(&name)));
            buffer_free(&name);
        }
    }
    return list;
}

static void add_about(json_t *page, const struct about *about)
{
    const struct {
        const char *name, *text;
    } parts[] = {
        {"background", about->background}, {"details", about->details},
        {"severity", about->severity},     {"context", about->context},
        {"developers", about->developers}, {"summary", about->summary},
    };
    size_t i;

    for (i = 0; i < sizeof parts / sizeof *parts; i++)
        json_object_set_new(page, parts[i].name, text_or_null(parts[i].text));
    json_object_set_new(page, "faq", list_faq(about));
    json_object_set_new(page, "sources", list_sources(about));
}

json_t *explain_json(const struct problem *problem, const struct flow *flow)
{
    json_t *page = json_object();

    add_problem(page, problem);
    json_object_set_new(page, "flow", flow ? json_string(flow->id) : json_null());
    if (!flow)
        return page;
    json_object_set_new(page, "title", json_string(flow->title));
    if (flow->about)
        add_about(page, flow->about);
    json_object_set_new(page, "causes", list_causes(flow));
    json_object_set_new(page, "diagnose", list_steps(flow, true));
    json_object_set_new(page, "resolve", list_steps(flow, false));
    json_object_set_new(page, "related", list_related(flow));
    return page;
}
