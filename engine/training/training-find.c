/* SPDX-License-Identifier: MIT */
/*
 * What is found at a step, and what the seed does to it.
 */
#include <config.h>

#include <string.h>

#include "errwalk/prose.h"
#include "training-private.h"

static const char unknown[] = "I am sorry, I do not know.";
static const char cured[] = "Yes, it works now.";
static const char unchanged[] = "No, nothing has changed: it still fails.";

/* FNV-1a over the seed and a text, then SplitMix64's last steps so that all bits count. */
static uint64_t mix(int64_t seed, const char *text, unsigned salt)
{
    uint64_t hash = 0xcbf29ce484222325U ^ (uint64_t)seed;

    while (*text)
        hash = (hash ^ (unsigned char)*text++) * 0x100000001b3U;
    hash += salt * 0x9e3779b97f4a7c15U;
    hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ hash >> 27) * 0x94d049bb133111ebU;
    return hash ^ hash >> 31;
}

const char *training_wording(int64_t seed, const char *step, const struct value_node *wordings)
{
    const struct value_node *wording;
    size_t count = 0, chosen;

    flow_each (wording, wordings)
        count++;
    if (!count)
        return "";
    chosen = seed ? mix(seed, step, 0) % count : 0;
    for (wording = wordings; chosen--;)
        wording = wording->node.next;
    return wording->text;
}

static int64_t seed_of(const struct training *training)
{
    const struct event *started = session_training(walk_session(training->walk));

    return started ? started->seed : 0;
}

const char *training_opening(const struct training *training)
{
    return training_wording(seed_of(training), "", training->scenario->opening);
}

size_t training_shuffle(const struct training *training,
                        const struct answer *answers[FLOW_MAX_ANSWERS])
{
    const struct step *step = walk_step(training->walk);
    const char *path = session_path(walk_session(training->walk), NULL);
    int64_t seed = seed_of(training);
    const struct answer *answer;
    size_t count = 0, fixed, i;

    flow_each (answer, step ? step->answers : NULL)
        answers[count++] = answer;
    fixed = count && strcmp(answers[count - 1]->node.id, "unsure") == 0;
    for (i = count - fixed; seed && count && i > 1; i--) {
        size_t other = mix(seed, path, (unsigned)i) % i;

        answer = answers[i - 1];
        answers[i - 1] = answers[other];
        answers[other] = answer;
    }
    return count;
}

void training_quote(struct buffer *out, const char *text)
{
    const char *end;

    for (; *text; text = *end ? end + 1 : end) {
        end = strchr(text, '\n');
        end = end ? end : text + strlen(text);
        buffer_string(out, "> ");
        buffer_append(out, text, (size_t)(end - text));
        buffer_char(out, '\n');
    }
}

void training_show(struct buffer *out, const struct exhibit *exhibit)
{
    buffer_string(out, out->length ? "\n" : "");
    prose_fence(out, exhibit->where, exhibit->text);
}

/* Of a step of which the scenario does not speak. */
static const char *default_words(const struct training *training, const char *path,
                                 const struct step *step)
{
    const struct scenario *scenario = training->scenario;

    if (step->kind == STEP_FIX)
        return strcmp(path, scenario->ends) == 0 ? cured : unchanged;
    if (!step_is_question(step->kind))
        return "";
    return scenario->otherwise
               ? training_wording(seed_of(training), path, scenario->otherwise)
               : unknown;
}

struct world training_world(const struct training *training)
{
    const struct session *session = walk_session(training->walk);
    const struct step *step = walk_step(training->walk);

    return (struct world){.moment = moment_now(session),
                          .minutes = session_minutes(session) +
                                     scenario_minutes(training->scenario,
                                                      session_path(session, NULL), step)};
}

unsigned training_variant(const struct training *training)
{
    return training->written
               ? (unsigned)scenario_variant_of(training->written, seed_of(training))
               : 0;
}

unsigned training_case(const struct training *training)
{
    struct world world;
    unsigned found;

    if (!walk_step(training->walk))
        return 0;
    world = training_world(training);
    found = world_found(&world, training->scenario, session_path(walk_session(training->walk), NULL));
    world_free(&world);
    return found;
}

static bool is_decision(const struct event *event)
{
    return event->kind == EVENT_ANSWERED || event->kind == EVENT_TYPED ||
           event->kind == EVENT_TRIED || event->kind == EVENT_REFERRED ||
           event->kind == EVENT_ENDED;
}

void training_stamp(const struct training *training, struct event *event)
{
    const struct event *looked;
    struct world world;
    const char *path;

    if (!walk_step(training->walk) || !(event->kind == EVENT_LOOKED || is_decision(event)))
        return;
    looked = event->kind == EVENT_LOOKED ? NULL : training_looked(training);
    path = session_path(walk_session(training->walk), NULL);
    world = training_world(training);
    event->found = looked ? looked->found : world_found(&world, training->scenario, path);
    event->harm = world_harm(&world, training->scenario, path);
    world_free(&world);
}

bool training_find(const struct training *training, const struct step *step, struct buffer *out)
{
    const char *path = session_path(walk_session(training->walk), NULL);
    struct world world = training_world(training);
    const struct finding *finding = world_find(&world, training->scenario, path);
    const struct exhibit *exhibit;

    world_free(&world);
    buffer_clear(out);
    if (finding && (finding->says || finding->shows))
        training_quote(out, training_wording(seed_of(training), path, finding->says));
    else
        training_quote(out, default_words(training, path, step));
    flow_each (exhibit, finding ? finding->shows : NULL)
        training_show(out, exhibit);
    return out->length > 0;
}
