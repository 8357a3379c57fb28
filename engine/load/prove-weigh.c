/* SPDX-License-Identifier: MIT */
/*
 * What weigh steps need: items of the right kinds, each in one of them only, and chances that come to
 * no more than all.
 */
#include <config.h>

#include <math.h>
#include <string.h>

#include "errwalk/load.h"
#include "prove.h"

static const struct step *find(const struct loader *loader, const struct target *target)
{
    return (const struct step *)index_find(loader->index, TREE_STEPS, target->id);
}

/* An edge to what is not there is a fault of the graph. */
static void prove_item(struct loader *loader, const struct step *weigh, const struct target *target,
                       enum step_kind kind, const char *field)
{
    struct step *item = load_writable(find(loader, target));

    if (!item)
        return;
    if (item->kind != kind)
        reader_fault(&loader->reader, RULE_WEIGH_ITEM, target->place, NULL,
                     "'%s' of '%s' takes steps with '%s', and '%s' is none", field, weigh->node.id,
                     step_kind_names[kind], target->id);
    else if (kind != STEP_ESCALATE && item->weighed_by)
        reader_fault(&loader->reader, RULE_WEIGH_ITEM, target->place, "take it out of one of them",
                     "'%s' is an item of '%s' already", target->id, item->weighed_by->node.id);
    else if (kind != STEP_ESCALATE)
        item->weighed_by = weigh;
}

static void prove_items(struct loader *loader, const struct step *weigh)
{
    const struct weigh_item *item;

    flow_each (item, weigh->questions)
        prove_item(loader, weigh, &item->to, STEP_ASK, "questions");
    flow_each (item, weigh->fixes)
        prove_item(loader, weigh, &item->to, STEP_FIX, "fixes");
    prove_item(loader, weigh, &weigh->otherwise, STEP_ESCALATE, "else");
    if (weigh->fixes || loader->is_lossy)
        return;
    if (!weigh->questions)
        reader_fault(&loader->reader, RULE_WEIGH_EMPTY, weigh->node.place,
                     "give it 'questions' or 'fixes'", "'%s' has nothing to choose from",
                     weigh->node.id);
    else if (!*weigh->otherwise.id)
        reader_fault(&loader->reader, RULE_WEIGH_EMPTY, weigh->node.place,
                     "give it 'fixes', or an 'else'", "'%s' has nothing that questions could choose",
                     weigh->node.id);
}

static const struct chance *chance_of(const struct chance *list, const char *cause)
{
    while (list && strcmp(list->node.id, cause) != 0)
        list = list->node.next;
    return list;
}

/* Whether an answer shares what the named ones leave over: it leads back, and is not 'unsure'. */
static bool shares(const struct step *step, const struct answer *answer)
{
    return strcmp(answer->node.id, "unsure") != 0 &&
           (!step->weighed_by || strcmp(answer->to.id, step->weighed_by->node.id) == 0);
}

/* The chances of one cause over the answers of a question. */
static void prove_sum(struct loader *loader, const struct step *step, const struct cause *cause)
{
    const struct chance *chance, *last = NULL;
    const struct answer *answer;
    double sum = 0;
    bool is_open = false;

    flow_each (answer, step->answers) {
        chance = chance_of(answer->tells, cause->node.id);
        is_open = is_open || (!chance && shares(step, answer));
        if (!chance)
            continue;
        sum += chance->value;
        last = chance;
        if (sum > 1 + 1e-9) {
            reader_fault(&loader->reader, RULE_TELLS, chance->node.place, "make it less, or others",
                         "the answers of '%s' come to %g %% for '%s'", step->node.id,
                         round(sum * 1e8) / 1e6, cause->node.id);
            return;
        }
    }
    if (last && sum <= 0 && !is_open)
        reader_fault(&loader->reader, RULE_TELLS, last->node.place,
                     "one of them must be what it shows", "no answer of '%s' is left for '%s'",
                     step->node.id, cause->node.id);
}

static void prove_tells(struct loader *loader, const struct step *step)
{
    const struct answer *answer;
    const struct chance *chance;
    const struct cause *cause;
    bool all = true, any = false;

    flow_each (answer, step->answers) {
        flow_each (chance, answer->tells) {
            any = true;
            all = loader_cause(loader, chance->node.id, chance->node.place) && all;
            if (strcmp(answer->node.id, "unsure") == 0 || step->kind != STEP_ASK) {
                reader_fault(&loader->reader, RULE_TELLS, chance->node.place, "take 'tells' out",
                             "'%s' of '%s' tells nothing of causes", answer->node.id,
                             step->node.id);
                all = false;
            }
        }
    }
    flow_each (cause, any && all ? loader->tree->flow.causes : NULL)
        prove_sum(loader, step, cause);
}

/* What was counted must be of a cause that the fix cures. */
static void prove_worked(struct loader *loader, const struct step *step)
{
    const struct chance *worked;
    const struct value_node *name;
    bool is_cured;

    flow_each (worked, step->worked) {
        if (!loader_cause(loader, worked->node.id, worked->node.place))
            continue;
        is_cured = chance_of(step->cures, worked->node.id) != NULL;
        flow_each (name, step->cures ? NULL : step->causes)
            is_cured = is_cured || strcmp(name->text, worked->node.id) == 0;
        if (!is_cured)
            reader_fault(&loader->reader, RULE_CAUSE_UNKNOWN, worked->node.place,
                         "name it in 'cures' or 'causes'", "'%s' does not cure '%s'",
                         step->node.id, worked->node.id);
    }
}

void weigh_prove(struct loader *loader)
{
    const struct step *step;

    flow_each (step, loader->tree->flow.first) {
        if (step->kind != STEP_WEIGH)
            continue;
        prove_items(loader, step);
        if (++loader->tree->flow.weighs == FLOW_MAX_WEIGHS + 1)
            reader_fault(&loader->reader, RULE_ITEMS, step->node.place,
                         "split it into several flows", "a flow has at most %d weigh steps",
                         FLOW_MAX_WEIGHS);
    }
    flow_each (step, loader->tree->flow.first) {
        prove_tells(loader, step);
        prove_worked(loader, step);
    }
}
