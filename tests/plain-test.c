/* SPDX-License-Identifier: MIT */
/*
 * Plain mode from outside: walks in plain mode through a pipe and at a terminal, over the flows of
 * tests/flows/session.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

const char suite_name[] = "plain";

static void run_table(const struct run_row *rows, size_t count)
{
    size_t i;

    run_prepare("tests/flows/session");
    for (i = 0; i < count; i++)
        run_expect(&rows[i]);
}

#define RUN(rows) run_table(rows, sizeof rows / sizeof *rows)

static void test_replies(void)
{
    static const struct run_row rows[] = {
        {"errwalk main", "1\n0x3e7\n1\n", 0,
         {"The main flow", "ERROR_LOGON_SESSION_COLLISION (1366)", "What shall it be?",
          "Which logon ID does ERROR_LOGON_SESSION_COLLISION name?", "Remove the session 0x3e7",
          "klist -li 0x3e7 sessions", "Does it work now?", "Resolved"}, {0}},
        {"errwalk main", "fix\n0x3e7\nworked\n", 0, {"Resolved"}, {0}},
        {"errwalk main", "  fix  \r\n 0x3e7\t\n yes \n", 0, {"Resolved"}, {0}},
        {"errwalk main", "fix\n:unsure\nno\nno\n", 0, {"Not resolved"}, {0}},
        {"errwalk main", "fix\nunsure\nskipped\nworse\n", 0, {"Not resolved"}, {0}},
        {"errwalk main", "1\n1\n2\n3\n4\n", 0, {"Restart", "Not resolved"}, {0}},
        {"errwalk main", "1\n1\n4\n", 0, {"Call somebody", "Escalated"}, {0}},
        {"errwalk main", "6\ndone\n", 0, {"Escalated"}, {0}},
        /* The error that was asked for, not the first of its flow. */
        {"errwalk 1381", "6\ndone\n", 0, {"\nERROR_TOO_MANY_SECRETS (1381)\n", "!(1366)"}, {0}},
        {"errwalk main", "6\n\n", 0, {"Escalated"}, {0}},
        {"errwalk main", "6\n", 0, {"Escalated"}, {0}},
        {"errwalk main", "2\n3\n1\n", 0,
         {"ERROR_LOGON_FAILURE (1326)", "The other flow", "Where now?", "Resolved"}, {0}},
        {"errwalk main", "no-flow\n", 0, {"ERROR_ACCESS_DENIED (5)", "it is not known here",
                                          "Referred"}, {0}},
        {"errwalk main", "fix\n1\nother 1326\nfix\nworked\n", 0, {"The other flow"}, {0}},
        {"errwalk main", "fix\n1\nother ORA-12154\n", 0,
         {"End: Referred: there is no flow for ORA-12154 here."}, {0}},
        {"errwalk main", "fix\n1\nother 5\n", 0,
         {"there is no flow for ERROR_ACCESS_DENIED (5) here."}, {0}},
        {"errwalk main", "gone\n", 0, {"there is no flow for windows/gone here."}, {0}},
        {"errwalk main --flows=$srcdir/flows", "fix\n1\nother 145\n", 3,
         {"Does the screen show ERROR_DIR_NOT_EMPTY (145)?"}, {0}},
        {"errwalk main", "fix\n1\nother LOGON_FALIURE\n", 2, {"!Referred"},
         {"no match for 'LOGON_FALIURE'; did you mean ERROR_LOGON_FAILURE (1326)?"}},
        {"errwalk main", "fix\n1\nother it smells\n", 2, {"!Referred"},
         {"no match for 'it smells'", "!nearest: "}},
        {"errwalk main", "fix\n1\nother 556\n", 2, {"!Referred"},
         {"'556' may mean several errors", "other ERROR_UNEXPECTED_MM_CREATE_ERR"}},
        {"errwalk main", "fix\n1\nother main\n", 2, {0}, {"has already been walked"}},
        {"errwalk main", "fix\n1\nother\n", 2, {0}, {"write the message after it"}},
        {"errwalk main", "fix\n1\n:r 1\nfix\nworked\n", 0, {"The other flow"}, {0}},
        {"errwalk main", "other\nback\n:b\nfix\nyes\n", 0, {"already been walked"}, {0}},
        {"errwalk $srcdir/tests/flows/wizard/late.yaml", ":more\n2\n:x 1\nworked\n", 0,
         {"Step 1: Read the log\n   (needs an administrator)\n   Run: tail log\nStep 2: Sign out\n"
          "There is more to know: :more shows it.\n", "    whoami\n",
          "Step 1: Restart it\n   (needs an administrator)\nStep 2: Sign in\n",
          "Does it work?\nLook again at ", "Resolved"}, {0}},
        {"errwalk $srcdir/tests/flows/wizard/late.yaml", "1\n", 3,
         {"Step 1: Restart it\nStep 2: Sign in\n"}, {0}},
        {"errwalk $srcdir/tests/flows/wizard/read.yaml",
         ":p\nSub Status:\t0xC000006A\nLogon ID: 0x3e7\n.\n1\n0x3e7\n:p\nSecret: hunter2\n.\nhunter2\n"
         "done\n", 0,
         {"Read in what was pasted:\nSub Status: 0xC000006A\n    means: A wrong password\n"
          "Logon ID: 0x3e7\n    says: Which logon ID?\n1. A wrong password\n"
          "   (read in what was pasted)\n", "Read in what was pasted: 0x3e7\n",
          "Nothing of what was pasted is kept.\n", "Escalated"}, {0}},
        {"errwalk $srcdir/tests/flows/wizard/read.yaml", ":p\n.\n", 2, {0},
         {"it contains nothing that can be read"}},
        {"errwalk --flows=$srcdir/tests/flows/calls visit", "Bo\nseen\n4\n:b\n4\n:l\nworked\n", 0,
         {"Question 1 of 1 to 5", "What is called\n\nQuestion 2 of 2 to 5\nHow was Bo recognised?",
          "Where a walk calls\n\nWhat to do: Greet Bo\nStep 1: Say seen and 4\n",
          "Your answer before: 4", "2. How was Bo recognised?\n   By sight\n", "Resolved"}, {0}},
        {"errwalk $srcdir/tests/flows/calls/visit.yaml", "Bo\n", 3, {"How was Bo recognised?"}, {0}},
        {"cd $srcdir/tests/flows/calls; errwalk visit.yaml", "Bo\n", 3, {"How was Bo recognised?"},
         {0}},
        {"errwalk $srcdir/tests/flows/alone/alone.yaml", "Bo\n", 4, {0},
         {"that was not saved: it leads to a block that is not there, or is broken"}},
        {"errwalk --flows=$srcdir/tests/flows/rules-blocks unknown_ca", "", 1,
         {"'unknown_ca' may mean several errors. Which is it?\n1  SEC_E_UNTRUSTED_ROOT\n"
          "   it is the id of a flow\n2  unknown_ca (48)", "\n   it is the name of an error\n"}, {0}},
        {"errwalk main", ":p\n", 2, {0}, {"':p' cannot be done here"}},
        {"errwalk main", ":more\n", 2, {0}, {"':more' cannot be done here"}},
        {"errwalk main --plain --ascii", "1\n1\n1\n", 0, {"Resolved"}, {0}},
        {"ACCESSIBLE=1 errwalk main", "1\n1\n1\n", 0, {"Resolved"}, {0}},
    };

    RUN(rows);
}

/* Without a problem: what is typed is looked for, and a number takes what was found. */
static void test_home(void)
{
    static const struct run_row rows[] = {
        {"errwalk", "", 2, {"What's the problem?", ":f lists the flows"},
         {"errwalk: name a problem"}},
        {"errwalk", ":f\n3\n6\ndone\n", 0, {"3  The main flow", "6  Values", "Escalated"}, {0}},
        {"errwalk walk", "1366\n1\n6\ndone\n", 0,
         {"1  ERROR_LOGON_SESSION_COLLISION (1366)", "2  The main flow", "Escalated"}, {0}},
        {"errwalk", "main flow\n1\n6\ndone\n", 0, {"1  The main flow", "Escalated"}, {0}},
        {"errwalk", "lgnsescol\nmain\n1\n6\ndone\n", 0, {"Escalated"}, {0}},
        {"errwalk", "it failed: 0x80070556 at 10:00\n1\n6\ndone\n", 0, {"Escalated"}, {0}},
        {"errwalk", ":f\n3\n", 3, {"The main flow"}, {"nothing was answered"}},
        {"errwalk", ":f\n1\n", 2, {0}, {"damaged"}},
        {"errwalk", "zzzz\n", 2, {0}, {"no match"}},
        {"errwalk", "1\n", 2, {"ERROR_INVALID_FUNCTION (1)"}, {"name a problem"}},
        {"errwalk", "E_NOINTERFACE\n1\n", 2, {"1  E_NOINTERFACE (0x80004002)", "Facility:"},
         {"name a problem"}},
        {"errwalk --flows=$srcdir/flows", "E_NOINTERFACE\n1\n1\n", 3,
         {"This may help:", "Does the screen show E_NOINTERFACE (0x80004002)?"}, {0}},
        {"errwalk --flows=$srcdir/flows", "ZZ_0x99999999\n1\n", 3, {"Any Windows error", "ZZ_0x99999999"}, {0}},
        {"errwalk", "event 4625\n1\n", 2, {"1  Event 4625 of Security-Auditing"},
         {"an event ID is not an error"}},
        {"errwalk", ":?\n:q\n", 0, {":f  lists the flows", ":q  leaves"}, {0}},
        {"errwalk", ":s\n:q\n", 0, {"There are no sessions"}, {0}},
        {"errwalk --history=figures.db", ":figures\n:q\n", 0, {"No walk is there to count yet. Walk through"}, {0}},
        {"errwalk --no-history", ":figures\n", 2, {0}, {"no history is kept, so there is nothing to count"}},
        {"errwalk --history=figures.db main", "6\ndone\n", 0, {"Escalated"}, {0}},
        {"errwalk --history=figures.db", ":figures\n1\n:q\n", 0,
         {"1  Figures: The main flow [main]\n   1 walk, resolved 0 of 1 (0 %)",
          "\nThe main flow [main]\n  1 walk, all of the flow as it is now\n", "STEPS, and what was answered", "!\xe2\x96\x88"},
         {0}},
        {"errwalk", ":x\n", 2, {0}, {"there is no such command"}},
        {"printf '\\377\\n' | errwalk", NULL, 2, {0}, {"no text in the encoding"}},
        {"errwalk", "  \n\n:q\n", 0, {0}, {0}},
        {"errwalk --no-history", ":f\n3\n6\n", 0, {"Escalated"}, {0}},
        {"mkdir -p none; ERRWALK_FLOWS=none errwalk --no-history", ":f\n", 2,
         {"No flow was found"}, {"errwalk: name a problem"}},
        {"ERRWALK_TEST_CLOCK=noon errwalk", NULL, 2, {0}, {"ERRWALK_TEST_CLOCK"}},
    };

    RUN(rows);
}

/* What was left is offered first, then what was used lately. */
static void test_home_sessions(void)
{
    static const struct run_row rows[] = {
        {"errwalk main", "1\n", 3, {0}, {"resume it with: errwalk resume"}},
        {"errwalk", ":q\n", 0,
         {"1  Go on: ERROR_LOGON_SESSION_COLLISION (1366)", "1 question answered",
          "2  The main flow"}, {0}},
        {"errwalk", ":s\n1\n1\n1\n", 0, {"Resolved"}, {0}},
        {"errwalk", "1\n6\n", 0, {"1  The main flow", "!Go on: ", "Escalated"}, {0}},
    };
    size_t i;

    run_prepare("tests/flows/session");
    run_share_history("home");
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        run_expect(&rows[i]);
    run_prepare("tests/flows/session");
}

static void test_commands(void)
{
    static const struct run_row rows[] = {
        {"errwalk main", ":b\n", 2, {0}, {"nothing to go back to"}},
        {"errwalk main", "1\n:b\n6\n", 0, {"Escalated"}, {0}},
        {"errwalk main", "1\n1\n:back\n2\n1\n", 0, {"Remove the session 2", "Resolved"}, {0}},
        {"errwalk main", ":l\n1\n1\n:l\n:g 1\n6\n", 0,
         {"Nothing answered", "1. What shall it be?", "2. Which logon ID", "This also takes back:",
          "(your answer before)", "Escalated"}, {0}},
        {"errwalk main", "1\n1\n:g 2\n2\n1\n", 0,
         {"Your answer before: 1", "!takes back", "Remove the session 2", "Resolved"}, {0}},
        {"errwalk main", "1\n:g 2\n", 2, {0}, {":l lists"}},
        {"errwalk main", "1\n:g\n", 2, {0}, {":g 1"}},
        {"errwalk main", "2\n3\n:l\n:g 2\n3\n1\n", 0, {"2. Where now?", "Resolved"}, {0}},
        {"errwalk main", ":m\n1\n1\n:m\n:g luid\n2\n1\n", 0,
         {"Fix: Remove the session <luid> [first]\n",
          "What shall it be? [what] (you are here)\n- A fix\n",
          "What shall it be? [what] (on the trail)\n- A fix (your answer)\n",
          "Fix: Remove the session 1 [first] (you are here)", "Escalate: Call somebody [call]\n",
          "Your answer before: 1", "Remove the session 2", "Resolved"}, {0}},
        {"errwalk main", "2\n:map\n:m main\n3\n1\n", 0,
         {"Where now? [where] (you are here)", ":m main shows the map of: The main flow",
          "Refer: ERROR_LOGON_FAILURE (1326) [to-other] (on the trail)",
          ":m other shows the map of: The other flow"}, {0}},
        {"errwalk main", ":m nowhere\n", 2, {0}, {"did not reach a flow 'nowhere'"}},
        {"errwalk main", "1\n:g luid\n", 2, {0}, {"luid is where you are"}},
        {"errwalk main", "1\n:g call\n", 2, {0}, {"call has not been reached"}},
        {"errwalk main", "1\n:g to-gone\n", 2, {0},
         {"to-gone is ruled out; go back to what and answer differently"}},
        {"errwalk main", "1\n:g nowhere\n", 2, {0}, {"the id of a step, as :m does"}},
        {"errwalk main", ":w\n6\n", 0, {"does not say why"}, {0}},
        {"errwalk main", ":h\n6\n", 0, {"does not say how"}, {0}},
        {"errwalk main", "1\n1\n:why\n1\n", 0, {"The session is stale."}, {0}},
        {"errwalk main", "1\n1\n:how\n1\n", 0, {"klist -li 1 sessions"}, {0}},
        {"errwalk main", "fix\n1\nfailed\n:b\nworked\n", 0,
         {"2. failed: No, it did not help\n   (your answer before)"}, {0}},
        {"errwalk main", ":n Seen on two servers\n6\n", 0, {"Noted.", "Seen on two servers"}, {0}},
        {"errwalk main", ":n\none\n\n  two \n.\n:notes\n6\n", 0,
         {"Write the note", "Noted.", "Note 1, at: What shall it be?\n   one\n   \n     two\n"}, {0}},
        {"errwalk main", ":n :q\n:n\n:q\n.\n:notes\n6\n", 0,
         {"Note 1, at: What shall it be?\n   :q\nNote 2, at: What shall it be?\n   :q\n"}, {0}},
        {"errwalk main", "6\n:n\nnot ended", 0, {"Noted.", "Escalated"}, {0}},
        {"errwalk main", ":n\n.\n6\n", 0, {"Nothing was changed.", "!Noted."}, {0}},
        {"errwalk main", ":n\n\n \n.\n:notes\n6\n", 0, {"No notes yet"}, {0}},
        {"errwalk main", ":n one\n:n two\nfix\n:edit 1\nuno\n.\n:notes\n", 3,
         {"Note 1, edited, at: What shall it be?\n   uno\nNote 2, at: What shall it be?\n   two\n"},
         {0}},
        {"errwalk main", ":n one\n:edit 1\n.\n:notes\n6\n", 0,
         {"and alone removes the note", "The note is removed.", "No notes yet",
          "Taken back", "!Note: one\n:"}, {0}},
        {"errwalk main", ":n one\n:edit 1\none\n.\n6\n", 0, {"Nothing was changed."}, {0}},
        {"errwalk main", ":n one\n:edit 2\n", 2, {0}, {":edit 1; :notes lists them"}},
        {"errwalk main", ":edit\n", 2, {0}, {":notes lists them"}},
        {"LC_ALL=C.UTF-8 errwalk main", ":n\nok\n\xff\n.\n6\n", 2, {"!Noted."}, {"not text"}},
        {"errwalk main", "1\n1\n:x 2\n:s\n:x 2\n1\n", 0,
         {"Step 2 is done: 1 of 2.", "Step 2, done: Sign out", "1 of 2 steps are done.", "Step 2 is not done: 0 of 2."}, {0}},
        {"errwalk main", "1\n1\n:x 3\n", 2, {0}, {":x 1"}},
        {"errwalk main", "1\n1\n:x 1x\n", 2, {0}, {":x 1"}},
        {"errwalk main", "1\n1\n:x\n", 2, {0}, {":x 1"}},
        {"errwalk main", ":i\n6\n", 0, {"The main flow"}, {0}},
        {"errwalk --flows=$srcdir/tests/flows/wizard walk walk", ":i\n:q\n", 3,
         {"On this page:", "\n 1. Background", "\n10. Summary", "\nBackground\n"}, {0}},
        {"errwalk --flows=$srcdir/tests/flows/wizard walk walk", ":i 8\n:q\n", 3,
         {"\nRelated errors\n", "!On this page", "!Background"}, {0}},
        {"errwalk --flows=$srcdir/tests/flows/wizard walk walk", ":i 99\n", 2, {0},
         {"as :i lists them"}},
        {"errwalk main", ":?\n6\n", 0, {"Type a number from 1 to 6", ":b ", ":q "}, {0}},
        {"errwalk main", ":a\n", 0, {"Abandoned"}, {0}},
        {"errwalk main", "1\n:q\n", 3, {0}, {"errwalk: ", "not finished", "1 question answered"}},
        {"errwalk main", "1\n:t so-far.md\n:q\n", 3, {"so-far.md"}, {0}},
        {"grep -c 'What shall it be' so-far.md", NULL, 0, {"1"}, {0}},
        {"errwalk main", ":t so-far.md\n", 2, {0}, {"so-far.md", "File exists"}},
        {"errwalk main", ":t so-far.doc\n", 2, {0}, {".md"}},
        {"errwalk main", ":t\n", 2, {0}, {".md"}},
        {"errwalk main", ":t /dev/null/none/x.md\n", 2, {0}, {"/dev/null/none/x.md", "Not a directory"}},
        {"errwalk main", ":zzz\n", 2, {0}, {"':zzz'", ":?"}},
        {"errwalk main", "1\n1\n:r 2\n", 3, {"ERROR_ACCESS_DENIED\n", "There is no flow for this error"}, {0}},
        {"errwalk main", "1\n1\n:r 5\n", 2, {0}, {":r 1"}},
        {"errwalk main", "1\n1\n:r 4\n", 2, {0}, {"errwalk: "}},
    };

    RUN(rows);
}

static void test_pipe(void)
{
    static const struct run_row rows[] = {
        {"errwalk main", "7\n", 2, {0},
         {"errwalk: '7' does not fit here: asked was \"What shall it be?\", which takes a number or one of: "
          "fix, other, no-flow, gone, damaged, call\n", "!resume"}},
        {"errwalk main", "1\nlater\n", 2, {0},
         {"\"Which logon ID does ERROR_LOGON_SESSION_COLLISION name?\", which takes ", ", or unsure",
          "1 question answered", "errwalk resume "}},
        {"errwalk main --no-history", "1\n1\n9\n", 2, {0},
         {"\"Does it work now?\", which takes worked, failed, skipped, worse, or other MESSAGE",
          "was not saved"}},
        {"errwalk main", "other\nback\nyes\n", 2, {0}, {"'yes' does not fit here: the next flow has"}},
        {"errwalk main", "6\n9\n", 2, {0}, {"which takes done\n"}},
        {"errwalk types", "secret\n", 3, {"Type ", "It is never written down."}, {0}},
        {"errwalk types", "plate\nx\n", 2, {0}, {"which takes some text of the form that is asked for\n"}},
        {"errwalk types", "number\n", 3, {"!never written"}, {0}},
        {"errwalk main", "0\n", 2, {0}, {"'0' does not fit"}},
        {"errwalk main", "fxi\n1\n1\n", 2, {"!Resolved"}, {"'fxi' does not fit"}},
        {"errwalk main", "\n", 2, {0}, {"does not fit"}},
        {"errwalk main", "1\nlater\n1\n1\n", 2, {"!Resolved"}, {"'later' does not fit"}},
        {"errwalk main", "1\n1\nmaybe\n", 2, {0}, {"'maybe' does not fit"}},
        {"errwalk main", "1\n1\n5\n", 2, {0}, {"'5' does not fit"}},
        {"errwalk main", NULL, 3, {0}, {"nothing was answered"}},
        {"errwalk main", "1\n1\n", 3, {0}, {"not finished", "2 questions answered"}},
        {"errwalk main", "1\n1\n1", 0, {"Resolved"}, {0}},
        {"errwalk main </dev/null", NULL, 3, {0}, {"nothing was answered"}},
    };

    RUN(rows);
}

/* Input ends after the signal, for the case that it comes just before a line is waited for. */
static void test_signals(void)
{
    static const struct run_row rows[] = {
        {"mkfifo in; errwalk main <in >out & exec 3>in; echo 1 >&3; "
         "until grep -q 'Which logon' out; do :; done; kill -TERM $!; exec 3>&-; wait $!",
         NULL, 128 + 15, {0}, {"1 question answered", "errwalk resume "}},
        {"rm out; errwalk main <in >out & exec 3>in; until grep -q 'What shall' out; do :; done; "
         "kill -INT $!; echo 6 >&3; exec 3>&-; wait $!", NULL, 0, {0}, {0}}, /* & ignores SIGINT */
    };
    static const struct run_step leaves[] = {
        {"> ", "1\n"}, {"Which logon ID", ""}, {"> ", "\003\n"}, {"errwalk resume", ""}, {NULL, NULL}};
    static const struct run_step unsaved[] = {
        {"> ", "1\n"}, {"Which logon ID", ""}, {"> ", "\003\n"}, {"was not saved", ""}, {NULL, NULL}};
    static const struct run_step ended[] = {
        {"> ", ":a\n"}, {"Abandoned", ""}, {"> ", "\003\n"}, {NULL, NULL}};
    static const struct {
        const char *command;
        const struct run_step *steps;
        int status;
    } talks[] = {
        {"exec errwalk --plain main", leaves, 3},
        {"exec errwalk --plain --no-history main", unsaved, 3},
        {"exec errwalk --plain main", ended, 0},
    };
    size_t i;

    RUN(rows);
    for (i = 0; i < sizeof talks / sizeof *talks; i++) {
        struct run_row row = {.command = talks[i].command, .status = talks[i].status};
        struct run run;

        run_terminal(&run, talks[i].command, talks[i].steps);
        run_check(&row, &run);
        run_free(&run);
    }
}

static void test_files(void)
{
    static const struct run_row rows[] = {
        {"printf 'which: plate\\nplate: x\\n' >plate.yaml; errwalk types --answers=plate.yaml </dev/null", NULL,
         2, {0}, {"it takes some text that matches ^[A-Z]{2}-[0-9]+$"}},
        {"echo '{what: fix, luid: 1, first: worked}' >a.yaml; errwalk main --answers=a.yaml", NULL,
         0, {"Resolved"}, {0}},
        {"echo 'what: fix' >b.yaml; errwalk main --answers=b.yaml", "1\n1\n", 0, {"Resolved"}, {0}},
        {"errwalk main --answers=b.yaml", NULL, 3, {0}, {"1 question answered"}},
        {"echo '{whta: fix, luid: 1, zebra: 1, first: no}' >e.yaml; errwalk main --answers=e.yaml",
         "6\n", 0, {"Escalated"},
         {"e.yaml: never used: whta, did you mean what?\n", "never used: luid\n", "never used: zebra\n",
          "never used: first\n"}},
        {"errwalk main --answers=e.yaml", NULL, 3, {0}, {"never used: whta"}},
        {"echo '{what: other, whree: fix, luid: 1}' >f.yaml; errwalk main --answers=f.yaml", "3\n1\n", 0,
         {"The other flow"}, {"never used: whree, did you mean where?\n", "never used: luid\n", "!what"}},
        {"errwalk main --answers=a.yaml", NULL, 0, {"Resolved"}, {"!never used"}},
        {"echo 'what: fxi' >c.yaml; errwalk main --answers=c.yaml", NULL, 2, {0},
         {"c.yaml:1:7", "'fxi' does not fit at step 'what'", "fix, other"}},
        {"errwalk main --answers=none.yaml", NULL, 2, {0}, {"none.yaml", "No such file"}},
        {"echo '[1]' >d.yaml; errwalk main --answers=d.yaml", NULL, 2, {0}, {"d.yaml:1:1"}},
        {"errwalk main --answers=a.yaml --transcript=a.md && cat a.md", NULL, 0,
         {"What shall it be?", "A fix", "Resolved by"}, {0}},
        {"errwalk main --answers=a.yaml --transcript=a.txt && cat a.txt", NULL, 0,
         {"What shall it be?"}, {0}},
        {"errwalk main --transcript=a.md", "1\n", 2, {"!What shall"}, {"a.md", "File exists; name a new file"}},
        {"errwalk main --transcript=a.doc", "1\n", 2, {"!What shall"}, {"a.doc", ".md"}},
        {"errwalk main --transcript=nodir/a.md", "1\n", 2, {"!What shall"},
         {"nodir/a.md", "No such file or directory; name a file in a directory that is there", "!new file"}},
        {"errwalk main --transcript=a.md/a.md", "1\n", 2, {"!What shall"},
         {"Not a directory; name a file in a directory that is there"}},
        {"ln -sf target.md link.md; errwalk main --transcript=link.md", "6\n", 2, {"!What shall"},
         {"link.md"}},
        {"walk() { errwalk main --no-history \"$@\"; }; "
         "printf '1\\n1\\n1\\n' | walk --transcript=one.md >/dev/null; "
         "printf 'fix\\n1\\nyes\\n' | walk --transcript=two.md >/dev/null; "
         "cmp one.md two.md && walk --answers=a.yaml --transcript=three.md >/dev/null && "
         "cmp one.md three.md", NULL, 0, {0}, {0}},
        {"ls -A | grep -v yaml | grep tmp; true", NULL, 0, {"!tmp"}, {0}},
    };

    RUN(rows);
}

static void test_terminal(void)
{
    static const struct run_step asks_again[] = {
        {"> ", "7\n"},          {"'7' does not fit here", "\n"}, {"> ", ":zzz\n"},
        {"is no command", ":?\n"}, {"> ", "1\n"},                {"Which logon ID", "later\n"},
        {"does not fit", "1\n"}, {"Does it work now?", "maybe\n"}, {"does not fit", "1\n"},
        {"Resolved", ":b\n"},   {"Does it work now?", "no\n"},   {"Restart", ":q\n"},
        {"not finished", ":s\n"}, {"Restart", ":q\n"},           {"not finished", ":q\n"},
        {NULL, NULL},
    };
    static const struct run_step ends[] = {
        {"> ", "6\n"}, {"> ", "\n"}, {"Escalated", "what\n"}, {"has ended", "\n"}, {NULL, NULL}};
    static const struct run_step end_of_input[] = {{"> ", "1\n"}, {"> ", "\004"}, {NULL, NULL}};
    static const struct {
        const char *command;
        const struct run_step *steps;
        int status;
    } rows[] = {
        {"errwalk --plain --no-history main", asks_again, 3},
        {"errwalk --plain --no-history main", ends, 0},
        {"TERM=dumb errwalk --no-history main", end_of_input, 3},
        {"TERM=nonsense errwalk --no-history main", ends, 0},
        {"TERM=xterm ACCESSIBLE=1 errwalk --no-history main", ends, 0},
    };
    size_t i;

    run_prepare("tests/flows/session");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_row row = {.command = rows[i].command, .status = rows[i].status};
        struct run run;

        run_terminal(&run, rows[i].command, rows[i].steps);
        run_check(&row, &run);
        run_free(&run);
    }
}

/* A history that cannot be used, and one with a session that was left. */
static void test_history(void)
{
    static const struct run_row rows[] = {
        {"mkdir notes; errwalk main --history=notes", "1\n", 4, {0}, {"errwalk: ", "notes"}},
        {"env -u ERRWALK_TEST_CLOCK errwalk main --history=left.db", "1\n", 3, {0}, {"errwalk resume"}},
        {"env -u ERRWALK_TEST_CLOCK errwalk main --history=left.db", "6\n", 0, {"!not finished", "Escalated"}, {0}},
    };
    static const struct run_step stops[] = {
        {"> ", "1\n"}, {"Go on without keeping a record? [y/N]", "n\n"}, {NULL, NULL}};
    static const struct run_step goes_on[] = {
        {"> ", "1\n"}, {"Go on without keeping a record? [y/N]", "y\n"},
        {"Which logon ID", "1\n"}, {"Does it work now?", "1\n"}, {"Resolved", "\n"}, {NULL, NULL}};
    static const struct run_step resumes[] = {
        {"Go on with it? [y/N]", "y\n"}, {"Which logon ID", ":q\n"}, {NULL, NULL}};
    static const struct run_step anew[] = {
        {"Go on with it? [y/N]", "\n"}, {"What shall it be?", "6\n"}, {"Enter, or done", "\n"},
        {"End: Escalated", "\n"}, {NULL, NULL}};
    static const struct {
        const char *command;
        const struct run_step *steps;
        int status;
    } talks[] = {
        {"errwalk --plain --history=notes main", stops, 4},
        {"errwalk --plain --history=notes main", goes_on, 0},
        {"env -u ERRWALK_TEST_CLOCK errwalk --plain --history=left.db main", resumes, 3},
        {"env -u ERRWALK_TEST_CLOCK errwalk --plain --history=left.db main", anew, 0},
    };
    size_t i;

    RUN(rows);
    for (i = 0; i < sizeof talks / sizeof *talks; i++) {
        struct run_row row = {.command = talks[i].command, .status = talks[i].status};
        struct run run;

        run_terminal(&run, talks[i].command, talks[i].steps);
        run_check(&row, &run);
        run_free(&run);
    }
}

const struct suite_test suite_tests[] = {
    {"replies", test_replies},
    {"home", test_home},
    {"home sessions", test_home_sessions},
    {"commands", test_commands},
    {"a pipe", test_pipe},
    {"signals", test_signals},
    {"answers and transcripts", test_files},
    {"a terminal", test_terminal},
    {"history", test_history},
    {NULL, NULL},
};
