/* SPDX-License-Identifier: MIT */
/*
 * Both ends have the scenario on their own: the caller says which it is, and the hash of its file.
 */
#include <config.h>

#include "roleplay.h"

#include <errno.h>
#include <string.h>

#include "roleplay-caller.h"
#include "choose.h"
#include "output.h"
#include "search-path.h"

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

static enum exit_code play_on_screens(struct walker *walker, const struct tui_caller *caller)
{
    struct tui_options options = choose_screens(walker->options);
    struct tui_end end = {0};
    enum status status;

    options.call = walker->call;
    status = tui_call(caller, &options, &end);
    if (status != STATUS_OK) {
        output_error("the terminal cannot be drawn on; try --plain");
        return EXIT_FAULT;
    }
    walker->signal = end.signal;
    return EXIT_DONE;
}

enum exit_code roleplay_caller(struct walker *walker, const char *scenario)
{
    enum exit_code code = train_load(walker, scenario);
    struct tui_caller caller = {0};
    struct diag_list faults = {0};
    enum status status;

    if (code != EXIT_DONE)
        return code;
    caller.scenario = training_scenario(walker->training);
    status = library_flow(walker->library, caller.scenario->trains, &faults, &caller.flow);
    diag_list_free(&faults);
    if (status == STATUS_OK)
        status = call_wait(caller.scenario->id, caller.scenario->sha256, &walker->call);
    if (status != STATUS_OK)
        return refuse(status, "another errwalk plays the caller of this scenario already",
                      "the id of this scenario is too long for a call");
    return choose_plain(walker->options)
               ? caller_run(walker->call, caller.scenario, caller.flow)
               : play_on_screens(walker, &caller);
}

/* Whether the session that the caller was linked to last can go on here. */
static bool goes_on(struct walker *walker)
{
    const char *id = call_session(walker->call);
    struct session *session = NULL;
    const struct event *started;
    bool goes;

    if (!*id || !walker->history || history_load(walker->history, id, &session) != STATUS_OK)
        return false;
    started = session_training(session);
    goes = started && strcmp(started->scenario, call_scenario(walker->call)) == 0 &&
           session_outcome(session) == OUTCOME_UNFINISHED;
    session_free(session);
    return goes;
}

static enum exit_code join(struct walker *walker, const struct train_wish *wish)
{
    const char *id = "";
    enum exit_code code = EXIT_DONE;
    enum status status;

    if (wish->scenario)
        code = train_load(walker, wish->scenario);
    if (code != EXIT_DONE)
        return code;
    if (walker->training)
        id = training_scenario(walker->training)->id;
    status = call_join(id, &walker->call);
    if (status != STATUS_OK)
        return refuse(status,
                      "nobody is calling, or the line is busy; the other terminal begins: "
                      "errwalk train --caller SCENARIO",
                      "say which scenario: several callers wait, or the one that does is another "
                      "errwalk");
    if (!walker->training)
        code = train_load(walker, call_scenario(walker->call));
    if (code != EXIT_DONE)
        return code;
    if (strcmp(training_scenario(walker->training)->sha256, call_sha256(walker->call)) == 0)
        return EXIT_DONE;
    output_error("the caller has another version of %s", call_scenario(walker->call));
    return EXIT_USAGE;
}

enum exit_code roleplay_agent(struct walker *walker, struct train_wish *wish)
{
    enum exit_code code = join(walker, wish);

    if (code != EXIT_DONE)
        return code;
    if (goes_on(walker)) {
        training_free(walker->training);
        walker->training = NULL;
        return walker_resume(walker, call_session(walker->call));
    }
    return train_start(walker, wish);
}
