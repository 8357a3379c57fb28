/* SPDX-License-Identifier: MIT */
/*
 * The file behind --answers. Which of its two forms it has is seen by a first look for `answers:`.
 */
#include <config.h>

#include "errwalk/answers.h"

#include <string.h>

#include "errwalk/flow-file.h"
#include "errwalk/memory.h"
#include "loader.h"

struct answers {
    struct flow_test test; /* first, for the loader's node */
    struct arena *arena;
    struct index index;
    struct buffer content;
    char *path;
};

/* Whether the root has a mapping under `answers`. */
static bool has_answers(const char *path, const struct buffer *content)
{
    struct reader reader;
    bool found = false;

    reader_open(&reader, path, buffer_text(content), content->length, NULL);
    while (!found && reader_next(&reader) && reader.event.type != YAML_STREAM_END_EVENT) {
        bool is_key;

        if (reader.depth != 1 || reader.event.type != YAML_SCALAR_EVENT)
            continue;
        is_key = strcmp(reader_text(&reader), "answers") == 0;
        if (!reader_next(&reader))
            break;
        found = is_key && reader.event.type == YAML_MAPPING_START_EVENT;
        reader_skip(&reader);
    }
    reader_close(&reader);
    return found;
}

static enum status parse(struct answers *answers, struct diag_list *faults)
{
    bool named = has_answers(answers->path, &answers->content);
    struct loader loader;

    loader_open(&loader, answers->path, buffer_text(&answers->content), answers->content.length,
                faults);
    loader.arena = answers->arena;
    loader.index = &answers->index;
    answers->test.node.id = answers->test.ends = "";
    if (named)
        loader_read(&loader, &field_test, FIELD_KIND(FIELD_IN_FILE), &answers->test);
    else
        loader_read_map(&loader, field_find(&field_test, "answers"), &answers->test);
    return loader_close(&loader);
}

enum status answers_load(const char *path, struct diag_list *faults, struct answers **answers)
{
    struct answers *loaded = memory_alloc(sizeof *loaded);
    enum status status;

    loaded->arena = arena_new();
    loaded->path = memory_copy(path, strlen(path));
    status = flow_file_read(path, faults, &loaded->content);
    if (status == STATUS_OK)
        status = parse(loaded, faults);
    if (status == STATUS_OK)
        *answers = loaded;
    else
        answers_free(loaded);
    return status;
}

void answers_free(struct answers *answers)
{
    if (!answers)
        return;
    arena_free(answers->arena);
    index_free(&answers->index);
    buffer_free(&answers->content);
    memory_free(answers->path);
    memory_free(answers);
}

const struct flow_test *answers_test(const struct answers *answers)
{
    return &answers->test;
}

const struct value_node *answers_find(const struct flow_test *test, const char *step)
{
    const struct value_node *answer;

    flow_each (answer, test->answers) {
        if (strcmp(answer->node.id, step) == 0)
            return answer;
    }
    return NULL;
}

void answers_fault(const struct answers *answers, const struct value_node *answer,
                   struct diag_list *faults, const char *hint, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    diag_vadd(faults, &flow_rules[RULE_TEST_ANSWER], answers->path, answer->text_place,
              buffer_text(&answers->content), answers->content.length, hint, format, args);
    va_end(args);
}
