/* SPDX-License-Identifier: MIT */
/*
 * The command line from outside: the built program, run with arguments and input, judged by its
 * exit status and by what it says on standard output and standard error.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

const char suite_name[] = "cli";

static void run_table(const struct run_row *rows, size_t count)
{
    size_t i;

    run_prepare("tests/flows/cli");
    setenv("flows", suite_source("tests/flows"), 1);
    for (i = 0; i < count; i++)
        run_expect(&rows[i]);
}

#define RUN(rows) run_table(rows, sizeof rows / sizeof *rows)

static void test_options(void)
{
    static const struct run_row rows[] = {
        {"errwalk --help", NULL, 0, {"Usage: errwalk", "Commands:", "  check", "--plain"}, {0}},
        {"errwalk help", NULL, 0, {"Usage: errwalk [OPTION]", "Commands:"}, {0}},
        {"errwalk help check", NULL, 0, {"Usage: errwalk check"}, {0}},
        {"errwalk help me", NULL, 1, {"!Usage"}, {"'help me'"}},
        {"errwalk -h", NULL, 0, {"Usage: errwalk"}, {0}},
        {"errwalk check --help", NULL, 0, {"Usage: errwalk check", "--strict", "gcc"}, {0}},
        {"errwalk --help check", NULL, 0, {"Usage: errwalk check"}, {0}},
        {"errwalk --version", NULL, 0, {PACKAGE_STRING "\n"}, {0}},
        {"errwalk -V", NULL, 0, {PACKAGE_STRING}, {0}},
        {"errwalk -hV", NULL, 0, {PACKAGE_STRING}, {0}},
        {"errwalk --versoin", NULL, 2, {0}, {"errwalk: there is no option --versoin",
                                             "did you mean --version?"}},
        {"errwalk -version", NULL, 2, {0}, {"-version", "did you mean --version?"}},
        {"for command in '' $(errwalk --help | sed -n '/^Commands/,/^$/s/^  \\([a-z]*\\) .*/\\1/p'); do"
         "  errwalk $command --help; done | LC_ALL=C sed 's/\xe2\x80\xa6/./g' |"
         " awk 'length > 80 {print; wide = 1} END {exit wide}'", NULL, 0, {"!--"}, {0}},
        {"errwalk --nonsense", NULL, 2, {0}, {"there is no option --nonsense", "errwalk --help"}},
        {"errwalk -x", NULL, 2, {0}, {"there is no option -x"}},
        {"errwalk --help=yes", NULL, 2, {0}, {"--help takes no value"}},
        {"errwalk flows --format", NULL, 2, {0}, {"--format needs a value"}},
        {"errwalk flows --format=", NULL, 2, {0}, {"--format needs a value"}},
        {"errwalk flows --format=xml", NULL, 2, {0}, {"--format takes text, json, not 'xml'"}},
        {"errwalk check --format=gcc $flows/cli/sound.yaml", NULL, 0, {0}, {0}},
        {"errwalk flows --format json", NULL, 0, {"\"id\": \"sound\""}, {0}},
        {"errwalk flows --form=json", NULL, 0, {"\"id\": \"sound\""}, {0}},
        {"errwalk flows --fo json", NULL, 0, {"\"id\": \"sound\""}, {0}},
        {"errwalk flows --f json", NULL, 2, {0}, {"--f may be --flows or --format"}},
        {"errwalk --pla --ve", NULL, 0, {PACKAGE_STRING}, {0}},
        {"errwalk flows --strict", NULL, 2, {0}, {"'errwalk flows' takes no --strict"}},
        {"errwalk --strict check $flows/cli/warned.yaml", NULL, 1, {"warning"}, {0}},
        {"errwalk check $flows/cli/warned.yaml --strict", NULL, 1, {"warning"}, {0}},
        {"errwalk check --fo json $flows/cli/sound.yaml", NULL, 0, {"[]"}, {0}},
        {"errwalk --color=sometimes flows", NULL, 2, {0}, {"--color takes auto, always, never"}},
        {"mkdir -p check; errwalk --flows check flows", NULL, 0, {"sound"}, {0}},
        {"mkdir -p check; errwalk --flo check flows", NULL, 0, {"sound"}, {0}},
        {"errwalk --flows=/dev/null/none flows", NULL, 2, {0}, {"/dev/null/none is not a directory"}},
        {"errwalk", NULL, 2, {0}, {"errwalk: name a problem"}},
        {"errwalk ''", NULL, 1, {0}, {"errwalk: "}},
        {"ERRWALK_TEST_CLOCK=noon errwalk 1366", NULL, 2, {0}, {"ERRWALK_TEST_CLOCK"}},
    };

    RUN(rows);
}

static void test_problems(void)
{
    static const struct run_row rows[] = {
        {"errwalk sound", "no\n", 0, {"A sound flow", "Is it this one?"}, {0}},
        {"errwalk 1366", "no\n", 0, {"A sound flow"}, {0}},
        {"errwalk walk 1366", "no\n", 0, {"A sound flow"}, {0}},
        {"errwalk error_logon_session_collision", "no\n", 0, {"A sound flow"}, {0}},
        {"errwalk 'a SOUND flow.'", "no\n", 0, {"A sound flow", "Is it this one?"}, {0}},
        {"errwalk A sound", "no\n", 0, {"A sound flow", "Is it this one?", "!These match"}, {0}},
        {"errwalk A suond", "1\nno\n", 0, {"No match for 'A suond'", "Type 1 to take it."}, {0}},
        {"errwalk A suond", "2\n", 2, {0}, {"the reply is not 1"}},
        {"errwalk lokup 5", NULL, 2, {0}, {"no command 'lokup'; did you mean 'lookup'?"}},
        {"errwalk walk lokup 5", NULL, 1, {"These match 'lokup 5':"}, {"!no command"}},
        {"errwalk session expired", NULL, 1, {0}, {"no match for 'session expired'"}},
        {"errwalk 145", NULL, 1, {"ERROR_DIR_NOT_EMPTY (145): "},
         {"there is no flow for ERROR_DIR_NOT_EMPTY", "errwalk flows"}},
        {"ERRWALK_FLOWS=/dev/null/none errwalk 1366", NULL, 1,
         {"ERROR_LOGON_SESSION_COLLISION (1366): "}, {"no flows are installed"}},
        {"ERRWALK_FLOWS=/dev/null/none errwalk xyzzy", NULL, 1, {0},
         {"no match for 'xyzzy'", "no flows are installed"}},
        {"errwalk event 7045", NULL, 1, {0}, {"event 7045 of Service Control Manager, log System: "}},
        {"errwalk event 9999", NULL, 1, {0}, {"event 9999 is an event ID"}},
        {"errwalk explain event 4625", NULL, 1, {0}, {"event 4625 of ", "why. It is not an error code"}},
        {"errwalk -- sound", "no\n", 0, {"A sound flow"}, {0}},
        {"errwalk -2147023530", "no\n", 0, {"A sound flow"}, {"!no option"}},
        {"errwalk -2147023530 --plain", "no\n", 0, {"A sound flow"}, {0}},
        {"errwalk $flows/cli/sound.yaml", "no\n", 0, {"A sound flow"}, {0}},
        {"errwalk ./missing.yaml", NULL, 2, {0}, {"missing.yaml", "No such file"}},
        {"errwalk chekc", NULL, 1, {0}, {"did you mean the command 'check'?"}},
        {"errwalk -- --version", NULL, 1, {"!" PACKAGE_STRING}, {"errwalk: "}},
        {"errwalk ORA-98765", NULL, 1, {0}, {"'ORA-98765'", "errwalk flows"}},
        {"errwalk explain nonsense", NULL, 1, {0}, {"'nonsense'"}},
        {"errwalk explain 1366", NULL, 0, {"A sound flow", "Two sessions had one name."}, {0}},
        {"errwalk explain $flows/cli/sound.yaml", NULL, 0, {"Two sessions had one name."}, {0}},
        {"errwalk explain sound --format=markdown", NULL, 0, {"had **one** name."}, {0}},
        {"errwalk explain", NULL, 2, {0}, {"explain takes a problem"}},
    };

    RUN(rows);
}

static void test_check(void)
{
    static const struct run_row rows[] = {
        {"errwalk check $flows/cli/sound.yaml", NULL, 0,
         {"1 flow checked: 0 errors, 0 warnings\n"}, {0}},
        {"errwalk check --strict $flows/cli/sound.yaml", NULL, 0, {"0 warnings"}, {0}},
        {"errwalk check sound", NULL, 0, {"1 flow checked"}, {0}},
        {"errwalk check $flows/cli/warned.yaml", NULL, 0,
         {"warned.yaml", "warning[W", "0 errors, "}, {0}},
        {"errwalk check --strict $flows/cli/warned.yaml", NULL, 1, {"warning[W"}, {0}},
        {"errwalk check $flows/cli/faulty.yaml", NULL, 1,
         {"faulty.yaml:8:11: error[E", "'cuer'", "did you mean 'cure'?", "no: cuer\n", "^^^^"},
         {0}},
        {"errwalk check --format=gcc $flows/cli/faulty.yaml", NULL, 1,
         {"faulty.yaml:8:11: error: ", "!^^^^", "!checked"}, {0}},
        {"errwalk check --format=json $flows/cli/faulty.yaml", NULL, 1,
         {"[", "\"line\": 8", "\"column\": 11", "\"severity\": \"error\"", "!checked"}, {0}},
        {"errwalk check --format=json $flows/cli/sound.yaml", NULL, 0, {"[]"}, {0}},
        {"errwalk check $flows/cli", NULL, 1, {"3 flows checked: 1 error, "}, {0}},
        {"errwalk check", NULL, 1, {"3 flows checked"}, {0}},
        {"errwalk check $flows/cli/sound.yaml $flows/cli/faulty.yaml", NULL, 1,
         {"2 flows checked"}, {0}},
        {"errwalk check --flows=$flows/../../flows training/ten-to-six $flows/cli/sound.yaml", NULL, 0,
         {"1 flow, 1 scenario checked: 0 errors"}, {0}},
        {"printf '%s\\n' 'title: One way' 'diagnose: {a: {ask: Is it?, answers: {yes: b}}}'"
         " 'resolve: {b: {escalate: Call, because: so}}' > one.yaml; errwalk check one.yaml", NULL, 0,
         {"1 question, 1 ending; 1 path of 1 question, "}, {0}},
        {"errwalk check missing.yaml", NULL, 2, {0}, {0}},
        {"errwalk check missing", NULL, 2, {0}, {"there is no flow 'missing'"}},
        {"errwalk check missing.yaml $flows/cli/faulty.yaml", NULL, 2, {"'cuer'"}, {0}},
        {"mkdir -p none; errwalk check none", NULL, 1, {0}, {"no flow to check"}},
        {"errwalk check --format=sarif $flows/cli/faulty.yaml", NULL, 1,
         {"\"version\": \"2.1.0\"", "\"ruleId\": \"E014\"", "\"startLine\": 8", "!flow checked"}, {0}},
        {"errwalk check --format=sarif $flows/cli/warned.yaml", NULL, 0, {"\"level\": \"warning\""}, {0}},
        {"errwalk check --format=sarif --strict $flows/cli/warned.yaml", NULL, 1, {"2.1.0"}, {0}},
        {"errwalk check --format=sarif missing.yaml", NULL, 2, {"\"executionSuccessful\": false"}, {0}},
        {"errwalk check --explain E014 w003", NULL, 0,
         {"E014: an edge to what is not a step\n=====", "\nWrong (7:11):\n\n    diagnose:\n      turns:",
          "\nRight:\n", "W003: no source\n===", "!```"}, {0}},
        {"errwalk check --explain", NULL, 0,
         {"E001  the file cannot be read\n", "W007  ", "!==="}, {0}},
        {"errwalk check --explain --format=json e014", NULL, 0,
         {"[\n  {\n    \"code\": \"E014\"", "\"severity\": \"error\"", "```yaml\\n"}, {0}},
        {"errwalk check --explain E999", NULL, 1, {0}, {"no code 'E999'; 'errwalk check --explain'"}},
        {"errwalk check --explain --format=gcc E014", NULL, 2, {0}, {"--explain takes"}},
        {"errwalk check $flows/load/good.yaml", NULL, 0,
         {"good.yaml: 4 questions, 3 endings; 20 paths of 2 to 4 questions, 1 to 15 minutes; "
          "4 tests walk 7 of 7 steps, 9 of 13 answers; 0 errors, "}, {0}},
        {"errwalk check $flows/cli/faulty.yaml", NULL, 1,
         {"faulty.yaml: not valid; 1 error, 0 warnings\n"}, {0}},
        {"sed 's/ends: other$/ends: oil/' $flows/load/good.yaml >astray.yaml;"
         " errwalk check astray.yaml",
         NULL, 1,
         {"the walk ends at 'other', not at 'oil'", "the walk: turns=yes, weight=1, oil=failed, other"},
         {0}},
        {"{ echo 'title: Chain'; echo diagnose:; "
         "for i in $(seq 300); do echo \"  q$i: {ask: Is it?, answers: {yes: q$((i + 1)), no: f}}\"; done; "
         "echo '  q301: {ask: Is it?, answers: {yes: e, no: f}}'; echo resolve:; "
         "echo '  e: {escalate: E, because: b}'; echo '  f: {escalate: F, because: b}'; } >chain.yaml; "
         "errwalk check --paths ./chain.yaml", NULL, 0,
         {"'q201' is reached by: q1=yes, ", "'q202' is reached by 201 replies, which are too many to list: "
          "it comes after 'q201'", "'e' is reached by 301 replies", "'f' is reached by: q1=no"}, {0}},
        {"errwalk check --paths $flows/load/good.yaml", NULL, 0,
         {": 'turns' is the first step\n", ": 'caller' is reached by: turns=half\n",
          ": 'other' is reached by: turns=yes, weight=50\n"}, {0}},
        {"errwalk check --coverage $flows/load/good.yaml", NULL, 0,
         {"good.yaml:38:35: no test takes answer 'half' of 'turns' to 'caller'\n",
          "good.yaml:49:49: no test takes route 3 of 'weight' to 'other'\n"}, {0}},
        {"errwalk check --suggest-tests $flows/load/good.yaml", NULL, 0,
         {"good.yaml\n  turns half leads to ", "!checked", "!warning"}, {0}},
        {"errwalk check --paths --format=json $flows/load/good.yaml", NULL, 2, {0},
         {"take --format=text"}},
        {"mkdir -p dir.yaml; errwalk check dir.yaml", NULL, 1, {0}, {"no flow to check"}},
    };

    RUN(rows);
}

/* A copy of the program that has no flows beside it, so that only what is named counts. */
#define ALONE "cp $(command -v errwalk) alone; unset ERRWALK_FLOWS; "

static void test_search(void)
{
    static const struct run_row rows[] = {
        {"errwalk flows", NULL, 0,
         {"sound", "A sound flow", "ERROR_LOGON_SESSION_COLLISION (1366)", "warned"}, {0}},
        {"errwalk flows --format=json", NULL, 0, {"\"code\": 1366", "\"path\": \"/"}, {0}},
        {"errwalk flows --flows=$flows/cli-other", NULL, 0,
         {"The other sound flow", "warned", "!A sound flow"}, {0}},
        {"mkdir -p kept && cp $flows/cli/*.yaml kept && sed -e '/^reviewed/d' -e '/^owner/d' "
         "-e '1a owner: the door desk' -e '1a reviewed: 2026-10-01' -e '1a review-every: 30d' "
         "$flows/cli/sound.yaml >kept/sound.yaml; ERRWALK_TEST_CLOCK=2026-10-31T12:00:00Z "
         "errwalk --flows=kept flows --due", NULL, 0,
         {"sound ", "review due 2026-10-31, the door desk", "it has errors"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-10-30T12:00:00Z errwalk --flows=kept flows --due", NULL, 0,
         {"!review due 2026-10-31"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-10-30T12:00:00Z errwalk --flows=kept flows --due=1 "
         "--owner='The door desk' --format=json", NULL, 0,
         {"\"owner\": \"the door desk\"", "\"reviewed\": \"2026-10-01\"",
          "\"due\": \"2026-10-31\"", "!warned"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-10-30T12:00:00Z errwalk --flows=kept flows --owner=nobody", NULL, 1,
         {0}, {"no flow has this owner"}},
        {"errwalk flows --due=soon", NULL, 2, {0}, {"--due takes a number of days, not 'soon'"}},
        {"ERRWALK_FLOWS=$flows/cli-other:$flows/cli errwalk flows", NULL, 0,
         {"The other sound flow", "warned", "!A sound flow"}, {0}},
        {"ERRWALK_FLOWS=$flows/cli:$flows/cli-other errwalk flows", NULL, 0,
         {"A sound flow", "!The other"}, {0}},
        {"ERRWALK_FLOWS=:/dev/null/none::$flows/cli: errwalk flows", NULL, 0, {"A sound flow"}, {0}},
        {"mkdir -p data/errwalk; ln -sfn $flows/cli-other data/errwalk/flows; "
         "XDG_DATA_HOME=$PWD/data errwalk flows", NULL, 0, {"A sound flow", "!The other"}, {0}},
        {"unset ERRWALK_FLOWS; XDG_DATA_HOME=$PWD/data errwalk flows", NULL, 0,
         {"The other sound flow"}, {0}},
        {ALONE "XDG_DATA_HOME=data ./alone flows", NULL, 1, {"!The other"}, {0}},
        {"mkdir -p shared/errwalk; ln -sfn $flows/cli shared/errwalk/flows; unset ERRWALK_FLOWS; "
         "XDG_DATA_HOME=$PWD/data XDG_DATA_DIRS=/dev/null/none:$PWD/shared errwalk flows", NULL, 0,
         {"The other sound flow", "warned", "!A sound flow"}, {0}},
        {"unset ERRWALK_FLOWS; XDG_DATA_DIRS=/dev/null/none:$PWD/shared errwalk flows", NULL, 0,
         {"A sound flow"}, {0}},
        {"mkdir -p home/.local/share/errwalk; ln -sfn $flows/cli home/.local/share/errwalk/flows; "
         "unset ERRWALK_FLOWS XDG_DATA_HOME; HOME=$PWD/home errwalk flows", NULL, 0,
         {"A sound flow"}, {0}},
        {ALONE "unset XDG_DATA_HOME HOME; ./alone flows", NULL, 1, {0}, {"no flow was found", "--flows=DIR"}},
        /* What lies beside the program: an archive that was unpacked, a build, a prefix that was moved. */
        {ALONE "mkdir -p un/bin; cp alone un/alone; cp -R $flows/cli un/flows; cp alone un/bin/alone; cd /;"
               "$OLDPWD/un/alone flows && $OLDPWD/un/bin/alone flows", NULL, 0,
         {"A sound flow"}, {0}},
        {ALONE "mkdir -p moved/bin moved/share/errwalk; cp alone moved/bin; ln -sfn $flows/cli "
               "moved/share/errwalk/flows; ln -sf moved/bin/alone linked; ./linked flows", NULL, 0,
         {"A sound flow"}, {0}},
        {ALONE "ERRWALK_FLOWS=$flows/cli-other un/alone flows", NULL, 0, {"The other", "!A sound flow"}, {0}},
        {"unset HOME; errwalk sound", "no\n", 0, {"A sound flow"}, {0}},
        {"unset HOME XDG_DATA_HOME XDG_DATA_DIRS; errwalk sound", "no\n", 0, {"A sound flow"}, {0}},
    };

    RUN(rows);
}

static void test_graph(void)
{
    static const struct run_row rows[] = {
        {"errwalk graph sound", NULL, 0,
         {"A sound flow [sound]\n", "- Yes\n", "  Fix: ", "!\t"}, {0}},
        {"errwalk graph $flows/cli/sound.yaml", NULL, 0, {"A sound flow [sound]\n"}, {0}},
        {"errwalk graph sound --format=mermaid", NULL, 0, {"flowchart TD\n  s", "!classDef"}, {0}},
        {"errwalk graph sound --format=dot", NULL, 0, {"digraph \"sound\" {\n", "}\n"}, {0}},
        {"errwalk graph sound --format=json", NULL, 2, {0}, {"takes text, mermaid, dot"}},
        {"printf 'title: T\\ndiagnose:\\n  n: {input: N?, fact: n, type: number, route: [{if: {n: {below: -50}}, "
         "to: a}, {to: b}]}\\nresolve:\\n  a: {escalate: A, because: a}\\n  b: {escalate: B, because: b}\\n' "
         ">near.yaml; errwalk check --suggest-tests near.yaml 2>/dev/null", NULL, 0,
         {"answers: {n: '-51'}\n    ends: a\n"}, {0}},
        {"errwalk graph sound -o x.png", NULL, 2, {0}, {"x.png: graph draws no pictures; write a .dot"}},
        {"errwalk graph sound --format=dot -o x.SVG; ls x.SVG", NULL, 2, {0}, {"graph draws no pictures"}},
        {"mkdir -p class; cp $srcdir/tests/assignments/week-one.yaml class; cp $flows/cli/sound.yaml class; "
         "errwalk --flows=class flows", NULL, 0, {"sound   A sound flow\n", "!week-one"}, {0}},
        {"errwalk --flows=class check class | tail -1", NULL, 0, {"1 flow, 1 assignment checked"}, {0}},
        {"errwalk --flows=class --plain", ":f\n:q\n", 0, {"A sound flow", "!week-one"}, {0}},
        {"errwalk graph", NULL, 2, {0}, {"graph takes one flow"}},
        {"errwalk graph sound warned", NULL, 2, {0}, {"graph takes one flow"}},
        {"errwalk graph nowhere", NULL, 1, {0}, {"there is no flow 'nowhere'"}},
        {"errwalk graph nowhere.yaml", NULL, 2, {0}, {"nowhere.yaml"}},
        {"errwalk graph $flows/cli/faulty.yaml", NULL, 2, {0}, {"faulty.yaml:8:11: error[E"}},
        {"errwalk graph sound -o a.mmd; cat a.mmd", NULL, 0, {"flowchart TD\n"}, {0}},
        {"errwalk graph sound -o a.gv; cat a.gv", NULL, 0, {"digraph \"sound\""}, {0}},
        {"errwalk graph sound --format=dot -o a.txt; cat a.txt", NULL, 0, {"digraph"}, {0}},
        {"touch b.dot; errwalk graph sound -o b.dot", NULL, 2, {0}, {"--force replaces it"}},
        {"touch b.dot; errwalk graph sound --force -o b.dot; cat b.dot", NULL, 0, {"digraph"}, {0}},
        {"errwalk graph sound -o /dev/null/x.dot", NULL, 4, {0}, {"cannot write /dev/null/x.dot"}},
        {"errwalk graph sound --session zzzz", NULL, 1, {0}, {"there is no session 'zzzz'"}},
        {"errwalk graph sound --no-history --session zzzz", NULL, 2, {0}, {"no sessions"}},
        {"errwalk graph sound >/dev/full", NULL, 4, {0}, {"cannot write standard output"}},
        {"errwalk graph sound --stats --history=drawn.db", NULL, 1, {0}, {"no walk of 'sound' is there to count"}},
        {"errwalk graph sound --stats --no-history", NULL, 2, {0}, {"no sessions"}},
        {"errwalk graph sound --team", NULL, 2, {0}, {"--team says whose figures --stats shows"}},
        {"errwalk --plain --history=drawn.db sound", "yes\nworked\n", 0, {"Cure it"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-11-22T11:00:00Z errwalk --plain --history=drawn.db sound",
         "yes\nfailed\n", 0, {"Cure it"}, {0}},
        {"errwalk graph sound --stats --history=drawn.db", NULL, 0,
         {"A sound flow [sound]\n2 walks, all of the flow as it is now\n", "\n2 seen, ", "- Yes: 2 (100 %)\n",
          "worked 1 of 2 (9.5 to 90.5 %)\n", "- No: 0 (0 %)\n"}, {0}},
        {"errwalk graph sound --stats --team --history=drawn.db --format=mermaid", NULL, 0,
         {"<br/>2 seen"}, {0}},
        {"errwalk graph sound --stats --history=drawn.db --format=dot", NULL, 0, {"label=\"Yes: 2 (100 %)\""}, {0}},
        {"errwalk graph sound --history=drawn.db", NULL, 0, {"!seen"}, {0}},
    };

    RUN(rows);
}

static void test_streams(void)
{
    static const struct run_row rows[] = {
        {"errwalk flows >&-", NULL, 4, {0}, {"errwalk: cannot write standard output"}},
        {"errwalk flows >/dev/full", NULL, 4, {0}, {"cannot write standard output: No space left"}},
        {"errwalk --version >/dev/full", NULL, 4, {0}, {"cannot write standard output"}},
        {"errwalk check --format=json $flows/cli/faulty.yaml >/dev/full", NULL, 4, {0},
         {"cannot write standard output"}},
        {"errwalk sound >/dev/full", "no\n", 4, {0}, {"cannot write standard output"}},
        {"errwalk sound --transcript=closed.md >&-; s=$?; cat closed.md 2>/dev/null; exit $s",
         "no\n", 4, {"!Is it this one?\n1"}, {"cannot write standard output"}},
        {"errwalk banana >&-", NULL, 1, {0}, {"'banana'"}},
        {"errwalk flows 2>&-", NULL, 0, {"A sound flow"}, {0}},
        {"errwalk sound <&-", NULL, 4, {"Is it this one?"}, {"cannot read standard input"}},
        {"errwalk sound <$flows", NULL, 4, {0}, {"cannot read standard input: Is a directory"}},
        {"rm -f go; mkfifo go; { read x <go; errwalk sound; echo $? >closed; } |"
         " { exec <&-; echo >go; }; cat closed", NULL, 0, {"4"},
         {"cannot write standard output: Broken pipe"}},
    };

    RUN(rows);
}

static void test_locales(void)
{
    static const struct run_row rows[] = {
        {"LC_ALL=C errwalk sound", "no\n", 0, {"A sound flow"}, {0}},
        {"LC_ALL=C errwalk check --help", NULL, 0, {"[FLOW|FILE|DIR]..."}, {0}},
        {"LC_ALL=C.UTF-8 errwalk check --help", NULL, 0, {"[FLOW|FILE|DIR]…"}, {0}},
        {"LC_ALL=C.UTF-8 errwalk --ascii check --help", NULL, 0, {"[FLOW|FILE|DIR]..."}, {0}},
        {"LC_ALL=nonsense errwalk sound", "no\n", 0, {"A sound flow"}, {0}},
        {"LC_ALL=C errwalk sound", ":n caf\xc3\xa9\nno\n", 0, {"Noted.", "cafe"}, {0}},
        {"LC_ALL=C.UTF-8 errwalk sound", ":n caf\xc3\xa9\nno\n", 0, {"caf\xc3\xa9"}, {0}},
        {"LC_ALL=C.UTF-8 errwalk sound", ":n caf\xe9\nno\n", 2, {0}, {"not text"}},
    };

    RUN(rows);
}

static void test_latin1(void)
{
    static const struct run_row rows[] = {
        {"LC_ALL=latin1 errwalk sound", ":n caf\xe9 \xa7\nno\n", 0,
         {"Noted.", "caf\xe9 \xa7", "!caf\xc3"}, {0}},
        {"LC_ALL=latin1 errwalk sound --transcript=latin1.md >/dev/null; cat latin1.md",
         ":n caf\xe9\nno\n", 0, {"caf\xc3\xa9"}, {0}},
        {"LC_ALL=latin1 errwalk check --help", NULL, 0, {"!\xe2"}, {0}},
    };

    run_prepare("tests/flows/cli");
    if (suite_make_latin1())
        RUN(rows);
    unsetenv("LOCPATH");
}

const struct suite_test suite_tests[] = {
    {"options", test_options},
    {"problems and pages", test_problems},
    {"check", test_check},
    {"where flows are looked for", test_search},
    {"graph", test_graph},
    {"standard streams that fail", test_streams},
    {"locales", test_locales},
    {"a Latin-1 locale", test_latin1},
    {NULL, NULL},
};
