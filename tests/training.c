/* SPDX-License-Identifier: MIT */
/*
 * Commands of a trainee as text.
 */
#include <config.h>

#include "training.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

bool trained_open(struct trained *trained, const char *directory, const char *scenario)
{
    struct diag_list faults = {0};
    const char *directories[] = {suite_source("flows"), directory};

    *trained = (struct trained){.clock = {.fixed = true, .now = 1795392000, .random = 7}};
    trained->training = NULL;
    library_new(directories, directory ? 2 : 1, &trained->library);
    trained->walk = walk_new(trained->library, &trained->clock);
    suite_expect(scenario, training_new(trained->library, trained->walk, scenario, &faults,
                                        &trained->training) == STATUS_OK);
    diag_list_free(&faults);
    return trained->training != NULL;
}

enum status trained_commit(struct trained *trained, const struct event *event)
{
    enum status status = walk_commit(trained->walk, event);

    trained->feedback = *training_feedback(trained->training);
    return status;
}

bool trained_start(struct trained *trained, enum training_mode mode, int64_t seed)
{
    struct training_options options = {.mode = mode, .trainee = "Kim", .seed = seed, .lock = ""};
    char lock[65];
    struct event event;

    training_lock("open sesame", lock);
    if (mode == TRAINING_EXAM)
        options.lock = lock;
    return suite_expect("start", training_start(trained->training, &options, &event) ==
                                     STATUS_OK) &&
           suite_expect("started", trained_commit(trained, &event) == STATUS_OK);
}

void trained_close(struct trained *trained)
{
    training_free(trained->training);
    walk_free(trained->walk);
    library_free(trained->library);
}

static enum status diagnose(struct trained *trained, const char *command, struct event *event)
{
    char cause[64], evidence[64] = "", said[80];
    unsigned percent = 0;

    if (sscanf(command, "%63[^:]:%u:%63s", cause, &percent, evidence) < 2)
        return STATUS_INVALID;
    snprintf(said, sizeof said, "%u %s", percent, evidence);
    return walk_choose(trained->walk, CHOICE_DIAGNOSE, cause, said, event);
}

enum status trained_act(struct trained *trained, const char *command)
{
    const struct walk *walk = trained->walk;
    struct event event;
    enum status status;

    if (strcmp(command, "l") == 0)
        status = walk_choose(walk, CHOICE_LOOK, NULL, NULL, &event);
    else if (strcmp(command, "h") == 0)
        status = walk_choose(walk, CHOICE_HINT, NULL, NULL, &event);
    else if (strcmp(command, "<") == 0)
        status = walk_choose(walk, CHOICE_BACK, NULL, NULL, &event);
    else if (strcmp(command, "!") == 0)
        status = walk_choose(walk, CHOICE_ABANDON, NULL, NULL, &event);
    else if (*command == '?')
        status = diagnose(trained, command + 1, &event);
    else
        status = walk_reply(walk, command, &event);
    return status == STATUS_OK ? trained_commit(trained, &event) : status;
}

bool trained_act_all(struct trained *trained, const char *commands)
{
    char all[1024], *command, *rest = all;

    snprintf(all, sizeof all, "%s", commands);
    while ((command = strtok_r(rest, " ", &rest))) {
        if (!suite_expect(command, trained_act(trained, command) == STATUS_OK))
            return false;
    }
    return true;
}
