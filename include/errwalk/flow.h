/* SPDX-License-Identifier: MIT */
/*
 * Flow: a decision tree for one problem, as an immutable graph.
 *
 * flow_load reads a file, reports every fault in it, and gives a flow only when there is no error.
 * All of a flow lives in one arena that the flow owns: every pointer here is valid until
 * flow_free, no string is NULL (a field left out is ""), and lists keep the order of the file. A
 * list is linked through its nodes; walk it with flow_each.
 */
#ifndef ERRWALK_FLOW_H
#define ERRWALK_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/code.h"
#include "errwalk/diag.h"
#include "errwalk/node.h"
#include "errwalk/status.h"
#include "errwalk/value.h"

struct pattern;

/* A number by the id of a cause: a chance, or what was counted of one. */
struct chance {
    struct node node; /* id: the cause */
    const char *text; /* as it is written */
    struct diag_place text_place;
    double value; /* `tells`, `cures`: from 0 to 1; `worked`: how often it cured */
    double of;    /* `worked`: of how often it was tried where the cause was there; else 0 */
};

/* A scalar in a list. */
struct value_node {
    struct node node;
    const char *text;
    struct diag_place text_place; /* of the text, where it has a key */
};

/* An error as `NAME`, `NAME (CODE)`, or a flow id. */
struct error_ref {
    struct node node;
    const char *name; /* "ERROR_LOGON_FAILURE"; "" where it is a flow id */
    struct code code; /* as written, of its kind where the catalog has the name */
    const char *flow; /* "windows/any-error"; "" where it is an error */
};

struct faq {
    struct node node;
    const char *q, *a;
};

struct source {
    struct node node;
    const char *title, *url;
    struct diag_place url_place;
};

/* The error's page. Texts are CommonMark. */
struct about {
    struct node node;
    const char *background, *details, *severity, *context, *developers, *summary;
    const struct faq *faq;
    const struct source *sources;
};

struct cause {
    struct node node;
    const char *title;
    double likelihood; /* a weight among the causes of its flow, not a percentage; 0 if not given */
    struct diag_place likelihood_place; /* without a line where it is not given */
    double seen; /* past cases that had it, as they were counted */
};

/* Where an edge goes. */
struct target {
    const char *id; /* "" where there is no edge */
    struct diag_place place;
    const struct step *step; /* NULL where there is no edge */
    bool closes; /* it closes a circle, which a weigh step is in: without such edges there is none */
};

/* An item of a weigh step. */
struct weigh_item {
    struct node node;
    struct target to;
};

/* What a person may do, by role. A set of them has bit `1u << a` for each; 0: not known. */
enum audience { AUDIENCE_USER, AUDIENCE_AGENT, AUDIENCE_ADMIN, AUDIENCE_DEVELOPER, AUDIENCE_COUNT };

extern const char *const audience_names[AUDIENCE_COUNT]; /* "user", … */

struct answer {
    struct node node;
    const char *say; /* "Yes", "No" and "I don't know" are filled in */
    struct target to;
    unsigned audience; /* the set that holds from this answer on; 0: as before */
    const struct chance *tells; /* how often a cause shows it */
};

/* One fact's part of `if`: all that are given must hold. */
struct condition {
    struct node node; /* id: the fact */
    const struct step
        *input; /* the step that asks for the fact: an `ask` where it is an answer, which has the
                   name of its step and is compared by its id; NULL for a fact of errwalk's own */
    const char *is, *below, *above, *matches; /* NULL where not given */
    const struct value_node *one_of;
    const struct pattern *pattern; /* of `matches` */
};

struct route {
    struct node node;
    const struct condition *conditions; /* NULL: always fits */
    struct target to;
};

/* One item of `do`. */
struct instruction {
    struct node node;
    const char *say; /* CommonMark */
    const char *run; /* one command to copy */
    struct diag_place run_place;
    const char *where;
    const char *warning; /* CommonMark */
    enum audience needs; /* counts only where needs_place has a line */
    struct diag_place needs_place;
};

/* What a line of an output means: an answer of its step, or, in group 1, the value of a fact. */
struct read_rule {
    struct node node;
    const char *text; /* of the pattern */
    const struct pattern *pattern;
    const char *answer, *fact; /* one of them is "" */
    struct diag_place text_place, answer_place, fact_place;
    const char *because;       /* CommonMark */
    const struct answer *to_answer; /* of `answer`, else NULL */
    const struct step *input;       /* of `fact`: the first step that asks for it, else NULL */
};

/* A fact that a block is given. */
struct take {
    struct node node; /* id: the fact */
    enum value_type type;
    const char *matches; /* "" where there is none */
    const struct pattern *pattern;
    bool sensitive;
    const struct step *input; /* stands for it where conditions name the step that asks for a fact */
};

enum step_kind {
    STEP_ASK,
    STEP_INPUT,
    STEP_FIX,
    STEP_REFER,
    STEP_ESCALATE,
    STEP_ROUTE, /* decides by facts; no walk stands at it */
    STEP_CALL,   /* walks a block and comes back by one of its returns */
    STEP_RETURN, /* of a block: where it comes back */
    STEP_WEIGH,  /* takes the item that costs least on average; no walk stands at it */
    STEP_KIND_COUNT
};

extern const char *const step_kind_names[STEP_KIND_COUNT]; /* "ask", … as in the file */

static inline bool step_is_question(enum step_kind kind)
{
    return kind == STEP_ASK || kind == STEP_INPUT;
}

/* Whether a walk always leads on from it; the others are endings. */
static inline bool step_leads_on(enum step_kind kind)
{
    return step_is_question(kind) || kind == STEP_ROUTE || kind == STEP_CALL || kind == STEP_WEIGH;
}

/* What became of a fix, as the person says. */
enum fix_result { FIX_WORKED, FIX_FAILED, FIX_SKIPPED, FIX_WORSE, FIX_RESULT_COUNT };

extern const char *const fix_result_names[FIX_RESULT_COUNT]; /* "worked", … */

/* A step of any kind; what its kind does not have is empty. */
struct step {
    struct node node;
    enum step_kind kind;
    size_t index;                           /* in the order of the file, from 0 */
    const char *text;                       /* of `ask`, `input`, `fix`, `refer` or `escalate` */
    struct diag_place text_place, why_place, verify_place;
    const char *why, *how, *more, *because; /* CommonMark */
    double minutes;                         /* 0 if not given */
    struct diag_place minutes_place;        /* without a line where they are not */
    double wait;                            /* fix: minutes until its result shows */
    const struct instruction *instructions; /* `do` */
    const struct value_node *causes;
    const struct error_ref *related;

    const struct answer *answers; /* ask, input; call: its `exits`, by the id of the return */
    const struct read_rule *reads; /* ask, input */
    bool answer_is_used;          /* ask: its answer is a fact that the flow makes use of */

    const char *fact; /* input */
    struct diag_place fact_place;
    enum value_type type;          /* input */
    const char *matches;           /* input; "" where there is none */
    const struct pattern *pattern; /* input: of `matches`, or NULL */
    bool sensitive;                /* input */
    struct target to;              /* input without `route` */
    const struct route *routes;    /* input, route */

    const char *verify;             /* fix */
    struct target if_not, if_worse; /* fix */
    const struct chance *cures, *worked; /* fix: how often it cures a cause; how often it did */
    const struct weigh_item *questions, *fixes; /* weigh */
    struct target otherwise;                    /* weigh: its `else` */
    const struct step *weighed_by; /* ask, fix: the weigh step whose item it is, or NULL */

    const struct error_ref *refer; /* refer: the one error or flow */

    const struct value_node *hand_over; /* escalate: names of facts */

    const char *call;                     /* call: id of the block */
    struct diag_place call_place, with_place, exits_place;
    const struct value_node *with, *gives; /* call: theirs by ours, as the text; ours by theirs */
    const struct flow *block;             /* call: once flow_link found it, else NULL */

    unsigned fewest, most; /* questions from here to the first ending, this one counted */
};

/* One of `tests`. */
struct flow_test {
    struct node node;                 /* id: its name */
    const struct value_node *answers; /* id: the step; text: answer id, value or fix result */
    const char *ends;
    struct diag_place ends_place;
};

struct flow {
    const char *id;   /* "windows/logon-failure" */
    const char *path; /* the file it was read from */
    const char *title;
    struct diag_place title_place;
    const char *owner;    /* a role or a mail address, or "" */
    const char *reviewed; /* YYYY-MM-DD or "" */
    struct diag_place reviewed_place;
    unsigned review_every; /* days; 0 if not given */
    unsigned audience;     /* the set to begin with; 0: not known */
    unsigned any_of;       /* a bit for each kind of code that it is for where no flow names it */
    const struct take *takes; /* of a block: what it is given, and all that it knows at first */
    bool is_block;            /* has `takes`, or a `return` */
    size_t weighs;            /* how many weigh steps it has */
    const struct error_ref *errors; /* the first is the flow's own */
    const struct value_node *keywords;
    const struct about *about; /* NULL if not given */
    const struct cause *causes;
    const struct step *first; /* where the walk begins; all steps follow through flow_each */
    size_t step_count;
    const struct flow_test *tests;
    char sha256[65]; /* of the file, lower-case hex */
};

/* Limits of a file, from the design. */
enum {
    FLOW_MAX_BYTES = 4 * 1024 * 1024,
    FLOW_MAX_DEPTH = 32,
    FLOW_MAX_STEPS = 10000,
    FLOW_MAX_SCALAR = 64 * 1024,
    FLOW_MAX_ANSWERS = 9,
    FLOW_MAX_READS = 40,
    FLOW_MAX_WEIGHS = 64, /* weigh steps of a flow */
    FLOW_MAX_ITEMS = 40   /* questions, and fixes, of a weigh step */
};

enum { FLOW_REVIEW_EVERY = 365 }; /* days, where a flow does not say */

/*
 * Reads the flow in a file. Faults are added to `faults`; STATUS_INVALID when any is an error.
 * STATUS_IO when the file cannot be read (a diagnostic says why). `id` may be NULL: then it is the
 * file's name without `.yaml`. The caller owns `*flow`, for flow_free. Structure and graph are
 * proved (see errwalk/check.h); tests and warnings are for flow_check.
 */
enum status flow_load(const char *path, const char *id, struct diag_list *faults,
                      struct flow **flow);

/* The same from memory; `path` is only for diagnostics. */
enum status flow_parse(const char *path, const char *id, const char *bytes, size_t length,
                       struct diag_list *faults, struct flow **flow);

/* NULL is allowed. */
void flow_free(struct flow *flow);

struct library;

/* Finds the blocks that the flow calls, and those that these call, in a library, which keeps them; one
 * that is not there, or is broken, stays NULL. */
void flow_link(const struct flow *flow, struct library *library);

/* Whether a `call` leads to the flow of this id, by itself or by the calls of its block. */
bool flow_calls(const struct step *call, const char *id);

/* The day, from 1970-01-01, on which the flow is to be reviewed again: `review_every` days, else a
 * year, after it was last. False where it does not say when that was. */
bool flow_review_due(const struct flow *flow, int64_t *day);

/* Whether a value typed at an input step is what it asks for: by its type, and by `matches`. */
bool flow_accepts(const struct step *step, const char *value);

/* Appends what may be typed at an input step, as a screen says it: "Type a date, … It is never written
 * down." */
void flow_type_hint(const struct step *step, struct buffer *out);

/* The most questions from a step to the first ending, where those of `done`, by the steps' index, are
 * asked already: items of weigh steps come once. For flows with weigh steps; of any other it is the
 * step's own `most`. */
unsigned flow_most_left(const struct flow *flow, const struct step *step, const bool *done);

/* The step with this id, or NULL. */
const struct step *flow_step(const struct flow *flow, const char *id);

/* The step with this path: an id, or those of calls and of a step in the block that the last of them
 * calls, with `/` between; NULL where there is none, or a block is not there. */
const struct step *flow_step_at(const struct flow *flow, const char *path);

/* The edge from a weigh step to an item, or to its `else`; NULL where it has none with this id. */
const struct target *flow_item(const struct step *weigh, const char *id);

/* The answer of a step with this id, or NULL. */
const struct answer *flow_answer(const struct step *step, const char *id);

/* Where a value typed at an input step leads: its `to`, or the first route that fits. `fact` gives
 * the value of a fact or NULL where it is not known. Never NULL for a proved flow. */
const struct step *flow_route(const struct step *step,
                              const char *(*fact)(void *context, const char *name), void *context);

/* The step at which a walk stands that is led to `step`: itself, or where `route` steps lead from
 * there. */
const struct step *flow_decided(const struct step *step,
                                const char *(*fact)(void *context, const char *name), void *context);

/* Whether all of these conditions hold; those of a list that is NULL do. */
bool flow_conditions_hold(const struct condition *conditions,
                          const char *(*fact)(void *context, const char *name), void *context);

/* The route of these that fits, or NULL where the step has none. */
const struct route *flow_fitting(const struct step *step,
                                 const char *(*fact)(void *context, const char *name),
                                 void *context);

/* The type of a fact of errwalk's own (`notes`, `error`, `code`); false where the name is not one.
 */
bool flow_own_fact(const char *name, enum value_type *type);

/* The type in which a condition compares: that of its fact. */
enum value_type flow_condition_type(const struct condition *condition);

/* How an error is written: "ERROR_LOGON_FAILURE (1326)", "ORA-12154", or the flow id. */
void flow_error_text(struct buffer *out, const struct error_ref *error);

#endif
