/* SPDX-License-Identifier: MIT */
/*
 * Buffer: bytes that grow at the end.
 */
#ifndef ERRWALK_BUFFER_H
#define ERRWALK_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define BUFFER_PRINTF(string, first) __attribute__((format(printf, string, first)))
#else
#define BUFFER_PRINTF(string, first)
#endif

/* Zero-initialise it ({0}); buffer_free when done. `bytes` is NUL-terminated or NULL. */
struct buffer {
    char *bytes;
    size_t length, capacity;
};

/* Frees the bytes and makes the buffer empty again. */
void buffer_free(struct buffer *buffer);

/* Forgets the content, keeps the memory. */
void buffer_clear(struct buffer *buffer);

void buffer_append(struct buffer *buffer, const char *bytes, size_t length);
void buffer_string(struct buffer *buffer, const char *string);
void buffer_char(struct buffer *buffer, char c);
void buffer_repeat(struct buffer *buffer, const char *string, size_t times);
void buffer_printf(struct buffer *buffer, const char *format, ...) BUFFER_PRINTF(2, 3);
void buffer_vprintf(struct buffer *buffer, const char *format, va_list args) BUFFER_PRINTF(2, 0);

/* A number from 0 to 9e12 with up to six places, without zeros at its end: 5, 2.5, 0.000001; with a
 * point in any locale. */
void buffer_decimal(struct buffer *buffer, double number);

/* The content as a string, "" where nothing was appended. Owned by the buffer; valid until changed. */
const char *buffer_text(const struct buffer *buffer);

/* Takes the string out of the buffer, which is empty afterwards. The caller owns it and gives it to memory_free. */
char *buffer_take(struct buffer *buffer);

#endif
