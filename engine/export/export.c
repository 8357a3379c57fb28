/* SPDX-License-Identifier: MIT */
/*
 * One way from a session to a document: the model, redaction, the format, the hash of what came
 * out.
 */
#include <config.h>

#include "errwalk/export.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <string.h>

#include "errwalk/file.h"
#include "errwalk/formats.h"

void export_hash(const char *bytes, size_t length, char sha256[65])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    size_t i;

    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)bytes);
    sha256_digest(&context, sizeof digest, digest);
    for (i = 0; i < sizeof digest; i++) {
        sha256[2 * i] = digits[digest[i] >> 4];
        sha256[2 * i + 1] = digits[digest[i] & 15];
    }
    sha256[2 * i] = '\0';
}

void export_result_free(struct export_result *result)
{
    redact_list_free(&result->masked);
}

enum status export_document(const struct session *session, const struct export_options *options,
                            struct buffer *out, struct export_result *result)
{
    struct transcript *transcript = NULL;
    struct export_result exported = {.sha256 = ""};
    struct buffer document = {0};
    enum status status = transcript_new(session, &transcript);

    if (status == STATUS_OK && options->redact)
        status = redact_transcript(transcript, options->keep, &exported.masked);
    if (status == STATUS_OK) {
        transcript->to = options->to;
        transcript->subject = options->subject;
        transcript_write(&document, options->format, transcript);
    }
    transcript_free(transcript);
    if (status != STATUS_OK) {
        buffer_free(&document);
        export_result_free(&exported);
        return status;
    }
    export_hash(buffer_text(&document), document.length, exported.sha256);
    buffer_free(out);
    *out = document;
    *result = exported;
    return STATUS_OK;
}

enum status export_file(const struct session *session, const struct export_options *options,
                        const char *path, bool replace, struct export_result *result)
{
    struct export_result exported;
    struct buffer document = {0};
    enum status status = export_document(session, options, &document, &exported);
    int error;

    if (status != STATUS_OK)
        return status;
    if (options->format->is_for_people && file_end_lines(&document)) {
        export_hash(buffer_text(&document), document.length, exported.sha256);
    }
    status = file_write(path, buffer_text(&document), document.length, replace);
    error = errno;
    buffer_free(&document);
    if (status == STATUS_OK)
        *result = exported;
    else
        export_result_free(&exported);
    errno = error;
    return status;
}

enum status export_walk(struct walk *walk, const struct export_options *options, const char *path,
                        struct export_result *result, enum status *kept)
{
    const struct session *session = walk_session(walk);
    enum status status = export_file(session, options, path, false, result);
    struct event event;

    if (status != STATUS_OK)
        return status;
    *kept = STATUS_OK;
    if (session_count(session) > 1 && walk_export(walk, options->format->name, path, result->sha256,
                                                  options->redact, &event) == STATUS_OK)
        *kept = walk_commit(walk, &event);
    return STATUS_OK;
}
