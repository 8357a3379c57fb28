/* SPDX-License-Identifier: MIT */
/*
 * The score, by the rule of its record.
 */
#include <config.h>

#include "score-private.h"

#include <stdio.h>

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

static const struct score_rule *const rules[SCORE_RULE + 1] = {
    [1] = &score_rule_1,
    [2] = &score_rule_2,
    [SCORE_RULE] = &score_rule_3,
};

unsigned score_weight(unsigned rule, enum score_part part)
{
    return rules[rule]->weights[part];
}

void score_by(const struct session *session, const struct solution *solution, struct score *score)
{
    struct tally tally = {.session = session, .solution = solution};
    const struct score_rule *rule = rules[solution->rule];
    enum score_part part;

    score_tally(&tally);
    *score = (struct score){.rule = solution->rule,
                            .minutes = (unsigned)session_minutes(session),
                            .allowed = solution->minutes};
    for (part = 0; part < SCORE_PART_COUNT; part++) {
        struct share share = rule->shares[part](&tally, score->parts[part].why);

        score->parts[part].of = rule->weights[part];
        score->parts[part].tenths = (unsigned)(
            (20 * rule->weights[part] * share.earned + share.possible) / (2 * share.possible));
        score->tenths += score->parts[part].tenths;
    }
    score->is_right = tally.diagnosis &&
                      solution_verdict(solution, "", tally.diagnosis) == VERDICT_RIGHT;
    score->is_only_said = session_outcome(session) == OUTCOME_RESOLVED && score_last_wrong(&tally);
    score_tally_free(&tally);
}

const char *score_outcome(const struct session *session, const struct score *score,
                          char text[SCORE_OUTCOME])
{
    snprintf(text, SCORE_OUTCOME, "%s%s", score->is_only_said ? "you said: " : "",
             outcome_names[session_outcome(session)]);
    return text;
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
