/* SPDX-License-Identifier: MIT */
/*
 * Finding parts of words in what was written down. Case is folded as Unicode folds it, and a letter
 * with its accent is the same however it is spelt in code points; ASCII, which most of it is, goes
 * without a library.
 *
 * The index has of each session which three letters stand side by side in its texts. It says where a
 * word may be; whether it is there, the texts say. A word of one or two letters is in no index.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

#include "errwalk/memory.h"

enum { INDEXED_LETTERS = 3, MOST_PIECES = 40 };

static const char blanks[] = " \t\r\n";

static void fold_ascii(struct buffer *out, const char *text, size_t length)
{
    size_t from = out->length;

    buffer_append(out, text, length);
    for (; from < out->length; from++) {
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
    if (errno == ENOMEM)
        memory_exhausted();
    if (folded)
        buffer_append(out, (const char *)folded, size);
    else
        fold_ascii(out, text, length);
    memory_free(folded);
}

bool history_has(const char *text, const char *part)
{
    struct buffer hay = {0}, needle = {0};
    bool has;

    fold(&hay, text, strlen(text));
    fold(&needle, part, strlen(part));
    has = strstr(buffer_text(&hay), buffer_text(&needle)) != NULL;
    buffer_free(&hay);
    buffer_free(&needle);
    return has;
}

/* What can be searched of an event, a text a line. Of an export, only its file says anything. */
static void gather(struct buffer *out, const struct event *whole)
{
    const struct event event = history_without_secrets(whole);
    const char *const texts[] = {event.title, event.question, event.say,
                                 event.kind == EVENT_EXPORTED ? "" : event.answer, event.because,
                                 event.pasted};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!*texts[i])
            continue;
        fold(out, texts[i], strlen(texts[i]));
        buffer_char(out, '\n');
    }
}

static void gather_all(struct buffer *out, const struct session *session, size_t from)
{
    for (; from < session_count(session); from++)
        gather(out, session_event(session, from));
}

/* The next word of a text, folded; false after the last. */
static bool next_word(const char **words, struct buffer *word)
{
    size_t length;

    *words += strspn(*words, blanks);
    length = strcspn(*words, blanks);
    buffer_clear(word);
    fold(word, *words, length);
    *words += length;
    return length > 0;
}

bool history_has_words(const struct session *session, const char *words)
{
    struct buffer hay = {0}, word = {0};
    bool all = true;

    gather_all(&hay, session, 0);
    while (all && next_word(&words, &word))
        all = strstr(buffer_text(&hay), buffer_text(&word)) != NULL;
    buffer_free(&hay);
    buffer_free(&word);
    return all;
}

/* Three letters of a word, as a query has them. */
static void put_piece(struct buffer *query, const char *text, size_t length)
{
    buffer_string(query, query->length ? " AND \"" : "\"");
    for (; length; length--, text++)
        buffer_string(query, *text == '"' ? "\"\"" : (char[]){*text, '\0'});
    buffer_char(query, '"');
}

static size_t letter_length(const char *text)
{
    ucs4_t letter;
    int length = *text ? u8_strmbtouc(&letter, (const uint8_t *)text) : 0;

    return length > 0 ? (size_t)length : 0;
}

/* Side by side, and the last up to the end: the texts are looked at in any case. */
static void put_word(struct buffer *query, const char *word, size_t *pieces)
{
    const char *letters[INDEXED_LETTERS + 1] = {word}; /* where the last ones begin, and their end */
    size_t count = 0, length;

    for (; *word && (length = letter_length(word)) > 0; word += length) {
        if (count && count % INDEXED_LETTERS == 0 && (*pieces)++ < MOST_PIECES)
            put_piece(query, letters[0], (size_t)(letters[INDEXED_LETTERS] - letters[0]));
        if (count >= INDEXED_LETTERS)
            memmove(letters, letters + 1, INDEXED_LETTERS * sizeof *letters);
        count++;
        letters[count < INDEXED_LETTERS ? count : INDEXED_LETTERS] = word + length;
    }
    if (count >= INDEXED_LETTERS && (*pieces)++ < MOST_PIECES)
        put_piece(query, letters[0], (size_t)(letters[INDEXED_LETTERS] - letters[0]));
}

void history_words_query(struct buffer *query, const char *words)
{
    struct buffer word = {0};
    size_t pieces = 0;

    while (next_word(&words, &word)) {
        if (u8_check((const uint8_t *)buffer_text(&word), word.length) == NULL)
            put_word(query, buffer_text(&word), &pieces);
    }
    buffer_free(&word);
}

static enum status put_text(struct history *history, const char *sql, int64_t key,
                            const struct session *session, size_t from)
{
    sqlite3_stmt *statement = NULL;
    struct buffer text = {0};
    enum status status;

    gather_all(&text, session, from);
    status = history_ask(history, &statement, sql, "is", key, buffer_text(&text));
    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    buffer_free(&text);
    return status;
}

enum status history_index(struct history *history, const struct history_log *log, size_t from)
{
    return put_text(history, "INSERT INTO words (rowid, folded) VALUES (?1, ?2)", log->key,
                    log->session, from);
}

enum status history_unindex(struct history *history, const struct history_log *log)
{
    return put_text(history, "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?1, ?2)",
                    log->key, log->session, 0);
}

/* What is damaged is left out: it cannot be found, and its events say so themselves. */
static enum status index_one(struct history *history, int64_t key)
{
    struct history_log log;
    enum status status = history_read_log(history, key, &log);

    if (status == STATUS_OK)
        status = history_index(history, &log, 0);
    history_log_free(&log);
    return history_is_corrupt(history, status) ? STATUS_OK : status;
}

enum status history_index_all(struct history *history)
{
    sqlite3_stmt *statement = NULL;
    enum status status =
        history_execute(history, "INSERT INTO words (words) VALUES ('delete-all')");
    bool row = true;

    if (status == STATUS_OK)
        status = history_ask(history, &statement, "SELECT key FROM session ORDER BY key", "");
    while (status == STATUS_OK && row) {
        status = history_step(history, statement, &row);
        if (row)
            status = index_one(history, sqlite3_column_int64(statement, 0));
    }
    sqlite3_finalize(statement);
    return status;
}
