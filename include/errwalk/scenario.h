/* SPDX-License-Identifier: MIT */
/*
 * Scenario: a training case over a flow, as it is written in a file.
 *
 * A scenario says what a trainee finds out at each step of the flow that it trains, what a good
 * agent reads from it, what must and must not be done, and how the case ends. It is loaded by the
 * table of fields, as a flow is, and owns all that it points to in the same way: strings are valid
 * until scenario_free, none is NULL, and lists keep the order of the file.
 *
 * A scenario stays within its one flow and the blocks that this calls: where it would go on in another,
 * the case is at its end. A step in a block is named by its path (session_path).
 */
#ifndef ERRWALK_SCENARIO_H
#define ERRWALK_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/diag.h"
#include "errwalk/dry-run.h"
#include "errwalk/flow.h"
#include "errwalk/library.h"
#include "errwalk/status.h"

enum level { LEVEL_BEGINNER, LEVEL_INTERMEDIATE, LEVEL_ADVANCED, LEVEL_COUNT };

extern const char *const level_names[LEVEL_COUNT]; /* "beginner", … */

/* How a scenario is walked: see errwalk/training.h. */
enum training_mode { TRAINING_LEARN, TRAINING_PRACTISE, TRAINING_EXAM, TRAINING_MODE_COUNT };

extern const char *const training_mode_names[TRAINING_MODE_COUNT]; /* "learn", … */

/* One thing that can be seen: a command's output, the text of an event. */
struct exhibit {
    struct node node;
    const char *where;            /* "Event Viewer, Security" */
    const char *text;             /* as it stands; not CommonMark */
    const char *beside_the_point; /* CommonMark: why it decides nothing; "" where it does */
};

struct hint {
    struct node node;
    const char *say;  /* CommonMark */
    unsigned minutes; /* what it costs; its place in the list, from 1, where none is given */
    struct diag_place minutes_place;
};

/* What is found at one step, as a rule or in a case. What a case leaves out is as at the step itself. */
struct finding {
    struct node node;                   /* id: the step, by its path */
    const struct condition *conditions; /* of a case: when it holds */
    const struct finding *cases;        /* of a step: the first that fits holds */
    const struct value_node *says; /* the caller's wordings, CommonMark; one of them is heard */
    const struct exhibit *shows;   /* all of them are seen */
    const char *answer; /* answer id, typed value or fix result; NULL where none is given */
    struct diag_place answer_place;
    const char *because; /* CommonMark: why the evidence means that */
    unsigned minutes;    /* what looking costs; counts only where minutes_place has a line */
    struct diag_place minutes_place;
    const struct hint *hints; /* from vague to plain */
};

/* What must not be done: a step that does harm, as a rule or in a case. */
struct harm {
    struct node node;                   /* id: the step, by its path */
    const char *say;                    /* CommonMark: what harm; "" where it does none */
    const struct condition *conditions; /* of a case: when it holds */
    const struct harm *cases;           /* of a step: the first that fits holds */
};

/* What is otherwise in one variant of a case; what it leaves out is as in the scenario. */
struct scenario_variant {
    struct node node;
    const struct value_node *values; /* id: a name; text: what {{name}} reads as */
    const char *cause, *ends;        /* "" where they are those of the scenario */
    struct diag_place cause_place, ends_place;
    const struct finding *findings;
    const struct value_node *must_visit;
    const struct harm *must_avoid;
    const char *lesson;
};

struct scenario {
    const char *id;   /* "training/reused-id" */
    const char *path; /* the file it was read from */
    const char *trains;
    struct diag_place trains_place;
    const char *title;
    enum level level;
    unsigned minutes; /* allowed on the simulated clock */
    struct diag_place minutes_place;
    const char *caller;
    const struct error_ref *error; /* that the caller speaks of; NULL: the flow's own */
    const struct value_node *opening; /* wordings, CommonMark */
    const char *cause, *ends;
    struct diag_place cause_place, ends_place;
    const struct finding *findings;
    const struct value_node *must_visit; /* id: the step; text: why, CommonMark */
    const struct harm *must_avoid;
    const struct value_node *otherwise; /* wordings where a step has no finding */
    const struct value_node *trouble;   /* id; text: what the caller then says, CommonMark */
    const char *lesson;                 /* CommonMark */
    const struct scenario_variant *variants;
    const char *unfilled; /* of a variant: the first {{name}} in its texts that has no value; else "" */
    const char *reviewed;               /* YYYY-MM-DD or "" */
    const struct source *sources;
    char sha256[65]; /* of the file as it was before it was sealed, lower-case hex */
};

/* Reads the scenario in a file, sealed or not. As flow_load. */
enum status scenario_load(const char *path, const char *id, struct diag_list *faults,
                          struct scenario **scenario);

/* The same from memory, not sealed; `path` is only for diagnostics. */
enum status scenario_parse(const char *path, const char *id, const char *bytes, size_t length,
                           struct diag_list *faults, struct scenario **scenario);

/*
 * Everything after the head (trains, title, level, minutes, caller and opening, where these come
 * first) as Base64 under `sealed:`, so that nobody reads the answers by accident. It is no secret.
 * STATUS_NO: it is sealed already, or has nothing to seal.
 */
enum status scenario_seal(const char *bytes, size_t length, struct buffer *out);

/* What was sealed, to the byte. STATUS_NO: it is not sealed. STATUS_INVALID: it was damaged. */
enum status scenario_unseal(const char *bytes, size_t length, struct buffer *out);

/* The file as it was before it was sealed. Fails as scenario_load. */
enum status scenario_read(const char *path, struct diag_list *faults, struct buffer *content);

/* How many variants it has, and which of them a seed picks: 0, as written, the first. */
size_t scenario_variants(const struct scenario *scenario);
size_t scenario_variant_of(const struct scenario *scenario, int64_t seed);

/* The scenario as a variant has it, by its number from 0. It borrows from the one that it is of, and is for
 * scenario_free. */
struct scenario *scenario_vary(const struct scenario *scenario, size_t number);

/* NULL is allowed. */
void scenario_free(struct scenario *scenario);

/* What the scenario has of a step by its path (session_path), or NULL. */
const struct finding *scenario_finding(const struct scenario *scenario, const char *path);

/* What the scenario has of harm at a step by its path, or NULL. */
const struct harm *scenario_harm(const struct scenario *scenario, const char *path);

/* The text that a map such as `must_visit` has for a step by its path, or NULL. */
const char *scenario_text(const struct value_node *map, const char *path);

/* What looking at a step costs: its own minutes, or those of the flow, rounded up. */
unsigned scenario_minutes(const struct scenario *scenario, const char *path, const struct step *step);

/*
 * The answer that a good agent gives at a step: what the scenario says; else of a fix `worked` at
 * the true ending and `failed` anywhere else, of an escalation `done`, of a question `unsure` where
 * it has that answer. NULL where there is none. As a rule, and in a case (NULL: none is spoken of).
 */
const char *scenario_answer(const struct scenario *scenario, const char *path,
                            const struct step *step);

const char *scenario_answer_in(const struct scenario *scenario, const struct finding *found,
                               const char *path, const struct step *step);

/* A step on the way of a good agent. */
struct scenario_step {
    const struct step *step;
    const char *path;
    size_t moment; /* how many events of the walk there were when it came there */
    const char *answer; /* that is given there; NULL where nothing is answered */
    unsigned found, harm; /* which case of each holds there, from 1; 0: what stands at the step itself */
};

/* That way, from the flow's first step to where the answers end, also through blocks. */
struct scenario_way {
    struct scenario_step *steps;
    size_t count, capacity;
    double minutes;      /* of looking at all of them */
    bool whole;          /* the answers lead to the true ending, and end the case there */
    struct dry_run walk; /* the walk; a referral ends it without an event */
    struct arena *arena; /* of the paths */
};

/* Walks it. scenario_way_free in any case. */
void scenario_walk(const struct scenario *scenario, const struct flow *flow,
                   struct scenario_way *way);
void scenario_way_free(struct scenario_way *way);

/* Proves that a scenario fits its flow; adds what does not. STATUS_INVALID when any is an error.
 * `bytes` is the file's content for excerpts, or NULL. `flow` NULL: there is no such flow. */
enum status scenario_check(const struct scenario *scenario, const struct flow *flow,
                           const char *bytes, size_t length, struct diag_list *faults);

/* Whether a file has `trains:` at its top. False for what cannot be read. */
bool scenario_is_file(const char *path);

/* What is known of a scenario without loading it. Owned by the library. */
struct scenario_entry {
    const char *id, *path, *title, *trains, *caller;
    enum level level;
    unsigned minutes;
};

/* All scenarios of a library, sorted by id. Owned by it, and read once for its life. */
void library_scenarios(struct library *library, const struct scenario_entry **entries,
                       size_t *count);

/* The scenario with this id, or NULL. */
const struct scenario_entry *library_scenario(struct library *library, const char *id);

#endif
