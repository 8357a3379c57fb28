/* SPDX-License-Identifier: MIT */
/*
 * Shows where the agent is whenever that changes, and reads what the caller does.
 */
#include <config.h>

#include "plain-caller.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/memory.h"

#include "cli/interrupt.h"
#include "cli/output.h"

#include "plain-wait.h"
#include "plain-show.h"

struct caller {
    struct roleplay *roleplay;
    const struct scenario *scenario; /* as the file has it */
    const struct flow *flow;
    bool left;
    char step[ROLEPLAY_PATH_MOST + 1]; /* whose part was shown last */
    unsigned found;                    /* and in which case */
};

static void show_part(const struct scenario *scenario, const char *path, const struct step *step,
                      unsigned found)
{
    struct buffer part = {0};

    roleplay_part(&part, scenario, path, step, found);
    output_prose(buffer_text(&part));
    buffer_free(&part);
}

static void show_troubles(const struct caller *caller, const struct scenario *scenario)
{
    const struct value_node *trouble;
    unsigned number = 0;

    flow_each (trouble, scenario->trouble) {
        struct buffer lead = {0};

        if (!number++)
            output_text("Trouble to bring up, when the time is right:\n");
        buffer_printf(&lead, "%u. %s", number,
                      roleplay_was_heard(caller->roleplay, trouble->node.id) ? "(done) " : "");
        plain_show_written(buffer_text(&lead), trouble->text);
        buffer_free(&lead);
    }
}

static void show(struct caller *caller)
{
    struct roleplay_agent agent = roleplay_agent(caller->roleplay);
    const struct step *step = flow_step_at(caller->flow, agent.step);
    struct scenario *variant;

    if (agent.outcome != OUTCOME_UNFINISHED) {
        output_printf("The case has ended: %s.\n", outcome_names[agent.outcome]);
        return;
    }
    variant = scenario_vary(caller->scenario, agent.variant);
    if (!step || (caller->scenario->variants && !*agent.answer))
        show_part(variant, "", NULL, 0);
    if (step) {
        output_printf("The agent is at: %s\n",
                      step->kind == STEP_REFER ? "another error" : step->text);
        show_part(variant, agent.step, step, agent.found);
    }
    show_troubles(caller, variant);
    scenario_free(variant);
    output_text("said: you have said what was found. A number brings up a problem. Also: show, quit.\n");
}

static void show_move(struct caller *caller)
{
    struct roleplay_agent agent = roleplay_agent(caller->roleplay);
    bool stays = strcmp(caller->step, agent.step) == 0 && caller->found == agent.found &&
                 agent.outcome == OUTCOME_UNFINISHED;

    if (stays && agent.asks)
        output_text("The agent asks what was found.\n");
    if (stays)
        return;
    strncpy(caller->step, agent.step, sizeof caller->step - 1);
    caller->found = agent.found;
    if (*agent.answer)
        output_printf("The agent answered: %s\n", agent.answer);
    show(caller);
}

static void take_news(struct caller *caller)
{
    enum roleplay_news news;

    while ((news = roleplay_work(caller->roleplay)) != ROLEPLAY_NOTHING) {
        if (news == ROLEPLAY_JOINED)
            output_text("An agent is on the line.\n");
        else if (news == ROLEPLAY_LEFT)
            output_text("The agent has hung up, and can join again.\n");
        else
            show_move(caller);
    }
    output_flush();
}

static void confirm(enum status status, const char *done)
{
    output_printf("%s\n", status == STATUS_OK ? done : "No agent is on the line.");
}

static void act(struct caller *caller, const char *line)
{
    const struct value_node *trouble = caller->scenario->trouble;
    unsigned long number = strspn(line, "0123456789") == strlen(line) ? strtoul(line, NULL, 10) : 0;

    while (number > 1 && trouble) {
        trouble = trouble->node.next;
        number--;
    }
    if (strcmp(line, "said") == 0)
        confirm(roleplay_tell(caller->roleplay, roleplay_agent(caller->roleplay).step),
             "The agent can read it now.");
    else if (strcmp(line, "quit") == 0 || strcmp(line, ":q") == 0)
        caller->left = true;
    else if (strcmp(line, "show") == 0 || !*line)
        show(caller);
    else if (number && trouble)
        confirm(roleplay_trouble(caller->roleplay, trouble->node.id), "You brought it up.");
    else
        output_text("Type said, the number of a problem, show or quit.\n");
}

static void read_line(struct caller *caller)
{
    char *line = NULL, *text;
    size_t capacity = 0;
    ssize_t length = getline(&line, &capacity, stdin);

    if (length < 0) {
        caller->left = true;
    } else {
        line[strcspn(line, "\r\n")] = '\0';
        text = output_from_locale(line);
        act(caller, text ? text : "?");
        memory_free(text);
    }
    free(line);
}

enum exit_code plain_caller_run(struct roleplay *roleplay, const struct scenario *scenario,
                          const struct flow *flow)
{
    struct caller caller = {.roleplay = roleplay, .scenario = scenario, .flow = flow};

    output_printf("%s\nOn the other terminal: errwalk train --agent\n\n", scenario->title);
    show(&caller);
    interrupt_watch();
    while (!caller.left && !interrupt_came()) {
        take_news(&caller);
        if (!output_flush())
            break;
        if (plain_wait(stdin, roleplay) && !interrupt_came())
            read_line(&caller);
    }
    interrupt_forget();
    return EXIT_DONE;
}
