/*
 * Checking a sound flow: its tests are walked, and what a careful author would not leave is told.
 */
#include <config.h>

#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/library.h"
#include "rules.h"
#include "tree.h"

enum { DAYS_OF_A_YEAR = 365, SECONDS_OF_A_DAY = 86400 };

void check_fault(struct check *check, enum rule rule, struct diag_place place, const char *hint,
                 const char *format, ...)
{
    struct buffer message = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    diag_add(check->faults, &flow_rules[rule], check->flow->path, place, check->bytes,
             check->length, hint, "%s", buffer_text(&message));
    check->failed |= buffer_failed(&message) || check->faults->failed;
    buffer_free(&message);
}

/* Days from 1970-01-01, by the proleptic Gregorian calendar. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    int64_t era, of_era, of_year;

    year -= month <= 2;
    era = year / 400;
    of_era = year - era * 400;
    of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void check_reviewed(struct check *check, int64_t today)
{
    const char *reviewed = check->flow->reviewed;

    if (*reviewed &&
        today / SECONDS_OF_A_DAY - days_of(atoi(reviewed), atoi(reviewed + 5), atoi(reviewed + 8)) >
            DAYS_OF_A_YEAR)
        check_fault(check, RULE_STALE, check->flow->reviewed_place,
                    "read all of it, mend it, and set the date",
                    "the flow was last reviewed over a year ago");
}

static void check_flow(struct check *check)
{
    const struct flow *flow = check->flow;
    struct diag_place place = tree_of(flow)->title_place;

    if (!flow->about || !flow->about->sources)
        check_fault(check, RULE_NO_SOURCE, place, "list under 'about', 'sources' what it relies on",
                    "the flow names no source");
    if (!flow->tests)
        check_fault(check, RULE_NO_TEST, place, "add 'tests' that show where walks end",
                    "the flow has no test");
}

/* `unsure` may go where another answer goes, as long as the question decides something. */
static bool is_exempt(const struct step *step, const struct answer *answer)
{
    const struct answer *other;

    if (strcmp(answer->node.id, "unsure") != 0)
        return false;
    flow_each (other, step->answers) {
        if (other->to.step != answer->to.step)
            return true;
    }
    return step->kind == STEP_INPUT;
}

static void check_answers(struct check *check, const struct step *step)
{
    const struct answer *answer, *earlier;

    flow_each (answer, step->answers) {
        flow_each (earlier, step->answers) {
            if (earlier == answer || earlier->to.step == answer->to.step)
                break;
        }
        if (!earlier || earlier == answer || is_exempt(step, answer) || is_exempt(step, earlier))
            continue;
        check_fault(check, RULE_SAME_STEP, answer->to.place, "does it need asking?",
                    "answers '%s' and '%s' both go to '%s'", earlier->node.id, answer->node.id,
                    answer->to.id);
    }
}

static void check_flow_id(struct check *check, const struct error_ref *error)
{
    if (error && *error->flow && !library_by_ref(check->library, error))
        check_fault(check, RULE_NO_FLOW, error->node.place, NULL, "there is no flow '%s'",
                    error->flow);
}

static void check_step(struct check *check, const struct step *step)
{
    const struct error_ref *related;

    if (step_is_question(step->kind) && !*step->why)
        check_fault(check, RULE_NO_WHY, step->node.place, "say what the answer decides",
                    "the question '%s' has no 'why'", step->node.id);
    check_answers(check, step);
    if (!check->library)
        return;
    check_flow_id(check, step->refer);
    flow_each (related, step->related)
        check_flow_id(check, related);
}

enum status flow_check(const struct flow *flow, const char *bytes, size_t length,
                       const struct check_options *options, struct diag_list *faults)
{
    struct check check = {flow, bytes, length, options->library, faults, 0, false};
    size_t errors = faults->errors;
    const struct step *step;

    check_reviewed(&check, options->today);
    check_flow(&check);
    flow_each (step, flow->first)
        check_step(&check, step);
    check_tests(&check);
    if (check.failed)
        return STATUS_NO_MEMORY;
    return faults->errors > errors ? STATUS_INVALID : STATUS_OK;
}
