/* SPDX-License-Identifier: MIT */
/*
 * From what a person writes to the flow that is for it.
 */
#include <config.h>

#include "errwalk/problem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "errwalk/decode.h"
#include "errwalk/letters.h"
#include "errwalk/text.h"

static const struct code none;

enum { MOST_READINGS = 32, LONGEST_WORD = 64 };

/* The flow for an error, which is named by the error itself or by one that it is paired with; then
 * `*error` becomes that one. */
static const struct library_entry *flow_for(struct library *library,
                                            const struct catalog_entry **error)
{
    const struct library_entry *entry = library_by_error(library, catalog_entry_name(*error), none);
    const struct catalog_entry *pair;
    size_t nth;

    for (nth = 0; !entry && (pair = catalog_entry_pair(*error, nth)) != NULL; nth++) {
        entry = library_by_error(library, catalog_entry_name(pair), none);
        if (entry)
            *error = pair;
    }
    return entry;
}

static struct problem read_problem(struct library *library, const struct decode_reading *reading)
{
    const struct catalog_entry *error = reading->entry;
    struct problem problem = {.entry = flow_for(library, &error), .known = error};

    problem.error = catalog_entry_name(error);
    problem.code = catalog_entry_code(error);
    problem.why = decode_reason_text(reading->reason);
    return problem;
}

/* Two readings are the same problem when they have the same error, or the same flow. */
static bool is_found(const struct problem *found, size_t count, const struct problem *problem)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (strcmp(found[i].error, problem->error) == 0 ||
            (problem->entry && found[i].entry == problem->entry))
            return true;
    }
    return false;
}

/* A flow's id, or the exact name of one of its errors. */
static bool find_by_flow(struct library *library, const char *text, struct problem *problem)
{
    const struct library_entry *entry = library_by_id(library, text);
    const struct error_ref *error;

    *problem = (struct problem){.error = "", .why = ""};
    if (!entry)
        entry = library_by_error(library, text, none);
    if (!entry)
        return false;
    problem->entry = entry;
    error = entry->errors;
    while (error && error->node.next && strcasecmp(error->name, text) != 0)
        error = error->node.next;
    if (error && strcasecmp(error->name, text) != 0)
        error = entry->errors;
    if (error) {
        problem->error = error->name;
        problem->code = error->code;
    }
    return true;
}

/* An error that the catalog spells as a flow's id, where that flow is for something else. */
static bool find_namesake(struct library *library, const char *text, struct problem *flow,
                          struct problem *problem)
{
    const struct catalog_entry *error = NULL;

    if (strcmp(flow->entry->id, text) != 0 || !catalog_by_name(text, strlen(text), &error, 1, NULL) ||
        strcmp(catalog_entry_name(error), text) != 0 || strcmp(flow->error, text) == 0)
        return false;
    *problem = (struct problem){.known = error, .why = "it is the name of an error"};
    problem->entry = flow_for(library, &error);
    problem->error = catalog_entry_name(error);
    problem->code = catalog_entry_code(error);
    flow->why = "it is the id of a flow";
    return true;
}

/* The next word of letters and digits, in lower case; false at the end. */
static bool next_word(const char **text, char word[LONGEST_WORD])
{
    size_t length = 0;

    while (**text && !letter_is_alnum(**text))
        (*text)++;
    for (; letter_is_alnum(**text); (*text)++) {
        if (length < LONGEST_WORD - 1)
            word[length++] = letter_lower(**text);
    }
    word[length] = '\0';
    return length > 0;
}

/* The title of a flow word for word; case and what stands between words do not matter. */
static bool is_title(const char *title, const char *text)
{
    char word[LONGEST_WORD], other[LONGEST_WORD];
    bool more = next_word(&title, word);

    if (!more)
        return false;
    while (more) {
        if (!next_word(&text, other) || strcmp(word, other) != 0)
            return false;
        more = next_word(&title, word);
    }
    return !next_word(&text, other);
}

static bool find_by_title(struct library *library, const char *text, struct problem *problem)
{
    const struct library_entry *entries;
    size_t count, i;

    library_entries(library, &entries, &count);
    for (i = 0; i < count; i++) {
        if (is_title(entries[i].title, text))
            return find_by_flow(library, entries[i].id, problem);
    }
    return false;
}

/* A decimal code that a flow has for an error of its own: the catalog need not know it. */
static bool find_by_code(struct library *library, const char *text, struct problem *problem)
{
    const struct library_entry *entry;
    const struct error_ref *error;
    struct code code = {CODE_OTHER, 0, true};
    char *end;

    errno = 0;
    code.value = strtoll(text, &end, 10);
    if (!letter_is_digit(*text) || *end || errno)
        return false;
    entry = library_by_error(library, NULL, code);
    if (!entry)
        return false;
    for (error = entry->errors; error->node.next && !code_equal(error->code, code);)
        error = error->node.next;
    *problem = (struct problem){error->name, error->code, NULL, entry, "it is a code of the flow"};
    return true;
}

/* Takes away the readings that are far less likely than the first, and those of another platform than
 * `beside`, where some are of that one. Returns how many are left. */
static size_t keep_likely(struct decode_reading *readings, size_t count, struct code beside)
{
    const int least = count ? readings[0].likelihood - DECODE_GAP : 0;
    bool windows = code_is_windows(beside), some = false;
    size_t i, kept = 0;

    for (i = 0; i < count; i++) {
        if (readings[i].entry && readings[i].likelihood > least)
            readings[kept++] = readings[i];
    }
    for (i = 0; i < kept && beside.present; i++)
        some |= code_is_windows(readings[i].code) == windows;
    for (i = count = 0; i < kept; i++) {
        if (!some || code_is_windows(readings[i].code) == windows)
            readings[count++] = readings[i];
    }
    return count;
}

size_t problem_find(struct library *library, const char *text, struct code beside,
                    struct problem *found, size_t max)
{
    struct decode_reading readings[MOST_READINGS];
    struct problem problem;
    size_t count, i, kept = 0;
    int pass;

    if (find_by_flow(library, text, &problem) || find_by_title(library, text, &problem)) {
        found[kept++] = problem;
        if (kept < max && find_namesake(library, text, &found[0], &problem))
            found[kept++] = problem;
        return kept;
    }
    count = decode(text, strlen(text), readings, MOST_READINGS, NULL);
    count = keep_likely(readings, count, beside);
    for (pass = 0; pass < 2; pass++) {
        for (i = 0; i < count && kept < max; i++) {
            problem = read_problem(library, &readings[i]);
            if ((problem.entry ? 0 : 1) == pass && !is_found(found, kept, &problem))
                found[kept++] = problem;
        }
    }
    if (kept < max && find_by_code(library, text, &problem) && !is_found(found, kept, &problem))
        found[kept++] = problem;
    return kept;
}

/* The letters that may be wrong in a name before it is another one. */
static size_t slips(size_t length)
{
    return 1 + length / 8;
}

static size_t slips_between(const char *text, const char *name)
{
    const char *bare = strchr(name, '_');
    size_t limit = slips(strlen(text)), whole = text_distance(text, name, limit), without;

    without = bare ? text_distance(text, bare + 1, limit) : whole;
    return whole < without ? whole : without;
}

const struct catalog_entry *problem_misspelt(const char *text)
{
    const struct catalog_entry *near[PROBLEM_MOST], *best = NULL;
    size_t length = strlen(text), least = slips(length) + 1, count, i, distance;

    count = catalog_nearest_names(text, length, near, PROBLEM_MOST);
    for (i = 0; i < count; i++) {
        distance = slips_between(text, catalog_entry_name(near[i]));
        if (distance < least) {
            least = distance;
            best = near[i];
        }
    }
    return best;
}

const struct catalog_entry *problem_known(const struct error_ref *error)
{
    const struct catalog_entry *found = NULL;

    if (*error->name)
        catalog_by_name(error->name, strlen(error->name), &found, 1, NULL);
    return found;
}
