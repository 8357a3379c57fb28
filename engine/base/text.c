/* SPDX-License-Identifier: MIT */
/*
 * Clusters, cells and lines by libunistring. Emoji sequences take two cells here as in documents;
 * sink_terminal takes them apart, because terminals do not agree on them.
 */
#include <config.h>

#include "errwalk/text.h"

#include <string.h>
#include <strings.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "errwalk/memory.h"

enum {
    JOINER = 0x200d,
    NON_JOINER = 0x200c,
    FIRST_MODIFIER = 0x1f3fb, /* skin tones */
    LAST_MODIFIER = 0x1f3ff,
    FIRST_JOINING = 0x0590, /* before it are only scripts whose letters never need a joiner */
    LONGEST_NAME = 128      /* that is compared letter by letter */
};

static const uint8_t *bytes_of(const char *text)
{
    return (const uint8_t *)text;
}

static bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7f;
}

bool text_check(const char *text, size_t length, size_t *bad)
{
    const uint8_t *at = u8_check(bytes_of(text), length);

    if (at && bad)
        *bad = (size_t)(at - bytes_of(text));
    return !at;
}

size_t text_point(const char *text, size_t length, uint32_t *point)
{
    ucs4_t decoded;
    int size;

    if (!length)
        return 0;
    size = u8_mbtouc(&decoded, bytes_of(text), length);
    *point = decoded;
    return (size_t)size;
}

size_t text_points(const char *text, size_t length)
{
    size_t count = 0, at = 0;
    uint32_t point;

    for (; at < length; count++)
        at += text_point(text + at, length - at, &point);
    return count;
}

size_t text_width(const char *text, size_t length)
{
    size_t width = 0, size;
    unsigned cells;

    for (; (size = text_cluster(text, length, &cells)) > 0; text += size, length -= size)
        width += cells;
    return width;
}

static bool is_modifier(uint32_t point)
{
    return point >= FIRST_MODIFIER && point <= LAST_MODIFIER;
}

/* An emoji sequence is one picture: what a joiner adds to it and skin tones take no cells. */
static unsigned cluster_cells(const char *cluster, size_t size)
{
    uint32_t point = 0, previous = 0;
    unsigned cells = 0;
    size_t at = 0;
    int width;

    while (at < size) {
        at += text_point(cluster + at, size - at, &point);
        width = uc_width(point, "UTF-8");
        if (width > 0 && !(previous && (previous == JOINER || is_modifier(point))))
            cells += (unsigned)width;
        previous = point;
    }
    return cells;
}

/* The end of the first cluster in a window of the text; the window's size when it has no end there.
 */
static size_t first_break(const char *text, size_t window)
{
    enum { SMALL = 64 };
    char fixed[SMALL], *breaks = window <= SMALL ? fixed : memory_alloc(window);
    size_t at = 1;

    if (!breaks)
        return 1;
    u8_grapheme_breaks(bytes_of(text), window, breaks);
    while (at < window && !breaks[at])
        at++;
    if (breaks != fixed)
        memory_free(breaks);
    return at;
}

size_t text_cluster(const char *text, size_t length, unsigned *cells)
{
    size_t window = 32, size;

    if (length && is_plain(text[0]) && (length == 1 || (text[1] & 0x80) == 0)) {
        if (cells)
            *cells = 1;
        return 1;
    }
    do {
        window = window > length / 2 ? length : window * 2;
        while (window < length && ((unsigned char)text[window] & 0xc0) == 0x80)
            window++;
        size = window ? first_break(text, window) : 0;
    } while (size == window && window < length);
    if (cells)
        *cells = cluster_cells(text, size);
    return size;
}

size_t text_fit(const char *text, size_t length, size_t cells)
{
    size_t fit = 0, size;
    unsigned width;

    while ((size = text_cluster(text + fit, length - fit, &width)) > 0 && width <= cells) {
        cells -= width;
        fit += size;
    }
    return fit;
}

static bool is_bidi_control(uint32_t point)
{
    return point == 0x061c || point == 0x200e || point == 0x200f ||
           (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

bool text_is_hidden(uint32_t point)
{
    if (point < 0x80)
        return (point < 0x20 && point != '\n' && point != '\t') || point == 0x7f;
    return point < 0xa0 || is_bidi_control(point) || point == 0x2028 || point == 0x2029 ||
           (point >= 0xfff9 && point <= 0xfffb) || uc_is_property_not_a_character(point) ||
           uc_is_property_default_ignorable_code_point(point);
}

static bool is_selector(uint32_t point)
{
    return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef) ||
           (point >= 0x180b && point <= 0x180d) || point == 0x180f;
}

static bool is_joining_letter(uint32_t point)
{
    return point >= FIRST_JOINING &&
           uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

static bool is_emoji(uint32_t point)
{
    return point >= 0xa0 && uc_is_property_extended_pictographic(point);
}

bool text_joins_emoji(uint32_t previous, uint32_t point, uint32_t next)
{
    if (is_modifier(point))
        return is_emoji(previous) || previous == 0xfe0f;
    return point == JOINER && is_emoji(next) &&
           (is_emoji(previous) || previous == 0xfe0f || is_modifier(previous));
}

bool text_hides(uint32_t previous, uint32_t point, uint32_t next)
{
    if (!text_is_hidden(point))
        return false;
    if (is_selector(point))
        return previous <= 0x20 || previous == 0xa0 || is_selector(previous) ||
               text_is_hidden(previous);
    if (point == JOINER && text_joins_emoji(previous, point, next))
        return false;
    if (point == JOINER || point == NON_JOINER)
        return !is_joining_letter(previous) || !is_joining_letter(next) || is_selector(previous);
    return true;
}

bool text_find_hidden(const char *text, size_t length, size_t *offset, uint32_t *point)
{
    uint32_t previous = 0, here = 0, next = 0;
    size_t at = 0, size;

    while ((size = text_point(text + at, length - at, &here)) > 0) {
        if (text_point(text + at + size, length - at - size, &next) == 0)
            next = 0;
        if (text_hides(previous, here, next)) {
            *offset = at;
            *point = here;
            return true;
        }
        previous = here;
        at += size;
    }
    return false;
}

/* A text on its way into lines. `breaks` says for each byte whether a line may begin there. */
struct wrapping {
    const char *text, *breaks;
    size_t cells;
    struct text_line *lines;
    size_t count, capacity;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void add_line(struct wrapping *wrapping, size_t start, size_t end)
{
    void *lines = wrapping->lines;

    while (end > start && is_blank(wrapping->text[end - 1]))
        end--;
    memory_grow(&lines, &wrapping->capacity, wrapping->count, sizeof(struct text_line));
    wrapping->lines = lines;
    wrapping->lines[wrapping->count++] = (struct text_line){start, end - start};
}

/* UAX #14 lets a line end after the hyphen of "--force" and the slash of "/force", but not between
 * the blank and the slash of " /force". Readers of commands want it the other way round, and
 * "curl.exe" in one piece. */
static bool may_break(const struct wrapping *wrapping, size_t start, size_t at)
{
    size_t mark = at;

    if (wrapping->text[at] == '/' && at > start && is_blank(wrapping->text[at - 1]))
        return true;
    if (wrapping->breaks[at] != UC_BREAK_POSSIBLE || (at > start && wrapping->text[at - 1] == '.'))
        return false;
    while (mark > start && (wrapping->text[mark - 1] == '-' || wrapping->text[mark - 1] == '/'))
        mark--;
    return mark == at || (mark > start && !is_blank(wrapping->text[mark - 1]));
}

/* One line of the text, from `start` to `end`, into as many as it takes. */
static void wrap_line(struct wrapping *wrapping, size_t start, size_t end)
{
    size_t line = start, last = start, at, size, width = 0, width_at_last = 0;
    bool hangs; /* a blank, which may stand beyond the width: it is left out at a line's end */
    unsigned cells;

    for (at = start; at < end; at += size) {
        size = text_cluster(wrapping->text + at, end - at, &cells);
        hangs = size == 1 && is_blank(wrapping->text[at]);
        if (at > line && may_break(wrapping, start, at)) {
            last = at;
            width_at_last = width;
        }
        while (at > line && width + cells > wrapping->cells && !hangs) {
            if (last <= line) {
                last = at;
                width_at_last = width;
            }
            add_line(wrapping, line, last);
            line = last;
            width -= width_at_last;
            width_at_last = 0;
        }
        width += cells;
    }
    add_line(wrapping, line, end);
}

void text_wrap(const char *text, size_t length, size_t cells, struct text_line **lines,
               size_t *count)
{
    char *breaks = memory_alloc(length ? length : 1);
    struct wrapping wrapping = {.text = text, .breaks = breaks, .cells = cells ? cells : 1};
    const char *newline;
    size_t start = 0;

    u8_possible_linebreaks(bytes_of(text), length, "UTF-8", breaks);
    while ((newline = length > start ? memchr(text + start, '\n', length - start) : NULL)) {
        wrap_line(&wrapping, start, (size_t)(newline - text));
        start = (size_t)(newline - text) + 1;
    }
    wrap_line(&wrapping, start, length);
    memory_free(breaks);
    *lines = wrapping.lines;
    *count = wrapping.count;
}

/* Where the words from `start` on end that fit; at least one word. */
static size_t words_end(const char *text, size_t start, size_t end, size_t cells)
{
    size_t at = start, width = 0, last = start;

    while (at < end) {
        size_t word = at;

        while (word < end && is_blank(text[word]))
            word++;
        while (word < end && !is_blank(text[word]))
            word++;
        width += text_width(text + at, word - at);
        if (width > cells && last > start && !is_blank(text[word - 1]))
            break;
        last = at = word;
    }
    return last;
}

void text_wrap_command(const char *text, size_t length, size_t cells, size_t mark,
                       struct text_line **lines, size_t *count)
{
    struct wrapping wrapping = {.text = text};
    size_t start = 0;

    do {
        const char *newline = length > start ? memchr(text + start, '\n', length - start) : NULL;
        const size_t end = newline ? (size_t)(newline - text) : length;
        const bool is_wide = text_width(text + start, end - start) > cells;

        while (is_wide && start < end) {
            const size_t last = words_end(text, start, end, cells > mark ? cells - mark : 1);

            add_line(&wrapping, start, last);
            for (start = last; start < end && is_blank(text[start]);)
                start++;
        }
        if (!is_wide)
            add_line(&wrapping, start, end);
        start = newline ? end + 1 : length + 1;
    } while (start <= length);
    *lines = wrapping.lines;
    *count = wrapping.count;
}

enum text_break text_break_before(const char *text, const struct text_line *lines, size_t index)
{
    size_t end;

    if (!index)
        return TEXT_BREAK_HARD;
    end = lines[index - 1].offset + lines[index - 1].length;
    if (memchr(text + end, '\n', lines[index].offset - end))
        return TEXT_BREAK_HARD;
    return lines[index].offset > end ? TEXT_BREAK_BLANK : TEXT_BREAK_WITHIN;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t text_distance(const char *a, const char *b, size_t limit)
{
    size_t rows[3][LONGEST_NAME + 1], a_length = strlen(a), b_length = strlen(b), i, j;
    size_t *before = rows[0], *above = rows[1], *row = rows[2], *swap;
    size_t difference = a_length > b_length ? a_length - b_length : b_length - a_length;

    if (difference > limit)
        return limit + 1;
    if (a_length > LONGEST_NAME || b_length > LONGEST_NAME)
        return strcasecmp(a, b) == 0 ? 0 : limit + 1;
    for (j = 0; j <= b_length; j++)
        row[j] = before[j] = j;
    for (i = 1; i <= a_length; i++) {
        swap = before, before = above, above = row, row = swap;
        row[0] = i;
        for (j = 1; j <= b_length; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1,
                           above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1])));
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return least(row[b_length], limit + 1);
}

const char *text_nearest(const char *wanted, const char *(*next)(void *context), void *context)
{
    size_t length = strlen(wanted), limit = length / 3 ? length / 3 : 1, distance;
    const char *nearest = NULL, *candidate;

    while ((candidate = next(context))) {
        distance = text_distance(wanted, candidate, limit);
        if (distance > limit || distance >= length)
            continue;
        nearest = candidate;
        if (distance == 0)
            break;
        limit = distance - 1;
    }
    return nearest;
}

const char *text_plural(double count)
{
    return count == 1 ? "" : "s";
}
