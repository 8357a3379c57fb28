/* SPDX-License-Identifier: MIT */
/*
 * The trail and the map in plain mode. Answers are numbered and steps named, so that either can be gone
 * back to.
 */
#include <config.h>

#include "plain-trail.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/diagram.h"
#include "errwalk/moment.h"

#include "cli/walk/choose.h"
#include "cli/output.h"
#include "plain-show.h"

/* The answers of the trail, numbered as :g counts them. */
void plain_list(struct plain *plain, const char *argument)
{
    size_t count, i;
    const struct event *const *trail = session_trail(walk_session(plain->walk), &count);
    unsigned number = 0;

    (void)argument;
    for (i = 0; i < count; i++) {
        if (session_is_answer(trail[i]))
            plain_show_answer(plain->walk, ++number, trail[i]);
    }
    if (!number)
        output_text("Nothing answered yet.\n");
    else if (walk_choice(plain->walk, CHOICE_BACK_TO, NULL))
        output_text(":g and a number goes back to before that answer.\n");
}

/* Says what would be taken back with an answer, and asks where a person can say. */
static bool may_drop(struct plain *plain, const struct event *answer)
{
    size_t count, i;
    const struct event *const *trail = session_trail(walk_session(plain->walk), &count);
    bool drops = false;

    for (i = 0; i < count; i++) {
        if (trail[i]->number <= answer->number || !session_is_answer(trail[i]))
            continue;
        if (!drops)
            output_text("This also takes back:\n");
        drops = true;
        plain_show_answer(plain->walk, 0, trail[i]);
    }
    return !drops || !plain->asks_again || choose_yes("Go back there?");
}

/* The answer of this number, from 1, or NULL. */
static const struct event *numbered(const struct session *session, unsigned number)
{
    size_t count, i;
    const struct event *const *trail = session_trail(session, &count);

    for (i = 0; i < count && number; i++) {
        if (session_is_answer(trail[i]) && --number == 0)
            return trail[i];
    }
    return NULL;
}

/* The latest answer at a step of this id, or NULL. */
static const struct event *answer_at(const struct session *session, const char *step)
{
    size_t count;
    const struct event *const *trail = session_trail(session, &count);

    while (count--) {
        if (session_is_answer(trail[count]) && strcmp(trail[count]->step, step) == 0)
            return trail[count];
    }
    return NULL;
}

/* Why one cannot go to a step that has no answer on the trail. */
static void refuse_step(struct plain *plain, const struct step *step)
{
    static const char *const whys[MAP_STATE_COUNT] = {
        [MAP_OPEN] = "has not been reached: your answers decide whether you get there",
        [MAP_TRAIL] = "went on by itself; go back to the answer before it",
        [MAP_HERE] = "is where you are",
        [MAP_OUT] = "",
    };
    const char *id = step->node.id;
    struct map *map = NULL;

    map_new(walk_flow(plain->walk), walk_session(plain->walk), &map);
    if (map->steps[step->index] == MAP_OUT)
        plain_refuse(plain, "%s is ruled out; go back to %s and answer differently", id,
                     map_branch(map, step)->node.id);
    else
        plain_refuse(plain, "%s %s", id, whys[map->steps[step->index]]);
    map_free(map);
}

void plain_go(struct plain *plain, const char *argument)
{
    const struct session *session = walk_session(plain->walk);
    const struct step *step = flow_step(walk_flow(plain->walk), argument);
    const struct event *answer = numbered(session, plain_number(argument));
    char id[16] = "";

    if (!answer)
        answer = answer_at(session, argument);
    if (answer)
        snprintf(id, sizeof id, "%u", answer->number);
    if (!answer && step)
        refuse_step(plain, step);
    else if (!answer || !walk_choice(plain->walk, CHOICE_BACK_TO, id))
        plain_refuse(plain, "write the number of an answer after it, as :l lists them, or the id of a "
                            "step, as :m does: :g 1");
    else if (may_drop(plain, answer))
        plain_choose(plain, CHOICE_BACK_TO, id, NULL);
}

/* The other flows that the walk came to. */
static void list_flows(const struct session *session, const char *shown)
{
    struct moment now = moment_now(session);
    const struct event *entered;
    size_t i;

    for (i = 0; (entered = moment_entered(now, i)); i++) {
        if (strcmp(entered->to_flow, shown) != 0)
            output_printf(":m %s shows the map of: %s\n", entered->to_flow, entered->title);
    }
}

void plain_map(struct plain *plain, const char *argument)
{
    const struct diagram_options options = {
        .width = output_width(), .expand = walk_expand_mark, .context = plain->walk};
    const struct flow *flow = *argument ? walk_entered(plain->walk, argument)
                                        : walk_flow(plain->walk);
    struct buffer text = {0};
    struct map *map = NULL;

    if (!flow) {
        plain_refuse(plain, "this walk did not reach a flow '%s'", argument);
        return;
    }
    map_new(flow, walk_session(plain->walk), &map);
    diagram_draw(&text, diagram_format_named("text"), map, &options);
    output_text(buffer_text(&text));
    if (walk_choice(plain->walk, CHOICE_BACK_TO, NULL))
        output_text("\n:g and the id of a step on the trail goes back there.\n");
    list_flows(walk_session(plain->walk), flow->id);
    map_free(map);
    buffer_free(&text);
}
