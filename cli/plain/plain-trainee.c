/*
 * What a trainee can ask for by lines.
 */
#include <config.h>

#include <string.h>

#include "errwalk/debrief.h"

#include "cli/output.h"
#include "plain-calling.h"
#include "plain-diagnosis.h"
#include "plain-show.h"
#include "plain-training.h"

bool plain_is_training(const struct plain *plain)
{
    return plain->training != NULL;
}

bool plain_knows_step(const struct plain *plain)
{
    return !plain->training || !(training_may(plain->training) & TRAINING_DIAGNOSE);
}

bool plain_may_back(const struct plain *plain)
{
    return !plain->training || plain->diagnosis.cause || training_goes_back(plain->training);
}

bool plain_may_hint(const struct plain *plain)
{
    return plain->training && training_mode(plain->training) != TRAINING_EXAM;
}

bool plain_may_debrief(const struct plain *plain)
{
    return plain->training && training_is_open(walk_session(plain->walk));
}

bool plain_training_unsay(struct plain *plain)
{
    if (!plain->training || !plain->diagnosis.cause)
        return false;
    if (plain->diagnosis.is_sure)
        plain->diagnosis.is_sure = false;
    else
        plain->diagnosis.cause = NULL;
    plain_diagnosis_ask(plain);
    return true;
}

void plain_look(struct plain *plain, const char *argument)
{
    struct event event;

    (void)argument;
    if (training_may(plain->training) & TRAINING_LOOK && plain_calling_ask(plain))
        return;
    if (training_look(plain->training, &event) == STATUS_OK)
        plain_commit(plain, STATUS_OK, &event);
    else if (training_looked(plain->training))
        plain_training_step(plain);
    else
        plain_refuse(plain, "there is nothing to look at here");
}

void plain_hint(struct plain *plain, const char *argument)
{
    struct event event;

    (void)argument;
    if (training_hint(plain->training, &event) == STATUS_OK)
        plain_commit(plain, STATUS_OK, &event);
    else
        plain_refuse(plain, "there is no hint here");
}

void plain_debrief(struct plain *plain, const char *argument)
{
    struct debrief *debrief = NULL;
    struct buffer text = {0};

    (void)argument;
    if (debrief_new(walk_session(plain->walk), &debrief) == STATUS_OK &&
        debrief_format_named("text")->write(&text, debrief) == STATUS_OK) {
        output_text(buffer_text(&text));
        output_text(":replay and the number of a step of your path tries again from there.\n");
    } else {
        plain_refuse(plain, "memory ran out");
    }
    buffer_free(&text);
    debrief_free(debrief);
}

void plain_replay(struct plain *plain, const char *argument)
{
    unsigned wanted = plain_number(argument);
    struct debrief *debrief = NULL;

    if (debrief_new(walk_session(plain->walk), &debrief) != STATUS_OK)
        plain_refuse(plain, "memory ran out");
    else if (!wanted || wanted > debrief->step_count)
        plain_refuse(plain, "write the number of a step of your path after it, as :d lists them: "
                            ":replay 1");
    else
        plain->replay = debrief->steps[wanted - 1].number;
    debrief_free(debrief);
    if (plain->replay)
        plain_leave(plain, EXIT_DONE);
}

/* The reply that a number stands for, or NULL. */
static const char *numbered(const struct plain *plain, const char *line)
{
    const struct answer *answers[FLOW_MAX_ANSWERS];
    size_t count = training_answers(plain->training, answers);
    const struct step *step = walk_step(plain->walk);
    unsigned number = plain_number(line);

    if (step->kind == STEP_FIX && number && number <= FIX_RESULT_COUNT)
        return fix_result_names[number - 1];
    return step->kind == STEP_ASK && number && number <= count ? answers[number - 1]->node.id
                                                                : NULL;
}

void plain_training_reply(struct plain *plain, const char *line)
{
    const char *reply = numbered(plain, line);
    struct buffer fitting = {0};
    struct event event;

    if (training_may(plain->training) & TRAINING_DIAGNOSE) {
        plain_diagnosis_reply(plain, line);
        return;
    }
    if (training_reply(plain->training, reply ? reply : line, &event) == STATUS_OK) {
        plain_commit(plain, STATUS_OK, &event);
        return;
    }
    if (plain->asks_again && !*line)
        return;
    if (plain->asks_again) {
        output_printf("'%s' does not fit here\n", line);
        plain_training_replies(plain);
        return;
    }
    if (step_is_question(walk_step(plain->walk)->kind))
        plain_show_fitting(plain->walk, &fitting);
    else
        buffer_string(&fitting, walk_step(plain->walk)->kind == STEP_FIX
                                    ? "it takes worked, failed, skipped or worse"
                                    : "it takes done");
    plain_refuse(plain, "'%s' does not fit here: %s", line, buffer_text(&fitting));
    buffer_free(&fitting);
}
