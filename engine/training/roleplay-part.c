/* SPDX-License-Identifier: MIT */
/*
 * The caller's part: everything that a scenario has of a step, for the person who plays it.
 */
#include <config.h>

#include "errwalk/roleplay.h"

#include <string.h>

#include "training-private.h"

static void put_words(struct buffer *out, const char *lead, const struct value_node *wordings)
{
    const struct value_node *wording;

    if (wordings)
        buffer_printf(out, "**%s%s:**\n\n", lead, wordings->node.next ? " one of these" : "");
    flow_each (wording, wordings) {
        training_quote(out, wording->text);
        buffer_char(out, '\n');
    }
}

static void put_exhibits(struct buffer *out, const struct exhibit *exhibits)
{
    const struct exhibit *exhibit;

    if (exhibits)
        buffer_string(out, "**Show, or read out:**\n");
    flow_each (exhibit, exhibits) {
        training_show(out, exhibit);
        if (*exhibit->beside_the_point)
            buffer_printf(out, "\n**Beside the point:** %s\n", exhibit->beside_the_point);
    }
    buffer_string(out, exhibits ? "\n" : "");
}

/* The answer in the words of the flow. */
static const char *answer_text(const struct scenario *scenario, const char *path,
                               const struct step *step, const struct finding *finding)
{
    const char *id = scenario_answer_in(scenario, finding, path, step);
    const struct answer *answer;

    flow_each (answer, step->answers) {
        if (id && strcmp(answer->node.id, id) == 0)
            return answer->say;
    }
    return id ? id : "";
}

static void put_meaning(struct buffer *out, const struct scenario *scenario, const char *path,
                        const struct step *step, const struct finding *finding)
{
    const char *answer = answer_text(scenario, path, step, finding);

    if (*answer) {
        buffer_string(out, "**A good agent answers:**\n\n");
        training_quote(out, answer);
        buffer_char(out, '\n');
    }
    if (finding && *finding->because)
        buffer_printf(out, "**Because:** %s\n", finding->because);
}

void roleplay_part(struct buffer *out, const struct scenario *scenario, const char *path,
                   const struct step *step, unsigned found)
{
    const struct finding *finding = step ? world_finding(scenario, path, found) : NULL;

    if (!step) {
        put_words(out, "Say first", scenario->opening);
        return;
    }
    put_words(out, "Say", finding && (finding->says || finding->shows) ? finding->says
                                                                       : scenario->otherwise);
    put_exhibits(out, finding ? finding->shows : NULL);
    put_meaning(out, scenario, path, step, finding);
}
