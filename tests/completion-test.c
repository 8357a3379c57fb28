/* SPDX-License-Identifier: MIT */
/*
 * Completion: what errwalk offers, and that each shell shows it.
 */
#include <config.h>

#include <stdlib.h>

#include "run.h"
#include "suite.h"

const char suite_name[] = "completion";

#define ASK "errwalk completion candidates -- "

static void prepare(void)
{
    run_prepare("tests/flows/cli");
    setenv("flows", suite_source("tests/flows"), 1);
}

static void run_all(const struct run_row *rows, size_t count)
{
    size_t i;

    prepare();
    for (i = 0; i < count; i++)
        run_expect(&rows[i]);
}
#define RUN(rows) run_all(rows, sizeof rows / sizeof *rows)

static void test_candidates(void)
{
    static const struct run_row rows[] = {
        {ASK "''", NULL, 0, {"walk\twalk from", "completion\t", "sound\tA sound flow"}, {0}},
        {ASK "che", NULL, 0, {"check\t", "!lookup"}, {0}},
        {ASK "zzz", NULL, 0, {"!zzz", "!\t"}, {0}},
        {ASK "--pl", NULL, 0, {"--plain\tlines instead", "!--flows"}, {0}},
        {ASK "check --s", NULL, 0, {"--strict\t", "--suggest-tests\t", "!--since"}, {0}},
        {ASK "graph --format=", NULL, 0, {"--format=mermaid\n", "--format=dot\n", "!xapi"}, {0}},
        {ASK "graph --format m", NULL, 0, {"mermaid\n", "!--format"}, {0}},
        {ASK "--format=", NULL, 0, {"!text"}, {0}},
        {ASK "--color=a", NULL, 0, {"--color=auto\n--color=always\n", "!never"}, {0}},
        {ASK "--theme=d", NULL, 0, {"--theme=dark\n", "!auto"}, {0}},
        {ASK "--color auto graph so", NULL, 0, {"sound\tA sound flow\n", "!warned"}, {0}},
        {ASK "graph sound ''", NULL, 0, {"!sound"}, {0}},
        {ASK "check sound ''", NULL, 0, {"sound\t", ":files\n", ":directories\n"}, {0}},
        {ASK "diff ''", NULL, 0, {":files\n", "!sound"}, {0}},
        {ASK "diff a b ''", NULL, 0, {"!:files"}, {0}},
        {ASK "--history=x", NULL, 0, {":files\n"}, {0}},
        {ASK "check -- -", NULL, 0, {":files", "!--strict"}, {0}},
        {ASK "schema ''", NULL, 0, {"flow\nscenario\nassignment\n"}, {0}},
        {ASK "completion ''", NULL, 0, {"bash\nfish\nzsh\n"}, {0}},
        {ASK "sessions --outcome re", NULL, 0, {"resolved\nreferred\n", "!abandoned"}, {0}},
        {"errwalk completion", NULL, 2, {0}, {"bash, zsh or fish"}},
        {"errwalk completion csh", NULL, 2, {0}, {"bash, zsh or fish"}},
        /* A session is offered by the end of its id. */
        {"printf 'no\\n' | errwalk --plain sound >none; errwalk transcript $(" ASK "transcript '' | cut -f1)",
         NULL, 0, {"A sound flow"}, {0}},
        /* What a shell would run is not offered, nor what it would hide. */
        {"mkdir -p bad; cp $flows/cli/sound.yaml 'bad/$(touch hurt).yaml'; cp $flows/cli/sound.yaml "
         "'bad/a;b.yaml'; cp $flows/cli/sound.yaml bad/good.yaml; ERRWALK_FLOWS=bad " ASK "graph ''",
         NULL, 0, {"good\t", "!touch", "!a;b"}, {0}},
    };

    RUN(rows);
}

/* Each shell is given its script and asked to complete, as its own tests do it. */
static void test_shells(void)
{
    static const struct run_row rows[] = {
        {"errwalk completion bash | bash -n && bash -c 'eval \"$(errwalk completion bash)\";"
         "ask() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _errwalk; printf \"[%s]\" \"${COMPREPLY[@]}\"; };"
         "ask errwalk grap; ask errwalk graph so; ask errwalk graph --format = mer; "
         "ask errwalk graph --format =; ask errwalk check --flows = $flows/cl'",
         NULL, 0, {"[graph]", "[sound]", "[mermaid]", "[text][mermaid][dot]", "/flows/cli]"}, {0}},
        {"command -v fish >none || { echo '[graph][sound][--format=mermaid]'; exit; };"
         "errwalk completion fish >c.fish; export HOME=$PWD XDG_CONFIG_HOME=$PWD/f;"
         "fish -c 'source c.fish; for l in \"errwalk grap\" \"errwalk graph so\" \"errwalk graph --format=mer\";"
         "printf \"[%s]\" (complete -C $l | string split -f1 \\t); end'",
         NULL, 0, {"[graph]", "[sound]", "[--format=mermaid]"}, {0}},
        {"command -v zsh >none || { echo '[graph][sound][--format=mermaid][files]'; exit; };"
         "errwalk completion zsh >c.zsh; zsh -f -n c.zsh && zsh -f -c '"
         "compdef() { :; }; compset() { :; }; _files() { print -n \"[files]\"; };"
         "_describe() { print -rn -- \"[${(j:,:)${(P@)4}%%:*}]\"; };"
         "source ./c.zsh; words=(errwalk grap); CURRENT=2; _errwalk; words=(errwalk graph so); CURRENT=3; _errwalk;"
         "words=(errwalk graph --format=mer); _errwalk; words=(errwalk diff \"\"); _errwalk'",
         NULL, 0, {"[graph]", "[sound]", "[--format=mermaid]", "[files]"}, {0}},
    };

    RUN(rows);
}

const struct suite_test suite_tests[] = {
    {"candidates", test_candidates},
    {"shells", test_shells},
    {NULL, NULL},
};
