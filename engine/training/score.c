/* SPDX-License-Identifier: MIT */
/*
 * The score, as errwalk/score.h has the rule. First what was done at each step is gathered from the
 * events; each part then is a fraction of two whole numbers over that.
 */
#include <config.h>

#include "errwalk/score.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"

const char *const score_part_names[SCORE_PART_COUNT] = {
    [SCORE_HARM] = "harm",         [SCORE_ENDING] = "ending",
    [SCORE_PATH] = "path",         [SCORE_EVIDENCE] = "evidence",
    [SCORE_REQUIRED] = "required", [SCORE_CALIBRATION] = "calibration",
    [SCORE_HINTS] = "hints",       [SCORE_VERIFICATION] = "verification",
};

const char *const score_part_titles[SCORE_PART_COUNT] = {
    [SCORE_HARM] = "No harm done",
    [SCORE_ENDING] = "The right ending",
    [SCORE_PATH] = "A short path",
    [SCORE_EVIDENCE] = "Looked before deciding",
    [SCORE_REQUIRED] = "Required steps",
    [SCORE_CALIBRATION] = "Sure of what was so",
    [SCORE_HINTS] = "Without hints",
    [SCORE_VERIFICATION] = "Fixes verified",
};

const unsigned score_weights[SCORE_PART_COUNT] = {
    [SCORE_HARM] = 30,     [SCORE_ENDING] = 20,     [SCORE_PATH] = 15, [SCORE_EVIDENCE] = 10,
    [SCORE_REQUIRED] = 10, [SCORE_CALIBRATION] = 5, [SCORE_HINTS] = 5, [SCORE_VERIFICATION] = 5,
};

/* What was done at one step. */
struct act {
    const char *step; /* its path */
    enum step_kind kind;
    const struct truth *truth; /* or NULL */
    unsigned minutes;
    bool looked, decided, looked_first, wrong, harmed, tried;
};

struct tally {
    const struct session *session;
    const struct solution *solution;
    struct act *acts;
    size_t count;
    unsigned hints, diagnoses;
    unsigned long brier; /* sum of squares, in ten thousandths */
    const struct event *diagnosis;
};

static bool is_on_path(const struct act *act)
{
    return act->truth && act->truth->on_path;
}

static struct act *act_at(struct tally *tally, const struct event *event)
{
    const char *path = session_path(tally->session, event);
    struct act *act = tally->acts;

    while (act < tally->acts + tally->count && strcmp(act->step, path) != 0)
        act++;
    if (act < tally->acts + tally->count)
        return act;
    tally->count++;
    *act = (struct act){.step = path,
                        .kind = event->step_kind,
                        .truth = solution_truth(tally->solution, path)};
    if (act->truth)
        act->minutes = act->truth->minutes;
    return act;
}

static enum verdict verdict_of(const struct tally *tally, const struct event *event)
{
    return solution_verdict(tally->solution, session_path(tally->session, event), event);
}

static void do_harm(struct act *act)
{
    act->harmed |= act->truth && *act->truth->avoid;
}

static void take_look(struct tally *tally, const struct event *event)
{
    struct act *act = act_at(tally, event);

    act->looked = true;
    if (event->minutes > act->minutes)
        act->minutes = event->minutes;
    do_harm(act);
}

static void take_decision(struct tally *tally, const struct event *event)
{
    struct act *act = act_at(tally, event);

    if (!act->decided)
        act->looked_first = act->looked;
    act->decided = true;
    act->wrong |= verdict_of(tally, event) == VERDICT_WRONG;
    if (event->minutes > act->minutes)
        act->minutes = event->minutes;
    do_harm(act);
}

/* A fix that could not be done has done nothing. */
static void take_try(struct tally *tally, const struct event *event)
{
    struct act *act = act_at(tally, event);
    bool harmed = act->harmed;

    take_decision(tally, event);
    if (strcmp(event->answer, fix_result_names[FIX_SKIPPED]) == 0)
        act->harmed = harmed;
    else
        act->tried = true;
}

static void take_end(struct tally *tally, const struct event *event)
{
    if (strcmp(event->answer, outcome_names[OUTCOME_ESCALATED]) == 0)
        take_decision(tally, event);
}

static void take_hint(struct tally *tally, const struct event *event)
{
    (void)event;
    tally->hints++;
}

static void take_diagnosis(struct tally *tally, const struct event *event)
{
    long distance = (long)event->percent;

    if (verdict_of(tally, event) == VERDICT_RIGHT)
        distance -= 100;
    tally->brier += (unsigned long)(distance * distance);
    tally->diagnoses++;
    tally->diagnosis = event;
}

static void (*const takers[EVENT_KIND_COUNT])(struct tally *tally, const struct event *event) = {
    [EVENT_LOOKED] = take_look,      [EVENT_ANSWERED] = take_decision,
    [EVENT_TYPED] = take_decision,   [EVENT_TRIED] = take_try,
    [EVENT_REFERRED] = take_decision, [EVENT_ENDED] = take_end,
    [EVENT_HINTED] = take_hint,      [EVENT_DIAGNOSED] = take_diagnosis,
};

static void gather(struct tally *tally)
{
    size_t i, events = session_count(tally->session);

    tally->acts = memory_alloc((events + 1) * sizeof *tally->acts);
    for (i = 0; i < events; i++) {
        const struct event *event = session_event(tally->session, i);

        if (takers[event->kind])
            takers[event->kind](tally, event);
    }
}

/* A share of a part: `earned` of `possible`, which is not 0. */
struct share {
    unsigned long earned, possible;
};

/* The steps of the good path that were decided; `rightly`: and never wrongly. */
static unsigned long count_path(const struct tally *tally, bool rightly)
{
    unsigned long decided = 0;
    size_t i;

    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        decided += is_on_path(act) && act->decided && !(rightly && act->wrong);
    }
    return decided;
}

static struct share share_harm(const struct tally *tally, char why[SCORE_WHY])
{
    size_t i;

    for (i = 0; i < tally->count; i++) {
        if (tally->acts[i].harmed) {
            snprintf(why, SCORE_WHY, "harm was done at '%.64s'", tally->acts[i].step);
            return (struct share){0, 1};
        }
    }
    snprintf(why, SCORE_WHY, "nothing harmful was done, in %lu of %zu steps of the good path",
             count_path(tally, false), tally->solution->path_count);
    return (struct share){count_path(tally, false), tally->solution->path_count};
}

static struct share share_ending(const struct tally *tally, char why[SCORE_WHY])
{
    const struct session *session = tally->session;
    const struct truth *truth = solution_truth(tally->solution, tally->solution->ends);
    enum outcome outcome = session_outcome(session);
    bool right = truth && strcmp(session_path(session, NULL), truth->step) == 0 &&
                 (outcome == OUTCOME_RESOLVED || outcome == OUTCOME_ESCALATED ||
                  outcome == OUTCOME_REFERRED);

    snprintf(why, SCORE_WHY, right ? "the case ended at '%.64s'" : "the case should end at '%.64s'",
             tally->solution->ends);
    return (struct share){right, 1};
}

static unsigned long cost_of(unsigned minutes)
{
    return minutes ? minutes : 1;
}

static struct share share_path(const struct tally *tally, char why[SCORE_WHY])
{
    const struct solution *solution = tally->solution;
    unsigned long best = 0, extra = 0, right = count_path(tally, true);
    size_t i;

    for (i = 0; i < solution->path_count; i++)
        best += cost_of(solution->truths[i].minutes);
    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        if (!is_on_path(act))
            extra += cost_of(act->minutes);
    }
    snprintf(why, SCORE_WHY, "%lu of %zu steps of the good path never wrong; %lu minutes off it, %lu on it", right,
             solution->path_count, extra, best);
    return (struct share){best * right, (best + extra) * solution->path_count};
}

static struct share share_evidence(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long looked = 0, decided = 0, good = 0;
    size_t i;

    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        if (!act->decided || !step_is_question(act->kind))
            continue;
        decided++;
        looked += act->looked_first;
    }
    for (i = 0; i < tally->solution->path_count; i++)
        good += step_is_question(tally->solution->truths[i].kind);
    snprintf(why, SCORE_WHY, "%lu of %lu questions were looked at before they were decided", looked,
             decided > good ? decided : good);
    return decided || good ? (struct share){looked, decided > good ? decided : good}
                           : (struct share){1, 1};
}

static struct share share_required(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long required = 0, visited = 0;
    size_t i;

    for (i = 0; i < tally->solution->count; i++)
        required += *tally->solution->truths[i].visit != '\0';
    for (i = 0; i < tally->count; i++) {
        const struct act *act = &tally->acts[i];

        visited += act->truth && *act->truth->visit && (act->looked || act->decided);
    }
    snprintf(why, SCORE_WHY, "%lu of %lu required steps were visited", visited, required);
    return required ? (struct share){visited, required} : (struct share){1, 1};
}

static struct share share_calibration(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long all = 10000UL * tally->diagnoses;

    if (!tally->diagnoses) {
        snprintf(why, SCORE_WHY, "no cause was named");
        return (struct share){0, 1};
    }
    snprintf(why, SCORE_WHY, "a Brier score of %.2f over %u diagnos%ss; 0 is best",
             (double)tally->brier / (double)all, tally->diagnoses,
             tally->diagnoses == 1 ? "i" : "e");
    return (struct share){all - tally->brier, all};
}

static struct share share_hints(const struct tally *tally, char why[SCORE_WHY])
{
    enum { MOST = 5 };
    unsigned long left = tally->hints < MOST ? MOST - tally->hints : 0;
    unsigned long decided = count_path(tally, false);

    snprintf(why, SCORE_WHY, "%u hint%s taken, in %lu of %zu steps of the good path", tally->hints,
             tally->hints == 1 ? " was" : "s were", decided, tally->solution->path_count);
    return (struct share){left * decided, MOST * tally->solution->path_count};
}

static struct share share_verification(const struct tally *tally, char why[SCORE_WHY])
{
    unsigned long tried = 0, verified = 0;
    bool wanted = false;
    size_t i;

    for (i = 0; i < tally->count; i++) {
        tried += tally->acts[i].tried;
        verified += tally->acts[i].tried && tally->acts[i].looked_first;
    }
    for (i = 0; i < tally->solution->path_count; i++)
        wanted |= tally->solution->truths[i].kind == STEP_FIX;
    if (!tried) {
        snprintf(why, SCORE_WHY, wanted ? "no fix was tried" : "there is nothing to verify");
        return (struct share){!wanted, 1};
    }
    snprintf(why, SCORE_WHY, "%lu of %lu fixes were verified", verified, tried);
    return (struct share){verified, tried};
}

static struct share (*const shares[SCORE_PART_COUNT])(const struct tally *tally,
                                                      char why[SCORE_WHY]) = {
    [SCORE_HARM] = share_harm,         [SCORE_ENDING] = share_ending,
    [SCORE_PATH] = share_path,         [SCORE_EVIDENCE] = share_evidence,
    [SCORE_REQUIRED] = share_required, [SCORE_CALIBRATION] = share_calibration,
    [SCORE_HINTS] = share_hints,       [SCORE_VERIFICATION] = share_verification,
};

void score_by(const struct session *session, const struct solution *solution,
                     struct score *score)
{
    struct tally tally = {.session = session, .solution = solution};
    enum score_part part;

    gather(&tally);
    *score = (struct score){.minutes = session_minutes(session), .allowed = solution->minutes};
    for (part = 0; part < SCORE_PART_COUNT; part++) {
        struct share share = shares[part](&tally, score->parts[part].why);

        score->parts[part].tenths = (unsigned)(
            (20 * score_weights[part] * share.earned + share.possible) / (2 * share.possible));
        score->tenths += score->parts[part].tenths;
    }
    score->is_right =
        tally.diagnosis && verdict_of(&tally, tally.diagnosis) == VERDICT_RIGHT;
    memory_free(tally.acts);
}

enum status score_session(const struct session *session, struct score *score)
{
    const struct event *started = session_training(session);
    struct solution solution = {0};
    enum status status;

    if (!started)
        return STATUS_NO;
    status = solution_read(started->solution, &solution);
    if (status == STATUS_OK)
        score_by(session, &solution, score);
    solution_free(&solution);
    return status;
}

const char *score_text(unsigned tenths, char text[SCORE_TEXT])
{
    snprintf(text, SCORE_TEXT, tenths % 10 ? "%u.%u" : "%u", tenths / 10, tenths % 10);
    return text;
}
