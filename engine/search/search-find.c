/* SPDX-License-Identifier: MIT */
/*
 * What a text finds. Of ten thousand flows and as many errors that fit a word, only the best that
 * there is room for are kept, in a heap with the worst on top.
 */
#include <config.h>

#include "errwalk/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/problem.h"
#include "errwalk/text.h"
#include "search-private.h"

enum { MOST_READINGS = 32 };

/* What an error whose meaning is known has ahead of bare names, and a flow of all errors. */
enum { FLOW_AHEAD = 100000, MEANING_AHEAD = 20 };

/* Letters: of a word with a slip, and of one that may have two. */
enum { SHORT_WORD = 4, LONG_WORD = 8 };

/* One that fits: index of a flow, or, after those, of an error of the catalog. */
struct ranked {
    int score;
    size_t index;
};

struct ranking {
    struct ranked items[SEARCH_MOST];
    size_t count, all;
};

static bool is_worse(const struct ranked *a, const struct ranked *b)
{
    return a->score != b->score ? a->score < b->score : a->index > b->index;
}

static int best_first(const void *a, const void *b)
{
    return is_worse(a, b) ? 1 : -1;
}

static void sift_up(struct ranked *heap, size_t at)
{
    for (; at > 0 && is_worse(&heap[at], &heap[(at - 1) / 2]); at = (at - 1) / 2) {
        struct ranked other = heap[at];

        heap[at] = heap[(at - 1) / 2];
        heap[(at - 1) / 2] = other;
    }
}

static void sift_down(struct ranked *heap, size_t count)
{
    size_t at = 0, child;

    while ((child = 2 * at + 1) < count) {
        struct ranked other = heap[at];

        child += child + 1 < count && is_worse(&heap[child + 1], &heap[child]);
        if (!is_worse(&heap[child], &heap[at]))
            return;
        heap[at] = heap[child];
        heap[child] = other;
        at = child;
    }
}

static void rank(struct ranking *ranking, int score, size_t index)
{
    const struct ranked new = {score, index};

    if (score <= 0)
        return;
    ranking->all++;
    if (ranking->count < SEARCH_MOST) {
        ranking->items[ranking->count] = new;
        sift_up(ranking->items, ranking->count++);
    } else if (is_worse(&ranking->items[0], &new)) {
        ranking->items[0] = new;
        sift_down(ranking->items, ranking->count);
    }
}

static bool is_same(const struct search_hit *a, const struct search_hit *b)
{
    if (a->known || b->known)
        return a->known == b->known;
    if (a->event || b->event)
        return a->event == b->event;
    return a->flow == b->flow && strcmp(a->number, b->number) == 0;
}

struct search_hit *search_add(struct search_hits *hits, const struct search_hit *hit)
{
    size_t i;

    for (i = 0; i < hits->count; i++) {
        if (is_same(&hits->items[i], hit))
            return &hits->items[i];
    }
    if (hits->count == SEARCH_MOST) {
        hits->more++;
        return NULL;
    }
    hits->items[hits->count] = *hit;
    return &hits->items[hits->count++];
}

static struct search_hit flow_hit(const struct library_entry *flow)
{
    return (struct search_hit){.flow = flow, .error = "", .why = ""};
}

/* As problem.h would name it. */
void search_hit_flow(const struct search *search, struct search_hit *hit)
{
    const struct catalog_entry *error = hit->known;

    hit->flow = search_flow_for(search, &error);
    hit->error = catalog_entry_name(error);
    hit->code = catalog_entry_code(error);
}

static struct search_hit known_hit(const struct search *search, const struct catalog_entry *known)
{
    struct search_hit hit = {.known = known, .why = ""};

    search_hit_flow(search, &hit);
    return hit;
}

struct search_hit *search_add_reading(const struct search *search,
                                      const struct decode_reading *reading,
                                      struct search_hits *hits)
{
    struct search_hit hit = flow_hit(NULL);

    if (reading->entry)
        hit = known_hit(search, reading->entry);
    else
        hit.event = reading->event;
    return hit.known || hit.event ? search_add(hits, &hit) : NULL;
}

/* The flows that name one of the errors found so far, those that are begun with it already too. */
static void add_flows_of(const struct search *search, struct search_hits *hits)
{
    size_t found = hits->count, i, k;

    for (i = 0; i < found; i++) {
        const struct search_hit *error = &hits->items[i];
        struct search_hit hit = flow_hit(error->flow);

        if (error->known && hit.flow)
            search_add(hits, &hit);
        for (k = 0; error->known && k < search->error_count; k++) {
            hit = flow_hit(search->flows[search->errors[k].flow].entry);
            if (search_error_is(&search->errors[k], error->error))
                search_add(hits, &hit);
        }
    }
}

/* The flow of an error by its name, or by its code where that is NULL. */
static void add_own(const struct search *search, const char *name, struct code code,
                    struct search_hits *hits)
{
    const struct error_ref *ref = NULL;
    struct search_hit hit = flow_hit(search_error_flow(search, name, code, &ref));

    if (!hit.flow)
        return;
    hit.error = ref->name;
    hit.code = ref->code;
    search_add(hits, &hit);
}

/* A flow by an error that is spelt so, and that only flows know. */
static void add_spelt(const struct search *search, const char *text, struct search_hits *hits)
{
    const struct catalog_entry *known;

    if (!catalog_by_name(text, strlen(text), &known, 1, NULL))
        add_own(search, text, (struct code){0}, hits);
}

/* A flow by its id, or by a code that only flows know. */
static void add_named(const struct search *search, const char *text, struct search_hits *hits)
{
    struct search_hit hit = flow_hit(search_flow_named(search, text));
    size_t length = strlen(text);

    if (hit.flow)
        search_add(hits, &hit);
    if (!hits->count && length < 19 && strspn(text, "0123456789") == length)
        add_own(search, NULL, code_of(CODE_OTHER, strtoll(text, NULL, 10)), hits);
}

/* Those that have a flow, or those that have none: of readings about as likely a guided one is first. */
static void add_readings(const struct search *search, const struct decode_reading *readings,
                         size_t count, bool with_flow, struct search_hits *hits)
{
    size_t i;

    for (i = 0; i < count; i++) {
        const struct catalog_entry *error = readings[i].entry;
        struct search_hit *hit;

        if ((error && search_flow_for(search, &error)) != with_flow)
            continue;
        hit = search_add_reading(search, &readings[i], hits);
        if (hit)
            hit->why = decode_reason_text(readings[i].reason);
    }
}

static void add_exact(const struct search *search, const char *text, struct search_hits *hits)
{
    struct decode_reading readings[MOST_READINGS];
    size_t count = decode(text, strlen(text), readings, MOST_READINGS, NULL);

    while (count > 0 && readings[count - 1].likelihood + DECODE_GAP <= readings[0].likelihood)
        count--;
    add_spelt(search, text, hits);
    add_readings(search, readings, count, true, hits);
    add_readings(search, readings, count, false, hits);
    if (hits->count == 1)
        hits->items[0].why = ""; /* there is nothing to choose between */
    add_flows_of(search, hits);
    add_named(search, text, hits);
}

/* Flows, the errors of the catalog, or both. */
enum among { FLOWS = 1, ERRORS = 2, ALL = FLOWS | ERRORS };

static void add_ranked(const struct search *search, const struct match_query *query,
                       enum match_way way, enum among among, const char *why,
                       struct search_hits *hits)
{
    struct ranking ranking = {.count = 0};
    size_t room = SEARCH_MOST - hits->count, more = hits->more, i;

    for (i = 0; i < search->flow_count && among & FLOWS; i++) {
        int score = match_score(query, &search->flows[i].text, way);

        rank(&ranking, score ? score + FLOW_AHEAD : 0, i);
    }
    for (i = 0; i < search->known_count && among & ERRORS; i++) {
        int score = match_score(query, &search->known[i], way);

        if (score && catalog_entry_meaning(catalog_at(i)))
            score += MEANING_AHEAD;
        rank(&ranking, score, search->flow_count + i);
    }
    qsort(ranking.items, ranking.count, sizeof *ranking.items, best_first);
    for (i = 0; i < ranking.count; i++) {
        size_t index = ranking.items[i].index;
        struct search_hit hit = index < search->flow_count
                                    ? flow_hit(search->flows[index].entry)
                                    : known_hit(search, catalog_at(index - search->flow_count));

        hit.why = why;
        search_add(hits, &hit);
    }
    hits->more = more + (ranking.all > room ? ranking.all - room : 0);
}

static void add_all(const struct search *search, struct search_hits *hits)
{
    size_t i;

    for (i = 0; i < search->flow_count && hits->count < SEARCH_MOST; i++)
        hits->items[hits->count++] = flow_hit(search->flows[i].entry);
    hits->more = search->flow_count - i;
}

/* The word of a flow that a typed one is a slip away from; false where a flow has it as it is, or none
 * is near. */
static bool find_slip(const struct search *search, const char *typed, size_t length,
                      struct buffer *out)
{
    const size_t limit = length < LONG_WORD ? 1 : 2;
    size_t best = limit + 1, i, size, distance;
    char wanted[MATCH_LETTERS + 1], word[MATCH_LETTERS + 1];

    if (length < SHORT_WORD || length > MATCH_LETTERS)
        return false;
    snprintf(wanted, sizeof wanted, "%.*s", (int)length, typed);
    for (i = 0; i < search->flow_count && best > 0; i++) {
        const char *at = search->flows[i].text.text;

        for (; *at; at += size + (at[size] != '\0')) {
            size = strcspn(at, " \n-_/.,:;()");
            if (size + limit < length || size > length + limit || size > MATCH_LETTERS)
                continue;
            snprintf(word, sizeof word, "%.*s", (int)size, at);
            distance = text_distance(wanted, word, limit);
            if (distance < best) {
                best = distance;
                buffer_clear(out);
                buffer_string(out, word);
            }
        }
    }
    return best > 0 && best <= limit;
}

/* The query with each word that is a slip away from a flow's put right; false: there is none. */
static bool correct_slips(const struct search *search, const struct match_query *query,
                          struct buffer *out)
{
    bool any = false;
    size_t i;

    for (i = 0; i < query->count; i++) {
        const struct match_word *word = &query->words[i];
        const char *typed = query->folded.bytes + word->offset;
        struct buffer meant = {0};
        const bool slipped = find_slip(search, typed, word->length, &meant);

        buffer_printf(out, "%s%.*s", i ? " " : "", slipped ? (int)meant.length : (int)word->length,
                      slipped ? buffer_text(&meant) : typed);
        any |= slipped;
        buffer_free(&meant);
    }
    return any;
}

static void add_corrected(const struct search *search, const struct match_query *query,
                          struct search_hits *hits)
{
    struct match_query corrected = {.count = 0};
    struct buffer text = {0}, words = {0};

    if (correct_slips(search, query, &text)) {
        search_words_query(search->words, buffer_text(&text), &words);
        match_query_set(&corrected, buffer_text(&words));
        add_ranked(search, &corrected, MATCH_PLAIN, ALL, "a letter or two off", hits);
    }
    buffer_free(&corrected.folded);
    buffer_free(&text);
    buffer_free(&words);
}

/* A number that is no plain word, or a name in capitals: what programs call an error. */
static bool is_like_an_error(const char *text)
{
    return strpbrk(text, "0123456789") || strchr(text, '_');
}

/* The flows for any error of the family that the text seems to be of. */
static void add_for_any(const struct search *search, const char *text, struct search_hits *hits)
{
    struct decode_reading reading;
    struct decode_unknown unknown;
    size_t i;

    decode(text, strlen(text), &reading, 1, &unknown);
    for (i = 0; i < search->flow_count; i++) {
        struct search_hit hit = flow_hit(search->flows[i].entry);

        hit.why = "for any error";
        if (library_is_for_any(hit.flow, unknown.length ? unknown.code : (struct code){0}))
            search_add(hits, &hit);
    }
}

/* Where nothing has all words: what was probably meant, what has some words, and for what looks like an
 * error the general flow. */
static void add_near(const struct search *search, const struct match_query *query,
                     const char *text, struct search_hits *hits)
{
    const struct catalog_entry *meant = text[strcspn(text, " \t")] ? NULL : problem_misspelt(text);
    struct search_hit hit;

    if (meant) {
        hit = known_hit(search, meant);
        hit.why = "the name that is nearest";
        search_add(hits, &hit);
    }
    if (!hits->count)
        add_ranked(search, query, MATCH_SOME, FLOWS, "has some of the words", hits);
    if (hits->count || is_like_an_error(text))
        add_for_any(search, text, hits);
}

struct search_start search_start(const struct search *search, const struct search_hit *hit,
                                 const char *typed)
{
    const struct library_entry *flow =
        hit->flow ? hit->flow : search_for_any(search, hit->code);
    struct search_start start = {.error = hit->error, .code = hit->code};

    if (hit->event)
        return (struct search_start){.error = ""};
    if (flow)
        start.flow = flow->id;
    if (flow && flow->any_of && !*start.error)
        start.error = *hit->number ? hit->number : typed;
    return start;
}

void search_find(const struct search *search, const char *text, struct search_hits *hits)
{
    struct match_query query = {.count = 0};
    struct buffer words = {0};

    hits->count = hits->more = hits->line_count = 0;
    search_words_query(search->words, text, &words);
    match_query_set(&query, buffer_text(&words));
    if (text[strspn(text, " \t\r\n")]) {
        const bool has_flows = !is_like_an_error(text) && !query.left_out;

        if (has_flows)
            add_ranked(search, &query, MATCH_PLAIN, FLOWS, "", hits);
        add_exact(search, text, hits);
        if (!query.left_out)
            add_ranked(search, &query, MATCH_PLAIN, has_flows ? ERRORS : ALL, "", hits);
        if (!hits->count)
            add_corrected(search, &query, hits);
        if (!query.left_out && !hits->count)
            add_ranked(search, &query, MATCH_SCATTERED, ALL, "", hits);
        if (!hits->count)
            add_near(search, &query, text, hits);
    } else {
        add_all(search, hits);
    }
    buffer_free(&query.folded);
    buffer_free(&words);
}
