/* SPDX-License-Identifier: MIT */
/*
 * Where YAML means something else than the author: the traps, and what libyaml says of what it
 * cannot read, in words for people who do not know its grammar.
 */
#include <config.h>

#include "reader.h"

#include <stdint.h>
#include <string.h>

#include "errwalk/letters.h"
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

static size_t line_start(const struct reader *reader, size_t offset)
{
    while (offset > 0 && reader->bytes[offset - 1] != '\n')
        offset--;
    return offset;
}

/* "ask:Which" where a key is expected: the offset of its colon, or 0. */
static size_t find_tight_colon(const struct reader *reader, size_t offset)
{
    const char *bytes = reader->bytes;

    while (offset < reader->length && (letter_is_alnum(bytes[offset]) || strchr("-_.", bytes[offset])))
        offset++;
    return offset + 1 < reader->length && bytes[offset] == ':' && !strchr(" \t\r\n", bytes[offset + 1])
               ? offset
               : 0;
}

bool reader_fault_colon(struct reader *reader, size_t offset)
{
    size_t colon = find_tight_colon(reader, offset);

    if (colon)
        reader_fault(reader, RULE_SYNTAX, reader_place_at(reader, colon, 1), "write a blank after the ':'",
                     "a ':' without a blank after it ends no key; the rest of the file is not read");
    return colon != 0;
}

/* Whether a line has a quote of a word processor, which YAML does not take for one. */
static bool has_typographic_quote(const struct reader *reader, size_t offset)
{
    static const char *const quotes[] = {"“", "”", "„", "‘", "’", "«", "»"};
    size_t from = line_start(reader, offset), i;
    const char *end = memchr(reader->bytes + from, '\n', reader->length - from);
    size_t length = end ? (size_t)(end - reader->bytes) - from : reader->length - from;

    for (i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t size = strlen(quotes[i]), at;

        for (at = 0; at + size <= length; at++) {
            if (memcmp(reader->bytes + from + at, quotes[i], size) == 0)
                return true;
        }
    }
    return false;
}

/* "it begins in column 4; keys before it begin in columns 3 and 5": what people count when they indent. */
static void say_columns(const struct reader *reader, size_t offset, struct buffer *hint)
{
    size_t at = line_start(reader, offset), own = reader_past(reader, at, ' ') - at, above = 0, below = 0;
    size_t seen = 0;

    while (at > 0 && seen < 20 && !(above && below)) {
        size_t start = line_start(reader, at - 1), column = reader_past(reader, start, ' ') - start;
        bool is_text = start + column < at - 1 && reader->bytes[start + column] != '#';

        if (is_text && column < own && !below)
            below = column + 1;
        if (is_text && column > own && !above)
            above = column + 1;
        at = start;
        seen++;
    }
    if (above && below)
        buffer_printf(hint, "it begins in column %zu; what is before it begins in columns %zu and %zu",
                      own + 1, below, above);
    else if (above || below)
        buffer_printf(hint, "it begins in column %zu; what is before it begins in column %zu", own + 1,
                      above ? above : below);
}

/* Where a quote was opened that closes on the line of the fault: it was meant to close before. */
static bool fault_quote(struct reader *reader, const yaml_mark_t *mark)
{
    if (!reader->quote_end || reader->quote_end != mark->line + 1)
        return false;
    reader_fault(reader, RULE_SYNTAX, reader->quote, "close it on its own line; a quote inside single quotes is written twice",
                 "the quote that is opened here goes on to line %zu; the rest of the file is not read",
                 reader->quote_end);
    return true;
}

/* What is about the line, and not only about what libyaml met. True where that was reported. */
static bool fault_line(struct reader *reader, const struct complaint *complaint, size_t offset)
{
    const yaml_parser_t *parser = &reader->parser;
    struct buffer hint = {0};
    bool reported = false;

    if (complaint->rule == RULE_SYNTAX && complaint->at_context && parser->context &&
        reader_fault_colon(reader, reader_offset(reader, parser->context_mark.index)))
        return true;
    if (complaint->rule == RULE_COLON && is_first_key(reader, offset)) {
        size_t own = line_start(reader, offset), before = own ? line_start(reader, own - 1) : 0;

        if (own && reader_fault_colon(reader, reader_past(reader, before, ' ')))
            return true;
    }
    if (!complaint->at_context && fault_quote(reader, &parser->problem_mark))
        return true;
    if (complaint->rule == RULE_COLON && has_typographic_quote(reader, offset)) {
        reader_fault(reader, RULE_COLON, place_of(&parser->problem_mark, 1),
                     "write straight quotes, ' or \": typographic ones are part of the text",
                     "%s; the rest of the file is not read", complaint->message);
        return true;
    }
    if (strstr(complaint->hint ? complaint->hint : "", "look at its indentation"))
        say_columns(reader, offset, &hint);
    if (hint.length) {
        reader_fault(reader, complaint->rule, place_of(&parser->problem_mark, 1), buffer_text(&hint),
                     "%s; the rest of the file is not read", complaint->message);
        reported = true;
    }
    buffer_free(&hint);
    return reported;
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
    if (fault_line(reader, complaint, offset))
        return;
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
               (is_path || (letter_is_alnum(at[-1]) && letter_is_alnum(at[2])))) {
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

        is_path |= slash[1] == '\\' || (slash[-1] == ':' && letter_is_alpha(slash[-2]) &&
                                        !letter_is_alnum(slash[-3]));
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
