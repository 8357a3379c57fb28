/*
 * Finding words in what was written down. Case is folded as Unicode folds it, and a letter with its
 * accent is the same however it is spelt in code points; ASCII, which most of it is, goes without a
 * library.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "errwalk/memory.h"

static void fold_ascii(struct buffer *out, const char *text, size_t length)
{
    size_t from = out->length;

    buffer_append(out, text, length);
    for (; !buffer_failed(out) && from < out->length; from++) {
        if (out->bytes[from] >= 'A' && out->bytes[from] <= 'Z')
            out->bytes[from] += 'a' - 'A';
    }
}

static bool is_ascii(const char *text, size_t length)
{
    while (length && !(text[length - 1] & 0x80))
        length--;
    return length == 0;
}

/* Text that is not UTF-8 is folded as far as it is ASCII. */
static void fold(struct buffer *out, const char *text, size_t length)
{
    uint8_t *folded = NULL;
    size_t size;

    errno = 0;
    if (!is_ascii(text, length))
        folded = u8_casefold((const uint8_t *)text, length, NULL, UNINORM_NFC, NULL, &size);
    if (folded)
        buffer_append(out, (const char *)folded, size);
    else
        fold_ascii(out, text, length);
    if (errno == ENOMEM)
        memory_exhausted();
    memory_free(folded);
}

enum status history_has(const char *text, const char *part, bool *has)
{
    struct buffer hay = {0}, needle = {0};
    enum status status = STATUS_NO_MEMORY;

    fold(&hay, text, strlen(text));
    fold(&needle, part, strlen(part));
    if (!buffer_failed(&hay) && !buffer_failed(&needle)) {
        *has = strstr(buffer_text(&hay), buffer_text(&needle)) != NULL;
        status = STATUS_OK;
    }
    buffer_free(&hay);
    buffer_free(&needle);
    return status;
}

/* What can be searched of a session, a text a line. Of an export, only its file says anything. */
static void gather(struct buffer *out, const struct session *session)
{
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);
        const char *const texts[] = {
            event->title, event->question, event->say,
            event->sensitive || event->kind == EVENT_EXPORTED ? "" : event->answer};
        size_t t;

        for (t = 0; t < sizeof texts / sizeof *texts; t++) {
            fold(out, texts[t], strlen(texts[t]));
            buffer_char(out, '\n');
        }
    }
}

enum status history_has_words(const struct session *session, const char *words, bool *has)
{
    static const char blanks[] = " \t\r\n";
    struct buffer hay = {0}, word = {0};
    bool all = true;

    gather(&hay, session);
    while (*(words += strspn(words, blanks))) {
        size_t length = strcspn(words, blanks);

        buffer_clear(&word);
        fold(&word, words, length);
        all = all && strstr(buffer_text(&hay), buffer_text(&word)) != NULL;
        words += length;
    }
    if (buffer_failed(&hay) || buffer_failed(&word)) {
        buffer_free(&hay);
        buffer_free(&word);
        return STATUS_NO_MEMORY;
    }
    buffer_free(&hay);
    buffer_free(&word);
    *has = all;
    return STATUS_OK;
}
