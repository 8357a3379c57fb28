/* SPDX-License-Identifier: MIT */
/*
 * Where the command line writes; see the header.
 */
#include <config.h>

#include "output.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>
#include <unistd.h>
#include <wchar.h>

#include "errwalk/memory.h"
#include "errwalk/prose.h"
#include "errwalk/terminal-size.h"
#include "errwalk/text.h"
#include "errwalk/tui.h"

enum { WIDEST = 72, NARROWEST = 24 }; /* columns of laid-out text */

static struct sink_terminal terminal;
static bool converts; /* the locale's encoding is neither UTF-8 nor ASCII */
static int fault;     /* errno of the first write that failed */
static bool closed;   /* standard output is */

/* Whether the locale's encoding has the character. */
static bool can_encode(unsigned point)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};

    return wcrtomb(bytes, (wchar_t)point, &state) != (size_t)-1;
}

/* What glibc, musl and BSD, macOS, and Solaris call the encoding of the C locale. */
static bool is_ascii(const char *codeset)
{
    static const char *const names[] = {"ANSI_X3.4-1968", "ASCII", "US-ASCII", "646"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(codeset, names[i]) == 0)
            return true;
    }
    return false;
}

void output_init(bool ascii)
{
    const char *codeset = nl_langinfo(CODESET);
    bool utf8 = strcmp(codeset, "UTF-8") == 0;

    terminal.ascii = ascii || is_ascii(codeset);
    converts = !utf8 && !terminal.ascii;
    terminal.can_show = converts ? can_encode : NULL;
}

size_t output_width(void)
{
    int rows, columns;

    if (!terminal_size(&rows, &columns) || columns > WIDEST)
        return WIDEST;
    return columns < NARROWEST ? NARROWEST : (size_t)columns;
}

const struct sink_terminal *output_terminal(void)
{
    return &terminal;
}

static void write_all(FILE *stream, const char *bytes, size_t length)
{
    if (!length)
        return;
    tui_release();
    if (fwrite(bytes, 1, length, stream) != length && stream == stdout && !fault)
        fault = errno ? errno : EIO;
    if (stream == stderr)
        fflush(stderr); /* it may be buffered, so that whole characters reach a console */
}

static void write_clean(FILE *stream, const char *text, size_t length)
{
    struct buffer clean = {0};
    char *encoded = NULL;

    sink_terminal(&clean, &terminal, text, length);
    if (converts)
        encoded = u8_strconv_to_encoding((const uint8_t *)buffer_text(&clean),
                                         nl_langinfo(CODESET), iconveh_question_mark);
    if (encoded)
        write_all(stream, encoded, strlen(encoded));
    else
        write_all(stream, buffer_text(&clean), clean.length);
    free(encoded);
    buffer_free(&clean);
}

void output_text(const char *text)
{
    write_clean(stdout, text, strlen(text));
}

void output_printf(const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    write_clean(stdout, buffer_text(&text), text.length);
    buffer_free(&text);
}

void output_prose(const char *commonmark)
{
    struct prose_options options = {.width = output_width(), .terminal = &terminal};
    struct prose *prose;
    struct buffer text = {0};

    prose_new(commonmark, &options, &prose);
    prose_plain(&text, prose);
    output_text(buffer_text(&text));
    prose_free(prose);
    buffer_free(&text);
}

void output_json(const json_t *value)
{
    char *text = json_dumps(value, JSON_INDENT(2) | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(15));

    if (!text) {
        fault = ENOMEM;
        return;
    }
    write_all(stdout, text, strlen(text));
    write_all(stdout, "\n", 1);
    free(text);
}

void output_json_item(json_t *item, size_t nth)
{
    json_t *array = json_array();
    char *text;

    json_array_append(array, item);
    text = json_dumps(array, JSON_INDENT(2) | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(15));
    json_decref(array);
    if (!text) {
        fault = ENOMEM;
        return;
    }
    /* Of "[\n  {…}\n]" all but the end, which may not be the array's. */
    write_all(stdout, nth ? ",\n" : "[\n", 2);
    write_all(stdout, text + 2, strlen(text) - 4);
    free(text);
}

void output_json_end(size_t count)
{
    const char *end = count ? "\n]\n" : "[]\n";

    write_all(stdout, end, strlen(end));
}

void output_document(const char *bytes, size_t length)
{
    write_all(stdout, bytes, length);
}

enum exit_code output_unwritable(const char *path)
{
    bool is_there = errno == EEXIST;

    output_error("cannot write %s: %s%s", path, strerror(errno),
                 is_there ? "; --force replaces it" : "");
    return is_there ? EXIT_USAGE : EXIT_FAULT;
}

void output_masked(const struct redact_list *masked, bool redacted)
{
    size_t i;

    if (!redacted)
        return;
    for (i = 0; i < masked->count; i++)
        output_error("masked %s as %s", masked->items[i].original, masked->items[i].mask);
    output_error("%zu names masked; names are found by guesswork, so read it before you share it",
                 masked->count);
}

bool output_flush(void)
{
    if (!closed && fflush(stdout) != 0 && !fault)
        fault = errno;
    return fault == 0;
}

bool output_close(void)
{
    tui_release();
    output_flush();
    closed = true;
    if (fclose(stdout) != 0 && !fault)
        fault = errno;
    if (fault)
        output_error("cannot write standard output: %s", strerror(fault));
    return fault == 0;
}

/* One line whatever is quoted in it; a terminal that is narrower gets it broken at blanks. */
static void write_line(FILE *stream, struct buffer *text)
{
    struct text_line *lines = NULL;
    size_t count = 0, i;
    int rows, columns;

    for (i = 0; i < text->length; i++) {
        if (text->bytes[i] == '\n')
            text->bytes[i] = ' ';
    }
    if (isatty(fileno(stream)) && terminal_size(&rows, &columns))
        text_wrap_command(buffer_text(text), text->length, (size_t)columns, 0, &lines, &count);
    for (i = 1; i < count; i++)
        text->bytes[lines[i].offset - 1] = '\n';
    memory_free(lines);
    buffer_char(text, '\n');
    write_clean(stream, buffer_text(text), text->length);
}

void output_error(const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    buffer_string(&text, "errwalk: ");
    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    output_flush(); /* what was said before is read before, where both go to the same place */
    write_line(stderr, &text);
    buffer_free(&text);
}

void output_line(const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    write_line(stdout, &text);
    buffer_free(&text);
}

void output_faults(const struct diag_list *faults)
{
    struct buffer text = {0};

    diag_print(&text, faults, DIAG_TEXT);
    output_flush();
    write_clean(stderr, buffer_text(&text), text.length);
    buffer_free(&text);
}

char *output_from_locale(const char *line)
{
    uint8_t *read;
    char *text = NULL;

    /* In the C locale, as in a script, UTF-8 is what other bytes most likely are. */
    if (!converts)
        return text_check(line, strlen(line), NULL) ? memory_copy(line, strlen(line)) : NULL;
    read = u8_strconv_from_locale(line);
    if (read)
        text = memory_copy((const char *)read, strlen((const char *)read));
    free(read);
    return text;
}
