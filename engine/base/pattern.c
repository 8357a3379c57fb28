/* SPDX-License-Identifier: MIT */
/*
 * PCRE2 with every limit it has. Without JIT: compiled code would not keep to the depth limit.
 */
#include <config.h>

#include "errwalk/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

#include "errwalk/memory.h"

enum {
    MATCH_LIMIT = 200000, /* calls of its internal match function: tens of milliseconds */
    DEPTH_LIMIT = 20000,  /* nested backtracking points */
    HEAP_LIMIT_KIB = 16 * 1024,
    LONGEST_PATTERN = 4096
};

struct pattern {
    pcre2_general_context *memory;
    pcre2_match_context *limits;
    pcre2_code *code;
};

static void *take(PCRE2_SIZE size, void *context)
{
    (void)context;
    return memory_realloc(NULL, size); /* not zeroed: it takes 20 KB for each match */
}

static void give_back(void *block, void *context)
{
    (void)context;
    memory_free(block);
}

static void prepare(struct pattern *pattern)
{
    pattern->memory = pcre2_general_context_create(take, give_back, NULL);
    pattern->limits = pcre2_match_context_create(pattern->memory);
    pcre2_set_match_limit(pattern->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(pattern->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT_KIB);
}

static enum status compile(struct pattern *pattern, const char *text, uint32_t options,
                           char *error, size_t error_size, size_t *offset)
{
    pcre2_compile_context *context = pcre2_compile_context_create(pattern->memory);
    PCRE2_SIZE at = 0;
    int code = 0;

    pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
    pattern->code =
        pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                      options | PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &code, &at, context);
    pcre2_compile_context_free(context);
    if (pattern->code)
        return STATUS_OK;
    if (error_size)
        pcre2_get_error_message(code, (PCRE2_UCHAR *)error, error_size);
    *offset = at;
    return STATUS_INVALID;
}

static enum status make(const char *text, uint32_t options, struct pattern **pattern, char *error,
                        size_t error_size, size_t *offset)
{
    struct pattern *result = memory_alloc(sizeof *result);
    enum status status = STATUS_OK;

    prepare(result);
    status = compile(result, text, options, error, error_size, offset);
    if (status != STATUS_OK) {
        pattern_free(result);
        return status;
    }
    *pattern = result;
    return STATUS_OK;
}

enum status pattern_new(const char *text, struct pattern **pattern, char *error, size_t error_size,
                        size_t *offset)
{
    return make(text, PCRE2_DOLLAR_ENDONLY, pattern, error, error_size, offset);
}

enum status pattern_new_lines(const char *text, struct pattern **pattern, char *error,
                              size_t error_size, size_t *offset)
{
    return make(text, PCRE2_MULTILINE, pattern, error, error_size, offset);
}

unsigned pattern_groups(const struct pattern *pattern)
{
    uint32_t count = 0;

    pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &count);
    return count;
}

static enum status status_of(int result)
{
    if (result >= 0)
        return STATUS_OK;
    return result == PCRE2_ERROR_NOMATCH ? STATUS_NO : STATUS_INVALID;
}

enum status pattern_match(const struct pattern *pattern, const char *text)
{
    pcre2_match_data *data = pcre2_match_data_create(1, pattern->memory);
    int result;

    result =
        pcre2_match(pattern->code, (PCRE2_SPTR)text, strlen(text), 0, 0, data, pattern->limits);
    pcre2_match_data_free(data);
    return status_of(result);
}

static void take_spans(pcre2_match_data *data, size_t found, struct pattern_span *spans,
                       size_t count)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data);
    size_t i;

    for (i = 0; i < count; i++) {
        spans[i] = (struct pattern_span){0, 0};
        if (i < found && ends[2 * i] != PCRE2_UNSET && ends[2 * i + 1] > ends[2 * i])
            spans[i] = (struct pattern_span){ends[2 * i], ends[2 * i + 1] - ends[2 * i]};
    }
}

enum status pattern_find(const struct pattern *pattern, const char *text, size_t length,
                         size_t from, struct pattern_span *spans, size_t count)
{
    pcre2_match_data *data = pcre2_match_data_create((uint32_t)count, pattern->memory);
    int result;

    /* The caller's promise: checking all of the text for each match would take quadratic time. */
    result = pcre2_match(pattern->code, (PCRE2_SPTR)text, length, from, PCRE2_NO_UTF_CHECK, data,
                         pattern->limits);
    if (result >= 0)
        take_spans(data, result ? (size_t)result : count, spans, count);
    pcre2_match_data_free(data);
    return status_of(result);
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_code_free(pattern->code);
    pcre2_match_context_free(pattern->limits);
    pcre2_general_context_free(pattern->memory);
    memory_free(pattern);
}
