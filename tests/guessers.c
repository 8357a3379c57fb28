/* SPDX-License-Identifier: MIT */
/*
 * Habits of trainees. Each act is one that the list of choices has, as for a person.
 */
#include <config.h>

#include "guessers.h"

#include <stdio.h>
#include <string.h>

#include "engine/history/history-private.h"
#include "errwalk/solution.h"
#include "suite.h"
#include "training.h"

enum { ACTS_MOST = 300 };

const struct guesser guessers[] = {
    {.name = "perfect", .mode = TRAINING_EXAM, .looks = true, .least = 100, .most = 100},
    {.name = "perfect, learning", .mode = TRAINING_LEARN, .looks = true, .least = 100, .most = 100},
    {.name = "careful, one detour", .mode = TRAINING_PRACTISE, .looks = true, .detours = true, .least = 80,
     .most = 100},
    {.name = "right, without a look", .mode = TRAINING_PRACTISE, .most = 60},
    {.name = "always the first", .mode = TRAINING_PRACTISE, .picks = PICK_FIRST, .most = 20},
    {.name = "always the last", .mode = TRAINING_PRACTISE, .picks = PICK_LAST, .most = 20},
    {.name = "any", .mode = TRAINING_PRACTISE, .picks = PICK_RANDOM, .most = 20},
    {.name = "never sure", .mode = TRAINING_PRACTISE, .picks = PICK_UNSURE, .most = 20},
    {.name = "always escalates", .mode = TRAINING_PRACTISE, .picks = PICK_ESCALATION, .most = 20},
    {.name = "tries all, learning", .mode = TRAINING_LEARN, .picks = PICK_FIRST, .tries_all = true,
     .most = 50},
    {.name = "looks, then the first", .mode = TRAINING_PRACTISE, .looks = true, .picks = PICK_FIRST,
     .most = 50},
    {.name = "looks, then the last", .mode = TRAINING_PRACTISE, .looks = true, .picks = PICK_LAST,
     .most = 50},
    {.name = "looks, then any", .mode = TRAINING_PRACTISE, .looks = true, .picks = PICK_RANDOM,
     .most = 50},
    {.name = "looks, never sure", .mode = TRAINING_PRACTISE, .looks = true, .picks = PICK_UNSURE,
     .most = 50},
    {.name = "looks, then escalates", .mode = TRAINING_PRACTISE, .looks = true,
     .picks = PICK_ESCALATION, .most = 50},
    {.name = "looks, then tries all, learning", .mode = TRAINING_LEARN, .looks = true,
     .picks = PICK_FIRST, .tries_all = true, .most = 50},
    {.name = NULL},
};

/* A guesser at work. */
struct guessing {
    const struct guesser *guesser;
    struct trained trained;
    struct solution solution;
    unsigned random;
    unsigned tried; /* how many answers were tried at this step */
    bool has_detoured;
};

static const char *path_of(const struct guessing *guessing)
{
    return session_path(walk_session(guessing->trained.walk), NULL);
}

/* What is true where it stands: by the case that was seen, else that of the good path. */
static bool find_truth(const struct guessing *guessing, struct truth *truth)
{
    const struct event *looked = training_looked(guessing->trained.training);
    const struct truth *as_a_rule = solution_truth(&guessing->solution, path_of(guessing));

    return as_a_rule && solution_truth_in(&guessing->solution, path_of(guessing),
                                          looked ? looked->found : as_a_rule->found, 0, truth);
}

/* Any value that the step takes. */
static bool type_any(struct guessing *guessing)
{
    static const char *const values[] = {"1",  "0x1", "2026-01-01", "5",       "x",   "Z:",
                                         "a.example", "\\\\a\\b", "/x", "C:\\x", "10.0.1", "443"};
    size_t i;

    for (i = 0; i < sizeof values / sizeof *values; i++) {
        if (trained_act(&guessing->trained, values[i]) == STATUS_OK)
            return true;
    }
    return false;
}

static bool commit(struct guessing *guessing, const struct choice *choice)
{
    struct event event;

    return walk_take(guessing->trained.walk, choice, NULL, &event) == STATUS_OK &&
           trained_commit(&guessing->trained, &event) == STATUS_OK;
}

/* What can be answered at the step, by its place in the list; NULL past the last. */
static const struct choice *reply_at(const struct guessing *guessing, unsigned place)
{
    static const enum choice_kind kinds[] = {CHOICE_ANSWER, CHOICE_RESULT, CHOICE_REFER,
                                             CHOICE_ESCALATE};
    const struct choice *choice;
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        walk_each (choice, guessing->trained.walk, kinds[i]) {
            if (!place--)
                return choice;
        }
    }
    return NULL;
}

static unsigned count_replies(const struct guessing *guessing)
{
    unsigned count = 0;

    while (reply_at(guessing, count))
        count++;
    return count;
}

/* The answer that comes to an escalation in the fewest steps, of those that do at once; else the last. */
static unsigned find_escalation(const struct guessing *guessing)
{
    const struct flow *flow = walk_flow(guessing->trained.walk);
    const struct choice *choice;
    unsigned place;

    for (place = 0; (choice = reply_at(guessing, place)); place++) {
        const struct step *here = walk_step(guessing->trained.walk);
        const struct answer *answer = flow_answer(here, choice->id);
        const struct step *to = answer ? flow_step(flow, answer->to.id) : NULL;

        if (to && to->kind == STEP_ESCALATE)
            return place;
    }
    return count_replies(guessing) - 1;
}

static unsigned find_unsure(const struct guessing *guessing)
{
    const struct choice *choice;
    unsigned place;

    for (place = 0; (choice = reply_at(guessing, place)); place++) {
        if (strcmp(choice->id, "unsure") == 0 || strcmp(choice->id, "skipped") == 0)
            return place;
    }
    return count_replies(guessing) - 1;
}

static unsigned pick(struct guessing *guessing)
{
    unsigned count = count_replies(guessing);

    if (guessing->guesser->tries_all)
        return guessing->tried % (count ? count : 1);
    switch (guessing->guesser->picks) {
    case PICK_LAST:
        return count - 1;
    case PICK_RANDOM:
        return count ? suite_random(&guessing->random) % count : 0;
    case PICK_UNSURE:
        return find_unsure(guessing);
    case PICK_ESCALATION:
        return find_escalation(guessing);
    default:
        return 0;
    }
}

/* A wrong answer of a question on the good path, where it can be gone back from. */
static bool detour(struct guessing *guessing)
{
    const struct choice *choice;
    struct trained *trained = &guessing->trained;
    struct truth truth;

    if (guessing->has_detoured || !find_truth(guessing, &truth) || !truth.on_path)
        return false;
    walk_each (choice, trained->walk, CHOICE_ANSWER) {
        const struct step *step = flow_step(walk_flow(trained->walk), choice->event.to);

        if (strcmp(choice->event.to, truth.to) == 0 || strcmp(choice->id, "unsure") == 0 ||
            !step || !step_is_question(step->kind))
            continue;
        guessing->has_detoured = true;
        return commit(guessing, choice) && trained_act(trained, "l") == STATUS_OK &&
               trained_act(trained, "<") == STATUS_OK;
    }
    return false;
}

static bool reply(struct guessing *guessing)
{
    struct truth truth = {.answer = ""};
    const struct choice *choice;

    find_truth(guessing, &truth);
    if (guessing->guesser->detours && detour(guessing))
        return true;
    if (guessing->guesser->picks == PICK_RIGHT)
        return trained_act(&guessing->trained, *truth.answer ? truth.answer : "done") ==
               STATUS_OK;
    choice = reply_at(guessing, pick(guessing));
    guessing->tried++;
    if (choice)
        return commit(guessing, choice);
    return type_any(guessing);
}

/* The step whose evidence decided it: the last that was looked at. */
static const char *rest_on(const struct guessing *guessing)
{
    const struct event *found[ACTS_MOST];
    size_t count = training_observations(guessing->trained.training, found, ACTS_MOST);

    return count ? session_path(walk_session(guessing->trained.walk), found[count - 1]) : "";
}

static bool diagnose(struct guessing *guessing)
{
    const struct choice *cause;
    unsigned count = 0, place = 0;
    char said[128];
    struct event event;

    walk_each (cause, guessing->trained.walk, CHOICE_DIAGNOSE)
        count++;
    if (guessing->guesser->tries_all)
        place = guessing->tried++ % count;
    else if (guessing->guesser->picks == PICK_LAST)
        place = count - 1;
    else if (guessing->guesser->picks != PICK_FIRST)
        place = suite_random(&guessing->random) % count;
    walk_each (cause, guessing->trained.walk, CHOICE_DIAGNOSE) {
        if (guessing->guesser->picks == PICK_RIGHT
                ? strcmp(cause->id, guessing->solution.cause) == 0
                : !place--)
            break;
    }
    snprintf(said, sizeof said, "100 %s", rest_on(guessing));
    return cause && walk_take(guessing->trained.walk, cause, said, &event) == STATUS_OK &&
           trained_commit(&guessing->trained, &event) == STATUS_OK;
}

/* One act; false where nothing is left to do. */
static bool act(struct guessing *guessing)
{
    struct trained *trained = &guessing->trained;
    char before[256];
    bool done;

    snprintf(before, sizeof before, "%s", path_of(guessing));
    if (session_outcome(walk_session(trained->walk)) != OUTCOME_UNFINISHED)
        return false;
    if (training_needs_diagnosis(trained->training)) {
        done = diagnose(guessing);
        if (!training_needs_diagnosis(trained->training))
            guessing->tried = 0;
        return done;
    }
    if (guessing->guesser->looks && trained_act(trained, "l") == STATUS_OK)
        return true;
    done = reply(guessing);
    if (strcmp(before, path_of(guessing)) != 0)
        guessing->tried = 0;
    return done;
}

static void write_events(const struct session *session, struct buffer *events)
{
    size_t i;

    buffer_clear(events);
    for (i = 0; i < session_count(session); i++) {
        buffer_char(events, i ? ',' : '[');
        history_write_body(events, session_event(session, i));
    }
    buffer_char(events, ']');
}

void guesser_walk(const struct guesser *guesser, const char *scenario, int64_t seed,
                  struct score *score, struct buffer *events)
{
    struct guessing guessing = {.guesser = guesser, .random = (unsigned)seed + 1};
    struct trained *trained = &guessing.trained;
    unsigned acts = 0;

    *score = (struct score){0};
    if (trained_open(trained, NULL, scenario) && trained_start(trained, guesser->mode, seed)) {
        const struct session *session = walk_session(trained->walk);

        suite_expect("solution", solution_read(session_training(session)->solution,
                                               &guessing.solution) == STATUS_OK);
        while (acts < ACTS_MOST && act(&guessing))
            acts++;
        suite_expect("score", score_session(session, score) == STATUS_OK);
        write_events(session, events);
    }
    solution_free(&guessing.solution);
    trained_close(trained);
}
