/* SPDX-License-Identifier: MIT */
/*
 * Fields: the flow format as one table.
 *
 * Each kind of mapping in a flow is a constant array of fields. The table drives the loader, the
 * "did you mean" of its messages, the JSON Schema and the reference in the manual, so that none of
 * them can say something else than the others.
 */
#ifndef ERRWALK_FIELDS_H
#define ERRWALK_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

/* How many values a field takes. */
enum field_shape {
    FIELD_ONE,
    FIELD_LIST, /* a sequence */
    FIELD_MAP,  /* a mapping of ids (or texts) to values, in the order of the file */
    FIELD_SET,  /* one choice, or a sequence of them; kept as bits */
    FIELD_SHAPE_COUNT
};

/* What one value is. All but FIELD_MAPPING are scalars. */
enum field_type {
    FIELD_LINE,       /* text on one line */
    FIELD_PROSE,      /* CommonMark */
    FIELD_COMMAND,    /* a command to copy */
    FIELD_OUTPUT,     /* what a screen shows, as it stands */
    FIELD_URL,        /* https:// or http:// */
    FIELD_NAME,       /* the id of a step, a cause or a fact: letters, digits, '-', '_' and '.' */
    FIELD_PATH,       /* the id of a step; of one in a block, those of the calls before it, with '/' */
    FIELD_STEP,       /* the id of the step that an edge goes to */
    FIELD_DATE,       /* YYYY-MM-DD */
    FIELD_NUMBER,     /* a whole number from 0 to `most` */
    FIELD_DECIMAL,    /* a number from 0 to `most`, with at most six decimals; kept as a double */
    FIELD_CHANCE,     /* never, …, always or a percentage; in a map, as struct chance */
    FIELD_CASES,      /* [CURED, TRIED], two decimals; in a map, as struct chance */
    FIELD_DAYS,       /* a number of days, `180d`, up to `most` */
    FIELD_SWITCH,     /* true or false */
    FIELD_CHOICE,     /* one of `choices` */
    FIELD_PATTERN,    /* a PCRE2 pattern */
    FIELD_VALUE,      /* what a person would type or choose */
    FIELD_ERROR,      /* NAME or NAME (CODE) */
    FIELD_REFERENCE,  /* NAME, NAME (CODE) or a flow id in lower case */
    FIELD_FLOW,       /* a flow id in lower case */
    FIELD_MAPPING,    /* a mapping of fields, `child` */
    FIELD_TYPE_COUNT
};

/* What a scalar type takes, for messages and the manual: "a whole number". */
extern const char *const field_type_hints[FIELD_TYPE_COUNT];

/* The words for a chance, and the percentage that each stands for. */
enum { FIELD_CHANCE_WORDS = 6 };
extern const struct field_chance {
    const char *word;
    unsigned percent;
} field_chances[FIELD_CHANCE_WORDS];

struct field_mapping;

/* Kinds are bits: of a step its enum step_kind, of a test FIELD_IN_FLOW or FIELD_IN_FILE. A mapping
 * without kinds has bit 1. */
#define FIELD_KIND(kind) (1U << (kind))
enum { FIELD_IN_FLOW = 1, FIELD_IN_FILE = 2 };

struct field {
    const char *name;
    const char *meaning; /* one line, in words of the manual */
    enum field_shape shape;
    enum field_type type;
    unsigned required;  /* kinds of its mapping that need it */
    unsigned optional;  /* kinds that may have it */
    bool is_kind;       /* it says the kind of its mapping: exactly one such field is there */
    bool makes_kind;    /* where no such field is there, it says the kind: one that needs it */
    bool is_choice;     /* exactly one of the fields so marked is there */
    bool keys_are_text;  /* FIELD_MAP: keys are free text, not ids */
    bool keys_are_paths; /* FIELD_MAP: keys are as FIELD_PATH, not ids */
    bool by_line;       /* FIELD_PATTERN: its ^ and $ match at each line */
    bool or_one;        /* FIELD_LIST: a scalar stands for a list of one */
    unsigned least,
        most; /* items of a list or map (0: no bound); of a number the greatest value; of
                 FIELD_CHOICE how many there are */
    const char *const *choices; /* FIELD_CHOICE: by the value of the enum that keeps it */
    const struct field_mapping *child;
    unsigned child_kinds; /* kinds that the child may be of */
    size_t offset;        /* into the node of its mapping */
    size_t place_offset;  /* where its place is kept; 0: nowhere */
    size_t extra_offset;  /* FIELD_PATTERN: where the compiled pattern is kept */
};

struct field_mapping {
    const char *name;  /* with its article, as messages say it: "an answer" */
    const char *title; /* as the schema names it: "answer" */
    const struct field *fields;
    size_t count;
    const char *shorthand;         /* the field that a scalar stands for, or NULL */
    const char *const *kind_names; /* of each kind, or NULL */
    bool keeps_null;               /* a text left out is NULL in its node, not "" */
    size_t kind_offset;            /* where a node keeps its kind, where it has kinds by is_kind */
    size_t text_offset;            /* where it keeps what its kind field says */
    size_t size;                   /* of its node */
};

extern const struct field_mapping field_flow;
extern const struct field_mapping field_test; /* also an answers file that has `answers:` */
extern const struct field_mapping field_condition; /* of one fact */
extern const struct field_mapping field_source; /* a page under `sources` */
extern const struct field_mapping field_scenario;   /* engine/training */
extern const struct field_mapping field_assignment; /* engine/training */

/* The field of this name, or NULL. */
const struct field *field_find(const struct field_mapping *mapping, const char *name);

#endif
