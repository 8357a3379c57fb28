/* SPDX-License-Identifier: MIT */
/*
 * Recorded sessions; see the header.
 */
#include <config.h>

#include "recorded.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/formats.h"

#include "suite.h"

#define HASH_A "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HASH_B "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define STARTED(flow_id, step_id)                                                               \
    {                                                                                           \
        .kind = EVENT_STARTED, .session = "0abcdefg", .error = "ERROR_LOGON_SESSION_COLLISION", \
        .code = {CODE_WIN32, 1366, true}, .to_flow = flow_id, .to = step_id,                                        \
        .title = "The logon session ID is already in use", .path = "/flows/a.yaml",             \
        .sha256 = HASH_A                                                                        \
    }
#define AT(flow_id, step_id, kind_of_step) \
    .flow = flow_id, .step = step_id, .step_kind = kind_of_step
#define ASKED AT("windows/a", "exact", STEP_ASK), .question = "What exactly does the machine show?"
#define CHOSE(answer_id, words, next)                                                \
    {                                                                                \
        .kind = EVENT_ANSWERED, ASKED, .answer = answer_id, .say = words, .to = next \
    }
#define INPUT \
    AT("windows/a", "logon-id", STEP_INPUT), .question = "Which logon ID does the event name?"
#define TYPED(value, next)                                                      \
    {                                                                           \
        .kind = EVENT_TYPED, INPUT, .fact = "luid", .answer = value, .to = next \
    }
#define FIX                                                                                  \
    AT("windows/a", "new-id", STEP_FIX),                                                     \
        .question = "Allocate a new logon ID in place of {{luid}} for {{error}} ({{code}})", \
        .related = "ERROR_INVALID_PARAMETER (87)\twindows/invalid-parameter\nwindows/any-error\t" \
                   "\n550 5.7.1\t"
#define TRIED(result, next)                                    \
    {                                                          \
        .kind = EVENT_TRIED, FIX, .answer = result, .to = next, \
        .causes = "reused-id\tA logon ID was reused"          \
    }
#define ENDED(outcome, ...)                                 \
    {                                                       \
        .kind = EVENT_ENDED, __VA_ARGS__, .answer = outcome \
    }
#define NOTED(text, ...)                                 \
    {                                                    \
        .kind = EVENT_NOTED, __VA_ARGS__, .answer = text \
    }
#define EDITED(event_number, text, ...)                                          \
    {                                                                            \
        .kind = EVENT_NOTED, __VA_ARGS__, .target = event_number, .answer = text \
    }
#define BLOCK                                                                                \
    .to_flow = "blocks/check", .to = "seen", .title = "Check <it>", .path = "/flows/check.yaml", \
    .sha256 = HASH_B
#define PASTED(text, ...)                                   \
    {                                                       \
        .kind = EVENT_PASTED, __VA_ARGS__, .pasted = text   \
    }
#define NOTES(step_id) AT("windows/a", step_id, STEP_ESCALATE), .question = "Notes: {{notes}}"
#define TOLD(step_id, next)                                                                  \
    {                                                                                        \
        .kind = EVENT_ANSWERED, NOTES(step_id), .answer = "on", .say = "Go on", .to = next \
    }
#define UNDONE(event_number)                         \
    {                                                \
        .kind = EVENT_UNDONE, .target = event_number \
    }
#define REFER AT("windows/a", "other", STEP_REFER), .question = "ERROR_NO_SUCH_LOGON_SESSION (1312)"
#define ESCALATE AT("windows/a", "team", STEP_ESCALATE), .question = "Call the security team now"
#define SECOND AT("windows/b", "first", STEP_ASK), .question = "Is {{luid}} still listed?"

const struct recorded recorded_sessions[] = {
    {"resolved",
     {STARTED("windows/a", "exact"),
      CHOSE("this", "1366, 0x556, or \"already in use\"", "logon-id"), TYPED("0x3e7", "new-id"),
      TRIED("worked", ""), ENDED("resolved", FIX)},
     OUTCOME_RESOLVED,
     3},
    {"unresolved",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "new-id"), TRIED("failed", ""),
      ENDED("unresolved", FIX)},
     OUTCOME_UNRESOLVED,
     2},
    {"referred",
     {STARTED("windows/a", "exact"),
      CHOSE("other", "Another number", "other"),
      {.kind = EVENT_REFERRED,
       REFER,
       .answer = "ERROR_NO_SUCH_LOGON_SESSION",
       .error = "ERROR_NO_SUCH_LOGON_SESSION",
       .code = {CODE_WIN32, 1312, true},
       .say = "The session is *gone*, which is the\nopposite of a collision."},
      ENDED("referred", REFER)},
     OUTCOME_REFERRED,
     2},
    {"escalated",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "team"),
      ENDED("escalated", ESCALATE,
            .say = "Signs of an attack:\n\n- many sign-ins\n- from `{{luid}}`\n")},
     OUTCOME_ESCALATED,
     2},
    {"abandoned",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "logon-id"),
      ENDED("abandoned", INPUT)},
     OUTCOME_ABANDONED,
     2},
    {"unfinished",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "new-id"), TRIED("worse", "team")},
     OUTCOME_UNFINISHED,
     2},
    {"started", {STARTED("windows/a", "exact")}, OUTCOME_UNFINISHED, 0},
    {"notes",
     {STARTED("windows/a", "exact"), NOTED("The screen is photographed.", ASKED),
      NOTED("Two lines,\nas they were written.\n\nAnd one more.", ASKED),
      CHOSE("this", "This one", "new-id"), NOTED("Rebooted first.", FIX), TRIED("skipped", "team"),
      NOTED("Nobody answers the phone.", ESCALATE), UNDONE(6), TRIED("worked", ""),
      ENDED("resolved", FIX), NOTED("Still fine the next day.", FIX)},
     OUTCOME_RESOLVED,
     4},
    {"edits",
     {STARTED("windows/a", "exact"), NOTED("one\n\n- two", ASKED), NOTED("Never mind.", ASKED),
      CHOSE("this", "This one", "team-1"), NOTED("zwei", NOTES("team-1")),
      EDITED(3, "", NOTES("team-1")), TOLD("team-1", "team-2"),
      EDITED(2, "uno", NOTES("team-1")), EDITED(5, "two", NOTES("team-2")),
      EDITED(9, "", NOTES("team-2")), NOTED("zwei", NOTES("team-2")), UNDONE(7),
      TOLD("team-1", "team-2"), ENDED("escalated", NOTES("team-2"))},
     OUTCOME_ESCALATED,
     5},
    {"undone",
     {STARTED("windows/a", "exact"), CHOSE("other", "Another number", "logon-id"),
      TYPED("0x1", "new-id"), TRIED("failed", "team"), UNDONE(3), UNDONE(2),
      CHOSE("this", "This one", "logon-id"), TYPED("0x2", "new-id"), TRIED("worked", ""),
      ENDED("resolved", FIX)},
     OUTCOME_RESOLVED,
     6},
    {"pasted",
     {STARTED("windows/a", "exact"), PASTED("Nothing of use.", ASKED),
      PASTED("Logon ID: 0x3e7\n~~~\n# <b>Not</b> a heading, by CORP\\bob\n", ASKED),
      CHOSE("this", "This one", "logon-id"),
      {.kind = EVENT_PASTED, INPUT, .facts = "luid\t0x3e7\n", .sensitive = true},
      TYPED("0x3e7", "new-id"), UNDONE(5), PASTED("Logon ID: 0x3e9", INPUT), TYPED("0x3e9", "new-id"),
      TRIED("worked", ""), ENDED("resolved", FIX)},
     OUTCOME_RESOLVED,
     4},
    {"calls",
     {STARTED("windows/a", "exact"), CHOSE("this", "This one", "logon-id"), TYPED("0x3e7", "check"),
      {.kind = EVENT_CALLED, AT("windows/a", "check", STEP_CALL), .question = "Check <it>", BLOCK,
       .facts = "id\tluid"},
      {.kind = EVENT_ANSWERED, AT("blocks/check", "seen", STEP_ASK), .question = "Is {{id}} listed?",
       .answer = "yes", .say = "Yes, {{luid}}", .to = "found"},
      {.kind = EVENT_RETURNED, AT("blocks/check", "found", STEP_RETURN), .question = "It is listed",
       .answer = "found", .say = "It is listed", .to_flow = "windows/a", .to = "new-id"},
      UNDONE(5),
      {.kind = EVENT_ANSWERED, AT("blocks/check", "seen", STEP_ASK), .question = "Is {{id}} listed?",
       .answer = "no", .say = "No", .to = "lost"},
      {.kind = EVENT_RETURNED, AT("blocks/check", "lost", STEP_RETURN), .question = "It is gone",
       .answer = "lost", .say = "It is gone", .to_flow = "windows/a", .to = "new-id"},
      TRIED("worked", ""), ENDED("resolved", FIX)},
     OUTCOME_RESOLVED,
     8},
    {"across-flows",
     {STARTED("windows/a", "exact"),
      CHOSE("this", "This one", "logon-id"),
      TYPED("0x3e7", "new-id"),
      {.kind = EVENT_REFERRED,
       FIX,
       .answer = "error 1312",
       .error = "ERROR_NO_SUCH_LOGON_SESSION",
       .code = {CODE_WIN32, 1312, true},
       .to_flow = "windows/b",
       .to = "first",
       .title = "There is no such logon session",
       .path = "/flows/b.yaml",
       .sha256 = HASH_B},
      {.kind = EVENT_ANSWERED,
       SECOND,
       .answer = "no",
       .say = "No, {{error}} ({{code}}) came",
       .to = "end"},
      ENDED("abandoned", AT("windows/b", "end", STEP_FIX), .question = "Log off and on again")},
     OUTCOME_ABANDONED,
     5},
    {"sensitive",
     {STARTED("windows/a", "exact"),
      CHOSE("this", "This one", "logon-id"),
      {.kind = EVENT_TYPED,
       INPUT,
       .fact = "luid",
       .answer = "hunter2",
       .sensitive = true,
       .to = "team"},
      ENDED("escalated", AT("windows/a", "team", STEP_ESCALATE), .question = "Tell them {{luid}}",
            .say = "It is `{{luid}}` and {{luid}}.")},
     OUTCOME_ESCALATED,
     3},
    {"hostile",
     {{.kind = EVENT_STARTED,
       .session = "0abcdefg",
       .error = HOSTILE,
       .code = {CODE_WIN32, 1366, true},
       .to_flow = "windows/a",
       .to = "exact",
       .title = HOSTILE,
       .path = HOSTILE,
       .sha256 = HOSTILE},
      NOTED(HOSTILE, ASKED),
      {.kind = EVENT_ANSWERED,
       AT("windows/a", "exact", STEP_ASK),
       .question = HOSTILE,
       .answer = HOSTILE,
       .say = HOSTILE,
       .to = "logon-id"},
      TYPED(HOSTILE, "new-id"),
      {.kind = EVENT_TRIED,
       AT("windows/a", "new-id", STEP_FIX),
       .question = HOSTILE " {{luid}}",
       .answer = "failed",
       .to = "team",
       .related = HOSTILE "\t" HOSTILE "\nlower\t~~~",
       .causes = HOSTILE "\t" HOSTILE},
      ENDED("escalated", AT("windows/a", "team", STEP_ESCALATE), .question = "~~~ {{luid}}",
            .say = "{{luid}}\n\n<b>\n\n```\n{{luid}}\n```\n")},
     OUTCOME_ESCALATED,
     4},
    {"training",
     {{.kind = EVENT_STARTED,
       .session = "0abcdefg",
       .error = "ERROR_LOGON_SESSION_COLLISION",
       .code = {CODE_WIN32, 1366, true},
       .to_flow = "windows/a",
       .to = "exact",
       .title = "The logon session ID is already in use",
       .path = "/flows/a.yaml",
       .sha256 = HASH_A,
       .scenario = "training/nightly",
       .mode = "practise",
       .trainee = "Kim"},
      {.kind = EVENT_LOOKED,
       ASKED,
       .say = "> It says 0x80070556.\n\n~~~ import.log\n02:00:05  FAILED 0x80070556\n~~~\n",
       .minutes = 2},
      {.kind = EVENT_HEARD, ASKED, .answer = "boss", .say = "My *boss* is behind me."},
      NOTED("She is in a hurry.", ASKED),
      CHOSE("this", "This one", "new-id"),
      {.kind = EVENT_DIAGNOSED,
       FIX,
       .answer = "wrong-id",
       .say = "A wrong ID",
       .percent = 90,
       .evidence = "exact"},
      {.kind = EVENT_HINTED, FIX, .say = "0x556 is 1366.", .minutes = 1},
      TRIED("failed", "team"),
      UNDONE(6),
      {.kind = EVENT_DIAGNOSED,
       FIX,
       .answer = "reused-id",
       .say = "A used ID",
       .percent = 60,
       .evidence = "exact"},
      {.kind = EVENT_LOOKED, FIX, .say = "> It ran through!\n"}},
     OUTCOME_UNFINISHED,
     2},
    {"training-referred",
     {{.kind = EVENT_STARTED,
       .session = "0abcdefg",
       .error = "ERROR_LOGON_SESSION_COLLISION",
       .code = {CODE_WIN32, 1366, true},
       .to_flow = "windows/a",
       .to = "exact",
       .sha256 = HASH_A,
       .scenario = "training/ticket",
       .mode = "practise",
       .trainee = "Kim"},
      CHOSE("other", "Another number", "other"),
      {.kind = EVENT_DIAGNOSED, REFER, .answer = "misread", .say = "Misread", .percent = 80},
      {.kind = EVENT_REFERRED,
       REFER,
       .answer = "ERROR_NO_SUCH_LOGON_SESSION",
       .error = "ERROR_NO_SUCH_LOGON_SESSION",
       .code = {CODE_WIN32, 1312, true},
       .say = "The session is gone."},
      ENDED("referred", REFER)},
     OUTCOME_REFERRED,
     2},
    {"hostile-training",
     {{.kind = EVENT_STARTED,
       .session = "0abcdefg",
       .code = {CODE_WIN32, 1366, true},
       .to_flow = "windows/a",
       .to = "exact",
       .sha256 = HASH_A,
       .scenario = HOSTILE,
       .mode = "exam",
       .trainee = HOSTILE},
      {.kind = EVENT_LOOKED, ASKED, .say = HOSTILE},
      {.kind = EVENT_HEARD, ASKED, .answer = HOSTILE, .say = HOSTILE},
      {.kind = EVENT_HINTED, ASKED, .say = HOSTILE},
      CHOSE("this", HOSTILE, "new-id"),
      {.kind = EVENT_DIAGNOSED, FIX, .answer = "x", .say = HOSTILE, .evidence = HOSTILE}},
     OUTCOME_UNFINISHED,
     2},
    {.name = NULL},
};

struct session *recorded_session(const struct recorded *recorded)
{
    struct session *session = session_new();
    struct event event;
    size_t i;

    for (i = 0; i < RECORDED_EVENTS; i++) {
        event = recorded->events[i];
        if (i > 0 && event.kind == EVENT_STARTED)
            break;
        event.at = RECORDED_START + (int64_t)i * RECORDED_STEP;
#define FILL(text)   \
    if (!event.text) \
        event.text = "";
        EVENT_TEXTS(FILL)
#undef FILL
        if (session_apply(session, &event) != STATUS_OK) {
            printf("    event %zu of %s does not fit\n", i + 1, recorded->name);
            suite_expect(recorded->name, false);
        }
    }
    return session;
}

struct transcript *recorded_transcript(const struct recorded *recorded)
{
    struct session *session = recorded_session(recorded);
    struct transcript *transcript = NULL;

    suite_expect(recorded->name, transcript_new(session, &transcript) == STATUS_OK);
    session_free(session);
    return transcript;
}

const struct recorded *recorded_named(const char *name)
{
    const struct recorded *recorded = recorded_sessions;

    while (strcmp(recorded->name, name) != 0)
        recorded++;
    return recorded;
}

void recorded_write(struct buffer *out, const struct recorded *recorded, const char *format)
{
    struct transcript *transcript = recorded_transcript(recorded);

    if (transcript)
        transcript_write(out, transcript_format_named(format), transcript);
    transcript_free(transcript);
}

void recorded_expect_golden(const char *format, const char *extension)
{
    const struct recorded *recorded;
    struct buffer out = {0};
    char path[128];

    for (recorded = recorded_sessions; recorded->name; recorded++) {
        buffer_clear(&out);
        recorded_write(&out, recorded, format);
        snprintf(path, sizeof path, "tests/transcripts/%s.%s", recorded->name, extension);
        suite_expect_golden(path, buffer_text(&out), out.length);
    }
    buffer_free(&out);
}

struct transcript *recorded_hostile(const char *text)
{
    struct recorded recorded = *recorded_named("hostile");
    size_t i;

    recorded.events[0].error = recorded.events[0].title = recorded.events[0].sha256 = text;
    for (i = 1; i < 5; i++) {
        recorded.events[i].question = text;
        if (recorded.events[i].kind != EVENT_TRIED)
            recorded.events[i].answer = text;
        if (recorded.events[i].kind == EVENT_ANSWERED)
            recorded.events[i].say = text;
    }
    recorded.events[4].related = "X\tflow";
    recorded.events[5].question = text;
    recorded.events[5].say = "{{luid}} and `{{luid}}`";
    return recorded_transcript(&recorded);
}
