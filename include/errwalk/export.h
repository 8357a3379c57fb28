/* SPDX-License-Identifier: MIT */
/*
 * Export: a session's transcript written to a file or a buffer, and what to remember of it.
 *
 * Every front end writes transcripts through here, so that each export is made, hashed and recorded
 * in the same way. The export is an event of its own: export_walk commits it; of a session that is
 * not walked the caller appends it to the history.
 */
#ifndef ERRWALK_EXPORT_H
#define ERRWALK_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/redact.h"
#include "errwalk/session.h"
#include "errwalk/status.h"
#include "errwalk/transcript.h"
#include "errwalk/walk.h"

struct export_options {
    const struct transcript_format *format;
    bool redact;
    unsigned keep; /* bits 1 << enum redact_kind: kinds of names that stay readable */
    const char *to, *subject; /* of a message (errwalk/mail.h); NULL: nobody; what it is about */
};

struct export_result {
    char sha256[65];           /* of the bytes written, lower-case hex */
    struct redact_list masked; /* what was masked; empty without `redact` */
};

/* Makes the document, which replaces what is in `*out`. STATUS_NO for a session without events. The
 * caller owns `result`, for export_result_free; after a failure both are untouched. */
enum status export_document(const struct session *session, const struct export_options *options,
                            struct buffer *out, struct export_result *result);

/* The same into a new file; fails as file_write does when it cannot be written (errno says why). */
enum status export_file(const struct session *session, const struct export_options *options,
                        const char *path, bool replace, struct export_result *result);

/*
 * export_file of the session that is walked, and the export as an event of it, where there is more
 * than its start. `*kept` is what became of that commit (STATUS_OK where there was none); the file
 * is there in any case.
 */
enum status export_walk(struct walk *walk, const struct export_options *options, const char *path,
                        struct export_result *result, enum status *kept);

void export_result_free(struct export_result *result);

/* SHA-256 of bytes as lower-case hex. */
void export_hash(const char *bytes, size_t length, char sha256[65]);

#endif
