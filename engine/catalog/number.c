/* SPDX-License-Identifier: MIT */
/*
 * One number as people write it: signs, marks of hexadecimal, suffixes, grouping.
 */
#include <config.h>

#include "scan.h"

#include "errwalk/letters.h"

/* No number has more digits; what goes on longer is something else, and is not read over and over.
 */
enum { DIGITS_MAX = 64 };

#define SIGN_EXTENDED UINT64_C(0xFFFFFFFF80000000)

/* Digits read so far; `over` when they no longer fit 64 bits. */
struct digits {
    uint64_t value;
    unsigned count;
    bool over;
    size_t end;
};

static char char_at(struct span span, size_t i)
{
    return i < span.length ? span.text[i] : '\0';
}

static void add_digit(struct digits *digits, unsigned base, unsigned digit)
{
    if (digits->value > (UINT64_MAX - digit) / base) {
        digits->over = true;
    } else {
        digits->value = digits->value * base + digit;
    }
    digits->count++;
}

/* Hexadecimal digits; one _ or ` may stand between two of them, as Rust and WinDbg write. */
static struct digits read_hex(struct span span, size_t i)
{
    struct digits digits = {0, 0, false, i};

    while (i < span.length && digits.count < DIGITS_MAX) {
        int digit = letter_hex(span.text[i]);

        if (digit >= 0) {
            add_digit(&digits, 16, (unsigned)digit);
            digits.end = ++i;
        } else if (digits.count > 0 && (span.text[i] == '_' || span.text[i] == '`') &&
                   letter_hex(char_at(span, i + 1)) >= 0) {
            i++;
        } else {
            break;
        }
    }
    return digits;
}

static bool three_digits(struct span span, size_t i)
{
    return letter_is_digit(char_at(span, i)) && letter_is_digit(char_at(span, i + 1)) &&
           letter_is_digit(char_at(span, i + 2)) && !letter_is_alnum(char_at(span, i + 3));
}

/* Decimal digits; a comma may set off groups of three. */
static struct digits read_decimal(struct span span, size_t i)
{
    struct digits digits = {0, 0, false, i};
    bool grouped = false;

    while (i < span.length && digits.count < DIGITS_MAX) {
        if (letter_is_digit(span.text[i])) {
            add_digit(&digits, 10, (unsigned)(span.text[i] - '0'));
            digits.end = ++i;
        } else if (span.text[i] == ',' && digits.count > 0 && (grouped || digits.count <= 3) &&
                   three_digits(span, i + 1)) {
            grouped = true;
            i++;
        } else {
            break;
        }
    }
    return digits;
}

/* Where a C suffix (L, u, UL, ULL) ends. */
static size_t after_suffix(struct span span, size_t i)
{
    size_t end = i;

    while (end < span.length && end < i + 3 &&
           (letter_upper(span.text[end]) == 'L' || letter_upper(span.text[end]) == 'U')) {
        end++;
    }
    return end;
}

static bool word_ends(struct span span, size_t i)
{
    char c = char_at(span, i);

    return !letter_is_alnum(c) && c != '_';
}

/* Puts a 64-bit reading into the number, as far as it is a 32-bit value. */
static void set_value(struct number *number, const struct digits *digits)
{
    number->digits = digits->count;
    if (digits->over) {
        return;
    }
    if (number->negative) {
        number->fits = digits->value <= UINT64_C(0x80000000);
        number->value = (uint32_t)(UINT64_C(0) - digits->value);
    } else {
        number->extended = digits->value >= SIGN_EXTENDED;
        number->fits = digits->value <= UINT32_MAX || number->extended;
        number->value = (uint32_t)digits->value;
    }
}

/* The length of a minus or plus sign that begins at `i`; U+2212 is a minus too. */
static size_t sign_length(struct span span, size_t i, bool *negative)
{
    if (char_at(span, i) == '-' || char_at(span, i) == '+') {
        *negative = span.text[i] == '-';
        return 1;
    }
    if (span.length - i > 3 && span.text[i] == '\xE2' && span.text[i + 1] == '\x88' &&
        span.text[i + 2] == '\x92') {
        *negative = true;
        return 3;
    }
    return 0;
}

/* The length of a mark of hexadecimal: 0x, \x, &H, $, U+FF… is none. */
static size_t mark_length(struct span span, size_t i)
{
    char c = char_at(span, i);
    char next = letter_upper(char_at(span, i + 1));

    if ((c == '0' && next == 'X') || (c == '&' && next == 'H')) {
        return letter_hex(char_at(span, i + 2)) >= 0 ? 2 : 0;
    }
    return c == '$' && letter_hex(next) >= 0 ? 1 : 0;
}

static bool scan_marked(struct span span, size_t i, struct number *number)
{
    struct digits digits = read_hex(span, i);

    number->form = NUMBER_HEX;
    set_value(number, &digits);
    digits.end = after_suffix(span, digits.end);
    number->length = digits.end;
    return word_ends(span, digits.end);
}

static bool scan_bare(struct span span, size_t i, struct number *number)
{
    struct digits decimal = read_decimal(span, i);
    struct digits hex = read_hex(span, i);
    size_t end = after_suffix(span, decimal.end);

    if (decimal.count > 0 && word_ends(span, end)) {
        number->form = NUMBER_DECIMAL;
        set_value(number, &decimal);
        number->length = end;
        number->hex_fits = !number->negative && hex.end == end && !hex.over && hex.count <= 8;
        number->hex_value = (uint32_t)hex.value;
        return true;
    }
    if (hex.count == 0) {
        return false;
    }
    /* An assembler's number begins with a digit; 8 digits are no word either. */
    if (letter_upper(char_at(span, hex.end)) == 'H' &&
        (letter_is_digit(span.text[i]) || hex.count == 8) && word_ends(span, hex.end + 1)) {
        number->form = NUMBER_HEX;
        set_value(number, &hex);
        number->length = hex.end + 1;
        return true;
    }
    if (!word_ends(span, hex.end)) {
        return false;
    }
    bool digit = false;

    for (size_t j = i; j < hex.end && !digit; j++) {
        digit = letter_is_digit(span.text[j]);
    }
    number->form = NUMBER_BARE_HEX;
    set_value(number, &hex);
    number->length = hex.end;
    return digit;
}

bool number_scan(struct span span, size_t start, struct number *number)
{
    struct number read = {0};
    size_t sign = sign_length(span, start, &read.negative);
    size_t i = start + sign;
    size_t mark = mark_length(span, i);
    bool done;

    if (sign > 0 && !letter_is_digit(char_at(span, i))) {
        return false;
    }
    if (mark > 0) {
        done = scan_marked(span, i + mark, &read);
        read.prefixed = char_at(span, i) == '0';
    } else if (char_at(span, i) == '0' && char_at(span, i + 1) == 'n' &&
               letter_is_digit(char_at(span, i + 2))) {
        done = scan_bare(span, i + 2, &read) && read.form == NUMBER_DECIMAL; /* WinDbg's decimal */
        read.hex_fits = false;
    } else {
        done = scan_bare(span, i, &read);
    }
    if (done) {
        read.length -= start;
        *number = read;
    }
    return done;
}
