/* SPDX-License-Identifier: MIT */
/*
 * Where YAML means something else than the author: the traps, and what libyaml says of what it
 * cannot read, in words for people who do not know its grammar.
 */
#include <config.h>

#include "reader.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "errwalk/text.h"

static struct diag_place place_of(const yaml_mark_t *mark, unsigned span)
{
    return (struct diag_place){(unsigned)mark->line + 1, (unsigned)mark->column + 1, span};
}

/* What libyaml says, what it means, and what to do. The first that fits. */
struct complaint {
    const char *problem; /* what libyaml's words begin with */
    char character;      /* what stands at the place; 0: anything */
    bool at_context;     /* the place is where the thing began, not where it failed */
    enum rule rule;
    const char *message, *hint;
};

static const char quote_it[] = "put the whole value in quotes, or after '|' on lines of its own";
static const char single_quotes[] = "write it in single quotes: there a backslash is a backslash";

static const struct complaint complaints[] = {
    {"found unknown escape", 0, false, RULE_BACKSLASH,
     "a backslash in double quotes begins an escape, and this is none", single_quotes},
    {"did not find expected hexdecimal", 0, false, RULE_BACKSLASH,
     "a backslash in double quotes begins an escape, and this is none", single_quotes},
    {"found invalid Unicode character escape", 0, false, RULE_BACKSLASH,
     "a backslash in double quotes begins an escape, and this is none", single_quotes},
    {"found unexpected end of stream", 0, true, RULE_SYNTAX, "this quote is never closed",
     "close it; a quote inside single quotes is written twice"},
    {"found unexpected document indicator", 0, true, RULE_SYNTAX, "this quote is never closed",
     "close it; a quote inside single quotes is written twice"},
    {"could not find expected ':'", 0, true, RULE_SYNTAX, "a key without ':'",
     "text that goes on from the line before is indented deeper than its key"},
    {"did not find expected ',' or", ':', false, RULE_COLON,
     "a ': ' in text without quotes begins a new key", quote_it},
    {"did not find expected ',' or", 0, false, RULE_SYNTAX,
     "a comma or the closing bracket is missing before this",
     "close the bracket, or put the value in quotes"},
    {"found character that cannot start any token", '\t', false, RULE_SYNTAX, "a tab cannot indent",
     "indent with blanks"},
    {"found character that cannot start any token", 0, false, RULE_SYNTAX,
     "a value cannot begin with this character", quote_it},
    {"found a tab character", 0, false, RULE_SYNTAX, "a tab cannot indent", "indent with blanks"},
    {"block sequence entries are not allowed", 0, false, RULE_SYNTAX,
     "a list item cannot begin here",
     "put each item on a line of its own; text that begins with '- ' needs quotes"},
    {"mapping values are not allowed", 0, false, RULE_COLON,
     "a ': ' in text without quotes begins a new key", quote_it},
    {"did not find expected key", 0, false, RULE_SYNTAX,
     "this is not a key of the mapping it stands in",
     "look at its indentation, and at the quotes of the value before"},
    {"did not find expected '-' indicator", 0, false, RULE_SYNTAX,
     "this is no item of the list it stands in",
     "look at its indentation, and at the quotes of the item before"},
    {"did not find expected <document start>", 0, false, RULE_SYNTAX,
     "this is after the end of the flow", "look at its indentation, and at the brackets before"},
    {"did not find expected alphabetic", 0, true, RULE_ALIAS,
     "a value that begins with '*' or '&' needs quotes", quote_it},
    {"found undefined tag handle", 0, false, RULE_TAG, "a tag is not allowed in a flow",
     "text that begins with '!' needs quotes"},
};

/* Whether the ':' at the offset is the first of its line outside a list item's dash: then not text
 * but indentation is wrong. */
static bool is_first_key(const struct reader *reader, size_t offset)
{
    size_t start = offset;

    while (start > 0 && reader->bytes[start - 1] != '\n')
        start--;
    for (; start + 1 < offset; start++) {
        if (reader->bytes[start] == ':' && strchr(" \t", reader->bytes[start + 1]))
            return false;
    }
    return true;
}

static const struct complaint *find_complaint(const char *problem, char at)
{
    size_t i;

    for (i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        const struct complaint *complaint = &complaints[i];

        if (strncmp(problem, complaint->problem, strlen(complaint->problem)) == 0 &&
            (!complaint->character || complaint->character == at))
            return complaint;
    }
    return NULL;
}

void reader_syntax(struct reader *reader)
{
    static const struct complaint indented = {
        NULL,
        0,
        false,
        RULE_SYNTAX,
        "a key is indented deeper than the line before, which has a value",
        "give it the indentation of its neighbours, or put the value before in quotes"};
    static const struct complaint open_bracket = {
        NULL, 0, true, RULE_SYNTAX, "this bracket is not closed before the next key", NULL};
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = parser->problem ? parser->problem : "not YAML";
    const yaml_mark_t *mark = &parser->problem_mark;
    const struct complaint *complaint;
    struct diag_place place;
    size_t offset;

    if (parser->error == YAML_READER_ERROR) {
        reader_fault(reader, RULE_SYNTAX, reader_place_at(reader, parser->problem_offset, 1), NULL,
                     "%s; the file is not read", problem);
        return;
    }
    offset = reader_offset(reader, mark->index);
    complaint = find_complaint(problem, offset < reader->length ? reader->bytes[offset] : 0);
    if (!complaint) {
        reader_fault(reader, RULE_SYNTAX, place_of(mark, 1), NULL,
                     "%s; the rest of the file is not read", problem);
        return;
    }
    if (complaint->rule == RULE_COLON && is_first_key(reader, offset))
        complaint = complaint->character ? &open_bracket : &indented;
    if (complaint->at_context && parser->context)
        mark = &parser->context_mark;
    place = place_of(mark, complaint->rule == RULE_BACKSLASH ? 2 : 1);
    if (complaint->rule == RULE_BACKSLASH) { /* the mark may be after it */
        for (; offset > 0 && reader->bytes[offset] != '\\' && place.column > 1; offset--)
            place.column--;
    }
    reader_fault(reader, complaint->rule, place, complaint->hint,
                 "%s; the rest of the file is not read", complaint->message);
}

/* `{{fact}} …` without quotes is a mapping in a mapping. After the braces only the end of a value
 * lets YAML go on. */
static void trap_braces(struct reader *reader, struct diag_place place)
{
    size_t offset = reader_offset(reader, reader->event.start_mark.index);
    const char *bytes = reader->bytes, *end;
    bool goes_on;

    if (reader->length - offset < 2 || memcmp(bytes + offset, "{{", 2) != 0)
        return;
    for (end = bytes + offset; end < bytes + reader->length && !strchr("}\n", *end ? *end : '\n');)
        end++;
    while (end < bytes + reader->length && *end == '}')
        end++;
    place.span = (unsigned)text_points(bytes + offset, (size_t)(end - bytes) - offset);
    while (end < bytes + reader->length && (*end == ' ' || *end == '\t'))
        end++;
    goes_on = end < bytes + reader->length && !strchr("\r\n,]", *end ? *end : 'x');
    reader_fault(reader, RULE_BRACES, place, quote_it,
                 "a value that begins with '{{' needs quotes%s",
                 goes_on ? "; the rest of the file is not read" : "");
    if (goes_on) {
        reader_stop(reader);
        return;
    }
    reader_skip(reader);
    if (!reader->stopped) {
        yaml_event_delete(&reader->event);
        reader->event.type = YAML_ALIAS_EVENT;
    }
}

/* `spot` goes along with the escapes of a scalar, so that many on one line do not cost a pass each. */
static void fault_escape(struct reader *reader, struct diag_spot *spot, size_t offset,
                         enum rule rule, const char *what)
{
    struct diag_place place = diag_spot_move(spot, reader->bytes, offset);

    place.span = 2;
    reader_fault(reader, rule, place, rule == RULE_BACKSLASH ? single_quotes : "take it out",
                 "'%.2s' in double quotes %s", reader->bytes + offset, what);
}

/* Escapes that stand for nothing one sees. "\n" is meant where a line ends, not inside a path or a
 * name. */
static bool check_escape(struct reader *reader, struct diag_spot *spot, size_t offset,
                         bool is_path)
{
    static const char controls[] = "0abvfe";
    const char *at = reader->bytes + offset;

    if (at[1] == 't') {
        fault_escape(reader, spot, offset, RULE_BACKSLASH, "is a tab");
    } else if (strchr(controls, at[1])) {
        fault_escape(reader, spot, offset, RULE_BACKSLASH, "is a control character");
    } else if (at[1] == 'r') {
        fault_escape(reader, spot, offset, RULE_BACKSLASH, "is a carriage return");
    } else if (strchr("N_LP", at[1])) {
        fault_escape(reader, spot, offset, RULE_BACKSLASH, "is a character nobody sees");
    } else if (at[1] == 'n' &&
               (is_path || (isalnum((unsigned char)at[-1]) && isalnum((unsigned char)at[2])))) {
        fault_escape(reader, spot, offset, RULE_BACKSLASH, "is the end of a line");
    } else {
        return false;
    }
    return true;
}

/* What "\x", "\u" and "\U" brought in. */
static void check_decoded(struct reader *reader, struct diag_spot *spot, size_t offset)
{
    const char *text = (const char *)reader->event.data.scalar.value;
    size_t at;
    uint32_t point;

    if (!text_find_hidden(text, reader->event.data.scalar.length, &at, &point))
        return;
    fault_escape(reader, spot, offset, point < 0xa0 ? RULE_CONTROL : RULE_HIDDEN,
                 point < 0xa0 ? "is a control character" : "is a character nobody sees");
}

static void trap_backslash(struct reader *reader)
{
    size_t from = reader_offset(reader, reader->event.start_mark.index) + 1;
    size_t end = reader_offset(reader, reader->event.end_mark.index);
    struct diag_spot spot = {from - 1, reader_place(reader)};
    const char *bytes = reader->bytes, *slash;
    size_t numeric = 0;
    bool is_path = false, refused = false;

    while (from < end && (slash = memchr(bytes + from, '\\', end - from))) {
        size_t offset = (size_t)(slash - bytes);

        is_path |= slash[1] == '\\' || (slash[-1] == ':' && isalpha((unsigned char)slash[-2]) &&
                                        !isalnum((unsigned char)slash[-3]));
        if (!numeric && strchr("xuU", slash[1]))
            numeric = offset;
        refused |= check_escape(reader, &spot, offset, is_path);
        from = offset + 2;
    }
    if (numeric && !refused)
        check_decoded(reader, &spot, numeric);
}

/* A ' #' with text right after it, where a comment would have a blank: the value was meant to go
 * on. */
static void trap_hash(struct reader *reader)
{
    size_t end = reader_offset(reader, reader->event.end_mark.index), at = end;
    const char *bytes = reader->bytes;
    struct diag_place place;

    while (at < reader->length && (bytes[at] == ' ' || bytes[at] == '\t'))
        at++;
    if (at == end || at + 1 >= reader->length || bytes[at] != '#' ||
        strchr(" \t\r\n#", bytes[at + 1]))
        return;
    place = place_of(&reader->event.end_mark, 1);
    place.column += (unsigned)(at - end);
    reader_fault(reader, RULE_HASH, place,
                 "put the value in quotes; or a blank after the '#', if it is a comment",
                 "the value ends before the '#': what follows is read as a comment");
}

void reader_trap(struct reader *reader)
{
    const yaml_event_t *event = &reader->event;

    if (event->type == YAML_MAPPING_START_EVENT &&
        event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
        trap_braces(reader, reader_place(reader));
    else if (event->type != YAML_SCALAR_EVENT)
        return;
    else if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        trap_backslash(reader);
    else if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && reader->has_hash)
        trap_hash(reader);
}
