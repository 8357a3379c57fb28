/* SPDX-License-Identifier: MIT */
/*
 * Both ends have the scenario on their own: the caller says which it is, and the hash of its file.
 */
#include <config.h>

#include "roleplay-start.h"

#include <errno.h>
#include <string.h>

#include "cli/plain/plain-caller.h"
#include "choose.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code refuse(enum status status, const char *no, const char *invalid)
{
    if (status == STATUS_NO)
        output_error("%s", no);
    else if (status == STATUS_INVALID)
        output_error("%s", invalid);
    else
        output_error("there is no private place for a call: %s; set XDG_RUNTIME_DIR",
                     strerror(errno));
    return status == STATUS_NO ? EXIT_NO : status == STATUS_INVALID ? EXIT_USAGE : EXIT_FAULT;
}

static enum exit_code play_on_screens(struct walk_runner *runner, const struct tui_caller *caller)
{
    struct tui_options options = choose_screens(runner->options);
    struct tui_end end = {0};
    enum status status;

    options.roleplay = runner->roleplay;
    status = tui_roleplay(caller, &options, &end);
    if (status != STATUS_OK) {
        output_error("this terminal cannot show the screens; try --plain");
        return EXIT_FAULT;
    }
    runner->signal = end.signal;
    return EXIT_DONE;
}

enum exit_code roleplay_start_caller(struct walk_runner *runner, const char *scenario)
{
    enum exit_code code = train_load(runner, scenario);
    struct tui_caller caller = {0};
    struct diag_list faults = {0};
    enum status status;

    if (code != EXIT_DONE)
        return code;
    caller.scenario = training_written(runner->training); /* the agent's seed picks the variant */
    status = library_flow(runner->library, caller.scenario->trains, &faults, &caller.flow);
    diag_list_free(&faults);
    if (status == STATUS_OK)
        status = roleplay_wait(caller.scenario->id, caller.scenario->sha256, &runner->roleplay);
    if (status != STATUS_OK)
        return refuse(status, "another errwalk plays the caller of this scenario already",
                      "the id of this scenario is too long for a call");
    return choose_plain(runner->options)
               ? plain_caller_run(runner->roleplay, caller.scenario, caller.flow)
               : play_on_screens(runner, &caller);
}

/* Whether the session that the caller was linked to last can go on here. */
static bool goes_on(struct walk_runner *runner)
{
    const char *id = roleplay_session(runner->roleplay);
    struct session *session = NULL;
    const struct event *started;
    bool goes;

    if (!*id || !runner->history || history_load(runner->history, id, &session) != STATUS_OK)
        return false;
    started = session_training(session);
    goes = started && strcmp(started->scenario, roleplay_scenario(runner->roleplay)) == 0 &&
           session_outcome(session) == OUTCOME_UNFINISHED;
    session_free(session);
    return goes;
}

static enum exit_code join(struct walk_runner *runner, const struct training_request *request)
{
    const char *id = "";
    enum exit_code code = EXIT_DONE;
    enum status status;

    if (request->scenario)
        code = train_load(runner, request->scenario);
    if (code != EXIT_DONE)
        return code;
    if (runner->training)
        id = training_scenario(runner->training)->id;
    status = roleplay_join(id, &runner->roleplay);
    if (status != STATUS_OK)
        return refuse(status,
                      "nobody is calling, or the line is busy; the other terminal begins: "
                      "errwalk train --caller SCENARIO",
                      "say which scenario: several callers wait, or the one that does is another "
                      "errwalk");
    if (!runner->training)
        code = train_load(runner, roleplay_scenario(runner->roleplay));
    if (code != EXIT_DONE)
        return code;
    if (strcmp(training_scenario(runner->training)->sha256, roleplay_sha256(runner->roleplay)) == 0)
        return EXIT_DONE;
    output_error("the caller has another version of %s", roleplay_scenario(runner->roleplay));
    return EXIT_USAGE;
}

enum exit_code roleplay_start_agent(struct walk_runner *runner, struct training_request *request)
{
    enum exit_code code = join(runner, request);

    if (code != EXIT_DONE)
        return code;
    if (goes_on(runner)) {
        training_free(runner->training);
        runner->training = NULL;
        return walk_runner_resume(runner, roleplay_session(runner->roleplay));
    }
    return train_start(runner, request);
}
