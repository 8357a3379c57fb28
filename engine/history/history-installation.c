/* SPDX-License-Identifier: MIT */
/*
 * Which installation a session was begun by. A disk that was copied to another machine has the
 * installation of the first with it, so that belongs to a hash of the machine's name.
 */
#include <config.h>

#include "history-private.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/machine.h"

enum { UUID_BYTES = 16, MACHINE_HASH = 2 * SHA256_DIGEST_SIZE + 1 };

static void to_hex(const unsigned char *bytes, size_t count, char *text)
{
    size_t i;

    for (i = 0; i < count; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
}

/* "" where the machine has no name. */
static void hash_machine(char text[MACHINE_HASH])
{
    static const char purpose[] = "errwalk installation";
    unsigned char digest[SHA256_DIGEST_SIZE];
    char name[MACHINE_SIZE];
    struct sha256_ctx context;

    *text = '\0';
    if (!machine_name(name))
        return;
    sha256_init(&context);
    sha256_update(&context, sizeof purpose, (const uint8_t *)purpose);
    sha256_update(&context, strlen(name), (const uint8_t *)name);
    sha256_digest(&context, sizeof digest, digest);
    to_hex(digest, sizeof digest, text);
}

/* Version 4: random. */
static void make_uuid(char text[HISTORY_UUID])
{
    unsigned char bytes[UUID_BYTES];
    char hex[2 * UUID_BYTES + 1];

    sqlite3_randomness(UUID_BYTES, bytes);
    bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
    to_hex(bytes, UUID_BYTES, hex);
    snprintf(text, HISTORY_UUID, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
             hex + 20);
}

static enum status add(struct history *history, const char *machine, int64_t *number)
{
    static const char sql[] =
        "INSERT INTO installation (uuid, machine, since) VALUES (?1, ?2, unixepoch())";
    char uuid[HISTORY_UUID];
    sqlite3_stmt *statement = NULL;
    enum status status;

    make_uuid(uuid);
    status = history_ask(history, &statement, sql, "ss", uuid, machine);
    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    if (status == STATUS_OK)
        *number = sqlite3_last_insert_rowid(history->db);
    return status;
}

/* The latest that is of this machine, whose hash is put out. STATUS_NO: there is none. */
static enum status find(struct history *history, int64_t *number, char machine[MACHINE_HASH])
{
    static const char sql[] =
        "SELECT number, machine FROM installation WHERE own ORDER BY number DESC LIMIT 1";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "");
    bool row = false, same = false;

    hash_machine(machine);
    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (row) {
        const char *known = history_column(statement, 1);

        same = !*machine || !*known || strcmp(machine, known) == 0;
        if (same)
            *number = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return status == STATUS_OK && !same ? STATUS_NO : status;
}

enum status history_own_installation(struct history *history, int64_t *number)
{
    char machine[MACHINE_HASH];

    return find(history, number, machine);
}

enum status history_installation(struct history *history, int64_t *number)
{
    char machine[MACHINE_HASH];
    enum status status = find(history, number, machine);

    return status == STATUS_NO ? add(history, machine, number) : status;
}

enum status history_installation_uuid(struct history *history, char uuid[HISTORY_UUID])
{
    int64_t number = 0;
    sqlite3_stmt *statement = NULL;
    enum status status = history_open(history, false);

    if (status == STATUS_OK)
        status = history_begin(history);
    if (status != STATUS_OK)
        return status;
    status = history_end(history, history_installation(history, &number));
    if (status == STATUS_OK)
        status = history_ask(history, &statement, "SELECT uuid FROM installation WHERE number = ?1",
                             "i", number);
    if (status == STATUS_OK) {
        bool row = false;

        status = history_step(history, statement, &row);
        snprintf(uuid, HISTORY_UUID, "%s", row ? history_column(statement, 0) : "");
    }
    sqlite3_finalize(statement);
    return status;
}
