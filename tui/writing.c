/* SPDX-License-Identifier: MIT */
/*
 * The file comes first and the event of it after: a record must not tell of what was never written.
 */
#include <config.h>

#include "writing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/export.h"
#include "errwalk/formats.h"

/* The path with a leading "~/" replaced by the home directory. */
static void expand_home(struct buffer *path, const char *name)
{
    const char *home = getenv("HOME");

    if (strncmp(name, "~/", 2) == 0 && home && *home)
        buffer_printf(path, "%s%s", home, name + 1);
    else
        buffer_string(path, name);
}

static void tell(struct loop *loop, const char *name, enum status status, int error)
{
    struct buffer said = {0};

    if (status == STATUS_OK)
        buffer_printf(&said, "Written to %s.", name);
    else if (status == STATUS_NO && error == EEXIST)
        buffer_printf(&said, "%s already exists and was not changed: choose another name.", name);
    else
        buffer_printf(&said, "%s could not be written: %s.", name, strerror(error));
    loop_message(loop, buffer_text(&said));
    buffer_free(&said);
}

/* Its strings live in the loop, for as long as it may be held. */
static void note_export(struct loop *loop, const struct export_options *options,
                        const struct export_result *result, struct effect *note)
{
    memcpy(loop->sha256, result->sha256, sizeof loop->sha256);
    if (walk_export(loop->context.walk, options->format->name, buffer_text(&loop->exported),
                    loop->sha256, options->redact, &note->event) == STATUS_OK)
        note->kind = EFFECT_COMMIT;
}

/* Of a session that is not walked: the export is noted in the history. */
static enum status export_past(struct loop *loop, const struct session *session,
                               const struct export_options *options, struct export_result *result,
                               enum status *kept)
{
    enum status status =
        export_file(session, options, buffer_text(&loop->exported), false, result);
    struct event event = event_make(EVENT_EXPORTED);

    if (status != STATUS_OK)
        return status;
    event.at = clock_now(loop->clock);
    event.answer = options->format->name;
    event.say = buffer_text(&loop->exported);
    event.sha256 = result->sha256;
    event.on = options->redact;
    *kept = history_append(loop->history, session_id(session), &event);
    return STATUS_OK;
}

static enum status export_shown(struct loop *loop, const struct effect *effect,
                                const struct export_options *options, struct export_result *result,
                                enum status *kept)
{
    if (effect->save.session)
        return export_past(loop, effect->save.session, options, result, kept);
    return export_walk(loop->context.walk, options, buffer_text(&loop->exported), result, kept);
}

/* The file is there, and the history does not know of it. */
static void tell_unkept(struct loop *loop, const char *name, enum status kept)
{
    struct buffer said = {0};

    buffer_printf(&said, "Written to %s, but not noted: %s", name,
                  kept == STATUS_IO ? history_message(loop->history)
                                    : "the session is being walked");
    loop_message(loop, buffer_text(&said));
    buffer_free(&said);
}

bool writing_save(struct loop *loop, const struct effect *effect, struct effect *note)
{
    const struct export_options options = {.format = transcript_format_of_file(effect->save.file),
                                           .redact = effect->save.redact,
                                           .keep = loop->context.options->keep};
    struct export_result result = {0};
    enum status status, kept = STATUS_OK;

    if (!options.format) {
        loop_message(loop, "The name must end in one of the endings shown.");
        return false;
    }
    buffer_clear(&loop->exported);
    expand_home(&loop->exported, effect->save.file);
    status = export_shown(loop, effect, &options, &result, &kept);
    tell(loop, effect->save.file, status, errno);
    if (status != STATUS_OK)
        return false;
    if (effect->save.session && kept != STATUS_OK)
        tell_unkept(loop, effect->save.file, kept);
    else if (kept == STATUS_IO)
        note_export(loop, &options, &result, note);
    export_result_free(&result);
    buffer_clear(&loop->written);
    buffer_string(&loop->written, effect->save.file);
    loop->context.written = buffer_text(&loop->written);
    return true;
}
