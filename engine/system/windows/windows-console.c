/* SPDX-License-Identifier: MIT */
/*
 * The console: lines in UTF-8 whatever its code page, Ctrl-C while one is typed, its size, the clipboard.
 */
#include <config.h>

#include "errwalk/clipboard.h"
#include "errwalk/terminal-size.h"

#include <errno.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <windows.h>

#include "windows-private.h"

enum { MOST_UNITS = 4096, MOST_BYTES = 3 * MOST_UNITS, TURN = 20, PATIENCE = 200 /* milliseconds */ };

static bool is_console(int file)
{
    DWORD mode;

    return GetConsoleMode((HANDLE)_get_osfhandle(file), &mode) != 0;
}

int isatty(int file)
{
    return is_console(file);
}

bool terminal_size(int *height, int *width)
{
    CONSOLE_SCREEN_BUFFER_INFO about;

    if (!GetConsoleScreenBufferInfo((HANDLE)_get_osfhandle(STDOUT_FILENO), &about))
        return false;
    *height = about.srWindow.Bottom - about.srWindow.Top + 1;
    *width = about.srWindow.Right - about.srWindow.Left + 1;
    return true;
}

/* What was typed and not yet taken; Ctrl-Z at the start of a line is the end, as Windows has it. */
static char typed[MOST_BYTES];
static size_t from, to;

/* What only holds a key down, or is none, begins no line and is dropped. */
static bool begins_line(const INPUT_RECORD *record)
{
    const KEY_EVENT_RECORD *key = &record->Event.KeyEvent;

    return record->EventType == KEY_EVENT && key->bKeyDown &&
           (key->uChar.UnicodeChar || key->wVirtualKeyCode >= VK_PRIOR);
}

bool windows_is_typed(void *console)
{
    INPUT_RECORD record;
    DWORD count = 1;

    while (from == to && PeekConsoleInputW(console, &record, 1, &count) && count && !begins_line(&record))
        ReadConsoleInputW(console, &record, 1, &count);
    return count > 0; /* also where it cannot be asked, which reading reports */
}

/* Until a line is begun nothing is read, so that Ctrl-C is noticed at once. */
static bool await_line(HANDLE console)
{
    while (!windows_is_typed(console)) {
        if (windows_was_interrupted()) {
            errno = EINTR;
            return false;
        }
        WaitForSingleObject(console, TURN);
    }
    return true;
}

static ssize_t read_line(HANDLE console)
{
    wchar_t units[MOST_UNITS];
    DWORD count = 0;
    int length;

    if (!await_line(console))
        return -1;
    SetLastError(ERROR_SUCCESS);
    if (!ReadConsoleW(console, units, MOST_UNITS, &count, NULL))
        return windows_fail();
    if (count == 0 && GetLastError() == ERROR_OPERATION_ABORTED) {
        Sleep(PATIENCE); /* Ctrl-C: the handler runs in a thread of its own */
        errno = EINTR;
        return -1;
    }
    if (count == 0 || units[0] == 0x1a)
        return 0;
    length = WideCharToMultiByte(CP_UTF8, 0, units, (int)count, typed, sizeof typed, NULL, NULL);
    from = 0;
    to = (size_t)length;
    return length;
}

ssize_t read(int file, void *bytes, size_t length)
{
    HANDLE handle = (HANDLE)_get_osfhandle(file);
    DWORD got = 0;

    if (!is_console(file)) {
        if (ReadFile(handle, bytes, (DWORD)length, &got, NULL) || GetLastError() == ERROR_BROKEN_PIPE ||
            GetLastError() == ERROR_HANDLE_EOF)
            return (ssize_t)got;
        return windows_fail();
    }
    if (from == to) {
        ssize_t line = read_line(handle);

        if (line <= 0)
            return line;
    }
    length = length < to - from ? length : to - from;
    memcpy(bytes, typed + from, length);
    from += length;
    return (ssize_t)length;
}

static int next_byte(FILE *stream)
{
    unsigned char byte;

    if (!is_console(fileno(stream)))
        return getc(stream);
    return read(fileno(stream), &byte, 1) == 1 ? byte : EOF;
}

ssize_t getdelim(char **line, size_t *capacity, int end, FILE *stream)
{
    size_t length = 0;
    int byte = 0;

    while (byte != end && (byte = next_byte(stream)) != EOF) {
        if (!*line || length + 2 > *capacity) {
            size_t wanted = *line ? 2 * *capacity + 2 : 128;
            char *grown = realloc(*line, wanted);

            if (!grown)
                return -1;
            *line = grown;
            *capacity = wanted;
        }
        (*line)[length++] = (char)byte;
        (*line)[length] = '\0';
    }
    return length ? (ssize_t)length : -1;
}

ssize_t getline(char **line, size_t *capacity, FILE *stream)
{
    return getdelim(line, capacity, '\n', stream);
}

const bool clipboard_is_there = true;

static bool put(const wchar_t *wide)
{
    const size_t size = (wcslen(wide) + 1) * sizeof *wide;
    HGLOBAL block = GlobalAlloc(GMEM_MOVEABLE, size);
    void *bytes = block ? GlobalLock(block) : NULL;

    if (!bytes) {
        if (block)
            GlobalFree(block);
        return false;
    }
    memcpy(bytes, wide, size);
    GlobalUnlock(block);
    if (EmptyClipboard() && SetClipboardData(CF_UNICODETEXT, block))
        return true; /* it is the clipboard's now */
    GlobalFree(block);
    return false;
}

bool clipboard_put(const char *text)
{
    wchar_t *wide = windows_wide(text);
    bool done = false;

    if (wide && OpenClipboard(NULL)) {
        done = put(wide);
        CloseClipboard();
    }
    free(wide);
    return done;
}
