/* SPDX-License-Identifier: MIT */
/*
 * Written from the text of the rule alone; that it is simpler and slower than the engine is the point.
 */
#include <config.h>

#include "recount.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "errwalk/value.h"

enum { STEPS_MOST = 100, PATH_SIZE = 256, EVENTS_MOST = 1000 };

const char *const recount_names[RECOUNT_COUNT] = {
    "evidence", "path", "harm", "ending", "calibration", "required", "hints", "verification",
};

/* What happened at one step. */
struct seen {
    char path[PATH_SIZE];
    bool is_question, looked, looked_first, decided, tried, first_wrong, last_wrong;
    unsigned wrongs;
    double minutes;
};

struct counting {
    const json_t *solution;
    struct seen steps[STEPS_MOST];
    size_t count;
    char prefixes[EVENTS_MOST + 1][PATH_SIZE]; /* the calls around each event, as "call/" */
    char harmed[PATH_SIZE], ended[PATH_SIZE];
    bool has_ended, learns;
    unsigned hints, shown, diagnoses, misdiagnoses;
    bool knows_cause; /* by the last diagnosis */
    double skill;
};

static const char *text(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return value ? value : "";
}

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static bool is(const json_t *object, const char *key, const char *value)
{
    return strcmp(text(object, key), value) == 0;
}

/* What the solution has of a step, or NULL. */
static const json_t *truth_of(const struct counting *counting, const char *path)
{
    const json_t *truth;
    size_t i;

    json_array_foreach(json_object_get(counting->solution, "steps"), i, truth)
    {
        if (is(truth, "step", path))
            return truth;
    }
    return NULL;
}

/* What it has of it in the case that an event names, of what is "found" or of "harm". */
static const json_t *truth_in(const struct counting *counting, const json_t *event,
                              const char *path, const char *which)
{
    const json_t *one;
    size_t i;

    if (number(event, which) > 0) {
        json_array_foreach(json_object_get(counting->solution, "cases"), i, one)
        {
            if (is(one, "step", path) && number(one, which) == number(event, which))
                return one;
        }
    }
    return truth_of(counting, path);
}

static size_t good_count(const struct counting *counting)
{
    return (size_t)number(counting->solution, "good");
}

static bool is_good(const struct counting *counting, const char *path)
{
    size_t i;

    for (i = 0; i < good_count(counting); i++) {
        if (is(json_array_get(json_object_get(counting->solution, "steps"), i), "step", path))
            return true;
    }
    return false;
}

static struct seen *step_at(struct counting *counting, const char *path, const json_t *event)
{
    const json_t *truth = truth_of(counting, path);
    size_t i;

    for (i = 0; i < counting->count; i++) {
        if (strcmp(counting->steps[i].path, path) == 0)
            return &counting->steps[i];
    }
    counting->steps[i] = (struct seen){.minutes = truth ? number(truth, "minutes") : 0,
                                       .is_question = is(event, "step_kind", "ask") ||
                                                      is(event, "step_kind", "input")};
    snprintf(counting->steps[i].path, PATH_SIZE, "%s", path);
    counting->count++;
    return &counting->steps[i];
}

static bool is_same_value(const json_t *truth, const char *type, const char *typed)
{
    enum value_type i;

    if (strcmp(type, "text") == 0)
        return strcasecmp(text(truth, "answer"), typed) == 0;
    for (i = 0; i < VALUE_TYPE_COUNT; i++) {
        if (strcmp(value_type_names[i], type) == 0)
            return value_equal(i, text(truth, "answer"), typed);
    }
    return true;
}

/* Whether a decision is not as it was found. */
static bool is_wrong(const struct counting *counting, const json_t *event, const char *path)
{
    const json_t *truth = truth_in(counting, event, path, "found");
    const char *type = text(truth_of(counting, path), "type");

    if (is(event, "kind", "referred") || is(event, "kind", "ended"))
        return strcmp(path, text(counting->solution, "ends")) != 0;
    if (!truth)
        return false;
    if (is(event, "kind", "tried"))
        return !is(truth, "answer", text(event, "answer"));
    if (!*text(truth, "to"))
        return false;
    if (!is(truth, "to", text(event, "to")))
        return true;
    return is(event, "kind", "typed") && *type &&
           !is_same_value(truth, type, text(event, "answer"));
}

static void note_harm(struct counting *counting, const json_t *event, const char *path)
{
    if (*text(truth_in(counting, event, path, "harm"), "avoid"))
        snprintf(counting->harmed, sizeof counting->harmed, "%s", path);
}

static void look(struct counting *counting, const json_t *event, const char *path)
{
    struct seen *step = step_at(counting, path, event);

    step->looked = true;
    step->minutes = fmax(step->minutes, number(event, "minutes"));
    note_harm(counting, event, path);
}

static void decide(struct counting *counting, const json_t *event, const char *path)
{
    struct seen *step = step_at(counting, path, event);
    bool wrong = is_wrong(counting, event, path), skipped = is(event, "answer", "skipped");

    if (!step->decided) {
        step->looked_first = step->looked;
        step->first_wrong = wrong;
    }
    step->decided = true;
    step->last_wrong = wrong;
    step->wrongs += wrong;
    step->minutes = fmax(step->minutes, number(event, "minutes"));
    counting->shown += wrong;
    if (is(event, "kind", "tried") && skipped)
        return;
    step->tried = step->tried || is(event, "kind", "tried");
    note_harm(counting, event, path);
}

/* What a diagnosis gives a cause, in percent; below 0: it does not name it. */
static double given_to(const json_t *event, const char *cause)
{
    const char *line = text(event, "causes");
    double percent = -1;
    char start[PATH_SIZE];

    snprintf(start, sizeof start, "%s\t", cause);
    for (; *line; line += strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n')) {
        if (strncmp(line, start, strlen(start)) == 0)
            sscanf(line + strlen(start), "%lf", &percent);
    }
    return is(event, "answer", cause) ? number(event, "percent") : percent;
}

/* 1 less the Brier score, of that of an even spread; in ten thousandths, and none below even. */
static double skill_of(const struct counting *counting, const json_t *event)
{
    json_t *causes = json_object_get(counting->solution, "causes"), *title;
    double count = (double)json_object_size(causes), left = 100, unnamed = count, sum = 0, given;
    const char *cause;

    json_object_foreach(causes, cause, title)
    {
        given = given_to(event, cause);
        left -= given >= 0 ? given : 0;
        unnamed -= given >= 0;
    }
    json_object_foreach(causes, cause, title)
    {
        given = given_to(event, cause);
        given = given >= 0 ? given : left / unnamed;
        sum += pow((is(counting->solution, "cause", cause) ? 1 : 0) - given / 100, 2);
    }
    return fmax(0, 10000 - floor(10000 * sum * count / (count - 1) + 0.5));
}

static void diagnose(struct counting *counting, const json_t *event)
{
    double skill = *text(event, "evidence") ? skill_of(counting, event) : 0;
    bool right = is(event, "answer", text(counting->solution, "cause"));

    counting->diagnoses++;
    counting->skill += skill;
    counting->knows_cause = skill > 0 && !(counting->learns && !right);
    counting->misdiagnoses += !counting->knows_cause;
}

/* Where it stands after an event, as the calls around it. */
static void move_on(struct counting *counting, const json_t *event, size_t i)
{
    const char *before = counting->prefixes[i];
    char *after = counting->prefixes[i + 1];
    char *slash;

    snprintf(after, PATH_SIZE, "%s", before);
    if (is(event, "kind", "called")) {
        snprintf(after, PATH_SIZE, "%.*s%.100s/", PATH_SIZE - 104, before, text(event, "step"));
    } else if (is(event, "kind", "returned")) {
        after[strlen(after) - 1] = '\0';
        slash = strrchr(after, '/');
        after[slash ? slash + 1 - after : 0] = '\0';
    } else if (is(event, "kind", "undone")) {
        snprintf(after, PATH_SIZE, "%s", counting->prefixes[(size_t)number(event, "target") - 1]);
    }
}

static void count_event(struct counting *counting, const json_t *event, size_t i)
{
    char path[PATH_SIZE];
    bool escalated = is(event, "kind", "ended") && is(event, "answer", "escalated");

    snprintf(path, sizeof path, "%.*s%.100s", PATH_SIZE - 104, counting->prefixes[i],
             text(event, "step"));
    if (is(event, "kind", "looked"))
        look(counting, event, path);
    else if (is(event, "kind", "answered") || is(event, "kind", "typed") ||
             is(event, "kind", "tried") || is(event, "kind", "referred") || escalated)
        decide(counting, event, path);
    else if (is(event, "kind", "hinted"))
        counting->hints++;
    else if (is(event, "kind", "diagnosed"))
        diagnose(counting, event);
    if (is(event, "kind", "ended") &&
        (escalated || is(event, "answer", "resolved") || is(event, "answer", "referred"))) {
        counting->has_ended = true;
        snprintf(counting->ended, sizeof counting->ended, "%s", path);
    }
}

static bool was_seen(const struct counting *counting, const struct seen *step)
{
    const json_t *truth = truth_of(counting, step->path);
    bool has_evidence = truth ? json_is_true(json_object_get(truth, "evidence")) : step->is_question;

    return step->decided && (step->looked_first || !has_evidence) &&
           !(counting->learns && step->wrongs);
}

static double right(const struct counting *counting, const struct seen *step)
{
    if (!was_seen(counting, step) || step->last_wrong)
        return 0;
    return step->wrongs ? 0.5 : 1;
}

/* Of the good path, how much was seen. */
static double seen_share(const struct counting *counting)
{
    double seen = 0;
    size_t i;

    for (i = 0; i < counting->count; i++)
        seen += is_good(counting, counting->steps[i].path) && was_seen(counting, &counting->steps[i]);
    return seen / (double)good_count(counting);
}

static double cause_credit(const struct counting *counting)
{
    if (!counting->diagnoses || !counting->knows_cause ||
        (counting->learns && counting->misdiagnoses))
        return 0;
    return counting->misdiagnoses ? 0.5 : 1;
}

static double evidence_share(const struct counting *counting)
{
    double earned = cause_credit(counting) - counting->misdiagnoses * 0.5, decided = 1, good = 1;
    const json_t *steps = json_object_get(counting->solution, "steps"), *truth;
    size_t i;

    for (i = 0; i < counting->count; i++) {
        const struct seen *step = &counting->steps[i];

        if (!step->is_question || !step->decided)
            continue;
        decided++;
        earned += right(counting, step) - step->wrongs * 0.5;
    }
    for (i = 0; i < good_count(counting); i++) {
        truth = json_array_get(steps, i);
        good += is(truth, "kind", "ask") || is(truth, "kind", "input");
    }
    return fmax(0, earned) / fmax(decided, good);
}

static double path_share(const struct counting *counting)
{
    const json_t *steps = json_object_get(counting->solution, "steps");
    double best = 0, extra = 0, rights = 0;
    size_t i;

    for (i = 0; i < good_count(counting); i++)
        best += fmax(1, number(json_array_get(steps, i), "minutes"));
    for (i = 0; i < counting->count; i++) {
        const struct seen *step = &counting->steps[i];

        if (is_good(counting, step->path))
            rights += right(counting, step);
        else
            extra += fmax(1, step->minutes);
    }
    return rights / (double)good_count(counting) * best / (best + extra);
}

static double required_share(const struct counting *counting)
{
    const json_t *truth;
    double required = 0, visited = 0;
    size_t i, j;

    json_array_foreach(json_object_get(counting->solution, "steps"), i, truth)
    {
        required += *text(truth, "visit") != '\0';
        for (j = 0; j < counting->count; j++) {
            const struct seen *step = &counting->steps[j];

            visited += *text(truth, "visit") && is(truth, "step", step->path) &&
                       (step->looked || was_seen(counting, step));
        }
    }
    return required > 0 ? visited / required : seen_share(counting);
}

static double verification_share(const struct counting *counting)
{
    double tried = 0, verified = 0;
    size_t i;

    for (i = 0; i < counting->count; i++) {
        const struct seen *step = &counting->steps[i];

        tried += step->tried;
        verified += step->tried && was_seen(counting, step) && !step->first_wrong;
    }
    if (tried > 0)
        return verified / tried;
    for (i = 0; i < good_count(counting); i++) {
        if (is(json_array_get(json_object_get(counting->solution, "steps"), i), "kind", "fix"))
            return 0;
    }
    return seen_share(counting);
}

static double ending_share(const struct counting *counting)
{
    size_t i;

    if (!counting->has_ended || strcmp(counting->ended, text(counting->solution, "ends")) != 0 ||
        cause_credit(counting) == 0)
        return 0;
    for (i = 0; i < counting->count; i++) {
        if (strcmp(counting->steps[i].path, counting->ended) == 0 && counting->steps[i].last_wrong)
            return 0;
    }
    return seen_share(counting);
}

static double hints_share(const struct counting *counting)
{
    double help = counting->hints +
                  (counting->learns ? counting->shown + counting->misdiagnoses : 0);

    return fmax(0, 5 - help) / 5 * seen_share(counting);
}

static void count_parts(const struct counting *counting, unsigned tenths[RECOUNT_COUNT])
{
    static const double weights[RECOUNT_COUNT] = {25, 15, 15, 15, 15, 5, 5, 5};
    double shares[RECOUNT_COUNT] = {
        [RECOUNT_EVIDENCE] = evidence_share(counting),
        [RECOUNT_PATH] = path_share(counting),
        [RECOUNT_HARM] = *counting->harmed ? 0 : seen_share(counting),
        [RECOUNT_ENDING] = ending_share(counting),
        [RECOUNT_CALIBRATION] =
            counting->diagnoses ? counting->skill / counting->diagnoses / 10000 : 0,
        [RECOUNT_REQUIRED] = required_share(counting),
        [RECOUNT_HINTS] = hints_share(counting),
        [RECOUNT_VERIFICATION] = verification_share(counting),
    };

    for (int i = 0; i < RECOUNT_COUNT; i++)
        tenths[i] = (unsigned)floor(10 * weights[i] * shares[i] + 0.5 + 1e-9);
}

bool recount(const char *events, unsigned tenths[RECOUNT_COUNT])
{
    static struct counting counting; /* too large for a stack */
    json_t *all = json_loads(events, 0, NULL), *solution, *event;
    bool fits;
    size_t i;

    counting = (struct counting){.count = 0};
    solution = json_loads(text(json_array_get(all, 0), "solution"), 0, NULL);
    counting.solution = solution;
    counting.learns = is(json_array_get(all, 0), "mode", "learn");
    fits = solution && number(solution, "rule") == 3 && json_array_size(all) <= EVENTS_MOST;
    json_array_foreach(all, i, event)
    {
        if (!fits || counting.count == STEPS_MOST)
            break;
        count_event(&counting, event, i);
        move_on(&counting, event, i);
    }
    if (fits)
        count_parts(&counting, tenths);
    json_decref(solution);
    json_decref(all);
    return fits;
}
