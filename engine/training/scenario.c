/* SPDX-License-Identifier: MIT */
/*
 * Reading a scenario: by its table, into an arena of its own.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <string.h>

#include "errwalk/flow-file.h"
#include "errwalk/load.h"
#include "scenario-private.h"

static struct book *book_new(const char *path, const char *id, const char *bytes, size_t length)
{
    struct arena *arena = arena_new();
    struct book *book = arena_alloc(arena, sizeof *book);

    book->arena = arena;
    book->scenario.path = arena_copy(arena, path, strlen(path));
    book->scenario.id = id ? arena_copy(arena, id, strlen(id)) : flow_file_stem(arena, path);
    book->scenario.unfilled = "";
    flow_file_hash(bytes, length, book->scenario.sha256);
    return book;
}

/* What a hint costs where nothing is said: the plainer, the more. */
static void fill_hints(const struct scenario *scenario)
{
    const struct finding *finding;
    struct hint *hint;
    unsigned place;

    flow_each (finding, scenario->findings) {
        place = 0;
        for (hint = load_writable(finding->hints); hint; hint = hint->node.next) {
            place++;
            if (!hint->minutes_place.line)
                hint->minutes = place;
        }
    }
}

/* What a case leaves out is as at the step itself; what looking costs and hints always are. */
static void fill_case(const struct finding *step, struct finding *found)
{
    bool has_evidence = found->says || found->shows;

    found->node.id = step->node.id;
    found->hints = step->hints;
    found->minutes = step->minutes;
    found->minutes_place = step->minutes_place;
    if (!has_evidence) {
        found->says = step->says;
        found->shows = step->shows;
    }
    if (!found->answer) {
        found->answer = step->answer;
        found->answer_place = step->answer_place;
    }
    if (!*found->because)
        found->because = step->because;
}

static void fill_cases(const struct scenario *scenario)
{
    const struct finding *finding, *found;

    flow_each (finding, scenario->findings) {
        flow_each (found, finding->cases)
            fill_case(finding, load_writable(found));
    }
}

void scenario_settle(const struct scenario *scenario)
{
    fill_hints(scenario);
    fill_cases(scenario);
}

enum status scenario_parse(const char *path, const char *id, const char *bytes, size_t length,
                           struct diag_list *faults, struct scenario **scenario)
{
    struct book *book = book_new(path, id, bytes, length);
    enum status status =
        load_fields(&field_scenario, path, bytes, length, book->arena, faults, &book->scenario);

    scenario_settle(&book->scenario);
    if (status == STATUS_OK)
        *scenario = &book->scenario;
    else
        scenario_free(&book->scenario);
    return status;
}

enum status scenario_load(const char *path, const char *id, struct diag_list *faults,
                          struct scenario **scenario)
{
    struct buffer content = {0};
    enum status status = scenario_read(path, faults, &content);

    if (status == STATUS_OK)
        status = scenario_parse(path, id, buffer_text(&content), content.length, faults, scenario);
    buffer_free(&content);
    return status;
}

void scenario_free(struct scenario *scenario)
{
    struct book *book = (struct book *)scenario;

    if (!book)
        return;
    arena_free(book->arena);
}

const struct finding *scenario_finding(const struct scenario *scenario, const char *path)
{
    const struct finding *finding;

    flow_each (finding, scenario->findings) {
        if (strcmp(finding->node.id, path) == 0)
            return finding;
    }
    return NULL;
}

const struct harm *scenario_harm(const struct scenario *scenario, const char *path)
{
    const struct harm *harm;

    flow_each (harm, scenario->must_avoid) {
        if (strcmp(harm->node.id, path) == 0)
            return harm;
    }
    return NULL;
}

const char *scenario_text(const struct value_node *map, const char *path)
{
    const struct value_node *value;

    flow_each (value, map) {
        if (strcmp(value->node.id, path) == 0)
            return value->text;
    }
    return NULL;
}
