/* SPDX-License-Identifier: MIT */
/*
 * Trainings: what may be done when, what the modes make of it, and what it is worth.
 */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errwalk/history.h"
#include "errwalk/memory.h"
#include "errwalk/score.h"
#include "suite.h"
#include "training.h"

const char suite_name[] = "training";

static const char scenario[] = "training/nightly-import";

/* The good path up to before its ending, and all of it. */
#define QUESTIONS "l this l admin l none l given-id l 0x4a1f2 l kept "
#define PERFECT QUESTIONS "?reused-id:100:id-source l worked"

/* Parts in the order of enum score_part, in tenths. */
static void list_score(const struct score *score, struct buffer *out)
{
    enum score_part part;

    buffer_clear(out);
    buffer_printf(out, "%u:", score->tenths);
    for (part = 0; part < SCORE_PART_COUNT; part++)
        buffer_printf(out, " %u", score->parts[part].tenths);
}

/* As a record has it that was made when that version was in force. */
static void score_by_rule(const struct session *session, unsigned rule, struct score *score)
{
    struct solution solution = {0};

    suite_expect("solution",
                 solution_read(session_training(session)->solution, &solution) == STATUS_OK);
    solution.rule = rule;
    score_by(session, &solution, score);
    solution_free(&solution);
}

static void test_scores(void)
{
    static const struct {
        const char *what;
        enum training_mode mode;
        const char *commands;
        const char *expected[SCORE_RULE]; /* by each version of the rule */
    } rows[] = {
        {"perfect", TRAINING_PRACTISE, PERFECT,
         {"1000: 300 200 150 100 100 50 50 50", "1000: 150 150 200 250 50 100 50 50",
          "1000: 150 150 150 250 50 150 50 50"}},
        {"perfect, learning", TRAINING_LEARN, PERFECT,
         {"1000: 300 200 150 100 100 50 50 50", "1000: 150 150 200 250 50 100 50 50",
          "1000: 150 150 150 250 50 150 50 50"}},
        {"perfect, in an exam", TRAINING_EXAM, PERFECT,
         {"1000: 300 200 150 100 100 50 50 50", "1000: 150 150 200 250 50 100 50 50",
          "1000: 150 150 150 250 50 150 50 50"}},
        {"nothing at all", TRAINING_EXAM, "l",
         {"0: 0 0 0 0 0 0 0 0", "0: 0 0 0 0 0 0 0 0",
          "0: 0 0 0 0 0 0 0 0"}},
        {"a hint", TRAINING_PRACTISE, "h " PERFECT,
         {"990: 300 200 150 100 100 50 40 50", "990: 150 150 200 250 50 100 40 50",
          "990: 150 150 150 250 50 150 40 50"}},
        {"two hints", TRAINING_PRACTISE, "h h " PERFECT,
         {"980: 300 200 150 100 100 50 30 50", "980: 150 150 200 250 50 100 30 50",
          "980: 150 150 150 250 50 150 30 50"}},
        {"one look left out", TRAINING_PRACTISE,
         "this l admin l none l given-id l 0x4a1f2 l kept ?reused-id:100:id-source l worked",
         {"983: 300 200 150 83 100 50 50 50", "890: 129 139 171 208 50 100 43 50",
          "894: 129 129 129 214 50 150 43 50"}},
        {"not verified", TRAINING_PRACTISE, QUESTIONS "?reused-id:100:id-source worked",
         {"950: 300 200 150 100 100 50 50 0", "882: 129 139 171 250 50 100 43 0",
          "880: 129 129 129 250 50 150 43 0"}},
        {"half sure", TRAINING_PRACTISE, QUESTIONS "?reused-id:50:id-source l worked",
         {"988: 300 200 150 100 100 38 50 50", "970: 150 150 200 250 50 70 50 50",
          "955: 150 150 150 250 50 105 50 50"}},
        {"sure and wrong", TRAINING_PRACTISE, QUESTIONS "?session-leak:100:id-source l worked",
         {"950: 300 200 150 100 100 0 50 50", "900: 150 150 200 250 50 0 50 50",
          "646: 150 0 150 196 50 0 50 50"}},
        {"a wrong answer, learning", TRAINING_LEARN,
         "l this l user admin l none l given-id l 0x4a1f2 l kept ?reused-id:100:id-source l worked",
         {"979: 300 200 129 100 100 50 50 50", "881: 129 139 171 208 50 100 34 50",
          "867: 129 129 129 196 50 150 34 50"}},
        {"a wrong turn", TRAINING_PRACTISE,
         "l this l user < admin l none l given-id l 0x4a1f2 l kept ?reused-id:100:id-source l "
         "worked",
         {"979: 300 200 129 100 100 50 50 50", "965: 150 150 186 229 50 100 50 50",
          "953: 150 150 139 214 50 150 50 50"}},
        {"a wrong turn, looked at", TRAINING_PRACTISE,
         "l this l user l < admin l none l given-id l 0x4a1f2 l kept ?reused-id:100:id-source l "
         "worked",
         {"972: 300 200 122 100 100 50 50 50", "955: 150 150 176 229 50 100 50 50",
          "946: 150 150 132 214 50 150 50 50"}},
        {"harm", TRAINING_PRACTISE,
         "l this l user l none l no ?reused-id:70:role l failed ! ",
         {"193: 0 0 16 67 0 46 14 50", "299: 0 0 21 125 0 89 14 50",
          "339: 0 0 16 125 0 134 14 50"}},
        {"harm not done", TRAINING_PRACTISE,
         "l this l user l none l no ?reused-id:70:role skipped ! ",
         {"229: 86 0 16 67 0 46 14 0", "292: 43 0 21 125 0 89 14 0",
          "332: 43 0 16 125 0 134 14 0"}},
        {"without what is required", TRAINING_PRACTISE, "l bare l hex !",
         {"83: 43 0 0 33 0 0 7 0", "70: 21 0 0 42 0 0 7 0",
          "46: 21 0 0 18 0 0 7 0"}},
        {"abandoned", TRAINING_PRACTISE, "l this !",
         {"88: 43 0 21 17 0 0 7 0", "99: 21 0 29 42 0 0 7 0",
          "85: 21 0 21 36 0 0 7 0"}},
        {"said that it failed", TRAINING_PRACTISE,
         QUESTIONS "?reused-id:100:id-source l failed !",
         {"779: 300 0 129 100 100 50 50 50", "771: 150 0 171 250 50 100 50 0",
          "779: 150 0 129 250 50 150 50 0"}},
        {"referred away", TRAINING_EXAM, "l other gone ?misread-code:90:exact-error done",
         {"77: 43 0 0 17 0 10 7 0", "28: 21 0 0 0 0 0 7 0",
          "28: 21 0 0 0 0 0 7 0"}},
    };
    struct buffer found = {0};
    struct trained trained;
    struct score score;
    unsigned rule;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (trained_open(&trained, NULL, scenario) && trained_start(&trained, rows[i].mode, 0) &&
            trained_act_all(&trained, rows[i].commands) &&
            suite_expect("score", score_session(walk_session(trained.walk), &score) ==
                                      STATUS_OK)) {
            suite_expect_long(rows[i].what, score.rule, SCORE_RULE);
            for (rule = 1; rule <= SCORE_RULE; rule++) {
                score_by_rule(walk_session(trained.walk), rule, &score);
                list_score(&score, &found);
                suite_expect_string(rows[i].what, buffer_text(&found), rows[i].expected[rule - 1]);
            }
        }
        trained_close(&trained);
    }
    buffer_free(&found);
}

static const struct event *last_look(const struct session *session)
{
    size_t i = session_count(session);

    while (i && session_event(session, i - 1)->kind != EVENT_LOOKED)
        i--;
    return i ? session_event(session, i - 1) : NULL;
}

#define SHARE "l this l hand l yes l letter l "

/* What is found and what does harm depends on what was done before, and on the time. */
static void test_worlds(void)
{
    static const struct {
        const char *what, *scenario, *commands;
        const char *found; /* is seen at the last look */
        unsigned harm, ending; /* tenths of the parts */
    } rows[] = {
        {"the right drive", "training/second-share", SHARE "Z: ?remembered-drive:100:drive-letter l worked",
         "still", 150, 150},
        {"the drive of the copy", "training/second-share",
         SHARE "K: ?remembered-drive:100:drive-letter l failed !", "The copy has stopped", 0, 0},
        {"in small letters", "training/second-share",
         SHARE "k: ?remembered-drive:100:drive-letter l failed !", "The copy has stopped", 0, 0},
        {"another drive", "training/second-share",
         SHARE "H: ?remembered-drive:100:drive-letter l failed !", "my own drive is gone", 150, 0},
        {"no such drive", "training/second-share",
         SHARE "Q: ?remembered-drive:100:drive-letter l failed !", "could not be found", 150, 0},
        {"said to work", "training/second-share",
         SHARE "H: ?remembered-drive:100:drive-letter l worked", "my own drive is gone", 150, 0},
        {"typed again, and then done", "training/second-share",
         SHARE "K: < Z: ?remembered-drive:100:drive-letter l worked", "still", 150, 150},
        {"a needless restart leaves lines in a log", "training/after-the-hardening",
         "l server l admin l refused ?backend-down:50:upstream l < l !", "111: Connection refused", 0, 0},
    };
    struct trained trained;
    struct score score;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (trained_open(&trained, NULL, rows[i].scenario) &&
            trained_start(&trained, TRAINING_PRACTISE, 0) &&
            trained_act_all(&trained, rows[i].commands) &&
            suite_expect("score", score_session(walk_session(trained.walk), &score) == STATUS_OK)) {
            const struct event *looked = last_look(walk_session(trained.walk));

            suite_expect(rows[i].what, looked && strstr(looked->say, rows[i].found) != NULL);
            suite_expect_long(rows[i].what, score.parts[SCORE_HARM].tenths, rows[i].harm);
            suite_expect_long(rows[i].what, score.parts[SCORE_ENDING].tenths, rows[i].ending);
        }
        trained_close(&trained);
    }
}

/* What a seed picks: the true cause and what is seen first. */
static void test_variants(void)
{
    bool maintenance = false, names = false;
    struct trained trained;
    int64_t seed;

    for (seed = 0; seed < 12; seed++) {
        if (trained_open(&trained, NULL, "training/closed-at-night") &&
            trained_start(&trained, TRAINING_PRACTISE, seed)) {
            const struct scenario *picked = training_scenario(trained.training);
            bool is_rule = strcmp(picked->cause, "server-rule") == 0;

            trained_act(&trained, "l");
            suite_expect("evidence of its cause",
                         is_rule == (strstr(last_look(walk_session(trained.walk))->say, "publickey") != NULL));
            suite_expect("0 is the first", seed || !is_rule);
            maintenance |= !is_rule;
            names |= is_rule;
        }
        trained_close(&trained);
    }
    suite_expect("each is picked", maintenance && names);
    if (trained_open(&trained, NULL, "training/drawing-office") &&
        trained_start(&trained, TRAINING_PRACTISE, 0)) {
        trained_act_all(&trained, "nothing l");
        suite_expect("values", strstr(last_look(walk_session(trained.walk))->say, "10:42") != NULL);
    }
    trained_close(&trained);
}

/* What may be done, as letters. */
static const char *list_acts(const struct trained *trained)
{
    static const struct {
        enum choice_kind kind;
        char letter;
    } letters[] = {
        {CHOICE_LOOK, 'l'},     {CHOICE_HINT, 'h'},     {CHOICE_ANSWER, 'a'}, {CHOICE_VALUE, 'a'},
        {CHOICE_RESULT, 'a'},   {CHOICE_REFER, 'a'},    {CHOICE_ESCALATE, 'a'},
        {CHOICE_DIAGNOSE, 'd'}, {CHOICE_BACK, 'b'},
    };
    static char text[sizeof letters / sizeof *letters + 1];
    unsigned i, count = 0;

    for (i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (walk_choice(trained->walk, letters[i].kind, NULL) &&
            !(count && text[count - 1] == letters[i].letter))
            text[count++] = letters[i].letter;
    }
    text[count] = '\0';
    return text;
}

static void test_modes(void)
{
    static const struct {
        enum training_mode mode;
        const char *commands, *last; /* what comes of the last command */
        enum status expected;
        const char *acts; /* then: look, hint, answer, diagnose, back */
    } rows[] = {
        {TRAINING_PRACTISE, "", "l", STATUS_OK, "ha"},
        {TRAINING_PRACTISE, "l", "l", STATUS_NO, "ha"},
        {TRAINING_PRACTISE, "h h", "h", STATUS_NO, "la"},
        {TRAINING_PRACTISE, "", "this", STATUS_OK, "lab"},
        {TRAINING_PRACTISE, "", "nonsense", STATUS_NO, "lha"},
        {TRAINING_PRACTISE, "this", "<", STATUS_OK, "lha"},
        {TRAINING_PRACTISE, QUESTIONS, "worked", STATUS_NO, "db"},
        {TRAINING_PRACTISE, QUESTIONS, "l", STATUS_NO, "db"},
        {TRAINING_PRACTISE, QUESTIONS, "?no-cause:50:id-source", STATUS_NO, "db"},
        {TRAINING_PRACTISE, QUESTIONS, "?reused-id:101:id-source", STATUS_NO, "db"},
        {TRAINING_PRACTISE, QUESTIONS, "?reused-id:50:role-play", STATUS_NO, "db"},
        {TRAINING_PRACTISE, QUESTIONS, "?reused-id:50", STATUS_NO, "db"},
        {TRAINING_PRACTISE, QUESTIONS, "?session-leak:50:id-source", STATUS_OK, "lab"},
        {TRAINING_PRACTISE, QUESTIONS "?reused-id:50:id-source", "l", STATUS_OK, "ab"},
        {TRAINING_PRACTISE, PERFECT, "l", STATUS_NO, ""},
        {TRAINING_PRACTISE, PERFECT, "<", STATUS_NO, ""},
        {TRAINING_PRACTISE, "this !", "<", STATUS_NO, ""},
        {TRAINING_LEARN, PERFECT, "<", STATUS_NO, ""},
        {TRAINING_PRACTISE, "other gone ?misread-code:1", "other 5", STATUS_NO, "ab"},
        {TRAINING_LEARN, "l", "other", STATUS_OK, "ha"},
        {TRAINING_LEARN, QUESTIONS, "?session-leak:50:id-source", STATUS_OK, "db"},
        {TRAINING_EXAM, "", "h", STATUS_NO, "la"},
        {TRAINING_EXAM, "this", "<", STATUS_NO, "la"},
        {TRAINING_EXAM, PERFECT, "<", STATUS_NO, ""},
    };
    struct trained trained;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (trained_open(&trained, NULL, scenario) && trained_start(&trained, rows[i].mode, 0) &&
            trained_act_all(&trained, rows[i].commands)) {
            suite_expect_long(rows[i].last, trained_act(&trained, rows[i].last), rows[i].expected);
            suite_expect_string(rows[i].last, list_acts(&trained), rows[i].acts);
        }
        trained_close(&trained);
    }
}

static void test_feedback(void)
{
    struct trained trained;

    if (trained_open(&trained, NULL, scenario) && trained_start(&trained, TRAINING_LEARN, 0)) {
        trained_act(&trained, "l");
        suite_expect("a look", !trained.feedback.is_given);
        trained_act(&trained, "other");
        suite_expect("wrong", trained.feedback.is_given && !trained.feedback.right);
        suite_expect("why", strstr(trained.feedback.because, "1366") != NULL);
        suite_expect_string("still here", session_step(walk_session(trained.walk)), "exact-error");
        trained_act(&trained, "this");
        suite_expect("right", trained.feedback.is_given && trained.feedback.right);
        suite_expect_string("on", session_step(walk_session(trained.walk)), "role");
    }
    trained_close(&trained);
}

static void test_release(void)
{
    struct trained trained;
    struct event event;
    const struct session *session;

    if (trained_open(&trained, NULL, scenario) && trained_start(&trained, TRAINING_EXAM, 0)) {
        session = walk_session(trained.walk);
        suite_expect_long("too early", training_release(session, "open sesame", &event), TRAINING_NOT_ENDED);
        trained_act_all(&trained, PERFECT);
        suite_expect("locked", !training_is_open(session));
        suite_expect_long("wrong key", training_release(session, "open", &event), TRAINING_OTHER_KEY);
        suite_expect_long("key", training_release(session, "open sesame", &event), TRAINING_RELEASES);
        suite_expect_long("released", walk_commit(trained.walk, &event), STATUS_OK);
        suite_expect("open", training_is_open(session));
        suite_expect_long("once", training_release(session, "open sesame", &event), TRAINING_RELEASED_BEFORE);
    }
    trained_close(&trained);
}

/* Wording and order of one seed. */
static void describe(int64_t seed, struct buffer *out)
{
    const struct choice *answer;
    struct trained trained;

    buffer_clear(out);
    if (trained_open(&trained, NULL, scenario) && trained_start(&trained, TRAINING_EXAM, seed)) {
        buffer_printf(out, "%.5s:", training_opening(trained.training));
        walk_each (answer, trained.walk, CHOICE_ANSWER)
            buffer_printf(out, " %s", answer->id);
        trained_act(&trained, "l");
        buffer_printf(out, " %.9s", training_looked(trained.training)->say);
    }
    trained_close(&trained);
}

static void test_seeds(void)
{
    struct buffer one = {0}, again = {0};
    bool differs = false;
    int64_t seed;

    describe(0, &one);
    suite_expect_string("as written", buffer_text(&one), "Our n: this other bare unsure > The job");
    for (seed = 1; seed < 20; seed++) {
        describe(seed, &one);
        describe(seed, &again);
        suite_expect_string("the same", buffer_text(&again), buffer_text(&one));
        suite_expect("unsure last", strstr(buffer_text(&one), "unsure >") != NULL);
        differs |= strstr(buffer_text(&one), "this other bare") == NULL;
    }
    suite_expect("another order", differs);
    buffer_free(&one);
    buffer_free(&again);
}

/* What happened at one step on the way: the right replies up to it, a wrong one there. */
static void act_until(struct trained *trained, const struct scenario_step *way, size_t count)
{
    char command[256];
    size_t i;

    for (i = 0; i < count; i++) {
        const char *answer = way[i].answer;

        if (!step_is_question(way[i].step->kind)) {
            snprintf(command, sizeof command, "?%s:100:%s",
                     training_scenario(trained->training)->cause, way[0].path);
            suite_expect(command, trained_act(trained, command) == STATUS_OK);
        }
        trained_act(trained, "l");
        if (!suite_expect(way[i].path,
                          trained_act(trained, answer ? answer : "done") == STATUS_OK))
            return;
    }
}

static unsigned score_of(const struct trained *trained)
{
    struct score score = {0};

    suite_expect("score", score_session(walk_session(trained->walk), &score) == STATUS_OK);
    return score.tenths;
}

static void expect_less(const char *id, const struct scenario_step *way, size_t at,
                        const struct answer *wrong)
{
    struct trained trained;

    if (trained_open(&trained, NULL, id) && trained_start(&trained, TRAINING_PRACTISE, 3)) {
        act_until(&trained, way, at);
        trained_act(&trained, "l");
        suite_expect(wrong->node.id, trained_act(&trained, wrong->node.id) == STATUS_OK);
        if (suite_expect(wrong->node.id, trained_act(&trained, "<") == STATUS_OK)) {
            suite_expect("right", trained_act(&trained, way[at].answer) == STATUS_OK);
            suite_expect(id, score_of(&trained) < 1000);
        }
    }
    trained_close(&trained);
}

/* Walked perfectly a scenario scores 100, and less with any one wrong answer. */
static void expect_scenario(const char *id)
{
    struct trained trained;
    struct scenario_way way = {0};
    const struct answer *answer;
    const struct flow *flow = NULL;
    struct diag_list faults = {0};
    size_t i;

    if (trained_open(&trained, NULL, id) && trained_start(&trained, TRAINING_EXAM, 1) &&
        suite_expect(id, library_flow(trained.library, training_scenario(trained.training)->trains,
                                      &faults, &flow) == STATUS_OK)) {
        scenario_walk(training_scenario(trained.training), flow, &way);
        act_until(&trained, way.steps, way.count);
        suite_expect_long(id, (long)score_of(&trained), 1000);
        suite_expect(id, training_minutes(trained.training) <= training_allowed(trained.training));
        for (i = 0; i < way.count; i++) {
            const struct step *step = way.steps[i].step;
            const char *right = way.steps[i].answer;
            const struct answer *chosen = right ? flow_answer(step, right) : NULL;

            flow_each (answer, chosen ? step->answers : NULL) {
                if (answer->to.step != chosen->to.step)
                    expect_less(id, way.steps, i, answer);
            }
        }
    }
    scenario_way_free(&way);
    diag_list_free(&faults);
    trained_close(&trained);
}

static void test_scenarios(void)
{
    const char *directory = suite_source("flows");
    const struct scenario_entry *entries = NULL;
    struct library *library = NULL;
    size_t count = 0, i;

    library_new(&directory, 1, &library);
    library_scenarios(library, &entries, &count);
    suite_expect("list", count);
    for (i = 0; i < count; i++)
        expect_scenario(entries[i].id);
    library_free(library);
}

/* Goes on with what history has, as after a kill. */
static bool reopen(struct trained *trained, const char *path, const char *id,
                   struct history **history)
{
    struct diag_list faults = {0};
    struct session *session = NULL;
    const struct event *misfit = NULL;
    const char *directory = suite_source("flows");
    struct walk_store store;

    trained_close(trained);
    history_free(*history);
    *history = history_new(path);
    trained->training = NULL;
    trained->library = NULL;
    library_new(&directory, 1, &trained->library);
    trained->walk = walk_new(trained->library, &trained->clock);
    store = history_store(*history);
    walk_set_store(trained->walk, &store);
    suite_expect("claim", history_claim(*history, id) == STATUS_OK);
    suite_expect("load", history_load(*history, id, &session) == STATUS_OK);
    suite_expect("resume", walk_resume(trained->walk, session, &faults, &misfit) == STATUS_OK &&
                               !misfit);
    diag_list_free(&faults);
    return suite_expect("training", training_resume(trained->library, trained->walk, &faults,
                                                    &trained->training) == STATUS_OK);
}

static const char *const commands[] = {
    "l", "h", "this", "l", "user", "l", "<", "admin", "l", "none", "l", "given-id", "l",
    "0x4a1f2", "l", "kept", "?reused-id:80:id-source", "l", "worked"};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void test_resume(void)
{
    const char *path = suite_scratch("resume.db");
    struct history *history = history_new(path);
    struct trained trained;
    struct walk_store store;
    struct score score;
    char id[SESSION_ID_SIZE];
    size_t i;

    if (!trained_open(&trained, NULL, scenario))
        return;
    store = history_store(history);
    walk_set_store(trained.walk, &store);
    trained_start(&trained, TRAINING_PRACTISE, 5);
    for (i = 0; i < COMMANDS; i++) {
        if (!suite_expect(commands[i], trained_act(&trained, commands[i]) == STATUS_OK))
            break;
        snprintf(id, sizeof id, "%s", session_id(walk_session(trained.walk)));
        if (!reopen(&trained, path, id, &history))
            break;
    }
    suite_expect_long("all of it", (long)session_count(walk_session(trained.walk)), 21);
    suite_expect("score", score_session(walk_session(trained.walk), &score) == STATUS_OK);
    suite_expect_long("as without a break", (long)score.tenths, 929);
    trained_close(&trained);
    history_free(history);
}

/* A process that says each command that was carried out, until it is killed. */
static void train_until_killed(const char *path, int told)
{
    struct history *history = history_new(path);
    struct walk_store store = history_store(history);
    struct trained trained;
    size_t i;

    if (!trained_open(&trained, NULL, scenario))
        _exit(1);
    walk_set_store(trained.walk, &store);
    trained_start(&trained, TRAINING_PRACTISE, 5);
    for (i = 0; i < COMMANDS; i++) {
        trained_act(&trained, commands[i]);
        if (write(told, i ? "." : session_id(walk_session(trained.walk)), i ? 1 : SESSION_ID_LENGTH) < 1)
            _exit(1);
    }
    for (;;)
        pause();
}

/* Killed at once after the `count`-th command was carried out: what was done is there, and the rest
 * leads to the same score. */
static void expect_killed(const char *path, size_t count)
{
    int pipes[2];
    char text[SESSION_ID_LENGTH + COMMANDS], id[SESSION_ID_SIZE] = "";
    struct history *history = NULL;
    struct trained trained = {0};
    struct score score = {0};
    size_t done = 0;
    ssize_t got;
    pid_t child;

    if (!suite_expect("pipe", pipe(pipes) == 0))
        return;
    child = fork();
    if (child == 0) {
        close(pipes[0]);
        train_until_killed(path, pipes[1]);
    }
    close(pipes[1]);
    while (done < SESSION_ID_LENGTH + count && (got = read(pipes[0], text + done, SESSION_ID_LENGTH + count - done)) > 0)
        done += (size_t)got;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (done < sizeof text && (got = read(pipes[0], text + done, sizeof text - done)) > 0)
        done += (size_t)got;
    close(pipes[0]);
    if (!suite_expect("told", done >= SESSION_ID_LENGTH))
        return;
    memcpy(id, text, SESSION_ID_LENGTH);
    trained.clock = (struct clock){.fixed = true, .now = 1795392000, .random = 8};
    if (reopen(&trained, path, id, &history)) {
        size_t kept = session_count(walk_session(trained.walk)) - 1;

        suite_expect("all that was told", kept >= done - (SESSION_ID_LENGTH - 1));
        while (kept < COMMANDS && trained_act(&trained, commands[kept]) == STATUS_OK)
            kept++;
        suite_expect("score", score_session(walk_session(trained.walk), &score) == STATUS_OK);
        suite_expect_long("as without a kill", (long)score.tenths, 929);
    }
    trained_close(&trained);
    history_free(history);
}

static void test_killed(void)
{
    long times = suite_scale(300), i;
    char name[32];

    for (i = 0; i < times; i++) {
        snprintf(name, sizeof name, "killed-%ld.db", i);
        expect_killed(suite_scratch(name), (size_t)(i * 7 % (COMMANDS - 1)));
    }
}

/* From before each event of a walk with everything in it, the same events are there. */
static void test_replay(void)
{
    struct trained old, again;
    const struct session *earlier, *session;
    size_t i, number;

    if (trained_open(&old, NULL, scenario) && trained_start(&old, TRAINING_EXAM, 9) &&
        trained_act_all(&old, "l this l user l none l no ?reused-id:60:exact-error l worked")) {
        earlier = walk_session(old.walk);
        for (number = 2; number <= session_count(earlier); number++) {
            if (trained_open(&again, NULL, scenario)) {
                suite_expect_long("replay",
                                  training_replay(again.training, earlier, (unsigned)number),
                                  STATUS_OK);
                session = walk_session(again.walk);
                suite_expect("as many", session_count(session) + 1 >= number);
                for (i = 1; i + 1 < number; i++)
                    suite_expect_string("the same", session_event(session, i)->answer,
                                        session_event(earlier, i)->answer);
            }
            trained_close(&again);
        }
    }
    trained_close(&old);
}

/* Killed between a wrong answer and its being taken back: that is done on resuming. */
static void test_settle(void)
{
    const char *path = suite_scratch("settle.db");
    struct history *history = history_new(path);
    struct trained trained;
    struct walk_store store;
    struct event event;
    char id[SESSION_ID_SIZE];

    if (!trained_open(&trained, NULL, scenario))
        return;
    store = history_store(history);
    walk_set_store(trained.walk, &store);
    trained_start(&trained, TRAINING_LEARN, 0);
    walk_set_policy(trained.walk, NULL); /* as if it ended before it was taken back */
    suite_expect("wrong", walk_reply(trained.walk, "other", &event) == STATUS_OK &&
                              walk_commit(trained.walk, &event) == STATUS_OK);
    snprintf(id, sizeof id, "%s", session_id(walk_session(trained.walk)));
    if (reopen(&trained, path, id, &history))
        suite_expect_string("back", session_step(walk_session(trained.walk)), "exact-error");
    trained_close(&trained);
    history_free(history);
}

/* Where every value leads to one step, it must be the value itself. */
static void test_values(void)
{
    static const struct {
        const char *type, *typed, *to;
        enum verdict verdict;
    } rows[] = {
        {"text", "Z:", "next", VERDICT_RIGHT},  {"text", "z:", "next", VERDICT_RIGHT},
        {"text", "K:", "next", VERDICT_WRONG},  {"", "K:", "next", VERDICT_RIGHT},
        {"", "Z:", "elsewhere", VERDICT_WRONG}, {"text", "Z:", "elsewhere", VERDICT_WRONG},
        {"hex", "3E7h", "next", VERDICT_RIGHT}, {"hex", "0x3e8", "next", VERDICT_WRONG},
        {"number", "007", "next", VERDICT_RIGHT}, {"number", "8", "next", VERDICT_WRONG},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *answer = rows[i].type[0] == 'h' ? "0x3e7" : rows[i].type[0] == 'n' ? "7" : "Z:";
        struct event event = event_make(EVENT_TYPED);
        struct solution solution = {0};
        char text[256];

        snprintf(text, sizeof text,
                 "{\"solution\": 1, \"good\": 1, \"beside\": [], \"steps\": [{\"step\": \"drive\", "
                 "\"kind\": \"input\", \"answer\": \"%s\", \"to\": \"next\", \"type\": \"%s\"}]}",
                 answer, rows[i].type);
        event.step = "drive";
        event.answer = rows[i].typed;
        event.to = rows[i].to;
        suite_expect("solution", solution_read(text, &solution) == STATUS_OK);
        suite_expect_long(rows[i].typed, solution_verdict(&solution, event.step, &event), rows[i].verdict);
        solution_free(&solution);
    }
}

/* A case over a flow for any error says which it is. */
static void test_error(void)
{
    struct trained trained;

    if (trained_open(&trained, NULL, "training/drawing-office") &&
        trained_start(&trained, TRAINING_PRACTISE, 1)) {
        suite_expect_string("error", walk_error(trained.walk), "ERROR_DISK_FULL");
        suite_expect_long("code", (long)walk_code(trained.walk).value, 112);
    }
    trained_close(&trained);
}

const struct suite_test suite_tests[] = {
    {"typed values", test_values},
    {"the error of a case", test_error},
    {"the score, by what was done", test_scores},
    {"a world that answers", test_worlds},
    {"variants by a seed", test_variants},
    {"what may be done in each mode", test_modes},
    {"what is told at once", test_feedback},
    {"an exam is released by its key", test_release},
    {"a seed shuffles, the same each time", test_seeds},
    {"each scenario, perfect and with each wrong answer", test_scenarios},
    {"resumed after each event", test_resume},
    {"killed and resumed", test_killed},
    {"replayed from any event", test_replay},
    {"resumed in the middle of taking back", test_settle},
    {NULL, NULL},
};
