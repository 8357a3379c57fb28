/* SPDX-License-Identifier: MIT */
/*
 * What texts hold: links and commands. All texts of a flow are found by the table of fields.
 */
#include <config.h>

#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "errwalk/commonmark.h"
#include "errwalk/fields.h"
#include "errwalk/text.h"

#include "danger.h"

enum { LOOK_AHEAD = 64 * 1024 }; /* bytes in which a text is looked for behind its key */

/* A text of the flow, and where it is. */
struct piece {
    const char *text;
    struct diag_place place; /* of its mapping */
    bool has_warning;        /* its mapping has a warning */
};

/* Moves to the beginning of a line. */
static void go_to_line(struct check *check, unsigned line)
{
    const char *end;

    if (!check->line || line < check->line) {
        check->line = 1;
        check->line_offset = 0;
    }
    while (check->line < line && (end = memchr(check->bytes + check->line_offset, '\n',
                                               check->length - check->line_offset)) != NULL) {
        check->line_offset = (size_t)(end - check->bytes) + 1;
        check->line++;
    }
}

/* The first of these bytes in a part of the file, or NULL. */
static const char *find_bytes(const char *at, const char *end, const char *words, size_t length)
{
    for (; (size_t)(end - at) >= length && (at = memchr(at, *words, (size_t)(end - at))); at++) {
        if ((size_t)(end - at) >= length && memcmp(at, words, length) == 0)
            return at;
    }
    return NULL;
}

struct diag_place check_place(struct check *check, struct diag_place within, const char *lead,
                              const char *words, size_t length)
{
    struct diag_spot spot = {0};
    const char *start, *found;
    struct buffer wanted = {0};
    size_t rest;

    if (!check->bytes || !within.line)
        return within;
    go_to_line(check, within.line);
    spot.offset = check->line_offset;
    spot.place = (struct diag_place){check->line, 1, (unsigned)text_points(words, length)};
    start = check->bytes + spot.offset;
    rest = check->length - spot.offset;
    buffer_printf(&wanted, "%s%.*s", lead, (int)length, words);
    found = find_bytes(start, start + (rest < LOOK_AHEAD ? rest : LOOK_AHEAD), buffer_text(&wanted),
                       wanted.length);
    buffer_free(&wanted);
    if (!found)
        return within;
    return diag_spot_move(&spot, check->bytes, (size_t)(found - check->bytes) + strlen(lead));
}

static bool begins(const char *text, const char *with)
{
    return strncasecmp(text, with, strlen(with)) == 0;
}

static void fault_link(struct check *check, struct diag_place place, const char *url)
{
    check_fault(check, RULE_LINK, place, "others on the way can read and change what it shows",
                "the link '%.*s' is not https", diag_clip(url), url);
}

/* As it is written: in parentheses, by itself, or apart from its text. */
static void check_link(struct check *check, const struct piece *piece, const char *url)
{
    static const char *const leads[] = {"](", "<", "]: "};
    struct diag_place place = piece->place;
    size_t i;

    if (!*url || begins(url, "https://") || begins(url, "mailto:"))
        return;
    for (i = 0; i < sizeof leads / sizeof *leads; i++) {
        place = check_place(check, piece->place, leads[i], url, strlen(url));
        if (place.column != piece->place.column || place.line != piece->place.line)
            break;
    }
    fault_link(check, place, url);
}

/* An address that is written as text is followed, too. */
static void check_address(struct check *check, const struct piece *piece, const char *text)
{
    const char *at = text;

    while ((at = strcasestr(at, "http://")) != NULL) {
        size_t length = strcspn(at, " \t\r\n<>\"'");

        if (length > strlen("http://"))
            fault_link(check, check_place(check, piece->place, "", at, length), at);
        at += length;
    }
}

static void fault_danger(struct check *check, struct diag_place place, const char *words,
                         const struct danger_found *found, const char *hint)
{
    int shown = (int)strcspn(words + found->offset, "\r\n");

    if ((size_t)shown > found->length)
        shown = (int)found->length;
    check_fault(check, RULE_DANGER, place, hint, "'%.*s' %s, and nothing warns of it", shown,
                words + found->offset, found->harm);
}

static bool is_strong(cmark_node *block)
{
    cmark_node *child;

    for (child = block ? cmark_node_first_child(block) : NULL; child;
         child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_STRONG)
            return true;
    }
    return false;
}

/* Strong words right before a block of commands warn of it as well. */
static void check_block(struct check *check, const struct piece *piece, cmark_node *block)
{
    const char *text = cmark_node_get_literal(block);
    struct danger_found found;

    if (piece->has_warning || is_strong(cmark_node_previous(block)) ||
        danger_find(text, &found) != STATUS_OK)
        return;
    fault_danger(check, check_place(check, piece->place, "", text + found.offset, found.length), text, &found,
                 "move it into 'do' with a 'warning', or warn in **strong** words before it");
}

static void check_node(struct check *check, void *context, cmark_node *node)
{
    const struct piece *piece = context;
    cmark_node *parent = cmark_node_parent(node);

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        check_link(check, piece, cmark_node_get_url(node));
        break;
    case CMARK_NODE_CODE_BLOCK:
        check_block(check, piece, node);
        break;
    case CMARK_NODE_TEXT:
        if (cmark_node_get_type(parent) != CMARK_NODE_LINK)
            check_address(check, piece, cmark_node_get_literal(node));
        break;
    default:
        break;
    }
}

void check_each_node(struct check *check, const char *text, void *context,
                     void (*call)(struct check *check, void *context, cmark_node *node))
{
    cmark_node *document = commonmark_parse(text);
    cmark_iter *iterator = cmark_iter_new(document);
    cmark_event_type event;

    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        if (event == CMARK_EVENT_ENTER)
            call(check, context, cmark_iter_get_node(iterator));
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
}

const void *check_member(const void *node, size_t offset)
{
    const void *pointer;

    memcpy(&pointer, (const char *)node + offset, sizeof pointer);
    return pointer;
}

static struct diag_place place_in(const void *node, const struct field *field)
{
    struct diag_place place;

    memcpy(&place, (const char *)node + field->place_offset, sizeof place);
    return place;
}

static void check_command(struct check *check, const struct piece *piece, struct diag_place place)
{
    struct danger_found found;

    if (!piece->has_warning && danger_find(piece->text, &found) == STATUS_OK)
        fault_danger(check, place, piece->text, &found, "add a 'warning' that says what it does");
}

/* Whether a text may have a link, a block of commands or an address; most have none, and are not parsed. */
static bool may_have_nodes(const char *text)
{
    return strpbrk(text, "<[`~\t") || strstr(text, "    ") || strstr(text, "://");
}

static void check_field(struct check *check, const struct field *field, const void *node,
                        struct piece *piece)
{
    piece->text = check_member(node, field->offset);
    if (!piece->text || !*piece->text)
        return;
    if (field->type == FIELD_PROSE && !may_have_nodes(piece->text))
        return;
    if (field->type == FIELD_PROSE)
        check_each_node(check, piece->text, piece, check_node);
    else if (field->type == FIELD_COMMAND)
        check_command(check, piece, place_in(node, field));
    else if (!begins(piece->text, "https://"))
        fault_link(check, place_in(node, field), piece->text);
}

static bool is_text(enum field_type type)
{
    return type == FIELD_PROSE || type == FIELD_COMMAND || type == FIELD_URL;
}

/* The endings follow the questions in one list. */
static bool is_joined(const struct field_mapping *mapping, const struct field *field)
{
    return mapping == &field_flow && strcmp(field->name, "resolve") == 0;
}

/* All texts of a mapping and of those in it. */
static void check_mapping(struct check *check, const struct field_mapping *mapping,
                          const void *node, struct diag_place place)
{
    const struct field *warning = field_find(mapping, "warning"), *field;
    struct piece piece = {.place = place};
    const struct node *item;

    piece.has_warning = warning && *(const char *)check_member(node, warning->offset);
    for (field = mapping->fields; field < mapping->fields + mapping->count; field++) {
        if (field->shape == FIELD_ONE && is_text(field->type))
            check_field(check, field, node, &piece);
        if (!field->child || is_joined(mapping, field))
            continue;
        for (item = check_member(node, field->offset); item; item = item->next)
            check_mapping(check, field->child, item, item->place);
    }
}

void check_prose(struct check *check)
{
    check_mapping(check, &field_flow, check->flow, (struct diag_place){0});
}
